/* SPDX-License-Identifier: MIT */
/* Lock, Event, Semaphore, BoundedSemaphore. Waiters are served first come, first served. */
#include <stdio.h>
#include "vm/api.h"
#include "vm/core/vm.h"
#include "vm/objects/helpers.h"
#include "vm/sched/sync.h"

/* ---- waiting futures ---- */

BORROWED Value waitlist_at(const WaitList *w, uint32_t i)
{
    return w->items[(w->head + i) & (w->cap - 1)];
}

int waitlist_add(Thread *t, WaitList *w, Value future)
{
    if (w->len == w->cap) {
        uint32_t cap = w->cap ? w->cap * 2 : 4;
        Value *items = mem_alloc_array(t, cap, sizeof *items);
        if (!items)
            return -1;
        for (uint32_t i = 0; i < w->len; i++)
            items[i] = waitlist_at(w, i);
        mem_free(t, w->items, w->cap * sizeof *items);
        w->items = items;
        w->cap = cap;
        w->head = 0;
    }
    w->items[(w->head + w->len++) & (w->cap - 1)] = dup(future);
    return 0;
}

static void waitlist_pop(Thread *t, WaitList *w)
{
    Value first = waitlist_at(w, 0);
    w->head = (w->head + 1) & (w->cap - 1);
    w->len--;
    drop(t, first);
}

void waitlist_remove(Thread *t, WaitList *w, Value future)
{
    for (uint32_t i = 0; i < w->len; i++) {
        if (!v_same(waitlist_at(w, i), future))
            continue;
        for (uint32_t k = i; k > 0; k--)
            w->items[(w->head + k) & (w->cap - 1)] = waitlist_at(w, k - 1);
        w->items[w->head] = future;
        waitlist_pop(t, w);
        return;
    }
}

int waitlist_wake_one(Thread *t, WaitList *w, Value result)
{
    for (uint32_t i = 0; i < w->len; i++) {
        Future *f = V_AS(Future, waitlist_at(w, i));
        if (!future_done(f))
            return future_set_result(t, f, result) < 0 ? -1 : 1;
    }
    return 0;
}

int waitlist_pop_wake(Thread *t, WaitList *w, Value result)
{
    while (w->len) {
        Value first = dup(waitlist_at(w, 0));
        waitlist_pop(t, w);
        bool pending = !future_done(V_AS(Future, first));
        int status = pending ? future_set_result(t, V_AS(Future, first), result) : 0;
        drop(t, first);
        if (pending)
            return status < 0 ? -1 : 1;
    }
    return 0;
}

void waitlist_clear(Thread *t, WaitList *w)
{
    while (w->len)
        waitlist_pop(t, w);
    mem_free(t, w->items, w->cap * sizeof *w->items);
    *w = (WaitList){0};
}

void waitlist_visit(const WaitList *w, VisitFn fn, void *arg)
{
    for (uint32_t i = 0; i < w->len; i++)
        fn(waitlist_at(w, i), arg);
}

Value waitlist_to_list(Thread *t, const WaitList *w)
{
    Value list = list_new(t, NULL, 0);
    for (uint32_t i = 0; i < w->len && !v_is_error(list); i++)
        if (list_append(t, V_AS(List, list), waitlist_at(w, i)) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    return list;
}

/* ---- common ---- */

int sync_bind(Thread *t, Loop **bound, Value object)
{
    Loop *loop = loop_running(t);
    if (!loop)
        return -1;
    if (!*bound)
        *bound = obj_dup(loop);
    if (*bound == loop)
        return 0;
    raise_format(t, EXC_RuntimeError, "%R is bound to a different event loop", object);
    return -1;
}

Value sync_wait(Thread *t, NativeCoro *c, Loop **bound, WaitList *list, WaitKind kind, Value object)
{
    if (sync_bind(t, bound, object) < 0)
        return V_ERROR;
    v_clear(t, &c->waits);
    Value yielded = native_coro_wait(t, c, kind);
    if (!v_is_error(yielded) && waitlist_add(t, list, c->waits) < 0) {
        drop(t, yielded);
        return V_ERROR;
    }
    return yielded;
}

/* Resumed without an exception: the future must be done, as for `await future`. */
static int sync_woken(Thread *t, NativeCoro *c)
{
    if (future_done(V_AS(Future, c->waits)))
        return 0;
    raise_format(t, EXC_RuntimeError, "await wasn't used with future");
    return -1;
}

Value locked_repr(Thread *t, Value self, const char *state, uint32_t waiters)
{
    Type *type = v_type(t, self);
    Value module = attr_get_or_empty(t, v_from(type), N(t, __module__));
    if (v_is_error(module))
        return module;
    Value text = waiters ? str_format(t, "<%V.%N object at %p [%s, waiters:%u]>", module,
                                      type->qualname, (void *)v_object(self), state, waiters)
                         : str_format(t, "<%V.%N object at %p [%s]>", module, type->qualname,
                                      (void *)v_object(self), state);
    drop(t, module);
    return text;
}

static void sync_set_owner(Thread *t, Sync *s)
{
    v_set(t, &s->owner, dup(current_task(t)));
}

/* ---- Lock ---- */

#define SYNC(v) V_AS(Sync, v)

static bool lock_take(Thread *t, Sync *s)
{
    if (s->value)
        return false;
    for (uint32_t i = 0; i < s->waiters.len; i++)
        if (V_AS(Future, waitlist_at(&s->waiters, i))->state != FUTURE_CANCELLED)
            return false;
    s->value = 1;
    sync_set_owner(t, s);
    return true;
}

/* The oldest waiter only: if it is done already, it has been woken. */
static int lock_wake_first(Thread *t, Sync *s)
{
    if (!s->waiters.len)
        return 0;
    Future *f = V_AS(Future, waitlist_at(&s->waiters, 0));
    return future_done(f) ? 0 : future_set_result(t, f, V_TRUE);
}

static Value lock_acquire_result(Thread *t, NativeCoro *c)
{
    return native_coro_return(t, v_is_empty(c->arg) ? V_TRUE : V_NONE);
}

static Value lock_acquire_step(Thread *t, NativeCoro *c, bool thrown)
{
    Sync *s = SYNC(c->self);
    if (c->state == 0) {
        if (lock_take(t, s))
            return lock_acquire_result(t, c);
        c->state = 1;
        return sync_wait(t, c, &s->loop, &s->waiters, WAIT_LOCK, c->self);
    }
    if (!thrown && sync_woken(t, c) < 0)
        thrown = true;
    waitlist_remove(t, &s->waiters, c->waits);
    if (thrown) {
        if (!exc_is(t, EXC_CancelledError) || s->value)
            return V_ERROR;
        Value exc = exc_take(t);
        if (lock_wake_first(t, s) < 0) {
            drop(t, exc);
            return V_ERROR;
        }
        exc_restore(t, exc);
        return V_ERROR;
    }
    s->value = 1;
    sync_set_owner(t, s);
    return lock_acquire_result(t, c);
}

static const NativeCoroDef lock_acquire_coro = {"acquire", "Lock.acquire", lock_acquire_step};
static const NativeCoroDef lock_aenter_coro = {"__aenter__", "_ContextManagerMixin.__aenter__",
                                               lock_acquire_step};

NATIVE_COROUTINE(lock_acquire, "acquire(self)", "Acquire a lock.")
{
    return native_coro_new(t, &lock_acquire_coro, a[0], V_EMPTY);
}
NATIVE(lock_aenter, "__aenter__(self)", NULL)
{
    return native_coro_new(t, &lock_aenter_coro, a[0], V_TRUE);
}

NATIVE_LIBRARY(lock_release, "release(self)", "Release a lock.")
{
    Sync *s = SYNC(a[0]);
    if (!s->value)
        return raise_format(t, EXC_RuntimeError, "Lock is not acquired.");
    s->value = 0;
    v_clear(t, &s->owner);
    return lock_wake_first(t, s) < 0 ? V_ERROR : V_NONE;
}

static Value lock_aexit_step(Thread *t, NativeCoro *c, bool thrown)
{
    Value r = lock_release_native(t, &c->self, 1);
    return v_is_error(r) ? r : native_coro_return(t, V_NONE);
}
static const NativeCoroDef lock_aexit_coro = {"__aexit__", "_ContextManagerMixin.__aexit__",
                                              lock_aexit_step};
NATIVE(lock_aexit, "__aexit__(self, exc_type, exc, tb)", NULL)
{
    return native_coro_new(t, &lock_aexit_coro, a[0], V_EMPTY);
}

NATIVE_LIBRARY(lock_locked, "locked(self)", "Return True if lock is acquired.")
{
    return v_bool(SYNC(a[0])->value);
}

static Value lock_repr(Thread *t, Value self)
{
    return locked_repr(t, self, SYNC(self)->value ? "locked" : "unlocked", SYNC(self)->waiters.len);
}

/* ---- Event ---- */

static Value event_wait_step(Thread *t, NativeCoro *c, bool thrown)
{
    Sync *s = SYNC(c->self);
    if (c->state == 0) {
        if (s->value)
            return native_coro_return(t, V_TRUE);
        c->state = 1;
        return sync_wait(t, c, &s->loop, &s->waiters, WAIT_EVENT, c->self);
    }
    if (!thrown && sync_woken(t, c) < 0)
        thrown = true;
    waitlist_remove(t, &s->waiters, c->waits);
    return thrown ? V_ERROR : native_coro_return(t, V_TRUE);
}
static const NativeCoroDef event_wait_coro = {"wait", "Event.wait", event_wait_step};

NATIVE_COROUTINE(event_wait, "wait(self)", "Block until the internal flag is true.")
{
    return native_coro_new(t, &event_wait_coro, a[0], V_EMPTY);
}

NATIVE_LIBRARY(event_set, "set(self)", "Set the internal flag to true.")
{
    Sync *s = SYNC(a[0]);
    if (s->value)
        return V_NONE;
    s->value = 1;
    for (uint32_t i = 0; i < s->waiters.len; i++) {
        Future *f = V_AS(Future, waitlist_at(&s->waiters, i));
        if (!future_done(f) && future_set_result(t, f, V_TRUE) < 0)
            return V_ERROR;
    }
    return V_NONE;
}

NATIVE_LIBRARY(event_clear, "clear(self)", "Reset the internal flag to false.")
{
    SYNC(a[0])->value = 0;
    return V_NONE;
}

NATIVE_LIBRARY(event_is_set, "is_set(self)",
               "Return True if and only if the internal flag is true.")
{
    return v_bool(SYNC(a[0])->value);
}

static Value event_repr(Thread *t, Value self)
{
    return locked_repr(t, self, SYNC(self)->value ? "set" : "unset", SYNC(self)->waiters.len);
}

/* ---- Semaphore ---- */

static bool semaphore_is_locked(const Sync *s)
{
    if (s->value == 0)
        return true;
    for (uint32_t i = 0; i < s->waiters.len; i++)
        if (V_AS(Future, waitlist_at(&s->waiters, i))->state != FUTURE_CANCELLED)
            return true;
    return false;
}

/* 1: a waiter got a unit; 0; -1. */
static int semaphore_wake_next(Thread *t, Sync *s)
{
    int woken = waitlist_wake_one(t, &s->waiters, V_TRUE);
    s->value -= woken > 0;
    return woken;
}

static int semaphore_wake_all(Thread *t, Sync *s)
{
    while (s->value > 0) {
        int woken = semaphore_wake_next(t, s);
        if (woken <= 0)
            return woken;
    }
    return 0;
}

static Value semaphore_acquire_step(Thread *t, NativeCoro *c, bool thrown)
{
    Sync *s = SYNC(c->self);
    if (c->state == 0) {
        if (!semaphore_is_locked(s)) {
            s->value--;
            return lock_acquire_result(t, c);
        }
        c->state = 1;
        return sync_wait(t, c, &s->loop, &s->waiters, WAIT_SEMAPHORE, c->self);
    }
    if (!thrown && sync_woken(t, c) < 0)
        thrown = true;
    waitlist_remove(t, &s->waiters, c->waits);
    Value exc = V_EMPTY;
    if (thrown) {
        if (exc_is(t, EXC_CancelledError) && V_AS(Future, c->waits)->state == FUTURE_FINISHED)
            s->value++;
        exc = exc_take(t);
    }
    int status = semaphore_wake_all(t, s);
    if (thrown) {
        exc_restore(t, exc);
        return V_ERROR;
    }
    return status < 0 ? V_ERROR : lock_acquire_result(t, c);
}

static const NativeCoroDef semaphore_acquire_coro = {"acquire", "Semaphore.acquire",
                                                     semaphore_acquire_step};
static const NativeCoroDef semaphore_aenter_coro = {"__aenter__", "_ContextManagerMixin.__aenter__",
                                                    semaphore_acquire_step};

NATIVE_COROUTINE(semaphore_acquire, "acquire(self)", "Acquire a semaphore.")
{
    return native_coro_new(t, &semaphore_acquire_coro, a[0], V_EMPTY);
}
NATIVE(semaphore_aenter, "__aenter__(self)", NULL)
{
    return native_coro_new(t, &semaphore_aenter_coro, a[0], V_TRUE);
}

NATIVE_LIBRARY(semaphore_release, "release(self)",
               "Release a semaphore, incrementing the internal counter by one.")
{
    Sync *s = SYNC(a[0]);
    if (s->bound >= 0 && s->value >= s->bound)
        return raise_format(t, EXC_ValueError, "BoundedSemaphore released too many times");
    s->value++;
    return semaphore_wake_next(t, s) < 0 ? V_ERROR : V_NONE;
}

/* A subclass may have its own release(). */
static Value semaphore_aexit_step(Thread *t, NativeCoro *c, bool thrown)
{
    Value r = call_method0(t, c->self, N(t, release));
    if (v_is_error(r))
        return r;
    drop(t, r);
    return native_coro_return(t, V_NONE);
}
static const NativeCoroDef semaphore_aexit_coro = {"__aexit__", "_ContextManagerMixin.__aexit__",
                                                   semaphore_aexit_step};
NATIVE(semaphore_aexit, "__aexit__(self, exc_type, exc, tb)", NULL)
{
    return native_coro_new(t, &semaphore_aexit_coro, a[0], V_EMPTY);
}

NATIVE_LIBRARY(semaphore_locked, "locked(self)",
               "Returns True if semaphore cannot be acquired immediately.")
{
    return v_bool(semaphore_is_locked(SYNC(a[0])));
}

static Value semaphore_repr(Thread *t, Value self)
{
    Sync *s = SYNC(self);
    char state[48];
    if (semaphore_is_locked(s))
        return locked_repr(t, self, "locked", s->waiters.len);
    snprintf(state, sizeof state, "unlocked, value:%lld", (long long)s->value);
    return locked_repr(t, self, state, s->waiters.len);
}

NATIVE_LIBRARY(sync_init, "__init__(self)", NULL)
{
    if (!SYNC(a[0])->birth_code)
        birth_place(t, &SYNC(a[0])->birth_code, &SYNC(a[0])->birth_pc);
    return V_NONE;
}

static Value semaphore_start(Thread *t, Value *a, bool bounded)
{
    int64_t value = 1;
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &value) < 0)
        return V_ERROR;
    if (value < 0)
        return raise_format(t, EXC_ValueError, "Semaphore initial value must be >= 0");
    SYNC(a[0])->value = value;
    SYNC(a[0])->bound = bounded ? value : -1;
    return sync_init_native(t, a, 1);
}

NATIVE_LIBRARY(semaphore_init, "__init__(self, value=1)", NULL)
{
    return semaphore_start(t, a, false);
}
NATIVE_LIBRARY(bounded_init, "__init__(self, value=1)", NULL)
{
    return semaphore_start(t, a, true);
}

/* ---- attributes and life ---- */

static Value get_locked(Thread *t, Value self)
{
    return v_bool(SYNC(self)->value);
}
static Value get_count(Thread *t, Value self)
{
    return int_new(t, SYNC(self)->value);
}
static int set_count(Thread *t, Value self, Value v)
{
    return v_is_empty(v) ? -1 : value_to_int64(t, v, &SYNC(self)->value);
}
static Value get_waiters(Thread *t, Value self)
{
    return SYNC(self)->waiters.len ? waitlist_to_list(t, &SYNC(self)->waiters) : V_NONE;
}

static void sync_clear(Thread *t, Object *o)
{
    waitlist_clear(t, &((Sync *)o)->waiters);
    v_clear(t, &((Sync *)o)->owner);
}

static void sync_dealloc(Thread *t, Object *o)
{
    sync_clear(t, o);
    obj_drop(t, ((Sync *)o)->loop);
    obj_drop(t, ((Sync *)o)->birth_code);
}

static void sync_visit(Object *o, VisitFn fn, void *arg)
{
    Sync *s = (Sync *)o;
    waitlist_visit(&s->waiters, fn, arg);
    fn(s->owner, arg);
    if (s->loop)
        fn(v_from(s->loop), arg);
    if (s->birth_code)
        fn(v_from(s->birth_code), arg);
}

bool sync_is(Value v)
{
    return v_is_object(v) && v_object(v)->type->dealloc == sync_dealloc;
}

#define SYNC_TYPE                                                           \
    .size = sizeof(Sync), .flags = TF_GC | TF_BASE | TF_ATTRS | TF_WEAKREF, \
    .dealloc = sync_dealloc, .visit = sync_visit, .clear = sync_clear

int sync_types_add(Thread *t, Value module)
{
    static const NativeDef *const lock_methods[] = {&lock_acquire_def, &lock_release_def,
                                                    &lock_locked_def,  &lock_aenter_def,
                                                    &lock_aexit_def,   NULL};
    static const NativeDef *const event_methods[] = {&event_wait_def, &event_set_def,
                                                     &event_clear_def, &event_is_set_def, NULL};
    static const NativeDef *const semaphore_methods[] = {
        &semaphore_acquire_def, &semaphore_release_def, &semaphore_locked_def,
        &semaphore_aenter_def,  &semaphore_aexit_def,   NULL};
    static const GetSetDef lock_getset[] = {{"_locked", get_locked, NULL, NULL},
                                            {"_waiters", get_waiters, NULL, NULL},
                                            {NULL, NULL, NULL, NULL}};
    static const GetSetDef event_getset[] = {{"_value", get_locked, NULL, NULL},
                                             {"_waiters", get_waiters, NULL, NULL},
                                             {NULL, NULL, NULL, NULL}};
    static const GetSetDef semaphore_getset[] = {{"_value", get_count, set_count, NULL},
                                                 {"_waiters", get_waiters, NULL, NULL},
                                                 {NULL, NULL, NULL, NULL}};
    static const TypeSpec lock = {.name = "Lock",
                                  .doc = "Primitive lock objects.",
                                  SYNC_TYPE,
                                  .init_def = &sync_init_def,
                                  .methods = lock_methods,
                                  .getset = lock_getset,
                                  .slots = {.repr = lock_repr}};
    static const TypeSpec event = {.name = "Event",
                                   .doc = "Asynchronous equivalent to threading.Event.",
                                   SYNC_TYPE,
                                   .init_def = &sync_init_def,
                                   .methods = event_methods,
                                   .getset = event_getset,
                                   .slots = {.repr = event_repr}};
    static const TypeSpec semaphore = {.name = "Semaphore",
                                       .doc = "A Semaphore implementation.",
                                       SYNC_TYPE,
                                       .init_def = &semaphore_init_def,
                                       .methods = semaphore_methods,
                                       .getset = semaphore_getset,
                                       .slots = {.repr = semaphore_repr}};
    const TypeSpec *specs[] = {&lock, &event, &semaphore};
    Type *made = NULL;
    for (int i = 0; i < 3; i++)
        if (!(made = library_type(t, "asyncio.locks", specs[i])) ||
            api_module_add_type(t, module, made) < 0)
            return -1;
    TypeSpec bounded = {.name = "BoundedSemaphore",
                        .doc = "A bounded semaphore implementation.",
                        SYNC_TYPE,
                        .base = made,
                        .init_def = &bounded_init_def};
    if (!(made = library_type(t, "asyncio.locks", &bounded)) ||
        api_module_add_type(t, module, made) < 0)
        return -1;
    return queue_types_add(t, module);
}
