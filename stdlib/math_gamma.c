/* SPDX-License-Identifier: MIT */
/*
 * The gamma function by Lanczos' approximation, with the coefficients of Pugh's thesis ("An
 * analysis of the Lanczos gamma approximation", 2004; N = 13, g = 6.0246...) that CPython uses, so
 * that the last bits agree. The C library's functions differ from it there.
 */
#include <errno.h>
#include <math.h>
#include "stdlib/math_internal.h"

#define LANCZOS_N 13
static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;
static const double numerator[LANCZOS_N] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* x * (x + 1) * ... * (x + 11) */
static const double denominator[LANCZOS_N] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

static double lanczos_sum(double x)
{
    double num = 0.0, den = 0.0;
    if (x < 5.0) {
        for (int i = LANCZOS_N; --i >= 0;) {
            num = num * x + numerator[i];
            den = den * x + denominator[i];
        }
    } else { /* the same, divided by x**12, against overflow */
        for (int i = 0; i < LANCZOS_N; i++) {
            num = num / x + numerator[i];
            den = den / x + denominator[i];
        }
    }
    return num / den;
}

/* sin(pi * x) without the error of pi * x */
static double sin_pi(double x)
{
    double y = fmod(fabs(x), 2.0), r;
    switch ((int)round(2.0 * y)) {
    case 0:
        r = sin(M_PI * y);
        break;
    case 1:
        r = cos(M_PI * (y - 0.5));
        break;
    case 2:
        r = sin(M_PI * (1.0 - y));
        break;
    case 3:
        r = -cos(M_PI * (y - 1.5));
        break;
    default:
        r = sin(M_PI * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * r;
}

static double factorial_below(int n)
{
    double r = 1;
    for (int i = 2; i < n; i++)
        r *= i;
    return r;
}

/* r times y**(a - 0.5), or divided by it, in two steps where one would overflow. */
static double scale_power(double r, double y, double a, bool divide)
{
    bool twice = a >= 140.0;
    double p = twice ? pow(y, a / 2.0 - 0.25) : pow(y, a - 0.5);
    r = divide ? r / p : r * p;
    if (twice)
        r = divide ? r / p : r * p;
    return r;
}

static double gamma_lanczos(double x, int *err)
{
    double a = fabs(x), y = a + lanczos_g_minus_half, z, r;
    /* z: what is lost in the sum y, to be put right at the end */
    if (a > lanczos_g_minus_half) {
        double q = y - a;
        z = q - lanczos_g_minus_half;
    } else {
        double q = y - lanczos_g_minus_half;
        z = q - a;
    }
    z = z * lanczos_g / y;
    if (x < 0.0) {
        r = -M_PI / sin_pi(a) / a * exp(y) / lanczos_sum(a);
        r -= z * r;
        r = scale_power(r, y, a, true);
    } else {
        r = lanczos_sum(a) / exp(y);
        r += z * r;
        r = scale_power(r, y, a, false);
    }
    if (isinf(r))
        *err = ERANGE;
    return r;
}

double math_gamma(double x, int *err)
{
    if (!isfinite(x)) {
        if (x < 0)
            *err = EDOM;
        return x;
    }
    if (x == floor(x)) {
        if (x <= 0) {
            *err = EDOM;
            return NAN;
        }
        if (x <= 23)
            return factorial_below((int)x);
    }
    double a = fabs(x);
    if (a < 1e-20) {
        double r = 1.0 / x;
        if (isinf(r))
            *err = ERANGE;
        return r;
    }
    if (a > 200.0) {
        if (x < 0)
            return 0.0 / sin_pi(x);
        *err = ERANGE;
        return INFINITY;
    }
    return gamma_lanczos(x, err);
}

double math_lgamma(double x, int *err)
{
    const double log_pi = 1.144729885849400174143427351353058711647;
    if (!isfinite(x))
        return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0) {
        if (x <= 0.0)
            *err = EDOM;
        return 0.0;
    }
    double a = fabs(x);
    if (a < 1e-20)
        return -log(a);
    double r = log(lanczos_sum(a)) - lanczos_g;
    r += (a - 0.5) * (log(a + lanczos_g - 0.5) - 1);
    if (x < 0.0)
        r = log_pi - log(fabs(sin_pi(a))) - log(a) - r;
    if (isinf(r))
        *err = ERANGE;
    return r;
}
