# SPDX-License-Identifier: MIT
"""quoted-printable, as bodies and headers of messages have it: =XX stands for a byte."""

import re
from string import ascii_letters, digits

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring', 'header_decode',
           'header_encode', 'header_length', 'quote', 'unquote']

CRLF = '\r\n'
NL = '\n'
EMPTYSTRING = ''

_HEADER_SAFE = frozenset(('-!*+/' + ascii_letters + digits).encode('ascii'))
_BODY_SAFE = frozenset(
    b' !"#$%&\'()*+,-./0123456789:;<>?@[\\]^_`{|}~\t' + ascii_letters.encode('ascii'))


def header_check(octet):
    """Must the byte be written as =XX in a header? The space, which becomes _, as well."""
    return octet not in _HEADER_SAFE


def body_check(octet):
    """Must the byte be written as =XX in a body?"""
    return octet not in _BODY_SAFE


def header_length(bytearray):
    """How long the bytes become in a header."""
    return sum(1 if octet in _HEADER_SAFE or octet == 32 else 3 for octet in bytearray)


def body_length(bytearray):
    """How long the bytes become in a body."""
    return sum(1 if octet in _BODY_SAFE else 3 for octet in bytearray)


def unquote(s):
    """The character of =XX."""
    return chr(int(s[1:3], 16))


def quote(c):
    """=XX of a character."""
    return '=%02X' % ord(c)


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word of the bytes; '' of none."""
    if not header_bytes:
        return ''
    text = ''.join('_' if c == ' ' else c if ord(c) in _HEADER_SAFE else quote(c)
                   for c in header_bytes.decode('latin1'))
    return '=?%s?q?%s?=' % (charset, text)


def body_encode(body, maxlinelen=76, eol=NL):
    """The text with =XX where needed, in lines of at most that length (an = ends those that go
    on)."""
    if maxlinelen < 4:
        raise ValueError("maxlinelen must be at least 4")
    if not body:
        return body
    quoted = ''.join(c if c in '\r\n' or ord(c) in _BODY_SAFE else quote(c) for c in body)
    out = []
    for line in quoted.splitlines():
        out += _soft_lines(line, maxlinelen)
    if quoted[-1] in CRLF:
        out.append('')
    return eol.join(out)


def _soft_lines(line, maxlinelen):
    """A line cut where no =XX is cut; a space at its end is quoted."""
    lines, start, last = [], 0, len(line) - 1 - maxlinelen
    while start <= last:
        stop = start + maxlinelen - 1
        # a cut in the middle of =XX moves in front of it
        if line[stop - 2] == '=':
            stop -= 2
        elif line[stop - 1] == '=':
            stop -= 1
        lines.append(line[start:stop] + '=')
        start = stop
    if line and line[-1] in ' \t':
        room = start - last
        end = quote(line[-1])
        if room >= 3:
            lines.append(line[start:-1] + end)
        elif room == 2:
            lines += line[start:] + '=', ''
        else:
            lines += line[start:-1] + '=', end
    else:
        lines.append(line[start:])
    return lines


def decode(encoded, eol=NL):
    """The text of quoted-printable, in lines that end with eol."""
    if not encoded:
        return encoded
    out = []
    for line in encoded.splitlines():
        line = line.rstrip()
        soft = line.endswith('=') and not re.search('=[0-9A-Fa-f]{2}$', line)
        if not line:
            out.append(eol)
            continue
        text = re.sub('=([0-9A-Fa-f]{2})', lambda match: chr(int(match[1], 16)),
                      line[:-1] if soft else line)
        out.append(text if soft else text + eol)
    result = ''.join(out)
    # the last line ends as it did
    if encoded[-1] not in '\r\n' and result.endswith(eol):
        result = result[:-1]    # whatever the length of eol, as ever
    return result


body_decode = decode
decodestring = decode


def header_decode(s):
    """The text of an encoded word without what stands around it."""
    return re.sub(r'=[a-fA-F0-9]{2}', lambda match: unquote(match[0]), s.replace('_', ' '),
                  flags=re.ASCII)
