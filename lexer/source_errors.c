/* SPDX-License-Identifier: MIT */
/*
 * What is said about bytes that are no source text. CPython has two sets of words: one for files,
 * which it reads line by line, and one for bytes given to compile() or import, which it decodes as
 * a whole when another encoding than UTF-8 is declared, and token by token when not.
 */
#include "lexer/source_errors.h"

#include <stdio.h>
#include <string.h>

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

static bool is_identifier_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The decoder's words; `pos` is the position it would name. Returns how many bytes it blames. */
static int utf8_problem(const char *at, const char *end, long pos, char *out, size_t room)
{
    int bad;
    const char *reason = utf8_reason(at, end, &bad);
    if (bad == 1)
        snprintf(out, room, "'utf-8' codec can't decode byte 0x%.2x in position %ld: %s",
                 (unsigned char)*at, pos, reason);
    else
        snprintf(out, room, "'utf-8' codec can't decode bytes in position %ld-%ld: %s", pos,
                 pos + bad - 1, reason);
    return bad;
}

/* An error of the codec that decodes the whole text: it has no line. */
static bool fail_whole(Source *s, const char *message, Diag *d)
{
    diag_set(d, &s->arena, "SyntaxError", "%s", message);
    d->filename = s->name;
    d->col = -1;
    return false;
}

static bool fail_codec(Source *s, const char *bytes, const char *end, const char *at, Diag *d)
{
    char problem[128];
    utf8_problem(at, end, (long)(at - bytes), problem, sizeof problem);
    return fail_whole(s, problem, d);
}

/* Where the scan of a line stands at a byte: in a comment, in a string (`token` is its first
 * character), or in code. */
typedef enum LinePlace { PLACE_CODE, PLACE_STRING, PLACE_COMMENT } LinePlace;

static LinePlace line_place(const char *start, const char *at, const char **token)
{
    char quote = 0;
    for (const char *p = start; p < at; p++) {
        if (quote && *p == '\\') {
            p++;
        } else if (quote) {
            if (*p == quote)
                quote = 0;
        } else if (*p == '#') {
            return PLACE_COMMENT;
        } else if (*p == '"' || *p == '\'') {
            quote = *p;
            *token = p + 1;
        }
    }
    if (quote)
        return PLACE_STRING;
    *token = at;
    while (*token > start && ((signed char)(*token)[-1] < 0 || is_identifier_byte((*token)[-1])))
        --*token;
    return PLACE_CODE;
}

bool source_in_comment(const char *bytes, const char *at)
{
    const char *start, *token;
    raw_line(bytes, at, &start);
    return line_place(start, at, &token) == PLACE_COMMENT;
}

/* The line as it is shown: U+FFFD for what does not decode. */
static const char *line_shown(Source *s, const char *start, const char *end)
{
    const char *stop = memchr(start, '\n', (size_t)(end - start));
    stop = stop ? stop : end;
    char *text = arena_alloc(&s->arena, (size_t)(stop - start) * 3 + 2), *out = text;
    for (const char *p = start; text && p < stop;) {
        const char *from = p;
        uint32_t c = utf8_decode(&p, stop);
        if (c == UINT32_MAX || (c >= 0xD800 && c <= 0xDFFF)) {
            int bad;
            utf8_reason(from, stop, &bad);
            p = from + bad;
            out += utf8_encode(0xFFFD, out);
        } else {
            memcpy(out, from, (size_t)(p - from));
            out += p - from;
        }
    }
    if (text)
        memcpy(out, "\n", 2);
    return text;
}

/* An error of the token in which the bytes stand: its positions count from the token's first byte.
 */
static bool fail_token(Source *s, const char *start, const char *end, const char *at, uint32_t line,
                       Diag *d)
{
    const char *token, *stop = at;
    bool string = line_place(start, at, &token) == PLACE_STRING;
    while (stop < end && ((signed char)*stop < 0 || is_identifier_byte(*stop)))
        stop++;
    char problem[128];
    int bad = utf8_problem(at, stop, (long)(at - token), problem, sizeof problem);
    diag_set(d, &s->arena, "SyntaxError", "(unicode error) %s", problem);
    d->filename = s->name;
    d->line = d->end_line = line;
    int from = (int)utf8_length(start, (size_t)((string ? token : at) - start));
    d->col = string ? from : from + 1;
    d->end_col = string ? from + (int)(at - token) + bad : -1;
    d->text = line_shown(s, start, end);
    return false;
}

/* An error of a file as a whole: the exception has a message and no place. */
static bool without_place(Diag *d)
{
    d->bare = true;
    return false;
}

bool source_fail_utf8(Source *s, const Cookie *k, const char *bytes, const char *end,
                      const char *at, Diag *d)
{
    const char *start;
    uint32_t line = raw_line(bytes, at, &start);
    unsigned byte = (unsigned char)*at;
    if (s->kind == SOURCE_BYTES)
        return k->found && strcmp(k->name, "utf-8") != 0 ? fail_codec(s, bytes, end, at, d)
                                                         : fail_token(s, start, end, at, line, d);
    if (!k->found) {
        diag_set(d, &s->arena, "SyntaxError",
                 "Non-UTF-8 code starting with '\\x%.2x' in file %s on line %u, but no "
                 "encoding declared; see https://peps.python.org/pep-0263/ for details",
                 byte, s->name, line);
        return without_place(d);
    }
    if (strcmp(k->name, "utf-8") != 0) {
        diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s", k->name);
        return without_place(d);
    }
    char problem[128];
    long pos = (long)(at - start);
    utf8_problem(at, end, pos, problem, sizeof problem);
    diag_set(d, &s->arena, "SyntaxError", "(unicode error) %s", problem);
    d->filename = s->name;
    d->line = d->end_line = line;
    d->col = (int)utf8_length(start, (size_t)pos) + 1;
    d->end_col = 0;
    return false;
}

bool source_fail_charset(Source *s, const Cookie *k, const char *bytes, const char *at, Diag *d)
{
    if (s->kind == SOURCE_FILE) {
        diag_set(d, &s->arena, "SyntaxError", "encoding problem: %s", k->name);
        return without_place(d);
    }
    bool ascii = k->encoding == ENC_ASCII;
    char problem[128];
    snprintf(problem, sizeof problem, "'%s' codec can't decode byte 0x%.2x in position %ld: %s",
             ascii ? "ascii" : "charmap", (unsigned char)*at, (long)(at - bytes),
             ascii ? "ordinal not in range(128)" : "character maps to <undefined>");
    return fail_whole(s, problem, d);
}

bool source_fail_cookie(Source *s, const Cookie *k, bool bom, Diag *d)
{
    char problem[128];
    snprintf(problem, sizeof problem, "%s: %s%s",
             s->kind == SOURCE_FILE || bom ? "encoding problem" : "unknown encoding", k->name,
             bom ? " with BOM" : "");
    if (s->kind != SOURCE_FILE)
        return fail_whole(s, problem, d);
    diag_set(d, &s->arena, "SyntaxError", "%s", problem);
    return without_place(d);
}

bool source_fail_nul(Source *s, const char *bytes, const char *at, Diag *d)
{
    if (s->kind != SOURCE_FILE) {
        diag_set(d, &s->arena, "SyntaxError", "source code string cannot contain null bytes");
        d->bare = true;
        return false;
    }
    const char *start;
    uint32_t line = raw_line(bytes, at, &start);
    diag_set(d, &s->arena, "SyntaxError", "source code cannot contain null bytes");
    d->filename = s->name;
    d->line = d->end_line = line;
    d->text = arena_copy(&s->arena, start, (size_t)(at - start));
    return false;
}
