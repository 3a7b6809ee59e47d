# SPDX-License-Identifier: MIT
"""The Expat XML parser."""
import sys
import types
import _expat
from _expat import EXPAT_VERSION, ErrorString

version_info = tuple(int(part) for part in EXPAT_VERSION.rpartition('_')[2].split('.'))
native_encoding = 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0),
            ('XML_CONTEXT_BYTES', 1024), ('XML_NS', 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2
_HANDLERS = ('StartElementHandler', 'EndElementHandler', 'CharacterDataHandler', 'CommentHandler',
             'ProcessingInstructionHandler', 'StartNamespaceDeclHandler', 'EndNamespaceDeclHandler',
             'StartCdataSectionHandler', 'EndCdataSectionHandler', 'DefaultHandler',
             'DefaultHandlerExpand', 'XmlDeclHandler', 'StartDoctypeDeclHandler',
             'EndDoctypeDeclHandler', 'EntityDeclHandler', 'NotationDeclHandler',
             'UnparsedEntityDeclHandler', 'ExternalEntityRefHandler', 'SkippedEntityHandler',
             'NotStandaloneHandler')


class ExpatError(Exception):
    """An error of the document: code, lineno, offset."""


error = ExpatError
ExpatError.__module__ = 'xml.parsers.expat'


class xmlparser:
    """A parser: set handlers, then call Parse() with pieces of a document."""
    __slots__ = ('_parser', '_handlers', '_flags', '_final', 'intern', 'buffer_size',
                 'reparse_deferral')

    def __init__(self, *args, **kwargs):
        raise TypeError("cannot create 'pyexpat.xmlparser' instances")

    @classmethod
    def _make(cls, parser, intern):
        self = object.__new__(cls)
        self._parser, self.intern = parser, intern
        self._handlers = [None] * len(_HANDLERS)
        self._flags = dict.fromkeys(('buffer_text', 'ordered_attributes', 'specified_attributes',
                                     'namespace_prefixes'), False)
        self.buffer_size = 8192
        return self

    def Parse(self, data, isfinal=False, /):
        """Parse XML data."""
        if isinstance(data, str):
            data = data.encode('utf-8')
            self._parser.option('encoding', 1)
        ok = self._parser.parse(data, isfinal)
        if not ok:
            code, line, column, _ = self._parser.position()
            exc = ExpatError(f"{ErrorString(code)}: line {line}, column {column}")
            exc.code, exc.offset, exc.lineno = code, column, line
            raise exc
        return ok

    def ParseFile(self, file, /):
        """Parse XML data from file-like object."""
        while data := file.read(2048):
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(
                    f"read() did not return a bytes object (type={type(data).__name__})")
            self.Parse(data, False)
        return self.Parse(b"", True)

    def SetBase(self, base, /):
        """Set the base URL for the parser."""
        self._parser.set_base(base)

    def GetBase(self):
        """Return base URL string for the parser."""
        return self._parser.get_base()

    def GetInputContext(self):
        """The untranslated text of the input: not known here."""
        return None

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """Create a parser for parsing an external entity."""
        made = self._make(self._parser.external(context, encoding), self.intern)
        made._handlers[:] = self._handlers
        made._flags.update(self._flags)
        return made

    def SetParamEntityParsing(self, flag, /):
        """Controls parsing of parameter entities."""
        return self._parser.option('SetParamEntityParsing', flag)

    def UseForeignDTD(self, flag=True, /):
        """Allows an external subset to be provided by the application."""
        self._parser.option('UseForeignDTD', bool(flag))

    def GetReparseDeferralEnabled(self):
        """Retrieve reparse deferral enabled status; always False with older libraries."""
        return False

    def SetReparseDeferralEnabled(self, enabled, /):
        """Enable or disable reparse deferral."""

    ErrorCode = property(lambda self: self._parser.position()[0])
    ErrorLineNumber = CurrentLineNumber = property(lambda self: self._parser.position()[1])
    ErrorColumnNumber = CurrentColumnNumber = property(lambda self: self._parser.position()[2])
    ErrorByteIndex = CurrentByteIndex = property(lambda self: self._parser.position()[3])
    buffer_used = property(lambda self: 0)


def _handler(number):
    def get(self):
        return self._handlers[number]

    def set(self, handler):
        self._handlers[number] = handler
        self._parser.set_handler(number, handler)
    return property(get, set)


def _flag(name):
    def get(self):
        return self._flags[name]

    def set(self, value):
        self._flags[name] = bool(value)
        self._parser.option(name, bool(value))
    return property(get, set)


for _number, _name in enumerate(_HANDLERS):
    setattr(xmlparser, _name, _handler(_number))
for _name in ('buffer_text', 'ordered_attributes', 'specified_attributes', 'namespace_prefixes'):
    setattr(xmlparser, _name, _flag(_name))


def _unknown(name):
    def get(self):
        return None

    def set(self, handler):
        if handler is not None:
            raise NotImplementedError(f"xmlparser.{name} is not available in Rondo")
    return property(get, set)


for _name in ('ElementDeclHandler', 'AttlistDeclHandler'):
    setattr(xmlparser, _name, _unknown(_name))
XMLParserType = xmlparser


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """Return a new XML parser object."""
    if namespace_separator is not None and len(namespace_separator) > 1:
        raise ValueError("namespace_separator must be at most one character, omitted, or None")
    return xmlparser._make(_expat.create(encoding, namespace_separator),
                           {} if intern is None else intern)


errors = types.ModuleType('pyexpat.errors', 'Constants used to describe error conditions.')
_ERRORS = ('NO_MEMORY SYNTAX NO_ELEMENTS INVALID_TOKEN UNCLOSED_TOKEN PARTIAL_CHAR TAG_MISMATCH '
           'DUPLICATE_ATTRIBUTE JUNK_AFTER_DOC_ELEMENT PARAM_ENTITY_REF UNDEFINED_ENTITY '
           'RECURSIVE_ENTITY_REF ASYNC_ENTITY BAD_CHAR_REF BINARY_ENTITY_REF '
           'ATTRIBUTE_EXTERNAL_ENTITY_REF MISPLACED_XML_PI UNKNOWN_ENCODING INCORRECT_ENCODING '
           'UNCLOSED_CDATA_SECTION EXTERNAL_ENTITY_HANDLING NOT_STANDALONE UNEXPECTED_STATE '
           'ENTITY_DECLARED_IN_PE FEATURE_REQUIRES_XML_DTD CANT_CHANGE_FEATURE_ONCE_PARSING '
           'UNBOUND_PREFIX UNDECLARING_PREFIX INCOMPLETE_PE XML_DECL TEXT_DECL PUBLICID SUSPENDED '
           'NOT_SUSPENDED ABORTED FINISHED SUSPEND_PE RESERVED_PREFIX_XML RESERVED_PREFIX_XMLNS '
           'RESERVED_NAMESPACE_URI INVALID_ARGUMENT NO_BUFFER AMPLIFICATION_LIMIT_BREACH').split()
errors.codes, errors.messages = {}, {}
for _number, _name in enumerate(_ERRORS, 1):
    _text = ErrorString(_number)
    if _text is not None:
        setattr(errors, 'XML_ERROR_' + _name, _text)
        errors.codes[_text] = _number
        errors.messages[_number] = _text
model = types.ModuleType('pyexpat.model', 'Constants used to interpret content model information.')
for _number, _name in enumerate(('EMPTY', 'ANY', 'MIXED', 'NAME', 'CHOICE', 'SEQ'), 1):
    setattr(model, 'XML_CTYPE_' + _name, _number)
for _number, _name in enumerate(('NONE', 'OPT', 'REP', 'PLUS')):
    setattr(model, 'XML_CQUANT_' + _name, _number)
sys.modules['pyexpat.errors'], sys.modules['pyexpat.model'] = errors, model
del _number, _name, _text
