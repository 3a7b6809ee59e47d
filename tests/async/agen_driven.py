# flags: --virtual-time
# Async generators driven by async for, anext, asend, by hand; cancelled, closed, re-entered, nested.
import asyncio
async def src(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print('src done')
async def outer():
    async for x in src(3):
        print(x)
    async for x in src(30):
        if x == 2: break
    print('broke')
    it = src(4)
    print(await it.__anext__(), await it.asend(None), await anext(it), await anext(it), await anext(it, 'end'))
    try:
        await anext(it)
    except StopAsyncIteration as e: print('SAI', e)
    it = src(9)
    await anext(it)
    async def eat():
        try:
            async for y in it: pass
        except RuntimeError as e: print(e)
    await asyncio.gather(eat(), eat())
    async def echo():
        v = None
        while True:
            v = yield v
    e = echo()
    print(await e.asend(None), await e.asend(5), await e.asend(6))
    try: await e.athrow(KeyError('k'))
    except KeyError as x: print('KE', x)
    try: await e.asend(3)
    except StopAsyncIteration: print('closed')
    e = echo()
    try: await e.asend(4)
    except TypeError as x: print(x)
    async def bad():
        yield 1
        raise StopAsyncIteration
    try:
        async for q in bad(): print(q)
    except RuntimeError as x: print(x, repr(x.__cause__))
    async def slow():
        try:
            yield 1
            await asyncio.sleep(100)
            yield 2
        except asyncio.CancelledError:
            print('cancelled in agen'); raise
    async def useit():
        async for z in slow(): print('z', z)
    t = asyncio.create_task(useit())
    await asyncio.sleep(0.01)
    print(t.get_coro().cr_await.__class__.__name__)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('ok')
    # closing by hand
    c = useit()
    c.send(None)
    c.close()
    print('closed by hand')
    print([i async for i in src(3) if i])
    async def nest(n):
        if n: 
            async for x in nest(n-1): yield x+1
        else:
            yield 0; yield 10
    async for x in nest(20): print(x)
    async def rec(n):
        async for x in rec(n+1): yield x
    try:
        async for x in rec(0): pass
    except RecursionError as e: print('RecursionError')
    g = src(5)
    async for x in g:
        try:
            await anext(g)
        except RuntimeError as e: print(e)
        print(g.ag_running)
        break
    await g.aclose()
    try: 
        async for x in g: print(x)
        print('none')
    except BaseException as e: print(e)
asyncio.run(outer())
