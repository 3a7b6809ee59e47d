/* SPDX-License-Identifier: MIT */
/* decimal: the arithmetic of numbers of any length. */
#include "stdlib/_decimal.h"

/* ---- sums ---- */

/* A term of a sum: its own copy of the coefficient. */
typedef struct Term {
    bool neg;
    int64_t exp;
    mpz_t z;
} Term;

/*
 * Brings `high`, which has the greater exponent, down to that of `low`. When low lies entirely
 * below the digits that can matter, it counts as a crumb there, and neither number grows long.
 */
static bool align(Work *w, Term *high, Term *low)
{
    int64_t shift = high->exp - low->exp, down = w->p.prec + 4 - z_digits(high->z);
    if (down < 1)
        down = 1;
    if (low->exp + z_digits(low->z) < high->exp - down) {
        high->exp -= down;
        low->exp = high->exp;
        mpz_set_ui(low->z, 1);
        return z_scale(w, high->z, down);
    }
    high->exp = low->exp;
    return z_scale(w, high->z, shift);
}

/* r = x, brought down towards the exponent of a zero as far as digits are free. */
static void add_zero(Work *w, Num *r, const Term *x, int64_t low)
{
    int64_t room = w->p.prec - z_digits(x->z), wanted = x->exp - low;
    if (room < 0)
        room = 0;
    if (wanted > room) {
        wanted = room;
        w->status |= DEC_ROUNDED;
    }
    mpz_set(r->z, x->z);
    r->neg = x->neg;
    r->exp = x->exp - wanted;
    if (z_scale(w, r->z, wanted))
        num_finish(w, r);
}

static void add_terms(Work *w, Num *r, Term *x, Term *y)
{
    if (x->exp < y->exp) {
        Term *other = x;
        x = y;
        y = other;
    }
    if (x->exp != y->exp) { /* x has the greater exponent */
        if (mpz_sgn(x->z) == 0) {
            x->exp = y->exp;
        } else if (mpz_sgn(y->z) == 0) {
            add_zero(w, r, x, y->exp);
            return;
        } else if (!align(w, x, y)) {
            return;
        }
    }
    r->exp = x->exp;
    if (x->neg == y->neg) {
        mpz_add(r->z, x->z, y->z);
        r->neg = x->neg;
    } else {
        mpz_sub(r->z, x->z, y->z);
        int sign = mpz_sgn(r->z);
        r->neg = sign > 0 ? x->neg : sign < 0 ? y->neg : w->p.rounding == DEC_ROUND_FLOOR;
        mpz_abs(r->z, r->z);
    }
    num_finish(w, r);
}

static void add_signed(Work *w, Num *r, const Num *a, const Num *b, bool minus)
{
    if (num_nan2(w, r, a, b))
        return;
    bool bneg = b->neg ^ minus;
    if (a->kind || b->kind) {
        if (a->kind && b->kind && a->neg != bneg)
            num_set_nan(w, r, DEC_INVALID);
        else
            num_set_special(r, DEC_INF, a->kind ? a->neg : bneg);
        return;
    }
    Term x = {.neg = a->neg, .exp = a->exp}, y = {.neg = bneg, .exp = b->exp};
    z_init_room(x.z, a->z, a->exp - b->exp);
    z_init_room(y.z, b->z, b->exp - a->exp);
    add_terms(w, r, &x, &y);
    mpz_clear(x.z);
    mpz_clear(y.z);
}

FN2(num_add)
{
    add_signed(w, r, a, b, false);
}

FN2(num_sub)
{
    add_signed(w, r, a, b, true);
}

/* ---- products ---- */

/* An infinite factor: 0 * inf is invalid. */
static void mul_infinite(Work *w, Num *r, const Num *a, const Num *b)
{
    if (num_is_zero(a) || num_is_zero(b))
        num_set_nan(w, r, DEC_INVALID);
    else
        num_set_special(r, DEC_INF, a->neg ^ b->neg);
}

static bool mul_exact(Work *w, Num *r, const Num *a, const Num *b)
{
    r->kind = DEC_FINITE;
    r->neg = a->neg ^ b->neg;
    r->exp = a->exp + b->exp;
    if (!work_room(w, (int64_t)(mpz_size(a->z) + mpz_size(b->z)) * 20))
        return false;
    mpz_mul(r->z, a->z, b->z);
    return true;
}

FN2(num_mul)
{
    if (num_nan2(w, r, a, b))
        return;
    if (a->kind || b->kind)
        mul_infinite(w, r, a, b);
    else if (mul_exact(w, r, a, b))
        num_finish(w, r);
}

/* A NaN among the operands, or 0 * inf: a signaling factor comes first, then the product, then a
   signaling summand, then the quiet ones. */
static bool fma_nan(Work *w, Num *r, const Num *a, const Num *b, const Num *c)
{
    if (a->kind == DEC_SNAN || b->kind == DEC_SNAN)
        return num_nan2(w, r, a, b);
    if (!num_is_nan(a) && !num_is_nan(b) && (a->kind || b->kind)) {
        mul_infinite(w, r, a, b);
        if (num_is_nan(r))
            return true;
    }
    if (c->kind == DEC_SNAN)
        return num_nan1(w, r, c);
    return num_nan2(w, r, a, b) || num_nan1(w, r, c);
}

void num_fma(Work *w, Num *r, const Num *a, const Num *b, const Num *c)
{
    if (fma_nan(w, r, a, b, c))
        return;
    Num product;
    num_init(&product);
    if (a->kind || b->kind)
        mul_infinite(w, &product, a, b);
    else
        mul_exact(w, &product, a, b);
    if (!(w->status & DEC_MEMORY))
        num_add(w, r, &product, c);
    num_clear(&product);
}

/* ---- quotients ---- */

/* Where a is infinite or b is: true if that settles the quotient. */
static bool div_special(Work *w, Num *r, const Num *a, const Num *b, bool whole)
{
    if (num_nan2(w, r, a, b))
        return true;
    if (a->kind) {
        if (b->kind)
            num_set_nan(w, r, DEC_INVALID);
        else
            num_set_special(r, DEC_INF, a->neg ^ b->neg);
        return true;
    }
    if (b->kind) {
        num_set_small(r, a->neg ^ b->neg, 0, whole ? 0 : params_etiny(&w->p));
        if (!whole)
            w->status |= DEC_CLAMPED;
        return true;
    }
    if (mpz_sgn(b->z))
        return false;
    if (mpz_sgn(a->z) == 0) {
        num_set_nan(w, r, DEC_UNDEFINED);
    } else {
        w->status |= DEC_DIVISION_BY_ZERO;
        num_set_special(r, DEC_INF, a->neg ^ b->neg);
    }
    return true;
}

/* r = a / b with at least prec + 1 digits; a remainder leaves its mark on the last digit. */
static bool div_digits(Work *w, Num *r, const Num *a, const Num *b)
{
    int64_t shift = z_digits(b->z) - z_digits(a->z) + w->p.prec + 1;
    int64_t ideal = a->exp - b->exp;
    mpz_t rest, divisor;
    z_init_room(rest, a->z, shift);
    mpz_init(divisor);
    if (shift < 0)
        mpz_set(divisor, b->z);
    bool good = shift >= 0 ? z_scale(w, rest, shift) : z_scale(w, divisor, -shift);
    if (good)
        mpz_tdiv_qr(r->z, rest, rest, shift >= 0 ? b->z : divisor);
    r->exp = ideal - shift;
    if (mpz_sgn(rest) == 0)
        r->exp += z_strip(r->z, ideal - r->exp);
    else if (mpz_divisible_ui_p(r->z, 5))
        mpz_add_ui(r->z, r->z, 1);
    mpz_clear(rest);
    mpz_clear(divisor);
    return good;
}

FN2(num_div)
{
    if (div_special(w, r, a, b, false))
        return;
    r->neg = a->neg ^ b->neg;
    r->exp = a->exp - b->exp;
    if (mpz_sgn(a->z) == 0 || div_digits(w, r, a, b))
        num_finish(w, r);
}

enum { DIV_DONE, DIV_BELOW, DIV_IMPOSSIBLE };
/* Whole quotient and remainder of finite numbers, |a| = q |b| + r, both on the exponent *exp.
   DIV_BELOW: a is so much smaller that it is the remainder itself. */
static int div_whole(Work *w, const Num *a, const Num *b, mpz_t q, mpz_t r, int64_t *exp)
{
    int64_t distance = a->exp + z_digits(a->z) - b->exp - z_digits(b->z);
    *exp = a->exp < b->exp ? a->exp : b->exp;
    if (mpz_sgn(a->z) && distance > w->p.prec + 1)
        return DIV_IMPOSSIBLE;
    if (mpz_sgn(a->z) == 0 || distance <= -2)
        return DIV_BELOW;
    mpz_t unit;
    mpz_init_set(unit, b->z);
    mpz_set(r, a->z);
    int result = DIV_IMPOSSIBLE;
    if (z_scale(w, r, a->exp - *exp) && z_scale(w, unit, b->exp - *exp)) {
        mpz_tdiv_qr(q, r, r, unit);
        if (mpz_sgn(q) == 0 || z_digits(q) <= w->p.prec)
            result = DIV_DONE;
    }
    mpz_clear(unit);
    return result;
}

/* a itself, as the remainder with exponent e. */
static void remainder_is(Work *w, Num *r, const Num *a, int64_t e)
{
    mpz_set(r->z, a->z);
    r->neg = a->neg;
    r->exp = e;
    if (mpz_sgn(a->z) == 0 || z_scale(w, r->z, a->exp - e))
        num_finish(w, r);
}

/* q or r may be NULL. */
static void divide(Work *w, Num *q, Num *r, const Num *a, const Num *b)
{
    int64_t exp;
    mpz_t quotient, rest;
    mpz_init(quotient);
    mpz_init(rest);
    int how = div_whole(w, a, b, quotient, rest, &exp);
    if (how == DIV_IMPOSSIBLE) {
        uint32_t status = w->status & DEC_MEMORY ? 0 : DEC_IMPOSSIBLE;
        if (q)
            num_set_nan(w, q, status);
        if (r)
            num_set_nan(w, r, status);
    } else {
        if (q) {
            mpz_set(q->z, quotient); /* 0 when a is far below */
            q->neg = a->neg ^ b->neg;
            num_finish(w, q);
        }
        if (r && how == DIV_BELOW) {
            remainder_is(w, r, a, exp);
        } else if (r) {
            mpz_set(r->z, rest);
            r->neg = a->neg;
            r->exp = exp;
            num_finish(w, r);
        }
    }
    mpz_clear(quotient);
    mpz_clear(rest);
}

FN2(num_floordiv)
{
    if (!div_special(w, r, a, b, true))
        divide(w, r, NULL, a, b);
}

/* An infinite operand or a zero divisor of a remainder. */
static bool mod_special(Work *w, Num *r, const Num *a, const Num *b)
{
    if (num_nan2(w, r, a, b))
        return true;
    if (a->kind)
        num_set_nan(w, r, DEC_INVALID);
    else if (b->kind)
        num_apply(w, r, a);
    else if (mpz_sgn(b->z) == 0)
        num_set_nan(w, r, mpz_sgn(a->z) ? DEC_INVALID : DEC_UNDEFINED);
    else
        return false;
    return true;
}

FN2(num_mod)
{
    if (!mod_special(w, r, a, b))
        divide(w, NULL, r, a, b);
}

void num_divmod(Work *w, Num *q, Num *r, const Num *a, const Num *b)
{
    if (num_nan2(w, q, a, b)) {
        num_copy(r, q);
        return;
    }
    if (a->kind) {
        if (b->kind)
            num_set_nan(w, q, DEC_INVALID);
        else
            num_set_special(q, DEC_INF, a->neg ^ b->neg);
        num_set_nan(w, r, DEC_INVALID);
    } else if (b->kind) {
        num_set_small(q, a->neg ^ b->neg, 0, 0);
        num_apply(w, r, a);
    } else if (mpz_sgn(b->z) == 0) {
        if (mpz_sgn(a->z) == 0) {
            num_set_nan(w, q, DEC_UNDEFINED);
            num_set_nan(w, r, DEC_UNDEFINED);
        } else {
            num_set_special(q, DEC_INF, a->neg ^ b->neg);
            num_set_nan(w, r, DEC_INVALID | DEC_DIVISION_BY_ZERO);
        }
    } else {
        divide(w, q, r, a, b);
    }
}

/* The remainder of the nearest quotient; with a tie that of the even one. */
static void near_remainder(Work *w, Num *r, const Num *a, const Num *b, int64_t exp)
{
    mpz_t q, unit, twice;
    mpz_init(q);
    mpz_init(twice);
    mpz_init_set(unit, b->z);
    mpz_set(r->z, a->z);
    r->exp = exp;
    r->neg = a->neg;
    if (z_scale(w, r->z, a->exp - exp) && z_scale(w, unit, b->exp - exp)) {
        mpz_tdiv_qr(q, r->z, r->z, unit);
        mpz_mul_2exp(twice, r->z, 1);
        mpz_add_ui(twice, twice, mpz_odd_p(q));
        if (mpz_cmp(twice, unit) > 0) {
            mpz_sub(r->z, unit, r->z);
            mpz_add_ui(q, q, 1);
            r->neg ^= mpz_sgn(r->z) != 0;
        }
        if (mpz_sgn(q) && z_digits(q) > w->p.prec)
            num_set_nan(w, r, DEC_IMPOSSIBLE);
        else
            num_finish(w, r);
    }
    mpz_clear(q);
    mpz_clear(unit);
    mpz_clear(twice);
}

FN2(num_remainder_near)
{
    if (mod_special(w, r, a, b))
        return;
    int64_t exp = a->exp < b->exp ? a->exp : b->exp;
    int64_t distance = a->exp + z_digits(a->z) - b->exp - z_digits(b->z);
    if (mpz_sgn(a->z) == 0 || distance <= -2)
        remainder_is(w, r, a, exp);
    else if (distance > w->p.prec + 1)
        num_set_nan(w, r, DEC_IMPOSSIBLE);
    else
        near_remainder(w, r, a, b, exp);
}

/* ---- square root ---- */

/* r = sqrt(a) with at least prec + 1 digits, exact or with a mark on the last one. */
static bool sqrt_digits(Work *w, Num *r, const Num *a)
{
    int64_t ideal = a->exp >> 1, e = a->exp & ~INT64_C(1);
    mpz_t c, rest;
    mpz_init_set(c, a->z);
    mpz_init(rest);
    if (a->exp & 1)
        mpz_mul_ui(c, c, 10);
    int64_t shift = 2 * (w->p.prec + 1) - z_digits(c) + 1;
    shift += shift & 1;
    bool exact = true, good = shift < 0 || z_scale(w, c, shift);
    if (shift < 0)
        exact = !z_cut(c, -shift, false, DEC_ROUND_DOWN);
    if (good)
        mpz_sqrtrem(r->z, rest, c);
    exact = exact && mpz_sgn(rest) == 0;
    r->exp = (e - shift) / 2;
    if (exact) {
        if (r->exp < ideal)
            r->exp += z_strip(r->z, ideal - r->exp);
    } else if (mpz_divisible_ui_p(r->z, 5)) {
        mpz_add_ui(r->z, r->z, 1);
    }
    if (exact && r->exp > ideal) { /* digits are free */
        int64_t room = w->p.prec - z_digits(r->z), step = r->exp - ideal;
        step = step > room ? room : step;
        if (step > 0 && z_scale(w, r->z, step))
            r->exp -= step;
    }
    mpz_clear(c);
    mpz_clear(rest);
    return good;
}

FN1(num_sqrt)
{
    if (num_nan1(w, r, a))
        return;
    if (num_is_zero(a)) {
        num_set_small(r, a->neg, 0, a->exp >> 1);
        num_finish(w, r);
    } else if (a->neg) {
        num_set_nan(w, r, DEC_INVALID);
    } else if (a->kind) {
        num_set_special(r, DEC_INF, false);
    } else if (sqrt_digits(w, r, a)) {
        num_finish_half_even(w, r);
    }
}
