# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Semaphore, BoundedSemaphore, Barrier.
import asyncio
async def main():
    s = asyncio.Semaphore(2); active = peak = 0
    async def job(n):
        nonlocal active, peak
        async with s:
            active += 1; peak = max(peak, active); print('in', n, end='; '); await asyncio.sleep(.01); active -= 1
    await asyncio.gather(*[job(i) for i in range(6)]); print(peak, s.locked(), repr(s)[-20:])
    await s.acquire(); await s.acquire(); print(s.locked()); t = asyncio.create_task(s.acquire()); await asyncio.sleep(0); s.release(); print(await t, s.locked()); s.release(); s.release()
    s.release(); print(s._value)
    b = asyncio.BoundedSemaphore(1)
    try: b.release()
    except ValueError as e: print(e)
    try: asyncio.Semaphore(-1)
    except ValueError as e: print(e)
    z = asyncio.Semaphore(0); order = []
    async def q(n): await z.acquire(); order.append(n)
    ts = [asyncio.create_task(q(i)) for i in range(4)]; await asyncio.sleep(0); ts[1].cancel(); z.release(); z.release(); await asyncio.sleep(.01); print(order); z.release(); await asyncio.sleep(.01); print(order)
    bar = asyncio.Barrier(3); got = []
    async def p(n):
        await asyncio.sleep(n / 100); i = await bar.wait(); got.append((n, i)); print('passed', n)
    await asyncio.gather(*[p(i) for i in range(3)]); print(got, bar.parties, bar.n_waiting, bar.broken, repr(bar)[-23:])
    async def ctx():
        async with bar as pos: return pos
    print(sorted(await asyncio.gather(ctx(), ctx(), ctx())))
    async def w():
        try: await bar.wait()
        except asyncio.BrokenBarrierError as e: return 'broken'
    t = asyncio.create_task(w()); await asyncio.sleep(0); await bar.abort(); print(await t, bar.broken)
    try: await bar.wait()
    except asyncio.BrokenBarrierError as e: print(type(e).__name__, e)
    await bar.reset(); print(bar.broken); t = asyncio.create_task(w()); await asyncio.sleep(0); await bar.reset(); print(await t)
    t = asyncio.create_task(bar.wait()); await asyncio.sleep(0); t.cancel(); await asyncio.wait([t]); print(bar.n_waiting, bar.broken)
    try: asyncio.Barrier(0)
    except ValueError as e: print(e)
asyncio.run(main())
