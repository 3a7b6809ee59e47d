# flags: --virtual-time
# Handles, timers, the names that the loop, futures, tasks and queues keep for the library, and what they refuse.
import asyncio
import sys


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


def call(*args):
    print('called', args)


# sys: depths, limits, interning
print(sys.get_coroutine_origin_tracking_depth(), sys.set_coroutine_origin_tracking_depth(2), sys.get_coroutine_origin_tracking_depth())


async def nothing():
    pass


coro = nothing()
print(coro.cr_origin[0][2], len(coro.cr_origin))
coro.close()
sys.set_coroutine_origin_tracking_depth(0)
show(sys.set_coroutine_origin_tracking_depth, -1)
show(sys.set_coroutine_origin_tracking_depth, 'x')
print(sys.get_int_max_str_digits(), sys.set_int_max_str_digits(0), len(str(10**5000)), sys.set_int_max_str_digits(4300))
for value in 5, -1, 'x':
    show(sys.set_int_max_str_digits, value)
show(lambda: str(10**5000))
print(sys.gettrace(), sys.getprofile(), sys.settrace(None), sys.setprofile(None), sys.intern('abc') is sys.intern('abc'))
show(sys.intern, 5)
print(list(sys._current_frames().values())[0] is sys._getframe(), sys._current_frames().keys() == {__import__('threading').get_ident()})

loop = asyncio.new_event_loop()

# timers are compared by time
a = asyncio.TimerHandle(1.0, call, (), loop)
b = asyncio.TimerHandle(2.0, call, (1,), loop)
c = asyncio.TimerHandle(1.0, call, (), loop)
print(a < b, a > b, a <= b, a >= b, a == c, a != c, a == b, a == 5, a.when(), sorted([b, a])[0] is a, hash(a) == hash(c))
show(lambda: a < 5)
show(lambda: a >= 'x')
b._run()
a._run()
c.cancel()

print(c.cancelled(), a.cancelled(), a == c, c.when())
c.cancel()


def broken():
    raise ValueError('broken')


loop.set_exception_handler(lambda loop, context: print('handler', context['message'].split('(')[0], repr(context['exception']), sorted(context)))
asyncio.Handle(broken, (), loop)._run()
timer = loop.call_later(5, call)
print(timer._scheduled, len(loop._scheduled), loop.is_running(), loop._closed, loop._stopping, loop._thread_id)
timer.cancel()
loop.call_soon(call, 'soon')
print(len(loop._ready))
loop.run_until_complete(asyncio.sleep(0))
for name, args in (('call_soon', ()), ('call_soon_threadsafe', ()), ('call_later', ()), ('call_at', ()), ('call_later', (1,)), ('call_at', (1,)), ('call_later', (None, call)),
                   ('call_at', (None, call)), ('call_later', ('x', call))):
    show(getattr(loop, name), *args)
show(loop.call_soon, call, nothing=1)
show(lambda: loop._check_running())


# tasks and futures
async def main():
    future = loop.create_future()
    print(future._log_traceback, future._cancel_message, future._source_traceback, future._asyncio_future_blocking)
    show(setattr, future, '_log_traceback', True)
    future._log_traceback = False
    future._cancel_message = 'why'
    print(future._cancel_message)
    future.cancel('because')
    print(repr(future._make_cancelled_error()))
    task = asyncio.current_task()
    print(task._must_cancel, task._log_destroy_pending, task._fut_waiter, task._state)
    task._log_destroy_pending = True
    task.cancel()
    print(task._must_cancel, task.cancelling(), task.uncancel())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print('cancelled')

    async def sleeper():
        await asyncio.sleep(1)

    other = loop.create_task(sleeper())
    await asyncio.sleep(0)
    print(other._fut_waiter is not None, len(other.get_stack()))
    for check in asyncio.tasks._enter_task, asyncio.tasks._leave_task:
        try:
            check(loop, other)
        except RuntimeError as error:
            print(str(error).split("<")[0])
    print(asyncio.tasks._swap_current_task(loop, None) is task, asyncio.current_task())
    print(asyncio.tasks._swap_current_task(loop, task))
    asyncio.tasks._leave_task(loop, task)
    asyncio.tasks._enter_task(loop, task)
    print(asyncio.current_task() is task)
    other.cancel()
    queue = asyncio.Queue(1)
    getter = loop.create_task(queue.get())
    await asyncio.sleep(0)
    print(len(queue._getters), len(queue._putters), queue._unfinished_tasks, list(queue._queue))
    await queue.put(1)
    await getter
    await queue.put(2)
    putter = loop.create_task(queue.put(3))
    await asyncio.sleep(0)
    print(len(queue._getters), len(queue._putters), queue._unfinished_tasks, list(queue._queue), queue.qsize())
    putter.cancel()

    # a future of one's own, by hand
    iterator = loop.create_future().__await__()
    print(type(iterator).__name__, next(iterator)._asyncio_future_blocking)
    show(iterator.throw, ValueError('thrown'))
    iterator = loop.create_future().__await__()
    print(iterator.close())
    iterator = loop.create_future().__iter__()
    show(iterator.throw, KeyError)
    done = loop.create_future()
    done.set_result(5)
    show(next, iter(done))
    show(done.__await__().send, None)


loop.run_until_complete(main())
loop.close()
print(loop._closed)
