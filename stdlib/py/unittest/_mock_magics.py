# SPDX-License-Identifier: MIT
"""The special methods that mocks have: which, and what they answer unless told otherwise."""

from unittest._mock_base import DEFAULT

__unittest = True

numerics = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow'
inplace = ' '.join(f'i{name}' for name in numerics.split())
right = ' '.join(f'r{name}' for name in numerics.split())
magic_methods = (
    'lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod '
    'rdivmod neg pos abs invert complex int float index round trunc floor ceil bool next fspath '
    'aiter ')
_magics = {f'__{name}__' for name in f'{magic_methods} {numerics} {inplace} {right}'.split()}
# Not there by default.
_non_defaults = {f'__{name}__' for name in (
    'get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate '
    'getformat repr dir subclasses format getnewargs_ex').split()}
_async_method_magics = {'__aenter__', '__aexit__', '__anext__'}
_sync_async_magics = {'__aiter__'}
_async_magics = _async_method_magics | _sync_async_magics
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_magics
_unsupported_magics = {f'__{name}__' for name in
                       'getattr setattr init new prepare instancecheck subclasscheck del'.split()}


def _get_method(name, func):
    """A function out of anything that can be called."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


_calculate_return_value = {
    '__hash__': object.__hash__,
    '__str__': object.__str__,
    '__sizeof__': object.__sizeof__,
    '__fspath__': lambda self: f'{type(self).__name__}/{self._extract_mock_name()}/{id(self)}',
}
_return_values = {
    '__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented,
    '__ge__': NotImplemented, '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False,
    '__complex__': 1j, '__float__': 1.0, '__bool__': True, '__index__': 1, '__aexit__': False,
}


def _equality(name, same):
    def maker(self):
        def compare(other):
            value = getattr(self, name)._mock_return_value
            if value is not DEFAULT:
                return value
            return same if self is other else NotImplemented
        return compare
    return maker


def _iteration(name, wrap):
    def maker(self):
        def iterate():
            value = getattr(self, name)._mock_return_value
            return wrap(iter([] if value is DEFAULT else value))
        return iterate
    return maker


class _AsyncIterator:
    """An asynchronous iterator out of an iterator."""

    def __init__(self, iterator):
        self.iterator = iterator

    async def __anext__(self):
        for value in self.iterator:
            return value
        raise StopAsyncIteration


_side_effect_methods = {'__eq__': _equality('__eq__', True), '__ne__': _equality('__ne__', False),
                        '__iter__': _iteration('__iter__', iter),
                        '__aiter__': _iteration('__aiter__', _AsyncIterator)}


def _set_return_value(mock, method, name):
    if name in _return_values:
        method.return_value = _return_values[name]
    elif name in _calculate_return_value:
        method.return_value = _calculate_return_value[name](mock)
    elif name in _side_effect_methods:
        method.side_effect = _side_effect_methods[name](mock)
