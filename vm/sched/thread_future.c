/* SPDX-License-Identifier: MIT */
/*
 * The future of a call in another thread: the core of concurrent.futures.Future, and the chain that
 * hands its outcome to a future of a loop.
 *
 * The GIL makes each change of state whole, so a future has no lock of its own until somebody asks
 * for its `_condition`: to wait for it, or to look at several futures at once. From then on each
 * change is made with that condition held, as in CPython.
 */
#include "vm/api.h"
#include "vm/sched/internal.h"

typedef enum { CALL_PENDING, CALL_RUNNING, CALL_CANCELLED, CALL_NOTIFIED, CALL_FINISHED } CallState;
static const char *const state_names[] = {"PENDING", "RUNNING", "CANCELLED",
                                          "CANCELLED_AND_NOTIFIED", "FINISHED"};

typedef struct ThreadFuture {
    Object head;
    CallState state;
    Value result, exception;  /* EMPTY: None */
    Value condition;          /* threading.Condition, or EMPTY: nobody has asked for it */
    Value waiters, callbacks; /* lists, or EMPTY */
} ThreadFuture;
#define TF(v) V_AS(ThreadFuture, v)

static bool call_over(const ThreadFuture *f)
{
    return f->state >= CALL_CANCELLED;
}

/* ---- the lock, if there is one ---- */

static int future_lock(Thread *t, ThreadFuture *f, Value *held)
{
    *held = dup(f->condition);
    if (LIKELY(v_is_empty(*held)))
        return 0;
    Value r = call_method0(t, *held, N(t, __enter__));
    if (v_is_error(r)) {
        drop(t, *held);
        return -1;
    }
    drop(t, r);
    return 0;
}

/* Keeps the pending exception, if there is one. status, or -1. */
static int future_unlock(Thread *t, TAKES Value held, int status)
{
    if (LIKELY(v_is_empty(held)))
        return status;
    Value exc = status < 0 ? exc_take(t) : V_EMPTY;
    Value none[] = {V_NONE, V_NONE, V_NONE};
    Value r = call_method(t, held, N(t, __exit__), none, 3);
    drop(t, held);
    if (v_is_empty(exc)) {
        drop(t, r);
        return v_is_error(r) ? -1 : status;
    }
    if (v_is_error(r))
        exc_clear(t);
    else
        drop(t, r);
    exc_restore(t, exc);
    return -1;
}

static int base_call(Thread *t, const char *name, const Value *args, uint32_t n)
{
    Value r = library_call(t, "concurrent.futures._base", name, args, n);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* Tells those who wait for several futures, and those who wait for this one. 0 or -1. */
static int future_tell(Thread *t, ThreadFuture *f, Value condition)
{
    Value self = v_from(f);
    if (!v_is_empty(f->waiters) && V_AS(List, f->waiters)->len &&
        base_call(t, "_tell_waiters", &self, 1) < 0)
        return -1;
    if (LIKELY(v_is_empty(condition)) || f->state == CALL_NOTIFIED)
        return 0;
    Value name = str_from_cstr(t, "notify_all");
    Value r = v_is_error(name) ? name : call_method0(t, condition, V_AS(Str, name));
    drop(t, name);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* ---- callbacks ---- */

static int future_call_back(Thread *t, ThreadFuture *f, Value callback)
{
    Value self = v_from(f), r = call1(t, callback, self);
    if (LIKELY(!v_is_error(r))) {
        drop(t, r);
        return 0;
    }
    if (!exc_is(t, EXC_Exception))
        return -1;
    Value args[] = {self, exc_take(t)};
    int status = base_call(t, "_callback_failed", args, 2);
    drop(t, args[1]);
    return status;
}

static int future_call_all(Thread *t, ThreadFuture *f)
{
    if (v_is_empty(f->callbacks))
        return 0;
    Value list = dup(f->callbacks);
    int status = 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, list)->len; i++) {
        Value callback = dup(V_AS(List, list)->items[i]);
        status = future_call_back(t, f, callback);
        drop(t, callback);
    }
    drop(t, list);
    return status;
}

NATIVE_LIBRARY(add_done_callback, "add_done_callback(self, fn)",
               "Call fn(future) when it is done: at once if it is.")
{
    ThreadFuture *f = TF(a[0]);
    Value held;
    if (future_lock(t, f, &held) < 0)
        return V_ERROR;
    bool over = call_over(f);
    int status = 0;
    if (!over) {
        if (v_is_empty(f->callbacks))
            f->callbacks = list_new(t, NULL, 0);
        if (v_is_error(f->callbacks)) {
            f->callbacks = V_EMPTY;
            status = -1;
        } else {
            status = list_append(t, V_AS(List, f->callbacks), a[1]);
        }
    }
    if (future_unlock(t, held, status) < 0 || (over && future_call_back(t, f, a[1]) < 0))
        return V_ERROR;
    return V_NONE;
}

/* ---- changes of state ---- */

NATIVE_LIBRARY(cancel, "cancel(self)", "Do not make the call; False if it runs or is over.")
{
    ThreadFuture *f = TF(a[0]);
    Value held;
    if (future_lock(t, f, &held) < 0)
        return V_ERROR;
    bool possible = f->state != CALL_RUNNING && f->state != CALL_FINISHED;
    bool changes = f->state == CALL_PENDING;
    int status = 0;
    if (changes) {
        f->state = CALL_CANCELLED;
        if (!v_is_empty(held)) {
            Value waiters = f->waiters; /* they hear of it when the executor has seen it */
            f->waiters = V_EMPTY;
            status = future_tell(t, f, held);
            f->waiters = waiters;
        }
    }
    if (future_unlock(t, held, status) < 0 || (changes && future_call_all(t, f) < 0))
        return V_ERROR;
    return v_bool(possible);
}

NATIVE_LIBRARY(set_running, "set_running_or_notify_cancel(self)",
               "The call is about to be made. False if it must not be, as it was cancelled.")
{
    ThreadFuture *f = TF(a[0]);
    Value held;
    if (future_lock(t, f, &held) < 0)
        return V_ERROR;
    int status = 0;
    bool runs = f->state == CALL_PENDING;
    if (runs) {
        f->state = CALL_RUNNING;
    } else if (f->state == CALL_CANCELLED) {
        f->state = CALL_NOTIFIED;
        status = future_tell(t, f, held);
    } else {
        raise_format(t, EXC_RuntimeError, "Future in unexpected state");
        status = -1;
    }
    return future_unlock(t, held, status) < 0 ? V_ERROR : v_bool(runs);
}

static int raise_invalid(Thread *t, ThreadFuture *f)
{
    Value self = v_from(f);
    Value text = str_format(t, "%s: %R", state_names[f->state], self);
    Value cls =
        v_is_error(text) ? text : import_attr(t, "concurrent.futures._base", "InvalidStateError");
    Value exc = v_is_error(cls) ? cls : call1(t, cls, text);
    if (!v_is_error(exc))
        raise_object(t, exc);
    drop(t, exc);
    drop(t, cls);
    drop(t, text);
    return -1;
}

static Value future_set(Thread *t, ThreadFuture *f, Value result, Value exception)
{
    Value held;
    if (future_lock(t, f, &held) < 0)
        return V_ERROR;
    int status;
    if (LIKELY(!call_over(f))) {
        v_set(t, &f->result, dup(result));
        v_set(t, &f->exception, dup(exception));
        f->state = CALL_FINISHED;
        status = future_tell(t, f, held);
    } else {
        /* repr() takes the lock, which a condition lets its holder do again. */
        status = raise_invalid(t, f);
    }
    if (future_unlock(t, held, status) < 0 || future_call_all(t, f) < 0)
        return V_ERROR;
    return V_NONE;
}

NATIVE_LIBRARY(set_result, "set_result(self, result)", "The call has returned.")
{
    return future_set(t, TF(a[0]), a[1], V_EMPTY);
}

NATIVE_LIBRARY(set_exception, "set_exception(self, exception)", "The call has raised.")
{
    return future_set(t, TF(a[0]), V_EMPTY, v_is_none(a[1]) ? V_EMPTY : a[1]);
}

/* ---- looking ---- */

/* Is the state one of lowest to highest? */
static Value state_between(Thread *t, Value self, CallState lowest, CallState highest)
{
    Value held;
    if (future_lock(t, TF(self), &held) < 0)
        return V_ERROR;
    bool yes = TF(self)->state >= lowest && TF(self)->state <= highest;
    return future_unlock(t, held, 0) < 0 ? V_ERROR : v_bool(yes);
}

NATIVE_LIBRARY(cancelled, "cancelled(self)", "True if the call was cancelled.")
{
    return state_between(t, a[0], CALL_CANCELLED, CALL_NOTIFIED);
}
NATIVE_LIBRARY(running, "running(self)", "True while the call is made.")
{
    return state_between(t, a[0], CALL_RUNNING, CALL_RUNNING);
}
NATIVE_LIBRARY(done, "done(self)", "True if it was cancelled or is over.")
{
    return state_between(t, a[0], CALL_CANCELLED, CALL_FINISHED);
}

/* Waits for the end: 0, or -1 with TimeoutError or CancelledError. */
static int future_await(Thread *t, ThreadFuture *f, Value timeout)
{
    if (LIKELY(f->state == CALL_FINISHED && v_is_empty(f->condition)))
        return 0;
    Value args[] = {v_from(f), timeout};
    return base_call(t, "_await", args, 2);
}

NATIVE_LIBRARY(result, "result(self, timeout=None)",
               "What the call returned, or its exception raised.")
{
    ThreadFuture *f = TF(a[0]);
    if (future_await(t, f, v_is_empty(a[1]) ? V_NONE : a[1]) < 0)
        return V_ERROR;
    if (UNLIKELY(!v_is_empty(f->exception))) {
        Value exc = dup(f->exception);
        raise_object(t, exc);
        drop(t, exc);
        return V_ERROR;
    }
    return v_is_empty(f->result) ? V_NONE : dup(f->result);
}

NATIVE_LIBRARY(exception, "exception(self, timeout=None)", "What the call raised, or None.")
{
    ThreadFuture *f = TF(a[0]);
    if (future_await(t, f, v_is_empty(a[1]) ? V_NONE : a[1]) < 0)
        return V_ERROR;
    return v_is_empty(f->exception) ? V_NONE : dup(f->exception);
}

/* ---- attributes that wait() and as_completed() work with ---- */

static Value get_state(Thread *t, Value self)
{
    return str_from_cstr(t, state_names[TF(self)->state]);
}

static int set_state(Thread *t, Value self, Value v)
{
    for (size_t i = 0; v_is_str(v) && i < sizeof state_names / sizeof *state_names; i++)
        if (str_equal_cstr(V_AS(Str, v), state_names[i])) {
            TF(self)->state = (CallState)i;
            return 0;
        }
    raise_format(t, EXC_ValueError, "not a state of a future: %R", v_is_empty(v) ? V_NONE : v);
    return -1;
}

static Value get_condition(Thread *t, Value self)
{
    ThreadFuture *f = TF(self);
    if (v_is_empty(f->condition)) {
        Value made = library_call(t, "threading", "Condition", NULL, 0);
        if (v_is_error(made))
            return made;
        if (v_is_empty(f->condition)) /* no other thread was here meanwhile */
            f->condition = made;
        else
            drop(t, made);
    }
    return dup(f->condition);
}

static Value lazy_list(Thread *t, Value *field)
{
    if (v_is_empty(*field)) {
        Value list = list_new(t, NULL, 0);
        if (v_is_error(list))
            return list;
        *field = list;
    }
    return dup(*field);
}
static Value get_waiters(Thread *t, Value self)
{
    return lazy_list(t, &TF(self)->waiters);
}
static Value get_callbacks(Thread *t, Value self)
{
    return lazy_list(t, &TF(self)->callbacks);
}

/* ---- the type ---- */

static void future_fields_clear(Thread *t, Object *o)
{
    ThreadFuture *f = (ThreadFuture *)o;
    v_clear(t, &f->result);
    v_clear(t, &f->exception);
    v_clear(t, &f->condition);
    v_clear(t, &f->waiters);
    v_clear(t, &f->callbacks);
}

static void future_fields_visit(Object *o, VisitFn fn, void *arg)
{
    ThreadFuture *f = (ThreadFuture *)o;
    fn(f->result, arg);
    fn(f->exception, arg);
    fn(f->condition, arg);
    fn(f->waiters, arg);
    fn(f->callbacks, arg);
}

NATIVE(future_init, "__init__(self)", NULL)
{
    return V_NONE; /* the fields are EMPTY as they should be */
}

static Type *thread_future_type(Thread *t)
{
    static const NativeDef *const methods[] = {
        &cancel_def,
        &cancelled_def,
        &running_def,
        &done_def,
        &result_def,
        &exception_def,
        &set_running_def,
        &set_result_def,
        &set_exception_def,
        &add_done_callback_def,
        NULL,
    };
    static const MemberDef members[] = {
        {"_result", offsetof(ThreadFuture, result), MEMBER_NONE, NULL},
        {"_exception", offsetof(ThreadFuture, exception), MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    static const GetSetDef getset[] = {{"_state", get_state, set_state, NULL},
                                       {"_condition", get_condition, NULL, NULL},
                                       {"_waiters", get_waiters, NULL, NULL},
                                       {"_done_callbacks", get_callbacks, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {.name = "_futures.Future",
                                  .size = sizeof(ThreadFuture),
                                  .flags = TF_GC | TF_BASE | TF_WEAKREF,
                                  .init_def = &future_init_def,
                                  .methods = methods,
                                  .members = members,
                                  .getset = getset,
                                  .dealloc = future_fields_clear,
                                  .visit = future_fields_visit,
                                  .clear = future_fields_clear};
    return sched_type(t, &spec);
}

/* ---- the chain to a future of a loop ---- */

/* In the thread of the loop: what came of `source` becomes the outcome of the Waker's future. */
static int chain_deliver(Thread *t, Waker *w, Value source)
{
    Value args[] = {source, w->self};
    Future *f = V_AS(Future, w->self);
    const ThreadFuture *s = TF(source);
    if (f->state == FUTURE_CANCELLED)
        return 0;
    if (LIKELY(s->state == CALL_FINISHED && v_is_empty(s->exception) && !future_done(f)))
        return future_set_result(t, f, v_is_empty(s->result) ? V_NONE : s->result);
    Value r = library_call(t, "asyncio.futures", "_copy_future_state", args, 2);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* The call is over: called in its thread, or in any other one that cancels it. */
static int chain_source_done(Thread *t, Waker *w, Value source)
{
    Waker *deliver = V_AS(Waker, w->self);
    Loop *loop = V_AS(Future, deliver->self)->loop;
    if (loop->closed)
        return 0;
    if (loop_ready_waker(t, loop, deliver, source) < 0)
        return -1;
    loop_wakeup_later(t, loop);
    return 0;
}

/* The future of the loop is done: if it was cancelled, so is the call. */
static int chain_target_done(Thread *t, Waker *w, Value target)
{
    if (V_AS(Future, target)->state != FUTURE_CANCELLED)
        return 0;
    Value r = call_method0(t, w->self, N(t, cancel));
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

static Waker *chain_waker(Thread *t, WakerFn fn, TAKES Waker *inner)
{
    Waker *w = inner ? waker_new(t, fn, v_from(inner)) : NULL;
    obj_drop(t, inner);
    return w;
}

/* Are call_soon and call_soon_threadsafe our own? */
static bool loop_is_plain(Thread *t, const Loop *loop)
{
    Type *type = loop->head.type;
    return v_is_kind(type_lookup(t, type, N(t, call_soon)), KIND_method_descriptor) &&
           v_is_kind(type_lookup(t, type, N(t, call_soon_threadsafe)), KIND_method_descriptor);
}

NATIVE(chain, "chain(source, target, /)",
       "What becomes of a thread's future becomes of the loop's; cancelling goes the other way.\n"
       "False: not done, as one of the two or the loop is of a class of its own.")
{
    Value future = K(t, import_attr(t, "concurrent.futures._base", "Future"));
    if (v_is_error(future))
        return future;
    if (!v_is_object(a[0]) || !v_same(v_from(v_type(t, a[0])), future) ||
        !v_is_kind(a[1], KIND_future))
        return V_FALSE;
    Future *target = V_AS(Future, a[1]);
    Loop *loop = target->loop;
    if (!loop || loop->debug || !loop_is_plain(t, loop))
        return V_FALSE;
    Waker *cancels = waker_new(t, chain_target_done, a[0]);
    Waker *done = chain_waker(t, chain_source_done, waker_new(t, chain_deliver, a[1]));
    int status = cancels && done ? future_add_waiter(t, target, &cancels->head) : -1;
    Value args[] = {a[0], status < 0 ? V_NONE : v_from(done)};
    Value r = status < 0 ? V_ERROR : add_done_callback_native(t, args, 2);
    obj_drop(t, cancels);
    obj_drop(t, done);
    return v_is_error(r) ? r : V_TRUE;
}

static int futures_exec(Thread *t, Value module)
{
    Type *type = thread_future_type(t);
    return type ? api_module_add_type(t, module, type) : -1;
}

Value futures_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&chain_def, NULL};
    static const ModuleSpec spec = {"_futures", "Futures of calls in threads.", functions,
                                    futures_exec};
    return api_module(t, &spec);
}
