# SPDX-License-Identifier: MIT
"""Memory that processes share."""

import _multiprocessing

from . import context

__all__ = ['BufferWrapper']


def _rebuild(size, dup):
    wrapper = BufferWrapper.__new__(BufferWrapper)
    wrapper._size = size
    wrapper._block = _multiprocessing.Block(max(size, 1), dup.detach())
    return wrapper


class BufferWrapper(object):
    """A block of its own; children that are forked have it, others get its descriptor."""

    def __init__(self, size):
        if size < 0:
            raise ValueError("Size {0:n} out of range".format(size))
        self._size = size
        self._block = _multiprocessing.Block(max(size, 1))

    def create_memoryview(self):
        return memoryview(self._block)[:self._size]

    def __reduce__(self):
        context.assert_spawning(self)
        from .reduction import DupFd
        return _rebuild, (self._size, DupFd(self._block.fileno()))
