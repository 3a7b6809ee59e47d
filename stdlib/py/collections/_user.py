# SPDX-License-Identifier: MIT
"""The classes of collections that are built on the abstract base classes."""
import sys as _sys
from collections.abc import MutableMapping, MutableSequence, Sequence
from reprlib import recursive_repr as _recursive_repr

_Alias = type(list[int])


class ChainMap(MutableMapping):
    """Several mappings seen as one: reads search them in turn, writes go to the first."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def get(self, key, default=None):
        return default if key not in self else self[key]

    def __iter__(self):
        # In the order of the last mapping, then what each one before adds.
        order = {}
        for mapping in self.maps[::-1]:
            order |= dict.fromkeys(mapping)
        return iter(order)

    def __len__(self):
        return len(set().union(*self.maps))

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    @_recursive_repr()
    def __repr__(self):
        return f'{self.__class__.__name__}({", ".join(map(repr, self.maps))})'

    def __bool__(self):
        return any(self.maps)

    def copy(self):
        """A new chain with a copy of the first mapping and the same others."""
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A new chain with one more mapping in front."""
        if m is not None and kwargs:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    @property
    def parents(self):
        """The chain without its first mapping."""
        return self.__class__(*self.maps[1:])

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if not _is_map(other):
            return NotImplemented
        new = self.copy()
        new.maps[0].update(other)
        return new

    def __ror__(self, other):
        if not _is_map(other):
            return NotImplemented
        merged = dict(other)
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return self.__class__(merged)


def _is_map(obj):
    from collections.abc import Mapping
    return isinstance(obj, Mapping)


def _copy_with_data(self, copied):
    """For copy.copy(): the same attributes, and data of its own."""
    made = type(self).__new__(type(self))
    vars(made).update(vars(self), data=copied)
    return made


def _dict_of(other):
    return other.data if isinstance(other, UserDict) else other


class UserDict(MutableMapping):
    """A dict to inherit from: everything goes through the attribute data."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for source in dict, kwargs or None:
            if source is not None:
                self.update(source)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    def __contains__(self, key):
        return key in self.data

    def __iter__(self):
        return iter(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        missing = getattr(type(self), '__missing__', None)
        if missing is None:
            raise KeyError(key)
        return missing(self, key)

    def get(self, key, default=None):
        return default if key not in self else self[key]

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __or__(self, other):
        return (self.__class__(self.data | _dict_of(other)) if isinstance(other, (UserDict, dict))
                else NotImplemented)

    def __ror__(self, other):
        return (self.__class__(_dict_of(other) | self.data) if isinstance(other, (UserDict, dict))
                else NotImplemented)

    def __ior__(self, other):
        self.data |= _dict_of(other)
        return self

    def __copy__(self):
        return _copy_with_data(self, self.data.copy())

    def copy(self):
        if type(self) is UserDict:
            return UserDict(self.data.copy())
        # A subclass may copy more, or store items in its own way.
        import copy
        kept, self.data = self.data, {}
        try:
            made = copy.copy(self)
        finally:
            self.data = kept
        made.update(self)
        return made

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _list_of(other):
    """The list of a wrapper; a new one of anything that is not a list."""
    plain = other.data if isinstance(other, UserList) else other
    return plain if isinstance(plain, list) else list(plain)


def _unwrapped(other):
    return other.data if isinstance(other, UserList) else other


class UserList(MutableSequence):
    """A list to inherit from: everything goes through the attribute data."""

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_unwrapped(initlist))

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    # ---- comparing

    def __eq__(self, other):
        return self.data == _unwrapped(other)

    def __lt__(self, other):
        return self.data < _unwrapped(other)

    def __gt__(self, other):
        return self.data > _unwrapped(other)

    def __le__(self, other):
        return self.data <= _unwrapped(other)

    def __ge__(self, other):
        return self.data >= _unwrapped(other)

    # ---- joining

    def __add__(self, other):
        return self.__class__(self.data + _list_of(other))

    def __radd__(self, other):
        return self.__class__(_list_of(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.data += _list_of(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def extend(self, other):
        self.data.extend(_unwrapped(other))

    # ---- items

    def __contains__(self, item):
        return item in self.data

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def remove(self, item):
        self.data.remove(item)

    def pop(self, i=-1):
        return self.data.pop(i)

    # ---- all of it

    def __copy__(self):
        return _copy_with_data(self, self.data[:])

    def copy(self):
        return self.__class__(self)

    def clear(self):
        self.data.clear()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def reverse(self):
        self.data.reverse()


def _text(value):
    return value.data if isinstance(value, UserString) else value


def _str_of(value):
    return value if isinstance(value, str) else str(value)


class UserString(Sequence):
    """A str to inherit from: everything goes through the attribute data."""

    def __init__(self, seq):
        self.data = _str_of(_text(seq))

    maketrans = str.maketrans

    # ---- as something else

    def __hash__(self):
        return hash(self.data)

    def __str__(self):
        return str(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def encode(self, encoding='utf-8', errors='strict'):
        return self.data.encode(encoding if encoding is not None else 'utf-8',
                                errors if errors is not None else 'strict')

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return repr(self.data)

    # ---- comparing

    def __eq__(self, string):
        return self.data == _text(string)

    def __lt__(self, string):
        return self.data < _text(string)

    def __gt__(self, string):
        return self.data > _text(string)

    def __le__(self, string):
        return self.data <= _text(string)

    def __ge__(self, string):
        return self.data >= _text(string)

    # ---- joining

    def __add__(self, other):
        return self.__class__(self.data + _str_of(_text(other)))

    def __radd__(self, other):
        return self.__class__(_str_of(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def join(self, seq):
        return self.data.join(seq)

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    # ---- parts

    def __contains__(self, char):
        return _text(char) in self.data

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def count(self, sub, start=0, end=_sys.maxsize):
        return self.data.count(_text(sub), start, end)

    def find(self, sub, start=0, end=_sys.maxsize):
        return self.data.find(_text(sub), start, end)

    def index(self, sub, start=0, end=_sys.maxsize):
        return self.data.index(_text(sub), start, end)

    def rfind(self, sub, start=0, end=_sys.maxsize):
        return self.data.rfind(_text(sub), start, end)

    def rindex(self, sub, start=0, end=_sys.maxsize):
        return self.data.rindex(_text(sub), start, end)

    def startswith(self, prefix, start=0, end=_sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=_sys.maxsize):
        return self.data.endswith(suffix, start, end)

    def partition(self, sep):
        return self.data.partition(sep)

    def rpartition(self, sep):
        return self.data.rpartition(sep)

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(sep, maxsplit)

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    # ---- changed

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_text(old), _text(new), maxsplit))

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(_text(prefix)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(_text(suffix)))

    def strip(self, chars=None):
        return self.__class__(self.data.strip(chars))

    def lstrip(self, chars=None):
        return self.__class__(self.data.lstrip(chars))

    def rstrip(self, chars=None):
        return self.__class__(self.data.rstrip(chars))

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def ljust(self, width, *args):
        return self.__class__(self.data.ljust(width, *args))

    def center(self, width, *args):
        return self.__class__(self.data.center(width, *args))

    def rjust(self, width, *args):
        return self.__class__(self.data.rjust(width, *args))

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))

    def upper(self):
        return self.__class__(self.data.upper())

    def lower(self):
        return self.__class__(self.data.lower())

    def title(self):
        return self.__class__(self.data.title())

    def capitalize(self):
        return self.__class__(self.data.capitalize())

    def swapcase(self):
        return self.__class__(self.data.swapcase())

    def casefold(self):
        return self.__class__(self.data.casefold())

    # ---- of what it is made

    def isascii(self):
        return self.data.isascii()

    def isprintable(self):
        return self.data.isprintable()

    def isspace(self):
        return self.data.isspace()

    def isalpha(self):
        return self.data.isalpha()

    def isalnum(self):
        return self.data.isalnum()

    def isdigit(self):
        return self.data.isdigit()

    def isdecimal(self):
        return self.data.isdecimal()

    def isnumeric(self):
        return self.data.isnumeric()

    def isidentifier(self):
        return self.data.isidentifier()

    def islower(self):
        return self.data.islower()

    def isupper(self):
        return self.data.isupper()

    def istitle(self):
        return self.data.istitle()


for _cls in ChainMap, UserDict, UserList, UserString:
    _cls.__module__ = 'collections'
