# SPDX-License-Identifier: MIT
"""asyncio's logger, logging.getLogger('asyncio'). The logging module is imported when something is
logged, so that a program without messages does not pay for it."""
import sys


def _nothing(*args, **kwargs):
    pass


class _LateLogger:
    """Stands for the logger."""

    def __getattr__(self, name):
        # Until a program imports logging, nobody can have asked for these.
        if name in ('debug', 'info') and 'logging' not in sys.modules:
            return _nothing
        return getattr(self._logger(), name)

    def __setattr__(self, name, value):
        setattr(self._logger(), name, value)

    def __repr__(self):
        return repr(self._logger())

    def _logger(self):
        import logging
        return logging.getLogger('asyncio')


logger = _LateLogger()
