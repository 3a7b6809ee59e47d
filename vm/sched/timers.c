/* SPDX-License-Identifier: MIT */
/*
 * Timers: a 4-ary heap ordered by deadline and, for equal deadlines, by age. An entry's owner (a
 * task that sleeps, or a TimerHandle) knows its place, so that a cancelled timer leaves at once.
 */
#include "vm/sched/timers.h"

static uint32_t *timer_place(Object *what)
{
    if (what->type->layout == KIND_task)
        return &((Task *)what)->f.timer_pos;
    return &((Handle *)what)->timer_pos;
}

static uint32_t timer_age(const Object *what)
{
    if (what->type->layout == KIND_task)
        return (uint32_t)v_small(((const Task *)what)->waits_on);
    return ((const Handle *)what)->timer_seq;
}

static void timer_set_age(Object *what, uint32_t age)
{
    if (what->type->layout == KIND_task)
        ((Task *)what)->waits_on = v_from_small(age);
    else
        ((Handle *)what)->timer_seq = age;
}

static bool timer_older(const Timer *a, const Timer *b)
{
    return (int32_t)(timer_age(a->what) - timer_age(b->what)) < 0;
}

static bool timer_before(const Timer *a, const Timer *b)
{
    return a->when < b->when || (UNLIKELY(a->when == b->when) && timer_older(a, b));
}

static void timer_put(Thread *t, Loop *loop, uint32_t i, Timer timer)
{
    loop->timers[i] = timer;
    *timer_place(timer.what) = i + 1;
}

static void timer_up(Thread *t, Loop *loop, uint32_t i, Timer timer)
{
    while (i > 0) {
        uint32_t parent = (i - 1) / 4;
        if (!timer_before(&timer, &loop->timers[parent]))
            break;
        timer_put(t, loop, i, loop->timers[parent]);
        i = parent;
    }
    timer_put(t, loop, i, timer);
}

static void timer_down(Thread *t, Loop *loop, uint32_t i, Timer timer)
{
    for (;;) {
        uint32_t best = i * 4 + 1, end = best + 4;
        if (best >= loop->timers_len)
            break;
        if (end > loop->timers_len)
            end = loop->timers_len;
        for (uint32_t child = best + 1; child < end; child++)
            if (timer_before(&loop->timers[child], &loop->timers[best]))
                best = child;
        if (!timer_before(&loop->timers[best], &timer))
            break;
        timer_put(t, loop, i, loop->timers[best]);
        i = best;
    }
    timer_put(t, loop, i, timer);
}

int timer_add(Thread *t, Loop *loop, double when, Object *what)
{
    if (loop->timers_len == loop->timers_cap) {
        uint32_t cap = loop->timers_cap ? loop->timers_cap * 2 : 16;
        Timer *timers =
            mem_resize(t, loop->timers, loop->timers_cap * sizeof *timers, cap * sizeof *timers);
        if (!timers)
            return -1;
        loop->timers = timers;
        loop->timers_cap = cap;
    }
    Timer timer = {when, obj_dup(what)};
    timer_set_age(what, loop->timer_seq++);
    timer_up(t, loop, loop->timers_len++, timer);
    EMIT(t, TIMER_SET, loop, v_from(what), V_EMPTY, when);
    return 0;
}

/* Takes entry i out: its owner is the caller's. */
static Object *timer_take(Thread *t, Loop *loop, uint32_t i)
{
    Object *what = loop->timers[i].what;
    Timer last = loop->timers[--loop->timers_len];
    *timer_place(what) = TIMER_NONE;
    if (i < loop->timers_len) {
        if (i > 0 && timer_before(&last, &loop->timers[(i - 1) / 4]))
            timer_up(t, loop, i, last);
        else
            timer_down(t, loop, i, last);
    }
    return what;
}

void timer_remove(Thread *t, Loop *loop, Object *what)
{
    uint32_t place = *timer_place(what);
    if (place != TIMER_NONE && place <= loop->timers_len && loop->timers[place - 1].what == what)
        obj_drop(t, timer_take(t, loop, place - 1));
}

Object *timer_take_due(Thread *t, Loop *loop, double now)
{
    return loop->timers_len && loop->timers[0].when < now ? timer_take(t, loop, 0) : NULL;
}

void timers_clear(Thread *t, Loop *loop)
{
    while (loop->timers_len)
        obj_drop(t, timer_take(t, loop, loop->timers_len - 1));
    mem_free(t, loop->timers, loop->timers_cap * sizeof *loop->timers);
    loop->timers = NULL;
    loop->timers_cap = 0;
}
