/* SPDX-License-Identifier: MIT */
/* binascii: hex, checksums and the module; base64, uuencode and quoted-printable are in
 * binascii_base64.c and binascii_text.c. */
#include "stdlib/binascii_internal.h"
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

/* ---- what the files share ---- */

int ascii_get(Thread *t, Value v, BufferView *view)
{
    if (!v_is_str(v)) {
        if (buffer_check(t, v))
            return buffer_get(t, v, view);
        raise_format(t, EXC_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'",
                     v);
        return -1;
    }
    Str *s = V_AS(Str, v);
    if (!(s->head.flags & STR_ASCII)) {
        raise_format(t, EXC_ValueError, "string argument should contain only ASCII characters");
        return -1;
    }
    *view = (BufferView){.owner = V_EMPTY, .data = str_data(s), .len = s->len};
    return 0;
}

void ascii_release(Thread *t, BufferView *view)
{
    if (!v_is_empty(view->owner))
        buffer_release(t, view);
}

Value binascii_error(Thread *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value text = K(t, str_vformat(t, format, args));
    va_end(args);
    Value cls = v_is_error(text) ? V_ERROR : K(t, import_attr(t, "binascii", "Error"));
    Value made = v_is_error(cls) ? V_ERROR : K(t, call1(t, cls, text));
    return v_is_error(made) ? V_ERROR : raise_object(t, made);
}

int flag_arg(Thread *t, Value v, bool fallback, bool *out)
{
    int on = v_is_empty(v) ? fallback : truth(t, v);
    *out = on > 0;
    return on < 0 ? -1 : 0;
}

int hex_value(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* ---- hex ---- */

static Value hexlify(Thread *t, Value *a)
{
    BufferView view;
    if (buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value text = K(t, bytes_hex(t, view.data, view.len, a[1], a[2]));
    buffer_release(t, &view);
    if (v_is_error(text))
        return V_ERROR;
    Str *s = V_AS(Str, text);
    return K(t, bytes_new(t, str_data(s), s->len));
}

API(binascii_b2a_hex, "b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)",
    "Hexadecimal representation of binary data.\n\nsep is put between groups of bytes_per_sep "
    "bytes, counted from the right\n(from the left when it is negative). The return value is a "
    "bytes object.")
{
    return hexlify(t, a);
}

API(binascii_hexlify, "hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)",
    "Hexadecimal representation of binary data: the same as b2a_hex().")
{
    return hexlify(t, a);
}

static Value unhex(Thread *t, const char *in, size_t len)
{
    if (len % 2)
        return binascii_error(t, "Odd-length string");
    Bytes *out = bytes_alloc(t, len / 2);
    if (!out)
        return V_ERROR;
    Value result = K(t, v_from(out));
    for (size_t i = 0; i < len; i += 2) {
        int high = hex_value((unsigned char)in[i]), low = hex_value((unsigned char)in[i + 1]);
        if (high < 0 || low < 0)
            return binascii_error(t, "Non-hexadecimal digit found");
        out->data[i / 2] = (char)(high << 4 | low);
    }
    return result;
}

static Value unhexlify(Thread *t, Value v)
{
    BufferView view;
    if (ascii_get(t, v, &view) < 0)
        return V_ERROR;
    Value result = unhex(t, view.data, view.len);
    ascii_release(t, &view);
    return result;
}

API(binascii_a2b_hex, "a2b_hex(hexstr, /)",
    "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex "
    "digits (upper or lower case).")
{
    return unhexlify(t, a[0]);
}

API(binascii_unhexlify, "unhexlify(hexstr, /)",
    "Binary data of hexadecimal representation: the same as a2b_hex().")
{
    return unhexlify(t, a[0]);
}

/* ---- checksums ---- */

enum { LET_GIL_GO = 5 * 1024 };

static uint32_t crc32_bytes(uint32_t crc, const char *data, size_t len)
{
    uint32_t table[256];
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; bit++)
            c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        table[i] = c;
    }
    crc = ~crc;
    for (size_t i = 0; i < len; i++)
        crc = table[(crc ^ (unsigned char)data[i]) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

/* The polynomial x^16 + x^12 + x^5 + 1, most significant bit first. */
static uint32_t crc_hqx_bytes(uint32_t crc, const char *data, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        crc ^= (uint32_t)(unsigned char)data[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xFFFF;
    }
    return crc;
}

/* An unsigned int argument, cut to 32 bits. */
static int crc_start(Thread *t, Value v, uint32_t *out)
{
    Value n = v_is_empty(v) ? v_from_small(0) : K(t, value_index(t, v));
    if (v_is_error(n))
        return -1;
    *out = (uint32_t)int_low64(n);
    return 0;
}

static Value checksum(Thread *t, Value data, uint32_t crc,
                      uint32_t (*step)(uint32_t, const char *, size_t))
{
    BufferView view;
    if (buffer_get(t, data, &view) < 0)
        return V_ERROR;
    if (view.len > LET_GIL_GO)
        WITHOUT_GIL(t, crc = step(crc, view.data, view.len));
    else
        crc = step(crc, view.data, view.len);
    buffer_release(t, &view);
    return K(t, int_new(t, crc));
}

API(binascii_crc32, "crc32(data, crc=0, /)", "Compute CRC-32 incrementally.")
{
    uint32_t crc;
    return crc_start(t, a[1], &crc) < 0 ? V_ERROR : checksum(t, a[0], crc, crc32_bytes);
}

API(binascii_crc_hqx, "crc_hqx(data, crc, /)", "Compute CRC-CCITT incrementally.")
{
    uint32_t crc;
    return crc_start(t, a[1], &crc) < 0 ? V_ERROR : checksum(t, a[0], crc & 0xFFFF, crc_hqx_bytes);
}

/* ---- the module ---- */

static int add_error(Thread *t, Value module, const char *name, ExcKind base)
{
    Value bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[base])));
    Value space = K(t, dict_new(t)), text = K(t, str_from_cstr(t, name)),
          where = K(t, str_from_cstr(t, "binascii"));
    if (v_is_error(bases) || v_is_error(space) || v_is_error(text) || v_is_error(where) ||
        dict_set_str(t, V_AS(Dict, space), N(t, __module__), where) < 0)
        return -1;
    return api_module_add(t, module, name,
                          K(t, call3(t, v_from(t->vm->types[KIND_type]), text, bases, space)));
}

static int binascii_exec(Thread *t, Value module)
{
    Value d = K(t, attr_get(t, module, N(t, __dict__))), name = K(t, str_from_cstr(t, "binascii"));
    if (v_is_error(d) || v_is_error(name) ||
        natives_add(t, V_AS(Dict, d), binascii_base64_functions, name) < 0 ||
        natives_add(t, V_AS(Dict, d), binascii_text_functions, name) < 0)
        return -1;
    return add_error(t, module, "Error", EXC_ValueError) < 0
               ? -1
               : add_error(t, module, "Incomplete", EXC_Exception);
}

Value binascii_module(Thread *t)
{
    static const NativeDef *const functions[] = {&binascii_b2a_hex_def,
                                                 &binascii_hexlify_def,
                                                 &binascii_a2b_hex_def,
                                                 &binascii_unhexlify_def,
                                                 &binascii_crc32_def,
                                                 &binascii_crc_hqx_def,
                                                 NULL};
    static const ModuleSpec spec = {"binascii", "Conversion between binary data and ASCII",
                                    functions, binascii_exec};
    return api_module(t, &spec);
}
