# SPDX-License-Identifier: MIT
"""Import, asked for by a program."""

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

import sys
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _bootstrap_external

__import__ = (__builtins__['__import__'] if isinstance(__builtins__, dict)
              else __builtins__.__import__)
_RELOADING = {}


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in sys.meta_path (where
    implemented)."""
    for finder in sys.meta_path:
        if hasattr(finder, 'invalidate_caches'):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Import a module.

    The 'package' argument is required when performing a relative import. It
    specifies the package to use as the anchor point from which to resolve the
    relative import to an absolute import.
    """
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import "
                            f"for {name!r}")
        level = len(name) - len(name.lstrip('.'))
        name = _resolve_name(name[level:], package, level)
    elif not isinstance(name, str):
        raise TypeError(f'module name must be str, not {type(name)}')
    elif not name:
        raise ValueError('Empty module name')
    __import__(name)
    return sys.modules[name]


def _resolve_name(name, package, level):
    parts = package.rsplit('.', level - 1)
    if len(parts) < level:
        raise ImportError('attempted relative import beyond top-level package')
    return f'{parts[0]}.{name}' if name else parts[0]


def reload(module):
    """Reload the module and return it.

    The module must have been successfully imported before.
    """
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError('reload() argument must be a module') from None
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        parent = name.rpartition('.')[0]
        path = None
        if parent:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError(f'parent {parent!r} not in sys.modules', name=parent) from None
        spec = module.__spec__ = _bootstrap._find_spec(name, path, module)
        if spec is None:
            raise ModuleNotFoundError(f'spec not found for the module {name!r}', name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)
