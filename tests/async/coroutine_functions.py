# SPDX-License-Identifier: MIT
# Functions of the library that give coroutines are known as such.
import asyncio
import functools
import inspect

queue, lock, event = asyncio.Queue, asyncio.Lock, asyncio.Event
for f in (asyncio.sleep, asyncio.StreamReader.read, asyncio.StreamReader.readline,
          asyncio.StreamReader.readuntil, asyncio.StreamReader.readexactly, queue.get, queue.put,
          queue.join, queue.get_nowait, lock.acquire, lock.release, event.wait, event.set,
          asyncio.Semaphore.acquire, asyncio.SelectorEventLoop.sock_recv,
          asyncio.SelectorEventLoop.sock_sendall, asyncio.SelectorEventLoop.sock_accept,
          functools.partial(asyncio.sleep, 1), asyncio.get_event_loop_policy, len, 'text', None):
    name = getattr(f, '__qualname__', f)
    print(name if isinstance(name, str) else type(name).__name__, inspect.iscoroutinefunction(f),
          inspect.isgeneratorfunction(f))


async def main():
    loop = asyncio.get_running_loop()
    print(inspect.iscoroutinefunction(queue().get), inspect.iscoroutinefunction(loop.sock_recv),
          inspect.iscoroutinefunction(loop.call_soon))

asyncio.run(main())
