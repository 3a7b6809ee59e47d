/* SPDX-License-Identifier: MIT */
/* What the files of bytes and bytearray share. Every method is written once for both: the receiver
   is read as a Piece and results are made in its kind. */
#ifndef RONDO_BYTES_INTERNAL_H
#define RONDO_BYTES_INTERNAL_H

#include "vm/core/str_internal.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"
#include "vm/objects/helpers.h"
#include "vm/objects/slice.h"

typedef struct Piece {
    const char *p;
    size_t n;
} Piece;

/* The contents of a bytes or bytearray, valid until the next call that may change it. */
static inline Piece piece_of(Value v)
{
    if (v_has_layout(v, KIND_bytes))
        return (Piece){V_AS(Bytes, v)->data, V_AS(Bytes, v)->len};
    return (Piece){V_AS(ByteArray, v)->data, V_AS(ByteArray, v)->len};
}
static inline Kind piece_kind(Value v)
{
    return v_has_layout(v, KIND_bytes) ? KIND_bytes : KIND_bytearray;
}
/* A new bytes or bytearray. */
static inline MUST_USE Value piece_new(Thread *t, Kind kind, const void *data, size_t len)
{
    return kind == KIND_bytes ? bytes_new(t, data, len) : bytearray_new(t, data, len);
}
/* Uninitialised, to be filled at once; NULL with the exception set. */
static inline MUST_USE char *piece_alloc(Thread *t, Kind kind, size_t len, Value *made)
{
    if (kind == KIND_bytes) {
        Bytes *b = bytes_alloc(t, len);
        *made = b ? v_from(b) : V_ERROR;
        return b ? b->data : NULL;
    }
    *made = bytearray_new(t, NULL, len);
    return v_is_error(*made) ? NULL : V_AS(ByteArray, *made)->data;
}
/* The receiver itself where it cannot change, else a copy. */
static inline MUST_USE Value piece_same(Thread *t, Value self)
{
    if (v_is_kind(self, KIND_bytes))
        return dup(self);
    Piece p = piece_of(self);
    return piece_new(t, piece_kind(self), p.p, p.n);
}

/* The optional arguments (source, encoding, errors) of bytes() and bytearray(), EMPTY where absent.
 */
typedef struct BytesArgs {
    Value source, encoding, errors;
} BytesArgs;
/* Where the bytes come from: the constructors of both types begin the same way. Fills *made with a
   bytes object (owned), or leaves it EMPTY and gives a count of zero bytes in *zeros >= 0, or
   leaves *zeros -1: then the source is something to iterate over. */
MUST_USE int bytes_source(Thread *t, const BytesArgs *args, Value *made, int64_t *zeros);
/* Appends the items of an iterable; message for items out of range. 0, -1. */
MUST_USE int bytebuf_iterate(ByteBuf *b, Value iterable, const char *range_message);
/* A value as a byte: 0..255, or -1 with TypeError or ValueError(message). */
MUST_USE int byte_value(Thread *t, Value v, const char *message);

/* Slots that both types have. */
Value piece_concat(Thread *t, Value a, Value b);
Value piece_repeat(Thread *t, Value self, Value count);
Value piece_getitem(Thread *t, Value self, Value key);
int64_t piece_length(Thread *t, Value self);
int piece_contains(Thread *t, Value self, Value item);
Value piece_iter(Thread *t, Value self);

/* The method tables, by file. */
#define BYTES_METHOD_FILES(X) X(search) X(split) X(text) X(convert)
#define X(file)               extern const NativeDef *const bytes_##file##_methods[];
BYTES_METHOD_FILES(X)
#undef X
/* Adds all of them to the type. */
MUST_USE int bytes_methods_add(Thread *t, Type *type);

#endif
