/* SPDX-License-Identifier: MIT */
/*
 * The buffer protocol among our own types: C code looks at, or writes into, the memory of bytes,
 * bytearray, memoryview and whatever else registers itself. While a view is held, the exporter
 * keeps its memory where it is: resizing raises BufferError.
 */
#ifndef RONDO_BUFFER_H
#define RONDO_BUFFER_H

#include "vm/core/native.h"

typedef struct BufferView {
    Value owner;        /* the exporter, owned until buffer_release() */
    char *data;         /* contiguous */
    size_t len;         /* bytes */
    size_t itemsize;    /* bytes per item: 1 but for arrays and casts */
    const char *format; /* struct's format of an item, "B"; static text */
    bool readonly;
} BufferView;

/* How a type exports: type->buffer, inherited by its subclasses. */
typedef struct BufferProcs {
    int (*get)(Thread *t, Value self, BufferView *view); /* fills all but owner; 0, -1 */
    void (*release)(Thread *t, Object *self);            /* NULL: nothing to count */
} BufferProcs;

/* Is v bytes-like? Runs nothing. */
bool buffer_check(Thread *t, Value v);
/* 0; -1 with TypeError "a bytes-like object is required, not 'X'", or BufferError. */
MUST_USE int buffer_get(Thread *t, Value v, BufferView *view);
/* For writing into. what: the function, "readinto", for "readinto() argument must be read-write
   bytes-like object, not X". */
MUST_USE int buffer_get_writable(Thread *t, Value v, BufferView *view, const char *what);
void buffer_release(Thread *t, BufferView *view);
/* A copy of any bytes-like object's contents, also of a view with gaps: a bytes object. */
MUST_USE Value buffer_to_bytes(Thread *t, Value v);

#endif
