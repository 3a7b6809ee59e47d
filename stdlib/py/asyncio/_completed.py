# SPDX-License-Identifier: MIT
"""What as_completed() gives."""

from . import events, exceptions, queues
from .tasks import ensure_future

__name__ = 'asyncio.tasks'      # where CPython has the class


class _AsCompletedIterator:
    """Futures in the order of their completion, for `for` and for `async for`."""

    def __init__(self, aws, timeout):
        loop = events.get_event_loop()
        self._ended = queues.Queue()        # futures; None for each that comes too late
        self._running = {ensure_future(aw, loop=loop) for aw in {*aws}}
        self._promised = len(self._running)
        for f in self._running:
            f.add_done_callback(self._handle_completion)
        self._alarm = None
        if self._running and timeout is not None:
            self._alarm = loop.call_later(timeout, self._handle_timeout)

    def _take(self, stop, resolve):
        """A coroutine for the next one, or the exception that ends the iteration."""
        if self._promised == 0:
            raise stop
        self._promised -= 1
        return self._wait_for_one(resolve)

    def __iter__(self):
        return self

    def __next__(self):
        return self._take(StopIteration, True)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self._take(StopAsyncIteration, False)

    async def _wait_for_one(self, resolve=False):
        if (f := await self._ended.get()) is None:
            raise exceptions.TimeoutError
        return f.result() if resolve else f

    def _handle_completion(self, f):
        if f in self._running:              # the time was not up yet
            self._running.discard(f)
            self._ended.put_nowait(f)
            if self._alarm is not None and not self._running:
                self._alarm.cancel()

    def _handle_timeout(self):
        late, self._running = self._running, set()
        for f in late:
            f.remove_done_callback(self._handle_completion)
            self._ended.put_nowait(None)
