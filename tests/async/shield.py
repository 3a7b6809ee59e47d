# SPDX-License-Identifier: MIT
# flags: --virtual-time
# shield: the outer waiter is cancelled, the inner task goes on.
import asyncio
async def work(n, d=.02):
    await asyncio.sleep(d); print('finished', n); return n
async def main():
    t = asyncio.create_task(work(1)); s = asyncio.shield(t)
    await asyncio.sleep(0); s.cancel()
    try: await s
    except asyncio.CancelledError: print('shield cancelled', t.done(), s.cancelled())
    print(await t)
    print(await asyncio.shield(work(2)), await asyncio.shield(asyncio.create_task(work(3))))
    async def waiter():
        try: return await asyncio.shield(work(4))
        except asyncio.CancelledError: print('waiter cancelled'); raise
    w = asyncio.create_task(waiter()); await asyncio.sleep(0); w.cancel()
    print((await asyncio.gather(w, return_exceptions=True)), w.cancelled())
    await asyncio.sleep(.05)
    t = asyncio.create_task(work(5)); s = asyncio.shield(t); await asyncio.sleep(0); t.cancel()
    try: await s
    except asyncio.CancelledError: print('inner cancelled', s.cancelled())
    async def bad(): raise KeyError('b')
    try: await asyncio.shield(bad())
    except KeyError as e: print(repr(e))
    try: await asyncio.wait_for(asyncio.shield(t2 := asyncio.create_task(work(6, .05))), .01)
    except TimeoutError: print('timeout', t2.done())
    print(await t2)
    f = asyncio.get_running_loop().create_future(); f.set_result(9); print(asyncio.shield(f) is f)
asyncio.run(main())
