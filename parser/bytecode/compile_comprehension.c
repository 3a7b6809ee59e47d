/* SPDX-License-Identifier: MIT */
/*
 * Comprehensions. A list, set or dict comprehension is inlined: its variables are fresh locals of
 * the unit around it, emptied when it ends (by its own handler, if it ends in an exception). A
 * generator expression is a function of one argument, the iterator of its first `for`.
 */
#include "parser/bytecode/compiler.h"

/* What the innermost loop does with an element. */
typedef struct Comp {
    Node *node;
    const NodeList *generators;
    Node *elt, *value; /* value: of a dict */
    Reg result;        /* REG_NONE: a generator expression, which yields */
    Reg first;         /* iterator of the first loop */
} Comp;

static void comp_init(Comp *k, Node *n)
{
    *k = (Comp){.node = n, .result = REG_NONE, .first = REG_NONE};
    if (n->kind == N_DictComp) {
        k->generators = &AS(n, DictComp)->generators;
        k->elt = AS(n, DictComp)->key;
        k->value = AS(n, DictComp)->value;
    } else { /* the other three have the same fields */
        k->generators = &((AstListComp *)n)->generators;
        k->elt = ((AstListComp *)n)->elt;
    }
}

static AstComprehension *generator_at(const Comp *k, uint32_t i)
{
    return AS(k->generators->items[i], Comprehension);
}

static void comp_element(Compiler *c, Comp *k)
{
    Reg mark = c->u->top;
    Reg r = operand(c, k->elt, k->value == NULL);
    switch (k->node->kind) {
    case N_ListComp:
        emit(c, k->elt, OPC_LIST_APPEND, k->result, r, 0);
        break;
    case N_SetComp:
        emit(c, k->elt, OPC_SET_ADD, k->result, r, 0);
        break;
    case N_DictComp: {
        Reg value = operand(c, k->value, true);
        Node at = *k->elt;
        at.end_line = k->value->end_line;
        at.end_col = k->value->end_col;
        emit(c, &at, OPC_MAP_SET, k->result, r, value);
        break;
    }
    default: {
        Reg sent = reg_is_local(c, r) ? reg_alloc(c) : r;
        emit(c, k->elt, OPC_YIELD, sent, r, 0);
        emit(c, k->elt, OPC_DROP, sent, 0, 0);
    }
    }
    reg_release(c, mark);
}

static void comp_loop(Compiler *c, Comp *k, uint32_t index);

static void comp_body(Compiler *c, Comp *k, uint32_t index, Label *next)
{
    AstComprehension *g = generator_at(k, index);
    for (uint32_t i = 0; i < g->ifs.count; i++)
        jump_if(c, g->ifs.items[i], next, false);
    if (index + 1 < k->generators->count)
        comp_loop(c, k, index + 1);
    else
        comp_element(c, k);
}

/* `for x in [e]` is an assignment. */
static Node *single_value(AstComprehension *g)
{
    if (g->is_async || (g->iter->kind != N_Tuple && g->iter->kind != N_List))
        return NULL;
    NodeList *elts = &((AstTuple *)g->iter)->elts;
    return elts->count == 1 && elts->items[0]->kind != N_Starred ? elts->items[0] : NULL;
}

static void target_from_iterator(Compiler *c, Node *at, Node *target, Reg it, Label *end)
{
    Reg local = target->kind == N_Name ? name_local(c, AS(target, Name)->id) : REG_NONE;
    if (local != REG_NONE) {
        emit_jump(c, at, OPC_FOR_ITER, local, it, end);
        name_set_bound(c, AS(target, Name)->id);
        return;
    }
    Reg item = reg_alloc(c);
    emit_jump(c, at, OPC_FOR_ITER, item, it, end);
    assign_to(c, target, item);
    reg_release(c, item);
}

static void comp_loop(Compiler *c, Comp *k, uint32_t index)
{
    if (!compile_enter(c))
        return;
    AstComprehension *g = generator_at(k, index);
    Label head = LABEL_NEW, next = LABEL_NEW, end = LABEL_NEW;
    Reg mark = c->u->top;
    Node *single = index > 0 ? single_value(g) : NULL;
    if (single) {
        assign_to(c, g->target, expr_temp(c, single));
        reg_release(c, mark);
        comp_body(c, k, index, &next);
        label_bind(c, &next);
        compile_leave(c);
        return;
    }
    Reg it = k->first;
    if (index > 0) {
        it = reg_alloc(c);
        Reg r = operand(c, g->iter, true);
        emit(c, g->iter, g->is_async ? OPC_GET_AITER : OPC_GET_ITER, it, r, 0);
        reg_release(c, it + 1);
    }
    Block step;
    label_here(c, &head);
    if (g->is_async)
        async_for_head(c, k->node, g->target, it, &step);
    else
        target_from_iterator(c, g->iter, g->target, it, &end);
    comp_body(c, k, index, &next);
    label_bind(c, &next);
    emit_jump_back(c, k->elt, &head);
    if (g->is_async)
        async_for_end(c, g->iter, it, &step);
    else
        label_bind(c, &end);
    reg_release(c, mark);
    compile_leave(c);
}

/* ---- inlined ---- */

static bool is_variable(const Symbol *s)
{
    return s->kind == SYM_LOCAL || s->kind == SYM_CELL;
}

static void variables_begin(Compiler *c, Scope *scope, const Node *at)
{
    for (uint32_t i = 0; i < scope->count; i++)
        if (is_variable(scope->symbols[i]))
            comp_symbol_begin(c, scope->symbols[i], at);
}

static void variables_end(Compiler *c, Scope *scope, const Node *at)
{
    for (uint32_t i = 0; i < scope->count; i++)
        if (is_variable(scope->symbols[i]))
            comp_symbol_end(c, scope->symbols[i], at);
}

/* The open ranges around the comprehension, innermost first. */
static void outer_ranges(Compiler *c, Deferred *d)
{
    uint32_t n = 0;
    for (const Block *b = c->u->blocks; b; b = b->outer)
        n += b->protects && b->open;
    d->outer = arena_alloc(c->scratch, (n + (size_t)1) * sizeof *d->outer);
    if (!d->outer) {
        compile_no_memory(c);
        return;
    }
    for (const Block *b = c->u->blocks; b; b = b->outer)
        if (b->protects && b->open)
            d->outer[d->nouter++] = (Handler){.target = b->id, .depth = b->depth};
}

/* The handler that empties the variables stands at the end of the unit, out of the way. */
static void defer_handler(Compiler *c, const Block *block, const Scope *scope)
{
    Unit *u = c->u;
    if (!block->used || c->failed)
        return;
    Deferred *d = ARENA_NEW(c->scratch, Deferred);
    uint16_t *regs = arena_alloc(c->scratch, (scope->count + (size_t)1) * sizeof *regs);
    if (!d || !regs) {
        compile_no_memory(c);
        return;
    }
    *d = (Deferred){
        .next = u->deferred, .at = block->at, .id = block->id, .depth = block->depth, .regs = regs};
    for (uint32_t i = 0; i < scope->count; i++)
        if (is_variable(scope->symbols[i]))
            regs[d->nregs++] = scope->symbols[i]->reg;
    outer_ranges(c, d);
    u->deferred = d;
}

void deferred_handlers(Compiler *c)
{
    Unit *u = c->u;
    for (const Deferred *d = u->deferred; d && !c->failed; d = d->next) {
        uint32_t start = u->len;
        u->dead = false;
        u->handler_pc[d->id] = start;
        if (d->depth + 2u > u->max_top)
            u->max_top = d->depth + 2u;
        emit(c, d->at, OPC_PUSH_EXC, d->depth, 0, 0);
        for (uint32_t i = 0; i < d->nregs; i++)
            emit(c, d->at, OPC_DROP, d->regs[i], 0, 0);
        emit(c, d->at, OPC_RERAISE, d->depth, 0, 0);
        for (uint32_t i = 0; i < d->nouter; i++)
            handler_append(c, (Handler){start, u->len, d->outer[i].target, d->outer[i].depth});
    }
}

static void check_async(Compiler *c, const Node *n, const Scope *comp)
{
    ScopeKind around = (ScopeKind)c->u->scope->kind;
    if (!comp->is_coroutine || awaits_at_top(c) || around == SCOPE_ASYNC_FUNCTION ||
        around == SCOPE_COMPREHENSION || around == SCOPE_GENEXP)
        return;
    compile_fail(c, n, "asynchronous comprehension outside of an asynchronous function");
}

/* The loops, between the birth and the death of the variables. */
static void inlined_loops(Compiler *c, Comp *k, Scope *scope)
{
    Block block;
    const Node *n = k->node;
    Scope *outer = c->u->scope;
    variables_begin(c, scope, n);
    c->u->scope = scope;
    block_push(c, &block, BLOCK_STOP, n);
    protect_begin(c, &block);
    comp_loop(c, k, 0);
    protect_end(c, &block);
    block_pop(c, &block);
    c->u->scope = outer;
    defer_handler(c, &block, scope);
    variables_end(c, scope, n);
}

void comprehension_to(Compiler *c, Node *n, Reg dest)
{
    Comp k;
    comp_init(&k, n);
    Scope *scope = scope_of(&c->scopes, n);
    Reg mark = c->u->top;
    k.result = reg_is_local(c, dest) ? reg_alloc(c) : dest;
    AstComprehension *g = generator_at(&k, 0);
    k.first = reg_alloc(c);
    Reg r = operand(c, g->iter, true);
    emit(c, g->iter, g->is_async ? OPC_GET_AITER : OPC_GET_ITER, k.first, r, 0);
    reg_release(c, k.first + 1);
    check_async(c, n, scope); /* errors in the first iterable come first */
    emit(c, n,
         n->kind == N_ListComp  ? OPC_BUILD_LIST
         : n->kind == N_SetComp ? OPC_BUILD_SET
                                : OPC_BUILD_MAP,
         k.result, k.first + 1, 0);
    inlined_loops(c, &k, scope);
    if (k.result != dest)
        emit(c, n, OPC_MOVE, dest, k.result, 0);
    reg_release(c, mark);
}

/* ---- generator expressions ---- */

static CodeUnit *genexp_unit(Compiler *c, AstGeneratorExp *n, Scope *scope)
{
    Unit u;
    Comp k;
    if (scope->unit)
        return scope->unit;
    const char *name = name_text(c, ident_of(c, "<genexpr>"));
    if (!unit_begin(c, &u, scope, name, n->line))
        return NULL;
    u.out->argcount = 1;
    unit_param(c, ident_of(c, ".0"));
    unit_cells(c, NULL);
    comp_init(&k, (Node *)n);
    k.first = 0;
    comp_loop(c, &k, 0);
    return scope->unit = unit_end(c);
}

void genexp_to(Compiler *c, AstGeneratorExp *n, Reg dest)
{
    Scope *scope = scope_of(&c->scopes, (Node *)n);
    AstComprehension *g = AS(n->generators.items[0], Comprehension);
    Reg mark = c->u->top;
    Reg row = reg_alloc(c);
    make_function(c, (Node *)n, genexp_unit(c, n, scope), row, 0, row);
    Reg it = reg_alloc(c);
    Reg r = operand(c, g->iter, true);
    emit(c, g->iter, g->is_async ? OPC_GET_AITER : OPC_GET_ITER, it, r, 0);
    reg_release(c, it + 1);
    emit(c, (Node *)n, OPC_CALL, dest, row, 1);
    reg_release(c, mark);
}
