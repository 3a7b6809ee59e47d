# SPDX-License-Identifier: MIT
"""Names of the interpreter's own types, and helpers that make classes at run time."""
import sys


def _sample_function():
    pass


def _sample_generator():
    yield


async def _sample_coroutine():
    pass


async def _sample_async_generator():
    yield


class _Sample:
    def method(self):
        pass


class _Slotted:
    __slots__ = ('value',)


FunctionType = LambdaType = type(_sample_function)
CodeType = type(_sample_function.__code__)
MappingProxyType = type(type.__dict__)
SimpleNamespace = None
CellType = type((lambda cell: (lambda: cell))(None).__closure__[0])
GeneratorType = type(_sample_generator())
_sample = _sample_coroutine()
CoroutineType = type(_sample)
_sample.close()
_sample = _sample_async_generator()
AsyncGeneratorType = type(_sample)
MethodType = type(_Sample().method)
BuiltinFunctionType = BuiltinMethodType = type(len)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
ModuleType = type(sys)
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(_Slotted.value)
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

del _sample, _sample_function, _sample_generator, _sample_coroutine, _sample_async_generator
del _Sample, SimpleNamespace


class SimpleNamespace:
    """An object whose attributes are those given by keyword (or by one mapping)."""

    def __init__(*args, **kwargs):
        if not args:
            raise TypeError("descriptor '__init__' of 'types.SimpleNamespace' object needs an "
                            "argument")
        self, *given = args
        if len(given) > 1:
            raise TypeError(f"{type(self).__name__} expected at most 1 argument, got {len(given)}")
        if given:
            pairs = dict(given[0])
            for key in pairs:
                if not isinstance(key, str):
                    raise TypeError("keywords must be strings")
            self.__dict__.update(pairs)
        self.__dict__.update(kwargs)

    __init__.__signature__ = "(self, mapping_or_iterable=(), /, **kwargs)"

    def __repr__(self):
        name = 'namespace' if type(self) is SimpleNamespace else type(self).__name__
        active = _active_reprs()
        if id(self) in active:
            return f"{name}(...)"
        active.add(id(self))
        try:
            body = ", ".join([f"{key}={value!r}" for key, value in self.__dict__.items()
                              if isinstance(key, str) and key])
        finally:
            active.discard(id(self))
        return f"{name}({body})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__

    def __replace__(self, /, **changes):
        if not isinstance(self, SimpleNamespace):
            raise TypeError("expected types.SimpleNamespace object")
        new = type(self)(**self.__dict__)
        new.__dict__.update(changes)
        return new


SimpleNamespace.__module__ = 'types'
_local = None


def _active_reprs():
    """The ids of the namespaces whose repr this thread is making now."""
    global _local
    if _local is None:
        import _thread
        _local = _thread._local()
    try:
        return _local.active
    except AttributeError:
        active = _local.active = set()
        return active


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement would; exec_body(namespace) fills it."""
    resolved = resolve_bases(bases)
    metaclass, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return metaclass(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace bases that are not classes by what their __mro_entries__ gives."""
    result = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, '__mro_entries__'):
            result.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        result.extend(entries)
        changed = True
    return tuple(result) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Return (metaclass, namespace, remaining keywords) for a class to be made."""
    kwds = {} if kwds is None else dict(kwds)
    if 'metaclass' in kwds:
        metaclass = kwds.pop('metaclass')
    else:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    if hasattr(metaclass, '__prepare__'):
        namespace = metaclass.__prepare__(name, bases, **kwds)
    else:
        namespace = {}
    return metaclass, namespace, kwds


def _most_derived(metaclass, bases):
    winner = metaclass
    for base in bases:
        kind = type(base)
        if issubclass(winner, kind):
            continue
        if issubclass(kind, winner):
            winner = kind
            continue
        raise TypeError("metaclass conflict: the metaclass of a derived class must be a "
                        "(non-strict) subclass of the metaclasses of all its bases")
    return winner


def get_original_bases(cls, /):
    """The bases of a class as they were written, before __mro_entries__."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property whose access through the class goes to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        # The text of the getter counts until somebody gives one.
        self.overwrite_doc = doc is None
        self.__doc__ = doc or fget.__doc__
        self.__isabstractmethod__ = bool(getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is not None:
                return self.fget(instance)
            raise AttributeError("unreadable attribute")
        if not self.__isabstractmethod__:
            raise AttributeError()
        return self

    def _changer(self, verb):
        change = self.fset if verb == 'set' else self.fdel
        if change is None:
            raise AttributeError(f"can't {verb} attribute")
        return change

    def __set__(self, instance, value):
        self._changer('set')(instance, value)

    def __delete__(self, instance):
        self._changer('delete')(instance)

    def _with(self, fget, fset, fdel, doc):
        twin = type(self)(fget, fset, fdel, doc)
        twin.overwrite_doc = self.overwrite_doc
        return twin

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        return self._with(fget, self.fset, self.fdel, doc or self.__doc__)

    def setter(self, fset):
        return self._with(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self._with(self.fget, self.fset, fdel, self.__doc__)


class _GeneratorWrapper:
    """Makes an object with a generator's methods awaitable, for @types.coroutine."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = type(gen) is GeneratorType
        self.__name__ = getattr(gen, '__name__', None)
        self.__qualname__ = getattr(gen, '__qualname__', None)

    def send(self, value):
        return self.__wrapped.send(value)

    def throw(self, kind, *rest):
        return self.__wrapped.throw(kind, *rest)

    def close(self):
        return self.__wrapped.close()

    def __iter__(self):
        return self.__wrapped if self.__isgen else self

    def __next__(self):
        return next(self.__wrapped)

    def _of_wrapped(name):
        return property(lambda self: getattr(self.__wrapped, name))

    gi_code = cr_code = _of_wrapped('gi_code')
    gi_frame = cr_frame = _of_wrapped('gi_frame')
    gi_running = cr_running = _of_wrapped('gi_running')
    gi_yieldfrom = cr_await = _of_wrapped('gi_yieldfrom')
    del _of_wrapped

    __await__ = __iter__


def coroutine(func):
    """Turn a generator function into one whose generators can be awaited."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if type(func) is FunctionType and type(getattr(func, '__code__', None)) is CodeType:
        flags = func.__code__.co_flags
        if flags & 0x180:                       # already a coroutine of either kind
            return func
        if flags & 0x20:                        # a generator function
            func.__code__ = func.__code__.replace(co_flags=flags | 0x100)
            return func
    import functools
    import collections.abc as abc

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        kind = type(result)
        if kind is CoroutineType or kind is GeneratorType and result.gi_code.co_flags & 0x100:
            return result
        if isinstance(result, abc.Generator) and not isinstance(result, abc.Coroutine):
            return _GeneratorWrapper(result)
        return result
    return wrapped


__all__ = [_name for _name in globals() if not _name.startswith('_') and _name != 'sys']
