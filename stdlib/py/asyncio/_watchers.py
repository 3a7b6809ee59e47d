# SPDX-License-Identifier: MIT
"""Who notices that a child process has ended: by a descriptor, a thread, or SIGCHLD.

They share two steps: `_reap()` asks the kernel for a status, `_Handler` tells whoever wants to
know.
"""

import itertools
import os
import signal
import threading
import warnings

from . import events
from .log import logger

__name__ = 'asyncio.unix_events'        # where CPython has the classes

UNKNOWN = 255           # the status of a process for which somebody else has waited


def _deprecated(name, stacklevel=3):
    warnings.warn(f"{name!r} is deprecated as of Python 3.12 and will be removed in Python 3.14.",
                  DeprecationWarning, stacklevel=stacklevel + 1)


def waitstatus_to_exitcode(status):
    """The exit code in a status of waitpid(); a process that was stopped has none: the status."""
    try:
        return os.waitstatus_to_exitcode(status)
    except ValueError:
        return status


def _reap(pid, options=0):
    """Wait for a process: (exit code, known), or None while it runs (with WNOHANG)."""
    try:
        ended, status = os.waitpid(pid, options)
    except ChildProcessError:
        return UNKNOWN, False
    return (waitstatus_to_exitcode(status), True) if ended else None


class _Handler:
    """What add_child_handler() was given, and the loop that it concerns."""

    def __init__(self, loop, pid, callback, args):
        self.loop, self.pid, self.callback, self.args = loop, pid, callback, args

    def _note(self, returncode, known):
        if not known:
            logger.warning("Unknown child process pid %d, will report returncode 255", self.pid)
        elif self.loop.get_debug():
            logger.debug('process %s exited with returncode %s', self.pid, returncode)

    def tell(self, returncode, known=True):
        """Call the callback, in the loop's thread."""
        self._note(returncode, known)
        self.callback(self.pid, returncode, *self.args)

    def tell_threadsafe(self, returncode, known=True):
        """Have the loop call the callback, from whatever thread."""
        if self.loop.is_closed():
            if not known:
                self._note(returncode, known)
            logger.warning("Loop %r that handles pid %r is closed", self.loop, self.pid)
        else:
            self._note(returncode, known)
            self.loop.call_soon_threadsafe(self.callback, self.pid, returncode, *self.args)


class AbstractChildWatcher:
    """What the loop asks of a watcher of child processes."""

    def __init_subclass__(cls) -> None:
        if cls.__module__ != __name__:
            _deprecated("AbstractChildWatcher")

    def add_child_handler(self, pid, callback, *args):
        """Call callback(pid, returncode, *args) when the process ends."""
        raise NotImplementedError()

    def remove_child_handler(self, pid):
        """Forget a process: whether it was known."""
        raise NotImplementedError()

    def attach_loop(self, loop):
        """Make the watcher belong to a loop."""
        raise NotImplementedError()

    def close(self):
        """Let go of everything."""
        raise NotImplementedError()

    def is_active(self):
        """May the loop use it?"""
        raise NotImplementedError()

    def __enter__(self):
        raise NotImplementedError()

    def __exit__(self, a, b, c):
        raise NotImplementedError()


class _Scoped(AbstractChildWatcher):
    """A watcher for which the context manager does nothing."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass


class _Independent(_Scoped):
    """A watcher that needs no loop attached, and sees each process to its end by itself."""

    def is_active(self):
        return True

    def close(self):
        pass

    def attach_loop(self, loop):
        pass

    def remove_child_handler(self, pid):
        return True


class PidfdChildWatcher(_Independent):
    """The kernel gives a descriptor that becomes readable when the process ends."""

    def add_child_handler(self, pid, callback, *args):
        loop = events.get_running_loop()
        pidfd = os.pidfd_open(pid)

        def ended():
            loop.remove_reader(pidfd)
            returncode, known = _reap(pid)
            if not known:
                logger.warning("child process pid %d exit status already read: "
                               " will report returncode 255", pid)
            os.close(pidfd)
            callback(pid, returncode, *args)

        loop.add_reader(pidfd, ended)

    def __exit__(self, exc_type, exc_value, exc_traceback):
        pass


class ThreadedChildWatcher(_Independent):
    """A thread for each process, which waits for it."""

    def __init__(self):
        self._numbers = itertools.count()
        self._threads = {}

    def __del__(self, _warn=warnings.warn):
        if any(thread.is_alive() for thread in list(self._threads.values())):
            _warn(f"{self.__class__} has registered but not finished child processes",
                  ResourceWarning, source=self)

    def add_child_handler(self, pid, callback, *args):
        handler = _Handler(events.get_running_loop(), pid, callback, args)

        def wait():
            handler.tell_threadsafe(*_reap(pid))
            del self._threads[pid]

        self._threads[pid] = thread = threading.Thread(
            target=wait, name=f"asyncio-waitpid-{next(self._numbers)}", daemon=True)
        thread.start()


class _Registry(AbstractChildWatcher):
    """A watcher that keeps handlers by process and looks at each SIGCHLD."""

    def __init__(self):
        self._handlers = {}

    def close(self):
        self._handlers.clear()

    def remove_child_handler(self, pid):
        return self._handlers.pop(pid, None) is not None

    def _ask_each(self, tell):
        """Report each known process that has ended, with tell(handler, returncode, known)."""
        for pid in list(self._handlers):
            self._ask(pid, tell)

    def _ask(self, pid, tell):
        outcome = _reap(pid, os.WNOHANG)
        if outcome is not None:
            handler = self._handlers.pop(pid, None)
            if handler is not None:
                tell(handler, *outcome)


class BaseChildWatcher(_Registry):
    """A watcher in one loop, by the loop's own signal handler."""

    def __init__(self):
        super().__init__()
        self._loop = None

    def close(self):
        super().close()
        self.attach_loop(None)

    def is_active(self):
        return self._loop is not None and self._loop.is_running()

    def attach_loop(self, loop):
        assert loop is None or isinstance(loop, events.AbstractEventLoop)
        old, self._loop = self._loop, loop
        if old is not None:
            if loop is None and self._handlers:
                warnings.warn('A loop is being detached from a child watcher with pending handlers',
                              RuntimeWarning)
            old.remove_signal_handler(signal.SIGCHLD)
        if loop is not None:
            loop.add_signal_handler(signal.SIGCHLD, self._on_sigchld)
            self._look()                # some may have ended while nobody listened

    def _look(self):
        raise NotImplementedError()

    def _on_sigchld(self):
        try:
            self._look()
        except Exception as exc:
            self._loop.call_exception_handler(
                {'message': 'Unknown exception in SIGCHLD handler', 'exception': exc})


class SafeChildWatcher(BaseChildWatcher, _Scoped):
    """Asks for each process that it knows, at each SIGCHLD."""

    def __init__(self):
        super().__init__()
        _deprecated("SafeChildWatcher")

    def add_child_handler(self, pid, callback, *args):
        self._handlers[pid] = _Handler(self._loop, pid, callback, args)
        self._ask(pid, _Handler.tell)   # it may have ended already

    def _look(self):
        self._ask_each(_Handler.tell)

    def __exit__(self, a, b, c):
        pass


class FastChildWatcher(BaseChildWatcher):
    """Waits for any child at each SIGCHLD, also for those that others have started.

    Inside its context manager, one that nobody has asked for yet is kept: the process may end
    before add_child_handler() is called.
    """

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        self._unclaimed = {}            # pid -> exit code
        self._depth = 0                 # of context managers
        _deprecated("FastChildWatcher")

    def close(self):
        self._unclaimed.clear()
        super().close()

    def __enter__(self):
        with self._lock:
            self._depth += 1
        return self

    def __exit__(self, a, b, c):
        with self._lock:
            self._depth -= 1
            lost = {} if self._depth else self._unclaimed
            if lost:
                self._unclaimed = {}
        if lost:
            logger.warning("Caught subprocesses termination from unknown pids: %s", lost)

    def add_child_handler(self, pid, callback, *args):
        assert self._depth, "Must use the context manager"
        with self._lock:
            returncode = self._unclaimed.pop(pid, None)
            if returncode is None:
                self._handlers[pid] = _Handler(self._loop, pid, callback, args)
        if returncode is not None:
            callback(pid, returncode, *args)

    def _look(self):
        for pid, returncode in self._ended():
            with self._lock:
                handler = self._handlers.pop(pid, None)
                keep = handler is None and self._depth > 0
                if keep:
                    self._unclaimed[pid] = returncode
            if handler is not None:
                handler.tell(returncode)
            elif not keep:
                logger.warning("Caught subprocess termination from unknown pid: %d -> %d", pid,
                               returncode)
            elif self._loop.get_debug():
                logger.debug('unknown process %s exited with returncode %s', pid, returncode)

    @staticmethod
    def _ended():
        """All children that have ended, whoever started them."""
        try:
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                yield found[0], waitstatus_to_exitcode(found[1])
        except ChildProcessError:
            return                      # there are none at all


class MultiLoopChildWatcher(_Registry, _Scoped):
    """SIGCHLD for loops in several threads; the main thread gets the signal."""

    def __init__(self):
        super().__init__()
        self._previous = None           # the handler of SIGCHLD before ours, while ours is set
        _deprecated("MultiLoopChildWatcher")

    def is_active(self):
        return self._previous is not None

    def attach_loop(self, loop):
        if self.is_active():
            return
        self._previous = signal.signal(signal.SIGCHLD, self._on_sigchld)
        if self._previous is None:
            self._previous = signal.SIG_DFL
            logger.warning("Previous SIGCHLD handler was set by non-Python code, "
                           "restore to default handler on watcher close.")
        signal.siginterrupt(signal.SIGCHLD, False)

    def close(self):
        super().close()
        if not self.is_active():
            return
        if signal.getsignal(signal.SIGCHLD) == self._on_sigchld:
            signal.signal(signal.SIGCHLD, self._previous)
        else:
            logger.warning("SIGCHLD handler was changed by outside code")
        self._previous = None

    def add_child_handler(self, pid, callback, *args):
        self._handlers[pid] = _Handler(events.get_running_loop(), pid, callback, args)
        self._ask(pid, _Handler.tell_threadsafe)        # it may have ended already

    def _on_sigchld(self, signum, frame):
        try:
            self._ask_each(_Handler.tell_threadsafe)
        except Exception:
            logger.warning('Unknown exception in SIGCHLD handler', exc_info=True)


def can_use_pidfd():
    """Does the kernel give such descriptors?"""
    try:
        os.close(os.pidfd_open(os.getpid(), 0))
    except OSError:
        return False
    return True
