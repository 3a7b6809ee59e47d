/* SPDX-License-Identifier: MIT */
/* Exceptions on their way: handlers, traceback entries, what is being handled, raise statements. */
#include "vm/core/interp.h"

static const Handler *handler_find(const CodeUnit *u, uint32_t at)
{
    for (uint32_t i = 0; i < u->nhandlers; i++)
        if (at >= u->handlers[i].start && at < u->handlers[i].end)
            return &u->handlers[i];
    return NULL;
}

static const Handler *frame_handler(const Frame *f)
{
    return handler_find(f->code->unit, (uint32_t)(f->pc - f->code->cells));
}

/* Makes f go on at its handler: where. */
static Cell *frame_handles(Thread *t, Frame *f, const Handler *h)
{
    Code *code = f->code;
    Value exc = exc_take(t);
    for (uint32_t i = code->nregs; i-- > h->depth;) {
        Value v = f->regs[i];
        if (v_is_object(v)) {
            f->regs[i] = V_EMPTY;
            drop(t, v);
        }
    }
    f->regs[h->depth] = exc;
    return code->cells + h->target;
}

static void exc_required(Thread *t)
{
    if (UNLIKELY(v_is_empty(t->exc)))
        raise_format(t, EXC_SystemError, "error return without exception set");
}

Cell *unwind_frame(Thread *t, Frame *f, bool reraise)
{
    exc_required(t);
    if (!reraise)
        traceback_add(t, f);
    const Handler *h = frame_handler(f);
    return h ? frame_handles(t, f, h) : NULL;
}

Cell *unwind_frames(Thread *t, bool reraise)
{
    exc_required(t);
    for (Frame *f = t->frame; frame_is_code(f); f = t->frame, reraise = false) {
        const Handler *h = frame_handler(f);
        if (!h && traceback_pops(t, f, reraise))
            continue;
        if (!reraise)
            traceback_add(t, f);
        if (h)
            return frame_handles(t, f, h);
        if (f->kind == FRAME_GENERATOR)
            break;
        frame_pop(t, f);
    }
    return NULL;
}

BORROWED Value exc_handled(Thread *t)
{
    for (const Frame *f = t->frame; f; f = f->prev)
        if (!v_is_empty(f->handled))
            return f->handled;
    return V_EMPTY;
}

bool raise_again(Thread *t)
{
    Value exc = exc_handled(t);
    if (v_is_empty(exc)) {
        raise_format(t, EXC_RuntimeError, "No active exception to reraise");
        return false;
    }
    exc_restore(t, dup(exc));
    return true;
}

void raise_with_cause(Thread *t, Value exc, Value cause)
{
    Value made = V_NONE;
    if (v_is_type(cause) && type_is_subtype(V_AS(Type, cause), t->vm->exc[EXC_BaseException])) {
        made = call0(t, cause);
        if (v_is_error(made))
            return;
        if (!v_is_exception(made)) {
            raise_format(t, EXC_TypeError,
                         "calling %R should have returned an instance of BaseException, not %R",
                         cause, v_from(v_type(t, made)));
            drop(t, made);
            return;
        }
    } else if (v_is_exception(cause)) {
        made = dup(cause);
    } else if (!v_is_none(cause)) {
        raise_format(t, EXC_TypeError, "exception causes must derive from BaseException");
        return;
    }
    raise_object(t, exc);
    /* Something else may have been raised on the way: an error in the constructor. */
    Exception *e = V_AS(Exception, t->exc);
    bool ours = v_same(t->exc, exc) || (v_is_type(exc) && e->head.type == V_AS(Type, exc));
    if (!ours) {
        drop(t, made);
        return;
    }
    v_set(t, &e->cause, v_is_none(made) ? V_EMPTY : made);
    e->suppress_context = true;
}
