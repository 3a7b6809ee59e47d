# SPDX-License-Identifier: MIT
"""What all flavours of os.path share: questions to the file system."""
import posix as _os

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdir',
           'isfile', 'islink', 'lexists', 'samefile', 'sameopenfile', 'samestat']

_FORMAT, _DIRECTORY, _REGULAR, _LINK = 0o170000, 0o040000, 0o100000, 0o120000


def exists(path):
    """True if the path leads to something."""
    try:
        _os.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """True if the path names something, be it a broken link."""
    try:
        _os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _has_type(status, path, wanted):
    try:
        return status(path).st_mode & _FORMAT == wanted
    except (OSError, ValueError):
        return False


def isfile(path):
    """True for a regular file."""
    return _has_type(_os.stat, path, _REGULAR)


def isdir(s):
    """True for a directory."""
    return _has_type(_os.stat, s, _DIRECTORY)


def islink(path):
    """True for a symbolic link."""
    try:
        return _has_type(_os.lstat, path, _LINK)
    except AttributeError:
        return False


def isjunction(path):
    """False: there are no junctions here."""
    _os.fspath(path)
    return False


def isdevdrive(path):
    """False: there are no such drives here."""
    _os.fspath(path)
    return False


def getsize(filename):
    """The size of a file in bytes."""
    return _os.stat(filename).st_size


def getmtime(filename):
    """The time of the last change."""
    return _os.stat(filename).st_mtime


def getatime(filename):
    """The time of the last access."""
    return _os.stat(filename).st_atime


def getctime(filename):
    """The time of the last change of the file's status."""
    return _os.stat(filename).st_ctime


def commonprefix(m):
    """The longest beginning that all items share, character by character."""
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_os.fspath, m))
    low, high = min(m), max(m)
    for i, char in enumerate(low):
        if char != high[i]:
            return low[:i]
    return low


def samestat(s1, s2):
    """True if two stat results are of the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """True if two paths lead to the same file."""
    return samestat(_os.stat(f1), _os.stat(f2))


def sameopenfile(fp1, fp2):
    """True if two descriptors are of the same file."""
    return samestat(_os.fstat(fp1), _os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    start = p.rfind(sep)
    dot = p.rfind(extsep)
    if dot > start:
        # Dots at the beginning of a name do not start an extension.
        first = start + 1
        while first < dot:
            if p[first:first + 1] != extsep:
                return p[:dot], p[dot:]
            first += 1
    return p, p[:0]


def _check_arg_types(funcname, *args):
    hasstr = hasbytes = False
    for s in args:
        if isinstance(s, str):
            hasstr = True
        elif isinstance(s, bytes):
            hasbytes = True
        else:
            raise TypeError(f'{funcname}() argument must be str, bytes, or os.PathLike object, '
                            f'not {s.__class__.__name__!r}') from None
    if hasstr and hasbytes:
        raise TypeError("Can't mix strings and bytes in path components") from None
