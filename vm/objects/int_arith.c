/* SPDX-License-Identifier: MIT */
/* int: sums, products, division, powers. Memory is taken before GMP is called: mpn cannot fail. */
#include <math.h>
#include "vm/objects/float.h"
#include "vm/objects/int.h"

/* GMP takes scratch memory of its own for big operands: asked of our allocator first, so that the
   limit is kept and MemoryError is raised instead of an abort. */
#define SCRATCH(n) ((size_t)(n) * sizeof(mp_limb_t) * 4)

/* ---- sums ---- */

/* |a| + |b| or |a| - |b| with the sign of a; |a| >= |b|. */
static Value add_magnitudes(Thread *t, const IntView *a, const IntView *b, bool same_sign, bool neg)
{
    Int *r = int_alloc_raw(t, (uint64_t)a->n + 1);
    if (!r)
        return V_ERROR;
    r->limbs[a->n] = 0;
    if (b->n == 0)
        memcpy(r->limbs, a->d, (size_t)a->n * sizeof *a->d);
    else if (same_sign)
        r->limbs[a->n] = mpn_add(r->limbs, a->d, a->n, b->d, b->n);
    else
        mpn_sub(r->limbs, a->d, a->n, b->d, b->n);
    return int_finish(t, r, a->n + 1, neg);
}

static Value add_views(Thread *t, const IntView *a, const IntView *b, bool b_neg)
{
    bool smaller = a->n < b->n || (a->n == b->n && a->n && mpn_cmp(a->d, b->d, a->n) < 0);
    return smaller ? add_magnitudes(t, b, a, a->neg == b_neg, b_neg)
                   : add_magnitudes(t, a, b, a->neg == b_neg, a->neg);
}

Value int_add(Thread *t, Value a, Value b)
{
    Wide n, m;
    if (LIKELY(int_both_wide(a, b, &n, &m)) && LIKELY(!__builtin_add_overflow(n, m, &n)))
        return int_from_wide(t, n);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    return add_views(t, &x, &y, y.neg);
}

Value int_sub(Thread *t, Value a, Value b)
{
    Wide n, m;
    if (LIKELY(int_both_wide(a, b, &n, &m)) && LIKELY(!__builtin_sub_overflow(n, m, &n)))
        return int_from_wide(t, n);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    return add_views(t, &x, &y, !y.neg);
}

Value int_neg(Thread *t, Value a)
{
    Wide n;
    if (LIKELY(int_wide(a, &n)))
        return int_from_wide(t, -n);
    IntView x;
    int_view(a, &x);
    return int_from_limbs(t, x.d, x.n, !x.neg);
}

Value int_abs(Thread *t, Value a)
{
    if (v_is_small(a))
        return int_new(t, v_small(a) < 0 ? -v_small(a) : v_small(a));
    return int_sign(a) < 0 ? int_neg(t, a) : int_plain(t, a);
}

/* ---- products ---- */

static Value mul_views(Thread *t, const IntView *a, const IntView *b)
{
    if (a->n < b->n) {
        const IntView *swap = a;
        a = b;
        b = swap;
    }
    if (b->n == 0)
        return v_from_small(0);
    Int *r = int_alloc_raw(t, (uint64_t)a->n + (uint64_t)b->n);
    if (!r)
        return V_ERROR;
    if (mem_charge(t, SCRATCH(a->n + b->n)) < 0) {
        obj_drop(t, r);
        return V_ERROR;
    }
    if (a->d == b->d)
        mpn_sqr(r->limbs, a->d, a->n);
    else
        mpn_mul(r->limbs, a->d, a->n, b->d, b->n);
    mem_discharge(t, SCRATCH(a->n + b->n));
    return int_finish(t, r, a->n + b->n, a->neg != b->neg);
}

Value int_mul(Thread *t, Value a, Value b)
{
    int64_t product;
    if (v_both_small(a, b) && !__builtin_mul_overflow(v_small(a), v_small(b), &product))
        return int_new(t, product);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    if (x.n <= 1 && y.n <= 1)
        return int_from_magnitude(t, x.n & y.n ? (UWide)*x.d * *y.d : 0, x.neg != y.neg);
    return mul_views(t, &x, &y);
}

/* ---- division ---- */

typedef struct Division {
    Int *q, *r;
} Division;

/* Truncating division of magnitudes; b is not 0 and not longer than a. */
static int divide_views(Thread *t, const IntView *a, const IntView *b, Division *out)
{
    out->q = int_alloc_raw(t, (uint64_t)(a->n - b->n) + 1);
    out->r = out->q ? int_alloc_raw(t, (uint64_t)b->n + 1) : NULL;
    if (!out->r || mem_charge(t, SCRATCH(a->n)) < 0) {
        obj_drop(t, out->q);
        obj_drop(t, out->r);
        return -1;
    }
    mpn_tdiv_qr(out->q->limbs, out->r->limbs, 0, a->d, a->n, b->d, b->n);
    mem_discharge(t, SCRATCH(a->n));
    return 0;
}

static int raise_zero_division(Thread *t, bool modulo)
{
    raise_format(t, EXC_ZeroDivisionError,
                 modulo ? "integer modulo by zero" : "integer division or modulo by zero");
    return -1;
}

/* Turns truncated results into floored ones. */
static int floor_results(Thread *t, Value b, bool differ, Value *q, Value *r)
{
    if (!differ || int_sign(*r) == 0)
        return 0;
    Value q1 = int_sub(t, *q, v_from_small(1)), r1 = v_is_error(q1) ? V_ERROR : int_add(t, *r, b);
    if (v_is_error(r1)) {
        if (!v_is_error(q1))
            drop(t, q1);
        return -1;
    }
    v_set(t, q, q1);
    v_set(t, r, r1);
    return 0;
}

static int divmod_big(Thread *t, Value a, Value b, Value *q, Value *r)
{
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    if (y.n == 0)
        return raise_zero_division(t, false);
    if (x.n < y.n) {
        *q = v_from_small(0);
        *r = int_plain(t, a);
        if (v_is_error(*r))
            return -1;
    } else {
        Division d;
        if (divide_views(t, &x, &y, &d) < 0)
            return -1;
        *q = int_finish(t, d.q, x.n - y.n + 1, x.neg != y.neg);
        *r = int_finish(t, d.r, y.n, x.neg);
    }
    if (floor_results(t, b, x.neg != y.neg, q, r) == 0)
        return 0;
    drop(t, *q);
    drop(t, *r);
    return -1;
}

/* What int_divmod does, in two words; y is not 0. */
static int divmod_wide(Thread *t, Wide x, Wide y, Value *quotient, Value *remainder)
{
    Wide q = x / y, r = x % y;
    if (r && (r < 0) != (y < 0)) {
        r += y;
        q--;
    }
    Value made = quotient ? int_from_wide(t, q) : V_EMPTY;
    if (v_is_error(made))
        return -1;
    if (remainder && v_is_error(*remainder = int_from_wide(t, r))) {
        drop(t, made);
        return -1;
    }
    if (quotient)
        *quotient = made;
    return 0;
}

int int_divmod(Thread *t, Value a, Value b, Value *quotient, Value *remainder)
{
    if (v_both_small(a, b) && v_small(b) != 0) {
        int64_t x = v_small(a), y = v_small(b), q = x / y, r = x % y;
        if (r && (r < 0) != (y < 0)) {
            r += y;
            q--;
        }
        if (remainder)
            *remainder = v_from_small(r);
        if (quotient)
            *quotient = int_new(t, q);
        return quotient && v_is_error(*quotient) ? -1 : 0;
    }
    Wide x, y;
    if (int_both_wide(a, b, &x, &y) && y != 0)
        return divmod_wide(t, x, y, quotient, remainder);
    Value q, r;
    if (divmod_big(t, a, b, &q, &r) < 0)
        return -1;
    if (quotient)
        *quotient = q;
    else
        drop(t, q);
    if (remainder)
        *remainder = r;
    else
        drop(t, r);
    return 0;
}

Value int_div_word(Thread *t, Value a, uint64_t b, uint64_t *remainder)
{
    IntView x;
    int_view(a, &x);
    Int *q = int_alloc(t, (uint64_t)x.n + 1);
    if (!q)
        return V_ERROR;
    *remainder = x.n ? mpn_divrem_1(q->limbs, 0, x.d, x.n, b) : 0;
    return int_finish(t, q, x.n, x.neg);
}

/* ---- true division, correctly rounded ---- */

/* x / y for magnitudes beyond 2**53: the quotient is computed to 55 bits and a sticky one, and
   rounded once, at the place that a subnormal result asks for. */
static Value divide_to_double(Thread *t, Value a, Value b)
{
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    bool neg = x.neg != y.neg;
    int64_t diff = (int64_t)int_bit_length(&x) - (int64_t)int_bit_length(&y);
    if (diff > 1024)
        return raise_format(t, EXC_OverflowError, "integer division result too large for a float");
    if (diff < -1076)
        return float_new(t, neg ? -0.0 : 0.0);
    int64_t shift = (diff > -1022 ? diff : -1022) - 55; /* the result is q * 2**shift */
    Value num = int_abs(t, a), den = int_abs(t, b), q = V_ERROR, r = V_ERROR, result = V_ERROR;
    if (!v_is_error(num) && !v_is_error(den)) {
        if (shift < 0)
            v_set(t, &num, int_shift(t, num, -shift));
        else
            v_set(t, &den, int_shift(t, den, shift));
    }
    if (!v_is_error(num) && !v_is_error(den) && int_divmod(t, num, den, &q, &r) == 0) {
        uint64_t bits = int_low64(q); /* at most 57 bits */
        int extra = 64 - __builtin_clzl(bits | 1) - 53;
        if (shift + extra < -1074)
            extra = (int)(-1074 - shift);
        bool sticky = int_sign(r) != 0;
        if (extra > 0) {
            uint64_t half = (uint64_t)1 << (extra - 1), low = bits & (half * 2 - 1);
            bits >>= extra;
            if (low > half || (low == half && (sticky || (bits & 1))))
                bits++;
            shift += extra;
        }
        double d = ldexp((double)bits, (int)shift);
        result = isinf(d) ? raise_format(t, EXC_OverflowError,
                                         "integer division result too large for a float")
                          : float_new(t, neg ? -d : d);
        drop(t, q);
        drop(t, r);
    }
    if (!v_is_error(num))
        drop(t, num);
    if (!v_is_error(den))
        drop(t, den);
    return result;
}

Value int_slot_truediv(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    if (int_sign(b) == 0)
        return raise_format(t, EXC_ZeroDivisionError, "division by zero");
    int64_t x, y;
    const int64_t exact = (int64_t)1 << 53;
    if (int_fits64(a, &x) && int_fits64(b, &y) && x >= -exact && x <= exact && y >= -exact &&
        y <= exact)
        return float_new(t, (double)x / (double)y);
    return int_sign(a) == 0 ? float_new(t, int_sign(b) < 0 ? -0.0 : 0.0)
                            : divide_to_double(t, a, b);
}

/* ---- powers ---- */

Value int_pow(Thread *t, Value base, uint64_t exponent)
{
    Value result = v_from_small(1), square = int_plain(t, base);
    if (v_is_small(square) &&
        (uint64_t)v_small(square) + 1 <= 2) { /* -1, 0, 1: whatever the exponent */
        int64_t b = v_small(square);
        return v_from_small(exponent == 0 || (b == -1 && exponent % 2 == 0) ? 1 : b);
    }
    while (!v_is_error(square) && !v_is_error(result)) {
        if (exponent & 1)
            v_set(t, &result, int_mul(t, result, square));
        exponent >>= 1;
        if (exponent == 0 || v_is_error(result) || safepoint(t) < 0)
            break;
        v_set(t, &square, int_mul(t, square, square));
    }
    if (!v_is_error(square))
        drop(t, square);
    if (exponent && !v_is_error(result)) {
        drop(t, result);
        return V_ERROR;
    }
    return result;
}

Value int_slot_pow(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    if (int_sign(b) < 0) {
        double x, y, r;
        if (int_to_double(t, a, &x) < 0 || int_to_double(t, b, &y) < 0 ||
            float_power(t, x, y, &r) < 0)
            return V_ERROR;
        return float_new(t, r);
    }
    int64_t base, exponent;
    if (!int_fits64(b, &exponent)) {
        if (!int_fits64(a, &base) || base < -1 || base > 1)
            return raise_memory(t);
        exponent = 2 + (int64_t)(int_low64(b) & 1);
    }
    return int_pow(t, a, (uint64_t)exponent);
}

/* The inverse of a modulo m > 0, by the extended Euclidean algorithm; owned. */
static Value int_inverse(Thread *t, Value a, Value m)
{
    Value r0 = dup(m), r1 = V_EMPTY, s0 = v_from_small(0), s1 = v_from_small(1), result = V_ERROR;
    bool failed = int_divmod(t, a, m, NULL, &r1) < 0;
    while (!failed && int_sign(r1) != 0) {
        Value q = V_EMPTY, r2 = V_EMPTY;
        if (int_divmod(t, r0, r1, &q, &r2) < 0) {
            failed = true;
            break;
        }
        Value product = int_mul(t, q, s1),
              s2 = v_is_error(product) ? V_ERROR : int_sub(t, s0, product);
        drop(t, product);
        drop(t, q);
        drop(t, r0);
        r0 = r1;
        r1 = r2;
        drop(t, s0);
        s0 = s1;
        s1 = s2;
        failed = v_is_error(s2) || safepoint(t) < 0;
    }
    if (!failed && v_same(r0, v_from_small(1)))
        result = dup(s0);
    else if (!failed)
        raise_format(t, EXC_ValueError, "base is not invertible for the given modulus");
    drop(t, r0);
    drop(t, r1);
    drop(t, s0);
    drop(t, s1);
    return result;
}

/* a * b % m, small operands without objects. */
static Value mul_mod(Thread *t, Value a, Value b, Value m)
{
    if (v_both_small(a, b) && v_is_small(m) && v_small(a) >= 0 && v_small(b) >= 0)
        return v_from_small(
            (int64_t)((unsigned __int128)v_small(a) * (uint64_t)v_small(b) % (uint64_t)v_small(m)));
    Value product = int_mul(t, a, b), r = V_ERROR;
    if (v_is_error(product))
        return V_ERROR;
    int status = int_divmod(t, product, m, NULL, &r);
    drop(t, product);
    return status < 0 ? V_ERROR : r;
}

/* base**exponent % m for base in 0..m-1 and exponent >= 0, from the top bit down. */
static Value pow_mod_positive(Thread *t, Value base, Value exponent, Value m)
{
    IntView e;
    int_view(exponent, &e);
    Value result = v_same(m, v_from_small(1)) ? v_from_small(0) : v_from_small(1);
    for (uint64_t bit = int_bit_length(&e); bit-- > 0 && !v_is_error(result);) {
        v_set(t, &result, mul_mod(t, result, result, m));
        if (!v_is_error(result) && (e.d[bit / 64] >> (bit % 64) & 1))
            v_set(t, &result, mul_mod(t, result, base, m));
        if (!v_is_error(result) && safepoint(t) < 0)
            v_set(t, &result, V_ERROR);
    }
    return result;
}

Value int_pow_mod(Thread *t, Value a, Value b, Value mod)
{
    int sign = int_sign(mod);
    if (sign == 0)
        return raise_format(t, EXC_ValueError, "pow() 3rd argument cannot be 0");
    Value m = int_abs(t, mod), base = V_ERROR, exponent = V_ERROR, result = V_ERROR;
    if (v_is_error(m))
        return V_ERROR;
    if (int_sign(b) < 0) {
        Value inverse = int_inverse(t, a, m);
        if (!v_is_error(inverse)) {
            exponent = int_neg(t, b);
            if (int_divmod(t, inverse, m, NULL, &base) < 0)
                base = V_ERROR;
            drop(t, inverse);
        }
    } else {
        exponent = int_plain(t, b);
        if (int_divmod(t, a, m, NULL, &base) < 0)
            base = V_ERROR;
    }
    if (!v_is_error(base) && !v_is_error(exponent))
        result = pow_mod_positive(t, base, exponent, m);
    if (!v_is_error(result) && sign < 0 && int_sign(result) != 0)
        v_set(t, &result, int_sub(t, result, m));
    if (!v_is_error(base))
        drop(t, base);
    if (!v_is_error(exponent))
        drop(t, exponent);
    drop(t, m);
    return result;
}

/* ---- slots ---- */

Value int_slot_add(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    return int_add(t, a, b);
}

Value int_slot_sub(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    return int_sub(t, a, b);
}

Value int_slot_mul(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    return int_mul(t, a, b);
}

Value int_slot_floordiv(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    Value q;
    return int_divmod(t, a, b, &q, NULL) < 0 ? V_ERROR : q;
}

Value int_slot_mod(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    Value r;
    if (int_sign(b) == 0)
        return raise_zero_division(t, true), V_ERROR;
    return int_divmod(t, a, b, NULL, &r) < 0 ? V_ERROR : r;
}

Value int_slot_divmod(Thread *t, Value a, Value b)
{
    BOTH_INTS(a, b);
    Value pair[2];
    if (int_divmod(t, a, b, &pair[0], &pair[1]) < 0)
        return V_ERROR;
    return tuple_take(t, pair, 2);
}
