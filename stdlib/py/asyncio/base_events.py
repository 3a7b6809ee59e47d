# SPDX-License-Identifier: MIT
"""The event loop: what is not hot, and what does not depend on how descriptors are watched. The rest
is native (_asyncio.Loop)."""

__all__ = 'BaseEventLoop',

import sys

import _asyncio
from . import _later
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import tasks
from .log import logger

_server = _later.Module('asyncio._server')
_socket = _later.Module('_socket')
errno = _later.Module('errno')
socket = _later.Module('socket')


def _format_handle(item):
    if isinstance(item, tasks.Task):
        return repr(item)
    callback = item._callback
    if isinstance(getattr(callback, '__self__', None), tasks.Task):
        return repr(callback.__self__)
    return str(item)


def _log_slow_callback(item, seconds):
    logger.warning('Executing %s took %.3f seconds', _format_handle(item), seconds)


def _check_callback(callback, method):
    if coroutines.iscoroutine(callback) or coroutines.iscoroutinefunction(callback):
        raise TypeError(f'coroutines cannot be used with {method}()')
    if not callable(callback):
        raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')


def _run_until_complete_cb(future):
    """Stands in reprs for what ends run_until_complete, which is native."""


_run_until_complete_cb._shown_line = 182  # where CPython 3.13 has it


def _warn_late_asyncgen(loop, agen):
    import warnings
    warnings.warn(f'asynchronous generator {agen!r} was scheduled after '
                  f'loop.shutdown_asyncgens() call',
                  ResourceWarning, source=loop)


def _create_task_by_factory(loop, coro, name, context):
    factory = loop.get_task_factory()
    if context is None:
        task = factory(loop, coro)
    else:
        task = factory(loop, coro, context=context)
    if name is not None:
        set_name = getattr(task, 'set_name', None)
        if set_name is not None:
            set_name(name)
    return task


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


class BaseEventLoop(_asyncio.Loop, events.AbstractEventLoop):

    def __init__(self):
        self.slow_callback_duration = 0.1
        self._executor_shutdown_called = False
        self._signal_handlers = {}

    def __repr__(self):
        return (f'<{self.__class__.__name__} running={self.is_running()} '
                f'closed={self.is_closed()} debug={self.get_debug()}>')

    def __del__(self, _warn=None):
        if not self.is_closed():
            if _warn is None:
                self._warn_unclosed()
            else:
                _warn(f'unclosed event loop {self!r}', ResourceWarning, source=self)
            if not self.is_running():
                self.close()

    def close(self):
        """Close the event loop."""
        if self.is_running():
            raise RuntimeError('Cannot close a running event loop')
        if self.is_closed():
            return
        if self.get_debug():
            logger.debug('Close %r', self)
        self._close()
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is not None:
            self._default_executor = None
            executor.shutdown(wait=False)

    def _timer_handle_cancelled(self, handle):
        """The native timers have let go of it already."""

    # ---- task factories ----

    def set_task_factory(self, factory):
        """Set a task factory that will be used by loop.create_task()."""
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    # ---- exceptions that nobody handles ----

    def get_exception_handler(self):
        """Return an exception handler, or None if the default one is in use."""
        return self._exception_handler

    def set_exception_handler(self, handler):
        """Set handler as the new event loop exception handler."""
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        """Default exception handler."""
        message = context.get('message') or 'Unhandled exception in event loop'
        exception = context.get('exception')
        lines = [message]
        import traceback
        for key in sorted(context):
            if key in ('message', 'exception'):
                continue
            value = context[key]
            if key == 'source_traceback':
                text = ''.join(traceback.format_list(value))
                value = 'Object created at (most recent call last):\n' + text.rstrip()
            elif key == 'handle_traceback':
                text = ''.join(traceback.format_list(value))
                value = 'Handle created at (most recent call last):\n' + text.rstrip()
            else:
                value = repr(value)
            lines.append(f'{key}: {value}')
        logger.error('\n'.join(lines), exc_info=exception or False)

    def call_exception_handler(self, context):
        """Tell the handler of errors that nobody else gets."""
        if self._exception_handler is None:
            # A defect here is that of somebody's subclass.
            self._report_or_log(context, 'Exception in default exception handler')
            return
        try:
            thing = context.get('task') or context.get('future') or context.get('handle')
            get_context = getattr(thing, 'get_context', None)
            ctx = get_context() if get_context is not None else None
            if ctx is not None and hasattr(ctx, 'run'):
                ctx.copy().run(self._exception_handler, self, context)
            else:
                self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._report_or_log(
                {'message': 'Unhandled error in exception handler', 'context': context,
                 'exception': exc},
                'Exception in default exception handler while handling an unexpected error in '
                'custom exception handler')

    def _report_or_log(self, context, complaint):
        """The default handler; should it fail, a line in the log."""
        try:
            self.default_exception_handler(context)
        except BaseException as error:
            if isinstance(error, (SystemExit, KeyboardInterrupt)):
                raise
            logger.error(complaint, exc_info=True)

    # ---- async generators ----

    @property
    def _asyncgens(self):
        import weakref
        return weakref.WeakSet(self._list_asyncgens())

    def _asyncgen_finalizer_hook(self, agen):
        self._forget_asyncgen(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        """Shutdown all active asynchronous generators."""
        closing = self._take_asyncgens()
        if not closing:
            return
        results = await tasks.gather(*[ag.aclose() for ag in closing],
                                     return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of '
                               f'asynchronous generator {agen!r}',
                    'exception': result,
                    'asyncgen': agen,
                })

    # ---- threads ----

    def _check_default_executor(self):
        if self._executor_shutdown_called:
            raise RuntimeError('Executor shutdown has been called')

    def run_in_executor(self, executor, func, *args):
        """Run func(*args) in a thread of the executor; a future for its result."""
        self._check_closed()
        if self.get_debug():
            _check_callback(func, 'run_in_executor')
        if executor is None:
            executor = self._default_executor
            self._check_default_executor()
            if executor is None:
                import concurrent.futures
                executor = concurrent.futures.ThreadPoolExecutor(thread_name_prefix='asyncio')
                self._default_executor = executor
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        """Set the executor that run_in_executor(None, ...) uses."""
        import concurrent.futures
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    async def shutdown_default_executor(self, timeout=None):
        """Schedule the shutdown of the default executor and wait for it."""
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        import threading
        future = self.create_future()
        thread = threading.Thread(target=self._do_shutdown, args=(future,))
        thread.start()
        try:
            from . import timeouts
            async with timeouts.timeout(timeout):
                await future
        except TimeoutError:
            import warnings
            warnings.warn('The executor did not finishing joining '
                          f'its threads within {timeout} seconds.',
                          RuntimeWarning, stacklevel=2)
            self._default_executor.shutdown(wait=False)
        else:
            thread.join()

    def _do_shutdown(self, future):
        """In a thread: wait for those of the executor, and settle the future."""
        try:
            self._default_executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._settle, future, None)
        except Exception as exc:
            if not self.is_closed() and not future.cancelled():
                self.call_soon_threadsafe(futures._settle, future, exc)

    # ---- files and names ----

    def _check_nonblocking(self, sock):
        if self.get_debug() and sock.gettimeout() != 0:
            raise ValueError('the socket must be non-blocking')

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=True):
        """Send a file through a socket, by sendfile(2) where the file allows it: the number of
        bytes."""
        self._check_nonblocking(sock)
        _check_ssl_socket(sock)
        from . import _sendfile
        _sendfile.check_arguments(sock, file, offset, count)
        try:
            return await _sendfile.by_kernel(self, sock, file, offset, count)
        except exceptions.SendfileNotAvailableError:
            if not fallback:
                raise
        return await _sendfile.by_reading(file, offset, count,
                                          lambda data: self.sock_sendall(sock, data))

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

    # ---- servers ----

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
        from collections.abc import Iterable
        if host == '':
            hosts = [None]
        elif isinstance(host, str) or not isinstance(host, Iterable):
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

    # ---- datagrams, pipes, processes ----

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, remote_addr=None, *,
                                       family=0, proto=0, flags=0, reuse_port=None,
                                       allow_broadcast=None, sock=None):
        """Create datagram connection: (transport, protocol)."""
        from . import _datagram
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
