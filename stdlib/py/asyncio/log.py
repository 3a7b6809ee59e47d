# SPDX-License-Identifier: MIT
"""asyncio's logger.

There is no logging module yet: what would reach logging's handler of last
resort (warnings and worse) is written to sys.stderr in the same form.
"""
import sys


class _Logger:
    name = 'asyncio'

    def _write(self, message, args, exc_info):
        if args:
            message = message % args
        if exc_info:
            import traceback
            if isinstance(exc_info, BaseException):
                exc = exc_info
            elif isinstance(exc_info, tuple):
                exc = exc_info[1]
            else:
                exc = sys.exception()
            if exc is not None:
                text = ''.join(traceback.format_exception(exc))
                message = f'{message}\n{text.rstrip(chr(10))}'
        if sys.stderr is not None:
            sys.stderr.write(message + '\n')
            sys.stderr.flush()

    def debug(self, message, *args, exc_info=None, **kwargs):
        pass

    info = debug

    def warning(self, message, *args, exc_info=None, **kwargs):
        self._write(message, args, exc_info)

    error = critical = warning

    def exception(self, message, *args, exc_info=True, **kwargs):
        self._write(message, args, exc_info)

    def isEnabledFor(self, level):
        return level >= 30

    def getEffectiveLevel(self):
        return 30


logger = _Logger()
