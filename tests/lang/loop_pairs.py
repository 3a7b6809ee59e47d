# Loops that unpack pairs, slices without a slice object: what can be seen of them must not change.
import sys


class Loud:
    def __init__(self, name, n, error=None):
        self.name, self.n, self.error = name, n, error

    def __iter__(self):
        return self

    def __next__(self):
        print('next', self.name)
        if self.n == 0:
            raise self.error or StopIteration
        self.n -= 1
        return self.name * self.n


class Dropped:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dropped', self.name)


def pairs(iterable):
    result = []
    for a, b in iterable:
        result.append((a, b))
    return result


# One loop, all kinds of iterables in turn.
for iterable in (zip('abc', range(3)), enumerate('xy', 5), {1: 2, 3: 4}.items(), [(1, 2), [3, 4], 'ab'],
                 zip((1, 2), [3]), ((i, i * i) for i in range(3)), enumerate(zip('ab', 'cd')),
                 zip([1], [2], strict=True), enumerate([0], 2 ** 70), map(divmod, (7, 8), (2, 3)),
                 {'k': 'v'}.items(), zip(enumerate('ab'), {5: 6, 7: 8}.items())):
    print(pairs(iterable))

# Order of evaluation, and what has been taken when one of them ends.
print(pairs(zip(Loud('a', 2), Loud('b', 1))))
print(pairs(enumerate(Loud('c', 1))))
for make in (lambda: zip(Loud('a', 1), Loud('b', 1, KeyError('b'))), lambda: enumerate(Loud('e', 0, OSError('e'))),
             lambda: zip([1], [2, 3], strict=True), lambda: zip('abc'), lambda: zip('ab', 'cd', 'ef'),
             lambda: zip()):
    try:
        print(pairs(make()))
    except (LookupError, OSError, ValueError) as e:
        print(type(e).__name__, e)

# A dict that changes.
d = {i: i for i in range(3)}
try:
    for k, v in d.items():
        d[k + 10] = v
except RuntimeError as e:
    print(e)
d = {1: 1, 2: 2}
items = iter(d.items())
for k, v in items:
    d.clear()
    d.update({5: 5, 6: 6})
    break
print(list(items))


def finalised():
    left = [Dropped('one'), Dropped('two')]
    for i, x in enumerate(left):
        left[i] = None
        print(i, x.name)
    for x, y in zip([Dropped('three')], iter([])):
        pass
    for x, y in zip([Dropped('four')], [Dropped('five')]):
        print(x.name, y.name)
    print('end')


finalised()
print([a + b for a, b in zip('ab', 'cd')], {v: k for k, v in {1: 2}.items()}, sum(i * x for i, x in enumerate([4, 5])))
print([(i, a, b) for i, (a, b) in enumerate(zip('xy', 'zw'))])

for a, a in zip([1, 2], [3, 4]):
    print(a)
for (a, b), c in zip([(1, 2)], [3]):
    print(a, b, c)
where = {}
for where['x'], where[1:2 if 0 else 3] in []:
    pass
for where['x'], where['y'] in enumerate('q'):
    print(where)


def lines():
    seen = []

    def trace(frame, event, arg):
        if frame.f_code is traced.__code__ and event in ('line', 'return'):
            seen.append((frame.f_lineno - traced.__code__.co_firstlineno, event))
        return trace

    def traced():
        for (i,
             x) in zip('ab',
                       'cd'):
            y = x[0:1]
        return y

    traced()
    sys.settrace(trace)
    traced()
    sys.settrace(None)
    return seen


print(lines())

# Slices.
for seq in ([1, 2, 3, 4], (1, 2, 3, 4), 'abcd', b'abcd', 'aé€😀', [], ''):
    print([seq[1:3], seq[:2], seq[2:], seq[:], seq[-3:-1], seq[3:1], seq[-9:9], seq[5:], seq[None:None]])
    print(seq[:] is seq, seq[0:len(seq)] is seq, seq[True:3], seq[-2 ** 70:2 ** 70])


class Sub(list):
    def __getitem__(self, key):
        return key


class Index:
    def __index__(self):
        return 1


print(Sub()[1:2], Sub([1])[:], [1, 2, 3][Index():], 'abc'[:Index()])
for bad in ('a', 1.5):
    try:
        [1, 2][bad:]
    except TypeError as e:
        print(e)
try:
    {}[1:2]
except (TypeError, KeyError) as e:
    print(type(e).__name__)
mine = [Dropped('in a slice')]
part = mine[0:1]
del mine[:]
print('still here', part[0].name)
del part
print('gone')
