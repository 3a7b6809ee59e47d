# tempfile: every public name; the random names themselves are not shown.
import gc, io, os, re, sys, tempfile, warnings
from tempfile import *
warnings.simplefilter('always')
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, re.sub(r'[a-z0-9_]{8}(?=[/\'.]|$)', 'NAME', str(e)))
def shape(p): return re.sub(r'tmp[a-z0-9_]{8}', 'tmpNAME', os.path.basename(p)) if isinstance(p, str) else type(p)
print(tempfile.__all__, TMP_MAX, tempfile.template, gettempprefix(), gettempprefixb(), gettempdir() == os.fsdecode(gettempdirb()), tempfile.tempdir == gettempdir())
top = mkdtemp(prefix='rondo_'); tempfile.tempdir = top
print(shape(top)[:6], oct(os.stat(top).st_mode), gettempdir() == top)
fd, p = mkstemp(); print(shape(p), os.path.dirname(p) == top, oct(os.stat(p).st_mode), os.write(fd, b'x'), os.get_inheritable(fd)); os.close(fd); os.unlink(p)
fd, p = mkstemp('.s', 'p-', top, text=True); print(re.sub('p-.{8}', 'p-N', os.path.basename(p))); os.close(fd); os.unlink(p)
fd, p = mkstemp(b'.s'); print(type(p)); os.close(fd); os.unlink(p)
d = mkdtemp(dir=top); print(oct(os.stat(d).st_mode), os.path.isabs(d), shape(d)); os.rmdir(d)
d = mkdtemp(b'x'); print(type(d)); os.rmdir(d)
print(shape(mktemp('.q')), os.path.exists(mktemp()))
for f in (lambda: mkstemp('a', b'b'), lambda: mkstemp(dir='/no/such_'), lambda: mkdtemp(dir='/no/such_'), lambda: NamedTemporaryFile('q'), lambda: TemporaryFile('w', errors=5), lambda: mkstemp(prefix=5)): t(f)
with NamedTemporaryFile() as f:
    name = f.name
    print(f.write(b'abc\ndef'), f.seek(0), f.read(), os.path.exists(name), f.mode, f.closed, f.seek(0), list(f), f.fileno() == f.file.fileno(), repr(f)[:40], f.name == f.file.name)
print(os.path.exists(name), f.closed)
f = NamedTemporaryFile('w+', suffix='.txt', encoding='utf-8', newline='\n', delete=False); f.write('é'); f.close(); print(os.path.exists(f.name), __import__('pathlib').Path(f.name).read_bytes()); os.unlink(f.name)
with NamedTemporaryFile(delete_on_close=False) as f:
    f.close(); print(os.path.exists(f.name))
print(os.path.exists(f.name))
f = NamedTemporaryFile(); name = f.name; f.close(); print(os.path.exists(name)); f.close()
t(lambda: f.nope)
with warnings.catch_warnings(record=True) as w:
    f = NamedTemporaryFile(); name = f.name; del f; gc.collect()
    print([(x.category.__name__, re.sub(r"'/.*?'", 'P', str(x.message))) for x in w][-1:], os.path.exists(name))
with TemporaryFile() as f: print(type(f.name), f.write(b'12'), f.seek(0), f.read(), os.listdir(top))
with TemporaryFile('w+', encoding='latin-1') as f: f.write('é'); f.flush(); print(f.seek(0), f.read(), f.encoding)
s = SpooledTemporaryFile(max_size=5)
print(s.name, s.mode, s.closed, s.write(b'abc'), s._rolled, s.tell(), s.write(b'defg'), s._rolled, s.seek(0), s.read(), type(s.name), s.mode, s.readable(), s.writable(), s.seekable(), s.isatty(), isinstance(s, io.IOBase))
print(s.seek(0), s.readline(), s.seek(0), s.readlines(), s.truncate(2), s.seek(0), s.read1(), s.seek(0), s.readinto(bytearray(3)), s.flush(), list(s)); s.close(); print(s.closed); t(lambda: s.__enter__())
s = SpooledTemporaryFile(10, 'w+', encoding='utf-8', newline=''); print(s.mode, s.encoding, s.errors, s.newlines, s.writelines(['a\n', 'é\n']), s.seek(0), s.read(), s._rolled, s.rollover(), s._rolled, s.seek(0), s.readlines(), s.rollover(), s.truncate(1), s.tell()); s.close()
with SpooledTemporaryFile() as s: print(s.writelines([b'1', b'2']), s.fileno() > 2, s._rolled, s.seek(0), next(iter(s)))
s = SpooledTemporaryFile(5); s.truncate(3); print(s._rolled, s.seek(0, 2)); s.truncate(9); print(s._rolled); s.close()
s = SpooledTemporaryFile(mode='w+'); b = s.detach(); print(type(b)); SpooledTemporaryFile[int], TemporaryDirectory[int]
s = SpooledTemporaryFile(); print(s.readinto1(bytearray(2))); s.close()
with TemporaryDirectory() as d:
    os.makedirs(d + '/a/b'); open(d + '/a/f', 'w').close(); print(shape(d), os.path.isdir(d))
print(os.path.exists(d))
td = TemporaryDirectory('s', 'p', top, ignore_cleanup_errors=True); print(repr(td) == f"<TemporaryDirectory {td.name!r}>"); os.rmdir(td.name); td.cleanup(); td.cleanup()
with TemporaryDirectory(delete=False) as d: pass
print(os.path.exists(d)); os.rmdir(d)
td = TemporaryDirectory(); os.rmdir(td.name); td.cleanup(); print('cleaned')
with warnings.catch_warnings(record=True) as w:
    td = TemporaryDirectory(); name = td.name; del td; gc.collect()
    print([(x.category.__name__, re.sub(r"'/.*?'", 'P', str(x.message))) for x in w], os.path.exists(name))
os.environ['TMPDIR'] = '/no/such_'; os.environ['TEMP'] = top; tempfile.tempdir = None; print(gettempdir() == top)
print(os.listdir(top)); os.rmdir(top)
