# SPDX-License-Identifier: MIT
"""The commands of the shell: lines that begin with %, and name?."""
import builtins
import sys

import _editor

COMMANDS = {}


def command(usage, what):
    """A command: its line in %help, and its function(shell, argument)."""
    def register(function):
        COMMANDS[usage.split()[0]] = usage, what, function
        return function
    return register


class Refused(Exception):
    """What is wrong with a command, for the one who typed it."""


def run(shell, text):
    """Run a command line; the shell reports what it raises."""
    try:
        if text[0] != '%':
            from . import describe
            describe.describe(shell, text.rstrip('?').strip() or text)
            return
        name, _, argument = text[1:].partition(' ')
        found = COMMANDS.get('%' + name)
        if found is None:
            raise Refused(f'no command %{name}; there are: ' + ' '.join(COMMANDS))
        found[2](shell, argument.strip())
    except Refused as error:
        print(error, file=sys.stderr)


def _need(argument, usage):
    if not argument:
        raise Refused(f'usage: {usage}')
    return argument


def evaluate(shell, text):
    """The value of an expression in the session's names."""
    return eval(compile(text, '<command>', 'eval'), shell.namespace)


# ---- files ----

def run_file(shell, name, text):
    """Run the text of a file as one input; tracebacks show its lines."""
    import linecache
    linecache.cache[name] = (len(text), None, text.splitlines(True) or [''], name)
    try:
        shell.execute(_editor.compile(text, name, True))
    except SystemExit:
        raise
    except BaseException as error:
        shell.report(error)


def run_cell_file(shell, path, text):
    """The file as an input whose exceptions leave the shell."""
    shell.namespace['__file__'] = path
    source = text.decode('utf-8-sig').replace('\r\n', '\n')
    code = _editor.compile(source, path, True)
    try:
        shell.execute(code)
    finally:
        if shell.session is not None:
            shell.session.close()


@command('%help', 'this list')
def _help(shell, argument):
    for usage, what, _ in COMMANDS.values():
        print(f'{usage:18} {what}')
    print(f'{"name?":18} signature, documentation and source of an object')


@command('%load FILE', 'run a file as if it had been typed here')
def _load(shell, argument):
    name = _need(argument, '%load FILE')
    try:
        with open(_home(name), encoding='utf-8') as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f'%load: {error}') from None
    run_file(shell, name, text)


@command('%save FILE', 'write the inputs of this session to a file')
def _save(shell, argument):
    name = _need(argument, '%save FILE')
    try:
        with open(_home(name), 'x', encoding='utf-8') as file:
            for _, text in shell.inputs:
                file.write(text)
    except OSError as error:
        raise Refused(f'%save: {error}') from None
    print(f'{len(shell.inputs)} inputs in {name}')


@command('%cd [FOLDER]', 'change the working folder, and print it')
def _cd(shell, argument):
    import os
    try:
        if argument:
            os.chdir(_home(argument))
    except OSError as error:
        raise Refused(f'%cd: {error}') from None
    print(os.getcwd())


def _home(name):
    import os.path
    return os.path.expanduser(name)


# ---- names ----

def _own_names(shell):
    return sorted(name for name in shell.namespace if not name.startswith('__'))


@command('%who', 'the names of this session')
def _who(shell, argument):
    rows = [(name, type(shell.namespace[name]).__name__) for name in _own_names(shell)]
    width = max((_editor.columns(name) for name, _ in rows), default=0)
    for name, kind in rows:
        print(name + ' ' * (width - _editor.columns(name)), '', kind)


@command('%reset', 'forget all names; tasks live on')
def _reset(shell, argument):
    names = _own_names(shell)
    for name in names:
        del shell.namespace[name]
    if hasattr(builtins, '_'):
        del builtins._
    print(f'{len(names)} names forgotten')


# ---- stages of the interpreter ----

@command('%ast CODE', 'the syntax tree of a piece of code')
def _ast(shell, argument):
    text = _need(argument, '%ast CODE') + '\n'
    tree = _editor.tree(text)
    if tree is None:
        compile(text, '<command>', 'exec')
        raise Refused('%ast: no tree')
    print(tree.rstrip('\n'))


@command('%dis F', 'the bytecode of a function, or of a piece of code')
def _dis(shell, argument):
    text = _need(argument, '%dis F')
    try:
        value = evaluate(shell, text)
    except Exception:
        value = None
    value = getattr(value, '__func__', value)
    code = (getattr(value, '__code__', None) or getattr(value, 'cr_code', None)
            or getattr(value, 'gi_code', None))
    if code is None and value is not None:
        raise Refused(f'%dis: {text} has no bytecode')
    if code is None:
        code = _editor.compile(text + '\n', '<command>')
    print(_editor.bytecode(code).rstrip('\n'))


# ---- time ----

def _code(text):
    import linecache
    linecache.cache['<command>'] = (len(text), None, [text + '\n'], '<command>')
    return _editor.compile(text + '\n', '<command>', True)


def _seconds(seconds):
    for unit, size in ('s', 1), ('ms', 1e-3), ('us', 1e-6):
        if seconds >= size:
            return f'{seconds / size:.1f} {unit}' if unit != 's' else f'{seconds:.3f}s'
    return f'{seconds / 1e-9:.1f} ns'


@command('%time EXPR', 'run it once: the value, and how long it took')
def _time(shell, argument):
    import time
    code = _code(_need(argument, '%time EXPR'))
    began, used = time.perf_counter(), time.process_time()
    try:
        shell.execute(code)
    finally:
        took, used = time.perf_counter() - began, time.process_time() - used
        print(f'took {_seconds(took)}, CPU {_seconds(used)}')


@command('%timeit EXPR', 'run it often: the time of one run')
def _timeit(shell, argument):
    import time
    text = _need(argument, '%timeit EXPR')
    text = text.replace('\n', '\n    ')
    scope = {}
    names = dict(shell.namespace)
    word = ('async def' if compile(text + '\n', '<command>', 'exec', 0x2000).co_flags & 0x80
            else 'def')
    source = (f'{word} _run(_count, _clock):\n  _began = _clock()\n  for _ in _count:\n    '
              f'{text}\n  return _clock() - _began\n')
    exec(compile(source, '<command>', 'exec'), names, scope)
    from itertools import repeat

    def once(count):
        result = scope['_run'](repeat(None, count), time.perf_counter)
        if word == 'def':
            return result
        from . import open_session
        open_session()
        return shell.session.drive(result, shell.session.context)

    count, took = 1, once(1)
    while took < 0.05 and count < 10 ** 9:
        count *= 10
        took = once(count)
    best = min(took, once(count), once(count))
    print(f'{_seconds(best / count)} a run, the best of 3')


# ---- tasks ----

@command('%trace on|off', 'every event of the scheduler on stderr')
def _trace(shell, argument):
    if argument not in ('on', 'off'):
        raise Refused('usage: %trace on|off')
    _editor.trace(argument == 'on')


@command('%tasks', 'the tasks: name, state, where, what they wait for, since when')
def _tasks(shell, argument):
    from . import tasks
    tasks.show_table(shell)


@command('%tree', 'who awaits whom; locks and their owners')
def _tree(shell, argument):
    from . import tasks
    tasks.show_tree(shell)
