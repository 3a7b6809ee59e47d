# zlib, bz2, lzma: functions, objects, files, and what they say of bad arguments and bad data.
import zlib,bz2,lzma,gzip
def t(f):
    try: print(f())
    except FileExistsError as e: print(type(e).__name__)
    except BaseException as e: print(type(e).__name__, e)
d=b'hello hello hello hello'
t(lambda:zlib.compress(d)); t(lambda:zlib.compress(d,wbits=-15)); t(lambda:zlib.compress(d,99)); t(lambda:zlib.compress('x')); t(lambda:zlib.decompress(b'x')); t(lambda:zlib.decompress(b'')); t(lambda:zlib.decompress(zlib.compress(d)[:-3])); t(lambda:zlib.decompress(b'xxxx')); t(lambda: zlib.decompress(zlib.compress(d),bufsize=0)); t(lambda: zlib.decompress(zlib.compress(d),bufsize=-2)); t(lambda: zlib.decompress(zlib.compress(d)+b'xx')); t(lambda:zlib.crc32(d)); t(lambda:zlib.adler32(d)); t(lambda:zlib.crc32(d,2**40)); t(lambda:zlib.crc32('x')); t(lambda:zlib.crc32(d,'x')); t(lambda:zlib.crc32(d,-1))
t(lambda: zlib.compressobj(99)); t(lambda: zlib.compressobj(zdict='x')); c=zlib.compressobj();  do=zlib.decompressobj();  t(lambda:c.flush(77)); t(lambda:c.flush()); t(lambda:c.flush());t(lambda:c.compress(b'x')); t(lambda:c.copy()); t(lambda:do.decompress(b'xxxxx')); t(lambda:do.flush(0)); t(lambda:do.flush(-1)); t(lambda:do.decompress(b'',-1)); t(lambda:zlib.decompressobj(wbits=99)); t(lambda:zlib.decompress(d,wbits=99)); t(lambda:zlib.compress(d,wbits=99)); t(lambda:zlib.decompressobj().flush()); print(type(c),type(do)); t(lambda:zlib._ZlibDecompressor);  t(lambda:type(c)())
z=zlib.compressobj(zdict=b'hello'); x=z.compress(d)+z.flush(); t(lambda:zlib.decompress(x)); t(lambda:zlib.decompressobj(zdict=b'hello').decompress(x)); t(lambda:zlib.decompressobj().decompress(x)); t(lambda:zlib.decompressobj(zdict=b'hexxo').decompress(x)); t(lambda:zlib.decompressobj(zdict=3))
D=zlib._ZlibDecompressor(); t(lambda:D.decompress(zlib.compress(d)+b'zz',3)); print(D.eof,D.needs_input,D.unused_data); t(lambda:D.decompress(b'')); print(D.eof,D.unused_data); t(lambda:D.decompress(b''));
t(lambda:bz2.decompress(b'xxxxxxxxx')); t(lambda:bz2.decompress(b'')); t(lambda:bz2.decompress(bz2.compress(d)[:-3]));t(lambda:bz2.compress(d,0)); t(lambda:bz2.compress('x')); t(lambda:bz2.BZ2Compressor(10)); b=bz2.BZ2Compressor(); b.flush(); t(lambda:b.flush()); t(lambda:b.compress(b'')); bd=bz2.BZ2Decompressor(); t(lambda:bd.decompress(bz2.compress(d)+b'zz',5)); print(bd.needs_input,bd.eof,bd.unused_data); t(lambda:bd.decompress(b'')); print(bd.eof,bd.unused_data,bd.needs_input); t(lambda:bd.decompress(b'')); t(lambda:bd.unused); print([n for n in dir(b) if n[0]!='_'],[n for n in dir(bd) if n[0]!='_'])
t(lambda:bz2.open('/x','rwb')); t(lambda:bz2.open('/x','rb',encoding='x')); t(lambda:bz2.open('/x','rb',errors='x')); t(lambda:bz2.open('/x','rb',newline='x')); t(lambda:bz2.BZ2File('/x','q')); t(lambda:bz2.BZ2File(3)); t(lambda:bz2.BZ2File('/x','r',compresslevel=10)); t(lambda:bz2.BZ2File('/xx/y'))
t(lambda:lzma.decompress(b'xxxxxxxxx')); t(lambda:lzma.decompress(b'')); t(lambda:lzma.decompress(lzma.compress(d)[:-3])); t(lambda:lzma.compress(d,format=77)); t(lambda:lzma.compress(d,check=77)); t(lambda:lzma.compress(d,preset=77)); t(lambda:lzma.compress(d,preset=1,filters=[])); t(lambda:lzma.compress(d,format=lzma.FORMAT_RAW)); t(lambda:lzma.decompress(d,format=lzma.FORMAT_RAW)); t(lambda:lzma.compress(d,filters=[])); t(lambda:lzma.compress(d,filters=[{}])); t(lambda:lzma.compress(d,filters=[{'id':99}])); t(lambda:lzma.compress(d,filters=[{'id':33,'x':1}])); t(lambda:lzma.compress(d,filters=[3])); t(lambda:lzma.compress(d,format=lzma.FORMAT_ALONE,check=1)); t(lambda:lzma.compress('x')); t(lambda:lzma.compress(d)); t(lambda:lzma.compress(d,format=lzma.FORMAT_ALONE)); t(lambda:lzma.LZMADecompressor(format=99)); t(lambda:lzma.LZMADecompressor(filters=[{'id':33}])); t(lambda:lzma.LZMADecompressor(format=lzma.FORMAT_RAW,memlimit=3)); t(lambda:lzma.decompress(lzma.compress(d),memlimit=10))
c=lzma.LZMACompressor(); c.flush(); t(lambda:c.flush()); t(lambda:c.compress(b'')); dd=lzma.LZMADecompressor(); print(dd.check); t(lambda:dd.decompress(lzma.compress(d)+b'zz',4)); print(dd.check,dd.eof,dd.needs_input,dd.unused_data); t(lambda:dd.decompress(b'')); print(dd.eof,dd.needs_input,dd.unused_data); t(lambda:dd.decompress(b''))
t(lambda:lzma.is_check_supported(4)); t(lambda:lzma._encode_filter_properties({'id':33,'preset':6})); t(lambda:lzma._decode_filter_properties(33,b'\x16')); t(lambda:lzma._encode_filter_properties({'id':3,'dist':4})); t(lambda:lzma._decode_filter_properties(3,b'\x03')); t(lambda:lzma._encode_filter_properties({'id':4})); t(lambda:lzma._decode_filter_properties(4,b'')); t(lambda:lzma._decode_filter_properties(4,b'\0\0\0\1')); t(lambda:lzma._encode_filter_properties({'id':0x4000000000000001})); t(lambda:lzma._decode_filter_properties(0x4000000000000001,b'\x5d\0\0\x80\0')); t(lambda:lzma._decode_filter_properties(33,b'\xff')); t(lambda:lzma._decode_filter_properties(99,b'\xff')); t(lambda:lzma._encode_filter_properties({'id':33,'dict_size':1}))
print({k:getattr(lzma,k) for k in dir(lzma) if k.isupper()})
t(lambda:lzma.LZMAFile('/x','q')); t(lambda:lzma.LZMAFile('/x','r',preset=3)); t(lambda:lzma.LZMAFile('/x','r',check=3)); t(lambda:lzma.LZMAFile(3)); t(lambda:lzma.open('/x','rb',encoding='x'))
t(lambda:lzma.compress(d,filters=[{'id':lzma.FILTER_LZMA2,'dict_size':'x'}])); t(lambda:lzma.compress(d,format=lzma.FORMAT_ALONE,filters=[{'id':lzma.FILTER_LZMA2}])); t(lambda:lzma.compress(d,filters=[{'id':lzma.FILTER_DELTA}]*5)); t(lambda:lzma.LZMADecompressor(filters=[]) ); t(lambda:lzma.LZMADecompressor(format=3)); t(lambda: lzma.LZMACompressor(format=lzma.FORMAT_RAW,filters=[{'id':33,'preset':99}])); t(lambda: lzma.compress(d,filters=3))
import io, os, copy
import contextlib
@contextlib.contextmanager
def folder():
    where = '/tmp/rondo-test-%d' % os.getpid()
    os.mkdir(where)
    try:
        yield where
    finally:
        for name in os.listdir(where): os.unlink(os.path.join(where, name))
        os.rmdir(where)
big = b''.join(b'%d line\n' % i for i in range(20000))
for mod, opener, cls in ((bz2, bz2.open, bz2.BZ2File), (lzma, lzma.open, lzma.LZMAFile), (gzip, gzip.open, gzip.GzipFile)):
    packed = mod.compress(big)
    print(mod.__name__, mod.decompress(packed) == big, mod.decompress(packed + packed) == big * 2, len(packed) < len(big) / 3)
    with folder() as where:
        name = os.path.join(where, 'f')
        with opener(name, 'wb') as f: print(f.write(big), f.tell(), f.readable(), f.writable(), f.seekable(), f.closed)
        with opener(name, 'ab') as f: f.write(memoryview(b'tail')); t(lambda: f.read()); t(lambda: f.seek(-1))
        with opener(name) as f:
            print(f.readline(), f.read(5), f.tell(), f.peek(3)[:3], f.seek(100), f.read1(4), len(f.read()), f.read(1), f.seek(0), next(iter(f)), f.seek(-4, 2), f.read())
            print(f.readable(), f.writable(), f.seekable(), f.fileno() > 2, os.path.basename(f.name), f.mode, f.seek(2), f.seek(3, 1), f.seek(1 << 40)); t(lambda: f.write(b'x')); t(lambda: f.seek(0, 9))
            b = bytearray(6); f.seek(0); print(f.readinto(b), b, f.readlines(20))
        t(lambda: f.read()); t(lambda: f.tell()); f.close()
        with opener(name, 'wt', encoding='utf-8') as f: f.write('привет\nмир\n')
        with opener(name, 'rt', encoding='utf-8') as f: print(f.read().split())
        t(lambda: opener(name, 'x'))
        with open(name, 'rb') as f: raw = f.read()
        t(lambda: cls(io.BytesIO(raw[:-3])).read() if cls is not gzip.GzipFile else cls(fileobj=io.BytesIO(raw[:-3])).read())
        print(opener(io.BytesIO(raw)).read().decode().split(), opener(io.BytesIO(raw * 2)).read() == opener(io.BytesIO(raw)).read() * 2)
        t(lambda: opener(io.BytesIO(b'garbage garbage')).read()); t(lambda: opener(3)); t(lambda: opener(name, 'rbt')); 
for f in (bz2.BZ2File, lzma.LZMAFile):
    x = io.BytesIO(); y = f(x, 'w'); y.writelines([b'a\n', b'b\n']); y.close(); print(x.closed, f(io.BytesIO(x.getvalue() + b'trailing garbage')).readlines()); t(lambda: f(x, 'w').fileno())
packed = gzip.compress(b'hello', mtime=0); print(packed, gzip.compress(b'hello', 1, mtime=77)); t(lambda: gzip.decompress(packed[:-1])); t(lambda: gzip.decompress(packed[:-8] + bytes(8))); t(lambda: gzip.decompress(packed[:-1] + b'\1')); t(lambda: gzip.decompress(b'xx')); t(lambda: gzip.decompress(b'\x1f\x8b\x07' + packed[3:])); t(lambda: gzip.decompress(b'')); print(gzip.decompress(packed + bytes(5)))
def member(flag, extra): return b'\x1f\x8b\x08' + bytes([flag]) + packed[4:10] + extra + packed[10:]
print(gzip.decompress(member(4, b'\3\0abc')), gzip.decompress(member(8, b'name\0')), gzip.decompress(member(16, b'comment\0')), gzip.decompress(member(2, b'xx')), gzip.decompress(member(31, b'\1\0an\0c\0xx')))
x = io.BytesIO(); g = gzip.GzipFile('dir/some.gz', 'wb', fileobj=x, mtime=5); g.write(b'ab'); g.flush(); print(g.tell(), g.seek(5), g.tell()); t(lambda: g.seek(1)); t(lambda: g.seek(0, 2)); t(lambda: g.rewind()); t(lambda: g.read()); t(lambda: g.peek(1)); g.close(); g.close(); t(lambda: g.write(b'')); print(x.getvalue()[:20], x.closed)
g = gzip.GzipFile(fileobj=io.BytesIO(x.getvalue())); print(g.read(), g.mtime, g.name, g.mode, repr(g)[:12]); g.rewind(); print(g.read(2)); t(lambda: g.write(b'')); t(lambda: gzip.GzipFile('x', 'rt')); t(lambda: gzip.GzipFile(fileobj=x, mode='z'))
t(lambda: gzip.GzipFile(fileobj=io.BytesIO(x.getvalue()[:-6])).read()); t(lambda: gzip.GzipFile(fileobj=io.BytesIO(x.getvalue()[:-6] + bytes(6))).read()); t(lambda: gzip.GzipFile(fileobj=io.BytesIO(b'\x1f\x8b')).read()); print(issubclass(gzip.BadGzipFile, OSError), gzip.READ, gzip.WRITE, gzip.FNAME, gzip.__all__, bz2.__all__, lzma.__all__)
c = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY); x = c.compress(big); c2 = c.copy(); c3 = copy.copy(c); x1 = x + c.flush(); print(x + c2.flush() == x1, x + c3.flush(zlib.Z_SYNC_FLUSH) != x1, zlib.decompress(x1, -15) == big, c2.flush.__name__)
d = zlib.decompressobj(-15); out = d.decompress(x1 + b'extra', 1000); print(len(out), len(d.unconsumed_tail) > 0, d.eof, d.unused_data); e = d.copy(); f = copy.deepcopy(d)
while not d.eof: out += d.decompress(d.unconsumed_tail, 100000)
print(out == big, d.eof, d.unused_data, d.unconsumed_tail, d.decompress(b'more'), d.unused_data, d.flush(), len(e.flush()) + 1000 == len(big), e.eof, f.eof); t(lambda: e.copy())
for w in (15, -15, 31, 47): print(w, end=' '); t(lambda: zlib.decompress(zlib.compress(b'abc', wbits=w if w < 40 else 31), w))
print(zlib.crc32(big), zlib.adler32(big), zlib.crc32(big[100:], zlib.crc32(big[:100])), {n: getattr(zlib, n) for n in dir(zlib) if n.isupper() and 'VERSION' not in n}, zlib.ZLIB_VERSION == zlib.ZLIB_RUNTIME_VERSION, zlib.error.__module__)
for kw in (dict(format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256), dict(format=lzma.FORMAT_ALONE, preset=1), dict(preset=9 | lzma.PRESET_EXTREME), dict(filters=[{'id': lzma.FILTER_DELTA, 'dist': 2}, {'id': lzma.FILTER_LZMA2, 'preset': 1, 'lc': 2, 'mode': lzma.MODE_FAST, 'mf': lzma.MF_HC3, 'nice_len': 30, 'depth': 4}]), dict(filters=[{'id': lzma.FILTER_X86, 'start_offset': 0}, {'id': lzma.FILTER_LZMA2}])):
    p = lzma.compress(big, **kw); r = lzma.LZMADecompressor(); print(r.decompress(p) == big, r.check, r.eof)
chain = [{'id': lzma.FILTER_LZMA2, 'preset': 2}]; p = lzma.compress(big, format=lzma.FORMAT_RAW, filters=chain); print(lzma.decompress(p, lzma.FORMAT_RAW, filters=chain) == big, lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain).check)
r = lzma.LZMADecompressor(); p = lzma.compress(big); parts = [r.decompress(p[i:i + 100]) for i in range(0, len(p), 100)]; print(b''.join(parts) == big, r.eof); r = bz2.BZ2Decompressor(); p = bz2.compress(big); n = 0
for i in range(0, len(p), 1000):
    n += len(r.decompress(p[i:i + 1000], 500))
while not r.eof: n += len(r.decompress(b'', 50000))
print(n == len(big)); t(lambda: lzma.LZMADecompressor().decompress(p)); t(lambda: lzma.decompress(lzma.compress(big)[:-40] + bytes(40)))
