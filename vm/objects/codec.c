/* SPDX-License-Identifier: MIT */
/* Encodings: finding them by name, and the loops that carry on behind errors. */
#include "vm/objects/codec_internal.h"
#include "vm/objects/buffer.h"

/* ---- names ---- */

/* Lower case, with one underscore for each run of what is neither a letter nor a digit nor a dot,
   and a space at both ends for the search in alias lists. 0, or -1 when it is too long for any of
   ours. */
static int normalise(const char *name, char *out, size_t cap)
{
    size_t n = 0;
    bool gap = false;
    out[n++] = ' ';
    for (; *name; name++) {
        char c = *name;
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c + 32);
            keep = true;
        }
        if (!keep) {
            gap = true;
            continue;
        }
        if (n + 4 > cap)
            return -1;
        if (gap && n > 1)
            out[n++] = '_';
        gap = false;
        out[n++] = c;
    }
    out[n++] = ' ';
    out[n] = 0;
    return 0;
}

const Codec *codec_find(const char *encoding)
{
    char key[40];
    if (!encoding || strcmp(encoding, "utf-8") == 0)
        return &codec_table[0];
    if (normalise(encoding, key, sizeof key) < 0)
        return NULL;
    for (const Codec *c = codec_table; c->canonical; c++)
        if (strstr(c->aliases, key))
            return c;
    return NULL;
}

const char *codec_canonical(const char *encoding)
{
    const Codec *c = codec_find(encoding);
    return c ? c->canonical : NULL;
}

/* ---- one byte for one character ---- */

static size_t latin1_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from,
                                size_t to)
{
    char *p = bytebuf_space(out, to - from);
    uint32_t limit = c->table ? 0x80 : 0x100;
    size_t i = from;
    if (!p)
        return to;
    if (text->unit == 1 && (limit == 0x100 || str_is_ascii(text))) {
        memcpy(p, (char *)str_data(text) + from, to - from);
        return to;
    }
    for (; i < to && str_at(text, i) < limit; i++)
        *p++ = (char)str_at(text, i);
    out->len -= to - i;
    return i;
}

static bool latin1_decode_run(Decoder *d)
{
    Value text = str_from_latin1(d->t, d->data + d->at, d->len - d->at);
    if (v_is_error(text)) {
        d->failed = true;
        return false;
    }
    strbuf_str(&d->out, V_AS(Str, text));
    drop(d->t, text);
    d->at = d->len;
    return true;
}

/* The byte for a code point from 0x80 on, or -1. */
static int charmap_byte(const Codec *c, uint32_t cp)
{
    for (int i = 0; i < 128 && cp; i++)
        if (c->table[i] == cp)
            return 0x80 + i;
    return -1;
}

static size_t charmap_encode_run(ByteBuf *out, const Codec *c, const Str *text, size_t from,
                                 size_t to)
{
    for (; from < to; from++) {
        uint32_t cp = str_at(text, from);
        int byte = cp < 0x80 ? (int)cp : charmap_byte(c, cp);
        if (byte < 0)
            break;
        bytebuf_char(out, byte);
    }
    return from;
}

/* Also ascii, whose upper half is all undefined. */
static bool charmap_decode_run(Decoder *d)
{
    for (; d->at < d->len; d->at++) {
        uint8_t byte = d->data[d->at];
        uint32_t cp = byte < 0x80 ? byte : d->codec->table[byte - 0x80];
        if (cp == 0 && byte)
            return decoder_bad(d, d->at, d->at + 1, d->codec->encode_reason);
        strbuf_char(&d->out, cp);
    }
    return true;
}

/* ---- the table ---- */

static const uint16_t nothing_table[128];
#define CHARSET(name, ...) static const uint16_t name##_table[128] = {__VA_ARGS__};
#include "lexer/charsets.def"
#undef CHARSET

enum { utf8_one_by_one = false, utf16_one_by_one = true, utf32_one_by_one = true };
#define UTF(official, shown, fn, order, mark_text, mark_bytes, names)                              \
    {                                                                                              \
        .canonical = official, .name = shown, .encode = fn##_encode_run,                           \
        .decode = fn##_decode_run, .big = order, .encode_reason = "surrogates not allowed",        \
        .mark = mark_text, .mark_len = mark_bytes, .one_by_one = fn##_one_by_one, .aliases = names \
    }
#define CHARMAP(official, id, names)                                                    \
    {                                                                                   \
        .canonical = official, .name = "charmap", .encode = charmap_encode_run,         \
        .decode = charmap_decode_run, .encode_reason = "character maps to <undefined>", \
        .table = id##_table, .aliases = names                                           \
    }

const Codec codec_table[] = {
    UTF("utf-8", "utf-8", utf8, false, NULL, 0, " utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001 "),
    {.canonical = "ascii",
     .name = "ascii",
     .encode = latin1_encode_run,
     .decode = charmap_decode_run,
     .encode_reason = "ordinal not in range(128)",
     .table = nothing_table,
     .aliases =
         " ascii 646 ansi_x3.4_1968 ansi_x3_4_1968 ansi_x3.4_1986 cp367 csascii ibm367 iso646_us "
         "iso_646.irv_1991 iso_ir_6 us us_ascii "},
    {.canonical = "iso8859-1",
     .name = "latin-1",
     .encode = latin1_encode_run,
     .decode = latin1_decode_run,
     .encode_reason = "ordinal not in range(256)",
     .aliases = " latin_1 latin1 latin l1 iso8859_1 iso_8859_1 iso8859 8859 cp819 csisolatin1 "
                "ibm819 iso_ir_100 "
                "iso_8859_1_1987 "},
    UTF("utf-8-sig", "utf-8", utf8, false, "\xef\xbb\xbf", 3, " utf_8_sig utf8_sig "),
    UTF("utf-16", "utf-16", utf16, false, "\xff\xfe", 2, " utf_16 utf16 u16 "),
    UTF("utf-16-le", "utf-16-le", utf16, false, NULL, 0,
        " utf_16_le utf_16le utf16le utf16_le unicodelittleunmarked "),
    UTF("utf-16-be", "utf-16-be", utf16, true, NULL, 0,
        " utf_16_be utf_16be utf16be utf16_be unicodebigunmarked "),
    UTF("utf-32", "utf-32", utf32, false, "\xff\xfe\0\0", 4, " utf_32 utf32 u32 "),
    UTF("utf-32-le", "utf-32-le", utf32, false, NULL, 0, " utf_32_le utf_32le utf32le utf32_le "),
    UTF("utf-32-be", "utf-32-be", utf32, true, NULL, 0, " utf_32_be utf_32be utf32be utf32_be "),
    CHARMAP("cp1251", cp1251, " cp1251 1251 windows_1251 "),
    CHARMAP("koi8-r", koi8_r, " koi8_r cskoi8r "),
    {.canonical = "unicode-escape",
     .name = "unicodeescape",
     .encode = escape_encode_run,
     .decode = escape_decode_run,
     .encode_reason = "",
     .aliases = " unicode_escape unicodeescape "},
    {.canonical = "raw-unicode-escape",
     .name = "rawunicodeescape",
     .encode = raw_encode_run,
     .decode = raw_decode_run,
     .encode_reason = "",
     .aliases = " raw_unicode_escape rawunicodeescape "},
    {.canonical = NULL},
};

/* ---- encoding ---- */

typedef struct Encoder {
    Thread *t;
    const Codec *codec;
    Str *text;
    ByteBuf out;
    const char *errors;
    Value exc, handler; /* made at the first error */
} Encoder;

static bool can_encode(Encoder *e, const Str *text, size_t i)
{
    size_t before = e->out.len;
    bool can = e->codec->encode(&e->out, e->codec, text, i, i + 1) > i;
    e->out.len = before;
    return can;
}

/* A handler's replacement: bytes as they are, text if it can be encoded. */
static int encoder_replace(Encoder *e, Value replacement)
{
    if (v_has_layout(replacement, KIND_bytes)) {
        size_t n;
        const char *p = bytes_view(replacement, &n);
        bytebuf_push(&e->out, p, n);
        return 0;
    }
    Str *text = V_AS(Str, replacement);
    if (e->codec->encode(&e->out, e->codec, text, 0, text->len) == text->len)
        return 0;
    raise_object(e->t, e->exc);
    return -1;
}

/* text[from..to) cannot be encoded: *at is where to go on. 0, -1. */
static int encoder_error(Encoder *e, size_t from, size_t to, size_t *at)
{
    /* surrogateescape deals with as much of the run as it can, so that the message names the rest.
     */
    for (; from < to && e->errors && strcmp(e->errors, "surrogateescape") == 0; from++) {
        uint32_t cp = str_at(e->text, from);
        if (cp < 0xdc80 || cp > 0xdcff || e->codec->one_by_one)
            break;
        bytebuf_char(&e->out, (int)cp - 0xdc00);
    }
    *at = to;
    if (from == to)
        return 0;
    Thread *t = e->t;
    if (v_is_empty(e->exc)) {
        Value handler = codec_handler(t, e->errors);
        if (v_is_error(handler))
            return -1;
        e->handler = handler;
        Value exc = codec_error_new(t, false, e->codec->name, v_from(e->text), from, to,
                                    e->codec->encode_reason);
        if (v_is_error(exc))
            return -1;
        e->exc = exc;
    } else {
        codec_error_set(t, e->exc, from, to, e->codec->encode_reason);
    }
    Value replacement;
    if (codec_error_handle(t, e->handler, e->exc, e->text->len, &replacement, at) < 0)
        return -1;
    int status = encoder_replace(e, replacement);
    drop(t, replacement);
    return status;
}

static Value encode_with(Thread *t, const Codec *c, Str *text, const char *errors)
{
    if (str_is_ascii(text) && !c->mark &&
        (c->encode == utf8_encode_run || c->encode == latin1_encode_run))
        return bytes_new(t, str_data(text), text->len);
    Encoder e = {.t = t, .codec = c, .text = text, .errors = errors};
    bytebuf_init(&e.out, t);
    if (c->mark)
        bytebuf_push(&e.out, c->mark, c->mark_len);
    int status = 0;
    for (size_t at = 0; status == 0 && at < text->len && !e.out.failed;) {
        size_t from = c->encode(&e.out, c, text, at, text->len), to = from + 1;
        at = from;
        if (from == text->len)
            break;
        while (!c->one_by_one && to < text->len && !can_encode(&e, text, to))
            to++;
        status = encoder_error(&e, from, to, &at);
    }
    drop(t, e.exc);
    drop(t, e.handler);
    if (status == 0)
        return bytebuf_finish(&e.out);
    bytebuf_free(&e.out);
    return V_ERROR;
}

/* ---- decoding ---- */

/* The mark at the beginning tells the byte order, and is not part of the text. */
static void decoder_mark(Decoder *d)
{
    const Codec *c = d->codec;
    d->big = c->big;
    d->name = c->name;
    if (!c->mark)
        return;
    bool little = d->len >= c->mark_len && memcmp(d->data, c->mark, c->mark_len) == 0;
    bool big = false;
    if (c->decode != utf8_decode_run) {
        char turned[4] = {0};
        for (size_t i = 0; i < c->mark_len; i++)
            turned[i] = c->mark[c->mark_len - 1 - i];
        big = d->len >= c->mark_len && memcmp(d->data, turned, c->mark_len) == 0;
        d->big = big;
        d->name =
            codec_canonical(c->decode == utf16_decode_run ? (big ? "utf-16-be" : "utf-16-le")
                                                          : (big ? "utf-32-be" : "utf-32-le"));
    }
    if (little || big)
        d->at = c->mark_len;
}

static int decoder_error(Decoder *d)
{
    Thread *t = d->t;
    if (v_is_empty(d->exc)) {
        Value handler = codec_handler(t, d->errors);
        if (v_is_error(handler))
            return -1;
        d->handler = handler;
        Value object = bytes_new(t, d->data, d->len);
        Value exc = v_is_error(object) ? V_ERROR
                                       : codec_error_new(t, true, d->name, object, d->bad_from,
                                                         d->bad_to, d->reason);
        drop(t, object);
        if (v_is_error(exc))
            return -1;
        d->exc = exc;
    } else {
        codec_error_set(t, d->exc, d->bad_from, d->bad_to, d->reason);
    }
    Value replacement;
    if (codec_error_handle(t, d->handler, d->exc, d->len, &replacement, &d->at) < 0)
        return -1;
    strbuf_str(&d->out, V_AS(Str, replacement));
    drop(t, replacement);
    return 0;
}

static Value decode_with(Thread *t, const Codec *c, const char *data, size_t len,
                         const char *errors, bool final, size_t *used)
{
    Decoder d = {.t = t,
                 .codec = c,
                 .data = (const uint8_t *)data,
                 .len = len,
                 .final = final,
                 .errors = errors};
    strbuf_init(&d.out, t);
    decoder_mark(&d);
    int status = 0;
    while (status == 0 && !c->decode(&d))
        status = d.failed ? -1 : decoder_error(&d);
    drop(t, d.exc);
    drop(t, d.handler);
    if (used)
        *used = d.at;
    if (status == 0)
        return strbuf_finish(&d.out);
    strbuf_free(&d.out);
    return V_ERROR;
}

/* ---- encodings of scripts ---- */

/* What codecs.lookup(encoding) finds: an encoding in the language, or one that was registered. */
static Value script_codec(Thread *t, const char *encoding)
{
    Value lookup = import_attr(t, "codecs", "lookup");
    Value text = v_is_error(lookup) ? V_ERROR : str_from_cstr(t, encoding);
    Value info = v_is_error(text) ? V_ERROR : call1(t, lookup, text);
    drop(t, text);
    drop(t, lookup);
    return info;
}

/* LookupError unless the codec is one between text and bytes. */
static int check_text_codec(Thread *t, const char *encoding, Value info, int which)
{
    Value name = str_intern_utf8(t, "_is_text_encoding", 17);
    Value is_text = v_is_error(name) ? V_ERROR : attr_get_or_empty(t, info, V_AS(Str, name));
    int yes = v_is_error(is_text) ? -1 : v_is_empty(is_text) ? 1 : truth(t, is_text);
    drop(t, name);
    drop(t, is_text);
    if (yes == 0)
        raise_format(t, EXC_LookupError,
                     "'%s' is not a text encoding; use codecs.%s() to handle arbitrary codecs",
                     encoding, which ? "decode" : "encode");
    return yes > 0 ? 0 : -1;
}

/* Calls the encoder (0) or decoder (1) of a script: the first of the pair it returns. */
static Value script_convert(Thread *t, const char *encoding, int which, Value input,
                            const char *errors)
{
    static const char *const names[] = {"encoder", "decoder"};
    Value info = script_codec(t, encoding);
    if (v_is_error(info))
        return V_ERROR;
    if (check_text_codec(t, encoding, info, which) < 0) {
        drop(t, info);
        return V_ERROR;
    }
    Value args[2] = {input, str_from_cstr(t, errors ? errors : "strict")};
    Value pair = v_is_error(args[1]) ? V_ERROR : call(t, V_AS(Tuple, info)->items[which], args, 2);
    drop(t, args[1]);
    drop(t, info);
    if (v_is_error(pair))
        return V_ERROR;
    Value result = V_ERROR;
    if (!v_has_layout(pair, KIND_tuple) || V_AS(Tuple, pair)->len != 2)
        raise_format(t, EXC_TypeError, "%s must return a tuple (object, integer)", names[which]);
    else
        result = dup(V_AS(Tuple, pair)->items[0]);
    drop(t, pair);
    return result;
}

/* ---- what others call ---- */

Value codec_encode(Thread *t, Str *text, const char *encoding, const char *errors)
{
    const Codec *c = codec_find(encoding);
    if (c)
        return encode_with(t, c, text, errors);
    Value made = script_convert(t, encoding, 0, v_from(text), errors);
    if (v_is_error(made) || v_has_layout(made, KIND_bytes))
        return made;
    if (v_has_layout(made, KIND_bytearray)) {
        Value bytes = buffer_to_bytes(t, made);
        drop(t, made);
        return bytes;
    }
    raise_format(t, EXC_TypeError,
                 "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to "
                 "arbitrary types",
                 encoding, made);
    drop(t, made);
    return V_ERROR;
}

static Value str_from_ascii(Thread *t, const char *data, size_t len)
{
    if (len < 2)
        return str_from_latin1(t, data, len);
    Str *s = str_alloc(t, len, 127);
    if (!s)
        return V_ERROR;
    memcpy(str_data(s), data, len);
    return v_from(s);
}

static bool bytes_are_ascii(const char *data, size_t len)
{
    uint64_t word, bits = 0;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        memcpy(&word, data + i, 8);
        bits |= word;
    }
    for (; i < len; i++)
        bits |= (uint8_t)data[i] & 0x80u;
    return !(bits & 0x8080808080808080);
}

Value codec_decode(Thread *t, const char *data, size_t len, const char *encoding,
                   const char *errors)
{
    const Codec *c = codec_find(encoding);
    if (c && c->decode == utf8_decode_run && bytes_are_ascii(data, len))
        return str_from_ascii(t, data, len);
    if (c)
        return decode_with(t, c, data, len, errors, true, NULL);
    Value bytes = bytes_new(t, data, len);
    Value made = v_is_error(bytes) ? V_ERROR : script_convert(t, encoding, 1, bytes, errors);
    drop(t, bytes);
    if (v_is_error(made) || v_is_str(made))
        return made;
    raise_format(t, EXC_TypeError,
                 "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to "
                 "arbitrary types",
                 encoding, made);
    drop(t, made);
    return V_ERROR;
}

Value codec_decode_part(Thread *t, const char *data, size_t len, const char *encoding,
                        const char *errors, bool final, size_t *used)
{
    const Codec *c = codec_find(encoding);
    return c ? decode_with(t, c, data, len, errors, final, used)
             : raise_format(t, EXC_LookupError, "unknown encoding: %s", encoding);
}

/* The text of an argument that names something; *out NULL when it is not given. 0, -1. */
static int name_argument(Thread *t, Value v, const char *function, const char *what,
                         const char **out)
{
    size_t len;
    *out = NULL;
    if (v_is_empty(v))
        return 0;
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "%s() argument '%s' must be str, not %s", function, what,
                     v_is_none(v) ? "None" : v_type_name(t, v));
        return -1;
    }
    *out = str_utf8(t, V_AS(Str, v), &len);
    if (*out && strlen(*out) != len) {
        raise_format(t, EXC_ValueError, "embedded null character");
        return -1;
    }
    return *out ? 0 : -1;
}

Value codec_encode_values(Thread *t, Value text, Value encoding, Value errors)
{
    const char *enc, *err;
    if (name_argument(t, encoding, "encode", "encoding", &enc) < 0 ||
        name_argument(t, errors, "encode", "errors", &err) < 0)
        return V_ERROR;
    return codec_encode(t, V_AS(Str, text), enc, err);
}

Value codec_decode_values(Thread *t, Value bytes, Value encoding, Value errors,
                          const char *function)
{
    const char *enc, *err;
    BufferView view;
    if (name_argument(t, encoding, function, "encoding", &enc) < 0 ||
        name_argument(t, errors, function, "errors", &err) < 0 || buffer_get(t, bytes, &view) < 0)
        return V_ERROR;
    Value text = codec_decode(t, view.data, view.len, enc, err);
    buffer_release(t, &view);
    return text;
}

static Value str_encode_native(Thread *t, Value *a, uint32_t nargs)
{
    return codec_encode_values(t, a[0], a[1], a[2]);
}
const NativeDef str_encode_def = {"encode(self, /, encoding='utf-8', errors='strict')",
                                  "The text as bytes, in an encoding.", str_encode_native, NULL, 0};
