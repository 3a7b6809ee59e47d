# SPDX-License-Identifier: MIT
# Endless recursion through every kind of call ends in RecursionError.
import functools
def f(): return f()
def g(*a, **k): return g(*a, **k)
class A:
    def m(self): return self.m()
    @property
    def p(self): return self.p
    def __init__(self, n=0): n and A(n)
    @classmethod
    def c(cls): return cls.c()
    def __enter__(self): 
        with self: pass
    def __exit__(self, *a): pass
l = lambda: l()
def gen(): yield from gen()
def srt(x): return sorted([1, 2], key=srt)
def mp(x): return list(map(mp, [x]))
def comp(): return [comp() for _ in [1]]
def ev(): return eval('ev()')
def dec(): return functools.partial(dec)()
def fstr(): return f'{fstr()}'
async def co(): await co()
def drive():
    c = co()
    try: c.send(None)
    finally: c.close()
def tryf():
    try: return tryf()
    finally: pass
def mut1(): return mut2()
def mut2(): return mut1()
def red(): return functools.reduce(lambda a, b: red(), [1, 2])
def cls():
    class X: cls()
for fn in (f, lambda: g(1, k=2), A().m, lambda: A().p, lambda: A(1), A.c, A().__enter__, l, lambda: next(gen()), lambda: srt(1), lambda: mp(1), comp, ev, dec, fstr, drive, tryf, mut1, red, cls):
    try: fn(); print('no error')
    except RecursionError: print('RecursionError')
import sys
print(sys.getrecursionlimit()); sys.setrecursionlimit(200)
def depth(n):
    try: return depth(n + 1)
    except RecursionError: return n
print(150 < depth(0) < 200)
sys.setrecursionlimit(5000)
def down(n): return n and 1 + down(n - 1)
print(down(4000))
for bad in (0, -1, 'x'):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as e: print(e)
