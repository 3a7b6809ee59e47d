/* SPDX-License-Identifier: MIT */
/* Iterators whose insides the dispatch loop steps by itself. They are made by vm/objects alone. */
#ifndef RONDO_ITERATORS_H
#define RONDO_ITERATORS_H

#include "vm/core/iter_each.h"

/* list_iterator, list_reverseiterator, tuple_iterator, str_iterator and str_ascii_iterator */
typedef struct IndexIterator {
    Object head;
    Value seq;     /* owned; EMPTY when exhausted */
    int64_t index; /* of the next item; a reverse iterator counts down */
} IndexIterator;

/* range_iterator: a range that fits into 64 bits and whose items are small ints */
typedef struct RangeIterator {
    Object head;
    int64_t next, step; /* next is valid while left > 0 */
    int64_t left;       /* items to come */
} RangeIterator;

/* dict_keyiterator, dict_valueiterator, dict_itemiterator and the reverse ones */
typedef struct DictIterator {
    Object head;
    Value dict;   /* owned; EMPTY when exhausted */
    int64_t len;  /* length of the dict at the start; -1 after an error */
    int64_t at;   /* entry to look at next */
    int64_t left; /* items to come */
} DictIterator;

MUST_USE Value index_iterator_new(Thread *t, Kind kind, Value seq, int64_t index);
/* iter(range(*args)) for one to three small ints; EMPTY: something else, or an error. */
MUST_USE Value range_loop_iterator(Thread *t, const Value *args, uint32_t nargs);
MUST_USE Value dict_iterator_new(Thread *t, Kind kind, Dict *d);

/* The next row of a zip of n, or the next pair of an enumerate or of items of a dict, in the order of
   evaluation of its next function, but without the tuple: owned, into row, which is as it was unless
   it is done. 1: done, 0: the end, -1: error. */
MUST_USE int zip_next_row(Thread *t, Value zip, Value *row, size_t n);
MUST_USE int enumerate_next_pair(Thread *t, Value enumerate, Value row[2]);
MUST_USE int dict_items_next_pair(Thread *t, Value items, Value row[2]);
/* Whether the zip is of n iterables, whatever their lengths. */
bool zip_is_of(Value zip, size_t n);

/* ---- what a `for` over these does, without a call; V_STOP at the end ---- */
static inline Value range_iterator_step(RangeIterator *it)
{
    if (it->left <= 0)
        return V_STOP;
    int64_t n = it->next;
    it->left--;
    it->next = (int64_t)((uint64_t)n + (uint64_t)it->step);
    return v_from_small(n);
}
static inline Value list_iterator_step(Thread *t, IndexIterator *it)
{
    if (UNLIKELY(v_is_empty(it->seq)))
        return V_STOP;
    const List *l = V_AS(List, it->seq);
    if (LIKELY((size_t)it->index < l->len))
        return dup(l->items[it->index++]);
    v_clear(t, &it->seq);
    return V_STOP;
}
/* The items of the next tuple, of n, that it steps over; NULL: it is not such a one. */
static inline const Value *list_iterator_tuple(IndexIterator *it, size_t n)
{
    if (UNLIKELY(v_is_empty(it->seq)))
        return NULL;
    const List *l = V_AS(List, it->seq);
    if (UNLIKELY((size_t)it->index >= l->len))
        return NULL;
    Value v = l->items[it->index];
    if (UNLIKELY(!v_is_kind(v, KIND_tuple)) || UNLIKELY(V_AS(Tuple, v)->len != n))
        return NULL;
    it->index++;
    return V_AS(Tuple, v)->items;
}
static inline Value tuple_iterator_step(Thread *t, IndexIterator *it)
{
    if (UNLIKELY(v_is_empty(it->seq)))
        return V_STOP;
    const Tuple *tuple = V_AS(Tuple, it->seq);
    if (LIKELY((size_t)it->index < tuple->len))
        return dup(tuple->items[it->index++]);
    v_clear(t, &it->seq);
    return V_STOP;
}
/* EMPTY: the end, or a character that has been asked for never before: the long way. */
static inline Value ascii_iterator_step(Thread *t, IndexIterator *it)
{
    if (UNLIKELY(v_is_empty(it->seq)))
        return V_EMPTY;
    const Str *s = V_AS(Str, it->seq);
    if (UNLIKELY((size_t)it->index >= s->len))
        return V_EMPTY;
    Str *c = t->vm->char_str[((const uint8_t *)str_data(s))[it->index]];
    if (UNLIKELY(!c))
        return V_EMPTY;
    it->index++;
    return v_from(obj_dup(c));
}
static inline Value iter_step_other(Thread *t, Value it)
{
    if (v_is_kind(it, KIND_range_iterator))
        return range_iterator_step(V_AS(RangeIterator, it));
    if (v_is_kind(it, KIND_str_ascii_iterator)) {
        Value c = ascii_iterator_step(t, V_AS(IndexIterator, it));
        if (LIKELY(!v_is_empty(c)))
            return c;
    }
    return iter_next_quick(t, it);
}
/* iter_next, with short ways for what is iterated over most. */
static ALWAYS_INLINE Value iter_step(Thread *t, Value it)
{
    if (v_is_kind(it, KIND_list_iterator))
        return list_iterator_step(t, V_AS(IndexIterator, it));
    if (v_is_kind(it, KIND_tuple_iterator))
        return tuple_iterator_step(t, V_AS(IndexIterator, it));
    return iter_step_other(t, it);
}

/* iter_each with those short ways. */
static ALWAYS_INLINE int iter_step_each(Thread *t, Value it, EachFn fn, void *arg)
{
    return iter_each_by(t, it, iter_step, fn, arg);
}

#endif
