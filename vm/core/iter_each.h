/* SPDX-License-Identifier: MIT */
/* Going through all items of an iterator from C: what to do with an item is a function. */
#ifndef RONDO_ITER_EACH_H
#define RONDO_ITER_EACH_H

#include "vm/core/protocol.h"

/* 0: go on; 1: enough; -1: error. */
typedef int (*EachFn)(Thread *t, void *arg, TAKES Value item);

/* The same for a generator, which runs on between the items without the dispatch loop being left
   (vm/objects/generator_each.c). */
MUST_USE int generator_each(Thread *t, Value generator, EachFn fn, void *arg);

/* Appends what is left of a list_reverseiterator, and exhausts it. 0, -1. */
MUST_USE int list_reverse_rest(Thread *t, Value iterator, List *to);

/* What the next slot's error means: V_STOP for StopIteration, which is cleared, else V_ERROR. */
Value iter_failed(Thread *t);

/* iter_next of what iter_get gave. */
static ALWAYS_INLINE Value iter_next_quick(Thread *t, Value it)
{
    UnaryFn next = v_object(it)->type->s.next;
    if (UNLIKELY(!next))
        return iter_next(t, it);
    Value v = next(t, it);
    return LIKELY(!v_is_error(v)) ? v : iter_failed(t);
}

/* fn for each item that is left, which `step` asks for. 0: it has ended; 1: fn had enough; -1:
   error. */
static ALWAYS_INLINE int iter_each_by(Thread *t, Value it, UnaryFn step, EachFn fn, void *arg)
{
    if (v_is_kind(it, KIND_generator))
        return generator_each(t, it, fn, arg);
    for (int status = 0;;) {
        Value item = step(t, it);
        if (v_same(item, V_STOP))
            return 0;
        status = v_is_error(item) ? -1 : fn(t, arg, item);
        if (status)
            return status;
    }
}

static ALWAYS_INLINE int iter_each(Thread *t, Value it, EachFn fn, void *arg)
{
    return iter_each_by(t, it, iter_next_quick, fn, arg);
}

#endif
