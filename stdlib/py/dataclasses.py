# SPDX-License-Identifier: MIT
"""Classes made out of annotated fields. __init__ is compiled from text, once for a class; all
other methods are closures over the tuple of fields."""
import sys
from reprlib import recursive_repr as _recursive_repr

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']

_Alias = type(list[int])
_MappingProxy = type(type.__dict__)
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT = '__post_init__'


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


class _KW_ONLY_TYPE:
    pass


class _FIELD_BASE:
    __slots__ = ('name',)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')
_EMPTY_METADATA = _MappingProxy({})


class InitVar:
    """Annotation of a pseudo-field that is passed to __init__ and __post_init__ only."""
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, _Alias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field of a dataclass."""
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init',
                 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _EMPTY_METADATA if metadata is None else _MappingProxy(metadata)
        self.kw_only = kw_only
        self.name = self.type = self._field_type = None     # the class says what they are

    @_recursive_repr()
    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},'
                f'default_factory={self.default_factory!r},init={self.init!r},'
                f'repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},'
                f'metadata={self.metadata!r},kw_only={self.kw_only!r},'
                f'_field_type={self._field_type})')

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(_Alias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen', 'match_args',
                 'kw_only', 'slots', 'weakref_slot')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                 weakref_slot):
        self.init, self.repr, self.eq, self.order = init, repr, eq, order
        self.unsafe_hash, self.frozen = unsafe_hash, frozen
        self.match_args, self.kw_only = match_args, kw_only
        self.slots, self.weakref_slot = slots, weakref_slot

    def __repr__(self):
        return '_DataclassParams(' + ','.join(
            [f'{name}={getattr(self, name)!r}' for name in self.__slots__]) + ')'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
          compare=True, metadata=None, kw_only=MISSING):
    """Say more about a field than its annotation and default do."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# ---------------------------------------------------------------- reading the annotations

def _word(text):
    """The name in front of a text, and what follows it."""
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == '_'):
        end += 1
    return text[:end], text[end:]


def _type_is(annotation, cls, module_name, wanted_name, is_wanted):
    """True if a string annotation names a type (ClassVar, InitVar, KW_ONLY): either bare or
    through a module of the class's namespace."""
    text = annotation.lstrip()
    module, rest = _word(text)
    dot, name = '', ''
    if rest.lstrip().startswith('.'):
        dot, name = '.', _word(rest.lstrip()[1:].lstrip())[0]
    namespace = getattr(sys.modules.get(cls.__module__), '__dict__', {})
    if not dot:
        return is_wanted(namespace.get(module))
    target = namespace.get(module)
    if target is not None and target is sys.modules.get(module_name):
        return is_wanted(getattr(target, name, None))
    return False


def _is_classvar(annotation):
    typing = sys.modules.get('typing')
    return typing is not None and (
        annotation is typing.ClassVar
        or type(annotation) is typing._GenericAlias and annotation.__origin__ is typing.ClassVar)


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if type(default).__name__ == 'member_descriptor':
            default = MISSING               # the descriptor of a slot is not a default
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    if _is_classvar(annotation) or isinstance(annotation, str) and _type_is(
            annotation, cls, 'typing', 'ClassVar', _is_classvar):
        f._field_type = _FIELD_CLASSVAR
    elif _is_initvar(annotation) or isinstance(annotation, str) and _type_is(
            annotation, cls, 'dataclasses', 'InitVar', _is_initvar):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD:
        if f.default_factory is not MISSING:
            raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field {f.name} is not allowed: '
                         f'use default_factory')
    return f


def _collect_fields(cls, kw_only):
    """All fields by name: those of the bases first, then those of cls, which are returned too."""
    all_fields = {}
    any_frozen_base = False
    all_frozen = None
    has_dataclass_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            all_fields.update(base_fields)
            if all_frozen is None:
                all_frozen = True
            frozen = getattr(base, _PARAMS).frozen
            all_frozen = all_frozen and frozen
            any_frozen_base = any_frozen_base or frozen
    own = []
    seen_kw_only = False
    annotations = cls.__dict__.get('__annotations__', {})
    for name, annotation in annotations.items():
        if _is_kw_only(annotation) or isinstance(annotation, str) and _type_is(
                annotation, cls, 'dataclasses', 'KW_ONLY', _is_kw_only):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = True
            kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        all_fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            # What field() said is known now; the class keeps the default only.
            if f.default is not MISSING:
                setattr(cls, f.name, f.default)
            else:
                delattr(cls, f.name)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return all_fields, has_dataclass_bases, any_frozen_base, all_frozen


# ---------------------------------------------------------------- the methods

def _make_init(cls, all_fields, frozen, slots, self_name):
    """Compile __init__: parameters as the fields say, one assignment for each."""
    init_fields = [f for f in all_fields if f._field_type is not _FIELD_CLASSVAR]
    positional = [f for f in init_fields if f.init and not f.kw_only]
    keyword = [f for f in init_fields if f.init and f.kw_only]
    seen_default = None
    for f in positional:
        if not (f.default is MISSING and f.default_factory is MISSING):
            seen_default = f
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument '
                            f'{seen_default.name!r}')
    scope = {'__dataclass_HAS_DEFAULT_FACTORY__': _HAS_DEFAULT_FACTORY,
             '__dataclass_builtins_object__': object}
    annotations = {}

    def parameter(f):
        annotations[f.name] = f.type
        if f.default is not MISSING:
            scope[f'__dataclass_dflt_{f.name}__'] = f.default
            return f'{f.name}=__dataclass_dflt_{f.name}__'
        if f.default_factory is not MISSING:
            return f'{f.name}=__dataclass_HAS_DEFAULT_FACTORY__'
        return f.name

    params = [self_name, *map(parameter, positional)]
    if keyword:
        params += ['*', *map(parameter, keyword)]
    body = []
    for f in init_fields:
        value = _init_value(f, scope, slots)
        if value is None:
            continue
        if frozen:
            body.append(f'  __dataclass_builtins_object__.__setattr__({self_name},{f.name!r},'
                        f'{value})')
        else:
            body.append(f'  {self_name}.{f.name}={value}')
    if hasattr(cls, _POST_INIT):
        passed = ','.join([f.name for f in init_fields if f._field_type is _FIELD_INITVAR])
        body.append(f'  {self_name}.{_POST_INIT}({passed})')
    # The function is made inside another one, whose parameters hold the defaults and factories:
    # so its globals can be those of the class's module, and no name can clash.
    text = (f'def __create_fn__({",".join(scope)}):\n'
            f' def __init__({",".join(params)}):\n' + '\n'.join(body or ['  pass'])
            + '\n return __init__')
    namespace = {}
    exec(text, getattr(sys.modules.get(cls.__module__), '__dict__', {}), namespace)
    function = namespace['__create_fn__'](**scope)
    annotations['return'] = None
    function.__annotations__ = annotations
    return function


def _init_value(f, scope, slots):
    """The expression that __init__ stores for a field; None if it stores nothing."""
    factory = f'__dataclass_dflt_{f.name}__'
    if f._field_type is _FIELD_INITVAR:
        return None
    if f.default_factory is not MISSING:
        scope[factory] = f.default_factory
        if f.init:
            return (f'{factory}() if {f.name} is __dataclass_HAS_DEFAULT_FACTORY__ '
                    f'else {f.name}')
        return f'{factory}()'
    if f.init:
        return f.name
    if slots and f.default is not MISSING:
        # Without slots such a default is read from the class; a class with slots has no room.
        scope[factory] = f.default
        return factory
    return None


def _make_repr(shown):
    def __repr__(self):
        return self.__class__.__qualname__ + '(' + ', '.join(
            [f'{name}={getattr(self, name)!r}' for name in shown]) + ')'
    return _recursive_repr()(__repr__)


def _compiled(cls, head, *lines):
    """A method compiled from text, as fast as one that is written out."""
    namespace = {}
    exec('\n '.join((f'def {head}:', *lines)),
         getattr(sys.modules.get(cls.__module__), '__dict__', {}), namespace)
    return namespace.popitem()[1]


def _make_eq(cls, names):
    equal = ' and '.join([f'self.{name}==other.{name}' for name in names]) or 'True'
    return _compiled(cls, '__eq__(self, other)',
                     'if self is other:', ' return True',
                     'if other.__class__ is self.__class__:', f' return {equal}',
                     'return NotImplemented')


def _tuple_text(names, obj):
    return '(' + ''.join([f'{obj}.{name},' for name in names]) + ')'


def _make_order(cls, names):
    mine, theirs = _tuple_text(names, 'self'), _tuple_text(names, 'other')
    return [_compiled(cls, f'{name}(self, other)',
                      'if other.__class__ is self.__class__:', f' return {mine}{op}{theirs}',
                      'return NotImplemented')
            for name, op in (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='))]


def _make_frozen(cls, names):
    names = frozenset(names)

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _make_hash(cls, names):
    return _compiled(cls, '__hash__(self)', f'return hash({_tuple_text(names, "self")})')


def _set_new(cls, name, function):
    """Add a method unless the class itself defines the name; True if it does."""
    if name in cls.__dict__:
        return True
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    setattr(cls, name, function)
    return False


def _add_hash(cls, params, fields, has_explicit_hash):
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
    elif not params.eq or has_explicit_hash:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    function = _make_hash(cls, [f.name for f in fields if (f.compare if f.hash is None else f.hash)])
    function.__qualname__ = f'{cls.__qualname__}.__hash__'
    cls.__hash__ = function


def _process(cls, params):
    found, has_bases, any_frozen_base, all_frozen = _collect_fields(cls, params.kw_only)
    if has_bases:
        if any_frozen_base and not params.frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if all_frozen is False and params.frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _PARAMS, params)
    setattr(cls, _FIELDS, found)
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING
                             or class_hash is None and '__eq__' in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError('eq must be true if order is true')
    real = [f for f in found.values() if f._field_type is _FIELD]
    if params.init:
        self_name = '__dataclass_self__' if 'self' in found else 'self'
        _set_new(cls, '__init__', _make_init(cls, found.values(), params.frozen, params.slots,
                                              self_name))
    _set_new(cls, '__replace__', _replace)
    if params.repr:
        _set_new(cls, '__repr__', _make_repr([f.name for f in real if f.repr]))
    compared = [f.name for f in real if f.compare]
    if params.eq:
        _set_new(cls, '__eq__', _make_eq(cls, compared))
    if params.order:
        for function in _make_order(cls, compared):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f'Cannot overwrite attribute {function.__name__} in class '
                                f'{cls.__name__} Consider using functools.total_ordering')
    if params.frozen:
        for function in _make_frozen(cls, [f.name for f in real]):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f'Cannot overwrite attribute {function.__name__} in class '
                                f'{cls.__name__}')
    _add_hash(cls, params, real, has_explicit_hash)
    if cls.__dict__.get('__doc__') is None:
        cls.__doc__ = cls.__name__ + _signature_text(cls)
    if params.match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in found.values() if f.init and not f.kw_only
                                    and f._field_type is not _FIELD_CLASSVAR])
    if params.weakref_slot and not params.slots:
        raise TypeError('weakref_slot is True but slots is False')
    if params.slots:
        cls = _with_slots(cls, params, [f for f in real])
    if hasattr(cls, '__abstractmethods__'):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _signature_text(cls):
    """The doc string's '(x: int = 0)'. Plain fields need no inspect module, which is slow to
    load; anything else does."""
    init = cls.__dict__.get('__init__')
    pieces = []
    found = getattr(cls, _FIELDS)
    if init is None or not hasattr(init, '__annotations__'):
        return _inspected_signature(cls)
    params = getattr(cls, _PARAMS)
    if not params.init:
        return _inspected_signature(cls)
    star = False
    ordered = [f for f in found.values() if f.init and f._field_type is not _FIELD_CLASSVAR]
    for f in sorted(ordered, key=lambda f: bool(f.kw_only)):
        if not isinstance(f.type, (type, str)) or isinstance(f.type, _Alias):
            return _inspected_signature(cls)
        if f.kw_only and not star:
            star = True
            pieces.append('*')
        if isinstance(f.type, str):
            annotation = repr(f.type)
        elif f.type.__module__ == 'builtins':
            annotation = f.type.__qualname__
        else:
            annotation = f'{f.type.__module__}.{f.type.__qualname__}'
        default = ''
        if f.default is not MISSING:
            default = f' = {f.default!r}'
        elif f.default_factory is not MISSING:
            default = ' = <factory>'
        pieces.append(f'{f.name}: {annotation}{default}')
    if type(cls).__call__ is not type.__call__ or '__new__' in cls.__dict__:
        return _inspected_signature(cls)
    return '(' + ', '.join(pieces) + ')'


def _inspected_signature(cls):
    import inspect
    try:
        return str(inspect.signature(cls)).replace(' -> None', '')
    except (TypeError, ValueError):
        return ''


# ---------------------------------------------------------------- classes with slots

def _slot_names(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        result = []
        if getattr(cls, '__weakrefoffset__', -1) != 0:
            result.append('__weakref__')
        if getattr(cls, '__dictoffset__', -1) != 0:
            result.append('__dict__')
        return result
    if isinstance(slots, str):
        return [slots]
    if not hasattr(slots, '__next__'):
        return list(slots)
    raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _with_slots(cls, params, own_fields):
    """A new class like cls with __slots__: slots cannot be added to a class that exists."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple([f.name for f in own_fields])
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slot_names(base)}
    slots = [name for name in names if name not in inherited]
    if params.weakref_slot and '__weakref__' not in inherited:
        slots.append('__weakref__')
    namespace['__slots__'] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    if params.frozen:
        namespace.setdefault('__getstate__', _dataclass_getstate)
        namespace.setdefault('__setstate__', _dataclass_setstate)
    qualname = getattr(cls, '__qualname__', None)
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        new.__qualname__ = qualname
    _retarget(cls, new)
    return new


def _retarget(old, new):
    """Methods that use super() or __class__ hold the old class in a cell: put the new one in.
    The methods of a frozen class hold it too."""
    for value in new.__dict__.values():
        value = getattr(value, '__wrapped__', value)
        functions = [value]
        if isinstance(value, (classmethod, staticmethod)):
            functions = [value.__func__]
        elif isinstance(value, property):
            functions = [value.fget, value.fset, value.fdel]
        for function in functions:
            for cell in getattr(function, '__closure__', None) or ():
                try:
                    if cell.cell_contents is old:
                        cell.cell_contents = new
                except ValueError:
                    pass                    # an empty cell


# ---------------------------------------------------------------- the public functions

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Decorate a class: its annotations become fields, the usual methods are added."""
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                              slots, weakref_slot)
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def fields(class_or_instance):
    """The fields, in order, of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """True for a dataclass and for an instance of one."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


_ATOMIC = frozenset({type(None), bool, int, float, str, complex, bytes, type(...),
                     type(NotImplemented), type(len), type(_is_kw_only), type, range, property})


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, containers and dataclasses inside copied too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def make(o):
        return dict_factory([(f.name, _convert(getattr(o, f.name), make)) for f in fields(o)])
    return make(obj)


def _convert(obj, make):
    """A copy in which make(o) stands for each dataclass instance."""
    kind = type(obj)
    if kind in _ATOMIC:
        return obj
    if hasattr(kind, _FIELDS):
        return make(obj)
    if kind is list or kind is tuple:
        return kind([_convert(value, make) for value in obj])
    if kind is dict:
        return {_convert(key, make): _convert(value, make) for key, value in obj.items()}

    def again(value):
        return _convert(value, make)

    if issubclass(kind, tuple):
        if hasattr(obj, '_fields'):
            return kind(*[again(value) for value in obj])
        return kind([again(value) for value in obj])
    if issubclass(kind, dict):
        if hasattr(kind, 'default_factory'):
            result = kind(obj.default_factory)
            for key, value in obj.items():
                result[again(key)] = again(value)
            return result
        return kind((again(key), again(value)) for key, value in obj.items())
    if issubclass(kind, list):
        return kind(again(value) for value in obj)
    import copy
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The field values as a tuple, containers and dataclasses inside copied too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def make(o):
        return tuple_factory([_convert(getattr(o, f.name), make) for f in fields(o)])
    return make(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False, module=None):
    """A new dataclass out of names, (name, type) or (name, type, field) items."""
    from keyword import iskeyword
    import types
    namespace = {} if namespace is None else namespace
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body['__annotations__'] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    if module is None:
        module = sys._getframe(1).f_globals.get('__name__', '__main__')
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if _is_dataclass_instance(obj):
        return _replace(obj, **changes)
    raise TypeError("replace() should be called on dataclass instances")


def _replace(self, /, **changes):
    for f in [f for f in getattr(self, _FIELDS).values() if f._field_type is not _FIELD_CLASSVAR]:
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be '
                                f'specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
