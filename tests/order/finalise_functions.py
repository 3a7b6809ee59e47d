# SPDX-License-Identifier: MIT
# Arguments, locals, returns, exceptions, closures.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def f(a, b=None):
    print('in f', a.n)
    c = D('local')
    return 'ret'
print(f(D('arg')))
def g(a):
    a = None; print('rebound')
g(D('rebind'))
x = D('kept by caller'); g(x); print('still'); del x
def r(): return D('returned')
r(); print('after r'); v = r(); print('held'); del v
def e():
    l = D('exc local')
    raise ValueError('v')
try: e()
except ValueError as exc: print('handling')
print('handled')
try: e()
except ValueError as exc: keep = exc
print('kept'); del keep; print('released')
def outer():
    c = D('closure')
    def inner(): return c.n
    return inner
i = outer(); print(i()); del i
def nest(): f2(D('t1'), D('t2')); print('nest')
def f2(*a): print(len(a))
nest()
def star(*a, **k): print('star'); a = None; print('a gone'); k.clear(); print('k gone')
star(D('pos'), kw=D('kw'))
def fin():
    d = D('fin')
    try: return d.n
    finally: print('finally')
print(fin())
def lp():
    for i in range(2):
        d = D(f'loop {i}')
        print('body', i)
    print('after loop')
lp()
def dl():
    d = D('del local'); del d; print('after del')
dl()
class A:
    def __init__(self): self.d = D('attr')
a = A(); a.d = None; print('attr cleared'); a = A(); del a; print('instance gone')
def swallow():
    try: raise KeyError(D('in args'))
    except KeyError: print('swallowed')
    print('after')
swallow()
def cond(p): return D('x') if p else D('y')
cond(1); cond(0); print('cond')
def deep(n):
    d = D(f'deep {n}')
    if n: deep(n - 1)
    else: raise OSError
try: deep(3)
except OSError: print('caught deep')
def unpack():
    a, *b = D(1), D(2), D(3)
    print('unpacked'); a = None; b = None; print('end')
unpack()
def gen():
    d = D('gen local'); yield 1; print('resumed'); yield 2
it = gen(); next(it); it.close(); print('closed')
it = gen(); next(it); del it; print('dropped')
def default(d=D('default')): pass
del default; print('default gone')
class K: c = D('class attr')
print('class made')
s = {D('set')}; s.clear(); t = [D('a'), D('b'), D('c')]; del t[0]; t[:] = []; print('slices')
q = D('alias'); l = [q, q]; del q; l.pop(); print('one'); l.pop(); print('none')
