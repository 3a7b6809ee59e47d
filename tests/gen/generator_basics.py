# SPDX-License-Identifier: MIT
# Generators: next, send, throw, close, return values, states.
import inspect
def g():
    print('start')
    try:
        x = yield 1
        print('got', x)
        try:
            y = yield 2
        except ValueError as e:
            print('caught', e); y = yield 'recovered'
        print('y', y)
        return 'result'
    finally:
        print('finally')
i = g(); print(i.gi_frame is not None, i.gi_running, inspect.getgeneratorstate(i), i.gi_code.co_name, i.gi_yieldfrom)
print(next(i), i.send('a'), i.throw(ValueError('v')))
try: i.send('last')
except StopIteration as e: print(e.value, e.args, inspect.getgeneratorstate(i), i.gi_frame)
for act in (lambda: next(i), lambda: i.send(1), lambda: i.throw(KeyError('k')), lambda: i.close()):
    try: print(act())
    except BaseException as e: print(type(e).__name__, e)
j = g()
for bad in (lambda: j.send(1), lambda: j.throw(5), lambda: j.throw(ValueError), lambda: next(j), lambda: j.throw()):
    try: print(bad())
    except BaseException as e: print(type(e).__name__, e)
k = g(); next(k); print(k.close()); print(k.close())
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: yield 2
s = stubborn(); next(s)
try: s.close()
except RuntimeError as e: print(e)
def stop(): yield 1; raise StopIteration('inside')
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__))
def catches():
    try: yield 1
    except GeneratorExit: return 'on close'
c = catches(); next(c); print(c.close())
def reenter():
    yield next(me)
me = reenter()
try: next(me)
except ValueError as e: print(e)
def raises(): yield 1; raise KeyError('g')
r = raises(); print(next(r))
try: next(r)
except KeyError as e: print(e, next(r, 'finished'))
print(list(x for x in g()) if 0 else [*map(str, (n for n in range(3)))], type(g()).__name__, repr(g()).split(' at ')[0])
def infinite():
    n = 0
    while True: n = (yield n) or n + 1
f = infinite(); print(next(f), next(f), f.send(10), next(f)); del f
def empty():
    return
    yield
print(list(empty()), next(empty(), 'nothing'))
lam = lambda: (yield 5); print(list(lam()))
