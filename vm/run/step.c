/* SPDX-License-Identifier: MIT */
/* Running the main program in steps: vm_step() comes back at a safepoint once its budget is spent
   and no native function is on the C stack, and goes on where it was when it is called again. */
#include "vm/core/vm.h"
#include "vm/core/interp.h"

static int budget_tick(Thread *t)
{
    if (t->budget > 0 && --t->budget == 0) /* 0: a thread that is not stepped */
        t->budget = -1;
    return 0;
}

StepResult vm_step(Thread *t, int64_t budget, Value *result)
{
    t->budget = budget > 0 ? budget + 1
                           : 0; /* entering vm_run is a safepoint itself, with nothing done yet */
    if (budget > 0) {
        vm_on_break(t->vm, BREAK_BUDGET, budget_tick);
        vm_break(t->vm, BREAK_BUDGET);
    }
    Value v = vm_run(t);
    vm_unbreak(t->vm, BREAK_BUDGET);
    t->budget = 0;
    if (v_same(v, V_STOP))
        return STEP_AGAIN;
    frame_pop_entry(t, t->frame);
    *result = v;
    return v_is_error(v) ? STEP_ERROR : STEP_DONE;
}
