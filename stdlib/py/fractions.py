# SPDX-License-Identifier: MIT
"""Fraction, infinite-precision, rational numbers."""
import functools
import math
import numbers
import re
import sys
import operator

__all__ = ['Fraction']

_MODULUS, _INF = sys.hash_info.modulus, sys.hash_info.inf
_TEXT = re.compile(r"""\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(?:_\d+)*)
    (?:\s*/\s*(?P<denom>\d+(?:_\d+)*)
    |(?:\.(?P<decimal>\d*|\d+(?:_\d+)*))?(?:E(?P<exp>[-+]?\d+(?:_\d+)*))?)?\s*""",
                   re.VERBOSE | re.IGNORECASE)
_GENERAL = re.compile(r"""(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?
    (?P<minimumwidth>0|[1-9][0-9]*)?(?P<thousands_sep>[,_])?""", re.DOTALL | re.VERBOSE)
_FLOAT = re.compile(r"""(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)
    (?P<no_neg_zero>z)?(?P<alt>\#)?
    (?P<zeropad>0(?=[0-9]))?(?P<minimumwidth>0|[1-9][0-9]*)?(?P<thousands_sep>[,_])?
    (?:\.(?P<precision>0|[1-9][0-9]*))?(?P<presentation_type>[eEfFgG%])""", re.DOTALL | re.VERBOSE)


@functools.lru_cache(maxsize=1 << 14)
def _hash_algorithm(numerator, denominator):
    """The hash that equal ints and floats have."""
    try:
        inverse = pow(denominator, -1, _MODULUS)
    except ValueError:
        value = _INF
    else:
        value = hash(hash(abs(numerator)) * inverse)
    result = value if numerator >= 0 else -value
    return -2 if result == -1 else result


def _divide_even(n, d):
    """n / d rounded to an integer, half to even; d > 0."""
    q, r = divmod(n, d)
    if 2 * r > d or (2 * r == d and q & 1):
        q += 1
    return q


def _to_exponent(n, d, exponent, no_neg_zero=False):
    """(negative, significand): n / d in units of 10**exponent."""
    if exponent >= 0:
        d *= 10 ** exponent
    else:
        n *= 10 ** -exponent
    value = _divide_even(n, d)
    if no_neg_zero:
        return value < 0, abs(value)
    return n < 0, abs(value)


def _to_figures(n, d, figures):
    """(negative, significand, exponent): n / d with a number of significant digits."""
    if n == 0:
        return False, 0, 1 - figures
    str_n, str_d = str(abs(n)), str(d)
    m = len(str_n) - len(str_d) + (str_d <= str_n)
    exponent = m - figures
    negative, significand = _to_exponent(n, d, exponent)
    if len(str(significand)) == figures + 1:
        significand //= 10
        exponent += 1
    return negative, significand, exponent


def _is_decimal(value):
    """Is it a Decimal? Only if somebody has imported them."""
    decimal = sys.modules.get('decimal')
    return decimal is not None and isinstance(value, decimal.Decimal)


def _grouped(digits, sep):
    first = 1 + (len(digits) - 1) % 3
    return digits[:first] + ''.join(sep + digits[i:i + 3] for i in range(first, len(digits), 3))


class Fraction(numbers.Rational):
    """A rational number: Fraction(8, 6), Fraction('-3/4'), Fraction(0.5),
    Fraction(Decimal('1.1'))."""
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            pair = cls._read(numerator)
        elif type(numerator) is int is type(denominator):
            pair = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            pair = (numerator.numerator * denominator.denominator,
                    denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        numerator, denominator = pair
        if denominator is not None:
            if denominator == 0:
                raise ZeroDivisionError(f'Fraction({numerator}, 0)')
            common = math.gcd(numerator, denominator)
            if denominator < 0:
                common = -common
            numerator //= common
            denominator //= common
        return cls._from_coprime_ints(numerator, 1 if denominator is None else denominator)

    @classmethod
    def _read(cls, value):
        """Numerator and denominator of one argument."""
        if type(value) is int:
            return value, None
        if isinstance(value, numbers.Rational):
            return value.numerator, value.denominator
        if isinstance(value, float) or _is_decimal(value):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError("argument should be a string or a Rational instance")
        m = _TEXT.fullmatch(value)
        if m is None:
            raise ValueError('Invalid literal for Fraction: %r' % value)
        numerator = int(m['num'] or '0')
        denominator = 1
        if m['denom']:
            denominator = int(m['denom'])
        else:
            if m['decimal']:
                decimal = m['decimal'].replace('_', '')
                scale = 10 ** len(decimal)
                numerator = numerator * scale + int(decimal)
                denominator *= scale
            if m['exp']:
                exp = int(m['exp'])
                if exp >= 0:
                    numerator *= 10 ** exp
                else:
                    denominator *= 10 ** -exp
        return (-numerator if m['sign'] == '-' else numerator), denominator

    @classmethod
    def from_float(cls, f):
        """Converts a finite float to a rational number, exactly."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)"
                            % (cls.__name__, f, type(f).__name__))
        return cls._from_coprime_ints(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """Converts a finite Decimal instance to a rational number, exactly."""
        from decimal import Decimal
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        if not isinstance(dec, Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, "
                            f"not {dec!r} ({type(dec).__name__})")
        return cls._from_coprime_ints(*dec.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        made = super(Fraction, cls).__new__(cls)
        made._numerator = numerator
        made._denominator = denominator
        return made

    def is_integer(self):
        """Return True if the Fraction is an integer."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original Fraction."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """Closest Fraction to self with denominator at most max_denominator."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        n, d = self._numerator, self._denominator
        if d <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, then the last semiconvergent that still fits.
        p0, q0, p1, q1 = 0, 1, 1, 0
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._from_coprime_ints(p1, q1)
        return Fraction._from_coprime_ints(p0 + k * p1, q0 + k * q1)

    numerator = property(operator.attrgetter('_numerator'))
    denominator = property(operator.attrgetter('_denominator'))

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    def _format_general(self, match):
        fill, align = match['fill'] or ' ', match['align'] or '>'
        sep = match['thousands_sep'] or ''
        n, d = self._numerator, self._denominator
        body = f'{abs(n):{sep}}'
        if d > 1 or match['alt']:
            body += f'/{d:{sep}}'
        sign = '-' if n < 0 else ('' if match['sign'] == '-' else match['sign'])
        return self._pad(sign, body, fill, align, int(match['minimumwidth'] or 0))

    @staticmethod
    def _pad(sign, body, fill, align, width):
        padding = fill * (width - len(sign) - len(body))
        if align == '>':
            return padding + sign + body
        if align == '<':
            return sign + body + padding
        if align == '^':
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
        return sign + padding + body

    def _format_float(self, match):
        fill, align = match['fill'] or ' ', match['align'] or '>'
        kind, precision = match['presentation_type'], int(match['precision'] or 6)
        sep = match['thousands_sep'] or ''
        zeropad = bool(match['zeropad'])
        no_neg_zero, alternate = bool(match['no_neg_zero']), bool(match['alt'])
        if kind in 'fF%':
            exponent = -precision
            if kind == '%':
                exponent -= 2
            negative, significand = _to_exponent(self._numerator, self._denominator, exponent,
                                                 no_neg_zero)
            scientific, point_at = False, precision
        else:
            figures = max(precision, 1) if kind in 'gG' else precision + 1
            negative, significand, exponent = _to_figures(
                self._numerator, self._denominator, figures)
            scientific = kind in 'eE' or exponent > 0 or exponent + figures <= -4
            point_at = figures - 1 if scientific else -exponent
        if kind == '%':
            suffix = '%'
        elif scientific:
            suffix = f"{'E' if kind in 'EG' else 'e'}{exponent + point_at:+03d}"
        else:
            suffix = ''
        digits = f'{significand:0{point_at + 1}d}'
        sign = '-' if negative else ('' if match['sign'] == '-' else match['sign'])
        leading, frac = digits[:len(digits) - point_at], digits[len(digits) - point_at:]
        if kind in 'gG' and not alternate:
            frac = frac.rstrip('0')
        trailing = ('.' if frac or alternate else '') + frac + suffix
        width = int(match['minimumwidth'] or 0)
        if zeropad:
            room = width - len(sign) - len(trailing)
            leading = leading.zfill(3 * room // 4 + 1 if sep else room)
        if sep:
            leading = _grouped(leading, sep)
        return self._pad(sign, leading + trailing, fill, align, width)

    def __format__(self, format_spec, /):
        if match := _GENERAL.fullmatch(format_spec):
            return self._format_general(match)
        if match := _FLOAT.fullmatch(format_spec):
            if not (match['align'] is not None and match['zeropad'] is not None):
                return self._format_float(match)
        raise ValueError(f"Invalid format specifier {format_spec!r} "
                         f"for object of type {type(self).__name__!r}")

    def _operator_fallbacks(monomorphic, fallback, handle_complex=True):
        """A binary operator and its reflection: exact among rationals, else as floats."""
        def forward(a, b):
            if isinstance(b, Fraction):
                return monomorphic(a, b)
            if isinstance(b, int):
                return monomorphic(a, Fraction(b))
            if isinstance(b, float):
                return fallback(float(a), b)
            if handle_complex and isinstance(b, complex):
                return fallback(complex(a), b)
            return NotImplemented
        forward.__name__ = '__' + fallback.__name__ + '__'

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return monomorphic(Fraction(a), b)
            if isinstance(a, numbers.Real):
                return fallback(float(a), float(b))
            if handle_complex and isinstance(a, numbers.Complex):
                return fallback(complex(a), float(b))
            return NotImplemented
        reverse.__name__ = '__r' + fallback.__name__ + '__'
        return forward, reverse

    def _add(a, b):
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        return Fraction._lowest(na * db + da * nb, da * db)

    __add__, __radd__ = _operator_fallbacks(_add, operator.add)

    def _sub(a, b):
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        return Fraction._lowest(na * db - da * nb, da * db)

    __sub__, __rsub__ = _operator_fallbacks(_sub, operator.sub)

    def _mul(a, b):
        return Fraction._lowest(a._numerator * b._numerator, a._denominator * b._denominator)

    __mul__, __rmul__ = _operator_fallbacks(_mul, operator.mul)

    def _div(a, b):
        if b._numerator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % b._denominator)
        n, d = a._numerator * b._denominator, a._denominator * b._numerator
        return Fraction._lowest(-n, -d) if d < 0 else Fraction._lowest(n, d)

    __truediv__, __rtruediv__ = _operator_fallbacks(_div, operator.truediv)

    @classmethod
    def _lowest(cls, n, d):
        common = math.gcd(n, d)
        return cls._from_coprime_ints(n // common, d // common)

    def _floordiv(a, b):
        return (a._numerator * b._denominator) // (a._denominator * b._numerator)

    __floordiv__, __rfloordiv__ = _operator_fallbacks(_floordiv, operator.floordiv, False)

    def _divmod(a, b):
        da, db = a._denominator, b._denominator
        div, n_mod = divmod(a._numerator * db, da * b._numerator)
        return div, Fraction(n_mod, da * db)

    __divmod__, __rdivmod__ = _operator_fallbacks(_divmod, divmod, False)

    def _mod(a, b):
        da, db = a._denominator, b._denominator
        return Fraction((a._numerator * db) % (b._numerator * da), da * db)

    __mod__, __rmod__ = _operator_fallbacks(_mod, operator.mod, False)

    def __pow__(a, b):
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power = b.numerator
            if power >= 0:
                return Fraction._from_coprime_ints(a._numerator ** power, a._denominator ** power)
            if a._numerator > 0:
                return Fraction._from_coprime_ints(a._denominator ** -power, a._numerator ** -power)
            if a._numerator == 0:
                raise ZeroDivisionError('Fraction(%s, 0)' % a._denominator ** -power)
            return Fraction._from_coprime_ints((-a._denominator) ** -power,
                                               (-a._numerator) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        whole = b._denominator == 1
        if isinstance(a, numbers.Rational) and not (whole and b._numerator >= 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if whole else float(b))

    def __pos__(a):
        return Fraction._from_coprime_ints(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._from_coprime_ints(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._from_coprime_ints(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        return (-(-a._numerator // a._denominator) if a._numerator < 0
                else a._numerator // a._denominator)

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            return _divide_even(self._numerator, self._denominator)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        return _hash_algorithm(self._numerator, self._denominator)

    def __eq__(a, b):
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _richcmp(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) == Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        if type(self) == Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)
