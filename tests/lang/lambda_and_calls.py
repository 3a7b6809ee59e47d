# SPDX-License-Identifier: MIT
# Lambdas, star arguments in calls, order, duplicates, errors.
print((lambda: 0)(), (lambda x, *y, z=1, **k: (x, y, z, k))(1, 2, 3, z=4, w=5), (lambda *, a: a)(a=1), (lambda x, /: x)(2), (lambda x=1, *, y=2: x + y)())
def show(*a, **k): return a, k
print(show(*[1], 2, *(3, 4), k=1, **{'m': 2}, n=3), show(*'ab', **{}), show(*{}, **dict(a=1)), show(*range(2), *[], 5), show(**{'x': 1}, **{'y': 2}), show(x for x in 'a')[0][0].__class__.__name__)
def f(a, b, c=3): return a, b, c
print(f(*[1, 2]), f(1, **{'b': 2, 'c': 4}), f(b=1, a=2), f(*[1], b=5))
for bad in (lambda: f(*5), lambda: f(**5), lambda: f(1, 2, a=3), lambda: f(1, **{'a': 2}), lambda: show(a=1, **{'a': 2}), lambda: f(**{1: 2}), lambda: f(*[1, 2, 3, 4]), lambda: f(*None), lambda: show(**{'a': 1}, **{'a': 2}), lambda: f(1, 2, **[1]), lambda: 5(), lambda: 'a'(1), lambda: [](), lambda: f(1)(2), lambda: print(1, sepp=''), lambda: len(1, 2), lambda: f(1, 2, d=4), lambda: (lambda: 0)(1), lambda: f(), lambda: f(c=1)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
def order(n, v):
    print(n, end=' ')
    return v
show(order('a', 1), *order('b', [2]), c=order('c', 3), **order('d', {'e': 4})); print()
show(*order('s', []), order('p', 1), k=order('k', 1), **order('d', {}), l=order('l', 2)); print()
order('fn', show)(order('arg', 1)); print()
compose = lambda *fs: lambda x: compose(*fs[1:])(fs[0](x)) if fs else x
print(compose(lambda x: x + 1, lambda x: x * 2, str)(3))
print((lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 10), sorted('bca', key=lambda c: -ord(c)), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
def kw(a, *, b=2, **rest): return a, b, rest
print(kw(1, **{'b': 3, 'z': 4}), kw(**{'a': 1}), kw(1, c=2))
def p(a, /, **k): return a, k
print(p(1, a=2))
def defaults(a, b=[], *, c={}): b.append(a); c[a] = 1; return b, c
defaults(1); print(defaults(2))
print(show(1,), show(a=1,), show(*[1],), show(**{'a': 1},), print.__name__, (show)(1), (lambda: show)()(2))
