# SPDX-License-Identifier: MIT
"""Reading times by a format: time.strptime() and datetime.strptime(). A format becomes a regular
expression whose groups bear the names of the directives. Names are those of the C locale."""

import re
import time
from _calendar import is_leap, ordinal, ymd
from _datetime_text import week_one_monday

DAYS = 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'
MONTHS = ('january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
          'october', 'november', 'december')
WEEK = r'5[0-3]|[0-4]\d|\d'
MINUTE = r'[0-5]\d|\d'
PATTERNS = {
    'a': '|'.join(name[:3] for name in DAYS),
    'A': '|'.join(DAYS),
    'b': '|'.join(name[:3] for name in MONTHS),
    'B': '|'.join(MONTHS),
    'd': r'3[01]|[12]\d|0[1-9]|[1-9]| [1-9]',
    'f': '[0-9]{1,6}',
    'G': r'\d{4}',
    'H': r'2[0-3]|[01]\d|\d',
    'I': '1[0-2]|0[1-9]|[1-9]',
    'j': r'36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]',
    'm': '1[0-2]|0[1-9]|[1-9]',
    'M': MINUTE,
    'p': 'am|pm',
    'S': r'6[01]|' + MINUTE,
    'u': '[1-7]',
    'U': WEEK,
    'V': r'5[0-3]|0[1-9]|[1-4]\d|\d',
    'w': '[0-6]',
    'W': WEEK,
    'y': r'\d\d',
    'Y': r'\d{4}',
    'z': r'[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)',
}
WHOLE = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S'}
NO_YEAR = '''\
Parsing dates involving a day of month without a year specified is ambiguious
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647.'''
compiled = {}


def zone_names():
    return [['utc', 'gmt', time.tzname[0].lower()], [time.tzname[1].lower()] if time.daylight
            else []]


def pattern_of(format):
    """The pattern of a format; KeyError with the letter of a bad directive, IndexError when the
    format ends in a percent sign."""
    text = re.sub(r'\s+', r'\\s+', re.sub(r'([\\.^$*+?(){}\[\]|])', r'\\\1', format))
    out = []
    at = 0
    while (percent := text.find('%', at)) >= 0:
        letter = text[percent + 1]
        out.append(text[at:percent])
        at = percent + 2
        if letter == '%':
            out.append('%')
        elif letter in WHOLE:
            out.append(pattern_of(WHOLE[letter]))
        elif letter == 'Z':
            names = sorted(set(sum(zone_names(), [])), key=len, reverse=True)
            out.append(f'(?P<Z>{"|".join(map(re.escape, names))})')
        else:
            out.append(f'(?P<{letter}>{PATTERNS[letter]})')
    out.append(text[at:])
    return ''.join(out)


def warn_of_day(format):
    letters = set(re.findall('%(.)', format.replace('%%', '')))
    if letters & {'d'} and not letters & {'Y', 'y', 'G', 'c', 'x'}:
        import warnings
        warnings.warn(NO_YEAR, DeprecationWarning, stacklevel=5)


def match(string, format):
    for position, value in enumerate((string, format), 1):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {position} must be str, not '
                            f'{type(value).__name__}')
    key = format, time.tzname
    pattern = compiled.get(key)
    if pattern is None:
        try:
            text = pattern_of(format)
        except KeyError as bad:
            letter = '%' if bad.args[0] == '\\' else bad.args[0]
            raise ValueError(f"'{letter}' is a bad directive in format '{format}'") from None
        except IndexError:
            raise ValueError(f"stray % in format '{format}'") from None
        warn_of_day(format)
        if len(compiled) > 20:
            compiled.clear()
        pattern = compiled[key] = re.compile(text, re.IGNORECASE)
    found = pattern.match(string)
    if not found:
        raise ValueError(f'time data {string!r} does not match format {format!r}')
    if found.end() != len(string):
        raise ValueError(f'unconverted data remains: {string[found.end():]}')
    return found.groupdict()


def read_offset(text):
    """Seconds and microseconds east of UTC."""
    if text == 'Z':
        return 0, 0
    digits = text[1:]
    if digits[2] == ':':
        digits = digits[:2] + digits[3:]
        if len(digits) > 5:
            if digits[4] != ':':
                raise ValueError(f'Inconsistent use of : in {text}')
            digits = digits[:4] + digits[5:]
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    us = int(digits[7:].ljust(6, '0'))
    return (-seconds, -us) if text[0] == '-' else (seconds, us)


def read_zone(name):
    """tm_isdst of a zone's name, -1 where it cannot be told."""
    for dst, names in enumerate(zone_names()):
        if name in names:
            same = time.tzname[0] == time.tzname[1] and time.daylight and \
                name not in ('utc', 'gmt')
            return -1 if same else dst
    return -1


def check_weeks(found, weekday):
    if 'G' in found:
        if 'j' in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year "
                             "directive '%G'. Use '%Y' instead.")
        if 'V' not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive "
                             "'%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
    elif 'V' in found:
        if 'Y' not in found and 'y' not in found or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive "
                             "'%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive "
                         "'%Y'. Use the ISO year '%G' instead.")


def last(found, letters):
    """Of directives that say the same thing the last one counts: its letter, or ''."""
    chosen = ''
    for letter in found:
        if letter in letters:
            chosen = letter
    return chosen


def read_year(found):
    letter = last(found, 'Yy')
    if not letter:
        return None
    year = int(found[letter])
    return year + (2000 if year <= 68 else 1900) if letter == 'y' else year


def read_month(found):
    letter = last(found, 'bBm')
    if not letter:
        return 1
    if letter == 'm':
        return int(found['m'])
    return [name[:3] for name in MONTHS].index(found[letter][:3].lower()) + 1


def read_weekday(found):
    letter = last(found, 'aAwu')
    if not letter:
        return None
    if letter in 'wu':
        return (int(found[letter]) + 6) % 7
    return [name[:3] for name in DAYS].index(found[letter][:3].lower())


def read_hour(found):
    letter = last(found, 'HI')
    if letter != 'I':
        return int(found.get('H', 0))
    return int(found['I']) % 12 + 12 * (found.get('p', '').lower() == 'pm')


def week_day_of_year(year, week, weekday, monday):
    """The day of the year of a weekday in the week %W or %U (weeks before the first Monday or
    Sunday have the number 0)."""
    first = (ordinal(year, 1, 1) + (6 if monday else 0)) % 7
    day = weekday if monday else (weekday + 1) % 7
    lead = (7 - first) % 7
    return day - first + 1 if week == 0 else lead + 7 * (week - 1) + day + 1


def parse(string, format):
    """The eleven fields of time.struct_time with a microsecond in place of tm_isdst: (values,
    offset, its microseconds, zone); values[:6] are year to second, [9] the microsecond."""
    found = match(string, format)
    year, weekday = read_year(found), read_weekday(found)
    month, day = read_month(found), int(found.get('d', 1))
    check_weeks(found, weekday)
    leap_day = year is None and month == 2 and day == 29
    year = (1904 if leap_day else 1900) if year is None else year
    yday = int(found['j']) if 'j' in found else None
    if yday is None and weekday is not None:
        if 'U' in found or 'W' in found:
            monday = last(found, 'UW') == 'W'
            yday = week_day_of_year(year, int(found['W' if monday else 'U']), weekday, monday)
        elif 'V' in found:
            week, iso_year = int(found['V']), int(found['G'])
            first = week_one_monday(iso_year)
            if week == 53 and week_one_monday(iso_year + 1) - first != 371 or week == 0:
                raise ValueError(f'Invalid week: {week}')
            year, month, day = ymd(first + 7 * (week - 1) + weekday)
            yday = ordinal(year, month, day) - ordinal(year, 1, 1) + 1
    if yday is not None:
        year, month, day = ymd(ordinal(year, 1, 1) + yday - 1)
        if yday <= 0:
            yday = ordinal(year, month, day) - ordinal(year, 1, 1) + 1
    else:
        yday = day_of_year(year, month, day)
    if weekday is None:
        weekday = (ordinal(year, 1, 1) + yday + 5) % 7
    dst = read_zone(found['Z'].lower()) if 'Z' in found else -1
    offset, offset_us = read_offset(found['z']) if 'z' in found else (None, 0)
    us = int(found.get('f', '0').ljust(6, '0'))
    return ((1900 if leap_day else year, month, day, read_hour(found), int(found.get('M', 0)),
             int(found.get('S', 0)), weekday, yday, dst, us), offset, offset_us, found.get('Z'))


def day_of_year(year, month, day):
    if day > 28 and day > (29 if is_leap(year) else 28) and month == 2 or day > 30 and \
            month in (4, 6, 9, 11):
        raise ValueError('day is out of range for month')
    return ordinal(year, month, day) - ordinal(year, 1, 1) + 1


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    """time.strptime()."""
    values, offset, us, zone = parse(string, format)
    return time.struct_time(values[:9] + (zone, offset))
