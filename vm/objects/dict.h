/* SPDX-License-Identifier: MIT */
/* What the files of dict, its views and iterators share; the table is in vm/core/dict.c. */
#ifndef RONDO_DICT_H
#define RONDO_DICT_H

#include "vm/core/native.h"
#include "vm/core/type.h"
#include "vm/objects/iterators.h"

/* dict_keys, dict_values, dict_items */
typedef struct DictView {
    Object head;
    Dict *dict; /* owned; NULL after the collector cleared it */
} DictView;

extern const NativeDef *const dict_methods[];
MUST_USE Value dict_view_new(Thread *t, Kind kind, Dict *d);
MUST_USE Value dict_view_of(Thread *t, Type *type, Dict *d); /* of a type below dict_keys ... */
/* d[key] with __missing__ of subclasses; KeyError. Owned. */
MUST_USE Value dict_subscript(Thread *t, Value self, Value key);
/* Same keys with equal values: 1, 0, -1. */
MUST_USE int dict_equal(Thread *t, Dict *a, Dict *b);

#endif
