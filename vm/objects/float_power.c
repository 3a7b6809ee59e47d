/* SPDX-License-Identifier: MIT */
/*
 * pow() of doubles, with short ways to the same bits for x ** 2 and x ** 0.5.
 *
 * pow() is good to 0.54 units in the last place (so says the comment at its head in glibc, musl and
 * the other libraries that have it of Arm's optimized-routines). The nearest double to the exact
 * result is therefore what pow() gives, unless the exact result lies nearly half-way between two of
 * them. How far it lies from the nearest one, whole numbers of 53 bits tell. Where it is more than
 * 7/16 of a unit, pow() is asked.
 */
#include <math.h>
#include "vm/objects/float.h"

enum { MANTISSA = 52, BIAS = 1023 };
#define HIDDEN ((uint64_t)1 << MANTISSA)

static inline uint64_t double_bits(double x)
{
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}
static inline uint64_t double_mantissa(uint64_t bits)
{
    return (bits & (HIDDEN - 1)) | HIDDEN;
}
/* So far from 0, infinity and what is not normal that squares and roots are too. */
static inline bool double_is_middling(uint64_t bits)
{
    uint64_t exponent = bits >> MANTISSA & 0x7ff;
    return exponent - BIAS / 2 - 64 < BIAS - 128;
}

/* Is the exact square of x so near to a double that pow() must give that one? */
static bool square_is_clear(double x)
{
    uint64_t bits = double_bits(x), m = double_mantissa(bits);
    if (!double_is_middling(bits))
        return false;
    unsigned __int128 square = (unsigned __int128)m * m;
    unsigned unit = square >> (2 * MANTISSA + 1) ? MANTISSA + 1 : MANTISSA;
    uint64_t part = (uint64_t)(square << (64 - unit));       /* of a unit, in 2**-64 */
    return part + ((uint64_t)7 << 60) <= (uint64_t)14 << 60; /* around 0, both ways */
}

/* The same of the square root r of x > 0. */
static bool root_is_clear(double x, double r)
{
    uint64_t bits = double_bits(x), root = double_mantissa(double_bits(r));
    if (!double_is_middling(bits))
        return false;
    /* x is root**2 units and `rest`; a part p of a unit more in the root makes it 2 * p * root. */
    unsigned odd = (bits >> MANTISSA & 1) ^ 1; /* the exponent without its bias */
    int64_t rest = (int64_t)((double_mantissa(bits) << (MANTISSA + odd)) - root * root);
    uint64_t size = (uint64_t)(rest < 0 ? -rest : rest);
    return rest == 0 || (root != HIDDEN && size <= root - root / 8);
}

double double_power(double x, double y)
{
    if (y == 2.0 && square_is_clear(x))
        return x * x;
    if (y == 0.5 && x > 0) {
        double r = sqrt(x);
        if (root_is_clear(x, r))
            return r;
    }
    return pow(x, y);
}
