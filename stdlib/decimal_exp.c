/* SPDX-License-Identifier: MIT */
/*
 * decimal: exp, ln and log10, correctly rounded.
 *
 * Functions are computed on integers scaled by 10**p, with an error of a few units, and with more
 * and more digits until the rounding to the wanted precision is certain (Ziv's strategy).
 */
#include "stdlib/_decimal.h"

/* z = 10**n; z /= 10**n. n is within the room that the caller has checked. */
static void ten_to(mpz_t z, int64_t n)
{
    mpz_ui_pow_ui(z, 10, (unsigned long)n);
}

static void drop_digits(mpz_t z, int64_t n)
{
    mpz_t ten;
    mpz_init(ten);
    ten_to(ten, n);
    mpz_fdiv_q(z, z, ten);
    mpz_clear(ten);
}

/* z = c * 10**n, n of either sign. */
static void shifted(mpz_t z, mpz_srcptr c, int64_t n)
{
    mpz_t ten;
    mpz_init(ten);
    ten_to(ten, n < 0 ? -n : n);
    if (n >= 0)
        mpz_mul(z, c, ten);
    else
        mpz_tdiv_q(z, c, ten);
    mpz_clear(ten);
}

static int64_t root_of(int64_t n)
{
    int64_t r = 0;
    while ((r + 1) * (r + 1) <= n)
        r++;
    return r;
}

/* ---- ln(10) ---- */

/* sum += factor * atanh(1/n) * scale */
static void add_atanh(mpz_t sum, unsigned factor, unsigned n, mpz_srcptr scale)
{
    mpz_t total, power, term;
    mpz_init(total);
    mpz_init(power);
    mpz_init(term);
    mpz_tdiv_q_ui(power, scale, n);
    for (unsigned long k = 1; mpz_sgn(power); k += 2) {
        mpz_tdiv_q_ui(term, power, k);
        mpz_add(total, total, term);
        mpz_tdiv_q_ui(power, power, (unsigned long)n * n);
    }
    mpz_addmul_ui(sum, total, factor);
    mpz_clear(total);
    mpz_clear(power);
    mpz_clear(term);
}

/* z = ln(10) * 10**p = 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161); what was computed last is
   kept. */
static void ln10_scaled(Work *w, mpz_t z, int64_t p)
{
    DecimalState *s = DEC(w->t);
    if (s->ln10_digits < p) {
        mpz_t scale;
        mpz_init(scale);
        ten_to(scale, p + 30);
        mpz_set_ui(s->ln10, 0);
        add_atanh(s->ln10, 46, 31, scale);
        add_atanh(s->ln10, 34, 49, scale);
        add_atanh(s->ln10, 20, 161, scale);
        drop_digits(s->ln10, 10);
        s->ln10_digits = p + 20;
        mpz_clear(scale);
    }
    mpz_set(z, s->ln10);
    drop_digits(z, s->ln10_digits - p);
}

/* ---- scaled functions ---- */

/* z = exp(x / 10**p) * 10**p for 0 <= x / 10**p < 3, by halving, Taylor's series and squaring. */
static void exp_scaled(mpz_t z, mpz_srcptr x, int64_t p)
{
    int64_t halvings = root_of(p) / 2 + 6, guard = halvings / 3 + 12;
    mpz_t scale, y, term;
    mpz_init(scale);
    mpz_init(y);
    mpz_init(term);
    ten_to(scale, p + guard);
    shifted(y, x, guard);
    mpz_tdiv_q_2exp(y, y, (unsigned long)halvings);
    mpz_set(term, scale);
    mpz_set(z, scale);
    for (unsigned long k = 1; mpz_sgn(term); k++) {
        mpz_mul(term, term, y);
        mpz_tdiv_q(term, term, scale);
        mpz_tdiv_q_ui(term, term, k);
        mpz_add(z, z, term);
    }
    while (halvings-- > 0) {
        mpz_mul(z, z, z);
        mpz_tdiv_q(z, z, scale);
    }
    drop_digits(z, guard);
    mpz_clear(scale);
    mpz_clear(y);
    mpz_clear(term);
}

/* z = ln(m / 10**p) * 10**p for m / 10**p between 1 and 10: by square roots towards 1, then as
   2 atanh((y - 1) / (y + 1)). */
static void ln_scaled(mpz_t z, mpz_srcptr m, int64_t p)
{
    int64_t roots = root_of(p) / 3 + 4, guard = roots / 3 + 12;
    mpz_t scale, y, square, term;
    mpz_init(scale);
    mpz_init(y);
    mpz_init(square);
    mpz_init(term);
    ten_to(scale, p + guard);
    shifted(y, m, guard);
    for (int64_t i = 0; i < roots; i++) {
        mpz_mul(y, y, scale);
        mpz_sqrt(y, y);
    }
    mpz_sub(term, y, scale);
    mpz_add(y, y, scale);
    mpz_mul(term, term, scale);
    mpz_fdiv_q(y, term, y);
    mpz_mul(square, y, y);
    mpz_tdiv_q(square, square, scale);
    mpz_set_ui(z, 0);
    for (unsigned long k = 1; mpz_sgn(y); k += 2) {
        mpz_tdiv_q_ui(term, y, k);
        mpz_add(z, z, term);
        mpz_mul(y, y, square);
        mpz_tdiv_q(y, y, scale);
    }
    mpz_mul_2exp(z, z, (unsigned long)roots + 1);
    drop_digits(z, guard);
    mpz_clear(scale);
    mpz_clear(y);
    mpz_clear(square);
    mpz_clear(term);
}

/* ---- what is known up to an error ---- */

/*
 * The first prec + 2 digits of value / 10**p into n, if an error of that size cannot change them.
 * The value is irrational: a last digit 0 or 5 is moved off it, so that rounding sees neither a
 * tie nor an exact result. value > 0.
 */
static bool settle(Num *n, mpz_srcptr value, int64_t p, int64_t prec, mpz_srcptr error)
{
    int64_t drop = z_digits(value) - prec - 2;
    if (drop < 1)
        return false;
    mpz_t unit, high;
    mpz_init(unit);
    mpz_init(high);
    ten_to(unit, drop);
    mpz_sub(n->z, value, error);
    mpz_add(high, value, error);
    mpz_fdiv_q(n->z, n->z, unit);
    mpz_fdiv_q(high, high, unit);
    bool certain = mpz_cmp(n->z, high) == 0;
    if (certain && mpz_divisible_ui_p(n->z, 5))
        mpz_add_ui(n->z, n->z, 1);
    n->exp = drop - p;
    mpz_clear(unit);
    mpz_clear(high);
    return certain;
}

static bool settle_small(Num *n, mpz_srcptr value, int64_t p, int64_t prec, int64_t error)
{
    mpz_t e;
    mpz_init_set_si(e, error);
    bool certain = settle(n, value, p, prec, e);
    mpz_clear(e);
    return certain;
}

static void inexact_finish(Work *w, Num *r)
{
    if (w->status & DEC_MEMORY)
        return;
    w->status |= DEC_INEXACT | DEC_ROUNDED;
    num_finish_half_even(w, r);
}

/* ---- exp ---- */

/* One attempt with p digits behind the point; adjusted: digits of a in front of it. */
static bool exp_attempt(Work *w, Num *r, const Num *a, int64_t p, int64_t adjusted)
{
    mpz_t x, k, ln10;
    mpz_init(x);
    mpz_init(k);
    mpz_init(ln10);
    shifted(x, a->z, p + a->exp);
    if (a->neg)
        mpz_neg(x, x);
    ln10_scaled(w, ln10, p);
    mpz_fdiv_qr(k, x, x, ln10); /* exp(a) = 10**k * exp(x) */
    exp_scaled(ln10, x, p);
    ten_to(x, (adjusted > 0 ? adjusted : 0) + 2);
    mpz_add_ui(x, x, 20);
    bool certain = settle(r, ln10, p, w->p.prec, x);
    if (certain)
        r->exp += mpz_get_si(k);
    mpz_clear(x);
    mpz_clear(k);
    mpz_clear(ln10);
    return certain;
}

static void exp_finite(Work *w, Num *r, const Num *a)
{
    int64_t adjusted = a->exp + z_digits(a->z), prec = w->p.prec;
    if (adjusted < -prec - 2) { /* 1 and next to nothing */
        if (z_ten(w, r->z, prec - 1))
            r->exp = 1 - prec;
    } else {
        for (int64_t extra = 8;; extra *= 2) {
            int64_t p = prec + extra + (adjusted > 0 ? adjusted : 0);
            if (!work_room(w, 4 * p) || exp_attempt(w, r, a, p, adjusted))
                break;
        }
    }
    inexact_finish(w, r);
}

/* exp(a) is certainly beyond the exponents of the context. */
static bool exp_beyond(Work *w, const Num *a)
{
    if (a->exp + z_digits(a->z) > 20)
        return true;
    mpz_t size;
    mpz_init(size);
    shifted(size, a->z, a->exp < -(int64_t)DEC_DIGITS_MAX ? -(int64_t)DEC_DIGITS_MAX : a->exp);
    bool beyond = mpz_cmp_si(size, 3 * (w->p.emax + w->p.prec - w->p.emin)) > 0;
    mpz_clear(size);
    return beyond;
}

FN1(num_exp)
{
    if (num_nan1(w, r, a))
        return;
    if (a->kind) {
        num_set_special(r, a->neg ? DEC_FINITE : DEC_INF, false);
    } else if (mpz_sgn(a->z) == 0) {
        num_set_small(r, false, 1, 0);
    } else if (a->exp > -200 - (int64_t)z_digits(a->z) && exp_beyond(w, a)) {
        if (a->neg) {
            w->status |= DEC_UNDERFLOW | DEC_SUBNORMAL | DEC_INEXACT | DEC_ROUNDED | DEC_CLAMPED;
            num_set_small(r, false, 0, params_etiny(&w->p));
        } else {
            w->status |= DEC_OVERFLOW | DEC_INEXACT | DEC_ROUNDED;
            num_set_special(r, DEC_INF, false);
        }
    } else {
        exp_finite(w, r, a);
    }
}

/* ---- logarithms ---- */

/* z = ln(a) * 10**p */
static void ln_value(Work *w, mpz_t z, const Num *a, int64_t p)
{
    int64_t digits = z_digits(a->z), k = a->exp + digits - 1;
    mpz_t m;
    mpz_init(m);
    shifted(m, a->z, p - digits + 1);
    ln_scaled(z, m, p);
    ln10_scaled(w, m, p);
    mpz_mul_si(m, m, k);
    mpz_add(z, z, m);
    mpz_clear(m);
}

static int count_digits(int64_t n)
{
    return u128_digits((u128)(n < 0 ? -n : n));
}

/* The logarithm to the base e or 10 of what is neither 1 nor, for base 10, a power of ten. */
static void log_finite(Work *w, Num *r, const Num *a, bool ten)
{
    mpz_t value, scale;
    mpz_init(value);
    mpz_init(scale);
    int64_t size = (a->exp < 0 ? -a->exp : a->exp) + z_digits(a->z);
    for (int64_t extra = 10 + count_digits(a->exp);; extra *= 2) {
        int64_t p = w->p.prec + extra;
        if (!work_room(w, 4 * p))
            break;
        ln_value(w, value, a, p);
        if (ten) {
            ten_to(scale, p);
            mpz_mul(value, value, scale);
            ln10_scaled(w, scale, p);
            mpz_fdiv_q(value, value, scale);
        }
        r->neg = mpz_sgn(value) < 0;
        mpz_abs(value, value);
        if (mpz_sgn(value) && settle_small(r, value, p, w->p.prec, 200 + size))
            break;
    }
    mpz_clear(value);
    mpz_clear(scale);
    inexact_finish(w, r);
}

static bool log_special(Work *w, Num *r, const Num *a)
{
    if (num_nan1(w, r, a))
        return true;
    if (num_is_zero(a))
        num_set_special(r, DEC_INF, true);
    else if (a->neg)
        num_set_nan(w, r, DEC_INVALID);
    else if (a->kind)
        num_set_special(r, DEC_INF, false);
    else
        return false;
    return true;
}

FN1(num_ln)
{
    if (log_special(w, r, a))
        return;
    if (a->exp <= 0 && z_is_ten(a->z, -a->exp)) {
        num_set_small(r, false, 0, 0);
    } else {
        log_finite(w, r, a, false);
    }
}

FN1(num_log10)
{
    if (log_special(w, r, a))
        return;
    int64_t digits = z_digits(a->z);
    if (z_is_ten(a->z, digits - 1)) {
        int64_t power = a->exp + digits - 1;
        num_set_small(r, power < 0, (uint64_t)(power < 0 ? -power : power), 0);
        num_finish_half_even(w, r);
    } else {
        log_finite(w, r, a, true);
    }
}
