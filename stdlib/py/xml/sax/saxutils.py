# SPDX-License-Identifier: MIT
"""Writing XML, filters between a parser and a handler, and escaping."""

import codecs
import io
import os
import urllib.parse
import urllib.request

from . import handler, xmlreader

_XML_SPACE = 'http://www.w3.org/XML/1998/namespace'


def _replace(data, pairs):
    for old, new in pairs.items():
        data = data.replace(old, new)
    return data


def escape(data, entities={}):
    """Text as XML has it: &, > and < are escaped, and what `entities` says."""
    data = data.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;')
    return _replace(data, entities) if entities else data


def unescape(data, entities={}):
    """What escape() has made, as it was."""
    data = data.replace('&lt;', '<').replace('&gt;', '>')
    return _replace(data, entities).replace('&amp;', '&')


def quoteattr(data, entities={}):
    """Text as the value of an attribute, in quotes."""
    data = escape(data, {**entities, '\n': '&#10;', '\r': '&#13;', '\t': '&#9;'})
    if '"' not in data:
        return f'"{data}"'
    if "'" not in data:
        return f"'{data}'"
    return '"' + data.replace('"', '&quot;') + '"'


class _Bytes(io.RawIOBase):
    """A file of bytes over an object that can write; closing it leaves the object open."""

    def __init__(self, out):
        self._out = out

    def writable(self):
        return True

    def write(self, data):
        self._out.write(bytes(data))
        return len(data)


def _gettextwriter(out, encoding):
    """A file of text that ends up in `out`."""
    if out is None:
        import sys
        return sys.stdout
    if isinstance(out, (io.TextIOBase, codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    return io.TextIOWrapper(_Bytes(out), encoding=encoding, errors='xmlcharrefreplace',
                            newline='\n', write_through=True)


class XMLGenerator(handler.ContentHandler):
    """Writes a document of what it hears."""

    def __init__(self, out=None, encoding='iso-8859-1', short_empty_elements=False):
        super().__init__()
        out = _gettextwriter(out, encoding)
        self._write, self._flush = out.write, out.flush
        self._encoding, self._short_empty_elements = encoding, short_empty_elements
        self._spaces = [{}]             # name space -> prefix; the last one counts
        self._undeclared = []
        self._pending = False           # a start tag lacks its end

    def _qname(self, name):
        space, local = name
        if space:
            prefix = 'xml' if space == _XML_SPACE else self._spaces[-1][space]
            if prefix:
                return f'{prefix}:{local}'
        return local

    def _finish_pending_start_element(self, endElement=False):
        if self._pending:
            self._write('>')
            self._pending = False

    def _begin(self, name, attributes, declared=()):
        self._finish_pending_start_element()
        self._write('<' + name)
        for prefix, uri in declared:
            self._write(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"')
        for key, value in attributes:
            self._write(f' {key}={quoteattr(value)}')
        if self._short_empty_elements:
            self._pending = True
        else:
            self._write('>')

    def _end(self, name):
        if self._pending:
            self._write('/>')
            self._pending = False
        else:
            self._write(f'</{name}>')

    def _text(self, content):
        if content:
            self._finish_pending_start_element()
            self._write(content if isinstance(content, str) else str(content, self._encoding))

    def startDocument(self):
        self._write(f'<?xml version="1.0" encoding="{self._encoding}"?>\n')

    def endDocument(self):
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        self._spaces.append({**self._spaces[-1], uri: prefix})
        self._undeclared.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._spaces.pop()

    def startElement(self, name, attrs):
        self._begin(name, attrs.items())

    def endElement(self, name):
        self._end(name)

    def startElementNS(self, name, qname, attrs):
        declared, self._undeclared = self._undeclared, []
        self._begin(self._qname(name), [(self._qname(key), value) for key, value in attrs.items()],
                    declared)

    def endElementNS(self, name, qname):
        self._end(self._qname(name))

    def characters(self, content):
        if content:
            self._text(escape(content if isinstance(content, str)
                              else str(content, self._encoding)))

    def ignorableWhitespace(self, content):
        self._text(content)

    def processingInstruction(self, target, data):
        self._text(f'<?{target} {data}?>')


class XMLFilterBase(xmlreader.XMLReader):
    """Stands between a parser and the handlers, and hands everything on."""

    def __init__(self, parent=None):
        super().__init__()
        self._parent = parent

    def parse(self, source):
        parent = self._parent
        parent.setContentHandler(self)
        parent.setErrorHandler(self)
        parent.setEntityResolver(self)
        parent.setDTDHandler(self)
        parent.parse(source)

    def setDocumentLocator(self, locator):
        self._locator = locator
        self._cont_handler.setDocumentLocator(locator)

    def setLocale(self, locale):
        self._parent.setLocale(locale)

    def getFeature(self, name):
        return self._parent.getFeature(name)

    def setFeature(self, name, state):
        self._parent.setFeature(name, state)

    def getProperty(self, name):
        return self._parent.getProperty(name)

    def setProperty(self, name, value):
        self._parent.setProperty(name, value)

    def getParent(self):
        """The parser, or the filter before this one."""
        return self._parent

    def setParent(self, parent):
        """Set it."""
        self._parent = parent


def _hand_on(name, field):
    def method(self, *args):
        return getattr(getattr(self, field), name)(*args)
    method.__name__ = name
    method.__qualname__ = f'XMLFilterBase.{name}'
    return method


for _field, _base in (('_cont_handler', handler.ContentHandler),
                      ('_dtd_handler', handler.DTDHandler),
                      ('_ent_handler', handler.EntityResolver),
                      ('_err_handler', handler.ErrorHandler)):
    for _name in vars(_base):
        if _name[0] != '_' and _name not in vars(XMLFilterBase):
            setattr(XMLFilterBase, _name, _hand_on(_name, _field))
del _field, _base, _name


def prepare_input_source(source, base=''):
    """An InputSource with a file that is open, of an address, a file or an InputSource."""
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, 'read'):
        file = source
        source = xmlreader.InputSource()
        if isinstance(file.read(0), str):
            source.setCharacterStream(file)
        else:
            source.setByteStream(file)
        if hasattr(file, 'name') and isinstance(file.name, str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        beside = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(beside):
            source.setSystemId(beside)
            source.setByteStream(open(beside, 'rb'))
        else:
            source.setSystemId(urllib.parse.urljoin(base, name))
            source.setByteStream(urllib.request.urlopen(source.getSystemId()))
    return source
