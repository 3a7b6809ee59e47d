/* SPDX-License-Identifier: MIT */
/*
 * Value: one 64-bit word that is an int, a float, a special constant or a pointer to an Object.
 *
 *   ...xxx1  int, 63 bits, value = (int64_t)bits >> 1
 *   ...xx10  float whose exponent is in the middle range ("flonum"); others are boxed
 *   ..x.100  pointer to an Object, plus 4 (objects are 16-aligned)
 *   ..x.000  special constant; 0 is V_EMPTY, so zeroed memory holds no value; or +0.0
 *
 * The encoding is known to this file alone. The word is in a struct so that C refuses to mix it
 * with integers. The flonum idea is CRuby's; -0.0, NaN and infinities are boxed.
 */
#ifndef RONDO_VALUE_H
#define RONDO_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Value {
    uint64_t bits;
} Value;

typedef struct Object Object;
typedef struct Type Type;
typedef struct Thread Thread;
typedef struct VM VM;
typedef struct Str Str;
typedef struct Tuple Tuple;
typedef struct Dict Dict;
typedef struct List List;
typedef struct Frame Frame;
typedef struct Code Code;
typedef struct Function Function;

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define MUST_USE    __attribute__((warn_unused_result))
/* For the few lines that everything hot is made of: the compiler stops inlining in a function as
   long as vm_run. */
#define ALWAYS_INLINE    inline __attribute__((always_inline))

#define V_SPECIAL(n)     ((Value){(uint64_t)(n) << 3})
#define V_EMPTY          V_SPECIAL(0) /* unbound, absent, "argument not given" */
#define V_ERROR          V_SPECIAL(1) /* an exception is pending in the thread */
#define V_NONE           V_SPECIAL(2)
#define V_NOTIMPLEMENTED V_SPECIAL(3)
#define V_FALSE          V_SPECIAL(4)
#define V_TRUE           V_SPECIAL(5)
#define V_ELLIPSIS       V_SPECIAL(6)
#define V_STOP           V_SPECIAL(7) /* iterator exhausted, no exception was made */
#define V_PUSHED         V_SPECIAL(8) /* a native pushed a frame; its result comes later */
#define V_PAUSED         V_SPECIAL(9) /* at DELEGATE: a sleep() that has yielded; see sleep_object() */

static ALWAYS_INLINE bool v_same(Value a, Value b)
{
    return a.bits == b.bits; /* identity, as `is` */
}
static ALWAYS_INLINE bool v_is_empty(Value v)
{
    return v.bits == 0;
}
static ALWAYS_INLINE bool v_is_error(Value v)
{
    return UNLIKELY(v.bits == V_ERROR.bits);
}
static ALWAYS_INLINE bool v_is_none(Value v)
{
    return v.bits == V_NONE.bits;
}
static ALWAYS_INLINE bool v_is_bool(Value v)
{
    return (v.bits | 8) == V_TRUE.bits;
}
static ALWAYS_INLINE Value v_bool(bool b)
{
    return b ? V_TRUE : V_FALSE;
}

/* ---- small ints: -2**62 .. 2**62-1; outside: a boxed Int (vm/objects/int.h) ---- */

#define SMALL_MAX (((int64_t)1 << 62) - 1)
#define SMALL_MIN (-((int64_t)1 << 62))

static ALWAYS_INLINE bool v_is_small(Value v)
{
    return v.bits & 1;
}
static ALWAYS_INLINE bool v_both_small(Value a, Value b)
{
    return a.bits & b.bits & 1;
}
static ALWAYS_INLINE int64_t v_small(Value v)
{
    return (int64_t)v.bits >> 1;
}
/* n must be in SMALL_MIN..SMALL_MAX (lengths, indices); for any int64 use int_new(). */
static ALWAYS_INLINE Value v_from_small(int64_t n)
{
    return (Value){((uint64_t)n << 1) | 1};
}
static ALWAYS_INLINE bool small_fits(int64_t n)
{
    return (int64_t)((uint64_t)n + ((uint64_t)1 << 62)) >= 0;
}

/* A small int of 54 bits, of which a double holds each. */
static ALWAYS_INLINE bool v_is_exact(Value v)
{
    return v_is_small(v) && (uint64_t)((int64_t)v.bits >> 54) + 1 <= 1;
}

/* ---- flonums ---- */

#define V_FLONUM_ZERO ((Value){(uint64_t)1 << 63})

static ALWAYS_INLINE bool v_is_flonum(Value v)
{
    return (v.bits & 3) == 2 || v.bits == V_FLONUM_ZERO.bits;
}
static ALWAYS_INLINE bool v_both_flonum(Value a, Value b)
{
    return LIKELY((((a.bits - 2) | (b.bits - 2)) & 3) == 0) ||
           UNLIKELY(v_is_flonum(a) && v_is_flonum(b));
}
static ALWAYS_INLINE bool v_three_flonum(Value a, Value b, Value c)
{
    return LIKELY((((a.bits - 2) | (b.bits - 2) | (c.bits - 2)) & 3) == 0) ||
           UNLIKELY(v_is_flonum(a) && v_is_flonum(b) && v_is_flonum(c));
}
static ALWAYS_INLINE bool v_four_flonum(Value a, Value b, Value c, Value d)
{
    return LIKELY((((a.bits - 2) | (b.bits - 2) | (c.bits - 2) | (d.bits - 2)) & 3) == 0) ||
           UNLIKELY(v_both_flonum(a, b) && v_both_flonum(c, d));
}
/* The flonum -v: the sign is the bit in front of the tag. Not of zero, as -0.0 is boxed. */
static ALWAYS_INLINE Value v_flonum_negated(Value v)
{
    return (Value){v.bits ^ 4};
}
/* The three top bits of the exponent are 011 or 100 in a flonum: with flonum_bias (1 << 60) added
   they are 100 or 101, and turned to the low end the 10 in front is the tag. +0.0 turned likewise
   is V_FLONUM_ZERO, so that nothing has to be asked on the way back. The bias is a variable because
   adding a word from memory is one instruction, making such a constant two. */
extern const uint64_t flonum_bias;

static ALWAYS_INLINE double v_flonum(Value v)
{
    uint64_t u = ((v.bits >> 3) | (v.bits << 61)) - flonum_bias;
    double d;
    memcpy(&d, &u, 8);
    return d;
}
/* Makes *out a flonum and returns true, or returns false when d needs a box. */
static ALWAYS_INLINE bool flonum_try(double d, Value *out)
{
    uint64_t u;
    memcpy(&u, &d, 8);
    uint64_t r = u + flonum_bias;
    r = (r << 3) | (r >> 61);
    out->bits = r;
    return LIKELY((uint8_t)((r - 2) & 3) == 0) || UNLIKELY(r == V_FLONUM_ZERO.bits);
}

/* ---- pointers ---- */

static ALWAYS_INLINE bool v_is_object(Value v)
{
    /* In this form: lea and test, the most frequent pair. */
    return ((uint8_t)(v.bits - 4) & 7) == 0;
}
/* Is none of four values an object? Whether the last three bits are not 100. */
static ALWAYS_INLINE bool v_four_immediate(const Value *v)
{
#define IMMEDIATE(i) (v[i].bits | v[i].bits >> 1 | ~(v[i].bits >> 2))
    return IMMEDIATE(0) & IMMEDIATE(1) & IMMEDIATE(2) & IMMEDIATE(3) & 1;
#undef IMMEDIATE
}
static ALWAYS_INLINE Object *v_object(Value v)
{
    return (Object *)(uintptr_t)(v.bits - 4);
}
static ALWAYS_INLINE Value v_from(const void *object)
{
    return (Value){(uint64_t)(uintptr_t)object + 4};
}
/* Typed view without a check: V_AS(List, v). */
#define V_AS(T, v) ((T *)(uintptr_t)((v).bits - 4))

#endif
