# SPDX-License-Identifier: MIT
"""Modules that are imported when they are first used: nearly every lesson imports asyncio, few open
sockets."""
import sys


class Module:
    """Stands for the module of that name."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, attribute):
        name = self._name
        if name not in sys.modules:
            __import__(name)
        return getattr(sys.modules[name], attribute)
