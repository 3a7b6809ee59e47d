/* SPDX-License-Identifier: MIT */
/* _pickle: numbers, text and bytes are read. */
#include "stdlib/unpickle.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"

static int load_single(Thread *t, Unpickler *u, int op)
{
    return unpickle_push(t, u, op == OP_NONE ? V_NONE : v_bool(op == OP_NEWTRUE));
}

static int load_binint(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    if (unpickle_size(t, u, op == OP_BININT ? 4 : op == OP_BININT2 ? 2 : 1, &n) < 0)
        return -1;
    return unpickle_push(t, u, v_from_small(op == OP_BININT ? (int32_t)n : (int64_t)n));
}

static int load_int(Thread *t, Unpickler *u, int op)
{
    size_t len;
    const char *line = unpickle_line(t, u, &len);
    if (!line)
        return -1;
    if (len == 3 && line[0] == '0' && (line[1] == '0' || line[1] == '1'))
        return unpickle_push(t, u, v_bool(line[1] == '1'));
    Value text = K(t, str_from_latin1(t, line, len - 1));
    Value n = v_is_error(text) ? V_ERROR : K(t, int_from_str(t, text, 0));
    if (v_is_error(n) && exc_is(t, EXC_ValueError)) {
        exc_clear(t);
        raise_format(t, EXC_ValueError, "could not convert string to int");
    }
    return v_is_error(n) ? -1 : unpickle_push(t, u, n);
}

static int load_long(Thread *t, Unpickler *u, int op)
{
    size_t len;
    const char *line = unpickle_line(t, u, &len);
    if (!line)
        return -1;
    len -= 1 + (len > 1 && line[len - 2] == 'L');
    Value text = K(t, str_from_latin1(t, line, len));
    Value n = v_is_error(text) ? V_ERROR : K(t, int_from_str(t, text, 0));
    return v_is_error(n) ? -1 : unpickle_push(t, u, n);
}

static int load_long_binary(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    if (unpickle_size(t, u, op == OP_LONG1 ? 1 : 4, &n) < 0)
        return -1;
    if (op == OP_LONG4 && n > INT32_MAX)
        return unpickle_error(t, "LONG pickle has negative byte count");
    const char *data = unpickle_bytes(t, u, n);
    Value v = data ? K(t, int_from_bytes(t, (const uint8_t *)data, n, true, true)) : V_ERROR;
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

static int load_float(Thread *t, Unpickler *u, int op)
{
    size_t len;
    double d;
    const char *line = unpickle_line(t, u, &len);
    if (!line)
        return -1;
    Value text = K(t, str_from_latin1(t, line, len));
    if (v_is_error(text) || float_parse(t, line, len - 1, text, &d) < 0)
        return -1;
    return unpickle_push(t, u, K(t, float_new(t, d)));
}

static int load_binfloat(Thread *t, Unpickler *u, int op)
{
    const char *data = unpickle_bytes(t, u, 8);
    uint64_t bits;
    double d;
    if (!data)
        return -1;
    memcpy(&bits, data, 8);
    bits = __builtin_bswap64(bits);
    memcpy(&d, &bits, 8);
    Value v = K(t, float_new(t, d));
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

/* ---- text and bytes ---- */

static int load_unicode(Thread *t, Unpickler *u, int op)
{
    size_t len;
    const char *line = unpickle_line(t, u, &len);
    Value data = line ? K(t, bytes_new(t, line, len - 1)) : V_ERROR;
    Value f =
        v_is_error(data) ? V_ERROR : K(t, import_attr(t, "_codecs", "raw_unicode_escape_decode"));
    Value two = v_is_error(f) ? V_ERROR : K(t, call1(t, f, data));
    return v_is_error(two) ? -1 : unpickle_push(t, u, V_AS(Tuple, two)->items[0]);
}

static size_t size_bytes(int op)
{
    switch (op) {
    case OP_SHORT_BINUNICODE:
    case OP_SHORT_BINBYTES:
    case OP_SHORT_BINSTRING:
        return 1;
    case OP_BINUNICODE8:
    case OP_BINBYTES8:
    case OP_BYTEARRAY8:
        return 8;
    default:
        return 4;
    }
}

static const char *sized_bytes(Thread *t, Unpickler *u, int op, uint64_t *n)
{
    if (unpickle_size(t, u, size_bytes(op), n) < 0)
        return NULL;
    if (*n > INT64_MAX) {
        raise_format(t, EXC_OverflowError, "%s exceeds system's maximum size of %ld bytes",
                     op == OP_BINUNICODE8 ? "BINUNICODE8"
                     : op == OP_BINBYTES8 ? "BINBYTES8"
                                          : "BYTEARRAY8",
                     INT64_MAX);
        return NULL;
    }
    return unpickle_bytes(t, u, *n);
}

static Value text_of(Thread *t, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((signed char)data[i] < 0)
            return K(t, codec_decode(t, data, len, "utf-8", "surrogatepass"));
    return K(t, str_from_latin1(t, data, len));
}

static int load_binunicode(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    const char *data = sized_bytes(t, u, op, &n);
    Value v = data ? text_of(t, data, n) : V_ERROR;
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

static int load_binbytes(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    const char *data = sized_bytes(t, u, op, &n);
    if (!data)
        return -1;
    Value v = K(t, op == OP_BYTEARRAY8 ? bytearray_new(t, data, n) : bytes_new(t, data, n));
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

/* Python 2's str: bytes, or text in the encoding asked for. */
static int push_old(Thread *t, Unpickler *u, const char *data, size_t len)
{
    Value v = K(t, bytes_new(t, data, len));
    if (v_is_error(v))
        return -1;
    const char *encoding = str_utf8(t, V_AS(Str, u->encoding), &len);
    const char *errors = encoding ? str_utf8(t, V_AS(Str, u->errors), &len) : NULL;
    if (!errors)
        return -1;
    if (strcmp(encoding, "bytes"))
        v = K(t, codec_decode(t, V_AS(Bytes, v)->data, V_AS(Bytes, v)->len, encoding, errors));
    return v_is_error(v) ? -1 : unpickle_push(t, u, v);
}

static int load_binstring(Thread *t, Unpickler *u, int op)
{
    uint64_t n;
    if (unpickle_size(t, u, size_bytes(op), &n) < 0)
        return -1;
    if (n > INT32_MAX)
        return unpickle_error(t, "BINSTRING pickle has negative byte count");
    const char *data = unpickle_bytes(t, u, n);
    return data ? push_old(t, u, data, n) : -1;
}

static int hex_digit(int c)
{
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* One escape at p, behind the backslash; returns where it ends. */
static const char *escape_read(ByteBuf *b, const char *p, const char *end)
{
    static const char names[] = "abfnrtv\\'\"", codes[] = "\a\b\f\n\r\t\v\\'\"";
    const char *known = strchr(names, *p);
    if (*p >= '0' && *p <= '7') {
        int c = 0;
        for (int i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; i++)
            c = c * 8 + *p++ - '0';
        bytebuf_char(b, c);
        return p;
    }
    if (*p == 'x' && end - p > 2 && hex_digit(p[1]) >= 0 && hex_digit(p[2]) >= 0) {
        bytebuf_char(b, hex_digit(p[1]) * 16 + hex_digit(p[2]));
        return p + 3;
    }
    if (*p && known) {
        bytebuf_char(b, codes[known - names]);
    } else if (*p != '\n') {
        bytebuf_char(b, '\\');
        bytebuf_char(b, *p);
    }
    return p + 1;
}

/* A repr of Python 2: 'text' with escapes. */
static int load_string(Thread *t, Unpickler *u, int op)
{
    size_t len;
    const char *p = unpickle_line(t, u, &len);
    if (!p)
        return -1;
    for (len--; len && strchr(" \t\r", p[len - 1]) && p[len - 1]; len--) {
    }
    if (len < 2 || p[0] != p[len - 1] || (p[0] != '\'' && p[0] != '"'))
        return unpickle_error(t, "the STRING opcode argument must be quoted");
    const char *end = p + len - 1;
    ByteBuf b;
    bytebuf_init(&b, t);
    for (p++; p < end;)
        if (*p == '\\' && p + 1 < end)
            p = escape_read(&b, p + 1, end);
        else
            bytebuf_char(&b, *p++);
    Value made = K(t, bytebuf_finish(&b));
    return v_is_error(made) ? -1 : push_old(t, u, V_AS(Bytes, made)->data, V_AS(Bytes, made)->len);
}

LoadFn unpickle_atom_fn(int op)
{
    static const LoadFn table[256] = {
        [OP_NONE] = load_single,
        [OP_NEWTRUE] = load_single,
        [OP_NEWFALSE] = load_single,
        [OP_BININT] = load_binint,
        [OP_BININT1] = load_binint,
        [OP_BININT2] = load_binint,
        [OP_INT] = load_int,
        [OP_LONG] = load_long,
        [OP_LONG1] = load_long_binary,
        [OP_LONG4] = load_long_binary,
        [OP_FLOAT] = load_float,
        [OP_BINFLOAT] = load_binfloat,
        [OP_UNICODE] = load_unicode,
        [OP_BINUNICODE] = load_binunicode,
        [OP_BINUNICODE8] = load_binunicode,
        [OP_SHORT_BINUNICODE] = load_binunicode,
        [OP_BINBYTES] = load_binbytes,
        [OP_BINBYTES8] = load_binbytes,
        [OP_SHORT_BINBYTES] = load_binbytes,
        [OP_BYTEARRAY8] = load_binbytes,
        [OP_BINSTRING] = load_binstring,
        [OP_SHORT_BINSTRING] = load_binstring,
        [OP_STRING] = load_string,
    };
    return table[op];
}
