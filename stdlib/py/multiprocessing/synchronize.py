# SPDX-License-Identifier: MIT
"""Locks, semaphores, conditions, events and barriers between processes."""

__all__ = [
    'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event'
]

import contextlib
import os
import threading
import time

import _multiprocessing

from . import context, process, util

RECURSIVE_MUTEX, SEMAPHORE = range(2)
SEM_VALUE_MAX = _multiprocessing.SemLock.SEM_VALUE_MAX


# ---- one semaphore of the system ----

def _new_semaphore(kind, value, maxvalue, unlinked):
    """A semaphore under a name that nobody has yet."""
    prefix = process.current_process()._config['semprefix']
    while True:
        with contextlib.suppress(FileExistsError):
            return _multiprocessing.SemLock(kind, value, maxvalue,
                                            f'{prefix}-{os.urandom(6).hex()}', unlinked)


def _remove_name(name):
    from .resource_tracker import unregister
    _multiprocessing.sem_unlink(name)
    unregister(name, "semaphore")


class SemLock:
    """What all the others are made of. Forked children have it; others open it by its name."""

    def __init__(self, kind, value, maxvalue, *, ctx):
        ctx = ctx or context._default_context.get_context()
        self._only_forked = ctx.get_start_method() == 'fork'
        self._use(_new_semaphore(kind, value, maxvalue, self._only_forked))
        util.register_after_fork(self, lambda lock: lock._semlock._after_fork())
        name = self._semlock.name
        if name is not None:
            from .resource_tracker import register
            register(name, "semaphore")
            util.Finalize(self, _remove_name, (name,), exitpriority=0)

    def _use(self, semlock):
        self._semlock = semlock
        self.acquire, self.release = semlock.acquire, semlock.release

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __getstate__(self):
        context.assert_spawning(self)
        if self._only_forked:
            raise RuntimeError('A SemLock created in a fork context is being '
                               'shared with a process in a spawn context. This is '
                               'not supported. Please use the same context to create '
                               'multiprocessing objects and Process.')
        return tuple(getattr(self._semlock, part)
                     for part in ('handle', 'kind', 'maxvalue', 'name'))

    def __setstate__(self, state):
        self._only_forked = False
        self._use(_multiprocessing.SemLock._rebuild(*state))

    def _describe(self):
        """What repr() shows in brackets."""
        raise NotImplementedError

    def __repr__(self):
        return f'<{type(self).__name__}({self._describe()})>'

    def _holder(self):
        """Who holds a lock."""
        semlock = self._semlock
        if not semlock._is_mine():
            if semlock._get_value() == 1:
                return 'None'
            return 'SomeOtherThread' if semlock._count() > 0 else 'SomeOtherProcess'
        thread = threading.current_thread().name
        holder = process.current_process().name
        return holder if thread == 'MainThread' else f'{holder}|{thread}'


class Semaphore(SemLock):

    def __init__(self, value=1, *, ctx):
        super().__init__(SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        return self._semlock._get_value()

    def _describe(self):
        return f'value={self.get_value()}'


class BoundedSemaphore(Semaphore):

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def _describe(self):
        return f'{super()._describe()}, maxvalue={self._semlock.maxvalue}'


class Lock(SemLock):

    def __init__(self, *, ctx):
        super().__init__(SEMAPHORE, 1, 1, ctx=ctx)

    def _describe(self):
        return f'owner={self._holder()}'


class RLock(SemLock):

    def __init__(self, *, ctx):
        super().__init__(RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def _describe(self):
        holder = self._holder()
        times = (0 if holder == 'None' else self._semlock._count() if self._semlock._is_mine()
                 else 'nonzero')
        return f'{holder}, {times}'


# ---- conditions and what is made of them ----

class Condition:
    """Three semaphores count: who went to sleep, who sleeps no more, and the tokens that end a
    sleep."""

    def __init__(self, lock=None, *, ctx):
        self._use(lock or ctx.RLock(), *(ctx.Semaphore(0) for _ in range(3)))

    def _use(self, lock, asleep, left, tokens):
        self._lock, self._asleep, self._left, self._tokens = lock, asleep, left, tokens
        self.acquire, self.release = lock.acquire, lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return self._lock, self._asleep, self._left, self._tokens

    def __setstate__(self, state):
        self._use(*state)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()

    def __repr__(self):
        sleepers = self._asleep.get_value() - self._left.get_value()
        return f'<{type(self).__name__}({self._lock}, {sleepers})>'

    @contextlib.contextmanager
    def _without_lock(self):
        """Let go of the lock, as often as we hold it."""
        times = self._lock._semlock._count()
        for _ in range(times):
            self._lock.release()
        try:
            yield
        finally:
            for _ in range(times):
                self._lock.acquire()

    def wait(self, timeout=None):
        assert self._lock._semlock._is_mine(), 'must acquire() condition before using wait()'
        self._asleep.release()
        with self._without_lock():
            try:
                return self._tokens.acquire(True, timeout)
            finally:
                self._left.release()

    def wait_for(self, predicate, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        while not (answer := predicate()):
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
        return answer

    def notify(self, n=1):
        assert self._lock._semlock._is_mine(), 'lock is not owned'
        while self._left.acquire(False):    # they gave up by themselves
            self._asleep.acquire(False)
        woken = 0
        while woken < n and self._asleep.acquire(False):
            woken += 1
            self._tokens.release()
        # Each of them takes a token before anyone else can go to sleep here, or has given up just
        # now.
        for _ in range(woken):
            self._left.acquire()
        while woken and self._tokens.acquire(False):
            pass

    def notify_all(self):
        self.notify(SEM_VALUE_MAX)


class Event:

    def __init__(self, *, ctx):
        self._cond = ctx.Condition(ctx.Lock())
        self._flag = ctx.Semaphore(0)

    def is_set(self):
        with self._cond:
            return self._flag.get_value() > 0

    def set(self):
        with self._cond:
            if self._flag.get_value() == 0:
                self._flag.release()
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        with self._cond:
            if self._flag.get_value() == 0:
                self._cond.wait(timeout)
            return self._flag.get_value() > 0

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier(threading.Barrier):
    """threading's barrier, with its state and its count in shared memory."""

    _STATES = 'filling', 'draining', 'resetting', 'broken'

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        from .heap import BufferWrapper
        self.__setstate__((parties, action, timeout, ctx.Condition(), BufferWrapper(2 * 4)))
        self._state, self._count = 'filling', 0

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._wrapper

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._wrapper = state
        self._cells = self._wrapper.create_memoryview().cast('i')

    @property
    def _state(self):
        return self._STATES[self._cells[0]]

    @_state.setter
    def _state(self, name):
        self._cells[0] = self._STATES.index(name)

    @property
    def _count(self):
        return self._cells[1]

    @_count.setter
    def _count(self, value):
        self._cells[1] = value
