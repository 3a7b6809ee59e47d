# stderr: check
# SystemExit and KeyboardInterrupt that leave asyncio.run() are not reported once more as never seen.
import asyncio
import gc
import sys


async def exits():
    sys.exit(3)


async def interrupts():
    await asyncio.sleep(0)
    raise KeyboardInterrupt


for work in exits, interrupts:
    try:
        asyncio.run(work())
    except BaseException as e:
        print(type(e).__name__, e.args)
    gc.collect()

loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(exits())
except SystemExit as e:
    print(e.code)
loop.close()
gc.collect()
print('end')
