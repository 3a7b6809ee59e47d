/* SPDX-License-Identifier: MIT */
/*
 * Where the import system in C meets importlib: modules describe themselves (__spec__, __loader__),
 * sys.meta_path and sys.path_hooks are honoured when a script has changed them, and modules that
 * are not ready or hide one of the library say so. The machinery in the language
 * (_frozen_importlib) is loaded when somebody looks at it or imports a file, not before: until then
 * modules of the library have None there, and sys's lists are empty.
 */
#include "vm/run/import.h"
#include "vm/core/interp.h"

/* Places in vm->importer. */
enum { STANDARD_FINDERS = 3, STANDARD_HOOKS = 2, AT_DESCRIBE = 5, AT_LOAD, IMPORTER_SIZE };

int import_set_machinery(Thread *t, Value importer)
{
    if (!v_has_layout(importer, KIND_tuple) || V_AS(Tuple, importer)->len != IMPORTER_SIZE) {
        raise_format(t, EXC_TypeError, "set_importer() takes a tuple of %d", IMPORTER_SIZE);
        return -1;
    }
    v_set(t, &t->vm->importer, dup(importer));
    return 0;
}

int import_machinery(Thread *t)
{
    if (!v_is_empty(t->vm->importer))
        return 0;
    Value module = import_module(t, "_frozen_importlib");
    if (v_is_error(module))
        return -1;
    drop(t, module);
    return 0;
}

bool import_is_pending(Thread *t, Value module, Str *name, Value found)
{
    if (!v_is_empty(t->vm->importer) || t->vm->finalizing)
        return false;
    if (v_is_none(found) && (name == N(t, __spec__) || name == N(t, __loader__)))
        return true;
    return v_same(module, t->vm->sys_module) &&
           (name == N(t, meta_path) || name == N(t, path_hooks) ||
            name == N(t, path_importer_cache));
}

int import_describe(Thread *t, Value module, Value name, Value file, bool package, Value portions)
{
    if (import_machinery(t) < 0)
        return -1;
    if (v_is_empty(t->vm->importer))
        return 0; /* the machinery itself is on its way */
    Value args[] = {module, name, file, v_bool(package), portions};
    Value r = call(t, V_AS(Tuple, t->vm->importer)->items[AT_DESCRIBE], args, 5);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* Does sys.NAME hold just these items? */
static bool list_holds(Thread *t, Str *name, const Value *wanted, size_t n)
{
    Value list = dict_get_str(V_AS(Module, t->vm->sys_module)->dict, name);
    if (!v_has_layout(list, KIND_list) || V_AS(List, list)->len != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!v_same(V_AS(List, list)->items[i], wanted[i]))
            return false;
    return true;
}

bool import_is_standard(Thread *t)
{
    if (LIKELY(v_is_empty(t->vm->importer)))
        return true;
    const Value *own = V_AS(Tuple, t->vm->importer)->items;
    return list_holds(t, N(t, meta_path), own, STANDARD_FINDERS) &&
           list_holds(t, N(t, path_hooks), own + STANDARD_FINDERS, STANDARD_HOOKS);
}

Value import_by_hooks(Thread *t, Value name, Value path)
{
    return call2(t, V_AS(Tuple, t->vm->importer)->items[AT_LOAD], name,
                 v_is_empty(path) ? V_NONE : path);
}

/* ---- what a spec tells ---- */

/* __spec__ of a module, BORROWED; EMPTY if it has none. */
static Value spec_of(Thread *t, Value module)
{
    if (!v_is_object(module) || !v_has_layout(module, KIND_module) || !V_AS(Module, module)->dict)
        return V_EMPTY;
    Value spec = dict_get_str(V_AS(Module, module)->dict, N(t, __spec__));
    return v_is_object(spec) ? spec : V_EMPTY;
}

/* An attribute of a spec, owned; EMPTY if it has none or that fails. */
static Value spec_attr(Thread *t, Value spec, Str *name)
{
    if (v_is_empty(spec))
        return V_EMPTY;
    Value v = attr_get_or_empty(t, spec, name);
    if (!v_is_error(v))
        return v;
    exc_clear(t);
    return V_EMPTY;
}

static bool spec_flag(Thread *t, Value spec, Str *name)
{
    Value v = spec_attr(t, spec, name);
    int yes = v_is_empty(v) ? 0 : truth(t, v);
    drop(t, v);
    if (yes < 0)
        exc_clear(t);
    return yes > 0;
}

void import_mark_initializing(Thread *t, Value module, bool flag)
{
    Value spec = spec_of(t, module);
    if (!v_is_empty(spec) && attr_set(t, spec, N(t, _initializing), v_bool(flag)) < 0)
        exc_clear(t);
}

bool import_is_initializing(Thread *t, Value module)
{
    return spec_flag(t, spec_of(t, module), N(t, _initializing));
}

int import_note_child(Thread *t, Value parent, Value child, bool begins)
{
    Value list = spec_attr(t, spec_of(t, parent), N(t, _uninitialized_submodules));
    int status = 0;
    if (v_has_layout(list, KIND_list)) {
        List *l = V_AS(List, list);
        if (begins)
            status = list_append(t, l, child);
        else if (l->len)
            drop(t, l->items[--l->len]);
    }
    drop(t, list);
    return status;
}

/* The file that the spec says the module came from, owned; EMPTY. */
static Value spec_file(Thread *t, Value spec)
{
    if (!spec_flag(t, spec, N(t, has_location)))
        return V_EMPTY;
    Value origin = spec_attr(t, spec, N(t, origin));
    if (v_is_empty(origin) || v_is_str(origin))
        return origin;
    drop(t, origin);
    return V_EMPTY;
}

/* Does the file, or the package whose __init__.py it is, lie in the folder of the script? */
static bool lies_beside_script(Thread *t, Value file)
{
    size_t len;
    const char *path = str_wtf8(t, V_AS(Str, file), &len);
    const char *folder = t->vm->script_folder;
    if (!path || !folder) {
        exc_clear(t);
        return false;
    }
    static const char init[] = "/__init__.py";
    if (len >= sizeof init && !strcmp(path + len - (sizeof init - 1), init))
        len -= sizeof init - 1;
    while (len && path[len - 1] != '/')
        len--;
    return len && strlen(folder) == len - 1 && !memcmp(folder, path, len - 1);
}

static bool is_library_name(Thread *t, Value name)
{
    Dict *d = V_AS(Module, t->vm->sys_module)->dict;
    Value names = dict_get_str(d, N(t, stdlib_module_names));
    int yes = v_is_empty(names) ? 0 : item_contains(t, names, name);
    if (yes < 0)
        exc_clear(t);
    return yes > 0;
}

ImportTrouble import_trouble(Thread *t, Value module, Value name, Value *file)
{
    Value spec = spec_of(t, module);
    *file = spec_file(t, spec);
    bool beside = !v_is_empty(*file) && lies_beside_script(t, *file);
    if (beside && v_is_str(name) && is_library_name(t, name))
        return TROUBLE_HIDES_LIBRARY;
    if (!spec_flag(t, spec, N(t, _initializing)))
        return TROUBLE_NONE;
    return beside ? TROUBLE_BESIDE_SCRIPT : TROUBLE_INITIALIZING;
}

bool import_is_child_waiting(Thread *t, Value module, Str *name)
{
    Value list = spec_attr(t, spec_of(t, module), N(t, _uninitialized_submodules));
    int yes = v_has_layout(list, KIND_list) ? item_contains(t, list, v_from(name)) : 0;
    drop(t, list);
    if (yes < 0)
        exc_clear(t);
    return yes > 0;
}

/* ---- what a module without that attribute is told ---- */

Value import_missing_text(Thread *t, Value module, Value own, Str *name)
{
    static const char *const forms[] = {
        [TROUBLE_NONE] = "module '%V' has no attribute '%N'",
        [TROUBLE_HIDES_LIBRARY] =
            "module '%V' has no attribute '%N' (consider renaming %R since it has the same name as "
            "the standard library module named '%V' and the import system gives it precedence)",
        [TROUBLE_BESIDE_SCRIPT] =
            "module '%V' has no attribute '%N' (consider renaming %R if it has the same name as a "
            "third-party module you intended to import)",
        [TROUBLE_INITIALIZING] = "partially initialized module '%V' has no attribute '%N' (most "
                                 "likely due to a circular import)",
    };
    Value file, text;
    ImportTrouble trouble = import_trouble(t, module, own, &file);
    if (trouble == TROUBLE_NONE && import_is_child_waiting(t, module, name))
        text = str_format(t,
                          "cannot access submodule '%N' of module '%V' (most likely due to a "
                          "circular import)",
                          name, own);
    else if (trouble == TROUBLE_INITIALIZING && !v_is_empty(file))
        text = str_format(t,
                          "partially initialized module '%V' from '%V' has no attribute '%N' (most "
                          "likely due to a circular import)",
                          own, file, name);
    else
        text = str_format(t, forms[trouble], own, name, file, own);
    drop(t, file);
    return text;
}
