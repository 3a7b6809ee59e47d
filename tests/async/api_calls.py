# Parts of asyncio's API that other tests leave out: signals, datagrams by hand, files through sockets, other threads, eager tasks, servers that drop their clients.
import asyncio
import contextvars
import io
import os
import re
import signal
import socket
import threading

NAME = f'/tmp/api_calls-{os.getpid()}'


async def attempt(awaitable):
    try:
        return await asyncio.wait_for(awaitable, 10)
    except Exception as e:
        return re.sub(' object at 0x[0-9a-f]+|fd=[0-9]+', '', f'{type(e).__name__}: {e}')


async def signals():
    print('signals')
    loop = asyncio.get_running_loop()
    got = asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, got.put_nowait, 'one')
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got.get())
    loop.add_signal_handler(signal.SIGUSR1, lambda *a: got.put_nowait(a), 1, 2)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got.get())
    print(loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1), signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL)
    loop.add_signal_handler(signal.SIGINT, got.put_nowait, 'interrupted')
    os.kill(os.getpid(), signal.SIGINT)
    print(await got.get(), loop.remove_signal_handler(signal.SIGINT))
    for args in (('x', print), (999, print), (signal.SIGKILL, print), (signal.SIGUSR1, signals)):
        try:
            loop.add_signal_handler(*args)
        except Exception as e:
            print(type(e).__name__, e)
    for bad in 'x', 999:
        try:
            loop.remove_signal_handler(bad)
        except Exception as e:
            print(type(e).__name__, e)


async def datagrams():
    print('datagrams')
    loop = asyncio.get_running_loop()
    with socket.socket(type=socket.SOCK_DGRAM) as a, socket.socket(type=socket.SOCK_DGRAM) as b:
        for s in a, b:
            s.setblocking(False)
            s.bind(('127.0.0.1', 0))
        wait = asyncio.create_task(loop.sock_recvfrom(b, 100))
        await asyncio.sleep(0)
        print(await loop.sock_sendto(a, b'one', b.getsockname()))
        data, address = await wait
        print(data, address == a.getsockname())
        await loop.sock_sendto(a, b'second', b.getsockname())
        room = bytearray(4)
        n, address = await loop.sock_recvfrom_into(b, room)
        print(n, room, address == a.getsockname())
        await loop.sock_sendto(a, b'third', b.getsockname())
        print((await loop.sock_recvfrom_into(b, room, 2))[0], room)


async def files():
    print('files')
    loop = asyncio.get_running_loop()
    content = os.urandom(500_000)
    with open(NAME, 'wb') as f:
        f.write(content)
    a, b = socket.socketpair()
    for s in a, b:
        s.setblocking(False)

    async def receive(n):
        data = b''
        while len(data) < n:
            data += await loop.sock_recv(b, 65536)
        return data
    with open(NAME, 'rb') as f, open(NAME) as text:
        for offset, count in (0, None), (100, None), (100, 1000), (499_990, 100), (600_000, None), (0, 1):
            expected = content[offset:] if count is None else content[offset:offset + count]
            got, n = await asyncio.gather(receive(len(expected)), loop.sock_sendfile(a, f, offset, count))
            print(offset, count, n, got == expected, f.tell() == offset + n or n == 0)
        memory = io.BytesIO(content)
        got, n = await asyncio.gather(receive(1000), loop.sock_sendfile(a, memory, 10, 1000))
        print(n, got == content[10:1010], memory.tell())
        for args, kwargs in (((a, text), {}), ((a, f, -1), {}), ((a, f, 'x'), {}), ((a, f, 0, 0), {}), ((a, f, 0, 'x'), {}), ((a, memory), {'fallback': False})):
            print(await attempt(loop.sock_sendfile(*args, **kwargs)))
        with socket.socket(type=socket.SOCK_DGRAM) as d:
            d.setblocking(False)
            print(await attempt(loop.sock_sendfile(d, f)))
    a.close()
    b.close()

    received = []

    async def keep(reader, writer):
        received.append(await reader.read())
        writer.close()
    server = await asyncio.start_server(keep, '127.0.0.1', 0)
    async with server:
        for kind in 'file', 'memory':
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b'head ')
            with open(NAME, 'rb') as f:
                source = f if kind == 'file' else io.BytesIO(content)
                print(await loop.sendfile(writer.transport, source), await loop.sendfile(writer.transport, source, 10, 20))
                if kind == 'memory':
                    print(await attempt(loop.sendfile(writer.transport, source, fallback=False)))
            writer.write(b' tail')
            writer.close()
            print(await attempt(loop.sendfile(writer.transport, source)))
            await writer.wait_closed()
            while not received:
                await asyncio.sleep(0.001)
            print(received.pop() == b'head ' + content + content[10:30] + b' tail')
    print(await attempt(loop.sendfile(asyncio.Transport(), None)))
    os.remove(NAME)


async def names():
    print('names')
    loop = asyncio.get_running_loop()
    infos = await loop.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM)
    print(infos)
    print(await loop.getnameinfo(('127.0.0.1', 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    print((await attempt(loop.getaddrinfo('no.such.name.invalid', 80))).split(':')[0])
    # Resolving does not hold up the loop.
    turns = 0

    async def count():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)
    counter = asyncio.create_task(count())
    await loop.getaddrinfo('localhost', 80)
    counter.cancel()
    print(turns > 0)


async def happy_eyeballs():
    print('happy eyeballs')
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(lambda r, w: w.close(), '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    refused = socket.socket()
    refused.bind(('127.0.0.1', 0))
    dead = refused.getsockname()[1]

    async def resolve(host, p, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, '', ('127.0.0.1', dead)), (socket.AF_INET, socket.SOCK_STREAM, 6, '', ('127.0.0.1', port))]
    original, loop.getaddrinfo = loop.getaddrinfo, resolve
    for options in {}, {'happy_eyeballs_delay': 0.01}, {'interleave': 1}, {'happy_eyeballs_delay': 5}:
        transport, _ = await loop.create_connection(asyncio.Protocol, 'some.host', 1, **options)
        print(options, transport.get_extra_info('peername')[1] == port)
        transport.close()

    async def nothing(host, p, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, '', ('127.0.0.1', dead))] * 2
    loop.getaddrinfo = nothing
    print((await attempt(loop.create_connection(asyncio.Protocol, 'x', 1))).replace(str(dead), 'PORT'))
    try:
        await loop.create_connection(asyncio.Protocol, 'x', 1, happy_eyeballs_delay=0.01, all_errors=True)
    except ExceptionGroup as e:
        print(e.message, len(e.exceptions), type(e.exceptions[0]).__name__)
    loop.getaddrinfo = original
    refused.close()
    server.close()
    await server.wait_closed()


async def servers():
    print('servers')
    for how in 'close_clients', 'abort_clients':
        ready = asyncio.Event()

        async def handle(reader, writer):
            ready.set()
            await reader.read()
            writer.close()
        server = await asyncio.start_server(handle, '127.0.0.1', 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        await ready.wait()
        server.close()
        getattr(server, how)()
        await server.wait_closed()
        print(how, await attempt(reader.read()), server.is_serving(), server.sockets)
        writer.close()
        await attempt(writer.wait_closed())


async def other_threads():
    print('threads')
    loop = asyncio.get_running_loop()

    async def add(a, b):
        await asyncio.sleep(0.001)
        return a + b

    async def fail():
        raise ValueError('no')

    def ask():
        results = [asyncio.run_coroutine_threadsafe(add(1, 2), loop).result(5)]
        try:
            asyncio.run_coroutine_threadsafe(fail(), loop).result(5)
        except ValueError as e:
            results.append(str(e))
        future = asyncio.run_coroutine_threadsafe(asyncio.sleep(100), loop)
        results.append(future.cancel())
        try:
            asyncio.run_coroutine_threadsafe(ask, loop)
        except TypeError as e:
            results.append(str(e))
        return results
    print(await asyncio.to_thread(ask))
    loop.set_debug(True)
    errors = []

    def disturb():
        coro = add(1, 2)
        for call in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.call_at(1, print)):
            try:
                call()
            except RuntimeError as e:
                errors.append(str(e))
        coro.close()
    t = threading.Thread(target=disturb)
    t.start()
    t.join()
    loop.set_debug(False)
    print(errors)


async def eager():
    print('eager')
    loop = asyncio.get_running_loop()
    order = []

    async def quick(n):
        order.append(n)
        return n

    async def slow(n):
        order.append(n)
        await asyncio.sleep(0)
        order.append(-n)
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    t = asyncio.create_task(quick(1))
    print(t.done(), order)
    u = asyncio.create_task(slow(2), name='u')
    print(u.done(), order, u.get_name())
    await u

    class Mine(asyncio.Task):
        pass
    loop.set_task_factory(asyncio.create_eager_task_factory(Mine))
    m = asyncio.create_task(quick(3))
    print(type(m).__name__, m.done(), await m)
    loop.set_task_factory(lambda loop, coro, **kwargs: order.append(sorted(kwargs)) or asyncio.Task(coro, loop=loop, **kwargs))
    await asyncio.create_task(quick(4), name='n', context=contextvars.copy_context())
    loop.set_task_factory(None)
    print(order, loop.get_task_factory())
    try:
        loop.set_task_factory(5)
    except TypeError as e:
        print(e)


async def queues():
    print('queues')
    q = asyncio.Queue(2)
    q.put_nowait(1)
    getter = asyncio.create_task(attempt(q.join()))
    q.shutdown()
    print(await attempt(q.put(2)), await q.get(), await attempt(q.get()))
    q.task_done()
    print(await getter)
    for call in (lambda: q.put_nowait(1), q.get_nowait):
        try:
            call()
        except asyncio.QueueShutDown as e:
            print(repr(e))
    q = asyncio.Queue(1)
    waiting = [asyncio.create_task(attempt(asyncio.Queue.get(q))) for _ in range(2)]
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    print(await asyncio.gather(*waiting))
    for kind in asyncio.LifoQueue, asyncio.PriorityQueue:
        q = kind()
        for n in 2, 1, 3:
            q.put_nowait(n)
        q.shutdown(True)
        print(kind.__name__, q.qsize(), await attempt(q.get()), await attempt(q.join()))


async def bookkeeping():
    print('bookkeeping')
    loop = asyncio.get_running_loop()
    me = asyncio.current_task()

    class Hand:
        def get_loop(self):
            return loop

        def done(self):
            return False
    hand = Hand()
    asyncio._register_task(hand)
    print(hand in asyncio.all_tasks())
    asyncio._unregister_task(hand)
    print(hand in asyncio.all_tasks())
    asyncio._leave_task(loop, me)
    print(asyncio.current_task())
    asyncio._enter_task(loop, hand)
    print(asyncio.current_task() is hand)
    for call in (lambda: asyncio._enter_task(loop, me), lambda: asyncio._leave_task(loop, me)):
        try:
            call()
        except RuntimeError as e:
            print(re.sub('<.*?>+', 'TASK', str(e))[:40])
    asyncio._leave_task(loop, hand)
    asyncio._enter_task(loop, me)
    asyncio._set_running_loop(None)
    print(asyncio._get_running_loop())
    asyncio._set_running_loop(loop)
    print(asyncio._get_running_loop() is loop, asyncio.get_running_loop() is loop)


async def main():
    for part in signals, datagrams, files, names, happy_eyeballs, servers, other_threads, eager, queues, bookkeeping:
        await part()
asyncio.run(main())
