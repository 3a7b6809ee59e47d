# filecmp and fileinput on files made for them.
import filecmp, fileinput, io, os, shutil, sys, tempfile
from filecmp import *
top = tempfile.mkdtemp(); os.chdir(top)
def write(p, s='x', at=None):
    os.makedirs(os.path.dirname(p) or '.', exist_ok=True)
    with open(p, 'w') as f: f.write(s)
    if at: os.utime(p, (at, at))
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for side, more in (('L', '1'), ('R', '2')):
    write(side + '/same', 's', 5); write(side + '/diff', more, 5 + int(more)); write(side + '/sub/f', more * int(more)); write(side + '/only' + side); write(side + '/sub/deep/q'); write(side + '/__pycache__/x')
os.mkdir('L/funny'); write('R/funny'); write('L/shallow', 'a', 9); write('R/shallow', 'b', 9)
print(filecmp.__all__, DEFAULT_IGNORES, cmp('L/same', 'R/same'), cmp('L/diff', 'R/diff'), cmp('L/shallow', 'R/shallow'), cmp('L/shallow', 'R/shallow', shallow=False), cmp('L/sub', 'R/sub'), clear_cache()); t(lambda: cmp('nope', 'L'))
print(cmpfiles('L', 'R', ['same', 'diff', 'nope', 'shallow', 'sub']), cmpfiles('L', 'R', ['shallow'], shallow=False))
d = dircmp('L', 'R')
for n in ('left', 'right', 'left_list', 'right_list', 'common', 'left_only', 'right_only', 'common_dirs', 'common_files', 'common_funny', 'same_files', 'diff_files', 'funny_files'): print(n, sorted(getattr(d, n)) if isinstance(getattr(d, n), list) else getattr(d, n))
print(list(d.subdirs), type(d.subdirs['sub']).__name__, d.hide, d.ignore == DEFAULT_IGNORES, dircmp('L', 'R', shallow=False).diff_files and sorted(dircmp('L', 'R', shallow=False).diff_files), sorted(dircmp('L', 'R', ['same'], ['diff']).common)); t(lambda: d.nope)
d.report(); print('--'); d.report_partial_closure(); print('--'); d.report_full_closure(); dircmp('L', 'R').phase4_closure(); dircmp[int]
sys.argv = ['x', '-r', 'L', 'R']; filecmp.demo(); sys.argv = ['x', 'L']
t(filecmp.demo)

print(fileinput.__all__)
write('1.txt', 'a\nb\n'); write('2.txt', 'c'); write('3.txt', ''); write('4.txt', 'd\ne\nf\n')
for f in (fileinput.filename, fileinput.lineno, fileinput.nextfile, fileinput.isstdin): t(f)
with fileinput.input(('1.txt', '2.txt', '3.txt', '4.txt')) as f:
    print(f.filename(), f.lineno(), f.fileno())
    for line in f:
        print(repr(line), fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline(), fileinput.isstdin(), fileinput.fileno() > 2)
        if line == 'd\n': t(lambda: fileinput.input('1.txt')); fileinput.nextfile()
fileinput.close()
sys.argv = ['p', '2.txt']; print(list(fileinput.input())); sys.argv = ['p']; sys.stdin = io.StringIO('in\n'); print([(l, fileinput.filename(), fileinput.isstdin()) for l in fileinput.input()])
for line in fileinput.input('1.txt', inplace=True, backup='.bak'): print(line.upper(), end='')
print(open('1.txt').read(), open('1.txt.bak').read(), sorted(os.listdir()))
for line in fileinput.input('4.txt', inplace=True): sys.stdout.write(str(fileinput.lineno()))
print(open('4.txt').read(), os.path.exists('4.txt.bak'))
print(list(fileinput.input('2.txt', mode='rb')), list(fileinput.FileInput('2.txt', openhook=fileinput.hook_encoded('utf-8'))), list(fileinput.FileInput(['2.txt'], openhook=fileinput.hook_compressed)), list(fileinput.input('2.txt', encoding='utf-8', errors='replace')))
f = fileinput.FileInput(['1.txt', '2.txt']); print(f.readline(), f.readline(), f.readline(), repr(f.readline()), repr(f.readline())); f.close()
for g in (lambda: fileinput.FileInput(mode='w'), lambda: fileinput.FileInput(inplace=True, openhook=open), lambda: fileinput.FileInput(openhook=5), lambda: list(fileinput.FileInput('nope'))): t(g)
fileinput.FileInput[int]
os.chdir('/'); shutil.rmtree(top)
