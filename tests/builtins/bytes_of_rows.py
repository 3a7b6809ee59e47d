# bytes made of rows of numbers, added up, and bytearrays that grow by others.
import math


def attempt(what, *args, **kw):
    try:
        print(repr(what(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __index__(self):
        return 65


for row in ([], [0, 255], (65, 66), [True, 1], [1, 256], [-1], [1, 2.0], ['a'], [Index(), 1], [2 ** 70], range(3), {1: 2}, iter([1, 2]), list(range(256)), [None]):
    attempt(bytes, row)
    attempt(bytearray, row)
    b = bytearray(b'x')
    attempt(b.extend, row)
    print(b[:9])
for value in (b'', b'abc', bytes(range(256)) * 5, bytearray(b'\xff' * 9), memoryview(b'ab')):
    print(sum(value), sum(value, 5), sum(value, -2 ** 63), sum(value, 2 ** 62 - 1), sum(value, 0.5), sum(value, True))
attempt(sum, b'ab', b'')
attempt(sum, b'ab', 'x')


class Sub(bytes):
    def __iter__(self):
        return iter([1000])


print(sum(Sub(b'ab')), bytes(Sub(b'ab')), bytearray(Sub(b'ab')))
b = bytearray(b'ab')
b.extend(b)
b.extend(b'cd')
b.extend(bytearray(b'ef'))
b.extend(memoryview(b)[:0])
b.extend(memoryview(b'gh'))
b.extend(Sub(b'ij'))
print(b)
view = memoryview(b)
attempt(b.extend, b'x')
attempt(b.extend, bytearray(b'x'))
view.release()
attempt(b.extend, 5)
attempt(b.extend, 'x')
for word in (b'', b'aZ\x00\xff\xe0[`{@', bytes(range(256))):
    print(word.upper(), word.lower(), bytearray(word).upper(), bytearray(word).lower(), word.swapcase()[:4], word.decode('latin-1').upper()[:3])
for text in (b'', b'a', b'ab', b'\x7f' * 9, b'\x00\x80', 'é'.encode(), b'0123456789abcde\xff'):
    attempt(text.decode)
    attempt(bytearray(text).decode, 'utf-8', 'replace')

for args in ((), (0,), (-4,), (12, 18), (12, 18, 27), (True, 2), (2 ** 70, 2 ** 65), (0, 0), (-2 ** 62, 0), (-2 ** 62, -2 ** 62), (Index(), 10), (1.5,), ('x', 1)):
    attempt(math.gcd, *args)
    attempt(math.lcm, *args)
attempt(math.gcd, a=1)
attempt(math.lcm, 1, b=1)
print(math.fsum([0.1] * 10), math.fsum([1e308, 1e308, -1e308]), sorted([3, 1, 2.5, 0]), sorted('hello world'), sorted([(2, 'b'), (1, 'a'), (2, 'a')] * 9)[:4])
