/* SPDX-License-Identifier: MIT */
/*
 * The global interpreter lock. A thread that waits asks the holder, once a switch interval has
 * passed, to let go at its next safepoint (BREAK_GIL); the holder then waits until another thread
 * has really taken the lock, as CPython's does since 3.2, so that no thread starves.
 */
#include <errno.h>
#include <time.h>
#include "vm/core/vm.h"

static void deadline_after(struct timespec *ts, uint64_t us)
{
    clock_gettime(CLOCK_MONOTONIC, ts);
    uint64_t ns = (uint64_t)ts->tv_nsec + us % 1000000 * 1000;
    ts->tv_sec += (time_t)(us / 1000000 + ns / 1000000000);
    ts->tv_nsec = (long)(ns % 1000000000);
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

void gil_release(Thread *t)
{
    int saved_errno = errno;
    Gil *gil = &t->vm->gil;
    pthread_mutex_lock(&gil->mutex);
    gil->locked = false;
    pthread_cond_signal(&gil->cond);
    pthread_mutex_unlock(&gil->mutex);
    errno = saved_errno;
}

void gil_yield(Thread *t)
{
    Gil *gil = &t->vm->gil;
    vm_unbreak(t->vm, BREAK_GIL);
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
