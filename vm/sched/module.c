/* SPDX-License-Identifier: MIT */
/* The native modules _asyncio and _contextvars. */
#include "vm/api.h"
#include "vm/core/descriptor.h"
#include "vm/sched/internal.h"
#include "vm/sched/sync.h"

NATIVE(gives_coroutine, "_gives_coroutine(f, /)",
       "Is it one of our functions that are `async def` in CPython's library?")
{
    const NativeDef *def = v_is_kind(a[0], KIND_native)              ? V_AS(Native, a[0])->def
                           : v_is_kind(a[0], KIND_method_descriptor) ? V_AS(MethodDescr, a[0])->def
                                                                     : NULL;
    return v_bool(def && def->flags & NF_COROUTINE);
}

static const NativeDef *const own_functions[] = {&gives_coroutine_def, NULL};

/* Functions, and the module of CPython's asyncio that they say they are from. */
static int add_all(Thread *t, Value module)
{
    static const struct {
        const char *home;
        const NativeDef *const *functions;
    } rows[] = {
        {"_asyncio", own_functions},
        {"_asyncio", task_functions},
        {"asyncio.base_futures", future_tests},
        {"asyncio.tasks", task_makers},
        {"asyncio.coroutines", coroutine_tests},
        {"asyncio.tasks", sleep_functions},
        {"asyncio.tasks", gather_functions},
        {"asyncio.timeouts", timeout_functions},
    };
    int status = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == 0; i++) {
        Value home = str_intern_utf8(t, rows[i].home, strlen(rows[i].home));
        if (v_is_error(home))
            return -1;
        status = natives_add(t, V_AS(Module, module)->dict, rows[i].functions, home);
        drop(t, home);
    }
    return status;
}

NATIVE(copy_context, "copy_context()", "Return a copy of the current context.")
{
    Value c = context_current(t);
    Value copy = v_is_error(c) ? c : call_method(t, c, N(t, copy), NULL, 0);
    if (!v_is_error(c))
        drop(t, c);
    return copy;
}

/* A class of the asyncio package by its public name. */
static int add_type(Thread *t, Value module, const char *name, Type *type)
{
    return api_module_add(t, module, name, v_from(type));
}

static int asyncio_exec(Thread *t, Value module)
{
    struct Sched *s = t->vm->sched;
    Type **types = t->vm->types;
    if (add_all(t, module) < 0 || add_type(t, module, "Timeout", s->timeout_type) < 0)
        return -1;
    if (add_type(t, module, "Future", types[KIND_future]) < 0 ||
        add_type(t, module, "Task", types[KIND_task]) < 0 ||
        add_type(t, module, "Loop", s->loop_type) < 0 ||
        add_type(t, module, "Handle", s->handle_type) < 0 ||
        add_type(t, module, "TimerHandle", s->timer_handle_type) < 0)
        return -1;
    if (add_type(t, module, "CancelledError", t->vm->exc[EXC_CancelledError]) < 0 ||
        add_type(t, module, "InvalidStateError", t->vm->exc[EXC_InvalidStateError]) < 0)
        return -1;
    return sync_types_add(t, module) < 0 ? -1 : completed_type_add(t, module);
}

Value asyncio_native_module(Thread *t)
{
    static const ModuleSpec spec = {
        "_asyncio", "The scheduler: loop, futures, tasks, locks, queues.", NULL, asyncio_exec};
    return api_module(t, &spec);
}

static int contextvars_exec(Thread *t, Value module)
{
    struct Sched *s = t->vm->sched;
    return api_module_add_type(t, module, s->context_type) < 0 ||
                   api_module_add_type(t, module, s->contextvar_type) < 0 ||
                   api_module_add_type(t, module, s->token_type) < 0
               ? -1
               : 0;
}

Value contextvars_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&copy_context_def, NULL};
    static const ModuleSpec spec = {"_contextvars", "Context Variables", functions,
                                    contextvars_exec};
    return api_module(t, &spec);
}
