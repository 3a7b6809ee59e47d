# SPDX-License-Identifier: MIT
# stderr: check
import asyncio


async def bad(n):
    raise ValueError(n)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(bad(1))
        group.create_task(bad(2))


asyncio.run(main())
