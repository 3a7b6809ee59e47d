/* SPDX-License-Identifier: MIT */
/* list.sort(): the algorithm is in list_sort_part.h; here are comparison, keys, and the rule that
   the list is empty while it is being sorted. */
#include "vm/objects/list.h"
#include "vm/objects/helpers.h"

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
    Run runs[SORT_RUNS];
} Sorter;

/* Order of two values of a simple mode: negative, 0, positive. */
static inline int64_t simple_order(SortMode mode, Value a, Value b)
{
    if (mode == SORT_STR)
        return str_order(V_AS(Str, a), V_AS(Str, b));
    if (mode == SORT_FLOAT)
        return v_flonum(a) < v_flonum(b) ? -1 : v_flonum(a) > v_flonum(b);
    return v_small(a) < v_small(b) ? -1 : v_small(a) > v_small(b);
}

/* Tuples differ at the first item more often than not; only when it is equal the others count. */
static int tuple_less(Sorter *s, Value a, Value b)
{
    int64_t order = simple_order(s->first, V_AS(Tuple, a)->items[0], V_AS(Tuple, b)->items[0]);
    int whole;
    if (order)
        return order < 0;
    if (tuple_order_plain(V_AS(Tuple, a), V_AS(Tuple, b), &whole))
        return whole < 0;
    return compare_truth(s->t, CMP_LT, a, b);
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
        return tuple_less(s, a, b);
    case SORT_ANY:
        break;
    }
    return compare_truth(s->t, CMP_LT, a, b);
}

/* Depth, in the perfectly balanced tree over n items, of the border between the run of n1 items at
   s1 and the n2 items behind it: the first binary digit in which the two midpoints, as fractions of
   n, differ. */
static int run_power(size_t s1, size_t n1, size_t n2, size_t n)
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

/* A text by the number that its first characters make; most comparisons need no more. */
typedef struct Ranked {
    uint64_t rank;
    const Value *key;
} Ranked;

static inline bool ranked_less(Ranked a, Ranked b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    return str_order(V_AS(Str, *a.key), V_AS(Str, *b.key)) < 0;
}

#define ITEM          Value
#define LESS(s, a, b) sort_less(s, a, b)
#define SORT(name)    sort_values_##name
#include "vm/objects/list_sort_part.h"
#define ITEM          Pair
#define LESS(s, a, b) sort_less(s, (a).key, (b).key)
#define SORT(name)    sort_pairs_##name
#include "vm/objects/list_sort_part.h"
#define ITEM          Ranked
#define LESS(s, a, b) ranked_less(a, b)
#define SORT(name)    sort_ranked_##name
#include "vm/objects/list_sort_part.h"

/* ---- ranks of texts ---- */

enum { RANKED_MIN = 8 }; /* fewer are sorted as they are */

/* How many characters at the front all n texts have in common; *unit: bytes of the widest. */
static size_t common_prefix(const Ranked *r, size_t n, uint32_t *unit)
{
    const Str *first = V_AS(Str, *r[0].key);
    size_t common = first->len;
    *unit = first->unit;
    for (size_t i = 1; i < n; i++) {
        const Str *s = V_AS(Str, *r[i].key);
        size_t at = 0, most = s->len < common ? s->len : common;
        while (at < most && str_at(s, at) == str_at(first, at))
            at++;
        common = at;
        *unit = s->unit > *unit ? s->unit : *unit;
    }
    return common;
}

/* The characters from `at` on, as many as there is room for, the first one in the highest bits. */
static uint64_t text_rank(const Str *s, size_t at, uint32_t unit)
{
    uint64_t rank = 0;
    if (unit == 1 && s->len >= at + sizeof rank) {
        memcpy(&rank, (const char *)str_data(s) + at, sizeof rank);
        return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(rank) : rank;
    }
    for (int shift = 64 - 8 * (int)unit; shift >= 0 && at < s->len; shift -= 8 * (int)unit)
        rank |= (uint64_t)str_at(s, at++) << shift;
    return rank;
}

static int ranked_sort(Sorter *s, Ranked *r, size_t n)
{
    uint32_t unit;
    size_t common = common_prefix(r, n, &unit);
    for (size_t i = 0; i < n; i++)
        r[i].rank = text_rank(V_AS(Str, *r[i].key), common, unit);
    return sort_ranked_all(s, r, n);
}

/* Sorts texts; `step` Values apart are the keys, which come out in order with what is behind each.
 */
static int sort_texts(Sorter *s, Value *keys, size_t n, size_t step)
{
    size_t size = step * sizeof(Value);
    Ranked *r = mem_alloc_array(s->t, n, sizeof *r);
    char *out = r ? mem_alloc_array(s->t, n, size) : NULL;
    int status = -1;
    if (out) {
        for (size_t i = 0; i < n; i++)
            r[i].key = keys + i * step;
        status = ranked_sort(s, r, n);
        for (size_t i = 0; i < n; i++)
            memcpy(out + i * size, r[i].key, size);
        memcpy(keys, out, n * size);
        mem_free(s->t, out, n * size);
    }
    if (r)
        mem_free(s->t, r, n * sizeof *r);
    return status;
}

static SortMode simple_mode(Value v)
{
    return v_is_small(v)            ? SORT_INT
           : v_is_flonum(v)         ? SORT_FLOAT
           : v_is_kind(v, KIND_str) ? SORT_STR
                                    : SORT_ANY;
}

/* Narrows the sorter's mode to what holds for v too; the first value of all sets it. */
static void sort_note(Sorter *s, Value v, bool is_first)
{
    bool tuple = v_is_kind(v, KIND_tuple) && V_AS(Tuple, v)->len > 0;
    SortMode first = tuple ? simple_mode(V_AS(Tuple, v)->items[0]) : SORT_ANY;
    SortMode mode = first != SORT_ANY ? SORT_TUPLE : simple_mode(v);
    if (is_first) {
        s->mode = mode;
        s->first = first;
    } else if (mode != s->mode || first != s->first) {
        s->mode = SORT_ANY;
    }
}

static int sort_plain(Thread *t, Value *items, size_t n)
{
    Sorter s = {.t = t};
    for (size_t i = 0; i < n && (i == 0 || s.mode != SORT_ANY); i++)
        sort_note(&s, items[i], i == 0);
    return s.mode == SORT_STR && n >= RANKED_MIN ? sort_texts(&s, items, n, 1)
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
        Sorter s = {.t = t};
        for (size_t i = 0; i < n && (i == 0 || s.mode != SORT_ANY); i++)
            sort_note(&s, pairs[i].key, i == 0);
        if (reverse)
            sort_pairs_reverse(pairs, n);
        status = s.mode == SORT_STR && n >= RANKED_MIN
                     ? sort_texts(&s, &pairs[0].key, n, sizeof(Pair) / sizeof(Value))
                     : sort_pairs_all(&s, pairs, n);
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
