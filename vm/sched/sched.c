/* SPDX-License-Identifier: MIT */
/* What the loops share; observers; calls into the library in the language. */
#include <stdlib.h>
#include "vm/core/image.h"
#include "vm/core/vm.h"
#include "vm/sched/internal.h"

/* ---- observers ---- */

void observer_plug(VM *vm, Observer *o)
{
    o->next = vm->observers;
    vm->observers = o;
}

void observer_unplug(Thread *t, Observer *o)
{
    for (Observer **p = &t->vm->observers; *p; p = &(*p)->next)
        if (*p == o) {
            *p = o->next;
            if (o->unplugged)
                o->unplugged(t, o);
            return;
        }
}

void event_emit(Thread *t, EventKind kind, Loop *loop, Value subject, Value object, double number)
{
    Value pending = exc_take(t);
    Event event = {kind, loop, subject, object, number};
    for (Observer *o = t->vm->observers, *next; o; o = next) {
        next = o->next;
        if (o->see(t, o, &event) < 0) {
            Value name = str_from_cstr(t, o->name);
            exc_unraisable(t, "An observer of the scheduler failed and is unplugged",
                           v_is_error(name) ? V_NONE : name);
            drop(t, name);
            observer_unplug(t, o);
        }
    }
    if (!v_is_empty(pending))
        exc_restore(t, pending);
}

/* ---- the library in the language ---- */

Value library_call(Thread *t, const char *module, const char *name, const Value *args,
                   uint32_t nargs)
{
    Value f = import_attr(t, module, name);
    if (v_is_error(f))
        return f;
    Value r = call(t, f, args, nargs);
    drop(t, f);
    return r;
}

static Value one_name(Thread *t, Str *name)
{
    return tuple_pack(t, 1, v_from(name));
}

int cancel_by_method(Thread *t, Value obj, Value msg)
{
    Value f = attr_get(t, obj, N(t, cancel));
    if (v_is_error(f))
        return -1;
    Value names = one_name(t, N(t, msg)), arg = v_is_empty(msg) ? V_NONE : msg;
    Value r = v_is_error(names) ? names : call_kw(t, f, &arg, 0, names);
    drop(t, names);
    drop(t, f);
    int yes = v_is_error(r) ? -1 : truth(t, r);
    drop(t, r);
    return yes;
}

Value call_with_context(Thread *t, Value f, const Value *args, uint32_t nargs, Value context)
{
    if (v_is_empty(context))
        return call(t, f, args, nargs);
    Value all[4], names = one_name(t, N(t, context));
    if (v_is_error(names))
        return names;
    memcpy(all, args, nargs * sizeof *all);
    all[nargs] = context;
    Value r = call_kw(t, f, all, nargs, names);
    drop(t, names);
    return r;
}

Type *sched_type(Thread *t, const TypeSpec *spec)
{
    Type *type = type_from_spec(t, spec);
    return type && vm_own_type(t, type) == 0 ? type : NULL;
}

Type *library_type(Thread *t, const char *module, const TypeSpec *spec)
{
    Type *type = sched_type(t, spec);
    Value name = type ? str_from_cstr(t, module) : V_ERROR;
    int status = v_is_error(name) ? -1 : dict_set_str(t, type->dict, N(t, __module__), name);
    drop(t, name);
    return status < 0 ? NULL : type;
}

/* ---- life ---- */

/*
 * What is still scheduled at exit is dropped while the library is alive: lost tasks are reported.
 * From this search, while all else is alive, follows the order in which finalisers run when __main__
 * is let go: what the search gives up before it comes to __main__ it takes back in order of distance.
 * Where asyncio was imported, CPython's collector has grown so old that it comes to __main__ first.
 */
static void sched_at_exit(Thread *t)
{
    t->loop = NULL;
    if (vm_ends_quietly(t))
        return;
    if (!v_is_empty(import_loaded(t, "asyncio")))
        gc_age(t->vm);
    gc_collect(t, 2);
}

static void sched_free(VM *vm)
{
    image_free(vm->sched);
    vm->sched = NULL;
    signals_free(vm);
}

int sched_setup(Thread *t)
{
    t->vm->sched = image_calloc(1, sizeof *t->vm->sched);
    if (!t->vm->sched) {
        raise_memory(t);
        return -1;
    }
    vm_at_exit(t->vm, sched_at_exit);
    vm_at_free(t->vm, sched_free);
    if (handle_types_setup(t) < 0 || native_coro_setup(t) < 0 || context_types_setup(t) < 0)
        return -1;
    return loop_type_setup(t) < 0 || future_type_setup(t) < 0 || task_type_setup(t) < 0 ||
                   gather_setup(t) < 0 || timeout_setup(t) < 0 || signals_setup(t) < 0
               ? -1
               : 0;
}
