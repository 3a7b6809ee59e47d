# SPDX-License-Identifier: MIT
"""Parts of datetime that need none of its classes: the calendar, texts, arguments, the clock."""

import time as _time
from _calendar import ordinal, ymd

MISSING = type('MISSING', (), {'__slots__': (), '__repr__': lambda self: '<unrepresentable>'})()
SPECS = 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'


def week_one_monday(year):
    """The ordinal of the Monday of the first ISO week: the one with 4 January in it."""
    fourth = ordinal(year, 1, 4)
    return fourth - (fourth + 6) % 7


# ---- arguments ----

def arity(what, most, given, unknown, required=(), positional=False):
    """Raises what CPython says of a function in C that is called with the wrong arguments."""
    if given > most:
        kind = 'positional ' if positional else ''
        raise TypeError(f'{what} takes at most {most} {kind}argument{"s" * (most != 1)} '
                        f'({given} given)')
    for position, (name, value) in enumerate(required, 1):
        if value is MISSING:
            raise TypeError(f"{what} missing required argument '{name}' (pos {position})")
    name = next(iter(unknown))
    what = 'this function' if what == 'function' else what
    raise TypeError(f"{what} got an unexpected keyword argument '{name}'")


# ---- writing ----

def clock_text(self, timespec):
    if timespec == 'auto':
        timespec = 'microseconds' if self.microsecond else 'seconds'
    elif timespec not in SPECS:
        raise ValueError('Unknown timespec value')
    text = f'{self.hour:02}'
    if timespec != 'hours':
        text += f':{self.minute:02}'
        if timespec != 'minutes':
            text += f':{self.second:02}'
    if timespec == 'milliseconds':
        return f'{text}.{self.microsecond // 1000:03}'
    return f'{text}.{self.microsecond:06}' if timespec == 'microseconds' else text


def offset_text(us, separator):
    """+HH:MM, with seconds and microseconds where there are any."""
    sign = '+'
    if us < 0:
        sign, us = '-', -us
    seconds, us = divmod(us, 1000000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f'{sign}{hours:02}{separator}{minutes:02}'
    if seconds or us:
        text += f'{separator}{seconds:02}'
    return f'{text}.{us:06}' if us else text


def zone_offset(self, separator):
    offset = self.utcoffset() if hasattr(self, 'utcoffset') else None
    if offset is None:
        return ''
    return offset_text((offset.days * 86400 + offset.seconds) * 1000000 + offset.microseconds,
                       separator)


def expand_format(self, format):
    """A format of strftime() in which what C does not know (%z, %Z, %f, %:z) is done already."""
    if not ('%f' in format or '%z' in format or '%Z' in format or '%:' in format):
        return format
    parts = []
    at = 0
    while (percent := format.find('%', at)) >= 0 and percent + 1 < len(format):
        parts.append(format[at:percent])
        letter = format[percent + 1]
        at = percent + 2
        if letter == ':' and format[at:at + 1] == 'z':
            at += 1
            parts.append(zone_offset(self, ':'))
        elif letter == 'z':
            parts.append(zone_offset(self, ''))
        elif letter == 'Z':
            name = self.tzname() if hasattr(self, 'tzname') else None
            parts.append('' if name is None else name.replace('%', '%%'))
        elif letter == 'f':
            parts.append(f'{getattr(self, "microsecond", 0):06}')
        else:
            parts.append('%' + letter)
    parts.append(format[at:])
    return ''.join(parts)


# ---- reading ISO 8601; None: that is not it ----

def number(text, start, size):
    part = text[start:start + size]
    return int(part) if len(part) == size and part.isascii() and part.isdigit() else None


def iso_date(text):
    """(year, month, day) of YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D], YYYYWww[D]."""
    year = number(text, 0, 4)
    if year is None:
        return None
    dash = text[4:5] == '-'
    at = 4 + dash
    if text[at:at + 1] == 'W':
        week = number(text, at + 1, 2)
        rest = text[at + 3:]
        if rest and dash:
            if rest[0] != '-':
                return None
            rest = rest[1:]
            if not rest:
                return None
        day = 1 if not rest else number(rest, 0, 1)
        if week is None or day is None:
            return None
        return iso_week(year, week, day)
    month, day = number(text, at, 2), number(text, at + 2 + dash, 2)
    if month is None or day is None or dash and text[at + 2] != '-':
        return None
    return year, month, day


def iso_week(year, week, day):
    if not 1 <= year <= 9999 or not 1 <= day <= 7 or not 1 <= week <= 53:
        return None
    first = week_one_monday(year)
    if week == 53 and week_one_monday(year + 1) - first != 371:
        return None
    return ymd(first + 7 * week + day - 8)


def iso_hms(text, zone_follows=False):
    """[hour, minute, second, microsecond] of HH[:MM[:SS]][.f], with or without colons. CPython lets
    pass characters too many before a zone, and a fraction that follows without a point."""
    values = [0, 0, 0, 0]
    at = 0
    colons = None
    for i in range(3):
        values[i] = number(text, at, 2)
        if values[i] is None:
            return None
        at += 3
        if at > len(text):
            return values
        next = text[at - 1]
        if colons is None:
            colons = next == ':'
        if at == len(text):
            return values if zone_follows else None
        if next in '.,':
            break
        if not colons:
            at -= 1
        elif next != ':':
            return None
    part, rest = text[at:at + 6], text[at + 6:].lstrip('0123456789')
    if not part.isascii() or not part.isdigit() or rest and not zone_follows:
        return None
    values[3] = int(part.ljust(6, '0'))
    return values


def iso_clock(text):
    """(hour, minute, second, microsecond, offset) of a time; the offset is None or microseconds."""
    end = min((i for i in (text.find('+'), text.find('-'), text.find('Z')) if i >= 0),
              default=len(text))
    values = iso_hms(text[:end], end < len(text))
    if values is None:
        return None
    if end == len(text):
        return *values, None
    if text[end] == 'Z':
        return (*values, 0) if end + 1 == len(text) else None
    zone = iso_hms(text[end + 1:])
    if zone is None:
        return None
    us = ((zone[0] * 60 + zone[1]) * 60 + zone[2]) * 1000000 + zone[3]
    return *values, -us if text[end] == '-' else us


# ---- the clock of the system ----

def local_seconds(seconds):
    """Local time as seconds since 1970, from seconds in UTC."""
    local = _time.localtime(seconds)
    if not 1 <= local.tm_year <= 9999:
        raise ValueError(f'year {local.tm_year} is out of range')
    return seconds + local.tm_gmtoff


def round_us(timestamp):
    """Seconds and microseconds of a timestamp, rounded half to even."""
    if isinstance(timestamp, float):
        if timestamp != timestamp:
            raise ValueError('Invalid value NaN (not a number)')
        if abs(timestamp) > 9.2e18:
            raise OverflowError('timestamp out of range for platform time_t')
        whole = int(timestamp // 1)
        us = round((timestamp - whole) * 1e6) if abs(timestamp) < 2**52 else 0
        return (whole + 1, 0) if us == 1000000 else (whole, us)
    seconds = timestamp.__index__() if hasattr(timestamp, '__index__') else None
    if seconds is None:
        raise TypeError(f"'{type(timestamp).__name__}' object cannot be interpreted as an integer")
    if not -2**63 <= seconds < 2**63:
        raise OverflowError('timestamp out of range for platform time_t')
    return seconds, 0
