# SPDX-License-Identifier: MIT
"""Files and folders with names that nobody else has, removed when they are no longer needed."""

import errno
import functools
import io
import operator
import os
import random
import sys
import types
import warnings
import weakref

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory",
           "mkstemp", "mkdtemp", "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir",
           "gettempprefixb", "gettempdirb"]

TMP_MAX = getattr(os, 'TMP_MAX', 10000)
template = "tmp"
tempdir = None

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, 'O_NOFOLLOW', 0)


# ---- names ----

def _text_type(*args):
    """str or bytes, whichever the given prefix, suffix and folder are."""
    found = None
    for arg in args:
        if arg is None:
            continue
        if isinstance(arg, os.PathLike):
            arg = os.fspath(arg)
        kind = bytes if isinstance(arg, bytes) else str
        if found is not None and kind is not found:
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        found = kind
    if found is None:
        return bytes if isinstance(tempdir, bytes) else str
    return found


def _with_defaults(prefix, suffix, dir):
    kind = _text_type(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else os.fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


class _RandomNames:
    """Eight letters and digits, never ending; a child process begins anew."""
    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"

    @property
    def rng(self):
        pid = os.getpid()
        if pid != getattr(self, '_pid', None):
            self._rng = random.Random()
            self._pid = pid
        return self._rng

    def __iter__(self):
        return self

    def __next__(self):
        return ''.join(self.rng.choices(self.characters, k=8))


@functools.cache
def _names():
    return _RandomNames()


def _candidates():
    """Folders to try: what the environment says, the usual ones, the current one."""
    folders = [os.getenv(name) for name in ('TMPDIR', 'TEMP', 'TMP')]
    folders = [folder for folder in folders if folder] + ['/tmp', '/var/tmp', '/usr/tmp']
    try:
        folders.append(os.getcwd())
    except (AttributeError, OSError):
        folders.append(os.curdir)
    return folders


def _is_usable(folder):
    """Whether a file can be made, written and removed there."""
    for _ in range(100):
        path = os.path.join(folder, next(_names()))
        try:
            fd = os.open(path, _FLAGS, 0o600)
        except FileExistsError:
            continue
        except OSError:
            return False
        try:
            try:
                with io.open(fd, 'wb', buffering=0, closefd=False) as f:
                    f.write(b'blat')
            finally:
                os.close(fd)
        except OSError:
            return False
        finally:
            os.unlink(path)
        return True
    return False


def _find_folder():
    folders = _candidates()
    for folder in folders:
        if folder != os.curdir:
            folder = os.path.abspath(folder)
        if _is_usable(folder):
            return folder
    raise FileNotFoundError(errno.ENOENT,
                            "No usable temporary directory found in %s" % folders)


def gettempprefix():
    """How names begin."""
    return os.fsdecode(template)


def gettempprefixb():
    """How names begin, as bytes."""
    return os.fsencode(template)


def _gettempdir():
    global tempdir
    if tempdir is None:
        tempdir = _find_folder()
    return tempdir


def gettempdir():
    """The folder for temporary files."""
    return os.fsdecode(_gettempdir())


def gettempdirb():
    """The folder for temporary files, as bytes."""
    return os.fsencode(_gettempdir())


def _make(make, dir, prefix, suffix, kind, what):
    """make(path) of the first free name: (its result, the path)."""
    for _ in range(TMP_MAX):
        name = next(_names())
        path = os.path.join(dir, prefix + (os.fsencode(name) if kind is bytes else name) + suffix)
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, f"No usable temporary {what} name found")


def _make_file(dir, prefix, suffix, flags, kind):
    def make(path):
        sys.audit("tempfile.mkstemp", path)
        return os.open(path, flags, 0o600)
    dir = os.path.abspath(dir)
    return _make(make, dir, prefix, suffix, kind, "file")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """(descriptor, path) of a new file that only its owner can use; the caller removes it."""
    prefix, suffix, dir, kind = _with_defaults(prefix, suffix, dir)
    return _make_file(dir, prefix, suffix, _FLAGS, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """The path of a new folder that only its owner can use; the caller removes it."""
    prefix, suffix, dir, kind = _with_defaults(prefix, suffix, dir)

    def make(path):
        sys.audit("tempfile.mkdtemp", path)
        os.mkdir(path, 0o700)
    return os.path.abspath(_make(make, dir, prefix, suffix, kind, "directory")[1])


def mktemp(suffix="", prefix=template, dir=None):
    """A path that is free now. Somebody else may take it: use mkstemp() instead."""
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + next(_names()) + suffix)
        if not os.path.lexists(path):
            return os.path.abspath(path)
    raise FileExistsError(errno.EEXIST, "No usable temporary filename found")


# ---- files that go away ----

class _Closer:
    """Closes the file and removes it, once; also when it is forgotten."""
    close_called = False
    cleanup_called = False

    def __init__(self, file, name, delete, delete_on_close):
        self.file = file
        self.name = name
        self.delete = delete
        self.delete_on_close = delete_on_close

    def _finish(self, remove, unlink):
        """Close the file unless it is closed, and remove it if that is wanted."""
        try:
            if not self.close_called:
                self.close_called = True
                self.file.close()
        finally:
            try:
                if remove:
                    unlink(self.name)
            except FileNotFoundError:
                pass

    # At the end of the program os may be empty: unlink() is kept as a default.
    def cleanup(self, unlink=os.unlink):
        if not self.cleanup_called:
            self.cleanup_called = True
            self._finish(self.delete, unlink)

    def close(self, unlink=os.unlink):
        if not self.close_called:
            self.cleanup_called = bool(self.delete and self.delete_on_close)
            self._finish(self.cleanup_called, unlink)

    def __del__(self):
        self.cleanup()


class _TemporaryFileWrapper:
    """A file with a name that is removed with it; hands everything on to the file."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self._closer = _Closer(file, name, delete, delete_on_close)

    def __getattr__(self, name):
        value = getattr(self.__dict__['file'], name)
        if hasattr(value, '__call__'):
            # The wrapper has to live as long as somebody keeps one of its methods.
            method, closer = value, self._closer

            @functools.wraps(method)
            def value(*args, **kwargs):
                closer
                return method(*args, **kwargs)
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __exit__(self, exc, value, tb):
        swallowed = self.file.__exit__(exc, value, tb)
        self._closer.cleanup()
        return swallowed

    def __enter__(self):
        self.file.__enter__()
        return self

    def close(self):
        """Close the file, and remove it if it is to go with that."""
        self._closer.close()

    def __iter__(self):
        for line in self.file:
            yield line


def _opened(dir, prefix, suffix, flags, kind, mode, buffering, encoding, newline, errors, unlink):
    """(file, path) of a new file, opened with the arguments of open()."""
    path = None

    def opener(*_):
        nonlocal path
        fd, path = _make_file(dir, prefix, suffix, flags, kind)
        return fd
    try:
        file = io.open(dir, mode, buffering=buffering, newline=newline, encoding=encoding,
                       errors=errors, opener=opener)
    except BaseException:
        if path is not None:
            os.unlink(path)
        raise
    try:
        raw = getattr(file, 'buffer', file)
        raw = getattr(raw, 'raw', raw)
        if unlink:
            raw.name = file.fileno()
            os.unlink(path)
        else:
            raw.name = path
    except BaseException:
        file.close()
        raise
    return file, path


def _text_encoding(mode, encoding):
    return encoding if 'b' in mode else io.text_encoding(encoding)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None,
                       prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    """A new file that has a path (its name) and is removed when it is closed, or, without
    delete_on_close, at the end of its with statement."""
    prefix, suffix, dir, kind = _with_defaults(prefix, suffix, dir)
    encoding = _text_encoding(mode, encoding)
    file, path = _opened(dir, prefix, suffix, _FLAGS, kind, mode, buffering, encoding, newline,
                         errors, False)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                  dir=None, *, errors=None):
    """A new file without a path; it is gone when it is closed."""
    prefix, suffix, dir, kind = _with_defaults(prefix, suffix, dir)
    encoding = _text_encoding(mode, encoding)
    return _opened(dir, prefix, suffix, _FLAGS, kind, mode, buffering, encoding, newline, errors,
                   True)[0]


class SpooledTemporaryFile(io.IOBase):
    """A file in memory that becomes one on disk when it grows beyond max_size, or when its
    descriptor is asked for."""
    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None,
                 suffix=None, prefix=None, dir=None, *, errors=None):
        encoding = _text_encoding(mode, encoding)
        if 'b' in mode:
            self._file = io.BytesIO()
        else:
            self._file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors,
                                          newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._TemporaryFileArgs = {'mode': mode, 'buffering': buffering, 'suffix': suffix,
                                   'prefix': prefix, 'encoding': encoding, 'newline': newline,
                                   'dir': dir, 'errors': errors}

    __class_getitem__ = classmethod(types.GenericAlias)

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Move to disk now."""
        if self._rolled:
            return
        old = self._file
        new = self._file = TemporaryFile(**self._TemporaryFileArgs)
        del self._TemporaryFileArgs
        position = old.tell()
        if hasattr(new, 'buffer'):
            new.buffer.write(old.detach().getvalue())
        else:
            new.write(old.getvalue())
        new.seek(position, 0)
        self._rolled = True

    def __iter__(self):
        return self._file.__iter__()

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __enter__(self):
        if not self._file.closed:
            return self
        raise ValueError("Cannot enter context with closed file")

    def __del__(self):
        if not self.closed:
            if not sys.is_finalizing():
                warnings.warn("Unclosed file {!r}".format(self), ResourceWarning, stacklevel=2,
                              source=self)
            self.close()

    def close(self):
        self._file.close()

    closed = property(operator.attrgetter('_file.closed'))
    encoding = property(operator.attrgetter('_file.encoding'))
    errors = property(operator.attrgetter('_file.errors'))
    newlines = property(operator.attrgetter('_file.newlines'))

    @property
    def mode(self):
        if hasattr(self._file, 'mode'):
            return self._file.mode
        return self._TemporaryFileArgs['mode']

    @property
    def name(self):
        return getattr(self._file, 'name', None)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def detach(self):
        return self._file.detach()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    def read(self, *args):
        return self._file.read(*args)

    def read1(self, *args):
        return self._file.read1(*args)

    def readable(self):
        return self._file.readable()

    def readline(self, *args):
        return self._file.readline(*args)

    def readlines(self, *args):
        return self._file.readlines(*args)

    def readinto(self, b):
        return self._file.readinto(b)

    def readinto1(self, b):
        return self._file.readinto1(b)

    def seek(self, *args):
        return self._file.seek(*args)

    def seekable(self):
        return self._file.seekable()

    def tell(self):
        return self._file.tell()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(*(() if size is None else (size,)))

    def writable(self):
        return self._file.writable()

    def write(self, s):
        file = self._file
        result = file.write(s)
        self._check(file)
        return result

    def writelines(self, iterable):
        if self._max_size == 0 or self._rolled:
            return self._file.writelines(iterable)
        for line in iterable:
            self.write(line)


# ---- folders that go away ----

class TemporaryDirectory:
    """A new folder that is removed with all in it: by cleanup(), at the end of its with statement,
    or when it is forgotten, with a warning."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *,
                 delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = weakref.finalize(self, self._cleanup, self.name,
                                           warn_message="Implicitly cleaning up {!r}".format(self),
                                           ignore_errors=ignore_cleanup_errors, delete=delete)

    @classmethod
    def _remove(cls, name, ignore_errors=False, repeated=False):
        import shutil

        def onexc(func, path, exc):
            if isinstance(exc, PermissionError):
                if repeated and path == name:
                    if not ignore_errors:
                        raise
                    return
                try:
                    if path != name:
                        _make_writable(os.path.dirname(path))
                    _make_writable(path)
                    try:
                        os.unlink(path)
                    except IsADirectoryError:
                        cls._remove(path, ignore_errors=ignore_errors)
                    except PermissionError:
                        cls._remove(path, ignore_errors=ignore_errors, repeated=path == name)
                except FileNotFoundError:
                    pass
            elif not isinstance(exc, FileNotFoundError) and not ignore_errors:
                raise
        shutil.rmtree(name, onexc=onexc)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False, delete=True):
        if delete:
            cls._remove(name, ignore_errors=ignore_errors)
            warnings.warn(warn_message, ResourceWarning)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def cleanup(self):
        """Remove the folder now."""
        if self._finalizer.detach() or os.path.exists(self.name):
            self._remove(self.name, ignore_errors=self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(types.GenericAlias)


def _make_writable(path):
    try:
        if not os.path.islink(path):
            os.chmod(path, 0o700)
    except OSError:
        pass
