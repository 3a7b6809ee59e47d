# SPDX-License-Identifier: MIT
# Coroutines driven by hand: send, throw, close, await of awaitables, states.
import inspect
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        x = yield self.v
        return ('sent', x)
async def c(a):
    r = await Aw('first'); print(r)
    try: r = await Aw('second')
    except ValueError as e: print('caught', e); r = 'recovered'
    return r, a
x = c(5); print(inspect.getcoroutinestate(x), x.cr_await, x.cr_running, x.cr_frame is not None, x.cr_code.co_name, type(x).__name__, x.__name__, x.__qualname__)
print(x.send(None), inspect.getcoroutinestate(x), type(x.cr_await).__name__, x.send('A'))
try: x.throw(ValueError('v'))
except StopIteration as e: print(e.value, inspect.getcoroutinestate(x))
for act in (lambda: x.send(None), lambda: x.throw(KeyError('k')), lambda: x.close()):
    try: print(act())
    except Exception as e: print(type(e).__name__, e)
y = c(1)
for bad in (lambda: y.send(1), lambda: next(y), lambda: iter(y), lambda: list(y), lambda: [*y], lambda: y(), lambda: y + 1, lambda: len(y)):
    try: bad()
    except TypeError as e: print(e)
y.close()
try: y.send(None)
except RuntimeError as e: print(e)
async def outer(): return await inner()
async def inner():
    try: return await Aw(1)
    finally: print('inner finally')
o = outer(); o.send(None); print(o.cr_await.__name__); o.close()
def drive(co):
    try:
        while True: co.send(None)
    except StopIteration as e: return e.value
    except Exception as e: return f'{type(e).__name__}: {e}'
async def aw(o): return await o
class NotIter:
    def __await__(self): return 5
class Coro:
    def __await__(self): return inner()
class GenAw:
    def __await__(self): return iter([1, 2])
class Raises:
    def __await__(self): raise KeyError('in await')
for o in (5, None, 'x', [], print, inner, NotIter(), Coro(), GenAw(), Raises(), (i for i in 'a'), object()): print(drive(aw(o)))
async def stop(): raise StopIteration('s')
print(drive(stop()))
async def exhausted():
    k = inner(); await k
    await k
print(drive(exhausted()))
async def twice():
    k = inner(); a = k.__await__(); next(a)
    try: await k
    except RuntimeError as e: print(e)
    a.close()
print(drive(twice()))
import types
@types.coroutine
def old(): x = yield 'old'; return 'done'
print(drive(aw(old())), [*old()])
async def re(): me.send(None)
me = re()
try: me.send(None)
except ValueError as e: print(e)
async def lots():
    return [await aw(Aw(i)) for i in range(2)], {k: await aw(Aw(k)) for k in 'ab'}, [x async for x in agen() if await aw(Aw(1))], await aw(Aw(1)) and 'and', (await aw(Aw(2)))[0], f'{await aw(Aw(3))}'
async def agen():
    yield 1; await Aw('in agen'); yield 2
print(drive(lots()))
