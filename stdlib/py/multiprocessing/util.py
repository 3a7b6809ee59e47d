# SPDX-License-Identifier: MIT
"""Logging, finalizers and what has to happen after a fork."""

import atexit
import contextlib
import itertools
import os
import sys
import threading
import traceback
import weakref

from . import process

__all__ = [
    'sub_debug', 'debug', 'info', 'sub_warning', 'get_logger',
    'log_to_stderr', 'get_temp_dir', 'register_after_fork',
    'is_exiting', 'Finalize', 'ForkAwareThreadLock', 'ForkAwareLocal',
    'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING',
]

# ---- logging ----

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30

LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None                              # made when it is asked for
_log_to_stderr = False


def _at(level):
    def log(msg, *args):
        if _logger is not None:
            _logger.log(level, msg, *args, stacklevel=2)
    return log


sub_debug, debug, info, sub_warning, _warn = map(_at, (SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING))


def get_logger():
    """The logger of multiprocessing."""
    global _logger
    if _logger is None:
        import logging
        logger = logging.getLogger(LOGGER_NAME)
        logger.propagate = 0
        _logger = logger
        # Ours goes before logging's own end, which was registered just now.
        atexit.unregister(_exit_function)
        atexit.register(_exit_function)
    return _logger


def log_to_stderr(level=None):
    """The logger, with a handler that writes to sys.stderr."""
    global _log_to_stderr
    from logging import Formatter, StreamHandler
    _log_to_stderr = True
    handler = StreamHandler()
    handler.setFormatter(Formatter(DEFAULT_LOGGING_FORMAT))
    logger = get_logger()
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    return logger


# ---- a folder for sockets ----

def get_temp_dir():
    """A temporary folder, the same for a process and its children."""
    settings = process.current_process()._config
    if settings.get('tempdir') is None:
        import shutil
        import tempfile
        settings['tempdir'] = tempfile.mkdtemp(prefix='pymp-')

        def remove(rmtree=shutil.rmtree):
            rmtree(settings.pop('tempdir'), ignore_errors=True)
        Finalize(None, remove, exitpriority=-100)
    return settings['tempdir']


# ---- after a fork ----

_to_be_told = weakref.WeakValueDictionary()     # (number, function): object
_numbers = itertools.count()


def register_after_fork(obj, func):
    """Have func(obj) called in children, if the object still exists."""
    _to_be_told[next(_numbers), func] = obj


def _after_fork():
    """In a child: finalizers are the parent's affair, other things are made anew."""
    _finalizer_registry.clear()
    for (_, func), obj in sorted(_to_be_told.items(), key=lambda item: item[0][0]):
        try:
            func(obj)
        except Exception as e:
            info('after fork: %s', e)


# ---- finalizers ----

_finalizer_registry = {}                        # number: finalizer


class Finalize:
    """Calls a function when an object is collected, or at exit if there is a priority; once, in
    this process only."""
    _call = _reference = None

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if not isinstance(exitpriority, int | None):
            raise TypeError(
                f"Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)}")
        if obj is not None:
            self._reference = weakref.ref(obj, self)
        elif exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._call = callback, args, kwargs or {}
        self._priority = exitpriority
        self._number = next(_numbers)
        self._pid = os.getpid()
        _finalizer_registry[self._number] = self

    # At the end of the program objects outlive this module's names: what is needed then is in
    # defaults.
    def _take(self, _registry=_finalizer_registry):
        """What is to be called; None when that has been done, or cancelled."""
        call, self._call, self._reference = self._call, None, None
        return call if _registry.pop(self._number, None) is self else None

    def __call__(self, wr=None, *, _getpid=os.getpid):
        """Call the function, unless that is over: its result."""
        call = self._take()
        if call is not None and self._pid == _getpid():
            callback, args, kwargs = call
            return callback(*args, **kwargs)

    def cancel(self):
        """Do not call the function any more."""
        self._take()

    def still_active(self):
        """Whether the function is still to be called."""
        return _finalizer_registry.get(self._number) is self

    def __repr__(self):
        kind = type(self).__name__
        if self._call is None or self._reference is None or self._reference() is None:
            return f'<{kind} object, dead>'
        callback, args, kwargs = self._call
        parts = [f'{kind} object', f'callback={getattr(callback, "__name__", callback)}']
        parts += [f'{name}={value}' for name, value in (('args', args), ('kwargs', kwargs))
                  if value]
        if self._priority is not None:
            parts.append(f'exitpriority={self._priority}')
        return f'<{", ".join(parts)}>'


def _run_finalizers(minpriority=None):
    """Call those with a priority, of at least minpriority: the highest first, of equals the
    newest."""
    due = [finalizer for finalizer in list(_finalizer_registry.values())
           if finalizer._priority is not None
           and (minpriority is None or finalizer._priority >= minpriority)]
    for finalizer in sorted(due, key=lambda finalizer: (finalizer._priority, finalizer._number),
                            reverse=True):
        try:
            finalizer()
        except Exception:
            traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    """Whether the process is about to end."""
    return _exiting is not False


def _exit_function():
    """At exit: finalizers, then the end of the children, then the last finalizers."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    _run_finalizers(minpriority=0)
    for child in process.active_children():
        if child.daemon:
            info('stopping daemon %s', child.name)
            child._popen.terminate()
    for child in process.active_children():
        info('waiting for %s', child.name)
        child.join()
    _run_finalizers()


atexit.register(_exit_function)


# ---- locks and locals that are made anew in a child ----

class ForkAwareThreadLock:

    def __init__(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        register_after_fork(self, ForkAwareThreadLock._at_fork_reinit)

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class ForkAwareLocal(threading.local):

    def __init__(self):
        register_after_fork(self, lambda local: vars(local).clear())

    def __reduce__(self):
        return type(self), ()


# ---- descriptors ----

try:
    MAXFD = os.sysconf("SC_OPEN_MAX")
except (OSError, ValueError):
    MAXFD = 256


def close_all_fds_except(fds):
    """Close all descriptors but those."""
    kept = sorted(fds)
    if kept and kept[-1] > MAXFD:
        raise AssertionError('fd too large')
    for low, high in itertools.pairwise([-1, *kept, MAXFD]):
        os.closerange(low + 1, high)


def close_fds(*fds):
    """Close each of them."""
    for fd in fds:
        os.close(fd)


def _close_stdin():
    """The child reads nothing from the terminal."""
    if sys.stdin is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stdin.close()
        with contextlib.suppress(OSError, ValueError):
            sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8", closefd=False)


def _flush_std_streams():
    for stream in sys.stdout, sys.stderr:
        with contextlib.suppress(AttributeError, ValueError):
            stream.flush()


def spawnv_passfds(path, args, passfds):
    """Start a program that inherits those descriptors: its number."""
    import _posixsubprocess
    inherited = tuple(sorted({int(fd) for fd in passfds}))
    failure = os.pipe()                     # by which the child says that it could not start
    try:
        return _posixsubprocess.fork_exec(args, [path], True, inherited, None, None, *(-1,) * 6,
                                          *failure, False, False, -1, None, None, None, -1, None)
    finally:
        close_fds(*failure)
