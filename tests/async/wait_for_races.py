# SPDX-License-Identifier: MIT
# flags: --virtual-time
# What wins when completion, timeout and cancellation meet in one turn.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future(); loop.call_later(.01, f.set_result, 'result'); loop.call_later(.01, lambda: w.cancel())
    w = asyncio.create_task(asyncio.wait_for(f, 1))
    try: print(await w)
    except asyncio.CancelledError: print('cancelled', f.done(), f.cancelled())
    f = loop.create_future(); w = asyncio.create_task(asyncio.wait_for(f, 1)); await asyncio.sleep(0); w.cancel(); f.cancelled() or f.set_result('late')
    try: print(await w)
    except asyncio.CancelledError: print('cancel first')
    f = loop.create_future(); w = asyncio.create_task(asyncio.wait_for(f, 1)); await asyncio.sleep(0); f.set_result('early'); w.cancel()
    try: print(await w)
    except asyncio.CancelledError: print('result first, still cancelled')
    async def slow():
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: return 'returned in spite of the cancel'
    w = asyncio.create_task(asyncio.wait_for(slow(), .01)); print(await asyncio.gather(w, return_exceptions=True))
    async def t(n, d): await asyncio.sleep(d); return n
    for d in (.01, .02, .03):
        try: print(await asyncio.wait_for(t('in time', d), .02))
        except TimeoutError: print('timeout', d)
    ts = [asyncio.create_task(t(i, .01)) for i in range(3)]; d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); print(len(d) >= 1, len(d) + len(p))
    try:
        async with asyncio.timeout(.01): await asyncio.sleep(.01); print('sleep and timeout together: sleep')
    except TimeoutError: print('sleep and timeout together: timeout')
    e = asyncio.Event(); w = asyncio.create_task(e.wait()); await asyncio.sleep(0); e.set(); w.cancel()
    try: print(await w)
    except asyncio.CancelledError: print('event set, waiter cancelled')
    sem = asyncio.Semaphore(1); await sem.acquire(); w = asyncio.create_task(sem.acquire()); x = asyncio.create_task(sem.acquire()); await asyncio.sleep(0); sem.release(); w.cancel()
    try: await w
    except asyncio.CancelledError: print('w cancelled; x gets it', await x)
asyncio.run(main())
