/* SPDX-License-Identifier: MIT */
/* Future as scripts see it. */
#include "vm/core/vm.h"
#include "vm/objects/generator.h"
#include "vm/objects/helpers.h"
#include "vm/sched/internal.h"

#define FUTURE(v) V_AS(Future, v)

static int check_initialized_or(Thread *t, Future *f, ExcKind error)
{
    if (LIKELY(f->initialized))
        return 0;
    raise_format(t, error, "Future object is not initialized.");
    return -1;
}

static int check_initialized(Thread *t, Future *f)
{
    return check_initialized_or(t, f, EXC_RuntimeError);
}

/* ---- iterator for `yield from future` and hand-written __await__ ---- */

typedef struct FutureIter {
    Object head;
    Value future; /* EMPTY: done */
} FutureIter;

static Value future_iter_next(Thread *t, Value self)
{
    FutureIter *it = V_AS(FutureIter, self);
    if (v_is_empty(it->future))
        return V_STOP;
    Value v = future_next(t, it->future);
    if (v_is_error(v) || v_same(v, V_STOP)) {
        v_clear(t, &it->future);
    }
    return v;
}

static Value future_iter_stop(Thread *t, Value v)
{
    if (!v_same(v, V_STOP))
        return v;
    Value result = t->stop_value;
    t->stop_value = V_EMPTY;
    raise_stop_iteration(t, result);
    drop(t, result);
    return V_ERROR;
}

NATIVE(future_iter_send, "send(self, value, /)", NULL)
{
    return future_iter_stop(t, future_iter_next(t, a[0]));
}

NATIVE(future_iter_throw, "throw(self, value, val=None, tb=None, /)", NULL)
{
    bool is_class = v_is_type(a[1]) && V_AS(Type, a[1])->flags & TF_EXCEPTION;
    if (!is_class && !v_is_exception(a[1]))
        return raise_format(t, EXC_TypeError,
                            "exceptions must be classes deriving BaseException "
                            "or instances of such a class");
    Value exc = throw_argument(t, a[1], a[2], a[3]);
    if (v_is_error(exc))
        return exc;
    v_clear(t, &V_AS(FutureIter, a[0])->future);
    Value raised = raise_object(t, exc);
    drop(t, exc);
    return raised;
}

NATIVE(future_iter_close, "close(self)", NULL)
{
    v_clear(t, &V_AS(FutureIter, a[0])->future);
    return V_NONE;
}

static void future_iter_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((FutureIter *)o)->future);
}

static void future_iter_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((FutureIter *)o)->future, arg);
}

static Value future_iter_new(Thread *t, Value self)
{
    if (check_initialized(t, FUTURE(self)) < 0)
        return V_ERROR;
    FutureIter *it = object_new(t, t->vm->sched->future_iter_type, 0);
    if (!it)
        return V_ERROR;
    it->future = dup(self);
    gc_track(t, it);
    return v_from(it);
}

NATIVE(future_await, "__await__(self, /)", "Return an iterator to be used in await expression.")
{
    return future_iter_new(t, a[0]);
}
NATIVE(future_iter_method, "__iter__(self, /)", "Implement iter(self).")
{
    return future_iter_new(t, a[0]);
}

/* `await future` needs no iterator object: DELEGATE asks the future itself. */
static Value future_await_self(Thread *t, Value self)
{
    return check_initialized(t, FUTURE(self)) < 0 ? V_ERROR : dup(self);
}

/* ---- methods ---- */

NATIVE(future_init, "__init__(self, *, loop=None)", NULL)
{
    Future *f = FUTURE(a[0]);
    future_drop_fields(t, f);
    f->state = FUTURE_PENDING;
    f->failed = f->log_traceback = false;
    obj_drop(t, f->loop);
    f->loop = NULL;
    Value loop = v_is_empty(a[1]) || v_is_none(a[1])
                     ? library_call(t, "asyncio.events", "get_event_loop", NULL, 0)
                     : dup(a[1]);
    int status = v_is_error(loop) ? -1 : future_begin(t, f, loop);
    drop(t, loop);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(future_result_method, "result(self, /)", "Return the result this future represents.")
{
    if (check_initialized_or(t, FUTURE(a[0]), EXC_InvalidStateError) < 0)
        return V_ERROR;
    return future_result(t, FUTURE(a[0]));
}

NATIVE(future_exception, "exception(self, /)", "Return the exception that was set on this future.")
{
    Future *f = FUTURE(a[0]);
    if (check_initialized_or(t, f, EXC_InvalidStateError) < 0)
        return V_ERROR;
    if (f->state == FUTURE_PENDING)
        return raise_format(t, EXC_InvalidStateError, "Exception is not set.");
    if (f->state == FUTURE_CANCELLED)
        return future_result(t, f);
    f->log_traceback = false;
    return f->failed ? dup(f->result) : V_NONE;
}

NATIVE(future_set_result_method, "set_result(self, result, /)",
       "Mark the future done and set its result.")
{
    return future_set_result(t, FUTURE(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

NATIVE(future_set_exception_method, "set_exception(self, exception, /)",
       "Mark the future done and set an exception.")
{
    return future_set_exception(t, FUTURE(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

NATIVE(future_add_done_callback, "add_done_callback(self, fn, /, *, context=None)",
       "Add a callback to be run when the future becomes done.")
{
    if (check_initialized(t, FUTURE(a[0])) < 0)
        return V_ERROR;
    Value context = v_is_empty(a[2]) || v_is_none(a[2]) ? V_EMPTY : a[2];
    return future_add_callback(t, FUTURE(a[0]), a[1], context) < 0 ? V_ERROR : V_NONE;
}

NATIVE(future_remove_done_callback, "remove_done_callback(self, fn, /)",
       "Remove all instances of a callback from the \"call when done\" list.")
{
    if (check_initialized(t, FUTURE(a[0])) < 0)
        return V_ERROR;
    int64_t n = future_remove_callback(t, FUTURE(a[0]), a[1]);
    return n < 0 ? V_ERROR : v_from_small(n);
}

NATIVE(future_cancel_method, "cancel(self, /, msg=None)",
       "Cancel the future and schedule callbacks.")
{
    if (check_initialized(t, FUTURE(a[0])) < 0)
        return V_ERROR;
    int r = future_cancel_plain(t, FUTURE(a[0]), v_is_empty(a[1]) ? V_NONE : a[1]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(future_cancelled, "cancelled(self, /)", "Return True if the future was cancelled.")
{
    return v_bool(FUTURE(a[0])->state == FUTURE_CANCELLED);
}

NATIVE(future_done_method, "done(self, /)", "Return True if the future is done.")
{
    return v_bool(future_done(FUTURE(a[0])));
}

NATIVE(future_get_loop, "get_loop(self, /)", "Return the event loop the Future is bound to.")
{
    return check_initialized(t, FUTURE(a[0])) < 0 ? V_ERROR : dup(future_loop_object(FUTURE(a[0])));
}

NATIVE(future_make_cancelled_error, "_make_cancelled_error(self, /)",
       "Create the CancelledError to raise if the Future is cancelled.")
{
    return future_cancelled_error(t, FUTURE(a[0]));
}

/* ---- attributes ---- */

static Value get_state(Thread *t, Value self)
{
    static const char *const names[] = {"PENDING", "CANCELLED", "FINISHED"};
    return str_from_cstr(t, names[FUTURE(self)->state]);
}
static Value get_blocking(Thread *t, Value self)
{
    return v_bool(FUTURE(self)->blocking);
}
static int set_blocking(Thread *t, Value self, Value v)
{
    int on = v_is_empty(v) ? 0 : truth(t, v);
    FUTURE(self)->blocking = on > 0;
    return on < 0 ? -1 : 0;
}
static Value get_loop(Thread *t, Value self)
{
    return dup(future_loop_object(FUTURE(self)));
}
static Value get_result(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    return f->state != FUTURE_FINISHED || f->failed || v_is_empty(f->result) ? V_NONE
                                                                             : dup(f->result);
}
static Value get_exception(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    return f->failed && !v_is_empty(f->result) ? dup(f->result) : V_NONE;
}
static Value get_log_traceback(Thread *t, Value self)
{
    return v_bool(FUTURE(self)->log_traceback);
}
static int set_log_traceback(Thread *t, Value self, Value v)
{
    if (v_is_empty(v)) {
        raise_format(t, EXC_AttributeError, "cannot delete attribute");
        return -1;
    }
    int on = truth(t, v);
    if (on > 0)
        raise_format(t, EXC_ValueError, "_log_traceback can only be set to False");
    if (on)
        return -1;
    FUTURE(self)->log_traceback = false;
    return 0;
}
static Value get_source(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    return f->extra && !v_is_empty(f->extra->source) ? dup(f->extra->source) : V_NONE;
}
static Value get_cancel_message(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    return f->extra && !v_is_empty(f->extra->cancel_message) ? dup(f->extra->cancel_message)
                                                             : V_NONE;
}
static int set_cancel_message(Thread *t, Value self, Value v)
{
    if (!future_extra(t, FUTURE(self)))
        return -1;
    v_set(t, &FUTURE(self)->extra->cancel_message, dup(v));
    return 0;
}

/* A waiter as a callable that can be shown and called. */
static Value waiter_callable(Thread *t, Value w)
{
    if (v_has_layout(w, KIND_task))
        return task_wakeup_new(t, w);
    /* A Waker of ours passes for the function that CPython has in its place. */
    WakerFn fn = v_object(w)->type == t->vm->sched->waker_type ? V_AS(Waker, w)->fn : NULL;
    if (fn == loop_run_future_done)
        return import_attr(t, "asyncio.base_events", "_run_until_complete_cb");
    if (fn == gather_child_done)
        return import_attr(t, "asyncio.tasks", "_gather_done_callback");
    if (fn == completed_child_done)
        return attr_get(t, V_AS(Waker, w)->self, N(t, _handle_completion));
    return dup(w);
}

static int callbacks_append(Thread *t, Value list, Value fn, Value context)
{
    Value shown = waiter_callable(t, fn);
    Value pair =
        v_is_error(shown) ? shown : tuple_pack(t, 2, shown, v_is_empty(context) ? V_NONE : context);
    drop(t, shown);
    return v_is_error(pair) ? -1 : list_append_take(t, V_AS(List, list), pair);
}

static Value get_callbacks(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    if (future_done(f) || (v_is_empty(f->waiter) && !future_list_len(f)))
        return V_NONE;
    Value list = list_new(t, NULL, 0);
    int status = v_is_error(list) ? -1 : 0;
    if (status == 0 && !v_is_empty(f->waiter))
        status = callbacks_append(t, list, f->waiter, V_EMPTY);
    for (uint32_t i = 0; status == 0 && i < future_list_len(f); i++)
        status =
            callbacks_append(t, list, f->extra->more->at[i].fn, f->extra->more->at[i].context);
    if (status == 0)
        return list;
    if (!v_is_error(list))
        drop(t, list);
    return V_ERROR;
}

static Value future_repr(Thread *t, Value self)
{
    if (check_initialized(t, FUTURE(self)) < 0)
        return V_ERROR;
    return library_call(t, "asyncio.base_futures", "_future_repr", &self, 1);
}

/* A future is dropped: was its exception ever looked at? */
static Value future_finalize(Thread *t, Value self)
{
    Future *f = FUTURE(self);
    if (LIKELY(!f->log_traceback))
        return V_NONE;
    f->log_traceback = false;
    EMIT(t, EXCEPTION_LOST, f->loop, self, f->result, 0);
    return library_call(t, "asyncio.base_futures", "_exception_lost", &self, 1);
}

const NativeDef *const future_methods[] = {
    &future_result_method_def,
    &future_exception_def,
    &future_set_result_method_def,
    &future_set_exception_method_def,
    &future_add_done_callback_def,
    &future_remove_done_callback_def,
    &future_cancel_method_def,
    &future_cancelled_def,
    &future_done_method_def,
    &future_get_loop_def,
    &future_make_cancelled_error_def,
    &future_await_def,
    &future_iter_method_def,
    &class_getitem_def,
    NULL,
};

static const GetSetDef future_getset[] = {
    {"_state", get_state, NULL, NULL},
    {"_asyncio_future_blocking", get_blocking, set_blocking, NULL},
    {"_loop", get_loop, NULL, NULL},
    {"_result", get_result, NULL, NULL},
    {"_exception", get_exception, NULL, NULL},
    {"_log_traceback", get_log_traceback, set_log_traceback, NULL},
    {"_source_traceback", get_source, NULL, NULL},
    {"_cancel_message", get_cancel_message, set_cancel_message, NULL},
    {"_callbacks", get_callbacks, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static Dict **future_dict_place(Thread *t, Object *o, bool make)
{
    Future *f = (Future *)o;
    if (make && !future_extra(t, f))
        return NULL;
    return f->extra ? &f->extra->dict : NULL;
}

int future_type_setup(Thread *t)
{
    static const NativeDef *const iter_methods[] = {&future_iter_send_def, &future_iter_throw_def,
                                                    &future_iter_close_def, NULL};
    static const TypeSpec iter_spec = {.name = "_asyncio.FutureIter",
                                       .size = sizeof(FutureIter),
                                       .flags = TF_GC | TF_NO_NEW,
                                       .slots = {.iter = self_iter, .next = future_iter_next},
                                       .methods = iter_methods,
                                       .dealloc = future_iter_dealloc,
                                       .visit = future_iter_visit,
                                       .clear = future_iter_dealloc};
    static const TypeSpec spec = {
        .name = "_asyncio.Future",
        .doc = "This class is *almost* compatible with concurrent.futures.Future.",
        .size = sizeof(Future),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .kind = KIND_future,
        .layout = KIND_future,
        .init_def = &future_init_def,
        .slots = {.repr = future_repr, .finalize = future_finalize, .hash = future_hash},
        .methods = future_methods,
        .getset = future_getset,
        .dealloc = future_dealloc,
        .visit = future_visit,
        .clear = future_clear,
        .dict_place = future_dict_place,
    };
    if (!(t->vm->sched->future_iter_type = sched_type(t, &iter_spec)))
        return -1;
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    type->s.await = future_await_self;
    type->s.next = future_next;
    type->s.iter = future_iter_new;
    return 0;
}
