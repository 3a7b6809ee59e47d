/* SPDX-License-Identifier: MIT */
/*
 * "%s and %5r" % (a, b) is the f-string f"{a!s} and {b!r:>5}", when the right side is a tuple
 * display and the format asks for s, r and a alone. Nothing else about it can be told apart.
 */
#include "parser/fold.h"

#include <stdio.h>
#include <string.h>

enum { MAX_DIGITS = 2 }; /* of a width or a precision, as in CPython */

typedef struct Format {
    const char *at, *end;
    Arena *arena;
} Format;

static Node *node_like(Arena *arena, size_t size, NodeKind kind, const Node *like)
{
    Node *n = arena_alloc(arena, size);
    if (!n)
        return NULL;
    n->kind = (uint8_t)kind;
    n->line = like->line;
    n->end_line = like->end_line;
    n->col = like->col;
    n->end_col = like->end_col;
    return n;
}

static Node *text_new(Arena *arena, const Node *like, const char *text, size_t len)
{
    const char *copy = arena_copy(arena, text, len);
    Literal v = {.kind = LIT_STR, .len = (uint32_t)len, .text = copy};
    return copy ? constant_new(arena, like, &v) : NULL;
}

/* The text up to the next conversion, %% being one %; the buffer holds it. */
static size_t read_text(Format *f, char *buffer)
{
    size_t len = 0;
    while (f->at < f->end) {
        if (*f->at == '%') {
            if (f->end - f->at < 2 || f->at[1] != '%')
                break;
            f->at++;
        }
        buffer[len++] = *f->at++;
    }
    return len;
}

/* Up to two digits; -1: none, -2: too many. */
static int read_number(Format *f)
{
    int value = -1, digits = 0;
    while (f->at < f->end && *f->at >= '0' && *f->at <= '9') {
        if (++digits > MAX_DIGITS)
            return -2;
        value = (value < 0 ? 0 : value) * 10 + (*f->at++ - '0');
    }
    return value;
}

/* One conversion for `value`: the replacement field, or NULL if it is not one of the simple ones.
 */
static Node *read_field(Format *f, Node *value)
{
    bool left = false;
    int width, precision = -1;
    for (f->at++; f->at < f->end && *f->at && strchr("-+ #0", *f->at); f->at++)
        left |= *f->at == '-';
    width = read_number(f);
    if (width != -2 && f->at < f->end && *f->at == '.') {
        f->at++;
        precision = read_number(f);
        precision = precision == -1 ? 0 : precision;
    }
    if (width == -2 || precision == -2 || f->at == f->end || !strchr("sra", *f->at) || !*f->at)
        return NULL;
    AstFormattedValue *n =
        (AstFormattedValue *)node_like(f->arena, sizeof *n, N_FormattedValue, value);
    if (!n)
        return NULL;
    n->value = value;
    n->conversion = *f->at++;
    char spec[16];
    int len = 0;
    if (!left && width > 0)
        spec[len++] = '>';
    if (width >= 0)
        len += snprintf(spec + len, sizeof spec - (size_t)len, "%d", width);
    if (precision >= 0)
        len += snprintf(spec + len, sizeof spec - (size_t)len, ".%d", precision);
    if (len && !(n->format_spec = text_new(f->arena, value, spec, (size_t)len)))
        return NULL;
    return (Node *)n;
}

/* The pieces of the f-string; false if the format is not simple or does not fit the tuple. */
static bool read_pieces(Format *f, const Node *at, const NodeList *elts, NodeList *out,
                        char *buffer)
{
    uint32_t used = 0;
    while (f->at < f->end) {
        size_t len = read_text(f, buffer);
        if (len && !(out->items[out->count++] = text_new(f->arena, at, buffer, len)))
            return false;
        if (f->at == f->end)
            break;
        if (used == elts->count)
            return false;
        Node *field = read_field(f, elts->items[used++]);
        if (!field)
            return false;
        out->items[out->count++] = field;
    }
    return used == elts->count;
}

Node *fold_format(const AstBinOp *n, Arena *arena)
{
    Literal format;
    const NodeList *elts = &AS(n->right, Tuple)->elts;
    constant_literal(&AS(n->left, Constant)->value, &format);
    if (n->op != OP_MOD || format.kind != LIT_STR)
        return NULL;
    for (uint32_t i = 0; i < elts->count; i++)
        if (elts->items[i]->kind == N_Starred)
            return NULL;
    Format f = {format.text, format.text + format.len, arena};
    NodeList pieces = {arena_alloc(arena, (2 * (size_t)elts->count + 2) * sizeof(Node *)), 0};
    char *buffer = arena_alloc(arena, format.len + (size_t)1);
    AstJoinedStr *joined = (AstJoinedStr *)node_like(arena, sizeof *joined, N_JoinedStr, (Node *)n);
    if (!pieces.items || !buffer || !joined || !read_pieces(&f, (Node *)n, elts, &pieces, buffer))
        return NULL;
    joined->values = pieces;
    return (Node *)joined;
}
