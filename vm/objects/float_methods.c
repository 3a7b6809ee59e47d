/* SPDX-License-Identifier: MIT */
/* float: methods and attributes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/objects/format_spec.h"

/* ---- parts of the number ---- */

NATIVE(float_conjugate, "conjugate(self, /)", "Return self, the complex conjugate of any float.")
{
    return float_new(t, float_value(a[0]));
}

NATIVE(float_is_integer, "is_integer(self, /)", "Return True if the float is an integer.")
{
    double d = float_value(a[0]);
    return v_bool(isfinite(d) && d == floor(d));
}

NATIVE(float_trunc, "__trunc__(self, /)", "Return the Integral closest to x between 0 and x.")
{
    return int_from_double(t, float_value(a[0]));
}

NATIVE(float_floor, "__floor__(self, /)", "Return the floor as an Integral.")
{
    return int_from_double(t, floor(float_value(a[0])));
}

NATIVE(float_ceil, "__ceil__(self, /)", "Return the ceiling as an Integral.")
{
    return int_from_double(t, ceil(float_value(a[0])));
}

NATIVE(float_round_method, "__round__(self, ndigits=None, /)",
       "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is "
       "passed, work like built-in round(x, ndigits).")
{
    double d = float_value(a[0]), r;
    if (v_is_empty(a[1]) || v_is_none(a[1]))
        return int_from_double(t, rint(d));
    int64_t digits;
    if (value_to_ssize(t, a[1], &digits, EXC_COUNT) < 0)
        return V_ERROR;
    return float_round(t, d, digits, &r) < 0 ? V_ERROR : float_new(t, r);
}

NATIVE(float_as_integer_ratio, "as_integer_ratio(self, /)",
       "Return a pair of integers, whose ratio is exactly equal to the original float.")
{
    double d = float_value(a[0]);
    if (!isfinite(d))
        return isnan(d)
                   ? raise_format(t, EXC_ValueError, "cannot convert NaN to integer ratio")
                   : raise_format(t, EXC_OverflowError, "cannot convert Infinity to integer ratio");
    int e;
    int64_t m = (int64_t)ldexp(frexp(d, &e), 53);
    e -= 53;
    for (; m && !(m & 1); e++)
        m /= 2;
    if (m == 0)
        e = 0;
    Value pair[2] = {int_shift(t, v_from_small(m), e > 0 ? e : 0), V_EMPTY};
    if (v_is_error(pair[0]))
        return V_ERROR;
    pair[1] = int_shift(t, v_from_small(1), e < 0 ? -e : 0);
    if (v_is_error(pair[1])) {
        drop(t, pair[0]);
        return V_ERROR;
    }
    return tuple_take(t, pair, 2);
}

NATIVE(float_getnewargs, "__getnewargs__(self, /)", NULL)
{
    Value d = float_new(t, float_value(a[0]));
    return v_is_error(d) ? V_ERROR : tuple_take(t, &d, 1);
}

NATIVE(float_format_method, "__format__(self, format_spec, /)",
       "Formats the float according to format_spec.")
{
    return format_builtin(t, a[0], a[1]);
}

NATIVE_CLASS(float_getformat, "__getformat__(type, typestr, /)",
             "Which byte format C's 'double' or 'float' has.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "__getformat__() argument must be str, not %T", a[1]);
    if (!str_equal_cstr(V_AS(Str, a[1]), "double") && !str_equal_cstr(V_AS(Str, a[1]), "float"))
        return raise_format(t, EXC_ValueError,
                            "__getformat__() argument 1 must be 'double' or 'float'");
    return str_from_cstr(t, "IEEE, little-endian");
}

/* ---- hexadecimal ---- */

NATIVE(float_hex, "hex(self, /)", "Return a hexadecimal representation of a floating-point number.")
{
    char text[40];
    double d = float_value(a[0]);
    if (!isfinite(d)) {
        float_repr_text(d, true, text);
        return str_from_cstr(t, text);
    }
    uint64_t bits;
    memcpy(&bits, &d, 8);
    int e = (int)(bits >> 52 & 0x7ff);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    const char *sign = signbit(d) ? "-" : "";
    if (d == 0)
        snprintf(text, sizeof text, "%s0x0.0p+0", sign);
    else
        snprintf(text, sizeof text, "%s0x%d.%013lxp%+d", sign, e != 0, (unsigned long)fraction,
                 e ? e - 1023 : -1022);
    return str_from_cstr(t, text);
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Behind a hexadecimal number, with or without 0x, or NULL. */
static const char *hex_scan(const char *p)
{
    int digits = 0;
    if (p[0] == '0' && (p[1] | 0x20) == 'x')
        p += 2;
    for (; is_hex(*p); p++)
        digits++;
    if (*p == '.')
        for (p++; is_hex(*p); p++)
            digits++;
    if (!digits)
        return NULL;
    if ((*p | 0x20) == 'p') {
        const char *e = p + 1;
        if (*e == '+' || *e == '-')
            e++;
        if (!(*e >= '0' && *e <= '9'))
            return NULL;
        while (*e >= '0' && *e <= '9')
            e++;
        p = e;
    }
    return p;
}

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* m * 2**exp, rounded once, half to even. (The C library's strtod rounds subnormal hexadecimal
 * numbers twice.) m has at most 61 bits; what was cut off behind it is in its last bit. */
static double hex_round(uint64_t m, int64_t exp)
{
    if (!m)
        return 0;
    int len = 64 - __builtin_clzll(m);
    if (exp + len < -1074)
        return 0;
    if (exp + len > 1024)
        return HUGE_VAL;
    int64_t room = exp + len + 1074; /* bits above the smallest subnormal */
    int cut = len - (int)(room < 53 ? room : 53);
    if (cut > 0) {
        uint64_t half = 1ull << (cut - 1), rest = m & (2 * half - 1);
        m >>= cut;
        m += rest > half || (rest == half && m & 1);
        exp += cut;
    }
    return ldexp((double)m, (int)exp);
}

/* The value of what hex_scan has accepted, behind 0x. */
static double hex_value(const char *p)
{
    uint64_t m = 0;
    int64_t exp = 0, given = 0;
    bool point = false, below = false;
    for (; is_hex(*p) || *p == '.'; p++) {
        if (*p == '.') {
            point = true;
        } else if (m >> 56) {
            m |= hex_digit(*p) != 0; /* too far behind to count, but not nothing */
            exp += point ? 0 : 4;
        } else {
            m = m << 4 | (uint64_t)hex_digit(*p);
            exp -= point ? 4 : 0;
        }
    }
    if ((*p | 0x20) == 'p') {
        below = p[1] == '-';
        for (p += 1 + (p[1] == '-' || p[1] == '+'); *p >= '0' && *p <= '9'; p++)
            given = given < INT64_C(1) << 40 ? given * 10 + (*p - '0') : given;
    }
    return hex_round(m, exp + (below ? -given : given));
}

/* A hexadecimal float. 0 or -1. */
static int hex_parse(Thread *t, const char *text, size_t len, double *out)
{
    const char *p = text, *limit = text + len, *end;
    while (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        p++;
    bool neg = *p == '-';
    const char *word = p + (*p == '-' || *p == '+');
    if ((*word | 0x20) == 'i' || (*word | 0x20) == 'n') {
        end = float_scan(p, out);
    } else if ((end = hex_scan(word))) {
        bool prefixed = word[0] == '0' && (word[1] | 0x20) == 'x';
        *out = hex_value(word + (prefixed ? 2 : 0));
        if (isinf(*out)) {
            raise_format(t, EXC_OverflowError,
                         "hexadecimal value too large to represent as a float");
            return -1;
        }
        *out = neg ? -*out : *out;
    }
    while (end && (*end == ' ' || (*end >= '\t' && *end <= '\r')))
        end++;
    if (end == limit)
        return 0;
    raise_format(t, EXC_ValueError, "invalid hexadecimal floating-point string");
    return -1;
}

NATIVE_CLASS(float_fromhex, "fromhex(type, string, /)",
             "Create a floating-point number from a hexadecimal string.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "bad argument type for built-in operation");
    size_t len;
    double d = 0;
    for (size_t i = 0; i < V_AS(Str, a[1])->len; i++)
        if (str_at(V_AS(Str, a[1]), i) > 127) /* number_text would make digits of all scripts 0-9 */
            return raise_format(t, EXC_ValueError, "invalid hexadecimal floating-point string");
    char *text = number_text(t, V_AS(Str, a[1]), &len);
    if (!text)
        return V_ERROR;
    int status = hex_parse(t, text, len, &d);
    mem_free(t, text, len + 1);
    Value f = status < 0 ? V_ERROR : float_new(t, d);
    if (v_is_error(f) || V_AS(Type, a[0])->kind == KIND_float)
        return f;
    Value r = call1(t, a[0], f);
    drop(t, f);
    return r;
}

const NativeDef *const float_methods[] = {
    &float_conjugate_def,
    &float_is_integer_def,
    &float_trunc_def,
    &float_floor_def,
    &float_ceil_def,
    &float_round_method_def,
    &float_as_integer_ratio_def,
    &float_getnewargs_def,
    &float_format_method_def,
    &float_getformat_def,
    &float_hex_def,
    &float_fromhex_def,
    NULL,
};

static Value float_get_real(Thread *t, Value self)
{
    return float_new(t, float_value(self));
}

static Value float_get_imag(Thread *t, Value self)
{
    return float_new(t, 0.0);
}

const GetSetDef float_getset[] = {
    {"real", float_get_real, NULL, "the real part of a complex number"},
    {"imag", float_get_imag, NULL, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};
