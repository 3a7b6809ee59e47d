/* SPDX-License-Identifier: MIT */
#include "lexer/literal.h"

#include <string.h>

typedef struct Decoder {
    const Source *src;
    const Token *token;  /* whose text is decoded */
    const Token *blamed; /* where errors are placed */
    Arena *arena;
    WarningList *warnings;
    Diag *diag;
    const char *body, *end;
    const char *p;       /* next byte to read */
    char *out;           /* next byte to write: never more than was read */
    const char *invalid; /* first invalid escape, told when all is decoded */
    bool is_bytes, is_middle;
} Decoder;

static bool fail(Decoder *d, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(Decoder *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = arena_vprintf(d->arena, format, args);
    va_end(args);
    const Token *t = d->blamed;
    diag_set(d->diag, d->arena, message ? "SyntaxError" : "MemoryError", "%s",
             message ? message : "");
    diag_place(d->diag, d->arena, d->src, t->line, token_col(d->src, t), t->end_line,
               token_end_col(d->src, t));
    return false;
}

/*
 * The position CPython names in its message: there every character beyond ASCII has been spelled
 * as a ten-byte escape before decoding, and a backslash before one as a six-byte escape.
 */
static size_t position(const Decoder *d, const char *at)
{
    size_t n = 0;
    for (const char *p = d->body; p < at;) {
        if (*p == '\\' && p + 1 < at) {
            bool ascii = (signed char)p[1] >= 0;
            n += ascii ? 2 : 6;
            p += ascii ? 2 : 1;
        } else {
            bool lead = ((unsigned char)*p & 0xC0) == 0xC0;
            n += (signed char)*p >= 0 ? 1 : lead ? 10 : 0;
            p++;
        }
    }
    return n;
}

static bool fail_escape(Decoder *d, const char *escape, const char *reason)
{
    if (d->is_bytes)
        return fail(d, "(value error) invalid \\x escape at position %zu", position(d, escape));
    return fail(d,
                "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: "
                "%s",
                position(d, escape), position(d, d->p) - 1, reason);
}

/* Only the first invalid escape of a literal is reported. */
static void note_invalid(Decoder *d, const char *escape)
{
    if (!d->invalid)
        d->invalid = escape;
}

static void warn_invalid(Decoder *d)
{
    const char *escape = d->invalid;
    /* CPython names the line of the token, not of the escape; f-string text is known by its end. */
    const Token *t = d->token;
    uint32_t line = d->is_middle ? t->end_line : t->line;
    uint32_t col = d->is_middle ? 0 : token_col(d->src, t);
    if (d->is_middle && (escape[1] == '{' || escape[1] == '}'))
        return; /* the scanner has warned already */
    const char *start = d->src->text + d->src->line_start[line];
    bool octal = escape[1] >= '0' && escape[1] <= '7';
    warning_add(d->warnings, d->arena, line, (int)utf8_length(start, col) + 1, "SyntaxWarning",
                "invalid %sescape sequence '%.*s'", octal ? "octal " : "", octal ? 4 : 2, escape);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void put(Decoder *d, uint32_t cp)
{
    if (d->is_bytes)
        *d->out++ = (char)cp;
    else
        d->out += utf8_encode(cp, d->out);
}

/* \x, \u and \U; d->p is behind the letter. */
static bool decode_hex(Decoder *d, const char *escape, int digits)
{
    uint32_t value = 0;
    for (int i = 0; i < digits; i++) {
        int v = d->p < d->end ? hex_value(*d->p) : -1;
        if (v < 0)
            return fail_escape(d, escape,
                               digits == 2   ? "truncated \\xXX escape"
                               : digits == 4 ? "truncated \\uXXXX escape"
                                             : "truncated \\UXXXXXXXX escape");
        value = value << 4 | (uint32_t)v;
        d->p++;
    }
    if (value > 0x10FFFF)
        return fail_escape(d, escape, "illegal Unicode character");
    put(d, value);
    return true;
}

/* \N{name}; d->p is behind the N. */
static bool decode_name(Decoder *d, const char *escape)
{
    if (d->p < d->end && *d->p == '{') {
        const char *name = ++d->p;
        while (d->p < d->end && *d->p != '}')
            d->p++;
        if (d->p < d->end && d->p > name) {
            uint32_t cp = unicode_name_find(name, (size_t)(d->p - name));
            d->p++;
            if (cp == UINT32_MAX)
                return fail_escape(d, escape, "unknown Unicode character name");
            put(d, cp);
            return true;
        }
    }
    return fail_escape(d, escape, "malformed \\N character escape");
}

/* One to three octal digits, the first at d->p - 1. */
static void decode_octal(Decoder *d, const char *escape)
{
    uint32_t value = (uint32_t)(d->p[-1] - '0');
    for (int i = 0; i < 2 && d->p < d->end && *d->p >= '0' && *d->p <= '7'; i++)
        value = value << 3 | (uint32_t)(*d->p++ - '0');
    if (value > 0377)
        note_invalid(d, escape);
    put(d, value);
}

/* What stands for one byte after the backslash: pairs of letter and value. */
static const char simple_escapes[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";

static bool decode_escape(Decoder *d)
{
    const char *escape = d->p++;
    if (d->p == d->end || (signed char)*d->p < 0) {
        *d->out++ = '\\'; /* a backslash before a field or a letter beyond ASCII is itself */
        return true;
    }
    char c = *d->p++;
    for (const char *e = simple_escapes; *e; e += 2)
        if (*e == c) {
            *d->out++ = e[1];
            return true;
        }
    if (c >= '0' && c <= '7') {
        decode_octal(d, escape);
        return true;
    }
    if (c == '\n')
        return true;
    if (c == 'x')
        return decode_hex(d, escape, 2);
    if (!d->is_bytes && (c == 'u' || c == 'U'))
        return decode_hex(d, escape, c == 'u' ? 4 : 8);
    if (!d->is_bytes && c == 'N')
        return decode_name(d, escape);
    note_invalid(d, escape);
    *d->out++ = '\\';
    *d->out++ = c;
    return true;
}

/* The body of the literal, between the quotes. */
static bool decode_body(Decoder *d, Literal *out)
{
    size_t len = (size_t)(d->end - d->body);
    const char *first = len ? memchr(d->body, '\\', len) : NULL;
    *out = (Literal){d->body, len, d->is_bytes};
    if (!first || d->token->aux & PREFIX_RAW)
        return true;
    char *text = arena_alloc(d->arena, len + 1);
    if (!text)
        return diag_set(d->diag, d->arena, "MemoryError", "%s", "");
    d->p = d->body;
    d->out = text;
    while (d->p < d->end) {
        if (*d->p == '\\') {
            if (!decode_escape(d))
                return false;
        } else if ((signed char)*d->p >= 0) {
            *d->out++ = *d->p++;
        } else {
            const char *start = d->p++;
            while (d->p < d->end && ((unsigned char)*d->p & 0xC0) == 0x80)
                d->p++;
            size_t n = (size_t)(d->p - start);
            memcpy(d->out, start, n);
            d->out += n;
        }
    }
    if (d->invalid)
        warn_invalid(d);
    *out = (Literal){text, (size_t)(d->out - text), d->is_bytes};
    return !d->arena->failed || diag_set(d->diag, d->arena, "MemoryError", "%s", "");
}

bool literal_string(const Source *s, const Token *t, Arena *a, WarningList *w, Literal *out,
                    Diag *diag)
{
    const char *body = s->text + t->start, *end = s->text + t->end;
    while (*body != '\'' && *body != '"')
        body++;
    int quotes = t->aux & PREFIX_TRIPLE ? 3 : 1;
    Decoder d = {.src = s,
                 .token = t,
                 .blamed = t,
                 .arena = a,
                 .warnings = w,
                 .diag = diag,
                 .body = body + quotes,
                 .end = end - quotes,
                 .is_bytes = t->aux & PREFIX_BYTES};
    for (const char *p = d.body; d.is_bytes && p < d.end; p++)
        if ((signed char)*p < 0)
            return fail(&d, "bytes can only contain ASCII literal characters");
    return decode_body(&d, out);
}

bool literal_middle(const Source *s, const Token *t, const Token *end, Arena *a, WarningList *w,
                    Literal *out, Diag *diag)
{
    Decoder d = {.src = s,
                 .token = t,
                 .blamed = end,
                 .arena = a,
                 .warnings = w,
                 .diag = diag,
                 .body = s->text + t->start,
                 .end = s->text + t->end,
                 .is_middle = true};
    return decode_body(&d, out);
}
