# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Default names count up from Task-1.
import asyncio
async def w(): return asyncio.current_task().get_name()
async def main():
    print(asyncio.current_task().get_name(), await asyncio.create_task(w()), await asyncio.gather(w(), w()), await asyncio.create_task(w(), name='x'), await asyncio.create_task(w()))
asyncio.run(main()); asyncio.run(main())
