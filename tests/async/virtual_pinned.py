# flags: --virtual-time
# What ties the virtual clock to real time: a child process behind a pipe, a thread in a system call, a foreign peer of a
# connection. Each answers after 0.2 s of real time, so it comes before the timer of 3 s, as on CPython.
import asyncio
import os
import time


def child(script):
    """A pipe that a shell in the background writes to."""
    r, w = os.pipe()
    os.set_inheritable(w, True)
    os.system(f"bash -c '{script} >/dev/fd/{w}' &")
    os.close(w)
    return r


async def first(name, waiter):
    loop = asyncio.get_running_loop()
    begin = loop.time()
    timer = loop.create_task(asyncio.sleep(3, 'timer'))
    done, _ = await asyncio.wait([asyncio.ensure_future(waiter), timer], return_when=asyncio.FIRST_COMPLETED)
    for d in done:
        print(name, repr(d.result()), 0 < loop.time() - begin < 2.9)
    timer.cancel()


async def pipe():
    loop = asyncio.get_running_loop()
    fd = child('sleep 0.2; echo pipe')
    ready = loop.create_future()
    loop.add_reader(fd, ready.set_result, None)
    await ready
    loop.remove_reader(fd)
    data = os.read(fd, 100)
    os.close(fd)
    return data


async def thread():
    fd = child('sleep 0.2; echo thread')
    data = await asyncio.get_running_loop().run_in_executor(None, os.read, fd, 100)
    os.close(fd)
    return data


async def connect():
    """A connection from another process, which says something after a while."""
    loop = asyncio.get_running_loop()
    connected = loop.create_future()

    async def serve(reader, writer):
        connected.set_result((reader, writer))

    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    fd = child(f'exec 3<>/dev/tcp/127.0.0.1/{port}; sleep 0.2; echo peer >&3; sleep 0.1; true')
    loop.add_reader(fd, print, 'the child is gone')  # nobody knows yet that it will connect: its pipe pins
    reader, writer = await connected
    loop.remove_reader(fd)
    os.close(fd)
    server.close()
    return reader, writer


async def peer(reader, writer):
    data = await reader.readline()
    writer.close()
    return data


async def sleeper():
    # A thread that only sleeps is a timer like any other: nothing is tied to real time.
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, 1.5)
    return 'slept'


async def main():
    await first('pipe', pipe())
    await first('thread', thread())
    await first('peer', peer(*await connect()))
    await first('sleeper', sleeper())


asyncio.run(main())
