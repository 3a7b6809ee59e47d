# SPDX-License-Identifier: MIT
"""Synchronization primitives. Lock, Event and the semaphores are native."""

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore',
           'BoundedSemaphore', 'Barrier')

from _asyncio import Lock, Event, Semaphore, BoundedSemaphore
from . import exceptions
from . import mixins


class Condition(mixins._LoopBoundMixin):
    """A lock, and tasks that wait until another one that holds the lock wakes them."""

    def __init__(self, lock=None):
        self._lock = lock = Lock() if lock is None else lock
        self.acquire, self.release, self.locked = lock.acquire, lock.release, lock.locked
        self._sleepers = []

    def __repr__(self):
        state = 'locked' if self.locked() else 'unlocked'
        count = f', waiters:{len(self._sleepers)}' if self._sleepers else ''
        return f'<{super().__repr__()[1:-1]} [{state}{count}]>'

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()

    def _must_hold(self, verb):
        if not self.locked():
            raise RuntimeError(f'cannot {verb} on un-acquired lock')

    async def wait(self):
        """Give the lock away until woken; then take it again."""
        self._must_hold('wait')
        alarm = self._get_loop().create_future()
        self._sleepers.append(alarm)
        self.release()
        try:
            try:
                await alarm
            finally:
                self._sleepers.remove(alarm)
                await self._reacquire()
        except BaseException:
            self._wake(1)               # we cannot use a notification: another one may
            raise
        return True

    async def _reacquire(self):
        """Have the lock, however often we are cancelled meanwhile; that is raised afterwards."""
        cancelled = None
        try:
            while True:
                try:
                    await self.acquire()
                except exceptions.CancelledError as exc:
                    cancelled = exc
                else:
                    break
            if cancelled is not None:
                raise cancelled
        finally:
            cancelled = None

    async def wait_for(self, predicate):
        """Wait until predicate() is true: what it returned."""
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        """Wake n of those that wait."""
        self._must_hold('notify')
        self._wake(n)

    def notify_all(self):
        """Wake all that wait."""
        self.notify(len(self._sleepers))

    def _wake(self, n):
        for alarm in self._sleepers:
            if n <= 0:
                break
            if not alarm.done():
                alarm.set_result(False)
                n -= 1


_FILLING, _DRAINING, _RESETTING, _BROKEN = 'filling', 'draining', 'resetting', 'broken'


class Barrier(mixins._LoopBoundMixin):
    """Lets tasks go on when a number of them have arrived.

    It fills; the last one to arrive makes it drain, and it fills again when all have left.
    """

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._parties, self._inside = parties, 0
        self._state = _FILLING
        self._changed = Condition()

    def __repr__(self):
        waiting = '' if self.broken else f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{super().__repr__()[1:-1]} [{self._state}{waiting}]>'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others: the order of arrival."""
        async with self._changed:
            # While those inside leave, newcomers wait outside.
            await self._changed.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            if self.broken:
                raise exceptions.BrokenBarrierError('Barrier aborted')
            index, self._inside = self._inside, self._inside + 1
            try:
                await self._arrive()
            finally:
                self._leave()
            return index

    async def _arrive(self):
        if self._inside == self._parties:
            self._become(_DRAINING)
            return
        await self._changed.wait_for(lambda: self._state != _FILLING)
        if self._state != _DRAINING:
            raise exceptions.BrokenBarrierError('Abort or reset of barrier')

    def _leave(self):
        self._inside -= 1
        if not self._inside:            # the last one: newcomers may come in
            self._become(_BROKEN if self.broken else _FILLING)

    def _become(self, state):
        self._state = state
        self._changed.notify_all()

    async def reset(self):
        """Turn away those that wait, and begin again."""
        async with self._changed:
            self._become(_RESETTING if self._inside else _FILLING)

    async def abort(self):
        """Turn away those that wait, and all that come, until a reset."""
        async with self._changed:
            self._become(_BROKEN)

    @property
    def parties(self):
        """How many have to arrive."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait."""
        return self._inside if self._state == _FILLING else 0

    @property
    def broken(self):
        """Has it been aborted?"""
        return self._state == _BROKEN
