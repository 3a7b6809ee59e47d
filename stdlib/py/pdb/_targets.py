# SPDX-License-Identifier: MIT
"""python -m pdb: what is to be debugged, and the loop that runs it again and again."""

import os
import sys
import traceback


class ScriptTarget:
    """A file."""

    def __init__(self, target):
        self._target = os.path.realpath(target)
        if not os.path.exists(self._target):
            print(f'Error: {target} does not exist')
            sys.exit(1)
        if os.path.isdir(self._target):
            print(f'Error: {target} is a directory')
            sys.exit(1)
        # as when the file is run: modules beside it come first
        sys.path[0] = os.path.dirname(self._target)

    def __repr__(self):
        return self._target

    @property
    def filename(self):
        return self._target

    @property
    def code(self):
        import io
        with io.open_code(self._target) as file:
            return f"exec(compile({file.read()!r}, {self._target!r}, 'exec'))"

    @property
    def namespace(self):
        import builtins
        return dict(__name__='__main__', __file__=self._target, __builtins__=builtins.__dict__,
                    __spec__=None)


class ModuleTarget:
    """A module, or the __main__ of a package."""

    def __init__(self, target):
        import runpy
        self._target = target
        try:
            _, self._spec, self._code = runpy._get_module_details(target)
        except ImportError as error:
            print(f'ImportError: {error}')
            sys.exit(1)
        except Exception:
            traceback.print_exc()
            sys.exit(1)

    def __repr__(self):
        return self._target

    @property
    def filename(self):
        return self._code.co_filename

    @property
    def code(self):
        return self._code

    @property
    def namespace(self):
        import builtins
        spec = self._spec
        return dict(__name__='__main__', __file__=os.path.normcase(os.path.abspath(self.filename)),
                    __package__=spec.parent, __loader__=spec.loader, __spec__=spec,
                    __builtins__=builtins.__dict__)


_USAGE = """\
usage: pdb [-h] [-c command] (-m module | pyfile) [args ...]

Run a Python file, or with -m a module, under the debugger.

The commands in the files ~/.pdbrc and .pdbrc run first, then those given
with -c: "-c continue" runs until an exception, "-c 'until 5'" until line 5.

options:
  -h, --help            show this help and exit
  -c, --command command
                        a command of the debugger, as if it stood in .pdbrc
  -m module             debug a module
"""


def _parse(args):
    """(commands, module or None, the rest)."""
    commands, module = [], None
    while args and args[0].startswith('-') and args[0] != '-':
        option = args.pop(0)
        if option == '--':
            break
        if option in ('-h', '--help'):
            print(_USAGE, end='')
            sys.exit(0)
        for name in ('--command', '-c', '-m'):
            if option.startswith(name):
                value = option[len(name):].removeprefix('=' if name == '--command' else '')
                break
        else:
            _usage_error(f'unrecognized arguments: {option}')
        if not value:
            if not args:
                _usage_error(
                    f'argument {"-c/--command" if name != "-m" else "-m"}: expected one argument')
            value = args.pop(0)
        if name == '-m':
            return commands, value, args
        commands.append(value)
    return commands, module, args


def _usage_error(text):
    head = _USAGE.partition('\n')[0]
    print(f'{head}\npdb: error: {text}', file=sys.stderr)
    sys.exit(2)


def main():
    """The program behind python -m pdb."""
    if len(sys.argv) == 1:
        print(_USAGE, end='')
        sys.exit(2)
    commands, module, args = _parse(sys.argv[1:])
    if module is not None:
        target = ModuleTarget(module)
    elif not args:
        _usage_error('no module or script to run')
    else:
        target = ScriptTarget(args.pop(0))
    sys.argv[:] = [target.filename] + args if module is not None else [str(target)] + args

    import pdb
    debugger = pdb.Pdb()
    debugger.rcLines.extend(commands)
    while True:
        try:
            _run_once(debugger, target, pdb.Restart)
        except pdb.Restart:
            print("Restarting", target, "with arguments:")
            print("\t" + " ".join(sys.argv[1:]))
        if debugger._user_requested_quit:
            break
        print("The program finished and will be restarted")


def _run_once(debugger, target, Restart):
    try:
        debugger._run(target)
    except Restart:
        raise
    except SystemExit as error:
        print("The program exited via sys.exit(). Exit status:", end=" ")
        print(error)
    except BaseException as error:
        traceback.print_exception(error)
        print("Uncaught exception. Entering post mortem debugging")
        print("Running 'cont' or 'step' will restart the program")
        debugger.interaction(None, error)
