# SPDX-License-Identifier: MIT
"""Calling functions of other programs: ServerProxy(uri).name(arguments)."""

import base64
import gzip
import http.client
import sys
import urllib.parse
from io import BytesIO

from xmlrpc._values import (MAXINT, MININT, WRAPPERS, Binary, Boolean, DateTime, Decimal, Error,
                            ExpatParser, Fault, Marshaller, ProtocolError, ResponseError,
                            Unmarshaller, boolean, datetime, dumps, escape, getparser, loads)

for _thing in (Binary, DateTime, Error, ExpatParser, Fault, Marshaller, ProtocolError,
               ResponseError, Unmarshaller, dumps, escape, getparser, loads):
    _thing.__module__ = __name__
del _thing

__version__ = '%d.%d' % sys.version_info[:2]

# Numbers of faults that servers agree on.
PARSE_ERROR = NOT_WELLFORMED_ERROR = -32700
UNSUPPORTED_ENCODING, INVALID_ENCODING_CHAR = -32701, -32702
SERVER_ERROR = INVALID_XMLRPC = -32600
METHOD_NOT_FOUND, INVALID_METHOD_PARAMS, INTERNAL_ERROR = -32601, -32602, -32603
APPLICATION_ERROR, SYSTEM_ERROR, TRANSPORT_ERROR = -32500, -32400, -32300

FastMarshaller = FastParser = FastUnmarshaller = None


# ---- compressed bodies ----

def gzip_encode(data):
    """Bytes, compressed."""
    return gzip.compress(data, 1)


def gzip_decode(data, max_decode=20971520):
    """Compressed bytes as they were; ValueError if they are damaged, or too many."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as f:
            found = f.read() if max_decode < 0 else f.read(max_decode + 1)
    except OSError:
        raise ValueError('invalid data')
    if 0 <= max_decode < len(found):
        raise ValueError('max gzipped payload length exceeded')
    return found


class GzipDecodedResponse(gzip.GzipFile):
    """The body of a compressed answer, as a file."""

    def __init__(self, response):
        self.io = BytesIO(response.read())
        super().__init__(mode='rb', fileobj=self.io)

    def close(self):
        try:
            super().close()
        finally:
            self.io.close()


# ---- names as functions ----

class _Method:
    """A function of the server; its attributes are functions, too."""

    def __init__(self, send, name):
        self.__send, self.__name = send, name

    def __getattr__(self, name):
        return _Method(self.__send, f'{self.__name}.{name}')

    def __call__(self, *args):
        return self.__send(self.__name, args)


class MultiCallIterator:
    """The results of a MultiCall; a fault is raised when it is reached."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        item = self.results[i]
        if isinstance(item, dict):
            raise Fault(item['faultCode'], item['faultString'])
        if isinstance(item, list):
            return item[0]
        raise ValueError('unexpected type in multicall result')


class MultiCall:
    """Several calls at once: functions are called on it, then it is called itself."""

    def __init__(self, server):
        self.__server, self.__calls = server, []

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'

    def __getattr__(self, name):
        return _Method(lambda full, args: self.__calls.append((full, args)), name)

    def __call__(self):
        calls = [{'methodName': name, 'params': args} for name, args in self.__calls]
        return MultiCallIterator(self.__server.system.multicall(calls))


# ---- HTTP ----

class Transport:
    """Carries calls over HTTP, by a connection that is kept."""
    user_agent = f'Python-xmlrpc/{__version__}'
    accept_gzip_encoding = True
    encode_threshold = None             # bodies longer than this are compressed

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=()):
        self._use_datetime, self._use_builtin_types = use_datetime, use_builtin_types
        self._headers = list(headers)
        self._connection = None, None
        self._extra_headers = []

    def request(self, host, handler, request_body, verbose=False):
        """Send a call: its answer. A connection that the server has closed is made anew, once."""
        try:
            return self.single_request(host, handler, request_body, verbose)
        except (http.client.RemoteDisconnected, ConnectionResetError, ConnectionAbortedError,
                BrokenPipeError):
            return self.single_request(host, handler, request_body, verbose)

    def single_request(self, host, handler, request_body, verbose=False):
        """Send a call: its answer."""
        try:
            connection = self.send_request(host, handler, request_body, verbose)
            response = connection.getresponse()
            if response.status == 200:
                self.verbose = verbose
                return self.parse_response(response)
        except Fault:
            raise
        except Exception:
            self.close()
            raise
        if response.getheader('content-length', ''):
            response.read()
        raise ProtocolError(host + handler, response.status, response.reason,
                            dict(response.getheaders()))

    def getparser(self):
        """A parser and its target."""
        return getparser(use_datetime=self._use_datetime,
                         use_builtin_types=self._use_builtin_types)

    def get_host_info(self, host):
        """The host without a name and password in front, headers for these, and an empty dict."""
        x509 = {}
        if isinstance(host, tuple):
            host, x509 = host
        login, at, name = host.rpartition('@')
        if not at:
            return host, [], x509
        coded = base64.encodebytes(urllib.parse.unquote_to_bytes(login)).decode('utf-8')
        return name, [('Authorization', 'Basic ' + ''.join(coded.split()))], x509

    def make_connection(self, host):
        """The connection to a host."""
        if self._connection[1] is None or host != self._connection[0]:
            name, self._extra_headers, _ = self.get_host_info(host)
            self._connection = host, http.client.HTTPConnection(name)
        return self._connection[1]

    def close(self):
        """Close the connection; the next call makes a new one."""
        (_, connection), self._connection = self._connection, (None, None)
        if connection is not None:
            connection.close()

    def send_request(self, host, handler, request_body, debug):
        """Send all of a request."""
        connection = self.make_connection(host)
        headers = self._headers + self._extra_headers
        if debug:
            connection.set_debuglevel(1)
        if self.accept_gzip_encoding:
            connection.putrequest('POST', handler, skip_accept_encoding=True)
            headers.append(('Accept-Encoding', 'gzip'))
        else:
            connection.putrequest('POST', handler)
        headers += [('Content-Type', 'text/xml'), ('User-Agent', self.user_agent)]
        self.send_headers(connection, headers)
        self.send_content(connection, request_body)
        return connection

    def send_headers(self, connection, headers):
        """Send the headers."""
        for name, value in headers:
            connection.putheader(name, value)

    def send_content(self, connection, request_body):
        """Send the body."""
        if self.encode_threshold is not None and self.encode_threshold < len(request_body):
            connection.putheader('Content-Encoding', 'gzip')
            request_body = gzip_encode(request_body)
        connection.putheader('Content-Length', str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """The value in an answer."""
        packed = hasattr(response, 'getheader') \
            and response.getheader('Content-Encoding', '') == 'gzip'
        stream = GzipDecodedResponse(response) if packed else response
        parser, target = self.getparser()
        while data := stream.read(1024):
            if self.verbose:
                print('body:', repr(data))
            parser.feed(data)
        if stream is not response:
            stream.close()
        parser.close()
        return target.close()


class SafeTransport(Transport):
    """Carries calls over HTTPS."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        super().__init__(use_datetime, use_builtin_types, headers=headers)
        self.context = context

    def make_connection(self, host):
        if self._connection[1] is None or host != self._connection[0]:
            name, self._extra_headers, x509 = self.get_host_info(host)
            self._connection = host, http.client.HTTPSConnection(name, context=self.context,
                                                                 **x509)
        return self._connection[1]


class ServerProxy:
    """A server: its functions are called as methods; proxy('close') and proxy('transport') give
    what belongs to the proxy itself."""

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False,
                 use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        parts = urllib.parse.urlsplit(uri)
        if parts.scheme not in ('http', 'https'):
            raise OSError('unsupported XML-RPC protocol')
        self.__host = parts.netloc
        self.__handler = urllib.parse.urlunsplit(['', '', *parts[2:]])
        if not self.__handler:
            self.__handler = '/RPC2'
        if transport is None:
            more = {'context': context} if parts.scheme == 'https' else {}
            kind = SafeTransport if parts.scheme == 'https' else Transport
            transport = kind(use_datetime=use_datetime, use_builtin_types=use_builtin_types,
                             headers=headers, **more)
        self.__transport = transport
        self.__encoding, self.__verbose = encoding or 'utf-8', verbose
        self.__allow_none = allow_none

    def __request(self, methodname, params):
        body = dumps(params, methodname, encoding=self.__encoding, allow_none=self.__allow_none)
        answer = self.__transport.request(self.__host, self.__handler,
                                          body.encode(self.__encoding, 'xmlcharrefreplace'),
                                          verbose=self.__verbose)
        return answer[0] if len(answer) == 1 else answer

    def __repr__(self):
        return f'<{self.__class__.__name__} for {self.__host}{self.__handler}>'

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        if attr == 'close':
            return self.__transport.close
        if attr == 'transport':
            return self.__transport
        raise AttributeError(f'Attribute {attr!r} not found')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__transport.close()


Server = ServerProxy
