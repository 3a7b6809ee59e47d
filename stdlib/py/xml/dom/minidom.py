# SPDX-License-Identifier: MIT
"""A small document object model: parse() and parseString() make a Document, toxml() and toprettyxml() write it."""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE

_SIMPLE = frozenset((xml.dom.Node.TEXT_NODE, xml.dom.Node.CDATA_SECTION_NODE))


class NodeList(list):
    """A list with the DOM's names."""

    __slots__ = ()

    def item(self, index):
        return self[index] if 0 <= index < len(self) else None

    @property
    def length(self):
        """The number of nodes in the NodeList."""
        return len(self)

    def _get_length(self):
        return len(self)

    def __add__(self, other):
        return NodeList(list.__add__(self, other))

    def __radd__(self, other):
        return NodeList(list.__add__(other, self))


# ---- nodes ----

class Node(xml.dom.Node):
    namespaceURI = None
    parentNode = ownerDocument = nextSibling = previousSibling = None
    prefix = EMPTY_PREFIX
    childNodes = NodeList()
    nodeValue = attributes = None

    def __bool__(self):
        return True

    @property
    def firstChild(self):
        """First child node, or None."""
        return self.childNodes[0] if self.childNodes else None

    @property
    def lastChild(self):
        """Last child node, or None."""
        return self.childNodes[-1] if self.childNodes else None

    @property
    def localName(self):
        """Namespace-local name of this node."""
        return self._local_name()

    def _local_name(self):
        return None

    def toxml(self, encoding=None, standalone=None):
        return self.toprettyxml('', '', encoding, standalone)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None, standalone=None):
        writer = io.StringIO()
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(writer, '', indent, newl, encoding, standalone)
        else:
            self.writexml(writer, '', indent, newl)
        text = writer.getvalue()
        return text if encoding is None else text.encode(encoding, 'xmlcharrefreplace')

    def hasChildNodes(self):
        return bool(self.childNodes)

    def _check_child(self, node):
        if node.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')

    def insertBefore(self, newChild, refChild):
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(newChild.childNodes):
                self.insertBefore(child, refChild)
            return newChild
        self._check_child(newChild)
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        if refChild is None:
            self.appendChild(newChild)
            return newChild
        try:
            index = self.childNodes.index(refChild)
        except ValueError:
            raise xml.dom.NotFoundErr()
        self.childNodes.insert(index, newChild)
        _link(newChild, refChild)
        _link(self.childNodes[index - 1] if index else None, newChild)
        newChild.parentNode = self
        return newChild

    def appendChild(self, node):
        if node.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for child in tuple(node.childNodes):
                self.appendChild(child)
            return node
        self._check_child(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        _append_child(self, node)
        node.nextSibling = None
        return node

    def replaceChild(self, newChild, oldChild):
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            reference = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, reference)
        self._check_child(newChild)
        if newChild is oldChild:
            return None
        if newChild.parentNode is not None:
            newChild.parentNode.removeChild(newChild)
        try:
            index = self.childNodes.index(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr()
        self.childNodes[index] = newChild
        newChild.parentNode, oldChild.parentNode = self, None
        _link(oldChild.previousSibling, newChild)
        _link(newChild, oldChild.nextSibling)
        oldChild.nextSibling = oldChild.previousSibling = None
        return oldChild

    def removeChild(self, oldChild):
        try:
            self.childNodes.remove(oldChild)
        except ValueError:
            raise xml.dom.NotFoundErr()
        before, after = oldChild.previousSibling, oldChild.nextSibling
        if before is not None:
            before.nextSibling = after
        if after is not None:
            after.previousSibling = before
        oldChild.nextSibling = oldChild.previousSibling = oldChild.parentNode = None
        return oldChild

    def normalize(self):
        """Join texts that stand side by side, and remove empty ones, here and below."""
        kept = []
        for child in self.childNodes:
            if child.nodeType != Node.TEXT_NODE:
                kept.append(child)
                if child.nodeType == Node.ELEMENT_NODE:
                    child.normalize()
            elif not child.data:
                child.parentNode = child.nextSibling = child.previousSibling = None
            elif kept and kept[-1].nodeType == child.nodeType:
                kept[-1].data += child.data
                child.parentNode = child.nextSibling = child.previousSibling = None
            else:
                kept.append(child)
        for before, after in zip([None, *kept], [*kept, None]):
            _link(before, after)
        self.childNodes[:] = kept

    def cloneNode(self, deep):
        return _clone(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def isSameNode(self, other):
        return self is other

    def getInterface(self, feature):
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        return getattr(self, '_user_data', {}).get(key, (None,))[0]

    def setUserData(self, key, data, handler):
        store = self.__dict__.setdefault('_user_data', {})
        old = store.get(key, (None,))[0]
        if data is None:
            store.pop(key, None)
        else:
            store[key] = data, handler
        return old

    def _call_user_data_handler(self, operation, src, dst):
        for key, (data, handler) in list(getattr(self, '_user_data', {}).items()):
            if handler is not None:
                handler.handle(operation, key, data, src, dst)

    def unlink(self):
        """Let go of all that is below: the nodes refer to each other."""
        self.parentNode = self.ownerDocument = None
        for child in self.childNodes:
            child.unlink()
        if self.childNodes:
            self.childNodes = NodeList()
        self.previousSibling = self.nextSibling = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.unlink()


def _link(before, after):
    if before is not None:
        before.nextSibling = after
    if after is not None:
        after.previousSibling = before


def _append_child(parent, node):
    last = parent.childNodes[-1] if parent.childNodes else None
    _link(last, node)
    parent.childNodes.append(node)
    node.previousSibling, node.parentNode = last, parent


def _in_document(node):
    while node is not None:
        if node.nodeType == Node.DOCUMENT_NODE:
            return True
        node = node.parentNode
    return False


def _write_data(writer, text, attr):
    """Write text with what would mean something else written as an entity."""
    if not text:
        return
    for char, code in (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;')):
        text = text.replace(char, code)
    if attr:
        for char, code in (('"', '&quot;'), ('\r', '&#13;'), ('\n', '&#10;'), ('\t', '&#9;')):
            text = text.replace(char, code)
    writer.write(text)


class _Parent(Node):
    """A node with children of its own."""

    def __init__(self):
        self.childNodes = NodeList()


class DocumentFragment(_Parent):
    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    _child_node_types = (Node.ELEMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE,
                         Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.NOTATION_NODE)


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

    name = nodeName = property(lambda self: self._name, lambda self, name: setattr(self, '_name', name))

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
            return next((attr for attr in self._attrs.values() if (attr.namespaceURI, attr.localName) == key), None)
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
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.TEXT_NODE,
                         Node.CDATA_SECTION_NODE, Node.ENTITY_REFERENCE_NODE)

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
        olds = [old for old in (self._attrs.get(attr.name), self.attributes._find((attr.namespaceURI, attr.localName)))
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
        return _descendants(self, lambda node: localName in ('*', node.localName) and namespaceURI in ('*', node.namespaceURI))

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


class Childless:
    """What has no children, and refuses them."""

    attributes = None
    childNodes = NodeList()
    firstChild = lastChild = None

    def _refuse(self, text):
        raise xml.dom.HierarchyRequestErr(f'{self.nodeName} {text}')

    def appendChild(self, node):
        self._refuse('nodes cannot have children')

    def hasChildNodes(self):
        return False

    def insertBefore(self, newChild, refChild):
        self._refuse('nodes do not have children')

    def removeChild(self, oldChild):
        raise xml.dom.NotFoundErr(self.nodeName + ' nodes do not have children')

    def normalize(self):
        pass

    def replaceChild(self, newChild, oldChild):
        self._refuse('nodes do not have children')


class ProcessingInstruction(Childless, Node):
    nodeType = Node.PROCESSING_INSTRUCTION_NODE

    def __init__(self, target, data):
        self.target, self.data = target, data

    nodeValue = property(lambda self: self.data, lambda self, value: setattr(self, 'data', value))
    nodeName = property(lambda self: self.target, lambda self, value: setattr(self, 'target', value))

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(f'{indent}<?{self.target} {self.data}?>{newl}')


class CharacterData(Childless, Node):
    """A text of any kind."""

    def __init__(self):
        self.ownerDocument = self.parentNode = self.previousSibling = self.nextSibling = None
        self._data = ''

    data = nodeValue = property(lambda self: self._data, lambda self, data: setattr(self, '_data', data))

    @property
    def length(self):
        """Length of the string data."""
        return len(self._data)

    __len__ = length.fget

    def __repr__(self):
        data = self.data
        return '<DOM %s node "%r%s">' % (self.__class__.__name__, data[:10], '...' if len(data) > 10 else '')

    def _check(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset >= len(self.data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        self._check(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        self.data = self.data + arg

    def insertData(self, offset, arg):
        self._check(offset)
        if arg:
            self.data = self.data[:offset] + arg + self.data[offset:]

    def deleteData(self, offset, count):
        self._check(offset, count)
        if count:
            self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        self._check(offset, count)
        if count:
            self.data = self.data[:offset] + arg + self.data[offset + count:]


class Text(CharacterData):
    nodeType = Node.TEXT_NODE
    nodeName = '#text'

    def splitText(self, offset):
        """Cut the text in two: the second part, a node behind this one."""
        if offset < 0 or offset > len(self.data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        rest = self.__class__()
        rest.data = self.data[offset:]
        rest.ownerDocument = self.ownerDocument
        following = self.nextSibling
        if self.parentNode and self in self.parentNode.childNodes:
            if following is None:
                self.parentNode.appendChild(rest)
            else:
                self.parentNode.insertBefore(rest, following)
        self.data = self.data[:offset]
        return rest

    def writexml(self, writer, indent='', addindent='', newl=''):
        _write_data(writer, f'{indent}{self.data}{newl}', False)

    def _neighbours(self):
        nodes = [self]
        while nodes[0].previousSibling is not None and nodes[0].previousSibling.nodeType in _SIMPLE:
            nodes.insert(0, nodes[0].previousSibling)
        while nodes[-1].nextSibling is not None and nodes[-1].nextSibling.nodeType in _SIMPLE:
            nodes.append(nodes[-1].nextSibling)
        return nodes

    @property
    def wholeText(self):
        """The text of all logically-adjacent text nodes."""
        return ''.join(node.data for node in self._neighbours())

    def replaceWholeText(self, content):
        for node in self._neighbours():
            if node is not self:
                node.parentNode.removeChild(node)
        if content:
            self.data = content
            return self
        return None

    @property
    def isWhitespaceInElementContent(self):
        """True iff this text node contains only whitespace and is in element content."""
        return False


class CDATASection(Text):
    nodeType = Node.CDATA_SECTION_NODE
    nodeName = '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self.data}]]>')


class Comment(CharacterData):
    nodeType = Node.COMMENT_NODE
    nodeName = '#comment'

    def __init__(self, data):
        CharacterData.__init__(self)
        self._data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self.data}-->{newl}')


class DocumentType(Childless, Node):
    nodeType = Node.DOCUMENT_TYPE_NODE
    nodeValue = name = publicId = systemId = internalSubset = None

    def __init__(self, qualifiedName):
        self.entities, self.notations = NodeList(), NodeList()
        if qualifiedName:
            self.name = qualifiedName.rpartition(':')[2]
        self.nodeName = self.name

    def cloneNode(self, deep):
        if self.ownerDocument is not None:
            return None
        clone = DocumentType(None)
        clone.name = clone.nodeName = self.name
        self._call_user_data_handler(xml.dom.UserDataHandler.NODE_CLONED, self, clone)
        return clone

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write('<!DOCTYPE ' + self.name)
        if self.publicId:
            writer.write(f"{newl}  PUBLIC '{self.publicId}'{newl}  '{self.systemId}'")
        elif self.systemId:
            writer.write(f"{newl}  SYSTEM '{self.systemId}'")
        if self.internalSubset is not None:
            writer.write(f' [{self.internalSubset}]')
        writer.write('>' + newl)


class DOMImplementation:
    _features = {('core', '1.0'), ('core', '2.0'), ('core', None), ('xml', '1.0'), ('xml', '2.0'), ('xml', None), ('ls-load', '3.0'),
                 ('ls-load', None)}

    def hasFeature(self, feature, version):
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        doc = Document()
        if not (namespaceURI is None and qualifiedName is None and doctype is None):
            if not qualifiedName:
                raise xml.dom.InvalidCharacterErr('Element with no name')
            prefix = qualifiedName.rpartition(':')[0]
            if prefix == 'xml' and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')
            element = doc.createElementNS(namespaceURI, qualifiedName)
            if doctype:
                doc.appendChild(doctype)
            doc.appendChild(element)
        if doctype:
            doctype.parentNode = doctype.ownerDocument = doc
        doc.doctype, doc.implementation = doctype, self
        return doc

    def createDocumentType(self, qualifiedName, publicId, systemId):
        doctype = DocumentType(qualifiedName)
        doctype.publicId, doctype.systemId = publicId, systemId
        return doctype

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None


class Document(_Parent):
    nodeType = Node.DOCUMENT_NODE
    nodeName = '#document'
    nodeValue = attributes = parentNode = previousSibling = nextSibling = None
    _child_node_types = Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE, Node.DOCUMENT_TYPE_NODE
    implementation = DOMImplementation()
    actualEncoding = encoding = standalone = version = errorHandler = documentURI = doctype = None
    strictErrorChecking = False

    @property
    def documentElement(self):
        """Top-level element of this document."""
        return next((node for node in self.childNodes if node.nodeType == Node.ELEMENT_NODE), None)

    def appendChild(self, node):
        self._check_child(node)
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        if node.nodeType == Node.ELEMENT_NODE and self.documentElement:
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        Node.removeChild(self, oldChild)
        return oldChild

    def unlink(self):
        self.doctype = None
        Node.unlink(self)

    def cloneNode(self, deep):
        if not deep:
            return None
        clone = self.implementation.createDocument(None, None, None)
        clone.encoding, clone.standalone, clone.version = self.encoding, self.standalone, self.version
        for node in self.childNodes:
            child = _clone(node, deep, clone)
            clone.childNodes.append(child)
            child.parentNode = clone
            if child.nodeType == Node.DOCUMENT_TYPE_NODE:
                clone.doctype = child
        self._call_user_data_handler(xml.dom.UserDataHandler.NODE_CLONED, self, clone)
        return clone

    def _own(self, node):
        node.ownerDocument = self
        return node

    def _with_data(self, node, data):
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node.data = data
        return self._own(node)

    def createDocumentFragment(self):
        return self._own(DocumentFragment())

    def createElement(self, tagName):
        return self._own(Element(tagName))

    def createTextNode(self, data):
        return self._with_data(Text(), data)

    def createCDATASection(self, data):
        return self._with_data(CDATASection(), data)

    def createComment(self, data):
        return self._own(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._own(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        attr = self._own(Attr(qName))
        attr.value = ''
        return attr

    def createElementNS(self, namespaceURI, qualifiedName):
        return self._own(Element(qualifiedName, namespaceURI, qualifiedName.rpartition(':')[0] or None))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, _, local = qualifiedName.rpartition(':')
        return self._own(Attr(qualifiedName, namespaceURI, local, prefix or None))

    def getElementById(self, id):
        for element in self.getElementsByTagName('*'):
            if any(attr.isId and attr.value == id for attr in element._attrs.values()):
                return element
        return None

    getElementsByTagName = Element.getElementsByTagName
    getElementsByTagNameNS = Element.getElementsByTagNameNS

    def isSupported(self, feature, version):
        return self.implementation.hasFeature(feature, version)

    def importNode(self, node, deep):
        if node.nodeType in (Node.DOCUMENT_NODE, Node.DOCUMENT_TYPE_NODE):
            raise xml.dom.NotSupportedErr(f'cannot import {"document" if node.nodeType == Node.DOCUMENT_NODE else "document type"} nodes')
        return _clone(node, deep, self)

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        declarations = [f'encoding="{encoding}"'] if encoding else []
        if standalone is not None:
            declarations.append(f'standalone="{"yes" if standalone else "no"}"')
        writer.write(f'<?xml version="1.0" {" ".join(declarations)}?>{newl}' if declarations
                     else f'<?xml version="1.0" ?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


def _clone(node, deep, owner):
    """A copy of a node for a document, or for another one."""
    imported = node.ownerDocument is not owner
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        clone = owner.createElementNS(node.namespaceURI, node.nodeName)
        for attr in node._attrs.values():
            clone.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
            clone.getAttributeNodeNS(attr.namespaceURI, attr.localName).specified = attr.specified
    elif kind == Node.DOCUMENT_FRAGMENT_NODE:
        clone = owner.createDocumentFragment()
    elif kind in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
        clone = owner._with_data(node.__class__(), node.data)
    elif kind == Node.PROCESSING_INSTRUCTION_NODE:
        clone = owner.createProcessingInstruction(node.target, node.data)
    elif kind == Node.COMMENT_NODE:
        clone = owner.createComment(node.data)
    elif kind == Node.ATTRIBUTE_NODE:
        clone = owner.createAttributeNS(node.namespaceURI, node.nodeName)
        clone.specified, clone.value = True, node.value
    elif kind == Node.DOCUMENT_TYPE_NODE:
        clone = owner.implementation.createDocumentType(node.name, node.publicId, node.systemId)
        clone.ownerDocument = owner
    else:
        raise xml.dom.NotSupportedErr('Cannot clone node %r' % node)
    if deep and kind in (Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE):
        for child in node.childNodes:
            clone.appendChild(_clone(child, deep, owner))
    operation = xml.dom.UserDataHandler
    node._call_user_data_handler(operation.NODE_IMPORTED if imported else operation.NODE_CLONED, node, clone)
    return clone


# ---- reading ----

class _Builder:
    """Makes the tree while expat reads."""

    def __init__(self):
        from xml.parsers import expat
        self.document = self.at = Document()
        self.in_cdata = False
        self.scopes = [{}]
        parser = self.parser = expat.ParserCreate(namespace_separator=' ', intern={})
        parser.namespace_prefixes = True
        parser.buffer_text = parser.ordered_attributes = True
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end
        parser.CharacterDataHandler = self.text
        parser.StartCdataSectionHandler = self.begin_cdata
        parser.EndCdataSectionHandler = self.end_cdata
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartDoctypeDeclHandler = self.doctype
        parser.XmlDeclHandler = self.declaration
        parser.StartNamespaceDeclHandler = self.namespace
        self.new_namespaces = []

    def namespace(self, prefix, uri):
        self.new_namespaces.append((prefix, uri))

    def add(self, node):
        node.ownerDocument = self.document
        _append_child(self.at, node)

    @staticmethod
    def split(name):
        """(uri, local name, prefix, qualified name) of what expat calls `URI LOCAL PREFIX`."""
        parts = name.split(' ')
        if len(parts) == 3:
            return parts[0], parts[1], parts[2], f'{parts[2]}:{parts[1]}'
        if len(parts) == 2:
            return parts[0], parts[1], EMPTY_PREFIX, parts[1]
        return EMPTY_NAMESPACE, name, EMPTY_PREFIX, name

    def begin(self, name, attributes):
        uri, local, prefix, qualified = self.split(name)
        element = Element(qualified, uri, prefix, local)
        self.add(element)
        self.at = element
        for prefix, uri in self.new_namespaces:
            if prefix:
                attr = Attr('xmlns:' + prefix, XMLNS_NAMESPACE, prefix, 'xmlns')
            else:
                attr = Attr('xmlns', XMLNS_NAMESPACE, 'xmlns', EMPTY_PREFIX)
            self.attribute(element, attr, uri or '')
        self.new_namespaces.clear()
        for name, value in zip(attributes[::2], attributes[1::2]):
            uri, local, prefix, qualified = self.split(name)
            self.attribute(element, Attr(qualified, uri, local, prefix), value)

    def attribute(self, element, attr, value):
        attr.value = value
        attr.ownerDocument, attr.ownerElement, attr.specified = self.document, element, True
        element._attrs[attr.name] = attr

    def end(self, name):
        self.at = self.at.parentNode

    def text(self, data):
        last = self.at.childNodes[-1] if self.at.childNodes else None
        if self.in_cdata:
            if self.fresh_cdata or last is None or last.nodeType != Node.CDATA_SECTION_NODE:
                node = CDATASection()
                self.fresh_cdata = False
            else:
                last.data += data
                return
        elif last is not None and last.nodeType == Node.TEXT_NODE:
            last.data += data
            return
        else:
            node = Text()
        node.data = data
        self.add(node)

    def begin_cdata(self):
        self.in_cdata = self.fresh_cdata = True

    def end_cdata(self):
        self.in_cdata = False

    def comment(self, data):
        self.add(Comment(data))

    def instruction(self, target, data):
        self.add(ProcessingInstruction(target, data))

    def doctype(self, name, system, public, has_subset):
        doctype = self.document.implementation.createDocumentType(name, public, system)
        self.add(doctype)
        self.document.doctype = doctype

    def declaration(self, version, encoding, standalone):
        self.document.version, self.document.encoding = version, encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def finish(self):
        return self.document


def parse(file, parser=None, bufsize=None):
    """Parse a file into a DOM by filename or file object."""
    builder = _Builder()
    if isinstance(file, str):
        with open(file, 'rb') as stream:
            builder.parser.ParseFile(stream)
    else:
        first = file.read(0)
        if isinstance(first, str):
            builder.parser.Parse(file.read(), True)
        else:
            builder.parser.ParseFile(file)
    return builder.finish()


def parseString(string, parser=None):
    """Parse a file into a DOM from a string."""
    builder = _Builder()
    builder.parser.Parse(string, True)
    return builder.finish()


def getDOMImplementation(features=None):
    if features:
        if isinstance(features, str):
            features = xml.dom._pairs(features)
        if not all(Document.implementation.hasFeature(feature, version) for feature, version in features):
            return None
    return Document.implementation
