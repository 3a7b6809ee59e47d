# SPDX-License-Identifier: MIT
"""The rarer names of enum: checks of whole enumerations, and enumerations that show their
members as names of the module."""
import sys
from builtins import bin as _builtin_bin
from enum import Flag, ReprEnum, StrEnum, _high_bit, _is_single_bit, _iter_bits_lsb


def show_flag_values(value):
    """The powers of two that make up value."""
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    """As built-in bin(), but the first digit is the sign: 10 is '0b0 1010', ~10 '0b1 0101'."""
    size = max(num.bit_length(), max_bits or 0) if num >= 0 else num.bit_length()
    ceiling = 1 << num.bit_length()
    if num >= 0:
        digits = _builtin_bin(num + ceiling).replace('1', '0', 1)
    else:
        digits = _builtin_bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = digits[:3], digits[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f"{sign} {digits}"


class EnumCheck(StrEnum):
    """What verify() can check."""
    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks the given constraints."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                self._check_unique(enumeration)
            elif check is CONTINUOUS:
                self._check_continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._check_named_flags(enumeration)
        return enumeration

    @staticmethod
    def _check_unique(enumeration):
        duplicates = [(name, m.name) for name, m in enumeration.__members__.items()
                      if name != m.name]
        if duplicates:
            raise ValueError('aliases found in %r: %s' % (enumeration, ', '.join(
                ["%s -> %s" % pair for pair in duplicates])))

    @staticmethod
    def _check_continuous(enumeration):
        values = {m.value for m in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            kind = 'flag'
            wanted = [1 << i for i in range(_high_bit(low) + 1, _high_bit(high))]
        else:
            kind = 'enum'
            wanted = range(low + 1, high)
        missing = [value for value in wanted if value not in values]
        if missing:
            raise ValueError(('invalid %s %r: missing values %s' % (
                kind, enumeration.__name__, ', '.join(map(str, missing))))[:256])

    @staticmethod
    def _check_named_flags(enumeration):
        values = [m.value for m in enumeration]
        names = []
        missing = 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            missed = [bit for bit in _iter_bits_lsb(alias.value) if bit not in values]
            if missed:
                names.append(name)
                for bit in missed:
                    missing |= bit
        if not names:
            return
        if len(names) == 1:
            text = 'alias %s is missing' % names[0]
        else:
            text = 'aliases %s and %s are missing' % (', '.join(names[:-1]), names[-1])
        if _is_single_bit(missing):
            value = 'value 0x%x' % missing
        else:
            value = 'combined values of 0x%x' % missing
        raise ValueError('invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]'
                         % (enumeration.__name__, text, value))


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that live in their module's namespace."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that finds the member by its name."""
    return getattr, (self.__class__, self._name_)


def global_enum_repr(self):
    """repr() as module.NAME."""
    return '%s.%s' % (self.__class__.__module__.split('.')[-1], self._name_)


def global_flag_repr(self):
    """repr() of flags as module.NAME|module.NAME."""
    module = self.__class__.__module__.split('.')[-1]
    cls_name = self.__class__.__name__
    if self._name_ is None:
        return "%s.%s(%r)" % (module, cls_name, self._value_)
    if _is_single_bit(self._value_):
        return '%s.%s' % (module, self._name_)
    names = [n if n[0].isdigit() else '%s.%s' % (module, n) for n in self._name_.split('|')]
    return '|'.join(names)


def global_str(self):
    """str() as NAME."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator: show members as module.NAME, and put them into their module."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


for _obj in (show_flag_values, bin, EnumCheck, verify, pickle_by_global_name,
             pickle_by_enum_name, global_enum_repr, global_flag_repr, global_str, global_enum):
    _obj.__module__ = 'enum'
