/* SPDX-License-Identifier: MIT */
/*
 * sum(gen), list(gen) and the like. The dispatch loop is entered once: below the generator lies a
 * native frame, to which its items come and which resumes it, and below that the boundary.
 */
#include "vm/core/iter_each.h"
#include "vm/objects/generator.h"

typedef struct Each {
    EachFn fn;
    void *arg;
    int status; /* what fn said last */
} Each;

/* Makes g go on above the native frame f: V_PUSHED, or NONE if it has ended. */
static Value each_goes_on(Thread *t, Frame *f, Generator *g)
{
    if (LIKELY(generator_waits_plainly(t, g))) {
        generator_goes_on(t, g, f);
        return V_PUSHED;
    }
    return g->state == GEN_CLOSED ? V_NONE : generator_push(t, g, V_NONE, V_EMPTY);
}

/* The native frame's data is the generator, that of the boundary the Each. */
static Value each_resume(Thread *t, Frame *f, Value v, bool suspended)
{
    Each *each = f->prev->data;
    if (LIKELY(suspended)) {
        each->status = each->fn(t, each->arg, v);
        if (LIKELY(each->status == 0))
            return each_goes_on(t, f, f->data);
        v = each->status < 0 ? V_ERROR : V_NONE;
    } else if (!v_is_error(v)) {
        drop(t, v); /* what it returned */
        v = V_NONE;
    }
    return v;
}

int generator_each(Thread *t, Value generator, EachFn fn, void *arg)
{
    Each each = {fn, arg, 0};
    Frame *entry = frame_push_entry(t);
    if (!entry)
        return -1;
    entry->data = &each;
    Frame *f = frame_push_native(t, each_resume, V_AS(Generator, generator));
    Value v = V_ERROR;
    if (f) {
        dup(generator);
        v = each_goes_on(t, f, f->data);
        if (v_same(v, V_PUSHED))
            v = vm_run(t);
        else
            frame_pop_entry(t, f);
        drop(t, generator);
    }
    frame_pop_entry(t, entry);
    return v_is_error(v) ? -1 : each.status;
}
