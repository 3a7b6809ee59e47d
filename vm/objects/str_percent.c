/* SPDX-License-Identifier: MIT */
/*
 * format % args. One engine serves str and bytes: bytes are read and written as Latin-1 text, and
 * differ in what %s, %c and mapping keys take.
 */
#include "vm/core/str_internal.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/objects/number_bytes.h"
#include "vm/objects/str_formatting.h"

enum { F_LEFT = 1, F_SIGN = 2, F_BLANK = 4, F_ALT = 8, F_ZERO = 16 };

typedef struct Percent {
    Thread *t;
    StrBuf out;
    const Str *format;
    size_t at;
    bool bytes;
    Value mapping;       /* BORROWED; EMPTY: args are none */
    Value args;          /* the tuple, or the only argument */
    Value owned;         /* a mapping's item, which args then is */
    int64_t count, next; /* of a tuple's items; -1, -2: one argument, not yet used */
} Percent;

typedef struct Conversion {
    uint32_t code;
    int flags;
    int64_t width, precision; /* -1: not given */
} Conversion;

static int fail(Percent *p, ExcKind kind, const char *message)
{
    raise_format(p->t, kind, message);
    return -1;
}

/* BORROWED; ERROR when there are no more. */
static Value next_arg(Percent *p)
{
    if (p->next < p->count) {
        p->next++;
        return p->count < 0 ? p->args : V_AS(Tuple, p->args)->items[p->next - 1];
    }
    return raise_format(p->t, EXC_TypeError, "not enough arguments for format string");
}

/* ---- parsing a conversion ---- */

static int next_char(Percent *p, uint32_t *c)
{
    if (p->at >= p->format->len)
        return fail(p, EXC_ValueError, "incomplete format");
    *c = str_at(p->format, p->at++);
    return 0;
}

static Value make_key(Percent *p, size_t start, size_t end)
{
    Value key = str_slice(p->t, (Str *)(uintptr_t)p->format, start, end);
    if (!p->bytes || v_is_error(key))
        return key;
    Value b = bytes_new(p->t, str_data(V_AS(Str, key)), end - start);
    drop(p->t, key);
    return b;
}

/* "(name)": brackets nest. The item becomes the only argument. */
static int parse_key(Percent *p)
{
    if (v_is_empty(p->mapping))
        return fail(p, EXC_TypeError, "format requires a mapping");
    size_t start = p->at;
    for (int depth = 1; depth > 0; p->at++) {
        if (p->at >= p->format->len)
            return fail(p, EXC_ValueError, "incomplete format key");
        uint32_t c = str_at(p->format, p->at);
        depth += (c == '(') - (c == ')');
    }
    Value key = make_key(p, start, p->at - 1);
    if (v_is_error(key))
        return -1;
    Value item = item_get(p->t, p->mapping, key);
    drop(p->t, key);
    if (v_is_error(item))
        return -1;
    v_set(p->t, &p->owned, item);
    p->args = item;
    p->count = -1;
    p->next = -2;
    return 0;
}

static int parse_star(Percent *p, bool precision, int64_t *out)
{
    Value v = next_arg(p);
    if (v_is_error(v))
        return -1;
    if (!v_is_int(v))
        return fail(p, EXC_TypeError, "* wants int");
    if (!int_fits64(v, out))
        return fail(p, EXC_OverflowError,
                    precision ? "Python int too large to convert to C int"
                              : "Python int too large to convert to C ssize_t");
    if (precision && (*out > INT32_MAX || *out < INT32_MIN))
        return fail(p, EXC_OverflowError, "Python int too large to convert to C int");
    return 0;
}

/* Digits from *c on; *c is then what follows. */
static int parse_number(Percent *p, uint32_t *c, int64_t limit, const char *too_big, int64_t *out)
{
    *out = 0;
    while (*c >= '0' && *c <= '9') {
        int64_t digit = *c - '0';
        if (*out > (limit - digit) / 10)
            return fail(p, EXC_ValueError, too_big);
        *out = *out * 10 + digit;
        if (next_char(p, c) < 0)
            return -1;
    }
    return 0;
}

static int flag_of(uint32_t c)
{
    return c == '-'   ? F_LEFT
           : c == '+' ? F_SIGN
           : c == ' ' ? F_BLANK
           : c == '#' ? F_ALT
           : c == '0' ? F_ZERO
                      : 0;
}

static int parse_conversion(Percent *p, Conversion *out)
{
    uint32_t c;
    *out = (Conversion){.width = -1, .precision = -1};
    if (next_char(p, &c) < 0)
        return -1;
    if (c == '(' && (parse_key(p) < 0 || next_char(p, &c) < 0))
        return -1;
    for (; flag_of(c);) {
        out->flags |= flag_of(c);
        if (next_char(p, &c) < 0)
            return -1;
    }
    if (c == '*') {
        if (parse_star(p, false, &out->width) < 0)
            return -1;
        if (out->width < 0) {
            out->flags |= F_LEFT;
            out->width = -out->width;
        }
        if (next_char(p, &c) < 0)
            return -1;
    } else if (c >= '0' && c <= '9' &&
               parse_number(p, &c, INT64_MAX, "width too big", &out->width) < 0) {
        return -1;
    }
    if (c == '.') {
        if (next_char(p, &c) < 0)
            return -1;
        if (c == '*') {
            if (parse_star(p, true, &out->precision) < 0)
                return -1;
            if (out->precision < 0)
                out->precision = 0;
            if (next_char(p, &c) < 0)
                return -1;
        } else if (parse_number(p, &c, INT32_MAX, "precision too big", &out->precision) < 0) {
            return -1;
        }
    }
    if ((c == 'h' || c == 'l' || c == 'L') && next_char(p, &c) < 0)
        return -1;
    out->code = c;
    return 0;
}

/* ---- output ---- */

/* Pads text to the width, without sign handling. */
static void put_padded(Percent *p, const Conversion *c, const Str *s)
{
    size_t len = c->precision >= 0 && (uint64_t)c->precision < s->len && c->code != 'c'
                     ? (size_t)c->precision
                     : s->len;
    size_t pad = c->width > 0 && (uint64_t)c->width > len ? (size_t)c->width - len : 0;
    if (!(c->flags & F_LEFT))
        strbuf_fill(&p->out, ' ', pad);
    strbuf_part(&p->out, s, 0, len);
    if (c->flags & F_LEFT)
        strbuf_fill(&p->out, ' ', pad);
}

static int put_padded_take(Percent *p, const Conversion *c, TAKES Value s)
{
    if (v_is_error(s))
        return -1;
    put_padded(p, c, V_AS(Str, s));
    drop(p->t, s);
    return 0;
}

/* A number: sign, prefix, `zeros` and digits, padded by blanks or (flag 0) zeros behind the prefix.
 */
static void put_number(Percent *p, const Conversion *c, const char *text, const char *prefix,
                       size_t zeros)
{
    bool neg = *text == '-';
    text += neg;
    const char *sign = neg ? "-" : c->flags & F_SIGN ? "+" : c->flags & F_BLANK ? " " : "";
    size_t used = strlen(sign) + strlen(prefix) + zeros + strlen(text);
    size_t pad = c->width > 0 && (uint64_t)c->width > used ? (size_t)c->width - used : 0;
    bool left = c->flags & F_LEFT, zero = !left && (c->flags & F_ZERO);
    if (!left && !zero)
        strbuf_fill(&p->out, ' ', pad);
    strbuf_ascii(&p->out, sign);
    strbuf_ascii(&p->out, prefix);
    strbuf_fill(&p->out, '0', zeros + (zero ? pad : 0));
    strbuf_ascii(&p->out, text);
    if (left)
        strbuf_fill(&p->out, ' ', pad);
}

/* ---- conversions ---- */

/* The int to show (owned); what is none raises TypeError. */
static Value integer_arg(Percent *p, uint32_t code, Value v)
{
    bool strict = code == 'x' || code == 'X' || code == 'o';
    if (v_is_int(v))
        return dup(v);
    Type *type = v_type(p->t, v);
    Value n = V_EMPTY;
    if (strict && type->s.index)
        n = value_index(p->t, v);
    else if (!strict && (type->s.to_int || type->s.index || type->s.to_float) && !v_is_complex(v))
        n = call1(p->t, v_from(p->t->vm->types[KIND_int]), v);
    if (v_is_error(n)) {
        if (!exc_is(p->t, EXC_TypeError))
            return V_ERROR;
        exc_clear(p->t);
    } else if (!v_is_empty(n)) {
        return n;
    }
    return raise_format(p->t, EXC_TypeError, "%%%c format: %s is required, not %T",
                        p->bytes && code == 'i' ? 'd' : (int)code,
                        strict ? "an integer" : "a real number", v);
}

static int put_integer(Percent *p, const Conversion *c, Value v)
{
    Value n = integer_arg(p, c->code, v);
    if (v_is_error(n))
        return -1;
    int base = c->code == 'o' ? 8 : (c->code | 0x20) == 'x' ? 16 : 10;
    size_t len, cap;
    bool small = v_is_small(n);
    char buffer[INT_SMALL_DIGITS], *text;
    if (small)
        text = int_small_digits(v_small(n), base, buffer, &len);
    else
        text = base == 10 && int_check_digits(p->t, n) < 0 ? NULL
                                                           : int_digits(p->t, n, base, &len, &cap);
    drop(p->t, n);
    if (!text)
        return -1;
    for (size_t i = 0; c->code == 'X' && i < len; i++)
        text[i] -= text[i] >= 'a' ? 32 : 0;
    char prefix[3] = {'0', (char)c->code, 0};
    size_t digits = len - (text[0] == '-');
    size_t zeros = c->precision > (int64_t)digits ? (size_t)c->precision - digits : 0;
    put_number(p, c, text, c->flags & F_ALT && base != 10 ? prefix : "", zeros);
    if (!small)
        mem_free(p->t, text, cap);
    return 0;
}

static int put_float(Percent *p, const Conversion *c, Value v)
{
    double d;
    size_t cap;
    if (value_to_double(p->t, v, &d) < 0) {
        if (!p->bytes || !exc_is(p->t, EXC_TypeError))
            return -1;
        exc_clear(p->t);
        raise_format(p->t, EXC_TypeError, "float argument required, not %T", v);
        return -1;
    }
    int precision = c->precision < 0 ? 6 : (int)c->precision;
    char *text =
        float_text(p->t, d, (char)c->code, precision, c->flags & F_ALT ? FLOAT_ALT : 0, &cap);
    if (!text)
        return -1;
    put_number(p, c, text, "", 0);
    mem_free(p->t, text, cap);
    return 0;
}

static int put_char(Percent *p, const Conversion *c, Value v)
{
    int64_t n = -1;
    NumberBytes b;
    int is_bytes = p->bytes ? number_bytes(p->t, v, &b) : 0;
    if (is_bytes < 0)
        return -1;
    if (is_bytes) {
        n = b.len == 1 ? (unsigned char)b.data[0] : -2;
        number_bytes_free(p->t, &b);
    } else if (!p->bytes && v_is_str(v)) {
        n = V_AS(Str, v)->len == 1 ? (int64_t)str_at(V_AS(Str, v), 0) : -2;
    } else if (!v_type(p->t, v)->s.index) {
        n = -2;
    } else if (value_to_int64(p->t, v, &n) < 0) {
        if (!exc_is(p->t, EXC_OverflowError))
            return -1;
        exc_clear(p->t);
        n = -1;
    } else if (n < 0) {
        n = -1;
    }
    if (n == -2)
        return fail(p, EXC_TypeError,
                    p->bytes ? "%%c requires an integer in range(256) or a single byte"
                             : "%%c requires int or char");
    if (n < 0 || n > (p->bytes ? 0xff : 0x10ffff))
        return fail(p, EXC_OverflowError,
                    p->bytes ? "%%c arg not in range(256)" : "%%c arg not in range(0x110000)");
    return put_padded_take(p, c, str_from_char(p->t, (uint32_t)n));
}

/* %b and %s of bytes: a bytes-like object, or what its __bytes__ gives; as Latin-1 text. */
static Value bytes_arg(Percent *p, Value v)
{
    NumberBytes b;
    Value made = V_EMPTY;
    int status = number_bytes(p->t, v, &b);
    if (status == 0) {
        made = call_special(p->t, v, N(p->t, __bytes__), NULL, 0);
        if (v_is_empty(made))
            return raise_format(p->t, EXC_TypeError,
                                "%%b requires a bytes-like object, or an object that implements "
                                "__bytes__, not '%T'",
                                v);
        if (v_is_error(made))
            return V_ERROR;
        status = number_bytes(p->t, made, &b);
        if (status == 0)
            raise_format(p->t, EXC_TypeError, "__bytes__ returned non-bytes (type %T)", made);
        drop(p->t, made);
    }
    if (status <= 0)
        return V_ERROR;
    Value s = str_from_latin1(p->t, b.data, b.len);
    number_bytes_free(p->t, &b);
    return s;
}

static int put_text(Percent *p, const Conversion *c, Value v)
{
    if (c->code == 'a' || (c->code == 'r' && p->bytes))
        return put_padded_take(p, c, value_ascii(p->t, v));
    if (c->code == 'r')
        return put_padded_take(p, c, value_repr(p->t, v));
    return put_padded_take(p, c, p->bytes ? bytes_arg(p, v) : value_str(p->t, v));
}

static int raise_unsupported(Percent *p, uint32_t code)
{
    if (p->bytes && code >= 0x80)
        return fail(p, EXC_OverflowError, "character argument not in range(0x110000)");
    raise_format(p->t, EXC_ValueError, "unsupported format character '%c' (0x%x) at index %zu",
                 code >= 31 && code <= 126 ? (int)code : '?', code, p->at - 1);
    return -1;
}

/* %d of a small int and %s of that or a text, which most conversions are. False: it is another. */
static bool convert_plain(Percent *p)
{
    uint32_t code = p->at < p->format->len ? str_at(p->format, p->at) : 0;
    if ((code != 'd' && code != 's') || p->next >= p->count || (p->bytes && code == 's'))
        return false;
    Value v = p->count < 0 ? p->args : V_AS(Tuple, p->args)->items[p->next];
    if (v_is_small(v)) {
        char buffer[INT_SMALL_DIGITS];
        size_t len;
        strbuf_ascii(&p->out, int_small_digits(v_small(v), 10, buffer, &len));
    } else if (code == 's' && v_is_kind(v, KIND_str)) {
        strbuf_str(&p->out, V_AS(Str, v));
    } else {
        return false;
    }
    p->at++;
    p->next++;
    return true;
}

static int convert(Percent *p)
{
    Conversion c;
    if (convert_plain(p))
        return 0;
    if (p->at < p->format->len && str_at(p->format, p->at) == '%') {
        p->at++;
        strbuf_char(&p->out, '%');
        return 0;
    }
    if (parse_conversion(p, &c) < 0)
        return -1;
    Value v = next_arg(p);
    if (v_is_error(v))
        return -1;
    switch (c.code) {
    case 's':
    case 'r':
    case 'a':
        return put_text(p, &c, v);
    case 'b':
        return p->bytes ? put_text(p, &c, v) : raise_unsupported(p, c.code);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
        return put_integer(p, &c, v);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return put_float(p, &c, v);
    case 'c':
        return put_char(p, &c, v);
    }
    return raise_unsupported(p, c.code);
}

/* ---- the whole ---- */

/* Anything with [] except the three kinds of text can be a mapping. */
static bool may_be_mapping(Thread *t, Value v, bool bytes)
{
    if (v_has_layout(v, KIND_tuple) || v_is_str(v))
        return false;
    if (bytes && (v_has_layout(v, KIND_bytes) || v_has_layout(v, KIND_bytearray)))
        return false;
    return v_type(t, v)->s.getitem != NULL;
}

static int percent_run(Percent *p)
{
    while (p->at < p->format->len) {
        size_t plain = p->at;
        if (p->format->unit == 1) {
            const char *from = str_data(p->format);
            const char *found = memchr(from + plain, '%', p->format->len - plain);
            p->at = found ? (size_t)(found - from) : p->format->len;
        }
        while (p->at < p->format->len && str_at(p->format, p->at) != '%')
            p->at++;
        strbuf_part(&p->out, p->format, plain, p->at);
        if (p->at < p->format->len) {
            p->at++;
            if (convert(p) < 0)
                return -1;
        }
    }
    if (p->next < p->count && v_is_empty(p->mapping))
        return fail(p, EXC_TypeError,
                    p->bytes ? "not all arguments converted during bytes formatting"
                             : "not all arguments converted during string formatting");
    return 0;
}

static Value percent(Thread *t, const Str *format, Value args, bool bytes)
{
    bool tuple = v_has_layout(args, KIND_tuple);
    if (v_is_kind(args, KIND_str) && !bytes && str_equal_cstr(format, "%s"))
        return dup(args); /* as CPython does */
    Percent p;            /* not zeroed: the buffer is large */
    p.t = t;
    p.format = format;
    p.at = 0;
    p.bytes = bytes;
    p.args = args;
    p.owned = V_EMPTY;
    p.mapping = may_be_mapping(t, args, bytes) ? args : V_EMPTY;
    p.count = tuple ? (int64_t)V_AS(Tuple, args)->len : -1;
    p.next = tuple ? 0 : -2;
    strbuf_init(&p.out, t);
    int status = percent_run(&p);
    drop(t, p.owned);
    if (status == 0)
        return strbuf_finish(&p.out);
    strbuf_free(&p.out);
    return V_ERROR;
}

Value str_percent(Thread *t, Value format, Value args)
{
    if (!v_is_str(format))
        return V_NOTIMPLEMENTED;
    return percent(t, V_AS(Str, format), args, false);
}

/* The result is of the format's builtin type. */
Value bytes_percent(Thread *t, Value format, Value args)
{
    NumberBytes b;
    bool array = v_has_layout(format, KIND_bytearray);
    if (!array && !v_has_layout(format, KIND_bytes))
        return V_NOTIMPLEMENTED;
    if (number_bytes(t, format, &b) <= 0)
        return V_ERROR;
    Value text = str_from_latin1(t, b.data, b.len);
    number_bytes_free(t, &b);
    if (v_is_error(text))
        return V_ERROR;
    Value s = percent(t, V_AS(Str, text), args, true);
    drop(t, text);
    if (v_is_error(s))
        return V_ERROR;
    const Str *out = V_AS(Str, s);
    Value r =
        array ? bytearray_new(t, str_data(out), out->len) : bytes_new(t, str_data(out), out->len);
    drop(t, s);
    return r;
}
