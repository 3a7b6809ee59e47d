# SPDX-License-Identifier: MIT
"""Enumerations: classes whose attributes are their only instances."""
import sys
from builtins import property as _property
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'EnumDict', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag',
           'ReprEnum', 'auto', 'unique', 'property', 'verify', 'member', 'nonmember',
           'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP', 'global_flag_repr',
           'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS',
           'NAMED_FLAGS', 'UNIQUE', 'pickle_by_global_name', 'pickle_by_enum_name']

# These names are defined below; class bodies and the metaclass run before.
Enum = Flag = EJECT = _stdlib_enums = ReprEnum = None
_unset = object()


_not_given = object()


class nonmember:
    """Keep a value in the class body from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Make a value a member that otherwise would not become one."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or hasattr(obj, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    prefix = f'_{cls_name}__'
    return (len(name) > len(prefix) and name.startswith(prefix) and name[len(prefix)] != '_'
            and (name[-1] != '_' or name[-2] != '_'))


def _is_single_bit(num):
    return num != 0 and num & (num - 1) == 0


def _iter_bits_lsb(num):
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError('%r is not a positive integer' % num)
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def _high_bit(value):
    return value.bit_length() - 1


class auto:
    """Stands for a value that _generate_next_value_ is to choose."""

    def __init__(self, value=_unset):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})" if self.value is not _unset else 'auto(<object object>)'


class property(DynamicClassAttribute):
    """A property that gives way, on the class, to a member of the same name."""
    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is not None and self.fget is not None:
            return self.fget(instance)
        if instance is None:
            found = self.member
        elif self._attr_type == 'attr':
            return getattr(self._cls_type, self.name)
        elif self._attr_type == 'desc':
            return getattr(instance._value_, self.name)
        else:
            found = ownerclass._member_map_.get(self.name)
        if found is None:
            raise AttributeError('%r has no attribute %r' % (ownerclass, self.name))
        return found

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


class _ProtoMember:
    """Holds a member's place in the class body; becomes the member when the class is made."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        delattr(enum_class, member_name)
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if enum_class._member_type_ is tuple:
            args = (args,)
        new = _new_member(enum_class, value, args)
        value = new._value_
        new._name_ = member_name
        new.__objclass__ = enum_class
        new.__init__(*args)
        new._sort_order_ = len(enum_class._member_names_)
        canonical = _same_value(enum_class, value)
        if canonical is not None:
            new = canonical
        elif Flag is None or not issubclass(enum_class, Flag) or not isinstance(value, int):
            enum_class._member_names_.append(member_name)
        else:
            enum_class._flag_mask_ |= value
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1
            if _is_single_bit(value):
                # Combinations are aliases: they are found by name, but not listed.
                enum_class._singles_mask_ |= value
                enum_class._member_names_.append(member_name)
        new._add_alias_(member_name)
        try:
            enum_class._value2member_map_.setdefault(value, new)
            if value not in enum_class._hashable_values_:
                enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
            enum_class._unhashable_values_map_.setdefault(member_name, []).append(value)


def _new_member(enum_class, value, args):
    """Make the bare instance and give it its _value_."""
    if not enum_class._use_args_:
        new = enum_class._new_member_(enum_class)
    else:
        new = enum_class._new_member_(enum_class, *args)
    if not hasattr(new, '_value_'):
        if enum_class._member_type_ is object:
            new._value_ = value
        else:
            try:
                new._value_ = enum_class._member_type_(*args)
            except Exception as exc:
                error = TypeError('_value_ not set in __new__, unable to create it')
                error.__cause__ = exc
                raise error
    return new


def _same_value(enum_class, value):
    """The member that has this value already, or None."""
    try:
        return enum_class._value2member_map_.get(value)
    except TypeError:
        for other in enum_class._member_map_.values():
            if other._value_ == value:
                return other
    return None


class EnumDict(dict):
    """The namespace of an enum's class body: keeps count of the members, in order."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._set_sunder(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif key in self._ignore or isinstance(value, nonmember):
            value = getattr(value, 'value', value) if isinstance(value, nonmember) else value
        elif isinstance(value, member) or not _is_descriptor(value):
            value = self._add_member(key, value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_',
                       '_ignore_', '_iter_member_', '_iter_member_by_value_',
                       '_iter_member_by_def_', '_add_alias_', '_add_value_alias_',
                       '_use_args_', '_member_type_', '_new_member_', '_value_repr_'):
            raise ValueError('_sunder_ names, such as %r, are reserved for future Enum use'
                             % (key,))
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            function = value.__func__ if isinstance(value, staticmethod) else value
            super().__setattr__('_generate_next_value', function)
        elif key == '_ignore_':
            value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: %r' % (already,))
        return value

    def _add_member(self, key, value):
        if key in self:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        if isinstance(value, member):
            value = value.value
        single = isinstance(value, auto)
        if single or type(value) is tuple and any(isinstance(v, auto) for v in value):
            filled = []
            for item in (value,) if single else value:
                if isinstance(item, auto):
                    self._auto_called = True
                    if item.value is _unset:
                        item.value = self._generate_next_value(key, 1, len(self._member_names),
                                                               self._last_values[:])
                    item = item.value
                filled.append(item)
            value = filled[0] if single else tuple(filled)
        self._member_names[key] = None
        self._last_values.append(value)
        return value

    @_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, *more_members):
        if hasattr(members, 'keys'):
            members = [(name, members[name]) for name in members.keys()]
        for pairs in members, more_members:
            for name, value in pairs:
                self[name] = value


_EnumDict = EnumDict


class EnumType(type):
    """Metaclass of enums."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        enum_dict = EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            dict.__setitem__(enum_dict, '_generate_next_value_',
                             getattr(first_enum, '_generate_next_value_', None))
            enum_dict._generate_next_value = first_enum._generate_next_value_
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        names = list(classdict._member_names)
        invalid = set(names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) %s' % (
                ','.join(repr(name) for name in invalid)))
        order = classdict.pop('_order_', None)
        plain = dict(classdict)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        plain.update(
            _new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={},
            _value2member_map_={}, _hashable_values_=[], _unhashable_values_=[],
            _unhashable_values_map_={}, _member_type_=member_type,
            _value_repr_=metacls._find_data_repr_(cls, bases))
        if '_generate_next_value_' in plain and not isinstance(
                plain['_generate_next_value_'], staticmethod):
            plain['_generate_next_value_'] = staticmethod(plain['_generate_next_value_'])
        plain['_boundary_'] = boundary or getattr(first_enum, '_boundary_', None)
        plain.update(_flag_mask_=0, _singles_mask_=0, _all_bits_=0, _inverted_=None)
        for name in names:
            plain[name] = _ProtoMember(plain[name])
        enum_class = super().__new__(metacls, cls, bases, plain, **kwds)
        _choose_methods(enum_class, plain, member_type, first_enum, save_new)
        if Flag is not None and issubclass(enum_class, Flag):
            _finish_flag(enum_class)
        if order is not None:
            _check_order(enum_class, order)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None,
                 start=1, boundary=None):
        """Look a member up by value; on a class without members: make a new enum."""
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a "
                            f"new, empty, enum")
        return cls._create_(class_name=value, names=None if names is _not_given else names,
                            module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                result = cls._missing_(value)
                return isinstance(result, cls)
            except ValueError:
                return False
        try:
            return value in cls._value2member_map_ and value in cls._hashable_values_ \
                or value in cls._unhashable_values_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr not in cls._member_map_:
            return super().__delattr__(attr)
        raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))

    def __dir__(cls):
        interesting = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__',
                       '__len__', '__members__', '__module__', '__name__', '__qualname__'}
        interesting.update(cls._member_names_)
        for name, mine, plain in (
                ('__new__', cls._new_member_, object.__new__),
                ('__init_subclass__', cls.__init_subclass__, object.__init_subclass__)):
            if mine is not plain:
                interesting.add(name)
        if cls._member_type_ is not object:
            interesting.update(dir(cls._member_type_))
        return sorted(interesting)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        members = cls._member_map_
        return (members[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        """The functional form: names is a string, a list of names or pairs, or a mapping."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        for name, value in _functional_pairs(cls, names, start):
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is not None:
            classdict['__module__'] = module
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enum of those constants of a module whose names pass filter."""
        module_globals = sys.modules[module].__dict__
        source = source.__dict__ if source else module_globals
        members = [(key, value) for key, value in source.items() if filter(key)]
        try:
            members.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            members.sort(key=lambda item: item[0])
        body = {key: value for key, value in members}
        made = cls(name, body, module=module, boundary=boundary or KEEP)
        if as_global:
            sys.modules['enum'].global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        module_globals[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type that is mixed in (or object), and the enum base."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] "
                            "[data_type,] enum_type)`")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for base in [base for chain in bases for base in chain.__mro__ if base is not object]:
            own = base.__dict__
            if isinstance(base, EnumType):
                return base._value_repr_
            if '__repr__' in own:
                params = own.get('__dataclass_params__') if '__dataclass_fields__' in own else None
                return _dataclass_repr if params and params.repr else own['__repr__']
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = list(dict.fromkeys(
            kind for kind in map(_data_type_of, bases) if kind is not None))
        if len(found) > 1:
            raise TypeError('too many data types for %r: %r' % (class_name, set(found)))
        return found[0] if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """(function that makes members, whether to keep it, whether it takes the value)."""
        new = classdict.get('__new__', None)
        save_new = first_enum is not None and new is not None
        if new is None:
            plain = {None, None.__new__, object.__new__, getattr(Enum, '__new__', None)}
            for method in ('__new_member__', '__new__'):
                for possible in (member_type, first_enum):
                    target = getattr(possible, method, None)
                    if target not in plain:
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        if isinstance(new, staticmethod):
            new = new.__func__
        use_args = not (first_enum is None or new in (Enum.__new__, object.__new__))
        return new, save_new, use_args

    def _add_member_(cls, name, member):
        """Put a member into the class: directly, or behind a property of the same name."""
        if name in cls._member_map_:
            if cls._member_map_[name] is not member:
                raise NameError('%r is already bound: %r' % (name, cls._member_map_[name]))
            return
        found_descriptor = None
        attr_type = class_type = None
        for base in cls.__mro__[1:]:
            attr = base.__dict__.get(name)
            if attr is None:
                continue
            if isinstance(attr, (property, DynamicClassAttribute)):
                found_descriptor = attr
                class_type = base
                attr_type = 'enum'
                break
            if _is_descriptor(attr):
                found_descriptor = attr
                attr_type = attr_type or 'desc'
                class_type = class_type or base
            else:
                found_descriptor = attr
                attr_type = 'attr'
                class_type = base
        if found_descriptor is None:
            type.__setattr__(cls, name, member)
        else:
            redirect = property()
            redirect.member = member
            redirect.__set_name__(cls, name)
            if attr_type in ('enum', 'desc'):
                for kept, source in _DESCRIPTOR_PARTS:
                    setattr(redirect, kept, getattr(found_descriptor, source, None))
            redirect._attr_type = attr_type
            redirect._cls_type = class_type
            type.__setattr__(cls, name, redirect)
        cls._member_map_[name] = member


EnumMeta = EnumType

# What a redirect keeps of the descriptor it stands before.
_DESCRIPTOR_PARTS = (('fget', 'fget'), ('fset', 'fset'), ('fdel', 'fdel'),
                     ('_get', '__get__'), ('_set', '__set__'), ('_del', '__delete__'))


def _functional_pairs(cls, names, start):
    """(name, value) of each member that the functional form asks for."""
    if isinstance(names, str):
        names = names.replace(',', ' ').split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        values = []
        for name in names:
            values.append(cls._generate_next_value_(name, start, len(values), values[:]))
        return zip(names, values)
    return [(item, names[item]) if isinstance(item, str) else item for item in names or ()]


def _data_type_of(chain):
    """The data type that one base class brings along, or None."""
    mixin = None                    # a class without __new__: it goes with the type under it
    for base in chain.__mro__[:-1]:
        if isinstance(base, EnumType):
            if base._member_type_ is not object:
                return base._member_type_
        elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__:
            return mixin or base
        else:
            mixin = mixin or base
    return None


def _dataclass_repr(self):
    return ', '.join([f'{name}={getattr(self, name)!r}'
                      for name, f in self.__dataclass_fields__.items() if f.repr])


def _choose_methods(enum_class, body, member_type, first_enum, save_new):
    """Replace what the data type would bring along: repr, str, format, reduce, new."""
    if ReprEnum is not None and ReprEnum in enum_class.__bases__:
        # The data type's own str() and format() are what such an enum wants.
        if '__format__' not in body:
            enum_class.__format__ = body['__format__'] = member_type.__format__
        if '__str__' not in body:
            method = member_type.__str__
            method = member_type.__repr__ if method is object.__str__ else method
            enum_class.__str__ = body['__str__'] = method
    if first_enum is None:
        return
    for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
        if name in body:
            continue
        enum_method = getattr(first_enum, name)
        found = getattr(enum_class, name)
        if found in (getattr(member_type, name), getattr(object, name)):
            setattr(enum_class, name, enum_method)
    if Flag is not None and issubclass(enum_class, Flag):
        for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__',
                     '__invert__'):
            if name not in body:
                setattr(enum_class, name, getattr(Flag, name))
    if Enum is not None:
        if save_new:
            enum_class.__new_member__ = enum_class.__dict__['__new__']
        enum_class.__new__ = Enum.__new__


def _finish_flag(enum_class):
    """Members whose order is not that of their bits are listed in order of definition."""
    values = [flag._value_ for flag in enum_class]
    if values and sorted(values) != values:
        enum_class._iter_member_ = enum_class._iter_member_by_def_


def _check_order(enum_class, order):
    if isinstance(order, str):
        order = order.replace(',', ' ').split()
    mine = enum_class._member_names_
    aliases = enum_class._member_map_.keys() - set(mine)
    order = [name for name in order if name not in aliases]
    if order != mine:
        raise TypeError('member order does not match _order_:\n  %r\n  %r' % (mine, order))


def _find_by_comparison(cls, value):
    """The member of an unhashable value, or None."""
    for name, values in cls._unhashable_values_map_.items():
        if value in values:
            return cls[name]
    return next((m for m in cls._member_map_.values() if m._value_ == value), None)


class Enum(metaclass=EnumType):
    """Base class of enumerations."""

    @classmethod
    def __signature__(cls):
        return '(*values)' if cls._member_names_ else \
            '(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, ' \
            'boundary=None)'

    def __new__(cls, value):
        # Members are made when their class is; later calls only look them up.
        if type(value) is cls:
            return value
        try:
            member = cls._value2member_map_.get(value)
        except TypeError:               # it cannot be hashed
            member = _find_by_comparison(cls, value)
        if member is not None:
            return member
        if not cls._member_map_:
            raise TypeError("%r has no members defined" % cls)
        exc = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            exc = error
            result = None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT \
                    and isinstance(result, int):
                return result
            invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and exc is None:
                raise invalid
            if exc is None:
                exc = TypeError('error in %s._missing_: returned %r instead of None or a valid '
                                'member' % (cls.__name__, result))
            if not isinstance(exc, ValueError):
                exc.__context__ = invalid
            raise exc
        finally:
            exc = invalid = None

    def __init__(self, *args, **kwds):
        """For subclasses: it gets what stands behind the name of the member."""

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            known = cls._value2member_map_.get(value, self)
        except TypeError:
            for other in cls._member_map_.values():
                if other._value_ == value:
                    if other is not self:
                        raise ValueError('%r is already bound: %r' % (value, other))
                    return
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self.name, []).append(value)
            return
        if known is not self:
            raise ValueError('%r is already bound: %r' % (value, known))
        cls._value2member_map_.setdefault(value, self)
        cls._hashable_values_.append(value)

    def _add_alias_(self, name):
        type(self)._add_member_(name, self)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last + 1
        except TypeError:
            raise TypeError('unable to increment %r' % (last,)) from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, shown(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        cls = self.__class__
        interesting = set() if cls._member_type_ is object else set(object.__dir__(self))
        for name in getattr(self, '__dict__', []):
            if name[0] != '_' and name not in cls._member_map_:
                interesting.add(name)
        for base in cls.mro():
            for name, obj in base.__dict__.items():
                if name[0] == '_':
                    continue
                if isinstance(obj, property):
                    if obj.fget is not None or name not in cls._member_map_:
                        interesting.add(name)
                    else:
                        interesting.discard(name)
                elif name not in cls._member_map_:
                    interesting.add(name)
        return sorted({'__class__', '__doc__', '__eq__', '__hash__', '__module__'} | interesting)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """Only repr() is the enum's; str() and format() are the data type's."""


class StrEnum(str, ReprEnum):
    """Members are also strings; auto() gives the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError('too many arguments for str(): %r' % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError('encoding must be a string, not %r' % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError('errors must be a string, not %r' % (values[2]))
        value = str(*values)
        new = str.__new__(cls, value)
        new._value_ = value
        return new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What a flag does with bits it does not know: raise, drop them, turn into an int, keep."""
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class IntEnum(int, ReprEnum):
    """Members are also integers."""


class Flag(Enum, boundary=STRICT):
    """Members are sets of bits and can be combined."""
    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** (_high_bit(last) + 1)
        except Exception:
            raise TypeError('invalid flag value %r' % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the member that stands for a combination of bits."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, singles, bits = cls._flag_mask_, cls._singles_mask_, cls._all_bits_
        negative = None
        if not ~bits <= value <= bits or value & (bits ^ mask):
            if cls._boundary_ is STRICT:
                from _enum_more import bin
                size = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, value, bin(value, size), bin(mask, size)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif value < 0:
                value += max(bits + 1, 2 ** value.bit_length())
        if value < 0:
            negative = value
            value = (bits + 1 + value if cls._boundary_ in (EJECT, KEEP)
                     else singles & value)
        unknown = value & ~mask
        if unknown and cls._boundary_ is not KEEP:
            from _enum_more import bin
            raise ValueError('%s(%r) -->  unknown values %r [%s]'
                             % (cls.__name__, value, unknown, bin(unknown)))
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, '_value_'):
            made._value_ = value
        made._name_ = cls._name_of_bits(value)
        made = cls._value2member_map_.setdefault(value, made)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    @classmethod
    def _name_of_bits(cls, value):
        """'R|W', with a number for the bits without a name; None without any name."""
        members = list(cls._iter_member_(value & cls._singles_mask_))
        combined = 0
        for m in members:
            combined |= m._value_
        if value & ~cls._singles_mask_:
            for m in cls._member_map_.values():
                if m not in members and m._value_ and m._value_ & value == m._value_:
                    members.append(m)
                    combined |= m._value_
        if not combined:
            return None
        name = '|'.join([m._name_ for m in members])
        unknown = value ^ combined
        if unknown and cls._boundary_ is STRICT:
            raise ValueError('%r: no members with value %r' % (cls, unknown))
        return f'{name}|{cls._numeric_repr_(unknown)}' if unknown else name

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        shown = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, shown(self._value_))
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, shown(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _operand(self, other, symbol):
        """The bits of the other operand, or NotImplemented."""
        value = self._get_value(other)
        if value is NotImplemented:
            return value
        for flag in self, other:
            if self._get_value(flag) is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {symbol}")
        return value

    def _other_value(self, other):
        """The bits of another member of the same enum, None where they have to be asked for."""
        cls = self.__class__
        if other.__class__ is cls and cls.__class__ is EnumType and self._value_ is not None:
            return other._value_

    def _member(self, bits):
        cls = self.__class__
        member = cls._value2member_map_.get(bits)
        return cls(bits) if member is None else member

    def __or__(self, other):
        value = self._other_value(other)
        if value is not None:
            return self._member(self._value_ | value)
        value = self._operand(other, '|')
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other_value(other)
        if value is not None:
            return self._member(self._value_ & value)
        value = self._operand(other, '&')
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other_value(other)
        if value is not None:
            return self._member(self._value_ ^ value)
        value = self._operand(other, '^')
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            bits = ~self._value_
            if self._boundary_ not in (EJECT, KEEP):
                bits &= self._singles_mask_
            self._inverted_ = self.__class__(bits)
        return self._inverted_

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags whose members are also integers."""


def unique(enumeration):
    """Class decorator: no two names may have the same value."""
    duplicates = [(name, m.name) for name, m in enumeration.__members__.items()
                  if name != m.name]
    if duplicates:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join(
            ["%s -> %s" % pair for pair in duplicates])))
    return enumeration


_MORE = ('show_flag_values', 'bin', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE', 'verify',
         'pickle_by_global_name', 'pickle_by_enum_name', 'global_enum_repr',
         'global_flag_repr', 'global_str', 'global_enum')


def __getattr__(name):
    """What few programs use is in a module of its own."""
    if name in _MORE:
        import _enum_more
        value = globals()[name] = getattr(_enum_more, name)
        return value
    raise AttributeError(f"module 'enum' has no attribute {name!r}")
