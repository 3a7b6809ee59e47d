/* SPDX-License-Identifier: MIT */
#ifndef RONDO_MEMORYVIEW_H
#define RONDO_MEMORYVIEW_H

#include "vm/objects/buffer.h"

#define MEMORY_DIMS_MAX 64

/* memoryview: a window on the memory of another object. */
typedef struct MemoryView {
    Object head;
    BufferView base; /* owner EMPTY once released */
    char *data;      /* first item; strides may lead backwards from it */
    const char *format;
    size_t itemsize;
    int64_t hash;     /* with OF_HASH */
    uint32_t exports; /* views that C code holds on this one */
    bool readonly;
    int ndim;
    int64_t dims[]; /* ndim lengths, then ndim strides in bytes */
} MemoryView;

static inline int64_t *memory_shape(MemoryView *m)
{
    return m->dims;
}
static inline int64_t *memory_strides(MemoryView *m)
{
    return m->dims + m->ndim;
}

MUST_USE Value memoryview_new(Thread *t, Value exporter);
MUST_USE Value memoryview_to_bytes(Thread *t, Value self);
/* Bytes shown, gaps left out. */
size_t memory_nbytes(MemoryView *m);
/* ValueError once released: 0, -1. */
MUST_USE int memory_check(Thread *t, const MemoryView *m);

/* ---- memory_format.c: items as values ---- */
/* The item at p in struct's format; ERROR with NotImplementedError for formats that are not a
   single native character. */
MUST_USE Value memory_item_get(Thread *t, const char *p, const char *format);
MUST_USE int memory_item_set(Thread *t, char *p, const char *format, Value v);
/* The static text and the size of a native format, "@" allowed in front; NULL: none. */
const char *memory_format_find(const char *text, size_t len, size_t *itemsize);

extern const NativeDef *const memoryview_methods[];
extern const GetSetDef memoryview_getset[];
/* Calls fn for each item in C order. 0, or the first status that is not. */
int memory_each(MemoryView *m, int (*fn)(void *arg, char *item), void *arg);
MUST_USE MemoryView *memory_alloc(Thread *t, const MemoryView *from, int ndim);

#endif
