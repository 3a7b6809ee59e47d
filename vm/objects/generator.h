/* SPDX-License-Identifier: MIT */
/* What generator.c, coroutine_wrapper.c and asyncgen.c share. */
#ifndef RONDO_GENERATOR_H
#define RONDO_GENERATOR_H

#include "vm/core/native.h"
#include "vm/core/interp.h"
#include "parser/bytecode/ops.h"

/* The generator's extra part, made if need be. NULL: MemoryError. */
MUST_USE GeneratorExtra *generator_extra(Thread *t, Generator *g);
/* throw(typ[, val[, tb]]) of all kinds of generators: the exception instance, owned. */
MUST_USE Value throw_argument(Thread *t, Value typ, Value val, Value tb);
/* The same without the warning about more than one argument. */
MUST_USE Value throw_exception(Thread *t, Value typ, Value val, Value tb);
/* Does the generator stand at a yield of its own, with nobody else's frames above it? One that is
   `inner` has its root there instead of a leaf. */
static ALWAYS_INLINE bool generator_waits(const Generator *g)
{
    return g->state == GEN_SUSPENDED && g->frame.leaf == &g->frame &&
           g->frame.pc->op != OPC_DELEGATE;
}
static inline bool generator_waits_plainly(const Thread *t, const Generator *g)
{
    return generator_waits(g) && t->depth < t->vm->recursion_limit;
}
/* Sends None to such a one, whose frame is put above `prev`, for the dispatch loop to go on there.
   Who traces sees all instructions. */
static inline void generator_goes_on(Thread *t, Generator *g, Frame *prev)
{
    Frame *f = &g->frame;
    Cell *yield = f->pc;
    f->prev = prev;
    t->frame = f;
    t->depth++;
    g->state = GEN_RUNNING;
    if (LIKELY(yield->c == YIELD_FOR_NOTHING && !t->tracing)) {
        f->pc = yield + 2;
    } else {
        f->pc = yield + 1;
        v_set(t, &f->regs[yield->a], V_NONE);
    }
}
MUST_USE Value generator_next(Thread *t, Value self);
extern const NativeDef gen_send_def;
MUST_USE Value generator_send_method(Thread *t, Value self, Value value);
MUST_USE Value generator_throw_method(Thread *t, Value self, Value typ, Value val, Value tb);

/* close_delegate false: GeneratorExit does not close what is awaited, it is thrown into it. */
MUST_USE Value generator_throw_mode(Thread *t, Generator *g, TAKES Value exc, bool close_delegate,
                                    GenResult *result);

/* coroutine_wrapper.c */
MUST_USE Value coroutine_await(Thread *t, Value self); /* the slot: an iterator */
MUST_USE int coroutine_wrapper_setup(Thread *t);

/* asyncgen.c */
/* Lists of async generators, which are not held by them and leave them when they go. Init before
   first use. */
void asyncgens_init(AsyncGenLink *list);
/* Puts one at the end of the list. 0, or -1: TypeError when it is something else. */
MUST_USE int asyncgen_remember(Thread *t, AsyncGenLink *list, Value gen);
void asyncgen_forget(Generator *g); /* it may be in no list */
void asyncgens_forget(AsyncGenLink *list);
/* A new list object of them. */
MUST_USE Value asyncgens_list(Thread *t, const AsyncGenLink *list);
/* One step of an asend object for `await`: the awaited thing's value, or with *done the item. */
MUST_USE Value asyncgen_asend_step(Thread *t, Value self, Value sent, bool *done);
/*
 * `async for` and `await` of a fresh asend object drive the async generator itself, as part of the
 * chain: the register of DELEGATE holds the generator. A yield in it goes to that DELEGATE.
 */
/* For GET_ANEXT: can g be driven so? Calls the hooks. 1, 0, or -1. */
MUST_USE int asyncgen_is_idle(Thread *t, Generator *g);
/* For DELEGATE: *it is such a generator, or an asend object nobody else has, which the generator
 *replaces; sent: what to send. */
bool asyncgen_direct(Thread *t, Value *it, Value *sent);
/* Makes g run as part of f's chain. 0 or -1. TAKES v. */
MUST_USE int asyncgen_attach(Thread *t, Frame *f, Generator *g, TAKES Value v);
/* The asend object that stands for the driven generator *g replaces it (TAKES and gives a count). 0
 * or -1. */
MUST_USE int asyncgen_make_step(Thread *t, Value *g);
extern const NativeDef *const asyncgen_methods[];
MUST_USE Value asyncgen_anext(Thread *t, Value self);
MUST_USE int asyncgen_setup(Thread *t);
/* anext(it, default): an awaitable; for the builtin function. */
MUST_USE Value anext_awaitable_new(Thread *t, Value awaitable, Value dflt);

/* "coroutine 'x' was never awaited" by the warnings module; false: it is not loaded, or it is too
 * late. */
bool coroutine_warn_by_library(Thread *t, Value coro);

#endif
