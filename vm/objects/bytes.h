/* SPDX-License-Identifier: MIT */
#ifndef RONDO_BYTES_H
#define RONDO_BYTES_H

#include "vm/core/native.h"

/* bytes: the data and a terminating NUL stand behind the struct. */
typedef struct Bytes {
    Object head; /* OF_HASH: hash is valid */
    int64_t hash;
    size_t len;
    char data[];
} Bytes;

MUST_USE Value bytes_new(Thread *t, const void *data, size_t len);
/* Uninitialised data to fill; NULL with MemoryError. */
MUST_USE Bytes *bytes_alloc(Thread *t, size_t len);
/* The data of an instance of bytes. */
static inline const char *bytes_view(Value v, size_t *len)
{
    Bytes *b = V_AS(Bytes, v);
    *len = b->len;
    return b->data;
}

#endif
