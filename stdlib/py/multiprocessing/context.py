# SPDX-License-Identifier: MIT
"""Contexts: the functions of multiprocessing, bound to a way of starting processes."""

import importlib
import os
import threading

from . import process

__all__ = ()


class ProcessError(Exception):
    """The base of the exceptions of this package."""


class BufferTooShort(ProcessError):
    """A message was longer than the buffer; it is the argument."""


class TimeoutError(ProcessError):
    """The result has not come in time."""


class AuthenticationError(ProcessError):
    """The other side does not know the key."""


class BaseContext:
    """The functions of the package. Modules are loaded when one of their functions is called."""

    AuthenticationError = AuthenticationError
    BufferTooShort = BufferTooShort
    ProcessError = ProcessError
    TimeoutError = TimeoutError

    active_children = staticmethod(process.active_children)
    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)

    @staticmethod
    def _from(module, name):
        return getattr(importlib.import_module('.' + module, __package__), name)

    def _make(self, module, name, *args, **kwds):
        """An object of that class, which belongs to this context."""
        return self._from(module, name)(*args, ctx=self.get_context(), **kwds)

    # -- what processes share --

    def Manager(self):
        """A manager, started: its process keeps objects that others use by proxies."""
        manager = self._make('managers', 'SyncManager')
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connections, each the other end of the other one."""
        return self._from('connection', 'Pipe')(duplex)

    def Lock(self):
        """A lock, which its holder cannot take again."""
        return self._make('synchronize', 'Lock')

    def RLock(self):
        """A lock, which its holder can take again."""
        return self._make('synchronize', 'RLock')

    def Condition(self, lock=None):
        """A condition, over that lock or a new one."""
        return self._make('synchronize', 'Condition', lock)

    def Semaphore(self, value=1):
        """A semaphore."""
        return self._make('synchronize', 'Semaphore', value)

    def BoundedSemaphore(self, value=1):
        """A semaphore that does not become greater than in the beginning."""
        return self._make('synchronize', 'BoundedSemaphore', value)

    def Event(self):
        """An event, which is not set."""
        return self._make('synchronize', 'Event')

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier for that many processes."""
        return self._make('synchronize', 'Barrier', parties, action, timeout)

    def Queue(self, maxsize=0):
        """A queue; put() does not wait for the pipe."""
        return self._make('queues', 'Queue', maxsize)

    def JoinableQueue(self, maxsize=0):
        """A queue that knows when all is done."""
        return self._make('queues', 'JoinableQueue', maxsize)

    def SimpleQueue(self):
        """A pipe with locks."""
        return self._make('queues', 'SimpleQueue')

    def RawValue(self, typecode_or_type, *args):
        """A number in shared memory, without a lock."""
        return self._from('sharedctypes', 'RawValue')(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """An array in shared memory, without a lock."""
        return self._from('sharedctypes', 'RawArray')(typecode_or_type, size_or_initializer)

    def Value(self, typecode_or_type, *args, lock=True):
        """A number in shared memory."""
        return self._make('sharedctypes', 'Value', typecode_or_type, *args, lock=lock)

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """An array in shared memory."""
        return self._make('sharedctypes', 'Array', typecode_or_type, size_or_initializer, lock=lock)

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """Processes that share out tasks."""
        make = self._from('pool', 'Pool')
        return make(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    # -- this process and others --

    def cpu_count(self):
        """How many processors there are."""
        count = os.cpu_count()
        if not count:
            raise NotImplementedError('cannot determine number of cpus')
        return count

    def freeze_support(self):
        """For programs frozen on Windows: nothing here."""

    def get_logger(self):
        """The logger of the package."""
        return self._from('util', 'get_logger')()

    def log_to_stderr(self, level=None):
        """The logger, with a handler that writes to sys.stderr."""
        return self._from('util', 'log_to_stderr')(level)

    def allow_connection_pickling(self):
        """Let connections and sockets be sent to other processes."""
        importlib.import_module('.connection', __package__)

    def set_executable(self, executable):
        """The interpreter that children run."""
        self._from('spawn', 'set_executable')(executable)

    def set_forkserver_preload(self, module_names):
        """The modules that the fork server imports, for all its children."""
        self._from('forkserver', 'set_forkserver_preload')(module_names)

    # -- contexts --

    def get_context(self, method=None):
        """The context of a start method; without one, this context."""
        if method is None:
            return self
        if method not in _concrete_contexts:
            raise ValueError(f'cannot find context for {method!r}')
        return _concrete_contexts[method]

    def get_start_method(self, allow_none=False):
        return self._name

    def set_start_method(self, method, force=False):
        raise ValueError('cannot set start method of concrete context')

    @property
    def reducer(self):
        """How processes exchange objects."""
        return _reducer or importlib.import_module('.reduction', __package__)

    @reducer.setter
    def reducer(self, reduction):
        global _reducer
        _reducer = reduction


_reducer = None                             # when it has been replaced


# ---- the ways of starting processes ----

def _chosen():
    """The Process class of the start method that was chosen."""
    return _default_context.get_context().Process


class Process(process.BaseProcess):
    """A process that is started in the way that was chosen."""
    _start_method = None
    _Popen = staticmethod(lambda process_obj: _chosen()._Popen(process_obj))
    _after_fork = staticmethod(lambda: _chosen()._after_fork())


def _way(method, popen_module, **more):
    """The Process class of a start method; popen_module has the Popen that it needs."""
    def start(process_obj):
        return BaseContext._from(popen_module, 'Popen')(process_obj)
    return {'_start_method': method, '_Popen': staticmethod(start), '__module__': __name__, **more}


ForkProcess = type('ForkProcess', (process.BaseProcess,), _way('fork', 'popen_fork'))
SpawnProcess = type('SpawnProcess', (process.BaseProcess,), _way(
    'spawn', 'popen_spawn_posix', _after_fork=staticmethod(lambda: None)))
ForkServerProcess = type('ForkServerProcess', (process.BaseProcess,),
                         _way('forkserver', 'popen_forkserver'))


class ForkContext(BaseContext):
    _name, Process = 'fork', ForkProcess


class SpawnContext(BaseContext):
    _name, Process = 'spawn', SpawnProcess


class ForkServerContext(BaseContext):
    _name, Process = 'forkserver', ForkServerProcess


class DefaultContext(BaseContext):
    """The context of the package's own functions: the start method can be chosen, once."""
    Process = Process

    def __init__(self, context):
        self._default_context = context
        self._actual_context = None         # None: not chosen, and not used so far

    def get_context(self, method=None):
        if method is not None:
            return super().get_context(method)
        self._actual_context = self._actual_context or self._default_context
        return self._actual_context

    def get_start_method(self, allow_none=False):
        if allow_none and self._actual_context is None:
            return None
        return self.get_context()._name

    def set_start_method(self, method, force=False):
        if not force and self._actual_context is not None:
            raise RuntimeError('context has already been set')
        self._actual_context = None if force and method is None else self.get_context(method)

    def get_all_start_methods(self):
        """The names of all start methods, the default first."""
        return list(_concrete_contexts)


_concrete_contexts = {context._name: context for context in (ForkContext(), SpawnContext(),
                                                             ForkServerContext())}
_default_context = DefaultContext(_concrete_contexts['fork'])


def _force_start_method(method):
    _default_context._actual_context = _concrete_contexts[method]


# ---- is a process object being pickled for a child? ----

_spawning = threading.local()


def get_spawning_popen():
    return getattr(_spawning, 'popen', None)


def set_spawning_popen(popen):
    _spawning.popen = popen


def assert_spawning(obj):
    """Refuse to be pickled for anything else."""
    if get_spawning_popen() is None:
        raise RuntimeError(f'{type(obj).__name__} objects should only be shared between processes '
                           'through inheritance')
