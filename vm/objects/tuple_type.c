/* SPDX-License-Identifier: MIT */
/* The type tuple: everything scripts can do with one. */
#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"
#include "vm/objects/slice.h"

/* tuple(iterable), of a subclass too. */
static Value tuple_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    bool exact = cls == t->vm->types[KIND_tuple];
    if (args_check(t, "tuple", nargs, 0, 1, args_own_keywords(t, cls, KIND_tuple, kwnames)))
        return V_ERROR;
    Value items = nargs == 0                       ? tuple_new(t, NULL, 0)
                  : v_is_kind(args[0], KIND_tuple) ? dup(args[0])
                                                   : iter_to_tuple(t, args[0]);
    if (exact || v_is_error(items))
        return items;
    const Tuple *from = V_AS(Tuple, items);
    Tuple *made = object_new(t, cls, from->len * sizeof(Value));
    if (made) {
        made->len = from->len;
        for (size_t i = 0; i < from->len; i++)
            made->items[i] = dup(from->items[i]);
        gc_track(t, made);
    }
    drop(t, items);
    return made ? v_from(made) : V_ERROR;
}

static Value tuple_repr(Thread *t, Value self)
{
    if (V_AS(Tuple, self)->len == 0)
        return str_from_cstr(t, "()");
    return sequence_repr(t, self, "(", ")", true);
}

static Value tuple_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_has_layout(b, KIND_tuple) || !v_has_layout(a, KIND_tuple))
        return V_NOTIMPLEMENTED;
    return sequence_compare(t, a, b, op);
}

static Value tuple_iter(Thread *t, Value self)
{
    return index_iterator_new(t, KIND_tuple_iterator, self, 0);
}

static int64_t tuple_length(Thread *t, Value self)
{
    return (int64_t)V_AS(Tuple, self)->len;
}

static Value tuple_getitem(Thread *t, Value self, Value key)
{
    Tuple *tuple = V_AS(Tuple, self);
    int64_t start, step, len = (int64_t)tuple->len;
    if (!v_is_kind(key, KIND_slice)) {
        if (sequence_index(t, key, len, "tuple", "tuple index out of range", &start))
            return V_ERROR;
        return dup(tuple->items[start]);
    }
    int64_t n = slice_indices(t, key, len, &start, &step);
    if (n < 0)
        return V_ERROR;
    if (step == 1)
        return tuple_slice(t, tuple, (size_t)start, (size_t)(start + n));
    Tuple *part = tuple_alloc(t, (size_t)n);
    if (!part)
        return V_ERROR;
    for (int64_t i = 0; i < n; i++)
        part->items[i] = dup(tuple->items[start + i * step]);
    tuple_track(t, part);
    return v_from(part);
}

static int tuple_contains(Thread *t, Value self, Value item)
{
    const Tuple *tuple = V_AS(Tuple, self);
    bool found;
    size_t i = (size_t)values_find_at_once(tuple->items, tuple->len, item, &found);
    if (found)
        return 1;
    for (; i < tuple->len; i++) {
        int equal = values_equal(t, tuple->items[i], item);
        if (equal)
            return equal;
    }
    return 0;
}

static Value tuple_concat(Thread *t, Value a, Value b)
{
    if (!v_has_layout(b, KIND_tuple))
        return raise_format(t, EXC_TypeError, "can only concatenate tuple (not \"%T\") to tuple",
                            b);
    const Tuple *x = V_AS(Tuple, a), *y = V_AS(Tuple, b);
    if (x->len == 0 && v_is_kind(b, KIND_tuple))
        return dup(b);
    if (y->len == 0 && v_is_kind(a, KIND_tuple))
        return dup(a);
    Tuple *both = tuple_alloc(t, x->len + y->len);
    if (!both)
        return V_ERROR;
    values_dup(both->items, x->items, x->len);
    values_dup(both->items + x->len, y->items, y->len);
    tuple_track(t, both);
    return v_from(both);
}

static Value tuple_repeat(Thread *t, Value self, Value count)
{
    const Tuple *tuple = V_AS(Tuple, self);
    int64_t n;
    if (repeat_count(t, count, &n))
        return V_ERROR;
    if ((n == 1 || tuple->len == 0) && v_is_kind(self, KIND_tuple))
        return dup(self);
    if (tuple->len && (size_t)n > SIZE_MAX / 32 / tuple->len)
        return raise_memory(t);
    Tuple *many = tuple_alloc(t, tuple->len * (size_t)n);
    if (!many)
        return V_ERROR;
    values_dup(many->items, tuple->items, n ? tuple->len : 0);
    values_repeat(many->items, tuple->len, (size_t)n);
    tuple_track(t, many);
    return v_from(many);
}

NATIVE(tuple_index, "index(self, value, start=0, stop=sys.maxsize, /)",
       "Return first index of value.\n\nRaises ValueError if the value is not present.")
{
    const Tuple *tuple = V_AS(Tuple, a[0]);
    int64_t from, to;
    if (index_bounds(t, a[2], a[3], (int64_t)tuple->len, &from, &to))
        return V_ERROR;
    for (int64_t i = from; i < to; i++) {
        int equal = values_equal(t, tuple->items[i], a[1]);
        if (equal)
            return equal < 0 ? V_ERROR : v_from_small(i);
    }
    return raise_format(t, EXC_ValueError, "tuple.index(x): x not in tuple");
}

NATIVE(tuple_count, "count(self, value, /)", "Return number of occurrences of value.")
{
    const Tuple *tuple = V_AS(Tuple, a[0]);
    int64_t count = 0;
    for (size_t i = 0; i < tuple->len; i++) {
        int equal = values_equal(t, tuple->items[i], a[1]);
        if (equal < 0)
            return V_ERROR;
        count += equal;
    }
    return v_from_small(count);
}

NATIVE(tuple_getnewargs, "__getnewargs__(self, /)", "")
{
    const Tuple *tuple = V_AS(Tuple, a[0]);
    Value plain = tuple_new(t, tuple->items, tuple->len);
    return v_is_error(plain) ? plain : tuple_take(t, &plain, 1);
}

static const NativeDef *const tuple_methods[] = {&tuple_getnewargs_def, &tuple_index_def,
                                                 &tuple_count_def, &class_getitem_def, NULL};

int tuple_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "tuple",
        .doc = "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns "
               "an empty tuple.\n"
               "If iterable is specified the tuple is initialized from iterable's items.\n\n"
               "If the argument is a tuple, the return value is the same object.",
        .size = sizeof(Tuple),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE | TF_SEQUENCE | TF_MATCH_SELF,
        .kind = KIND_tuple,
        .layout = KIND_tuple,
        .slots = {.new_ = tuple_make,
                  .repr = tuple_repr,
                  .hash = tuple_hash,
                  .compare = tuple_compare,
                  .iter = tuple_iter,
                  .length = tuple_length,
                  .getitem = tuple_getitem,
                  .contains = tuple_contains,
                  .concat = tuple_concat,
                  .repeat = tuple_repeat},
        .dealloc = tuple_dealloc,
        .visit = tuple_visit,
        .methods = tuple_methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
