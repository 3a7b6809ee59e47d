# Descriptors that a transport uses are refused to others; datagram sockets on paths; writing while a file is sent.
import asyncio
import os
import socket
import tempfile
async def main():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    tr, pr = await loop.create_connection(asyncio.Protocol, sock=a)
    fd = a.fileno()
    for name in 'add_reader', 'add_writer':
        for f in a, fd:
            try: getattr(loop, name)(f, print); print('ok')
            except RuntimeError as e: print(name, str(e)[:15], str(e)[-20:])
    for name in 'remove_reader', 'remove_writer':
        for f in a, fd:
            try: print(getattr(loop, name)(f))
            except RuntimeError as e: print(name, str(e)[:15], str(e)[-20:])
    for co in loop.sock_recv(a, 3), loop.sock_sendall(a, b'x'), loop.sock_recv_into(a, bytearray(3)), loop.sock_accept(a):
        try:
            a.setblocking(False)
            print(await asyncio.wait_for(co, 0.05))
        except Exception as e: print(type(e), str(e)[:15])
    tr.close()


async def paths():
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, 'sock')
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(path); s.close()
        tr, pr = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, path, family=socket.AF_UNIX)
        print(isinstance(tr, asyncio.Transport), isinstance(tr, asyncio.DatagramTransport), tr.get_extra_info('sockname') == path)
        tr.close()
        await asyncio.sleep(0)
        plain = os.path.join(d, 'file')
        open(plain, 'w').close()
        try:
            await loop.create_datagram_endpoint(asyncio.DatagramProtocol, plain, family=socket.AF_UNIX)
        except OSError as e:
            print(e.strerror, os.path.exists(plain))
        try:
            await loop.create_datagram_endpoint(asyncio.DatagramProtocol, os.path.join(plain, 'x'), family=socket.AF_UNIX)
        except OSError as e:
            print(e.strerror)
        for name in ('', '\0abstract-rondo-%d' % os.getpid()):
            tr, pr = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, name, family=socket.AF_UNIX)
            tr.close()


class P(asyncio.Protocol):
    n = 0
    def data_received(self, d): self.n += len(d)
    def connection_lost(self, exc): done.set_result(self.n)
async def files():
    global done
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server = await loop.create_server(P, '127.0.0.1', 0)
    tr, _ = await loop.create_connection(asyncio.Protocol, *server.sockets[0].getsockname())
    with tempfile.TemporaryFile() as f:
        f.write(b'x' * 30_000_000)
        f.flush()
        t = loop.create_task(loop.sendfile(tr, f))
        await asyncio.sleep(0)
        for call in (lambda: tr.write(b'y'), lambda: tr.write('y'), lambda: tr.writelines([b'y', b'z']), lambda: tr.writelines([]), lambda: tr.write(b'')):
            try:
                call()
                print('written')
            except (RuntimeError, TypeError) as e:
                print(type(e).__name__, e)
        print(await t)
    tr.write(b'end')
    tr.close()
    print(await done)
    server.close()


async def closed():
    pass

asyncio.run(main())
asyncio.run(paths())
asyncio.run(files())
loop = asyncio.new_event_loop()
loop.close()
try:
    asyncio.ensure_future(closed(), loop=loop)
except RuntimeError as e:
    print(e)
