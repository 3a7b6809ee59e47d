# SPDX-License-Identifier: MIT
# flags: --virtual-time
# repr of tasks, futures, handles in each state.
import asyncio
async def work(): await asyncio.sleep(.01); return 'r'
async def fail(): raise ValueError('oops')
def cb(f): pass
def show(x): print(repr(x).replace(__file__, 'FILE'))
async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(work(), name='T'); show(t)
    t.add_done_callback(cb); show(t); await asyncio.sleep(0); show(t)
    t.cancel(); show(t)
    await asyncio.wait([t]); show(t)
    t = asyncio.create_task(work(), name='U'); await t; show(t)
    t = asyncio.create_task(fail(), name='V'); await asyncio.wait([t]); show(t); t.exception()
    f = loop.create_future(); show(f); f.add_done_callback(cb); show(f); f.add_done_callback(cb); show(f); f.add_done_callback(print); show(f)
    f.set_result('x' * 10); show(f)
    g = loop.create_future(); g.cancel(); show(g)
    h = loop.call_soon(cb, 1); show(h); h.cancel(); show(h)
    async def waits(f): await f
    k = loop.create_future(); t = asyncio.create_task(waits(k), name='W'); await asyncio.sleep(0); show(t); show(k); k.set_result(1); show(t); await t
    print(repr(asyncio.current_task()).split(' cb=')[0].replace(__file__, 'FILE'))
asyncio.run(main())
