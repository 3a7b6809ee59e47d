# SPDX-License-Identifier: MIT
"""The lines of several files, or of standard input, as one stream."""

import collections
import contextlib
import io
import os
import sys
from types import GenericAlias

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno",
           "isfirstline", "isstdin", "FileInput", "hook_compressed", "hook_encoded"]

_state = None           # the FileInput of which the functions speak


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None,
          errors=None):
    """Start going over the files (default: those of sys.argv); the functions below speak of it."""
    global _state
    if _state is not None and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding,
                       errors=errors)
    return _state


def close():
    """End it."""
    global _state
    state, _state = _state, None
    if state is not None:
        state.close()


def _about_the_active(name):
    """A function that asks the active FileInput."""
    method = getattr(FileInput, name)

    def function():
        if _state is None:
            raise RuntimeError("no active input()")
        return getattr(_state, name)()
    function.__name__ = function.__qualname__ = name
    function.__doc__ = method.__doc__
    return function


class FileInput:
    """The lines of several files. inplace: what is printed meanwhile becomes the file's new
    contents, and backup, a suffix, keeps the old ones."""

    _opened = None          # what has to be undone at the end of the present file

    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None,
                 encoding=None, errors=None):
        if mode not in ('r', 'rb'):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook and inplace:
            raise ValueError("FileInput cannot use an opening hook in inplace mode")
        if openhook and not callable(openhook):
            raise ValueError("FileInput openhook must be callable")
        if isinstance(files, (str, os.PathLike)):
            names = [os.fspath(files)]
        else:
            names = list(sys.argv[1:] if files is None else files) or ['-']
        self._names = collections.deque(names)
        self._inplace, self._backup, self._openhook = inplace, backup, openhook
        self._mode, self._encoding, self._errors = mode, encoding, errors
        self._opened = contextlib.ExitStack()
        self._file = self._filename = None
        self._isstdin = False
        self._before = self._here = 0       # lines of the files before, and of this one

    def __del__(self):
        if self._opened is not None:
            self.close()

    def close(self):
        """There are no more lines."""
        try:
            self.nextfile()
        finally:
            self._names.clear()

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def nextfile(self):
        """The rest of the present file is not read."""
        self._file = None
        try:
            self._opened.close()
        finally:
            self._isstdin = False

    def readline(self):
        """The next line; '' at the end of all files."""
        while self._file is not None or self._names:
            if self._file is None:
                self._open_next()
            line = self._file.readline()
            if line:
                self._here += 1
                return line
            self.nextfile()
        return b'' if 'b' in self._mode else ''

    # ---- files ----

    def _open_next(self):
        self._before, self._here = self.lineno(), 0
        self._filename = name = self._names.popleft()
        binary = 'b' in self._mode
        if name == '-':
            self._filename, self._isstdin = '<stdin>', True
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) if binary else sys.stdin
        elif self._inplace:
            self._file = self._open_in_place(name)
        else:
            self._file = self._opened.enter_context(contextlib.closing(self._open(name)))

    def _open(self, name):
        if not self._openhook:
            return open(name, self._mode, encoding=self._encoding, errors=self._errors)
        if self._encoding is None:          # hooks from before encodings take two arguments
            return self._openhook(name, self._mode)
        return self._openhook(name, self._mode, encoding=self._encoding, errors=self._errors)

    def _open_in_place(self, name):
        """The file under the name of its backup; prints go to a new file of its name."""
        old = os.fspath(name) + (self._backup or ".bak")
        with contextlib.suppress(OSError):
            os.unlink(old)
        os.rename(name, old)
        if not self._backup:
            self._opened.callback(_unlink_quietly, old)
        text = {'encoding': self._encoding, 'errors': self._errors}
        source = self._opened.enter_context(open(old, self._mode, **text))
        mode = os.fstat(source.fileno()).st_mode
        target = os.open(name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode)
        output = self._opened.enter_context(open(target, self._mode.replace('r', 'w'), **text))
        with contextlib.suppress(OSError):
            os.chmod(name, mode)
        self._opened.enter_context(contextlib.redirect_stdout(output))
        return source

    # ---- where it stands ----

    def filename(self):
        """The file of the last line; None before the first."""
        return self._filename

    def lineno(self):
        """The number of the last line over all files."""
        return self._before + self._here

    def filelineno(self):
        """The number of the last line in its file."""
        return self._here

    def fileno(self):
        """The descriptor of the file, -1 if none is open."""
        try:
            return -1 if self._file is None else self._file.fileno()
        except ValueError:
            return -1

    def isfirstline(self):
        """Whether the last line was the first of its file."""
        return self._here == 1

    def isstdin(self):
        """Whether the last line came from standard input."""
        return self._isstdin

    __class_getitem__ = classmethod(GenericAlias)


for _name in 'nextfile', 'filename', 'lineno', 'filelineno', 'fileno', 'isfirstline', 'isstdin':
    globals()[_name] = _about_the_active(_name)
del _name


def _unlink_quietly(name):
    with contextlib.suppress(OSError):
        os.unlink(name)


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """An openhook for .gz and .bz2 files."""
    text = "b" not in mode
    if encoding is None and text:
        encoding = "locale"
    suffix = os.path.splitext(filename)[1]
    if suffix not in ('.gz', '.bz2'):
        return open(filename, mode, encoding=encoding, errors=errors)
    import bz2
    import gzip
    stream = gzip.open(filename, mode) if suffix == '.gz' else bz2.BZ2File(filename, mode)
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors) if text else stream


def hook_encoded(encoding, errors=None):
    """An openhook for an encoding."""
    def openhook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return openhook


def _test():
    """python -m fileinput: show the lines with their numbers."""
    import getopt
    inplace = backup = False
    options, args = getopt.getopt(sys.argv[1:], "ib:")
    for option, value in options:
        if option == '-i':
            inplace = True
        if option == '-b':
            backup = value
    for line in input(args, inplace, backup):
        line = line[:-1] if line[-1:] == '\n' else line
        print("%d: %s[%d]%s %s" % (lineno(), filename(), filelineno(),
                                   isfirstline() and "*" or "", line))
    print("%d: %s[%d]" % (lineno(), filename(), filelineno()))


if __name__ == '__main__':
    _test()
