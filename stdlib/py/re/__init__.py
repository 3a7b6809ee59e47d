# SPDX-License-Identifier: MIT
"""Regular expressions. The syntax is read in _parser and translated in _translate; PCRE2 matches
(_re)."""

import enum
import functools
from _re import Match, Pattern, compile as _make
from re import _parser
from re._parser import PatternError

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile",
    "purge", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U",
    "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG",
    "RegexFlag", "PatternError",
]
__version__ = "2.2.1"


@enum.global_enum
class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """What a pattern may be told beside its text."""
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__
    _numeric_repr_ = hex


error = PatternError
_KEEP = 512
_patterns = {}
_special = {char: '\\' + chr(char) for char in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def match(pattern, string, flags=0):
    """The Match of the pattern at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The Match of the pattern with the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first Match of the pattern anywhere in the string, or None."""
    return _compile(pattern, flags).search(string)


class _Unset(int):
    """The default of arguments that should be given by name."""


_unset = _Unset()


def _late(name, values, names, given):
    """Arguments behind the string: by position they are deprecated. Returns one value a name."""
    if not values:
        return given
    for place, value in zip(names, given):
        if values and value is not _unset and names.index(place) < len(values):
            raise TypeError(f"{name}() got multiple values for argument {place!r}")
    if len(values) > len(names):
        fixed = 2 if name == 'split' else 3
        raise TypeError(f"{name}() takes from {fixed} to {fixed + len(names)} positional arguments "
                        f"but {fixed + len(values)} were given")
    import warnings
    warnings.warn(f"{names[0]!r} is passed as positional argument", DeprecationWarning,
                  stacklevel=3)
    return [*values, *given[len(values):]]


def sub(pattern, repl, string, *args, count=_unset, flags=_unset):
    """The string with the places that the pattern fits replaced, from the left, at most `count` of
    them (0: all). repl: a string, in which \\1 and \\g<name> stand for groups, or a function
    that gets the Match and gives the new text."""
    count, flags = _late('sub', args, ('count', 'flags'), (count, flags))
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_unset, flags=_unset):
    """Return a 2-tuple containing (new_string, number).
    new_string is the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in the source
    string by the replacement repl.  number is the number of
    substitutions that were made."""
    count, flags = _late('subn', args, ('count', 'flags'), (count, flags))
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_unset, flags=_unset):
    """The list of what stands between the places that the pattern fits, with the texts of its
    groups in between. maxsplit: how many places count (0: all); the rest is the last item."""
    maxsplit, flags = _late('split', args, ('maxsplit', 'flags'), (maxsplit, flags))
    return _compile(pattern, flags).split(string, maxsplit)


sub.__text_signature__ = subn.__text_signature__ = '(pattern, repl, string, count=0, flags=0)'
split.__text_signature__ = '(pattern, string, maxsplit=0, flags=0)'


def findall(pattern, string, flags=0):
    """The list of all texts that the pattern fits, from the left, empty ones too. With one group in
    the pattern: the texts of that group; with several: tuples of their texts."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over the Match of each place that the pattern fits, empty ones too."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """The Pattern of a text."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that were compiled so far."""
    _patterns.clear()
    _compile_template.cache_clear()


def escape(pattern):
    """
    Escape special characters in a string.
    """
    if isinstance(pattern, str):
        return pattern.translate(_special)
    pattern = str(pattern, 'latin1')
    return pattern.translate(_special).encode('latin1')


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _patterns[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes, bytearray, memoryview)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & 128:
        raise NotImplementedError("re.DEBUG is not available in Rondo")
    tree, all_flags, groupindex, names, closing = _parser.parse(pattern, flags)
    made = _make(pattern, all_flags, tree, groupindex, names, closing)
    if len(_patterns) >= _KEEP:
        # The one that came first goes.
        _patterns.pop(next(iter(_patterns)), None)
    _patterns[type(pattern), pattern, flags] = made
    return made


@functools.lru_cache(_KEEP)
def _compile_template(pattern, repl):
    """A replacement as one text, or as a list of texts and numbers of groups."""
    return _parser.parse_template(repl, pattern)


def _pickle(pattern):
    return _compile, (pattern.pattern, pattern.flags)


import copyreg
copyreg.pickle(Pattern, _pickle, _compile)


class Scanner:
    """Cuts a text into tokens: a list of (pattern, action), tried in order at each place."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        parts, self._actions, group = [], {}, 1
        for phrase, action in lexicon:
            self._actions[group] = action
            group += 1 + _compile(phrase, flags).groups
            parts.append(f'({phrase})')
        self.scanner = _compile('|'.join(parts), flags)

    def scan(self, string):
        result = []
        step = self.scanner.scanner(string).match
        end = 0
        while found := step():
            if found.end() == end:
                break
            action = next(act for group, act in self._actions.items() if found.start(group) >= 0)
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]
