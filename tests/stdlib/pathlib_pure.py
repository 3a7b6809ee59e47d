# pathlib: pure paths of both flavours, every method, results and errors.
import copy, os, pathlib, warnings
from pathlib import *

print(pathlib.__all__)
print([m for m in dir(Path) if not m.startswith('_')])
print([m for m in dir(PurePath) if not m.startswith('_')])
for p in (r'c:/a\b', '//s/h/x', '//?/UNC/s/h/x', 'c:', 'c:x', '/x', 'a/./b//c/', '', '.', '//s', 'C:/nul.txt ', '..', 'a:b', '//./x', '\\\\?\\c:\\u', './c:/x', '///a', '//a/b', 'a.tar.gz', '.rc', 'x.', '..x.y', 'a/../b'):
    for z in (PureWindowsPath(p), PurePosixPath(p)):
        print(repr(z), str(z), z.drive, z.root, z.anchor, z.parts, z.name, z.suffix, z.suffixes, z.stem, z.is_absolute(), list(z.parents), z.parent, z.as_posix())
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
P, W = PurePosixPath, PureWindowsPath
print(PurePath('a'), repr(PurePath()), repr(Path('a', P('b'), '/c')), P('a', 'b', 'c'), P(P('a'), 'b'), W('a', 'c:/b', '/d'), P(W('a\\b')), W(P('a/b')), Path('a') / 'b', 'a' / P('b'), P('a') / '/b', P('a').joinpath('b', 'c'), W('c:/a') / 'd:x')
t(lambda: P(1)); t(lambda: P(b'a')); t(lambda: P('a') / 5); t(lambda: 5 / P('a')); t(lambda: P(None)); t(lambda: P('a') < W('a')); t(lambda: P('a') < 'a'); t(lambda: WindowsPath('a')); t(lambda: P('a').x); t(lambda: setattr(P('a'), 'x', 1)); t(lambda: setattr(P('a'), 'name', 1))
print(P('a') == P('a/'), P('a') == W('a'), W('A') == W('a'), hash(W('A')) == hash(W('a')), P('a') == 'a', P('a') < P('b') <= P('b'), P('b') > P('a') >= P('a'), sorted([P('b'), P('a/c'), P('a-b'), P('a')]), P('a') != P('b'))
print(str(P('a')), bytes(P('ü')), os.fspath(P('a')), isinstance(P('a'), os.PathLike), copy.copy(P('a/b')), copy.deepcopy(W('a')), P('a', 'b').__reduce__(), f'{P("a/b"):>8}' if 0 else '')
print(P('a/b.c').with_name('x'), P('a/b.c').with_stem('x'), P('a/b.c').with_suffix('.d'), P('a/b.c').with_suffix(''), P('a/b').with_suffix('.x'), W('c:/a').with_name('b'), P('a/b.c.d').with_stem('q'))
for f in (lambda: P('').with_name('a'), lambda: P('a').with_name(''), lambda: P('a').with_name('b/c'), lambda: P('a').with_name('.'), lambda: P('a').with_suffix('b'), lambda: P('a').with_suffix('.'), lambda: P('/').with_suffix('.a'), lambda: P('a.b').with_stem(''), lambda: P('a').with_suffix('.b/c'), lambda: W('a').with_name('b\\c'), lambda: P('..').with_suffix('.a')): t(f)
print(P('/a/b/c').relative_to('/a'), P('/a/b').relative_to(P('/a/b')), P('/a/b').relative_to('/a/c/d', walk_up=True), P('a/b').relative_to('.'), W('C:/a/B').relative_to('c:/A'), P('a').relative_to('b', walk_up=True))
for f in (lambda: P('/a').relative_to('/b'), lambda: P('/a').relative_to('b', walk_up=True), lambda: P('a').relative_to('../b', walk_up=True), lambda: P('a').relative_to(), lambda: P('a').relative_to(5), lambda: W('c:/a').relative_to('d:/', walk_up=True)): t(f)
print(P('/a/b').is_relative_to('/a'), P('/a').is_relative_to('/b'), P('a').is_relative_to('.'))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    print(P('/a/b/c').relative_to('/a', 'b'), P('/a/b').is_relative_to('/', 'a'), P('nul').is_reserved(), [W(n).is_reserved() for n in ('nul', 'NUL.txt', 'com1', 'a', 'c:/con ', 'x.', 'a?b', 'lpt\xb2')])
    try: Path('a', x=1)
    except TypeError as e: print(e)
    for x in w: print(x.category.__name__, str(x.message)[:300], x.filename == __file__)
print(len(P('/a/b').parents), P('/a/b').parents[0], P('/a/b').parents[-1], P('/a/b/c').parents[1:], P('/a').parents, P('a') in P('a/b').parents)
t(lambda: P('a/b').parents[2]); t(lambda: P('a/b').parents[-3]);
print(P('/a b/ü').as_uri(), W('c:/a b').as_uri(), W('//h/s/x').as_uri(), Path('/a').as_uri())
t(lambda: P('a').as_uri())
print(Path.from_uri('file:///a%20b'), Path.from_uri('file://localhost/x'), Path.from_uri('file:/x/y'), Path.from_uri('file:////h/x'), PosixPath.from_uri('file:///%ff'.replace('%ff', 'z')))
t(lambda: Path.from_uri('http://x')); t(lambda: Path.from_uri('file:x'))
pats = ['*.py', 'a/*.py', '/a/b/*', '**/*.py', 'a/**', '**', '*', '[ab].py', '?.py', '[!x].py', 'B.PY', '/a/**/c.py', 'a/*', 'c.*', '**/c.py']
for p in ('a/b.py', '/a/b/c.py', 'b.PY', '', 'a', 'a/.h', 'a/b/d/c.py'):
    print(p, [P(p).full_match(x) for x in pats], [P(p).match(x) for x in pats], [W(p).match(x) for x in pats], [P(p).full_match(x, case_sensitive=False) for x in pats], P(p).match('*.PY', case_sensitive=False))
t(lambda: P('a').match('')); t(lambda: P('a').match('.')); t(lambda: P('a').full_match('')); t(lambda: P('a').match(5))
class Sub(PurePosixPath):
    def __init__(self, *a, tag='?'):
        super().__init__(*a); self.tag = tag
    def with_segments(self, *a): return type(self)(*a, tag=self.tag)
s = Sub('/a/b.c', tag='T')
print([(repr(x), x.tag) for x in (s / 'x', s.parent, s.parents[1], s.with_name('q'), s.with_suffix('.z'), s.relative_to('/a'), s.joinpath('1'), '/z' / s)])
print(issubclass(UnsupportedOperation, NotImplementedError), UnsupportedOperation.__module__, type(Path()), PurePath.parser.__name__, W.parser.__name__)
WindowsPath('x')
