/* SPDX-License-Identifier: MIT */
/* The format mini-language: parsing, layout of padded and grouped text. Types: format_types.c. */
#include "vm/core/str_internal.h"
#include "vm/objects/format_spec.h"

/* ---- parsing ---- */

typedef struct Reader {
    const Str *s;
    size_t i;
} Reader;

static uint32_t peek(const Reader *r, size_t ahead)
{
    return r->i + ahead < r->s->len ? str_at(r->s, r->i + ahead) : 0;
}

static bool accept(Reader *r, uint32_t cp)
{
    if (r->i >= r->s->len || str_at(r->s, r->i) != cp)
        return false;
    r->i++;
    return true;
}

static bool is_align(uint32_t cp)
{
    return cp == '<' || cp == '>' || cp == '=' || cp == '^';
}

/* A decimal number; *out stays -1 when there is none. */
static int read_number(Thread *t, Reader *r, int64_t *out)
{
    *out = -1;
    for (; r->i < r->s->len; r->i++) {
        uint32_t cp = str_at(r->s, r->i);
        if (cp < '0' || cp > '9')
            break;
        if (*out < 0)
            *out = 0;
        if (__builtin_mul_overflow(*out, 10, out) || __builtin_add_overflow(*out, cp - '0', out)) {
            raise_format(t, EXC_ValueError, "Too many decimal digits in format string");
            return -1;
        }
    }
    return 0;
}

static int fail(Thread *t, const char *message)
{
    raise_format(t, EXC_ValueError, message);
    return -1;
}

/* ',' and '_' go with the decimal codes, '_' also with the codes of bases 2, 8 and 16. */
static int check_thousands(Thread *t, NumberSpec *out)
{
    uint32_t c = out->type;
    if (!out->thousands || c == 0 || (c < 128 && strchr("defgEG%F", (int)c)))
        return 0;
    if (out->thousands == '_' && c < 128 && strchr("boxX", (int)c))
        return 0;
    if (c > 32 && c < 128)
        raise_format(t, EXC_ValueError, "Cannot specify '%c' with '%c'.", out->thousands, (int)c);
    else
        raise_format(t, EXC_ValueError, "Cannot specify '%c' with '\\x%x'.", out->thousands, c);
    return -1;
}

static void read_flags(Reader *r, char default_align, NumberSpec *out)
{
    bool fill_given = r->s->len - r->i >= 2 && is_align(peek(r, 1));
    if (fill_given) {
        out->fill = peek(r, 0);
        r->i++;
    }
    if (is_align(peek(r, 0))) {
        out->align = (char)peek(r, 0);
        r->i++;
    }
    uint32_t sign = peek(r, 0);
    if (sign == '+' || sign == '-' || sign == ' ') {
        out->sign = (char)sign;
        r->i++;
    }
    out->no_neg_zero = accept(r, 'z');
    out->alternate = accept(r, '#');
    if (!fill_given && accept(r, '0')) {
        out->fill = '0';
        if (!out->align && default_align == '>')
            out->align = '=';
    }
}

static int read_grouping(Thread *t, Reader *r, NumberSpec *out)
{
    if (accept(r, ','))
        out->thousands = ',';
    if (peek(r, 0) == '_') {
        if (out->thousands)
            return fail(t, "Cannot specify both ',' and '_'.");
        out->thousands = '_';
        r->i++;
        if (peek(r, 0) == ',')
            return fail(t, "Cannot specify both ',' and '_'.");
    }
    return 0;
}

int format_spec_parse(Thread *t, const Str *text, Value v, char default_align,
                      uint32_t default_type, NumberSpec *out)
{
    Reader r = {text, 0};
    *out = (NumberSpec){.fill = ' ', .width = -1, .precision = -1, .type = default_type};
    read_flags(&r, default_align, out);
    if (read_number(t, &r, &out->width) < 0 || read_grouping(t, &r, out) < 0)
        return -1;
    if (accept(&r, '.')) {
        if (read_number(t, &r, &out->precision) < 0)
            return -1;
        if (out->precision < 0)
            return fail(t, "Format specifier missing precision");
    }
    if (text->len - r.i > 1) {
        raise_format(t, EXC_ValueError, "Invalid format specifier '%N' for object of type '%T'",
                     text, v);
        return -1;
    }
    if (r.i < text->len)
        out->type = peek(&r, 0);
    if (!out->align)
        out->align = 0;
    return check_thousands(t, out);
}

/* ---- layout ---- */

/* Fill before, inside (behind sign and prefix) and after. */
typedef struct Padding {
    size_t left, inner, right;
} Padding;

static Padding pad_split(const NumberSpec *spec, size_t used, char align)
{
    Padding p = {0, 0, 0};
    size_t total = spec->width > 0 && (uint64_t)spec->width > used ? (size_t)spec->width - used : 0;
    switch (align) {
    case '<':
        p.right = total;
        break;
    case '^':
        p.left = total / 2;
        p.right = total - p.left;
        break;
    case '=':
        p.inner = total;
        break;
    default:
        p.left = total;
        break;
    }
    return p;
}

void format_padded(StrBuf *b, const NumberSpec *spec, const Str *s, char default_align)
{
    Padding p = pad_split(spec, s->len, spec->align ? spec->align : default_align);
    strbuf_fill(b, spec->fill, p.left);
    strbuf_str(b, s);
    strbuf_fill(b, spec->fill, p.right);
}

/* Digits needed when zeros in front must bring the grouped text to `least` characters. */
static size_t grouped_digits(size_t digits, int64_t least, size_t group)
{
    while (digits + (digits - 1) / group < (uint64_t)(least > 0 ? least : 0))
        digits++;
    return digits;
}

static void put_ascii(StrBuf *b, const char *text, size_t len)
{
    strbuf_utf8(b, text, len);
}

/* The digits from the left with separators; `zeros` more of them stand in front. */
static void put_grouped(StrBuf *b, const NumberParts *p, size_t zeros, size_t group, char separator)
{
    size_t total = p->whole_len + zeros, at = 0;
    while (at < total) {
        size_t end = at + (total - at - 1) % group + 1;
        for (; at < end && at < zeros; at++)
            strbuf_char(b, '0');
        if (at < end)
            put_ascii(b, p->whole + (at - zeros), end - at);
        at = end;
        if (at < total)
            strbuf_char(b, (uint32_t)separator);
    }
}

void format_number_parts(StrBuf *b, const NumberSpec *spec, const NumberParts *p)
{
    size_t sign = strlen(p->sign), prefix = strlen(p->prefix), body = p->whole_len, zeros = 0;
    char align = spec->align ? spec->align : '>';
    size_t group = spec->type < 128 && spec->type && strchr("boxX", (int)spec->type) ? 4 : 3;
    if (spec->thousands && p->whole_len) {
        int64_t least = 0;
        if (spec->fill == '0' && align == '=')
            least = spec->width - (int64_t)(sign + prefix + p->rest_len);
        zeros = grouped_digits(p->whole_len, least, group) - p->whole_len;
        body += zeros + (body + zeros - 1) / group;
    }
    Padding pad = pad_split(spec, sign + prefix + body + p->rest_len, align);
    strbuf_fill(b, spec->fill, pad.left);
    strbuf_ascii(b, p->sign);
    strbuf_ascii(b, p->prefix);
    strbuf_fill(b, spec->fill, pad.inner);
    if (spec->thousands && p->whole_len)
        put_grouped(b, p, zeros, group, spec->thousands);
    else
        put_ascii(b, p->whole, p->whole_len);
    put_ascii(b, p->rest, p->rest_len);
    strbuf_fill(b, spec->fill, pad.right);
}
