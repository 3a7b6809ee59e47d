# SPDX-License-Identifier: MIT
"""Task groups: a block does not end before the tasks made in it."""

__all__ = ('TaskGroup',)

from . import events
from . import exceptions
from . import tasks


class TaskGroup:
    """A context manager that waits for the tasks made with its create_task().

    The first that fails cancels its siblings and the task that is in the block, its parent.
    """

    _loop = _parent = None
    _entered = _leaving = False
    _cancelling = False         # the children have been cancelled
    _woke_parent = False        # we have cancelled the parent, which may be in the block
    _fatal = None               # the first SystemExit or KeyboardInterrupt
    _outside = None             # the cancellation that came from outside
    _childless = None           # the future on which the parent waits at the end of the block
    _done_callback = None       # _on_task_done, bound once for all children

    def __init__(self):
        self._children = set()
        self._failures = []

    def __repr__(self):
        counts = [f' {name}={len(items)}' for name, items in (('tasks', self._children),
                                                              ('errors', self._failures))
                  if items]
        state = ' cancelling' if self._cancelling else ' entered' if self._entered else ''
        return f'<TaskGroup{"".join(counts)}{state}>'

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        self._loop = events.get_running_loop()
        self._parent = tasks.current_task(self._loop)
        if self._parent is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the parent task')
        self._entered = True
        self._done_callback = self._on_task_done
        return self

    async def __aexit__(self, et, exc, tb):
        try:
            await self._leave(exc)
        finally:
            # No cycles, be it through the frames of a traceback.
            self._parent = self._failures = self._fatal = self._outside = self._done_callback = None
            exc = tb = None

    async def _leave(self, exc):
        """Wait for the children; raise what the block has to raise."""
        self._leaving = True
        by_cancellation = isinstance(exc, exceptions.CancelledError)
        try:
            if exc is not None:
                self._body_failed(exc, by_cancellation)
            while self._children:
                await self._wait_for_children()
            if self._fatal is not None:
                raise self._fatal
            if self._woke_parent and self._parent.uncancel() == 0:
                self._outside = None        # nobody else has cancelled the parent
            if self._outside is not None and not self._failures:
                raise self._outside
            if exc is not None and not by_cancellation:
                self._failures.append(exc)
            if self._failures:
                self._raise_failures()
        finally:
            exc = None

    def _body_failed(self, exc, by_cancellation):
        """What the body of the block began has to end."""
        self._note_fatal(exc)
        if by_cancellation:
            self._outside = exc
        if not self._cancelling:
            self._cancel_children()

    async def _wait_for_children(self):
        self._childless = self._loop.create_future()
        try:
            await self._childless
        except exceptions.CancelledError as exc:
            if not self._cancelling:        # otherwise it was to be expected
                self._outside = exc
                self._cancel_children()
        self._childless = None

    def _raise_failures(self):
        if self._parent.cancelling():
            # By somebody else: the parent hears of it at its next await.
            self._parent.uncancel()
            self._parent.cancel()
        raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._failures) from None

    def _refusal(self):
        """Why no task can be made now; None: one can."""
        if not self._entered:
            return 'has not been entered'
        if self._leaving and not self._children:
            return 'is finished'
        return 'is shutting down' if self._cancelling else None

    def create_task(self, coro, *, name=None, context=None):
        """Make a task for which the block waits."""
        refusal = self._refusal()
        if refusal is not None:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} {refusal}')
        make = self._loop.create_task       # one of another loop may know no context
        task = make(coro, name=name) if context is None else make(coro, name=name, context=context)
        if not task.done():
            self._children.add(task)
            task.add_done_callback(self._done_callback)
        else:
            self._on_task_done(task)        # an eager one
        return task

    def _on_task_done(self, task):
        self._children.discard(task)
        waiter = self._childless
        if waiter is not None and not self._children and not waiter.done():
            waiter.set_result(True)
        exc = None if task.cancelled() else task.exception()
        if exc is not None:
            self._child_failed(task, exc)

    def _child_failed(self, task, exc):
        self._failures.append(exc)
        self._note_fatal(exc)
        if self._parent.done():
            # It has left the block without reaching its end: tell somebody.
            message = (f'Task {task!r} has errored out but its parent task {self._parent} is '
                       f'already completed')
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'task': task})
        elif not self._cancelling:
            self._cancel_children()
            self._woke_parent = True
            self._parent.cancel()

    def _cancel_children(self):
        self._cancelling = True
        for task in self._children:
            if not task.done():
                task.cancel()

    def _note_fatal(self, exc):
        if self._fatal is None and isinstance(exc, (SystemExit, KeyboardInterrupt)):
            self._fatal = exc
