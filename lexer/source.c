/* SPDX-License-Identifier: MIT */
/* Bytes to source text: byte order mark, PEP 263 declaration, decoding, newlines, line table. */
#include "lexer/source_errors.h"

#include <stdio.h>
#include <string.h>

#define CHARSET(name, ...) static const uint16_t charset_##name[128] = {__VA_ARGS__};
#include "lexer/charsets.def"
#undef CHARSET

/* Names are compared in lower case with '_' and ' ' as '-', as CPython's codec search does. */
static const struct {
    const char *name;
    Encoding encoding;
} encoding_names[] = {
    {"utf-8", ENC_UTF8},        {"utf8", ENC_UTF8},        {"u8", ENC_UTF8},
    {"utf", ENC_UTF8},          {"cp65001", ENC_UTF8},     {"utf8-ucs2", ENC_UTF8},
    {"utf8-ucs4", ENC_UTF8},    {"utf-8-sig", ENC_UTF8},   {"latin-1", ENC_LATIN1},
    {"latin1", ENC_LATIN1},     {"latin", ENC_LATIN1},     {"l1", ENC_LATIN1},
    {"iso-8859-1", ENC_LATIN1}, {"iso8859-1", ENC_LATIN1}, {"iso-latin-1", ENC_LATIN1},
    {"8859", ENC_LATIN1},       {"cp819", ENC_LATIN1},     {"iso8859", ENC_LATIN1},
    {"ascii", ENC_ASCII},       {"us-ascii", ENC_ASCII},   {"646", ENC_ASCII},
    {"us", ENC_ASCII},          {"cp1251", ENC_CP1251},    {"windows-1251", ENC_CP1251},
    {"1251", ENC_CP1251},       {"koi8-r", ENC_KOI8_R},    {"cskoi8r", ENC_KOI8_R},
};

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
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
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

/* The first byte that is not ASCII, or the end. */
static const char *skip_ascii(const char *p, const char *end)
{
    for (uint64_t word; end - p >= (ptrdiff_t)sizeof word; p += sizeof word) {
        memcpy(&word, p, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    while (p < end && (signed char)*p >= 0)
        p++;
    return p;
}

/* Strict UTF-8 (no surrogates): the first bad byte, or NULL. */
static const char *utf8_find_error(const char *p, const char *end)
{
    while ((p = skip_ascii(p, end)) < end) {
        const char *start = p;
        uint32_t c = utf8_decode(&p, end);
        if (c == UINT32_MAX || (c >= 0xD800 && c <= 0xDFFF))
            return start;
    }
    return NULL;
}

/* Decodes a one-byte encoding to UTF-8 in the arena. */
static char *decode_charset(Source *s, const Cookie *k, const char *bytes, size_t *len, Diag *d)
{
    const uint16_t *upper = k->encoding == ENC_CP1251 ? charset_cp1251 : charset_koi8_r;
    size_t room;
    char *text =
        __builtin_mul_overflow(*len, (size_t)3, &room) ? NULL : arena_alloc(&s->arena, room + 2);
    if (!text) {
        diag_set(d, &s->arena, "MemoryError", "%s", "");
        return NULL;
    }
    char *out = text;
    for (size_t i = 0; i < *len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        uint32_t cp = c < 0x80 || k->encoding == ENC_LATIN1 ? c : upper[c - 0x80];
        if (c >= 0x80 && (cp == 0 || k->encoding == ENC_ASCII)) {
            source_fail_charset(s, k, bytes, bytes + i, d);
            return NULL;
        }
        out += utf8_encode(cp, out);
    }
    *len = (size_t)(out - text);
    return text;
}

/* Copies the text with LF newlines; returns its new end. */
static char *copy_lines(char *out, const char *p, const char *end)
{
    for (const char *stop; p < end; p = stop) {
        stop = memchr(p, '\r', (size_t)(end - p));
        size_t n = (size_t)((stop ? stop : end) - p);
        memcpy(out, p, n);
        out += n;
        if (!stop)
            break;
        *out++ = '\n';
        stop += 1 + (stop + 1 < end && stop[1] == '\n');
    }
    return out;
}

/* Fills the line table of s->text, of which every line has a newline. */
static bool find_lines(Source *s)
{
    const char *end = s->text + s->len;
    uint32_t lines = 0;
    for (const char *p = s->text; p < end; p = (char *)memchr(p, '\n', (size_t)(end - p)) + 1)
        lines++;
    uint32_t *start = arena_alloc(&s->arena, ((size_t)lines + 2) * sizeof *start);
    if (!start)
        return false;
    s->lines = lines;
    s->line_start = start;
    for (const char *p = s->text; p < end; p = (char *)memchr(p, '\n', (size_t)(end - p)) + 1)
        *++start = (uint32_t)(p - s->text);
    *++start = s->len;
    return true;
}

/* Is the text as the scanner wants it? Then no copy is needed. */
static bool is_split(const char *text, size_t len)
{
    return len && text[len - 1] == '\n' && text[len] == '\0' && !memchr(text, '\r', len);
}

/* A text with LF newlines and one at the end, and the line table. */
static bool source_split(Source *s, const char *from, size_t len, Diag *d)
{
    if (is_split(from, len)) {
        s->text = from;
        s->len = (uint32_t)len;
        return find_lines(s) || diag_set(d, &s->arena, "MemoryError", "%s", "");
    }
    char *text = arena_alloc(&s->arena, len + 2);
    if (!text)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    char *end = copy_lines(text, from, from + len);
    if (end > text && end[-1] != '\n')
        *end++ = '\n';
    s->text = text;
    s->len = (uint32_t)(end - text);
    return find_lines(s) || diag_set(d, &s->arena, "MemoryError", "%s", "");
}

/* Malformed bytes in comments do not count in a program that is given as bytes: a copy has '?'
 * there. */
static bool comments_clean(Source *s, const char **bytes, size_t len, Diag *d)
{
    const char *end = *bytes + len, *line = *bytes, *bad = utf8_find_error(line, end);
    if (!bad || !source_in_comment(line, bad))
        return true;
    char *copy = arena_copy(&s->arena, *bytes, len);
    if (!copy)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    line = copy, end = copy + len, bad = copy + (bad - *bytes);
    for (*bytes = copy; bad && source_in_comment(line, bad);) {
        const char *stop = memchr(bad, '\n', (size_t)(end - bad));
        stop = stop ? stop : end;
        for (; bad; bad = utf8_find_error(bad, stop))
            copy[bad - *bytes] = '?';
        line = stop;
        bad = utf8_find_error(line, end);
    }
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
        return source_fail_cookie(s, &k, true, d);
    if (k.encoding == ENC_UNKNOWN)
        return source_fail_cookie(s, &k, false, d);
    if (k.encoding != ENC_UTF8) {
        *bytes = decode_charset(s, &k, *bytes, len, d);
        return *bytes != NULL;
    }
    bool whole = k.found && strcmp(k.name, "utf-8") != 0;
    if (s->kind == SOURCE_BYTES && !whole && !comments_clean(s, bytes, *len, d))
        return false;
    const char *bad = utf8_find_error(*bytes, *bytes + *len);
    return !bad || source_fail_utf8(s, &k, *bytes, *bytes + *len, bad, d);
}

bool source_load(Source *s, const char *name, const char *bytes, size_t len, SourceKind kind,
                 Diag *d)
{
    memset(s, 0, sizeof *s);
    arena_init(&s->arena);
    s->name = arena_copy(&s->arena, name, strlen(name));
    s->text = "";
    s->kind = kind;
    if (!s->name || len > UINT32_MAX - 16)
        return diag_set(d, &s->arena, "MemoryError", "%s", "");
    const char *nul = len ? memchr(bytes, '\0', len) : NULL;
    if (nul)
        return source_fail_nul(s, bytes, nul, d);
    if (kind != SOURCE_TEXT && !source_decode(s, &bytes, &len, d))
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
