# SPDX-License-Identifier: MIT
# Odd cases of what float arithmetic, attributes and items of lists have short ways for.
import math


def powers():
    for x in (2.0, 0.5, 1.0, 4.0, 3.0, 1e-320, 1e308, 1e-200, -2.0, -0.0, 0.0, 1.1, 2.25, 5e-324, 1e100,
              0.9999999999999999, 1.0000000000000002, 3.9999999999999996, math.inf, -math.inf):
        row = []
        for y in (2, 2.0, 0.5, -0.5, 1, 0, 3):
            try:
                row.append(repr(x ** y))
            except (OverflowError, ZeroDivisionError) as e:
                row.append(type(e).__name__)
        print(x, *row)
    # Roots and squares add up to what pow() makes of each of them.
    total = square = 0.0
    x = 0.1
    for _ in range(3000):
        total += x ** 0.5
        square += (x - 7.3) ** 2
        x = x * 1.01 + 0.003
        if x > 1e6:
            x /= 3e5
    print(total, square)


def differing_roots():
    # sqrt() is right to the last bit, pow() is not: where they differ, ** is pow().
    n = 0
    x = 1.0000001
    for _ in range(20000):
        x = x * 1.00037 + 1e-9
        n += (x ** 0.5 != math.sqrt(x)) * 1000 + (x ** 0.5 == math.pow(x, 0.5))
    print(n)


def negated():
    nan = float('nan')
    for x in (0.0, -0.0, 1.5, -1.5, 1e300, 5e-324, nan, math.inf, 1e-78, 1e77):
        print(-x, math.copysign(1, -x), -(-x), end='; ')
    print(-True, -(2 ** 62), -(-2 ** 62))


def chains(a, b, c):
    return a * b + c, c + a * b, a * b - c, c - a * b, (a + b) * c, (a - b) / c if c else None, c * (a + b)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)

    def __radd__(self, other):
        return f'{other}+{self.name}'

    def __rsub__(self, other):
        return f'{other}-{self.name}'


class Body:
    def __init__(self):
        self.v = 1.0
        self.w = Noisy('first')


class Slotted:
    __slots__ = ('v', 'w')


class Checked(Body):
    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, value):
        print('set', value)
        self._v = value


def store(b, x):
    b.v = x * 2.0
    b.w = [x, x][0]
    return b.v


def stores():
    b = Body()
    for i in range(4):
        store(b, float(i))
    s = Slotted()
    c = Checked()
    for o in (b, s, c, b, s, c, b):
        print(store(o, 1.5))
    del b.v
    print(store(b, 3.0), sorted(vars(b)))
    b.__dict__['z'] = 1
    print(store(b, 4.0), sorted(vars(b)))
    for bad in (None, 5, object()):
        try:
            store(bad, 1.0)
        except AttributeError as e:
            print(type(e).__name__)


class Loud(list):
    def __getitem__(self, i):
        print('get', i)
        return super().__getitem__(i)

    def __setitem__(self, i, v):
        print('set', i, v)
        super().__setitem__(i, v)


class Attr:
    def __init__(self):
        self.v = [1.0, 2.0]


def items():
    v = [1.0, 2.0, 3.0]
    v[0] -= 0.5 * v[1]
    v[-1] += v[0]
    v[1] *= v[2] - 1.0
    print(v)
    loud = Loud(v)
    loud[0] += 1
    loud[-2] -= 2
    d = {0: 1, 1: 'a'}
    d[0] += 1
    d[1] += 'b'
    a = Attr()
    a.v[0] += 2.5
    a.v[1] -= a.v[0]
    print(loud, d, a.v)
    (v if v else None)[0] += (v := [9])[0]
    print(v)
    for target in (v, (1, 2), 5, {}, 'ab'):
        try:
            target[1] += 1
        except (IndexError, KeyError, TypeError) as e:
            print(type(e).__name__, e)

    def change(l):
        del l[0]
        return 1
    w = [1, 2]
    try:
        w[1] += change(w)
    except IndexError as e:
        print(e, w)
    w = [10, 20]
    w[0] += change(w)
    print(w)
    w = [
        1, 2]
    w[
        1
    ] += (
        5)
    print(w)


def unpacking():
    for (([x, y], z), (p, [q, r])) in [(([1, 2], 3), (4, [5, 6])), ([(1, 2), 3], [4, (5, 6)])]:
        print(x, y, z, p, q, r)
    for bad in ([1], [1, 2, 3], (), 'abc', 7, {1: 2}):
        try:
            a, b = bad
        except (ValueError, TypeError) as e:
            print(e)
    [a, b] = [Noisy('one'), 2]
    l = [l2 := [3, 4], 5]
    l, m = l
    print(l, m, l2)
    del a


powers()
differing_roots()
negated()
nan = float('nan')
for triple in ((2.0, 3.0, 4.0), (0.0, 3.0, -0.0), (-0.0, 0.0, 0.0), (1e200, 1e200, 1.0), (1e-200, 1e-200, 1.0),
               (nan, 1.0, 2.0), (1, 2, 3), (2 ** 61, 4, 1), (2.0, 3, 4), (2, 3.0, True), (0.0, 0.0, 0.0)):
    print(*chains(*triple))
print(chains('ab', 2, 'c')[0] if False else 'ab' * 2 + 'c')
print(2.0 * 3.0 + Noisy('right'), 2.0 * 3.0 - Noisy('other'))
stores()
items()
unpacking()
