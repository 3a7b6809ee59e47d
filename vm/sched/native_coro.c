/* SPDX-License-Identifier: MIT */
/*
 * Coroutines written in C: what the `async def` functions of the library return. Each is a small
 * state machine. To scripts they are coroutines: they can be awaited, made a task, sent to, closed,
 * and they complain when nobody awaits them.
 */
#include <math.h>
#include "vm/core/vm.h"
#include "vm/objects/generator.h"
#include "vm/sched/internal.h"

Value native_coro_new(Thread *t, const NativeCoroDef *def, Value self, Value arg)
{
    /* A sleep of numbers needs neither a future nor the collector. */
    bool light = def == &sleep_coro && !v_is_object(self) && !v_is_object(arg);
    NativeCoro *c =
        object_new(t, light ? t->vm->sched->light_coro_type : t->vm->sched->native_coro_type, 0);
    if (!c)
        return V_ERROR;
    c->def = def;
    c->self = dup(self);
    c->arg = dup(arg);
    if (light)
        t->vm->untracked_ends++;
    else
        gc_track(t, c);
    return v_from(c);
}

Value native_coro_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (UNLIKELY(c->running))
        return raise_format(t, EXC_ValueError, "coroutine already executing");
    if (UNLIKELY(c->awaited && c->state == UINT8_MAX))
        return raise_format(t, EXC_RuntimeError, "cannot reuse already awaited coroutine");
    bool first = !c->awaited;
    c->awaited = true;
    if (UNLIKELY(thrown && first)) {
        c->state = UINT8_MAX;
        return V_ERROR;
    }
    c->running = true;
    obj_dup(c);
    Value v = c->def->step(t, c, thrown);
    c->running = false;
    if (v_same(v, V_STOP) || v_is_error(v)) {
        c->state = UINT8_MAX;
        c->head.flags |= OF_FINALIZED; /* nothing is left to warn of or to close */
    }
    obj_drop(t, c);
    return v;
}

Value native_coro_wait(Thread *t, NativeCoro *c, WaitKind kind)
{
    Loop *loop = loop_running(t);
    if (!loop)
        return V_ERROR;
    if (v_is_empty(c->waits)) {
        c->waits = future_new(t, loop);
        if (v_is_error(c->waits)) {
            c->waits = V_EMPTY;
            return V_ERROR;
        }
    }
    V_AS(Future, c->waits)->blocking = true;
    c->wait_kind = (uint8_t)kind;
    return dup(c->waits);
}

/* ---- the type ---- */

static Value coro_next(Thread *t, Value self)
{
    return native_coro_step(t, V_AS(NativeCoro, self), false);
}

static Value coro_self(Thread *t, Value self)
{
    return dup(self);
}

/* What send() and throw() give: the value, or StopIteration. */
static Value coro_outcome(Thread *t, Value v)
{
    if (!v_same(v, V_STOP))
        return v;
    Value result = t->stop_value;
    t->stop_value = V_EMPTY;
    raise_stop_iteration(t, result);
    drop(t, result);
    return V_ERROR;
}

NATIVE(coro_send, "send(self, value, /)", "Send a value into the coroutine.")
{
    NativeCoro *c = V_AS(NativeCoro, a[0]);
    if (!c->awaited && !v_is_none(a[1]))
        return raise_format(t, EXC_TypeError,
                            "can't send non-None value to a just-started coroutine");
    return coro_outcome(t, native_coro_step(t, c, false));
}

NATIVE(coro_throw, "throw(self, value, val=None, tb=None, /)",
       "Raise an exception inside the coroutine.")
{
    raise_object(t, v_is_type(a[1]) && !v_is_empty(a[2]) && v_is_exception(a[2]) ? a[2] : a[1]);
    return coro_outcome(t, native_coro_step(t, V_AS(NativeCoro, a[0]), true));
}

NATIVE(coro_close, "close(self, /)", "End the coroutine with GeneratorExit.")
{
    NativeCoro *c = V_AS(NativeCoro, a[0]);
    if (!c->awaited)
        c->awaited = true;
    else if (c->state != UINT8_MAX) {
        raise_none(t, EXC_GeneratorExit);
        Value v = native_coro_step(t, c, true);
        if (v_is_error(v) && (exc_is(t, EXC_GeneratorExit) || exc_is(t, EXC_StopIteration)))
            exc_clear(t);
        else if (v_is_error(v))
            return v;
        else
            v_clear(t, &t->stop_value);
    }
    c->state = UINT8_MAX;
    return V_NONE;
}

/* What __await__() gives to scripts: an iterator that drives the coroutine. */
typedef struct CoroIter {
    Object head;
    Value coro;
} CoroIter;

NATIVE(coro_await, "__await__(self, /)", "Return an iterator to be used in await expression.")
{
    CoroIter *it = object_new(t, t->vm->sched->coro_iter_type, 0);
    if (!it)
        return V_ERROR;
    it->coro = dup(a[0]);
    gc_track(t, it);
    return v_from(it);
}

static Value coro_iter_next(Thread *t, Value self)
{
    return native_coro_step(t, V_AS(NativeCoro, V_AS(CoroIter, self)->coro), false);
}
NATIVE(coro_iter_send, "send(self, value, /)", NULL)
{
    Value args[] = {V_AS(CoroIter, a[0])->coro, a[1]};
    return coro_send_native(t, args, 2);
}
NATIVE(coro_iter_throw, "throw(self, value, val=None, tb=None, /)", NULL)
{
    Value args[] = {V_AS(CoroIter, a[0])->coro, a[1], a[2], a[3]};
    return coro_throw_native(t, args, 4);
}
NATIVE(coro_iter_close, "close(self, /)", NULL)
{
    return coro_close_native(t, &V_AS(CoroIter, a[0])->coro, 1);
}

static void coro_iter_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((CoroIter *)o)->coro);
}

static void coro_iter_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((CoroIter *)o)->coro, arg);
}

static int coro_iter_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&coro_iter_send_def, &coro_iter_throw_def,
                                               &coro_iter_close_def, NULL};
    static const TypeSpec spec = {.name = "coroutine_wrapper",
                                  .size = sizeof(CoroIter),
                                  .flags = TF_GC | TF_NO_NEW,
                                  .slots = {.iter = coro_self, .next = coro_iter_next},
                                  .methods = methods,
                                  .dealloc = coro_iter_dealloc,
                                  .visit = coro_iter_visit,
                                  .clear = coro_iter_dealloc};
    t->vm->sched->coro_iter_type = sched_type(t, &spec);
    return t->vm->sched->coro_iter_type ? 0 : -1;
}

static Value coro_repr(Thread *t, Value self)
{
    return str_format(t, "<coroutine object %s at %p>", V_AS(NativeCoro, self)->def->qualname,
                      (void *)v_object(self));
}

/* The coroutine is dropped: has anybody ever awaited it? */
static Value coro_finalize(Thread *t, Value self)
{
    NativeCoro *c = V_AS(NativeCoro, self);
    if (LIKELY(c->awaited)) {
        if (c->state == UINT8_MAX || c->def == &sleep_coro)
            return V_NONE;
        return coro_close_native(t, &self, 1);
    }
    if (coroutine_warn_by_library(t, self))
        return V_NONE;
    if (warn_format(t, EXC_RuntimeWarning, 1, "coroutine '%s' was never awaited",
                    c->def->qualname) < 0)
        exc_unraisable(t, NULL, self);
    return V_NONE;
}

static void coro_dealloc(Thread *t, Object *o)
{
    NativeCoro *c = (NativeCoro *)o;
    v_clear(t, &c->self);
    v_clear(t, &c->arg);
    v_clear(t, &c->waits);
}

static void light_coro_dealloc(Thread *t, Object *o)
{
    NativeCoro *c = (NativeCoro *)o;
    t->vm->untracked_ends--;
    v_clear(t, &c->self);
    v_clear(t, &c->arg);
}

static void coro_visit(Object *o, VisitFn fn, void *arg)
{
    NativeCoro *c = (NativeCoro *)o;
    fn(c->self, arg);
    fn(c->arg, arg);
    fn(c->waits, arg);
}

static Value coro_get_class(Thread *t, Value self)
{
    return dup(v_from(t->vm->types[KIND_coroutine]));
}
static Value coro_get_name(Thread *t, Value self)
{
    return str_from_cstr(t, V_AS(NativeCoro, self)->def->name);
}
static Value coro_get_qualname(Thread *t, Value self)
{
    return str_from_cstr(t, V_AS(NativeCoro, self)->def->qualname);
}
static Value coro_get_await(Thread *t, Value self)
{
    if (v_object(self)->type != t->vm->sched->native_coro_type ||
        v_is_empty(V_AS(NativeCoro, self)->waits))
        return V_NONE;
    return dup(V_AS(NativeCoro, self)->waits);
}
static Value coro_get_none(Thread *t, Value self)
{
    return V_NONE;
}
static Value coro_get_running(Thread *t, Value self)
{
    return v_bool(V_AS(NativeCoro, self)->running);
}
static Value coro_get_suspended(Thread *t, Value self)
{
    NativeCoro *c = V_AS(NativeCoro, self);
    return v_bool(c->awaited && !c->running && c->state != UINT8_MAX);
}

static const GetSetDef coro_getset[] = {
    {"__class__", coro_get_class, NULL, NULL},        {"__name__", coro_get_name, NULL, NULL},
    {"__qualname__", coro_get_qualname, NULL, NULL},  {"cr_await", coro_get_await, NULL, NULL},
    {"cr_frame", coro_get_none, NULL, NULL},          {"cr_code", coro_get_none, NULL, NULL},
    {"cr_origin", coro_get_none, NULL, NULL},         {"cr_running", coro_get_running, NULL, NULL},
    {"cr_suspended", coro_get_suspended, NULL, NULL}, {NULL, NULL, NULL, NULL},
};

int native_coro_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&coro_send_def, &coro_throw_def, &coro_close_def,
                                               &coro_await_def, NULL};
    static const TypeSpec spec = {
        .name = "coroutine",
        .size = sizeof(NativeCoro),
        .flags = TF_GC | TF_NO_NEW | TF_WEAKREF,
        .slots = {.repr = coro_repr, .finalize = coro_finalize},
        .dealloc = coro_dealloc,
        .visit = coro_visit,
        .clear = coro_dealloc,
        .methods = methods,
        .getset = coro_getset,
    };
    TypeSpec light = spec;
    light.size = offsetof(NativeCoro, waits);
    light.flags = TF_NO_NEW | TF_WEAKREF;
    light.dealloc = light_coro_dealloc;
    light.visit = NULL;
    light.clear = NULL;
    Type *types[] = {t->vm->sched->native_coro_type = sched_type(t, &spec),
                     t->vm->sched->light_coro_type = sched_type(t, &light)};
    for (int i = 0; i < 2; i++) {
        if (!types[i])
            return -1;
        /* For DELEGATE: it drives the coroutine itself, which to scripts has no __next__. */
        types[i]->s.await = coro_self;
        types[i]->s.next = coro_next;
    }
    return coro_iter_setup(t);
}

/* ---- sleep ---- */

double sleep_deadline(const NativeCoro *c)
{
    return float_value(c->arg);
}

/* arg: the delay, later the deadline; self: the result. States: 1 yielded, 2 asleep. */
static Value sleep_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (thrown)
        return V_ERROR;
    if (c->state)
        return native_coro_return(t, dup(c->self));
    double delay;
    if (v_is_flonum(c->arg)) {
        delay = v_flonum(c->arg);
    } else if (v_is_small(c->arg)) {
        delay = (double)v_small(c->arg);
    } else {
        int not_positive = compare_truth(t, CMP_LE, c->arg, v_from_small(0));
        if (not_positive < 0)
            return V_ERROR;
        if (not_positive)
            delay = 0;
        else if (value_to_double(t, c->arg, &delay) < 0)
            return V_ERROR;
    }
    if (delay <= 0) {
        c->state = 1;
        return V_NONE;
    }
    if (isnan(delay))
        return raise_format(t, EXC_ValueError, "Invalid delay: NaN (not a number)");
    Loop *loop = loop_running(t);
    if (!loop)
        return V_ERROR;
    Value when = float_new(t, loop_time(t, loop) + delay);
    if (v_is_error(when))
        return when;
    v_set(t, &c->arg, when);
    c->state = 2;
    return dup(v_from(c));
}

const NativeCoroDef sleep_coro = {"sleep", "sleep", sleep_step};

NATIVE_FLAGS(asyncio_sleep, "sleep(delay, result=None)",
             "Coroutine that completes after a given time (in seconds).",
             NF_LIBRARY | NF_COROUTINE | NF_PAUSE)
{
    return native_coro_new(t, &sleep_coro, v_is_empty(a[1]) ? V_NONE : a[1], a[0]);
}

Value sleep_begins(Thread *t, const Frame *f, double delay)
{
    Loop *loop = t->loop;
    if (!loop || !loop_drives(loop, generator_root(frame_gen(f))) || isnan(delay))
        return V_EMPTY;
    loop->sleep_until = loop_time(t, loop) + delay;
    return V_PAUSED;
}

Value sleep_object(Thread *t)
{
    Value v = native_coro_new(t, &sleep_coro, V_NONE, v_from_small(0));
    if (!v_is_error(v)) {
        V_AS(NativeCoro, v)->awaited = true;
        V_AS(NativeCoro, v)->state = 1;
    }
    return v;
}

const NativeDef *const sleep_functions[] = {&asyncio_sleep_def, NULL};
