/* SPDX-License-Identifier: MIT */
/*
 * Signals. The C handler sets a flag, asks for a safepoint and writes to the wake-up descriptor;
 * the script's handler runs at the next safepoint of the main thread.
 */
#ifndef RONDO_SIGNALS_H
#define RONDO_SIGNALS_H

#include "vm/core/thread.h"

MUST_USE int signals_setup(Thread *t);
void signals_free(VM *vm);
/* Runs the handlers of signals that have arrived (main thread only). 0, or -1 with what a handler
 * raised. */
MUST_USE int signals_check(Thread *t);
/* Sleeps ns nanoseconds, without the GIL, or until a signal comes. They are let in by the sleep
   itself, and one of the main thread that nobody has looked at yet ends it at once: none falls
   between the look and the sleep. True: a signal came. */
bool signals_sleep(const Thread *t, int64_t ns);
/* Has the signal arrived, and its handler not run yet? Any thread. */
bool signals_pending(Thread *t, int number);
/* After 200 ms the running step gets KeyboardInterrupt, unless disarmed: see Runner. */
void signals_arm_interrupt(Thread *t, int64_t ns);
void signals_disarm_interrupt(Thread *t);
/* The loop that waits in the main thread: its wake-up descriptor is written to by handlers. */
void signals_set_loop_fd(Thread *t, int fd);
/* Called by the front door: a KeyboardInterrupt ended the program; dies of SIGINT itself. */
_Noreturn void signals_die_of_interrupt(void);

#endif
