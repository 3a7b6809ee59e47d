# SPDX-License-Identifier: MIT
"""The operating system: the native functions of posix, and what is built on them."""
import sys
import abc
import posixpath as path
import posix
from posix import *

name = 'posix'
linesep = '\n'
curdir, pardir, sep, pathsep, extsep = path.curdir, path.pardir, path.sep, path.pathsep, path.extsep
altsep, defpath, devnull = path.altsep, path.defpath, path.devnull
sys.modules['os.path'] = path
_exit = posix._exit
_Alias = type(list[int])
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT, P_NOWAIT = 0, 1
P_NOWAITO = P_NOWAIT

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path",
           "devnull", "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode",
           "get_exec_path", "fdopen", "extsep", "makedirs", "removedirs", "renames", "walk",
           "fwalk", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "environ",
           "environb", "getenv", "getenvb", "supports_bytes_environ", "popen", "P_WAIT",
           "P_NOWAIT", "P_NOWAITO", "_exit"]
__all__ += [_name for _name in dir(posix) if not _name.startswith('_')]


def _have(*names):
    return {globals()[name] for name in names if name in globals()}


supports_dir_fd = _have('access', 'chmod', 'chown', 'link', 'mkdir', 'mkfifo', 'mknod', 'open',
                        'readlink', 'rename', 'stat', 'symlink', 'unlink', 'rmdir', 'utime')
supports_effective_ids = _have('access')
supports_fd = _have('chdir', 'chmod', 'chown', 'execve', 'listdir', 'pathconf', 'stat', 'statvfs',
                    'truncate', 'utime', 'scandir')
supports_follow_symlinks = _have('access', 'chown', 'link', 'stat', 'utime')


# ---------------------------------------------------------------- names as str and bytes

def _fs_codec():
    return sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def fsencode(filename):
    """A file name as bytes."""
    filename = fspath(filename)
    return filename.encode(*_fs_codec()) if isinstance(filename, str) else filename


def fsdecode(filename):
    """A file name as str."""
    filename = fspath(filename)
    return filename.decode(*_fs_codec()) if isinstance(filename, bytes) else filename


class PathLike(abc.ABC):
    """Objects with __fspath__ stand for a path."""
    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any('__fspath__' in base.__dict__ and base.__dict__['__fspath__'] is not None
                       for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(_Alias)


# ---------------------------------------------------------------- environment

class _Environ:
    """The environment of the process: a mapping whose changes reach the process itself. Keys and
    values are kept as the system has them, as bytes."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self._data = data

    def __getitem__(self, key):
        encoded = self.encodekey(key)
        if encoded not in self._data:
            raise KeyError(key)
        return self.decodevalue(self._data[encoded])

    def __setitem__(self, key, value):
        entry = self.encodekey(key), self.encodevalue(value)
        putenv(*entry)
        self._data.update([entry])

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __repr__(self):
        items = ', '.join([f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}"
                           for key, value in self._data.items()])
        return f"environ({{{items}}})"

    def __eq__(self, other):
        return _as_dict(self) == _as_dict(other)

    __hash__ = None

    def __or__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not _is_mapping(other):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self

    def __copy__(self):
        return dict(self)

    def copy(self):
        return dict(self)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return _abc().KeysView(self)

    def values(self):
        return _abc().ValuesView(self)

    def items(self):
        return _abc().ItemsView(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        return _abc().MutableMapping.pop(self, key, *default)

    def popitem(self):
        return _abc().MutableMapping.popitem(self)

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        _abc().MutableMapping.update(self, other, **kwds)

    @property
    def _MutableMapping__marker(self):
        return _abc().MutableMapping._MutableMapping__marker


def _abc():
    """collections.abc, which the start of a program does without. The first use tells it that
    the environment is a mapping."""
    import collections.abc
    collections.abc.MutableMapping.register(_Environ)
    return collections.abc


def _is_mapping(obj):
    return isinstance(obj, (dict, _Environ)) or isinstance(obj, _abc().Mapping)


def _as_dict(obj):
    return dict(obj) if isinstance(obj, _Environ) else obj


def _encode(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode(*_fs_codec())


def _decode(value):
    return value.decode(*_fs_codec())


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(posix.environ, _encode, _decode, _encode, _decode)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)
supports_bytes_environ = True


def getenv(key, default=None):
    """A variable of the environment as str."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """A variable of the environment as bytes."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """The directories in which programs are looked for."""
    if env is None:
        env = environ
    try:
        path_list = env.get('PATH')
    except TypeError:
        path_list = None
    try:
        path_bytes = env[b'PATH']
    except (KeyError, TypeError):
        pass
    else:
        if path_list is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        path_list = path_bytes
    if path_list is not None and isinstance(path_list, bytes):
        path_list = fsdecode(path_list)
    if path_list is None:
        path_list = defpath
    return path_list.split(pathsep)


# ---------------------------------------------------------------- files and directories

def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object on a descriptor."""
    import io
    if isinstance(fd, int):
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(fd, mode, buffering, encoding, *args, **kwargs)
    raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")


def _parent_and_last(name):
    """path.split() that does not mind a slash at the end."""
    parent, last = path.split(name)
    return (parent, last) if last else path.split(parent)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a directory and all that are missing above it."""
    parent, last = _parent_and_last(name)
    if parent and last and not path.exists(parent):
        try:
            makedirs(parent, exist_ok=exist_ok)
        except FileExistsError:
            pass                            # another process made it in the meantime
        if last in (curdir, fsencode(curdir)):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not (exist_ok and path.isdir(name)):
            raise


def removedirs(name):
    """Remove a directory, and those above it as long as they are empty."""
    rmdir(name)
    _prune(*_parent_and_last(name))


def _prune(parent, last):
    """Remove empty directories from parent upwards."""
    while parent and last:
        try:
            rmdir(parent)
        except OSError:
            return
        parent, last = path.split(parent)


def renames(old, new):
    """Rename, making the directories above the new name and pruning those above the old one."""
    parent, last = path.split(new)
    if parent and last and not path.exists(parent):
        makedirs(parent)
    rename(old, new)
    _prune(*path.split(old))


def _listing(top, onerror, followlinks):
    """(directories, others, directories to enter) of one directory; None if it cannot be read."""
    dirs, nondirs, enter = [], [], []
    try:
        with scandir(top) as entries:
            for entry in entries:
                try:
                    is_dir = entry.is_dir()
                except OSError:
                    is_dir = False
                (dirs if is_dir else nondirs).append(entry.name)
                if is_dir and (followlinks or not _is_link(entry)):
                    enter.append(entry.path)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return None
    return dirs, nondirs, enter


def _is_link(entry):
    try:
        return entry.is_symlink()
    except OSError:
        return False


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(directory, its directories, its files) for a whole tree. From the top down, the caller
    may change the list of directories to choose which are entered."""
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        found = _listing(top, onerror, followlinks)
        if found is None:
            continue
        dirs, nondirs, enter = found
        if topdown:
            yield top, dirs, nondirs
            for dirname in reversed(dirs):
                new = path.join(top, dirname)
                if followlinks or not path.islink(new):
                    stack.append(new)
        else:
            stack.append((top, dirs, nondirs))
            stack.extend(reversed(enter))


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """walk() that also gives a descriptor of each directory, open until the next step."""
    sys.audit("os.fwalk", top, topdown, onerror, follow_symlinks, dir_fd)
    top = fspath(top)
    try:
        before = stat(top, follow_symlinks=False, dir_fd=dir_fd)
        fd = open(top, O_RDONLY | O_NONBLOCK, dir_fd=dir_fd)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    try:
        if follow_symlinks or before.st_mode & 0o170000 == 0o040000 and path.samestat(
                before, stat(fd)):
            yield from _fwalk(fd, top, topdown, onerror, follow_symlinks)
    finally:
        close(fd)


def _fwalk(fd, top, topdown, onerror, follow_symlinks):
    dirs, nondirs = [], []
    for name in listdir(fd):
        try:
            is_dir = stat(name, dir_fd=fd).st_mode & 0o170000 == 0o040000
        except OSError:
            is_dir = False
        (dirs if is_dir else nondirs).append(name)
    if topdown:
        yield top, dirs, nondirs, fd
    for name in dirs:
        try:
            before = stat(name, dir_fd=fd, follow_symlinks=follow_symlinks)
            inner = open(name, O_RDONLY | O_NONBLOCK, dir_fd=fd)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        try:
            if follow_symlinks or path.samestat(before, stat(inner)):
                yield from _fwalk(inner, path.join(top, name), topdown, onerror,
                                  follow_symlinks)
        finally:
            close(inner)
    if not topdown:
        yield top, dirs, nondirs, fd


# ---------------------------------------------------------------- programs

def execl(file, *args):
    """Become another program; the arguments follow one by one."""
    execv(file, args)


def execle(file, *args):
    """execl() with an environment as the last argument."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execl() that looks for the program in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """execlp() with an environment as the last argument."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """execv() that looks for the program in PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """execve() that looks for the program in PATH."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    run = execv if env is None else execve
    rest = (args,) if env is None else (args, env)
    env = environ if env is None else env
    if path.dirname(file):
        run(file, *rest)
        return
    saved = None
    folders = get_exec_path(env)
    if isinstance(file, bytes):
        folders = map(fsencode, folders)
    for folder in folders:
        try:
            run(path.join(folder, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            if saved is None:
                saved = error
    raise saved if saved is not None else last


# ---- spawn: fork and exec in one call ----

def _spawn(mode, file, args, env, exec):
    if not isinstance(args, (list, tuple)):
        raise TypeError('argv must be a tuple or a list')
    if not (args and args[0]):
        raise ValueError('argv first element cannot be empty')
    if (pid := fork()) == 0:
        try:
            exec(file, args, *(() if env is None else (env,)))
        except:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        _, status = waitpid(pid, 0)
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Run a program in a new process: its status, or with P_NOWAIT its number."""
    return _spawn(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """spawnv() with an environment."""
    return _spawn(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """spawnv() of a program that is looked for on the path."""
    return _spawn(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """spawnve() of a program that is looked for on the path."""
    return _spawn(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """spawnv() with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnve() with the arguments and then the environment."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnvp() with the arguments one by one."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnvpe() with the arguments and then the environment."""
    return spawnvpe(mode, file, args[:-1], args[-1])


__all__ += ["spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe"]


def popen(cmd, mode="r", buffering=-1):
    """A file connected to a command that the shell runs."""
    our_end = {"r": "stdout", "w": "stdin"}
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in tuple(our_end):
        raise ValueError("invalid mode %r" % mode)
    if buffering in (0, None):
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    end = our_end[mode]
    proc = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering,
                            **{end: subprocess.PIPE})
    return _wrap_close(getattr(proc, end), proc)


class _wrap_close:
    """The file of a popen(): closing it waits for the command."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        if status == 0:
            return None
        return status << 8

    def __iter__(self):
        return iter(self._stream)

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __exit__(self, *args):
        self.close()

    def __enter__(self):
        return self


def process_cpu_count():
    """How many processors this process may use."""
    if 'sched_getaffinity' in globals():
        return len(sched_getaffinity(0))
    return cpu_count()


if 'collections.abc' in sys.modules:
    _abc()
