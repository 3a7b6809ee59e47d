# SPDX-License-Identifier: MIT
"""Processes by fork."""

import atexit
import os
import signal

from . import util

__all__ = ['Popen']


class Popen:
    """A process that was started, as the parent holds it: pid, sentinel, and how it ended."""
    method = 'fork'
    finalizer = None
    returncode = None

    def __init__(self, process_obj):
        self._fds = []                          # of the parent, for the child
        util._flush_std_streams()
        self._launch(process_obj)

    def duplicate_for_child(self, fd):
        return fd

    def _launch(self, process_obj):
        end_seen, end_tells = os.pipe()         # the child's end closes when the child ends
        parent_seen, parent_tells = os.pipe()   # and the parent's when the parent does
        self.pid = os.fork()
        if not self.pid:
            util.close_fds(end_seen, parent_tells)
            self._be_child(process_obj, parent_seen)
        util.close_fds(end_tells, parent_seen)
        self._own(end_seen, parent_tells)

    @staticmethod
    def _be_child(process_obj, parent_sentinel):
        code = 1
        try:
            atexit._clear()                     # what the parent has registered is not for us
            atexit.register(util._exit_function)
            code = process_obj._bootstrap(parent_sentinel)
        finally:
            atexit._run_exitfuncs()
            os._exit(code)

    def _own(self, sentinel, *others):
        """The descriptors are closed with this object."""
        self.sentinel = sentinel
        self.finalizer = util.Finalize(self, util.close_fds, (sentinel, *others))

    def close(self):
        if self.finalizer is not None:
            self.finalizer()

    # -- the end of the child --

    def poll(self, flag=os.WNOHANG):
        """The exit code, or None."""
        if self.returncode is None:
            self.returncode = self._reap(flag)
        return self.returncode

    def _reap(self, flag):
        try:
            pid, status = os.waitpid(self.pid, flag)
        except OSError:                         # not our child, or somebody else has waited for it
            return None
        return os.waitstatus_to_exitcode(status) if pid else None

    def wait(self, timeout=None):
        """As poll(), when the child ends or the time is over."""
        if self.returncode is None and timeout is not None:
            from .connection import wait
            if not wait([self.sentinel], timeout):
                return None
            if timeout == 0.0:
                return self.poll()
        return self.poll(0)

    def terminate(self):
        self._send_signal(signal.SIGTERM)

    def kill(self):
        self._send_signal(signal.SIGKILL)

    def _send_signal(self, sig):
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            return
        except OSError:
            if self.wait(timeout=0.1) is None:
                raise
