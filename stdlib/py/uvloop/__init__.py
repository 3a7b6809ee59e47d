# SPDX-License-Identifier: MIT
"""uvloop: the built-in loop under the names of the package, so that lessons with it run. It is as
fast as it is."""

import asyncio as _asyncio
import sys as _sys
import warnings as _warnings
from asyncio.events import BaseDefaultEventLoopPolicy as _BasePolicy

__version__ = '0.21.0'
__all__ = ('new_event_loop', 'install', 'EventLoopPolicy')


class Loop(_asyncio.SelectorEventLoop):
    """The built-in loop."""


def new_event_loop():
    """Return a new event loop."""
    return Loop()


class EventLoopPolicy(_BasePolicy):
    """The policy that makes these loops."""

    def _loop_factory(self):
        return new_event_loop()


def install():
    """Make these loops the default ones."""
    if _sys.version_info >= (3, 12):
        _warnings.warn(
            'uvloop.install() is deprecated in favor of uvloop.run() starting with Python 3.12.',
            DeprecationWarning, stacklevel=1)
    _asyncio.set_event_loop_policy(EventLoopPolicy())


def run(main, *, loop_factory=new_event_loop, debug=None, **run_kwargs):
    """The preferred way of running a coroutine with this loop: asyncio.run() with it."""
    with _asyncio.Runner(loop_factory=loop_factory, debug=debug, **run_kwargs) as runner:
        return runner.run(main)
