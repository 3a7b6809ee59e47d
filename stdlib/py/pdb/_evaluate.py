# SPDX-License-Identifier: MIT
"""The part of the debugger that runs the user's statements in a frame of the program."""

import codeop
import inspect
import sys
import traceback
import types

import _dis

CONVENIENCE = '__pdb_convenience_variables'


class Repr(str):
    """Text that stands for a value that could not be had."""

    def __repr__(self):
        return self


class Evaluation:
    """Expressions, statements and the variables of frames."""

    # ---- variables ----

    @staticmethod
    def _set_variable(frame, name, value):
        """Bind a name in a frame."""
        if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            _dis.set_local(frame, name, value)
        else:
            frame.f_locals[name] = value

    def set_convenience_variable(self, frame, name, value):
        """$name in that frame's module."""
        frame.f_globals.setdefault(CONVENIENCE, {})[name] = value

    def _replace_convenience_variables(self, line):
        """$name, outside strings, is an item of a dict."""
        if '$' not in line:
            return line
        out, i, quote = [], 0, None
        while i < len(line):
            char = line[i]
            if quote:
                if char == '\\':
                    out.append(line[i:i + 1])
                    i += 1
                    char = line[i:i + 1]
                elif char == quote:
                    quote = None
            elif char in '\'"':
                quote = char
            elif char == '#':
                return ''.join(out) + line[i:]
            elif char == '$' and line[i + 1:i + 2].isidentifier():
                end = i + 2
                while line[i + 1:end + 1].isidentifier() and end < len(line):
                    end += 1
                out.append(f'{CONVENIENCE}["{line[i + 1:end]}"]')
                i = end
                continue
            out.append(char)
            i += 1
        return ''.join(out)

    # ---- expressions ----

    def _getval(self, arg):
        """The value; a failure is shown, and raised."""
        try:
            return eval(arg, self.curframe.f_globals, self.curframe.f_locals)
        except:
            self._error_exc()
            raise

    def _getval_except(self, arg, frame=None):
        """The value, or text that says why there is none."""
        frame = self.curframe if frame is None else frame
        try:
            return eval(arg, frame.f_globals, frame.f_locals)
        except BaseException as error:
            return Repr('** raised %s **' % self._format_exc(error))

    def _format_exc(self, exc):
        return traceback.format_exception_only(exc)[-1].strip()

    def _error_exc(self):
        self.error(self._format_exc(sys.exception()))

    def _compile_error_message(self, expr):
        """Why that is no expression; '' when it is one."""
        try:
            compile(expr, "<stdin>", "eval")
        except SyntaxError as error:
            return Repr(self._format_exc(error))
        return ''

    def _safe_repr(self, obj, expr):
        try:
            return repr(obj)
        except Exception as error:
            return Repr(f"*** repr({expr}) failed: {self._format_exc(error)} ***")

    def _msg_val_func(self, arg, func):
        """Print func of the value."""
        try:
            value = self._getval(arg)
        except:
            return
        try:
            self.message(func(value))
        except:
            self._error_exc()

    # ---- statements ----

    def displayhook(self, obj):
        """As the prompt of the language, but `_` stays what it is."""
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        """What is no command is a statement."""
        if line[:1] == '!':
            line = line[1:].strip()
        saved = sys.stdout, sys.stdin, sys.displayhook
        try:
            code, source = self._read_statement(line)
            if code is None:
                return
            try:
                sys.stdin = self.stdin
                sys.stdout = self.stdout
                sys.displayhook = self.displayhook
                self._exec(code, source)
            finally:
                sys.stdout, sys.stdin, sys.displayhook = saved
        except:
            self._error_exc()

    def _read_statement(self, line):
        """(code, text) of a statement that may go on over lines; (None, '') when it has no end."""
        code = codeop.compile_command(line + '\n', '<stdin>', 'single')
        text = line
        while code is None:
            more = self._continuation()
            if more is None:
                self.lastcmd = ''
                return None, ''
            text += '\n' + more
            code = codeop.compile_command(text, '<stdin>', 'single')
        return code, text

    def _continuation(self):
        prompt = '...   '
        if self.use_rawinput:
            try:
                return input(prompt)
            except (EOFError, KeyboardInterrupt):
                return None
        self.stdout.write(prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else None

    def _exec(self, code, source):
        """Run the code in the frame, and let the frame have the variables that it bound."""
        frame = self.curframe
        globals = frame.f_globals
        if not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
            exec(code, globals, frame.f_locals)
            return
        variables = frame.f_locals
        before = dict(variables)
        if any(isinstance(const, types.CodeType) for const in code.co_consts):
            space = self._merged(globals, variables)
        else:
            space = globals
        try:
            exec(code, space, variables)
        finally:
            if space is not globals:
                self._take_back(space, globals, before)
            for name, value in variables.items():
                if name not in before or before[name] is not value:
                    self._set_variable(frame, name, value)

    @staticmethod
    def _merged(globals, variables):
        """Globals for functions inside the statement, which are to see the frame's variables."""
        space = dict(globals)
        space.update(variables)
        return space

    @staticmethod
    def _take_back(space, globals, variables):
        """What a `global` statement bound goes where it belongs."""
        for name, value in space.items():
            if name in variables:
                if variables[name] is not value:
                    globals[name] = value
            elif name not in globals or globals[name] is not value:
                globals[name] = value
        for name in [name for name in globals if name not in space]:
            del globals[name]
