# SPDX-License-Identifier: MIT
# Tasks that do nothing but take turns, and chains of awaits.
import asyncio


async def turn(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def deep(n):
    if n:
        return await deep(n - 1) + 1
    await asyncio.sleep(0)
    return 0


async def main():
    await asyncio.gather(*[turn(1000) for _ in range(100)])
    total = 0
    for _ in range(1000):
        total += await deep(50)
    made = [asyncio.create_task(asyncio.sleep(0, i)) for i in range(20_000)]
    print(total, sum(await asyncio.gather(*made)))


asyncio.run(main())
