# SPDX-License-Identifier: MIT
"""What a document type declares (entities, notations), and the small classes around it."""

import xml.dom
from xml.dom._elements import _no_type
from xml.dom._nodes import Childless, Node, NodeList

StringTypes = (str,)


def defproperty(klass, name, doc):
    """Give a class a read-only property over its method _get_NAME."""
    getter = getattr(klass, '_get_' + name)

    def refuse(self, value):
        raise xml.dom.NoModificationAllowedErr(
            f'attempt to modify read-only attribute {name!r}')
    setattr(klass, name, property(lambda self: getter(self), refuse, doc=doc))


class EmptyNodeList(tuple):
    __slots__ = ()

    def __add__(self, other):
        return NodeList(other)

    def __radd__(self, other):
        return NodeList(other)

    def item(self, index):
        return None

    def _get_length(self):
        return 0


defproperty(EmptyNodeList, 'length', doc='The number of nodes in the NodeList.')


class Identified:
    """A node with a public and a system identifier."""

    __slots__ = 'publicId', 'systemId'

    def _identified_mixin_init(self, publicId, systemId):
        self.publicId, self.systemId = publicId, systemId

    def _get_publicId(self):
        return self.publicId

    def _get_systemId(self):
        return self.systemId


class Notation(Identified, Childless, Node):
    nodeType = Node.NOTATION_NODE
    nodeValue = None
    childNodes = EmptyNodeList()

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self._identified_mixin_init(publicId, systemId)


class Entity(Identified, Node):
    nodeType = Node.ENTITY_NODE
    attributes = nodeValue = None
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self.nodeName, self.notationName = name, notation
        self.childNodes = NodeList()
        self._identified_mixin_init(publicId, systemId)

    def _get_actualEncoding(self):
        return self.actualEncoding

    def _get_encoding(self):
        return self.encoding

    def _get_version(self):
        return self.version

    def _refuse(self, what):
        raise xml.dom.HierarchyRequestErr(f'cannot {what} an entity node')

    def appendChild(self, newChild):
        self._refuse('append children to')

    def insertBefore(self, newChild, refChild):
        self._refuse('insert children below')

    def removeChild(self, oldChild):
        self._refuse('remove children from')

    def replaceChild(self, newChild, oldChild):
        self._refuse('replace children of')


class ReadOnlySequentialNamedNodeMap:
    """Nodes in order, found by name."""

    __slots__ = '_seq',

    def __init__(self, seq=()):
        self._seq = seq             # whoever made it may add to it

    def __len__(self):
        return len(self._seq)

    def _get_length(self):
        return len(self._seq)

    def item(self, index):
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def getNamedItem(self, name):
        return next((node for node in self._seq if node.nodeName == name), None)

    def getNamedItemNS(self, namespaceURI, localName):
        return next((node for node in self._seq if node.namespaceURI == namespaceURI
                     and node.localName == localName), None)

    def __getitem__(self, name_or_tuple):
        found = self.getNamedItemNS(*name_or_tuple) if isinstance(name_or_tuple, tuple) \
            else self.getNamedItem(name_or_tuple)
        if found is None:
            raise KeyError(name_or_tuple)
        return found

    def _refuse(self):
        raise xml.dom.NoModificationAllowedErr('NamedNodeMap instance is read-only')

    def removeNamedItem(self, name):
        self._refuse()

    def removeNamedItemNS(self, namespaceURI, localName):
        self._refuse()

    def setNamedItem(self, node):
        self._refuse()

    def setNamedItemNS(self, node):
        self._refuse()

    def __getstate__(self):
        return [self._seq]

    def __setstate__(self, state):
        self._seq = state[0]


defproperty(ReadOnlySequentialNamedNodeMap, 'length',
            doc='Number of entries in the NamedNodeMap.')


class ElementInfo:
    """What is known of elements of a name: nothing, without a schema."""

    __slots__ = 'tagName',

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        return _no_type

    def isElementContent(self):
        return False

    def isEmpty(self):
        return False

    def isId(self, aname):
        return False

    def isIdNS(self, namespaceURI, localName):
        return False

    def __getstate__(self):
        return self.tagName

    def __setstate__(self, state):
        self.tagName = state


def _copy_declarations(source, target, owner, operation):
    """Give a document type copies of what another one declares; their owner is a document."""
    target.notations, target.entities = (ReadOnlySequentialNamedNodeMap([]) for _ in '12')
    for old in source.notations._seq:
        new = Notation(old.nodeName, old.publicId, old.systemId)
        _copied(old, new, owner, target.notations, operation)
    for old in source.entities._seq:
        new = Entity(old.nodeName, old.publicId, old.systemId, old.notationName)
        new.actualEncoding, new.encoding = old.actualEncoding, old.encoding
        new.version = old.version
        _copied(old, new, owner, target.entities, operation)


def _copied(old, new, owner, where, operation):
    new.ownerDocument = owner
    where._seq.append(new)
    old._call_user_data_handler(operation, old, new)
