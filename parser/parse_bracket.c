/* SPDX-License-Identifier: MIT */
/* What stands in brackets: tuples, lists, dicts, sets, comprehensions, calls, subscripts. */
#include "parser/parse.h"

/* ---- comprehensions ---- */

bool at_comp_for(Parser *p)
{
    if (KIND(p) != T_KW_async)
        return KIND(p) == T_KW_for;
    if (p->fill < p->pos + 2)
        p->fill = p->pos + 2;
    return token_ahead(p) == T_KW_for;
}

/* The first item of a display, if it is starred. CPython reads it again as an argument would be. */
static Node *parse_first_star(Parser *p, TokenKind close)
{
    uint32_t mark = p->pos;
    Node *n = parse_star_named(p);
    if (explaining(p) && (!n || (KIND(p) != T_COMMA && KIND(p) != close))) {
        rewind_to(p, mark);
        n = parse_starred(p);
    }
    return n;
}

static Node *parse_comp_clause(Parser *p)
{
    Pos start = HERE(p);
    bool async = accept(p, T_KW_async);
    p->pos++;
    uint32_t mark = p->pos;
    Node *target = parse_targets(p);
    if (!target || !expect(p, T_KW_in)) {
        if (explaining(p))
            explain_comp_target(p, mark);
        return NULL;
    }
    Node *iter = parse_disjunction(p);
    if (!iter)
        return NULL;
    uint32_t base = list_begin(p);
    while (accept(p, T_KW_if)) {
        Node *test = parse_disjunction(p);
        if (!test)
            return list_drop(p, base);
        list_push(p, test);
    }
    NodeList ifs = list_end(p, base);
    AstComprehension *n = NEW(p, Comprehension, start);
    n->target = target;
    n->iter = iter;
    n->ifs = ifs;
    n->is_async = async;
    return DONE(p, n);
}

bool parse_comp_clauses(Parser *p, NodeList *out)
{
    uint32_t base = list_begin(p);
    while (at_comp_for(p)) {
        Node *clause = parse_comp_clause(p);
        if (!clause) {
            list_drop(p, base);
            return false;
        }
        list_push(p, clause);
    }
    if (p->scratch_count == base) {
        fail(p);
        return false;
    }
    *out = list_end(p, base);
    return true;
}

/* The comprehension node behind its element, up to the closing bracket. */
static Node *parse_comp_rest(Parser *p, NodeKind kind, Node *elt, Pos start, TokenKind close)
{
    NodeList clauses;
    if (!parse_comp_clauses(p, &clauses) || !expect(p, close))
        return NULL;
    AstListComp *n = node_new(p, kind, sizeof(AstListComp), start);
    n->elt = elt;
    n->generators = clauses;
    return DONE(p, n);
}
_Static_assert(sizeof(AstListComp) == sizeof(AstSetComp), "built by one function");
_Static_assert(sizeof(AstListComp) == sizeof(AstGeneratorExp), "built by one function");

/* `[*a for ...]` and `[a, b for ...]`: the clauses must be sound before we say so. */
static void explain_comp_element(Parser *p, uint32_t base, const Token *comma)
{
    if (!explaining(p) || !at_comp_for(p))
        return;
    Node *first = p->scratch[base], *last = p->scratch[p->scratch_count - 1];
    bool single = p->scratch_count == base + 1;
    NodeList clauses;
    if (!parse_comp_clauses(p, &clauses) || p->raised)
        return;
    if (single && !comma && first->kind == N_Starred)
        RAISE_NODE(p, first, "iterable unpacking cannot be used in comprehension");
    else if (single && comma)
        RAISE(p, POS(first), token_end_pos(p, comma),
              "did you forget parentheses around the comprehension target?");
    else if (!single)
        RAISE_RANGE(p, first, last, "did you forget parentheses around the comprehension target?");
}

/* ---- ( ... ) ---- */

/* Items behind the first and its comma; *comma is the last comma if it trails. */
static bool parse_items(Parser *p, TokenKind close, const Token **comma)
{
    *comma = NULL;
    while (KIND(p) == T_COMMA) {
        *comma = PEEK(p);
        p->pos++;
        if (KIND(p) == close || at_comp_for(p))
            return true;
        Node *item = parse_star_named(p);
        if (!item)
            return false;
        list_push(p, item);
        *comma = NULL;
    }
    return true;
}

static Node *parse_tuple(Parser *p, Node *first, Pos start)
{
    uint32_t base = list_begin(p);
    const Token *comma;
    if (first)
        list_push(p, first);
    if ((first && !parse_items(p, T_RPAR, &comma)) || !expect(p, T_RPAR))
        return list_drop(p, base);
    NodeList elts = list_end(p, base);
    AstTuple *n = NEW(p, Tuple, start);
    n->parens = 1;
    n->elts = elts;
    return DONE(p, n);
}

static Node *explain_group(Parser *p, const Token *star, Node *n)
{
    if (explaining(p) && KIND(p) == T_RPAR) {
        if (n && n->kind == N_Starred)
            RAISE_NODE(p, n, "cannot use starred expression here");
        else if (star)
            RAISE_TOKEN(p, star, "cannot use double starred expression here");
    }
    return fail(p);
}

static Node *parse_paren(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *n;
    switch (KIND(p)) {
    case T_RPAR:
        return parse_tuple(p, NULL, start);
    case T_KW_yield:
        n = parse_yield(p);
        break;
    case T_DOUBLESTAR:
        n = fail(p);
        if (explaining(p)) {
            const Token *star = PEEK(p);
            p->pos++;
            if (parse_expression(p))
                explain_group(p, star, NULL);
        }
        break;
    case T_STAR:
        n = parse_first_star(p, T_RPAR);
        break;
    default:
        n = parse_named(p);
    }
    if (!n)
        return NULL;
    if (KIND(p) == T_COMMA && n->kind != N_Yield && n->kind != N_YieldFrom)
        return parse_tuple(p, n, start);
    if (KIND(p) == T_COMMA && n->parens)
        return parse_tuple(p, n, start);
    if (n->kind == N_Starred) {
        uint32_t base = list_begin(p);
        list_push(p, n);
        explain_comp_element(p, base, NULL);
        list_drop(p, base);
        return explain_group(p, NULL, n);
    }
    if (at_comp_for(p))
        return parse_comp_rest(p, N_GeneratorExp, n, start, T_RPAR);
    if (!expect(p, T_RPAR))
        return NULL;
    n->parens = 1;
    return n;
}

/* ---- [ ... ] ---- */

static Node *parse_list(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    uint32_t base = list_begin(p);
    if (KIND(p) != T_RSQB) {
        Node *first = KIND(p) == T_STAR ? parse_first_star(p, T_RSQB) : parse_named(p);
        if (!first)
            return NULL;
        if (at_comp_for(p) && first->kind != N_Starred)
            return parse_comp_rest(p, N_ListComp, first, start, T_RSQB);
        const Token *comma;
        list_push(p, first);
        if (!parse_items(p, T_RSQB, &comma))
            return list_drop(p, base);
        explain_comp_element(p, base, comma);
    }
    if (p->raised || !expect(p, T_RSQB))
        return list_drop(p, base);
    NodeList elts = list_end(p, base);
    AstList *n = NEW(p, List, start);
    n->elts = elts;
    return DONE(p, n);
}

/* ---- { ... } ---- */

static Node *parse_set_rest(Parser *p, Node *first, Pos start)
{
    if (at_comp_for(p) && first->kind != N_Starred)
        return parse_comp_rest(p, N_SetComp, first, start, T_RBRACE);
    uint32_t base = list_begin(p);
    const Token *comma;
    list_push(p, first);
    if (!parse_items(p, T_RBRACE, &comma))
        return list_drop(p, base);
    explain_comp_element(p, base, comma);
    if (p->raised || !expect(p, T_RBRACE))
        return list_drop(p, base);
    NodeList elts = list_end(p, base);
    AstSet *n = NEW(p, Set, start);
    n->elts = elts;
    return DONE(p, n);
}

/* `key:` has been read; the value, or the reason why there is none. */
static Node *parse_dict_value(Parser *p)
{
    const Token *colon = LAST(p);
    if (explaining(p)) {
        if (KIND(p) == T_RBRACE || KIND(p) == T_COMMA)
            return RAISE_TOKEN(p, colon, "expression expected after dictionary key and ':'");
        if (KIND(p) == T_STAR) {
            Pos star = HERE(p);
            p->pos++;
            if (parse_bitor(p) && !p->raised)
                raise_from(p, star, "cannot use a starred expression in a dictionary value");
            return NULL;
        }
    }
    return parse_expression(p);
}

/* A key behind the first: here a missing colon is all that CPython explains. */
static Node *parse_dict_key(Parser *p)
{
    Node *key = quiet_expression(p);
    if (!key || KIND(p) == T_COLON)
        return key;
    if (explaining(p)) {
        Pos at = {key->line, key->end_col - 1}, end = {key->end_line, UINT32_MAX};
        RAISE(p, at, end, "':' expected after dictionary key");
    }
    return fail(p);
}

/* One `key: value` or `**mapping` onto the two lists: keys go below, values above. */
static bool parse_dict_item(Parser *p)
{
    Node *key = NULL, *value;
    if (accept(p, T_DOUBLESTAR)) {
        value = parse_bitor(p);
    } else {
        key = parse_dict_key(p);
        if (!key)
            return false;
        p->pos++;
        value = parse_dict_value(p);
    }
    if (!value)
        return false;
    list_push(p, key);
    list_push(p, value);
    return true;
}

static Node *dict_node(Parser *p, uint32_t base, Pos start)
{
    NodeList pairs = list_end(p, base);
    AstDict *n = NEW(p, Dict, start);
    uint32_t count = pairs.count / 2;
    if (count == 0)
        return DONE(p, n);
    Node **keys = arena_alloc(p->arena, count * sizeof(Node *));
    Node **values = arena_alloc(p->arena, count * sizeof(Node *));
    if (!keys || !values)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = pairs.items[2 * i];
        values[i] = pairs.items[2 * i + 1];
    }
    n->keys = (NodeList){keys, count};
    n->values = (NodeList){values, count};
    return DONE(p, n);
}

static Node *parse_dict_comp(Parser *p, Node *key, Node *value, Pos start)
{
    NodeList clauses;
    if (!parse_comp_clauses(p, &clauses) || !expect(p, T_RBRACE))
        return NULL;
    AstDictComp *n = NEW(p, DictComp, start);
    n->key = key;
    n->value = value;
    n->generators = clauses;
    return DONE(p, n);
}

/* A dict behind its first item, which is on the scratch stack at `base`. */
static Node *parse_dict_rest(Parser *p, uint32_t base, Pos start)
{
    while (accept(p, T_COMMA)) {
        if (KIND(p) == T_RBRACE)
            break;
        if (!parse_dict_item(p))
            return list_drop(p, base);
    }
    if (!expect(p, T_RBRACE))
        return list_drop(p, base);
    return dict_node(p, base, start);
}

static Node *parse_brace(Parser *p)
{
    Pos start = HERE(p);
    uint32_t base = list_begin(p);
    p->pos++;
    if (accept(p, T_RBRACE))
        return dict_node(p, base, start);
    if (KIND(p) == T_STAR) {
        Node *star = parse_first_star(p, T_RBRACE);
        return star ? parse_set_rest(p, star, start) : NULL;
    }
    if (KIND(p) == T_DOUBLESTAR) {
        const Token *stars = PEEK(p);
        if (!parse_dict_item(p))
            return NULL;
        NodeList clauses;
        if (explaining(p) && at_comp_for(p) && parse_comp_clauses(p, &clauses))
            return RAISE_TOKEN(p, stars, "dict unpacking cannot be used in dict comprehension");
        return parse_dict_rest(p, base, start);
    }
    uint32_t mark = p->pos;
    Node *key = parse_expression(p);
    if (!key)
        return NULL;
    if (!accept(p, T_COLON)) {
        if (KIND(p) == T_COLONEQUAL && key->kind == N_Name) {
            p->pos = mark;
            key = parse_named(p);
        } else if (explaining(p)) {
            explain_named(p, key);
        }
        if (p->raised)
            return NULL;
        return key ? parse_set_rest(p, key, start) : NULL;
    }
    Node *value = parse_dict_value(p);
    if (!value)
        return NULL;
    if (at_comp_for(p))
        return parse_dict_comp(p, key, value, start);
    list_push(p, key);
    list_push(p, value);
    return parse_dict_rest(p, base, start);
}

Node *parse_bracketed(Parser *p)
{
    switch (KIND(p)) {
    case T_LPAR:
        return parse_paren(p);
    case T_LSQB:
        return parse_list(p);
    default:
        return parse_brace(p);
    }
}

/* ---- subscripts ---- */

static Node *parse_slice_part(Parser *p, Node **out)
{
    *out = NULL;
    if (!starts_expression(KIND(p)))
        return p->spare; /* left out: not NULL, so not a failure */
    *out = parse_expression(p);
    return *out;
}

static Node *parse_slice_item(Parser *p)
{
    if (KIND(p) == T_STAR)
        return parse_starred(p);
    Pos start = HERE(p);
    Node *lower = NULL, *upper = NULL, *step = NULL;
    if (KIND(p) != T_COLON) {
        lower = parse_named(p);
        if (!lower || KIND(p) != T_COLON || (lower->kind == N_NamedExpr && !lower->parens))
            return lower;
    }
    p->pos++;
    if (!parse_slice_part(p, &upper))
        return NULL;
    if (accept(p, T_COLON) && !parse_slice_part(p, &step))
        return NULL;
    AstSlice *n = NEW(p, Slice, start);
    n->lower = lower;
    n->upper = upper;
    n->step = step;
    return DONE(p, n);
}

Node *parse_subscript(Parser *p, Node *value, Pos start)
{
    p->pos++;
    Pos inside = HERE(p);
    Node *index = parse_slice_item(p);
    if (!index)
        return NULL;
    if (KIND(p) == T_COMMA || index->kind == N_Starred) {
        uint32_t base = list_begin(p);
        list_push(p, index);
        while (accept(p, T_COMMA) && KIND(p) != T_RSQB) {
            Node *item = parse_slice_item(p);
            if (!item)
                return list_drop(p, base);
            list_push(p, item);
        }
        NodeList elts = list_end(p, base);
        AstTuple *tuple = NEW(p, Tuple, inside);
        tuple->elts = elts;
        index = DONE(p, tuple);
    }
    if (!index || !expect(p, T_RSQB))
        return NULL;
    AstSubscript *n = NEW(p, Subscript, start);
    n->value = value;
    n->slice = index;
    return DONE(p, n);
}
