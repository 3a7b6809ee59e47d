# wsgiref: util, headers, handlers, a server that is asked.
import io
import sys
import threading
import urllib.request
from wsgiref import handlers, headers, simple_server, types, util


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


for m in util, handlers, simple_server, types:
    print(m.__name__, m.__all__)

# ---- util ----
env = {}
util.setup_testing_defaults(env)
print(sorted((k, v) for k, v in env.items() if not hasattr(v, 'read')))
for extra in ({}, {'HTTP_HOST': 'h:81'}, {'SCRIPT_NAME': '/a b', 'PATH_INFO': '/c;d=1 é', 'QUERY_STRING': 'q=1'}, {'HTTP_HOST': '', 'SERVER_PORT': '8080'}, {'HTTPS': 'on', 'HTTP_HOST': ''},
              {'SCRIPT_NAME': '/s', 'PATH_INFO': ''}):
    e = dict(extra)
    util.setup_testing_defaults(e)
    print(util.guess_scheme(e), util.application_uri(e), util.request_uri(e), util.request_uri(e, False))
for script, path in (('', '/'), ('', '/x'), ('', '/x/'), ('/a', '/x/y'), ('/a', '//x'), ('/a', '/./x/..'), ('/a', ''), ('/a', '/x//y'), ('/a/b', '/../c'), ('', '/.')):
    e = {'SCRIPT_NAME': script, 'PATH_INFO': path}
    seen = []
    for i in range(4):
        seen.append((util.shift_path_info(e), e['SCRIPT_NAME'], e['PATH_INFO']))
    print(seen)
print(list(util.FileWrapper(io.BytesIO(b'abcdefg'), 3)), [util.is_hop_by_hop(n) for n in ('Connection', 'TE', 'Content-Type')])

# ---- headers ----
h = headers.Headers([('A', '1'), ('a', '2'), ('B', '3')])
print(len(h), h['a'], h.get_all('A'), h.get('z', 'd'), 'b' in h, h.keys(), h.values(), h.items(), repr(h), str(h), bytes(h))
h['A'] = '9'
del h['b']
del h['zz']
print(h.setdefault('A', 'x'), h.setdefault('C', 'y'), h)
h.add_header('D', 'v', file_name='a"b', q=None, empty='')
h.add_header('E', None, x='y')
print(h.items(), headers.Headers().items())
show(headers.Headers, ())
show(h.__setitem__, 'a', 5)
show(h.add_header, 'a', b'x')

# ---- handlers ----


def run(app, environ=None, cls=handlers.SimpleHandler, **attrs):
    out, err = io.BytesIO(), io.StringIO()
    e = {'SERVER_PROTOCOL': 'HTTP/1.0', 'REQUEST_METHOD': 'GET', **(environ or {})}
    handler = cls(io.BytesIO(b'input'), out, err, e)
    handler.os_environ = {}
    for name, value in attrs.items():
        setattr(handler, name, value)
    handler.run(app)
    text = b'\n'.join(line for line in out.getvalue().split(b'\r\n') if not line.startswith(b'Date: '))
    print(text, err.getvalue().strip().split('\n')[-1])


def plain(environ, start_response):
    start_response('200 OK', [('X', 'y')])
    return [b'body ' + environ['wsgi.input'].read()]


run(plain)
run(plain, {'SERVER_PROTOCOL': 'HTTP/0.9'})
run(plain, cls=handlers.BaseCGIHandler)
run(plain, server_software='S/1', http_version='1.1')


def writer(environ, start_response):
    write = start_response('200 OK', [])
    write(b'one')
    return (part for part in (b'two', b'three'))


run(writer)
run(lambda environ, start_response: (start_response('204 No', []), [])[1])
run(lambda environ, start_response: environ['wsgi.file_wrapper'](io.BytesIO(b'file')) if start_response('200 OK', []) else 0)


class Result:
    def __iter__(self):
        yield b'x'
        raise ValueError('late')

    def close(self):
        print('closed')


run(lambda environ, start_response: (start_response('200 OK', []), Result())[1])
run(lambda environ, start_response: 1 / 0)
run(lambda environ, start_response: [b'no start'])
run(lambda environ, start_response: (start_response('200 OK', []), start_response('200 OK', []))[0])
run(lambda environ, start_response: (start_response('200 OK', []), start_response('500 E', [], (None, ValueError(), None)), [b'err'])[2])
for status, fields in (('200', []), ('20', []), ('abc d', []), ('200OK', []), (200, []), (b'200 OK', []), ('200 OK', [('Connection', 'x')]), ('200 OK', [(b'a', 'b')]), ('200 OK', [('a', 5)]), ('200 OK', ())):
    run(lambda environ, start_response: start_response(status, fields) and [b''])
run(lambda environ, start_response: start_response('200 OK', []) and ['text'])
base = handlers.BaseHandler()
for name in 'get_stdin', 'get_stderr', 'add_cgi_vars', '_flush':
    show(getattr(base, name))
print(base.wsgi_version, base.origin_server, base.error_status, handlers.format_date_time(0), type(handlers.read_environ()))
print(handlers.CGIHandler.wsgi_run_once, handlers.IISCGIHandler.__mro__[1].__name__, handlers.BaseCGIHandler.origin_server)

# ---- a server ----


def app(environ, start_response):
    keys = 'REQUEST_METHOD', 'PATH_INFO', 'QUERY_STRING', 'CONTENT_TYPE', 'CONTENT_LENGTH', 'HTTP_X_MINE', 'SERVER_PROTOCOL', 'SCRIPT_NAME', 'GATEWAY_INTERFACE', 'REMOTE_ADDR'
    size = int(environ['CONTENT_LENGTH'] or 0)
    start_response('200 Fine', [('Content-Type', 'text/plain')])
    return [repr([environ.get(key) for key in keys]).encode(), b' ', environ['wsgi.input'].read(size)]


class Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, format, *args):
        logged.append(format % args)


logged = []
with simple_server.make_server('127.0.0.1', 0, app, handler_class=Quiet) as server:
    thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05})
    thread.start()
    address = f'http://127.0.0.1:{server.server_port}'
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for request in (address + '/a%20b?q=1', urllib.request.Request(address + '/post', b'data=1', {'X-Mine': ' yes '})):
        with opener.open(request) as answer:
            print(answer.status, answer.reason, answer.headers['Content-Type'], answer.read(), answer.headers['Server'].split('/')[0])
    server.set_app(simple_server.demo_app)
    with opener.open(address + '/x') as answer:
        print(answer.read()[:14], answer.headers['Content-Length'] is not None)
    server.set_app(lambda environ, start_response: 1 / 0)
    stderr, sys.stderr = sys.stderr, io.StringIO()
    try:
        opener.open(address)
    except urllib.request.HTTPError as e:
        print(e.code, e.read())
    sys.stderr = stderr
    server.shutdown()
    thread.join()
    print(server.get_app() is not None, server.base_environ['SERVER_PORT'] == str(server.server_port))
print([line.rsplit(' ', 1)[0] for line in logged])
