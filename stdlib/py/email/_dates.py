# SPDX-License-Identifier: MIT
"""Dates of headers, in all the forms that mail has had."""

_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec',
           'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
           'october', 'november', 'december']
_DAYS = ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400,
          'CST': -600, 'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


def _words(text):
    """Day, month, year, time, zone (in this or another order), or None."""
    words = text.split()
    if not words:
        return None
    if words[0].endswith(',') or words[0].lower() in _DAYS:
        del words[0]        # the day of the week
    else:
        words[0] = words[0].rpartition(',')[2]
    if len(words) == 3:
        parts = words[0].split('-')     # RFC 850: 06-Nov-94
        if len(parts) == 3:
            words[:1] = parts
    if len(words) == 4:
        time = words[3]
        at = time.find('+')
        if at == -1:
            at = time.find('-')
        if at > 0:
            words[3:] = [time[:at], time[at:]]
        else:
            words.append('')
    return words[:5] if len(words) >= 5 else None


def _time(text):
    """[hour, minute, second] as texts, or None."""
    parts = text.split(':')
    if len(parts) == 1 and '.' in parts[0]:
        parts = parts[0].split('.')
    elif len(parts) == 1:
        return None
    if len(parts) == 2:
        parts.append('0')
    return parts if len(parts) == 3 else None


def _zone(text):
    """Seconds east of UTC; None when the place is not told (-0000 tells nothing)."""
    text = text.upper()
    offset = _ZONES.get(text)
    if offset is None:
        try:
            offset = int(text)
        except ValueError:
            return None
        if offset == 0 and text.startswith('-'):
            return None
    sign, offset = (-1, -offset) if offset < 0 else (1, offset)
    return sign * (offset // 100 * 3600 + offset % 100 * 60)


def parse(text):
    """[year, month, day, hour, minute, second, 0, 1, -1, zone or None], or None."""
    words = _words(text) if text else None
    if words is None:
        return None
    day, month, year, time, zone = words
    if not (day and month and year):
        return None
    month = month.lower()
    if month not in _MONTHS:
        day, month = month, day.lower()
        if month not in _MONTHS:
            return None
    month = _MONTHS.index(month) % 12 + 1
    day = day.removesuffix(',')
    if year.find(':') > 0:
        year, time = time, year
    year = year.removesuffix(',')
    if not year:
        return None
    if not year[0].isdigit():
        year, zone = zone, year
    time = _time(time.removesuffix(','))
    if time is None:
        return None
    try:
        year, day = int(year), int(day)
        time = [int(part) for part in time]
    except ValueError:
        return None
    if year < 100:
        year += 1900 if year > 68 else 2000
    return [year, month, day, *time, 0, 1, -1, _zone(zone)]
