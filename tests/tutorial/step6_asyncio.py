# SPDX-License-Identifier: MIT
# flags: --virtual-time
# [body]
import asyncio


async def bell(name, pause, times):
    for number in range(times):
        await asyncio.sleep(pause)
        print(name, number + 1)
    return name


async def main():
    slow = asyncio.create_task(bell('slow', 0.09, 2))
    quick = asyncio.create_task(bell('quick', 0.04, 3))
    print(await slow, await quick)


asyncio.run(main())
# [/body]
