# SPDX-License-Identifier: MIT
"""A small document object model: parse() and parseString() make a Document, toxml() and
toprettyxml() write it."""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE
from xml.dom._declared import (ElementInfo, EmptyNodeList, Entity, Identified, Notation,
                               ReadOnlySequentialNamedNodeMap, StringTypes, _copy_declarations,
                               defproperty)
from xml.dom._elements import Attr, AttributeList, Element, NamedNodeMap, TypeInfo
from xml.dom._nodes import (Childless, Node, NodeList, _append_child, _clone, _detach, _Parent,
                            _write_data)
from xml.dom._texts import CDATASection, CharacterData, Comment, ProcessingInstruction, Text

for _class in (Attr, NamedNodeMap, TypeInfo, Element, Childless, Node, NodeList, CDATASection,
               CharacterData, Comment, ProcessingInstruction, Text, ElementInfo, Entity, Identified,
               Notation, ReadOnlySequentialNamedNodeMap):
    _class.__module__ = __name__
del _class


class DocumentFragment(_Parent):
    nodeType = Node.DOCUMENT_FRAGMENT_NODE
    nodeName = '#document-fragment'
    _child_node_types = (Node.ELEMENT_NODE, Node.TEXT_NODE, Node.CDATA_SECTION_NODE,
                         Node.ENTITY_REFERENCE_NODE, Node.PROCESSING_INSTRUCTION_NODE,
                         Node.COMMENT_NODE, Node.NOTATION_NODE)


class DocumentType(Identified, Childless, Node):
    nodeType = Node.DOCUMENT_TYPE_NODE
    nodeValue = name = publicId = systemId = internalSubset = None

    def __init__(self, qualifiedName):
        self.entities = ReadOnlySequentialNamedNodeMap()
        self.notations = ReadOnlySequentialNamedNodeMap()
        if qualifiedName:
            self.name = qualifiedName.rpartition(':')[2]
        self.nodeName = self.name

    def cloneNode(self, deep):
        if self.ownerDocument is not None:
            return None
        clone = DocumentType(None)
        clone.name = clone.nodeName = self.name
        operation = xml.dom.UserDataHandler.NODE_CLONED
        if deep:
            _copy_declarations(self, clone, None, operation)
        self._call_user_data_handler(operation, self, clone)
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
    _features = {('core', '1.0'), ('core', '2.0'), ('core', None), ('xml', '1.0'), ('xml', '2.0'),
                 ('xml', None), ('ls-load', '3.0'), ('ls-load', None)}

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
            for node in (doctype, doc.createElementNS(namespaceURI, qualifiedName)):
                if node:
                    doc.appendChild(node)
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
    _child_node_types = (Node.ELEMENT_NODE, Node.PROCESSING_INSTRUCTION_NODE, Node.COMMENT_NODE,
                         Node.DOCUMENT_TYPE_NODE)
    implementation = DOMImplementation()
    actualEncoding = encoding = standalone = version = errorHandler = documentURI = doctype = None
    strictErrorChecking = False

    @property
    def documentElement(self):
        """Top-level element of this document."""
        return next((node for node in self.childNodes if node.nodeType == Node.ELEMENT_NODE), None)

    def appendChild(self, node):
        self._check_child(node)
        _detach(node)
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
        for field in ('encoding', 'standalone', 'version'):
            setattr(clone, field, getattr(self, field))
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
        return self._own(Element(qualifiedName, namespaceURI,
                                 qualifiedName.rpartition(':')[0] or None))

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
            raise xml.dom.NotSupportedErr(
                f'cannot import '
                f'{"document" if node.nodeType == Node.DOCUMENT_NODE else "document type"} nodes')
        return _clone(node, deep, self)

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        declarations = [f'encoding="{encoding}"'] if encoding else []
        if standalone is not None:
            declarations.append(f'standalone="{"yes" if standalone else "no"}"')
        writer.write(f'<?xml version="1.0" {" ".join(declarations)}?>{newl}' if declarations
                     else f'<?xml version="1.0" ?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)


# ---- reading ----

def _builder():
    from xml.dom._builder import Builder
    return Builder(Document())


def parse(file, parser=None, bufsize=None):
    """The document in a file, given by name or open."""
    builder = _builder()
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
    """The document in a str or bytes."""
    builder = _builder()
    builder.parser.Parse(string, True)
    return builder.finish()


def getDOMImplementation(features=None):
    if features:
        if isinstance(features, str):
            features = xml.dom._pairs(features)
        if not all(Document.implementation.hasFeature(feature, version)
                   for feature, version in features):
            return None
    return Document.implementation
