# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Lock: fairness, cancellation of a waiter, errors, repr.
import asyncio
async def user(lock, n, hold=.01):
    async with lock:
        print('in', n); await asyncio.sleep(hold); print('out', n)
async def main():
    lock = asyncio.Lock(); print(lock.locked(), repr(lock)[-9:])
    await asyncio.gather(*[user(lock, i) for i in range(4)])
    print(await lock.acquire(), lock.locked(), repr(lock)[-9:])
    ts = [asyncio.create_task(user(lock, c, 0)) for c in 'abc']; await asyncio.sleep(0); print(repr(lock)[-20:])
    ts[0].cancel(); lock.release(); print(lock.locked()); await asyncio.gather(*ts, return_exceptions=True)
    try: lock.release()
    except RuntimeError as e: print(e)
    await lock.acquire(); w = asyncio.create_task(user(lock, 'w', 0)); await asyncio.sleep(0); lock.release()
    x = asyncio.create_task(user(lock, 'barging?', 0)); await w; await x
    await lock.acquire(); w = asyncio.create_task(lock.acquire()); await asyncio.sleep(0); lock.release(); w.cancel()
    try: await w
    except asyncio.CancelledError: print('woken and cancelled', lock.locked())
    async with lock: print('lock is usable')
    try:
        with lock: pass
    except TypeError as e: print(e)
    try: await asyncio.wait_for(user(lock, 'fast', 0), 1); await lock.acquire(); await asyncio.wait_for(lock.acquire(), .01)
    except TimeoutError: print('timeout')
    lock.release(); print(lock.locked(), await lock.acquire())
asyncio.run(main())
