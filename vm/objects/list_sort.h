/* SPDX-License-Identifier: MIT */
/* What the files of list.sort() share: the sorter, and sorting by ranks (list_sort_rank.c). */
#ifndef RONDO_LIST_SORT_H
#define RONDO_LIST_SORT_H

#include "vm/objects/helpers.h"
#include "vm/objects/list.h"

#define SORT_GALLOP 7
#define SORT_MINRUN 32
#define SORT_RUNS   90 /* powers of pending runs increase strictly and are below 65 */

typedef struct Run {
    size_t start, len;
    int power; /* of the border to the next run */
} Run;

/* SORT_TUPLE: tuples whose first items are all of the mode `first`. */
typedef enum SortMode { SORT_ANY, SORT_INT, SORT_FLOAT, SORT_STR, SORT_TUPLE } SortMode;

typedef struct Sorter {
    Thread *t;
    SortMode mode, first;
    size_t nruns;
    Run runs[SORT_RUNS]; /* the first nruns of them: nothing else is zeroed */
} Sorter;

static inline void sorter_init(Sorter *s, Thread *t)
{
    s->t = t;
    s->mode = s->first = (SortMode)0;
    s->nruns = 0;
}

/* Order of two values of a simple mode: negative, 0, positive. */
static inline int64_t sort_simple_order(SortMode mode, Value a, Value b)
{
    if (mode == SORT_STR)
        return str_order(V_AS(Str, a), V_AS(Str, b));
    if (mode == SORT_FLOAT)
        return v_flonum(a) < v_flonum(b) ? -1 : v_flonum(a) > v_flonum(b);
    return v_small(a) < v_small(b) ? -1 : v_small(a) > v_small(b);
}

/* Depth of a border between runs: see list_sort.c. */
int sort_run_power(size_t s1, size_t n1, size_t n2, size_t n);
/* The mode of a value by itself: not SORT_TUPLE. */
SortMode sort_simple_mode(Value v);
/* a < b for tuples whose first items are of the mode `first`; 0, 1, -1. */
int sort_tuple_less(Thread *t, SortMode first, Value a, Value b);

enum { RANKED_MIN = 8 }; /* fewer are sorted as they are */
/* Sorts keys of the mode SORT_STR or SORT_TUPLE; `step` Values apart are the keys, which come out
   in order with what is behind each. 0; 1: these keys have no ranks, nothing was done; -1 with an
   exception, the keys in any order. */
MUST_USE int sort_ranked(Thread *t, SortMode mode, Value *keys, size_t n, size_t step);

#endif
