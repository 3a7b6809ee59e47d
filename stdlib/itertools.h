/* SPDX-License-Identifier: MIT */
/* What the two files of itertools share. */
#ifndef RONDO_ITERTOOLS_H
#define RONDO_ITERTOOLS_H

#include "vm/api.h"
#include "vm/objects/helpers.h"

/* A type whose instances are iterators. */
typedef struct IterRow {
    const char *name, *doc;
    uint32_t size;
    const NativeDef *make; /* __new__ with a signature, or */
    NewFn make_raw;        /* with arguments as they come */
    UnaryFn next, repr;    /* repr NULL: object's */
    const NativeDef *const *methods;
    FieldTable fields; /* must live as long as the program: the row is static */
} IterRow;

MUST_USE int iter_types_add(Thread *t, Value module, const IterRow *rows, size_t n);
/* itertools_pick.c: product, permutations, combinations... */
MUST_USE int pickers_add(Thread *t, Value module);

#endif
