# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Comprehensions with async for and await, of the four kinds, nested.
import asyncio
async def up(n):
    for i in range(n): await asyncio.sleep(0); yield i
async def dbl(x): await asyncio.sleep(0); return x * 2
async def main():
    print([x async for x in up(3)], {x async for x in up(3)}, {x: await dbl(x) async for x in up(3)}, [x async for x in (y async for y in up(2))])
    print([await dbl(x) for x in range(3)], [await dbl(x) async for x in up(3) if x], [x async for x in up(4) if await dbl(x) > 2], [(x, y) async for x in up(2) for y in 'ab'], [(x, y) for x in 'ab' async for y in up(2)])
    g = (await dbl(x) async for x in up(3)); print(type(g).__name__, [v async for v in g]); h = (await dbl(x) for x in range(2)); print(type(h).__name__, [v async for v in h])
    print([[y async for y in up(x)] async for x in up(3)], sum([x async for x in up(4)]), [f async for f in up(2)][0], [await f for f in [dbl(1), dbl(2)]])
    print(await dbl(await dbl(1)) + await dbl(2), -await dbl(1), (await dbl(1)) ** 2, await dbl(1) if await dbl(0) else 'zero', [*[x async for x in up(2)], await dbl(5)], {await dbl(1): await dbl(2)}, f'{await dbl(3)}', (lambda v: v)(await dbl(4)))
    try: sorted(x async for x in up(2))
    except TypeError as e: print(e)
    try: list(await dbl(x) for x in [1])
    except TypeError as e: print(e)
    async def fails():
        yield 1; raise ValueError('in the generator')
    try: [x async for x in fails()]
    except ValueError as e: print(e)
    assert await dbl(1) == 2, await dbl(0)
    x = await dbl(1); x += await dbl(2); d = {}; d[await dbl(1)] = await dbl(3); print(x, d); del d[await dbl(1)]; print(d)
    while (x := await dbl(x)) < 50: pass
    print(x); return await dbl(x)
print(asyncio.run(main()))
