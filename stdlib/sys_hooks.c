/* SPDX-License-Identifier: MIT */
/* sys: what scripts attach to the interpreter (audit hooks, the hook of breakpoint()), and switches
   that have little to switch here. */
#include "stdlib/sys_hooks.h"
#include <dlfcn.h>
#include <stdlib.h>
#include "vm/api.h"
#include "vm/run/tracing.h"

static Value own_get(Thread *t, const char *name)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key) ? V_ERROR
                           : K(t, attr_get_or_empty(t, t->vm->sys_module, V_AS(Str, key)));
}

/* ---- audit ---- */

static const char hooks_name[] = "_audit_hooks";

API(sys_addaudithook, "addaudithook(hook)", "Adds a new audit hook callback.")
{
    Value hooks = own_get(t, hooks_name);
    if (v_is_empty(hooks)) {
        hooks = K(t, list_new(t, NULL, 0));
        if (v_is_error(hooks) || api_module_add(t, t->vm->sys_module, hooks_name, hooks) < 0)
            return V_ERROR;
    }
    return v_is_error(hooks) || list_append(t, V_AS(List, hooks), a[0]) < 0 ? V_ERROR : V_NONE;
}

/* Tells every hook; the first that raises is the last to know. */
static Value audit(Thread *t, Value event, const Value *args, uint32_t nargs)
{
    Value hooks = own_get(t, hooks_name);
    if (v_is_error(hooks) || v_is_empty(hooks))
        return v_is_error(hooks) ? V_ERROR : V_NONE;
    if (!v_is_str(event))
        return raise_format(t, EXC_TypeError, "expected str for argument 'event', not %T", event);
    Value rest = K(t, tuple_new(t, args, nargs));
    for (size_t i = 0; i < V_AS(List, hooks)->len; i++)
        if (v_is_error(rest) ||
            v_is_error(K(t, call2(t, V_AS(List, hooks)->items[i], event, rest))))
            return V_ERROR;
    return V_NONE;
}

NATIVE_VAR(sys_audit, "audit(event, *args)",
           "audit(event, *args)\n\nPasses the event to any hooks that are attached.")
{
    if (!v_is_empty(kwnames))
        return raise_format(t, EXC_TypeError, "sys.audit() takes no keyword arguments");
    if (!nargs)
        return raise_format(t, EXC_TypeError,
                            "audit() missing 1 required positional argument: 'event'");
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, audit(t, a[0], a + 1, nargs - 1));
}

/* ---- breakpoint() ---- */

/* The callable that $PYTHONBREAKPOINT names, "module.name" or a builtin's name; EMPTY when there is
   none, with no exception. */
static Value breakpoint_target(Thread *t, const char *text)
{
    const char *dot = strrchr(text, '.'), *name = dot ? dot + 1 : text;
    char *module = dot ? strndup(text, (size_t)(dot - text)) : strdup("builtins");
    if (!module)
        return raise_memory(t);
    bool sound = *module && *name;
    Value found = sound ? K(t, import_attr(t, module, name)) : V_EMPTY;
    free(module);
    if (v_is_error(found) && (exc_is(t, EXC_ImportError) || exc_is(t, EXC_AttributeError))) {
        exc_clear(t);
        return V_EMPTY;
    }
    return found;
}

API(sys_breakpointhook, "breakpointhook(*args, **kwargs)",
    "This hook function is called by built-in breakpoint().")
{
    const char *text = getenv("PYTHONBREAKPOINT");
    if (!text || !*text)
        text = "pdb.set_trace";
    if (!strcmp(text, "0"))
        return V_NONE;
    Value target = breakpoint_target(t, text);
    if (v_is_error(target))
        return V_ERROR;
    if (v_is_empty(target))
        return warn_format(t, EXC_RuntimeWarning, 1,
                           "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", text) < 0
                   ? V_ERROR
                   : V_NONE;
    return K(t, call_tuple_dict(t, target, a[0], a[1]));
}

/* ---- switches ---- */

static const char flags_name[] = "_dlopen_flags";

API(sys_getdlopenflags, "getdlopenflags()",
    "Return the current value of the flags that are used for dlopen calls.\n\nThe flag constants "
    "are defined in the os module.")
{
    Value flags = own_get(t, flags_name);
    return v_is_empty(flags) ? v_from_small(RTLD_NOW) : flags;
}

API(sys_setdlopenflags, "setdlopenflags(flags, /)",
    "Set the flags used by the interpreter for dlopen calls.\n\nRondo loads no extension modules: "
    "it only remembers them.")
{
    int64_t flags;
    if (value_to_int64(t, a[0], &flags) < 0 && !exc_is(t, EXC_OverflowError))
        return V_ERROR;
    if (!v_is_empty(t->exc) || flags < INT32_MIN || flags > INT32_MAX)
        return raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
    return api_module_add_int(t, t->vm->sys_module, flags_name, flags) < 0 ? V_ERROR : V_NONE;
}

API(sys_activate_stack_trampoline, "activate_stack_trampoline(backend, /)",
    "Activate stack profiler trampoline *backend*.")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError,
                            "activate_stack_trampoline() argument must be str, not %T", a[0]);
    if (str_equal_cstr(V_AS(Str, a[0]), "perf"))
        return raise_format(t, EXC_ValueError, "perf trampoline not available");
    return raise_format(t, EXC_ValueError, "invalid backend: %N", V_AS(Str, a[0]));
}

API(sys_deactivate_stack_trampoline, "deactivate_stack_trampoline()",
    "Deactivate the current stack profiler trampoline backend.\n\nIf no stack profiler is "
    "activated, this function has no effect.")
{
    return V_NONE;
}

API(sys_is_stack_trampoline_active, "is_stack_trampoline_active()",
    "Return *True* if a stack profiler trampoline is active.")
{
    return V_FALSE;
}

API(sys_getunicodeinternedsize, "getunicodeinternedsize(*, _only_immortal=False)",
    "Return the number of elements of the unicode interned dictionary")
{
    int immortal = v_is_empty(a[0]) ? 0 : truth(t, a[0]);
    return immortal < 0 ? V_ERROR : v_from_small(immortal ? 0 : (int64_t)str_intern_count(t));
}

API(sys_call_tracing, "call_tracing(func, args, /)",
    "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored "
    "afterwards.  This is intended\nto be called from a debugger from a checkpoint, to recursively "
    "debug\nsome other code.")
{
    if (!v_has_layout(a[1], KIND_tuple))
        return raise_format(t, EXC_TypeError, "call_tracing() argument 2 must be tuple, not %T",
                            a[1]);
    return K(t, tracing_call(t, a[0], a[1]));
}

const NativeDef *const sys_hook_functions[] = {
    &sys_addaudithook_def,
    &sys_audit_def,
    &sys_breakpointhook_def,
    &sys_getdlopenflags_def,
    &sys_setdlopenflags_def,
    &sys_activate_stack_trampoline_def,
    &sys_deactivate_stack_trampoline_def,
    &sys_is_stack_trampoline_active_def,
    &sys_getunicodeinternedsize_def,
    &sys_call_tracing_def,
    NULL,
};
