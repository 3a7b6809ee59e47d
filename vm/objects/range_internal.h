/* SPDX-License-Identifier: MIT */
/* What range.c and range_iter.c share. */
#ifndef RONDO_RANGE_INTERNAL_H
#define RONDO_RANGE_INTERNAL_H

#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"
#include "vm/objects/range.h"

/* A binary operator on ints that passes ERROR through and consumes both sides. */
MUST_USE Value big_op(Thread *t, BinaryOp op, TAKES Value a, TAKES Value b);
/* An iterator of `length` items; one on machine words if all of them are small ints. */
MUST_USE Value range_iterator_new(Thread *t, Value start, Value step, Value length);
MUST_USE int range_iterators_setup(Thread *t);

#endif
