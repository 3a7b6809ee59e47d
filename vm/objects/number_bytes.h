/* SPDX-License-Identifier: MIT */
/* The bytes of bytes-like objects, as the constructors of numbers read them. */
#ifndef RONDO_NUMBER_BYTES_H
#define RONDO_NUMBER_BYTES_H

#include "vm/objects/bytes.h"

typedef struct NumberBytes {
    Value copy; /* a bytes object, which messages show */
    const char *data;
    size_t len;
} NumberBytes;

/* 1; 0 when v is not bytes-like; -1 with an exception. */
MUST_USE int number_bytes(Thread *t, Value v, NumberBytes *out);
static inline void number_bytes_free(Thread *t, NumberBytes *b)
{
    drop(t, b->copy);
}

#endif
