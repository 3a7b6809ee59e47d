/* SPDX-License-Identifier: MIT */
/* What the files of _sqlite3 share: databases and statements. The classes that scripts see are in
   the language (sqlite3); here is what they ask the library to do. */
#ifndef RONDO_SQLITE3_H
#define RONDO_SQLITE3_H

#include "vm/api.h"
#ifndef RONDO_NO_SQLITE
#include <sqlite3.h>

typedef struct Database {
    Object head;
    Value callables; /* dict: number -> callable of a function, aggregate or collation */
    Value instances; /* dict: number -> aggregate at work */
    Value progress, trace, authorizer;
    sqlite3 *db; /* NULL: closed */
    Thread *t;   /* who is inside the library now */
    int64_t next;
} Database;
#define DB(v) V_AS(Database, v)

/* Runs a statement of C in the library without the GIL; callbacks take it again. */
#define IN_LIBRARY(t, d, statement)  \
    do {                             \
        Thread *before = (d)->t;     \
        (d)->t = (t);                \
        WITHOUT_GIL((t), statement); \
        (d)->t = before;             \
    } while (0)

/* The exception for the last error of the database. */
Value sqlite_raise(Thread *t, sqlite3 *db);
/* The exception for a code. */
Value sqlite_raise_code(Thread *t, int code, const char *message);
/* ProgrammingError unless the database is open. */
MUST_USE int sqlite_check_open(Thread *t, Database *d);
/* A value of the library as one of ours, a temporary. */
MUST_USE Value sqlite_value(Thread *t, sqlite3_value *v);
/* Our value as result of a function; false: not possible, an exception may be pending. */
bool sqlite_result(Thread *t, sqlite3_context *c, Value v);

extern const FieldTable sqlite_database_fields, sqlite_statement_fields;
MUST_USE int sqlite_statement_add(Thread *t, Value module);
MUST_USE int sqlite_handles_add(Thread *t, Value module);
extern const NativeDef *const sqlite_callback_methods[];
extern const NativeDef *const sqlite_handle_methods[];
MUST_USE Value sqlite_prepare(Thread *t, Value database, Value sql);
#endif
#endif
