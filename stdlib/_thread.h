/* SPDX-License-Identifier: MIT */
/* A lock that lets the GIL go while it waits: the base of Lock, RLock, thread handles, SimpleQueue.
 */
#ifndef RONDO_STDLIB_THREAD_H
#define RONDO_STDLIB_THREAD_H

#include <semaphore.h>
#include "vm/api_sys.h"

#define LOCK_TIMEOUT_MAX 9223372036.0 /* seconds: threading.TIMEOUT_MAX */

/* A semaphore rather than a mutex: any thread may release it, and a signal ends the wait. */
typedef struct LockCore {
    sem_t sem;
    uint32_t waiters;  /* virtual clock: threads other than the main one that wait */
    uint32_t awakened; /* of these, how many were told to run and count as running again */
    uint32_t asleep;   /* threads that wait */
    bool post_later;   /* some posts may not have been done yet: gil_post_later */
    bool posts_later;  /* some such posts were made */
    Spin spin;
} LockCore;

void lock_core_init(LockCore *l, bool acquired);
void lock_core_destroy(Thread *t, LockCore *l);
/* ns < 0: without limit; 0: do not wait. 1: got it, 0: timeout, -1: a signal handler raised. */
MUST_USE int lock_core_acquire(Thread *t, LockCore *l, int64_t ns);
void lock_core_release(Thread *t, LockCore *l);
bool lock_core_locked(Thread *t, LockCore *l);
/* The arguments of acquire(): *ns as above; 0, or -1 with CPython's ValueError. */
MUST_USE int lock_timeout_parse(Thread *t, Value blocking, Value timeout, int64_t *ns);

/* _thread.c: before anything is torn down, threads that are not daemons come to their end; does
   nothing the second time. */
void threads_join_at_exit(Thread *t);
/* thread_handle.c */
MUST_USE int thread_handles_add(Thread *t, Value module);
extern const NativeDef *const thread_start_functions[];
/* thread_local.c */
MUST_USE int thread_local_add(Thread *t, Value module);
/* thread_lock.c */
MUST_USE int thread_locks_add(Thread *t, Value module);

#endif
