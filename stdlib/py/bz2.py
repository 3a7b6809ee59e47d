# SPDX-License-Identifier: MIT
"""Interface to the libbzip2 compression library: files and whole strings."""
__all__ = ["BZ2File", "BZ2Compressor", "BZ2Decompressor", "open", "compress", "decompress"]

import builtins
import io
import _compression
from _bz2 import BZ2Compressor, BZ2Decompressor
from _compression import _MODE_READ, _MODE_WRITE


class BZ2File(_compression._CompressedFile):
    """A file object for reading or writing bz2 files."""
    _open = staticmethod(builtins.open)

    def __init__(self, filename, mode="r", *, compresslevel=9):
        self._fp = None
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        if mode in ("", "r", "rb"):
            mode, code = "rb", _MODE_READ
        elif mode in ("w", "wb", "a", "ab", "x", "xb"):
            mode, code = mode[0] + "b", _MODE_WRITE
        else:
            raise ValueError("Invalid mode: %r" % (mode,))
        if code == _MODE_WRITE:
            self._compressor = BZ2Compressor(compresslevel)
        self._open_file(filename, mode, code)
        if code == _MODE_READ:
            raw = _compression.DecompressReader(
                self._fp, lambda fp: _compression.decompressed(fp, BZ2Decompressor, OSError))
            self._buffer = io.BufferedReader(raw)
        else:
            self._pos = 0

    def readline(self, size=-1):
        """Read a line of uncompressed bytes from the file."""
        if not isinstance(size, int):
            if not hasattr(size, "__index__"):
                raise TypeError("Integer argument expected")
            size = size.__index__()
        return super().readline(size)

    def readlines(self, size=-1):
        """Read a list of lines of uncompressed bytes from the file."""
        if not isinstance(size, int):
            if not hasattr(size, "__index__"):
                raise TypeError("Integer argument expected")
            size = size.__index__()
        self._check_can_read()
        return self._buffer.readlines(size)

    def writelines(self, seq):
        """Write a sequence of byte strings to the file."""
        for line in seq:
            self.write(line)


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """Open a bzip2-compressed file in binary or text mode."""
    return _compression._open_text(
        lambda name, binary: BZ2File(name, binary, compresslevel=compresslevel),
        filename, mode, encoding, errors, newline)


def compress(data, compresslevel=9):
    """Compress a block of data."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """Decompress a block of data."""
    results = []
    while data:
        decompressor = BZ2Decompressor()
        try:
            result = decompressor.decompress(data)
        except OSError:
            if results:
                break  # garbage behind the last stream
            raise
        results.append(result)
        if not decompressor.eof:
            raise ValueError("Compressed data ended before the end-of-stream marker was reached")
        data = decompressor.unused_data
    return b"".join(results)
