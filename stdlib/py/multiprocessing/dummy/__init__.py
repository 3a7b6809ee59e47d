# SPDX-License-Identifier: MIT
"""The interface of multiprocessing with threads behind it."""

__all__ = [
    'Process', 'current_process', 'active_children', 'freeze_support',
    'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition',
    'Event', 'Barrier', 'Queue', 'Manager', 'Pipe', 'Pool', 'JoinableQueue'
]

import array
import sys
import threading
import weakref
from queue import Queue
from threading import (Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore,
                       current_thread)

from .connection import Pipe

JoinableQueue = Queue
current_process = current_thread
dict, list = dict, list                     # what a manager has


class DummyProcess(threading.Thread):
    """A thread that can be asked what a process can be asked."""
    _pid = None
    _start_called = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._parent = current_process()
        self._children = weakref.WeakKeyDictionary()

    def start(self):
        here = current_process()
        if here is not self._parent:
            raise RuntimeError(f"Parent is {self._parent!r} but current_process is {here!r}")
        self._start_called = True
        siblings = getattr(here, '_children', None)
        if siblings is not None:
            siblings[self] = None
        super().start()

    @property
    def exitcode(self):
        if not self._start_called or self.is_alive():
            return None
        return 0


Process = DummyProcess
current_process()._children = weakref.WeakKeyDictionary()


def active_children():
    """The threads that the current one has started, and that run."""
    children = current_process()._children
    for ended in [child for child in children if not child.is_alive()]:
        children.pop(ended, None)
    return [*children]


def freeze_support():
    """Threads need none."""


class Namespace:
    """An object with the attributes that it is given."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if name[:1] != '_')
        return f'{type(self).__name__}({", ".join(shown)})'


class Value:
    """A number that everybody can set."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    value = property(lambda self: self._value, lambda self, value: setattr(self, '_value', value))

    def __repr__(self):
        return f'<{type(self).__name__}({self._typecode!r}, {self._value!r})>'


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


def Manager():
    """This module has all that a manager has."""
    return sys.modules[__name__]


def shutdown():
    """There is nothing to be stopped."""


def Pool(processes=None, initializer=None, initargs=()):
    from multiprocessing.pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
