/* SPDX-License-Identifier: MIT */
/* The real clock and the virtual one. */
#include <stdlib.h>
#include <time.h>
#include "vm/core/exceptions.h"
#include "vm/core/image.h"
#include "vm/core/vm.h"
#include "vm/sched/clock.h"
#include "vm/sched/signals.h"

#define VIRTUAL_START \
    1735732800000000000LL /* 2025-01-01 12:00:00 UTC: the wall clock's first reading */
#define READING_NS 1000   /* each reading of the virtual clock takes a microsecond */

static int64_t real_ns(clockid_t id)
{
    struct timespec ts;
    clock_gettime(id, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* While something pins the virtual clock, real time passes on it. */
static void clock_follow(Clock *c)
{
    bool pinned = c->pins > 0 || c->threads > c->sleepers;
    int64_t real = real_ns(CLOCK_MONOTONIC);
    if (c->real_mark && real > c->real_mark)
        c->now += real - c->real_mark;
    c->real_mark = pinned ? real : 0;
}

int64_t clock_monotonic_ns(Thread *t)
{
    Clock *c = t->vm->clock;
    if (LIKELY(!c->is_virtual))
        return real_ns(CLOCK_MONOTONIC);
    clock_follow(c);
    return c->now += READING_NS;
}

int64_t clock_wall_ns(Thread *t)
{
    Clock *c = t->vm->clock;
    return c->is_virtual ? clock_monotonic_ns(t) + c->wall_offset : real_ns(CLOCK_REALTIME);
}

void clock_pin(Thread *t)
{
    Clock *c = t->vm->clock;
    if (c->is_virtual) {
        clock_follow(c);
        if (c->pins++ == 0)
            clock_follow(c);
    }
}

void clock_unpin(Thread *t)
{
    Clock *c = t->vm->clock;
    if (c->is_virtual) {
        clock_follow(c);
        c->pins--;
        clock_follow(c);
    }
}

void clock_thread_begins(Thread *t)
{
    Clock *c = t->vm->clock;
    clock_follow(c);
    c->threads++;
    clock_follow(c);
}

void clock_thread_ends(Thread *t)
{
    Clock *c = t->vm->clock;
    clock_follow(c);
    c->threads--;
    clock_follow(c);
}

void clock_sleeper_add(Clock *c, ClockSleeper *me, int64_t until)
{
    *me = (ClockSleeper){until, c->sleeping};
    c->sleeping = me;
}

void clock_sleeper_remove(Clock *c, ClockSleeper *me)
{
    for (ClockSleeper **p = &c->sleeping; *p; p = &(*p)->next)
        if (*p == me) {
            *p = me->next;
            break;
        }
}

static int64_t clock_earliest_sleeper(const Clock *c)
{
    int64_t first = INT64_MAX;
    for (const ClockSleeper *s = c->sleeping; s; s = s->next)
        if (s->until < first)
            first = s->until;
    return first;
}

bool clock_jump(Thread *t, int64_t until_ns)
{
    Clock *c = t->vm->clock;
    if (!c->is_virtual || c->pins > 0 || c->threads > c->sleepers)
        return false;
    int64_t first = clock_earliest_sleeper(c);
    int64_t target = first < until_ns ? first : until_ns;
    if (target == INT64_MAX)
        return false;
    if (target > c->now)
        c->now = target;
    if (first <= c->now) {
        pthread_mutex_lock(&c->mutex);
        pthread_cond_broadcast(&c->moved);
        pthread_mutex_unlock(&c->mutex);
    }
    return true;
}

/* ---- sleeping ---- */

static int sleep_real(Thread *t, int64_t ns)
{
    int64_t until = real_ns(CLOCK_MONOTONIC) + ns;
    for (;;) {
        bool came;
        WITHOUT_GIL(t, came = signals_sleep(t, until - real_ns(CLOCK_MONOTONIC)));
        if (!came)
            return 0;
        if (signals_check(t) < 0)
            return -1;
    }
}

/* The thread that may move the clock does so; another one waits until the clock has been moved. */
static int sleep_virtual(Thread *t, int64_t ns)
{
    Clock *c = t->vm->clock;
    clock_follow(c);
    ClockSleeper me;
    clock_sleeper_add(c, &me, c->now + ns);
    c->sleepers += !t->is_main;
    int status = 0;
    while (status == 0 && c->now < me.until) {
        if (t->is_main && clock_jump(t, me.until))
            continue;
        struct timespec ts;
        int64_t wake = real_ns(CLOCK_MONOTONIC) + 1000000;
        ts = (struct timespec){wake / 1000000000, wake % 1000000000};
        gil_release(t);
        pthread_mutex_lock(&c->mutex);
        pthread_cond_timedwait(&c->moved, &c->mutex, &ts);
        pthread_mutex_unlock(&c->mutex);
        gil_acquire(t);
        clock_follow(c);
        status = t->is_main ? signals_check(t) : 0;
    }
    c->sleepers -= !t->is_main;
    clock_sleeper_remove(c, &me);
    return status;
}

int clock_sleep(Thread *t, int64_t ns)
{
    return t->vm->clock->is_virtual ? sleep_virtual(t, ns) : sleep_real(t, ns);
}

/* ---- life ---- */

static void clock_free(VM *vm)
{
    pthread_cond_destroy(&vm->clock->moved);
    pthread_mutex_destroy(&vm->clock->mutex);
    image_free(vm->clock);
    vm->clock = NULL;
}

int clock_setup(Thread *t)
{
    Clock *c = image_calloc(1, sizeof *c);
    if (!c) {
        raise_memory(t);
        return -1;
    }
    t->vm->clock = c;
    c->now = 1000000000;
    c->wall_offset = VIRTUAL_START - c->now;
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_mutex_init(&c->mutex, NULL);
    pthread_cond_init(&c->moved, &attr);
    pthread_condattr_destroy(&attr);
    vm_at_free(t->vm, clock_free);
    return 0;
}

int clock_start(Thread *t)
{
    t->vm->clock->is_virtual = t->vm->options.virtual_time;
    return 0;
}
