# SPDX-License-Identifier: MIT
"""The transport of a child process: three pipes and a status."""

import contextlib
import os
import subprocess
import warnings
from signal import SIGKILL, SIGTERM

from . import protocols
from . import transports
from .log import logger


class WriteSubprocessPipeProto(protocols.BaseProtocol):
    """The end of a pipe that the parent writes to: what the pipe says goes to the process's
    protocol."""

    def __init__(self, proc, fd):
        self.proc, self.fd = proc, fd
        self.pipe = None                # its transport
        self.disconnected = False

    def __repr__(self):
        return f'<{type(self).__name__} fd={self.fd} pipe={self.pipe!r}>'

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        proc, self.proc = self.proc, None
        self.disconnected = True
        proc._pipe_connection_lost(self.fd, exc)

    def pause_writing(self):
        self.proc.get_protocol().pause_writing()

    def resume_writing(self):
        self.proc.get_protocol().resume_writing()


class ReadSubprocessPipeProto(WriteSubprocessPipeProto, protocols.Protocol):
    """The end of a pipe that the parent reads from."""

    def data_received(self, data):
        self.proc._pipe_data_received(self.fd, data)


class BaseSubprocessTransport(transports.SubprocessTransport):
    """A child process; a subclass knows how to start one.

    The protocol hears connection_made() first, and connection_lost() when the process has ended and
    its pipes are closed; what happens before the pipes are connected is told afterwards.
    """

    _proc = None                # the Popen, until the connection is lost
    _pid = _returncode = None
    _closed = False

    def __init__(self, loop, protocol, args, shell, stdin, stdout, stderr, bufsize,
                 waiter=None, extra=None, **kwargs):
        super().__init__(extra)
        self._loop, self._protocol = loop, protocol
        self._pipes = {}                # descriptor -> its protocol, None until it is connected
        self._early = []                # calls of the protocol before connection_made(); then None
        self._waiters = []              # of _wait()
        for fd, stream in enumerate((stdin, stdout, stderr)):
            if stream == subprocess.PIPE:
                self._pipes[fd] = None
        try:
            self._start(args=args, shell=shell, stdin=stdin, stdout=stdout, stderr=stderr,
                        bufsize=bufsize, **kwargs)
        except BaseException:
            self.close()
            raise
        self._pid = self._proc.pid
        self._extra['subprocess'] = self._proc
        if loop.get_debug():
            logger.debug('process %r created: pid %s',
                         args if isinstance(args, (bytes, str)) else args[0], self._pid)
        loop.create_task(self._connect_pipes(waiter))

    def _start(self, args, shell, stdin, stdout, stderr, bufsize, **kwargs):
        """Start the process: sets _proc."""
        raise NotImplementedError

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(self._describe())}>"

    def _describe(self):
        if self._closed:
            yield 'closed'
        if self._pid is None:
            yield 'not started'
        else:
            yield f'pid={self._pid}'
            yield 'running' if self._returncode is None else f'returncode={self._returncode}'
        pipes = {fd: proto.pipe for fd, proto in self._pipes.items() if proto is not None}
        for fd, name in enumerate(('stdin', 'stdout', 'stderr')):
            if fd in pipes:
                yield f'{name}={pipes[fd]}'

    def __del__(self, _warn=warnings.warn):
        if not self._closed:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self.close()

    # ---- what a script asks ----

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        proto = self._pipes.get(fd)
        return proto if proto is None else proto.pipe

    def send_signal(self, signal):
        # Not Popen.send_signal(): that would ask for the status first, which belongs to the watcher.
        if self._proc is None:
            raise ProcessLookupError()
        try:
            os.kill(self._proc.pid, signal)
        except ProcessLookupError:
            pass

    def terminate(self):
        self.send_signal(SIGTERM)

    def kill(self):
        self.send_signal(SIGKILL)

    def is_closing(self):
        return self._closed

    def close(self):
        if self._closed:
            return
        self._closed = True
        for proto in self._pipes.values():
            if proto is not None:
                proto.pipe.close()
        proc = self._proc
        if proc is None or self._returncode is not None or proc.poll() is not None:
            return
        if self._loop.get_debug():
            logger.warning('Close running child process: kill %r', self)
        # It may have ended, or have become somebody else's. _process_exited() sees its end.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            proc.kill()

    async def _wait(self):
        """Wait until the process has ended; its status."""
        if self._returncode is None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            return await waiter
        return self._returncode

    # ---- what happens ----

    async def _connect_pipes(self, waiter):
        proc, loop = self._proc, self._loop
        failure = None
        try:
            for fd, end, connect, make in (
                    (0, proc.stdin, loop.connect_write_pipe, WriteSubprocessPipeProto),
                    (1, proc.stdout, loop.connect_read_pipe, ReadSubprocessPipeProto),
                    (2, proc.stderr, loop.connect_read_pipe, ReadSubprocessPipeProto)):
                if end is not None:
                    _, self._pipes[fd] = await connect(lambda: make(self, fd), end)
            early, self._early = self._early, None
            for call in (self._protocol.connection_made, self), *early:
                loop.call_soon(*call)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            failure = exc
        if waiter is None or waiter.cancelled():
            return
        if failure is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(failure)

    def _tell(self, *call):
        """Call a method of the protocol soon, but not before connection_made()."""
        if self._early is None:
            self._loop.call_soon(*call)
        else:
            self._early.append(call)

    def _pipe_data_received(self, fd, data):
        self._tell(self._protocol.pipe_data_received, fd, data)

    def _pipe_connection_lost(self, fd, exc):
        self._tell(self._protocol.pipe_connection_lost, fd, exc)
        self._check_end()

    def _process_exited(self, returncode):
        """The watcher has seen the end of the process."""
        if self._loop.get_debug():
            logger.info('%r exited with return code %r', self, returncode)
        self._returncode = returncode
        if self._proc.returncode is None:       # Popen has not waited itself, and cannot any more
            self._proc.returncode = returncode
        self._tell(self._protocol.process_exited)
        self._check_end()

    def _check_end(self):
        alive = self._returncode is None
        if not alive and all(proto and proto.disconnected for proto in self._pipes.values()):
            self._tell(self._connection_lost)

    def _connection_lost(self):
        protocol, waiters, returncode = self._protocol, self._waiters, self._returncode
        try:
            protocol.connection_lost(None)
        finally:
            self._loop = self._proc = self._protocol = self._waiters = None
            for waiter in waiters:
                if not waiter.cancelled():
                    waiter.set_result(returncode)
