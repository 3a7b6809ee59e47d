# SPDX-License-Identifier: MIT
# flags: --virtual-time
# A task that only the loop knows goes on as long as something is due.
import asyncio
async def bg(n): await asyncio.sleep(.01 * n); print('background', n)
async def main():
    for n in (2, 1): asyncio.create_task(bg(n))
    await asyncio.sleep(.05); print(len(asyncio.all_tasks()))
    asyncio.create_task(bg(100)); await asyncio.sleep(0); print('main ends, the last one is cancelled')
asyncio.run(main())
