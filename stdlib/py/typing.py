# SPDX-License-Identifier: MIT
"""Support for type hints at run time. Most programs use few of these names, so the aliases of
container types are made when asked for, and what is rarer is in _typing_more."""
import sys
from _functools import _lru_cache_wrapper

_NativeAlias = type(list[int])
_NativeUnion = type(int | str)
_NoneType = type(None)
_FunctionType = type(lambda: None)
TYPE_CHECKING = False

__all__ = ['Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final',
    'ForwardRef', 'Generic', 'Literal', 'Optional', 'ParamSpec', 'Protocol', 'Tuple', 'Type',
           'TypeVar', 'TypeVarTuple',
    'Union', 'AbstractSet', 'ByteString', 'Container', 'ContextManager', 'Hashable', 'ItemsView',
    'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView', 'MutableMapping',
    'MutableSequence', 'MutableSet', 'Sequence', 'Sized', 'ValuesView', 'Awaitable',
    'AsyncIterator', 'AsyncIterable', 'Coroutine', 'Collection', 'AsyncGenerator',
    'AsyncContextManager', 'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex',
    'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound', 'ChainMap', 'Counter',
    'Deque', 'Dict', 'DefaultDict', 'List', 'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple',
    'TypedDict', 'Generator', 'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO', 'AnyStr',
    'assert_type', 'assert_never', 'cast', 'clear_overloads', 'dataclass_transform', 'final',
    'get_args', 'get_origin', 'get_overloads', 'get_protocol_members', 'get_type_hints',
    'is_protocol', 'is_typeddict', 'LiteralString', 'Never', 'NewType', 'no_type_check',
    'no_type_check_decorator', 'NoDefault', 'NoReturn', 'NotRequired', 'overload', 'override',
    'ParamSpecArgs', 'ParamSpecKwargs', 'ReadOnly', 'Required', 'reveal_type',
    'runtime_checkable', 'Self', 'Text', 'TYPE_CHECKING', 'TypeAlias', 'TypeGuard', 'TypeIs',
    'TypeAliasType', 'Unpack']


def _cached(function):
    """A function that gives the same object again for the same arguments, types included, as long
    as they can be looked up."""
    known = _lru_cache_wrapper(function, 128, True, tuple)

    def inner(*args):
        try:
            return known(*args)
        except TypeError:
            pass    # what is really wrong is told below
        return function(*args)
    inner.__name__, inner.__qualname__ = function.__name__, function.__qualname__
    return inner


class _NoDefaultType:
    """The class of NoDefault."""
    __slots__ = ()

    def __repr__(self):
        return 'typing.NoDefault'


NoDefault = _NoDefaultType()
_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = 'NoDefaultType'


# ---------------------------------------------------------------- checks and reprs

def _type_repr(obj):
    if isinstance(obj, tuple):
        return '[' + ', '.join([_type_repr(item) for item in obj]) + ']'
    if isinstance(obj, type) and not isinstance(obj, _NativeAlias):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, _FunctionType):
        return obj.__name__
    return repr(obj)


def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """arg as a type (None and strings converted), or TypeError."""
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (origin is Generic or origin is Protocol
                or (origin is Final or origin is ClassVar)
                and not allow_special_forms and is_argument):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg
    if isinstance(arg, _SpecialForm):
        if arg._plain or allow_special_forms and (arg is ClassVar or arg is Final):
            return arg
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _is_typevar_like(obj):
    return hasattr(type(obj), '__typing_subst__')


def _collect_parameters(args):
    """The type parameters in args, each once, in order of appearance."""
    found = []

    def add(param):
        if param not in found:
            found.append(param)

    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, _NativeAlias):
            continue
        if isinstance(arg, (tuple, list)):
            for inner in arg:
                for param in _collect_parameters([inner]):
                    add(param)
        elif _is_typevar_like(arg):
            add(arg)
        else:
            for param in getattr(arg, '__parameters__', ()):
                add(param)
    return tuple(found)


def _dedupe(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _flatten_unions(params):
    flat = []
    for param in params:
        if isinstance(param, (_UnionGenericAlias, _NativeUnion)):
            flat.extend(param.__args__)
        else:
            flat.append(param)
    return tuple(_dedupe(flat))


def _check_generic(cls, params, expected):
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    if len(params) > expected:
        raise TypeError(f"Too many arguments for {cls}; actual {len(params)}, expected "
                        f"{expected}")


def _unpacked_tuple(arg):
    """The items of *tuple[...], or None if arg is something else or of unknown length."""
    if isinstance(arg, _UnpackGenericAlias) or isinstance(arg, _NativeAlias) and getattr(
            arg, '__unpacked__', False):
        inner = arg.__args__[0] if isinstance(arg, _UnpackGenericAlias) else arg
        if getattr(inner, '__origin__', None) is tuple:
            args = inner.__args__
            if not (args and args[-1] is ...):
                return args
    return None


def _unpack_args(args):
    result = []
    for arg in args:
        items = _unpacked_tuple(arg)
        if items is None:
            result.append(arg)
        else:
            result.extend(items)
    return result


# ---------------------------------------------------------------- special forms

class _Final:
    """Classes of this module that must not be inherited from by programs."""
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError("Cannot subclass special typing classes")

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _SpecialForm(_Final, _root=True):
    """A name with a meaning of its own: Union, Optional, ClassVar ..."""
    __slots__ = ('_name', '_getitem', '_plain')

    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem
        self._plain = getitem is None       # can stand alone as a type

    def __getattr__(self, item):
        if item == '__name__' or item == '__qualname__':
            return self._name
        raise AttributeError(item)

    def __reduce__(self):
        return self._name

    def __repr__(self):
        return f'typing.{self._name}'

    # What cannot be done with a form.

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        # One by one, as the cache tells 1 from True only then.
        if isinstance(parameters, tuple):
            return self._item(True, *parameters)
        return self._item(False, parameters)

    @_cached
    def _item(self, several, *parameters):
        return self._getitem(self, parameters if several else parameters[0])


def _single_argument(self, parameters):
    item = _type_check(parameters, f'{self} accepts only single type.',
                       allow_special_forms=self is Final or self is ClassVar)
    return _GenericAlias(self, (item,))


def _wrapped(self, parameters):
    item = _type_check(parameters, f'{self._name} accepts only a single type.')
    return _GenericAlias(self, (item,))


def _union(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    msg = "Union[arg, ...]: each arg must be a type."
    parameters = _flatten_unions([_type_check(p, msg) for p in parameters])
    if len(parameters) == 1:
        return parameters[0]
    if len(parameters) == 2 and _NoneType in parameters:
        return _UnionGenericAlias(self, parameters, name="Optional")
    return _UnionGenericAlias(self, parameters)


def _optional(self, parameters):
    return Union[_type_check(parameters, f"{self} requires a single type."), _NoneType]


def _literal(self, parameters):
    flat = []
    for param in parameters if isinstance(parameters, tuple) else (parameters,):
        if isinstance(param, _LiteralGenericAlias):
            flat.extend(param.__args__)
        else:
            flat.append(param)
    distinct = []
    seen = []
    for value in flat:
        if (value, type(value)) not in seen:
            seen.append((value, type(value)))
            distinct.append(value)
    return _LiteralGenericAlias(self, tuple(distinct))


def _concatenate(self, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or "
                        "ellipsis.")
    msg = "Concatenate[arg, ...]: each arg must be a type."
    parameters = (*[_type_check(p, msg) for p in parameters[:-1]], parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


def _annotated(self, params):
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and "
                        "an annotation).")
    if _unpacked_tuple(params[0]) is not None:
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.",
                         allow_special_forms=True)
    return _AnnotatedAlias(origin, params[1:])


def _unpack(self, parameters):
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(self, (item,))


NoReturn = _SpecialForm('NoReturn')
Never = _SpecialForm('Never')
Self = _SpecialForm('Self')
LiteralString = _SpecialForm('LiteralString')
TypeAlias = _SpecialForm('TypeAlias')
ClassVar = _SpecialForm('ClassVar', _single_argument)
Final = _SpecialForm('Final', _single_argument)
TypeGuard = _SpecialForm('TypeGuard', _single_argument)
TypeIs = _SpecialForm('TypeIs', _single_argument)
Required = _SpecialForm('Required', _wrapped)
NotRequired = _SpecialForm('NotRequired', _wrapped)
ReadOnly = _SpecialForm('ReadOnly', _wrapped)
Union = _SpecialForm('Union', _union)
Optional = _SpecialForm('Optional', _optional)
Literal = _SpecialForm('Literal', _literal)
Concatenate = _SpecialForm('Concatenate', _concatenate)
Annotated = _SpecialForm('Annotated', _annotated)
Unpack = _SpecialForm('Unpack', _unpack)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is not Any:                 # a subclass of Any is a class like others
            return super().__instancecheck__(obj)
        raise TypeError("typing.Any cannot be used with isinstance()")

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Compatible with every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


class ForwardRef(_Final, _root=True):
    """A type written as a string, to be looked up later."""
    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__',
                 '__forward_value__', '__forward_is_argument__', '__forward_is_class__',
                 '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        source = f'({arg},)[0]' if arg.startswith('*') else arg
        try:
            self.__forward_code__ = compile(source, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None:
            globalns = {} if localns is None else localns
        if localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            module = sys.modules.get(self.__forward_module__)
            globalns = getattr(module, '__dict__', globalns)
        value = eval(self.__forward_code__, globalns, localns)
        value = _type_check(value, "Forward references must evaluate to types.",
                            is_argument=self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(
            value, globalns, localns, recursive_guard=recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        both_known = self.__forward_evaluated__ and other.__forward_evaluated__
        second = '__forward_value__' if both_known else '__forward_module__'
        return (self.__forward_arg__ == other.__forward_arg__
                and getattr(self, second) == getattr(other, second))

    def __repr__(self):
        if self.__forward_module__ is None:
            return f'ForwardRef({self.__forward_arg__!r})'
        return f'ForwardRef({self.__forward_arg__!r}, module={self.__forward_module__!r})'


def _eval_type(t, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    """t with all forward references in it looked up."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, _NativeAlias, _NativeUnion)):
        return t
    args = t.__args__
    if isinstance(t, _NativeAlias):
        args = tuple([ForwardRef(arg) if isinstance(arg, str) else arg for arg in args])
    new = tuple([_eval_type(arg, globalns, localns, recursive_guard=recursive_guard)
                 for arg in args])
    if new == t.__args__:
        return t
    if isinstance(t, _NativeUnion):
        result = new[0]
        for arg in new[1:]:
            result = result | arg
        return result
    if isinstance(t, _NativeAlias):
        alias = _NativeAlias(t.__origin__, new)
        return next(iter(alias)) if getattr(t, '__unpacked__', False) else alias
    return t.copy_with(new)


# ---------------------------------------------------------------- type variables

def _caller_module(depth=2):
    try:
        return sys._getframe(depth).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


from _typing_params import (ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVar, TypeVarTuple,
                            _TypeParameter, _is_param_expr)


# ---------------------------------------------------------------- aliases

class _BaseGenericAlias(_Final, _root=True):
    """What all subscripted forms share: calls and attributes go to the origin."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use "
                            f"{self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass                            # the class may refuse any attribute, in any way
        return result

    def __mro_entries__(self, bases):
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        at = bases.index(self)
        for base in bases[at + 1:]:
            if isinstance(base, _BaseGenericAlias) or isinstance(base, type) and issubclass(
                    base, Generic):
                break
        else:
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ('_name', '_inst', '_nparams', '_defaults'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A subscripted form: Optional[int], List[T], MyGeneric[str] ..."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = args if isinstance(args, tuple) else (args,)
        args = tuple(_unpack_args([_type_convert(p) for p in args]))
        return self.copy_with(tuple(self._substituted(args)))

    def _substituted(self, args):
        """The arguments of this alias with its parameters replaced by args."""
        params = self.__parameters__
        for param in params:
            prepare = getattr(param, '__typing_prepare_subst__', None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(params):
            raise TypeError(f"Too {'many' if len(args) > len(params) else 'few'} arguments for "
                            f"{self}; actual {len(args)}, expected {len(params)}")
        mapping = dict(zip(params, args))
        result = []
        for arg in self.__args__:
            self._substitute(arg, mapping, result)
        return result

    def _substitute(self, arg, mapping, result):
        if isinstance(arg, type) and not isinstance(arg, _NativeAlias):
            result.append(arg)
            return
        if isinstance(arg, (tuple, list)):
            inner = []
            for item in arg:
                self._substitute(item, mapping, inner)
            result.append(tuple(inner))
            return
        if isinstance(arg, _UnpackGenericAlias) and isinstance(arg.__args__[0], TypeVarTuple):
            result.extend(mapping[arg.__args__[0]])
            return
        if _is_typevar_like(arg):
            new = arg.__typing_subst__(mapping[arg])
        else:
            params = getattr(arg, '__parameters__', ())
            new = arg
            if params:
                inner = []
                for param in params:
                    value = mapping[param]
                    if isinstance(param, TypeVarTuple):
                        inner.extend(value)
                    else:
                        inner.append(value)
                new = arg[tuple(inner)]
        if self._is_callable and isinstance(new, tuple):
            result.extend(new)
        else:
            items = _unpacked_tuple(new)
            if items is None:
                result.append(new)
            else:
                result.extend(items)

    _is_callable = False

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = f'typing.{self._name}' if self._name else _type_repr(self.__origin__)
        return f'{name}[{", ".join(map(_type_repr, self.__args__)) or "()"}]'

    def __reduce__(self):
        import operator
        args = tuple(self.__args__)
        single = len(args) == 1 and not isinstance(args[0], tuple)
        return operator.getitem, (globals()[self._name] if self._name else self.__origin__,
                                  args[0] if single else args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            at = bases.index(self)
            for base in bases[at + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """An alias of a container type that can still be subscripted: List, Dict ..."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__dict__['__doc__'] = f'A generic version of {_type_repr(origin)}.'

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        msg = "Parameters to generic types must be types."
        params = tuple([_type_check(p, msg) for p in params])
        missing = self._nparams - len(params)
        if self._defaults and 0 < missing <= len(self._defaults):
            params += self._defaults[-missing:]
        if len(params) != self._nparams:
            expected = self._nparams
            if self._defaults:
                expected = f"at least {self._nparams - len(self._defaults)}"
            raise TypeError(
                f"Too {'many' if len(params) > self._nparams else 'few'} arguments for {self}; "
                f"actual {len(params)}, expected {expected}")
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __reduce__(self):
        return self._name

    def __repr__(self):
        return f'typing.{self._name}'

    def __subclasscheck__(self, cls):
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)       # refuses
        return issubclass(cls.__origin__ if isinstance(cls, _SpecialGenericAlias) else cls,
                          self.__origin__)


class _CallableGenericAlias(_GenericAlias, _root=True):
    _is_callable = True

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return (f'typing.Callable[[{", ".join([_type_repr(a) for a in args[:-1]])}], '
                f'{_type_repr(args[-1])}]')

    def __reduce__(self):
        import operator
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (__getattr__('Callable'), args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        return self._item(tuple(args) if isinstance(args, list) else args, result)

    @_cached
    def _item(self, args, result):
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is Ellipsis:
            return self.copy_with((Ellipsis, result))
        if not isinstance(args, tuple):
            return self.copy_with((args, result))
        return self.copy_with((*[_type_convert(a) for a in args], result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = "Tuple[t, ...]: t must be a type."
            params = tuple([_type_check(p, msg) for p in params[:-1]])
            return self.copy_with((*params, ...))
        msg = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple([_type_check(p, msg) for p in params]))


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, _NativeUnion)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return (all(a in other.__args__ for a in self.__args__)
                    and all(a in self.__args__ for a in other.__args__))

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is _NoneType:
                return f'typing.Optional[{_type_repr(args[1])}]'
            if args[1] is _NoneType:
                return f'typing.Optional[{_type_repr(args[0])}]'
        return f'typing.Union[{", ".join([_type_repr(a) for a in args])}]'

    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        import operator
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return ({(v, type(v)) for v in self.__args__}
                == {(v, type(v)) for v in other.__args__})

    def __hash__(self):
        return hash(frozenset([(v, type(v)) for v in self.__args__]))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *first, last = params
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        more = last.__args__ if isinstance(last, _ConcatenateGenericAlias) else (last,)
        return super().copy_with((*first, *more))


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return 'typing.Unpack[' + _type_repr(self.__args__[0]) + ']'

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        return _unpacked_tuple(self)

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """Annotated[type, ...]: behaves like the type and carries __metadata__."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):         # a note on a note is one more note
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin, name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return self.__class__(params[0], self.__metadata__)

    def __repr__(self):
        return "typing.Annotated[{}, {}]".format(
            _type_repr(self.__origin__), ", ".join([repr(a) for a in self.__metadata__]))

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


# ---------------------------------------------------------------- generic classes

class Generic:
    """Base class of user-defined generic classes."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple([_type_convert(p) for p in params])
        if cls is Generic or cls is Protocol:
            if not params:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(_is_typevar_like(p) or isinstance(p, _UnpackGenericAlias)
                       for p in params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                                f"or parameter specification variables.")
            if len(_dedupe(params)) != len(params):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        else:
            declared = cls.__parameters__
            for param in declared:
                prepare = getattr(param, '__typing_prepare_subst__', None)
                if prepare is not None:
                    params = prepare(cls, params)
            _check_generic(cls, params, len(declared))
            flat = []
            for param, new in zip(declared, params):
                if isinstance(param, TypeVarTuple):
                    flat.extend(new)
                elif isinstance(new, list):
                    flat.append(tuple(new))
                else:
                    flat.append(new)
            params = tuple(flat)
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is not None:
            plain = Generic in bases
        else:
            plain = (Generic in cls.__bases__ and cls.__name__ != 'Protocol'
                     and type(cls).__name__ != '_ProtocolMeta')
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        if bases is None:
            if '__parameters__' not in cls.__dict__:
                cls.__parameters__ = ()
            return
        params = _collect_parameters(bases)
        declared = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                if declared is not None and base.__origin__ is Generic:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
                name = base.__origin__.__name__
        if declared is not None:
            missing = [p for p in params if p not in declared]
            if missing:
                shown = ', '.join(map(str, missing))
                listed = ', '.join(map(str, declared))
                raise TypeError(f"Some type variables ({shown}) are not listed in "
                                f"{name}[{listed}]")
            params = declared
        cls.__parameters__ = tuple(params)


Protocol = None                             # until its class is made: no class is one
from _typing_protocol import Protocol, _ProtocolMeta, runtime_checkable


# ---- small functions

def cast(typ, val):
    """Give val back; a type checker believes that it is of type typ."""
    return val


def assert_type(val, typ, /):
    """Give val back; a type checker checks its type."""
    return val


def assert_never(arg: Never, /) -> Never:
    """Raise AssertionError; a type checker checks that the call cannot be reached."""
    text = repr(arg)
    if len(text) > 100:
        text = text[:100] + '...'
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def get_origin(tp):
    """The unsubscripted form of a subscripted type, or None."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, _NativeAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, _NativeUnion):
        return _NativeUnion
    return None


def get_args(tp):
    """The arguments of a subscripted type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, _NativeAlias)):
        args = tp.__args__
        if _is_callable_alias(tp) and not (len(args) == 2 and _is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, _NativeUnion):
        return tp.__args__
    return ()


def _is_callable_alias(tp):
    origin = tp.__origin__
    return (isinstance(origin, type) and origin.__name__ == 'Callable'
            and origin.__module__ == 'collections.abc')


def final(f):
    """Decorator: tell a type checker that f must not be overridden."""
    return _marked(f, '__final__')


def override(method, /):
    """Decorator: tell a type checker that a method overrides another."""
    return _marked(method, '__override__')


def _marked(f, name):
    try:
        setattr(f, name, True)
    except (AttributeError, TypeError):
        pass                                # built-in functions take no attributes
    return f


def no_type_check(arg):
    """Decorator: annotations are not type hints."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if (not hasattr(obj, '__qualname__') or getattr(obj, '__module__', None) != (
                    arg.__module__) or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}'):
                continue
            if isinstance(obj, _FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, type(_TypeParameter().has_default)):
                obj.__func__.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    return _marked(arg, '__no_type_check__')


def __getattr__(name):
    """Make the rarer names when they are first asked for."""
    import _typing_more
    value = _typing_more.make(name)
    if value is _typing_more.make:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = value
    return value
