# urllib.parse: every public name, results and errors.
import urllib.parse as up
from urllib.parse import *

print(sorted(up.__all__))
urls = ['http://user:pa%40ss@Example.COM:8080/a/b;p=1?q=2&r=3#frag', 'https://[::1%Eth0]:443/x', '//host/p',
        'path/only', '/abs?x', 'mailto:me@here.org', 'file:///etc/passwd', 'HTTP://h', 'a:b:c', '1a:b', 'x+y-z.1:q',
        '', '#f', '?q', ';p', 'http:', 'http:///x', 'http://h?x', 'http://h#x/y?z', 'http://h/a;b/c;d', ' \x01http://a/b ',
        'ht\ntp://a\t/b', 'svn+ssh://h/p', 'tel:+1;ext=2', 'http://[v1.a:b]/', 'http://@/', 'http://u@/', 'http://:p@h:/', '//[::1]:80']
for u in urls:
    p, s = urlparse(u), urlsplit(u)
    print(repr(u), tuple(p), tuple(s)[2:], p.username, p.password, p.hostname, p.port, p.geturl(), s.geturl())
    b = urlparse(u.encode())
    print('  ', b.hostname, b.port, b.username, b.password, b.geturl(), b.decode() == p, p.encode() == b)
print(urlparse('http://a/b'), urlsplit(b'http://a/b'), urldefrag('http://a/b#c'), urldefrag(b'x'), urldefrag('x#').geturl())
print(urldefrag(b'http://a/b#c').geturl(), urldefrag('http://a/b#c').geturl(), urldefrag(b'u#f').decode(), urldefrag('u#f').encode())
print(urlparse('x', scheme='ftp'), urlparse('a#b', allow_fragments=False), urlsplit('//h/p', 'http'))
for bad in ('http://[::1/', 'http://::1]/', 'http://[1.2.3.4]/', 'http://[v1]/', 'http://[zz]/'):
    try: urlsplit(bad)
    except ValueError as e: print(bad, e)
for bad in ('http://h:99999', 'http://h:abc', 'http://h:-1', 'http://h:\u0663'):
    try: urlsplit(bad).port
    except ValueError as e: print(ascii(bad), ascii(str(e)))
for f in (lambda: urlparse('a', b'b'), lambda: urlparse(1), lambda: urlunsplit(('a', b'b', '', '', '')), lambda: urljoin('a', b'b'), lambda: urlparse(b'\xff')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
bases = ['http://a/b/c/d;p?q', 'http://a', 'http://a/b/', '/x/y', 'x', 'mailto:a', 'file:///a/b', 'svn://h/a/b', 'http://a/b/c?x=/y/']
rels = ['g:h', 'g', './g', 'g/', '/g', '//g', '?y', 'g?y', '#s', 'g#s', 'g?y#s', ';x', 'g;x', '', '.', './', '..', '../', '../g', '../..', '../../g',
        '../../../g', '/./g', '/../g', 'g.', '.g', './../g', './g/.', 'g/./h', 'g;x=1/./y', 'http:g', 'a//b', '..//g', 'http:', 'http://x/../y']
for b in bases:
    for r in rels:
        assert urljoin(b.encode(), r.encode()) == urljoin(b, r).encode()
    print(b, [urljoin(b, r) for r in rels])
print(urljoin('', 'x'), urljoin('http://a/b', 'c#d', False))
for t in [('http', 'h', 'p', '', '', ''), ('http', '', '/p', '', '', ''), ('', '', '//p', '', '', ''), ('x', '', 'p', 'q', 'r', 's'), ('file', '', '', '', '', ''),
          (b'http', b'h', b'/p', b'', b'q', b'f')]:
    print(urlunparse(t))
print(urlunsplit(['http', 'h', 'p', 'q', 'f']))
print(quote('a b/ü~%'), quote('a/b', safe=''), quote(b'\xff/a'), quote('ü', encoding='latin-1'), quote('€', encoding='latin-1', errors='replace'), quote(''), quote('a+b', '+'), quote('abc', b'/'))
print(quote_plus('a b+c/ü'), quote_plus(b'a b'), quote_plus('a b', '/'), quote_plus('a b/', b'/'), quote_from_bytes(b'a b\xff', b''), quote_from_bytes(bytearray(b'x y')), len(quote('ü' * 110000)))
for f in (lambda: quote(b'a', encoding='x'), lambda: quote(b'a', errors='x'), lambda: quote_from_bytes('a'), lambda: quote(1), lambda: quote('\ud800'), lambda: unquote(1), lambda: unquote_to_bytes(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(unquote('a%20b%C3%BC%zz%'), unquote('ü%FF'), unquote('%fc', 'latin-1'), unquote('%ff', errors='ignore'), unquote(b'a%20'), unquote('x%20', None, None), unquote(''), unquote('a+b'))
print(unquote_plus('a+b%2B'), unquote_to_bytes('ü%20%ff'), unquote_to_bytes(b'a%20%z'), unquote_to_bytes(''), unquote_to_bytes('abc'))
print(parse_qs('a=1&a=2&b=&c=x+y%26'), parse_qs('b=', keep_blank_values=True), parse_qsl('a=1;b=2', separator=';'), parse_qsl(b'a=%ff&b'), parse_qsl('a&b=1&&c=d=e'), parse_qsl(''), parse_qsl(b''), parse_qsl(bytearray(b'x=1')))
print(parse_qsl('a=1', separator=b'&'), parse_qsl(b'a=1|b=2', separator='|'), parse_qsl('a=%fc', encoding='latin-1'), parse_qsl(None) if 0 else '')
for f in (lambda: parse_qsl('a', strict_parsing=True), lambda: parse_qs('a&b&c', max_num_fields=2), lambda: parse_qsl('a', separator=''), lambda: parse_qsl('a', separator=1), lambda: parse_qs(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(urlencode({'a': 1, 'b c': 'x y', b'd': b'\xff'}), urlencode([('a', [1, 2])]), urlencode([('a', [1, 'ü', b'z']), ('b', 3), ('c', 'st'), (b'd', b'e')], doseq=True), urlencode({'a': '/x y'}, safe='/', quote_via=quote), urlencode({}), urlencode({'ü': 'ü'}, encoding='latin-1'))
for bad in ('abc', 5, [1], ['ab']):
    try: print(urlencode(bad))
    except Exception as e: print(type(e).__name__, e)
unwrap = up.unwrap
print(unwrap(' <URL:http://x> '), unwrap('<a>'), unwrap('URL:b'), unwrap('c'), up.scheme_chars, up.uses_netloc[:3], up.non_hierarchical, up.uses_query, up.uses_fragment, up.uses_params, up.uses_relative)
import warnings
warnings.simplefilter('always')
with warnings.catch_warnings(record=True) as w:
    print(up.splittype('A:b'), up.splithost('//h?x'), up.splithost('x'), up.splituser('u@h'), up.splituser('h'), up.splitpasswd('u:p'), up.splitpasswd('u'), up.splitport('h:80'), up.splitport('h:'), up.splitport('h'),
          up.splitnport('h:80'), up.splitnport('h:x'), up.splitnport('h:'), up.splitnport('h', 5), up.splitquery('a?b?c'), up.splitquery('a'), up.splittag('a#b'), up.splittag('a'), up.splitattr('a;b;c'), up.splitvalue('a=b'), up.splitvalue('a'), up.to_bytes('x'))
    up.Quoter
for x in w: print(x.category.__name__, x.message)
try: up.to_bytes('ü')
except UnicodeError as e: print(e)
try: up.nothing
except AttributeError as e: print(e)
clear_cache = up.clear_cache
clear_cache()
print(urlsplit.cache_info().currsize, up.ResultBase is SplitResult.__mro__[2], SplitResult[int] if hasattr(SplitResult, '__class_getitem__') else 0)
print(SplitResult('a', 'b', 'c', 'd', 'e')._replace(netloc='u:p@h:1').port, ParseResult._fields, DefragResultBytes(b'a', b'').geturl(), SplitResultBytes(b'a', b'b', b'c', b'', b'').geturl(), ParseResultBytes(b'a', b'b', b'c', b'', b'', b'').geturl())
