/* SPDX-License-Identifier: MIT */
#include "repl/input.h"
#include <stdlib.h>
#include <string.h>
#include "parser/parser.h"
#include "repl/statement.h"

enum { INDENT = 4 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f';
}

/* The text without white space at its end. */
static size_t trimmed(const char *text, size_t len)
{
    while (len && is_blank(text[len - 1]))
        len--;
    return len;
}

bool input_is_command(const char *text, size_t len)
{
    size_t end = trimmed(text, len);
    return end && !memchr(text, '\n', end) && (text[0] == '%' || text[end - 1] == '?');
}

/* ---- is it finished? ---- */

static bool parses(const char *text, size_t len, bool *incomplete)
{
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    ParseResult r = {0};
    bool ok = source_load(&src, "<input>", text, len, true, &r.diag) &&
              parse_source(&src, &arena, MODE_CELL, &r);
    *incomplete = r.incomplete;
    source_free(&src);
    arena_free(&arena);
    return ok;
}

/* A bracket that was never closed: in a text that was pasted that is a mistake and no beginning. */
static bool has_lost_bracket(const char *text, size_t len)
{
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    ParseResult r = {0};
    bool ok = source_load(&src, "<input>", text, len, true, &r.diag) &&
              parse_source(&src, &arena, MODE_EXEC, &r);
    bool lost = !ok && r.diag.message && strstr(r.diag.message, "was never closed");
    source_free(&src);
    arena_free(&arena);
    return lost;
}

/* Several statements on lines of their own: no single one that an empty line would end. */
static bool wants_more_of_many(const char *text, size_t len, bool empty_line)
{
    bool incomplete;
    bool ok = parses(text, len, &incomplete);
    return ok ? !empty_line : incomplete;
}

bool input_wants_more(const char *text, size_t len, bool closed)
{
    size_t end = trimmed(text, len);
    if (end == 0 || (text[0] == '#' && !memchr(text, '\n', end)) || input_is_command(text, len))
        return false;
    bool incomplete, many = memchr(text, '\n', end) != NULL;
    const char *last = memrchr(text, '\n', len);
    bool empty_line = last && trimmed(last, len - (size_t)(last - text)) == 0;
    if (closed && (parses(text, len, &incomplete) || has_lost_bracket(text, len)))
        return false;
    Buffer b;
    buffer_init(&b);
    buffer_append(&b, text, empty_line ? end : len);
    buffer_puts(&b, empty_line ? "\n\n" : "\n");
    bool more = !b.failed && !statement_ends(&b, empty_line);
    if (!more && many && !b.failed) /* a mistake for one statement; perhaps the second of several */
        more = !parses(b.data, b.len, &incomplete) && incomplete &&
               wants_more_of_many(b.data, b.len, empty_line);
    buffer_free(&b);
    return more;
}

/* ---- indentation ---- */

static bool scan(const char *text, size_t len, Source *src, Arena *arena, Lexer *lx)
{
    Diag d = {0};
    return source_load(src, "<input>", text, len, true, &d) && lexer_scan(lx, src, arena, true);
}

static bool is_layout(uint8_t kind)
{
    return kind == T_NEWLINE || kind == T_INDENT || kind == T_DEDENT || kind == T_ENDMARKER ||
           kind == T_ERROR;
}

static int bracket_step(uint8_t kind)
{
    return kind == T_LPAR || kind == T_LSQB || kind == T_LBRACE   ? 1
           : kind == T_RPAR || kind == T_RSQB || kind == T_RBRACE ? -1
                                                                  : 0;
}

/* What the last line says: opens a block or a bracket (+1), ends a block (-1), neither. */
static int last_line_step(const Lexer *lx)
{
    const Token *first = NULL, *last = NULL;
    int depth = 0;
    for (uint32_t i = 0; i < lx->count; i++) {
        const Token *k = &lx->tok[i];
        if (is_layout(k->kind))
            continue;
        depth += bracket_step(k->kind);
        if (!last || k->line != last->end_line)
            first = k;
        last = k;
    }
    if (!last)
        return 0;
    if (depth > 0)
        return bracket_step(last->kind) > 0;
    if (last->kind == T_COLON)
        return 1;
    switch (first->kind) {
    case T_KW_return:
    case T_KW_pass:
    case T_KW_raise:
    case T_KW_break:
    case T_KW_continue:
        return -1;
    default:
        return 0;
    }
}

size_t input_indent(const char *text, size_t point)
{
    const char *line = memrchr(text, '\n', point);
    line = line ? line + 1 : text;
    size_t indent = strspn(line, " ");
    if (indent > point - (size_t)(line - text))
        indent = point - (size_t)(line - text);
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    Lexer lx = {0};
    int step = scan(text, point, &src, &arena, &lx) ? last_line_step(&lx) : 0;
    lexer_free(&lx);
    source_free(&src);
    arena_free(&arena);
    return step > 0 ? indent + INDENT : step < 0 && indent >= INDENT ? indent - INDENT : indent;
}

/* ---- colours ---- */

static const char *token_style(const Token *k)
{
    switch (k->kind) {
    case T_STRING:
    case T_FSTRING_START:
    case T_FSTRING_MIDDLE:
    case T_FSTRING_END:
        return "32";
    case T_NUMBER:
        return "33";
    case T_KW_None:
    case T_KW_True:
    case T_KW_False:
        return "36";
    default:
        return k->kind >= T_KW_False && k->kind <= T_KW_yield ? "1;34" : NULL;
    }
}

typedef struct Spans {
    StyleSpan *items;
    size_t count, cap;
} Spans;

static void span_add(Spans *s, size_t start, const char *style)
{
    if (s->count && s->items[s->count - 1].start == start)
        s->count--;
    const char *before = s->count ? s->items[s->count - 1].style : NULL;
    if (before == style || (before && style && !strcmp(before, style)))
        return;
    if (s->count == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 32;
        StyleSpan *items = realloc(s->items, cap * sizeof *items);
        if (!items)
            return;
        s->items = items;
        s->cap = cap;
    }
    s->items[s->count++] = (StyleSpan){start, style};
}

/* Comments are no tokens: they lie between two. */
static void span_gap(Spans *s, const char *text, size_t from, size_t to)
{
    for (const char *p = memchr(text + from, '#', to - from); p;) {
        const char *end = memchr(p, '\n', to - (size_t)(p - text));
        span_add(s, (size_t)(p - text), "90");
        if (!end)
            return;
        span_add(s, (size_t)(end - text), NULL);
        p = memchr(end, '#', to - (size_t)(end - text));
    }
}

size_t input_styles(const char *text, size_t len, StyleSpan **spans)
{
    Spans s = {0};
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    Lexer lx = {0};
    size_t at = 0;
    bool ok = memchr(text, '\r', len) == NULL && scan(text, len, &src, &arena, &lx);
    for (uint32_t i = 0; ok && i < lx.count; i++) {
        const Token *k = &lx.tok[i];
        if (is_layout(k->kind) || k->end > len || k->start < at)
            continue;
        span_add(&s, at, NULL);
        span_gap(&s, text, at, k->start);
        span_add(&s, k->start, token_style(k));
        at = k->end;
    }
    if (ok) {
        span_add(&s, at, NULL);
        if (!lx.count || lx.tok[lx.count - 1].kind != T_ERROR)
            span_gap(&s, text, at, len);
    }
    lexer_free(&lx);
    source_free(&src);
    arena_free(&arena);
    *spans = s.items;
    return s.count;
}

bool input_tree(const char *text, size_t len, Buffer *out)
{
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    ParseResult r = {0};
    bool ok = source_load(&src, "<input>", text, len, true, &r.diag) &&
              parse_source(&src, &arena, MODE_EXEC, &r);
    if (ok)
        ast_dump(r.tree, false, out);
    source_free(&src);
    arena_free(&arena);
    return ok;
}
