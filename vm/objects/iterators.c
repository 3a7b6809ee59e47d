/* SPDX-License-Identifier: MIT */
/* Iterators over sequences known to C: list (both ways), tuple and str. */
#include "vm/objects/iterators.h"
#include "vm/objects/helpers.h"

Value index_iterator_new(Thread *t, Kind kind, Value seq, int64_t index)
{
    IndexIterator *it = object_new(t, t->vm->types[kind], 0);
    if (!it)
        return V_ERROR;
    it->seq = dup(seq);
    it->index = index;
    gc_track(t, it);
    return v_from(it);
}

static void index_iterator_dealloc(Thread *t, Object *o)
{
    drop(t, ((IndexIterator *)o)->seq);
}
static void index_iterator_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((IndexIterator *)o)->seq, arg);
}
static void index_iterator_clear(Thread *t, Object *o)
{
    v_clear(t, &((IndexIterator *)o)->seq);
}

static int64_t iterated_length(Value seq)
{
    if (v_has_layout(seq, KIND_list))
        return (int64_t)V_AS(List, seq)->len;
    return (int64_t)(v_has_layout(seq, KIND_tuple) ? V_AS(Tuple, seq)->len : V_AS(Str, seq)->len);
}

/* ---- stepping ---- */

static Value list_iterator_next(Thread *t, Value self)
{
    return list_iterator_step(t, V_AS(IndexIterator, self));
}

static Value tuple_iterator_next(Thread *t, Value self)
{
    return tuple_iterator_step(t, V_AS(IndexIterator, self));
}

static Value list_reverse_next(Thread *t, Value self)
{
    IndexIterator *it = V_AS(IndexIterator, self);
    if (v_is_empty(it->seq))
        return V_STOP;
    const List *l = V_AS(List, it->seq);
    if (it->index >= 0 && (size_t)it->index < l->len)
        return dup(l->items[it->index--]);
    it->index = -1;
    v_clear(t, &it->seq);
    return V_STOP;
}

int list_reverse_rest(Thread *t, Value iterator, List *to)
{
    IndexIterator *it = V_AS(IndexIterator, iterator);
    const List *from = v_is_empty(it->seq) ? NULL : V_AS(List, it->seq);
    size_t n = from && it->index >= 0 && (size_t)it->index < from->len ? (size_t)it->index + 1 : 0;
    if (list_reserve(t, to, to->len + n) < 0)
        return -1;
    while (n > 0)
        to->items[to->len++] = dup(from->items[--n]);
    it->index = -1;
    v_clear(t, &it->seq);
    return 0;
}

static Value str_iterator_next(Thread *t, Value self)
{
    IndexIterator *it = V_AS(IndexIterator, self);
    if (v_is_empty(it->seq))
        return V_STOP;
    const Str *s = V_AS(Str, it->seq);
    if ((size_t)it->index < s->len)
        return str_from_char(t, str_at(s, (size_t)it->index++));
    v_clear(t, &it->seq);
    return V_STOP;
}

/* ---- methods ---- */

NATIVE(iterator_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    const IndexIterator *it = V_AS(IndexIterator, a[0]);
    int64_t left = v_is_empty(it->seq) ? 0 : iterated_length(it->seq) - it->index;
    return v_from_small(left < 0 ? 0 : left);
}

NATIVE(reverse_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    const IndexIterator *it = V_AS(IndexIterator, a[0]);
    int64_t left = it->index + 1;
    if (v_is_empty(it->seq) || iterated_length(it->seq) < left)
        left = 0;
    return v_from_small(left);
}

/* What iter() of nothing reduces to: the empty list, tuple or str. */
static Value empty_like(Thread *t, Kind kind)
{
    if (kind == KIND_tuple_iterator)
        return tuple_new(t, NULL, 0);
    if (kind == KIND_list_iterator || kind == KIND_list_reverseiterator)
        return list_new(t, NULL, 0);
    return str_from_cstr(t, "");
}

NATIVE(iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const IndexIterator *it = V_AS(IndexIterator, a[0]);
    const char *maker = it->head.kind == KIND_list_reverseiterator ? "reversed" : "iter";
    if (!v_is_empty(it->seq))
        return reduce_with(t, maker, it->seq, v_from_small(it->index));
    Value nothing = empty_like(t, it->head.kind);
    Value result = v_is_error(nothing) ? V_ERROR : reduce_with(t, maker, nothing, V_EMPTY);
    drop(t, nothing);
    return result;
}

NATIVE(iterator_setstate, "__setstate__(self, object, /)", "Set state information for unpickling.")
{
    IndexIterator *it = V_AS(IndexIterator, a[0]);
    int64_t index;
    if (state_to_index(t, a[1], &index))
        return V_ERROR;
    if (v_is_empty(it->seq))
        return V_NONE;
    int64_t len = iterated_length(it->seq);
    bool back = it->head.kind == KIND_list_reverseiterator;
    int64_t low = back ? -1 : 0, high = back ? len - 1 : len;
    it->index = index < low ? low : index > high ? high : index;
    if (index < 0 && it->head.kind == KIND_list_iterator)
        v_clear(t, &it->seq); /* a list iterator has then nothing to give */
    return V_NONE;
}

static const NativeDef *const forward_methods[] = {&iterator_length_hint_def, &iterator_reduce_def,
                                                   &iterator_setstate_def, NULL};
static const NativeDef *const reverse_methods[] = {&reverse_length_hint_def, &iterator_reduce_def,
                                                   &iterator_setstate_def, NULL};

int iterators_setup(Thread *t)
{
    static const struct {
        const char *name;
        Kind kind;
        UnaryFn next;
    } rows[] = {
        {"list_iterator", KIND_list_iterator, list_iterator_next},
        {"list_reverseiterator", KIND_list_reverseiterator, list_reverse_next},
        {"tuple_iterator", KIND_tuple_iterator, tuple_iterator_next},
        {"str_iterator", KIND_str_iterator, str_iterator_next},
        {"str_ascii_iterator", KIND_str_ascii_iterator, str_iterator_next},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TypeSpec spec = {
            .name = rows[i].name,
            .size = sizeof(IndexIterator),
            .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
            .kind = rows[i].kind,
            .layout = rows[i].kind,
            .slots = {.iter = self_iter, .next = rows[i].next},
            .dealloc = index_iterator_dealloc,
            .visit = index_iterator_visit,
            .clear = index_iterator_clear,
            .methods =
                rows[i].kind == KIND_list_reverseiterator ? reverse_methods : forward_methods,
        };
        if (!type_from_spec(t, &spec))
            return -1;
    }
    return 0;
}
