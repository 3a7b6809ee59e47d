# SPDX-License-Identifier: MIT
# io: the abstract classes, errors of open(), buffers over raw streams of scripts, newlines, encodings, tell, memory streams.
import io, os
def tr(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class R(io.RawIOBase):
    def readable(self): return True
for i, f in enumerate((lambda: io.IOBase().fileno(), lambda: io.IOBase().read(), lambda: io.RawIOBase().read(5), lambda: io.BufferedIOBase().read(), lambda: io.TextIOBase().read(), lambda:io.IOBase().seek(0), lambda:io.IOBase().truncate(), lambda: R().read(3), lambda: io.BufferedReader(5), lambda: io.BufferedReader(io.BytesIO(b'x')), lambda: io.BufferedWriter(R()), lambda: io.TextIOWrapper(5), lambda: io.TextIOWrapper(io.BytesIO(), encoding='nosuch'), lambda: io.TextIOWrapper(io.BytesIO(), newline='x'), lambda: io.TextIOWrapper(io.BytesIO(), newline=5), lambda: io.StringIO(5), lambda: io.BytesIO('x'), lambda: io.StringIO('a',newline='q'), lambda: io.BytesIO(b'abc').seek(-1), lambda: io.StringIO('abc').seek(-1), lambda: io.StringIO('abc').seek(1,1), lambda: io.StringIO('abc').seek(0,5), lambda:io.BytesIO(b'').seek(0,5), lambda: io.BytesIO(b'abc').read('x'), lambda: io.StringIO('abc').read('x'), lambda: io.StringIO().write(b'x'), lambda: io.BytesIO().write('x'), lambda: open('/dev/null','rb').read(-2), lambda: open('/dev/null','rb').read('x'), lambda: open('/dev/null').read('x'),lambda: open('/dev/null').readline('x'), lambda: open('/dev/null','rb').write(b'x'), lambda: open('/dev/null','wb').read(), lambda: open('/dev/null','wb',0).read(), lambda: open('/dev/null','rb',0).write(b''), lambda: open('/dev/null','w').read(), lambda: open('/dev/null','r').write(''), lambda: open('/dev/null','w').write(b''), lambda: open('/dev/null','wb').write(''), lambda: open('/dev/null', 'rwb'), lambda: open('/dev/null','b'), lambda: open('/dev/null','rt+b'), lambda: open('/dev/null','rb',errors='x'), lambda:open('/dev/null','rb',newline=''), lambda:open('/dev/null','r',0), lambda: open('/dev/null', 5), lambda: open('/dev/null',closefd=False), lambda: open('x','x',opener=lambda p,f: -1), lambda: open('x','w',opener=lambda p,f: 'x'), lambda: io.FileIO('/dev/null','q'), lambda: io.FileIO('/dev/null','rw'), lambda: io.FileIO('/dev/null',''), lambda: open('/etc'), lambda: open('/etc','w'), lambda: open('/dev/null','rr'), lambda: io.open_code(5), lambda: io.text_encoding(None), lambda: open('/dev/null',encoding=5), lambda: open('/dev/null',errors=5), lambda: open('/dev/null',newline='\n\r'), lambda: open(2**40), lambda: open(-5), lambda: open(1.5))): print(i, end=' '); tr(f)
f=open('/dev/null', encoding='utf-8'); print(f, f.buffer, f.buffer.raw); g=f.buffer
f.close(); print(f, g, g.raw); tr(f.readline); tr(g.read); tr(g.raw.read); tr(f.fileno); tr(f.isatty); tr(f.__enter__); tr(lambda: f.name);tr(f.flush);tr(f.tell)
f=open('/dev/null'); b=f.detach(); tr(lambda: f); tr(f.read); r=b.detach(); tr(b.read); tr(lambda:b)
s=io.StringIO(); s.close(); tr(s.read); tr(s.getvalue); tr(lambda:s.closed)
s=io.BytesIO(b'abc'); v=s.getbuffer(); tr(s.close); tr(lambda: s.write(b'x'))
x=open('ttt','w+', encoding='utf-8'); x.write('a\nb\nc'); x.seek(0); next(x); tr(x.tell); tr(lambda:x.seek(1,1)); tr(lambda:x.seek(1,2)); tr(lambda:x.seek(-1)); tr(lambda:x.seek(0,9)); tr(x.read); tr(x.tell); tr(lambda: x.reconfigure(encoding='latin-1')); tr(lambda: x.reconfigure(newline='q')); tr(lambda: x.truncate(2)); tr(lambda: x.newlines); tr(lambda: (x.line_buffering,x.write_through,x._CHUNK_SIZE,x.encoding,x.errors))
class Raw(io.RawIOBase):
    def __init__(self, data): self.data = data; self.at = 0; self.out = []
    def readable(self): return True
    def writable(self): return True
    def readinto(self, b):
        n = min(len(b), 3, len(self.data) - self.at); b[:n] = self.data[self.at:self.at + n]; self.at += n; return n
    def write(self, b): self.out.append(bytes(b)); return len(b)
r = io.BufferedReader(Raw(b'hello\nworld\nlast'), 4); print(r.peek()[:1], r.readline(), r.read(3), r.read1(10), r.read(), r.closed)
print(list(io.TextIOWrapper(io.BufferedReader(Raw('жук\nок\r\nда'.encode())), encoding='utf-8')))
raw = Raw(b''); w = io.BufferedWriter(raw, 8); w.write(b'abc'); w.write(b'defghijk'); w.flush(); print(b''.join(raw.out)); w.close(); print(raw.closed)
p = io.BufferedRWPair(Raw(b'in'), raw2 := Raw(b'')); print(p.read(1), p.write(b'out')); p.close(); print(raw2.out)
with open('rnd', 'w+b') as f: f.write(b'0123456789'); f.seek(2); print(f.read(3)); f.write(b'XY'); f.seek(0); print(f.read(), f.tell())
for nl in (None, '', '\n', '\r', '\r\n'):
    with open('nl', 'wb') as f: f.write(b'a\nb\rc\r\nd')
    with open('nl', newline=nl) as f: print(nl.__repr__(), list(f), f.newlines)
    with open('nl', 'w', newline=nl) as f: f.write('a\nb\r\n')
    print(open('nl', 'rb').read())
    s = io.StringIO('a\nb\rc\r\nd', newline=nl); print(list(s), s.getvalue(), s.newlines)
for enc in ('utf-16', 'utf-32', 'utf-8-sig', 'cp1251', 'utf-16-le'):
    with open('enc', 'w', encoding=enc) as f: f.write('жук'); f.write('и')
    with open('enc', 'a', encoding=enc) as f: f.write('!')
    print(enc, open('enc', 'rb').read(), open('enc', encoding=enc).read())
d = io.IncrementalNewlineDecoder(None, True); print(repr(d.decode('a\r')), repr(d.decode('\nb\r')), repr(d.decode('', True)), d.newlines, d.getstate())
with open('tell', 'w', encoding='utf-8') as f: f.write('жук\nabc\nкот')
with open('tell', encoding='utf-8') as f: f.read(2); p = f.tell(); rest = f.read(); f.seek(p); print(p, f.read() == rest, f.tell())
print(isinstance(f, io.TextIOBase), issubclass(io.FileIO, io.RawIOBase), isinstance(io.BytesIO(), io.IOBase))
s = io.StringIO(); s.write('abc'); s.seek(1); s.write('Z'); s.seek(5); s.write('!'); print(repr(s.getvalue())); s.truncate(2); print(s.getvalue(), s.tell())
print(io.BytesIO(b'a\nb\nc').readlines(), io.BytesIO(b'a\nb').readline(1), list(io.BytesIO(b'q\nw')))
