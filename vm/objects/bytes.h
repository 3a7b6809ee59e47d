/* SPDX-License-Identifier: MIT */
/* bytes and bytearray. */
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

/* bytearray: `data` may begin behind `block`, where bytes were deleted at the front; a NUL follows.
 */
typedef struct ByteArray {
    Object head;
    char *block, *data;
    size_t len, cap;  /* cap: bytes of the block */
    uint32_t exports; /* views that keep the memory where it is */
} ByteArray;

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

MUST_USE Value bytearray_new(Thread *t, const void *data, size_t len);
/* Changes the length, keeping what fits; new bytes are undefined. 0, or -1 with MemoryError or,
   while the array is exported, BufferError. */
MUST_USE int bytearray_resize(Thread *t, ByteArray *b, size_t len);
/* Replaces [start, end) by n bytes, which are not in the array itself. */
MUST_USE int bytearray_splice(Thread *t, ByteArray *b, size_t start, size_t end, const void *data,
                              size_t n);

/* "0a:0b": bytes.hex(), memoryview.hex(), binascii.hexlify. sep EMPTY: none; group EMPTY: 1. */
MUST_USE Value bytes_hex(Thread *t, const void *data, size_t len, Value sep, Value group);
/* repr of bytes, as b'...'. array: as CPython writes a bytearray, where single quotes always have a
 * backslash. */
MUST_USE Value bytes_repr_of(Thread *t, const void *data, size_t len, bool array);

/* ---- ByteBuf: builds bytes piece by piece ---- */
typedef struct ByteBuf {
    Thread *t;
    char *data;
    size_t len, cap;
    bool failed; /* MemoryError is pending; later pushes do nothing */
} ByteBuf;
void bytebuf_init(ByteBuf *b, Thread *t);
void bytebuf_push(ByteBuf *b, const void *data, size_t len);
void bytebuf_char(ByteBuf *b, int c);
/* A place for len bytes, counted in at once; NULL when it failed. */
char *bytebuf_space(ByteBuf *b, size_t len);
MUST_USE Value
bytebuf_finish(ByteBuf *b); /* a bytes object; frees the buffer; ERROR if it failed */
void bytebuf_free(ByteBuf *b);

#endif
