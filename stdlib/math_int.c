/* SPDX-License-Identifier: MIT */
/* math: functions of whole numbers. */
#include "stdlib/math_internal.h"
#include "vm/objects/helpers.h"

/* ---- divisors ---- */

typedef Value (*Combine)(Thread *t, Value a, Value b);

static Value lcm_two(Thread *t, Value a, Value b)
{
    if (int_sign(a) == 0 || int_sign(b) == 0)
        return v_from_small(0);
    Value g = int_gcd(t, a, b), q = V_ERROR, product = V_ERROR, r = V_ERROR;
    if (!v_is_error(g) && int_divmod(t, a, g, &q, NULL) == 0) {
        product = int_mul(t, q, b);
        drop(t, q);
    }
    if (!v_is_error(g))
        drop(t, g);
    if (!v_is_error(product)) {
        r = int_abs(t, product);
        drop(t, product);
    }
    return r;
}

/* Folds index(args[i]) with `combine`, which also makes the first one positive. */
static Value fold(Thread *t, const Value *args, uint32_t nargs, int64_t start, Combine combine)
{
    Value acc = v_from_small(start);
    for (size_t i = 0; i < nargs && !v_is_error(acc); i++) {
        Value n = value_index(t, args[i]);
        Value next = v_is_error(n) ? V_ERROR : combine(t, acc, n);
        if (!v_is_error(n))
            drop(t, n);
        drop(t, acc);
        acc = next;
    }
    return acc;
}

NATIVE_VAR_FLAGS(math_gcd, "gcd(*integers)", "Greatest Common Divisor.", NF_SIGNED)
{
    return args_no_keywords(t, "math.gcd", kwnames) < 0 ? V_ERROR : fold(t, a, nargs, 0, int_gcd);
}

NATIVE_VAR_FLAGS(math_lcm, "lcm(*integers)", "Least Common Multiple.", NF_SIGNED)
{
    return args_no_keywords(t, "math.lcm", kwnames) < 0 ? V_ERROR : fold(t, a, nargs, 1, lcm_two);
}

NATIVE(math_isqrt, "isqrt(n, /)", "Return the integer part of the square root of the input.")
{
    Value n = value_index(t, a[0]);
    if (v_is_error(n))
        return V_ERROR;
    Value r = int_sign(n) < 0
                  ? raise_format(t, EXC_ValueError, "isqrt() argument must be nonnegative")
                  : int_isqrt(t, n);
    drop(t, n);
    return r;
}

/* ---- products of ranges ---- */

/* base * (base - 1) * ... down to base - count + 1, in halves, so that the factors stay of one
 * size. */
static Value product_down(Thread *t, Value base, uint64_t first, uint64_t count)
{
    int64_t word = 1;
    uint64_t done = v_is_small(base) ? 0 : count;
    while (done < count &&
           !__builtin_mul_overflow(word, v_small(base) - (int64_t)(first + done), &word))
        done++;
    if (done == count && v_is_small(base)) /* the whole product is in a word */
        return int_new(t, word);
    if (count == 1)
        return int_sub(t, base, v_from_small((int64_t)first));
    Value low = product_down(t, base, first, count / 2), high = V_ERROR, r = V_ERROR;
    if (!v_is_error(low) && safepoint(t) == 0)
        high = product_down(t, base, first + count / 2, count - count / 2);
    if (!v_is_error(high)) {
        r = int_mul(t, low, high);
        drop(t, high);
    }
    if (!v_is_error(low))
        drop(t, low);
    return r;
}

static Value falling(Thread *t, Value n, uint64_t k)
{
    return k == 0 ? v_from_small(1) : product_down(t, n, 0, k);
}

/* 0! .. 20! fit a word; the rest is a product. */
static Value factorial_of(Thread *t, uint64_t n)
{
    return n < 2 ? v_from_small(1) : product_down(t, v_from_small((int64_t)n), 0, n);
}

NATIVE(math_factorial, "factorial(n, /)", "Find n!.")
{
    int64_t n;
    Value v = value_index(t, a[0]);
    if (v_is_error(v))
        return V_ERROR;
    bool fits = int_fits64(v, &n), negative = int_sign(v) < 0;
    drop(t, v);
    if (negative)
        return raise_format(t, EXC_ValueError, "factorial() not defined for negative values");
    if (!fits || n > SMALL_MAX)
        return raise_format(t, EXC_OverflowError, "factorial() argument should not exceed %ld",
                            INT64_MAX);
    return factorial_of(t, (uint64_t)n);
}

/* n and k as ints (owned), both not negative: 0 or -1. */
static int two_counts(Thread *t, const Value *a, Value *n, Value *k)
{
    *k = V_ERROR;
    *n = value_index(t, a[0]);
    if (!v_is_error(*n))
        *k = value_index(t, a[1]);
    if (!v_is_error(*k)) {
        const char *wrong = int_sign(*n) < 0 ? "n" : int_sign(*k) < 0 ? "k" : NULL;
        if (!wrong)
            return 0;
        raise_format(t, EXC_ValueError, "%s must be a non-negative integer", wrong);
        drop(t, *k);
    }
    if (!v_is_error(*n))
        drop(t, *n);
    return -1;
}

/* k or n - k, whichever is smaller; -1 in *out when k > n. */
static int smaller_side(Thread *t, Value n, Value k, int64_t *out)
{
    Value rest = int_sub(t, n, k);
    if (v_is_error(rest))
        return -1;
    *out = -1;
    int status = 0;
    if (int_sign(rest) >= 0) {
        IntView x, y;
        int_view(rest, &x);
        int_view(k, &y);
        if (!int_fits64(int_compare(&x, &y) < 0 ? rest : k, out) || *out > SMALL_MAX) {
            raise_format(t, EXC_OverflowError, "min(n - k, k) must not exceed %ld", INT64_MAX);
            status = -1;
        }
    }
    drop(t, rest);
    return status;
}

static Value choose(Thread *t, Value n, uint64_t k)
{
    Value top = falling(t, n, k), bottom = v_is_error(top) ? V_ERROR : factorial_of(t, k),
          q = V_ERROR;
    if (!v_is_error(bottom)) {
        if (int_divmod(t, top, bottom, &q, NULL) < 0)
            q = V_ERROR;
        drop(t, bottom);
    }
    if (!v_is_error(top))
        drop(t, top);
    return q;
}

NATIVE(math_comb, "comb(n, k, /)",
       "Number of ways to choose k items from n items without repetition and without order.")
{
    Value n, k;
    int64_t side;
    if (two_counts(t, a, &n, &k) < 0)
        return V_ERROR;
    int status = smaller_side(t, n, k, &side);
    Value r = status < 0 ? V_ERROR : side < 0 ? v_from_small(0) : choose(t, n, (uint64_t)side);
    drop(t, n);
    drop(t, k);
    return r;
}

NATIVE(math_perm, "perm(n, k=None, /)",
       "Number of ways to choose k items from n items without repetition and with order.")
{
    Value n, k;
    int64_t count;
    if (v_is_empty(a[1]) || v_is_none(a[1]))
        return math_factorial_native(t, a, 1);
    if (two_counts(t, a, &n, &k) < 0)
        return V_ERROR;
    IntView x, y;
    int_view(n, &x);
    int_view(k, &y);
    Value r;
    if (int_compare(&x, &y) < 0)
        r = v_from_small(0);
    else if (!int_fits64(k, &count) || count > SMALL_MAX)
        r = raise_format(t, EXC_OverflowError, "k must not exceed %ld", INT64_MAX);
    else
        r = falling(t, n, (uint64_t)count);
    drop(t, n);
    drop(t, k);
    return r;
}

const NativeDef *const math_int_functions[] = {
    &math_gcd_def,  &math_lcm_def, &math_isqrt_def, &math_factorial_def, &math_comb_def,
    &math_perm_def, NULL};
