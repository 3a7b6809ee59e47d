# The same call site meets one kind of callable after another: list.append, methods bound to their receivers, methods of
# other types of the same name, wrong arguments.
import sys
from collections import deque


class Mine(list):
    def append(self, x):
        super().append(x * 2)


class Plain(list):
    pass


class Other:
    def append(self, x):
        return ('other', x)


def each(things):
    for thing in things:
        result = thing.append(1)
        print(type(thing).__name__, result, getattr(thing, '__len__', lambda: '-')())


each([[], [1], Mine(), Plain(), deque(), Other(), bytearray(), []])


def wrong(*args):
    kept = []
    for _ in range(3):
        kept.append(0)
    for _ in range(2):
        try:
            kept.append(*args)
        except TypeError as e:
            print(e)
    try:
        kept.append()
    except TypeError as e:
        print(e)
    print(kept)


wrong()
wrong(1, 2)


def bound(functions, *args):
    for f in functions:
        try:
            print(f(*args), f(1), end=' ')
        except Exception as e:
            print(type(e).__name__, e, end=' ')
    print()


numbers = [3, 1, 2]
table = {1: 'one'}
for f in (numbers.index, numbers.append, numbers.count, table.get, table.pop, 'a1b1'.split, 'x'.join, len, int, (5).__add__):
    try:
        print(f(1))
    except Exception as e:
        print(type(e).__name__, e)
print(numbers, table)

seen = []


def profile(frame, event, arg):
    if event in ('c_call', 'c_return'):
        seen.append((event, arg.__name__))


def under_profile():
    made = []
    push = made.append
    for i in range(3):
        made.append(i)
        push(i)
    return made


under_profile()
sys.setprofile(profile)
made = under_profile()
sys.setprofile(None)
print(made, [e for e in seen if e[1] == 'append'])

# A list that holds itself, and one that is emptied by what it is mapped with.
loop = []
for _ in range(3):
    loop.append(loop)
print(loop, loop[0] is loop)
source = [1, 2, 3, 4]


def eat(x):
    if source:
        source.pop()
    return x


print(list(map(eat, source)), source)
print(list(map(pow, [2, 3], iter((3, 2)))), list(map(max, [1, 2], [2, 1], [0, 5])))
print(list(filter(None, (0, 1, '', 'a'))), list(filter(lambda x: x > 1, range(4))))
print([n.bit_length() for n in (0, 1, 255, 2 ** 70)], [x.is_integer() for x in (1.0, 1.5, 1e300)])

# Copies of dicts with and without gaps, small and large; an update while something is asked for.
for size in (0, 1, 5, 6, 8, 9, 20, 200, 300):
    d = {i: str(i) for i in range(size)}
    e = d.copy()
    f = dict(d)
    g = {}
    g.update(d)
    for x in (e, f, g):
        x['new'] = x.pop(0, None)
        x[size // 2] = 'middle'
    print(size, e == f == g, list(e) == list(f) == list(g), len(d), 'new' in d, list(e)[-3:])
    for i in range(0, size, 2):
        del d[i]
    print(list(d.copy().items())[:3], d.copy() == d, len(dict(d)), list(d)[-1:] == list(dict(d))[-1:])

# zip gives a new tuple when the last one is kept, and the same one when it is not.
rows = list(zip('abc', [1, 2, 3]))
print(rows, len({id(r) for r in rows}))
pairs = zip([1, 2, 3], [4, 5])
first = next(pairs)
second = next(pairs)
print(first, second, first is second, next(pairs, 'end'))
print(dict(zip('ab', zip([1, 2], [3, 4]))), set(zip([1, 2], [3, 4])), dict([[1, 2], (3, 4), 'xy']))
try:
    dict([(1, 2), (3,)])
except ValueError as e:
    print(e)
try:
    dict(zip([[]], [1]))
except TypeError as e:
    print(e)
try:
    set([1, []])
except TypeError as e:
    print(e)
for a, b in (([1, 2], [1, 2]), ([1, 2], [1, 3]), ([1, 'a', 2.0], [1.0, 'a', 2]), ([float('nan')], [float('nan')]),
             ([None, 1], [None, '1']), ([1, [2, 3]], [1, [2, 4]]), ((1, 'b'), (1, 'a')), ([1], [1, 2])):
    print(a == b, a != b, end=' ')
    try:
        print(a < b, a >= b)
    except TypeError as e:
        print(e)
