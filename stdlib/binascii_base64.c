/* SPDX-License-Identifier: MIT */
/* binascii: base64 (RFC 4648) and uuencode. Both put three bytes into four characters. */
#include "stdlib/binascii_internal.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The six bits that a letter stands for, or -1. */
static int letter_bits(int c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* A place in a base64 text that is being read: letters of the quad so far, '=' behind them. */
typedef struct Quads {
    Thread *t;
    ByteBuf *out;
    uint32_t bits;
    int letters, pads;
    bool strict, padded, ended;
} Quads;

static int quads_letter(Quads *q, int bits)
{
    if (q->strict && q->padded) {
        binascii_error(q->t, "Discontinuous padding not allowed");
        return -1;
    }
    q->pads = 0;
    q->bits = (q->bits << 6 | (uint32_t)bits) & 0xFFFFFF;
    q->letters = (q->letters + 1) % 4;
    static const int ready[4] = {0, -1, 4, 2}; /* how far a whole byte lies above the lowest bit */
    if (q->letters != 1)
        bytebuf_char(q->out, (int)(q->bits >> ready[q->letters] & 0xFF));
    return 0;
}

/* One '='; `more`: text follows it. */
static int quads_pad(Quads *q, bool more)
{
    const char *wrong = NULL;
    q->padded = true;
    if (q->strict && q->letters == 0)
        wrong = "Excess padding not allowed";
    else if (q->letters >= 2 && q->letters + ++q->pads >= 4) {
        q->ended = true;
        if (q->strict && more)
            wrong = "Excess data after padding";
    }
    if (wrong)
        binascii_error(q->t, wrong);
    return wrong ? -1 : 0;
}

static int quads_read(Quads *q, const char *in, size_t len)
{
    for (size_t i = 0; i < len && !q->ended; i++) {
        int c = (unsigned char)in[i], bits = letter_bits(c), status = 0;
        if (c == '=')
            status = quads_pad(q, i + 1 < len);
        else if (bits >= 0)
            status = quads_letter(q, bits);
        else if (q->strict) {
            binascii_error(q->t, "Only base64 data is allowed");
            status = -1;
        }
        if (status < 0)
            return -1;
    }
    if (q->ended || q->letters == 0)
        return 0;
    if (q->letters == 1)
        binascii_error(q->t,
                       "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 "
                       "more than a multiple of 4",
                       q->out->len / 3 * 4 + 1);
    else
        binascii_error(q->t, "Incorrect padding");
    return -1;
}

static Value base64_read(Thread *t, const char *in, size_t len, bool strict)
{
    if (strict && len && in[0] == '=')
        return binascii_error(t, "Leading padding not allowed");
    ByteBuf out;
    bytebuf_init(&out, t);
    Quads q = {.t = t, .out = &out, .strict = strict};
    if (quads_read(&q, in, len) < 0) {
        bytebuf_free(&out);
        return V_ERROR;
    }
    return K(t, bytebuf_finish(&out));
}

API(binascii_a2b_base64, "a2b_base64(data, /, *, strict_mode=False)",
    "Decode a line of base64 data.\n\nIn strict mode bytes that do not belong to base64, and "
    "padding in the wrong place, are errors.")
{
    bool strict;
    BufferView view;
    if (flag_arg(t, a[1], false, &strict) < 0 || ascii_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value result = base64_read(t, view.data, view.len, strict);
    ascii_release(t, &view);
    return result;
}

/* Up to three bytes as four characters of the alphabet, with '=' where no byte is. */
static void quad_write(char *out, const char *in, size_t n)
{
    uint32_t bits = (uint32_t)(unsigned char)in[0] << 16;
    bits |= n > 1 ? (uint32_t)(unsigned char)in[1] << 8 : 0;
    bits |= n > 2 ? (unsigned char)in[2] : 0;
    for (size_t i = 0; i < 4; i++)
        out[i] = i <= n ? letters[bits >> (18 - 6 * i) & 63] : '=';
}

API(binascii_b2a_base64, "b2a_base64(data, /, *, newline=True)", "Base64-code line of data.")
{
    bool newline;
    BufferView view;
    if (flag_arg(t, a[1], true, &newline) < 0 || buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    Bytes *out = bytes_alloc(t, (view.len + 2) / 3 * 4 + newline);
    for (size_t i = 0; out && i < view.len; i += 3)
        quad_write(out->data + i / 3 * 4, view.data + i, view.len - i);
    if (out && newline)
        out->data[out->len - 1] = '\n';
    buffer_release(t, &view);
    return out ? K(t, v_from(out)) : V_ERROR;
}

/* ---- uuencode: a length character, then groups of four ---- */

static bool uu_is_blank(int c)
{
    return c == '\n' || c == '\r' || c == ' ';
}

/* The six bits of the character at i; blanks and what lies behind the end count as zero. */
static int uu_bits(const char *in, size_t len, size_t i)
{
    int c = i < len ? (unsigned char)in[i] : ' ';
    if (uu_is_blank(c))
        return 0;
    return c < ' ' || c > ' ' + 64 ? -1 : (c - ' ') & 63;
}

static Value uu_read(Thread *t, const char *in, size_t len)
{
    size_t want = len ? ((unsigned char)in[0] - ' ') & 63 : 32, i = 1;
    Bytes *out = bytes_alloc(t, want);
    if (!out)
        return V_ERROR;
    Value result = K(t, v_from(out));
    uint32_t bits = 0;
    int have = 0;
    for (size_t done = 0; done < want; i++) {
        int six = uu_bits(in, len, i);
        if (six < 0)
            return binascii_error(t, "Illegal char");
        bits = bits << 6 | (uint32_t)six;
        have += 6;
        if (have >= 8) {
            have -= 8;
            out->data[done++] = (char)(bits >> have);
        }
    }
    for (; i < len; i++) /* some encoders pad with blanks or accents */
        if (!uu_is_blank((unsigned char)in[i]) && in[i] != ' ' + 64)
            return binascii_error(t, "Trailing garbage");
    return result;
}

API(binascii_a2b_uu, "a2b_uu(data, /)", "Decode a line of uuencoded data.")
{
    BufferView view;
    if (ascii_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value result = uu_read(t, view.data, view.len);
    ascii_release(t, &view);
    return result;
}

static char uu_letter(uint32_t six, bool backtick)
{
    return six || !backtick ? (char)(' ' + six) : '`';
}

static Value uu_write(Thread *t, const char *in, size_t len, bool backtick)
{
    if (len > 45)
        return binascii_error(t, "At most 45 bytes at once");
    char out[2 + 15 * 4];
    size_t n = 0;
    out[n++] = uu_letter((uint32_t)len, backtick);
    for (size_t i = 0; i < len; i += 3) {
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (i + k < len ? (unsigned char)in[i + k] : 0);
        for (int shift = 18; shift >= 0; shift -= 6)
            out[n++] = uu_letter(bits >> shift & 63, backtick);
    }
    out[n++] = '\n';
    return K(t, bytes_new(t, out, n));
}

API(binascii_b2a_uu, "b2a_uu(data, /, *, backtick=False)", "Uuencode line of data.")
{
    bool backtick;
    BufferView view;
    if (flag_arg(t, a[1], false, &backtick) < 0 || buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value result = uu_write(t, view.data, view.len, backtick);
    buffer_release(t, &view);
    return result;
}

const NativeDef *const binascii_base64_functions[] = {
    &binascii_a2b_base64_def, &binascii_b2a_base64_def, &binascii_a2b_uu_def, &binascii_b2a_uu_def,
    NULL};
