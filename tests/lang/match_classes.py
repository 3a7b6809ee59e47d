# SPDX-License-Identifier: MIT
# Class patterns: __match_args__, builtins with one position, attributes, errors.
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
class P3(Point):
    __match_args__ = ('x', 'y', 'z')
    def __init__(self, x, y, z): super().__init__(x, y); self.z = z
class NoArgs:
    a = 1
def where(p):
    match p:
        case P3(0, 0, 0): return 'origin 3'
        case Point(0, 0): return 'origin'
        case Point(x=0, y=y): return f'on y at {y}'
        case Point(x, y=0): return f'on x at {x}'
        case Point(Point(a, b), _): return f'nested {a} {b}'
        case P3(z=z): return f'z {z}'
        case Point(x, y) if x == y: return 'diagonal'
        case Point(): return 'somewhere'
        case NoArgs(a=1 as v): return f'attr {v}'
        case NoArgs(b=_): return 'never'
        case bool(b): return f'bool {b}'
        case int(i) | float(i): return f'num {i}'
        case str(s): return s
        case list([a, *r]): return f'list {a} {r}'
        case dict({'k': v}): return f'dict {v}'
        case tuple(t) | set(t) | frozenset(t) | bytes(t) | bytearray(t): return f'other builtin {t}'
        case _: return '?'
for p in (P3(0, 0, 0), Point(0, 0), Point(0, 5), Point(3, 0), Point(Point(1, 2), 3), P3(1, 2, 3), Point(2, 2), Point(1, 2), NoArgs(), True, 7, 2.5, 's', [1, 2], {'k': 1}, (1,), {3}, b'z', [], None):
    print(type(p).__name__, where(p))
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def e1():
    match NoArgs():
        case NoArgs(1): return 'x'
def e2():
    match Point(1, 2):
        case Point(1, 2, 3): return 'x'
def e3():
    match Point(1, 2):
        case Point(1, x=1): return 'x'
def e4():
    match 5:
        case int(1, 2): return 'x'
def e5():
    NotAClass = 5
    match 5:
        case NotAClass(): return 'x'
class BadArgs:
    __match_args__ = ['x']
class BadArgs2:
    __match_args__ = (5,)
def e6():
    match BadArgs():
        case BadArgs(1): return 'x'
def e7():
    match BadArgs2():
        case BadArgs2(1): return 'x'
class RaisingAttr:
    @property
    def a(self): raise ValueError('prop')
def e8():
    match RaisingAttr():
        case RaisingAttr(a=1): return 'x'
for f in (e1, e2, e3, e4, e5, e6, e7, e8): err(f)
