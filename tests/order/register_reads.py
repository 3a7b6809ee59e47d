# SPDX-License-Identifier: MIT
# Rule 1: an operand is read when Python evaluates it.
def f():
    x = 1
    print(x + (x := 5), x)
    x = 1; print((x := 7) + x, [x, (x := 2), x], (x, (x := 3), x), {x: (x := 4), x: x})
    x = [1]; print(x[(x := [0, 9])[0]], x)
    x = 1; print(x < (x := 5) < x + 1, x if (x := 0) else x, -x + (x := 3) * x)
    x = 'a'; print(f'{x}{(x := "b")}{x}', '%s %s %s' % (x, (x := 'c'), x))
    x = 2; print(max(x, (x := 9), x), dict(a=x, b=(x := 4), c=x), [*[x], *[(x := 5)], x])
    class O: pass
    o = O(); o.v = 1; p = o
    print(o.v + (o := O()).__dict__.setdefault('v', 10) + o.v, p.v)
    x = 3; x += (x := 10); print(x)
    x = [1, 2]; x[0], x = 5, x; print(x)
    i = 0; a = [0, 0, 0]; i, a[i] = 1, 7; a[i], i = 8, 2; print(i, a)
    i = 0; a = [0, 0, 0]; a[i] = i = 2; print(a, i)
    i = 0; a[i] += (i := 1); print(a, i)
    x = 1; y = x; x = 2; print(y, (lambda: x)(), (lambda x=x: x)())
    def g(): nonlocal_x[0] += 1; return nonlocal_x[0]
    nonlocal_x = [0]
    print(nonlocal_x[0] + g() + nonlocal_x[0], [nonlocal_x[0], g(), nonlocal_x[0]])
    x = 10
    print([x for x in (x, x + 1)], x, [(x := v) + x for v in range(3)], x)
    x = 5; print(x and (x := 0) or x, not (x := 3) or x, x == (x := 3) == x)
    s = slice(x, (x := 6), x); print(s)
    print((x, x := x + 1, x)[2] if 0 else (x, (x := x + 1), x))
    def call(*a, **k): return a, k
    print(call(x, (x := 1), *[x], k=(x := 2), **{'z': x}))
    print((x := 5, x + 1)[(x := 0)], x)
f()
def c():
    x = 1
    def bump(): nonlocal x; x += 10; return x
    print(x + bump() + x, [x, bump(), x], x * bump(), x < bump(), (x, bump()), {x: bump()}, f'{x} {bump()} {x}', x or bump(), x.__add__(bump()))
    a = [0] * 200; a[x] = bump(); print(a.index(91) if 91 in a else [i for i, v in enumerate(a) if v])
    x += bump(); print(x)
    y = x; y += bump() + x; print(y, x)
    r = x if bump() else 0; print(r)
c()
m = 1
def bm(): global m; m += 1; return m
print(m + bm() + m, [m, bm(), m], m == bm(), (lambda a, b: (a, b))(m, bm()))
