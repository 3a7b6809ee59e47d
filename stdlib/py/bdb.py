# SPDX-License-Identifier: MIT
"""The part of a debugger without a user: breakpoints, and where to stop."""

import fnmatch
import linecache
import os
import sys
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR

__all__ = ["BdbQuit", "Bdb", "Breakpoint"]

_DISPATCHED = frozenset(['line', 'call', 'return', 'exception', 'opcode'])
_IGNORED = frozenset(['c_call', 'c_return', 'c_exception'])     # of a profiler

GENERATOR_AND_COROUTINE_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


class BdbQuit(Exception):
    """The user wants to leave the program."""


def _suspends(frame):
    """Is the frame that of a generator or a coroutine? Its returns are often no ends."""
    return frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS


def _stack_of(frame, last=None):
    """The frame and its callers, as far as the last one."""
    frames = []
    while frame is not None:
        frames.append(frame)
        frame = None if frame is last else frame.f_back
    return frames


def _namespaces(globals, locals):
    """Where code runs: in __main__ unless told otherwise."""
    if globals is None:
        globals = vars(__import__('__main__'))
    return globals, globals if locals is None else locals


class Bdb:
    """Follows a program by sys.settrace; a subclass says in user_*() what to do where it stops.

    It stops anywhere when stopframe is None, else in stopframe from the line stoplineno on
    (-1: nowhere in it), and when returnframe returns.
    """

    def __init__(self, skip=None):
        self.skip = set(skip) if skip else None
        self.breaks = {}        # file: lines
        self.fncache = {}       # file as the code names it: as breakpoints do
        self.frame_trace_lines_opcodes = {}     # frame: its flags before set_trace
        self.frame_returning = None
        self.trace_opcodes = False
        self.enterframe = None
        self.botframe = None
        self._traces = False
        self._load_breaks()

    def canonic(self, filename):
        """The name of a file that breakpoints go by."""
        if filename[:1] == '<' and filename[-1:] == '>':
            return filename
        known = self.fncache.get(filename)
        if known is None:
            known = self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return known

    def reset(self):
        """Be as before the first stop."""
        linecache.checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    # ---- events ----

    def trace_dispatch(self, frame, event, arg):
        """The trace function."""
        if self.quitting:
            return None
        if event in _DISPATCHED:
            dispatch = getattr(self, 'dispatch_' + event)
            return dispatch(frame) if event == 'line' else dispatch(frame, arg)
        if event not in _IGNORED:
            print('bdb.Bdb.dispatch: unknown debugging event:', repr(event))
        return self.trace_dispatch

    def _go_on(self):
        """What a dispatcher returns after the user had a word."""
        if self.quitting:
            raise BdbQuit
        return self.trace_dispatch

    def dispatch_line(self, frame):
        if self.stop_here(frame) or self.break_here(frame):
            self.user_line(frame)
            return self._go_on()
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        if self.botframe is None:
            self.botframe = frame.f_back
            return self.trace_dispatch
        if not (self.stop_here(frame) or self.break_anywhere(frame)):
            return None
        if self.stopframe and _suspends(frame):
            return self.trace_dispatch
        self.user_call(frame, arg)
        return self._go_on()

    def dispatch_return(self, frame, arg):
        if not (self.stop_here(frame) or frame == self.returnframe):
            return self.trace_dispatch
        if self.stopframe and _suspends(frame):
            self._set_caller_tracefunc(frame)
            return self.trace_dispatch
        self.frame_returning = frame
        try:
            self.user_return(frame, arg)
        finally:
            self.frame_returning = None
        if self.quitting:
            raise BdbQuit
        if self.stoplineno != -1:
            if frame is self.stopframe:
                self._set_stopinfo(None, None)
            self._set_caller_tracefunc(frame)
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        kind, _, tb = arg
        if self.stop_here(frame):
            # that a generator ran out is an event of its own, without a traceback
            told = not (_suspends(frame) and kind is StopIteration and tb is None)
        else:
            told = (self.stopframe and frame is not self.stopframe and _suspends(self.stopframe)
                    and kind in (StopIteration, GeneratorExit))
        if told:
            self.user_exception(frame, arg)
            return self._go_on()
        return self.trace_dispatch

    def dispatch_opcode(self, frame, arg):
        if self.stop_here(frame) or self.break_here(frame):
            self.user_opcode(frame)
            return self._go_on()
        return self.trace_dispatch

    # ---- is this the place? ----

    def is_skipped_module(self, module_name):
        """Does a pattern of `skip` match the module?"""
        return (module_name is not None
                and any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip))

    def stop_here(self, frame):
        """Has stepping come to its end in this frame?"""
        if self.skip and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        if frame is self.stopframe:
            return self.stoplineno != -1 and frame.f_lineno >= self.stoplineno
        return not self.stopframe

    def break_here(self, frame):
        """Is there a breakpoint in force? One that is temporary is removed."""
        filename = self.canonic(frame.f_code.co_filename)
        lines = self.breaks.get(filename, ())
        lineno = frame.f_lineno
        if lineno not in lines:
            # that of a function may be listed by the function's first line
            lineno = frame.f_code.co_firstlineno
            if lineno not in lines:
                return False
        found, may_remove = effective(filename, lineno, frame)
        if not found:
            return False
        self.currentbp = found.number
        if may_remove and found.temporary:
            self.do_clear(str(found.number))
        return True

    def do_clear(self, arg):
        """Remove the temporary breakpoint of that number."""
        raise NotImplementedError("subclass of bdb must implement do_clear()")

    def break_anywhere(self, frame):
        """Are there breakpoints in the frame's file?"""
        return self.canonic(frame.f_code.co_filename) in self.breaks

    # ---- for subclasses ----

    def user_call(self, frame, argument_list):
        """A function was called in which a stop is possible."""

    def user_line(self, frame):
        """Stopped at a line."""

    def user_return(self, frame, return_value):
        """Stopped at a return."""

    def user_exception(self, frame, exc_info):
        """Stopped at an exception."""

    def user_opcode(self, frame):
        """Stopped at an instruction."""

    # ---- how far to go ----

    def _set_trace_opcodes(self, trace_opcodes):
        if trace_opcodes == self.trace_opcodes:
            return
        self.trace_opcodes = trace_opcodes
        for frame in _stack_of(self.enterframe, self.botframe):
            frame.f_trace_opcodes = trace_opcodes

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0, opcode=False):
        self.stopframe, self.stoplineno = stopframe, stoplineno
        self.returnframe = returnframe
        self.quitting = False
        self._set_trace_opcodes(opcode)

    def _set_caller_tracefunc(self, current_frame):
        """A frame entered before tracing has to be told when one goes back to it."""
        caller = current_frame.f_back
        if caller and not caller.f_trace:
            caller.f_trace = self.trace_dispatch

    def set_until(self, frame, lineno=None):
        """Stop behind the line, or when the frame returns."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop at the next event."""
        if self.frame_returning:
            self._set_caller_tracefunc(self.frame_returning)
        self._set_stopinfo(None, None)

    def set_stepinstr(self):
        """Stop at the next instruction."""
        self._set_stopinfo(None, None, 0, True)

    def set_next(self, frame):
        """Stop at the next line of the frame, or outside."""
        self._set_stopinfo(frame, None)

    def set_return(self, frame):
        """Stop when the frame returns."""
        if _suspends(frame):
            self._set_stopinfo(frame, None, -1)
        else:
            self._set_stopinfo(frame.f_back, frame)

    def set_trace(self, frame=None):
        """Stop here: in the frame, or the caller's."""
        sys.settrace(None)
        if frame is None:
            frame = sys._getframe().f_back
        self.reset()
        self.enterframe = frame
        callers = _stack_of(frame)
        self.frame_trace_lines_opcodes |= {f: (f.f_trace_lines, f.f_trace_opcodes) for f in callers}
        for entered in callers:
            entered.f_trace, entered.f_trace_lines = self.trace_dispatch, True
        self.botframe = callers[-1]
        self.set_step()
        self._traces = True
        # the next instruction may belong to the next line, so the first stop is made right here
        self.user_opcode(frame)
        self.enterframe = None
        if self.quitting:
            raise BdbQuit
        if self._traces:
            sys.settrace(self.trace_dispatch)

    def set_continue(self):
        """Stop at breakpoints only; without any the program runs at full speed."""
        self._set_stopinfo(self.botframe, None, -1)
        if not self.breaks:
            self._untrace()

    def _untrace(self):
        self._traces = False
        sys.settrace(None)
        for frame in _stack_of(sys._getframe().f_back.f_back, self.botframe):
            if frame is not self.botframe:
                _del_trace(frame)
        for frame, (lines, opcodes) in self.frame_trace_lines_opcodes.items():
            frame.f_trace_lines, frame.f_trace_opcodes = lines, opcodes
        self.frame_trace_lines_opcodes = {}

    def set_quit(self):
        """Leave the program by BdbQuit."""
        self._set_stopinfo(self.botframe, None)
        self.quitting = True
        sys.settrace(None)

    # ---- breakpoints: methods that can fail return the reason, or None ----

    def _add_to_breaks(self, filename, lineno):
        lines = self.breaks.setdefault(filename, [])
        if lineno not in lines:
            lines.append(lineno)

    def _load_breaks(self):
        """Those that another debugger has made are in force here too."""
        for filename, lineno in Breakpoint.bplist:
            self._add_to_breaks(filename, lineno)

    def _prune_breaks(self, filename, lineno):
        """A breakpoint has gone; was it the last of its line, and of its file?"""
        if (filename, lineno) not in Breakpoint.bplist:
            self.breaks[filename].remove(lineno)
        if not self.breaks[filename]:
            del self.breaks[filename]

    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """A new breakpoint."""
        filename = self.canonic(filename)
        if not linecache.getline(filename, lineno):
            return 'Line %s:%d does not exist' % (filename, lineno)
        self._add_to_breaks(filename, lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)
        # frames that run already have not been traced if nothing could stop in them
        for frame in _stack_of(self.enterframe):
            if not frame.f_trace and self.break_anywhere(frame):
                frame.f_trace = self.trace_dispatch
        return None

    def clear_break(self, filename, lineno):
        """Remove the breakpoints of a line."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        if lineno not in self.breaks[filename]:
            return 'There is no breakpoint at %s:%d' % (filename, lineno)
        for found in Breakpoint.bplist[filename, lineno][:]:
            found.deleteMe()
        self._prune_breaks(filename, lineno)
        return None

    def clear_bpbynumber(self, arg):
        """Remove the breakpoint of that number."""
        try:
            found = self.get_bpbynumber(arg)
        except ValueError as error:
            return str(error)
        found.deleteMe()
        self._prune_breaks(found.file, found.line)
        return None

    def clear_all_file_breaks(self, filename):
        """Remove the breakpoints of a file."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return 'There are no breakpoints in %s' % filename
        for line in self.breaks.pop(filename):
            for found in Breakpoint.bplist[filename, line][:]:
                found.deleteMe()
        return None

    def clear_all_breaks(self):
        """Remove all breakpoints."""
        if not self.breaks:
            return 'There are no breakpoints'
        for found in Breakpoint.bpbynumber:
            if found:
                found.deleteMe()
        self.breaks = {}
        return None

    def get_bpbynumber(self, arg):
        """The breakpoint of a number that the user has typed; ValueError says what is wrong."""
        if not arg:
            raise ValueError('Breakpoint number expected')
        try:
            found = Breakpoint.bpbynumber[int(arg)]
        except ValueError:
            reason = 'Non-numeric breakpoint number %s' % arg
        except IndexError:
            reason = 'Breakpoint number %d out of range' % int(arg)
        else:
            if found is not None:
                return found
            reason = 'Breakpoint %d already deleted' % int(arg)
        raise ValueError(reason)

    def get_break(self, filename, lineno):
        """Is there a breakpoint at the line?"""
        return lineno in self.breaks.get(self.canonic(filename), ())

    def get_breaks(self, filename, lineno):
        """The breakpoints of a line."""
        filename = self.canonic(filename)
        return Breakpoint.bplist[filename, lineno] if self.get_break(filename, lineno) else []

    def get_file_breaks(self, filename):
        """The lines of a file that have breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """All lines with breakpoints, by file."""
        return self.breaks

    # ---- the stack ----

    def get_stack(self, f, t):
        """[(frame, line), ...] from the oldest on, those of the traceback behind; and which of them
        f is."""
        if t is not None and t.tb_frame is f:
            t = t.tb_next
        callers = _stack_of(f, self.botframe)
        stack = [(frame, frame.f_lineno) for frame in reversed(callers)]
        entered = len(stack)
        while t is not None:
            stack.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        inside = callers and callers[-1] is self.botframe
        return stack, max(0, (entered if inside else len(stack)) - 1)

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        """file(line)name()->value, and the line's text."""
        import reprlib
        frame, lineno = frame_lineno
        filename = self.canonic(frame.f_code.co_filename)
        parts = ['%s(%r)' % (filename, lineno), frame.f_code.co_name or '<lambda>', '()']
        variables = frame.f_locals
        if '__return__' in variables:
            parts += '->', reprlib.repr(variables['__return__'])
        if lineno is None:
            parts.append(f'{lprefix}Warning: lineno is None')
        else:
            line = linecache.getline(filename, lineno, frame.f_globals)
            if line:
                parts += lprefix, line.strip()
        return ''.join(parts)

    # ---- running something under the debugger ----

    def _follow(self, function, /, *args, **kwds):
        """What a traced call returns; None if the user left it."""
        self.reset()
        try:
            sys.settrace(self.trace_dispatch)
            return function(*args, **kwds)
        except BdbQuit:
            return None
        finally:
            sys.settrace(None)
            self.quitting = True

    def run(self, cmd, globals=None, locals=None):
        """Run statements, given as text or code."""
        namespaces = _namespaces(globals, locals)
        if isinstance(cmd, str):
            cmd = compile(cmd, '<string>', 'exec')
        self._follow(exec, cmd, *namespaces)

    def runeval(self, expr, globals=None, locals=None):
        """The value of an expression."""
        return self._follow(eval, expr, *_namespaces(globals, locals))

    def runctx(self, cmd, globals, locals):
        """As run()."""
        self.run(cmd, globals, locals)

    def runcall(self, func, /, *args, **kwds):
        """What a call returns."""
        return self._follow(func, *args, **kwds)


def _del_trace(frame):
    """The frame is traced no more."""
    frame.f_trace = None


def set_trace():
    """Stop in the caller, by a debugger that does nothing there."""
    Bdb().set_trace(sys._getframe().f_back)


class Breakpoint:
    """A breakpoint; all debuggers share them, by number and by place."""

    next = 1
    bplist = {}             # (file, line): breakpoints
    bpbynumber = [None]     # None: it has been removed

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        self.funcname, self.func_first_executable_line = funcname, None
        self.file, self.line = file, line
        self.temporary, self.cond = temporary, cond
        self.enabled, self.ignore, self.hits = True, 0, 0
        self.number, Breakpoint.next = Breakpoint.next, Breakpoint.next + 1
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    @staticmethod
    def clearBreakpoints():
        """Forget all, and number from 1 again."""
        Breakpoint.next = 1
        Breakpoint.bplist = {}
        Breakpoint.bpbynumber = [None]

    def deleteMe(self):
        """Remove it from the tables."""
        place = (self.file, self.line)
        self.bpbynumber[self.number] = None
        self.bplist[place].remove(self)
        if not self.bplist[place]:
            del self.bplist[place]

    def enable(self):
        self.enabled = True

    def disable(self):
        self.enabled = False

    def bpprint(self, out=None):
        """Print what bpformat() says."""
        print(self.bpformat(), file=sys.stdout if out is None else out)

    def bpformat(self):
        """A row of the table of breakpoints, with its conditions below."""
        text = '%-4dbreakpoint   %s%s at %s:%d' % (
            self.number, 'del  ' if self.temporary else 'keep ',
            'yes  ' if self.enabled else 'no   ', self.file, self.line)
        if self.cond:
            text += '\n\tstop only if %s' % (self.cond,)
        if self.ignore:
            text += '\n\tignore next %d hits' % (self.ignore,)
        if self.hits:
            text += '\n\tbreakpoint already hit %d time%s' % (
                self.hits, 's' if self.hits > 1 else '')
        return text

    def __str__(self):
        return 'breakpoint %s at %s:%s' % (self.number, self.file, self.line)


def checkfuncname(b, frame):
    """Is the frame at the breakpoint? One of a function counts in its first line with code only."""
    if not b.funcname:
        return b.line == frame.f_lineno
    if frame.f_code.co_name != b.funcname:
        return False
    if not b.func_first_executable_line:
        b.func_first_executable_line = frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """The breakpoint of the line to stop at, and whether it may be removed if temporary; (None,
    None)."""
    for found in Breakpoint.bplist[file, line]:
        if not (found.enabled and checkfuncname(found, frame)):
            continue
        found.hits += 1
        if found.cond:
            try:
                wanted = eval(found.cond, frame.f_globals, frame.f_locals)
            except:
                # a condition that fails stops, so that it can be mended
                return found, False
            if not wanted:
                continue
        if found.ignore > 0:
            found.ignore -= 1
            continue
        return found, True
    return None, None


class Tdb(Bdb):
    """Tells what it sees: for trying out."""

    def user_call(self, frame, args):
        print('+++ call', frame.f_code.co_name or '???', args)

    def user_line(self, frame):
        place = self.canonic(frame.f_code.co_filename)
        line = linecache.getline(place, frame.f_lineno, frame.f_globals)
        print('+++', place, frame.f_lineno, frame.f_code.co_name or '???', ':', line.strip())

    def user_return(self, frame, retval):
        print('+++ return', retval)

    def user_exception(self, frame, exc_stuff):
        print('+++ exception', exc_stuff)
        self.set_continue()
