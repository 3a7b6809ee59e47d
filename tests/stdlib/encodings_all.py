# The encodings in the language: bytes of one character each, transforms, utf-7, punycode, idna.
import codecs, zlib
def t(f):
    try: print(ascii(f()))
    except BaseException as e: print(type(e).__name__, ascii(str(e)))
names = '''cp037 cp1006 cp1026 cp1125 cp1140 cp1250 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp273 cp424 cp437 cp500 cp720 cp737 cp775
cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 hp-roman8 iso8859-10 iso8859-11 iso8859-13 iso8859-14
iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 koi8-t koi8-u kz1048 mac-arabic mac-croatian
mac-cyrillic mac-farsi mac-greek mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish palmos ptcp154 tis-620'''.split()
data = bytes(range(256))
for name in names:
    text = data.decode(name, 'replace')
    back = text.encode(name, 'ignore')
    print(name, codecs.lookup(name).name, zlib.crc32(text.encode('utf-8')), len(back), data.decode(name, 'ignore').encode(name) == back)
for alias in 'latin2 windows-1250 866 IBM437 macroman koi8_u hebrew cyrillic ISO-8859-5 l9 csISOLatin5 greek8 ptcp154 1252'.split():
    print(alias, codecs.lookup(alias).name)
t(lambda: 'Привет, мир'.encode('cp866')); t(lambda: 'Київ ґ'.encode('koi8-u')); t(lambda: 'Ж€'.encode('mac-cyrillic')); t(lambda: '日本'.encode('cp1250')); t(lambda: 'a日本b'.encode('cp1252', 'xmlcharrefreplace'))
t(lambda: 'a日本b'.encode('cp1252', 'replace')); t(lambda: 'a日本b'.encode('cp1252', 'backslashreplace')); t(lambda: b'\x81'.decode('cp1252')); t(lambda: b'a\x81b'.decode('cp1252', 'replace')); t(lambda: b'a\x81b'.decode('cp1252', 'surrogateescape').encode('cp1252', 'surrogateescape')); t(lambda: b'\xd2'.decode('iso8859-7'))
t(lambda: codecs.charmap_encode('ab', 'strict', {97: 1, 98: b'zz'})); t(lambda: codecs.charmap_decode(b'\0\1', 'strict', {0: 'x', 1: 98})); t(lambda: codecs.charmap_decode(b'\2', 'replace', {0: 'x'})); t(lambda: codecs.charmap_encode('q', 'strict', {})); t(lambda: codecs.charmap_decode(b'\xe9')); t(lambda: codecs.charmap_encode('\xe9')); t(lambda: codecs.charmap_encode('a', 'strict', {97: 'x'})); t(lambda: codecs.charmap_decode(b'a', 'strict', {97: b'x'})); t(lambda: codecs.charmap_encode('a', 'strict', {97: 300}))
t(lambda: 'x'.encode('undefined')); t(lambda: b'x'.decode('nosuch')); t(lambda: 'x'.encode('hex')); t(lambda: b'78'.decode('hex')); t(lambda: 'x'.encode('rot13')); t(lambda: codecs.encode('Hello', 'rot13')); t(lambda: codecs.decode('Uryyb', 'rot_13'))
t(lambda: codecs.encode(b'hello', 'zlib')); t(lambda: codecs.decode(codecs.encode(b'hello', 'zip'), 'zlib')); t(lambda: codecs.decode(codecs.encode(b'hello', 'bz2'), 'bz2')); t(lambda: codecs.lookup('zlib').name); t(lambda: codecs.lookup('rot13')._is_text_encoding)
e = codecs.getincrementalencoder('zlib')(); x = e.encode(b'abc') + e.encode(b'def', True); d = codecs.getincrementaldecoder('zlib')(); print(d.decode(x[:5]) + d.decode(x[5:], True))
for s in ('Hi Mom -\u263a-!', 'A\u2262\u0391.', '\u65e5\u672c\u8a9e', 'a+b', '1 + 1 = 2', '\U0001f600x', '\u20ac-', 'plain\\~', 'é', '\ud800'):
    x = s.encode('utf-7'); print(x, ascii(x.decode('utf-7')), x.decode('utf-7') == s)
for b in (b'+', b'+A', b'+AB', b'+ABC', b'\xff', b'+IKx', b'+IKw', b'+IKw-', b'+IKwx', b'+ !', b'a+AGEA', b'+2D-x', b'+-', b'~\\'):
    print(b, end=' '); t(lambda: b.decode('utf-7')); print(b, end=' '); t(lambda: b.decode('utf-7', 'replace'))
d = codecs.getincrementaldecoder('utf-7')(); print([d.decode(bytes([c])) for c in 'a+IKwgrA-b'.encode()], d.decode(b'', True)); t(lambda: codecs.utf_7_decode(b'a+IK')); t(lambda: codecs.utf_7_encode('a\xe9'))
for s in ('bücher', 'пример', 'faß', 'abc', '', '他们为什么不说中文', '3年B組金八先生', 'ü', 'Porqué', '-> $1.00 <-'):
    x = s.encode('punycode'); print(ascii(s), x, x.decode('punycode') == s)
for b in (b'xyz-', b'99999999', b'a-b!', b'b\xff-a', b'bcher-kv'):
    print(b, end=' '); t(lambda: b.decode('punycode')); print(b, end=' '); t(lambda: b.decode('punycode', 'replace'))
for s in ('python.org', 'bücher.example', 'пример.рф', 'BÜCHER.de.', 'faß.de', 'straße', '日本語。jp', 'a..b', 'ü..b', 'x' * 64, 'ü' * 64, '', '.', 'a.', 'xn--ü', 'א1', 'אa'):
    print(ascii(s), end=' '); t(lambda: s.encode('idna'))
for b in (b'xn--bcher-kva.example', b'xn--e1afmkfd.xn--p1ai', b'python.org', b'XN--BCHER-KVA.', b'', b'\xff', b'xn--\xff'):
    print(b, end=' '); t(lambda: b.decode('idna'))
t(lambda: 'ü'.encode('idna', 'ignore'))
import io
w = io.TextIOWrapper(io.BytesIO(), encoding='cp866'); w.write('Привет\n'); w.flush(); print(w.buffer.getvalue()); w.seek(0); t(lambda: w.read())
r = codecs.getreader('cp437')(io.BytesIO(b'\x80\x81\n')); t(lambda: r.readline()); t(lambda: list(codecs.iterdecode([b'\x80', b'\x81'], 'cp850'))); t(lambda: b''.join(codecs.iterencode('éß', 'cp850')))
