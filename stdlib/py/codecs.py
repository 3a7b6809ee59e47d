# SPDX-License-Identifier: MIT
"""Encodings: the registry, incremental coders and stream wrappers. The conversions themselves
are native (_codecs); this module keeps what lies around them."""
import sys
import _codecs
from _codecs import lookup_error, register_error

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE",
           "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE",
           "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
           "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter",
           "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode",
           "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors",
           "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = b'\xfe\xff'
BOM_UTF32_LE = b'\xff\xfe\x00\x00'
BOM_UTF32_BE = b'\x00\x00\xfe\xff'
_little = sys.byteorder == 'little'
BOM = BOM_UTF16 = BOM_UTF16_LE if _little else BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_LE if _little else BOM_UTF32_BE
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE

# canonical name: other names
_NATIVE = {
    'utf-8': ('u8', 'utf', 'utf8', 'utf8_ucs2', 'utf8_ucs4', 'cp65001', 'utf_8'),
    'utf-8-sig': ('utf_8_sig', 'utf8_sig'),
    'utf-16': ('u16', 'utf16', 'utf_16'),
    'utf-16-le': ('utf_16_le', 'utf_16le', 'unicodelittleunmarked', 'utf16le'),
    'utf-16-be': ('utf_16_be', 'utf_16be', 'unicodebigunmarked', 'utf16be'),
    'utf-32': ('u32', 'utf32', 'utf_32'),
    'utf-32-le': ('utf_32_le', 'utf_32le', 'utf32le'),
    'utf-32-be': ('utf_32_be', 'utf_32be', 'utf32be'),
    'ascii': ('646', 'ansi_x3.4_1968', 'ansi_x3_4_1968', 'cp367', 'csascii', 'ibm367',
              'iso646_us', 'iso_646.irv_1991', 'iso_ir_6', 'us', 'us_ascii'),
    'iso8859-1': ('8859', 'cp819', 'csisolatin1', 'ibm819', 'iso8859', 'iso8859_1',
                  'iso_8859_1', 'iso_ir_100', 'l1', 'latin', 'latin1', 'latin_1'),
    'cp1251': ('1251', 'windows_1251'),
    'koi8-r': ('koi8_r', 'cskoi8r'),
}
_aliases = {}
_search_functions = []
_cache = {}


def _normalize(encoding):
    """The form in which names of encodings are compared: lower case, one '_' for any run of
    other characters."""
    result = ''
    gap = False
    for char in encoding:
        if char.isalnum() and char.isascii() or char == '.':
            if gap and result:
                result += '_'
            gap = False
            result += char.lower()
        else:
            gap = True
    return result


class CodecInfo(tuple):
    """What lookup() gives: the functions and classes of an encoding."""
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        vars(self).update(name=name, encode=encode, decode=decode,
                          incrementalencoder=incrementalencoder,
                          incrementaldecoder=incrementaldecoder, streamwriter=streamwriter,
                          streamreader=streamreader)
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))

    def __getnewargs__(self):
        return tuple(self)


def register(search_function, /):
    """Add a function that finds encodings: it gets a normalised name, gives CodecInfo or
    None."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_functions.append(search_function)


def unregister(search_function, /):
    """Take a search function out again."""
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _cache.clear()


def lookup(encoding, /):
    """The CodecInfo of an encoding, or LookupError."""
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    info = _cache.get(encoding)
    if info is not None:
        return info
    if '\0' in encoding:
        raise ValueError("embedded null character")
    name = _normalize(encoding)
    info = _find_native(name)
    if info is None:
        import _encodings
        info = _encodings.find(name)
    if info is None:
        for search in _search_functions:
            info = search(encoding.lower().replace(' ', '_').replace('-', '_'))
            if info is not None:
                if not isinstance(info, tuple) or len(info) != 4:
                    raise TypeError("codec search functions must return 4-tuples")
                break
        else:
            raise LookupError(f"unknown encoding: {encoding}")
    _cache[encoding] = info
    return info


def _find_native(name):
    if not _aliases:
        for canonical, others in _NATIVE.items():
            for other in others:
                _aliases[other] = canonical
            _aliases[canonical.replace('-', '_')] = canonical
    canonical = _aliases.get(name)
    return None if canonical is None else _make_info(canonical)


# as messages name them
_FUNCTIONS = {'iso8859-1': 'latin_1', 'cp1251': 'charmap', 'koi8-r': 'charmap',
              'utf-8-sig': 'utf_8'}


def _make_info(name):
    """The CodecInfo of an encoding that is native."""
    def encode(input, errors='strict'):
        if not isinstance(input, str):
            function = _FUNCTIONS.get(name, name.replace('-', '_'))
            raise TypeError(
                f'{function}_encode() argument 1 must be str, not {type(input).__name__}')
        return _codecs.encode(input, name, errors), len(input)

    def decode(input, errors='strict'):
        try:
            data = bytes(memoryview(input))
        except TypeError:
            raise TypeError(
                f'a bytes-like object is required, not {type(input).__name__!r}') from None
        return _codecs.decode(data, name, errors), len(data)

    class Encoder(IncrementalEncoder):
        encoding = name

        def encode(self, input, final=False):
            return _encode_some(self, input)

        def reset(self):
            self.started = False

        def getstate(self):
            if self.started or name not in ('utf-16', 'utf-32', 'utf-8-sig'):
                return 0
            return 1 if name == 'utf-8-sig' else 2

        def setstate(self, state):
            self.started = not state

    class Decoder(BufferedIncrementalDecoder):
        encoding = name
        order = None                        # for utf-16 and utf-32: the byte order found

        def _buffer_decode(self, input, errors, final):
            return _decode_some(self, input, errors, final)

        def reset(self):
            super().reset()
            self.order = None

    class Reader(StreamReader):
        def decode(self, input, errors='strict'):
            decoder = self.__dict__.get('decoder')
            if decoder is None:
                decoder = self.decoder = Decoder(errors)
            decoder.buffer = b''
            return decoder._buffer_decode(input, errors, False)

        def reset(self):
            super().reset()
            self.__dict__.pop('decoder', None)

    class Writer(StreamWriter):
        def encode(self, input, errors='strict'):
            encoder = self.__dict__.get('encoder')
            if encoder is None:
                encoder = self.encoder = Encoder(errors)
            return encoder.encode(input), len(input)

    Encoder.__name__ = Encoder.__qualname__ = 'IncrementalEncoder'
    Decoder.__name__ = Decoder.__qualname__ = 'IncrementalDecoder'
    Reader.__name__ = Reader.__qualname__ = 'StreamReader'
    Writer.__name__ = Writer.__qualname__ = 'StreamWriter'
    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name=name)


def _encode_some(encoder, text):
    """One piece of a text: only the first one gets the byte order mark."""
    name = encoder.encoding
    if name in ('utf-16', 'utf-32', 'utf-8-sig'):
        if encoder.started:
            name = 'utf-8' if name == 'utf-8-sig' else name + ('-le' if _little else '-be')
        elif text or name != 'utf-8-sig':
            encoder.started = True
    return _codecs.encode(text, name, encoder.errors)


def _utf8_tail(data):
    """How many bytes at the end may be the beginning of a character."""
    for back in range(1, min(4, len(data) + 1)):
        byte = data[-back]
        if byte >= 0xC0:
            need = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < need and byte < 0xF5 and byte > 0xC1 else 0
        if byte < 0x80:
            return 0
    return 0


def _decode_some(decoder, data, errors, final):
    """(text, bytes used) of what is complete in data."""
    name = decoder.encoding
    skip = 0
    if name == 'utf-8-sig':
        if decoder.order is None:
            if len(data) < 3 and BOM_UTF8.startswith(data) and not final:
                return '', 0
            decoder.order = True
            if data[:3] == BOM_UTF8:
                skip = 3
        name = 'utf-8'
    elif name in ('utf-16', 'utf-32'):
        if decoder.order is None:
            size = 2 if name == 'utf-16' else 4
            if len(data) < size:
                if not final:
                    return '', 0
                return _codecs.decode(data, name, errors), len(data)
            mark = data[:size]
            little = BOM_UTF16_LE if size == 2 else BOM_UTF32_LE
            big = BOM_UTF16_BE if size == 2 else BOM_UTF32_BE
            if mark in (little, big):
                skip = size
                decoder.order = '-le' if mark == little else '-be'
            else:
                decoder.order = '-le' if _little else '-be'
        name += decoder.order
    end = len(data)
    if not final:
        end -= _incomplete(name, data[skip:])
    return _codecs.decode(data[skip:end], name, errors), end


def _incomplete(name, data):
    """How many bytes at the end of data have to wait for more."""
    if name == 'utf-8':
        return _utf8_tail(data)
    if name.startswith('utf-16'):
        rest = len(data) % 2
        whole = len(data) - rest
        if whole >= 2:
            high = data[whole - 1] if name.endswith('le') else data[whole - 2]
            if 0xD8 <= high <= 0xDB:
                rest += 2
        return rest
    if name.startswith('utf-32'):
        return len(data) % 4
    return 0


# ---------------------------------------------------------------- base classes

class Codec:
    """A stateless encoder and decoder: both give (result, length used)."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes a text piece by piece."""
    started = False

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        return 0

    def setstate(self, state):
        """Go back to a state that getstate() gave."""


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps what it cannot encode yet."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes bytes piece by piece."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        """Back to the beginning."""

    def getstate(self):
        return (b"", 0)

    def setstate(self, state):
        """Go back to a state that getstate() gave."""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps what it cannot decode yet."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


class _Wrapper:
    """What the wrappers of a stream share: the stream has the attributes that they lack."""

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamWriter(Codec, _Wrapper):
    """A file of bytes that text can be written to."""

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        """Bring the output into a clean state."""

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()


class StreamReader(Codec, _Wrapper):
    """A file of bytes that text can be read from."""
    charbuffertype = str

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""
        self.charbuffer = self.charbuffertype()

    def decode(self, input, errors='strict'):
        raise NotImplementedError

    def _fill(self, size):
        """Read and decode some more; False at the end of the file."""
        data = self.stream.read() if size is None or size < 0 else self.stream.read(size)
        if not data:
            if self.bytebuffer:
                # What is left is incomplete: let the strict decoder say so.
                left, self.bytebuffer = self.bytebuffer, b""
                self.charbuffer += type(self)._final(self, left)
            return False
        data = self.bytebuffer + data
        text, used = self.decode(data, self.errors)
        self.bytebuffer = data[used:]
        self.charbuffer += text
        return True

    def _final(self, left):
        return ''

    def read(self, size=-1, chars=-1, firstline=False):
        """Text from about size bytes, or exactly chars characters if there are as many."""
        if chars >= 0:
            while len(self.charbuffer) < chars and self._fill(size if size >= 0 else 72):
                pass
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
            return result
        if size is None or size < 0:
            while self._fill(-1):
                pass
        elif not self.charbuffer:
            while self._fill(size) and not self.charbuffer:
                pass
        result, self.charbuffer = self.charbuffer, self.charbuffertype()
        return result

    def readline(self, size=None, keepends=True):
        """One line."""
        while True:
            lines = self.charbuffer.splitlines(True)
            # A '\r' at the very end may be half of a '\r\n'.
            if len(lines) > 1 or lines and lines[0][-1:] != '\r' and lines[0] != \
                    lines[0].splitlines()[0]:
                break
            if not self._fill(size or 72):
                break
        lines = self.charbuffer.splitlines(True)
        if not lines:
            return self.charbuffertype()
        line = lines[0]
        self.charbuffer = self.charbuffer[len(line):]
        return line if keepends else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        """All lines."""
        return self.read().splitlines(keepends)

    def reset(self):
        """Forget what was read ahead."""
        self.bytebuffer = b""
        self.charbuffer = self.charbuffertype()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    def __iter__(self):
        return self


class _BothWays(_Wrapper):
    """A reader and a writer that share a stream."""

    def _join(self, stream, errors, Reader, Writer):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = (kind(stream, errors) for kind in (Reader, Writer))

    def reset(self):
        for end in self.reader, self.writer:
            end.reset()


class StreamReaderWriter(_BothWays):
    """A StreamReader and a StreamWriter on one stream."""
    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self._join(stream, errors, Reader, Writer)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if offset or whence:
            self.reader.reset()
        else:
            self.reset()        # the writer begins anew as well


class StreamRecoder(_BothWays):
    """A file in one encoding that is read and written as if it were in another."""
    data_encode = 'unknown'
    file_encoding = 'unknown'

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        self.encode, self.decode = encode, decode
        self._join(stream, errors, Reader, Writer)

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        data = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(data, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)


# ---------------------------------------------------------------- functions

def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """Open a file of bytes; with an encoding, wrap it so that text can be read and written."""
    import io
    if encoding is not None and 'b' not in mode:
        mode = mode + 'b'
    file = io.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        result = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        result.encoding = encoding
        return result
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    """Wrap a file of bytes so that it seems to be in data_encoding."""
    if file_encoding is None:
        file_encoding = data_encoding
    data = lookup(data_encoding)
    info = lookup(file_encoding)
    result = StreamRecoder(file, data.encode, data.decode, info.streamreader,
                           info.streamwriter, errors)
    result.data_encoding = data_encoding
    result.file_encoding = file_encoding
    return result


def encode(obj, encoding='utf-8', errors='strict'):
    """Encode with any registered encoding."""
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding='utf-8', errors='strict'):
    """Decode with any registered encoding."""
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    """The encoding function: gives (bytes, length)."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The decoding function: gives (text, length)."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The class of incremental encoders, or LookupError."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """The class of incremental decoders, or LookupError."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """The StreamReader class."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The StreamWriter class."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    """Encode the pieces that an iterator gives."""
    yield from _pieces(getincrementalencoder(encoding)(errors, **kwargs).encode, iterator, "")


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    """Decode the pieces that an iterator gives."""
    yield from _pieces(getincrementaldecoder(encoding)(errors, **kwargs).decode, iterator, b"")


def _pieces(convert, iterator, nothing):
    """What an incremental coder makes of the pieces, without what is empty."""
    for piece in iterator:
        if made := convert(piece):
            yield made
    if made := convert(nothing, True):
        yield made


def charmap_build(decoding_table, /):
    """The table for charmap_encode() that belongs to a decoding table."""
    return {ord(char): byte for byte, char in enumerate(decoding_table) if char != '\ufffe'}


def charmap_decode(data, errors=None, mapping=None, /):
    """Decodes by a mapping from bytes to characters: a str, or anything with [byte]."""
    data = bytes(data)
    if mapping is None:
        return data.decode('latin-1'), len(data)
    if isinstance(mapping, str) and len(mapping) >= 256:
        text = data.decode('latin-1').translate(mapping)
        if '\ufffe' not in text:
            return text, len(data)
    out, at = [], 0
    while at < len(data):
        char = _charmap_item(mapping, data[at])
        if isinstance(char, int):
            if not 0 <= char < 0x110000:
                raise TypeError("character mapping must be in range(0x110000)")
            char = chr(char)
        elif char is not None and not isinstance(char, str):
            raise TypeError("character mapping must return integer, None or str")
        if char is None or char == '\ufffe':
            exc = UnicodeDecodeError('charmap', data, at, at + 1, 'character maps to <undefined>')
            char, at = lookup_error(errors or 'strict')(exc)
            at += len(data) if at < 0 else 0
        else:
            at += 1
        out.append(char)
    return ''.join(out), len(data)


def _charmap_item(mapping, key):
    try:
        return mapping[key]
    except LookupError:
        return None


def charmap_encode(str, errors=None, mapping=None, /):
    """Encodes by a mapping from characters' numbers to bytes."""
    if mapping is None:
        return _codecs.encode(str, 'latin-1', errors or 'strict'), len(str)
    try:  # most texts have no errors
        return bytes([mapping[ord(char)] for char in str]), len(str)
    except (LookupError, TypeError, ValueError):
        pass
    out, at, text = [], 0, str
    while at < len(text):
        found = _charmap_bytes(mapping, text[at])
        if found is not None:
            out.append(found)
            at += 1
            continue
        end = at + 1
        while end < len(text) and _charmap_bytes(mapping, text[end]) is None:
            end += 1
        exc = UnicodeEncodeError('charmap', text, at, end, 'character maps to <undefined>')
        replacement, at = lookup_error(errors or 'strict')(exc)
        at += len(text) if at < 0 else 0
        if isinstance(replacement, bytes):
            out.append(replacement)
            continue
        for char in replacement:
            found = _charmap_bytes(mapping, char)
            if found is None:
                raise exc
            out.append(found)
    return b''.join(out), len(text)


def _charmap_bytes(mapping, char):
    found = _charmap_item(mapping, ord(char))
    if found is None or isinstance(found, bytes):
        return found
    if not isinstance(found, int):
        raise TypeError(
            f"character mapping must return integer, bytes or None, not {type(found).__name__}")
    if not 0 <= found < 256:
        raise TypeError("character mapping must be in range(256)")
    return bytes([found])


def utf_7_encode(str, errors=None, /):
    """(bytes, length)"""
    from _encodings.utf7 import encode
    return encode(str, errors)


def utf_7_decode(data, errors=None, final=False, /):
    """(text, bytes used)"""
    from _encodings.utf7 import decode
    return decode(data, errors, final)


def make_identity_dict(rng):
    """Each number as its own value."""
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    """The inverse of a decoding map; what is not unique becomes None."""
    result = {}
    for key, value in decoding_map.items():
        result[value] = None if value in result else key
    return result


(strict_errors, ignore_errors, replace_errors, xmlcharrefreplace_errors, backslashreplace_errors,
 namereplace_errors) = map(lookup_error, ("strict", "ignore", "replace", "xmlcharrefreplace",
                                          "backslashreplace", "namereplace"))
