# SPDX-License-Identifier: MIT
"""Cells of a table as files."""

from ._errors import ProgrammingError


class Blob:
    """A cell of a table as a file."""

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    @classmethod
    def _make(cls, connection, handle):
        self = object.__new__(cls)
        self._connection, self._handle, self._at = connection, handle, 0
        return self

    def _check(self):
        self._connection._enter()
        if self._handle is None:
            raise ProgrammingError("Cannot operate on a closed blob.")

    def close(self):
        """Close the blob."""
        self._connection._enter()
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, val, tb, /):
        self._check()
        self.close()

    def __len__(self):
        self._check()
        return self._handle.size()

    def read(self, length=-1, /):
        """Read data at the current offset position."""
        self._check()
        left = self._handle.size() - self._at
        if length < 0 or length > left:
            length = left
        if not length:
            return b""
        data = self._handle.read(self._at, length)
        self._at += length
        return data

    def write(self, data, /):
        """Write data at the current offset."""
        self._check()
        with memoryview(data) as view:
            size = view.nbytes
        if size > self._handle.size() - self._at:
            raise ValueError("data longer than blob length")
        self._handle.write(self._at, data)
        self._at += size

    def seek(self, offset, origin=0, /):
        """Set the current access position to offset."""
        self._check()
        size = self._handle.size()
        if origin == 1:
            offset += self._at
        elif origin == 2:
            offset += size
        elif origin != 0:
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        if not 0 <= offset <= size:
            raise ValueError("offset out of blob range")
        self._at = offset

    def tell(self):
        """Return the current access position for the blob."""
        self._check()
        return self._at

    def _index(self, key):
        try:
            at = key.__index__()
        except AttributeError:
            raise TypeError("Blob indices must be integers") from None
        size = self._handle.size()
        at += size if at < 0 else 0
        if not 0 <= at < size:
            raise IndexError("Blob index out of range")
        return at

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            start, stop, step = key.indices(self._handle.size())
            if step == 1:
                return self._handle.read(start, max(stop - start, 0)) if stop > start else b""
            return self._handle.read(0, self._handle.size())[key]
        return self._handle.read(self._index(key), 1)[0]

    def __setitem__(self, key, value):
        self._check()
        if isinstance(key, slice):
            places = range(*key.indices(self._handle.size()))
            view = memoryview(value)
            if not view.c_contiguous:
                raise BufferError("memoryview: underlying buffer is not C-contiguous")
            data = bytes(view)
            if len(data) != len(places):
                raise IndexError("Blob slice assignment is wrong size")
            for at, byte in zip(places, data):
                self._handle.write(at, bytes([byte]))
            return
        at = self._index(key)
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value < 256:
            raise ValueError("byte must be in range(0, 256)")
        self._handle.write(at, bytes([value]))

    def __iter__(self):
        raise TypeError("'sqlite3.Blob' object is not iterable")

    def __contains__(self, item):
        raise TypeError("argument of type 'sqlite3.Blob' is not iterable")

    def __delitem__(self, key):
        self._check()
        if isinstance(key, slice):
            raise TypeError("Blob doesn't support slice deletion")
        raise TypeError("Blob doesn't support item deletion")
