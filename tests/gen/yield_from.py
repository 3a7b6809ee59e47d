# SPDX-License-Identifier: MIT
# yield from: delegation of send, throw, close, values, plain iterables.
def inner():
    try:
        x = yield 'i1'; print('inner got', x)
        y = yield 'i2'; print('inner got', y)
        return 'inner result'
    except ValueError as e: print('inner caught', e); yield 'i-recovered'; return 'after error'
    finally: print('inner finally')
def outer():
    r = yield from inner(); print('r =', r)
    yield 'o'
    return 'outer result'
o = outer(); print(next(o), o.gi_yieldfrom.__name__, o.send('A'), o.send('B'))
try: next(o)
except StopIteration as e: print(e.value)
o = outer(); next(o); print(o.throw(ValueError('v')), next(o))
o = outer(); next(o); o.close()
o = outer(); next(o)
try: o.throw(KeyError('k'))
except KeyError as e: print(repr(e))
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]], 5], []])))
def plain(): return (yield from [1, 2]), (yield from 'ab'), (yield from range(2))
p = plain(); print([next(p) for _ in range(6)])
try: next(p)
except StopIteration as e: print(e.value)
p = plain(); next(p)
try: p.send(5)
except AttributeError as e: print(e)
p = plain(); next(p)
try: p.throw(ValueError('plain'))
except ValueError as e: print(e)
class It:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def send(self, v): return ('sent', v)
    def throw(self, e): return ('thrown', repr(e))
    def close(self): print('closed')
def d(): yield from It()
x = d(); print(next(x), x.send(5), x.throw(ValueError(1)), x.close())
for bad in (lambda: list((lambda: (yield from 5))()), lambda: list((lambda: (yield from None))())):
    try: bad()
    except TypeError as e: print(e)
def rec(n):
    if n: yield from rec(n - 1)
    yield n
print(sum(rec(200)))
class StopWith:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('value of iterator')
def v(): print((yield from StopWith())); yield
next(v())
def self_from(): yield from me
me = self_from()
try: next(me)
except ValueError as e: print(e)
async def coro(): pass
c = coro()
def bad(): yield from c
try: list(bad())
except TypeError as e: print(e)
c.close()
