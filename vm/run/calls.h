/* SPDX-License-Identifier: MIT */
/* What a call makes of its row, values side by side: the registers of a frame. */
#ifndef RONDO_CALLS_H
#define RONDO_CALLS_H

#include "vm/core/interp.h"

/* May a callee of `code` have the stack from `regs` on for its registers? */
static ALWAYS_INLINE bool stack_has_room(const Thread *t, const Value *regs, const Code *code)
{
    return t->frame_next < t->frame_end && t->stack_end - regs >= code->nregs &&
           LIKELY(t->depth < t->vm->recursion_limit);
}

/* Of a row that holds `have` parameters: the other locals. */
static inline void row_end(Value *row, uint32_t have, const Code *code)
{
    for (uint32_t i = have; i < code->nlocals; i++)
        row[i] = V_EMPTY;
}

/* Moves the row of a call. */
static inline void row_move(Value *to, Value *from, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        to[i] = from[i];
        from[i] = V_EMPTY;
    }
}

/* Completes the row args of a call without keywords to the registers of a simple callee, with
   defaults if need be. False, with nothing done: it does not fit. */
static ALWAYS_INLINE bool call_completes(const Function *fn, const Code *code, Value *args,
                                         uint32_t nargs)
{
    uint32_t have = nargs;
    if (UNLIKELY(nargs != code->argcount)) {
        if (nargs > code->argcount || v_is_empty(fn->defaults))
            return false;
        const Tuple *defaults = V_AS(Tuple, fn->defaults);
        uint32_t missing = code->argcount - nargs;
        if (missing > defaults->len)
            return false;
        const Value *from = defaults->items + (defaults->len - missing);
        for (; have < code->argcount; have++)
            args[have] = dup(*from++);
    }
    row_end(args, have, code);
    return true;
}

/* The frame of a call whose registers are bound; TAKES fn. */
static ALWAYS_INLINE void call_enters(Thread *t, Frame *f, TAKES Function *fn, Value *args)
{
    const Code *code = fn->code;
    Frame *callee = t->frame_next++;
    callee->prev = f;
    callee->regs = args;
    callee->code = fn->code;
    callee->pc = code->cells;
    callee->func = fn;
    callee->word = FRAME_WORD(FRAME_SCRIPT, 0, code->temp_base);
    callee->saved_top = t->top;
    t->top = args + code->nregs;
    t->depth++;
    t->frame = callee;
}

/* The DELEGATE that awaits the result of the call at pc, and nobody else sees it; or NULL. */
static inline Cell *call_awaited(const Frame *f, Cell *pc)
{
    Cell *get = pc + opcode_sizes[pc->op], *delegate = get + opcode_sizes[OPC_GET_AWAITABLE];
    bool awaited = get->op == OPC_GET_AWAITABLE && get->b == pc->a && get->b >= f->temp_base &&
                   get->a >= f->temp_base && delegate->op == OPC_DELEGATE && delegate->b == get->a;
    return awaited ? delegate : NULL;
}

/* Can a coroutine of fn, awaited by f where it is called, begin at once (coroutine_begins)? Else it
   is to be made first. */
static inline bool call_may_begin(const Thread *t, const Frame *f, const Function *fn)
{
    const Code *code = fn->code;
    return code->flags & CO_COROUTINE && code->spare && f->kind == FRAME_GENERATOR &&
           fn->name == code->name && fn->qualname == code->qualname &&
           t->coroutine_origin_depth <= 0 && LIKELY(t->depth < t->vm->recursion_limit);
}

/* Pushes the call of a row that cannot be bound in place, or begins the coroutine that it makes if
   f->pc awaits that: V_PUSHED, a generator, or ERROR. TAKES fn and the row, keyword values (of
   `names`, or EMPTY) last. */
MUST_USE Value call_pushes_elsewhere(Thread *t, Frame *f, TAKES Function *fn, Value *args,
                                     uint32_t positional, Value names);
/* The same for arguments by position that stay where they are: a special method, called by the
   instruction under way. Neither fn nor args are taken. */
MUST_USE Value call_pushes_special(Thread *t, Function *fn, const Value *args, uint32_t nargs);
/* Begins at once what GET_ANEXT, under way in f, is about to await, if __anext__ of `it` is a
   coroutine function: V_PUSHED or ERROR. EMPTY, with nothing done: it is not, or it cannot begin.
 */
MUST_USE Value anext_begins(Thread *t, Frame *f, Value it);

#endif
