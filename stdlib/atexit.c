/* SPDX-License-Identifier: MIT */
/* atexit: functions that run, last registered first, when the interpreter ends. */
#include "stdlib/_thread.h"
#include "vm/core/descriptor.h"

/* The list of (function, args, kwargs) tuples is an attribute of the module: one for the VM. */
static Value callbacks_of(Thread *t)
{
    Value module = K(t, import_module(t, "atexit"));
    Value key = v_is_error(module) ? V_ERROR : K(t, str_intern_utf8(t, "_callbacks", 10));
    return v_is_error(key) ? V_ERROR : K(t, attr_get(t, module, V_AS(Str, key)));
}

API(atexit_register, "register(func, /, *args, **kwargs)",
    "Register a function to be executed upon normal program termination.")
{
    if (!v_type(t, a[0])->s.call)
        return raise_format(t, EXC_TypeError, "the first argument must be callable");
    Value list = callbacks_of(t);
    Value row = K(t, tuple_pack(t, 3, a[0], a[1], v_is_empty(a[2]) ? V_NONE : a[2]));
    if (v_is_error(list) || v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
        return V_ERROR;
    return a[0];
}

API(atexit_unregister, "unregister(func, /)",
    "Unregister an exit function which was previously registered.")
{
    Value list = callbacks_of(t);
    if (v_is_error(list))
        return V_ERROR;
    List *l = V_AS(List, list);
    for (size_t i = l->len; i-- > 0;) {
        int same = i < l->len ? values_equal(t, V_AS(Tuple, l->items[i])->items[0], a[0]) : 0;
        if (same < 0 || (same && i < l->len && item_delete(t, list, v_from_small((int64_t)i)) < 0))
            return V_ERROR;
    }
    return V_NONE;
}

API(atexit_clear, "_clear()", "Clear the list of previously registered exit functions.")
{
    Value list = callbacks_of(t);
    Value r = v_is_error(list) ? V_ERROR : K(t, call_method0(t, list, N(t, clear)));
    return v_is_error(r) ? V_ERROR : V_NONE;
}

API(atexit_ncallbacks, "_ncallbacks()", "Return the number of registered exit functions.")
{
    Value list = callbacks_of(t);
    return v_is_error(list) ? V_ERROR : v_from_small((int64_t)V_AS(List, list)->len);
}

static void run_callbacks(Thread *t, Value list)
{
    List *l = V_AS(List, list);
    while (l->len) {
        ApiScope scope = api_scope_begin(t);
        Value row = K(t, dup(l->items[l->len - 1]));
        if (item_delete(t, list, v_from_small(-1)) < 0)
            exc_clear(t);
        Tuple *call_of = V_AS(Tuple, row);
        Value kwargs = v_is_none(call_of->items[2]) ? V_EMPTY : call_of->items[2];
        Value r = K(t, call_tuple_dict(t, call_of->items[0], call_of->items[1], kwargs));
        if (v_is_error(r))
            exc_unraisable_format(t, "Exception ignored in atexit callback %R", call_of->items[0]);
        api_scope_end(t, scope);
    }
}

API(atexit_run_exitfuncs, "_run_exitfuncs()", "Run all registered exit functions.")
{
    Value list = callbacks_of(t);
    if (v_is_error(list))
        return V_ERROR;
    run_callbacks(t, list);
    return V_NONE;
}

/* Threads end first, whichever of the two modules was imported first. */
static void threads_end(Thread *t)
{
    Value threading = import_loaded(t, "threading");
    if (v_is_empty(threading))
        return;
    Value name = K(t, str_intern_utf8(t, "_shutdown", 9));
    if (v_is_error(name) || v_is_error(K(t, call_method0(t, threading, V_AS(Str, name)))))
        exc_unraisable(t, "Exception ignored on threading shutdown", threading);
}

/* At teardown: only if the module was imported at all. */
static void atexit_run(Thread *t)
{
    threads_join_at_exit(t); /* before, whichever module was imported first */
    ApiScope scope = api_scope_begin(t);
    threads_end(t);
    if (v_is_object(import_loaded(t, "atexit"))) {
        Value list = callbacks_of(t);
        if (!v_is_error(list))
            run_callbacks(t, list);
    }
    exc_clear(t);
    api_scope_end(t, scope);
}

static const NativeDef *const atexit_functions[] = {
    &atexit_register_def,   &atexit_unregister_def,    &atexit_clear_def,
    &atexit_ncallbacks_def, &atexit_run_exitfuncs_def, NULL,
};

static int atexit_exec(Thread *t, Value module)
{
    vm_at_exit(t->vm, atexit_run);
    return api_module_add(t, module, "_callbacks", K(t, list_new(t, NULL, 0)));
}

Value atexit_module(Thread *t)
{
    static const ModuleSpec spec = {"atexit",
                                    "allow programmer to define multiple exit functions to be "
                                    "executed\nupon normal program termination.",
                                    atexit_functions, atexit_exec};
    return api_module(t, &spec);
}
