# SPDX-License-Identifier: MIT
# Datagrams that arrive in bursts: what a protocol does in the middle of one, and errors there.
import asyncio
import enum
import os
import socket
import tempfile


class Collect(asyncio.DatagramProtocol):
    """Notes what arrives; `act` may do something with the transport for each."""

    def __init__(self, act=None):
        self.act, self.got, self.lost = act, [], asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.got.append(data)
        self.addr = addr
        if self.act:
            self.act(self, data, addr)

    def error_received(self, exc):
        self.got.append(type(exc).__name__)

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def endpoint(act=None, **how):
    how = how or {'local_addr': ('127.0.0.1', 0)}
    return await asyncio.get_running_loop().create_datagram_endpoint(lambda: Collect(act), **how)


async def until(condition):
    for _ in range(1000):
        if condition():
            return True
        await asyncio.sleep(.002)
    return False


def burst(port, n):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for i in range(n):
            s.sendto(b'%d' % i, ('127.0.0.1', port))


def port_of(transport):
    return transport.get_extra_info('sockname')[1]


async def whole():
    transport, p = await endpoint()
    burst(port_of(transport), 100)
    print('all', await until(lambda: len(p.got) == 100), p.got == [b'%d' % i for i in range(100)])
    transport.close()
    print('closed', await p.lost)


async def closed_in_the_middle():
    for way in 'close', 'abort':
        def act(p, data, addr):
            if data == b'5':
                getattr(p.transport, way)()
        transport, p = await endpoint(act)
        burst(port_of(transport), 20)
        print(way, await p.lost, p.got, transport.is_closing())


async def raises_in_the_middle():
    loop = asyncio.get_running_loop()
    said = []
    loop.set_exception_handler(lambda loop, context: said.append(
        (context['message'].split('(')[0], repr(context['exception']), sorted(context))))
    def act(p, data, addr):
        if data in (b'3', b'4'):
            raise ValueError(data)
    transport, p = await endpoint(act)
    burst(port_of(transport), 10)
    print('raises', await until(lambda: len(p.got) == 10), said)
    transport.close()
    loop.set_exception_handler(None)


async def other_callbacks_have_their_turn():
    loop = asyncio.get_running_loop()
    order = []
    def act(p, data, addr):
        order.append(data)
        loop.call_soon(order.append, 'soon ' + data.decode())
    transport, p = await endpoint(act)
    burst(port_of(transport), 6)
    await until(lambda: len(order) == 12)
    print(order)
    transport.close()


async def swapped_in_the_middle():
    other = Collect()
    transport, p = await endpoint(lambda p, data, addr: data == b'2' and
                                  p.transport.set_protocol(other))
    burst(port_of(transport), 6)
    await until(lambda: len(other.got) == 3)
    print('swapped', p.got, other.got, transport.get_protocol() is other)
    transport.close()
    await other.lost


async def refused():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind(('127.0.0.1', 0))
        address = s.getsockname()
    transport, p = await endpoint(remote_addr=address)
    transport.sendto(b'nobody there')
    print('refused', await until(lambda: p.got), p.got[:1])
    transport.sendto(b'once more', address)
    await until(lambda: len(p.got) > 1)
    try:
        transport.sendto(b'x', ('127.0.0.1', 1))
    except ValueError as e:
        print(str(e).split(':')[0])
    transport.abort()
    print(await p.lost)
    for i in range(7):
        transport.sendto(b'lost')


class Port(enum.IntEnum):
    NONE = 0


async def addresses():
    said = []
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: said.append((context['message'], repr(context['exception']))))
    transport, p = await endpoint()
    me = transport.get_extra_info('sockname')
    port = enum.IntEnum('P', {'HERE': me[1]}).HERE
    for address in (me, list(me) and tuple(me), ('localhost', me[1]), ('127.0.0.1', port), me):
        for data in b'bytes', bytearray(b'array'), memoryview(b'-view-')[1:5], b'':
            transport.sendto(data, address)
    print(await until(lambda: len(p.got) == 20), p.got[:4], set(p.got) == set(p.got[:4]))
    print(p.addr == me, type(p.addr[1]), p.addr is not None)
    for data in 'text', None, 5, [1]:
        try:
            transport.sendto(data, me)
        except TypeError as e:
            print(e)
    for address in ('127.0.0.1', 70000), ('127.0.0.1', -1), ('127.0.0.1', True):
        try:
            transport.sendto(b'x', address)
        except Exception as e:
            print(type(e).__name__, e)
        if transport.is_closing():
            print(repr(await p.lost), said)
            del said[:]
            transport, p = await endpoint()
    for address in 5, 'name', None, ('127.0.0.1',), ('127.0.0.1', 'x'):
        transport, p = await endpoint()
        transport.sendto(b'x', address)
        print(repr(await p.lost), said)
        del said[:]
    transport, p = await endpoint()
    transport.close()
    transport.sendto(b'while closing', me)
    await p.lost
    print(said)
    asyncio.get_running_loop().set_exception_handler(None)


async def large():
    transport, p = await endpoint()
    sock = transport.get_extra_info('socket')
    transport.sendto(b'x' * 60000, transport.get_extra_info('sockname'))
    print('large', await until(lambda: p.got), [len(d) for d in p.got])
    transport.sendto(b'x' * 70000, transport.get_extra_info('sockname'))
    print('too large', await until(lambda: len(p.got) == 2), p.got[1:])
    transport.close()


async def unix():
    with tempfile.TemporaryDirectory() as place:
        a, b = os.path.join(place, 'a'), os.path.join(place, 'b')
        ta, pa = await endpoint(local_addr=a, family=socket.AF_UNIX)
        tb, pb = await endpoint(lambda p, data, addr: p.transport.sendto(data[::-1], addr),
                                local_addr=b, family=socket.AF_UNIX)
        for i in range(5):
            ta.sendto(b'abc%d' % i, b)
        print('unix', await until(lambda: len(pa.got) == 5), pa.got, pa.addr == b, pb.addr == a)
        ta.sendto(b'x', os.path.join(place, 'nobody'))
        print(pa.got[5:])
        tb.close()
        ta.close()


async def ipv6():
    try:
        transport, p = await endpoint(local_addr=('::1', 0))
    except OSError:
        print('ipv6 True (True, 4)')
        return
    transport.sendto(b'six', transport.get_extra_info('sockname')[:2])
    print('ipv6', await until(lambda: p.got),
          (p.addr == transport.get_extra_info('sockname'), len(p.addr)))
    transport.close()


async def many_senders():
    transport, p = await endpoint(lambda p, data, addr: p.transport.sendto(data, addr))
    socks = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(40)]
    for s in socks:
        s.settimeout(5)
        s.connect(transport.get_extra_info('sockname'))
    for turn in range(3):
        for i, s in enumerate(socks):
            s.send(b'%d-%d' % (turn, i))
        await until(lambda: len(p.got) == 40 * (turn + 1))
        print([s.recv(100) for s in socks] == [b'%d-%d' % (turn, i) for i in range(40)])
    for s in socks:
        s.close()
    transport.close()


async def main():
    for part in (whole, closed_in_the_middle, raises_in_the_middle, other_callbacks_have_their_turn,
                 swapped_in_the_middle, refused, addresses, large, unix, ipv6, many_senders):
        print('--', part.__name__)
        await part()

import logging
logging.getLogger('asyncio').setLevel(logging.CRITICAL)
asyncio.run(main())
