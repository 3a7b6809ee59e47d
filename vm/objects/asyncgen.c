/* SPDX-License-Identifier: MIT */
/*
 * Asynchronous generators: the awaitables of asend(), athrow(), aclose() and anext().
 *
 * The generator itself runs like any other; g->yielded tells a `yield` (which ends the awaiting of
 * asend) from the suspension of an `await` inside it (which goes on to the event loop).
 *   INIT --first send or throw--> ITER --item, end, exception--> CLOSED
 */
#include "vm/objects/generator.h"
#include "vm/objects/helpers.h"

typedef enum AwaitState { AWAIT_INIT, AWAIT_ITER, AWAIT_CLOSED } AwaitState;

/* async_generator_asend and async_generator_athrow */
typedef struct AsyncStep {
    Object head;
    Value gen;   /* the async generator */
    Value value; /* asend: what to send; athrow: the tuple of its arguments; EMPTY: aclose */
    AwaitState state;
} AsyncStep;
#define STEP(v)        V_AS(AsyncStep, v)
#define STEP_GEN(step) V_AS(Generator, (step)->gen)

/* ---- the generator's side ---- */

/* ---- those that an event loop knows ---- */

void asyncgens_init(AsyncGenLink *list)
{
    list->next = list->prev = list;
}

int asyncgen_remember(Thread *t, AsyncGenLink *list, Value gen)
{
    if (!v_is_kind(gen, KIND_async_generator)) {
        raise_format(t, EXC_TypeError, "an asynchronous generator is required, not %T", gen);
        return -1;
    }
    Generator *g = V_AS(Generator, gen);
    GeneratorExtra *extra = generator_extra(t, g);
    if (!extra)
        return -1;
    asyncgen_forget(g);
    extra->link = (AsyncGenLink){list, list->prev, g};
    list->prev = list->prev->next = &extra->link;
    return 0;
}

void asyncgen_forget(Generator *g)
{
    AsyncGenLink *link = g->frame.extra ? &g->frame.extra->link : NULL;
    if (!link || !link->next)
        return;
    link->prev->next = link->next;
    link->next->prev = link->prev;
    *link = (AsyncGenLink){NULL, NULL, NULL};
}

void asyncgens_forget(AsyncGenLink *list)
{
    while (list->next != list)
        asyncgen_forget(list->next->gen);
}

Value asyncgens_list(Thread *t, const AsyncGenLink *list)
{
    Value all = list_new(t, NULL, 0);
    for (const AsyncGenLink *link = list->next; link != list && !v_is_error(all); link = link->next)
        if (list_append_take(t, V_AS(List, all), dup(v_from(link->gen))) < 0)
            v_set(t, &all, V_ERROR);
    return all;
}

/* ---- hooks ---- */

/* The first awaitable of a generator tells the event loop's hooks about it. */
static int hooks_call(Thread *t, Generator *g)
{
    if (g->hooks_done)
        return 0;
    g->hooks_done = true;
    if (!v_is_empty(t->asyncgen_finalizer) && !v_is_none(t->asyncgen_finalizer)) {
        if (!generator_extra(t, g))
            return -1;
        v_set(t, &g->frame.extra->ag_finalizer, dup(t->asyncgen_finalizer));
    }
    if (v_is_empty(t->asyncgen_firstiter) || v_is_none(t->asyncgen_firstiter))
        return 0;
    Value hook = dup(t->asyncgen_firstiter);
    Value v = call1(t, hook, v_from(g));
    drop(t, hook);
    if (v_is_error(v))
        return -1;
    drop(t, v);
    return 0;
}

static Value step_new(Thread *t, Kind kind, Value gen, Value value)
{
    if (hooks_call(t, V_AS(Generator, gen)) < 0)
        return V_ERROR;
    AsyncStep *s = object_new(t, t->vm->types[kind], 0);
    if (!s)
        return V_ERROR;
    s->gen = dup(gen);
    s->value = dup(value);
    gc_track(t, s);
    return v_from(s);
}

Value asyncgen_anext(Thread *t, Value self)
{
    return step_new(t, KIND_async_generator_asend, self, V_NONE);
}

NATIVE(agen_asend, "asend(self, value, /)", "asend(v) -> send 'v' in generator.")
{
    return step_new(t, KIND_async_generator_asend, a[0], a[1]);
}
/* What is wrong with the arguments is found when the step begins, as in CPython. */
NATIVE(agen_athrow, "athrow(self, /, *args)", "Raise an exception in the generator.")
{
    if (V_AS(Tuple, a[1])->len > 1 &&
        warn_format(t, EXC_DeprecationWarning, 1,
                    "the (type, exc, tb) signature of athrow() is deprecated, "
                    "use the single-arg signature instead.") < 0)
        return V_ERROR;
    return step_new(t, KIND_async_generator_athrow, a[0], a[1]);
}
NATIVE(agen_aclose, "aclose(self, /)", "aclose() -> raise GeneratorExit inside generator.")
{
    return step_new(t, KIND_async_generator_athrow, a[0], V_EMPTY);
}
NATIVE_CLASS(agen_class_getitem, "__class_getitem__(cls, item, /)", "See PEP 585")
{
    return generic_alias_new(t, a[0], a[1]);
}
const NativeDef *const asyncgen_methods[] = {&agen_asend_def, &agen_athrow_def, &agen_aclose_def,
                                             &agen_class_getitem_def, NULL};

static bool agen_is_running(const Generator *g)
{
    return g->running_async;
}

/*
 * What a step of the generator means for whoever awaits: *done with the item that it yielded, a
 * value for the event loop, or ERROR (StopAsyncIteration at its end). TAKES v.
 */
static Value agen_unwrap(Thread *t, Generator *g, TAKES Value v, GenResult result, bool *done)
{
    *done = false;
    if (result == GEN_RESULT_YIELD && !g->yielded)
        return v;
    g->running_async = false;
    if (result == GEN_RESULT_YIELD) {
        g->yielded = false;
        *done = true;
        return v;
    }
    if (result == GEN_RESULT_RETURN) {
        drop(t, v);
        raise_none(t, EXC_StopAsyncIteration);
    }
    if (exc_is(t, EXC_StopAsyncIteration) || exc_is(t, EXC_GeneratorExit))
        g->closing = true;
    return V_ERROR;
}

/* An item ends the awaiting: seen from a send() in the language it is a StopIteration. TAKES v. */
static Value item_as_stop(Thread *t, TAKES Value v, bool done)
{
    if (!done)
        return v;
    raise_stop_iteration(t, v);
    drop(t, v);
    return V_ERROR;
}

/* ---- asend ---- */

static int asend_begin(Thread *t, AsyncStep *s)
{
    if (s->state == AWAIT_CLOSED) {
        raise_format(t, EXC_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
        return -1;
    }
    if (s->state == AWAIT_INIT) {
        if (agen_is_running(STEP_GEN(s))) {
            s->state = AWAIT_CLOSED;
            raise_format(t, EXC_RuntimeError, "anext(): asynchronous generator is already running");
            return -1;
        }
        STEP_GEN(s)->running_async = true;
    }
    return 0;
}

Value asyncgen_asend_step(Thread *t, Value self, Value sent, bool *done)
{
    AsyncStep *s = STEP(self);
    *done = false;
    if (asend_begin(t, s) < 0)
        return V_ERROR;
    if (s->state == AWAIT_INIT && v_is_none(sent))
        sent = s->value;
    s->state = AWAIT_ITER;
    GenResult result;
    Generator *g = STEP_GEN(s);
    g->yielded = false;
    Value v = generator_send(t, g, sent, &result);
    v = agen_unwrap(t, g, v, result, done);
    if (*done || v_is_error(v))
        s->state = AWAIT_CLOSED;
    return v;
}

int asyncgen_is_idle(Thread *t, Generator *g)
{
    if (UNLIKELY(!g->hooks_done) && hooks_call(t, g) < 0)
        return -1;
    return !g->running_async && g->state <= GEN_SUSPENDED && !g->inner;
}

bool asyncgen_direct(Thread *t, Value *it, Value *sent)
{
    if (v_is_kind(*it, KIND_async_generator))
        return true;
    if (!v_is_kind(*it, KIND_async_generator_asend) || v_object(*it)->refcnt != 1 ||
        !v_is_none(*sent))
        return false;
    AsyncStep *s = STEP(*it);
    Generator *g = STEP_GEN(s);
    if (s->state != AWAIT_INIT || g->running_async || g->state > GEN_SUSPENDED || g->inner)
        return false;
    if (g->state == GEN_CREATED && !v_is_none(s->value))
        return false;
    *sent = dup(s->value);
    s->state = AWAIT_CLOSED;
    v_set(t, it, dup(s->gen));
    return true;
}

int asyncgen_attach(Thread *t, Frame *f, Generator *g, TAKES Value v)
{
    g->running_async = true;
    g->yielded = false;
    int attached = generator_attach(t, f, g, v);
    if (LIKELY(attached > 0))
        return 0;
    if (attached == 0) {
        drop(t, v);
        raise_format(t, EXC_RuntimeError, "anext(): asynchronous generator is already running");
    } else {
        g->running_async = false;
    }
    return -1;
}

int asyncgen_make_step(Thread *t, Value *g)
{
    Value step = step_new(t, KIND_async_generator_asend, *g, V_NONE);
    if (v_is_error(step))
        return -1;
    STEP(step)->state = AWAIT_ITER;
    v_set(t, g, step);
    return 0;
}

static Value asend_next(Thread *t, Value self)
{
    bool done;
    Value v = asyncgen_asend_step(t, self, V_NONE, &done);
    return item_as_stop(t, v, done);
}
NATIVE(asend_send, "send(self, value, /)", NULL)
{
    bool done;
    Value v = asyncgen_asend_step(t, a[0], a[1], &done);
    return item_as_stop(t, v, done);
}

static Value asend_throw_value(Thread *t, Value self, Value typ, Value val, Value tb)
{
    AsyncStep *s = STEP(self);
    if (asend_begin(t, s) < 0)
        return V_ERROR;
    s->state = AWAIT_ITER;
    Value exc = throw_argument(t, typ, val, tb);
    if (v_is_error(exc)) {
        s->state = AWAIT_CLOSED;
        STEP_GEN(s)->running_async = false;
        return exc;
    }
    GenResult result;
    bool done;
    Generator *g = STEP_GEN(s);
    g->yielded = false;
    Value v = generator_throw_mode(t, g, exc, false, &result);
    v = agen_unwrap(t, g, v, result, &done);
    if (done || v_is_error(v))
        s->state = AWAIT_CLOSED;
    return item_as_stop(t, v, done);
}
NATIVE(asend_throw, "throw(self, typ, val=None, tb=None, /)", NULL)
{
    return asend_throw_value(t, a[0], a[1], a[2], a[3]);
}

/* close() of both kinds: throws GeneratorExit through the step. */
static Value step_close(Thread *t, Value self,
                        Value (*throw_value)(Thread *, Value, Value, Value, Value))
{
    if (STEP(self)->state == AWAIT_CLOSED)
        return V_NONE;
    Value v = throw_value(t, self, v_from(t->vm->exc[EXC_GeneratorExit]), V_EMPTY, V_EMPTY);
    if (!v_is_error(v)) {
        drop(t, v);
        return raise_format(t, EXC_RuntimeError, "coroutine ignored GeneratorExit");
    }
    if (exc_is(t, EXC_StopIteration) || exc_is(t, EXC_StopAsyncIteration) ||
        exc_is(t, EXC_GeneratorExit)) {
        exc_clear(t);
        return V_NONE;
    }
    return V_ERROR;
}
NATIVE(asend_close, "close(self, /)", NULL)
{
    return step_close(t, a[0], asend_throw_value);
}

/* ---- athrow and aclose ---- */

static Value athrow_ignored(Thread *t, AsyncStep *s, TAKES Value v)
{
    STEP_GEN(s)->running_async = false;
    STEP_GEN(s)->yielded = false;
    s->state = AWAIT_CLOSED;
    drop(t, v);
    return raise_format(t, EXC_RuntimeError, "async generator ignored GeneratorExit");
}

/* The outcome of a step of the generator that athrow or aclose drives. TAKES v. */
static Value athrow_outcome(Thread *t, AsyncStep *s, TAKES Value v, GenResult result)
{
    Generator *g = STEP_GEN(s);
    bool closing = v_is_empty(s->value), done;
    if (closing && result == GEN_RESULT_YIELD && g->yielded)
        return athrow_ignored(t, s, v);
    v = agen_unwrap(t, g, v, result, &done);
    if (done || v_is_error(v))
        s->state = AWAIT_CLOSED;
    if (closing && v_is_error(v) &&
        (exc_is(t, EXC_StopAsyncIteration) || exc_is(t, EXC_GeneratorExit))) {
        exc_clear(t);
        return raise_none(t, EXC_StopIteration);
    }
    return item_as_stop(t, v, done);
}

/* 1: go on; 0: the exception that ends it is pending. */
static bool athrow_begin(Thread *t, AsyncStep *s)
{
    Generator *g = STEP_GEN(s);
    if (s->state == AWAIT_CLOSED) {
        raise_format(t, EXC_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
        return false;
    }
    if (s->state == AWAIT_INIT && agen_is_running(g)) {
        s->state = AWAIT_CLOSED;
        raise_format(t, EXC_RuntimeError, "%s(): asynchronous generator is already running",
                     v_is_empty(s->value) ? "aclose" : "athrow");
        return false;
    }
    return true;
}

/* What athrow() was given, as an exception. */
static Value athrow_exception(Thread *t, const Tuple *args)
{
    if (args_check(t, "athrow", (uint32_t)args->len, 1, 3, V_EMPTY))
        return V_ERROR;
    return throw_exception(t, args->items[0], args->len > 1 ? args->items[1] : V_EMPTY,
                           args->len > 2 ? args->items[2] : V_EMPTY);
}

static Value athrow_start(Thread *t, AsyncStep *s)
{
    Generator *g = STEP_GEN(s);
    if (g->closing) {
        s->state = AWAIT_CLOSED;
        return raise_none(t, EXC_StopAsyncIteration);
    }
    s->state = AWAIT_ITER;
    bool closing = v_is_empty(s->value);
    Value exc = closing ? call0(t, v_from(t->vm->exc[EXC_GeneratorExit]))
                        : athrow_exception(t, V_AS(Tuple, s->value));
    if (v_is_error(exc)) {
        s->state = AWAIT_CLOSED;
        return exc;
    }
    g->running_async = true;
    if (closing)
        g->closing = true;
    g->yielded = false;
    GenResult result;
    Value v = generator_throw_mode(t, g, exc, false, &result);
    return athrow_outcome(t, s, v, result);
}

static Value athrow_send_value(Thread *t, Value self, Value sent)
{
    AsyncStep *s = STEP(self);
    if (!athrow_begin(t, s))
        return V_ERROR;
    Generator *g = STEP_GEN(s);
    if (g->state == GEN_CLOSED) {
        s->state = AWAIT_CLOSED;
        return raise_none(t, EXC_StopIteration);
    }
    if (s->state == AWAIT_INIT) {
        if (!v_is_none(sent))
            return raise_format(t, EXC_RuntimeError,
                                "can't send non-None value to a just-started coroutine");
        return athrow_start(t, s);
    }
    GenResult result;
    g->yielded = false;
    Value v = generator_send(t, g, sent, &result);
    return athrow_outcome(t, s, v, result);
}
static Value athrow_next(Thread *t, Value self)
{
    return athrow_send_value(t, self, V_NONE);
}
NATIVE(athrow_send, "send(self, value, /)", NULL)
{
    return athrow_send_value(t, a[0], a[1]);
}
static Value athrow_throw_value(Thread *t, Value self, Value typ, Value val, Value tb)
{
    AsyncStep *s = STEP(self);
    if (!athrow_begin(t, s))
        return V_ERROR;
    Generator *g = STEP_GEN(s);
    Value exc = throw_argument(t, typ, val, tb);
    if (v_is_error(exc))
        return exc;
    s->state = AWAIT_ITER;
    g->running_async = true;
    g->yielded = false;
    GenResult result;
    Value v = generator_throw_mode(t, g, exc, false, &result);
    return athrow_outcome(t, s, v, result);
}
NATIVE(athrow_throw, "throw(self, typ, val=None, tb=None, /)", NULL)
{
    return athrow_throw_value(t, a[0], a[1], a[2], a[3]);
}
NATIVE(athrow_close, "close(self, /)", NULL)
{
    return step_close(t, a[0], athrow_throw_value);
}

/* ---- both ---- */

static Value step_self(Thread *t, Value self)
{
    return dup(self);
}
static void step_dealloc(Thread *t, Object *o)
{
    AsyncStep *s = (AsyncStep *)o;
    drop(t, s->gen);
    drop(t, s->value);
}
static void step_visit(Object *o, VisitFn fn, void *arg)
{
    AsyncStep *s = (AsyncStep *)o;
    fn(s->gen, arg);
    fn(s->value, arg);
}
static Value step_finalize(Thread *t, Value self)
{
    AsyncStep *s = STEP(self);
    if (s->state != AWAIT_INIT || !v_is_kind(s->gen, KIND_async_generator))
        return V_NONE;
    const char *method = v_is_kind(self, KIND_async_generator_asend) ? "asend"
                         : v_is_empty(s->value)                      ? "aclose"
                                                                     : "athrow";
    s->state = AWAIT_CLOSED;
    if (warn_format(t, EXC_RuntimeWarning, 1, "coroutine method '%s' of '%N' was never awaited",
                    method, generator_qualname(STEP_GEN(s))) < 0)
        exc_unraisable(t, NULL, self);
    return V_NONE;
}

/* ---- anext(it, default) ---- */

typedef struct AnextAwaitable {
    Object head;
    Value wrapped, dflt;
} AnextAwaitable;

Value anext_awaitable_new(Thread *t, Value awaitable, Value dflt)
{
    AnextAwaitable *n = object_new(t, t->vm->types[KIND_anext_awaitable], 0);
    if (!n)
        return V_ERROR;
    n->wrapped = dup(awaitable);
    n->dflt = dup(dflt);
    gc_track(t, n);
    return v_from(n);
}
static void anext_dealloc(Thread *t, Object *o)
{
    AnextAwaitable *n = (AnextAwaitable *)o;
    drop(t, n->wrapped);
    drop(t, n->dflt);
}
static void anext_visit(Object *o, VisitFn fn, void *arg)
{
    AnextAwaitable *n = (AnextAwaitable *)o;
    fn(n->wrapped, arg);
    fn(n->dflt, arg);
}
/* The end of the asynchronous iterator is the default as the result. TAKES v. */
static Value anext_result(Thread *t, Value self, TAKES Value v)
{
    if (!v_is_error(v) || !exc_is(t, EXC_StopAsyncIteration))
        return v;
    exc_clear(t);
    raise_stop_iteration(t, V_AS(AnextAwaitable, self)->dflt);
    return V_ERROR;
}
/* Calls a method of the wrapped awaitable's iterator. */
static Value anext_proxy(Thread *t, Value self, Str *name, const Value *args, uint32_t nargs)
{
    Value it = awaitable_iter(t, V_AS(AnextAwaitable, self)->wrapped, 0);
    if (v_is_error(it))
        return it;
    Value v = call_method(t, it, name, args, nargs);
    drop(t, it);
    return anext_result(t, self, v);
}
static Value anext_next(Thread *t, Value self)
{
    Value none = V_NONE;
    Value it = awaitable_iter(t, V_AS(AnextAwaitable, self)->wrapped, 0);
    if (v_is_error(it))
        return it;
    Value v = v_type(t, it)->s.next ? iter_next_keeping_stop(t, it)
                                    : call_method(t, it, N(t, send), &none, 1);
    drop(t, it);
    return anext_result(t, self, v);
}
NATIVE(anext_send, "send(self, value, /)", NULL)
{
    return anext_proxy(t, a[0], N(t, send), &a[1], 1);
}
NATIVE(anext_throw, "throw(self, typ, val=None, tb=None, /)", NULL)
{
    return anext_proxy(t, a[0], N(t, throw), &a[1],
                       v_is_empty(a[2])   ? 1
                       : v_is_empty(a[3]) ? 2
                                          : 3);
}
NATIVE(anext_close, "close(self, /)", NULL)
{
    return anext_proxy(t, a[0], N(t, close), NULL, 0);
}

static const NativeDef *const asend_methods[] = {&asend_send_def, &asend_throw_def,
                                                 &asend_close_def, NULL};
static const NativeDef *const athrow_methods[] = {&athrow_send_def, &athrow_throw_def,
                                                  &athrow_close_def, NULL};
static const NativeDef *const anext_methods[] = {&anext_send_def, &anext_throw_def,
                                                 &anext_close_def, NULL};

int asyncgen_setup(Thread *t)
{
    static const TypeSpec asend = {
        .name = "async_generator_asend",
        .size = sizeof(AsyncStep),
        .flags = TF_GC | TF_NO_NEW | TF_DEL,
        .kind = KIND_async_generator_asend,
        .layout = KIND_async_generator_asend,
        .slots = {.iter = step_self,
                  .next = asend_next,
                  .await = step_self,
                  .finalize = step_finalize},
        .dealloc = step_dealloc,
        .visit = step_visit,
        .methods = asend_methods,
    };
    static const TypeSpec athrow = {
        .name = "async_generator_athrow",
        .size = sizeof(AsyncStep),
        .flags = TF_GC | TF_NO_NEW | TF_DEL,
        .kind = KIND_async_generator_athrow,
        .layout = KIND_async_generator_athrow,
        .slots = {.iter = step_self,
                  .next = athrow_next,
                  .await = step_self,
                  .finalize = step_finalize},
        .dealloc = step_dealloc,
        .visit = step_visit,
        .methods = athrow_methods,
    };
    static const TypeSpec anext = {
        .name = "anext_awaitable",
        .size = sizeof(AnextAwaitable),
        .flags = TF_GC | TF_NO_NEW,
        .kind = KIND_anext_awaitable,
        .layout = KIND_anext_awaitable,
        .slots = {.iter = step_self, .next = anext_next, .await = step_self},
        .dealloc = anext_dealloc,
        .visit = anext_visit,
        .methods = anext_methods,
    };
    return type_from_spec(t, &asend) && type_from_spec(t, &athrow) && type_from_spec(t, &anext)
               ? 0
               : -1;
}
