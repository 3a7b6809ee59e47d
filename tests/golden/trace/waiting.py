# What tasks wait for: a lock with its owner, an event, a queue, a semaphore, a condition, gather, a future, a callback.
import asyncio


async def holder(lock):
    async with lock:
        await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue()
    asyncio.create_task(holder(lock), name='holder')
    getter = asyncio.create_task(queue.get(), name='getter')
    waiter = asyncio.create_task(event.wait(), name='waiter')
    await asyncio.sleep(0)
    async with lock:
        queue.put_nowait(1)
        event.set()
    await asyncio.gather(getter, waiter)
    future = loop.create_future()
    loop.call_later(0.5, future.set_result, 3)
    await future
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(10)
    except TimeoutError:
        pass
    asyncio.create_task(fail(), name='failing')
    await asyncio.sleep(0)


async def fail():
    raise ValueError('lost')


asyncio.run(main())
