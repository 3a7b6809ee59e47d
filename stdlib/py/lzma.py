# SPDX-License-Identifier: MIT
"""Interface to the liblzma compression library: files and whole strings."""
__all__ = [
    "CHECK_NONE", "CHECK_CRC32", "CHECK_CRC64", "CHECK_SHA256", "CHECK_ID_MAX", "CHECK_UNKNOWN",
    "FILTER_LZMA1", "FILTER_LZMA2", "FILTER_DELTA", "FILTER_X86", "FILTER_IA64", "FILTER_ARM",
    "FILTER_ARMTHUMB", "FILTER_POWERPC", "FILTER_SPARC", "FORMAT_AUTO", "FORMAT_XZ",
    "FORMAT_ALONE", "FORMAT_RAW", "MF_HC3", "MF_HC4", "MF_BT2", "MF_BT3", "MF_BT4", "MODE_FAST",
    "MODE_NORMAL", "PRESET_DEFAULT", "PRESET_EXTREME", "LZMACompressor", "LZMADecompressor",
    "LZMAFile", "LZMAError", "open", "compress", "decompress", "is_check_supported",
]

import builtins
import io
import _compression
from _lzma import *
from _lzma import _encode_filter_properties, _decode_filter_properties
from _compression import _MODE_READ, _MODE_WRITE


class LZMAFile(_compression._CompressedFile):
    """A file object for reading or writing lzma files."""
    _open = staticmethod(builtins.open)

    def __init__(self, filename=None, mode="r", *, format=None, check=-1, preset=None,
                 filters=None):
        self._fp = None
        if mode in ("r", "rb"):
            if check != -1:
                raise ValueError(
                    "Cannot specify an integrity check when opening a file for reading")
            if preset is not None:
                raise ValueError("Cannot specify a preset compression level when opening a file "
                                 "for reading")
            if format is None:
                format = FORMAT_AUTO
            code = _MODE_READ
        elif mode in ("w", "wb", "a", "ab", "x", "xb"):
            if format is None:
                format = FORMAT_XZ
            code = _MODE_WRITE
            self._compressor = LZMACompressor(format=format, check=check, preset=preset,
                                              filters=filters)
            self._pos = 0
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))
        if "b" not in mode:
            mode += "b"
        self._open_file(filename, mode, code)
        if code == _MODE_READ:
            def make():
                return LZMADecompressor(format=format, filters=filters)

            make()                      # a filter that cannot be is found at once
            raw = _compression.DecompressReader(
                self._fp, lambda fp: _compression.decompressed(fp, make, LZMAError))
            self._buffer = io.BufferedReader(raw)


def open(filename, mode="rb", *, format=None, check=-1, preset=None, filters=None, encoding=None,
         errors=None, newline=None):
    """Open an LZMA-compressed file in binary or text mode."""
    return _compression._open_text(
        lambda name, binary: LZMAFile(name, binary, format=format, check=check, preset=preset,
                                      filters=filters),
        filename, mode, encoding, errors, newline)


def compress(data, format=FORMAT_XZ, check=-1, preset=None, filters=None):
    """Compress a block of data."""
    compressor = LZMACompressor(format, check, preset, filters)
    return compressor.compress(data) + compressor.flush()


def decompress(data, format=FORMAT_AUTO, memlimit=None, filters=None):
    """Decompress a block of data."""
    results = []
    while True:
        decompressor = LZMADecompressor(format, memlimit, filters)
        try:
            result = decompressor.decompress(data)
        except LZMAError:
            if results:
                break  # garbage behind the last stream
            raise
        results.append(result)
        if not decompressor.eof:
            raise LZMAError("Compressed data ended before the end-of-stream marker was reached")
        data = decompressor.unused_data
        if not data:
            break
    return b"".join(results)
