# What a task writes must be with the far end when anybody can look: several writes in a step are no
# less there than one.
import asyncio
import logging
import os
import socket
import threading

logging.basicConfig(format='%(levelname)s %(message)s', level=logging.WARNING, stream=__import__('sys').stdout)


async def pair():
    near, far = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=near)
    far.settimeout(5)
    return reader, writer, far


async def at_once():
    reader, writer, far = await pair()
    writer.write(b'head ')
    writer.write(b'body')
    print('blocking', far.recv(100))
    far.setblocking(False)
    for part in (b'1', b'22', b'333'):
        writer.write(part)
        print('not blocking', far.recv(100))
    writer.writelines([b'a', b'b'])
    writer.write(bytearray(b'c'))
    print('size', writer.transport.get_write_buffer_size(), far.recv(100))
    writer.write(b'x')
    print('read by the loop', await asyncio.get_running_loop().sock_recv(far, 10))
    writer.write(b'y')
    print(os.read(far.fileno(), 10))
    far.close()
    writer.close()
    await writer.wait_closed()


async def two():
    _, one, far_one = await pair()
    _, other, far_other = await pair()
    order = []
    loop = asyncio.get_running_loop()
    for name, far in ('one', far_one), ('other', far_other):
        far.setblocking(False)
        loop.add_reader(far, lambda n=name, f=far: order.append((n, f.recv(10))))
    other.write(b'o1')
    one.write(b'a1')
    other.write(b'o2')
    while len(order) < 2:
        await asyncio.sleep(0)
    print(sorted(order))
    for name, far in ('one', far_one), ('other', far_other):
        loop.remove_reader(far)
        far.close()
    one.close()
    other.close()


async def sizes():
    _, writer, far = await pair()
    sent, got = [], []

    def receive():
        while data := far.recv(65536):
            got.append(data)

    thread = threading.Thread(target=receive)
    thread.start()
    for i, n in enumerate([1, 2047, 2048, 2049, 3, 16384, 5, 5, 20000, 1, 1, 300000, 7, 2000] + [1500] * 30):
        data = bytes([i]) * n
        sent.append(data)
        writer.write(data)
        if i % 7 == 6:
            await writer.drain()
    writer.write(b'the end')
    sent.append(b'the end')
    writer.close()
    await writer.wait_closed()
    thread.join()
    print('all there', b''.join(got) == b''.join(sent))
    far.close()


async def busy():
    _, writer, far = await pair()
    got = []
    thread = threading.Thread(target=lambda: got.append(far.recv(10)))
    thread.start()
    writer.write(b'1')
    writer.write(b'2')
    while not got:
        pass
    print('while the step goes on', got[0] in (b'1', b'12'))
    thread.join()
    far.close()
    writer.close()


async def ends():
    for how in ('close', 'write_eof', 'abort', 'shutdown', 'forget'):
        reader, writer, far = await pair()
        writer.write(b'last ')
        writer.write(b'words')
        if how == 'shutdown':
            writer.get_extra_info('socket').shutdown(socket.SHUT_WR)
        elif how == 'abort':
            writer.transport.abort()
        elif how != 'forget':
            getattr(writer, how)()
        else:
            await asyncio.sleep(0)
        print(how, far.recv(100), writer.is_closing())
        if how in ('close', 'abort'):
            await writer.wait_closed()
        else:
            writer.close()
        far.close()


async def lost():
    reader, writer, far = await pair()
    far.close()
    for i in range(9):
        writer.write(b'in vain')
    print('closing', writer.is_closing())
    writer.write(b'once more')
    try:
        await writer.drain()
        await writer.drain()
        await writer.wait_closed()
    except ConnectionError as e:
        print(type(e).__name__)
    print(await reader.read() if reader.exception() is None else type(reader.exception()).__name__)


async def processes():
    near, far = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        far.close()

        async def child():
            _, writer = await asyncio.open_connection(sock=near)
            writer.write(b'then ')
            writer.write(b'gone')
            if os.fork() == 0:
                os._exit(0)
            writer.write(b'!')
            os._exit(7)
        try:
            loop = asyncio.new_event_loop()
            asyncio._set_running_loop(None)
            loop.run_until_complete(child())
        finally:
            os._exit(1)
    near.close()
    far.settimeout(5)
    data = b''
    while part := far.recv(100):
        data += part
    print(data, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    far.close()


class Brake(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def pause_writing(self):
        print('pause')

    def resume_writing(self):
        print('resume')

    def connection_lost(self, exc):
        print('lost', exc)


async def brakes():
    near, far = socket.socketpair()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    far.setblocking(False)
    transport, protocol = await asyncio.get_running_loop().create_connection(Brake, sock=near)
    transport.set_write_buffer_limits(high=3000, low=1000)
    total = 0
    for i in range(40):
        transport.write(b'z' * 1000)
        total += 1000
    print('waits', transport.get_write_buffer_size() > 3000)
    got = 0
    while got < total:
        try:
            got += len(far.recv(4096))
        except BlockingIOError:
            await asyncio.sleep(0)
    print(got, transport.get_write_buffer_size())
    transport.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    far.close()


async def main():
    for part in at_once, two, sizes, busy, ends, lost, processes, brakes:
        print('-', part.__name__, flush=True)
        await part()


asyncio.run(main())
