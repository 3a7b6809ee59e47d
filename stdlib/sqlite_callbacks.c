/* SPDX-License-Identifier: MIT */
/* _sqlite3: what the library calls back: functions, aggregates, collations, observers. The library
   runs without the GIL; each callback takes it for its time. */
#include <stdio.h>
#include <stdlib.h>
#include "stdlib/_sqlite3.h"

#ifndef RONDO_NO_SQLITE
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

/* Which callable of which database. */
typedef struct Hook {
    Database *d;
    int64_t number;
} Hook;

static Value hook_callable(Hook *h)
{
    Value v = dict_get(h->d->t, V_AS(Dict, h->d->callables), v_from_small(h->number));
    return v_is_empty(v) ? V_NONE : v;
}

/* A hook for a callable, kept by the database. NULL: error. */
static Hook *hook_new(Thread *t, Database *d, Value callable)
{
    if (dict_set(t, V_AS(Dict, d->callables), v_from_small(++d->next), callable) < 0)
        return NULL;
    Hook *h = malloc(sizeof *h);
    if (!h) {
        raise_memory(t);
        return NULL;
    }
    *h = (Hook){d, d->next};
    return h;
}

/* ---- values ---- */

Value sqlite_value(Thread *t, sqlite3_value *v)
{
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        return K(t, int_new(t, sqlite3_value_int64(v)));
    case SQLITE_FLOAT:
        return K(t, float_new(t, sqlite3_value_double(v)));
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_value_text(v);
        return K(t, codec_decode(t, text, (size_t)sqlite3_value_bytes(v), "utf-8", NULL));
    }
    case SQLITE_BLOB: {
        const void *blob = sqlite3_value_blob(v);
        return K(t, bytes_new(t, blob ? blob : "", (size_t)sqlite3_value_bytes(v)));
    }
    }
    return V_NONE;
}

bool sqlite_result(Thread *t, sqlite3_context *c, Value v)
{
    int64_t n;
    size_t len;
    BufferView view;
    if (v_is_none(v)) {
        sqlite3_result_null(c);
    } else if (v_is_int(v)) {
        if (!int_fits64(v, &n)) {
            raise_format(t, EXC_OverflowError, "int too large");
            return false;
        }
        sqlite3_result_int64(c, n);
    } else if (v_is_float(v)) {
        sqlite3_result_double(c, float_value(v));
    } else if (v_is_str(v)) {
        const char *text = str_utf8(t, V_AS(Str, v), &len);
        if (!text)
            return false;
        sqlite3_result_text64(c, text, len, SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (buffer_check(t, v)) {
        if (buffer_get(t, v, &view) < 0)
            return false;
        sqlite3_result_blob64(c, view.len ? view.data : "", view.len, SQLITE_TRANSIENT);
        buffer_release(t, &view);
    } else {
        return false;
    }
    return true;
}

/* Drops what a callback raised; prints it if the script wants to see that. */
static void forget_exception(Thread *t)
{
    if (v_is_empty(t->exc))
        return;
    Value exc = K(t, exc_take(t)), show = K(t, import_attr(t, "sqlite3", "_show_callback_error"));
    Value shown = v_is_error(show) || v_is_error(exc) ? V_ERROR : K(t, call1(t, show, exc));
    if (v_is_error(shown))
        exc_clear(t);
}

static void result_error(Thread *t, sqlite3_context *c, const char *text)
{
    bool big = !v_is_empty(t->exc) && exc_is(t, EXC_OverflowError);
    bool memory = !v_is_empty(t->exc) && exc_is(t, EXC_MemoryError);
    forget_exception(t);
    if (memory)
        sqlite3_result_error_nomem(c);
    else if (big)
        sqlite3_result_error_toobig(c);
    else
        sqlite3_result_error(c, text, -1);
}

static Value arguments(Thread *t, int argc, sqlite3_value **argv)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; i < argc && !v_is_error(list); i++) {
        Value v = sqlite_value(t, argv[i]);
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

/* The GIL and a scope around a callback. */
#define CALLBACK(database)    \
    Database *d = (database); \
    Thread *t = d->t;         \
    gil_acquire(t);           \
    ApiScope scope = api_scope_begin(t)
#define CALLBACK_END()       \
    api_scope_end(t, scope); \
    gil_release(t)

/* ---- functions ---- */

static void call_function(sqlite3_context *c, int argc, sqlite3_value **argv)
{
    Hook *h = sqlite3_user_data(c);
    CALLBACK(h->d);
    Value args = arguments(t, argc, argv);
    Value result =
        v_is_error(args) ? V_ERROR : K(t, call_tuple_dict(t, hook_callable(h), args, V_EMPTY));
    if (v_is_error(result) || !sqlite_result(t, c, result))
        result_error(t, c, "user-defined function raised exception");
    CALLBACK_END();
}

/* The name and the number of arguments; 0 or -1. */
static int function_arguments(Thread *t, Value *a, const char **name, int64_t *narg)
{
    size_t len;
    if (sqlite_check_open(t, DB(a[0])) < 0)
        return -1;
    *name = str_utf8(t, V_AS(Str, a[1]), &len);
    return *name ? value_to_int64(t, a[2], narg) : -1;
}

static Value function_made(Thread *t, int code)
{
    return code == SQLITE_OK
               ? V_NONE
               : sqlite_raise_code(t, SQLITE_ERROR | 1 << 20, "Error creating function");
}

API(create_function, "create_function(self, name, narg, flags, function, /)", "Adds a function.")
{
    const char *name;
    int64_t narg, flags;
    Database *d = DB(a[0]);
    if (function_arguments(t, a, &name, &narg) < 0 || value_to_int64(t, a[3], &flags) < 0)
        return V_ERROR;
    Hook *h = v_is_none(a[4]) ? NULL : hook_new(t, d, a[4]);
    if (!h && !v_is_none(a[4]))
        return V_ERROR;
    return function_made(
        t, sqlite3_create_function_v2(d->db, name, (int)narg, SQLITE_UTF8 | (int)flags, h,
                                      h ? call_function : NULL, NULL, NULL, h ? free : NULL));
}

/* ---- aggregates ---- */

/* The aggregate at work in a context: made at the first row. EMPTY: none; ERROR. */
static Value aggregate_instance(Thread *t, sqlite3_context *c, Hook *h, bool make)
{
    int64_t *number = sqlite3_aggregate_context(c, make ? sizeof *number : 0);
    if (!number)
        return V_EMPTY;
    Dict *all = V_AS(Dict, h->d->instances);
    if (*number == 0 && make) {
        Value made = K(t, call0(t, hook_callable(h)));
        if (v_is_error(made) || dict_set(t, all, v_from_small(++h->d->next), made) < 0)
            return V_ERROR;
        *number = h->d->next;
    }
    Value v = dict_get(t, all, v_from_small(*number));
    return v_is_empty(v) || v_is_error(v) ? v : api_hold(t, v);
}

static Value method_of(Thread *t, Value instance, const char *name)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key) ? V_ERROR : K(t, attr_get(t, instance, V_AS(Str, key)));
}

/* Calls a method; a message when that fails. */
static void aggregate_call(Thread *t, sqlite3_context *c, Value instance, const char *name,
                           Value args, bool result)
{
    Value method = method_of(t, instance, name);
    bool missing = v_is_error(method) && exc_is(t, EXC_AttributeError);
    Value made = v_is_error(method) ? V_ERROR : K(t, call_tuple_dict(t, method, args, V_EMPTY));
    if (!v_is_error(made) && (!result || sqlite_result(t, c, made)))
        return;
    char text[96];
    snprintf(text, sizeof text, "user-defined aggregate's '%s' method %s", name,
             missing ? "not defined" : "raised error");
    result_error(t, c, text);
}

static void aggregate_row(sqlite3_context *c, int argc, sqlite3_value **argv, const char *name)
{
    Hook *h = sqlite3_user_data(c);
    CALLBACK(h->d);
    Value instance = aggregate_instance(t, c, h, true);
    if (v_is_error(instance)) {
        result_error(t, c, "user-defined aggregate's '__init__' method raised error");
    } else if (!v_is_empty(instance)) {
        Value args = arguments(t, argc, argv);
        if (v_is_error(args))
            result_error(t, c, "user-defined aggregate's 'step' method raised error");
        else
            aggregate_call(t, c, instance, name, args, false);
    }
    CALLBACK_END();
}
static void aggregate_step(sqlite3_context *c, int argc, sqlite3_value **argv)
{
    aggregate_row(c, argc, argv, "step");
}
static void aggregate_inverse(sqlite3_context *c, int argc, sqlite3_value **argv)
{
    aggregate_row(c, argc, argv, "inverse");
}

static void aggregate_value(sqlite3_context *c)
{
    Hook *h = sqlite3_user_data(c);
    CALLBACK(h->d);
    Value instance = aggregate_instance(t, c, h, false), none = K(t, tuple_new(t, NULL, 0));
    if (!v_is_empty(instance) && !v_is_error(instance) && !v_is_error(none))
        aggregate_call(t, c, instance, "value", none, true);
    CALLBACK_END();
}

static void aggregate_final(sqlite3_context *c)
{
    Hook *h = sqlite3_user_data(c);
    CALLBACK(h->d);
    Value instance = aggregate_instance(t, c, h, false), none = K(t, tuple_new(t, NULL, 0));
    if (!v_is_empty(instance) && !v_is_error(instance) && !v_is_error(none)) {
        int64_t *number = sqlite3_aggregate_context(c, 0);
        aggregate_call(t, c, instance, "finalize", none, true);
        if (dict_delete(t, V_AS(Dict, d->instances), v_from_small(*number)) < 0)
            forget_exception(t);
    }
    CALLBACK_END();
}

API(create_aggregate, "create_aggregate(self, name, narg, factory, window, /)",
    "Adds an aggregate, or an aggregate for windows.")
{
    const char *name;
    int64_t narg;
    Database *d = DB(a[0]);
    int window = truth(t, a[4]);
    if (window < 0 || function_arguments(t, a, &name, &narg) < 0)
        return V_ERROR;
    Hook *h = v_is_none(a[3]) ? NULL : hook_new(t, d, a[3]);
    if (!h && !v_is_none(a[3]))
        return V_ERROR;
    if (!window)
        return function_made(t, sqlite3_create_function_v2(d->db, name, (int)narg, SQLITE_UTF8, h,
                                                           NULL, h ? aggregate_step : NULL,
                                                           h ? aggregate_final : NULL,
                                                           h ? free : NULL));
    int code = sqlite3_create_window_function(d->db, name, (int)narg, SQLITE_UTF8, h,
                                              h ? aggregate_step : NULL, h ? aggregate_final : NULL,
                                              h ? aggregate_value : NULL,
                                              h ? aggregate_inverse : NULL, h ? free : NULL);
    return code == SQLITE_OK ? V_NONE : sqlite_raise(t, d->db);
}

/* ---- collations ---- */

static int call_collation(void *hook, int len1, const void *text1, int len2, const void *text2)
{
    Hook *h = hook;
    CALLBACK(h->d);
    int64_t order = 0;
    Value x = K(t, codec_decode(t, text1, (size_t)len1, "utf-8", "replace"));
    Value y = K(t, codec_decode(t, text2, (size_t)len2, "utf-8", "replace"));
    Value result =
        v_is_error(x) || v_is_error(y) ? V_ERROR : K(t, call2(t, hook_callable(h), x, y));
    if (v_is_error(result) || !v_is_int(result)) {
        forget_exception(t);
    } else if (!int_fits64(result, &order)) {
        order = int_sign(result);
    }
    CALLBACK_END();
    return order < 0 ? -1 : order > 0;
}

API(create_collation, "create_collation(self, name, callable, /)", "Adds an order of texts.")
{
    size_t len;
    Database *d = DB(a[0]);
    const char *name = str_utf8(t, V_AS(Str, a[1]), &len);
    if (!name || sqlite_check_open(t, d) < 0)
        return V_ERROR;
    Hook *h = v_is_none(a[2]) ? NULL : hook_new(t, d, a[2]);
    if (!h && !v_is_none(a[2]))
        return V_ERROR;
    int code = sqlite3_create_collation_v2(d->db, name, SQLITE_UTF8, h, h ? call_collation : NULL,
                                           h ? free : NULL);
    if (code == SQLITE_OK)
        return V_NONE;
    free(h);
    return sqlite_raise(t, d->db);
}

/* ---- observers ---- */

static int call_progress(void *database)
{
    CALLBACK(database);
    Value result = K(t, call0(t, d->progress));
    int stop = v_is_error(result) ? 1 : truth(t, result);
    forget_exception(t);
    CALLBACK_END();
    return stop != 0;
}

API(set_progress, "set_progress(self, callable, n, /)", "Calls it every n steps of the machine.")
{
    Database *d = DB(a[0]);
    int64_t n;
    if (sqlite_check_open(t, d) < 0 || value_to_int64(t, a[2], &n) < 0)
        return V_ERROR;
    bool none = v_is_none(a[1]);
    sqlite3_progress_handler(d->db, none ? 0 : (int)n, none ? NULL : call_progress, d);
    api_set(t, &d->progress, a[1]);
    return V_NONE;
}

static int call_trace(unsigned type, void *database, void *statement, void *sql)
{
    if (type != SQLITE_TRACE_STMT)
        return 0;
    CALLBACK(database);
    char *expanded = sqlite3_expanded_sql(statement);
    const char *text = expanded ? expanded : sql;
    Value v = K(t, codec_decode(t, text, strlen(text), "utf-8", "replace"));
    sqlite3_free(expanded);
    Value result = v_is_error(v) ? V_ERROR : K(t, call1(t, d->trace, v));
    if (v_is_error(result))
        forget_exception(t);
    CALLBACK_END();
    return 0;
}

API(set_trace, "set_trace(self, callable, /)", "Calls it with each statement that is run.")
{
    Database *d = DB(a[0]);
    if (sqlite_check_open(t, d) < 0)
        return V_ERROR;
    bool none = v_is_none(a[1]);
    sqlite3_trace_v2(d->db, none ? 0 : SQLITE_TRACE_STMT, none ? NULL : call_trace, d);
    api_set(t, &d->trace, a[1]);
    return V_NONE;
}

static Value text_or_none(Thread *t, const char *text)
{
    return text ? K(t, str_from_cstr(t, text)) : V_NONE;
}

static int call_authorizer(void *database, int action, const char *arg1, const char *arg2,
                           const char *name, const char *source)
{
    CALLBACK(database);
    Value args[] = {v_from_small(action), text_or_none(t, arg1), text_or_none(t, arg2),
                    text_or_none(t, name), text_or_none(t, source)};
    bool bad = false;
    for (int i = 1; i < 5; i++)
        bad = bad || v_is_error(args[i]);
    int64_t verdict = SQLITE_DENY;
    Value result = bad ? V_ERROR : K(t, call(t, d->authorizer, args, 5));
    if (v_is_error(result) || !v_is_int(result) || !int_fits64(result, &verdict) ||
        verdict != (int)verdict) {
        verdict = SQLITE_DENY;
        forget_exception(t);
    }
    CALLBACK_END();
    return (int)verdict;
}

API(set_authorizer, "set_authorizer(self, callable, /)", "Asks it about each access.")
{
    Database *d = DB(a[0]);
    if (sqlite_check_open(t, d) < 0)
        return V_ERROR;
    bool none = v_is_none(a[1]);
    api_set(t, &d->authorizer, a[1]);
    if (sqlite3_set_authorizer(d->db, none ? NULL : call_authorizer, d) != SQLITE_OK)
        return sqlite_raise(t, d->db);
    return V_NONE;
}

const NativeDef *const sqlite_callback_methods[] = {
    &create_function_def,
    &create_aggregate_def,
    &create_collation_def,
    &set_progress_def,
    &set_trace_def,
    &set_authorizer_def,
    NULL,
};
#endif
