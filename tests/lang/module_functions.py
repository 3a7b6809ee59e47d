# Calls of functions of modules: one place in the code meets several of them, errors, other arguments.
import math
import operator


class Fake:
    def sqrt(self, x):
        return 'method', x


class Holder:
    pass


holder = Holder()
holder.sqrt = math.sqrt
static = Holder()
static.sqrt = lambda x: ('lambda', x)


def root(m, x):
    return m.sqrt(x)


def power(m, x, y):
    return m.pow(x, y)


for m in math, math, Fake(), math, holder, static, Fake, math:
    for x in 4, 2.25, True, 10 ** 30:
        try:
            print(root(m, x))
        except TypeError as e:
            print(str(e).replace('fake', 'Fake'))
for x in -1, -1.5, 'a', None, 10 ** 400, float('nan'), float('inf'), 5e-324, 0.0, -0.0:
    try:
        print(root(math, x))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
for x, y in ((2, 3), (2.5, -1), (0, -1), ('a', 1), (-8, 1 / 3), (10.0, 400)):
    for m in math, operator:
        try:
            print(power(m, x, y))
        except (ValueError, TypeError, OverflowError, ZeroDivisionError) as e:
            print(type(e).__name__, e)


def direct(x):
    return math.sin(x), math.floor(x), math.fabs(x), operator.neg(x), operator.add(x, x), math.exp(x)


for x in 0, 0.0, -0.0, 1.5, -2, 710:
    try:
        print(direct(x))
    except OverflowError as e:
        print(e)


class Gone:
    def __float__(self):
        return 2.25

    def __del__(self):
        print('gone')


def temporary():
    print(math.sqrt(Gone()), 'after')
    return math.sqrt(x=3) if False else math.sqrt(math.sqrt(16))


print(temporary(), temporary())
real = math.sqrt
math.sqrt = lambda x: 'patched'
print(root(math, 4), temporary())
math.sqrt = abs
print(root(math, -4))
math.sqrt = real
print(root(math, 4))
for call in (lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.sqrt(x=1), lambda: math.nothing(1)):
    try:
        call()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
