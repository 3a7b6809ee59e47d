"""connect_read_pipe() and connect_write_pipe(): what the protocols hear, flow control, ends and failures."""
import asyncio
import os
import re
import socket
import tempfile


def text(transport):
    return re.sub(r'fd=\d+', 'fd=N', repr(transport))


class Hears(asyncio.Protocol):
    def __init__(self, name):
        self.name, self.lost = name, asyncio.get_running_loop().create_future()

    def say(self, *what):
        print(self.name, *what)

    def connection_made(self, transport):
        self.transport = transport
        self.say('made', text(transport), transport.is_closing())

    def data_received(self, data):
        self.say('data', len(data), data[:10])

    def eof_received(self):
        self.say('eof', self.transport.is_closing())

    def pause_writing(self):
        self.say('pause')

    def resume_writing(self):
        self.say('resume')

    def connection_lost(self, exc):
        self.say('lost', repr(exc), text(self.transport))
        self.lost.set_result(None)


async def reading(loop):
    r, w = os.pipe()
    pipe = open(r, 'rb', 0)
    transport, protocol = await loop.connect_read_pipe(lambda: Hears('reader'), pipe)
    print(transport.get_protocol() is protocol, transport.get_extra_info('pipe') is pipe, transport.get_extra_info('x', 1),
          transport.is_reading(), text(transport))
    os.write(w, b'one')
    await asyncio.sleep(0.01)
    transport.pause_reading()
    transport.pause_reading()
    os.write(w, b'two')
    await asyncio.sleep(0.01)
    print(transport.is_reading(), text(transport))
    transport.resume_reading()
    transport.resume_reading()
    await asyncio.sleep(0.01)
    os.close(w)
    await protocol.lost
    print(pipe.closed, transport.is_closing(), transport.is_reading(), text(transport), transport.get_protocol())
    transport.close()
    r, w = os.pipe()
    transport, protocol = await loop.connect_read_pipe(lambda: Hears('closed'), open(r, 'rb', 0))
    other = Hears('other')
    transport.set_protocol(other)
    other.transport = transport
    transport.close()
    print(text(transport))
    transport.close()
    transport.pause_reading()
    transport.resume_reading()
    await other.lost
    os.close(w)


async def writing(loop):
    r, w = os.pipe()
    os.set_blocking(r, False)
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('writer'), open(w, 'wb', 0))
    print(transport.get_write_buffer_limits(), transport.get_write_buffer_size(), transport.can_write_eof())
    transport.write(b'')
    transport.write(bytearray(b'one '))
    transport.writelines([b'two', b' ', memoryview(b'three')])
    print(os.read(r, 100), transport.get_write_buffer_size())
    transport.set_write_buffer_limits(high=1000, low=10)
    size = 300_000
    transport.write(b'x' * size)
    transport.write(bytearray(b'y' * 5))
    print(transport.get_write_buffer_size() > 100_000, text(transport)[:50], transport.get_write_buffer_limits())
    transport.close()
    print(text(transport)[:57])
    transport.write(b'too late')
    got = b''
    while not protocol.lost.done():
        try:
            got += os.read(r, 50_000)
        except BlockingIOError:
            pass
        await asyncio.sleep(0)
    got += os.read(r, 100_000)
    print(len(got) - size, got[-7:], os.read(r, 10))
    os.close(r)
    for wrong in 'text', None, 5:
        try:
            transport.write(wrong)
        except (AssertionError, TypeError) as exc:
            print(type(exc).__name__, exc)

    r, w = os.pipe()
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('no reader'), open(w, 'wb', 0))
    os.close(r)
    await protocol.lost
    r, w = os.pipe()
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('broken'), open(w, 'wb', 0))
    transport.write(b'z' * 500_000)
    os.close(r)
    await protocol.lost
    r, w = os.pipe()
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('aborted'), open(w, 'wb', 0))
    transport.write(b'z' * 500_000)
    transport.abort()
    print(transport.get_write_buffer_size())
    await protocol.lost
    print(len(os.read(r, 1_000_000)) < 500_000)
    os.close(r)
    r, w = os.pipe()
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('eof'), open(w, 'wb', 0))
    transport.write_eof()
    transport.write_eof()
    await protocol.lost
    print(os.read(r, 10))
    os.close(r)


async def others(loop):
    with tempfile.TemporaryFile() as file:
        for connect in loop.connect_read_pipe, loop.connect_write_pipe:
            try:
                await connect(lambda: Hears('file'), file)
            except ValueError as exc:
                print(exc)
        print(file.closed)
    a, b = socket.socketpair()
    transport, protocol = await loop.connect_read_pipe(lambda: Hears('socket'), a)
    b.sendall(b'by a socket')
    await asyncio.sleep(0.01)
    b.close()
    await protocol.lost
    transport, protocol = await loop.connect_write_pipe(lambda: Hears('device'), open('/dev/null', 'wb', 0))
    transport.write(b'gone')
    transport.close()
    await protocol.lost

    class Fails(Hears):
        def pause_writing(self):
            raise KeyError('pause')

        def resume_writing(self):
            raise KeyError('resume')
    loop.set_exception_handler(lambda loop, c: print(sorted(c), c['message'], repr(c.get('exception'))))
    r, w = os.pipe()
    transport, protocol = await loop.connect_write_pipe(lambda: Fails('fails'), open(w, 'wb', 0))
    transport.write(b'z' * 500_000)
    os.set_blocking(r, False)
    while transport.get_write_buffer_size():
        try:
            os.read(r, 100_000)
        except BlockingIOError:
            pass
        await asyncio.sleep(0)
    transport.close()
    await protocol.lost
    os.close(r)

    r, w = os.pipe()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), open(r, 'rb', 0))
    transport, flow = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, open(w, 'wb', 0))
    writer = asyncio.StreamWriter(transport, flow, None, loop)
    writer.write(b'a line\n' + b'q' * 200_000)
    drain = asyncio.create_task(writer.drain())
    print(await reader.readline(), drain.done())
    print(len(await reader.readexactly(200_000)))
    await drain
    writer.close()
    print(await reader.read())
    try:
        writer.write(b'after the end')
        await writer.drain()
    except ConnectionResetError as exc:
        print(exc)


async def main():
    loop = asyncio.get_running_loop()
    for part in reading, writing, others:
        print('----', part.__name__)
        await part(loop)


asyncio.run(main())
