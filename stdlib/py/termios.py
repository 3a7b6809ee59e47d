# SPDX-License-Identifier: MIT
"""Modes of terminals, as POSIX has them: the functions of _termios, with errors of their own.

A file descriptor is an int, or an object that has a method fileno().
"""

import _termios as _native
from _termios import *

_POSIX_VDISABLE = 0


class error(Exception):
    """(number, message) of what the system refuses."""


def _own_errors(function):
    def call(*args):
        try:
            return function(*args)
        except OSError as e:
            raise error(*e.args) from None
    call.__name__ = call.__qualname__ = function.__name__
    call.__doc__ = function.__doc__
    return call


for _name in ('tcgetattr', 'tcsetattr', 'tcsendbreak', 'tcdrain', 'tcflush', 'tcflow',
              'tcgetwinsize', 'tcsetwinsize'):
    globals()[_name] = _own_errors(getattr(_native, _name))
del _name
