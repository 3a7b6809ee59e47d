# http.cookies, and http.cookiejar with a server on loopback.
import http.cookies as hc, os, tempfile, threading, time, urllib.request
from http.cookiejar import *
from http.server import *
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
print(hc.__all__)
for s in ('a=1; b=2', 'a="x y\\"z\\073"; Path=/; Max-Age=5; secure; HttpOnly', 'expires=now', 'a=1; expires=Wed, 09-Jun-2021 10:18:14 GMT; b=3', '$Version=1; a=1; $Path=/p', 'a', 'a=1; flag; b=2', 'a=1; path', 'k[]=v', 'a = 1 ;b=', '', 'x=é', 'a=1;;b=2', 'a="\\341"', 'a=b=c', 'bad key=1', 'a=1, b=2', 'a=1; SameSite=Lax; domain=d; version=1; comment="c d"'):
    for C in (hc.SimpleCookie, hc.BaseCookie): t(lambda: (C(s), C(s).output()))
c = hc.SimpleCookie(); c['n'] = 5; c['s'] = 'a b;"\\\x01ü'; c['n']['path'] = '/p'; c['n']['max-age'] = 10; c['n']['secure'] = True; c['n']['httponly'] = ''; c['n']['comment'] = 'hi there'; c['n']['Domain'] = 'd'
print(c, '|', c.output(header='X:', sep='|'), c.output(['path'])); print(repr(c), c.js_output(), c['n'].js_output(['path']), c['n'].OutputString(), c['n'].key, c['n'].value, c['n'].coded_value, c['s'].coded_value, repr(c['n']))
c.load({'d': 'v', 'm': c['n']}); print(sorted(c), c['m'] is c['n']); c['n']['expires'] = 0; print(c['n'].OutputString(['expires'])[:12])
m = hc.Morsel(); print(m.key, dict(m), m.isReservedKey('PATH'), m.isReservedKey('x')); m.set('k', 'v', 'cv'); m.update({'Path': '/', 'SECURE': 1}); n = m.copy(); print(m == n, m != n, m == 5, n.setdefault('version', 1), n.setdefault('path', 2), n.__getstate__(), str(n)); n.__setstate__({'key': 1, 'value': 2, 'coded_value': 3}); print(n.key)
for f in (lambda: m.set('path', 1, 1), lambda: m.set('a b', 1, 1), lambda: m.__setitem__('zz', 1), lambda: m.update({'zz': 1}), lambda: m.setdefault('zz'), lambda: c.__setitem__('a b', 1), lambda: setattr(m, 'key', 1)): t(f)
class H(BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_GET(self):
        self.send_response(200)
        if self.path == '/set':
            for v in ('a=1', 'b=2; Path=/deep', 'c=3; Max-Age=1000; HttpOnly; X=y', 'gone=x; expires=Thu, 01 Jan 1970 00:00:00 GMT', 's=sec; Secure', 'foreign=1; Domain=other.example', 'noval', 'q="quoted"; Path="/"'): self.send_header('Set-Cookie', v)
        if self.path == '/unset': self.send_header('Set-Cookie', 'a=; Max-Age=0')
        self.end_headers(); self.wfile.write(str(self.headers.get('Cookie')).encode())
srv = HTTPServer(('127.0.0.1', 0), H); base = f'http://127.0.0.1:{srv.server_port}'; th = threading.Thread(target=srv.serve_forever, args=(0.01,)); th.start()
jar = CookieJar(); o = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.ProxyHandler({})); get = lambda p: o.open(base + p).read().decode()
print(get('/x'), get('/set')); print(sorted(get('/x').split('; ')), sorted(get('/deep/z').split('; ')), sorted(get('/deepx').split('; ')), len(jar)); print(sorted(str(x) for x in jar)); get('/unset'); print(sorted(get('/x').split('; ')))
for x in sorted(jar, key=lambda x: x.name): x.expires = x.expires and 4000000000; print(repr(x), x.is_expired(), x.has_nonstandard_attr('X'), x.get_nonstandard_attr('X', 'd'))
srv.shutdown(); th.join(); srv.server_close()
mj = MozillaCookieJar(os.path.join(tempfile.mkdtemp(), 'cookies.txt')); [mj.set_cookie(x) for x in sorted(jar, key=lambda x: x.name)]; mj.save(ignore_discard=True); text = open(mj.filename).read(); print(text); k = MozillaCookieJar(mj.filename); k.load(ignore_discard=True); print(len(k), sorted(str(x) for x in k)); k.revert(); print(sorted(x.name for x in k)); k.save(); print(len(open(k.filename).read()) < len(text))
open(mj.filename, 'w').write('junk\n'); t(lambda: 'LoadError' if isinstance(_raises(k.load), LoadError) else 0) if 0 else None
try: k.load()
except LoadError as e: print(type(e).__name__, str(e)[-50:])
os.unlink(mj.filename); os.rmdir(os.path.dirname(mj.filename)); t(lambda: MozillaCookieJar().save()); t(lambda: FileCookieJar('x').save()); print(FileCookieJar('f', True).delayload)
jar.clear_session_cookies(); print(sorted(x.name for x in jar)); t(lambda: jar.clear(path='/')); t(lambda: jar.clear(name='x')); t(lambda: jar.clear('nope')); jar.clear(); print(len(jar), repr(jar), str(jar)); jar.clear_expired_cookies()
ck = lambda **k: Cookie(**{**dict(version=0, name='n', value='v', port=None, port_specified=False, domain='.example.com', domain_specified=True, domain_initial_dot=True, path='/', path_specified=True, secure=False, expires=None, discard=True, comment=None, comment_url=None, rest={}), **k})
R = urllib.request.Request; p = DefaultCookiePolicy(blocked_domains=['bad.com', '.evil.org'], allowed_domains=None); print(p.blocked_domains(), p.allowed_domains(), p.is_blocked('bad.com'), p.is_blocked('x.evil.org'), p.is_blocked('x.bad.com'), p.is_not_allowed('q')); p.set_allowed_domains(['ok.com']); print(p.is_not_allowed('ok.com'), p.is_not_allowed('q.com')); p.set_blocked_domains([]); p.set_allowed_domains(None); p._now = 0
for d, u in (('.example.com', 'http://www.example.com/'), ('.example.com', 'http://example.com/'), ('.com', 'http://example.com/'), ('.other.com', 'http://example.com/')): print(d, u, p.set_ok(ck(domain=d), R(u)), p.domain_return_ok(d, R(u)), p.return_ok(ck(domain=d), R(u)), p.path_return_ok('/a', R(u + 'a/b')), p.path_return_ok('/a', R(u + 'ab')))
j = CookieJar(p); j.set_policy(p); j.set_cookie_if_ok(ck(), R('http://www.example.com/')); j.set_cookie_if_ok(ck(domain='.x.y', name='z'), R('http://www.example.com/')); print([x.name for x in j], ck(expires=5).is_expired(), ck(expires=5).is_expired(4), ck(value=None, port='80').__str__()); r = R('http://a.example.com/'); j.add_cookie_header(r); print(r.get_header('Cookie')); x = ck(); x.set_nonstandard_attr('k', 1); print(x.get_nonstandard_attr('k')); t(lambda: ck(port_specified=True)); t(lambda: CookiePolicy().set_ok(1, 2)); t(lambda: CookiePolicy().return_ok(1, 2)); print(CookiePolicy().domain_return_ok(1, 2), CookiePolicy().path_return_ok(1, 2))
