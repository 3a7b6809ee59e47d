/* SPDX-License-Identifier: MIT */
/* Starting threads, and the handles by which they are joined. */
#include <errno.h>
#include <stdlib.h>
#include "stdlib/_thread.h"
#include "vm/sched/clock.h"

typedef enum HandleState { HANDLE_NEW, HANDLE_STARTED, HANDLE_DONE } HandleState;

typedef struct ThreadHandle {
    Object head;
    LockCore done; /* held while the thread runs */
    HandleState state;
    bool foreign; /* of a thread that was not started here: its end is only told, by _set_done() */
    bool joined;
    uint64_t ident;
    pthread_t thread;
} ThreadHandle;
#define HANDLE(v) V_AS(ThreadHandle, v)

/* Nobody joined it: the system frees the thread by itself when it ends. */
static void handle_free(Thread *t, Object *o)
{
    ThreadHandle *h = (ThreadHandle *)o;
    if (h->state != HANDLE_NEW && !h->foreign && !h->joined)
        pthread_detach(h->thread);
    lock_core_destroy(t, &h->done);
}
static const FieldTable handle_fields = {.free_extra = handle_free};

NATIVE(handle_new, "_ThreadHandle(type, /)", NULL)
{
    ThreadHandle *h = object_new(t, V_AS(Type, a[0]), 0);
    if (!h)
        return V_ERROR;
    lock_core_init(&h->done, true);
    gc_track(t, h);
    return v_from(h);
}

static void handle_set_done(Thread *t, ThreadHandle *h)
{
    if (h->state == HANDLE_DONE)
        return;
    h->state = HANDLE_DONE;
    lock_core_release(t, &h->done);
}

/* Waits until the thread has ended; then the pthread itself, which takes no time any more. */
static int handle_wait(Thread *t, ThreadHandle *h, int64_t ns)
{
    int got = lock_core_acquire(t, &h->done, ns);
    if (got <= 0)
        return got;
    lock_core_release(t, &h->done); /* for others that join */
    if (!h->joined && !h->foreign) {
        h->joined = true;
        WITHOUT_GIL(t, pthread_join(h->thread, NULL));
    }
    return 1;
}

NATIVE(handle_join, "join(self, timeout=-1, /)", NULL)
{
    ThreadHandle *h = HANDLE(a[0]);
    int64_t ns;
    if (lock_timeout_parse(t, V_EMPTY, v_is_none(a[1]) ? V_EMPTY : a[1], &ns) < 0) {
        if (!exc_is(t, EXC_ValueError))
            return V_ERROR;
        exc_clear(t); /* a negative time-out: without limit */
        ns = -1;
    }
    if (h->state == HANDLE_NEW)
        return raise_format(t, EXC_RuntimeError, "thread not started");
    if (h->ident == t->ident && h->state == HANDLE_STARTED)
        return raise_format(t, EXC_RuntimeError, "Cannot join current thread");
    return handle_wait(t, h, ns) < 0 ? V_ERROR : V_NONE;
}

NATIVE(handle_is_done, "is_done(self, /)", NULL)
{
    return v_bool(HANDLE(a[0])->state == HANDLE_DONE);
}

NATIVE(handle_mark_done, "_set_done(self, /)", NULL)
{
    if (HANDLE(a[0])->state == HANDLE_NEW)
        return raise_format(t, EXC_RuntimeError, "thread not started");
    handle_set_done(t, HANDLE(a[0]));
    return V_NONE;
}

static Value handle_ident(Thread *t, Value self)
{
    return int_from_uint64(t, HANDLE(self)->ident);
}

static Value handle_repr(Thread *t, Value self)
{
    return str_format(t, "<%T object: ident=%ld>", self, (long)HANDLE(self)->ident);
}

static const NativeDef *const handle_methods[] = {&handle_join_def, &handle_is_done_def,
                                                  &handle_mark_done_def, NULL};
static const GetSetDef handle_getset[] = {{"ident", handle_ident, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};

/* ---- the life of a thread ---- */

typedef struct Start {
    VM *vm;
    Value function, args, kwargs; /* owned; kwargs may be EMPTY */
    Value handle;                 /* owned, or EMPTY */
    bool daemon;
} Start;

static void start_release(Thread *t, Start *s)
{
    drop(t, s->function);
    drop(t, s->args);
    drop(t, s->kwargs);
    drop(t, s->handle);
    free(s);
}

/* SystemExit ends a thread silently; anything else is reported. */
static void start_report(Thread *t, Value function)
{
    if (exc_is(t, EXC_SystemExit)) {
        exc_clear(t);
        return;
    }
    exc_unraisable_format(t, "Exception ignored in thread started by %R", function);
}

static void *thread_main(void *arg)
{
    Start *s = arg;
    Thread *t = thread_attach(s->vm);
    if (!t)
        abort(); /* not even the record of a thread can be had: nobody could be told */
    gil_acquire(t);
    t->daemon = s->daemon;
    Value r = call_tuple_dict(t, s->function, s->args, s->kwargs);
    if (v_is_error(r))
        start_report(t, s->function);
    else
        drop(t, r);
    Value handle = s->handle;
    s->handle = V_EMPTY;
    start_release(t, s);
    t->vm->thread_count--;
    clock_thread_ends(t);
    if (!v_is_empty(handle)) {
        handle_set_done(t, HANDLE(handle));
        drop(t, handle);
    }
    thread_detach(t);
    return NULL;
}

/* 0, or -1 with RuntimeError. *thread is not detached. */
static int thread_create(Thread *t, Start *s, pthread_t *thread)
{
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    if (t->vm->thread_stack_size)
        pthread_attr_setstacksize(&attr, t->vm->thread_stack_size);
    clock_thread_begins(t);
    t->vm->thread_count++;
    int err = pthread_create(thread, &attr, thread_main, s);
    pthread_attr_destroy(&attr);
    if (!err)
        return 0;
    t->vm->thread_count--;
    clock_thread_ends(t);
    start_release(t, s);
    raise_format(t, EXC_RuntimeError, "can't start new thread");
    return -1;
}

static Start *start_new(Thread *t, Value function, Value args, Value kwargs, Value handle)
{
    if (t->vm->finalizing) {
        raise_format(t, EXC_PythonFinalizationError,
                     "can't create new thread at interpreter shutdown");
        return NULL;
    }
    Start *s = malloc(sizeof *s);
    if (!s) {
        raise_memory(t);
        return NULL;
    }
    *s = (Start){t->vm, dup(function), dup(args), dup(kwargs), dup(handle), true};
    return s;
}

static Value start_detached(Thread *t, Value function, Value args, Value kwargs)
{
    if (!v_type(t, function)->s.call)
        return raise_format(t, EXC_TypeError, "first arg must be callable");
    if (!v_has_layout(args, KIND_tuple))
        return raise_format(t, EXC_TypeError, "2nd arg must be a tuple");
    if (!v_is_empty(kwargs) && !v_has_layout(kwargs, KIND_dict))
        return raise_format(t, EXC_TypeError, "optional 3rd arg must be a dictionary");
    Start *s = start_new(t, function, args, kwargs, V_EMPTY);
    pthread_t thread;
    if (!s || thread_create(t, s, &thread) < 0)
        return V_ERROR;
    pthread_detach(thread);
    return K(t, int_from_uint64(t, (uint64_t)thread));
}

API(thread_start_new_thread, "start_new_thread(function, args, kwargs={}, /)",
    "Start a new thread and return its identifier.")
{
    return start_detached(t, a[0], a[1], a[2]);
}

API(thread_start_new, "start_new(function, args, kwargs={}, /)",
    "An obsolete synonym of start_new_thread().")
{
    return start_detached(t, a[0], a[1], a[2]);
}

API(thread_start_joinable, "start_joinable_thread(type, function, handle=None, daemon=True)",
    "*For internal use only*: start a new thread.")
{
    Type *type = V_AS(Type, a[0]);
    int daemon = v_is_empty(a[3]) ? 1 : truth(t, a[3]);
    if (daemon < 0)
        return V_ERROR;
    if (!v_type(t, a[1])->s.call)
        return raise_format(t, EXC_TypeError, "thread function must be callable");
    Value handle = v_is_empty(a[2]) || v_is_none(a[2]) ? K(t, call0(t, v_from(type))) : a[2];
    if (v_is_error(handle))
        return V_ERROR;
    if (v_type(t, handle) != type)
        return raise_format(t, EXC_TypeError, "'handle' must be a _ThreadHandle");
    ThreadHandle *h = HANDLE(handle);
    if (h->state != HANDLE_NEW)
        return raise_format(t, EXC_RuntimeError, "thread already started");
    Start *s = start_new(t, a[1], v_from(t->vm->empty_tuple), V_EMPTY, handle);
    if (!s)
        return V_ERROR;
    s->daemon = daemon;
    h->state = HANDLE_STARTED;
    if (thread_create(t, s, &h->thread) < 0) {
        h->state = HANDLE_NEW;
        return V_ERROR;
    }
    h->ident = (uint64_t)h->thread;
    return handle;
}

API(thread_make_handle, "_make_thread_handle(type, ident, /)",
    "Internal only. Make a thread handle for threads not spawned by the module.")
{
    int64_t ident;
    if (value_to_int64(t, a[1], &ident) < 0)
        return V_ERROR;
    Value handle = K(t, call0(t, a[0]));
    if (v_is_error(handle))
        return V_ERROR;
    HANDLE(handle)->ident = (uint64_t)ident;
    HANDLE(handle)->foreign = true;
    HANDLE(handle)->state = HANDLE_STARTED;
    return handle;
}

const NativeDef *const thread_start_functions[] = {&thread_start_new_thread_def,
                                                   &thread_start_new_def, NULL};

/* Functions that need the handle type are bound to it. */
int thread_handles_add(Thread *t, Value module)
{
    static const TypeSpec spec = {
        .name = "_thread._ThreadHandle",
        .size = sizeof(ThreadHandle),
        .new_def = &handle_new_def,
        .slots = {.repr = handle_repr},
        .methods = handle_methods,
        .getset = handle_getset,
    };
    Type *type = api_type(t, &spec, &handle_fields);
    if (api_module_add_type(t, module, type) < 0)
        return -1;
    return api_module_add(t, module, "start_joinable_thread",
                          K(t, native_new(t, &thread_start_joinable_def, v_from(type), V_EMPTY))) <
                   0
               ? -1
               : api_module_add(
                     t, module, "_make_thread_handle",
                     K(t, native_new(t, &thread_make_handle_def, v_from(type), V_EMPTY)));
}
