/* SPDX-License-Identifier: MIT */
/* decimal: rounding, the limits of a context, and the operations that do little else. */
#include "stdlib/_decimal.h"

/* ---- rounding ---- */

bool round_up_needed(int rounding, bool neg, unsigned last, int half)
{
    switch (rounding) {
    case DEC_ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && last & 1);
    case DEC_ROUND_HALF_UP:
        return half >= 0;
    case DEC_ROUND_HALF_DOWN:
        return half > 0;
    case DEC_ROUND_CEILING:
        return !neg;
    case DEC_ROUND_FLOOR:
        return neg;
    case DEC_ROUND_UP:
        return true;
    case DEC_ROUND_05UP:
        return last == 0 || last == 5;
    }
    return false; /* DOWN */
}

/* half: sign of what was cut off z - half a unit. */
static void z_round(mpz_t z, bool neg, int rounding, int half)
{
    /* Where the last digit as such is of no interest, the number is as even as it. */
    unsigned last = rounding == DEC_ROUND_05UP ? (unsigned)mpz_tdiv_ui(z, 10) : mpz_odd_p(z);
    if (round_up_needed(rounding, neg, last, half))
        mpz_add_ui(z, z, 1);
}

/* z_cut() of as many digits as a limb holds. */
static bool z_cut_few(mpz_t z, int64_t n, bool neg, int rounding)
{
    uint64_t unit = (uint64_t)u128_tens[n], rest = mpz_tdiv_q_ui(z, z, unit);
    if (rest)
        z_round(z, neg, rounding, (rest > unit - rest) - (rest < unit - rest));
    return rest != 0;
}

bool z_cut(mpz_t z, int64_t n, bool neg, int rounding)
{
    if (n <= 0 || mpz_sgn(z) == 0)
        return false;
    if (n < 20)
        return z_cut_few(z, n, neg, rounding);
    if (n > z_digits(z)) { /* less than a tenth of a unit */
        mpz_set_ui(z, round_up_needed(rounding, neg, 0, -1));
        return true;
    }
    mpz_t unit, rest;
    mpz_init(unit);
    mpz_init(rest);
    z_set_ten(unit, n);
    mpz_tdiv_qr(z, rest, z, unit);
    bool lost = mpz_sgn(rest) != 0;
    if (lost) {
        mpz_mul_2exp(rest, rest, 1);
        z_round(z, neg, rounding, mpz_cmp(rest, unit));
    }
    mpz_clear(unit);
    mpz_clear(rest);
    return lost;
}

/* ---- the limits of a context ---- */

static void finish_nan(Work *w, Num *n)
{
    int64_t room = w->p.prec - w->p.clamp;
    if (!n->payload || z_digits(n->z) <= room)
        return;
    mpz_t ten;
    mpz_init(ten);
    z_set_ten(ten, room);
    mpz_tdiv_r(n->z, n->z, ten);
    n->payload = mpz_sgn(n->z) != 0;
    mpz_clear(ten);
}

static void finish_zero(Work *w, Num *n)
{
    int64_t low = params_etiny(&w->p), high = w->p.clamp ? params_etop(&w->p) : w->p.emax;
    if (n->exp >= low && n->exp <= high)
        return;
    n->exp = n->exp < low ? low : high;
    w->status |= DEC_CLAMPED;
}

void num_overflow(Work *w, Num *n, bool neg)
{
    w->status |= DEC_OVERFLOW | DEC_INEXACT | DEC_ROUNDED;
    int r = w->p.rounding;
    n->neg = neg;
    if (r == DEC_ROUND_DOWN || r == DEC_ROUND_05UP ||
        r == (neg ? DEC_ROUND_CEILING : DEC_ROUND_FLOOR)) { /* the largest number */
        n->kind = DEC_FINITE;
        if (z_ten(w, n->z, w->p.prec))
            mpz_sub_ui(n->z, n->z, 1);
        n->exp = params_etop(&w->p);
    } else {
        num_set_special(n, DEC_INF, neg);
    }
}

static void finish_subnormal(Work *w, Num *n)
{
    int64_t tiny = params_etiny(&w->p);
    w->status |= DEC_SUBNORMAL;
    if (n->exp >= tiny)
        return;
    w->status |= DEC_ROUNDED;
    if (z_cut(n->z, tiny - n->exp, n->neg, w->p.rounding))
        w->status |= DEC_INEXACT | DEC_UNDERFLOW;
    n->exp = tiny;
    if (mpz_sgn(n->z) == 0)
        w->status |= DEC_CLAMPED;
}

static int64_t finish_digits(Work *w, Num *n, int64_t digits)
{
    int64_t more = digits - w->p.prec;
    w->status |= DEC_ROUNDED;
    if (z_cut(n->z, more, n->neg, w->p.rounding))
        w->status |= DEC_INEXACT;
    n->exp += more;
    if (z_digits(n->z) > w->p.prec) { /* 999... became 1000... */
        mpz_tdiv_q_ui(n->z, n->z, 10);
        n->exp++;
    }
    return w->p.prec;
}

void num_finish(Work *w, Num *n)
{
    if (n->kind != DEC_FINITE) {
        if (n->kind >= DEC_QNAN)
            finish_nan(w, n);
        return;
    }
    if (mpz_sgn(n->z) == 0) {
        finish_zero(w, n);
        return;
    }
    int64_t digits = z_digits(n->z);
    if (n->exp + digits - 1 < w->p.emin) {
        finish_subnormal(w, n);
        if (mpz_sgn(n->z) == 0)
            return;
    } else {
        if (digits > w->p.prec)
            digits = finish_digits(w, n, digits);
        if (n->exp + digits - 1 > w->p.emax) {
            num_overflow(w, n, n->neg);
            return;
        }
    }
    if (w->p.clamp && n->exp > params_etop(&w->p)) {
        z_scale(w, n->z, n->exp - params_etop(&w->p));
        n->exp = params_etop(&w->p);
        w->status |= DEC_CLAMPED;
    }
}

void num_finish_half_even(Work *w, Num *n)
{
    uint8_t rounding = w->p.rounding;
    w->p.rounding = DEC_ROUND_HALF_EVEN;
    num_finish(w, n);
    w->p.rounding = rounding;
}

/* ---- NaNs ---- */

static void nan_quiet(Work *w, Num *r, const Num *a)
{
    if (a->kind == DEC_SNAN)
        w->status |= DEC_INVALID;
    num_copy(r, a);
    r->kind = DEC_QNAN;
    finish_nan(w, r);
}

bool num_nan1(Work *w, Num *r, const Num *a)
{
    if (!num_is_nan(a))
        return false;
    nan_quiet(w, r, a);
    return true;
}

bool num_nan2(Work *w, Num *r, const Num *a, const Num *b)
{
    if (!num_is_nan(a) && !num_is_nan(b))
        return false;
    nan_quiet(w, r, a->kind == DEC_SNAN ? a : b->kind == DEC_SNAN ? b : num_is_nan(a) ? a : b);
    return true;
}

/* ---- plus, minus, abs, and what the context makes of a number ---- */

FN1(num_apply)
{
    num_copy(r, a);
    num_finish(w, r);
}

static void with_sign(Work *w, Num *r, const Num *a, bool neg)
{
    if (num_nan1(w, r, a))
        return;
    num_copy(r, a);
    r->neg = neg;
    num_finish(w, r);
}

FN1(num_plus)
{
    with_sign(w, r, a, a->neg && !(num_is_zero(a) && w->p.rounding != DEC_ROUND_FLOOR));
}

FN1(num_minus)
{
    with_sign(w, r, a, !a->neg && !(num_is_zero(a) && w->p.rounding != DEC_ROUND_FLOOR));
}

FN1(num_abs)
{
    with_sign(w, r, a, false);
}

FN1(num_normalize)
{
    if (num_nan1(w, r, a))
        return;
    num_copy(r, a);
    num_finish(w, r);
    if (r->kind != DEC_FINITE)
        return;
    if (mpz_sgn(r->z) == 0) {
        r->exp = 0;
        return;
    }
    int64_t high = w->p.clamp ? params_etop(&w->p) : w->p.emax;
    r->exp += z_strip(r->z, high - r->exp);
}

/* ---- to an exponent ---- */

FN2(num_quantize)
{
    if (num_nan2(w, r, a, b))
        return;
    if (a->kind || b->kind) {
        if (a->kind && b->kind)
            num_set_special(r, DEC_INF, a->neg);
        else
            num_set_nan(w, r, DEC_INVALID);
        return;
    }
    int64_t e = b->exp, size = mpz_sgn(a->z) ? z_digits(a->z) : 0;
    if (e < params_etiny(&w->p) || e > w->p.emax ||
        (size && (a->exp + size - 1 > w->p.emax || a->exp + size - e > w->p.prec + 1))) {
        num_set_nan(w, r, DEC_INVALID);
        return;
    }
    num_copy(r, a);
    r->exp = e;
    if (!size) {
        num_finish(w, r);
        return;
    }
    uint32_t status = 0;
    if (e <= a->exp) {
        if (!z_scale(w, r->z, a->exp - e))
            return;
    } else {
        status = z_cut(r->z, e - a->exp, a->neg, w->p.rounding) ? DEC_INEXACT | DEC_ROUNDED
                                                                : DEC_ROUNDED;
    }
    int64_t digits = z_digits(r->z);
    if (digits > w->p.prec || e + digits - 1 > w->p.emax) {
        num_set_nan(w, r, DEC_INVALID);
        return;
    }
    if (mpz_sgn(r->z) && e + digits - 1 < w->p.emin)
        status |= DEC_SUBNORMAL;
    w->status |= status;
    num_finish(w, r);
}

static void to_integral(Work *w, Num *r, const Num *a, bool exact)
{
    if (num_nan1(w, r, a))
        return;
    num_copy(r, a);
    if (a->kind || a->exp >= 0)
        return;
    bool zero = mpz_sgn(a->z) == 0, lost = z_cut(r->z, -a->exp, a->neg, w->p.rounding);
    r->exp = 0;
    if (exact && !zero)
        w->status |= lost ? DEC_INEXACT | DEC_ROUNDED : DEC_ROUNDED;
}

FN1(num_to_integral_value)
{
    to_integral(w, r, a, false);
}

FN1(num_to_integral_exact)
{
    to_integral(w, r, a, true);
}

/* A whole number without exponent in the bounds: false if it is none. */
static bool small_integer(const Num *n, int64_t bound, int64_t *out)
{
    if (n->kind || n->exp != 0 || !mpz_fits_slong_p(n->z))
        return false;
    int64_t size = mpz_get_si(n->z);
    *out = n->neg ? -size : size;
    return size <= bound;
}

FN2(num_scaleb)
{
    int64_t n;
    if (num_nan2(w, r, a, b))
        return;
    if (!small_integer(b, 2 * (w->p.emax + w->p.prec), &n)) {
        num_set_nan(w, r, DEC_INVALID);
        return;
    }
    num_copy(r, a);
    if (a->kind == DEC_FINITE) {
        r->exp += n;
        num_finish(w, r);
    }
}

FN1(num_logb)
{
    if (num_nan1(w, r, a))
        return;
    if (a->kind) {
        num_set_special(r, DEC_INF, false);
    } else if (mpz_sgn(a->z) == 0) {
        w->status |= DEC_DIVISION_BY_ZERO;
        num_set_special(r, DEC_INF, true);
    } else {
        int64_t e = num_adjusted(a);
        num_set_small(r, e < 0, (uint64_t)(e < 0 ? -e : e), 0);
        num_finish(w, r);
    }
}

/* ---- neighbours ---- */

static void next_of(Work *w, Num *r, const Num *a, bool up)
{
    if (num_nan1(w, r, a))
        return;
    if (a->kind) {
        num_set_special(r, DEC_INF, a->neg);
        if (a->neg == up) {
            r->kind = DEC_FINITE;
            if (z_ten(w, r->z, w->p.prec))
                mpz_sub_ui(r->z, r->z, 1);
            r->exp = params_etop(&w->p);
        }
        return;
    }
    Work quiet = *w;
    quiet.p.rounding = up ? DEC_ROUND_CEILING : DEC_ROUND_FLOOR;
    num_copy(r, a);
    num_finish(&quiet, r);
    if (num_order(r, a) == 0) {
        Num tiny;
        num_init(&tiny);
        num_set_small(&tiny, !up, 1, params_etiny(&w->p) - 1);
        num_add(&quiet, r, a, &tiny);
        num_clear(&tiny);
    }
    w->status |= quiet.status & DEC_MEMORY;
}

FN1(num_next_plus)
{
    next_of(w, r, a, true);
}

FN1(num_next_minus)
{
    next_of(w, r, a, false);
}

FN2(num_next_toward)
{
    if (num_nan2(w, r, a, b))
        return;
    int order = num_order(a, b);
    if (order == 0) {
        num_copy(r, a);
        r->neg = b->neg;
        return;
    }
    next_of(w, r, a, order < 0);
    if (r->kind)
        w->status |= DEC_OVERFLOW | DEC_INEXACT | DEC_ROUNDED;
    else if (num_adjusted(r) < w->p.emin)
        w->status |= DEC_UNDERFLOW | DEC_SUBNORMAL | DEC_INEXACT | DEC_ROUNDED |
                     (mpz_sgn(r->z) ? 0 : DEC_CLAMPED);
}
