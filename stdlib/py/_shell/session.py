# SPDX-License-Identifier: MIT
"""The loop of the session: one for all inputs, with one context; its tasks live while the student
thinks."""
import asyncio
import contextvars
import sys
from asyncio import events, runners, unix_events

import _editor
import _signal

INTERRUPT_AFTER = runners.INTERRUPT_AFTER


class _Outside:
    """While an input runs the session's loop counts as the running one; a loop that is really run
    does not."""

    def __enter__(self):
        running = events._get_running_loop()
        self.set_aside = running if running is not None and not running.is_running() else None
        if self.set_aside is not None:
            events._set_running_loop(None)

    def __exit__(self, *exc):
        if self.set_aside is not None:
            events._set_running_loop(self.set_aside)


class _UnixSelectorEventLoop(unix_events._UnixSelectorEventLoop):
    """A loop that can be run from an input."""

    def run_until_complete(self, future):
        with _Outside():
            return super().run_until_complete(future)

    def run_forever(self):
        with _Outside():
            return super().run_forever()


class Runner(asyncio.Runner):
    __doc__ = asyncio.Runner.__doc__

    def run(self, coro, *, context=None):
        with _Outside():
            return super().run(coro, context=context)


class Session:
    def __init__(self, shell):
        self.shell = shell
        self.context = contextvars.copy_context()
        unix_events._UnixDefaultEventLoopPolicy._loop_factory = _UnixSelectorEventLoop
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self._plain_run = asyncio.run
        self._interrupts = 0
        asyncio.run = runners.run = self.run
        asyncio.Runner = runners.Runner = Runner
        _editor.watch_tasks(self._task_failed)

    # ---- running ----

    def call(self, function, *args):
        """A plain call from an input: create_task() and the like find the loop."""
        self.enter()
        return self.context.run(function, *args)

    def enter(self):
        """An input begins to run."""
        events._set_running_loop(self.loop)

    def leave(self):
        if not self.loop.is_running():
            events._set_running_loop(None)

    def run(self, main, *, debug=None, loop_factory=None):
        """Execute the coroutine and return the result: on the session's loop, whose other tasks
        live on."""
        running = events._get_running_loop()
        free = running is None or (running is self.loop and not running.is_running())
        if (not free or not runners._is_main_thread() or loop_factory is not None
                or self.loop.is_closed()):
            with _Outside():
                return self._plain_run(main, debug=debug, loop_factory=loop_factory)
        if not asyncio.iscoroutine(main):
            raise ValueError(f'a coroutine was expected, got {main!r}')
        if debug is not None:
            self.loop.set_debug(debug)
        return self.drive(main, contextvars.copy_context())

    def drive(self, coroutine, context):
        """Run a coroutine to its end. Ctrl-C cancels it, and nothing else."""
        task = self.loop.create_task(coroutine, context=context)
        began = self.loop.time()
        self._interrupts = 0
        plain = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
        if plain:
            _signal.signal(_signal.SIGINT, lambda signum, frame: self._interrupted(task))
        try:
            return self._drive(task)
        except (asyncio.CancelledError, KeyboardInterrupt) as error:
            if not self._interrupts:
                raise
            stop = KeyboardInterrupt()
            stop._cancelled_after = self.loop.time() - began
            raise stop from None
        finally:
            if task.done() and not task.cancelled():
                task.exception()        # which the loop may have passed on by itself
            _signal._disarm_interrupt()
            if plain:
                _signal.signal(_signal.SIGINT, _signal.default_int_handler)

    def _drive(self, task):
        while True:
            try:
                return self.loop.run_until_complete(task)
            except KeyboardInterrupt:
                if task.done() or self._interrupts != 1:
                    task._log_destroy_pending = False
                    raise           # else it was a step of some other task that Ctrl-C ended

    def _interrupted(self, task):
        self._interrupts += 1
        if self.shell.editing:
            _editor.after_interrupt()
        if self._interrupts == 1 and not task.done():
            task.cancel()
            self.interrupt_step()
            return
        raise KeyboardInterrupt

    def interrupt_step(self):
        """KeyboardInterrupt in the step that is running, unless it ends soon."""
        self.loop._write_to_self()
        _signal._arm_interrupt(INTERRUPT_AFTER)
        self.loop.call_soon_threadsafe(_signal._disarm_interrupt)

    # ---- what happens in the background ----

    def _task_failed(self, task):
        """A task has failed and nobody has asked for its exception."""
        error = task.exception()
        if isinstance(error, SystemExit):
            return
        made = task._made_at
        place = f', made at {made[0]}:{made[1]}' if made else ''
        print(f'{task.get_name()} ({task.get_coro().__qualname__}{place}) failed:', file=sys.stderr)
        from . import show
        show.exception(error, self.shell.color)

    # ---- the end ----

    def close(self):
        """Pending tasks are cancelled as by asyncio.run()."""
        asyncio.run = runners.run = self._plain_run
        if self.loop.is_closed():
            return
        try:
            runners._cancel_all_tasks(self.loop)
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self.loop.run_until_complete(self.loop.shutdown_default_executor(300))
        finally:
            asyncio.set_event_loop(None)
            self.loop.close()
