# SPDX-License-Identifier: MIT
"""The part of the debugger that shows things: the stack, source, values; aliases and help."""

import code
import inspect
import linecache
import pprint
import sys


class _Console(code.InteractiveConsole):
    """A prompt of the language inside the debugger."""

    def __init__(self, namespace, message):
        self._message = message
        super().__init__(locals=namespace, local_exit=True)

    def write(self, data):
        self._message(data, end='')


class ShowCommands:
    """where, up, down, list, p, display, interact, alias, help and the like."""

    # ---- the stack ----

    def do_where(self, arg):
        """w(here)

        The frames, the oldest first; the arrow is at the one that
        commands are about.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        self.print_stack_trace()

    do_w = do_where
    do_bt = do_where

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.set_convenience_variable(self.curframe, '_frame', self.curframe)
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    def _frame_count(self, arg):
        """How many frames to go; None after a complaint."""
        try:
            return int(arg or 1)
        except ValueError:
            self.error('Invalid frame count (%s)' % arg)
            return None

    def do_up(self, arg):
        """u(p) [count]

        Look at the frame that called this one, or at one so many calls
        away.
        """
        if self.curindex == 0:
            self.error('Oldest frame')
            return
        count = self._frame_count(arg)
        if count is not None:
            self._select_frame(0 if count < 0 else max(0, self.curindex - count))

    do_u = do_up

    def do_down(self, arg):
        """d(own) [count]

        Look at the frame that this one has called, or at one so many
        calls away.
        """
        last = len(self.stack) - 1
        if self.curindex == last:
            self.error('Newest frame')
            return
        count = self._frame_count(arg)
        if count is not None:
            self._select_frame(last if count < 0 else min(last, self.curindex + count))

    do_d = do_down

    def do_exceptions(self, arg):
        """exceptions [number]

        List the exceptions that led to this one, or look at the one with
        that number.
        """
        if not self._chained_exceptions:
            self.message("Did not find chained exceptions. To move between exceptions, "
                         "pdb/post_mortem must be given an exception object rather than a "
                         "traceback.")
            return
        if not arg:
            for i, error in enumerate(self._chained_exceptions):
                mark = '>' if i == self._chained_exception_index else ' '
                text = repr(error)
                number = '  -' if error.__traceback__ is None else f'{i:>3}'
                self.message(f'{mark} {number} {text if len(text) <= 80 else text[:77] + "..."}')
            return
        try:
            number = int(arg)
        except ValueError:
            self.error('Argument must be an integer')
            return
        if not 0 <= number < len(self._chained_exceptions):
            self.error('No exception with that number')
            return
        error = self._chained_exceptions[number]
        if error.__traceback__ is None:
            self.error('This exception does not have a traceback, cannot jump to it')
            return
        self._chained_exception_index = number
        self.setup(None, error.__traceback__)
        self.print_stack_entry(self.stack[self.curindex])

    # ---- source ----

    def do_list(self, arg):
        """l(ist) [first[, last] | .]

        Lines of the file: eleven around this one, or the next ones after
        another list; `.` begins anew at this line. Given one number,
        eleven lines around it; given two, from the first to the last, or
        as many as the second says if it is the smaller one.
        """
        self.lastcmd = 'list'
        last = None
        if arg and arg != '.':
            try:
                if ',' in arg:
                    first, last = map(int, arg.split(','))
                    if last < first:
                        last += first
                else:
                    first = max(1, int(arg) - 5)
            except ValueError:
                self.error('Error in argument: %r' % arg)
                return
        elif self.lineno is None or arg == '.':
            first = max(1, self.curframe.f_lineno - 5)
        else:
            first = self.lineno + 1
        if last is None:
            last = first + 10
        filename = self.curframe.f_code.co_filename
        lines = linecache.getlines(filename, self.curframe.f_globals)
        self._print_lines(lines[first - 1:last], first, self.get_file_breaks(filename),
                          self.curframe)
        self.lineno = min(last, len(lines))
        if len(lines) < last:
            self.message('[EOF]')

    do_l = do_list

    def do_longlist(self, arg):
        """ll | longlist

        All lines of the function or module.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        try:
            lines, first = self._getsourcelines(self.curframe)
        except OSError as error:
            self.error(error)
            return
        breaks = self.get_file_breaks(self.curframe.f_code.co_filename)
        self._print_lines(lines, first, breaks, self.curframe)

    do_ll = do_longlist

    def do_source(self, arg):
        """source expression

        The lines that define a function, a class or a module.
        """
        try:
            obj = self._getval(arg)
        except:
            return
        try:
            lines, first = self._getsourcelines(obj)
        except (OSError, TypeError) as error:
            self.error(error)
            return
        self._print_lines(lines, first)

    @staticmethod
    def _getsourcelines(obj):
        """(lines, number of the first); a module has all lines of its file."""
        lines, lineno = inspect.getsourcelines(obj)
        return lines, max(1, lineno)

    def _print_lines(self, lines, start, breaks=(), frame=None):
        current = error = -1
        if frame is not None:
            current = frame.f_lineno
            error = self.tb_lineno.get(frame, -1)
        for lineno, line in enumerate(lines, start):
            text = str(lineno).rjust(3)
            if len(text) < 4:
                text += ' '
            text += 'B' if lineno in breaks else ' '
            if lineno == current:
                text += '->'
            elif lineno == error:
                text += '>>'
            self.message(text + '\t' + line.rstrip())

    # ---- values ----

    def do_args(self, arg):
        """a(rgs)

        The arguments of the function.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        code = self.curframe.f_code
        variables = self.curframe.f_locals
        count = code.co_argcount + code.co_kwonlyargcount
        count += (
            bool(code.co_flags & inspect.CO_VARARGS) + bool(code.co_flags & inspect.CO_VARKEYWORDS))
        for name in code.co_varnames[:count]:
            if name in variables:
                self.message('%s = %s' % (name, self._safe_repr(variables[name], name)))
            else:
                self.message('%s = *** undefined ***' % (name,))

    do_a = do_args

    def do_retval(self, arg):
        """retval

        What the function has returned, once it has.
        """
        if arg:
            self._print_invalid_arg(arg)
            return
        variables = self.curframe.f_locals
        if '__return__' in variables:
            self.message(self._safe_repr(variables['__return__'], "retval"))
        else:
            self.error('Not yet returned!')

    do_rv = do_retval

    def do_p(self, arg):
        """p expression

        The value of an expression.
        """
        self._msg_val_func(arg, repr)

    def do_pp(self, arg):
        """pp expression

        The value of an expression, laid out by the module pprint.
        """
        self._msg_val_func(arg, pprint.pformat)

    def do_whatis(self, arg):
        """whatis expression

        What kind of thing an expression is.
        """
        try:
            value = self._getval(arg)
        except:
            return
        method = getattr(getattr(value, '__func__', None), '__code__', None)
        function = getattr(value, '__code__', None)
        if method:
            self.message('Method %s' % method.co_name)
        elif function:
            self.message('Function %s' % function.co_name)
        elif value.__class__ is type:
            self.message('Class %s.%s' % (value.__module__, value.__qualname__))
        else:
            self.message(type(value))

    def do_display(self, arg):
        """display [expression]

        Show an expression now, and at each stop in this function where
        its value is another; without one: what is shown so far.
        """
        if not arg:
            if self.displaying:
                self.message('Currently displaying:')
                for name, value in self.displaying.get(self.curframe, {}).items():
                    self.message('%s: %s' % (name, self._safe_repr(value, name)))
            else:
                self.message('No expression is being displayed')
            return
        wrong = self._compile_error_message(arg)
        if wrong:
            self.error('Unable to display %s: %r' % (arg, wrong))
            return
        value = self._getval_except(arg)
        self.displaying.setdefault(self.curframe, {})[arg] = value
        self.message('display %s: %s' % (arg, self._safe_repr(value, arg)))

    def do_undisplay(self, arg):
        """undisplay [expression]

        Show an expression no longer; without one: none of them.
        """
        if not arg:
            self.displaying.pop(self.curframe, None)
            return
        try:
            del self.displaying.get(self.curframe, {})[arg]
        except KeyError:
            self.error('not displaying %s' % arg)

    def _show_display(self):
        for name, old in self.displaying.get(self.curframe, {}).items():
            new = self._getval_except(name)
            # the same object may have changed: its == is not asked
            if new is not old and new != old:
                self.displaying[self.curframe][name] = new
                self.message('display %s: %s  [old: %s]' % (
                    name, self._safe_repr(new, name), self._safe_repr(old, name)))

    def do_interact(self, arg):
        """interact

        A prompt of the language, with copies of the variables here.
        """
        console = _Console({**self.curframe.f_globals, **self.curframe.f_locals}, self.message)
        console.interact(banner="*pdb interact start*", exitmsg="*exit from pdb interact command*")

    # ---- aliases ----

    def do_alias(self, arg):
        """alias [name [command]]

        Let a name stand for a command, in which %1, %2 ... and %* are the
        words behind the name. Without a command: what the name stands
        for; without anything: all aliases.
        """
        args = arg.split()
        if not args:
            for name in sorted(self.aliases):
                self.message("%s = %s" % (name, self.aliases[name]))
            return
        name, *words = args
        if not words:
            if name in self.aliases:
                self.message("%s = %s" % (name, self.aliases[name]))
            else:
                self.error(f"Unknown alias '{name}'")
            return
        text = ' '.join(words)
        used = [i for i in range(1, 10) if f'%{i}' in text]
        if used and used != list(range(1, used[-1] + 1)):
            self.error("Replaceable parameters must be consecutive")
            return
        self.aliases[name] = text

    def do_unalias(self, arg):
        """unalias name

        Forget an alias.
        """
        args = arg.split()
        if not args:
            self._print_invalid_arg(arg)
            return
        self.aliases.pop(args[0], None)

    # ---- help ----

    def do_help(self, arg):
        """h(elp)

        List the commands; with the name of one, say what it does.
        """
        if not arg:
            super().do_help(arg)
            return
        if hasattr(self, 'help_' + arg):
            return getattr(self, 'help_' + arg)()
        command = getattr(self, 'do_' + arg, None)
        if command is None:
            self.error('No help for %r' % arg)
        elif not command.__doc__:
            self.error('No help for %r; __doc__ string missing' % arg)
        else:
            self.message(self._help_message_from_doc(command.__doc__))

    do_h = do_help

    def help_exec(self):
        """(!) statement

        Anything that is no command is run as a statement in the frame
        chosen; with a ! before it even if it begins like a command. It
        may go on over several lines. Global variables are bound with a
        `global` before: global x; x = 1
        """
        self.message(inspect.cleandoc(self.help_exec.__doc__))

    def help_pdb(self):
        """What the debugger is."""
        import pdb
        self.message(pdb.__doc__.rstrip())

    def _help_message_from_doc(self, doc, usage_only=False):
        """A docstring as help: the lines before the first empty one are the usage."""
        lines = inspect.cleandoc(doc).split('\n')
        if not lines[0]:
            return 'No help message found.'
        end = lines.index('') if '' in lines else len(lines)
        shown = ['Usage: ' + lines[0]] + [' ' * 7 + line for line in lines[1:end]]
        if not usage_only:
            shown += lines[end:]
        return '\n'.join(' ' * len(self.prompt) + line for line in shown)

    def _print_invalid_arg(self, arg):
        """Complain of the argument of the command that called."""
        self.error(f'Invalid argument: {arg}')
        name = sys._getframe(1).f_code.co_name
        doc = getattr(self, name).__doc__
        if doc is not None:
            self.message(self._help_message_from_doc(doc, usage_only=True))

    # ---- completion ----

    def completenames(self, text, line, begidx, endidx):
        """Commands and aliases; variables when there are no others."""
        names = [name[3:] for name in self.get_names() if name.startswith('do_' + text)]
        names += [name for name in self.aliases if name.startswith(text)]
        return names or self.completedefault(text, line, begidx, endidx)

    def completedefault(self, text, line, begidx, endidx):
        return self._complete_expression(text, line, begidx, endidx) if self.curframe else []

    def _complete_expression(self, text, line, begidx, endidx):
        """Variables, $names, and attributes behind dots."""
        space = {**self.curframe.f_globals, **self.curframe.f_locals}
        if text.startswith('$'):
            known = space.get('__pdb_convenience_variables', {})
            return ['$' + name for name in known if name.startswith(text[1:])]
        if '.' in text:
            first, *path, last = text.split('.')
            try:
                obj = space[first]
                for part in path:
                    obj = getattr(obj, part)
            except (KeyError, AttributeError):
                return []
            prefix = '.'.join((first, *path)) + '.'
            return [prefix + name for name in dir(obj) if name.startswith(last)]
        import builtins
        import keyword
        return [name for name in (*space, *dir(builtins), *keyword.kwlist) if name.startswith(text)]

    complete_p = complete_pp = complete_print = complete_whatis = _complete_expression
    complete_display = complete_source = complete_debug = _complete_expression

    def complete_undisplay(self, text, line, begidx, endidx):
        return [name for name in self.displaying.get(self.curframe, {}) if name.startswith(text)]

    def complete_unalias(self, text, line, begidx, endidx):
        return [name for name in self.aliases if name.startswith(text)]
