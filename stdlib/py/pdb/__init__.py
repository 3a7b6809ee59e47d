# SPDX-License-Identifier: MIT
"""The debugger: stops a program, and obeys commands until it goes on.

breakpoint() stops where it stands; `python -m pdb FILE` runs a file from its first line on;
post_mortem() looks at an exception that has been. At the prompt `help` lists the commands.
"""

import bdb
import cmd
import os
import signal
import sys
import traceback

from pdb._breaks import BreakCommands, find_first_executable_line, find_function
from pdb._evaluate import Evaluation
from pdb._go import GoCommands, Restart
from pdb._show import ShowCommands
from pdb._targets import main

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem", "help"]

line_prefix = '\n-> '


def lasti2lineno(code, lasti):
    """The line of the instruction at that offset; 0 when there is none."""
    line = 0
    for start, _, number in code.co_lines():
        if start > lasti:
            break
        line = number
    return line


class Pdb(Evaluation, BreakCommands, GoCommands, ShowCommands, bdb.Bdb, cmd.Cmd):
    """The debugger with commands."""

    _previous_sigint_handler = None
    MAX_CHAINED_EXCEPTION_DEPTH = 999
    _file_mtime_table = {}      # of all debuggers: when a file was changed, as it is known

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False,
                 readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        sys.audit("pdb.Pdb")
        if stdout:
            self.use_rawinput = 0
        self.prompt = '(Pdb) '
        # a command's name behind which one of these stands is the begin of a statement: n=1
        self.identchars = cmd.Cmd.identchars + '=.[](),"\'+-*/%@&|<>~^'
        self.aliases = {}
        self.displaying = {}        # frame: {expression: value shown last}
        self.mainpyfile = ''
        self._wait_for_mainpyfile = False
        self._user_requested_quit = False
        self.tb_lineno = {}         # frame of a traceback: the line that it gives
        self.nosigint = nosigint
        self.allow_kbdint = False
        self.rcLines = self._read_rc() if readrc else []
        self.commands = {}          # number of a breakpoint: its commands
        self.commands_doprompt = {}
        self.commands_silent = {}
        self.commands_defining = False
        self.commands_bnum = None
        self.curframe = None
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self._chained_exceptions = ()
        self._chained_exception_index = 0

    @staticmethod
    def _read_rc():
        lines = []
        for name in (os.path.expanduser('~/.pdbrc'), '.pdbrc'):
            try:
                with open(name, encoding='utf-8') as file:
                    lines += file
            except OSError:
                pass
        return lines

    def sigint_handler(self, signum, frame):
        """Ctrl-C while the program runs stops it."""
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    def reset(self):
        bdb.Bdb.reset(self)
        self.forget()

    def forget(self):
        """Hold no frames."""
        if self.curframe is not None:
            self.curframe.f_globals.pop('__pdb_convenience_variables', None)
        self.lineno = None
        self.stack = []
        self.curindex = 0
        self.curframe = None
        self.tb_lineno.clear()

    def setup(self, f, tb):
        """Take hold of the stack."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        while tb:
            self.tb_lineno[tb.tb_frame] = tb.tb_lineno
            tb = tb.tb_next
        self.curframe = self.stack[self.curindex][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        if self._chained_exceptions:
            self.set_convenience_variable(self.curframe, '_exception',
                                          self._chained_exceptions[self._chained_exception_index])
        if self.rcLines:
            lines = map(str.strip, self.rcLines)
            self.cmdqueue = [line for line in lines if line and not line.startswith("#")]
            self.rcLines = []

    @property
    def curframe_locals(self):
        """The variables of the frame chosen."""
        return self.curframe.f_locals

    # ---- stops ----

    def user_call(self, frame, argument_list):
        if self._wait_for_mainpyfile:
            return
        if self.stop_here(frame):
            self.message('--Call--')
            self.interaction(frame, None)

    def user_line(self, frame):
        if self._wait_for_mainpyfile:
            if self.mainpyfile != self.canonic(frame.f_code.co_filename):
                return
            self._wait_for_mainpyfile = False
        if self.bp_commands(frame):
            self.interaction(frame, None)

    user_opcode = user_line

    def bp_commands(self, frame):
        """Run the commands of the breakpoint that stopped; is the user to be asked too?"""
        number = getattr(self, 'currentbp', 0)
        if not number or number not in self.commands:
            return True
        self.currentbp = 0
        before = self.lastcmd
        self.setup(frame, None)
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = before
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self._cmdloop()
        self.forget()
        return False

    def user_return(self, frame, return_value):
        if self._wait_for_mainpyfile:
            return
        self._set_variable(frame, '__return__', return_value)
        self.set_convenience_variable(frame, '_retval', return_value)
        self.message('--Return--')
        self.interaction(frame, None)

    def user_exception(self, frame, exc_info):
        if self._wait_for_mainpyfile:
            return
        kind, error, tb = exc_info
        self._set_variable(frame, '__exception__', (kind, error))
        self.set_convenience_variable(frame, '_exception', error)
        internal = not tb and kind is StopIteration
        self.message('%s%s' % ('Internal ' if internal else '', self._format_exc(error)))
        self.interaction(frame, tb)

    # ---- talking ----

    def _cmdloop(self):
        while True:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = False
                break
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def _validate_file_mtime(self):
        """A warning, once, when the file of the frame has been edited."""
        if self.curframe is None:
            return
        filename = self.curframe.f_code.co_filename
        try:
            mtime = os.path.getmtime(filename)
        except Exception:
            return
        known = self._file_mtime_table.get(filename)
        if known is not None and known != mtime:
            self.message(f"*** WARNING: file '{filename}' was edited, "
                         "running stale code until the program is rerun")
        self._file_mtime_table[filename] = mtime

    def _get_tb_and_exceptions(self, tb_or_exc):
        """(exceptions from the first cause on, traceback of the last)."""
        if not isinstance(tb_or_exc, BaseException):
            return (), tb_or_exc
        chain = []
        error = tb_or_exc
        while error is not None:
            if error in chain:
                break
            if len(chain) == self.MAX_CHAINED_EXCEPTION_DEPTH:
                self.message(
                    f"More than {self.MAX_CHAINED_EXCEPTION_DEPTH} chained exceptions found, "
                    "not all exceptionswill be browsable with `exceptions`.")
                break
            chain.append(error)
            if error.__cause__ is not None:
                error = error.__cause__
            else:
                error = None if error.__suppress_context__ else error.__context__
        return tuple(reversed(chain)), tb_or_exc.__traceback__

    def interaction(self, frame, tb_or_exc):
        """Show the place, and obey until the program is to go on."""
        if Pdb._previous_sigint_handler:
            try:
                signal.signal(signal.SIGINT, Pdb._previous_sigint_handler)
                Pdb._previous_sigint_handler = None
            except ValueError:
                pass    # not the main thread
        chain, tb = self._get_tb_and_exceptions(tb_or_exc)
        if isinstance(tb_or_exc, BaseException):
            assert tb is not None, "main exception must have a traceback"
        self._chained_exceptions, self._chained_exception_index = chain, len(chain) - 1
        try:
            self.setup(frame, tb)
            self.cmdqueue.append('_pdbcmd_print_frame_status')
            self._cmdloop()
            # a command may have been queued behind the one that went on
            self.cmdqueue = [line for line in self.cmdqueue if line != '_pdbcmd_print_frame_status']
            self.forget()
        finally:
            self._chained_exceptions, self._chained_exception_index = (), 0

    def _pdbcmd_print_frame_status(self, arg):
        self.print_stack_trace(0)
        self._validate_file_mtime()
        self._show_display()

    def message(self, msg, end='\n'):
        """Print for the user."""
        print(msg, end=end, file=self.stdout)

    def error(self, msg):
        """Print what went wrong."""
        print('***', msg, file=self.stdout)

    # ---- lines ----

    def precmd(self, line):
        """Put in what aliases and $names stand for; what is behind ;; waits."""
        if not line.strip():
            return line
        args = line.split()
        while args[0] in self.aliases:
            line = self._expand_alias(args)
            if line == '!':
                return line
            args = line.split()
        if args[0] != 'alias':
            marker = line.find(';;')
            if marker >= 0:
                self.cmdqueue.insert(0, line[marker + 2:].lstrip())
                line = line[:marker].rstrip()
        return self._replace_convenience_variables(line)

    def _expand_alias(self, args):
        line = self.aliases[args[0]]
        for i in range(1, 10):
            if f'%{i}' in line:
                if i >= len(args):
                    self.error(f"Not enough arguments for alias '{args[0]}'")
                    return '!'
                line = line.replace(f'%{i}', args[i])
            elif '%*' not in line:
                if i < len(args):
                    self.error(f"Too many arguments for alias '{args[0]}'")
                    return '!'
                break
        return line.replace('%*', ' '.join(args[1:]))

    def onecmd(self, line):
        if self.commands_defining:
            return self.handle_command_def(line)
        if line.startswith('_pdbcmd'):
            command, arg, line = self.parseline(line)
            if hasattr(self, command):
                return getattr(self, command)(arg)
        return cmd.Cmd.onecmd(self, line)

    # ---- the stack ----

    def print_stack_trace(self, count=None):
        """All entries, or (0) the one chosen."""
        try:
            if count == 0:
                self.print_stack_entry(self.stack[self.curindex])
            else:
                for entry in self.stack:
                    self.print_stack_entry(entry)
        except KeyboardInterrupt:
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        """One entry; the one chosen has an arrow."""
        prefix = '> ' if frame_lineno[0] is self.curframe else '  '
        self.message(prefix + self.format_stack_entry(frame_lineno, prompt_prefix))

    def _run(self, target):
        """Run the program of python -m pdb, from its first line on."""
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        self.mainpyfile = self.canonic(target.filename)
        import __main__
        __main__.__dict__.clear()
        __main__.__dict__.update(target.namespace)
        # what this module has imported is known; a file that was edited since is read again
        self._file_mtime_table.clear()
        self.run(target.code)


# ---- what programs call ----

def run(statement, globals=None, locals=None):
    """Run statements (text or code) under the debugger."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """The value of an expression, found under the debugger."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    """As run()."""
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """What a function returns that is called under the debugger."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None):
    """Stop where this is called; the header is printed before."""
    debugger = Pdb()
    if header is not None:
        debugger.message(header)
    debugger.set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at an exception, a traceback, or without either at the exception being handled."""
    _post_mortem(t, Pdb())


def _post_mortem(t, debugger):
    if t is None:
        error = sys.exception()
        t = error and error.__traceback__
    if t is None or isinstance(t, BaseException) and t.__traceback__ is None:
        raise ValueError("A valid traceback must be passed if no exception is being handled")
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """Look at the exception that ended up in sys.last_exc."""
    post_mortem(sys.last_exc if hasattr(sys, 'last_exc') else sys.last_traceback)


def help():
    """Print what there is to know."""
    print(__doc__)
