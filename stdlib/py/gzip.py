# SPDX-License-Identifier: MIT
"""Functions that read and write gzipped files (RFC 1952)."""
import builtins
import io
import os
import struct
import sys
import time
import weakref
import zlib
import _compression

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = 'rb', 'wb'
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9
READ_BUFFER_SIZE = 128 * 1024
_WRITE_BUFFER_SIZE = 4 * io.DEFAULT_BUFFER_SIZE


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None,
         newline=None):
    """Open a gzip-compressed file in binary or text mode."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    binary_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        binary = GzipFile(filename, binary_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        binary = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    if "t" in mode:
        return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)
    return binary


class _Input:
    """A file from which more was read than was wanted: what is given back is read again."""

    def __init__(self, file):
        self._file = file
        self._back = b""

    def give_back(self, data):
        self._back = data + self._back

    def read(self, size):
        """At most `size` bytes; b"" at the end."""
        if not self._back:
            return self._file.read(size)
        data, self._back = self._back[:size], self._back[size:]
        return data

    def exactly(self, size):
        """So many bytes, or EOFError."""
        data = self.read(size)
        while len(data) < size:
            more = self.read(size - len(data))
            if not more:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            data += more
        return data


class BadGzipFile(OSError):
    """Exception raised in some cases for invalid gzip files."""


class _WriteBufferStream(io.RawIOBase):
    """What is below the write buffer of a GzipFile."""

    def __init__(self, gzip_file):
        self.gzip_file = weakref.ref(gzip_file)

    def write(self, data):
        gzip_file = self.gzip_file()
        if gzip_file is None:
            raise RuntimeError("lost gzip_file")
        return gzip_file._write_raw(data)

    def seekable(self):
        return False

    def writable(self):
        return True


class GzipFile(_compression.BaseStream):
    """A file object that compresses what is written, or decompresses what is read."""
    myfileobj = None

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None,
                 mtime=None):
        explicit = mode
        if mode and set(mode) & {'t', 'U'}:
            raise ValueError("Invalid mode: {!r}".format(mode))
        if mode and 'b' not in mode:
            mode += 'b'
        try:
            if fileobj is None:
                fileobj = self.myfileobj = builtins.open(filename, mode or 'rb')
            mode = mode or getattr(fileobj, 'mode', 'rb')
            self.name = self._name_of(filename, fileobj)
            if mode[0] == 'r':
                self._start_reading(fileobj)
            elif mode[0] in 'wax':
                if explicit is None:
                    import warnings
                    warnings.warn("GzipFile was opened for writing, but this will change in future "
                                  "Python releases.  Specify the mode argument for opening it for "
                                  "writing.", FutureWarning, 2)
                self._start_writing(fileobj, compresslevel, mtime)
            else:
                raise ValueError("Invalid mode: {!r}".format(mode))
        except BaseException:
            self._close()
            raise

    @staticmethod
    def _name_of(filename, fileobj):
        if filename is not None:
            return os.fspath(filename)
        name = getattr(fileobj, 'name', '')
        return name if isinstance(name, (str, bytes)) else ''

    def _start_reading(self, fileobj):
        self.fileobj = fileobj
        self.mode = READ
        self._buffer = io.BufferedReader(_GzipReader(fileobj))

    def _start_writing(self, fileobj, compresslevel, mtime):
        self.fileobj = fileobj
        self.mode = WRITE
        self._write_mtime = mtime
        self.size = self.offset = 0         # bytes written, before compression
        self.crc = 0
        self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS,
                                         zlib.DEF_MEM_LEVEL, 0)
        self._buffer = io.BufferedWriter(_WriteBufferStream(self), buffer_size=_WRITE_BUFFER_SIZE)
        self._write_gzip_header(compresslevel)

    @property
    def mtime(self):
        """Last modification time read from stream, or None"""
        return self._buffer.raw._last_mtime

    def __repr__(self):
        return '<gzip ' + repr(self.fileobj)[1:-1] + ' ' + hex(id(self)) + '>'

    def _stored_name(self):
        """The file's name as the header holds it: Latin-1, without .gz."""
        try:
            name = os.path.basename(self.name)
            if not isinstance(name, bytes):
                name = name.encode('latin-1')
            return name[:-3] if name.endswith(b'.gz') else name
        except UnicodeEncodeError:
            return b''

    def _write_gzip_header(self, compresslevel):
        name = self._stored_name()
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        speed = {_COMPRESS_LEVEL_BEST: 2, _COMPRESS_LEVEL_FAST: 4}.get(compresslevel, 0)
        header = struct.pack('<2sBBIBB', b'\x1f\x8b', 8, FNAME if name else 0,
                             int(mtime), speed, 255)
        self.fileobj.write(header + name + b'\0' if name else header)

    def _check_mode(self, wanted, what):
        if self.mode != wanted:
            import errno
            raise OSError(errno.EBADF, what)

    def write(self, data):
        """Compress and write bytes; gives how many."""
        self._check_not_closed()
        self._check_mode(WRITE, "write() on read-only GzipFile object")
        return self._buffer.write(data)

    def _write_raw(self, data):
        with memoryview(data) as view:
            count = view.nbytes
        if count:
            self.crc = zlib.crc32(data, self.crc)
            self.fileobj.write(self.compress.compress(data))
            self.size += count
            self.offset += count
        return count

    def _check_read(self, caller):
        self._check_not_closed()
        self._check_mode(READ, f"{caller}() on write-only GzipFile object")

    def read(self, size=-1):
        self._check_read("read")
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check_read("read1")
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        self._check_read("readinto")
        return self._buffer.readinto(b)

    def readinto1(self, b):
        self._check_read("readinto1")
        return self._buffer.readinto1(b)

    def peek(self, n):
        self._check_read("peek")
        return self._buffer.peek(n)

    @property
    def closed(self):
        """Has the file been closed?"""
        return self.fileobj is None

    def close(self):
        """Write what is left, the sum and the length; close the file if it was opened here."""
        if self.closed or self._buffer is None or self._buffer.closed:
            return
        try:
            if self.mode == READ:
                self._buffer.close()
            else:
                self._buffer.flush()
                self.fileobj.write(self.compress.flush() +
                                   struct.pack('<II', self.crc, self.size & 0xffffffff))
        finally:
            self._close()

    def _close(self):
        own, self.myfileobj = self.myfileobj, None
        self.fileobj = None
        if own is not None:
            own.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        """Write what has been compressed so far."""
        self._check_not_closed()
        if self.mode == READ:
            return
        self._buffer.flush()
        self.fileobj.write(self.compress.flush(zlib_mode))
        self.fileobj.flush()

    def fileno(self):
        """The descriptor of the file below."""
        return self.fileobj.fileno()

    def rewind(self):
        """Return the uncompressed stream file position indicator to the beginning of the file"""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a position; in writing only forwards, over zeros."""
        self._check_not_closed()
        if self.mode == READ:
            return self._buffer.seek(offset, whence)
        if whence not in (io.SEEK_SET, io.SEEK_CUR):
            raise ValueError('Seek from end not supported')
        self._buffer.flush()
        ahead = offset if whence == io.SEEK_CUR else offset - self.offset
        if ahead < 0:
            raise OSError('Negative seek in write mode')
        for start in range(0, ahead, _WRITE_BUFFER_SIZE):
            self._buffer.write(bytes(min(_WRITE_BUFFER_SIZE, ahead - start)))
        return self.offset          # as CPython: without what still lies in the buffer

    def tell(self):
        self._check_not_closed()
        if self.mode == WRITE:
            self._buffer.flush()
            return self.offset
        return self._buffer.tell()

    def readline(self, size=-1):
        self._check_not_closed()
        return self._buffer.readline(size)

    def __del__(self):
        if getattr(self, "mode", None) == WRITE and getattr(self, "fileobj", None) is not None:
            self.close()


def _read_header(source):
    """The time in the header of a member; None when no member begins here."""
    magic = source.read(2)
    if not magic:
        return None
    if magic != b'\x1f\x8b':
        raise BadGzipFile('Not a gzipped file (%r)' % magic)
    method, flags, mtime, _, _ = struct.unpack('<BBIBB', source.exactly(8))
    if method != 8:
        raise BadGzipFile('Unknown compression method')
    if flags & FEXTRA:
        source.exactly(int.from_bytes(source.exactly(2), "little"))
    for text in FNAME, FCOMMENT:
        if flags & text:
            while source.read(1) not in (b'', b'\0'):
                pass
    if flags & FHCRC:
        source.exactly(2)
    return mtime


class _GzipReader(_compression.DecompressReader):
    """The members of a gzip file, decompressed and checked."""
    _last_mtime = None

    def __init__(self, fp):
        super().__init__(fp, lambda fp: self._members(_Input(fp)))

    def _members(self, source):
        while (mtime := _read_header(source)) is not None:
            self._last_mtime = mtime
            yield from self._member(source)
            # Zeros may fill up the file behind a member.
            while (byte := source.read(1)) == b'\0':
                pass
            source.give_back(byte)

    @staticmethod
    def _member(source):
        inflater = zlib._ZlibDecompressor(wbits=-zlib.MAX_WBITS)
        crc = size = 0
        while not inflater.eof:
            data = b""
            if inflater.needs_input:
                data = source.read(READ_BUFFER_SIZE)
                if not data:
                    raise EOFError(
                        "Compressed file ended before the end-of-stream marker was reached")
            piece = inflater.decompress(data, READ_BUFFER_SIZE)
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            if piece and not inflater.eof:
                yield piece
        source.give_back(inflater.unused_data)
        # The last piece is given out only when the member has proved right.
        _check_end(source.exactly(8), crc, size)
        if piece:
            yield piece


def _check_end(trailer, crc, size):
    """The sum and the length behind a member."""
    its_crc, its_size = struct.unpack('<II', trailer)
    if its_crc != crc:
        raise BadGzipFile("CRC check failed %s != %s" % (hex(its_crc), hex(crc)))
    if its_size != size & 0xffffffff:
        raise BadGzipFile("Incorrect length of data produced")


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Compress data in one shot and return the compressed string."""
    packed = zlib.compress(data, level=compresslevel, wbits=31)
    if mtime is None:
        mtime = time.time()
    return packed[:4] + int(mtime).to_bytes(4, "little") + packed[8:9] + b"\xff" + packed[10:]


class _Bytes(io.BytesIO):
    exactly = _Input.exactly


def decompress(data):
    """The contents of a gzip file, all its members one behind the other."""
    source = _Bytes(data)
    members = []
    while _read_header(source) is not None:
        inflater = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        member = inflater.decompress(data[source.tell():])
        trailer, rest = inflater.unused_data[:8], inflater.unused_data[8:]
        if not inflater.eof or len(trailer) < 8:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        its_crc, its_size = struct.unpack('<II', trailer)
        if its_crc != zlib.crc32(member):
            raise BadGzipFile("CRC check failed")
        if its_size != len(member) & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")
        members.append(member)
        source.seek(len(data) - len(rest.lstrip(b"\0")))
    return b"".join(members)


def _parser():
    from argparse import ArgumentParser
    parser = ArgumentParser(
        description='A simple command line interface for the gzip module: act like gzip, but do '
        'not delete the input file.')
    one = parser.add_mutually_exclusive_group()
    one.add_argument('--fast', action='store_true', help='compress faster')
    one.add_argument('--best', action='store_true', help='compress better')
    one.add_argument('-d', '--decompress', action='store_true',
                     help='act like gunzip instead of gzip')
    parser.add_argument('args', nargs='*', default=['-'], metavar='file')
    return parser


def _ends(name, unpack, level):
    """(source, target) of one file of the command line."""
    if unpack and name == '-':
        return GzipFile(filename='', mode='rb', fileobj=sys.stdin.buffer), sys.stdout.buffer
    if unpack:
        if not name.endswith('.gz'):
            sys.exit(f"filename doesn't end in .gz: {name!r}")
        return open(name, 'rb'), builtins.open(name[:-3], 'wb')
    if name == '-':
        return sys.stdin.buffer, GzipFile(filename='', mode='wb', fileobj=sys.stdout.buffer,
                                          compresslevel=level)
    return builtins.open(name, 'rb'), open(name + '.gz', 'wb')


def main():
    """python -m gzip: compresses files, or with -d decompresses them."""
    args = _parser().parse_args()
    level = (_COMPRESS_LEVEL_FAST if args.fast else _COMPRESS_LEVEL_BEST if args.best
             else _COMPRESS_LEVEL_TRADEOFF)
    for name in args.args:
        source, target = _ends(name, args.decompress, level)
        while chunk := source.read(READ_BUFFER_SIZE):
            target.write(chunk)
        if target is not sys.stdout.buffer:
            target.close()
        if source is not sys.stdin.buffer:
            source.close()


if __name__ == '__main__':
    main()
