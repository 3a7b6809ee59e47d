# SPDX-License-Identifier: MIT
# flags: --virtual-time
# sleep: order of deadlines, equal deadlines, zero, negative, results.
import asyncio
async def s(n, d):
    r = await asyncio.sleep(d, n); print(r, end=' ')
async def main():
    await asyncio.gather(s(1, .02), s(2, .01), s(3, .03), s(4, 0), s(5, -1), s(6, 0)); print()
    async def z(n):
        for i in range(3): print(n, i, end='; '); await asyncio.sleep(0)
    await asyncio.gather(z('a'), z('b'), z('c')); print()
    print(await asyncio.sleep(0, 'r'), await asyncio.sleep(0.001, result='q'), await asyncio.sleep(0))
    loop = asyncio.get_running_loop(); w = loop.time() + .01; out = []
    for i in range(5): loop.call_at(w, out.append, i)
    await asyncio.sleep(.02); print(sorted(out))
    for bad in ('x', None):
        try: await asyncio.sleep(bad)
        except TypeError as e: print(e)
    try: await asyncio.sleep(float('nan'))
    except ValueError as e: print(e)
asyncio.run(main())
