# SPDX-License-Identifier: MIT
# flags: --virtual-time
# create_server and create_connection with protocols: callbacks and their order.
import asyncio
class Server(asyncio.Protocol):
    def connection_made(self, t): self.t = t; print('S made', t.get_extra_info('sockname')[0])
    def data_received(self, d): print('S data', d); self.t.write(d.upper())
    def eof_received(self): print('S eof')
    def connection_lost(self, e): print('S lost', e); lost.set_result(None)
class Client(asyncio.Protocol):
    def connection_made(self, t): self.t = t; print('C made'); t.write(b'hello')
    def data_received(self, d): print('C data', d); self.t.write_eof() if d == b'HELLO' else None
    def eof_received(self): print('C eof'); return False
    def connection_lost(self, e): print('C lost', e); done.set_result('finished')
async def main():
    global lost, done
    loop = asyncio.get_running_loop(); lost, done = loop.create_future(), loop.create_future()
    server = await loop.create_server(Server, '127.0.0.1', 0)
    t, p = await loop.create_connection(Client, *server.sockets[0].getsockname()); print(type(p).__name__, t.is_closing(), t.get_protocol() is p, t.is_reading())
    print(await done); await lost; server.close(); await server.wait_closed(); print(server.sockets, t.is_closing())
    lost = loop.create_future(); done = loop.create_future()
    server = await loop.create_server(Server, '127.0.0.1', 0, start_serving=False); print(server.is_serving()); await server.start_serving(); print(server.is_serving())
    t, p = await loop.create_connection(lambda: Client(), *server.sockets[0].getsockname()); t.abort(); await done; await lost; server.close()
    try: await loop.create_connection(Client, '127.0.0.1', 1)
    except OSError as e: print(type(e).__name__, e.errno, e)
    class Paused(asyncio.Protocol):
        def connection_made(self, t): t.pause_reading(); print('paused', t.is_reading()); loop.call_later(.01, lambda: (print('resume'), t.resume_reading()))
        def data_received(self, d): print('paused got', d); fin.set_result(1)
    fin = loop.create_future(); server = await loop.create_server(Paused, '127.0.0.1', 0)
    r, w = await asyncio.open_connection(*server.sockets[0].getsockname()); w.write(b'data'); await fin; w.close(); server.close()
asyncio.run(main())
