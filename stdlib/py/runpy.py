# SPDX-License-Identifier: MIT
"""Locating and running code in the module namespace of __main__."""

import sys
import importlib.machinery
import importlib.util
import io
import os

__all__ = ['run_module', 'run_path']

ModuleType = type(sys)


class _TempModule:
    """A module in sys.modules for as long as the code runs."""

    def __init__(self, mod_name):
        self.mod_name = mod_name
        self.module = ModuleType(mod_name)
        self._saved = []

    def __enter__(self):
        if self.mod_name in sys.modules:
            self._saved.append(sys.modules[self.mod_name])
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._saved:
            sys.modules[self.mod_name] = self._saved[0]
        else:
            del sys.modules[self.mod_name]
        self._saved = []


class _ModifiedArgv0:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self._saved = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        sys.argv[0] = self._saved


def _run_code(code, run_globals, init_globals, mod_name, mod_spec, pkg_name, script_name):
    """Run the code in the namespace given."""
    if init_globals is not None:
        run_globals.update(init_globals)
    if mod_spec is None:
        loader, fname, cached = None, script_name, None
    else:
        loader, fname, cached = mod_spec.loader, mod_spec.origin, mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=fname, __cached__=cached, __doc__=None,
                       __loader__=loader, __package__=pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None,
                     script_name=None):
    fname = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temp_module, _ModifiedArgv0(fname):
        space = temp_module.module.__dict__
        _run_code(code, space, init_globals, mod_name, mod_spec, pkg_name, script_name)
        return space.copy()


def _get_module_details(mod_name, error=ImportError):
    """Name, spec and code of a module, or of the __main__ of a package."""
    if mod_name.startswith('.'):
        raise error('Relative module names not supported')
    pkg_name = mod_name.rpartition('.')[0]
    if pkg_name:
        try:
            __import__(pkg_name)
        except ImportError as exc:
            if exc.name is None or exc.name != pkg_name and not pkg_name.startswith(exc.name + '.'):
                raise
        existing = sys.modules.get(mod_name)
        if existing is not None and not hasattr(existing, '__path__'):
            from warnings import warn
            warn(
                RuntimeWarning(
                    f'{mod_name!r} found in sys.modules after import of package {pkg_name!r}, but '
                    f'prior to execution of {mod_name!r}; this may result in unpredictable '
                    f'behaviour'))
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as exc:
        text = (f'Error while finding module specification for {mod_name!r} ({type(exc).__name__}: '
                f'{exc})')
        if mod_name.endswith('.py'):
            text += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(text) from exc
    if spec is None:
        raise error(f'No module named {mod_name}')
    if spec.submodule_search_locations is not None:
        if mod_name == '__main__' or mod_name.endswith('.__main__'):
            raise error('Cannot use package as __main__ module')
        try:
            return _get_module_details(mod_name + '.__main__', error)
        except error as exc:
            if mod_name not in sys.modules:
                raise
            raise error(f'{exc}; {mod_name!r} is a package and cannot be directly executed')
    if spec.loader is None:
        raise error(f'{mod_name!r} is a namespace package and cannot be executed')
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as exc:
        raise error(format(exc)) from exc
    if code is None:
        raise error(f'No code object available for {mod_name}')
    return mod_name, spec, code


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Execute a module's code without importing it."""
    mod_name, mod_spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, mod_spec)
    return _run_code(code, {}, init_globals, run_name, mod_spec, None, None)


def _get_main_module_details(error=ImportError):
    saved = sys.modules.get('__main__')
    if saved is not None:
        del sys.modules['__main__']
    try:
        return _get_module_details('__main__')
    except ImportError as exc:
        if '__main__' in str(exc):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from exc
        raise
    finally:
        if saved is not None:
            sys.modules['__main__'] = saved


def run_path(path_name, init_globals=None, run_name=None):
    """Execute code located at the specified filesystem location."""
    if run_name is None:
        run_name = '<run_path>'
    pkg_name = run_name.rpartition('.')[0]
    from pkgutil import get_importer
    path_name = os.fsdecode(path_name)
    if get_importer(path_name) is None:
        with io.open_code(os.path.abspath(path_name)) as file:
            code = compile(file.read(), path_name, 'exec')
        return _run_module_code(code, init_globals, run_name, pkg_name=pkg_name,
                                script_name=path_name)
    sys.path.insert(0, path_name)
    try:
        mod_name, mod_spec, code = _get_main_module_details()
        with _TempModule(run_name) as temp_module, _ModifiedArgv0(path_name):
            space = temp_module.module.__dict__
            return _run_code(code, space, init_globals, run_name, mod_spec, pkg_name, None).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == '__main__':
    if len(sys.argv) < 2:
        print('No module specified for execution', file=sys.stderr)
    else:
        del sys.argv[0]
        run_module(sys.argv[0], run_name='__main__', alter_sys=True)
