/* SPDX-License-Identifier: MIT */
/* The format mini-language: parsing, layout of padded and grouped text. Types: format_types.c. */
#include "vm/core/str_internal.h"
#include "vm/objects/format_spec.h"

/* ---- parsing ---- */

/* `unit` is the text's, a constant where the functions below are put in line. */
typedef struct Reader {
    const void *data;
    size_t i, len;
    uint32_t unit;
} Reader;

static ALWAYS_INLINE uint32_t peek(const Reader *r, size_t ahead)
{
    size_t i = r->i + ahead;
    return i >= r->len    ? 0
           : r->unit == 1 ? ((const uint8_t *)r->data)[i]
           : r->unit == 2 ? ((const uint16_t *)r->data)[i]
                          : ((const uint32_t *)r->data)[i];
}

/* cp is not 0. */
static ALWAYS_INLINE bool accept(Reader *r, uint32_t cp)
{
    if (peek(r, 0) != cp)
        return false;
    r->i++;
    return true;
}

static inline bool is_align(uint32_t cp)
{
    return cp == '<' || cp == '>' || cp == '=' || cp == '^';
}

/* A decimal number; *out stays -1 when there is none. */
static ALWAYS_INLINE int read_number(Thread *t, Reader *r, int64_t *out)
{
    int64_t n = -1;
    for (;; r->i++) {
        uint32_t digit = peek(r, 0) - '0';
        if (digit > 9)
            break;
        if (n < 0)
            n = 0;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, digit, &n)) {
            raise_format(t, EXC_ValueError, "Too many decimal digits in format string");
            return -1;
        }
    }
    *out = n;
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

static ALWAYS_INLINE void read_flags(Reader *r, char default_align, NumberSpec *out)
{
    bool fill_given = is_align(peek(r, 1));
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

static ALWAYS_INLINE int read_grouping(Thread *t, Reader *r, NumberSpec *out)
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

static ALWAYS_INLINE int spec_parse(Thread *t, const Str *text, uint32_t unit, Value v,
                                    char default_align, NumberSpec *out)
{
    Reader r = {.data = str_data(text), .i = 0, .len = text->len, .unit = unit};
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
    return out->thousands ? check_thousands(t, out) : 0;
}

int format_spec_parse(Thread *t, const Str *text, Value v, char default_align,
                      uint32_t default_type, NumberSpec *out)
{
    *out = (NumberSpec){.fill = ' ', .width = -1, .precision = -1, .type = default_type};
    return LIKELY(text->unit == 1) ? spec_parse(t, text, 1, v, default_align, out)
                                   : spec_parse(t, text, text->unit, v, default_align, out);
}

/* ---- layout ---- */

/* Fill before, inside (behind sign and prefix) and after. */
typedef struct Padding {
    size_t left, inner, right;
} Padding;

static ALWAYS_INLINE Padding pad_split(const NumberSpec *spec, size_t used, char align)
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

static ALWAYS_INLINE char *put_fill(char *to, uint32_t fill, size_t n)
{
    for (char *end = to + n; to < end; to++)
        *to = (char)fill;
    return to;
}

/* A single character is the one object that there is of it. TAKES s. */
static Value settled(Thread *t, TAKES Str *s)
{
    if (LIKELY(s->len != 1))
        return v_from(s);
    Value v = str_from_char(t, str_at(s, 0));
    obj_drop(t, s);
    return v;
}

/* The text s, which has spaces where the padding is, with `fill` there instead. TAKES s. */
static Value refill(Thread *t, TAKES Str *s, uint32_t fill, Padding pad, size_t inner_at)
{
    size_t places[3][2] = {{0, pad.left}, {inner_at, pad.inner}, {s->len - pad.right, pad.right}};
    Str *made = str_alloc(t, s->len, fill | str_range_bits(s, 0, s->len));
    if (made)
        str_copy_into(made, 0, s, 0, s->len);
    obj_drop(t, s);
    if (!made)
        return V_ERROR;
    for (int k = 0; k < 3; k++)
        for (size_t i = 0; i < places[k][1]; i++)
            units_copy(str_unit_at(made, places[k][0] + i), made->unit, &fill, 4, 1);
    return v_from(made);
}

Value format_padded(Thread *t, const NumberSpec *spec, Str *s, char default_align)
{
    Padding pad = pad_split(spec, s->len, spec->align ? spec->align : default_align);
    size_t total = pad.left + s->len + pad.right;
    bool plain = str_is_ascii(s) && spec->fill < 0x80;
    if (total == s->len)
        return dup(v_from(s));
    if (total > (size_t)PTRDIFF_MAX / 8)
        return raise_memory(t);
    Str *made = str_alloc(t, total, str_range_bits(s, 0, s->len));
    if (!made)
        return V_ERROR;
    if (plain) {
        char *to = put_fill(str_data(made), spec->fill, pad.left);
        to = bytes_put(to, str_data(s), s->len);
        put_fill(to, spec->fill, pad.right);
        return v_from(made);
    }
    str_copy_into(made, pad.left, s, 0, s->len);
    return refill(t, made, spec->fill, pad, 0);
}

/* Digits needed when zeros in front must bring the grouped text to `least` characters. */
static size_t grouped_digits(size_t digits, int64_t least, size_t group)
{
    while (digits + (digits - 1) / group < (uint64_t)(least > 0 ? least : 0))
        digits++;
    return digits;
}

/* The digits from the left with separators; `zeros` more of them stand in front. */
static char *put_grouped(char *to, const NumberParts *p, size_t zeros, size_t group, char separator)
{
    size_t total = p->whole_len + zeros, at = 0;
    while (at < total) {
        size_t end = at + (total - at - 1) % group + 1;
        for (; at < end && at < zeros; at++)
            *to++ = '0';
        if (at < end)
            to = bytes_put(to, p->whole + (at - zeros), end - at);
        at = end;
        if (at < total)
            *to++ = separator;
    }
    return to;
}

static inline size_t size_add(size_t a, size_t b)
{
    return a + b < a ? SIZE_MAX : a + b;
}

Value format_number_parts(Thread *t, const NumberSpec *spec, const NumberParts *p)
{
    size_t head = (p->sign != 0) + (p->prefix ? 2u : 0u), body = p->whole_len, zeros = 0, group = 3;
    char align = spec->align ? spec->align : '>';
    bool grouped = spec->thousands && p->whole_len;
    if (grouped) {
        int64_t least = 0;
        if (spec->type == 'b' || spec->type == 'o' || (spec->type | 0x20) == 'x')
            group = 4;
        if (spec->fill == '0' && align == '=')
            least = spec->width - (int64_t)(head + p->rest_len);
        zeros = grouped_digits(p->whole_len, least, group) - p->whole_len;
        body += zeros + (body + zeros - 1) / group;
    }
    size_t used = head + body + p->rest_len;
    Padding pad = pad_split(spec, used, align);
    size_t total = size_add(size_add(used, pad.left), pad.inner + pad.right);
    if (total > (size_t)PTRDIFF_MAX / 8)
        return raise_memory(t);
    Str *made = str_alloc(t, total, 0x7f);
    if (!made)
        return V_ERROR;
    uint32_t fill = spec->fill < 0x80 ? spec->fill : ' ';
    char *to = put_fill(str_data(made), fill, pad.left);
    if (p->sign)
        *to++ = p->sign;
    if (p->prefix) {
        *to++ = '0';
        *to++ = p->prefix;
    }
    to = put_fill(to, fill, pad.inner);
    to = grouped ? put_grouped(to, p, zeros, group, spec->thousands)
                 : bytes_put(to, p->whole, p->whole_len);
    to = bytes_put(to, p->rest, p->rest_len);
    put_fill(to, fill, pad.right);
    return fill == spec->fill ? settled(t, made) : refill(t, made, spec->fill, pad, pad.left + head);
}
