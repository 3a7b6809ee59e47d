/* SPDX-License-Identifier: MIT */
/* What zlib.c and zlib_objects.c share. */
#ifndef RONDO_ZLIB_INTERNAL_H
#define RONDO_ZLIB_INTERNAL_H

#include "stdlib/compress.h"
#ifndef RONDO_NO_ZLIB
#include <zlib.h>
#include "vm/objects/int.h"

#define DEF_MEM_LEVEL 8

typedef struct ZlibStream {
    z_stream z;
    int code; /* of the last step */
    bool bad_dict;
    const char *dict; /* given when the data ask for one; lives in the object */
    size_t dict_len;
} ZlibStream;

/* Steps for codec_run; the action is zlib's flush mode. */
CodecStatus zlib_deflate_step(void *stream, CodecIO *io, int flush);
CodecStatus zlib_inflate_step(void *stream, CodecIO *io, int flush);
/* zlib.error "Error CODE WHAT: WHY". */
Value zlib_raise(Thread *t, const z_stream *z, int code, const char *what);
/* An argument that is a C int; 0, or -1 with an exception. */
MUST_USE int zlib_int(Thread *t, Value v, int fallback, int *out);

/* compressobj() and decompressobj(), with their arguments. Temporaries. */
MUST_USE Value zlib_compressobj(Thread *t, Value *a);
MUST_USE Value zlib_decompressobj(Thread *t, Value *a);
MUST_USE int zlib_objects_add(Thread *t, Value module);
#endif
#endif
