# SPDX-License-Identifier: MIT
"""A process that removes named semaphores and shared memory which others have left behind.

It reads lines, `REGISTER:name:type` and `UNREGISTER:name:type`, from a pipe whose other end the
whole family of processes holds. When all of them have gone it removes what is left.
"""

import contextlib
import os
import signal
import sys
import threading
import warnings

from . import spawn, util

__all__ = ['ensure_running', 'register', 'unregister']

_SIGNALS = signal.SIGINT, signal.SIGTERM        # those that end the others do not end it
_LONGEST_LINE = 512                             # so much is written in one piece


# ---- what can be removed ----

def _unlink_semaphore(name):
    import _multiprocessing
    _multiprocessing.sem_unlink(name)


def _unlink_memory(name):
    import _posixshmem
    _posixshmem.shm_unlink(name)


def _nothing(name):
    """For tests: there is nothing to remove."""


_CLEANUP_FUNCS = {
    'noop': _nothing, 'dummy': _nothing, 'semaphore': _unlink_semaphore,
    'shared_memory': _unlink_memory,
}


# ---- the side of the family ----

@contextlib.contextmanager
def _signals_blocked():
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


class ResourceTracker:
    """The tracker, as the others see it: a descriptor to write to."""

    def __init__(self):
        self._lock = threading.RLock()
        self._fd = self._pid = None

    def getfd(self):
        """Where to write to; starts the tracker."""
        self.ensure_running()
        return self._fd

    def ensure_running(self):
        """Make sure that there is a tracker."""
        with self._lock:
            if self._fd is not None:
                if self._answers():
                    return
                self._stop()
                warnings.warn('resource_tracker: process died unexpectedly, '
                              'relaunching.  Some resources might leak.')
            self._launch()

    def _answers(self):
        with contextlib.suppress(OSError):
            self._write('PROBE', '0', 'noop')
            return True
        return False

    def _launch(self):
        to_read, to_write = os.pipe()
        inherited = [to_read]
        with contextlib.suppress(Exception):    # stderr may be anything
            inherited.append(sys.stderr.fileno())
        program = f'from multiprocessing.resource_tracker import main;main({to_read})'
        executable = spawn.get_executable()
        try:
            with _signals_blocked():
                self._pid = util.spawnv_passfds(executable, [executable, '-c', program], inherited)
        except BaseException:
            os.close(to_write)
            raise
        finally:
            os.close(to_read)
        self._fd = to_write

    def _stop(self):
        """Close our end; wait for the tracker if it is our child."""
        with self._lock:
            fd, pid, self._fd, self._pid = self._fd, self._pid, None, None
            if fd is not None:
                os.close(fd)
            if pid is not None:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def register(self, name, rtype):
        """A name that has to be removed in the end."""
        self._tell('REGISTER', name, rtype)

    def unregister(self, name, rtype):
        """It has been removed."""
        self._tell('UNREGISTER', name, rtype)

    def _tell(self, *words):
        self.ensure_running()
        self._write(*words)

    def _write(self, *words):
        line = ':'.join(words).encode('ascii') + b'\n'
        if len(line) > _LONGEST_LINE:
            raise ValueError('msg too long')
        os.write(self._fd, line)


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd


# ---- the side of the tracker ----

def _note(line, left):
    command, name, rtype = line.decode('ascii').strip().split(':')
    if rtype not in left:
        raise ValueError(
            f'Cannot register {name} for automatic cleanup: unknown resource type {rtype}')
    if command == 'REGISTER':
        left[rtype].add(name)
    elif command == 'UNREGISTER':
        left[rtype].remove(name)
    elif command != 'PROBE':
        raise RuntimeError(f'unrecognized command {command!r}')


def _remove_all(rtype, names):
    if names and rtype != 'dummy':
        warnings.warn(f'resource_tracker: There appear to be {len(names)} leaked {rtype} objects '
                      f'to clean up at shutdown: {names}')
    for name in names:
        try:
            _CLEANUP_FUNCS[rtype](name)
        except Exception as e:
            warnings.warn(f'resource_tracker: {name!r}: {e}')


def main(fd):
    """What the tracker does."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    for stream in sys.stdin, sys.stdout:
        stream.close()
    left = {rtype: set() for rtype in _CLEANUP_FUNCS}
    with open(fd, 'rb') as lines:
        for line in lines:
            try:
                _note(line, left)
            except Exception:
                sys.excepthook(*sys.exc_info())
    for rtype, names in left.items():
        _remove_all(rtype, names)
