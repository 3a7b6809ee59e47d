# SPDX-License-Identifier: MIT
"""Signals: the native functions with numbers that know their names."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum

_globals = globals()

_IntEnum._convert_('Signals', __name__,
                   lambda name: name.isupper() and name.startswith('SIG')
                   and not name.startswith('SIG_'),
                   source=_signal)
_IntEnum._convert_('Handlers', __name__,
                   lambda name: name in ('SIG_DFL', 'SIG_IGN'), source=_signal)
_IntEnum._convert_('Sigmasks', __name__,
                   lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'),
                   source=_signal)

class itimer_error(OSError):
    pass


ItimerError = itimer_error


def setitimer(which, seconds, interval=0.0, /):
    """Set the given timer; the values before: (seconds, interval)."""
    try:
        return _signal.setitimer(which, seconds, interval)
    except OSError as e:
        raise ItimerError(*e.args) from None


def getitimer(which, /):
    """The values of the given timer: (seconds, interval)."""
    try:
        return _signal.getitimer(which)
    except OSError as e:
        raise ItimerError(*e.args) from None


def sigpending():
    """Examine pending signals."""
    return {_int_to_enum(n, Signals) for n in _signal.sigpending()}


def sigwait(sigset, /):
    """Wait for a signal."""
    return _int_to_enum(_signal.sigwait(sigset), Signals)


def _int_to_enum(value, enum_class):
    """The number's member, or the value itself if it is none."""
    if not isinstance(value, int):
        return value
    try:
        return enum_class(value)
    except (ValueError, TypeError):
        return value


def _enum_to_int(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    """Set the action for the given signal.

    The previous action is returned."""
    old = _signal.signal(_enum_to_int(signalnum), _enum_to_int(handler))
    return _int_to_enum(old, Handlers)


def getsignal(signalnum):
    """Return the current action for the given signal."""
    return _int_to_enum(_signal.getsignal(signalnum), Handlers)


def pthread_sigmask(how, mask):
    """Fetch and/or change the signal mask of the calling thread."""
    return {_int_to_enum(n, Signals) for n in _signal.pthread_sigmask(how, mask)}


def valid_signals():
    """Return a set of valid signal numbers on this platform."""
    return {_int_to_enum(n, Signals) for n in _signal.valid_signals()}


del _globals
