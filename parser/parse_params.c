/* SPDX-License-Identifier: MIT */
/* Parameters of functions and lambdas. */
#include "parser/parse.h"

typedef struct Params {
    bool lambda;
    bool slash, star, kwarg, has_default;
    uint32_t args; /* base of the positional parameters on the scratch stack */
    Node *vararg, *kwarg_node;
} Params;

/* NAME [':' annotation]; a *name may have a starred annotation. */
static Node *parse_param(Parser *p, bool lambda, bool star)
{
    Pos start = HERE(p);
    const Token *t = PEEK(p);
    if (!expect(p, T_NAME))
        return NULL;
    Node *annotation = NULL;
    if (!lambda && accept(p, T_COLON)) {
        annotation = star && KIND(p) == T_STAR ? parse_starred(p) : parse_expression(p);
        if (!annotation)
            return NULL;
    }
    AstArg *n = NEW(p, Arg, start);
    n->arg = token_ident(p, t);
    n->annotation = annotation;
    return DONE(p, n);
}

static bool at_params_end(const Parser *p, bool lambda)
{
    return KIND(p) == (lambda ? T_COLON : T_RPAR);
}

/* Behind a parameter: a comma, or the end. */
static bool param_separator(Parser *p, const Params *q)
{
    if (accept(p, T_COMMA) || at_params_end(p, q->lambda))
        return true;
    fail(p);
    return false;
}

static bool parse_default(Parser *p, Node **out)
{
    *out = NULL;
    if (!accept(p, T_EQUAL))
        return true;
    *out = parse_expression(p);
    return *out != NULL;
}

/* Two lists grow at once, so pairs (parameter, default or NULL) are gathered. */
static bool parse_param_pair(Parser *p, Params *q)
{
    Node *value;
    Node *arg = parse_param(p, q->lambda, false);
    if (!arg || !parse_default(p, &value))
        return false;
    if (value)
        q->has_default = true;
    else if (q->has_default && !q->star) {
        fail(p);
        return false;
    }
    list_push(p, arg);
    list_push(p, value);
    return param_separator(p, q);
}

/* The pairs above `base` as two lists; `holes` keeps the missing defaults. */
static void pairs_split(Parser *p, uint32_t base, bool holes, NodeList *names, NodeList *values)
{
    NodeList pairs = list_end(p, base);
    uint32_t count = pairs.count / 2, kept = 0;
    *names = *values = (NodeList){NULL, 0};
    if (count == 0)
        return;
    Node **name = arena_alloc(p->arena, count * sizeof(Node *));
    Node **value = arena_alloc(p->arena, count * sizeof(Node *));
    if (!name || !value)
        return;
    for (uint32_t i = 0; i < count; i++) {
        name[i] = pairs.items[2 * i];
        if (holes || pairs.items[2 * i + 1])
            value[kept++] = pairs.items[2 * i + 1];
    }
    *names = (NodeList){name, count};
    *values = (NodeList){kept ? value : NULL, kept};
}

static bool parse_slash(Parser *p, Params *q, uint32_t base)
{
    if (q->slash || q->star || p->scratch_count == base) {
        fail(p);
        return false;
    }
    p->pos++;
    q->slash = true;
    q->args = p->scratch_count;
    return param_separator(p, q);
}

static bool parse_star_param(Parser *p, Params *q)
{
    if (q->star) {
        fail(p);
        return false;
    }
    p->pos++;
    q->star = true;
    if (KIND(p) == T_COMMA) { /* a bare star wants a name behind it */
        p->pos++;
        if (KIND(p) == T_NAME)
            return true;
        fail(p);
        return false;
    }
    q->vararg = parse_param(p, q->lambda, true);
    return q->vararg && param_separator(p, q);
}

static bool parse_kwarg(Parser *p, Params *q)
{
    p->pos++;
    q->kwarg = true;
    q->kwarg_node = parse_param(p, q->lambda, false);
    if (!q->kwarg_node || !param_separator(p, q))
        return false;
    if (at_params_end(p, q->lambda))
        return true;
    fail(p);
    return false;
}

static bool parse_params_loop(Parser *p, Params *q, uint32_t base, uint32_t *keyword_base)
{
    q->args = base;
    while (!at_params_end(p, q->lambda)) {
        bool ok;
        switch (KIND(p)) {
        case T_SLASH:
            ok = parse_slash(p, q, base);
            break;
        case T_STAR:
            *keyword_base = p->scratch_count;
            ok = parse_star_param(p, q);
            break;
        case T_DOUBLESTAR:
            if (!q->star)
                *keyword_base = p->scratch_count;
            ok = parse_kwarg(p, q);
            break;
        case T_NAME:
            ok = parse_param_pair(p, q);
            break;
        default:
            fail(p);
            return false;
        }
        if (!ok)
            return false;
    }
    if (!q->star && !q->kwarg)
        *keyword_base = p->scratch_count;
    return true;
}

/* Positional-only and ordinary parameters share one list of defaults. */
static void params_gather(Parser *p, Params *q, uint32_t base, uint32_t keyword_base,
                          AstArguments *n)
{
    pairs_split(p, keyword_base, true, &n->kwonlyargs, &n->kw_defaults);
    NodeList all;
    uint32_t posonly = q->slash ? (q->args - base) / 2 : 0;
    pairs_split(p, base, false, &all, &n->defaults);
    if (posonly && all.count)
        n->posonlyargs = (NodeList){all.items, posonly};
    if (all.count > posonly)
        n->args = (NodeList){all.items + posonly, all.count - posonly};
    n->vararg = q->vararg;
    n->kwarg = q->kwarg_node;
}

/* Up to ')' or, for a lambda, ':', which stays. */
Node *parse_params(Parser *p, bool lambda)
{
    Pos start = HERE(p);
    if (explaining(p)) {
        uint32_t mark = p->pos;
        explain_params(p, lambda);
        if (!rewind_to(p, mark))
            return NULL;
    }
    Params q = {.lambda = lambda};
    uint32_t base = list_begin(p), keyword_base = base;
    if (!parse_params_loop(p, &q, base, &keyword_base))
        return list_drop(p, base);
    AstArguments *n = NEW(p, Arguments, start);
    if (!p->arena->failed)
        params_gather(p, &q, base, keyword_base, n);
    return DONE(p, n);
}
