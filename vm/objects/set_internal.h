/* SPDX-License-Identifier: MIT */
/* What the files of set and frozenset share. */
#ifndef RONDO_SET_INTERNAL_H
#define RONDO_SET_INTERNAL_H

#include "vm/objects/set.h"
#include "vm/objects/helpers.h"

#define SET_SELF(v) V_AS(Set, v)

/* ---- set.c: the table ---- */
MUST_USE Set *set_alloc(Thread *t, Type *cls); /* empty and tracked */
MUST_USE int set_put(Thread *t, Set *s, TAKES Value key, int64_t hash);
static inline MUST_USE int set_add_hash(Thread *t, Set *s, Value key, int64_t hash)
{
    return set_put(t, s, dup(key), hash);
}
MUST_USE int set_discard_hash(Thread *t, Set *s, Value key, int64_t hash);
MUST_USE int set_resize(Thread *t, Set *s, size_t minimum);
MUST_USE int set_make_room(Thread *t, Set *s, size_t more); /* one big resize ahead of an update */
MUST_USE int set_trim(Thread *t, Set *s); /* resizes deleted slots away when there are many */
MUST_USE int set_merge(Thread *t, Set *s, Set *other);
MUST_USE Value set_pop(Thread *t, Set *s); /* EMPTY when there is nothing */
void set_swap(Set *a, Set *b);
void set_dealloc(Thread *t, Object *o);
void set_visit(Object *o, VisitFn fn, void *arg);
void set_gc_clear(Thread *t, Object *o);

static inline bool entry_live(const SetEntry *e)
{
    return !v_is_empty(e->key);
}
static inline bool entry_unused(const SetEntry *e)
{
    return v_is_empty(e->key) && e->hash == 0;
}

/* The live entry of an equal key, or the one where it would go. NULL: error. */
MUST_USE SetEntry *set_search(Thread *t, Set *s, Value key, int64_t hash);
static inline SetEntry *set_lookup(Thread *t, Set *s, Value key, int64_t hash)
{
    SetEntry *e = &s->table[(size_t)hash & s->mask];
    return entry_unused(e) || v_same(e->key, key) ? e : set_search(t, s, key, hash);
}
/* 1, 0, -1: error. */
static inline MUST_USE int set_contains_hash(Thread *t, Set *s, Value key, int64_t hash)
{
    const SetEntry *e = set_lookup(t, s, key, hash);
    return e ? entry_live(e) : -1;
}

/* ---- set_ops.c: algebra. `other` is any iterable ---- */
MUST_USE Value set_copy_as(Thread *t, Type *cls, Value iterable_or_empty);
MUST_USE Value set_copy(Thread *t, Value self);
MUST_USE Value set_intersection(Thread *t, Value self, Value other);
MUST_USE Value set_difference(Thread *t, Value self, Value other);
MUST_USE Value set_symmetric_difference(Thread *t, Value self, Value other);
MUST_USE int set_difference_update(Thread *t, Set *s, Value other);
MUST_USE int set_symmetric_difference_update(Thread *t, Set *s, Value other);
MUST_USE int set_is_subset(Thread *t, Set *s, Value other);
MUST_USE int set_is_superset(Thread *t, Set *s, Value other);
MUST_USE int set_is_disjoint(Thread *t, Set *s, Value other);
/* fn(t, arg, key, hash) for each key of an iterable, until it returns nonzero, which is returned.
 */
typedef int (*SetEachFn)(Thread *t, void *arg, Value key, int64_t hash);
MUST_USE int set_each(Thread *t, Value iterable, SetEachFn fn, void *arg);

extern const NativeDef *const set_methods[];
extern const NativeDef *const frozenset_methods[];

#endif
