# mmap: every method, errors included.
import mmap
import os
import re
import tempfile
import weakref


def show(f, *a, **k):
    try:
        print(getattr(f, '__name__', f), a, repr(f(*a, **k)))
    except Exception as e:
        print(getattr(f, '__name__', f), a, type(e).__name__, e)


print(sum(getattr(mmap, n) for n in dir(mmap) if n.isupper() and n[0] != '_'), mmap.error, sorted(n for n in dir(mmap.mmap) if n[0] != '_'))
f = tempfile.TemporaryFile()
f.write(b'hello\nworld\n')
f.flush()
m = mmap.mmap(f.fileno(), 0)
print(repr(m), len(m), m[:], m[0], m[1:3], m[::2], m[-1], m[5:2], bool(m), list(m)[:3], b'l' in m, 104 in m)
for args in ((99,), ('a',)):
    show(m.__getitem__, *args)
for args in ((0, 300), (0, b'a'), (slice(0, 2), b'abc'), (slice(0, 2), b'HE'), (99, 1), (-1, 33), (slice(0, 12, 4), b'123'), (slice(0, 1), 5)):
    show(m.__setitem__, *args)
show(m.__delitem__, 0)
print(m[:], re.findall(rb'o.', m), bytes(m) == m[:], memoryview(m)[1:3].tobytes())
m[:] = b'hello\nworld\n'
print(m.readline(), m.tell(), m.read(2), m.read(), m.read(5), m.tell(), m.readline())
show(m.read_byte)
for args in ((0,), (-1, 2), (99,), (0, 9), (-5,), (2,), (3, 1)):
    show(m.seek, *args)
show(m.read_byte)
show(m.write, b'xyz' * 10)
m.seek(0)
show(m.write, b'ab')
show(m.write_byte, 65)
show(m.write_byte, 300)
show(m.write, 'text')
for args in ((b'o',), (b'o', 5), (b'o', 5, 6), (b'zz',), (b'o', -3), (b'', 2)):
    show(m.find, *args)
    show(m.rfind, *args)
for args in ((0, 5, 3), (0, 50, 3), (-1, 0, 1)):
    show(m.move, *args)
show(m.size)
show(m.flush)
show(m.flush, 1, 2)
show(m.flush, 0, 4096)
show(m.madvise, mmap.MADV_NORMAL)
show(m.madvise, 1, 2, 3)
show(m.madvise, 1, 99999)
show(m.resize, 4096)
print(m.size(), len(m), m.seekable(), os.fstat(f.fileno()).st_size)
v = memoryview(m)
show(m.close)
show(m.resize, 10)
v.release()
show(m.close)
for name in 'read', 'size', 'tell', 'flush', 'readline', 'read_byte', '__len__', '__enter__':
    show(getattr(m, name))
show(m.__getitem__, 0)
print(repr(m), m.closed)
fd = f.fileno()
for args, kw in (((-1, 0), {}), ((-1, -5), {}), ((fd, 10), {'access': mmap.ACCESS_READ}), ((fd, 10), {'access': 9}), ((fd, 10), {'access': 1, 'prot': 1}), ((9999, 10), {}),
                 ((fd, 99999), {}), ((fd, 10), {'offset': 5}), ((fd, 10), {'offset': -5}), ((fd, 0), {'offset': 8192}), (('x', 5), {}), ((-1, 'x'), {}), ((fd, 10), {'access': mmap.ACCESS_COPY})):
    try:
        print(repr(mmap.mmap(*args, **kw)))
    except Exception as e:
        print(args[1:], kw, type(e).__name__, e)
r = mmap.mmap(fd, 10, access=mmap.ACCESS_READ)
for name, args in (('write', (b'a',)), ('__setitem__', (0, 1)), ('resize', (5,)), ('write_byte', (1,)), ('move', (0, 1, 1)), ('flush', ())):
    show(getattr(r, name), *args)
print(repr(r), memoryview(r).readonly)
c = mmap.mmap(fd, 10, access=mmap.ACCESS_COPY)
c[:3] = b'@@@'
f.seek(0)
print(c[:4], f.read(3), r[:3])
a = mmap.mmap(-1, 10)
a[:5] = b'12345'
print(repr(a), a[:6])
show(a.resize, 20)
show(a.size)
print(len(a), a[:6], a[19])
with a as q:
    print(q is a)
print(a.closed)
pid_map = mmap.mmap(-1, 1)
if os.fork() == 0:
    pid_map[0] = 7
    os._exit(0)
os.wait()
print(pid_map[0])
print(ref_test := None)
empty = tempfile.TemporaryFile()
show(mmap.mmap, empty.fileno(), 0)


class Sub(mmap.mmap):
    pass


s = Sub(-1, 4)
s.note = 1
ref = weakref.ref(s)
print(isinstance(s, mmap.mmap), s.note, ref() is s)
del s
print(ref())
