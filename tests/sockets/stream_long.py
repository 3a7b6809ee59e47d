# SPDX-License-Identifier: MIT
# Long messages over streams and protocols: in one piece, in several, longer and shorter than the
# ones before, through every way of reading.
import asyncio
import hashlib

SIZES = (5000, 5000, 3000, 5000, 2400, 16384, 16384, 100, 4095, 4096, 4097, 60000, 1, 200000, 200000,
         70000, 8192, 8191)


def message(n, salt=0):
    return (bytes((i * 7 + salt) % 251 + 1 for i in range(256)).replace(b'\n', b'!') *
            (n // 256 + 1))[:n - 1] + b'\n'


async def serve(handle, **how):
    server = await asyncio.start_server(handle, '127.0.0.1', 0, **how)
    return server, server.sockets[0].getsockname()[1]


async def echo_lines(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()


async def lines():
    server, port = await serve(echo_lines, limit=1 << 20)
    reader, writer = await asyncio.open_connection('127.0.0.1', port, limit=1 << 20)
    right = 0
    for salt in range(3):
        for n in SIZES:
            data = message(n, salt)
            writer.write(data)
            right += await reader.readline() == data
    print('lines', right, right == 3 * len(SIZES))
    for n in SIZES:                     # all of them under way at once
        writer.write(message(n))
    print([await reader.readline() == message(n) for n in SIZES])
    writer.write_eof()
    print(await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()


async def ways_of_reading():
    got = asyncio.get_running_loop().create_future()
    data = message(16000) * 3

    async def handle(reader, writer):
        log = []
        for turn in range(2):
            log.append(await reader.readexactly(16000) == message(16000))
            log.append(await reader.readexactly(1) == data[:1])
            log.append(await reader.readuntil(b'\n') == message(16000)[1:])
            log.append(await reader.readexactly(15999) == message(16000)[:-1])
            log.append(await reader.readuntil((b'\n', b'\r')) == b'\n')
        parts = []
        while sum(map(len, parts)) < 16000:
            parts.append(await reader.read(7000))
        log.append(b''.join(parts)[:16000] == message(16000))
        log.append(max(map(len, parts)) <= 7000)
        rest = b''.join(parts)[16000:] + await reader.read()
        log.append(hashlib.sha256(rest).hexdigest() == hashlib.sha256(data).hexdigest())
        log.append(await reader.read(5))
        try:
            await reader.readexactly(1)
        except asyncio.IncompleteReadError as e:
            log.append((e.partial, e.expected))
        writer.close()
        got.set_result(log)

    server, port = await serve(handle)
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    for piece in range(0, len(data), 16000):
        writer.write(data[piece:piece + 16000])
        await asyncio.sleep(.002)
    writer.write(data)
    await asyncio.sleep(.002)
    for piece in range(0, 16000, 5000):
        writer.write(message(16000)[piece:piece + 5000])
        await asyncio.sleep(.002)
    writer.writelines([data[:20000], bytearray(data[20000:20010]), memoryview(data)[20010:]])
    writer.write_eof()
    print('ways', await got)
    print(await reader.read())
    writer.close()
    server.close()


async def cut_off():
    got = asyncio.get_running_loop().create_future()

    async def handle(reader, writer):
        log = []
        for wanted in 'readexactly', 'readuntil':
            try:
                await (reader.readexactly(50000) if wanted == 'readexactly' else
                       reader.readuntil(b'\n'))
            except asyncio.IncompleteReadError as e:
                log.append((len(e.partial), e.expected, e.partial == b'x' * len(e.partial)))
        got.set_result(log)
        writer.close()

    server, port = await serve(handle)
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    for n in 20000, 20000:
        writer.write(b'x' * n)
        await asyncio.sleep(.002)
    writer.close()
    print('cut off', await got)
    server.close()


async def limits():
    """A reader that is fed by hand, with long pieces."""
    class Transport:
        def __repr__(self):
            return 'T'

        def pause_reading(self):
            print('pause', end=' ')

        def resume_reading(self):
            print('resume', end=' ')

    reader = asyncio.StreamReader(limit=10000)
    reader.set_transport(Transport())
    piece = bytearray(b'a' * 8000)
    reader.feed_data(piece)
    piece[:] = b'b' * 8000              # the reader has its own
    reader.feed_data(b'c' * 8000)
    print(reader, end=' ')
    reader.feed_data(b'd' * 8000)
    print(reader._paused)
    try:
        await reader.readline()
    except ValueError as e:
        print(e)
    reader.feed_data(b'e' * 5000)
    reader.feed_data(b'f' * 5000 + b'\n' + b'g' * 5000)
    reader.feed_data(b'g' * 7000)
    for wanted in b'\n', b'gh':
        try:
            print(len(await reader.readuntil(wanted)))
        except asyncio.LimitOverrunError as e:
            print(e, e.consumed)
    print(len(await reader.read(100)), len(reader._buffer), bytes(reader._buffer[:2]))
    reader.feed_data(b'h' * 5000)
    print(len(reader._buffer))
    reader.feed_eof()
    rest = await reader.read()
    print(len(rest), sorted(set(rest)), reader)
    reader = asyncio.StreamReader()
    whole = b'w' * 9000
    reader.feed_data(whole)
    first = await reader.read(9000)
    reader.feed_data(whole)
    second = await reader.read(4500)
    reader.feed_data(b'tail')
    print(first == whole, second == whole[:4500], len(await reader.read(9000)), reader)


class Proto(asyncio.Protocol):
    def __init__(self, done, act=None):
        self.sizes, self.total, self.done, self.act = [], b'', done, act

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.total += data
        if self.act:
            self.act(self, data)

    def connection_lost(self, exc):
        self.done.set_result((type(exc).__name__, self.total))


async def protocols():
    loop = asyncio.get_running_loop()
    data = b''.join(message(n) for n in SIZES)

    def close_early(p, data):
        if len(p.total) > 20000:
            p.transport.close()

    def pause(p, data):
        if not p.sizes:
            p.sizes.append(1)
            p.transport.pause_reading()
            loop.call_later(.01, p.transport.resume_reading)

    def swap(p, data):
        p.transport.set_protocol(Proto(p.done, keep))
        p.transport.get_protocol().connection_made(p.transport)
        p.transport.get_protocol().total = p.total

    def keep(p, data):
        pass

    def fail(p, data):
        if len(p.total) > 20000:
            raise ValueError('enough')

    loop.set_exception_handler(lambda loop, context: print(context['message'],
                                                           repr(context['exception'])))
    for act in None, close_early, pause, swap, fail:
        done = loop.create_future()
        server = await loop.create_server(lambda: Proto(done, act), '127.0.0.1', 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        for n in SIZES:
            writer.write(message(n))
            await asyncio.sleep(.001)
        writer.close()
        kind, total = await done
        print(act and act.__name__, kind, data.startswith(total), len(total) == len(data),
              len(total) > 20000)
        server.close()
    loop.set_exception_handler(None)


async def many():
    server, port = await serve(echo_lines)
    pairs = [await asyncio.open_connection('127.0.0.1', port) for _ in range(40)]

    async def ask(i, reader, writer):
        right = 0
        for turn in range(20):
            data = message(16384, i + turn)
            writer.write(data)
            right += await reader.readline() == data
        writer.close()
        return right

    print('many', sum(await asyncio.gather(*[ask(i, *pair) for i, pair in enumerate(pairs)])))
    server.close()


async def main():
    for part in lines, ways_of_reading, cut_off, limits, protocols, many:
        await part()

asyncio.run(main())
