# What asyncio has in its library complains about arguments as a function of the language does.
import asyncio


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as e:
        print(f'{type(e).__name__}: {e}')
    else:
        print('accepted:', type(result).__name__)
        if hasattr(result, 'close'):
            result.close()


def all_ways(what, names):
    for name in names.split():
        f = getattr(what, name)
        print('--', name)
        attempt(f, 1, 2, 3, 4, 5)
        attempt(f, unknown=1)
        attempt(f, 1, unknown=1)


async def main():
    for cls in asyncio.Queue, asyncio.Lock, asyncio.Event, asyncio.Semaphore, asyncio.BoundedSemaphore, asyncio.Condition:
        print('==', cls.__name__)
        attempt(cls, 1, 2, 3)
        attempt(cls, unknown=1)
    all_ways(asyncio.Queue(), 'put get put_nowait get_nowait qsize empty full task_done join shutdown')
    attempt(asyncio.Queue().put)
    attempt(asyncio.Queue().put_nowait)
    all_ways(asyncio.Lock(), 'acquire release locked')
    all_ways(asyncio.Event(), 'set wait clear is_set')
    all_ways(asyncio.Semaphore(), 'acquire release locked')
    all_ways(asyncio.StreamReader(), 'read readline readuntil readexactly feed_data feed_eof at_eof exception set_exception set_transport')
    attempt(asyncio.StreamReader().readexactly)
    loop = asyncio.get_running_loop()
    all_ways(loop.call_later(9, print), 'cancel cancelled when get_context')
    all_ways(loop.call_soon(int), 'cancel cancelled get_context')
    all_ways(asyncio.timeout(1), 'when reschedule expired')
    attempt(asyncio.timeout(1).reschedule)
    attempt(asyncio.create_task)
    attempt(asyncio.create_task, 1, 2)
    attempt(asyncio.sleep)
    attempt(asyncio.sleep, 1, 2, 3)
    attempt(asyncio.Queue.put, asyncio.Queue())


asyncio.run(main())
