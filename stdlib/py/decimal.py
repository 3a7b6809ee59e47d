# SPDX-License-Identifier: MIT
"""Decimal fixed-point and floating-point arithmetic (General Decimal Arithmetic, IEEE 854)."""
import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple
from sys import hash_info as _hash_info
import _decimal_context as _ctx
from _static import make as _new_object, seal as _seal
from _decimal_context import *
from _decimal_context import (INVALID, FLOAT, ZERO, OVERFLOW, UNDERFLOW, SUBNORMAL, INEXACT, ROUNDED,
                              CLAMPED, SYNTAX, IMPOSSIBLE, UNDEFINED, ROUNDINGS, _put)
from _decimal_digits import *
from _decimal_digits import digits as _count, ten as _ten, text as _text, number as _number
from _decimal_digits import cut as _cut, exp_digits as _exp_digits, ln_digits as _ln_digits
from _decimal_digits import log10_digits as _log10_digits

__version__ = '1.70'
__libmpdec_version__ = '2.5.1'
HAVE_THREADS = HAVE_CONTEXTVAR = True

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent')
DecimalTuple.__module__ = 'decimal'
_FINITE, _INF, _QNAN, _SNAN = range(4)
_PARSE = _re.compile(r'''\s*(?P<sign>[-+])?(?:(?P<int>\d+)?(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?
    |(?P<inf>inf(?:inity)?)|(?P<nan>s?nan)(?P<diag>\d*))\s*''', _re.IGNORECASE | _re.VERBOSE)
_MODULUS = _hash_info.modulus
_TENTH = pow(10, -1, _MODULUS)


# ---- making ----

def _make(kind, sign, c, e):
    return _new_object(Decimal, kind, sign, c, e)


def _nan(context, status):
    context._signal(status)
    return _make(_QNAN, 0, None, 0)


def _finish(sign, c, e, context, status=0):
    """The number as the context allows it: rounded, within its exponents. All results pass here."""
    prec = context.prec
    if c < 10000000000000000 and prec > 16 and -9000 < e < 9000 and context.Emax > 9100 and context.Emin < -9100 and (
            not context.clamp):
        if status:
            context._signal(status)
        return _make(_FINITE, sign, c, e)
    if c == 0:
        low, high = context.Etiny(), context.Etop() if context.clamp else context.Emax
        if e < low:
            e = low
            status |= CLAMPED
        elif e > high:
            e = high
            status |= CLAMPED
    else:
        n = _count(c)
        if e + n - 1 < context.Emin:
            c, e, status = _subnormal(sign, c, e, context, status)
        else:
            if n > prec:
                c, lost = _cut(sign, c, n - prec, context.rounding)
                e += n - prec
                status |= INEXACT | ROUNDED if lost else ROUNDED
                if c == _ten(prec):
                    c //= 10
                    e += 1
                n = prec
            if e + n - 1 > context.Emax:
                return _overflow(sign, context, status)
        if context.clamp and e > context.Etop() and c:
            c *= _ten(e - context.Etop())
            e = context.Etop()
            status |= CLAMPED
    if status:
        context._signal(status)
    return _make(_FINITE, sign, c, e)


def _subnormal(sign, c, e, context, status):
    status |= SUBNORMAL
    tiny = context.Etiny()
    if e < tiny:
        c, lost = _cut(sign, c, tiny - e, context.rounding)
        e = tiny
        status |= ROUNDED
        if lost:
            status |= INEXACT | UNDERFLOW
        if c == 0:
            status |= CLAMPED
    return c, e, status


def _overflow(sign, context, status):
    context._signal(status | OVERFLOW | INEXACT | ROUNDED)
    rounding = context.rounding
    if rounding in (ROUND_DOWN, ROUND_05UP) or rounding == (ROUND_FLOOR if not sign else ROUND_CEILING):
        return _make(_FINITE, sign, _ten(context.prec) - 1, context.Etop())
    return _make(_INF, sign, 0, 0)


def _fix(d, context):
    """A copy of d as the context allows it."""
    if d._k == _FINITE:
        return _finish(d._s, d._c, d._e, context)
    if d._k >= _QNAN and d._c is not None:
        room = context.prec - context.clamp
        if _count(d._c) > room:
            return _make(d._k, d._s, d._c % _ten(room) or None, 0)
    return _make(d._k, d._s, d._c, d._e)


def _quiet(d, context):
    """The result of an operation with a NaN: quiet, with its payload."""
    if d._k == _SNAN:
        context._signal(INVALID)
    return _fix(_make(_QNAN, d._s, d._c, 0), context)


def _check_nans(a, b, context):
    """The NaN that an operation of a and b gives, or None."""
    if a._k < _QNAN and b._k < _QNAN:
        return None
    for d in (a, b):
        if d._k == _SNAN:
            return _quiet(d, context)
    return _quiet(a if a._k == _QNAN else b, context)


def _parse(s):
    """A Decimal of a text, exact, or None."""
    match = _PARSE.fullmatch(s.replace('_', ''))
    if match is None:
        return None
    sign = 1 if match['sign'] == '-' else 0
    if match['inf']:
        return _make(_INF, sign, 0, 0)
    if match['nan']:
        diag = match['diag'].lstrip('0') if match['diag'] else ''
        return _make(_SNAN if match['nan'][0] in 'sS' else _QNAN, sign,
                     _number(diag) if diag else None, 0)
    whole, fraction = match['int'] or '', match['frac'] or ''
    if not whole and not fraction:
        return None
    return _make(_FINITE, sign, _number(whole + fraction), int(match['exp'] or 0) - len(fraction))


def _exactly(d, context):
    """Is a value, given by a script, within the limits of all contexts? Else what it becomes."""
    if d._k == _FINITE and not (-1 << 60 < d._e < 1 << 60 and d._e + 20 < MAX_EMAX):
        if d._c == 0:
            return _make(_FINITE, d._s, 0, min(max(d._e, MIN_ETINY), MAX_EMAX))
        if d._e + _count(d._c) - 1 > MAX_EMAX or d._e < MIN_ETINY:
            return _nan(context, INVALID)
    return d


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, figures, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    kind = _FINITE
    if isinstance(exponent, str):
        kind = {'F': _INF, 'n': _QNAN, 'N': _SNAN}.get(exponent)
        if kind is None:
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
    elif not isinstance(exponent, int):
        raise ValueError("exponent must be an integer")
    if kind == _INF:
        return _make(_INF, sign, 0, 0)
    if not isinstance(figures, (tuple, list)):
        raise ValueError("coefficient must be a tuple of digits")
    for digit in figures:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError("coefficient must be a tuple of digits")
    c = _number(''.join(map(str, figures)) or '0')
    if kind == _FINITE:
        return _make(_FINITE, sign, c, exponent)
    return _make(kind, sign, c or None, 0)


def _from_float(value):
    if value != value:
        return _make(_QNAN, 0, None, 0)
    sign = 1 if _math.copysign(1, value) < 0 else 0
    if value in (_math.inf, -_math.inf):
        return _make(_INF, sign, 0, 0)
    n, d = abs(value).as_integer_ratio()
    k = d.bit_length() - 1
    return _make(_FINITE, sign, n * 5 ** k, -k)


def _from_int(value):
    return _make(_FINITE, 1 if value < 0 else 0, abs(int(value)), 0)


def _convert(value, context, strict_float=False):
    """What Decimal(value) and create_decimal(value) take, exactly."""
    if isinstance(value, str):
        made = _parse(value)
        if made is None:
            return _nan(context, SYNTAX)
        return _exactly(made, context)
    if isinstance(value, int):
        return _from_int(value)
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (tuple, list)):
        return _from_tuple(value)
    if isinstance(value, float):
        context._signal(FLOAT)
        return _from_float(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _context(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def _operand(value):
    """An operand of a method: Decimal or int."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return _from_int(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


# ---- arithmetic ----

def _add(a, b, context, minus=0):
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        bs = b._s ^ minus
        if a._k:
            if b._k and a._s != bs:
                return _nan(context, INVALID)
            return _make(_INF, a._s, 0, 0)
        return _make(_INF, bs, 0, 0)
    s1, c1, e1 = a._s, a._c, a._e
    s2, c2, e2 = b._s ^ minus, b._c, b._e
    shift = e1 - e2
    if shift:
        if c1 and c2:
            limit = context.prec + 3
            if shift > 0:
                c1, e1, c2, e2 = _align(c1, e1, c2, e2, shift, limit)
            else:
                c2, e2, c1, e1 = _align(c2, e2, c1, e1, -shift, limit)
        elif shift > 0:
            if c1 == 0:
                c1, e1 = 0, e2
            else:
                return _add_zero(s1, c1, e1, e2, context)
        elif c2 == 0:
            c2, e2 = 0, e1
        else:
            return _add_zero(s2, c2, e2, e1, context)
    e = min(e1, e2)
    if s1 == s2:
        return _finish(s1, c1 + c2, e, context)
    c = c1 - c2
    if c > 0:
        return _finish(s1, c, e, context)
    if c < 0:
        return _finish(s2, -c, e, context)
    return _finish(1 if context.rounding == ROUND_FLOOR else 0, 0, e, context)


def _add_zero(s, c, e, low, context):
    """c * 10**e with a zero of exponent `low`: brought down towards it as far as digits are free."""
    room = max(context.prec - _count(c), 0)
    step = min(e - low, room)
    return _finish(s, c * _ten(step), e - step, context, ROUNDED if step < e - low else 0)


def _align(c1, e1, c2, e2, shift, limit):
    """Brings c1, with the greater exponent, down to e2; what is far below c1 counts as a crumb."""
    n1, n2 = _count(c1), _count(c2)
    if e1 + n1 > e2 + n2 + limit + 2 and shift > limit - n1 + 1:
        down = max(limit + 1 - n1, 1)
        return c1 * _ten(down), e1 - down, 1, e1 - down
    return c1 * _ten(shift), e2, c2, e2


def _mul(a, b, context):
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        if not (a._k or a._c) or not (b._k or b._c):
            return _nan(context, INVALID)
        return _make(_INF, a._s ^ b._s, 0, 0)
    return _finish(a._s ^ b._s, a._c * b._c, a._e + b._e, context)


def _div(a, b, context):
    sign = a._s ^ b._s
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        if a._k:
            return _nan(context, INVALID) if b._k else _make(_INF, sign, 0, 0)
        context._signal(CLAMPED)
        return _make(_FINITE, sign, 0, context.Etiny())
    if not b._c:
        if not a._c:
            return _nan(context, UNDEFINED)
        context._signal(ZERO)
        return _make(_INF, sign, 0, 0)
    if not a._c:
        return _finish(sign, 0, a._e - b._e, context)
    shift = _count(b._c) - _count(a._c) + context.prec + 1
    e = a._e - b._e - shift
    if shift >= 0:
        c, rest = divmod(a._c * _ten(shift), b._c)
    else:
        c, rest = divmod(a._c, b._c * _ten(-shift))
    if rest:
        if c % 5 == 0:
            c += 1  # a crumb that rounding sees
    else:
        ideal = a._e - b._e
        while e < ideal and not c % 10:
            step = 8 if e + 8 <= ideal and not c % 100000000 else 1
            c //= _ten(step)
            e += step
    return _finish(sign, c, e, context)


def _divide_int(a, b, context):
    """Quotient and remainder of finite numbers as (coefficient, coefficient, exponent), or None."""
    e = min(a._e, b._e)
    distance = a._e + _count(a._c) - b._e - _count(b._c)
    if a._c and distance > context.prec + 1:
        return None
    if not a._c or distance <= -2:
        return 0, None, e
    c1 = a._c * _ten(a._e - e)
    q, r = divmod(c1, b._c * _ten(b._e - e))
    return (q, r, e) if q < _ten(context.prec) else None


def _floordiv(a, b, context):
    sign = a._s ^ b._s
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        if a._k:
            return _nan(context, INVALID) if b._k else _make(_INF, sign, 0, 0)
        return _make(_FINITE, sign, 0, 0)
    if not b._c:
        if not a._c:
            return _nan(context, UNDEFINED)
        context._signal(ZERO)
        return _make(_INF, sign, 0, 0)
    found = _divide_int(a, b, context)
    if found is None:
        return _nan(context, IMPOSSIBLE)
    return _finish(sign, found[0], 0, context)


def _mod(a, b, context):
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        return _nan(context, INVALID) if a._k else _fix(a, context)
    if not b._c:
        return _nan(context, INVALID if a._c else UNDEFINED)
    found = _divide_int(a, b, context)
    if found is None:
        return _nan(context, IMPOSSIBLE)
    if found[1] is None:
        return _fix_to(a, found[2], context)
    return _finish(a._s, found[1], found[2], context)


def _fix_to(a, e, context):
    """a with exponent e, unless that takes too many digits."""
    if a._c == 0:
        return _finish(a._s, 0, e, context)
    return _finish(a._s, a._c * _ten(a._e - e), e, context)


def _divmod(a, b, context):
    nan = _check_nans(a, b, context)
    if nan is not None:
        return nan, nan
    if a._k:
        if b._k:
            nan = _nan(context, INVALID)
            return nan, nan
        q = _make(_INF, a._s ^ b._s, 0, 0)
        return q, _nan(context, INVALID)
    if not b._k and not b._c:
        if not a._c:
            nan = _nan(context, UNDEFINED)
            return nan, nan
        context._signal(ZERO | INVALID)
        return _make(_INF, a._s ^ b._s, 0, 0), _make(_QNAN, 0, None, 0)
    if not b._k and _divide_int(a, b, context) is None:
        nan = _nan(context, IMPOSSIBLE)
        return nan, nan
    return _floordiv(a, b, context), _mod(a, b, context)


def _remainder_near(a, b, context):
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        return _nan(context, INVALID) if a._k else _fix(a, context)
    if not b._c:
        return _nan(context, INVALID if a._c else UNDEFINED)
    e = min(a._e, b._e)
    if not a._c:
        return _finish(a._s, 0, e, context)
    distance = a._e + _count(a._c) - b._e - _count(b._c)
    if distance > context.prec + 1:
        return _nan(context, IMPOSSIBLE)
    if distance <= -2:
        return _fix_to(a, e, context)
    unit = b._c * _ten(b._e - e)
    q, r = divmod(a._c * _ten(a._e - e), unit)
    sign = a._s
    if 2 * r + (q & 1) > unit:
        r = unit - r
        sign ^= 1
        q += 1
    if q >= _ten(context.prec):
        return _nan(context, IMPOSSIBLE)
    return _finish(sign if r else a._s, r, e, context)


def _is_integer(d):
    return d._k == _FINITE and (d._e >= 0 or not d._c or
                                (-d._e < _count(d._c) + 1 and d._c % _ten(-d._e) == 0))


def _is_odd(d):
    """Of a whole number."""
    if d._e > 0 or not d._c:
        return False
    return d._c // _ten(-d._e) & 1 == 1


def _work_context(context, prec):
    made = context.copy()
    for name, value in (('prec', prec), ('rounding', ROUND_HALF_EVEN), ('clamp', 0), ('_traps', 0),
                        ('_status', 0), ('Emax', MAX_EMAX), ('Emin', MIN_EMIN)):
        _put(made, name, value)
    return made


_ONE_TUPLE = (_FINITE, 0, 1, 0)


def _power(a, b, context):
    nan = _check_nans(a, b, context)
    if nan is not None:
        return nan
    whole = _is_integer(b)
    sign = a._s if whole and _is_odd(b) else 0
    if a._k == _FINITE and not a._c:
        if b._k == _FINITE and not b._c:
            return _nan(context, INVALID)
        if b._s:
            return _make(_INF, sign, 0, 0)
        return _finish(sign, 0, 0, context)
    if a._s and (b._k or not whole):
        return _nan(context, INVALID)
    if a._k:
        if b._k == _FINITE and not b._c:
            return _finish(0, 1, 0, context)
        if b._s:
            return _finish(sign, 0, 0, context)
        return _make(_INF, sign, 0, 0)
    if b._k:
        size = _compare(_make(_FINITE, 0, a._c, a._e), _make(*_ONE_TUPLE))
        if size == 0:
            return _finish(0, _ten(context.prec - 1), 1 - context.prec, context, INEXACT | ROUNDED)
        if (size > 0) == (not b._s):
            return _make(_INF, 0, 0, 0)
        return _finish(0, 0, 0, context)
    if not b._c:
        return _make(*_ONE_TUPLE)
    if a._c == _ten(-a._e if -a._e >= 0 else 0) and a._e <= 0:  # one
        if whole and not b._s:
            n = b._c * _ten(b._e) if b._e >= 0 else b._c // _ten(-b._e)
            shift = min(-a._e * n, context.prec - 1)
            status = ROUNDED if -a._e * n > shift else 0
            if status:
                context._signal(status)
            return _make(_FINITE, sign, _ten(shift), -shift)
        if whole:
            return _make(_FINITE, sign, 1, 0) if a._e == 0 else _power_whole(a, b, sign, context)
        return _finish(sign, _ten(context.prec - 1), 1 - context.prec, context, INEXACT | ROUNDED)
    bound = _power_bound(a, b, sign, context)
    if bound is not None:
        return bound
    if whole and b._e + _count(b._c) < 20:
        return _power_whole(a, b, sign, context)
    return _power_real(a, b, sign, context)


def _power_bound(a, b, sign, context):
    """Results that certainly overflow or underflow."""
    size = a._e + _count(a._c) - 1
    if size > 0:
        zeta = _count(size) - 1
    elif size < -1:
        zeta = _count(-size - 1) - 1
    else:
        away = _add(_make(_FINITE, 0, a._c, a._e), _make(_FINITE, 1, 1, 0), _work_context(context, MAX_PREC))
        zeta = away.adjusted() - (2 if size == 0 else 1)
    bound = zeta + b.adjusted()
    if (size >= 0) != bool(b._s):
        return _overflow(sign, context, 0) if _count(context.Emax) < bound else None
    return _finish(sign, 1, context.Etiny() - 1, context) if _count(-context.Etiny()) < bound else None


def _vanished(sign, context):
    """Zero, after a result that is far too small."""
    context._signal(UNDERFLOW | SUBNORMAL | INEXACT | ROUNDED | CLAMPED)
    return _make(_FINITE, sign, 0, context.Etiny())


def _power_whole(a, b, sign, context):
    """By squaring, with a few digits more than wanted."""
    extra = _count(b._c) + b._e + 2
    work = _work_context(context, context.prec + extra + b._s)
    _put(work, 'Emax', context.Emax)
    _put(work, 'Emin', context.Emin)
    base = _make(_FINITE, 0, a._c, a._e)
    if b._s:
        base = _div(_make(*_ONE_TUPLE), base, work)
    n = b._c * _ten(b._e) if b._e >= 0 else b._c // _ten(-b._e)
    result = base
    for bit in bin(n)[3:]:
        result = _mul(result, result, work)
        if bit == '1':
            result = _mul(result, base, work)
        if result._k:
            return _overflow(sign, context, 0)
        if not result._c or abs(result._e) > 4 * MAX_EMAX // 5:
            break
    status = work._status & 511 & ~INVALID
    if result._e > context.Emax:
        return _overflow(sign, context, 0)
    return _finish(sign, result._c, result._e, context, status)


def _power_real(a, b, sign, context):
    prec = max(context.prec, _count(a._c)) + 23
    work = _work_context(context, prec)
    result = _exp(_mul(_ln(a, work), b, work), work)
    if result._k:
        return _overflow(sign, context, 0)
    return _finish(sign, result._c, result._e, context, INEXACT | ROUNDED)


def _power_mod(a, b, m, context):
    if a._k or b._k or m._k:
        for d in (a, b, m):
            if d._k == _SNAN:
                return _quiet(d, context)
        for d in (a, b, m):
            if d._k == _QNAN:
                return _quiet(d, context)
        return _nan(context, INVALID)
    if not (_is_integer(a) and _is_integer(b) and _is_integer(m)):
        return _nan(context, INVALID)
    if b._s and b._c or not m._c:
        return _nan(context, INVALID)
    if m._e + _count(m._c) > context.prec:
        return _nan(context, INVALID)
    if not b._c and not a._c:
        return _nan(context, INVALID)
    mod = abs(int(m))
    sign = a._s if _is_odd(b) else 0
    base = pow(10, a._e, mod) * a._c % mod if a._e >= 0 else abs(int(a))
    return _make(_FINITE, sign, pow(base, int(b), mod), 0)


def _sqrt(a, context):
    if a._k:
        if a._k >= _QNAN:
            return _quiet(a, context)
        return _nan(context, INVALID) if a._s else _make(_INF, 0, 0, 0)
    if not a._c:
        return _finish(a._s, 0, a._e // 2, context)
    if a._s:
        return _nan(context, INVALID)
    ideal = a._e >> 1
    c, e = a._c, a._e
    if e & 1:
        c *= 10
        e -= 1
    prec = context.prec + 1
    shift = 2 * prec - _count(c) + 1
    shift += shift & 1
    exact = True
    if shift >= 0:
        c *= _ten(shift)
    else:
        c, rest = divmod(c, _ten(-shift))
        exact = not rest
    root = _math.isqrt(c)
    exact = exact and root * root == c
    e = (e - shift) // 2
    if exact:
        while e < ideal and not root % 10:
            root //= 10
            e += 1
        if e > ideal:
            room = min(e - ideal, max(context.prec - _count(root), 0))
            root *= _ten(room)
            e -= room
    elif root % 5 == 0:
        root += 1
    return _half_even(0, root, e, context)


def _half_even(sign, c, e, context, status=0):
    if context.rounding == ROUND_HALF_EVEN:
        return _finish(sign, c, e, context, status)
    work = context.copy()
    _put(work, 'rounding', ROUND_HALF_EVEN)
    _put(work, '_status', 0)
    try:
        return _finish(sign, c, e, work, status)
    finally:
        _put(context, '_status', context._status | work._status)


def _exp(a, context):
    if a._k:
        if a._k >= _QNAN:
            return _quiet(a, context)
        return _finish(0, 0, 0, context) if a._s else _make(_INF, 0, 0, 0)
    if not a._c:
        return _finish(0, 1, 0, context)
    if a._e + _count(a._c) > 20:
        if a._s:
            return _vanished(0, context)
        context._signal(OVERFLOW | INEXACT | ROUNDED)
        return _make(_INF, 0, 0, 0)
    size = a._c // _ten(-a._e) if a._e < 0 else a._c * _ten(a._e)
    if size > 3 * (context.Emax + context.prec - context.Emin):
        if a._s:
            return _vanished(0, context)
        context._signal(OVERFLOW | INEXACT | ROUNDED)
        return _make(_INF, 0, 0, 0)
    c, e = _exp_digits(a._s, a._c, a._e, context.prec)
    return _half_even(0, c, e, context, INEXACT | ROUNDED)


def _ln(a, context):
    if a._k:
        if a._k >= _QNAN:
            return _quiet(a, context)
        return _nan(context, INVALID) if a._s else _make(_INF, 0, 0, 0)
    if not a._c:
        return _make(_INF, 1, 0, 0)
    if a._s:
        return _nan(context, INVALID)
    if a._e <= 0 and a._c == _ten(-a._e):
        return _finish(0, 0, 0, context)
    sign, c, e = _ln_digits(a._c, a._e, context.prec)
    return _half_even(int(sign), c, e, context, INEXACT | ROUNDED)


def _log10(a, context):
    if a._k:
        if a._k >= _QNAN:
            return _quiet(a, context)
        return _nan(context, INVALID) if a._s else _make(_INF, 0, 0, 0)
    if not a._c:
        return _make(_INF, 1, 0, 0)
    if a._s:
        return _nan(context, INVALID)
    n = _count(a._c)
    if a._c == _ten(n - 1):
        power = a._e + n - 1
        return _half_even(int(power < 0), abs(power), 0, context)
    sign, c, e = _log10_digits(a._c, a._e, context.prec)
    return _half_even(int(sign), c, e, context, INEXACT | ROUNDED)


def _fma(a, b, c, context):
    if a._k or b._k or c._k:
        for d in (a, b, c):
            if d._k == _SNAN:
                return _quiet(d, context)
        if a._k == _QNAN or b._k == _QNAN:
            return _quiet(a if a._k == _QNAN else b, context)
        if a._k or b._k:
            if not (a._k or a._c) or not (b._k or b._c):
                return _nan(context, INVALID)
            return _add(_make(_INF, a._s ^ b._s, 0, 0), c, context)
        return _add(a, c, context)
    return _add(_make(_FINITE, a._s ^ b._s, a._c * b._c, a._e + b._e), c, context)


# ---- comparison ----

def _compare(a, b):
    """-1, 0, 1 of numbers that are no NaN."""
    x = -1 if a._s else 1
    y = -1 if b._s else 1
    if a._k == _FINITE and not a._c:
        x = 0
    if b._k == _FINITE and not b._c:
        y = 0
    if x != y:
        return -1 if x < y else 1
    if x == 0:
        return 0
    if a._k or b._k:
        return x * ((1 if a._k else 0) - (1 if b._k else 0))
    e1, e2 = a._e, b._e
    if e1 == e2:
        return x * ((a._c > b._c) - (a._c < b._c))
    m1, m2 = e1 + _count(a._c), e2 + _count(b._c)
    if m1 != m2:
        return x if m1 > m2 else -x
    low = min(e1, e2)
    c1, c2 = a._c * _ten(e1 - low), b._c * _ten(e2 - low)
    return x * ((c1 > c2) - (c1 < c2))


def _compare_total(a, b):
    if a._s != b._s:
        return -1 if a._s else 1
    flip = -1 if a._s else 1
    order = {_FINITE: 0, _INF: 1, _SNAN: 2, _QNAN: 3}
    if order[a._k] != order[b._k]:
        return flip if order[a._k] > order[b._k] else -flip
    if a._k >= _QNAN:
        x, y = a._c or 0, b._c or 0
        return flip * ((x > y) - (x < y))
    result = _compare(a, b)
    if result or a._k:
        return result
    return flip * ((a._e > b._e) - (a._e < b._e))


def _compared(n):
    return _make(_FINITE, 1 if n < 0 else 0, abs(n), 0)


def _rich(a, other, op):
    """Rich comparison; op is one of '<', '<=', '>', '>=', '=='."""
    if isinstance(other, Decimal):
        b = other
    elif isinstance(other, int):
        b = _from_int(other)
    elif isinstance(other, float):
        context = getcontext()
        if op == '==':
            _put(context, '_status', context._status | FLOAT)
        else:
            context._signal(FLOAT)
        b = _from_float(other)
    elif isinstance(other, complex) and op == '==':
        if other.imag != 0:
            return False
        b = _from_float(other.real)
    elif isinstance(other, _numbers.Rational):
        if a._k == _FINITE:
            a = _make(_FINITE, a._s, a._c * int(other.denominator), a._e)
        b = _from_int(int(other.numerator))
    else:
        return NotImplemented
    if a._k >= _QNAN or b._k >= _QNAN:
        if a._k == _SNAN or b._k == _SNAN or op != '==':
            getcontext()._signal(INVALID)
        return False
    n = _compare(a, b)
    return (n < 0 if op == '<' else n <= 0 if op == '<=' else n > 0 if op == '>' else
            n >= 0 if op == '>=' else n == 0)


def _pick(a, b, context, largest, magnitude):
    """max, min, max_mag, min_mag."""
    if a._k >= _QNAN or b._k >= _QNAN:
        if a._k == _QNAN and b._k < _QNAN:
            return _fix(b, context)
        if b._k == _QNAN and a._k < _QNAN:
            return _fix(a, context)
        return _check_nans(a, b, context)
    n = _compare(a.copy_abs(), b.copy_abs()) if magnitude else 0
    n = n or _compare(a, b) or _compare_total(a, b)
    return _fix(a if (n >= 0) == largest else b, context)


# ---- rounding and exponents ----

def _quantize(a, b, rounding, context):
    if a._k or b._k:
        nan = _check_nans(a, b, context)
        if nan is not None:
            return nan
        if a._k and b._k:
            return _make(_INF, a._s, 0, 0)
        return _nan(context, INVALID)
    e = b._e
    if not context.Etiny() <= e <= context.Emax:
        return _nan(context, INVALID)
    if not a._c:
        return _finish(a._s, 0, e, context)
    if a._e + _count(a._c) - 1 > context.Emax or a._e + _count(a._c) - e > context.prec + 1:
        return _nan(context, INVALID)
    status = 0
    if e <= a._e:
        c = a._c * _ten(a._e - e)
    else:
        c, lost = _cut(a._s, a._c, e - a._e, rounding)
        status = INEXACT | ROUNDED if lost else ROUNDED
    n = _count(c)
    if n > context.prec or e + n - 1 > context.Emax:
        return _nan(context, INVALID)
    if c and e + n - 1 < context.Emin:
        status |= SUBNORMAL
    return _finish(a._s, c, e, context, status)


def _to_integral(a, rounding, context, exact):
    if a._k:
        return _quiet(a, context) if a._k >= _QNAN else _make(_INF, a._s, 0, 0)
    if a._e >= 0:
        return _make(_FINITE, a._s, a._c, a._e)
    c, lost = _cut(a._s, a._c, -a._e, rounding)
    if exact and a._c:
        context._signal(INEXACT | ROUNDED if lost else ROUNDED)
    return _make(_FINITE, a._s, c, 0)


def _normalize(a, context):
    if a._k:
        return _quiet(a, context) if a._k >= _QNAN else _make(_INF, a._s, 0, 0)
    a = _finish(a._s, a._c, a._e, context)
    if a._k:
        return a
    if not a._c:
        return _make(_FINITE, a._s, 0, 0)
    c, e, high = a._c, a._e, context.Etop() if context.clamp else context.Emax
    while e < high and not c % 10:
        c //= 10
        e += 1
    return _make(_FINITE, a._s, c, e)


def _scaleb(a, b, context):
    nan = _check_nans(a, b, context)
    if nan is not None:
        return nan
    if b._k or b._e != 0:
        return _nan(context, INVALID)
    n = int(b)
    if abs(n) > 2 * (context.Emax + context.prec):
        return _nan(context, INVALID)
    if a._k:
        return _make(_INF, a._s, 0, 0)
    return _finish(a._s, a._c, a._e + n, context)


def _shifted(a, b, context, turn):
    """shift and rotate."""
    nan = _check_nans(a, b, context)
    if nan is not None:
        return nan
    if b._k or b._e != 0 or abs(int(b)) > context.prec:
        return _nan(context, INVALID)
    if a._k:
        return _make(_INF, a._s, 0, 0)
    n, prec = int(b), context.prec
    figures = _text(a._c).rjust(prec, '0')[-prec:]
    if turn:
        figures = figures[n:] + figures[:n]
    elif n >= 0:
        figures = (figures + '0' * n)[-prec:]
    else:
        figures = figures[:n] or '0'
    return _make(_FINITE, a._s, _number(figures), a._e)


def _logical_digits(d, context):
    """The digits of an operand of a logical operation, or None."""
    if d._k or d._s or d._e:
        return None
    figures = _text(d._c)
    return None if figures.strip('01') else figures[-context.prec:]


def _logical(a, b, context, function):
    x, y = _logical_digits(a, context), _logical_digits(b, context)
    if x is None or y is None:
        return _nan(context, INVALID)
    return _make(_FINITE, 0, _number(format(function(int(x, 2), int(y, 2)), 'b')), 0)


def _next(a, context, up):
    """next_plus and next_minus."""
    if a._k >= _QNAN:
        return _quiet(a, context)
    if a._k:
        if bool(a._s) != up:
            return _make(_INF, a._s, 0, 0)
        return _make(_FINITE, a._s, _ten(context.prec) - 1, context.Etop())
    work = context.copy()
    _put(work, 'rounding', ROUND_CEILING if up else ROUND_FLOOR)
    _put(work, '_traps', 0)
    near = _finish(a._s, a._c, a._e, work)
    if _compare(near, a) != 0:
        return near
    return _add(a, _make(_FINITE, 0 if up else 1, 1, context.Etiny() - 1), work)


def _next_toward(a, b, context):
    nan = _check_nans(a, b, context)
    if nan is not None:
        return nan
    n = _compare(a, b)
    if n == 0:
        return _make(a._k, b._s, a._c, a._e)
    made = _next(a, context, n < 0)
    if made._k:
        context._signal(OVERFLOW | INEXACT | ROUNDED)
    elif made._e + _count(made._c) - 1 < context.Emin:
        context._signal(UNDERFLOW | SUBNORMAL | INEXACT | ROUNDED | (0 if made._c else CLAMPED))
    return made


def _number_class(a, context):
    if a._k >= _QNAN:
        return 'NaN' if a._k == _QNAN else 'sNaN'
    sign = '-' if a._s else '+'
    if a._k:
        return sign + 'Infinity'
    if not a._c:
        return sign + 'Zero'
    return sign + ('Normal' if a._e + _count(a._c) - 1 >= context.Emin else 'Subnormal')


def _to_string(a, capitals=1, engineering=False):
    sign = '-' if a._s else ''
    if a._k == _INF:
        return sign + 'Infinity'
    if a._k:
        payload = '' if a._c is None else _text(a._c)
        return sign + ('NaN' if a._k == _QNAN else 'sNaN') + payload
    figures, e = _text(a._c), a._e
    n = len(figures)
    left = n + e
    if e <= 0 and left > -6:
        point = left
    elif not engineering:
        point = 1
    elif not a._c:
        point = (left + 1) % 3 - 1
    else:
        point = (left - 1) % 3 + 1
    if point <= 0:
        body = '0.' + '0' * -point + figures
    elif point >= n:
        body = figures + '0' * (point - n)
    else:
        body = figures[:point] + '.' + figures[point:]
    if left != point:
        body += ('E' if capitals else 'e') + f'{left - point:+d}'
    return sign + body


# ---- the class ----

def _binary(function):
    """An operator and its reflection."""
    def operator(self, other):
        if isinstance(other, Decimal):
            return function(self, other, getcontext())
        if isinstance(other, int):
            return function(self, _from_int(other), getcontext())
        return NotImplemented

    def reflected(self, other):
        if isinstance(other, Decimal):
            return function(other, self, getcontext())
        if isinstance(other, int):
            return function(_from_int(other), self, getcontext())
        return NotImplemented

    return operator, reflected


def _comparison(op):
    def compare(self, other):
        return _rich(self, other, op)
    return compare


class Decimal:
    """Construct a new Decimal object from an int, str, float, tuple or Decimal."""
    __slots__ = ('_k', '_s', '_c', '_e')

    def __new__(cls, value="0", context=None):
        made = _convert(value, _context(context))
        if type(made) is cls and made is value:
            return made
        return _new_object(cls, made._k, made._s, made._c, made._e)

    @classmethod
    def from_float(cls, f, /):
        """Class method that converts a float or int to a decimal number, exactly."""
        if isinstance(f, int):
            made = _from_int(f)
        elif isinstance(f, float):
            made = _from_float(f)
        else:
            raise TypeError("argument must be int or float")
        return made if cls is Decimal else cls(made)

    __add__, __radd__ = _binary(_add)
    __sub__, __rsub__ = _binary(lambda a, b, context: _add(a, b, context, 1))
    __mul__, __rmul__ = _binary(_mul)
    __truediv__, __rtruediv__ = _binary(_div)
    __floordiv__, __rfloordiv__ = _binary(_floordiv)
    __mod__, __rmod__ = _binary(_mod)
    __divmod__, __rdivmod__ = _binary(_divmod)
    __lt__, __le__, __gt__, __ge__ = map(_comparison, ('<', '<=', '>', '>='))
    __eq__ = _comparison('==')

    def __pow__(self, other, modulo=None):
        if not isinstance(other, (Decimal, int)):
            return NotImplemented
        if modulo is None:
            return _power(self, _operand(other), getcontext())
        if not isinstance(modulo, (Decimal, int)):
            return NotImplemented
        return _power_mod(self, _operand(other), _operand(modulo), getcontext())

    def __rpow__(self, other, modulo=None):
        if not isinstance(other, (Decimal, int)):
            return NotImplemented
        return _power(_operand(other), self, getcontext())

    def __neg__(self):
        return _minus(self, getcontext())

    def __pos__(self):
        return _plus(self, getcontext())

    def __abs__(self):
        return _abs(self, getcontext())

    def __bool__(self):
        return self._k != _FINITE or self._c != 0

    def __hash__(self):
        if self._k == _SNAN:
            raise TypeError("Cannot hash a signaling NaN value")
        if self._k == _QNAN:
            return object.__hash__(self)
        if self._k:
            return -_hash_info.inf if self._s else _hash_info.inf
        power = pow(10, self._e, _MODULUS) if self._e >= 0 else pow(_TENTH, -self._e, _MODULUS)
        value = self._c * power % _MODULUS
        if self._s:
            value = -value
        return -2 if value == -1 else value

    def __repr__(self):
        return f"Decimal('{_to_string(self, getcontext().capitals)}')"

    def __str__(self):
        return _to_string(self, getcontext().capitals)

    def to_eng_string(self, context=None):
        """Convert to an engineering-type string."""
        return _to_string(self, _context(context).capitals, True)

    def __format__(self, specifier):
        if not isinstance(specifier, str):
            raise TypeError("format argument must be str")
        from _decimal_format import format_decimal
        context = getcontext()
        return format_decimal(self, specifier, context.rounding, context.capitals)

    def __int__(self):
        if self._k >= _QNAN:
            raise ValueError("cannot convert NaN to integer")
        if self._k:
            raise OverflowError("cannot convert Infinity to integer")
        n = self._c * _ten(self._e) if self._e >= 0 else (
            self._c // _ten(-self._e) if -self._e <= _count(self._c) else 0)
        return -n if self._s else n

    __trunc__ = __int__

    def __float__(self):
        if self._k == _SNAN:
            raise ValueError("cannot convert signaling NaN to float")
        if self._k:
            return float(('-' if self._s else '') + ('nan' if self._k == _QNAN else 'inf'))
        return float(_to_string(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(_to_integral(self, ROUND_FLOOR, getcontext(), False))

    def __ceil__(self):
        return int(_to_integral(self, ROUND_CEILING, getcontext(), False))

    def __round__(self, ndigits=None, /):
        if ndigits is None:
            return int(_to_integral(self, ROUND_HALF_EVEN, getcontext(), False))
        if not isinstance(ndigits, int):
            raise TypeError("optional arg must be an integer")
        return _quantize(self, _make(_FINITE, 0, 1, -ndigits), ROUND_HALF_EVEN, getcontext())

    def as_tuple(self):
        """Return a tuple representation of the number."""
        if self._k == _INF:
            return DecimalTuple(self._s, (0,), 'F')
        if self._k:
            figures = () if self._c is None else tuple(map(int, _text(self._c)))
            return DecimalTuple(self._s, figures, 'n' if self._k == _QNAN else 'N')
        return DecimalTuple(self._s, tuple(map(int, _text(self._c))), self._e)

    def as_integer_ratio(self):
        """Return a pair of integers whose ratio is exactly equal to the original."""
        if self._k >= _QNAN:
            raise ValueError("cannot convert NaN to integer ratio")
        if self._k:
            raise OverflowError("cannot convert Infinity to integer ratio")
        n, d = (self._c * _ten(self._e), 1) if self._e >= 0 else (self._c, _ten(-self._e))
        common = _math.gcd(n, d)
        return (-n if self._s else n) // common, d // common

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return _make(_FINITE, 0, 0, 0)

    def conjugate(self):
        """Return self."""
        return self

    def canonical(self):
        """Return the canonical encoding of the argument."""
        return self

    def radix(self):
        """Return Decimal(10), the radix."""
        return _make(_FINITE, 0, 10, 0)

    def adjusted(self):
        """Return the adjusted exponent of the number; 0 for special values."""
        return 0 if self._k else self._e + _count(self._c) - 1

    def is_canonical(self):
        return True

    def is_finite(self):
        return self._k == _FINITE

    def is_infinite(self):
        return self._k == _INF

    def is_nan(self):
        return self._k >= _QNAN

    def is_qnan(self):
        return self._k == _QNAN

    def is_snan(self):
        return self._k == _SNAN

    def is_signed(self):
        return bool(self._s)

    def is_zero(self):
        return self._k == _FINITE and not self._c

    def is_normal(self, context=None):
        return self._k == _FINITE and self._c != 0 and self.adjusted() >= _context(context).Emin

    def is_subnormal(self, context=None):
        return self._k == _FINITE and self._c != 0 and self.adjusted() < _context(context).Emin

    def copy_abs(self):
        return _make(self._k, 0, self._c, self._e)

    def copy_negate(self):
        return _make(self._k, self._s ^ 1, self._c, self._e)

    def copy_sign(self, other, context=None):
        _context(context)
        return _make(self._k, _operand(other)._s, self._c, self._e)

    def same_quantum(self, other, context=None):
        """Do both have the same exponent?"""
        _context(context)
        return _same_quantum(self, _operand(other))

    def compare_total(self, other, context=None):
        _context(context)
        return _compared(_compare_total(self, _operand(other)))

    def compare_total_mag(self, other, context=None):
        _context(context)
        return _compared(_compare_total(self.copy_abs(), _operand(other).copy_abs()))

    def quantize(self, exp, rounding=None, context=None):
        """A value equal to this one, rounded, with the exponent of the other."""
        context = _context(context)
        return _quantize(self, _operand(exp), _rounding(rounding, context), context)

    def to_integral_value(self, rounding=None, context=None):
        """Round to the nearest integer without signaling Inexact or Rounded."""
        context = _context(context)
        return _to_integral(self, _rounding(rounding, context), context, False)

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """Round to the nearest integer, signaling Inexact and Rounded."""
        context = _context(context)
        return _to_integral(self, _rounding(rounding, context), context, True)

    def number_class(self, context=None):
        """A string that describes the class of the number."""
        return _number_class(self, _context(context))


def _rounding(rounding, context):
    if rounding is None:
        return context.rounding
    if rounding not in ROUNDINGS:
        raise TypeError(_ctx._BAD_ROUNDING)
    return rounding


def _same_quantum(a, b):
    if a._k or b._k:
        return (a._k >= _QNAN and b._k >= _QNAN) or (a._k == b._k == _INF)
    return a._e == b._e


def _minus(a, context):
    if a._k >= _QNAN:
        return _quiet(a, context)
    sign = a._s ^ 1
    if a._k == _FINITE and not a._c and context.rounding != ROUND_FLOOR:
        sign = 0
    return _fix(_make(a._k, sign, a._c, a._e), context)


def _plus(a, context):
    if a._k >= _QNAN:
        return _quiet(a, context)
    sign = a._s
    if a._k == _FINITE and not a._c and context.rounding != ROUND_FLOOR:
        sign = 0
    return _fix(_make(a._k, sign, a._c, a._e), context)


def _abs(a, context):
    if a._k >= _QNAN:
        return _quiet(a, context)
    return _fix(_make(a._k, 0, a._c, a._e), context)


def _compare_value(a, b, context):
    nan = _check_nans(a, b, context)
    return nan if nan is not None else _compared(_compare(a, b))


def _compare_signal(a, b, context):
    if a._k >= _QNAN or b._k >= _QNAN:
        if a._k != _SNAN and b._k != _SNAN:
            context._signal(INVALID)
        return _check_nans(a, b, context)
    return _compared(_compare(a, b))


def _logb(a, context):
    if a._k >= _QNAN:
        return _quiet(a, context)
    if a._k:
        return _make(_INF, 0, 0, 0)
    if not a._c:
        context._signal(ZERO)
        return _make(_INF, 1, 0, 0)
    n = a.adjusted()
    return _finish(int(n < 0), abs(n), 0, context)


def _logical_invert(a, context):
    return _logical(a, _make(_FINITE, 0, _number('1' * context.prec), 0), context, lambda x, y: x ^ y)


# Operations that methods of Decimal take with an optional context, and of Context with operands.
_UNARY = {
    'exp': _exp, 'ln': _ln, 'log10': _log10, 'logb': _logb, 'logical_invert': _logical_invert,
    'next_minus': lambda a, context: _next(a, context, False),
    'next_plus': lambda a, context: _next(a, context, True),
    'normalize': _normalize, 'sqrt': _sqrt,
}
_BINARY = {
    'compare': _compare_value, 'compare_signal': _compare_signal, 'next_toward': _next_toward,
    'logical_and': lambda a, b, context: _logical(a, b, context, lambda x, y: x & y),
    'logical_or': lambda a, b, context: _logical(a, b, context, lambda x, y: x | y),
    'logical_xor': lambda a, b, context: _logical(a, b, context, lambda x, y: x ^ y),
    'max': lambda a, b, context: _pick(a, b, context, True, False),
    'max_mag': lambda a, b, context: _pick(a, b, context, True, True),
    'min': lambda a, b, context: _pick(a, b, context, False, False),
    'min_mag': lambda a, b, context: _pick(a, b, context, False, True),
    'remainder_near': _remainder_near, 'scaleb': _scaleb,
    'rotate': lambda a, b, context: _shifted(a, b, context, True),
    'shift': lambda a, b, context: _shifted(a, b, context, False),
}
_CONTEXT_ONLY = {
    'add': _add, 'subtract': lambda a, b, context: _add(a, b, context, 1), 'multiply': _mul,
    'divide': _div, 'divide_int': _floordiv, 'remainder': _mod, 'divmod': _divmod,
    'abs': _abs, 'minus': _minus, 'plus': _plus,
}


def _install():
    def give(cls, name, function):
        function.__name__ = name
        function.__qualname__ = f'{cls.__name__}.{name}'
        setattr(cls, name, function)

    def unary(function):
        def method(self, context=None):
            return function(self, _context(context))

        def of_context(self, x, /):
            return function(_operand(x), self)
        return method, of_context

    def binary(function):
        def method(self, other, context=None):
            return function(self, _operand(other), _context(context))

        def of_context(self, x, y, /):
            return function(_operand(x), _operand(y), self)
        return method, of_context

    for name, function in _UNARY.items():
        method, of_context = unary(function)
        give(Decimal, name, method)
        give(Context, name, of_context)
    for name, function in _BINARY.items():
        method, of_context = binary(function)
        give(Decimal, name, method)
        give(Context, name, of_context)
    for name, function in _CONTEXT_ONLY.items():
        give(Context, name, (unary if name in ('abs', 'minus', 'plus') else binary)(function)[1])

    def fma(self, other, third, context=None):
        return _fma(self, _operand(other), _operand(third), _context(context))
    give(Decimal, 'fma', fma)

    def context_fma(self, x, y, z, /):
        return _fma(_operand(x), _operand(y), _operand(z), self)
    give(Context, 'fma', context_fma)

    def power(self, a, b, modulo=None):
        if modulo is None:
            return _power(_operand(a), _operand(b), self)
        return _power_mod(_operand(a), _operand(b), _operand(modulo), self)
    give(Context, 'power', power)

    for name in ('canonical', 'is_canonical', 'is_finite', 'is_infinite', 'is_nan', 'is_qnan', 'is_snan',
                 'is_signed', 'is_zero', 'copy_abs', 'copy_negate'):
        def plain(self, x, /, _name=name):
            if _name == 'canonical' and not isinstance(x, Decimal):
                raise TypeError("argument must be a Decimal")
            return getattr(_operand(x), _name)()
        give(Context, name, plain)
    for name in ('is_normal', 'is_subnormal', 'number_class', 'to_eng_string', 'to_integral_exact',
                 'to_integral_value'):
        def with_context(self, x, /, _name=name):
            return getattr(_operand(x), _name)(context=self)
        give(Context, name, with_context)
    Context.to_integral = Context.to_integral_value
    for name in ('copy_sign', 'same_quantum', 'compare_total', 'compare_total_mag'):
        def pair(self, x, y, /, _name=name):
            return getattr(_operand(x), _name)(_operand(y))
        give(Context, name, pair)

    def quantize(self, x, y, /):
        return _quantize(_operand(x), _operand(y), self.rounding, self)
    give(Context, 'quantize', quantize)

    def copy_decimal(self, x, /):
        return _operand(x)
    give(Context, 'copy_decimal', copy_decimal)

    def to_sci_string(self, x, /):
        return _to_string(_operand(x), self.capitals)
    give(Context, 'to_sci_string', to_sci_string)

    def radix(self):
        return _make(_FINITE, 0, 10, 0)
    give(Context, 'radix', radix)

    def create_decimal(self, num="0", /):
        if isinstance(num, str) and (num != num.strip() or '_' in num):
            return _nan(self, SYNTAX)
        made = _convert(num, self)
        if made._k >= _QNAN and made._c is not None and _count(made._c) > self.prec - self.clamp:
            return _nan(self, SYNTAX)
        return _fix(made, self)
    give(Context, 'create_decimal', create_decimal)

    def create_decimal_from_float(self, f, /):
        if not isinstance(f, (int, float)):
            raise TypeError("argument must be int or float")
        return _fix(Decimal.from_float(f), self)
    give(Context, 'create_decimal_from_float', create_decimal_from_float)


_install()
Decimal.__module__ = Context.__module__ = 'decimal'
_seal(Decimal)
_numbers.Number.register(Decimal)
for _name in [name for name in globals() if name.islower() and not name.startswith('_') and
              name not in ('getcontext', 'setcontext', 'localcontext')]:
    del globals()[_name]
for _name in ('SIGNALS', 'BAD_CONTEXT', 'MutableMapping', 'ContextVar', 'SignalDict', 'ContextManager'):
    globals().pop(_name, None)
