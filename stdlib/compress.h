/* SPDX-License-Identifier: MIT */
/*
 * What zlib, _bz2 and _lzma share: driving a library that turns input into output piece by piece,
 * with the GIL given up meanwhile, and decompressor objects that keep what they could not take in.
 */
#ifndef RONDO_COMPRESS_H
#define RONDO_COMPRESS_H

#include <pthread.h>
#include "vm/api.h"

typedef struct CodecIO {
    const char *in;
    size_t in_len; /* not yet consumed */
    char *out;
    size_t out_len; /* free */
} CodecIO;

typedef enum { CODEC_MORE, CODEC_END, CODEC_FAILED } CodecStatus;
/* One step of the library: moves the ends of io. Runs without the GIL. */
typedef CodecStatus (*CodecStep)(void *codec, CodecIO *io, int action);

/* Steps until the input is consumed and the output fits, or `limit` bytes (-1: no limit) are made.
   MemoryError shows in out->failed. */
CodecStatus codec_run(Thread *t, CodecStep step, void *codec, CodecIO *io, int action,
                      int64_t limit, ByteBuf *out);
/* Objects may be used by several threads: the second one waits without the GIL. */
void codec_lock(Thread *t, pthread_mutex_t *lock);

/* What a library's objects do: one constant table for each kind. */
typedef struct CodecKind {
    CodecStep step;
    Value (*fail)(Thread *t, void *codec); /* raises what a failed step means */
    int run, finish;                       /* actions of a compressor: for data, and for the end */
    const char *at_end;                    /* what a decompressor says when data comes too late */
} CodecKind;

/* ---- compressors with compress() and flush() ---- */

typedef struct Compressor {
    Object head;
    const CodecKind *kind;
    pthread_mutex_t lock;
    bool flushed;
} Compressor;

void compressor_init(Compressor *c, const CodecKind *kind);
extern const NativeDef *const compressor_methods[];

/* ---- decompressors with decompress(), eof, unused_data and needs_input ---- */

typedef struct Decompressor {
    Object head;
    Value unused; /* bytes behind the end */
    const CodecKind *kind;
    pthread_mutex_t lock;
    char *left; /* input that waits */
    size_t left_len;
    bool eof, needs_input;
    bool greedy; /* needs no input while its output was cut off, as liblzma's */
} Decompressor;

MUST_USE int decompressor_init(Thread *t, Decompressor *d, const CodecKind *kind);
void decompressor_free(Thread *t, Decompressor *d);
Value decompressor_eof(Thread *t, Value self);
Value decompressor_needs_input(Thread *t, Value self);
/* The setter of attributes that are read-only: raises. */
MUST_USE int codec_readonly(Thread *t, Value self, Value value);
extern const NativeDef *const decompressor_methods[];
extern const GetSetDef decompressor_getset[];
extern const MemberDef decompressor_members[];

/* A class NAME below Exception, for module MODULE: a temporary. */
MUST_USE Value error_class(Thread *t, const char *module, const char *name);

#endif
