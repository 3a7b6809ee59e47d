# SPDX-License-Identifier: MIT
"""What a parser is, what it reads, and the attributes of elements."""

from . import handler
from ._exceptions import SAXNotRecognizedException, SAXNotSupportedException


class XMLReader:
    """A parser: handlers are set, then parse() calls them."""

    def __init__(self):
        self._cont_handler = handler.ContentHandler()
        self._dtd_handler = handler.DTDHandler()
        self._ent_handler = handler.EntityResolver()
        self._err_handler = handler.ErrorHandler()

    def parse(self, source):
        """Read a document: an address, a file or an InputSource."""
        raise NotImplementedError('This method must be implemented!')

    def getContentHandler(self):
        """The ContentHandler."""
        return self._cont_handler

    def setContentHandler(self, handler):
        """Set the ContentHandler."""
        self._cont_handler = handler

    def getDTDHandler(self):
        """The DTDHandler."""
        return self._dtd_handler

    def setDTDHandler(self, handler):
        """Set the DTDHandler."""
        self._dtd_handler = handler

    def getEntityResolver(self):
        """The EntityResolver."""
        return self._ent_handler

    def setEntityResolver(self, resolver):
        """Set the EntityResolver."""
        self._ent_handler = resolver

    def getErrorHandler(self):
        """The ErrorHandler."""
        return self._err_handler

    def setErrorHandler(self, handler):
        """Set the ErrorHandler."""
        self._err_handler = handler

    def setLocale(self, locale):
        """The language of messages cannot be chosen."""
        raise SAXNotSupportedException('Locale support not implemented')

    def getFeature(self, name):
        """Is a feature on?"""
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def setFeature(self, name, state):
        """Turn a feature on or off."""
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def getProperty(self, name):
        """The value of a property."""
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def setProperty(self, name, value):
        """Set a property."""
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")


class IncrementalParser(XMLReader):
    """A parser that is fed piece by piece."""

    def __init__(self, bufsize=2**16):
        self._bufsize = bufsize
        super().__init__()

    def parse(self, source):
        from . import saxutils
        source = saxutils.prepare_input_source(source)
        self.prepareParser(source)
        stream = source.getCharacterStream()
        if stream is None:
            stream = source.getByteStream()
        while piece := stream.read(self._bufsize):
            self.feed(piece)
        self.close()

    def feed(self, data):
        """Read a piece of the document."""
        raise NotImplementedError('This method must be implemented!')

    def prepareParser(self, source):
        """Called before a document is read."""
        raise NotImplementedError('prepareParser must be overridden!')

    def close(self):
        """The document is complete."""
        raise NotImplementedError('This method must be implemented!')

    def reset(self):
        """Get ready for another document."""
        raise NotImplementedError('This method must be implemented!')


class Locator:
    """Says where in the document the parser is."""

    def getColumnNumber(self):
        """The column, counted from zero; -1: unknown."""
        return -1

    def getLineNumber(self):
        """The line, counted from one; -1: unknown."""
        return -1

    def getPublicId(self):
        """The public name of the document."""

    def getSystemId(self):
        """The address of the document."""


class InputSource:
    """A document: its names, its encoding, and a file of bytes or characters."""

    def __init__(self, system_id=None):
        self.__public, self.__system, self.__encoding = None, system_id, None
        self.__bytes = self.__characters = None

    def setPublicId(self, public_id):
        """Set the public name."""
        self.__public = public_id

    def getPublicId(self):
        """The public name."""
        return self.__public

    def setSystemId(self, system_id):
        """Set the address."""
        self.__system = system_id

    def getSystemId(self):
        """The address."""
        return self.__system

    def setEncoding(self, encoding):
        """Set the encoding, which counts for bytes only."""
        self.__encoding = encoding

    def getEncoding(self):
        """The encoding, or None."""
        return self.__encoding

    def setByteStream(self, bytefile):
        """Set a file of bytes."""
        self.__bytes = bytefile

    def getByteStream(self):
        """The file of bytes, or None."""
        return self.__bytes

    def setCharacterStream(self, charfile):
        """Set a file of text, which is preferred to one of bytes."""
        self.__characters = charfile

    def getCharacterStream(self):
        """The file of text, or None."""
        return self.__characters


class AttributesImpl:
    """The attributes of an element: much like a dict of names and values."""

    def __init__(self, attrs):
        self._attrs = attrs

    def getLength(self):
        """How many there are."""
        return len(self._attrs)

    def getType(self, name):
        """The type, which is not known."""
        return 'CDATA'

    def getValue(self, name):
        """The value; KeyError."""
        return self._attrs[name]

    def getValueByQName(self, name):
        """The value by the name as it is written."""
        return self._attrs[name]

    def getNameByQName(self, name):
        """The name, by the name as it is written."""
        return self.getQNameByName(name)

    def getQNameByName(self, name):
        """The name as it is written."""
        if name not in self._attrs:
            raise KeyError(name)
        return name

    def getNames(self):
        """The names."""
        return list(self._attrs)

    def getQNames(self):
        """The names as they are written."""
        return list(self._attrs)

    def __len__(self):
        return len(self._attrs)

    def __getitem__(self, name):
        return self._attrs[name]

    def keys(self):
        """The names."""
        return list(self._attrs)

    def __contains__(self, name):
        return name in self._attrs

    def get(self, name, alternative=None):
        """The value, or something else."""
        return self._attrs.get(name, alternative)

    def copy(self):
        """The same again."""
        return self.__class__(self._attrs)

    def items(self):
        """Pairs of names and values."""
        return list(self._attrs.items())

    def values(self):
        """The values."""
        return list(self._attrs.values())


class AttributesNSImpl(AttributesImpl):
    """The attributes of an element; a name is (name space, name in it)."""

    def __init__(self, attrs, qnames):
        super().__init__(attrs)
        self._qnames = qnames

    def getNameByQName(self, name):
        for ours, written in self._qnames.items():
            if written == name:
                return ours
        raise KeyError(name)

    def getValueByQName(self, name):
        return self._attrs[self.getNameByQName(name)]

    def getQNameByName(self, name):
        return self._qnames[name]

    def getQNames(self):
        return list(self._qnames.values())

    def copy(self):
        return self.__class__(self._attrs, self._qnames)
