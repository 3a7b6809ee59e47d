/* SPDX-License-Identifier: MIT */
/* What the files of the module _csv share. */
#ifndef RONDO_STDLIB_CSV_H
#define RONDO_STDLIB_CSV_H

#include "vm/api.h"

enum {
    QUOTE_MINIMAL,
    QUOTE_ALL,
    QUOTE_NONNUMERIC,
    QUOTE_NONE,
    QUOTE_STRINGS,
    QUOTE_NOTNULL,
    QUOTE_COUNT
};

/* The options of a dialect, in the order of its constructor. */
enum {
    CSV_DELIMITER,
    CSV_DOUBLEQUOTE,
    CSV_ESCAPECHAR,
    CSV_LINETERMINATOR,
    CSV_QUOTECHAR,
    CSV_QUOTING,
    CSV_SKIPINITIALSPACE,
    CSV_STRICT,
    CSV_OPTIONS
};

/* In place of a character: the dialect has none; the end of a line that the iterator gave. */
#define CSV_NONE UINT32_MAX
#define CSV_EOL  (UINT32_MAX - 1)

/* What is not just a part of the text. */
enum {
    CSV_ENDS_PLAIN = 1,  /* in a field without quotes */
    CSV_ENDS_QUOTED = 2, /* between quotes */
    CSV_SPECIAL = 4,     /* in a field to be written */
};

typedef struct Dialect {
    Object head;
    Value options[CSV_OPTIONS]; /* as a script sees them */
    uint32_t delimiter, escape, quote;
    uint8_t quoting;
    bool doublequote, skip_space, strict;
    uint8_t marks[256]; /* CSV_ENDS_PLAIN ... of the first characters */
} Dialect;
#define DIALECT(v) V_AS(Dialect, v)

typedef struct CsvState {
    Type *dialect, *reader, *writer;
    Value error;    /* the class */
    Value dialects; /* dict: by name */
    int64_t limit;  /* of a field */
} CsvState;
#define CSV(t)            ((t)->vm->csv)
#define csv_raise(t, ...) raise_type((t), V_AS(Type, CSV(t)->error), __VA_ARGS__)

/* ---- csv_dialect.c ---- */
MUST_USE Type *csv_dialect_type(Thread *t);
/* The registered dialect, BORROWED; ERROR: there is none. */
MUST_USE BORROWED Value csv_dialect_named(Thread *t, Value name);
/* Dialect(*args, **kw), the call given as to a NATIVE_VAR; a temporary. */
MUST_USE Value csv_dialect_call(Thread *t, const Value *args, uint32_t nargs, Value kwnames);
/* The place from `at` on of the first character that has the mark; or the length. */
size_t csv_find(const Dialect *d, const Str *s, size_t at, uint8_t mark);

/* ---- csv_reader.c, csv_writer.c: the types, and the functions that make instances ---- */
MUST_USE Type *csv_reader_type(Thread *t);
MUST_USE Type *csv_writer_type(Thread *t);
extern const NativeDef csv_reader_def, csv_writer_def;

#endif
