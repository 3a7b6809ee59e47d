# SPDX-License-Identifier: MIT
"""Files of an archive: one member of it, and archives that are read or written from front to back
only."""

import io

from tarfile._errors import CompressionError, ReadError, StreamError
from tarfile._fields import NUL, RECORDSIZE


class _MemberFile:
    """The bytes of one member; what a sparse one leaves out is zeros."""

    def __init__(self, fileobj, offset, size, name, blockinfo=None):
        self.fileobj, self.offset, self.size, self.name = fileobj, offset, size, name
        self.position, self.closed = 0, False
        self.parts = []                 # (start, end, offset in the archive or None)
        at = 0
        for start, length in [(0, size)] if blockinfo is None else blockinfo:
            if start > at:
                self.parts.append((at, start, None))
            self.parts.append((start, start + length, offset))
            offset, at = offset + length, start + length
        if at < size:
            self.parts.append((at, size, None))

    def flush(self):
        pass

    @property
    def mode(self):
        return 'rb'

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        if whence == io.SEEK_SET:
            self.position = min(max(position, 0), self.size)
        elif whence == io.SEEK_CUR:
            self.position = (max(self.position + position, 0) if position < 0
                             else min(self.position + position, self.size))
        elif whence == io.SEEK_END:
            self.position = max(min(self.size + position, self.size), 0)
        else:
            raise ValueError('Invalid argument')
        return self.position

    def read(self, size=None):
        left = self.size - self.position
        left = left if size is None else min(size, left)
        pieces = []
        for start, end, offset in self.parts:
            if left and start <= self.position < end:
                n = min(left, end - self.position)
                pieces.append(NUL * n if offset is None
                              else self._stored(offset + self.position - start, n))
                self.position += n
                left -= n
        return b''.join(pieces)

    def _stored(self, offset, n):
        self.fileobj.seek(offset)
        data = self.fileobj.read(n)
        if len(data) != n:
            raise ReadError('unexpected end of data')
        return data

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """A member as a file of bytes."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_MemberFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size,
                                     tarinfo.name, tarinfo.sparse))


ExFileObject.__module__ = 'tarfile'


def _codec(comptype, writing, level):
    """The object that packs, or unpacks, and the error that it raises for bad data."""
    if comptype == 'gz':
        import zlib
        bits = 16 + zlib.MAX_WBITS
        return (zlib.compressobj(level, zlib.DEFLATED, bits) if writing
                else zlib.decompressobj(bits)), zlib.error
    if comptype == 'bz2':
        import bz2
        return (bz2.BZ2Compressor(level) if writing else bz2.BZ2Decompressor()), OSError
    if comptype == 'xz':
        import lzma
        return (lzma.LZMACompressor() if writing else lzma.LZMADecompressor()), lzma.LZMAError
    raise CompressionError('unknown compression type %r' % comptype)


class _Stream:
    """An archive that is read or written from front to back, packed or not."""

    def __init__(self, name, mode, comptype, fileobj, bufsize, compresslevel):
        self.external = fileobj is not None
        self.first = b''
        if comptype == '*':
            self.first = fileobj.read(bufsize)
            comptype = _kind_of(self.first)
        if fileobj is None:
            import builtins
            fileobj = builtins.open(name, mode + 'b')
        self.name, self.mode, self.comptype = name or '', mode, comptype
        self.fileobj, self.bufsize = fileobj, bufsize
        self.pending, self.position, self.closed, self.ended = b'', 0, False, False
        self.codec = self.codec_error = None
        if comptype != 'tar':
            self.codec, self.codec_error = _codec(comptype, mode == 'w', compresslevel)

    # ---- writing ----

    def write(self, data):
        self.position += len(data)
        self._send(self.codec.compress(data) if self.codec else data)

    def _send(self, data):
        self.pending += data
        while len(self.pending) > self.bufsize:
            self.fileobj.write(self.pending[:self.bufsize])
            self.pending = self.pending[self.bufsize:]

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode == 'w':
                if self.codec:
                    self.pending += self.codec.flush()
                self.fileobj.write(self.pending)
                self.pending = b''
        finally:
            if not self.external:
                self.fileobj.close()

    # ---- reading ----

    def _raw(self):
        data, self.first = self.first, b''
        return data or self.fileobj.read(self.bufsize)

    def read(self, size):
        assert size is not None
        while len(self.pending) < size and not self.ended:
            data = self._raw()
            if not data:
                self.ended = True
                break
            try:
                self.pending += self.codec.decompress(data) if self.codec else data
            except EOFError:
                self.ended = True
            except self.codec_error as e:
                raise ReadError('invalid compressed data') from e
        data, self.pending = self.pending[:size], self.pending[size:]
        self.position += len(data)
        return data

    def tell(self):
        return self.position

    def seek(self, position=0):
        if position < self.position:
            raise StreamError('seeking backwards is not allowed')
        while self.position < position and self.read(min(self.bufsize, position - self.position)):
            pass
        return self.position

    def seekable(self):
        return False


def _kind_of(head):
    if head.startswith(b'\x1f\x8b\x08'):
        return 'gz'
    if head.startswith(b'BZh') and head[4:10] == b'1AY&SY':
        return 'bz2'
    if head.startswith((b'\x5d\x00\x00\x80', b'\xfd7zXZ')):
        return 'xz'
    return 'tar'
