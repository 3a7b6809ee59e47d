# SPDX-License-Identifier: MIT
"""The asyncio package, tracking PEP 3156."""

import sys

from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .runners import *
from .queues import *
from .streams import *
from .subprocess import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .threads import *
from .transports import *
from .unix_events import DefaultEventLoopPolicy, EventLoop, SelectorEventLoop
from ._server import Server
from . import (base_events, coroutines, events, exceptions, futures, locks, protocols, runners, queues,
               streams, subprocess, tasks, taskgroups, timeouts, threads, transports, unix_events)

__all__ = (base_events.__all__ + ('Server',) +
           coroutines.__all__ +
           events.__all__ +
           exceptions.__all__ +
           futures.__all__ +
           locks.__all__ +
           protocols.__all__ +
           runners.__all__ +
           queues.__all__ +
           streams.__all__ +
           subprocess.__all__ +
           tasks.__all__ +
           taskgroups.__all__ +
           threads.__all__ +
           timeouts.__all__ +
           transports.__all__ +
           unix_events.__all__)



def __getattr__(name):
    if name in unix_events.__all__:     # the watchers of child processes are loaded when asked for
        return getattr(unix_events, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


if 'compat' in sys._xoptions:
    from . import _compat
    _compat._install(sys.modules[__name__])

if '_shell' in sys.modules:
    sys.modules['_shell'].open_session()    # an interactive session has one loop
