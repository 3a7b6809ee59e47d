/* SPDX-License-Identifier: MIT */
/* range: start, stop, step and length are ints of any size. */
#ifndef RONDO_RANGE_H
#define RONDO_RANGE_H

#include "vm/core/protocol.h"

typedef struct Range {
    Object head;
    Value start, stop, step, length; /* owned ints */
} Range;

MUST_USE Value range_new(Thread *t, Value start, Value stop, Value step);

#endif
