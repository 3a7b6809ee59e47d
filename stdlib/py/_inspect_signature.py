# SPDX-License-Identifier: MIT
"""Signatures of callables: the part of inspect that is loaded on demand."""
import enum
import sys
import functools
import operator
from types import (BuiltinFunctionType, FunctionType, MappingProxyType, MethodDescriptorType,
                   MethodType, MethodWrapperType, WrapperDescriptorType, ClassMethodDescriptorType)
from collections import namedtuple
from keyword import iskeyword
import inspect
from inspect import _empty

FullArgSpec = namedtuple('FullArgSpec', 'args, varargs, varkw, defaults, kwonlyargs, '
                         'kwonlydefaults, annotations', module='inspect')


_keep = object()                            # replace(): leave as it is


_DESCRIPTIONS = ('positional-only', 'positional or keyword', 'variadic positional',
                 'keyword-only', 'variadic keyword')


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

    def __init__(self, number):
        self.description = _DESCRIPTIONS[number]

    def __str__(self):
        return self.name


_ParameterKind.__module__ = 'inspect'
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = \
    _ParameterKind


def _read_only(slot):
    return property(operator.attrgetter(slot))


class Parameter:
    """One parameter of a signature; cannot be changed."""
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    __module__ = 'inspect'

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'{self._kind.description} parameters cannot have default values')
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if name[:1] == '.' and name[1:].isdigit():
            # The parameter that a comprehension's hidden function takes.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError(f'implicit arguments must be passed as positional or keyword '
                                 f'arguments, not {self._kind.description}')
            self._kind = _POSITIONAL_ONLY
            name = f'implicit{name[1:]}'
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default,
                                                      '_annotation': self._annotation}

    def __setstate__(self, state):
        for slot in '_annotation', '_default':
            setattr(self, slot, state[slot])

    kind = _read_only('_kind')
    name = _read_only('_name')
    annotation = _read_only('_annotation')
    default = _read_only('_default')

    def replace(self, *, name=_keep, kind=_keep, annotation=_keep, default=_keep):
        """A copy with some attributes changed; the marker `empty` removes one."""
        return type(self)(self._name if name is _keep else name,
                          self._kind if kind is _keep else kind,
                          default=self._default if default is _keep else default,
                          annotation=self._annotation if annotation is _keep else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation,
                                     quote_annotation_strings=quote_annotation_strings)
            text = f'{text}: {shown}'
        if self._default is not _empty:
            sep = ' = ' if self._annotation is not _empty else '='
            text = f'{text}{sep}{self._default!r}'
        if self._kind == _VAR_POSITIONAL:
            return '*' + text
        if self._kind == _VAR_KEYWORD:
            return '**' + text
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _parts(self):
        return self._name, self._kind, self._annotation, self._default

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        if self is not other and isinstance(other, Parameter):
            return all([mine == theirs for mine, theirs in zip(self._parts(), other._parts())])
        return self is other or NotImplemented


class BoundArguments:
    """What Signature.bind() gives: values by parameter name."""
    __slots__ = ('arguments', '_signature', '__weakref__')
    __module__ = 'inspect'

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = _read_only('_signature')

    @property
    def args(self):
        """What goes to the call without a name."""
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            try:
                arg = self.arguments[name]
            except KeyError:
                break
            args += arg if param.kind == _VAR_POSITIONAL else (arg,)
        return tuple(args)

    @property
    def kwargs(self):
        """What goes to the call by name."""
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started:
                continue
            try:
                arg = self.arguments[name]
            except KeyError:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(arg)
            else:
                kwargs[name] = arg
        return kwargs

    def apply_defaults(self):
        """Fill in the values of parameters that were not given."""
        filled = []
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                filled.append((name, self.arguments[name]))
            elif param.default is not _empty:
                filled.append((name, param.default))
            elif param.kind is _VAR_POSITIONAL:
                filled.append((name, ()))
            elif param.kind is _VAR_KEYWORD:
                filled.append((name, {}))
        self.arguments = dict(filled)

    def __eq__(self, other):
        if self is not other and isinstance(other, BoundArguments):
            return (self._signature, self.arguments) == (other._signature, other.arguments)
        return self is other or NotImplemented

    def __getstate__(self):
        return {slot: getattr(self, slot) for slot in ('_signature', 'arguments')}

    def __setstate__(self, state):
        self.arguments, self._signature = state['arguments'], state['_signature']

    def __repr__(self):
        args = ', '.join([f'{arg}={value!r}' for arg, value in self.arguments.items()])
        return f'<{self.__class__.__name__} ({args})>'


class Signature:
    """The parameters and the return annotation of a callable; cannot be changed."""
    __slots__ = ('_return_annotation', '_parameters')
    __module__ = 'inspect'

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        if parameters is None:
            params = {}
        elif __validate_parameters__:
            params = _validated(parameters)
        else:
            params = {param.name: param for param in parameters}
        self._parameters = MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False):
        """The signature of a callable."""
        return _signature_from_callable(obj, sigcls=cls, follow_wrapper_chains=follow_wrapped,
                                        globals=globals, locals=locals, eval_str=eval_str)

    parameters = _read_only('_parameters')
    return_annotation = _read_only('_return_annotation')

    def replace(self, *, parameters=_keep, return_annotation=_keep):
        """A copy with some attributes changed."""
        if parameters is _keep:
            parameters = self.parameters.values()
        if return_annotation is _keep:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    __replace__ = replace

    def _hash_basis(self):
        positional = tuple([p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY])
        keyword = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return positional, keyword, self.return_annotation

    def __hash__(self):
        positional, keyword, annotation = self._hash_basis()
        return hash((positional, frozenset(keyword.values()), annotation))

    def __eq__(self, other):
        if self is not other and isinstance(other, Signature):
            return self._hash_basis() == other._hash_basis()
        return self is other or NotImplemented

    def bind(self, /, *args, **kwargs):
        """Say which parameter gets which argument; TypeError if they do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """bind() that lets arguments be missing."""
        return self._bind(args, kwargs, partial=True)

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        params = list(self.parameters.values())
        at = 0
        args = list(args)
        used = 0
        pos_only_in_kwargs = []
        while used < len(args):
            if at >= len(params):
                raise TypeError('too many positional arguments')
            param = params[at]
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError('too many positional arguments')
            at += 1
            if param.kind == _VAR_POSITIONAL:
                arguments[param.name] = tuple(args[used:])
                used = len(args)
                break
            if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                raise TypeError(f'multiple values for argument {param.name!r}')
            arguments[param.name] = args[used]
            used += 1
        kwargs_param = None
        kwargs = dict(kwargs)
        takes_any = any(p.kind == _VAR_KEYWORD for p in params)
        # Up to the first parameter that may be left out or is given by name, an error also says
        # of which kind the missing one is.
        says_kind = True
        for param in params[at:]:
            name = param.name
            if param.kind in (_VAR_KEYWORD, _VAR_POSITIONAL):
                says_kind = False
                if param.kind == _VAR_KEYWORD:
                    kwargs_param = param
                continue
            if name in kwargs and param.kind != _POSITIONAL_ONLY or param.default is not _empty:
                says_kind = False
            if param.kind == _POSITIONAL_ONLY:
                if name in kwargs:
                    if not takes_any:
                        pos_only_in_kwargs.append(param)
                elif param.default is _empty and not partial:
                    raise TypeError(f'missing a required argument: {name!r}')
                continue
            if name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif not partial and param.default is _empty:
                kind = ' keyword-only' if says_kind and param.kind == _KEYWORD_ONLY else ''
                raise TypeError(f'missing a required{kind} argument: {name!r}')
        if kwargs:
            if kwargs_param is not None:
                arguments[kwargs_param.name] = kwargs
            elif pos_only_in_kwargs:
                names = ', '.join([p.name for p in pos_only_in_kwargs])
                raise TypeError(f'got some positional-only arguments passed as keyword arguments: '
                                f'{names!r}')
            else:
                raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return self._bound_arguments_cls(self, arguments)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {'_return_annotation': self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The signature as text; one parameter a line if it is wider than max_width."""
        result = []
        slash_due = False
        star_due = True
        for param in self.parameters.values():
            text = param._format(quote_annotation_strings=quote_annotation_strings)
            if param.kind == _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                result.append('/')
                slash_due = False
            if param.kind == _VAR_POSITIONAL:
                star_due = False
            elif param.kind == _KEYWORD_ONLY and star_due:
                result.append('*')
                star_due = False
            result.append(text)
        if slash_due:
            result.append('/')
        text = f'({", ".join(result)})'
        if max_width is not None and len(text) > max_width:
            text = '(\n    ' + ',\n    '.join(result) + '\n)'
        if self.return_annotation is not _empty:
            shown = formatannotation(self.return_annotation,
                                     quote_annotation_strings=quote_annotation_strings)
            text += f' -> {shown}'
        return text


def _validated(parameters):
    params = {}
    top = _POSITIONAL_ONLY
    seen_default = False
    seen_var = set()
    for param in parameters:
        kind = param.kind
        if kind in seen_var and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f'more than one {kind.description} parameter')
        seen_var.add(kind)
        if kind < top:
            raise ValueError(f'wrong parameter order: {top.description} parameter before '
                             f'{kind.description} parameter')
        top = max(top, kind)
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if param.default is _empty:
                if seen_default:
                    raise ValueError('non-default argument follows default argument')
            else:
                seen_default = True
        if param.name in params:
            raise ValueError(f'duplicate parameter name: {param.name!r}')
        params[param.name] = param
    return params


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as text."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    kind = type(annotation)
    if getattr(annotation, '__module__', None) == 'typing' and not isinstance(annotation, type):
        return repr(annotation).replace('typing.', '')
    if kind.__name__ == 'GenericAlias':
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    """formatannotation() that leaves out the module of an object."""
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


# ---------------------------------------------------------------- finding the signature

def _from_function(cls, func, globals=None, locals=None, eval_str=False):
    """The signature of a function written in the language."""
    code = func.__code__
    names = code.co_varnames
    pos_count = code.co_argcount
    posonly = code.co_posonlyargcount
    kw_count = code.co_kwonlyargcount
    annotations = inspect.get_annotations(func, globals=globals, locals=locals,
                                          eval_str=eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    make = cls._parameter_cls
    params = []
    first_default = pos_count - len(defaults)
    for i, name in enumerate(names[:pos_count]):
        params.append(make(
            name, _POSITIONAL_ONLY if i < posonly else _POSITIONAL_OR_KEYWORD,
            annotation=annotations.get(name, _empty),
            default=defaults[i - first_default] if i >= first_default else _empty))
    at = pos_count + kw_count
    if code.co_flags & inspect.CO_VARARGS:
        params.append(make(names[at], _VAR_POSITIONAL,
                           annotation=annotations.get(names[at], _empty)))
        at += 1
    for name in names[pos_count:pos_count + kw_count]:
        params.append(make(name, _KEYWORD_ONLY, annotation=annotations.get(name, _empty),
                           default=kwdefaults.get(name, _empty)))
    if code.co_flags & inspect.CO_VARKEYWORDS:
        params.append(make(names[at], _VAR_KEYWORD,
                           annotation=annotations.get(names[at], _empty)))
    return cls(params, return_annotation=annotations.get('return', _empty),
               __validate_parameters__=bool(defaults))


def _from_text(cls, text):
    """The signature that a native function's __text_signature__ describes: '($self, x, /)'."""
    body, arrow, result = text.replace('$', '').partition(' -> ')
    body = body[body.index('(') + 1:body.rindex(')')].rstrip(', ')
    from _inspect_natives import Names
    space = Names()
    try:
        exec(f'def func({body}){arrow}{result}: pass', {}, space)
    except (SyntaxError, ImportError):
        return None
    return _from_function(cls, space['func'])


def _text_of_native(obj):
    from _inspect_natives import text_of
    text = text_of(obj)
    return getattr(obj, '__text_signature__', None) if text is None else text


def _from_native(cls, obj):
    text = _text_of_native(obj)
    if not text:
        raise ValueError(f"no signature found for builtin {obj!r}")
    found = _from_text(cls, text)
    if found is None:
        raise ValueError(f'{obj!r} builtin has invalid signature')
    sig = found
    owner = getattr(obj, '__self__', None)
    bound = owner is not None and not inspect.ismodule(owner)
    if (bound and text.startswith(('($', '(self,', '(type,', '(cls,'))
            or isinstance(obj, MethodWrapperType) and '$' in text):
        return _without_first(sig)
    if '$module' in text:
        return _without_first(sig)
    return sig


def _without_first(sig):
    """The signature of a bound method: without its first parameter."""
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    if params[0].kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
        params = params[1:]
    return sig.replace(parameters=params)


def _of_partial(wrapped_sig, partial, extra_args=()):
    """The signature of partial(f, *args, **keywords), from that of f."""
    params = dict(wrapped_sig.parameters.items())
    args = extra_args + (partial.args or ())
    keywords = partial.keywords or {}
    try:
        bound = wrapped_sig.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f'partial object {partial!r} has incorrect arguments') from error
    keyword_only = False
    for name, param in wrapped_sig.parameters.items():
        try:
            value = bound.arguments[name]
        except KeyError:
            pass
        else:
            if param.kind is _POSITIONAL_ONLY:
                params.pop(name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    # Given by keyword: it and all that follow can be given only so.
                    keyword_only = True
                    params[name] = param.replace(default=value)
                else:
                    params.pop(name)
                    continue
            if param.kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=value)
        if keyword_only:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                changed = params.pop(name)
                params[name] = changed.replace(kind=_KEYWORD_ONLY)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params[name] = params.pop(name)
            elif param.kind is _VAR_POSITIONAL:
                params.pop(name)
    return wrapped_sig.replace(parameters=params.values())


def _user_method(cls, name, owner):
    """The method of a class if it was written in the language (or is no plain native slot)."""
    for base in cls.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            if isinstance(found, (WrapperDescriptorType, MethodWrapperType,
                                  ClassMethodDescriptorType, BuiltinFunctionType)):
                return None, base
            return found, base
    return None, None


_LAZY_DEFAULTS = 'asyncio.base_events', 'asyncio.events', 'asyncio.timeouts'
_MADE_IN_C = 'datetime', 'sys', 'decimal'       # classes in the language here, in C there


def _of_class(obj, sigcls, again, trim):
    """The signature of a class: of its metaclass's __call__, its __new__ or its __init__."""
    call, _ = _user_method(type(obj), '__call__', obj)
    if call is not None:
        return trim(again(call))
    if obj.__module__ in _MADE_IN_C and _text_of_native(obj) == '':
        raise ValueError(f'no signature found for builtin type {obj!r}')
    new, new_owner = _user_method(obj, '__new__', obj)
    init, init_owner = _user_method(obj, '__init__', obj)
    if new is not None and (init is None or obj.__mro__.index(new_owner)
                            <= obj.__mro__.index(init_owner)):
        if isinstance(new, staticmethod):
            new = new.__func__
        return trim(again(new))
    if init is not None:
        return trim(again(init))
    for base in obj.__mro__[:-1]:
        text = _text_of_native(base)
        if isinstance(text, str) and text:
            found = _from_text(sigcls, text)
            if found is not None:
                return found
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return sigcls.from_callable(_nothing)
        raise ValueError(f'no signature found for builtin type {obj!r}')
    return None


def _unchanged(sig):
    return sig


def _nothing():
    pass


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True,
                             globals=None, locals=None, eval_str=False, sigcls=Signature):
    def again(other):
        return _signature_from_callable(
            other, follow_wrapper_chains=follow_wrapper_chains, skip_bound_arg=skip_bound_arg,
            globals=globals, locals=locals, eval_str=eval_str, sigcls=sigcls)

    if not callable(obj) and not isinstance(obj, (staticmethod, classmethod)):
        raise TypeError(f'{obj!r} is not a callable object')
    if isinstance(obj, MethodType):
        sig = again(obj.__func__)
        return _without_first(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        obj = inspect.unwrap(obj, stop=lambda f: hasattr(f, "__signature__")
                             or isinstance(f, MethodType))
        if isinstance(obj, MethodType):
            return again(obj)
    sig = getattr(obj, '__signature__', None)
    if sig is not None:
        if callable(sig) and not isinstance(sig, (Signature, str)):
            sig = sig()
        if isinstance(sig, str):
            return _from_text(sigcls, sig)
        if not isinstance(sig, Signature):
            raise TypeError(f'unexpected object {sig!r} in __signature__ attribute')
        return sig
    partialmethod = getattr(obj, '__partialmethod__', None)
    if isinstance(partialmethod, functools.partialmethod):
        return _of_partialmethod(again(partialmethod.func), partialmethod)
    if isinstance(obj, (staticmethod, classmethod)):
        return again(obj.__func__)
    if isinstance(obj, FunctionType) and obj.__module__ in _LAZY_DEFAULTS:
        text = _text_of_native(obj)
        if text:
            return _from_text(sigcls, text)
    if isinstance(obj, FunctionType) or inspect._signature_is_functionlike(obj):
        return _from_function(sigcls, obj, globals, locals, eval_str)
    if isinstance(obj, functools.partial):
        return _of_partial(again(obj.func), obj)
    if isinstance(obj, (BuiltinFunctionType, MethodDescriptorType, WrapperDescriptorType,
                        MethodWrapperType, ClassMethodDescriptorType)):
        return _from_native(sigcls, obj)
    if isinstance(obj, type):
        sig = _of_class(obj, sigcls, again, _without_first if skip_bound_arg else _unchanged)
        if sig is not None:
            return sig
        if obj is type:
            raise ValueError(f'no signature found for builtin {obj!r}')
        raise ValueError(f'callable {obj!r} is not supported by signature')
    call, _ = _user_method(type(obj), '__call__', obj)
    if call is not None:
        if isinstance(call, staticmethod):
            return again(call)
        return _without_first(again(call))
    text = getattr(type(obj), '__call__', None)
    if text is not None and getattr(text, '__text_signature__', None):
        return _without_first(again(text))
    raise ValueError(f'callable {obj!r} is not supported by signature')


def _of_partialmethod(wrapped, partialmethod):
    sig = _of_partial(wrapped, partialmethod, (None,))
    first = next(iter(wrapped.parameters.values()))
    if first.kind is _VAR_POSITIONAL:
        return sig
    return sig.replace(parameters=(first, *sig.parameters.values()))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals,
                                   locals=locals, eval_str=eval_str)


def getfullargspec(func):
    """The parameters of a function as a named tuple (signature() says more)."""
    try:
        sig = _signature_from_callable(func, follow_wrapper_chains=False, skip_bound_arg=False)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, kwonly = [], []
    posonly = []
    varargs = varkw = None
    defaults = ()
    kwdefaults = {}
    annotations = {}
    if sig.return_annotation is not _empty:
        annotations['return'] = sig.return_annotation
    for param in sig.parameters.values():
        kind, name = param.kind, param.name
        if kind is _POSITIONAL_ONLY:
            posonly.append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif kind is _POSITIONAL_OR_KEYWORD:
            args.append(name)
            if param.default is not _empty:
                defaults += (param.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if param.default is not _empty:
                kwdefaults[name] = param.default
        else:
            varkw = name
        if param.annotation is not _empty:
            annotations[name] = param.annotation
    return FullArgSpec(posonly + args, varargs, varkw, defaults or None, kwonly,
                       kwdefaults or None, annotations)


def _missing(f_name, names, pos, values):
    names = [repr(name) for name in names if name not in values]
    count = len(names)
    if count == 1:
        text = names[0]
    elif count == 2:
        text = '{} and {}'.format(*names)
    else:
        text = ', '.join(names[:-2]) + ', {} and {}'.format(*names[-2:])
    raise TypeError("%s() missing %i required %s argument%s: %s" % (
        f_name, count, "positional" if pos else "keyword-only", "" if count == 1 else "s", text))


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    at_least = len(args) - defcount
    kwonly_given = len([arg for arg in kwonly if arg in values])
    if varargs:
        plural = at_least != 1
        text = "at least %d" % (at_least,)
    elif defcount:
        plural = True
        text = "from %d to %d" % (at_least, len(args))
    else:
        plural = len(args) != 1
        text = str(len(args))
    kwonly_text = ""
    if kwonly_given:
        kwonly_text = " positional argument%s (and %d keyword-only argument%s)" % (
            "s" if given != 1 else "", kwonly_given, "s" if kwonly_given != 1 else "")
    raise TypeError("%s() takes %s positional argument%s but %d%s %s given" % (
        f_name, text, "s" if plural else "", given, kwonly_text,
        "was" if given == 1 and not kwonly_given else "were"))


def getcallargs(func, /, *positional, **named):
    """Which local variables a call would set; TypeError as the call would raise it."""
    args, varargs, varkw, defaults, kwonly, kwdefaults, _ = getfullargspec(func)
    f_name = func.__name__
    values = {}
    if inspect.ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    num_pos = len(positional)
    num_args = len(args)
    num_defaults = len(defaults) if defaults else 0
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[num_args:])
    possible = set(args + kwonly)
    if varkw:
        values[varkw] = {}
    for name, value in named.items():
        if name not in possible:
            if not varkw:
                raise TypeError("%s() got an unexpected keyword argument %r" % (f_name, name))
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError("%s() got multiple values for argument %r" % (f_name, name))
        values[name] = value
    if num_pos > num_args and not varargs:
        _too_many(f_name, args, kwonly, varargs, num_defaults, num_pos, values)
    if num_pos < num_args:
        required = args[:num_args - num_defaults]
        if any(arg not in values for arg in required):
            _missing(f_name, required, True, values)
        for i, arg in enumerate(args[num_args - num_defaults:]):
            if arg not in values:
                values[arg] = defaults[i]
    absent = []
    for name in kwonly:
        if name not in values:
            if kwdefaults and name in kwdefaults:
                values[name] = kwdefaults[name]
            else:
                absent.append(name)
    if absent:
        _missing(f_name, kwonly, False, values)
    return values


for _obj in signature, getfullargspec, getcallargs, formatannotation, formatannotationrelativeto:
    _obj.__module__ = 'inspect'
