/* SPDX-License-Identifier: MIT */
/* The bytes of bytes-like objects, as the constructors of numbers read them. */
#ifndef RONDO_NUMBER_BYTES_H
#define RONDO_NUMBER_BYTES_H

#include "vm/core/native.h"

typedef struct NumberBytes {
    char *data; /* NUL-terminated copy */
    size_t len;
} NumberBytes;

/* 1; 0 when v is not bytes-like; -1 with an exception. */
MUST_USE int number_bytes(Thread *t, Value v, NumberBytes *out);
void number_bytes_free(Thread *t, NumberBytes *b);
MUST_USE Value bytes_new(Thread *t, const void *data, size_t len);
/* v, which is bytes-like, as a bytes object for a message. */
MUST_USE Value number_bytes_shown(Thread *t, Value v, const NumberBytes *b);

#endif
