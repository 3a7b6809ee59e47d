# http.cookiejar.LWPCookieJar: cookies kept in files of libwww-perl.
import os
import stat
import tempfile
from http.cookiejar import Cookie, CookieJar, LoadError, LWPCookieJar


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, str(e).replace(root, 'ROOT'))


def cookie(name, value, domain='.example.com', expires=4000000000, **more):
    fields = dict(version=0, name=name, value=value, port=None, port_specified=False, domain=domain, domain_specified=True, domain_initial_dot=domain.startswith('.'), path='/',
                  path_specified=True, secure=False, expires=expires, discard=expires is None, comment=None, comment_url=None, rest={})
    fields.update(more)
    return Cookie(**fields)


with tempfile.TemporaryDirectory() as root:
    path = os.path.join(root, 'jar')
    jar = LWPCookieJar(path)
    for c in (cookie('a', '1'), cookie('b', 'two words "q" \\', secure=True, rest={'HttpOnly': None, 'X': 'y'}), cookie('session', 'x', expires=None), cookie('old', 'x', expires=5),
              cookie('v1', 'v', domain='host.org', version=1, port='80,81', port_specified=True, comment='a comment', comment_url='http://c', path='/p/q')):
        jar.set_cookie(c)
    print(jar.as_lwp_str())
    print(jar.as_lwp_str(False, False))
    jar.save()
    print(open(path).read(), oct(stat.S_IMODE(os.stat(path).st_mode)))
    jar.save(ignore_discard=True, ignore_expires=True)
    again = LWPCookieJar()
    again.load(path, ignore_discard=True, ignore_expires=True)
    for c in sorted(again, key=lambda c: c.name):
        print(sorted((k, v) for k, v in vars(c).items()))
    print(again.as_lwp_str() == jar.as_lwp_str(), len(again))
    again.revert(path)
    print(sorted(c.name for c in again))
    show(LWPCookieJar().save)
    show(LWPCookieJar().load)
    show(LWPCookieJar(os.path.join(root, 'none')).load)
    for text in '', 'junk\n', '#LWP-Cookies-2.0\n', '#LWP-Cookies-2.0\nother\nSet-Cookie3: a=b; path="/"; domain=x.org; version=0\n', '#LWP-Cookies-2.0\nSet-Cookie3: a\n':
        with open(path, 'w') as f:
            f.write(text)
        jar = LWPCookieJar(path)
        show(jar.load, ignore_discard=True)
        print([(c.name, c.value, c.domain, c.discard) for c in jar])
