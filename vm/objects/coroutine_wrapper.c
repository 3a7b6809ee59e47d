/* SPDX-License-Identifier: MIT */
/* coroutine_wrapper: the iterator that coroutine.__await__() gives. */
#include "vm/objects/generator.h"
#include "vm/objects/helpers.h"

typedef struct CoroutineWrapper {
    Object head;
    Value coroutine;
} CoroutineWrapper;
#define WRAPPED(self) (V_AS(CoroutineWrapper, self)->coroutine)

Value coroutine_await(Thread *t, Value self)
{
    CoroutineWrapper *w = object_new(t, t->vm->types[KIND_coroutine_wrapper], 0);
    if (!w)
        return V_ERROR;
    w->coroutine = dup(self);
    gc_track(t, w);
    return v_from(w);
}
static void wrapper_dealloc(Thread *t, Object *o)
{
    drop(t, ((CoroutineWrapper *)o)->coroutine);
}
static void wrapper_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((CoroutineWrapper *)o)->coroutine, arg);
}
static void wrapper_clear(Thread *t, Object *o)
{
    v_clear(t, &((CoroutineWrapper *)o)->coroutine);
}
static Value wrapper_next(Thread *t, Value self)
{
    return generator_next(t, WRAPPED(self));
}
NATIVE(wrapper_send, "send(self, value, /)", NULL)
{
    return generator_send_method(t, WRAPPED(a[0]), a[1]);
}
NATIVE(wrapper_throw, "throw(self, typ, val=None, tb=None, /)", NULL)
{
    return generator_throw_method(t, WRAPPED(a[0]), a[1], a[2], a[3]);
}
NATIVE(wrapper_close, "close(self, /)", NULL)
{
    return generator_close(t, V_AS(Generator, WRAPPED(a[0])));
}
static const NativeDef *const wrapper_methods[] = {&wrapper_send_def, &wrapper_throw_def,
                                                   &wrapper_close_def, NULL};

int coroutine_wrapper_setup(Thread *t)
{
    static const TypeSpec wrapper = {
        .name = "coroutine_wrapper",
        .size = sizeof(CoroutineWrapper),
        .flags = TF_GC | TF_NO_NEW,
        .kind = KIND_coroutine_wrapper,
        .layout = KIND_coroutine_wrapper,
        .slots = {.iter = self_iter, .next = wrapper_next},
        .dealloc = wrapper_dealloc,
        .visit = wrapper_visit,
        .clear = wrapper_clear,
        .methods = wrapper_methods,
    };
    return type_from_spec(t, &wrapper) ? 0 : -1;
}
