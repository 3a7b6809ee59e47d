# SPDX-License-Identifier: MIT
"""Descriptors for processes that are running already: they fetch them over a socket."""

import os
import sys
import threading

from . import process, util

__all__ = ['stop', 'DupFd']


class DupFd:
    """Something that the other process can detach() once."""

    def __init__(self, fd):
        self._ticket = _counter.leave(os.dup(fd))

    def detach(self):
        """Get the descriptor: it is the caller's."""
        from .reduction import recv_handle
        address, number = self._ticket
        with _connect(address) as connection:
            connection.send((number, os.getpid()))
            return recv_handle(connection)


def _connect(address):
    from .connection import Client
    return Client(address, authkey=process.current_process().authkey)


class _Counter:
    """Where descriptors are left until they are fetched. A thread waits there, from the first one
    on."""

    def __init__(self):
        self._lock = threading.Lock()
        self._left = {}                     # number: descriptor
        self._last_number = 0
        self._listener = self._thread = None
        util.register_after_fork(self, _Counter._in_child)

    def leave(self, fd):
        """Take a descriptor: where to ask, and for which number."""
        with self._lock:
            if self._listener is None:
                self._open()
            self._last_number += 1
            self._left[self._last_number] = fd
            return self._listener.address, self._last_number

    def _open(self):
        from .connection import Listener
        self._listener = Listener(authkey=process.current_process().authkey, backlog=128)
        self._thread = threading.Thread(target=self._serve, args=(self._listener,), daemon=True)
        self._thread.start()

    def _serve(self, listener):
        going_on = True
        while going_on:
            try:
                with listener.accept() as client:
                    going_on = self._answer(client)
            except Exception:
                if not util.is_exiting():
                    sys.excepthook(*sys.exc_info())

    def _answer(self, client):
        """Serve one client: False when it was stop()."""
        request = client.recv()
        if request is None:
            return False
        from .reduction import send_handle
        number, pid = request
        fd = self._left.pop(number)
        try:
            send_handle(client, fd, pid)
        finally:
            os.close(fd)
        return True

    def stop(self, timeout=None):
        """Close the counter; what nobody has fetched is closed."""
        with self._lock:
            if self._listener is not None:
                with _connect(self._listener.address) as connection:
                    connection.send(None)
                self._thread.join(timeout)
                self._clear()

    def _clear(self):
        listener, self._listener, self._thread = self._listener, None, None
        if listener is not None:
            listener.close()
        while self._left:
            os.close(self._left.popitem()[1])

    def _in_child(self):
        self._lock = threading.Lock()
        self._clear()


_counter = _Counter()
stop = _counter.stop
