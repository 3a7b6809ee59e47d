/* SPDX-License-Identifier: MIT */
/* _csv: reading and writing lines of comma-separated values: the module and its dialects. */
#include <stdlib.h>
#include "stdlib/_csv.h"
#include "vm/core/vm.h"
#include "vm/objects/helpers.h"

/* ---- registered dialects ---- */

Value csv_dialect_named(Thread *t, Value name)
{
    Value found = dict_get(t, V_AS(Dict, CSV(t)->dialects), name);
    return v_is_empty(found) ? csv_raise(t, "unknown dialect") : found;
}

static Value register_dialect(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "", nargs, 1, 2, V_EMPTY) < 0)
        return V_ERROR;
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "dialect name must be a string");
    Value made = csv_dialect_call(t, a + 1, nargs - 1, kwnames);
    return v_is_error(made) || dict_set(t, V_AS(Dict, CSV(t)->dialects), a[0], made) < 0 ? V_ERROR
                                                                                         : V_NONE;
}
NATIVE_VAR(csv_register_dialect, "register_dialect(name, dialect='excel', /, **fmtparams)",
           "Create a mapping from a string name to a dialect class.")
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, register_dialect(t, a, nargs, kwnames));
}

API(csv_unregister_dialect, "unregister_dialect(name)",
    "Delete the name/dialect mapping associated with a string name.")
{
    int deleted = dict_delete(t, V_AS(Dict, CSV(t)->dialects), a[0]);
    return deleted > 0 ? V_NONE : deleted < 0 ? V_ERROR : csv_raise(t, "unknown dialect");
}

API(csv_get_dialect, "get_dialect(name)", "Return the dialect instance associated with name.")
{
    return csv_dialect_named(t, a[0]);
}

API(csv_list_dialects, "list_dialects()", "Return a list of all known dialect names.")
{
    return K(t, iter_to_list(t, CSV(t)->dialects));
}

API(csv_field_size_limit, "field_size_limit(new_limit=None)",
    "Sets an upper limit on parsed fields.\n\nGives the old one.")
{
    int64_t old = CSV(t)->limit, limit = old;
    if (!v_is_empty(a[0])) {
        if (!v_is_small(a[0]) && !v_is_kind(a[0], KIND_int))
            return raise_format(t, EXC_TypeError, "limit must be an integer");
        if (!int_fits64(a[0], &limit))
            return raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
    }
    CSV(t)->limit = limit;
    return K(t, int_new(t, old));
}

/* ---- the module ---- */

static void state_free(VM *vm)
{
    free(vm->csv);
    vm->csv = NULL;
}

static Value error_class(Thread *t)
{
    Value ns = K(t, dict_new(t)), where = K(t, str_from_cstr(t, "_csv"));
    Value name = K(t, str_from_cstr(t, "Error")),
          bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[EXC_Exception])));
    if (v_is_error(ns) || v_is_error(where) || v_is_error(name) || v_is_error(bases) ||
        dict_set_cstr(t, V_AS(Dict, ns), "__module__", where) < 0)
        return V_ERROR;
    return call3(t, v_from(t->vm->types[KIND_type]), name, bases, ns);
}

static int state_setup(Thread *t)
{
    CsvState *s = calloc(1, sizeof *s);
    if (!s) {
        raise_memory(t);
        return -1;
    }
    t->vm->csv = s;
    vm_at_free(t->vm, state_free);
    vm_root(t->vm, &s->error);
    vm_root(t->vm, &s->dialects);
    s->limit = 128 * 1024;
    Value error = error_class(t);
    s->error = v_is_error(error) ? V_EMPTY : error;
    Value dialects = v_is_error(error) ? V_ERROR : dict_new(t);
    s->dialects = v_is_error(dialects) ? V_EMPTY : dialects;
    return !v_is_error(dialects) && (s->dialect = csv_dialect_type(t)) &&
                   (s->reader = csv_reader_type(t)) && (s->writer = csv_writer_type(t))
               ? 0
               : -1;
}

static int csv_exec(Thread *t, Value module)
{
    static const ApiInt ints[] = {
        {"QUOTE_MINIMAL", QUOTE_MINIMAL},       {"QUOTE_ALL", QUOTE_ALL},
        {"QUOTE_NONNUMERIC", QUOTE_NONNUMERIC}, {"QUOTE_NONE", QUOTE_NONE},
        {"QUOTE_STRINGS", QUOTE_STRINGS},       {"QUOTE_NOTNULL", QUOTE_NOTNULL},
    };
    if (!t->vm->csv && state_setup(t) < 0)
        return -1;
    const CsvState *s = CSV(t);
    return api_module_add_ints(t, module, ints, sizeof ints / sizeof *ints) < 0 ||
                   api_module_add_type(t, module, s->dialect) < 0 ||
                   api_module_add(t, module, "Reader", v_from(s->reader)) < 0 ||
                   api_module_add(t, module, "Writer", v_from(s->writer)) < 0 ||
                   api_module_add(t, module, "Error", s->error) < 0 ||
                   api_module_add(t, module, "_dialects", s->dialects) < 0
               ? -1
               : 0;
}

Value csv_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &csv_reader_def,           &csv_writer_def,
        &csv_register_dialect_def, &csv_unregister_dialect_def,
        &csv_get_dialect_def,      &csv_list_dialects_def,
        &csv_field_size_limit_def, NULL,
    };
    static const ModuleSpec spec = {"_csv", "CSV parsing and writing.", functions, csv_exec};
    return api_module(t, &spec);
}
