# SPDX-License-Identifier: MIT
"""Operands in place, temporaries, chains, conditions."""


def operators(a, b):
    c = a + b * 2 - -b
    c += 1
    c = (a := 5) + a
    d = a + (a := 6)
    return c ** d, not a, a is None, a in b


def chains(a, f):
    x = a < f() < 10
    if a < f() <= x != 3:
        return x
    while not (a and f() or x):
        x = a or f()
    return a if x else f


def folded():
    return 2 ** 10, -1, (1, (2, "x")), "ab" * 2, 7 // 2, 1 in [1, 2], 1 in {1, 2}


def calls(f, g, *args, **kw):
    f(1, g(2), k=3)
    f.method(1)[0].other(x=2)
    f(*args, 1, *g, **kw, z=1)
    return f"{f!r:>{g}} and {g}"


def displays(a):
    return [1, 2, 3], [a, *a], {a, 1}, {"k": a, **a}, a[1:2], a[::a], (a, *a)


def unbound(flag):
    if flag:
        x = 1
    print(x)
    del x
    return x
