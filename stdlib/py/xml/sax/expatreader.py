# SPDX-License-Identifier: MIT
"""The parser: expat, as xml.sax speaks to it."""

from . import handler, saxutils, xmlreader
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException,
                          SAXParseException, SAXReaderNotAvailable)
from .handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes,
                      feature_namespaces, feature_string_interning, feature_validation,
                      property_interning_dict, property_xml_string)
from .xmlreader import AttributesImpl, AttributesNSImpl

try:
    from xml.parsers import expat
except ImportError:
    raise SAXReaderNotAvailable('expat not supported', None)

version = '0.20'
_NEVER = {feature_validation: 'expat does not support validation',
          feature_external_pes: 'expat does not read external parameter entities',
          feature_namespace_prefixes: 'expat does not report namespace prefixes'}


class ExpatLocator(xmlreader.Locator):
    """Says where a parser is."""

    def __init__(self, parser):
        import weakref
        self._ref = weakref.ref(parser)

    def _ask(self, method, otherwise):
        parser = self._ref()
        return otherwise if parser is None else getattr(parser, method)()

    def getColumnNumber(self):
        parser = self._ref()
        return -1 if parser is None or parser._parser is None \
            else parser._parser.ErrorColumnNumber

    def getLineNumber(self):
        parser = self._ref()
        return 1 if parser is None or parser._parser is None else parser._parser.ErrorLineNumber

    def getPublicId(self):
        return self._ask('getPublicId', None)

    def getSystemId(self):
        return self._ask('getSystemId', None)


class _Closed:
    """What is left of a parser: where it stopped."""

    def __init__(self, parser):
        self.ErrorColumnNumber = parser.ErrorColumnNumber
        self.ErrorLineNumber = parser.ErrorLineNumber


def _split(name):
    """(name space, name in it), and the name as it is written as far as that is known."""
    parts = name.split()
    if len(parts) == 1:
        return (None, name), name
    return tuple(parts[:2]), f'{parts[2]}:{parts[1]}' if len(parts) == 3 else parts[1]


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """A parser that is fed piece by piece."""

    def __init__(self, namespaceHandling=0, bufsize=2**16 - 20):
        super().__init__(bufsize)
        self._source = xmlreader.InputSource()
        self._parser = None
        self._namespaces = namespaceHandling
        self._lex_handler_prop = self._interning = None
        self._parsing = False
        self._entity_stack = []         # around an external entity: (parser, source)
        self._external_ges = 0

    # ---- documents ----

    def parse(self, source):
        source = saxutils.prepare_input_source(source)
        self._source = source
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            super().parse(source)
        except BaseException:
            self._close_source()
            raise

    def prepareParser(self, source):
        if source.getSystemId() is not None:
            self._parser.SetBase(source.getSystemId())

    def feed(self, data, isFinal=False):
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as e:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(e.code), e, self))

    def flush(self):
        """Report what the parser still holds back."""
        if self._parser is None:
            return
        was = self._parser.GetReparseDeferralEnabled()
        try:
            self._parser.SetReparseDeferralEnabled(False)
            self._parser.Parse(b'', False)
        except expat.error as e:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(e.code), e, self))
        finally:
            self._parser.SetReparseDeferralEnabled(was)

    def _close_source(self):
        for stream in self._source.getCharacterStream(), self._source.getByteStream():
            if stream is not None:
                stream.close()
                break

    def close(self):
        if self._entity_stack or self._parser is None or isinstance(self._parser, _Closed):
            return                      # an entity has ended, not the document
        try:
            self.feed(b'', isFinal=True)
            self._cont_handler.endDocument()
            self._parsing = False
            # The handlers refer to this object: let go of them.
            self._parser = _Closed(self._parser)
        finally:
            self._parsing = False
        self._close_source()

    def reset(self):
        separator = ' ' if self._namespaces else None
        self._parser = parser = expat.ParserCreate(self._source.getEncoding(), separator,
                                                   intern=self._interning)
        if self._namespaces:
            parser.namespace_prefixes = 1
            parser.StartElementHandler = self.start_element_ns
            parser.EndElementHandler = self.end_element_ns
        else:
            parser.StartElementHandler = self.start_element
            parser.EndElementHandler = self.end_element
        self._reset_cont_handler()
        parser.UnparsedEntityDeclHandler = self.unparsed_entity_decl
        parser.NotationDeclHandler = self.notation_decl
        parser.StartNamespaceDeclHandler = self.start_namespace_decl
        parser.EndNamespaceDeclHandler = self.end_namespace_decl
        if self._lex_handler_prop is not None:
            self._reset_lex_handler_prop()
        parser.ExternalEntityRefHandler = self.external_entity_ref
        parser.SkippedEntityHandler = self.skipped_entity_handler
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parsing = False
        self._entity_stack = []

    def _reset_cont_handler(self):
        self._parser.ProcessingInstructionHandler = self._cont_handler.processingInstruction
        self._parser.CharacterDataHandler = self._cont_handler.characters

    def _reset_lex_handler_prop(self):
        lexical, parser = self._lex_handler_prop, self._parser
        given = lexical is not None
        parser.CommentHandler = lexical.comment if given else None
        parser.StartCdataSectionHandler = lexical.startCDATA if given else None
        parser.EndCdataSectionHandler = lexical.endCDATA if given else None
        parser.StartDoctypeDeclHandler = self.start_doctype_decl if given else None
        parser.EndDoctypeDeclHandler = lexical.endDTD if given else None

    # ---- settings ----

    def setContentHandler(self, handler):
        super().setContentHandler(handler)
        if self._parsing:
            self._reset_cont_handler()

    def getFeature(self, name):
        if name == feature_namespaces:
            return self._namespaces
        if name == feature_string_interning:
            return self._interning is not None
        if name in _NEVER:
            return 0
        if name == feature_external_ges:
            return self._external_ges
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def setFeature(self, name, state):
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while parsing')
        if name == feature_namespaces:
            self._namespaces = state
        elif name == feature_external_ges:
            self._external_ges = state
        elif name == feature_string_interning:
            if not state:
                self._interning = None
            elif self._interning is None:
                self._interning = {}
        elif name in _NEVER:
            if state:
                raise SAXNotSupportedException(_NEVER[name])
        else:
            raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def getProperty(self, name):
        if name == handler.property_lexical_handler:
            return self._lex_handler_prop
        if name == property_interning_dict:
            return self._interning
        if name == property_xml_string:
            if self._parser:
                return self._parser.GetInputContext()
            raise SAXNotSupportedException('XML string cannot be returned when not parsing')
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def setProperty(self, name, value):
        if name == handler.property_lexical_handler:
            self._lex_handler_prop = value
            if self._parsing:
                self._reset_lex_handler_prop()
        elif name == property_interning_dict:
            self._interning = value
        elif name == property_xml_string:
            raise SAXNotSupportedException(f"Property '{name}' cannot be set")
        else:
            raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    # ---- where the parser is ----

    def getColumnNumber(self):
        return None if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        return 1 if self._parser is None else self._parser.ErrorLineNumber

    def getPublicId(self):
        return self._source.getPublicId()

    def getSystemId(self):
        return self._source.getSystemId()

    # ---- what expat calls ----

    def start_element(self, name, attrs):
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        self._cont_handler.endElement(name)

    def start_element_ns(self, name, attrs):
        values, names = {}, {}
        for written, value in attrs.items():
            key, qname = _split(written)
            names[key] = qname
            values[key] = value
        self._cont_handler.startElementNS(_split(name)[0], None, AttributesNSImpl(values, names))

    def end_element_ns(self, name):
        self._cont_handler.endElementNS(_split(name)[0], None)

    def processing_instruction(self, target, data):
        self._cont_handler.processingInstruction(target, data)

    def character_data(self, data):
        self._cont_handler.characters(data)

    def start_namespace_decl(self, prefix, uri):
        self._cont_handler.startPrefixMapping(prefix, uri)

    def end_namespace_decl(self, prefix):
        self._cont_handler.endPrefixMapping(prefix)

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        self._lex_handler_prop.startDTD(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def notation_decl(self, name, base, sysid, pubid):
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def external_entity_ref(self, context, base, sysid, pubid):
        if not self._external_ges:
            return 1
        found = self._ent_handler.resolveEntity(pubid, sysid)
        found = saxutils.prepare_input_source(found, self._source.getSystemId() or '')
        self._entity_stack.append((self._parser, self._source))
        self._parser = self._parser.ExternalEntityParserCreate(context)
        self._source = found
        try:
            xmlreader.IncrementalParser.parse(self, found)
        except SAXException:
            return 0                    # expat reports it in its own words
        self._parser, self._source = self._entity_stack.pop()
        return 1

    def skipped_entity_handler(self, name, is_pe):
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)


def create_parser(*args, **kwargs):
    """A parser of this module."""
    return ExpatParser(*args, **kwargs)
