# SPDX-License-Identifier: MIT
import asyncio


async def step(n):
    await asyncio.sleep(0)
    if n == 3:
        raise LookupError('step three')  # error: LookupError: step three


async def main():
    for n in range(5):
        print('step', n)
        await step(n)


asyncio.run(main())
