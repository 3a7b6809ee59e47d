# SPDX-License-Identifier: MIT
"""Tasks, and waiting for several of them. Task itself, gather and sleep are native."""

__all__ = (
    'Task', 'create_task',
    'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED',
    'wait', 'wait_for', 'as_completed', 'sleep',
    'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
    'current_task', 'all_tasks',
    'create_eager_task_factory', 'eager_task_factory',
    '_register_task', '_unregister_task', '_enter_task', '_leave_task',
)

from _asyncio import (Task, Future, create_task, sleep, gather, ensure_future, current_task,
                      _AsCompletedIterator, _enter_task, _leave_task, _swap_current_task)
from _asyncio import all_tasks as _native_all_tasks
from . import coroutines
from . import events
from . import exceptions
from . import futures
from . import timeouts

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

_PyTask = _CTask = Task

# Tasks of other makes that were registered by hand.
_scheduled_tasks = set()  # a WeakSet once there are any
_eager_tasks = set()


def _register_task(task):
    """Have all_tasks() know a task that is not a Task."""
    global _scheduled_tasks
    if not _scheduled_tasks:
        import weakref
        _scheduled_tasks = weakref.WeakSet()
    _scheduled_tasks.add(task)


def _unregister_task(task):
    """Have all_tasks() forget it."""
    _scheduled_tasks.discard(task)


_register_task.__module__ = _unregister_task.__module__ = '_asyncio'    # where CPython has them


def _register_eager_task(task):
    _eager_tasks.add(task)


def _unregister_eager_task(task):
    _eager_tasks.discard(task)


def all_tasks(loop=None):
    """The tasks of a loop that are not done."""
    found = _native_all_tasks(loop)
    if _scheduled_tasks or _eager_tasks:
        wanted = events.get_running_loop() if loop is None else loop
        found.update(task for task in [*_scheduled_tasks, *_eager_tasks]
                     if futures._get_loop(task) is wanted and not task.done())
    return found


async def _wrap_awaitable(awaitable):
    return await awaitable


def _create_task_by_method(loop, coro, name, context):
    # The running loop has a create_task of its own.
    if context is None:
        task = loop.create_task(coro, name=name)
    else:
        task = loop.create_task(coro, name=name, context=context)
    return task


# ---- wait and wait_for ----

def _suffices(f, return_when):
    """Does the end of f end wait(), whatever the others do?"""
    if return_when == FIRST_EXCEPTION:
        return not f.cancelled() and f.exception() is not None
    return return_when == FIRST_COMPLETED


def _expect_several(fs, what):
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f'{what}, not {type(fs).__name__}')


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Wait until futures or tasks are done, or one of them, or until the timeout: the sets (done,
    pending)."""
    _expect_several(fs, 'expect a list of futures')
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION):
        raise ValueError(f'Invalid return_when value: {return_when}')
    awaited = {*fs}
    for f in awaited:
        if coroutines.iscoroutine(f):
            raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    return await _wait(awaited, timeout, return_when, events.get_running_loop())


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    running = len(fs)
    enough = loop.create_future()

    def release():
        if not enough.done():
            enough.set_result(None)

    def _on_completion(f):
        nonlocal running
        running -= 1
        if running <= 0 or _suffices(f, return_when):
            release()

    timer = None if timeout is None else loop.call_later(timeout, release)
    try:
        for f in fs:
            f.add_done_callback(_on_completion)
        await enough
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done = {f for f in fs if f.done()}
    return done, fs - done


async def wait_for(fut, timeout):
    """Wait for an awaitable, but not longer than the timeout: TimeoutError."""
    if timeout is not None and timeout <= 0:
        return await _wait_no_longer(ensure_future(fut))
    async with timeouts.timeout(timeout):
        return await fut


async def _wait_no_longer(fut):
    """The result of a future for which there is no more time: it has one, or it is cancelled."""
    late = not fut.done()
    if late:
        await _cancel_and_wait(fut)
    try:
        return fut.result()
    except exceptions.CancelledError as exc:
        if late:
            raise TimeoutError from exc
        raise


async def _cancel_and_wait(fut):
    """Cancel a future and see its end, without taking a cancellation of ours for its."""
    fut.cancel()
    await _wait({fut}, None, ALL_COMPLETED, events.get_running_loop())


def as_completed(fs, *, timeout=None):
    """Iterate over awaitables in the order in which they complete."""
    _expect_several(fs, 'expects an iterable of awaitables')
    return _AsCompletedIterator(fs, timeout)


def shield(arg):
    """Await something that goes on when the await is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def _inner_done_callback(inner):
        if not outer.cancelled():
            futures._end_alike(inner, outer)
        elif not inner.cancelled():
            inner.exception()               # so that it is not reported as never retrieved

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def _gather_done_callback(future):
    """Stands in reprs for what counts the children of gather(), which is native."""


_gather_done_callback.__qualname__ = 'gather.<locals>._done_callback'


def run_coroutine_threadsafe(coro, loop):
    """Have the loop of another thread run a coroutine: a concurrent.futures.Future."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    import concurrent.futures
    outcome = concurrent.futures.Future()

    def callback():
        try:
            task = ensure_future(coro, loop=loop)
            futures._chain_future(task, outcome)
        except BaseException as exc:
            ordinary = not isinstance(exc, (SystemExit, KeyboardInterrupt))
            if ordinary and outcome.set_running_or_notify_cancel():
                outcome.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return outcome


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step at once."""

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, eager_start=True, loop=loop, name=name,
                                       context=context)

    return factory


eager_task_factory = create_eager_task_factory(Task)
