/* SPDX-License-Identifier: MIT */
/*
 * Lines to blocks: indentation becomes INDENT and DEDENT, blank lines vanish, brackets and
 * backslashes join lines. Also the errors and the token array of the scanner.
 */
#include "lexer/scan.h"

#include <string.h>

/* ---- errors ---- */

const char *scan_line_text(const Scan *s, uint32_t line)
{
    return s->text + s->lx->src->line_start[line];
}

TokenKind scan_error(Scan *s, uint32_t line, const char *at, const char *format, ...)
{
    Lexer *lx = s->lx;
    Diag *d = &lx->diag;
    va_list args;
    va_start(args, format);
    const char *message = arena_vprintf(lx->arena, format, args);
    va_end(args);
    diag_set(d, lx->arena, "SyntaxError", "%s", message ? message : "");
    uint32_t col = (uint32_t)(at - scan_line_text(s, line));
    diag_place(d, lx->arena, lx->src, line, col, line, col);
    d->col--;
    d->end_col--;
    lx->eager = true;
    return T_ERROR;
}

TokenKind scan_error_late(Scan *s, const char *type, uint32_t line, int offset, int end_offset,
                          const char *message)
{
    Diag *d = &s->lx->diag;
    diag_set(d, s->lx->arena, type, "%s", message);
    diag_place(d, s->lx->arena, s->lx->src, line, 0, line, 0);
    d->col = offset;
    d->end_col = end_offset;
    return T_ERROR;
}

/* Code points of a line, its newline included. */
static int line_length(const Scan *s, uint32_t line)
{
    size_t len;
    const char *text = source_line(s->lx->src, line, &len);
    return (int)utf8_length(text, len) + 1;
}

/* Notes the innermost open bracket, for the parser and for the end of the file. */
static void note_unclosed(Scan *s)
{
    Lexer *lx = s->lx;
    if (!s->depth)
        return;
    Bracket b = s->bracket[s->depth - 1];
    uint32_t col = (uint32_t)(b.at - scan_line_text(s, b.line));
    diag_set(&lx->unclosed, lx->arena, "SyntaxError", "'%c' was never closed", b.open);
    diag_place(&lx->unclosed, lx->arena, lx->src, b.line, col, b.line, col);
    lx->unclosed.end_col = 0;
    const FString *f = scan_fstring(s);
    lx->unclosed_field = f && f->depth == f->fields;
}

const Diag *lexer_override(const Lexer *lx, uint32_t line)
{
    if (lx->diag.set && lx->eager)
        return &lx->diag;
    return lx->unclosed.set && !lx->unclosed_field && line > lx->unclosed.line ? &lx->unclosed
                                                                               : NULL;
}

/* ---- brackets ---- */

TokenKind bracket_open(Scan *s, TokenKind kind)
{
    if (s->depth >= MAX_BRACKETS)
        return scan_error(s, s->line, s->cur, "too many nested parentheses");
    FString *f = scan_fstring(s);
    if (f)
        f->depth++;
    s->bracket[s->depth++] = (Bracket){*s->start, s->line, s->start};
    return kind;
}

static bool brackets_match(char open, char close)
{
    return open == '(' ? close == ')' : open == '[' ? close == ']' : close == '}';
}

static TokenKind fail_mismatch(Scan *s, const FString *f, const Bracket *b, char close)
{
    if (f && b->open == '{' && f->depth == f->fields)
        return scan_error(s, s->line, s->cur, "f-string: unmatched '%c'", close);
    if (b->line != s->line)
        return scan_error(s, s->line, s->cur,
                          "closing parenthesis '%c' does not match opening "
                          "parenthesis '%c' on line %u",
                          close, b->open, b->line);
    return scan_error(s, s->line, s->cur,
                      "closing parenthesis '%c' does not match opening "
                      "parenthesis '%c'",
                      close, b->open);
}

TokenKind bracket_close(Scan *s, TokenKind kind)
{
    FString *f = scan_fstring(s);
    char close = *s->start;
    if (f && close == '}' && f->depth == 0)
        return scan_error(s, s->line, s->cur, "f-string: single '}' is not allowed");
    if (!s->depth)
        return scan_error(s, s->line, s->cur, "unmatched '%c'", close);
    const Bracket *b = &s->bracket[s->depth - 1];
    if (!brackets_match(b->open, close))
        return fail_mismatch(s, f, b, close);
    if (f && f->depth == 0)
        return scan_error(s, s->line, s->cur, "f-string: unmatched '%c'", close);
    if (f && close == '}' && f->depth == f->fields) {
        f->fields--;
        f->in_text = true;
        f->in_spec = false;
    }
    if (f)
        f->depth--;
    s->depth--;
    return kind;
}

/* ---- lines ---- */

TokenKind layout_continue(Scan *s)
{
    const char *line = scan_line_text(s, s->line);
    if (*s->cur != '\n')
        return scan_error_late(s, "SyntaxError", s->line,
                               (int)utf8_length(line, (size_t)(s->cur - line)) + 1, 0,
                               "unexpected character after line continuation character");
    s->line++;
    if (++s->cur < s->end)
        return T_COUNT;
    s->lx->incomplete = s->lx->interactive;
    if (s->depth) {
        note_unclosed(s);
        s->lx->diag = s->lx->unclosed;
        return T_ERROR;
    }
    return scan_error_late(s, "SyntaxError", s->line - 1, line_length(s, s->line - 1), -1,
                           "unexpected EOF while parsing");
}

enum {
    WINDOW = 1024, /* tokens that lexer_more scans at least, if they are there */
    LOOK_AHEAD = 2 /* tokens behind the last one */
};

/* Tokens are indexed with 32 bits. */
static bool tokens_reserve(Lexer *lx, uint64_t cap)
{
    Token *tok = cap > UINT32_MAX ? NULL : base_alloc(lx->tok, cap + LOOK_AHEAD, sizeof *tok);
    if (!tok)
        return false;
    lx->tok = tok;
    lx->cap = (uint32_t)cap;
    return true;
}

/* The array grows by half. */
static bool tokens_grow(Lexer *lx)
{
    return tokens_reserve(lx, lx->cap ? (uint64_t)lx->cap + lx->cap / 2 : lx->src->len / 8 + 64u);
}

static inline bool push_token(Scan *s, TokenKind kind)
{
    Lexer *lx = s->lx;
    uint32_t i = lx->count;
    if (i == lx->cap && !tokens_grow(lx))
        return false;
    lx->count = i + 1;
    Token *tok = &lx->tok[i];
    tok->kind = (uint8_t)kind;
    tok->flags = s->flags;
    tok->aux = s->aux;
    tok->start = (uint32_t)(s->start - s->text);
    tok->end = (uint32_t)(s->cur - s->text);
    tok->line = s->start_line;
    tok->end_line = s->line;
    return true;
}

/* A token without text, or of the white space between from and s->cur. */
static bool push_layout(Scan *s, TokenKind kind, const char *from)
{
    s->start = from;
    s->start_line = s->line;
    s->flags = 0;
    s->aux = 0;
    return push_token(s, kind);
}

typedef struct Indent {
    uint32_t column, alt_column;
} Indent;

/* Reads the white space that begins a line; s->cur stops at the first other character. */
static TokenKind measure_indent(Scan *s, Indent *in)
{
    uint32_t joined = 0;
    *in = (Indent){0, 0};
    for (;;) {
        const char *spaces = s->cur, *p = spaces;
        while (*p == ' ')
            p++;
        s->cur = p;
        in->column += (uint32_t)(p - spaces);
        in->alt_column += (uint32_t)(p - spaces);
        char c = *p;
        if (c == '\t') {
            in->column = (in->column / 8 + 1) * 8;
            in->alt_column++;
        } else if (c == '\f') {
            *in = (Indent){0, 0};
        } else if (c == '\\') {
            /* The first of several joined lines decides. */
            joined = joined ? joined : in->column;
            s->cur++;
            if (layout_continue(s) == T_ERROR)
                return T_ERROR;
            continue;
        } else {
            break;
        }
        s->cur++;
    }
    if (joined)
        *in = (Indent){joined, joined};
    return T_COUNT;
}

static TokenKind fail_tabs(Scan *s)
{
    return scan_error_late(s, "TabError", s->line, 1, 0,
                           "inconsistent use of tabs and spaces in indentation");
}

/* Compares a line's indentation with the open blocks; -1 when memory is short. */
static int indent_change(Scan *s, const Indent *in, const char *line)
{
    uint32_t top = s->indents;
    if (in->column == s->column[top])
        return in->alt_column == s->alt_column[top] ? T_COUNT : (int)fail_tabs(s);
    if (in->column > s->column[top]) {
        if (top + 1 >= MAX_INDENTS)
            return scan_error_late(s, "IndentationError", s->line, 1, 0,
                                   "too many levels of indentation");
        if (in->alt_column <= s->alt_column[top])
            return fail_tabs(s);
        s->column[++s->indents] = in->column;
        s->alt_column[s->indents] = in->alt_column;
        return push_layout(s, T_INDENT, line) ? T_COUNT : -1;
    }
    for (; s->indents && in->column < s->column[s->indents]; s->indents--)
        if (!push_layout(s, T_DEDENT, s->cur))
            return -1;
    if (in->column != s->column[s->indents]) {
        s->lx->count -= top - s->indents; /* CPython gives none of them */
        return scan_error_late(s, "IndentationError", s->line, line_length(s, s->line), -1,
                               "unindent does not match any outer indentation level");
    }
    return in->alt_column == s->alt_column[s->indents] ? T_COUNT : (int)fail_tabs(s);
}

/* From the start of a line to its first token, over blank lines; -1 when memory is short. */
static int begin_line(Scan *s)
{
    for (;;) {
        Indent in;
        const char *line = s->cur;
        uint32_t line_number = s->line;
        if (measure_indent(s, &in) == T_ERROR)
            return T_ERROR;
        if (s->cur == s->end)
            return T_COUNT;
        if (*s->cur == '#')
            s->cur = memchr(s->cur, '\n', (size_t)(s->end - s->cur));
        if (*s->cur != '\n')
            return indent_change(s, &in, s->line == line_number ? line : s->cur);
        s->cur++;
        s->line++;
    }
}

/* ---- the end ---- */

/* In the REPL a block goes on until an empty line. */
static bool block_is_open(const Scan *s)
{
    const Lexer *lx = s->lx;
    const char *end = s->end;
    bool empty_line = end - s->text >= 2 && end[-1] == '\n' && end[-2] == '\n';
    uint32_t n = lx->count;
    bool colon = n >= 2 && lx->tok[n - 1].kind == T_NEWLINE && lx->tok[n - 2].kind == T_COLON;
    return (s->indents || colon) && !empty_line;
}

static bool finish(Scan *s)
{
    Lexer *lx = s->lx;
    lx->done = true;
    if (lx->interactive && block_is_open(s))
        lx->incomplete = true;
    if (s->depth) {
        note_unclosed(s);
        lx->diag = lx->unclosed;
        lx->incomplete = lx->interactive;
        return push_layout(s, T_ERROR, s->cur);
    }
    for (; s->indents; s->indents--)
        if (!push_layout(s, T_DEDENT, s->cur))
            return false;
    return push_layout(s, T_ENDMARKER, s->cur);
}

/* The error is in lx->diag: its token ends the array. */
static bool finish_error(Scan *s)
{
    if (s->eof_in_string && s->lx->interactive)
        s->lx->incomplete = true;
    s->lx->done = true;
    note_unclosed(s);
    if (s->cur < s->start)
        s->start = s->cur;
    return push_token(s, T_ERROR);
}

/* Does the token just read begin a statement of the module's level? */
static bool begins_statement(Scan *s, TokenKind kind)
{
    bool decorated = s->decorated;
    s->decorated = kind == T_AT;
    return !decorated && kind != T_KW_else && kind != T_KW_elif && kind != T_KW_except &&
           kind != T_KW_finally;
}

/* Inside an f-string: text or the tokens of a field. */
static TokenKind next_in_fstring(Scan *s)
{
    s->cur += s->skip;
    s->skip = 0;
    return scan_fstring(s)->in_text ? fstring_text(s) : scan_token(s);
}

/* Reads a token and stores it, unless it is T_ENDMARKER or T_ERROR; T_ERROR also without memory. */
static inline TokenKind scan_one(Scan *s)
{
    s->aux = 0;
    TokenKind kind = s->fstrings ? next_in_fstring(s) : scan_token(s);
    if (kind <= T_ERROR)
        return kind;
    if (push_token(s, kind))
        return kind;
    s->no_memory = true;
    return T_ERROR;
}
_Static_assert(T_ENDMARKER < T_ERROR && T_ERROR < T_NEWLINE, "the order in tokens.def");

/* To the end of the line, from behind its first token: as scan_one, with T_NEWLINE for the rest. */
static TokenKind scan_line(Scan *s, TokenKind kind)
{
    while (kind > T_NEWLINE)
        kind = scan_one(s);
    return kind;
}

/* Scans to the end, or to the first token of a statement that is behind `enough` others. */
static bool scan_on(Scan *s, uint32_t enough)
{
    for (;;) {
        TokenKind kind = s->first;
        s->first = T_NEWLINE;
        if (kind == T_NEWLINE) { /* a line begins */
            s->line++;
            int r = begin_line(s);
            if (r != T_COUNT)
                return r != -1 && finish_error(s);
            kind = scan_one(s);
            if (s->indents == 0 && kind > T_ERROR && begins_statement(s, kind) &&
                s->lx->count > enough) {
                s->first = kind;
                return true;
            }
        }
        kind = scan_line(s, kind);
        if (kind != T_NEWLINE)
            return !s->no_memory && (kind == T_ERROR ? finish_error(s) : finish(s));
    }
}

bool lexer_begin(Lexer *lx, const Source *src, Arena *arena, bool interactive)
{
    memset(lx, 0, sizeof *lx);
    lx->src = src;
    lx->arena = arena;
    lx->interactive = interactive;
    Scan *s = lx->scan = ARENA_NEW(arena, Scan);
    if (!s)
        return false;
    s->lx = lx;
    s->text = s->cur = s->start = src->text;
    s->end = src->text + src->len;
    s->first = T_NEWLINE;
    identifier_init(s);
    return true;
}

bool lexer_scan(Lexer *lx, const Source *src, Arena *arena, bool interactive)
{
    return lexer_begin(lx, src, arena, interactive) && scan_on(lx->scan, UINT32_MAX) &&
           !arena->failed;
}

/* A window may end in the middle of nothing, but the parser may look behind it when it fails. */
static void mark_end(Lexer *lx)
{
    for (int i = 0; i < LOOK_AHEAD; i++)
        lx->tok[lx->count + i] = (Token){.kind = T_OP};
}

bool lexer_more(Lexer *lx, uint32_t keep)
{
    uint32_t len = lx->src->len;
    if (!lx->tok && !tokens_reserve(lx, len < 2 * WINDOW ? len + 64 : 2 * WINDOW))
        return false;
    lx->count -= keep;
    memmove(lx->tok, lx->tok + keep, lx->count * sizeof *lx->tok);
    if (!scan_on(lx->scan, WINDOW) || lx->arena->failed)
        return false;
    mark_end(lx);
    return true;
}

void lexer_free(Lexer *lx)
{
    base_free(lx->tok);
    lx->tok = NULL;
    lx->count = lx->cap = 0;
}
