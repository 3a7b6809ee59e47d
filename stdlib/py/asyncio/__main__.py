# SPDX-License-Identifier: MIT
"""python -m asyncio: a console in which await stands by itself. Lines are read in a thread, what
they say runs in the loop."""

import ast
import asyncio
import code
import concurrent.futures
import inspect
import os
import sys
import threading
import types
import warnings

_FROM_MAIN = '__name__', '__package__', '__loader__', '__spec__', '__builtins__', '__file__'


class AsyncIOInteractiveConsole(code.InteractiveConsole):
    """Hands each input to the loop and waits for what comes of it."""

    def __init__(self, locals, loop):
        super().__init__(locals, filename='<stdin>')
        self.compile.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.loop = loop
        self.task = None                # the coroutine of the input, while it runs
        self.interrupted = False
        self.status = 0

    def _start(self, code, outcome):
        """In the loop: run an input; a coroutine becomes a task whose end is the outcome."""
        self.task, self.interrupted = None, False
        try:
            made = types.FunctionType(code, self.locals)()
            if not inspect.iscoroutine(made):
                outcome.set_result(made)
                return
            self.task = self.loop.create_task(made)
            self.task.add_done_callback(lambda task: _pass_on(task, outcome))
        except SystemExit as error:
            self._leave(error)
        except BaseException as error:
            self.interrupted = isinstance(error, KeyboardInterrupt)
            outcome.set_exception(error)

    def _leave(self, error):
        self.status = error.code
        self.loop.stop()

    def runcode(self, code):
        outcome = concurrent.futures.Future()
        self.loop.call_soon_threadsafe(self._start, code, outcome)
        try:
            return outcome.result()
        except SystemExit as error:
            self._leave(error)
        except BaseException:
            if self.interrupted:
                self.write('\nKeyboardInterrupt\n')
            else:
                self.showtraceback()

    def interrupt(self):
        """Ctrl-C: the running input is cancelled."""
        self.interrupted = True
        if self.task is not None and not self.task.done():
            self.task.cancel()


def _pass_on(task, outcome):
    if task.cancelled():
        outcome.set_exception(concurrent.futures.CancelledError())
    elif task.exception() is not None:
        outcome.set_exception(task.exception())
    else:
        outcome.set_result(task.result())


def _startup(console):
    path = os.getenv('PYTHONSTARTUP')
    if path:
        import tokenize
        with tokenize.open(path) as file:
            exec(compile(file.read(), path, 'exec'), console.locals)


def _converse(console):
    """The thread that reads."""
    try:
        console.write(
            f'asyncio REPL {sys.version} on {sys.platform}\nUse "await" directly instead of '
            f'"asyncio.run()".\n'
            'Type "help", "copyright", "credits" or "license" for more information.\n')
        _startup(console)
        console.write(f'{getattr(sys, "ps1", ">>> ")}import asyncio\n')
        console.interact(banner='', exitmsg='')
    finally:
        warnings.filterwarnings('ignore', message=r'^coroutine .* was never awaited$',
                                category=RuntimeWarning)
        console.loop.call_soon_threadsafe(console.loop.stop)


def _main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    names = {name: globals()[name] for name in _FROM_MAIN if name in globals()}
    console = AsyncIOInteractiveConsole({'asyncio': asyncio, **names}, loop)
    threading.Thread(target=_converse, args=(console,), name='Interactive thread',
                     daemon=True).start()
    while True:
        try:
            loop.run_forever()
            break
        except KeyboardInterrupt:
            console.interrupt()
    console.write('exiting asyncio REPL...\n')
    loop.close()
    sys.exit(console.status)


if __name__ == '__main__':
    _main()
