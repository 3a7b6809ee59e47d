# SPDX-License-Identifier: MIT
"""What gzip, bz2 and lzma share: a raw stream over a decompressor, and the file class of bz2 and
lzma."""
import io
import os

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE
_MODE_CLOSED, _MODE_READ, _MODE_WRITE = 0, 1, 3


class BaseStream(io.BufferedIOBase):
    """Complains about what a file cannot do."""

    def _check_not_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_can_read(self):
        if not self.readable():
            raise io.UnsupportedOperation("File not open for reading")

    def _check_can_write(self):
        if not self.writable():
            raise io.UnsupportedOperation("File not open for writing")

    def _check_can_seek(self):
        if not self.readable():
            raise io.UnsupportedOperation("Seeking is only supported on files open for reading")
        if not self.seekable():
            raise io.UnsupportedOperation("The underlying file object does not support seeking")


_PIECE = 1 << 16        # bytes that decompressing makes at once, at most


def decompressed(fp, make, trailing_error=()):
    """The pieces of a file of compressed streams, one behind the other. make() gives a
    decompressor; `trailing_error`: what it raises for garbage behind the last stream, which is
    passed over."""
    decompressor = make()
    while True:
        if decompressor.eof:
            data = decompressor.unused_data or fp.read(BUFFER_SIZE)
            if not data:
                return
            decompressor = make()
            try:
                piece = decompressor.decompress(data, _PIECE)
            except trailing_error:
                return
        elif decompressor.needs_input:
            data = fp.read(BUFFER_SIZE)
            if not data:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            piece = decompressor.decompress(data, _PIECE)
        else:
            piece = decompressor.decompress(b"", _PIECE)
        if piece:
            yield piece


class DecompressReader(io.RawIOBase):
    """A raw stream over pieces of bytes. start(file) gives an iterator of them from the
    beginning."""

    def __init__(self, fp, start):
        self._fp, self._begin = fp, start
        self._restart()

    def _restart(self):
        self._pieces = self._begin(self._fp)
        self._piece = memoryview(b"")           # what is left of the last one
        self._pos = 0
        self._error = None                      # how the pieces ended, if not well

    def _more(self):
        """Have something in _piece; False at the end."""
        if not self._piece:
            if self._error is not None:
                raise self._error
            try:
                self._piece = memoryview(next(self._pieces, b""))
            except Exception as exc:
                self._error = exc
                raise
        return len(self._piece) > 0

    def _take(self, count):
        data, self._piece = self._piece[:count], self._piece[count:]
        self._pos += len(data)
        return data

    def readable(self):
        return True

    def seekable(self):
        return self._fp.seekable()

    def readinto(self, b):
        with memoryview(b) as view, view.cast("B") as room:
            if not room or not self._more():
                return 0
            data = self._take(len(room))
            room[:len(data)] = data
            return len(data)

    def tell(self):
        return self._pos

    def seek(self, offset, whence=io.SEEK_SET):
        """Backwards means from the beginning again, the end is found by reading."""
        if whence not in (io.SEEK_SET, io.SEEK_CUR, io.SEEK_END):
            raise ValueError(f"Invalid value for whence: {whence}")
        if whence == io.SEEK_END:
            while self._more():
                self._take(len(self._piece))
        target = offset if whence == io.SEEK_SET else self._pos + offset
        if target < self._pos:
            self._fp.seek(0)
            self._restart()
        while self._pos < target and self._more():
            self._take(target - self._pos)
        return self._pos

    def close(self):
        self._pieces, self._piece = iter(()), memoryview(b"")
        return super().close()


class _CompressedFile(BaseStream):
    """BZ2File and LZMAFile: what does not depend on the format."""

    def _open_file(self, filename, mode, mode_code):
        self._mode = _MODE_CLOSED
        self._fp = None
        self._closefp = False
        if isinstance(filename, (str, bytes, os.PathLike)):
            self._fp = self._open(filename, mode)
            self._closefp = True
        elif hasattr(filename, "read") or hasattr(filename, "write"):
            self._fp = filename
        else:
            raise TypeError("filename must be a str, bytes, file or PathLike object")
        self._mode = mode_code

    def close(self):
        """Writes what is left and closes the file; it may be called more than once."""
        if self.closed:
            return
        try:
            if self._mode == _MODE_READ:
                self._buffer.close()
            elif self._mode == _MODE_WRITE:
                self._fp.write(self._compressor.flush())
                self._compressor = None
        finally:
            try:
                if self._closefp:
                    self._fp.close()
            finally:
                self._fp = None
                self._closefp = False
                self._buffer = None
                self._mode = _MODE_CLOSED

    @property
    def closed(self):
        """True if this file is closed."""
        return self._fp is None

    @property
    def name(self):
        self._check_not_closed()
        return self._fp.name

    @property
    def mode(self):
        return 'wb' if self._mode == _MODE_WRITE else 'rb'

    def fileno(self):
        """Return the file descriptor for the underlying file."""
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        """Return whether the file supports seeking."""
        return self.readable() and self._buffer.seekable()

    def readable(self):
        """Return whether the file was opened for reading."""
        self._check_not_closed()
        return self._mode == _MODE_READ

    def writable(self):
        """Return whether the file was opened for writing."""
        self._check_not_closed()
        return self._mode == _MODE_WRITE

    def peek(self, n=0):
        """Return buffered data without advancing the file position."""
        self._check_can_read()
        return self._buffer.peek(n)

    def read(self, size=-1):
        """Read up to size uncompressed bytes from the file."""
        self._check_can_read()
        return self._buffer.read(size)

    def read1(self, size=-1):
        """Read up to size uncompressed bytes with few reads from the file below."""
        self._check_can_read()
        if size < 0:
            size = io.DEFAULT_BUFFER_SIZE
        return self._buffer.read1(size)

    def readinto(self, b):
        """Read bytes into b."""
        self._check_can_read()
        return self._buffer.readinto(b)

    def readline(self, size=-1):
        """Read a line of uncompressed bytes from the file."""
        self._check_can_read()
        return self._buffer.readline(size)

    def __iter__(self):
        self._check_can_read()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        """Write a byte string to the file; returns how many uncompressed bytes that were."""
        self._check_can_write()
        if isinstance(data, (bytes, bytearray)):
            length = len(data)
        else:
            data = memoryview(data)
            length = data.nbytes
        self._fp.write(self._compressor.compress(data))
        self._pos += length
        return length

    def seek(self, offset, whence=io.SEEK_SET):
        """Change the file position; going back means to read from the start again."""
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        """Return the current file position."""
        self._check_not_closed()
        if self._mode == _MODE_READ:
            return self._buffer.tell()
        return self._pos


def _open_text(make, filename, mode, encoding, errors, newline):
    """open() of bz2 and lzma."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    binary = make(filename, mode.replace("t", ""))
    if "t" in mode:
        return io.TextIOWrapper(binary, io.text_encoding(encoding), errors, newline)
    return binary
