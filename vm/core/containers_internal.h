/* SPDX-License-Identifier: MIT */
/* What the types of vm/objects need of tuple.c, list.c and dict.c beyond containers.h. */
#ifndef RONDO_CONTAINERS_INTERNAL_H
#define RONDO_CONTAINERS_INTERNAL_H

#include "vm/core/protocol.h"

/* hash(v) with the common keys answered at once. */
static inline MUST_USE int hash_quick(Thread *t, Value v, int64_t *hash)
{
    if (v_is_kind(v, KIND_str)) {
        Str *s = V_AS(Str, v);
        *hash = LIKELY(s->head.flags & OF_HASH) ? s->hash : str_hash(t, s);
        return 0;
    }
    if (v_is_small(v)) {
        int64_t n = v_small(v), most = ((int64_t)1 << 61) - 1;
        if (n < most && n > -most) {
            *hash = n == -1 ? -2 : n;
            return 0;
        }
    }
    return value_hash(t, v, hash);
}

/* ---- tuple ---- */
/* Puts a filled tuple on the collector's list, unless nothing in it could be part of a cycle. */
void tuple_track(Thread *t, Tuple *tuple);
MUST_USE int tuple_hash(Thread *t, Value self, int64_t *hash);
void tuple_dealloc(Thread *t, Object *o);
void tuple_visit(Object *o, VisitFn fn, void *arg);
MUST_USE Value tuple_slice(Thread *t, Tuple *tuple, size_t start, size_t end);
/* For iterators that give a tuple a step: the one in *kept, owned, if nobody else holds it any more
   (its items are replaced by tuple_reuse_put), else a new one of n EMPTY items, the first of which
   is kept, as CPython's zip and product do. NULL: MemoryError. */
MUST_USE Tuple *tuple_reuse_not(Thread *t, Value *kept, size_t n);
static ALWAYS_INLINE MUST_USE Tuple *tuple_reuse(Thread *t, Value *kept, size_t n)
{
    return v_is_object(*kept) && v_object(*kept)->refcnt == 1 ? V_AS(Tuple, dup(*kept))
                                                              : tuple_reuse_not(t, kept, n);
}
static ALWAYS_INLINE void tuple_reuse_put(Thread *t, Tuple *row, size_t i, TAKES Value v)
{
    if (v_is_object(v) && (v_object(v)->type->flags & TF_GC) && !(row->head.flags & OF_TRACKED))
        gc_track(t, row);
    v_set(t, &row->items[i], v);
}

/* ---- list ---- */
MUST_USE List *list_alloc(Thread *t,
                          size_t len); /* tracked; len items EMPTY, to be filled at once */
/* A list whose len items are nothing yet: they have to be there before anything else is done. */
MUST_USE List *list_alloc_raw(Thread *t, size_t len);
MUST_USE int list_reserve(Thread *t, List *l, size_t cap);
/* The hash of a tuple of these items. 0 or -1. */
MUST_USE int items_hash(Thread *t, const Value *items, size_t n, int64_t *hash);
/* Room for one item more, and for some to come. */
MUST_USE int list_reserve_one(Thread *t, List *l);
/* Replaces [start, end) by n items (dups). The old items are dropped last. */
MUST_USE int list_splice(Thread *t, List *l, size_t start, size_t end, const Value *items,
                         size_t n);
void list_empty(Thread *t, List *l);
void list_dealloc(Thread *t, Object *o);
void list_visit(Object *o, VisitFn fn, void *arg);
/* Drops n values, last first, as CPython frees sequences. */
void values_drop(Thread *t, Value *items, size_t n);
/* n values, each counted once more, into `to`, where none are. */
void values_dup(Value *restrict to, const Value *restrict from, size_t n);
/* `to` holds n values: puts them `times` - 1 times more behind them, counted. */
void values_repeat(Value *to, size_t n, size_t times);

/* ---- dict ---- */
/* Index into entries, -1 absent, -2 error. */
MUST_USE int64_t dict_find(Thread *t, Dict *d, Value key, int64_t hash);
/* As setdefault: the entry's index; *added tells whether the key is new. -1: error. */
MUST_USE int64_t dict_insert(Thread *t, Dict *d, Value key, int64_t hash, Value value, bool *added);
/* Makes entry i (live) the last one, or the first: 0, -1. */
MUST_USE int dict_move_to_end(Thread *t, Dict *d, size_t i, bool last);
/* Takes entry i (live) out: both values are the caller's. */
void dict_take_entry(Thread *t, Dict *d, size_t i, Value *key, Value *value);
MUST_USE int dict_reserve(Thread *t, Dict *d, size_t n);
/* A dict of the n pairs key, value, key, value ... of a row, which is EMPTY afterwards; owned. On
   error some of the row is left. */
MUST_USE Value dict_from_row(Thread *t, TAKES Value *row, size_t n);
/* A dict of n names, strs that differ from each other, and values, EMPTY afterwards; owned. On error
   the values are left. */
MUST_USE Value dict_from_names(Thread *t, const Value *names, TAKES Value *values, size_t n);
/* override false: existing keys stay. */
MUST_USE int dict_merge(Thread *t, Dict *d, Value other, bool override);
MUST_USE int dict_merge_pairs(Thread *t, Dict *d, Value pairs);
void dict_dealloc(Thread *t, Object *o);
void dict_visit(Object *o, VisitFn fn, void *arg);
void dict_gc_clear(Thread *t, Object *o);

/* Whether two values are the same or equal, if that is known without asking their types: 1 or 0,
   else -1. */
static inline int value_equal_at_once(Value a, Value b)
{
    if (v_same(a, b))
        return 1;
    if (v_both_small(a, b))
        return 0;
    bool str_a = v_is_kind(a, KIND_str), str_b = v_is_kind(b, KIND_str);
    if (str_a && str_b)
        return str_equal(V_AS(Str, a), V_AS(Str, b));
    /* A text or None beside something in the word, a float beside another one. */
    bool alone_a = str_a || v_is_none(a), alone_b = str_b || v_is_none(b);
    if ((alone_a && !v_is_object(b)) || (alone_b && !v_is_object(a)) || v_both_flonum(a, b))
        return 0;
    return -1;
}

/* The items of a list or tuple, BORROWED; false: it is neither, or of a class derived from one. */
static inline bool row_items(Value row, const Value **items, size_t *n)
{
    bool is_list = v_is_kind(row, KIND_list);
    if (!is_list && !v_is_kind(row, KIND_tuple))
        return false;
    *items = is_list ? V_AS(List, row)->items : V_AS(Tuple, row)->items;
    *n = is_list ? V_AS(List, row)->len : V_AS(Tuple, row)->len;
    return true;
}

/* The place of the first item that is v or equal to it, as far as that is known without asking
   types: *found; not so, it is the first item that has to be asked, or n. */
int64_t values_find_at_once(const Value *items, size_t n, Value v, bool *found);

#endif
