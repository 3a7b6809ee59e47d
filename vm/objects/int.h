/* SPDX-License-Identifier: MIT */
/*
 * int: small values are immediates (vm/core/value.h); the rest, and instances of subclasses
 * whatever their value, are boxed: sign and magnitude in limbs worked on by GMP's mpn layer.
 * Plain ints are always in their narrowest form, so equality of small ints is identity of words.
 */
#ifndef RONDO_INT_H
#define RONDO_INT_H

#include <gmp.h>
#include "vm/core/native.h"

_Static_assert(GMP_LIMB_BITS == 64 && sizeof(mp_limb_t) == 8, "limbs are 64 bits wide");

typedef struct Int {
    Object head;
    int64_t size; /* number of limbs, negative for a negative value, 0 for zero */
    mp_limb_t
        *limbs; /* behind the object's own fields; least significant first, the top one not 0 */
} Int;

/* Any int (bool and subclasses included) seen as sign and limbs, without allocating. The view must
   not be copied: the limbs of an immediate are inside it. */
typedef struct IntView {
    const mp_limb_t *d;
    mp_size_t n; /* 0 for zero */
    bool neg;
    mp_limb_t own;
} IntView;
void int_view(Value v, IntView *out);

/* Ints a little longer than a word, the commonest of the boxed ones, are worked on as two words. */
typedef __int128 Wide;
typedef unsigned __int128 UWide;
/* v, an int, as a Wide; false: it is too long. */
static ALWAYS_INLINE bool int_wide(Value v, Wide *out)
{
    if (v_is_small(v)) {
        *out = v_small(v);
        return true;
    }
    if (!v_is_object(v)) {
        *out = v_same(v, V_TRUE);
        return true;
    }
    const Int *i = V_AS(Int, v);
    UWide n = 0;
    if (LIKELY(i->size == 1 || i->size == -1))
        n = i->limbs[0];
    else if ((i->size == 2 || i->size == -2) && !(i->limbs[1] >> 63))
        n = (UWide)i->limbs[1] << 64 | i->limbs[0];
    else if (i->size)
        return false;
    *out = i->size < 0 ? -(Wide)n : (Wide)n;
    return true;
}
static ALWAYS_INLINE bool int_both_wide(Value a, Value b, Wide *x, Wide *y)
{
    return int_wide(a, x) && int_wide(b, y);
}

/* ---- making ints ---- */

/* A plain Int with room for n limbs, of which the caller fills as many as int_finish is told.
   NULL with MemoryError, or OverflowError "too many digits in integer". */
MUST_USE Int *int_alloc(Thread *t, uint64_t n);
/* The same, but the limbs hold anything: the caller writes each that int_finish is told. */
MUST_USE Int *int_alloc_raw(Thread *t, uint64_t n);
/* Strips leading zeros and turns what fits into an immediate. TAKES r. */
Value int_finish(Thread *t, TAKES Int *r, mp_size_t n, bool neg);
MUST_USE Value int_from_wide(Thread *t, Wide n);
MUST_USE Value int_from_magnitude(Thread *t, UWide n, bool neg);
MUST_USE Value int_from_limbs(Thread *t, const mp_limb_t *d, mp_size_t n, bool neg);
/* The nearest int towards zero; OverflowError and ValueError for infinities and NaN. */
MUST_USE Value int_from_double(Thread *t, double d);
/* n as an instance of cls, int or a subclass (not bool). */
MUST_USE Value int_of_class(Thread *t, Type *cls, Value n);
/* The value as a plain int: itself, or a copy when it is a bool or of a subclass. */
MUST_USE Value int_plain(Thread *t, Value v);

/* ---- asking ---- */

/* sign of a - b */
int int_compare(const IntView *a, const IntView *b);
int int_order(Value a, Value b);
int int_sign(Value v); /* -1, 0, 1 */
uint64_t int_bit_length(const IntView *a);
/* mantissa in [0.5, 1) with the sign, rounded half to even, times 2**exponent */
double int_frexp(const IntView *a, int64_t *exponent);
/* 0, or -1 with OverflowError "int too large to convert to float" */
MUST_USE int int_to_double(Thread *t, Value v, double *out);
/* sign of (int - double); d is not NaN. Exact. */
int int_compare_double(Value v, double d);
/* The bits of v modulo 2**64, as a C cast would give them. */
uint64_t int_low64(Value v);

/* ---- arithmetic; a and b are v_is_int ---- */

MUST_USE Value int_add(Thread *t, Value a, Value b);
MUST_USE Value int_sub(Thread *t, Value a, Value b);
MUST_USE Value int_mul(Thread *t, Value a, Value b);
/* Floor division; either result pointer may be NULL. 0, or -1: ZeroDivisionError, MemoryError. */
MUST_USE int int_divmod(Thread *t, Value a, Value b, Value *quotient, Value *remainder);
/* Truncating division by a positive word. */
MUST_USE Value int_div_word(Thread *t, Value a, uint64_t b, uint64_t *remainder);
MUST_USE Value int_shift(Thread *t, Value a, int64_t left); /* negative: to the right, flooring */
MUST_USE Value int_neg(Thread *t, Value a);
MUST_USE Value int_abs(Thread *t, Value a);
MUST_USE Value int_pow(Thread *t, Value base, uint64_t exponent);
MUST_USE Value int_gcd(Thread *t, Value a, Value b); /* never negative */
MUST_USE Value int_isqrt(Thread *t, Value n);        /* n >= 0 */
/* round(v, -digits), half to even */
MUST_USE Value int_round(Thread *t, Value v, int64_t digits);

/* The slots, in int_arith.c, int_bits.c and int_divide.c. */
#define INT_BINARY(f) Value f(Thread *t, Value a, Value b)
INT_BINARY(int_slot_add);
INT_BINARY(int_slot_sub);
INT_BINARY(int_slot_mul);
INT_BINARY(int_slot_truediv);
INT_BINARY(int_slot_floordiv);
INT_BINARY(int_slot_mod);
INT_BINARY(int_slot_divmod);
INT_BINARY(int_slot_pow);
INT_BINARY(int_slot_lshift);
INT_BINARY(int_slot_rshift);
INT_BINARY(int_slot_and);
INT_BINARY(int_slot_or);
INT_BINARY(int_slot_xor);
Value int_slot_compare(Thread *t, Value a, Value b, int op);
int int_slot_hash(Thread *t, Value self, int64_t *hash);
Value int_slot_invert(Thread *t, Value self);
#define BOTH_INTS(a, b)               \
    if (!v_is_int(a) || !v_is_int(b)) \
    return V_NOTIMPLEMENTED

/* ---- text and bytes ---- */

/* Digits in a base of 2..36, without prefix and limit check; *len bytes to be freed by mem_free
 *with cap. Begins with '-' for negative values. NULL: error. */
MUST_USE char *int_digits(Thread *t, Value v, int base, size_t *len, size_t *cap);
/* The same for a word, in the buffer: a pointer into it, terminated. */
enum { INT_SMALL_DIGITS = 72 };
char *int_small_digits(int64_t n, int base, char buffer[INT_SMALL_DIGITS], size_t *len);
/* str(v); ValueError beyond sys.set_int_max_str_digits */
MUST_USE Value int_to_str(Thread *t, Value v);
/* 0, or -1 with the ValueError that int -> str gives when v has too many decimal digits. */
MUST_USE int int_check_digits(Thread *t, Value v);
/* A literal: digits without underscores and prefix, in `base`. No limit check. */
MUST_USE Value int_from_digits(Thread *t, const char *text, size_t len, int base);
/* int(text, base) as the constructor does it; `original` is shown in the error. */
MUST_USE Value int_parse(Thread *t, const char *text, size_t len, int base, Value original);
MUST_USE Value int_from_str(Thread *t, Value str, int base);
/* ASCII text of a str for number parsing: digits of all scripts as 0-9, other spaces as ' ', the
   rest as '?'. mem_free with len + 1. NULL: error. */
MUST_USE char *number_text(Thread *t, const Str *s, size_t *len);
/* Writes the value in `len` bytes; 0, or -1 with OverflowError. */
MUST_USE int int_to_bytes(Thread *t, Value v, uint8_t *out, size_t len, bool little,
                          bool is_signed);
MUST_USE Value int_from_bytes(Thread *t, const uint8_t *bytes, size_t len, bool little,
                              bool is_signed);

extern const NativeDef *const int_methods[];
extern const GetSetDef int_getset[];
extern const NativeDef int_new_def;

#endif
