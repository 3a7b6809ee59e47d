/* SPDX-License-Identifier: MIT */
/* tuple: allocation, hash, freeing. */
#include "vm/core/alloc_small.h"
#include "vm/core/containers_internal.h"

static Tuple *tuple_empty(Thread *t)
{
    if (UNLIKELY(!t->vm->empty_tuple))
        t->vm->empty_tuple = object_new(t, t->vm->types[KIND_tuple], 0);
    return t->vm->empty_tuple;
}

Tuple *tuple_alloc(Thread *t, size_t n)
{
    if (n == 0) {
        Tuple *empty = tuple_empty(t);
        return empty ? obj_dup(empty) : NULL;
    }
    if (n > (size_t)PTRDIFF_MAX / sizeof(Value) - 64) {
        raise_memory(t);
        return NULL;
    }
    Tuple *tuple = object_new(t, t->vm->types[KIND_tuple], n * sizeof(Value));
    if (tuple)
        tuple->len = n;
    return tuple;
}

/* As tuple_alloc, but the items hold anything: the caller fills them at once. */
static ALWAYS_INLINE Tuple *tuple_alloc_raw(Thread *t, size_t n)
{
    size_t prefix = sizeof(GcHead);
    size_t size = (prefix + sizeof(Tuple) + n * sizeof(Value) + 15) & ~(size_t)15;
    char *block = n && n <= ALLOC_SMALL / sizeof(Value) ? alloc_small(&t->vm->alloc, size) : NULL;
    if (UNLIKELY(!block))
        return tuple_alloc(t, n);
    Tuple *tuple = (Tuple *)(void *)(block + prefix);
    object_head(&tuple->head, t->vm->types[KIND_tuple], KIND_tuple, size);
    tuple->hash = 0;
    tuple->len = n;
    return tuple;
}

/* tuple_track of a tuple of n. */
static ALWAYS_INLINE void tuple_track_items(Thread *t, Tuple *tuple, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (v_is_object(tuple->items[i]) && (v_object(tuple->items[i])->type->flags & TF_GC)) {
            gc_track(t, tuple);
            return;
        }
}

void tuple_track(Thread *t, Tuple *tuple)
{
    tuple_track_items(t, tuple, tuple->len);
}

Tuple *tuple_reuse_not(Thread *t, Value *kept, size_t n)
{
    Tuple *tuple = tuple_alloc_raw(t, n);
    for (size_t i = 0; tuple && i < n; i++)
        tuple->items[i] = V_EMPTY;
    if (tuple && v_is_empty(*kept))
        *kept = dup(v_from(tuple));
    return tuple;
}

Value tuple_new(Thread *t, const Value *items, size_t n)
{
    Tuple *tuple = tuple_alloc_raw(t, n);
    if (!tuple)
        return V_ERROR;
    values_dup(tuple->items, items, n);
    tuple_track(t, tuple);
    return v_from(tuple);
}

Value tuple_pair(Thread *t, Value a, Value b)
{
    Tuple *tuple = tuple_alloc_raw(t, 2);
    if (!tuple)
        return V_ERROR;
    tuple->items[0] = dup(a);
    tuple->items[1] = dup(b);
    tuple_track_items(t, tuple, 2);
    return v_from(tuple);
}

Value tuple_take(Thread *t, TAKES Value *items, size_t n)
{
    Tuple *tuple = tuple_alloc_raw(t, n);
    if (!tuple) {
        values_drop(t, items, n);
        return V_ERROR;
    }
    for (size_t i = 0; i < n; i++)
        tuple->items[i] = items[i];
    tuple_track(t, tuple);
    return v_from(tuple);
}

Value tuple_pack(Thread *t, size_t n, ...)
{
    va_list args;
    Tuple *tuple = tuple_alloc_raw(t, n);
    if (!tuple)
        return V_ERROR;
    va_start(args, n);
    for (size_t i = 0; i < n; i++)
        tuple->items[i] = dup(va_arg(args, Value));
    va_end(args);
    tuple_track(t, tuple);
    return v_from(tuple);
}

Value tuple_slice(Thread *t, Tuple *tuple, size_t start, size_t end)
{
    if (start >= end)
        return tuple_new(t, NULL, 0);
    if (start == 0 && end == tuple->len && tuple->head.kind == KIND_tuple)
        return dup(v_from(tuple));
    return tuple_new(t, tuple->items + start, end - start);
}

int tuple_hash(Thread *t, Value self, int64_t *hash)
{
    return c_stack_check(t, "")
               ? -1
               : items_hash(t, V_AS(Tuple, self)->items, V_AS(Tuple, self)->len, hash);
}

/* The xxHash-like mixing of the items' hashes that CPython has used since 3.8
 * (Objects/tupleobject.c). */
int items_hash(Thread *t, const Value *items, size_t n, int64_t *hash)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                   prime5 = 2870177450012600261u;
    uint64_t acc = prime5;
    for (size_t i = 0; i < n; i++) {
        int64_t lane;
        if (hash_quick(t, items[i], &lane))
            return -1;
        acc += (uint64_t)lane * prime2;
        acc = (acc << 31 | acc >> 33) * prime1;
    }
    acc += n ^ (prime5 ^ 3527539u);
    *hash = acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
    return 0;
}

/* The same for two items. */
static inline bool value_order_plain(Value a, Value b, int *order)
{
    if (v_both_small(a, b)) {
        *order = v_small(a) < v_small(b) ? -1 : v_small(a) > v_small(b);
        return true;
    }
    if (v_is_kind(a, KIND_str) && v_is_kind(b, KIND_str)) {
        *order = str_order(V_AS(Str, a), V_AS(Str, b));
        return true;
    }
    if (!v_is_flonum(a) || !v_is_flonum(b))
        return false;
    double x = v_flonum(a), y = v_flonum(b);
    *order = x < y ? -1 : x > y;
    return x == y || *order != 0; /* not a NaN */
}

bool tuple_order_plain(const Tuple *a, const Tuple *b, int *order)
{
    for (size_t i = 0; i < a->len && i < b->len; i++) {
        if (v_same(a->items[i], b->items[i]))
            continue;
        if (!value_order_plain(a->items[i], b->items[i], order))
            return false;
        if (*order)
            return true;
    }
    *order = a->len < b->len ? -1 : a->len > b->len;
    return true;
}

void values_dup(Value *restrict to, const Value *restrict from, size_t n)
{
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        memcpy(to + i, from + i, 4 * sizeof *to);
        if (!v_four_immediate(from + i))
            for (size_t k = i; k < i + 4; k++)
                dup(to[k]);
    }
    for (; i < n; i++)
        to[i] = dup(from[i]);
}

void values_repeat(Value *to, size_t n, size_t times)
{
    size_t all = n * times;
    for (size_t i = 0; i < n && times; i++)
        if (v_is_object(to[i]))
            v_object(to[i])->refcnt += (uint32_t)(times - 1);
    if (n == 1) { /* [0] * k */
        for (size_t i = 1; i < all; i++)
            to[i] = to[0];
        return;
    }
    for (size_t done = n, part; done < all; done += part) {
        part = done < all - done ? done : all - done;
        memcpy(to + done, to, part * sizeof *to);
    }
}

void values_drop(Thread *t, Value *items, size_t n)
{
    while (n >= 4) {
        n -= 4;
        if (!v_four_immediate(items + n))
            for (size_t k = n + 4; k-- > n;)
                drop(t, items[k]);
    }
    while (n--)
        drop(t, items[n]);
}

void tuple_dealloc(Thread *t, Object *o)
{
    Tuple *tuple = (Tuple *)o;
    values_drop(t, tuple->items, tuple->len);
}

void tuple_visit(Object *o, VisitFn fn, void *arg)
{
    Tuple *tuple = (Tuple *)o;
    for (size_t i = tuple->len; i-- > 0;)
        fn(tuple->items[i], arg);
}
