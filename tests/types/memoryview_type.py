# SPDX-License-Identifier: MIT
# memoryview: views, casts, formats, errors.
m = memoryview(b'abcdef')
print(len(m), m[0], m[-1], bytes(m[1:3]), m[::2].tolist(), m[::-1].tobytes(), m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.readonly, m.contiguous, m.c_contiguous)
print(m == b'abcdef', m[1:] == bytearray(b'bcdef'), m == 5, hash(m) == hash(b'abcdef'), m.hex(), m.hex(':'), list(m), 97 in m, m.obj, bytes(m), m.tolist())
b = bytearray(8)
w = memoryview(b)
w[0] = 1; w[2:4] = b'zz'; w[7] = 255
print(b, w.readonly)
i = w.cast('I')
i[1] = 0x01020304
print(i.tolist(), len(i), i.itemsize, b, i.format, w.cast('h').tolist(), w.cast('b').tolist(), w.cast('Q').tolist()[0] > 0, w.cast('c')[2], w.cast('B', [2, 4]).tolist(), w.cast('d').nbytes, w.cast('?').tolist())
for bad in (lambda: m.__setitem__(0, 1), lambda: m[10], lambda: w.__setitem__(0, 256), lambda: w.__setitem__(0, 'a'), lambda: w.__setitem__(slice(0, 2), b'abc'), lambda: w.__delitem__(0), lambda: m['a'], lambda: memoryview('a'), lambda: memoryview(5), lambda: w.cast('Z'), lambda: memoryview(bytearray(7)).cast('I'), lambda: hash(w), lambda: m + b'a', lambda: m[0, 0], lambda: w.cast('B', [3, 3])):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
with memoryview(b'xyz') as v:
    print(v.tobytes())
try:
    v[0]
except ValueError as e:
    print(e)
print(memoryview(w)[2:4].tobytes(), w.toreadonly().readonly, bytes(w[1:3][::-1]), w[4:].tobytes())
