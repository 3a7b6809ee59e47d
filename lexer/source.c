/* SPDX-License-Identifier: MIT */
/* Bytes to source text: byte order mark, PEP 263 declaration, decoding, newlines, line table. */
#include "lexer/base.h"

#include <stdio.h>
#include <string.h>

typedef enum Encoding {
    ENC_UTF8, ENC_LATIN1, ENC_ASCII, ENC_CP1251, ENC_KOI8_R, ENC_UNKNOWN
} Encoding;

#define CHARSET(name, ...) static const uint16_t charset_##name[128] = {__VA_ARGS__};
#include "lexer/charsets.def"
#undef CHARSET

/* Names are compared in lower case with '_' and ' ' as '-', as CPython's codec search does. */
static const struct {
    const char *name;
    Encoding encoding;
} encoding_names[] = {
    {"utf-8", ENC_UTF8}, {"utf8", ENC_UTF8}, {"u8", ENC_UTF8}, {"utf", ENC_UTF8},
    {"cp65001", ENC_UTF8}, {"utf8-ucs2", ENC_UTF8}, {"utf8-ucs4", ENC_UTF8},
    {"utf-8-sig", ENC_UTF8},
    {"latin-1", ENC_LATIN1}, {"latin1", ENC_LATIN1}, {"latin", ENC_LATIN1}, {"l1", ENC_LATIN1},
    {"iso-8859-1", ENC_LATIN1}, {"iso8859-1", ENC_LATIN1}, {"iso-latin-1", ENC_LATIN1},
    {"8859", ENC_LATIN1}, {"cp819", ENC_LATIN1}, {"iso8859", ENC_LATIN1},
    {"ascii", ENC_ASCII}, {"us-ascii", ENC_ASCII}, {"646", ENC_ASCII}, {"us", ENC_ASCII},
    {"cp1251", ENC_CP1251}, {"windows-1251", ENC_CP1251}, {"1251", ENC_CP1251},
    {"koi8-r", ENC_KOI8_R}, {"cskoi8r", ENC_KOI8_R},
};

/* The declared name of an encoding, as it is shown in messages. */
typedef struct Cookie {
    char name[64];
    bool found;
    Encoding encoding;
} Cookie;

static Encoding encoding_find(const char *name)
{
    for (size_t i = 0; i < sizeof encoding_names / sizeof *encoding_names; i++) {
        const char *a = encoding_names[i].name, *b = name;
        for (; *a && *b; a++, b++) {
            char c = *b >= 'A' && *b <= 'Z' ? (char)(*b + 32) : *b == '_' ? '-' : *b;
            if (c != *a)
                break;
        }
        if (!*a && !*b)
            return encoding_names[i].encoding;
    }
    return ENC_UNKNOWN;
}

static bool starts_with(const char *text, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(text, prefix, n) == 0 && (!text[n] || text[n] == '-');
}

/* CPython shows the two common encodings under their canonical names, others as declared. */
static void cookie_canonize(Cookie *k)
{
    char low[13] = "";
    for (int i = 0; i < 12 && k->name[i]; i++) {
        char c = k->name[i];
        low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '_' ? '-' : c;
    }
    if (starts_with(low, "utf-8"))
        strcpy(k->name, "utf-8");
    else if (starts_with(low, "latin-1") || starts_with(low, "iso-8859-1") ||
             starts_with(low, "iso-latin-1"))
        strcpy(k->name, "iso-8859-1");
}

static bool is_name_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '-' || c == '_' || c == '.';
}

/* Looks for "coding[:=] name" in the comment that is all there is on the line. */
static void cookie_read_line(Cookie *k, const char *p, const char *end)
{
    for (; end - p > 8; p++) {
        if (memcmp(p, "coding", 6) != 0 || (p[6] != ':' && p[6] != '='))
            continue;
        const char *name = p + 7;
        while (name < end && (*name == ' ' || *name == '\t'))
            name++;
        size_t n = 0;
        while (name + n < end && is_name_byte(name[n]))
            n++;
        if (!n)
            continue;
        if (n >= sizeof k->name)
            n = sizeof k->name - 1;
        memcpy(k->name, name, n);
        k->name[n] = '\0';
        k->found = true;
        k->encoding = encoding_find(k->name);
        cookie_canonize(k);
        return;
    }
}

/* The declaration may stand on one of the first two lines; code on the first ends the search. */
static void cookie_find(Cookie *k, const char *p, const char *end)
{
    for (int line = 0; line < 2 && p < end && !k->found; line++) {
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        while (p < stop && (*p == ' ' || *p == '\t' || *p == '\f'))
            p++;
        if (p < stop && *p != '#')
            return;
        cookie_read_line(k, p, stop);
        p = stop + (stop < end);
        if (p < end && stop[0] == '\r' && *p == '\n')
            p++;
    }
}

/* Line number and start of line of a byte in raw text. */
static uint32_t raw_line(const char *bytes, const char *at, const char **start)
{
    uint32_t line = 1;
    *start = bytes;
    for (const char *p = bytes; p < at; p++)
        if (*p == '\n' || (*p == '\r' && p + 1 < at && p[1] != '\n')) {
            line++;
            *start = p + 1;
        }
    return line;
}

/* Strict UTF-8 (no surrogates): the first bad byte, or NULL. */
static const char *utf8_find_error(const char *p, const char *end)
{
    while (p < end) {
        if ((signed char)*p >= 0) {
            p++;
            continue;
        }
        const char *start = p;
        uint32_t c = utf8_decode(&p, end);
        if (c == UINT32_MAX || (c >= 0xD800 && c <= 0xDFFF))
            return start;
    }
    return NULL;
}

/* Why the sequence at p is malformed and how many of its bytes the decoder blames. */
static const char *utf8_reason(const char *p, const char *end, int *bad)
{
    unsigned c = (unsigned char)*p;
    *bad = 1;
    if (c < 0xC2 || c > 0xF4)
        return "invalid start byte";
    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    for (int i = 1; i <= more; i++) {
        if (p + i >= end)
            return "unexpected end of data";
        unsigned d = (unsigned char)p[i];
        bool fits = (d & 0xC0) == 0x80;
        if (i == 1 && fits)
            fits = !(c == 0xE0 && d < 0xA0) && !(c == 0xED && d > 0x9F) &&
                   !(c == 0xF0 && d < 0x90) && !(c == 0xF4 && d > 0x8F);
        if (!fits)
            return "invalid continuation byte";
        *bad = i + 1;
    }
    return "invalid continuation byte";
}

static bool fail_utf8(Source *s, const Cookie *k, const char *bytes, const char *end,
                      const char *at, Diag *d)
{
    const char *start;
    uint32_t line = raw_line(bytes, at, &start);
    unsigned byte = (unsigned char)*at;
    if (!k->found)
        return diag_set(d, &s->arena, "SyntaxError",
                        "Non-UTF-8 code starting with '\\x%.2x' in file %s on line %u, but no "
                        "encoding declared; see https://peps.python.org/pep-0263/ for details",
                        byte, s->name, line);
    if (strcmp(k->name, "utf-8") != 0)
        return diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s", k->name);
    int bad;
    const char *reason = utf8_reason(at, end, &bad);
    long pos = (long)(at - start);
    if (bad == 1)
        diag_set(d, &s->arena, "SyntaxError", "(unicode error) 'utf-8' codec can't decode byte "
                 "0x%.2x in position %ld: %s", byte, pos, reason);
    else
        diag_set(d, &s->arena, "SyntaxError", "(unicode error) 'utf-8' codec can't decode bytes "
                 "in position %ld-%ld: %s", pos, pos + bad - 1, reason);
    d->filename = s->name;
    d->line = d->end_line = line;
    d->col = (int)utf8_length(start, (size_t)pos) + 1;
    d->end_col = 0;
    return false;
}

/* Decodes a one-byte encoding to UTF-8 in the arena. */
static char *decode_charset(Source *s, const Cookie *k, const char *bytes, size_t *len, Diag *d)
{
    const uint16_t *upper = k->encoding == ENC_CP1251 ? charset_cp1251 : charset_koi8_r;
    size_t room;
    char *text = __builtin_mul_overflow(*len, (size_t)3, &room) ? NULL
                                                                : arena_alloc(&s->arena, room + 2);
    if (!text) {
        diag_set(d, &s->arena, "MemoryError", "%s", "");
        return NULL;
    }
    char *out = text;
    for (size_t i = 0; i < *len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        uint32_t cp = c < 0x80 || k->encoding == ENC_LATIN1 ? c : upper[c - 0x80];
        if (c >= 0x80 && (cp == 0 || k->encoding == ENC_ASCII)) {
            diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s", k->name);
            return NULL;
        }
        out += utf8_encode(cp, out);
    }
    *len = (size_t)(out - text);
    return text;
}

static bool fail_nul(Source *s, const char *bytes, const char *at, bool is_text, Diag *d)
{
    if (is_text)
        return diag_set(d, &s->arena, "SyntaxError",
                        "source code string cannot contain null bytes");
    const char *start;
    uint32_t line = raw_line(bytes, at, &start);
    diag_set(d, &s->arena, "SyntaxError", "source code cannot contain null bytes");
    d->filename = s->name;
    d->line = d->end_line = line;
    d->text = arena_copy(&s->arena, start, (size_t)(at - start));
    return false;
}

/* Copies the text with LF newlines, adds the last newline and fills the line table. */
static bool source_split(Source *s, const char *from, size_t len, Diag *d)
{
    char *text = arena_alloc(&s->arena, len + 2), *out = text;
    if (!text)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    uint32_t lines = 0;
    for (const char *p = from, *end = from + len; p < end;) {
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        memcpy(out, p, (size_t)(stop - p));
        out += stop - p;
        *out++ = '\n';
        lines++;
        p = stop + 1 + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n');
    }
    s->text = text;
    s->len = (uint32_t)(out - text);
    s->lines = lines;
    s->line_start = arena_alloc(&s->arena, ((size_t)lines + 2) * sizeof *s->line_start);
    if (!s->line_start)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    uint32_t offset = 0;
    for (uint32_t line = 1; line <= lines; line++) {
        s->line_start[line] = offset;
        offset = (uint32_t)((char *)memchr(text + offset, '\n', s->len - offset) - text) + 1;
    }
    s->line_start[lines + 1] = offset;
    return true;
}

/* Finds the encoding of a file and decodes it; *bytes and *len become UTF-8. */
static bool source_decode(Source *s, const char **bytes, size_t *len, Diag *d)
{
    Cookie k = {.encoding = ENC_UTF8};
    bool bom = *len >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0;
    if (bom) {
        *bytes += 3;
        *len -= 3;
    }
    cookie_find(&k, *bytes, *bytes + *len);
    if (bom && k.found && strcmp(k.name, "utf-8") != 0)
        return diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s with BOM", k.name);
    if (k.encoding == ENC_UNKNOWN)
        return diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s", k.name);
    if (k.encoding != ENC_UTF8) {
        *bytes = decode_charset(s, &k, *bytes, len, d);
        return *bytes != NULL;
    }
    const char *bad = utf8_find_error(*bytes, *bytes + *len);
    return !bad || fail_utf8(s, &k, *bytes, *bytes + *len, bad, d);
}

bool source_load(Source *s, const char *name, const char *bytes, size_t len, bool is_text, Diag *d)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->arena);
    s->name = arena_copy(&s->arena, name, strlen(name));
    s->text = "";
    if (!s->name || len > UINT32_MAX - 16)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    const char *nul = len ? memchr(bytes, '\0', len) : NULL;
    if (nul)
        return fail_nul(s, bytes, nul, is_text, d);
    if (!is_text && !source_decode(s, &bytes, &len, d))
        return false;
    if (len > UINT32_MAX - 16)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    return source_split(s, bytes, len, d);
}

void source_free(Source *s)
{
    arena_free(&s->arena);
    memset(s, 0, sizeof *s);
}

const char *source_line(const Source *s, uint32_t line, size_t *len)
{
    *len = 0;
    if (line < 1 || line > s->lines)
        return s->text + s->len;
    *len = s->line_start[line + 1] - s->line_start[line] - 1;
    return s->text + s->line_start[line];
}

void source_locate(const Source *s, uint32_t offset, uint32_t *line, uint32_t *col)
{
    uint32_t low = 1, high = s->lines + 1;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->line_start[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low;
    *col = s->lines ? offset - s->line_start[low] : 0;
}
