/* SPDX-License-Identifier: MIT */
/* complex: pairs of doubles. */
#include <errno.h>
#include <math.h>
#include "vm/core/alloc_small.h"
#include "vm/objects/complex.h"
#include "vm/objects/int.h"
#include "vm/objects/format_spec.h"

static Complex *complex_of(Value v)
{
    return V_AS(Complex, v);
}

static Value complex_alloc(Thread *t, Type *cls, double re, double im)
{
    Complex *z = object_new(t, cls, 0);
    if (!z)
        return V_ERROR;
    z->re = re;
    z->im = im;
    if (cls->flags & TF_GC)
        gc_track(t, z);
    return v_from(z);
}

Value complex_new(Thread *t, double real, double imag)
{
    const size_t size = (sizeof(Complex) + 15) & ~(size_t)15;
    Complex *z = alloc_small(&t->vm->alloc, size);
    if (UNLIKELY(!z))
        return complex_alloc(t, t->vm->types[KIND_complex], real, imag);
    object_head(&z->head, t->vm->types[KIND_complex], KIND_complex, size);
    z->re = real;
    z->im = imag;
    return v_from(z);
}

/* ---- from numbers ---- */

/* By __complex__: 1; 0 when v has none. */
static int complex_from_special(Thread *t, Value v, double *re, double *im)
{
    Value z = v_is_complex(v) && v_kind(v) == KIND_complex
                  ? dup(v)
                  : call_special(t, v, N(t, __complex__), NULL, 0);
    if (v_is_empty(z))
        return 0;
    if (v_is_error(z))
        return -1;
    int status = -1;
    if (!v_is_complex(z)) {
        raise_format(t, EXC_TypeError, "__complex__ returned non-complex (type %T)", z);
    } else if (v_kind(z) == KIND_complex ||
               warn_format(t, EXC_DeprecationWarning, 1,
                           "__complex__ returned non-complex (type %T).  The ability to return an "
                           "instance of a strict "
                           "subclass of complex is deprecated, and may not be supported in a "
                           "future version of Python.",
                           z) == 0) {
        *re = complex_of(z)->re;
        *im = complex_of(z)->im;
        status = 1;
    }
    drop(t, z);
    return status;
}

int value_to_complex(Thread *t, Value v, double *re, double *im)
{
    int status = complex_from_special(t, v, re, im);
    if (status)
        return status < 0 ? -1 : 0;
    *im = 0;
    return value_to_double(t, v, re);
}

/* An operand of arithmetic: 1; 0 not a number of ours; -1 error. */
static int operand(Thread *t, Value v, double *re, double *im)
{
    if (v_is_complex(v)) {
        *re = complex_of(v)->re;
        *im = complex_of(v)->im;
        return 1;
    }
    *im = 0;
    if (v_is_float(v))
        *re = float_value(v);
    else if (!v_is_int(v))
        return 0;
    else if (int_to_double(t, v, re) < 0)
        return -1;
    return 1;
}

typedef struct Pair {
    double re, im;
} Pair;

static ALWAYS_INLINE int operands(Thread *t, Value a, Value b, Pair *x, Pair *y)
{
    if (v_is_kind(a, KIND_complex) && v_is_kind(b, KIND_complex)) {
        *x = (Pair){complex_of(a)->re, complex_of(a)->im};
        *y = (Pair){complex_of(b)->re, complex_of(b)->im};
        return 1;
    }
    int status = operand(t, a, &x->re, &x->im);
    return status <= 0 ? status : operand(t, b, &y->re, &y->im);
}

#define OPERANDS(x, y)                       \
    Pair x, y;                               \
    int status_ = operands(t, a, b, &x, &y); \
    if (status_ <= 0)                        \
    return status_ < 0 ? V_ERROR : V_NOTIMPLEMENTED

/* ---- arithmetic ---- */

static Value complex_slot_add(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return complex_new(t, x.re + y.re, x.im + y.im);
}

static Value complex_slot_sub(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return complex_new(t, x.re - y.re, x.im - y.im);
}

static Pair product(Pair x, Pair y)
{
    return (Pair){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
}

static Value complex_slot_mul(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    Pair z = product(x, y);
    return complex_new(t, z.re, z.im);
}

/* Smith's method: scaled by the larger part of the divisor. False: division by zero. */
static bool quotient(Pair x, Pair y, Pair *z)
{
    double yr = fabs(y.re), yi = fabs(y.im);
    if (yr >= yi) {
        if (yr == 0)
            return false;
        double ratio = y.im / y.re, denominator = y.re + y.im * ratio;
        *z = (Pair){(x.re + x.im * ratio) / denominator, (x.im - x.re * ratio) / denominator};
    } else if (yi >= yr) {
        double ratio = y.re / y.im, denominator = y.re * ratio + y.im;
        *z = (Pair){(x.re * ratio + x.im) / denominator, (x.im * ratio - x.re) / denominator};
    } else {
        *z = (Pair){NAN, NAN};
    }
    return true;
}

static Value complex_slot_truediv(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    Pair z;
    if (!quotient(x, y, &z))
        return raise_format(t, EXC_ZeroDivisionError, "complex division by zero");
    return complex_new(t, z.re, z.im);
}

static Pair power_whole(Pair x, unsigned n)
{
    Pair r = {1, 0};
    for (; n; n >>= 1) {
        if (n & 1)
            r = product(r, x);
        x = product(x, x);
    }
    return r;
}

/* By polar coordinates. False: zero to a negative or complex power. */
static bool power_polar(Pair x, Pair y, Pair *z)
{
    if (y.re == 0 && y.im == 0) {
        *z = (Pair){1, 0};
        return true;
    }
    if (x.re == 0 && x.im == 0) {
        *z = (Pair){0, 0};
        return !(y.im != 0 || y.re < 0); /* a NaN is neither */
    }
    double size = hypot(x.re, x.im), angle = atan2(x.im, x.re);
    double len = pow(size, y.re), phase = angle * y.re;
    if (y.im != 0) {
        len /= exp(angle * y.im);
        phase += y.im * log(size);
    }
    *z = (Pair){len * cos(phase), len * sin(phase)};
    return true;
}

Value complex_power(Thread *t, double a, double b, double c, double d)
{
    Pair x = {a, b}, y = {c, d}, z;
    bool good = true;
    errno = 0; /* the C library's domain errors (cos of infinity) count as CPython counts them */
    if (d == 0 && c == floor(c) && fabs(c) <= 100) { /* whole exponents keep their exactness */
        z = power_whole(x, (unsigned)fabs(c));
        if (c <= 0)
            good = quotient((Pair){1, 0}, z, &z);
    } else {
        good = power_polar(x, y, &z);
    }
    if (!good || errno == EDOM)
        return raise_format(t, EXC_ZeroDivisionError, "0.0 to a negative or complex power");
    if (isinf(z.re) || isinf(z.im))
        return raise_format(t, EXC_OverflowError, "complex exponentiation");
    return complex_new(t, z.re, z.im);
}

static Value complex_slot_pow(Thread *t, Value a, Value b)
{
    OPERANDS(x, y);
    return complex_power(t, x.re, x.im, y.re, y.im);
}

static Value complex_slot_neg(Thread *t, Value self)
{
    return complex_new(t, -complex_of(self)->re, -complex_of(self)->im);
}

static Value complex_slot_pos(Thread *t, Value self)
{
    return v_kind(self) == KIND_complex
               ? dup(self)
               : complex_new(t, complex_of(self)->re, complex_of(self)->im);
}

static Value complex_slot_abs(Thread *t, Value self)
{
    const Complex *z = complex_of(self);
    double r = hypot(z->re, z->im);
    if (isinf(r) && isfinite(z->re) && isfinite(z->im))
        return raise_format(t, EXC_OverflowError, "absolute value too large");
    return float_new(t, r);
}

static int complex_slot_truth(Thread *t, Value self)
{
    return complex_of(self)->re != 0 || complex_of(self)->im != 0;
}

static int complex_slot_hash(Thread *t, Value self, int64_t *hash)
{
    const Complex *z = complex_of(self);
    *hash = (int64_t)((uint64_t)float_hash(self, z->re) +
                      (uint64_t)1000003 * (uint64_t)float_hash(self, z->im));
    if (*hash == -1)
        *hash = -2;
    return 0;
}

static Value complex_slot_compare(Thread *t, Value a, Value b, int op)
{
    if (op != CMP_EQ && op != CMP_NE)
        return V_NOTIMPLEMENTED;
    const Complex *z = complex_of(a);
    bool equal;
    if (v_is_complex(b))
        equal = z->re == complex_of(b)->re && z->im == complex_of(b)->im;
    else if (v_is_float(b))
        equal = z->im == 0 && z->re == float_value(b);
    else if (v_is_int(b))
        equal = z->im == 0 && !isnan(z->re) && int_compare_double(b, z->re) == 0;
    else
        return V_NOTIMPLEMENTED;
    return v_bool(equal == (op == CMP_EQ));
}

/* ---- text ---- */

static Value complex_slot_repr(Thread *t, Value self)
{
    const Complex *z = complex_of(self);
    char re[32], im[32];
    float_repr_text(z->re, false, re);
    float_repr_text(z->im, false, im);
    if (z->re == 0 && !signbit(z->re))
        return str_format(t, "%sj", im);
    return str_format(t, "(%s%s%sj)", re, im[0] == '-' ? "" : "+", im);
}

static const char *skip_spaces(const char *p)
{
    while (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        p++;
    return p;
}

static bool is_j(char c)
{
    return c == 'j' || c == 'J';
}

/* [real][+-imag j]; the place behind it, or NULL. */
static const char *scan_complex(const char *p, double *re, double *im)
{
    double first;
    const char *end = float_scan(p, &first);
    *re = *im = 0;
    if (!end) { /* only a unit: j, +j, -j */
        *im = *p == '-' ? -1 : 1;
        p += *p == '+' || *p == '-';
        return is_j(*p) ? p + 1 : NULL;
    }
    p = end;
    if (is_j(*p)) {
        *im = first;
        return p + 1;
    }
    *re = first;
    if (*p != '+' && *p != '-')
        return p;
    end = float_scan(p, im);
    if (!end) {
        *im = *p == '+' ? 1 : -1;
        end = p + 1;
    }
    return is_j(*end) ? end + 1 : NULL;
}

static bool parse_complex(const char *text, size_t len, double *re, double *im)
{
    const char *p = skip_spaces(text);
    bool bracket = *p == '(';
    if (bracket)
        p = skip_spaces(p + 1);
    p = scan_complex(p, re, im);
    if (!p)
        return false;
    p = skip_spaces(p);
    if (bracket) {
        if (*p != ')')
            return false;
        p = skip_spaces(p + 1);
    }
    return p == text + len;
}

/* Underscores between digits are dropped; elsewhere they make the text malformed. */
static bool drop_underscores(char *text, size_t *len)
{
    size_t n = 0;
    for (size_t i = 0; i < *len; i++) {
        char after = i + 1 < *len ? text[i + 1] : 0, before = n ? text[n - 1] : 0;
        if (text[i] != '_')
            text[n++] = text[i];
        else if (before < '0' || before > '9' || after < '0' || after > '9')
            return false;
    }
    text[ *len = n] = 0;
    return true;
}

static int complex_from_str(Thread *t, Value s, double *re, double *im)
{
    size_t len, cap;
    char *text = number_text(t, V_AS(Str, s), &len);
    if (!text)
        return -1;
    cap = len + 1;
    bool marks = drop_underscores(text, &len);
    bool good = marks && parse_complex(text, len, re, im);
    mem_free(t, text, cap);
    if (!marks)
        raise_format(t, EXC_ValueError, "could not convert string to complex: %R", s);
    else if (!good)
        raise_format(t, EXC_ValueError, "complex() arg is a malformed string");
    return good ? 0 : -1;
}

/* ---- the constructor ---- */

static bool is_number(Thread *t, Value v)
{
    const Slots *s = &v_type(t, v)->s;
    return s->to_float || s->index || v_is_complex(v);
}

static int complex_from_pair(Thread *t, Value real, Value imag, double *re, double *im)
{
    double rr = 0, ri = 0, ir = 0, ii = 0;
    int status = v_is_empty(real) ? 0 : complex_from_special(t, real, &rr, &ri);
    if (status < 0)
        return -1;
    if (status == 0 && !v_is_empty(real)) {
        if (!is_number(t, real)) {
            raise_format(t, EXC_TypeError,
                         "complex() first argument must be a string or a number, not '%T'", real);
            return -1;
        }
        if (value_to_double(t, real, &rr) < 0)
            return -1;
    }
    if (!v_is_empty(imag)) {
        if (!is_number(t, imag)) {
            raise_format(t, EXC_TypeError, "complex() second argument must be a number, not '%T'",
                         imag);
            return -1;
        }
        if (v_is_complex(imag)) {
            ir = complex_of(imag)->re;
            ii = complex_of(imag)->im;
        } else if (value_to_double(t, imag, &ir) < 0) {
            return -1;
        }
    }
    *re = !v_is_empty(imag) && v_is_complex(imag) ? rr - ii : rr;
    *im = v_is_empty(imag) ? ri : status > 0 ? ir + ri : ir;
    return 0;
}

NATIVE(complex_new_call, "complex(cls, real=0, imag=0)", NULL)
{
    Type *cls = V_AS(Type, a[0]);
    double re = 0, im = 0;
    if (!v_is_empty(a[1]) && v_is_empty(a[2]) && v_kind(a[1]) == KIND_complex &&
        cls->kind == KIND_complex)
        return dup(a[1]);
    if (!v_is_empty(a[1]) && v_is_str(a[1])) {
        if (!v_is_empty(a[2]))
            return raise_format(t, EXC_TypeError,
                                "complex() can't take second arg if first is a string");
        if (complex_from_str(t, a[1], &re, &im) < 0)
            return V_ERROR;
        return complex_alloc(t, cls, re, im);
    }
    if (!v_is_empty(a[2]) && v_is_str(a[2]))
        return raise_format(t, EXC_TypeError, "complex() second arg can't be a string");
    if (complex_from_pair(t, a[1], a[2], &re, &im) < 0)
        return V_ERROR;
    return complex_alloc(t, cls, re, im);
}

/* ---- methods ---- */

NATIVE(complex_conjugate, "conjugate(self, /)",
       "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.")
{
    return complex_new(t, complex_of(a[0])->re, -complex_of(a[0])->im);
}

NATIVE(complex_complex, "__complex__(self, /)", "Convert this value to exact type complex.")
{
    return complex_slot_pos(t, a[0]);
}

static Value complex_get_real(Thread *t, Value self)
{
    return float_new(t, complex_of(self)->re);
}

static Value complex_get_imag(Thread *t, Value self)
{
    return float_new(t, complex_of(self)->im);
}

NATIVE(complex_getnewargs, "__getnewargs__(self, /)", NULL)
{
    Value re = complex_get_real(t, a[0]), im = v_is_error(re) ? V_ERROR : complex_get_imag(t, a[0]);
    if (v_is_error(im)) {
        if (!v_is_error(re))
            drop(t, re);
        return V_ERROR;
    }
    return tuple_take(t, (Value[]){re, im}, 2);
}

NATIVE(complex_format, "__format__(self, format_spec, /)",
       "Convert to a string according to format_spec.")
{
    return format_builtin(t, a[0], a[1]);
}

int complex_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&complex_conjugate_def, &complex_complex_def,
                                               &complex_getnewargs_def, &complex_format_def, NULL};
    static const GetSetDef getset[] = {
        {"real", complex_get_real, NULL, "the real part of a complex number"},
        {"imag", complex_get_imag, NULL, "the imaginary part of a complex number"},
        {NULL, NULL, NULL, NULL},
    };
    static const TypeSpec spec = {
        .name = "complex",
        .doc = "Create a complex number from a string or numbers.\n\nIf a string is given, parse "
               "it as a complex "
               "number.\nIf a single number is given, convert it to a complex number.\nIf the "
               "'real' or 'imag' "
               "arguments are given, create a complex number\nwith the specified real and "
               "imaginary components.",
        .size = sizeof(Complex),
        .flags = TF_BASE,
        .kind = KIND_complex,
        .layout = KIND_complex,
        .new_def = &complex_new_call_def,
        .slots = {.repr = complex_slot_repr,
                  .hash = complex_slot_hash,
                  .compare = complex_slot_compare,
                  .truth = complex_slot_truth,
                  .neg = complex_slot_neg,
                  .pos = complex_slot_pos,
                  .abs = complex_slot_abs,
                  .binary = {[OP_ADD] = complex_slot_add,
                             [OP_SUB] = complex_slot_sub,
                             [OP_MUL] = complex_slot_mul,
                             [OP_TRUEDIV] = complex_slot_truediv,
                             [OP_POW] = complex_slot_pow}},
        .methods = methods,
        .getset = getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
