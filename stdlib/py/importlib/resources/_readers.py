# SPDX-License-Identifier: MIT
"""Resources in folders, and those of loaders that only have the old interface."""

import io
from .abc import Traversable, TraversableResources


class FileReader(TraversableResources):
    def __init__(self, loader):
        from pathlib import Path
        self.path = Path(loader.path).parent

    def resource_path(self, resource):
        return str(self.path.joinpath(resource))

    def files(self):
        return self.path


class NamespaceReader(TraversableResources):
    def __init__(self, namespace_path):
        if 'NamespacePath' not in str(namespace_path):
            raise ValueError('Invalid path')
        from pathlib import Path
        self.paths = [Path(folder) for folder in namespace_path]

    def resource_path(self, resource):
        return str(self.files().joinpath(resource))

    def files(self):
        return self.paths[0] if len(self.paths) == 1 else MultiplexedPath(*self.paths)


class MultiplexedPath(Traversable):
    """Several folders that look like one."""

    def __init__(self, *paths):
        if not paths:
            raise FileNotFoundError('MultiplexedPath must contain at least one path')
        self._paths = paths
        if not all(path.is_dir() for path in paths):
            raise NotADirectoryError('MultiplexedPath only supports directories')

    def iterdir(self):
        seen = {}
        for path in self._paths:
            for item in path.iterdir():
                seen.setdefault(item.name, item)
        return iter(seen.values())

    def read_bytes(self):
        raise FileNotFoundError(f'{self} is not a file')

    def read_text(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    def is_dir(self):
        return True

    def is_file(self):
        return False

    def joinpath(self, *descendants):
        for path in self._paths:
            place = path.joinpath(*descendants)
            if place.exists():
                return place
        return self._paths[0].joinpath(*descendants)

    def open(self, *args, **kwargs):
        raise FileNotFoundError(f'{self} is not a file')

    @property
    def name(self):
        return self._paths[0].name

    def __repr__(self):
        return f'MultiplexedPath({", ".join(repr(str(path)) for path in self._paths)})'


class ReaderFiles(Traversable):
    """The resources of a ResourceReader without files()."""

    def __init__(self, spec, reader, name=None):
        self._spec = spec
        self._reader = reader
        self._name = name

    def iterdir(self):
        if self._name is None:
            return (ReaderFiles(self._spec, self._reader, name) for name in self._reader.contents())
        return iter(())

    def is_file(self):
        return self._name is not None and self._reader.is_resource(self._name)

    def is_dir(self):
        return not self.is_file()

    def joinpath(self, other):
        return ReaderFiles(self._spec, self._reader, other)

    @property
    def name(self):
        return self._spec.name if self._name is None else self._name

    def open(self, mode='r', *args, **kwargs):
        file = self._reader.open_resource(self._name)
        return io.TextIOWrapper(file, *args, **kwargs) if 'b' not in mode else file


class ZipReader(TraversableResources):
    """The resources of a package in an archive."""

    def __init__(self, loader, module):
        self.prefix = loader.prefix + module.rpartition('.')[2] + '/'
        self.archive = loader.archive

    def open_resource(self, resource):
        try:
            return super().open_resource(resource)
        except KeyError as error:
            raise FileNotFoundError(error.args[0])

    def is_resource(self, path):
        target = self.files().joinpath(path)
        return target.is_file() and target.exists()

    def files(self):
        import zipfile
        return zipfile.Path(self.archive, self.prefix)
