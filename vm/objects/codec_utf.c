/* SPDX-License-Identifier: MIT */
/* UTF-8, UTF-16 and UTF-32, as the Unicode standard defines them: no surrogates, no overlong forms.
 */
#include "vm/objects/codec_internal.h"
#include "lexer/base.h"

static inline bool is_surrogate(uint32_t cp)
{
    return (cp & 0xfffff800) == 0xd800;
}

/* ---- UTF-8 ---- */

size_t utf8_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to)
{
    for (; from < to; from++) {
        uint32_t cp = str_at(text, from);
        if (cp < 0x80) {
            bytebuf_char(out, (int)cp);
            continue;
        }
        if (is_surrogate(cp))
            break;
        char bytes[4];
        bytebuf_push(out, bytes, (size_t)utf8_encode(cp, bytes));
    }
    return from;
}

/* Length of the sequence that a byte begins: 0 for one that begins none. */
static size_t utf8_need(uint8_t c)
{
    return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

/* How many bytes at p belong together: all of `need`, or as far as they are right. */
static size_t utf8_good(const uint8_t *p, size_t have, size_t need)
{
    size_t n = 1;
    uint8_t low = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
    uint8_t high = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;
    for (; n < need && n < have; n++, low = 0x80, high = 0xbf)
        if (p[n] < low || p[n] > high)
            break;
    return n;
}

bool utf8_decode_run(Decoder *d)
{
    while (d->at < d->len) {
        const uint8_t *p = d->data + d->at;
        size_t have = d->len - d->at, run = 0;
        while (run < have && p[run] < 0x80)
            run++;
        if (run) {
            strbuf_utf8(&d->out, (const char *)p, run);
            d->at += run;
            continue;
        }
        size_t need = utf8_need(*p), good = need ? utf8_good(p, have, need) : 0;
        if (need == 0)
            return decoder_bad(d, d->at, d->at + 1, "invalid start byte");
        if (good < need) {
            if (good < have)
                return decoder_bad(d, d->at, d->at + good, "invalid continuation byte");
            return !d->final || decoder_bad(d, d->at, d->len, "unexpected end of data");
        }
        strbuf_utf8(&d->out, (const char *)p, need);
        d->at += need;
    }
    return true;
}

/* ---- UTF-16 ---- */

static void put16(ByteBuf *out, uint32_t unit, bool big)
{
    bytebuf_char(out, (int)(big ? unit >> 8 : unit & 0xff));
    bytebuf_char(out, (int)(big ? unit & 0xff : unit >> 8));
}

static uint32_t get16(const uint8_t *p, bool big)
{
    return big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
}

size_t utf16_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to)
{
    for (; from < to; from++) {
        uint32_t cp = str_at(text, from);
        if (is_surrogate(cp))
            break;
        if (cp < 0x10000) {
            put16(out, cp, c->big);
            continue;
        }
        put16(out, 0xd800 + ((cp - 0x10000) >> 10), c->big);
        put16(out, 0xdc00 + ((cp - 0x10000) & 0x3ff), c->big);
    }
    return from;
}

bool utf16_decode_run(Decoder *d)
{
    for (; d->len - d->at >= 2; d->at += 2) {
        uint32_t cp = get16(d->data + d->at, d->big);
        if (!is_surrogate(cp)) {
            strbuf_char(&d->out, cp);
            continue;
        }
        if (cp >= 0xdc00)
            return decoder_bad(d, d->at, d->at + 2, "illegal encoding");
        if (d->len - d->at < 4)
            return !d->final || decoder_bad(d, d->at, d->len, "unexpected end of data");
        uint32_t low = get16(d->data + d->at + 2, d->big);
        if (low < 0xdc00 || low > 0xdfff)
            return decoder_bad(d, d->at, d->at + 2, "illegal UTF-16 surrogate");
        strbuf_char(&d->out, 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00));
        d->at += 2;
    }
    return d->at == d->len || !d->final || decoder_bad(d, d->at, d->len, "truncated data");
}

/* ---- UTF-32 ---- */

static void put32(ByteBuf *out, uint32_t cp, bool big)
{
    for (int i = 0; i < 4; i++)
        bytebuf_char(out, (int)(cp >> (big ? 24 - 8 * i : 8 * i) & 0xff));
}

static uint32_t get32(const uint8_t *p, bool big)
{
    uint32_t cp = 0;
    for (int i = 0; i < 4; i++)
        cp |= (uint32_t)p[i] << (big ? 24 - 8 * i : 8 * i);
    return cp;
}

size_t utf32_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to)
{
    for (; from < to && !is_surrogate(str_at(text, from)); from++)
        put32(out, str_at(text, from), c->big);
    return from;
}

bool utf32_decode_run(Decoder *d)
{
    for (; d->len - d->at >= 4; d->at += 4) {
        uint32_t cp = get32(d->data + d->at, d->big);
        if (is_surrogate(cp))
            return decoder_bad(d, d->at, d->at + 4,
                               "code point in surrogate code point range(0xd800, 0xe000)");
        if (cp > 0x10ffff)
            return decoder_bad(d, d->at, d->at + 4, "code point not in range(0x110000)");
        strbuf_char(&d->out, cp);
    }
    return d->at == d->len || !d->final || decoder_bad(d, d->at, d->len, "truncated data");
}

/* ---- surrogates, for surrogatepass ---- */

size_t codec_surrogate_put(const char *encoding, uint32_t cp, char out[4])
{
    const Codec *c = codec_find(encoding);
    if (!c || c->encode == utf8_encode_run)
        return c ? (size_t)utf8_encode(cp, out) : 0;
    size_t n = c->encode == utf16_encode_run ? 2 : c->encode == utf32_encode_run ? 4 : 0;
    for (size_t i = 0; i < n; i++)
        out[i] = (char)(cp >> 8 * (c->big ? n - 1 - i : i));
    return n;
}

size_t codec_surrogate_get(const char *encoding, const uint8_t *p, size_t len, uint32_t *cp)
{
    const Codec *c = codec_find(encoding);
    if (!c)
        return 0;
    size_t n = c->decode == utf8_decode_run    ? 3
               : c->decode == utf16_decode_run ? 2
               : c->decode == utf32_decode_run ? 4
                                               : 0;
    if (n == 0 || len < n)
        return 0;
    if (n == 3) {
        bool formed = (p[0] & 0xf0) == 0xe0 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80;
        *cp = formed ? (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 | (p[2] & 63) : 0;
    } else {
        *cp = n == 2 ? get16(p, c->big) : get32(p, c->big);
    }
    return is_surrogate(*cp) ? n : 0;
}
