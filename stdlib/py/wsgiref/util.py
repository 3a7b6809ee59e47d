# SPDX-License-Identifier: MIT
"""Small helpers for environments of WSGI."""

import posixpath

__all__ = ['FileWrapper', 'guess_scheme', 'application_uri', 'request_uri', 'shift_path_info',
           'setup_testing_defaults', 'is_hop_by_hop']


class FileWrapper:
    """Wrapper to convert file-like objects to iterables."""

    def __init__(self, filelike, blksize=8192):
        self.filelike, self.blksize = filelike, blksize
        if hasattr(filelike, 'close'):
            self.close = filelike.close

    def __iter__(self):
        return self

    def __next__(self):
        data = self.filelike.read(self.blksize)
        if not data:
            raise StopIteration
        return data


def guess_scheme(environ):
    """Return a guess for whether 'wsgi.url_scheme' should be 'http' or 'https'."""
    return 'https' if environ.get('HTTPS') in ('yes', 'on', '1') else 'http'


def application_uri(environ):
    """Return the application's base URI (no PATH_INFO or QUERY_STRING)."""
    from urllib.parse import quote
    scheme = environ['wsgi.url_scheme']
    host = environ.get('HTTP_HOST')
    if not host:
        port = environ['SERVER_PORT']
        usual = port == ('443' if scheme == 'https' else '80')
        host = environ['SERVER_NAME'] + ('' if usual else ':' + port)
    return f'{scheme}://{host}{quote(environ.get("SCRIPT_NAME") or "/", encoding="latin1")}'


def request_uri(environ, include_query=True):
    """Return the full request URI, optionally including the query string."""
    from urllib.parse import quote
    uri = application_uri(environ)
    path = quote(environ.get('PATH_INFO', ''), safe='/;=,', encoding='latin1')
    uri += path if environ.get('SCRIPT_NAME') else path[1:]
    if include_query and environ.get('QUERY_STRING'):
        uri += '?' + environ['QUERY_STRING']
    return uri


def shift_path_info(environ):
    """Shift a name from PATH_INFO to SCRIPT_NAME, returning it; None if there is none left."""
    path = environ.get('PATH_INFO', '')
    if not path:
        return None
    parts = path.split('/')
    parts[1:-1] = [part for part in parts[1:-1] if part and part != '.']
    name = parts[1]
    del parts[1]
    script = posixpath.normpath(environ.get('SCRIPT_NAME', '') + '/' + name).removesuffix('/')
    environ['SCRIPT_NAME'] = script + '/' if not name and not script.endswith('/') else script
    environ['PATH_INFO'] = '/'.join(parts)
    # The last name being '/', there is no name at all: a folder.
    return None if name == '.' else name


def setup_testing_defaults(environ):
    """Update 'environ' with trivial defaults for testing purposes."""
    from io import BytesIO, StringIO
    defaults = {'SERVER_NAME': '127.0.0.1', 'SERVER_PROTOCOL': 'HTTP/1.0'}
    for name, value in defaults.items():
        environ.setdefault(name, value)
    environ.setdefault('HTTP_HOST', environ['SERVER_NAME'])
    environ.setdefault('REQUEST_METHOD', 'GET')
    if 'SCRIPT_NAME' not in environ and 'PATH_INFO' not in environ:
        environ['SCRIPT_NAME'], environ['PATH_INFO'] = '', '/'
    for name, value in (('wsgi.version', (1, 0)), ('wsgi.run_once', 0), ('wsgi.multithread', 0),
                        ('wsgi.multiprocess', 0), ('wsgi.input', BytesIO()),
                        ('wsgi.errors', StringIO()), ('wsgi.url_scheme', guess_scheme(environ))):
        environ.setdefault(name, value)
    environ.setdefault('SERVER_PORT', '80' if environ['wsgi.url_scheme'] == 'http' else '443')


_hop_by_hop = frozenset(('connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization',
                         'te', 'trailers', 'transfer-encoding', 'upgrade'))


def is_hop_by_hop(header_name):
    """Return true if 'header_name' is an HTTP/1.1 "Hop-by-Hop" header."""
    return header_name.lower() in _hop_by_hop
