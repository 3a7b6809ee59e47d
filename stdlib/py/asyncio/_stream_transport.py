# SPDX-License-Identifier: MIT
"""The transport of stream sockets."""
import warnings

import _asyncio_net
import _socket
import _weakref
from . import transports
from . import trsock
from .log import logger


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


class _SelectorSocketTransport(_asyncio_net.SocketTransport, transports.Transport):
    """A connected stream socket. Reading and writing are native; here are its beginning and its
    end."""

    _start_tls_compatible = True
    _sendfile_compatible = True

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        self._extra = extra = {} if extra is None else extra
        self._server = server
        self._open(loop, sock, sock.fileno())
        loop._transports[self._sock_fd] = _weakref.ref(self)
        extra['socket'] = trsock.TransportSocket(sock)
        try:
            extra['sockname'] = sock.getsockname()
        except OSError:
            extra['sockname'] = None
        if 'peername' not in extra:
            try:
                extra['peername'] = sock.getpeername()
            except OSError:
                extra['peername'] = None
        self.set_protocol(protocol)
        if server is not None:
            server._attach(self)
        if _socket.socket.family.__get__(sock) in (_socket.AF_INET, _socket.AF_INET6):
            sock.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._watch)
        if waiter is not None:
            loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        parts = [self.__class__.__name__]
        if self._sock is None:
            parts.append('closed')
        elif self._closing:
            parts.append('closing')
        parts.append(f'fd={self._sock_fd}')
        if self._sock is not None and not self._loop.is_closed():
            parts.append(f'read={"polling" if self._reading else "idle"}')
            parts.append(
                f'write=<{"polling" if self._writing else "idle"}, '
                f'bufsize={self.get_write_buffer_size()}>')
        return f'<{" ".join(parts)}>'

    def set_write_buffer_limits(self, high=None, low=None):
        self._set_limits(*transports._check_limits(high, low))

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing or self._eof:
            return
        self._eof = True
        if not self.get_write_buffer_size():
            self._sock.shutdown(_socket.SHUT_WR)

    def close(self):
        if self._closing:
            return
        self._closing = True
        self._unwatch()
        if not self.get_write_buffer_size():
            self._lost = True
            self._unwatch(True)
            self._loop.call_soon(self._call_connection_lost, None)

    def abort(self):
        self._force_close(None)

    def _read_ready_eof(self):
        if self._loop.get_debug():
            logger.debug('%r received EOF', self)
        try:
            keep_open = self._protocol.eof_received()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal error: protocol.eof_received() call failed.')
            return
        if keep_open:
            # The script may still write; there is nothing more to read.
            self._unwatch()
        else:
            self.close()

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug('%r: %s', self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({'message': message, 'exception': exc,
                                               'transport': self, 'protocol': self._protocol})
        self._force_close(exc)

    def _flow_failed(self, exc, message):
        self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self,
                                           'protocol': self._protocol})

    def _warn_lost(self):
        logger.warning('socket.send() raised exception.')

    def _force_close(self, exc):
        if self._lost:
            return
        self._closing = True
        self._lost = True
        self._unwatch(True)
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        protocol, sock, server = self._protocol, self._sock, self._server
        self._lost = True
        try:
            protocol.connection_lost(exc)
        finally:
            self._unwatch(True)
            sock.close()
            self.set_protocol(None)
            self._sock = None
            self._server = None
            if server is not None:
                server._detach(self)

    def __del__(self, _warn=warnings.warn):
        sock = self._sock
        if sock is not None:
            _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._unwatch(True)
            sock.close()
            if self._server is not None:
                self._server._detach(self)
