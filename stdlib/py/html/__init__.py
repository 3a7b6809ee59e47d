# SPDX-License-Identifier: MIT
"""Text in HTML: signs that have to be written as names, and back."""

import re as _re

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    """The text with names for &, < and >, and, with quote, for both quotes."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace('\'', "&#x27;")
    return s


# Numbers of old pages mean windows-1252; what is not in it stays.
_CP1252 = {0x00: '\ufffd', 0x0d: '\r',
           **dict(zip(range(0x80, 0xa0),
                      '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039'
                      '\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc'
                      '\u2122\u0161\u203a\u0153\x9d\u017e\u0178'))}
_charref = _re.compile(r'&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)')


def _is_forbidden(number):
    """Control characters and those that Unicode will never use."""
    return (number < 0x20 and number not in (0x09, 0x0a, 0x0c) or number == 0x7f
            or 0xfdd0 <= number <= 0xfdef or number & 0xfffe == 0xfffe)


def _character(match):
    name = match[1]
    if name[0] == '#':
        digits = name[1:].rstrip(';')
        number = int(digits[1:], 16) if digits[0] in 'xX' else int(digits)
        if number in _CP1252:
            return _CP1252[number]
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            return '\uFFFD'
        return '' if _is_forbidden(number) else chr(number)
    from html.entities import html5
    # Old pages leave out the semicolon: the longest name that fits is meant.
    for end in (len(name), *range(len(name) - 1, 1, -1)):
        if name[:end] in html5:
            return html5[name[:end]] + name[end:]
    return '&' + name


def unescape(s):
    """The text with all names and numbers of characters replaced, as HTML 5 reads them."""
    return _charref.sub(_character, s) if '&' in s else s
