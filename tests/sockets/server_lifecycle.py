# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Server: serve_forever, close, close_clients, errors, several clients, exceptions in the handler.
import asyncio
async def slow(r, w):
    try: await r.read()
    finally: w.close()
async def main():
    s = await asyncio.start_server(slow, '127.0.0.1', 0); addr = s.sockets[0].getsockname()
    f = asyncio.create_task(s.serve_forever()); await asyncio.sleep(0)
    try: await s.serve_forever()
    except RuntimeError as e: print(str(e).split('>')[-1])
    ws = [(await asyncio.open_connection(*addr)) for _ in range(3)]
    for r, w in ws: w.close(); await w.wait_closed()
    f.cancel()
    try: await f
    except asyncio.CancelledError: print('cancelled', s.is_serving())
    try: await asyncio.open_connection(*addr)
    except ConnectionRefusedError as e: print(type(e).__name__, e.errno)
    try: await s.start_serving()
    except (RuntimeError, TypeError) as e: print(str(e).split('>')[-1])
    asyncio.get_running_loop().set_exception_handler(lambda l, c: print('handler', c['message'], repr(c['exception'])))
    async def bad(r, w):
        try: await r.readline(); raise ValueError('in handler')
        finally: w.close()
    s = await asyncio.start_server(bad, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b'x\n'); print(await r.read()); w.close(); await asyncio.sleep(.01); s.close(); await s.wait_closed()
    s = await asyncio.start_server(slow, '127.0.0.1', 0)
    try: await asyncio.start_server(slow, '127.0.0.1', s.sockets[0].getsockname()[1])
    except OSError as e: print(e.errno)
    r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); await asyncio.sleep(.01); s.close(); wc = asyncio.create_task(s.wait_closed()); await asyncio.sleep(.01); print('waits for clients', not wc.done()); w.close(); await wc; print('closed')
    s = await asyncio.start_server(slow, '127.0.0.1', 0); r, w = await asyncio.open_connection(*s.sockets[0].getsockname()); await asyncio.sleep(.01); s.close(); s.close_clients(); await s.wait_closed(); print(await r.read()); w.close()
asyncio.run(main())
