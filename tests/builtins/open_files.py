# SPDX-License-Identifier: MIT
# open in every mode, reading and writing, errors, newlines, encodings.
import os, io
with open('t.txt', 'w', encoding='utf-8') as f: print(f.write('строка 1\nline 2\r\nlast'), f.name, f.mode, f.encoding, f.closed, f.writable(), f.readable(), f.seekable(), f.tell() > 0, f.newlines)
with open('t.txt', encoding='utf-8') as f: print(f.readline(), repr(f.read(3)), f.readlines(), repr(f.read()), f.newlines)
with open('t.txt', 'rb') as f: d = f.read(); print(len(d), f.seek(0), f.read(4), f.tell(), f.seek(-4, 2), f.read(), type(f).__name__)
with open('t.txt', newline='', encoding='utf-8') as f: print(list(f))
with open('t.txt', 'a') as f: f.write('+'); f.writelines(['a', 'b'])
with open('t.txt', 'r+', encoding='utf-8') as f: print(f.read()[-4:]); f.seek(0); f.write('СТ'); f.seek(0); print(f.readline())
for args in (('none.txt',), ('t.txt', 'x'), ('t.txt', 'q'), ('t.txt', 'rw'), ('t.txt', 'rb', -1, 'utf-8'), ('/',), ('t.txt', 'w', 0), ('nodir/f', 'w'), (5.5,), ('t.txt', ''), ('a\0b',), ('t.txt', 'r', -1, 'nosuch'), (None,), (-1,), ('t.txt', 'tb')):
    try: open(*args).close(); print(args, 'ok')
    except Exception as e: print(args, type(e).__name__, e)
f = open('t.txt'); f.close(); f.close()
for bad in (lambda: f.read(), lambda: f.write('x'), lambda: next(f), lambda: open('t.txt').write('x'), lambda: open('t.txt', 'w').read(), lambda: open('t2', 'w').write(b'x'), lambda: open('t2', 'wb').write('x'), lambda: open('t.txt', encoding='ascii').read() if open('t3', 'w', encoding='utf-8').write('ж') else 0, lambda: open('t3', encoding='ascii').read()):
    try: print(repr(bad()))
    except Exception as e: print(type(e).__name__, e)
with open('b', 'wb') as f: print(f.write(b'a\nb\nc'), f.write(bytearray(b'd')))
with open('b', 'rb') as f: print(list(f), f.seek(1), f.readline(), f.read(-1), f.readinto(bytearray(2)), f.peek() if hasattr(f, 'peek') else b'')
with open('b', 'rb', buffering=0) as f: b = bytearray(3); print(f.readinto(b), b, type(f).__name__, f.readall())
with open('e', 'w', encoding='cp1251', errors='replace', newline='\r\n') as f: f.write('ж\n日')
print(open('e', 'rb').read(), open('e', encoding='cp1251').read(), open('e', encoding='utf-8', errors='replace').read())
with open('lines', 'w') as f: print('one\ntwo\n', file=f, end='')
for n, line in enumerate(open('lines')): print(n, line, end='')
fd = os.open('lines', os.O_RDONLY); g = open(fd, closefd=False); print(g.read(3), g.fileno() == fd); g.close(); os.close(fd)
s = io.StringIO('a\nb'); print(s.read(1), s.getvalue(), list(s), s.seek(0), s.truncate(1), s.getvalue()); b = io.BytesIO(b'xyz'); print(b.read(2), b.getvalue(), b.getbuffer()[0], b.write(b'!'), b.getvalue()); s.close()
try: s.read()
except ValueError as e: print(e)
with open('x', 'x') as f: print(f.truncate(3), f.seek(0, 2), f.isatty(), repr(f)); print(os.path.getsize('x'), sorted(os.listdir('.')))
