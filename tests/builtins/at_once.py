# SPDX-License-Identifier: MIT
# Short ways of comparing, adding up and iterating: what they must leave to the long way.
import itertools
import math
import operator

nan = float('nan')


class Int(int):
    def __eq__(self, other):
        print('eq', int(self), other)
        return True

    def __lt__(self, other):
        print('lt', int(self), other)
        return False

    def __gt__(self, other):
        print('gt', int(self), other)
        return True
    __hash__ = int.__hash__


class Text(str):
    def __eq__(self, other):
        print('text', str(self), other)
        return True
    __hash__ = str.__hash__


class Shrinks:
    def __init__(self, l):
        self.l = l

    def __eq__(self, other):
        self.l.clear()
        return False
    __hash__ = None


class Fails:
    def __eq__(self, other):
        raise LookupError('eq')


def contains():
    for seq in ((1, 2, 3), [1, 'a', None, 2.5, True], ('a', nan, -0.0), [0.0, 2 ** 70], (1.0, 2 ** 53 + 1, b'x')):
        for item in (1, 1.0, True, None, 'a', 'ab', nan, 0, 0.0, -0.0, 2 ** 70, float(2 ** 53), 2.5, (), b'x'):
            row = [item in seq]
            if not isinstance(seq, tuple):
                row.append(seq.count(item))
            try:
                row.append(seq.index(item))
            except ValueError as e:
                row.append(type(e).__name__)
            print(*row, end='; ')
        print()
    print(3 in [1, Int(5), 3], 3 in (1, Int(5), 3), 'x' in ['a', Text('b'), 'x'], None in (Int(1),))
    l = [1, 2, 3]
    l.insert(1, Shrinks(l))
    print(3 in l, l)
    for seq in ([1, Fails(), 3], (1, Fails(), 3)):
        for item in (1, 3):
            try:
                print(item in seq, seq.index(item))
            except LookupError as e:
                print('LookupError', e)
    l = [1, 2, 1, 2]
    print(l.index(2, 2), l.index(1, -2), l.count(1), l.index(2, 0, 2))
    for args in ((2, 2, 3), (1, 3), (2, 5), (1, -1, -3)):
        try:
            print(l.index(*args))
        except ValueError as e:
            print(e)
    l.remove(2)
    print(l)


def extremes():
    for l in ([3, 1, 2], [2.5, -1.0, 2.5], [1, 2.0], [2.0, 1], [True, 0], [nan, 1.0], [1.0, nan], [0.0, -0.0], [-0.0, 0.0],
              ['b', 'a'], [2 ** 70, 1], [1, 2 ** 70], [1e300, 1.0], (5,), [5.0], [1.0, 1.0 + 2 ** -52]):
        print(max(l), min(l), max(tuple(l)), min(iter(l)), max(l, key=lambda v: -v if not isinstance(v, str) else v))
    print(max([1, Int(2)]), min([Int(2), 1]), type(max([2, True + 1])).__name__)
    for bad in ([], (), [1, 'a'], [1.0, None]):
        try:
            print(max(bad))
        except (ValueError, TypeError) as e:
            print(e)
    print(max([], default=7), min((), default=None))


def sums():
    for l in ([1, 2, 3], [0.1] * 10, [1, 0.5, True], [True, False], [2 ** 62] * 3, [1.5, 2 ** 70], [1, nan], [0.5, 'x'][:1],
              [1e308, 1e308, -1e308], [-0.0], [], (1, 2.5), [math.inf, 1.0], [1e100, 1.0, -1e100], [3, 1j], [1, Int(2), 3]):
        print(sum(l), sum(tuple(l)), sum(l, 0.5), sum(l, 10), sum(iter(l)))
    print(sum([[1], [2]], []), sum([1, 2], start=Int(3)))
    for bad in (['a'], [1, 'a'], [1.5, None], [1, [2]]):
        try:
            print(sum(bad))
        except TypeError as e:
            print(e)


def comparisons():
    for a, b in ((1, 1.0), (1, 1.5), (2 ** 53, float(2 ** 53)), (2 ** 53 + 1, float(2 ** 53)), (2 ** 60, 2.0 ** 60),
                 (2 ** 60 + 1, 2.0 ** 60), (-3, -3.5), (0, -0.0), (0, 5e-324), (1, nan), (1, math.inf), (2 ** 70, 2.0 ** 70)):
        print(sorted([a, b]), [a] == [b], (a,) < (b,), [b] >= [a], (a, 1) != (b, 1), end='; ')
    print()


def big_ints():
    a, b = 3 ** 100, 7 ** 55
    for x, y in ((a, b), (b, a), (-a, b), (a, -a), (a, 1), (1, -a), (2 ** 64, 2 ** 64), (2 ** 128, -(2 ** 128 - 1)), (a, 0)):
        print(x + y, x - y, x * y, x & y, x | y, x ^ y, end='; ')
        if y:
            print(x // y, x % y)
    print(a << 70, -a >> 70, a >> 500, 1 << 64, -1 << 130, (1 << 130) >> 129)


def iterators():
    class Counter:
        def __init__(self, n):
            self.n = n

        def __iter__(self):
            return self

        def __next__(self):
            self.n -= 1
            if self.n < 0:
                raise StopIteration
            if self.n == 100:
                raise KeyError('hundred')
            return self.n

    class ByItem:
        def __getitem__(self, i):
            if i > 2:
                raise IndexError
            return i * 10

    def each(it):
        out = []
        try:
            for x in it:
                out.append(x)
                if len(out) > 4:
                    break
        except (KeyError, RuntimeError) as e:
            out.append(repr(e))
        else:
            out.append('else')
        return out
    d = {1: 2, 3: 4}

    def changing():
        for k in d:
            d[k + 10] = 1
            yield k
    for it in (Counter(3), Counter(102), reversed([1, 2]), ByItem(), {7}, d, d.values(), d.items(), zip([1], [2]), [5], (6,), range(2),
               'ab', 'é', map(str, [1]), filter(None, [0, 1]), enumerate('x'), (i for i in (1, 2)), iter(Counter(2)), b'ab',
               itertools.chain([1], (2,)), Counter(1), changing(), iter([9].pop, 1) if False else iter(lambda: 3, 3), [], Counter(2)):
        print(*each(it))
    for it in (3, None, object):
        try:
            each(it)
        except TypeError as e:
            print(e)


def picks():
    keep = []
    for i, c in enumerate(itertools.combinations('abcd', 3)):
        if i % 2:
            keep.append(c)
    print(keep)
    c = itertools.combinations([[1], [2], [3]], 2)
    first = next(c)
    second = next(c)
    print(first, second)
    del first
    print(next(c), second, next(c, None))
    p = itertools.product('ab', [1, 2], repeat=1)
    a = next(p)
    b = next(p)
    del a
    print(*p, b)
    print(*itertools.permutations((1, 2, 3), 2), *itertools.combinations_with_replacement('xy', 2))
    for x, y in itertools.product((1, 2), (3, 4)):
        print(x, y, end=' ')
    print(list(itertools.product()), list(itertools.combinations([], 0)), list(itertools.combinations('a', 2)))
    for args in ((2,), (1, 4), (0, None, 2), (3, 3), (4, 2), (1, 6, 3), (0, 0), (5, 100), (0, 9, 2 ** 62)):
        it = iter(range(6))
        print(list(itertools.islice(it, *args)), next(it, 'end'), end='; ')
    print()

    def failing():
        yield 1
        yield 2
        raise KeyError('three')
    s = itertools.islice(failing(), 1, 5)
    print(next(s))
    for _ in range(2):
        try:
            print(next(s, 'over'))
        except KeyError as e:
            print(repr(e))


def getters():
    class Item:
        def __getitem__(self, key):
            if key == 'no':
                raise KeyError(key)
            return key * 2
    print(operator.itemgetter(1)((1, 2)), operator.itemgetter(-1)([1, 2]), operator.itemgetter(slice(1, 3))('abcd'),
          operator.itemgetter('k')({'k': 5}), operator.itemgetter(3)(Item()), operator.itemgetter(0, 1)('ab'),
          operator.itemgetter(int)(list) == list[int])
    for args in (((5,), {}), (((),), {}), ((), {}), ((1, 2), {}), (({},), {'a': 1}), ((Item,), {})):
        try:
            print(operator.itemgetter('no')(*args[0], **args[1]))
        except (TypeError, KeyError) as e:
            print(type(e).__name__, e)


def supers():
    class A:
        def who(self):
            return ['A']
        kind = 'a'

        @classmethod
        def made(cls):
            return cls.__name__

    class B(A):
        def who(self):
            return ['B'] + super().who()

    class C(A):
        def who(self):
            return ['C'] + super().who()
        kind = 'c'

    class D(B, C):
        def who(self):
            return ['D', super().kind, super().made()] + super().who()
    d = D()
    print(d.who(), B().who(), super(B, d).kind)
    A.who = lambda self: ['changed']
    print(d.who(), C().who())
    del C.who
    print(d.who())
    C.__bases__ = (A,)
    A.extra = 5
    print(super(D, d).extra)
    try:
        super(D, d).missing
    except AttributeError as e:
        print(e)


contains()
extremes()
sums()
comparisons()
big_ints()
iterators()
picks()
getters()
supers()
