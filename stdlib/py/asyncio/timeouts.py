# SPDX-License-Identifier: MIT
"""Timeouts as context managers. The class and timeout() are native."""

__all__ = (
    'Timeout',
    'timeout',
    'timeout_at',
)

from _asyncio import Timeout, timeout
from . import events
from . import exceptions


def _schedule(timeout, when):
    # For loops that have their own ways, and in debug mode.
    loop = events.get_running_loop()
    if when <= loop.time():
        return loop.call_soon(timeout._on_timeout)
    return loop.call_at(when, timeout._on_timeout)


def _timeout_repr(timeout):
    info = ['']
    if timeout._state == 'active':
        when = timeout.when()
        info.append(f'when={round(when, 3) if when is not None else None}')
    return f'<Timeout [{timeout._state}]{" ".join(info)}>'


def _note_timeout(exc_val):
    # What the block raised in the face of our cancellation tells of the timeout.
    _insert_timeout_error(exc_val)
    if isinstance(exc_val, ExceptionGroup):
        for exc in exc_val.exceptions:
            _insert_timeout_error(exc)


def _insert_timeout_error(exc_val):
    while exc_val.__context__ is not None:
        if isinstance(exc_val.__context__, exceptions.CancelledError):
            te = TimeoutError()
            te.__context__ = te.__cause__ = exc_val.__context__
            exc_val.__context__ = te
            break
        exc_val = exc_val.__context__


def timeout_at(when):
    """Schedule the timeout at absolute time."""
    return Timeout(when)
