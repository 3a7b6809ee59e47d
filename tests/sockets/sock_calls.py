# SPDX-License-Identifier: MIT
# flags: --virtual-time
# loop.sock_* on plain sockets; add_reader and add_writer.
import asyncio, socket
async def serve(loop, ls):
    c, a = await loop.sock_accept(ls); print('accepted', a[0])
    while d := await loop.sock_recv(c, 100): await loop.sock_sendall(c, d.title())
    c.close(); print('server done')
async def main():
    loop = asyncio.get_running_loop()
    ls = socket.socket(); ls.bind(('127.0.0.1', 0)); ls.listen(); ls.setblocking(False)
    t = asyncio.create_task(serve(loop, ls))
    c = socket.socket(); c.setblocking(False); await loop.sock_connect(c, ls.getsockname())
    await loop.sock_sendall(c, b'hello world'); print(await loop.sock_recv(c, 5)); b = bytearray(10); n = await loop.sock_recv_into(c, b); print(n, b)
    c.shutdown(socket.SHUT_WR); print(await loop.sock_recv(c, 10)); await t; c.close(); ls.close()
    a, b = socket.socketpair(); a.setblocking(False); b.setblocking(False); got = loop.create_future()
    def readable(tag): d = b.recv(10); print(tag, d); loop.remove_reader(b); got.set_result(None)
    loop.add_reader(b, readable, 'tag'); loop.call_later(.01, a.send, b'ping'); await got; print(loop.remove_reader(b), loop.remove_writer(b))
    w = loop.create_future(); loop.add_writer(a.fileno(), lambda: (loop.remove_writer(a), w.set_result('writable'))); print(await w)
    r = asyncio.create_task(loop.sock_recv(b, 1)); await asyncio.sleep(.01); r.cancel(); await asyncio.wait([r]); a.send(b'z'); print(await loop.sock_recv(b, 1))
    a.close(); print(await loop.sock_recv(b, 1)); b.close()
    s = socket.socket(); s.setblocking(True)
    try: await loop.sock_recv(s, 1)
    except ValueError as e: print(e) if loop.get_debug() else print('?')
    except OSError as e: print(type(e).__name__)
    s.close(); d = socket.socket(); d.setblocking(False)
    try: await loop.sock_connect(d, ('127.0.0.1', 1))
    except OSError as e: print(type(e).__name__)
    d.close()
asyncio.run(main())
