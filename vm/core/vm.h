/* SPDX-License-Identifier: MIT */
/* What the files of the core share about the VM's life, beyond thread.h. */
#ifndef RONDO_VM_H
#define RONDO_VM_H

#include "vm/core/gc.h"

MUST_USE int gil_setup(Gil *gil);
void gil_destroy(Gil *gil);
/* At a safepoint with BREAK_GIL set: lets a waiting thread run. */
void gil_yield(Thread *t);
/* Who holds the GIL wakes a thread when it lets go, or a few safepoints from now. `sem` is posted,
   the eventfd written. */
void gil_post_later(Thread *t, sem_t *sem);
void gil_write_later(Thread *t, int fd);
/* chore(t) is called, with the GIL, before this thread lets go of it, or a few safepoints from now.
   It neither raises nor runs scripts. gil_chore_done: it need not be any more. */
void gil_chore_later(Thread *t, void (*chore)(Thread *t));
void gil_chore_done(Thread *t);
/* All of that at once. Who makes a system call with the GIL that other threads, processes or the
   far ends of sockets could notice calls it first. */
void gil_wakes_do(Thread *t);
/* The same, and those of other threads that are under way: before what they wake is freed. */
void gil_wakes_settle(Thread *t);
void gil_wakes_wait(Thread *t); /* at a safepoint with BREAK_WAKE set */
void alloc_release(Alloc *a);
/* Before an image is written: what is free is not used any more. */
void alloc_seal(Alloc *a);

/*
 * A bit of vm->breaker is served by the function registered for it: 0, or -1 with an exception.
 * Rooms below the core (signals, pending calls, the recount) plug in here.
 */
typedef int (*BreakFn)(Thread *t);
void vm_on_break(VM *vm, uint32_t reason, BreakFn fn);
/* fn is called once at teardown, with the main thread, before modules go (atexit, thread joins). */
void vm_at_exit(VM *vm, void (*fn)(Thread *t));
/* Called at the very end, when all objects are gone, to free C memory hung on the VM. */
void vm_at_free(VM *vm, void (*fn)(VM *vm));

/* The VM takes over the reference to a native type without a Kind: it lives to the end. 0 or -1. */
MUST_USE int vm_own_type(Thread *t, TAKES Type *type);
/* Frees the memory of an object whose fields are gone; prefix: bytes of Attrs and GcHead before it.
 */
void object_release_memory(Thread *t, Object *o, size_t prefix);
size_t object_block_size(size_t size);
/* In str.c: before and after everything else. */
MUST_USE int str_setup(Thread *t);
void str_teardown(Thread *t);
/* In type.c: every name that the cache of attributes owns. */
void type_cache_visit(VM *vm, VisitFn fn, void *arg);
/* In type.c: an empty cache of look-ups, as small as at first. */
void type_cache_restart(Thread *t);
/* In recount.c, for the stress build: the safepoint that follows is one of the dispatch loop's own.
 */
#ifdef RONDO_STRESS
void recount_between(Thread *t);
#else
static inline void recount_between(Thread *t)
{
}
#endif
/* In ends.c: could nobody tell at exit whether all objects are let go? */
bool vm_ends_quietly(Thread *t);
/* In vm/run/tracing.c: the thread traces no more. */
void tracing_free(Thread *t);
void tracing_visit(Thread *t, VisitFn fn, void *arg);
/* In vm/run/stack.c: the chunks of the thread's stack. */
void stack_free(Thread *t);

#define SETUP(fn) int fn(Thread *t);
#define START(fn) int fn(Thread *t);
#include "vm/core/setup.def"
#undef SETUP
#undef START

#endif
