# Parts of bytes, lists of bytes, splitting into parts of one character, items by small indices, products of ranges.
import math
from collections import deque
from operator import itemgetter, getitem

b = b'hello'
print([b[i:j] for i in (None, 0, 1, -2, 9) for j in (None, 0, 3, -1, 9)], b[:] is b, b[1:1], b[2:1])


class Bytes(bytes):
    pass


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


c = Bytes(b'abc')
print(c[:], type(c[:]).__name__, type(c[0:2]).__name__, b[Index(1):Index(3)], bytearray(b)[1:3], memoryview(b)[1:3].tobytes())
try:
    b['a':2]
except TypeError as e:
    print(e)
for source in ([1, 2, 255], (0,), range(5), [Index(7)], [True], iter([3]), [256], [-1], ['a'], [2 ** 70], [1.5], {5: 1}, deque([9])):
    for make in (bytes, bytearray):
        try:
            print(make(source), end=' ')
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e, end=' ')
    print()
grow = [1, 2, 3]


class Grows:
    def __index__(self):
        grow.append(4) if len(grow) < 8 else None
        return 65


grow[0] = Grows()
print(bytes(grow))

for text in ('', 'a', ',', 'a,b', ',a,', 'a,,b', 'ab,c,d', 'ÿ,é', 'ж,я', 'a' * 9 + ',b' * 20):
    print(text.split(','), text.split(',', 1), text.split(), text.rsplit(',', 1))
print('a b  c '.split(), ' x '.split(' '), 'a\tb\nc'.split(None, 1), len(('a ' * 100).split()), len(('a,' * 100).split(',')))


class Row(list):
    def __getitem__(self, i):
        return ('mine', i)


print(itemgetter(1)([5, 6]), itemgetter(-1)((5, 6)), itemgetter(0, 1)('ab'), itemgetter(0)(Row()), getitem([1, 2], True), getitem((1,), -1))
for seq, i in (([1], 1), ((1,), 1), ([1], -2), ([], 0), ([1], 2 ** 62), ([1], 'a'), ((1,), 1.0)):
    try:
        getitem(seq, i)
    except Exception as e:
        print(type(e).__name__, e)
d = deque(maxlen=3)
d.extend(range(10))
print(d, deque((1, 2)), deque('abc'), deque(d))
try:
    deque([1, 2]).extend(5)
except TypeError as e:
    print(e)

print([math.factorial(n) for n in (0, 1, 2, 20, 21, 22, 25)], math.factorial(60), math.factorial(300) % (10 ** 9 + 7))
print([math.comb(n, k) for n, k in ((0, 0), (5, 2), (5, 7), (40, 20), (62, 31), (70, 35), (10 ** 20, 3), (200, 100))], math.perm(10), math.perm(30, 25), math.perm(2 ** 62, 2))
print(math.gcd(), math.gcd(-4), math.gcd(12, 18, 27), math.gcd(2 ** 100, 6 ** 50), math.lcm(), math.lcm(4, 6, 10), math.lcm(0, 5), math.gcd(True, Index(4)))
for f, args, kw in ((math.gcd, (1.5,), {}), (math.lcm, ('a',), {}), (math.gcd, (), {'a': 1}), (math.lcm, (1,), {'x': 2})):
    try:
        print(f(*args, **kw))
    except TypeError as e:
        print(e)
print(math.gcd(*[30, 42, 66]), list(map(math.gcd, [12, 18], [8, 27])))
