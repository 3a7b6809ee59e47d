/* SPDX-License-Identifier: MIT */
/* decimal: constructors, conversions to other types, copying and pickling. */
#include <math.h>
#include "stdlib/_decimal.h"
#include "vm/core/type.h"
#include "vm/objects/float.h"

/* ---- exact conversion ---- */

/* The value of str, int, tuple, list or float into n: 1; 0: a text that is no number; -1: error. */
static int num_convert(Thread *t, Num *n, Value v, DecContext *c, bool strict)
{
    Num view;
    if (v_is_str(v))
        return num_parse(t, n, V_AS(Str, v), strict);
    if (num_operand(t, &view, v)) {
        num_copy(n, &view);
        return 1;
    }
    if (v_has_layout(v, KIND_tuple) || v_has_layout(v, KIND_list))
        return num_from_tuple(t, n, v) < 0 ? -1 : 1;
    if (v_is_float(v)) {
        if (context_signal(t, c, DEC_FLOAT) < 0)
            return -1;
        num_from_double(n, float_value(v));
        return 1;
    }
    raise_format(t, EXC_TypeError, "conversion from %T to Decimal is not supported", v);
    return -1;
}

static bool within_limits(const Num *n)
{
    return n->kind != DEC_FINITE || (n->exp >= DEC_MIN_ETINY && n->exp <= DEC_MAX_EMAX &&
                                     num_adjusted(n) <= DEC_MAX_EMAX);
}

Value decimal_exactly(Thread *t, Type *cls, Value v, DecContext *c)
{
    if (v_is_decimal(t, v))
        return v_object(v)->type == cls && cls == DEC(t)->decimal ? dup(v)
                                                                  : decimal_of_class(t, cls, v);
    Decimal room;
    const Decimal *small = short_operand(t, v, &room);
    if (small)
        return decimal_from_u128(t, cls, small->neg, small->own[0], 0, small->digits);
    Num n;
    Value r = V_ERROR;
    num_init(&n);
    int status = num_convert(t, &n, v, c, false);
    uint32_t wrong = status == 0 ? DEC_SYNTAX : within_limits(&n) ? 0 : DEC_INVALID;
    if (wrong)
        num_set_special(&n, DEC_QNAN, false);
    if (status >= 0 && (!wrong || context_signal(t, c, wrong) == 0))
        r = decimal_from_num(t, cls, &n);
    num_clear(&n);
    return r;
}

NATIVE_UNNAMED(decimal_new, "Decimal(cls, value=\"0\", context=None)", "")
{
    if (v_is_empty(a[2]) && !v_is_empty(a[1]) && v_is_str(a[1])) {
        Value quick = decimal_parse_short(t, V_AS(Type, a[0]), V_AS(Str, a[1]));
        if (!v_is_empty(quick))
            return quick;
    }
    DecContext *c = context_argument(t, a[2]);
    if (!c)
        return V_ERROR;
    if (v_is_empty(a[1]))
        return decimal_from_u128(t, V_AS(Type, a[0]), false, 0, 0, 1);
    return decimal_exactly(t, V_AS(Type, a[0]), a[1], c);
}

API_CLASS(decimal_from_float, "from_float(type, f, /)",
          "Class method that converts a float to a decimal number, exactly.")
{
    Num n;
    Type *plain = DEC(t)->decimal;
    bool is_float = v_is_float(a[1]);
    if (!is_float && !v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "argument must be int or float");
    num_init(&n);
    if (is_float) {
        num_from_double(&n, float_value(a[1]));
    } else {
        Num view;
        num_operand(t, &view, a[1]);
        num_copy(&n, &view);
    }
    Value made = K(t, decimal_from_num(t, plain, &n));
    num_clear(&n);
    if (v_is_error(made) || v_same(a[0], v_from(plain)))
        return made;
    return K(t, call1(t, a[0], made));
}

/* ---- conversion with a context ---- */

static Value rounded(Thread *t, DecContext *c, Value v, bool no_float_signal)
{
    Num n;
    Work w;
    num_init(&n);
    int status = 1;
    if (no_float_signal)
        num_from_double(&n, float_value(v));
    else
        status = num_convert(t, &n, v, c, true);
    work_begin(&w, t, c);
    if (status == 0 ||
        (n.kind >= DEC_QNAN && n.payload && z_digits(n.z) > w.p.prec - w.p.clamp))
        num_set_nan(&w, &n, DEC_SYNTAX);
    if (status < 0) {
        num_clear(&n);
        return V_ERROR;
    }
    num_finish(&w, &n);
    return work_end(&w, c, &n);
}

NATIVE_UNNAMED(context_create_decimal, "create_decimal(self, num=\"0\", /)",
       "Create a Decimal that is rounded to the context.")
{
    if (v_is_empty(a[1]))
        return decimal_from_u128(t, DEC(t)->decimal, false, 0, 0, 1);
    return rounded(t, CTX(a[0]), a[1], false);
}

NATIVE(context_create_decimal_from_float, "create_decimal_from_float(self, f, /)",
       "Create a Decimal from a float, rounded to the context; FloatOperation is not signaled.")
{
    if (!v_is_float(a[1]) && !v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "argument must be int or float");
    return rounded(t, CTX(a[0]), a[1], v_is_float(a[1]));
}

NATIVE(context_copy_decimal, "copy_decimal(self, x, /)", "The number itself, from an int exactly.")
{
    Num n;
    if (v_is_decimal(t, a[1]))
        return dup(a[1]);
    if (!num_operand(t, &n, a[1]))
        return raise_format(t, EXC_TypeError, "conversion from %T to Decimal is not supported",
                            a[1]);
    return decimal_from_num(t, DEC(t)->decimal, &n);
}

NATIVE(context_canonical, "canonical(self, x, /)", "Return the number itself.")
{
    if (!v_is_decimal(t, a[1]))
        return raise_format(t, EXC_TypeError, "argument must be a Decimal");
    return dup(a[1]);
}

static Value ten(Thread *t)
{
    return decimal_from_u128(t, DEC(t)->decimal, false, 10, 0, 2);
}
NATIVE(context_radix, "radix(self, /)", "Return Decimal(10).")
{
    return ten(t);
}
NATIVE(decimal_radix, "radix(self, /)", "Return Decimal(10), the radix.")
{
    return ten(t);
}

const NativeDef *const context_convert_methods[] = {&context_create_decimal_def,
                                                    &context_create_decimal_from_float_def,
                                                    &context_copy_decimal_def,
                                                    &context_canonical_def,
                                                    &context_radix_def,
                                                    NULL};

/* ---- to int and float ---- */

static Value raise_special(Thread *t, const Decimal *d, const char *to)
{
    if (d->kind >= DEC_QNAN)
        return raise_format(t, EXC_ValueError, "cannot convert NaN to %s", to);
    return raise_format(t, EXC_OverflowError, "cannot convert Infinity to %s", to);
}

static Value integer_of(Thread *t, Value self, int rounding)
{
    Num n, whole;
    u128 c;
    if (D(self)->kind)
        return raise_special(t, D(self), "integer");
    if (short_round(D(self), 0, rounding, &c)) {
        mp_limb_t limbs[] = {(mp_limb_t)c, (mp_limb_t)(c >> 64)};
        if (c <= (u128)SMALL_MAX)
            return v_from_small(D(self)->neg ? -(int64_t)c : (int64_t)c);
        return int_from_limbs(t, limbs, limbs[1] ? 2 : 1, D(self)->neg);
    }
    num_view(&n, D(self));
    Work w = {.t = t, .p = {.rounding = (uint8_t)rounding}};
    num_init(&whole);
    num_to_integral_value(&w, &whole, &n);
    Value v = num_to_int(t, &whole);
    num_clear(&whole);
    return v;
}

static Value slot_int(Thread *t, Value self)
{
    return integer_of(t, self, DEC_ROUND_DOWN);
}
NATIVE(decimal_trunc, "__trunc__(self, /)", NULL)
{
    return integer_of(t, a[0], DEC_ROUND_DOWN);
}
NATIVE(decimal_floor, "__floor__(self, /)", NULL)
{
    return integer_of(t, a[0], DEC_ROUND_FLOOR);
}
NATIVE(decimal_ceil, "__ceil__(self, /)", NULL)
{
    return integer_of(t, a[0], DEC_ROUND_CEILING);
}

NATIVE_UNNAMED(decimal_round, "__round__(self, ndigits=None, /)", NULL)
{
    if (v_is_empty(a[1]) || v_is_none(a[1]))
        return integer_of(t, a[0], DEC_ROUND_HALF_EVEN);
    int64_t digits;
    if (!v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "optional arg must be an integer");
    if (!int_fits64(a[1], &digits))
        return raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    DecContext *c = context_now(t);
    if (!c)
        return V_ERROR;
    if (digits > DEC_EXP_BOUND || digits < -DEC_EXP_BOUND)
        digits = digits > 0 ? DEC_EXP_BOUND : -DEC_EXP_BOUND;
    Value quick = short_quantize(t, c, D(a[0]), -digits, c->p.rounding);
    if (!v_is_empty(quick))
        return quick;
    Num n, unit, r;
    Work w;
    num_view(&n, D(a[0]));
    num_init(&unit);
    num_init(&r);
    num_set_small(&unit, false, 1, -digits);
    work_begin(&w, t, c);
    num_quantize(&w, &r, &n, &unit);
    num_clear(&unit);
    return work_end(&w, c, &r);
}

static int double_of(Thread *t, const Decimal *d, double *out)
{
    if (d->kind == DEC_SNAN) {
        raise_format(t, EXC_ValueError, "cannot convert signaling NaN to float");
        return -1;
    }
    if (d->kind) {
        *out = copysign(d->kind == DEC_INF ? INFINITY : NAN, d->neg ? -1 : 1);
        return 0;
    }
    if (short_double(d, out))
        return 0;
    Value text = decimal_to_text(t, d, true, false);
    if (v_is_error(text))
        return -1;
    const Str *s = V_AS(Str, text);
    int status = float_parse(t, str_data(s), s->len, text, out);
    drop(t, text);
    return status;
}

static Value slot_float(Thread *t, Value self)
{
    double d;
    return double_of(t, D(self), &d) < 0 ? V_ERROR : float_new(t, d);
}

NATIVE(decimal_complex, "__complex__(self, /)", NULL)
{
    double d;
    return double_of(t, D(a[0]), &d) < 0 ? V_ERROR : complex_new(t, d, 0);
}

/* n / d in lowest terms; a pair of ints, owned. */
static Value ratio_pair(Thread *t, bool neg, mpz_t n, mpz_t d)
{
    mpz_t common;
    mpz_init(common);
    mpz_gcd(common, n, d);
    if (mpz_sgn(common)) {
        mpz_divexact(n, n, common);
        mpz_divexact(d, d, common);
    }
    mpz_clear(common);
    Value items[] = {int_from_limbs(t, n->_mp_d, (mp_size_t)mpz_size(n), neg),
                     int_from_limbs(t, d->_mp_d, (mp_size_t)mpz_size(d), false)};
    return tuple_take(t, items, 2);
}

NATIVE(decimal_as_integer_ratio, "as_integer_ratio(self, /)",
       "Return a pair of integers whose ratio is exactly equal to the number.")
{
    if (D(a[0])->kind)
        return raise_special(t, D(a[0]), "integer ratio");
    Num view;
    num_view(&view, D(a[0]));
    Work w = {.t = t};
    mpz_t n, d;
    mpz_init_set(n, view.z);
    mpz_init_set_ui(d, 1);
    bool good = view.exp >= 0 ? z_scale(&w, n, view.exp) : z_ten(&w, d, -view.exp);
    Value r = V_ERROR;
    if (good)
        r = ratio_pair(t, view.neg, n, d);
    else if (v_is_empty(t->exc))
        raise_memory(t);
    mpz_clear(n);
    mpz_clear(d);
    return r;
}

/* ---- parts ---- */

static Value digit_tuple(Thread *t, const Decimal *d)
{
    if (d->kind == DEC_INF)
        return K(t, tuple_pack(t, 1, v_from_small(0)));
    if (d->kind && !d->size)
        return K(t, tuple_new(t, NULL, 0));
    Num n;
    size_t len, size;
    num_view(&n, d);
    char *text = num_digits(t, n.z, &len, &size);
    Tuple *digits = text ? tuple_alloc(t, len) : NULL;
    for (size_t i = 0; digits && i < len; i++)
        digits->items[i] = v_from_small(text[i] - '0');
    if (text)
        mem_free(t, text, size);
    if (!digits)
        return V_ERROR;
    gc_track(t, digits);
    return K(t, v_from(digits));
}

API(decimal_as_tuple, "as_tuple(self, /)", "Return sign, digits and exponent as a DecimalTuple.")
{
    static const char *const names[] = {NULL, "F", "n", "N"};
    const Decimal *d = D(a[0]);
    Value digits = digit_tuple(t, d);
    Value exp = K(t, d->kind ? str_from_cstr(t, names[d->kind]) : int_new(t, d->exp));
    if (v_is_error(digits) || v_is_error(exp))
        return V_ERROR;
    return K(t, call3(t, DEC(t)->decimal_tuple, v_from_small(d->neg), digits, exp));
}

NATIVE(decimal_adjusted, "adjusted(self, /)",
       "Return the exponent of the first digit; 0 for special values.")
{
    const Decimal *d = D(a[0]);
    return int_new(t, d->kind ? 0 : d->exp + d->digits - 1);
}

API(decimal_reduce, "__reduce__(self, /)", NULL)
{
    Value text = K(t, value_str(t, a[0]));
    Value args = v_is_error(text) ? V_ERROR : K(t, tuple_pack(t, 1, text));
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_object(a[0])->type), args));
}

API_FLAGS(decimal_format_method, "__format__(self, format_spec, override=None, /)", NULL,
          NF_UNNAMED)
{
    return decimal_format(t, D(a[0]), a[1], a[2]);
}

NATIVE(decimal_copy, "__copy__(self, /)", NULL)
{
    return dup(a[0]);
}
NATIVE(decimal_deepcopy, "__deepcopy__(self, memo, /)", NULL)
{
    return dup(a[0]);
}
NATIVE(decimal_canonical, "canonical(self, /)", "Return the number itself.")
{
    return dup(a[0]);
}
NATIVE(decimal_conjugate, "conjugate(self, /)", "Return the number itself.")
{
    return dup(a[0]);
}

static Value get_real(Thread *t, Value self)
{
    return dup(self);
}
static Value get_imag(Thread *t, Value self)
{
    return decimal_from_u128(t, DEC(t)->decimal, false, 0, 0, 1);
}

const NativeDef *const decimal_convert_methods[] = {
    &decimal_from_float_def,
    &decimal_radix_def,
    &decimal_trunc_def,
    &decimal_floor_def,
    &decimal_ceil_def,
    &decimal_round_def,
    &decimal_complex_def,
    &decimal_as_integer_ratio_def,
    &decimal_as_tuple_def,
    &decimal_adjusted_def,
    &decimal_reduce_def,
    &decimal_format_method_def,
    &decimal_copy_def,
    &decimal_deepcopy_def,
    &decimal_canonical_def,
    &decimal_conjugate_def,
    NULL,
};
const GetSetDef decimal_getset[] = {
    {"real", get_real, NULL, NULL},
    {"imag", get_imag, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

/* Decimal(value), without the way round by a signature. */
static Value slot_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Value all[] = {v_from(cls), nargs ? args[0] : V_EMPTY, V_EMPTY};
    return nargs == 1 && v_is_empty(kwnames)
               ? decimal_new_native(t, all, 3)
               : type_new_by_def(t, DEC(t)->decimal, cls, args, nargs, kwnames);
}

void decimal_convert_slots(TypeSpec *spec)
{
    spec->new_def = &decimal_new_def;
    spec->slots.new_ = slot_new;
    spec->slots.to_int = slot_int;
    spec->slots.to_float = slot_float;
}
