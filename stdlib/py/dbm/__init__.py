# SPDX-License-Identifier: MIT
"""Dictionaries in files: open() finds out which kind a file is, or makes one of the usual kind
(dbm.sqlite3)."""

import io
import os
import struct
import sys

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    pass


error = error, OSError
_names = ['dbm.sqlite3', 'dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_modules = {}
_defaultmod = None


def _find_modules():
    global _defaultmod
    for name in _names:
        try:
            _modules[name] = __import__(name, fromlist=['open'])
        except ImportError:
            continue
        _defaultmod = _defaultmod or _modules[name]
    if _defaultmod is None:
        raise ImportError('no dbm clone found; tried %s' % _names)


def open(file, flag='r', mode=0o666):
    """Open or create database at path given by *file*.

    The flag is 'r' (read), 'w' (read and write what exists), 'c' (create if it is not there)
    or 'n' (always create anew).
    """
    if _defaultmod is None:
        _find_modules()
    kind = None if 'n' in flag else whichdb(file)
    if kind is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        return _defaultmod.open(file, flag, mode)
    if kind == '':
        raise error[0]('db type could not be determined')
    if kind not in _modules:
        raise error[0](f'db type is {kind}, but the module is not available')
    return _modules[kind].open(file, flag, mode)


def _start(path, size):
    """The first bytes of a file; None if it cannot be read."""
    try:
        with io.open(path, 'rb') as file:
            return file.read(size)
    except OSError:
        return None


def whichdb(filename):
    """The module that a database needs: its name, '' if it is of no known kind, None if it cannot
    be read."""
    filename = os.fsencode(filename)
    if _start(filename + b'.pag', 0) is not None and _start(filename + b'.dir', 0) is not None:
        return 'dbm.ndbm'
    if os.path.exists(filename + b'.dat'):
        first = _start(filename + b'.dir', 1)
        if first is not None and first in (b'', b"'", b'"'):
            return 'dbm.dumb'
    head = _start(filename, 16)
    if head is None:
        return None
    if head == b'SQLite format 3\0':
        return 'dbm.sqlite3'
    gnu = [struct.pack('=l', magic) for magic in (0x13579ace, 0x13579acd, 0x13579acf)]
    return 'dbm.gnu' if head[:4] in gnu else ''


if __name__ == '__main__':
    for filename in sys.argv[1:]:
        print(whichdb(filename) or 'UNKNOWN', filename)
