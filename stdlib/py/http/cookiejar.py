# SPDX-License-Identifier: MIT
"""The cookies that a client keeps, and when it sends them (Netscape's rules)."""

import re
import threading
import time
import urllib.parse
import urllib.request
from calendar import timegm

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar',
           'LWPCookieJar', 'LoadError', 'MozillaCookieJar']

DEFAULT_HTTP_PORT = "80"
NETSCAPE_MAGIC_RGX = re.compile("#( Netscape)? HTTP Cookie File")
MISSING_FILENAME_TEXT = ("a filename was not supplied (nor was the CookieJar instance initialised "
                         "with one)")
NETSCAPE_HEADER_TEXT = ("# Netscape HTTP Cookie File\n"
                        "# http://curl.haxx.se/rfc/cookie_spec.html\n"
                        "# This is a generated file!  Do not edit.\n\n")
HTTPONLY_ATTR = "HTTPOnly"
HTTPONLY_PREFIX = "#HttpOnly_"
_IP_NUMBER = re.compile(r"\.\d+$", re.ASCII)


class LoadError(OSError):
    """A file is no file of cookies."""


def time2isoz(t=None):
    """"YYYY-MM-DD hh:mm:ssZ" of seconds since 1970."""
    return time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime(time.time() if t is None else t))


def time2netscape(t=None):
    """"Wed, DD-Mon-YYYY HH:MM:SS GMT" of seconds since 1970."""
    return time.strftime("%a, %d-%b-%Y %H:%M:%S GMT", time.gmtime(time.time() if t is None else t))


def http2time(text):
    """Seconds since 1970 of a date in a header; None if it is none."""
    import email.utils
    fields = email.utils.parsedate_tz(text)
    if fields is None:
        return None
    try:
        return float(email.utils.mktime_tz(fields))
    except (ValueError, OverflowError):
        return None


def is_HDN(text):
    """Whether it is a name of a host, not a number."""
    return not (_IP_NUMBER.search(text) or text == "" or text[0] == "." or text[-1] == ".")


def domain_match(A, B):
    """Whether the host A is in the domain B (RFC 2965)."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if not is_HDN(A):
        return False
    i = A.rfind(B)
    return i > 0 and B.startswith(".") and is_HDN(B[1:])


def user_domain_match(A, B):
    """The same for the domains that a user allows or blocks."""
    A, B = A.lower(), B.lower()
    if not (_is_domain_like(A) and _is_domain_like(B)):
        return A == B
    if B.startswith("."):
        return A.endswith(B)
    return A == B


def _is_domain_like(text):
    return not _IP_NUMBER.search(text)


def request_host(request):
    """The host of a request in small letters, without port."""
    return urllib.request.request_host(request)


def eff_request_host(request):
    """(host, host with .local if it has no dot)."""
    host = erhn = request_host(request)
    if "." not in host:
        erhn = host + ".local"
    return host, erhn


def escape_path(path):
    """The path with %xx, in capitals, for what is not allowed in it."""
    path = urllib.parse.quote(path, "%/;:@&=+$,!~*'()")
    return re.sub(r"%([0-9a-fA-F][0-9a-fA-F])", lambda m: "%" + m[1].upper(), path)


def request_path(request):
    """The path of a request."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith("/") else "/" + path


def request_port(request):
    """The port of a request as text."""
    host = request.host
    i = host.find(':')
    if i < 0:
        return DEFAULT_HTTP_PORT
    return host[i + 1:] if host[i + 1:].isdigit() else None


class Cookie:
    """One cookie with all that is known of it."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified,
                 domain_initial_dot, path, path_specified, secure, expires, discard, comment,
                 comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError("if port is None, port_specified must be false")
        self.version = None if version is None else int(version)
        self.name, self.value, self.secure = name, value, secure
        # Where it is valid, and whether the server said so.
        self.port, self.port_specified = port, port_specified
        self.path, self.path_specified = path, path_specified
        self.domain, self.domain_specified = domain.lower(), domain_specified
        self.domain_initial_dot = domain_initial_dot
        self.expires = None if expires is None else int(float(expires))
        self.discard = discard
        self.comment = comment
        self.comment_url = comment_url
        self.rfc2109 = rfc2109
        from copy import copy
        self._rest = copy(rest)

    # Attributes that only this server knows.

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def is_expired(self, now=None):
        """Whether its time is over."""
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __str__(self):
        port = "" if self.port is None else ":" + self.port
        text = self.name if self.value is None else "%s=%s" % (self.name, self.value)
        return "<Cookie %s for %s>" % (text, self.domain + port + self.path)

    def __repr__(self):
        names = ("version", "name", "value", "port", "port_specified", "domain",
                 "domain_specified", "domain_initial_dot", "path", "path_specified", "secure",
                 "expires", "discard", "comment", "comment_url")
        args = ["%s=%s" % (name, repr(getattr(self, name))) for name in names]
        args += ["rest=%s" % repr(self._rest), "rfc2109=%s" % repr(self.rfc2109)]
        return "%s(%s)" % (self.__class__.__name__, ", ".join(args))


class CookiePolicy:
    """Which cookies are taken and given."""

    def set_ok(self, cookie, request):
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        return True

    def path_return_ok(self, path, request):
        return True


class DefaultCookiePolicy(CookiePolicy):
    """The usual rules."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False,
                 strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False,
                 strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False,
                 strict_ns_set_path=False, secure_protocols=("https", "wss")):
        self.netscape, self.rfc2965, self.hide_cookie2 = netscape, rfc2965, hide_cookie2
        self.rfc2109_as_netscape, self.secure_protocols = rfc2109_as_netscape, secure_protocols
        self.strict_domain, self.strict_ns_domain = strict_domain, strict_ns_domain
        self.strict_ns_unverifiable = strict_ns_unverifiable
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_set_path = strict_ns_set_path
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self._blocked_domains = tuple(blocked_domains) if blocked_domains is not None else ()
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        if self._allowed_domains is None:
            return False
        return not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def _domain_ok(self, cookie):
        return not self.is_blocked(cookie.domain) and not self.is_not_allowed(cookie.domain)

    def set_ok(self, cookie, request):
        """Whether to take a cookie of an answer."""
        if cookie.name is None or not self.netscape or not self._domain_ok(cookie):
            return False
        if self.strict_ns_set_initial_dollar and cookie.name.startswith("$"):
            return False
        if self.strict_ns_set_path and cookie.path_specified \
                and not self.path_return_ok(cookie.path, request):
            return False
        if cookie.domain_specified:
            host, erhn = eff_request_host(request)
            domain = cookie.domain
            undotted = domain[1:] if domain.startswith(".") else domain
            if undotted.find(".") < 0 and domain != ".local":
                return False        # a whole top level
            if not erhn.endswith(domain) and not ("." + erhn).endswith(domain):
                return False
        if cookie.port_specified:
            port = request_port(request) or "80"
            if port not in cookie.port.split(","):
                return False
        return True

    def return_ok(self, cookie, request):
        """Whether to send a cookie with a request."""
        if cookie.secure and request.type not in self.secure_protocols:
            return False
        if cookie.is_expired(getattr(self, '_now', None)):
            return False
        if cookie.port and (request_port(request) or "80") not in cookie.port.split(","):
            return False
        host, erhn = eff_request_host(request)
        domain = cookie.domain
        if self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified \
                and domain != erhn:
            return False
        dotted = domain if not domain or domain.startswith(".") else "." + domain
        return ("." + erhn).endswith(dotted)

    def domain_return_ok(self, domain, request):
        host, erhn = eff_request_host(request)
        dotted = domain if not domain or domain.startswith(".") else "." + domain
        if not (("." + host).endswith(dotted) or ("." + erhn).endswith(dotted)):
            return False
        return not self.is_blocked(domain) and not self.is_not_allowed(domain)

    def path_return_ok(self, path, request):
        wanted = request_path(request)
        return wanted == path or wanted.startswith(path) and (
            path.endswith("/") or wanted[len(path):len(path) + 1] == "/")


class CookieJar:
    """Takes cookies out of answers and puts them into requests."""

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        self._cookies = {}          # domain -> path -> name -> Cookie

    def set_policy(self, policy):
        self._policy = policy

    def _cookies_for_request(self, request):
        found = []
        for domain, paths in self._cookies.items():
            if not self._policy.domain_return_ok(domain, request):
                continue
            for path, names in paths.items():
                if self._policy.path_return_ok(path, request):
                    found += [c for c in names.values() if self._policy.return_ok(c, request)]
        return found

    def add_cookie_header(self, request):
        """Add the header Cookie to a request."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            cookies.sort(key=lambda c: len(c.path), reverse=True)
            if cookies and not request.has_header("Cookie"):
                request.add_unredirected_header("Cookie", "; ".join(
                    c.name if c.value is None else "%s=%s" % (c.name, c.value) for c in cookies))
            self.clear_expired_cookies()

    def make_cookies(self, response, request):
        """The cookies of an answer."""
        self._policy._now = self._now = int(time.time())
        headers = response.info().get_all("Set-Cookie", [])
        return [c for c in (self._parse(header, request) for header in headers) if c is not None]

    def _parse(self, header, request):
        first, *attributes = header.split(';')
        name, equals, value = (part.strip() for part in first.partition('='))
        if not equals:
            name, value = name, None
        if not name:
            return None
        known, rest, expires = {}, {}, None
        for attribute in attributes:
            key, has_value, val = (part.strip() for part in attribute.partition('='))
            lower = key.lower()
            if not has_value:
                val = None
            elif lower in ('expires', 'version', 'max-age'):
                val = val.strip('"')
            if lower in ('domain', 'path', 'port', 'comment', 'commenturl', 'version'):
                known.setdefault(lower, val)
            elif lower in ('secure', 'discard'):
                known[lower] = True
            elif lower == 'expires':
                if expires is None and val:
                    expires = http2time(val)
            elif lower == 'max-age':
                try:
                    expires = self._now + int(val)
                except (TypeError, ValueError):
                    pass
            elif key:
                rest[key] = val
        return self._cookie(name, value, known, rest, expires, request)

    def _cookie(self, name, value, known, rest, expires, request):
        path, path_specified = known.get('path'), bool(known.get('path'))
        if path_specified:
            path = escape_path(path)
        else:
            path = request_path(request)
            path = path[:path.rfind("/")] or "/"
        domain, domain_specified = known.get('domain'), bool(known.get('domain'))
        initial_dot = domain_specified and domain.startswith(".")
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not initial_dot:
            domain = "." + domain
        if expires is not None and expires <= self._now:
            # A date in the past takes the cookie back.
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(0, name, value, known.get('port'), 'port' in known, domain,
                      domain_specified, initial_dot, path, path_specified,
                      known.get('secure', False), expires, expires is None,
                      known.get('comment'), known.get('commenturl'), rest)

    def set_cookie_if_ok(self, cookie, request):
        """Keep a cookie if the policy allows it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            paths = self._cookies.setdefault(cookie.domain, {})
            paths.setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of an answer."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def clear(self, domain=None, path=None, name=None):
        """Forget all cookies, or those of a domain, a path, a name; KeyError if there is none."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError("domain and path must be given to remove a cookie by name")
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError("domain must be given to remove cookies by path")
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        """Forget those that are not to be saved."""
        with self._cookies_lock:
            for cookie in self:
                if cookie.discard:
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_expired_cookies(self):
        """Forget those whose time is over."""
        with self._cookies_lock:
            now = time.time()
            for cookie in self:
                if cookie.is_expired(now):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def __iter__(self):
        return iter([cookie for paths in self._cookies.values() for names in paths.values()
                     for cookie in names.values()])

    def __len__(self):
        return sum(1 for cookie in self)

    def __repr__(self):
        return "<%s[%s]>" % (self.__class__.__name__, ", ".join(map(repr, self)))

    def __str__(self):
        return "<%s[%s]>" % (self.__class__.__name__, ", ".join(map(str, self)))


class FileCookieJar(CookieJar):
    """Cookies that can be kept in a file."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        if filename is not None:
            import os
            filename = os.fspath(filename)
        self.filename = filename
        self.delayload = bool(delayload)

    def _path(self, filename):
        filename = self.filename if filename is None else filename
        if filename is None:
            raise ValueError(MISSING_FILENAME_TEXT)
        return filename

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._path(filename)
        with open(filename) as f:
            self._really_load(f, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Load a file in place of what is there; after an error all is as before."""
        filename = self._path(filename)
        with self._cookies_lock:
            old, self._cookies = self._cookies, {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = old
                raise

    def _saved(self, ignore_discard, ignore_expires):
        now = time.time()
        return [c for c in self if (ignore_discard or not c.discard)
                and (ignore_expires or not c.is_expired(now))]


def _simple_cookie(version, name, value, domain, domain_specified, path, path_specified, secure,
                   expires, discard, rest):
    return Cookie(version, name, value, None, False, domain, domain_specified,
                  domain.startswith("."), path, path_specified, secure, expires, discard, None,
                  None, rest)


class MozillaCookieJar(FileCookieJar):
    """In the file format of Netscape and curl: seven fields with tabs between."""

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not NETSCAPE_MAGIC_RGX.match(f.readline()):
            raise LoadError("%r does not look like a Netscape format cookies file" % filename)
        try:
            for line in f:
                rest = {}
                if line.startswith(HTTPONLY_PREFIX):
                    rest[HTTPONLY_ATTR] = ""
                    line = line[len(HTTPONLY_PREFIX):]
                line = line.removesuffix("\n")
                if line.strip().startswith(("#", "$")) or not line.strip():
                    continue
                domain, dotted, path, secure, expires, name, value = line.split("\t")
                if name == "":
                    # A cookie without "=".
                    name, value = value, None
                cookie = _simple_cookie(0, name, value, domain, dotted == "TRUE", path, False,
                                        secure == "TRUE", expires or None, expires == "", rest)
                if (ignore_discard or not cookie.discard) \
                        and (ignore_expires or not cookie.is_expired(now)):
                    self.set_cookie(cookie)
        except OSError:
            raise
        except Exception:
            raise LoadError("invalid Netscape format cookies file %r: %r" % (filename, line))

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Write the cookies to a file."""
        with open(self._path(filename), "w") as f:
            f.write(NETSCAPE_HEADER_TEXT)
            for c in self._saved(ignore_discard, ignore_expires):
                name, value = ("", c.name) if c.value is None else (c.name, c.value)
                prefix = HTTPONLY_PREFIX if c.has_nonstandard_attr(HTTPONLY_ATTR) else ""
                f.write(prefix + "\t".join([
                    c.domain, "TRUE" if c.domain.startswith(".") else "FALSE", c.path,
                    "TRUE" if c.secure else "FALSE",
                    "" if c.expires is None else str(c.expires), name, value]) + "\n")


def __getattr__(name):
    if name in ('LWPCookieJar', 'lwp_cookie_str'):      # seldom asked for
        from http import _lwp_cookies
        return globals().setdefault(name, getattr(_lwp_cookies, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
