# SPDX-License-Identifier: MIT
"""Utility code for constructing importers, etc."""

from .abc import Loader
from _frozen_importlib import _find_spec, module_from_spec, spec_from_loader
from _frozen_importlib_external import (MAGIC_NUMBER, cache_from_source, decode_source,
                                        source_from_cache, spec_from_file_location)
from . import _resolve_name
import sys
import types


def source_hash(source_bytes):
    """The hash that a .pyc file keeps of its source; Rondo has no .pyc files."""
    raise NotImplementedError('importlib.util.source_hash() is not available in Rondo')


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    level = len(name) - len(name.lstrip('.'))
    return _resolve_name(name[level:], package, level)


def _known_spec(name):
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f'{name}.__spec__ is not set') from None
    if spec is None:
        raise ValueError(f'{name}.__spec__ is None')
    return spec


def find_spec(name, package=None):
    """Return the spec for the specified module, its parents being imported."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        return _known_spec(fullname)
    parent_name = fullname.rpartition('.')[0]
    parent_path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=['__path__'])
        try:
            parent_path = parent.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f'__path__ attribute not found on {parent_name!r} while trying to find '
                f'{fullname!r}', name=fullname) from error
    return _find_spec(fullname, parent_path)


class _LazyModule(types.ModuleType):
    """A module that runs at the first use of an attribute."""

    def __getattribute__(self, attr):
        spec = object.__getattribute__(self, '__spec__')
        state = spec.loader_state
        if not state['running']:
            if attr == '__class__':
                return object.__getattribute__(self, attr)
            state['running'] = True
            space = object.__getattribute__(self, '__dict__')
            name = space['__spec__'].name
            set_by_hand = {key: value for key, value in space.items()
                           if key not in state['dict'] or state['dict'][key] is not value}
            spec.loader.exec_module(self)
            if sys.modules.get(name, self) is not self:
                raise ValueError(
                    f'module object for {name!r} substituted in sys.modules during a lazy load')
            space.update(set_by_hand)
            self.__class__ = types.ModuleType
        return object.__getattribute__(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that creates a module which defers loading until attribute access."""

    @staticmethod
    def _check(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        """Construct a callable which returns the eager loader made lazy."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        """Make the module load lazily."""
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'dict': module.__dict__.copy(), 'running': False}
        module.__class__ = _LazyModule
