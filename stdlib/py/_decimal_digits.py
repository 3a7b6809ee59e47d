# SPDX-License-Identifier: MIT
"""The whole-number side of decimal: digits, rounding, and exp, ln and log10 as scaled ints.

A finite decimal is sign, coefficient (an int) and exponent. What is computed here are coefficients.
exp and ln are computed with more and more digits until the rounding to the wanted precision is
certain (Ziv's strategy), so that results are correctly rounded."""
from math import isqrt

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = 'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR'
ROUND_HALF_UP, ROUND_HALF_DOWN = 'ROUND_HALF_UP', 'ROUND_HALF_DOWN'
ROUND_HALF_EVEN, ROUND_05UP = 'ROUND_HALF_EVEN', 'ROUND_05UP'

_POWERS = [10 ** i for i in range(64)]
_SMALL = 10 ** 18
_CHUNK = 4000


def ten(n):
    """10 ** n"""
    return _POWERS[n] if n < 64 else 10 ** n


def digits(n):
    """Number of decimal digits; 1 for 0."""
    if n < _SMALL:
        return len(str(n))
    count = n.bit_length() * 30103 // 100000
    while ten(count) <= n:
        count += 1
    return count


def text(n):
    """str(n), however large."""
    if n.bit_length() < 13000:
        return str(n)
    half = digits(n) // 2
    high, low = divmod(n, ten(half))
    return text(high) + text(low).rjust(half, '0')


def number(s):
    """int(s), however long."""
    if len(s) < _CHUNK:
        return int(s)
    half = len(s) // 2
    return number(s[:-half]) * ten(half) + number(s[-half:])


def rounds_up(sign, q, r, half, rounding):
    """Must q be increased, when r of 2 * half was cut off? r > 0."""
    if rounding == ROUND_HALF_EVEN:
        return r > half or (r == half and q & 1)
    if rounding == ROUND_HALF_UP:
        return r >= half
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_HALF_DOWN:
        return r > half
    if rounding == ROUND_CEILING:
        return not sign
    if rounding == ROUND_FLOOR:
        return sign
    if rounding == ROUND_UP:
        return True
    return q % 10 in (0, 5)


def cut(sign, c, n, rounding):
    """c without its last n digits, rounded, and whether anything but zeros was lost."""
    if n > 64 and n > digits(c) + 1:
        if c == 0:
            return 0, False
        return int(rounds_up(sign, 0, 1, 5, rounding)), True
    unit = ten(n)
    q, r = divmod(c, unit)
    if not r:
        return q, False
    if rounds_up(sign, q, r, unit >> 1, rounding):
        q += 1
    return q, True


# ---- functions: results scaled by 10 ** p, with an error of a few units ----

_ln10 = [0, 0]  # digits, value


def ln10(p):
    """ln(10) * 10 ** p"""
    if _ln10[0] < p:
        p2 = p + 20
        scale = ten(p2 + 10)

        def atanh_inverse(n):
            total, power, k, square = 0, scale // n, 1, n * n
            while power:
                total += power // k
                power //= square
                k += 2
            return total
        # ln 10 = 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161)
        value = 46 * atanh_inverse(31) + 34 * atanh_inverse(49) + 20 * atanh_inverse(161)
        _ln10[:] = p2, value // ten(10)
    return _ln10[1] // ten(_ln10[0] - p)


def exp_scaled(x, p):
    """exp(x / 10**p) * 10**p for 0 <= x / 10**p < 3"""
    halvings = isqrt(p) // 2 + 6
    guard = halvings // 3 + 12
    scale = ten(p + guard)
    y = x * ten(guard) >> halvings
    total = term = scale
    k = 1
    while term:
        term = term * y // scale // k
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // scale
    return total // ten(guard)


def ln_scaled(m, p):
    """ln(m / 10**p) * 10**p for m / 10**p between about 0.3 and 11"""
    roots = isqrt(p) // 3 + 4
    guard = roots // 3 + 12
    scale = ten(p + guard)
    y = m * ten(guard)
    for _ in range(roots):
        y = isqrt(y * scale)
    z = (y - scale) * scale // (y + scale)
    square = z * z // scale
    total, power, k = 0, z, 1
    while power not in (0, -1):
        total += power // k
        power = power * square // scale
        k += 2
    return (total << roots + 1) // ten(guard)


def settle(value, p, prec, error=50):
    """(coefficient of prec digits, exponent), half to even, of value / 10**p, or None when the
    error could change it."""
    n = digits(value)
    if n < prec + 3:
        return None
    drop = n - prec
    unit = ten(drop)
    low, high = (value - error) // (unit >> 1), (value + error) // (unit >> 1)
    if low != high:
        return None
    q = low + 1 >> 1
    if q >= ten(prec):
        q //= 10
        drop += 1
    return q, drop - p


def exp_digits(sign, c, e, prec):
    """exp((-1)**sign * c * 10**e): coefficient of prec digits and exponent. c > 0."""
    adjusted = e + digits(c)
    if adjusted < -prec - 2:  # 1 plus or minus next to nothing
        return ten(prec - 1), 1 - prec
    extra = 8
    while True:
        p = prec + extra + max(adjusted, 0)
        scaled = c * ten(p + e) if p + e >= 0 else c // ten(-p - e)
        if sign:
            scaled = -scaled
        k, r = divmod(scaled, ln10(p))
        settled = settle(exp_scaled(r, p), p, prec, 20 + 10 * ten(max(adjusted, 0) + 1))
        if settled:
            return settled[0], settled[1] + k
        extra *= 2


def _ln_value(c, e, p):
    """ln(c * 10**e) * 10**p"""
    n = digits(c)
    k = e + n - 1
    shift = p - n + 1
    m = c * ten(shift) if shift >= 0 else c // ten(-shift)  # 1 <= m / 10**p < 10
    return ln_scaled(m, p) + k * ln10(p)


def ln_digits(c, e, prec):
    """ln(c * 10**e), not of 1: sign, coefficient of prec digits, exponent."""
    extra = 10 + len(str(abs(e)))
    while True:
        p = prec + extra
        value = _ln_value(c, e, p)
        settled = settle(abs(value), p, prec, 100 + abs(e) + digits(c))
        if settled:
            return value < 0, *settled
        extra *= 2


def log10_digits(c, e, prec):
    """log10(c * 10**e), not of a power of ten: sign, coefficient of prec digits, exponent."""
    extra = 10 + len(str(abs(e)))
    while True:
        p = prec + extra
        value = _ln_value(c, e, p) * ten(p) // ln10(p)
        settled = settle(abs(value), p, prec, 200 + abs(e) + digits(c))
        if settled:
            return value < 0, *settled
        extra *= 2
