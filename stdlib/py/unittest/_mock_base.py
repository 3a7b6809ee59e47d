# SPDX-License-Identifier: MIT
"""What the parts of unittest.mock share: the marks, questions to objects, signatures, and the class
that all mocks begin with."""

import inspect
from functools import partial
from types import FunctionType, MethodType
from unittest._mock_calls import _Sentinel

__unittest = True

sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED
_timeout_unset = sentinel.TIMEOUT_UNSET
FunctionTypes = (FunctionType, MethodType)


def _is_exception(obj):
    return (isinstance(obj, BaseException) or isinstance(obj, type)
            and issubclass(obj, BaseException))


def _extract_mock(obj):
    """The mock behind a function that create_autospec() made."""
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, 'mock') else obj


def _callable(obj):
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return isinstance(obj, type) or getattr(obj, '__call__', None) is not None


def _instance_callable(obj):
    if not isinstance(obj, type):
        return getattr(obj, '__call__', None) is not None
    return any(cls.__dict__.get('__call__') is not None for cls in obj.__mro__)


def _is_list(obj):
    return type(obj) in (list, tuple)


def _is_magic(name):
    return f'__{name[2:-2]}__' == name


def _get_signature_object(spec, as_instance, eat_self):
    """(function, signature) of what calling the spec calls, or None."""
    if isinstance(spec, type) and not as_instance:
        spec, eat_self = spec.__init__, True
    elif isinstance(spec, (classmethod, staticmethod)):
        eat_self = eat_self or isinstance(spec, classmethod)
        spec = spec.__func__
    elif not isinstance(spec, FunctionTypes):
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    try:
        return spec, inspect.signature(partial(spec, None) if eat_self else spec)
    except ValueError:
        return None


def _copy_func_details(func, copy):
    for name in ('__name__', '__doc__', '__text_signature__', '__module__', '__defaults__',
                 '__kwdefaults__'):
        try:
            setattr(copy, name, getattr(func, name))
        except AttributeError:
            pass


def _check_signature(spec, mock, skipfirst, instance=False):
    """From now on calls of the mock must fit the spec's signature."""
    found = _get_signature_object(spec, instance, skipfirst)
    if found is None:
        return
    func, signature = found

    def checksig(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = signature


def _delegating_property(name):
    """An attribute that lies in the mock, or in the function that stands for it."""
    key = f'_mock_{name}'

    def get(self):
        delegate = self._mock_delegate
        return getattr(self, key) if delegate is None else getattr(delegate, name)

    def put(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[key] = value
        else:
            setattr(delegate, name, value)
    return property(get, put)


class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        return obj


class Base:
    """What all mocks begin with: no result and no side effect."""
    _mock_return_value, _mock_side_effect = DEFAULT, None

    def __init__(self, /, *args, **kwargs):
        """The last one in the chain takes what is left, and forgets it."""
