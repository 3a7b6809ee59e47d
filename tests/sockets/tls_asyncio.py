# TLS in asyncio: streams, servers, transports, Unix sockets, start_tls on both, time limits, back-pressure, what is refused.
# skip-if: ! pkg-config --exists openssl
import asyncio
import contextlib
import logging
import os
import socket
import ssl

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'helpers', 'tls'))
logging.disable(logging.CRITICAL)
server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
server_context.load_cert_chain('server.pem', 'server.key')
client_context = ssl.create_default_context(cafile='ca.pem')


async def attempt(awaitable):
    try:
        return await asyncio.wait_for(awaitable, 10)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


async def echo(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
    await attempt(writer.wait_closed())


@contextlib.asynccontextmanager
async def serving(handler=echo, **kwargs):
    kwargs.setdefault('ssl', server_context)
    server = await asyncio.start_server(handler, '127.0.0.1', 0, **kwargs)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def streams():
    print('streams')
    async with serving() as port:
        reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=client_context, server_hostname='localhost')
        print(sorted(writer.transport._ssl_protocol._extra), writer.get_extra_info('peercert')['subject'], writer.get_extra_info('cipher'), writer.get_extra_info('compression'),
              writer.get_extra_info('sslcontext') is client_context, writer.get_extra_info('ssl_object').version(), writer.get_extra_info('peername')[1] == port, writer.get_extra_info('nothing', 5))
        print(type(writer.transport).__name__, writer.can_write_eof(), writer.is_closing(), writer.transport.is_reading(), writer.transport.get_write_buffer_size(),
              writer.transport.get_write_buffer_limits(), writer.transport.get_read_buffer_limits(), writer.transport.get_read_buffer_size())
        writer.write(b'hello\n')
        print(await reader.readline())
        writer.writelines([b'one ', b'two\n', b''])
        print(await reader.readline())
        writer.write(b'')
        for bad in 'text', 5:
            try:
                writer.write(bad)
            except TypeError as e:
                print(e)
        try:
            writer.write_eof()
        except NotImplementedError as e:
            print('no write_eof')
        big = os.urandom(3_000_000)

        async def send():
            for i in range(0, len(big), 100_000):
                writer.write(big[i:i + 100_000])
                await writer.drain()
        sender = asyncio.create_task(send())
        print(await reader.readexactly(len(big)) == big)
        await sender
        writer.close()
        await writer.wait_closed()
        print(writer.is_closing(), await reader.read(), reader.at_eof(), writer.transport.is_closing())
        writer.write(b'lost')
        many = await asyncio.gather(*[talk(port, i) for i in range(20)])
        print(many == [b'%d' % i for i in range(20)])
        print(await attempt(asyncio.open_connection('127.0.0.1', port, ssl=client_context, server_hostname='other')))
        print(await attempt(asyncio.open_connection('127.0.0.1', port, ssl=True)))
        reader, writer = await asyncio.open_connection('localhost', port, ssl=client_context, family=socket.AF_INET)
        print(writer.get_extra_info('ssl_object').server_hostname)
        writer.transport.abort()
        await attempt(writer.wait_closed())
        with socket.create_connection(('127.0.0.1', port)) as plain:
            plain.sendall(b'GET / HTTP/1.0\r\n\r\n')
            plain.setblocking(False)
            print(await asyncio.get_running_loop().sock_recv(plain, 3) in (b'', b'\x15\x03\x01'))


async def talk(port, i):
    reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=client_context)
    writer.write(b'%d' % i)
    data = await reader.readexactly(len(b'%d' % i))
    writer.close()
    await writer.wait_closed()
    return data


async def arguments():
    print('arguments')
    loop = asyncio.get_running_loop()
    P = asyncio.Protocol
    with socket.socket() as s, client_context.wrap_socket(socket.socket(), server_hostname='x') as wrapped:
        for make in (lambda: loop.create_connection(P, sock=s, ssl=client_context), lambda: loop.create_connection(P, 'x', 1, server_hostname='x'),
                     lambda: loop.create_connection(P, 'x', 1, ssl_handshake_timeout=1), lambda: loop.create_connection(P, 'x', 1, ssl_shutdown_timeout=1),
                     lambda: loop.create_connection(P, sock=wrapped), lambda: loop.create_server(P, '127.0.0.1', 0, ssl=True), lambda: loop.create_server(P, sock=wrapped),
                     lambda: loop.create_server(P, '127.0.0.1', 0, ssl_handshake_timeout=1), lambda: loop.create_server(P, '127.0.0.1', 0, ssl_shutdown_timeout=1),
                     lambda: loop.create_unix_server(P, '/tmp/x', ssl=True), lambda: loop.create_unix_server(P, '/tmp/x', ssl_handshake_timeout=1),
                     lambda: loop.create_unix_server(P, '/tmp/x', ssl_shutdown_timeout=1), lambda: loop.create_unix_connection(P, '/tmp/x', ssl=client_context),
                     lambda: loop.create_unix_connection(P, '/tmp/x', server_hostname='x'), lambda: loop.create_unix_connection(P, '/tmp/x', ssl_handshake_timeout=1),
                     lambda: loop.create_unix_connection(P, '/tmp/x', ssl_shutdown_timeout=1), lambda: loop.start_tls(None, P(), None), lambda: loop.start_tls(None, P(), client_context),
                     lambda: loop.connect_accepted_socket(P, s, ssl_handshake_timeout=1), lambda: loop.connect_accepted_socket(P, wrapped)):
            print((await attempt(make())).split(' at 0x')[0])
    async with serving() as port:
        for name in 'ssl_handshake_timeout', 'ssl_shutdown_timeout':
            print(await attempt(asyncio.open_connection('127.0.0.1', port, ssl=client_context, **{name: 0})))


async def limits():
    print('limits')
    silent = await asyncio.start_server(lambda r, w: None, '127.0.0.1', 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        print(await attempt(asyncio.open_connection('127.0.0.1', port, ssl=client_context, ssl_handshake_timeout=0.05)))

    async def hang_up(reader, writer):
        writer.close()
    async with serving(hang_up, ssl=None) as port:
        print(await attempt(asyncio.open_connection('127.0.0.1', port, ssl=client_context)))
    ended = asyncio.Event()
    async with serving(lambda r, w: ended.set(), ssl_handshake_timeout=0.05) as port:
        with socket.create_connection(('127.0.0.1', port)) as plain:
            plain.setblocking(False)
            print(await asyncio.get_running_loop().sock_recv(plain, 1), ended.is_set())


class Log(asyncio.Protocol):
    def __init__(self, name, events):
        self.name, self.events, self.done = name, events, asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        self.events.append(f'{self.name} made {type(transport).__name__}')

    def data_received(self, data):
        self.events.append(f'{self.name} data {data[:20]}')
        if data == b'ping':
            self.transport.write(b'pong')

    def eof_received(self):
        self.events.append(f'{self.name} eof')

    def connection_lost(self, exc):
        self.events.append(f'{self.name} lost {exc!r}')
        self.done.set_result(None)


class Buffered(asyncio.BufferedProtocol):
    def __init__(self, events):
        self.room, self.events, self.done = bytearray(4), events, asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def get_buffer(self, sizehint):
        return self.room

    def buffer_updated(self, n):
        self.events.append(bytes(self.room[:n]))
        if b'!' in self.room[:n]:
            self.transport.close()

    def eof_received(self):
        self.events.append('eof')

    def connection_lost(self, exc):
        self.events.append(exc)
        self.done.set_result(None)


async def transports():
    print('transports')
    loop = asyncio.get_running_loop()
    events, made = [], []

    def factory():
        made.append(Log('server', events))
        return made[-1]
    server = await loop.create_server(factory, '127.0.0.1', 0, ssl=server_context)
    port = server.sockets[0].getsockname()[1]
    transport, client = await loop.create_connection(lambda: Log('client', events), '127.0.0.1', port, ssl=client_context)
    print(transport.get_protocol() is client, transport.is_closing())
    transport.write(b'ping')
    while not any('pong' in e for e in events):
        await asyncio.sleep(0.001)
    transport.pause_reading()
    print(transport.is_reading())
    made[0].transport.write(b'while paused')
    await asyncio.sleep(0.02)
    print(any('paused' in e for e in events))
    transport.resume_reading()
    while not any('paused' in e for e in events):
        await asyncio.sleep(0.001)
    transport.close()
    await client.done
    await made[0].done
    print(*events, sep='\n')
    server.close()
    await server.wait_closed()

    events.clear()
    server = await loop.create_server(lambda: Buffered(events), '127.0.0.1', 0, ssl=server_context)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=client_context)
    writer.write(b'abcdefghij!')
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(events)

    a, b = socket.socketpair()
    a.setblocking(False)
    serve = asyncio.create_task(loop.connect_accepted_socket(lambda: Log('accepted', events), b, ssl=server_context))
    transport, client = await loop.create_connection(lambda: Log('joined', events), sock=a, ssl=client_context, server_hostname='localhost')
    _, accepted = await serve
    transport.set_write_buffer_limits(high=1000)
    print(transport.get_write_buffer_limits())
    transport.set_write_buffer_limits()
    print(transport.get_write_buffer_limits())
    try:
        transport.set_write_buffer_limits(1, 2)
    except ValueError as e:
        print(e)
    transport.set_read_buffer_limits(high=4000)
    print(transport.get_read_buffer_limits())
    accepted.transport.abort()
    await client.done
    await accepted.done
    print(events[-4:])


async def unix():
    print('unix')
    path = f'/tmp/tls_asyncio-{os.getpid()}'
    server = await asyncio.start_unix_server(echo, path, ssl=server_context)
    async with server:
        reader, writer = await asyncio.open_unix_connection(path, ssl=client_context, server_hostname='localhost')
        writer.write(b'over a path')
        print(await reader.readexactly(11))
        writer.close()
        await writer.wait_closed()


async def upgrade():
    print('upgrade')

    async def serve(reader, writer):
        print('server', await reader.readline())
        writer.write(b'go\n')
        await writer.drain()
        await writer.start_tls(server_context)
        print('server', writer.get_extra_info('sslcontext') is server_context)
        await echo(reader, writer)
    async with serving(serve, ssl=None) as port:
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        writer.write(b'STARTTLS\n')
        print(await reader.readline())
        await writer.start_tls(client_context, server_hostname='localhost')
        print(type(writer.transport).__name__, writer.get_extra_info('ssl_object').version())
        writer.write(b'secret')
        print(await reader.readexactly(6))
        # TLS within TLS: the inner server is another echo behind the same connection.
        writer.close()
        await writer.wait_closed()
        reader, writer = await asyncio.open_connection('127.0.0.1', port)
        writer.write(b'STARTTLS\n')
        await reader.readline()
        print(await attempt(writer.start_tls(client_context, server_hostname='other')))
        writer.close()
        await attempt(writer.wait_closed())


async def client_certificates():
    print('client certificates')
    demanding = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')
    demanding.load_cert_chain('server.pem', 'server.key')
    demanding.verify_mode = ssl.CERT_REQUIRED
    known = ssl.create_default_context(cafile='ca.pem')
    known.load_cert_chain('server.pem', 'server.key')

    async def who(reader, writer):
        writer.write(writer.get_extra_info('peercert')['serialNumber'].encode())
        writer.close()
    async with serving(who, ssl=demanding) as port:
        reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=known)
        print(await reader.read())
        writer.close()
        await writer.wait_closed()
        reader, writer = await asyncio.open_connection('127.0.0.1', port, ssl=client_context)
        print(await attempt(reader.read()))
        writer.close()
        await attempt(writer.wait_closed())


async def main():
    for part in streams, arguments, limits, transports, unix, upgrade, client_certificates:
        await part()
        await asyncio.sleep(0.01)
asyncio.run(main())
