# SPDX-License-Identifier: MIT
"""-X compat=3.10: what asyncio of Python 3.10 still accepted, with the warnings it gave.

Lecture notes of that time decorate generators with @asyncio.coroutine and give bare coroutines to
asyncio.wait(). The package loads this module when the option is there; nothing else asks for it.
"""

import functools
import inspect
import linecache
import sys
import types
import warnings

from . import base_events
from . import coroutines
from . import events
from . import futures
from . import tasks


def _definition_line(func):
    """The line of `def`: the first one of the code is that of the decorator."""
    code = func.__code__
    for number in range(code.co_firstlineno, code.co_firstlineno + 100):
        line = linecache.getline(code.co_filename, number).lstrip()
        if line.startswith(('def ', 'async def ')):
            return number
    return code.co_firstlineno


def _warn_deprecated(func):
    text = '"@coroutine" decorator is deprecated since Python 3.8, use "async def" instead'
    frame = sys._getframe(2)
    if getattr(func, '__code__', None) is None:
        warnings.warn(text, DeprecationWarning, stacklevel=3)
        return
    warnings.warn_explicit(text, DeprecationWarning, func.__code__.co_filename,
                           _definition_line(func), module=frame.f_globals.get('__name__'),
                           registry=frame.f_globals.setdefault('__warningregistry__', {}))


def coroutine(func):
    """Decorator to mark coroutines, as generators were before `async def`."""
    _warn_deprecated(func)
    if inspect.iscoroutinefunction(func):
        return func
    if inspect.isgeneratorfunction(func):
        made = func
    else:
        @functools.wraps(func)
        def made(*args, **kwargs):
            result = func(*args, **kwargs)
            if (futures.isfuture(result) or inspect.isgenerator(result)
                    or hasattr(result, '__await__')):
                result = yield from _awaitable(result)
            return result
    wrapper = types.coroutine(made)
    wrapper._is_coroutine = coroutines._is_coroutine
    return wrapper


async def _await(awaitable):
    return await awaitable


def _awaitable(result):
    if (isinstance(result, types.GeneratorType)
            and not result.gi_code.co_flags & inspect.CO_ITERABLE_COROUTINE):
        return result
    return _await(result)


def _is_old_coroutine(obj):
    return isinstance(obj, types.GeneratorType)


def iscoroutine(obj):
    """Return True if obj is a coroutine object; a generator may be one."""
    return _is_old_coroutine(obj) or _iscoroutine(obj)


async def _drive(generator):
    return await generator


def _as_coroutine(obj):
    """A generator as the coroutine that a task of today drives, under the generator's names."""
    if not _is_old_coroutine(obj):
        return obj
    if not obj.gi_code.co_flags & inspect.CO_ITERABLE_COROUTINE:
        obj = types._GeneratorWrapper(obj)
    made = _drive(obj)
    made.__name__, made.__qualname__ = obj.__name__, obj.__qualname__
    return made


def _accepting(function, *positions):
    """`function` with the arguments at these positions (all of them: none given) made
    coroutines."""
    @functools.wraps(function)
    def accept(*args, **kwargs):
        return function(*[_as_coroutine(arg) if not positions or i in positions else arg
                          for i, arg in enumerate(args)], **kwargs)
    return accept


def _wait_accepting(wait):
    @functools.wraps(wait)
    async def accept(fs, **kwargs):
        if not futures.isfuture(fs) and not iscoroutine(fs):
            fs = list(dict.fromkeys(fs))
            if any(iscoroutine(f) for f in fs):
                warnings.warn(
                    'The explicit passing of coroutine objects to asyncio.wait() is deprecated '
                    'since Python 3.8, and scheduled for removal in Python 3.11.',
                    DeprecationWarning, stacklevel=2)
            # 3.10 goes over a set, in an order of addresses; the last first is the one that it
            # mostly shows.
            fs = [tasks.ensure_future(f) for f in reversed(fs)]
        return await wait(fs, **kwargs)
    return accept


def _completed_accepting(as_completed):
    @functools.wraps(as_completed)
    def accept(fs, **kwargs):
        if not futures.isfuture(fs) and not iscoroutine(fs):
            fs = [_as_coroutine(f) for f in dict.fromkeys(fs)]
        return as_completed(fs, **kwargs)
    return accept


def _policy_get_event_loop(get_event_loop):
    """The main thread gets its first loop without a word."""
    @functools.wraps(get_event_loop)
    def get(self):
        local = self._local
        if local._loop is None and not local._set_called and events._is_main_thread():
            self.set_event_loop(self.new_event_loop())
        return get_event_loop(self)
    return get


def _install(package):
    global _iscoroutine
    _iscoroutine = coroutines.iscoroutine
    coroutines.coroutine = package.coroutine = coroutine
    coroutines.iscoroutine = package.iscoroutine = iscoroutine
    accepting = {'ensure_future': 0, 'create_task': 0, 'shield': 0, 'wait_for': 0, 'gather': None}
    for name, position in accepting.items():
        function = _accepting(getattr(tasks, name), *(() if position is None else (position,)))
        setattr(tasks, name, function)
        setattr(package, name, function)
    tasks.wait = package.wait = _wait_accepting(tasks.wait)
    tasks.as_completed = package.as_completed = _completed_accepting(tasks.as_completed)
    loop = base_events.BaseEventLoop
    loop.create_task = _accepting(loop.create_task, 1)
    loop.run_until_complete = _accepting(loop.run_until_complete, 1)
    policy = events.BaseDefaultEventLoopPolicy
    policy.get_event_loop = _policy_get_event_loop(policy.get_event_loop)
    package.__all__ += ('coroutine',)
