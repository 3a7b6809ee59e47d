# SPDX-License-Identifier: MIT
"""Encoded words (RFC 2047): =?charset*language?q or b?...?=."""

import base64
import binascii
import re

from email import errors, quoprimime

__all__ = ['decode', 'encode']


def _decode_q(data):
    data = re.sub(b'=([a-fA-F0-9]{2})', lambda match: bytes([int(match[1], 16)]),
                  data.replace(b'_', b' '))
    return data, []


def _decode_b(data):
    """The bytes and what is wrong with their base64."""
    missing = len(data) % 4
    padding = b'==='[:4 - missing] if missing else b''
    try:
        defects = [errors.InvalidBase64PaddingDefect()] if padding else []
        return base64.b64decode(data + padding, validate=True), defects
    except binascii.Error:
        pass
    # signs that do not belong there are passed over
    try:
        return base64.b64decode(data, validate=False), [errors.InvalidBase64CharactersDefect()]
    except binascii.Error:
        pass
    try:
        return (base64.b64decode(data + b'==', validate=False),
                [errors.InvalidBase64CharactersDefect(), errors.InvalidBase64PaddingDefect()])
    except binascii.Error:
        return data, [errors.InvalidBase64LengthDefect()]


_decoders = {'q': _decode_q, 'b': _decode_b}


def decode(word):
    """(text, charset, language, defects); ValueError or KeyError if it is none."""
    _, charset, encoding, text, _ = word.split('?')
    charset, _, language = charset.partition('*')
    data, defects = _decoders[encoding.lower()](text.encode('ascii', 'surrogateescape'))
    try:
        return data.decode(charset), charset, language, defects
    except UnicodeDecodeError:
        defects.append(errors.UndecodableBytesDefect(
            f"Encoded word contains bytes not decodable using {charset!r} charset"))
        return data.decode(charset, 'surrogateescape'), charset, language, defects
    except (LookupError, UnicodeEncodeError):
        if charset.lower() != 'unknown-8bit':
            defects.append(errors.CharsetError(
                f"Unknown charset {charset!r} in encoded word; decoded as unknown bytes"))
        return data.decode('ascii', 'surrogateescape'), charset, language, defects


def encode(string, charset='utf-8', encoding=None, lang=''):
    """The text as an encoded word, in the encoding that is about the shorter one."""
    if charset == 'unknown-8bit':
        data = string.encode('ascii', 'surrogateescape')
    else:
        data = string.encode(charset)
    if encoding is None:
        q_is_short = quoprimime.header_length(data) - (len(data) + 2) // 3 * 4 < 5
        encoding = 'q' if q_is_short else 'b'
    if encoding == 'q':
        text = ''.join('_' if octet == 32 else '=%02X' % octet if quoprimime.header_check(octet)
                       else chr(octet) for octet in data)
    else:
        text = base64.b64encode(data).decode('ascii')
    return '=?{}{}?{}?{}?='.format(charset, '*' + lang if lang else '', encoding, text)
