/* SPDX-License-Identifier: MIT */
/* float: values, operators, hash. Text is in float_format.c, methods in float_methods.c. */
#include <math.h>
#include "vm/objects/complex.h"
#include "vm/objects/float.h"
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"
#include "vm/objects/number_bytes.h"

Value float_new(Thread *t, double d)
{
    Value v;
    if (LIKELY(flonum_try(d, &v)))
        return v;
    Float *f = object_new(t, t->vm->types[KIND_float], 0);
    if (!f)
        return V_ERROR;
    f->d = d;
    return v_from(f);
}

double float_value(Value v)
{
    return LIKELY(v_is_flonum(v)) ? v_flonum(v) : V_AS(Float, v)->d;
}

static inline int operand(Thread *t, Value v, double *out)
{
    if (v_is_float(v)) {
        *out = float_value(v);
        return 1;
    }
    if (!v_is_int(v))
        return 0;
    return int_to_double(t, v, out) < 0 ? -1 : 1;
}

int float_operands(Thread *t, Value a, Value b, double *x, double *y)
{
    int status = operand(t, a, x);
    return status <= 0 ? status : operand(t, b, y);
}

#define OPERANDS(x, y)                             \
    double x, y;                                   \
    int status_ = float_operands(t, a, b, &x, &y); \
    if (status_ <= 0)                              \
    return status_ < 0 ? V_ERROR : V_NOTIMPLEMENTED

/* ---- the protocol ---- */

/* The result of __float__, checked: a float. */
static Value float_from_slot(Thread *t, Value v)
{
    Value r = v_type(t, v)->s.to_float(t, v);
    if (v_is_error(r) || v_kind(r) == KIND_float)
        return r;
    if (!v_is_float(r))
        raise_format(t, EXC_TypeError, "%T.__float__ returned non-float (type %T)", v, r);
    else if (warn_format(t, EXC_DeprecationWarning, 1,
                         "%T.__float__ returned non-float (type %T).  The ability to return an "
                         "instance of a strict "
                         "subclass of float is deprecated, and may not be supported in a future "
                         "version of Python.",
                         v, r) == 0)
        return r;
    drop(t, r);
    return V_ERROR;
}

/* By __float__ or __index__: 1; 0: v has neither. */
static int float_try(Thread *t, Value v, double *out)
{
    Type *type = v_type(t, v);
    if (!type->s.to_float && !type->s.index)
        return 0;
    Value n = type->s.to_float ? float_from_slot(t, v) : value_index(t, v);
    if (v_is_error(n))
        return -1;
    int status = 1;
    if (v_is_float(n))
        *out = float_value(n);
    else
        status = int_to_double(t, n, out) < 0 ? -1 : 1;
    drop(t, n);
    return status;
}

int value_to_double(Thread *t, Value v, double *out)
{
    if (v_is_float(v)) {
        *out = float_value(v);
        return 0;
    }
    if (v_is_small(v)) {
        *out = (double)v_small(v);
        return 0;
    }
    int status = float_try(t, v, out);
    if (status == 0)
        raise_format(t, EXC_TypeError, "must be real number, not %T", v);
    return status > 0 ? 0 : -1;
}

static int float_from_text(Thread *t, Value v, double *out)
{
    if (v_is_str(v)) {
        size_t len;
        const Str *s = V_AS(Str, v);
        if (s->unit == 1 && float_plain((const char *)str_data(s), s->len, out))
            return 0;
        char *text = number_text(t, V_AS(Str, v), &len);
        if (!text)
            return -1;
        int status = float_parse(t, text, len, v, out);
        mem_free(t, text, V_AS(Str, v)->len + 1);
        return status;
    }
    NumberBytes b;
    int status = number_bytes(t, v, &b);
    if (status == 0)
        raise_format(t, EXC_TypeError,
                     "float() argument must be a string or a real number, not '%T'", v);
    if (status <= 0)
        return -1;
    status = float_parse(t, b.data, b.len, v, out);
    number_bytes_free(t, &b);
    return status;
}

NATIVE_VAR(float_new_call, "float(x=0, /)", NULL)
{
    Type *cls = V_AS(Type, a[0]);
    if (args_no_keywords(t, "float", args_own_keywords(t, cls, KIND_float, kwnames)))
        return V_ERROR;
    if (nargs > 2)
        return raise_format(t, EXC_TypeError, "float expected at most 1 argument, got %u",
                            nargs - 1);
    double d = 0;
    if (nargs == 2) {
        if (cls->kind == KIND_float && v_kind(a[1]) == KIND_float)
            return dup(a[1]);
        int status = v_is_str(a[1]) && !v_type(t, a[1])->s.to_float ? 0 : float_try(t, a[1], &d);
        if (status < 0 || (status == 0 && float_from_text(t, a[1], &d) < 0))
            return V_ERROR;
    }
    if (cls->kind == KIND_float)
        return float_new(t, d);
    Float *f = object_new(t, cls, 0);
    if (!f)
        return V_ERROR;
    f->d = d;
    if (cls->flags & TF_GC)
        gc_track(t, f);
    return v_from(f);
}

/* ---- hash and comparison ---- */

/* CPython's scheme (sys.hash_info): the value modulo the prime 2**61 - 1, so that equal numbers of
   all types hash alike; infinities and NaN have values of their own. */
int64_t float_hash(Value v, double d)
{
    const uint64_t prime = ((uint64_t)1 << 61) - 1;
    if (isinf(d))
        return d > 0 ? 314159 : -314159;
    if (isnan(d)) {
        uint64_t address = v_is_object(v) ? (uint64_t)(uintptr_t)v_object(v) : v.bits;
        int64_t h = (int64_t)(address >> 4 | address << 60);
        return h == -1 ? -2 : h;
    }
    int e;
    double m = fabs(frexp(d, &e));
    uint64_t x = 0;
    while (m != 0) {
        x = ((x << 28) & prime) | x >> (61 - 28);
        m *= 0x1p28;
        e -= 28;
        uint64_t y = (uint64_t)m;
        m -= (double)y;
        x += y;
        if (x >= prime)
            x -= prime;
    }
    e = e >= 0 ? e % 61 : 60 - (-1 - e) % 61;
    x = ((x << e) & prime) | x >> (61 - e);
    int64_t h = d < 0 ? -(int64_t)x : (int64_t)x;
    return h == -1 ? -2 : h;
}

static int float_slot_hash(Thread *t, Value self, int64_t *hash)
{
    *hash = float_hash(self, float_value(self));
    return 0;
}

static Value compare_doubles(double x, double y, int op)
{
    switch (op) {
    case CMP_LT:
        return v_bool(x < y);
    case CMP_LE:
        return v_bool(x <= y);
    case CMP_EQ:
        return v_bool(x == y);
    case CMP_NE:
        return v_bool(x != y);
    case CMP_GT:
        return v_bool(x > y);
    default:
        return v_bool(x >= y);
    }
}

static Value float_slot_compare(Thread *t, Value a, Value b, int op)
{
    double x = float_value(a);
    if (v_is_float(b))
        return compare_doubles(x, float_value(b), op);
    if (!v_is_int(b))
        return V_NOTIMPLEMENTED;
    if (isnan(x))
        return v_bool(op == CMP_NE);
    return compare_result(-int_compare_double(b, x), op);
}

/* ---- arithmetic ---- */

static Value float_slot_add(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return float_new(t, x + y);
}

static Value float_slot_sub(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return float_new(t, x - y);
}

static Value float_slot_mul(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return float_new(t, x * y);
}

static Value float_slot_truediv(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return y == 0 ? raise_format(t, EXC_ZeroDivisionError, "float division by zero")
                  : float_new(t, x / y);
}

double float_mod(double a, double b, double *floor_quotient)
{
    double mod = fmod(a, b), div = (a - mod) / b;
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = copysign(0.0, b);
    }
    if (div != 0) {
        *floor_quotient = floor(div);
        if (div - *floor_quotient > 0.5)
            *floor_quotient += 1.0;
    } else {
        *floor_quotient = copysign(0.0, a / b);
    }
    return mod;
}

static Value float_slot_floordiv(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    if (y == 0)
        return raise_format(t, EXC_ZeroDivisionError, "float floor division by zero");
    double q;
    float_mod(x, y, &q);
    return float_new(t, q);
}

static Value float_slot_mod(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    if (y == 0)
        return raise_format(t, EXC_ZeroDivisionError, "float modulo by zero");
    double q;
    return float_new(t, float_mod(x, y, &q));
}

static Value float_slot_divmod(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    if (y == 0)
        return raise_format(t, EXC_ZeroDivisionError, "float divmod()");
    double q, r = float_mod(x, y, &q);
    Value pair[2] = {float_new(t, q), V_EMPTY};
    if (v_is_error(pair[0]))
        return V_ERROR;
    pair[1] = float_new(t, r);
    if (v_is_error(pair[1])) {
        drop(t, pair[0]);
        return V_ERROR;
    }
    return tuple_take(t, pair, 2);
}

/* OverflowError(34, 'Numerical result out of range'), as CPython makes it from errno. */
static int raise_range(Thread *t)
{
    Value text = str_from_cstr(t, "Numerical result out of range");
    if (v_is_error(text))
        return -1;
    Value args[] = {v_from_small(34), text};
    Value exc = exception_new(t, t->vm->exc[EXC_OverflowError], args, 2);
    drop(t, text);
    if (!v_is_error(exc)) {
        raise_object(t, exc);
        drop(t, exc);
    }
    return -1;
}

int float_power(Thread *t, double a, double b, double *out)
{
    /* The special cases are C's (annex F), except that 0 to a negative power raises. */
    if (a == 0 && b < 0 && isfinite(b)) {
        raise_format(t, EXC_ZeroDivisionError, "0.0 cannot be raised to a negative power");
        return -1;
    }
    *out = double_power(a, b);
    return isinf(*out) && isfinite(a) && isfinite(b) ? raise_range(t) : 0;
}

static Value float_slot_pow(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    if (x < 0 && isfinite(x) && isfinite(y) && y != floor(y))
        return complex_power(t, x, 0, y, 0);
    double r;
    return float_power(t, x, y, &r) < 0 ? V_ERROR : float_new(t, r);
}

/* ---- one operand ---- */

static Value float_slot_repr(Thread *t, Value self)
{
    char text[32];
    float_repr_text(float_value(self), true, text);
    return str_from_cstr(t, text);
}

static Value float_slot_neg(Thread *t, Value self)
{
    return float_new(t, -float_value(self));
}

static Value float_slot_plain(Thread *t, Value self)
{
    return v_kind(self) == KIND_float ? dup(self) : float_new(t, float_value(self));
}

static Value float_slot_abs(Thread *t, Value self)
{
    return float_new(t, fabs(float_value(self)));
}

static int float_slot_truth(Thread *t, Value self)
{
    return float_value(self) != 0;
}

static Value float_slot_int(Thread *t, Value self)
{
    return int_from_double(t, float_value(self));
}

int float_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "float",
        .doc = "Convert a string or number to a floating-point number, if possible.",
        .size = sizeof(Float),
        .flags = TF_BASE | TF_MATCH_SELF,
        .kind = KIND_float,
        .layout = KIND_float,
        .new_def = &float_new_call_def,
        .slots = {.repr = float_slot_repr,
                  .hash = float_slot_hash,
                  .compare = float_slot_compare,
                  .truth = float_slot_truth,
                  .neg = float_slot_neg,
                  .pos = float_slot_plain,
                  .abs = float_slot_abs,
                  .to_int = float_slot_int,
                  .to_float = float_slot_plain,
                  .binary = {[OP_ADD] = float_slot_add,
                             [OP_SUB] = float_slot_sub,
                             [OP_MUL] = float_slot_mul,
                             [OP_TRUEDIV] = float_slot_truediv,
                             [OP_FLOORDIV] = float_slot_floordiv,
                             [OP_MOD] = float_slot_mod,
                             [OP_DIVMOD] = float_slot_divmod,
                             [OP_POW] = float_slot_pow}},
        .methods = float_methods,
        .getset = float_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
