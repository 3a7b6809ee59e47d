/* SPDX-License-Identifier: MIT */
/* printf for strings of the language: messages of exceptions and reprs. */
#include <stdio.h>
#include "vm/core/str_internal.h"
#include "vm/core/protocol.h"

typedef struct FormatSpec {
    bool left, zero, plus;
    int width, precision; /* precision -1: none */
    int longs;            /* 0: int; 1: long, size_t and the like (all 64 bits here) */
    char conversion;
} FormatSpec;

static const char *format_parse(const char *p, FormatSpec *spec, va_list *args)
{
    *spec = (FormatSpec){.precision = -1};
    for (;; p++) {
        if (*p == '-')
            spec->left = true;
        else if (*p == '0')
            spec->zero = true;
        else if (*p == '+')
            spec->plus = true;
        else
            break;
    }
    if (*p == '*') {
        spec->width = va_arg(*args, int);
        p++;
    }
    for (; *p >= '0' && *p <= '9'; p++)
        spec->width = spec->width * 10 + (*p - '0');
    if (*p == '.') {
        spec->precision = 0;
        if (*++p == '*') {
            spec->precision = va_arg(*args, int);
            p++;
        }
        for (; *p >= '0' && *p <= '9'; p++)
            spec->precision = spec->precision * 10 + (*p - '0');
    }
    for (; *p == 'l' || *p == 'z' || *p == 'j'; p++)
        spec->longs = 1;
    spec->conversion = *p;
    return *p ? p + 1 : p;
}

/* Pads one piece to the width. */
static void format_piece(StrBuf *b, const FormatSpec *spec, const Str *s)
{
    size_t n = s->len;
    if (spec->precision >= 0 && (size_t)spec->precision < n)
        n = (size_t)spec->precision;
    size_t pad = spec->width > 0 && (size_t)spec->width > n ? (size_t)spec->width - n : 0;
    if (!spec->left)
        strbuf_fill(b, ' ', pad);
    strbuf_part(b, s, 0, n);
    if (spec->left)
        strbuf_fill(b, ' ', pad);
}

static int format_take(StrBuf *b, const FormatSpec *spec, TAKES Value s)
{
    if (v_is_error(s))
        return -1;
    format_piece(b, spec, V_AS(Str, s));
    drop(b->t, s);
    return 0;
}

static void format_number(StrBuf *b, const FormatSpec *spec, va_list *args)
{
    char text[80];
    bool is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    int64_t n = spec->longs ? va_arg(*args, int64_t)
                : is_signed ? va_arg(*args, int)
                            : (int64_t)va_arg(*args, unsigned);
    int width = spec->width > 60 ? 60 : spec->width,
        precision = spec->precision > 60 ? 60 : spec->precision;
    if (spec->left)
        width = -width;
    if (is_signed && spec->plus)
        snprintf(text, sizeof text, "%+*.*ld", width, precision, (long)n);
    else if (is_signed && spec->zero)
        snprintf(text, sizeof text, "%0*ld", width, (long)n);
    else if (is_signed)
        snprintf(text, sizeof text, "%*.*ld", width, precision, (long)n);
    else if (spec->conversion == 'u')
        snprintf(text, sizeof text, "%*.*lu", width, precision, (unsigned long)n);
    else if (spec->conversion == 'x')
        snprintf(text, sizeof text, spec->zero ? "%0*lx" : "%*lx", width, (unsigned long)n);
    else
        snprintf(text, sizeof text, spec->zero ? "%0*lX" : "%*lX", width, (unsigned long)n);
    strbuf_ascii(b, text);
}

/* Length of text up to `limit` bytes, without cutting a UTF-8 sequence in two. */
static size_t cstr_length(const char *text, int limit)
{
    size_t n = limit < 0 ? strlen(text) : strnlen(text, (size_t)limit);
    while (limit >= 0 && n && ((uint8_t)text[n] & 0xc0) == 0x80)
        n--;
    return n;
}

static int format_cstr(StrBuf *b, FormatSpec spec, const char *text)
{
    text = text ? text : "(null)";
    size_t n = cstr_length(text, spec.precision);
    if (!spec.width) {
        strbuf_utf8(b, text, n);
        return 0;
    }
    spec.precision = -1;
    return format_take(b, &spec, str_from_utf8(b->t, text, n));
}

static int format_directive(StrBuf *b, const FormatSpec *spec, va_list *args)
{
    char text[32];
    Value v;
    switch (spec->conversion) {
    case '%':
        strbuf_char(b, '%');
        return 0;
    case 'c':
        strbuf_char(b, (uint32_t)va_arg(*args, int));
        return 0;
    case 's':
        return format_cstr(b, *spec, va_arg(*args, const char *));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
        format_number(b, spec, args);
        return 0;
    case 'p':
        snprintf(text, sizeof text, "0x%lx", (unsigned long)(uintptr_t)va_arg(*args, void *));
        strbuf_ascii(b, text);
        return 0;
    case 'N':
        format_piece(b, spec, va_arg(*args, Str *));
        return 0;
    case 'T':
        v = va_arg(*args, Value);
        return format_cstr(b, *spec, v_type_name(b->t, v));
    case 'V':
        v = va_arg(*args, Value);
        return format_take(b, spec, v_is_exact_str(v) ? dup(v) : value_str(b->t, v));
    case 'R':
        return format_take(b, spec, value_repr(b->t, va_arg(*args, Value)));
    }
    strbuf_char(b, '%');
    strbuf_char(b, (uint8_t)spec->conversion);
    return 0;
}

Value str_vformat(Thread *t, const char *format, va_list args)
{
    StrBuf b;
    FormatSpec spec;
    va_list rest;
    strbuf_init(&b, t);
    va_copy(rest, args);
    int status = 0;
    while (*format && status == 0) {
        const char *percent = strchr(format, '%');
        size_t plain = percent ? (size_t)(percent - format) : strlen(format);
        strbuf_utf8(&b, format, plain);
        format += plain;
        if (*format) {
            format = format_parse(format + 1, &spec, &rest);
            status = format_directive(&b, &spec, &rest);
        }
    }
    va_end(rest);
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

Value str_format(Thread *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value result = str_vformat(t, format, args);
    va_end(args);
    return result;
}
