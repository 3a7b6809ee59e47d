# SPDX-License-Identifier: MIT
"""The client's side of HTTP/1.1: a connection sends one request after the other, and its answer is
a file with headers."""

import collections.abc
import contextlib
import email.message
import email.parser
import http
import io
import re
import socket
import sys
from urllib.parse import urlsplit

__all__ = ["HTTPResponse", "HTTPConnection", "HTTPException", "NotConnected", "UnknownProtocol",
           "UnknownTransferEncoding", "UnimplementedFileMode", "IncompleteRead", "InvalidURL",
           "ImproperConnectionState", "CannotSendRequest", "CannotSendHeader",
           "ResponseNotReady", "BadStatusLine", "LineTooLong", "RemoteDisconnected", "error",
           "responses"]

HTTP_PORT, HTTPS_PORT = 80, 443
_MAXLINE, _MAXHEADERS = 1 << 16, 100        # what a server may send
_UNKNOWN = 'UNKNOWN'                        # of an answer, before its first line is read

# States of a connection.
_CS_IDLE, _CS_REQ_STARTED, _CS_REQ_SENT = 'Idle', 'Request-started', 'Request-sent'

responses = {status: status.phrase for status in http.HTTPStatus}
globals().update(http.HTTPStatus.__members__)
_METHODS_EXPECTING_BODY = {'PATCH', 'POST', 'PUT'}
_is_legal_header_name = re.compile(rb'[^:\s][^:\r\n]*').fullmatch
_is_illegal_header_value = re.compile(rb'\n(?![ \t])|\r(?![ \t\n])').search
_contains_disallowed_url_pchar_re = re.compile('[\x00-\x20\x7f]')
_contains_disallowed_method_pchar_re = re.compile('[\x00-\x1f]')


class HTTPException(Exception):
    """Any error of this module."""


class NotConnected(HTTPException):
    """There is no connection, and none is to be made."""


class InvalidURL(HTTPException):
    """A malformed address."""


class UnknownProtocol(HTTPException):
    """The server speaks something else."""

    def __init__(self, version):
        self.version = version
        self.args = (version,)


class UnknownTransferEncoding(HTTPException):
    """The body is encoded in a way that nobody here knows."""


class UnimplementedFileMode(HTTPException):
    """Not raised any more."""


class IncompleteRead(HTTPException):
    """The answer ends too early: partial is what came, expected how much was missing."""

    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial = partial
        self.expected = expected

    def __repr__(self):
        more = '' if self.expected is None else ', %i more expected' % self.expected
        return '%s(%i bytes read%s)' % (self.__class__.__name__, len(self.partial), more)

    __str__ = object.__str__


class ImproperConnectionState(HTTPException):
    """Not the time for this call."""


class CannotSendHeader(ImproperConnectionState):
    """No request has been begun."""


class CannotSendRequest(ImproperConnectionState):
    """Another request is not finished."""


class ResponseNotReady(ImproperConnectionState):
    """No request has been sent, or its answer has not been read to the end."""


class BadStatusLine(HTTPException):
    """The first line of the answer is malformed."""

    def __init__(self, line):
        self.line = line if line else repr(line)
        self.args = (self.line,)


class LineTooLong(HTTPException):
    """A line of the answer is longer than any should be."""

    def __init__(self, line_type):
        HTTPException.__init__(self, "got more than %d bytes when reading %s"
                               % (_MAXLINE, line_type))


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The server closed the connection instead of answering."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, "")
        ConnectionResetError.__init__(self, *pos, **kw)


error = HTTPException


class HTTPMessage(email.message.Message):
    """The headers of a request or an answer."""

    def getallmatchingheaders(self, name):
        """The lines of the headers with a name, as a list."""
        name = name.lower() + ':'
        lines, hit = [], False
        for line in self.keys():
            if line[:len(name)].lower() == name:
                hit = True
            elif not line[:1].isspace():
                hit = False
            if hit:
                lines.append(line)
        return lines


def _encode(data, name='data'):
    """A body that is text, in latin-1."""
    try:
        return data.encode("latin-1")
    except UnicodeEncodeError as err:
        raise UnicodeEncodeError(
            err.encoding, err.object, err.start, err.end,
            "%s (%.20r) is not valid Latin-1. Use %s.encode('utf-8') if you want to send it "
            "encoded in UTF-8." % (name.title(), data[err.start:err.end], name)) from None


def _read_line(fp, what):
    line = fp.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(what)
    return line


def _read_headers(fp):
    """The lines up to the empty one, which is the last."""
    headers = []
    while True:
        line = _read_line(fp, "header line")
        headers.append(line)
        if len(headers) > _MAXHEADERS:
            raise HTTPException("got more than %d headers" % _MAXHEADERS)
        if line in (b'\r\n', b'\n', b''):
            return headers


def parse_headers(fp, _class=HTTPMessage):
    """The headers in a file, as a message."""
    text = b''.join(_read_headers(fp)).decode('iso-8859-1')
    return email.parser.Parser(_class=_class).parsestr(text)


def _natural(text):
    """A number that is not negative; None for anything else."""
    try:
        number = int(text)
    except (TypeError, ValueError):
        return None
    return number if number >= 0 else None


class HTTPResponse(io.BufferedIOBase):
    """An answer: status, reason and headers; the body is read as a file."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile("rb")
        self.debuglevel = debuglevel
        self._method = method
        self.headers = self.msg = None
        self.version = self.status = self.reason = _UNKNOWN
        self.chunked = _UNKNOWN         # whether the body comes in pieces
        self.chunk_left = _UNKNOWN      # bytes left in the present piece
        self.length = _UNKNOWN          # bytes left in the body; None: up to the end
        self.will_close = _UNKNOWN

    def _debug(self, *words):
        if self.debuglevel > 0:
            print(*words)

    def _read_status(self):
        """The first line: (version, status, reason)."""
        line = _read_line(self.fp, "status line").decode("iso-8859-1")
        self._debug("reply:", repr(line))
        if not line:
            raise RemoteDisconnected("Remote end closed connection without response")
        version, status, reason = (line.split(None, 2) + [''] * 3)[:3]
        if not version.startswith("HTTP/"):
            self._close_conn()
            raise BadStatusLine(line)
        try:
            code = int(status)
        except ValueError:
            code = 0
        if 100 <= code <= 999:
            return version, code, reason
        raise BadStatusLine(line)

    def begin(self):
        """Read status and headers."""
        if self.headers is not None:
            return
        version, status, reason = self._read_status()
        while status == 100:
            # The server only says that it will read the body: the answer follows.
            self._debug("headers:", _read_headers(self.fp))
            version, status, reason = self._read_status()
        self.code = self.status = status
        self.reason = reason.strip()
        if not version.startswith(("HTTP/1.", "HTTP/0.9")):
            raise UnknownProtocol(version)
        self.version = 10 if version in ("HTTP/1.0", "HTTP/0.9") else 11
        self.headers = self.msg = parse_headers(self.fp)
        for name, value in self.headers.items():
            self._debug("header:", name + ":", value)
        self._find_end()

    def _find_end(self):
        """How the end of the body is known: by pieces, by a length, or by the end of the
        connection."""
        self.chunked = (self.headers.get("transfer-encoding") or "").lower() == "chunked"
        self.chunk_left = None
        self.length = None
        no_body = self.status in (204, 304) or self.status < 200 or self._method == "HEAD"
        if no_body:
            self.length = 0
        elif not self.chunked:
            self.length = _natural(self.headers.get("content-length"))
        self.will_close = self._check_close() or not self.chunked and self.length is None

    def _check_close(self):
        """Whether the connection ends with the answer."""
        connection = self.headers.get("connection")
        if self.version == 11:
            return bool(connection and "close" in connection.lower())
        if self.headers.get("keep-alive"):
            return False
        if connection and "keep-alive" in connection.lower():
            return False
        proxy = self.headers.get("proxy-connection")
        return not (proxy and "keep-alive" in proxy.lower())

    def _close_conn(self):
        fp, self.fp = self.fp, None
        fp.close()

    def close(self):
        try:
            super().close()         # which flushes
        finally:
            if not self.isclosed():
                self._close_conn()

    def flush(self):
        super().flush()
        if not self.isclosed():
            self.fp.flush()

    def readable(self):
        """An answer is there to be read."""
        return True

    def isclosed(self):
        """Whether the body has been read to its end."""
        return self.fp is None

    # ---- the body ----

    def _has_body(self):
        """Is there something to read? That of a HEAD request ends here."""
        if self.fp is not None and self._method == "HEAD":
            self._close_conn()
        return self.fp is not None

    def _limit(self, size):
        """`size` bytes, or as many as are left; negative for any number."""
        if self.length is None or 0 <= size <= self.length:
            return size
        return self.length

    def _took(self, asked, count):
        """`count` bytes came where `asked` were wanted: the body may be at its end."""
        if self.length is not None:
            self.length -= count
        if self.length == 0 and (count or not asked) or asked and not count:
            self._close_conn()

    def read(self, amt=None):
        """All, or amt bytes, of the body."""
        if not self._has_body():
            return b""
        if self.chunked:
            return self._read_chunked(amt)
        if amt is not None and amt >= 0:
            amt = self._limit(amt)
            data = self.fp.read(amt)
            self._took(amt, len(data))
            return data
        try:
            data = self.fp.read() if self.length is None else self._safe_read(self.length)
            if self.length is not None:
                self.length = 0
            return data
        finally:
            self._close_conn()

    def readinto(self, b):
        """Fill a buffer with the body; returns how many bytes."""
        if not self._has_body():
            return 0
        room = len(b)
        if self.chunked:
            data = self._read_chunked(room)
            b[:len(data)] = data
            return len(data)
        room = self._limit(room)
        count = self.fp.readinto(memoryview(b)[:room] if room < len(b) else b)
        self._took(room, count)
        return count

    def _read_next_chunk_size(self):
        line = _read_line(self.fp, "chunk size")
        # What stands behind a semicolon is an extension.
        try:
            return int(line.partition(b";")[0], 16)
        except ValueError:
            self._close_conn()      # where the next piece begins cannot be told
            raise

    def _read_and_discard_trailer(self):
        while True:
            line = _read_line(self.fp, "trailer line")
            if line in (b'\r\n', b'\n', b''):
                return

    def _get_chunk_left(self):
        """Bytes left in this piece, or in the next one; None at the end of the body."""
        left = self.chunk_left
        if not left:
            if left is not None:
                self._safe_read(2)      # the line end behind the piece
            try:
                left = self._read_next_chunk_size()
            except ValueError:
                raise IncompleteRead(b'')
            if left == 0:
                self._read_and_discard_trailer()
                self._close_conn()
                left = None
            self.chunk_left = left
        return left

    def _read_chunked(self, amt=None):
        pieces = []
        if amt is not None and amt < 0:
            amt = None
        try:
            while (left := self._get_chunk_left()) is not None:
                if amt is not None and amt <= left:
                    pieces.append(self._safe_read(amt))
                    self.chunk_left = left - amt
                    break
                pieces.append(self._safe_read(left))
                if amt is not None:
                    amt -= left
                self.chunk_left = 0
            return b''.join(pieces)
        except IncompleteRead as exc:
            raise IncompleteRead(b''.join(pieces)) from exc

    def _safe_read(self, amt):
        data = self.fp.read(amt)
        if len(data) < amt:
            raise IncompleteRead(data, amt - len(data))
        return data

    def read1(self, n=-1):
        """What can be read at once, at most n bytes."""
        if self.fp is None or self._method == "HEAD":
            return b""
        if self.chunked:
            return self._read_chunk_part(n)
        return self._take(self.fp.read1, n)

    def _take(self, read, size):
        """A method of the file, kept within the body."""
        size = self._limit(size)
        data = read(size)
        self._took(size, len(data))
        return data

    def peek(self, n=-1):
        """What is there already; it stays to be read."""
        if self.fp is None or self._method == "HEAD":
            return b""
        if self.chunked:
            try:
                left = self._get_chunk_left()
            except IncompleteRead:
                return b''
            return b'' if left is None else self.fp.peek(left)[:left]
        return self.fp.peek(n)

    def readline(self, limit=-1):
        """One line of the body."""
        if self.fp is None or self._method == "HEAD":
            return b""
        if self.chunked:
            return super().readline(limit)
        return self._take(self.fp.readline, limit)

    def _read_chunk_part(self, n):
        """What there is of the present piece, at most n bytes."""
        left = self._get_chunk_left()
        if n == 0 or left is None:
            return b''
        data = self.fp.read1(n if 0 < n < left else left)
        if not data:
            raise IncompleteRead(b"")
        self.chunk_left = left - len(data)
        return data

    def fileno(self):
        return self.fp.fileno()

    # ---- headers ----

    def info(self):
        """The headers."""
        return self.headers

    def _known_headers(self):
        if self.headers is None:
            raise ResponseNotReady()
        return self.headers

    def getheader(self, name, default=None):
        """A header; several with the name are joined by commas."""
        values = self._known_headers().get_all(name) or default
        if hasattr(values, '__iter__') and not isinstance(values, str):
            values = ', '.join(values)
        return values

    def getheaders(self):
        """All headers as pairs."""
        return list(self._known_headers().items())

    def getcode(self):
        """The status."""
        return self.status

    def geturl(self):
        """The address, of an answer that urlopen() gives."""
        return self.url

    def __iter__(self):
        return self


class HTTPConnection:
    """A connection to a server; it is made when the first request is sent, and again if the server
    has closed it."""
    auto_open, debuglevel = 1, 0
    default_port, response_class = HTTP_PORT, HTTPResponse
    _http_vsn, _http_vsn_str = 11, 'HTTP/1.1'

    sock = None
    _method = None                  # of the request
    _tunnel_host = _tunnel_port = None
    _raw_proxy_headers = None

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, blocksize=8192):
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        self.timeout, self.source_address, self.blocksize = timeout, source_address, blocksize
        self._tunnel_headers = {}
        self._buffer = []               # lines of the request's head
        self._state, self._response = _CS_IDLE, None
        # A test, or an opener, may put something else here.
        self._create_connection = socket.create_connection

    @staticmethod
    def _is_textIO(stream):
        return isinstance(stream, io.TextIOBase)

    @staticmethod
    def _get_content_length(body, method):
        """The length of a body; None if it cannot be told, or for no body at all."""
        if body is None:
            return 0 if method.upper() in _METHODS_EXPECTING_BODY else None
        if hasattr(body, 'read'):
            return None
        try:
            return memoryview(body).nbytes
        except TypeError:
            pass
        return len(body) if isinstance(body, str) else None

    def _get_hostport(self, host, port):
        if port is None:
            i = host.rfind(':')
            if i > host.rfind(']'):
                try:
                    port = int(host[i + 1:])
                except ValueError:
                    if host[i + 1:] != "":
                        raise InvalidURL("nonnumeric port: '%s'" % host[i + 1:])
                    port = self.default_port
                host = host[:i]
            else:
                port = self.default_port
        if host and host[0] == '[' and host[-1] == ']':
            host = host[1:-1]
        return host, port

    def set_tunnel(self, host, port=None, headers=None):
        """Go through a proxy: the connection is made to it, and it connects to the host."""
        if self.sock:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        self._tunnel_headers = headers.copy() if headers else {}
        if not any(name.lower() == "host" for name in self._tunnel_headers):
            host = self._tunnel_host.encode("idna").decode("ascii")
            self._tunnel_headers["Host"] = "%s:%d" % (host, self._tunnel_port)

    def get_proxy_response_headers(self):
        """The headers with which the proxy answered."""
        if self._raw_proxy_headers is None:
            return None
        text = b''.join(self._raw_proxy_headers).decode('iso-8859-1')
        return email.parser.Parser(_class=HTTPMessage).parsestr(text)

    def set_debuglevel(self, level):
        """1: print what is sent and received."""
        self.debuglevel = level

    def _tunnel(self):
        host = self._tunnel_host.encode("idna")
        if b':' in host:
            host = b'[' + host + b']'   # an address of version 6
        lines = [b"CONNECT %s:%d %s\r\n" % (host, self._tunnel_port,
                                            self._http_vsn_str.encode("ascii"))]
        lines += [f"{name}: {value}\r\n".encode("latin-1")
                  for name, value in self._tunnel_headers.items()]
        self.send(b"".join(lines) + b"\r\n")
        with contextlib.closing(self.response_class(self.sock, method=self._method)) as response:
            _, code, message = response._read_status()
            self._raw_proxy_headers = _read_headers(response.fp)
            for line in self._raw_proxy_headers if self.debuglevel > 0 else ():
                print('header:', line.decode())
        if code != 200:
            self.close()
            raise OSError(f"Tunnel connection failed: {code} {message.strip()}")

    def connect(self):
        """Make the connection."""
        sys.audit("http.client.connect", self, self.host, self.port)
        self.sock = self._create_connection((self.host, self.port), self.timeout,
                                            self.source_address)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """Close the connection."""
        self._state = _CS_IDLE
        try:
            sock, self.sock = self.sock, None
            if sock:
                sock.close()
        finally:
            response, self._response = self._response, None
            if response:
                response.close()

    def _pieces(self, data):
        """A file, piece by piece, as bytes."""
        encode = self._is_textIO(data)
        if encode and self.debuglevel > 0:
            print("encoding file using iso-8859-1")
        while piece := data.read(self.blocksize):
            yield piece.encode("iso-8859-1") if encode else piece

    def send(self, data):
        """Send bytes, a file or pieces of bytes as they are."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        if self.debuglevel > 0:
            print("send:", repr(data))
        if hasattr(data, "read"):
            for piece in self._pieces(data):
                self.sock.sendall(piece)
            return
        try:
            self.sock.sendall(data)
        except TypeError:
            if not isinstance(data, collections.abc.Iterable):
                raise TypeError("data should be a bytes-like object or an iterable, got %r"
                                % type(data))
            for piece in data:
                self.sock.sendall(piece)

    def _output(self, s):
        self._buffer.append(s)

    def _send_output(self, message_body=None, encode_chunked=False):
        """Send the request line, the headers and the body."""
        self._buffer.extend((b"", b""))
        head = b"\r\n".join(self._buffer)
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        if hasattr(message_body, 'read'):
            pieces = self._pieces(message_body)
        else:
            try:
                memoryview(message_body)
            except TypeError:
                try:
                    pieces = iter(message_body)
                except TypeError:
                    raise TypeError("message_body should be a bytes-like object or an iterable, "
                                    "got %r" % type(message_body))
            else:
                pieces = (message_body,)
        for piece in pieces:
            if not piece:
                continue        # an empty piece would end the body
            if encode_chunked and self._http_vsn == 11:
                piece = f'{len(piece):X}\r\n'.encode('ascii') + piece + b'\r\n'
            self.send(piece)
        if encode_chunked and self._http_vsn == 11:
            self.send(b'0\r\n\r\n')

    # ---- a request ----

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """Begin a request."""
        self._forget_response()
        if self._state != _CS_IDLE:
            raise CannotSendRequest(self._state)
        self._state = _CS_REQ_STARTED
        self._validate_method(method)
        self._method = method
        url = url or '/'
        self._validate_path(url)
        self._output(self._encode_request('%s %s %s' % (method, url, self._http_vsn_str)))
        if self._http_vsn != 11:
            return
        if not skip_host:
            self._put_host(url)
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def _put_host(self, url):
        netloc = urlsplit(url)[1] if url.startswith('http') else ''
        if netloc:
            self.putheader('Host', netloc.encode("ascii"))
            return
        host, port = self.host, self.port
        if self._tunnel_host:
            host, port = self._tunnel_host, self._tunnel_port
        host = host.encode("ascii" if host.isascii() else "idna")
        if b':' in host:
            host = b'[' + host.partition(b'%')[0] + b']'
        if port == self.default_port:
            self.putheader('Host', host)
        else:
            self.putheader('Host', b"%s:%d" % (host, port))

    def _encode_request(self, request):
        return request.encode('ascii')

    def _validate_method(self, method):
        match = _contains_disallowed_method_pchar_re.search(method)
        if match:
            raise ValueError(f"method can't contain control characters. {method!r} "
                             f"(found at least {match.group()!r})")

    def _validate_path(self, url):
        match = _contains_disallowed_url_pchar_re.search(url)
        if match:
            raise InvalidURL(f"URL can't contain control characters. {url!r} "
                             f"(found at least {match.group()!r})")

    def _validate_host(self, host):
        match = _contains_disallowed_url_pchar_re.search(host)
        if match:
            raise InvalidURL(f"URL can't contain control characters. {host!r} "
                             f"(found at least {match.group()!r})")

    def putheader(self, header, *values):
        """Add a header to the request."""
        self._check_started()
        name = header.encode('ascii') if isinstance(header, str) else header
        if not _is_legal_header_name(name):
            raise ValueError('Invalid header name %r' % (name,))
        self._output(name + b': ' + b'\r\n\t'.join(map(self._header_value, values)))

    def _check_started(self):
        if self._state != _CS_REQ_STARTED:
            raise CannotSendHeader()

    @staticmethod
    def _header_value(value):
        if isinstance(value, str):
            value = value.encode('latin-1')
        elif isinstance(value, int):
            value = b'%d' % value
        if _is_illegal_header_value(value):
            raise ValueError('Invalid header value %r' % (value,))
        return value

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """End the headers and send the request."""
        self._check_started()
        self._state = _CS_REQ_SENT
        self._send_output(message_body, encode_chunked=encode_chunked)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """Send a whole request."""
        names = frozenset(k.lower() for k in headers)
        skips = {}
        if 'host' in names:
            skips['skip_host'] = 1
        if 'accept-encoding' in names:
            skips['skip_accept_encoding'] = 1
        self.putrequest(method, url, **skips)
        if 'content-length' not in names:
            if 'transfer-encoding' not in names:
                encode_chunked = False
                length = self._get_content_length(body, method)
                if length is not None:
                    self.putheader('Content-Length', str(length))
                elif body is not None:
                    if self.debuglevel > 0:
                        print('Unable to determine size of %r' % body)
                    encode_chunked = True
                    self.putheader('Transfer-Encoding', 'chunked')
        else:
            encode_chunked = False
        for name, value in headers.items():
            self.putheader(name, value)
        if isinstance(body, str):
            body = _encode(body, 'body')
        self.endheaders(body, encode_chunked=encode_chunked)

    def getresponse(self):
        """The answer to the request."""
        self._forget_response()
        if self._response or self._state != _CS_REQ_SENT:
            raise ResponseNotReady(self._state)
        response = self.response_class(self.sock,
                                       *([self.debuglevel] if self.debuglevel > 0 else ()),
                                       method=self._method)
        try:
            response.begin()
        except BaseException as exc:
            if isinstance(exc, ConnectionError):
                self.close()
            response.close()
            raise
        self._state = _CS_IDLE
        if response.will_close:
            self.close()                # the answer has a file of its own on the socket
        else:
            self._response = response
        return response

    def _forget_response(self):
        """An answer that has been read to its end is none of ours any more."""
        if self._response and self._response.isclosed():
            self._response = None


try:
    import ssl
except ImportError:
    ssl = None                      # built without OpenSSL
else:
    class HTTPSConnection(HTTPConnection):
        """The same through TLS."""
        default_port = HTTPS_PORT

        def __init__(self, host, port=None, *, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                     source_address=None, context=None, blocksize=8192):
            super().__init__(host, port, timeout, source_address, blocksize=blocksize)
            if context is None:
                context = ssl._create_default_https_context()
                if self._http_vsn == 11:
                    context.set_alpn_protocols(['http/1.1'])
            self._context = context

        def connect(self):
            super().connect()
            self.sock = self._context.wrap_socket(self.sock,
                                                  server_hostname=self._tunnel_host or self.host)

    __all__.append("HTTPSConnection")
