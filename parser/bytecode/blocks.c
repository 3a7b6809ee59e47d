/* SPDX-License-Identifier: MIT */
/*
 * Blocks that have to be left properly: loops, try, with, handlers. Code that leaves one from
 * inside (return, break, continue) emits what the block's end does, and that code is not protected
 * by the block's handler: a protected range is a list of segments. Segments are appended when they
 * are closed, so those of inner blocks come first, as the table wants it.
 */
#include "parser/bytecode/compiler.h"

void block_push(Compiler *c, Block *b, BlockKind kind, const Node *at)
{
    Unit *u = c->u;
    *b = (Block){.kind = kind, .outer = u->blocks, .at = at};
    u->blocks = b;
    if (kind != BLOCK_STOP && ++u->nblocks > MAX_BLOCKS)
        compile_fail(c, at, "too many statically nested blocks");
}

void block_pop(Compiler *c, Block *b)
{
    Unit *u = c->u;
    assert(u->blocks == b);
    u->blocks = b->outer;
    if (b->kind != BLOCK_STOP)
        u->nblocks--;
}

/* ---- protected ranges ---- */

void handler_append(Compiler *c, Handler h)
{
    Unit *u = c->u;
    if (u->nhandlers == u->handlers_cap) {
        uint32_t cap = u->handlers_cap ? 2 * u->handlers_cap : 16;
        Handler *handlers = base_alloc(u->handlers, cap, sizeof *handlers);
        if (!handlers) {
            compile_no_memory(c);
            return;
        }
        u->handlers = handlers;
        u->handlers_cap = cap;
    }
    u->handlers[u->nhandlers++] = h;
}

static void segment_close(Compiler *c, Block *b)
{
    Unit *u = c->u;
    b->open = false;
    u->barrier = u->len;
    if (u->len == b->start || c->failed)
        return;
    handler_append(c, (Handler){b->start, u->len, b->id, b->depth});
    b->used = !c->failed;
}

static void segment_open(Compiler *c, Block *b)
{
    b->open = true;
    b->start = c->u->len;
    c->u->barrier = c->u->len;
}

void protect_begin(Compiler *c, Block *b)
{
    Unit *u = c->u;
    if (u->handler_ids == u->handler_cap) {
        uint32_t cap = u->handler_cap ? 2 * u->handler_cap : 16;
        uint32_t *pcs = base_alloc(u->handler_pc, cap, sizeof *pcs);
        if (!pcs) {
            compile_no_memory(c);
            return;
        }
        u->handler_pc = pcs;
        u->handler_cap = cap;
    }
    b->id = u->handler_ids++;
    u->handler_pc[b->id] = NO_PC;
    b->protects = true;
    b->depth = (uint16_t)u->top;
    b->bound = u->bound;
    segment_open(c, b);
}

void protect_pause(Compiler *c, Block *b)
{
    if (b->protects && b->open)
        segment_close(c, b);
}

void protect_resume(Compiler *c, Block *b)
{
    if (b->protects && !b->open)
        segment_open(c, b);
}

void protect_end(Compiler *c, Block *b)
{
    protect_pause(c, b);
    b->protects = false;
}

Reg handler_begin(Compiler *c, Block *b)
{
    Unit *u = c->u;
    assert(u->dead || c->failed);
    assert(c->failed || u->top == b->depth);
    if (b->used && !c->failed) {
        u->handler_pc[b->id] = u->len;
        u->barrier = u->len;
        u->bound = b->bound;
        u->dead = false;
    }
    return reg_alloc(c);
}

/* ---- what a block's end does ---- */

void emit_exit_call(Compiler *c, const Node *at, Reg row, bool async)
{
    Reg result = reg_alloc(c);
    emit(c, at, OPC_WITH_EXIT, result, row, 0);
    if (async)
        await_value(c, at, result, result, 2);
    emit(c, at, OPC_DROP, result, 0, 0);
    reg_release(c, result);
}

void emit_unname(Compiler *c, const Node *at, const Ident *name)
{
    Reg local = name_local(c, name);
    if (local != REG_NONE) { /* the body may have deleted it: no complaint then */
        emit(c, at, OPC_DROP, local, 0, 0);
        return;
    }
    Reg none = reg_alloc(c);
    load_none(c, at, none);
    name_store(c, at, name, none);
    name_delete(c, at, name);
    reg_release(c, none);
}

static void finally_inline(Compiler *c, Block *b, Reg value)
{
    Block waiting;
    if (value != REG_NONE && !reg_is_local(c, value)) {
        block_push(c, &waiting, BLOCK_VALUE, b->at);
        waiting.reg = value;
        block_compile(c, b->finalbody);
        block_pop(c, &waiting);
    } else {
        block_compile(c, b->finalbody);
    }
}

static void unwind_one(Compiler *c, const Node *at, Block *b, const Block *inner, Reg value)
{
    switch (b->kind) {
    case BLOCK_FOR:
    case BLOCK_ASYNC_FOR:
    case BLOCK_VALUE:
        emit(c, at, OPC_DROP, b->reg, 0, 0);
        break;
    case BLOCK_FINALLY:
        finally_inline(c, b, value);
        break;
    case BLOCK_FINALLY_END:
        emit(c, at, OPC_POP_EXC, b->reg, 0, 0);
        break;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH:
        emit_exit_call(c, b->at, b->reg, b->kind == BLOCK_ASYNC_WITH);
        break;
    case BLOCK_HANDLER_NAME: /* stands for the handler around it as well */
        emit(c, at, OPC_POP_EXC, b->reg, 0, 0);
        emit_unname(c, at, b->name);
        break;
    case BLOCK_HANDLER:
        if (!inner || inner->kind != BLOCK_HANDLER_NAME || inner->outer != b)
            emit(c, at, OPC_POP_EXC, b->reg, 0, 0);
        break;
    case BLOCK_WHILE:
    case BLOCK_TRY:
    case BLOCK_STAR:
    case BLOCK_STOP:
        break;
    }
}

/* Emits the ends of all blocks inside `stop`. While a block's end is compiled, the block is off the
   stack and its range is interrupted. The caller emits the jump and then calls rewind. */
static void unwind(Compiler *c, const Node *at, const Block *stop, Reg value)
{
    Unit *u = c->u;
    const Block *inner = NULL;
    for (Block *b = u->blocks; b != stop; inner = b, b = b->outer) {
        if (b->kind == BLOCK_STAR)
            compile_fail(c, at,
                         "'break', 'continue' and 'return' cannot appear in an except* block");
        protect_pause(c, b);
        if (b->kind == BLOCK_HANDLER_NAME) /* whose end is the end of the handler around it */
            protect_pause(c, b->outer);
        u->blocks = b->outer;
        u->nblocks -= b->kind != BLOCK_STOP;
        unwind_one(c, at, b, inner, value);
    }
}

static void rewind_blocks(Compiler *c, Block *blocks, const Block *stop)
{
    c->u->blocks = blocks;
    for (Block *b = blocks; b != stop; b = b->outer)
        protect_resume(c, b);
}

bool unwind_runs_code(const Compiler *c)
{
    for (const Block *b = c->u->blocks; b; b = b->outer)
        if (b->kind == BLOCK_FINALLY || b->kind == BLOCK_WITH || b->kind == BLOCK_ASYNC_WITH ||
            b->kind == BLOCK_HANDLER_NAME)
            return true;
    return false;
}

void unwind_return(Compiler *c, const Node *at, Reg value)
{
    Block *blocks = c->u->blocks;
    uint32_t depth = c->u->nblocks;
    unwind(c, at, NULL, value);
    if (value == REG_NONE)
        emit(c, at, OPC_RETURN_NONE, 0, 0, 0);
    else
        emit(c, at, OPC_RETURN, value, 0, 0);
    rewind_blocks(c, blocks, NULL);
    c->u->nblocks = depth;
}

void unwind_loop(Compiler *c, const Node *at, bool is_break)
{
    Block *blocks = c->u->blocks, *loop = blocks;
    uint32_t depth = c->u->nblocks;
    while (loop && loop->kind > BLOCK_ASYNC_FOR)
        loop = loop->outer;
    Block *stop = is_break && loop ? loop->outer : loop;
    unwind(c, at, stop, REG_NONE);
    if (!loop) /* found out last: errors in the finally bodies on the way come first */
        compile_fail(c, at, is_break ? "'break' outside loop" : "'continue' not properly in loop");
    else if (is_break)
        emit_jump(c, at, OPC_JUMP, 0, 0, loop->exit);
    else
        emit_jump_back(c, at, loop->head);
    rewind_blocks(c, blocks, stop);
    c->u->nblocks = depth;
}
