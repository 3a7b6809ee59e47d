/* SPDX-License-Identifier: MIT */
/* itertools: product, permutations, combinations and combinations_with_replacement. Each holds
   pools of items and an index into each place of its result; a step moves the indices on. */
#include "stdlib/itertools.h"

typedef struct Picker {
    Object head;
    Value pools;    /* tuple: for product one pool (tuple) a place, else the one pool itself */
    Value rows[2];  /* tuples it has given, to be used again: a loop holds on to one of them */
    int64_t *index; /* place -> item of its pool; for permutations all items, then the cycles */
    size_t places, cells; /* cells: length of index */
    size_t changed;       /* the last step left the places in front of this one as they were */
    size_t stale[2];      /* the first place at which each row may have to be written anew */
    uint8_t latest;       /* the row of the two that was given last */
    bool started, done;
} Picker;
#define P(v) V_AS(Picker, v)

static void picker_free(Thread *t, Object *o)
{
    Picker *p = (Picker *)o;
    if (p->index)
        mem_free(t, p->index, p->cells * sizeof *p->index);
}

static Value picker_new(Thread *t, Type *cls, Value pools, size_t places, size_t cells)
{
    Value made = api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    Picker *p = P(made);
    p->index = mem_alloc_array(t, cells, sizeof *p->index);
    if (!p->index)
        return V_ERROR;
    p->cells = cells;
    p->places = places;
    memset(p->index, 0, cells * sizeof *p->index);
    api_set(t, &p->pools, pools);
    return made;
}

/* The items that the indices point at; owned. */
static ALWAYS_INLINE Value picker_result(Thread *t, Picker *p, bool many_pools)
{
    Tuple *pool = V_AS(Tuple, p->pools);
    for (int i = 0; i < 2; i++)
        p->stale[i] = p->changed < p->stale[i] ? p->changed : p->stale[i];
    uint8_t which = p->latest;
    if (!v_is_object(p->rows[which]) || v_object(p->rows[which])->refcnt > 1)
        which ^= 1;
    Tuple *row = tuple_reuse(t, &p->rows[which], p->places);
    if (!row)
        return V_ERROR;
    bool kept = v_same(v_from(row), p->rows[which]);
    for (size_t i = kept ? p->stale[which] : 0; i < p->places; i++) {
        const Tuple *from = many_pools ? V_AS(Tuple, pool->items[i]) : pool;
        tuple_reuse_put(t, row, i, dup(from->items[p->index[i]]));
    }
    if (kept) {
        p->latest = which;
        p->stale[which] = p->places;
    }
    return v_from(row);
}

/* One step: the first result is the one the indices were made for. */
static ALWAYS_INLINE Value picker_step(Thread *t, Picker *p, bool (*advance)(Picker *p),
                                       bool many_pools)
{
    if (p->done)
        return V_STOP;
    if (p->started && !advance(p)) {
        p->done = true;
        return V_STOP;
    }
    p->started = true;
    return picker_result(t, p, many_pools);
}

/* The length argument: 0.., or -1 with an exception. */
static int64_t length_argument(Thread *t, Value v)
{
    int64_t r;
    if (value_to_int64(t, v, &r) < 0)
        return -1;
    if (r < 0)
        raise_format(t, EXC_ValueError, "r must be non-negative");
    return r < 0 ? -1 : r;
}

/* ---- product: an odometer ---- */

static Value product_fill(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value repeat)
{
    int64_t times = 1;
    if (!v_is_empty(repeat) && value_to_ssize(t, repeat, &times, EXC_OverflowError) < 0)
        return V_ERROR;
    if (times < 0)
        return raise_format(t, EXC_ValueError, "repeat argument cannot be negative");
    if (nargs && (uint64_t)times > SIZE_MAX / 64 / nargs)
        return raise_format(t, EXC_OverflowError, "repeat argument too large");
    Value list = K(t, list_new(t, NULL, 0));
    bool empty = false;
    for (size_t i = 0; !v_is_error(list) && i < nargs * (size_t)times; i++) {
        Value pool =
            i < nargs ? K(t, iter_to_tuple(t, args[i])) : V_AS(List, list)->items[i - nargs];
        if (v_is_error(pool) || list_append(t, V_AS(List, list), pool) < 0)
            return V_ERROR;
        empty |= V_AS(Tuple, pool)->len == 0;
    }
    Value pools = v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
    size_t n = v_is_error(pools) ? 0 : V_AS(Tuple, pools)->len;
    Value made = v_is_error(pools) ? V_ERROR : picker_new(t, cls, pools, n, n);
    if (!v_is_error(made))
        P(made)->done = empty;
    return made;
}

static Value product_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len; i++)
        if (!str_equal_cstr(V_AS(Str, names->items[i]), "repeat"))
            return raise_format(t, EXC_TypeError,
                                "product() got an unexpected keyword argument '%V'",
                                names->items[i]);
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(
        t, scope, product_fill(t, cls, args, nargs, names && names->len ? args[nargs] : V_EMPTY));
}

static bool product_advance(Picker *p)
{
    for (size_t i = p->places; i-- > 0; p->index[i] = 0)
        if ((size_t)++p->index[i] < V_AS(Tuple, V_AS(Tuple, p->pools)->items[i])->len) {
            p->changed = i;
            return true;
        }
    return false;
}

static Value product_next(Thread *t, Value self)
{
    return picker_step(t, P(self), product_advance, true);
}

/* ---- combinations: indices go up ---- */

static Value combinations_new(Thread *t, Value *a, bool repeats)
{
    int64_t r = length_argument(t, a[2]);
    Value pool = r < 0 ? V_ERROR : K(t, iter_to_tuple(t, a[1]));
    if (v_is_error(pool))
        return V_ERROR;
    size_t n = V_AS(Tuple, pool)->len;
    bool none = repeats ? n == 0 && r > 0 : (size_t)r > n;
    Value made = picker_new(t, V_AS(Type, a[0]), pool, none ? 0 : (size_t)r, none ? 0 : (size_t)r);
    if (v_is_error(made))
        return V_ERROR;
    P(made)->done = none;
    for (size_t i = 0; !repeats && i < P(made)->places; i++)
        P(made)->index[i] = (int64_t)i;
    return made;
}

API(combinations_make, "combinations(cls, iterable, r)", "")
{
    return combinations_new(t, a, false);
}

API(replacement_make, "combinations_with_replacement(cls, iterable, r)", "")
{
    return combinations_new(t, a, true);
}

static bool combinations_advance(Picker *p)
{
    size_t n = V_AS(Tuple, p->pools)->len;
    for (size_t i = p->places; i-- > 0;)
        if ((size_t)p->index[i] <
            i + n - p->places) { /* this place can go up: those behind follow it */
            int64_t at = p->index[i];
            p->changed = i;
            for (; i < p->places; i++)
                p->index[i] = ++at;
            return true;
        }
    return false;
}

static bool replacement_advance(Picker *p)
{
    size_t n = V_AS(Tuple, p->pools)->len;
    for (size_t i = p->places; i-- > 0;)
        if ((size_t)p->index[i] + 1 < n) {
            int64_t at = p->index[i] + 1;
            p->changed = i;
            for (; i < p->places; i++)
                p->index[i] = at;
            return true;
        }
    return false;
}

static Value combinations_next(Thread *t, Value self)
{
    return picker_step(t, P(self), combinations_advance, false);
}

static Value combinations_with_replacement_next(Thread *t, Value self)
{
    return picker_step(t, P(self), replacement_advance, false);
}

/* ---- permutations: index holds all n items, and behind them a counter for each place, which says
   how often that place may still be exchanged with one behind it ---- */

API(permutations_make, "permutations(cls, iterable, r=None)", "")
{
    Value pool = K(t, iter_to_tuple(t, a[1]));
    if (v_is_error(pool))
        return V_ERROR;
    size_t n = V_AS(Tuple, pool)->len;
    int64_t r = (int64_t)n;
    bool given = !v_is_empty(a[2]) && !v_is_none(a[2]);
    if (given && !v_is_int(a[2]))
        return raise_format(t, EXC_TypeError, "Expected int as r");
    if (given && (r = length_argument(t, a[2])) < 0)
        return V_ERROR;
    bool none = (size_t)r > n;
    size_t places = none ? 0 : (size_t)r;
    Value made = picker_new(t, V_AS(Type, a[0]), pool, places, n + places);
    if (v_is_error(made))
        return V_ERROR;
    P(made)->done = none;
    for (size_t i = 0; i < n; i++)
        P(made)->index[i] = (int64_t)i;
    for (size_t i = 0; i < places; i++)
        P(made)->index[n + i] = (int64_t)(n - i);
    return made;
}

static bool permutations_advance(Picker *p)
{
    size_t n = V_AS(Tuple, p->pools)->len;
    int64_t *cycles = p->index + n;
    for (size_t i = p->places; i-- > 0;) {
        int64_t here = p->index[i];
        if (--cycles[i] > 0) {
            size_t j = n - (size_t)cycles[i];
            p->index[i] = p->index[j];
            p->index[j] = here;
            p->changed = i;
            return true;
        }
        memmove(p->index + i, p->index + i + 1,
                (n - i - 1) * sizeof *p->index); /* back to the order at the start */
        p->index[n - 1] = here;
        cycles[i] = (int64_t)(n - i);
    }
    return false;
}

static Value permutations_next(Thread *t, Value self)
{
    return picker_step(t, P(self), permutations_advance, false);
}

int pickers_add(Thread *t, Value module)
{
#define ROW(id, text, ...)                                                                        \
    {                                                                                             \
        .name = "itertools." #id, .doc = text, .size = sizeof(Picker), .next = id##_next,         \
        .fields = {{offsetof(Picker, pools), offsetof(Picker, rows), offsetof(Picker, rows[1]), 0},          \
                   picker_free, NULL, NULL},                                                      \
        __VA_ARGS__                                                                               \
    }
    static const IterRow rows[] = {
        ROW(product, "All ways to take one item from each iterable.", .make_raw = product_make),
        ROW(permutations, "All orders of r of the items.", .make = &permutations_make_def),
        ROW(combinations, "All choices of r of the items, in their order.",
            .make = &combinations_make_def),
        ROW(combinations_with_replacement,
            "All choices of r of the items, each as often as one likes.",
            .make = &replacement_make_def),
    };
    return iter_types_add(t, module, rows, sizeof rows / sizeof *rows);
}
