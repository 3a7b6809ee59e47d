# SPDX-License-Identifier: MIT
"""A dictionary of bytes in a table of SQLite."""

import os
import sqlite3
from collections.abc import MutableMapping
from contextlib import closing, suppress
from pathlib import Path

BUILD_TABLE = """
  CREATE TABLE IF NOT EXISTS Dict (
    key BLOB UNIQUE NOT NULL,
    value BLOB NOT NULL
  )
"""
GET_SIZE = 'SELECT COUNT (key) FROM Dict'
LOOKUP_KEY = 'SELECT value FROM Dict WHERE key = CAST(? AS BLOB)'
STORE_KV = 'REPLACE INTO Dict (key, value) VALUES (CAST(? AS BLOB), CAST(? AS BLOB))'
DELETE_KEY = 'DELETE FROM Dict WHERE key = CAST(? AS BLOB)'
ITER_KEYS = 'SELECT key FROM Dict'

_ERR_CLOSED = 'DBM object has already been closed'
_ERR_REINIT = 'DBM object does not support reinitialization'
_MODES = {'r': 'ro', 'w': 'rw', 'c': 'rwc', 'n': 'rwc'}


class error(OSError):
    pass


def _address(path, mode):
    """A file's name as a URI for SQLite."""
    path = os.path.abspath(os.fsdecode(path))
    for mark, code in (('%', '%25'), ('?', '%3f'), ('#', '%23')):
        path = path.replace(mark, code)
    return f'file://{path}?mode={mode}'


class _Database(MutableMapping):

    def __init__(self, path, /, *, flag, mode):
        if hasattr(self, '_cx'):
            raise error(_ERR_REINIT)
        path = os.fsdecode(path)
        if flag not in _MODES:
            raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
        if flag == 'n':
            with suppress(FileNotFoundError):
                os.unlink(path)
        if flag in 'cn':
            with suppress(OSError):             # the mode counts for a new file only
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode=mode))
        try:
            self._cx = sqlite3.connect(_address(path, _MODES[flag]), autocommit=True, uri=True)
        except sqlite3.Error as e:
            raise error(str(e))
        if flag != 'r':
            with suppress(sqlite3.OperationalError):
                self._cx.execute('PRAGMA journal_mode = wal')
        if flag in 'cn':
            self._execute(BUILD_TABLE)

    def _execute(self, *args):
        if not self._cx:
            raise error(_ERR_CLOSED)
        try:
            return self._cx.execute(*args)
        except sqlite3.Error as e:
            raise error(str(e))

    def _one(self, *args):
        rows = self._execute(*args)
        try:
            return rows.fetchone()
        finally:
            rows.close()

    def __len__(self):
        return self._one(GET_SIZE)[0]

    def __getitem__(self, key):
        row = self._one(LOOKUP_KEY, (key,))
        if row is None:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key, value):
        self._execute(STORE_KV, (key, value)).close()

    def __delitem__(self, key):
        rows = self._execute(DELETE_KEY, (key,))
        try:
            if not rows.rowcount:
                raise KeyError(key)
        finally:
            rows.close()

    def __iter__(self):
        try:
            rows = self._execute(ITER_KEYS)
            for row in rows:
                yield row[0]
            rows.close()
        except sqlite3.Error as e:
            raise error(str(e))

    def close(self):
        if self._cx:
            self._cx.close()
            self._cx = None

    def keys(self):
        return list(super().keys())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(filename, /, flag='r', mode=0o666):
    """Open a dbm.sqlite3 database and return the dbm object.

    The 'filename' parameter is the name of the database file; 'flag' is 'r', 'w', 'c' or 'n';
    'mode' is that of a new file.
    """
    return _Database(filename, flag=flag, mode=mode)
