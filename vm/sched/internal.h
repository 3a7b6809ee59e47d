/* SPDX-License-Identifier: MIT */
/* What the files of the scheduler share among themselves. */
#ifndef RONDO_SCHED_INTERNAL_H
#define RONDO_SCHED_INTERNAL_H

#include "vm/sched/sched.h"
#include "vm/sched/signals.h"

/* ---- future.c ---- */
MUST_USE int future_begin(Thread *t, Future *f, Value loop_object);
MUST_USE int future_debug_source(Thread *t, Future *f);
FutureExtra *future_extra(Thread *t, Future *f); /* NULL: MemoryError */
static inline uint32_t future_list_len(const Future *f) /* of the callbacks after the first */
{
    return f->extra && f->extra->more ? f->extra->more->len : 0;
}
MUST_USE int future_cancel_plain(Thread *t, Future *f, Value msg);
MUST_USE int64_t future_remove_callback(Thread *t, Future *f, Value fn);
MUST_USE Value future_exception_of(Thread *t, Future *f);
/* The same, with the traceback that it had when it was set: at the second time it has none, so that
   awaiting a failed future again does not show the first await. */
MUST_USE Value future_exception_to_raise(Thread *t, Future *f);
MUST_USE Value cancelled_error_new(Thread *t, Value msg);
Value future_next(Thread *t, Value self);
int future_hash(Thread *t, Value self, int64_t *hash);
void future_drop_fields(Thread *t, Future *f);
void future_dealloc(Thread *t, Object *o);
void future_clear(Thread *t, Object *o);
void future_visit(Object *o, VisitFn fn, void *arg);
static inline BORROWED Value future_loop_object(const Future *f)
{
    return f->loop                                          ? v_from(f->loop)
           : f->extra && !v_is_empty(f->extra->loop_object) ? f->extra->loop_object
                                                            : V_NONE;
}

/* ---- task.c ---- */
/* Puts the task into the ready queue, by way of an overridden call_soon if there is one. */
MUST_USE int task_schedule(Thread *t, Task *task);
/* What a future of another kind is told to call for a task: a bound function (owned). */
MUST_USE Value task_wakeup_new(Thread *t, Value task);
MUST_USE int task_cancel(Thread *t, Task *task, Value msg);
/* Begins a step in the frame of the loop: PUSHED, or as task_step_ended. */
MUST_USE Value task_step(Thread *t, Loop *loop, Task *task);
/* v: what came of the step that was pushed. NONE, or ERROR: KeyboardInterrupt or SystemExit. */
MUST_USE Value task_step_ended(Thread *t, Task *task, Value v, bool suspended);
/* A whole step with a nested run: from an overridden call_soon, or an eager start. 0 or -1. */
MUST_USE int task_step_nested(Thread *t, Task *task);
void task_dealloc(Thread *t, Object *o);
void task_clear(Thread *t, Object *o);
void task_visit(Object *o, VisitFn fn, void *arg);
void task_timer_fired(Thread *t, Task *task);
MUST_USE int task_init(Thread *t, Task *task, Value coro, Value loop, Value name, Value context,
                       bool eager);
int is_coroutine(Thread *t, Value v); /* coroutines.iscoroutine: 0, 1, -1 */

/* waits_on of a task whose sleep() has ended, or was cancelled, and whose step has not come yet. */
#define SLEPT           V_PAUSED
#define SLEEP_CANCELLED V_STOP
static inline bool task_waits_for_nothing(const Task *task)
{
    return (task->waits_on.bits & ~SLEPT.bits) == 0;
}
/* When a task that sleeps goes on, on the loop's clock. */
static inline double task_wakes_at(const Task *task)
{
    return task->f.loop->timers[task->f.timer_pos - 1].when;
}

/* When the sleep() that yields c ends. */
double sleep_deadline(const NativeCoro *c);

/* ---- loop.c ---- */
MUST_USE Value loop_run_frame(Thread *t, Loop *loop, Value future, bool owns_task);
/* The running chain of g is the step of one of the loop's tasks, with nothing in between. */
bool loop_drives(const Loop *loop, const Generator *g);
void loop_enter_context(Thread *t, Loop *loop, Value context);
MUST_USE Value loop_leave_context(Thread *t, Loop *loop);
MUST_USE int call_soon_slow(Thread *t, Value loop, Value fn, Value arg, Value context);
void loop_look_for_overrides(Thread *t, Loop *loop);
/* Debug mode: RuntimeError when the loop runs in another thread; -1. */
MUST_USE int loop_check_thread(Thread *t, const Loop *loop);
MUST_USE int loop_poll(Thread *t, Loop *loop, int64_t timeout_ns); /* loop_io.c */
void loop_io_close(Thread *t, Loop *loop);
MUST_USE int loop_clock_wait(Thread *t, Loop *loop, int64_t timeout_ns);
/* Runs a handle's callback: PUSHED, or the result. */
MUST_USE Value handle_start(Thread *t, Handle *h);
void handle_failed(Thread *t, Handle *h); /* reports the pending exception */

/* Would the next turn do anything without asking for descriptors? */
static inline bool loop_has_work(Thread *t, Loop *loop)
{
    return loop->ready_len || loop->stopping || loop->woken ||
           (loop->timers_len && loop->timers[0].when <= loop_time(t, loop));
}

/* ---- transport.c ---- */
/* A step ends: what its transports hold back is sent. 0, or -1: KeyboardInterrupt or SystemExit. An
   exception that is pending stays so. */
MUST_USE int transports_settle(Thread *t, Loop *loop);

/* ---- library in the language ---- */
MUST_USE Value library_call(Thread *t, const char *module, const char *name, const Value *args,
                            uint32_t nargs);
/* obj.cancel(msg=msg): 1, 0, -1. */
MUST_USE int cancel_by_method(Thread *t, Value obj, Value msg);
/* f(*args, context=context) */
MUST_USE Value call_with_context(Thread *t, Value f, const Value *args, uint32_t nargs,
                                 Value context);

/* The wakers of run_until_complete, gather and as_completed. */
int loop_run_future_done(Thread *t, Waker *w, Value future);
int gather_child_done(Thread *t, Waker *w, Value v);
int completed_child_done(Thread *t, Waker *w, Value future);

/* ---- types ---- */
/* A type that the VM owns. NULL: error. */
MUST_USE Type *sched_type(Thread *t, const TypeSpec *spec);
/* The same for a class that passes for one of the language's, of this module. */
MUST_USE Type *library_type(Thread *t, const char *module, const TypeSpec *spec);
extern const NativeDef *const loop_methods[];
extern const GetSetDef loop_getset[];
MUST_USE int handle_types_setup(Thread *t);
MUST_USE int future_type_setup(Thread *t);
MUST_USE int task_type_setup(Thread *t);
MUST_USE int native_coro_setup(Thread *t);
MUST_USE int context_types_setup(Thread *t);
MUST_USE int loop_type_setup(Thread *t);
MUST_USE int gather_setup(Thread *t);
MUST_USE int timeout_setup(Thread *t);
extern const NativeDef *const task_functions[], *const gather_functions[];
extern const NativeDef *const timeout_functions[], *const sleep_functions[];
extern const NativeDef *const task_makers[], *const future_tests[], *const coroutine_tests[];

#endif
