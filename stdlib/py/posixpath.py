# SPDX-License-Identifier: MIT
"""os.path: paths with slashes."""
import sys
import genericpath
import posix as _os
from genericpath import *
from genericpath import _check_arg_types, isdevdrive, isjunction

__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext",
           "basename", "dirname", "commonprefix", "getsize", "getmtime", "getatime", "getctime",
           "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
           "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isreserved",
           "isdevdrive"]
__all__.remove("isreserved")

curdir, pardir, extsep, sep, pathsep = '.', '..', '.', '/', ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = sys.platform == 'darwin'
_fspath = _os.fspath


def _signs(path):
    """(separator, '.', '..') of the path's type."""
    if isinstance(path, bytes):
        return b'/', b'.', b'..'
    return '/', '.', '..'


def normcase(s):
    """The path as it is: case matters."""
    return _fspath(s)


def isabs(s):
    """True for a path that begins at the root."""
    s = _fspath(s)
    return s.startswith(_signs(s)[0])


def join(a, *p):
    """Join path components; an absolute one drops all before it."""
    path = _fspath(a)
    slash = b'/' if isinstance(path, bytes) else '/'
    try:
        for part in p:
            part = _fspath(part)
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
        if not p:
            path[:0] + slash                # raises what the joining of wrong types raises
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', a, *p)
        raise
    return path


def split(p):
    """(all before the last component, the last component)."""
    p = _fspath(p)
    slash = _signs(p)[0]
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """(all before the extension, the extension with its dot)."""
    p = _fspath(p)
    slash, dot, _ = _signs(p)
    return genericpath._splitext(p, slash, None, dot)


def splitdrive(p):
    """('', path): there are no drives here."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p):
    """(drive, root, rest); two slashes at the beginning are a root of their own."""
    p = _fspath(p)
    slash = _signs(p)[0]
    empty = p[:0]
    if p[:1] != slash:
        return empty, empty, p
    if p[1:2] != slash or p[2:3] == slash:
        return empty, slash, p[1:]
    return empty, p[:2], p[2:]


def basename(p):
    """The last component."""
    p = _fspath(p)
    return p[p.rfind(_signs(p)[0]) + 1:]


def dirname(p):
    """All before the last component."""
    return split(p)[0]


def ismount(path):
    """True for a directory on which a file system is mounted."""
    try:
        here = _os.lstat(path)
    except (OSError, ValueError):
        return False
    if here.st_mode & 0o170000 == 0o120000:
        return False
    path = _fspath(path)
    try:
        parent = _os.lstat(realpath(join(path, _signs(path)[2])))
    except OSError:
        return False
    return here.st_dev != parent.st_dev or here.st_ino == parent.st_ino


def _home_of(name):
    """The home directory of a user ('' is the present one), or None."""
    if not name:
        import os
        if 'HOME' in os.environ:
            return os.environ['HOME']
    try:
        import pwd
    except ImportError:
        return None
    try:
        return (pwd.getpwnam(name) if name else pwd.getpwuid(_os.getuid())).pw_dir
    except KeyError:
        return None


def expanduser(path):
    """Replace ~ and ~user at the beginning by a home directory; unknown ones stay."""
    path = _fspath(path)
    is_bytes = isinstance(path, bytes)
    slash, tilde = (b'/', b'~') if is_bytes else ('/', '~')
    if not path.startswith(tilde):
        return path
    i = path.find(slash, 1)
    if i < 0:
        i = len(path)
    name = path[1:i]
    if is_bytes:
        import os
        name = os.fsdecode(name)
    home = _home_of(name)
    if home is None:
        return path
    if is_bytes:
        home = os.fsencode(home)
    home = home.rstrip(slash)
    return (home + path[i:]) or slash


def expandvars(path):
    """Replace $name and ${name} by variables of the environment; unknown ones stay."""
    path = _fspath(path)
    import os
    if isinstance(path, bytes):
        dollar, left, right, environ = b'$', b'{', b'}', os.environb
    else:
        dollar, left, right, environ = '$', '{', '}', os.environ
    result = path[:0]
    i = 0
    while True:
        at = path.find(dollar, i)
        if at < 0:
            return result + path[i:]
        end = at + 1
        if path[end:end + 1] == left:
            close = path.find(right, end)
            if close < 0:
                return result + path[i:]
            name, end = path[end + 1:close], close + 1
        else:
            while end < len(path) and _is_name_char(path[end:end + 1]):
                end += 1
            name = path[at + 1:end]
        result += path[i:at]
        if name and name in environ:
            result += environ[name]
        else:
            result += path[at:end]
        i = end


def _is_name_char(char):
    return char.isascii() and (char.isalnum() or char in (b'_' if isinstance(char, bytes)
                                                          else '_'))


def normpath(path):
    """The path without '.', '..' and doubled slashes (symbolic links are not looked at)."""
    path = _fspath(path)
    slash, dot, dotdot = _signs(path)
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part != dotdot or not root and not parts or parts and parts[-1] == dotdot:
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    """The path from the root on, normalised."""
    path = _fspath(path)
    if not isabs(path):
        path = join(_os.getcwdb() if isinstance(path, bytes) else _os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path without symbolic links."""
    filename = _fspath(filename)
    slash, dot, dotdot = _signs(filename)
    getcwd = _os.getcwdb if isinstance(filename, bytes) else _os.getcwd
    errors = () if strict else OSError
    seen = {}                               # link -> where it leads; None while on the way
    rest = filename.split(slash)
    rest.reverse()
    path = slash if filename.startswith(slash) else getcwd()
    count = 0
    while rest:
        name = rest.pop()
        if name is None:
            seen[rest.pop()] = path         # the target of a link has been followed to its end
            continue
        if not name or name == dot:
            continue
        if name == dotdot:
            path = path[:path.rindex(slash)] or slash
            continue
        new = path + slash + name if path != slash else path + name
        try:
            is_link = _os.lstat(new).st_mode & 0o170000 == 0o120000
        except errors:
            is_link = False
        if not is_link:
            path = new
            continue
        if new in seen:
            known = seen[new]
            if known is not None:
                path = known
                continue
            if strict:
                _os.stat(new)               # a loop: raises the error that says so
            path = new
            continue
        count += 1
        seen[new] = None
        try:
            target = _os.readlink(new)
        except errors:
            path = new
            continue
        if target.startswith(slash):
            path = slash
        rest.append(new)
        rest.append(None)
        rest.extend(target.split(slash)[::-1])
    return path


def relpath(path, start=None):
    """The path as seen from start, the current directory by default."""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash, dot, dotdot = _signs(path)
    start = dot if start is None else _fspath(start)
    try:
        start_parts = [part for part in abspath(start).split(slash) if part]
        parts = [part for part in abspath(path).split(slash) if part]
        same = len(commonprefix([start_parts, parts]))
        result = [dotdot] * (len(start_parts) - same) + parts[same:]
        return slash.join(result) if result else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all paths share, component by component."""
    paths = tuple(map(_fspath, paths))
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    slash, dot, _ = _signs(paths[0])
    try:
        split_paths = [path.split(slash) for path in paths]
        absolute = {path.startswith(slash) for path in paths}
        if len(absolute) != 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in parts if part and part != dot] for parts in split_paths]
        low, high = min(split_paths), max(split_paths)
        common = low
        for i, part in enumerate(low):
            if i >= len(high) or part != high[i]:
                common = low[:i]
                break
        return (slash if absolute.pop() else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
