# SPDX-License-Identifier: MIT
# flags: --virtual-time
"""A semaphore lets three requests through at a time; a lock keeps a counter honest."""
import asyncio


class Statistics:
    def __init__(self):
        self.active = self.peak = self.total = 0
        self.lock = asyncio.Lock()

    async def change(self, by):
        async with self.lock:
            before = self.active
            await asyncio.sleep(0)
            self.active = before + by
            self.peak = max(self.peak, self.active)
            self.total += by > 0


async def request(number, gate, statistics):
    async with gate:
        await statistics.change(+1)
        await asyncio.sleep(0.02 + number % 3 * 0.01)
        await statistics.change(-1)


async def main():
    gate, statistics = asyncio.Semaphore(3), Statistics()
    async with asyncio.TaskGroup() as group:
        for number in range(12):
            group.create_task(request(number, gate, statistics))
    print('requests:', statistics.total)
    print('most at the same time:', statistics.peak)
    print('still active:', statistics.active)


asyncio.run(main())
