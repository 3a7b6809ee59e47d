# SPDX-License-Identifier: MIT
"""Tools for functions: wrappers, caches, partial application and generic functions."""

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES',
           'total_ordering', 'cache', 'cmp_to_key', 'lru_cache', 'reduce', 'partial',
           'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property']

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

_Alias = type(list[int])
WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__',
                       '__type_params__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped, and remember wrapped in __wrapped__."""
    for attribute in assigned:
        try:
            value = getattr(wrapped, attribute)
        except AttributeError:
            continue
        setattr(wrapper, attribute, value)
    for attribute in updated:
        getattr(wrapper, attribute).update(getattr(wrapped, attribute, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The decorator form of update_wrapper()."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# How each comparison follows from another one and from equality: the entry for '__lt__' says
# how the rest is made out of '<'. Functions take (self, other).
def _gt_from_lt(self, other):
    result = type(self).__lt__(self, other)
    if result is NotImplemented:
        return result
    return not result and self != other


def _le_from_lt(self, other):
    result = type(self).__lt__(self, other)
    if result is NotImplemented:
        return result
    return result or self == other


def _ge_from_lt(self, other):
    result = type(self).__lt__(self, other)
    return result if result is NotImplemented else not result


def _ge_from_le(self, other):
    result = type(self).__le__(self, other)
    if result is NotImplemented:
        return result
    return not result or self == other


def _lt_from_le(self, other):
    result = type(self).__le__(self, other)
    if result is NotImplemented:
        return result
    return result and self != other


def _gt_from_le(self, other):
    result = type(self).__le__(self, other)
    return result if result is NotImplemented else not result


def _lt_from_gt(self, other):
    result = type(self).__gt__(self, other)
    if result is NotImplemented:
        return result
    return not result and self != other


def _ge_from_gt(self, other):
    result = type(self).__gt__(self, other)
    if result is NotImplemented:
        return result
    return result or self == other


def _le_from_gt(self, other):
    result = type(self).__gt__(self, other)
    return result if result is NotImplemented else not result


def _le_from_ge(self, other):
    result = type(self).__ge__(self, other)
    if result is NotImplemented:
        return result
    return not result or self == other


def _gt_from_ge(self, other):
    result = type(self).__ge__(self, other)
    if result is NotImplemented:
        return result
    return result and self != other


def _lt_from_ge(self, other):
    result = type(self).__ge__(self, other)
    return result if result is NotImplemented else not result


_ORDERINGS = {
    '__lt__': (('__gt__', _gt_from_lt), ('__le__', _le_from_lt), ('__ge__', _ge_from_lt)),
    '__le__': (('__ge__', _ge_from_le), ('__lt__', _lt_from_le), ('__gt__', _gt_from_le)),
    '__gt__': (('__lt__', _lt_from_gt), ('__ge__', _ge_from_gt), ('__le__', _le_from_gt)),
    '__ge__': (('__le__', _le_from_ge), ('__gt__', _gt_from_ge), ('__lt__', _lt_from_ge)),
}


def total_ordering(cls):
    """Add the comparisons that a class lacks, from the one it has."""
    defined = {name for name in _ORDERINGS
               if getattr(cls, name, None) is not getattr(object, name, None)}
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = next(name for name in _ORDERINGS_PREFERRED if name in defined)
    for name, function in _ORDERINGS[root]:
        if name not in defined:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


_ORDERINGS_PREFERRED = ('__lt__', '__le__', '__gt__', '__ge__')


class partialmethod:
    """As partial(), but for a definition in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts += map(repr, self.args)
        parts += [f"{key}={value!r}" for key, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(_Alias)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    previous = None
    while func is not previous:
        previous = func
        while isinstance(getattr(func, "__partialmethod__", None), partialmethod):
            func = func.__partialmethod__
        while isinstance(func, partialmethod):
            func = func.func
        func = _unwrap_partial(func)
    return func


_cache_info_type = None


def _CacheInfo(*values, **named):
    """A CacheInfo tuple; the class is made when the first one is asked for."""
    global _cache_info_type
    if _cache_info_type is None:
        from collections import namedtuple
        _cache_info_type = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"],
                                      module='functools')
    return _cache_info_type(*values, **named)


def lru_cache(maxsize=128, typed=False):
    """Decorate a function so that it remembers its last maxsize results."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Decorate a function so that it remembers all its results."""
    return lru_cache(maxsize=None)(user_function)


def _merge(sequences):
    """The C3 merge of several orders, or RuntimeError if they contradict each other."""
    result = []
    while True:
        sequences = [seq for seq in sequences if seq]
        if not sequences:
            return result
        for seq in sequences:
            candidate = seq[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        result.append(candidate)
        for seq in sequences:
            if seq[0] is candidate:
                del seq[0]


def _linearize(cls, abcs=()):
    """The MRO of cls with the abstract classes put in where they belong."""
    for i, base in enumerate(reversed(cls.__bases__)):
        if hasattr(base, '__abstractmethods__'):
            boundary = len(cls.__bases__) - i
            break
    else:
        boundary = 0
    explicit = list(cls.__bases__[:boundary])
    abstract = [base for base in abcs
                if issubclass(cls, base)
                and not any(issubclass(b, base) for b in cls.__bases__)]
    others = list(cls.__bases__[boundary:])
    remaining = [base for base in abcs if base not in abstract]
    orders = [_linearize(base, remaining) for base in (*explicit, *abstract, *others)]
    return _merge([[cls]] + orders + [explicit, abstract, others])


def _compose_mro(cls, kinds):
    """The MRO of cls extended by those of the registered kinds it virtually derives from."""
    bases = set(cls.__mro__)

    def is_related(kind):
        return (kind not in bases and hasattr(kind, '__mro__')
                and not isinstance(kind, _Alias) and issubclass(cls, kind))

    kinds = [kind for kind in kinds if is_related(kind)]

    def is_strict_base(kind):
        return any(kind is not other and kind in other.__mro__ for other in kinds)

    kinds = [kind for kind in kinds if not is_strict_base(kind)]
    kind_set = set(kinds)
    order = []
    for kind in kinds:
        found = []
        for sub in kind.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in kind_set])
        if not found:
            order.append(kind)
            continue
        found.sort(key=len, reverse=True)
        for sub in found:
            for base in sub:
                if base not in order:
                    order.append(base)
    return _linearize(cls, order)


def _find_impl(cls, registry):
    """The best implementation for cls, or RuntimeError if two are equally good."""
    match = None
    mro = _compose_mro(cls, registry.keys())
    for kind in mro:
        if match is not None:
            if (kind in registry and kind not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, kind)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {kind}")
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _union_members(cls):
    """The members if cls is a union of classes, else None."""
    kind = type(cls)
    if kind.__name__ == 'UnionType' or kind.__name__ == '_UnionGenericAlias':
        return cls.__args__
    return None


def _is_dispatch_type(cls):
    if isinstance(cls, type) and not isinstance(cls, _Alias):
        return True
    members = _union_members(cls)
    return members is not None and all(isinstance(m, type) and not isinstance(m, _Alias)
                                       for m in members)


def singledispatch(func):
    """A generic function: the class of the first argument chooses the implementation."""
    import weakref
    registry = {}
    dispatch_cache = weakref.WeakKeyDictionary()
    token = None

    def dispatch(cls):
        """The implementation for cls."""
        nonlocal token
        if token is not None:
            from abc import get_cache_token
            current = get_cache_token()
            if token != current:
                dispatch_cache.clear()
                token = current
        found = dispatch_cache.get(cls)
        if found is None:
            found = registry.get(cls) or _find_impl(cls, registry)
            dispatch_cache[cls] = found
        return found

    def register(cls, func=None):
        """Add an implementation for a class or for a union of classes."""
        nonlocal token
        if _is_dispatch_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func, cls = cls, _annotated_class(cls)
        members = _union_members(cls)
        for member in (cls,) if members is None else members:
            registry[member] = func
        if token is None and hasattr(cls, '__abstractmethods__'):
            from abc import get_cache_token
            token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{funcname} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = dispatch_cache.clear
    update_wrapper(wrapper, func)
    return wrapper


def _annotated_class(func):
    """The class in the annotation of a function's first parameter, for register(func)."""
    if not getattr(func, '__annotations__', {}):
        raise TypeError(
            f"Invalid first argument to `register()`: {func!r}. Use either "
            f"`@register(some_class)` or plain `@register` on an annotated function.")
    from typing import get_type_hints
    name, cls = next(iter(get_type_hints(func).items()))
    if not _is_dispatch_type(cls):
        if _union_members(cls) is not None:
            raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are "
                            f"classes.")
        raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
    return cls


class singledispatchmethod:
    """singledispatch() for methods: the first argument after self chooses."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Add an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        funcname = getattr(self.func, '__name__', 'singledispatchmethod method')

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f'{funcname} requires at least 1 positional argument')
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


_MISSING = object()


class cached_property:
    """A property computed once: the value is kept in the instance's __dict__."""

    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__module__, self.__doc__ = func.__module__, func.__doc__

    def __set_name__(self, owner, name):
        known, self.attrname = self.attrname, self.attrname or name
        if known not in (None, name):
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            namespace = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property.") from None
        value = namespace.get(self.attrname, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            try:
                namespace[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} "
                    f"property.") from None
        return value

    __class_getitem__ = classmethod(_Alias)
