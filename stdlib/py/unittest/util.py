# SPDX-License-Identifier: MIT
"""Texts of objects for messages, and differences of unordered sequences."""

from collections import namedtuple
from os.path import commonprefix

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = _MIN_END_LEN = _MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (
    _MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN + _PLACEHOLDER_LEN + _MIN_END_LEN)

_Mismatch = namedtuple('Mismatch', 'actual expected value')


def safe_repr(obj, short=False):
    """repr(), or object's own where that fails."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text[:_MAX_LENGTH] + ' [truncated]...' if short and len(text) >= _MAX_LENGTH else text


def _shorten(text, head, tail):
    left_out = len(text) - head - tail
    return (f'{text[:head]}[{left_out} chars]{text[len(text) - tail:]}'
            if left_out > _PLACEHOLDER_LEN else text)


def _common_shorten_repr(*objects):
    """Texts of objects that differ, cut around what differs."""
    texts = tuple(map(safe_repr, objects))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    common = commonprefix(texts)
    at = len(common)
    room = _MAX_LENGTH - (longest - at + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        head = _shorten(common, _MIN_BEGIN_LEN, room)
        return tuple(head + text[at:] for text in texts)
    head = _shorten(common, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(head + _shorten(text[at:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts)


def strclass(cls):
    """The name of a class with its module."""
    return f'{cls.__module__}.{cls.__qualname__}'


def three_way_cmp(x, y):
    """Return -1 if x < y, 0 if x == y and 1 if x > y"""
    return (x > y) - (x < y)


def sorted_list_difference(expected, actual):
    """Elements in only one of two sorted lists: (missing, unexpected)."""
    missing = [item for item in dict.fromkeys(expected) if item not in actual]
    unexpected = [item for item in dict.fromkeys(actual) if item not in expected]
    return missing, unexpected


def unorderable_list_difference(expected, actual):
    """The same for elements that cannot be sorted; the lists are used up."""
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def _count_diff_all_purpose(actual, expected):
    """Elements with different counts, by comparing each with each."""
    sides, nothing, found = (list(actual), list(expected)), object(), []
    for own in 0, 1:
        for at, item in enumerate(sides[own]):
            if item is nothing:
                continue
            counts = [0, 0]
            for side, things in enumerate(sides):
                for i, other in enumerate(things):
                    if (side != own or i >= at) and other is not nothing and other == item:
                        counts[side] += 1
                        things[i] = nothing
            if counts[0] != counts[1]:
                found.append(_Mismatch(counts[0], counts[1], item))
    return found


def _count_diff_hashable(actual, expected):
    """Elements with different counts, by counting."""
    counts = {}, {}
    for side, things in enumerate((actual, expected)):
        for item in things:
            counts[side][item] = counts[side].get(item, 0) + 1
    found = [_Mismatch(n, counts[1].get(item, 0), item) for item, n in counts[0].items()
             if n != counts[1].get(item, 0)]
    return found + [_Mismatch(0, n, item) for item, n in counts[1].items() if item not in counts[0]]
