# SPDX-License-Identifier: MIT
"""Shelves: dictionaries whose values are any objects that can be pickled, kept in a file of dbm."""

from collections.abc import MutableMapping
from io import BytesIO
from pickle import DEFAULT_PROTOCOL, Pickler, Unpickler

__all__ = ['Shelf', 'BsdDbShelf', 'DbfilenameShelf', 'open']


class _ClosedDict(MutableMapping):
    """What a closed shelf has for a dictionary."""

    def closed(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = closed

    def __repr__(self):
        return '<Closed Dictionary>'


class Shelf(MutableMapping):
    """Base class for shelf implementations.

    It is given a dictionary of bytes. With writeback=True objects that were read are kept, and written
    again by sync() and close(): what was changed inside them then arrives in the file.
    """

    def __init__(self, dict, protocol=None, writeback=False, keyencoding='utf-8'):
        self.dict = dict
        self._protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        self.writeback = writeback
        self.cache = {}
        self.keyencoding = keyencoding

    def _load(self, data):
        return Unpickler(BytesIO(data)).load()

    def __iter__(self):
        for key in self.dict.keys():
            yield key.decode(self.keyencoding)

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return key.encode(self.keyencoding) in self.dict

    def get(self, key, default=None):
        if key.encode(self.keyencoding) in self.dict:
            return self[key]
        return default

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = self._load(self.dict[key.encode(self.keyencoding)])
        if self.writeback:
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        file = BytesIO()
        Pickler(file, self._protocol).dump(value)
        self.dict[key.encode(self.keyencoding)] = file.getvalue()

    def __delitem__(self, key):
        del self.dict[key.encode(self.keyencoding)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def close(self):
        if self.dict is None:
            return
        try:
            self.sync()
            close = getattr(self.dict, 'close', None)
            if close is not None:
                close()
        finally:
            try:
                self.dict = _ClosedDict()
            except BaseException:       # the interpreter ends
                self.dict = None

    def __del__(self):
        if hasattr(self, 'writeback'):  # else __init__() has failed
            self.close()

    def sync(self):
        if self.writeback and self.cache:
            self.writeback = False
            for key, value in self.cache.items():
                self[key] = value
            self.writeback = True
            self.cache = {}
        sync = getattr(self.dict, 'sync', None)
        if sync is not None:
            sync()


class BsdDbShelf(Shelf):
    """A shelf over a dictionary that can also be walked by first(), next(), previous(), last() and set_location()."""

    def _pair(self, pair):
        key, data = pair
        return key.decode(self.keyencoding), self._load(data)

    def set_location(self, key):
        return self._pair(self.dict.set_location(key))

    def next(self):
        return self._pair(next(self.dict))

    def previous(self):
        return self._pair(self.dict.previous())

    def first(self):
        return self._pair(self.dict.first())

    def last(self):
        return self._pair(self.dict.last())


class DbfilenameShelf(Shelf):
    """A shelf in a file of dbm."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        import dbm
        super().__init__(dbm.open(filename, flag), protocol, writeback)

    def clear(self):
        """Remove all items from the shelf."""
        self.cache.clear()
        self.dict.clear()


def open(filename, flag='c', protocol=None, writeback=False):
    """Open a persistent dictionary for reading and writing.

    The filename is the base of the names of the files; flag, protocol and writeback are as in the
    classes dbm has and Shelf.
    """
    return DbfilenameShelf(filename, flag, protocol, writeback)
