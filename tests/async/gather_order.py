# SPDX-License-Identifier: MIT
# flags: --virtual-time
# gather: results in argument order, interleaving in time order, duplicates, empty, futures.
import asyncio
async def job(n, d):
    print('start', n)
    await asyncio.sleep(d)
    print('end', n)
    return n * 10
async def main():
    print(await asyncio.gather(job(1, .03), job(2, .01), job(3, .02)))
    print(await asyncio.gather())
    t = asyncio.create_task(job(4, 0))
    f = asyncio.get_running_loop().create_future(); f.set_result('fut')
    print(await asyncio.gather(t, t, f, t))
    print(await asyncio.gather(asyncio.gather(job(5, .01), job(6, 0)), job(7, 0)))
    print(await asyncio.gather(*[job(i, (3 - i) / 100) for i in range(3)]))
asyncio.run(main())
