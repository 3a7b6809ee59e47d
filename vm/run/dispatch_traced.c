/* SPDX-License-Identifier: MIT */
/* The dispatch loop once more, with tracing: see tracing.h. */
#define RONDO_TRACED
#include "vm/run/tracing.h"
/* The loop that looks at nothing. */
static Value vm_run_plain(Thread *t)
{
    return vm_run(t);
}
#define vm_run vm_run_traced
#include "vm/run/dispatch.c"
