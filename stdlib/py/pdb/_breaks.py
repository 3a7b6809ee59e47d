# SPDX-License-Identifier: MIT
"""The part of the debugger about breakpoints and their commands."""

import linecache
import os
import re
import sys
import tokenize
from bdb import Breakpoint


def find_first_executable_line(code):
    """The first line of a function's body that does something; its own when it has no other."""
    for _, _, line in code.co_lines():
        if line is not None and line > code.co_firstlineno:
            return line
    return code.co_firstlineno


def find_function(funcname, filename):
    """(name, file, first line of the body) of a function that the file defines, or None."""
    head = re.compile(r'\s*(?:async\s+)?def\s+%s(?:\s*\[.+\])?\s*[(]' % re.escape(funcname))
    try:
        file = tokenize.open(filename)
    except OSError:
        file = linecache.getlines(filename)
        if not file:
            return None
    lines = list(file)
    if hasattr(file, 'close'):
        file.close()
    for number, line in enumerate(lines, 1):
        if head.match(line):
            return funcname, filename, _first_line_of(''.join(lines), filename, funcname, number)
    return None


def _first_line_of(source, filename, funcname, number):
    """By way of the code, when the file can be compiled."""
    try:
        codes = [compile(source, filename, 'exec', dont_inherit=True)]
    except (SyntaxError, ValueError):
        return number
    while codes:
        code = codes.pop()
        if code.co_name == funcname and code.co_firstlineno <= number:
            first = find_first_executable_line(code)
            if first >= number:
                return max(first, number)
        codes += [const for const in code.co_consts if hasattr(const, 'co_consts')]
    return number


class BreakCommands:
    """break, tbreak, clear, enable, disable, ignore, condition, commands."""

    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_quit', 'do_jump']

    # ---- setting ----

    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]

        Set a breakpoint at a line, or at the first line of a function; it
        stops only when the condition, an expression, is true there.
        Without arguments: list the breakpoints.
        """
        if not arg:
            self._list_breaks()
            return
        comma = arg.find(',')
        cond = None
        if comma > 0:
            cond = arg[comma + 1:].lstrip()
            wrong = self._compile_error_message(cond)
            if wrong:
                self.error('Invalid condition %s: %r' % (cond, wrong))
                return
            arg = arg[:comma].rstrip()
        place = self._parse_place(arg)
        if place is None:
            return
        filename, lineno, funcname = place
        line = self.checkline(filename or self.defaultFile(), lineno)
        if not line:
            return
        filename = filename or self.defaultFile()
        wrong = self.set_break(filename, line, temporary, cond, funcname)
        if wrong:
            self.error(wrong)
            return
        made = self.get_breaks(filename, line)[-1]
        self.message("Breakpoint %d at %s:%d" % (made.number, made.file, made.line))

    do_b = do_break

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]

        A breakpoint that is removed when it first stops; otherwise as break.
        """
        self.do_break(arg, True)

    def _list_breaks(self):
        if self.breaks:
            self.message("Num Type         Disp Enb   Where")
            for found in Breakpoint.bpbynumber:
                if found:
                    self.message(found.bpformat())

    def _parse_place(self, arg):
        """(file or None, line, function or None) of what the user typed, or None after a
        complaint."""
        filename, colon, number = arg.rpartition(':')
        if colon:
            filename = filename.rstrip()
            found = self.lookupmodule(filename)
            if not found:
                self.error('%r not found from sys.path' % filename)
                return None
            try:
                return found, int(number.lstrip()), None
            except ValueError:
                self.error('Bad lineno: %s' % number.lstrip())
                return None
        try:
            return None, int(arg), None
        except ValueError:
            return self._function_place(arg)

    def _function_place(self, arg):
        try:
            func = eval(arg, self.curframe.f_globals, self.curframe.f_locals)
        except:
            func = arg
        func = getattr(func, '__func__', func)
        code = getattr(func, '__code__', None)
        if code is not None:
            return code.co_filename, find_first_executable_line(code), code.co_name
        name, filename, line = self.lineinfo(arg)
        if not name:
            self.error('The specified object %r is not a function or was not found along sys.path.'
                       % arg)
            return None
        return filename, int(line), name

    def defaultFile(self):
        """The file that line numbers are of."""
        filename = self.curframe.f_code.co_filename
        return self.mainpyfile if filename == '<string>' and self.mainpyfile else filename

    def lineinfo(self, identifier):
        """(function, file, line) of a name, perhaps of another module; three times None."""
        failed = (None, None, None)
        quoted = identifier.split("'")
        if len(quoted) not in (1, 3):
            return failed
        name = quoted[len(quoted) // 2].strip()
        parts = name.split('.') if name else []
        if parts and parts[0] == 'self':
            del parts[0]
        if not parts:
            return failed
        filename = self.defaultFile()
        item = parts[0]
        if len(parts) > 1:
            filename = self.lookupmodule(parts[0]) or filename
            item = parts[1]
        return find_function(item, self.canonic(filename)) or failed

    def checkline(self, filename, lineno):
        """The line, or 0 after a complaint if nothing can stop there."""
        globals = self.curframe.f_globals if self.curframe else None
        line = linecache.getline(filename, lineno, globals)
        if not line:
            self.message('End of file')
            return 0
        line = line.strip()
        if not line or line[0] == '#' or line[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def lookupmodule(self, filename):
        """The path of a file or module that the user has named, or None."""
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        beside = os.path.join(sys.path[0], filename)
        if os.path.exists(beside) and self.canonic(beside) == self.mainpyfile:
            return beside
        if not os.path.splitext(filename)[1]:
            filename += '.py'
        elif not filename.endswith(('.py', '.pyw')):
            filename = filename.replace('.', os.sep) + '.py'
        if os.path.isabs(filename):
            return filename
        for folder in sys.path:
            path = os.path.join(os.path.realpath(folder) if os.path.islink(folder) else folder,
                                filename)
            if os.path.exists(path):
                return path
        return None

    # ---- changing ----

    def _each_break(self, numbers):
        """The breakpoints whose numbers the user gave; others are complained of."""
        for number in numbers:
            try:
                yield self.get_bpbynumber(number)
            except ValueError as error:
                self.error(error)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]

        Put breakpoints in force that were disabled.
        """
        for found in self._each_break(arg.split()):
            found.enable()
            self.message('Enabled %s' % found)

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]

        Keep breakpoints in the list, but do not stop at them.
        """
        for found in self._each_break(arg.split()):
            found.disable()
            self.message('Disabled %s' % found)

    def do_condition(self, arg):
        """condition bpnumber [condition]

        Let a breakpoint stop only when the expression is true; without
        one, always.
        """
        args = arg.split(' ', 1)
        cond = args[1] if len(args) > 1 else None
        wrong = self._compile_error_message(cond) if cond else ''
        if wrong:
            self.error('Invalid condition %s: %r' % (cond, wrong))
            return
        for found in self._each_break(args[:1]):
            found.cond = cond
            if cond:
                self.message('New condition set for breakpoint %d.' % found.number)
            else:
                self.message('Breakpoint %d is now unconditional.' % found.number)

    def do_ignore(self, arg):
        """ignore bpnumber [count]

        Pass a breakpoint that many times before it stops again.
        """
        args = arg.split() or ['']
        if len(args) > 2:
            self._print_invalid_arg(arg)
            return
        try:
            count = max(0, int(args[1])) if len(args) > 1 else 0
        except ValueError:
            self._print_invalid_arg(arg)
            return
        for found in self._each_break(args[:1]):
            found.ignore = count
            if count:
                times = '%d crossings' % count if count > 1 else '1 crossing'
                self.message('Will ignore next %s of breakpoint %d.' % (times, found.number))
            else:
                self.message('Will stop next time breakpoint %d is reached.' % found.number)

    def do_clear(self, arg):
        """cl(ear) [filename:lineno | bpnumber ...]

        Remove breakpoints: those of a line, those with these numbers, or
        (after a question) all.
        """
        if not arg:
            self._clear_all()
        elif ':' in arg:
            self._clear_line(*arg.rsplit(':', 1))
        else:
            for found in self._each_break(arg.split()):
                self.clear_bpbynumber(str(found.number))
                self.message('Deleted %s' % found)

    do_cl = do_clear

    def _clear_all(self):
        try:
            reply = input('Clear all breaks? ')
        except EOFError:
            reply = 'no'
        if reply.strip().lower() not in ('y', 'yes'):
            return
        gone = [found for found in Breakpoint.bpbynumber if found]
        self.clear_all_breaks()
        for found in gone:
            self.message('Deleted %s' % found)

    def _clear_line(self, filename, number):
        try:
            lineno = int(number)
        except ValueError:
            self.error("Invalid line number (%s)" % number)
            return
        gone = self.get_breaks(filename, lineno)[:]
        wrong = self.clear_break(filename, lineno)
        if wrong:
            self.error(wrong)
            return
        for found in gone:
            self.message('Deleted %s' % found)

    # ---- commands of a breakpoint ----

    def do_commands(self, arg):
        """(Pdb) commands [bpnumber]
        (com) ...
        (com) end
        (Pdb)

        Say which commands run when a breakpoint (the last one, without a
        number) stops. `end`, or a command that lets the program go on,
        finishes the list; `silent` in it leaves out the message about the
        place; an empty list takes the commands away.
        """
        if not arg:
            number = len(Breakpoint.bpbynumber) - 1
        else:
            try:
                number = int(arg)
            except ValueError:
                self._print_invalid_arg(arg)
                return
        try:
            self.get_bpbynumber(number)
        except ValueError as error:
            self.error('cannot set commands: %s' % error)
            return
        self.commands_bnum = number
        before = [table.get(number) for table in self._command_tables()]
        for table, fresh in zip(self._command_tables(), ([], True, False)):
            table[number] = fresh
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining = True
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            for table, value in zip(self._command_tables(), before):
                if before[0] is None:
                    del table[number]
                else:
                    table[number] = value
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining = False
            self.prompt = prompt

    def _command_tables(self):
        return self.commands, self.commands_doprompt, self.commands_silent

    def handle_command_def(self, line):
        """A line of such a list; true when it was the last."""
        name, arg, line = self.parseline(line)
        if not name:
            return False
        if name == 'silent':
            self.commands_silent[self.commands_bnum] = True
            return False
        if name == 'end':
            return True
        self.commands[self.commands_bnum].append(f'{name} {arg}' if arg else name)
        func = getattr(self, 'do_' + name, self.default)
        if func.__name__ in self.commands_resuming:
            self.commands_doprompt[self.commands_bnum] = False
            return True
        return False

    # ---- completion ----

    def _complete_location(self, text, line, begidx, endidx):
        """Files and functions."""
        if line.strip().endswith((':', ',')):
            return []
        import glob
        names = self._complete_expression(text, line, begidx, endidx)
        for name in glob.glob(glob.escape(text) + '*'):
            if os.path.isdir(name):
                names.append(name + '/')
            elif name.lower().endswith(('.py', '.pyw')):
                names.append(name + ':')
        return names

    def _complete_bpnumber(self, text, line, begidx, endidx):
        return [str(number) for number, found in enumerate(Breakpoint.bpbynumber)
                if found is not None and str(number).startswith(text)]

    complete_break = complete_b = complete_tbreak = _complete_location
    complete_clear = complete_cl = _complete_location
    complete_enable = complete_disable = complete_condition = _complete_bpnumber
    complete_ignore = complete_commands = _complete_bpnumber
