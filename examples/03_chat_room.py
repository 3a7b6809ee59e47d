# SPDX-License-Identifier: MIT
"""A chat room: every line of a guest is sent to all the others."""
import asyncio

guests = {}


async def chat(reader, writer):
    name = (await reader.readline()).decode().strip()
    guests[name] = writer
    writer.write(b'welcome\n')
    while line := await reader.readline():
        for other, channel in guests.items():
            if other != name:
                channel.write(f'{name}: '.encode() + line)
    del guests[name]
    writer.close()


async def guest(port, name, lines, expected):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(f'{name}\n'.encode())
    await reader.readline()
    await everybody.wait()
    for line in lines:
        writer.write(f'{line}\n'.encode())
    heard = [(await reader.readline()).decode().strip() for _ in range(expected)]
    writer.close()
    await writer.wait_closed()
    return name, sorted(heard)


async def main():
    global everybody
    everybody = asyncio.Barrier(3)
    server = await asyncio.start_server(chat, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        stories = await asyncio.gather(guest(port, 'Ann', ['hi', 'how are you?'], 1),
                                       guest(port, 'Boris', ['здравствуйте'], 2),
                                       guest(port, 'Eve', [], 3))
    for name, heard in stories:
        print(f'{name} heard {heard}')


asyncio.run(main())
