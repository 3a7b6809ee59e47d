# SPDX-License-Identifier: MIT
# flags: --virtual-time
# A hundred connections at once: beyond the first poller's comfort.
import asyncio
async def handle(r, w):
    n = int(await r.readline()); await asyncio.sleep(.01); w.write(b'%d\n' % (n * n)); w.close()
async def client(addr, n):
    r, w = await asyncio.open_connection(*addr); w.write(b'%d\n' % n); x = int(await r.readline()); w.close(); await w.wait_closed(); return x
async def main():
    s = await asyncio.start_server(handle, '127.0.0.1', 0, backlog=200)
    async with s: r = await asyncio.gather(*[client(s.sockets[0].getsockname(), i) for i in range(100)])
    print(r == [i * i for i in range(100)], sum(r))
asyncio.run(main())
