/* SPDX-License-Identifier: MIT */
/* Arrays of values, as lists and tuples hold them. */
#ifndef RONDO_VALUES_H
#define RONDO_VALUES_H

#include "vm/core/object.h"

/* n values, each counted once more, into `to`, where none are. */
void values_dup(Value *restrict to, const Value *restrict from, size_t n);
/* `to` holds n values: puts them `times` - 1 times more behind them, counted. */
void values_repeat(Value *to, size_t n, size_t times);
/* A dict of the n pairs key, value, key, value ... of a row, which is EMPTY afterwards; owned. On
   error some of the row is left. */
MUST_USE Value dict_from_row(Thread *t, TAKES Value *row, size_t n);
/* For iterators that give a tuple a step: the one in *kept, owned, if nobody else holds it any more
   (its items are replaced, then tuple_track()), else a new one of n EMPTY items, the first of which
   is kept, as CPython's zip and product do. NULL: MemoryError. */
MUST_USE Tuple *tuple_reuse(Thread *t, Value *kept, size_t n);
/* A list whose len items are nothing yet: they have to be there before anything else is done. */
MUST_USE List *list_alloc_raw(Thread *t, size_t len);

#endif
