# SPDX-License-Identifier: MIT
"""Paths as Windows writes them: drives, shares, backslashes. What asks the system asks this one."""

import genericpath
import os
import string
import sys
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename",
           "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink",
           "exists", "lexists", "isdir", "isfile", "ismount", "isreserved", "expanduser",
           "expandvars", "normpath", "abspath", "curdir", "pardir", "sep", "pathsep", "defpath",
           "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath",
           "samefile", "sameopenfile", "samestat", "commonpath", "isjunction", "isdevdrive"]

curdir = '.'
pardir = '..'
extsep = '.'
sep = '\\'
pathsep = ';'
altsep = '/'
defpath = '.;C:\\bin'
devnull = 'nul'
supports_unicode_filenames = False


def _like(path, text):
    """The ASCII text as str or bytes, as the path is."""
    return text.encode() if isinstance(path, bytes) else text


def normcase(s):
    """The path in small letters with backslashes."""
    s = os.fspath(s)
    if isinstance(s, bytes):
        return os.fsencode(normcase(os.fsdecode(s)))
    return s.replace('/', '\\').lower()


def splitroot(p):
    """(drive or share, root, the rest)."""
    p = os.fspath(p)
    backslash, empty = _like(p, '\\'), p[:0]
    text = p.replace(_like(p, '/'), backslash)
    if text[:2] == backslash * 2:
        # \\server\share or \\?\UNC\server\share
        start = 8 if text[:8].upper() == _like(p, '\\\\?\\UNC\\') else 2
        first = text.find(backslash, start)
        second = text.find(backslash, first + 1) if first >= 0 else -1
        if second < 0:
            return p, empty, empty
        return p[:second], p[second:second + 1], p[second + 1:]
    drive = 2 if text[1:2] == _like(p, ':') and text[:1] != backslash else 0
    root = drive + (text[drive:drive + 1] == backslash)
    return p[:drive], p[drive:root], p[root:]


def splitdrive(p):
    """(drive or share, the rest)."""
    drive, root, rest = splitroot(p)
    return drive, root + rest


def isabs(s):
    """Whether the path begins with a drive and a root, or with a share."""
    s = os.fspath(s)
    head = s[:3].replace(_like(s, '/'), _like(s, '\\'))
    return head.startswith(_like(s, ':\\'), 1) or head.startswith(_like(s, '\\\\'))


def _join_one(drive, root, rest, p):
    """One step of join()."""
    p_drive, p_root, p_rest = splitroot(p)
    if p_root:
        return (p_drive if p_drive or not drive else drive), p_root, p_rest
    if p_drive and p_drive != drive:
        if p_drive.lower() != drive.lower():
            return p_drive, p_root, p_rest
        drive = p_drive
    if rest and rest[-1:] not in (_like(rest, '\\'), _like(rest, '/')):
        rest += _like(rest, '\\')
    return drive, root, rest + p_rest


def join(path, *paths):
    """The paths one behind the other; a root or another drive starts anew."""
    path = os.fspath(path)
    try:
        drive, root, rest = splitroot(path)
        for p in paths:
            drive, root, rest = _join_one(drive, root, rest, p)
        if rest and not root and drive and drive[-1:] not in (_like(path, ':'), _like(path, '\\'),
                                                              _like(path, '/')):
            return drive + _like(path, '\\') + rest
        return drive + root + rest
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', path, *paths)
        raise


def split(p):
    """(everything above the last name, the last name)."""
    p = os.fspath(p)
    seps = _like(p, '\\/')
    drive, root, rest = splitroot(p)
    head = len(rest)
    while head and rest[head - 1] not in seps:
        head -= 1
    return drive + root + rest[:head].rstrip(seps), rest[head:]


def splitext(p):
    """(the path without suffix, the suffix with its dot)."""
    p = os.fspath(p)
    name = max(p.rfind(_like(p, '\\')), p.rfind(_like(p, '/'))) + 1
    dot = p.rfind(_like(p, '.'))
    if dot <= name or not p[name:dot].strip(_like(p, '.')):
        return p, p[:0]
    return p[:dot], p[dot:]


def basename(p):
    """The last name."""
    return split(p)[1]


def dirname(p):
    """Everything above the last name."""
    return split(p)[0]


def ismount(path):
    """Whether it is the root of a drive or a share."""
    path = abspath(os.fspath(path))
    drive, root, rest = splitroot(path)
    if drive and drive[:1] in (_like(path, '\\'), _like(path, '/')):
        return not rest
    return bool(root and not rest)


def isjunction(path):
    """Whether it is a junction: there are none here."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Whether it is on a Dev Drive: there are none here."""
    os.fspath(path)
    return False


_reserved_chars = frozenset({chr(i) for i in range(32)} | set('"*:<>?|/\\'))
_reserved_names = frozenset(
    {'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'} |
    {kind + digit for kind in ('COM', 'LPT') for digit in '123456789\xb9\xb2\xb3'})


def _is_reserved_name(name):
    if name[-1:] in ('.', ' '):
        return name not in ('.', '..')
    if _reserved_chars.intersection(name):
        return True
    return name.partition('.')[0].rstrip(' ').upper() in _reserved_names


def isreserved(path):
    """Whether a part of the path is a name that Windows keeps for itself."""
    rest = os.fsdecode(splitroot(path)[2]).replace(altsep, sep)
    return any(_is_reserved_name(name) for name in rest.split(sep))


def expanduser(path):
    """The path with ~ or ~name in front replaced, if the environment tells by what."""
    path = os.fspath(path)
    if not path.startswith(_like(path, '~')):
        return path
    text = os.fsdecode(path)
    end = next((i for i, char in enumerate(text) if char in '\\/'), len(text))
    if 'USERPROFILE' in os.environ:
        home = os.environ['USERPROFILE']
    elif 'HOMEPATH' in os.environ:
        home = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    else:
        return path
    wanted, user = text[1:end], os.environ.get('USERNAME')
    if wanted and wanted != user:
        if user != basename(home):
            return path
        home = join(dirname(home), wanted)
    return os.fsencode(home + text[end:]) if isinstance(path, bytes) else home + text[end:]


_variable_chars = string.ascii_letters + string.digits + '_-'


def _variable(text, i):
    """(name or None, index behind it) of the % or $ at i."""
    if text[i] == '%':
        end = text.find('%', i + 1)
        return (None, len(text)) if end < 0 else (text[i + 1:end], end + 1)
    if text[i + 1:i + 2] == '{':
        end = text.find('}', i + 2)
        return (None, len(text)) if end < 0 else (text[i + 2:end], end + 1)
    end = i + 1
    while end < len(text) and text[end] in _variable_chars:
        end += 1
    return text[i + 1:end], end


def expandvars(path):
    """The path with $name, ${name} and %name% replaced where the environment has them; what stands
    between single quotes stays."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    result, i = [], 0
    while i < len(path):
        char = path[i]
        if char == "'":
            end = path.find("'", i + 1) + 1 or len(path)
            result.append(path[i:end])
        elif char in '%$' and path[i + 1:i + 2] == char:
            result.append(char)
            end = i + 2
        elif char in '%$':
            name, end = _variable(path, i)
            result.append(path[i:end] if name is None else os.environ.get(name, path[i:end]))
        else:
            result.append(char)
            end = i + 1
        i = end
    return ''.join(result)


def normpath(path):
    """The path with backslashes, without empty parts, '.' and 'x\\..'."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(normpath(os.fsdecode(path)))
    drive, root, rest = splitroot(path.replace('/', '\\'))
    names = []
    for name in rest.split('\\'):
        if name == '..' and names and names[-1] != '..':
            names.pop()
        elif name == '..' and root:
            continue
        elif name and name != '.':
            names.append(name)
    return drive + root + '\\'.join(names) or '.'


def abspath(path):
    """The path from the root on, normalised; elsewhere than on Windows as far as text goes."""
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(path, *, strict=False):
    """abspath(): there are no links of Windows here."""
    return abspath(path)


def relpath(path, start=None):
    """The way from start (the current folder) to the path."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    backslash, here, up = _like(path, '\\'), _like(path, '.'), _like(path, '..')
    start = here if start is None else os.fspath(start)
    try:
        start_drive, _, start_rest = splitroot(abspath(start))
        path_drive, _, path_rest = splitroot(abspath(path))
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError("path is on mount %r, start on mount %r" % (path_drive, start_drive))
        from_names = start_rest.split(backslash) if start_rest else []
        to_names = path_rest.split(backslash) if path_rest else []
        same = 0
        for a, b in zip(from_names, to_names):
            if normcase(a) != normcase(b):
                break
            same += 1
        return backslash.join([up] * (len(from_names) - same) + to_names[same:]) or here
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path above all of them."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty iterable')
    backslash, slash, here = (_like(paths[0], c) for c in ('\\', '/', '.'))
    try:
        split_up = [splitroot(p.replace(slash, backslash).lower()) for p in paths]
        if len({drive for drive, root, rest in split_up}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, root, rest = splitroot(paths[0].replace(slash, backslash))
        if len({root for _, root, _ in split_up}) != 1:
            if drive:
                raise ValueError("Can't mix absolute and relative paths")
            raise ValueError("Can't mix rooted and not-rooted paths")
        names = [[n for n in rest.split(backslash) if n and n != here] for _, _, rest in split_up]
        common = 0
        for column in zip(*names):
            if len(set(column)) != 1:
                break
            common += 1
        kept = [n for n in rest.split(backslash) if n and n != here][:common]
        return drive + root + backslash.join(kept)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
