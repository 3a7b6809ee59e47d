# SPDX-License-Identifier: MIT
"""Child processes with streams."""

__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

from . import events
from . import protocols
from . import streams
from . import tasks
from .log import logger

PIPE = -1       # as in subprocess, which is imported only when a process is made
STDOUT = -2
DEVNULL = -3

_OUTPUTS = {1: 'stdout', 2: 'stderr'}


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Turns what a process's transport reports into streams: stdin, stdout and stderr, or None."""

    stdin = stdout = stderr = None
    _transport = None
    _process_exited = False

    def __init__(self, limit, loop):
        super().__init__(loop=loop)
        self._limit = limit
        self._open = set()              # descriptors of the outputs that have not ended
        self._stdin_closed = loop.create_future()

    def __repr__(self):
        streams_ = [(name, getattr(self, name)) for name in ('stdin', 'stdout', 'stderr')]
        return ' '.join([f'<{type(self).__name__}',
                         *(f'{name}={stream!r}' for name, stream in streams_
                           if stream is not None)]) + '>'

    def connection_made(self, transport):
        self._transport = transport
        for fd, name in _OUTPUTS.items():
            pipe = transport.get_pipe_transport(fd)
            if pipe is not None:
                self._open.add(fd)
                reader = streams.StreamReader(limit=self._limit, loop=self._loop)
                reader.set_transport(pipe)
                setattr(self, name, reader)
        pipe = transport.get_pipe_transport(0)
        if pipe is not None:
            self.stdin = streams.StreamWriter(pipe, protocol=self, reader=None, loop=self._loop)

    def _reader(self, fd):
        return getattr(self, _OUTPUTS[fd]) if fd in _OUTPUTS else None

    def pipe_data_received(self, fd, data):
        reader = self._reader(fd)
        if reader is not None:
            reader.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            self._stdin_lost(exc)
            return
        reader = self._reader(fd)
        if reader is None:
            pass
        elif exc is None:
            reader.feed_eof()
        else:
            reader.set_exception(exc)
        self._open.discard(fd)
        self._close_if_done()

    def _stdin_lost(self, exc):
        if self.stdin is not None:
            self.stdin.close()
        self.connection_lost(exc)
        if exc is None:
            self._stdin_closed.set_result(None)
        else:
            self._stdin_closed.set_exception(exc)
            self._stdin_closed._log_traceback = False   # nobody has to ask for it

    def process_exited(self):
        self._process_exited = True
        self._close_if_done()

    def _close_if_done(self):
        if self._process_exited and not self._open:
            self._transport.close()
            self._transport = None

    def _get_close_waiter(self, stream):
        return self._stdin_closed if stream is self.stdin else None


class Process:
    """A child process: stdin, stdout and stderr are streams or None."""

    def __init__(self, transport, protocol, loop):
        self._transport, self._protocol, self._loop = transport, protocol, loop
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr
        self.pid = transport.get_pid()

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    @property
    def returncode(self):
        """The exit status; None while the process runs."""
        return self._transport.get_returncode()

    async def wait(self):
        """Wait until the process has ended: its exit status."""
        return await self._transport._wait()

    def send_signal(self, signal):
        """Send the process a signal."""
        self._transport.send_signal(signal)

    def terminate(self):
        """Send SIGTERM."""
        self._transport.terminate()

    def kill(self):
        """Send SIGKILL."""
        self._transport.kill()

    def _debug(self, format, *args):
        if self._loop.get_debug():
            logger.debug('%r communicate: ' + format, self, *args)

    async def _feed(self, input):
        """Write what the child shall read, and close its input."""
        if self.stdin is None:
            return
        try:
            if input is not None:
                self.stdin.write(input)
                self._debug('feed stdin (%s bytes)', len(input))
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as exc:
            self._debug('stdin got %r', exc)            # the child does not want it
        self._debug('close stdin')
        self.stdin.close()

    async def _read_all(self, fd):
        """Everything that comes from an output; None if it is no pipe."""
        name = _OUTPUTS[fd]
        stream = getattr(self, name)
        if stream is None:
            return None
        pipe = self._transport.get_pipe_transport(fd)
        self._debug('read %s', name)
        output = await stream.read()
        self._debug('close %s', name)
        pipe.close()
        return output

    async def communicate(self, input=None):
        """Send input, read all output and wait: (stdout, stderr)."""
        _, *output = await tasks.gather(self._feed(input), *map(self._read_all, _OUTPUTS))
        await self.wait()
        return tuple(output)


async def _start(start, command, limit, options):
    loop = events.get_running_loop()
    transport, protocol = await start(
        loop)(lambda: SubprocessStreamProtocol(limit, loop), *command, **options)
    return Process(transport, protocol, loop)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None,
                                  limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a command by the shell: a Process."""
    return await _start(lambda loop: loop.subprocess_shell, (cmd,), limit,
                        {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **kwds})


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None,
                                 limit=streams._DEFAULT_LIMIT, **kwds):
    """Run a program: a Process."""
    return await _start(lambda loop: loop.subprocess_exec, (program, *args), limit,
                        {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **kwds})
