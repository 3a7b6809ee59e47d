/* SPDX-License-Identifier: MIT */
#ifndef RONDO_WEAKREF_H
#define RONDO_WEAKREF_H

#include "vm/core/native.h"

typedef struct WeakRef {
    Object head;
    Object *target;       /* not owned; NULL once it is dead */
    Value callback;       /* or EMPTY */
    struct WeakRef *next; /* of the same target */
    int64_t hash;
    bool hash_known;
} WeakRef;

/* weakref.ref(target, callback): TypeError for types without TF_WEAKREF. */
MUST_USE Value weakref_new(Thread *t, Value target, Value callback_or_empty);
/* The referent (owned), or EMPTY when it is dead. */
Value weakref_get(Value ref);
MUST_USE Value weakproxy_new(Thread *t, Value target, Value callback_or_empty);
int64_t weakref_count(Thread *t, Value target);
MUST_USE Value weakref_list(Thread *t, Value target);

#endif
