/* SPDX-License-Identifier: MIT */
/*
 * Waiting for another thread without the kernel, for a few microseconds at most: to sleep and to be
 * woken on another, idle core costs more than that. Where it did not pay, the next waits sleep at
 * once, more of them each time: the other thread has other things to do, or no core to run on.
 */
#ifndef RONDO_SPIN_H
#define RONDO_SPIN_H

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { SPIN_NS = 40000, SPIN_LOOKS = 32, SPIN_SKIP = 248 };

/* A place where threads wait; all zero at first. Several may count at once: a count that is lost
   does no harm, a torn one would. */
typedef struct Spin {
    _Atomic(uint8_t) skip; /* waits that sleep at once */
    _Atomic(uint8_t) more; /* that many after the next time in vain */
} Spin;

/* Can another thread make progress meanwhile? False with one core. */
bool spin_useful(void);

static inline void spin_pause(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static inline int64_t spin_clock(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* Looks at `condition` until it holds or SPIN_NS have passed; `held` says which. */
#define SPIN_UNTIL(condition, held)                                                \
    do {                                                                           \
        int64_t spin_end_ = spin_clock() + SPIN_NS;                                \
        unsigned spin_looks_ = 0;                                                  \
        while (!((held) = (condition))) {                                          \
            spin_pause();                                                          \
            if (++spin_looks_ % SPIN_LOOKS)                                        \
                continue;                                                          \
            sched_yield(); /* perhaps the other thread waits for this very core */ \
            if (spin_clock() > spin_end_)                                          \
                break;                                                             \
        }                                                                          \
    } while (0)

/* Is it worth while to look this time? */
static inline bool spin_wanted(Spin *s)
{
    uint8_t skip = atomic_load_explicit(&s->skip, memory_order_relaxed);
    if (!skip)
        return true;
    atomic_store_explicit(&s->skip, (uint8_t)(skip - 1), memory_order_relaxed);
    return false;
}

static inline void spin_note(Spin *s, bool paid)
{
    uint8_t more = atomic_load_explicit(&s->more, memory_order_relaxed);
    uint8_t next = more < SPIN_SKIP / 2 ? (uint8_t)(2 * more + 1) : SPIN_SKIP;
    atomic_store_explicit(&s->skip, paid ? 0 : more, memory_order_relaxed);
    atomic_store_explicit(&s->more, paid ? 1 : next, memory_order_relaxed);
}

#endif
