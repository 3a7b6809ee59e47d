# SPDX-License-Identifier: MIT
"""zipfile.Path: members of an archive with the interface of pathlib."""
import io
import posixpath
import re
import zipfile


def _parents(name):
    """The folders above a member, nearest first."""
    name = posixpath.split(name.rstrip('/'))[0]
    while name.rstrip('/'):
        yield name
        name = posixpath.split(name)[0]


class CompleteDirs(zipfile.ZipFile):
    """An archive whose namelist() has entries for all folders, also for implied ones."""

    _names = _set_of_names = None   # of an archive that is only read: they do not change

    def namelist(self):
        if self.mode != 'r':
            return self._all_names()
        if self._names is None:
            self._names = self._all_names()
        return self._names

    def _all_names(self):
        names = super().namelist()
        known, implied = set(names), {}
        for name in names:
            for parent in _parents(name):
                if parent + '/' not in known:
                    implied[parent + '/'] = None
        return names + list(implied)

    def _name_set(self):
        if self.mode != 'r':
            return set(self.namelist())
        if self._set_of_names is None:
            self._set_of_names = set(self.namelist())
        return self._set_of_names

    def resolve_dir(self, name):
        """The name with a slash if it is a folder without one."""
        names = self._name_set()
        return name + '/' if name not in names and name + '/' in names else name

    def getinfo(self, name):
        try:
            return super().getinfo(name)
        except KeyError:
            if not name.endswith('/') or name not in self._name_set():
                raise
            return zipfile.ZipInfo(filename=name)

    @classmethod
    def make(cls, source):
        if isinstance(source, CompleteDirs):
            return source
        if not isinstance(source, zipfile.ZipFile):
            return cls(source)
        source.__class__ = CompleteDirs
        return source


class Path:
    """A member of an archive, or the archive's root."""

    def __init__(self, root, at=""):
        self.root = CompleteDirs.make(root)
        self.at = at

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode='r', *args, pwd=None, **kwargs):
        """Opens the member as text, or as bytes with 'b' in mode."""
        if self.is_dir():
            raise IsADirectoryError(self)
        zip_mode = mode[0]
        if zip_mode == 'r' and not self.exists():
            raise FileNotFoundError(self)
        stream = self.root.open(self.at, zip_mode, pwd=pwd)
        if 'b' in mode:
            if args or kwargs:
                raise ValueError("encoding args invalid for binary operation")
            return stream
        return io.TextIOWrapper(stream, *args, **kwargs)

    def _base(self):
        return posixpath.basename(self.at.rstrip('/')) or self.filename.name

    @property
    def name(self):
        return self._base()

    @property
    def suffix(self):
        name = self._base()
        dot = name.rfind('.')
        return name[dot:] if 0 < dot < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self._base()
        if name.endswith('.'):
            return []
        return ['.' + part for part in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name, suffix = self._base(), self.suffix
        return name[:len(name) - len(suffix)]

    @property
    def filename(self):
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        with self.open('r', *args, **kwargs) as stream:
            return stream.read()

    def read_bytes(self):
        with self.open('rb') as stream:
            return stream.read()

    def _is_child(self, path):
        return posixpath.dirname(path.at.rstrip("/")) == self.at.rstrip("/")

    def _next(self, at):
        return self.__class__(self.root, at)

    def is_dir(self):
        return not self.at or self.at.endswith("/")

    def is_file(self):
        return self.exists() and not self.is_dir()

    def exists(self):
        return self.at in self.root._name_set()

    def iterdir(self):
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        return filter(self._is_child, map(self._next, self.root.namelist()))

    def match(self, path_pattern):
        import pathlib
        return pathlib.PurePosixPath(self.at).match(path_pattern)

    def is_symlink(self):
        """Return whether this path is a symlink."""
        import stat
        return stat.S_ISLNK(self.root.getinfo(self.at).external_attr >> 16)

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        prefix = re.escape(self.at)
        matches = re.compile(prefix + _translate(pattern)).fullmatch
        return map(self._next, filter(matches, self.root.namelist()))

    def rglob(self, pattern):
        return self.glob(f'**/{pattern}')

    def relative_to(self, other, *extra):
        return posixpath.relpath(str(self), str(other.joinpath(*extra)))

    def __str__(self):
        return posixpath.join(str(self.root.filename), self.at)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.root.filename!r}, {self.at!r})"

    def joinpath(self, *other):
        next = posixpath.join(self.at, *other)
        return self._next(self.root.resolve_dir(next))

    __truediv__ = joinpath

    @property
    def parent(self):
        if not self.at:
            return self.filename.parent
        at = posixpath.dirname(self.at.rstrip('/'))
        return self._next(at + '/' if at else at)


def _translate(pattern):
    """A pattern of glob() as a regular expression: ** crosses folders, * and ? do not."""
    out, i = [], 0
    while i < len(pattern):
        c = pattern[i]
        if pattern.startswith('**/', i):
            out.append('.*/')
            i += 3
        elif pattern.startswith('**', i):
            out.append('.*')
            i += 2
        elif c == '*':
            out.append('[^/]*')
            i += 1
        elif c == '?':
            out.append('[^/]')
            i += 1
        elif c == '[' and ']' in pattern[i + 2:]:
            end = pattern.index(']', i + 2)
            body = pattern[i + 1:end].replace('\\', '\\\\')
            out.append('[' + ('^' + body[1:] if body[0] == '!' else body) + ']')
            i = end + 1
        else:
            out.append(re.escape(c))
            i += 1
    return ''.join(out) + '/?'


Path.__module__ = CompleteDirs.__module__ = "zipfile._path"
