# SPDX-License-Identifier: MIT
"""Transports over pipes: one to read from, one to write to."""

import os
import stat
import warnings

from . import constants
from . import protocols
from . import transports
from .log import logger


class _PipeTransport:
    """What both directions share: a descriptor, a protocol, and how they end."""

    def _start(self, loop, pipe, protocol, extra, message, allowed):
        self._extra = {} if extra is None else extra
        self._extra['pipe'] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False
        mode = os.fstat(self._fileno).st_mode
        if not any(test(mode) for test in allowed):
            self._pipe = self._fileno = self._protocol = None
            raise ValueError(message)
        os.set_blocking(self._fileno, False)
        return mode

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def __del__(self, _warn=warnings.warn):
        if getattr(self, '_pipe', None) is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._pipe.close()

    def _call_connection_lost(self, exc):
        try:
            self._protocol.connection_lost(exc)
        finally:
            self._pipe.close()
            self._pipe = None
            self._protocol = None
            self._loop = None

    def _report(self, exc, message):
        self._loop.call_exception_handler({
            'message': message,
            'exception': exc,
            'transport': self,
            'protocol': self._protocol,
        })

    def _repr(self, state):
        info = [self.__class__.__name__]
        if self._pipe is None:
            info.append('closed')
        elif self._closing:
            info.append('closing')
        info.append(f'fd={self._fileno}')
        if self._pipe is not None:
            info.append(state() if self._loop is not None else 'open')
        else:
            info.append('closed')
        return '<{}>'.format(' '.join(info))


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):

    max_size = 256 * 1024  # bytes read at once

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        self._start(loop, pipe, protocol, extra, "Pipe transport is for pipes/sockets only.",
                    (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR))
        self._paused = False
        self._watched = False
        loop.call_soon(protocol.connection_made, self)
        # Reading begins only when connection_made() has been called.
        loop.call_soon(self._watch)
        if waiter is not None:
            loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return self._repr(lambda: 'polling' if self._watched else 'idle')

    def is_reading(self):
        return not self._paused and not self._closing

    def _watch(self):
        if self.is_reading() and not self._watched:
            self._watched = True
            self._loop.add_reader(self._fileno, self._read_ready)

    def _unwatch(self):
        if self._watched:
            self._watched = False
            self._loop.remove_reader(self._fileno)

    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._fatal_error(exc, 'Fatal read error on pipe transport')
            return
        if data:
            self._protocol.data_received(data)
            return
        if self._loop.get_debug():
            logger.info("%r was closed by peer", self)
        self._closing = True
        self._unwatch()
        self._loop.call_soon(self._protocol.eof_received)
        self._loop.call_soon(self._call_connection_lost, None)

    def pause_reading(self):
        if not self.is_reading():
            return
        self._paused = True
        self._unwatch()
        if self._loop.get_debug():
            logger.debug("%r pauses reading", self)

    def resume_reading(self):
        if self._closing or not self._paused:
            return
        self._paused = False
        self._watch()
        if self._loop.get_debug():
            logger.debug("%r resumes reading", self)

    def close(self):
        if not self._closing:
            self._close(None)

    def _fatal_error(self, exc, message='Fatal error on pipe transport'):
        if isinstance(exc, OSError) and exc.errno == 5:     # EIO: a terminal that has hung up
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._report(exc, message)
        self._close(exc)

    def _close(self, exc):
        self._closing = True
        self._unwatch()
        self._loop.call_soon(self._call_connection_lost, exc)


class _UnixWritePipeTransport(_PipeTransport, transports.WriteTransport):

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        mode = self._start(loop, pipe, protocol, extra,
                           "Pipe transport is only for pipes, sockets and character devices",
                           (stat.S_ISCHR, stat.S_ISFIFO, stat.S_ISSOCK))
        self._buffer = bytearray()
        self._conn_lost = 0
        self._protocol_paused = False
        self._high_water, self._low_water = transports._check_limits(None, None)
        self._reading = False
        loop.call_soon(protocol.connection_made, self)
        # A pipe whose reader has gone shows that by being readable.
        if not stat.S_ISCHR(mode):
            loop.call_soon(self._watch_reader)
        if waiter is not None:
            loop.call_soon(_set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        return self._repr(lambda: '{} bufsize={}'.format('polling' if self._buffer else 'idle', len(self._buffer)))

    def _watch_reader(self):
        if not self._closing:
            self._reading = True
            self._loop.add_reader(self._fileno, self._read_ready)

    def _unwatch_reader(self):
        if self._reading:
            self._reading = False
            self._loop.remove_reader(self._fileno)

    # ---- how full the buffer may be ----

    def set_write_buffer_limits(self, high=None, low=None):
        self._high_water, self._low_water = transports._check_limits(high, low)
        self._maybe_pause_protocol()

    def get_write_buffer_size(self):
        return len(self._buffer)

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def _call_protocol(self, name):
        try:
            getattr(self._protocol, name)()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._report(exc, f'protocol.{name}() failed')

    def _maybe_pause_protocol(self):
        if len(self._buffer) > self._high_water and not self._protocol_paused:
            self._protocol_paused = True
            self._call_protocol('pause_writing')

    def _maybe_resume_protocol(self):
        if self._protocol_paused and len(self._buffer) <= self._low_water:
            self._protocol_paused = False
            self._call_protocol('resume_writing')

    # ---- writing ----

    def _read_ready(self):
        if self._loop.get_debug():
            logger.info("%r was closed by peer", self)
        self._close(BrokenPipeError() if self._buffer else None)

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise AssertionError(repr(data))
        if isinstance(data, bytearray):
            data = memoryview(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning('pipe closed by peer or os.write(pipe, data) raised exception.')
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                n = os.write(self._fileno, data)
            except (BlockingIOError, InterruptedError):
                n = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as exc:
                self._conn_lost += 1
                self._fatal_error(exc, 'Fatal write error on pipe transport')
                return
            if n == len(data):
                return
            if n > 0:
                data = memoryview(data)[n:]
            self._loop.add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))

    def _write_ready(self):
        try:
            n = os.write(self._fileno, self._buffer)
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._buffer.clear()
            self._conn_lost += 1
            self._loop.remove_writer(self._fileno)
            self._fatal_error(exc, 'Fatal write error on pipe transport')
            return
        if n == len(self._buffer):
            self._buffer.clear()
            self._loop.remove_writer(self._fileno)
            self._maybe_resume_protocol()
            if self._closing:
                self._unwatch_reader()
                self._call_connection_lost(None)
        elif n > 0:
            del self._buffer[:n]

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        self._closing = True
        if not self._buffer:
            self._unwatch_reader()
            self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            # What is buffered is written first.
            self.write_eof()

    def abort(self):
        self._close(None)

    def _fatal_error(self, exc, message='Fatal error on pipe transport'):
        if isinstance(exc, OSError):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._report(exc, message)
        self._close(exc)

    def _close(self, exc=None):
        self._closing = True
        if self._buffer:
            self._loop.remove_writer(self._fileno)
        self._buffer.clear()
        self._unwatch_reader()
        self._loop.call_soon(self._call_connection_lost, exc)
