# SPDX-License-Identifier: MIT
"""Opening addresses. An OpenerDirector asks its handlers, which it knows by the names of their
methods: http_open(), http_request(), http_response(), http_error_404(), unknown_open() ..."""

import bisect
import contextlib
import os
import socket
import sys
import tempfile
from urllib import _auth, _ftp, _handlers, _proxies, _request
from urllib._auth import *
from urllib._ftp import *
from urllib._handlers import *
from urllib._handlers import _have_ssl
from urllib._proxies import *
from urllib._proxies import _parse_proxy
from urllib._request import *
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import _splittype, quote, unquote, urljoin, urlparse, urlsplit
from urllib.response import addclosehook

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler',
           'HTTPRedirectHandler', 'HTTPCookieProcessor', 'ProxyHandler', 'HTTPPasswordMgr',
           'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth',
           'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler', 'ProxyBasicAuthHandler',
           'AbstractDigestAuthHandler', 'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler',
           'HTTPHandler', 'FileHandler', 'FTPHandler', 'CacheFTPHandler', 'DataHandler',
           'UnknownHandler', 'HTTPErrorProcessor',
           'urlopen', 'install_opener', 'build_opener', 'pathname2url', 'url2pathname',
           'getproxies', 'urlretrieve', 'urlcleanup', 'HTTPSHandler']

__version__ = '%d.%d' % sys.version_info[:2]
_opener = None
for _room in _auth, _ftp, _handlers, _proxies, _request:
    for _thing in vars(_room).values():
        if getattr(_thing, '__module__', None) == _room.__name__:
            _thing.__module__ = __name__
del _room, _thing


def __getattr__(name):
    if name in ('URLopener', 'FancyURLopener'):
        raise AttributeError(f"urllib.request.{name} is not available in Rondo")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def urlopen(url, data=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, *, context=None):
    """Open an address, or a Request; data makes it a POST."""
    global _opener
    if context:
        return build_opener(HTTPSHandler(context=context)).open(url, data, timeout)
    if _opener is None:
        install_opener(build_opener())
    return _opener.open(url, data, timeout)


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


# ---- openers

class OpenerDirector:
    """Asks handlers, those with the smallest handler_order first, until one has an answer."""

    def __init__(self):
        self.addheaders = [('User-agent', "Python-urllib/%s" % __version__)]
        self.handlers = []
        # {protocol: [handlers]}; of errors {protocol: {code: [handlers]}}.
        self.handle_open, self.handle_error = {}, {}
        self.process_request, self.process_response = {}, {}

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
        req = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if req is fullurl and data is not None:
            req.data = data
        req.timeout, protocol = timeout, req.type
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
             HTTPRedirectHandler, FTPHandler, FileHandler, HTTPErrorProcessor, DataHandler]
    if _have_ssl:
        usual.append(HTTPSHandler)
    for kind in usual:
        if not any(issubclass(h, kind) if isinstance(h, type) else isinstance(h, kind)
                   for h in handlers):
            opener.add_handler(kind())
    for handler in handlers:
        opener.add_handler(handler() if isinstance(handler, type) else handler)
    return opener
