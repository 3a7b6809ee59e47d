# SPDX-License-Identifier: MIT
"""The handler of http.server that runs programs: CGI/1.1."""

import os
import select
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from urllib.parse import unquote


def _collapsed(address):
    """The path of an address without empty parts, '.' and '..', its query behind it. IndexError if
    it climbs above the root."""
    path, mark, query = address.partition('?')
    *folders, last = unquote(path).split('/')
    kept = []
    for part in folders:
        if part == '..':
            kept.pop()
        elif part not in ('', '.'):
            kept.append(part)
    if last == '..':
        kept.pop()
    if last in ('.', '..'):
        last = ''
    return '/'.join(['/' + '/'.join(kept), last + mark + query if query else last])


def _nobody():
    """The number of the user who may do nothing."""
    import pwd
    try:
        return pwd.getpwnam('nobody').pw_uid
    except KeyError:
        return 1 + max(entry.pw_uid for entry in pwd.getpwall())


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    """Shows files, and runs the programs below cgi_directories: GET, HEAD and POST."""

    have_fork = True
    rbufsize = 0                # the program reads on where the headers end
    cgi_directories = ['/cgi-bin', '/htbin']

    def __init__(self, *args, **kwargs):
        import warnings
        warnings.warn("'http.server.CGIHTTPRequestHandler' is deprecated and slated for removal "
                      "in Python 3.15", DeprecationWarning, stacklevel=2)
        super().__init__(*args, **kwargs)

    def do_POST(self):
        """Run a program; nothing else can be posted to."""
        if self.is_cgi():
            self.run_cgi()
        else:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED, "Can only POST to CGI scripts")

    def send_head(self):
        """Run a program, or send the headers of a file."""
        return self.run_cgi() if self.is_cgi() else super().send_head()

    def is_cgi(self):
        """Whether the address is below one of cgi_directories; then cgi_info is the pair of that
        folder and the rest."""
        path = _collapsed(self.path)
        slash = path.find('/', 1)
        while slash > 0:
            if path[:slash] in self.cgi_directories:
                self.cgi_info = path[:slash], path[slash + 1:]
                return True
            slash = path.find('/', slash + 1)
        return False

    def is_executable(self, path):
        """Whether a file may be executed."""
        return os.access(path, os.X_OK)

    def is_python(self, path):
        """Whether a file is a script in Python, by its suffix."""
        return os.path.splitext(path)[1].lower() in ('.py', '.pyw')

    def _split(self):
        """The name of the program, what stands behind it, and the query."""
        folder, rest = self.cgi_info
        while '/' in rest:
            inner, _, behind = rest.partition('/')
            if not os.path.isdir(self.translate_path(f'{folder}/{inner}')):
                break
            folder, rest = f'{folder}/{inner}', behind
        rest, _, query = rest.partition('?')
        name, slash, info = rest.partition('/')
        return f'{folder}/{name}', slash + info, query

    def run_cgi(self):
        """Run a program, whose output is the answer behind the usual headers."""
        script, info, query = self._split()
        path = self.translate_path(script)
        problem = self._problem(path)
        if problem:
            self.send_error(problem[0], f'{problem[1]} ({script!r})')
            return
        environment = {**os.environ, **self._environment(script, info, query)}
        self.send_response(HTTPStatus.OK, "Script output follows")
        self.flush_headers()
        words = query.replace('+', ' ')
        arguments = [script.rpartition('/')[2]] + ([] if '=' in words else [words])
        user = _nobody()
        self.wfile.flush()
        child = os.fork()
        if not child:
            self._become(user, path, arguments, environment)
        status = os.waitpid(child, 0)[1]
        while select.select([self.rfile], [], [], 0)[0] and self.rfile.read(1):
            pass                # what the program has not read
        code = os.waitstatus_to_exitcode(status)
        if code:
            self.log_error(f'CGI script exit code {code}')

    def _problem(self, path):
        if not os.path.exists(path):
            return HTTPStatus.NOT_FOUND, 'No such CGI script'
        if not os.path.isfile(path):
            return HTTPStatus.FORBIDDEN, 'CGI script is not a plain file'
        if not self.is_executable(path):
            return HTTPStatus.FORBIDDEN, 'CGI script is not executable'
        return None

    def _become(self, user, path, arguments, environment):
        """In the child: be the program."""
        try:
            try:
                os.setuid(user)
            except OSError:
                pass
            os.dup2(self.rfile.fileno(), 0)
            os.dup2(self.wfile.fileno(), 1)
            os.execve(path, arguments, environment)
        except:
            self.server.handle_error(self.request, self.client_address)
            os._exit(127)

    def _environment(self, script, info, query):
        """What CGI/1.1 tells a program. Variables that are not known are empty, so that those of
        this process do not show."""
        headers, info = self.headers, unquote(info)
        known = {
            'SERVER_SOFTWARE': self.version_string(), 'SERVER_NAME': self.server.server_name,
            'GATEWAY_INTERFACE': 'CGI/1.1', 'SERVER_PROTOCOL': self.protocol_version,
            'SERVER_PORT': str(self.server.server_port), 'REQUEST_METHOD': self.command,
            'PATH_INFO': info, 'PATH_TRANSLATED': self.translate_path(info),
            'SCRIPT_NAME': script, 'QUERY_STRING': query, 'REMOTE_ADDR': self.client_address[0],
            'CONTENT_TYPE': headers.get('content-type') or headers.get_content_type(),
            'HTTP_ACCEPT': ','.join(headers.get_all('accept', ())),
        }
        cookies = ', '.join(filter(None, headers.get_all('cookie', ())))
        others = {'CONTENT_LENGTH': headers.get('content-length'), 'HTTP_COOKIE': cookies,
                  'HTTP_REFERER': headers.get('referer'),
                  'HTTP_USER_AGENT': headers.get('user-agent')}
        for name, value in others.items():
            if value or name not in os.environ:
                known[name] = value or ''
        if 'REMOTE_HOST' not in os.environ:
            known['REMOTE_HOST'] = ''
        known.update(self._user())
        return known

    def _user(self):
        words = self.headers.get('authorization', '').split()
        if len(words) != 2:
            return {}
        found = {'AUTH_TYPE': words[0]}
        if words[0].lower() == 'basic':
            import base64
            try:
                parts = base64.decodebytes(words[1].encode('ascii')).decode('ascii').split(':')
            except ValueError:
                return found
            if len(parts) == 2:
                found['REMOTE_USER'] = parts[0]
        return found


CGIHTTPRequestHandler.__module__ = 'http.server'
