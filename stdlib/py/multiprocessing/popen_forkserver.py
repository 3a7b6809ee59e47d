# SPDX-License-Identifier: MIT
"""Processes that the fork server makes."""

import os

from . import forkserver, popen_fork, spawn

__all__ = ['Popen']


class _DupFd:
    """The place of a descriptor among those that the child gets."""

    def __init__(self, ind):
        self.ind = ind

    def detach(self):
        return forkserver.get_inherited_fds()[self.ind]


class Popen(popen_fork.Popen):
    DupFd, method = _DupFd, 'forkserver'

    def duplicate_for_child(self, fd):
        place = len(self._fds)
        self._fds.append(fd)
        return place

    def _launch(self, process_obj):
        message = spawn.pickled(process_obj, self)
        sentinel, to_child = forkserver.connect_to_new_process(self._fds)
        self._own(sentinel, os.dup(to_child))   # the copy tells the child that its parent lives
        with open(to_child, 'wb') as stream:
            stream.write(message)
        self.pid = forkserver.read_signed(sentinel)

    def _reap(self, flag):
        from .connection import wait
        if not wait([self.sentinel], 0 if flag == os.WNOHANG else None):
            return None
        try:
            return forkserver.read_signed(self.sentinel)
        except (OSError, EOFError):             # the server has gone: how the child ended is lost
            return 255
