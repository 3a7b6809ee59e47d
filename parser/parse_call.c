/* SPDX-License-Identifier: MIT */
/* Arguments of calls and class statements. */
#include "parser/parse.h"

/* What has been seen so far in one list of arguments. */
typedef struct CallArgs {
    const Pos *open; /* where a call's bracket opens; NULL in a class statement */
    uint32_t count;
    bool keyword, mapping;   /* a name=value, a **mapping has been seen */
    bool positional_late;    /* a positional argument came after one of them */
    bool late_after_mapping; /* ... and the last keyword before it was a **mapping */
    bool last_mapping;
    const Token *star_comma; /* the comma before a *iterable that follows a **mapping */
} CallArgs;

static Node *keyword_node(Parser *p, const Ident *name, Node *value, Pos start)
{
    if (!value)
        return NULL;
    AstKeyword *n = NEW(p, Keyword, start);
    n->arg = name;
    n->value = value;
    return DONE(p, n);
}

static Node *parse_keyword(Parser *p)
{
    const Token *name = PEEK(p), *equal = name + 1;
    Pos start = HERE(p);
    p->pos += 2;
    if (explaining(p) && (KIND(p) == T_COMMA || KIND(p) == T_RPAR))
        return RAISE(p, start, token_end_pos(p, equal), "expected argument value expression");
    Node *value = parse_expression(p);
    if (value && explaining(p) && at_comp_for(p)) {
        NodeList clauses;
        if (parse_comp_clauses(p, &clauses))
            RAISE(p, start, token_end_pos(p, equal),
                  "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return NULL;
    }
    return keyword_node(p, token_ident(p, name), value, start);
}

/* `*a=b` and `**a=b`. */
static void explain_unpacking(Parser *p, Pos start, const char *what)
{
    if (!explaining(p) || KIND(p) != T_EQUAL)
        return;
    p->pos++;
    Node *value = parse_expression(p);
    if (value)
        RAISE(p, start, node_end_pos(value), "cannot assign to %s argument unpacking", what);
}

static Node *parse_mapping(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *value = parse_expression(p);
    if (value)
        explain_unpacking(p, start, "keyword");
    return p->raised ? NULL : keyword_node(p, NULL, value, start);
}

static Node *parse_star_arg(Parser *p, CallArgs *a)
{
    Pos start = HERE(p);
    if (a->mapping && !a->star_comma && a->count)
        a->star_comma = LAST(p);
    Node *n = parse_starred(p);
    if (n)
        explain_unpacking(p, start, "iterable");
    return p->raised ? NULL : n;
}

/*
 * The element of a generator expression has been read. In `f(x for x in y)` the brackets of the
 * call are the generator's; with other arguments beside it, it needs brackets of its own.
 */
static Node *parse_bare_genexp(Parser *p, const CallArgs *a, Node *elt)
{
    NodeList clauses;
    if (!a->open && !p->explain)
        return fail(p);
    if (!parse_comp_clauses(p, &clauses))
        return NULL;
    if (a->count == 0 && a->open && KIND(p) == T_RPAR) {
        p->pos++;
        AstGeneratorExp *n = NEW(p, GeneratorExp, *a->open);
        p->pos--; /* the caller wants to see the bracket */
        n->elt = elt;
        n->generators = clauses;
        return DONE(p, n);
    }
    if (explaining(p) && (a->count > 0 || KIND(p) == T_COMMA))
        RAISE_RANGE(p, elt, clauses.items[clauses.count - 1],
                    "Generator expression must be parenthesized");
    return fail(p);
}

static Node *parse_positional(Parser *p, CallArgs *a)
{
    uint8_t k = KIND(p);
    const Token *t = PEEK(p);
    if (explaining(p) && token_ahead(p) == T_EQUAL &&
        (k == T_KW_True || k == T_KW_False || k == T_KW_None))
        return RAISE(p, HERE(p), token_end_pos(p, t + 1), "cannot assign to %s", token_text(k));
    bool named = k == T_NAME && token_ahead(p) == T_COLONEQUAL;
    Node *n = named ? parse_named(p) : parse_expression(p);
    if (!n)
        return NULL;
    if (KIND(p) == T_EQUAL && explaining(p))
        return RAISE(p, POS(n), token_end_pos(p, PEEK(p)),
                     "expression cannot contain assignment, perhaps you meant \"==\"?");
    if (KIND(p) == T_EQUAL || KIND(p) == T_COLONEQUAL)
        return fail(p);
    if (a->keyword || a->mapping) {
        if (!a->positional_late)
            a->late_after_mapping = a->last_mapping;
        a->positional_late = true;
    }
    return n;
}

static bool parse_arg(Parser *p, CallArgs *a, uint32_t *keywords)
{
    Node *n;
    bool keyword = true;
    if (KIND(p) == T_NAME && token_ahead(p) == T_EQUAL) {
        n = parse_keyword(p);
        a->keyword = true;
        a->last_mapping = false;
    } else if (KIND(p) == T_DOUBLESTAR) {
        n = parse_mapping(p);
        a->mapping = a->last_mapping = true;
    } else {
        keyword = false;
        n = KIND(p) == T_STAR ? parse_star_arg(p, a) : parse_positional(p, a);
    }
    if (!n)
        return false;
    if (!keyword && n->kind != N_Starred && at_comp_for(p)) {
        n = parse_bare_genexp(p, a, n);
        if (!n)
            return false;
    }
    list_push(p, n);
    *keywords += keyword;
    a->count++;
    return true;
}

/* Sorts what was gathered into the two lists of the tree, each in the order of the source. */
static bool args_split(Parser *p, uint32_t base, NodeList *args, NodeList *keywords, uint32_t nkw)
{
    NodeList all = list_end(p, base);
    *args = all;
    *keywords = (NodeList){NULL, 0};
    if (nkw == 0)
        return true;
    Node **kw = arena_alloc(p->arena, nkw * sizeof(Node *));
    if (!kw || !all.items)
        return false;
    uint32_t n = 0, k = 0;
    for (uint32_t i = 0; i < all.count; i++) {
        if (all.items[i]->kind == N_Keyword)
            kw[k++] = all.items[i];
        else
            all.items[n++] = all.items[i];
    }
    args->count = n;
    if (n == 0)
        args->items = NULL;
    *keywords = (NodeList){kw, k};
    return true;
}

static bool explain_order(Parser *p, const CallArgs *a)
{
    if (!a->star_comma && !a->positional_late)
        return true;
    fail(p);
    if (explaining(p)) {
        if (a->star_comma)
            raise_from(p, token_pos(p, a->star_comma),
                       "iterable argument unpacking follows keyword argument unpacking");
        else
            raise_last(p, "SyntaxError",
                       a->late_after_mapping
                           ? "positional argument follows keyword argument unpacking"
                           : "positional argument follows keyword argument");
    }
    return false;
}

/* Up to the closing bracket, which stays. `open`: see CallArgs. */
bool parse_call_args(Parser *p, NodeList *args, NodeList *keywords, const Pos *open)
{
    uint32_t base = list_begin(p), nkw = 0;
    CallArgs a = {.open = open};
    while (KIND(p) != T_RPAR) {
        if (!parse_arg(p, &a, &nkw) || (KIND(p) != T_COMMA && KIND(p) != T_RPAR)) {
            fail(p);
            list_drop(p, base);
            return false;
        }
        if (!accept(p, T_COMMA))
            break;
    }
    if (!explain_order(p, &a)) {
        list_drop(p, base);
        return false;
    }
    return args_split(p, base, args, keywords, nkw);
}

Node *parse_call(Parser *p, Node *func, Pos start)
{
    Pos open = HERE(p);
    p->pos++;
    NodeList args, keywords;
    if (!parse_call_args(p, &args, &keywords, &open) || !expect(p, T_RPAR))
        return NULL;
    AstCall *n = NEW(p, Call, start);
    n->func = func;
    n->args = args;
    n->keywords = keywords;
    return DONE(p, n);
}
