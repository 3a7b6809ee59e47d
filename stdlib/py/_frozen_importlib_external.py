# SPDX-License-Identifier: MIT
"""The part of importlib that knows files: path finder, folder finder, loaders, source decoding."""

import sys
import _imp
import posix as _os
import _io
from _frozen_importlib import (ModuleSpec, _init_module_attrs, _library_spec, _load_shim,
                               _verbose_message, spec_from_loader)

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = ['.cpython-313-x86_64-linux-gnu.so', '.abi3.so', '.so']
MAGIC_NUMBER = (3571).to_bytes(2, 'little') + b'\r\n'
path_sep = '/'
_PYCACHE = '__pycache__'
_TAG = 'cpython-313'
_unset = object()


def _path_join(*parts):
    return path_sep.join([part.rstrip(path_sep) or part for part in parts
                          if part]).replace('//', '/')


def _path_split(path):
    head, _, tail = path.rpartition(path_sep)
    return head, tail


def _path_isfile(path):
    return _has_mode(path, 0o100000)


def _path_isdir(path):
    return _has_mode(path or _os.getcwd(), 0o040000)


def _has_mode(path, mode):
    try:
        return _os.stat(path).st_mode & 0o170000 == mode
    except (OSError, ValueError):
        return False


def _path_absolute(path):
    return path if not path or path.startswith(path_sep) else _path_join(_os.getcwd(), path)


def _as_text(path):
    return _os.fspath(path)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Given the path to a .py file, return the path to its .pyc file (Rondo writes none)."""
    if debug_override is not None:
        import warnings
        warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead",
                      DeprecationWarning)
        if optimization is not None:
            raise TypeError('debug_override or optimization must be set to None')
        optimization = '' if debug_override else 1
    head, tail = _path_split(_as_text(path))
    base, dot, rest = tail.rpartition('.')
    name = (base if base else rest) + dot + _TAG
    if optimization is None:
        optimization = '' if sys.flags.optimize == 0 else sys.flags.optimize
    optimization = str(optimization)
    if optimization != '':
        if not optimization.isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        name = f'{name}.opt-{optimization}'
    return _path_join(head, _PYCACHE, name + '.pyc')


def source_from_cache(path):
    """Given the path to a .pyc file, return the path to its .py file."""
    path = _as_text(path)
    head, name = _path_split(path)
    head, cache = _path_split(head)
    if cache != _PYCACHE:
        raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    dots = name.count('.')
    if dots not in {2, 3}:
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    if dots == 3:
        optimization = name.rsplit('.', 2)[-2]
        if not optimization.startswith('opt-'):
            raise ValueError("optimization portion of filename does not start with 'opt-'")
        if not optimization[4:].isalnum():
            raise ValueError(f'optimization level {optimization!r} is not an alphanumeric value')
    return _path_join(head, name.partition('.')[0] + SOURCE_SUFFIXES[0])


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string."""
    import linecache
    text = bytes(source_bytes).decode(linecache._source_encoding(bytes(source_bytes)))
    return text.replace('\r\n', '\n').replace('\r', '\n')


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    """Return a module spec based on a file location."""
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _path_absolute(_os.fspath(location))
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _supported_loaders():
            if location.endswith(tuple(suffixes)):
                loader = loader_class(name, location)
                spec.loader = loader
                break
        else:
            return None
    if submodule_search_locations is _unset:
        if hasattr(loader, 'is_package'):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


def _supported_loaders():
    return [(ExtensionFileLoader, EXTENSION_SUFFIXES), (SourceFileLoader, SOURCE_SUFFIXES),
            (SourcelessFileLoader, BYTECODE_SUFFIXES)]


class _LoaderBasics:
    """What loaders of code have in common."""

    def is_package(self, fullname):
        stem = _path_split(self.get_filename(fullname))[1].rsplit('.', 1)[0]
        return stem == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(
                f'cannot load module {module.__name__!r} when get_code() returns None')
        exec(code, module.__dict__)

    def load_module(self, fullname):
        """This method is deprecated."""
        return _load_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {'mtime': self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        pass

    def get_source(self, fullname):
        """Concrete implementation of InspectLoader.get_source."""
        path = self.get_filename(fullname)
        try:
            raw = self.get_data(path)
        except OSError as error:
            raise ImportError('source not available through get_data()', name=fullname) from error
        return decode_source(raw)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Return the code object compiled from source."""
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """Concrete implementation of InspectLoader.get_code."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _check_name(method):
    """A file loader is for one module."""
    def wrapper(self, name=None, *args, **kwargs):
        if name is None:
            name = self.name
        elif self.name != name:
            raise ImportError(f'loader for {self.name} cannot handle {name}', name=name)
        return method(self, name, *args, **kwargs)
    for name in '__name__', '__qualname__', '__doc__':
        setattr(wrapper, name, getattr(method, name))
    return wrapper


class FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    @_check_name
    def load_module(self, fullname):
        """Load a module from a file."""
        return super().load_module(fullname)

    @_check_name
    def get_filename(self, fullname):
        """Return the path to the source file as found by the finder."""
        return self.path

    def get_data(self, path):
        """Return the data from path as raw bytes."""
        with _io.FileIO(str(path), 'r') as file:
            return file.read()

    @_check_name
    def get_resource_reader(self, module):
        from importlib.resources._readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    """A module in a .py file."""

    def path_stats(self, path):
        status = _os.stat(path)
        return {'mtime': status.st_mtime, 'size': status.st_size}

    def path_mtime(self, path):
        return _os.stat(path).st_mtime

    def set_data(self, path, data, *, _mode=0o666):
        """Write bytes data to a file."""
        folder, missing = _path_split(path)[0], []
        while folder and not _path_isdir(folder):
            folder, part = _path_split(folder)
            missing.append(part)
        for part in reversed(missing):
            folder = _path_join(folder, part)
            _os.mkdir(folder)
        with open(path, 'wb') as file:
            file.write(data)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """A file with bytecode of CPython, which Rondo cannot run."""

    def get_code(self, fullname):
        raise ImportError(f'compiled modules of CPython cannot be loaded by Rondo: {self.path}',
                          name=fullname, path=self.path)

    def get_source(self, fullname):
        """Return None as there is no source code."""


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """A module of CPython in machine code, which Rondo cannot run."""

    def create_module(self, spec):
        raise ImportError(f'extension modules of CPython cannot be loaded by Rondo: {self.path}',
                          name=spec.name, path=self.path)

    def exec_module(self, module):
        raise ImportError(f'extension modules of CPython cannot be loaded by Rondo: {self.path}',
                          name=module.__name__, path=self.path)

    def is_package(self, fullname):
        tail = _path_split(self.path)[1]
        return any(tail == '__init__' + suffix for suffix in EXTENSION_SUFFIXES)

    def get_code(self, fullname):
        """Return None as an extension module cannot create a code object."""

    def get_source(self, fullname):
        """Return None as extension modules have no source code."""


class _NamespacePath:
    """The folders of a namespace package, looked for again when its parent's path has changed."""

    _epoch = 0

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = list(path)
        self._path_finder = path_finder
        self._last_parent_path = tuple(self._parent_path())
        self._last_epoch = self._epoch

    def _parent_path(self):
        parent = self._name.rpartition('.')[0]
        if not parent:
            return sys.path
        return getattr(sys.modules.get(parent), '__path__', ())

    def _recalculate(self):
        parent_path = tuple(self._parent_path())
        if parent_path != self._last_parent_path or self._epoch != self._last_epoch:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
            self._last_parent_path = parent_path
            self._last_epoch = self._epoch
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f'_NamespacePath({self._path!r})'

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    """A package without __init__.py."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _load_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.resources._readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


def _path_spec(fullname, path):
    """What the entries of a path say of a module: its spec, one with the portions of a namespace
    package, or None."""
    portions = []
    for entry in path:
        if not isinstance(entry, str):
            continue
        finder = PathFinder._path_importer_cache(entry)
        if finder is None:
            continue
        spec = finder.find_spec(fullname)
        if spec is None:
            continue
        if spec.loader is not None:
            return spec
        if spec.submodule_search_locations is None:
            raise ImportError('spec missing loader')
        portions.extend(spec.submodule_search_locations)
    spec = ModuleSpec(fullname, None)
    spec.submodule_search_locations = portions
    return spec


class PathFinder:
    """sys.path, its hooks, and behind it the library of Rondo itself."""

    @staticmethod
    def invalidate_caches():
        """Call the invalidate_caches() method on all path entry finders."""
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None or not name.startswith(path_sep):
                del sys.path_importer_cache[name]
            elif hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()
        _NamespacePath._epoch += 1

    @staticmethod
    def _path_hooks(path):
        """The first hook of sys.path_hooks that takes the path."""
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        if path == '':
            try:
                path = _os.getcwd()
            except FileNotFoundError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = sys.path_importer_cache[path] = cls._path_hooks(path)
            return finder

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """Try to find a spec for 'fullname' on sys.path or 'path'."""
        spec = _path_spec(fullname, sys.path if path is None else path)
        if spec.loader is not None:
            return spec
        library = _library_spec(fullname)
        if library is not None:
            return library
        portions = spec.submodule_search_locations
        if not portions:
            return None
        spec.origin = None
        spec.submodule_search_locations = _NamespacePath(fullname, portions, _path_spec)
        return spec

    @staticmethod
    def find_distributions(*args, **kwargs):
        """Find distributions."""
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class FileFinder:
    """The modules in one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details
                         for suffix in suffixes]
        self.path = _path_absolute('.' if not path or path == '.' else path)
        if not path or path == '.':
            self.path = _os.getcwd()

    def invalidate_caches(self):
        """Nothing is remembered."""

    def _get_spec(self, loader_class, fullname, path, locations, target):
        loader = loader_class(fullname, path)
        return spec_from_file_location(fullname, path, loader=loader,
                                       submodule_search_locations=locations)

    def find_spec(self, fullname, target=None):
        """Try to find a spec for the specified module."""
        base = _path_join(self.path, fullname.rpartition('.')[2])
        is_folder = _path_isdir(base)
        if is_folder:
            for suffix, loader_class in self._loaders:
                file = _path_join(base, '__init__' + suffix)
                if _path_isfile(file):
                    return self._get_spec(loader_class, fullname, file, [base], target)
        for suffix, loader_class in self._loaders:
            if _path_isfile(base + suffix):
                return self._get_spec(loader_class, fullname, base + suffix, None, target)
        if is_folder:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        """A hook for sys.path_hooks that takes folders."""
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


class WindowsRegistryFinder:
    """Finds nothing: there is no registry here."""

    DEBUG_BUILD = False

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    """A loader for frameworks of Apple's systems."""
