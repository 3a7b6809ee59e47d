# SPDX-License-Identifier: MIT
"""timedelta, the time between two moments: a part of _datetime."""

from _calendar import delta_new, delta_us, whole_us
from _datetime_text import arity

# The classes that repr() shows with the module's name; _datetime fills it.
SEALED = []

DAY_US = 86400 * 1000000
UNITS = (('days', DAY_US), ('seconds', 1000000), ('microseconds', 1), ('milliseconds', 1000),
         ('minutes', 60000000), ('hours', 3600000000), ('weeks', 7 * DAY_US))
# Floats are added in this order, the smallest unit first, as rounding errors depend on it.
SUM_ORDER = 2, 3, 1, 4, 5, 0, 6


def delta_sum(values):
    """Microseconds of the seven arguments of timedelta(); parts of one are rounded half to even."""
    total = 0
    left = 0.0
    for i in SUM_ORDER:
        value = values[i]
        name, factor = UNITS[i]
        if isinstance(value, int):
            total += int(value) * factor
        elif isinstance(value, float):
            whole = int(value)
            total += whole * factor
            part = factor * (value - whole)
            whole = int(part)
            total += whole
            left += part - whole
        else:
            raise TypeError(f'unsupported type for timedelta {name} component: '
                            f'{type(value).__name__}')
    if left:
        whole = round(left)
        if abs(whole - left) == 0.5:
            odd = total & 1
            whole = 2 * round((left + odd) * 0.5) - odd
        total += whole
    return total


def divide_nearest(a, b):
    """a / b, rounded half to even."""
    if not b:
        raise ZeroDivisionError('integer division or modulo by zero')
    if b < 0:
        a, b = -a, -b
    q, r = divmod(a, b)
    r *= 2
    return q + 1 if r > b or r == b and q & 1 else q


def delta_keys(a, b, equality):
    if not isinstance(b, timedelta):
        return NotImplemented
    return delta_us(a), delta_us(b)


class timedelta:
    """Difference between two datetime values.

timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

All arguments are optional and default to 0.
Arguments may be integers or floats, and may be positive or negative."""
    __slots__ = 'days', 'seconds', 'microseconds'

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0,
                weeks=0, *rest, **unknown):
        if rest or unknown:
            arity('__new__()', 7, len(rest) and 7 + len(rest), unknown)
        us = whole_us(days, seconds, microseconds, milliseconds, minutes, hours, weeks)
        if us is None:
            us = delta_sum((days, seconds, microseconds, milliseconds, minutes, hours, weeks))
        return delta_new(cls, us)

    def total_seconds(self):
        """Total seconds in the duration."""
        return delta_us(self) / 10**6

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (
            ('days', self.days), ('seconds', self.seconds), ('microseconds', self.microseconds))
                 if value]
        return f'{shown_name(self)}({", ".join(parts) or 0})'

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02}:{seconds:02}'
        if self.days:
            text = f'{self.days} day{"" if abs(self.days) == 1 else "s"}, {text}'
        return f'{text}.{self.microseconds:06}' if self.microseconds else text

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)


# ---- operators, where C does not know the answer: see stdlib/datetime_slots.c ----

def delta_add(a, b):
    if not isinstance(a, timedelta) or not isinstance(b, timedelta):
        return NotImplemented
    return delta_new(timedelta, delta_us(a) + delta_us(b))


def delta_sub(a, b):
    if not isinstance(a, timedelta) or not isinstance(b, timedelta):
        return NotImplemented
    return delta_new(timedelta, delta_us(a) - delta_us(b))


def delta_mul(a, b):
    if not isinstance(a, timedelta):
        a, b = b, a
    if isinstance(b, int):
        return delta_new(timedelta, delta_us(a) * int(b))
    if isinstance(b, float):
        p, q = b.as_integer_ratio()
        return delta_new(timedelta, divide_nearest(delta_us(a) * p, q))
    return NotImplemented


def delta_truediv(a, b):
    if not isinstance(a, timedelta):
        return NotImplemented
    if isinstance(b, timedelta):
        return delta_us(a) / delta_us(b)
    if isinstance(b, int):
        return delta_new(timedelta, divide_nearest(delta_us(a), int(b)))
    if isinstance(b, float):
        p, q = b.as_integer_ratio()
        return delta_new(timedelta, divide_nearest(delta_us(a) * q, p))
    return NotImplemented


def delta_floordiv(a, b):
    if not isinstance(a, timedelta) or not isinstance(b, (timedelta, int)):
        return NotImplemented
    by = delta_us(b) if isinstance(b, timedelta) else int(b)
    if not by:
        raise ZeroDivisionError('integer division or modulo by zero')
    us = delta_us(a) // by
    return us if isinstance(b, timedelta) else delta_new(timedelta, us)


def delta_mod(a, b):
    if not isinstance(a, timedelta) or not isinstance(b, timedelta):
        return NotImplemented
    if not b:
        raise ZeroDivisionError('integer modulo by zero')
    return delta_new(timedelta, delta_us(a) % delta_us(b))


def delta_divmod(a, b):
    if not isinstance(a, timedelta) or not isinstance(b, timedelta):
        return NotImplemented
    if not b:
        raise ZeroDivisionError('integer division or modulo by zero')
    q, r = divmod(delta_us(a), delta_us(b))
    return q, delta_new(timedelta, r)


def shown_name(self):
    cls = type(self)
    return f'datetime.{cls.__name__}' if cls in SEALED else cls.__name__
