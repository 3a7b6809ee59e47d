/* SPDX-License-Identifier: MIT */
/*
 * Futures:
 *
 *     PENDING --set_result, set_exception--> FINISHED
 *     PENDING --cancel--> CANCELLED
 *
 * Whoever waits becomes ready when the future leaves PENDING, in the order of asking. The first
 * waiter, if it is a task or a Waker, stands in a slot; a list is made only for what comes after
 * it.
 */
#include "vm/core/interp.h"
#include "vm/sched/internal.h"

/* ---- birth ---- */

void birth_place(Thread *t, Code **code, uint32_t *pc)
{
    Frame *f = t->frame;
    while (f && (!frame_is_code(f) || f->code->library))
        f = f->prev;
    *code = f ? obj_dup(f->code) : NULL;
    *pc = f ? (uint32_t)(f->pc - f->code->cells) : 0;
}

static void future_born(Thread *t, Future *f)
{
    Code *code;
    uint32_t pc;
    birth_place(t, &code, &pc);
    if (code && pc >> (64 - BIRTH_PC_SHIFT) == 0 && (uintptr_t)code >> BIRTH_PC_SHIFT == 0)
        f->birth = (uintptr_t)code | (uint64_t)pc << BIRTH_PC_SHIFT;
    else
        obj_drop(t, code);
}

FutureExtra *future_extra(Thread *t, Future *f)
{
    if (!f->extra)
        f->extra = mem_alloc_zero(t, sizeof *f->extra);
    return f->extra;
}

int future_begin(Thread *t, Future *f, Value loop_object)
{
    Loop *loop = loop_of(t, loop_object);
    if (loop)
        f->loop = obj_dup(loop);
    else if (future_extra(t, f))
        v_set(t, &f->extra->loop_object, dup(loop_object));
    else
        return -1;
    f->state = FUTURE_PENDING;
    f->initialized = true;
    f->serial = ++t->vm->sched->serial;
    if (!f->birth)
        future_born(t, f);
    if (UNLIKELY(!loop || loop->debug))
        return future_debug_source(t, f);
    return 0;
}

Value future_new(Thread *t, Loop *loop)
{
    Future *f = object_new(t, t->vm->types[KIND_future], 0);
    if (!f)
        return V_ERROR;
    gc_track(t, f);
    if (future_begin(t, f, v_from(loop)) < 0) {
        obj_drop(t, f);
        return V_ERROR;
    }
    return v_from(f);
}

/* In debug mode a future remembers the stack that made it. */
int future_debug_source(Thread *t, Future *f)
{
    Value loop = future_loop_object(f);
    bool debug = f->loop ? f->loop->debug : false;
    if (!f->loop) {
        Value d = call_method(t, loop, N(t, get_debug), NULL, 0);
        int truth_value = v_is_error(d) ? -1 : truth(t, d);
        drop(t, d);
        if (truth_value < 0)
            return -1;
        debug = truth_value;
    }
    if (!debug || !future_extra(t, f))
        return debug ? -1 : 0;
    Value stack = library_call(t, "asyncio.format_helpers", "extract_stack", NULL, 0);
    if (v_is_error(stack))
        return -1;
    v_set(t, &f->extra->source, stack);
    return 0;
}

/* ---- waiters ---- */

static bool is_waiter(Thread *t, Value v)
{
    return v_has_layout(v, KIND_task) ||
           (v_is_object(v) && v_object(v)->type == t->vm->sched->waker_type);
}

static bool future_is_plain(const Future *f)
{
    return LIKELY(f->loop && !f->loop->foreign_call_soon);
}

/* One callback's turn has come: it goes to the ready queue, or through an overridden call_soon. */
static int future_wake(Thread *t, Future *f, Value fn, Value context)
{
    if (future_is_plain(f) && is_waiter(t, fn)) {
        if (v_has_layout(fn, KIND_task))
            return task_schedule(t, V_AS(Task, fn));
        if (loop_check_closed(t, f->loop) < 0)
            return -1;
        return loop_ready_waker(t, f->loop, V_AS(Waker, fn), v_from(f));
    }
    if (future_is_plain(f)) {
        if (loop_check_closed(t, f->loop) < 0)
            return -1;
        Value arg = v_from(f), current = t->context;
        if (v_is_empty(context))
            t->context = V_EMPTY; /* an empty one was current when it was asked for */
        Value h = handle_new(t, t->vm->sched->handle_type, f->loop, fn, &arg, 1, context);
        if (v_is_empty(context))
            v_set(t, &t->context, current);
        int status = v_is_error(h) ? -1 : loop_ready(t, f->loop, v_object(h));
        drop(t, h);
        return status;
    }
    if (v_has_layout(fn, KIND_task))
        return task_schedule(t, V_AS(Task, fn));
    return call_soon_slow(t, future_loop_object(f), fn, v_from(f), context);
}

static void callbacks_free(Thread *t, CallbackList *list)
{
    if (list)
        mem_free(t, list, sizeof *list + list->cap * sizeof *list->at);
}

/* The future leaves PENDING, with a result or EMPTY (TAKES): everybody who waits becomes ready. */
static int future_finish(Thread *t, Future *f, FutureState state, TAKES Value result)
{
    Value waiter = f->waiter;
    CallbackList *more = f->extra ? f->extra->more : NULL;
    f->result = result;
    if (more)
        f->extra->more = NULL;
    f->state = (uint8_t)state;
    if (!v_has_layout(v_from(f), KIND_task))
        EMIT(t, FUTURE_DONE, f->loop, v_from(f), V_EMPTY, 0);
    int status = 0;
    if (!v_is_empty(waiter)) {
        status = future_wake(t, f, waiter, V_EMPTY);
        drop(t, waiter);
    }
    for (uint32_t i = 0; more && i < more->len; i++) {
        if (status == 0)
            status = future_wake(t, f, more->at[i].fn, more->at[i].context);
        drop(t, more->at[i].fn);
        drop(t, more->at[i].context);
    }
    callbacks_free(t, more);
    return status;
}

static int future_list_add(Thread *t, Future *f, Value fn, Value context)
{
    if (!future_extra(t, f))
        return -1;
    CallbackList *more = f->extra->more;
    if (!more || more->len == more->cap) {
        uint32_t len = more ? more->len : 0, cap = more ? more->cap * 2 : 1;
        more = mem_resize(t, more, more ? sizeof *more + len * sizeof *more->at : 0,
                          sizeof *more + cap * sizeof *more->at);
        if (!more)
            return -1;
        more->len = len;
        more->cap = cap;
        f->extra->more = more;
    }
    more->at[more->len++] = (Callback){dup(fn), dup(context)};
    return 0;
}

int future_add_waiter(Thread *t, Future *f, Object *w)
{
    if (future_done(f))
        return future_wake(t, f, v_from(w), V_EMPTY);
    if (LIKELY(v_is_empty(f->waiter) && !future_list_len(f))) {
        f->waiter = dup(v_from(w));
        return 0;
    }
    return future_list_add(t, f, v_from(w), V_EMPTY);
}

int future_add_callback(Thread *t, Future *f, Value callable, Value context)
{
    if (is_waiter(t, callable) && !v_has_layout(callable, KIND_task))
        return future_add_waiter(t, f, v_object(callable));
    Value own = v_is_empty(context) ? context_copy_current(t) : dup(context);
    if (v_is_error(own))
        return -1;
    int status = 0;
    if (future_done(f))
        status = future_wake(t, f, callable, own);
    else if (v_is_empty(own) && v_is_empty(f->waiter) && !future_list_len(f) &&
             !v_has_layout(callable, KIND_task))
        f->waiter = dup(callable);
    else
        status = future_list_add(t, f, callable, own);
    drop(t, own);
    return status;
}

static void callbacks_remove(Thread *t, CallbackList *list, uint32_t i)
{
    Callback gone = list->at[i];
    memmove(&list->at[i], &list->at[i + 1], (list->len - i - 1) * sizeof *list->at);
    list->len--;
    drop(t, gone.fn);
    drop(t, gone.context);
}

void future_remove_waiter(Thread *t, Future *f, Object *w)
{
    if (future_done(f))
        return;
    if (v_same(f->waiter, v_from(w)))
        v_clear(t, &f->waiter);
    for (uint32_t i = 0; i < future_list_len(f); i++)
        if (v_same(f->extra->more->at[i].fn, v_from(w))) {
            callbacks_remove(t, f->extra->more, i);
            return;
        }
}

/* Removes all callbacks equal to fn: their number, or -1. */
int64_t future_remove_callback(Thread *t, Future *f, Value fn)
{
    int64_t removed = 0;
    if (future_done(f))
        return 0;
    if (!v_is_empty(f->waiter)) {
        Value held = dup(f->waiter);
        int same = is_waiter(t, held) ? v_same(held, fn) : values_equal(t, held, fn);
        bool there = v_same(f->waiter, held) && !future_done(f);
        drop(t, held);
        if (same < 0)
            return -1;
        if (same && there) {
            v_clear(t, &f->waiter);
            removed++;
        }
    }
    for (uint32_t i = 0; i < future_list_len(f);) {
        Value held = dup(f->extra->more->at[i].fn);
        int same = values_equal(t, held, fn);
        bool there = i < future_list_len(f) && v_same(f->extra->more->at[i].fn, held);
        drop(t, held);
        if (same < 0)
            return -1;
        if (!same || !there) {
            i++;
            continue;
        }
        callbacks_remove(t, f->extra->more, i);
        removed++;
    }
    return removed;
}

/* ---- outcomes ---- */

static int check_pending(Thread *t, Future *f)
{
    if (LIKELY(f->state == FUTURE_PENDING && f->initialized))
        return 0;
    if (!f->initialized)
        raise_format(t, EXC_RuntimeError, "Future object is not initialized.");
    else
        raise_format(t, EXC_InvalidStateError, "invalid state");
    return -1;
}

int future_set_result(Thread *t, Future *f, Value v)
{
    if (check_pending(t, f) < 0)
        return -1;
    return future_finish(t, f, FUTURE_FINISHED, dup(v));
}

/* An instance for what was given, or ERROR: TypeError. Owned. */
static Value exception_instance(Thread *t, Value exc)
{
    Value e = v_is_type(exc) && (V_AS(Type, exc)->flags & TF_EXCEPTION) ? call0(t, exc) : dup(exc);
    if (v_is_error(e))
        return e;
    if (!v_is_exception(e)) {
        drop(t, e);
        return raise_format(t, EXC_TypeError, "invalid exception object");
    }
    if (!type_is_subtype(v_type(t, e), t->vm->exc[EXC_StopIteration]))
        return e;
    Value text = str_from_cstr(
        t, "StopIteration interacts badly with generators and cannot be raised into a Future");
    Value wrapped =
        v_is_error(text) ? text : exception_new(t, t->vm->exc[EXC_RuntimeError], &text, 1);
    drop(t, text);
    if (!v_is_error(wrapped)) {
        v_set(t, &V_AS(Exception, wrapped)->cause, dup(e));
        v_set(t, &V_AS(Exception, wrapped)->context, dup(e));
        V_AS(Exception, wrapped)->suppress_context = true;
    }
    drop(t, e);
    return wrapped;
}

int future_set_exception(Thread *t, Future *f, Value exc)
{
    if (check_pending(t, f) < 0)
        return -1;
    Value e = exception_instance(t, exc);
    if (v_is_error(e))
        return -1;
    if (UNLIKELY(check_pending(t, f) < 0)) { /* the constructor of the exception has been here */
        drop(t, e);
        return -1;
    }
    Value traceback = V_AS(Exception, e)->traceback;
    if (!v_is_empty(traceback)) {
        if (!future_extra(t, f)) {
            drop(t, e);
            return -1;
        }
        v_set(t, &f->extra->traceback, dup(traceback));
    }
    f->failed = true;
    f->log_traceback = true;
    return future_finish(t, f, FUTURE_FINISHED, e);
}

int future_cancel_plain(Thread *t, Future *f, Value msg)
{
    f->log_traceback = false;
    if (f->state != FUTURE_PENDING)
        return 0;
    bool with = !v_is_none(msg) && !v_is_empty(msg);
    if (with && !future_extra(t, f))
        return -1;
    Value old = f->extra ? f->extra->cancel_message : V_EMPTY;
    if (f->extra)
        f->extra->cancel_message = with ? dup(msg) : V_EMPTY;
    int status = future_finish(t, f, FUTURE_CANCELLED, V_EMPTY);
    drop(t, old);
    return status < 0 ? -1 : 1;
}

int future_cancel(Thread *t, Future *f, Value msg)
{
    if (f->head.kind == KIND_task)
        return task_cancel(t, (Task *)f, msg);
    if (f->head.kind == KIND_future)
        return future_cancel_plain(t, f, msg);
    return cancel_by_method(t, v_from(f), msg);
}

Value cancelled_error_new(Thread *t, Value msg)
{
    bool with = !v_is_empty(msg) && !v_is_none(msg);
    return exception_new(t, t->vm->exc[EXC_CancelledError], with ? &msg : NULL, with ? 1 : 0);
}

Value future_cancelled_error(Thread *t, Future *f)
{
    if (f->extra && !v_is_empty(f->extra->cancelled_exc)) {
        Value exc = f->extra->cancelled_exc;
        f->extra->cancelled_exc = V_EMPTY;
        return exc;
    }
    return cancelled_error_new(t, f->extra ? f->extra->cancel_message : V_EMPTY);
}

/* The exception that a done future throws into who waits for it: owned, EMPTY: none, or ERROR. */
Value future_exception_of(Thread *t, Future *f)
{
    if (f->state == FUTURE_CANCELLED)
        return future_cancelled_error(t, f);
    f->log_traceback = false;
    return f->failed ? dup(f->result) : V_EMPTY;
}

Value future_exception_to_raise(Thread *t, Future *f)
{
    Value exc = future_exception_of(t, f);
    if (f->state == FUTURE_FINISHED && v_is_exception(exc)) {
        Value traceback = f->extra ? f->extra->traceback : V_EMPTY;
        if (f->extra)
            f->extra->traceback = V_EMPTY;
        v_set(t, &V_AS(Exception, exc)->traceback, traceback);
    }
    return exc;
}

Value future_result(Thread *t, Future *f)
{
    if (f->state == FUTURE_PENDING)
        return raise_format(t, EXC_InvalidStateError, "Result is not set.");
    f->log_traceback = false;
    if (f->state == FUTURE_FINISHED && !f->failed)
        return v_is_empty(f->result) ? V_NONE : dup(f->result);
    Value exc = future_exception_to_raise(t, f);
    if (!v_is_error(exc)) {
        raise_object(t, exc);
        drop(t, exc);
    }
    return V_ERROR;
}

/* ---- await ---- */

/* The next slot of Future: what DELEGATE calls for `await future`. */
Value future_next(Thread *t, Value self)
{
    Future *f = V_AS(Future, self);
    if (f->state == FUTURE_PENDING) {
        if (UNLIKELY(f->blocking))
            return raise_format(t, EXC_RuntimeError, "await wasn't used with future");
        f->blocking = true;
        return dup(self);
    }
    Value v = future_result(t, f);
    return v_is_error(v) ? v : native_coro_return(t, v);
}

int is_future(Thread *t, Value v)
{
    if (v_is_future(v))
        return 1;
    if (!v_is_object(v) || v_is_gen(v) ||
        v_is_native_coro(t, v)) /* what mostly comes here and is none */
        return 0;
    Value cls = attr_get_or_empty(t, v, N(t, __class__));
    if (v_is_error(cls))
        return -1;
    int has = v_is_empty(cls) ? 0 : attr_has(t, cls, N(t, _asyncio_future_blocking));
    drop(t, cls);
    if (has <= 0)
        return has;
    Value blocking = attr_get(t, v, N(t, _asyncio_future_blocking));
    if (v_is_error(blocking)) {
        if (!exc_is(t, EXC_AttributeError))
            return -1;
        exc_clear(t);
        return 0;
    }
    bool yes = !v_is_none(blocking);
    drop(t, blocking);
    return yes;
}

int future_hash(Thread *t, Value self, int64_t *hash)
{
    *hash = V_AS(Future, self)->serial;
    return 0;
}

/* ---- life ---- */

void future_drop_fields(Thread *t, Future *f)
{
    v_clear(t, &f->result); /* or the waiter */
    while (future_list_len(f))
        callbacks_remove(t, f->extra->more, f->extra->more->len - 1);
    FutureExtra *extra = f->extra;
    f->extra = NULL;
    if (extra) {
        drop(t, extra->cancel_message);
        drop(t, extra->cancelled_exc);
        drop(t, extra->traceback);
        drop(t, extra->source);
        drop(t, extra->sleep_message);
        drop(t, extra->loop_object);
        callbacks_free(t, extra->more);
        obj_drop(t, extra->dict);
        mem_free(t, extra, sizeof *extra);
    }
}

void future_dealloc(Thread *t, Object *o)
{
    Future *f = (Future *)o;
    future_drop_fields(t, f);
    obj_drop(t, future_birth_code(f));
    obj_drop(t, f->loop);
}

void future_clear(Thread *t, Object *o)
{
    future_drop_fields(t, (Future *)o);
}

void future_visit(Object *o, VisitFn fn, void *arg)
{
    Future *f = (Future *)o;
    if (f->loop)
        fn(v_from(f->loop), arg);
    if (f->birth)
        fn(v_from(future_birth_code(f)), arg);
    VISIT(f->result); /* or the waiter */
    if (f->extra) {
        for (uint32_t i = 0; i < future_list_len(f); i++) {
            fn(f->extra->more->at[i].fn, arg);
            fn(f->extra->more->at[i].context, arg);
        }
        fn(f->extra->cancel_message, arg);
        fn(f->extra->cancelled_exc, arg);
        fn(f->extra->traceback, arg);
        fn(f->extra->source, arg);
        fn(f->extra->sleep_message, arg);
        fn(f->extra->loop_object, arg);
        if (f->extra->dict)
            fn(v_from(f->extra->dict), arg);
    }
}
