/* SPDX-License-Identifier: MIT */
/* list: storage. The methods are in vm/objects/list_type.c. */
#include "vm/core/containers_internal.h"
#include "vm/core/iter_each.h"

/* zero: the items are EMPTY; else they hold anything, and the caller fills them at once. */
static ALWAYS_INLINE List *list_make(Thread *t, size_t len, bool zero)
{
    List *l = object_new(t, t->vm->types[KIND_list], 0);
    if (!l)
        return NULL;
    if (len) {
        size_t size = len * sizeof(Value);
        if (len <= (size_t)PTRDIFF_MAX / sizeof(Value))
            l->items = zero ? mem_alloc_zero(t, size) : mem_alloc(t, size);
        if (!l->items) {
            if (v_is_empty(t->exc))
                raise_memory(t);
            obj_drop(t, l);
            return NULL;
        }
        l->len = l->cap = len;
    }
    gc_track(t, l);
    return l;
}

List *list_alloc_raw(Thread *t, size_t len)
{
    return list_make(t, len, false);
}

List *list_alloc(Thread *t, size_t len)
{
    return list_make(t, len, true);
}

Value list_new(Thread *t, const Value *items, size_t n)
{
    List *l = list_make(t, n, false);
    if (!l)
        return V_ERROR;
    values_dup(l->items, items, n);
    return v_from(l);
}

int list_reserve(Thread *t, List *l, size_t cap)
{
    if (cap <= l->cap)
        return 0;
    if (cap > (size_t)PTRDIFF_MAX / sizeof(Value)) {
        raise_memory(t);
        return -1;
    }
    Value *items = l->items ? mem_resize(t, l->items, l->cap * sizeof(Value), cap * sizeof(Value))
                            : mem_alloc_array(t, cap, sizeof(Value));
    if (!items)
        return -1;
    l->items = items;
    l->cap = cap;
    return 0;
}

/* Room for one length more than now: an eighth to spare, so that appending costs O(1) on average.
 */
static int list_grow(Thread *t, List *l, size_t len)
{
    if (len <= l->cap)
        return 0;
    return list_reserve(t, l, (len + (len >> 3) + 6) & ~(size_t)3);
}

int list_reserve_one(Thread *t, List *l)
{
    return list_grow(t, l, l->len + 1);
}

static ALWAYS_INLINE int list_append_quick(Thread *t, List *l, TAKES Value v)
{
    if (UNLIKELY(l->len == l->cap) && list_grow(t, l, l->len + 1)) {
        drop(t, v);
        return -1;
    }
    l->items[l->len++] = v;
    return 0;
}

int list_append_take(Thread *t, List *l, TAKES Value v)
{
    return list_append_quick(t, l, v);
}

int list_append(Thread *t, List *l, Value v)
{
    return list_append_take(t, l, dup(v));
}

/* Gives back memory of a list that has shrunk to less than half. */
static void list_shrink(Thread *t, List *l)
{
    if (l->len >= l->cap / 2)
        return;
    if (l->len == 0) {
        mem_free(t, l->items, l->cap * sizeof(Value));
        l->items = NULL;
        l->cap = 0;
        return;
    }
    size_t cap = (l->len + (l->len >> 3) + 6) & ~(size_t)3;
    if (cap >= l->cap)
        return;
    Value *items = mem_resize(t, l->items, l->cap * sizeof(Value), cap * sizeof(Value));
    if (items) {
        l->items = items;
        l->cap = cap;
    } else {
        exc_clear(t); /* the larger block serves as well */
    }
}

int list_splice(Thread *t, List *l, size_t start, size_t end, const Value *items, size_t n)
{
    size_t gone = end - start, rest = l->len - end;
    Value few[8], *old = few;
    if (n > SIZE_MAX / 16 - l->len) {
        raise_memory(t);
        return -1;
    }
    if (n > gone && list_grow(t, l, l->len - gone + n))
        return -1;
    if (gone > 8) {
        old = mem_alloc_array(t, gone, sizeof(Value));
        if (!old)
            return -1;
    }
    /* `items` may be the list's own (a[1:1] = a is served with a copy by the caller). */
    if (gone)
        memcpy(old, l->items + start, gone * sizeof(Value));
    if (rest && n != gone)
        memmove(l->items + start + n, l->items + end, rest * sizeof(Value));
    values_dup(l->items + start, items, n);
    l->len = l->len - gone + n;
    list_shrink(t, l);
    values_drop(t, old, gone);
    if (old != few)
        mem_free(t, old, gone * sizeof(Value));
    return 0;
}

/* Appends the items of a list or tuple, which may be l itself. */
static int list_extend_items(Thread *t, List *l, Value source)
{
    size_t n;
    seq_items(source, &n);
    if (n > SIZE_MAX / 16 - l->len || list_grow(t, l, l->len + n)) {
        if (v_is_empty(t->exc))
            raise_memory(t);
        return -1;
    }
    values_dup(l->items + l->len, seq_items(source, &n), n);
    l->len += n;
    return 0;
}

static ALWAYS_INLINE int append_each(Thread *t, void *list, TAKES Value item)
{
    return list_append_quick(t, list, item);
}

/* The characters of a text of one byte a character. */
static int list_extend_text(Thread *t, List *l, const Str *s)
{
    const uint8_t *p = str_data(s);
    if (list_reserve(t, l, l->len + s->len))
        return -1;
    for (size_t i = 0; i < s->len; i++) {
        Str *known = t->vm->char_str[p[i]];
        Value c = LIKELY(known != NULL) ? v_from(obj_dup(known)) : str_from_char(t, p[i]);
        if (UNLIKELY(v_is_error(c)))
            return -1;
        l->items[l->len++] = c;
    }
    return 0;
}

int list_extend(Thread *t, List *l, Value iterable)
{
    if (v_is_kind(iterable, KIND_str) && V_AS(Str, iterable)->unit == 1)
        return list_extend_text(t, l, V_AS(Str, iterable));
    if (v_is_kind(iterable, KIND_list) || v_is_kind(iterable, KIND_tuple))
        return list_extend_items(t, l, iterable);
    Value it = iter_get(t, iterable);
    if (v_is_error(it))
        return -1;
    int64_t hint = value_length_hint(t, iterable, 8);
    int status = hint < 0 ? -1 : 0;
    if (status == 0 && hint > 0 &&
        (uint64_t)hint <= INT64_MAX - l->len) /* else it lied: see what comes */
        status = hint > 8 ? list_reserve(t, l, l->len + (size_t)hint) : 0;
    if (status == 0)
        status = v_is_kind(it, KIND_list_reverseiterator) ? list_reverse_rest(t, it, l)
                                                          : iter_each(t, it, append_each, l);
    if (status == 0)
        list_shrink(t, l);
    drop(t, it);
    return status;
}

Value list_to_tuple(Thread *t, List *l)
{
    return tuple_new(t, l->items, l->len);
}

void list_empty(Thread *t, List *l)
{
    Value *items = l->items;
    size_t len = l->len, cap = l->cap;
    l->items = NULL;
    l->len = l->cap = 0;
    values_drop(t, items, len);
    mem_free(t, items, cap * sizeof(Value));
}

void list_dealloc(Thread *t, Object *o)
{
    list_empty(t, (List *)o);
}

void list_visit(Object *o, VisitFn fn, void *arg)
{
    List *l = (List *)o;
    for (size_t i = l->len; i-- > 0;)
        fn(l->items[i], arg);
}
