/* SPDX-License-Identifier: MIT */
/* decimal: powers. */
#include "stdlib/_decimal.h"

static int digits_of(int64_t n)
{
    return u128_digits((u128)(n < 0 ? -n : n));
}

/* A work with more digits, half-even rounding and the widest exponents. */
static void work_inner(Work *inner, const Work *w, int64_t prec)
{
    *inner = *w;
    inner->status = 0;
    inner->p.prec = prec;
    inner->p.rounding = DEC_ROUND_HALF_EVEN;
    inner->p.clamp = 0;
    inner->p.emax = DEC_MAX_EMAX;
    inner->p.emin = DEC_MIN_EMIN;
}

/* The power of a zero or an infinity, or with an infinite exponent: true if that settles it. */
static bool power_special(Work *w, Num *r, const Num *a, const Num *b, bool whole, bool sign)
{
    if (num_is_zero(a)) {
        if (num_is_zero(b))
            num_set_nan(w, r, DEC_INVALID);
        else if (b->neg)
            num_set_special(r, DEC_INF, sign);
        else
            num_set_small(r, sign, 0, 0);
        return true;
    }
    if (a->neg && (b->kind || !whole)) {
        num_set_nan(w, r, DEC_INVALID);
        return true;
    }
    if (a->kind) {
        if (num_is_zero(b))
            num_set_small(r, false, 1, 0);
        else if (b->neg)
            num_set_small(r, sign, 0, 0);
        else
            num_set_special(r, DEC_INF, sign);
        return true;
    }
    return false;
}

/* 1 with as many zeros as fit, inexact. */
static void padded_one(Work *w, Num *r, bool sign)
{
    r->neg = sign;
    r->exp = 1 - w->p.prec;
    w->status |= DEC_INEXACT | DEC_ROUNDED;
    if (z_ten(w, r->z, w->p.prec - 1))
        num_finish(w, r);
}

static void power_infinite(Work *w, Num *r, const Num *a, const Num *b)
{
    Num one;
    num_init(&one);
    num_set_small(&one, a->neg, 1, 0);
    int order = num_order(a, &one);
    num_clear(&one);
    if (order == 0) {
        padded_one(w, r, false);
        return;
    }
    if ((order > 0) == !b->neg)
        num_set_special(r, DEC_INF, false);
    else
        num_set_small(r, false, 0, 0);
}

/* Results that certainly overflow or underflow, by the size of the logarithm. */
static bool power_bound(Work *w, Num *r, const Num *a, const Num *b, bool sign)
{
    int64_t size = num_adjusted(a), zeta;
    if (size > 0) {
        zeta = digits_of(size) - 1;
    } else if (size < -1) {
        zeta = digits_of(-size - 1) - 1;
    } else { /* near 1: the distance from it */
        Work inner;
        Num one, away;
        work_inner(&inner, w, DEC_MAX_PREC);
        num_init(&one);
        num_init(&away);
        num_set_small(&one, !a->neg, 1, 0);
        num_add(&inner, &away, a, &one);
        zeta = num_adjusted(&away) - (size == 0 ? 2 : 1);
        num_clear(&one);
        num_clear(&away);
    }
    int64_t bound = zeta + num_adjusted(b);
    if ((size >= 0) != b->neg) {
        if (digits_of(w->p.emax) >= bound)
            return false;
        num_overflow(w, r, sign);
        return true;
    }
    if (digits_of(params_etiny(&w->p)) >= bound)
        return false;
    num_set_small(r, sign, 1, params_etiny(&w->p) - 1);
    num_finish(w, r);
    return true;
}

/* |b| as an integer of at most 63 bits. */
static uint64_t whole_exponent(const Num *b)
{
    mpz_t n;
    mpz_init_set(n, b->z);
    Work w = {.t = NULL};
    if (b->exp >= 0)
        z_scale(&w, n, b->exp);
    else
        z_cut(n, -b->exp, false, DEC_ROUND_DOWN);
    uint64_t u = mpz_get_ui(n);
    mpz_clear(n);
    return u;
}

/* r = r * x, rounded */
static void times(Work *w, Num *r, const Num *x)
{
    Num product;
    num_init(&product);
    num_mul(w, &product, r, x);
    mpz_swap(r->z, product.z);
    r->kind = product.kind;
    r->exp = product.exp;
    num_clear(&product);
}

/* By squaring, with a few digits more than wanted. */
static void power_whole(Work *w, Num *r, const Num *a, const Num *b, bool sign)
{
    Work inner;
    work_inner(&inner, w, w->p.prec + z_digits(b->z) + b->exp + 2 + b->neg);
    inner.p.emax = w->p.emax;
    inner.p.emin = w->p.emin;
    Num base, one;
    num_init(&base);
    num_init(&one);
    num_set_small(&one, false, 1, 0);
    num_copy(&base, a);
    base.neg = false;
    if (b->neg)
        num_div(&inner, &base, &one, a);
    base.neg = false;
    num_copy(r, &base);
    uint64_t n = whole_exponent(b);
    bool far = false;
    for (int bit = 62 - __builtin_clzll(n); bit >= 0 && !r->kind && !far; bit--) {
        times(&inner, r, r);
        if (n >> bit & 1 && !r->kind)
            times(&inner, r, &base);
        far = !r->kind && mpz_sgn(r->z) == 0;
    }
    r->neg = sign;
    w->status |= inner.status & ~(uint32_t)DEC_INVALID;
    if (r->kind || r->exp > w->p.emax)
        num_overflow(w, r, sign);
    else
        num_finish(w, r);
    num_clear(&base);
    num_clear(&one);
}

/* exp(b * ln(a)) */
static void power_real(Work *w, Num *r, const Num *a, const Num *b, bool sign)
{
    Work inner;
    int64_t digits = z_digits(a->z);
    work_inner(&inner, w, (digits > w->p.prec ? digits : w->p.prec) + 23);
    Num ln, product;
    num_init(&ln);
    num_init(&product);
    num_ln(&inner, &ln, a);
    num_mul(&inner, &product, &ln, b);
    if (!(inner.status & DEC_MEMORY))
        num_exp(&inner, r, &product);
    num_clear(&ln);
    num_clear(&product);
    r->neg = sign;
    w->status |= DEC_INEXACT | DEC_ROUNDED | (inner.status & DEC_MEMORY);
    if (r->kind)
        num_overflow(w, r, sign);
    else
        num_finish(w, r);
}

/* A base that is 1, however many zeros it has. */
static void power_of_one(Work *w, Num *r, const Num *a, const Num *b, bool sign, bool whole)
{
    if (!whole) {
        padded_one(w, r, sign);
    } else if (b->neg && a->exp) {
        power_whole(w, r, a, b, sign);
    } else {
        uint64_t times = z_digits(b->z) + b->exp < 19 ? whole_exponent(b) : UINT64_MAX;
        u128 zeros = (u128)-a->exp * times;
        bool many = zeros > (u128)(w->p.prec - 1);
        int64_t shift = b->neg ? 0 : many ? w->p.prec - 1 : (int64_t)zeros;
        if (many && !b->neg)
            w->status |= DEC_ROUNDED;
        r->neg = sign;
        r->exp = -shift;
        z_ten(w, r->z, shift);
    }
}

FN2(num_power)
{
    if (num_nan2(w, r, a, b))
        return;
    bool whole = num_is_integer(b), sign = whole && a->neg && num_is_odd(b);
    if (power_special(w, r, a, b, whole, sign))
        return;
    if (b->kind)
        power_infinite(w, r, a, b);
    else if (mpz_sgn(b->z) == 0)
        num_set_small(r, false, 1, 0);
    else if (a->exp <= 0 && z_is_ten(a->z, -a->exp))
        power_of_one(w, r, a, b, sign, whole);
    else if (power_bound(w, r, a, b, sign))
        return;
    else if (whole && b->exp + z_digits(b->z) < 19)
        power_whole(w, r, a, b, sign);
    else
        power_real(w, r, a, b, sign);
}

/* ---- modulo ---- */

static bool z_whole(Work *w, mpz_t z, const Num *n)
{
    mpz_set(z, n->z);
    if (n->exp >= 0)
        return z_scale(w, z, n->exp);
    z_cut(z, -n->exp, false, DEC_ROUND_DOWN);
    return true;
}

void num_power_mod(Work *w, Num *r, const Num *a, const Num *b, const Num *m)
{
    const Num *all[] = {a, b, m};
    for (int kind = DEC_SNAN; kind >= DEC_QNAN; kind--)
        for (int i = 0; i < 3; i++)
            if (all[i]->kind == kind) {
                num_nan1(w, r, all[i]);
                return;
            }
    if (!num_is_integer(a) || !num_is_integer(b) || !num_is_integer(m) ||
        (b->neg && mpz_sgn(b->z)) || mpz_sgn(m->z) == 0 ||
        m->exp + z_digits(m->z) > w->p.prec || (mpz_sgn(a->z) == 0 && mpz_sgn(b->z) == 0)) {
        num_set_nan(w, r, DEC_INVALID);
        return;
    }
    mpz_t base, exponent, modulus, ten;
    mpz_init(base);
    mpz_init(exponent);
    mpz_init(modulus);
    mpz_init_set_ui(ten, 10);
    bool good = z_whole(w, modulus, m) && z_whole(w, exponent, b);
    if (good && a->exp > 0) {
        mpz_set_si(base, a->exp);
        mpz_powm(base, ten, base, modulus);
        mpz_mul(base, base, a->z);
    } else if (good) {
        z_whole(w, base, a);
    }
    if (good)
        mpz_powm(r->z, base, exponent, modulus);
    r->neg = a->neg && num_is_odd(b);
    mpz_clear(base);
    mpz_clear(exponent);
    mpz_clear(modulus);
    mpz_clear(ten);
}
