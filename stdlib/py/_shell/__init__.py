# SPDX-License-Identifier: MIT
"""The interactive shell: reads inputs, runs them, says what came of it.

What the prompt itself does not need is imported when it is first wanted: the prompt appears at
once.
"""
import builtins
import sys

import _editor
import _signal

_WAITING = object()
_INTERRUPTED = object()
_COROUTINE = 0x80       # co_flags of code that awaits


class Shell:
    """One session: its names, its inputs, its loop."""

    def __init__(self, namespace):
        self.namespace = namespace
        self.inputs = []            # (number, text) of those that could be compiled
        self.number = 0
        self.session = None         # the loop and what belongs to it, once asyncio is there
        self.executing = False      # an input, and not the script before the session
        self.editing = False
        self.color = False
        self._answer = _WAITING
        self._late_interrupt = False    # Ctrl-C has come between Return and the input's run
        self._in_loop = False

    # ---- reading ----

    def prompts(self):
        """sys.ps1 and sys.ps2 as text: scripts may set them to any object."""
        return str(getattr(sys, 'ps1', '>>> ')), str(getattr(sys, 'ps2', '... '))

    def read(self):
        """The next input, None at the end of the file; KeyboardInterrupt after Ctrl-C."""
        sys.stdout.flush()
        if not self.editing:
            from . import plain
            return plain.read(self)
        prompt, more = self.prompts()
        text = self._line(prompt, more)
        while _editor.line_mode and text and text.strip() and _editor.wants_more(text):
            line = self._line(more, more)
            if line is None:
                break
            text += '\n' + line
        return text

    def _line(self, prompt, more):
        """What the editor gives: a whole input, or in line mode a line of it."""
        answer = self.wait(_editor.feed, lambda: _editor.start(prompt, more))
        if answer is _INTERRUPTED:
            _editor.stop()
            raise KeyboardInterrupt
        return answer

    def answer(self, value):
        """The input that wait() waits for."""
        if self._answer is _WAITING:
            self._answer = value
            if self._in_loop:
                self.session.loop.stop()

    def wait(self, feed, begin=None):
        """Let the tasks go on until answer() is called; feed() takes what has been typed."""
        self._answer = _WAITING
        self._late_interrupt = False
        before = _signal.signal(_signal.SIGINT, self._interrupted_at_prompt)
        try:
            if begin is not None:
                begin()
            while self._answer is _WAITING:
                if self.session is None:
                    if _editor.wait():
                        feed()
                else:
                    self._wait_in_loop(feed)
        finally:
            _signal._disarm_interrupt()
            _signal.signal(_signal.SIGINT, before)
        return self._answer

    def _wait_in_loop(self, feed):
        loop = self.session.loop
        _editor.watch(loop, feed)
        self._in_loop = True
        try:
            if self._answer is _WAITING:       # Ctrl-C may have come just before
                loop.run_forever()
        except KeyboardInterrupt:
            self.answer(_INTERRUPTED)      # a step of a background task was what Ctrl-C ended
        finally:
            self._in_loop = False
            _editor.watch(loop, None)

    def _interrupted_at_prompt(self, signum, frame):
        _editor.interrupt()
        if self.session is not None:
            self.session.interrupt_step()
        self._late_interrupt = self._answer is not _WAITING and self._answer is not _INTERRUPTED
        self.answer(_INTERRUPTED)

    # ---- running ----

    def run(self, text, cell=False):
        """Run an input; what it raises is reported, but for SystemExit."""
        self.number += 1
        name = f'<input-{self.number}>'
        import linecache
        linecache.cache[name] = (len(text), None, text.splitlines(True) or [''], name)
        self.namespace.pop('__warningregistry__', None)    # each input is warned of anew
        try:
            code = _editor.compile(text, name, cell)
            self.inputs.append((self.number, text))
            self.execute(code)
        except SystemExit:
            raise
        except BaseException as error:
            self.report(error)
        finally:
            self.settle()

    def execute(self, code):
        self.executing = True
        try:
            if self.session is None:
                result = eval(code, self.namespace)
            else:
                result = self.session.call(eval, code, self.namespace)
        finally:
            self.executing = False
            if self.session is not None:
                self.session.leave()
        if code.co_flags & _COROUTINE:
            if self.session is None:
                open_session()
            self.session.drive(result, self.session.context)

    def settle(self):
        """After an input: what was printed is seen, what was left in cycles is found."""
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            pass

    def command(self, text):
        from . import commands
        try:
            commands.run(self, text)
        except SystemExit:
            raise
        except BaseException as error:
            self.report(error)
        finally:
            self.settle()

    def handle(self, text):
        """An input as it was typed."""
        text = text.rstrip()
        if not text:
            return
        if self.editing:
            from . import history
            history.add(text)
        if self._late_interrupt:
            raise KeyboardInterrupt
        if text[0] == '%' or (text[-1] == '?' and '\n' not in text):
            self.command(text)
        elif (text in ('exit', 'quit')
              and type(self.namespace.get(text, getattr(builtins, text, None))).__name__
              == 'Quitter'):
            raise SystemExit
        else:
            self.run(text + '\n')

    def report(self, error):
        """Print an exception as the interpreter does, with the session's own short forms."""
        elapsed = getattr(error, '_cancelled_after', None)
        if self.editing and isinstance(error, KeyboardInterrupt) and elapsed is None:
            _editor.after_interrupt()
        if elapsed is not None:
            print(f'cancelled after {elapsed:.1f}s', file=sys.stderr)
            return
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        sys.last_exc = error
        from . import show
        hook = getattr(sys, 'excepthook', sys.__excepthook__)
        if hook is not sys.__excepthook__:
            try:
                hook(type(error), error, error.__traceback__)
                return
            except Exception as second:
                print('Error in sys.excepthook:', file=sys.stderr)
                show.exception(second, self.color)
                print('\nOriginal exception was:', file=sys.stderr)
        show.exception(error, self.color)

    # ---- the session ----

    def interact(self):
        """Read and run inputs until the end of the file."""
        try:
            while True:
                try:
                    text = self.read()
                    if text is None:
                        break
                    self.handle(text)
                except KeyboardInterrupt:          # at the prompt, or while an error was shown
                    print('KeyboardInterrupt', file=sys.stderr)
        finally:
            if self.session is not None:
                self.session.close()


def displayhook(value):
    """Show the value of an expression and remember it as _, but no coroutine: that has to be
    awaited."""
    if value is None:
        return
    text = repr(value)
    if len(text) >= _editor.width() and not isinstance(value, (str, bytes, int)):
        from . import pretty
        text = pretty.format(value, _editor.width(), text)
    if shell.color:
        from . import show
        text = show.value(value, text)
    sys.stdout.write(text)
    sys.stdout.write('\n')
    if not hasattr(value, 'cr_await'):
        builtins._ = value


# ---- asyncio: imported by the first input that needs it ----

def open_session():
    """The session gets its loop."""
    import asyncio              # which calls this itself when it is new
    from . import session
    if shell.session is None:
        shell.session = session.Session(shell)
        if shell.executing:
            shell.session.enter()


# ---- starting ----

shell = None


def prepare():
    """Before the script of -i runs: its loop will be the session's."""
    global shell
    import __main__
    if shell is None:
        shell = Shell(vars(__main__))
    return shell


def wants_color():
    import posix
    environ = posix.environ
    if _editor.color != 'auto':
        return _editor.color == 'always'
    if environ.get(b'NO_COLOR'):
        return False
    return bool(environ.get(b'FORCE_COLOR')) or _editor.available()


def _complete(text):
    from . import complete
    return complete.complete(shell, text)


def _signature(text):
    from . import complete
    return complete.signature(shell, text)


def run_startup_file():
    import posix
    home = posix.environ.get(b'HOME')
    if not home:
        return
    try:
        with open(home + b'/.rondorc', encoding='utf-8') as file:
            text = file.read()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        print(f'~/.rondorc: {error}', file=sys.stderr)
        return
    from . import commands
    commands.run_file(shell, '~/.rondorc', text)


def main():
    """The whole session."""
    prepare()
    shell.editing = _editor.available()
    shell.color = wants_color() and shell.editing or _editor.color == 'always'
    _editor.setup(shell.answer, _complete, _signature, shell.color)
    sys.displayhook = displayhook
    if _editor.banner:
        print('Rondo 0.1 (Python 3.13 language). await works here; %help, Ctrl-D leaves.',
              file=sys.stderr)
    if shell.editing:
        from . import history
        history.load()
        _signal.signal(_signal.SIGWINCH, lambda signum, frame: _editor.resized())
    run_startup_file()
    if 'asyncio' in sys.modules:
        open_session()
    shell.interact()


def run_cell(path):
    """rondo --cell FILE: the file as one input; its last expression is shown."""
    prepare()
    sys.displayhook = displayhook
    with open(path, 'rb') as file:
        text = file.read()
    from . import commands
    commands.run_cell_file(shell, path, text)
