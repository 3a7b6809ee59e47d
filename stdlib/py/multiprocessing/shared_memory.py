# SPDX-License-Identifier: MIT
"""Blocks of memory with a name, for processes that know it."""

__all__ = ['SharedMemory', 'ShareableList']

import functools
import itertools
import os
import secrets
import struct
import types

import _multiprocessing
import _posixshmem

from . import resource_tracker

_SHM_SAFE_NAME_LENGTH = 14
_SHM_NAME_PREFIX = 'psm_'


def _make_filename():
    """A random name that is short enough for all systems."""
    nbytes = (_SHM_SAFE_NAME_LENGTH - 1 - len(_SHM_NAME_PREFIX)) // 2
    return _SHM_NAME_PREFIX + secrets.token_hex(nbytes)


class SharedMemory:
    """A block of memory that other processes can attach to by its name."""
    _name = None
    _fd = -1
    _block = None
    _buf = None
    _flags = os.O_RDWR
    _mode = 0o600
    _prepend_leading_slash = True
    _track = True

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if create:
            self._flags |= os.O_CREAT | os.O_EXCL
        elif name is None:
            raise ValueError("'name' can only be None if create=True")
        self._track = track
        self._fd = self._open_new() if name is None else self._open(name)
        try:
            if create:
                os.ftruncate(self._fd, size)
            self._size = os.fstat(self._fd).st_size
            self._block = _multiprocessing.Block(self._size, self._fd)
        except (OSError, ValueError):
            _posixshmem.shm_unlink(self._name)
            raise
        self._buf = memoryview(self._block)
        if track:
            resource_tracker.register(self._name, "shared_memory")

    def _open(self, name):
        self._name = f'/{name}' if self._prepend_leading_slash else name
        return _posixshmem.shm_open(self._name, self._flags, mode=self._mode)

    def _open_new(self):
        """Open a block under a name that nobody has."""
        while True:
            try:
                return self._open(_make_filename())
            except FileExistsError:
                pass

    def __del__(self):
        try:
            self.close()
        except (OSError, BufferError):
            pass

    def __reduce__(self):
        return (self.__class__, (self.name, False, self.size))

    def __repr__(self):
        return f'{self.__class__.__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        """A memoryview of contents of the shared memory block."""
        return self._buf

    @property
    def name(self):
        """Unique name that identifies the shared memory block."""
        reported_name = self._name
        if self._prepend_leading_slash and self._name.startswith("/"):
            reported_name = self._name[1:]
        return reported_name

    @property
    def size(self):
        """Size in bytes."""
        return self._size

    def close(self):
        """Closes access to the shared memory from this instance but does not destroy it."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._block is not None:
            self._block.close()         # with the descriptor
            self._block = None
            self._fd = -1

    def unlink(self):
        """Destroys the block when nobody has it any more."""
        if self._name:
            _posixshmem.shm_unlink(self._name)
            if self._track:
                resource_tracker.unregister(self._name, "shared_memory")


_encoding = "utf8"


class _Kind:
    """A type of items: its code in memory, its format, and how an item becomes bytes or a number,
    and back."""

    def __init__(self, code, format, to_memory=lambda value: value,
                 from_memory=lambda stored: stored):
        self.code, self.format = code, format
        self.to_memory, self.from_memory = to_memory, from_memory

    def format_of(self, stored):
        """The format of an item; bytes get a place of at least one byte more, in eights."""
        return f'{len(stored) // 8 * 8 + 8}s' if self.format == 's' else self.format


def _without_padding(stored):
    return stored.rstrip(b'\0')


_KINDS = {
    int: _Kind(0, 'q'),
    float: _Kind(0, 'd'),
    bool: _Kind(0, 'xxxxxxx?'),
    str: _Kind(1, 's', lambda text: text.encode(_encoding),
               lambda stored: _without_padding(stored).decode(_encoding)),
    bytes: _Kind(2, 's', from_memory=_without_padding),
    type(None): _Kind(3, 'xxxxxx?x', lambda value: False, lambda stored: None),
}
_READERS = {kind.code: kind.from_memory for kind in _KINDS.values()}


def _kind_of(value):
    for base in str, bytes:                 # of these there may be subclasses
        if isinstance(value, base):
            return _KINDS[base]
    return _KINDS[type(value)]


class ShareableList:
    """A list of numbers, texts, bytes, bools and None in shared memory. Its length is fixed.

    In memory: the count of items; where each begins behind these numbers, and where the last ends;
    the items; their formats, eight bytes each; their codes, one byte each.
    """

    def __init__(self, sequence=None, *, name=None):
        if name is not None and sequence is None:
            self.shm = SharedMemory(name)
            self._list_len = len(self)
            self._offsets = struct.unpack_from(f'{self._list_len + 1}q', self.shm.buf, 8)
        else:
            self._create(name, [] if sequence is None else list(sequence))

    def _create(self, name, items):
        kinds = [_KINDS[type(item)] for item in items]
        stored = [kind.to_memory(item) for kind, item in zip(kinds, items)]
        formats = [kind.format_of(value) for kind, value in zip(kinds, stored)]
        self._list_len = len(items)
        sizes = [int(format[:-1]) if format[-1] == 's' else 8 for format in formats]
        self._offsets = tuple(itertools.accumulate(sizes, initial=0))
        self.shm = SharedMemory(name, create=True, size=self._codes_at + max(1, self._list_len))
        struct.pack_into(f'{self._list_len + 2}q', self.shm.buf, 0, self._list_len, *self._offsets)
        for i, (kind, value, format) in enumerate(zip(kinds, stored, formats)):
            self._store(i, kind, value, format)

    # -- where things are --

    @property
    def _items_at(self):
        return 8 * (self._list_len + 2)

    @property
    def _formats_at(self):
        return self._items_at + self._offsets[-1]

    @property
    def _codes_at(self):
        return self._formats_at + 8 * self._list_len

    def _index(self, position, message):
        index = position + self._list_len if position < 0 else position
        if not 0 <= index < self._list_len:
            raise IndexError(message)
        return index

    def _format(self, i):
        stored, = struct.unpack_from('8s', self.shm.buf, self._formats_at + 8 * i)
        return _without_padding(stored).decode(_encoding)

    def _store(self, i, kind, value, format):
        memory = self.shm.buf
        struct.pack_into(format, memory, self._items_at + self._offsets[i], value)
        struct.pack_into('8s', memory, self._formats_at + 8 * i, format.encode(_encoding))
        memory[self._codes_at + i] = kind.code

    # -- the list --

    def __len__(self):
        return struct.unpack_from('q', self.shm.buf)[0]

    def __getitem__(self, position):
        i = self._index(position, "index out of range")
        stored, = struct.unpack_from(self._format(i), self.shm.buf,
                                     self._items_at + self._offsets[i])
        return _READERS[self.shm.buf[self._codes_at + i]](stored)

    def __setitem__(self, position, value):
        i = self._index(position, "assignment index out of range")
        kind = _kind_of(value)
        stored, format = kind.to_memory(value), kind.format
        if format == 's':
            room = self._offsets[i + 1] - self._offsets[i]
            if len(stored) > room:
                raise ValueError("bytes/str item exceeds available storage")
            format = f'{room}s'
        self._store(i, kind, stored, format)

    def __iter__(self):
        return map(self.__getitem__, range(len(self)))

    def __reduce__(self):
        return functools.partial(type(self), name=self.shm.name), ()

    def __repr__(self):
        return f'{type(self).__name__}({list(self)}, name={self.shm.name!r})'

    @property
    def format(self):
        """The formats of all items, one after the other, as struct has them."""
        return ''.join(map(self._format, range(self._list_len)))

    def count(self, value):
        """How many items are equal to the value."""
        return sum(item == value for item in self)

    def index(self, value):
        """The place of the first item that is equal to the value."""
        for i, item in enumerate(self):
            if item == value:
                return i
        raise ValueError(f"{value!r} not in this container")

    __class_getitem__ = classmethod(types.GenericAlias)
