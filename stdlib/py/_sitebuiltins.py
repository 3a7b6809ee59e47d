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


class Help:
    """help, whose work is imported when it is first used."""

    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args):
        import _helper
        return _helper.Helper()(*args)


class Printer:
    """A text that shows itself."""

    def __init__(self, name, text):
        self._name = name
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


help = Help()
copyright = Printer('copyright',
                    'Rondo is distributed under the terms of the MIT licence; with GNU readline '
                    'linked in, under those of the GPL, version 3.')
credits = Printer('credits',
                  'Rondo runs the language of Python, which many people have made: see '
                  'https://www.python.org.')
license = Printer('license', 'See the file LICENSE of Rondo: the MIT licence.')
