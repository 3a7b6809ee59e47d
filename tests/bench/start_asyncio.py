# SPDX-License-Identifier: MIT
# The shortest script with an event loop: what starting and ending it takes.
import asyncio


async def main():
    print('hello')


asyncio.run(main())
