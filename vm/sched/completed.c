/* SPDX-License-Identifier: MIT */
/* What as_completed() gives: futures in the order of their completion. */
#include "vm/api.h"
#include "vm/core/vm.h"
#include "vm/objects/set.h"
#include "vm/sched/sync.h"

typedef struct Completed {
    Object head;
    Value queue;      /* futures that are done; None for each that comes too late */
    Value running;    /* the set of those that are not; EMPTY: __init__ has not been called */
    Value alarm;      /* TimerHandle, or EMPTY */
    Waker *waker;     /* of the running ones; owned. Without any it is gone: it refers back */
    int64_t promised; /* so many have yet to be given */
} Completed;

#define COMPLETED(v) V_AS(Completed, v)

/* ---- coroutines for one of them ---- */

/* self: the queue; arg: is it the result that is wanted? */
static Value one_step(Thread *t, NativeCoro *c, bool thrown)
{
    Value v = queue_get_step(t, c, thrown);
    if (!v_same(v, V_STOP))
        return v;
    if (v_is_empty(t->stop_value))
        return raise_none(t, EXC_TimeoutError);
    if (!v_same(c->arg, V_TRUE))
        return v;
    Value f = t->stop_value;
    t->stop_value = V_EMPTY;
    bool plain = v_is_kind(f, KIND_task) || v_is_kind(f, KIND_future);
    Value result = plain ? future_result(t, V_AS(Future, f)) : call_method0(t, f, N(t, result));
    drop(t, f);
    return v_is_error(result) ? result : native_coro_return(t, result);
}

/* self: the iterator, until the first step. */
static Value anext_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (v_type(t, c->self) == t->vm->sched->queue_type)
        return one_step(t, c, thrown);
    Completed *k = COMPLETED(c->self);
    if (k->promised == 0)
        return raise_none(t, EXC_StopAsyncIteration);
    k->promised--;
    v_set(t, &c->self, dup(k->queue));
    return one_step(t, c, thrown);
}

static const NativeCoroDef one_coro = {"_wait_for_one", "_AsCompletedIterator._wait_for_one",
                                       one_step};
static const NativeCoroDef anext_coro = {"__anext__", "_AsCompletedIterator.__anext__", anext_step};

static Value completed_next(Thread *t, Value self)
{
    Completed *k = COMPLETED(self);
    if (k->promised == 0)
        return V_STOP;
    k->promised--;
    return native_coro_new(t, &one_coro, k->queue, V_TRUE);
}

static Value completed_anext(Thread *t, Value self)
{
    return native_coro_new(t, &anext_coro, self, V_FALSE);
}

static Value completed_self(Thread *t, Value self)
{
    return dup(self);
}

/* ---- completion and timeout ---- */

static void waker_forget(Thread *t, Completed *k)
{
    Waker *w = k->waker;
    k->waker = NULL;
    obj_drop(t, w);
}

/* Nothing when the time was up before. */
static int completed_add(Thread *t, Completed *k, Value f)
{
    if (v_is_empty(k->running))
        return 0;
    int there = set_discard(t, V_AS(Set, k->running), f);
    if (there <= 0)
        return there;
    if (queue_put(t, k->queue, f) < 0)
        return -1;
    if (V_AS(Set, k->running)->len)
        return 0;
    waker_forget(t, k);
    if (v_is_empty(k->alarm))
        return 0;
    Value r = call_method0(t, k->alarm, N(t, cancel));
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

int completed_child_done(Thread *t, Waker *w, Value future)
{
    return completed_add(t, COMPLETED(w->self), future);
}

NATIVE_LIBRARY(handle_completion, "_handle_completion(self, f)", NULL)
{
    return completed_add(t, COMPLETED(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

/* Our futures have a waker; what may have its own add_done_callback is told to call the method. */
static bool takes_waker(Value f)
{
    return v_is_kind(f, KIND_task) || v_is_kind(f, KIND_future);
}

/* add_done_callback or remove_done_callback. */
static int callback_by_method(Thread *t, Completed *k, Value f, Str *method)
{
    Value fn = attr_get(t, v_from(k), N(t, _handle_completion));
    Value r = v_is_error(fn) ? fn : call_method1(t, f, method, fn);
    drop(t, fn);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

NATIVE_LIBRARY(handle_timeout, "_handle_timeout(self)", NULL)
{
    Completed *k = COMPLETED(a[0]);
    Value none = set_new(t), late = k->running;
    if (v_is_error(none) || v_is_empty(late))
        return none;
    k->running = none;
    int status = 0;
    Value f;
    int64_t hash;
    for (size_t i = 0; status == 0 && set_next(V_AS(Set, late), &i, &f, &hash);) {
        if (!takes_waker(f))
            status = callback_by_method(t, k, f, N(t, remove_done_callback));
        else if (k->waker)
            future_remove_waiter(t, V_AS(Future, f), &k->waker->head);
        if (status == 0)
            status = queue_put(t, k->queue, V_NONE);
    }
    drop(t, late);
    waker_forget(t, k);
    return status < 0 ? V_ERROR : V_NONE;
}

/* ---- making ---- */

/* The loop that a script gets from get_event_loop(). */
static Value loop_now(Thread *t)
{
    return t->loop ? dup(v_from(t->loop))
                   : library_call(t, "asyncio.events", "get_event_loop", NULL, 0);
}

/* The set of the futures for `aws`. */
static Value futures_for(Thread *t, Value aws, Value loop)
{
    Value distinct = set_from_iterable(t, KIND_set, aws);
    Value futures = v_is_error(distinct) ? distinct : set_new(t);
    Value aw;
    int64_t hash;
    for (size_t i = 0; !v_is_error(futures) && set_next(V_AS(Set, distinct), &i, &aw, &hash);) {
        Value f = ensure_future(t, aw, loop_of(t, loop));
        if (v_is_error(f) || set_add(t, V_AS(Set, futures), f) < 0) {
            drop(t, futures);
            futures = V_ERROR;
        }
        drop(t, f);
    }
    drop(t, distinct);
    return futures;
}

static int completed_listen(Thread *t, Completed *k)
{
    Waker *w = k->waker = waker_new(t, completed_child_done, v_from(k));
    if (!w)
        return -1;
    int status = 0;
    Value f;
    int64_t hash;
    for (size_t i = 0; status == 0 && set_next(V_AS(Set, k->running), &i, &f, &hash);)
        status = takes_waker(f) ? future_add_waiter(t, V_AS(Future, f), &w->head)
                                : callback_by_method(t, k, f, N(t, add_done_callback));
    return status;
}

static int alarm_set(Thread *t, Completed *k, Value loop, Value timeout)
{
    Value args[] = {timeout, attr_get(t, v_from(k), N(t, _handle_timeout))};
    if (v_is_error(args[1]))
        return -1;
    Value alarm = call_method(t, loop, N(t, call_later), args, 2);
    drop(t, args[1]);
    if (v_is_error(alarm))
        return -1;
    v_set(t, &k->alarm, alarm);
    return 0;
}

static int completed_start(Thread *t, Completed *k, Value aws, Value loop, Value timeout)
{
    Value queue = queue_new(t);
    Value running = v_is_error(queue) ? queue : futures_for(t, aws, loop);
    if (v_is_error(running)) {
        drop(t, queue);
        return -1;
    }
    waker_forget(t, k);
    v_set(t, &k->queue, queue);
    v_set(t, &k->running, running);
    k->promised = (int64_t)V_AS(Set, running)->len;
    if (!k->promised)
        return 0;
    if (completed_listen(t, k) < 0)
        return -1;
    return v_is_none(timeout) ? 0 : alarm_set(t, k, loop, timeout);
}

NATIVE_LIBRARY(completed_init, "__init__(self, aws, timeout)", NULL)
{
    Value loop = loop_now(t);
    int status = v_is_error(loop) ? -1 : completed_start(t, COMPLETED(a[0]), a[1], loop, a[2]);
    drop(t, loop);
    return status < 0 ? V_ERROR : V_NONE;
}

/* ---- the type ---- */

static void completed_clear(Thread *t, Object *o)
{
    Completed *k = (Completed *)o;
    waker_forget(t, k);
    v_clear(t, &k->queue);
    v_clear(t, &k->running);
    v_clear(t, &k->alarm);
    k->promised = 0;
}

static void completed_visit(Object *o, VisitFn fn, void *arg)
{
    Completed *k = (Completed *)o;
    fn(k->queue, arg);
    fn(k->running, arg);
    fn(k->alarm, arg);
    if (k->waker)
        fn(v_from(k->waker), arg);
}

int completed_type_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&handle_completion_def, &handle_timeout_def, NULL};
    static const TypeSpec spec = {.name = "_AsCompletedIterator",
                                  .doc = "Iterator of awaitables representing tasks of "
                                         "asyncio.as_completed.",
                                  .size = sizeof(Completed),
                                  .flags = TF_GC | TF_ATTRS | TF_WEAKREF,
                                  .init_def = &completed_init_def,
                                  .methods = methods,
                                  .slots = {.iter = completed_self,
                                            .next = completed_next,
                                            .aiter = completed_self,
                                            .anext = completed_anext},
                                  .dealloc = completed_clear,
                                  .visit = completed_visit,
                                  .clear = completed_clear};
    Type *type = library_type(t, "asyncio.tasks", &spec);
    return type ? api_module_add_type(t, module, type) : -1;
}
