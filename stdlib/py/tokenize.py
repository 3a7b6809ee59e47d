# SPDX-License-Identifier: MIT
"""Tokenization help for Python programs: comments and line breaks included, for programs that look
at programs."""

import re
import sys
from builtins import open as _builtin_open
from codecs import lookup, BOM_UTF8
from collections import namedtuple
from io import TextIOWrapper
import token
from token import *
from token import EXACT_TOKEN_TYPES

__all__ = token.__all__ + ['tokenize', 'generate_tokens', 'detect_encoding', 'untokenize',
                           'TokenInfo', 'open', 'TokenError']

cookie_re = re.compile(r'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', re.ASCII)
blank_re = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)', re.ASCII)
tabsize = 8


class TokenInfo(namedtuple('TokenInfo', 'type string start end line')):
    def __repr__(self):
        kind = f'{self.type} ({tok_name[self.type]})'
        return (
            f'TokenInfo(type={kind}, string={self.string!r}, start={self.start!r}, '
            f'end={self.end!r}, line={self.line!r})')

    @property
    def exact_type(self):
        if self.type == OP and self.string in EXACT_TOKEN_TYPES:
            return EXACT_TOKEN_TYPES[self.string]
        return self.type


class TokenError(Exception):
    pass


_NAME = re.compile(r'\w+')
_NUMBER = re.compile(r'0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|'
                     r'(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|'
                     r'\.[0-9](?:_?[0-9])*|[0-9](?:_?[0-9])*)'
                     r'(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?')
_STRING = re.compile(r'(?i:(?P<prefix>rb|br|rf|fr|[bruf])?)(?P<quote>\'\'\'|"""|\'|")')
_OPERATORS = sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)


class _FString:
    """An f-string that is open: its quote, and inside a replacement how deep the brackets are."""

    def __init__(self, quote, raw, start):
        self.quote, self.raw, self.start = quote, raw, start
        self.depths = []            # of each open replacement: brackets outside of it
        self.in_spec = []           # is it in its format?


class _Scanner:
    def __init__(self, readline):
        self.readline = readline
        self.row, self.line, self.at = 0, '', 0
        self.indents = [0]
        self.brackets = 0
        self.fstrings = []
        self.ended = False

    def next_line(self):
        """The next line; False at the end."""
        try:
            line = self.readline()
        except StopIteration:
            line = ''
        if not isinstance(line, str):
            raise TypeError(f'readline() returned a non-string object')
        self.row += 1
        self.line, self.at = line, 0
        return bool(line)

    def token(self, kind, text, start=None, end=None, line=None):
        start = (self.row, self.at) if start is None else start
        if end is None:
            end = self.row, self.at + len(text)
            self.at += len(text)
        return TokenInfo(kind, text, start, end, self.line if line is None else line)

    def fail(self, text, row=None, column=None):
        raise TokenError(text,
                         (self.row if row is None else row,
                          self.at + 1 if column is None else column))

    def run(self):
        while self.next_line():
            fstring = self.fstrings[-1] if self.fstrings else None
            if fstring and (not fstring.depths or fstring.in_spec[-1]):
                yield from self.literal(fstring)
            elif not self.brackets and not self.continued and not self.in_replacement():
                blank = yield from self.indentation()
                if blank:
                    continue
            self.continued = False
            yield from self.rest_of_line()
        yield from self.end()

    continued = False

    def end(self):
        if self.brackets or self.fstrings:
            row = self.row - 1
            self.fail('unexpected EOF in multi-line statement', row, self.last_column)
        if self.missing_newline:
            row, column = self.missing_newline
            yield TokenInfo(NEWLINE, '', (row, column), (row, column + 1), self.last_line)
        place = self.row, 0
        for _ in self.indents[1:]:
            yield TokenInfo(DEDENT, '', place, place, '')
        yield TokenInfo(ENDMARKER, '', place, place, '')

    missing_newline = None
    last_line, last_column = '', 0

    def indentation(self):
        """Spaces at the beginning of a line. True: there is nothing else, or a comment alone."""
        column = 0
        while self.at < len(self.line) and self.line[self.at] in ' \t\f':
            char = self.line[self.at]
            column = (column + 1 if char == ' ' else 0 if char == '\f'
                      else (column // tabsize + 1) * tabsize)
            self.at += 1
        rest = self.line[self.at:]
        if not rest.strip('\r\n') or rest.startswith('#'):
            if rest.startswith('#'):
                yield self.token(COMMENT, rest.rstrip('\r\n'))
            yield self.token(NL, self.line[self.at:])
            return True
        if column > self.indents[-1]:
            self.indents.append(column)
            yield self.token(INDENT, self.line[:self.at], (self.row, 0), (self.row, self.at))
        while column < self.indents[-1]:
            if column not in self.indents:
                raise IndentationError('unindent does not match any outer indentation level',
                                       ('<string>', self.row, len(self.line.rstrip('\r\n')) + 1,
                                        self.line.rstrip('\r\n'), None, None))
            self.indents.pop()
            yield self.token(DEDENT, '')
        return False

    def rest_of_line(self):
        while self.at < len(self.line):
            line, char = self.line, self.line[self.at]
            if char in ' \t\f':
                self.at += 1
            elif char in '\r\n':
                kind = NL if self.brackets or self.in_replacement() else NEWLINE
                yield self.token(kind, line[self.at:])
            elif char == '#':
                yield self.token(COMMENT, line[self.at:].rstrip('\r\n'))
            elif char == '\\' and line[self.at + 1:].strip('\r\n') == '' and line[self.at + 1:]:
                self.continued = True
                return
            elif char == '\\':
                self.fail('unexpected character after line continuation character', None,
                          len(line.rstrip('\r\n')) + 1)
            else:
                yield from self.one_token()
        self.last_line, self.last_column = self.line, max(len(self.line.rstrip('\r\n')) - 1, 0)
        plain = not self.brackets and not self.fstrings
        self.missing_newline = ((self.row, len(self.line)) if plain and not self.line.endswith('\n')
                                else None)

    def in_replacement(self):
        return bool(self.fstrings and self.fstrings[-1].depths)

    def one_token(self):
        line, char = self.line, self.line[self.at]
        found = _STRING.match(line, self.at)
        if found:
            if 'f' in (found['prefix'] or '').lower():
                yield from self.begin_fstring(found)
            else:
                yield self.string(found)
            return
        if char.isdigit() or char == '.' and line[self.at + 1:self.at + 2].isdigit():
            yield self.number()
            return
        found = _NAME.match(line, self.at)
        if found:
            yield self.token(NAME, found.group())
            return
        operator = next((text for text in _OPERATORS if line.startswith(text, self.at)), char)
        yield from self.operator(operator)

    def number(self):
        text = _NUMBER.match(self.line, self.at).group()
        after = self.line[self.at + len(text):self.at + len(text) + 1]
        if after == '_':
            self.fail('invalid decimal literal', None, self.at + len(text) + 1)
        return self.token(NUMBER, text)

    def operator(self, text):
        fstring = self.fstrings[-1] if self.in_replacement() else None
        inside = fstring is not None and self.brackets == fstring.depths[-1]
        if inside and text[0] == ':':
            yield self.token(OP, ':')
            fstring.in_spec[-1] = True
            yield from self.literal(fstring)
            return
        if text == '}' and inside:
            yield self.token(OP, '}')
            fstring.depths.pop()
            fstring.in_spec.pop()
            yield from self.literal(fstring, bool(fstring.depths))
            return
        if text in '([{':
            self.brackets += 1
        elif text in ')]}' and self.brackets:
            self.brackets -= 1
        yield self.token(OP, text)

    def string(self, found):
        """A string without replacements, perhaps over several lines."""
        quote, start, first = found['quote'], (self.row, self.at), self.line
        text, at = found.group(), found.end()
        while True:
            line = self.line
            while at < len(line):
                if line.startswith(quote, at):
                    text += quote
                    end = self.row, at + len(quote)
                    self.at = at + len(quote)
                    return TokenInfo(STRING, text, start, end, first)
                if line[at] == '\\':
                    text += line[at:at + 2]
                    at += 2
                    if line[at - 1:at] == '\r' and line[at:at + 1] == '\n':
                        text += '\n'
                        at += 1
                elif line[at] in '\r\n' and len(quote) == 1:
                    self.fail(f'unterminated string literal (detected at line {self.row})',
                              start[0], start[1] + 1)
                else:
                    text += line[at]
                    at += 1
            if len(quote) == 1 and not line.endswith(('\\\n', '\\\r\n')):
                self.fail(f'unterminated string literal (detected at line {self.row})', start[0],
                          start[1] + 1)
            if not self.next_line():
                self.fail('EOF in multi-line string', start[0], start[1] + 1)
            first += self.line
            at = 0

    def begin_fstring(self, found):
        start = self.row, self.at
        yield self.token(FSTRING_START, found.group())
        fstring = _FString(found['quote'], 'r' in found['prefix'].lower(), start)
        self.fstrings.append(fstring)
        yield from self.literal(fstring)

    def literal(self, fstring, always=False):
        """The text of an f-string up to a replacement or its end, or of a format up to its end."""
        start, text, lines = (self.row, self.at), '', self.line
        spec = bool(fstring.depths)
        while True:
            line = self.line
            if self.at >= len(line):
                if (len(fstring.quote) == 1 and not line.endswith(('\\\n', '\\\r\n'))
                        or not self.next_line()):
                    self.fail(f'unterminated f-string literal (detected at line {self.row})',
                              fstring.start[0], fstring.start[1] + 1)
                lines += self.line
                continue
            char = line[self.at]
            if line.startswith(fstring.quote, self.at) and not spec:
                if text:
                    yield self.token(FSTRING_MIDDLE, text, start, (self.row, self.at), lines)
                yield self.token(FSTRING_END, fstring.quote)
                self.fstrings.pop()
                return
            if char in '{}' and not spec and line[self.at + 1:self.at + 2] == char:
                yield self.token(FSTRING_MIDDLE, text + char, start, (self.row, self.at + 1), lines)
                self.at += 2
                start, text, lines = (self.row, self.at), '', self.line
            elif char in '{}':
                if text or always:
                    yield self.token(FSTRING_MIDDLE, text, start, (self.row, self.at), lines)
                yield self.token(OP, char)
                if char == '{':
                    fstring.depths.append(self.brackets)
                    fstring.in_spec.append(False)
                    return
                if not spec:
                    self.fail("f-string: single '}' is not allowed", None, self.at)
                fstring.depths.pop()
                fstring.in_spec.pop()
                spec = bool(fstring.depths)
                always = spec
                start, text, lines = (self.row, self.at), '', self.line
            elif char == '\\' and line[self.at + 1:self.at + 2] not in ('{', '}'):
                if not fstring.raw and line.startswith('\\N{', self.at) and '}' in line[self.at:]:
                    size = line.index('}', self.at) + 1 - self.at
                else:
                    size = 2
                text += line[self.at:self.at + size]
                self.at += size
            elif char in '\r\n' and len(fstring.quote) == 1:
                self.fail(f'unterminated f-string literal (detected at line {self.row})',
                          fstring.start[0], fstring.start[1] + 1)
            else:
                text += char
                self.at += 1


def generate_tokens(readline):
    """Tokenize a source reading Python code as unicode strings."""
    return _Scanner(readline).run()


def tokenize(readline):
    """Tokenize a source reading Python code as bytes; the first token tells the encoding."""
    encoding, consumed = detect_encoding(readline)
    if encoding == 'utf-8-sig':
        encoding = 'utf-8'
    yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), '')
    first = iter(consumed)

    def decoded():
        line = next(first, None)
        if line is None:
            try:
                line = readline()
            except StopIteration:
                line = b''
        return line.decode(encoding)
    yield from _Scanner(decoded).run()


def _get_normal_name(orig_enc):
    name = orig_enc[:12].lower().replace('_', '-')
    if name == 'utf-8' or name.startswith('utf-8-'):
        return 'utf-8'
    latin = 'latin-1', 'iso-8859-1', 'iso-latin-1'
    if name in latin or name.startswith(tuple(one + '-' for one in latin)):
        return 'iso-8859-1'
    return orig_enc


def detect_encoding(readline):
    """The encoding that a mark or a comment in the first two lines declares, and the lines read for
    that."""
    filename = getattr(getattr(readline, '__self__', None), 'name', None)
    has_mark = False

    def read():
        try:
            return readline()
        except StopIteration:
            return b''

    def cookie(line):
        where = '' if filename is None else f' for {filename!r}'
        try:
            text = line.decode('utf-8')
        except UnicodeDecodeError:
            raise SyntaxError(f'invalid or missing encoding declaration{where}')
        found = cookie_re.match(text)
        if not found:
            return None
        encoding = _get_normal_name(found[1])
        try:
            lookup(encoding)
        except LookupError:
            raise SyntaxError(f'unknown encoding{where}: {encoding}')
        if has_mark:
            if encoding != 'utf-8':
                raise SyntaxError(f'encoding problem{where}: utf-8')
            encoding += '-sig'
        return encoding
    first, default = read(), 'utf-8'
    if first.startswith(BOM_UTF8):
        has_mark, first, default = True, first[3:], 'utf-8-sig'
    if not first:
        return default, []
    encoding = cookie(first)
    if encoding:
        return encoding, [first]
    if not blank_re.match(first):
        return default, [first]
    second = read()
    if not second:
        return default, [first]
    return cookie(second) or default, [first, second]


def open(filename):
    """Open a file in read only mode using the encoding detected by detect_encoding()."""
    buffer = _builtin_open(filename, 'rb')
    try:
        encoding, _ = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = 'r'
        return text
    except:
        buffer.close()
        raise


class Untokenizer:
    def __init__(self):
        self.tokens = []
        self.prev_row, self.prev_col = 1, 0
        self.prev_type = None
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if (row, col) < (self.prev_row, self.prev_col):
            raise ValueError(
                f'start ({row},{col}) precedes previous end ({self.prev_row},{self.prev_col})')
        if row > self.prev_row:
            self.tokens.append('\\\n' * (row - self.prev_row))
            self.prev_col = 0
        self.tokens.append(' ' * (col - self.prev_col))

    def escape_brackets(self, text):
        """Braces doubled, but those of \\N{...}."""
        return re.sub(r'((?<!\\)(?:\\\\)*\\N\{[^}]*\})|([{}])',
                      lambda found: found[1] or found[2] * 2, text)

    def untokenize(self, iterable):
        iterator, indents, line_starts = iter(iterable), [], False
        for one in iterator:
            if len(one) == 2:
                self.compat(one, iterator)
                break
            kind, text, start, end, line = one
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                line_starts = True
            elif line_starts and indents:
                if start[1] >= len(indents[-1]):
                    self.tokens.append(indents[-1])
                    self.prev_col = len(indents[-1])
                line_starts = False
            elif kind == FSTRING_MIDDLE:
                if '{' in text or '}' in text:
                    text = self.escape_brackets(text)
                    last = text.splitlines()[-1]
                    end = end[0], end[1] + last.count('{{') + last.count('}}')
            elif kind in (STRING, FSTRING_START) and self.prev_type in (STRING, FSTRING_END):
                self.tokens.append(' ')
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row, self.prev_col = self.prev_row + 1, 0
            self.prev_type = kind
        return ''.join(self.tokens)

    def compat(self, first, iterable):
        """Tokens without places: the text means the same, but looks otherwise."""
        indents, line_starts, after_string, depth = [], first[0] in (NEWLINE, NL), False, 0
        for one in [first, *iterable]:
            kind, text = one[:2]
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += ' '
            if kind == STRING and after_string:
                text = ' ' + text
            after_string = kind == STRING
            depth += (kind == FSTRING_START) - (kind == FSTRING_END)
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                line_starts = True
            elif line_starts and indents:
                self.tokens.append(indents[-1])
                line_starts = False
            elif kind == FSTRING_MIDDLE:
                text = self.escape_brackets(text)
            if text in ('{', '}') and self.tokens and self.tokens[-1] == text and depth:
                text = ' ' + text
            if kind in (STRING, FSTRING_START) and self.prev_type in (STRING, FSTRING_END):
                self.tokens.append(' ')
            self.tokens.append(text)
            self.prev_type = kind


def untokenize(iterable):
    """Transform tokens back into Python source code: bytes if there is an ENCODING token."""
    writer = Untokenizer()
    text = writer.untokenize(iterable)
    return text if writer.encoding is None else text.encode(writer.encoding)


def _complaint(error, filename):
    """An error as main() tells it: file, place and message, as far as they are known."""
    if isinstance(error, TokenError):
        place = error.args[1]
    elif isinstance(error, IndentationError):
        place = error.args[1][1:3]
    elif isinstance(error, SyntaxError):
        return f'{filename}: error: {error}'
    else:
        return f'error: {error}'
    return '%s:%d:%d: error: %s' % (filename, *place, error.args[0])


def _listing(tokens, exact):
    for one in tokens:
        kind = one.exact_type if exact else one.type
        place = '%d,%d-%d,%d:' % (one.start + one.end)
        print('%-20s%-15s%-15r' % (place, tok_name[kind], one.string))


def main():
    """python -m tokenize: list the tokens of a file."""
    import argparse
    parser = argparse.ArgumentParser(prog='python -m tokenize')
    parser.add_argument('filename', nargs='?', metavar='filename.py',
                        help='the file to tokenize; defaults to stdin')
    parser.add_argument('-e', '--exact', action='store_true',
                        help='display token names using the exact type')
    args = parser.parse_args()
    filename = args.filename or '<stdin>'
    try:
        if args.filename:
            with _builtin_open(filename, 'rb') as file:
                tokens = list(tokenize(file.readline))
        else:
            tokens = generate_tokens(sys.stdin.readline)
        _listing(tokens, args.exact)
    except (SyntaxError, TokenError, OSError) as error:
        sys.stderr.write(_complaint(error, filename) + '\n')
        sys.exit(1)
    except KeyboardInterrupt:
        print('interrupted\n')


if __name__ == '__main__':
    main()
