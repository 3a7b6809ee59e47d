# SPDX-License-Identifier: MIT
"""The layer below streams: a protocol with callbacks, and a datagram service."""
import asyncio


class Adder(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.buffer = transport, b''

    def data_received(self, data):
        *lines, self.buffer = (self.buffer + data).split(b'\n')
        for line in lines:
            self.transport.write(b'%d\n' % sum(map(int, line.split())))


class Clock(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(b'half past ' + data, address)


class Question(asyncio.DatagramProtocol):
    def __init__(self, answer):
        self.answer = answer

    def connection_made(self, transport):
        transport.sendto(b'nine')

    def datagram_received(self, data, address):
        self.answer.set_result(data.decode())


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Adder, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b'1 2 3\n40 2\n')
    print('TCP:', (await reader.readline()).decode().strip(), (await reader.readline()).decode().strip())
    writer.close()
    server.close()

    clock, _ = await loop.create_datagram_endpoint(Clock, local_addr=('127.0.0.1', 0))
    answer = loop.create_future()
    question, _ = await loop.create_datagram_endpoint(
        lambda: Question(answer), remote_addr=clock.get_extra_info('sockname'))
    print('UDP:', await answer)
    question.close()
    clock.close()


asyncio.run(main())
