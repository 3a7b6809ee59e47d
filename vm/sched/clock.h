/* SPDX-License-Identifier: MIT */
/*
 * The clock of the VM: real, or virtual (--virtual-time). A virtual clock starts at a fixed date,
 * each reading advances it by a microsecond so that busy waits end, and it jumps to the next
 * deadline when nothing is ready and nothing pins it. While pinned it runs at the pace of real
 * time.
 */
#ifndef RONDO_CLOCK_H
#define RONDO_CLOCK_H

#include "vm/core/thread.h"

/* A thread that waits for a moment of the virtual clock. */
typedef struct ClockSleeper {
    int64_t until;
    struct ClockSleeper *next;
} ClockSleeper;

typedef struct Clock {
    bool is_virtual;
    int64_t now;       /* virtual: monotonic ns */
    int64_t real_mark; /* virtual and pinned: real ns at which `now` was right; 0: not pinned */
    int32_t pins;      /* threads in system calls or running, connections with a foreign end ... */
    int32_t threads;   /* threads other than the main one that run code */
    int32_t sleepers;  /* of these, threads asleep in clock_sleep */
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    ClockSleeper *sleeping;
    int64_t wall_offset; /* wall = monotonic + offset */
} Clock;

int64_t clock_monotonic_ns(Thread *t);
int64_t clock_wall_ns(Thread *t);
static inline double clock_monotonic(Thread *t)
{
    return (double)clock_monotonic_ns(t) * 1e-9;
}
/* Sleeps with the GIL let go. 0, or -1 when a signal handler raised. */
MUST_USE int clock_sleep(Thread *t, int64_t ns);
/* While `me` is on the list, the clock does not jump past me->until. */
void clock_sleeper_add(Clock *c, ClockSleeper *me, int64_t until);
void clock_sleeper_remove(Clock *c, ClockSleeper *me);
/* What keeps a virtual clock from jumping: pin before, unpin after. GIL held. No-ops on a real
 * clock. */
void clock_pin(Thread *t);
void clock_unpin(Thread *t);
/* A thread of the language begins and ends (they pin while they are not asleep). */
void clock_thread_begins(Thread *t);
void clock_thread_ends(Thread *t);
/* Virtual: may the clock jump? Then it moves to `until` (or to the earlier deadline of a sleeping
   thread, which is woken) and true is returned. */
bool clock_jump(Thread *t, int64_t until_ns);

#endif
