# SPDX-License-Identifier: MIT
"""File names matched with the shell's patterns: * ? [set] [!set]."""

import functools
import os
import posixpath
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Does name match the pattern, after os.path.normcase()?"""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=32768, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(bytes(translate(str(pat, 'latin-1')), 'latin-1')).match
    return re.compile(translate(pat)).match


def filter(names, pat):
    """The names that match."""
    pat = os.path.normcase(pat)
    match = _matcher(pat)
    if os.path is posixpath:
        return [name for name in names if match(name)]
    return [name for name in names if match(os.path.normcase(name))]


def fnmatchcase(name, pat):
    """Does name match the pattern, letter by letter?"""
    return _matcher(pat)(name) is not None


def translate(pat):
    """The pattern as a regular expression."""
    # Each run between two stars is found as early as possible and never looked for again.
    runs = [[]]
    for piece in _pieces(pat, '*', '.'):
        if piece == '*':
            runs.append([])
        else:
            runs[-1].append(piece)
    runs = [''.join(run) for run in runs]
    first, *middle = runs
    if not middle:
        return rf'(?s:{first})\Z'
    *middle, last = middle
    return r'(?s:%s%s.*%s)\Z' % (first, ''.join(f'(?>.*?{run})' for run in middle), last)


def _pieces(pat, star, question):
    """The pattern as regular expressions, one for each of its signs and characters."""
    i, size = 0, len(pat)
    while i < size:
        char = pat[i]
        i += 1
        if char == '*':
            if not pat.startswith('*', i):
                yield star
        elif char == '?':
            yield question
        elif char == '[':
            # A ] directly behind the opening is a member.
            end = pat.find(']', i + 1 + pat.startswith('!', i))
            if end < 0:
                yield '\\['
            else:
                yield _set(pat[i:end])
                i = end + 1
        else:
            yield re.escape(char)


def _set(text):
    """What stands between [ and ] as a set of regular expressions."""
    if '-' not in text:
        members = text.replace('\\', '\\\\')
    else:
        members = '-'.join(part.replace('\\', '\\\\').replace('-', '\\-') for part in _ranges(text))
    members = re.sub('([&~|])', r'\\\1', members)
    if not members:
        return '(?!)'
    if members == '!':
        return '.'
    if members[0] == '!':
        members = '^' + members[1:]
    elif members[0] in '^[':
        members = '\\' + members
    return f'[{members}]'


def _ranges(text):
    """The text parted at the hyphens that make ranges; ranges that are empty are left out."""
    parts, start = [], 0
    at = text.find('-', 2 if text[0] == '!' else 1)
    while at >= 0:
        parts.append(text[start:at])
        start = at + 1
        at = text.find('-', at + 3)
    rest = text[start:]
    if rest:
        parts.append(rest)
    else:
        parts[-1] += '-'
    for i in range(len(parts) - 1, 0, -1):
        if parts[i - 1][-1] > parts[i][0]:
            parts[i - 1:i + 1] = [parts[i - 1][:-1] + parts[i][1:]]
    return parts
