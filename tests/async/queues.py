# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Queue, LifoQueue, PriorityQueue: sizes, blocking, join, exceptions, cancellation, shutdown.
import asyncio
async def main():
    q = asyncio.Queue(maxsize=2); print(q.empty(), q.full(), q.qsize(), q.maxsize, repr(q).split(' at ')[0])
    async def prod():
        for i in range(5): await q.put(i); print('put', i, q.qsize())
    async def cons():
        for _ in range(5): print('got', await q.get()); await asyncio.sleep(.01); q.task_done()
    await asyncio.gather(prod(), cons()); await q.join(); print('joined')
    for cls in (asyncio.LifoQueue, asyncio.PriorityQueue):
        p = cls()
        for x in (3, 1, 2): p.put_nowait(x)
        print(cls.__name__, [p.get_nowait() for _ in range(3)])
    for bad in (q.get_nowait, lambda: [q.put_nowait(i) for i in range(3)], q.task_done and (lambda: asyncio.Queue().task_done())):
        try: bad()
        except Exception as e: print(type(e).__name__, e)
    q = asyncio.Queue(); gs = [asyncio.create_task(q.get()) for _ in range(3)]; await asyncio.sleep(0); gs[0].cancel(); q.put_nowait('a'); q.put_nowait('b')
    print(await gs[1], await gs[2], gs[0].cancelled())
    g = asyncio.create_task(q.get()); await asyncio.sleep(0); q.put_nowait('kept'); g.cancel(); await asyncio.wait([g]); print(q.qsize(), g.cancelled())
    try: await asyncio.wait_for(asyncio.Queue().get(), .01)
    except TimeoutError: print('timeout')
    j = asyncio.create_task(q.join()); await asyncio.sleep(0); print(j.done()); q.get_nowait(); q.task_done(); q.task_done(); q.task_done(); await j; print('join done')
    q = asyncio.Queue(1); q.put_nowait(1); pt = asyncio.create_task(q.put(2)); gt = None; await asyncio.sleep(0); q.shutdown()
    try: await pt
    except asyncio.QueueShutDown as e: print(type(e).__name__, e)
    print(await q.get())
    try: await q.get()
    except asyncio.QueueShutDown: print('shut down')
    try: q.put_nowait(1)
    except asyncio.QueueShutDown: print('shut down for put')
    q = asyncio.Queue(); q.put_nowait(1); q.shutdown(immediate=True); print(q.qsize())
    workers_q, out = asyncio.Queue(), []
    async def worker(n):
        while True:
            x = await workers_q.get(); await asyncio.sleep(.01 * x); out.append((n, x)); workers_q.task_done()
    ws = [asyncio.create_task(worker(i)) for i in range(2)]
    for x in (3, 1, 1, 2): workers_q.put_nowait(x)
    await workers_q.join(); print(out)
    for w in ws: w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True))
asyncio.run(main())
