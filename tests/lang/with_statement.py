# SPDX-License-Identifier: MIT
# with: several items, targets, suppression, errors in enter and exit, parentheses.
class CM:
    def __init__(self, n, suppress=False, fail=None): self.n, self.suppress, self.fail = n, suppress, fail
    def __enter__(self):
        print('enter', self.n)
        if self.fail == 'enter': raise ValueError('enter ' + self.n)
        return self.n.upper()
    def __exit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__, v, tb is not None)
        if self.fail == 'exit': raise KeyError('exit ' + self.n)
        return self.suppress
with CM('a') as x, CM('b') as y: print(x, y)
with (CM('c') as x, CM('d'), CM('e') as z,): print(x, z)
with CM('s', True): 1 / 0
print('after')
with CM('o', True), CM('i'): raise TypeError('t')
for kw in ({'fail': 'enter'}, {'fail': 'exit'}):
    try:
        with CM('p'), CM('q', **kw): print('body')
    except Exception as e: print(type(e).__name__, e, repr(e.__context__))
try:
    with CM('r', fail='exit'): raise OSError('body')
except KeyError as e: print(e, repr(e.__context__))
def f():
    for i in range(2):
        with CM('loop'):
            if i: return 'returned'
            continue
print(f())
with CM('t') as (a, *b): print(a, b)
d = {}
with CM('u') as d['k']: print(d)
for bad in (5, object(), type('E', (), {'__enter__': lambda s: 1})(), type('X', (), {'__exit__': lambda *a: 1})()):
    try:
        with bad: pass
    except TypeError as e: print(e)
with (CM('w')): pass
with (CM('x'), CM('y')) if 0 else CM('z') as q: print(q)
class Truthy:
    def __bool__(self): print('bool'); return True
class C2(CM):
    def __exit__(self, *a): return Truthy()
with C2('v'): raise ValueError
def gen():
    with CM('gen'):
        yield 1
        yield 2
g = gen(); next(g); g.close()
while True:
    with CM('brk'): break
class Inst: pass
inst = Inst(); inst.__enter__ = lambda: 1; inst.__exit__ = lambda *a: 1
try:
    with inst: pass
except TypeError as e: print(e)
