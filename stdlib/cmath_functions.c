/* SPDX-License-Identifier: MIT */
/*
 * Functions of complex numbers. Finite arguments go through the formulas of Kahan's "Branch cuts
 * for complex elementary functions" (1987) as CPython applies them, so that the last bits agree;
 * infinities and NaN through the C library, which follows annex G as CPython's tables do.
 */
#include <complex.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>
#include "stdlib/cmath_internal.h"

#define LARGE (DBL_MAX / 4.0)
#define LN2   0.6931471805599453094

static double complex to_c(Pair z)
{
    double parts[2] = {z.re, z.im}; /* re + im * I would lose the sign of zeros */
    double complex c;
    memcpy(&c, parts, sizeof c);
    return c;
}

static Pair from_c(double complex z)
{
    return (Pair){creal(z), cimag(z)};
}

static bool is_finite(Pair z)
{
    return isfinite(z.re) && isfinite(z.im);
}

static bool large(Pair z)
{
    return fabs(z.re) > LARGE || fabs(z.im) > LARGE;
}

static double log_large(Pair z)
{
    return log(hypot(z.re / 2.0, z.im / 2.0)) + LN2 * 2.0;
}

static double log_limit(void)
{
    return log(LARGE);
}

static void check_range(Pair z, int *err)
{
    if (isinf(z.re) || isinf(z.im))
        *err = ERANGE;
}

Pair cm_sqrt(Pair z, int *err)
{
    if (!is_finite(z))
        return from_c(csqrt(to_c(z)));
    if (z.re == 0 && z.im == 0)
        return (Pair){0, z.im};
    double ax = fabs(z.re), ay = fabs(z.im), s;
    if (ax < DBL_MIN &&
        ay < DBL_MIN) { /* subnormals are scaled up by 2**53 and down by half of it */
        ax = ldexp(ax, 53);
        s = ldexp(sqrt(ax + hypot(ax, ldexp(ay, 53))), -27);
    } else {
        ax /= 8.0;
        s = 2.0 * sqrt(ax + hypot(ax, ay / 8.0));
    }
    double d = ay / (2.0 * s);
    return z.re >= 0 ? (Pair){s, copysign(d, z.im)} : (Pair){d, copysign(s, z.im)};
}

Pair cm_acos(Pair z, int *err)
{
    if (!is_finite(z))
        return from_c(cacos(to_c(z)));
    if (large(z)) {
        double size = log_large(z);
        return (Pair){atan2(fabs(z.im), z.re),
                      z.re < 0 ? -copysign(size, z.im) : copysign(size, -z.im)};
    }
    Pair s1 = cm_sqrt((Pair){1.0 - z.re, -z.im}, err), s2 = cm_sqrt((Pair){1.0 + z.re, z.im}, err);
    return (Pair){2.0 * atan2(s1.re, s2.re), asinh(s2.re * s1.im - s2.im * s1.re)};
}

Pair cm_acosh(Pair z, int *err)
{
    if (!is_finite(z))
        return from_c(cacosh(to_c(z)));
    if (large(z))
        return (Pair){log_large(z), atan2(z.im, z.re)};
    Pair s1 = cm_sqrt((Pair){z.re - 1.0, z.im}, err), s2 = cm_sqrt((Pair){z.re + 1.0, z.im}, err);
    return (Pair){asinh(s1.re * s2.re + s1.im * s2.im), 2.0 * atan2(s1.im, s2.re)};
}

Pair cm_asinh(Pair z, int *err)
{
    if (!is_finite(z))
        return from_c(casinh(to_c(z)));
    if (large(z)) {
        double size = log_large(z);
        return (Pair){z.im >= 0 ? copysign(size, z.re) : -copysign(size, -z.re),
                      atan2(z.im, fabs(z.re))};
    }
    Pair s1 = cm_sqrt((Pair){1.0 + z.im, -z.re}, err), s2 = cm_sqrt((Pair){1.0 - z.im, z.re}, err);
    return (Pair){asinh(s1.re * s2.im - s2.re * s1.im), atan2(z.im, s1.re * s2.re - s1.im * s2.im)};
}

/* f(z) = -i g(iz) */
static Pair rotated(Pair (*g)(Pair, int *), Pair z, int *err)
{
    Pair s = g((Pair){-z.im, z.re}, err);
    return (Pair){s.im, -s.re};
}

Pair cm_asin(Pair z, int *err)
{
    return rotated(cm_asinh, z, err);
}

Pair cm_atan(Pair z, int *err)
{
    return rotated(cm_atanh, z, err);
}

Pair cm_atanh(Pair z, int *err)
{
    const double root = sqrt(LARGE);
    if (!is_finite(z))
        return from_c(catanh(to_c(z)));
    if (z.re < 0 || (z.re == 0 && signbit(z.re))) {
        Pair r = cm_atanh((Pair){-z.re, -z.im}, err);
        return (Pair){-r.re, -r.im};
    }
    double ay = fabs(z.im);
    if (z.re > root || ay > root) {
        double h = hypot(z.re / 2.0, z.im / 2.0);
        return (Pair){z.re / 4.0 / h / h, -copysign(M_PI / 2.0, -z.im)};
    }
    if (z.re == 1.0 && ay < sqrt(DBL_MIN)) {
        if (ay == 0) {
            *err = EDOM;
            return (Pair){INFINITY, z.im};
        }
        return (Pair){-log(sqrt(ay) / sqrt(hypot(ay, 2.0))), copysign(atan2(2.0, -ay) / 2, z.im)};
    }
    return (Pair){log1p(4.0 * z.re / ((1 - z.re) * (1 - z.re) + ay * ay)) / 4.0,
                  -atan2(-2.0 * z.im, (1 - z.re) * (1 + z.re) - ay * ay) / 2.0};
}

/* cosh and sinh share their shape: hyperbolic functions of re, circular ones of im. Near overflow
   one factor e is multiplied in last. */
static Pair hyperbolic(Pair z, double (*of_cos)(double), double (*of_sin)(double), int *err)
{
    Pair r;
    if (fabs(z.re) > log_limit()) {
        double x = z.re - copysign(1.0, z.re);
        r = (Pair){cos(z.im) * of_cos(x) * M_E, sin(z.im) * of_sin(x) * M_E};
    } else {
        r = (Pair){cos(z.im) * of_cos(z.re), sin(z.im) * of_sin(z.re)};
    }
    check_range(r, err);
    return r;
}

Pair cm_cosh(Pair z, int *err)
{
    if (is_finite(z))
        return hyperbolic(z, cosh, sinh, err);
    if (isinf(z.im) && !isnan(z.re))
        *err = EDOM;
    return from_c(ccosh(to_c(z)));
}

Pair cm_sinh(Pair z, int *err)
{
    if (is_finite(z))
        return hyperbolic(z, sinh, cosh, err);
    if (isinf(z.im) && !isnan(z.re))
        *err = EDOM;
    return from_c(csinh(to_c(z)));
}

Pair cm_tanh(Pair z, int *err)
{
    if (!is_finite(z)) {
        if (isinf(z.im) && isfinite(z.re))
            *err = EDOM;
        return from_c(ctanh(to_c(z)));
    }
    if (fabs(z.re) > log_limit())
        return (Pair){copysign(1.0, z.re), 4.0 * sin(z.im) * cos(z.im) * exp(-2.0 * fabs(z.re))};
    double tx = tanh(z.re), ty = tan(z.im), cx = 1.0 / cosh(z.re), txty = tx * ty,
           denominator = 1.0 + txty * txty;
    return (Pair){tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx};
}

Pair cm_cos(Pair z, int *err)
{
    return cm_cosh((Pair){-z.im, z.re}, err);
}

Pair cm_sin(Pair z, int *err)
{
    return rotated(cm_sinh, z, err);
}

Pair cm_tan(Pair z, int *err)
{
    return rotated(cm_tanh, z, err);
}

Pair cm_exp(Pair z, int *err)
{
    if (!is_finite(z)) {
        if (isinf(z.im) && (isfinite(z.re) || (isinf(z.re) && z.re > 0)))
            *err = EDOM;
        return from_c(cexp(to_c(z)));
    }
    Pair r;
    if (z.re > log_limit()) {
        double size = exp(z.re - 1.0);
        r = (Pair){size * cos(z.im) * M_E, size * sin(z.im) * M_E};
    } else {
        double size = exp(z.re);
        r = (Pair){size * cos(z.im), size * sin(z.im)};
    }
    check_range(r, err);
    return r;
}

static double log_size(double ax, double ay, int *err)
{
    if (ax > LARGE || ay > LARGE)
        return log(hypot(ax / 2.0, ay / 2.0)) + LN2;
    if (ax < DBL_MIN && ay < DBL_MIN) {
        if (ax > 0 || ay > 0)
            return log(hypot(ldexp(ax, DBL_MANT_DIG), ldexp(ay, DBL_MANT_DIG))) -
                   DBL_MANT_DIG * LN2;
        *err = EDOM;
        return -INFINITY;
    }
    double h = hypot(ax, ay);
    if (h < 0.71 || h > 1.73)
        return log(h);
    double more = ax > ay ? ax : ay, less = ax > ay ? ay : ax;
    return log1p((more - 1) * (more + 1) + less * less) / 2.0;
}

Pair cm_log(Pair z, int *err)
{
    if (!is_finite(z))
        return from_c(clog(to_c(z)));
    return (Pair){log_size(fabs(z.re), fabs(z.im), err), atan2(z.im, z.re)};
}

Pair cm_log10(Pair z, int *err)
{
    Pair r = cm_log(z, err);
    return (Pair){r.re / M_LN10, r.im / M_LN10};
}

Pair cm_rect(double size, double angle, int *err)
{
    if (isfinite(size) && isfinite(angle)) /* an angle of zero keeps its sign */
        return angle == 0 ? (Pair){size, size * angle}
                          : (Pair){size * cos(angle), size * sin(angle)};
    if (size != 0 && !isnan(size) && isinf(angle))
        *err = EDOM;
    if (isinf(size) && isfinite(angle) && angle != 0) {
        Pair r = {copysign(INFINITY, cos(angle)), copysign(INFINITY, sin(angle))};
        return size > 0 ? r : (Pair){-r.re, -r.im};
    }
    if (isinf(size) && angle == 0)
        return (Pair){size, size > 0 ? angle : -angle};
    return (Pair){size == 0     ? 0
                  : isinf(size) ? INFINITY
                                : NAN,
                  size == 0 || (isnan(size) && angle == 0) ? 0 : NAN};
}
