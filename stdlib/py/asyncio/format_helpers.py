# SPDX-License-Identifier: MIT
"""Callbacks and stacks as text."""
from . import constants


def _get_function_source(func):
    import functools
    import inspect
    func = inspect.unwrap(func)
    if inspect.isfunction(func):
        code = func.__code__
        filename = code.co_filename
        if filename.startswith('<frozen '):
            # The library lies in the binary; it is named where CPython would have the file.
            import sys
            filename = f'{sys.prefix}/lib/python3.13/' + filename[8:-1].replace('.', '/') + '.py'
        return filename, getattr(func, '_shown_line', code.co_firstlineno)
    if isinstance(func, functools.partial):
        return _get_function_source(func.func)
    if isinstance(func, functools.partialmethod):
        return _get_function_source(func.func)
    return None


def _format_callback_source(func, args, *, debug=False):
    text = _format_callback(func, args, None, debug=debug)
    source = _get_function_source(func)
    if source:
        text += f' at {source[0]}:{source[1]}'
    return text


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    if not debug:
        return '()'
    import reprlib
    items = [reprlib.repr(arg) for arg in args]
    items.extend(f'{k}={reprlib.repr(v)}' for k, v in kwargs.items())
    return '({})'.format(', '.join(items))


def _format_callback(func, args, kwargs, *, debug=False, suffix=''):
    import functools
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs or {}, debug=debug) + suffix
        return _format_callback(func.func, func.args, func.keywords,
                                debug=debug, suffix=suffix)
    text = getattr(func, '__qualname__', None) or getattr(func, '__name__', None)
    if not text:
        text = repr(func)
    return text + _format_args_and_kwargs(args, kwargs or {}, debug=debug) + suffix


def extract_stack(f=None, limit=None):
    """The stack of the caller, without the frames of the library that made it."""
    import sys
    import traceback
    if f is None:
        f = sys._getframe().f_back
    if limit is None:
        limit = constants.DEBUG_STACK_DEPTH
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit,
                                           lookup_lines=False)
    stack.reverse()
    return stack
