/* SPDX-License-Identifier: MIT */
/* _sqlite3: databases of libsqlite3. */
#include "stdlib/_sqlite3.h"

#ifdef RONDO_NO_SQLITE
Value sqlite_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the sqlite3 module needs the library libsqlite3: install the package "
                        "libsqlite3-dev and build Rondo again");
}
#else
#include "vm/objects/helpers.h"

static void database_free(Thread *t, Object *o)
{
    Database *d = (Database *)o;
    if (d->db)
        sqlite3_close_v2(d->db);
    d->db = NULL;
}
const FieldTable sqlite_database_fields = {
    {offsetof(Database, callables), offsetof(Database, instances), offsetof(Database, progress),
     offsetof(Database, trace), offsetof(Database, authorizer), 0},
    database_free,
    NULL,
    NULL,
};

Value sqlite_raise_code(Thread *t, int code, const char *message)
{
    if (!v_is_empty(t->exc)) /* a callback's */
        return V_ERROR;
    if ((code & 0xff) == SQLITE_NOMEM)
        return raise_memory(t);
    Value make = K(t, import_attr(t, "sqlite3", "_error"));
    Value text = K(t, codec_decode(t, message, strlen(message), "utf-8", "replace"));
    if (v_is_error(make) || v_is_error(text))
        return V_ERROR;
    Value exc = K(t, call2(t, make, v_from_small(code), text));
    return v_is_error(exc) ? V_ERROR : raise_object(t, exc);
}

Value sqlite_raise(Thread *t, sqlite3 *db)
{
    return sqlite_raise_code(t, sqlite3_extended_errcode(db), sqlite3_errmsg(db));
}

int sqlite_check_open(Thread *t, Database *d)
{
    if (d->db)
        return 0;
    Value cls = K(t, import_attr(t, "sqlite3", "ProgrammingError"));
    if (!v_is_error(cls))
        raise_type(t, V_AS(Type, cls), "Cannot operate on a closed database.");
    return -1;
}

API(open, "open(path, flags, timeout, /)", "Opens a database file; the path is bytes.")
{
    int64_t flags, timeout;
    size_t len;
    Value cls = K(t, import_attr(t, "_sqlite3", "Database"));
    if (v_is_error(cls) || value_to_int64(t, a[1], &flags) < 0 ||
        value_to_int64(t, a[2], &timeout) < 0)
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, cls)), callables = K(t, dict_new(t)),
          instances = K(t, dict_new(t));
    if (v_is_error(made) || v_is_error(callables) || v_is_error(instances))
        return V_ERROR;
    Database *d = DB(made);
    api_set(t, &d->callables, callables);
    api_set(t, &d->instances, instances);
    const char *path = bytes_view(a[0], &len);
    int code;
    WITHOUT_GIL(t, code = sqlite3_open_v2(path, &d->db, (int)flags, NULL);
                if (code == SQLITE_OK) sqlite3_busy_timeout(d->db, (int)timeout));
    if (code == SQLITE_OK)
        return made;
    if (!d->db)
        return raise_memory(t);
    (void)sqlite_raise(t, d->db);
    sqlite3_close_v2(d->db);
    d->db = NULL;
    return V_ERROR;
}

API(close, "close(self, /)", "Closes the database.")
{
    Database *d = DB(a[0]);
    sqlite3 *db = d->db;
    if (db) {
        sqlite3_trace_v2(db, 0, NULL, NULL);
        sqlite3_progress_handler(db, 0, NULL, NULL);
        sqlite3_set_authorizer(db, NULL, NULL);
        d->db = NULL;
        IN_LIBRARY(t, d, sqlite3_close_v2(db));
    }
    return V_NONE;
}

API(prepare, "prepare(self, sql, /)", "(statement or None, is there more behind it?)")
{
    return sqlite_check_open(t, DB(a[0])) < 0 ? V_ERROR : sqlite_prepare(t, a[0], a[1]);
}

#define ASK(id, text, expr)                                          \
    API(id, #id "(self, /)", text)                                   \
    {                                                                \
        Database *d = DB(a[0]);                                      \
        return sqlite_check_open(t, d) < 0 ? V_ERROR : K(t, (expr)); \
    }
ASK(in_transaction, "Is a transaction open?", v_bool(!sqlite3_get_autocommit(d->db)))
ASK(total_changes, "Rows changed since the database was opened.",
    int_new(t, sqlite3_total_changes(d->db)))
ASK(changes, "Rows that the last statement changed.", int_new(t, sqlite3_changes(d->db)))
ASK(last_insert_rowid, "The row that was inserted last.",
    int_new(t, sqlite3_last_insert_rowid(d->db)))

API(interrupt, "interrupt(self, /)", "Ends what runs in the database.")
{
    if (sqlite_check_open(t, DB(a[0])) < 0)
        return V_ERROR;
    sqlite3_interrupt(DB(a[0])->db);
    return V_NONE;
}

API(limit, "limit(self, category, value, /)",
    "Sets a limit unless the value is negative; the old one.")
{
    int64_t category, value;
    if (sqlite_check_open(t, DB(a[0])) < 0 || value_to_int64(t, a[1], &category) < 0 ||
        value_to_int64(t, a[2], &value) < 0)
        return V_ERROR;
    return v_from_small(sqlite3_limit(DB(a[0])->db, (int)category, (int)value));
}

API(config, "config(self, op, value, /)", "Reads (-1) or sets a switch of the database.")
{
    int64_t op, value;
    int now = 0;
    if (sqlite_check_open(t, DB(a[0])) < 0 || value_to_int64(t, a[1], &op) < 0 ||
        value_to_int64(t, a[2], &value) < 0)
        return V_ERROR;
    if (sqlite3_db_config(DB(a[0])->db, (int)op, (int)value, &now) != SQLITE_OK)
        return sqlite_raise(t, DB(a[0])->db);
    return v_bool(now);
}

API(load, "load_extension(self, name, entry, /)", "Loads an extension library.")
{
    Database *d = DB(a[0]);
    size_t len;
    const char *name = v_is_str(a[1]) ? str_utf8(t, V_AS(Str, a[1]), &len) : NULL;
    const char *entry = v_is_str(a[2]) ? str_utf8(t, V_AS(Str, a[2]), &len) : NULL;
    char *message = NULL;
    if (!name || sqlite_check_open(t, d) < 0)
        return V_ERROR;
    int code;
    IN_LIBRARY(t, d, code = sqlite3_load_extension(d->db, name, entry, &message));
    if (code == SQLITE_OK)
        return V_NONE;
    (void)sqlite_raise_code(t, code, message ? message : "error");
    sqlite3_free(message);
    return V_ERROR;
}

API(allow_load, "enable_load_extension(self, enable, /)", "Allows extension libraries.")
{
    int yes = truth(t, a[1]);
    if (yes < 0 || sqlite_check_open(t, DB(a[0])) < 0)
        return V_ERROR;
    sqlite3_enable_load_extension(DB(a[0])->db, yes);
    return V_NONE;
}

API(complete, "complete_statement(statement, /)", "Does the text end a statement?")
{
    size_t len;
    const char *text = v_is_str(a[0]) ? str_utf8(t, V_AS(Str, a[0]), &len) : NULL;
    if (!text)
        return v_is_str(a[0])
                   ? V_ERROR
                   : raise_format(t, EXC_TypeError,
                                  "complete_statement() argument 1 must be str, not %T", a[0]);
    return v_bool(sqlite3_complete(text));
}

/* ---- the module ---- */

static int constants_add(Thread *t, Value module)
{
    static const struct {
        const char *name;
        int value;
    } constants[] = {
#define SQLITE(name) {"SQLITE_" #name, SQLITE_##name},
#include "stdlib/sqlite_constants.def"
#undef SQLITE
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (api_module_add_int(t, module, constants[i].name, constants[i].value) < 0)
            return -1;
    if (api_module_add_int(t, module, "OPEN_READWRITE",
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) < 0 ||
        api_module_add_int(t, module, "OPEN_URI", SQLITE_OPEN_URI) < 0)
        return -1;
    return api_module_add(t, module, "sqlite_version",
                          K(t, str_from_cstr(t, sqlite3_libversion())));
}

static int sqlite_exec(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &close_def,         &prepare_def,    &in_transaction_def,
        &total_changes_def, &changes_def,    &last_insert_rowid_def,
        &interrupt_def,     &limit_def,      &config_def,
        &load_def,          &allow_load_def, NULL,
    };
    static const TypeSpec spec = {
        .name = "_sqlite3.Database",
        .size = sizeof(Database),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .methods = methods,
    };
    Type *type = api_type(t, &spec, &sqlite_database_fields);
    if (!type || type_add_methods(t, type, sqlite_callback_methods) < 0 ||
        type_add_methods(t, type, sqlite_handle_methods) < 0 ||
        api_module_add_type(t, module, type) < 0 || constants_add(t, module) < 0)
        return -1;
    return sqlite_statement_add(t, module) < 0 ? -1 : sqlite_handles_add(t, module);
}

Value sqlite_module(Thread *t)
{
    static const NativeDef *const functions[] = {&open_def, &complete_def, NULL};
    static const ModuleSpec spec = {"_sqlite3", "Databases of libsqlite3.", functions, sqlite_exec};
    return api_module(t, &spec);
}
#endif
