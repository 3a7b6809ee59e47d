# SPDX-License-Identifier: MIT
"""repr() of tasks, their stacks, and what is said of tasks that are lost."""
from . import base_futures
from . import coroutines


def _task_repr_info(task):
    info = base_futures._future_repr_info(task)
    if task.cancelling() and not task.done():
        info[0] = 'cancelling'
    info.insert(1, 'name=%r' % task.get_name())
    if task._fut_waiter is not None:
        info.insert(2, f'wait_for={task._fut_waiter!r}')
    if task._coro:
        coro = coroutines._format_coroutine(task._coro)
        info.insert(2, f'coro=<{coro}>')
    return info


def _task_repr(task):
    return base_futures._repr_once(task, _task_repr_info)


def _task_destroyed(task):
    context = {'task': task, 'message': 'Task was destroyed but it is pending!'}
    if task._source_traceback:
        context['source_traceback'] = task._source_traceback
    task._loop.call_exception_handler(context)


def _chain(first, attribute, limit):
    """An object and those that its attribute leads to, at most as many as the limit says."""
    found = []
    while first is not None and (limit is None or len(found) < limit):
        found.append(first)
        first = getattr(first, attribute)
    return found


def _task_get_stack(task, limit):
    coro, exc = task._coro, task._exception
    frame = getattr(coro, 'cr_frame', None) or getattr(coro, 'gi_frame', None)
    if frame is not None:
        return _chain(frame, 'f_back', limit)[::-1]         # the newest last
    return ([tb.tb_frame for tb in _chain(exc.__traceback__, 'tb_next', limit)] if exc is not None
            else [])


def _task_print_stack(task, limit, file):
    import linecache
    import traceback
    lines, seen = [], set()
    for frame in task.get_stack(limit=limit):
        code, lineno = frame.f_code, frame.f_lineno
        if code.co_filename not in seen:
            seen.add(code.co_filename)
            linecache.checkcache(code.co_filename)
        line = linecache.getline(code.co_filename, lineno, frame.f_globals)
        lines.append((code.co_filename, lineno, code.co_name, line))
    exc = task._exception
    if not lines:
        print(f'No stack for {task!r}', file=file)
    elif exc is not None:
        print(f'Traceback for {task!r} (most recent call last):', file=file)
    else:
        print(f'Stack for {task!r} (most recent call last):', file=file)
    traceback.print_list(lines, file=file)
    if exc is not None:
        for line in traceback.format_exception_only(exc.__class__, exc):
            print(line, file=file, end='')
