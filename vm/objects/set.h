/* SPDX-License-Identifier: MIT */
/* set and frozenset: an open-addressing table that grows and probes as CPython's, so that both
 * iterate in the same order. */
#ifndef RONDO_SET_H
#define RONDO_SET_H

#include "vm/core/protocol.h"

typedef struct SetEntry {
    Value key; /* EMPTY: never used, if hash is 0; deleted, if hash is -1 */
    int64_t hash;
} SetEntry;

#define SET_MIN 8

typedef struct Set {
    Object head;
    int64_t hash;     /* of a frozenset, valid when head.flags & OF_HASH */
    size_t fill, len; /* slots in use with and without deleted ones */
    size_t mask;      /* slots - 1 */
    SetEntry *table;  /* `small` or a block */
    uint64_t version; /* changes when the table's contents do (mutation under __eq__) */
    size_t finger;    /* where pop() looks next */
    SetEntry small[SET_MIN];
} Set;

typedef struct SetIterator {
    Object head;
    Value set; /* owned; EMPTY when exhausted */
    size_t at, len, left;
} SetIterator;

MUST_USE Value set_new(Thread *t);
MUST_USE Value set_from_items(Thread *t, const Value *items, size_t n); /* added in order */
MUST_USE Value frozenset_from_items(Thread *t, const Value *items, size_t n);
/* kind: KIND_set or KIND_frozenset; iterable EMPTY: none. */
MUST_USE Value set_from_iterable(Thread *t, Kind kind, Value iterable);
MUST_USE int set_add(Thread *t, Set *s, Value key);
MUST_USE int set_contains(Thread *t, Set *s, Value key); /* 1, 0, -1 */
MUST_USE int set_discard(Thread *t, Set *s, Value key);  /* 1 removed, 0 absent, -1 */
MUST_USE int set_update(Thread *t, Set *s, Value iterable);
void set_clear(Thread *t, Set *s);
/* for (size_t i = 0; set_next(s, &i, &key, &hash);)  BORROWED; the set must not change. */
static inline bool set_next(const Set *s, size_t *i, Value *key, int64_t *hash)
{
    for (; *i <= s->mask; ++*i)
        if (!v_is_empty(s->table[*i].key)) {
            *key = s->table[*i].key;
            *hash = s->table[(*i)++].hash;
            return true;
        }
    return false;
}
/* A frozenset literal of compiled code. CPython builds it a second time from the first one's order
   when it merges constants; iteration shows that. */
MUST_USE Value frozenset_constant(Thread *t, const Value *items, size_t n);
static inline bool v_is_any_set(Value v)
{
    return v_has_layout(v, KIND_set) || v_has_layout(v, KIND_frozenset);
}

#endif
