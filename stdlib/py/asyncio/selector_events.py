# SPDX-License-Identifier: MIT
"""The loop on sockets: watching descriptors, connecting, serving. What runs for every message is
native."""

__all__ = 'BaseSelectorEventLoop',

import sys

import _asyncio_net
from . import _later
from . import base_events
from . import constants
from . import events
from . import exceptions as aio_exceptions
from . import tasks
from .log import logger

_datagram = _later.Module('asyncio._datagram')
_server = _later.Module('asyncio._server')
_socket = _later.Module('_socket')
_stream_transport = _later.Module('asyncio._stream_transport')
collections_abc = _later.Module('collections.abc')
errno = _later.Module('errno')
protocols = _later.Module('asyncio.protocols')
socket = _later.Module('socket')
transports = _later.Module('asyncio.transports')
trsock = _later.Module('asyncio.trsock')
warnings = _later.Module('warnings')

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


def _check_ssl_socket(sock):
    # A socket that is an SSLSocket has imported ssl already.
    ssl = sys.modules.get('ssl')
    if ssl is not None and isinstance(sock, ssl.SSLSocket):
        raise TypeError('Socket cannot be of type SSLSocket')


def _check_ssl_arguments(ssl, handshake_timeout, shutdown_timeout):
    if ssl:
        return
    if handshake_timeout is not None:
        raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
    if shutdown_timeout is not None:
        raise ValueError('ssl_shutdown_timeout is only meaningful with ssl')


def _address_info(host, port, family, kind, proto, flowinfo=0, scopeid=0):
    """The answer of getaddrinfo() for a literal address, or None: no resolver is needed then."""
    if host is None or proto not in (0, _socket.IPPROTO_TCP, _socket.IPPROTO_UDP):
        return None
    if kind == _socket.SOCK_STREAM:
        proto = _socket.IPPROTO_TCP
    elif kind == _socket.SOCK_DGRAM:
        proto = _socket.IPPROTO_UDP
    else:
        return None
    try:
        port = 0 if port in (None, '', b'') else int(port)
    except (TypeError, ValueError):
        return None                     # the name of a service
    if isinstance(host, bytes):
        host = host.decode('idna')
    if '%' in host:
        return None
    for candidate in (
            _socket.AF_INET, _socket.AF_INET6) if family == _socket.AF_UNSPEC else (family,):
        try:
            _socket.inet_pton(candidate, host)
        except OSError:
            continue
        if candidate == _socket.AF_INET6:
            return candidate, kind, proto, '', (host, port, flowinfo, scopeid)
        return candidate, kind, proto, '', (host, port)
    return None


def _interleave(infos, first_count=1):
    """Address families in turn, as RFC 8305 asks."""
    by_family = {}
    for info in infos:
        by_family.setdefault(info[0], []).append(info)
    lists = list(by_family.values())
    result = []
    if first_count > 1:
        result = lists[0][:first_count - 1]
        del lists[0][:first_count - 1]
    for i in range(max(map(len, lists))):
        result += [each[i] for each in lists if i < len(each)]
    return result


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


class BaseSelectorEventLoop(base_events.BaseEventLoop):
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

    # ---- plain sockets ----

    def _check_nonblocking(self, sock):
        if self.get_debug() and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')

    async def sock_recv(self, sock, n):
        """Receive data from the socket, up to n bytes."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_recv(sock, n)

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

    async def sock_sendall(self, sock, data):
        """Send data to the socket, all of it."""
        self._check_nonblocking(sock)
        return await _asyncio_net._sock_sendall(sock, data)

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

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a file through a socket, by sendfile(2) where the file allows it: the number of
        bytes."""
        self._check_nonblocking(sock)
        _check_ssl_socket(sock)
        from . import _sendfile
        _sendfile.check_arguments(sock, file, offset, count)
        try:
            return await _sendfile.by_kernel(self, sock, file, offset, count)
        except aio_exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await _sendfile.by_reading(file, offset, count,
                                          lambda data: self.sock_sendall(sock, data))

    # ---- names ----

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.run_in_executor(None, socket.getaddrinfo, host, port, family, type, proto,
                                          flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.run_in_executor(None, socket.getnameinfo, sockaddr, flags)

    async def _ensure_resolved(self, address, *, family=0, type=None, proto=0, flags=0):
        if type is None:
            type = _socket.SOCK_STREAM
        info = _address_info(address[0], address[1], family, type, proto, *address[2:])
        if info is not None:
            return [info]
        return await self.getaddrinfo(address[0], address[1], family=family, type=type, proto=proto,
                                      flags=flags)

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

    async def _connect_sock(self, failures, info, local_infos=None):
        """One attempt: a connected socket, or OSError, which `failures` gets too."""
        mine = []
        failures.append(mine)
        family, kind, proto, _, address = info
        sock = None
        try:
            sock = socket.socket(family, kind, proto)
            sock.setblocking(False)
            if local_infos is not None:
                self._bind_local(sock, family, local_infos, mine)
            await self.sock_connect(sock, address)
            return sock
        except BaseException as exc:
            if isinstance(exc, OSError):
                mine.append(exc)
            if sock is not None:
                sock.close()
            raise
        finally:
            failures = mine = None

    def _bind_local(self, sock, family, local_infos, failures):
        for local_family, _, _, _, address in local_infos:
            if local_family != family:
                continue
            try:
                sock.bind(address)
                return
            except OSError as exc:
                failures.append(OSError(exc.errno,
                                        f'error while attempting to bind on address {address!r}: '
                                        f'{str(exc).lower()}'))
        if failures:
            raise failures.pop()
        raise OSError(f'no matching local address with {family=} found')

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0,
                                proto=0, flags=0, sock=None, local_addr=None, server_hostname=None,
                                ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                                happy_eyeballs_delay=None, interleave=None, all_errors=False):
        """Connect to a TCP server: (transport, protocol)."""
        if server_hostname is not None and not ssl:
            raise ValueError('server_hostname is only meaningful with ssl')
        if server_hostname is None and ssl:
            # The name of the host is what its certificate must say, unless told otherwise.
            if not host:
                raise ValueError('You must set server_hostname when using ssl without a host')
            server_hostname = host
        _check_ssl_arguments(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            _check_ssl_socket(sock)
        if interleave is None:
            interleave = None if happy_eyeballs_delay is None else 1
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            sock = await self._connect_host(host, port, family, proto, flags, local_addr,
                                            happy_eyeballs_delay, interleave, all_errors)
        elif sock is None:
            raise ValueError('host and port was not specified and no sock specified')
        elif _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        transport, protocol = await self._create_connection_transport(
            sock, protocol_factory, ssl, server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        if self.get_debug():
            logger.debug('%r connected to %s:%r: (%r, %r)', transport.get_extra_info('socket'),
                         host, port, transport, protocol)
        return transport, protocol

    async def _connect_host(self, host, port, family, proto, flags, local_addr, delay, interleave,
                            all_errors):
        infos = await self._ensure_resolved((host, port), family=family, type=_socket.SOCK_STREAM,
                                            proto=proto, flags=flags)
        if not infos:
            raise OSError('getaddrinfo() returned empty list')
        local_infos = None
        if local_addr is not None:
            local_infos = await self._ensure_resolved(local_addr, family=family,
                                                      type=_socket.SOCK_STREAM, proto=proto,
                                                      flags=flags)
            if not local_infos:
                raise OSError('getaddrinfo() returned empty list')
        if interleave:
            infos = _interleave(infos, interleave)
        failures = []
        sock = None
        if delay is None:
            for info in infos:
                try:
                    sock = await self._connect_sock(failures, info, local_infos)
                    break
                except OSError:
                    continue
        else:
            from . import staggered
            attempts = [lambda info=info: self._connect_sock(failures, info, local_infos)
                        for info in infos]
            sock = (await staggered.staggered_race(attempts, delay, loop=self))[0]
        if sock is None:
            self._raise_connect_errors([exc for each in failures for exc in each], all_errors)
        return sock

    def _raise_connect_errors(self, errors, all_errors):
        try:
            if all_errors:
                raise ExceptionGroup('create_connection failed', errors)
            if all(str(exc) == str(errors[0]) for exc in errors):
                raise errors[0]
            raise OSError('Multiple exceptions: {}'.format(', '.join(str(exc) for exc in errors)))
        finally:
            errors = None

    async def _create_connection_transport(self, sock, protocol_factory, ssl=None,
                                           server_hostname=None, server_side=False,
                                           ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        sock.setblocking(False)
        protocol = protocol_factory()
        waiter = self.create_future()
        if ssl:
            transport = self._make_ssl_transport(sock, protocol,
                                                 None if isinstance(ssl, bool) else ssl, waiter,
                                                 server_side=server_side,
                                                 server_hostname=server_hostname,
                                                 ssl_handshake_timeout=ssl_handshake_timeout,
                                                 ssl_shutdown_timeout=ssl_shutdown_timeout)
        else:
            transport = self._make_socket_transport(sock, protocol, waiter)
        await _made(transport, waiter)
        return transport, protocol

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None,
                                      ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """Make a transport of a socket that was accepted outside of asyncio."""
        if _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        _check_ssl_arguments(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        _check_ssl_socket(sock)
        return await self._create_connection_transport(sock, protocol_factory, ssl, '',
                                                       server_side=True,
                                                       ssl_handshake_timeout=ssl_handshake_timeout,
                                                       ssl_shutdown_timeout=ssl_shutdown_timeout)

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
        _check_ssl_arguments(ssl, ssl_handshake_timeout, ssl_shutdown_timeout)
        if sock is not None:
            _check_ssl_socket(sock)
        if path is not None:
            if sock is not None:
                raise ValueError('path and sock can not be specified at the same time')
            import os
            path = os.fspath(path)
            sock = socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM, 0)
            sock.setblocking(False)
            await _made(sock, self.sock_connect(sock, path))
        elif sock is None:
            raise ValueError('no path and sock were specified')
        elif (_socket.socket.family.__get__(sock) != _socket.AF_UNIX
              or _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM):
            raise ValueError(f'A UNIX Domain Stream Socket was expected, got {sock!r}')
        return await self._create_connection_transport(sock, protocol_factory, ssl, server_hostname,
                                                       ssl_handshake_timeout=ssl_handshake_timeout,
                                                       ssl_shutdown_timeout=ssl_shutdown_timeout)

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False,
                        server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Upgrade transport to TLS: a new transport, which the protocol is to use from now on."""
        import ssl
        from . import sslproto
        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(
                f'sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}')
        if not getattr(transport, '_start_tls_compatible', False):
            raise TypeError(f'transport {transport!r} is not supported by start_tls()')
        waiter = self.create_future()
        between = sslproto.SSLProtocol(self, protocol, sslcontext, waiter, server_side,
                                       server_hostname, call_connection_made=False,
                                       ssl_handshake_timeout=ssl_handshake_timeout,
                                       ssl_shutdown_timeout=ssl_shutdown_timeout)
        # Nothing of the other side's greeting may go to the protocol above.
        transport.pause_reading()
        transport.set_protocol(between)
        made = self.call_soon(between.connection_made, transport)
        resumed = self.call_soon(transport.resume_reading)
        try:
            await waiter
        except BaseException:
            transport.close()
            made.cancel()
            resumed.cancel()
            raise
        return between._app_transport

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file through a transport: the number of bytes."""
        if transport.is_closing():
            raise RuntimeError('Transport is closing')
        from . import _sendfile
        return await _sendfile.through_transport(self, transport, file, offset, count, fallback)

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

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0,
                            flags=1, sock=None, backlog=100,
                            ssl=None, reuse_address=None, reuse_port=None, keep_alive=None,
                            ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            start_serving=True):
        """Create a TCP server: a Server object which can be used to stop it."""
        if isinstance(ssl, bool):
            raise TypeError('ssl argument must be an SSLContext or None')
        if ssl_handshake_timeout is not None and ssl is None:
            raise ValueError('ssl_handshake_timeout is only meaningful with ssl')
        if ssl_shutdown_timeout is not None and ssl is None:
            raise ValueError('ssl_shutdown_timeout is only meaningful with ssl')
        if sock is not None:
            _check_ssl_socket(sock)
        if host is not None or port is not None:
            if sock is not None:
                raise ValueError('host/port and sock can not be specified at the same time')
            sockets = await self._bind_hosts(host, port, family, flags,
                                             reuse_address is None or reuse_address, reuse_port,
                                             keep_alive)
        elif sock is None:
            raise ValueError('Neither host/port nor sock were specified')
        elif _socket.socket.type.__get__(sock) != _socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        else:
            sockets = [sock]
        return await self._make_server(sockets, protocol_factory, backlog, start_serving, ssl,
                                       ssl_handshake_timeout, ssl_shutdown_timeout)

    async def _make_server(self, sockets, protocol_factory, backlog, start_serving, ssl,
                           handshake_timeout, shutdown_timeout):
        for sock in sockets:
            sock.setblocking(False)
        server = _server.Server(self, sockets, protocol_factory, ssl, backlog, handshake_timeout,
                                shutdown_timeout)
        if start_serving:
            server._start_serving()
            # Lets the loop turn once, so that the server really accepts when this returns.
            await tasks.sleep(0)
        if self.get_debug():
            logger.info('%r is serving', server)
        return server

    async def _create_server_getaddrinfo(self, host, port, family, flags):
        infos = await self._ensure_resolved((host, port), family=family, type=_socket.SOCK_STREAM,
                                            flags=flags)
        if not infos:
            raise OSError(f'getaddrinfo({host!r}) returned empty list')
        return infos

    async def _bind_hosts(self, host, port, family, flags, reuse_address, reuse_port, keep_alive):
        if host == '':
            hosts = [None]
        elif isinstance(host, str) or not isinstance(host, collections_abc.Iterable):
            hosts = [host]
        else:
            hosts = host
        found = await tasks.gather(
            *[self._create_server_getaddrinfo(each, port, family=family, flags=flags)
                                     for each in hosts])
        infos = {info: None for answer in found for info in answer}
        sockets = []
        try:
            for info in infos:
                sock = self._bind_one(info, reuse_address, reuse_port, keep_alive)
                if sock is not None:
                    sockets.append(sock)
            if not sockets:
                raise OSError(
                    f'could not bind on any address out of {[info[4] for info in infos]!r}')
        except BaseException:
            _server._close_sockets(sockets)
            raise
        return sockets

    def _bind_one(self, info, reuse_address, reuse_port, keep_alive):
        """A bound socket, or None where the address family is not available."""
        family, kind, proto, _, address = info
        try:
            sock = socket.socket(family, kind, proto)
        except OSError:
            if self.get_debug():
                logger.warning('create_server() failed to create socket.socket(%r, %r, %r)', family,
                               kind, proto, exc_info=True)
            return None
        try:
            if reuse_address:
                sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, True)
            if reuse_port and family in (_socket.AF_INET, _socket.AF_INET6):
                sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEPORT, 1)
            if keep_alive:
                sock.setsockopt(_socket.SOL_SOCKET, _socket.SO_KEEPALIVE, True)
            if family == _socket.AF_INET6:
                # Otherwise an IPv4 socket could not listen beside it on the same port.
                sock.setsockopt(_socket.IPPROTO_IPV6, _socket.IPV6_V6ONLY, True)
            sock.bind(address)
            return sock
        except OSError as exc:
            sock.close()
            if exc.errno == errno.EADDRNOTAVAIL and family == _socket.AF_INET6:
                if self.get_debug():
                    logger.warning(exc.strerror)
                return None
            raise OSError(exc.errno,
                          f'error while attempting to bind on address {address!r}: '
                          f'{str(exc).lower()}') from None

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

    # ---- datagrams, pipes, processes ----

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *,
                                       family=0, proto=0, flags=0, reuse_port=None,
                                       allow_broadcast=None, sock=None):
        """Create datagram connection: (transport, protocol)."""
        return await _datagram.create_endpoint(self, protocol_factory, local_addr, remote_addr,
                                               family, proto, flags, reuse_port, allow_broadcast,
                                               sock)

    async def _connect_pipe(self, make, protocol_factory, pipe, what):
        protocol = protocol_factory()
        waiter = self.create_future()
        transport = make(pipe, protocol, waiter)
        await _made(transport, waiter)
        if self.get_debug():
            logger.debug('%s pipe %r connected: (%r, %r)', what, pipe.fileno(), transport, protocol)
        return transport, protocol

    async def connect_read_pipe(self, protocol_factory, pipe):
        """Read from a pipe: (transport, protocol)."""
        return await self._connect_pipe(self._make_read_pipe_transport, protocol_factory, pipe,
                                        'Read')

    async def connect_write_pipe(self, protocol_factory, pipe):
        """Write to a pipe: (transport, protocol)."""
        return await self._connect_pipe(self._make_write_pipe_transport, protocol_factory, pipe,
                                        'Write')

    def _log_subprocess(self, msg, stdin, stdout, stderr):
        streams = {'stdin': stdin, 'stdout': stdout, 'stderr': stderr}
        if stderr == -2 and stdout is not None:         # the errors go where the output goes
            streams = {'stdin': stdin, 'stdout=stderr': stdout}
        info = [f'{name}={_format_pipe(fd)}' for name, fd in streams.items() if fd is not None]
        logger.debug(' '.join([msg, *info]))

    async def _subprocess(self, protocol_factory, args, what, shell, stdin, stdout, stderr, bufsize,
                          kwargs):
        protocol = protocol_factory()
        if self.get_debug():
            # The name of the program only: arguments may be secrets.
            self._log_subprocess(what, stdin, stdout, stderr)
        transport = await self._make_subprocess_transport(protocol, args, shell, stdin, stdout,
                                                          stderr, bufsize, **kwargs)
        if self.get_debug():
            logger.info('%s: %r', what, transport)
        return transport, protocol

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               universal_newlines=False, shell=True, bufsize=0, encoding=None,
                               errors=None, text=None, **kwargs):
        """Run a command by the shell: (transport, protocol)."""
        if not isinstance(cmd, (bytes, str)):
            raise ValueError("cmd must be a string")
        _check_stream_options(universal_newlines, shell, True, bufsize, text, encoding, errors)
        return await self._subprocess(protocol_factory, cmd, 'run shell command %r' % cmd, True,
                                      stdin, stdout, stderr, bufsize, kwargs)

    async def subprocess_exec(self, protocol_factory, program, *args, stdin=-1, stdout=-1,
                              stderr=-1, universal_newlines=False, shell=False, bufsize=0,
                              encoding=None, errors=None, text=None, **kwargs):
        """Run a program: (transport, protocol)."""
        _check_stream_options(universal_newlines, shell, False, bufsize, text, encoding, errors)
        return await self._subprocess(protocol_factory, (program,) + args,
                                      f'execute program {program!r}', False, stdin, stdout, stderr,
                                      bufsize, kwargs)


async def _made(thing, waiter):
    """Wait until a transport or a socket is ready; if that fails, close it."""
    try:
        await waiter
    except BaseException:
        thing.close()
        raise


def _format_pipe(fd):
    return '<pipe>' if fd == -1 else '<stdout>' if fd == -2 else repr(fd)


def _check_stream_options(universal_newlines, shell, expected, bufsize, text, encoding, errors):
    for fits, name, wanted in ((not universal_newlines, 'universal_newlines', False),
                               (bool(shell) == expected, 'shell', expected),
                               (bufsize == 0, 'bufsize', 0),
                               (not text, 'text', False),
                               (encoding is None, 'encoding', None),
                               (errors is None, 'errors', None)):
        if not fits:
            raise ValueError(f"{name} must be {wanted}")


def _set_result_unless_cancelled_or_done(future):
    if not future.done():
        future.set_result(None)
