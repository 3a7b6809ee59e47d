# SPDX-License-Identifier: MIT
"""TLS over a transport: SSLProtocol stands between the transport below and the protocol above.

What arrives goes into a MemoryBIO and comes out decrypted; what is written goes through another
one. Its life:

    UNWRAPPED -> DO_HANDSHAKE -> WRAPPED -> FLUSHING (what is written is sent) -> SHUTDOWN
    (goodbyes) -> UNWRAPPED
"""

import collections
import enum
import ssl
import warnings

from . import constants
from . import exceptions
from . import protocols
from . import transports
from .log import logger


class SSLProtocolState(enum.Enum):
    UNWRAPPED = 'UNWRAPPED'
    DO_HANDSHAKE = 'DO_HANDSHAKE'
    WRAPPED = 'WRAPPED'
    FLUSHING = 'FLUSHING'
    SHUTDOWN = 'SHUTDOWN'


class AppProtocolState(enum.Enum):
    """What the protocol above has been told."""
    STATE_INIT = 'STATE_INIT'
    STATE_CON_MADE = 'STATE_CON_MADE'
    STATE_EOF = 'STATE_EOF'
    STATE_CON_LOST = 'STATE_CON_LOST'


SSLAgainErrors = (ssl.SSLWantReadError, ssl.SSLSyscallError)


def _create_transport_context(server_side, server_hostname):
    if server_side:
        raise ValueError('Server side SSL needs a valid SSLContext')
    context = ssl.create_default_context()
    if not server_hostname:
        context.check_hostname = False
    return context


def add_flowcontrol_defaults(high, low, kb):
    """The two marks with their defaults, `kb` KiB for the high one: (high, low)."""
    if high is None:
        high = kb * 1024 if low is None else 4 * low
    if low is None:
        low = high // 4
    if not high >= low >= 0:
        raise ValueError('high (%r) must be >= low (%r) must be >= 0' % (high, low))
    return high, low


def _positive(seconds, default, name):
    if seconds is None:
        return default
    if seconds <= 0:
        raise ValueError(f'{name} should be a positive number, got {seconds}')
    return seconds


class _SSLProtocolTransport(transports.Transport):
    """The transport that the protocol above sees."""

    _start_tls_compatible = True
    _sendfile_compatible = False    # the kernel cannot encrypt for us

    def __init__(self, loop, ssl_protocol):
        self._loop, self._closed = loop, False
        self._ssl_protocol = ssl_protocol

    def get_protocol(self):
        """The protocol of the program."""
        return self._ssl_protocol._app_protocol

    def set_protocol(self, protocol):
        """Let another protocol have what comes."""
        self._ssl_protocol._set_app_protocol(protocol)

    def get_extra_info(self, name, default=None):
        """What is known of the connection under that name."""
        return self._ssl_protocol._get_extra_info(name, default)

    def is_closing(self):
        return self._closed or self._ssl_protocol._is_transport_closing()

    def close(self):
        """Close the transport: what is written is sent, then TLS says goodbye."""
        if not self._closed:
            self._closed = True
            self._ssl_protocol._start_shutdown()

    def __del__(self, _warnings=warnings):
        if not self._closed:
            self._closed = True
            _warnings.warn('unclosed transport <asyncio._SSLProtocolTransport object>',
                           ResourceWarning)

    def is_reading(self):
        return not self._ssl_protocol._app_reading_paused

    def pause_reading(self):
        """Pause the receiving end."""
        self._ssl_protocol._pause_reading()

    def resume_reading(self):
        """Resume the receiving end."""
        self._ssl_protocol._resume_reading()

    def set_write_buffer_limits(self, high=None, low=None):
        """Set the marks at which the protocol is told to stop and to go on writing."""
        self._ssl_protocol._set_write_buffer_limits(high, low)
        self._ssl_protocol._control_app_writing()

    def get_write_buffer_limits(self):
        return self._ssl_protocol._outgoing_low_water, self._ssl_protocol._outgoing_high_water

    def get_write_buffer_size(self):
        """How much waits to be sent."""
        return self._ssl_protocol._get_write_buffer_size()

    def set_read_buffer_limits(self, high=None, low=None):
        """Set the marks of what has arrived but is not yet decrypted."""
        self._ssl_protocol._set_read_buffer_limits(high, low)
        self._ssl_protocol._control_ssl_reading()

    def get_read_buffer_limits(self):
        return self._ssl_protocol._incoming_low_water, self._ssl_protocol._incoming_high_water

    def get_read_buffer_size(self):
        """How much has arrived but is not yet decrypted."""
        return self._ssl_protocol._incoming.pending

    @property
    def _protocol_paused(self):
        return self._ssl_protocol._app_writing_paused

    def write(self, data):
        """Write some data bytes to the transport; this does not block."""
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data: expecting a bytes-like instance, got {type(data).__name__}')
        if data:
            self._ssl_protocol._write_appdata((data,))

    def writelines(self, list_of_data):
        """Write a list (or any iterable) of data bytes to the transport."""
        self._ssl_protocol._write_appdata(list_of_data)

    def write_eof(self):
        """TLS knows no half-closed connections."""
        raise NotImplementedError

    def can_write_eof(self):
        return False

    def abort(self):
        """Close the transport immediately: buffered data is lost."""
        self._force_close(None)

    def _force_close(self, exc):
        self._closed = True
        if self._ssl_protocol is not None:
            self._ssl_protocol._abort(exc)


class SSLProtocol(protocols.Protocol):
    """The protocol of the transport below."""

    max_size = 256 * 1024

    def __init__(self, loop, app_protocol, sslcontext, waiter, server_side=False,
                 server_hostname=None, call_connection_made=True, ssl_handshake_timeout=None,
                 ssl_shutdown_timeout=None):
        self._ssl_handshake_timeout = _positive(ssl_handshake_timeout,
                                                constants.SSL_HANDSHAKE_TIMEOUT,
                                                'ssl_handshake_timeout')
        self._ssl_shutdown_timeout = _positive(ssl_shutdown_timeout, constants.SSL_SHUTDOWN_TIMEOUT,
                                               'ssl_shutdown_timeout')
        if not sslcontext:
            sslcontext = _create_transport_context(server_side, server_hostname)
        self._loop = loop
        self._server_side = server_side
        self._server_hostname = None if server_side else server_hostname or None
        self._sslcontext = sslcontext
        self._extra = {'sslcontext': sslcontext}
        self._set_app_protocol(app_protocol)
        self._app_transport = _SSLProtocolTransport(loop, self)
        self._app_state = (AppProtocolState.STATE_INIT if call_connection_made
                           else AppProtocolState.STATE_CON_MADE)
        self._app_writing_paused = False
        self._app_reading_paused = False
        self._waiter = waiter
        self._transport = None
        self._state = SSLProtocolState.UNWRAPPED
        self._conn_lost = 0
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._sslobj = None
        self._timer = None
        self._write_backlog = collections.deque()
        self._write_buffer_size = 0
        self._ssl_writing_paused = False
        self._ssl_reading_paused = False
        self._eof_received = False
        self._pending_eof = False
        self._set_read_buffer_limits()
        self._set_write_buffer_limits()

    def _set_app_protocol(self, app_protocol):
        self._app_protocol = app_protocol
        self._app_is_buffered = isinstance(app_protocol, protocols.BufferedProtocol)

    def _wakeup_waiter(self, exc=None):
        waiter, self._waiter = self._waiter, None
        if waiter is None or waiter.cancelled() or waiter.done():
            return
        if exc is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(exc)

    def _get_extra_info(self, name, default=None):
        if name in self._extra:
            return self._extra[name]
        if self._transport is not None:
            return self._transport.get_extra_info(name, default)
        return default

    def _is_transport_closing(self):
        return self._transport is not None and self._transport.is_closing()

    def _stop_timer(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # ---- what the transport below calls ----

    def connection_made(self, transport):
        """The connection is there: the handshake begins."""
        self._transport = transport
        self._state = SSLProtocolState.DO_HANDSHAKE
        if self._loop.get_debug():
            logger.debug('%r starts SSL handshake', self)
            self._handshake_start_time = self._loop.time()
        self._timer = self._loop.call_later(self._ssl_handshake_timeout, self._handshake_timed_out)
        try:
            self._sslobj = self._sslcontext.wrap_bio(self._incoming, self._outgoing,
                                                     server_side=self._server_side,
                                                     server_hostname=self._server_hostname)
        except Exception as exc:
            self._handshake_done(exc)
        else:
            self._do_handshake()

    def connection_lost(self, exc):
        """The connection is gone."""
        self._write_backlog.clear()
        self._write_buffer_size = 0
        self._outgoing.read()
        self._conn_lost += 1
        if self._app_transport is not None:
            self._app_transport._closed = True
        if self._state is not SSLProtocolState.DO_HANDSHAKE and self._app_state in (
                AppProtocolState.STATE_CON_MADE, AppProtocolState.STATE_EOF):
            self._app_state = AppProtocolState.STATE_CON_LOST
            self._loop.call_soon(self._app_protocol.connection_lost, exc)
        self._state = SSLProtocolState.UNWRAPPED
        self._transport = None
        self._app_transport = None
        self._app_protocol = None
        self._wakeup_waiter(exc)
        self._stop_timer()

    def data_received(self, data):
        """Encrypted bytes have arrived."""
        self._incoming.write(data)
        if self._state is SSLProtocolState.DO_HANDSHAKE:
            self._do_handshake()
        elif self._state is SSLProtocolState.WRAPPED:
            self._do_read()
        elif self._state is SSLProtocolState.FLUSHING:
            self._do_flush()
        elif self._state is SSLProtocolState.SHUTDOWN:
            self._do_shutdown()

    def eof_received(self):
        """The other side will send nothing more."""
        self._eof_received = True
        try:
            if self._loop.get_debug():
                logger.debug('%r received EOF', self)
            if self._state is SSLProtocolState.DO_HANDSHAKE:
                self._handshake_done(ConnectionResetError())
            elif self._state is SSLProtocolState.WRAPPED:
                self._state = SSLProtocolState.FLUSHING
                if self._app_reading_paused:
                    return True
                self._do_flush()
            elif self._state is SSLProtocolState.FLUSHING:
                self._do_write()
                self._state = SSLProtocolState.SHUTDOWN
                self._do_shutdown()
            elif self._state is SSLProtocolState.SHUTDOWN:
                self._do_shutdown()
        except Exception:
            self._transport.close()
            raise

    def pause_writing(self):
        """The buffer of the transport below is full."""
        self._ssl_writing_paused = True

    def resume_writing(self):
        """The buffer of the transport below has room again."""
        self._ssl_writing_paused = False
        self._process_outgoing()
        if self._state is SSLProtocolState.FLUSHING:
            self._do_flush()
        elif self._state is SSLProtocolState.WRAPPED and self._write_backlog:
            self._do_write()

    # ---- the handshake ----

    def _handshake_timed_out(self):
        if self._state is SSLProtocolState.DO_HANDSHAKE:
            self._fatal_error(ConnectionAbortedError(
                f'SSL handshake is taking longer than {self._ssl_handshake_timeout} seconds: '
                f'aborting the connection'))

    def _do_handshake(self):
        try:
            self._sslobj.do_handshake()
        except SSLAgainErrors:
            self._process_outgoing()
        except Exception as exc:
            self._handshake_done(exc)
        else:
            self._handshake_done(None)

    def _handshake_done(self, failure):
        self._stop_timer()
        try:
            if failure is not None:
                raise failure
            self._state = SSLProtocolState.WRAPPED
            peercert = self._sslobj.getpeercert()
        except Exception as exc:
            # As CPython, no alert tells the other side why: it sees the end of the connection.
            self._state = SSLProtocolState.UNWRAPPED
            if isinstance(exc, ssl.CertificateError):
                message = 'SSL handshake failed on verifying the certificate'
            else:
                message = 'SSL handshake failed'
            self._fatal_error(exc, message)
            self._wakeup_waiter(exc)
            return
        finally:
            failure = None
        if self._loop.get_debug():
            took = self._loop.time() - self._handshake_start_time
            logger.debug('%r: SSL handshake took %.1f ms', self, took * 1e3)
        self._extra.update(peercert=peercert, cipher=self._sslobj.cipher(),
                           compression=self._sslobj.compression(), ssl_object=self._sslobj)
        if self._app_state is AppProtocolState.STATE_INIT:
            self._app_state = AppProtocolState.STATE_CON_MADE
            self._app_protocol.connection_made(self._app_transport)
        self._wakeup_waiter()
        self._do_read()

    # ---- the end ----

    def _start_shutdown(self):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN,
                           SSLProtocolState.UNWRAPPED):
            return
        if self._app_transport is not None:
            self._app_transport._closed = True
        if self._state is SSLProtocolState.DO_HANDSHAKE:
            self._abort(None)
        else:
            self._state = SSLProtocolState.FLUSHING
            self._timer = self._loop.call_later(self._ssl_shutdown_timeout,
                                                self._shutdown_timed_out)
            self._do_flush()

    def _shutdown_timed_out(self):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN):
            self._transport._force_close(exceptions.TimeoutError('SSL shutdown timed out'))

    def _do_flush(self):
        self._do_read()
        if self._state is SSLProtocolState.UNWRAPPED:
            return
        try:
            self._do_write()
        except Exception as exc:
            self._shutdown_failed(exc)
            return
        if not self._get_write_buffer_size():
            self._state = SSLProtocolState.SHUTDOWN
            self._do_shutdown()

    def _do_shutdown(self):
        heard_the_end = self._eof_received
        try:
            heard_the_end or self._sslobj.unwrap()
        except SSLAgainErrors:
            self._process_outgoing()
        except ssl.SSLError as exc:
            self._shutdown_failed(exc)
        else:
            self._process_outgoing()
            self._call_eof_received()
            self._shutdown_finished()

    def _shutdown_finished(self):
        self._stop_timer()
        # Later: what the goodbye was written to is sent first.
        if self._transport is not None:
            self._loop.call_soon(self._transport.close)

    def _shutdown_failed(self, exc):
        self._stop_timer()
        self._fatal_error(exc)

    def _abort(self, exc):
        self._state = SSLProtocolState.UNWRAPPED
        if self._transport is not None:
            self._transport._force_close(exc)

    # ---- writing ----

    def _write_appdata(self, pieces):
        if self._state in (SSLProtocolState.FLUSHING, SSLProtocolState.SHUTDOWN,
                           SSLProtocolState.UNWRAPPED):
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('SSL connection is closed')
            self._conn_lost += 1
            return
        for data in pieces:
            if data:
                self._write_backlog.append(data)
                self._write_buffer_size += len(data)
        try:
            if self._state is SSLProtocolState.WRAPPED:
                self._do_write()
        except Exception as exc:
            self._fatal_error(exc, 'Fatal error on SSL protocol')

    def _do_write(self):
        try:
            while self._write_backlog:
                data = self._write_backlog[0]
                count = self._sslobj.write(data)
                self._write_buffer_size -= count
                if count < len(data):
                    self._write_backlog[0] = memoryview(data)[count:]
                else:
                    self._write_backlog.popleft()
        except SSLAgainErrors:
            pass
        self._process_outgoing()

    def _process_outgoing(self):
        if not self._ssl_writing_paused and self._transport is not None:
            data = self._outgoing.read()
            if data:
                self._transport.write(data)
        self._control_app_writing()

    # ---- reading ----

    def _do_read(self):
        if self._state not in (SSLProtocolState.WRAPPED, SSLProtocolState.FLUSHING):
            return
        try:
            if not self._app_reading_paused:
                if self._app_is_buffered:
                    self._do_read_buffered()
                else:
                    self._do_read_copied()
                if self._write_backlog and self._state is SSLProtocolState.WRAPPED:
                    self._do_write()
                else:
                    self._process_outgoing()
            self._control_ssl_reading()
        except Exception as exc:
            self._fatal_error(exc, 'Fatal error on SSL protocol')

    def _do_read_buffered(self):
        ended = False
        try:
            while not self._app_reading_paused:
                room = self._app_protocol.get_buffer(-1)
                if not len(room):
                    raise RuntimeError('get_buffer() returned an empty buffer')
                count = self._sslobj.read(len(room), room)
                if not count:
                    ended = True
                    break
                self._app_protocol.buffer_updated(count)
        except SSLAgainErrors:
            pass
        except ssl.SSLZeroReturnError:
            ended = True
        if ended:
            self._call_eof_received()
            self._start_shutdown()

    def _do_read_copied(self):
        chunks = []
        ended = False
        try:
            while chunk := self._sslobj.read(self.max_size):
                chunks.append(chunk)
            ended = True
        except SSLAgainErrors:
            pass
        except ssl.SSLZeroReturnError:
            ended = True
        if chunks:
            self._app_protocol.data_received(chunks[0] if len(chunks) == 1 else b''.join(chunks))
        if ended:
            self._call_eof_received()
            self._start_shutdown()

    def _call_eof_received(self):
        try:
            if self._app_state is AppProtocolState.STATE_CON_MADE:
                self._app_state = AppProtocolState.STATE_EOF
                keep_open = self._app_protocol.eof_received()
                if keep_open:
                    logger.warning(
                        'returning true from eof_received() has no effect when using ssl')
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Error calling eof_received()')

    # ---- flow control ----

    def _get_write_buffer_size(self):
        return self._outgoing.pending + self._write_buffer_size

    def _set_write_buffer_limits(self, high=None, low=None):
        high, low = add_flowcontrol_defaults(high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_WRITE)
        self._outgoing_high_water = high
        self._outgoing_low_water = low

    def _control_app_writing(self):
        """Tell the protocol above to stop writing, or to go on."""
        size = self._get_write_buffer_size()
        if size >= self._outgoing_high_water and not self._app_writing_paused:
            self._app_writing_paused = True
            self._tell('pause_writing')
        elif size <= self._outgoing_low_water and self._app_writing_paused:
            self._app_writing_paused = False
            self._tell('resume_writing')

    def _tell(self, name):
        try:
            getattr(self._app_protocol, name)()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as exc:
            self._loop.call_exception_handler({'message': f'protocol.{name}() failed',
                                               'exception': exc, 'transport': self._app_transport,
                                               'protocol': self})

    def _set_read_buffer_limits(self, high=None, low=None):
        high, low = add_flowcontrol_defaults(high, low, constants.FLOW_CONTROL_HIGH_WATER_SSL_READ)
        self._incoming_high_water = high
        self._incoming_low_water = low

    def _control_ssl_reading(self):
        """Let the transport below stop reading, or go on."""
        if self._transport is None:
            return
        size = self._incoming.pending
        if self._ssl_reading_paused:
            if size <= self._incoming_low_water:
                self._ssl_reading_paused = False
                self._transport.resume_reading()
        elif size >= self._incoming_high_water:
            self._ssl_reading_paused = True
            self._transport.pause_reading()

    def _pause_reading(self):
        self._app_reading_paused = True

    def _resume_reading(self):
        if not self._app_reading_paused:
            return
        self._app_reading_paused = False
        if self._state is SSLProtocolState.WRAPPED:
            self._loop.call_soon(self._do_read)
        elif self._state is SSLProtocolState.FLUSHING:
            self._loop.call_soon(self._do_flush)
        elif self._state is SSLProtocolState.SHUTDOWN:
            self._loop.call_soon(self._do_shutdown)

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if self._transport is not None:
            self._transport._force_close(exc)
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug('%r: %s', self, message, exc_info=True)
        elif not isinstance(exc, exceptions.CancelledError):
            self._loop.call_exception_handler({'message': message, 'exception': exc,
                                               'transport': self._transport, 'protocol': self})
