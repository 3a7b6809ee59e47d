/* SPDX-License-Identifier: MIT */
/*
 * decimal: arithmetic of short numbers, whose coefficients have up to 38 digits.
 *
 * Each function answers EMPTY when it does not cover a case (a special value, a long intermediate
 * result, an exponent near the limits of the context), before it has touched anything.
 */
#include "stdlib/_decimal.h"

static ALWAYS_INLINE bool is_short(const Decimal *d)
{
    return d->kind == DEC_FINITE && d->size <= DEC_SHORT_LIMBS && d->digits <= DEC_SHORT_MAX;
}

static ALWAYS_INLINE u128 short_value(const Decimal *d)
{
    return (u128)d->own[1] << 64 | d->own[0]; /* unused limbs are zero */
}

const Decimal *short_operand(Thread *t, Value v, Decimal *room)
{
    if (!v_is_small(v))
        return NULL;
    int64_t n = v_small(v);
    uint64_t c = (uint64_t)(n < 0 ? -n : n);
    *room = (Decimal){.neg = n < 0, .digits = u128_digits(c), .size = c != 0, .own = {c, 0}};
    return room;
}

/* q and the rest of c / 10**n. The hardware divides words, so short values are kept in one. */
static ALWAYS_INLINE u128 divide_ten(u128 c, int n, u128 *rest)
{
    if ((uint64_t)(c >> 64) == 0) {
        if (n > 19) {
            *rest = c;
            return 0;
        }
        uint64_t low = (uint64_t)c, unit = (uint64_t)u128_tens[n];
        *rest = low % unit;
        return low / unit;
    }
    u128 unit = u128_tens[n], q = c / unit;
    *rest = c - q * unit;
    return q;
}

/* The result, rounded to the context's precision. `sticky`: more than c says was cut off below its
   last digit. */
static ALWAYS_INLINE Value finish(Thread *t, DecContext *ctx, bool neg, u128 c, int64_t exp,
                                  bool sticky)
{
    const Params *p = &ctx->p;
    int64_t n = u128_digits(c);
    uint32_t status = 0;
    if (UNLIKELY(exp + n - 1 < p->emin || exp > p->emax))
        return V_EMPTY; /* subnormal, or certainly too large */
    if (UNLIKELY(n > p->prec)) {
        if (n > DEC_SHORT_MAX)
            return V_EMPTY;
        int drop = (int)(n - p->prec);
        u128 rest, twice;
        c = divide_ten(c, drop, &rest);
        twice = rest * 2;
        status = rest || sticky ? DEC_ROUNDED | DEC_INEXACT : DEC_ROUNDED;
        if (status & DEC_INEXACT) {
            u128 unit = u128_tens[drop];
            int half = twice > unit || (twice == unit && sticky) ? 1 : twice == unit ? 0 : -1;
            c += round_up_needed(p->rounding, neg, (unsigned)(c % 10), half);
        }
        n = p->prec;
        exp += drop;
        if (c == u128_tens[n]) {
            c /= 10;
            exp++;
        }
    } else if (UNLIKELY(sticky)) {
        return V_EMPTY;
    }
    int64_t adjusted = exp + n - 1;
    if (UNLIKELY(adjusted > p->emax || (p->clamp && exp > params_etop(p))))
        return V_EMPTY;
    if (status && context_signal(t, ctx, status) < 0)
        return V_ERROR;
    return decimal_from_u128(t, DEC(t)->decimal, neg, c, exp, n);
}

/* ---- sums ---- */

static ALWAYS_INLINE Value add(Thread *t, DecContext *ctx, const Decimal *a, const Decimal *b,
                               bool bneg)
{
    if (!is_short(a) || !is_short(b))
        return V_EMPTY;
    u128 x = short_value(a), y = short_value(b);
    int64_t exp = a->exp, shift = exp - b->exp;
    if (shift > 0) {
        if (shift + a->digits > DEC_SHORT_MAX || !y)
            return V_EMPTY;
        x *= u128_tens[shift];
        exp = b->exp;
    } else if (shift < 0) {
        if (b->digits - shift > DEC_SHORT_MAX || !x)
            return V_EMPTY;
        y *= u128_tens[-shift];
    }
    bool neg = a->neg;
    if (neg == bneg) {
        x += y;
    } else if (x >= y) {
        x -= y;
        if (x == 0)
            neg = ctx->p.rounding == DEC_ROUND_FLOOR;
    } else {
        x = y - x;
        neg = bneg;
    }
    return finish(t, ctx, neg, x, exp, false);
}

SHORT2(short_add)
{
    return add(t, c, a, b, b->neg);
}

SHORT2(short_sub)
{
    return add(t, c, a, b, !b->neg);
}

/* ---- products and quotients, with up to four words in between ---- */

enum { WIDE = 2 * DEC_SHORT_LIMBS };

static mp_size_t limbs_of(mp_limb_t *d, u128 c)
{
    d[0] = (mp_limb_t)c;
    d[1] = (mp_limb_t)(c >> 64);
    return d[1] ? 2 : 1;
}

/* out = x * y; its length, without leading zeros. Both are not 0. */
static mp_size_t multiply(mp_limb_t out[WIDE], u128 x, u128 y)
{
    mp_limb_t a[2], b[2];
    mp_size_t n = limbs_of(a, x), m = limbs_of(b, y);
    if (n >= m)
        mpn_mul(out, a, n, b, m);
    else
        mpn_mul(out, b, m, a, n);
    n += m;
    return n - (out[n - 1] == 0);
}

/* The quotient of n words by d, which must fit two; *exact: no rest. */
static bool divide_wide(mp_limb_t *x, mp_size_t n, u128 d, u128 *q, bool *exact)
{
    mp_limb_t by[2], quotient[WIDE + 1] = {0}, rest[2] = {0};
    mp_size_t m = limbs_of(by, d);
    if (n < m) {
        *q = 0;
        *exact = false;
        return true;
    }
    mpn_tdiv_qr(quotient, rest, 0, x, n, by, m);
    *exact = rest[0] == 0 && (m == 1 || rest[1] == 0);
    *q = (u128)quotient[1] << 64 | quotient[0];
    return quotient[2] == 0 && quotient[3] == 0;
}

SHORT2(short_mul)
{
    if (!is_short(a) || !is_short(b))
        return V_EMPTY;
    u128 x = short_value(a), y = short_value(b);
    bool neg = a->neg != b->neg;
    int64_t digits = a->digits + b->digits, exp = a->exp + b->exp;
    if (digits <= DEC_SHORT_MAX)
        return finish(t, c, neg, x * y, exp, false);
    int64_t drop = digits - 1 - c->p.prec - 1; /* leaves prec + 1 digits or one more */
    if (drop > DEC_SHORT_MAX || drop < 0 || c->p.prec > DEC_SHORT_MAX - 2 || !x || !y)
        return V_EMPTY;
    mp_limb_t wide[WIDE];
    mp_size_t n = multiply(wide, x, y);
    u128 q;
    bool exact;
    if (!divide_wide(wide, n, u128_tens[drop], &q, &exact))
        return V_EMPTY;
    return finish(t, c, neg, q, exp + drop, !exact);
}

/* Removes up to `most` trailing zeros. */
static u128 strip(u128 c, int64_t most, int64_t *exp)
{
    uint64_t low = (uint64_t)c;
    int64_t twos = low ? __builtin_ctzll(low) : DEC_SHORT_MAX;
    if (most > twos)
        most = twos; /* each zero is a factor 2 */
    for (int64_t step = 16; step > 0; step /= 2)
        while (most >= step) {
            u128 rest, q = divide_ten(c, (int)step, &rest);
            if (rest)
                break;
            c = q;
            *exp += step;
            most -= step;
        }
    return c;
}

SHORT2(short_div)
{
    int64_t prec = c->p.prec;
    if (!is_short(a) || !is_short(b) || prec > DEC_SHORT_MAX - 2)
        return V_EMPTY;
    u128 x = short_value(a), y = short_value(b), q;
    int64_t shift = b->digits - a->digits + prec + 1, ideal = a->exp - b->exp, exp = ideal - shift;
    if (!x || !y || shift < 0 || shift > DEC_SHORT_MAX)
        return V_EMPTY;
    bool exact;
    if (shift + a->digits <= DEC_SHORT_MAX) {
        x *= u128_tens[shift];
        q = x / y;
        exact = q * y == x;
    } else {
        mp_limb_t wide[WIDE];
        mp_size_t n = multiply(wide, x, u128_tens[shift]);
        if (!divide_wide(wide, n, y, &q, &exact))
            return V_EMPTY;
    }
    if (exact)
        q = strip(q, ideal - exp, &exp);
    return finish(t, c, a->neg != b->neg, q, exp, !exact);
}

/* Whole quotient and rest of x / y on their common exponent; false: one of them gets long. */
static bool divide_whole(const Decimal *a, const Decimal *b, u128 *q, u128 *rest, int64_t *exp)
{
    if (!is_short(a) || !is_short(b) || !b->size)
        return false;
    u128 x = short_value(a), y = short_value(b);
    int64_t shift = a->exp - b->exp;
    *exp = shift < 0 ? a->exp : b->exp;
    if (shift > 0) {
        if (shift + a->digits > DEC_SHORT_MAX)
            return false;
        x *= u128_tens[shift];
    } else if (shift < 0) {
        if (b->digits - shift > DEC_SHORT_MAX)
            return false;
        y *= u128_tens[-shift];
    }
    if ((uint64_t)(x >> 64) == 0 && (uint64_t)(y >> 64) == 0)
        *q = (uint64_t)x / (uint64_t)y;
    else
        *q = x / y;
    *rest = x - *q * y;
    return true;
}

SHORT2(short_floordiv)
{
    u128 q, rest;
    int64_t exp;
    if (!divide_whole(a, b, &q, &rest, &exp) || u128_digits(q) > c->p.prec)
        return V_EMPTY;
    return finish(t, c, a->neg != b->neg, q, 0, false);
}

SHORT2(short_mod)
{
    u128 q, rest;
    int64_t exp;
    if (!divide_whole(a, b, &q, &rest, &exp) || u128_digits(q) > c->p.prec)
        return V_EMPTY;
    return finish(t, c, a->neg, rest, exp, false);
}

/* Whole positive powers that are exact. */
SHORT2(short_power)
{
    if (!is_short(a) || !is_short(b) || !a->size || !b->size || b->neg || b->exp ||
        b->own[0] > DEC_SHORT_MAX)
        return V_EMPTY;
    int64_t n = (int64_t)b->own[0], digits = a->digits * n;
    if (b->own[1] || digits > DEC_SHORT_MAX || digits > c->p.prec)
        return V_EMPTY;
    u128 r = 1, x = short_value(a);
    for (int64_t i = 0; i < n; i++)
        r *= x;
    return finish(t, c, a->neg && n & 1, r, a->exp * n, false);
}

/* ---- others ---- */

/* The coefficient without its last n digits, rounded; *lost: what was cut was not zero. */
static ALWAYS_INLINE u128 cut(u128 c, int64_t n, bool neg, int rounding, bool *lost)
{
    u128 unit = u128_tens[n], rest, q = divide_ten(c, (int)n, &rest);
    *lost = rest != 0;
    if (rest) {
        int half = rest * 2 > unit ? 1 : rest * 2 == unit ? 0 : -1;
        q += round_up_needed(rounding, neg, (unsigned)(q % 10), half);
    }
    return q;
}

bool short_round(const Decimal *d, int64_t exp, int rounding, u128 *out)
{
    bool lost;
    int64_t shift = d->exp - exp;
    if (!is_short(d) || shift < -DEC_SHORT_MAX || shift + d->digits > DEC_SHORT_MAX)
        return false;
    *out = shift < 0 ? cut(short_value(d), -shift, d->neg, rounding, &lost)
                     : short_value(d) * u128_tens[shift];
    return true;
}

/* Number and power of ten are exact as doubles: their quotient or product is rounded once. */
bool short_double(const Decimal *d, double *out)
{
    static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (!is_short(d) || d->digits > 15 || d->exp < -22 || d->exp > 22)
        return false;
    double c = (double)d->own[0];
    c = d->exp < 0 ? c / tens[-d->exp] : c * tens[d->exp];
    *out = d->neg ? -c : c;
    return true;
}

Value short_sqrt(Thread *t, DecContext *c, const Decimal *a)
{
    int64_t prec = c->p.prec, half = a->exp >> 1, exp;
    if (!is_short(a) || a->neg || !a->size || prec > 34 || c->p.rounding != DEC_ROUND_HALF_EVEN)
        return V_EMPTY;
    u128 x = short_value(a);
    int64_t digits = a->digits;
    if (a->exp & 1) {
        if (digits == DEC_SHORT_MAX)
            return V_EMPTY;
        x *= 10;
        digits++;
    }
    int64_t shift = 2 * (prec + 1) - digits + 1;
    shift += shift & 1;
    if (shift < 0 || shift > 2 * DEC_SHORT_MAX || shift + digits > 77)
        return V_EMPTY;
    mp_limb_t wide[WIDE], more[WIDE + 2], root[WIDE / 2 + 1] = {0}, rest[WIDE + 2];
    int64_t first = shift > DEC_SHORT_MAX ? DEC_SHORT_MAX : shift;
    mp_size_t n = multiply(wide, x, u128_tens[first]);
    if (shift > first) {
        mp_limb_t by[2];
        mp_size_t m = limbs_of(by, u128_tens[shift - first]);
        if (n >= m)
            mpn_mul(more, wide, n, by, m);
        else
            mpn_mul(more, by, m, wide, n);
        n += m;
        n -= more[n - 1] == 0;
        if (n > WIDE)
            return V_EMPTY;
        memcpy(wide, more, (size_t)n * sizeof *wide);
    }
    bool exact = mpn_sqrtrem(root, rest, wide, n) == 0;
    u128 q = (u128)root[1] << 64 | root[0];
    exp = half - shift / 2;
    if (exact)
        q = strip(q, half - exp, &exp);
    return finish(t, c, false, q, exp, !exact);
}

Value short_quantize(Thread *t, DecContext *c, const Decimal *a, int64_t exp, int rounding)
{
    if (!is_short(a))
        return V_EMPTY;
    const Params *p = &c->p;
    u128 x = short_value(a);
    int64_t shift = a->exp - exp, n;
    uint32_t status = 0;
    bool lost;
    if (shift >= 0) {
        if (shift + a->digits > DEC_SHORT_MAX)
            return V_EMPTY;
        x *= u128_tens[shift];
        n = x ? a->digits + shift : 1;
    } else {
        if (shift < -DEC_SHORT_MAX)
            return V_EMPTY;
        status = x ? DEC_ROUNDED : 0;
        x = cut(x, -shift, a->neg, rounding, &lost);
        status |= lost ? DEC_INEXACT : 0;
        n = u128_digits(x);
    }
    if (n > p->prec || exp + n - 1 > p->emax || exp < p->emin ||
        (p->clamp && exp > params_etop(p)))
        return V_EMPTY;
    if (status && context_signal(t, c, status) < 0)
        return V_ERROR;
    return decimal_from_u128(t, DEC(t)->decimal, a->neg, x, exp, n);
}

Value short_plus(Thread *t, DecContext *c, const Decimal *a, bool negate)
{
    if (!is_short(a) || !a->size)
        return V_EMPTY;
    return finish(t, c, a->neg != negate, short_value(a), a->exp, false);
}

int short_order(const Decimal *a, const Decimal *b)
{
    if (!is_short(a) || !is_short(b))
        return 2;
    int x = a->size == 0 ? 0 : a->neg ? -1 : 1, y = b->size == 0 ? 0 : b->neg ? -1 : 1;
    if (x != y || x == 0)
        return (x > y) - (x < y);
    int64_t shift = a->exp - b->exp, places = shift + a->digits - b->digits;
    if (places)
        return places > 0 ? x : -x;
    u128 c = short_value(a), d = short_value(b);
    if (shift > 0)
        c *= u128_tens[shift];
    else
        d *= u128_tens[-shift];
    return c == d ? 0 : c > d ? x : -x;
}
