# SPDX-License-Identifier: MIT
"""Queues between threads."""
import threading
from _collections import deque
from _queue import Empty, SimpleQueue
from time import monotonic as time

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']

_Alias = type(list[int])


class Full(Exception):
    'Exception raised by Queue.put(block=0)/put_nowait().'


class ShutDown(Exception):
    '''Raised when put/get with shut-down queue.'''


class Queue:
    """First in, first out. maxsize 0 means: no limit."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.unfinished_tasks, self.is_shutdown = 0, False
        # One lock, and three things to wait for.
        self.mutex = threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (
            threading.Condition(self.mutex) for _ in range(3))

    def task_done(self):
        """Say that one item got earlier has been dealt with."""
        with self.mutex:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError('task_done() called too many times')
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        """Wait until every item has been dealt with."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items there are now; may change at once."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """True if there is no item now."""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """True if there is no room now."""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Add an item; wait for room if need be, at most timeout seconds."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait(self.not_full, lambda: self._qsize() >= self.maxsize, block, timeout,
                           Full, lambda: self.is_shutdown)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Remove and return an item; wait for one if need be, at most timeout seconds."""
        with self.not_empty:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            self._wait(self.not_empty, lambda: not self._qsize(), block, timeout, Empty,
                       lambda: self.is_shutdown and not self._qsize())
            item = self._get()
            self.not_full.notify()
            return item

    @staticmethod
    def _wait(condition, blocked, block, timeout, error, is_shut):
        """Wait on a condition while blocked() holds; the lock is held on entry and exit."""
        if not block:
            if blocked():
                raise error
        elif timeout is None:
            while blocked():
                condition.wait()
                if is_shut():
                    raise ShutDown
        elif timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        else:
            end = time() + timeout
            while blocked():
                remaining = end - time()
                if remaining <= 0.0:
                    raise error
                condition.wait(remaining)
                if is_shut():
                    raise ShutDown

    def put_nowait(self, item):
        """put() that raises Full instead of waiting."""
        return self.put(item, block=False)

    def get_nowait(self):
        """get() that raises Empty instead of waiting."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """No more puts; gets only until the queue is empty, or none with immediate."""
        with self.mutex:
            waiting = [self.not_empty, self.not_full]
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    self.unfinished_tasks = max(self.unfinished_tasks - 1, 0)
                waiting.insert(0, self.all_tasks_done)
            for condition in waiting:
                condition.notify_all()

    # What the other kinds of queue override; the lock is held.

    def _init(self, maxsize):
        self.queue = deque()

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    def _qsize(self):
        return len(self.queue)

    __class_getitem__ = classmethod(_Alias)


class PriorityQueue(Queue):
    """The smallest item comes out first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        from heapq import heappush
        heappush(self.queue, item)

    def _get(self):
        from heapq import heappop
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()
