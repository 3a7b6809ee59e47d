# SPDX-License-Identifier: MIT
"""A dictionary of bytes in two plain files: NAME.dat has the values, NAME.dir says where each
lies."""

import ast as _ast
import collections.abc
import io as _io
import os as _os

__all__ = ['error', 'open']

_BLOCKSIZE = 512
error = OSError
_CLOSED = 'DBM object has already been closed'


def _as_bytes(value, what):
    if isinstance(value, str):
        return value.encode('utf-8')
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError(f'{what} must be bytes or strings')
    return value


class _Database(collections.abc.MutableMapping):

    _os, _io = _os, _io         # wanted until the last object is gone

    def __init__(self, filebasename, mode, flag='c'):
        filebasename = self._os.fsencode(filebasename)
        self._mode = mode
        self._readonly = flag == 'r'
        self._dirfile = filebasename + b'.dir'
        self._datfile = filebasename + b'.dat'
        self._bakfile = filebasename + b'.bak'
        self._index = None      # key -> (position, size); None: closed
        self._modified = False
        self._create(flag)
        self._update(flag)

    def _create(self, flag):
        if flag == 'n':
            for name in self._datfile, self._bakfile, self._dirfile:
                try:
                    _os.remove(name)
                except OSError:
                    pass
        try:
            _io.open(self._datfile, 'rb').close()
        except OSError:
            if flag not in ('c', 'n'):
                raise
            with _io.open(self._datfile, 'wb'):
                self._chmod(self._datfile)

    def _update(self, flag):
        """Read the directory."""
        self._modified = False
        self._index = {}
        try:
            file = _io.open(self._dirfile, 'r', encoding='Latin-1')
        except OSError:
            if flag not in ('c', 'n'):
                raise
            with self._io.open(self._dirfile, 'w', encoding='Latin-1'):
                self._chmod(self._dirfile)
            return
        with file:
            for line in file:
                key, place = _ast.literal_eval(line.rstrip())
                self._index[key.encode('Latin-1')] = place

    def _commit(self):
        """Write the directory; the one before becomes the backup."""
        if self._index is None or not self._modified:
            return
        for step in (self._os.unlink, (self._bakfile,)), (self._os.rename,
                                                          (self._dirfile, self._bakfile)):
            try:
                step[0](*step[1])
            except OSError:
                pass
        with self._io.open(self._dirfile, 'w', encoding='Latin-1') as file:
            self._chmod(self._dirfile)
            for key, place in self._index.items():
                file.write(self._line(key, place))
        self._modified = False

    sync = _commit

    def _line(self, key, place):
        return f'{key.decode("Latin-1")!r}, {place!r}\n'

    def _verify_open(self):
        if self._index is None:
            raise error(_CLOSED)

    def _verify_writable(self):
        if self._readonly:
            raise error('The database is opened for reading only')

    def __getitem__(self, key):
        if isinstance(key, str):
            key = key.encode('utf-8')
        self._verify_open()
        position, size = self._index[key]
        with _io.open(self._datfile, 'rb') as file:
            file.seek(position)
            return file.read(size)

    def _append(self, value):
        """The place of a value written at the end, where a block begins."""
        with _io.open(self._datfile, 'rb+') as file:
            end = file.seek(0, 2)
            position = -(-end // _BLOCKSIZE) * _BLOCKSIZE
            file.write(b'\0' * (position - end) + value)
        return position, len(value)

    def _overwrite(self, position, value):
        with _io.open(self._datfile, 'rb+') as file:
            file.seek(position)
            file.write(value)
        return position, len(value)

    def __setitem__(self, key, value):
        self._verify_writable()
        key = bytes(_as_bytes(key, 'keys'))
        value = _as_bytes(value, 'values')
        self._verify_open()
        self._modified = True
        if key not in self._index:
            place = self._append(value)
            self._index[key] = place
            with _io.open(self._dirfile, 'a', encoding='Latin-1') as file:
                self._chmod(self._dirfile)
                file.write(self._line(key, place))
            return
        position, size = self._index[key]
        blocks = -(-size // _BLOCKSIZE)
        if -(-len(value) // _BLOCKSIZE) <= blocks:
            self._index[key] = self._overwrite(position, value)
        else:
            self._index[key] = self._append(value)

    def __delitem__(self, key):
        self._verify_writable()
        if isinstance(key, str):
            key = key.encode('utf-8')
        self._verify_open()
        self._modified = True
        del self._index[key]
        self._commit()

    def keys(self):
        self._verify_open()
        return list(self._index)

    def items(self):
        self._verify_open()
        return [(key, self[key]) for key in self._index]

    def __contains__(self, key):
        if isinstance(key, str):
            key = key.encode('utf-8')
        self._verify_open()
        return key in self._index

    def iterkeys(self):
        self._verify_open()
        return iter(self._index)

    __iter__ = iterkeys

    def __len__(self):
        self._verify_open()
        return len(self._index)

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def _chmod(self, file):
        self._os.chmod(file, self._mode)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag='c', mode=0o666):
    """Open the database file, filename, and return corresponding object.

    The flag is 'r' (read), 'w' (read and write what exists), 'c' (create if it is not there)
    or 'n' (always create anew); the mode is that of new files, less the umask.
    """
    umask = _os.umask(0)
    _os.umask(umask)
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode & ~umask, flag=flag)
