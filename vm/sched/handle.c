/* SPDX-License-Identifier: MIT */
/* Handles: callbacks that wait for their turn or for a time; Wakers: the same in C. */
#include "vm/sched/internal.h"
#include "vm/sched/timers.h"

Value handle_new(Thread *t, Type *type, Loop *loop, Value callback, const Value *args,
                 uint32_t nargs, Value context)
{
    Handle *h = object_new(t, type, 0);
    if (!h)
        return V_ERROR;
    gc_track(t, h);
    h->loop = obj_dup(loop);
    h->callback = dup(callback);
    if (nargs)
        h->args = tuple_new(t, args, nargs);
    h->has_context = !v_is_empty(context) && !v_is_none(context);
    h->context = h->has_context ? dup(context) : context_copy_current(t);
    if (UNLIKELY(loop->debug) && !v_is_error(h->args) && !v_is_error(h->context))
        h->source = library_call(t, "asyncio.format_helpers", "extract_stack", NULL, 0);
    if (v_is_error(h->args) || v_is_error(h->context) || v_is_error(h->source)) {
        h->args = v_is_error(h->args) ? V_EMPTY : h->args;
        h->context = v_is_error(h->context) ? V_EMPTY : h->context;
        h->source = V_EMPTY;
        obj_drop(t, h);
        return V_ERROR;
    }
    return v_from(h);
}

void handle_cancel(Thread *t, Handle *h)
{
    if (h->cancelled)
        return;
    h->cancelled = true;
    if (h->loop->debug) { /* so that repr still tells what it was */
        Value v = v_from(h);
        Value r = library_call(t, "asyncio.events", "_handle_note_repr", &v, 1);
        if (v_is_error(r))
            exc_clear(t);
        drop(t, r);
    }
    obj_dup(h);
    v_clear(t, &h->callback);
    v_clear(t, &h->args);
    if (h->timer_pos != TIMER_NONE)
        timer_remove(t, h->loop, &h->head);
    obj_drop(t, h);
}

Value handle_start(Thread *t, Handle *h)
{
    const Value *args = NULL;
    uint32_t n = 0;
    if (!v_is_empty(h->args)) {
        args = V_AS(Tuple, h->args)->items;
        n = (uint32_t)V_AS(Tuple, h->args)->len;
    }
    if (LIKELY(v_is_kind(h->callback, KIND_function))) {
        Function *fn = V_AS(Function, h->callback);
        if (!code_suspends(fn->code))
            return frame_push_call(t, fn, args, n, V_EMPTY) < 0 ? V_ERROR : V_PUSHED;
    }
    Value callback = dup(h->callback), held = dup(h->args);
    Value v = call(t, callback, args, n);
    drop(t, callback);
    drop(t, held);
    return v;
}

void handle_failed(Thread *t, Handle *h)
{
    Value exc = exc_take(t), args[] = {v_from(h), exc};
    Value *handled = &t->frame->handled, outer = *handled;
    *handled = dup(exc); /* what a handler of errors raises itself has this one as its context */
    Value r = library_call(t, "asyncio.events", "_handle_failed", args, 2);
    v_set(t, handled, outer);
    if (v_is_error(r))
        exc_unraisable(t, NULL, v_from(h));
    drop(t, r);
    drop(t, exc);
}

/* ---- the types ---- */

NATIVE_LIBRARY(handle_init, "__init__(self, callback, args, loop, context=None)", NULL)
{
    Handle *h = V_AS(Handle, a[0]);
    Loop *loop = loop_of(t, a[3]);
    if (!loop)
        return raise_format(t, EXC_TypeError, "loop argument must be an event loop, not %T", a[3]);
    Value args = iter_to_tuple(t, a[2]);
    if (v_is_error(args))
        return args;
    Loop *old = h->loop;
    h->loop = obj_dup(loop);
    obj_drop(t, old);
    v_set(t, &h->callback, dup(a[1]));
    v_set(t, &h->args, args);
    v_set(t, &h->context,
          v_is_empty(a[4]) || v_is_none(a[4]) ? context_copy_current(t) : dup(a[4]));
    return V_NONE;
}

NATIVE_LIBRARY(timer_handle_init, "__init__(self, when, callback, args, loop, context=None)", NULL)
{
    Value rest[] = {a[0], a[2], a[3], a[4], a[5]};
    double when;
    if (value_to_double(t, a[1], &when) < 0)
        return V_ERROR;
    V_AS(Handle, a[0])->when = when;
    return handle_init_native(t, rest, 5);
}

NATIVE_LIBRARY(handle_cancel_method, "cancel(self)", "Cancel the callback.")
{
    if (V_AS(Handle, a[0])->loop)
        handle_cancel(t, V_AS(Handle, a[0]));
    return V_NONE;
}

NATIVE_LIBRARY(handle_cancelled, "cancelled(self)", "Return True if the callback was cancelled.")
{
    return v_bool(V_AS(Handle, a[0])->cancelled);
}

NATIVE_LIBRARY(handle_when, "when(self)",
               "Return the time at which the callback is scheduled, in seconds.")
{
    return float_new(t, V_AS(Handle, a[0])->when);
}

NATIVE_LIBRARY(handle_get_context, "get_context(self)", "Return the context of the callback.")
{
    Handle *h = V_AS(Handle, a[0]);
    if (v_is_empty(h->context)) {
        Value saved = t->context;
        t->context = V_EMPTY;
        h->context = context_current(t);
        drop(t, t->context);
        t->context = saved;
        if (v_is_error(h->context)) {
            h->context = V_EMPTY;
            return V_ERROR;
        }
    }
    return dup(h->context);
}

NATIVE(handle_run, "_run(self)", "Run the callback now.")
{
    Handle *h = V_AS(Handle, a[0]);
    if (v_is_empty(h->callback))
        return V_NONE;
    Value saved = t->context;
    t->context = dup(h->context);
    Value none = v_is_empty(h->args) ? tuple_new(t, NULL, 0) : dup(h->args);
    Value v = v_is_error(none) ? none : call_tuple_dict(t, h->callback, none, V_EMPTY);
    drop(t, none);
    drop(t, t->context);
    t->context = saved;
    if (!v_is_error(v)) {
        drop(t, v);
        return V_NONE;
    }
    if (exc_is(t, EXC_SystemExit) || exc_is(t, EXC_KeyboardInterrupt))
        return v;
    handle_failed(t, h);
    return V_NONE;
}

static Value handle_get_loop(Thread *t, Value self)
{
    return V_AS(Handle, self)->loop ? dup(v_from(V_AS(Handle, self)->loop)) : V_NONE;
}

static Value handle_get_args(Thread *t, Value self)
{
    Handle *h = V_AS(Handle, self);
    return !v_is_empty(h->args)      ? dup(h->args)
           : v_is_empty(h->callback) ? V_NONE
                                     : tuple_new(t, NULL, 0);
}

static Value handle_get_when(Thread *t, Value self)
{
    return float_new(t, V_AS(Handle, self)->when);
}

static Value handle_get_scheduled(Thread *t, Value self)
{
    return v_bool(V_AS(Handle, self)->timer_pos != TIMER_NONE);
}

static Value handle_repr(Thread *t, Value self)
{
    return library_call(t, "asyncio.events", "_handle_repr", &self, 1);
}

static Value timer_compare(Thread *t, Value a, Value b, int op)
{
    Type *type = t->vm->sched->timer_handle_type;
    if (!v_is_object(b) || !type_is_subtype(v_type(t, b), type))
        return V_NOTIMPLEMENTED;
    Handle *x = V_AS(Handle, a), *y = V_AS(Handle, b);
    switch (op) {
    case CMP_LT:
        return v_bool(x->when < y->when);
    case CMP_GT:
        return v_bool(x->when > y->when);
    case CMP_LE:
        return v_bool(x->when <= y->when);
    case CMP_GE:
        return v_bool(x->when >= y->when);
    }
    bool equal = x == y || (x->when == y->when && v_same(x->callback, y->callback) &&
                            x->cancelled == y->cancelled);
    return v_bool(equal == (op == CMP_EQ));
}

static int timer_hash(Thread *t, Value self, int64_t *hash)
{
    Value when = float_new(t, V_AS(Handle, self)->when);
    int status = v_is_error(when) ? -1 : value_hash(t, when, hash);
    drop(t, when);
    return status;
}

static void handle_clear(Thread *t, Object *o)
{
    Handle *h = (Handle *)o;
    v_clear(t, &h->callback);
    v_clear(t, &h->args);
    v_clear(t, &h->context);
    v_clear(t, &h->source);
}

static void handle_dealloc(Thread *t, Object *o)
{
    handle_clear(t, o);
    obj_drop(t, ((Handle *)o)->loop);
}

static void handle_visit(Object *o, VisitFn fn, void *arg)
{
    Handle *h = (Handle *)o;
    if (h->loop)
        fn(v_from(h->loop), arg);
    fn(h->callback, arg);
    fn(h->args, arg);
    fn(h->context, arg);
    fn(h->source, arg);
}

/* ---- Wakers ---- */

Waker *waker_new(Thread *t, WakerFn fn, Value self)
{
    Waker *w = object_new(t, t->vm->sched->waker_type, 0);
    if (!w)
        return NULL;
    w->fn = fn;
    w->self = dup(self);
    gc_track(t, w);
    return w;
}

static Value waker_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Waker *w = V_AS(Waker, self);
    return w->fn(t, w, nargs ? args[0] : V_EMPTY) < 0 ? V_ERROR : V_NONE;
}

static void waker_clear(Thread *t, Object *o)
{
    v_clear(t, &((Waker *)o)->self);
    v_clear(t, &((Waker *)o)->arg);
}

static void waker_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Waker *)o)->self, arg);
    fn(((Waker *)o)->arg, arg);
}

int handle_types_setup(Thread *t)
{
    struct Sched *s = t->vm->sched;
    static const NativeDef *const methods[] = {&handle_cancel_method_def, &handle_cancelled_def,
                                               &handle_run_def, &handle_get_context_def, NULL};
    static const NativeDef *const timer_methods[] = {&handle_when_def, &handle_cancel_method_def,
                                                     NULL};
    static const MemberDef members[] = {
        {"_callback", offsetof(Handle, callback), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"_source_traceback", offsetof(Handle, source), MEMBER_READONLY | MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    static const GetSetDef getset[] = {{"_loop", handle_get_loop, NULL, NULL},
                                       {"_args", handle_get_args, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const GetSetDef timer_getset[] = {{"_when", handle_get_when, NULL, NULL},
                                             {"_scheduled", handle_get_scheduled, NULL, NULL},
                                             {NULL, NULL, NULL, NULL}};
    static const TypeSpec handle = {.name = "Handle",
                                    .doc = "Object returned by callback registration methods.",
                                    .size = sizeof(Handle),
                                    .flags = TF_GC | TF_BASE | TF_WEAKREF | TF_ATTRS,
                                    .init_def = &handle_init_def,
                                    .methods = methods,
                                    .members = members,
                                    .getset = getset,
                                    .slots = {.repr = handle_repr},
                                    .dealloc = handle_dealloc,
                                    .visit = handle_visit,
                                    .clear = handle_clear};
    static const TypeSpec waker = {.name = "_asyncio.Waker",
                                   .size = sizeof(Waker),
                                   .flags = TF_GC | TF_NO_NEW,
                                   .slots = {.call = waker_call},
                                   .dealloc = waker_clear,
                                   .visit = waker_visit,
                                   .clear = waker_clear};
    TypeSpec timer = {.name = "TimerHandle",
                      .doc = "Object returned by timed callback registration methods.",
                      .size = sizeof(Handle),
                      .flags = TF_GC | TF_BASE,
                      .init_def = &timer_handle_init_def,
                      .methods = timer_methods,
                      .getset = timer_getset,
                      .slots = {.repr = handle_repr, .compare = timer_compare, .hash = timer_hash}};
    if (!(s->handle_type = library_type(t, "asyncio.events", &handle)) ||
        !(s->waker_type = sched_type(t, &waker)))
        return -1;
    timer.base = s->handle_type;
    s->timer_handle_type = library_type(t, "asyncio.events", &timer);
    return s->timer_handle_type ? 0 : -1;
}
