/* SPDX-License-Identifier: MIT */
#ifndef RONDO_COMPLEX_H
#define RONDO_COMPLEX_H

#include "vm/objects/float.h"

/* (a + bi) ** (c + di), with ZeroDivisionError and OverflowError. */
MUST_USE Value complex_power(Thread *t, double a, double b, double c, double d);
/* The complex value of a number (__complex__, __float__, __index__): 0 or -1; TypeError otherwise.
 */
MUST_USE int value_to_complex(Thread *t, Value v, double *re, double *im);

#endif
