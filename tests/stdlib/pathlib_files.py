# pathlib.Path: everything that asks the system, in a folder made for it.
import os, sys, stat, socket
from pathlib import Path, PosixPath
home = os.getcwd()
tmp = Path('/tmp') / ('rondo_pathlib_%d' % os.getpid())
tmp.mkdir()
os.chdir(tmp)
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, str(e).replace(str(tmp), 'TMP'))
def s(paths): return sorted(str(p).replace(str(tmp), 'TMP') for p in paths)
try:
    Path('d/e/f').mkdir(parents=True)
    t(lambda: Path('d').mkdir()); Path('d').mkdir(exist_ok=True); t(lambda: Path('q/w').mkdir()); Path('d/e').mkdir(parents=True, exist_ok=True)
    print(Path('d/a.txt').write_text('héllo\nx\r\n', encoding='utf-8', newline=''), Path('d/a.txt').read_text(encoding='utf-8'), repr(Path('d/a.txt').read_text('utf-8', newline='')), Path('d/a.txt').read_bytes())
    print(Path('d/b.bin').write_bytes(b'123'), Path('d/b.bin').write_bytes(memoryview(b'45')), Path('d/b.bin').read_bytes())
    t(lambda: Path('d/b').write_text(b'x')); t(lambda: Path('d/b').write_bytes('x')); t(lambda: Path('nope').read_text()); t(lambda: Path('d').read_bytes()); t(lambda: Path('d/a.txt').mkdir(exist_ok=True))
    with Path('d/e/c.py').open('w') as f: f.write('pass')
    with Path('d/e/c.py').open('rb', buffering=0) as f: print(f.read(), f.name)
    Path('d/.hidden').touch(); Path('d/e/f/G.PY').touch(mode=0o600); Path('d/.hidden').touch()
    print(oct(Path('d/e/f/G.PY').stat().st_mode)); t(lambda: Path('d/.hidden').touch(exist_ok=False)); t(lambda: Path('n/x').touch())
    Path('link').symlink_to('d', target_is_directory=True); Path('broken').symlink_to('nowhere'); Path('loop').symlink_to('loop'); Path('hard').hardlink_to('d/b.bin'); Path('d/e/up').symlink_to('..')
    print(Path('link').readlink(), Path('link').is_symlink(), Path('d').is_symlink(), Path('hard').samefile('d/b.bin'), Path('hard').samefile(Path('d/a.txt')), Path('link').resolve() == tmp.resolve() / 'd')
    t(lambda: Path('d').readlink()); t(lambda: Path('broken').resolve(strict=True)); print(Path('broken').resolve() == tmp.resolve() / 'nowhere'); t(lambda: Path('loop').resolve(strict=True)); print(Path('d/../d/./e').resolve().relative_to(tmp.resolve()))
    os.mkfifo('fifo'); k = socket.socket(socket.AF_UNIX); k.bind('sock')
    for n in ('d', 'd/a.txt', 'link', 'broken', 'loop', 'fifo', 'sock', 'nope', '/dev/null', 'd/a.txt/x', '/', 'a\0b'):
        p = Path(n)
        print(ascii(n), p.exists(), p.exists(follow_symlinks=False), p.is_file(), p.is_file(follow_symlinks=False), p.is_dir(), p.is_dir(follow_symlinks=False), p.is_symlink(), p.is_fifo(), p.is_socket(), p.is_block_device(), p.is_char_device(), p.is_mount(), p.is_junction())
    k.close()
    print(Path('link').lstat().st_mode == Path('link').stat(follow_symlinks=False).st_mode, stat.S_ISLNK(Path('link').lstat().st_mode), Path('d/a.txt').stat().st_size)
    t(lambda: Path('nope').stat()); t(lambda: Path('nope').lstat())
    print(Path('/etc').owner(), Path('/etc').group(), Path('link').owner(follow_symlinks=False) == Path('d').owner())
    Path('d/b.bin').chmod(0o640); print(oct(Path('hard').stat().st_mode)); t(lambda: Path('link').lchmod(0o777)); t(lambda: Path('nope').chmod(1))
    print(s(Path().iterdir()), s(tmp.iterdir()), s(Path('d').iterdir())); t(lambda: Path('nope').iterdir()); t(lambda: Path('d/a.txt').iterdir())
    for pat in ('*', '*.txt', '**', '**/*', '**/*.py', 'd/*', '*/*.txt', 'd/e', 'd/nope', './d', '*/', '**/', 'd/../d/*', '../*/d', 'd/**/f', 'link/*', '**/e/*', 'd/.*', '[dh]*', '**/**/c.py', '?', 'broken', 'nope/*', '**/..', 'd/e/**'):
        base = Path() if not pat.startswith('../*') else Path('d/..')
        print(pat, s(base.glob(pat)) if not pat.startswith('..') else '', s(tmp.glob(pat)) == sorted(x if x[0] == '/' else 'TMP/' + x for x in s(Path().glob(pat))) if pat not in ('**', '**/', '../*/d', '**/..', './d') else '')
    print(s(Path('d').rglob('*')), s(Path('d').rglob('*.PY')), s(Path('d').rglob('*.py', case_sensitive=False)), s(Path('d').glob('A.TXT', case_sensitive=False)), s(Path('d').rglob('')), s(Path().rglob('e/')), s(Path('d').glob(Path('*'))))
    Path('d/e/up').unlink()
    print(s(Path().glob('**/*.txt', recurse_symlinks=True)), s(Path().glob('**/e/*.py', recurse_symlinks=True)), s(Path().rglob('*', recurse_symlinks=True)), s(Path().glob('**', recurse_symlinks=True)))
    t(lambda: Path().glob('')); t(lambda: Path().glob('/x')); t(lambda: Path().rglob('/x')); t(lambda: list(Path().glob('a\0'))); t(lambda: Path().glob(5)); t(lambda: list(Path('nope').glob('*')))
    for a in (dict(), dict(top_down=False), dict(follow_symlinks=True)):
        print(sorted((str(p), sorted(d), sorted(f)) for p, d, f in Path().walk(**a)))
    order = [str(p) for p, d, f in Path('d').walk(top_down=False)]; print(order)
    errors = []; print(list(Path('nope').walk()), list(Path('nope').walk(on_error=errors.append)), errors)
    for p, d, f in Path('d').walk(): d.clear(); print(p, sorted(f))
    print(Path('hard').rename('hard2'), Path('hard2').replace(Path('d/b.bin')), Path('hard2').exists()); t(lambda: Path('nope').rename('x')); t(lambda: Path('nope').replace('x'))
    t(lambda: Path('nope').unlink()); Path('nope').unlink(missing_ok=True); t(lambda: Path('d').rmdir()); t(lambda: Path('nope').rmdir()); t(lambda: Path('d').unlink())
    t(lambda: Path('x').symlink_to('y') or Path('x').symlink_to('z')); t(lambda: Path('h').hardlink_to('nope'))
    print(Path.cwd() == Path(os.getcwd()), Path().absolute() == Path.cwd(), Path('a').absolute() == Path.cwd() / 'a', Path('/a').absolute())
    os.environ['HOME'] = '/home/me'
    print(Path.home(), Path('~').expanduser(), Path('~/x').expanduser(), Path('~root/x').expanduser(), Path('a/~').expanduser(), Path('./~').expanduser(), Path('/~').expanduser()); t(lambda: Path('~nosuchuser_/x').expanduser())
    class My(PosixPath):
        def __init__(self, *a, tag=0): super().__init__(*a); self.tag = tag
        def with_segments(self, *a): return My(*a, tag=self.tag)
    m = My('d', tag=7)
    print({x.tag for x in m.iterdir()}, {x.tag for x in m.glob('*')}, {p.tag for p, _, _ in m.walk()}, m.absolute().tag, m.resolve().tag)
finally:
    os.chdir(home)
    for p, ds, fs in tmp.walk(top_down=False):
        for n in fs: (p / n).unlink()
        for n in ds: (p / n).rmdir()
    tmp.rmdir()
print(tmp.exists())
