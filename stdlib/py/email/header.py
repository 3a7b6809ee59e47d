# SPDX-License-Identifier: MIT
"""Headers with characters outside ASCII: =?charset?b?...?= and =?charset?q?...?=."""

import binascii
import re

from email.errors import HeaderParseError

__all__ = ['Header', 'decode_header', 'make_header']

_encoded = re.compile(r'=\?([^?]*?)\?([qQbB])\?(.*?)\?=')


def _decode_word(charset, encoding, text):
    if encoding.lower() == 'q':
        return binascii.a2b_qp(text.encode('ascii', 'surrogateescape'), header=True)
    padding = len(text) % 4
    try:
        return binascii.a2b_base64(text + '==='[:4 - padding] if padding else text)
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error')


def decode_header(header):
    """The pieces of a header: (text, None) alone, or (bytes, charset or None) each."""
    if hasattr(header, '_chunks'):
        return [(text.encode(charset), charset) for text, charset in header._chunks]
    if not _encoded.search(header):
        return [(header, None)]
    pieces = []
    for line in header.splitlines():
        parts = _encoded.split(line)
        first = True
        while parts:
            plain = parts.pop(0)
            if first:
                plain = plain.lstrip()
                first = False
            if plain:
                pieces.append((plain.encode('raw-unicode-escape'), None, False))
            if parts:
                charset, encoding, text = parts[:3]
                del parts[:3]
                pieces.append((_decode_word(charset, encoding, text), charset.lower(), True))
    # Space between two encoded words does not count.
    kept = [p for i, p in enumerate(pieces)
            if not (not p[2] and p[0].isspace() and 0 < i < len(pieces) - 1
                    and pieces[i - 1][2] and pieces[i + 1][2])]
    joined = []
    for data, charset, _ in kept:
        if joined and joined[-1][1] == charset:
            last = joined[-1][0]
            joined[-1] = (last + (b' ' if charset is None else b'') + data, charset)
        else:
            joined.append((data, charset))
    return joined


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """A Header of what decode_header() gives."""
    header = Header(maxlinelen=maxlinelen, header_name=header_name,
                    continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        header.append(text, charset)
    return header


class Header:
    """A header put together from texts of several character sets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None,
                 continuation_ws=' ', errors='strict'):
        self._chunks = []
        self._charset = 'us-ascii' if charset is None else str(charset)
        if s is not None:
            self.append(s, charset, errors)

    def append(self, s, charset=None, errors='strict'):
        """Add a piece."""
        charset = self._charset if charset is None else str(charset)
        if isinstance(s, bytes):
            s = s.decode('latin-1' if charset == 'unknown-8bit' else charset, errors)
        if charset == 'us-ascii' and not s.isascii():
            charset = 'utf-8'
        self._chunks.append((s, charset))

    def __str__(self):
        result, last = '', None
        for text, charset in self._chunks:
            plain = charset == 'us-ascii'
            if result and (plain or last == 'us-ascii') and last is not None \
                    and not (plain and last != 'us-ascii' and text[:1].isspace()) \
                    and not result[-1:].isspace() and not text[:1].isspace():
                result += ' '
            result += text
            last = charset
        return result

    def __eq__(self, other):
        return other == str(self)

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header as it is sent."""
        words = []
        for text, charset in self._chunks:
            if charset == 'us-ascii':
                words.append(text)
                continue
            data = text.encode(charset)
            if len(charset) == 5 and charset == 'utf-8' or charset not in (
                    'iso-8859-1', 'iso-8859-15', 'latin-1'):
                coded = '=?%s?b?%s?=' % (charset,
                                         binascii.b2a_base64(data, newline=False).decode())
            else:
                quoted = ''.join('_' if c == 32 else chr(c) if chr(c).isalnum() and c < 128
                                 or chr(c) in "-!*+/" else '=%02X' % c for c in data)
                coded = '=?%s?q?%s?=' % (charset, quoted)
            words.append(coded)
        return ' '.join(words)
