# SPDX-License-Identifier: MIT
"""Processes that begin with a fresh interpreter."""

import contextlib
import os

from . import popen_fork, resource_tracker, spawn, util

__all__ = ['Popen']


class _DupFd:
    """The child has the descriptor under the same number."""

    def __init__(self, fd):
        self.fd = fd

    def detach(self):
        return self.fd


class Popen(popen_fork.Popen):
    DupFd, method = _DupFd, 'spawn'

    def duplicate_for_child(self, fd):
        self._fds.append(fd)
        return fd

    def _launch(self, process_obj):
        tracker = resource_tracker.getfd()
        message = spawn.pickled(process_obj, self)
        with contextlib.ExitStack() as childs:
            sentinel, end_tells = os.pipe()
            childs.callback(os.close, end_tells)
            from_parent, to_child = os.pipe()
            childs.callback(os.close, from_parent)
            # as long as it is open the child knows that its parent lives
            self._own(sentinel, to_child)
            command = spawn.get_command_line(tracker_fd=tracker, pipe_handle=from_parent)
            inherited = [*self._fds, tracker, from_parent, end_tells]
            self.pid = util.spawnv_passfds(spawn.get_executable(), command, inherited)
        with open(to_child, 'wb', closefd=False) as stream:
            stream.write(message)
