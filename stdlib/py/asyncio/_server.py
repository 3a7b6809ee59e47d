# SPDX-License-Identifier: MIT
"""The Server object of create_server()."""

import weakref

from . import events
from . import exceptions
from . import tasks
from . import trsock

__name__ = 'asyncio.base_events'        # where CPython has the class


def _close_sockets(sockets):
    for sock in sockets:
        sock.close()


def _inode(path):
    """The file that a path means now; None if there is none."""
    import os
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


class Server(events.AbstractServer):
    """Listening sockets, and the connections that came from them.

    `_waiters` are of wait_closed(); None when the sockets are closed and the last connection is
    lost.
    """

    def __init__(self, loop, sockets, protocol_factory, ssl_context, backlog, ssl_handshake_timeout,
                 ssl_shutdown_timeout=None):
        self._loop, self._sockets = loop, sockets
        self._protocol_factory, self._backlog = protocol_factory, backlog
        self._ssl_context = ssl_context         # the loop asks for these when a client comes
        self._ssl_handshake_timeout = ssl_handshake_timeout
        self._ssl_shutdown_timeout = ssl_shutdown_timeout
        self._clients, self._waiters = weakref.WeakSet(), []
        self._serving = False
        self._forever = None                    # the future on which serve_forever() waits
        self._socket_file = None                # of a Unix socket: (path, inode)

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    # ---- connections come and go ----

    def _attach(self, transport):
        assert self._sockets is not None
        self._clients.add(transport)

    def _detach(self, transport):
        self._clients.discard(transport)
        self._wake_if_over()

    def _wake_if_over(self):
        if self._sockets is None and len(self._clients) == 0:
            waiters, self._waiters = self._waiters, None
            for waiter in waiters or ():
                if not waiter.done():
                    waiter.set_result(None)

    def close_clients(self):
        for transport in [*self._clients]:
            transport.close()

    def abort_clients(self):
        for transport in [*self._clients]:
            transport.abort()

    # ---- listening ----

    @property
    def sockets(self):
        return tuple(map(trsock.TransportSocket, self._sockets or ()))

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    def _start_serving(self):
        if not self._serving:
            self._serving = True
            for sock in self._sockets:
                sock.listen(self._backlog)
                self._loop._start_serving(self._protocol_factory, sock, self, self._backlog)

    async def start_serving(self):
        self._start_serving()
        await tasks.sleep(0)                    # the loop begins to watch the sockets

    async def serve_forever(self):
        trouble = ('is already being awaited on serve_forever()' if self._forever is not None else
                   'is closed' if self._sockets is None else None)
        if trouble is not None:
            raise RuntimeError(f'server {self!r} {trouble}')
        self._start_serving()
        self._forever = end = self._loop.create_future()
        try:
            await end
        except exceptions.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._forever = None

    # ---- the end ----

    def _remove_when_closed(self, path):
        """Remove the file of a Unix socket when the server is closed, if it is still the same."""
        if path and path[:1] not in ('\0', b'\0') and (inode := _inode(path)) is not None:
            self._socket_file = path, inode

    def _remove_socket_file(self):
        (path, inode), self._socket_file = self._socket_file, None
        if _inode(path) == inode:
            import contextlib
            import os
            with contextlib.suppress(OSError):
                os.unlink(path)

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            self._loop._stop_serving(sock)
        self._serving = False
        if self._socket_file is not None:
            self._remove_socket_file()
        forever, self._forever = self._forever, None
        if forever is not None:
            forever.cancel()
        self._wake_if_over()

    async def wait_closed(self):
        if self._waiters is not None:
            waiter = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter
