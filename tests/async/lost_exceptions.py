# SPDX-License-Identifier: MIT
# flags: --virtual-time
# stderr: check
# Exceptions that nobody retrieved, reported when the task or future is dropped.
import asyncio
async def fail(n): raise ValueError(f'lost {n}')
async def main():
    t = asyncio.create_task(fail('task'), name='T'); await asyncio.sleep(0); await asyncio.sleep(0)
    print('before'); del t; print('after task')
    f = asyncio.get_running_loop().create_future(); f.set_exception(KeyError('future')); del f; print('after future')
    t = asyncio.create_task(fail('seen'), name='S'); await asyncio.sleep(0); t.exception(); del t; print('retrieved: nothing')
    g = asyncio.gather(fail('a'), fail('b'))
    try: await g
    except ValueError as e: print('gather', e)
asyncio.run(main())
