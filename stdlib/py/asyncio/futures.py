# SPDX-License-Identifier: MIT
"""Future, and its relation to the futures of threads."""

__all__ = 'Future', 'wrap_future', 'isfuture'

from _asyncio import Future, isfuture
from . import base_futures
from . import events
from . import exceptions

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED
_PyFuture = _CFuture = Future


def _get_loop(fut):
    try:
        get_loop = fut.get_loop
    except AttributeError:
        return fut._loop
    return get_loop()


def _convert_future_exc(exc):
    import concurrent.futures
    kind = type(exc)
    if kind is concurrent.futures.CancelledError:
        return exceptions.CancelledError(*exc.args).with_traceback(exc.__traceback__)
    if kind is concurrent.futures.InvalidStateError:
        return exceptions.InvalidStateError(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _end_alike(source, dest, convert=None):
    """Give dest the end of source, which is done."""
    if source.cancelled():
        dest.cancel()
    else:
        _hand_over(source, dest, convert)


def _hand_over(source, dest, convert):
    exc = source.exception()
    if exc is None:
        dest.set_result(source.result())
    else:
        dest.set_exception(exc if convert is None else convert(exc))


def _set_concurrent_future_state(concurrent, source):
    """Give a thread's future the end of an asyncio future."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if concurrent.set_running_or_notify_cancel():
        _hand_over(source, concurrent, _convert_future_exc)


def _copy_future_state(source, dest):
    """Give an asyncio future the end of a thread's."""
    assert source.done()
    if not dest.cancelled():
        assert not dest.done()
        _end_alike(source, dest, _convert_future_exc)


def _set_state(future, other):
    if isfuture(future):
        _copy_future_state(other, future)
    else:
        _set_concurrent_future_state(future, other)


def _call_in(loop, current, function, *args):
    """Call a function in the thread of a loop; no loop, or the current one: at once."""
    if loop is None or loop is current:
        function(*args)
    else:
        loop.call_soon_threadsafe(function, *args)


def _chain_future(source, destination):
    """What becomes of source becomes of destination; cancelling goes the other way."""
    import concurrent.futures
    loops = []                      # None for a future of threads
    for future, name in ((source, 'source'), (destination, 'destination')):
        if isfuture(future):
            loops.append(_get_loop(future))
        elif isinstance(future, concurrent.futures.Future):
            loops.append(None)
        else:
            raise TypeError(f'A future is required for {name} argument')
    from_loop, to_loop = loops

    def _call_check_cancel(destination):
        if destination.cancelled():
            _call_in(from_loop, to_loop, source.cancel)

    def _call_set_state(source):
        if to_loop is not None and to_loop.is_closed():
            if destination.cancelled() or to_loop is not from_loop:
                return              # nobody is there to hear of it
        _call_in(to_loop, from_loop, _set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """Wrap concurrent.futures.Future object."""
    if isfuture(future):
        return future
    import _futures
    import concurrent.futures
    assert isinstance(future, concurrent.futures.Future), \
        f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    new_future = loop.create_future()
    if not _futures.chain(future, new_future):
        _chain_future(future, new_future)
    return new_future


def _settle(future, exc):
    """Wake whoever waits for a future, with an exception if there is one."""
    if future.done():
        return
    if exc is None:
        future.set_result(None)
    else:
        future.set_exception(exc)
