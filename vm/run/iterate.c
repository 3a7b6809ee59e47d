/* SPDX-License-Identifier: MIT */
/* Iteration, and the two iterators that exist for its sake: over __getitem__, and over a callable.
 */
#include "vm/objects/helpers.h"
#include "vm/core/iter_each.h"
#include "vm/core/type.h"

Value iter_get(Thread *t, Value iterable)
{
    Type *type = v_type(t, iterable);
    if (type->s.iter) {
        Value it = type->s.iter(t, iterable);
        if (v_is_error(it) || v_type(t, it)->s.next)
            return it;
        raise_format(t, EXC_TypeError, "iter() returned non-iterator of type '%T'", it);
        drop(t, it);
        return V_ERROR;
    }
    /* The old protocol: a script class with __getitem__ (native ones say __iter__). */
    if (type->s.getitem && type->flags & TF_HEAP && type->layout != KIND_dict)
        return seq_iterator_new(t, iterable);
    return raise_format(t, EXC_TypeError, "'%T' object is not iterable", iterable);
}

Value iter_failed(Thread *t)
{
    if (!exc_is(t, EXC_StopIteration))
        return V_ERROR;
    exc_clear(t);
    return V_STOP;
}

Value iter_next(Thread *t, Value iterator)
{
    UnaryFn next = v_type(t, iterator)->s.next;
    if (UNLIKELY(!next))
        return raise_format(t, EXC_TypeError, "'%T' object is not an iterator", iterator);
    Value v = next(t, iterator);
    return v_is_error(v) ? iter_failed(t) : v;
}

/* `item in container` for what can only be iterated over. */
int contains_by_iteration(Thread *t, Value container, Value item)
{
    Value it = iter_get(t, container);
    if (v_is_error(it)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "argument of type '%T' is not iterable", container);
        }
        return -1;
    }
    int found = 0;
    while (!found) {
        Value v = iter_next(t, it);
        if (v_is_error(v) || v_same(v, V_STOP)) {
            found = v_is_error(v) ? -1 : 0;
            break;
        }
        found = values_equal(t, v, item);
        drop(t, v);
    }
    drop(t, it);
    return found;
}

Value iter_to_list(Thread *t, Value iterable)
{
    Value list = list_new(t, NULL, 0);
    if (v_is_error(list))
        return V_ERROR;
    if (list_extend(t, V_AS(List, list), iterable) < 0) {
        drop(t, list);
        return V_ERROR;
    }
    return list;
}

Value iter_to_tuple(Thread *t, Value iterable)
{
    if (v_is_kind(iterable, KIND_tuple))
        return dup(iterable);
    if (v_is_kind(iterable, KIND_list))
        return list_to_tuple(t, V_AS(List, iterable));
    Value list = iter_to_list(t, iterable);
    Value r = v_is_error(list) ? V_ERROR : list_to_tuple(t, V_AS(List, list));
    drop(t, list);
    return r;
}

Value seq_fast(Thread *t, Value iterable, const char *message)
{
    if (v_has_layout(iterable, KIND_list) || v_has_layout(iterable, KIND_tuple))
        return dup(iterable);
    Value it = iter_get(t, iterable);
    if (v_is_error(it)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "%s", message);
        }
        return V_ERROR;
    }
    Value r = iter_to_list(t, it);
    drop(t, it);
    return r;
}

const Value *seq_items(Value v, size_t *n)
{
    if (v_has_layout(v, KIND_list)) {
        *n = V_AS(List, v)->len;
        return V_AS(List, v)->items;
    }
    *n = V_AS(Tuple, v)->len;
    return V_AS(Tuple, v)->items;
}

/* ---- over __getitem__ ---- */

Value seq_iterator_new(Thread *t, Value seq)
{
    SeqIterator *it = object_new(t, t->vm->types[KIND_seq_iterator], 0);
    if (!it)
        return V_ERROR;
    it->seq = dup(seq);
    gc_track(t, it);
    return v_from(it);
}

static Value same(Thread *t, Value self)
{
    return dup(self);
}

static Value seq_next(Thread *t, Value self)
{
    SeqIterator *it = V_AS(SeqIterator, self);
    if (v_is_empty(it->seq))
        return V_STOP;
    Value index = int_new(t, it->index);
    Value v = v_is_error(index) ? V_ERROR : item_get(t, it->seq, index);
    drop(t, index);
    if (!v_is_error(v)) {
        it->index++;
        return v;
    }
    if (!exc_is(t, EXC_IndexError) && !exc_is(t, EXC_StopIteration))
        return V_ERROR;
    exc_clear(t);
    v_clear(t, &it->seq);
    return V_STOP;
}

static void seq_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((SeqIterator *)o)->seq, arg);
}

static void seq_clear(Thread *t, Object *o)
{
    v_clear(t, &((SeqIterator *)o)->seq);
}

NATIVE(seq_length_hint, "__length_hint__(self, /)", "Items that are probably left.")
{
    SeqIterator *it = V_AS(SeqIterator, a[0]);
    if (v_is_empty(it->seq))
        return v_from_small(0);
    if (!v_type(t, it->seq)->s.length)
        return V_NOTIMPLEMENTED;
    int64_t len = value_length(t, it->seq);
    if (len < 0)
        return V_ERROR;
    return v_from_small(len > it->index ? len - it->index : 0);
}

/* (iter, ((),)): what is left of an iterator that is exhausted. */
static Value reduce_exhausted(Thread *t)
{
    Value nothing = tuple_new(t, NULL, 0);
    Value result = v_is_error(nothing) ? V_ERROR : reduce_with(t, "iter", nothing, V_EMPTY);
    drop(t, nothing);
    return result;
}

NATIVE(seq_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const SeqIterator *it = V_AS(SeqIterator, a[0]);
    return v_is_empty(it->seq) ? reduce_exhausted(t)
                               : reduce_with(t, "iter", it->seq, v_from_small(it->index));
}

NATIVE(seq_setstate, "__setstate__(self, state, /)", "Moves to the index given.")
{
    SeqIterator *it = V_AS(SeqIterator, a[0]);
    int64_t i;
    if (state_to_index(t, a[1], &i) < 0)
        return V_ERROR;
    it->index = i < 0 ? 0 : i;
    return V_NONE;
}

/* ---- over a callable, up to a sentinel ---- */

Value callable_iterator_new(Thread *t, Value callable, Value sentinel)
{
    CallableIterator *it = object_new(t, t->vm->types[KIND_callable_iterator], 0);
    if (!it)
        return V_ERROR;
    it->callable = dup(callable);
    it->sentinel = dup(sentinel);
    gc_track(t, it);
    return v_from(it);
}

static void callable_clear(Thread *t, Object *o)
{
    CallableIterator *it = (CallableIterator *)o;
    v_clear(t, &it->callable);
    v_clear(t, &it->sentinel);
}

static Value callable_next(Thread *t, Value self)
{
    CallableIterator *it = V_AS(CallableIterator, self);
    if (v_is_empty(it->callable))
        return V_STOP;
    Value f = dup(it->callable); /* the call may exhaust this very iterator */
    Value v = call0(t, f);
    drop(t, f);
    if (v_is_error(v)) {
        if (!exc_is(t, EXC_StopIteration))
            return V_ERROR;
        exc_clear(t);
        callable_clear(t, &it->head);
        return V_STOP;
    }
    if (v_is_empty(it->sentinel)) { /* exhausted meanwhile */
        drop(t, v);
        return V_STOP;
    }
    int equal = values_equal(t, v, it->sentinel);
    if (equal == 0)
        return v;
    drop(t, v);
    if (equal > 0)
        callable_clear(t, &it->head);
    return equal < 0 ? V_ERROR : V_STOP;
}

static void callable_visit(Object *o, VisitFn fn, void *arg)
{
    CallableIterator *it = (CallableIterator *)o;
    fn(it->callable, arg);
    fn(it->sentinel, arg);
}

NATIVE(callable_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const CallableIterator *it = V_AS(CallableIterator, a[0]);
    if (v_is_empty(it->callable))
        return reduce_exhausted(t);
    Value iter = builtin_get(t, "iter");
    return v_is_empty(iter)
               ? V_ERROR
               : reduce_pair(t, iter, tuple_pack(t, 2, it->callable, it->sentinel), V_EMPTY);
}

int iterate_setup(Thread *t)
{
    static const NativeDef *const callable_methods[] = {&callable_reduce_def, NULL};
    static const NativeDef *const seq_methods[] = {&seq_length_hint_def, &seq_reduce_def,
                                                   &seq_setstate_def, NULL};
    const TypeSpec seq = {
        .name = "iterator",
        .size = sizeof(SeqIterator),
        .flags = TF_GC,
        .kind = KIND_seq_iterator,
        .layout = KIND_seq_iterator,
        .slots = {.iter = same, .next = seq_next},
        .dealloc = seq_clear,
        .visit = seq_visit,
        .clear = seq_clear,
        .methods = seq_methods,
    };
    const TypeSpec callable = {
        .name = "callable_iterator",
        .size = sizeof(CallableIterator),
        .flags = TF_GC,
        .kind = KIND_callable_iterator,
        .layout = KIND_callable_iterator,
        .slots = {.iter = same, .next = callable_next},
        .dealloc = callable_clear,
        .visit = callable_visit,
        .clear = callable_clear,
        .methods = callable_methods,
    };
    return type_from_spec(t, &seq) && type_from_spec(t, &callable) ? 0 : -1;
}
