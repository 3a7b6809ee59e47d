/* SPDX-License-Identifier: MIT */
/* The known mistakes in parameter lists: one walk that stops at the first of them. */
#include "parser/parse.h"

typedef struct Walk {
    bool lambda;
    bool slash, star, has_default;
    uint32_t count;
} Walk;

static bool at_end(const Parser *p, const Walk *w)
{
    return KIND(p) == (w->lambda ? T_COLON : T_RPAR);
}

/* NAME [':' annotation]; false if there is none. */
static bool walk_name(Parser *p, const Walk *w)
{
    if (!accept(p, T_NAME))
        return false;
    if (w->lambda || !accept(p, T_COLON))
        return true;
    return (KIND(p) == T_STAR ? parse_starred(p) : parse_expression(p)) != NULL;
}

static bool walk_slash(Parser *p, Walk *w)
{
    const Token *t = PEEK(p);
    p->pos++;
    if (w->count == 0) {
        if (KIND(p) == T_COMMA)
            RAISE_TOKEN(p, t, "at least one argument must precede /");
        return false;
    }
    if (w->slash || w->star) {
        RAISE_TOKEN(p, t, w->slash ? "/ may appear only once" : "/ must be ahead of *");
        return false;
    }
    if (KIND(p) == T_STAR) {
        RAISE_TOKEN(p, PEEK(p), "expected comma between / and *");
        return false;
    }
    w->slash = true;
    return true;
}

static bool walk_bare_star(Parser *p, const Walk *w, const Token *star)
{
    uint32_t comma = p->pos;
    bool empty = at_end(p, w);
    if (!empty && accept(p, T_COMMA))
        empty = at_end(p, w) || KIND(p) == T_DOUBLESTAR;
    fail(p);
    if (empty && w->lambda)
        raise_last(p, "SyntaxError", "named arguments must follow bare *");
    else if (empty)
        RAISE_TOKEN(p, star, "named arguments must follow bare *");
    p->pos = comma;
    return !empty && KIND(p) == T_COMMA;
}

static bool walk_star(Parser *p, Walk *w)
{
    const Token *t = PEEK(p);
    if (w->star) {
        if (t[1].kind == T_COMMA || t[1].kind == T_NAME)
            RAISE_TOKEN(p, t, "* argument may appear only once");
        return false;
    }
    p->pos++;
    w->star = true;
    if (KIND(p) != T_NAME)
        return walk_bare_star(p, w, t);
    if (!walk_name(p, w))
        return false;
    if (KIND(p) == T_EQUAL) {
        RAISE_TOKEN(p, PEEK(p), "var-positional argument cannot have default value");
        return false;
    }
    return true;
}

static bool walk_kwarg(Parser *p, Walk *w)
{
    p->pos++;
    if (!walk_name(p, w))
        return false;
    if (KIND(p) == T_EQUAL) {
        RAISE_TOKEN(p, PEEK(p), "var-keyword argument cannot have default value");
        return false;
    }
    if (accept(p, T_COMMA)) {
        const Token *t = PEEK(p);
        if (t->kind == T_NAME || t->kind == T_STAR || t->kind == T_DOUBLESTAR || t->kind == T_SLASH)
            RAISE_TOKEN(p, t, "arguments cannot follow var-keyword argument");
    }
    return false; /* nothing may come behind it */
}

static bool walk_param(Parser *p, Walk *w)
{
    Pos start = HERE(p);
    if (!walk_name(p, w))
        return false;
    Pos end = token_end_pos(p, LAST(p));
    if (KIND(p) == T_EQUAL) {
        const Token *equal = PEEK(p);
        p->pos++;
        if (KIND(p) == T_COMMA || KIND(p) == T_RPAR) {
            RAISE_TOKEN(p, equal, "expected default value expression");
            return false;
        }
        w->has_default = true;
        return parse_expression(p) != NULL;
    }
    if (w->has_default && !w->star && (KIND(p) == T_COMMA || at_end(p, w))) {
        RAISE(p, start, end, "parameter without a default follows parameter with a default");
        return false;
    }
    return true;
}

/* def f((a, b)): once legal */
static bool walk_paren(Parser *p, Walk *w)
{
    const Token *open = PEEK(p);
    if (w->has_default || w->star || (w->slash && w->lambda))
        return false;
    p->pos++;
    do {
        if (KIND(p) == T_RPAR && LAST(p)->kind == T_COMMA)
            break;
        if (!walk_name(p, w))
            return false;
    } while (accept(p, T_COMMA));
    if (KIND(p) == T_RPAR)
        RAISE(p, token_pos(p, open), token_end_pos(p, PEEK(p)), "%s cannot be parenthesized",
              w->lambda ? "Lambda expression parameters" : "Function parameters");
    return false;
}

void explain_params(Parser *p, bool lambda)
{
    Walk w = {.lambda = lambda};
    bool more = true;
    while (more && !at_end(p, &w)) {
        switch (KIND(p)) {
        case T_SLASH:
            more = walk_slash(p, &w);
            break;
        case T_STAR:
            more = walk_star(p, &w);
            break;
        case T_DOUBLESTAR:
            more = walk_kwarg(p, &w);
            break;
        case T_LPAR:
            more = walk_paren(p, &w);
            break;
        default:
            more = walk_param(p, &w);
        }
        w.count++;
        more = more && !p->raised && accept(p, T_COMMA);
    }
}
