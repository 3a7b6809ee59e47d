# flags: --virtual-time
"""A virtual clock keeps step with real time while a child process runs, and skips waiting when none does."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    p = await asyncio.create_subprocess_exec('sleep', '0.5')
    nap = asyncio.create_task(asyncio.sleep(0.05, 'nap'))
    end = asyncio.create_task(p.wait())
    done, _ = await asyncio.wait([nap, end], return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done])
    print(await end, loop.time() - start > 0.4)
    p = await asyncio.create_subprocess_exec('cat', stdin=-1, stdout=-1)
    print(await asyncio.wait_for(p.communicate(b'in time'), 20))
    await asyncio.sleep(0.2)


asyncio.run(main())
