# SPDX-License-Identifier: MIT
"""Dates, addresses and parameters as messages have them."""

import datetime
import os
import re
import time
import urllib.parse

from email import _addresses, _dates

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231',
           'formataddr', 'formatdate', 'format_datetime', 'getaddresses', 'make_msgid', 'mktime_tz',
           'parseaddr', 'parsedate', 'parsedate_tz', 'parsedate_to_datetime', 'quote', 'unquote']

_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


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


def _sanitize(string):
    """Bytes that could not be decoded become replacement characters."""
    original = string.encode('utf-8', 'surrogateescape')
    return original.decode('utf-8', 'replace')


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


def parsedate_tz(data):
    """The date as ten numbers, the last one the distance from UTC in seconds."""
    fields = _dates.parse(data)
    if fields is None:
        return None
    if fields[9] is None:
        fields[9] = 0
    return tuple(fields)


def parsedate(data):
    """The date as nine numbers."""
    fields = parsedate_tz(data)
    return None if fields is None else fields[:9]


def parsedate_to_datetime(data):
    """The date as a datetime."""
    fields = _dates.parse(data)
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
        if isinstance(charset, str):
            from email.charset import Charset
            charset = Charset(charset)
        return "%s <%s>" % (charset.header_encode(name), address)
    quotes = '"' if _specials.search(name) else ''
    return '%s%s%s <%s>' % (quotes, _escapes.sub(r'\\\g<0>', name), quotes, address)


def parseaddr(addr, *, strict=True):
    """(name, address) of a header; two empty texts if it is none, or not the only one."""
    if not strict:
        found = _addresses.parse(addr)
        return found[0] if found else ('', '')
    if isinstance(addr, list):
        addr = addr[0]
    if not isinstance(addr, str):
        return '', ''
    found = _addresses.parse_strictly([addr])[1]
    return found[0] if len(found) == 1 else ('', '')


def getaddresses(fieldvalues, *, strict=True):
    """All (name, address) of several headers; one pair of empty texts if their number is not that
    of the commas, which then is a trick."""
    texts = [str(value) for value in fieldvalues]
    if not strict:
        return _addresses.parse(', '.join(texts))
    texts, found = _addresses.parse_strictly(texts)
    expected = sum(1 + _addresses.without_quoted(text).count(',') for text in texts)
    return found if len(found) == expected else [('', '')]


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
