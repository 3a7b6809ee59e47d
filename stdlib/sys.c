/* SPDX-License-Identifier: MIT */
/* The sys module: what the interpreter tells of itself, and its hooks. */
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include "stdlib/sys_hooks.h"
#include "vm/core/descriptor.h"
#include "vm/api.h"
#include "vm/api_sys.h"
#include "vm/objects/structseq.h"

/* ---- exceptions and frames ---- */

NATIVE(sys_exception, "exception()", "Return the current exception.")
{
    Value exc = exc_handled(t);
    return v_is_empty(exc) ? V_NONE : dup(exc);
}

NATIVE(sys_exc_info, "exc_info()",
       "Return current exception information: (type, value, traceback).")
{
    Value exc = exc_handled(t);
    if (v_is_empty(exc))
        return tuple_pack(t, 3, V_NONE, V_NONE, V_NONE);
    Value tb = V_AS(Exception, exc)->traceback;
    return tuple_pack(t, 3, v_from(v_type(t, exc)), exc, v_is_empty(tb) ? V_NONE : tb);
}

NATIVE(sys_exit, "exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).")
{
    Value arg = v_is_empty(a[0]) ? V_NONE : a[0];
    bool spread = v_has_layout(arg, KIND_tuple);
    Value exc = v_is_none(arg) ? exception_new(t, t->vm->exc[EXC_SystemExit], NULL, 0)
                : spread ? exception_new(t, t->vm->exc[EXC_SystemExit], V_AS(Tuple, arg)->items,
                                         V_AS(Tuple, arg)->len)
                         : exception_new(t, t->vm->exc[EXC_SystemExit], &arg, 1);
    if (v_is_error(exc))
        return V_ERROR;
    raise_object(t, exc);
    drop(t, exc);
    return V_ERROR;
}

/* The script frame `depth` calls out; NULL with ValueError. */
static Frame *frame_out(Thread *t, int64_t depth)
{
    Frame *f = t->frame;
    for (; f; f = f->prev) {
        if (f->kind != FRAME_SCRIPT && f->kind != FRAME_GENERATOR)
            continue;
        if (depth-- <= 0)
            return f;
    }
    raise_format(t, EXC_ValueError, "call stack is not deep enough");
    return NULL;
}

NATIVE(sys_getframe, "_getframe(depth=0, /)", "Return a frame object from the call stack.")
{
    int64_t depth = 0;
    if (!v_is_empty(a[0]) && value_to_int64(t, a[0], &depth) < 0)
        return V_ERROR;
    Frame *f = frame_out(t, depth);
    return f ? frame_object(t, f) : V_ERROR;
}

NATIVE(sys_getframemodulename, "_getframemodulename(depth=0)",
       "Return the name of the module for a calling frame.")
{
    int64_t depth = 0;
    if (!v_is_empty(a[0]) && value_to_int64(t, a[0], &depth) < 0)
        return V_ERROR;
    Frame *f = frame_out(t, depth);
    if (!f) {
        exc_clear(t);
        return V_NONE;
    }
    Value name = dict_get_str(f->func->globals, N(t, __name__));
    return v_is_empty(name) ? V_NONE : dup(name);
}

API(sys_current_frames, "_current_frames()",
    "Return a dict mapping each thread's thread id to its current stack frame.")
{
    Value d = K(t, dict_new(t));
    for (Thread *other = t->vm->threads; other && !v_is_error(d); other = other->next) {
        Frame *f = frame_script(other);
        if (!f)
            continue;
        Value id = K(t, int_from_uint64(t, other->ident)), frame = K(t, frame_object(t, f));
        if (v_is_error(id) || v_is_error(frame) || dict_set(t, V_AS(Dict, d), id, frame) < 0)
            return V_ERROR;
    }
    return d;
}

/* ---- hooks ---- */

NATIVE(sys_displayhook, "displayhook(object, /)",
       "Print an object to sys.stdout and also save it in builtins._")
{
    if (v_is_none(a[0]))
        return V_NONE;
    Value key = str_intern_utf8(t, "_", 1), out = V_ERROR, text = V_ERROR, r = V_ERROR;
    if (!v_is_error(key) && dict_set_str(t, t->vm->builtins, V_AS(Str, key), V_NONE) == 0)
        out = attr_get(t, t->vm->sys_module, N(t, stdout));
    if (!v_is_error(out))
        text = value_repr(t, a[0]);
    if (!v_is_error(text))
        r = call_method1(t, out, N(t, write), text);
    if (!v_is_error(r)) {
        Value newline = str_from_char(t, '\n');
        drop(t, r);
        r = v_is_error(newline) ? V_ERROR : call_method1(t, out, N(t, write), newline);
        drop(t, newline);
    }
    bool ok = !v_is_error(r) && dict_set_str(t, t->vm->builtins, V_AS(Str, key), a[0]) == 0;
    Value owned[] = {key, out, text, r};
    for (int i = 0; i < 4; i++)
        if (!v_is_error(owned[i]))
            drop(t, owned[i]);
    return ok ? V_NONE : V_ERROR;
}

NATIVE(sys_excepthook, "excepthook(exctype, value, traceback, /)",
       "Handle an exception by displaying it with a traceback on sys.stderr.")
{
    if (v_is_exception(a[1]))
        exception_print(t, a[1]);
    return V_NONE;
}

/* What unraisablehook receives: the attributes of sys.UnraisableHookArgs. */
static const char *const unraisable_fields[] = {"exc_type", "exc_value", "exc_traceback",
                                                "err_msg",  "object",    NULL};

static Type *unraisable_type(Thread *t)
{
    Value cls = attr_get(t, t->vm->sys_module, N(t, UnraisableHookArgs));
    if (v_is_error(cls))
        return NULL;
    drop(t, cls); /* the module keeps it */
    return V_AS(Type, cls);
}

NATIVE(sys_unraisable_args,
       "_unraisable_args(exc_type, exc_value, exc_traceback, err_msg, object, /)", NULL)
{
    Type *type = unraisable_type(t);
    if (!type)
        return V_ERROR;
    Value values[5];
    for (int i = 0; i < 5; i++)
        values[i] = dup(a[i]);
    return structseq_new(t, type, values, 5);
}

API(sys_unraisablehook, "unraisablehook(unraisable, /)", "Handle an unraisable exception.")
{
    Value info[5];
    for (int i = 0; i < 5; i++) {
        Value key = K(t, str_intern_utf8(t, unraisable_fields[i], strlen(unraisable_fields[i])));
        info[i] = v_is_error(key) ? V_ERROR : K(t, attr_get(t, a[0], V_AS(Str, key)));
        if (v_is_error(info[i]))
            return V_ERROR;
    }
    Value message = info[3], where = info[4];
    Value text =
        K(t, v_is_none(where)
                 ? str_format(t, "%V:\n", v_is_none(message) ? v_from(t->vm->empty_str) : message)
             : v_is_none(message) ? str_format(t, "Exception ignored in: %R\n", where)
                                  : str_format(t, "%V: %R\n", message, where));
    if (v_is_error(text))
        return V_ERROR;
    stderr_write(t, text);
    if (v_is_exception(info[1]))
        exception_print_unraisable(t, info[1]);
    return V_NONE;
}

/* ---- settings ---- */

NATIVE(sys_getrecursionlimit, "getrecursionlimit()",
       "Return the current value of the recursion limit.")
{
    return v_from_small(t->vm->recursion_limit);
}

NATIVE(sys_setrecursionlimit, "setrecursionlimit(limit, /)",
       "Set the maximum depth of the Python interpreter stack to n.")
{
    int64_t limit;
    if (value_to_int64(t, a[0], &limit) < 0)
        return V_ERROR;
    if (limit < 1)
        return raise_format(t, EXC_ValueError, "recursion limit must be greater or equal than 1");
    if (limit <= t->depth)
        return raise_format(t, EXC_RecursionError,
                            "cannot set the recursion limit to %lld at the recursion depth %u: the "
                            "limit is too low",
                            (long long)limit, t->depth);
    vm_set_recursion_limit(t->vm, limit > INT32_MAX ? INT32_MAX : (uint32_t)limit);
    return V_NONE;
}

NATIVE(sys_getswitchinterval, "getswitchinterval()",
       "Return the current thread switch interval in seconds.")
{
    return float_new(t, (double)t->vm->gil.interval_us / 1e6);
}

NATIVE(sys_setswitchinterval, "setswitchinterval(interval, /)",
       "Set the ideal thread switching delay inside the Python interpreter.")
{
    double seconds;
    if (value_to_double(t, a[0], &seconds) < 0)
        return V_ERROR;
    if (!(seconds > 0))
        return raise_format(t, EXC_ValueError, "switch interval must be strictly positive");
    t->vm->gil.interval_us = seconds * 1e6 < 1 ? 1 : (uint64_t)(seconds * 1e6);
    return V_NONE;
}

NATIVE(sys_get_int_max_str_digits, "get_int_max_str_digits()",
       "Return the maximum string digits limit for non-binary int<->str conversions.")
{
    return v_from_small(t->vm->int_max_str_digits);
}

NATIVE(sys_set_int_max_str_digits, "set_int_max_str_digits(maxdigits)",
       "Set the maximum string digits limit for non-binary int<->str conversions.")
{
    int64_t digits;
    if (value_to_int64(t, a[0], &digits) < 0)
        return V_ERROR;
    if ((digits && digits < 640) || digits > INT32_MAX)
        return raise_format(t, EXC_ValueError, "maxdigits must be 0 or larger than 640");
    t->vm->int_max_str_digits = (int)digits;
    return V_NONE;
}

NATIVE(sys_intern, "intern(string, /)", "``Intern'' the given string.")
{
    if (!v_is_kind(a[0], KIND_str))
        return raise_format(
            t, EXC_TypeError,
            v_is_str(a[0]) ? "can't intern %T" : "intern() argument must be str, not %T", a[0]);
    return str_intern(t, dup(a[0]));
}

NATIVE(sys_getrefcount, "getrefcount(object, /)", "Return the reference count of object.")
{
    return v_from_small(v_is_object(a[0]) ? v_object(a[0])->refcnt + 1 : UINT32_MAX);
}

NATIVE(sys_getallocatedblocks, "getallocatedblocks()",
       "Return the number of memory blocks currently allocated: here, blocks of 16 bytes.")
{
    return v_from_small((int64_t)((t->vm->alloc.used - t->vm->alloc.preloaded) / 16));
}

NATIVE(sys_getsizeof, "getsizeof(object, default=None)", "Return the size of object in bytes.")
{
    Str *name = N(t, __sizeof__);
    Value size = call_special(t, a[0], name, NULL, 0);
    return v_is_empty(size)
               ? (v_is_empty(a[1])
                      ? raise_format(t, EXC_TypeError, "Type %T doesn't define __sizeof__", a[0])
                      : dup(a[1]))
               : size;
}

NATIVE(sys_getdefaultencoding, "getdefaultencoding()",
       "Return the current default encoding used by the Unicode implementation.")
{
    return str_from_cstr(t, "utf-8");
}

NATIVE(sys_getfilesystemencodeerrors, "getfilesystemencodeerrors()",
       "Return the error mode used Unicode to OS filename conversion.")
{
    return str_from_cstr(t, "surrogateescape");
}

NATIVE(sys_is_finalizing, "is_finalizing()", "Return True if Python is exiting.")
{
    return v_bool(t->vm->finalizing);
}

NATIVE(sys_set_asyncgen_hooks, "set_asyncgen_hooks(firstiter=None, finalizer=None)",
       "Set a finalizer for async generators objects.")
{
    Value *places[] = {&t->asyncgen_firstiter, &t->asyncgen_finalizer};
    static const char *const names[] = {"firstiter", "finalizer"};
    for (int i = 1; i >= 0; i--)
        if (!v_is_empty(a[i]) && !v_is_none(a[i]) && !v_type(t, a[i])->s.call)
            return raise_format(t, EXC_TypeError, "callable %s expected, got %T", names[i], a[i]);
    for (int i = 0; i < 2; i++)
        if (!v_is_empty(a[i]))
            v_set(t, places[i], v_is_none(a[i]) ? V_EMPTY : dup(a[i]));
    return V_NONE;
}

NATIVE(sys_get_asyncgen_hooks, "get_asyncgen_hooks()",
       "Return the installed asynchronous generators hooks.")
{
    Value cls = attr_get(t, t->vm->sys_module, N(t, asyncgen_hooks));
    if (v_is_error(cls))
        return V_ERROR;
    Value values[] = {v_is_empty(t->asyncgen_firstiter) ? V_NONE : dup(t->asyncgen_firstiter),
                      v_is_empty(t->asyncgen_finalizer) ? V_NONE : dup(t->asyncgen_finalizer)};
    Value hooks = structseq_new(t, V_AS(Type, cls), values, 2);
    drop(t, cls);
    return hooks;
}

NATIVE(sys_set_origin_depth, "set_coroutine_origin_tracking_depth(depth)",
       "Enable or disable origin tracking for coroutine objects in this thread.")
{
    int64_t depth;
    if (value_to_int64(t, a[0], &depth) < 0)
        return V_ERROR;
    if (depth < 0)
        return raise_format(t, EXC_ValueError, "depth must be >= 0");
    t->coroutine_origin_depth = (int32_t)depth;
    return V_NONE;
}

NATIVE(sys_get_origin_depth, "get_coroutine_origin_tracking_depth()",
       "Check status of origin tracking for coroutine objects in this thread.")
{
    return v_from_small(t->coroutine_origin_depth);
}

NATIVE(sys_settrace, "settrace(function, /)",
       "Set the global debug tracing function.\n\nIt will be called on each function call.")
{
    return trace_set(t, a[0], false) < 0 ? V_ERROR : V_NONE;
}

NATIVE(sys_setprofile, "setprofile(function, /)",
       "Set the profiling function.\n\nIt will be called on each function call and return.")
{
    return trace_set(t, a[0], true) < 0 ? V_ERROR : V_NONE;
}

/* For all threads that there are. */
static Value set_all(Thread *t, Value function, bool profile)
{
    for (Thread *other = t->vm->threads; other; other = other->next)
        if (trace_set(other, function, profile) < 0)
            return V_ERROR;
    return V_NONE;
}

NATIVE(sys_settraceallthreads, "_settraceallthreads(arg, /)",
       "Set the global debug tracing function in all running threads.")
{
    return set_all(t, a[0], false);
}

NATIVE(sys_setprofileallthreads, "_setprofileallthreads(arg, /)",
       "Set the profiling function in all running threads.")
{
    return set_all(t, a[0], true);
}

NATIVE(sys_gettrace, "gettrace()",
       "Return the global debug tracing function set with sys.settrace.")
{
    Value v = t->tracing ? t->tracing->trace : V_EMPTY;
    return v_is_empty(v) ? V_NONE : dup(v);
}

NATIVE(sys_getprofile, "getprofile()", "Return the profiling function set with sys.setprofile.")
{
    Value v = t->tracing ? t->tracing->profile : V_EMPTY;
    return v_is_empty(v) ? V_NONE : dup(v);
}

static const NativeDef *const sys_functions[] = {
    &sys_exception_def,
    &sys_exc_info_def,
    &sys_exit_def,
    &sys_getframe_def,
    &sys_getframemodulename_def,
    &sys_current_frames_def,
    &sys_displayhook_def,
    &sys_excepthook_def,
    &sys_unraisable_args_def,
    &sys_unraisablehook_def,
    &sys_getrecursionlimit_def,
    &sys_setrecursionlimit_def,
    &sys_getswitchinterval_def,
    &sys_setswitchinterval_def,
    &sys_get_int_max_str_digits_def,
    &sys_set_int_max_str_digits_def,
    &sys_intern_def,
    &sys_getrefcount_def,
    &sys_getsizeof_def,
    &sys_getallocatedblocks_def,
    &sys_getdefaultencoding_def,
    &sys_getfilesystemencodeerrors_def,
    &sys_is_finalizing_def,
    &sys_set_asyncgen_hooks_def,
    &sys_get_asyncgen_hooks_def,
    &sys_set_origin_depth_def,
    &sys_get_origin_depth_def,
    &sys_settrace_def,
    &sys_setprofile_def,
    &sys_gettrace_def,
    &sys_getprofile_def,
    &sys_settraceallthreads_def,
    &sys_setprofileallthreads_def,
    NULL,
};

/* ---- constants ---- */

/* A struct sequence of ints under its own name in the module; TAKES values. */
static int add_record(Thread *t, Value module, const char *name, const char *const *fields,
                      TAKES Value *values, size_t n)
{
    const char *dot = strrchr(name, '.') + 1;
    Type *type = structseq_type(t, name, NULL, fields);
    if (!type)
        return -1;
    return api_module_add(t, module, dot, K(t, structseq_new(t, type, values, n)));
}

static int add_version(Thread *t, Value module)
{
    static const char *const fields[] = {"major", "minor", "micro", "releaselevel", "serial", NULL};
    Value values[] = {v_from_small(3), v_from_small(13), v_from_small(0), str_from_cstr(t, "final"),
                      v_from_small(0)};
    return add_record(t, module, "sys.version_info", fields, values, 5);
}

static int add_flags(Thread *t, Value module)
{
    static const char *const fields[] = {"debug",
                                         "inspect",
                                         "interactive",
                                         "optimize",
                                         "dont_write_bytecode",
                                         "no_user_site",
                                         "no_site",
                                         "ignore_environment",
                                         "verbose",
                                         "bytes_warning",
                                         "quiet",
                                         "hash_randomization",
                                         "isolated",
                                         "dev_mode",
                                         "utf8_mode",
                                         "warn_default_encoding",
                                         "safe_path",
                                         "int_max_str_digits",
                                         NULL};
    const VmOptions *o = &t->vm->options;
    Value values[18];
    for (int i = 0; i < 18; i++)
        values[i] = v_from_small(0);
    values[3] = v_from_small(o->optimize);
    values[10] = v_from_small(o->quiet);
    values[13] = v_bool(o->dev_mode);
    values[16] = V_FALSE;
    values[17] = v_from_small(t->vm->int_max_str_digits);
    return add_record(t, module, "sys.flags", fields, values, 18);
}

static int add_float_info(Thread *t, Value module)
{
    static const char *const fields[] = {"max",     "max_exp",    "max_10_exp", "min",
                                         "min_exp", "min_10_exp", "dig",        "mant_dig",
                                         "epsilon", "radix",      "rounds",     NULL};
    Value values[] = {float_new(t, DBL_MAX),
                      v_from_small(DBL_MAX_EXP),
                      v_from_small(DBL_MAX_10_EXP),
                      float_new(t, DBL_MIN),
                      v_from_small(DBL_MIN_EXP),
                      v_from_small(DBL_MIN_10_EXP),
                      v_from_small(DBL_DIG),
                      v_from_small(DBL_MANT_DIG),
                      float_new(t, DBL_EPSILON),
                      v_from_small(FLT_RADIX),
                      v_from_small(1)};
    return add_record(t, module, "sys.float_info", fields, values, 11);
}

static int add_int_and_hash_info(Thread *t, Value module)
{
    static const char *const int_fields[] = {"bits_per_digit", "sizeof_digit",
                                             "default_max_str_digits", "str_digits_check_threshold",
                                             NULL};
    static const char *const hash_fields[] = {"width",  "modulus",   "inf",       "nan",
                                              "imag",   "algorithm", "hash_bits", "seed_bits",
                                              "cutoff", NULL};
    Value ints[] = {v_from_small(30), v_from_small(4), v_from_small(4300), v_from_small(640)};
    Value hash[] = {v_from_small(64),      v_from_small(((int64_t)1 << 61) - 1),
                    v_from_small(314159),  v_from_small(0),
                    v_from_small(1000003), str_from_cstr(t, "siphash13"),
                    v_from_small(64),      v_from_small(128),
                    v_from_small(0)};
    return add_record(t, module, "sys.int_info", int_fields, ints, 4) < 0
               ? -1
               : add_record(t, module, "sys.hash_info", hash_fields, hash, 9);
}

static int add_thread_info(Thread *t, Value module)
{
    static const char *const fields[] = {"name", "lock", "version", NULL};
    Value values[] = {str_from_cstr(t, "pthread"), str_from_cstr(t, "mutex+cond"), V_NONE};
    static const char *const hooks[] = {"firstiter", "finalizer", NULL};
    Type *type = structseq_type(t, "sys.asyncgen_hooks", NULL, hooks);
    Type *unraisable =
        type ? structseq_type(t, "sys.UnraisableHookArgs", NULL, unraisable_fields) : NULL;
    if (!unraisable || api_module_add_type(t, module, type) < 0 ||
        api_module_add_type(t, module, unraisable) < 0)
        return -1;
    return add_record(t, module, "sys.thread_info", fields, values, 3);
}

static int add_implementation(Thread *t, Value module)
{
    static const char *const fields[] = {"name", "cache_tag", "version", "hexversion", NULL};
    Value version = K(t, attr_get(t, module, N(t, version_info)));
    Value values[] = {str_from_cstr(t, "rondo"), V_NONE, dup(version), v_from_small(0x030d00f0)};
    return add_record(t, module, "sys.implementation", fields, values, 4);
}

static int add_text(Thread *t, Value module, const char *name, const char *text)
{
    return api_module_add(t, module, name, K(t, str_from_utf8(t, text, strlen(text))));
}

static int add_strings(Thread *t, Value module)
{
    static const char *const rows[][2] = {
        {"version", "3.13.0 (Rondo)"},
        {"platform", "linux"},
        {"byteorder", "little"},
        {"copyright", "Copyright (c) 2026 The Rondo authors."},
        {"prefix", "/usr"},
        {"exec_prefix", "/usr"},
        {"base_prefix", "/usr"},
        {"base_exec_prefix", "/usr"},
        {"platlibdir", "lib"},
        {"float_repr_style", "short"},
        {"abiflags", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (add_text(t, module, rows[i][0], rows[i][1]) < 0)
            return -1;
    return add_text(t, module, "executable", ""); /* sys_start knows */
}

static int add_lists(Thread *t, Value module)
{
    static const char *const empty_lists[] = {"path",        "argv",      "orig_argv",
                                              "warnoptions", "meta_path", "path_hooks"};
    for (size_t i = 0; i < sizeof empty_lists / sizeof *empty_lists; i++)
        if (api_module_add(t, module, empty_lists[i], K(t, list_new(t, NULL, 0))) < 0)
            return -1;
    static const char *const empty_dicts[] = {"_xoptions", "path_importer_cache"};
    for (size_t i = 0; i < sizeof empty_dicts / sizeof *empty_dicts; i++)
        if (api_module_add(t, module, empty_dicts[i], K(t, dict_new(t))) < 0)
            return -1;
    Value names = K(t, module_names(t, false)), all = K(t, module_names(t, true));
    Value set =
        v_is_error(all) ? V_ERROR : K(t, call1(t, v_from(t->vm->types[KIND_frozenset]), all));
    return api_module_add(t, module, "builtin_module_names", names) < 0
               ? -1
               : api_module_add(t, module, "stdlib_module_names", set);
}

static int add_numbers(Thread *t, Value module)
{
    Value maxsize = K(t, int_new(t, INT64_MAX));
    return api_module_add(t, module, "maxsize", maxsize) < 0 ||
                   api_module_add_int(t, module, "maxunicode", 0x10ffff) < 0 ||
                   api_module_add_int(t, module, "hexversion", 0x030d00f0) < 0 ||
                   api_module_add_int(t, module, "api_version", 1013) < 0 ||
                   api_module_add(t, module, "dont_write_bytecode", V_TRUE) < 0 ||
                   api_module_add(t, module, "pycache_prefix", V_NONE) < 0
               ? -1
               : 0;
}

static int add_aliases(Thread *t, Value module)
{
    static const char *const hooks[] = {"displayhook", "excepthook", "unraisablehook",
                                        "breakpointhook"};
    for (int i = 0; i < 4; i++) {
        char alias[40];
        snprintf(alias, sizeof alias, "__%s__", hooks[i]);
        Value name = K(t, str_intern_utf8(t, hooks[i], strlen(hooks[i])));
        if (v_is_error(name) ||
            api_module_add(t, module, alias, K(t, attr_get(t, module, V_AS(Str, name)))) < 0)
            return -1;
    }
    Value encoding = K(t, attr_get(t, module, N(t, getdefaultencoding)));
    return api_module_add(t, module, "getfilesystemencoding", encoding);
}

static int sys_exec(Thread *t, Value module)
{
    t->vm->sys_module = dup(module);
    Value name = K(t, str_from_cstr(t, "sys"));
    if (v_is_error(name) ||
        natives_add(t, V_AS(Module, module)->dict, sys_hook_functions, name) < 0)
        return -1;
    if (add_version(t, module) < 0 || add_flags(t, module) < 0 || add_float_info(t, module) < 0 ||
        add_int_and_hash_info(t, module) < 0 || add_thread_info(t, module) < 0 ||
        add_implementation(t, module) < 0)
        return -1;
    if (add_strings(t, module) < 0 || add_lists(t, module) < 0 || add_numbers(t, module) < 0 ||
        add_aliases(t, module) < 0)
        return -1;
    return api_module_add(t, module, "modules", v_from(t->vm->modules));
}

int sys_start(Thread *t)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    path[n < 0 ? 0 : n] = '\0';
    return add_text(t, t->vm->sys_module, "executable", path);
}

Value sys_module(Thread *t)
{
    static const ModuleSpec spec = {
        "sys",
        "This module provides access to some objects used or maintained by the\ninterpreter and to "
        "functions that interact strongly with the interpreter.",
        sys_functions, sys_exec};
    return api_module(t, &spec);
}
