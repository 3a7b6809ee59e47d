# SPDX-License-Identifier: MIT
# A selector of the script's own is asked by the loop; names and threads through the executor.
import asyncio, selectors
class Mine(selectors.SelectSelector):
    n=0
    def select(self, timeout=None):
        Mine.n+=1
        return super().select(timeout)
async def h(r,w):
    w.write(await r.readline()); w.close()
async def main():
    await asyncio.sleep(0.01)
    s = await asyncio.start_server(h,'127.0.0.1',0)
    r,w = await asyncio.open_connection(*s.sockets[0].getsockname()); w.write(b'hi\n'); print(await r.read()); w.close()
    s.close(); await s.wait_closed()
    print(await asyncio.get_running_loop().getaddrinfo('127.0.0.1', 80, type=1))
    print(await asyncio.to_thread(lambda: 5))
loop=asyncio.SelectorEventLoop(Mine()); asyncio.set_event_loop(loop)
loop.run_until_complete(main()); loop.close(); print(Mine.n>5)
