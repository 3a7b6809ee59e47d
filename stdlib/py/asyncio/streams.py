# SPDX-License-Identifier: MIT
"""Streams: a connection as a reader and a writer. The reader is native."""

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection',
           'start_server', 'open_unix_connection', 'start_unix_server')

import warnings
import weakref

from _asyncio_net import StreamReader
from . import coroutines, events, protocols
from .futures import _settle
from .log import logger
from .tasks import sleep

_DEFAULT_LIMIT = 2 ** 16


# ---- connections and servers ----

async def _connect(loop, limit, connect, place, options):
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await connect(lambda: protocol, *place, **options)
    return reader, StreamWriter(transport, protocol, reader, loop)


def _protocols(loop, limit, client_connected_cb):
    """What makes the protocol of each client of a server."""
    return lambda: StreamReaderProtocol(StreamReader(limit=limit, loop=loop), client_connected_cb,
                                        loop=loop)


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a server: (reader, writer). Options are those of create_connection()."""
    loop = events.get_running_loop()
    return await _connect(loop, limit, loop.create_connection, (host, port), kwds)


async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Connect to a Unix socket: (reader, writer)."""
    loop = events.get_running_loop()
    return await _connect(loop, limit, loop.create_unix_connection, (path,), kwds)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Listen, and call client_connected_cb(reader, writer) for each client: a Server."""
    loop = events.get_running_loop()
    return await loop.create_server(_protocols(loop, limit, client_connected_cb), host, port,
                                    **kwds)


async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """Listen on a Unix socket: a Server."""
    loop = events.get_running_loop()
    return await loop.create_unix_server(_protocols(loop, limit, client_connected_cb), path, **kwds)


# ---- protocols ----

def _end_reader(reader, exc):
    if exc is None:
        reader.feed_eof()
    else:
        reader.set_exception(exc)


class FlowControlMixin(protocols.Protocol):
    """Lets writers wait while the transport's buffer is too full."""

    _paused = _connection_lost = False

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._drains = []               # a future for each writer that waits

    def _flow(self, paused, verb):
        self._paused = paused
        if self._loop.get_debug():
            logger.debug(f'%r {verb} writing', self)

    def pause_writing(self):
        self._flow(True, 'pauses')

    def resume_writing(self):
        self._flow(False, 'resumes')
        self._end_drains(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        self._end_drains(exc)

    def _end_drains(self, exc):
        for drain in self._drains:
            _settle(drain, exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if self._paused:
            drain = self._loop.create_future()
            self._drains.append(drain)
            try:
                await drain
            finally:
                self._drains.remove(drain)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """Feeds a StreamReader; on the server's side starts the callback of each client.

    The reader belongs to the script. Until the script has it, the protocol keeps it alive.
    """

    _source_traceback = None
    _find_reader = _kept_reader = None          # a weak reference, a strong one
    _task = _transport = None
    _reject_connection = _over_ssl = False

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._client_connected_cb = client_connected_cb
        self._closed = self._loop.create_future()
        if stream_reader is not None:
            self._find_reader = weakref.ref(stream_reader)
            self._source_traceback = getattr(stream_reader, '_source_traceback', None)
            if client_connected_cb is not None:
                self._kept_reader = stream_reader

    @property
    def _stream_reader(self):
        find = self._find_reader
        return None if find is None else find()

    def _use_transport(self, transport):
        self._transport = transport
        self._over_ssl = transport.get_extra_info('sslcontext') is not None

    def connection_made(self, transport):
        if self._reject_connection:
            self._reject(transport)
            return
        self._use_transport(transport)
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
            self._feed_directly(transport, reader)
        if self._client_connected_cb is not None:
            self._serve(transport, reader)
            self._kept_reader = None

    def _reject(self, transport):
        context = {
            'message': 'An open stream was garbage collected prior to establishing network '
            'connection; call "stream.close()" explicitly.'}
        if self._source_traceback:
            context.update(source_traceback=self._source_traceback)
        self._loop.call_exception_handler(context)
        transport.abort()

    def _feed_directly(self, transport, reader):
        # Received bytes skip data_received(), unless a subclass wants to see them.
        feed = getattr(transport, '_feed', None)
        if feed is not None and type(self).data_received is StreamReaderProtocol.data_received:
            feed(reader)

    def _serve(self, transport, reader):
        result = self._client_connected_cb(reader,
                                           StreamWriter(transport, self, reader, self._loop))
        if coroutines.iscoroutine(result):
            self._task = self._loop.create_task(result)
            self._task.add_done_callback(lambda task: self._served(task, transport))

    def _served(self, task, transport):
        exc = None if task.cancelled() else task.exception()
        if exc is not None:
            message = 'Unhandled exception in client_connected_cb'
            self._loop.call_exception_handler({'message': message, 'exception': exc,
                                               'transport': transport})
        elif not task.cancelled():
            return                      # the callback decides when the connection ends
        transport.close()

    def data_received(self, data):
        if (reader := self._stream_reader) is not None:
            reader.feed_data(data)

    def eof_received(self):
        if (reader := self._stream_reader) is not None:
            reader.feed_eof()
        # The connection stays open for writing; TLS knows no half-closed one.
        return not self._over_ssl

    def connection_lost(self, exc):
        if (reader := self._stream_reader) is not None:
            _end_reader(reader, exc)
        _settle(self._closed, exc)
        super().connection_lost(exc)
        self._find_reader = self._task = self._transport = None

    def _get_close_waiter(self, stream):
        return self._closed

    def __del__(self):
        # An exception that closed the connection is not worth a complaint if nobody waited for the
        # end.
        closed = getattr(self, '_closed', None)
        if closed is not None and closed.done() and not closed.cancelled():
            closed.exception()


# ---- the writer ----

class StreamWriter:
    """Writes to a connection."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport, self._protocol = transport, protocol
        self._reader, self._loop = reader, loop

    def __repr__(self):
        reader = '' if self._reader is None else f' reader={self._reader!r}'
        return f'<{type(self).__name__} transport={self._transport!r}{reader}>'

    transport = property(lambda self: self._transport, doc='The transport below.')

    def write(self, data):
        """Send data, or buffer what cannot be sent now."""
        self._transport.write(data)

    def writelines(self, data):
        """Send each of several pieces."""
        self._transport.writelines(data)

    async def drain(self):
        """Wait until the transport has sent enough of its buffer."""
        reader, protocol = self._reader, self._protocol
        exc = None if reader is None else reader.exception()
        if exc is not None:
            raise exc
        if self._transport.is_closing():
            # Lets connection_lost() be called, so that a loop of write() and drain() notices the
            # end.
            await sleep(0)
        if protocol._paused or protocol._connection_lost:
            await protocol._drain_helper()

    def can_write_eof(self):
        """Can the connection be closed in one direction?"""
        return self._transport.can_write_eof()

    def write_eof(self):
        """Close it in this direction when all is sent."""
        return self._transport.write_eof()

    def get_extra_info(self, name, default=None):
        """Ask the transport: 'peername', 'socket' and others."""
        return self._transport.get_extra_info(name, default)

    def is_closing(self):
        """Is it closed, or about to be?"""
        return self._transport.is_closing()

    def close(self):
        """Close the connection when all is sent."""
        return self._transport.close()

    async def wait_closed(self):
        """Wait until it is closed."""
        await self._protocol._get_close_waiter(self)

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Go on over TLS."""
        protocol = self._protocol
        await self.drain()
        self._transport = await self._loop.start_tls(
            self._transport, protocol, sslcontext,
            server_side=protocol._client_connected_cb is not None, server_hostname=server_hostname,
            ssl_handshake_timeout=ssl_handshake_timeout, ssl_shutdown_timeout=ssl_shutdown_timeout)
        protocol._use_transport(self._transport)

    def __del__(self, warnings=warnings):
        if self._transport.is_closing():
            return
        if self._loop.is_closed():
            warnings.warn('loop is closed', ResourceWarning)
        else:
            self.close()
            warnings.warn(f'unclosed {self!r}', ResourceWarning)
