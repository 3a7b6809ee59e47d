/* SPDX-License-Identifier: MIT */
/* Raising, catching and comparing exceptions from C. */
#include <errno.h>
#include "vm/core/frame.h"

/* ---- the pending exception ---- */

void exc_clear(Thread *t)
{
    v_clear(t, &t->exc);
}

Value exc_take(Thread *t)
{
    Value exc = t->exc;
    t->exc = V_EMPTY;
    return exc;
}

void exc_restore(Thread *t, TAKES Value exc)
{
    v_set(t, &t->exc, exc);
}

bool exc_is(Thread *t, ExcKind kind)
{
    return !v_is_empty(t->exc) && type_is_subtype(v_object(t->exc)->type, t->vm->exc[kind]);
}

/* The new exception's context is the handled one, unless that would close a ring: then the ring is
   cut where the new exception stands in it, as CPython does. */
static void exc_set_context(Thread *t, Exception *e)
{
    Value handled = exc_handled(t);
    if (v_is_empty(handled) || v_object(handled) == &e->head)
        return;
    Exception *slow = V_AS(Exception, handled);
    bool step = false;
    for (Exception *at = slow; !v_is_empty(at->context);) {
        Value next = at->context;
        if (v_object(next) == &e->head) {
            v_clear(t, &at->context);
            break;
        }
        at = V_AS(Exception, next);
        if (at == slow)
            break; /* a ring that was there before */
        if (step)
            slow = V_AS(Exception, slow->context);
        step = !step;
    }
    v_set(t, &e->context, dup(handled));
}

static Value exc_raise_instance(Thread *t, TAKES Value exc)
{
    exc_set_context(t, V_AS(Exception, exc));
    v_set(t, &t->exc, exc);
    return V_ERROR;
}

/* MemoryError is raised with what was made for it when the VM began: memory is short. */
Value raise_memory(Thread *t)
{
    Value exc = t->vm->memory_error;
    if (v_is_empty(exc))
        return V_ERROR; /* during set-up: vm_new reports it by its result */
    Exception *e = V_AS(Exception, exc);
    v_clear(t, &e->traceback);
    v_clear(t, &e->context);
    v_clear(t, &e->cause);
    v_set(t, &t->exc, dup(exc));
    return V_ERROR;
}

static Value raise_with(Thread *t, Type *type, const Value *args, size_t n)
{
    Value exc = exception_new(t, type, args, n);
    return v_is_error(exc) ? V_ERROR : exc_raise_instance(t, exc);
}

static Value raise_vformat(Thread *t, Type *type, const char *format, va_list args)
{
    exc_clear(t);
    Value message = str_vformat(t, format, args);
    if (v_is_error(message))
        return V_ERROR;
    Value result = raise_with(t, type, &message, 1);
    drop(t, message);
    return result;
}

Value raise_format(Thread *t, ExcKind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value result = raise_vformat(t, t->vm->exc[kind], format, args);
    va_end(args);
    return result;
}

Value raise_type(Thread *t, Type *type, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value result = raise_vformat(t, type, format, args);
    va_end(args);
    return result;
}

Value raise_none(Thread *t, ExcKind kind)
{
    return raise_with(t, t->vm->exc[kind], NULL, 0);
}

Value raise_value(Thread *t, ExcKind kind, Value arg)
{
    return v_is_error(arg) ? V_ERROR : raise_with(t, t->vm->exc[kind], &arg, 1);
}

Value raise_key(Thread *t, Value key)
{
    return raise_value(t, EXC_KeyError, key);
}

Value raise_stop_iteration(Thread *t, Value value)
{
    return raise_with(t, t->vm->exc[EXC_StopIteration], &value, !v_is_empty(value));
}

Value raise_object(Thread *t, Value exc)
{
    if (v_is_type(exc) && type_is_subtype(V_AS(Type, exc), t->vm->exc[EXC_BaseException])) {
        Value made = exception_new(t, V_AS(Type, exc), NULL, 0);
        if (v_is_error(made))
            return V_ERROR;
        if (!v_is_exception(made)) {
            raise_format(t, EXC_TypeError,
                         "calling %R should have returned an instance of BaseException, not %R",
                         exc, v_from(v_type(t, made)));
            drop(t, made);
            return V_ERROR;
        }
        return exc_raise_instance(t, made);
    }
    if (v_is_exception(exc))
        return exc_raise_instance(t, dup(exc));
    return raise_format(t, EXC_TypeError, "exceptions must derive from BaseException");
}

static Value raise_os(Thread *t, int err, Value path)
{
    Value text = str_from_cstr(t, strerror(err));
    if (v_is_error(text))
        return V_ERROR;
    Value args[] = {v_from_small(err), text, path};
    Value result = raise_with(t, t->vm->exc[EXC_OSError], args, v_is_empty(path) ? 2 : 3);
    drop(t, text);
    return result;
}

Value raise_errno(Thread *t, int err)
{
    return raise_os(t, err, V_EMPTY);
}

Value raise_errno_path(Thread *t, int err, Value path)
{
    return raise_os(t, err, path);
}

/* ---- matching ---- */

static int exc_matches_class(Thread *t, Value exc, Value cls)
{
    if (LIKELY(v_same(cls, v_from(v_type(t, exc)))))
        return 1;
    if (!v_is_type(cls) || !type_is_subtype(V_AS(Type, cls), t->vm->exc[EXC_BaseException])) {
        raise_format(t, EXC_TypeError,
                     "catching classes that do not inherit from BaseException is not allowed");
        return -1;
    }
    return type_is_subtype(v_type(t, exc), V_AS(Type, cls));
}

int exc_matches(Thread *t, Value exc, Value cls)
{
    if (!v_has_layout(cls, KIND_tuple))
        return exc_matches_class(t, exc, cls);
    Tuple *classes = V_AS(Tuple, cls);
    int found = 0;
    for (size_t i = 0; i < classes->len; i++) {
        int match = exc_matches_class(t, exc, classes->items[i]);
        if (match < 0)
            return -1;
        found |= match;
    }
    return found;
}

/* ---- unraisable ---- */

/* Falls back to stderr when sys is not there or its hook fails. */
static void unraisable_print(Thread *t, const char *message, Value where, Value exc)
{
    Value text = v_is_empty(where) ? str_format(t, "%s:\n", message)
                                   : str_format(t, "%s: %R\n", message, where);
    if (v_is_error(text)) {
        exc_clear(t);
    } else {
        stderr_write(t, text);
        drop(t, text);
    }
    exception_print(t, exc);
}

void exc_unraisable(Thread *t, const char *message, Value where)
{
    Value exc = exc_take(t);
    if (v_is_empty(exc))
        return;
    if (t->vm->finalizing &&
        v_is_empty(t->vm->sys_module)) { /* at the very end there is no sys.stderr any more */
        drop(t, exc);
        return;
    }
    if (!unraisable_hook(t, message, where, exc)) {
        exc_clear(t);
        unraisable_print(t, message ? message : "Exception ignored in", where, exc);
    }
    drop(t, exc);
}

void exc_unraisable_format(Thread *t, const char *format, Value about)
{
    Value exc = exc_take(t), text = str_format(t, format, about);
    if (v_is_error(text))
        exc_clear(t);
    const char *message = v_is_error(text) ? NULL : str_wtf8(t, V_AS(Str, text), &(size_t){0});
    exc_clear(t);
    exc_restore(t, exc);
    exc_unraisable(t, message, V_EMPTY);
    if (!v_is_error(text))
        drop(t, text);
}
