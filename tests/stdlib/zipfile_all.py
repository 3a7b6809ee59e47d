# zipfile: writing and reading with each method, appending, checks, errors, Path.
import io, os, zipfile, warnings, stat
from zipfile import *
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
DATE = (2020, 2, 29, 12, 30, 58)
def info(name, method=ZIP_STORED):
    z = ZipInfo(name, DATE); z.compress_type = method; return z
big = b''.join(b'%d line\n' % i for i in range(5000))
print(zipfile.__all__)
for method in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
    f = io.BytesIO()
    with ZipFile(f, 'w') as z:
        z.writestr(info('a.txt', method), 'text'); z.writestr(info('d/big', method), big); z.writestr(info('имя.txt', method), b'\0')
        with z.open(info('stream', method), 'w') as s: print(s.write(b'xyz'), s.name, s.mode, s.writable()); t(lambda: z.open('a.txt')); t(lambda: z.writestr('q', '')); t(lambda: z.close()); t(lambda: z.open('q', 'w'))
        z.comment = b'note'
        z.mkdir('folder'); print(z.infolist()[-1], z.infolist()[0])
    print(len(f.getvalue()), method, is_zipfile(f))
    if method != ZIP_DEFLATED or True:
        import zlib as _z
        print(_z.crc32(f.getvalue()))
    with ZipFile(f) as z:
        print(z.namelist(), z.testzip(), z.comment, z.read('d/big') == big, z.read('имя.txt'), z.getinfo('a.txt'), z.getinfo('folder/').is_dir()); z.printdir()
        i = z.getinfo('d/big'); print(i.filename, i.date_time, i.compress_type, i.comment, i.extra, i.create_system, i.create_version, i.extract_version, i.flag_bits, i.internal_attr, i.external_attr, i.header_offset, i.CRC, i.file_size, i.compress_level, i.volume, i.reserved, i.orig_filename)
        with z.open('d/big') as m:
            print(m, m.readline(), m.read(4), m.tell(), m.peek(3)[:3], m.read1(5), m.seek(20000), m.readline(), m.seek(-5, 2), m.read(), m.seek(3), m.readline(), m.seek(4, 1), len(m.readlines()), m.readable(), m.seekable(), m.mode, m.name)
        t(lambda: m.read()); print(m)
with ZipFile(f, 'a') as z:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always'); z.writestr(info('a.txt'), 'again'); z.writestr(info('new'), 'n')
    print(seen[0].message, z.read('a.txt'), len(z.namelist()))
t(lambda: ZipFile(io.BytesIO(b'nothing'))); t(lambda: ZipFile(io.BytesIO(f.getvalue()[:-30]))); t(lambda: ZipFile(f, 'q')); t(lambda: ZipFile(f, compression=99)); t(lambda: ZipFile('/tmp/none/none')); t(lambda: ZipFile(f).getinfo('zzz')); t(lambda: ZipFile(f).read('zzz')); t(lambda: ZipFile(f).writestr('a', 'b')); t(lambda: ZipFile(f).open('a.txt', 'rw')); t(lambda: ZipFile(f, 'a').open('a', 'w', pwd=b'x')); t(lambda: z.read('a.txt')); t(lambda: z.write('x')); print(z)
t(lambda: setattr(ZipFile(io.BytesIO(f.getvalue())), 'comment', 'str')); t(lambda: ZipFile(f).setpassword('str')); t(lambda: ZipInfo('x', (1970, 1, 1, 0, 0, 0))); t(lambda: ZipFile(f, 'w', metadata_encoding='utf-8')); print(ZipInfo('a\0b').filename, BadZipFile is error is BadZipfile, is_zipfile(io.BytesIO(b'x')), is_zipfile('/no/such'))
bad = bytearray(f.getvalue()); bad[bad.index(b'again')] ^= 1; z = ZipFile(io.BytesIO(bytes(bad))); print(z.testzip()); t(lambda: z.read('a.txt'))
plain = io.BytesIO()
with ZipFile(plain, 'w') as z: z.writestr(info('x'), 'hello')
raw = plain.getvalue(); t(lambda: ZipFile(io.BytesIO(raw.replace(b'PK\1\2', b'PK\x09\2'))).namelist()); t(lambda: ZipFile(io.BytesIO(b'junk before' + raw)).read('x')); t(lambda: ZipFile(io.BytesIO(b'PK\5\4' + raw[4:])).read('x')); t(lambda: ZipFile(io.BytesIO(raw[:30] + b'y' + raw[31:])).read('x'))
class Pipe(io.RawIOBase):
    def __init__(self): self.data = b''
    def write(self, b): self.data += bytes(b); return len(b)
    def writable(self): return True
p = Pipe()
with ZipFile(p, 'w') as z: z.writestr(info('piped', ZIP_DEFLATED), b'data' * 9)
z = ZipFile(io.BytesIO(p.data)); print(z.read('piped'), z.getinfo('piped').flag_bits)
with ZipFile(io.BytesIO(), 'w') as z:
    with z.open('forced', 'w', force_zip64=True) as s: s.write(b'1')
    print(z.read('forced'), z.getinfo('forced').extract_version)
t(lambda: ZipFile(io.BytesIO(), 'w', allowZip64=False).open('f', 'w', force_zip64=True))
crypt = bytes.fromhex('504b03040a0009000000') if False else None
where = '/tmp/rondo-zip-%d' % os.getpid(); os.mkdir(where); os.chdir(where)
try:
    os.mkdir('in'); open('in/one.txt', 'w').write('1'); os.utime('in/one.txt', (1e9, 1e9)); os.chmod('in/one.txt', 0o640); os.chmod('in', 0o755)
    with ZipFile('t.zip', 'w', ZIP_DEFLATED, compresslevel=9) as z: z.write('in'); z.write('in/one.txt'); z.write('in/one.txt', 'other/name.txt', ZIP_STORED); z.writestr('../evil', 'e'); z.writestr('folder2/', ''); print(z, z.filename, z.mode)
    print(is_zipfile('t.zip'), ZipInfo.from_file('in/one.txt', 'q'), ZipInfo.from_file('in'))
    with ZipFile('t.zip') as z:
        print(z.namelist(), [oct(i.external_attr >> 16) for i in z.infolist()], z.infolist()[1].compress_level)
        print(z.extract('other/name.txt'), z.extract('../evil', 'out'), open('out/evil').read()) if False else print(os.path.relpath(z.extract('other/name.txt')), os.path.relpath(z.extract('../evil', 'out')), open('out/evil').read())
        z.extractall('all'); print(sorted(os.listdir('all')), os.listdir('all/in'), os.path.isdir('all/folder2')); z.extractall('some', ['in/one.txt']); print(os.listdir('some'))
    t(lambda: ZipFile('t.zip', 'x'))
finally:
    os.chdir('/'); os.system('rm -r ' + where)
f = io.BytesIO(); f.name = 'arch.zip'
z = ZipFile(f, 'w')
for n in ('a.txt', 'b/c.tar.gz', 'b/d/e.txt', 'j/k.bin', 'j/'): z.writestr(info(n), n)
root = Path(z); a, b, j = sorted(root.iterdir(), key=str)[:3]
print(a, b, j, repr(b), a.name, a.suffix, a.stem, (b / 'c.tar.gz').suffixes, b.is_dir(), a.is_file(), (root / 'none').exists(), (b / 'd').is_dir(), b.joinpath('d', 'e.txt').read_text(), a.read_bytes(), (b / 'c.tar.gz').parent, root.name, a.filename)
with a.open() as g: print(g.read())
with (root / 'w.txt').open('w') as g: g.write('written')
print((root / 'w.txt').read_text('utf-8'), sorted(map(str, root.glob('*.txt'))), sorted(map(str, root.glob('**/*.txt'))), sorted(map(str, root.rglob('*.t*'))), a.match('*.txt'), a == Path(z, 'a.txt'), a.is_symlink(), (b / 'd').relative_to(b), hash(a) == hash(Path(z, 'a.txt')))
t(lambda: (root / 'none').open()); t(lambda: b.open()); t(lambda: a.open('rb', encoding='x')); t(lambda: a.iterdir()); t(lambda: root.glob('')); t(lambda: z.mkdir(3)); t(lambda: z.mkdir(ZipInfo('x')))
