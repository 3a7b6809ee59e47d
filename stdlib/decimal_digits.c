/* SPDX-License-Identifier: MIT */
/* decimal: operations on the digits of a coefficient: logical ones, shift and rotate. */
#include "stdlib/_decimal.h"

/* ---- logical operations: numbers whose digits are 0 and 1, worked on as binary ones ---- */

/* The digits as bits, cut to the precision; false: the number is no logical operand. */
static bool bits_of(Work *w, mpz_t bits, const Num *a)
{
    if (a->kind || a->neg || a->exp)
        return false;
    size_t len, size;
    char *text = num_digits(w->t, a->z, &len, &size);
    if (!text) {
        w->status |= DEC_MEMORY;
        return false;
    }
    bool good = strspn(text, "01") == len;
    if (good)
        mpz_set_str(bits, (int64_t)len > w->p.prec ? text + (len - (size_t)w->p.prec) : text, 2);
    mem_free(w->t, text, size);
    return good;
}

static void digits_from(Work *w, Num *r, mpz_srcptr bits)
{
    size_t size = mpz_sizeinbase(bits, 2) + 2;
    char *text = mem_alloc(w->t, size);
    if (!text) {
        w->status |= DEC_MEMORY;
        return;
    }
    mpz_get_str(text, 2, bits);
    mpz_set_str(r->z, text, 10);
    mem_free(w->t, text, size);
}

static void logical(Work *w, Num *r, const Num *a, const Num *b,
                    void (*combine)(mpz_ptr, mpz_srcptr, mpz_srcptr))
{
    mpz_t x, y;
    mpz_init(x);
    mpz_init(y);
    if (bits_of(w, x, a) && bits_of(w, y, b)) {
        combine(x, x, y);
        digits_from(w, r, x);
    } else {
        num_set_nan(w, r, DEC_INVALID);
    }
    mpz_clear(x);
    mpz_clear(y);
}

FN2(num_and)
{
    logical(w, r, a, b, mpz_and);
}
FN2(num_or)
{
    logical(w, r, a, b, mpz_ior);
}
FN2(num_xor)
{
    logical(w, r, a, b, mpz_xor);
}

FN1(num_invert)
{
    if (!work_room(w, w->p.prec))
        return;
    mpz_t x, ones;
    mpz_init(x);
    mpz_init(ones);
    if (bits_of(w, x, a)) {
        mpz_setbit(ones, (unsigned long)w->p.prec);
        mpz_sub_ui(ones, ones, 1);
        mpz_xor(x, x, ones);
        digits_from(w, r, x);
    } else {
        num_set_nan(w, r, DEC_INVALID);
    }
    mpz_clear(x);
    mpz_clear(ones);
}

/* ---- shift and rotate within the precision ---- */

/* The places to go; false if r is the answer already. */
static bool places(Work *w, Num *r, const Num *a, const Num *b, int64_t *n)
{
    if (num_nan2(w, r, a, b))
        return false;
    if (b->kind || b->exp || mpz_cmp_si(b->z, w->p.prec) > 0) {
        num_set_nan(w, r, DEC_INVALID);
        return false;
    }
    *n = b->neg ? -mpz_get_si(b->z) : mpz_get_si(b->z);
    num_copy(r, a);
    return a->kind == DEC_FINITE;
}

/* z modulo 10**n */
static void keep_low(Work *w, mpz_t z, int64_t n)
{
    mpz_t ten;
    if (mpz_sgn(z) == 0 || z_digits(z) <= n)
        return;
    mpz_init(ten);
    if (z_ten(w, ten, n))
        mpz_tdiv_r(z, z, ten);
    mpz_clear(ten);
}

static void shift_by(Work *w, mpz_t z, int64_t n)
{
    if (n < 0) {
        z_cut(z, -n, false, DEC_ROUND_DOWN);
    } else {
        keep_low(w, z, w->p.prec - n);
        z_scale(w, z, n);
    }
}

FN2(num_shift)
{
    int64_t n;
    if (!places(w, r, a, b, &n))
        return;
    keep_low(w, r->z, w->p.prec);
    shift_by(w, r->z, n);
}

FN2(num_rotate)
{
    int64_t n;
    if (!places(w, r, a, b, &n))
        return;
    keep_low(w, r->z, w->p.prec);
    if (n < 0)
        n += w->p.prec;
    mpz_t over;
    mpz_init_set(over, r->z);
    shift_by(w, over, n - w->p.prec);
    shift_by(w, r->z, n);
    mpz_add(r->z, r->z, over);
    mpz_clear(over);
}
