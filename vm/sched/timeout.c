/* SPDX-License-Identifier: MIT */
/*
 * asyncio.timeout(): a context manager that cancels the task it was entered in when its time is up,
 * and turns that cancellation into TimeoutError.
 *
 *     CREATED --enter--> ENTERED --time is up--> EXPIRING --exit--> EXPIRED
 *                           \--exit--> EXITED
 */
#include "vm/core/vm.h"
#include "vm/sched/internal.h"

typedef enum {
    TIMEOUT_CREATED,
    TIMEOUT_ENTERED,
    TIMEOUT_EXPIRING,
    TIMEOUT_EXPIRED,
    TIMEOUT_EXITED
} TimeoutState;

static const char *const state_names[] = {"created", "active", "expiring", "expired", "finished"};

typedef struct Timeout {
    Object head;
    Value when;         /* a number, or None */
    Value task, handle; /* or EMPTY */
    Value cancelling;   /* cancel requests of the task when it was entered */
    uint8_t state;
} Timeout;
#define TIMEOUT(v) V_AS(Timeout, v)

/* ---- the timer ---- */

/* The time is up: handles call it. */
NATIVE_LIBRARY(timeout_on_timeout, "_on_timeout(self)", NULL)
{
    Timeout *self = TIMEOUT(a[0]);
    if (!v_is_empty(self->task)) {
        Value task = dup(self->task);
        int asked = v_is_kind(task, KIND_task) ? future_cancel(t, V_AS(Future, task), V_NONE)
                                               : cancel_by_method(t, task, V_NONE);
        drop(t, task);
        if (asked < 0)
            return V_ERROR;
    }
    self->state = TIMEOUT_EXPIRING;
    v_clear(t, &self->handle); /* it refers to this object, and the task to both */
    return V_NONE;
}

static int timeout_drop_handle(Thread *t, Timeout *self)
{
    Value handle = self->handle;
    self->handle = V_EMPTY;
    if (v_is_empty(handle))
        return 0;
    int status = 0;
    if (type_is_subtype(v_type(t, handle), t->vm->sched->handle_type)) {
        handle_cancel(t, V_AS(Handle, handle));
    } else {
        Value r = call_method0(t, handle, N(t, cancel));
        status = v_is_error(r) ? -1 : 0;
        drop(t, r);
    }
    drop(t, handle);
    return status;
}

/* The handle for the deadline (owned). */
static Value timeout_schedule(Thread *t, Value self, Value when)
{
    Loop *loop = loop_running(t);
    if (!loop)
        return V_ERROR;
    double deadline;
    bool plain = (v_is_flonum(when) || v_is_small(when)) && !loop->own_timers &&
                 !loop->foreign_call_soon && !loop->debug;
    if (!plain) {
        Value args[] = {self, when};
        return library_call(t, "asyncio.timeouts", "_schedule", args, 2);
    }
    if (value_to_double(t, when, &deadline) < 0)
        return V_ERROR;
    Value callback = attr_get(t, self, N(t, _on_timeout));
    if (v_is_error(callback))
        return callback;
    Value handle = deadline <= loop_time(t, loop)
                       ? loop_call_soon(t, loop, callback, NULL, 0, V_EMPTY)
                       : loop_call_at(t, loop, deadline, callback, NULL, 0, V_EMPTY);
    drop(t, callback);
    return handle;
}

static int timeout_set(Thread *t, Value v, Value when)
{
    Timeout *self = TIMEOUT(v);
    v_set(t, &self->when, dup(when));
    if (timeout_drop_handle(t, self) < 0)
        return -1;
    if (v_is_none(when))
        return 0;
    Value handle = timeout_schedule(t, v, when);
    if (v_is_error(handle))
        return -1;
    v_set(t, &self->handle, handle);
    return 0;
}

/* ---- methods ---- */

NATIVE_LIBRARY(timeout_init, "__init__(self, when)", NULL)
{
    Timeout *self = TIMEOUT(a[0]);
    self->state = TIMEOUT_CREATED;
    v_set(t, &self->when, dup(a[1]));
    v_clear(t, &self->task);
    v_clear(t, &self->handle);
    v_set(t, &self->cancelling, v_from_small(0));
    return V_NONE;
}

NATIVE_LIBRARY(timeout_when, "when(self)", "Return the current deadline.")
{
    return v_is_empty(TIMEOUT(a[0])->when) ? V_NONE : dup(TIMEOUT(a[0])->when);
}

NATIVE_LIBRARY(timeout_reschedule, "reschedule(self, when)", "Reschedule the timeout.")
{
    Timeout *self = TIMEOUT(a[0]);
    if (self->state == TIMEOUT_CREATED)
        return raise_format(t, EXC_RuntimeError, "Timeout has not been entered");
    if (self->state != TIMEOUT_ENTERED)
        return raise_format(t, EXC_RuntimeError, "Cannot change state of %s Timeout",
                            state_names[self->state]);
    return timeout_set(t, a[0], a[1]) < 0 ? V_ERROR : V_NONE;
}

NATIVE_LIBRARY(timeout_expired, "expired(self)", "Is timeout expired during execution?")
{
    uint8_t state = TIMEOUT(a[0])->state;
    return v_bool(state == TIMEOUT_EXPIRING || state == TIMEOUT_EXPIRED);
}

static Value timeout_repr(Thread *t, Value self)
{
    return library_call(t, "asyncio.timeouts", "_timeout_repr", &self, 1);
}

/* ---- entering ---- */

static Value timeout_enter_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (thrown)
        return V_ERROR;
    Timeout *self = TIMEOUT(c->self);
    if (self->state != TIMEOUT_CREATED)
        return raise_format(t, EXC_RuntimeError, "Timeout has already been entered");
    if (!loop_running(t))
        return V_ERROR;
    Value task = current_task(t);
    if (v_is_empty(task))
        return raise_format(t, EXC_RuntimeError, "Timeout should be used inside a task");
    Value count = v_is_kind(task, KIND_task) ? v_from_small(V_AS(Task, task)->f.cancels)
                                             : call_method0(t, task, N(t, cancelling));
    if (v_is_error(count))
        return count;
    self->state = TIMEOUT_ENTERED;
    v_set(t, &self->task, dup(task));
    v_set(t, &self->cancelling, count);
    if (timeout_set(t, c->self, self->when) < 0)
        return V_ERROR;
    return native_coro_return(t, dup(c->self));
}

static const NativeCoroDef timeout_enter_coro = {"__aenter__", "Timeout.__aenter__",
                                                 timeout_enter_step};
NATIVE_LIBRARY(timeout_aenter, "__aenter__(self)", NULL)
{
    return native_coro_new(t, &timeout_enter_coro, a[0], V_EMPTY);
}

/* ---- leaving ---- */

/* Takes our request to cancel back: 1 nobody else wants the task to end, 0, -1. */
static int timeout_uncancel(Thread *t, Timeout *self)
{
    Value n;
    if (v_is_kind(self->task, KIND_task)) {
        Future *f = V_AS(Future, self->task);
        if (f->cancels && --f->cancels == 0)
            f->must_cancel = false;
        n = v_from_small(f->cancels);
    } else {
        n = call_method0(t, self->task, N(t, uncancel));
    }
    int alone = v_is_error(n) ? -1 : compare_truth(t, CMP_LE, n, self->cancelling);
    drop(t, n);
    return alone;
}

/* exc: the exception that leaves the block, or its class. */
static Value timeout_convert(Thread *t, Value exc)
{
    Type *type = v_is_type(exc) ? V_AS(Type, exc) : v_type(t, exc);
    bool given = v_is_exception(exc);
    if (type_is_subtype(type, t->vm->exc[EXC_CancelledError])) {
        raise_none(t, EXC_TimeoutError);
        Exception *e = V_AS(Exception, t->exc);
        v_set(t, &e->cause, given ? dup(exc) : V_EMPTY);
        if (given && v_is_empty(e->context))
            v_set(t, &e->context, dup(exc));
        e->suppress_context = true;
        return V_ERROR;
    }
    Value r = given ? library_call(t, "asyncio.timeouts", "_note_timeout", &exc, 1) : V_NONE;
    if (v_is_error(r))
        return r;
    drop(t, r);
    return native_coro_return(t, V_NONE);
}

static Value timeout_exit_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (thrown)
        return V_ERROR;
    Timeout *self = TIMEOUT(c->self);
    if (timeout_drop_handle(t, self) < 0)
        return V_ERROR;
    if (self->state == TIMEOUT_EXPIRING) {
        self->state = TIMEOUT_EXPIRED;
        int alone = timeout_uncancel(t, self);
        if (alone < 0)
            return V_ERROR;
        if (alone && !v_is_none(c->arg))
            return timeout_convert(t, c->arg);
    } else if (self->state == TIMEOUT_ENTERED) {
        self->state = TIMEOUT_EXITED;
    }
    return native_coro_return(t, V_NONE);
}

static const NativeCoroDef timeout_exit_coro = {"__aexit__", "Timeout.__aexit__",
                                                timeout_exit_step};
NATIVE_LIBRARY(timeout_aexit, "__aexit__(self, exc_type, exc_val, exc_tb)", NULL)
{
    return native_coro_new(t, &timeout_exit_coro, a[0],
                           v_is_none(a[1]) || v_is_none(a[2]) ? a[1] : a[2]);
}

/* ---- the functions ---- */

NATIVE_LIBRARY(asyncio_timeout, "timeout(delay)", "Timeout async context manager.")
{
    Loop *loop = loop_running(t);
    if (!loop)
        return V_ERROR;
    Value when = V_NONE;
    if (!v_is_none(a[0])) {
        Value now = loop->own_timers ? call_method0(t, v_from(loop), N(t, time))
                                     : float_new(t, loop_time(t, loop));
        when = v_is_error(now) ? now : binary_op(t, OP_ADD, now, a[0]);
        drop(t, now);
    }
    if (v_is_error(when))
        return when;
    Timeout *self = object_new(t, t->vm->sched->timeout_type, 0);
    if (!self) {
        drop(t, when);
        return V_ERROR;
    }
    self->when = when;
    self->cancelling = v_from_small(0);
    gc_track(t, self);
    return v_from(self);
}

const NativeDef *const timeout_functions[] = {&asyncio_timeout_def, NULL};

/* ---- the type ---- */

static Value get_state(Thread *t, Value self)
{
    return str_from_cstr(t, state_names[TIMEOUT(self)->state]);
}

static void timeout_clear(Thread *t, Object *o)
{
    Timeout *self = (Timeout *)o;
    v_clear(t, &self->when);
    v_clear(t, &self->task);
    v_clear(t, &self->handle);
    v_clear(t, &self->cancelling);
}

static void timeout_visit(Object *o, VisitFn fn, void *arg)
{
    Timeout *self = (Timeout *)o;
    fn(self->when, arg);
    fn(self->task, arg);
    fn(self->handle, arg);
    fn(self->cancelling, arg);
}

int timeout_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&timeout_when_def,
                                               &timeout_reschedule_def,
                                               &timeout_expired_def,
                                               &timeout_aenter_def,
                                               &timeout_aexit_def,
                                               &timeout_on_timeout_def,
                                               NULL};
    static const MemberDef members[] = {
        {"_when", offsetof(Timeout, when), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"_task", offsetof(Timeout, task), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"_timeout_handler", offsetof(Timeout, handle), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"_cancelling", offsetof(Timeout, cancelling), MEMBER_READONLY | MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    static const GetSetDef getset[] = {{"_state", get_state, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "Timeout",
        .doc = "Asynchronous context manager for cancelling overdue coroutines.\n\n"
               "Use `timeout()` or `timeout_at()` rather than instantiating this class directly.",
        .size = sizeof(Timeout),
        .flags = TF_GC | TF_BASE | TF_WEAKREF | TF_ATTRS,
        .init_def = &timeout_init_def,
        .methods = methods,
        .members = members,
        .getset = getset,
        .slots = {.repr = timeout_repr},
        .dealloc = timeout_clear,
        .visit = timeout_visit,
        .clear = timeout_clear};
    Type *type = t->vm->sched->timeout_type = library_type(t, "asyncio.timeouts", &spec);
    return type ? dict_set_str(t, type->dict, N(t, __final__), V_TRUE) : -1;
}
