# SPDX-License-Identifier: MIT
"""Handlers: they run an application once, and send what it answers."""

import os
import sys
import time

from wsgiref.headers import Headers
from wsgiref.util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler', 'IISCGIHandler',
           'read_environ']

_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def format_date_time(timestamp):
    t = time.gmtime(timestamp)
    return (f'{_DAYS[t.tm_wday]}, {t.tm_mday:02} {_MONTHS[t.tm_mon - 1]} {t.tm_year:4} '
            f'{t.tm_hour:02}:{t.tm_min:02}:{t.tm_sec:02} GMT')


_is_request = {'SCRIPT_NAME', 'PATH_INFO', 'QUERY_STRING', 'REQUEST_METHOD', 'AUTH_TYPE',
               'CONTENT_TYPE', 'CONTENT_LENGTH', 'HTTPS', 'REMOTE_USER',
               'REMOTE_IDENT'}.__contains__


def _needs_transcode(name):
    return (_is_request(name) or name.startswith(('HTTP_', 'SSL_')) or
            name.startswith('REDIRECT_') and _needs_transcode(name[9:]))


def read_environ():
    """Read environment, fixing HTTP variables: their text stands for bytes in latin-1."""
    encoding = sys.getfilesystemencoding()
    return {name: value.encode(encoding, 'surrogateescape').decode('iso-8859-1')
            if _needs_transcode(name) else value
            for name, value in os.environ.items()}


class BaseHandler:
    """Manage the invocation of a WSGI application."""

    wsgi_version = 1, 0
    wsgi_multithread = wsgi_multiprocess = True
    wsgi_run_once = False
    origin_server = True                # We are transmitting direct to client
    http_version = '1.0'                # Version that should be used for response
    server_software = None
    os_environ = read_environ()
    wsgi_file_wrapper = FileWrapper
    headers_class = Headers
    traceback_limit = None
    error_status = '500 Internal Server Error'
    error_headers = [('Content-Type', 'text/plain')]
    error_body = b'A server error occurred.  Please contact the administrator.'
    status = result = headers = None
    headers_sent = False
    bytes_sent = 0

    def run(self, application):
        """Invoke the application."""
        try:
            self.setup_environ()
            self.result = application(self.environ, self.start_response)
            self.finish_response()
        except (ConnectionAbortedError, BrokenPipeError, ConnectionResetError):
            return                      # nobody listens any more
        except:
            try:
                self.handle_error()
            except:
                self.close()
                raise

    def setup_environ(self):
        """Set up the environment for one request."""
        env = self.environ = self.os_environ.copy()
        self.add_cgi_vars()
        env.update({'wsgi.input': self.get_stdin(), 'wsgi.errors': self.get_stderr(),
                    'wsgi.version': self.wsgi_version, 'wsgi.run_once': self.wsgi_run_once,
                    'wsgi.url_scheme': self.get_scheme(), 'wsgi.multithread': self.wsgi_multithread,
                    'wsgi.multiprocess': self.wsgi_multiprocess})
        if self.wsgi_file_wrapper is not None:
            env['wsgi.file_wrapper'] = self.wsgi_file_wrapper
        if self.origin_server and self.server_software:
            env.setdefault('SERVER_SOFTWARE', self.server_software)

    def finish_response(self):
        """Send any iterable data, then close self and the iterable."""
        try:
            self._send_result()
        except:
            self._close_result()
            raise
        self.close()

    def _send_result(self):
        if self.result_is_file() and self.sendfile():
            return
        for block in self.result:
            self.write(block)
        self.finish_content()

    def _close_result(self):
        if hasattr(self.result, 'close'):
            self.result.close()

    def get_scheme(self):
        """Return the URL scheme being used."""
        return guess_scheme(self.environ)

    def set_content_length(self):
        """Compute Content-Length or switch to chunked encoding if possible."""
        try:
            blocks = len(self.result)
        except (TypeError, AttributeError, NotImplementedError):
            return
        if blocks == 1:
            self.headers['Content-Length'] = str(self.bytes_sent)

    def cleanup_headers(self):
        """Make any necessary header changes or defaults."""
        if 'Content-Length' not in self.headers:
            self.set_content_length()

    def start_response(self, status, headers, exc_info=None):
        """'start_response()' callable as specified by PEP 3333."""
        if exc_info:
            try:
                if self.headers_sent:
                    raise
            finally:
                exc_info = None         # no cycle with the frame
        elif self.headers is not None:
            raise AssertionError('Headers already set!')
        self.status = status
        self.headers = self.headers_class(headers)
        status = self._convert_string_type(status, 'Status')
        self._validate_status(status)
        if __debug__:
            for name, value in headers:
                name = self._convert_string_type(name, 'Header name')
                self._convert_string_type(value, 'Header value')
                assert not is_hop_by_hop(name), f"Hop-by-hop header, '{name}: {value}', not allowed"
        return self.write

    def _validate_status(self, status):
        if len(status) < 4:
            raise AssertionError('Status must be at least 4 characters')
        if not status[:3].isdigit():
            raise AssertionError('Status message must begin w/3-digit code')
        if status[3] != ' ':
            raise AssertionError('Status message must have a space after code')

    def _convert_string_type(self, value, title):
        if type(value) is str:
            return value
        raise AssertionError('{0} must be of type str (got {1})'.format(title, repr(value)))

    def send_preamble(self):
        """Transmit version/status/date/server, via self._write()."""
        if not self.origin_server:
            self._write(('Status: %s\r\n' % self.status).encode('iso-8859-1'))
        elif self.client_is_modern():
            lines = ['HTTP/%s %s' % (self.http_version, self.status)]
            if 'Date' not in self.headers:
                lines.append('Date: %s' % format_date_time(time.time()))
            if self.server_software and 'Server' not in self.headers:
                lines.append('Server: %s' % self.server_software)
            for line in lines:
                self._write((line + '\r\n').encode('iso-8859-1'))

    def write(self, data):
        """'write()' callable as specified by PEP 3333."""
        assert type(data) is bytes, 'write() argument must be a bytes instance'
        if not self.status:
            raise AssertionError('write() before start_response()')
        before = self.bytes_sent if self.headers_sent else 0
        self.bytes_sent = before + len(data)
        if not self.headers_sent:
            self.send_headers()         # Content-Length may be known by now
        self._write(data)
        self._flush()

    def sendfile(self):
        """Platform-specific file transmission: True if it has been done."""
        return False

    def finish_content(self):
        """Ensure headers and content have both been sent."""
        if not self.headers_sent:
            self.headers.setdefault('Content-Length', '0')
            self.send_headers()

    def close(self):
        """Close the iterable (if needed) and reset all instance vars."""
        try:
            self._close_result()
        finally:
            self.result = self.headers = self.status = self.environ = None
            self.bytes_sent = 0
            self.headers_sent = False

    def send_headers(self):
        """Transmit headers to the client, via self._write()."""
        self.cleanup_headers()
        self.headers_sent = True
        if self.origin_server and not self.client_is_modern():
            return
        self.send_preamble()
        self._write(bytes(self.headers))

    def result_is_file(self):
        """True if 'self.result' is an instance of 'self.wsgi_file_wrapper'."""
        wrapper = self.wsgi_file_wrapper
        return wrapper is not None and isinstance(self.result, wrapper)

    def client_is_modern(self):
        """True if client can accept status and headers."""
        return self.environ['SERVER_PROTOCOL'].upper() != 'HTTP/0.9'

    def log_exception(self, exc_info):
        """Log the 'exc_info' tuple in the server log."""
        from traceback import print_exception
        try:
            print_exception(*exc_info, limit=self.traceback_limit, file=self.get_stderr())
        finally:
            exc_info = None

    def handle_error(self):
        """Log current error, and send error output to client if possible."""
        self.log_exception(sys.exc_info())
        if not self.headers_sent:
            self.result = self.error_output(self.environ, self.start_response)
            self.finish_response()

    def error_output(self, environ, start_response):
        """WSGI mini-app to create error output."""
        start_response(self.error_status, self.error_headers[:], sys.exc_info())
        return [self.error_body]

    # ---- what a subclass has to say ----

    def _write(self, data):
        raise NotImplementedError

    def _flush(self):
        raise NotImplementedError

    def get_stdin(self):
        raise NotImplementedError

    def get_stderr(self):
        raise NotImplementedError

    def add_cgi_vars(self):
        raise NotImplementedError


class SimpleHandler(BaseHandler):
    """Handler that's just initialized with streams, environment, etc."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin, self.stdout, self.stderr, self.base_env = stdin, stdout, stderr, environ
        self.wsgi_multithread, self.wsgi_multiprocess = multithread, multiprocess

    def add_cgi_vars(self):
        self.environ.update(self.base_env)

    def get_stderr(self):
        return self.stderr

    def get_stdin(self):
        return self.stdin

    def _write(self, data):
        written = self.stdout.write(data)
        if written is None or written == len(data):
            return
        from warnings import warn
        warn('SimpleHandler.stdout.write() should not do partial writes', DeprecationWarning)
        while data := data[written:]:
            written = self.stdout.write(data)

    def _flush(self):
        self.stdout.flush()
        self._flush = self.stdout.flush


class BaseCGIHandler(SimpleHandler):
    """CGI-like systems using input/output/error streams and environ mapping."""

    origin_server = False


class CGIHandler(BaseCGIHandler):
    """CGI-based invocation via sys.stdin/stdout/stderr and os.environ."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        BaseCGIHandler.__init__(self, sys.stdin.buffer, sys.stdout.buffer, sys.stderr,
                                read_environ(), multithread=False, multiprocess=True)


class IISCGIHandler(BaseCGIHandler):
    """CGI of Microsoft's server, whose PATH_INFO begins with SCRIPT_NAME."""

    wsgi_run_once = True
    os_environ = {}

    def __init__(self):
        environ = read_environ()
        path, script = environ.get('PATH_INFO', ''), environ.get('SCRIPT_NAME', '')
        if (path + '/').startswith(script + '/'):
            environ['PATH_INFO'] = path[len(script):]
        BaseCGIHandler.__init__(self, sys.stdin.buffer, sys.stdout.buffer, sys.stderr, environ,
                                multithread=False, multiprocess=True)
