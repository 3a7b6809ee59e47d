# SPDX-License-Identifier: MIT
"""What is to be known about character sets: how headers and bodies in them are sent."""

from functools import partial

import email.base64mime
import email.quoprimime
from email import errors
from email.encoders import encode_7or8bit

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

QP = 1          # quoted-printable
BASE64 = 2
SHORTEST = 3    # whichever of the two is shorter, in headers
RFC2047_CHROME_LEN = 7
DEFAULT_CHARSET = 'us-ascii'
UNKNOWN8BIT = 'unknown-8bit'
EMPTYSTRING = ''

# name: (encoding of headers, of bodies, name of the character set that is sent instead)
CHARSETS = {name: (QP, QP, None) for name in (
    'iso-8859-1', 'iso-8859-2', 'iso-8859-3', 'iso-8859-4', 'iso-8859-9', 'iso-8859-10',
    'iso-8859-13', 'iso-8859-14', 'iso-8859-15', 'iso-8859-16', 'windows-1252', 'viscii')}
CHARSETS.update({
    'us-ascii': (None, None, None),
    'big5': (BASE64, BASE64, None),
    'gb2312': (BASE64, BASE64, None),
    'euc-jp': (BASE64, None, 'iso-2022-jp'),
    'shift_jis': (BASE64, None, 'iso-2022-jp'),
    'iso-2022-jp': (BASE64, None, None),
    'koi8-r': (BASE64, BASE64, None),
    'utf-8': (SHORTEST, BASE64, 'utf-8'),
})

ALIASES = {}
for _number, _part in zip((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)):
    ALIASES[f'latin_{_number}'] = ALIASES[f'latin-{_number}'] = f'iso-8859-{_part}'
ALIASES.update({'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr',
                'ascii': 'us-ascii'})

# names of codecs that differ from those of the character sets
CODEC_MAP = {'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw', 'us-ascii': None}


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Say how a character set is sent."""
    if body_enc == SHORTEST:
        raise ValueError('SHORTEST not allowed for body_enc')
    CHARSETS[charset] = (header_enc, body_enc, output_charset)


def add_alias(alias, canonical):
    """Another name of a character set."""
    ALIASES[alias] = canonical


def add_codec(charset, codecname):
    """The codec of a character set, if its name is another one."""
    CODEC_MAP[charset] = codecname


def _encode(string, codec):
    if codec == UNKNOWN8BIT:
        return string.encode('ascii', 'surrogateescape')
    return string.encode(codec)


def _ascii_name(name):
    """The name as text, which only has ASCII in it."""
    if isinstance(name, str):
        if name.isascii():
            return name
    else:
        try:
            return str(name, 'ascii')
        except UnicodeError:
            pass
    raise errors.CharsetError(name)


class Charset:
    """A character set."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        name = _ascii_name(input_charset).lower()
        self.input_charset = ALIASES.get(name, name)
        header, body, output = CHARSETS.get(self.input_charset, (SHORTEST, BASE64, None))
        if not output:
            output = self.input_charset
        self.header_encoding = header
        self.body_encoding = body
        self.output_charset = ALIASES.get(output, output)
        self.input_codec = CODEC_MAP.get(self.input_charset, self.input_charset)
        self.output_codec = CODEC_MAP.get(self.output_charset, self.output_charset)

    def __repr__(self):
        return self.input_charset.lower()

    def __eq__(self, other):
        return str(self) == str(other).lower()

    def get_body_encoding(self):
        """The transfer encoding of bodies, or a function that finds it."""
        assert self.body_encoding != SHORTEST
        if self.body_encoding == QP:
            return 'quoted-printable'
        return 'base64' if self.body_encoding == BASE64 else encode_7or8bit

    def get_output_charset(self):
        """The name of the character set that is sent."""
        return self.output_charset or self.input_charset

    def header_encode(self, string):
        """The text as an encoded word, if this character set needs one."""
        codec = self.output_codec or 'us-ascii'
        data = _encode(string, codec)
        module = self._get_encoder(data)
        return string if module is None else module.header_encode(data, codec)

    def header_encode_lines(self, string, maxlengths):
        """The text as encoded words, the first not longer than the first length, and so on."""
        codec = self.output_codec or 'us-ascii'
        module = self._get_encoder(_encode(string, codec))
        encode = partial(module.header_encode, charset=codec)
        around = len(self.get_output_charset()) + RFC2047_CHROME_LEN
        room = next(maxlengths) - around
        lines, line = [], []
        for char in string:
            line.append(char)
            length = module.header_length(_encode(''.join(line), codec))
            if length > room:
                line.pop()
                if not lines and not line:
                    lines.append(None)  # not even one character fits behind what there is
                else:
                    lines.append(encode(_encode(''.join(line), codec)))
                line = [char]
                room = next(maxlengths) - around
        lines.append(encode(_encode(''.join(line), codec)))
        return lines

    def _get_encoder(self, header_bytes):
        if self.header_encoding == BASE64:
            return email.base64mime
        if self.header_encoding == QP:
            return email.quoprimime
        if self.header_encoding == SHORTEST:
            shorter = email.base64mime.header_length(header_bytes) < email.quoprimime.header_length(
                header_bytes)
            return email.base64mime if shorter else email.quoprimime
        return None

    def body_encode(self, string):
        """A body as it is sent."""
        if not string:
            return string
        data = string.encode(self.output_charset) if isinstance(string, str) else string
        if self.body_encoding is BASE64:
            return email.base64mime.body_encode(data)
        if self.body_encoding is QP:
            return email.quoprimime.body_encode(data.decode('latin1'))
        return string if data is string else data.decode('ascii')
