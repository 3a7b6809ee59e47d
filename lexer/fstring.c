/* SPDX-License-Identifier: MIT */
/*
 * Strings and the text of f-strings (PEP 701). An f-string is a stack entry: its text is read here,
 * its fields by the ordinary scanner, and the brackets in layout.c switch between the two.
 */
#include "lexer/scan.h"

/* The line CPython names when the file ends: the last one, not the one after it. */
static uint32_t last_line(const Scan *s)
{
    return s->line > s->lx->src->lines ? s->lx->src->lines : s->line;
}

static bool at_quotes(const char *p, char quote, int size)
{
    for (int i = 0; i < size; i++)
        if (p[i] != quote)
            return false;
    return true;
}

/*
 * Is the innermost open f-string the third of `a b f'...'`? CPython's parser reads that far for its
 * message about a missing comma; other mistakes before the string stay the ones reported.
 */
static bool behind_two_names(const Lexer *lx)
{
    uint32_t at = lx->count;
    while (at > 0 && lx->tok[at - 1].kind != T_FSTRING_START)
        at--;
    return at >= 3 && lx->tok[at - 2].kind == T_NAME && lx->tok[at - 3].kind == T_NAME;
}

static TokenKind fail_string(Scan *s, char quote, int size, bool escaped)
{
    const char *at = s->start + 1;
    FString *f = scan_fstring(s);
    if (f && f->quote == quote && f->quote_size == size) {
        scan_error(s, s->start_line, at, "f-string: expecting '}'");
        s->lx->eager = behind_two_names(s->lx);
        return T_ERROR;
    }
    if (size == 3) {
        s->eof_in_string = true;
        return scan_error(s, s->start_line, at,
                          "unterminated triple-quoted string literal (detected at line %u)",
                          last_line(s));
    }
    return scan_error(s, s->start_line, at, "unterminated string literal (detected at line %u)%s",
                      last_line(s), escaped ? "; perhaps you escaped the end quote?" : "");
}

TokenKind string_body(Scan *s, char quote, int size)
{
    const char *p = s->cur;
    bool escaped = false;
    for (;; p++) {
        if (*p == quote && (size == 1 || at_quotes(p, quote, 3))) {
            s->cur = p + size;
            return T_STRING;
        }
        if (*p == '\\' && p + 1 < s->end) {
            escaped |= *++p == quote;
            s->line += *p == '\n';
        } else if (*p == '\n' && size == 3) {
            s->line++;
        } else if (*p == '\n' || p == s->end) {
            s->cur = p;
            return fail_string(s, quote, size, escaped);
        }
    }
}

TokenKind fstring_open(Scan *s, char quote, int size)
{
    if (s->fstrings + 1 >= MAX_FSTRINGS)
        return scan_error(s, s->line, s->cur, "too many nested f-strings");
    s->fstring[s->fstrings++] = (FString){
        .start = s->start,
        .line = s->line,
        .quote = quote,
        .quote_size = (uint8_t)size,
        .raw = s->aux & PREFIX_RAW,
        .aux = s->aux,
        .in_text = true,
    };
    return T_FSTRING_START;
}

static TokenKind fail_fstring(Scan *s, const FString *f)
{
    s->eof_in_string = f->quote_size == 3;
    return scan_error(s, f->line, f->start + 1,
                      "unterminated %sf-string literal (detected at line %u)",
                      f->quote_size == 3 ? "triple-quoted " : "", last_line(s));
}

/* A field begins at s->cur; T_COUNT or T_ERROR. */
static TokenKind field_open(Scan *s, FString *f)
{
    if (f->fields >= MAX_FIELDS)
        return scan_error(s, s->line, s->cur, "f-string: expressions nested too deeply");
    f->fields++;
    f->in_text = false;
    return T_COUNT;
}

/* Reads the escape at p (a backslash); returns its last byte, or p before a brace. */
static const char *skip_escape(Scan *s, const FString *f, const char *p, bool *named)
{
    if (p + 1 >= s->end)
        return p;
    if (p[1] == '{' || p[1] == '}') {
        const char *line = scan_line_text(s, s->line);
        if (!f->raw)
            warning_add(&s->lx->warnings, s->lx->arena, s->line,
                        (int)utf8_length(line, (size_t)(p - line)) + 1, "SyntaxWarning",
                        "invalid escape sequence '\\%c'", p[1]);
        return p;
    }
    s->line += p[1] == '\n';
    if (p[1] == 'N' && p[2] == '{' && !f->raw) {
        *named = true;
        return p + 2;
    }
    return p + 1;
}

/* Ends a middle at p; the scanner then passes over `skip` bytes (the second of two braces). */
static TokenKind middle_end(Scan *s, const char *p, int skip)
{
    s->cur = p;
    s->skip = (uint8_t)skip;
    return T_FSTRING_MIDDLE;
}

/* The text from s->cur to the next field, doubled brace or closing quotes. */
static TokenKind fstring_middle(Scan *s, FString *f)
{
    bool named = false;
    for (const char *p = s->cur;; p++) {
        bool in_spec = f->in_spec && f->fields > 0;
        if (*p == f->quote && at_quotes(p, f->quote, f->quote_size)) {
            return middle_end(s, p, 0);
        } else if (*p == '{') {
            if (p[1] == '{' && !in_spec)
                return middle_end(s, p + 1, 1);
            s->cur = p;
            return field_open(s, f) == T_ERROR ? T_ERROR : T_FSTRING_MIDDLE;
        } else if (*p == '}') {
            if (named)
                return middle_end(s, p + 1, 0);
            if (p[1] == '}' && !in_spec && f->depth == 0)
                return middle_end(s, p + 1, 1);
            f->in_text = false;
            return middle_end(s, p, 0);
        } else if (*p == '\\') {
            p = skip_escape(s, f, p, &named);
        } else if (*p == '\n' && f->quote_size == 3) {
            s->line++;
        } else if (*p == '\n' && in_spec && !(s->lx->src->open_end && p + 1 == s->end)) {
            f->in_text = f->in_spec = false;
            return middle_end(s, p, 0);
        } else if (*p == '\n' || p == s->end) {
            s->cur = p;
            return fail_fstring(s, f);
        }
    }
}

TokenKind fstring_text(Scan *s)
{
    FString *f = scan_fstring(s);
    s->start = s->cur;
    s->start_line = s->line;
    s->flags = 0;
    s->aux = f->aux;
    if (s->cur[0] == '{' && s->cur[1] != '{')
        return field_open(s, f) == T_ERROR ? T_ERROR : scan_token(s);
    if (!at_quotes(s->cur, f->quote, f->quote_size))
        return fstring_middle(s, f);
    s->cur += f->quote_size;
    s->fstrings--;
    return T_FSTRING_END;
}
