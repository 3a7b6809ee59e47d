# SPDX-License-Identifier: MIT
# flags: --virtual-time
"""async for, asynchronous generators and comprehensions, async with."""
import asyncio
from contextlib import asynccontextmanager


class Countdown:
    def __init__(self, start):
        self.value = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.value == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.01)
        self.value -= 1
        return self.value + 1


async def squares(numbers):
    async for number in numbers:
        yield number * number


@asynccontextmanager
async def section(name):
    print('open', name)
    try:
        yield name.upper()
    finally:
        print('close', name)


async def main():
    async with section('countdown') as title:
        print(title, [n async for n in Countdown(3)])
    async with section('squares'):
        async for square in squares(Countdown(4)):
            print(square)
            if square < 5:
                break
    print({n: 'even' async for n in Countdown(4) if n % 2 == 0})


asyncio.run(main())
