# shutil: every public name on files made for it.
import io, os, shutil, stat, sys, tempfile
from shutil import *
top = tempfile.mkdtemp(); os.chdir(top)
def t(f):
    try: print(repr(f()).replace(top, 'TOP'))
    except Exception as e: print(type(e).__name__, str(e).replace(top, 'TOP'))
def write(p, s='x'):
    os.makedirs(os.path.dirname(p) or '.', exist_ok=True)
    with open(p, 'w') as f: f.write(s)
def tree(p='.'): return sorted((os.path.relpath(os.path.join(d, n), p), os.path.islink(os.path.join(d, n))) for d, ds, fs in os.walk(p) for n in ds + fs)
print(sorted(shutil.__all__))
print([(c.__name__, c.__mro__[1].__name__) for c in (Error, SameFileError, SpecialFileError, ExecError, shutil.ReadError, shutil.RegistryError)])
write('a', 'hello'); os.chmod('a', 0o640); os.utime('a', (1000, 2000)); os.symlink('a', 'l'); os.mkdir('d'); os.mkfifo('fifo')
out = io.BytesIO(); copyfileobj(io.BytesIO(b'x' * 10), out, 3); print(out.getvalue()); o = io.StringIO(); copyfileobj(io.StringIO('ü'), o); print(o.getvalue())
t(lambda: copyfile('a', 'b')); print(open('b').read(), oct(os.stat('b').st_mode) != oct(os.stat('a').st_mode))
t(lambda: copyfile('a', 'a')); t(lambda: copyfile('a', 'l')); t(lambda: copyfile('fifo', 'q')); t(lambda: copyfile('nope', 'q')); t(lambda: copyfile('a', 'd')); t(lambda: copyfile('a', 'no/x')); t(lambda: copyfile('a', 'no/')); t(lambda: copyfile('d', 'q'))
t(lambda: copyfile('l', 'l2', follow_symlinks=False)); print(os.readlink('l2')); t(lambda: copyfile('l', 'l3')); print(os.path.islink('l3'))
copymode('a', 'b'); print(oct(os.stat('b').st_mode)); copystat('a', 'b'); print(os.stat('b').st_mtime); copymode('l', 'l2', follow_symlinks=False); copystat('l', 'l2', follow_symlinks=False)
t(lambda: copy('a', 'd')); print(oct(os.stat('d/a').st_mode), os.stat('d/a').st_mtime == 2000); t(lambda: copy2('a', 'd/c')); print(os.stat('d/c').st_mtime); t(lambda: copy('a', 'a')); t(lambda: copy('l', 'd/l', follow_symlinks=False)); t(lambda: copy2('l', 'd/l2', follow_symlinks=False)); t(lambda: copymode('nope', 'a')); t(lambda: copystat('nope', 'a'))
write('s/x.py'); write('s/sub/y.pyc'); write('s/sub/z.txt', 'zz'); os.symlink('x.py', 's/ln'); os.symlink('nowhere', 's/broken'); os.symlink('sub', 's/subln')
t(lambda: copytree('s', 't1', symlinks=True)); print(tree('t1'))
t(lambda: copytree('s', 't2')); print(tree('t2')); t(lambda: copytree('s', 't3', ignore_dangling_symlinks=True)); print(tree('t3')); t(lambda: copytree('s', 't3', symlinks=True)); 
t(lambda: copytree('s', 't4', ignore=ignore_patterns('*.pyc', 'sub*'), symlinks=True)); print(tree('t4')); os.unlink('s/broken')
t(lambda: copytree('s', 't4', dirs_exist_ok=True)); print(tree('t4')); seen = []
t(lambda: copytree('s', 't5', copy_function=lambda a, b: seen.append((type(a).__name__, str(a))))); print(sorted(seen), tree('t5')); t(lambda: copytree('nope', 't6')); t(lambda: copytree('a', 't6')); print(ignore_patterns('*.a', 'b*')('p', ['x.a', 'b1', 'c']) == {'x.a', 'b1'})
os.mkfifo('s/pipe'); t(lambda: copytree('s', 't7')); print(tree('t7'))
t(lambda: rmtree('t1')); print(os.path.exists('t1')); t(lambda: rmtree('nope')); t(lambda: rmtree('nope', ignore_errors=True)); t(lambda: rmtree('a')); t(lambda: rmtree('s/subln')); print(rmtree.avoids_symlink_attacks)
log = []; rmtree('nope', onexc=lambda f, p, e: log.append((f.__name__, p, type(e).__name__, e.filename))); rmtree('a', onexc=lambda f, p, e: log.append((f.__name__, p, type(e).__name__))); rmtree('l', onexc=lambda f, p, e: log.append((f.__name__, p, type(e).__name__, str(e)))); rmtree('s/subln', onexc=lambda f, p, e: log.append((f.__name__, p, type(e).__name__, str(e)))); rmtree('nope', onerror=lambda f, p, e: log.append((f.__name__, p, e[0].__name__, e[2] is not None))); print(log)
rmtree(b't2'); fd = os.open('.', os.O_RDONLY); rmtree('t3', dir_fd=fd); os.close(fd); print(os.path.exists('t2'), os.path.exists('t3'))
deep = 'deep'
os.mkdir(deep); here = os.getcwd(); os.chdir(deep)
for i in range(300): os.mkdir('d'); os.chdir('d')
os.chdir(here); rmtree('deep'); print(os.path.exists('deep'))
write('m1', '1'); t(lambda: move('m1', 'm2')); t(lambda: move('m2', 'd')); write('m2'); t(lambda: move('m2', 'd')); t(lambda: move('t4', 'd')); t(lambda: move('d', 'd/x')); t(lambda: move('nope', 'q')); t(lambda: move('d/t4/', '.')); t(lambda: move('d', 'd')); write('m1'); write('over', 'o'); t(lambda: move('m1', 'over')); print(open('over').read())
u = disk_usage('.'); print(type(u).__name__, u._fields, u.total >= u.used > 0, u.free == u[2]); t(lambda: disk_usage('nope'))
write('bin/cmd'); os.chmod('bin/cmd', 0o755); write('bin/data'); os.chmod('bin/data', 0o644); os.mkdir('bin/dir')
p = top + '/bin'
t(lambda: which('cmd', path=p)); t(lambda: which('data', path=p)); t(lambda: which('data', os.F_OK, p)); t(lambda: which('dir', path=p)); t(lambda: which(p + '/cmd')); t(lambda: which('bin/cmd')); t(lambda: which(b'cmd', path=p.encode())); t(lambda: which('cmd', path='')); t(lambda: which('cmd', path='/nope:' + p)); os.environ['PATH'] = p; t(lambda: which('cmd')); t(lambda: which('nope'))
os.environ['COLUMNS'] = '91'; os.environ['LINES'] = '17'; print(get_terminal_size(), get_terminal_size((1, 2))); os.environ['COLUMNS'] = 'x'; del os.environ['LINES']; sys.__stdout__, keep = None, sys.__stdout__; print(get_terminal_size((70, 9)), get_terminal_size()); sys.__stdout__ = keep
chown('a', os.getuid(), os.getgid()); chown('a', user=os.getuid()); chown('a', 'root' if os.getuid() == 0 else os.getuid()); t(lambda: chown('a')); t(lambda: chown('a', 'nosuchuser_')); t(lambda: chown('a', group='nosuchgroup_'))
for n in ('zip', 'tar', 'gztar'): print([x for x in get_archive_formats() if x[0] == n], [x for x in get_unpack_formats() if x[0] == n])
calls = []
def maker(base, base_dir, **kw): calls.append((base, base_dir, sorted(kw.items(), key=str), os.path.relpath(os.getcwd(), top))); return base + '.mine'
register_archive_format('mine', maker, [('level', 9)], 'My format'); print(('mine', 'My format') in get_archive_formats()); t(lambda: make_archive('q', 'mine')); t(lambda: make_archive('q', 'mine', root_dir='d', base_dir='x')); print(str(calls).replace(top, 'TOP'), os.getcwd() == os.path.realpath(top)); unregister_archive_format('mine')
for f in (lambda: make_archive('q', 'mine'), lambda: register_archive_format('x', 5), lambda: register_archive_format('x', maker, 5), lambda: register_archive_format('x', maker, [5]), lambda: unregister_archive_format('zz'), lambda: make_archive('q', 'zip', 'nope'), lambda: make_archive('q', 'zip', 'a')): t(f)
def unpacker(f, d, **kw): calls.append((f, d, kw))
calls.clear(); register_unpack_format('mine', ['.mine'], unpacker, [('k', 1)], 'Mine'); print(('mine', ['.mine'], 'Mine') in get_unpack_formats()); unpack_archive('x.mine', 'e'); unpack_archive('y', format='mine'); print(str(calls).replace(top, 'TOP').replace(os.getcwd(), 'TOP'))
for f in (lambda: register_unpack_format('b', ['.mine'], unpacker), lambda: register_unpack_format('b', ['.b'], 5), lambda: unpack_archive('x.unknown'), lambda: unpack_archive('x', format='zz')): t(f)
unregister_unpack_format('mine'); t(lambda: unregister_unpack_format('mine'))
os.chdir('/'); rmtree(top)
