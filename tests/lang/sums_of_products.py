# a * b + c * d and a * b - c * d: numbers of both kinds, values outside of a word, and all that is no number.
def forms(a, b, c, d):
    s = a * b + c * d
    t = a * b - c * d
    s += a * b + c * d
    t -= a * b - c * d + a * b
    return s, t, a * a + b * b + c * c, a * b * c - d * d, (a * b + c * d) * (a * b - c * d)


numbers = (0, 1, -3, 0.0, -0.0, 0.5, -2.25, 1e-200, 1e200, float('inf'), 2 ** 31, -2 ** 31, 2 ** 61, 2 ** 62, 5e-324, True)
for i, a in enumerate(numbers):
    for b in numbers[i % 3::3]:
        print(a, b, [forms(a, b, c, d) for c, d in ((2, 3), (0.5, 0.25), (b, a), (2.0, 7), (2 ** 62, 1e300))])
print(forms(1 + 2j, 2, 3j, 0.5))


class Loud:
    def __init__(self, name):
        self.name = name

    def __mul__(self, other):
        print(self.name, '*', getattr(other, 'name', other))
        return Loud(f'({self.name}{getattr(other, "name", other)})')

    def __rmul__(self, other):
        print(other, '* ...', self.name)
        return Loud(f'({other}{self.name})')

    def __add__(self, other):
        print(self.name, '+', getattr(other, 'name', other))
        return Loud(f'[{self.name}+{getattr(other, "name", other)}]')

    def __sub__(self, other):
        print(self.name, '-', getattr(other, 'name', other))
        return Loud(f'[{self.name}-{getattr(other, "name", other)}]')


def add(a, b, c, d):
    return a * b + c * d


def sub(a, b, c, d):
    return a * b - c * d


print(add(Loud('a'), Loud('b'), Loud('c'), Loud('d')).name)
print(sub(Loud('a'), 2, 2.5, Loud('d')).name)
print(add([1], 2, (2, 3)[0:0] and 1 or 3, [4]), add('x', 2, 'y', 3))
for wrong in (('a', 'b', 1, 2), (1, 2, 'a', 'b'), (1, 2, 'a', 2), (None, 1.5, 2.5, 3.5), (1.5, 2.5, None, 1.5), (1, 2, [], 3)):
    for f in add, sub:
        try:
            print(f(*wrong))
        except TypeError as e:
            print(e, e.__traceback__.tb_next.tb_lineno - f.__code__.co_firstlineno)


def in_turn(x):
    a = b = x
    r = (a * b) + (b * (a := 3))
    return r, a, (a * b) - ((c := a * 2) * a), c


print(in_turn(2), in_turn(2.5))


def loop(n):
    x, y = 1.0, 0.0
    i = j = 1
    for k in range(n):
        x, y = x * 0.8 - y * 0.6, x * 0.6 + y * 0.8
        i, j = (i * 7 + j * k) % 1000003, (i * k - j * 5) % 1000003
    return x, y, i, j


print(loop(100))
