/* SPDX-License-Identifier: MIT */
/* Numbers, strings, f-strings, and the joining of neighbouring strings. */
#include "parser/parse.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

enum { MAX_DECIMAL_DIGITS = 4300 };

static Node *number_node(Parser *p, Pos start, Constant value)
{
    AstConstant *n = NEW(p, Constant, start);
    n->value = value;
    return DONE(p, n);
}

static int number_base(const char *text, size_t len)
{
    if (len < 2 || text[0] != '0')
        return 10;
    switch (text[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 10;
    }
}

static Constant integer_constant(const char *digits, size_t len, int base)
{
    Constant c = {.kind = CONST_BIGINT, .base = (uint8_t)base, .len = (uint32_t)len};
    int64_t value = 0;
    c.u.bytes = digits;
    for (size_t i = 0; i < len; i++) {
        int ch = digits[i] | 0x20;
        int digit = digits[i] <= '9' ? digits[i] - '0' : ch - 'a' + 10;
        if (__builtin_mul_overflow(value, base, &value) ||
            __builtin_add_overflow(value, digit, &value))
            return c;
    }
    c.kind = CONST_INT;
    c.u.integer = value;
    return c;
}

enum { PLAIN_DIGITS = 15 }; /* so many fit in a double */

/*
 * Most numbers: some decimal digits, perhaps with a point among them. As a double the digits are
 * exact and so is the power of ten below: their quotient is the nearest double (Clinger 1990).
 */
static bool plain_number(const char *text, size_t size, Constant *out)
{
    static const double powers[PLAIN_DIGITS] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
    size_t point = size;
    int64_t value = 0;
    if (size > PLAIN_DIGITS || (text[0] == '0' && size > 1 && text[1] != '.'))
        return false;
    for (size_t i = 0; i < size; i++) {
        uint32_t digit = (uint32_t)(unsigned char)text[i] - '0';
        if (digit <= 9)
            value = value * 10 + digit;
        else if (text[i] == '.')
            point = i;
        else
            return false;
    }
    if (point == size)
        *out = (Constant){.kind = CONST_INT, .base = 10, .len = (uint32_t)size, .u.integer = value};
    else
        *out = (Constant){.kind = CONST_FLOAT, .u.real = (double)value / powers[size - point - 1]};
    return true;
}

Node *parse_number(Parser *p)
{
    const Token *t = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    const char *text = token_start(p, t);
    size_t size = t->end - t->start, len = 0;
    Constant plain;
    if (plain_number(text, size, &plain))
        return number_node(p, start, plain);
    char *clean = arena_copy(p->arena, text, size);
    if (!clean)
        return NULL;
    for (size_t i = 0; i < size; i++)
        if (text[i] != '_')
            clean[len++] = text[i];
    clean[len] = 0;
    int base = number_base(clean, len);
    if (base != 10)
        return number_node(p, start, integer_constant(clean + 2, len - 2, base));
    char last = (char)(clean[len - 1] | 0x20);
    if (last == 'j' || strpbrk(clean, ".eE")) {
        Constant c = {.kind = last == 'j' ? CONST_IMAG : CONST_FLOAT};
        c.u.real = strtod(clean, NULL);
        return number_node(p, start, c);
    }
    if (len > MAX_DECIMAL_DIGITS)
        return RAISE_TOKEN(
            p, t,
            "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
            "use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
            "huge integer literals to avoid decimal conversion limits.",
            MAX_DECIMAL_DIGITS, len);
    return number_node(p, start, integer_constant(clean, len, 10));
}

/* ---- pieces of strings ---- */

static Node *text_node(Parser *p, Pos start, Pos end, const char *text, size_t len, bool bytes)
{
    AstConstant *n = NEW(p, Constant, start);
    n->end_line = end.line;
    n->end_col = end.col;
    n->value = (Constant){.kind = bytes ? CONST_BYTES : CONST_STR, .len = (uint32_t)len};
    n->value.u.bytes = text;
    uint8_t all = 0;
    for (size_t i = 0; i < len; i++)
        all |= (uint8_t)text[i];
    n->value.non_ascii = all >= 0x80;
    return DONE(p, n);
}

static Node *literal_failed(Parser *p, const Diag *d)
{
    fail(p);
    if (d->set && !p->raised) {
        p->raised = true;
        p->diag = *d;
    }
    return NULL;
}

/* The text of a literal inside the source is copied: the tree must not depend on the Source. */
static Node *literal_node(Parser *p, const Token *t, const Literal *lit)
{
    const char *text = arena_copy(p->arena, lit->data, lit->len);
    if (!text)
        return NULL;
    return text_node(p, token_pos(p, t), token_end_pos(p, t), text, lit->len, lit->is_bytes);
}

static bool begins_string(TokenKind kind)
{
    return kind == T_STRING || kind == T_FSTRING_START;
}

static Node *parse_string_token(Parser *p)
{
    const Token *t = PEEK(p);
    Literal lit;
    Diag d = {0};
    p->pos++;
    if (!literal_string(p->src, t, p->arena, p->warnings, &lit, &d))
        return literal_failed(p, &d);
    Node *n = literal_node(p, t, &lit);
    if (n)
        AS(n, Constant)->u_prefix = (t->aux & PREFIX_UNICODE) != 0;
    return n;
}

/* ---- f-strings ---- */

static bool parse_fstring_parts(Parser *p, const Token *end, bool spec);

/* The FSTRING_END that closes the string whose text we are in; nested ones are passed over. */
static const Token *fstring_end(const Parser *p)
{
    int depth = 1;
    for (const Token *t = PEEK(p);; t++) {
        depth += t->kind == T_FSTRING_START;
        depth -= t->kind == T_FSTRING_END;
        if (depth == 0 || t->kind == T_ENDMARKER || t->kind == T_ERROR)
            return t;
    }
}

/* Of a doubled brace the token holds the first only; the node ends behind the second. */
static bool parse_middle(Parser *p, const Token *end)
{
    const Token *t = PEEK(p);
    Literal lit;
    Diag d = {0};
    p->pos++;
    if (!literal_middle(p->src, t, end, p->arena, p->warnings, &lit, &d)) {
        literal_failed(p, &d);
        return false;
    }
    Node *n = literal_node(p, t, &lit);
    if (!n)
        return false;
    char last = t->end > t->start ? p->src->text[t->end - 1] : 0;
    n->end_col += (last == '{' || last == '}') && p->src->text[t->end] == last;
    list_push(p, n);
    return true;
}

/* The text behind the opening brace up to `to`, comments left out, for `{expr=}`. */
static bool push_debug_text(Parser *p, const Token *open, const Token *to)
{
    Pos start = token_end_pos(p, open), end = token_pos(p, to);
    const char *from = p->src->text + open->end, *stop = p->src->text + to->start;
    char *text = arena_alloc(p->arena, (size_t)(stop - from) + 1);
    size_t len = 0;
    char quote = 0;
    for (const char *c = from; text && c < stop; c++) {
        if (quote) {
            quote = *c == quote ? 0 : quote;
        } else if (*c == '\'' || *c == '"') {
            quote = *c;
        } else if (*c == '#') {
            while (c + 1 < stop && c[1] != '\n')
                c++;
            continue;
        }
        text[len++] = *c;
    }
    Node *n = text ? text_node(p, start, end, text, len, false) : NULL;
    if (n)
        list_push(p, n);
    return n != NULL;
}

static void *explain_field(Parser *p, const char *message)
{
    fail(p);
    if (explaining(p) && KIND(p) != T_ERROR)
        RAISE_TOKEN(p, PEEK(p), "f-string: %s", message);
    return NULL;
}

static void *explain_field_start(Parser *p)
{
    static const TokenKind stops[] = {T_EQUAL, T_EXCLAMATION, T_COLON, T_RBRACE};
    fail(p);
    if (!explaining(p))
        return NULL;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (KIND(p) == stops[i])
            return RAISE_TOKEN(p, PEEK(p), "f-string: valid expression required before '%s'",
                               token_text(stops[i]));
    return explain_field(p, "expecting a valid expression after '{'");
}

static bool parse_conversion(Parser *p, int32_t *out)
{
    const Token *mark = PEEK(p);
    p->pos++;
    const Token *t = PEEK(p);
    if (t->kind == T_COLON || t->kind == T_RBRACE)
        return explain_field(p, "missing conversion character");
    if (!expect(p, T_NAME))
        return explain_field(p, "invalid conversion character");
    if (t->start != mark->end) {
        RAISE(p, token_pos(p, mark), token_end_pos(p, t), /* misspelt by CPython 3.13 too */
              "f-string: conversion type must come right after the exclamanation mark");
        return false;
    }
    char c = *token_start(p, t);
    if (t->end - t->start != 1 || (c != 's' && c != 'r' && c != 'a')) {
        RAISE_TOKEN(p, t,
                    "f-string: invalid conversion character '%.*s': expected 's', 'r', or 'a'",
                    (int)(t->end - t->start), token_start(p, t));
        return false;
    }
    *out = c;
    return true;
}

static NodeList fold_parts(Parser *p, uint32_t base);

static Node *parse_spec(Parser *p, const Token *end)
{
    Pos start = HERE(p);
    p->pos++;
    uint32_t base = list_begin(p);
    if (!parse_fstring_parts(p, end, true))
        return list_drop(p, base);
    NodeList values = fold_parts(p, base);
    AstJoinedStr *n = NEW(p, JoinedStr, start);
    n->values = values;
    return DONE(p, n);
}

/* Behind the expression of a field: `=`, `!r`, `:spec`, `}`. */
static Node *parse_field_rest(Parser *p, const Token *open, Node *value, const Token *end)
{
    int32_t conversion = -1;
    Node *spec = NULL;
    bool debug = accept(p, T_EQUAL);
    uint8_t k = KIND(p);
    if (k != T_EXCLAMATION && k != T_COLON && k != T_RBRACE)
        return explain_field(p, debug ? "expecting '!', or ':', or '}'"
                                      : "expecting '=', or '!', or ':', or '}'");
    if (debug && !push_debug_text(p, open, PEEK(p)))
        return NULL;
    if (k == T_EXCLAMATION && !parse_conversion(p, &conversion))
        return NULL;
    if (KIND(p) != T_COLON && KIND(p) != T_RBRACE)
        return explain_field(p, "expecting ':' or '}'");
    if (KIND(p) == T_COLON) {
        spec = parse_spec(p, end);
        if (!spec)
            return NULL;
    } else if (debug && conversion < 0) {
        conversion = 'r';
    }
    if (!accept(p, T_RBRACE))
        return explain_field(p, "expecting '}', or format specs");
    AstFormattedValue *n = NEW(p, FormattedValue, token_pos(p, open));
    n->value = value;
    n->conversion = conversion;
    n->format_spec = spec;
    return DONE(p, n);
}

static bool parse_field(Parser *p, const Token *end)
{
    const Token *open = PEEK(p);
    if (!enter(p))
        return false;
    p->pos++;
    uint32_t mark = p->pos;
    Node *value = parse_rhs(p);
    if (!value && rewind_to(p, mark))
        explain_field_start(p);
    Node *n = value ? parse_field_rest(p, open, value, end) : NULL;
    p->depth--;
    if (n)
        list_push(p, n);
    return n != NULL;
}

/* Text and fields up to the end of the string, or of the format spec. */
static bool parse_fstring_parts(Parser *p, const Token *end, bool spec)
{
    TokenKind stop = spec ? T_RBRACE : T_FSTRING_END;
    while (KIND(p) != stop) {
        bool ok;
        if (KIND(p) == T_FSTRING_MIDDLE) {
            ok = parse_middle(p, end);
        } else if (KIND(p) == T_LBRACE) {
            ok = parse_field(p, end);
        } else {
            fail(p);
            if (spec)
                explain_field(p, "expecting '}', or format specs");
            return false;
        }
        if (!ok)
            return false;
    }
    return true;
}

static bool parse_fstring(Parser *p)
{
    p->pos++;
    return parse_fstring_parts(p, fstring_end(p), false) && expect(p, T_FSTRING_END);
}

/* ---- joining ---- */

/* The constants items[from..to) as one. */
static Node *join_constants(Parser *p, Node **items, uint32_t from, uint32_t to)
{
    Node *first = items[from];
    if (to - from == 1)
        return first;
    size_t len = 0;
    for (uint32_t i = from; i < to; i++)
        len += AS(items[i], Constant)->value.len;
    char *text = len < UINT32_MAX ? arena_alloc(p->arena, len + 1) : NULL;
    if (!text)
        return NULL;
    char *at = text;
    for (uint32_t i = from; i < to; i++) {
        const Constant *c = &AS(items[i], Constant)->value;
        memcpy(at, c->u.bytes, c->len);
        at += c->len;
    }
    bool bytes = AS(first, Constant)->value.kind == CONST_BYTES;
    Node *n = text_node(p, POS(first), node_end_pos(items[to - 1]), text, len, bytes);
    if (n)
        AS(n, Constant)->u_prefix = AS(first, Constant)->u_prefix;
    return n;
}

/* Runs of text become one constant; empty text goes away. */
static NodeList fold_parts(Parser *p, uint32_t base)
{
    NodeList parts = list_end(p, base);
    uint32_t out = 0;
    for (uint32_t i = 0, run; i < parts.count; i = run) {
        run = i;
        while (run < parts.count && parts.items[run]->kind == N_Constant)
            run++;
        Node *n = parts.items[i];
        if (run > i) {
            n = join_constants(p, parts.items, i, run);
            if (!n || AS(n, Constant)->value.len == 0)
                continue;
        } else {
            run = i + 1;
        }
        parts.items[out++] = n;
    }
    parts.count = out;
    return parts;
}

Node *parse_strings(Parser *p)
{
    if (KIND(p) == T_STRING && !begins_string(PEEK(p)[1].kind))
        return parse_string_token(p);
    Pos start = HERE(p);
    uint32_t base = list_begin(p), first = p->pos;
    bool joined = false, bytes = false, mixed = false;
    while (begins_string(KIND(p))) {
        bool is_bytes = KIND(p) == T_STRING && (PEEK(p)->aux & PREFIX_BYTES);
        mixed |= p->pos != first && is_bytes != bytes;
        bytes = is_bytes;
        if (KIND(p) == T_FSTRING_START) {
            joined = true;
            if (!parse_fstring(p))
                return list_drop(p, base);
            continue;
        }
        Node *n = parse_string_token(p);
        if (!n)
            return list_drop(p, base);
        list_push(p, n);
    }
    if (mixed) {
        fail(p);
        raise_last(p, "SyntaxError", "cannot mix bytes and nonbytes literals");
        return list_drop(p, base);
    }
    if (!joined) {
        NodeList parts = list_end(p, base);
        return parts.count ? join_constants(p, parts.items, 0, parts.count) : NULL;
    }
    NodeList values = fold_parts(p, base);
    AstJoinedStr *n = NEW(p, JoinedStr, start);
    n->values = values;
    return DONE(p, n);
}
