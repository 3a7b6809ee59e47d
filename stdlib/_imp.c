/* SPDX-License-Identifier: MIT */
/* _imp: what importlib, which is written in the language, asks of the import system in C. */
#include "vm/api.h"
#include "vm/api_sys.h"

/* The name as UTF-8, which lives as long as the argument; NULL with an exception. */
static const char *name_text(Thread *t, Value v)
{
    if (v_is_str(v))
        return str_wtf8(t, V_AS(Str, v), &(size_t){0});
    raise_format(t, EXC_TypeError, "a module's name must be str, not %T", v);
    return NULL;
}

API(imp_is_builtin, "is_builtin(name, /)", "Is it a module in C?")
{
    const char *name = name_text(t, a[0]);
    if (!name)
        return V_ERROR;
    return v_bool(native_find(name) || !strcmp(name, "sys") || !strcmp(name, "builtins"));
}

API(imp_is_frozen, "is_frozen(name, /)", "Is it a module of the library in the language?")
{
    const char *name = name_text(t, a[0]);
    return name ? v_bool(frozen_find(name) != NULL) : V_ERROR;
}

API(imp_is_core, "is_core(name, /)", "Is it a module that no file on sys.path can hide?")
{
    const char *name = name_text(t, a[0]);
    return name ? v_bool(import_is_core(name)) : V_ERROR;
}

/* The row of a frozen module; NULL with ImportError. */
static const FrozenModule *frozen_row(Thread *t, Value v)
{
    const char *name = name_text(t, v);
    const FrozenModule *m = name ? frozen_find(name) : NULL;
    if (name && !m)
        raise_format(t, EXC_ImportError, "No such frozen object named %V", v);
    return m;
}

API(imp_is_frozen_package, "is_frozen_package(name, /)", "Is the frozen module a package?")
{
    const FrozenModule *m = frozen_row(t, a[0]);
    return m ? v_bool(m->package) : V_ERROR;
}

API(imp_get_frozen_object, "get_frozen_object(name, /)", "The code of a frozen module.")
{
    const FrozenModule *m = frozen_row(t, a[0]);
    return m ? K(t, import_frozen_code(t, m)) : V_ERROR;
}

API(imp_frozen_source, "frozen_source(name, /)", "The text of a frozen module.")
{
    const FrozenModule *m = frozen_row(t, a[0]);
    return m ? K(t, str_from_utf8(t, m->source, m->size)) : V_ERROR;
}

API(imp_frozen_names, "frozen_names()", "The names of all frozen modules: a list.")
{
    Value list = K(t, list_new(t, NULL, 0));
    for (const FrozenModule *m = frozen_modules; m->name && !v_is_error(list); m++) {
        Value name = K(t, str_from_cstr(t, m->name));
        if (v_is_error(name) || list_append(t, V_AS(List, list), name) < 0)
            return V_ERROR;
    }
    return list;
}

API(imp_create_builtin, "create_builtin(spec, /)", "A module in C, from its spec.")
{
    Value name = K(t, attr_get(t, a[0], N(t, name)));
    const char *text = v_is_error(name) ? NULL : name_text(t, name);
    if (!text)
        return V_ERROR;
    Value known = dict_get(t, t->vm->modules, name);
    if (!v_is_empty(known))
        return known;
    const NativeModule *m = native_find(text);
    return m ? K(t, m->init(t)) : V_NONE;
}

API(imp_exec_builtin, "exec_builtin(module, /)", "Modules in C are ready when they are made.")
{
    return v_from_small(0);
}

API(imp_set_importer, "set_importer(parts, /)", "importlib's machinery introduces itself.")
{
    return import_set_machinery(t, a[0]) < 0 ? V_ERROR : V_NONE;
}

Value imp_module(Thread *t)
{
    static const NativeDef *const functions[] = {&imp_is_builtin_def,
                                                 &imp_is_frozen_def,
                                                 &imp_is_core_def,
                                                 &imp_is_frozen_package_def,
                                                 &imp_get_frozen_object_def,
                                                 &imp_frozen_source_def,
                                                 &imp_frozen_names_def,
                                                 &imp_create_builtin_def,
                                                 &imp_exec_builtin_def,
                                                 &imp_set_importer_def,
                                                 NULL};
    static const ModuleSpec spec = {"_imp", "What importlib asks of the import system.", functions,
                                    NULL};
    return api_module(t, &spec);
}
