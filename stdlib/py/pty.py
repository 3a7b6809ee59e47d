# SPDX-License-Identifier: MIT
"""Pseudo-terminals: a program that is talked to as if a person sat in front of it."""

import os
import sys
import tty
from select import select
from os import close, waitpid
from tty import setraw, tcgetattr, tcsetattr

__all__ = ['openpty', 'fork', 'spawn']

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = 0, 1, 2
CHILD = 0
_waiting_most = 1024        # bytes for the child that are read before it has taken the last ones


def openpty():
    """openpty() -> (master, slave): descriptors of both ends of a new terminal."""
    return os.openpty()


def fork():
    """fork() -> (pid, master): the child has a terminal of its own for its three streams."""
    return os.forkpty()


def _read(fd):
    """What a descriptor has; the child's end of input or output looks the same: nothing."""
    return os.read(fd, 1024)


def _copy(master_fd, master_read=_read, stdin_read=_read):
    """Carry bytes both ways until the child ends."""
    pending = b''
    listening = True
    while True:
        readers = [master_fd]
        if listening and len(pending) < _waiting_most:
            readers.append(STDIN_FILENO)
        ready, writable, _ = select(readers, [master_fd] if pending else [], [])
        if master_fd in writable:
            pending = pending[os.write(master_fd, pending):]
        if master_fd in ready:
            try:
                data = master_read(master_fd)
            except OSError:
                data = b''
            if not data:
                return
            os.write(STDOUT_FILENO, data)
        if STDIN_FILENO in ready:
            data = stdin_read(STDIN_FILENO)
            if data:
                pending += data
            else:
                listening = False


def spawn(argv, master_read=_read, stdin_read=_read):
    """Create a spawned process."""
    if isinstance(argv, str):
        argv = (argv,)
    sys.audit('pty.spawn', argv)
    pid, master_fd = fork()
    if pid == CHILD:
        os.execlp(argv[0], *argv)
    try:
        mode = tcgetattr(STDIN_FILENO)
        setraw(STDIN_FILENO)
        restore = True
    except tty.error:           # this is no terminal
        restore = False
    try:
        _copy(master_fd, master_read, stdin_read)
    finally:
        if restore:
            tcsetattr(STDIN_FILENO, tty.TCSAFLUSH, mode)
    close(master_fd)
    return waitpid(pid, 0)[1]
