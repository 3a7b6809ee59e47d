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

    It is given a dictionary of bytes. With writeback=True objects that were read are kept, and
    written again by sync() and close(): what was changed inside them then arrives in the file.
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

    def _stored_key(self, key):
        return key.encode(self.keyencoding)

    def _keep(self, key, value):
        if self.writeback:
            self.cache[key] = value
        return value

    def __contains__(self, key):
        return self._stored_key(key) in self.dict

    def get(self, key, default=None):
        return self[key] if self._stored_key(key) in self.dict else default

    def __getitem__(self, key):
        try:
            return self.cache[key]
        except KeyError:
            pass
        return self._keep(key, self._load(self.dict[self._stored_key(key)]))

    def __setitem__(self, key, value):
        self._keep(key, value)
        file = BytesIO()
        Pickler(file, self._protocol).dump(value)
        self.dict[self._stored_key(key)] = file.getvalue()

    def __delitem__(self, key):
        del self.dict[self._stored_key(key)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
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
    """A shelf over a dictionary that can also be walked by first(), next(), previous(), last() and
    set_location()."""

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
        """Empty the shelf and its file."""
        for held in (self.cache, self.dict):
            held.clear()


def open(filename, flag='c', protocol=None, writeback=False):
    """A shelf in a file.

    The filename is the base of the names of the files; flag, protocol and writeback are as in the
    classes dbm has and Shelf.
    """
    return DbfilenameShelf(filename, flag, protocol, writeback)
