/* SPDX-License-Identifier: MIT */
/*
 * Tasks: a coroutine that the loop drives, step by step. The life of a task is drawn in sched.h.
 *
 * A step begins in the frame of the loop (task_step pushes the coroutine's innermost frame) and
 * what comes of it arrives in task_step_ended: the coroutine returned, raised, or yielded what it
 * waits for.
 */
#include <math.h>
#include "vm/core/interp.h"
#include "vm/sched/internal.h"
#include "vm/sched/timers.h"

static void task_unlink(Task *task)
{
    if (!task->f.linked)
        return;
    Loop *loop = task->f.loop;
    if (task->next)
        task->next->prev = task->prev;
    if (task->prev)
        task->prev->next = task->next;
    else
        loop->tasks = task->next;
    task->next = task->prev = NULL;
    task->f.linked = false;
}

static void task_link(Task *task)
{
    Loop *loop = task->f.loop;
    if (!loop || task->f.linked)
        return;
    task->next = loop->tasks;
    task->prev = NULL;
    if (loop->tasks)
        loop->tasks->prev = task;
    loop->tasks = task;
    task->f.linked = true;
}

/* ---- what a coroutine is ---- */

int is_coroutine(Thread *t, Value v)
{
    if (v_is_kind(v, KIND_coroutine) || v_is_native_coro(t, v))
        return 1;
    /* collections.abc.Coroutine: only what has send() can be one; the module is not loaded for
     * others. */
    if (!v_is_object(v) || v_is_kind(v, KIND_generator) || v_is_future(v) ||
        v_is_empty(type_lookup(t, v_type(t, v), N(t, send))))
        return 0;
    Value cls = import_attr(t, "collections.abc", "Coroutine");
    if (v_is_error(cls))
        return -1;
    int r = is_instance(t, v, cls);
    drop(t, cls);
    return r;
}

/* ---- making ---- */

int task_init(Thread *t, Task *task, Value coro, Value loop, Value name, Value context, bool eager)
{
    int ok = is_coroutine(t, coro);
    if (ok < 0)
        return -1;
    if (!ok) {
        raise_format(t, EXC_TypeError, "a coroutine was expected, got %R", coro);
        return -1;
    }
    if (future_begin(t, &task->f, loop) < 0)
        return -1;
    v_set(t, &task->coro, dup(coro));
    if (v_is_empty(name) || v_is_none(name))
        v_set(t, &task->name, v_from_small((int64_t)++t->vm->sched->task_number));
    else {
        Value text = v_is_kind(name, KIND_str) ? dup(name) : value_str(t, name);
        if (v_is_error(text))
            return -1;
        v_set(t, &task->name, text);
    }
    Value own = v_is_empty(context) || v_is_none(context) ? context_copy_current(t) : dup(context);
    if (v_is_error(own))
        return -1;
    v_set(t, &task->context, own);
    task->f.log_destroy = true;
    task->f.foreign_step = !task->f.loop || task->f.loop->foreign_call_soon;
    EMIT(t, TASK_MADE, task->f.loop, v_from(task), current_task(t), 0);
    if (eager && task->f.loop && t->loop == task->f.loop)
        return task_step_nested(t, task);
    if ((task->f.loop && loop_check_thread(t, task->f.loop) < 0) || task_schedule(t, task) < 0)
        return -1;
    task_link(task);
    return 0;
}

Value task_new(Thread *t, Loop *loop, Value coro, Value name, Value context)
{
    Task *task = object_new(t, t->vm->types[KIND_task], 0);
    if (!task)
        return V_ERROR;
    gc_track(t, task);
    if (task_init(t, task, coro, v_from(loop), name, context, false) < 0) {
        task->f.log_destroy = false;
        obj_drop(t, task);
        return V_ERROR;
    }
    return v_from(task);
}

static int task_step_waker(Thread *t, Waker *w, Value arg)
{
    return task_step_nested(t, V_AS(Task, w->self));
}

int task_schedule(Thread *t, Task *task)
{
    Loop *loop = task->f.loop;
    if (UNLIKELY(task->f.foreign_step)) {
        Waker *step = waker_new(t, task_step_waker, v_from(task));
        if (!step)
            return -1;
        int status =
            call_soon_slow(t, future_loop_object(&task->f), v_from(step), V_EMPTY, task->context);
        obj_drop(t, step);
        return status;
    }
    if (UNLIKELY(loop->closed) && loop_check_closed(t, loop) < 0)
        return -1;
    if (task->f.queued)
        return 0;
    task->f.queued = true;
    if (task->f.wait_kind == WAIT_RUNS)
        task->f.wait_kind = WAIT_READY;
    EMIT(t, TASK_READY, loop, v_from(task), V_EMPTY, 0);
    return loop_ready(t, loop, &task->f.head);
}

/* ---- a step: the beginning ---- */

static void task_forget_wait(Thread *t, Task *task)
{
    if (UNLIKELY(task->f.timer_pos != TIMER_NONE)) /* somebody made a step by hand */
        timer_remove(t, task->f.loop, &task->f.head);
    v_clear(t, &task->waits_on);
}

/* What is to be thrown into the coroutine at this step: owned, EMPTY: nothing, ERROR. */
static Value task_step_exception(Thread *t, Task *task)
{
    Value on = task->waits_on, exc = V_EMPTY;
    if (v_is_future(on)) {
        exc = future_exception_to_raise(t, V_AS(Future, on));
    } else if (v_same(on, SLEEP_CANCELLED)) {
        exc = cancelled_error_new(t, task->f.extra ? task->f.extra->sleep_message : V_EMPTY);
    } else if (v_is_exception(on)) {
        exc = dup(on);
    } else if (!v_is_empty(on) && task->f.wait_kind == WAIT_FOREIGN) {
        Value r = call_method(t, on, N(t, result), NULL, 0);
        if (v_is_error(r))
            exc = exc_take(t);
        else
            drop(t, r);
    }
    if (v_is_error(exc) || !task->f.must_cancel)
        return exc;
    task->f.must_cancel = false;
    if (v_is_object(exc) && type_is_subtype(v_type(t, exc), t->vm->exc[EXC_CancelledError]))
        return exc;
    drop(t, exc);
    return future_cancelled_error(t, &task->f);
}

/* One send or throw to a coroutine that is not the VM's own: value, V_STOP with t->stop_value,
 * ERROR. */
static Value foreign_coro_step(Thread *t, Value coro, Value exc)
{
    Value v = v_is_empty(exc) ? call_method1(t, coro, N(t, send), V_NONE)
                              : call_method1(t, coro, N(t, throw), exc);
    drop(t, exc);
    if (!v_is_error(v) || !exc_is(t, EXC_StopIteration))
        return v;
    Value stop = exc_take(t);
    v_set(t, &t->stop_value, dup(V_AS(Exception, stop)->field[0]));
    drop(t, stop);
    return V_STOP;
}

/* A coroutine without frames: what came of it, as task_step_ended wants it. TAKES exc. */
static Value task_step_frameless(Thread *t, Task *task, TAKES Value exc, bool *suspended)
{
    Value coro = dup(task->coro), v;
    if (v_is_native_coro(t, coro)) {
        if (!v_is_empty(exc))
            exc_restore(t, exc);
        v = native_coro_step(t, V_AS(NativeCoro, coro), !v_is_empty(exc));
    } else {
        v = foreign_coro_step(t, coro, exc);
    }
    drop(t, coro);
    *suspended = !v_is_error(v) && !v_same(v, V_STOP);
    if (v_same(v, V_STOP)) {
        v = v_is_empty(t->stop_value) ? V_NONE : t->stop_value;
        t->stop_value = V_EMPTY;
    }
    return v;
}

static void task_enter(Thread *t, Loop *loop, Task *task)
{
    task_forget_wait(t, task);
    task->f.wait_kind = WAIT_RUNS;
    loop->current = v_from(task);
    EMIT(t, STEP_BEGINS, loop, v_from(task), V_EMPTY, 0);
}

Value task_step(Thread *t, Loop *loop, Task *task)
{
    task->f.queued = false;
    if (UNLIKELY(future_done(&task->f)))
        return V_NONE;
    Value exc = V_EMPTY;
    if (UNLIKELY(!task_waits_for_nothing(task) || task->f.must_cancel)) {
        exc = task_step_exception(t, task);
        if (v_is_error(exc))
            exc = exc_take(t);
        if (!v_is_empty(exc))
            EMIT(t, CANCEL_DELIVERED, loop, v_from(task), exc, 0);
    }
    loop_enter_context(t, loop, task->context);
    task_enter(t, loop, task);
    if (LIKELY(v_is_kind(task->coro, KIND_coroutine))) {
        Value v = generator_push(t, V_AS(Generator, task->coro), V_NONE, exc);
        if (LIKELY(v_same(v, V_PUSHED)))
            return v;
        return task_step_ended(t, task, v, false);
    }
    bool suspended;
    Value v = task_step_frameless(t, task, exc, &suspended);
    return task_step_ended(t, task, v, suspended);
}

/* ---- a step: the end ---- */

static void task_finish(Thread *t, Task *task)
{
    task_unlink(task);
    task_forget_wait(t, task);
    task->f.wait_kind = WAIT_NONE;
    EMIT(t, TASK_DONE, task->f.loop, v_from(task), V_EMPTY, 0);
}

static int task_returned(Thread *t, Task *task, TAKES Value v)
{
    int status;
    if (UNLIKELY(task->f.must_cancel)) {
        task->f.must_cancel = false;
        Value msg = task->f.extra ? dup(task->f.extra->cancel_message) : V_EMPTY;
        status = future_cancel_plain(t, &task->f, msg) < 0 ? -1 : 0;
        drop(t, msg);
    } else {
        status = future_set_result(t, &task->f, v);
    }
    drop(t, v);
    task_finish(t, task);
    return status;
}

/* The pending exception ended the coroutine. */
static int task_raised(Thread *t, Task *task)
{
    if (exc_is(t, EXC_CancelledError)) {
        Value exc = exc_take(t);
        if (future_extra(t, &task->f))
            v_set(t, &task->f.extra->cancelled_exc, exc);
        else
            drop(t, exc);
        int status = future_cancel_plain(t, &task->f, V_EMPTY) < 0 ? -1 : 0;
        task_finish(t, task);
        return status;
    }
    bool fatal = exc_is(t, EXC_KeyboardInterrupt) || exc_is(t, EXC_SystemExit);
    Value exc = exc_take(t);
    int status = future_set_exception(t, &task->f, exc);
    task_finish(t, task);
    if (fatal && status == 0)
        exc_restore(t, exc);
    else
        drop(t, exc);
    return fatal ? -1 : status;
}

/* The next step raises RuntimeError(message % args) in the coroutine. TAKES text. */
static int task_protest(Thread *t, Task *task, TAKES Value text)
{
    if (v_is_error(text))
        return -1;
    Value exc = exception_new(t, t->vm->exc[EXC_RuntimeError], &text, 1);
    drop(t, text);
    if (v_is_error(exc))
        return -1;
    v_set(t, &task->waits_on, exc);
    task->f.wait_kind = WAIT_READY;
    return task_schedule(t, task);
}

/* The coroutine in C that the task's innermost frame awaits, or NULL. BORROWED. */
static const NativeCoro *task_native_leaf(Thread *t, const Task *task)
{
    if (v_is_native_coro(t, task->coro))
        return V_AS(NativeCoro, task->coro);
    if (!v_is_kind(task->coro, KIND_coroutine) ||
        V_AS(Generator, task->coro)->state != GEN_SUSPENDED)
        return NULL;
    Value on = generator_delegate(frame_gen(V_AS(Generator, task->coro)->frame.leaf));
    return v_is_native_coro(t, on) ? V_AS(NativeCoro, on) : NULL;
}

BORROWED Value task_waits_for(Thread *t, const Task *task, WaitKind *kind)
{
    *kind = (WaitKind)task->f.wait_kind;
    if (*kind == WAIT_SLEEP)
        return V_EMPTY;
    if (*kind != WAIT_FUTURE)
        return task->waits_on;
    const NativeCoro *c = task_native_leaf(t, task);
    if (!c || c->head.type != t->vm->sched->native_coro_type || !v_same(c->waits, task->waits_on))
        return task->waits_on;
    *kind = (WaitKind)c->wait_kind;
    return c->self;
}

static void task_tell_wait(Thread *t, Task *task)
{
    WaitKind kind;
    Value what = task_waits_for(t, task, &kind);
    EMIT(t, TASK_WAITS, task->f.loop, v_from(task), what, 0);
}

static int task_waits_for_future(Thread *t, Task *task, Value v)
{
    Future *f = V_AS(Future, v);
    if (UNLIKELY(f->loop != task->f.loop || !f->loop) &&
        !v_same(future_loop_object(f), future_loop_object(&task->f)))
        return task_protest(
            t, task,
            str_format(t, "Task %R got Future %R attached to a different loop", v_from(task), v));
    if (!f->blocking)
        return task_protest(t, task,
                            str_format(t, "yield was used instead of yield from in task %R with %R",
                                       v_from(task), v));
    if (UNLIKELY(v_same(v, v_from(task))))
        return task_protest(t, task,
                            str_format(t, "Task cannot await on itself: %R", v_from(task)));
    f->blocking = false;
    if (future_add_waiter(t, f, &task->f.head) < 0)
        return -1;
    v_set(t, &task->waits_on, dup(v));
    task->f.wait_kind = v_has_layout(v, KIND_task) ? WAIT_TASK : WAIT_FUTURE;
    if (UNLIKELY(t->vm->observers != NULL))
        task_tell_wait(t, task);
    if (!task->f.must_cancel)
        return 0;
    Value msg = task->f.extra ? task->f.extra->cancel_message : V_NONE;
    int asked = future_cancel(t, f, v_is_empty(msg) ? V_NONE : msg);
    if (asked > 0)
        task->f.must_cancel = false;
    return asked < 0 ? -1 : 0;
}

/* Ends the sleep with a CancelledError. 0 or -1. */
static int sleep_cancel(Thread *t, Task *task, Value msg)
{
    bool with = !v_is_empty(msg) && !v_is_none(msg);
    if (with && !future_extra(t, &task->f))
        return -1;
    task->waits_on = SLEEP_CANCELLED;
    if (task->f.extra)
        v_set(t, &task->f.extra->sleep_message, with ? dup(msg) : V_EMPTY);
    return task_schedule(t, task);
}

static int task_sleeps(Thread *t, Task *task, double when)
{
    task->f.wait_kind = WAIT_SLEEP;
    EMIT(t, TASK_SLEEPS, task->f.loop, v_from(task), V_EMPTY, when);
    if (UNLIKELY(task->f.must_cancel)) {
        task->f.must_cancel = false;
        return sleep_cancel(t, task, task->f.extra ? task->f.extra->cancel_message : V_EMPTY);
    }
    return timer_add(t, task->f.loop, when, &task->f.head);
}

/* Something that is a future by its manners only, or an error. */
static int task_waits_for_foreign(Thread *t, Task *task, Value v)
{
    Value blocking = attr_get_or_empty(t, v, N(t, _asyncio_future_blocking));
    if (v_is_error(blocking))
        return -1;
    if (v_is_empty(blocking) || v_is_none(blocking)) {
        if (v_is_kind(v, KIND_generator))
            return task_protest(
                t, task,
                str_format(t,
                           "yield was used instead of yield from for generator in task %R with %R",
                           v_from(task), v));
        return task_protest(t, task, str_format(t, "Task got bad yield: %R", v));
    }
    int yes = truth(t, blocking);
    drop(t, blocking);
    if (yes < 0)
        return -1;
    if (!yes)
        return task_protest(t, task,
                            str_format(t, "yield was used instead of yield from in task %R with %R",
                                       v_from(task), v));
    if (attr_set(t, v, N(t, _asyncio_future_blocking), V_FALSE) < 0)
        return -1;
    Value wake = task_wakeup_new(t, v_from(task));
    Value add = v_is_error(wake) ? wake : attr_get(t, v, N(t, add_done_callback));
    Value r = v_is_error(add) ? add : call_with_context(t, add, &wake, 1, task->context);
    drop(t, add);
    drop(t, wake);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    v_set(t, &task->waits_on, dup(v));
    task->f.wait_kind = WAIT_FOREIGN;
    if (!task->f.must_cancel)
        return 0;
    int asked = cancel_by_method(t, v, task->f.extra ? task->f.extra->cancel_message : V_NONE);
    if (asked > 0)
        task->f.must_cancel = false;
    return asked < 0 ? -1 : 0;
}

static int task_suspended(Thread *t, Task *task, TAKES Value v)
{
    int status;
    if (v_is_none(v))
        return task_schedule(t, task);
    if (v_same(v, V_PAUSED))
        status = task_sleeps(t, task, task->f.loop->sleep_until);
    else if (v_is_future(v))
        status = task_waits_for_future(t, task, v);
    else if (v_is_native_coro(t, v) && V_AS(NativeCoro, v)->def == &sleep_coro && task->f.loop)
        status = task_sleeps(t, task, sleep_deadline(V_AS(NativeCoro, v)));
    else
        status = task_waits_for_foreign(t, task, v);
    drop(t, v);
    if (UNLIKELY(status <
                 0)) { /* a property of the awaited thing failed: its exception is thrown in */
        Value exc = exc_take(t);
        v_set(t, &task->waits_on, exc);
        return task_schedule(t, task);
    }
    return 0;
}

static int task_step_outcome(Thread *t, Task *task, TAKES Value v, bool suspended)
{
    if (LIKELY(suspended))
        return task_suspended(t, task, v);
    if (v_is_error(v))
        return task_raised(t, task);
    return task_returned(t, task, v);
}

Value task_step_ended(Thread *t, Task *task, Value v, bool suspended)
{
    Loop *loop = task->f.loop;
    loop->current = V_EMPTY;
    if (LIKELY(v_is_empty(task->context) && v_is_empty(t->context))) {
        t->context = loop->saved_context;
        loop->saved_context = V_EMPTY;
    } else {
        Value context = loop_leave_context(t, loop);
        v_set(t, &task->context, context);
    }
    EMIT(t, STEP_ENDS, loop, v_from(task), V_EMPTY, 0);
    return task_step_outcome(t, task, v, suspended) < 0 ? V_ERROR : V_NONE;
}

/* ---- steps with a nested run ---- */

static Value task_drive(Thread *t, Task *task, TAKES Value exc, bool *suspended)
{
    if (!v_is_kind(task->coro, KIND_coroutine))
        return task_step_frameless(t, task, exc, suspended);
    Value coro = dup(task->coro);
    GenResult result;
    Value v = v_is_empty(exc) ? generator_send(t, V_AS(Generator, coro), V_NONE, &result)
                              : generator_throw(t, V_AS(Generator, coro), exc, &result);
    drop(t, coro);
    *suspended = result == GEN_RESULT_YIELD;
    return v;
}

int task_step_nested(Thread *t, Task *task)
{
    if (future_done(&task->f))
        return 0;
    obj_dup(task);
    Loop *loop = task->f.loop;
    bool eager = task->f.wait_kind == WAIT_NONE && !task->f.linked;
    Value exc = task_step_exception(t, task);
    if (v_is_error(exc))
        exc = exc_take(t);
    Value saved_context = t->context, previous = loop ? loop->current : V_EMPTY;
    t->context = dup(task->context);
    task_forget_wait(t, task);
    task->f.wait_kind = WAIT_RUNS;
    if (loop)
        loop->current = v_from(task);
    if (eager)
        task_link(task);
    EMIT(t, STEP_BEGINS, loop, v_from(task), V_EMPTY, 0);
    bool suspended;
    Value v = task_drive(t, task, exc, &suspended);
    EMIT(t, STEP_ENDS, loop, v_from(task), V_EMPTY, 0);
    if (loop)
        loop->current = previous;
    v_set(t, &task->context, t->context);
    t->context = saved_context;
    int status = task_step_outcome(t, task, v, suspended);
    if (eager && future_done(&task->f))
        v_clear(t, &task->coro); /* get_coro() tells that there was nothing to wait for */
    obj_drop(t, task);
    return status;
}

/* ---- waking and cancelling ---- */

void task_timer_fired(Thread *t, Task *task)
{
    EMIT(t, TIMER_FIRES, task->f.loop, v_from(task), V_EMPTY, 0);
    task->waits_on = SLEPT;
    if (task_schedule(t, task) < 0)
        exc_clear(t); /* out of memory with the loop full: the task is lost, as its timer is */
}

/* Asks what the task waits for to cancel: 1 it will wake the task, 0, -1. */
static int task_cancel_wait(Thread *t, Task *task, Value msg)
{
    Value on = task->waits_on;
    if (task_waits_for_nothing(task) || v_same(on, SLEEP_CANCELLED) || v_is_exception(on))
        return 0;
    if (v_is_future(on)) {
        dup(on);
        int asked = future_cancel(t, V_AS(Future, on), msg);
        drop(t, on);
        return asked;
    }
    if (!v_is_small(on))
        return cancel_by_method(t, on, msg);
    obj_dup(task);
    timer_remove(t, task->f.loop, &task->f.head);
    int status = sleep_cancel(t, task, msg);
    obj_drop(t, task);
    return status < 0 ? -1 : 1;
}

int task_cancel(Thread *t, Task *task, Value msg)
{
    task->f.log_traceback = false;
    if (future_done(&task->f))
        return 0;
    task->f.cancels++;
    EMIT(t, CANCEL_ASKED, task->f.loop, v_from(task), current_task(t), 0);
    int asked = task_cancel_wait(t, task, v_is_empty(msg) ? V_NONE : msg);
    if (asked)
        return asked;
    task->f.must_cancel = true;
    if (!v_is_none(msg) && !v_is_empty(msg)) {
        if (!future_extra(t, &task->f))
            return -1;
        v_set(t, &task->f.extra->cancel_message, dup(msg));
    }
    return 1;
}

/* ---- life ---- */

void task_dealloc(Thread *t, Object *o)
{
    Task *task = (Task *)o;
    task_unlink(task);
    task_forget_wait(t, task);
    v_clear(t, &task->coro);
    v_clear(t, &task->name);
    v_clear(t, &task->context);
    future_dealloc(t, o);
}

void task_clear(Thread *t, Object *o)
{
    Task *task = (Task *)o;
    task_forget_wait(t, task);
    v_clear(t, &task->coro);
    v_clear(t, &task->context);
    future_drop_fields(t, &task->f);
}

void task_visit(Object *o, VisitFn fn, void *arg)
{
    Task *task = (Task *)o;
    future_visit(o, fn, arg);
    VISIT(task->coro);
    VISIT(task->waits_on);
    VISIT(task->name);
    VISIT(task->context);
}
