# SPDX-License-Identifier: MIT
# flags: --virtual-time
"""One producer, two consumers, a queue that holds two items: who waits for whom."""
import asyncio


async def producer(queue):
    for number in range(1, 7):
        await queue.put(number)
        print(f'put {number}, {queue.qsize()} in the queue')


async def consumer(name, queue, seconds):
    while True:
        number = await queue.get()
        await asyncio.sleep(seconds)
        print(f'{name} has done {number}')
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    workers = [asyncio.create_task(consumer('fast', queue, 0.05)),
               asyncio.create_task(consumer('slow', queue, 0.12))]
    await producer(queue)
    await queue.join()
    print('everything is done; the consumers still wait for work, so they are cancelled')
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


asyncio.run(main())
