# SPDX-License-Identifier: MIT
# Evaluation order, unbound locals, ways out of blocks, patterns, closures: what the compiler decides.
import sys
def trace(x):
    print("eval", x); return x
# evaluation order
def order():
    d = {}
    d[trace(1)] = d[trace(2)] = trace(3)
    a, b = trace(4), trace(5)
    print(trace(1) < trace(2) < trace(0) < trace(9))
    print({trace("k"): trace("v"), **{trace("z"): 1}})
    print([trace(i) for i in (1, 2) if trace(i)])
    def f(*a, **k): print(a, k)
    f(trace(1), *[trace(2)], trace(3), k=trace(4), **{"m": trace(5)})
    class L(list):
        def __iadd__(self, o): print("iadd"); return self
        def __setitem__(self, i, v): print("set", i)
        def __getitem__(self, i): print("get", i); return L()
    l = L()
    l[trace(0)] += trace(1)
order()
def walrus():
    x = 1
    print(x + (x := 5), x, (x := 2) + x, [x, (x := 3), x])
    y = [x, x := 9]
    print(y, f"{x}{(x:=4)}{x}")
    print(x < (x := 10) < x + 1)
    a = {x: (x := 1), x: 2}
    print(a)
    def g(*a, **k): print(a, k)
    g(x, (x := 7), x, k=x, z=(x := 8), w=x)
    x += (x := 3)
    print(x)
    print([z := i for i in range(3)], z)
walrus()
def unb(flag):
    try:
        if flag: q = 1
        print(q)
    except UnboundLocalError as e: print(e)
    try:
        for q2 in []: pass
        q2
    except UnboundLocalError as e: print(e)
    del flag
    try: flag
    except UnboundLocalError as e: print(e)
    try:
        w + 1; w = 1
    except UnboundLocalError as e: print(e)
    try:
        raise ValueError(1)
    except ValueError as e:
        pass
    try: e
    except UnboundLocalError as e2: print(e2)
    try: del flag
    except UnboundLocalError as e: print(e)
unb(0)
def fin(n):
    for i in range(3):
        try:
            try:
                if n == 0: return "ret"
                if n == 1: continue
                if n == 2: break
                if n == 3: 1/0
                if n == 4: raise KeyError("k")
            except ZeroDivisionError as e:
                print("zde", e)
                return "zr"
            finally:
                print("fin", i)
                if n == 5: break
        except KeyError as k:
            print("key", k, sys.exc_info()[0])
        else:
            print("else")
    else:
        return "forelse"
    return "end"
for n in range(7): print(n, fin(n))
def fin2():
    while True:
        try:
            return 1
        finally:
            break
    return 2
print(fin2())
def fin3():
    try:
        return [1]
    finally:
        return 2
print(fin3())
def nested():
    try:
        try: raise ValueError("a")
        except ValueError:
            try: raise TypeError("b")
            except TypeError:
                print(sys.exc_info()[1])
            print(sys.exc_info()[1])
            raise KeyError("c")
    except KeyError as e:
        print(repr(e.__context__), sys.exc_info()[1])
    print(sys.exc_info())
nested()
class CM:
    def __init__(s, n, sup=False): s.n, s.sup = n, sup
    def __enter__(s): print("enter", s.n); return s
    def __exit__(s, *a): print("exit", s.n, a[0]); return s.sup
def w():
    with CM(1) as a, CM(2, True) as b:
        print(a.n, b.n); raise ValueError
    with CM(3):
        return "r"
print(w())
def w2():
    for i in range(3):
        with CM(i):
            if i == 1: break
            continue
w2()
def m(x):
    match x:
        case 0 | 1: return "01"
        case "s": return "str"
        case [a]: return a
        case [a, b, *r] if r: return a, b, r
        case [1, *_, 9]: return "1..9"
        case [a, b]: return (a, b)
        case {"k": v, **r}: return v, r
        case {"z": [p, q] | (p, q, _)}: return p, q
        case int(n) if n > 100: return n
        case float() | complex(): return "num"
        case CM(n=1, sup=True): return "cm"
        case CM(n=n): return n
        case None | True: return "nt"
        case _: return "?"
for x in (0, 1, True, "s", [5], [1, 2, 3], [1, 9], {"k": 1, "j": 2}, {"z": (3, 4)}, {"z": (3, 4, 5)}, {"z": 1}, 500, 50, 1.5, 2j, CM(1, True), CM(1), None, (1, 2), "abc", b"x", [], {}):
    print(m(x))
def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: print("V", e.exceptions)
    except* TypeError as e: print("T", e.exceptions)
try: groups()
except ExceptionGroup as e: print(e, e.exceptions)
try:
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError: raise OSError("x")
except ExceptionGroup as e: print(repr(e))
try: raise ValueError(5)
except* ValueError as e: print(repr(e))
class A:
    __x = 1
    x: int = 3
    def f(self): return self.__x, __class__.__name__
    y = [i for i in range(3)]
    def g(self): return super().__init__()
    z = [lambda: i for i in range(2)]
print(A().f(), A().g(), A._A__x, A.__annotations__, A.__qualname__, A.__firstlineno__, A.__static_attributes__, A.y, [f() for f in A.z])
def deco(n):
    print("deco", n)
    def d(f): print("apply", n, f.__name__); return f
    return d
@deco(1)
@deco(2)
def h(a, b: trace("ann") = trace("def"), /, c: int = 2, *, d=trace("kwd"), **e) -> trace("ret"): "doc"; return a
print(h.__annotations__, h.__defaults__, h.__kwdefaults__, h.__doc__)
def closures():
    fs = []
    for i in range(3):
        def f(i=i): nonlocal fs; return i, len(fs)
        fs.append(f)
    return [f() for f in fs], [g() for g in [lambda: j for j in range(3)]]
print(closures())
def gen():
    try:
        x = yield 1
        print("got", x)
        y = yield from inner()
        print("inner", y)
    except GeneratorExit: print("closed"); raise
    finally: print("gfin")
def inner():
    try: yield 2
    except KeyError: yield 3
    return "ret"
g = gen(); print(next(g), g.send("s"), g.throw(KeyError)); 
try: next(g)
except StopIteration: print("stop")
g = gen(); next(g); g.close()
print(1 if 0 else 2, not 1, 1 and 2 or 3, 0 or [] and 1, (1, 2)[1], "%s" % 3)
x = y = z = [1]; print(x is y is z)
(a, *b), c = [1, 2, 3], 4; print(a, b, c)
a, b, c = c, a, b; print(a, b, c)
[a, b] = b, a; print(a, b)
def swap(a, b, c):
    a, b = b, a + b; c, a, b = a, b, c
    return a, b, c
print(swap(1, 2, 3))
def rebind():
    i = 0
    l = [0, 0, 0]
    i, l[i] = 2, 5
    print(i, l)
rebind()
print([[j * i for j in range(i)] for i in range(4)], {i: {j for j in range(i)} for i in range(3)})
print([(x, y) for x in range(3) if x for y in [x * 2] if y > 2])
x = 10
print([x for x in range(3)], x)
