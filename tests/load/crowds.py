# Many tasks, threads and processes: tests/load.sh runs it, and it says what came of each.
import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor


async def relay(before, after, i):
    value = await before.get()
    await asyncio.sleep(0)
    await after.put(value + 1)


async def tasks(count):
    queues = [asyncio.Queue() for _ in range(count + 1)]
    running = [asyncio.create_task(relay(queues[i], queues[i + 1], i)) for i in range(count)]
    queues[0].put_nowait(0)
    await asyncio.gather(*running)
    return await queues[count].get()


def threads(count, at_once=100):
    lock, total = threading.Lock(), 0

    def add(n):
        nonlocal total
        with lock:
            total += n

    for first in range(0, count, at_once):
        batch = [threading.Thread(target=add, args=(n,)) for n in range(first, first + at_once)]
        for t in batch:
            t.start()
        for t in batch:
            t.join()
    return total


def square(n):
    return n * n


def processes(jobs):
    with ProcessPoolExecutor(4) as pool:
        return sum(pool.map(square, range(jobs)))


if __name__ == '__main__':
    print('10000 tasks in a row:', asyncio.run(tasks(10_000)))
    print('1000 threads:', threads(1000), threading.active_count())
    print('200 jobs of processes:', processes(200))
