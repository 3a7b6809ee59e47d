# SPDX-License-Identifier: MIT
# flags: --virtual-time
# as_completed: plain and async iteration, timeout, exceptions, identity.
import asyncio
async def job(n, d):
    await asyncio.sleep(d)
    if n == 'bad': raise ValueError(n)
    return n
async def main():
    for c in asyncio.as_completed([job('a', .03), job('b', .01), job('c', .02)]): print(await c)
    ts = [asyncio.create_task(job(n, d)) for n, d in (('x', .02), ('bad', .01))]
    async for t in asyncio.as_completed(ts):
        try: print(t is ts[0], t is ts[1], await t)
        except ValueError as e: print('ValueError', e)
    try:
        for c in asyncio.as_completed([job('q', .01), job('slow', 1)], timeout=.05): print(await c)
    except TimeoutError as e: print('TimeoutError', e)
    try:
        async for t in asyncio.as_completed([job('q', .01), job('slow', 1)], timeout=.05): print(await t)
    except TimeoutError as e: print('TimeoutError')
    print([await c for c in asyncio.as_completed([])], [t async for t in asyncio.as_completed([])])
    t = asyncio.create_task(job('dup', 0)); print([await c for c in asyncio.as_completed([t, t])])
    for bad in (5, t, job):
        try: print(list(asyncio.as_completed(bad)))
        except TypeError as e: print(str(e).split('<')[0])
    it = asyncio.as_completed([job(1, .02), job(2, .01)])
    a, b = next(it), next(it); print(await b, await a)
    try: next(it)
    except StopIteration: print('stop')
asyncio.run(main())
