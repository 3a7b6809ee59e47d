# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Event and Condition.
import asyncio
async def main():
    e = asyncio.Event(); log = []
    async def w(n): r = await e.wait(); log.append((n, r))
    ts = [asyncio.create_task(w(i)) for i in range(3)]; await asyncio.sleep(0); print(log, e.is_set(), repr(e)[-18:])
    e.set(); e.clear(); print(e.is_set()); await asyncio.gather(*ts); print(log); e.set(); print(await e.wait(), repr(e)[-5:])
    e.clear(); t = asyncio.create_task(e.wait()); await asyncio.sleep(0); t.cancel(); await asyncio.wait([t]); print(t.cancelled(), repr(e)[-7:])
    c = asyncio.Condition(); log.clear()
    async def consumer(n):
        async with c:
            await c.wait(); log.append(n); print('woken', n, c.locked())
    ts = [asyncio.create_task(consumer(i)) for i in range(4)]; await asyncio.sleep(.01)
    async with c: c.notify(); print('notify one')
    await asyncio.sleep(.01); print(log)
    async with c: c.notify(2)
    await asyncio.sleep(.01); print(log)
    async with c: c.notify_all()
    await asyncio.gather(*ts); print(log)
    for bad in (c.notify, c.notify_all):
        try: bad()
        except RuntimeError as x: print(x)
    try: await c.wait()
    except RuntimeError as x: print(x)
    n = 0
    async def pred():
        async with c: return await c.wait_for(lambda: n >= 2)
    t = asyncio.create_task(pred())
    for n in (1, 2):
        await asyncio.sleep(.01)
        async with c: c.notify()
    print(await t)
    t = asyncio.create_task(consumer('x')); await asyncio.sleep(.01); t.cancel()
    try: await t
    except asyncio.CancelledError: print('cancelled', c.locked())
    try:
        async with c: await asyncio.wait_for(c.wait(), .01)
    except TimeoutError: print('timeout', c.locked())
    l = asyncio.Lock(); c1, c2 = asyncio.Condition(l), asyncio.Condition(lock=l)
    async with c1: print(c2.locked())
    print(repr(c)[-9:])
asyncio.run(main())
