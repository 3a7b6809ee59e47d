# SPDX-License-Identifier: MIT
"""The parts of json in the language: for decoders that replace one of them (parse_object,
parse_array, parse_string, scan_once). The usual ones are in _json."""

import re
from json.decoder import JSONDecodeError

_blank = re.compile(r'[ \t\n\r]*').match
_plain_run = re.compile(r'[^"\\\x00-\x1f]*').match
_number = re.compile(r'(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?').match
_four_hex = re.compile(r'[0-9a-fA-F]{4}').match
ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


# ---- strings ----

def _unit(s, at):
    """The number behind `u` at s[at]."""
    match = _four_hex(s, at + 1)
    if not match:
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at)
    return int(match[0], 16)


def _escaped(s, at):
    """(text, end) of the escape whose letter is at s[at]."""
    letter = s[at]
    if letter != 'u':
        if letter not in ESCAPES:
            raise JSONDecodeError(f"Invalid \\escape: {letter!r}", s, at)
        return ESCAPES[letter], at + 1
    code, at = _unit(s, at), at + 5
    if code >> 10 == 0x36 and s.startswith('\\u', at):      # the first half of a pair
        low = _unit(s, at + 1)
        if low >> 10 == 0x37:
            return chr(0x10000 + ((code & 0x3ff) << 10 | low & 0x3ff)), at + 6
    return chr(code), at


def py_scanstring(s, end, strict=True):
    """(text, end) of the string whose first character is s[end], its quote being before that."""
    start, at, pieces = end - 1, end, []
    while True:
        run = _plain_run(s, at)
        pieces.append(run[0])
        at = run.end()
        mark = s[at:at + 1]
        if mark == '"':
            return ''.join(pieces), at + 1
        if not mark or mark == '\\' and at + 1 == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, start)
        if mark == '\\':
            piece, at = _escaped(s, at + 1)
            pieces.append(piece)
        elif strict:
            raise JSONDecodeError(f"Invalid control character {mark!r} at", s, at + 1)
        else:
            pieces.append(mark)
            at += 1


# ---- objects and arrays ----

def _value(scan_once, s, at):
    try:
        return scan_once(s, at)
    except StopIteration as stop:
        raise JSONDecodeError("Expecting value", s, stop.value) from None


def _separated(s, at, closing, kind):
    """Where the next item begins behind a comma, or (None, end) behind the closing bracket."""
    at = _blank(s, at).end()
    mark = s[at:at + 1]
    if mark == closing:
        return None, at + 1
    if mark != ',':
        raise JSONDecodeError("Expecting ',' delimiter", s, at)
    following = _blank(s, at + 1).end()
    if s[following:following + 1] == closing:
        raise JSONDecodeError(f"Illegal trailing comma before end of {kind}", s, at)
    return following, following


def JSONArray(s_and_end, scan_once):
    """(list, end) of an array whose bracket stands before the given index."""
    s, at = s_and_end
    values = []
    at = _blank(s, at).end()
    if s[at:at + 1] == ']':
        return values, at + 1
    more = at
    while more is not None:
        value, at = _value(scan_once, s, more)
        values.append(value)
        more, at = _separated(s, at, ']', 'array')
    return values, at


def _pairs(s, at, strict, scan_once, memo):
    pairs = []
    at = _blank(s, at).end()
    if s[at:at + 1] == '}':
        return pairs, at + 1
    more = at
    while more is not None:
        if s[more:more + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, more)
        key, at = _scanstring(s, more + 1, strict)
        key = memo.setdefault(key, key)
        at = _blank(s, at).end()
        if s[at:at + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", s, at)
        value, at = _value(scan_once, s, _blank(s, at + 1).end())
        pairs.append((key, value))
        more, at = _separated(s, at, '}', 'object')
    return pairs, at


def _scanstring(*args):
    from json import decoder
    return decoder.scanstring(*args)


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None):
    """(dict, end) of an object whose brace stands before the given index; hooks have their say."""
    s, at = s_and_end
    pairs, at = _pairs(s, at, strict, scan_once, {} if memo is None else memo)
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), at
    made = dict(pairs)
    return made if object_hook is None else object_hook(made), at


# ---- values ----

_WORDS = {'n': ('null', None), 't': ('true', True), 'f': ('false', False)}
_CONSTANTS = 'NaN', 'Infinity', '-Infinity'


def py_make_scanner(context):
    """The function (text, index) -> (value, end) that asks a decoder's parts."""
    memo = context.memo

    def number(string, at):
        match = _number(string, at)
        if not match:
            raise StopIteration(at)
        whole, fraction, exponent = match.groups()
        read = context.parse_float if fraction or exponent else context.parse_int
        return read(match[0]), match.end()

    def once(string, at):
        mark = string[at:at + 1]
        if mark == '"':
            return context.parse_string(string, at + 1, context.strict)
        if mark == '{':
            return context.parse_object((string, at + 1), context.strict, once, context.object_hook,
                                        context.object_pairs_hook, memo)
        if mark == '[':
            return context.parse_array((string, at + 1), once)
        if mark in _WORDS and string.startswith(_WORDS[mark][0], at):
            word, value = _WORDS[mark]
            return value, at + len(word)
        for word in _CONSTANTS:
            if string.startswith(word, at):
                return context.parse_constant(word), at + len(word)
        return number(string, at)

    def scan_once(string, idx):
        try:
            return once(string, idx)
        finally:
            memo.clear()

    return scan_once


# ---- the writing side ----

def _quoted(s, special, escape):
    return '"' + special.sub(lambda match: escape(match[0]), s) + '"'


_SHORT = {value: '\\' + letter for letter, value in ESCAPES.items() if letter != '/'}
_special = re.compile(r'[\x00-\x1f"\\]')
_special_ascii = re.compile(r'[^ !#-\[\]-~]')


def _escape(c):
    if c in _SHORT:
        return _SHORT[c]
    code = ord(c)
    if code < 0x10000:
        return f'\\u{code:04x}'
    high, low = divmod(code - 0x10000, 0x400)
    return f'\\u{0xd800 + high:04x}\\u{0xdc00 + low:04x}'


def py_encode_basestring(s):
    """Return a JSON representation of a Python string."""
    return _quoted(s, _special, _escape)


def py_encode_basestring_ascii(s):
    """Return an ASCII-only JSON representation of a Python string."""
    return _quoted(s, _special_ascii, _escape)
