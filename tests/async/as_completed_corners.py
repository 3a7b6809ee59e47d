# flags: --virtual-time
# as_completed: its type and coroutines, callbacks in reprs, futures of other classes, coroutines that
# nobody awaits, cancellation of a waiter, timeouts with what is done already, finalisation.
import asyncio
import contextvars
import gc
import re
import warnings
import weakref

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)
var = contextvars.ContextVar('var', default='none')


def shown(x):
    return re.sub(r' at 0x[0-9a-f]+|(/[^ ]*)?[\w/]*\.py:\d+', '', repr(x))


async def job(n, d=0.0):
    await asyncio.sleep(d)
    if isinstance(n, BaseException):
        raise n
    return n


async def names():
    it = asyncio.as_completed([job(1)])
    print(type(it).__module__, type(it).__qualname__, shown(it))
    print(iter(it) is it, it.__aiter__() is it, hasattr(it, '__next__'), hasattr(it, '__anext__'))
    c = next(it)
    print(type(c).__name__, c.__name__, c.__qualname__, shown(c), asyncio.iscoroutine(c))
    print(await c)
    for again in range(2):
        try:
            next(it)
        except StopIteration as e:
            print('stop', e.args, e.value)
        try:
            await it.__anext__()
        except StopAsyncIteration as e:
            print('async stop', e.args)
    a = it.__anext__()
    print(a.__name__, a.__qualname__, shown(a))
    a.close()
    try:
        await c
    except RuntimeError as e:
        print(e)
    await asyncio.sleep(0)


async def callbacks():
    f = asyncio.get_running_loop().create_future()
    it = asyncio.as_completed([f, f], timeout=5)
    print(shown(f), len(f._callbacks), f._callbacks[0][0].__qualname__, f._callbacks[0][0].__self__ is it)
    f.add_done_callback(print)
    print(len(f._callbacks))
    f.remove_done_callback(print)
    f.set_result('value')
    async for got in it:
        print(got is f, got.result())


async def unawaited():
    it = asyncio.as_completed([job('x'), job('x')])
    next(it)
    gc.collect()
    print(await next(it))
    it.__anext__()
    gc.collect()
    print([x for x in it])


class Own(asyncio.Future):
    def add_done_callback(self, fn, *, context=None):
        print('add', fn.__name__)
        super().add_done_callback(fn, context=context)

    def remove_done_callback(self, fn):
        print('remove', fn.__name__)
        return super().remove_done_callback(fn)

    def result(self):
        print('result')
        return super().result()


async def others():
    f, g = Own(), Own()
    it = asyncio.as_completed([f], timeout=1)
    asyncio.get_running_loop().call_soon(f.set_result, 5)
    print([await c for c in it])
    it = asyncio.as_completed([g], timeout=1)
    try:
        await next(it)
    except TimeoutError as e:
        print('TimeoutError', e.args)
    g.set_result(1)

    class Awaitable:
        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return 'awaitable'
    print([await c for c in asyncio.as_completed(iter([Awaitable()]))])
    for wrong in ([1], [[]], None):
        try:
            asyncio.as_completed(wrong)
        except TypeError as e:
            print(e)
    try:
        asyncio.as_completed()
    except TypeError as e:
        print(e)


async def failures():
    async for t in asyncio.as_completed([job(KeyError('k'))]):
        print(isinstance(t, asyncio.Task), repr(t.exception()))
    for exc in KeyError('k'), asyncio.CancelledError('own'), StopAsyncIteration(3):
        for c in asyncio.as_completed([job(exc)]):
            try:
                await c
            except BaseException as e:
                print(type(e).__name__, e.args, e is exc, type(e.__context__), e.__traceback__ is not None)
    t = asyncio.create_task(job(1, 9))
    asyncio.get_running_loop().call_soon(t.cancel, 'message')
    for c in asyncio.as_completed([t]):
        try:
            await c
        except asyncio.CancelledError as e:
            print('cancelled', e.args)


async def consumer(it, log, name):
    try:
        log.append((name, await next(it)))
    except asyncio.CancelledError:
        log.append((name, 'cancelled'))
        raise


def started(*coros):
    """Tasks in this order: a set of coroutines has one of addresses."""
    return [asyncio.create_task(c) for c in coros]


async def cancelled_waiter():
    it = asyncio.as_completed(started(job('a', 1), job('b', 2), job('c', 3)))
    log = []
    tasks = [asyncio.create_task(consumer(it, log, i)) for i in range(3)]
    await asyncio.sleep(.5)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print(log)
    # Woken and cancelled in one turn: the next waiter gets what the first one leaves.
    f = asyncio.get_running_loop().create_future()
    it = asyncio.as_completed([f, job('late', 1)])
    log = []
    tasks = [asyncio.create_task(consumer(it, log, i)) for i in range(2)]
    await asyncio.sleep(0)
    f.set_result('early')
    await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print(log)


async def timeouts():
    done = asyncio.get_running_loop().create_future()
    done.set_result('done')
    for timeout in 0, -1, .5, None:
        out = []
        for c in asyncio.as_completed([done, *started(job('slow', 1), job('slower', 2))],
                                      timeout=timeout):
            try:
                out.append(await c)
            except TimeoutError:
                out.append('late')
        print(timeout, sorted(out))
        for t in asyncio.all_tasks() - {asyncio.current_task()}:
            t.cancel()
        await asyncio.sleep(0)
    it = asyncio.as_completed([job('x', 1)], timeout=.1)
    try:
        async for t in it:
            print(t)
    except TimeoutError as e:
        print('TimeoutError', e.args)
    async for t in it:
        print('never')
    await asyncio.sleep(2)
    try:
        asyncio.as_completed([job('x')], timeout='soon')
    except TypeError as e:
        print('TypeError')
    await asyncio.sleep(.1)


async def contexts():
    async def reads():
        var.set(var.get() + '+')
        return var.get()
    var.set('outer')
    for c in asyncio.as_completed([reads(), reads()]):
        print(await c, var.get())


async def ends():
    it = asyncio.as_completed([job(1), job(2)])
    gone = weakref.ref(it, lambda ref: print('gone'))
    print(sorted([await c for c in it]))
    del it
    print(gone())
    it = asyncio.as_completed([job(1, 9)], timeout=1)
    it.note = 'attribute'
    gone = weakref.ref(it)
    c = next(it)
    del it
    try:
        await c
    except TimeoutError:
        print('late')
    del c
    print(gone() is None)


async def by_hand():
    it = asyncio.as_completed([job(7, 1)])
    c = next(it)
    try:
        c.send(1)
    except TypeError as e:
        print(e)
    f = c.send(None)
    print(asyncio.isfuture(f), f.done())
    try:
        c.throw(LookupError('thrown'))
    except LookupError as e:
        print(e, f.cancelled())
    c.close()
    a = asyncio.as_completed([job(8)]).__anext__()
    t = await a
    print(await t)
    it = asyncio.as_completed([job(9), job(10)])
    a = [anext(it, 'default') for i in range(3)]
    for x in a:
        v = await x
        print(v if v == 'default' else asyncio.isfuture(v))


async def main():
    for part in (names, callbacks, unawaited, others, failures, cancelled_waiter, timeouts, contexts,
                 ends, by_hand):
        print('--', part.__name__)
        await part()

asyncio.run(main())

# Without a running loop.
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
f = loop.create_future()
it = asyncio.as_completed([f, job('task')])
loop.call_soon(f.set_result, 'future')


async def collect():
    return sorted([await c for c in it])
print(loop.run_until_complete(collect()))
other = asyncio.new_event_loop()
try:
    asyncio.as_completed([other.create_future()])
except ValueError as e:
    print(e)
done, pending = loop.create_future(), loop.create_future()
done.set_result(1)
it = asyncio.as_completed([pending])
loop.run_until_complete(asyncio.sleep(0))
loop.close()
for call in lambda: asyncio.as_completed([done]), lambda: pending.set_result(1):
    try:
        call()
    except RuntimeError as e:
        print(e)
other.close()
asyncio.set_event_loop(None)
