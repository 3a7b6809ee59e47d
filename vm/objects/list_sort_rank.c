/* SPDX-License-Identifier: MIT */
/*
 * Sorting by ranks: numbers of 64 bits that order as the keys do, beside a pointer to the key, so
 * that few comparisons have to read the key itself (abbreviated keys, as PostgreSQL 9.5 sorts
 * texts). Tuples of simple items are sorted by one item after the other: what is equal at the first
 * is sorted by the second. Scripts cannot watch it: only keys of builtin types have ranks, and a
 * stable order has one outcome.
 */
#include "vm/objects/list_sort.h"

enum {
    COLUMNS_MAX = 8, /* longer tuples are ranked by their first items only */
    KEY_ITSELF = -1, /* as a column */
};

/* What decides when ranks are equal. */
typedef enum Tie { TIE_EQUAL, TIE_TEXT, TIE_TUPLE } Tie;

typedef struct Ranked {
    uint64_t rank;
    const Value *key;
} Ranked;

typedef struct Ranking {
    Thread *t;
    int column; /* of tuples, or KEY_ITSELF */
    SortMode mode;
    Tie tie;
} Ranking;

static inline Value ranked_value(const Ranking *how, Ranked r)
{
    return how->column < 0 ? *r.key : V_AS(Tuple, *r.key)->items[how->column];
}

static inline int ranked_less(const Ranking *how, Ranked a, Ranked b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    if (how->tie == TIE_EQUAL)
        return 0;
    if (how->tie == TIE_TUPLE)
        return sort_tuple_less(how->t, how->mode, *a.key, *b.key);
    return str_order(V_AS(Str, ranked_value(how, a)), V_AS(Str, ranked_value(how, b))) < 0;
}

typedef struct RankSorter {
    Thread *t;
    Ranking how;
    size_t nruns;
    Run runs[SORT_RUNS];
} RankSorter;

#define SORTER        RankSorter
#define ITEM          Ranked
#define LESS(s, a, b) ranked_less(&(s)->how, a, b)
#define SORT(name)    sort_ranked_##name
#include "vm/objects/list_sort_part.h"

/* ---- ranks ---- */

/* How many characters at the front all n texts have in common; *unit: bytes of the widest. */
static size_t common_prefix(const Ranking *how, const Ranked *r, size_t n, uint32_t *unit)
{
    const Str *first = V_AS(Str, ranked_value(how, r[0]));
    size_t common = first->len;
    *unit = first->unit;
    for (size_t i = 1; i < n; i++) {
        const Str *s = V_AS(Str, ranked_value(how, r[i]));
        size_t at = 0, most = s->len < common ? s->len : common;
        while (at < most && str_at(s, at) == str_at(first, at))
            at++;
        common = at;
        *unit = s->unit > *unit ? s->unit : *unit;
    }
    return common;
}

/* Fewer than eight bytes as the high ones of a word, the first one in front. */
static ALWAYS_INLINE uint64_t few_bytes(const uint8_t *p, size_t n)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < 7; i++)
        bytes = bytes << 8 | (i < n ? p[i] : 0);
    return bytes << 8;
}

/* The characters from `at` on, as many as there is room for, the first one in the highest bits. */
static uint64_t text_rank(const Str *s, size_t at, uint32_t unit)
{
    uint64_t rank = 0;
    if (unit == 1 && s->len >= at + sizeof rank) {
        memcpy(&rank, (const char *)str_data(s) + at, sizeof rank);
        return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_bswap64(rank) : rank;
    }
    if (unit == 1)
        return at < s->len ? few_bytes((const uint8_t *)str_data(s) + at, s->len - at) : 0;
    for (int shift = 64 - 8 * (int)unit; shift >= 0 && at < s->len; shift -= 8 * (int)unit)
        rank |= (uint64_t)str_at(s, at++) << shift;
    return rank;
}

/* Ranks of texts. Equal ranks are equal texts if each fits and none could be told from another by
   zeros at its end only. */
static void rank_texts(Ranking *how, Ranked *r, size_t n)
{
    uint32_t unit;
    size_t common = common_prefix(how, r, n, &unit), fits = common + sizeof(uint64_t) / unit;
    bool exact = true;
    for (size_t i = 0; i < n; i++) {
        const Str *s = V_AS(Str, ranked_value(how, r[i]));
        r[i].rank = text_rank(s, common, unit);
        exact &= s->len <= fits && (s->len == 0 || str_at(s, s->len - 1) != 0);
    }
    if (!exact && how->tie == TIE_EQUAL)
        how->tie = TIE_TEXT;
}

/* A float's bits order as the float once negative ones are turned round; -0.0 is 0.0. */
static uint64_t float_rank(double x)
{
    uint64_t bits;
    x += 0.0;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | 1ull << 63;
}

static void rank_all(Ranking *how, Ranked *r, size_t n)
{
    if (how->mode == SORT_STR) {
        rank_texts(how, r, n);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        Value v = ranked_value(how, r[i]);
        r[i].rank =
            how->mode == SORT_INT ? (uint64_t)v_small(v) ^ 1ull << 63 : float_rank(v_flonum(v));
    }
}

/* Ranks the rows, which are to be sorted then. Runs there are none yet: they are not zeroed. */
static void sorter_begin(RankSorter *s, Ranking how, Ranked *r, size_t n)
{
    s->t = how.t;
    s->nruns = 0;
    s->how = how;
    rank_all(&s->how, r, n);
}

/* ---- tuples, column by column ---- */

/* The order of two tuples of simple items from a column on. */
static int order_from(const Tuple *a, const Tuple *b, const SortMode *modes, size_t columns,
                      size_t from)
{
    int64_t order = 0;
    for (size_t c = from; c < columns && !order; c++)
        order = sort_simple_order(modes[c], a->items[c], b->items[c]);
    return order < 0 ? -1 : order > 0;
}

/* A few tuples by insertion. */
static void sort_few(Ranked *r, size_t n, const SortMode *modes, size_t columns, size_t from)
{
    for (size_t i = 1; i < n; i++) {
        Ranked x = r[i];
        size_t at = i;
        for (; at > 0; at--) {
            const Tuple *before = V_AS(Tuple, *r[at - 1].key);
            if (order_from(V_AS(Tuple, *x.key), before, modes, columns, from) >= 0)
                break;
            r[at] = r[at - 1];
        }
        r[at] = x;
    }
}

/* How many at the front of r, which is in order, are equal to the first. */
static size_t equal_group(const Ranking *how, const Ranked *r, size_t n)
{
    size_t len = 1;
    while (len < n && r[len].rank == r[0].rank && !ranked_less(how, r[0], r[len]))
        len++;
    return len;
}

/* Sorts tuples of `columns` simple items, which are equal up to the column `from`. */
static int sort_columns(Thread *t, Ranked *r, size_t n, const SortMode *modes, size_t columns,
                        size_t from)
{
    if (n < RANKED_MIN) {
        sort_few(r, n, modes, columns, from);
        return 0;
    }
    RankSorter s;
    sorter_begin(&s, (Ranking){t, (int)from, modes[from], TIE_EQUAL}, r, n);
    if (sort_ranked_all(&s, r, n))
        return -1;
    for (size_t i = 0, len; from + 1 < columns && i < n; i += len) {
        len = equal_group(&s.how, r + i, n - i);
        if (len > 1 && sort_columns(t, r + i, len, modes, columns, from + 1))
            return -1;
    }
    return 0;
}

/* The mode of all items of a column, SORT_ANY if they differ or one is a NaN. */
static SortMode column_mode(const Ranked *r, size_t n, size_t column)
{
    SortMode mode = SORT_ANY;
    for (size_t i = 0; i < n; i++) {
        Value v = V_AS(Tuple, *r[i].key)->items[column];
        SortMode own = sort_simple_mode(v);
        if (own == SORT_ANY || (i && own != mode) ||
            (own == SORT_FLOAT && v_flonum(v) != v_flonum(v)))
            return SORT_ANY;
        mode = own;
    }
    return mode;
}

static bool same_lengths(const Ranked *r, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (V_AS(Tuple, *r[i].key)->len != V_AS(Tuple, *r[0].key)->len)
            return false;
    return true;
}

/* 0, -1, or 1 when the first items have no ranks. */
static int sort_tuples(Thread *t, Ranked *r, size_t n)
{
    SortMode modes[COLUMNS_MAX] = {column_mode(r, n, 0)};
    size_t len = V_AS(Tuple, *r[0].key)->len, columns = 1;
    if (modes[0] == SORT_ANY)
        return 1;
    bool all = len <= COLUMNS_MAX && same_lengths(r, n);
    for (; all && columns < len; columns++)
        all = (modes[columns] = column_mode(r, n, columns)) != SORT_ANY;
    if (all)
        return sort_columns(t, r, n, modes, columns, 0);
    RankSorter s;
    sorter_begin(&s, (Ranking){t, 0, modes[0], TIE_TUPLE}, r, n);
    return sort_ranked_all(&s, r, n);
}

/* ---- */

static int sort_texts(Thread *t, Ranked *r, size_t n)
{
    RankSorter s;
    sorter_begin(&s, (Ranking){t, KEY_ITSELF, SORT_STR, TIE_EQUAL}, r, n);
    return sort_ranked_all(&s, r, n);
}

int sort_ranked(Thread *t, SortMode mode, Value *keys, size_t n, size_t step)
{
    size_t size = step * sizeof(Value);
    Ranked *r = mem_alloc_array(t, n, sizeof *r);
    char *out = r ? mem_alloc_array(t, n, size) : NULL;
    int status = -1;
    if (out) {
        for (size_t i = 0; i < n; i++)
            r[i].key = keys + i * step;
        status = mode == SORT_STR ? sort_texts(t, r, n) : sort_tuples(t, r, n);
        for (size_t i = 0; status <= 0 && i < n; i++)
            memcpy(out + i * size, r[i].key, size);
        if (status <= 0)
            memcpy(keys, out, n * size);
        mem_free(t, out, n * size);
    }
    if (r)
        mem_free(t, r, n * sizeof *r);
    return status;
}
