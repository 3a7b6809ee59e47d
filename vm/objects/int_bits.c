/* SPDX-License-Identifier: MIT */
/* int: shifts, bitwise operations on two's complement, gcd, integer square root, rounding. */
#include "vm/objects/int.h"

/* ---- shifts ---- */

static Value shift_left(Thread *t, const IntView *a, uint64_t count)
{
    uint64_t words = count / 64;
    unsigned bits = count % 64;
    Int *r = int_alloc(t, words + (uint64_t)a->n + 1);
    if (!r)
        return V_ERROR;
    if (bits)
        r->limbs[words + (uint64_t)a->n] = mpn_lshift(r->limbs + words, a->d, a->n, bits);
    else
        memcpy(r->limbs + words, a->d, (size_t)a->n * sizeof *a->d);
    return int_finish(t, r, (mp_size_t)words + a->n + 1, a->neg);
}

/* Floors: a negative number that loses a set bit moves one away from zero. */
static Value shift_right(Thread *t, const IntView *a, uint64_t count)
{
    uint64_t words = count / 64;
    unsigned bits = count % 64;
    if (words >= (uint64_t)a->n)
        return v_from_small(a->neg ? -1 : 0);
    mp_size_t n = a->n - (mp_size_t)words;
    bool lost = bits && (a->d[words] & (((mp_limb_t)1 << bits) - 1));
    for (uint64_t i = 0; i < words && !lost; i++)
        lost = a->d[i] != 0;
    Int *r = int_alloc(t, (uint64_t)n + 1);
    if (!r)
        return V_ERROR;
    if (bits)
        mpn_rshift(r->limbs, a->d + words, n, bits);
    else
        memcpy(r->limbs, a->d + words, (size_t)n * sizeof *a->d);
    if (a->neg && lost)
        r->limbs[n] = mpn_add_1(r->limbs, r->limbs, n, 1);
    return int_finish(t, r, n + 1, a->neg);
}

Value int_shift(Thread *t, Value v, int64_t left)
{
    Wide n;
    if (left < 127 && int_wide(v, &n)) {
        if (left <= 0)
            return int_from_wide(t, n >> (left < -127 ? 127 : -left));
        Wide shifted = (Wide)((UWide)n << left);
        if (shifted >> left == n)
            return int_from_wide(t, shifted);
    }
    IntView a;
    int_view(v, &a);
    if (a.n == 0 || left == 0)
        return int_plain(t, v);
    return left > 0 ? shift_left(t, &a, (uint64_t)left) : shift_right(t, &a, -(uint64_t)left);
}

Value int_slot_lshift(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    int64_t count;
    if (int_sign(b) < 0)
        return raise_format(t, EXC_ValueError, "negative shift count");
    if (int_sign(a) == 0)
        return v_from_small(0);
    if (!int_fits64(b, &count)) {
        IntView x;
        int_view(b, &x);
        return int_bit_length(&x) <= 64
                   ? raise_memory(t)
                   : raise_format(t, EXC_OverflowError, "too many digits in integer");
    }
    return int_shift(t, a, count);
}

Value int_slot_rshift(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    int64_t count;
    if (int_sign(b) < 0)
        return raise_format(t, EXC_ValueError, "negative shift count");
    if (!int_fits64(b, &count))
        return v_from_small(int_sign(a) < 0 ? -1 : 0);
    if (v_is_small(a))
        return v_from_small(v_small(a) >> (count > 63 ? 63 : count));
    return int_shift(t, a, -count);
}

/* ---- bitwise ---- */

/* Limb i of the two's complement; *carry starts as 1 for negative numbers. */
static inline mp_limb_t complement_limb(const IntView *a, mp_size_t i, mp_limb_t *carry)
{
    mp_limb_t d = i < a->n ? a->d[i] : 0;
    if (!a->neg)
        return d;
    mp_limb_t r = ~d + *carry;
    *carry = *carry && r == 0;
    return r;
}

static inline mp_limb_t apply(char op, mp_limb_t a, mp_limb_t b)
{
    return op == '&' ? (a & b) : op == '|' ? (a | b) : (a ^ b);
}

static Value bitwise_signed(Thread *t, const IntView *x, const IntView *y, char op)
{
    mp_size_t n = (x->n > y->n ? x->n : y->n) + 1;
    Int *r = int_alloc_raw(t, (uint64_t)n);
    if (!r)
        return V_ERROR;
    mp_limb_t x_carry = 1, y_carry = 1;
    for (mp_size_t i = 0; i < n; i++) {
        mp_limb_t xd = complement_limb(x, i, &x_carry), yd = complement_limb(y, i, &y_carry);
        r->limbs[i] = apply(op, xd, yd);
    }
    bool neg = apply(op, x->neg, y->neg);
    if (neg)
        mpn_neg(r->limbs, r->limbs, n);
    return int_finish(t, r, n, neg);
}

/* Neither is negative, y is not longer. */
static ALWAYS_INLINE Value bitwise_plain(Thread *t, const IntView *x, const IntView *y, char op)
{
    mp_size_t n = op == '&' ? y->n : x->n;
    Int *r = int_alloc_raw(t, (uint64_t)n);
    if (!r)
        return V_ERROR;
    for (mp_size_t i = 0; i < y->n; i++)
        r->limbs[i] = apply(op, x->d[i], y->d[i]);
    for (mp_size_t i = y->n; i < n; i++)
        r->limbs[i] = x->d[i];
    return int_finish(t, r, n, false);
}

static ALWAYS_INLINE Value bitwise(Thread *t, Value a, Value b, char op)
{
    if (v_both_small(a, b))
        return v_from_small((int64_t)apply(op, (mp_limb_t)v_small(a), (mp_limb_t)v_small(b)));
    Wide n, m;
    if (LIKELY(int_both_wide(a, b, &n, &m)))
        return int_from_wide(t, op == '&' ? n & m : op == '|' ? n | m : n ^ m);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.neg || y.neg)
        return bitwise_signed(t, &x, &y, op);
    return x.n >= y.n ? bitwise_plain(t, &x, &y, op) : bitwise_plain(t, &y, &x, op);
}

/* bool & bool and the like stay bool: bool's slots come here too. */
#define BITWISE(name, op)                                                   \
    Value int_slot_##name(Thread *t, Value a, Value b)                      \
    {                                                                       \
        BOTH_INTS(a, b);                                                    \
        if (v_is_bool(a) && v_is_bool(b))                                   \
            return v_bool(apply(op, v_same(a, V_TRUE), v_same(b, V_TRUE))); \
        return bitwise(t, a, b, op);                                        \
    }
BITWISE(and, '&')
BITWISE(or, '|')
BITWISE(xor, '^')

Value int_slot_invert(Thread *t, Value self)
{
    Wide wide;
    if (LIKELY(int_wide(self, &wide)))
        return int_from_wide(t, ~wide);
    Value n = int_neg(t, self);
    if (v_is_error(n))
        return V_ERROR;
    Value r = int_sub(t, n, v_from_small(1));
    drop(t, n);
    return r;
}

/* ---- gcd and square root ---- */

/* Copies the odd part of a (its trailing zero bits cut off) to a new Int; *zeros: how many. */
static Int *odd_part(Thread *t, const IntView *a, uint64_t *zeros, mp_size_t *n)
{
    *zeros = mpn_scan1(a->d, 0);
    mp_size_t words = (mp_size_t)(*zeros / 64);
    *n = a->n - words;
    Int *r = int_alloc(t, (uint64_t)*n);
    if (!r)
        return NULL;
    if (*zeros % 64)
        mpn_rshift(r->limbs, a->d + words, *n, *zeros % 64);
    else
        memcpy(r->limbs, a->d + words, (size_t)*n * sizeof *a->d);
    while (r->limbs[*n - 1] == 0)
        --*n;
    return r;
}

static Value gcd_big(Thread *t, const IntView *a, const IntView *b)
{
    uint64_t a_zeros, b_zeros;
    mp_size_t an, bn;
    Int *x = odd_part(t, a, &a_zeros, &an), *y = x ? odd_part(t, b, &b_zeros, &bn) : NULL;
    if (!y) {
        obj_drop(t, x);
        return V_ERROR;
    }
    if (an < bn || (an == bn && mpn_cmp(x->limbs, y->limbs, an) < 0)) {
        Int *swap = x;
        x = y;
        y = swap;
        mp_size_t n = an;
        an = bn;
        bn = n;
    }
    Int *g = int_alloc(t, (uint64_t)bn);
    Value r = V_ERROR;
    if (g && mem_charge(t, (size_t)an * 32) == 0) {
        mp_size_t n = mpn_gcd(g->limbs, x->limbs, an, y->limbs, bn); /* destroys x and y */
        mem_discharge(t, (size_t)an * 32);
        Value odd = int_finish(t, g, n, false);
        r = int_shift(t, odd, (int64_t)(a_zeros < b_zeros ? a_zeros : b_zeros));
        drop(t, odd);
    } else {
        obj_drop(t, g);
    }
    obj_drop(t, x);
    obj_drop(t, y);
    return r;
}

Value int_gcd(Thread *t, Value a, Value b)
{
    if (v_both_small(a, b)) {
        uint64_t x = (uint64_t)(v_small(a) < 0 ? -v_small(a) : v_small(a));
        uint64_t y = (uint64_t)(v_small(b) < 0 ? -v_small(b) : v_small(b));
        while (y) {
            uint64_t r = x % y;
            x = y;
            y = r;
        }
        return int_from_uint64(t, x);
    }
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.n == 0 || y.n == 0)
        return int_abs(t, x.n ? a : b);
    return gcd_big(t, &x, &y);
}

Value int_isqrt(Thread *t, Value v)
{
    IntView a;
    int_view(v, &a);
    if (a.n == 0)
        return v_from_small(0);
    Int *r = int_alloc(t, (uint64_t)(a.n + 1) / 2);
    if (!r)
        return V_ERROR;
    if (mem_charge(t, (size_t)a.n * 16) < 0) {
        obj_drop(t, r);
        return V_ERROR;
    }
    mpn_sqrtrem(r->limbs, NULL, a.d, a.n);
    mem_discharge(t, (size_t)a.n * 16);
    return int_finish(t, r, (a.n + 1) / 2, false);
}

/* ---- rounding ---- */

/* The remainder nearest to zero of v / unit, ties so that the quotient is even; then v - remainder.
 */
static Value round_to(Thread *t, Value v, Value unit)
{
    Value q = V_ERROR, r = V_ERROR, result = V_ERROR;
    if (int_divmod(t, v, unit, &q, &r) < 0)
        return V_ERROR;
    Value twice = int_shift(t, r, 1);
    if (!v_is_error(twice)) {
        IntView x, y;
        int_view(twice, &x);
        int_view(unit, &y);
        int order = int_compare(&x, &y);
        Value down = int_sub(t, v, r);
        if (v_is_error(down) || order < 0 || (order == 0 && !(int_low64(q) & 1))) {
            result = down;
        } else {
            result = int_add(t, down, unit);
            drop(t, down);
        }
        drop(t, twice);
    }
    drop(t, q);
    drop(t, r);
    return result;
}

Value int_round(Thread *t, Value v, int64_t digits)
{
    if (digits <= 0)
        return int_plain(t, v);
    IntView a;
    int_view(v, &a);
    /* A unit with more digits than twice the number: the answer is 0 and not worth computing. */
    if ((double)digits > (double)int_bit_length(&a) * 0.30103 + 2)
        return v_from_small(0);
    Value unit = int_pow(t, v_from_small(10), (uint64_t)digits);
    if (v_is_error(unit))
        return V_ERROR;
    Value r = round_to(t, v, unit);
    drop(t, unit);
    return r;
}
