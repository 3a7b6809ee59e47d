# SPDX-License-Identifier: MIT
"""The exceptions of sqlite3, and which of them an error of the library becomes."""

import _sqlite3
from _sqlite3 import *

class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


_CLASSES = {SQLITE_INTERNAL: InternalError, SQLITE_NOTFOUND: InternalError,
            SQLITE_CORRUPT: DatabaseError, SQLITE_TOOBIG: DataError,
            SQLITE_CONSTRAINT: IntegrityError, SQLITE_MISMATCH: IntegrityError,
            SQLITE_MISUSE: InterfaceError, SQLITE_RANGE: InterfaceError}
_OPERATIONAL = {SQLITE_ERROR, SQLITE_PERM, SQLITE_ABORT, SQLITE_BUSY, SQLITE_LOCKED,
                SQLITE_READONLY, SQLITE_INTERRUPT, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN,
                SQLITE_PROTOCOL, SQLITE_EMPTY, SQLITE_SCHEMA}
_NOT_ERRORS = ('SQLITE_LIMIT_', 'SQLITE_DBCONFIG_', 'SQLITE_CREATE_', 'SQLITE_DROP_', 'SQLITE_DENY',
               'SQLITE_IGNORE', 'SQLITE_INSERT', 'SQLITE_PRAGMA', 'SQLITE_READ', 'SQLITE_SELECT',
               'SQLITE_TRANSACTION', 'SQLITE_UPDATE', 'SQLITE_ATTACH', 'SQLITE_DETACH',
               'SQLITE_ALTER_', 'SQLITE_REINDEX', 'SQLITE_ANALYZE', 'SQLITE_FUNCTION',
               'SQLITE_SAVEPOINT', 'SQLITE_RECURSIVE', 'SQLITE_DELETE')
_error_names = {}


def _error_name(code):
    if not _error_names:
        for name, value in vars(_sqlite3).items():
            if name.startswith('SQLITE_') and (name.startswith('SQLITE_READONLY') or
                                               not name.startswith(_NOT_ERRORS)):
                _error_names[value] = name
    return _error_names.get(code, 'unknown')


def _error(code, message):
    """The exception for an error of the library. 1 << 20 marks one without a code."""
    base = code & 0xff
    cls = OperationalError if base in _OPERATIONAL else _CLASSES.get(base, DatabaseError)
    exc = cls(message)
    if not code >> 20:
        exc.sqlite_errorcode = code
        exc.sqlite_errorname = _error_name(code)
    return exc


_callback_tracebacks = False


def enable_callback_tracebacks(enable, /):
    """Enable or disable callback functions throwing errors to stderr."""
    global _callback_tracebacks
    _callback_tracebacks = bool(enable)


def _show_callback_error(exc):
    if _callback_tracebacks:
        import sys
        import types
        sys.unraisablehook(types.SimpleNamespace(exc_type=type(exc), exc_value=exc, object=None,
                                                 exc_traceback=exc.__traceback__, err_msg=None))
