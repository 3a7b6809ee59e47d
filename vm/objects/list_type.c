/* SPDX-License-Identifier: MIT */
/* The type list: slots. Its methods are in list_methods.c, sorting in list_sort.c. */
#include "vm/objects/list.h"
#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"
#include "vm/objects/slice.h"

/* list.__new__ takes anything, as the arguments are __init__'s. */
static Value list_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    List *l = object_new(t, cls, 0);
    if (!l)
        return V_ERROR;
    gc_track(t, l);
    return v_from(l);
}

/* A new list of a range that has a simple iterator: no call an item. */
static int list_fill_range(Thread *t, List *l, Value range)
{
    Value it = iter_get(t, range);
    if (v_is_error(it) || !v_is_kind(it, KIND_range_iterator)) {
        int status = v_is_error(it) ? -1 : list_extend(t, l, it);
        drop(t, it);
        return status;
    }
    RangeIterator *r = V_AS(RangeIterator, it);
    int status = list_reserve(t, l, (size_t)r->left);
    while (status == 0 && r->left > 0)
        l->items[l->len++] = range_iterator_step(r);
    drop(t, it);
    return status;
}

static int list_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    List *l = V_AS(List, self);
    if (args_check(t, "list", nargs, 0, 1, l->head.type->s.new_ == list_make ? kwnames : V_EMPTY))
        return -1;
    list_empty(t, l);
    if (nargs && v_is_kind(args[0], KIND_range))
        return list_fill_range(t, l, args[0]);
    return nargs ? list_extend(t, l, args[0]) : 0;
}

static Value list_repr(Thread *t, Value self)
{
    if (V_AS(List, self)->len == 0)
        return str_from_cstr(t, "[]");
    return sequence_repr(t, self, "[", "]", false);
}

static Value list_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_has_layout(a, KIND_list) || !v_has_layout(b, KIND_list))
        return V_NOTIMPLEMENTED;
    return sequence_compare(t, a, b, op);
}

static Value list_iter(Thread *t, Value self)
{
    return index_iterator_new(t, KIND_list_iterator, self, 0);
}

static int64_t list_length(Thread *t, Value self)
{
    return (int64_t)V_AS(List, self)->len;
}

static int list_contains(Thread *t, Value self, Value item)
{
    List *l = V_AS(List, self);
    bool found;
    size_t i = (size_t)values_find_at_once(l->items, l->len, item, &found);
    if (found)
        return 1;
    for (; i < l->len; i++) {
        Value v = dup(l->items[i]);
        int equal = values_equal(t, v, item);
        drop(t, v);
        if (equal)
            return equal;
    }
    return 0;
}

static Value list_getitem(Thread *t, Value self, Value key)
{
    List *l = V_AS(List, self);
    int64_t start, step;
    if (!v_is_kind(key, KIND_slice)) {
        if (sequence_index(t, key, (int64_t)l->len, "list", "list index out of range", &start))
            return V_ERROR;
        if (UNLIKELY((size_t)start >= l->len)) /* __index__ has shortened the list */
            return raise_format(t, EXC_IndexError, "list index out of range");
        return dup(l->items[start]);
    }
    int64_t stop;
    if (slice_unpack(t, key, &start, &stop, &step))
        return V_ERROR;
    int64_t n = slice_adjust((int64_t)l->len, &start, &stop, step);
    List *part = list_alloc(t, (size_t)n);
    if (!part)
        return V_ERROR;
    for (int64_t i = 0; i < n; i++)
        part->items[i] = dup(l->items[start + i * step]);
    return v_from(part);
}

/* ---- assignment ---- */

static int list_set_index(Thread *t, List *l, Value key, Value value)
{
    int64_t i;
    if (sequence_index(t, key, (int64_t)l->len, "list", "list assignment index out of range", &i))
        return -1;
    if (UNLIKELY((size_t)i >= l->len)) { /* __index__ has shortened the list */
        raise_format(t, EXC_IndexError, "list assignment index out of range");
        return -1;
    }
    if (v_is_empty(value))
        return list_splice(t, l, (size_t)i, (size_t)i + 1, NULL, 0);
    v_set(t, &l->items[i], dup(value));
    return 0;
}

/* del l[start:stop:step] with a step other than 1: the gaps are closed, then the items dropped. */
static int list_delete_stepped(Thread *t, List *l, int64_t start, int64_t step, int64_t n)
{
    if (n == 0)
        return 0;
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    Value *gone = mem_alloc_array(t, (size_t)n, sizeof(Value));
    if (!gone)
        return -1;
    size_t to = (size_t)start, taken = 0;
    for (size_t i = to; i < l->len; i++) {
        if (taken < (size_t)n && i == (size_t)start + taken * (size_t)step)
            gone[taken++] = l->items[i];
        else
            l->items[to++] = l->items[i];
    }
    l->len = to;
    for (int64_t i = 0; i < n; i++)
        drop(t, gone[i]);
    mem_free(t, gone, (size_t)n * sizeof(Value));
    return 0;
}

static int list_assign_stepped(Thread *t, List *l, int64_t start, int64_t step, int64_t n,
                               Value source)
{
    size_t count;
    const Value *items = seq_items(source, &count);
    if (count != (size_t)n) {
        raise_format(t, EXC_ValueError,
                     "attempt to assign sequence of size %zd to extended slice of size %zd",
                     (int64_t)count, n);
        return -1;
    }
    Value *gone = mem_alloc_array(t, count, sizeof(Value));
    if (!gone)
        return -1;
    for (size_t i = 0; i < count; i++) {
        Value *place = &l->items[start + (int64_t)i * step];
        gone[i] = *place;
        *place = dup(items[i]);
    }
    for (size_t i = 0; i < count; i++)
        drop(t, gone[i]);
    mem_free(t, gone, count * sizeof(Value));
    return 0;
}

/* The iterable of a slice assignment as something that the list cannot change: a list that is
   assigned to a part of itself is copied. Owned. */
static Value list_slice_source(Thread *t, List *l, Value value, const char *message)
{
    if (v_same(value, v_from(l)))
        return list_new(t, l->items, l->len);
    return seq_fast(t, value, message);
}

static int list_set_slice(Thread *t, List *l, Value key, Value value)
{
    int64_t start, stop, step;
    if (slice_unpack(t, key, &start, &stop, &step))
        return -1;
    if (v_is_empty(value)) {
        int64_t n = slice_adjust((int64_t)l->len, &start, &stop, step);
        return step == 1 ? list_splice(t, l, (size_t)start, (size_t)(start + n), NULL, 0)
                         : list_delete_stepped(t, l, start, step, n);
    }
    Value source = list_slice_source(t, l, value, "must assign iterable to extended slice");
    if (v_is_error(source))
        return -1;
    int status;
    int64_t n = slice_adjust((int64_t)l->len, &start, &stop,
                             step); /* the iterable may have changed the list */
    if (step == 1) {
        size_t count;
        const Value *items = seq_items(source, &count);
        status = list_splice(t, l, (size_t)start, (size_t)(start + n), items, count);
    } else {
        status = list_assign_stepped(t, l, start, step, n, source);
    }
    drop(t, source);
    return status;
}

static int list_setitem(Thread *t, Value self, Value key, Value value)
{
    List *l = V_AS(List, self);
    return v_is_kind(key, KIND_slice) ? list_set_slice(t, l, key, value)
                                      : list_set_index(t, l, key, value);
}

/* ---- + and * ---- */

static Value list_concat(Thread *t, Value a, Value b)
{
    if (!v_has_layout(b, KIND_list))
        return raise_format(t, EXC_TypeError, "can only concatenate list (not \"%T\") to list", b);
    const List *x = V_AS(List, a), *y = V_AS(List, b);
    List *both = list_alloc_raw(t, x->len + y->len);
    if (!both)
        return V_ERROR;
    values_dup(both->items, x->items, x->len);
    values_dup(both->items + x->len, y->items, y->len);
    return v_from(both);
}

static Value list_repeat(Thread *t, Value self, Value count)
{
    const List *l = V_AS(List, self);
    int64_t n;
    if (repeat_count(t, count, &n))
        return V_ERROR;
    if (l->len && (size_t)n > SIZE_MAX / 32 / l->len)
        return raise_memory(t);
    List *many = list_alloc_raw(t, l->len * (size_t)n);
    if (!many)
        return V_ERROR;
    values_dup(many->items, l->items, n ? l->len : 0);
    values_repeat(many->items, l->len, (size_t)n);
    return v_from(many);
}

static Value list_iconcat(Thread *t, Value self, Value other)
{
    return list_extend(t, V_AS(List, self), other) ? V_ERROR : dup(self);
}

static Value list_irepeat(Thread *t, Value self, Value count)
{
    List *l = V_AS(List, self);
    size_t len = l->len;
    int64_t n;
    if (repeat_count(t, count, &n))
        return V_ERROR;
    if (n == 0) {
        list_empty(t, l);
        return dup(self);
    }
    if (len && (size_t)n > SIZE_MAX / 32 / len)
        return raise_memory(t);
    if (list_reserve(t, l, len * (size_t)n))
        return V_ERROR;
    values_repeat(l->items, len, (size_t)n);
    l->len = len * (size_t)n;
    return dup(self);
}

static void list_gc_clear(Thread *t, Object *o)
{
    list_empty(t, (List *)o);
}

int list_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "list",
        .doc = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a "
               "new empty list.\n"
               "The argument must be an iterable if specified.",
        .size = sizeof(List),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE | TF_SEQUENCE | TF_MATCH_SELF,
        .kind = KIND_list,
        .layout = KIND_list,
        .slots = {.new_ = list_make,
                  .init = list_init,
                  .repr = list_repr,
                  .hash = hash_unhashable,
                  .compare = list_compare,
                  .iter = list_iter,
                  .length = list_length,
                  .getitem = list_getitem,
                  .setitem = list_setitem,
                  .contains = list_contains,
                  .concat = list_concat,
                  .repeat = list_repeat,
                  .iconcat = list_iconcat,
                  .irepeat = list_irepeat},
        .dealloc = list_dealloc,
        .visit = list_visit,
        .clear = list_gc_clear,
        .methods = list_methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
