# SPDX-License-Identifier: MIT
"""Queues between processes, over pipes."""

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']

import collections
import os
import sys
import threading
import time
import types
import weakref
from queue import Empty, Full

from . import connection, context
from .reduction import ForkingPickler
from .synchronize import SEM_VALUE_MAX
from .util import Finalize, info, is_exiting, register_after_fork


class _Feeder:
    """A thread that pickles objects and writes them into a pipe, so that those who put them do not
    wait for that."""

    _END = object()

    def __init__(self, ends, lock, failed):
        self._ends, self._lock = ends, lock
        self._failed = failed               # called with what could not be sent
        self._objects = collections.deque()
        self._some = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, name='QueueFeederThread', daemon=True)
        self._thread.start()

    def put(self, obj):
        self._objects.append(obj)
        self._some.release()

    def finish(self):
        """No more objects: the thread ends when it has sent all."""
        self.put(self._END)

    def join(self):
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self):
        alive = True
        while alive:
            self._some.acquire()
            alive = self._send(self._objects.popleft())
        for end in self._ends:
            end.close()

    def _send(self, obj):
        """Send one object: False when it was the last one."""
        if obj is self._END:
            return False
        try:
            data = ForkingPickler.dumps(obj)    # without the lock: this runs scripts
            with self._lock:
                self._ends[-1].send_bytes(data)
        except Exception as e:
            if is_exiting():                # else the process might never end
                info('queue feeder: %s', e)
                return False
            self._failed(e, obj)
        return True


def _join_feeder(reference):
    if (feeder := reference()) is not None:
        feeder.join()


class Queue:
    """A queue: put() hands objects to a feeder, get() reads the pipe under a lock."""

    # What travels to another process: descriptors, and semaphores that count the free places.
    _shared = '_maxsize', '_reader', '_writer', '_rlock', '_wlock', '_sem', '_opid'

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = maxsize if maxsize > 0 else SEM_VALUE_MAX
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()
        self._sem = ctx.BoundedSemaphore(self._maxsize)
        self._opid = os.getpid()
        self._start_afresh()
        register_after_fork(self, Queue._start_afresh)

    def __getstate__(self):
        context.assert_spawning(self)
        return {name: getattr(self, name) for name in self._shared}

    def __setstate__(self, state):
        vars(self).update(state)
        self._start_afresh()

    def _start_afresh(self):
        """A process begins with an open queue and no feeder."""
        self._guard = threading.Lock()      # of the three below
        self._feeder = None
        self._closed = False
        self._wait_at_exit = True
        self._finish = self._join = None    # finalizers of the feeder

    def _check_open(self):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")

    # -- putting --

    def put(self, obj, block=True, timeout=None):
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._guard:
            self._feed(obj)

    def put_nowait(self, obj):
        self.put(obj, block=False)

    def _feed(self, obj):
        if self._feeder is None:
            self._start_feeder()
        self._feeder.put(obj)

    def _start_feeder(self):
        places, failed = self._sem, self._on_queue_feeder_error

        def lost(e, obj):
            places.release()                # its place is free again
            failed(e, obj)

        feeder = self._feeder = _Feeder((self._reader, self._writer), self._wlock, lost)
        if self._wait_at_exit:
            self._join = Finalize(feeder, _join_feeder, (weakref.ref(feeder),), exitpriority=-5)
        self._finish = Finalize(self, feeder.finish, exitpriority=10)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        """What happens when an object cannot be sent."""
        sys.excepthook(type(e), e, e.__traceback__)

    # -- getting --

    def get(self, block=True, timeout=None):
        self._check_open()
        if not block:
            timeout = 0
        deadline = None if timeout is None else time.monotonic() + timeout
        if not self._rlock.acquire(block, timeout):
            raise Empty
        try:
            if deadline is not None and not self._reader.poll(max(0, deadline - time.monotonic())):
                raise Empty
            data = self._reader.recv_bytes()
            self._sem.release()
        finally:
            self._rlock.release()
        return ForkingPickler.loads(data)   # without the lock: this runs scripts

    def get_nowait(self):
        return self.get(block=False)

    # -- looking --

    def qsize(self):
        return self._maxsize - self._sem.get_value()

    def empty(self):
        return not self._reader.poll()

    def full(self):
        return self._sem.get_value() == 0

    # -- the end --

    def close(self):
        self._closed = True
        if self._finish is not None:
            self._finish()

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"
        if self._join is not None:
            self._join()

    def cancel_join_thread(self):
        self._wait_at_exit = False
        if self._join is not None:
            self._join.cancel()

    __class_getitem__ = classmethod(types.GenericAlias)


class JoinableQueue(Queue):
    """A queue that counts what is still to be done."""

    _shared = *Queue._shared, '_unfinished', '_all_done'

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._unfinished = ctx.Semaphore(0)
        self._all_done = ctx.Condition()

    def _feed(self, obj):
        with self._all_done:
            super()._feed(obj)
            self._unfinished.release()

    def _busy(self):
        return self._unfinished.get_value() > 0

    def task_done(self):
        with self._all_done:
            if not self._unfinished.acquire(block=False):
                raise ValueError('task_done() called too many times')
            if not self._busy():
                self._all_done.notify_all()

    def join(self):
        with self._all_done:
            if self._busy():
                self._all_done.wait()


class SimpleQueue:
    """A pipe with a lock at each end; put() waits until the object is in the pipe."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()

    def __getstate__(self):
        context.assert_spawning(self)
        return vars(self)

    def __setstate__(self, state):
        vars(self).update(state)

    def put(self, obj):
        data = ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(data)

    def get(self):
        with self._rlock:
            data = self._reader.recv_bytes()
        return ForkingPickler.loads(data)

    def empty(self):
        return not self._reader.poll()

    def close(self):
        for end in self._reader, self._writer:
            end.close()

    __class_getitem__ = classmethod(types.GenericAlias)
