# SPDX-License-Identifier: MIT
"""The asyncio package, tracking PEP 3156."""

import sys

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .runners import *
from .queues import *
from .tasks import *
from .timeouts import *
from .unix_events import DefaultEventLoopPolicy, EventLoop, SelectorEventLoop
from . import (base_events, coroutines, events, exceptions, futures, runners, queues, tasks,
               timeouts, unix_events)

# What few lessons need is imported when it is first asked for: public names by module.
_LATER = {
    '_server': ('Server',),
    'locks': ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier'),
    'protocols': ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol',
                  'BufferedProtocol'),
    'streams': ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection',
                'start_server', 'open_unix_connection', 'start_unix_server'),
    'subprocess': ('create_subprocess_exec', 'create_subprocess_shell'),
    'taskgroups': ('TaskGroup',),
    'threads': ('to_thread',),
    'transports': ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport',
                   'DatagramTransport', 'SubprocessTransport'),
}

__all__ = (base_events.__all__ + _LATER['_server'] +
           coroutines.__all__ +
           events.__all__ +
           exceptions.__all__ +
           futures.__all__ +
           _LATER['locks'] +
           _LATER['protocols'] +
           runners.__all__ +
           queues.__all__ +
           _LATER['streams'] +
           _LATER['subprocess'] +
           tasks.__all__ +
           _LATER['taskgroups'] +
           _LATER['threads'] +
           timeouts.__all__ +
           _LATER['transports'] +
           unix_events.__all__)


def __getattr__(name):
    for module, names in _LATER.items():
        if name == module or name in names:
            full = f'{__name__}.{module}'
            __import__(full)
            found = sys.modules[full]
            space = globals()
            for public in names:
                space.setdefault(public, getattr(found, public))
            return found if name == module else space[name]
    if name in unix_events.__all__:     # the watchers of child processes are loaded when asked for
        return getattr(unix_events, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    for module in _LATER:
        __getattr__(module)
    return sorted({*globals(), *__all__})


def _begin():
    if 'compat' in sys._xoptions:
        from . import _compat
        _compat._install(sys.modules[__name__])
    if '_shell' in sys.modules:
        sys.modules['_shell'].open_session()    # an interactive session has one loop
