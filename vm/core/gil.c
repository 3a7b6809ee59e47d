/* SPDX-License-Identifier: MIT */
/*
 * The global interpreter lock. A thread that waits asks the holder, once a switch interval has
 * passed, to let go at its next safepoint (BREAK_GIL); the holder then waits until another thread
 * has really taken the lock, as CPython's does since 3.2, so that no thread starves.
 *
 * A thread that is woken can do nothing before it has the GIL. So who wakes one while it holds the
 * GIL puts that off until it lets go itself, but for no more than a few safepoints: else the woken
 * thread would run into the lock and go to sleep again, twice the switches for nothing.
 */
#include <errno.h>
#include <sched.h>
#include <time.h>
#include "vm/core/spin.h"
#include "vm/core/vm.h"

static void deadline_after(struct timespec *ts, uint64_t us)
{
    clock_gettime(CLOCK_MONOTONIC, ts);
    uint64_t ns = (uint64_t)ts->tv_nsec + us % 1000000 * 1000;
    ts->tv_sec += (time_t)(us / 1000000 + ns / 1000000000);
    ts->tv_nsec = (long)(ns % 1000000000);
}

bool spin_useful(void)
{
    cpu_set_t cores;
    return sched_getaffinity(0, sizeof cores, &cores) == 0 && CPU_COUNT(&cores) > 1;
}

int gil_setup(Gil *gil)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    int err = pthread_mutex_init(&gil->mutex, NULL) | pthread_cond_init(&gil->cond, &attr) |
              pthread_cond_init(&gil->switched, &attr);
    pthread_condattr_destroy(&attr);
    gil->interval_us = 5000;
    gil->wake_fd = -1;
    return err ? -1 : 0;
}

void gil_destroy(Gil *gil)
{
    pthread_cond_destroy(&gil->switched);
    pthread_cond_destroy(&gil->cond);
    pthread_mutex_destroy(&gil->mutex);
}

void gil_acquire(Thread *t)
{
    int saved_errno = errno;
    Gil *gil = &t->vm->gil;
    if (atomic_load_explicit(&gil->locked, memory_order_relaxed) && gil->spins &&
        spin_wanted(&gil->spin)) {
        bool opened;
        SPIN_UNTIL(!atomic_load_explicit(&gil->locked, memory_order_relaxed), opened);
        spin_note(&gil->spin, opened);
    }
    pthread_mutex_lock(&gil->mutex);
    atomic_fetch_add(&gil->waiting, 1);
    while (gil->locked) {
        struct timespec until;
        deadline_after(&until, gil->interval_us);
        uint64_t switches = gil->switches;
        int err = pthread_cond_timedwait(&gil->cond, &gil->mutex, &until);
        if (err == ETIMEDOUT && gil->locked && gil->switches == switches)
            vm_break(t->vm, BREAK_GIL);
    }
    atomic_fetch_sub(&gil->waiting, 1);
    gil->locked = true;
    if (gil->holder != t) {
        gil->holder = t;
        gil->switches++;
    }
    vm_unbreak(t->vm, BREAK_GIL);
    pthread_cond_broadcast(&gil->switched);
    bool late = t->vm->finalizing && !t->is_main;
    if (late)
        gil->locked = false;
    pthread_mutex_unlock(&gil->mutex);
    /* A daemon thread comes back while the VM is torn down: it must not touch anything any more. */
    while (late)
        pause();
    errno = saved_errno;
}

/* ---- wake-ups put off ---- */

enum { PATIENCE = 64, MOST_WAKES = sizeof((Gil *)NULL)->wakes / sizeof(sem_t *) };

typedef struct Wakes {
    sem_t *sems[MOST_WAKES];
    uint32_t len;
    int fd;
} Wakes;

static inline bool wakes_pending(const Gil *gil)
{
    return gil->chore || gil->wakes_len || gil->wake_fd >= 0;
}

static void chore_do(Thread *t)
{
    void (*chore)(Thread *t) = t->vm->gil.chore;
    t->vm->gil.chore = NULL;
    vm_unbreak(t->vm, BREAK_WAKE); /* wake-ups, if there are any, are done next */
    chore(t);
}

static bool wakes_take(Thread *t, Wakes *w)
{
    Gil *gil = &t->vm->gil;
    if (UNLIKELY(gil->chore != NULL))
        chore_do(t);
    if (LIKELY(!gil->wakes_len && gil->wake_fd < 0))
        return false;
    memcpy(w->sems, gil->wakes, sizeof w->sems);
    w->len = gil->wakes_len;
    w->fd = gil->wake_fd;
    gil->wakes_len = 0;
    gil->wake_fd = -1;
    vm_unbreak(t->vm, BREAK_WAKE);
    return true;
}

static void wakes_do(const Wakes *w)
{
    uint64_t one = 1;
    if (w->fd >= 0) {
        ssize_t n = write(w->fd, &one, sizeof one);
        (void)n; /* a full counter wakes as well */
    }
    for (uint32_t i = 0; i < w->len; i++)
        sem_post(w->sems[i]);
}

void gil_wakes_do(Thread *t)
{
    t->vm->gil.noticed++;
    if (LIKELY(!wakes_pending(&t->vm->gil)))
        return;
    int saved_errno = errno;
    Wakes w;
    if (wakes_take(t, &w))
        wakes_do(&w);
    errno = saved_errno;
}

void gil_wakes_settle(Thread *t)
{
    gil_wakes_do(t);
    while (atomic_load(&t->vm->gil.waking))
        sched_yield();
}

void gil_wakes_wait(Thread *t)
{
    Gil *gil = &t->vm->gil;
    if (gil->wakes_patience)
        gil->wakes_patience--;
    else
        gil_wakes_do(t);
}

static void wakes_begin(Thread *t)
{
    t->vm->gil.wakes_patience = PATIENCE;
    vm_break(t->vm, BREAK_WAKE);
}

void gil_post_later(Thread *t, sem_t *sem)
{
    Gil *gil = &t->vm->gil;
    if (gil->wakes_len == MOST_WAKES)
        gil_wakes_do(t);
    gil->wakes[gil->wakes_len++] = sem;
    wakes_begin(t);
}

void gil_chore_later(Thread *t, void (*chore)(Thread *t))
{
    t->vm->gil.chore = chore;
    wakes_begin(t);
}

void gil_chore_done(Thread *t)
{
    Gil *gil = &t->vm->gil;
    gil->chore = NULL;
    if (!gil->wakes_len && gil->wake_fd < 0)
        vm_unbreak(t->vm, BREAK_WAKE);
}

void gil_write_later(Thread *t, int fd)
{
    Gil *gil = &t->vm->gil;
    if (gil->wake_fd >= 0 && gil->wake_fd != fd)
        gil_wakes_do(t);
    gil->wake_fd = fd;
    wakes_begin(t);
}

void gil_release(Thread *t)
{
    int saved_errno = errno;
    Gil *gil = &t->vm->gil;
    Wakes w;
    gil->noticed++;
    bool wakes = wakes_take(t, &w);
    if (UNLIKELY(wakes))
        atomic_fetch_add(&gil->waking, 1);
    pthread_mutex_lock(&gil->mutex);
    gil->locked = false;
    pthread_cond_signal(&gil->cond);
    pthread_mutex_unlock(&gil->mutex);
    if (UNLIKELY(wakes)) {
        wakes_do(&w);
        atomic_fetch_sub(&gil->waking, 1);
    }
    errno = saved_errno;
}

void gil_yield(Thread *t)
{
    Gil *gil = &t->vm->gil;
    vm_unbreak(t->vm, BREAK_GIL);
    gil_wakes_do(t);
    if (!atomic_load(&gil->waiting))
        return;
    pthread_mutex_lock(&gil->mutex);
    gil->locked = false;
    pthread_cond_signal(&gil->cond);
    struct timespec until;
    deadline_after(&until, 100000);
    while (gil->holder == t && atomic_load(&gil->waiting))
        if (pthread_cond_timedwait(&gil->switched, &gil->mutex, &until))
            break;
    pthread_mutex_unlock(&gil->mutex);
    gil_acquire(t);
}
