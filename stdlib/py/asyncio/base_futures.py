# SPDX-License-Identifier: MIT
"""repr() of futures, and what is said of exceptions that nobody looked at."""

__all__ = ()

from _asyncio import isfuture
from _thread import get_ident as _get_ident
from . import format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def _format_callbacks(cb):
    def show(callback):
        return format_helpers._format_callback_source(callback, ())

    size = len(cb)
    if size == 1:
        text = show(cb[0][0])
    elif size == 2:
        text = f'{show(cb[0][0])}, {show(cb[1][0])}'
    elif size > 2:
        text = f'{show(cb[0][0])}, <{size - 2} more>, {show(cb[-1][0])}'
    else:
        text = ''
    return f'cb=[{text}]'


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            import reprlib
            info.append(f'result={reprlib.repr(future._result)}')
    callbacks = future._callbacks
    if callbacks:
        info.append(_format_callbacks(callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


_under_way = set()


def _repr_once(future, make_info):
    """The repr of a future that may lead back to itself."""
    key = id(future), _get_ident()
    if key in _under_way:
        return '...'
    _under_way.add(key)
    try:
        info = ' '.join(make_info(future))
    finally:
        _under_way.discard(key)
    return f'<{future.__class__.__name__} {info}>'


def _future_repr(future):
    return _repr_once(future, _future_repr_info)


def _exception_lost(future):
    context = {'message': f'{future.__class__.__name__} exception was never retrieved',
               'exception': future._exception,
               'future': future}
    if future._source_traceback:
        context['source_traceback'] = future._source_traceback
    future._loop.call_exception_handler(context)
