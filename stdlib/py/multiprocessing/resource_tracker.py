# SPDX-License-Identifier: MIT
"""A process that removes named semaphores and shared memory which others have left behind."""

import os
import signal
import sys
import threading
import warnings

from . import spawn
from . import util

__all__ = ['ensure_running', 'register', 'unregister']

_HAVE_SIGMASK = hasattr(signal, 'pthread_sigmask')
_IGNORED_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _unlink_semaphore(name):
    import _multiprocessing
    _multiprocessing.sem_unlink(name)


def _unlink_memory(name):
    import _posixshmem
    _posixshmem.shm_unlink(name)


_CLEANUP_FUNCS = {
    'noop': lambda name: None,
    'dummy': lambda name: None,
    'semaphore': _unlink_semaphore,
    'shared_memory': _unlink_memory,
}


class ReentrantCallError(RuntimeError):
    pass


class ResourceTracker(object):

    def __init__(self):
        self._lock = threading.RLock()
        self._fd = None
        self._pid = None
        self._exitcode = None

    def _stop(self):
        with self._lock:
            if self._fd is None or self._pid is None:
                return
            os.close(self._fd)          # the tracker sees the end and goes
            self._fd = None
            os.waitpid(self._pid, 0)
            self._pid = None

    def getfd(self):
        """Where to write to; starts the tracker."""
        self.ensure_running()
        return self._fd

    def ensure_running(self):
        """Make sure that the tracker process is running."""
        with self._lock:
            if self._fd is not None:
                if self._check_alive():
                    return
                os.close(self._fd)
                try:
                    if self._pid is not None:
                        os.waitpid(self._pid, 0)
                except ChildProcessError:
                    pass
                self._fd = None
                self._pid = None
                warnings.warn('resource_tracker: process died unexpectedly, '
                              'relaunching.  Some resources might leak.')
            fds_to_pass = []
            try:
                fds_to_pass.append(sys.stderr.fileno())
            except Exception:
                pass
            r, w = os.pipe()
            try:
                fds_to_pass.append(r)
                exe = spawn.get_executable()
                args = [exe, '-c', f'from multiprocessing.resource_tracker import main;main({r})']
                # It must not die of a Ctrl-C that ends the others.
                signal.pthread_sigmask(signal.SIG_BLOCK, _IGNORED_SIGNALS)
                try:
                    pid = util.spawnv_passfds(exe, args, fds_to_pass)
                finally:
                    signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
            except:
                os.close(w)
                raise
            else:
                self._fd = w
                self._pid = pid
            finally:
                os.close(r)

    def _check_alive(self):
        try:
            os.write(self._fd, b'PROBE:0:noop\n')
        except OSError:
            return False
        return True

    def register(self, name, rtype):
        """A name that has to be removed in the end."""
        self._send('REGISTER', name, rtype)

    def unregister(self, name, rtype):
        """It has been removed."""
        self._send('UNREGISTER', name, rtype)

    def _send(self, cmd, name, rtype):
        self.ensure_running()
        msg = f'{cmd}:{name}:{rtype}\n'.encode("ascii")
        if len(msg) > 512:
            # Only short messages are written in one piece.
            raise ValueError('msg too long')
        nbytes = os.write(self._fd, msg)
        assert nbytes == len(msg), f"{nbytes=} != {len(msg)=}"


_resource_tracker = ResourceTracker()
ensure_running = _resource_tracker.ensure_running
register = _resource_tracker.register
unregister = _resource_tracker.unregister
getfd = _resource_tracker.getfd


def main(fd):
    """The tracker process: reads names until all writers have gone, then removes what is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _IGNORED_SIGNALS)
    for f in (sys.stdin, sys.stdout):
        try:
            f.close()
        except Exception:
            pass
    cache = {rtype: set() for rtype in _CLEANUP_FUNCS}
    with open(fd, 'rb') as f:
        for line in f:
            try:
                cmd, name, rtype = line.strip().decode('ascii').split(':')
                if rtype not in _CLEANUP_FUNCS:
                    raise ValueError(f'Cannot register {name} for automatic cleanup: '
                                     f'unknown resource type {rtype}')
                if cmd == 'REGISTER':
                    cache[rtype].add(name)
                elif cmd == 'UNREGISTER':
                    cache[rtype].remove(name)
                elif cmd != 'PROBE':
                    raise RuntimeError('unrecognized command %r' % cmd)
            except Exception:
                try:
                    sys.excepthook(*sys.exc_info())
                except:
                    pass
    for rtype, names in cache.items():
        if names and rtype != 'dummy':
            try:
                warnings.warn(f'resource_tracker: There appear to be {len(names)} leaked {rtype} objects '
                              f'to clean up at shutdown: {names}')
            except Exception:
                pass
        for name in names:
            try:
                _CLEANUP_FUNCS[rtype](name)
            except Exception as e:
                warnings.warn('resource_tracker: %r: %s' % (name, e))
