# SPDX-License-Identifier: MIT
# os, os.path, stat: the part written in the language.
import os
import os.path as path
import stat


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


for p in ['/a/b.tar.gz', 'a', '', '/', '//x', '///x', 'a/', '.bashrc', '/a/..x', b'/b/c.d', 'a.b/c', '...a', '/a/./b/../c//d/', '..', '../..', '/..', 'a/..']:
    print(repr(p), path.split(p), path.splitext(p), path.basename(p), path.dirname(p), path.normpath(p), path.isabs(p), path.splitroot(p), path.splitdrive(p))
for a in [('a', 'b'), ('a/', 'b'), ('a', '/b'), ('', 'b'), ('a', ''), ('a',), ('/', 'x', '..'), (b'a', b'b')]:
    show(path.join, *a)
show(path.join, 'a', b'b')
show(path.join, 'a', 3)
show(path.join, 3)
show(path.commonpath, ['/a/b/c', '/a/b/d'])
show(path.commonpath, ['a/b', '/a'])
show(path.commonpath, [])
show(path.commonpath, ['a/b', 'a/./b/c'])
show(path.commonprefix, ['/usr/lib', '/usr/local'])
show(path.commonprefix, [])
show(path.relpath, '/a/b/c', '/a/d')
show(path.relpath, 'x', '.')
show(path.relpath, '')
os.environ['RVAR'] = 'val'
os.environ['HOME'] = '/home/me'
print(path.expandvars('$RVAR/${RVAR}x$NOPE ${NOPE} $ ${'), path.expandvars(b'$RVAR'), path.expanduser('~'), path.expanduser('~/x'), path.expanduser('x~'), path.expanduser(b'~/y'))
print(os.environ['RVAR'], os.getenv('RVAR'), os.getenv('NOPE', 'd'), os.getenvb(b'RVAR'), 'RVAR' in os.environ, os.environ.get('RVAR'), os.environ.pop('RVAR'), 'RVAR' in os.environ)
show(lambda: os.environ['NOPE'])
show(lambda: os.environ.__setitem__('a', 3))
show(lambda: os.environ.__delitem__('NOPE'))
show(lambda: os.environ.__setitem__(3, 'a'))
os.environ.update(A1='1')
print(os.environ.setdefault('A1', '2'), (os.environ | {'A1': 'z'})['A1'], dict(os.environ.items())['A1'], isinstance(os.environ.copy(), dict), repr(os.environ)[:9])
import collections.abc
print(isinstance(os.environ, collections.abc.MutableMapping))
os.makedirs('t/a/b')
os.makedirs('t/a/b', exist_ok=True)
show(os.makedirs, 't/a')
for n in 't/f1', 't/a/f2', 't/a/b/f3':
    with open(n, 'w') as f:
        f.write('x' * 5)
os.symlink('a', 't/link')
os.symlink('loop', 't/loop')
def norm(it): return [(d, sorted(a), sorted(b)) for d, a, b in it]
print(norm(os.walk('t')))
print(norm(os.walk('t', topdown=False)))
print(sorted(norm(os.walk('t', followlinks=True))))
print(list(os.walk('nodir')), [(d, sorted(a), sorted(b)) for d, a, b, fd in os.fwalk('t')])
show(lambda: list(os.walk('nodir', onerror=lambda e: print('onerror', e))))
print(path.exists('t/f1'), path.isfile('t/f1'), path.isdir('t'), path.islink('t/link'), path.lexists('t/loop'), path.exists('t/loop'), path.getsize('t/f1'), path.isfile('t'), path.ismount('/'), path.ismount('t'), path.samefile('t/a', 't/link'))
print(path.realpath('t/link/b') == path.join(os.getcwd(), 't/a/b'), path.basename(path.realpath('t/loop')), path.realpath('/x/../y'), path.abspath('q') == path.join(os.getcwd(), 'q'))
try:
    path.realpath('t/loop', strict=True)
except OSError as e:
    print(type(e).__name__, e.errno)
os.renames('t/a/b/f3', 't/new/dir/f3')
print(path.exists('t/a/b'), path.exists('t/new/dir/f3'))
os.remove('t/new/dir/f3')
os.removedirs('t/new/dir')
print(path.exists('t/new'), os.fspath('x'), os.fsencode('я'), os.fsdecode('я'.encode()), os.get_exec_path({'PATH': '/a:/b'}), os.get_exec_path({}))


class PL:
    def __fspath__(self): return 'plike'


print(isinstance(PL(), os.PathLike), isinstance('x', os.PathLike), path.join(PL(), 'z'), os.fspath(PL()), os.PathLike[str])
show(os.fspath, 3)
show(os.fsencode, 3)
with os.fdopen(os.open('t/f1', os.O_RDONLY)) as f:
    print(f.read())
show(os.fdopen, 'x')
show(os.popen, 3)
show(os.popen, 'x', 'z')
print(os.name, os.sep, os.linesep, os.curdir, os.pardir, os.pathsep, os.extsep, os.devnull, os.SEEK_END, os.path is path, os.defpath)
for m in [0o100644, 0o40755, 0o120777, 0o104755, 0o102644, 0o41777, 0o20600, 0o60000, 0o10000, 0o140000, 0]:
    print(stat.filemode(m), stat.S_IMODE(m), stat.S_IFMT(m), stat.S_ISDIR(m), stat.S_ISREG(m), stat.S_ISLNK(m), stat.S_ISFIFO(m), stat.S_ISSOCK(m), stat.S_ISCHR(m), stat.S_ISBLK(m))
