# SPDX-License-Identifier: MIT
# Producers, consumers, locks and events.
import asyncio


async def producer(queue, n):
    for i in range(n):
        await queue.put(i)


async def consumer(queue, n):
    total = 0
    for _ in range(n):
        total += await queue.get()
    return total


async def locker(lock, n, state):
    for _ in range(n):
        async with lock:
            state[0] += 1
            await asyncio.sleep(0)


async def main():
    queue = asyncio.Queue(10)
    results = await asyncio.gather(*[producer(queue, 10_000) for _ in range(4)], *[consumer(queue, 10_000) for _ in range(4)])
    state, lock = [0], asyncio.Lock()
    await asyncio.gather(*[locker(lock, 500, state) for _ in range(20)])
    print(sum(results[4:]), state[0])


asyncio.run(main())
