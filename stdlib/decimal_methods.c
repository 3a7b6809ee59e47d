/* SPDX-License-Identifier: MIT */
/* decimal: operators, and the methods of Decimal and Context that compute. */
#include "stdlib/_decimal.h"

/* ---- running an operation ---- */

void work_begin(Work *w, Thread *t, const DecContext *c)
{
    w->t = t;
    w->p = c->p;
    w->status = 0;
}

int work_signal(Work *w, DecContext *c)
{
    if (UNLIKELY(w->status & DEC_MEMORY)) {
        if (v_is_empty(w->t->exc))
            raise_memory(w->t);
        return -1;
    }
    return w->status ? context_signal(w->t, c, w->status) : 0;
}

Value work_end(Work *w, DecContext *c, Num *n)
{
    Value v = work_signal(w, c) < 0 ? V_ERROR : decimal_from_num(w->t, DEC(w->t)->decimal, n);
    num_clear(n);
    return v;
}

static Value raise_conversion(Thread *t, Value v)
{
    return raise_format(t, EXC_TypeError, "conversion from %T to Decimal is not supported", v);
}

static int operand(Thread *t, Num *n, Value v)
{
    if (num_operand(t, n, v))
        return 0;
    raise_conversion(t, v);
    return -1;
}

/* c NULL: an exception is pending. */
static Value run1(Thread *t, DecContext *c, Value x, NumFn1 fn)
{
    Num a, r;
    Work w;
    if (!c || operand(t, &a, x) < 0)
        return V_ERROR;
    work_begin(&w, t, c);
    num_init(&r);
    fn(&w, &r, &a);
    return work_end(&w, c, &r);
}

static Value run2(Thread *t, DecContext *c, Value x, Value y, NumFn2 fn)
{
    Num a, b, r;
    Work w;
    if (!c || operand(t, &a, x) < 0 || operand(t, &b, y) < 0)
        return V_ERROR;
    work_begin(&w, t, c);
    num_init(&r);
    fn(&w, &r, &a, &b);
    return work_end(&w, c, &r);
}

typedef void (*NumFn3)(Work *w, Num *r, const Num *a, const Num *b, const Num *c);

static Value run3(Thread *t, DecContext *ctx, const Value *v, NumFn3 fn)
{
    Num a, b, c, r;
    Work w;
    if (!ctx || operand(t, &a, v[0]) < 0 || operand(t, &b, v[1]) < 0 || operand(t, &c, v[2]) < 0)
        return V_ERROR;
    work_begin(&w, t, ctx);
    num_init(&r);
    fn(&w, &r, &a, &b, &c);
    return work_end(&w, ctx, &r);
}

static ALWAYS_INLINE const Decimal *quick_operand(Thread *t, Value v, Decimal *room)
{
    bool is = v_is_object(v) && v_object(v)->type == DEC(t)->decimal;
    return is ? D(v) : short_operand(t, v, room);
}

/* The short way: EMPTY if there is none. */
static ALWAYS_INLINE Value run_quick(Thread *t, DecContext *c, Value a, Value b, ShortFn quick)
{
    Decimal room, other;
    const Decimal *x = quick_operand(t, a, &room), *y = quick_operand(t, b, &other);
    return x && y && quick ? quick(t, c, x, y) : V_EMPTY;
}

static Value divmod_of(Thread *t, DecContext *c, Value x, Value y)
{
    Num a, b, q, r;
    Work w;
    if (!c || operand(t, &a, x) < 0 || operand(t, &b, y) < 0)
        return V_ERROR;
    work_begin(&w, t, c);
    num_init(&q);
    num_init(&r);
    num_divmod(&w, &q, &r, &a, &b);
    Value items[] = {V_ERROR, V_ERROR};
    items[0] = work_end(&w, c, &q);
    w.status = 0;
    if (v_is_error(items[0])) {
        num_clear(&r);
        return V_ERROR;
    }
    items[1] = work_end(&w, c, &r);
    if (v_is_error(items[1])) {
        drop(t, items[0]);
        return V_ERROR;
    }
    return tuple_take(t, items, 2);
}

/* ---- operators ---- */

static bool is_operand(Thread *t, Value v)
{
    return v_is_int(v) || v_is_decimal(t, v);
}

static Value operate_long(Thread *t, DecContext *c, Value a, Value b, NumFn2 fn)
{
    return is_operand(t, a) && is_operand(t, b) ? run2(t, c, a, b, fn) : V_NOTIMPLEMENTED;
}

#define OPERATOR(id, quick, fn)                                  \
    static Value slot_##id(Thread *t, Value a, Value b)          \
    {                                                            \
        DecContext *c = context_now(t);                          \
        Value r = c ? run_quick(t, c, a, b, quick) : V_ERROR;    \
        return v_is_empty(r) ? operate_long(t, c, a, b, fn) : r; \
    }
OPERATOR(add, short_add, num_add)
OPERATOR(sub, short_sub, num_sub)
OPERATOR(mul, short_mul, num_mul)
OPERATOR(truediv, short_div, num_div)
OPERATOR(floordiv, short_floordiv, num_floordiv)
OPERATOR(mod, short_mod, num_mod)
OPERATOR(pow, short_power, num_power)

static Value slot_divmod(Thread *t, Value a, Value b)
{
    return is_operand(t, a) && is_operand(t, b) ? divmod_of(t, context_now(t), a, b)
                                                : V_NOTIMPLEMENTED;
}

NATIVE(decimal_pow, "__pow__(self, value, mod=None, /)", "Return pow(self, value, mod).")
{
    if (v_is_empty(a[2]) || v_is_none(a[2]))
        return slot_pow(t, a[0], a[1]);
    return is_operand(t, a[1]) && is_operand(t, a[2]) ? run3(t, context_now(t), a, num_power_mod)
                                                      : V_NOTIMPLEMENTED;
}

static Value slot_pos(Thread *t, Value self)
{
    DecContext *c = context_now(t);
    Value r = c ? short_plus(t, c, D(self), false) : V_ERROR;
    return v_is_empty(r) ? run1(t, c, self, num_plus) : r;
}

static Value slot_neg(Thread *t, Value self)
{
    DecContext *c = context_now(t);
    Value r = c ? short_plus(t, c, D(self), true) : V_ERROR;
    return v_is_empty(r) ? run1(t, c, self, num_minus) : r;
}

static Value slot_abs(Thread *t, Value self)
{
    DecContext *c = context_now(t);
    Value r = c ? short_plus(t, c, D(self), D(self)->neg) : V_ERROR;
    return v_is_empty(r) ? run1(t, c, self, num_abs) : r;
}

static int slot_truth(Thread *t, Value self)
{
    return D(self)->kind != DEC_FINITE || D(self)->size != 0;
}

/* ---- methods from the table ---- */

#define UNARY(name, fn, doc)                                              \
    NATIVE_UNNAMED(decimal_##name, #name "(self, context=None)", doc)             \
    {                                                                     \
        return run1(t, context_argument(t, a[1]), a[0], fn);              \
    }                                                                     \
    NATIVE(context_##name, #name "(self, x, /)", doc)                     \
    {                                                                     \
        return run1(t, CTX(a[0]), a[1], fn);                              \
    }
#define BINARY(name, fn, doc)                                             \
    NATIVE_UNNAMED(decimal_##name, #name "(self, other, context=None)", doc)      \
    {                                                                     \
        return run2(t, context_argument(t, a[2]), a[0], a[1], fn);        \
    }                                                                     \
    NATIVE_UNNAMED(context_##name, #name "(self, x, y, /)", doc)                  \
    {                                                                     \
        return run2(t, CTX(a[0]), a[1], a[2], fn);                        \
    }
#define OF_CONTEXT1(name, fn, doc)                                        \
    NATIVE(context_##name, #name "(self, x, /)", doc)                     \
    {                                                                     \
        return run1(t, CTX(a[0]), a[1], fn);                              \
    }
#define OF_CONTEXT2(name, fn, quick, doc)                                 \
    NATIVE_UNNAMED(context_##name, #name "(self, x, y, /)", doc)                  \
    {                                                                     \
        Value r = run_quick(t, CTX(a[0]), a[1], a[2], quick);             \
        return v_is_empty(r) ? run2(t, CTX(a[0]), a[1], a[2], fn) : r;    \
    }
#define PREDICATE(name, condition, doc)                                   \
    static Value test_##name(Thread *t, Value v)                          \
    {                                                                     \
        Decimal room;                                                     \
        const Decimal *d = any_operand(t, v, &room);                      \
        return d ? v_bool(condition) : raise_conversion(t, v);            \
    }                                                                     \
    NATIVE(decimal_##name, #name "(self, /)", doc)                        \
    {                                                                     \
        return test_##name(t, a[0]);                                      \
    }                                                                     \
    NATIVE(context_##name, #name "(self, x, /)", doc)                     \
    {                                                                     \
        return test_##name(t, a[1]);                                      \
    }

/* v as a Decimal, of which kind, sign and size are right if v is an int: NULL if it is neither. */
static const Decimal *any_operand(Thread *t, Value v, Decimal *room)
{
    if (v_is_decimal(t, v))
        return D(v);
    if (!v_is_int(v))
        return NULL;
    int sign = int_sign(v);
    *room = (Decimal){.neg = sign < 0, .size = sign != 0};
    return room;
}

#include "stdlib/decimal_ops.def"
#undef UNARY
#undef BINARY
#undef OF_CONTEXT1
#undef OF_CONTEXT2
#undef PREDICATE

NATIVE(decimal_is_canonical, "is_canonical(self, /)", "Return True: all numbers are canonical.")
{
    return V_TRUE;
}
NATIVE(context_is_canonical, "is_canonical(self, x, /)", "Return True: all numbers are canonical.")
{
    if (!v_is_decimal(t, a[1]))
        return raise_format(t, EXC_TypeError, "argument must be a Decimal");
    return V_TRUE;
}

/* ---- square root, fma, powers ---- */

static Value sqrt_of(Thread *t, DecContext *c, Value x)
{
    Decimal room;
    const Decimal *d = c ? quick_operand(t, x, &room) : NULL;
    Value r = d ? short_sqrt(t, c, d) : V_EMPTY;
    return v_is_empty(r) ? run1(t, c, x, num_sqrt) : r;
}

#define SQRT_DOC "Return the square root, correctly rounded."
NATIVE_UNNAMED(decimal_sqrt, "sqrt(self, context=None)", SQRT_DOC)
{
    return sqrt_of(t, context_argument(t, a[1]), a[0]);
}
NATIVE(context_sqrt, "sqrt(self, x, /)", SQRT_DOC)
{
    return sqrt_of(t, CTX(a[0]), a[1]);
}

#define FMA_DOC "Return the product plus the third operand, rounded once."
NATIVE_UNNAMED(decimal_fma, "fma(self, other, third, context=None)", FMA_DOC)
{
    return run3(t, context_argument(t, a[3]), a, num_fma);
}
NATIVE_UNNAMED(context_fma, "fma(self, x, y, z, /)", FMA_DOC)
{
    return run3(t, CTX(a[0]), a + 1, num_fma);
}

NATIVE_UNNAMED(context_power, "power(self, a, b, modulo=None)",
       "Return a ** b, or (a ** b) % modulo for integers.")
{
    if (v_is_empty(a[3]) || v_is_none(a[3]))
        return run2(t, CTX(a[0]), a[1], a[2], num_power);
    return run3(t, CTX(a[0]), a + 1, num_power_mod);
}

NATIVE_UNNAMED(context_divmod, "divmod(self, x, y, /)", "Return quotient and remainder.")
{
    return divmod_of(t, CTX(a[0]), a[1], a[2]);
}

/* ---- to an exponent ---- */

/* A copy of the context's parameters with another rounding mode: -1 with an exception. */
static int work_rounding(Work *w, Thread *t, DecContext *c, Value rounding)
{
    if (!c)
        return -1;
    work_begin(w, t, c);
    if (v_is_empty(rounding) || v_is_none(rounding))
        return 0;
    int mode = rounding_parse(t, rounding);
    w->p.rounding = (uint8_t)mode;
    return mode < 0 ? -1 : 0;
}

static Value quantize_of(Thread *t, DecContext *c, Value x, Value y, Value rounding)
{
    Work w;
    Num a, b, r;
    Decimal room, other;
    if (work_rounding(&w, t, c, rounding) < 0)
        return V_ERROR;
    const Decimal *d = quick_operand(t, x, &room), *e = quick_operand(t, y, &other);
    if (d && e && e->kind == DEC_FINITE) {
        Value quick = short_quantize(t, c, d, e->exp, w.p.rounding);
        if (!v_is_empty(quick))
            return quick;
    }
    if (operand(t, &a, x) < 0 || operand(t, &b, y) < 0)
        return V_ERROR;
    num_init(&r);
    num_quantize(&w, &r, &a, &b);
    return work_end(&w, c, &r);
}

#define QUANTIZE_DOC "Return the number rounded to the exponent of the second operand."
NATIVE_UNNAMED(decimal_quantize, "quantize(self, exp, rounding=None, context=None)", QUANTIZE_DOC)
{
    return quantize_of(t, context_argument(t, a[3]), a[0], a[1], a[2]);
}
NATIVE_UNNAMED(context_quantize, "quantize(self, x, y, /)", QUANTIZE_DOC)
{
    return quantize_of(t, CTX(a[0]), a[1], a[2], V_EMPTY);
}

static Value integral_of(Thread *t, const Value *a, NumFn1 fn)
{
    Work w;
    Num x, r;
    DecContext *c = context_argument(t, a[2]);
    if (work_rounding(&w, t, c, a[1]) < 0 || operand(t, &x, a[0]) < 0)
        return V_ERROR;
    num_init(&r);
    fn(&w, &r, &x);
    return work_end(&w, c, &r);
}

NATIVE_UNNAMED(decimal_to_integral, "to_integral(self, rounding=None, context=None)",
       "Identical to to_integral_value().")
{
    return integral_of(t, a, num_to_integral_value);
}
NATIVE_UNNAMED(decimal_to_integral_value, "to_integral_value(self, rounding=None, context=None)",
       "Round to an integer without signaling Inexact or Rounded.")
{
    return integral_of(t, a, num_to_integral_value);
}
NATIVE_UNNAMED(decimal_to_integral_exact, "to_integral_exact(self, rounding=None, context=None)",
       "Round to an integer, signaling Inexact and Rounded.")
{
    return integral_of(t, a, num_to_integral_exact);
}

/* ---- comparisons that look at the representation ---- */

/* Two operands for a method that has no use for its context but checks it. */
static int two_operands(Thread *t, Num *a, Num *b, Value x, Value y, Value context)
{
    return context_argument(t, context) && operand(t, a, x) == 0 ? operand(t, b, y) : -1;
}

static Value from_order(Thread *t, int order)
{
    return decimal_from_u128(t, DEC(t)->decimal, order < 0, order != 0, 0, 1);
}

static Value total_of(Thread *t, Value x, Value y, Value context, bool magnitude)
{
    Num a, b;
    if (two_operands(t, &a, &b, x, y, context) < 0)
        return V_ERROR;
    if (magnitude)
        a.neg = b.neg = false;
    return from_order(t, num_order_total(&a, &b));
}

static Value same_quantum_of(Thread *t, Value x, Value y, Value context)
{
    Num a, b;
    if (two_operands(t, &a, &b, x, y, context) < 0)
        return V_ERROR;
    if (a.kind || b.kind)
        return v_bool((num_is_nan(&a) && num_is_nan(&b)) ||
                      (a.kind == DEC_INF && b.kind == DEC_INF));
    return v_bool(a.exp == b.exp);
}

static Value with_sign(Thread *t, Value x, bool neg)
{
    Num n;
    if (operand(t, &n, x) < 0)
        return V_ERROR;
    n.neg = neg;
    return decimal_from_num(t, DEC(t)->decimal, &n);
}

static Value copy_sign_of(Thread *t, Value x, Value y, Value context)
{
    Num a, b;
    return two_operands(t, &a, &b, x, y, context) < 0 ? V_ERROR : with_sign(t, x, b.neg);
}

#define PAIR(name, call, doc)                                             \
    NATIVE_UNNAMED(decimal_##name, #name "(self, other, context=None)", doc)      \
    {                                                                     \
        Value x = a[0], y = a[1], context = a[2];                         \
        return call;                                                      \
    }                                                                     \
    NATIVE_UNNAMED(context_##name, #name "(self, x, y, /)", doc)                  \
    {                                                                     \
        Value x = a[1], y = a[2], context = a[0];                         \
        return call;                                                      \
    }
PAIR(compare_total, total_of(t, x, y, context, false),
     "Compare by the representations, NaNs and signs of zeros included.")
PAIR(compare_total_mag, total_of(t, x, y, context, true), "As compare_total(), without the signs.")
PAIR(same_quantum, same_quantum_of(t, x, y, context), "Do both have the same exponent?")
PAIR(copy_sign, copy_sign_of(t, x, y, context), "A copy with the sign of the second operand.")

NATIVE(decimal_copy_abs, "copy_abs(self, /)", "A copy without sign.")
{
    return with_sign(t, a[0], false);
}
NATIVE(context_copy_abs, "copy_abs(self, x, /)", "A copy without sign.")
{
    return with_sign(t, a[1], false);
}
NATIVE(decimal_copy_negate, "copy_negate(self, /)", "A copy with the other sign.")
{
    return with_sign(t, a[0], !D(a[0])->neg);
}
NATIVE(context_copy_negate, "copy_negate(self, x, /)", "A copy with the other sign.")
{
    Num n;
    return operand(t, &n, a[1]) < 0 ? V_ERROR : with_sign(t, a[1], !n.neg);
}

/* ---- classes of numbers ---- */

/* 1: normal, -1: subnormal, 0: neither. */
static int normal_sign(const Num *n, const DecContext *c)
{
    if (n->kind || mpz_sgn(n->z) == 0)
        return 0;
    return num_adjusted(n) >= c->p.emin ? 1 : -1;
}

static Value is_normal_of(Thread *t, Value x, Value context, int wanted)
{
    Num n;
    DecContext *c = context_argument(t, context);
    return !c || operand(t, &n, x) < 0 ? V_ERROR : v_bool(normal_sign(&n, c) == wanted);
}

static Value number_class_of(Thread *t, Value x, Value context)
{
    Num n;
    DecContext *c = context_argument(t, context);
    if (!c || operand(t, &n, x) < 0)
        return V_ERROR;
    if (num_is_nan(&n))
        return str_from_cstr(t, n.kind == DEC_QNAN ? "NaN" : "sNaN");
    int normal = normal_sign(&n, c);
    return str_format(t, "%c%s", n.neg ? '-' : '+',
                      n.kind       ? "Infinity"
                      : !normal    ? "Zero"
                      : normal > 0 ? "Normal"
                                   : "Subnormal");
}

static Value text_of(Thread *t, Value x, Value context, bool engineering)
{
    DecContext *c = context_argument(t, context);
    Num n;
    if (!c || operand(t, &n, x) < 0)
        return V_ERROR;
    if (v_is_decimal(t, x))
        return decimal_to_text(t, D(x), c->p.capitals, engineering);
    Value d = decimal_from_num(t, DEC(t)->decimal, &n);
    Value text = v_is_error(d) ? V_ERROR : decimal_to_text(t, D(d), c->p.capitals, engineering);
    if (!v_is_error(d))
        drop(t, d);
    return text;
}

#define SINGLE(name, call, doc)                                           \
    NATIVE_UNNAMED(decimal_##name, #name "(self, context=None)", doc)             \
    {                                                                     \
        Value x = a[0], context = a[1];                                   \
        return call;                                                      \
    }                                                                     \
    NATIVE(context_##name, #name "(self, x, /)", doc)                     \
    {                                                                     \
        Value x = a[1], context = a[0];                                   \
        return call;                                                      \
    }
SINGLE(is_normal, is_normal_of(t, x, context, 1),
       "Return True if the number is finite, not zero and not subnormal.")
SINGLE(is_subnormal, is_normal_of(t, x, context, -1), "Return True if the number is subnormal.")
SINGLE(number_class, number_class_of(t, x, context), "Return the class of the number as a str.")
SINGLE(to_eng_string, text_of(t, x, context, true),
       "Text with an exponent that is a multiple of three.")

NATIVE(context_to_sci_string, "to_sci_string(self, x, /)", "Text in scientific notation.")
{
    return text_of(t, a[1], a[0], false);
}

/* ---- tables ---- */

#define UNARY(name, fn, doc)              &decimal_##name##_def,
#define BINARY(name, fn, doc)             &decimal_##name##_def,
#define PREDICATE(name, condition, doc)   &decimal_##name##_def,
const NativeDef *const decimal_methods[] = {
#include "stdlib/decimal_ops.def"
    &decimal_is_canonical_def,  &decimal_sqrt_def,          &decimal_fma_def,
    &decimal_quantize_def,      &decimal_to_integral_def,
    &decimal_to_integral_value_def, &decimal_to_integral_exact_def,
    &decimal_compare_total_def, &decimal_compare_total_mag_def,
    &decimal_same_quantum_def,  &decimal_copy_sign_def,
    &decimal_copy_abs_def,      &decimal_copy_negate_def,
    &decimal_is_normal_def,     &decimal_is_subnormal_def,
    &decimal_number_class_def,  &decimal_to_eng_string_def,
    &decimal_pow_def,           NULL};
#undef UNARY
#undef BINARY
#undef PREDICATE

#define UNARY(name, fn, doc)              &context_##name##_def,
#define BINARY(name, fn, doc)             &context_##name##_def,
#define PREDICATE(name, condition, doc)   &context_##name##_def,
#define OF_CONTEXT1(name, fn, doc)        &context_##name##_def,
#define OF_CONTEXT2(name, fn, quick, doc) &context_##name##_def,
const NativeDef *const context_methods[] = {
#include "stdlib/decimal_ops.def"
    &context_is_canonical_def,  &context_sqrt_def,          &context_fma_def,
    &context_power_def,         &context_divmod_def,
    &context_quantize_def,      &context_compare_total_def,
    &context_compare_total_mag_def, &context_same_quantum_def,
    &context_copy_sign_def,     &context_copy_abs_def,
    &context_copy_negate_def,   &context_is_normal_def,
    &context_is_subnormal_def,  &context_number_class_def,
    &context_to_eng_string_def, &context_to_sci_string_def,
    NULL};

static Value slot_str(Thread *t, Value self)
{
    DecContext *c = context_now(t);
    return c ? decimal_to_text(t, D(self), c->p.capitals, false) : V_ERROR;
}

static Value slot_repr(Thread *t, Value self)
{
    Value text = slot_str(t, self);
    Value r = v_is_error(text) ? V_ERROR : str_format(t, "Decimal('%V')", text);
    if (!v_is_error(text))
        drop(t, text);
    return r;
}

void decimal_slots_fill(Slots *s)
{
    s->repr = slot_repr;
    s->str = slot_str;
    s->hash = decimal_slot_hash;
    s->compare = decimal_slot_compare;
    s->truth = slot_truth;
    s->neg = slot_neg;
    s->pos = slot_pos;
    s->abs = slot_abs;
    s->binary[OP_ADD] = slot_add;
    s->binary[OP_SUB] = slot_sub;
    s->binary[OP_MUL] = slot_mul;
    s->binary[OP_TRUEDIV] = slot_truediv;
    s->binary[OP_FLOORDIV] = slot_floordiv;
    s->binary[OP_MOD] = slot_mod;
    s->binary[OP_DIVMOD] = slot_divmod;
    s->binary[OP_POW] = slot_pow;
}
