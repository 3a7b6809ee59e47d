# A step that does not end: CPython waits for a second Ctrl-C, Rondo raises KeyboardInterrupt after 200 ms.
import asyncio
import os
import signal
import time


async def main():
    os.kill(os.getpid(), signal.SIGINT)
    end = time.monotonic() + 3
    try:
        while time.monotonic() < end:
            pass
        print('the step ends')
    except KeyboardInterrupt:
        print('KeyboardInterrupt in the step')
        raise
    await asyncio.sleep(0)
    print('not reached')


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print('KeyboardInterrupt')
