/* SPDX-License-Identifier: MIT */
/* int: the constructor, methods and attributes. */
#include "vm/objects/int.h"
#include "vm/objects/number_bytes.h"
#include "vm/objects/format_spec.h"

/* ---- the constructor ---- */

/* int(v) for bytes-like objects; EMPTY when v is none. */
static Value int_from_buffer(Thread *t, Value v, int base)
{
    NumberBytes b;
    int status = number_bytes(t, v, &b);
    if (status <= 0)
        return status < 0 ? V_ERROR : V_EMPTY;
    Value r = int_parse(t, b.data, b.len, base, b.copy);
    number_bytes_free(t, &b);
    return r;
}

/* The result of __int__ or __trunc__ must be an int; strict subclasses are on their way out. */
static Value check_int_result(Thread *t, TAKES Value r, const char *method)
{
    if (v_is_error(r) || v_kind(r) == KIND_int)
        return r;
    if (!v_is_int(r)) {
        raise_format(t, EXC_TypeError, "%s returned non-int (type %T)", method, r);
    } else if (warn_format(
                   t, EXC_DeprecationWarning, 1,
                   "%s returned non-int (type %T).  The ability to return an instance of a strict "
                   "subclass of "
                   "int is deprecated, and may not be supported in a future version of Python.",
                   method, r) == 0) {
        Value plain = int_plain(t, r);
        drop(t, r);
        return plain;
    }
    drop(t, r);
    return V_ERROR;
}

static Value int_from_trunc(Thread *t, Value v)
{
    Value r = call_special(t, v, N(t, __trunc__), NULL, 0);
    if (v_is_empty(r) || v_is_error(r))
        return r;
    Value n = V_ERROR;
    if (warn_format(t, EXC_DeprecationWarning, 1,
                    "The delegation of int() to __trunc__ is deprecated.") == 0) {
        if (v_is_int(r))
            n = int_plain(t, r);
        else if (v_type(t, r)->s.index)
            n = check_int_result(t, v_type(t, r)->s.index(t, r), "__index__");
        else
            raise_format(t, EXC_TypeError, "__trunc__ returned non-Integral (type %T)", r);
    }
    drop(t, r);
    return n;
}

/* int(v), without a base: a plain int. */
static Value int_from_value(Thread *t, Value v)
{
    if (v_kind(v) == KIND_int)
        return dup(v);
    Type *type = v_type(t, v);
    if (type->s.to_int)
        return check_int_result(t, type->s.to_int(t, v), "__int__");
    if (type->s.index) {
        Value n = value_index(t, v), plain = v_is_error(n) ? V_ERROR : int_plain(t, n);
        if (!v_is_error(n))
            drop(t, n);
        return plain;
    }
    Value r = int_from_trunc(t, v);
    if (!v_is_empty(r))
        return r;
    if (v_is_str(v))
        return int_from_str(t, v, 10);
    r = int_from_buffer(t, v, 10);
    if (!v_is_empty(r))
        return r;
    return raise_format(
        t, EXC_TypeError,
        "int() argument must be a string, a bytes-like object or a real number, not '%T'", v);
}

static Value int_with_base(Thread *t, Value v, Value base)
{
    int64_t b;
    if (value_to_ssize(t, base, &b, EXC_COUNT) < 0)
        return V_ERROR;
    if ((b != 0 && b < 2) || b > 36)
        return raise_format(t, EXC_ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (v_is_str(v))
        return int_from_str(t, v, (int)b);
    if (v_has_layout(v, KIND_bytes) || v_has_layout(v, KIND_bytearray))
        return int_from_buffer(t, v, (int)b);
    return raise_format(t, EXC_TypeError, "int() can't convert non-string with explicit base");
}

static int int_new_keywords(Thread *t, const Value *values, Value kwnames, Value *base)
{
    for (size_t i = 0; !v_is_empty(kwnames) && i < V_AS(Tuple, kwnames)->len; i++) {
        Str *name = V_AS(Str, V_AS(Tuple, kwnames)->items[i]);
        if (!str_equal_cstr(name, "base")) {
            return raise_unexpected_known(t, "int", (const char *const[]){"base", NULL}, name);
        }
        if (!v_is_empty(*base)) {
            raise_format(t, EXC_TypeError,
                         "argument for int() given by name ('base') and position (2)");
            return -1;
        }
        *base = values[i];
    }
    return 0;
}

static Value int_new_call(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    Type *cls = V_AS(Type, a[0]);
    if (nargs > 3)
        return raise_format(t, EXC_TypeError, "int expected at most 2 arguments, got %u",
                            nargs - 1);
    Value base = nargs == 3 ? a[2] : V_EMPTY;
    if (int_new_keywords(t, a + nargs, kwnames, &base) < 0)
        return V_ERROR;
    if (nargs == 1 && !v_is_empty(base))
        return raise_format(t, EXC_TypeError, "int() missing string argument");
    Value n = nargs == 1         ? v_from_small(0)
              : v_is_empty(base) ? int_from_value(t, a[1])
                                 : int_with_base(t, a[1], base);
    if (v_is_error(n) || cls->kind == KIND_int)
        return n;
    Value r = int_of_class(t, cls, n);
    drop(t, n);
    return r;
}

const NativeDef int_new_def = {"int(x=0, /, base=10)", NULL, NULL, int_new_call, 0};

/* ---- methods ---- */

NATIVE(int_bit_length, "bit_length(self, /)",
       "Number of bits necessary to represent self in binary.")
{
    IntView v;
    int_view(a[0], &v);
    return int_from_uint64(t, int_bit_length(&v));
}

NATIVE(int_bit_count, "bit_count(self, /)",
       "Number of ones in the binary representation of the absolute value of self.")
{
    IntView v;
    int_view(a[0], &v);
    return int_from_uint64(t, v.n ? mpn_popcount(v.d, v.n) : 0);
}

NATIVE(int_as_integer_ratio, "as_integer_ratio(self, /)",
       "Return a pair of integers, whose ratio is equal to the original int.")
{
    Value pair[2] = {int_plain(t, a[0]), v_from_small(1)};
    return v_is_error(pair[0]) ? V_ERROR : tuple_take(t, pair, 2);
}

NATIVE(int_is_integer, "is_integer(self, /)",
       "Returns True. Exists for duck type compatibility with float.is_integer.")
{
    return V_TRUE;
}

NATIVE(int_conjugate, "conjugate(self, /)", "Returns self, the complex conjugate of any int.")
{
    return int_plain(t, a[0]);
}

NATIVE(int_trunc, "__trunc__(self, /)", "Truncating an Integral returns itself.")
{
    return int_plain(t, a[0]);
}

NATIVE(int_floor, "__floor__(self, /)", "Flooring an Integral returns itself.")
{
    return int_plain(t, a[0]);
}

NATIVE(int_ceil, "__ceil__(self, /)", "Ceiling of an Integral returns itself.")
{
    return int_plain(t, a[0]);
}

NATIVE(int_round_method, "__round__(self, ndigits=None, /)",
       "Rounding an Integral returns itself.\n\nRounding with an ndigits argument also returns an "
       "integer.")
{
    if (v_is_empty(a[1]))
        return int_plain(t, a[0]);
    Value n = value_index(t, a[1]);
    if (v_is_error(n))
        return V_ERROR;
    int64_t digits;
    if (!int_fits64(n, &digits) || digits == INT64_MIN)
        digits = int_sign(n) < 0 ? -INT64_MAX : INT64_MAX;
    drop(t, n);
    return int_round(t, a[0], -digits);
}

NATIVE(int_getnewargs, "__getnewargs__(self, /)", NULL)
{
    Value n = int_plain(t, a[0]);
    return v_is_error(n) ? V_ERROR : tuple_take(t, &n, 1);
}

/* As if CPython's digits of 30 bits were used, which is what scripts print. */
NATIVE(int_sizeof, "__sizeof__(self, /)", "Returns size in memory, in bytes.")
{
    IntView v;
    int_view(a[0], &v);
    uint64_t digits = (int_bit_length(&v) + 29) / 30;
    return int_from_uint64(t, 24 + 4 * (digits ? digits : 1));
}

/* 'little' or 'big' (the default): 1, 0, -1. */
static int byteorder_little(Thread *t, Value v, const char *function)
{
    if (v_is_empty(v))
        return 0;
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "%s() argument 'byteorder' must be str, not %T", function,
                     v);
        return -1;
    }
    if (str_equal_cstr(V_AS(Str, v), "little"))
        return 1;
    if (str_equal_cstr(V_AS(Str, v), "big"))
        return 0;
    raise_format(t, EXC_ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
}

NATIVE(int_to_bytes_method, "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
       "Return an array of bytes representing an integer.")
{
    int64_t len = 1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &len, EXC_OverflowError) < 0)
        return V_ERROR;
    int little = byteorder_little(t, a[2], "to_bytes"),
        is_signed = v_is_empty(a[3]) ? 0 : truth(t, a[3]);
    if (little < 0 || is_signed < 0)
        return V_ERROR;
    if (len < 0)
        return raise_format(t, EXC_ValueError, "length argument must be non-negative");
    uint8_t small[64], *out = len <= 64 ? small : mem_alloc(t, (size_t)len);
    if (!out)
        return V_ERROR;
    int status = int_to_bytes(t, a[0], out, (size_t)len, little, is_signed);
    Value r = status < 0 ? V_ERROR : bytes_new(t, out, (size_t)len);
    if (out != small)
        mem_free(t, out, (size_t)len);
    return r;
}

/* bytes(v), but numbers are no length here. */
static Value bytes_of_object(Thread *t, Value v)
{
    if (v_has_layout(v, KIND_bytes))
        return dup(v);
    bool convertible = !v_is_str(v) && (v_type(t, v)->s.iter || v_has_layout(v, KIND_memoryview) ||
                                        !v_is_empty(type_lookup(t, v_type(t, v), N(t, __bytes__))));
    if (!convertible)
        return raise_format(t, EXC_TypeError, "cannot convert '%T' object to bytes", v);
    return call1(t, v_from(t->vm->types[KIND_bytes]), v);
}

NATIVE_CLASS(int_from_bytes_method, "from_bytes(type, /, bytes, byteorder='big', *, signed=False)",
             "Return the integer represented by the given array of bytes.")
{
    int little = byteorder_little(t, a[2], "from_bytes"),
        is_signed = v_is_empty(a[3]) ? 0 : truth(t, a[3]);
    if (little < 0 || is_signed < 0)
        return V_ERROR;
    NumberBytes b;
    Value bytes = bytes_of_object(t, a[1]);
    if (v_is_error(bytes))
        return V_ERROR;
    int status = number_bytes(t, bytes, &b);
    drop(t, bytes);
    if (status <= 0)
        return V_ERROR;
    Value n = int_from_bytes(t, (const uint8_t *)b.data, b.len, little, is_signed);
    number_bytes_free(t, &b);
    if (v_is_error(n) || V_AS(Type, a[0])->kind == KIND_int)
        return n;
    Value r = call1(t, a[0], n);
    drop(t, n);
    return r;
}

NATIVE(int_format, "__format__(self, format_spec, /)",
       "Convert to a string according to format_spec.")
{
    return format_builtin(t, a[0], a[1]);
}

const NativeDef *const int_methods[] = {
    &int_bit_length_def,
    &int_bit_count_def,
    &int_as_integer_ratio_def,
    &int_is_integer_def,
    &int_conjugate_def,
    &int_trunc_def,
    &int_floor_def,
    &int_ceil_def,
    &int_round_method_def,
    &int_getnewargs_def,
    &int_sizeof_def,
    &int_to_bytes_method_def,
    &int_from_bytes_method_def,
    &int_format_def,
    NULL,
};

static Value int_get_imag(Thread *t, Value self)
{
    return v_from_small(0);
}

static Value int_get_denominator(Thread *t, Value self)
{
    return v_from_small(1);
}

const GetSetDef int_getset[] = {
    {"real", int_plain, NULL, "the real part of a complex number"},
    {"imag", int_get_imag, NULL, "the imaginary part of a complex number"},
    {"numerator", int_plain, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", int_get_denominator, NULL,
     "the denominator of a rational number in lowest terms"},
    {NULL, NULL, NULL, NULL},
};
