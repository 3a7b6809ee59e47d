# SPDX-License-Identifier: MIT
"""Utilities needed to emulate Python's interactive interpreter."""

import builtins
import sys
import traceback
from codeop import CommandCompiler, compile_command

__all__ = ['InteractiveInterpreter', 'InteractiveConsole', 'interact', 'compile_command']


class InteractiveInterpreter:
    """Parsing and interpreter state: the user's namespace; no input buffering or prompting."""

    def __init__(self, locals=None):
        if locals is None:
            locals = {'__name__': '__console__', '__doc__': None}
        self.locals = locals
        self.compile = CommandCompiler()

    def runsource(self, source, filename='<input>', symbol='single'):
        """Compile and run some source in the interpreter; True: more input is needed."""
        try:
            code = self.compile(source, filename, symbol)
        except (SyntaxError, ValueError, OverflowError):
            self.showsyntaxerror(filename, source=source)
        else:
            if code is None:
                return True
            self.runcode(code)
        return False

    def runcode(self, code):
        """Execute a code object; a failure is shown, SystemExit goes on."""
        try:
            exec(code, self.locals)
        except BaseException as error:
            if isinstance(error, SystemExit):
                raise
            self.showtraceback()

    def showsyntaxerror(self, filename=None, **kwargs):
        """Display the syntax error that just occurred."""
        try:
            typ, value, tb = sys.exc_info()
            if filename and issubclass(typ, SyntaxError):
                value.filename = filename
            source = kwargs.pop('source', '')
            self._showtraceback(typ, value, None, source)
        finally:
            typ = value = tb = None

    def showtraceback(self):
        """Show the exception that is being handled, without the frame of this class."""
        error = sys.exception()
        try:
            self._showtraceback(type(error), error, error.__traceback__.tb_next, '')
        finally:
            error = None                # no cycle through this frame

    def _showtraceback(self, typ, value, tb, source):
        sys.last_type, sys.last_traceback = typ, tb
        value = value.with_traceback(tb)
        sys.last_exc = sys.last_value = value
        if sys.excepthook is sys.__excepthook__:
            self._excepthook(typ, value, tb)
            return
        try:
            sys.excepthook(typ, value, tb)
        except SystemExit:
            raise
        except BaseException as error:
            error.__context__ = None
            print('Error in sys.excepthook:', file=sys.stderr)
            sys.__excepthook__(type(error), error, error.__traceback__.tb_next)
            print(file=sys.stderr)
            print('Original exception was:', file=sys.stderr)
            sys.__excepthook__(typ, value, tb)

    def _excepthook(self, typ, value, tb):
        self.write(''.join(traceback.format_exception(typ, value, tb)))

    def write(self, data):
        """Write a string."""
        sys.stderr.write(data)


class _Quit:
    """exit and quit inside a console that is not to end the program."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Use {self.name} or Ctrl-D (i.e. EOF) to exit'

    def __call__(self, code=None):
        raise SystemExit(code)


class InteractiveConsole(InteractiveInterpreter):
    """A prompt of one's own: lines are read, and run as soon as they are a statement."""

    def __init__(self, locals=None, filename='<console>', *, local_exit=False):
        InteractiveInterpreter.__init__(self, locals)
        self.filename, self.local_exit = filename, local_exit
        self.resetbuffer()

    def resetbuffer(self):
        """Forget the lines of an unfinished statement."""
        self.buffer = []

    def interact(self, banner=None, exitmsg=None):
        """Read and run lines until the end of the input, as the interpreter does at its prompt."""
        added = [name for name in ('ps1', 'ps2') if not hasattr(sys, name)]
        for name in added:
            setattr(sys, name, '>>> ' if name == 'ps1' else '... ')
        if banner is None:
            self.write(
                f'Python {sys.version} on {sys.platform}\nType "help", "copyright", "credits" or '
                f'"license" for more information.\n({self.__class__.__name__})\n')
        elif banner:
            self.write(f'{banner!s}\n')
        saved = None
        if self.local_exit:
            saved = {name: getattr(builtins, name) for name in ('exit', 'quit')
                     if hasattr(builtins, name)}
            for name in saved:
                setattr(builtins, name, _Quit(name))
        try:
            self._loop()
        finally:
            for name, value in (saved or {}).items():
                setattr(builtins, name, value)
            for name in added:
                delattr(sys, name)
            if exitmsg is None:
                self.write(f'now exiting {self.__class__.__name__}...\n')
            elif exitmsg != '':
                self.write(f'{exitmsg}\n')

    def _loop(self):
        more = 0
        while True:
            try:
                try:
                    line = self.raw_input(sys.ps2 if more else sys.ps1)
                except EOFError:
                    self.write('\n')
                    break
                more = self.push(line)
            except KeyboardInterrupt:
                self.write('\nKeyboardInterrupt\n')
                self.resetbuffer()
                more = 0
            except SystemExit as error:
                if not self.local_exit:
                    raise
                self.write('\n')
                break

    def push(self, line, filename=None, _symbol='single'):
        """Push a line to the interpreter; True: more input is needed."""
        self.buffer.append(line)
        if filename is None:
            filename = self.filename
        more = self.runsource('\n'.join(self.buffer), filename, symbol=_symbol)
        if not more:
            self.resetbuffer()
        return more

    def raw_input(self, prompt=''):
        """Write a prompt and read a line."""
        return input(prompt)


def interact(banner=None, readfunc=None, local=None, exitmsg=None, local_exit=False):
    """Closely emulate the interactive Python interpreter."""
    console = InteractiveConsole(local, local_exit=local_exit)
    if readfunc is not None:
        console.raw_input = readfunc
    console.interact(banner, exitmsg)


if __name__ == '__main__':
    interact('' if '-q' in sys.argv[1:] else None)
