/* SPDX-License-Identifier: MIT */
/* Expressions turned into what assignment, loops and del may bind. Brackets bound the recursion. */
#include "parser/parse.h"

static bool all_valid(const NodeList *list, bool (*valid)(const Node *))
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!valid(list->items[i]))
            return false;
    return true;
}

bool target_is_single(const Node *n)
{
    return n->kind == N_Name || n->kind == N_Attribute || n->kind == N_Subscript;
}

bool target_is_valid(const Node *n)
{
    switch (n->kind) {
    case N_List:
        return all_valid(&AS(n, List)->elts, target_is_valid);
    case N_Tuple:
        return all_valid(&AS(n, Tuple)->elts, target_is_valid);
    case N_Starred:
        return target_is_valid(AS(n, Starred)->value);
    default:
        return target_is_single(n);
    }
}

bool target_is_deletable(const Node *n)
{
    switch (n->kind) {
    case N_List:
        return all_valid(&AS(n, List)->elts, target_is_deletable);
    case N_Tuple:
        return all_valid(&AS(n, Tuple)->elts, target_is_deletable);
    default:
        return target_is_single(n);
    }
}

void target_set(Node *n, ExprContext ctx)
{
    const NodeList *list = NULL;
    n->ctx = (uint8_t)ctx;
    if (n->kind == N_List)
        list = &AS(n, List)->elts;
    else if (n->kind == N_Tuple)
        list = &AS(n, Tuple)->elts;
    else if (n->kind == N_Starred)
        target_set(AS(n, Starred)->value, ctx);
    for (uint32_t i = 0; list && i < list->count; i++)
        target_set(list->items[i], ctx);
}

/* One target of a loop: no operators that would swallow `in`. */
static Node *parse_loop_item(Parser *p)
{
    Pos start = HERE(p);
    bool star = accept(p, T_STAR);
    Node *value = parse_bitor(p);
    if (!value || !star)
        return value;
    AstStarred *n = NEW(p, Starred, start);
    n->value = value;
    return DONE(p, n);
}

static Node *checked_target(Parser *p, Node *n)
{
    if (!n)
        return NULL;
    if (!target_is_valid(n))
        return fail(p);
    target_set(n, CTX_STORE);
    return n;
}

Node *parse_targets(Parser *p)
{
    Pos start = HERE(p);
    Node *first = parse_loop_item(p);
    if (!first || KIND(p) != T_COMMA)
        return checked_target(p, first);
    uint32_t base = list_begin(p);
    list_push(p, first);
    while (accept(p, T_COMMA) && (KIND(p) == T_STAR || starts_expression(KIND(p)))) {
        Node *item = parse_loop_item(p);
        if (!item)
            return list_drop(p, base);
        list_push(p, item);
    }
    NodeList elts = list_end(p, base);
    AstTuple *n = NEW(p, Tuple, start);
    n->elts = elts;
    return checked_target(p, DONE(p, n));
}

Node *parse_star_target(Parser *p)
{
    return checked_target(p, parse_loop_item(p));
}
