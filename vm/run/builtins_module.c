/* SPDX-License-Identifier: MIT */
/* Puts together the builtins module, sys.modules and sys: the last step of making a VM. */
#include <stdio.h>
#include "vm/api_sys.h"
#include "vm/core/descriptor.h"
#include "vm/run/builtins.h"

Value sys_module(Thread *t);

static int add_kinds(Thread *t, Dict *d)
{
    static const Kind kinds[] = {
        KIND_object,  KIND_type,     KIND_int,         KIND_bool,         KIND_float,
        KIND_complex, KIND_str,      KIND_bytes,       KIND_bytearray,    KIND_memoryview,
        KIND_list,    KIND_tuple,    KIND_dict,        KIND_set,          KIND_frozenset,
        KIND_range,   KIND_slice,    KIND_enumerate,   KIND_zip,          KIND_map,
        KIND_filter,  KIND_reversed, KIND_classmethod, KIND_staticmethod, KIND_property,
        KIND_super,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Type *type = t->vm->types[kinds[i]];
        if (dict_set_cstr(t, d, type->name, v_from(type)) < 0)
            return -1;
    }
    return 0;
}

static int add_exceptions(Thread *t, Dict *d)
{
    for (int k = 0; k < EXC_COUNT; k++) {
        Type *type = t->vm->exc[k];
        if (k != EXC_UnsupportedOperation && !strchr(type->name, '.') &&
            dict_set_cstr(t, d, type->name, v_from(type)) < 0)
            return -1;
    }
    Value os_error = v_from(t->vm->exc[EXC_OSError]);
    return dict_set_cstr(t, d, "IOError", os_error) < 0
               ? -1
               : dict_set_cstr(t, d, "EnvironmentError", os_error);
}

static int builtins_exec(Thread *t, Value module)
{
    Dict *d = V_AS(Module, module)->dict;
    Value name = v_from(N(t, builtins));
    t->vm->builtins = obj_dup(d);
    t->vm->builtins_module = dup(module);
    if (natives_add(t, d, builtins_objects, name) < 0 ||
        natives_add(t, d, builtins_values, name) < 0 ||
        natives_add(t, d, builtins_code, name) < 0 || add_kinds(t, d) < 0 ||
        add_exceptions(t, d) < 0)
        return -1;
    static const struct {
        const char *name;
        Value v;
    } constants[] = {{"NotImplemented", V_NOTIMPLEMENTED},
                     {"Ellipsis", V_ELLIPSIS},
                     {"None", V_NONE},
                     {"True", V_TRUE},
                     {"False", V_FALSE}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (dict_set_cstr(t, d, constants[i].name, constants[i].v) < 0)
            return -1;
    return dict_set_cstr(t, d, "__debug__", v_bool(t->vm->options.optimize == 0));
}

static int list_append_cstr(Thread *t, Value list, const char *text)
{
    Value name = str_from_cstr(t, text);
    return v_is_error(name) ? -1 : list_append_take(t, V_AS(List, list), name);
}

Value module_names(Thread *t, bool all)
{
    Value list = list_new(t, NULL, 0);
    if (v_is_error(list))
        return V_ERROR;
    int status = list_append_cstr(t, list, "builtins");
    if (status == 0)
        status = list_append_cstr(t, list, "sys");
    for (const NativeModule *m = native_modules; m->name && status == 0; m++)
        status = list_append_cstr(t, list, m->name);
    for (const FrozenModule *m = frozen_modules; all && m->name && status == 0; m++)
        if (!strchr(m->name, '.'))
            status = list_append_cstr(t, list, m->name);
    Value tuple = status < 0 ? V_ERROR : list_to_tuple(t, V_AS(List, list));
    drop(t, list);
    return tuple;
}

static int add_module(Thread *t, TAKES Value module)
{
    if (v_is_error(module))
        return -1;
    Value name = attr_get(t, module, N(t, __name__));
    int status = v_is_error(name) ? -1 : dict_set(t, t->vm->modules, name, module);
    if (!v_is_error(name))
        drop(t, name);
    drop(t, module);
    return status;
}

/* The module behind the streams, then exit, help and others, which CPython's site module puts among
 * the builtins. */
int site_setup(Thread *t)
{
    Value io = import_module(t, "_io");
    if (v_is_error(io))
        return -1;
    drop(t, io);
    static const char *const names[] = {"exit", "quit", "help", "copyright", "credits", "license"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Value v = import_attr(t, "_sitebuiltins", names[i]);
        int status = v_is_error(v) ? -1 : dict_set_cstr(t, t->vm->builtins, names[i], v);
        if (!v_is_error(v))
            drop(t, v);
        if (status < 0)
            return -1;
    }
    return 0;
}

int builtins_setup(Thread *t)
{
    static const ModuleSpec spec = {"builtins",
                                    "Built-in functions, types, exceptions, and other objects.",
                                    NULL, builtins_exec};
    t->vm->modules = dict_alloc(t);
    if (!t->vm->modules)
        return -1;
    return add_module(t, api_module(t, &spec)) < 0 ? -1 : add_module(t, sys_module(t));
}
