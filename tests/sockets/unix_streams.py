# SPDX-License-Identifier: MIT
# flags: --virtual-time
# Unix sockets, where the platform has them.
import asyncio, socket, os
async def handle(r, w): w.write(await r.read(100)); await w.drain(); w.close()
async def main():
    s = await asyncio.start_unix_server(handle, 'sock'); r, w = await asyncio.open_unix_connection('sock'); w.write(b'unix'); w.write_eof(); print(await r.read()); w.close(); s.close(); await s.wait_closed(); print(os.path.exists('sock'))
asyncio.run(main())
