# SPDX-License-Identifier: MIT
# bytearray: in-place changes, and locks by memoryviews.
b = bytearray(b'hello')
b[0] = 72
b[1:3] = b'EYY'
print(b)
b.append(33); b.extend(b'ab'); b.extend([99, 100]); b.insert(0, 60); b += b'+'
print(b, b.pop(), b.pop(0), b)
b.remove(33); b.reverse(); print(b)
del b[0]; del b[-2:]; print(b, len(b))
b *= 2; print(b); b[::2] = b'X' * len(b[::2]); print(b)
c = b.copy(); c.clear(); print(c, b == bytearray(b), b is not c)
b[:] = []
print(b, bool(b))
for bad in (lambda: b.pop(), lambda: b.remove(5), lambda: b.append(256), lambda: b.append('a'), lambda: b.extend('ab'), lambda: b.extend([300]), lambda: b.extend(5), lambda: b.insert('a', 1), lambda: b.__setitem__(0, 1), lambda: b.__setitem__(slice(0, 1), 'a'), lambda: hash(b)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
b = bytearray(b'abc')
m = memoryview(b)
m[0] = 90
print(b)
for bad in (lambda: b.append(1), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.extend(b'x'), lambda: b.pop()):
    try:
        print(bad())
    except BufferError as e:
        print(e)
b[1] = 89
m.release()
b.append(1)
print(b, b.__alloc__() >= len(b))
x = bytearray(b'q'); y = x; y += b'r'; print(x, x is y)
