/* SPDX-License-Identifier: MIT */
/* _sqlite3: statements, their parameters and rows. */
#include "stdlib/_sqlite3.h"

#ifndef RONDO_NO_SQLITE
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

typedef struct Statement {
    Object head;
    Value database; /* Database */
    sqlite3_stmt *st;
    bool running; /* stepped and not reset */
} Statement;
#define S(v) V_AS(Statement, v)

static void statement_free(Thread *t, Object *o)
{
    Statement *s = (Statement *)o;
    sqlite3_stmt *st = s->st;
    s->st = NULL;
    if (!st)
        return;
    if (s->running) /* an aggregate at work is asked to finish */
        IN_LIBRARY(t, DB(s->database), sqlite3_finalize(st));
    else
        sqlite3_finalize(st);
}
const FieldTable sqlite_statement_fields = {
    {offsetof(Statement, database), 0}, statement_free, NULL, NULL};

/* Is there anything but space and comments? */
static bool has_more(const char *p)
{
    for (;;) {
        while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r' || *p == '\f')
            p++;
        if (p[0] == '-' && p[1] == '-') {
            while (*p && *p != '\n')
                p++;
        } else if (p[0] == '/' && p[1] == '*') {
            const char *end = strstr(p + 2, "*/");
            if (!end)
                return false;
            p = end + 2;
        } else {
            return *p != 0;
        }
    }
}

Value sqlite_prepare(Thread *t, Value database, Value sql)
{
    Database *d = DB(database);
    size_t len;
    const char *text = str_utf8(t, V_AS(Str, sql), &len), *tail = NULL;
    Value cls = K(t, import_attr(t, "_sqlite3", "Statement"));
    if (!text || v_is_error(cls))
        return V_ERROR;
    sqlite3_stmt *st = NULL;
    int code;
    IN_LIBRARY(t, d, code = sqlite3_prepare_v2(d->db, text, (int)len + 1, &st, &tail));
    if (code != SQLITE_OK || !v_is_empty(t->exc)) {
        sqlite3_finalize(st);
        return sqlite_raise(t, d->db);
    }
    Value rest = K(t, str_from_utf8(t, tail, strlen(tail)));
    if (v_is_error(rest) || !st)
        return v_is_error(rest) ? V_ERROR
                                : K(t, tuple_pack(t, 3, V_NONE, v_bool(has_more(tail)), rest));
    Value made = api_instance(t, V_AS(Type, cls));
    if (v_is_error(made)) {
        sqlite3_finalize(st);
        return V_ERROR;
    }
    S(made)->st = st;
    api_set(t, &S(made)->database, database);
    return K(t, tuple_pack(t, 3, made, v_bool(has_more(tail)), rest));
}

/* ---- parameters ---- */

API(parameters, "parameters(self, /)", "The names of the parameters; None where one has no name.")
{
    sqlite3_stmt *st = S(a[0])->st;
    int n = sqlite3_bind_parameter_count(st);
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 1; i <= n && !v_is_error(list); i++) {
        const char *name = sqlite3_bind_parameter_name(st, i);
        Value v = name ? K(t, str_from_cstr(t, name + 1)) : V_NONE;
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    return list;
}

static int bind_buffer(Thread *t, sqlite3_stmt *st, int i, Value v)
{
    BufferView view;
    if (buffer_get(t, v, &view) < 0)
        return -1;
    int code = sqlite3_bind_blob64(st, i, view.len ? view.data : "", view.len, SQLITE_TRANSIENT);
    buffer_release(t, &view);
    return code;
}

/* SQLITE_OK, another code, -1 with an exception, or -2: not a type of ours. */
static int bind_value(Thread *t, sqlite3_stmt *st, int i, Value v)
{
    int64_t n;
    size_t len;
    if (v_is_none(v))
        return sqlite3_bind_null(st, i);
    if (v_is_int(v)) {
        if (int_fits64(v, &n))
            return sqlite3_bind_int64(st, i, n);
        raise_format(t, EXC_OverflowError, "Python int too large to convert to SQLite INTEGER");
        return -1;
    }
    if (v_is_float(v))
        return sqlite3_bind_double(st, i, float_value(v));
    if (v_is_str(v)) {
        const char *text = str_utf8(t, V_AS(Str, v), &len);
        return text ? sqlite3_bind_text64(st, i, text, len, SQLITE_TRANSIENT, SQLITE_UTF8) : -1;
    }
    return buffer_check(t, v) ? bind_buffer(t, st, i, v) : -2;
}

API(bind, "bind(self, index, value, /)",
    "Binds a parameter; False if the type is none of SQLite's.")
{
    Statement *s = S(a[0]);
    int64_t i;
    if (value_to_int64(t, a[1], &i) < 0)
        return V_ERROR;
    int code = bind_value(t, s->st, (int)i, a[2]);
    if (code < 0)
        return code == -1 ? V_ERROR : V_FALSE;
    return code == SQLITE_OK ? V_TRUE : sqlite_raise(t, DB(s->database)->db);
}

/* ---- running ---- */

API(step, "step(self, /)", "Runs to the next row: True, or False at the end.")
{
    Statement *s = S(a[0]);
    Database *d = DB(s->database);
    if (sqlite_check_open(t, d) < 0)
        return V_ERROR;
    int code;
    s->running = true;
    IN_LIBRARY(t, d, code = sqlite3_step(s->st));
    if (!v_is_empty(t->exc))
        return V_ERROR;
    if (code == SQLITE_ROW)
        return V_TRUE;
    return code == SQLITE_DONE ? V_FALSE : sqlite_raise(t, d->db);
}

API(reset, "reset(self, /)", "Makes the statement ready to run again.")
{
    Statement *s = S(a[0]);
    if (s->running)
        IN_LIBRARY(t, DB(s->database), sqlite3_reset(s->st));
    s->running = false;
    return V_NONE;
}
API(unbind, "clear_bindings(self, /)", "All parameters become NULL.")
{
    sqlite3_clear_bindings(S(a[0])->st);
    return V_NONE;
}

static Value column_text(Thread *t, Statement *s, int i, bool as_bytes)
{
    const char *text = (const char *)sqlite3_column_text(s->st, i);
    size_t len = (size_t)sqlite3_column_bytes(s->st, i);
    if (!text)
        return raise_memory(t);
    if (as_bytes)
        return K(t, bytes_new(t, text, len));
    Value made = K(t, codec_decode(t, text, len, "utf-8", NULL));
    if (!v_is_error(made) || !exc_is(t, EXC_UnicodeDecodeError))
        return made;
    exc_clear(t);
    Value cls = K(t, import_attr(t, "sqlite3", "OperationalError"));
    Value shown = K(t, codec_decode(t, text, len, "utf-8", "replace"));
    return v_is_error(cls) || v_is_error(shown)
               ? V_ERROR
               : raise_type(t, V_AS(Type, cls),
                            "Could not decode to UTF-8 column '%s' with text '%V'",
                            sqlite3_column_name(s->st, i), shown);
}

static Value column_value(Thread *t, Statement *s, int i, bool as_bytes)
{
    switch (sqlite3_column_type(s->st, i)) {
    case SQLITE_NULL:
        return V_NONE;
    case SQLITE_INTEGER:
        return K(t, int_new(t, sqlite3_column_int64(s->st, i)));
    case SQLITE_FLOAT:
        return K(t, float_new(t, sqlite3_column_double(s->st, i)));
    case SQLITE_TEXT:
        return column_text(t, s, i, as_bytes);
    }
    const void *blob = sqlite3_column_blob(s->st, i);
    return K(t, bytes_new(t, blob ? blob : "", (size_t)sqlite3_column_bytes(s->st, i)));
}

API(row, "row(self, raw, /)",
    "The current row as a tuple; with raw, texts are tuples of their bytes.")
{
    Statement *s = S(a[0]);
    int n = sqlite3_data_count(s->st), raw = truth(t, a[1]);
    Value list = raw < 0 ? V_ERROR : K(t, list_new(t, NULL, 0));
    for (int i = 0; i < n && !v_is_error(list); i++) {
        Value v = column_value(t, s, i, raw);
        if (raw && !v_is_error(v) && sqlite3_column_type(s->st, i) == SQLITE_TEXT)
            v = K(t, tuple_pack(t, 1, v));
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

API(blob, "blob(self, column, /)", "The bytes of a column, or None.")
{
    Statement *s = S(a[0]);
    int64_t i;
    if (value_to_int64(t, a[1], &i) < 0)
        return V_ERROR;
    const void *data = sqlite3_column_blob(s->st, (int)i);
    if (!data) /* NULL, or a blob without bytes */
        return V_NONE;
    return K(t, bytes_new(t, data, (size_t)sqlite3_column_bytes(s->st, (int)i)));
}

API(columns, "columns(self, /)", "[(name, declared type or None)]")
{
    sqlite3_stmt *st = S(a[0])->st;
    int n = sqlite3_column_count(st);
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; i < n && !v_is_error(list); i++) {
        const char *type = sqlite3_column_decltype(st, i);
        Value name = K(t, str_from_cstr(t, sqlite3_column_name(st, i)));
        Value declared = type ? K(t, str_from_cstr(t, type)) : V_NONE;
        Value pair = v_is_error(name) || v_is_error(declared)
                         ? V_ERROR
                         : K(t, tuple_pack(t, 2, name, declared));
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            return V_ERROR;
    }
    return list;
}

API(readonly, "readonly(self, /)", "Does the statement leave the database as it is?")
{
    return v_bool(sqlite3_stmt_readonly(S(a[0])->st));
}

int sqlite_statement_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &parameters_def, &bind_def, &step_def,    &reset_def,    &unbind_def,
        &row_def,        &blob_def, &columns_def, &readonly_def, NULL,
    };
    static const TypeSpec spec = {
        .name = "_sqlite3.Statement",
        .size = sizeof(Statement),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .methods = methods,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &sqlite_statement_fields));
}
#endif
