# SPDX-License-Identifier: MIT
"""Connections between threads, over queues."""

__all__ = ['Client', 'Listener', 'Pipe']

import queue

families = [None]


class _Closing:
    """Both listeners and connections close at the end of a with statement."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def close(self):
        """There is nothing to be let go."""


class Connection(_Closing):
    """One end: a queue for each direction."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Whether something comes within that time."""
        incoming = self._in
        with incoming.mutex:
            if timeout > 0.0 and not incoming.queue:
                incoming.not_empty.wait(timeout)
            return len(incoming.queue) > 0


def Pipe(duplex=True):
    there, back = queue.Queue(), queue.Queue()
    return Connection(there, back), Connection(back, there)


class Listener(_Closing):
    """Clients put their ends into a queue, which is the address."""

    def __init__(self, address=None, family=None, backlog=1):
        self._backlog_queue = queue.Queue(backlog)

    address = property(lambda self: self._backlog_queue)

    def accept(self):
        return self._backlog_queue.get()

    def close(self):
        self._backlog_queue = None


def Client(address):
    ours, theirs = Pipe()
    address.put(theirs)
    return ours
