# http.client against http.server on loopback: methods, headers, bodies, pieces, errors.
import http, http.client, http.server, io, os, re, shutil, socket, socketserver, sys, tempfile, threading
from http.client import *
from http.server import *
print(http.client.__all__[:19], sorted(set(http.server.__all__) - {'CGIHTTPRequestHandler'}), socketserver.__all__)
log = []
class H(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    server_version = 'T/1'; sys_version = ''
    def date_time_string(self, timestamp=None): return 'DATE'
    def log_message(self, fmt, *args): log.append(fmt % args)
    def answer(self, body, code=200, **headers):
        self.send_response(code)
        for k, v in headers.items(): self.send_header(k.replace('_', '-'), v)
        self.send_header('Content-Length', str(len(body))); self.end_headers()
        if self.command != 'HEAD': self.wfile.write(body)
    def do_GET(self):
        if self.path == '/chunked':
            self.send_response(200); self.send_header('Transfer-Encoding', 'chunked'); self.end_headers()
            for c in (b'hello', b' ', b'world\nline2\n'): self.wfile.write(b'%x;ext=1\r\n%s\r\n' % (len(c), c))
            self.wfile.write(b'0\r\nTrailer: x\r\n\r\n')
        elif self.path == '/close': self.send_response(200, 'Fine'); self.send_header('Connection', 'close'); self.end_headers(); self.wfile.write(b'until the end')
        elif self.path == '/short': self.send_response(200); self.send_header('Content-Length', '100'); self.send_header('Connection', 'close'); self.end_headers(); self.wfile.write(b'abc')
        elif self.path == '/204': self.send_response(204); self.end_headers()
        elif self.path == '/error': self.send_error(404)
        elif self.path == '/error2': self.send_error(599, 'My <msg>', 'why & how')
        elif self.path == '/multi': self.answer(b'm', X_A='1', Set_Cookie='a=1')
        else: self.answer(f'{self.command} {self.path} {self.request_version} {sorted(self.headers.items())}'.replace(str(port), 'PORT').encode())
    do_HEAD = do_GET
    def do_POST(self):
        if self.headers.get('Transfer-Encoding') == 'chunked':
            body = b''
            while n := int(self.rfile.readline(), 16): body += self.rfile.read(n); self.rfile.readline()
            self.rfile.readline(); self.answer(b'chunks:' + body)
        else: self.answer(self.rfile.read(int(self.headers['Content-Length'])) + b'|' + (self.headers['Content-Type'] or '-').encode())
    do_PUT = do_POST
srv = ThreadingHTTPServer(('127.0.0.1', 0), H); port = srv.server_port
th = threading.Thread(target=srv.serve_forever, args=(0.01,)); th.start()
print(srv.server_name == socket.getfqdn('127.0.0.1'), srv.daemon_threads, srv.allow_reuse_address, isinstance(srv, socketserver.TCPServer))
c = HTTPConnection('127.0.0.1', port, timeout=20)
def go(method, path, *a, show=True, **k):
    c.request(method, path, *a, **k); r = c.getresponse()
    data = r.read() if show else None
    print(method, path, r.status, r.reason, r.version, [(k, v) for k, v in r.getheaders()], data, r.isclosed(), r.will_close, r.chunked, r.length)
    return r
go('GET', '/x?y=1'); go('GET', '', headers={'X-H': 'v', 'X-I': 5}); go('HEAD', '/x'); go('POST', '/p', 'text body'); go('POST', '/p', b'bytes', {'Content-Type': 'a/b'}); go('PUT', '/p', io.BytesIO(b'file' * 5000)).read(); go('POST', '/p', io.StringIO('text\xe9')); go('POST', '/p', iter([b'one', b'', b'two'])); go('POST', '/p', [b'l1', b'l2'], encode_chunked=True, headers={'Transfer-Encoding': 'chunked'}) if 0 else None; go('POST', '/p', None, {'Content-Length': '0'}); go('POST', '/p'); go('GET', '/chunked'); go('GET', '/204'); go('GET', '/close'); go('GET', '/multi'); go('GET', '/error'); go('GET', '/error2'); go('DELETE', '/z'); go('OPTIONS', '/')
r = go('GET', '/chunked', show=False); print(r.read(3), r.read(4), r.read1(100), r.readline(), r.read(), r.read(), r.isclosed())
r = go('GET', '/chunked', show=False); print(r.peek(3)[:2], r.readline(), list(r)); r = go('GET', '/chunked', show=False); b = bytearray(8); print(r.readinto(b), b, r.read())
r = go('GET', '/multi', show=False); print(r.getheader('x-a'), r.getheader('none'), r.getheader('none', 'd'), r.getheader('l', ['a', 'b']), r.headers is r.msg, type(r.headers).__name__, r.info() is r.headers, r.getcode(), r.code, r.readable(), r.fileno() > 2, r.readinto(bytearray(5)), r.read(1), r.read(5), r.readline(), r.peek(), r.read1()); r.close(); print(r.closed)
r = go('GET', '/x', show=False); print(r.read(4), r.readline(3), r.read1(2), len(r.read()) > 3); c.close()
for p in ('/short',):
    c.request('GET', p); r = c.getresponse()
    try: r.read()
    except IncompleteRead as e: print(repr(e), e.partial, e.expected, str(e) == repr(e))
c.close()
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, str(e).replace(str(port), 'PORT'))
t(lambda: c.getresponse()); c.putrequest('GET', '/', skip_accept_encoding=True); t(lambda: c.putrequest('GET', '/')); t(lambda: c.getresponse()); c.putheader('A', 'b', 'c'); c.putheader(b'B', 5); t(lambda: c.putheader('bad name:', 'x')); t(lambda: c.putheader('X', 'a\nb')); c.endheaders(); t(lambda: c.putheader('X', 'y')); t(lambda: c.endheaders()); r = c.getresponse(); print(r.read()); c.close()
for f in (lambda: c.request('GET', '/a b'), lambda: c.request('G\n', '/'), lambda: c.request('POST', '/', 5), lambda: c.request('POST', '/', 'ю'), lambda: HTTPConnection('h:bad'), lambda: HTTPConnection('a b'), lambda: HTTPConnection('h:').port, lambda: (HTTPConnection('[::1]:8').host, HTTPConnection('[::1]').port, HTTPConnection('h').default_port), lambda: c.send(5)): t(f); c.close()
n = HTTPConnection('127.0.0.1', port); n.auto_open = 0; t(lambda: n.request('GET', '/'))
print(c.timeout, c.blocksize, c.source_address, c.get_proxy_response_headers(), c.set_tunnel('far', 80, {'P': 'q'})); t(lambda: c.connect()); c.close()
d = HTTPConnection('127.0.0.1', port); d.connect(); t(lambda: d.set_tunnel('x')); d.close()
for m in (NotConnected, InvalidURL, UnknownProtocol, UnknownTransferEncoding, UnimplementedFileMode, IncompleteRead, ImproperConnectionState, CannotSendRequest, CannotSendHeader, ResponseNotReady, BadStatusLine, LineTooLong, RemoteDisconnected): print(m.__name__, [b.__name__ for b in m.__mro__[1:4]])
print(error is HTTPException, responses[404], responses[200], http.client.OK, http.client.NOT_FOUND.value, HTTP_PORT if 'HTTP_PORT' in globals() else http.client.HTTP_PORT, http.client.HTTPS_PORT)
# raw answers
def raw(answer, **k):
    a, b = socket.socketpair(); b.sendall(answer); b.close()
    r = HTTPResponse(a, **k)
    try: r.begin(); x = (r.status, r.reason, r.version, r.headers.items(), r.read())
    except Exception as e: x = type(e).__name__ + ': ' + str(e)
    print(answer[:60], x); r.close(); a.close()
for x in (b'', b'HTTP/1.1 200 OK\r\n\r\nx', b'HTTP/1.0 200\r\nA: b\r\n c\r\n\r\nbody', b'FTP/1 200 x\r\n\r\n', b'HTTP/1.1 abc x\r\n\r\n', b'HTTP/1.1 99 x\r\n\r\n', b'HTTP/2.0 200 x\r\n\r\n', b'HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 201 Made\r\nContent-Length: 2\r\n\r\nabc', b'HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc', b'HTTP/1.1 200 OK\r\nContent-Length: zz\r\n\r\nabc', b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab', b'HTTP/1.1 200 OK\r\n' + b'A: b\r\n' * 101 + b'\r\n', b'HTTP/1.1 200 ' + b'x' * 70000, b'HTTP/1.1 200 OK\r\nA: ' + b'x' * 70000 + b'\r\n\r\n', b'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nab', b'\r\n\r\n', b'HTTP/1.1 304 NM\r\nContent-Length: 10\r\n\r\n'): raw(x)
raw(b'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n', method='HEAD')
print(parse_headers(io.BytesIO(b'A: 1\r\nB: 2\r\na: 3\r\n\r\nrest')).get_all('A') if 'parse_headers' in globals() else http.client.parse_headers(io.BytesIO(b'A: 1\r\nB: 2\r\na: 3\r\n\r\nrest')).get_all('A'))
# raw requests
def ask(data):
    s = socket.create_connection(('127.0.0.1', port)); s.sendall(data); s.shutdown(socket.SHUT_WR); out = b''
    while p := s.recv(65536): out += p
    s.close(); return out
for q in (b'', b'\r\n', b'GET /\r\n\r\n', b'POST /\r\n\r\n', b'GET / HTTP/1.1\r\n\r\n', b'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n', b'GET / HTTP/2.0\r\n\r\n', b'GET / HTTP/x.y\r\n\r\n', b'GET / FTP/1.0\r\n\r\n', b'ONE\r\n\r\n', b'A B C D\r\n\r\n', b'GET //evil/x HTTP/1.1\r\nConnection: close\r\n\r\n', b'GET / HTTP/1.1\r\n' + b'A: b\r\n' * 101 + b'\r\n', b'GET / HTTP/1.1\r\nA: ' + b'x' * 65534, b'GET /' + b'x' * 65532, b'POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab', b'NOPE / HTTP/1.1\r\nConnection: close\r\n\r\n'): print(q[:50], ask(q))
print([l[:120] for l in log if 'A: ' not in l])
print(H.responses[404], H.error_content_type, H.MessageClass is HTTPMessage if 'HTTPMessage' in globals() else H.MessageClass is http.client.HTTPMessage, H.weekdayname, H.monthname[1:3], BaseHTTPRequestHandler.protocol_version, BaseHTTPRequestHandler.default_request_version, BaseHTTPRequestHandler.server_version)
srv.shutdown(); th.join(); srv.server_close()
t(lambda: HTTPConnection('127.0.0.1', port, timeout=5).request('GET', '/'))
# files
top = tempfile.mkdtemp(); os.mkdir(top + '/sub'); os.mkdir(top + '/idx')
for n, s in (('a.txt', 'hello'), ('b<&>.html', '<p>'), ('x.tar.gz', 'z'), ('sub/é.bin', 'q'), ('idx/index.html', 'INDEX'), ('noext', '')): open(top + '/' + n, 'w').write(s); os.utime(top + '/' + n, (86400, 86400))
os.symlink('a.txt', top + '/link')
class S(SimpleHTTPRequestHandler):
    def __init__(self, *a): super().__init__(*a, directory=top)
    def log_message(self, *a): pass
    def version_string(self): return 'V'
    def date_time_string(self, timestamp=None): return 'NOW' if timestamp is None else super().date_time_string(timestamp)
srv = HTTPServer(('127.0.0.1', 0), S); port = srv.server_port; th = threading.Thread(target=srv.serve_forever, args=(0.01,)); th.start()
for m, p, h in (('GET', '/', {}), ('GET', '/a.txt', {}), ('HEAD', '/a.txt', {}), ('GET', '/a.txt?q#f', {}), ('GET', '/a.txt/', {}), ('GET', '/nope', {}), ('GET', '/sub', {}), ('GET', '/sub?x', {}), ('GET', '/sub/', {}), ('GET', '/idx/', {}), ('GET', '/../../etc/passwd', {}), ('GET', '/%2e%2e/a.txt', {}), ('GET', '/b%3C%26%3E.html', {}), ('GET', '/x.tar.gz', {}), ('GET', '/noext', {}), ('GET', '/sub/%C3%A9.bin', {}), ('GET', '/a.txt', {'If-Modified-Since': 'Fri, 02 Jan 1970 00:00:00 GMT'}), ('GET', '/a.txt', {'If-Modified-Since': 'Thu, 01 Jan 1970 00:00:00 GMT'}), ('GET', '/a.txt', {'If-Modified-Since': 'garbage'}), ('POST', '/a.txt', {})):
    c = HTTPConnection('127.0.0.1', port); c.request(m, p, headers=h); r = c.getresponse(); print(m, p, r.status, r.reason, r.getheaders(), r.read().decode()); c.close()
srv.shutdown(); th.join(); srv.server_close(); shutil.rmtree(top)
print(S.index_pages, S.extensions_map)
