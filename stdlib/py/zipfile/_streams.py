# SPDX-License-Identifier: MIT
"""Members of a ZIP archive as files: compression, encryption, checks."""
import io
import struct
import threading
from zipfile._records import *
from zipfile._records import MASK_ENCRYPTED, MASK_USE_DATA_DESCRIPTOR

try:
    import zlib
    crc32 = zlib.crc32
except ImportError:
    import binascii
    zlib = None
    crc32 = binascii.crc32
try:
    import bz2
except ImportError:
    bz2 = None
try:
    import lzma
except ImportError:
    lzma = None


# Raw LZMA stands behind a header: the version of the library (two bytes), the length of the
# properties (two bytes), the properties (APPNOTE.TXT 5.8.8).

class LZMACompressor:
    """Raw LZMA with the header that ZIP wants."""

    def __init__(self):
        properties = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        self._header = struct.pack('<BBH', 9, 4, len(properties)) + properties
        self._raw = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[_lzma_filter(properties)])

    def _with_header(self, data):
        header, self._header = self._header, b''
        return header + data

    def compress(self, data):
        return self._with_header(self._raw.compress(data))

    def flush(self):
        return self._with_header(self._raw.flush())


def _lzma_filter(properties):
    return lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)


class LZMADecompressor:
    """Reads the header, then raw LZMA."""
    eof = False
    _raw = None

    def __init__(self):
        self._head = b''

    def decompress(self, data):
        if self._raw is None:
            self._head += data
            end = 4 + int.from_bytes(self._head[2:4], 'little')
            if len(self._head) <= max(end, 4):
                return b''          # the header is not complete
            self._raw = lzma.LZMADecompressor(lzma.FORMAT_RAW,
                                              filters=[_lzma_filter(self._head[4:end])])
            data = self._head[end:]
        result = self._raw.decompress(data)
        self.eof = self._raw.eof
        return result


_MODULES = {ZIP_STORED: True, ZIP_DEFLATED: zlib, ZIP_BZIP2: bz2, ZIP_LZMA: lzma}
_MODULE_NAMES = {ZIP_DEFLATED: "zlib", ZIP_BZIP2: "bz2", ZIP_LZMA: "lzma"}


def check_compression(compression):
    """NotImplementedError for an unknown method, RuntimeError for one whose module is missing."""
    if compression not in _MODULES:
        raise NotImplementedError("That compression method is not supported")
    if not _MODULES[compression]:
        raise RuntimeError(
            f"Compression requires the (missing) {_MODULE_NAMES[compression]} module")


def get_compressor(compress_type, compresslevel=None):
    """An object with compress() and flush(); None for a method that leaves data as they are."""
    if compress_type == ZIP_DEFLATED:
        return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION if compresslevel is None
                                else compresslevel,
                                zlib.DEFLATED, -15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Compressor(9 if compresslevel is None else compresslevel)
    return LZMACompressor() if compress_type == ZIP_LZMA else None


# ---- decoders: from pairs (bytes, whether they are the last) to such pairs ----

_PIECE = 1 << 20        # bytes that inflating makes at once, at most


def _inflated(chunks):
    inflater = zlib.decompressobj(-15)
    for chunk, final in chunks:
        while True:
            piece = inflater.decompress(chunk, _PIECE)
            chunk = inflater.unconsumed_tail
            last = inflater.eof or final and not chunk
            yield (piece + inflater.flush() if last else piece), last
            if not chunk or last:
                break


def _decompressed(decompressor, chunks):
    for chunk, final in chunks:
        piece = decompressor.decompress(chunk)
        yield piece, decompressor.eof or final


def decoded(compress_type, chunks):
    """The decompressed pieces of what comes from the archive."""
    check_compression(compress_type)
    if compress_type == ZIP_DEFLATED:
        return _inflated(chunks)
    if compress_type == ZIP_STORED:
        return chunks
    return _decompressed(bz2.BZ2Decompressor() if compress_type == ZIP_BZIP2
                         else LZMADecompressor(), chunks)


_crctable = []


def _crc_step(crc, byte):
    return crc >> 8 ^ _crctable[(crc ^ byte) & 0xFF]


def zip_decrypter(pwd):
    """A function that undoes the traditional encryption, whose keys follow the text."""
    if not _crctable:
        for byte in range(256):
            for _ in range(8):
                byte = byte >> 1 ^ 0xEDB88320 if byte & 1 else byte >> 1
            _crctable.append(byte)
    keys = [305419896, 591751049, 878082192]

    def update(byte):
        keys[0] = _crc_step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc_step(keys[2], keys[1] >> 24)

    def decrypt(data):
        result = bytearray()
        for c in data:
            k = keys[2] | 2
            c ^= k * (k ^ 1) >> 8 & 0xFF
            update(c)
            result.append(c)
        return bytes(result)

    for c in pwd:
        update(c)
    return decrypt


class SharedFile:
    """A place in the archive's file: several members are read at the same time."""

    def __init__(self, file, pos, close, lock, writing):
        self._file, self._pos = file, pos
        self._lock, self._writing, self._close = lock, writing, close
        self.seekable = file.seekable

    def tell(self):
        return self._pos

    def _check(self, what):
        if self._writing():
            raise ValueError(
                f"Can't {what} the ZIP file while there is an open writing handle on it. "
                "Close the writing handle before trying to read.")

    def seek(self, offset, whence=0):
        with self._lock:
            self._check("reposition in")
            if whence == 1:
                self._file.seek(self._pos + offset)
            else:
                self._file.seek(offset, whence)
            self._pos = self._file.tell()
            return self._pos

    def read(self, n=-1):
        with self._lock:
            self._check("read from")
            self._file.seek(self._pos)
            data = self._file.read(n)
            self._pos = self._file.tell()
            return data

    def close(self):
        file, self._file = self._file, None
        if file is not None:
            self._close(file)


class Tellable:
    """A stream that cannot say where it is."""

    def __init__(self, fp):
        self.fp, self.offset = fp, 0

    def tell(self):
        """How much was written so far."""
        return self.offset

    def write(self, data):
        """Write, and count."""
        written = self.fp.write(data)
        self.offset += written
        return written

    def close(self):
        self.fp.close()

    def flush(self):
        self.fp.flush()


class ZipExtFile(io.BufferedIOBase):
    """A member of an archive, to be read."""
    _BLOCK = 4096           # bytes that are asked for at least

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self.mode, self.name, self.newlines = mode, zipinfo.filename, None
        self._fileobj, self._close_fileobj = fileobj, close_fileobj
        self._info = zipinfo
        self._type, self._size = zipinfo.compress_type, zipinfo.file_size
        self._crc = getattr(zipinfo, 'CRC', None)
        self._pwd = pwd
        try:
            self._start = fileobj.tell() if fileobj.seekable() else None
        except AttributeError:
            self._start = None
        self._rewind()

    def _rewind(self):
        """Go to the first byte; the file below is there already."""
        decrypt, left = None, self._info.compress_size
        if self._pwd:
            decrypt = zip_decrypter(self._pwd)
            left -= 12
            if decrypt(self._fileobj.read(12))[11] != self._check_byte():
                raise RuntimeError("Bad password for file %r" % self.name)
        self._wanted = self._BLOCK
        self._pieces = self._checked(decoded(self._type, self._raw(left, decrypt)))
        self._buffer, self._at = b'', 0         # what has been decoded and not been read
        self._position = 0

    def _check_byte(self):
        """What the last byte of the encryption's header must be."""
        if self._info.flag_bits & MASK_USE_DATA_DESCRIPTOR:
            return self._info._raw_time >> 8 & 0xff
        return self._info.CRC >> 24 & 0xff

    def _raw(self, left, decrypt):
        """The bytes in the archive: pairs (bytes, whether they are the last)."""
        if left <= 0:
            yield b'', True
        while left > 0:
            data = self._fileobj.read(min(self._wanted, left))
            if not data:
                raise EOFError
            left -= len(data)
            yield (decrypt(data) if decrypt else data), left <= 0

    def _checked(self, pieces):
        """The pieces of the member, up to its size; BadZipFile at the last one if the sum is
        wrong."""
        left, crc = self._size, 0
        for piece, last in pieces:
            piece = piece[:left]
            left -= len(piece)
            last = last or left <= 0
            if self._crc is not None:
                crc = crc32(piece, crc)
                if last and crc != self._crc:
                    raise BadZipFile("Bad CRC-32 for file %r" % self.name)
            yield piece
            if last:
                return

    def _available(self):
        return len(self._buffer) - self._at

    def _fill(self, count, once=False):
        """Have `count` bytes in the buffer, all of them if negative; with `once` one piece is
        enough."""
        if 0 <= count <= self._available():
            return
        self._wanted = (_PIECE if count < 0 else min(max(count - self._available(), self._BLOCK),
                                                     _PIECE))
        parts = [self._buffer[self._at:]]
        have = len(parts[0])
        while (count < 0 or have < count) and not (once and have):
            piece = next(self._pieces, None)
            if piece is None:
                break
            parts.append(piece)
            have += len(piece)
        self._buffer, self._at = b''.join(parts), 0

    def _take(self, count):
        end = len(self._buffer) if count < 0 else self._at + count
        data = self._buffer[self._at:end]
        self._at += len(data)
        self._position += len(data)
        return data

    def __repr__(self):
        cls = type(self)
        if self.closed:
            state = ' [closed]'
        else:
            state = f' name={self.name!r}'
            if self._type != ZIP_STORED:
                state += f' compress_type={compressor_names.get(self._type, self._type)}'
        return f'<{cls.__module__}.{cls.__qualname__}{state}>'

    def _check_open(self, what="I/O operation on"):
        if self.closed:
            raise ValueError(what + " closed file.")

    def readable(self):
        """A member that is open can be read."""
        self._check_open()
        return True

    def read(self, n=-1):
        """n bytes, or everything up to the end."""
        self._check_open("read from")
        count = -1 if n is None else n
        self._fill(count)
        return self._take(count)

    def read1(self, n):
        """At most n bytes, with as little reading as possible."""
        count = -1 if n is None else n
        if count:
            self._fill(1 if count < 0 else count, once=True)
        return self._take(count)

    def peek(self, n=1):
        """Bytes that come next, without going on; there may be more or fewer than n."""
        self._fill(n)
        return self._buffer[self._at:self._at + 512]

    def readline(self, limit=-1):
        """A line, at most `limit` bytes of it."""
        end = self._buffer.find(b'\n', self._at) + 1 if limit < 0 else 0
        return self._take(end - self._at) if end else super().readline(limit)

    def close(self):
        """Close the member, and the archive's file if it belongs to it."""
        try:
            if self._close_fileobj:
                self._fileobj.close()
        finally:
            super().close()

    def seekable(self):
        """Can the file below seek?"""
        self._check_open()
        return self._start is not None

    def _check_seekable(self, what):
        self._check_open(what)
        if self._start is None:
            raise io.UnsupportedOperation("underlying stream is not seekable")

    def tell(self):
        """The position in the member."""
        self._check_seekable("tell on")
        return self._position

    def seek(self, offset, whence=0):
        """Go to a position; backwards means to decode from the beginning."""
        self._check_seekable("seek on")
        if whence not in (0, 1, 2):
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        target = offset + (0, self._position, self._size)[whence]
        target = min(max(target, 0), self._size)
        if self._position - self._at <= target < self._position:
            self._at -= self._position - target     # it is still in the buffer
            self._position = target
        elif target < self._position:
            self._fileobj.seek(self._start)
            self._rewind()
        while self._position < target and self.read(min(target - self._position, _PIECE)):
            pass
        return self._position


class ZipWriteFile(io.BufferedIOBase):
    """A member of an archive, to be written; closing it completes its entry."""
    mode = 'wb'

    def __init__(self, zf, zinfo, zip64):
        self._archive, self._info, self._zip64 = zf, zinfo, zip64
        self._compressor = get_compressor(zinfo.compress_type, zinfo.compress_level)
        self._size = self._written = self._crc = 0

    @property
    def name(self):
        """The name in the archive."""
        return self._info.filename

    def writable(self):
        return True

    def _put(self, data):
        self._archive.fp.write(data)
        self._written += data.nbytes if isinstance(data, memoryview) else len(data)

    def write(self, data):
        """Compress and write bytes; gives how many."""
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data)
        count = data.nbytes if isinstance(data, memoryview) else len(data)
        self._size += count
        self._crc = crc32(data, self._crc)
        self._put(self._compressor.compress(data) if self._compressor else data)
        return count

    def close(self):
        """Write what is left and the entry's sizes and sum."""
        if self.closed:
            return
        try:
            super().close()
            if self._compressor:
                self._put(self._compressor.flush())
            self._complete(self._info, self._archive)
        finally:
            self._archive._writing = False

    def _complete(self, info, archive):
        info.CRC, info.file_size, info.compress_size = self._crc, self._size, self._written
        for size, what in ((self._size, "File"), (self._written, "Compressed")):
            if size > ZIP64_LIMIT and not self._zip64:
                raise RuntimeError(what + " size too large, try using force_zip64")
        file = archive.fp
        if info.flag_bits & MASK_USE_DATA_DESCRIPTOR:
            sizes = '<4sLQQ' if self._zip64 else '<4sLLL'
            file.write(struct.pack(sizes, DATA_DESCRIPTOR, info.CRC, info.compress_size,
                                   info.file_size))
            archive.start_dir = file.tell()
        else:
            archive.start_dir = end = file.tell()
            file.seek(info.header_offset)
            file.write(info.FileHeader(self._zip64))
            file.seek(end)
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
