# SPDX-License-Identifier: MIT
"""Containers beside the built-in ones. The rarer classes, which need the abstract base classes,
are in collections._user and are loaded when first asked for."""

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString',
           'defaultdict', 'deque', 'namedtuple']

import sys as _sys
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter
from _collections import OrderedDict, _count_elements, defaultdict, deque


def __getattr__(name):
    if name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        from collections import _user
        value = globals()[name] = getattr(_user, name)
        return value
    if name == 'abc':
        import collections.abc
        return collections.abc
    raise AttributeError(f"module 'collections' has no attribute {name!r}")


class _Field:
    # Attribute of a named tuple: reads one position, cannot be set. (No doc string here: the
    # slot __doc__ holds that of each field.)
    __slots__ = ('index', '__doc__')

    def __init__(self, index, doc):
        self.index = index
        self.__doc__ = doc

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return tuple.__getitem__(instance, self.index)

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self.index}, {self.__doc__!r})"

    def __reduce__(self):
        return _Field, (self.index, self.__doc__)


try:
    # A VM may offer a native descriptor of the same meaning; attribute reads are then faster.
    from _collections import _tuplegetter as _Field
except ImportError:
    pass


def _checked_names(typename, field_names, rename):
    """The field names as a list of legal, distinct identifiers, or ValueError."""
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    names = list(map(str, field_names))
    if rename:
        seen = set()
        for index, name in enumerate(names):
            if (not name.isidentifier() or _iskeyword(name) or name.startswith('_')
                    or name in seen):
                names[index] = f'_{index}'
            seen.add(name)
    for name in [typename] + names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if _iskeyword(name):
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in names:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    return names


def _caller_module(depth):
    try:
        return _sys._getframemodulename(depth + 1) or '__main__'
    except AttributeError:
        pass
    try:
        return _sys._getframe(depth + 1).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A new subclass of tuple whose items can be read as attributes."""
    typename = _sys.intern(str(typename))
    names = tuple(map(_sys.intern, _checked_names(typename, field_names, rename)))
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(names[len(names) - len(defaults):], defaults))

    # The constructor is compiled, not written with *args: so it checks its arguments, and says
    # what is wrong, as any function does, and costs no more than one.
    arguments = ', '.join(names)
    trailing = ',' if len(names) == 1 else ''
    tuple_new = tuple.__new__
    new = eval(f'lambda _cls, {arguments}{"," if names and trailing else ""}: '
               f'_tuple_new(_cls, ({arguments}{trailing}))' if names else
               'lambda _cls: _tuple_new(_cls, ())',
               {'_tuple_new': tuple_new, '__builtins__': {},
                '__name__': f'namedtuple_{typename}'})
    new.__name__ = '__new__'
    new.__doc__ = f'Create new instance of {typename}({arguments})'
    if defaults is not None:
        new.__defaults__ = defaults
    count = len(names)
    repr_fmt = '(' + ', '.join([f'{name}=%r' for name in names]) + ')'

    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError(f'Expected {count} arguments, got {len(result)}')
        return result

    _make.__doc__ = f'Make a new {typename} object from a sequence or iterable'

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, names, self))
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return result

    _replace.__doc__ = f'Return a new {typename} object replacing specified fields with new values'

    def __repr__(self):
        'Return a nicely formatted representation string'
        return self.__class__.__name__ + repr_fmt % tuple(self)

    def _asdict(self):
        'Return a new dict which maps field names to their values.'
        return dict(zip(names, self))

    def __getnewargs__(self):
        'Return self as a plain tuple.  Used by copy and pickle.'
        return tuple(self)

    for method in (new, _make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'
    namespace = {
        '__doc__': f'{typename}({arguments})',
        '__slots__': (),
        '_fields': names,
        '_field_defaults': field_defaults,
        '__new__': new,
        '_make': classmethod(_make),
        '__replace__': _replace,
        '_replace': _replace,
        '__repr__': __repr__,
        '_asdict': _asdict,
        '__getnewargs__': __getnewargs__,
        '__match_args__': names,
    }
    for index, name in enumerate(names):
        namespace[name] = _Field(index, _sys.intern(f'Alias for field number {index}'))
    result = type(typename, (tuple,), namespace)
    result.__module__ = module if module is not None else _caller_module(1)
    return result


class Counter(dict):
    """A dict that counts: missing keys read as 0."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n commonest (item, count) pairs, commonest first; all of them without n."""
        if n is None:
            return sorted(self.items(), key=_itemgetter(1), reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=_itemgetter(1))

    def elements(self):
        """An iterator that gives each item as often as it was counted."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        """Add counts from an iterable, a mapping or keywords."""
        if iterable is not None:
            if _is_mapping(iterable):
                if self:
                    get = self.get
                    for item, count in iterable.items():
                        self[item] = count + get(item, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Take counts away; results may be zero or negative."""
        if iterable is not None:
            get = self.get
            if _is_mapping(iterable):
                for item, count in iterable.items():
                    self[item] = get(item, 0) - count
            else:
                for item in iterable:
                    self[item] = get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, elem):
        """As dict's, but without an error if elem is missing."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f'{self.__class__.__name__}({shown!r})'

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] == other[key] for c in (self, other) for key in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] <= other[key] for c in (self, other) for key in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[key] >= other[key] for c in (self, other) for key in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _combined(self, other, combine):
        """The positive results of combine(mine, theirs) over the keys of both."""
        result = Counter()
        for item, count in self.items():
            value = combine(count, other[item])
            if value > 0:
                result[item] = value
        for item, count in other.items():
            if item not in self:
                value = combine(0, count)
                if value > 0:
                    result[item] = value
        return result

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self._combined(other, max)

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item, count in self.items():
            smaller = min(count, other[item])
            if smaller > 0:
                result[item] = smaller
        return result

    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a)

    def __neg__(self):
        return self._combined(Counter(), lambda a, b: -a)

    def _keep_positive(self):
        for item in [item for item, count in self.items() if not count > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, count in other.items():
            self[item] += count
        return self._keep_positive()

    def __isub__(self, other):
        for item, count in other.items():
            self[item] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for item, count in other.items():
            if count > self[item]:
                self[item] = count
        return self._keep_positive()

    def __iand__(self, other):
        for item, count in self.items():
            if other[item] < count:
                self[item] = other[item]
        return self._keep_positive()


def _is_mapping(obj):
    if isinstance(obj, dict):
        return True
    if isinstance(obj, (str, list, tuple)):
        return False
    from collections.abc import Mapping
    return isinstance(obj, Mapping)
