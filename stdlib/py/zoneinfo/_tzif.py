# SPDX-License-Identifier: MIT
"""TZif files (RFC 9636, versions 1 to 3) and the rules at their end (POSIX TZ strings)."""
import re
import struct
from bisect import bisect_right
from datetime import date, timedelta

_EPOCH = date(1970, 1, 1).toordinal()


class TimeType:
    """What holds between two transitions: offset, daylight saving part, name."""
    __slots__ = ('utcoff', 'dstoff', 'tzname')

    def __init__(self, utcoff, dstoff, tzname):
        self.utcoff = timedelta(seconds=utcoff)
        self.dstoff = timedelta(seconds=dstoff)
        self.tzname = tzname


def _read_block(f, version):
    """Counts, transitions, their types, and descriptions of types."""
    size, code = (4, 'l') if version == 1 else (8, 'q')
    head = f.read(44)
    if head[:4] != b'TZif':
        raise ValueError("Invalid TZif file: magic not found")
    number = int(head[4:5]) if head[4:5] != b'\0' else 1
    isutc, isstd, leap, times, types, chars = struct.unpack('>6l', head[20:44])
    transitions = struct.unpack(f'>{times}{code}', f.read(times * size)) if times else ()
    indices = tuple(f.read(times))
    described = [struct.unpack('>lbb', f.read(6)) for _ in range(types)]
    names = f.read(chars)
    f.read(leap * (size + 4) + isstd + isutc)
    return number, transitions, indices, described, names


def read_tzif(f):
    """(transitions, their indices of types, [(offset, is daylight saving, name)], rule)"""
    number, *block = _read_block(f, 1)
    rule = b''
    if number >= 2:
        _, *block = _read_block(f, 2)
        f.readline()
        rule = f.readline().rstrip(b'\n')
    transitions, indices, described, names = block

    def name(at):
        return names[at:names.find(b'\0', at)].decode()
    types = [(off, dst, name(at)) for off, dst, at in described]
    return transitions, indices, types, rule.decode('latin-1')


def daylight_offsets(indices, offsets, isdst):
    """The daylight saving part of each type, guessed from the standard time beside it."""
    found = [0] * len(isdst)
    wanted, have = sum(isdst), 0
    for i in range(1, len(indices)):
        if have == wanted:
            break
        idx = indices[i]
        if not isdst[idx] or found[idx]:
            continue
        part = 0
        before = indices[i - 1]
        if not isdst[before]:
            part = offsets[idx] - offsets[before]
        if not part and idx < len(isdst) - 1 and i + 1 < len(indices):
            after = indices[i + 1]
            if isdst[after]:
                continue
            part = offsets[idx] - offsets[after]
        if part:
            have += 1
            found[idx] = part
    else:
        for idx, dst in enumerate(isdst):
            if dst and not found[idx]:
                found[idx] = 3600
    return found


# ---- rules ----

class _YearDay:
    """n or Jn: a day of the year. CPython counts both from 1, and moves the days of a leap year
    from J59 on by one."""

    def __init__(self, day, julian, seconds):
        self.day, self.julian, self.seconds = day, julian, seconds

    def at(self, year):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        day = self.day + (self.julian and leap and self.day >= 59)
        return (date(year, 1, 1).toordinal() - 1 - _EPOCH + day) * 86400 + self.seconds


class _MonthDay:
    """Mm.w.d: a day of the week of a month; week 5 is the last."""

    def __init__(self, month, week, day, seconds):
        self.month, self.week, self.day, self.seconds = month, week, day, seconds

    def at(self, year):
        first = date(year, self.month, 1)
        length = 31
        if self.month < 12:
            length = (date(year, self.month + 1, 1) - first).days
        day = (self.day - (first.weekday() + 1)) % 7 + 1 + (self.week - 1) * 7
        if day > length:
            day -= 7
        return (first.toordinal() - _EPOCH + day - 1) * 86400 + self.seconds


class _Unread(Exception):
    """What stands at this place of a TZ string is not what belongs there."""


class _Reader:
    """Reads the parts of a TZ string from left to right."""
    _NAME = re.compile(r'<([A-Za-z0-9+-]*)>|([A-Za-z]+)')
    _CLOCK = re.compile(r'([+-]?)([0-9]{1,3})(?::([0-9]{2})(:[0-9]{2})?)?')
    _DAY = re.compile(r'M([0-9]{1,2})\.([0-9])\.([0-9])|(J?)([0-9]{1,3})')

    def __init__(self, text):
        self.text, self.pos = text, 0

    def at(self, char):
        """Steps over char if it comes next."""
        found = self.text.startswith(char, self.pos)
        self.pos += found
        return found

    def _match(self, pattern):
        m = pattern.match(self.text, self.pos)
        if m is None:
            raise _Unread
        self.pos = m.end()
        return m

    def done(self):
        return self.pos == len(self.text)

    def name(self):
        m = self._match(self._NAME)
        return m[1] if m[2] is None else m[2]

    def clock(self, most):
        """[+-]h[hh][:mm[:ss]] in seconds; `most` hours."""
        m = self._match(self._CLOCK)
        if int(m[2]) > most or m[4] is None and self.at(':'):
            raise _Unread
        seconds = int(m[2]) * 3600 + int(m[3] or 0) * 60 + int((m[4] or ':0')[1:])
        return -seconds if m[1] == '-' else seconds

    def day(self):
        """When daylight saving time starts or ends."""
        m = self._match(self._DAY)
        if m[1]:
            month, week, weekday = int(m[1]), int(m[2]), int(m[3])
            right = 1 <= month <= 12 and 1 <= week <= 5 and weekday <= 6
        else:
            julian, day = bool(m[4]), int(m[5])
            right = julian <= day <= 365
        if not right:
            raise _Unread
        seconds = self.clock(167) if self.at('/') else 7200
        return (_MonthDay(month, week, weekday, seconds) if m[1] else
                _YearDay(day, julian, seconds))


class Rule:
    """Standard and daylight saving time by turns, for ever."""

    def __init__(self, std, dst, start, end):
        self.std, self.dst, self.start, self.end = std, dst, start, end
        self.diff = int((dst.utcoff - std.utcoff).total_seconds())

    def local(self, ts, year, fold):
        """The type at a local time."""
        start, end = self.start.at(year), self.end.at(year)
        if fold == (self.diff >= 0):
            end -= self.diff
        else:
            start += self.diff
        return self.dst if self._within(ts, start, end) else self.std

    @staticmethod
    def _within(ts, start, end):
        return start <= ts < end if start < end else not end <= ts < start

    def utc(self, ts, year):
        """(type, fold) at a time in UTC."""
        start = self.start.at(year) - int(self.std.utcoff.total_seconds())
        end = self.end.at(year) - int(self.dst.utcoff.total_seconds())
        isdst = self._within(ts, start, end)
        if self.diff > 0:
            low, high = end, end + self.diff
        else:
            low, high = start, start - self.diff
        return (self.dst if isdst else self.std), low <= ts < high


def parse_rule(text):
    """A Rule, or a TimeType when there is no daylight saving time."""
    reader = _Reader(text)

    def wanted(what, read, *args):
        try:
            return read(*args)
        except _Unread:
            raise wrong(what) from None

    def wrong(what):
        return ValueError(f"{what} {text.encode('latin-1')}")

    name = wanted("Invalid STD format in", reader.name)
    std_off = -wanted("Invalid STD offset in", reader.clock, 24)
    std = TimeType(std_off, 0, name)
    if reader.done():
        return std
    name = wanted("Invalid DST format in", reader.name)
    dst_off = std_off + 3600
    if reader.text[reader.pos:reader.pos + 1] != ',':
        dst_off = -wanted("Invalid DST offset in", reader.clock, 24)
    days = []
    for _ in range(2):
        if not reader.at(','):
            raise wrong("Missing transition rules in TZ string:")
        days.append(wanted("Malformed transition rule in TZ string:", reader.day))
    if not reader.done():
        raise wrong("Extraneous characters at end of TZ string:")
    return Rule(std, TimeType(dst_off, dst_off - std_off, name), *days)


class Zone:
    """All that a file says, ready for look-ups."""

    def __init__(self, f):
        self.utc, indices, described, rule = read_tzif(f)
        offsets = [off for off, _, _ in described]
        isdst = [dst for _, dst, _ in described]
        parts = daylight_offsets(indices, offsets, isdst)
        types = [TimeType(off, part, name) for (off, _, name), part in zip(described, parts)]
        self.types = [types[i] for i in indices]
        self.before = None
        if types:
            self.before = next((types[i] for i, dst in enumerate(isdst) if not dst), types[0])
        self.wall = self._walls(indices, offsets)
        if rule:
            self.after = parse_rule(rule)
        elif self.types:
            self.after = self.types[-1]
        elif types:
            self.after = types[0]
        else:
            raise ValueError("No time zone information found.")
        self.fixed = (not self.utc and not isinstance(self.after, Rule))

    def _walls(self, indices, offsets):
        """Local times of the transitions: those for fold 0 and for fold 1."""
        walls = list(self.utc), list(self.utc)
        for i in range(len(indices)):
            if len(offsets) > 1:
                a = offsets[indices[i - 1]] if i else offsets[0]
                b = offsets[indices[i]]
            else:
                a = b = offsets[0]
            walls[0][i] += max(a, b)
            walls[1][i] += min(a, b)
        return walls

    def find(self, dt):
        """The type that holds at a local time; None for no time unless all times are alike."""
        if dt is None:
            return self.after if self.fixed else None
        ts = _local_timestamp(dt)
        wall = self.wall[dt.fold]
        if wall and ts < wall[0]:
            return self.before
        if not wall or ts > wall[-1]:
            return (self.after.local(ts, dt.year, dt.fold) if isinstance(self.after, Rule)
                    else self.after)
        return self.types[bisect_right(wall, ts) - 1]

    def find_utc(self, dt):
        """(type, fold) at a time in UTC."""
        ts, utc = _local_timestamp(dt), self.utc
        if utc and ts < utc[0]:
            return self.before, False
        if not utc or ts > utc[-1]:
            if isinstance(self.after, Rule):
                return self.after.utc(ts, dt.year)
            if not utc:
                return self.after, False
            previous, now, since = self.types[-1], self.after, utc[-1]
        else:
            at = bisect_right(utc, ts)
            previous = self.types[at - 2] if at > 1 else self.before
            now, since = self.types[at - 1], utc[at - 1]
        shift = (previous.utcoff - now.utcoff).total_seconds()
        return now, shift > ts - since


def _local_timestamp(dt):
    return (dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
