/* SPDX-License-Identifier: MIT */
/* What the files of the interpreter proper (vm/run) share among themselves and with generator.c. */
#ifndef RONDO_INTERP_H
#define RONDO_INTERP_H

#include "parser/bytecode/ops.h"
#include "vm/core/descriptor.h"
#include "vm/core/frame.h"
#include "vm/core/shape.h"
#include "vm/run/import.h"

/* ---- stack.c ---- */

/*
 * A chunk of the stack holds frame records and registers in two arrays. Invariant of everything
 * behind t->top and t->frame_next: registers are immediates or EMPTY, and the fields handled,
 * own_locals, own_object of a record are EMPTY / NULL, so that a call need not clear them.
 */
struct StackChunk {
    StackChunk *prev, *spare; /* spare: one empty chunk kept, against calls that go to and fro */
    size_t bytes;
    Value *base, *end;
    Frame *frames_end;
    Frame *prev_next; /* state of the chunk before when this one was opened */
};

#define FRAME_WORD(frame_kind, frame_flags, temps) \
    ((uint64_t)(frame_kind) | (uint64_t)(frame_flags) << 8 | (uint64_t)(temps) << 32)

/* Registers for a frame at t->top, in a new chunk if need be (*flags gets FF_CHUNK); t->top moves
   behind them. Fails with RecursionError or MemoryError: NULL. stack_release undoes it. */
MUST_USE Value *stack_reserve(Thread *t, uint32_t nregs, uint8_t *flags, Value **saved_top);
void stack_release(Thread *t, uint8_t flags, Value *saved_top);
/* Makes the record of a script frame for registers reserved before; TAKES func. */
Frame *frame_push_record(Thread *t, TAKES Function *func, Value *regs, uint8_t flags,
                         Value *saved_top);
/* Frees what a script frame owns and pops it (not its effects on the caller). */
void frame_pop(Thread *t, Frame *f);
/* A boundary for vm_run. NULL: MemoryError. */
MUST_USE Frame *frame_push_entry(Thread *t);
/* An entry and above it the call of a function that is `plain` for so many arguments, which are
   dupped: the entry. NULL, with nothing done: the stack has no room in place. */
Frame *frame_push_plain_call(Thread *t, Function *fn, const Value *args, uint32_t nargs);
/* Pops the ENTRY frame `f`, which must be t->frame. */
void frame_pop_entry(Thread *t, Frame *f);
/* Drops registers [from, to) of a frame and leaves EMPTY. */
void regs_clear(Thread *t, Value *regs, uint32_t from, uint32_t to);
Value raise_recursion(Thread *t);
/* Whoever watches a frame that ends takes over what it still holds (frameobject.c). */
void frame_take_over(Thread *t, Frame *f, uint32_t nregs);
/* The frame of the language that f goes back to, or NULL. */
Frame *frame_back(Frame *f);
/* The same for a frame object that is made late, of the variables regs (TAKES): o was made for this.
   frame_object_new: not tracked, for frame f or NULL. NULL: MemoryError. */
MUST_USE FrameObject *frame_object_new(Thread *t, Frame *f);
MUST_USE int frame_object_fill(Thread *t, FrameObject *o, Function *func, Code *code, uint32_t at,
                               Value *regs, uint32_t nregs);
/* Of a frame on the stack: nothing but its registers is left to give back. */
static inline void frame_unwatched(Frame *f)
{
    if (f->kind == FRAME_SCRIPT)
        f->special = !v_is_empty(f->handled) || !v_is_empty(f->own_locals);
}

/* ---- traceback.c ---- */

/* Frame f, which tb watches, ends, or has a frame object now. */
void traceback_takes_over(Thread *t, Traceback *tb, Frame *f, uint32_t nregs);
void traceback_knows(Traceback *tb, Value frame);
/* traceback_add (unless the entry is there: reraise) and frame_pop at once; false: it is not that
   simple. */
bool traceback_pops(Thread *t, Frame *f, bool reraise);

/* ---- bind.c ---- */

/* Fills out[0..nlocals), EMPTY on entry, from positional arguments and kwnames' values behind them.
   take: the arguments are moved. On error what is in out stays there for the caller to drop. */
MUST_USE int bind_args(Thread *t, Function *fn, Value *args, uint32_t nargs, Value kwnames,
                       Value *out, bool take);
/* The same for a call whose row, keyword values (of `names`, or NULL) last, lies where the
   registers of the callee will be: they are bound in place. False, with nothing moved: bind_args
   must look. */
MUST_USE bool bind_in_place(Thread *t, const Function *fn, Value *args, uint32_t nargs,
                            const Value *names, unsigned nkw);
/* Makes row the registers of a call fn(*pos, **kw); pos is a tuple or a list, kw EMPTY or a dict.
   False, with row as it was: it is not that simple. */
MUST_USE bool bind_spread(Thread *t, const Function *fn, Value pos, Value kw, Value *row);
/* ---- link.c ---- */

/* n interned names, owned, or NULL. */
MUST_USE Str **code_names_link(Thread *t, const UnitName *names, uint32_t n);
/* Frees an array for n names of which `used` are filled. */
void code_names_free(Thread *t, Str **names, uint32_t used, uint32_t n);

/* ---- call.c ---- */

/* Pushes the frame of a call, or makes the generator: V_PUSHED, a generator, or ERROR. TAKES fn. */
MUST_USE Value call_function_push(Thread *t, TAKES Function *fn, Value *args, uint32_t nargs,
                                  Value kwnames, bool take);
/* TypeError "'X' object is not callable", with a hint for a module (`datetime(2024, 1, 1)`). */
Value raise_not_callable(Thread *t, Value f);
/* A call from C when the callee may push frames: runs them. */
MUST_USE Value call_finish(Thread *t, Frame *entry);

/* ---- generator.c ---- */

MUST_USE Generator *generator_new(Thread *t, Function *fn);
/* The generator that `code` keeps for its next call (there is one): owned, with what all need. */
static inline Generator *generator_take_spare(Code *code)
{
    Generator *g = code->spare;
    code->spare = NULL;
    g->head.flags &= (uint16_t)~OF_SPARE;
    g->closing = g->hooks_done = g->awaited = g->yielded = g->running_async = false;
    g->called = false;
    return g;
}
/* A call of a coroutine function whose result the frame f awaits at once, at DELEGATE: it begins in
   the spare coroutine of its code, whose registers are bound already: its frame. TAKES fn. */
static inline Frame *coroutine_begins(Thread *t, Frame *f, TAKES Function *fn)
{
    Code *code = fn->code;
    Generator *g = generator_take_spare(code), *root = generator_root(frame_gen(f));
    Frame *callee = &g->frame;
    g->inner = true;
    g->chain = 1;
    g->state = GEN_SUSPENDED;
    g->awaited = true;
    callee->prev = f;
    callee->pc = code->cells;
    callee->code = obj_dup(code);
    callee->func = fn;
    callee->word = FRAME_WORD(FRAME_GENERATOR, 0, code->temp_base);
    callee->root = root;
    root->chain++;
    t->depth++;
    return t->frame = callee;
}
/* The last reference to g is gone: its memory is kept for the next generator of its code, if that
 * is safe. */
void generator_gone(Thread *t, Generator *g);
static inline void generator_drop(Thread *t, Generator *g)
{
    if (--g->head.refcnt == 0)
        generator_gone(t, g);
}
/* Links g's chain below `prev` and makes its leaf the innermost frame, so that the dispatch loop
   can go on there. v is what it is sent (TAKES), EMPTY the first time; with FF_THROW the pending
   exception is raised. 0, or -1: RecursionError. g must be suspended and a root. */
MUST_USE int generator_enter(Thread *t, Generator *g, Frame *prev, TAKES Value v);
/* The same for a throw: what is pending is raised at the leaf. */
void generator_enter_throw(Thread *t, Generator *g, Frame *prev);
/* The exception with which a generator of such a chain has ended passes to the frame below. */
void generator_thrown_out(Thread *t);
/* Makes H, which is delegated to from the running frame f, run as part of f's chain: 1 done; 0: it
   must be driven from outside (it is running, closed ...); -1 error. */
MUST_USE int generator_attach(Thread *t, Frame *f, Generator *h, TAKES Value v);
/* The same for one that has not begun: its frame, which is the running one now. */
static inline Frame *generator_attach_fresh(Thread *t, Frame *f, Generator *h)
{
    Generator *root = generator_root(frame_gen(f));
    h->inner = true;
    h->frame.root = root;
    h->state = GEN_SUSPENDED;
    h->awaited = true;
    h->frame.prev = f;
    root->chain++;
    t->depth++;
    return t->frame = &h->frame;
}
/* An async generator that runs as part of a chain yields an item: it leaves the chain; the frame
   that gets the item. */
Frame *generator_yield_item(Thread *t, Generator *g);
/* Takes h out of the (suspended) chain it is in: it becomes a root. */
void generator_detach(Generator *h);
static inline bool generator_is_running(const Generator *g)
{
    return generator_root(g)->state >= GEN_RUNNING;
}
/* Generator at the end: drops its frame's remains (moved to the frame object if there is one). */
void generator_finish(Thread *t, Generator *g);
/* The exception of a generator that ends with StopIteration becomes RuntimeError (PEP 479). */
void generator_convert_stop(Thread *t, Generator *g);
/* What a generator or coroutine waits for: BORROWED, or NONE. */
BORROWED Value generator_delegate(const Generator *g);
/* Is it a suspended coroutine whose innermost frame awaits something, which can go on as after
   generator_push with None? */
static inline bool generator_may_resume(const Thread *t, const Generator *g)
{
    const Frame *leaf = g->frame.leaf;
    return g->state == GEN_SUSPENDED && !g->inner && leaf->pc->op == OPC_DELEGATE &&
           !leaf->extra && (int64_t)t->depth + g->chain <= t->vm->recursion_limit;
}
/* Then it goes on. A sleep() that has yielded is over, and who only drops its result need not see
   it: there DELEGATE is done here. */
static inline void generator_resume(Thread *t, Generator *g)
{
    Frame *leaf = g->frame.leaf;
    const Cell *pc = leaf->pc;
    g->frame.prev = t->frame;
    t->frame = leaf;
    t->depth += g->chain;
    g->state = GEN_RUNNING;
    if (LIKELY(pc[1].op == OPC_DROP && pc->a == pc->b) && v_same(leaf->regs[pc->b], V_PAUSED) &&
        !t->tracing) {
        leaf->regs[pc->b] = V_NONE;
        leaf->pc++;
    }
}
/* `await asyncio.sleep(x)` makes no coroutine (vm/sched/native_coro.c): its DELEGATE holds V_PAUSED.
   The coroutine, which has yielded, for those who look: */
MUST_USE Value sleep_object(Thread *t);
/* Begins a sleep of `delay` seconds in the innermost frame f: what to suspend with, or EMPTY: only a
   coroutine can do it. */
MUST_USE Value sleep_begins(Thread *t, const Frame *f, double delay);
static inline Generator *frame_generator(const Frame *f)
{
    return f->kind == FRAME_GENERATOR ? frame_gen(f) : NULL;
}
static inline bool v_is_gen(Value v)
{
    return v_is_kind(v, KIND_generator) || v_is_kind(v, KIND_coroutine);
}
/* Wraps: StopIteration(v) for iterators that return; v EMPTY or NONE without argument. */
Value generator_stop(Thread *t, TAKES Value v);

/* ---- unwind.c ---- */

/* Adds the traceback entry and looks for a handler in frame f for the pending exception: its pc,
   with the exception in its register, or NULL. */
Cell *unwind_frame(Thread *t, Frame *f, bool reraise);
/* The same from the innermost frame outwards: frames of functions without a handler are popped, up
   to one that has it, or (NULL) up to a generator without, whose entry is made, or to what is no
   frame of the language. */
Cell *unwind_frames(Thread *t, bool reraise);

/* ---- names.c, unpack.c, match.c, exceptgroup.c: bodies of the rarer instructions ---- */

MUST_USE Value frame_load_global(Thread *t, Frame *f, Cell *pc);
MUST_USE Value frame_load_name(Thread *t, Frame *f, Str *name);
MUST_USE int frame_store_name(Thread *t, Frame *f, Str *name, Value v);
MUST_USE int frame_store_global(Thread *t, Dict *globals, Cell *pc, Str *name, Value v);
MUST_USE int frame_delete_name(Thread *t, Frame *f, Str *name);
MUST_USE int frame_delete_global(Thread *t, Frame *f, Str *name);
MUST_USE Value frame_load_class_free(Thread *t, Frame *f, Cell *pc);
Value raise_unbound_local(Thread *t, Frame *f, unsigned reg);
Value raise_unbound_cell(Thread *t, Frame *f, unsigned reg);
Value raise_unbound_free(Thread *t, Frame *f, unsigned index);
Value raise_undefined(Thread *t, Str *name);
/* names[...] by the operand of an instruction. */
static inline Str *frame_name(const Frame *f, uint32_t index)
{
    return f->code->names[index];
}
MUST_USE int unpack_row(Thread *t, Value v, Value *row, unsigned count);
MUST_USE int unpack_row_ex(Thread *t, Value v, Value *row, unsigned before, unsigned after);
MUST_USE int build_list_extend(Thread *t, Value list, Value iterable);
MUST_USE int build_map_update(Thread *t, Value map, Value other);
MUST_USE int build_map_merge(Thread *t, Value map, Value other, Value func);
MUST_USE Value match_keys(Thread *t, Value subject, Value keys);
MUST_USE Value match_rest(Thread *t, Value subject, Value keys);
MUST_USE Value match_class(Thread *t, Value subject, Value cls, unsigned npos, Value names);
void raise_with_cause(Thread *t, Value exc, Value cause);
/* Bare raise: true if the handled exception is pending again, false with RuntimeError. */
bool raise_again(Thread *t);
/* row: class, self, the global `super`. self non-NULL: as attr_get_method. */
MUST_USE Value super_attr(Thread *t, const Value *row, unsigned written, Str *name, Value *self);
/* The result or PUSHED; row[0] is the manager and becomes, with row[1], the exit row. */
MUST_USE Value with_enter(Thread *t, Value *row, bool is_async);
MUST_USE Value with_exit(Thread *t, Value *row, Value exc_or_empty);
MUST_USE Value awaitable_iter(Thread *t, Value v, int what);
/* A step of an iterator that tells its end by StopIteration, with the return value. */
MUST_USE Value iter_next_keeping_stop(Thread *t, Value it);
MUST_USE Value yield_from_iter(Thread *t, Frame *f, Value v);
MUST_USE Value async_iter(Thread *t, Value v);
MUST_USE Value async_next(Thread *t, Value it);
MUST_USE int setup_annotations(Thread *t, Frame *f);
MUST_USE int print_expr(Thread *t, Value v);
MUST_USE Value function_build(Thread *t, Frame *f, Code *code, Value *row, unsigned what);
/* row: function, arguments, keywords or EMPTY. The result or PUSHED. */
MUST_USE Value call_ex(Thread *t, const Value *row, bool is_tuple);

#endif
