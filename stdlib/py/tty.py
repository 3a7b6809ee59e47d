# SPDX-License-Identifier: MIT
"""Terminals without lines: raw, where every key arrives at once and untouched, and cbreak, where
keys arrive at once but Ctrl-C and its like keep their meaning."""

import termios
from termios import *

__all__ = ['cfmakeraw', 'cfmakecbreak', 'setraw', 'setcbreak']

IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)       # places in a list of attributes
_raw_input = (IGNBRK | BRKINT | IGNPAR | PARMRK | INPCK | ISTRIP |
              INLCR | IGNCR | ICRNL | IXON | IXANY | IXOFF)
_raw_local = ECHO | ECHOE | ECHOK | ECHONL | ICANON | IEXTEN | ISIG | NOFLSH | TOSTOP


def _at_once(mode):
    mode[CC] = list(mode[CC])
    mode[CC][VMIN], mode[CC][VTIME] = 1, 0


def cfmakeraw(mode):
    """Make termios mode raw."""
    mode[IFLAG] &= ~_raw_input
    mode[OFLAG] &= ~OPOST
    mode[CFLAG] = mode[CFLAG] & ~(PARENB | CSIZE) | CS8
    mode[LFLAG] &= ~_raw_local
    _at_once(mode)


def cfmakecbreak(mode):
    """Make termios mode cbreak."""
    mode[LFLAG] &= ~(ECHO | ICANON)
    _at_once(mode)


def _set(fd, when, change):
    mode = tcgetattr(fd)
    new = list(mode)
    change(new)
    tcsetattr(fd, when, new)
    return mode


def setraw(fd, when=termios.TCSAFLUSH):
    """Put terminal into raw mode."""
    return _set(fd, when, cfmakeraw)


def setcbreak(fd, when=termios.TCSAFLUSH):
    """Put terminal into cbreak mode."""
    return _set(fd, when, cfmakecbreak)
