# SPDX-License-Identifier: MIT
# flags: --virtual-time
# gather: cancelling it cancels the children; cancelling a child is an exception.
import asyncio
async def job(n):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print('cancelled', n); raise
    return n
async def main():
    g = asyncio.gather(job(1), job(2))
    await asyncio.sleep(0.01)
    print(g.cancel(), g.done())
    try: await g
    except asyncio.CancelledError: print('gather cancelled', g.cancelled(), g.cancel())
    ts = [asyncio.create_task(job(i)) for i in range(3)]
    g = asyncio.gather(*ts)
    await asyncio.sleep(0); ts[1].cancel('why')
    try: await g
    except asyncio.CancelledError as e: print('child', e.args, [t.done() for t in ts])
    for t in ts: t.cancel()
    await asyncio.gather(*ts, return_exceptions=True)
    ts = [asyncio.create_task(job(i)) for i in 'ab']
    g = asyncio.gather(*ts, return_exceptions=True)
    await asyncio.sleep(0); g.cancel()
    try: print(await g)
    except asyncio.CancelledError: print('even with return_exceptions', [t.cancelled() for t in ts])
    inner = asyncio.gather(job('x'), job('y'))
    outer = asyncio.gather(inner, job('z'))
    await asyncio.sleep(0); outer.cancel()
    try: await outer
    except asyncio.CancelledError: print('nested', inner.cancelled())
    async def waiter(): await asyncio.gather(job('w1'), job('w2'))
    t = asyncio.create_task(waiter()); await asyncio.sleep(0); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('waiter', t.cancelled())
asyncio.run(main())
