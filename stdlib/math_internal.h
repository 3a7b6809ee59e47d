/* SPDX-License-Identifier: MIT */
/* What the files of the module math share. */
#ifndef RONDO_MATH_INTERNAL_H
#define RONDO_MATH_INTERNAL_H

#include "vm/api.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"

extern const NativeDef *const math_int_functions[];
extern const NativeDef *const math_sum_functions[];
extern const NativeDef *const math_step_functions[];

double math_gamma(double x, int *err); /* *err: EDOM, ERANGE or unchanged */
double math_lgamma(double x, int *err);

/* An error code of the C library as the exception that CPython makes of it. */
Value math_raise(Thread *t, int err);

#endif
