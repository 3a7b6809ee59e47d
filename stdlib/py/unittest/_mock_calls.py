# SPDX-License-Identifier: MIT
"""unittest.mock: calls and what they are compared with, sentinels, ANY."""

import pprint

__unittest = True


class _SentinelObject:
    """A unique, named, sentinel object."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinel:
    """Access attributes to return a named object, usable as a sentinel."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return 'sentinel'


class _ANY:
    """A helper object that compares equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args] + [f'{key}={value!r}' for key, value in kwargs.items()]
    return f'{name}({", ".join(parts)})'


class _CallList(list):
    """A list that also contains its parts."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[i:i + size] == value for i in range(len(self) - size + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


class _AnyComparer(list):
    """Contains what equals an item when asked from the item's side, so that ANY has its say."""

    def __contains__(self, item):
        for entry in self:
            assert len(item) == len(entry)
            if all([expected == actual for expected, actual in zip(item, entry)]):
                return True
        return False


def _parts(value):
    """(name, args, kwargs) of a tuple that may lack any of these."""
    name, args, kwargs = '', (), {}
    value = tuple.__getitem__(value, slice(None)) if isinstance(value, tuple) else tuple(value)
    if len(value) == 3:
        return value
    if value and isinstance(value[0], str):
        name, *value = value
    elif len(value) == 2:
        return name, *value
    if value:
        if isinstance(value[0], tuple):
            args = value[0]
        else:
            kwargs = value[0]
    return name, args, kwargs


class _Call(tuple):
    """A call to a mock: (args, kwargs) or (name, args, kwargs), equal to tuples that leave out what
    is empty."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        own_name, args, kwargs = _parts(value)
        if (len(value) in (1, 2, 3)
                and (len(value) == 3 or isinstance(tuple.__getitem__(tuple(value), 0), str))):
            name = own_name
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            length = len(other)
        except TypeError:
            return NotImplemented
        name, args, kwargs = _parts(self)
        if (getattr(self, '_mock_parent', None) and getattr(other, '_mock_parent', None) and
                self._mock_parent != other._mock_parent):
            return False
        if length > 3:
            return False
        other_name, other_args, other_kwargs = _parts(other)
        if name and other_name != name:
            return False
        return (other_args, other_kwargs) == (args, kwargs)     # in this order for ANY

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + '()', parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f'{self._mock_name}.{attr}', parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return tuple(self)[-2:]

    @property
    def args(self):
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return f'call{name}' if name.startswith('()') else name
        *name, args, kwargs = self
        name = name[0] if name else ''
        if name:
            name = name if name.startswith('()') else f'.{name}'
        return _format_call_signature(f'call{name}', args, kwargs)

    def call_list(self):
        """For a call object that represents multiple calls, return a list of all of them."""
        calls, call = [], self
        while call is not None:
            if call._mock_from_kall:
                calls.append(call)
            call = call._mock_parent
        return _CallList(reversed(calls))
