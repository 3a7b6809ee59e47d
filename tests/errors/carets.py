# SPDX-License-Identifier: MIT
# Where the carets of a traceback stand, for every kind of expression and statement that can raise.
import traceback, sys
def run(f, *a):
    try: f(*a)
    except BaseException as e:
        text = traceback.format_exc().split("\n")
        print("\n".join(l for l in text if not l.startswith("  File") and "cannot import" not in l))
class O: pass
o = O()
def f1(): return 1 + 2 * (3 / 0)
def f2(): x = [1,2,3]; return x[0] + x[
      5]
def f3(): o.a.b.c
def f4(): (o
   .a(
    1,
    2))
def f5(): o.x.y = 1
def f6(): None[1] = 2
def f7(): a, b = 1, 2, 3; return a
def f8():
    a, b = [1]
def f9():
    for x in 5: pass
def f10():
    with o: pass
def f11(): assert 1 == 2, "msg"
def f12(): assert (1 ==
   2)
def f13(): return [i / 0 for i in range(3)]
def f14(): return {i: 1 for i in [[]]}
def f15(): return len(1, 2, 3)
def f16(): int("x", base=10)
def f17(): f16(*1)
def f18(): f16(**1)
def f19(): raise ValueError("a") from TypeError("b")
def f20():
    try: 1/0
    except ZeroDivisionError as e: raise KeyError("x")
def f21(): del o.zz
def f22(): del [1][5]
def f23(): import nonexistent.module
def f24(): from os.path import nonexist, join
def f25(): return -"a"
def f26(): x = 1; x += "a"
def f27(): o.q += 1
def f28(): {}["a"] += 1
def f29(): return 1 < "a" < 3
def f30(): return f"{1:zz}"
def f31(): return f"{o.a!r:>{o.b}}"
def f32(): print(undefined_name)
def f33(): return not_defined + 1 if undefined2 else 3
def f34():
    @undefined
    def g(): pass
def f35():
    class A(undefined): pass
def f36():
    class A(metaclass=1): x = 1
def f37():
    def g(a=undefined): pass
def f38(): return (lambda: 1/0)()
def f39(): return sum(1/0 for i in range(3))
def f40():
    match o:
        case O(1): pass
def f41():
    try:
        1/0
    finally:
        [][1]
def f42(): return [*1]
def f43(): return {**1}
def f44(): return {*1}
def f45(): a = b = undefined
def f46(): return 1 in 5
def f47(): 1()
def f48(): o.f(1)(2)
def f49(): return "a" % (1, 2)
def f50(): yield 1; 1/0
def f51(): return ~1.5
def f52():
    x = 1
    return (x +
            x * 2 +
            x.y)
def f53():
    return f1(
        1,
        2
    )
def f54():
    if 1 < "a": pass
def f55():
    while o.x: pass
def f56():
    x: int = undefined
def f57():
    return max(1, 2, key=3)
def f58():
    print("a", f"b", f"{
      1/0}")
def f59():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* TypeError: pass
def f60():
    try: 1/0
    except undefined: pass
def f61():
    try: 1/0
    except (1, 2): pass
def f62(): return 1[0:2]
def f63(): x = [1]; x[0:1] += 1
def f64(): x = [1]; x["a":1] = 1
def f65(): super().x
def f66():
    class A:
        def f(self): return super().nope(1)
    A().f()
def f67():
    class A:
        def f(self): return super(A, self).nope
    A().f()
def f68(): x = [i for i in range(3)
      if i.y]
def f69(): return sorted([1, "a"])
def f70(): a, *b, c = [1]
for i in range(1, 71):
    g = globals()[f"f{i}"]
    print("---", i)
    run(g) if i != 50 else run(lambda: list(g()))
