/* SPDX-License-Identifier: MIT */
/* Iterators over ranges: on machine words, and on ints of any size. */
#include "vm/objects/range_internal.h"

typedef struct LongRangeIterator {
    Object head;
    Value next, step, left; /* ints */
} LongRangeIterator;

static Value short_iterator(Thread *t, int64_t next, int64_t step, int64_t left)
{
    RangeIterator *it = object_new(t, t->vm->types[KIND_range_iterator], 0);
    if (!it)
        return V_ERROR;
    it->next = next;
    it->step = step;
    it->left = left;
    return v_from(it);
}

Value range_iterator_new(Thread *t, Value start, Value step, Value length)
{
    int64_t last;
    if (v_both_small(start, step) && v_is_small(length) &&
        !__builtin_mul_overflow(v_small(length), v_small(step), &last) &&
        !__builtin_add_overflow(last, v_small(start), &last) && small_fits(last - v_small(step)))
        return short_iterator(t, v_small(start), v_small(step), v_small(length));
    LongRangeIterator *it = object_new(t, t->vm->types[KIND_longrange_iterator], 0);
    if (!it)
        return V_ERROR;
    it->next = dup(start);
    it->step = dup(step);
    it->left = dup(length);
    return v_from(it);
}

/* ---- range_iterator ---- */

static Value short_next(Thread *t, Value self)
{
    return range_iterator_step(V_AS(RangeIterator, self));
}

NATIVE(short_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    return v_from_small(V_AS(RangeIterator, a[0])->left);
}

/* (iter, (range(...),), None). TAKES the three. */
static Value reduce_rest(Thread *t, TAKES Value start, TAKES Value stop, TAKES Value step)
{
    Value rest = v_is_error(start) || v_is_error(stop) ? V_ERROR : range_new(t, start, stop, step);
    drop(t, start);
    drop(t, stop);
    drop(t, step);
    Value result = v_is_error(rest) ? V_ERROR : reduce_with(t, "iter", rest, V_NONE);
    drop(t, rest);
    return result;
}

NATIVE(short_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const RangeIterator *it = V_AS(RangeIterator, a[0]);
    Value stop =
        int_new(t, (int64_t)((uint64_t)it->next + (uint64_t)it->left * (uint64_t)it->step));
    return reduce_rest(t, int_new(t, it->next), stop, int_new(t, it->step));
}

NATIVE(short_setstate, "__setstate__(self, object, /)", "Set state information for unpickling.")
{
    RangeIterator *it = V_AS(RangeIterator, a[0]);
    int64_t skip;
    if (value_to_int64(t, a[1], &skip))
        return V_ERROR;
    skip = skip < 0 ? 0 : skip > it->left ? it->left : skip;
    it->next = (int64_t)((uint64_t)it->next + (uint64_t)skip * (uint64_t)it->step);
    it->left -= skip;
    return V_NONE;
}

/* ---- longrange_iterator ---- */

static Value long_next(Thread *t, Value self)
{
    LongRangeIterator *it = V_AS(LongRangeIterator, self);
    if (v_same(it->left, v_from_small(0)))
        return V_STOP;
    Value left = binary_op(t, OP_SUB, it->left, v_from_small(1));
    Value after = v_is_error(left) ? V_ERROR : binary_op(t, OP_ADD, it->next, it->step);
    if (v_is_error(after)) {
        drop(t, left);
        return V_ERROR;
    }
    Value result = it->next;
    it->next = after;
    v_set(t, &it->left, left);
    return result;
}

NATIVE(long_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    return dup(V_AS(LongRangeIterator, a[0])->left);
}

NATIVE(long_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const LongRangeIterator *it = V_AS(LongRangeIterator, a[0]);
    Value stop = big_op(t, OP_ADD, dup(it->next), big_op(t, OP_MUL, dup(it->left), dup(it->step)));
    return reduce_rest(t, dup(it->next), stop, dup(it->step));
}

NATIVE(long_setstate, "__setstate__(self, object, /)", "Set state information for unpickling.")
{
    LongRangeIterator *it = V_AS(LongRangeIterator, a[0]);
    int negative = compare_truth(t, CMP_LT, a[1], v_from_small(0));
    Value skip = negative < 0 ? V_ERROR : value_index(t, a[1]);
    if (v_is_error(skip))
        return V_ERROR;
    int beyond = compare_truth(t, CMP_GT, skip, it->left);
    if (negative > 0 || beyond > 0)
        v_set(t, &skip, negative > 0 ? v_from_small(0) : dup(it->left));
    Value next = V_ERROR, left = V_ERROR;
    if (beyond >= 0)
        next = big_op(t, OP_ADD, dup(it->next), big_op(t, OP_MUL, dup(skip), dup(it->step)));
    if (!v_is_error(next))
        left = binary_op(t, OP_SUB, it->left, skip);
    drop(t, skip);
    if (v_is_error(left)) {
        drop(t, next);
        return V_ERROR;
    }
    v_set(t, &it->next, next);
    v_set(t, &it->left, left);
    return V_NONE;
}

static void long_dealloc(Thread *t, Object *o)
{
    LongRangeIterator *it = (LongRangeIterator *)o;
    drop(t, it->next);
    drop(t, it->step);
    drop(t, it->left);
}

static void long_visit(Object *o, VisitFn fn, void *arg)
{
    const LongRangeIterator *it = (const LongRangeIterator *)o;
    fn(it->next, arg);
    fn(it->step, arg);
    fn(it->left, arg);
}

int range_iterators_setup(Thread *t)
{
    static const NativeDef *const short_methods[] = {&short_length_hint_def, &short_reduce_def,
                                                     &short_setstate_def, NULL};
    static const NativeDef *const long_methods[] = {&long_length_hint_def, &long_reduce_def,
                                                    &long_setstate_def, NULL};
    static const TypeSpec short_spec = {
        .name = "range_iterator",
        .size = sizeof(RangeIterator),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .kind = KIND_range_iterator,
        .layout = KIND_range_iterator,
        .slots = {.iter = self_iter, .next = short_next},
        .methods = short_methods,
    };
    static const TypeSpec long_spec = {
        .name = "longrange_iterator",
        .size = sizeof(LongRangeIterator),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .kind = KIND_longrange_iterator,
        .layout = KIND_longrange_iterator,
        .slots = {.iter = self_iter, .next = long_next},
        .dealloc = long_dealloc,
        .visit = long_visit,
        .methods = long_methods,
    };
    return type_from_spec(t, &short_spec) && type_from_spec(t, &long_spec) ? 0 : -1;
}
