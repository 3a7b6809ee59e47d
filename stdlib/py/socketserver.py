# SPDX-License-Identifier: MIT
"""Frames for servers: one that accepts, and a handler object for each request."""

import io
import os
import selectors
import socket
import sys
import threading
from time import monotonic

__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer",
           "BaseRequestHandler", "StreamRequestHandler", "DatagramRequestHandler",
           "ThreadingMixIn", "ForkingUDPServer", "ForkingTCPServer", "ForkingMixIn",
           "UnixStreamServer", "UnixDatagramServer", "ThreadingUnixStreamServer",
           "ThreadingUnixDatagramServer", "ForkingUnixStreamServer", "ForkingUnixDatagramServer"]


class BaseServer:
    """The loop of a server: wait for a request, verify it, handle it, close it. Subclasses say
    what a request is, mix-ins where it is handled."""
    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._stopping = False
        self._stopped = threading.Event()       # serve_forever() is not running

    def server_activate(self):
        """Begin to listen."""

    def _wait(self, selector, seconds):
        """Wait for a request: whether one came. None waits for ever."""
        deadline = None if seconds is None else monotonic() + seconds
        while not selector.select(seconds):
            if deadline is not None:
                seconds = deadline - monotonic()
                if seconds < 0:
                    return False
        return True

    def _selector(self):
        selector = selectors.PollSelector()
        selector.register(self, selectors.EVENT_READ)
        return selector

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown() is called, by another thread."""
        self._stopped.clear()
        try:
            with self._selector() as selector:
                while True:
                    came = not self._stopping and selector.select(poll_interval)
                    if self._stopping:
                        break
                    if came:
                        self._handle_request_noblock()
                    self.service_actions()
        finally:
            self._stopping = False
            self._stopped.set()

    def shutdown(self):
        """End serve_forever() and wait until it has ended."""
        self._stopping = True
        self._stopped.wait()

    def service_actions(self):
        """Called in each round of serve_forever()."""

    def handle_request(self):
        """Handle one request; handle_timeout() is called if none comes in time."""
        limits = [limit for limit in (self.socket.gettimeout(), self.timeout) if limit is not None]
        with self._selector() as selector:
            came = self._wait(selector, min(limits, default=None))
        return self._handle_request_noblock() if came else self.handle_timeout()

    def _handle_request_noblock(self):
        try:
            request, address = self.get_request()
        except OSError:
            return                      # it went away meanwhile
        handled = False
        try:
            if self.verify_request(request, address):
                self.process_request(request, address)
                handled = True
        except Exception:
            self.handle_error(request, address)
        finally:
            if not handled:             # else process_request() sees to it
                self.shutdown_request(request)

    def handle_timeout(self):
        """No request came in time."""

    def verify_request(self, request, client_address):
        """Whether to handle the request."""
        return True

    def process_request(self, request, client_address):
        """Handle the request and close it."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def server_close(self):
        """Give back what the server holds."""

    def finish_request(self, request, client_address):
        """Make the handler, which does all in its constructor."""
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """Say that the request is over, and close it."""
        self.close_request(request)

    def close_request(self, request):
        """Close a request."""

    def handle_error(self, request, client_address):
        """A handler has raised: print the traceback."""
        import traceback
        rule = '-' * 40 + '\n'
        sys.stderr.write(
            f'{rule}Exception occurred during processing of request from {client_address}\n')
        traceback.print_exc()
        sys.stderr.write(rule)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()


class TCPServer(BaseServer):
    """A server of connections."""
    allow_reuse_address = allow_reuse_port = False
    request_queue_size = 5
    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if not bind_and_activate:
            return
        try:
            self.server_bind()
            self.server_activate()
        except BaseException:
            self.server_close()
            raise

    def server_bind(self):
        """Take the address."""
        options = []
        if self.allow_reuse_address:
            options.append(socket.SO_REUSEADDR)
        if self.allow_reuse_port and self.address_family != socket.AF_UNIX:
            options.append(socket.SO_REUSEPORT)
        for option in options:
            self.socket.setsockopt(socket.SOL_SOCKET, option, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        """The descriptor of the socket, for selectors."""
        return self.socket.fileno()

    def get_request(self):
        """(socket, address) of a new connection."""
        return self.socket.accept()

    def shutdown_request(self, request):
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass        # the other side has gone already
        self.close_request(request)

    def close_request(self, request):
        request.close()


class UDPServer(TCPServer):
    """A server of datagrams: a request is (bytes, socket)."""
    allow_reuse_address = False
    allow_reuse_port = False
    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def get_request(self):
        data, address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), address

    def close_request(self, request):
        """A datagram needs no end."""

    def shutdown_request(self, request):
        self.close_request(request)

    def server_activate(self):
        """Nor does the socket listen."""


def _handled(server, request, client_address):
    """Handles a request to its end: True, or False after an error that was reported."""
    try:
        server.finish_request(request, client_address)
        return True
    except Exception:
        server.handle_error(request, client_address)
        return False
    finally:
        server.shutdown_request(request)


class ForkingMixIn:
    """Each request is handled in a child process."""
    timeout = 300
    active_children = None
    max_children = 40
    block_on_close = True

    def collect_children(self, *, blocking=False):
        """Bury the children that have ended; when there are too many, wait for one of them."""
        children = self.active_children
        if children is None:
            return
        while len(children) >= self.max_children and self._bury(-1, 0):
            pass
        for pid in list(children):
            self._bury(pid, 0 if blocking else os.WNOHANG)

    def _bury(self, pid, options):
        """waitpid(); whether that said anything about the children."""
        try:
            pid = os.waitpid(pid, options)[0]
        except ChildProcessError:
            if pid == -1:               # there are none at all
                self.active_children.clear()
        except OSError:
            return False
        self.active_children.discard(pid)
        return True

    def handle_timeout(self):
        self.collect_children()

    def service_actions(self):
        self.collect_children()

    def process_request(self, request, client_address):
        pid = os.fork()
        if pid == 0:
            self._child(request, client_address)
        self.active_children = self.active_children or set()
        self.active_children.add(pid)
        self.close_request(request)

    def _child(self, request, client_address):
        """What the child does; it does not return."""
        status = 1
        try:
            status = 0 if _handled(self, request, client_address) else 1
        finally:
            os._exit(status)

    def server_close(self):
        super().server_close()
        self.collect_children(blocking=self.block_on_close)


class _Threads(list):
    """The threads that server_close() waits for."""

    def append(self, thread):
        self[:] = [t for t in self if t.is_alive()]
        if not thread.daemon:
            super().append(thread)

    def join(self):
        threads = self[:]
        self.clear()
        for thread in threads:
            thread.join()


class _NoThreads:
    def append(self, thread):
        pass

    def join(self):
        pass


class ThreadingMixIn:
    """Each request is handled in a thread."""
    daemon_threads = False
    block_on_close = True
    _threads = _NoThreads()

    def process_request_thread(self, request, client_address):
        """What the thread does."""
        _handled(self, request, client_address)

    def process_request(self, request, client_address):
        if self.block_on_close:
            vars(self).setdefault('_threads', _Threads())
        thread = threading.Thread(target=self.process_request_thread,
                                  args=(request, client_address))
        thread.daemon = self.daemon_threads
        self._threads.append(thread)
        thread.start()

    def server_close(self):
        super().server_close()
        self._threads.join()


class UnixStreamServer(TCPServer):
    """A server of connections at a path."""
    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    """A server of datagrams at a path."""
    address_family = socket.AF_UNIX


def _mixed(name, mixin, server):
    return type(name, (mixin, server), {'__module__': __name__})


ForkingUDPServer = _mixed('ForkingUDPServer', ForkingMixIn, UDPServer)
ForkingTCPServer = _mixed('ForkingTCPServer', ForkingMixIn, TCPServer)
ThreadingUDPServer = _mixed('ThreadingUDPServer', ThreadingMixIn, UDPServer)
ThreadingTCPServer = _mixed('ThreadingTCPServer', ThreadingMixIn, TCPServer)
ThreadingUnixStreamServer = _mixed('ThreadingUnixStreamServer', ThreadingMixIn, UnixStreamServer)
ThreadingUnixDatagramServer = _mixed('ThreadingUnixDatagramServer', ThreadingMixIn,
                                     UnixDatagramServer)
ForkingUnixStreamServer = _mixed('ForkingUnixStreamServer', ForkingMixIn, UnixStreamServer)
ForkingUnixDatagramServer = _mixed('ForkingUnixDatagramServer', ForkingMixIn, UnixDatagramServer)


class BaseRequestHandler:
    """One request: setup(), handle() and finish() are called by the constructor."""

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Before handle()."""

    def handle(self):
        """The work."""

    def finish(self):
        """After handle(), also when it raised."""


class StreamRequestHandler(BaseRequestHandler):
    """A connection as two files, rfile and wfile."""
    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        self.connection = connection = self.request
        if self.timeout is not None:
            connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = connection.makefile('rb', self.rbufsize)
        self.wfile = (connection.makefile('wb', self.wbufsize) if self.wbufsize
                      else _SocketWriter(connection))

    def finish(self):
        for file in (self.wfile, self.rfile):
            try:
                file.close()            # sends what is left
            except OSError:
                pass                    # the other side has gone


class _SocketWriter(io.BufferedIOBase):
    """A file without buffer that sends all that it is given."""

    def __init__(self, sock):
        self._sock = sock

    def fileno(self):
        return self._sock.fileno()

    def writable(self):
        return True

    def write(self, b):
        with memoryview(b) as view:
            size = view.nbytes
        self._sock.sendall(b)
        return size


class DatagramRequestHandler(BaseRequestHandler):
    """A datagram as two files in memory; what is written is the answer."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
