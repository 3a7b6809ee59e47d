/* SPDX-License-Identifier: MIT */
/*
 * The event loop. One turn:
 *
 *     1. wait for descriptors, or for the next timer, if nothing is ready; their callbacks become
 * ready
 *     2. timers that are due become ready
 *     3. everything that was ready at this point runs, in order; what becomes ready meanwhile
 *        belongs to the next turn
 *
 * The loop is not a C recursion: it is a native frame on the stack of the thread. Running an item
 * pushes the frame of a task's coroutine or of a callback; what comes of it arrives in loop_resume.
 */
#include <math.h>
#include "vm/core/interp.h"
#include "vm/core/vm.h"
#include "vm/sched/internal.h"
#include "vm/sched/timers.h"

enum { LONGEST_WAIT_S = 24 * 3600 };

/* ---- the ready queue ---- */

static int ready_grow(Thread *t, Loop *loop)
{
    uint32_t cap = loop->ready_cap ? loop->ready_cap * 2 : 64;
    Object **ring = mem_resize(t, loop->ready, loop->ready_cap * sizeof *ring, cap * sizeof *ring);
    if (!ring)
        return -1;
    /* It is full: what lies before the head comes behind the rest. */
    memcpy(ring + loop->ready_cap, ring, loop->ready_head * sizeof *ring);
    loop->ready = ring;
    loop->ready_cap = cap;
    return 0;
}

int loop_ready(Thread *t, Loop *loop, Object *what)
{
    if (UNLIKELY(loop->ready_len == loop->ready_cap) && ready_grow(t, loop) < 0)
        return -1;
    loop->ready[(loop->ready_head + loop->ready_len++) & (loop->ready_cap - 1)] = obj_dup(what);
    return 0;
}

int loop_ready_waker(Thread *t, Loop *loop, Waker *w, Value arg)
{
    bool busy = w->queued && !v_same(w->arg, arg);
    Waker *own = busy ? waker_new(t, w->fn, w->self) : obj_dup(w);
    if (!own)
        return -1;
    int status = loop_ready(t, loop, &own->head);
    if (status == 0 && own->queued++ == 0)
        v_set(t, &own->arg, dup(arg));
    obj_drop(t, own);
    return status;
}

/* The item whose turn it is; a Choice may prefer a later one of this turn. */
static Object *ready_take(Thread *t, Loop *loop)
{
    uint32_t mask = loop->ready_cap - 1;
    Object *item = loop->ready[loop->ready_head & mask];
    Choice *choice = t->vm->choice;
    if (UNLIKELY(choice != NULL) && loop->todo > 1) {
        uint32_t pick = choice->pick(choice, loop, loop->todo) % loop->todo;
        item = loop->ready[(loop->ready_head + pick) & mask];
        for (; pick > 0; pick--)
            loop->ready[(loop->ready_head + pick) & mask] =
                loop->ready[(loop->ready_head + pick - 1) & mask];
    }
    loop->ready_head = (loop->ready_head + 1) & mask;
    loop->ready_len--;
    return item;
}

/* ---- contexts ---- */

void loop_enter_context(Thread *t, Loop *loop, Value context)
{
    loop->saved_context = t->context;
    t->context = dup(context);
}

/* The context that the item leaves behind (owned); the thread's own is in force again. */
Value loop_leave_context(Thread *t, Loop *loop)
{
    Value left = t->context;
    t->context = loop->saved_context;
    loop->saved_context = V_EMPTY;
    return left;
}

/* ---- running one item ---- */

static void loop_item_begins(Thread *t, Loop *loop, Object *what)
{
    loop->running_item = what;
    if (UNLIKELY(loop->debug))
        loop->step_began = loop_time(t, loop);
}

/* Debug mode: complains of a step that took too long. */
static void loop_item_timed(Thread *t, Loop *loop)
{
    Value took = float_new(t, loop_time(t, loop) - loop->step_began);
    Value pending = exc_take(t);
    Value limit = attr_get(t, v_from(loop), N(t, slow_callback_duration));
    int slow = v_is_error(took) || v_is_error(limit) ? -1 : compare_truth(t, CMP_GE, took, limit);
    Value args[] = {v_from(loop->running_item), took};
    Value r = slow < 0 ? V_ERROR
              : slow   ? library_call(t, "asyncio.base_events", "_log_slow_callback", args, 2)
                       : V_NONE;
    if (v_is_error(r))
        exc_clear(t);
    drop(t, r);
    drop(t, limit);
    drop(t, took);
    if (!v_is_empty(pending))
        exc_restore(t, pending);
}

/* v: what the item's frame gave. 0, or -1: an exception that ends the loop. */
static int loop_item_ended(Thread *t, Loop *loop, TAKES Value v, bool suspended)
{
    Object *what = loop->running_item;
    int status = 0;
    if (what->type->layout == KIND_task) {
        status = v_is_error(task_step_ended(t, (Task *)what, v, suspended)) ? -1 : 0;
    } else {
        Handle *h = (Handle *)what;
        Value left = loop_leave_context(t, loop);
        v_set(t, &h->context, left);
        if (v_is_error(v)) {
            if (exc_is(t, EXC_SystemExit) || exc_is(t, EXC_KeyboardInterrupt))
                status = -1;
            else
                handle_failed(t, h);
        } else {
            drop(t, v);
        }
    }
    if (UNLIKELY(loop->debug))
        loop_item_timed(t, loop);
    loop->running_item = NULL;
    obj_drop(t, what);
    return status;
}

/* PUSHED, NONE when it has ended, ERROR when its exception ends the loop. */
static Value loop_item_start(Thread *t, Loop *loop, Object *what)
{
    struct Sched *s = t->vm->sched;
    if (LIKELY(what->type->layout == KIND_task)) {
        loop_item_begins(t, loop, what);
        Value v = task_step(t, loop, (Task *)what);
        if (LIKELY(v_same(v, V_PUSHED)))
            return v;
        loop->running_item = NULL;
        obj_drop(t, what);
        return v;
    }
    if (what->type == s->waker_type) {
        Waker *w = (Waker *)what;
        Value arg = dup(w->arg);
        if (w->queued && --w->queued == 0)
            v_clear(t, &w->arg);
        int status = w->fn(t, w, arg);
        drop(t, arg);
        bool fatal = status < 0 && (exc_is(t, EXC_SystemExit) || exc_is(t, EXC_KeyboardInterrupt));
        if (status < 0 && !fatal) {
            Value exc = exc_take(t);
            loop_report(t, loop, "Exception in callback", exc, NULL, V_EMPTY);
            drop(t, exc);
        }
        obj_drop(t, what);
        return fatal ? V_ERROR : V_NONE;
    }
    Handle *h = (Handle *)what;
    if (h->cancelled) {
        obj_drop(t, what);
        return V_NONE;
    }
    EMIT(t, CALLBACK_RUNS, loop, v_from(h), V_EMPTY, 0);
    loop_item_begins(t, loop, what);
    loop_enter_context(t, loop, h->context);
    Value v = handle_start(t, h);
    if (LIKELY(v_same(v, V_PUSHED)))
        return v;
    return loop_item_ended(t, loop, v, false) < 0 ? V_ERROR : V_NONE;
}

/* Does a turn begin without a look at anything but the queue? Something is ready. */
static inline bool turn_is_plain(const Loop *loop)
{
    return !loop->stopping && !loop->watched && !loop->timers_len && v_is_empty(loop->selector) &&
           !atomic_load_explicit(&loop->woken, memory_order_relaxed);
}

/* ---- the short way: a task gives way, and one that gave way before goes on ---- */

static inline bool steps_are_watched(const Thread *t, const Loop *loop)
{
    return loop->debug || t->vm->observers;
}

/* May a step that yields None end at once, its task becoming the last of the queue? */
static inline bool step_may_give_way(const Thread *t, const Loop *loop, const Task *task)
{
    return task->f.head.type->layout == KIND_task && v_same(task->context, t->context) &&
           !task->f.foreign_step && !task->f.queued && !loop->closed &&
           loop->ready_len != loop->ready_cap;
}

/* Is it the turn of a task that waits for nothing, whose step can begin at once? */
static inline bool step_may_resume(const Thread *t, const Object *what)
{
    const Task *task = (const Task *)what;
    return what->type->layout == KIND_task && task_waits_for_nothing(task) &&
           !task->f.must_cancel && !future_done(&task->f) && task->f.timer_pos == TIMER_NONE &&
           v_is_kind(task->coro, KIND_coroutine) &&
           generator_may_resume(t, V_AS(Generator, task->coro));
}

static inline void task_gives_way(Loop *loop, Task *task)
{
    task->f.queued = true;
    task->f.wait_kind = WAIT_READY;
    loop->ready[(loop->ready_head + loop->ready_len++) & (loop->ready_cap - 1)] = &task->f.head;
}

static inline void task_goes_on(Thread *t, Loop *loop, Task *task)
{
    task->waits_on = V_EMPTY;
    task->f.queued = false;
    task->f.wait_kind = WAIT_RUNS;
    loop->current = v_from(task);
    loop->running_item = &task->f.head;
    generator_resume(t, V_AS(Generator, task->coro));
}

/* Begins the step of a task that waits for nothing; false: task_step is to do it. TAKES the task.
 */
static inline bool step_resumes(Thread *t, Loop *loop, Object *what)
{
    if (steps_are_watched(t, loop) || !step_may_resume(t, what))
        return false;
    loop->saved_context = t->context;
    t->context = dup(((Task *)what)->context);
    task_goes_on(t, loop, (Task *)what);
    return true;
}

/* Ends a step that yielded None: the task, with the reference that the loop has, becomes the last
   of the queue. False: loop_item_ended is to do it. */
static inline bool step_gives_way(Thread *t, Loop *loop)
{
    Task *task = (Task *)loop->running_item;
    if (steps_are_watched(t, loop) || !step_may_give_way(t, loop, task))
        return false;
    loop->current = V_EMPTY;
    drop(t, t->context);
    t->context = loop->saved_context;
    loop->saved_context = V_EMPTY;
    loop->running_item = NULL;
    task_gives_way(loop, task);
    return true;
}

/* Tasks that will be needed soon are sent for: many of them do not fit in the cache. */
static ALWAYS_INLINE void loop_looks_ahead(const Loop *loop, uint32_t mask)
{
    enum { LINE = 64, TASKS = 6, COROUTINES = 3 };
    if (loop->todo <= TASKS)
        return;
    const char *task = (char *)loop->ready[(loop->ready_head + TASKS) & mask];
    __builtin_prefetch(task);
    __builtin_prefetch(task + LINE);
    const Object *near = loop->ready[(loop->ready_head + COROUTINES) & mask];
    if (near->type->layout == KIND_task && v_is_object(((const Task *)near)->coro)) {
        const char *coro = (char *)v_object(((const Task *)near)->coro);
        __builtin_prefetch(coro);
        __builtin_prefetch(coro + LINE);
        __builtin_prefetch(coro + 2 * LINE);
    }
}

/* Both in one, for tasks of which neither has anything else to be seen to: the step under way ends
   and the next one begins, in the next turn if this one is over and a turn is nothing but its
   steps. False, with nothing done: it is not so. */
static inline bool loop_switches(Thread *t, Loop *loop)
{
    Task *task = (Task *)loop->running_item;
    if (steps_are_watched(t, loop) || !step_may_give_way(t, loop, task) || t->vm->choice ||
        atomic_load_explicit(&t->vm->breaker, memory_order_relaxed))
        return false;
    uint32_t mask = loop->ready_cap - 1;
    bool turns = loop->todo == 0;
    Object *what = loop->ready_len ? loop->ready[loop->ready_head] : &task->f.head;
    if (UNLIKELY(turns) && !turn_is_plain(loop))
        return false;
    if (!step_may_resume(t, what))
        return false;
    Task *next = (Task *)what;
    task_gives_way(loop, task);
    if (UNLIKELY(turns)) {
        loop->turn++;
        loop->todo = loop->ready_len;
    }
    loop_looks_ahead(loop, mask);
    loop->ready_head = (loop->ready_head + 1) & mask;
    loop->ready_len--;
    loop->todo--;
    if (!v_same(t->context, next->context)) {
        if (v_is_object(t->context))
            v_object(t->context)->refcnt--; /* not the last: the task has it too */
        t->context = dup(next->context);
    }
    task_goes_on(t, loop, next);
    return true;
}

/* ---- a turn ---- */

/* How long the loop may wait: ns, -1 without end. */
static int64_t loop_timeout(Thread *t, Loop *loop)
{
    if (loop->ready_len || loop->stopping)
        return 0;
    if (!loop->timers_len)
        return -1;
    double left = loop->timers[0].when - loop_time(t, loop);
    if (left <= 0)
        return 0;
    return left >= LONGEST_WAIT_S ? (int64_t)LONGEST_WAIT_S * 1000000000
                                  : (int64_t)ceil(left * 1e9);
}

static int loop_fire_timers(Thread *t, Loop *loop)
{
    double now = loop_time(t, loop) + loop->clock_resolution;
    Object *what;
    while ((what = timer_take_due(t, loop, now))) {
        int status = 0;
        if (what->type->layout == KIND_task) {
            task_timer_fired(t, (Task *)what);
        } else {
            EMIT(t, TIMER_FIRES, loop, v_from(what), V_EMPTY, 0);
            status = loop_ready(t, loop, what);
        }
        obj_drop(t, what);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int loop_turn(Thread *t, Loop *loop)
{
    loop->turn++;
    int64_t timeout = LIKELY(loop->ready_len) ? 0 : loop_timeout(t, loop);
    if (timeout != 0 || loop->watched || UNLIKELY(!v_is_empty(loop->selector)) ||
        atomic_load_explicit(&loop->woken, memory_order_relaxed))
        if (loop_poll(t, loop, timeout) < 0)
            return -1;
    if (loop->timers_len && loop_fire_timers(t, loop) < 0)
        return -1;
    loop->todo = loop->ready_len;
    return safepoint(t);
}

/* ---- beginning and ending a run ---- */

static int loop_check_running(Thread *t, Loop *loop)
{
    if (loop->running)
        raise_format(t, EXC_RuntimeError, "This event loop is already running");
    else if (t->loop)
        raise_format(t, EXC_RuntimeError,
                     "Cannot run the event loop while another loop is running");
    else
        return 0;
    return -1;
}

int loop_check_closed(Thread *t, Loop *loop)
{
    if (LIKELY(!loop->closed))
        return 0;
    raise_format(t, EXC_RuntimeError, "Event loop is closed");
    return -1;
}

/* Async generators that are first iterated while the loop runs belong to it. */
static int loop_set_hooks(Thread *t, Loop *loop)
{
    Value first = attr_get(t, v_from(loop), N(t, _asyncgen_firstiter_hook));
    Value last =
        v_is_error(first) ? first : attr_get(t, v_from(loop), N(t, _asyncgen_finalizer_hook));
    if (v_is_error(last)) {
        drop(t, first);
        return -1;
    }
    loop->old_firstiter = t->asyncgen_firstiter;
    loop->old_finalizer = t->asyncgen_finalizer;
    t->asyncgen_firstiter = first;
    t->asyncgen_finalizer = last;
    return 0;
}

static int loop_run_begins(Thread *t, Loop *loop)
{
    if (loop_check_closed(t, loop) < 0 || loop_check_running(t, loop) < 0 ||
        loop_set_hooks(t, loop) < 0)
        return -1;
    loop_look_for_overrides(t, loop);
    loop->running = true;
    loop->thread = t;
    loop->todo = 0;
    t->loop = loop;
    if (loop->debug && !t->coroutine_origin_depth)
        t->coroutine_origin_depth = 10;
    return 0;
}

static void loop_run_ends(Thread *t, Loop *loop)
{
    loop->stopping = loop->running = false;
    loop->thread = NULL;
    loop->todo = 0;
    t->loop = NULL;
    if (loop->debug)
        t->coroutine_origin_depth = 0;
    v_set(t, &t->asyncgen_firstiter, loop->old_firstiter);
    v_set(t, &t->asyncgen_finalizer, loop->old_finalizer);
    loop->old_firstiter = loop->old_finalizer = V_EMPTY;
    if (t->is_main)
        signals_set_loop_fd(t, -1);
}

/* run_until_complete's own callback: the future is done, stop after this turn. The exception counts
   as seen, even if it comes after that run, which an exception ended in the same turn. */
int loop_run_future_done(Thread *t, Waker *w, Value future)
{
    Future *f = v_is_future(future) ? V_AS(Future, future) : NULL;
    bool failed = f && f->state == FUTURE_FINISHED && f->failed;
    if (failed)
        f->log_traceback = false;
    if (!v_same(V_AS(Loop, w->self)->run_waker, v_from(w)))
        return 0;
    if (failed && (type_is_subtype(v_type(t, f->result), t->vm->exc[EXC_SystemExit]) ||
                   type_is_subtype(v_type(t, f->result), t->vm->exc[EXC_KeyboardInterrupt])))
        return 0; /* the exception itself ends the loop */
    V_AS(Loop, w->self)->stopping = true;
    return 0;
}

/* What a run gives, TAKES the frame's state: v is NONE or ERROR. */
static Value loop_run_result(Thread *t, Frame *frame, Value v)
{
    Loop *loop = frame->data;
    Value future = loop->run_future, waker = loop->run_waker;
    loop->run_future = loop->run_waker = V_EMPTY;
    loop_run_ends(t, loop);
    if (!v_is_empty(future) && v_is_future(future)) {
        Future *f = V_AS(Future, future);
        future_remove_waiter(t, f, v_object(waker));
        if (v_is_error(v)) {
            if (loop->run_owns_task && f->state == FUTURE_FINISHED)
                f->log_traceback = false;
        } else if (!future_done(f)) {
            v = raise_format(t, EXC_RuntimeError, "Event loop stopped before Future completed.");
        } else {
            v = future_result(t, f);
        }
    } else if (!v_is_empty(future) && !v_is_error(v)) {
        v = call_method(t, future, N(t, result), NULL, 0);
    }
    frame->data = NULL;
    drop(t, future);
    drop(t, waker);
    obj_drop(t, loop);
    return v;
}

/* ---- the loop's frame ---- */

static __attribute__((noinline)) Value loop_goes_on(Thread *t, Frame *f, Value v, bool suspended)
{
    Loop *loop = f->data;
    if (UNLIKELY(loop->held != NULL) && transports_settle(t, loop) < 0) {
        drop(t, v);
        v = V_ERROR;
        suspended = false;
    }
    bool gave_way = suspended && v_is_none(v) && step_gives_way(t, loop);
    if (!gave_way && !v_is_empty(v) && loop_item_ended(t, loop, v, suspended) < 0)
        return loop_run_result(t, f, V_ERROR);
    for (;;) {
        while (LIKELY(loop->todo)) {
            Object *item = ready_take(t, loop);
            loop->todo--;
            if (LIKELY(step_resumes(t, loop, item)))
                return V_PUSHED;
            Value r = loop_item_start(t, loop, item);
            if (LIKELY(v_same(r, V_PUSHED)))
                return r;
            if (v_is_error(r))
                return loop_run_result(t, f, V_ERROR);
        }
        if (loop->stopping && loop->began)
            return loop_run_result(t, f, V_NONE);
        loop->began = true;
        if (loop_turn(t, loop) < 0)
            return loop_run_result(t, f, V_ERROR);
    }
}

static Value loop_resume(Thread *t, Frame *f, Value v, bool suspended)
{
    if (LIKELY(suspended && v_is_none(v)) && LIKELY(loop_switches(t, f->data)))
        return V_PUSHED;
    return loop_goes_on(t, f, v, suspended);
}

bool loop_drives(const Loop *loop, const Generator *g)
{
    const Frame *f = g->frame.prev;
    return f && f->kind == FRAME_NATIVE && f->resume == loop_resume && f->data == loop;
}

Value loop_run_frame(Thread *t, Loop *loop, Value future, bool owns_task)
{
    Value waker = V_EMPTY;
    if (!v_is_empty(future)) {
        Waker *w = waker_new(t, loop_run_future_done, v_from(loop));
        if (!w)
            return V_ERROR;
        waker = v_from(w);
        int status = 0;
        if (v_is_future(future)) {
            status = future_add_waiter(t, V_AS(Future, future), v_object(waker));
        } else {
            Value r = call_method1(t, future, N(t, add_done_callback), waker);
            status = v_is_error(r) ? -1 : 0;
            drop(t, r);
        }
        if (status < 0) {
            drop(t, waker);
            return V_ERROR;
        }
    }
    Frame *f = loop_run_begins(t, loop) < 0 ? NULL : frame_push_native(t, loop_resume, loop);
    if (!f) {
        if (!v_is_empty(waker) && v_is_future(future))
            future_remove_waiter(t, V_AS(Future, future), v_object(waker));
        drop(t, waker);
        return V_ERROR;
    }
    obj_dup(loop);
    loop->run_future = dup(future);
    loop->run_waker = waker;
    loop->run_owns_task = owns_task;
    loop->began = false;
    return V_PUSHED;
}

/* ---- scheduling callbacks ---- */

Loop *loop_running(Thread *t)
{
    if (UNLIKELY(!t->loop))
        raise_format(t, EXC_RuntimeError, "no running event loop");
    return t->loop;
}

Loop *loop_of(Thread *t, Value loop)
{
    return v_is_object(loop) && type_is_subtype(v_object(loop)->type, t->vm->sched->loop_type)
               ? V_AS(Loop, loop)
               : NULL;
}

Value loop_call_soon(Thread *t, Loop *loop, Value callback, const Value *args, uint32_t nargs,
                     Value context)
{
    if (loop_check_closed(t, loop) < 0)
        return V_ERROR;
    Value h = handle_new(t, t->vm->sched->handle_type, loop, callback, args, nargs, context);
    if (!v_is_error(h) && loop_ready(t, loop, v_object(h)) < 0) {
        drop(t, h);
        return V_ERROR;
    }
    return h;
}

Value loop_call_at(Thread *t, Loop *loop, double when, Value callback, const Value *args,
                   uint32_t nargs, Value context)
{
    if (loop_check_closed(t, loop) < 0)
        return V_ERROR;
    Value h = handle_new(t, t->vm->sched->timer_handle_type, loop, callback, args, nargs, context);
    if (v_is_error(h))
        return h;
    V_AS(Handle, h)->when = when;
    if (timer_add(t, loop, when, v_object(h)) < 0) {
        drop(t, h);
        return V_ERROR;
    }
    return h;
}

/* A subclass that has its own call_soon sees every callback and every step. */
void loop_look_for_overrides(Thread *t, Loop *loop)
{
    Type *type = loop->head.type;
    Value own = type_lookup(t, type, N(t, call_soon));
    loop->foreign_call_soon = !v_is_kind(own, KIND_method_descriptor);
    loop->own_timers = !v_is_kind(type_lookup(t, type, N(t, call_at)), KIND_method_descriptor) ||
                       !v_is_kind(type_lookup(t, type, N(t, time)), KIND_method_descriptor);
    loop->own_create_task =
        !v_is_kind(type_lookup(t, type, N(t, create_task)), KIND_method_descriptor);
}

int call_soon_slow(Thread *t, Value loop, Value fn, Value arg, Value context)
{
    Value method = attr_get(t, loop, N(t, call_soon));
    if (v_is_error(method))
        return -1;
    Value args[] = {fn, arg};
    Value h = call_with_context(t, method, args, v_is_empty(arg) ? 1 : 2, context);
    drop(t, method);
    drop(t, h);
    return v_is_error(h) ? -1 : 0;
}

Value loop_create_task(Thread *t, Loop *loop, Value coro, Value name, Value context)
{
    if (loop_check_closed(t, loop) < 0)
        return V_ERROR;
    if (v_is_empty(loop->task_factory) || v_is_none(loop->task_factory))
        return task_new(t, loop, coro, name, context);
    Value args[] = {v_from(loop), coro, name, context};
    for (int i = 2; i < 4; i++)
        if (v_is_empty(args[i]))
            args[i] = V_NONE;
    return library_call(t, "asyncio.base_events", "_create_task_by_factory", args, 4);
}

void loop_report(Thread *t, Loop *loop, const char *message, Value exc, const char *key,
                 Value value)
{
    Value d = dict_new(t);
    Value text = v_is_error(d) ? d : str_from_cstr(t, message);
    int status = v_is_error(text) ? -1 : dict_set_str(t, V_AS(Dict, d), N(t, message), text);
    if (status == 0 && !v_is_empty(exc))
        status = dict_set_str(t, V_AS(Dict, d), N(t, exception), exc);
    if (status == 0 && key)
        status = dict_set_cstr(t, V_AS(Dict, d), key, value);
    Value r = status < 0 ? V_ERROR : call_method1(t, v_from(loop), N(t, call_exception_handler), d);
    if (v_is_error(r))
        exc_unraisable(t, NULL, v_from(loop));
    drop(t, r);
    drop(t, text);
    drop(t, d);
}
