# SPDX-License-Identifier: MIT
"""Modules out of zip archives: sys.path may name an archive, or a folder inside of one."""

import _frozen_importlib as _bootstrap
import posix as _os

__all__ = ['ZipImportError', 'zipimporter']

_SEARCH = (('/__init__.py', True), ('.py', False))


class ZipImportError(ImportError):
    """The archive cannot be read, or lacks the module."""


_zip_directory_cache = {}       # path of an archive: {name inside: entry}


def _number(data, at, size):
    return int.from_bytes(data[at:at + size], 'little')


def _read_directory(archive):
    """{name: (method, size compressed, size, place of its header)}"""
    try:
        with open(archive, 'rb') as file:
            data = file.read()
    except OSError:
        raise ZipImportError(f"can't open Zip file: {archive!r}", path=archive)
    end = data.rfind(b'PK\x05\x06', max(0, len(data) - 65557))
    if end < 0 or end + 22 > len(data):
        raise ZipImportError(f'not a Zip file: {archive!r}', path=archive)
    size, offset = _number(data, end + 12, 4), _number(data, end + 16, 4)
    if end < size:
        raise ZipImportError(f'bad central directory size: {archive!r}', path=archive)
    if end < offset:
        raise ZipImportError(f'bad central directory offset: {archive!r}', path=archive)
    at = end - size
    shift = at - offset         # what somebody has put in front of the archive
    if shift < 0:
        raise ZipImportError(f'bad central directory size or offset: {archive!r}', path=archive)
    entries = {}
    while data[at:at + 4] == b'PK\x01\x02':
        flags, method = _number(data, at + 8, 2), _number(data, at + 10, 2)
        lengths = [_number(data, at + field, 2) for field in (28, 30, 32)]
        name = data[at + 46:at + 46 + lengths[0]]
        name = name.decode('utf-8' if flags & 0x800 else 'cp437')
        entries[name] = (method, _number(data, at + 20, 4), _number(data, at + 24, 4),
                         _number(data, at + 42, 4) + shift)
        at += 46 + sum(lengths)
    return entries


def _get_data(archive, entry):
    method, packed, size, at = entry
    with open(archive, 'rb') as file:
        file.seek(at)
        header = file.read(30)
        if len(header) != 30:
            raise EOFError('EOF read where not expected')
        if header[:4] != b'PK\x03\x04':
            raise ZipImportError(f'bad local file header: {archive!r}', path=archive)
        file.seek(at + 30 + _number(header, 26, 2) + _number(header, 28, 2))
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == 0:
        return data
    try:
        from zlib import decompress
    except ImportError:
        raise ZipImportError("can't decompress data; zlib not available")
    return decompress(data, -15)


class zipimporter:
    """The modules in an archive, or in a folder of it; a hook for sys.path_hooks."""

    def __init__(self, path):
        if not isinstance(path, str):
            raise TypeError(f'expected str, not {type(path)!r}')
        if not path:
            raise ZipImportError('archive path is empty', path=path)
        archive, inside = path, []
        while True:
            try:
                mode = _os.stat(archive).st_mode
            except (OSError, ValueError):
                # the rest of the path may lie inside of the archive
                head, slash, tail = archive.rpartition('/')
                if not slash or not head:
                    raise ZipImportError('not a Zip file', path=path)
                archive = head
                inside.append(tail)
            else:
                if mode & 0o170000 != 0o100000:
                    raise ZipImportError('not a Zip file', path=path)
                break
        if archive not in _zip_directory_cache:
            _zip_directory_cache[archive] = _read_directory(archive)
        self._files = _zip_directory_cache[archive]
        self.archive = archive
        self.prefix = '/'.join(reversed(inside))
        if self.prefix:
            self.prefix += '/'

    def __repr__(self):
        return f'<zipimporter object "{self.archive}/{self.prefix}">'

    def _find(self, fullname):
        """(name inside, is it a package) of a module, or None."""
        base = self.prefix + fullname.rpartition('.')[2]
        for suffix, package in _SEARCH:
            if self._files.get(base + suffix) is not None:
                return base + suffix, package
        return None

    def _found(self, fullname):
        found = self._find(fullname)
        if found is None:
            raise ZipImportError(f"can't find module {fullname!r}", name=fullname)
        return found

    def find_spec(self, fullname, target=None):
        """The spec of a module, or None."""
        if self._find(fullname) is not None:
            return _bootstrap.spec_from_loader(fullname, self, is_package=self.is_package(fullname))
        folder = self.prefix + fullname.rpartition('.')[2]
        if folder + '/' in self._files:
            spec = _bootstrap.ModuleSpec(name=fullname, loader=None, is_package=True)
            spec.submodule_search_locations.append(f'{self.archive}/{folder}')
            return spec
        return None

    def create_module(self, spec):
        """The usual kind of module."""
        return None

    def exec_module(self, module):
        """Run the code of a module."""
        exec(self.get_code(module.__spec__.name), module.__dict__)

    def load_module(self, fullname):
        """Import a module; deprecated."""
        return _bootstrap._load(self.find_spec(fullname))

    def is_package(self, fullname):
        """Is the module a package?"""
        return self._found(fullname)[1]

    def get_filename(self, fullname):
        """Archive and name inside, joined."""
        return f'{self.archive}/{self._found(fullname)[0]}'

    def get_code(self, fullname):
        """The code of a module."""
        name, _ = self._found(fullname)
        source = _get_data(self.archive, self._files[name])
        return compile(source, f'{self.archive}/{name}', 'exec', dont_inherit=True)

    def get_source(self, fullname):
        """The text of a module."""
        name, _ = self._found(fullname)
        import io
        import tokenize
        data = _get_data(self.archive, self._files[name])
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return io.IncrementalNewlineDecoder(None, True).decode(data.decode(encoding))

    def get_data(self, pathname):
        """The bytes of a file of the archive."""
        key = pathname.removeprefix(self.archive + '/')
        entry = self._files.get(key)
        if entry is None:
            raise OSError(0, '', key)
        return _get_data(self.archive, entry)

    def get_resource_reader(self, fullname):
        """Reads the resources of a package; None of a module."""
        try:
            if not self.is_package(fullname):
                return None
        except ZipImportError:
            return None
        from importlib.resources._readers import ZipReader
        return ZipReader(self, fullname)

    def invalidate_caches(self):
        """Look at the archive again."""
        try:
            self._files = _zip_directory_cache[self.archive] = _read_directory(self.archive)
        except ZipImportError:
            _zip_directory_cache.pop(self.archive, None)
            self._files = {}
