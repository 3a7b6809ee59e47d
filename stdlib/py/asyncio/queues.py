# SPDX-License-Identifier: MIT
"""Queues; the classes are native."""

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue',
           'QueueFull', 'QueueEmpty', 'QueueShutDown')

from _asyncio import Queue, PriorityQueue, LifoQueue


class QueueEmpty(Exception):
    """Raised when Queue.get_nowait() is called on an empty Queue."""


class QueueFull(Exception):
    """Raised when the Queue.put_nowait() method is called on a full Queue."""


class QueueShutDown(Exception):
    """Raised when putting on to or getting from a shut-down Queue."""
