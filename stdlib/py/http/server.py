# SPDX-License-Identifier: MIT
"""Servers of HTTP: a handler with a method do_METHOD for each method, and one that shows files."""

import datetime
import html
import http.client
import io
import mimetypes
import os
import posixpath
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus

__version__ = "0.6"
__all__ = ["HTTPServer", "ThreadingHTTPServer", "BaseHTTPRequestHandler",
           "SimpleHTTPRequestHandler", "CGIHTTPRequestHandler"]

# The page of an error, as CPython's servers send it.
DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
DEFAULT_ERROR_CONTENT_TYPE = "text/html;charset=utf-8"

_MAX_LINE = 65536
_WITHOUT_BODY = {HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED}


def __getattr__(name):
    if name == 'CGIHTTPRequestHandler':
        from http._cgi import CGIHTTPRequestHandler
        globals()[name] = CGIHTTPRequestHandler
        return CGIHTTPRequestHandler
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class HTTPServer(socketserver.TCPServer):
    """A server that knows its name and port."""
    allow_reuse_address = 1

    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name = socket.getfqdn(host)
        self.server_port = port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    """The same with a thread for each connection."""
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads requests and calls do_GET(), do_POST() ... of the subclass, which answer with
    send_response(), send_header(), end_headers() and wfile."""

    sys_version = "Python/" + sys.version.split()[0]
    server_version = "BaseHTTP/" + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = "HTTP/0.9"
    protocol_version = "HTTP/1.0"
    MessageClass = http.client.HTTPMessage
    weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
    monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct',
                 'Nov', 'Dec']
    responses = {v: (v.phrase, v.description) for v in HTTPStatus.__members__.values()}

    # ---- reading a request ----

    def _parse_version(self, version):
        """(major, minor) and its text; ValueError."""
        if not version.startswith('HTTP/'):
            raise ValueError
        text = version.split('/', 1)[1]
        numbers = text.split(".")
        if len(numbers) != 2 or not all(n.isdigit() and len(n) <= 10 for n in numbers):
            raise ValueError
        return (int(numbers[0]), int(numbers[1])), text

    def _parse_request_line(self, words):
        """Sets version, method and path; False after an error."""
        if len(words) >= 3:
            version = words[-1]
            try:
                number, text = self._parse_version(version)
            except ValueError:
                self.send_error(HTTPStatus.BAD_REQUEST, "Bad request version (%r)" % version)
                return False
            if number >= (1, 1) and self.protocol_version >= "HTTP/1.1":
                self.close_connection = False
            if number >= (2, 0):
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
                                "Invalid HTTP version (%s)" % text)
                return False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST,
                            "Bad request syntax (%r)" % self.requestline)
            return False
        command, path = words[:2]
        if len(words) == 2:
            self.close_connection = True
            if command != 'GET':
                self.send_error(HTTPStatus.BAD_REQUEST,
                                "Bad HTTP/0.9 request type (%r)" % command)
                return False
        self.command, self.path = command, path
        if self.path.startswith('//'):
            # In a redirection two slashes would begin the name of another server.
            self.path = '/' + self.path.lstrip('/')
        return True

    def parse_request(self):
        """Read the request; False if it is wrong and an error has been sent."""
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words or not self._parse_request_line(words):
            return False
        try:
            self.headers = http.client.parse_headers(self.rfile, _class=self.MessageClass)
        except http.client.LineTooLong as err:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Line too long", str(err))
            return False
        except http.client.HTTPException as err:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many headers",
                            str(err))
            return False
        connection = self.headers.get('Connection', "").lower()
        if connection == 'close':
            self.close_connection = True
        elif connection == 'keep-alive' and self.protocol_version >= "HTTP/1.1":
            self.close_connection = False
        if self.headers.get('Expect', "").lower() == "100-continue" \
                and self.protocol_version >= "HTTP/1.1" and self.request_version >= "HTTP/1.1":
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        """The client asks before it sends the body: tell it to go on."""
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        """Read one request and call its method."""
        try:
            if not self._read_request():
                return
            method = getattr(self, 'do_' + self.command, None)
            if method is not None:
                method()
                self.wfile.flush()
            else:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED,
                                "Unsupported method (%r)" % self.command)
        except TimeoutError as e:
            self.log_error("Request timed out: %r", e)
            self.close_connection = True

    def _read_request(self):
        """Whether there is a request to be answered."""
        line = self.raw_requestline = self.rfile.readline(_MAX_LINE + 1)
        if len(line) > _MAX_LINE:
            self.requestline = self.request_version = self.command = ''
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return False
        if line:
            return self.parse_request()
        self.close_connection = True
        return False

    def handle(self):
        """Handle requests as long as the connection is to stay open."""
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    # ---- answering ----

    def send_error(self, code, message=None, explain=None):
        """Send an error with a page that explains it."""
        known = self.responses[code] if code in self.responses else ('???', '???')
        message, explain = (text if given is None else given
                            for given, text in zip((message, explain), known))
        self.log_error("code %d, message %s", code, message)
        self.send_response(code, message)
        page = b''
        headers = {'Connection': 'close'}
        if code >= 200 and code not in _WITHOUT_BODY:
            page = self._error_page(code, message, explain)
            headers |= {'Content-Type': self.error_content_type, 'Content-Length': str(len(page))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if page and self.command != 'HEAD':
            self.wfile.write(page)

    def _error_page(self, code, *texts):
        message, explain = (html.escape(text, quote=False) for text in texts)
        page = self.error_message_format % {'code': code, 'message': message, 'explain': explain}
        return page.encode('UTF-8', 'replace')

    def send_response(self, code, message=None):
        """Begin an answer with its status and the usual headers."""
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def _buffered(self, text):
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        self._headers_buffer.append(text.encode('latin-1', 'strict'))

    def send_response_only(self, code, message=None):
        """Begin an answer with its status."""
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ''
        self._buffered("%s %d %s\r\n" % (self.protocol_version, code, message))

    def send_header(self, keyword, value):
        """Add a header to the answer."""
        if self.request_version != 'HTTP/0.9':
            self._buffered("%s: %s\r\n" % (keyword, value))
        if keyword.lower() == 'connection' and value.lower() in ('close', 'keep-alive'):
            self.close_connection = value.lower() == 'close'

    def end_headers(self):
        """End the headers and send them."""
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(b"\r\n")
            self.flush_headers()

    def flush_headers(self):
        """Send the headers so far."""
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b"".join(self._headers_buffer))
            self._headers_buffer = []

    # ---- the log ----

    def log_request(self, code='-', size='-'):
        """Note a request that is answered."""
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        """Note one that is not."""
        self.log_message(format, *args)

    # Control characters from outside shall not reach the terminal.
    _control_char_table = str.maketrans(
        {c: fr'\x{c:02x}' for c in (*range(0x20), *range(0x7f, 0xa0))})
    _control_char_table[ord('\\')] = r'\\'

    def log_message(self, format, *args):
        """Write a line to stderr."""
        message = format % args
        sys.stderr.write("%s - - [%s] %s\n" % (self.address_string(),
                                               self.log_date_time_string(),
                                               message.translate(self._control_char_table)))

    def version_string(self):
        """What the header Server says."""
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        """The time as headers have it."""
        return formatdate(time.time() if timestamp is None else timestamp, usegmt=True)

    def log_date_time_string(self):
        """The time as the log has it."""
        year, month, day, hour, minute, second = time.localtime(time.time())[:6]
        return "%02d/%3s/%04d %02d:%02d:%02d" % (day, self.monthname[month], year, hour, minute,
                                                 second)

    def address_string(self):
        """The address of the client."""
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Shows the files of a folder, the current one if none is given."""

    server_version = "SimpleHTTP/" + __version__
    index_pages = ("index.html", "index.htm")
    extensions_map = _encodings_map_default = {
        '.gz': 'application/gzip', '.Z': 'application/octet-stream',
        '.bz2': 'application/x-bzip2', '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        """Send a file."""
        self._send_file(self.copyfile)

    def do_HEAD(self):
        """Send the headers of a file."""
        self._send_file(None)

    def _send_file(self, copy):
        if f := self.send_head():
            try:
                if copy is not None:
                    copy(f, self.wfile)
            finally:
                f.close()

    def _folder(self, path):
        """The page of a folder: its index, or None after the listing's headers or a redirection
        have been sent; (path, file)."""
        parts = urllib.parse.urlsplit(self.path)
        if not parts.path.endswith('/'):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location",
                             urllib.parse.urlunsplit(parts._replace(path=parts.path + '/')))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None, None
        for name in self.index_pages:
            index = os.path.join(path, name)
            if os.path.isfile(index):
                return index, None
        return None, self.list_directory(path)

    def send_head(self):
        """Send the headers; returns the file to send, or None."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            path, listing = self._folder(path)
            if path is None:
                return listing
        kind = self.guess_type(path)
        try:
            # with a slash behind it the name of a file is wrong
            f = None if path.endswith('/') else open(path, 'rb')
        except OSError:
            f = None
        if f is None:
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None
        try:
            st = os.fstat(f.fileno())
            if self._is_unmodified(st):
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.end_headers()
                f.close()
                return None
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-type", kind)
            self.send_header("Content-Length", str(st.st_size))
            self.send_header("Last-Modified", self.date_time_string(st.st_mtime))
            self.end_headers()
            return f
        except:
            f.close()
            raise

    def _is_unmodified(self, st):
        """Whether the client's copy is still good."""
        if "If-Modified-Since" not in self.headers or "If-None-Match" in self.headers:
            return False
        try:
            since = parsedate_to_datetime(self.headers["If-Modified-Since"])
        except (TypeError, IndexError, OverflowError, ValueError):
            return False
        if since.tzinfo is None:
            since = since.replace(tzinfo=datetime.timezone.utc)
        if since.tzinfo != datetime.timezone.utc:
            return False
        changed = datetime.datetime.fromtimestamp(st.st_mtime, datetime.timezone.utc)
        return changed.replace(microsecond=0) <= since

    def list_directory(self, path):
        """Send the headers of the list of a folder; returns the list as a file."""
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "No permission to list directory")
            return None
        names.sort(key=lambda name: name.lower())
        try:
            shown = urllib.parse.unquote(self.path, errors='surrogatepass')
        except UnicodeDecodeError:
            shown = urllib.parse.unquote(self.path)
        encoding = sys.getfilesystemencoding()
        title = f'Directory listing for {html.escape(shown, quote=False)}'
        lines = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', f'<meta charset="{encoding}">',
                 f'<title>{title}</title>\n</head>', f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            full = os.path.join(path, name)
            link = text = name
            if os.path.isdir(full):
                link = text = name + "/"
            if os.path.islink(full):
                text = name + "@"
            lines.append('<li><a href="%s">%s</a></li>'
                         % (urllib.parse.quote(link, errors='surrogatepass'),
                            html.escape(text, quote=False)))
        lines.append('</ul>\n<hr>\n</body>\n</html>\n')
        page = '\n'.join(lines).encode(encoding, 'surrogateescape')
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", "text/html; charset=%s" % encoding)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return io.BytesIO(page)

    def translate_path(self, path):
        """The path of the file that an address means; it never leaves the folder."""
        path = path.split('?', 1)[0].split('#', 1)[0]
        with_slash = path.rstrip().endswith('/')
        try:
            path = urllib.parse.unquote(path, errors='surrogatepass')
        except UnicodeDecodeError:
            path = urllib.parse.unquote(path)
        result = self.directory
        for word in posixpath.normpath(path).split('/'):
            if word and not os.path.dirname(word) and word not in (os.curdir, os.pardir):
                result = os.path.join(result, word)
        return result + '/' if with_slash else result

    def copyfile(self, source, outputfile):
        """Send all of a file."""
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The type of a file by its suffix."""
        ext = posixpath.splitext(path)[1]
        for known in (ext, ext.lower()):
            if known in self.extensions_map:
                return self.extensions_map[known]
        return mimetypes.guess_file_type(path)[0] or 'application/octet-stream'


def _get_best_family(*address):
    family, _, _, _, sockaddr = next(iter(socket.getaddrinfo(
        *address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)))
    return family, sockaddr


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer,
         protocol="HTTP/1.0", port=8000, bind=None):
    """Run a server until Ctrl-C."""
    ServerClass.address_family, address = _get_best_family(bind, port)
    HandlerClass.protocol_version = protocol
    with ServerClass(address, HandlerClass) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        url_host = f'[{host}]' if ':' in host else host
        print(f"Serving HTTP on {host} port {port} (http://{url_host}:{port}/) ...")
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            sys.exit(0)


def _main():
    """python -m http.server"""
    import argparse
    import contextlib
    parser = argparse.ArgumentParser()
    parser.add_argument('--cgi', action='store_true', help='run as CGI server')
    parser.add_argument('-b', '--bind', metavar='ADDRESS',
                        help='bind to this address (default: all interfaces)')
    parser.add_argument('-d', '--directory', default=os.getcwd(),
                        help='serve this directory (default: current directory)')
    parser.add_argument('-p', '--protocol', metavar='VERSION', default='HTTP/1.0',
                        help='conform to this HTTP version (default: %(default)s)')
    parser.add_argument('port', default=8000, type=int, nargs='?',
                        help='bind to this port (default: %(default)s)')
    args = parser.parse_args()

    class DualStackServer(ThreadingHTTPServer):

        def server_bind(self):
            # An IPv6 socket shall take IPv4 too; on an IPv4 one this fails.
            with contextlib.suppress(Exception):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            return super().server_bind()

        def finish_request(self, request, client_address):
            self.RequestHandlerClass(request, client_address, self, directory=args.directory)

    handler = SimpleHTTPRequestHandler
    if args.cgi:
        from http.server import CGIHTTPRequestHandler as handler
    test(HandlerClass=handler, ServerClass=DualStackServer, port=args.port, bind=args.bind,
         protocol=args.protocol)


if __name__ == '__main__':
    _main()
