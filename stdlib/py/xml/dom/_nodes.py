# SPDX-License-Identifier: MIT
"""What all nodes of a document have in common: the tree, links between neighbours, copies."""

import io
import xml.dom
from xml.dom import EMPTY_PREFIX

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
        _detach(newChild)
        if refChild is None:
            self.appendChild(newChild)
            return newChild
        index = self._place_of(refChild)
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
        _detach(node)
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
        _detach(newChild)
        self.childNodes[self._place_of(oldChild)] = newChild
        newChild.parentNode, oldChild.parentNode = self, None
        _link(oldChild.previousSibling, newChild)
        _link(newChild, oldChild.nextSibling)
        oldChild.nextSibling = oldChild.previousSibling = None
        return oldChild

    def _place_of(self, child):
        try:
            return self.childNodes.index(child)
        except ValueError:
            raise xml.dom.NotFoundErr()

    def removeChild(self, oldChild):
        del self.childNodes[self._place_of(oldChild)]
        _link(oldChild.previousSibling, oldChild.nextSibling)
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


def _detach(node):
    if node.parentNode is not None:
        node.parentNode.removeChild(node)


def _append_child(parent, node):
    last = parent.childNodes[-1] if parent.childNodes else None
    _link(last, node)
    parent.childNodes.append(node)
    node.previousSibling, node.parentNode = last, parent


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
        if deep:
            from xml.dom._declared import _copy_declarations
            _copy_declarations(node, clone, owner, xml.dom.UserDataHandler.NODE_IMPORTED)
    else:
        raise xml.dom.NotSupportedErr('Cannot clone node %r' % node)
    if deep and kind in (Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE):
        for child in node.childNodes:
            clone.appendChild(_clone(child, deep, owner))
    operation = xml.dom.UserDataHandler
    node._call_user_data_handler(operation.NODE_IMPORTED if imported else operation.NODE_CLONED,
                                 node, clone)
    return clone
