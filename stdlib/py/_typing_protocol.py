# SPDX-License-Identifier: MIT
"""Protocol: classes that say which members others must have. Loaded by typing while that is
being made."""
import sys
from abc import ABCMeta
from typing import Generic


_IGNORED_IN_PROTOCOLS = frozenset((
    '__parameters__', '__orig_bases__', '__orig_class__', '_is_protocol',
    '_is_runtime_protocol', '__protocol_attrs__', '__non_callable_proto_members__',
    '__type_params__', '__abstractmethods__', '__annotations__', '__dict__', '__doc__',
    '__init__', '__module__', '__new__', '__slots__', '__subclasshook__', '__weakref__',
    '__class_getitem__', '__match_args__', '__static_attributes__', '__firstlineno__',
    '_MutableMapping__marker', '_abc_impl', '__qualname__'))


def _protocol_attrs(cls):
    """The names of the members that a class must have to satisfy the protocol."""
    attrs = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in (*base.__dict__, *base.__dict__.get('__annotations__', {})):
            if not name.startswith('_abc_') and name not in _IGNORED_IN_PROTOCOLS:
                attrs.add(name)
    return attrs


def _static_lookup(cls, name):
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return _static_lookup


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name != "Protocol" and (Protocol in bases):
            for base in bases:
                if not (base in (object, Generic) or base.__name__ in _ALLOWED_BASES.get(
                        base.__module__, ()) or getattr(base, '_is_protocol', False)):
                    raise TypeError(f'Protocols can only inherit from other protocols, '
                                    f'got {base!r}')
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, '_is_protocol', False):
            cls.__protocol_attrs__ = _protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, '_is_protocol', False) and not _asked_by_abc():
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            if not getattr(cls, '_is_runtime_protocol', False):
                raise TypeError("Instance and class checks can only be used with "
                                "@runtime_checkable protocols")
            data = _data_members(cls)
            if data and cls.__dict__.get('__subclasshook__') is not None \
                    and cls.__subclasshook__.__func__ is _proto_hook:
                shown = ', '.join([repr(name) for name in sorted(data)])
                raise TypeError(f"Protocols with non-method members don't support issubclass(). "
                                f"Non-method members: {shown}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, '_is_protocol', False):
            return super().__instancecheck__(instance)
        if not getattr(cls, '_is_runtime_protocol', False) and not _asked_by_abc():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable "
                            "protocols")
        if super().__instancecheck__(instance):
            return True
        data = _data_members(cls)
        missing = _static_lookup
        for attr in cls.__protocol_attrs__:
            value = getattr(instance, '__dict__', {}).get(attr, missing)
            if value is missing:
                value = _static_lookup(type(instance), attr)
            if value is missing or value is None and attr not in data:
                return False
        return True


def _asked_by_abc():
    try:
        return sys._getframe(2).f_globals.get('__name__') in ('abc', 'functools')
    except (AttributeError, ValueError):
        return False


def _data_members(cls):
    """The members of a protocol that are not methods."""
    data = cls.__dict__.get('__non_callable_proto_members__')
    if data is None:
        data = set()
        for attr in cls.__protocol_attrs__:
            if not callable(getattr(cls, attr, None)):
                data.add(attr)
        type.__setattr__(cls, '__non_callable_proto_members__', data)
    return data


def _proto_hook(cls, other):
    if not vars(cls).get('_is_protocol', False):
        return NotImplemented
    for attr in cls.__protocol_attrs__:
        for base in other.__mro__:
            if attr in base.__dict__:
                if base.__dict__[attr] is None:         # "I have none", as for __hash__
                    return NotImplemented
                break
            if (attr in base.__dict__.get('__annotations__', {}) and isinstance(base, type)
                    and issubclass(other, Generic) and getattr(other, '_is_protocol', False)):
                break
        else:
            return NotImplemented
    return True


def _no_init_or_replace_init(self, *args, **kwargs):
    cls, here = type(self), _no_init_or_replace_init
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is here:
        # A class that implements the protocol without an __init__ of its own: find the one that
        # would have been inherited without the protocol, once.
        inherited = (vars(base).get('__init__', here) for base in cls.__mro__)
        cls.__init__ = next(init for init in inherited if init is not here)
        cls.__init__(self, *args, **kwargs)


_ALLOWED_BASES = {
    'collections.abc': ('Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable',
                        'AsyncIterator', 'Hashable', 'Sized', 'Container', 'Collection',
                        'Reversible', 'Buffer'),
    'contextlib': ('AbstractContextManager', 'AbstractAsyncContextManager'),
}
Protocol = None


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class of protocols: classes that say which members others must have."""
    __slots__ = ()
    _is_protocol, _is_runtime_protocol = True, False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not vars(cls).get('_is_protocol', False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_proto_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Class decorator: allow isinstance() and issubclass() with a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(
            cls, '_is_protocol', False):
        raise TypeError('@runtime_checkable can be only applied to protocol classes, got %r'
                        % cls)
    cls._is_runtime_protocol = True
    return cls


for _obj in Protocol, runtime_checkable:
    _obj.__module__ = 'typing'
