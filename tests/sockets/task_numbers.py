# SPDX-License-Identifier: MIT
# What the library itself starts as a task shows in the default names of later tasks.
import asyncio
async def n(w):
    t = asyncio.create_task(asyncio.sleep(0)); print(w, t.get_name()); await t
async def main():
    await n(0)
    async for i in agen():
        if i: break
    await n(1)
    try: await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError: pass
    await n(2)
    for c in asyncio.as_completed([asyncio.sleep(0.02, 'b'), asyncio.sleep(0.01, 'a')]): await c
    await n(3)
    await asyncio.to_thread(len, 'a'); await n(4)
    async def echo(r, wr):
        wr.close()
    srv = await asyncio.start_server(echo, '127.0.0.1', 0)
    await n(5)
    async with srv:
        r, wr = await asyncio.open_connection(*srv.sockets[0].getsockname())
        await n(6)
        await r.read(); wr.close(); await wr.wait_closed()
        await n(7)
    await n(8)
async def agen():
    for i in range(5): yield i
asyncio.run(main())
