# SPDX-License-Identifier: MIT
"""The part of the debugger that lets the program go on."""

import signal
import sys


class Restart(Exception):
    """The program is to be run again from its start."""
    __module__ = 'pdb'


class GoCommands:
    """step, next, until, return, continue, jump, run, debug, quit."""

    def do_step(self, arg):
        """s(tep)

        Go on to the next line that runs, be it in a function called here.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """n(ext)

        Go on to the next line of this function, or behind its end.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    def do_until(self, arg):
        """unt(il) [lineno]

        Go on to a line with a greater number than this one, or not
        smaller than the one given; the end of the function stops too.
        """
        lineno = None
        if arg:
            try:
                lineno = int(arg)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
            if lineno <= self.curframe.f_lineno:
                self.error('"until" line number is smaller than current line number')
                return
        self.set_until(self.curframe, lineno)
        return 1

    do_unt = do_until

    def do_return(self, arg):
        """r(eturn)

        Go on until this function returns.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """c(ont(inue))

        Go on until a breakpoint.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        if not self.nosigint:
            try:
                type(self)._previous_sigint_handler = signal.signal(
                    signal.SIGINT, self.sigint_handler)
            except ValueError:
                pass    # not the main thread
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def do_run(self, arg):
        """run [args...]

        Start the program of `python -m pdb` anew, with these arguments
        if there are any. Breakpoints and displays stay.
        """
        if arg:
            import shlex
            try:
                args = shlex.split(arg)
            except ValueError as error:
                self.error('Cannot run %s: %s' % (arg, error))
                return
            sys.argv = sys.argv[0:1] + args
        raise Restart

    do_restart = do_run

    def do_jump(self, arg):
        """j(ump) lineno

        Rondo cannot choose the line that runs next: this says so.
        """
        if self.curindex + 1 != len(self.stack):
            self.error('You can only jump within the bottom frame')
            return
        try:
            lineno = int(arg)
        except ValueError:
            self.error("The 'jump' command requires a line number")
            return
        try:
            self.curframe.f_lineno = lineno
            self.stack[self.curindex] = self.stack[self.curindex][0], lineno
            self.print_stack_entry(self.stack[self.curindex])
        except (ValueError, AttributeError, NotImplementedError) as error:
            self.error('Jump failed: %s' % error)

    do_j = do_jump

    def do_debug(self, arg):
        """debug code

        Go through a statement or expression by a debugger inside this one.
        """
        sys.settrace(None)
        globals, locals = self.curframe.f_globals, self.curframe.f_locals
        inner = type(self)(self.completekey, self.stdin, self.stdout)
        inner.prompt = "(%s) " % self.prompt.strip()
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(inner.run, (arg, globals, locals))
        except Exception:
            self._error_exc()
        self.message("LEAVING RECURSIVE DEBUGGER")
        sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """q(uit) | exit

        Leave the debugger, and the program with it.
        """
        self._user_requested_quit = True
        self.set_quit()
        return 1

    do_q = do_quit
    do_exit = do_quit

    def do_EOF(self, arg):
        """EOF

        The end of the input, which quits.
        """
        self.message('')
        self._user_requested_quit = True
        self.set_quit()
        return 1
