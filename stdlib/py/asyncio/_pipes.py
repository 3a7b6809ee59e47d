# SPDX-License-Identifier: MIT
"""Transports over pipes: one to read from, one to write to."""

import errno
import os
import stat
import warnings

from . import constants
from . import protocols
from . import transports
from .log import logger


class _PipeTransport:
    """What both directions share: a descriptor, a protocol, and how they end."""

    _pipe = _loop = _protocol = _fileno = None      # the pipe: until the connection is lost
    _closing = False

    def _begin(self, loop, pipe, protocol, waiter, extra, complaint):
        """Take a pipe, and tell the protocol and the waiter, soon. _watch() is called between the
        two."""
        fileno = pipe.fileno()
        mode = os.fstat(fileno).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
            raise ValueError(complaint)
        os.set_blocking(fileno, False)
        self._pipe, self._fileno = pipe, fileno
        self._loop, self._protocol = loop, protocol
        self._extra = extra = {} if extra is None else extra
        extra['pipe'] = pipe
        self._is_device = stat.S_ISCHR(mode)
        loop.call_soon(protocol.connection_made, self)
        loop.call_soon(self._watch)
        if waiter is not None:
            loop.call_soon(lambda: waiter.cancelled() or waiter.set_result(None))

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    def is_closing(self):
        return self._closing

    def _state(self):
        """A word for repr() while the pipe is open."""
        raise NotImplementedError

    def __repr__(self):
        if self._pipe is None:
            before, after = ' closed', 'closed'
        else:
            before = ' closing' if self._closing else ''
            after = 'open' if self._loop is None else self._state()
        return f'<{type(self).__name__}{before} fd={self._fileno} {after}>'

    def __del__(self, _warn=warnings.warn):
        if self._pipe is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._pipe.close()

    def _debug(self, text, *args, log=logger.debug, **options):
        if self._loop.get_debug():
            log('%r' + text, self, *args, **options)

    # ---- the end ----

    def _expects(self, exc):
        """Is this a failure that pipes have, and of which only those who debug want to hear?"""
        return isinstance(exc, OSError)

    def _complain(self, message, exc):
        self._loop.call_exception_handler(
            {'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})

    def _fatal_error(self, exc, message='Fatal error on pipe transport'):
        if self._expects(exc):
            self._debug(': %s', message, exc_info=True)
        else:
            self._complain(message, exc)
        self._close(exc)

    def _close(self, exc=None):
        """Watch the pipe no more, and tell the protocol, soon."""
        self._closing = True
        self._unwatch()
        self._loop.call_soon(self._lost, exc)

    def _lost(self, exc):
        pipe = self._pipe
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe = self._protocol = self._loop = None
            pipe.close()


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):

    max_size = 2 ** 18          # bytes read at once
    _paused = _watched = False

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        self._begin(loop, pipe, protocol, waiter, extra,
                    "Pipe transport is for pipes/sockets only.")

    def _state(self):
        return 'polling' if self._watched else 'idle'

    def _expects(self, exc):
        # a terminal that has hung up
        return super()._expects(exc) and exc.errno == errno.EIO

    def is_reading(self):
        return not (self._paused or self._closing)

    def _watch(self):
        if self.is_reading() and not self._watched:
            self._watched = True
            self._loop.add_reader(self._fileno, self._readable)

    def _unwatch(self):
        if self._watched:
            self._watched = False
            self._loop.remove_reader(self._fileno)

    def _readable(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._fatal_error(exc, 'Fatal read error on pipe transport')
            return
        if data:
            self._protocol.data_received(data)
        else:
            self._debug(' was closed by peer', log=logger.info)
            self._loop.call_soon(self._protocol.eof_received)
            self._close()

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._unwatch()
            self._debug(' pauses reading')

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._watch()
            self._debug(' resumes reading')

    def close(self):
        if not self._closing:
            self._close()


class _UnixWritePipeTransport(_PipeTransport, transports.WriteTransport):

    _lost_writes = 0            # after the pipe was closed or has failed
    _protocol_paused = False
    _watches_reader = False

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        self._buffer = bytearray()
        self._high_water, self._low_water = transports._check_limits(None, None)
        self._begin(loop, pipe, protocol, waiter, extra,
                    "Pipe transport is only for pipes, sockets and character devices")

    def _state(self):
        size = len(self._buffer)
        return f'{"polling" if size else "idle"} bufsize={size}'

    # A pipe whose reader has gone shows that by being readable.

    def _watch(self):
        if not (self._closing or self._is_device):
            self._watches_reader = True
            self._loop.add_reader(self._fileno, self._reader_gone)

    def _reader_gone(self):
        self._debug(' was closed by peer', log=logger.info)
        self._close(BrokenPipeError() if self._buffer else None)

    def _unwatch(self):
        if self._buffer:
            self._loop.remove_writer(self._fileno)
            self._buffer.clear()
        if self._watches_reader:
            self._watches_reader = False
            self._loop.remove_reader(self._fileno)

    # ---- how full the buffer may be ----

    def get_write_buffer_size(self):
        return len(self._buffer)

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def set_write_buffer_limits(self, high=None, low=None):
        self._high_water, self._low_water = transports._check_limits(high, low)
        self._pause_if_full()

    def _pause_if_full(self):
        if not self._protocol_paused and len(self._buffer) > self._high_water:
            self._protocol_paused = True
            self._tell('pause_writing')

    def _resume_when_empty(self):
        if self._protocol_paused:
            self._protocol_paused = False
            self._tell('resume_writing')

    def _tell(self, name):
        try:
            getattr(self._protocol, name)()
        except BaseException as exc:
            if isinstance(exc, (SystemExit, KeyboardInterrupt)):
                raise
            self._complain(f'protocol.{name}() failed', exc)

    # ---- writing ----

    def _send(self, data):
        """How many bytes the pipe takes now; None if it fails."""
        try:
            return os.write(self._fileno, data)
        except (BlockingIOError, InterruptedError):
            return 0
        except BaseException as exc:
            if isinstance(exc, (SystemExit, KeyboardInterrupt)):
                raise
            self._lost_writes += 1
            self._fatal_error(exc, 'Fatal write error on pipe transport')
            return None

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._closing or self._lost_writes:
            if self._lost_writes >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('pipe closed by peer or os.write(pipe, data) raised exception.')
            self._lost_writes += 1
        elif self._buffer:
            self._buffer += data
            self._pause_if_full()
        else:
            self._write_first(memoryview(data))

    def _write_first(self, data):
        sent = self._send(data)
        if sent is not None and sent < data.nbytes:
            self._loop.add_writer(self._fileno, self._writable)
            self._buffer += data[sent:]
            self._pause_if_full()

    def _writable(self):
        sent = self._send(self._buffer)
        if not sent:
            return
        if sent < len(self._buffer):
            del self._buffer[:sent]
            return
        self._loop.remove_writer(self._fileno)
        self._buffer.clear()
        self._resume_when_empty()
        if self._closing:
            self._unwatch()
            self._lost(None)

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))

    def can_write_eof(self):
        return True

    def write_eof(self):
        """Close the pipe when what is buffered has been written."""
        if not self._closing:
            self._closing = True
            if not self._buffer:
                self._close()

    def close(self):
        if self._pipe is not None:
            self.write_eof()

    def abort(self):
        self._close()
