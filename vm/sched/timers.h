/* SPDX-License-Identifier: MIT */
/* What the loop needs of its timers beyond sched.h. */
#ifndef RONDO_TIMERS_H
#define RONDO_TIMERS_H

#include "vm/sched/sched.h"

/* The owner (TAKES from the heap) of the earliest timer that lies before `now`, or NULL. */
Object *timer_take_due(Thread *t, Loop *loop, double now);
void timers_clear(Thread *t, Loop *loop);

#endif
