# urllib.request, error, response, robotparser against http.server on loopback.
import base64, hashlib, io, os, shutil, socket, tempfile, threading, urllib.error, urllib.parse, urllib.request, urllib.response, urllib.robotparser
from http.server import *
from urllib.request import *
for n in list(os.environ):
    if n.lower().endswith('_proxy'): del os.environ[n]
seen = []
class H(BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def version_string(self): return 'S'
    def date_time_string(self, *a): return 'D'
    def out(self, code, body=b'', *headers):
        self.send_response(code)
        for k, v in headers: self.send_header(k, v)
        self.send_header('Content-Length', str(len(body))); self.end_headers()
        if self.command != 'HEAD': self.wfile.write(body)
    def do_GET(self):
        seen.append((self.command, self.path)); p = self.path
        if p.startswith('/r/'): code = int(p[3:6]); self.out(code, b'', ('Location', p[6:] or '/end'))
        elif p == '/loop': self.out(302, b'', ('Location', '/loop'))
        elif p == '/chain': self.out(302, b'', ('Location', '/chain2'))
        elif p == '/chain2': self.out(301, b'', ('Location', 'end q'))
        elif p == '/ftp': self.out(302, b'', ('Location', 'file:///etc/passwd'))
        elif p == '/noloc': self.out(302, b'x')
        elif p == '/basic':
            if self.headers.get('Authorization') == 'Basic ' + base64.b64encode(b'me:pw').decode(): self.out(200, b'welcome')
            else: self.out(401, b'who?', ('WWW-Authenticate', 'Basic realm="R"'))
        elif p == '/digest':
            a = self.headers.get('Authorization', '')
            if a.startswith('Digest'):
                d = parse_keqv(a[7:]); h = lambda s: hashlib.md5(s.encode()).hexdigest()
                ok = d['response'] == h(':'.join([h('me:R:pw'), 'NON', d['nc'], d['cnonce'], 'auth', h('GET:/digest')])); self.out(200 if ok else 403, b'digested %d' % ok)
            else: self.out(401, b'', ('WWW-Authenticate', 'Digest realm="R", nonce="NON", qop="auth", opaque="OP"'))
        elif p == '/weird': self.out(401, b'', ('WWW-Authenticate', 'Negotiate'))
        elif p == '/robots.txt': self.out(200, ROBOTS.encode())
        elif p == '/403': self.out(403, b'forbidden text', ('X-Why', 'no'))
        elif p == '/short': self.send_response(200); self.send_header('Content-Length', '50'); self.end_headers(); self.wfile.write(b'abc')
        elif p.startswith('http'): self.out(200, b'proxied ' + p.replace(str(port), 'PORT').encode() + b' ' + str(self.headers.get('Proxy-Authorization')).encode())
        else: self.out(200, f'{self.command} {p} {sorted(self.headers.items())}'.replace(str(port), 'PORT').encode(), ('Content-Type', 'text/plain; charset=utf-8'))
    do_HEAD = do_GET
    def do_POST(self):
        body = b'' if 'Content-Length' not in self.headers else self.rfile.read(int(self.headers['Content-Length']))
        while 'Content-Length' not in self.headers and (n := int(self.rfile.readline() or b'0', 16)): body += self.rfile.read(n) + b'.'; self.rfile.readline()
        if 'Content-Length' not in self.headers: self.rfile.readline()
        if self.path.startswith('/r/'): return self.do_GET()
        self.out(200, self.command.encode() + b' ' + body + b' ' + self.headers['Content-Type'].encode())
    do_PUT = do_POST
def parse_keqv(s): return urllib.request.parse_keqv_list(urllib.request.parse_http_list(s))
ROBOTS = 'User-agent: BadBot\nDisallow: /\n\nUser-agent: Good\nUser-agent: Nice\nAllow: /pub/x\nDisallow: /pub\nCrawl-delay: 3\nRequest-rate: 9/30\n\nUser-agent: *\nDisallow: /private # c\nDisallow:\n\nSitemap: http://h/map.xml\nbad line\nFoo: bar\n'
srv = ThreadingHTTPServer(('127.0.0.1', 0), H); port = srv.server_port; base = f'http://127.0.0.1:{port}'
th = threading.Thread(target=srv.serve_forever, args=(0.01,)); th.start()
def t(f):
    try: print(repr(f()).replace(str(port), 'PORT'))
    except Exception as e: print(type(e).__name__, str(e).replace(str(port), 'PORT'))
def get(u, *a, **k):
    with urlopen(u if not isinstance(u, str) or ':' in u else base + u, *a, timeout=20, **k) as r: return r.status, r.reason, r.read(), r.geturl().replace(base, 'BASE')
print(sorted(urllib.request.__all__)[:3], urllib.error.__all__, urllib.response.__all__, urllib.robotparser.__all__)
t(lambda: get('/x?y')); t(lambda: get('/p', b'a=1')); t(lambda: get('/p', urllib.parse.urlencode({'k': 'v w'}).encode())); t(lambda: get('/p', 'str')); t(lambda: get('/p', iter([b'a', b'b']))); t(lambda: get(Request(base + '/q', headers={'X-y': '1', 'User-Agent': 'me'}))); t(lambda: get(Request(base + '/q', method='HEAD'))); t(lambda: get(Request(base + '/p', b'd', {'Content-Type': 'a/b'}, method='PUT')))
for c in (301, 302, 303, 307, 308): t(lambda: get(f'/r/{c}')); t(lambda: get(f'/r/{c}', b'post'))
t(lambda: get('/chain')); t(lambda: get('/loop')); t(lambda: get('/ftp')); t(lambda: get('/noloc')); t(lambda: get('/r/302//')); t(lambda: get(Request(base + '/r/302', method='HEAD'))); print(seen[-3:])
try: get('/403')
except urllib.error.HTTPError as e: print(e, repr(e), e.code, e.reason, e.msg, e.headers['X-Why'], e.hdrs is e.headers, e.read(), e.url.replace(base, 'B'), e.filename == e.url, e.status, e.getcode(), e.info() is e.headers, e.geturl() == e.url, isinstance(e, urllib.error.URLError), isinstance(e, urllib.response.addinfourl), e.fp is not None); e.close()
for u in ('foo:bar', 'nothing', 'http:///x', 'http://127.0.0.1:1/', 'file:///nope_', 'file://nosuchhost.invalid/x', 'http://[bad'): t(lambda: get(u))
t(lambda: urllib.error.ContentTooShortError('m', b'c').content); t(lambda: urllib.error.URLError('r', 'f').filename); print(urllib.error.URLError('why'), repr(urllib.error.URLError('why')), urllib.error.HTTPError('u', 500, 'm', {}, None).read())
# data and file
t(lambda: get('data:,hello%20x')); t(lambda: get('data:text/html;base64,' + base64.b64encode(b'<p>').decode())); t(lambda: urlopen('data:,x').headers.items())
top = tempfile.mkdtemp(); path = top + '/a b.txt'; open(path, 'w').write('file text'); os.utime(path, (86400, 86400))
with urlopen('file://' + pathname2url(path)) as r: print(r.read(), r.headers.items(), r.status, r.code, r.url == 'file://' + pathname2url(path), r.info() is r.headers)
print(url2pathname('/a%20b'), pathname2url('/a b'))
reports = []
p, h = urlretrieve(base + '/x', top + '/out', lambda *a: reports.append(a)); print(p == top + '/out', open(p).read()[:6], h['Content-Type'], len(reports), reports[0][:2]); p, h = urlretrieve(base + '/x'); print(os.path.exists(p)); urlcleanup(); print(os.path.exists(p)); print(urlretrieve('file://' + pathname2url(path))[0] == pathname2url(path)); t(lambda: urlretrieve(base + '/short', top + '/s')); shutil.rmtree(top)
# requests
r = Request('http://U@Host:8/p;x?q#frag', b'd', {'x-a-B': 'v'}); print(r.full_url, r.get_full_url(), r.type, r.host, r.selector, r.fragment, r.data, r.headers, r.get_method(), r.origin_req_host, r.unverifiable, r.has_header('X-a-b'), r.get_header('X-a-b'), r.get_header('N', 'd'), r.header_items(), r.has_proxy())
r.add_unredirected_header('un-R', '1'); r.add_header('Content-length', '1'); r.data = b'other'; print(r.unredirected_hdrs, r.has_header('Content-length'), r.header_items()); r.remove_header('X-a-b'); del r.data; print(r.headers, r.data, r.get_method()); r.set_proxy('proxy:1', 'http'); print(r.host, r.selector, r.has_proxy(), urllib.request.request_host(r)); r.full_url = 'https://other/z'; print(r.host, r.type); t(lambda: Request('x')); t(lambda: Request('<URL:http://a/b>').full_url)
# authentication
for M in (HTTPPasswordMgr, HTTPPasswordMgrWithDefaultRealm, HTTPPasswordMgrWithPriorAuth):
    m = M(); m.add_password('R', base, 'me', 'pw'); print(M.__name__, m.find_user_password('R', base + '/basic'), m.find_user_password('Z', base), m.find_user_password('R', 'http://other/')); t(lambda: build_opener(HTTPBasicAuthHandler(m)).open(base + '/basic').read()); t(lambda: build_opener(HTTPDigestAuthHandler(m)).open(base + '/digest').read())
m = HTTPPasswordMgrWithPriorAuth(); m.add_password(None, base, 'me', 'pw', is_authenticated=True); seen.clear(); t(lambda: build_opener(HTTPBasicAuthHandler(m)).open(base + '/basic').read()); print(seen, m.is_authenticated(base + '/basic')); m = HTTPPasswordMgr(); m.add_password('R', base, 'me', 'wrong'); t(lambda: build_opener(HTTPBasicAuthHandler(m)).open(base + '/basic')); t(lambda: build_opener(HTTPBasicAuthHandler()).open(base + '/basic')); t(lambda: build_opener(HTTPBasicAuthHandler(m)).open(base + '/weird')); t(lambda: build_opener(HTTPDigestAuthHandler(m)).open(base + '/weird'))
print(m.reduce_uri('http://h/p'), m.reduce_uri('h:5'), m.reduce_uri('https://h', False), m.is_suburi(('h', '/a'), ('h', '/a/b')), m.is_suburi(('h', '/a'), ('h', '/ab')), m.is_suburi(('h', '/'), ('i', '/')))
print(urllib.request.parse_http_list('a="b,c", d=e , f="g\\"h"'), urllib.request.parse_keqv_list(['a="1"', 'b=2']))
# proxies
t(lambda: build_opener(ProxyHandler({'http': f'http://u:p%40@127.0.0.1:{port}/'})).open('http://far.example/x').read()); t(lambda: build_opener(ProxyHandler({'http': f'127.0.0.1:{port}'})).open('http://far.example/x').read()); os.environ['http_proxy'] = base; os.environ['no_proxy'] = 'skip.me,.local'; os.environ['FTP_PROXY'] = 'q'; print(sorted(getproxies()), urllib.request.proxy_bypass('a.skip.me:80'), urllib.request.proxy_bypass('x.local'), urllib.request.proxy_bypass('other'), urllib.request.proxy_bypass_environment('a', {'no': '*'})); t(lambda: build_opener().open('http://far.example/y').read()); os.environ['no_proxy'] = '127.0.0.1'; t(lambda: build_opener().open(base + '/direct').status); del os.environ['http_proxy'], os.environ['no_proxy'], os.environ['FTP_PROXY']
for p in ('http://u:p@h:1/', 'h:1', 'u:p@h', 'http://h', 'ftp://joe:a/b@h/'): t(lambda: urllib.request._parse_proxy(p))
t(lambda: urllib.request._parse_proxy('file:/x'))
# handlers
class Mine(BaseHandler):
    handler_order = 400
    def mine_open(self, req): return urllib.response.addinfourl(io.BytesIO(b'mine'), {'h': 1}, req.full_url, 299)
    def http_request(self, req): req.add_header('X-mine', 'yes'); return req
    def http_response(self, req, resp): resp.extra = 'E'; return resp
    def http_error_403(self, req, fp, code, msg, hdrs): return urllib.response.addinfo(fp, hdrs)
o = build_opener(Mine()); t(lambda: o.open('mine:x').read()); r = o.open(base + '/x'); print(b"'X-Mine', 'yes'" in r.read(), r.extra); print(o.open(base + '/403').read(), o.addheaders[0][0], o.close(), Mine() < BaseHandler(), Mine() < 5, [type(h).__name__ for h in o.handlers if type(h).__name__ != 'FTPHandler']); t(lambda: o.add_handler(5)); o.addheaders = [('User-agent', 'custom')]; print(b'custom' in o.open(base + '/x').read()); install_opener(o); print(b"'X-Mine', 'yes'" in urlopen(base + '/x').read()); install_opener(None)
class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *a): return None
t(lambda: build_opener(NoRedirect).open(base + '/r/302')); t(lambda: OpenerDirector().open(base))
hooks = []; a = urllib.response.addclosehook(io.BytesIO(b'z'), hooks.append, 'closed'); a.close(); print(hooks, a.closed, repr(urllib.response.addbase(io.BytesIO()))[:12]); t(lambda: a.__enter__()); i = urllib.response.addinfourl(io.BytesIO(b'l1\nl2'), 'H', 'U', 7); print(list(i), i.info(), i.geturl(), i.getcode(), i.status, i.url, i.headers)
# robots
rp = urllib.robotparser.RobotFileParser(); print(rp.can_fetch('x', '/'), rp.mtime(), rp.crawl_delay('x')); rp.set_url(base + '/robots.txt'); rp.read(); print(rp.host == f'127.0.0.1:{port}', rp.path, rp.mtime() > 0)
for ua in ('BadBot/1.0', 'Good', 'nice/2', 'other'): print(ua, [rp.can_fetch(ua, u) for u in ('/', '/pub/x', '/pub/y', '/private/z', 'http://h/pub?q', '')], rp.crawl_delay(ua), rp.request_rate(ua))
print(rp.site_maps(), str(rp)); q = urllib.robotparser.RobotFileParser(base + '/403'); q.read(); print(q.can_fetch('x', '/'), q.disallow_all, q.allow_all, q.site_maps()); q = urllib.robotparser.RobotFileParser(); q.parse([]); print(q.can_fetch('a', '/'), str(q) == ''); q.modified()
srv.shutdown(); th.join(); srv.server_close()
