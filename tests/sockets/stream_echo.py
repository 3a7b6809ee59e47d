# SPDX-License-Identifier: MIT
# flags: --virtual-time
# start_server and open_connection: echo, readline, eof, extra info.
import asyncio
async def handle(r, w):
    while line := await r.readline():
        w.write(b'echo ' + line); await w.drain()
    print('server: eof', r.at_eof()); w.close(); await w.wait_closed()
async def main():
    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    host, port = server.sockets[0].getsockname(); print(host, port > 0, server.is_serving(), type(server).__name__)
    async with server:
        r, w = await asyncio.open_connection(host, port)
        print(w.get_extra_info('peername') == (host, port), w.get_extra_info('nosuch', 'dflt'), w.get_extra_info('socket') is not None, w.can_write_eof(), w.is_closing())
        for m in (b'one\n', b'two\n', 'привет\n'.encode()):
            w.write(m); print((await r.readline()).decode().strip())
        w.writelines([b'a\n', b'b\n']); print(await r.readline(), await r.readline())
        w.write_eof(); print(await r.read()); w.close(); await w.wait_closed(); print(w.is_closing(), r.at_eof(), await r.read(), await r.readline())
    print(server.is_serving(), server.sockets)
asyncio.run(main())
