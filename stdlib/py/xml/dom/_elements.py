# SPDX-License-Identifier: MIT
"""Elements and their attributes."""

import xml.dom
from xml.dom import EMPTY_NAMESPACE, XMLNS_NAMESPACE
from xml.dom._nodes import _SIMPLE, Node, NodeList, _Parent, _write_data
from xml.dom._texts import Text


class Attr(_Parent):
    nodeType = Node.ATTRIBUTE_NODE
    ownerElement = None
    specified = False
    _is_id = False
    _child_node_types = Node.TEXT_NODE, Node.ENTITY_REFERENCE_NODE

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        super().__init__()
        self._name, self.namespaceURI, self._prefix = qName, namespaceURI, prefix
        if localName is not None:
            self._localName = localName
        self._value = ''
        self.childNodes.append(Text())

    def _local_name(self):
        return self.__dict__.get('_localName') or self.nodeName.split(':', 1)[-1]

    name = nodeName = property(lambda self: self._name,
                               lambda self, name: setattr(self, '_name', name))

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        self.childNodes[0].data = value

    nodeValue = value

    @property
    def prefix(self):
        return self._prefix

    @prefix.setter
    def prefix(self, prefix):
        if prefix == 'xmlns' and self.namespaceURI and self.namespaceURI != XMLNS_NAMESPACE:
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix = prefix
        self._name = f'{prefix}:{self.localName}' if prefix is not None else self.localName

    @property
    def isId(self):
        """True if this attribute is an ID."""
        return self._is_id

    def unlink(self):
        if self.ownerElement is not None:
            self.ownerElement._attrs.pop(self.nodeName, None)
        self.childNodes.clear()


class NamedNodeMap:
    """The attributes of an element: by name, by place, by (namespace, name)."""

    def __init__(self, attrs, ownerElement):
        self._attrs, self._owner = attrs, ownerElement

    @property
    def length(self):
        """Number of nodes in the NamedNodeMap."""
        return len(self._attrs)

    def item(self, index):
        try:
            return self[list(self._attrs)[index]]
        except IndexError:
            return None

    def items(self):
        return [(attr.nodeName, attr.value) for attr in self._attrs.values()]

    def itemsNS(self):
        return [((attr.namespaceURI, attr.localName), attr.value) for attr in self._attrs.values()]

    def __contains__(self, key):
        return self._find(key) is not None

    def keys(self):
        return self._attrs.keys()

    def keysNS(self):
        return {(attr.namespaceURI, attr.localName): attr for attr in self._attrs.values()}.keys()

    def values(self):
        return list(self._attrs.values())

    def get(self, name, value=None):
        return self._attrs.get(name, value)

    __len__ = length.fget
    _get_length = length.fget
    __hash__ = None

    def __eq__(self, other):
        return self._attrs is getattr(other, '_attrs', None) or NotImplemented

    def _find(self, key):
        if isinstance(key, tuple):
            return next((attr for attr in self._attrs.values()
                         if (attr.namespaceURI, attr.localName) == key), None)
        return self._attrs.get(key)

    def __getitem__(self, key):
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key, value):
        if isinstance(value, str):
            attr = self._attrs.get(key)
            if attr is None:
                attr = Attr(key)
                attr.ownerDocument = self._owner.ownerDocument
                self.setNamedItem(attr)
            attr.value = value
        elif isinstance(value, Attr):
            self.setNamedItem(value)
        else:
            raise TypeError('value must be a string or Attr object')

    def getNamedItem(self, name):
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._find((namespaceURI, localName))

    def _removed(self, attr):
        if attr is None:
            raise xml.dom.NotFoundErr()
        del self._attrs[attr.nodeName]
        attr.ownerElement = None
        return attr

    def removeNamedItem(self, name):
        return self._removed(self._attrs.get(name))

    def removeNamedItemNS(self, namespaceURI, localName):
        return self._removed(self._find((namespaceURI, localName)))

    def setNamedItem(self, node):
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        old = self._attrs.get(node.name)
        if old is not None:
            self._removed(old)
        self._attrs[node.name] = node
        node.ownerElement = self._owner
        return old

    setNamedItemNS = setNamedItem

    def __delitem__(self, key):
        self._removed(self[key])


AttributeList = NamedNodeMap


class TypeInfo:
    __slots__ = 'namespace', 'name'

    def __init__(self, namespace, name):
        self.namespace, self.name = namespace, name

    def __repr__(self):
        if self.namespace:
            return f'<{self.__class__.__name__} {self.name!r} (from {self.namespace!r})>'
        return f'<{self.__class__.__name__} {self.name!r}>'


_no_type = TypeInfo(None, None)


class Element(_Parent):
    nodeType = Node.ELEMENT_NODE
    nodeValue = None
    schemaType = _no_type
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
                         Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        super().__init__()
        self.tagName = self.nodeName = tagName
        self.prefix, self.namespaceURI = prefix, namespaceURI
        self._localName = localName
        self._attrs = {}

    def _local_name(self):
        return self._localName or self.tagName.split(':', 1)[-1]

    def unlink(self):
        for attr in list(self._attrs.values()):
            attr.unlink()
        self._attrs = {}
        Node.unlink(self)

    # ---- attributes ----

    @property
    def attributes(self):
        """NamedNodeMap of attributes on the element."""
        return NamedNodeMap(self._attrs, self)

    def getAttribute(self, attname):
        """The value of an attribute; '' if there is none of that name."""
        attr = self._attrs.get(attname)
        return '' if attr is None else attr.value

    def getAttributeNS(self, namespaceURI, localName):
        attr = self.attributes._find((namespaceURI, localName))
        return '' if attr is None else attr.value

    def setAttribute(self, attname, value):
        attr = self._attrs.get(attname)
        if attr is None:
            attr = Attr(attname)
            attr.value = value
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)
        elif value != attr.value:
            attr.value = value

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        prefix, _, local = qualifiedName.rpartition(':')
        attr = self.getAttributeNodeNS(namespaceURI, local)
        if attr is None:
            attr = Attr(qualifiedName, namespaceURI, local, prefix or None)
            attr.value = value
            attr.ownerDocument = self.ownerDocument
            self.setAttributeNode(attr)
            return
        if value != attr.value:
            attr.value = value
        if attr.prefix != (prefix or None):
            attr.prefix = prefix or None

    def getAttributeNode(self, attrname):
        return self._attrs.get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        return self.attributes._find((namespaceURI, localName))

    def setAttributeNode(self, attr):
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        olds = [old for old in (self._attrs.get(attr.name),
                                self.attributes._find((attr.namespaceURI, attr.localName)))
                if old is not None and old is not attr]
        for old in olds:
            if self._attrs.get(old.nodeName) is old:
                self.removeAttributeNode(old)
        self._attrs[attr.name] = attr
        attr.ownerElement = self
        return olds[0] if olds else None

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        attr = self._attrs.get(name)
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(attr)

    def removeAttributeNS(self, namespaceURI, localName):
        attr = self.attributes._find((namespaceURI, localName))
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(attr)

    def removeAttributeNode(self, node):
        if node is None or self._attrs.get(node.name) is not node:
            raise xml.dom.NotFoundErr()
        del self._attrs[node.name]
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        """Checks whether the element has an attribute with the specified name."""
        return name in self._attrs

    def hasAttributeNS(self, namespaceURI, localName):
        return self.attributes._find((namespaceURI, localName)) is not None

    def hasAttributes(self):
        return bool(self._attrs)

    def setIdAttribute(self, name):
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        if idAttr is None or not self.isSameNode(idAttr.ownerElement):
            raise xml.dom.NotFoundErr()
        idAttr._is_id = True

    # ---- elements below ----

    def getElementsByTagName(self, name):
        """Returns all descendant elements with the given tag name."""
        return _descendants(self, lambda node: name in ('*', node.tagName))

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return _descendants(self, lambda node: localName in ('*', node.localName)
                            and namespaceURI in ('*', node.namespaceURI))

    def __repr__(self):
        return '<DOM Element: %s at %#x>' % (self.tagName, id(self))

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Write an XML element to a file-like object."""
        writer.write(f'{indent}<{self.tagName}')
        for name, attr in self._attrs.items():
            writer.write(f' {name}="')
            _write_data(writer, attr.value, True)
            writer.write('"')
        if not self.childNodes:
            writer.write(f'/>{newl}')
            return
        writer.write('>')
        if len(self.childNodes) == 1 and self.childNodes[0].nodeType in _SIMPLE:
            self.childNodes[0].writexml(writer, '', '', '')
        else:
            writer.write(newl)
            for node in self.childNodes:
                node.writexml(writer, indent + addindent, addindent, newl)
            writer.write(indent)
        writer.write(f'</{self.tagName}>{newl}')


def _descendants(parent, wanted):
    found = NodeList()
    pending = list(reversed(parent.childNodes))
    while pending:
        node = pending.pop()
        if node.nodeType == Node.ELEMENT_NODE:
            if wanted(node):
                found.append(node)
            pending.extend(reversed(node.childNodes))
    return found
