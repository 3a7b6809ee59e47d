# SPDX-License-Identifier: MIT
"""Access to the Unicode Character Database."""
from bisect import bisect_right as _bisect
import _unicodedata
from _unicodedata import (bidirectional, category, combining, is_normalized, mirrored, normalize)

unidata_version = '15.1.0'
_numbers = []   # (first, count, value, step, mark) sorted; filled at first use
_widths = []    # starts of runs, and their widths


def _character(char, what):
    if not isinstance(char, str) or len(char) != 1:
        kind = 'None' if char is None else type(char).__name__
        raise TypeError(f"{what} must be a unicode character, not {kind}")
    return ord(char)


def _number(char, function):
    """(value, mark) of a character that is a number, or None."""
    code = _character(char, f"{function}() argument 1")
    if not _numbers:
        from _unicode_facts import NUMBERS
        for item in NUMBERS.split():
            first, count, value, step = item[:-1].split(',')
            _numbers.append((int(first, 16), int(count), value, step, item[-1]))
    at = _bisect(_numbers, code, key=lambda row: row[0]) - 1
    if at < 0:
        return None
    first, count, value, step, mark = _numbers[at]
    if code - first >= count:
        return None
    top, _, bottom = value.partition('/')
    if step != '0':
        step_top, _, step_bottom = step.partition('/')
        a, b, c, d = int(top), int(bottom or 1), int(step_top), int(step_bottom or 1)
        return (a * d + (code - first) * c * b) / (b * d), mark
    return int(top) / int(bottom or 1), mark


def decimal(chr, *default):
    """The decimal value of a character as an int."""
    found = _number(chr, 'decimal')
    if found and found[1] == 'd':
        return int(found[0])
    if default:
        return default[0]
    raise ValueError("not a decimal")


def digit(chr, *default):
    """The digit value of a character as an int."""
    found = _number(chr, 'digit')
    if found and found[1] != 'n':
        return int(found[0])
    if default:
        return default[0]
    raise ValueError("not a digit")


def numeric(chr, *default):
    """The numeric value of a character as a float."""
    found = _number(chr, 'numeric')
    if found:
        return found[0]
    if default:
        return default[0]
    raise ValueError("not a numeric character")


def east_asian_width(chr, /):
    """The East Asian width of a character."""
    code = _character(chr, "east_asian_width() argument")
    if not _widths:
        from _unicode_facts import WIDTHS
        pairs = [item.split(':') for item in WIDTHS.split()]
        _widths.extend(([int(start, 16) for start, _ in pairs], [width for _, width in pairs]))
    return _widths[1][_bisect(_widths[0], code) - 1]


def decomposition(chr, /):
    """The decomposition of a character as hexadecimal numbers, with a tag in front."""
    code = _character(chr, "decomposition() argument")
    tag = _unicodedata.tag(chr)
    if 0xAC00 <= code <= 0xD7A3:
        return ''
    from _unicode_facts import DECOMPOSITIONS
    rare = DECOMPOSITIONS.get(chr)
    if rare == '':
        return ''
    if rare is not None:
        parts = rare
    elif tag:
        parts = normalize('NFC', normalize('NFKD', chr))
    else:
        full = normalize('NFD', chr)
        if full == chr:
            return ''
        parts = normalize('NFC', chr)
        if len(parts) != 1 or parts == chr:
            parts = normalize('NFC', full[:-1]) + full[-1] if len(full) > 1 else full
    numbers = ' '.join('%04X' % ord(c) for c in parts)
    return f'{tag} {numbers}' if tag else numbers


def lookup(name, /):
    """The character with that name, or the characters of a named sequence."""
    if not isinstance(name, str):
        raise TypeError(f"a bytes-like object is required, not '{type(name).__name__}'")
    found = _unicodedata.find_name(name)
    if found is None:
        raise KeyError(f"undefined character name '{name}'")
    if isinstance(found, int):
        return chr(found)
    return ''.join(chr(int(code, 16)) for code in found.split())


def name(chr, *default):
    """The name of a character."""
    _character(chr, "name() argument 1")
    found = _unicodedata.name_of(chr)
    if found is not None:
        return found
    if default:
        return default[0]
    raise ValueError("no such name")


class UCD:
    """A version of the database."""

    def __new__(cls):
        raise TypeError("cannot create 'unicodedata.UCD' instances")


    unidata_version = '3.2.0'

    def __getattr__(self, name):
        if name.startswith('_') or name not in globals():
            raise AttributeError(f"'unicodedata.UCD' object has no attribute '{name}'")
        return globals()[name]


ucd_3_2_0 = object.__new__(UCD)
for _function in (decimal, digit, numeric, east_asian_width, decomposition, lookup, name):
    _function.__module__ = 'unicodedata'
del _function
