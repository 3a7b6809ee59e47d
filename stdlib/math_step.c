/* SPDX-License-Identifier: MIT */
/* math: neighbours of a double. */
#include <math.h>
#include "stdlib/math_internal.h"

#define SIGN_BIT ((uint64_t)1 << 63)

static uint64_t bits_of(double d)
{
    uint64_t u;
    memcpy(&u, &d, 8);
    return u;
}

static double double_of(uint64_t u)
{
    double d;
    memcpy(&d, &u, 8);
    return d;
}

/* `steps` doubles from x towards y. Magnitudes of one sign are ordered like their bits. */
static double step_towards(double x, double y, uint64_t steps)
{
    if (steps == 0 || isnan(x))
        return x;
    if (isnan(y) || x == y)
        return y;
    uint64_t ux = bits_of(x), uy = bits_of(y), ax = ux & ~SIGN_BIT, ay = uy & ~SIGN_BIT;
    if ((ux ^ uy) & SIGN_BIT) { /* through zero */
        if (ax + ay <= steps)
            return y;
        return double_of(ax < steps ? (uy & SIGN_BIT) | (steps - ax) : ux - steps);
    }
    if (ax > ay)
        return ax - ay >= steps ? double_of(ux - steps) : y;
    return ay - ax >= steps ? double_of(ux + steps) : y;
}

NATIVE(math_nextafter, "nextafter(x, y, /, *, steps=None)",
       "Return the floating-point value the given number of steps after x towards y.\n\nIf steps "
       "is not specified or is None, it defaults to 1.")
{
    double x, y;
    if (value_to_double(t, a[0], &x) < 0 || value_to_double(t, a[1], &y) < 0)
        return V_ERROR;
    if (v_is_empty(a[2]) || v_is_none(a[2]))
        return float_new(t, nextafter(x, y));
    Value n = value_index(t, a[2]);
    if (v_is_error(n))
        return V_ERROR;
    IntView v;
    int_view(n, &v);
    bool negative = v.neg;
    uint64_t steps = v.n == 0 ? 0 : v.n > 1 ? UINT64_MAX : v.d[0];
    drop(t, n);
    if (negative)
        return raise_format(t, EXC_ValueError, "steps must be a non-negative integer");
    return float_new(t, step_towards(x, y, steps));
}

NATIVE(math_ulp, "ulp(x, /)", "Return the value of the least significant bit of the float x.")
{
    double x;
    if (value_to_double(t, a[0], &x) < 0)
        return V_ERROR;
    x = fabs(x);
    if (!isfinite(x))
        return float_new(t, x);
    double next = nextafter(x, INFINITY);
    return float_new(t, isinf(next) ? x - nextafter(x, -INFINITY) : next - x);
}

const NativeDef *const math_step_functions[] = {&math_nextafter_def, &math_ulp_def, NULL};
