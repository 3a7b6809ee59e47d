/* SPDX-License-Identifier: MIT */
/*
 * The stack of a thread: frame records and registers in chunks that never move. A call whose
 * arguments lie on top of the stack makes them the callee's first registers in place.
 */
#include "vm/core/interp.h"

/* Most threads never need more than a first chunk, which is small for that. */
enum { FIRST_FRAMES = 96, FIRST_VALUES = 1024, CHUNK_FRAMES = 256, CHUNK_VALUES = 8192 };
enum { CHUNK_HEAD = (sizeof(StackChunk) + 15) & ~15u };

static StackChunk *chunk_new(Thread *t, size_t values)
{
    size_t frames = t->stack ? CHUNK_FRAMES : FIRST_FRAMES;
    size_t least = t->stack ? CHUNK_VALUES : FIRST_VALUES;
    if (values < least)
        values = least;
    size_t bytes = CHUNK_HEAD + frames * sizeof(Frame) + values * sizeof(Value);
    char *block = mem_alloc_zero(t, bytes);
    if (!block)
        return NULL;
    StackChunk *c = (StackChunk *)block;
    c->bytes = bytes;
    c->frames_end = (Frame *)(block + CHUNK_HEAD) + frames;
    c->base = (Value *)c->frames_end;
    c->end = c->base + values;
    return c;
}

static Frame *chunk_frames(StackChunk *c)
{
    return (Frame *)((char *)c + CHUNK_HEAD);
}

static void chunk_enter(Thread *t, StackChunk *c)
{
    c->prev = t->stack;
    c->prev_next = t->frame_next;
    t->stack = c;
    t->stack_end = c->end;
    t->frame_next = chunk_frames(c);
    t->frame_end = c->frames_end;
    t->top = c->base;
}

void stack_free(Thread *t)
{
    while (t->stack) {
        StackChunk *c = t->stack;
        t->stack = c->prev;
        if (c->spare)
            mem_free(t, c->spare, c->spare->bytes);
        mem_free(t, c, c->bytes);
    }
    t->frame_next = t->frame_end = NULL;
    t->top = t->stack_end = NULL;
}

/* Opens a chunk, the first one of the thread included. *flags: FF_CHUNK if its first frame must
 * close it. */
static int chunk_push(Thread *t, size_t values, uint8_t *flags)
{
    StackChunk *spare = t->stack ? t->stack->spare : NULL;
    *flags = t->stack ? FF_CHUNK : 0;
    if (spare && (size_t)(spare->end - spare->base) >= values) {
        t->stack->spare = NULL;
    } else {
        spare = chunk_new(t, values);
        if (!spare)
            return -1;
    }
    chunk_enter(t, spare);
    return 0;
}

static void chunk_pop(Thread *t)
{
    StackChunk *c = t->stack, *prev = c->prev;
    if (c->spare) {
        mem_free(t, c->spare, c->spare->bytes);
        c->spare = NULL;
    }
    t->stack = prev;
    t->stack_end = prev->end;
    t->frame_next = c->prev_next;
    t->frame_end = prev->frames_end;
    if (prev->spare)
        mem_free(t, c, c->bytes);
    else
        prev->spare = c;
}

Value raise_recursion(Thread *t)
{
    /* The handler of the exception itself needs a little room. */
    return raise_format(t, EXC_RecursionError, "maximum recursion depth exceeded");
}

Value *stack_reserve(Thread *t, uint32_t nregs, uint8_t *flags, Value **saved_top)
{
    if (UNLIKELY(t->depth >= t->vm->recursion_limit)) {
        raise_recursion(t);
        return NULL;
    }
    *flags = 0;
    *saved_top = t->top;
    if (UNLIKELY(t->frame_next >= t->frame_end || t->stack_end - t->top < (ptrdiff_t)nregs)) {
        if (chunk_push(t, nregs, flags) < 0)
            return NULL;
        if (!*flags)
            *saved_top = t->top;
    }
    Value *regs = t->top;
    t->top += nregs;
    return regs;
}

void stack_release(Thread *t, uint8_t flags, Value *saved_top)
{
    if (flags & FF_CHUNK)
        chunk_pop(t);
    t->top = saved_top;
}

static inline Frame *frame_record(Thread *t, TAKES Function *func, Value *regs, uint8_t flags,
                                  Value *saved_top)
{
    Frame *f = t->frame_next++;
    f->prev = t->frame;
    f->code = func->code;
    f->pc = f->code->cells;
    f->regs = regs;
    f->func = func;
    f->word = FRAME_WORD(FRAME_SCRIPT, flags, f->code->temp_base);
    f->saved_top = saved_top;
    t->frame = f;
    t->depth++;
    return f;
}

Frame *frame_push_record(Thread *t, TAKES Function *func, Value *regs, uint8_t flags,
                         Value *saved_top)
{
    return frame_record(t, func, regs, flags, saved_top);
}

void regs_clear(Thread *t, Value *regs, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        Value v = regs[i];
        if (v_is_object(v)) {
            regs[i] = V_EMPTY;
            drop(t, v);
        }
    }
}

void frame_pop(Thread *t, Frame *f)
{
    uint32_t nregs = f->code->nregs;
    if (UNLIKELY(f->own_object != NULL))
        frame_take_over(t, f, nregs);
    else
        regs_clear(t, f->regs, 0, nregs);
    v_clear(t, &f->handled);
    v_clear(t, &f->own_locals);
    if (f->flags & (FF_INIT | FF_OPERATOR))
        v_clear(t, &f->sent);
    uint8_t flags = f->flags;
    Value *saved_top = f->saved_top;
    Function *func = f->func;
    f->func = NULL;
    t->frame = f->prev;
    t->frame_next = f;
    t->depth--;
    if (UNLIKELY(flags & FF_CHUNK))
        chunk_pop(t);
    t->top = saved_top;
    obj_drop(t, func);
}

static inline Frame *frame_plain(Thread *t, uint64_t word, Value *saved_top)
{
    Frame *f = t->frame_next++;
    f->prev = t->frame;
    f->pc = NULL;
    f->regs = t->top;
    f->code = NULL;
    f->func = NULL;
    f->word = word;
    f->saved_top = saved_top;
    f->data = NULL;
    t->frame = f;
    return f;
}

/* A record that holds no registers. */
static Frame *frame_push_plain(Thread *t, FrameKind kind)
{
    uint8_t flags = 0;
    Value *saved_top = t->top;
    if (UNLIKELY(t->frame_next >= t->frame_end)) {
        if (chunk_push(t, 0, &flags) < 0)
            return NULL;
        if (!flags)
            saved_top = t->top;
    }
    return frame_plain(t, FRAME_WORD(kind, flags, 0), saved_top);
}

Frame *frame_push_entry(Thread *t)
{
    return frame_push_plain(t, FRAME_ENTRY);
}

Frame *frame_push_plain_call(Thread *t, Function *fn, const Value *args, uint32_t nargs)
{
    const Code *code = fn->code;
    Value *regs = t->top;
    if (t->frame_end - t->frame_next < 2 || t->stack_end - regs < (ptrdiff_t)code->nregs ||
        UNLIKELY(t->depth >= t->vm->recursion_limit))
        return NULL;
    Frame *entry = frame_plain(t, FRAME_WORD(FRAME_ENTRY, 0, 0), regs);
    for (uint32_t i = 0; i < nargs; i++)
        regs[i] = dup(args[i]);
    for (uint32_t i = nargs; i < code->nlocals; i++)
        regs[i] = V_EMPTY;
    t->top = regs + code->nregs;
    frame_record(t, obj_dup(fn), regs, 0, regs);
    return entry;
}

Frame *frame_push_native(Thread *t, NativeResume resume, void *data)
{
    Frame *f = frame_push_plain(t, FRAME_NATIVE);
    if (f) {
        f->resume = resume;
        f->data = data;
    }
    return f;
}

void frame_pop_entry(Thread *t, Frame *f)
{
    t->frame = f->prev;
    t->frame_next = f;
    v_clear(t, &f->handled);
    if (UNLIKELY(f->flags & FF_CHUNK))
        chunk_pop(t);
    t->top = f->saved_top;
}

int frame_push_call(Thread *t, Function *f, const Value *args, uint32_t nargs, Value kwnames)
{
    obj_dup(f);
    Value v = call_function_push(t, f, (Value *)(uintptr_t)args, nargs, kwnames, false);
    if (v_is_error(v))
        return -1;
    if (!v_same(v, V_PUSHED)) {
        drop(t, v);
        raise_format(t, EXC_SystemError, "a generator function cannot be pushed as a frame");
        return -1;
    }
    return 0;
}

Frame *frame_script(const Thread *t)
{
    Frame *f = t->frame;
    while (f && !frame_is_code(f))
        f = f->prev;
    return f;
}

void stack_visit(Thread *t, VisitFn fn, void *arg)
{
    Value *limit = NULL; /* the callee's registers begin inside the caller's */
    for (Frame *f = t->frame; f; f = f->prev) {
        if (f->kind == FRAME_GENERATOR)
            continue; /* the generator visits its own frame */
        fn(f->handled, arg);
        if (f->kind == FRAME_NATIVE && f->data)
            fn(v_from(f->data), arg);
        if (f->kind != FRAME_SCRIPT)
            continue;
        Value *end = f->regs + f->code->nregs;
        if (limit && limit >= f->regs && limit < end)
            end = limit;
        for (Value *r = f->regs; r < end; r++)
            fn(*r, arg);
        limit = f->regs;
        fn(f->own_locals, arg);
        if (f->func)
            fn(v_from(f->func), arg);
        if (is_frame_object(f->own_object))
            fn(v_from(f->own_object), arg);
        if (f->flags & FF_INIT)
            fn(f->sent, arg);
    }
}
