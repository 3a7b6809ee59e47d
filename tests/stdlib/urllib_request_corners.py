# urllib.request without a network: requests, the order of handlers, passwords, proxies, file: and data:.
import os
import tempfile
import urllib.request as ur
from email.message import Message
from urllib.error import URLError, HTTPError


def show(what, function, *args, **kwargs):
    try:
        print(what, repr(function(*args, **kwargs)))
    except Exception as e:
        print(what, type(e).__name__, e)


for address in ('http://h%61st:80/path?q#frag', '<URL:http://a/b>', 'http:path', 'mailto:x', 'nothing', 'http://', ''):
    try:
        r = ur.Request(address)
    except ValueError as e:
        print('ValueError', e)
        continue
    print(r.full_url, r.get_full_url(), r.type, r.host, r.selector, r.fragment, r.origin_req_host, r.get_method(),
          r.has_proxy(), r.unverifiable, r.timeout if hasattr(r, 'timeout') else None)
r = ur.Request('http://host/', headers={'content-length': '5', 'X-odd-NAME': 'v'}, data=b'12345')
print(r.headers, r.get_method(), r.data)
r.add_unredirected_header('content-length', '6')
r.data = b'12345'
print(r.header_items(), r.get_header('Content-length'), r.get_header('none', 7))
r.data = b'other'
print(r.header_items(), r.has_header('X-odd-name'), r.has_header('x-odd-name'))
del r.data
print(r.data, r.get_method(), ur.Request('http://h', method='PUT').get_method(), ur.Request('http://h', b'', {}).get_method())
r.full_url = 'https://other/x#y'
r.set_proxy('proxy:1', 'http')
print(r.host, r.type, r._tunnel_host, r.has_proxy(), r.full_url)
r = ur.Request('http://other/x#y')
r.set_proxy('proxy:1', 'http')
print(r.host, r.type, r._tunnel_host, r.has_proxy(), r.selector)
del r.full_url
print(r.full_url, r.fragment, r.selector)


class Early(ur.BaseHandler):
    handler_order = 1

    def foo_open(self, req):
        print('early', req.full_url, req.data, req.timeout)

    def foo_request(self, req):
        req.add_header('seen', 'yes')
        return req

    def foo_error_404(self, *args):
        pass


class Late(Early):
    handler_order = 900

    def foo_open(self, req):
        print('late', req.headers)
        return Late

    def foo_response(self, req, answer):
        return answer, req.type

    def __repr__(self):
        return type(self).__name__


opener = ur.build_opener(Late, Early())
print(opener.open('foo:bar', b'data', 5), [type(h).__name__ for h in opener.handlers
                                             if type(h).__name__ != 'FTPHandler'])
print(opener.open(ur.Request('foo:bar'), b'more')[1], sorted(opener.handle_error), opener.close())
print(sorted(opener.process_request), sorted(opener.process_response), opener.addheaders == ur.OpenerDirector().addheaders)
show('unknown', opener.open, 'bar:foo')
show('bad', opener.open, 'foo')
show('handler', opener.add_handler, 5)
print(Early() < Late(), Late() < Early(), Early() < 5, Early() < Early())
for thing in ur.Request, ur.HTTPHandler, ur.HTTPDigestAuthHandler, ur.ProxyHandler, ur.OpenerDirector, ur.getproxies:
    print(thing.__module__, thing.__qualname__)

m = ur.HTTPPasswordMgr()
m.add_password('realm', ['http://a.b/deep/', 'c.d:80'], 'user', 'pass')
m.add_password('other', 'http://a.b', 'u', 'p')
for realm, uri in (('realm', 'http://a.b/deep/er'), ('realm', 'http://a.b/deep'), ('realm', 'http://a.b:80/deep/'),
                   ('realm', 'http://c.d/x'), ('realm', 'https://c.d/x'), ('other', 'a.b'), ('other', 'http://a.b/x'), ('none', 'a.b')):
    print(realm, uri, m.find_user_password(realm, uri))
for base, test in ((('a', '/'), ('a', '/x')), (('a', '/x'), ('a', '/xy')), (('a', '/x/'), ('a', '/x/y')), (('a', ''), ('a', 'q')),
                   (('a', '/'), ('b', '/')), (('a', '/x'), ('a', '/x')), (('a', '//'), ('a', '/x'))):
    print(base, test, m.is_suburi(base, test))
p = ur.HTTPPasswordMgrWithPriorAuth()
p.add_password('r', 'http://x/y', 'me', 'pw', True)
p.add_password(None, 'http://z/', 'you', 'pw2')
print(p.passwd, p.authenticated, p.is_authenticated('http://x/y/z'), p.is_authenticated('http://q/'))
basic = ur.HTTPBasicAuthHandler(p)
print(basic.http_request(ur.Request('http://x/y')).unredirected_hdrs, basic.http_request(ur.Request('http://z/')).unredirected_hdrs)


class Digest(ur.HTTPDigestAuthHandler):
    def get_cnonce(self, nonce):
        return 'cnonce'


d = Digest()
d.add_password('r', 'http://x/', 'me', 'pw')
r = ur.Request('http://x/y')
for challenge in ('realm="r", nonce="n"', 'realm="r", nonce="n", qop="auth"', 'realm="r", nonce="n", qop="auth,auth-int"',
                  'realm="r", nonce="o", qop="auth", opaque="q", algorithm=SHA', 'realm="r", nonce="n", qop="auth"',
                  'realm="r"', 'realm="s", nonce="n"', 'realm="r", nonce="n", qop="int"', 'realm="r", nonce="n", algorithm="X"'):
    show('digest', d.get_authorization, r, ur.parse_keqv_list(ur.parse_http_list(challenge)))
    print(d.nonce_count, d.last_nonce, d.retried)
headers = Message()
headers['www-authenticate'] = 'Other realm="x"'
show('scheme', d.http_error_auth_reqed, 'www-authenticate', 'x', r, headers)
show('scheme', basic.http_error_auth_reqed, 'www-authenticate', 'x', r, headers)
print(d.retried, ur.parse_http_list('a, "b,\\"c" d , ,e'))

http = ur.HTTPHandler()
http.parent = opener
opener.addheaders = [('user-AGENT', 'me'), ('host', 'no')]
for data in None, b'abc', [b'x'], 'text':
    show('headers', lambda: http.http_request(ur.Request('http://host:8/', data)).unredirected_hdrs)
show('host', http.http_request, ur.Request('http:nothing'))
for address in ('data:,a%20b', 'data:text/html;base64,PGI+', 'data:;base64,AAA=', 'data:x/y,', 'data:none', 'data:;base64,A'):
    try:
        with ur.urlopen(address) as answer:
            print(answer.url, answer.headers.items(), answer.read(), answer.status)
    except Exception as e:
        print(address, type(e).__name__, e)
os.chdir(tempfile.mkdtemp())
with open('f.txt', 'w') as f:
    f.write('content')
here = os.getcwd()
for where in ('file://', 'file://localhost', 'file:'):
    with ur.urlopen(where + here + '/f.txt') as answer:
        print(answer.read(), answer.headers['Content-type'], answer.headers['Content-length'], answer.url.startswith('file:'))
path, headers = ur.urlretrieve('data:,retrieved', 'out', lambda *args: print('hook', args))
print(path, open(path).read(), headers['content-length'])
ur.urlcleanup()
for name in list(os.environ):
    if name.lower().endswith('_proxy'):
        del os.environ[name]
os.environ.update({'HTTP_PROXY': 'http://big', 'https_proxy': 'small:1', 'no_proxy': '.local, exact:8', 'FTP_PROXY': 'x', 'ftp_proxy': ''})
print(sorted(ur.getproxies().items()))
for host in 'a.local', 'local', 'exact', 'exact:8', 'xlocal', 'A.LOCAL:5':
    print(host, bool(ur.proxy_bypass(host)))
proxy = ur.ProxyHandler({'foo': 'http://u%40:p@host:3/', 'bar': '//'})
r = ur.Request('foo:x')
print(proxy.proxy_open(r, 'foo://u%40:p@host:3/', 'foo'), r.headers, r.host, r.type, hasattr(proxy, 'foo_open'))
show('proxy', proxy.proxy_open, r, 'http:/x', 'foo')
show('attr', getattr, ur, 'nothing_there')
