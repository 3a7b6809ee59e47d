# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Datagram endpoints.
import asyncio
class Echo(asyncio.DatagramProtocol):
    def connection_made(self, t): self.t = t; print('server up')
    def datagram_received(self, d, a): print('server got', d, a[0]); self.t.sendto(d[::-1], a)
    def connection_lost(self, e): print('server closed', e)
class Client(asyncio.DatagramProtocol):
    def __init__(self): self.got = asyncio.get_running_loop().create_future()
    def connection_made(self, t): t.sendto(b'abc')
    def datagram_received(self, d, a): print('client got', d); self.got.set_result(len(d))
    def error_received(self, e): print('error', type(e).__name__); self.got.set_result(type(e).__name__)
async def main():
    loop = asyncio.get_running_loop()
    t, p = await loop.create_datagram_endpoint(Echo, local_addr=('127.0.0.1', 0)); addr = t.get_extra_info('sockname')
    ct, cp = await loop.create_datagram_endpoint(Client, remote_addr=addr); print(await cp.got, ct.get_extra_info('peername') == addr)
    try: ct.sendto(b'x', ('127.0.0.1', 9))
    except ValueError as e: print(str(e).split(':')[0])
    try: ct.sendto('text')
    except TypeError as e: print(e)
    ct.close(); t.close(); await asyncio.sleep(.01); print(t.is_closing())
asyncio.run(main())
