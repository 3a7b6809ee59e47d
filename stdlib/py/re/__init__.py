# SPDX-License-Identifier: MIT
"""Regular expressions. The syntax is read in _parser and translated in _translate; PCRE2 matches (_re)."""

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
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
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
    warnings.warn(f"{names[0]!r} is passed as positional argument", DeprecationWarning, stacklevel=3)
    return [*values, *given[len(values):]]


def sub(pattern, repl, string, *args, count=_unset, flags=_unset):
    """Return the string obtained by replacing the leftmost
    non-overlapping occurrences of the pattern in string by the
    replacement repl.  repl can be either a string or a callable;
    if a string, backslash escapes in it are processed.  If it is
    a callable, it's passed the Match object and must return
    a replacement string to be used."""
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
    """Split the source string by the occurrences of the pattern,
    returning a list containing the resulting substrings.  If
    capturing parentheses are used in pattern, then the text of all
    groups in the pattern are also returned as part of the resulting
    list.  If maxsplit is nonzero, at most maxsplit splits occur,
    and the remainder of the string is returned as the final element
    of the list."""
    maxsplit, flags = _late('split', args, ('maxsplit', 'flags'), (maxsplit, flags))
    return _compile(pattern, flags).split(string, maxsplit)


sub.__text_signature__ = subn.__text_signature__ = '(pattern, repl, string, count=0, flags=0)'
split.__text_signature__ = '(pattern, string, maxsplit=0, flags=0)'


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string.

    If one or more capturing groups are present in the pattern, return
    a list of groups; this will be a list of tuples if the pattern
    has more than one group.

    Empty matches are included in the result."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the
    string.  For each match, the iterator returns a Match object.

    Empty matches are included in the result."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    return _compile(pattern, flags)


def purge():
    "Clear the regular expression caches"
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
