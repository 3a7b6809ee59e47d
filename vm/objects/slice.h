/* SPDX-License-Identifier: MIT */
/* slice objects and what sequences make of them. */
#ifndef RONDO_SLICE_H
#define RONDO_SLICE_H

#include "vm/core/protocol.h"

typedef struct Slice {
    Object head;
    Value start, stop, step; /* owned; NONE when not given */
} Slice;

MUST_USE Value slice_new(Thread *t, Value start, Value stop, Value step); /* EMPTY: None */
/* start, stop and step as int64, None replaced, huge values clamped; step 0: ValueError. 0 or -1.
 */
MUST_USE int slice_unpack(Thread *t, Value slice, int64_t *start, int64_t *stop, int64_t *step);
/* Clips to a sequence of len items; returns the number of items selected. */
int64_t slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step);
/* Both. -1: error. */
MUST_USE int64_t slice_indices(Thread *t, Value slice, int64_t len, int64_t *start, int64_t *step);
/* seq[start:stop] of exactly a list, tuple or str for bounds that are small ints or None, no slice
   made: nobody would see it. EMPTY: it is something else. */
MUST_USE Value sequence_part(Thread *t, Value seq, Value start, Value stop);
/* An index argument of [] for a sequence of len items: negative counts from the end. 0, or -1 with
   IndexError(range_message); TypeError when key has no __index__: "kind indices must be integers or
   slices, not X". */
MUST_USE int sequence_index(Thread *t, Value key, int64_t len, const char *kind,
                            const char *range_message, int64_t *index);
/* As slice_unpack and slice_adjust, with ints of any size: start, stop, step in out (owned). */
MUST_USE int slice_big_indices(Thread *t, Value slice, Value len, Value out[3]);
/* The optional start and end arguments of find(), index(), count() ...: EMPTY and None keep the
   default; clipped to 0..len (start may exceed len). */
MUST_USE int slice_bounds(Thread *t, Value start, Value end, int64_t len, int64_t *from,
                          int64_t *to);
/* As slice_bounds for list.index and tuple.index, which refuse None. */
MUST_USE int index_bounds(Thread *t, Value start, Value end, int64_t len, int64_t *from,
                          int64_t *to);
/* A count for sequence repetition (seq * n): index() with OverflowError; negative gives 0. */
MUST_USE int repeat_count(Thread *t, Value count, int64_t *n);

#endif
