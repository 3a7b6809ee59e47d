/* SPDX-License-Identifier: MIT */
/* What the shell wants to know of tasks: since when they wait, what for, and which of them fail
 * unseen. */
#ifndef RONDO_REPL_TASKS_H
#define RONDO_REPL_TASKS_H

#include "vm/api_sys.h"

/* From here on `failed(task)` is called for each task that ends with an exception which nobody
   takes within two turns of the loop, and the times at which tasks begin to wait are noted. 0 or
   -1. */
MUST_USE int tasks_watch(Thread *t, Value failed);
/* (kind, what, since, until) of an unfinished task; what is None where there is nothing, the times
 * are None if unknown. A temporary. */
MUST_USE Value task_wait(Thread *t, Value task);
/* The task that holds a lock, or None. BORROWED. */
Value lock_owner(Value lock);

#endif
