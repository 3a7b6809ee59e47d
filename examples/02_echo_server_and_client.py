# SPDX-License-Identifier: MIT
"""An echo server and its client in one script, over a real socket."""
import asyncio


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    print('server: the client has said everything')
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(echo, '127.0.0.1', 0)
    host, port = server.sockets[0].getsockname()
    async with server:
        reader, writer = await asyncio.open_connection(host, port)
        for word in ('hello', 'привет', 'bye'):
            writer.write(f'{word}\n'.encode())
            await writer.drain()
            answer = await reader.readline()
            print('client:', word, '->', answer.decode().strip())
        writer.write_eof()
        print('client: end of the stream is', await reader.read())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
