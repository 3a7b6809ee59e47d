# SPDX-License-Identifier: MIT
"""Work in other processes, with an interface like that of threading."""

import sys
from . import context

__all__ = [x for x in dir(context._default_context) if not x.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__
                 if name != 'reducer')

SUBDEBUG = 5
SUBWARNING = 25

# The module that was __main__ in the parent is found under its name here, too.
if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']


def __getattr__(name):
    if name in ('reducer', 'reduction'):    # it needs sockets and pickle: loaded when asked for
        return context._default_context.reducer
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
