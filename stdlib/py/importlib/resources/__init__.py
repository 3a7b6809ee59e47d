# SPDX-License-Identifier: MIT
"""Read resources contained within a package."""

import contextlib
import os
import types
import warnings
from importlib import import_module
from .abc import ResourceReader, Traversable

__all__ = ['Package', 'Anchor', 'ResourceReader', 'as_file', 'files', 'contents', 'is_resource',
           'open_binary', 'open_text', 'path', 'read_binary', 'read_text']

Package = types.ModuleType | str
Anchor = Package
_here = object()


def _anchor_of_caller():
    import sys
    frame = sys._getframe(2)
    while frame.f_globals.get('__name__', '').startswith('importlib.resources'):
        frame = frame.f_back
    return frame.f_globals.get('__package__') or frame.f_globals['__name__']


def _module(anchor):
    if isinstance(anchor, types.ModuleType):
        return anchor
    return import_module(anchor)


def files(anchor=None):
    """Get a Traversable resource for an anchor."""
    module = _module(_anchor_of_caller() if anchor is None else anchor)
    spec = module.__spec__
    reader = getattr(spec.loader, 'get_resource_reader', None)
    reader = reader(spec.name) if reader else None
    if reader is not None and hasattr(reader, 'files'):
        return reader.files()
    if reader is not None:
        from ._readers import ReaderFiles
        return ReaderFiles(spec, reader)
    from pathlib import Path
    if spec.origin in (None, 'frozen', 'built-in'):
        raise TypeError(f'{module.__name__!r} has no files: it is a part of Rondo')
    return Path(spec.origin).parent


@contextlib.contextmanager
def as_file(path):
    """Given a Traversable object, return that object as a path on the local file system in a
    context manager."""
    from pathlib import Path
    if isinstance(path, Path):
        yield path
        return
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        yield _copy(path, Path(folder))


def _copy(source, folder):
    target = folder / source.name
    if source.is_dir():
        target.mkdir()
        for item in source.iterdir():
            _copy(item, target)
    else:
        target.write_bytes(source.read_bytes())
    return target


def _resource(anchor, names):
    place = files(anchor)
    for name in names:
        place = place.joinpath(name)
    return place


def _with_encoding(names, encoding):
    if len(names) > 1 and encoding is _here:
        raise TypeError("'encoding' argument required with multiple path names")
    return 'utf-8' if encoding is _here else encoding


def open_binary(anchor, *path_names):
    """Open for reading a resource as binary."""
    return _resource(anchor, path_names).open('rb')


def open_text(anchor, *path_names, encoding=_here, errors='strict'):
    """Open for reading a resource as text."""
    return _resource(anchor, path_names).open('r', encoding=_with_encoding(path_names, encoding),
                                              errors=errors)


def read_binary(anchor, *path_names):
    """Read a resource as bytes."""
    return _resource(anchor, path_names).read_bytes()


def read_text(anchor, *path_names, encoding=_here, errors='strict'):
    """Read a resource as text."""
    with _resource(anchor, path_names).open('r', encoding=_with_encoding(path_names, encoding),
                                            errors=errors) as file:
        return file.read()


def path(anchor, *path_names):
    """Return the path to a resource as a context manager."""
    return as_file(_resource(anchor, path_names))


def is_resource(anchor, *path_names):
    """Return True if there is a resource named that; folders are none."""
    return _resource(anchor, path_names).is_file()


def contents(anchor, *path_names):
    """Return the names of the resources (deprecated)."""
    warnings.warn(
        'importlib.resources.contents is deprecated. Use files(anchor).iterdir() instead.',
        DeprecationWarning, stacklevel=1)
    return (item.name for item in _resource(anchor, path_names).iterdir())
