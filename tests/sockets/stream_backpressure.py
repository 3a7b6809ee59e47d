# SPDX-License-Identifier: MIT
# drain waits while the peer does not read; the order of events is kept.
import asyncio
async def handle(r, w):
    got = 0
    await started.wait()
    while d := await r.read(65536): got += len(d)
    w.write(str(got).encode()); w.close()
async def main():
    global started
    started = asyncio.Event()
    s = await asyncio.start_server(handle, '127.0.0.1', 0)
    async with s:
        r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
        w.transport.set_write_buffer_limits(high=1000, low=100); print(w.transport.get_write_buffer_limits())
        w.write(b'x' * 20_000_000); print(w.transport.get_write_buffer_size() > 1000)
        d = asyncio.create_task(w.drain()); await asyncio.sleep(.05); print('blocked', not d.done())
        started.set(); await d; print('drained', w.transport.get_write_buffer_size() <= 100)
        w.write_eof(); print(await r.read()); w.close(); await w.wait_closed()
asyncio.run(main())
