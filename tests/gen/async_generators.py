# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Async generators: asend, athrow, aclose, anext, aiter, errors, finalisation.
import asyncio
async def g(log):
    try:
        x = yield 1; log.append(x)
        await asyncio.sleep(0)
        try: y = yield 2
        except ValueError as e: log.append(repr(e)); y = yield 'r'
        log.append(y)
    finally:
        await asyncio.sleep(0); log.append('finally')
async def main():
    log = []
    a = g(log); print(await anext(a), await a.asend('A'), await a.athrow(ValueError('v')))
    try: await a.asend('end')
    except StopAsyncIteration as e: print('stop', e.args, log)
    try: await anext(a)
    except StopAsyncIteration: print('still', await anext(a, 'default'))
    log.clear(); a = g(log); await anext(a); await a.aclose(); print(log, await a.aclose())
    a = g([])
    try: await a.asend(5)
    except TypeError as e: print(e)
    a = g([]); print(await a.aclose(), type(a).__name__, a.ag_frame, a.ag_running, a.ag_await, a.ag_code.co_name)
    async def bad():
        yield 1; raise StopAsyncIteration
    b = bad(); await anext(b)
    try: await anext(b)
    except RuntimeError as e: print(e)
    async def stubborn():
        try: yield 1
        except GeneratorExit: yield 2
    s = stubborn(); await anext(s)
    try: await s.aclose()
    except RuntimeError as e: print(e)
    async def slow():
        await asyncio.sleep(.01); yield 1
    s = slow(); t1, t2 = asyncio.create_task(anext(s, None) if 0 else s.__anext__().__await__ and wrap(s)), asyncio.create_task(wrap(s))
    print(await asyncio.gather(t1, t2, return_exceptions=True))
    log.clear()
    async for x in g(log):
        if x == 1: break
    print('break', log); await asyncio.sleep(0.01); print('finalised by the loop', log)
    print([x async for x in count(3)], {x async for x in count(2)}, {x: 1 async for x in count(2)}, [y async for x in count(3) if x async for y in count(x)])
    ge = (x * 2 async for x in count(3)); print(type(ge).__name__, [v async for v in ge])
    for bad in (lambda: aiter(5), lambda: anext(5), lambda: iter(count(1)), lambda: aiter([])):
        try: bad()
        except TypeError as e: print(e)
    it = aiter(count(1)); print(await anext(it), await anext(it, 'd'))
    c = count(1); x = c.__anext__(); print(await x)
    try: await x
    except RuntimeError as e: print(e)
    async for v in Countdown(3): print(v, end=' ')
    else: print('else')
    try:
        async for v in BadIter(): pass
    except TypeError as e: print(e)
    try:
        async for v in BadNext(): pass
    except TypeError as e: print(e)
    try:
        async for v in [1]: pass
    except TypeError as e: print(e)
async def wrap(s): return await anext(s)
async def count(n):
    for i in range(n): yield i; await asyncio.sleep(0)
class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return self.n
class BadIter:
    async def __aiter__(self): return self
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5
asyncio.run(main())
