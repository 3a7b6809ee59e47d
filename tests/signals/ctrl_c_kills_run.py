# A program that Ctrl-C ends inside asyncio.run dies of the signal.
import asyncio
import atexit
import os
import signal

atexit.register(print, 'atexit')


async def main():
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(100)
    finally:
        print('finally')


asyncio.run(main())
