# SPDX-License-Identifier: MIT
"""Dates, addresses and parameters as messages have them."""

import datetime
import os
import re
import time
import urllib.parse

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231',
           'formataddr', 'formatdate', 'format_datetime', 'getaddresses', 'make_msgid', 'mktime_tz',
           'parseaddr', 'parsedate', 'parsedate_tz', 'parsedate_to_datetime', 'quote', 'unquote']

_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400,
          'CST': -600, 'CDT': -500, 'MST': -700, 'MDT': -600, 'PST': -800, 'PDT': -700}


def quote(str):
    """The text for use between double quotes."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


def unquote(str):
    """The text without quotes or angle brackets around it."""
    if len(str) > 1:
        if str.startswith('"') and str.endswith('"'):
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str.startswith('<') and str.endswith('>'):
            return str[1:-1]
    return str


# ---- dates ----

def _date_text(fields, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        _DAYS[fields[6]], fields[2], _MONTHS[fields[1] - 1], fields[0], fields[3], fields[4],
        fields[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A date as mail has it: "Fri, 09 Nov 2001 01:08:47 -0000"."""
    if timeval is None:
        timeval = time.time()
    moment = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    if localtime:
        return format_datetime(moment.astimezone())
    if usegmt:
        return format_datetime(moment, True)
    return format_datetime(moment.replace(tzinfo=None))


def format_datetime(dt, usegmt=False):
    """The same of a datetime."""
    now = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime("%z")
    return _date_text(now, zone)


def localtime(dt=None):
    """A datetime of the local zone."""
    return (datetime.datetime.now() if dt is None else dt).astimezone()


_date = re.compile(r'''\s*(?:[A-Za-z]+\s*[,.]?\s*)?(\d{1,2})[\s-]+([A-Za-z]+)[\s,-]+(\d{2,4})
                       (?:[\s,]+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?)?\s*(\S+)?''', re.VERBOSE)
_asctime = re.compile(r'\s*[A-Za-z]{3},?\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{1,2}):(\d{1,2})'
                      r'\s+(\d{4})')


def _parsedate(data):
    """The ten fields, the zone None if it is not told; None if it is no date."""
    if not data:
        return None
    match = _asctime.match(data)
    if match:
        month, day, hour, minute, second, year = match.groups()
        zone = None
    else:
        match = _date.match(data)
        if not match:
            return None
        day, month, year, hour, minute, second, zone = match.groups()
    if month[:3].title() not in _MONTHS:
        return None
    year = int(year)
    if year < 100:
        year += 1900 if year > 68 else 2000
    offset = None
    if zone is not None:
        zone = zone.upper()
        if zone in _ZONES:
            offset = _ZONES[zone]
        else:
            try:
                offset = int(zone)
            except ValueError:
                pass
            if offset == 0 and zone.startswith('-'):
                offset = None       # "-0000": UTC, but nothing is said of the place
    if offset:
        sign = -1 if offset < 0 else 1
        offset = sign * (abs(offset) // 100 * 3600 + abs(offset) % 100 * 60)
    return (year, _MONTHS.index(month[:3].title()) + 1, int(day), int(hour or 0),
            int(minute or 0), int(second or 0), 0, 1, -1, offset)


def parsedate_tz(data):
    """The date as ten numbers, the last one the distance from UTC in seconds."""
    fields = _parsedate(data)
    if fields is not None and fields[9] is None:
        fields = fields[:9] + (0,)
    return fields


def parsedate(data):
    """The date as nine numbers."""
    fields = parsedate_tz(data)
    return fields[:9] if isinstance(fields, tuple) else fields


def parsedate_to_datetime(data):
    """The date as a datetime."""
    fields = _parsedate(data)
    if fields is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    *moment, zone = fields
    if zone is None:
        return datetime.datetime(*moment[:6])
    return datetime.datetime(*moment[:6],
                             tzinfo=datetime.timezone(datetime.timedelta(seconds=zone)))


def mktime_tz(data):
    """Seconds since 1970 of ten numbers."""
    import calendar
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


# ---- addresses ----

_specials = re.compile(r'[][\\()<>@,:;".]')
_escapes = re.compile(r'[\\"]')


def formataddr(pair, charset='utf-8'):
    """(name, address) as a header has it."""
    name, address = pair
    address.encode('ascii')
    if not name:
        return address
    try:
        name.encode('ascii')
    except UnicodeEncodeError:
        import binascii
        encoded = binascii.b2a_base64(name.encode(charset), newline=False).decode()
        return "=?%s?b?%s?= <%s>" % (charset, encoded, address)
    quotes = '"' if _specials.search(name) else ''
    return '%s%s%s <%s>' % (quotes, _escapes.sub(r'\\\g<0>', name), quotes, address)


def _split_addresses(text):
    """The pieces between commas that are not in quotes, comments or brackets."""
    pieces, depth, quoted, start = [], 0, False, 0
    for i, char in enumerate(text):
        if char == '"' and text[i - 1:i] != '\\':
            quoted = not quoted
        elif not quoted and char in '(<':
            depth += 1
        elif not quoted and char in ')>':
            depth -= 1
        elif char == ',' and not quoted and depth <= 0:
            pieces.append(text[start:i])
            start = i + 1
    pieces.append(text[start:])
    return pieces


def _one_address(text):
    comments = re.findall(r'\(([^()]*)\)', text)
    text = re.sub(r'\([^()]*\)', '', text).strip()
    match = re.fullmatch(r'(.*?)\s*<([^<>]*)>', text, re.DOTALL)
    if match:
        name = match[1].strip()
        if name[:1] == '"' == name[-1:] and len(name) > 1:
            name = re.sub(r'\\(.)', r'\1', name[1:-1])
        return ' '.join([name] * bool(name) + [f'({c})' if name else c for c in comments]), \
            match[2].replace(' ', '')
    return ' '.join(comments), text if '"' in text else text.replace(' ', '')


def parseaddr(addr, *, strict=True):
    """(name, address) of a header; two empty texts if it is none."""
    if isinstance(addr, list):
        addr = addr[0]
    pieces = _split_addresses(str(addr))
    if strict and len(pieces) > 1:
        return '', ''
    name, address = _one_address(pieces[0])
    return (name, address) if address else ('', '')


def getaddresses(fieldvalues, *, strict=True):
    """All (name, address) of several headers."""
    return [_one_address(piece) for value in fieldvalues
            for piece in _split_addresses(str(value)) if piece.strip()] or [('', '')] * bool(
                [v for v in fieldvalues])


def make_msgid(idstring=None, domain=None):
    """A name for a message that no other has."""
    import random
    if domain is None:
        import socket
        domain = socket.getfqdn()
    return '<%d.%d.%d%s@%s>' % (time.time() * 100, os.getpid(), random.getrandbits(64),
                                '' if idstring is None else '.' + idstring, domain)


# ---- parameters ----

def decode_rfc2231(s):
    """(character set, language, text) of an encoded parameter."""
    parts = s.split("'", 2)
    return (None, None, s) if len(parts) <= 2 else parts


def encode_rfc2231(s, charset=None, language=None):
    """A parameter with the signs that it may not have as %xx."""
    s = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    return "%s'%s'%s" % (charset, language or '', s)


_numbered = re.compile(r'^(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?$', re.ASCII)


def decode_params(params):
    """Parameters with those put together that are spread over several (name*0, name*1)."""
    result, spread = [params[0]], {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        match = _numbered.match(name)
        if match:
            num = match['num']
            spread.setdefault(match['name'], []).append((int(num) if num else 0, value, encoded))
        else:
            result.append((name, '"%s"' % quote(value)))
    for name, pieces in spread.items():
        pieces.sort()
        text = ''.join(urllib.parse.unquote(v, encoding="latin-1") if enc else v
                       for _, v, enc in pieces)
        if any(enc for _, _, enc in pieces):
            charset, language, text = decode_rfc2231(text)
            result.append((name, (charset, language, '"%s"' % quote(text))))
        else:
            result.append((name, '"%s"' % quote(text)))
    return result


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The text of a parameter, encoded or not."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, _, text = value
    data = bytes(text, 'raw-unicode-escape')
    try:
        return str(data, charset or fallback_charset, errors)
    except LookupError:
        return unquote(text)
