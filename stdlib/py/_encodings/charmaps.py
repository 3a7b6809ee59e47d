# SPDX-License-Identifier: MIT
"""Encodings of one byte for each character."""
import codecs
from _encodings import info

_LOWER = ''.join(map(chr, range(128)))
_CONTROLS = ''.join(map(chr, range(128, 160)))


def make(row):
    if row == 'charmap':
        return info('charmap', codecs.charmap_encode, codecs.charmap_decode)
    if row == 'undefined':
        return info('undefined', _undefined, _undefined)
    table = row[3].replace('%s', _CONTROLS) if len(row[3]) in (98, 226) else row[3]
    decoding = table if len(table) == 256 else _LOWER + table
    encoding = codecs.charmap_build(decoding)

    def encode(input, errors='strict'):
        return codecs.charmap_encode(input, errors, encoding)

    def decode(input, errors='strict'):
        return codecs.charmap_decode(input, errors, decoding)

    return info(row[1], encode, decode)


def _undefined(input, errors='strict'):
    raise UnicodeError("undefined encoding")
