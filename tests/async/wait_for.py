# SPDX-License-Identifier: MIT
# flags: --virtual-time
# wait_for: result, timeout, zero and negative timeouts, None, exceptions, races.
import asyncio
async def work(d, v='v'):
    try: await asyncio.sleep(d); return v
    except asyncio.CancelledError: print('work cancelled'); raise
async def t(aw, timeout):
    try: print(repr(await asyncio.wait_for(aw, timeout)))
    except BaseException as e: print(type(e).__name__, e, repr(e.__cause__))
async def main():
    await t(work(.01), 1); await t(work(.05), .01); await t(work(.01), None); await t(work(0), 0); await t(work(.01), -1)
    async def bad(): raise ValueError('b')
    await t(bad(), 1); await t(bad(), 0)
    f = asyncio.get_running_loop().create_future(); f.set_result('ready'); await t(f, 0)
    f = asyncio.get_running_loop().create_future(); await t(f, 0); print(f.cancelled())
    async def swallow():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: return 'swallowed'
    await t(swallow(), .01)
    async def slow_cancel():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: await asyncio.sleep(.02); print('slow cleanup'); raise
    await t(slow_cancel(), .01)
    async def raise_in_cancel():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: raise KeyError('during cancel')
    await t(raise_in_cancel(), .01)
    w = asyncio.create_task(t(work(1), 5)); await asyncio.sleep(.01); w.cancel(); await asyncio.sleep(0); await asyncio.sleep(0); print(w.done(), w.cancelled())
    await t(asyncio.wait_for(work(.05), .02), .03)
    await t(asyncio.wait_for(work(.05), .03), .02)
    done = asyncio.create_task(work(0, 'done')); await asyncio.sleep(.01); await t(done, 0); await t(done, 1)
    print(asyncio.TimeoutError is TimeoutError, issubclass(TimeoutError, OSError))
    try: await asyncio.wait_for(5, 1)
    except TypeError as e: print(e)
asyncio.run(main())
