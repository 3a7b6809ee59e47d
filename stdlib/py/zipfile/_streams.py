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


class LZMACompressor:
    """Raw LZMA with the header that ZIP wants."""

    def __init__(self):
        self._comp = None

    def _init(self):
        props = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        self._comp = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=[
            lzma._decode_filter_properties(lzma.FILTER_LZMA1, props)])
        return struct.pack('<BBH', 9, 4, len(props)) + props

    def compress(self, data):
        if self._comp is None:
            return self._init() + self._comp.compress(data)
        return self._comp.compress(data)

    def flush(self):
        if self._comp is None:
            return self._init() + self._comp.flush()
        return self._comp.flush()


class LZMADecompressor:
    """Reads the header, then raw LZMA."""

    def __init__(self):
        self._decomp = None
        self._unconsumed = b''
        self.eof = False

    def decompress(self, data):
        if self._decomp is None:
            self._unconsumed += data
            if len(self._unconsumed) <= 4:
                return b''
            size, = struct.unpack('<H', self._unconsumed[2:4])
            if len(self._unconsumed) <= 4 + size:
                return b''
            self._decomp = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[
                lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._unconsumed[4:4 + size])])
            data = self._unconsumed[4 + size:]
            del self._unconsumed
        result = self._decomp.decompress(data)
        self.eof = self._decomp.eof
        return result


def check_compression(compression):
    missing = None
    if compression == ZIP_STORED:
        pass
    elif compression == ZIP_DEFLATED:
        missing = None if zlib else "zlib"
    elif compression == ZIP_BZIP2:
        missing = None if bz2 else "bz2"
    elif compression == ZIP_LZMA:
        missing = None if lzma else "lzma"
    else:
        raise NotImplementedError("That compression method is not supported")
    if missing:
        raise RuntimeError(f"Compression requires the (missing) {missing} module")


def get_compressor(compress_type, compresslevel=None):
    if compress_type == ZIP_DEFLATED:
        level = zlib.Z_DEFAULT_COMPRESSION if compresslevel is None else compresslevel
        return zlib.compressobj(level, zlib.DEFLATED, -15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Compressor() if compresslevel is None else bz2.BZ2Compressor(compresslevel)
    return LZMACompressor() if compress_type == ZIP_LZMA else None


def get_decompressor(compress_type):
    check_compression(compress_type)
    if compress_type == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if compress_type == ZIP_BZIP2:
        return bz2.BZ2Decompressor()
    return LZMADecompressor() if compress_type == ZIP_LZMA else None


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
        self._file = file
        self._pos = pos
        self._close = close
        self._lock = lock
        self._writing = writing
        self.seekable = file.seekable

    def tell(self):
        return self._pos

    def _check(self, what):
        if self._writing():
            raise ValueError(f"Can't {what} the ZIP file while there is an open writing handle on it. "
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
        if self._file is not None:
            fileobj = self._file
            self._file = None
            self._close(fileobj)


class Tellable:
    """A stream that cannot say where it is."""

    def __init__(self, fp):
        self.fp = fp
        self.offset = 0

    def write(self, data):
        n = self.fp.write(data)
        self.offset += n
        return n

    def tell(self):
        return self.offset

    def flush(self):
        self.fp.flush()

    def close(self):
        self.fp.close()


class ZipExtFile(io.BufferedIOBase):
    """File-like object for reading an archive member."""
    MAX_N = 1 << 31 - 1
    MIN_READ_SIZE = 4096
    MAX_SEEK_READ = 1 << 24

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._fileobj = fileobj
        self._pwd = pwd
        self._close_fileobj = close_fileobj
        self._compress_type = zipinfo.compress_type
        self._orig_compress_left = zipinfo.compress_size
        self._orig_file_size = zipinfo.file_size
        self._check_byte = zipinfo.CRC >> 24 & 0xff
        if zipinfo.flag_bits & MASK_USE_DATA_DESCRIPTOR:
            self._check_byte = zipinfo._raw_time >> 8 & 0xff
        self.newlines = None
        self.mode = mode
        self.name = zipinfo.filename
        self._expected_crc = getattr(zipinfo, 'CRC', None)
        self._seekable = False
        try:
            if fileobj.seekable():
                self._orig_compress_start = fileobj.tell()
                self._seekable = True
        except AttributeError:
            pass
        self._start()

    def _start(self):
        """Before the first byte."""
        self._decompressor = get_decompressor(self._compress_type)
        self._compress_left = self._orig_compress_left
        self._left = self._orig_file_size
        self._running_crc = crc32(b'')
        self._readbuffer = b''
        self._offset = 0
        self._eof = False
        self._decrypter = None
        if self._pwd:
            self._decrypter = zip_decrypter(self._pwd)
            header = self._fileobj.read(12)
            self._compress_left -= 12
            if self._decrypter(header)[11] != self._check_byte:
                raise RuntimeError("Bad password for file %r" % self.name)

    def __repr__(self):
        result = ['<%s.%s' % (self.__class__.__module__, self.__class__.__qualname__)]
        if not self.closed:
            result.append(' name=%r' % (self.name,))
            if self._compress_type != ZIP_STORED:
                result.append(' compress_type=%s' % compressor_names.get(self._compress_type,
                                                                         self._compress_type))
        else:
            result.append(' [closed]')
        result.append('>')
        return ''.join(result)

    def readline(self, limit=-1):
        if limit < 0:
            at = self._readbuffer.find(b'\n', self._offset) + 1
            if at > 0:
                line = self._readbuffer[self._offset:at]
                self._offset = at
                return line
        return super().readline(limit)

    def peek(self, n=1):
        """Returns buffered bytes without advancing the position."""
        if n > len(self._readbuffer) - self._offset:
            chunk = self.read(n)
            if len(chunk) > self._offset:
                self._readbuffer = chunk + self._readbuffer[self._offset:]
                self._offset = 0
            else:
                self._offset -= len(chunk)
        return self._readbuffer[self._offset:self._offset + 512]

    def readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return True

    def read(self, n=-1):
        """Read and return up to n bytes."""
        if self.closed:
            raise ValueError("read from closed file.")
        if n is None or n < 0:
            buf = self._readbuffer[self._offset:]
            self._readbuffer, self._offset = b'', 0
            parts = [buf]
            while not self._eof:
                parts.append(self._read1(self.MAX_N))
            return b''.join(parts)
        end = n + self._offset
        if end < len(self._readbuffer):
            buf = self._readbuffer[self._offset:end]
            self._offset = end
            return buf
        n = end - len(self._readbuffer)
        buf = self._readbuffer[self._offset:]
        self._readbuffer, self._offset = b'', 0
        while n > 0 and not self._eof:
            data = self._read1(n)
            if n < len(data):
                self._readbuffer, self._offset = data, n
                buf += data[:n]
                break
            buf += data
            n -= len(data)
        return buf

    def read1(self, n=-1):
        """Read up to n bytes with at most one read() of the file below."""
        if n is None or n < 0:
            buf = self._readbuffer[self._offset:]
            self._readbuffer, self._offset = b'', 0
            while not self._eof:
                data = self._read1(self.MAX_N)
                if data:
                    return buf + data
            return buf
        end = n + self._offset
        if end < len(self._readbuffer):
            buf = self._readbuffer[self._offset:end]
            self._offset = end
            return buf
        n = end - len(self._readbuffer)
        buf = self._readbuffer[self._offset:]
        self._readbuffer, self._offset = b'', 0
        while n > 0 and not self._eof:
            data = self._read1(n)
            if n < len(data):
                self._readbuffer, self._offset = data, n
                return buf + data[:n]
            if data:
                return buf + data
        return buf

    def _read1(self, n):
        if self._eof or n <= 0:
            return b''
        if self._compress_type == ZIP_DEFLATED:
            data = self._decompressor.unconsumed_tail
            if n > len(data):
                data += self._read2(n - len(data))
            data = self._decompressor.decompress(data, max(n, self.MIN_READ_SIZE))
            self._eof = self._decompressor.eof or (self._compress_left <= 0 and
                                                   not self._decompressor.unconsumed_tail)
            if self._eof:
                data += self._decompressor.flush()
        else:
            data = self._read2(n)
            if self._compress_type == ZIP_STORED:
                self._eof = self._compress_left <= 0
            else:
                data = self._decompressor.decompress(data)
                self._eof = self._decompressor.eof or self._compress_left <= 0
        data = data[:self._left]
        self._left -= len(data)
        if self._left <= 0:
            self._eof = True
        self._update_crc(data)
        return data

    def _update_crc(self, newdata):
        if self._expected_crc is None:
            return
        self._running_crc = crc32(newdata, self._running_crc)
        if self._eof and self._running_crc != self._expected_crc:
            raise BadZipFile("Bad CRC-32 for file %r" % self.name)

    def _read2(self, n):
        if self._compress_left <= 0:
            return b''
        n = min(max(n, self.MIN_READ_SIZE), self._compress_left)
        data = self._fileobj.read(n)
        self._compress_left -= len(data)
        if not data:
            raise EOFError
        return self._decrypter(data) if self._decrypter is not None else data

    def close(self):
        try:
            if self._close_fileobj:
                self._fileobj.close()
        finally:
            super().close()

    def seekable(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self._seekable

    def seek(self, offset, whence=0):
        if self.closed:
            raise ValueError("seek on closed file.")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        here = self.tell()
        if whence == 0:
            target = offset
        elif whence == 1:
            target = here + offset
        elif whence == 2:
            target = self._orig_file_size + offset
        else:
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        target = min(max(target, 0), self._orig_file_size)
        move = target - here
        at = move + self._offset
        if 0 <= at < len(self._readbuffer):
            self._offset = at
            move = 0
        elif move < 0:
            self._fileobj.seek(self._orig_compress_start)
            self._start()
            move = target
        while move > 0:
            step = min(self.MAX_SEEK_READ, move)
            self.read(step)
            move -= step
        return self.tell()

    def tell(self):
        if self.closed:
            raise ValueError("tell on closed file.")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        return self._orig_file_size - self._left - len(self._readbuffer) + self._offset


class ZipWriteFile(io.BufferedIOBase):
    """File-like object for writing an archive member."""

    def __init__(self, zf, zinfo, zip64):
        self._zinfo = zinfo
        self._zip64 = zip64
        self._zipfile = zf
        self._compressor = get_compressor(zinfo.compress_type, zinfo.compress_level)
        self._file_size = self._compress_size = 0
        self._crc = 0

    @property
    def _fileobj(self):
        return self._zipfile.fp

    @property
    def name(self):
        return self._zinfo.filename

    @property
    def mode(self):
        return 'wb'

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if isinstance(data, (bytes, bytearray)):
            nbytes = len(data)
        else:
            data = memoryview(data)
            nbytes = data.nbytes
        self._file_size += nbytes
        self._crc = crc32(data, self._crc)
        if self._compressor:
            data = self._compressor.compress(data)
            self._compress_size += len(data)
        self._fileobj.write(data)
        return nbytes

    def close(self):
        if self.closed:
            return
        try:
            super().close()
            if self._compressor:
                buf = self._compressor.flush()
                self._compress_size += len(buf)
                self._fileobj.write(buf)
            else:
                self._compress_size = self._file_size
            self._finish()
        finally:
            self._zipfile._writing = False

    def _finish(self):
        zinfo = self._zinfo
        zinfo.compress_size, zinfo.CRC = self._compress_size, self._crc
        zinfo.file_size = self._file_size
        if not self._zip64:
            if self._file_size > ZIP64_LIMIT:
                raise RuntimeError("File size too large, try using force_zip64")
            if self._compress_size > ZIP64_LIMIT:
                raise RuntimeError("Compressed size too large, try using force_zip64")
        if zinfo.flag_bits & MASK_USE_DATA_DESCRIPTOR:
            self._fileobj.write(struct.pack('<4sLQQ' if self._zip64 else '<4sLLL', DATA_DESCRIPTOR,
                                            zinfo.CRC, zinfo.compress_size, zinfo.file_size))
            self._zipfile.start_dir = self._fileobj.tell()
        else:
            self._zipfile.start_dir = self._fileobj.tell()
            self._fileobj.seek(zinfo.header_offset)
            self._fileobj.write(zinfo.FileHeader(self._zip64))
            self._fileobj.seek(self._zipfile.start_dir)
        self._zipfile.filelist.append(zinfo)
        self._zipfile.NameToInfo[zinfo.filename] = zinfo
