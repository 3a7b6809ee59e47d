/* SPDX-License-Identifier: MIT */
/* _pickle: numbers, text and bytes are written. */
#include "stdlib/pickle_internal.h"
#include <stdio.h>
#include "vm/objects/float.h"
#include "vm/objects/int.h"

/* ---- numbers ---- */

static int long_text(Thread *t, Pickler *p, Value v)
{
    Value text = K(t, value_repr(t, v));
    if (v_is_error(text))
        return -1;
    size_t len;
    const char *digits = str_utf8(t, V_AS(Str, text), &len);
    return !digits || pickle_op(p, OP_LONG) < 0 || pickle_write(p, digits, len) < 0 ||
                   pickle_write(p, "L\n", 2) < 0
               ? -1
               : 0;
}

/* Two's complement in as few bytes as possible. */
static int long_binary(Thread *t, Pickler *p, Value v)
{
    IntView a;
    int_view(v, &a);
    size_t len = (size_t)(int_bit_length(&a) >> 3) + 1;
    Bytes *b = bytes_alloc(t, len);
    if (!b || v_is_error(K(t, v_from(b))) ||
        int_to_bytes(t, v, (uint8_t *)b->data, len, true, true) < 0)
        return -1;
    if (a.neg && len > 1 && (uint8_t)b->data[len - 1] == 0xff && b->data[len - 2] & 0x80)
        len--;
    char head[5] = {(char)(len < 256 ? OP_LONG1 : OP_LONG4)};
    uint32_t n = (uint32_t)len;
    memcpy(head + 1, &n, 4);
    return pickle_write(p, head, len < 256 ? 2 : 5) < 0 ? -1 : pickle_write(p, b->data, len);
}

int pickle_int(Thread *t, Pickler *p, Value v)
{
    int64_t n;
    char buffer[32];
    if (!int_fits64(v, &n) || n > INT32_MAX || n < INT32_MIN)
        return p->protocol >= 2 ? long_binary(t, p, v) : long_text(t, p, v);
    if (!p->bin)
        return pickle_write(p, buffer, (size_t)snprintf(buffer, 32, "I%d\n", (int)n));
    int32_t low = (int32_t)n;
    bool byte = n >= 0 && n < 256, two = n >= 0 && n < 65536;
    buffer[0] = (char)(byte ? OP_BININT1 : two ? OP_BININT2 : OP_BININT);
    memcpy(buffer + 1, &low, 4);
    return pickle_write(p, buffer, byte ? 2 : two ? 3 : 5);
}

int pickle_float(Thread *t, Pickler *p, Value v)
{
    double d = float_value(v);
    if (!p->bin) {
        char text[34] = "F";
        float_repr_text(d, true, text + 1);
        strcat(text, "\n");
        return pickle_write(p, text, strlen(text));
    }
    char buffer[9] = {OP_BINFLOAT};
    uint64_t bits;
    memcpy(&bits, &d, 8);
    bits = __builtin_bswap64(bits);
    memcpy(buffer + 1, &bits, 8);
    return pickle_write(p, buffer, 9);
}

/* ---- text ---- */

/* One op for lengths of a byte (0: none), one for 4 bytes, one for 8. */
static int sized(Thread *t, Pickler *p, int byte, int four, int eight, const char *data, size_t len)
{
    char head[9];
    uint64_t n = len;
    memcpy(head + 1, &n, 8);
    bool short_ = byte && len < 256, fits = len <= UINT32_MAX;
    if (!short_ && !fits && p->protocol < 4) {
        raise_format(t, EXC_OverflowError,
                     "serializing a string larger than 4 GiB requires "
                     "pickle protocol 4 or higher");
        return -1;
    }
    head[0] = (char)(short_ ? byte : fits ? four : eight);
    return pickle_payload(t, p, head, short_ ? 2 : fits ? 5 : 9, data, len);
}

static void escape_char(ByteBuf *b, uint32_t c)
{
    char text[12];
    if (c < 256 && c != '\\' && c != 0 && c != '\n' && c != '\r' && c != 0x1a)
        bytebuf_char(b, (int)c);
    else
        bytebuf_push(b, text,
                     (size_t)snprintf(text, 12, c > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)c));
}

static int unicode_text(Thread *t, Pickler *p, Str *s)
{
    ByteBuf b;
    bytebuf_init(&b, t);
    bytebuf_char(&b, OP_UNICODE);
    for (size_t i = 0; i < s->len; i++)
        escape_char(&b, str_at(s, i));
    bytebuf_char(&b, '\n');
    Value made = K(t, bytebuf_finish(&b));
    return v_is_error(made) ? -1 : pickle_write(p, V_AS(Bytes, made)->data, V_AS(Bytes, made)->len);
}

int pickle_str(Thread *t, Pickler *p, Value v)
{
    Str *s = V_AS(Str, v);
    int status;
    if (p->bin) {
        size_t len;
        const char *text = str_wtf8(t, s, &len);
        status = text ? sized(t, p, p->protocol >= 4 ? OP_SHORT_BINUNICODE : 0, OP_BINUNICODE,
                              OP_BINUNICODE8, text, len)
                      : -1;
    } else {
        status = unicode_text(t, p, s);
    }
    return status < 0 ? -1 : pickle_memo_put(t, p, v);
}

/* ---- bytes ---- */

int pickle_bytes_data(Thread *t, Pickler *p, Value v, const char *data, size_t len)
{
    if (sized(t, p, OP_SHORT_BINBYTES, OP_BINBYTES, OP_BINBYTES8, data, len) < 0)
        return -1;
    return pickle_memo_put(t, p, v);
}

/* Before protocol 3 there are no bytes: encode() is called on text. */
static int bytes_as_call(Thread *t, Pickler *p, Value v, const char *data, size_t len)
{
    Value f, args;
    if (len == 0) {
        f = v_from(t->vm->types[KIND_bytes]);
        args = K(t, tuple_new(t, NULL, 0));
    } else {
        f = K(t, import_attr(t, "_codecs", "encode"));
        Value text = K(t, str_from_latin1(t, data, len)),
              name = K(t, str_intern_utf8(t, "latin1", 6));
        if (v_is_error(f) || v_is_error(text) || v_is_error(name))
            return -1;
        args = K(t, tuple_pack(t, 2, text, name));
    }
    return v_is_error(args) ? -1 : pickle_call(t, p, f, args, v);
}

int pickle_bytes(Thread *t, Pickler *p, Value v)
{
    size_t len;
    const char *data = bytes_view(v, &len);
    return p->protocol < 3 ? bytes_as_call(t, p, v, data, len)
                           : pickle_bytes_data(t, p, v, data, len);
}

int pickle_bytearray_data(Thread *t, Pickler *p, Value v, const char *data, size_t len)
{
    char head[9] = {(char)OP_BYTEARRAY8};
    uint64_t n = len;
    memcpy(head + 1, &n, 8);
    return pickle_payload(t, p, head, 9, data, len) < 0 ? -1 : pickle_memo_put(t, p, v);
}

int pickle_bytearray(Thread *t, Pickler *p, Value v)
{
    ByteArray *b = V_AS(ByteArray, v);
    if (p->protocol >= 5)
        return pickle_bytearray_data(t, p, v, b->data, b->len);
    Value bytes = K(t, bytes_new(t, b->data, b->len));
    Value args = v_is_error(bytes) ? V_ERROR
                                   : K(t, b->len ? tuple_pack(t, 1, bytes) : tuple_new(t, NULL, 0));
    return v_is_error(args) ? -1 : pickle_call(t, p, v_from(t->vm->types[KIND_bytearray]), args, v);
}

/* A PickleBuffer: in the stream, or handed to the callback. */
int pickle_buffer(Thread *t, Pickler *p, Value v)
{
    if (p->protocol < 5)
        return pickle_error(t, "PickleBuffer can only be pickled with protocol >= 5");
    BufferView view;
    if (buffer_get(t, v, &view) < 0)
        return -1;
    int inside = 1, status = -1;
    if (!v_is_empty(p->buffer_callback)) {
        Value r = K(t, call1(t, p->buffer_callback, v));
        inside = v_is_error(r) ? -1 : truth(t, r);
    }
    if (inside > 0)
        status = view.readonly ? pickle_bytes_data(t, p, v, view.data, view.len)
                               : pickle_bytearray_data(t, p, v, view.data, view.len);
    else if (inside == 0 && (status = pickle_op(p, OP_NEXT_BUFFER)) == 0 && view.readonly)
        status = pickle_op(p, OP_READONLY_BUFFER);
    buffer_release(t, &view);
    return status;
}
