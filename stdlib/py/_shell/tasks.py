# SPDX-License-Identifier: MIT
"""%tasks and %tree: what the tasks of the session are doing."""
import asyncio
import sys

import _editor


def _live(shell):
    if shell.session is None:
        return []
    return sorted(asyncio.all_tasks(shell.session.loop), key=_number)


def _number(task):
    name = task.get_name()
    return ((0, int(name[5:]), '') if name.startswith('Task-') and name[5:].isdigit()
            else (1, 0, name))


def _where(task):
    """The innermost line of the student's own code, as FILE:LINE in FUNCTION."""
    place = ''
    frames = task.get_stack(limit=1)
    coro = task.get_coro()
    frame = frames[0] if frames else getattr(coro, 'cr_frame', None)
    while coro is not None and frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith('<frozen'):
            place = f'{name.rsplit("/", 1)[-1]}:{frame.f_lineno} in {frame.f_code.co_qualname}'
        coro = getattr(coro, 'cr_await', None)
        frame = getattr(coro, 'cr_frame', None)
    return place or coro_name(task)


def coro_name(task):
    coro = task.get_coro()
    return getattr(coro, '__qualname__', type(coro).__name__)


def _ago(seconds):
    return f'{max(seconds, 0):.1f}s'


def _thing(what):
    """A short name for what a task waits for."""
    if isinstance(what, asyncio.Task):
        return what.get_name()
    kind = type(what).__name__
    if kind in ('Future', 'Handle') or what is None:
        return ''
    return kind


def _waits(kind, what, until, now):
    """In words: what for."""
    if kind == 'sleep':
        return f'sleep, {_ago(until - now)} left' if until is not None else 'sleep'
    if kind == 'task':
        return what.get_name()
    if kind in ('new', 'ready', 'running'):
        return ''
    owner = _editor.lock_owner(what)
    held = f', held by {owner.get_name()}' if owner is not None else ''
    return f'{kind}{held}'


def _state(kind):
    return kind if kind in ('ready', 'running') else 'ready' if kind == 'new' else 'waiting'


def show_table(shell):
    tasks = _live(shell)
    if not tasks:
        print('no tasks')
        return
    now = shell.session.loop.time()
    rows = [('NAME', 'STATE', 'WHERE', 'WAITS FOR', 'SINCE')]
    for task in tasks:
        kind, what, since, until = _editor.task_wait(task)
        waits = _waits(kind, what, until, now)
        rows.append((task.get_name(), _state(kind), _where(task), waits,
                     _ago(now - since) if since is not None and _state(kind) == 'waiting' else ''))
    widths = [max(_editor.columns(row[i]) for row in rows) for i in range(5)]
    for row in rows:
        print('  '.join(text + ' ' * (width - _editor.columns(text))
                        for text, width in zip(row, widths)).rstrip())


def show_tree(shell):
    """Tasks that are awaited stand below the one that awaits them."""
    tasks = _live(shell)
    if not tasks:
        print('no tasks')
        return
    below, awaited = {}, set()
    for task in tasks:
        below[task] = [t for t in _awaited_tasks(task) if not t.done()]
        awaited.update(below[task])
    now = shell.session.loop.time()
    shown = set()

    def show(task, indent, path):
        kind, what, since, until = _editor.task_wait(task)
        waits = _waits(kind, what, until, now) if not below.get(task) else ''
        state = f' waits for {waits}' if waits and kind != 'sleep' else f' {waits}' if waits else ''
        loop = ' (a cycle)' if task in path else ''
        print(f'{"  " * indent}{task.get_name()} ({coro_name(task)}){state}{loop}')
        shown.add(task)
        if not loop:
            for child in below.get(task, ()):
                show(child, indent + 1, path + [task])

    for task in tasks:
        if task not in awaited:
            show(task, 0, [])
    for task in tasks:              # what is left awaits itself by way of others
        if task not in shown:
            show(task, 0, [])
    _show_locks(tasks)


def _awaited_tasks(task):
    kind, what, _, _ = _editor.task_wait(task)
    if isinstance(what, asyncio.Task):
        return [what]
    children = getattr(what, '_children', None)     # gather
    return [c for c in children if isinstance(c, asyncio.Task)] if children else []


def _show_locks(tasks):
    seen = []
    for task in tasks:
        kind, what, _, _ = _editor.task_wait(task)
        owner = _editor.lock_owner(what)
        if owner is not None and not any(what is lock for lock, _, _ in seen):
            seen.append((what, owner, []))
        for lock, _, waiting in seen:
            if lock is what:
                waiting.append(task.get_name())
    for lock, owner, waiting in seen:
        print(f'{type(lock).__name__} held by {owner.get_name()}, wanted by {", ".join(waiting)}')
