# SPDX-License-Identifier: MIT
# loop.sock_recv() and its like: when they wait and when they do not, descriptors whose numbers are
# given out again while the loop may still remember the old ones, more descriptors than select takes.
import asyncio
import fcntl
import os
import socket


def tcp_pair():
    with socket.socket() as server:
        server.bind(('127.0.0.1', 0))
        server.listen(1)
        a = socket.create_connection(server.getsockname())
        b, _ = server.accept()
    for s in a, b:
        s.setblocking(False)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return a, b


def unix_pair():
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    return a, b


async def short_reads(pair):
    """After a short read more may have come: then it is there at once."""
    loop = asyncio.get_running_loop()
    a, b = pair()
    log = []
    loop.call_soon(log.append, 'a turn')
    a.send(b'one')
    log.append(await loop.sock_recv(b, 100))
    a.send(b'two')
    log.append(await loop.sock_recv(b, 100))
    await loop.sock_sendall(a, b'three')
    log.append(await loop.sock_recv(b, 2))
    log.append(await loop.sock_recv(b, 100))
    await loop.sock_sendall(b, b'there')
    await loop.sock_sendall(a, b'back')
    log.append(await loop.sock_recv(b, 100))
    log.append(await loop.sock_recv(a, 100))
    os.write(a.fileno(), b'written')
    log.append(await loop.sock_recv(b, 100))
    log.append(await loop.sock_recv(b, 0))
    print(log)
    log.clear()
    loop.call_later(.01, a.send, b'late')
    await loop.sock_sendall(b, b'x')
    print(await loop.sock_recv(b, 100))
    loop.call_soon(log.append, 'a turn')
    a.send(b'again')
    print(await loop.sock_recv(b, 100), log, await loop.sock_recv(a, 100))
    a.close()
    print(await loop.sock_recv(b, 100), await loop.sock_recv(b, 100))
    b.close()


async def order_of_tasks(pair):
    loop = asyncio.get_running_loop()
    a, b = pair()
    log = []

    async def serve():
        while data := await loop.sock_recv(b, 100):
            log.append(data)
            await loop.sock_sendall(b, data.upper())
        log.append('end')

    async def ask(n):
        for i in range(n):
            await loop.sock_sendall(a, b'%d' % i)
            log.append(await loop.sock_recv(a, 100))
        a.close()

    async def tick(n):
        for i in range(n):
            log.append(i)
            await asyncio.sleep(0)

    await asyncio.gather(serve(), ask(3), tick(3))
    print(log)
    b.close()


async def given_out_again(how):
    """Wait on a descriptor, close it in some way; a new socket with its number is waited for."""
    loop = asyncio.get_running_loop()
    a, b = tcp_pair()
    number = b.fileno()
    for _ in range(3):
        loop.call_soon(a.send, b'x')
        await loop.sock_recv(b, 10)
    c, d = tcp_pair()
    if how == 'close':
        b.close()
    elif how == 'os.close':
        os.close(b.detach())
    elif how == 'closerange':
        os.closerange(number, number + 1)
        b.detach()
    elif how == 'file':
        os.fdopen(b.detach(), 'rb', buffering=0).close()
    elif how == 'socket.close':
        socket.close(b.detach())
    elif how == 'dropped':
        socket.socket.detach(a)
        socket.socket(fileno=b.detach()).close()
        a = b = None
    if how == 'dup2':
        os.dup2(d.fileno(), number)
        again = b
    else:
        again = socket.socket(fileno=fcntl.fcntl(d, fcntl.F_DUPFD, number))
        again.setblocking(False)
    print(how, again.fileno() == number, end=' ')
    loop.call_later(.01, c.send, b'to the new one')
    print(await asyncio.wait_for(loop.sock_recv(again, 100), 5))
    for s in a, c, d, again:
        if s is not None and s.fileno() >= 0:
            s.close()


async def nobody_waits():
    """What comes while nobody waits for it wakes nobody and is there later."""
    loop = asyncio.get_running_loop()
    a, b = tcp_pair()
    for i in range(3):
        loop.call_later(.002, a.send, b'%d' % i)
        print(await loop.sock_recv(b, 10), end=' ')
        a.send(b'meanwhile')
        await asyncio.sleep(.01)
        print(await loop.sock_recv(b, 100))
    waiter = asyncio.create_task(loop.sock_recv(b, 100))
    await asyncio.sleep(.01)
    waiter.cancel()
    a.send(b'after the cancellation')
    print(*await asyncio.gather(waiter, return_exceptions=True), end='|')
    print(await loop.sock_recv(b, 100))
    # the same descriptor with add_reader()
    got = loop.create_future()
    loop.add_reader(b, lambda: got.done() or got.set_result(b.recv(100)))
    a.send(b'by add_reader')
    print(await got, loop.remove_reader(b), loop.remove_reader(b))
    loop.call_later(.002, a.send, b'x')
    print(await loop.sock_recv(b, 10))
    try:
        await asyncio.wait_for(loop.sock_recv(b, 10), .01)
    except TimeoutError as e:
        print(repr(e))
    a.close()
    b.close()


async def much():
    """More than the kernel takes at once, both ways."""
    loop = asyncio.get_running_loop()
    a, b = tcp_pair()

    async def collect(s, n):
        data = bytearray()
        while len(data) < n:
            data += await loop.sock_recv(s, 1 << 20)
        return bytes(data)

    data = bytes(range(256)) * 40000
    got = await asyncio.gather(loop.sock_sendall(a, data), collect(b, len(data)),
                               loop.sock_sendall(b, memoryview(data)[::1]), collect(a, len(data)))
    print([x == data if x else x for x in got])
    a.close()
    try:
        while True:
            await loop.sock_sendall(b, data)
    except OSError as e:
        print(isinstance(e, ConnectionError))
    b.close()


async def errors():
    loop = asyncio.get_running_loop()
    a, b = tcp_pair()
    for call in (lambda: loop.sock_recv(b, -1), lambda: loop.sock_recv(b, 'x'),
                 lambda: loop.sock_sendall(b, 'text'), lambda: loop.sock_recv(b),
                 lambda: loop.sock_sendall(b, None)):
        try:
            await call()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    a.close()
    b.close()
    try:
        await loop.sock_recv(b, 10)
    except OSError as e:
        print(type(e).__name__, e.errno)
    a, b = tcp_pair()
    b.settimeout(1)
    loop.set_debug(True)
    for coro in loop.sock_recv(b, 10), loop.sock_sendall(b, b''):
        try:
            await coro
        except ValueError as e:
            print(e)
    loop.set_debug(False)
    a.close()
    b.close()


async def many():
    loop = asyncio.get_running_loop()
    pairs = [tcp_pair() for _ in range(30)]

    async def echo(s):
        while data := await loop.sock_recv(s, 100):
            await loop.sock_sendall(s, data)

    async def ask(s, n):
        got = []
        for i in range(n):
            await loop.sock_sendall(s, b'%d' % i)
            got.append(await loop.sock_recv(s, 100))
        s.close()
        return got == [b'%d' % i for i in range(n)]

    tasks = [asyncio.create_task(echo(b)) for a, b in pairs]
    print(all(await asyncio.gather(*[ask(a, 20) for a, b in pairs])))
    await asyncio.gather(*tasks)
    for a, b in pairs:
        b.close()


async def main():
    for pair in tcp_pair, unix_pair:
        await short_reads(pair)
        await order_of_tasks(pair)
    for how in 'close', 'os.close', 'closerange', 'file', 'socket.close', 'dropped', 'dup2':
        await given_out_again(how)
    for part in nobody_waits, much, errors, many:
        await part()

asyncio.run(main())
# Beyond what select is used for.
async def crowded():
    loop = asyncio.get_running_loop()
    idle = [unix_pair() for _ in range(20)]
    for a, b in idle:
        loop.add_reader(b, print, 'never')
    await main()
    for a, b in idle:
        loop.remove_reader(b)
        a.close()
        b.close()
asyncio.run(crowded())
