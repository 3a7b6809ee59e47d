# The future of a call in a thread: changes of state with and without its condition, callbacks that fail,
# subclasses, and the chain to a future of a loop.
import asyncio
import concurrent.futures as cf
import io
import logging
import sys
import threading
import weakref
from concurrent.futures import _base

logging.getLogger('concurrent.futures').disabled = True     # CPython logs misuse, Rondo writes to stderr

def attempt(what, f, *args):
    try:
        print(what, repr(f(*args)))
    except BaseException as e:
        print(what, type(e).__module__, type(e).__name__, e if '0x' not in str(e) else '')


def states():
    for condition in (False, True):
        f = cf.Future()
        if condition:
            f._condition
        print(f._state, f.done(), f.running(), f.cancelled(), f._waiters, f._done_callbacks)
        attempt('running', f.set_running_or_notify_cancel)
        attempt('cancel', f.cancel)
        attempt('again', f.set_running_or_notify_cancel)
        f.add_done_callback(lambda f: print('callback', f.result()))
        f.set_result(5)
        f.add_done_callback(lambda f: print('late callback', f.result()))
        attempt('twice', f.set_result, 6)
        attempt('twice', f.set_exception, ValueError())
        print(f._state, f.result(), f.exception(), f.done())
        g = cf.Future()
        if condition:
            g._condition
        g.add_done_callback(lambda f: print('cancelled callback', f.cancelled()))
        print(g.cancel(), g.cancel(), g._state, g.set_running_or_notify_cancel(), g._state)
        attempt('result', g.result)
        attempt('exception', g.exception)
        h = cf.Future()
        h.set_exception(KeyError('k'))
        attempt('result', h.result, 0)
        print(repr(h.exception()), repr(h)[-26:])
        attempt('timeout', cf.Future().result, 0.001)
        attempt('timeout', cf.Future().exception, 0)
        attempt('arguments', cf.Future, 1)
        attempt('arguments', h.set_result)


def callbacks():
    def bad(f):
        raise ValueError('in a callback')

    def worse(f):
        raise SystemExit('not caught')

    f = cf.Future()
    f.add_done_callback(bad)
    f.add_done_callback(lambda f: print('the next one'))
    f.add_done_callback(lambda f: f.add_done_callback(lambda f: print('added meanwhile')))
    sys.stderr = io.StringIO()
    f.set_result(None)
    sys.stderr = sys.__stderr__
    g = cf.Future()
    g.add_done_callback(worse)
    attempt('worse', g.set_result, 1)
    print(g.result())
    attempt('not callable', cf.Future().add_done_callback, 3)
    print('late:')
    sys.stderr = io.StringIO()
    attempt('fails at once', g.add_done_callback, bad)
    sys.stderr = sys.__stderr__


class Loud(cf.Future):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def set_result(self, value):
        print(self.name, 'gets', value)
        super().set_result(value)

    def cancel(self):
        print(self.name, 'is asked to end')
        return super().cancel()


def subclass():
    f = Loud('f')
    print(isinstance(f, cf.Future), cf.Future[int], weakref.ref(f)() is f)
    f.set_result(1)
    f.other = 2
    print(f.result(), f.other, sorted(cf.wait([f]).done)[0] is f)


def waiting():
    f, g, h = (cf.Future() for _ in range(3))
    seen = []

    def wait():
        seen.append(f.result())
        seen.append(repr(g.exception()))

    thread = threading.Thread(target=wait)
    thread.start()
    f.set_result(1)
    g.set_exception(OSError('x'))
    thread.join()
    print(seen)
    h.cancel()
    h.set_running_or_notify_cancel()
    done, rest = cf.wait([f, g, h, cf.Future()], timeout=0.01)
    print(len(done), len(rest))
    print(sorted(x._state for x in cf.as_completed([f, g, h])))
    late = cf.Future()
    threading.Thread(target=late.set_result, args=('late',)).start()
    print([x.result() for x in cf.as_completed([late])])


async def chained():
    loop = asyncio.get_running_loop()
    for kind in (cf.Future, lambda: Loud('chained')):
        f = kind()
        g = asyncio.wrap_future(f)
        f.set_result(3)
        print(g.done(), await g)
        f = kind()
        g = asyncio.wrap_future(f)
        f.set_exception(cf.CancelledError('told'))
        try:
            await g
        except BaseException as e:
            print(type(e).__module__, type(e).__name__, e, g.cancelled())
        f = kind()
        g = asyncio.wrap_future(f)
        g.cancel()
        print(f._state)
        await asyncio.sleep(0)
        print(f._state)
        f = kind()
        g = asyncio.wrap_future(f)
        f.cancel()
        print(g.cancelled())
        await asyncio.sleep(0)
        print(g.cancelled())
        f = kind()
        g = asyncio.wrap_future(f)
        f.set_exception(ZeroDivisionError('z'))
        try:
            await g
        except ZeroDivisionError as e:
            print(e, e is f.exception())
        f = kind()
        g = asyncio.wrap_future(f)
        loop.call_soon(f.set_result, 9)
        print(await asyncio.wait_for(g, 5))
    attempt('type', asyncio.wrap_future, 3)


class Loop(asyncio.SelectorEventLoop):
    def call_soon_threadsafe(self, callback, *args, context=None):
        print('threadsafe', getattr(callback, '__name__', callback))
        return super().call_soon_threadsafe(callback, *args, context=context)


async def own_loop():
    f = cf.Future()
    g = asyncio.wrap_future(f)
    f.set_result(4)
    print(await g)


async def set_by_hand():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print('handler', type(context['exception']).__name__))
    f = cf.Future()
    g = asyncio.wrap_future(f)
    f.set_result(4)
    g.set_result('mine')
    print(await g)
    await asyncio.sleep(0)


def work(i):
    if i == 3:
        raise ValueError(i)
    return i * i


async def pool():
    loop = asyncio.get_running_loop()
    results = await asyncio.gather(*[loop.run_in_executor(None, work, i) for i in range(6)],
                                   return_exceptions=True)
    print(results)
    print(await asyncio.to_thread(work, 5))


states()
callbacks()
subclass()
waiting()
asyncio.run(chained())
with asyncio.Runner(loop_factory=Loop) as runner:
    runner.run(own_loop())
asyncio.run(set_by_hand())
asyncio.run(pool())
asyncio.run(pool(), debug=True)
with cf.ThreadPoolExecutor(2) as executor:
    print(list(executor.map(work, [1, 2, 4])), executor.submit(pow, 2, exp=5).result())
