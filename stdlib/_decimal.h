/* SPDX-License-Identifier: MIT */
/*
 * What the files of the module _decimal share.
 *
 * A number is (-1)**neg * coefficient * 10**exp; its coefficient is a binary integer. There are two
 * ways through the arithmetic:
 *
 *  - decimal_short.c computes with coefficients of up to 38 digits in two machine words, for the
 *    precisions that lessons use, and makes nothing but the result. It declines what it does not
 *    cover, before it has had any effect.
 *  - All the rest computes with a Num, whose coefficient is GMP's, and a Work: the context's
 *    parameters and the status that comes of it.
 */
#ifndef RONDO_STDLIB_DECIMAL_H
#define RONDO_STDLIB_DECIMAL_H

#include "vm/core/vm.h"
#include "vm/objects/int.h"
#include "vm/api.h"

typedef unsigned __int128 u128;

enum { DEC_FINITE, DEC_INF, DEC_QNAN, DEC_SNAN };

#define CONDITION(id, bit) DEC_##id = 1 << bit,
enum {
#include "stdlib/decimal_names.def"
    DEC_ANY_INVALID = DEC_INVALID | DEC_SYNTAX | DEC_IMPOSSIBLE | DEC_UNDEFINED | DEC_BAD_CONTEXT
};
#undef CONDITION

#define ROUNDING(id) DEC_ROUND_##id,
enum {
#include "stdlib/decimal_names.def"
    DEC_ROUNDINGS
};
#undef ROUNDING

#define EXCEPTION(name, a, b, c) DEC_EXC_##name,
enum {
#include "stdlib/decimal_names.def"
    DEC_EXCEPTIONS
};
#undef EXCEPTION

#define DEC_MAX_PREC  INT64_C(999999999999999999)
#define DEC_MAX_EMAX  INT64_C(999999999999999999)
#define DEC_MIN_EMIN  INT64_C(-999999999999999999)
#define DEC_MIN_ETINY INT64_C(-1999999999999999997)
/* Exponents of texts and tuples are brought into these bounds: sums of two do not overflow. */
#define DEC_EXP_BOUND   INT64_C(4000000000000000000)
/* Coefficients of more digits than this: MemoryError. */
#define DEC_DIGITS_MAX  (INT64_C(1) << 31)
#define DEC_SHORT_LIMBS 2
#define DEC_SHORT_MAX   38 /* digits that any two limbs can hold */

typedef struct Decimal {
    Object head;
    int64_t exp;
    int64_t digits; /* of the coefficient; 1 for zero */
    uint8_t kind;
    bool neg;
    uint32_t size; /* limbs; a NaN without payload has none */
    union {
        mp_limb_t own[DEC_SHORT_LIMBS];
        mp_limb_t *large; /* size > DEC_SHORT_LIMBS: a block of mem_alloc */
    };
} Decimal;

typedef struct Params {
    int64_t prec, emax, emin;
    uint8_t rounding, clamp, capitals;
} Params;

/* The flags or the traps of a context, and the mapping that a script sees. */
typedef struct SignalDict {
    Object head;
    uint32_t bits;
    bool made; /* by a context, not by a script */
} SignalDict;

typedef struct DecContext {
    Object head;
    Params p;
    Value flags, traps; /* SignalDicts */
} DecContext;

typedef struct DecimalState {
    Type *decimal, *context, *manager;
    Value signal_dict;    /* the class */
    Value decimal_tuple;  /* DecimalTuple */
    Value rational;       /* numbers.Rational */
    Value contexts[3];    /* DefaultContext, BasicContext, ExtendedContext */
    Value var;            /* the context variable that holds the current context */
    Value roundings[DEC_ROUNDINGS];
    Value exceptions[DEC_EXCEPTIONS];
    mpz_t ln10; /* ln(10) * 10**ln10_digits; 0: not computed yet */
    int64_t ln10_digits;
} DecimalState;
#define DEC(t) ((t)->vm->decimal)

#define D(v)   V_AS(Decimal, v)
#define CTX(v) V_AS(DecContext, v)
static inline uint32_t *context_status(const DecContext *c)
{
    return &V_AS(SignalDict, c->flags)->bits;
}
static inline uint32_t context_traps(const DecContext *c)
{
    return V_AS(SignalDict, c->traps)->bits;
}
static inline int64_t params_etiny(const Params *p)
{
    return p->emin - (p->prec - 1);
}
static inline int64_t params_etop(const Params *p)
{
    return p->emax - (p->prec - 1);
}
static inline bool v_is_decimal(Thread *t, Value v)
{
    return v_is_object(v) && (v_object(v)->type == DEC(t)->decimal ||
                              type_is_subtype(v_object(v)->type, DEC(t)->decimal));
}

/* ---- Num, Work: decimal_number.c ---- */

/* A number under way. Initialise with num_init and end with num_clear; one that only looks at a
   value (num_view) need not be ended. It must not be copied: z may point into it. */
typedef struct Num {
    uint8_t kind;
    bool neg, payload; /* payload: of a NaN, z is one */
    int64_t exp;
    mpz_t z; /* never negative */
    mp_limb_t own;
} Num;

typedef struct Work {
    Thread *t;
    Params p;
    uint32_t status;
} Work;

void num_init(Num *n);
void num_clear(Num *n);
void num_set_small(Num *n, bool neg, uint64_t c, int64_t exp);
void num_set_special(Num *n, int kind, bool neg);
void num_set_nan(Work *w, Num *n, uint32_t status); /* a quiet NaN, and a condition */
void num_copy(Num *to, const Num *from);
void num_view(Num *n, const Decimal *d);
/* A Decimal or an int: 1; 0 when v is neither. */
bool num_operand(Thread *t, Num *n, Value v);
static inline bool num_is_zero(const Num *n)
{
    return n->kind == DEC_FINITE && mpz_sgn(n->z) == 0;
}
static inline bool num_is_nan(const Num *n)
{
    return n->kind >= DEC_QNAN;
}
/* Exponent of the first digit; the number is finite. */
int64_t num_adjusted(const Num *n);
bool num_is_integer(const Num *n);
bool num_is_odd(const Num *n); /* of one that is an integer */

int64_t z_digits(mpz_srcptr z); /* 1 for 0 */
/* Initialises z as a copy, with room for zeros to be added by z_scale() if they are few. */
void z_init_room(mpz_t z, mpz_srcptr from, int64_t zeros);
/* z *= 10**n. False, with the condition MEMORY, when that is too large. */
bool z_scale(Work *w, mpz_t z, int64_t n);
bool z_ten(Work *w, mpz_t z, int64_t n); /* z = 10**n */
void z_set_ten(mpz_t z, int64_t n);      /* the same, where the size is no question */
bool z_is_ten(mpz_srcptr z, int64_t n); /* z == 10**n */
bool work_room(Work *w, int64_t digits);
/* Removes trailing zeros, at most `most`; how many. */
int64_t z_strip(mpz_t z, int64_t most);

/* A Decimal of that class with the value, owned. */
MUST_USE Value decimal_from_num(Thread *t, Type *cls, const Num *n);
MUST_USE Value decimal_from_u128(Thread *t, Type *cls, bool neg, u128 c, int64_t exp,
                                 int64_t digits);
MUST_USE Value decimal_of_class(Thread *t, Type *cls, Value decimal);
const mp_limb_t *decimal_limbs(const Decimal *d);
/* The parts of an exact conversion. */
void num_from_double(Num *n, double d);
MUST_USE int num_from_tuple(Thread *t, Num *n, Value v);
MUST_USE Value num_to_int(Thread *t, const Num *n); /* finite; truncates */
int u128_digits(u128 c);
extern const u128 u128_tens[DEC_SHORT_MAX + 1];
extern const TypeSpec decimal_type_spec;

/* ---- decimal_context.c, decimal_signals.c ---- */
BORROWED MUST_USE DecContext *context_now(Thread *t); /* NULL: error */
/* The argument `context`: EMPTY and None mean the current one. */
BORROWED MUST_USE DecContext *context_argument(Thread *t, Value v);
/* Sets flags and raises what is trapped: 0 or -1. */
MUST_USE int context_signal(Thread *t, DecContext *c, uint32_t status);
/* A rounding mode by its name: TypeError, -1. */
MUST_USE int rounding_parse(Thread *t, Value v);
MUST_USE int context_types(Thread *t, DecimalState *s, const NativeDef *const *methods);
MUST_USE int context_templates(Thread *t, DecimalState *s);
MUST_USE int signals_types(Thread *t, DecimalState *s);
MUST_USE Value signals_new(Thread *t, uint32_t bits);
/* Bits from a list of signals, a dict of all, or a SignalDict: -1 with an exception. */
MUST_USE int signals_parse(Thread *t, Value v, bool dicts_only, uint32_t *bits);
MUST_USE Value signals_list(Thread *t, uint32_t bits, bool causes);
MUST_USE Value signals_names(Thread *t, uint32_t bits);
extern const NativeDef *const context_own_methods[];
extern const NativeDef *const context_functions[];

void work_begin(Work *w, Thread *t, const DecContext *c);
/* A Decimal of n, after the signals of the work: owned or ERROR. Clears n. */
MUST_USE Value work_end(Work *w, DecContext *c, Num *n);
MUST_USE int work_signal(Work *w, DecContext *c);

/* ---- rounding: decimal_round.c ---- */
/* Is a coefficient to be increased? last: its last digit; half: sign of what was cut - half. */
bool round_up_needed(int rounding, bool neg, unsigned last, int half);
/* z without its last n digits, rounded; whether anything but zeros was lost. */
bool z_cut(mpz_t z, int64_t n, bool neg, int rounding);
/* Brings n within the limits of the context. */
void num_finish(Work *w, Num *n);
void num_finish_half_even(Work *w, Num *n);
void num_overflow(Work *w, Num *n, bool neg);
/* Copies a NaN operand, quiet, into r: true if there was one. */
bool num_nan1(Work *w, Num *r, const Num *a);
bool num_nan2(Work *w, Num *r, const Num *a, const Num *b);

/* Operations: r is initialised and none of the operands. */
typedef void (*NumFn1)(Work *w, Num *r, const Num *a);
typedef void (*NumFn2)(Work *w, Num *r, const Num *a, const Num *b);
#define FN1(id) void id(Work *w, Num *r, const Num *a)
#define FN2(id) void id(Work *w, Num *r, const Num *a, const Num *b)
FN1(num_plus);
FN1(num_minus);
FN1(num_abs);
FN1(num_normalize);
FN1(num_to_integral_value);
FN1(num_to_integral_exact);
FN2(num_quantize);
FN2(num_scaleb);
FN1(num_logb);
FN1(num_next_plus);
FN1(num_next_minus);
FN2(num_next_toward);
FN1(num_apply);
/* decimal_arith.c */
FN2(num_add);
FN2(num_sub);
FN2(num_mul);
FN2(num_div);
FN2(num_floordiv);
FN2(num_mod);
FN2(num_remainder_near);
FN1(num_sqrt);
void num_divmod(Work *w, Num *q, Num *r, const Num *a, const Num *b);
void num_fma(Work *w, Num *r, const Num *a, const Num *b, const Num *c);
/* decimal_exp.c, decimal_power.c */
FN1(num_exp);
FN1(num_ln);
FN1(num_log10);
FN2(num_power);
void num_power_mod(Work *w, Num *r, const Num *a, const Num *b, const Num *m);
/* decimal_digits.c */
FN2(num_and);
FN2(num_or);
FN2(num_xor);
FN1(num_invert);
FN2(num_shift);
FN2(num_rotate);
/* decimal_compare.c */
int num_order(const Num *a, const Num *b); /* no NaNs: -1, 0, 1 */
int num_order_total(const Num *a, const Num *b);
FN2(num_compare);
FN2(num_compare_signal);
FN2(num_max);
FN2(num_min);
FN2(num_max_mag);
FN2(num_min_mag);
Value decimal_slot_compare(Thread *t, Value a, Value b, int op);
int decimal_slot_hash(Thread *t, Value self, int64_t *hash);

/* ---- text: decimal_text.c, decimal_format.c ---- */
/* The text; NULL digits: error. Freed with mem_free(t, text, *size). */
MUST_USE char *num_digits(Thread *t, mpz_srcptr z, size_t *len, size_t *size);
void u128_write(u128 c, int digits, char *out);
MUST_USE Value decimal_to_text(Thread *t, const Decimal *d, bool capitals, bool engineering);
/* strict: no spaces around it, no underscores. False: no number. -1: error. */
MUST_USE int num_parse(Thread *t, Num *n, const Str *s, bool strict);
MUST_USE Value decimal_format(Thread *t, const Decimal *d, Value spec,
                              Value overrides); /* a dict or EMPTY */
/* A short text in ASCII, exactly: EMPTY if it is not one. */
MUST_USE Value decimal_parse_short(Thread *t, Type *cls, const Str *s);

/* ---- decimal_short.c: EMPTY when it declines ---- */
typedef Value (*ShortFn)(Thread *t, DecContext *c, const Decimal *a, const Decimal *b);
#define SHORT2(id) Value id(Thread *t, DecContext *c, const Decimal *a, const Decimal *b)
SHORT2(short_add);
SHORT2(short_sub);
SHORT2(short_mul);
SHORT2(short_div);
SHORT2(short_floordiv);
SHORT2(short_mod);
SHORT2(short_power);
/* The coefficient of d on the exponent exp; false: it is not short. */
bool short_round(const Decimal *d, int64_t exp, int rounding, u128 *out);
bool short_double(const Decimal *d, double *out);
Value short_quantize(Thread *t, DecContext *c, const Decimal *a, int64_t exp, int rounding);
Value short_sqrt(Thread *t, DecContext *c, const Decimal *a);
Value short_plus(Thread *t, DecContext *c, const Decimal *a, bool negate);
/* Order of two numbers that are short: -1, 0, 1; 2: declines. */
int short_order(const Decimal *a, const Decimal *b);
/* An operand of an operator that is a short int, as a Decimal in `room`: NULL if it is not. */
const Decimal *short_operand(Thread *t, Value v, Decimal *room);

/* ---- methods: decimal_methods.c, decimal_convert.c ---- */
/* Exact value of what Decimal() takes. Owned. */
MUST_USE Value decimal_exactly(Thread *t, Type *cls, Value v, DecContext *c);
extern const NativeDef *const decimal_methods[], *const decimal_convert_methods[];
extern const NativeDef *const context_methods[], *const context_convert_methods[];
extern const GetSetDef decimal_getset[];
void decimal_slots_fill(Slots *s);
void decimal_convert_slots(TypeSpec *spec);

#endif
