/* SPDX-License-Identifier: MIT */
/* Calls whose row does not become the registers of the callee where it lies. */
#include "vm/run/calls.h"
#include "vm/core/containers.h"

/* Makes nargs values in `regs` and nkw more (of the names) the registers of a call of fn. */
static bool regs_bind(Thread *t, const Function *fn, Value *regs, uint32_t nargs,
                      const Value *names, uint32_t nkw)
{
    return (!nkw && fn->code->positional && call_completes(fn, fn->code, regs, nargs)) ||
           bind_in_place(t, fn, regs, nargs, names, nkw);
}

/* Makes `regs`, which lie elsewhere than the row, the registers of a call of fn. False, with
   nothing moved: call_function_push must do it, or complain. */
static bool call_binds_at(Thread *t, Value *regs, const Function *fn, Value *args,
                          uint32_t positional, Value names)
{
    const Tuple *keywords = v_is_empty(names) ? NULL : V_AS(Tuple, names);
    uint32_t nkw = keywords ? (uint32_t)keywords->len : 0, n = positional + nkw;
    if (n > fn->code->nregs)
        return false;
    row_move(regs, args, n);
    if (regs_bind(t, fn, regs, positional, keywords ? keywords->items : NULL, nkw))
        return true;
    row_move(args, regs, n);
    return false;
}

/* Makes copies of the arguments, all by position, the registers of a call of fn. 0, or -1 with
   TypeError. */
static int call_binds_copies(Thread *t, Value *regs, Function *fn, const Value *args,
                             uint32_t nargs)
{
    const Code *code = fn->code;
    if (code->positional && nargs <= code->argcount) {
        for (uint32_t i = 0; i < nargs; i++)
            regs[i] = dup(args[i]);
        if (call_completes(fn, code, regs, nargs))
            return 0;
        regs_clear(t, regs, 0, nargs);
    }
    row_end(regs, 0, code);
    if (bind_args(t, fn, (Value *)(uintptr_t)args, nargs, V_EMPTY, regs, false) == 0)
        return 0;
    regs_clear(t, regs, 0, code->nlocals);
    return -1;
}

/* Where a call of fn by f would be bound on the stack, or NULL. */
static Value *regs_on_stack(const Thread *t, const Code *code)
{
    return code->cells && !code_suspends(code) && stack_has_room(t, t->top, code) ? t->top : NULL;
}

/* The registers of the spare coroutine of fn are bound: it begins, and f awaits it at `delegate`.
   TAKES fn. */
static Value coroutine_awaited(Thread *t, Frame *f, TAKES Function *fn, Cell *delegate)
{
    f->pc = delegate;
    Frame *callee = coroutine_begins(t, f, fn);
    v_set(t, &f->regs[delegate->b], v_from(frame_gen(callee)));
    return V_PUSHED;
}

Value call_pushes_elsewhere(Thread *t, Frame *f, TAKES Function *fn, Value *args,
                            uint32_t positional, Value names)
{
    Cell *delegate = call_may_begin(t, f, fn) ? call_awaited(f, f->pc) : NULL;
    if (delegate && call_binds_at(t, fn->code->spare->frame.regs, fn, args, positional, names))
        return coroutine_awaited(t, f, fn, delegate);
    Value *regs = f->kind == FRAME_GENERATOR ? regs_on_stack(t, fn->code) : NULL;
    if (regs && call_binds_at(t, regs, fn, args, positional, names)) {
        call_enters(t, f, fn, regs);
        return V_PUSHED;
    }
    return call_function_push(t, fn, args, positional, names, true);
}

Value call_pushes_special(Thread *t, Function *fn, const Value *args, uint32_t nargs)
{
    Frame *f = t->frame;
    Cell *delegate = call_may_begin(t, f, fn) ? call_awaited(f, f->pc) : NULL;
    Value *regs = delegate ? fn->code->spare->frame.regs : regs_on_stack(t, fn->code);
    if (!regs)
        return call_function_push(t, obj_dup(fn), (Value *)(uintptr_t)args, nargs, V_EMPTY, false);
    if (call_binds_copies(t, regs, fn, args, nargs) < 0)
        return V_ERROR;
    if (delegate)
        return coroutine_awaited(t, f, obj_dup(fn), delegate);
    call_enters(t, f, obj_dup(fn), regs);
    return V_PUSHED;
}

Value anext_begins(Thread *t, Frame *f, Value it)
{
    Cell *delegate = f->pc + opcode_sizes[OPC_GET_ANEXT];
    Value raw = type_lookup(t, v_type(t, it), N(t, __anext__));
    Function *fn = v_is_kind(raw, KIND_function) ? V_AS(Function, raw) : NULL;
    if (!fn || !call_may_begin(t, f, fn) || delegate->op != OPC_DELEGATE || delegate->b != f->pc->a)
        return V_EMPTY;
    if (call_binds_copies(t, fn->code->spare->frame.regs, fn, &it, 1) < 0)
        return V_ERROR;
    return coroutine_awaited(t, f, obj_dup(fn), delegate);
}
