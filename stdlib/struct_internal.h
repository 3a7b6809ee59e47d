/* SPDX-License-Identifier: MIT */
/* What the two files of the module _struct share: a format taken apart, and its items. */
#ifndef RONDO_STRUCT_INTERNAL_H
#define RONDO_STRUCT_INTERNAL_H

#include "vm/api.h"

typedef struct StructFormat StructFormat; /* a row of the table of format characters */

/* One unit of a format: `repeat` items one behind the other, or a string of `size` bytes. */
typedef struct StructCode {
    const StructFormat *format;
    size_t offset, size, repeat;
} StructCode;

enum { STRUCT_OWN_CODES = 12 };
typedef struct StructLayout {
    StructCode *codes; /* `own`, or from mem_alloc: must not move */
    size_t count, cap;
    size_t size;   /* bytes in all */
    int64_t items; /* values that go in and come out */
    bool big;      /* most significant byte first */
    bool native;   /* sizes and alignment of the machine */
    StructCode own[STRUCT_OWN_CODES];
} StructLayout;

/* Takes a format (str or bytes) apart. struct_layout_free() after use, also on error. 0 or -1 with
   struct.error or TypeError. */
MUST_USE int struct_layout_parse(Thread *t, Value format, StructLayout *out);
void struct_layout_free(Thread *t, StructLayout *layout);
/* Writes layout->items values to `to`, layout->size bytes; 0, or -1 with an exception. */
MUST_USE int struct_pack(Thread *t, const StructLayout *layout, char *to, const Value *items);
/* A tuple: a temporary. */
MUST_USE Value struct_unpack(Thread *t, const StructLayout *layout, const char *from);
/* struct.error with a text; ERROR. */
Value struct_raise(Thread *t, const char *format, ...);

#endif
