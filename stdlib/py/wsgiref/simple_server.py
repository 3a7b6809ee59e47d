# SPDX-License-Identifier: MIT
"""A server of the web for one application, for trying it out."""

import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer
from platform import python_implementation

from wsgiref.handlers import SimpleHandler

__version__ = '0.2'
__all__ = ['WSGIServer', 'WSGIRequestHandler', 'demo_app', 'make_server']

server_version = 'WSGIServer/' + __version__
sys_version = python_implementation() + '/' + sys.version.split()[0]
software_version = server_version + ' ' + sys_version


class ServerHandler(SimpleHandler):
    """Runs the application for a request, and logs it."""

    server_software = software_version

    def close(self):
        try:
            self.request_handler.log_request(self.status.split(' ', 1)[0], self.bytes_sent)
        finally:
            SimpleHandler.close(self)


class WSGIServer(HTTPServer):
    """BaseHTTPServer that implements the Python WSGI protocol."""

    application = None

    def server_bind(self):
        """Override server_bind to store the server name."""
        HTTPServer.server_bind(self)
        self.setup_environ()

    def setup_environ(self):
        self.base_environ = {'SERVER_NAME': self.server_name, 'GATEWAY_INTERFACE': 'CGI/1.1',
                             'SERVER_PORT': str(self.server_port), 'REMOTE_HOST': '',
                             'CONTENT_LENGTH': '', 'SCRIPT_NAME': ''}

    def get_app(self):
        return self.application

    def set_app(self, application):
        self.application = application


class WSGIRequestHandler(BaseHTTPRequestHandler):

    server_version = 'WSGIServer/' + __version__

    def get_environ(self):
        env = self.server.base_environ.copy()
        path, _, query = self.path.partition('?')
        env.update(SERVER_PROTOCOL=self.request_version, SERVER_SOFTWARE=self.server_version,
                   REQUEST_METHOD=self.command, PATH_INFO=urllib.parse.unquote(path, 'iso-8859-1'),
                   QUERY_STRING=query)
        host = self.address_string()
        if host != self.client_address[0]:
            env['REMOTE_HOST'] = host
        env['REMOTE_ADDR'] = self.client_address[0]
        headers = self.headers
        env['CONTENT_TYPE'] = (headers.get_content_type() if headers.get('content-type') is None
                               else headers['content-type'])
        if headers.get('content-length'):
            env['CONTENT_LENGTH'] = headers['content-length']
        for name, value in headers.items():
            name, value = name.replace('-', '_').upper(), value.strip()
            if name in env:
                continue
            name = 'HTTP_' + name
            env[name] = f'{env[name]},{value}' if name in env else value
        return env

    def get_stderr(self):
        return sys.stderr

    def handle(self):
        """Handle a single HTTP request."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ''
            self.send_error(414)
            return
        if not self.parse_request():
            return
        handler = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ(),
                                multithread=False)
        handler.request_handler = self
        handler.run(self.server.get_app())


def demo_app(environ, start_response):
    from io import StringIO
    out = StringIO()
    print('Hello world!', file=out)
    print(file=out)
    for name, value in sorted(environ.items()):
        print(name, '=', repr(value), file=out)
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return [out.getvalue().encode('utf-8')]


def make_server(host, port, app, server_class=WSGIServer, handler_class=WSGIRequestHandler):
    """Create a new WSGI server listening on `host` and `port` for `app`"""
    server = server_class((host, port), handler_class)
    server.set_app(app)
    return server


if __name__ == '__main__':
    with make_server('', 8000, demo_app) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        print('Serving HTTP on', host, 'port', port, '...')
        import webbrowser
        webbrowser.open('http://localhost:8000/xyz?abc')
        httpd.handle_request()
