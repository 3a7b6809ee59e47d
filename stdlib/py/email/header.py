# SPDX-License-Identifier: MIT
"""Headers with characters outside ASCII: encoded words, =?charset?b?...?= and =?charset?q?...?=."""

import binascii
import re

import email.base64mime
import email.charset as _charset
import email.quoprimime
from email.errors import HeaderParseError

__all__ = ['Header', 'decode_header', 'make_header']

Charset = _charset.Charset
NL = '\n'
SPACE = ' '
EMPTYSTRING = ''
FWS = ' \t'
MAXLINELEN = 78
USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')

ecre = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qQbB])\?(?P<encoded>.*?)\?=',
                  re.VERBOSE | re.MULTILINE)
_embedded_header = re.compile(r'\n[^ \t]+:')


# ---- reading ----

def _decode_word(encoding, text):
    if encoding == 'q':
        return email.quoprimime.header_decode(text).encode('raw-unicode-escape')
    missing = len(text) % 4
    try:
        return email.base64mime.decode(text + '==='[:4 - missing] if missing else text)
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error')


def _words(header):
    """[text, encoding or None, charset or None] of the words and what is between them."""
    words = []
    for line in header.splitlines():
        parts = ecre.split(line)
        first = True
        while parts:
            plain = parts.pop(0)
            if first:
                plain = plain.lstrip()
                first = False
            if plain:
                words.append((plain, None, None))
            if parts:
                charset, encoding, encoded = parts[:3]
                del parts[:3]
                words.append((encoded, encoding.lower(), charset.lower()))
    # white space between two encoded words is none
    return [word for i, word in enumerate(words)
            if not (1 <= i < len(words) - 1 and word[1] is None and word[0].isspace()
                    and words[i - 1][1] and words[i + 1][1])]


def decode_header(header):
    """[(bytes, charset or None), ...]; [(text, None)] of a header without encoded words."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(string, str(charset)), str(charset))
                for string, charset in header._chunks]
    if not ecre.search(header):
        return [(header, None)]
    pieces = []
    for text, encoding, charset in _words(header):
        data = (text.encode('raw-unicode-escape') if encoding is None
                else _decode_word(encoding, text))
        if pieces and pieces[-1][1] == charset:
            between = b' ' if charset is None else b''
            pieces[-1] = (pieces[-1][0] + between + data, charset)
        else:
            pieces.append((data, charset))
    return pieces


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """A Header of what decode_header() gives."""
    made = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for text, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        made.append(text, charset)
    return made


# ---- writing ----

class Header:
    """A header that may be in several character sets."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ',
                 errors='strict'):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def _nonctext(self, s):
        return s.isspace() or s in ('(', ')', '\\')

    def __str__(self):
        self._normalize()
        result, last, last_space = [], None, None
        for string, charset in self._chunks:
            here = charset
            if here == _charset.UNKNOWN8BIT:
                string = string.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            if result:
                # between plain text and an encoded word there is a space
                starts = string and self._nonctext(string[0])
                if last not in (None, 'us-ascii'):
                    if here in (None, 'us-ascii') and not starts:
                        result.append(SPACE)
                        here = None
                elif here not in (None, 'us-ascii') and not last_space:
                    result.append(SPACE)
            last_space = string and self._nonctext(string[-1])
            last = here
            result.append(string)
        return ''.join(result)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """Add a piece: text, or bytes in the character set."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            codec = charset.input_codec or 'us-ascii'
            unknown = codec == _charset.UNKNOWN8BIT
            s = s.decode('us-ascii', 'surrogateescape') if unknown else s.decode(codec, errors)
        output = charset.output_codec or 'us-ascii'
        if output != _charset.UNKNOWN8BIT:
            try:
                s.encode(output, errors)
            except UnicodeEncodeError:
                if output != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header as it is sent, in lines that are ended where one of splitchars allows it."""
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        lines = _Lines(self._headerlen, maxlinelen or 1000000, self._continuation_ws, splitchars)
        plain = (None, 'us-ascii')
        last, last_space, begun = None, None, False
        for string, charset in self._chunks:
            if begun:
                starts = string and self._nonctext(string[0])
                if last not in plain:
                    if not starts or charset not in plain:
                        lines.transition()
                elif charset not in plain and not last_space:
                    lines.transition()
            last_space = string and self._nonctext(string[-1])
            last, begun = charset, True
            self._encode_chunk(lines, string, charset)
        if self._chunks:
            lines.transition()
        value = lines.text(linesep)
        if _embedded_header.search(value):
            raise HeaderParseError(
                "header value appears to contain an embedded header: {!r}".format(value))
        return value

    def _encode_chunk(self, lines, string, charset):
        """A chunk, whose own line ends stay."""
        rows = string.splitlines()
        lines.feed('', rows[0] if rows else '', charset)
        for row in rows[1:]:
            lines.newline()
            text = row.lstrip()
            if charset.header_encoding is not None:
                lines.feed(self._continuation_ws, ' ' + text, charset)
            else:
                lines.feed(row[:len(row) - len(text)], text, charset)
        if len(rows) > 1:
            lines.newline()

    def _normalize(self):
        """Neighbours in the same character set are one chunk."""
        chunks = []
        for string, charset in self._chunks:
            if chunks and chunks[-1][1] == charset:
                chunks[-1][0].append(string)
            else:
                chunks.append(([string], charset))
        self._chunks = [(SPACE.join(strings), charset) for strings, charset in chunks]


class _Lines:
    """Lines in the making; the one that is open consists of (white space, text) pairs."""

    def __init__(self, headerlen, maxlen, continuation_ws, splitchars):
        self.maxlen = maxlen
        self.indent = continuation_ws
        self.splitchars = splitchars
        self.lines = []
        self.open = []
        self.offset = headerlen     # what stands in front of the open line

    def text(self, linesep):
        self.newline()
        return linesep.join(self.lines)

    def newline(self):
        """End the open line."""
        if self.open and self.open[-1] == (' ', ''):
            self.open.pop()
        if self._length() > 0:
            line = self._joined(self.open)
            if self.lines and not self.offset and not line.strip():
                self.lines[-1] += line
            else:
                self.lines.append(line)     # an empty one behind a name that leaves no room
        self.open = []
        self.offset = 0

    @staticmethod
    def _joined(parts):
        return ''.join([space + text for space, text in parts])

    def transition(self):
        self.open.append((' ', ''))

    def _length(self):
        return self.offset + sum(len(space) + len(text) for space, text in self.open)

    def _lengths(self):
        yield self.maxlen - self._length()
        while True:
            yield self.maxlen - len(self.indent)

    def feed(self, space, string, charset):
        """More text."""
        if charset.header_encoding is None:
            for gap, word in re.findall('([ \t]*)([^ \t]+|$)', space + string):
                if gap or word:
                    self._append(gap, word)
            return
        words = charset.header_encode_lines(string, self._lengths())
        first = words.pop(0)
        if first is not None:
            self._append(space, first)
        if words:
            last = words.pop()
            self.newline()
            self.open.append((self.indent, last))
            self.lines += [self.indent + word for word in words]

    def _append(self, space, string):
        self.open.append((space, string))
        if self._length() <= self.maxlen:
            return
        at = self._break()
        if at is None:
            space, string = self.open.pop()
            if self.offset > 0:
                self.newline()
                space = space or ' '
            self.open.append((space, string))
            return
        rest = self.open[at:]
        self.lines.append(self._joined(self.open[:at]))
        self.open = rest
        self.offset = 0

    def _break(self):
        """The part that may begin the next line: the last one, for the first of the splitchars that
        allows any; None."""
        for char in self.splitchars:
            for i in range(len(self.open) - 1, 0, -1):
                space = self.open[i][0]
                if char.isspace() and space and space[0] == char:
                    return i
                if self.open[i - 1][1][-1:] == char:
                    return i
        return None
