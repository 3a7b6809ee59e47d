# `await f(...)` of a coroutine function begins the coroutine in memory that an earlier one has left: nobody may
# notice. Each case is run several times, as the first call makes the memory.
import asyncio
import contextvars
import gc
import inspect
import sys
import traceback
import types
import warnings

var = contextvars.ContextVar('var', default='none')


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name, end=' ')


async def leaf(a, b=None):
    return a


async def locals_die(a):
    b = D('local')
    a = None
    return 'result'


async def nested(n):
    if n == 0:
        return 0
    return 1 + await nested(n - 1)


async def fails(a):
    d = D('in frame')
    if a > 1:
        raise ValueError(a)
    return a


async def frame(keep):
    x = 'x'
    keep.append(sys._getframe())
    return [f.f_code.co_name for f, _ in traceback.walk_stack(sys._getframe())][:2]


async def suspends(n):
    for i in range(n):
        await asyncio.sleep(0)
    return n


async def loops(n):
    for i in range(n):
        for j in [1, 2, 3]:
            if j == 2:
                return (i, j)


async def returns_in_try(log):
    try:
        return 'try'
    finally:
        log.append(await leaf('finally'))


async def unbound(flag):
    if flag:
        y = 1
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


async def in_except():
    try:
        raise KeyError('k')
    except KeyError:
        return await context()


async def context():
    try:
        raise ValueError('inner')
    except ValueError as e:
        return repr(e.__context__)


async def sets_var(value):
    var.set(value)
    return var.get()


class C:
    async def method(self, a):
        return a, type(self).__name__

    @staticmethod
    async def static(a):
        return a

    async def __aenter__(self):
        return 'entered'

    async def __aexit__(self, *args):
        return False


async def main():
    for i in range(3):
        print(await leaf(i), await leaf(i, 2), await leaf(b=3, a=i), await leaf(*[i, 1]))
        print(await locals_die(D('argument')))
        print(await nested(5), await loops(3), await unbound(i == 1))
        try:
            print(await fails(i))
        except ValueError as e:
            tb = [(f.f_code.co_name, line) for f, line in traceback.walk_tb(e.__traceback__)]
            print('error', e, tb)
            e = tb = None
        keep = []
        print(await frame(keep), keep[0].f_locals.get('x'))
        keep.clear()
        print(await suspends(2), await suspends(0))
        log = []
        print(await returns_in_try(log), log)
        print(await in_except())
        print(await sets_var(i), var.get())
        print(await C().method(1), await C.static(2), await C.method(C(), 3))
        async with C() as c:
            print(c)
        coro = leaf(1)
        print(inspect.getcoroutinestate(coro), await coro, inspect.getcoroutinestate(coro))
        try:
            await coro
        except RuntimeError as e:
            print(e)
        try:
            await leaf()
        except TypeError as e:
            print(e)
    print([o for o in gc.get_objects() if isinstance(o, types.CoroutineType)
           and o.cr_code.co_name == 'leaf'])

    leaf.__name__, leaf.__qualname__ = 'renamed', 'quite.renamed'
    print(await leaf(1))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        leaf(1)
        print(str(caught[0].message).splitlines()[0])

    async def deep():
        return await deep()
    for i in range(2):
        try:
            await deep()
        except RecursionError as e:
            print(type(e).__name__)

    async def waits(what):
        try:
            await what
        finally:
            print('leaves', await leaf('finally'))

    async def outer(what):
        return await waits(what)
    for i in range(2):
        task = asyncio.create_task(outer(asyncio.get_running_loop().create_future()))
        await asyncio.sleep(0)
        print([f.f_code.co_name for f in task.get_stack()])
        coro = task.get_coro()
        print(coro.cr_await.__name__, coro.cr_await.cr_await is not None, coro.cr_running)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print('cancelled')

    class Cycle:
        pass

    async def makes_cycle():
        c = Cycle()
        c.d = D('cycle')
        c.self = c
        await asyncio.sleep(0)
        return None
    await makes_cycle()
    await makes_cycle()
    gc.collect()
    print()

    async def code_changes(a):
        return a

    async def other(a):
        return -a
    print(await code_changes(1), await code_changes(2))
    code_changes.__code__ = other.__code__
    print(await code_changes(1), await code_changes(2))


asyncio.run(main())
asyncio.run(main(), debug=True)
