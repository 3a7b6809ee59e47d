# SPDX-License-Identifier: MIT
# flags: --virtual-time
# wait: the three return conditions, timeout, sets, errors.
import asyncio
async def job(n, d, fail=False):
    await asyncio.sleep(d)
    if fail: raise ValueError(n)
    return n
def names(s): return sorted(t.get_name() for t in s)
def make(*spec): return [asyncio.create_task(job(*s), name=f'{s[0]}') for s in spec]
async def main():
    ts = make(('a', .05), ('b', .1), ('c', .15))
    d, p = await asyncio.wait(ts); print(names(d), names(p))
    d, p = await asyncio.wait(ts, timeout=0); print(names(d), names(p))
    ts = make(('a', .05), ('b', .1), ('c', .15))
    d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED); print(names(d), names(p))
    d, p = await asyncio.wait(p, timeout=.075); print(names(d), names(p), [x.done() for x in p])
    for x in p: await x
    ts = make(('a', .05), ('bad', .1, True), ('c', .15))
    d, p = await asyncio.wait(ts, return_when=asyncio.FIRST_EXCEPTION); print(names(d), names(p))
    print(sorted(repr(t.exception()) for t in d)); await asyncio.wait(p)
    ts = make(('a', .05), ('b', .1)); ts[0].cancel()
    d, p = await asyncio.wait(ts, return_when='FIRST_EXCEPTION'); print(names(d), names(p), [t.cancelled() for t in ts])
    d, p = await asyncio.wait(iter(make(('g', 0)))); print(names(d), type(d).__name__, type(p).__name__)
    for bad in (lambda: asyncio.wait([]), lambda: asyncio.wait(ts, return_when='X'), lambda: asyncio.wait(ts[0]), lambda: asyncio.wait(5)):
        try: await bad()
        except Exception as e: print(type(e).__name__, e)
    c = job('coro', 0)
    try: await asyncio.wait([c])
    except TypeError as e: print(e)
    c.close()
    t = asyncio.create_task(asyncio.wait(ts2 := make(('w', .2)))); await asyncio.sleep(0); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('wait cancelled; the task goes on:', not ts2[0].done(), await ts2[0])
    f = asyncio.get_running_loop().create_future(); d, p = await asyncio.wait([f], timeout=.05); print(len(d), len(p)); f.cancel()
asyncio.run(main())
