# SPDX-License-Identifier: MIT
"""The loop on sockets: watching descriptors, taking connections, paths as addresses. What runs for
every message is native."""

__all__ = 'BaseSelectorEventLoop',

import _asyncio_net
from . import _later
from . import base_events
from . import constants
from . import events
from .log import logger

_socket, errno, socket = base_events._socket, base_events.errno, base_events.socket
_stream_transport = _later.Module('asyncio._stream_transport')
trsock = _later.Module('asyncio.trsock')

_POLLERS = {'SelectSelector': 'select', 'PollSelector': 'poll', 'EpollSelector': 'epoll'}


def _fileno(fileobj):
    if isinstance(fileobj, int):
        fd = fileobj
    else:
        try:
            fd = int(fileobj.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


def _selector_watch(loop, fd, events):
    """The loop watches fd through a selector of the script's own; events 0: not any more."""
    selector = loop._own_selector
    mapping = selector.get_map()
    if mapping is None or fd not in mapping:
        if events and mapping is not None:
            selector.register(fd, events)
    elif events:
        selector.modify(fd, events)
    else:
        selector.unregister(fd)


def _selector_wait(loop, timeout):
    return [(key.fd, int(events)) for key, events in loop._own_selector.select(timeout)]


def __getattr__(name):
    # Made when the first connection is, or when somebody asks.
    if name in ('_SelectorSocketTransport', '_SelectorTransport'):
        return _stream_transport._SelectorSocketTransport
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


class BaseSelectorEventLoop(_asyncio_net.SocketCalls, base_events.BaseEventLoop):
    """Selector event loop: see events.EventLoop for the methods."""

    def __init__(self, selector=None):
        super().__init__()
        logger.debug('Using selector: %s',
                     'EpollSelector' if selector is None else selector.__class__.__name__)
        self._given_selector = selector
        self._transports = {}  # by descriptor: a weak reference to who used it last
        if selector is not None:
            self._choose_selector(selector)

    def _choose_selector(self, selector):
        cls = type(selector)
        if cls.__module__ == 'selectors' and cls.__name__ in _POLLERS:
            self._use_poller(_POLLERS[cls.__name__])
        else:
            self._own_selector = selector

    @property
    def _selector(self):
        if self._given_selector is None:
            import selectors
            kinds = {name: cls for cls, name in _POLLERS.items()}
            self._given_selector = getattr(selectors, kinds[self._poller_name()])()
        return self._given_selector

    def close(self):
        if not self.is_closed() and not self.is_running() and self._given_selector is not None:
            self._given_selector.close()
        super().close()

    # ---- descriptors ----

    def _check_no_transport(self, fd):
        ref = self._transports.get(_fileno(fd))
        transport = ref and ref()
        if transport is not None and not transport.is_closing():
            raise RuntimeError(f'File descriptor {fd!r} is used by transport {transport!r}')

    def _add_watch(self, fd, write, callback, args):
        fileno = _fileno(fd)
        handle = events.Handle(callback, args, self, None)
        self._watch(fileno, write, handle)
        return handle

    def add_reader(self, fd, callback, *args):
        """Add a reader callback."""
        self._check_closed()
        self._check_no_transport(fd)
        self._add_watch(fd, False, callback, args)

    def remove_reader(self, fd):
        """Remove a reader callback."""
        self._check_no_transport(fd)
        return not self.is_closed() and self._unwatch(_fileno(fd), False)

    def add_writer(self, fd, callback, *args):
        """Add a writer callback.."""
        self._check_closed()
        self._check_no_transport(fd)
        self._add_watch(fd, True, callback, args)

    def remove_writer(self, fd):
        """Remove a writer callback."""
        self._check_no_transport(fd)
        return not self.is_closed() and self._unwatch(_fileno(fd), True)

    # ---- plain sockets: sock_recv() and sock_sendall() are native ----

    async def sock_recv_into(self, sock, buf):
        """Receive data from the socket into the buffer: the number of bytes."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_call(sock, 'sock_recv_into', 'recv_into', False, buf)

    async def sock_recvfrom(self, sock, bufsize):
        """Receive a datagram: (data, address)."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_call(sock, 'sock_recvfrom', 'recvfrom', False, bufsize)

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """Receive a datagram into the buffer: (number of bytes, address)."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_call(sock, 'sock_recvfrom_into', 'recvfrom_into', False,
                                             buf, nbytes or len(buf))

    async def sock_sendto(self, sock, data, address):
        """Send a datagram to address: the number of bytes."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_call(sock, 'sock_sendto', 'sendto', True, data, address)

    async def sock_accept(self, sock):
        """Accept a connection: (socket, address); the socket is non-blocking."""
        self._check_nonblocking(sock)
        conn, address = await _asyncio_net._sock_call(sock, 'sock_accept', 'accept', False)
        conn.setblocking(False)
        return conn, address

    async def sock_connect(self, sock, address):
        """Connect to a remote socket at address."""
        self._check_nonblocking(sock)
        if _socket.socket.family.__get__(sock) in (_socket.AF_INET, _socket.AF_INET6):
            resolved = await self._ensure_resolved(address,
                                                   family=_socket.socket.family.__get__(sock),
                                                   type=_socket.socket.type.__get__(sock),
                                                   proto=sock.proto)
            address = resolved[0][4]
        try:
            sock.connect(address)
            return
        except (BlockingIOError, InterruptedError):
            pass
        fd = sock.fileno()
        self._check_no_transport(fd)
        future = self.create_future()
        self._add_watch(fd, True, _set_result_unless_cancelled_or_done, (future,))
        try:
            await future
        finally:
            self.remove_writer(fd)
        err = sock.getsockopt(_socket.SOL_SOCKET, _socket.SO_ERROR)
        if err:
            raise OSError(err, f'Connect call failed {address}')

    # ---- connections ----

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        return _stream_transport._SelectorSocketTransport(
            self, sock, protocol, waiter, extra, server)

    def _make_ssl_transport(self, rawsock, protocol, sslcontext, waiter=None, *, server_side=False,
                            server_hostname=None, extra=None, server=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        from . import sslproto
        between = sslproto.SSLProtocol(self, protocol, sslcontext, waiter, server_side,
                                       server_hostname, ssl_handshake_timeout=ssl_handshake_timeout,
                                       ssl_shutdown_timeout=ssl_shutdown_timeout)
        _stream_transport._SelectorSocketTransport(self, rawsock, between, extra=extra,
                                                   server=server)
        return between._app_transport

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        """Connect to a server on a path: (transport, protocol)."""
        assert server_hostname is None or isinstance(server_hostname, str)
        if ssl:
            if server_hostname is None:
                raise ValueError('you have to pass server_hostname when using ssl')
        elif server_hostname is not None:
            raise ValueError('server_hostname is only meaningful with ssl')
        base_events._check_ssl_arguments(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            base_events._check_ssl_socket(sock)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            import os
            path = os.fspath(path)
            sock = socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM, 0)
            sock.setblocking(False)
            await base_events._made(sock, self.sock_connect(sock, path))
        elif sock is None:
            raise ValueError('no path and sock were specified')
        elif (_socket.socket.family.__get__(sock) != _socket.AF_UNIX
              or _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM):
            raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
        return await self._create_connection_transport(sock, protocol_factory, ssl, server_hostname,
                                                       ssl_handshake_timeout=ssl_handshake_timeout,
                                                       ssl_shutdown_timeout=ssl_shutdown_timeout)

    # ---- serving ----

    def _start_serving(self, protocol_factory, sock, server, backlog):
        self._watch(sock.fileno(), False,
                    events.Handle(self._accept_connection,
                                  (protocol_factory, sock, server, backlog), self, None))

    def _accept_connection(self, protocol_factory, sock, server, backlog):
        # As many as are waiting, but not forever: others want their turn.
        for _ in range(backlog + 1):
            try:
                conn, address = sock.accept()
                conn.setblocking(False)
            except (BlockingIOError, InterruptedError):
                return
            except ConnectionAbortedError:
                continue
            except OSError as exc:
                if exc.errno not in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    raise
                self.call_exception_handler({'message': 'socket.accept() out of system resource',
                                             'exception': exc,
                                             'socket': trsock.TransportSocket(sock)})
                self.remove_reader(sock.fileno())
                self.call_later(constants.ACCEPT_RETRY_DELAY, self._restart_serving,
                                protocol_factory, sock, server, backlog)
                return
            self.create_task(self._accept_connection2(protocol_factory, conn, {'peername': address},
                                                      server))

    def _restart_serving(self, protocol_factory, sock, server, backlog):
        if sock.fileno() != -1:
            self._start_serving(protocol_factory, sock, server, backlog)

    async def _accept_connection2(self, protocol_factory, conn, extra, server):
        protocol = transport = None
        try:
            protocol = protocol_factory()
            waiter = self.create_future()
            if server is not None and server._ssl_context:
                transport = self._make_ssl_transport(
                    conn, protocol, server._ssl_context, waiter, server_side=True, extra=extra,
                    server=server, ssl_handshake_timeout=server._ssl_handshake_timeout,
                    ssl_shutdown_timeout=server._ssl_shutdown_timeout)
            else:
                transport = self._make_socket_transport(conn, protocol, waiter, extra=extra,
                                                        server=server)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if self.get_debug():
                context = {'message': 'Error on transport creation for incoming connection',
                           'exception': exc}
                if protocol is not None:
                    context['protocol'] = protocol
                if transport is not None:
                    context['transport'] = transport
                self.call_exception_handler(context)

    def _stop_serving(self, sock):
        self.remove_reader(sock.fileno())
        sock.close()

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100,
                                 ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                 start_serving=True, cleanup_socket=True):
        """Create a server on a path in the file system: a Server object."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl_handshake_timeout is not None and not ssl:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
        if ssl_shutdown_timeout is not None and not ssl:
            raise ValueError('ssl_shutdown_timeout is only meaningful with ssl')
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            import os
            sock = self._bind_path(os.fspath(path))
        elif sock is None:
            raise ValueError('path was not specified, and no sock specified')
        elif (_socket.socket.family.__get__(sock) != _socket.AF_UNIX
              or _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM):
            raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
        server = await self._make_server([sock], protocol_factory, backlog, start_serving, ssl,
                                         ssl_handshake_timeout, ssl_shutdown_timeout)
        if cleanup_socket:
            server._remove_when_closed(sock.getsockname())
        return server

    def _bind_path(self, path):
        import os
        import stat
        sock = socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        if path[:1] not in ('\0', b'\0'):
            # A socket that an earlier server left behind.
            try:
                if os.path.exists(path) and stat.S_ISSOCK(os.stat(path).st_mode):
                    os.remove(path)
            except OSError as err:
                logger.error('Unable to check or remove stale UNIX socket %r: %r', path, err)
        try:
            sock.bind(path)
        except OSError as exc:
            sock.close()
            if exc.errno == errno.EADDRINUSE:
                raise OSError(errno.EADDRINUSE, f'Address {path!r} is already in use') from None
            raise
        except:
            sock.close()
            raise
        return sock


def _set_result_unless_cancelled_or_done(future):
    if not future.done():
        future.set_result(None)
