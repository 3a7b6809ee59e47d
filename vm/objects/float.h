/* SPDX-License-Identifier: MIT */
/* float and complex: doubles outside the middle range are boxed (vm/core/value.h). */
#ifndef RONDO_FLOAT_H
#define RONDO_FLOAT_H

#include <gmp.h>
#include "vm/core/native.h"

typedef struct Float {
    Object head;
    double d;
} Float;

typedef struct Complex {
    Object head;
    double re, im;
} Complex;

/* ---- digits ---- */

typedef struct Digits {
    char text[800]; /* without sign, point and exponent */
    int len;
    int point; /* the value is 0.DIGITS * 10**point */
} Digits;

enum { FLOAT_SIGN = 1, FLOAT_POINT_ZERO = 2, FLOAT_ALT = 4 };
/*
 * Text of a double in the C locale, as CPython's formatter makes it: code 'e', 'f', 'g' (and
 * capitals) with `precision` digits, or 'r' for the shortest text that reads back as the same
 * double. FLOAT_SIGN: always a sign; FLOAT_POINT_ZERO: ".0" where there is neither point nor
 * exponent; FLOAT_ALT: keep the point and, with 'g', trailing zeros. mem_free with *cap. NULL:
 * MemoryError.
 */
MUST_USE char *float_text(Thread *t, double d, char code, int precision, int flags, size_t *cap);
/* repr(d) into a buffer of 32 bytes; point_zero: with ".0" where it looks like an int. */
void float_repr_text(double d, bool point_zero, char out[32]);
/* The short way for [-]digits[.digits] with up to 15 of them: number and power of ten are exact
   then, and their quotient is rounded once. False: anything else. */
bool float_plain(const char *text, size_t len, double *out);
/* The longest prefix of ASCII text that float() accepts (inf and nan included); NULL: none. */
const char *float_scan(const char *text, double *out);
/* float(text): 0, or -1 with ValueError; `original` is shown. */
MUST_USE int float_parse(Thread *t, const char *text, size_t len, Value original, double *out);
/* round(d, digits) as CPython does it: 0, or -1 with OverflowError. */
MUST_USE int float_round(Thread *t, double d, int64_t digits, double *out);
/* d >= 0, whole: its limbs; returns their number. */
mp_size_t double_to_limbs(double d, mp_limb_t limbs[17]);

int64_t float_hash(Value v, double d); /* v: whose address a NaN hashes by */
/* a ** b with CPython's exceptions; 0 or -1. Complex results are the caller's concern. */
MUST_USE int float_power(Thread *t, double a, double b, double *out);
/* pow(a, b). */
double double_power(double a, double b);
double float_mod(double a, double b, double *floor_quotient); /* b is not 0 */

Value compare_result(int order, int op); /* bool of `order op 0` */
/* a and b as doubles for an operation on floats: 1; 0: not floats or ints; -1 error. */
int float_operands(Thread *t, Value a, Value b, double *x, double *y);

MUST_USE Value complex_new(Thread *t, double real, double imag);
static inline bool v_is_complex(Value v)
{
    return v_has_layout(v, KIND_complex);
}

extern const NativeDef *const float_methods[];
extern const GetSetDef float_getset[];

#endif
