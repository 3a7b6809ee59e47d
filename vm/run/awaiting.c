/* SPDX-License-Identifier: MIT */
/* What await, yield from, async for, with and async with ask of objects. */
#include "vm/run/calls.h"

/* A step that tells the end by StopIteration rather than V_STOP. */
Value iter_next_keeping_stop(Thread *t, Value it)
{
    v_clear(t, &t->stop_value);
    Value v = v_type(t, it)->s.next(t, it);
    if (!v_same(v, V_STOP))
        return v;
    Value result = t->stop_value;
    t->stop_value = V_EMPTY;
    raise_stop_iteration(t, result);
    drop(t, result);
    return V_ERROR;
}

static Value raise_not_awaitable(Thread *t, Value v, int what)
{
    if (what == 0)
        return raise_format(t, EXC_TypeError, "object %T can't be used in 'await' expression", v);
    return raise_format(
        t, EXC_TypeError,
        "'async with' received an object from %s that does not implement __await__: %T",
        what == 1 ? "__aenter__" : "__aexit__", v);
}

Value awaitable_iter(Thread *t, Value v, int what)
{
    if (v_is_kind(v, KIND_coroutine) ||
        (v_is_kind(v, KIND_generator) &&
         (V_AS(Generator, v)->frame.code->flags & CO_ITERABLE_COROUTINE))) {
        if (v_is_kind(v, KIND_coroutine) && !v_is_none(generator_delegate(V_AS(Generator, v))))
            return raise_format(t, EXC_RuntimeError, "coroutine is being awaited already");
        return dup(v);
    }
    UnaryFn await = v_type(t, v)->s.await;
    if (!await)
        return raise_not_awaitable(t, v, what);
    Value it = await(t, v);
    if (v_is_error(it))
        return it;
    if (v_is_kind(it, KIND_coroutine)) {
        drop(t, it);
        return raise_format(t, EXC_TypeError, "__await__() returned a coroutine");
    }
    if (!v_type(t, it)->s.next) {
        raise_format(t, EXC_TypeError, "__await__() returned non-iterator of type '%T'", it);
        drop(t, it);
        return V_ERROR;
    }
    return it;
}

/* A coroutine of the scheduler: it drives itself, and to scripts it is no iterator. */
static bool is_coroutine_in_c(Thread *t, Value v)
{
    const Type *type = v_type(t, v);
    return type->s.await && type->s.next && !type->s.iter && type->flags & TF_NO_NEW;
}

Value yield_from_iter(Thread *t, Frame *f, Value v)
{
    if (v_is_kind(v, KIND_generator))
        return dup(v);
    if (v_is_kind(v, KIND_coroutine) || is_coroutine_in_c(t, v)) {
        if (f->code->flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))
            return dup(v);
        return raise_format(t, EXC_TypeError,
                            "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return iter_get(t, v);
}

Value async_iter(Thread *t, Value v)
{
    UnaryFn aiter = v_type(t, v)->s.aiter;
    if (!aiter)
        return raise_format(t, EXC_TypeError,
                            "'async for' requires an object with __aiter__ method, got %T", v);
    Value it = aiter(t, v);
    if (!v_is_error(it) && !v_type(t, it)->s.anext) {
        raise_format(
            t, EXC_TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: %T",
            it);
        drop(t, it);
        return V_ERROR;
    }
    return it;
}

Value async_next(Thread *t, Value it)
{
    UnaryFn anext = v_type(t, it)->s.anext;
    if (!anext)
        return raise_format(t, EXC_TypeError,
                            "'async for' requires an iterator with __anext__ method, got %T", it);
    Value awaitable = anext(t, it);
    if (v_is_error(awaitable) || v_is_kind(it, KIND_async_generator))
        return awaitable;
    Value result = awaitable_iter(t, awaitable, 0);
    if (v_is_error(result)) {
        Value cause = exc_take(t);
        raise_format(t, EXC_TypeError, "'async for' received an invalid object from __anext__: %T",
                     awaitable);
        Exception *e = V_AS(Exception, t->exc);
        v_set(t, &e->cause, dup(cause));
        v_set(t, &e->context, cause);
        e->suppress_context = true;
    }
    drop(t, awaitable);
    return result;
}

/* ---- with ---- */

static Value raise_no_manager(Thread *t, Value manager, bool is_async, bool missed_exit)
{
    return raise_format(t, EXC_TypeError,
                        "'%T' object does not support the %scontext manager protocol%s", manager,
                        is_async ? "asynchronous " : "",
                        !missed_exit ? ""
                        : is_async   ? " (missed __aexit__ method)"
                                     : " (missed __exit__ method)");
}

/* As LOAD_METHOD, for a special method: looked up on the type only. EMPTY: it has none. */
static Value special_method(Thread *t, Value obj, Str *name, Value *self)
{
    Value raw = type_lookup(t, v_type(t, obj), name);
    *self = V_EMPTY;
    if (v_is_empty(raw))
        return V_EMPTY;
    if (v_is_object(raw) && (v_object(raw)->type->flags & TF_METHOD_DESCR)) {
        *self = dup(obj);
        return dup(raw);
    }
    return attr_get_special(t, obj, name);
}

/* Calls f, with self in front unless EMPTY; pushes the frame if f is a function of the language. */
static Value call_row(Thread *t, Value f, Value self, const Value *args, uint32_t nargs)
{
    Value all[4];
    uint32_t n = 0;
    if (!v_is_empty(self))
        all[n++] = self;
    for (uint32_t i = 0; i < nargs; i++)
        all[n++] = args[i];
    if (v_is_kind(f, KIND_function))
        return call_pushes_special(t, V_AS(Function, f), all, n);
    return call(t, f, all, n);
}

Value with_enter(Thread *t, Value *row, bool is_async)
{
    Value manager = row[0], enter_self, exit_self;
    Value enter =
        special_method(t, manager, is_async ? N(t, __aenter__) : N(t, __enter__), &enter_self);
    if (v_is_error(enter))
        return enter;
    if (v_is_empty(enter))
        return raise_no_manager(t, manager, is_async, false);
    Value exit =
        special_method(t, manager, is_async ? N(t, __aexit__) : N(t, __exit__), &exit_self);
    if (v_is_error(exit) || v_is_empty(exit)) {
        drop(t, enter);
        drop(t, enter_self);
        return v_is_error(exit) ? exit : raise_no_manager(t, manager, is_async, true);
    }
    row[0] = exit;
    row[1] = exit_self;
    Value v = call_row(t, enter, enter_self, NULL, 0);
    drop(t, enter);
    drop(t, enter_self);
    drop(t, manager);
    return v;
}

Value with_exit(Thread *t, Value *row, Value exc)
{
    Value args[] = {V_NONE, V_NONE, V_NONE};
    if (!v_is_empty(exc)) {
        Value tb = V_AS(Exception, exc)->traceback;
        args[0] = v_from(v_object(exc)->type);
        args[1] = exc;
        args[2] = v_is_empty(tb) ? V_NONE : tb;
    }
    return call_row(t, row[0], row[1], args, 3);
}
