# SPDX-License-Identifier: MIT
"""Opening addresses. An OpenerDirector asks its handlers, which it knows by the names of their
methods: http_open(), http_request(), http_response(), http_error_404(), unknown_open() ..."""

import base64
import bisect
import contextlib
import hashlib
import http.client
import io
import os
import re
import socket
import string
import sys
import tempfile
import time
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import (_splitattr, _splithost, _splitpasswd, _splitport, _splitquery, _splittag,
                          _splittype, _splituser, _splitvalue, _to_bytes, quote, unquote,
                          unquote_to_bytes, unwrap, urljoin, urlparse, urlsplit, urlunparse)
from urllib.response import addclosehook, addinfourl

try:
    import ssl
    _have_ssl = hasattr(http.client, 'HTTPSConnection')
except ImportError:
    _have_ssl = False

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler',
           'HTTPRedirectHandler', 'HTTPCookieProcessor', 'ProxyHandler', 'HTTPPasswordMgr',
           'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth',
           'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler',
           'AbstractDigestAuthHandler', 'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler',
           'HTTPHandler', 'FileHandler', 'DataHandler', 'UnknownHandler', 'HTTPErrorProcessor',
           'urlopen', 'install_opener', 'build_opener', 'pathname2url', 'url2pathname',
           'getproxies', 'urlretrieve', 'urlcleanup', 'HTTPSHandler']

__version__ = '%d.%d' % sys.version_info[:2]
_opener = None


def __getattr__(name):
    if name in ('FTPHandler', 'CacheFTPHandler', 'URLopener', 'FancyURLopener'):
        raise AttributeError(f"urllib.request.{name} is not available in Rondo")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open an address, or a Request; data makes it a POST."""
    global _opener
    if context:
        opener = build_opener(HTTPSHandler(context=context))
    elif _opener is None:
        _opener = opener = build_opener()
    else:
        opener = _opener
    return opener.open(url, data, timeout)


def install_opener(opener):
    """Make this the opener of urlopen()."""
    global _opener
    _opener = opener


_url_tempfiles = []


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Load an address into a file: (its path, the headers). reporthook(blocks so far, size of a
    block, size or -1) is called meanwhile."""
    scheme, path = _splittype(url)
    with contextlib.closing(urlopen(url, data)) as source:
        headers = source.info()
        if scheme == "file" and not filename:
            return os.path.normpath(path), headers
        if filename:
            target = open(filename, 'wb')
        else:
            target = tempfile.NamedTemporaryFile(delete=False)
            filename = target.name
            _url_tempfiles.append(filename)
        with target:
            size = int(headers["Content-Length"]) if "content-length" in headers else -1
            read = _copy_blocks(source, target, size, reporthook)
    if size >= 0 and read < size:
        raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes"
                                   % (read, size), (filename, headers))
    return filename, headers


def _copy_blocks(source, target, size, reporthook):
    block_size, read, number = 1024 * 8, 0, 0
    if reporthook:
        reporthook(number, block_size, size)
    while block := source.read(block_size):
        read += len(block)
        target.write(block)
        number += 1
        if reporthook:
            reporthook(number, block_size, size)
    return read


def urlcleanup():
    """Remove the temporary files of urlretrieve() and forget the opener."""
    global _opener
    for path in _url_tempfiles:
        try:
            os.unlink(path)
        except OSError:
            pass
    del _url_tempfiles[:]
    _opener = None


# ---- requests ----

def request_host(request):
    """The host of a request in small letters, without port."""
    host = urlparse(request.full_url)[1]
    if host == "":
        host = request.get_header("Host", "")
    return re.sub(r":\d+$", "", host, count=1, flags=re.ASCII).lower()


class Request:
    """An address with all that is sent to it."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False,
                 method=None):
        self.full_url = url
        self.headers = {}
        self.unredirected_hdrs = {}
        self._data = None
        self.data = data
        self._tunnel_host = None
        for key, value in headers.items():
            self.add_header(key, value)
        self.origin_req_host = request_host(self) if origin_req_host is None else origin_req_host
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        return '{}#{}'.format(self._full_url, self.fragment) if self.fragment else self._full_url

    @full_url.setter
    def full_url(self, url):
        self._full_url = unwrap(url)
        self._full_url, self.fragment = _splittag(self._full_url)
        self._parse()

    @full_url.deleter
    def full_url(self):
        self._full_url = None
        self.fragment = None
        self.selector = ''

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            # The length was that of the other data.
            if self.has_header("Content-length"):
                self.remove_header("Content-length")

    @data.deleter
    def data(self):
        self.data = None

    def _parse(self):
        self.type, rest = _splittype(self._full_url)
        if self.type is None:
            raise ValueError("unknown url type: %r" % self.full_url)
        self.host, self.selector = _splithost(rest)
        if self.host:
            self.host = unquote(self.host)

    def get_method(self):
        """GET, POST if there is data, or what was given."""
        return getattr(self, 'method', "POST" if self.data is not None else "GET")

    def get_full_url(self):
        return self.full_url

    def set_proxy(self, host, type):
        """Send the request to a proxy."""
        if self.type == 'https' and not self._tunnel_host:
            self._tunnel_host = self.host
        else:
            self.type = type
            self.selector = self.full_url
        self.host = host

    def has_proxy(self):
        return self.selector == self.full_url

    def add_header(self, key, val):
        """Add a header; its name is written Like-this."""
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        """Add a header that is left out when the request is redirected."""
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


# ---- openers ----

class OpenerDirector:
    """Asks handlers, those with the smallest handler_order first, until one has an answer."""

    def __init__(self):
        self.addheaders = [('User-agent', "Python-urllib/%s" % __version__)]
        self.handlers = []
        self.handle_open = {}
        self.handle_error = {}
        self.process_response = {}
        self.process_request = {}

    def add_handler(self, handler):
        """Take in a handler, by the names of its methods."""
        if not hasattr(handler, "add_parent"):
            raise TypeError("expected BaseHandler instance, got %r" % type(handler))
        added = False
        tables = {'open': self.handle_open, 'response': self.process_response,
                  'request': self.process_request}
        for name in dir(handler):
            if name in ("redirect_request", "do_open", "proxy_open"):
                continue        # no protocols
            protocol, _, what = name.partition("_")
            kind = protocol
            if what.startswith("error"):
                kind = what.partition("_")[2] or name
                if kind.isdigit():
                    kind = int(kind)
                table = self.handle_error.setdefault(protocol, {})
            elif what in tables:
                table = tables[what]
            else:
                continue
            bisect.insort(table.setdefault(kind, []), handler)
            added = True
        if added:
            bisect.insort(self.handlers, handler)
            handler.add_parent(self)

    def close(self):
        """For those who expect it."""

    def _call_chain(self, chain, kind, meth_name, *args):
        for handler in chain.get(kind, ()):
            result = getattr(handler, meth_name)(*args)
            if result is not None:
                return result

    def open(self, fullurl, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        """Open an address or a Request."""
        if isinstance(fullurl, str):
            req = Request(fullurl, data)
        else:
            req = fullurl
            if data is not None:
                req.data = data
        req.timeout = timeout
        protocol = req.type
        for processor in self.process_request.get(protocol, []):
            req = getattr(processor, protocol + "_request")(req)
        sys.audit('urllib.Request', req.full_url, req.data, req.headers, req.get_method())
        response = self._open(req, data)
        for processor in self.process_response.get(protocol, []):
            response = getattr(processor, protocol + "_response")(req, response)
        return response

    def _open(self, req, data=None):
        protocol = req.type
        return (self._call_chain(self.handle_open, 'default', 'default_open', req)
                or self._call_chain(self.handle_open, protocol, protocol + '_open', req)
                or self._call_chain(self.handle_open, 'unknown', 'unknown_open', req))

    def error(self, proto, *args):
        """Ask the handlers of an error."""
        if proto not in ('http', 'https'):
            return self._call_chain(self.handle_error, proto, proto + '_error', *args) or None
        table, code = self.handle_error['http'], args[2]
        result = self._call_chain(table, code, 'http_error_%s' % code, *args)
        return result or self._call_chain(table, 'default', 'http_error_default', *args)


def build_opener(*handlers):
    """An opener with the usual handlers and these; one that derives from a usual one replaces
    it."""
    opener = OpenerDirector()
    usual = [ProxyHandler, UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler,
             HTTPRedirectHandler, FileHandler, HTTPErrorProcessor, DataHandler]
    if _have_ssl:
        usual.append(HTTPSHandler)
    for kind in usual:
        if not any(issubclass(h, kind) if isinstance(h, type) else isinstance(h, kind)
                   for h in handlers):
            opener.add_handler(kind())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener


class BaseHandler:
    """A handler; parent is its opener."""
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        if not hasattr(other, "handler_order"):
            return True
        return self.handler_order < other.handler_order


class HTTPErrorProcessor(BaseHandler):
    """Hands answers that are not 2xx to the handlers of errors."""
    handler_order = 1000

    def http_response(self, request, response):
        code = response.code
        if 200 <= code < 300:
            return response
        return self.parent.error('http', request, response, code, response.msg, response.info())

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    """Raises HTTPError."""

    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Follows redirections, but not in circles."""
    max_repeats = 4
    max_redirections = 10
    inf_msg = ("The HTTP server returned a redirect error that would lead to an infinite loop.\n"
               "The last 30x error message was:\n")

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        """The request to follow with; HTTPError if it is not to be followed."""
        method = req.get_method()
        if not (code in (301, 302, 303, 307, 308) and method in ("GET", "HEAD")
                or code in (301, 302, 303) and method == "POST"):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {k: v for k, v in req.headers.items()
                if k.lower() not in ("content-length", "content-type")}
        return Request(newurl.replace(' ', '%20'), method="HEAD" if method == "HEAD" else "GET",
                       headers=kept, origin_req_host=req.origin_req_host, unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        newurl = headers.get("location") or headers.get("uri")
        if newurl is None:
            return None
        parts = urlparse(newurl)
        if parts.scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(newurl, code, "%s - Redirection to url '%s' is not allowed"
                            % (msg, newurl), headers, fp)
        if not parts.path and parts.netloc:
            parts = parts._replace(path="/")
        newurl = quote(urlunparse(parts), encoding="iso-8859-1", safe=string.punctuation)
        newurl = urljoin(req.full_url, newurl)
        new = self.redirect_request(req, fp, code, msg, headers, newurl)
        if new is None:
            return None
        visited = getattr(req, 'redirect_dict', None)
        if visited is None:
            visited = req.redirect_dict = {}
        elif visited.get(newurl, 0) >= self.max_repeats \
                or len(visited) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        new.redirect_dict = visited
        visited[newurl] = visited.get(newurl, 0) + 1
        # The connection is free when the page has been read.
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


# ---- proxies ----

def _parse_proxy(proxy):
    """(scheme or None, user, password, host:port)."""
    scheme, rest = _splittype(proxy)
    if not rest.startswith("/"):
        scheme, authority = None, proxy
    else:
        if not rest.startswith("//"):
            raise ValueError("proxy URL with no authority: %r" % proxy)
        if '@' in rest:
            # A password may contain a slash.
            host_separator = rest.find('@')
            end = rest.find("/", host_separator)
        else:
            end = rest.find("/", 2)
        authority = rest[2:] if end == -1 else rest[2:end]
    userinfo, hostport = _splituser(authority)
    user, password = _splitpasswd(userinfo) if userinfo is not None else (None, None)
    return scheme, user, password, hostport


class ProxyHandler(BaseHandler):
    """Sends requests to the proxies of a dict {scheme: address}, by default those of the
    environment."""
    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        for scheme, url in self.proxies.items():
            scheme = scheme.lower()
            setattr(self, '%s_open' % scheme,
                    lambda r, proxy=url, type=scheme: self.proxy_open(r, proxy, type))

    def proxy_open(self, req, proxy, type):
        original = req.type
        proxy_type, user, password, hostport = _parse_proxy(proxy)
        if proxy_type is None:
            proxy_type = original
        if req.host and proxy_bypass(req.host):
            return None
        if user and password:
            both = '%s:%s' % (unquote(user), unquote(password))
            creds = base64.b64encode(both.encode()).decode("ascii")
            req.add_header('Proxy-authorization', 'Basic ' + creds)
        req.set_proxy(unquote(hostport), proxy_type)
        if original == proxy_type or original == 'https':
            return None         # the handler of the scheme goes on
        return self.parent.open(req, timeout=req.timeout)


def getproxies_environment():
    """{scheme: address} of SCHEME_proxy in the environment; small letters win."""
    proxies = {}
    entries = [(name, value) for name, value in os.environ.items()
               if len(name) > 5 and name[-6] == "_" and name[-5:].lower() == "proxy"]
    for name, value in entries:
        if value:
            proxies[name[:-6].lower()] = value
    # In a CGI program HTTP_PROXY may come from the client's header.
    if 'REQUEST_METHOD' in os.environ:
        proxies.pop('http', None)
    for name, value in entries:
        if name[-6:] == '_proxy':
            scheme = name[:-6].lower()
            if value:
                proxies[scheme] = value
            else:
                proxies.pop(scheme, None)
    return proxies


def proxy_bypass_environment(host, proxies=None):
    """Whether no_proxy names the host."""
    if proxies is None:
        proxies = getproxies_environment()
    no_proxy = proxies.get('no')
    if no_proxy is None:
        return False
    if no_proxy == '*':
        return True
    host = host.lower()
    hostonly = _splitport(host)[0]
    for name in no_proxy.split(','):
        name = name.strip().lstrip('.').lower()
        if name and (hostonly == name or host == name or hostonly.endswith('.' + name)
                     or host.endswith('.' + name)):
            return True
    return False


getproxies = getproxies_environment
proxy_bypass = proxy_bypass_environment


# ---- passwords ----

class HTTPPasswordMgr:
    """User and password by realm and address."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        if isinstance(uri, str):
            uri = [uri]
        table = self.passwd.setdefault(realm, {})
        for default_port in True, False:
            table[tuple(self.reduce_uri(u, default_port) for u in uri)] = (user, passwd)

    def find_user_password(self, realm, authuri):
        """(user, password), or two Nones."""
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uris, found in self.passwd.get(realm, {}).items():
                if any(self.is_suburi(uri, reduced) for uri in uris):
                    return found
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """(host:port, path) of an address, or of a host alone."""
        parts = urlsplit(uri)
        if parts[1]:
            scheme, authority, path = parts[0], parts[1], parts[2] or '/'
        else:
            scheme, authority, path = None, uri, '/'
        if default_port and _splitport(authority)[1] is None and scheme is not None:
            port = {"http": 80, "https": 443}.get(scheme)
            if port is not None:
                authority = "%s:%d" % (_splitport(authority)[0], port)
        return authority, path

    def is_suburi(self, base, test):
        """Whether test lies below base."""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        prefix = base[1]
        if prefix[-1:] != '/':
            prefix += '/'
        return test[1].startswith(prefix)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """The realm None stands for all."""

    def find_user_password(self, realm, authuri):
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        if user is not None:
            return user, password
        return HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """Remembers where to send the password without being asked."""

    def __init__(self):
        self.authenticated = {}
        super().__init__()

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        for u in [uri] if isinstance(uri, str) else uri:
            for default_port in True, False:
                self.authenticated[self.reduce_uri(u, default_port)] = is_authenticated

    def is_authenticated(self, authuri):
        for default_port in True, False:
            reduced = self.reduce_uri(authuri, default_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, reduced):
                    return self.authenticated[uri]


class AbstractBasicAuthHandler:
    """Sends user and password when the server asks for them."""

    rx = re.compile('(?:^|,)[ \t]*([^ \t,]+)[ \t]+realm=(["\']?)([^"\']*)\\2', re.I)

    def __init__(self, password_mgr=None):
        if password_mgr is None:
            password_mgr = HTTPPasswordMgr()
        self.passwd = password_mgr
        self.add_password = password_mgr.add_password

    def _challenges(self, header):
        """(scheme, realm or None) of each challenge."""
        found = False
        for match in self.rx.finditer(header):
            scheme, quoting, realm = match.groups()
            if quoting not in ['"', "'"]:
                import warnings
                warnings.warn("Basic Auth Realm was unquoted", UserWarning, 3)
            yield scheme, realm
            found = True
        if not found:
            yield (header.split() or [''])[0], None

    def http_error_auth_reqed(self, authreq, host, req, headers):
        values = headers.get_all(authreq)
        if not values:
            return None
        unsupported = None
        for value in values:
            for scheme, realm in self._challenges(value):
                if scheme.lower() != 'basic':
                    unsupported = scheme
                elif realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError("AbstractBasicAuthHandler does not support the following scheme: %r"
                             % (unsupported,))

    def retry_http_basic_auth(self, host, req, realm):
        user, password = self.passwd.find_user_password(realm, host)
        if password is None:
            return None
        raw = "%s:%s" % (user, password)
        auth = "Basic " + base64.b64encode(raw.encode()).decode("ascii")
        if req.get_header(self.auth_header, None) == auth:
            return None         # it was wrong
        req.add_unredirected_header(self.auth_header, auth)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        if not hasattr(self.passwd, 'is_authenticated') \
                or not self.passwd.is_authenticated(req.full_url):
            return req
        if not req.has_header('Authorization'):
            user, password = self.passwd.find_user_password(None, req.full_url)
            auth = base64.b64encode('{0}:{1}'.format(user, password).encode()).decode()
            req.add_unredirected_header('Authorization', 'Basic {}'.format(auth.strip()))
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request = http_request
    https_response = http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """For servers."""
    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    """For proxies."""
    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


class AbstractDigestAuthHandler:
    """Proves that it knows the password without sending it."""

    def __init__(self, passwd=None):
        if passwd is None:
            passwd = HTTPPasswordMgr()
        self.passwd = passwd
        self.add_password = self.passwd.add_password
        self.retried = 0
        self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        value = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, "digest auth failed", headers, None)
        self.retried += 1
        if value:
            scheme = value.split()[0]
            if scheme.lower() == 'digest':
                return self.retry_http_digest_auth(req, value)
            if scheme.lower() != 'basic':
                raise ValueError("AbstractDigestAuthHandler does not support the following "
                                 "scheme: '%s'" % scheme)

    def retry_http_digest_auth(self, req, auth):
        challenge = auth.split(' ', 1)[1]
        chal = parse_keqv_list([item for item in parse_http_list(challenge) if item])
        value = self.get_authorization(req, chal)
        if not value:
            return None
        value = 'Digest %s' % value
        if req.headers.get(self.auth_header, None) == value:
            return None
        req.add_unredirected_header(self.auth_header, value)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        text = "%s:%s:%s:" % (self.nonce_count, nonce, time.ctime())
        return hashlib.sha1(text.encode("ascii") + os.urandom(8)).hexdigest()[:16]

    def get_authorization(self, req, chal):
        try:
            realm, nonce = chal['realm'], chal['nonce']
        except KeyError:
            return None
        qop, algorithm, opaque = chal.get('qop'), chal.get('algorithm', 'MD5'), chal.get('opaque')
        hashed, keyed = self.get_algorithm_impls(algorithm)
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        first = hashed("%s:%s:%s" % (user, realm, password))
        second = hashed("%s:%s" % (req.get_method(), req.selector))
        more = ''
        if qop is None:
            answer = keyed(first, "%s:%s" % (nonce, second))
        elif 'auth' in qop.split(','):
            if nonce == self.last_nonce:
                self.nonce_count += 1
            else:
                self.nonce_count = 1
                self.last_nonce = nonce
            count, cnonce = '%08x' % self.nonce_count, self.get_cnonce(nonce)
            answer = keyed(first, "%s:%s:%s:%s:%s" % (nonce, count, cnonce, 'auth', second))
            more = ', qop=auth, nc=%s, cnonce="%s"' % (count, cnonce)
        else:
            raise URLError("qop '%s' is not supported." % qop)
        base = ('username="%s", realm="%s", nonce="%s", uri="%s", response="%s"'
                % (user, realm, nonce, req.selector, answer))
        if opaque:
            base += ', opaque="%s"' % opaque
        return base + ', algorithm="%s"' % algorithm + more

    def get_algorithm_impls(self, algorithm):
        functions = {'MD5': hashlib.md5, 'SHA': hashlib.sha1, 'SHA-256': hashlib.sha256}
        if algorithm not in functions:
            raise ValueError("Unsupported digest authentication algorithm %r" % algorithm)

        def hashed(text):
            return functions[algorithm](text.encode("ascii")).hexdigest()
        return hashed, lambda secret, data: hashed("%s:%s" % (secret, data))


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """For servers."""
    auth_header = 'Authorization'
    handler_order = 490

    def http_error_401(self, req, fp, code, msg, headers):
        result = self.http_error_auth_reqed('www-authenticate', urlparse(req.full_url)[1], req,
                                            headers)
        self.reset_retry_count()
        return result


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    """For proxies."""
    auth_header = 'Proxy-Authorization'
    handler_order = 490

    def http_error_407(self, req, fp, code, msg, headers):
        result = self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        self.reset_retry_count()
        return result


def parse_keqv_list(l):
    """{name: value} of name=value items, quotes taken off."""
    parsed = {}
    for item in l:
        name, value = item.split('=', 1)
        if value[0] == '"' and value[-1] == '"':
            value = value[1:-1]
        parsed[name] = value
    return parsed


def parse_http_list(s):
    """The items between commas that are not in quotes."""
    items, part, quoted, escaped = [], '', False, False
    for char in s:
        if escaped:
            part += char
            escaped = False
        elif quoted and char == '\\':
            escaped = True
        elif not quoted and char == ',':
            items.append(part)
            part = ''
        else:
            if char == '"':
                quoted = not quoted
            part += char
    if part:
        items.append(part)
    return [item.strip() for item in items]


# ---- http and https ----

class AbstractHTTPHandler(BaseHandler):

    def __init__(self, debuglevel=None):
        self._debuglevel = http.client.HTTPConnection.debuglevel if debuglevel is None \
            else debuglevel

    def set_http_debuglevel(self, level):
        self._debuglevel = level

    def _get_content_length(self, request):
        return http.client.HTTPConnection._get_content_length(request.data, request.get_method())

    def do_request_(self, request):
        """Add the headers that every request has."""
        host = request.host
        if not host:
            raise URLError('no host given')
        if request.data is not None:
            self._add_body_headers(request)
        sel_host = host
        if request.has_proxy():
            sel_host = _splithost(_splittype(request.selector)[1])[0]
        if not request.has_header('Host'):
            request.add_unredirected_header('Host', sel_host)
        for name, value in self.parent.addheaders:
            name = name.capitalize()
            if not request.has_header(name):
                request.add_unredirected_header(name, value)
        return request

    def _add_body_headers(self, request):
        if isinstance(request.data, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. "
                            "It cannot be of type str.")
        if not request.has_header('Content-type'):
            request.add_unredirected_header('Content-type', 'application/x-www-form-urlencoded')
        if not request.has_header('Content-length') and not request.has_header('Transfer-encoding'):
            length = self._get_content_length(request)
            if length is not None:
                request.add_unredirected_header('Content-length', str(length))
            else:
                request.add_unredirected_header('Transfer-encoding', 'chunked')

    def do_open(self, http_class, req, **http_conn_args):
        """Send the request over a new connection and return the answer."""
        host = req.host
        if not host:
            raise URLError('no host given')
        connection = http_class(host, timeout=req.timeout, **http_conn_args)
        connection.set_debuglevel(self._debuglevel)
        headers = dict(req.unredirected_hdrs)
        headers.update({k: v for k, v in req.headers.items() if k not in headers})
        # One request for each connection.
        headers["Connection"] = "close"
        headers = {name.title(): value for name, value in headers.items()}
        if req._tunnel_host:
            tunnel_headers = {}
            if "Proxy-Authorization" in headers:
                tunnel_headers["Proxy-Authorization"] = headers.pop("Proxy-Authorization")
            connection.set_tunnel(req._tunnel_host, headers=tunnel_headers)
        try:
            try:
                connection.request(req.get_method(), req.selector, req.data, headers,
                                   encode_chunked=req.has_header('Transfer-encoding'))
            except OSError as err:
                raise URLError(err)
            response = connection.getresponse()
        except:
            connection.close()
            raise
        if connection.sock:
            # The answer has a file of its own on it.
            connection.sock.close()
            connection.sock = None
        response.url = req.get_full_url()
        # Handlers expect the phrase here, not the headers.
        response.msg = response.reason
        return response


class HTTPHandler(AbstractHTTPHandler):
    """http:"""

    def http_open(self, req):
        return self.do_open(http.client.HTTPConnection, req)

    http_request = AbstractHTTPHandler.do_request_


class HTTPSHandler(AbstractHTTPHandler):
    """https:"""

    def __init__(self, debuglevel=None, context=None, check_hostname=None):
        if not _have_ssl:
            raise ImportError("https needs the module ssl")
        super().__init__(debuglevel)
        if context is None:
            context = ssl._create_default_https_context()
            context.set_alpn_protocols(['http/1.1'])
        if check_hostname is not None:
            context.check_hostname = check_hostname
        self._context = context

    def https_open(self, req):
        return self.do_open(http.client.HTTPSConnection, req, context=self._context)

    https_request = AbstractHTTPHandler.do_request_


class HTTPCookieProcessor(BaseHandler):
    """Keeps the cookies of answers and sends them with requests."""

    def __init__(self, cookiejar=None):
        if cookiejar is None:
            import http.cookiejar
            cookiejar = http.cookiejar.CookieJar()
        self.cookiejar = cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request = http_request
    https_response = http_response


# ---- the others ----

class UnknownHandler(BaseHandler):
    """Raises URLError for a scheme that no handler knows."""

    def unknown_open(self, req):
        raise URLError('unknown url type: %s' % req.type)


def url2pathname(pathname):
    """The path that a file: address has behind the scheme."""
    return unquote(pathname)


def pathname2url(pathname):
    """The other way round."""
    return quote(pathname)


def _message(text):
    import email
    return email.message_from_string(text)


class FileHandler(BaseHandler):
    """file:"""
    names = None

    def file_open(self, req):
        url = req.selector
        if url[:2] == '//' and url[2:3] != '/' and req.host and req.host != 'localhost':
            if req.host not in self.get_names():
                raise URLError("file:// scheme is supported only on localhost")
            return None
        return self.open_local_file(req)

    def get_names(self):
        """The addresses of this machine."""
        if FileHandler.names is None:
            try:
                FileHandler.names = tuple(socket.gethostbyname_ex('localhost')[2]
                                          + socket.gethostbyname_ex(socket.gethostname())[2])
            except socket.gaierror:
                FileHandler.names = (socket.gethostbyname('localhost'),)
        return FileHandler.names

    def open_local_file(self, req):
        import email.utils
        import mimetypes
        host, filename = req.host, req.selector
        try:
            path = url2pathname(filename)
            st = os.stat(path)
            headers = _message('Content-type: %s\nContent-length: %d\nLast-modified: %s\n' % (
                mimetypes.guess_type(filename)[0] or 'text/plain', st.st_size,
                email.utils.formatdate(st.st_mtime, usegmt=True)))
            port = None
            if host:
                host, port = _splitport(host)
            if not host or not port and _address_of(host) in self.get_names():
                return addinfourl(open(path, 'rb'), headers, 'file://' + (host or '') + filename)
        except OSError as error:
            raise URLError(error)
        raise URLError('file not on local host')


def _address_of(host):
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class DataHandler(BaseHandler):
    """data:"""

    def data_open(self, req):
        url = req.full_url
        mediatype, data = url.split(":", 1)[1].split(",", 1)
        data = unquote_to_bytes(data)
        if mediatype.endswith(";base64"):
            data = base64.decodebytes(data)
            mediatype = mediatype[:-7]
        if not mediatype:
            mediatype = "text/plain;charset=US-ASCII"
        headers = _message("Content-type: %s\nContent-length: %d\n" % (mediatype, len(data)))
        return addinfourl(io.BytesIO(data), headers, url)
