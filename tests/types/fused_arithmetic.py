"""Chains of operators, whose intermediate results nobody else sees: every kind of operand at every place."""
import traceback


def chains(a, b, c):
    yield lambda a=a, b=b, c=c: a * b + c
    yield lambda a=a, b=b, c=c: c + a * b
    yield lambda a=a, b=b, c=c: a * b - c
    yield lambda a=a, b=b, c=c: c - a * b
    yield lambda a=a, b=b, c=c: a * b * c
    yield lambda a=a, b=b, c=c: c * (a * b)
    yield lambda a=a, b=b, c=c: a * b / c
    yield lambda a=a, b=b, c=c: c / (a * b)
    yield lambda a=a, b=b, c=c: a + b + c
    yield lambda a=a, b=b, c=c: c + (a + b)
    yield lambda a=a, b=b, c=c: a + b - c
    yield lambda a=a, b=b, c=c: c - (a + b)
    yield lambda a=a, b=b, c=c: (a + b) * c
    yield lambda a=a, b=b, c=c: c * (a + b)
    yield lambda a=a, b=b, c=c: (a + b) / c
    yield lambda a=a, b=b, c=c: c / (a + b)
    yield lambda a=a, b=b, c=c: a - b + c
    yield lambda a=a, b=b, c=c: c + (a - b)
    yield lambda a=a, b=b, c=c: a - b - c
    yield lambda a=a, b=b, c=c: c - (a - b)
    yield lambda a=a, b=b, c=c: (a - b) * c
    yield lambda a=a, b=b, c=c: c * (a - b)
    yield lambda a=a, b=b, c=c: (a - b) / c
    yield lambda a=a, b=b, c=c: c / (a - b)


def accumulate(a, b, c):
    s = c
    s += a * b
    s -= a + b
    s *= a - b
    return s


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __add__(self, other):
        return Loud(f'({self}+{other})')

    def __radd__(self, other):
        return Loud(f'({other}+{self})')

    __sub__ = lambda self, other: Loud(f'({self}-{other})')
    __rsub__ = lambda self, other: Loud(f'({other}-{self})')
    __mul__ = lambda self, other: Loud(f'({self}*{other})')
    __rmul__ = lambda self, other: Loud(f'({other}*{self})')
    __iadd__ = lambda self, other: Loud(f'({self}+={other})')
    __isub__ = lambda self, other: Loud(f'({self}-={other})')
    __imul__ = lambda self, other: Loud(f'({self}*={other})')
    __truediv__ = lambda self, other: Loud(f'({self}/{other})')
    __rtruediv__ = lambda self, other: Loud(f'({other}/{self})')


inf, nan = float('inf'), float('nan')
values = [0, 1, -3, 2 ** 31, 2 ** 61, -2 ** 61, 2 ** 62 - 1, -2 ** 62, 10 ** 30, 0.0, -0.0, 1.5, -2.25, 1e-300, 1e300, 1e-77, 2.0 ** -255,
          2.0 ** -256, 2.0 ** 257, 2.0 ** 256, inf, -inf, nan, 5e-324, True, 2j]
h = 0
count = 0
for a in values:
    for b in values:
        for c in values:
            for f in chains(a, b, c):
                try:
                    text = repr(f())
                except Exception as e:
                    text = f'{type(e).__name__}: {e}'
                count += 1
                for ch in text:
                    h = (h * 31 + ord(ch)) % 1000000007
            try:
                text = repr(accumulate(a, b, c))
            except Exception as e:
                text = str(e)
            for ch in text:
                h = (h * 31 + ord(ch)) % 1000000007
print(count, h)

for a, b, c in [('ab', 3, 'c'), ('ab', 'cd', 2), ([1], 2, [3]), ((1,), (2,), 2), ('x', 1, 1), (Loud('a'), 2, 3.5), (2, Loud('b'), 3.5),
                (2, 3.5, Loud('c')), (Loud('a'), Loud('b'), Loud('c')), (1.5, 2, None), (None, 1.5, 2.5), (b'a', 2, b'b')]:
    for f in chains(a, b, c):
        try:
            print(f(), end=' ')
        except TypeError as e:
            print(f'<{e}>', end=' ')
    try:
        print(accumulate(a, b, c))
    except TypeError as e:
        print(e)


def many(a, b, c, d):
    return a * b + c * d - a * d * b + (a + b) * (c - d) / (a + 1.5) - b


print([many(*args) for args in [(1, 2, 3, 4), (1.5, 2.5, 3.5, 4.5), (1, 2.5, 3, 4.5), (2 ** 60, 2 ** 60, -3, 2 ** 61), (0.0, -0.0, 0.0, 1.0)]])
print([many(x, y, z, 1.0) for x in (0.0, -0.0) for y in (0.0, -0.0) for z in (0.0, -0.0)])

# The temporary of a call is the other operand; a cell; an attribute; the branches of a condition.
def leaf(x):
    return x


class P:
    x = 2.5


def others(a, b, p, flag):
    inner = lambda: a
    yield leaf(a) + a * b
    yield a * b + leaf(b)
    yield p.x - a * b
    yield (a * b if flag else a - b) + p.x
    yield inner() * b + a
    yield a * b + inner() * a
    yield (a * b) + (a * b)
    x = a * b
    x += x * x
    yield x


for flag in (True, False):
    print(list(others(1.5, -0.5, P, flag)), list(others(3, 5, P(), flag)))


def divide(a, b, c):
    return (
        c /
        (a
         - b)
    )


for args in [(1, 1, 5), (1.5, 1.5, 2.5), (2.5, 1.5, 0.0)]:
    try:
        print(divide(*args))
    except ZeroDivisionError as e:
        print(e, [f.lineno for f in traceback.extract_tb(e.__traceback__)])

# Zeros keep their sign; comparisons, truth and keys of both zeros.
zeros = [0.0, -0.0, 0.0 * -1, 0.5 - 0.5, -0.0 + 0.0, -0.0 - 0.0, 0.0 * -0.0]
print(zeros, [str(z)[0] for z in zeros], [bool(z) for z in zeros], [z == 0 for z in zeros], [z < 1e-300 for z in zeros])
print({0.0: 'a', -0.0: 'b', 0: 'c'}, hash(0.0), hash(-0.0), 0.0 is 0.0, max(0.0, -0.0), sorted([0.5, 0.0, -0.5, -0.0]))
print(sum([0.0] * 5), sum([-0.0]), 0.0 ** 2, 2.0 ** -0.0, abs(-0.0), round(0.0), int(0.0), 0.0 // 1.5, -0.0 % 1.5, divmod(0.0, 2.0))
print('%r %s %.1f %g' % (0.0, 0.0, 0.0, 0.0), f'{0.0} {0.0:.2f} {-0.0:+.1f}', complex(0.0, -0.0), [x * 0.0 for x in (1, -1, 1.5, -1.5)])
