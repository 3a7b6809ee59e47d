# SPDX-License-Identifier: MIT
"""Handlers: of errors and redirections, and of the schemes http, https, file and data."""
import base64
import http.client
import io
import os
import socket
import string
from urllib._request import Request
from urllib.error import HTTPError, URLError
from urllib.parse import (_splithost, _splitport, _splittype, quote, unquote, unquote_to_bytes,
                          urljoin, urlparse, urlunparse)
from urllib.response import addinfourl

try:
    import ssl
    _have_ssl = hasattr(http.client, 'HTTPSConnection')
except ImportError:
    _have_ssl = False


class BaseHandler:
    """A handler; parent is its opener."""
    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        return not hasattr(other, "handler_order") or self.handler_order < other.handler_order


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


# ---- http and https

def _add_if_missing(request, name, value):
    if not request.has_header(name):
        request.add_unredirected_header(name, value)


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
        _add_if_missing(request, 'Host', sel_host)
        for name, value in self.parent.addheaders:
            _add_if_missing(request, name.capitalize(), value)
        return request

    def _add_body_headers(self, request):
        if isinstance(request.data, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. "
                            "It cannot be of type str.")
        _add_if_missing(request, 'Content-type', 'application/x-www-form-urlencoded')
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
        self.cookiejar = _empty_jar() if cookiejar is None else cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    https_request = http_request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_response = http_response


def _empty_jar():
    from http.cookiejar import CookieJar
    return CookieJar()


# ---- other schemes

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
            FileHandler.names = _own_addresses()
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


def _own_addresses():
    try:
        return tuple(address for name in ('localhost', socket.gethostname())
                     for address in socket.gethostbyname_ex(name)[2])
    except socket.gaierror:
        return (socket.gethostbyname('localhost'),)


def _address_of(host):
    try:
        return socket.gethostbyname(host)
    except socket.gaierror:
        return None


class DataHandler(BaseHandler):
    """data:"""

    def data_open(self, req):
        url = req.full_url
        mediatype, text = url.split(":", 1)[1].split(",", 1)
        content = unquote_to_bytes(text)
        if mediatype.endswith(";base64"):
            mediatype, content = mediatype[:-len(";base64")], base64.decodebytes(content)
        headers = _message("Content-type: %s\nContent-length: %d\n"
                           % (mediatype or "text/plain;charset=US-ASCII", len(content)))
        return addinfourl(io.BytesIO(content), headers, url)
