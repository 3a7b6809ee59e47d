# sleep(0) is awaited without a coroutine of its own: who looks finds one all the same.
import asyncio
from asyncio import sleep


async def looked_at():
    await asyncio.sleep(0)
    return 'done'


async def result_of_sleep():
    a = await sleep(0)
    b = await sleep(0, 'given')
    c = await asyncio.sleep(-1)
    d = await asyncio.sleep(0.0)
    e = await asyncio.sleep(-0.5)
    f = await sleep(delay=0)
    g = await (h := sleep(0))
    return a, b, c, d, e, f, g, type(h).__name__


async def closed():
    try:
        await asyncio.sleep(0)
    except GeneratorExit:
        print('closing')
        raise
    finally:
        print('finally')


async def caught():
    try:
        await asyncio.sleep(0)
    except (ValueError, asyncio.CancelledError) as e:
        print('caught', repr(e))
        await asyncio.sleep(0)
    return 'after'


async def items():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


async def nested(n):
    if n:
        await nested(n - 1)
    await asyncio.sleep(0)


def by_hand():
    c = looked_at()
    print(c.send(None), c.cr_suspended, c.cr_await.__name__, type(c.cr_await).__name__, c.cr_await is c.cr_await)
    print(c.cr_await.cr_suspended, c.cr_await.cr_running)
    try:
        c.send('what is sent is dropped')
    except StopIteration as e:
        print('returned', e.value, c.cr_await)
    c = looked_at()
    c.send(None)
    try:
        c.send('dropped too')
    except StopIteration as e:
        print('returned', e.value)
    c = closed()
    c.send(None)
    c.close()
    c = closed()
    c.send(None)
    del c
    c = caught()
    c.send(None)
    print(c.throw(ValueError('thrown')))
    try:
        c.send(None)
    except StopIteration as e:
        print('returned', e.value)
    c = looked_at()
    c.send(None)
    try:
        c.throw(KeyError('out'))
    except KeyError as e:
        print('raised', e)
    c = looked_at()
    c.send(None)
    c.cr_await
    try:
        c.throw(KeyError('out of the coroutine that was looked at'))
    except KeyError as e:
        print('raised', e)
    g = items()
    step = g.asend(None)
    print(step.send(None), g.ag_running, g.ag_await.__name__)
    try:
        step.send(None)
    except StopIteration as e:
        print('item', e.value)


async def main():
    print(await result_of_sleep())
    task = asyncio.create_task(caught())
    await sleep(0)
    task.cancel()
    print(await task)
    task = asyncio.create_task(looked_at())
    await sleep(0)
    task.cancel('reason')
    try:
        await task
    except asyncio.CancelledError as e:
        print('cancelled', e.args)
    print([i async for i in items()])
    await nested(50)
    order = []

    async def turn(name):
        for _ in range(3):
            order.append(name)
            await sleep(0)
    await asyncio.gather(turn('a'), turn('b'), turn('c'))
    print(''.join(order))
    not_awaited = [asyncio.sleep(0) for _ in range(2)]
    for c in not_awaited:
        print(await c)
    made = list(map(asyncio.sleep, [0]))
    print(await made[0])
    old = asyncio.sleep
    asyncio.sleep = lambda delay: old(delay, 'mine')
    print(await asyncio.sleep(0))
    asyncio.sleep = old


by_hand()
asyncio.run(main())
asyncio.run(main(), debug=True)
