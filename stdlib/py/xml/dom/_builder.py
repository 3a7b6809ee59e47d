# SPDX-License-Identifier: MIT
"""The tree that grows while expat reads."""

from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE
from xml.dom._declared import Entity, Notation, ReadOnlySequentialNamedNodeMap
from xml.dom._elements import Attr, Element
from xml.dom._nodes import Node, _append_child
from xml.dom._texts import CDATASection, Comment, ProcessingInstruction, Text


class Builder:
    """Makes the tree while expat reads."""

    def __init__(self, document):
        from xml.parsers import expat
        self.document = self.at = document
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
        if has_subset:
            doctype.entities = ReadOnlySequentialNamedNodeMap([])
            doctype.notations = ReadOnlySequentialNamedNodeMap([])
            self.parser.EntityDeclHandler, self.parser.NotationDeclHandler = \
                self.entity, self.notation

    def entity(self, name, is_parameter, value, base, system, public, notation):
        if is_parameter:
            return
        entity = Entity(name, public, system, notation)
        entity.ownerDocument = self.document
        if value is not None:
            entity.childNodes.append(self.document.createTextNode(value))
        self.document.doctype.entities._seq.append(entity)

    def notation(self, name, base, system, public):
        notation = Notation(name, public, system)
        notation.ownerDocument = self.document
        self.document.doctype.notations._seq.append(notation)

    def declaration(self, version, encoding, standalone):
        self.document.version, self.document.encoding = version, encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def finish(self):
        return self.document
