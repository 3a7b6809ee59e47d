/* SPDX-License-Identifier: MIT */
/*
 * try, except*, with. At a handler's start R[d] is the exception (d: registers in use before the
 * try); PUSH_EXC puts the exception handled before in R[d + 1]. While the handler's body runs, a
 * second range protects it: its handler gets the new exception in R[d + 2], and RERAISE_NEW
 * restores the old state before it raises on.
 */
#include "parser/bytecode/compiler.h"

/* The end of a range that restores what was handled before R[exc], then raises on. */
static void cleanup_handler(Compiler *c, Block *b, Reg exc)
{
    handler_begin(c, b);
    emit(c, NULL, OPC_RERAISE_NEW, exc, 0, 0);
    reg_release(c, b->depth);
}

/* ---- except clauses ---- */

/* The body of a clause, with its name bound; then what a normal end does, which is not protected by
   the clauses' own range any more. */
static void clause_body(Compiler *c, AstExceptHandler *h, Reg exc, Block *clauses_block)
{
    Block named;
    if (!h->name) {
        block_compile(c, &h->body);
        protect_pause(c, clauses_block);
        emit(c, NULL, OPC_POP_EXC, exc, 0, 0);
        return;
    }
    Reg copy = reg_alloc(c);
    emit(c, (Node *)h, OPC_COPY, copy, exc, 0);
    name_store(c, (Node *)h, h->name, copy);
    reg_release(c, copy);
    block_push(c, &named, BLOCK_HANDLER_NAME, (Node *)h);
    named.reg = exc;
    named.name = h->name;
    protect_begin(c, &named);
    block_compile(c, &h->body);
    protect_end(c, &named);
    block_pop(c, &named);
    protect_pause(c, clauses_block);
    Label done = LABEL_NEW;
    emit(c, NULL, OPC_POP_EXC, exc, 0, 0);
    emit_unname(c, NULL, h->name);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &done);
    Reg raised = handler_begin(c, &named);
    emit_unname(c, NULL, h->name);
    emit(c, NULL, OPC_RERAISE_NEW, exc, 0, 0);
    reg_release(c, raised);
    label_bind(c, &done);
}

static void clauses(Compiler *c, const NodeList *handlers, Block *block, Label *end)
{
    for (uint32_t i = 0; i < handlers->count && !c->failed; i++) {
        AstExceptHandler *h = AS(handlers->items[i], ExceptHandler);
        Label next = LABEL_NEW;
        Reg exc = block->reg;
        if (!h->type && i + 1 < handlers->count) {
            compile_fail(c, (Node *)h, "default 'except:' must be last");
            return;
        }
        if (h->type) {
            Reg mark = c->u->top;
            Reg type = operand(c, h->type, true);
            emit_jump(c, (Node *)h, OPC_JUMP_UNLESS_MATCH, exc, type, &next);
            reg_release(c, mark);
        }
        clause_body(c, h, exc, block);
        emit_jump(c, NULL, OPC_JUMP, 0, 0, end);
        label_bind(c, &next);
        protect_resume(c, block);
    }
}

static void try_except(Compiler *c, AstTry *n)
{
    Block body, handler;
    Label end = LABEL_NEW;
    block_push(c, &body, BLOCK_TRY, (Node *)n);
    protect_begin(c, &body);
    block_compile(c, &n->body);
    protect_end(c, &body);
    block_pop(c, &body);
    block_compile(c, &n->orelse);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &end);

    Reg exc = handler_begin(c, &body);
    reg_alloc(c);
    emit(c, NULL, OPC_PUSH_EXC, exc, 0, 0);
    block_push(c, &handler, BLOCK_HANDLER, (Node *)n);
    handler.reg = exc;
    protect_begin(c, &handler);
    clauses(c, &n->handlers, &handler, &end);
    protect_end(c, &handler);
    block_pop(c, &handler);
    emit(c, NULL, OPC_RERAISE, exc, 0, 0);
    cleanup_handler(c, &handler, exc);
    reg_release(c, exc);
    label_bind(c, &end);
}

/* ---- except* ---- */

/* One clause: what its body raises is kept in the list R[raised] and the next clause goes on. */
static void star_clause(Compiler *c, AstExceptHandler *h, Reg raised)
{
    Block named;
    Label none = LABEL_NEW;
    Reg rest = raised + 1, match = reg_alloc(c);
    Reg type = operand(c, h->type, true);
    emit(c, (Node *)h, OPC_MATCH_GROUP, match, rest, type);
    reg_release(c, match + 1);
    Reg test = reg_alloc(c);
    emit(c, (Node *)h, OPC_COPY, test, match, 0);
    emit_jump(c, (Node *)h, OPC_JUMP_IF_NONE, test, 0, &none);
    reg_release(c, test);
    emit(c, (Node *)h, OPC_SET_HANDLED, match, 0, 0);
    if (h->name) {
        Reg copy = reg_alloc(c);
        emit(c, (Node *)h, OPC_COPY, copy, match, 0);
        name_store(c, (Node *)h, h->name, copy);
        reg_release(c, copy);
    }
    block_push(c, &named, BLOCK_STAR, (Node *)h);
    protect_begin(c, &named);
    block_compile(c, &h->body);
    protect_end(c, &named);
    block_pop(c, &named);
    if (h->name)
        emit_unname(c, NULL, h->name);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &none);
    Reg failed = handler_begin(c, &named);
    if (h->name)
        emit_unname(c, NULL, h->name);
    emit(c, NULL, OPC_LIST_APPEND, raised, failed, 0);
    reg_release(c, failed);
    label_bind(c, &none);
    emit(c, NULL, OPC_DROP, match, 0, 0);
    reg_release(c, match);
}

static void star_clauses(Compiler *c, AstTry *n, Reg exc, Block *block)
{
    Label done = LABEL_NEW;
    Reg raised = reg_row(c, 2), rest = raised + 1;
    emit(c, NULL, OPC_BUILD_LIST, raised, raised, 0);
    emit(c, NULL, OPC_COPY, rest, exc, 0);
    for (uint32_t i = 0; i < n->handlers.count && !c->failed; i++)
        star_clause(c, AS(n->handlers.items[i], ExceptHandler), raised);
    emit(c, NULL, OPC_LIST_APPEND, raised, rest, 0);
    emit(c, NULL, OPC_RAISE_STAR, raised, exc, raised);
    Reg test = rest;
    emit(c, NULL, OPC_COPY, test, raised, 0);
    emit_jump(c, NULL, OPC_JUMP_IF_NONE, test, 0, &done);
    protect_end(c, block);
    emit(c, NULL, OPC_RERAISE_NEW, exc, 0, 0);
    label_bind(c, &done);
    emit(c, NULL, OPC_DROP, raised, 0, 0);
    reg_release(c, raised);
}

static void try_star(Compiler *c, AstTry *n)
{
    Block body, handler;
    Label orelse = LABEL_NEW, end = LABEL_NEW;
    block_push(c, &body, BLOCK_TRY, (Node *)n);
    protect_begin(c, &body);
    block_compile(c, &n->body);
    protect_end(c, &body);
    block_pop(c, &body);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &orelse);

    Reg exc = handler_begin(c, &body);
    reg_alloc(c);
    emit(c, NULL, OPC_PUSH_EXC, exc, 0, 0);
    block_push(c, &handler, BLOCK_STAR, (Node *)n);
    protect_begin(c, &handler);
    star_clauses(c, n, exc, &handler);
    block_pop(c, &handler);
    emit(c, NULL, OPC_POP_EXC, exc, 0, 0);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &end);
    cleanup_handler(c, &handler, exc);
    reg_release(c, exc);
    label_bind(c, &orelse);
    block_compile(c, &n->orelse);
    label_bind(c, &end);
}

/* ---- finally ---- */

static void try_parts(Compiler *c, AstTry *n)
{
    if (n->handlers.count == 0) {
        block_compile(c, &n->body);
        block_compile(c, &n->orelse);
    } else if (n->kind == N_TryStar) {
        try_star(c, n);
    } else {
        try_except(c, n);
    }
}

void try_stmt(Compiler *c, AstTry *n)
{
    Block guarded, final;
    Label end = LABEL_NEW;
    if (n->finalbody.count == 0) {
        try_parts(c, n);
        return;
    }
    block_push(c, &guarded, BLOCK_FINALLY, (Node *)n);
    guarded.finalbody = &n->finalbody;
    protect_begin(c, &guarded);
    try_parts(c, n);
    protect_end(c, &guarded);
    block_pop(c, &guarded);
    block_compile(c, &n->finalbody);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &end);

    Reg exc = handler_begin(c, &guarded);
    reg_alloc(c);
    emit(c, NULL, OPC_PUSH_EXC, exc, 0, 0);
    block_push(c, &final, BLOCK_FINALLY_END, (Node *)n);
    final.reg = exc;
    protect_begin(c, &final);
    block_compile(c, &n->finalbody);
    protect_end(c, &final);
    block_pop(c, &final);
    emit(c, NULL, OPC_RERAISE, exc, 0, 0);
    cleanup_handler(c, &final, exc);
    reg_release(c, exc);
    label_bind(c, &end);
}

/* ---- with ---- */

static void with_item(Compiler *c, AstWith *n, uint32_t index, bool async);

/* The manager's __enter__: its result goes to the target, or is dropped. */
static void with_enter(Compiler *c, AstWithItem *item, Reg row, bool async, Block *b)
{
    const Node *at = item->context_expr;
    Node *target = item->optional_vars;
    Reg local = target && target->kind == N_Name ? name_local(c, AS(target, Name)->id) : REG_NONE;
    Reg value = reg_alloc(c);
    if (async) {
        emit(c, at, OPC_ASYNC_WITH_ENTER, value, row, 0);
        emit(c, at, OPC_GET_AWAITABLE, value, value, 1);
        Reg it = value;
        value = local != REG_NONE ? local : it;
        emit(c, at, OPC_DELEGATE, value, it, 0);
    } else {
        value = local != REG_NONE ? local : value;
        emit(c, at, OPC_WITH_ENTER, value, row, 0);
    }
    reg_release(c, row + 2);
    protect_begin(c, b);
    reg_row(c, value == local ? 0 : 1);
    if (local != REG_NONE)
        name_set_bound(c, AS(target, Name)->id);
    else if (target)
        assign_to(c, target, value);
    else
        emit(c, at, OPC_DROP, value, 0, 0);
    reg_release(c, row + 2);
}

/* The block was left by an exception: __exit__ decides whether it goes on. */
static void with_handler(Compiler *c, Block *b, Reg row, bool async, const Node *at, Label *end)
{
    Block cleanup;
    Label suppress = LABEL_NEW;
    Reg exc = handler_begin(c, b);
    reg_alloc(c);
    emit(c, at, OPC_PUSH_EXC, exc, 0, 0);
    block_push(c, &cleanup, BLOCK_STOP, at);
    protect_begin(c, &cleanup);
    Reg result = reg_alloc(c);
    emit(c, at, OPC_WITH_EXIT_EXC, result, row, exc);
    if (async)
        await_value(c, at, result, result, 2);
    emit_jump(c, at, OPC_JUMP_IF_TRUE, result, 0, &suppress);
    reg_release(c, result);
    protect_end(c, &cleanup);
    block_pop(c, &cleanup);
    emit(c, at, OPC_RERAISE, exc, 0, 0);
    cleanup_handler(c, &cleanup, exc);
    label_bind(c, &suppress);
    emit(c, at, OPC_POP_EXC, exc, 0, 0);
    emit(c, at, OPC_DROP_ROW, row, 2, 0);
    reg_release(c, exc);
    label_bind(c, end);
}

static void with_item(Compiler *c, AstWith *n, uint32_t index, bool async)
{
    Block b;
    Label end = LABEL_NEW;
    AstWithItem *item = AS(n->items.items[index], WithItem);
    const Node *at = item->context_expr;
    Reg row = expr_temp(c, item->context_expr);
    reg_alloc(c);
    block_push(c, &b, async ? BLOCK_ASYNC_WITH : BLOCK_WITH, at);
    b.reg = row;
    with_enter(c, item, row, async, &b);
    if (index + 1 < n->items.count)
        with_item(c, n, index + 1, async);
    else
        block_compile(c, &n->body);
    protect_end(c, &b);
    block_pop(c, &b);
    emit_exit_call(c, at, row, async);
    emit_jump(c, at, OPC_JUMP, 0, 0, &end);
    with_handler(c, &b, row, async, at, &end);
    reg_release(c, row);
}

void with_stmt(Compiler *c, AstWith *n, bool async)
{
    if (async && c->u->scope->kind != SCOPE_ASYNC_FUNCTION && !awaits_at_top(c)) {
        compile_fail(c, (Node *)n, "'async with' outside async function");
        return;
    }
    if (async && c->u->scope->kind == SCOPE_MODULE)
        c->u->out->flags |= CO_COROUTINE;
    with_item(c, n, 0, async);
}
