# SPDX-License-Identifier: MIT
# bytes and bytearray: subclasses, splits, %-formatting, growth at both ends, conversions.
b = bytearray(b'ab')
try:
    b += b
except BufferError as e: print(e)
b.extend(b); print(b)
e = bytearray(); e += e; print(e)
import sys
for i in range(100000): b.append(i & 255)
for i in range(50000): del b[:1]
print(len(b), sum(b)); del b[:49000]; print(len(b))
s = b'a,b,,c' * 3
print(s.split(b','), s.rsplit(b',', 3), b'  a  b '.split(None, 1), b'  a  b '.rsplit(None, 1), b' '.split(), b''.split(b','), b'abc'.split(b'abc'))
print(b'%s|%5d|%x|%a' % (b'q', 42, 255, 'ж'), bytearray(b'%d') % 7, type(bytearray(b'%d') % 7))
m = memoryview(bytearray(b'abcdef'))
x = m[1:4]; x[:] = b'XYZ'; print(bytes(m), x.obj, len(x)); m[::2] = b'123'; print(m.tobytes())
print(bytes.maketrans(b'a', b'b')[97], b'\x00\xff'.hex(), bytes.fromhex(' 0 0'.replace(' ', '')), b'abc'.zfill(6), b'+1'.zfill(4))
class B(bytes):
    def __new__(cls, x): return super().__new__(cls, x)
q = B(b'hey'); q.attr = 1; print(q, q.attr, type(q.upper()), q == b'hey', hash(q) == hash(b'hey'), {q: 1}[b'hey'], q[:], type(q[:]))
class A(bytearray): pass
z = A(b'hey'); z.q = 2; z += b'1'; print(z, z.q, type(z + b''), z.copy(), type(z.copy()))
print(bytes(5), bytes([1,2]), bytes(memoryview(b'abcd')[::2]), bytes((i for i in range(3))), b''.join(x for x in [b'a', bytearray(b'b'), memoryview(b'c')]))
class I:
    def __bytes__(self): return b'I!'
print(bytes(I()), b'ab' < b'b', b'a' == bytearray(b'a'), bytearray(b'a') < b'b', b'a' == 'a')
