# SPDX-License-Identifier: MIT
"""Attempts that begin one after the other, each a little later: the first success wins."""

__all__ = 'staggered_race',

from . import events
from . import exceptions
from . import locks
from . import tasks


async def staggered_race(coro_fns, delay, *, loop=None):
    """Run coroutines with staggered start times and take the first to finish.

    Returns (winner's result, winner's index, exceptions by index)."""
    loop = loop or events.get_running_loop()
    functions = list(coro_fns)
    errors = []
    running = []
    winner = [None, None]

    async def attempt(index):
        failed = locks.Event()
        following = None
        if index + 1 < len(functions):
            async def start_next():
                if delay is None:
                    await failed.wait()
                else:
                    try:
                        await tasks.wait_for(failed.wait(), delay)
                    except exceptions.TimeoutError:
                        pass
                running.append(loop.create_task(attempt(index + 1)))
            following = loop.create_task(start_next())
            running.append(following)
        errors.append(None)
        try:
            result = await functions[index]()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            errors[index] = exc
            failed.set()
            return
        winner[:] = result, index
        me = tasks.current_task(loop)
        for task in running:
            if task is not me:
                task.cancel()

    if functions:
        running.append(loop.create_task(attempt(0)))
    try:
        seen = 0
        while seen < len(running):
            batch = running[seen:]
            seen = len(running)
            await tasks.wait(batch)
    except exceptions.CancelledError:
        for task in running:
            task.cancel()
        raise
    return winner[0], winner[1], errors
