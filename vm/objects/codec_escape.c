/* SPDX-License-Identifier: MIT */
/* unicode_escape and raw_unicode_escape: text as it could stand in a string literal. */
#include "vm/objects/codec_internal.h"
#include "lexer/literal.h"

static void push_hex(ByteBuf *out, char kind, uint32_t cp, int digits)
{
    bytebuf_char(out, '\\');
    bytebuf_char(out, kind);
    while (digits-- > 0)
        bytebuf_char(out, "0123456789abcdef"[cp >> 4 * digits & 15]);
}

size_t escape_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to)
{
    for (; from < to; from++) {
        uint32_t cp = str_at(text, from);
        if (cp >= 0x10000)
            push_hex(out, 'U', cp, 8);
        else if (cp >= 0x100)
            push_hex(out, 'u', cp, 4);
        else if (cp == '\t' || cp == '\n' || cp == '\r')
            bytebuf_push(out, cp == '\t' ? "\\t" : cp == '\n' ? "\\n" : "\\r", 2);
        else if (cp < ' ' || cp >= 0x7f)
            push_hex(out, 'x', cp, 2);
        else if (cp == '\\')
            bytebuf_push(out, "\\\\", 2);
        else
            bytebuf_char(out, (int)cp);
    }
    return to;
}

size_t raw_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to)
{
    for (; from < to; from++) {
        uint32_t cp = str_at(text, from);
        if (cp >= 0x10000)
            push_hex(out, 'U', cp, 8);
        else if (cp >= 0x100)
            push_hex(out, 'u', cp, 4);
        else
            bytebuf_char(out, (int)cp);
    }
    return to;
}

static int hex_digit(uint8_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads `digits` hexadecimal digits from *p on; how many were there. */
static int read_hex(const uint8_t *p, const uint8_t *end, int digits, uint32_t *cp)
{
    int n = 0;
    *cp = 0;
    for (; n < digits && p + n < end && hex_digit(p[n]) >= 0; n++)
        *cp = *cp << 4 | (uint32_t)hex_digit(p[n]);
    return n;
}

/* \x, \u, \U behind the letter: the code point, or an error over what is there. */
static bool decode_hex(Decoder *d, int digits, const char *truncated, const char *too_large)
{
    uint32_t cp;
    int n = read_hex(d->data + d->at + 2, d->data + d->len, digits, &cp);
    size_t end = d->at + 2 + (size_t)n;
    if (n < digits) {
        if (end == d->len && !d->final)
            return true; /* not moved: the caller stops */
        return decoder_bad(d, d->at, end, truncated);
    }
    if (cp > 0x10ffff)
        return decoder_bad(d, d->at, end, too_large);
    strbuf_char(&d->out, cp);
    d->at = end;
    return true;
}

static bool decode_name(Decoder *d)
{
    const char *text = (const char *)d->data;
    size_t open = d->at + 2;
    const char *close =
        open < d->len && text[open] == '{' ? memchr(text + open, '}', d->len - open) : NULL;
    if (!close || close == text + open + 1) {
        if (!close && !d->final)
            return true;
        size_t end = close ? open + 2 : open < d->len && text[open] == '{' ? d->len : open;
        return decoder_bad(d, d->at, end, "malformed \\N character escape");
    }
    size_t end = (size_t)(close - text) + 1;
    uint32_t cp = unicode_name_find(text + open + 1, end - open - 2);
    if (cp == UINT32_MAX)
        return decoder_bad(d, d->at, end, "unknown Unicode character name");
    strbuf_char(&d->out, cp);
    d->at = end;
    return true;
}

static void decode_octal(Decoder *d)
{
    uint32_t cp = 0;
    int n = 0;
    for (d->at++; n < 3 && d->at < d->len && d->data[d->at] >= '0' && d->data[d->at] <= '7';
         n++, d->at++)
        cp = cp << 3 | (uint32_t)(d->data[d->at] - '0');
    strbuf_char(&d->out, cp);
}

/* One escape at d->at; not moving means that more bytes are needed. */
static bool decode_escape(Decoder *d)
{
    static const char simple[] = "\\\\''\"\"b\bf\ft\tn\nr\rv\va\a";
    if (d->len - d->at < 2)
        return !d->final || decoder_bad(d, d->at, d->len, "\\ at end of string");
    char c = (char)d->data[d->at + 1];
    for (const char *p = simple; *p; p += 2)
        if (*p == c) {
            strbuf_char(&d->out, (uint8_t)p[1]);
            d->at += 2;
            return true;
        }
    switch (c) {
    case '\n':
        d->at += 2;
        return true;
    case 'x':
        return decode_hex(d, 2, "truncated \\xXX escape", "");
    case 'u':
        return decode_hex(d, 4, "truncated \\uXXXX escape", "");
    case 'U':
        return decode_hex(d, 8, "truncated \\UXXXXXXXX escape", "illegal Unicode character");
    case 'N':
        return decode_name(d);
    }
    if (c >= '0' && c <= '7') {
        decode_octal(d);
        return true;
    }
    if (warn_format(d->t, EXC_DeprecationWarning, 1, "invalid escape sequence '\\%c'", c) < 0) {
        d->failed = true;
        return false;
    }
    strbuf_char(&d->out, '\\');
    strbuf_char(&d->out, (uint8_t)c);
    d->at += 2;
    return true;
}

bool escape_decode_run(Decoder *d)
{
    while (d->at < d->len) {
        size_t before = d->at;
        if (d->data[d->at] != '\\')
            strbuf_char(&d->out, d->data[d->at++]);
        else if (!decode_escape(d))
            return false;
        if (d->at == before)
            return true;
    }
    return true;
}

bool raw_decode_run(Decoder *d)
{
    while (d->at < d->len) {
        size_t before = d->at;
        char kind = d->len - d->at >= 2 ? (char)d->data[d->at + 1] : 0;
        if (d->data[d->at] != '\\' || (kind != 'u' && kind != 'U' && kind != '\\')) {
            if (d->data[d->at] == '\\' && kind == 0 && !d->final && d->len - d->at < 2)
                return true;
            strbuf_char(&d->out, d->data[d->at++]);
        } else if (kind == '\\') { /* a pair of backslashes stays, and begins no escape */
            strbuf_ascii(&d->out, "\\\\");
            d->at += 2;
        } else if (!decode_hex(d, kind == 'u' ? 4 : 8,
                               kind == 'u' ? "truncated \\uXXXX escape"
                                           : "truncated \\UXXXXXXXX escape",
                               "\\Uxxxxxxxx out of range")) {
            return false;
        }
        if (d->at == before)
            return true;
    }
    return true;
}
