# A task that only gives way is followed by the next one at once; whatever else there is to see to
# must still be seen to, in the same order.
import asyncio
import contextvars
import math
import types
from asyncio import sleep

log = []
var = contextvars.ContextVar('var', default='-')


async def walker(name, n):
    for i in range(n):
        log.append(f'{name}{i}')
        await asyncio.sleep(0)
    return name


def show(title):
    print(title, ' '.join(log))
    log.clear()


async def orders():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(walker(c, 3)) for c in 'abc']
    loop.call_soon(log.append, 'soon')
    await sleep(0)
    loop.call_soon(log.append, 'later')
    await asyncio.gather(*tasks)
    show('order')


async def cancels():
    def between():
        log.append('cancel')
        victim.cancel('reason')

    async def stubborn():
        try:
            for i in range(5):
                log.append(f's{i}')
                await asyncio.sleep(0)
        except asyncio.CancelledError as e:
            log.append(f'caught {e.args}')
            await asyncio.sleep(0)
            log.append('after')
            raise

    victim = asyncio.create_task(stubborn())
    await sleep(0)
    await sleep(0)
    between()
    try:
        await victim
    except asyncio.CancelledError as e:
        log.append(f'{type(e).__name__} {e.args}')
    show('cancel')
    victim = asyncio.create_task(walker('x', 9))
    await sleep(0)
    asyncio.get_running_loop().call_soon(between)
    await asyncio.wait([victim])
    show('cancel by callback')


async def contexts():
    async def one(name):
        var.set(name)
        for _ in range(2):
            await asyncio.sleep(0)
            log.append(var.get() + asyncio.current_task().get_name())
            var.set(var.get() + name)

    for i, name in enumerate('pq'):
        asyncio.create_task(one(name), name=f'/{i}')
    for _ in range(5):
        await sleep(0)
        log.append(var.get())
    show('contexts')


async def numbers():
    for delay in (0, 0.0, -1, -0.5, False, -10 ** 30, 0, True * 0):
        before = len(log)
        log.append(repr(await asyncio.sleep(delay)))
        assert len(log) == before + 1
    for pair in ((0, 'r'), (0.0, None)):
        log.append(repr(await asyncio.sleep(*pair)))
    try:
        for delay in (0, math.nan):
            await asyncio.sleep(delay)
    except ValueError as e:
        log.append(str(e))
    try:
        for delay in (0, None):
            await asyncio.sleep(delay)
    except TypeError as e:
        log.append(type(e).__name__)
    show('numbers')


async def replaced():
    original = asyncio.sleep

    async def patched(delay):
        log.append(f'patched {delay}')

    for i in range(4):
        asyncio.sleep = patched if i % 2 else original
        log.append(repr(await asyncio.sleep(0)))
    asyncio.sleep = original
    show('patched')
    global asyncio_name
    asyncio_name = asyncio
    for i in range(4):
        asyncio_name = types.SimpleNamespace(sleep=patched) if i % 2 else asyncio
        await asyncio_name.sleep(0)
        log.append(str(i))
    show('another object of that name')
    asyncio_name.extra = 1
    for i in range(3):
        if i == 1:
            del asyncio_name
        try:
            await asyncio_name.sleep(0)
        except NameError as e:
            log.append(str(e))
            asyncio_name = asyncio
    show('no such name')


async def by_hand():
    async def leaf():
        for i in range(4):
            log.append(f'leaf{i}')
            await asyncio.sleep(0)
        return 'end'

    coro = leaf()
    task = asyncio.create_task(coro)
    await sleep(0)
    log.append(repr(coro.send(None)))  # a step that the loop does not know of
    await sleep(0)
    coro.close()
    try:
        await task
    except RuntimeError as e:
        log.append(str(e))
    show('by hand')

    @types.coroutine
    def bare():
        got = yield
        log.append(f'got {got}')

    async def mixed():
        await asyncio.sleep(0)
        await bare()
        x = await asyncio.sleep(0)
        y = [await asyncio.sleep(0), x]
        log.append(str(y))

    await asyncio.gather(mixed(), mixed())
    show('bare yields')


async def stops():
    loop = asyncio.get_running_loop()

    async def forever():
        while True:
            await asyncio.sleep(0)

    task = asyncio.create_task(forever())
    when = []
    loop.call_later(0, when.append, 1)
    while not when:
        await sleep(0)
    task.cancel()
    log.append(f'timer {when}')
    try:
        await task
    except asyncio.CancelledError:
        log.append('ended')
    reader, writer = __import__('socket').socketpair()
    reader.setblocking(False)
    loop.add_reader(reader, lambda: (when.append(reader.recv(9)), loop.remove_reader(reader)))
    writer.send(b'!')
    while len(when) < 2:
        await sleep(0)
    log.append(f'reader {when}')
    reader.close()
    writer.close()
    asyncio.get_running_loop().call_soon_threadsafe(when.append, 3)
    while len(when) < 3:
        await sleep(0)
    log.append(f'wake-up {when[2]}')
    show('beside')


async def main():
    await orders()
    await cancels()
    await contexts()
    await numbers()
    await replaced()
    await by_hand()
    await stops()


asyncio.run(main())
loop = asyncio.new_event_loop()


async def until_stopped():
    for i in range(5):
        if i == 3:
            loop.stop()
        log.append(str(i))
        await asyncio.sleep(0)

task = loop.create_task(until_stopped())
loop.run_forever()
show('stopped')
loop.run_until_complete(task)
show('to the end')
loop.close()
