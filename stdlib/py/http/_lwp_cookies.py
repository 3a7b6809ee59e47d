# SPDX-License-Identifier: MIT
"""Cookies in the files of libwww-perl: a line `Set-Cookie3: name=value; attribute; ...` for
each."""

import os
import re
import time
from http.cookiejar import Cookie, FileCookieJar, LoadError

_HEADER = 'Set-Cookie3:'
_MAGIC = re.compile(r'^#LWP-Cookies-(\d+\.\d+)', re.ASCII)
_FLAGS = 'port_spec', 'path_spec', 'domain_dot', 'secure', 'discard'
_VALUES = 'version', 'port', 'path', 'domain', 'expires', 'comment', 'commenturl'
_bare = re.compile(r'\w+').fullmatch
_part = re.compile(r'''\s*([^=\s;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;,\s]*)))?\s*;?''')
_moment = re.compile(
    r'(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*[Zz]?').fullmatch


def _joined(pairs):
    words = []
    for name, value in pairs:
        if value is not None:
            if not _bare(value):
                value = '"%s"' % re.sub(r'(["\\])', r'\\\1', value)
            name = f'{name}={value}'
        words.append(name)
    return '; '.join(words)


def _split(text):
    """The (name, value) pairs of a line; a flag has the value None."""
    at, pairs = 0, []
    while at < len(text):
        match = _part.match(text, at)
        if not match:
            break
        name, quoted, plain = match.groups()
        pairs.append((name, re.sub(r'\\(.)', r'\1', quoted) if quoted is not None else plain))
        at = match.end()
    return pairs


def _seconds(text):
    import calendar
    match = _moment(text.strip())
    return None if match is None else calendar.timegm([int(group or 0) for group in match.groups()])


def lwp_cookie_str(cookie):
    """A cookie as a line of the file, without its beginning."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    if cookie.port is not None:
        pairs.append(('port', cookie.port))
    for name, flag in (('path_spec', cookie.path_specified), ('port_spec', cookie.port_specified),
                       ('domain_dot', cookie.domain_initial_dot), ('secure', cookie.secure)):
        if flag:
            pairs.append((name, None))
    if cookie.expires:
        pairs.append(('expires',
                      time.strftime('%Y-%m-%d %H:%M:%SZ', time.gmtime(float(cookie.expires)))))
    if cookie.discard:
        pairs.append(('discard', None))
    for name, value in ('comment', cookie.comment), ('commenturl', cookie.comment_url):
        if value:
            pairs.append((name, value))
    pairs += [(name, str(cookie._rest[name])) for name in sorted(cookie._rest)]
    return _joined(pairs + [('version', str(cookie.version))])


class LWPCookieJar(FileCookieJar):
    """Keeps cookies as lines of Set-Cookie3, which lose nothing."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The lines of the cookies."""
        lines = [f'{_HEADER} {lwp_cookie_str(cookie)}'
                 for cookie in self._saved(ignore_discard, ignore_expires)]
        return '\n'.join(lines + [''])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies to a file that only its owner reads."""
        path = self._path(filename)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), 'w') as file:
            file.write('#LWP-Cookies-2.0\n' + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not _MAGIC.search(f.readline()):
            raise LoadError('%r does not look like a Set-Cookie3 (LWP) format file' % filename)
        now = time.time()
        line = ''
        try:
            for line in f:
                if not line.startswith(_HEADER):
                    continue
                line = line[len(_HEADER):].strip()
                cookie = _read(line)
                if ((ignore_discard or not cookie.discard)
                        and (ignore_expires or not cookie.is_expired(now))):
                    self.set_cookie(cookie)
        except OSError:
            raise
        except Exception:
            raise LoadError('invalid Set-Cookie3 format file %r: %r' % (filename, line))


def _read(line):
    (name, value), *attributes = _split(line)
    known, rest = dict.fromkeys(_FLAGS, False), {}
    for attribute, given in attributes:
        lower = attribute.lower()
        if lower in _FLAGS:
            known[lower] = True if given is None else given
        elif lower in _VALUES:
            known[lower] = given
        else:
            rest[attribute] = given
    get = known.get
    expires = None if get('expires') is None else _seconds(get('expires'))
    domain = get('domain')
    return Cookie(get('version'), name, value, get('port'), get('port_spec'), domain,
                  domain.startswith('.'), get('domain_dot'), get('path'), get('path_spec'),
                  get('secure'), expires, get('discard') or expires is None, get('comment'),
                  get('commenturl'), rest)


for _one in LWPCookieJar, lwp_cookie_str:
    _one.__module__ = 'http.cookiejar'
