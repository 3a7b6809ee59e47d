/* SPDX-License-Identifier: MIT */
/* __format__ of int, float, complex and str. */
#include <math.h>
#include "vm/core/str_internal.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/objects/format_spec.h"

static Value raise_code(Thread *t, uint32_t code, Value v)
{
    if (code > 32 && code < 128)
        return raise_format(t, EXC_ValueError, "Unknown format code '%c' for object of type '%T'",
                            (int)code, v);
    return raise_format(t, EXC_ValueError, "Unknown format code '\\x%x' for object of type '%T'",
                        code, v);
}

/* TAKES text. */
static Value pad_taken(Thread *t, const NumberSpec *spec, TAKES Value text, char default_align)
{
    Value padded = format_padded(t, spec, V_AS(Str, text), default_align);
    drop(t, text);
    return padded;
}

/* ---- str ---- */

static Value format_text(Thread *t, Value v, const NumberSpec *spec)
{
    const char *what =
        spec->sign == ' '    ? "Space not allowed in string format specifier"
        : spec->sign         ? "Sign not allowed in string format specifier"
        : spec->no_neg_zero  ? "Negative zero coercion (z) not allowed in string format specifier"
        : spec->alternate    ? "Alternate form (#) not allowed in string format specifier"
        : spec->align == '=' ? "'=' alignment not allowed in string format specifier"
                             : NULL;
    if (what)
        return raise_format(t, EXC_ValueError, what);
    Str *s = V_AS(Str, v);
    if (spec->precision < 0 || (uint64_t)spec->precision >= s->len)
        return format_padded(t, spec, s, '<');
    Value part = str_slice(t, s, 0, (size_t)spec->precision);
    return v_is_error(part) ? V_ERROR : pad_taken(t, spec, part, '<');
}

/* ---- int ---- */

static Value format_char(Thread *t, Value v, const NumberSpec *spec)
{
    int64_t n;
    if (spec->sign)
        return raise_format(t, EXC_ValueError,
                            "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return raise_format(t, EXC_ValueError,
                            "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!int_fits64(v, &n))
        return raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
    if (n < 0 || n > 0x10ffff)
        return raise_format(t, EXC_OverflowError, "%%c arg not in range(0x110000)");
    Value c = str_from_char(t, (uint32_t)n);
    if (v_is_error(c))
        return V_ERROR;
    NumberSpec padded = *spec;
    if (padded.align == '=')
        padded.align = '>';
    return pad_taken(t, &padded, c, '>');
}

static char sign_char(bool neg, char wanted)
{
    return neg ? '-' : wanted == '+' || wanted == ' ' ? wanted : 0;
}

static Value format_int(Thread *t, Value v, const NumberSpec *spec)
{
    if (spec->precision >= 0)
        return raise_format(t, EXC_ValueError, "Precision not allowed in integer format specifier");
    if (spec->no_neg_zero)
        return raise_format(t, EXC_ValueError,
                            "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_char(t, v, spec);
    int base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : (spec->type | 0x20) == 'x' ? 16 : 10;
    size_t len, cap;
    bool small = v_is_small(v);
    if (base == 10 && !small && int_check_digits(t, v) < 0)
        return V_ERROR;
    char buffer[INT_SMALL_DIGITS];
    char *text = small ? int_small_digits(v_small(v), base, buffer, &len)
                       : int_digits(t, v, base, &len, &cap);
    if (!text)
        return V_ERROR;
    bool neg = text[0] == '-';
    for (size_t i = 0; spec->type == 'X' && i < len; i++)
        text[i] -= text[i] >= 'a' ? 32 : 0;
    NumberParts p = {.sign = sign_char(neg, spec->sign),
                     .prefix = spec->alternate && base != 10 ? (char)spec->type : 0,
                     .whole = text + neg,
                     .whole_len = len - neg,
                     .rest = "",
                     .rest_len = 0};
    Value made = format_number_parts(t, spec, &p);
    if (!small)
        mem_free(t, text, cap);
    return made;
}

/* ---- float ---- */

static bool is_float_code(uint32_t c)
{
    return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G' || c == 'n';
}

/* The text of one double under the spec, sign first. */
static char *double_text(Thread *t, double d, const NumberSpec *spec, bool point_zero, size_t *cap)
{
    char code = spec->type ? (spec->type == 'n'   ? 'g'
                              : spec->type == '%' ? 'f'
                                                  : (char)spec->type)
                           : 'r';
    int precision = spec->precision >= 0 ? (int)spec->precision : 6;
    if (code == 'r' && spec->precision >= 0)
        code = 'g';
    int flags = (spec->alternate ? FLOAT_ALT : 0) | (point_zero ? FLOAT_POINT_ZERO : 0);
    char *text = float_text(t, d, code, precision, flags, cap);
    if (text && spec->no_neg_zero && text[0] == '-' && !strpbrk(text, "123456789n"))
        memmove(text, text + 1, strlen(text));
    return text;
}

static void split_number(const char *text, char sign, NumberParts *p)
{
    bool neg = *text == '-';
    text += neg;
    size_t digits = 0;
    while ((unsigned)(text[digits] - '0') < 10)
        digits++;
    *p = (NumberParts){.sign = sign_char(neg, sign), .whole = text, .whole_len = digits};
    p->rest = text + digits;
    p->rest_len = strlen(p->rest);
}

static Value format_double(Thread *t, double d, const NumberSpec *spec)
{
    size_t cap;
    if (spec->precision > INT32_MAX)
        return raise_format(t, EXC_ValueError, "precision too big");
    char *text = double_text(t, spec->type == '%' ? d * 100 : d, spec, spec->type == 0, &cap);
    if (!text)
        return V_ERROR;
    if (spec->type == '%')
        strcat(text, "%");
    NumberParts p;
    split_number(text, spec->sign, &p);
    Value made = format_number_parts(t, spec, &p);
    mem_free(t, text, cap);
    return made;
}

/* ---- complex ---- */

static int put_double(StrBuf *b, double d, const NumberSpec *spec, char sign)
{
    size_t cap;
    char *text = double_text(b->t, d, spec, false, &cap);
    if (!text)
        return -1;
    NumberParts p;
    NumberSpec bare = *spec;
    bare.width = -1;
    split_number(text, sign, &p);
    Value made = format_number_parts(b->t, &bare, &p);
    mem_free(b->t, text, cap);
    if (v_is_error(made))
        return -1;
    strbuf_str(b, V_AS(Str, made));
    drop(b->t, made);
    return 0;
}

static Value format_complex(Thread *t, Value v, const NumberSpec *spec)
{
    const Complex *z = V_AS(Complex, v);
    if (spec->precision > INT32_MAX)
        return raise_format(t, EXC_ValueError, "precision too big");
    if (spec->fill == '0')
        return raise_format(t, EXC_ValueError,
                            "Zero padding is not allowed in complex format specifier");
    if (spec->align == '=')
        return raise_format(t, EXC_ValueError,
                            "'=' alignment flag is not allowed in complex format specifier");
    bool skip_real = spec->type == 0 && z->re == 0 && !signbit(z->re),
         brackets = spec->type == 0 && !skip_real;
    StrBuf b;
    strbuf_init(&b, t);
    if (brackets)
        strbuf_char(&b, '(');
    if ((!skip_real && put_double(&b, z->re, spec, spec->sign) < 0) ||
        put_double(&b, z->im, spec, skip_real ? spec->sign : '+') < 0) {
        strbuf_free(&b);
        return V_ERROR;
    }
    strbuf_ascii(&b, brackets ? "j)" : "j");
    Value text = strbuf_finish(&b);
    return v_is_error(text) ? V_ERROR : pad_taken(t, spec, text, '>');
}

/* ---- all ---- */

static Value format_integer(Thread *t, Value v, const NumberSpec *spec)
{
    double d;
    switch (spec->type) {
    case 'd':
    case 'x':
    case 'X':
    case 'b':
    case 'o':
    case 'c':
    case 'n':
        return format_int(t, v, spec);
    }
    if (!is_float_code(spec->type) && spec->type != '%')
        return raise_code(t, spec->type, v);
    return int_to_double(t, v, &d) < 0 ? V_ERROR : format_double(t, d, spec);
}

Value format_builtin(Thread *t, Value v, Value spec_text)
{
    if (!v_is_str(spec_text))
        return raise_format(t, EXC_TypeError, "__format__() argument must be str, not %s",
                            v_is_none(spec_text) ? "None" : v_type_name(t, spec_text));
    const Str *text = V_AS(Str, spec_text);
    if (text->len == 0)
        return v_is_kind(v, KIND_str) ? dup(v) : value_str(t, v);
    bool is_text = v_is_str(v), is_int = v_is_int(v);
    NumberSpec spec;
    if (format_spec_parse(t, text, v, is_text ? '<' : '>',
                          is_text  ? 's'
                          : is_int ? 'd'
                                   : 0,
                          &spec) < 0)
        return V_ERROR;
    if (is_text)
        return spec.type == 's' ? format_text(t, v, &spec) : raise_code(t, spec.type, v);
    if (is_int)
        return spec.type ? format_integer(t, v, &spec) : raise_code(t, spec.type, v);
    bool complex = v_is_complex(v);
    if (spec.type && !is_float_code(spec.type) && (complex || spec.type != '%'))
        return raise_code(t, spec.type, v);
    return complex ? format_complex(t, v, &spec) : format_double(t, float_value(v), &spec);
}
