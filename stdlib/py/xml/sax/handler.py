# SPDX-License-Identifier: MIT
"""What a parser tells its handlers: classes to derive from."""

version = '2.0beta'


class ErrorHandler:
    """Hears of errors; this one raises them and prints warnings."""

    def error(self, exception):
        """The document is wrong, but parsing could go on."""
        raise exception

    def fatalError(self, exception):
        """Parsing cannot go on."""
        raise exception

    def warning(self, exception):
        """Something is odd."""
        print(exception)


class ContentHandler:
    """Hears of elements and text."""

    def __init__(self):
        self._locator = None

    def setDocumentLocator(self, locator):
        """Comes first: an object that knows where in the document the parser is."""
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def endDocument(self):
        """The document has ended."""

    def startPrefixMapping(self, prefix, uri):
        """A prefix stands for a name space from here on."""

    def endPrefixMapping(self, prefix):
        """It does so no longer."""

    def startElement(self, name, attrs):
        """An element begins."""

    def endElement(self, name):
        """An element has ended."""

    def startElementNS(self, name, qname, attrs):
        """An element begins; name is (name space, name in it)."""

    def endElementNS(self, name, qname):
        """An element has ended."""

    def characters(self, content):
        """Some text: neighbouring text may come in several calls."""

    def ignorableWhitespace(self, whitespace):
        """White space that the document type says is none of the content."""

    def processingInstruction(self, target, data):
        """<?target data?>"""

    def skippedEntity(self, name):
        """An entity that the parser did not read."""


class DTDHandler:
    """Hears of notations and of entities that are no XML."""

    def notationDecl(self, name, publicId, systemId):
        """A notation is declared."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is no XML is declared."""


class EntityResolver:
    """Says where an external entity is found."""

    def resolveEntity(self, publicId, systemId):
        """An address, or an InputSource."""
        return systemId


class LexicalHandler:
    """Hears of comments and of how text was written: the property of that name."""

    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """The document type has ended."""

    def startCDATA(self):
        """A CDATA section begins."""

    def endCDATA(self):
        """A CDATA section has ended."""


_FEATURES = 'http://xml.org/sax/features/'
_PROPERTIES = 'http://xml.org/sax/properties/'
feature_namespaces = _FEATURES + 'namespaces'
feature_namespace_prefixes = _FEATURES + 'namespace-prefixes'
feature_string_interning = _FEATURES + 'string-interning'
feature_validation = _FEATURES + 'validation'
feature_external_ges = _FEATURES + 'external-general-entities'
feature_external_pes = _FEATURES + 'external-parameter-entities'
all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning,
                feature_validation, feature_external_ges, feature_external_pes]
property_lexical_handler = _PROPERTIES + 'lexical-handler'
property_declaration_handler = _PROPERTIES + 'declaration-handler'
property_dom_node = _PROPERTIES + 'dom-node'
property_xml_string = _PROPERTIES + 'xml-string'
property_encoding = 'http://www.python.org/sax/properties/encoding'
property_interning_dict = 'http://www.python.org/sax/properties/interning-dict'
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler,
                  property_xml_string, property_encoding, property_interning_dict]
