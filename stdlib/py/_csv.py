# SPDX-License-Identifier: MIT
"""Reading and writing lines of comma-separated values: what csv is built on."""
from _static import make, seal

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
_dialects = {}
_limit = 131072
_NOT_GIVEN = object()
_DEFAULTS = {'delimiter': ',', 'doublequote': True, 'escapechar': None, 'lineterminator': '\r\n',
             'quotechar': '"', 'quoting': QUOTE_MINIMAL, 'skipinitialspace': False, 'strict': False}


class Error(Exception):
    pass


class Dialect:
    """CSV dialect"""
    __slots__ = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting',
                 'skipinitialspace', 'strict')

    def __new__(cls, dialect=None, **options):
        return make(cls, *_options(dialect, options))

    def __reduce_ex__(self, protocol):
        raise TypeError(f'cannot pickle {type(self).__name__!r} instances')


def _char(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        kind = 'string or None' if optional else 'string'
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


def _options(dialect, options):
    """Values of the attributes, checked, in the order of the slots."""
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    for name in options:
        if name not in _DEFAULTS:
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
    given = {}
    for name, default in _DEFAULTS.items():
        value = options.get(name, _NOT_GIVEN)
        if value is _NOT_GIVEN and dialect is not None:
            value = getattr(dialect, name, _NOT_GIVEN)
        given[name] = value
    values = {name: default if given[name] is _NOT_GIVEN else given[name]
              for name, default in _DEFAULTS.items()}
    delimiter = _char('delimiter', values['delimiter'], False)
    doublequote = bool(values['doublequote'])
    escape = _char('escapechar', values['escapechar'], True)
    terminator = values['lineterminator']
    if terminator is not None and not isinstance(terminator, str):
        raise TypeError('"lineterminator" must be a string')
    quote = _char('quotechar', values['quotechar'], True)
    quoting = values['quoting']
    if type(quoting) is not int:
        raise TypeError('"quoting" must be an integer')
    if not 0 <= quoting <= 5:
        raise TypeError('bad "quoting" value')
    if quote is None and given['quoting'] is _NOT_GIVEN:
        quoting = QUOTE_NONE
    if quoting != QUOTE_NONE and quote is None:
        raise TypeError("quotechar must be set if quoting enabled")
    if terminator is None:
        raise TypeError("lineterminator must be set")
    space = bool(values['skipinitialspace'])
    for name, char in (('delimiter', delimiter), ('escapechar', escape), ('quotechar', quote)):
        if char is not None and (char in '\r\n' or (char == ' ' and space and name != 'delimiter')):
            raise ValueError(f"bad {name} value")
    for a, b, both in ((delimiter, escape, 'delimiter or escapechar'),
                       (delimiter, quote, 'delimiter or quotechar'),
                       (escape, quote, 'escapechar or quotechar')):
        if a == b and a is not None:
            raise ValueError(f"bad {both} value")
    for name, char in (('delimiter', delimiter), ('escapechar', escape), ('quotechar', quote)):
        if char is not None and char in terminator:
            raise ValueError(f"bad {name} or lineterminator value")
    return (delimiter, doublequote, escape, terminator, quote, quoting, space,
            bool(values['strict']))


def _dialect(dialect, options):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if not options and (dialect is None or type(dialect) is Dialect):
        return dialect or _default
    return Dialect(dialect, **options)


_default = Dialect()


# Where a reader stands within a record.
(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED, _QUOTE_IN_QUOTED,
 _EAT_NEWLINE, _AFTER_ESCAPED_NEWLINE) = range(9)


class Reader:
    """CSV reader"""

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_csv.reader' instances")

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self._lines)
        if self._plain and isinstance(line, str) and not (self._quote and self._quote in line):
            # Without quotes a line is cut at the delimiters.
            body = line.rstrip('\r\n')
            end = len(line) - len(body)
            if (line and len(body) <= _limit and '\n' not in body and '\r' not in body
                    and (end < 2 or end == 2 and line.endswith('\r\n'))):
                self.line_num += 1
                return body.split(self._delimiter) if body else []
        return self._record(line)

    def _record(self, line):
        """The record that begins with the line."""
        self._fields = fields = []
        self._field = []
        self._unquoted = False
        self._state = _START_RECORD
        while True:
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in "
                            "text mode)" % type(line).__name__)
            self.line_num += 1
            self._read(line)
            if self._state == _START_RECORD:
                return fields
            try:
                line = next(self._lines)
            except StopIteration:
                if self._field or self._state == _IN_QUOTED:
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._save()
                    return fields
                if self._state in (_ESCAPED, _ESCAPED_IN_QUOTED, _AFTER_ESCAPED_NEWLINE):
                    self._save()
                    return fields
                raise

    def _read(self, line):
        for c in line:
            self._take(c)
        self._take('')

    def _add(self, c):
        if len(self._field) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(c)

    def _save(self):
        text = ''.join(self._field)
        quoting = self.dialect.quoting
        if self._unquoted:
            if quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and not text:
                text = None
            elif text and quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                text = float(text)
        self._field = []
        self._fields.append(text)

    def _end_line(self, c):
        self._state = _START_RECORD if c == '' else _EAT_NEWLINE

    def _take(self, c):
        """One character; '' stands for the end of a line that the iterator gave."""
        d = self.dialect
        state = self._state
        if state == _START_RECORD:
            if c == '':
                return
            if c in '\r\n':
                self._state = _EAT_NEWLINE
                return
            state = self._state = _START_FIELD
        if state == _START_FIELD:
            self._unquoted = True
            if c == '' or c in '\r\n':
                self._save()
                self._end_line(c)
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._unquoted = False
                self._state = _IN_QUOTED
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == ' ' and d.skipinitialspace:
                pass
            elif c == d.delimiter:
                self._save()
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _ESCAPED:
            if c in ('\n', '\r'):
                self._add(c)
                self._state = _AFTER_ESCAPED_NEWLINE
            else:
                self._add(c or '\n')
                self._state = _IN_FIELD
        elif state in (_IN_FIELD, _AFTER_ESCAPED_NEWLINE):
            if c == '' and state == _AFTER_ESCAPED_NEWLINE:
                return
            self._state = _IN_FIELD
            if c == '' or c in '\r\n':
                self._save()
                self._end_line(c)
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            else:
                self._add(c)
        elif state == _IN_QUOTED:
            if c == '':
                pass
            elif c == d.escapechar:
                self._state = _ESCAPED_IN_QUOTED
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTED if d.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPED_IN_QUOTED:
            self._add(c or '\n')
            self._state = _IN_QUOTED
        elif state == _QUOTE_IN_QUOTED:
            if d.quoting != QUOTE_NONE and c == d.quotechar:
                self._add(c)
                self._state = _IN_QUOTED
            elif c == d.delimiter:
                self._save()
                self._state = _START_FIELD
            elif c == '' or c in '\r\n':
                self._save()
                self._end_line(c)
            elif not d.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        elif c == '':
            self._state = _START_RECORD
        elif c not in '\r\n':
            raise Error("new-line character seen in unquoted field - do you need to open the file "
                        "with newline=''?")


class Writer:
    """CSV writer"""

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_csv.writer' instances")

    def writerow(self, row, /):
        """Construct and write a CSV record from an iterable of fields."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        d = self.dialect
        out = []
        lone = False
        if self._minimal:
            # As a rule there is nothing to quote.
            fields = [field if isinstance(field, str) else '' if field is None else str(field)
                      for field in fields]
            line = d.delimiter.join(fields)
            if (line and line.count(d.delimiter) == len(fields) - 1 and d.quotechar not in line
                    and '\n' not in line and '\r' not in line and ' ' not in fields):
                return self._write(line + d.lineterminator)
        for field in fields:
            text, quoted = self._prepare(field)
            lone = not out and not text and not quoted
            out.append(text)
            missing = field is None
        if lone and len(out) == 1:
            if d.quoting == QUOTE_NONE or (missing and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error("single empty field record must be quoted")
            out[0] = d.quotechar * 2
        return self._write(d.delimiter.join(out) + d.lineterminator)

    def _prepare(self, field):
        """A field as text, and whether it has quotes."""
        d = self.dialect
        quoting = d.quoting
        if field is None:
            text = ''
        elif isinstance(field, str):
            text = field
        else:
            text = str(field)
        quoted = (quoting == QUOTE_ALL or
                  (quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float))
                   and not hasattr(field, '__float__')) or
                  (quoting == QUOTE_STRINGS and isinstance(field, str)) or
                  (quoting == QUOTE_NOTNULL and field is not None))
        special = self._special
        if not quoted and special.isdisjoint(text):
            if not (text == ' ' or d.delimiter == ' ' and d.skipinitialspace and not text):
                return text, False
        parts = []
        for c in text:
            if c in special:
                escape = False
                if quoting == QUOTE_NONE:
                    escape = True
                else:
                    if c == d.quotechar:
                        if d.doublequote:
                            parts.append(c)
                        else:
                            escape = True
                    elif c == d.escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(d.escapechar)
            parts.append(c)
        if not text and d.delimiter == ' ' and d.skipinitialspace:
            if (quoting == QUOTE_NONE
                    or (field is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL))):
                raise Error(
                    "empty field must be quoted if delimiter is a space and skipinitialspace is "
                    "true")
            quoted = True
        text = ''.join(parts)
        if quoted:
            text = d.quotechar + text + d.quotechar
        return text, quoted

    def writerows(self, rows, /):
        """Construct and write a series of iterables to a csv file."""
        for row in rows:
            self.writerow(row)


Reader.__name__ = Reader.__qualname__ = 'reader'
Writer.__name__ = Writer.__qualname__ = 'writer'


def reader(*args, **options):
    """A reader that iterates over records; the argument is any iterable of lines."""
    if not 1 <= len(args) <= 2:
        kind = 'at least 1 argument' if not args else 'at most 2 arguments'
        raise TypeError(f"reader expected {kind}, got {len(args)}")
    made = object.__new__(Reader)
    made._lines = iter(args[0])
    made.line_num = 0
    made.dialect = d = _dialect(options.pop('dialect', args[1] if len(args) > 1 else None), options)
    made._plain = d.escapechar is None and d.quoting < 2 and not d.skipinitialspace
    made._delimiter, made._quote = d.delimiter, d.quotechar
    return made


def writer(*args, **options):
    """A writer whose writerow() gives records to the write() of a file."""
    if not 1 <= len(args) <= 2:
        kind = 'at least 1 argument' if not args else 'at most 2 arguments'
        raise TypeError(f"writer expected {kind}, got {len(args)}")
    made = object.__new__(Writer)
    dialect = _dialect(options.pop('dialect', args[1] if len(args) > 1 else None), options)
    write = getattr(args[0], 'write', None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    made.dialect = dialect
    made._write = write
    made._minimal = (dialect.quoting == QUOTE_MINIMAL and dialect.escapechar is None
                     and dialect.delimiter != ' ' and dialect.lineterminator in ('\r\n', '\n'))
    made._special = {c for c in (dialect.delimiter, dialect.escapechar, dialect.quotechar, '\r',
                                 '\n', *dialect.lineterminator) if c is not None}
    return made


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


def register_dialect(name, dialect=None, /, **options):
    """Create a mapping from a string name to a dialect class."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _dialect(dialect, options)


def unregister_dialect(name, /):
    """Delete the name/dialect mapping."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name, /):
    """Return the dialect instance associated with name."""
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def field_size_limit(*limit):
    """Sets an upper limit on parsed fields; gives the old one."""
    global _limit
    old = _limit
    if limit:
        if len(limit) > 1:
            raise TypeError(f"field_size_limit() takes at most 1 argument ({len(limit)} given)")
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _limit = limit[0]
    return old


seal(Dialect)
