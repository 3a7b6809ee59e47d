# SPDX-License-Identifier: MIT
# Decorators on functions and classes, order of evaluation and application, arbitrary expressions.
log = []
def deco(n):
    log.append(f'eval {n}')
    def wrap(f):
        log.append(f'apply {n}')
        return f
    return wrap
@deco(1)
@deco(2)
def f(x=log.append('default')): pass
@deco('class')
class C(*(log.append('base') or ())):
    log.append('body')
print(log)
@lambda f: f.__name__
def named(): pass
print(named)
table = {'k': [lambda f: ('item', f())]}
@table['k'][0]
def item(): return 5
print(item)
@(lambda n: lambda f: n)(7)
def seven(): pass
print(seven)
def count(f):
    def wrapper(*a, **k):
        wrapper.calls += 1
        return f(*a, **k)
    wrapper.calls = 0
    return wrapper
class K:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls): return cls.__name__
    @property
    def p(self): return 'p'
    @count
    def m(self): return self.p
    @p.setter
    def p(self, v): print('set', v)
k = K(); k.p = 3
print(k.s(1), K.s(2), k.c(), K.c(), k.p, k.m(), k.m(), K.m.calls)
@print
class Printed: pass
print(Printed)
@x if (x := str) else None
class S: pass
print(S)
try:
    @5
    def g(): pass
except TypeError as e: print(e)
try:
    @undefined
    def h(): pass
except NameError as e: print(e)
def reg(cls, *, store={}):
    store[cls.__name__] = cls
    return cls
@reg
class R1: pass
@reg
class R2: pass
print(list(reg.__kwdefaults__['store']))
