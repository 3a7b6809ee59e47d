# SPDX-License-Identifier: MIT
"""What is a coroutine, and how it is shown."""

__all__ = 'iscoroutinefunction', 'iscoroutine'

from _asyncio import iscoroutine

_is_coroutine = object()


def _is_debug_mode():
    import os
    import sys
    return sys.flags.dev_mode or (not sys.flags.ignore_environment and
                                  bool(os.environ.get('PYTHONASYNCIODEBUG')))


def iscoroutinefunction(func):
    """Return True if func is a decorated coroutine function."""
    import inspect
    return (inspect.iscoroutinefunction(func) or
            getattr(func, '_is_coroutine', None) is _is_coroutine)


def _format_coroutine(coro):
    def name_of(coro):
        name = (getattr(coro, '__qualname__', None) or
                getattr(coro, '__name__', None) or
                f'<{type(coro).__name__} without __name__>')
        return f'{name}()'

    def is_running(coro):
        for attribute in ('cr_running', 'gi_running'):
            if hasattr(coro, attribute):
                return getattr(coro, attribute)
        return False

    code = getattr(coro, 'cr_code', None) or getattr(coro, 'gi_code', None)
    name = name_of(coro)
    if not code:
        return f'{name} running' if is_running(coro) else name
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    filename = code.co_filename or '<empty co_filename>'
    if frame is not None:
        return f'{name} running at {filename}:{frame.f_lineno}'
    return f'{name} done, defined at {filename}:{code.co_firstlineno}'
