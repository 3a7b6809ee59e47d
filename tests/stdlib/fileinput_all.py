"""fileinput: several files, in place, hooks, states, errors; gzip and bz2 files cut off or damaged."""
import bz2
import fileinput
import gzip
import io
import lzma
import os
import sys
import tempfile


def attempt(func, *args, **kwds):
    try:
        print(repr(func(*args, **kwds)))
    except Exception as e:
        print(type(e).__name__, str(e)[:70])


os.chdir(tempfile.mkdtemp())
for name, text in ('a', '1\n2\n3'), ('b', ''), ('c', 'x\ny\n'):
    with open(name, 'w') as f:
        f.write(text)
for name in ('lineno', 'filename', 'nextfile', 'isstdin'):
    attempt(getattr(fileinput, name))
with fileinput.input(['a', 'b', 'c']) as f:
    print(f.filename(), f.lineno(), f.fileno(), fileinput.filelineno())
    attempt(fileinput.input, ['a'])
    for line in f:
        print(repr(line), fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline(),
              fileinput.isstdin(), fileinput.fileno() > 2)
        if line == '2\n':
            fileinput.nextfile()
    print(f.filename(), f.lineno(), f.filelineno(), f.fileno(), repr(f.readline()))
    attempt(next, f)
fileinput.close()
fileinput.close()
sys.argv[1:] = ['c']
print(list(fileinput.input()), list(fileinput.FileInput('a', mode='rb')))
sys.stdin = io.StringIO('in\nput\n')
print([(line, f.filename(), f.isstdin()) for f in [fileinput.FileInput(['-', 'c'])] for line in f])
with fileinput.FileInput(['a', 'c'], inplace=True, backup='.old') as f:
    for line in f:
        print('>', line, end='')
print(open('a').read(), open('a.old').read(), open('c').read(), sorted(os.listdir()))
with fileinput.FileInput('c', inplace=True) as f:
    for line in f:
        print(line.upper(), end='')
        break
print(open('c').read(), sorted(os.listdir()))
attempt(fileinput.FileInput, 'a', mode='w')
attempt(fileinput.FileInput, 'a', inplace=True, openhook=open)
attempt(fileinput.FileInput, 'a', openhook=5)
attempt(list, fileinput.FileInput('missing'))
with gzip.open('z.gz', 'wt') as f:
    f.write('packed\n')
with bz2.open('z.bz2', 'wt') as f:
    f.write('squeezed\n')
print(list(fileinput.FileInput(['z.gz', 'z.bz2', 'a'], openhook=fileinput.hook_compressed, encoding='utf-8')))
attempt(list, fileinput.FileInput('a', openhook=fileinput.hook_encoded('ascii')))
print(fileinput.FileInput[int])

data = bytes(range(256)) * 400
for module, opener in (gzip, gzip.GzipFile), (bz2, bz2.BZ2File), (lzma, lzma.LZMAFile):
    packed = module.compress(data) + module.compress(b'second')
    for raw in packed, packed + b'\0\0', packed[:-3], packed[:40], b'', packed[:60] + b'!' + packed[61:], packed + b'garbage':
        f = opener(io.BytesIO(raw)) if module is not gzip else opener(fileobj=io.BytesIO(raw))
        try:
            got = f.read()
            print(module.__name__, len(got), got == data + b'second', f.tell(), f.seek(5), f.read(3), f.seek(-2, 2), f.read(9))
        except Exception as e:
            print(module.__name__, type(e).__name__, str(e)[:60])
            attempt(f.read, 1) if raw == b'' else None
        f.close()
        try:
            print(len(module.decompress(raw)))
        except Exception as e:
            print(type(e).__name__, str(e)[:60])
