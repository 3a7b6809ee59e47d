# SPDX-License-Identifier: MIT
"""What CPython's site module adds to the builtins."""
import sys


class Quitter:
    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'

    def __call__(self, code=None):
        # A shell in which input is still read knows by the closed file that it must end.
        try:
            sys.stdin.close()
        except BaseException:
            pass
        raise SystemExit(code)


exit = Quitter('exit', 'Ctrl-D (i.e. EOF)')
quit = Quitter('quit', 'Ctrl-D (i.e. EOF)')
