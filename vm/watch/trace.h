/* SPDX-License-Identifier: MIT */
/* --trace: a readable line for each event of the scheduler, on stderr. */
#ifndef RONDO_TRACE_H
#define RONDO_TRACE_H

#include "vm/core/thread.h"

/* 0, or -1 with MemoryError. */
MUST_USE int trace_plug(Thread *t);
/* The same without the loop's own waiting. */
MUST_USE int trace_plug_tasks(Thread *t);
/* Ends it; nothing if there is none. */
void trace_unplug(Thread *t);

#endif
