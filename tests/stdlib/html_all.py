# html, html.entities, html.parser, mimetypes, http: every public name.
import html, html.entities as he, http, mimetypes, os, tempfile
from html.parser import HTMLParser
print(html.__all__, html.escape('<a href="x">\'&</a>'), html.escape('"\'<', quote=False), html.escape('', True))
for s in ('&lt;&gt;&amp;&quot;&#39;&#x27;&nbsp;', '&notit; &noti;', '&nope; &', '&#0; &#13; &#128; &#x80; &#xd800; &#x110000; &#1; &#11; &#12; &#xfffe; &#xfdd0; &#9;', '&#65 &#x41z', '&amp', '&ampx', '&eacute;&Eacute &fjlig; &NotEqualTilde;', 'plain', '&;', '&#;', '&CounterClockwiseContourIntegral;', '&' + 'a' * 40): print(ascii(html.unescape(s)))
print(len(he.html5), len(he.name2codepoint), len(he.codepoint2name), len(he.entitydefs), he.name2codepoint['eacute'], he.codepoint2name[233], he.entitydefs['lt'], ascii(he.html5['acE;']), ascii(sorted(he.html5.items())[::150]), ascii(list(he.name2codepoint.items())[::40]), sum(map(len, he.html5.values())))
class P(HTMLParser):
    def handle_starttag(self, t, a): print('  start', t, a, self.get_starttag_text(), self.getpos())
    def handle_endtag(self, t): print('  end', t, self.getpos())
    def handle_data(self, d): print('  data', repr(d), self.getpos())
    def handle_comment(self, d): print('  comment', repr(d))
    def handle_decl(self, d): print('  decl', repr(d))
    def handle_pi(self, d): print('  pi', repr(d))
    def unknown_decl(self, d): print('  unknown', repr(d))
    def handle_charref(self, n): print('  charref', n)
    def handle_entityref(self, n): print('  entity', n)
docs = ['<!DOCTYPE html>\n<html><head><title>T &amp; t</title></head>\n<body class="a b" id=x checked data-q=\'1"2\'>\n<br/><img src="a.png" /><p>para<p>two</body></html>', '<!-- c --><!--c2-- ><!bogus><?php x?><![CDATA[ x ]]><![if IE]>z<![endif]>', '<script>if (a < b && c) { "</p>" }</script>t<style> a > b </style>', 'a &amp; b &lt; c &#65; &#x42; &unknown; &amp x', '<a href="?a=1&b=2&amp;c=3">l</a>', '< a><1>&<', '</p ><//x></1></>', '<a b=\'c"d\' e = f g==h>', '<a/b/c>', '<div\nclass="x"\n>y', '<p', '<p attr="unclosed', '</p', '<!--', '&am', '&#6', 'x &', '<A HREF="X">UP</A>', '<a"b">', '<p>&copy&reg;', '<b  >x</b  y>', '<![foo', '<!', '<?', '<a =x>', '<SCRIPT></script >x</SCRIPT>', 'end <']
for d in docs:
    for conv in (True, False):
        p = P(convert_charrefs=conv); print(repr(d), conv); p.feed(d); print('  --'); p.close(); print('  raw', repr(p.rawdata), p.lasttag)
p = P(); [p.feed(c) for c in '<p a="1">x&amp;y<!-- c --></p>']; p.close(); p.reset(); print(p.getpos(), p.convert_charrefs, HTMLParser.CDATA_CONTENT_ELEMENTS)
class Q(HTMLParser):
    def handle_startendtag(self, t, a): print('both', t, a)
Q().feed('<br/><hr a=1 />'); HTMLParser().feed('<p>x</p>&a<!-- -->')
for bad in ('<![nosuch[x]]>', '<![1'):
    try: P().feed(bad)
    except AssertionError as e: print(e)
mimetypes.init([]); m = mimetypes; print(m.__all__, m.inited, len(m.knownfiles), m.suffix_map, m.encodings_map, m.common_types)
m = mimetypes.MimeTypes(); print(len(m.types_map[True]), m.types_map[False], m.types_map_inv[True]['text/plain'], list(m.types_map[True].items())[:4], sorted(m.types_map_inv[True]))
for u in ('a.html', 'a.tar.gz', 'a.tgz', 'A.PNG', 'x.svgz', 'noext', 'http://h/a.pdf?x', 'http://h/', 'data:,x', 'data:text/html;q,x', 'data:a=b;c,x', 'data:nocomma', 'a.Z', 'a.rtf', 'b.midi', 'a.xul', '/p/q.json', 'c:/x.txt', '.gz', 'a.js.br', 'x.py'):
    print(u, m.guess_type(u), m.guess_type(u, strict=False), m.guess_file_type(u), m.guess_file_type(u, strict=False))
print(m.guess_extension('text/html'), m.guess_all_extensions('image/jpeg'), m.guess_all_extensions('IMAGE/JPG', strict=False), m.guess_extension('x/y'), m.guess_extension('audio/midi', False), m.guess_extension('audio/midi'))
m.add_type('x/y', '.xy'); m.add_type('x/z', '.xz9', strict=False); print(m.guess_type('a.xy'), m.guess_type('a.xz9'), m.guess_type('a.xz9', False))
with tempfile.NamedTemporaryFile('w', delete=False) as f: f.write('# c\nx/q q1 q2 # q3\n\nlonely\n')
m.read(f.name); print(m.guess_type('a.q2'), m.guess_type('a.q3'), mimetypes.read_mime_types(f.name)['.q1'], mimetypes.read_mime_types('/nope'), mimetypes.MimeTypes([f.name]).guess_extension('x/q')); os.unlink(f.name); m.readfp(open(os.devnull)); m.read_windows_registry()
mimetypes.add_type('x/glob', '.glob9'); print(mimetypes.guess_type('a.glob9'), mimetypes.guess_file_type('b.glob9'), mimetypes.guess_extension('x/glob'), mimetypes.guess_all_extensions('x/glob'), mimetypes.types_map['.glob9'])
print(http.__all__)
for s in http.HTTPStatus: print(int(s), s.name, repr(s), str(s), s.phrase, '|', s.description, s.is_informational, s.is_success, s.is_redirection, s.is_client_error, s.is_server_error)
print(http.HTTPStatus(404), http.HTTPStatus.OK == 200, f'{http.HTTPStatus.OK}', http.HTTPStatus.REQUEST_URI_TOO_LONG.name, list(http.HTTPStatus.__members__)[-5:], http.HTTPStatus['GONE'] + 1)
for s in http.HTTPMethod: print(s, repr(s), s.value, s.description, s == s.name, f'{s}')
for f in (lambda: http.HTTPStatus(999), lambda: http.HTTPMethod('X')):
    try: f()
    except ValueError as e: print(e)
