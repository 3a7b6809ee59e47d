# SPDX-License-Identifier: MIT
"""Patterns with *, ?, [...] and ** for paths: tests on text and walks through folders.

A Selector is a chain of steps, one for each part of the pattern; a step takes the text of a path
and yields those that match below it."""

import functools
import glob
import os
import re

_MAGIC = re.compile('[*?[]')


@functools.lru_cache(maxsize=512)
def matcher(pattern, sep, case_sensitive, recursive):
    """The match method of a regular expression that means the same as the pattern."""
    text = glob.translate(pattern, recursive=recursive, include_hidden=True, seps=sep)
    return re.compile(text, re.NOFLAG if case_sensitive else re.IGNORECASE).match


def _has_magic(part):
    return _MAGIC.search(part) is not None


def _with_sep(path):
    return path if not path or path[-1] == os.sep else path + os.sep


def _entries(path):
    """The entries of a folder, read at once so that no descriptor stays open; none if
    unreadable."""
    try:
        with os.scandir(path or '.') as found:
            return list(found)
    except OSError:
        return []


def _is_dir(entry, follow=True):
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


class Selector:
    """The walk for the parts of one pattern."""

    def __init__(self, sep, case_sensitive, literal_names, follow):
        """literal_names: a part without magic may be looked up by its name, which finds it in the
        case that the system wants; follow: ** goes into links to folders."""
        self.sep = sep
        self.case_sensitive = case_sensitive
        self.literal_names = literal_names
        self.follow = follow

    def step(self, parts):
        """The function for a list of parts, first part first."""
        if not parts:
            return self._existing
        first, rest = parts[0], parts[1:]
        if first == '**':
            return self._any_depth(rest)
        if first in ('', '.', '..'):
            return self._named(first, self.step(rest), False)
        if self.literal_names and not _has_magic(first):
            while rest and not _has_magic(rest[0]):
                first += self.sep + rest[0]
                rest = rest[1:]
            return self._named(first, self.step(rest), True)
        return self._children(first, rest)

    def _existing(self, path, exists):
        if not exists:
            try:
                os.lstat(path)
            except OSError:
                return
        yield path

    def _named(self, name, following, unknown):
        def select(path, exists):
            return following(_with_sep(path) + name, exists and not unknown)
        return select

    def _children(self, part, rest):
        accepts = None if part == '*' else matcher(part, self.sep, self.case_sensitive, True)
        following = self.step(rest) if rest else None

        def select(path, exists):
            for entry in _entries(path):
                if accepts is not None and not accepts(entry.name):
                    continue
                if following is None:
                    yield entry.path
                elif _is_dir(entry):
                    yield from following(entry.path, True)
        return select

    def _any_depth(self, rest):
        while rest and rest[0] == '**':
            rest = rest[1:]
        part = '**'
        if self.follow:
            # What follows up to the next special part is one test on the text below the start.
            while rest and rest[0] not in ('', '.', '..'):
                part += self.sep + rest[0]
                rest = rest[1:]
        accepts = None if part == '**' else matcher(part, self.sep, self.case_sensitive, True)
        following = self.step(rest)
        folders_only = bool(rest)

        def select(path, exists):
            path = _with_sep(path)
            start = len(path)
            if accepts is None or accepts(path, start):
                yield from following(path, exists)
            todo = [path]
            while todo:
                for entry in _entries(todo.pop()):
                    is_dir = _is_dir(entry, self.follow)
                    if folders_only and not is_dir:
                        continue
                    if accepts is None or accepts(entry.path, start):
                        if folders_only:
                            yield from following(entry.path, True)
                        else:
                            yield entry.path
                    if is_dir:
                        todo.append(entry.path)
        return select
