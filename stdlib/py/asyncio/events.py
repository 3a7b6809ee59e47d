# SPDX-License-Identifier: MIT
"""The current loop, policies that make loops, and what loops and servers promise."""

__all__ = (
    # loops and what they hand out
    'AbstractEventLoop', 'AbstractServer', 'Handle', 'TimerHandle',
    # which loop
    '_get_running_loop', '_set_running_loop', 'get_running_loop',
    'get_event_loop', 'set_event_loop', 'new_event_loop',
    # who decides that
    'AbstractEventLoopPolicy', 'get_event_loop_policy', 'set_event_loop_policy',
    'get_child_watcher', 'set_child_watcher',
)

# asyncio is imported by nearly every lesson: what only rare paths need is imported there.
import sys

import _thread
from _asyncio import (Handle, TimerHandle, get_running_loop,
                      _get_running_loop, _set_running_loop, _is_main_thread)
from . import format_helpers

# ---- handles: the native part calls these ----

# What repr() says of a handle that was cancelled in debug mode.
_cancelled_reprs = None


def _handle_repr_info(handle):
    info = [handle.__class__.__name__]
    if handle.cancelled():
        info.append('cancelled')
    if isinstance(handle, TimerHandle):
        info.insert(2 if handle.cancelled() else 1, f'when={handle._when}')
    if handle._callback is not None:
        info.append(format_helpers._format_callback_source(
            handle._callback, handle._args, debug=handle._loop.get_debug()))
    if handle._source_traceback:
        frame = handle._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


def _handle_repr(handle):
    noted = None if _cancelled_reprs is None else _cancelled_reprs.get(handle)
    if noted is not None:
        return noted
    return '<{}>'.format(' '.join(_handle_repr_info(handle)))


def _handle_note_repr(handle):
    global _cancelled_reprs
    if _cancelled_reprs is None:
        import weakref
        _cancelled_reprs = weakref.WeakKeyDictionary()
    _cancelled_reprs[handle] = _handle_repr(handle)


def _handle_failed(handle, exc):
    source = format_helpers._format_callback_source(
        handle._callback, handle._args, debug=handle._loop.get_debug())
    context = {'message': f'Exception in callback {source}',
               'exception': exc,
               'handle': handle}
    if handle._source_traceback:
        context['source_traceback'] = handle._source_traceback
    handle._loop.call_exception_handler(context)


# ---- what loops and servers promise ----

class AbstractServer:
    """What create_server() gives."""

    def get_loop(self):
        """The loop to which the server belongs."""
        raise NotImplementedError

    def is_serving(self):
        """Does it take connections?"""
        raise NotImplementedError

    async def start_serving(self):
        """Begin to take connections."""
        raise NotImplementedError

    async def serve_forever(self):
        """Take connections until this is cancelled."""
        raise NotImplementedError

    def close(self):
        """Take no more connections; those that exist go on."""
        raise NotImplementedError

    async def wait_closed(self):
        """Wait until the last connection has ended."""
        raise NotImplementedError

    def close_clients(self):
        """Close the connections that exist."""
        raise NotImplementedError

    def abort_clients(self):
        """Close them without sending what is buffered."""
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


class AbstractEventLoop:
    """Abstract event loop: what every loop offers."""

    # running

    def run_forever(self):
        """Run until stop() is called."""
        raise NotImplementedError

    def run_until_complete(self, future):
        """Run until the future is done, and give its result."""
        raise NotImplementedError

    def stop(self):
        """Let the loop end after the turn it is in."""
        raise NotImplementedError

    def is_running(self):
        """Is it inside run_forever() or run_until_complete()?"""
        raise NotImplementedError

    def is_closed(self):
        """Has close() been called?"""
        raise NotImplementedError

    def close(self):
        """Give up what the loop holds; it cannot run again."""
        raise NotImplementedError

    async def shutdown_asyncgens(self):
        """Close the asynchronous generators that are not exhausted."""
        raise NotImplementedError

    async def shutdown_default_executor(self):
        """Wait for the threads of the default executor."""
        raise NotImplementedError

    # callbacks, tasks and the clock

    def time(self):
        """The loop's clock, in seconds."""
        raise NotImplementedError

    def create_future(self):
        """A future that belongs to the loop."""
        raise NotImplementedError

    def create_task(self, coro, *, name=None, context=None):
        """Let a coroutine run as a task."""
        raise NotImplementedError

    def call_soon(self, callback, *args, context=None):
        """Call it in the next turn; gives a Handle."""
        raise NotImplementedError

    def call_soon_threadsafe(self, callback, *args, context=None):
        """call_soon() for other threads and for signal handlers."""
        raise NotImplementedError

    def call_later(self, delay, callback, *args, context=None):
        """Call it after some seconds; gives a TimerHandle."""
        raise NotImplementedError

    def call_at(self, when, callback, *args, context=None):
        """Call it when the loop's clock shows that time."""
        raise NotImplementedError

    def _timer_handle_cancelled(self, handle):
        """A timer tells that it will not be needed."""
        raise NotImplementedError

    def set_task_factory(self, factory):
        """Choose what makes the tasks (None: asyncio.Task)."""
        raise NotImplementedError

    def get_task_factory(self):
        """What makes the tasks, or None."""
        raise NotImplementedError

    # threads and signals

    def run_in_executor(self, executor, func, *args):
        """Call it in a thread or process of an executor (None: the loop's own)."""
        raise NotImplementedError

    def set_default_executor(self, executor):
        """Choose the executor that None stands for."""
        raise NotImplementedError

    def add_signal_handler(self, sig, callback, *args):
        """Call it inside the loop when the signal comes."""
        raise NotImplementedError

    def remove_signal_handler(self, sig):
        """Back to the signal's default: was there a handler?"""
        raise NotImplementedError

    # errors

    def call_exception_handler(self, context):
        """Report such an error."""
        raise NotImplementedError

    def default_exception_handler(self, context):
        """Log such an error."""
        raise NotImplementedError

    def get_exception_handler(self):
        """Who hears of errors that nobody else gets, or None."""
        raise NotImplementedError

    def set_exception_handler(self, handler):
        """Choose who hears of errors that nobody else gets."""
        raise NotImplementedError

    def get_debug(self):
        """Is the loop in debug mode?"""
        raise NotImplementedError

    def set_debug(self, enabled):
        """Switch debug mode on or off."""
        raise NotImplementedError

    # connections

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """socket.getaddrinfo() in a thread."""
        raise NotImplementedError

    async def getnameinfo(self, sockaddr, flags=0):
        """socket.getnameinfo() in a thread."""
        raise NotImplementedError

    async def create_connection(self, protocol_factory, host=None, port=None, *, ssl=None,
                                family=0, proto=0, flags=0, sock=None, local_addr=None,
                                server_hostname=None, ssl_handshake_timeout=None,
                                ssl_shutdown_timeout=None, happy_eyeballs_delay=None,
                                interleave=None):
        """Connect to an address: (transport, protocol)."""
        raise NotImplementedError

    async def create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1,
                            sock=None, backlog=100, ssl=None, reuse_address=None,
                            reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
                            ssl_shutdown_timeout=None, start_serving=True):
        """Listen at an address; gives a server."""
        raise NotImplementedError

    async def create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None,
                                     server_hostname=None, ssl_handshake_timeout=None,
                                     ssl_shutdown_timeout=None):
        """create_connection() to a socket in the file system."""
        raise NotImplementedError

    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100,
                                 ssl=None, ssl_handshake_timeout=None,
                                 ssl_shutdown_timeout=None, start_serving=True):
        """create_server() on a socket in the file system."""
        raise NotImplementedError

    async def connect_accepted_socket(self, protocol_factory, sock, *, ssl=None,
                                      ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
        """A transport for a connection that somebody else accepted."""
        raise NotImplementedError

    async def create_datagram_endpoint(self, protocol_factory, local_addr=None,
                                       remote_addr=None, *, family=0, proto=0, flags=0,
                                       reuse_address=None, reuse_port=None,
                                       allow_broadcast=None, sock=None):
        """A transport for datagrams."""
        raise NotImplementedError

    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False,
                        server_hostname=None, ssl_handshake_timeout=None,
                        ssl_shutdown_timeout=None):
        """Make a plain transport an encrypted one."""
        raise NotImplementedError

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        """Send a file over a transport: how many bytes went out."""
        raise NotImplementedError

    # processes and pipes

    async def subprocess_exec(self, protocol_factory, *args, stdin=-1, stdout=-1, stderr=-1,
                              **kwargs):
        """Start a program: (transport, protocol)."""
        raise NotImplementedError

    async def subprocess_shell(self, protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1,
                               **kwargs):
        """Start a command of the shell: (transport, protocol)."""
        raise NotImplementedError

    async def connect_read_pipe(self, protocol_factory, pipe):
        """A transport that reads a pipe."""
        raise NotImplementedError

    async def connect_write_pipe(self, protocol_factory, pipe):
        """A transport that writes into a pipe."""
        raise NotImplementedError

    # descriptors and sockets

    def add_reader(self, fd, callback, *args):
        """Call it whenever the descriptor can be read."""
        raise NotImplementedError

    def remove_reader(self, fd):
        """No longer watch a descriptor for reading: was it watched?"""
        raise NotImplementedError

    def add_writer(self, fd, callback, *args):
        """Call it whenever the descriptor can be written."""
        raise NotImplementedError

    def remove_writer(self, fd):
        """No longer watch a descriptor for writing: was it watched?"""
        raise NotImplementedError

    async def sock_recv(self, sock, nbytes):
        """At most so many bytes, as soon as there are some."""
        raise NotImplementedError

    async def sock_recv_into(self, sock, buf):
        """sock_recv() into a buffer: how many bytes."""
        raise NotImplementedError

    async def sock_recvfrom(self, sock, bufsize):
        """A datagram: (bytes, address)."""
        raise NotImplementedError

    async def sock_recvfrom_into(self, sock, buf, nbytes=0):
        """A datagram into a buffer: (how many bytes, address)."""
        raise NotImplementedError

    async def sock_sendall(self, sock, data):
        """Send all of it."""
        raise NotImplementedError

    async def sock_sendto(self, sock, data, address):
        """Send a datagram."""
        raise NotImplementedError

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        """Send a file over a socket: how many bytes went out."""
        raise NotImplementedError

    async def sock_connect(self, sock, address):
        """Connect a socket to an address."""
        raise NotImplementedError

    async def sock_accept(self, sock):
        """Wait for a connection: (socket, address)."""
        raise NotImplementedError


# ---- policies ----

class AbstractEventLoopPolicy:
    """Decides which loop is the current one, and makes loops."""

    def get_event_loop(self):
        """The loop of this thread."""
        raise NotImplementedError

    def set_event_loop(self, loop):
        """Make a loop the one of this thread."""
        raise NotImplementedError

    def new_event_loop(self):
        """Make a loop."""
        raise NotImplementedError

    def get_child_watcher(self):
        """Who notices that child processes end."""
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        """Choose who notices that child processes end."""
        raise NotImplementedError


def _first_outside_asyncio(frame, level):
    """The stacklevel of the script's own call, when that of frame is level."""
    while frame is not None:
        name = frame.f_globals.get('__name__')
        if not isinstance(name, str) or name.partition('.')[0] != 'asyncio':
            break
        frame, level = frame.f_back, level + 1
    return level


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """A loop for each thread; the main thread gets one made when it asks."""

    _loop_factory = None

    class _Local(_thread._local):
        _loop = None
        _set_called = False

    def __init__(self):
        self._local = self._Local()

    def get_event_loop(self):
        mine = self._local
        if mine._loop is not None:
            return mine._loop
        if _is_main_thread() and not mine._set_called:
            import warnings
            warnings.warn('There is no current event loop', DeprecationWarning,
                          stacklevel=_first_outside_asyncio(sys._getframe(1), 2))
            self.set_event_loop(self.new_event_loop())
        if mine._loop is None:
            import threading
            raise RuntimeError(
                f'There is no current event loop in thread {threading.current_thread().name!r}.')
        return mine._loop

    def set_event_loop(self, loop):
        mine = self._local
        mine._set_called = True
        if not (loop is None or isinstance(loop, AbstractEventLoop)):
            raise TypeError(
                f"loop must be an instance of AbstractEventLoop or None, not "
                f"'{type(loop).__name__}'")
        mine._loop = loop

    def new_event_loop(self):
        return self._loop_factory()


_event_loop_policy = None


def get_event_loop_policy():
    """The policy; the first call makes the default one."""
    global _event_loop_policy
    if _event_loop_policy is None:
        from . import DefaultEventLoopPolicy as make
        _event_loop_policy = make()
    return _event_loop_policy


def set_event_loop_policy(policy):
    """Use a policy; None: the default one."""
    global _event_loop_policy
    if not (policy is None or isinstance(policy, AbstractEventLoopPolicy)):
        raise TypeError(
            f"policy must be an instance of AbstractEventLoopPolicy or None, not "
            f"'{type(policy).__name__}'")
    _event_loop_policy = policy


def get_event_loop():
    """The running loop, or the one that the policy names."""
    running = _get_running_loop()
    return get_event_loop_policy().get_event_loop() if running is None else running


get_event_loop.__module__ = '_asyncio'      # where CPython has it


def set_event_loop(loop):
    """Ask the policy to make a loop the current one."""
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    """Ask the policy for a new loop."""
    return get_event_loop_policy().new_event_loop()


def get_child_watcher():
    """Ask the policy who watches child processes."""
    return get_event_loop_policy().get_child_watcher()


def set_child_watcher(watcher):
    """Tell the policy who watches child processes."""
    return get_event_loop_policy().set_child_watcher(watcher)


def on_fork():
    """In the child of a fork() no loop runs, and signals do not wake the parent's. posix.fork()
    calls it."""
    if _event_loop_policy is not None:
        _event_loop_policy._local = BaseDefaultEventLoopPolicy._Local()
    _set_running_loop(None)
    import signal
    signal.set_wakeup_fd(-1)
