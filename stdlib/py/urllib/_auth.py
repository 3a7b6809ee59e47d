# SPDX-License-Identifier: MIT
"""Passwords: what is known of them, and the handlers that send them when they are asked for."""
import base64
import hashlib
import os
import re
import time
from urllib._handlers import BaseHandler
from urllib.error import HTTPError, URLError
from urllib.parse import _splitport, urlparse, urlsplit


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
        (host, path), (tested_host, tested_path) = base, test
        return host == tested_host and tested_path.startswith(path.removesuffix('/') + '/')


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
        for kept in dict.fromkeys((None, realm)):
            super().add_password(kept, uri, user, passwd)

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
        self.passwd = HTTPPasswordMgr() if passwd is None else passwd
        self.add_password = self.passwd.add_password
        self.last_nonce = None
        self.retried = self.nonce_count = 0

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
            if nonce != self.last_nonce:
                self.last_nonce, self.nonce_count = nonce, 0
            self.nonce_count += 1
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
