# SPDX-License-Identifier: MIT
"""The classes of datetime, their arithmetic and their comparison. timedelta is in _datetime_delta;
what needs none of the classes, as the calendar and the reading of ISO 8601, in _datetime_text.

The classes look like the static types of CPython: see _static. Their instances are made by make(),
which fills the slots in order."""

import time as _time
from _calendar import (complete, date_key, date_new, date_from, datetime_at, datetime_from,
                       datetime_new, delta_new, delta_us, index32, iso_week, moment, ordinal, time_new,
                       utc_seconds, ymd)
from _static import make, seal
from _datetime_delta import DAY_US, SEALED, shown_name, timedelta
from _datetime_text import (MISSING, arity, clock_text, expand_format, iso_clock, iso_date,
                            local_seconds, offset_text, round_us, week_one_monday)

MINYEAR = 1
MAXYEAR = 9999
MAX_ORDINAL = 3652059
EPOCH = 719163  # the ordinal of 1 January 1970
DAYS = 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
MONTHS = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')



# ---- dates ----


def date_from_ordinal(cls, n):
    if not 1 <= n <= MAX_ORDINAL:
        raise OverflowError('date value out of range')
    return cls(*ymd(n)) if cls is not date else make(date, *ymd(n))


def state_of(value, tzinfo=None):
    """The bytes that a pickle may hold in place of the year or the hour, if that is what it is."""
    return value.encode('latin-1') if isinstance(value, str) else value


def strftime_of(self, format, tuple):
    if not isinstance(format, str):
        raise TypeError(f'strftime() argument 1 must be str, not {type(format).__name__}')
    return _time.strftime(expand_format(self, format), tuple)


def replaced(self, old, names, given, unknown):
    """The arguments of replace() as a list: what is not given is as in self."""
    if unknown:
        raise TypeError(f"replace() got an unexpected keyword argument '{next(iter(unknown))}'")
    return [getattr(self, name) if value is MISSING else value
            for name, value in zip(names, given)]


def date_from_iso(cls, string):
    if not isinstance(string, str):
        raise TypeError('fromisoformat: argument must be str')
    parts = iso_date(string) if len(string) in (7, 8, 10) else None
    if parts is None:
        raise ValueError(f'Invalid isoformat string: {string!r}')
    return cls(*parts)


# Operators, hashes and comparisons, where C does not know the answer: see stdlib/datetime_slots.c.

def date_add(a, b):
    if not isinstance(a, date):
        a, b = b, a
    if not isinstance(b, timedelta) or isinstance(a, datetime):
        return NotImplemented
    return date_from_ordinal(type(a), a.toordinal() + b.days)


def date_sub(a, b):
    if not isinstance(a, date) or isinstance(a, datetime) or isinstance(b, datetime):
        return NotImplemented
    if isinstance(b, timedelta):
        return date_from_ordinal(type(a), a.toordinal() - b.days)
    if isinstance(b, date):
        return delta_new(timedelta, (a.toordinal() - b.toordinal()) * DAY_US)
    return NotImplemented


def date_keys(a, b, equality):
    if not isinstance(b, date) or isinstance(b, datetime):
        return NotImplemented
    return date_key(a), date_key(b)


class date:
    """date(year, month, day) --> date object"""
    __slots__ = 'year', 'month', 'day'

    def __new__(cls, year=MISSING, month=MISSING, day=MISSING, *rest, **unknown):
        if month is MISSING and isinstance(year, (bytes, str)) and len(year) == 4:
            state = state_of(year)
            if 1 <= state[2] <= 12:
                return make(cls, state[0] << 8 | state[1], state[2], state[3])
        if day is MISSING or rest or unknown:
            given = (year is not MISSING) + (month is not MISSING) + (day is not MISSING)
            arity('function', 3, given + len(rest) + len(unknown), unknown,
                  (('year', year), ('month', month), ('day', day)))
        return date_new(cls, year, month, day)

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp.

The timestamp is a number, e.g. created via time.time(), that is interpreted
as local time."""
        if timestamp is None:   # for localtime() it is now
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        made = date_from(cls, timestamp) if cls is date and type(timestamp) is float else None
        return cls(*_time.localtime(timestamp)[:3]) if made is None else made

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """int, int, int -> Construct a date from the ISO year, week number and weekday.

This is the inverse of the function date.isocalendar()"""
        try:
            year, week, day = index32(year), index32(week), index32(day)
        except OverflowError:
            raise ValueError('ISO calendar component out of range') from None
        if not 1 <= year <= 9999:
            raise ValueError(f'Year is out of range: {year}')
        first = week_one_monday(year)
        if not 1 <= week <= 52 and not (week == 53 and week_one_monday(year + 1) - first == 371):
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        return cls(*ymd(first + 7 * week + day - 8))

    def __repr__(self):
        return f'{shown_name(self)}({self.year}, {self.month}, {self.day})'

    def ctime(self):
        """Return ctime() style string."""
        return (f'{DAYS[self.weekday()]} {MONTHS[self.month - 1]} {self.day:2} 00:00:00 '
                f'{self.year:04}')

    def strftime(self, format):
        """format -> strftime() style string."""
        return strftime_of(self, format, self.timetuple())

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format).__name__}')
        return self.strftime(format) if format else str(self)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return date_tuple(self, 0, 0, 0, -1)

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        return tuple.__new__(IsoCalendarDate, iso_week(self))

    def replace(self, year=MISSING, month=MISSING, day=MISSING, *rest, **unknown):
        """Return date with new specified fields."""
        if rest:
            arity('replace()', 3, 3 + len(rest), unknown)
        if type(self) is date and not unknown:
            return date_new(date, self.year if year is MISSING else year,
                            self.month if month is MISSING else month,
                            self.day if day is MISSING else day)
        return type(self)(*replaced(self, date, ('year', 'month', 'day'), (year, month, day),
                                    unknown))

    def __replace__(self, /, **changes):
        return self.replace(**changes)

    def __reduce__(self):
        return type(self), (date_state(self),)


def date_state(self):
    return bytes((self.year >> 8, self.year & 255, self.month, self.day))


def date_tuple(self, hour, minute, second, dst):
    n = ordinal(self.year, self.month, self.day)
    return _time.struct_time((self.year, self.month, self.day, hour, minute, second, (n + 6) % 7,
                              n - ordinal(self.year, 1, 1) + 1, dst))


class IsoCalendarDate(tuple):
    __slots__ = ()

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'

    def __reduce__(self):
        return tuple, (tuple(self),)


# ---- zones ----

def check_tzinfo(value):
    if value is not None and not isinstance(value, tzinfo):
        raise TypeError('tzinfo argument must be None or of a tzinfo subclass, not type '
                        f"'{type(value).__name__}'")


def ask_zone(zone, name, argument):
    """zone.utcoffset(argument) or zone.dst(argument), checked."""
    if zone is None:
        return None
    offset = getattr(zone, name)(argument)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f'tzinfo.{name}() must return None or timedelta, not '
                        f"'{type(offset).__name__}'")
    if not -DAY_US < delta_us(offset) < DAY_US:
        raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                         'timedelta(hours=24).')
    return offset


def ask_name(zone, argument):
    if zone is None:
        return None
    name = zone.tzname(argument)
    if name is not None and not isinstance(name, str):
        raise TypeError("tzinfo.tzname() must return None or a string, not "
                        f"'{type(name).__name__}'")
    return name


class tzinfo:
    """Abstract base class for time zone info objects."""
    __slots__ = ()

    def tzname(self, dt, /):
        """datetime -> string name of time zone."""
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt, /):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt, /):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        dst = dt.dst()
        if dst is None:
            raise ValueError('fromutc: non-None dst() result required')
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
        return dt + dst

    def __reduce__(self):
        arguments = getattr(self, '__getinitargs__', tuple)()
        return type(self), arguments, self.__getstate__()


class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""
    __slots__ = '_offset', '_name'

    def __new__(cls, offset=MISSING, name=MISSING, *rest, **unknown):
        if rest or unknown or offset is MISSING:
            arity('timezone()', 2, (offset is not MISSING) + (name is not MISSING) + len(rest) +
                  len(unknown), unknown, (('offset', offset),))
        if not isinstance(offset, timedelta):
            raise TypeError('timezone() argument 1 must be datetime.timedelta, not '
                            f'{type(offset).__name__}')
        if name is MISSING:
            if not offset:
                return UTC
            name = None
        elif not isinstance(name, str):
            raise TypeError(f'timezone() argument 2 must be str, not {type(name).__name__}')
        if not -DAY_US < delta_us(offset) < DAY_US:
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        return make(timezone, offset, name)

    def utcoffset(self, dt, /):
        """Return fixed offset."""
        zone_argument('utcoffset', dt)
        return self._offset

    def tzname(self, dt, /):
        """If name is specified when timezone is created, returns the name.  Otherwise returns
        offset as 'UTC(+|-)HH:MM'."""
        zone_argument('tzname', dt)
        return str(self)

    def dst(self, dt, /):
        """Return None."""
        zone_argument('dst', dt)
        return None

    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset

    def __repr__(self):
        if self is UTC:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'{shown_name(self)}({self._offset!r}{name})'

    def __str__(self):
        if self._name is not None:
            return self._name
        if self is UTC or not self._offset:
            return 'UTC'
        return 'UTC' + offset_text(delta_us(self._offset), ':')

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return type(self), self.__getinitargs__(), None


def zone_argument(name, dt):
    if dt is not None and not isinstance(dt, datetime):
        raise TypeError(f'{name}(dt) argument must be a datetime instance or None, not '
                        f'{type(dt).__name__}')


# ---- times of a day ----


def clock_repr(self):
    """The end of a repr: seconds where there are any, the zone, the fold."""
    text = f', {self.second}' if self.second or self.microsecond else ''
    if self.microsecond:
        text += f', {self.microsecond}'
    zone = '' if self.tzinfo is None else f', tzinfo={self.tzinfo!r}'
    fold = ', fold=1' if self.fold else ''
    return text + (fold + zone if isinstance(self, datetime) else zone + fold) + ')'


def clock_state(self):
    us = self.microsecond
    return bytes((self.hour, self.minute, self.second, us >> 16, us >> 8 & 255, us & 255))


def clock_us(self):
    return ((self.hour * 60 + self.minute) * 60 + self.second) * 1000000 + self.microsecond


def keys_of(a, b, key, what, equality):
    """What to compare of two times or two datetimes: a pair of numbers. None: they differ, though
    the numbers may not say so."""
    if a.tzinfo is b.tzinfo:
        return key(a), key(b)
    first, second = a.utcoffset(), b.utcoffset()
    if first == second:
        if equality and what == 'datetimes' and (fold_matters(a, first) or
                                                 fold_matters(b, second)):
            return None
        return key(a), key(b)
    if first is None or second is None:
        if equality:
            return None
        raise TypeError(f"can't compare offset-naive and offset-aware {what}")
    if equality and what == 'datetimes' and (fold_matters(a, first) or fold_matters(b, second)):
        return None
    return key(a) - delta_us(first), key(b) - delta_us(second)


def fold_matters(self, offset):
    return self.replace(fold=not self.fold).utcoffset() != offset


def time_keys(a, b, equality):
    if not isinstance(b, time):
        return NotImplemented
    return keys_of(a, b, clock_us, 'times', equality)


def time_iso(self, timespec):
    if not isinstance(timespec, str):
        raise TypeError(f'isoformat() argument 1 must be str, not {type(timespec).__name__}')
    return clock_text(self, timespec) + zone_text(self)


def time_hashed(self):
    offset = (self.replace(fold=0) if self.fold else self).utcoffset()
    if offset is None:
        return clock_state(self)
    return delta_new(timedelta, clock_us(self) - delta_us(offset))


class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

All arguments are optional. tzinfo may be None, or an instance of
a tzinfo subclass. The remaining arguments may be ints."""
    __slots__ = 'hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *rest, fold=0,
                **unknown):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = state_of(hour)
            if state[0] & 127 < 24:
                check_tzinfo(minute or None)
                return make(cls, state[0] & 127, state[1], state[2],
                            state[3] << 16 | state[4] << 8 | state[5], minute or None,
                            state[0] >> 7)
        if rest or unknown:
            arity('function', 5, 5 + len(rest), unknown, positional=True)
        hour, minute, second = index32(hour), index32(minute), index32(second)
        microsecond, fold = index32(microsecond), index32(fold)
        check_tzinfo(tzinfo)
        return time_new(cls, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def fromisoformat(cls, string, /):
        """string -> time from a string in ISO 8601 format"""
        if not isinstance(string, str):
            raise TypeError('fromisoformat: argument must be str')
        parts = iso_clock(string[1:] if string[:1] == 'T' else string)
        if parts is None:
            raise ValueError(f'Invalid isoformat string: {string!r}')
        return cls(*parts[:4], zone_of(parts[4]))

    def strftime(self, format):
        """format -> strftime() style string."""
        return strftime_of(self, format, (1900, 1, 1, self.hour, self.minute, self.second, 0, 1,
                                          -1))

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format).__name__}')
        return self.strftime(format) if format else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f'{shown_name(self)}({self.hour}, {self.minute}{clock_repr(self)}'

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return ask_zone(self.tzinfo, 'utcoffset', None)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return ask_zone(self.tzinfo, 'dst', None)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return ask_name(self.tzinfo, None)

    def replace(self, hour=MISSING, minute=MISSING, second=MISSING, microsecond=MISSING,
                tzinfo=MISSING, *rest, fold=MISSING, **unknown):
        """Return time with new specified fields."""
        if rest:
            arity('replace()', 5, 5 + len(rest), unknown, positional=True)
        values = replaced(self, time, time.__slots__,
                          (hour, minute, second, microsecond, tzinfo, fold), unknown)
        return type(self)(*values[:5], fold=values[5])

    def __replace__(self, /, **changes):
        return self.replace(**changes)

    def __reduce_ex__(self, protocol, /):
        state = clock_state(self)
        if protocol > 3 and self.fold:
            state = bytes((state[0] | 128,)) + state[1:]
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def zone_of(us):
    """The zone that iso_clock() read: None, or microseconds east of UTC."""
    if us is None:
        return None
    return UTC if us == 0 else timezone(delta_new(timedelta, us))


def zone_text(self):
    offset = self.utcoffset()
    return '' if offset is None else offset_text(delta_us(offset), ':')


# ---- dates with times ----

def datetime_keys(a, b, equality):
    if not isinstance(b, datetime):
        return NotImplemented
    return keys_of(a, b, moment, 'datetimes', equality)


def datetime_add(a, b):
    if not isinstance(a, datetime):
        a, b = b, a
    if not isinstance(b, timedelta):
        return NotImplemented
    return from_moment(type(a), moment(a) + delta_us(b), a.tzinfo)


def datetime_sub(a, b):
    if not isinstance(a, datetime):
        return NotImplemented
    if isinstance(b, timedelta):
        return from_moment(type(a), moment(a) - delta_us(b), a.tzinfo)
    if not isinstance(b, datetime):
        return NotImplemented
    us = moment(a) - moment(b)
    if a.tzinfo is not b.tzinfo:
        first, second = a.utcoffset(), b.utcoffset()
        if (first is None) != (second is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        if first is not None:
            us += delta_us(second) - delta_us(first)
    return delta_new(timedelta, us)


def datetime_hashed(self):
    offset = (self.replace(fold=0) if self.fold else self).utcoffset()
    if offset is None:
        return date_state(self) + clock_state(self)
    return delta_new(timedelta, moment(self) - delta_us(offset))


def datetime_timestamp(self):
    offset = self.utcoffset()
    if offset is not None:
        return (moment(self) - EPOCH * DAY_US - delta_us(offset)) / 10**6
    seconds, us = divmod(moment(self) - EPOCH * DAY_US, 1000000)
    return utc_seconds(seconds, self.fold) + us / 1e6


def datetime_iso(self, sep, timespec):
    if not isinstance(sep, str) or len(sep) != 1:
        raise TypeError('isoformat() argument 1 must be a unicode character, not '
                        f'{type(sep).__name__}')
    if not isinstance(timespec, str):
        raise TypeError(f'isoformat() argument 2 must be str, not {type(timespec).__name__}')
    return (f'{self.year:04}-{self.month:02}-{self.day:02}{sep}{clock_text(self, timespec)}'
            f'{zone_text(self)}')


def datetime_from_iso(cls, string):
    if not isinstance(string, str):
        raise TypeError('fromisoformat: argument must be str')
    size = iso_date_size(string)
    parts = iso_date(string[:size]) if len(string) >= 7 and size else None
    clock = 0, 0, 0, 0, None
    if parts is not None and len(string) > size:
        clock = iso_clock(string[size + 1:])
    if parts is None or clock is None:
        raise ValueError(f'Invalid isoformat string: {string!r}')
    return cls(*parts, *clock[:4], zone_of(clock[4]))


def from_moment(cls, us, zone, fold=0):
    made = datetime_at(datetime, us, zone, fold)
    if cls is datetime:
        return made
    values = (made.year, made.month, made.day, made.hour, made.minute, made.second,
              made.microsecond, zone)
    return cls(*values, fold=fold) if fold else cls(*values)


def from_time(cls, timestamp, zone):
    if zone is None:
        return from_timestamp(cls, timestamp, None, True)
    check_tzinfo(zone)
    return zone.fromutc(from_timestamp(cls, timestamp, zone, False))


def from_timestamp(cls, timestamp, zone, local):
    if cls is datetime and (local or zone is not None):
        made = datetime_from(cls, timestamp, zone)
        if made is not None:
            return made
    seconds, us = round_us(timestamp)
    parts = (_time.localtime if local else _time.gmtime)(seconds)
    if not 1 <= parts.tm_year <= 9999:
        raise ValueError(f'year {parts.tm_year} is out of range')
    result = cls(parts.tm_year, parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min,
                 min(parts.tm_sec, 59), us, zone)
    if local and zone is None and seconds > -62135510400:
        shown = seconds + parts.tm_gmtoff
        before = _time.localtime(seconds - 86400).tm_gmtoff - parts.tm_gmtoff
        if before > 0 and local_seconds(seconds - before) == shown:
            return result.replace(fold=1)
    return result


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

The year, month and day arguments are required. tzinfo may be None, or an
instance of a tzinfo subclass. The remaining arguments may be ints."""
    __slots__ = 'hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'

    def __new__(cls, year=MISSING, month=MISSING, day=MISSING, hour=0, minute=0, second=0,
                microsecond=0, tzinfo=None, *rest, fold=0, **unknown):
        if day is MISSING and isinstance(year, (bytes, str)) and len(year) == 10:
            state = state_of(year)
            if 1 <= state[2] & 127 <= 12:
                zone = None if month is MISSING else month
                check_tzinfo(zone)
                return make(cls, state[0] << 8 | state[1], state[2] & 127, *state[3:7],
                            state[7] << 16 | state[8] << 8 | state[9], zone, state[2] >> 7)
        if day is MISSING or rest or unknown:
            arity('function', 8, 8 + len(rest), unknown,
                  (('year', year), ('month', month), ('day', day)), positional=True)
        made = datetime_new(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)
        if tzinfo is not None:
            check_tzinfo(tzinfo)
        return made

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz.

  tz
    Timezone object.

If no tz is specified, uses local timezone."""
        return from_time(cls, _time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        warn_utc('utcnow()', 'now(datetime.UTC)')
        return from_timestamp(cls, _time.time(), None, False)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        return from_time(cls, timestamp, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Construct a naive UTC datetime from a POSIX timestamp."""
        warn_utc('utcfromtimestamp()', 'fromtimestamp(timestamp, datetime.UTC)')
        return from_timestamp(cls, timestamp, None, False)

    @classmethod
    def strptime(cls, date_string, format, /):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        import _strptime
        values, gmtoff, us, zone = _strptime.parse(date_string, format)
        if gmtoff is None:
            return cls(*values[:6], values[9])
        offset = delta_new(timedelta, gmtoff * 1000000 + us)
        return cls(*values[:6], values[9], timezone(offset) if zone is None else
                   timezone(offset, zone))

    @classmethod
    def combine(cls, date=MISSING, time=MISSING, tzinfo=MISSING):
        """date, time -> datetime with same date and time fields"""
        if date is MISSING or time is MISSING:
            missing = "'date' (pos 1)" if date is MISSING else "'time' (pos 2)"
            raise TypeError(f'combine() missing required argument {missing}')
        if not isinstance(date, date_class):
            raise TypeError(f'combine() argument 1 must be datetime.date, not '
                            f'{type(date).__name__}')
        if not isinstance(time, time_class):
            raise TypeError(f'combine() argument 2 must be datetime.time, not '
                            f'{type(time).__name__}')
        if cls is datetime and tzinfo is MISSING:
            return datetime_new(cls, date.year, date.month, date.day, time.hour, time.minute,
                                time.second, time.microsecond, time.tzinfo, time.fold)
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second,
                   time.microsecond, time.tzinfo if tzinfo is MISSING else tzinfo, fold=time.fold)

    def ctime(self):
        """Return ctime() style string."""
        return (f'{DAYS[self.weekday()]} {MONTHS[self.month - 1]} {self.day:2} {self.hour:02}:'
                f'{self.minute:02}:{self.second:02} {self.year:04}')

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        return date_tuple(self, self.hour, self.minute, self.second,
                          -1 if dst is None else int(bool(dst)))

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = self.utcoffset()
        if offset:
            self = from_moment(datetime, moment(self) - delta_us(offset), None)
        return date_tuple(self, self.hour, self.minute, self.second, 0)

    def __repr__(self):
        return (f'{shown_name(self)}({self.year}, {self.month}, {self.day}, {self.hour}, '
                f'{self.minute}{clock_repr(self)}')

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return ask_zone(self.tzinfo, 'utcoffset', self)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return ask_zone(self.tzinfo, 'dst', self)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return ask_name(self.tzinfo, self)

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        check_tzinfo(tz)
        if tz is not None and tz is self.tzinfo:
            return self
        offset = self.utcoffset()
        if offset is None:
            seconds = utc_seconds(moment(self) // 1000000 - EPOCH * 86400, self.fold)
            us = (seconds + EPOCH * 86400) * 1000000 + self.microsecond
        else:
            us = moment(self) - delta_us(offset)
            seconds = us // 1000000 - EPOCH * 86400
        if tz is None:
            local = _time.localtime(seconds)
            tz = timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)
        return tz.fromutc(from_moment(type(self), us, tz))

    def replace(self, year=MISSING, month=MISSING, day=MISSING, hour=MISSING, minute=MISSING,
                second=MISSING, microsecond=MISSING, tzinfo=MISSING, *rest, fold=MISSING,
                **unknown):
        """Return datetime with new specified fields."""
        if rest:
            arity('replace()', 8, 8 + len(rest), unknown, positional=True)
        if type(self) is datetime and not unknown:
            if tzinfo is not MISSING:
                check_tzinfo(tzinfo)
            return datetime_new(
                datetime, self.year if year is MISSING else year,
                self.month if month is MISSING else month, self.day if day is MISSING else day,
                self.hour if hour is MISSING else hour,
                self.minute if minute is MISSING else minute,
                self.second if second is MISSING else second,
                self.microsecond if microsecond is MISSING else microsecond,
                self.tzinfo if tzinfo is MISSING else tzinfo, self.fold if fold is MISSING else fold)
        values = replaced(self, datetime, date_class.__slots__ + datetime.__slots__,
                          (year, month, day, hour, minute, second, microsecond, tzinfo, fold),
                          unknown)
        return type(self)(*values[:8], fold=values[8])

    def __reduce_ex__(self, protocol, /):
        state = date_state(self) + clock_state(self)
        if protocol > 3 and self.fold:
            state = state[:2] + bytes((state[2] | 128,)) + state[3:]
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def iso_date_size(string):
    """How many characters of the string are the date, by the shapes that ISO 8601 has."""
    if len(string) < 7:
        return 0
    if len(string) == 7:
        return 7
    if string[4] == '-':
        if string[5] != 'W':
            return 10
        if len(string) == 8:
            return 8
        return 10 if string[8] == '-' and not (len(string) == 9) else 8
    if string[4] != 'W':
        return 8
    digits = 7
    while digits < len(string) and string[digits] in '0123456789':
        digits += 1
    if digits < 9:
        return digits
    return 7 if digits % 2 == 0 else 8


def warn_utc(old, new):
    import warnings
    warnings.warn(f'datetime.datetime.{old} is deprecated and scheduled for removal in a future '
                  'version. Use timezone-aware objects to represent datetimes in UTC: '
                  f'datetime.datetime.{new}.', DeprecationWarning, stacklevel=3)


date_class = date
time_class = time
SEALED.extend((date, datetime, time, timedelta, timezone))
UTC = None


def finish():
    """Constants of the classes, then their seal."""
    global UTC
    timedelta.min = make(timedelta, -999999999, 0, 0)
    timedelta.max = make(timedelta, 999999999, 86399, 999999)
    timedelta.resolution = make(timedelta, 0, 0, 1)
    date.min = make(date, 1, 1, 1)
    date.max = make(date, 9999, 12, 31)
    date.resolution = make(timedelta, 1, 0, 0)
    time.min = make(time, 0, 0, 0, 0, None, 0)
    time.max = make(time, 23, 59, 59, 999999, None, 0)
    time.resolution = timedelta.resolution
    datetime.min = make(datetime, 1, 1, 1, 0, 0, 0, 0, None, 0)
    datetime.max = make(datetime, 9999, 12, 31, 23, 59, 59, 999999, None, 0)
    datetime.resolution = timedelta.resolution
    UTC = timezone.utc = make(timezone, make(timedelta, 0, 0, 0), None)
    limit = 86400 - 60
    timezone.max = timezone(timedelta(seconds=limit))
    timezone.min = timezone(timedelta(seconds=-limit))


for cls in date, datetime, time, timedelta, timezone, tzinfo, IsoCalendarDate:
    cls.__module__ = 'datetime'
finish()
complete(date, datetime, time, timedelta, timezone)
for cls in date, datetime, time, timedelta, timezone, tzinfo, IsoCalendarDate:
    seal(cls)
del cls
