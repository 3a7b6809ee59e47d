/* SPDX-License-Identifier: MIT */
/* What the files of the unpickler share. */
#ifndef RONDO_UNPICKLE_H
#define RONDO_UNPICKLE_H

#include "stdlib/pickle_internal.h"

typedef struct Unpickler {
    Object head;
    Value read, readline;   /* of the file; EMPTY: loads() */
    Value chunk;            /* what `data` is part of */
    Value encoding, errors; /* of Python 2's str */
    Value buffers;          /* iterator of out-of-band buffers, or EMPTY */
    Value pers_load;        /* EMPTY: none */
    Value self;             /* for find_class of a subclass; EMPTY: the plain one */
    const char *data;
    size_t at, len;
    bool framed; /* `chunk` is a frame of a file: the next bytes are in the file again */
    bool ready, fix_imports;
    int protocol;
    Value *stack;
    size_t top, stack_cap;
    size_t *marks;
    size_t mark_count, mark_cap;
    Value *memo;
    size_t memo_cap, memo_len;
} Unpickler;
extern const FieldTable unpickler_fields;
#define U(v) V_AS(Unpickler, v)

typedef int (*LoadFn)(Thread *t, Unpickler *u, int op);

/* The next n bytes, valid until the next call; NULL with UnpicklingError. */
const char *unpickle_bytes(Thread *t, Unpickler *u, size_t n);
/* The same, up to and with a newline. */
const char *unpickle_line(Thread *t, Unpickler *u, size_t *len);
MUST_USE int unpickle_frame(Thread *t, Unpickler *u, size_t len);
/* An unsigned number of n bytes, least significant first; -1 on error. */
MUST_USE int unpickle_size(Thread *t, Unpickler *u, size_t n, uint64_t *out);
MUST_USE int unpickle_push(Thread *t, Unpickler *u, Value v);
/* The top of the stack taken off: a temporary; ERROR when it is empty (or a mark is in the way). */
MUST_USE Value unpickle_pop(Thread *t, Unpickler *u);
/* BORROWED. */
MUST_USE Value unpickle_peek(Thread *t, Unpickler *u);
/* Where the items above the last mark begin; -1: no mark. Takes the mark off. */
MUST_USE int64_t unpickle_mark(Thread *t, Unpickler *u);
void unpickle_cut(Thread *t, Unpickler *u, size_t to);
MUST_USE int unpickle_memo_set(Thread *t, Unpickler *u, size_t index, Value v);
MUST_USE Value unpickle_find(Thread *t, Unpickler *u, Value module, Value name);
LoadFn unpickle_atom_fn(int op);
LoadFn unpickle_object_fn(int op);

#endif
