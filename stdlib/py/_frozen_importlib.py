# SPDX-License-Identifier: MIT
"""
The heart of importlib: module specs, the two finders of modules that come with Rondo, and what
import does when a script has put finders of its own into sys.meta_path or sys.path_hooks. As long
as it has not, vm/run/import.c finds and runs modules by itself and only asks here how they describe
themselves (_describe).
"""

import sys
import _imp


def _verbose_message(message, *args, verbosity=1):
    pass


class ModuleSpec:
    """What an import system knows of a module before it runs."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        parts = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            parts.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            parts.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'{self.__class__.__name__}({", ".join(parts)})'

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader
                    and self.origin == other.origin and
                    self.submodule_search_locations == other.submodule_search_locations and
                    self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        """The name of the module's parent."""
        return (self.name.rpartition('.')[0] if self.submodule_search_locations is None
                else self.name)

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if origin is None:
        origin = getattr(loader, '_ORIGIN', None)
    if not origin and hasattr(loader, 'get_filename'):
        from _frozen_importlib_external import spec_from_file_location
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _init_module_attrs(spec, module, override=False):
    """Give a module the attributes that its spec stands for."""
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    put('__name__', spec.name)
    loader = spec.loader
    if loader is None and spec.submodule_search_locations is not None:
        from _frozen_importlib_external import NamespaceLoader
        loader = NamespaceLoader.__new__(NamespaceLoader)
        loader._path = spec.submodule_search_locations
        spec.loader = loader
        module.__file__ = None
    put('__loader__', loader)
    put('__package__', spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put('__path__', spec.submodule_search_locations)
    if spec.has_location:
        put('__file__', spec.origin)
        put('__cached__', spec.cached)
    return module


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    module = None
    if hasattr(spec.loader, 'create_module'):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, 'exec_module'):
        raise ImportError('loaders that define exec_module() must also define create_module()')
    if module is None:
        module = type(sys)(spec.name)
    return _init_module_attrs(spec, module)


def _exec(spec, module):
    """Run a module again, in the namespace that it has (reload)."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name!r} not in sys.modules', name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError('missing loader', name=name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, 'exec_module'):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    return module


def _load_by_old_loader(spec):
    """A loader of before Python 3.4 that has only load_module()."""
    import warnings
    warnings.warn(
        f'{_object_name(spec.loader)}.exec_module() not found; falling back to load_module()',
        ImportWarning)
    try:
        spec.loader.load_module(spec.name)
    except:
        if spec.name in sys.modules:
            sys.modules[spec.name] = sys.modules.pop(spec.name)
        raise
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    if getattr(module, '__loader__', None) is None:
        module.__loader__ = spec.loader
    if getattr(module, '__package__', None) is None:
        module.__package__ = (module.__name__ if hasattr(module, '__path__')
                              else spec.name.rpartition('.')[0])
    if getattr(module, '__spec__', None) is None:
        module.__spec__ = spec
    return module


def _object_name(obj):
    return getattr(obj, '__qualname__', None) or type(obj).__qualname__


def _load(spec):
    """Make and run the module of a spec; it is in sys.modules while it runs."""
    if spec.loader is not None and not hasattr(spec.loader, 'exec_module'):
        return _load_by_old_loader(spec)
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if spec.loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError('missing loader', name=spec.name)
            else:
                spec.loader.exec_module(module)
        except:
            sys.modules.pop(spec.name, None)
            raise
        module = sys.modules.pop(spec.name)
        sys.modules[spec.name] = module
    finally:
        spec._initializing = False
    return module


def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path in turn."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError('sys.meta_path is None, Python is likely shutting down')
    if not finders:
        import warnings
        warnings.warn('sys.meta_path is empty', ImportWarning)
    is_reload = name in sys.modules
    for finder in finders:
        try:
            find_spec = finder.find_spec
        except AttributeError:
            continue
        spec = find_spec(name, path, target)
        if spec is None:
            continue
        if not is_reload and name in sys.modules:    # the finder has imported it
            try:
                known = sys.modules[name].__spec__
            except AttributeError:
                return spec
            return spec if known is None else known
        return spec
    return None


def _load_new(name, path):
    """import of a module that is not in sys.modules, its parent imported; None: nobody knows it."""
    spec = _find_spec(name, path)
    return None if spec is None else _load(spec)


def _check_spec_name(wrapped, name):
    raise ImportError(f'{name!r} is not a {wrapped} module', name=name)


class BuiltinImporter:
    """Modules in C."""

    _ORIGIN = 'built-in'

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if (_imp.is_builtin(fullname)
                and (_imp.is_core(fullname) or fullname in ('sys', 'builtins'))):
            return spec_from_loader(fullname, cls, origin=cls._ORIGIN)
        return None

    @staticmethod
    def create_module(spec):
        """Create a built-in module"""
        if not _imp.is_builtin(spec.name):
            _check_spec_name('built-in', spec.name)
        return _imp.create_builtin(spec)

    @staticmethod
    def exec_module(module):
        """Exec a built-in module"""
        _imp.exec_builtin(module)

    @classmethod
    def get_code(cls, fullname):
        """Return None as built-in modules do not have code objects."""
        if not _imp.is_builtin(fullname):
            _check_spec_name('built-in', fullname)

    @classmethod
    def get_source(cls, fullname):
        """Return None as built-in modules do not have source code."""
        if not _imp.is_builtin(fullname):
            _check_spec_name('built-in', fullname)

    @classmethod
    def is_package(cls, fullname):
        """Return False as built-in modules are never packages."""
        if not _imp.is_builtin(fullname):
            _check_spec_name('built-in', fullname)
        return False

    @classmethod
    def load_module(cls, fullname):
        return _load_shim(cls, fullname)


def _load_shim(loader, fullname):
    import warnings
    warnings.warn(
        'the load_module() method is deprecated and slated for removal in Python 3.15; use '
        'exec_module() instead',
        DeprecationWarning, stacklevel=3)
    spec = spec_from_loader(fullname, loader)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


class FrozenImporter:
    """Modules of the library in the language, which are part of the program."""

    _ORIGIN = 'frozen'

    @classmethod
    def _spec(cls, fullname):
        spec = spec_from_loader(fullname, cls, origin=cls._ORIGIN,
                                is_package=_imp.is_frozen_package(fullname))
        return spec

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if _imp.is_frozen(fullname) and _imp.is_core(fullname):
            return cls._spec(fullname)
        return None

    @staticmethod
    def create_module(spec):
        """Set __file__, if able."""

    @staticmethod
    def exec_module(module):
        spec = module.__spec__
        code = _imp.get_frozen_object(spec.name)
        exec(code, module.__dict__)

    @classmethod
    def get_code(cls, fullname):
        """Return the code object for the frozen module."""
        if not _imp.is_frozen(fullname):
            _check_spec_name('frozen', fullname)
        return _imp.get_frozen_object(fullname)

    @classmethod
    def get_source(cls, fullname):
        """Return the text of the library's module."""
        if not _imp.is_frozen(fullname):
            _check_spec_name('frozen', fullname)
        return _imp.frozen_source(fullname)

    @classmethod
    def is_package(cls, fullname):
        """Return True if the frozen module is a package."""
        if not _imp.is_frozen(fullname):
            _check_spec_name('frozen', fullname)
        return _imp.is_frozen_package(fullname)

    @classmethod
    def load_module(cls, fullname):
        return _load_shim(cls, fullname)


def _library_spec(fullname):
    """The spec of a module that comes with Rondo, or None: what CPython would find at the end of
    sys.path."""
    if _imp.is_builtin(fullname):
        return spec_from_loader(fullname, BuiltinImporter, origin='built-in', is_package=False)
    if _imp.is_frozen(fullname):
        return FrozenImporter._spec(fullname)
    return None


def _describe(module, name, file, package, portions):
    """For vm/run/import.c: the spec and the loader of a module about to run; file is None for those
    of the library."""
    import _frozen_importlib_external as external
    if portions is not None:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = external._NamespacePath(
            name, portions, external._path_spec)
        module.__file__ = None
    elif file is not None:
        spec = ModuleSpec(name, external.SourceFileLoader(name, file), origin=file)
        spec._set_fileattr = True
        if package:
            spec.submodule_search_locations = [file.rpartition('/')[0]]
    else:
        spec = _library_spec(name)
        if spec is None:
            return
        if package and hasattr(module, '__path__'):
            spec.submodule_search_locations = module.__path__
    _init_module_attrs(spec, module, override=portions is not None or file is not None)


def _set_up():
    """The lists that sys has shown empty so far, and the specs of what has been imported so far."""
    import _frozen_importlib_external as external
    sys.meta_path += [BuiltinImporter, FrozenImporter, external.PathFinder]
    from zipimport import zipimporter
    sys.path_hooks.append(zipimporter)
    sys.path_hooks.append(external.FileFinder.path_hook((external.SourceFileLoader,
                                                         external.SOURCE_SUFFIXES)))
    _imp.set_importer((*sys.meta_path, *sys.path_hooks, _describe, _load_new))
    sys.modules['importlib._bootstrap'] = sys.modules[__name__]
    sys.modules['importlib._bootstrap_external'] = external
    for name, module in list(sys.modules.items()):
        if type(module) is not type(sys) or not hasattr(module, '__dict__'):
            continue
        if name == '__main__':
            file = module.__dict__.get('__file__')
            if module.__dict__.get('__loader__') is None:
                module.__loader__ = (BuiltinImporter if file is None
                                     else external.SourceFileLoader('__main__', file))
        elif module.__dict__.get('__spec__') is None and module.__dict__.get('__file__') is None \
                and module.__dict__.get('__name__') == name:
            _describe(module, name, None, '__path__' in module.__dict__, None)


_set_up()
