# SPDX-License-Identifier: MIT
"""High-level support for working with threads in asyncio"""

__all__ = 'to_thread',

from _contextvars import copy_context
from . import events


async def to_thread(func, /, *args, **kwargs):
    """Asynchronously run function *func* in a separate thread."""
    loop = events.get_running_loop()
    import functools
    ctx = copy_context()
    call = functools.partial(ctx.run, func, *args, **kwargs)
    return await loop.run_in_executor(None, call)
