# SPDX-License-Identifier: MIT
# flags: --virtual-time
# The exact order of steps: which callbacks run in which turn.
import asyncio
log = []
async def t(n, k):
    for i in range(k): log.append(f'{n}{i}'); await asyncio.sleep(0)
async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(t('a', 3)); loop.call_soon(log.append, 'cb1'); b = asyncio.create_task(t('b', 2)); loop.call_soon(lambda: (log.append('cb2'), loop.call_soon(log.append, 'cb3'))); log.append('main')
    await a; log.append('main after a'); print(log); log.clear()
    f = loop.create_future()
    async def w(n): log.append(f'{n} waits'); await f; log.append(f'{n} woke')
    ws = [asyncio.create_task(w(i)) for i in range(3)]; await asyncio.sleep(0); f.add_done_callback(lambda _: log.append('callback')); f.set_result(0); log.append('set'); await asyncio.gather(*ws); print(log); log.clear()
    async def done(): return 1
    x = asyncio.create_task(done()); y = asyncio.create_task(t('y', 2)); await x; log.append('x done'); await y; print(log); log.clear()
    e = asyncio.Event(); ws = [asyncio.create_task(ev(e, i)) for i in range(2)]; await asyncio.sleep(0); e.set(); log.append('event set'); await asyncio.sleep(0); log.append('one turn'); await asyncio.gather(*ws); print(log); log.clear()
    q = asyncio.Queue(1); c = asyncio.create_task(cons(q)); p = asyncio.create_task(prod(q)); await asyncio.gather(c, p); print(log); log.clear()
    for i in range(3): loop.call_later(0, log.append, f'timer{i}'); loop.call_soon(log.append, f'soon{i}')
    await asyncio.sleep(.01); print(log)
async def ev(e, i): await e.wait(); log.append(f'ev{i}')
async def cons(q):
    for _ in range(3): log.append(('got', await q.get()))
async def prod(q):
    for i in range(3): await q.put(i); log.append(('put', i))
asyncio.run(main())
