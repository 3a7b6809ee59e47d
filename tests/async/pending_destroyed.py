# SPDX-License-Identifier: MIT
# flags: --virtual-time
# stderr: check
# A task that is destroyed while it waits.
import asyncio
async def wait_forever(): await asyncio.get_running_loop().create_future()
loop = asyncio.new_event_loop()
async def main():
    t = loop.create_task(wait_forever(), name='forgotten'); await asyncio.sleep(0)
loop.run_until_complete(main())
import gc; gc.collect()
print('collected')
loop.close()
