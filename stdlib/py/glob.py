# SPDX-License-Identifier: MIT
"""Files whose names match a pattern of the shell."""

import contextlib
import fnmatch
import os
import re

__all__ = ["glob", "iglob", "escape", "translate"]

_magic = re.compile('([*?[])')
_magic_bytes = re.compile(b'([*?[])')


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """A list of the paths that match. With recursive, ** stands for any folders; names that begin
    with a dot are matched by patterns that begin with one, or with include_hidden."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """As glob(), one path at a time."""
    import sys
    sys.audit("glob.glob", pathname, recursive)
    sys.audit("glob.glob/2", pathname, recursive, root_dir, dir_fd)
    if root_dir is None:
        root_dir = pathname[:0]
    else:
        root_dir = os.fspath(root_dir)
    found = _walk(pathname, root_dir, dir_fd, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # ** matches the folder itself, too: an empty path.
        first = next(found, None)
        if first:
            return _with_first(first, found)
    return found


def _with_first(first, rest):
    yield first
    yield from rest


def _walk(pathname, root, dir_fd, recursive, folders_only, hidden):
    folder, base = os.path.split(pathname)
    if not has_magic(pathname):
        assert not folders_only
        if base:
            if _exists(_join(root, pathname), dir_fd):
                yield pathname
        elif _is_dir(_join(root, folder), dir_fd):
            # A path that ends with a slash is a folder.
            yield pathname
        return
    if not folder:
        if recursive and _is_recursive(base):
            yield from _all_below(root, base, dir_fd, folders_only, hidden)
        else:
            yield from _names(root, base, dir_fd, folders_only, hidden)
        return
    # os.path.split() of "/" or "C:/" gives it back.
    if folder != pathname and has_magic(folder):
        folders = _walk(folder, root, dir_fd, recursive, True, hidden)
    else:
        folders = [folder]
    if has_magic(base):
        inside = _all_below if recursive and _is_recursive(base) else _names
    else:
        inside = _one_name
    for folder in folders:
        for name in inside(_join(root, folder), base, dir_fd, folders_only, hidden):
            yield os.path.join(folder, name)


def _names(folder, pattern, dir_fd, folders_only, hidden=False):
    """The names in a folder that match."""
    names = _list(folder, dir_fd, folders_only)
    if not (hidden or _is_hidden(pattern)):
        names = (name for name in names if not _is_hidden(name))
    return fnmatch.filter(names, pattern)


def _one_name(folder, base, dir_fd, folders_only, hidden=False):
    if base:
        if _exists(_join(folder, base), dir_fd):
            return [base]
    elif _is_dir(folder, dir_fd):
        return [base]
    return []


def _all_below(folder, pattern, dir_fd, folders_only, hidden=False):
    """The folder itself (an empty name) and everything below it."""
    assert _is_recursive(pattern)
    if not folder or _is_dir(folder, dir_fd):
        yield pattern[:0]
    yield from _below(folder, dir_fd, folders_only, hidden)


def _below(folder, dir_fd, folders_only, hidden):
    for name in _list(folder, dir_fd, folders_only):
        if hidden or not _is_hidden(name):
            yield name
            path = _join(folder, name) if folder else name
            for inner in _below(path, dir_fd, folders_only, hidden):
                yield _join(name, inner)


def _list(folder, dir_fd, folders_only):
    """The names in a folder; none of a folder that cannot be read."""
    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        place = folder or (os.curdir.encode() if isinstance(folder, bytes) else os.curdir)
        as_bytes = isinstance(folder, bytes)
        if dir_fd is not None:
            place = os.open(place, os.O_RDONLY | os.O_DIRECTORY, dir_fd=dir_fd)
            stack.callback(os.close, place)
        names = []
        with os.scandir(place) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    if not folders_only or entry.is_dir():
                        names.append(os.fsencode(entry.name) if as_bytes and dir_fd is not None
                                     else entry.name)
        return names
    return []


def _exists(path, dir_fd):
    if dir_fd is None:
        return os.path.lexists(path)
    try:
        os.lstat(path, dir_fd=dir_fd)
    except (OSError, ValueError):
        return False
    return True


def _is_dir(path, dir_fd):
    if dir_fd is None:
        return os.path.isdir(path)
    import stat
    try:
        return stat.S_ISDIR(os.stat(path, dir_fd=dir_fd).st_mode)
    except (OSError, ValueError):
        return False


def _join(folder, name):
    """os.path.join() that leaves out what is empty."""
    if not folder or not name:
        return folder or name
    return os.path.join(folder, name)


def has_magic(s):
    """Is there a sign of a pattern in the path?"""
    return (_magic_bytes if isinstance(s, bytes) else _magic).search(s) is not None


def _is_hidden(path):
    return path[0] in ('.', b'.'[0])


def _is_recursive(pattern):
    return pattern == (b'**' if isinstance(pattern, bytes) else '**')


def escape(pathname):
    """The path with its signs of patterns made plain."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + _magic_bytes.sub(br'[\1]', pathname)
    return drive + _magic.sub(r'[\1]', pathname)


def _deprecated(name):
    import warnings
    warnings._deprecated(f"glob.{name}", "{name} is deprecated and will be removed in Python "
                         "{remove}. Use glob.glob and pass a directory to its root_dir argument "
                         "instead.", remove=(3, 15))


def glob0(dirname, pattern):
    _deprecated("glob0")
    return _one_name(dirname, pattern, None, False)


def glob1(dirname, pattern):
    _deprecated("glob1")
    return list(_names(dirname, pattern, None, False))


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """The pattern as a regular expression for whole paths."""
    if not seps:
        seps = (os.path.sep, os.path.altsep) if os.path.altsep else os.path.sep
    signs = ''.join(map(re.escape, seps))
    any_sep = f'[{signs}]' if len(seps) > 1 else signs
    other = f'[^{signs}]'
    if include_hidden:
        last = f'{other}+'
        one = last + any_sep
        many, many_last = f'(?:.+{any_sep})?', '.*'
    else:
        last = f'[^{signs}.]{other}*'
        one = last + any_sep
        many = f'(?:{one})*'
        many_last = f'{many}(?:{last})?'
    parts, result = re.split(any_sep, pat), []
    for i, part in enumerate(parts):
        inner = i + 1 < len(parts)
        if part == '*':
            result.append(one if inner else last)
        elif recursive and part == '**':
            if not inner:
                result.append(many_last)
            elif parts[i + 1] != '**':
                result.append(many)
        else:
            if part:
                if not include_hidden and part[0] in '*?':
                    result.append(r'(?!\.)')
                result += fnmatch._pieces(part, f'{other}*', other)
            if inner:
                result.append(any_sep)
    return rf"(?s:{''.join(result)})\Z"
