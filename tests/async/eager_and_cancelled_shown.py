# What eager tasks that are done at once and handles that were cancelled show of themselves.
import asyncio
import re
import signal
import threading


def plain(obj):
    return re.sub(r'when=[\d.]+', 'when=T', re.sub(r' (created )?at \S*?([^/:]+):\d+', r' \1at \2', repr(obj)))


async def answers():
    return 5


async def raises():
    raise ValueError('eager')


async def suspends():
    await asyncio.sleep(0)


async def eager():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    for coro in answers(), raises():
        task = asyncio.create_task(coro, name='t')
        print(task.get_coro(), task.done(), plain(task), task.exception())
    task = asyncio.create_task(suspends(), name='s')
    print(task.get_coro() is not None)
    await task
    print(task.get_coro() is not None, task.done())
    loop.set_task_factory(None)
    task = asyncio.create_task(answers())
    await task
    print(task.get_coro() is not None)


def callback():
    pass


async def handles():
    loop = asyncio.get_running_loop()
    for handle in loop.call_later(100, callback), loop.call_soon(callback), loop.call_later(50, print, 'x'):
        before = plain(handle)
        handle.cancel()
        print(before, plain(handle), sep='\n  ')


async def signals():
    loop = asyncio.get_running_loop()

    def other():
        try:
            loop.add_signal_handler(signal.SIGTERM, print)
        except RuntimeError as e:
            print(e)
    thread = threading.Thread(target=other)
    thread.start()
    thread.join()


asyncio.run(eager())
asyncio.run(handles())
asyncio.run(handles(), debug=True)
asyncio.run(signals())
