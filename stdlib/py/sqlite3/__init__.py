# SPDX-License-Identifier: MIT
"""DB-API 2.0 interface for SQLite databases."""
import datetime
import functools
import os
import sys
import threading
import time
from collections.abc import Sequence as _Sequence
from operator import index as _index
from ._errors import (DataError, DatabaseError, Error, IntegrityError, InterfaceError,
                      InternalError, NotSupportedError, OperationalError, ProgrammingError,
                      Warning, _error, _show_callback_error, enable_callback_tracebacks)
from ._blob import Blob
import _sqlite3
from _static import make as _make, seal as _seal
from _sqlite3 import *
from _sqlite3 import complete_statement, sqlite_version

del Backup, BlobHandle, Database, Statement, OPEN_READWRITE, OPEN_URI, open
_DETERMINISTIC = 0x800
apilevel, paramstyle, threadsafety = "2.0", "qmark", 3
sqlite_version_info = tuple(int(part) for part in sqlite_version.split("."))
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
LEGACY_TRANSACTION_CONTROL = -1
Date, Time, Timestamp = datetime.date, datetime.time, datetime.datetime
Binary = memoryview


def DateFromTicks(ticks):
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    return Timestamp(*time.localtime(ticks)[:6])


# ---- adapters and converters ----

class PrepareProtocol:
    """PEP 246 style object adaption protocol type."""


adapters, converters = {}, {}
# Types whose objects are stored as they are: until somebody registers an adapter for one.
_plain = frozenset((int, float, str, bytes, bytearray, type(None)))


def register_adapter(type, adapter, /):
    """Let objects of a type be stored as what the function makes of them."""
    global _plain
    adapters[type, PrepareProtocol] = adapter
    _plain -= {type}


def register_converter(typename, converter, /):
    """Register a function to convert SQLite values to Python objects."""
    converters[typename.upper()] = converter


_NONE = object()


def adapt(obj, proto=PrepareProtocol, alt=_NONE, /):
    """Adapt given object to given protocol."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for there, name, argument in ((proto, '__adapt__', obj), (obj, '__conform__', proto)):
        method = getattr(there, name, None)
        if method is not None:
            try:
                adapted = method(argument)
            except TypeError:
                continue
            if adapted is not None:
                return adapted
    if alt is not _NONE:
        return alt
    raise ProgrammingError("can't adapt")


def _deprecated(what):
    import warnings
    warnings.warn(
        f"The default {what} is deprecated as of Python 3.12; see the sqlite3 documentation "
        "for suggested replacement recipes", DeprecationWarning, stacklevel=3)


def _adapt_date(value):
    _deprecated("date adapter")
    return value.isoformat()


def _adapt_datetime(value):
    _deprecated("datetime adapter")
    return value.isoformat(" ")


def _convert_date(value):
    _deprecated("date converter")
    return datetime.date(*map(int, value.split(b"-")))


def _convert_timestamp(value):
    _deprecated("timestamp converter")
    day, clock = value.split(b" ")
    clock, _, fraction = clock.partition(b".")
    micro = int('{:0<6.6}'.format(fraction.decode())) if fraction else 0
    return datetime.datetime(*map(int, day.split(b"-")), *map(int, clock.split(b":")), micro)


register_adapter(datetime.date, _adapt_date)
register_adapter(datetime.datetime, _adapt_datetime)
register_converter("date", _convert_date)
register_converter("timestamp", _convert_timestamp)


# ---- rows ----

class Row:
    """A row whose fields have names."""
    __slots__ = ('_description', '_data')

    def __new__(cls, cursor, data, /):
        if not isinstance(cursor, Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        return _make(cls, cursor.description, data)

    def keys(self):
        """Returns the keys of the row."""
        return [column[0] for column in self._description or ()]

    def __getitem__(self, key):
        if isinstance(key, str):
            for i, column in enumerate(self._description or ()):
                name = column[0]
                if (name == key
                        or (name.isascii() and key.isascii() and name.lower() == key.lower())):
                    return self._data[i]
            raise IndexError("No item with that key")
        if isinstance(key, (int, slice)):
            return self._data[key]
        raise IndexError("Index must be int or string")

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._data == other._data

    def __hash__(self):
        return hash(self._description) ^ hash(self._data)


# ---- cursors ----

def _first_word(sql):
    """The first word of a statement, behind space and comments."""
    while True:
        sql = sql.lstrip(" \t\f\n\r")
        if sql.startswith('--'):
            _, _, sql = sql.partition('\n')
        elif sql.startswith('/*'):
            _, mark, sql = sql.partition('*/')
            if not mark:
                return ''
        else:
            return sql[:7].upper()


class Cursor:
    """SQLite database cursor class."""
    __slots__ = ('connection', 'description', 'lastrowid', 'rowcount', 'arraysize', 'row_factory',
                 '_closed', '_statement', '_row', '_convert', '_locked', '__dict__', '__weakref__')

    def __init__(self, connection, /):
        if not isinstance(connection, Connection):
            raise TypeError(
                f"Cursor() argument 1 must be sqlite3.Connection, not {type(connection).__name__}")
        self._check_unlocked()
        self.connection = connection
        self.description = self.lastrowid = self.row_factory = None
        self.rowcount = -1
        self.arraysize = 1
        self._closed = self._locked = False
        self._statement = self._row = self._convert = None
        connection._check_thread()
        self.row_factory = connection.row_factory

    def _check_unlocked(self):
        if getattr(self, '_locked', False):
            raise ProgrammingError("Recursive use of cursors not allowed.")

    def _check(self):
        try:
            connection = self.connection
        except AttributeError:
            raise ProgrammingError("Base Cursor.__init__ not called.") from None
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        self._check_unlocked()
        connection._check_thread()
        connection._check_open()

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        return self._run(False, sql, (parameters,), "execute")

    def executemany(self, sql, seq_of_parameters, /):
        """Repeatedly executes an SQL statement."""
        return self._run(True, sql, seq_of_parameters, "executemany")

    def _run(self, many, sql, sequence, function):
        self._check()
        if not isinstance(sql, str):
            raise TypeError(f"{function}() argument 1 must be str, not {type(sql).__name__}")
        sequence = iter(sequence)
        connection = self.connection
        self._locked = True
        try:
            if self._statement is not None:
                self._statement.reset()
                self._statement = None
            self.description = self._row = None
            statement = connection._prepare(sql)
            if statement is None:
                self.rowcount = -1
                return self
            dml = _first_word(sql) in _DML or _first_word(sql)[:6] in _DML
            if many and not dml:
                raise ProgrammingError("executemany() can only execute DML statements.")
            self.rowcount = 0 if dml else -1
            if dml and connection.autocommit == LEGACY_TRANSACTION_CONTROL and (
                    connection._isolation_level
                    is not None) and not connection._db.in_transaction():
                connection._begin()
            names = statement.parameters()
            for parameters in sequence:
                self._bind(statement, names, parameters)
                self._step(statement, dml, many)
            if not many:
                rowid = connection._db.last_insert_rowid()
                self.lastrowid = rowid
        except:
            self._statement = None
            self.rowcount = -1
            raise
        finally:
            self._locked = False
        return self

    def _step(self, statement, dml, many):
        """Runs a statement to its first row."""
        db = self.connection._db
        try:
            has_row = statement.step()
            if not many or self.description is None:
                columns = statement.columns()
                if columns:
                    self.description = tuple((self._column_name(name), None, None, None, None, None,
                                              None)
                                             for name, _ in columns)
                    self._convert = self._converters(columns)
            if has_row:
                if many:
                    raise ProgrammingError("executemany() can only execute DML statements.")
                self._row = self._make(statement)
                self._statement = statement
                return
            if dml:
                self.rowcount += db.changes()
        except:
            statement.reset()
            raise
        statement.reset()

    def _column_name(self, name):
        if self.connection._detect_types & PARSE_COLNAMES and ' [' in name:
            return name.partition(' [')[0]
        return name

    def _converters(self, columns):
        """Converters of the columns, or None."""
        detect = self.connection._detect_types
        if not detect:
            return None
        found = []
        for name, declared in columns:
            converter = None
            if detect & PARSE_COLNAMES and '[' in name and ']' in name:
                converter = converters.get(name.partition('[')[2].partition(']')[0].upper())
            if converter is None and detect & PARSE_DECLTYPES and declared:
                word = declared.partition('(')[0].split(' ')[0]
                converter = converters.get(word.upper())
            found.append(converter)
        return found if any(found) else None

    def _make(self, statement):
        """The current row as a tuple."""
        factory = self.connection.text_factory
        if self._convert is None:
            if factory is str:
                return statement.row(False)
            return tuple(_text(field, factory) for field in statement.row(True))
        fields = []
        for i, field in enumerate(statement.row(True)):
            converter = self._convert[i]
            if converter is not None:
                field = statement.blob(i)
                fields.append(None if field is None else converter(field))
            else:
                fields.append(_text(field, factory))
        return tuple(fields)

    def _bind(self, statement, names, parameters):
        statement.clear_bindings()
        if isinstance(parameters, (tuple, list)) or (
                not isinstance(parameters, dict) and hasattr(parameters, '__getitem__') and
                hasattr(parameters, '__len__') and not hasattr(parameters, 'keys')):
            given = len(parameters)
            if given != len(names):
                raise ProgrammingError(
                    f"Incorrect number of bindings supplied. The current statement uses "
                    f"{len(names)}, and there are {given} supplied.")
            for i, name in enumerate(names):
                if name is not None and not name.isdigit():
                    import warnings
                    warnings.warn(
                        f"Binding {i + 1} ('{':' + name}') is a named parameter, but you supplied "
                        f"a "
                        "sequence which requires nominal (qmark) placeholders. Starting "
                        "with Python 3.14 an sqlite3.ProgrammingError will be raised.",
                        DeprecationWarning, stacklevel=4)
                self._bind_one(statement, i + 1, parameters[i], str(i + 1))
            return
        if not hasattr(parameters, '__getitem__'):
            raise ProgrammingError("parameters are of unsupported type")
        for i, name in enumerate(names):
            if name is None:
                raise ProgrammingError(
                    f"Binding {i + 1} has no name, but you supplied a dictionary (which has "
                    "only names).")
            try:
                value = parameters[name]
            except LookupError:
                raise ProgrammingError(
                    f"You did not supply a value for binding parameter :{name}.") from None
            self._bind_one(statement, i + 1, value, f":{name}")

    def _bind_one(self, statement, i, value, name):
        if type(value) not in _plain:
            value = adapt(value, PrepareProtocol, value)
        if not statement.bind(i, value):
            shown = f"'{name}'" if name[0] == ':' else name
            raise ProgrammingError(
                f"Error binding parameter {shown}: type '{type(value).__name__}' is not "
                "supported")

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        self._check()
        if not isinstance(sql_script, str):
            raise TypeError(
                f"executescript() argument must be str, not {type(sql_script).__name__}")
        if '\0' in sql_script:
            raise ValueError("embedded null character")
        connection = self.connection
        connection._check_length(sql_script)
        if connection.autocommit == LEGACY_TRANSACTION_CONTROL and connection._db.in_transaction():
            connection._command("COMMIT")
        rest = sql_script
        while rest:
            statement, _, rest = connection._db.prepare(rest)
            if statement is None:
                continue
            try:
                while statement.step():
                    pass
            finally:
                statement.reset()
        return self

    def __iter__(self):
        return self

    def __next__(self):
        self._check()
        row, statement = self._row, self._statement
        if statement is None:
            raise StopIteration
        self._row = None
        self._locked = True
        try:
            if row is None:
                row = self._make(statement)
            if statement.step():
                self._row = self._make(statement)
            else:
                if self.rowcount >= 0:
                    self.rowcount += self.connection._db.changes()
                statement.reset()
                self._statement = None
        except:
            statement.reset()
            self._statement = None
            raise
        finally:
            self._locked = False
        if self.row_factory is not None:
            return self.row_factory(self, row)
        return row

    def fetchone(self):
        """Fetches one row from the resultset."""
        return next(self, None)

    def fetchmany(self, size=None):
        """Fetches several rows from the resultset."""
        if size is None:
            size = self.arraysize
        size = _index(size)
        rows = []
        while len(rows) < size:
            row = next(self, _NONE)
            if row is _NONE:
                break
            rows.append(row)
        return rows

    def fetchall(self):
        """Fetches all rows from the resultset."""
        return list(self)

    def setinputsizes(self, sizes, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def close(self):
        """Closes the cursor."""
        self._check_unlocked()
        self.connection._check_thread()
        self.connection._check_open()
        if self._statement is not None:
            self._statement.reset()
            self._statement = None
        self._closed = True


_DML = frozenset(('INSERT', 'UPDATE', 'DELETE', 'REPLACE'))


def _text(field, factory):
    """A field of row(True): texts are tuples of their bytes."""
    if type(field) is not tuple:
        return field
    if factory is str:
        return field[0].decode()
    return field[0] if factory is bytes else factory(field[0])


# ---- connections ----

def _listed(names):
    *first, last = [f"'{name}'" for name in names]
    return f"{', '.join(first)} and {last}" if first else last


def _soon_positional(*names):
    """A method whose first parameters may still be given by name, with a warning."""
    several = 's' if len(names) > 1 else ''

    def decorate(method):
        text = (f"Passing keyword argument{several} {_listed(names)} to _sqlite3.Connection."
                f"{method.__name__}() is deprecated. Parameter{several} {_listed(names)} will "
                "become positional-only in Python 3.15.")

        @functools.wraps(method)
        def taking_names(self, /, *args, **kwargs):
            late = names[len(args):]
            for name in late:
                if name not in kwargs:
                    raise TypeError(f"{method.__name__}() missing required argument '{name}' "
                                    f"(pos {names.index(name) + 1})")
            args += tuple([kwargs.pop(name) for name in late])
            if late:
                import warnings
                warnings.warn(text, DeprecationWarning, stacklevel=2)
            return method(self, *args, **kwargs)
        return taking_names
    return decorate

class Connection:
    """SQLite database connection object."""
    Warning, Error, InterfaceError, DatabaseError = Warning, Error, InterfaceError, DatabaseError
    InternalError, OperationalError = InternalError, OperationalError
    ProgrammingError, IntegrityError = ProgrammingError, IntegrityError
    DataError, NotSupportedError = DataError, NotSupportedError
    _db = None
    _closed = False

    def __init__(self, /, *args, **kwargs):
        if 1 < len(args) <= len(_NAMES):
            by_connect = sys._getframe(1).f_code is connect.__code__
            _warn_later_named("_sqlite3.Connection()", 4 if by_connect else 3)
        self._open_database(**_by_name(args, kwargs))

    def _open_database(self, database, timeout=5.0, detect_types=0, isolation_level="",
                       check_same_thread=True, factory=None, cached_statements=128, uri=False,
                       autocommit=LEGACY_TRANSACTION_CONTROL):
        path = os.fsencode(database)
        isolation_level = _isolation(isolation_level)
        _check_autocommit(autocommit)
        flags = _sqlite3.OPEN_READWRITE | (_sqlite3.OPEN_URI if uri else 0)
        self._db = _sqlite3.open(path, flags, int(timeout * 1000))
        self._thread = threading.get_ident()
        self._check_same = check_same_thread
        self._detect_types = detect_types
        self._isolation_level = isolation_level
        self._autocommit = autocommit
        self.row_factory = None
        self.text_factory = str
        if autocommit is False:
            self._command("BEGIN")

    def _check_thread(self):
        if self._db is None and not self._closed:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._check_same and threading.get_ident() != self._thread:
            raise ProgrammingError(
                "SQLite objects created in a thread can only be used in that same thread. The "
                "object was "
                f"created in thread id {self._thread} and this is thread id "
                f"{threading.get_ident()}.")

    def _check_open(self):
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed database.")

    def _enter(self):
        self._check_thread()
        self._check_open()

    def _check_length(self, sql):
        if len(sql.encode()) > self._db.limit(SQLITE_LIMIT_SQL_LENGTH, -1):
            raise DataError("query string is too large")

    def _prepare(self, sql):
        """A new statement; None for nothing but comments."""
        self._check_length(sql)
        if '\0' in sql:
            raise ProgrammingError("the query contains a null character")
        statement, more, _ = self._db.prepare(sql)
        if more:
            raise ProgrammingError("You can only execute one statement at a time.")
        return statement

    def _command(self, sql):
        statement, _, _ = self._db.prepare(sql)
        try:
            statement.step()
        finally:
            statement.reset()

    def _begin(self):
        self._command(f"BEGIN {self._isolation_level}")

    @property
    def isolation_level(self):
        self._check_thread()
        self._check_open()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, value):
        value = _isolation(value)
        if value is None and not self._closed and self._db.in_transaction():
            self._command("COMMIT")
        self._isolation_level = value

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        self._enter()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self._enter()
        _check_autocommit(value)
        if value is True and self._db.in_transaction():
            self._command("COMMIT")
        elif value is False and not self._db.in_transaction():
            self._command("BEGIN")
        self._autocommit = value

    @property
    def in_transaction(self):
        self._check_open()
        return self._db.in_transaction()

    @property
    def total_changes(self):
        self._check_open()
        return self._db.total_changes()

    def cursor(self, factory=Cursor):
        """Return a cursor for the connection."""
        self._enter()
        made = factory(self)
        if not issubclass(type(made), Cursor):
            raise TypeError(f"factory must return a cursor, not {type(made).__name__}")
        if self.row_factory is not None:
            made.row_factory = self.row_factory
        return made

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Repeatedly executes an SQL statement."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        return self.cursor().executescript(sql_script)

    def commit(self):
        """Commit any pending transaction to the database."""
        self._enter()
        if self._autocommit == LEGACY_TRANSACTION_CONTROL and self._autocommit is not True:
            if self._db.in_transaction():
                self._command("COMMIT")
        elif self._autocommit is False:
            self._command("COMMIT")
            self._command("BEGIN")

    def rollback(self):
        """Roll back to the start of any pending transaction."""
        self._enter()
        if self._autocommit == LEGACY_TRANSACTION_CONTROL and self._autocommit is not True:
            if self._db.in_transaction():
                self._command("ROLLBACK")
        elif self._autocommit is False:
            self._command("ROLLBACK")
            self._command("BEGIN")

    def close(self):
        """Close the database connection; pending transactions are lost."""
        self._check_thread()
        if self._closed:
            return
        if self._autocommit is False and self._db.in_transaction():
            self._command("ROLLBACK")
        self._closed = True
        self._db.close()

    def __enter__(self):
        self._enter()
        return self

    def __exit__(self, type, value, traceback, /):
        commit = type is None and value is None and traceback is None
        if commit:
            try:
                self.commit()
            except:
                if self._db.in_transaction():
                    self.rollback()
                raise
        else:
            self.rollback()
        return False

    def __call__(self, sql, /):
        self._enter()
        if not isinstance(sql, str):
            raise TypeError(f"argument 1 must be str, not {type(sql).__name__}")
        return self._prepare(sql)

    def __del__(self):
        if self._db is not None and not self._closed:
            try:
                import warnings
                warnings.warn(f"unclosed database in {self!r}", ResourceWarning, source=self)
            except ImportError:
                pass                        # the interpreter is nearly gone
            self._closed = True
            self._db.close()

    def interrupt(self):
        """Abort any pending database operation."""
        self._check_open()
        self._db.interrupt()

    @_soon_positional('name', 'narg', 'func')
    def create_function(self, name, narg, func, /, *, deterministic=False):
        """Creates a new function."""
        self._enter()
        self._db.create_function(name, narg, _DETERMINISTIC if deterministic else 0, func)

    @_soon_positional('name', 'n_arg', 'aggregate_class')
    def create_aggregate(self, name, n_arg, aggregate_class, /):
        """Creates a new aggregate."""
        self._enter()
        try:
            self._db.create_aggregate(name, n_arg, aggregate_class, False)
        except OperationalError as exc:
            raise OperationalError("Error creating aggregate") from None

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Creates or redefines an aggregate window function."""
        self._enter()
        try:
            self._db.create_aggregate(name, num_params, aggregate_class, True)
        except DatabaseError as exc:
            if type(exc) is DatabaseError:      # the library names no error of its own here
                raise ProgrammingError("bad parameter or other API misuse") from None
            raise

    def create_collation(self, name, callback, /):
        """Creates a collation function."""
        self._enter()
        if not isinstance(name, str):
            raise TypeError(f"create_collation() argument 1 must be str, not {type(name).__name__}")
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        self._db.create_collation(name, callback)

    @_soon_positional('authorizer_callback')
    def set_authorizer(self, authorizer_callback, /):
        """Set authorizer callback."""
        self._enter()
        self._db.set_authorizer(authorizer_callback)

    @_soon_positional('progress_handler')
    def set_progress_handler(self, progress_handler, /, n):
        """Set progress handler callback."""
        self._enter()
        self._db.set_progress(progress_handler, n)

    @_soon_positional('trace_callback')
    def set_trace_callback(self, trace_callback, /):
        """Set a trace callback called for each SQL statement."""
        self._enter()
        self._db.set_trace(trace_callback)

    def iterdump(self, *, filter=None):
        """Returns iterator to the dump of the database in an SQL text format."""
        self._check_open()
        from sqlite3._dump import iterdump
        return iterdump(self, filter=filter)

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.25):
        """Makes a backup of the database."""
        self._enter()
        if not isinstance(target, Connection):
            raise TypeError("backup() argument 'target' must be sqlite3.Connection, not "
                            f"{type(target).__name__}")
        target._enter()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        if pages == 0:
            pages = -1
        copy = self._db.backup_open(target._db, name)
        try:
            while True:
                code, left, total = copy.step(pages)
                if progress is not None:
                    progress(code, left, total)
                if code in (SQLITE_BUSY, SQLITE_LOCKED):
                    time.sleep(sleep)
                elif code != SQLITE_OK:
                    break
        finally:
            copy.finish()

    def blobopen(self, table, column, row, /, *, readonly=False, name="main"):
        """Open and return a BLOB object."""
        self._enter()
        return Blob._make(self, self._db.blob_open(name, table, column, row, not readonly))

    def serialize(self, *, name="main"):
        """Serialize a database into a byte string."""
        self._enter()
        return self._db.serialize(name)

    def deserialize(self, data, /, *, name="main"):
        """Load a serialized database."""
        self._enter()
        self._db.deserialize(data, name)

    def getlimit(self, category, /):
        """Get connection run-time limits."""
        return self.setlimit(category, -1)

    def setlimit(self, category, limit, /):
        """Set connection run-time limits; the old one."""
        self._enter()
        old = self._db.limit(category, limit)
        if old < 0:
            raise ProgrammingError("'category' is out of bounds")
        return old

    def getconfig(self, op, /):
        """Query a boolean connection configuration option."""
        self._enter()
        _check_config(op)
        return self._db.config(op, -1)

    def setconfig(self, op, enable=True, /):
        """Set a boolean connection configuration option."""
        self._enter()
        _check_config(op)
        if self._db.config(op, bool(enable)) != bool(enable):
            raise OperationalError("Unable to set config")

    def enable_load_extension(self, enable, /):
        """Enable dynamic loading of SQLite extension modules."""
        self._enter()
        self._db.enable_load_extension(enable)

    def load_extension(self, name, /, *, entrypoint=None):
        """Load SQLite extension module."""
        self._enter()
        self._db.load_extension(name, entrypoint)


_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")


def _isolation(value):
    """An isolation level in capital letters, or None."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError("isolation_level must be str or None")
    value.encode()
    if '\0' in value:
        raise ValueError("embedded null character")
    for level in _LEVELS:
        if value.upper() == level:
            return level
    raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'")


def _check_autocommit(value):
    if value is not True and value is not False and not (type(value) is int and
                                                         value == LEGACY_TRANSACTION_CONTROL):
        raise ValueError("autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL")


def _check_config(op):
    if op not in _config_switches:
        raise ValueError(f"unknown config 'op': {op}")


_config_switches = {value for name, value in vars(_sqlite3).items()
                    if name.startswith('SQLITE_DBCONFIG_')}


# ---- blobs ----


_LATER_NAMED = ('timeout', 'detect_types', 'isolation_level', 'check_same_thread', 'factory',
                'cached_statements', 'uri')
_NAMES = ('database', *_LATER_NAMED)


def _warn_later_named(what, level):
    import warnings
    warnings.warn(f"Passing more than 1 positional argument to {what} is deprecated. Parameters "
                  f"{_listed(_LATER_NAMED)} will become keyword-only parameters in Python 3.15.",
                  DeprecationWarning, stacklevel=level)


def _by_name(args, kwargs):
    """The arguments of Connection(), each with its name."""
    most, given = len(_NAMES) + 1, len(args) + len(kwargs)
    if given > most:
        raise TypeError(f"Connection() takes at most {most} arguments ({given} given)")
    if len(args) > len(_NAMES):
        raise TypeError(f"Connection() takes at most {len(_NAMES)} positional arguments "
                        f"({len(args)} given)")
    if not args and 'database' not in kwargs:
        raise TypeError("Connection() missing required argument 'database' (pos 1)")
    for i, name in enumerate(_NAMES[:len(args)], 1):
        if name in kwargs:
            raise TypeError(f"argument for Connection() given by name ('{name}') and position "
                            f"({i})")
    for name in kwargs:
        if name not in _NAMES and name != 'autocommit':
            raise TypeError(f"Connection() got an unexpected keyword argument '{name}'")
    return {**dict(zip(_NAMES, args)), **kwargs}


def connect(*args, **kwargs):
    """Open a database, ':memory:' or a file. The arguments go to the factory as they are."""
    if 1 < len(args) <= len(_NAMES):
        _warn_later_named("sqlite3.connect()", 3)
    factory = args[5] if len(args) > 5 else kwargs.get('factory', Connection)
    return factory(*args, **kwargs)


def __getattr__(name):
    if name not in ('version', 'version_info'):
        raise AttributeError(f"module 'sqlite3' has no attribute '{name}'")
    import warnings
    warnings.warn(f"{name} is deprecated and will be removed in Python 3.14", DeprecationWarning,
                  stacklevel=2)
    return '2.6.0' if name == 'version' else (2, 6, 0)


for _class in (PrepareProtocol, Row, Cursor, Connection, Blob, Error, DataError, DatabaseError,
               IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError,
               ProgrammingError, Warning):
    _class.__module__ = "sqlite3"
del _class
_seal(Row)
_seal(Cursor, True)
_seal(Connection, True)
_Sequence.register(Row)
