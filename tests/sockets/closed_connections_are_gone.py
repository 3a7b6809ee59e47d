# A connection that is over leaves nothing behind that the collector has to find.
import asyncio
import gc
import os
import socket
import weakref

gc.disable()
refs = []


def note(*things):
    refs.extend(map(weakref.ref, things))


def show(what):
    print(what, [r() is None for r in refs])
    refs.clear()


async def handle(reader, writer):
    note(writer.transport, reader, writer)
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(port):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    note(writer.transport, reader, writer)
    writer.write(b'hello\n')
    await reader.readline()
    writer.close()
    await writer.wait_closed()


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        note(transport, self)
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)
        self.transport.close()


class Silent(asyncio.Protocol):
    pass


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    await client(server.sockets[0].getsockname()[1])
    for _ in range(5):
        await asyncio.sleep(0)
    show('streams')
    server.close()
    a, b = socket.socketpair()
    await loop.create_connection(Echo, sock=a)
    b.send(b'x')
    while not refs or refs[0]():
        await asyncio.sleep(0)
    show('protocol')
    b.close()
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    task = asyncio.create_task(reader.read())
    note(reader, writer, writer.transport, task)
    await asyncio.sleep(0)
    b.close()
    await task
    writer.close()
    del reader, writer, task
    for _ in range(5):
        await asyncio.sleep(0)
    show('closed by the far end')
    r, w = os.pipe()
    reading = await loop.connect_read_pipe(Silent, open(r, 'rb', 0))
    writing = await loop.connect_write_pipe(Silent, open(w, 'wb', 0))
    note(*reading, *writing)
    writing[0].write(b'x')
    writing[0].close()
    del reading, writing
    while any(r() for r in refs):
        await asyncio.sleep(0)
    show('pipes')


asyncio.run(main())
