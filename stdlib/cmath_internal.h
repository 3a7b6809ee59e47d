/* SPDX-License-Identifier: MIT */
/* What the two files of the module cmath share. */
#ifndef RONDO_CMATH_INTERNAL_H
#define RONDO_CMATH_INTERNAL_H

typedef struct Pair {
    double re, im;
} Pair;

/* All: *err becomes EDOM or ERANGE, or is left alone. */
typedef Pair (*ComplexFn)(Pair z, int *err);
Pair cm_acos(Pair z, int *err);
Pair cm_acosh(Pair z, int *err);
Pair cm_asin(Pair z, int *err);
Pair cm_asinh(Pair z, int *err);
Pair cm_atan(Pair z, int *err);
Pair cm_atanh(Pair z, int *err);
Pair cm_cos(Pair z, int *err);
Pair cm_cosh(Pair z, int *err);
Pair cm_exp(Pair z, int *err);
Pair cm_log(Pair z, int *err);
Pair cm_log10(Pair z, int *err);
Pair cm_sin(Pair z, int *err);
Pair cm_sinh(Pair z, int *err);
Pair cm_sqrt(Pair z, int *err);
Pair cm_tan(Pair z, int *err);
Pair cm_tanh(Pair z, int *err);
Pair cm_rect(double size, double angle, int *err);

#endif
