# SPDX-License-Identifier: MIT
# flags: --virtual-time
# gather: the first exception reaches the waiter, the others go on; return_exceptions collects.
import asyncio
async def ok(n, d):
    await asyncio.sleep(d); print('ok', n); return n
async def bad(n, d):
    await asyncio.sleep(d); print('bad', n); raise ValueError(n)
async def main():
    try:
        await asyncio.gather(ok(1, .02), bad(2, .01), ok(3, .03))
    except ValueError as e:
        print('caught', e)
    await asyncio.sleep(.05)
    print(await asyncio.gather(ok(1, .01), bad(2, 0), ok(3, 0), return_exceptions=True))
    try:
        await asyncio.gather(bad(1, .02), bad(2, .01))
    except ValueError as e:
        print('first in time', e)
    await asyncio.sleep(.02)
    g = asyncio.gather(bad('n', 0), ok('m', 0.01))
    r = await asyncio.gather(g, ok('o', 0), return_exceptions=True)
    print(r, g.done(), repr(g.exception()))
    async def cancelled(): raise asyncio.CancelledError('self')
    print(await asyncio.gather(cancelled(), ok('p', 0), return_exceptions=True))
    try:
        await asyncio.gather(cancelled(), ok('q', 0))
    except asyncio.CancelledError as e:
        print('CancelledError', e.args)
asyncio.run(main())
