# SPDX-License-Identifier: MIT
"""TOML 1.0: load(file), loads(text)."""

import re
from datetime import date, datetime, time, timedelta, timezone

__all__ = ('loads', 'load', 'TOMLDecodeError')

_blank = re.compile(r'[ \t]*').match
_bare_key = re.compile(r'[A-Za-z0-9_-]+').match
_number = re.compile(r'''
    0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)
    | [+-]?(?:0|[1-9](?:_?[0-9])*)
      (?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)''', re.X).match
_TIME = r'([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?'
_local_time = re.compile(_TIME).match
_date_time = re.compile(r'''
    ([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])
    (?:[Tt ]''' + _TIME + r'(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?', re.X).match
_plain = re.compile(r'[^"\\\x00-\x08\x0a-\x1f\x7f]*').match
_plain_lines = re.compile(r'[^"\\\x00-\x08\x0b-\x1f\x7f]*').match
_literal = re.compile(r"[^'\x00-\x08\x0a-\x1f\x7f]*").match
_literal_lines = re.compile(r"[^'\x00-\x08\x0b-\x1f\x7f]*").match
_comment = re.compile(r'#[^\x00-\x08\x0a-\x1f\x7f]*').match
_ESCAPES = {'b': '\b', 't': '\t', 'n': '\n', 'f': '\f', 'r': '\r', '"': '"', '\\': '\\'}


class TOMLDecodeError(ValueError):
    """The text is not TOML."""


def load(fp, /, *, parse_float=float):
    """The tables of a file that is open for bytes."""
    data = fp.read()
    if not isinstance(data, bytes):
        if hasattr(data, 'decode'):
            return loads(data.decode(), parse_float=parse_float)
        raise TypeError(
            "File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(data.decode(), parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """Parse TOML from a string."""
    return _Reader(s.replace('\r\n', '\n'), _checked_float(parse_float)).document()


def _checked_float(parse_float):
    if parse_float is float:
        return float

    def parse(text):
        value = parse_float(text)
        if isinstance(value, (dict, list)):
            raise ValueError('parse_float must not return dicts or lists')
        return value
    return parse


class _Place:
    """What a table of the document is, besides its items: whether its header was given, or it is
    closed for good."""

    __slots__ = 'inner', 'declared', 'frozen', 'dotted'

    def __init__(self):
        self.inner = {}
        self.declared = self.frozen = self.dotted = False

    def child(self, key):
        return self.inner.setdefault(key, _Place())


class _Reader:
    def __init__(self, text, parse_float):
        self.text, self.at, self.parse_float = text, 0, parse_float
        self.root, self.places = {}, _Place()
        self.table, self.place, self.path = self.root, self.places, ()

    # ---- errors ----

    def fail(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.text):
            where = 'at end of document'
        else:
            line = self.text.count('\n', 0, at) + 1
            where = f'at line {line}, column {at - self.text.rfind(chr(10), 0, at)}'
        raise TOMLDecodeError(f'{message} ({where})') from None

    # ---- what stands between ----

    def blank(self):
        self.at = _blank(self.text, self.at).end()

    def peek(self):
        return self.text[self.at:self.at + 1]

    def comment(self):
        if self.peek() == '#':
            self.at = _comment(self.text, self.at).end()
            if self.peek() not in ('\n', ''):
                self.fail(f'Found invalid character {self.peek()!r}')

    def blank_lines(self):
        while True:
            self.blank()
            self.comment()
            if self.peek() != '\n':
                return
            self.at += 1

    # ---- the document ----

    def document(self):
        while True:
            self.blank()
            mark = self.peek()
            if not mark:
                return self.root
            if mark == '[':
                if self.text.startswith('[[', self.at):
                    self.header_of_item()
                else:
                    self.header()
                self.blank()
            elif mark not in '\n#':
                if mark not in '"\'' and not _bare_key(mark):
                    self.fail('Invalid statement')
                self.pair(self.table, self.place)
                self.blank()
            self.comment()
            if self.peek() not in ('\n', ''):
                self.fail('Expected newline or end of document after a statement')
            self.at += 1

    def header_path(self, opening, closing):
        self.at += len(opening)
        self.blank()
        path = self.key()
        if not self.text.startswith(closing, self.at):
            what = 'a table' if closing == ']' else 'an array'
            self.pending = f"Expected {closing!r} at the end of {what} declaration"
        else:
            self.pending = None
        return path

    def close_header(self, closing):
        if self.pending:
            self.fail(self.pending)
        self.at += len(closing)

    def header(self):
        path = self.header_path('[', ']')
        place = self.walk(path, f'Cannot declare {path} twice')
        if place.declared or place.frozen or place.dotted:
            self.fail(f'Cannot declare {path} twice')
        place.declared = True
        self.table = self.descend(self.root, path)
        self.place, self.path = place, path
        self.close_header(']')

    def header_of_item(self):
        path = self.header_path('[[', ']]')
        place = self.walk(path, f'Cannot mutate immutable namespace {path}')
        if place.frozen:
            self.fail(f'Cannot mutate immutable namespace {path}')
        place.inner.clear()         # the tables of the item before are its own
        place.declared = True
        parent = self.descend(self.root, path[:-1])
        items = parent.setdefault(path[-1], [])
        if not isinstance(items, list):
            self.fail('Cannot overwrite a value')
        items.append({})
        self.table, self.place, self.path = items[-1], place, path
        self.close_header(']]')

    def walk(self, path, message):
        place = self.places
        for key in path:
            place = place.child(key)
            if place.frozen:
                self.fail(message)
        return place

    def descend(self, table, path):
        """The table at a path, made if it is not there; of an array its last item counts."""
        for key in path:
            table = table.setdefault(key, {})
            if isinstance(table, list):
                table = table[-1]
            if not isinstance(table, dict):
                self.fail('Cannot overwrite a value')
        return table

    # ---- keys and pairs ----

    def key_part(self):
        mark = self.peek()
        match = _bare_key(self.text, self.at)
        if match:
            self.at = match.end()
            return match[0]
        if mark == "'":
            return self.literal()
        if mark == '"':
            return self.basic()
        self.fail('Invalid initial character for a key part')

    def key(self):
        path = (self.key_part(),)
        self.blank()
        while self.peek() == '.':
            self.at += 1
            self.blank()
            path += (self.key_part(),)
            self.blank()
        return path

    def key_and_value(self):
        path = self.key()
        if self.peek() != '=':
            self.fail("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.blank()
        return path, self.value()

    def pair(self, table, place):
        path, value = self.key_and_value()
        for i, key in enumerate(path[:-1], 1):
            place = place.child(key)
            if place.frozen:
                self.fail(f'Cannot mutate immutable namespace {self.path + path[:-1]}')
            if place.declared:
                self.fail(f'Cannot redefine namespace {self.path + path[:i]}')
            place.dotted = True
        table = self.descend(table, path[:-1])
        if path[-1] in table:
            self.fail('Cannot overwrite a value')
        table[path[-1]] = value
        if isinstance(value, (dict, list)):
            place.child(path[-1]).frozen = True

    # ---- values ----

    def value(self):
        mark = self.peek()
        if mark == '"':
            return self.basic_lines() if self.text.startswith('"""', self.at) else self.basic()
        if mark == "'":
            return self.literal_lines() if self.text.startswith("'''", self.at) else self.literal()
        if mark == '[':
            return self.array()
        if mark == '{':
            return self.inline_table()
        for word, value in (('true', True), ('false', False)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.moment()

    def moment(self):
        """A date, a time, or a number."""
        match = _date_time(self.text, self.at)
        if match:
            try:
                value = _moment(match)
            except ValueError:
                self.fail('Invalid date or datetime')
            self.at = match.end()
            return value
        match = _local_time(self.text, self.at)
        if match:
            self.at = match.end()
            return time(*map(int, match.group(1, 2, 3)), _microseconds(match[4]))
        return self.number()

    def number(self):
        match = _number(self.text, self.at)
        if match:
            self.at = match.end()
            return self.parse_float(match[0]) if match['float'] else int(match[0], 0)
        for size, words in ((3, ('inf', 'nan')), (4, ('+inf', '-inf', '+nan', '-nan'))):
            text = self.text[self.at:self.at + size]
            if text in words:
                self.at += size
                return self.parse_float(text)
        self.fail('Invalid value')

    def array(self):
        self.at += 1
        values = []
        self.blank_lines()
        while self.peek() != ']':
            values.append(self.value())
            self.blank_lines()
            if self.peek() == ']':
                break
            if self.peek() != ',':
                self.fail('Unclosed array')
            self.at += 1
            self.blank_lines()
        self.at += 1
        return values

    def inline_table(self):
        self.at += 1
        table, closed = {}, set()
        self.blank()
        if self.peek() == '}':
            self.at += 1
            return table
        while True:
            self.inline_pair(table, closed)
            self.blank()
            mark = self.peek()
            if mark not in ('}', ','):
                self.fail('Unclosed inline table')
            self.at += 1
            if mark == '}':
                return table
            self.blank()

    def inline_pair(self, table, closed):
        path, value = self.key_and_value()
        for i in range(1, len(path)):
            if path[:i] in closed:
                self.fail(f'Cannot mutate immutable namespace {path}')
        inner = self.descend(table, path[:-1])
        if path[-1] in inner:
            self.fail(f'Duplicate inline table key {path[-1]!r}')
        inner[path[-1]] = value
        if isinstance(value, (dict, list)):
            closed.add(path)

    # ---- strings ----

    def escape(self, lines):
        """The text of an escape at a backslash; in text of several lines an end of line is
        nothing."""
        mark = self.text[self.at + 1:self.at + 2]
        self.at += 2
        if lines and mark in ' \t\n' and mark:
            if mark != '\n':
                self.blank()
                if not self.peek():
                    return ''
                if self.peek() != '\n':
                    self.fail("Unescaped '\\' in a string")
                self.at += 1
            while self.peek() and self.peek() in ' \t\n':
                self.at += 1
            return ''
        if mark in ('u', 'U'):
            return self.code_point(4 if mark == 'u' else 8)
        if mark in _ESCAPES and mark:
            return _ESCAPES[mark]
        self.at = min(self.at, len(self.text))
        self.fail("Unescaped '\\' in a string")

    def code_point(self, size):
        digits = self.text[self.at:self.at + size]
        if len(digits) != size or not all(c in '0123456789abcdefABCDEF' for c in digits):
            self.fail('Invalid hex value')
        self.at += size
        code = int(digits, 16)
        if code > 0x10ffff or 0xd800 <= code <= 0xdfff:
            self.fail('Escaped character is not a Unicode scalar value')
        return chr(code)

    def basic(self):
        self.at += 1
        return self.text_until('"', _plain, False)

    def basic_lines(self):
        self.at += 3
        if self.peek() == '\n':
            self.at += 1
        return self.text_until('"""', _plain_lines, True)

    def text_until(self, closing, run, lines):
        pieces = []
        while True:
            match = run(self.text, self.at)
            pieces.append(match[0])
            self.at = match.end()
            mark = self.peek()
            if not mark:
                self.fail('Unterminated string')
            if mark == '\\':
                pieces.append(self.escape(lines))
            elif self.text.startswith(closing, self.at):
                self.at += len(closing)
                return ''.join(pieces) + (self.more_quotes('"') if lines else '')
            elif mark == '"':
                pieces.append(mark)
                self.at += 1
            else:
                self.fail(f'Illegal character {mark!r}')

    def more_quotes(self, quote):
        """Up to two quotes before the closing ones belong to the text."""
        count = 0
        while count < 2 and self.peek() == quote:
            self.at += 1
            count += 1
        return quote * count

    def literal(self):
        self.at += 1
        match = _literal(self.text, self.at)
        self.at = match.end()
        if self.peek() != "'":
            self.no_quote("'")
        self.at += 1
        return match[0]

    def no_quote(self, quote):
        if not self.peek():
            self.fail(f'Expected {quote!r}')
        self.fail(f'Found invalid character {self.peek()!r}')

    def literal_lines(self):
        self.at += 3
        if self.peek() == '\n':
            self.at += 1
        start = self.at
        while True:
            self.at = _literal_lines(self.text, self.at).end()
            if self.text.startswith("'''", self.at):
                break
            if self.peek() != "'":
                self.no_quote("'''")
            self.at += 1
        text = self.text[start:self.at]
        self.at += 3
        return text + self.more_quotes("'")


def _microseconds(digits):
    return int(digits.ljust(6, '0')) if digits else 0


def _moment(match):
    (year, month, day, hour, minute, second, fraction,
     zulu, sign, zone_hour, zone_minute) = match.groups()
    if hour is None:
        return date(int(year), int(month), int(day))
    zone = None
    if zulu:
        zone = timezone.utc
    elif sign:
        offset = timedelta(hours=int(zone_hour), minutes=int(zone_minute))
        zone = timezone(-offset if sign == '-' else offset)
    return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second),
                    _microseconds(fraction), zone)


TOMLDecodeError.__module__ = 'tomllib'
