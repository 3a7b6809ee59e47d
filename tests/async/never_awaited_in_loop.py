# SPDX-License-Identifier: MIT
# flags: --virtual-time
# stderr: check
import asyncio
async def work(): print('never printed')
async def main():
    work()
    asyncio.sleep(1)
    print('main goes on')
    x = [work(), work()]
    await x[0]
    del x
    print('end')
asyncio.run(main())
