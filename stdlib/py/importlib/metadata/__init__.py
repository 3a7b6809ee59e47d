# SPDX-License-Identifier: MIT
"""What is known of installed distributions: the folders NAME.dist-info and NAME.egg-info on
sys.path."""

import abc
import collections
import csv
import email
import os
import pathlib
import re
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError',
           'distribution', 'distributions', 'entry_points', 'files', 'metadata',
           'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """The package was not found."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        name, = self.args
        return name


class EntryPoint:
    """An entry point as defined by Python packaging conventions."""

    pattern = re.compile(
        r'(?P<module>[\w.]+)\s*(:\s*(?P<attr>[\w.]+)\s*)?((?P<extras>\[.*\])\s*)?$')
    dist = None

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group)

    def __setattr__(self, name, value):
        raise AttributeError('EntryPoint objects are immutable.')

    def load(self):
        """Load the entry point from its definition."""
        match = self.pattern.match(self.value)
        module = import_module(match.group('module'))
        for attr in filter(None, (match.group('attr') or '').split('.')):
            module = getattr(module, attr)
        return module

    @property
    def module(self):
        return self.pattern.match(self.value).group('module')

    @property
    def attr(self):
        return self.pattern.match(self.value).group('attr') or ''

    @property
    def extras(self):
        return re.findall(r'\w+', self.pattern.match(self.value).group('extras') or '')

    def _for(self, dist):
        vars(self).update(dist=dist)
        return self

    def matches(self, **params):
        """EntryPoint matches the given parameters."""
        return all(getattr(self, name) == value for name, value in params.items())

    def _key(self):
        return self.name, self.value, self.group

    def __lt__(self, other):
        return self._key() < other._key()

    def __eq__(self, other):
        return self._key() == other._key()

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'

    def __hash__(self):
        return hash(self._key())


class EntryPoints(tuple):
    """An immutable collection of selectable EntryPoint objects."""

    __slots__ = ()

    def __getitem__(self, name):
        try:
            return next(iter(self.select(name=name)))
        except StopIteration:
            raise KeyError(name) from None

    def __repr__(self):
        return f'{self.__class__.__name__}({tuple(self)!r})'

    def select(self, **params):
        """Select entry points from self that match the given parameters."""
        return EntryPoints(ep for ep in self if ep.matches(**params))

    @property
    def names(self):
        """Return the set of all names of all entry points."""
        return {ep.name for ep in self}

    @property
    def groups(self):
        """Return the set of all groups of all entry points."""
        return {ep.group for ep in self}


def _parse_entry_points(text, dist):
    group = None
    for line in text.splitlines():
        line = line.strip()
        if not line or line[0] in '#;':
            continue
        if line[0] == '[' and line[-1] == ']':
            group = line[1:-1].strip()
        elif group is not None and '=' in line:
            name, _, value = line.partition('=')
            yield EntryPoint(name.strip(), value.strip(), group)._for(dist)


class PackagePath(pathlib.PurePosixPath):
    """A reference to a path in a package."""

    def read_text(self, encoding='utf-8'):
        return self.locate().read_text(encoding=encoding)

    def read_binary(self):
        return self.locate().read_bytes()

    def locate(self):
        """Return a path-like object for this path."""
        return self.dist.locate_file(self)


class FileHash:
    def __init__(self, spec):
        self.mode, _, self.value = spec.partition('=')

    def __repr__(self):
        return f'<FileHash mode: {self.mode} value: {self.value}>'


class PackageMetadata(abc.ABC):
    """What the metadata of a distribution can do: a message of the email package."""

    @abc.abstractmethod
    def __getitem__(self, key):
        """The value of a field."""


class Distribution(metaclass=abc.ABCMeta):
    """An abstract Python distribution package."""

    @abc.abstractmethod
    def read_text(self, filename):
        """Attempt to load metadata file given by the name."""

    @abc.abstractmethod
    def locate_file(self, path):
        """Given a path to a file in this distribution, return a SimplePath to it."""

    @classmethod
    def from_name(cls, name):
        """Return the Distribution for the given package name."""
        if not name:
            raise ValueError('A distribution name is required.')
        for found in cls.discover(name=name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """Return an iterable of Distribution objects for all packages."""
        if context and kwargs:
            raise ValueError('cannot accept context and kwargs')
        context = context or DistributionFinder.Context(**kwargs)
        for finder in sys.meta_path:
            find = getattr(finder, 'find_distributions', None)
            if find is not None:
                yield from find(context)

    @staticmethod
    def at(path):
        """Return a Distribution for the indicated metadata path."""
        return PathDistribution(pathlib.Path(path))

    @property
    def metadata(self):
        """Return the parsed metadata for this Distribution."""
        text = self.read_text('METADATA') or self.read_text('PKG-INFO') or self.read_text('') or ''
        return email.message_from_string(text)

    @property
    def name(self):
        """Return the 'Name' metadata for the distribution package."""
        return self.metadata['Name']

    @property
    def version(self):
        """Return the 'Version' metadata for the distribution package."""
        return self.metadata['Version']

    @property
    def entry_points(self):
        """Return EntryPoints for this distribution."""
        return EntryPoints(_parse_entry_points(self.read_text('entry_points.txt') or '', self))

    @property
    def files(self):
        """Files in this distribution, or None if no list of them is kept."""
        text = self.read_text('RECORD')
        if text is None:
            return None
        found = []
        for row in csv.reader(text.splitlines()):
            path = PackagePath(row[0])
            path.hash = FileHash(row[1]) if len(row) > 1 and row[1] else None
            path.size = int(row[2]) if len(row) > 2 and row[2] else None
            path.dist = self
            found.append(path)
        return found

    @property
    def requires(self):
        """Generated requirements specified for this Distribution."""
        return self.metadata.get_all('Requires-Dist')


class DistributionFinder(MetaPathFinder):
    """A MetaPathFinder capable of discovering installed distributions."""

    class Context:
        """Keyword arguments presented by the caller: name and path."""

        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get('path', sys.path)

    @abc.abstractmethod
    def find_distributions(self, context=Context()):
        """Return an iterable of all Distribution instances capable of loading the metadata."""


def _normalized(name):
    return re.sub(r'[-_.]+', '-', name).lower().replace('-', '_')


class MetadataPathFinder(DistributionFinder):
    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        """Find distributions: all, or those of context.name."""
        wanted = _normalized(context.name) if context.name else None
        for folder in context.path:
            try:
                entries = sorted(os.listdir(folder or '.'))
            except OSError:
                continue
            for entry in entries:
                stem, extension = os.path.splitext(entry)
                if extension in ('.dist-info', '.egg-info') and (
                        wanted is None or _normalized(stem.partition('-')[0]) == wanted):
                    yield PathDistribution(pathlib.Path(folder or '.') / entry)

    @classmethod
    def invalidate_caches(cls):
        """Nothing is remembered."""


class PathDistribution(Distribution):
    def __init__(self, path):
        self._path = path

    def read_text(self, filename):
        try:
            return self._path.joinpath(filename).read_text(encoding='utf-8')
        except (FileNotFoundError, IsADirectoryError, KeyError, NotADirectoryError,
                PermissionError):
            return None

    def locate_file(self, path):
        return self._path.parent / path


def distribution(distribution_name):
    """Get the Distribution instance for the named package."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """Get all Distribution instances in the current environment."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """Get the metadata for the named package."""
    return Distribution.from_name(distribution_name).metadata


def version(distribution_name):
    """Get the version string for the named package."""
    return distribution(distribution_name).version


def entry_points(**params):
    """Return EntryPoint objects for all installed packages."""
    seen, found = set(), []
    for dist in distributions():
        name = _normalized(dist.name or '')
        if name not in seen:
            seen.add(name)
            found.extend(dist.entry_points)
    return EntryPoints(found).select(**params)


def files(distribution_name):
    """Return a list of files for the named package."""
    return distribution(distribution_name).files


def requires(distribution_name):
    """Return a list of requirements for the named package."""
    return distribution(distribution_name).requires


def packages_distributions():
    """Return a mapping of top-level packages to their distributions."""
    found = collections.defaultdict(list)
    for dist in distributions():
        names = (dist.read_text('top_level.txt') or '').split()
        if not names:
            names = {path.parts[0] for path in dist.files or () if path.suffix == '.py'
                     and len(path.parts) > 1}
        for name in sorted(names):
            found[name].append(dist.metadata['Name'])
    return dict(found)
