# SPDX-License-Identifier: MIT
"""The rarer names of typing, made when first asked for: aliases of container types, NamedTuple,
TypedDict, NewType, overloads, get_type_hints and the Supports... protocols."""
import sys
import typing
from typing import (Generic, Protocol, TypeVar, _GenericAlias, _SpecialGenericAlias, _CallableType,
                    _TupleType, _NativeAlias, _NativeUnion, _type_check, _eval_type, ForwardRef,
                    _AnnotatedAlias, Required, NotRequired, ReadOnly, NoDefault, ParamSpec)

# name: (module, type, number of parameters, defaults of the last ones)
_ALIASES = {
    'Hashable': ('collections.abc', 'Hashable', 0), 'Sized': ('collections.abc', 'Sized', 0),
    'Awaitable': ('collections.abc', 'Awaitable', 1),
    'Coroutine': ('collections.abc', 'Coroutine', 3),
    'AsyncIterable': ('collections.abc', 'AsyncIterable', 1),
    'AsyncIterator': ('collections.abc', 'AsyncIterator', 1),
    'Iterable': ('collections.abc', 'Iterable', 1), 'Iterator': ('collections.abc', 'Iterator', 1),
    'Reversible': ('collections.abc', 'Reversible', 1),
    'Container': ('collections.abc', 'Container', 1),
    'Collection': ('collections.abc', 'Collection', 1),
    'AbstractSet': ('collections.abc', 'Set', 1),
    'MutableSet': ('collections.abc', 'MutableSet', 1),
    'Mapping': ('collections.abc', 'Mapping', 2),
    'MutableMapping': ('collections.abc', 'MutableMapping', 2),
    'Sequence': ('collections.abc', 'Sequence', 1),
    'MutableSequence': ('collections.abc', 'MutableSequence', 1),
    'MappingView': ('collections.abc', 'MappingView', 1),
    'KeysView': ('collections.abc', 'KeysView', 1),
    'ItemsView': ('collections.abc', 'ItemsView', 2),
    'ValuesView': ('collections.abc', 'ValuesView', 1),
    'ByteString': ('collections.abc', 'ByteString', 0),
    'Generator': ('collections.abc', 'Generator', 3, (type(None), type(None))),
    'AsyncGenerator': ('collections.abc', 'AsyncGenerator', 2, (type(None),)),
    'Deque': ('collections', 'deque', 1), 'DefaultDict': ('collections', 'defaultdict', 2),
    'OrderedDict': ('collections', 'OrderedDict', 2), 'Counter': ('collections', 'Counter', 1),
    'ChainMap': ('collections', 'ChainMap', 2), 'List': ('builtins', 'list', 1),
    'Set': ('builtins', 'set', 1), 'FrozenSet': ('builtins', 'frozenset', 1),
    'Dict': ('builtins', 'dict', 2), 'Type': ('builtins', 'type', 1),
    'ContextManager': ('contextlib', 'AbstractContextManager', 2, (bool | None,)),
    'AsyncContextManager': ('contextlib', 'AbstractAsyncContextManager', 2, (bool | None,)),
    'Pattern': ('re', 'Pattern', 1), 'Match': ('re', 'Match', 1),
}
_NO_INSTANCES = ('List', 'Set', 'FrozenSet', 'Dict', 'Type', 'MutableSet')

# name: (method, what it returns)
_SUPPORTS = {
    'SupportsInt': ('__int__', int), 'SupportsFloat': ('__float__', float),
    'SupportsComplex': ('__complex__', complex), 'SupportsBytes': ('__bytes__', bytes),
    'SupportsIndex': ('__index__', int), 'SupportsAbs': ('__abs__', None),
    'SupportsRound': ('__round__', None),
}
_VARIABLES = {'T': {}, 'KT': {}, 'VT': {}, 'T_co': {'covariant': True},
              'V_co': {'covariant': True}, 'VT_co': {'covariant': True},
              'T_contra': {'contravariant': True}}
_PUBLIC = ('NamedTuple', 'TypedDict', 'NewType', 'get_type_hints', 'overload', 'get_overloads',
           'clear_overloads', 'is_typeddict', 'is_protocol', 'get_protocol_members',
           'dataclass_transform', 'reveal_type', 'TypeAliasType', 'IO', 'TextIO', 'BinaryIO',
           'no_type_check_decorator', 'NamedTupleMeta', '_TypedDictMeta', 'Text', 'AnyStr')


def make(name):
    """The value of typing.NAME; the function itself if there is no such name."""
    if name in _ALIASES:
        return _make_alias(name, *_ALIASES[name])
    if name in _SUPPORTS:
        return _make_supports(name, *_SUPPORTS[name])
    if name in _VARIABLES:
        return _in_typing(TypeVar(name, **_VARIABLES[name]))
    if name == 'Callable':
        from collections.abc import Callable
        return _CallableType(Callable, 2)
    if name == 'Tuple':
        return _TupleType(tuple, -1, inst=False, name='Tuple')
    if name in _PUBLIC:
        return globals()[name]
    return make


def _in_typing(obj):
    obj.__module__ = 'typing'
    return obj


def _make_alias(name, module, type_name, nparams, defaults=()):
    origin = getattr(__import__(module, None, None, [type_name]), type_name)
    return _SpecialGenericAlias(origin, nparams, name=name, defaults=defaults,
                                inst=name not in _NO_INSTANCES)


def _make_supports(name, method, result):
    from abc import abstractmethod
    import types
    T_co = typing.T_co

    if name == 'SupportsRound':
        def function(self, ndigits: int = 0) -> T_co:
            """Round to a number of digits."""
    else:
        def function(self):
            """Convert the object."""
        function.__annotations__ = {'return': T_co if result is None else result}
    function.__name__ = method
    function.__qualname__ = f'{name}.{method}'
    bases = (Protocol,) if result is not None else (Protocol[T_co],)
    body = {'__module__': 'typing', '__slots__': (), method: abstractmethod(function),
            '__doc__': f'A class with a method {method}.'}
    return typing.runtime_checkable(types.new_class(name, bases, {}, lambda ns: ns.update(body)))


Text = str
AnyStr = _in_typing(TypeVar('AnyStr', bytes, str))


# ---------------------------------------------------------------- hints and overloads

def _strip_annotations(t):
    """t without Annotated, Required, NotRequired and ReadOnly, at any depth."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, _NativeAlias, _NativeUnion)):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        if args == t.__args__:
            return t
        if isinstance(t, _NativeUnion):
            result = args[0]
            for arg in args[1:]:
                result = result | arg
            return result
        return _NativeAlias(t.__origin__, args) if isinstance(t, _NativeAlias) \
            else t.copy_with(args)
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of an object, with those written as strings looked up."""
    if getattr(obj, '__no_type_check__', None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
    else:
        hints = _function_hints(obj, globalns, localns)
    return hints if include_extras else {k: _strip_annotations(t) for k, t in hints.items()}


def _class_hints(obj, globalns, localns):
    hints = {}
    for base in reversed(obj.__mro__):
        if globalns is None:
            base_globals = getattr(sys.modules.get(base.__module__, None), '__dict__', {})
        else:
            base_globals = globalns
        annotations = base.__dict__.get('__annotations__', {})
        if not isinstance(annotations, dict):
            annotations = {}                # a descriptor: the class has no annotations
        base_locals = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            # Names of the module win over those of the class here, as in CPython.
            base_globals, base_locals = base_locals, base_globals
        for name, value in annotations.items():
            if value is None:
                value = type(None)
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _eval_type(value, base_globals, base_locals)
    return hints


def _function_hints(obj, globalns, localns):
    module_type = type(sys)
    if globalns is None:
        if isinstance(obj, module_type):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    annotations = getattr(obj, '__annotations__', None)
    if annotations is None:
        if isinstance(obj, (type(len), type(get_type_hints), type(str.join),
                            type(object.__init__), module_type)) or callable(obj) and hasattr(
                                obj, '__self__'):
            return {}
        raise TypeError('{!r} is not a module, class, method, or function.'.format(obj))
    hints = {}
    for name, value in annotations.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, module_type),
                               is_class=False)
        hints[name] = _eval_type(value, globalns, localns)
    return hints


def no_type_check_decorator(decorator):
    """Deprecated: give another decorator the effect of no_type_check."""
    import functools
    import warnings
    warnings._deprecated("typing.no_type_check_decorator", remove=(3, 15))

    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return typing.no_type_check(decorator(*args, **kwds))
    return wrapped


_overloads = {}


def _overload_dummy(*args, **kwds):
    """What a function decorated with @overload becomes."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions "
        "outside a stub module should always be followed by an implementation that is not "
        "@overload-ed.")


def overload(func):
    """Decorator: one of several signatures of a function."""
    f = getattr(func, "__func__", func)
    try:
        names = _overloads.setdefault(f.__module__, {}).setdefault(f.__qualname__, {})
        names[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass                                # not a function: nothing to remember it by
    return _overload_dummy


def get_overloads(func):
    """The overloads that were defined for a function."""
    f = getattr(func, "__func__", func)
    return list(_overloads.get(f.__module__, {}).get(f.__qualname__, {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overloads.clear()


def is_protocol(tp, /):
    """True for a protocol class."""
    return (isinstance(tp, type) and getattr(tp, '_is_protocol', False)
            and tp is not Protocol)


def get_protocol_members(tp, /):
    """The names of the members of a protocol."""
    if not is_protocol(tp):
        raise TypeError(f'{tp!r} is not a Protocol')
    return frozenset(tp.__protocol_attrs__)


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        frozen_default=False, field_specifiers=(), **kwargs):
    """Decorator: what it decorates makes classes like dataclasses."""
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "frozen_default": frozen_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorate


def reveal_type(obj, /):
    """Print the type of an object on standard error; give the object back."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


# ---------------------------------------------------------------- NewType, type aliases

class NewType:
    """A distinct type for type checkers; at run time a function that gives its argument back."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if '.' in name:
            name = name.rpartition('.')[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = typing._caller_module()
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        superclass = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                subclass = cls.__name__
                raise TypeError(
                    f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{subclass} = NewType({subclass!r}, {superclass})`")
        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]


class TypeAliasType:
    """A named alias of a type, possibly with parameters."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not "
                            f"{type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__dict__.update(__name__=name, __value__=value, __type_params__=type_params,
                             __parameters__=type_params, __module__=typing._caller_module())

    def __setattr__(self, name, value):
        if name in ('__name__', '__value__', '__type_params__', '__parameters__', '__module__'):
            raise AttributeError("readonly attribute" if name == '__name__' else
                                 f"attribute '{name}' of 'typing.TypeAliasType' objects is not "
                                 f"writable")
        raise AttributeError(f"'typing.TypeAliasType' object has no attribute '{name}'")

    def __repr__(self):
        return self.__name__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _NativeAlias(self, args if isinstance(args, tuple) else (args,))

    def __or__(self, other):
        return typing.Union[self, other]

    def __ror__(self, other):
        return typing.Union[other, self]

    def __reduce__(self):
        return self.__name__


# ---------------------------------------------------------------- NamedTuple

_FORBIDDEN = frozenset({'__new__', '__init__', '__slots__', '__getnewargs__', '_fields',
                        '_field_defaults', '_field_types', '_make', '_replace', '_asdict',
                        '_source'})
_SPECIAL = frozenset({'__module__', '__name__', '__annotations__', '__orig_bases__'})


def _make_nmtuple(name, types, module, defaults=()):
    from collections import namedtuple
    fields = [n for n, t in types]
    types = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in types}
    result = namedtuple(name, fields, defaults=defaults, module=module)
    result.__annotations__ = result.__new__.__annotations__ = types
    return result


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and Generic')
        bases = tuple([tuple if base is _NamedTuple else base for base in bases])
        types = ns.get('__annotations__', {})
        defaults = []
        for field in types:
            if field in ns:
                defaults.append(field)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default "
                                f"field{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(defaults)}")
        result = _make_nmtuple(typename, types.items(), defaults=[ns[n] for n in defaults],
                               module=ns['__module__'])
        result.__bases__ = bases
        if '__orig_bases__' in ns:
            result.__orig_bases__ = ns['__orig_bases__']
        if Generic in bases:
            result.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in ns.items():
            if key in _FORBIDDEN:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _SPECIAL:
                continue
            if key not in result._fields:
                setattr(result, key, value)
            hook = getattr(type(value), '__set_name__', None)
            if hook is not None:
                hook(value, result, key)
        if Generic in bases:
            result.__init_subclass__()
        return result


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types: as a base class, or called with a list of (name, type)."""
    if fields is None and kwargs or fields is None:
        if not kwargs:
            _warn_missing_fields('NamedTuple', typename)
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not "
                        "both")
    result = _make_nmtuple(typename, list(fields), module=typing._caller_module())
    result.__orig_bases__ = (NamedTuple,)
    return result


def _warn_missing_fields(kind, typename):
    import warnings
    detail = ('Failing to pass a value for the \'fields\' parameter' if kind == 'NamedTuple'
              else "Failing to pass a value to the 'fields' parameter")
    if kind == 'NamedTuple':
        example = f"`{typename} = NamedTuple({typename!r}, [])`"
        what = 'NamedTuple class'
    else:
        example = f"`{typename} = TypedDict({typename!r}, {{{{}}}})`".replace('{{}}', '{}')
        what = 'TypedDict class'
    warnings.warn(f"{detail} is deprecated and will be disallowed in Python 3.15. To create a "
                  f"{what} with 0 fields using the functional syntax, pass an empty "
                  f"{'list' if kind == 'NamedTuple' else 'dictionary'}, e.g. {example}.",
                  DeprecationWarning, stacklevel=3)


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# ---------------------------------------------------------------- TypedDict

class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and a non-TypedDict '
                                'base class')
        generic_base = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic_base, dict), ns)
        if not hasattr(made, '__orig_bases__'):
            made.__orig_bases__ = bases
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _type_check(t, msg, module=made.__module__, allow_special_forms=True)
               for n, t in ns.get('__annotations__', {}).items()}
        annotations = {}
        kinds = {'required': set(), 'optional': set(), 'readonly': set(), 'mutable': set()}
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            for kind in kinds:
                kinds[kind] |= getattr(base, f'__{kind}_keys__', set())
        annotations.update(own)
        for key, annotation in own.items():
            _sort_key(key, annotation, total, kinds)
        made.__annotations__ = annotations
        for kind in kinds:
            setattr(made, f'__{kind}_keys__', frozenset(kinds[kind]))
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def _sort_key(key, annotation, total, kinds):
    """Put a key into the sets that its qualifiers ask for."""
    required, readonly = total, False
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = annotation.__origin__
            continue
        if origin is Required:
            required = True
        elif origin is NotRequired:
            required = False
        elif origin is ReadOnly:
            readonly = True
        else:
            break
        annotation = annotation.__args__[0]
    for wanted, other, choice in (('required', 'optional', required),
                                  ('readonly', 'mutable', readonly)):
        kinds[wanted if choice else other].add(key)
        kinds[other if choice else wanted].discard(key)


def TypedDict(typename, fields=typing._NoDefaultType, /, *, total=True):
    """A dict with known keys: as a base class, or called with a dict of types."""
    if fields is typing._NoDefaultType or fields is None:
        _warn_missing_fields('TypedDict', typename)
        fields = {}
    ns = {'__annotations__': dict(fields)}
    module = typing._caller_module()
    if module is not None:
        ns['__module__'] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """True for a TypedDict class."""
    return isinstance(tp, _TypedDictMeta)


# ---------------------------------------------------------------- files

class IO(Generic[AnyStr]):
    """A file, of text or of bytes."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""
    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""
    __slots__ = ()


for _obj in (NewType, TypeAliasType, NamedTuple, TypedDict, IO, TextIO, BinaryIO, _NamedTuple,
             NamedTupleMeta, get_type_hints, overload, get_overloads, clear_overloads,
             is_typeddict, is_protocol, get_protocol_members, dataclass_transform, reveal_type,
             no_type_check_decorator, _overload_dummy):
    _obj.__module__ = 'typing'
