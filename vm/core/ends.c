/* SPDX-License-Identifier: MIT */
/*
 * The end of a process. Where nobody could tell whether objects are let go one by one, they are
 * not: the system takes all memory back at once. What could tell: a finaliser (__del__, also of
 * files, generators, tasks), the callback of a weak reference. CPython lets go all the same, and
 * nothing shows it.
 */
#include "vm/core/descriptor.h"
#include "vm/core/gc.h"
#include "vm/core/protocol.h"
#include "vm/core/vm.h"

#ifdef RONDO_LEAKS

bool vm_ends_quietly(Thread *t)
{
    return false; /* everything is to be given back, and counted */
}

#else

/* Is the stream that sys has by this name the one that the process began with, and all written? */
static bool stream_is_done(const VM *vm, Str *name)
{
    Value file = v_is_object(vm->sys_module)
                     ? dict_get_str(V_AS(Module, vm->sys_module)->dict, name)
                     : V_EMPTY;
    return v_is_object(file) && v_object(file)->flags & OF_QUIET_END;
}

static bool end_shows(const Object *o)
{
    if (o->type->flags & TF_DEL)
        return !(o->flags & (OF_FINALIZED | OF_QUIET_END));
    return weakref_calls_back(o);
}

static bool any_end_shows(const GcHead *list)
{
    for (GcHead *g = list->next; g != list; g = g->next)
        if (end_shows(gc_object(g)))
            return true;
    return false;
}

bool vm_ends_quietly(Thread *t)
{
    VM *vm = t->vm;
    if (!vm->options.process_ends || vm->observers || vm->untracked_ends)
        return false;
    if (vm->threads != t || t->next)
        return false;
    return stream_is_done(vm, N(t, stdout)) && stream_is_done(vm, N(t, stderr)) &&
           !any_end_shows(&vm->gc.young) && !any_end_shows(&vm->gc.old) &&
           !any_end_shows(&vm->gc.library);
}

#endif
