# SPDX-License-Identifier: MIT
# env: PYTHONASYNCIODEBUG=1
# stderr: check
import asyncio, time
async def slow(): time.sleep(.15)
async def main():
    await asyncio.create_task(slow(), name='slow one')
    await asyncio.sleep(0)
asyncio.run(main())
print('done')
