# SPDX-License-Identifier: MIT
"""base64, as bodies and headers of messages have it."""

from base64 import b64encode
from binascii import a2b_base64, b2a_base64

__all__ = ['body_decode', 'body_encode', 'decode', 'decodestring', 'header_encode', 'header_length']

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''
MISC_LEN = 7    # of =?, ?b?, ?=


def header_length(bytearray):
    """How long the bytes become."""
    return (len(bytearray) + 2) // 3 * 4


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word of the bytes; '' of none."""
    if not header_bytes:
        return ''
    if isinstance(header_bytes, str):
        header_bytes = header_bytes.encode(charset)
    return '=?%s?b?%s?=' % (charset, b64encode(header_bytes).decode('ascii'))


def body_encode(s, maxlinelen=76, eol=NL):
    """The bytes in lines of that length."""
    if not s:
        return ''
    step = maxlinelen * 3 // 4
    lines = [b2a_base64(s[i:i + step]).decode('ascii') for i in range(0, len(s), step)]
    return ''.join(line[:-1] + eol if eol != NL else line for line in lines)


def decode(string):
    """The bytes of a text."""
    if not string:
        return bytes()
    if isinstance(string, str):
        string = string.encode('raw-unicode-escape')
    return a2b_base64(string)


body_decode = decode
decodestring = decode
