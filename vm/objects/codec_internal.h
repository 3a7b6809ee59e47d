/* SPDX-License-Identifier: MIT */
/* What the files of the encodings share. */
#ifndef RONDO_CODEC_INTERNAL_H
#define RONDO_CODEC_INTERNAL_H

#include "vm/core/str_internal.h"
#include "vm/objects/bytes.h"
#include "vm/objects/codec.h"

typedef struct Codec Codec;

/*
 * A decoding under way. An encoding's decode() reads data[at..] and appends to `out` until
 *   - everything is read, or (unless final) what is left is the beginning of a character: true;
 *   - something is wrong: false, with bad_from, bad_to and reason saying what. An error handler
 * then gives a replacement and says where to go on.
 */
typedef struct Decoder {
    Thread *t;
    const Codec *codec;
    const uint8_t *data;
    size_t len, at;
    StrBuf out;
    bool final, failed; /* failed: an exception is pending */
    bool big;           /* byte order, where the encoding leaves it to a mark */
    const char *name;   /* of the encoding, in messages */
    const char *errors;
    size_t bad_from, bad_to;
    const char *reason;
    Value exc, handler; /* made at the first error */
} Decoder;

/*
 * An encoding's encode() appends text[from..to) to `out` until it meets what it cannot encode,
 * whose index it returns (`to`: all is well).
 */
struct Codec {
    const char *canonical; /* what codecs.lookup() calls it */
    const char *name;      /* in error messages */
    size_t (*encode)(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
    bool (*decode)(Decoder *d);
    const char *encode_reason;
    const char *mark; /* written first, read if it is there; NULL: none */
    size_t mark_len;
    bool one_by_one;       /* an error covers one character, not the whole run of bad ones */
    bool big;              /* byte order */
    const uint16_t *table; /* of charmaps: code points of 0x80..0xFF */
    const char *aliases;   /* " utf8 u8 ", normalised, with spaces around each */
};

extern const Codec codec_table[]; /* ends with canonical NULL */
const Codec *codec_find(const char *encoding);

static inline bool decoder_bad(Decoder *d, size_t from, size_t to, const char *reason)
{
    d->bad_from = from;
    d->bad_to = to;
    d->reason = reason;
    return false;
}

/* codec_utf.c, codec_escape.c */
size_t utf8_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
bool utf8_decode_run(Decoder *d);
size_t utf16_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
bool utf16_decode_run(Decoder *d);
size_t utf32_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
bool utf32_decode_run(Decoder *d);
size_t escape_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
bool escape_decode_run(Decoder *d);
size_t raw_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from, size_t to);
bool raw_decode_run(Decoder *d);

/* Lengths of the bytes of one encoded code point, surrogates included: 0 when the encoding is not a
   UTF. For surrogatepass. */
size_t codec_surrogate_put(const char *encoding, uint32_t cp, char out[4]);
/* The surrogate that stands encoded at p, and its length in bytes; 0: none. */
size_t codec_surrogate_get(const char *encoding, const uint8_t *p, size_t len, uint32_t *cp);

/* codec_errors.c: a UnicodeDecodeError or UnicodeEncodeError, owned. */
MUST_USE Value codec_error_new(Thread *t, bool decode, const char *encoding, Value object,
                               size_t from, size_t to, const char *reason);
void codec_error_set(Thread *t, Value exc, size_t from, size_t to, const char *reason);
/* Calls the handler: replacement (owned) and the position to go on at. 0, -1. */
MUST_USE int codec_error_handle(Thread *t, Value handler, Value exc, size_t len, Value *replacement,
                                size_t *at);

#endif
