# SPDX-License-Identifier: MIT
"""The type variables of typing. Loaded by typing while that is being made: its names are looked
up when they are needed."""
import typing as _t


class _TypeParameter:
    """What TypeVar, ParamSpec and TypeVarTuple share."""

    def __or__(self, other):
        return _t.Union[self, other]

    def __ror__(self, other):
        return _t.Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def has_default(self):
        """True if the parameter has a default."""
        return self.__default__ is not _t.NoDefault

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__


class TypeVar(_TypeParameter):
    """A type variable."""

    def __init__(self, name, *constraints, bound=None, default=_t.NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self.__name__ = name
        self._set_variance(covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        msg = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple([_t._type_check(t, msg) for t in constraints])
        self.__bound__ = None if bound is None else _t._type_check(bound, "Bound must be a type.")
        self.__default__ = default
        module = _t._caller_module()
        if module != 'typing':
            self.__module__ = module

    def __typing_subst__(self, arg):
        arg = _t._type_check(arg, "Parameters to generic types must be types.")
        if isinstance(arg, _t._GenericAlias) and arg.__origin__ is _t.Unpack or isinstance(
                arg, _t._NativeAlias) and getattr(arg, '__unpacked__', False):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        return _fill_default(self, alias, args)


def _fill_default(param, alias, args):
    params = alias.__parameters__
    index = params.index(param)
    if index < len(args):
        return args
    if index == len(args) and param.has_default():
        return (*args, param.__default__)
    if index == len(args) and isinstance(param, ParamSpec):
        return args
    needed = len([p for p in params if not p.has_default()])
    raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least "
                    f"{needed}")


class ParamSpecArgs:
    """P.args of a ParamSpec P."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        name = getattr(self.__origin__, '__name__', None)
        return f"{name if isinstance(name, str) else repr(self.__origin__)}.args"

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = object.__hash__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecKwargs(ParamSpecArgs):
    """P.kwargs of a ParamSpec P."""

    def __repr__(self):
        name = getattr(self.__origin__, '__name__', None)
        return f"{name if isinstance(name, str) else repr(self.__origin__)}.kwargs"


class ParamSpec(_TypeParameter):
    """A variable for the parameters of a callable."""

    def __init__(self, name, *, bound=None, default=_t.NoDefault, covariant=False,
                 contravariant=False, infer_variance=False):
        self.__name__ = name
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _t._type_check(bound, "Bound must be a type.")
        self.__default__ = default
        module = _t._caller_module()
        if module != 'typing':
            self.__module__ = module

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple([_t._type_check(a, "Expected a type.") for a in arg])
        if not _is_param_expr(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        index = params.index(self)
        if index == len(args) and self.has_default():
            args = (*args, self.__default__)
        if index >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        # A class with nothing but one ParamSpec may be given the types without brackets.
        if len(params) == 1 and not _is_param_expr(args[0]):
            args = (tuple(args),) if not isinstance(args[0], (list, tuple)) else args
        elif isinstance(args[index], list):
            args = (*args[:index], tuple(args[index]), *args[index + 1:])
        return args


def _is_param_expr(arg):
    return (arg is ... or isinstance(arg, (tuple, list))
            or isinstance(arg, (ParamSpec, _t._ConcatenateGenericAlias)))


class TypeVarTuple(_TypeParameter):
    """A variable for any number of types."""

    def __init__(self, name, *, default=_t.NoDefault):
        self.__name__ = name
        self.__default__ = default
        module = _t._caller_module()
        if module != 'typing':
            self.__module__ = module

    def __iter__(self):
        yield _t.Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        at = params.index(self)
        if self in params[at + 1:] or any(isinstance(p, TypeVarTuple) for p in params[at + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        before, after = at, len(params) - at - 1
        if before + after > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at "
                            f"least {len(params) - 1}")
        if before == len(args) and self.has_default():
            args = (*args, *self.__default__)
        stop = len(args) - after
        return (*args[:before], tuple(args[before:stop]), *args[stop:])


for _obj in TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple:
    _obj.__module__ = 'typing'
