/* SPDX-License-Identifier: MIT */
/* Locks, events, semaphores, queues: what their files share. */
#ifndef RONDO_SYNC_H
#define RONDO_SYNC_H

#include "vm/sched/internal.h"

/* Futures that wait, oldest first: a ring. */
typedef struct WaitList {
    Value *items;
    uint32_t head, len, cap;
} WaitList;

MUST_USE int waitlist_add(Thread *t, WaitList *w, Value future);
void waitlist_remove(Thread *t, WaitList *w, Value future);
BORROWED Value waitlist_at(const WaitList *w, uint32_t i);
/* Gives the oldest one that is not done the result True: 1, 0 there was none, -1. */
MUST_USE int waitlist_wake_one(Thread *t, WaitList *w, Value result);
/* The same, and takes it and the done ones before it out of the list. */
MUST_USE int waitlist_pop_wake(Thread *t, WaitList *w, Value result);
void waitlist_clear(Thread *t, WaitList *w);
void waitlist_visit(const WaitList *w, VisitFn fn, void *arg);
MUST_USE Value waitlist_to_list(Thread *t, const WaitList *w);

/* What all of these objects begin with. */
typedef struct Sync {
    Object head;
    Loop *loop; /* owned: bound at the first wait; NULL */
    WaitList waiters;
    Value owner;      /* task that holds it, or EMPTY; BORROWED pointers are not kept: owned */
    int64_t value;    /* locked, set, or the semaphore's count */
    int64_t bound;    /* BoundedSemaphore; -1: none */
    Code *birth_code; /* owned */
    uint32_t birth_pc;
} Sync;

/* A step of a native coroutine begins to wait: c->waits is made and put into the list. */
MUST_USE Value sync_wait(Thread *t, NativeCoro *c, Loop **bound, WaitList *list, WaitKind kind,
                         Value object);
/* RuntimeError "... is bound to a different event loop". */
MUST_USE int sync_bind(Thread *t, Loop **bound, Value object);
/* Is it a Lock, an Event or a semaphore? */
bool sync_is(Value v);
MUST_USE int sync_types_add(Thread *t, Value module);
MUST_USE int queue_types_add(Thread *t, Value module);
MUST_USE int completed_type_add(Thread *t, Value module);
/* An asyncio.Queue without a limit, its put_nowait(), and a step of a coroutine, whose `self` it
   is, that ends with the next item. */
MUST_USE Value queue_new(Thread *t);
MUST_USE int queue_put(Thread *t, Value queue, Value item);
MUST_USE Value queue_get_step(Thread *t, NativeCoro *c, bool thrown);
MUST_USE Value locked_repr(Thread *t, Value self, const char *state, uint32_t waiters);

#endif
