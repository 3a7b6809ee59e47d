# SPDX-License-Identifier: MIT
"""Processes that begin with a fresh interpreter: what parent and child tell each other."""

import io
import os
import pickle
import sys
import types

from . import get_start_method, process, reduction, set_start_method, util

__all__ = ['_main', 'freeze_support', 'set_executable', 'get_executable',
           'get_preparation_data', 'get_command_line', 'import_main_path']

_FLAG = '--multiprocessing-fork'


# ---- the program of a child ----

def set_executable(exe):
    """The interpreter that children run."""
    global _executable
    _executable = exe if exe is None else os.fsencode(exe)


set_executable(sys.executable)


def get_executable():
    return _executable


def is_forking(argv):
    """Is this the command line of a child?"""
    return argv[1:2] == [_FLAG]


def get_command_line(**kwds):
    """The command line of a child."""
    from subprocess import _args_from_interpreter_flags
    arguments = ', '.join(f'{name}={value!r}' for name, value in kwds.items())
    program = f'from multiprocessing.spawn import spawn_main; spawn_main({arguments})'
    return [_executable, *_args_from_interpreter_flags(), '-c', program, _FLAG]


def freeze_support():
    """For programs frozen into one file: be the child, if this is one."""
    if is_forking(sys.argv):
        pairs = (argument.split('=') for argument in sys.argv[2:])
        spawn_main(**{name: None if value == 'None' else int(value) for name, value in pairs})


# ---- the parent's side ----

_TOO_EARLY = '''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        '''


def _path_for_child():
    """sys.path, with the current folder, once, as what it was at the beginning."""
    path = list(sys.path)
    if '' in path:
        path[path.index('')] = process.ORIGINAL_DIR
    return path


def _where_main_is():
    """How the child gets at the classes of the main module: by its name, or its file."""
    main = sys.modules['__main__']
    name = getattr(main.__spec__, 'name', None)
    if name is not None:
        return {'init_main_from_name': name}
    path = getattr(main, '__file__', None)
    if path is None:
        return {}
    if process.ORIGINAL_DIR is not None:
        path = os.path.join(process.ORIGINAL_DIR, path)
    return {'init_main_from_path': os.path.normpath(path)}


def get_preparation_data(name):
    """What the child has to know before it can unpickle its process object."""
    current = process.current_process()
    if getattr(current, '_inheriting', False):
        raise RuntimeError(_TOO_EARLY)
    level = {} if util._logger is None else {'log_level': util._logger.getEffectiveLevel()}
    return {'name': name, 'authkey': current.authkey, 'log_to_stderr': util._log_to_stderr, **level,
            'sys_path': _path_for_child(), 'sys_argv': sys.argv, 'dir': os.getcwd(),
            'orig_dir': process.ORIGINAL_DIR, 'start_method': get_start_method(),
            **_where_main_is()}


def pickled(process_obj, popen):
    """What a child reads first: how to prepare itself, then its process object."""
    from .context import set_spawning_popen
    message = io.BytesIO()
    set_spawning_popen(popen)
    try:
        reduction.dump(get_preparation_data(process_obj._name), message)
        reduction.dump(process_obj, message)
    finally:
        set_spawning_popen(None)
    return message.getbuffer()

# ---- the child's side ----

def spawn_main(pipe_handle, parent_pid=None, tracker_fd=None):
    """What a child runs."""
    if not is_forking(sys.argv):
        raise AssertionError("Not forking")
    from . import resource_tracker
    resource_tracker._resource_tracker._fd = tracker_fd
    sys.exit(_main(pipe_handle, os.dup(pipe_handle)))


def _main(fd, parent_sentinel):
    """Read from the parent what to do, and do it: the exit code."""
    process.current_process()._inheriting = True
    try:
        with open(fd, 'rb') as from_parent:
            prepare(pickle.load(from_parent))
            child = pickle.load(from_parent)
    finally:
        del process.current_process()._inheriting
    return child._bootstrap(parent_sentinel)


def _prepare_logging(wanted):
    if wanted:
        util.log_to_stderr()


# How a child takes over what its parent tells it, in this order.
_PREPARATIONS = {
    'name': lambda name: setattr(process.current_process(), 'name', name),
    'authkey': lambda key: setattr(process.current_process(), 'authkey', key),
    'log_to_stderr': _prepare_logging,
    'log_level': lambda level: util.get_logger().setLevel(level),
    'sys_path': lambda path: setattr(sys, 'path', path),
    'sys_argv': lambda argv: setattr(sys, 'argv', argv),
    'dir': os.chdir,
    'orig_dir': lambda path: setattr(process, 'ORIGINAL_DIR', path),
    'start_method': lambda method: set_start_method(method, force=True),
    'init_main_from_name': lambda name: _import_main_name(name),
    'init_main_from_path': lambda path: import_main_path(path),
}


def prepare(data):
    """Make this process like its parent."""
    for key, take_over in _PREPARATIONS.items():
        if key in data:
            take_over(data[key])


old_main_modules = []                       # they stay alive: their functions may be needed


def _replace_main(run, what):
    """Run the parent's main module under another name, and let it be the main module here."""
    import runpy
    old_main_modules.append(sys.modules['__main__'])
    main = types.ModuleType("__mp_main__")
    vars(main).update(getattr(runpy, run)(what, run_name=main.__name__))
    for name in '__main__', main.__name__:
        sys.modules[name] = main


def _import_main_name(name):
    # A package's __main__ is not meant to be imported.
    is_package = name == '__main__' or name.endswith('.__main__')
    if not is_package and getattr(sys.modules['__main__'].__spec__, 'name', None) != name:
        _replace_main('run_module', name)


def import_main_path(main_path):
    """Make the file's module the main module."""
    is_shell = os.path.splitext(os.path.basename(main_path))[0] == 'ipython'
    if not is_shell and getattr(sys.modules['__main__'], '__file__', None) != main_path:
        _replace_main('run_path', main_path)
