# SPDX-License-Identifier: MIT
"""Running a coroutine from a program that is not asynchronous."""

__all__ = ('Runner', 'run')

import _signal
from _asyncio import _is_main_thread
from _contextvars import copy_context
from . import constants
from . import coroutines
from . import events
from . import exceptions
from . import tasks

# Ctrl-C cancels the main task. A step that has not ended after this many seconds gets
# KeyboardInterrupt itself.
INTERRUPT_AFTER = 0.2


class Runner:
    """Several coroutines one after the other, in one event loop and one context."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._loop_factory = debug, loop_factory
        self._loop = self._context = None       # made when they are needed
        self._closed = False
        self._sets_current = False              # our loop is the thread's current one
        self._interrupts = 0

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        """The event loop, which is made at the first call."""
        if self._closed:
            raise RuntimeError('Runner is closed')
        if self._context is None:
            self._make_loop()
        return self._loop

    def _make_loop(self):
        if self._loop_factory is not None:
            self._loop = self._loop_factory()
        else:
            self._loop = events.new_event_loop()
            if not self._sets_current:
                # Once: the policy may have arrangements of its own.
                self._sets_current = True
                events.set_event_loop(self._loop)
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = copy_context()

    def close(self):
        """End what is left of the tasks, and close the loop."""
        if self._closed or self._context is None:
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            complete = loop.run_until_complete
            complete(loop.shutdown_asyncgens())
            complete(loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT))
        finally:
            if self._sets_current:
                events.set_event_loop(None)
            loop.close()
            self._closed, self._loop = True, None

    def run(self, coro, *, context=None):
        """Run a coroutine to its end: its result."""
        if not coroutines.iscoroutine(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        loop = self.get_loop()
        main = loop.create_task(coro, context=self._context if context is None else context)
        handler = self._watch_interrupts(main)
        try:
            return loop.run_until_complete(main)
        except exceptions.CancelledError:
            if self._interrupts and main.uncancel() == 0:
                raise KeyboardInterrupt()
            raise
        finally:
            _signal._disarm_interrupt()
            if handler is not None and _signal.getsignal(_signal.SIGINT) is handler:
                _signal.signal(_signal.SIGINT, _signal.default_int_handler)

    def _watch_interrupts(self, main):
        """Let Ctrl-C cancel the task: the handler, or None where that is not for us to decide."""
        self._interrupts = 0
        if (not _is_main_thread()
                or _signal.getsignal(_signal.SIGINT) is not _signal.default_int_handler):
            return None

        def handler(signum, frame):
            self._on_sigint(signum, frame, main)

        try:
            _signal.signal(_signal.SIGINT, handler)
        except ValueError:
            return None
        return handler

    def _on_sigint(self, signum, frame, main_task):
        self._interrupts += 1
        if self._interrupts > 1 or main_task.done():
            raise KeyboardInterrupt()
        main_task.cancel()
        self._loop._write_to_self()
        _signal._arm_interrupt(INTERRUPT_AFTER)
        # The timer is called off as soon as the loop takes its next turn.
        self._loop.call_soon_threadsafe(_signal._disarm_interrupt)


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in an event loop of its own: its result."""
    if events._get_running_loop() is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    left = tasks.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        exc = None if task.cancelled() else task.exception()
        if exc is not None:
            message = 'unhandled exception during asyncio.run() shutdown'
            loop.call_exception_handler({'message': message, 'exception': exc, 'task': task})
