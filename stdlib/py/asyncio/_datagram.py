# SPDX-License-Identifier: MIT
"""Datagram endpoints: the transport, and create_datagram_endpoint()."""

import collections
import socket
import warnings

import _asyncio_net
import _socket
import _weakref
from . import events
from . import transports
from . import trsock
from .log import logger

_LOST_LIMIT = 5
_HEADER = 8  # what a datagram counts in the buffer beside its data


class _SelectorDatagramTransport(_asyncio_net.DatagramTransport, transports.DatagramTransport,
                                 transports.Transport):
    """Receiving, and sending what the kernel takes at once, is native; here is the rest."""

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(extra)
        self._extra['socket'] = trsock.TransportSocket(sock)
        for name, ask in (('sockname', sock.getsockname), ('peername', sock.getpeername)):
            if name not in self._extra:
                try:
                    self._extra[name] = ask()
                except OSError:
                    self._extra[name] = None
        self._loop = loop
        self._sock = sock
        self._sock_fd = sock.fileno()
        loop._transports[self._sock_fd] = _weakref.ref(self)
        self._protocol = protocol
        self._address = address
        self._buffer = collections.deque()
        self._paused = False
        self._open(loop, self._sock_fd, _socket.socket.family.__get__(sock),
                   bool(self._extra['peername']))
        self._high, self._low = transports._check_limits(None, None)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._begin)
        if waiter is not None:
            loop.call_soon(_set_result, waiter)

    def __repr__(self):
        parts = [self.__class__.__name__]
        if self._sock is None:
            parts.append('closed')
        elif self._closing:
            parts.append('closing')
        parts.append(f'fd={self._sock_fd}')
        if self._sock is not None and not self._loop.is_closed():
            reading = self._loop._watcher(self._sock_fd, False) is not None
            writing = self._loop._watcher(self._sock_fd, True) is not None
            parts.append(f'read={"polling" if reading else "idle"}')
            parts.append(
                f'write=<{"polling" if writing else "idle"}, '
                f'bufsize={self.get_write_buffer_size()}>')
        return f'<{" ".join(parts)}>'

    def _begin(self):
        if not self._closing:
            self._loop._add_watch(self._sock_fd, False, self._read_ready, ())

    def _read_ready(self):
        self._receive()

    def _send(self, data, address):
        if self._extra['peername']:
            self._sock.send(data)
        else:
            self._sock.sendto(data, address)

    def _send_carefully(self, data, addr):
        """What sendto() does when the kernel is busy, the connection lost or the address to be
        looked at."""
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f'Invalid address: must be None or {self._address}')
            addr = self._address
        if self._conn_lost and self._address:
            if self._conn_lost >= _LOST_LIMIT:
                logger.warning('socket.send() raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                self._send(data, addr)
                return
            except (BlockingIOError, InterruptedError):
                self._loop._add_watch(self._sock_fd, True, self._write_ready, ())
            except BaseException as exc:
                self._failed(exc, 'write')
                return
        self._buffer.append((bytes(data), addr))
        self._buffer_size += len(data) + _HEADER
        self._maybe_pause()

    def _write_ready(self):
        while self._buffer:
            data, address = self._buffer.popleft()
            self._buffer_size -= len(data) + _HEADER
            try:
                self._send(data, address)
            except (BlockingIOError, InterruptedError):
                self._buffer.appendleft((data, address))
                self._buffer_size += len(data) + _HEADER
                break
            except BaseException as exc:
                self._failed(exc, 'write')
                return
        if self._paused and self._buffer_size <= self._low:
            self._paused = False
            self._tell(self._protocol.resume_writing, 'protocol.resume_writing() failed')
        if not self._buffer:
            self._loop._unwatch(self._sock_fd, True)
            if self._closing:
                self._call_connection_lost(None)

    def _maybe_pause(self):
        if self._buffer_size > self._high and not self._paused:
            self._paused = True
            self._tell(self._protocol.pause_writing, 'protocol.pause_writing() failed')

    def _tell(self, method, message):
        try:
            method()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({'message': message, 'exception': exc,
                                               'transport': self, 'protocol': self._protocol})

    def set_write_buffer_limits(self, high=None, low=None):
        self._high, self._low = transports._check_limits(high, low)
        self._maybe_pause()

    def get_write_buffer_limits(self):
        return self._low, self._high

    def get_write_buffer_size(self):
        return self._buffer_size

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def is_closing(self):
        return self._closing

    def close(self):
        if self.is_closing():
            return
        self._closing = True
        self._loop._unwatch(self._sock_fd, False)
        if not self._buffer:
            self._conn_lost += 1
            self._loop._unwatch(self._sock_fd, True)
            self._loop.call_soon(self._call_connection_lost, None)

    def abort(self):
        self._force_close(None)

    def _fatal_error(self, exc, message):
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug('%r: %s', self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({'message': message, 'exception': exc,
                                               'transport': self, 'protocol': self._protocol})
        self._force_close(exc)

    def _failed(self, exc, what):
        """An attempt to read or write ended so: the protocol hears of errors of the network."""
        if isinstance(exc, OSError):
            self._protocol.error_received(exc)
        elif isinstance(exc, (SystemExit, KeyboardInterrupt)):
            raise exc
        else:
            self._fatal_error(exc, f'Fatal {what} error on datagram transport')

    def _force_close(self, exc):
        if self._conn_lost:
            return
        if self._buffer:
            self._buffer_size = 0
            self._buffer.clear()
            self._loop._unwatch(self._sock_fd, True)
        if not self._closing:
            self._closing = True
            self._loop._unwatch(self._sock_fd, False)
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._shut()
            self._sock.close()
            self._sock = None
            self._protocol = None

    def __del__(self, _warn=warnings.warn):
        if getattr(self, '_sock', None) is not None:
            _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._sock.close()


def _set_result(future):
    if not future.cancelled():
        future.set_result(None)


def _make_way(path):
    """Remove a socket that an earlier program left on the path; what else goes wrong, bind() will
    say."""
    if path[0] == '\0':
        return
    import os
    import stat
    try:
        if stat.S_ISSOCK(os.stat(path).st_mode):
            os.remove(path)
    except FileNotFoundError:
        pass
    except OSError as exc:
        logger.error('Unable to check or remove stale UNIX socket %r: %r', path, exc)


async def _addresses(loop, local, remote, family, proto, flags):
    """The pairs of addresses to try: a list of ((family, proto), (local, remote))."""
    if not (local or remote):
        if family == 0:
            raise ValueError('unexpected address family')
        return [((family, proto), (None, None))]
    if family == _socket.AF_UNIX:
        for address in (local, remote):
            if address is not None and not isinstance(address, str):
                raise TypeError('string is expected')
        if local:
            _make_way(local)
        return [((family, proto), (local, remote))]
    pairs = {}
    for index, address in ((0, local), (1, remote)):
        if address is None:
            continue
        if not (isinstance(address, tuple) and len(address) == 2):
            raise TypeError('2-tuple is expected')
        infos = await loop._ensure_resolved(address, family=family, type=_socket.SOCK_DGRAM,
                                            proto=proto, flags=flags)
        if not infos:
            raise OSError('getaddrinfo() returned empty list')
        for fam, _, pro, _, resolved in infos:
            pairs.setdefault((fam, pro), [None, None])[index] = resolved
    found = [(key, tuple(pair)) for key, pair in pairs.items()
             if not ((local and pair[0] is None) or (remote and pair[1] is None))]
    if not found:
        raise ValueError('can not get address information')
    return found


async def _open_socket(loop, key, pair, wants_remote, reuse_port, allow_broadcast):
    sock = None
    local, remote = pair
    try:
        sock = socket.socket(key[0], _socket.SOCK_DGRAM, key[1])
        if reuse_port:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEPORT, 1)
        if allow_broadcast:
            sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_BROADCAST, 1)
        sock.setblocking(False)
        if local:
            sock.bind(local)
        if wants_remote and not allow_broadcast:
            await loop.sock_connect(sock, remote)
        return sock
    except:
        if sock is not None:
            sock.close()
        raise


async def create_endpoint(loop, protocol_factory, local, remote, family, proto, flags, reuse_port,
                          allow_broadcast, sock):
    remote_address = None
    if sock is not None:
        if _socket.socket.type.__get__(sock) == _socket.SOCK_STREAM:
            raise ValueError(f'A datagram socket was expected, got {sock!r}')
        options = dict(local_addr=local, remote_addr=remote, family=family, proto=proto,
                       flags=flags, reuse_port=reuse_port, allow_broadcast=allow_broadcast)
        problems = ', '.join(f'{k}={v}' for k, v in options.items() if v)
        if problems:
            raise ValueError(
                f'socket modifier keyword arguments can not be used when sock is specified. '
                f'({problems})')
        sock.setblocking(False)
    else:
        failures = []
        for key, pair in await _addresses(loop, local, remote, family, proto, flags):
            try:
                sock = await _open_socket(loop, key, pair, remote, reuse_port, allow_broadcast)
            except OSError as exc:
                failures.append(exc)
            else:
                remote_address = pair[1]
                break
        else:
            raise failures[0]
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _SelectorDatagramTransport(loop, sock, protocol, remote_address, waiter)
    if loop.get_debug():
        logger.debug('Datagram endpoint local_addr=%r remote_addr=%r created: (%r, %r)', local,
                     remote, transport, protocol)
    try:
        await waiter
    except BaseException:
        transport.close()
        raise
    else:
        return transport, protocol
