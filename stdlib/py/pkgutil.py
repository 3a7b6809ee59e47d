# SPDX-License-Identifier: MIT
"""Utilities to support packages."""

import importlib.machinery
import importlib.util
import os.path
import sys
import warnings
from collections import namedtuple
from functools import singledispatch as simplegeneric
from types import ModuleType

__all__ = ['get_importer', 'iter_importers', 'get_loader', 'find_loader', 'walk_packages',
           'iter_modules', 'get_data', 'read_code', 'extend_path', 'ModuleInfo']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'A namedtuple with minimal info about a module.'


def read_code(stream):
    """Files of CPython's bytecode are not read: None, as for one of another version."""
    stream.read(4)
    return None


def walk_packages(path=None, prefix='', onerror=None):
    """Yields ModuleInfo for all modules recursively on path, or, if path is None, all accessible
    modules."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except Exception as error:
            if onerror is not None:
                onerror(info.name)
            elif not isinstance(error, ImportError):
                raise
        else:
            folders = getattr(sys.modules[info.name], '__path__', None) or []
            fresh = [folder for folder in folders if folder not in seen]
            seen.update(fresh)
            yield from walk_packages(fresh, info.name + '.', onerror)


def iter_modules(path=None, prefix=''):
    """Yields ModuleInfo for all submodules on path, or, if path is None, all top-level modules on
    sys.path."""
    if path is None:
        importers = iter_importers()
    elif isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    else:
        importers = map(get_importer, path)
    yielded = set()
    for importer in importers:
        for name, ispkg in iter_importer_modules(importer, prefix):
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(importer, name, ispkg)


@simplegeneric
def iter_importer_modules(importer, prefix=''):
    return importer.iter_modules(prefix) if hasattr(importer, 'iter_modules') else []


def _iter_file_finder_modules(importer, prefix=''):
    """The modules in the folder of a FileFinder."""
    import inspect
    if importer.path is None or not os.path.isdir(importer.path):
        return
    try:
        names = sorted(os.listdir(importer.path))
    except OSError:
        names = []
    yielded = set()
    for entry in names:
        name = inspect.getmodulename(entry)
        if name == '__init__' or name in yielded:
            continue
        path = os.path.join(importer.path, entry)
        ispkg = False
        if not name and os.path.isdir(path) and '.' not in entry:
            try:
                inside = os.listdir(path)
            except OSError:
                inside = []
            if not any(inspect.getmodulename(file) == '__init__' for file in inside):
                continue
            name, ispkg = entry, True
        if name and '.' not in name:
            yielded.add(name)
            yield prefix + name, ispkg


iter_importer_modules.register(importlib.machinery.FileFinder, _iter_file_finder_modules)


def get_importer(path_item):
    """Retrieve a finder for the given path item."""
    path_item = os.fsdecode(path_item)
    try:
        return sys.path_importer_cache[path_item]
    except KeyError:
        pass
    for hook in sys.path_hooks:
        try:
            importer = hook(path_item)
        except ImportError:
            continue
        return sys.path_importer_cache.setdefault(path_item, importer)
    return None


def iter_importers(fullname=''):
    """Yield finders for the given module name."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    package = fullname.rpartition('.')[0]
    if package:
        path = getattr(importlib.import_module(package), '__path__', None)
    else:
        yield from sys.meta_path
        path = sys.path
    yield from map(get_importer, [] if path is None else path)


def get_loader(module_or_name):
    """Get a "loader" object for module_or_name."""
    warnings._deprecated('pkgutil.get_loader',
                         f'{warnings._DEPRECATED_MSG}; use importlib.util.find_spec() instead',
                         remove=(3, 14))
    known = module_or_name in sys.modules
    found = sys.modules[module_or_name] if known else module_or_name
    if known and found is None:
        return None
    if not isinstance(found, ModuleType):
        return find_loader(found)
    loader = getattr(found, '__loader__', None)
    if loader is None and getattr(found, '__spec__', None) is not None:
        loader = find_loader(found.__name__)
    return loader


def find_loader(fullname):
    """Find a "loader" object for fullname."""
    warnings._deprecated('pkgutil.find_loader',
                         f'{warnings._DEPRECATED_MSG}; use importlib.util.find_spec() instead',
                         remove=(3, 14))
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(
            f'Error while finding loader for {fullname!r} ({type(error)}: {error})') from error
    return None if spec is None else spec.loader


def extend_path(path, name):
    """Extend a package's path."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, leaf = name.rpartition('.')
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        portions = []
        if hasattr(finder, 'find_spec'):
            spec = finder.find_spec(leaf)
            if spec is not None:
                portions = spec.submodule_search_locations or []
        for portion in portions:
            if portion not in path:
                path.append(portion)
        listing = os.path.join(folder, name + '.pkg')
        if os.path.isfile(listing):
            try:
                file = open(listing)
            except OSError as error:
                sys.stderr.write(f"Can't open {listing}: {error}\n")
                continue
            with file:
                for line in file:
                    line = line.rstrip('\n')
                    if line and not line.startswith('#'):
                        path.append(line)
    return path


def get_data(package, resource):
    """Get a resource from a package."""
    spec = importlib.util.find_spec(package)
    loader = getattr(spec, 'loader', None)
    if not hasattr(loader, 'get_data'):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, '__file__'):
        return None
    return loader.get_data(os.path.join(os.path.dirname(module.__file__), *resource.split('/')))


def resolve_name(name):
    """Resolve a name to an object: 'a.b.c' or 'package.module:object.attribute'."""
    def is_name(dotted):
        return all(part.isidentifier() for part in dotted.split('.'))
    package, colon, rest = name.partition(':')
    if not is_name(package) or colon and rest and not is_name(rest):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        result = importlib.import_module(package)
        parts = rest.split('.') if rest else []
    else:
        parts = package.split('.')
        module_name = parts.pop(0)
        result = importlib.import_module(module_name)
        while parts:
            longer = f'{module_name}.{parts[0]}'
            try:
                result = importlib.import_module(longer)
            except ImportError:
                break
            parts.pop(0)
            module_name = longer
    for part in parts:
        result = getattr(result, part)
    return result
