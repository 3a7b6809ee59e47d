/* SPDX-License-Identifier: MIT */
/* list.sort(): the algorithm is in list_sort_part.h, texts and tuples are sorted by
   list_sort_rank.c; here are comparison, keys, and the rule that the list is empty meanwhile. */
#include "vm/objects/list_sort.h"

/* Tuples differ at the first item more often than not; only when it is equal the others count. */
int sort_tuple_less(Thread *t, SortMode first, Value a, Value b)
{
    int64_t order = sort_simple_order(first, V_AS(Tuple, a)->items[0], V_AS(Tuple, b)->items[0]);
    int whole;
    if (order)
        return order < 0;
    if (tuple_order_plain(V_AS(Tuple, a), V_AS(Tuple, b), &whole))
        return whole < 0;
    return compare_truth(t, CMP_LT, a, b);
}

/* a < b; 0, 1, -1. */
static inline int sort_less(Sorter *s, Value a, Value b)
{
    switch (s->mode) {
    case SORT_INT:
        return v_small(a) < v_small(b);
    case SORT_FLOAT:
        return v_flonum(a) < v_flonum(b);
    case SORT_STR:
        return str_order(V_AS(Str, a), V_AS(Str, b)) < 0;
    case SORT_TUPLE:
        return sort_tuple_less(s->t, s->first, a, b);
    case SORT_ANY:
        break;
    }
    return compare_truth(s->t, CMP_LT, a, b);
}

/* Depth, in the perfectly balanced tree over n items, of the border between the run of n1 items at
   s1 and the n2 items behind it: the first binary digit in which the two midpoints, as fractions of
   n, differ. */
int sort_run_power(size_t s1, size_t n1, size_t n2, size_t n)
{
    size_t a = 2 * s1 + n1, b = a + n1 + n2;
    for (int power = 1;; power++) {
        bool a_high = a >= n, b_high = b >= n;
        if (a_high != b_high)
            return power;
        if (a_high) {
            a -= n;
            b -= n;
        }
        a <<= 1;
        b <<= 1;
    }
}

typedef struct Pair {
    Value key, value;
} Pair;

#define SORTER        Sorter
#define ITEM          Value
#define LESS(s, a, b) sort_less(s, a, b)
#define SORT(name)    sort_values_##name
#include "vm/objects/list_sort_part.h"
#define SORTER        Sorter
#define ITEM          Value
#define LESS(s, a, b) (v_small(a) < v_small(b))
#define SORT(name)    sort_ints_##name
#include "vm/objects/list_sort_part.h"
#define SORTER        Sorter
#define ITEM          Pair
#define LESS(s, a, b) sort_less(s, (a).key, (b).key)
#define SORT(name)    sort_pairs_##name
#include "vm/objects/list_sort_part.h"

SortMode sort_simple_mode(Value v)
{
    return v_is_small(v)            ? SORT_INT
           : v_is_flonum(v)         ? SORT_FLOAT
           : v_is_kind(v, KIND_str) ? SORT_STR
                                    : SORT_ANY;
}

/* The mode of one value; *first: that of a tuple's first item. */
static SortMode sort_mode(Value v, SortMode *first)
{
    bool tuple = v_is_kind(v, KIND_tuple) && V_AS(Tuple, v)->len > 0;
    *first = tuple ? sort_simple_mode(V_AS(Tuple, v)->items[0]) : SORT_ANY;
    return *first != SORT_ANY ? SORT_TUPLE : sort_simple_mode(v);
}

static bool sort_mode_is(SortMode mode, SortMode first, Value v)
{
    SortMode v_first;
    return mode == SORT_INT     ? v_is_small(v)
           : mode == SORT_FLOAT ? v_is_flonum(v)
           : mode == SORT_STR   ? v_is_kind(v, KIND_str)
                                : sort_mode(v, &v_first) == mode && v_first == first;
}

/* Sets the sorter's mode to what holds for all n keys, `step` values apart. */
static void sort_choose(Sorter *s, const Value *keys, size_t n, size_t step)
{
    s->mode = sort_mode(keys[0], &s->first);
    for (size_t i = 1; i < n && s->mode != SORT_ANY; i++)
        if (!sort_mode_is(s->mode, s->first, keys[i * step]))
            s->mode = SORT_ANY;
}

static bool sort_has_ranks(const Sorter *s, size_t n)
{
    return n >= RANKED_MIN && (s->mode == SORT_STR || s->mode == SORT_TUPLE);
}

static int sort_plain(Thread *t, Value *items, size_t n)
{
    Sorter s;
    sorter_init(&s, t);
    sort_choose(&s, items, n, 1);
    int status = sort_has_ranks(&s, n) ? sort_ranked(t, s.mode, items, n, 1) : 1;
    return status <= 0          ? status
           : s.mode == SORT_INT ? sort_ints_all(&s, items, n)
                                : sort_values_all(&s, items, n);
}

/* The keys of all items. The number of keys made is in *made, even on error. */
static int sort_make_keys(Thread *t, Pair *pairs, const Value *items, size_t n, Value key,
                          size_t *made)
{
    for (size_t i = 0; i < n; i++) {
        Value k = call1(t, key, items[i]);
        if (v_is_error(k))
            return -1;
        pairs[i] = (Pair){k, items[i]};
        *made = i + 1;
    }
    return 0;
}

static int sort_by_key(Thread *t, Value *items, size_t n, Value key, bool reverse)
{
    Pair *pairs = mem_alloc_array(t, n, sizeof(Pair));
    if (!pairs)
        return -1;
    size_t made = 0;
    int status = sort_make_keys(t, pairs, items, n, key, &made);
    if (status == 0) {
        Sorter s;
        sorter_init(&s, t);
        size_t step = sizeof(Pair) / sizeof(Value);
        sort_choose(&s, &pairs[0].key, n, step);
        if (reverse)
            sort_pairs_reverse(pairs, n);
        status = sort_has_ranks(&s, n) ? sort_ranked(t, s.mode, &pairs[0].key, n, step) : 1;
        if (status > 0)
            status = sort_pairs_all(&s, pairs, n);
        if (reverse)
            sort_pairs_reverse(pairs, n);
        for (size_t i = 0; i < n; i++)
            items[i] = pairs[i].value;
    }
    for (size_t i = 0; i < made; i++)
        drop(t, pairs[i].key);
    mem_free(t, pairs, n * sizeof(Pair));
    return status;
}

int list_sort(Thread *t, List *l, Value key, bool reverse)
{
    /* Scripts that run meanwhile see an empty list and cannot touch the items. */
    Value *items = l->items;
    size_t len = l->len, cap = l->cap;
    l->items = NULL;
    l->len = l->cap = 0;
    int status = 0;
    if (len && !v_is_none(key)) {
        status = sort_by_key(t, items, len, key, reverse);
    } else if (len > 1) {
        /* Reversing before and after keeps equal items in their order. */
        if (reverse)
            sort_values_reverse(items, len);
        status = sort_plain(t, items, len);
        if (reverse)
            sort_values_reverse(items, len);
    }
    Value *intruders = l->items;
    size_t intruders_len = l->len, intruders_cap = l->cap;
    l->items = items;
    l->len = len;
    l->cap = cap;
    if (intruders) {
        if (status == 0) {
            raise_format(t, EXC_ValueError, "list modified during sort");
            status = -1;
        }
        values_drop(t, intruders, intruders_len);
        mem_free(t, intruders, intruders_cap * sizeof(Value));
    }
    return status;
}

void list_reverse(List *l)
{
    sort_values_reverse(l->items, l->len);
}
