# SPDX-License-Identifier: MIT
# flags: --virtual-time
# A cancel travels to the innermost thing that is awaited.
import asyncio
async def inner():
    try: await asyncio.sleep(1)
    except asyncio.CancelledError: print('inner first'); raise
async def middle():
    try: await inner()
    except asyncio.CancelledError: print('middle'); raise
async def outer(t):
    try: await t
    except asyncio.CancelledError: print('outer'); raise
async def main():
    t = asyncio.create_task(middle()); o = asyncio.create_task(outer(t))
    await asyncio.sleep(.01); o.cancel('deep')
    r = await asyncio.gather(o, t, return_exceptions=True)
    print([type(x).__name__ for x in r], [x.args for x in r], o.cancelled(), t.cancelled())
    f = asyncio.get_running_loop().create_future()
    w = asyncio.create_task(outer(f)); await asyncio.sleep(0); w.cancel()
    await asyncio.wait([w]); print(f.cancelled(), f.cancel())
    f = asyncio.get_running_loop().create_future()
    w = [asyncio.create_task(outer(f)) for _ in range(2)]; await asyncio.sleep(0); f.cancel('fut')
    print([x.args for x in await asyncio.gather(*w, return_exceptions=True)])
    f = asyncio.get_running_loop().create_future()
    w = asyncio.create_task(outer(f)); await asyncio.sleep(0); f.set_result(1); print(w.cancel())
    try: await w
    except asyncio.CancelledError: print('result was ready, cancel wins', f.done(), f.cancelled())
asyncio.run(main())
