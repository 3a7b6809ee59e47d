# SPDX-License-Identifier: MIT
"""Blocking work goes to threads, and the loop keeps ticking."""
import asyncio
import threading
import time


def blocking(number):
    time.sleep(0.15)
    return number * number, threading.current_thread() is threading.main_thread()


async def ticks(stop):
    count = 0
    while not stop.is_set():
        await asyncio.sleep(0.01)
        count += 1
    return count


async def main():
    stop = asyncio.Event()
    ticking = asyncio.create_task(ticks(stop))
    started = time.perf_counter()
    results = await asyncio.gather(*[asyncio.to_thread(blocking, n) for n in range(4)])
    took = time.perf_counter() - started
    stop.set()
    print('results:', [square for square, _ in results])
    print('in the main thread:', any(main for _, main in results))
    print('four blocking calls of 0.15 s ran together:', took < 0.45)
    print('the loop kept ticking meanwhile:', await ticking > 3)


asyncio.run(main())
