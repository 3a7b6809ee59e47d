/* SPDX-License-Identifier: MIT */
/* range, whose four numbers may be of any size. Its iterators are in range_iter.c. */
#include "vm/objects/range_internal.h"
#include "vm/objects/slice.h"

#define RANGE(v) V_AS(Range, v)

Value big_op(Thread *t, BinaryOp op, TAKES Value a, TAKES Value b)
{
    Value result = v_is_error(a) || v_is_error(b) ? V_ERROR : binary_op(t, op, a, b);
    drop(t, a);
    drop(t, b);
    return result;
}

/* a < b for ints; -1: error. */
static int big_less(Thread *t, Value a, Value b)
{
    if (v_both_small(a, b))
        return v_small(a) < v_small(b);
    return compare_truth(t, CMP_LT, a, b);
}

/* Number of items when everything is small, the number included; false: ask range_count. */
static bool range_count_small(Value start, Value stop, Value step, Value *out)
{
    if (!v_both_small(start, stop) || !v_is_small(step))
        return false;
    int64_t stride = v_small(step), low = v_small(start), high = v_small(stop);
    if (stride < 0) {
        low = v_small(stop);
        high = v_small(start);
        stride = -stride;
    }
    uint64_t n = low < high ? ((uint64_t)high - (uint64_t)low - 1) / (uint64_t)stride + 1 : 0;
    if (n > (uint64_t)SMALL_MAX)
        return false;
    *out = v_from_small((int64_t)n);
    return true;
}

/* Number of items; owned. */
static Value range_count(Thread *t, Value start, Value stop, Value step)
{
    Value small;
    if (range_count_small(start, stop, step, &small))
        return small;
    int back = big_less(t, step, v_from_small(0));
    Value low = back ? stop : start, high = back ? start : stop;
    int some = back < 0 ? -1 : big_less(t, low, high);
    if (some <= 0)
        return some < 0 ? V_ERROR : v_from_small(0);
    Value span = big_op(t, OP_SUB, big_op(t, OP_SUB, dup(high), dup(low)), v_from_small(1));
    Value stride = back ? negate_op(t, step) : dup(step);
    return big_op(t, OP_ADD, big_op(t, OP_FLOORDIV, span, stride), v_from_small(1));
}

/* TAKES the three ints. */
static Value range_make(Thread *t, TAKES Value start, TAKES Value stop, TAKES Value step)
{
    Range *r = NULL;
    Value length = V_ERROR;
    if (!v_is_error(start) && !v_is_error(stop) && !v_is_error(step))
        length = range_count(t, start, stop, step);
    if (!v_is_error(length))
        r = object_new(t, t->vm->types[KIND_range], 0);
    if (!r) {
        drop(t, start);
        drop(t, stop);
        drop(t, step);
        drop(t, length);
        return V_ERROR;
    }
    r->start = start;
    r->stop = stop;
    r->step = step;
    r->length = length;
    return v_from(r);
}

Value range_new(Thread *t, Value start, Value stop, Value step)
{
    if (v_both_small(start, stop) && v_is_small(step) && v_small(step) != 0)
        return range_make(t, start, stop, step);
    Value a = value_index(t, start);
    Value b = v_is_error(a) ? V_ERROR : value_index(t, stop);
    Value c = v_is_error(b) ? V_ERROR : value_index(t, step);
    if (v_same(c, v_from_small(0))) {
        raise_format(t, EXC_ValueError, "range() arg 3 must not be zero");
        c = V_ERROR;
    }
    return range_make(t, a, b, c);
}

static Value range_type_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "range", nargs, 1, 3, kwnames))
        return V_ERROR;
    if (nargs == 1)
        return range_new(t, v_from_small(0), args[0], v_from_small(1));
    return range_new(t, args[0], args[1], nargs == 3 ? args[2] : v_from_small(1));
}

Value range_loop_iterator(Thread *t, const Value *args, uint32_t nargs)
{
    if (nargs < 1 || nargs > 3)
        return V_EMPTY;
    Value start = nargs == 1 ? v_from_small(0) : args[0], stop = args[nargs > 1];
    Value step = nargs == 3 ? args[2] : v_from_small(1), length;
    if (v_same(step, v_from_small(0)) || !range_count_small(start, stop, step, &length))
        return V_EMPTY;
    return range_iterator_new(t, start, step, length);
}

static void range_dealloc(Thread *t, Object *o)
{
    Range *r = (Range *)o;
    drop(t, r->start);
    drop(t, r->stop);
    drop(t, r->step);
    drop(t, r->length);
}

static void range_visit(Object *o, VisitFn fn, void *arg)
{
    const Range *r = (const Range *)o;
    fn(r->start, arg);
    fn(r->stop, arg);
    fn(r->step, arg);
    fn(r->length, arg);
}

static Value range_repr(Thread *t, Value self)
{
    const Range *r = RANGE(self);
    if (v_same(r->step, v_from_small(1)))
        return str_format(t, "range(%R, %R)", r->start, r->stop);
    return str_format(t, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static int64_t range_length(Thread *t, Value self)
{
    int64_t n;
    if (int_fits64(RANGE(self)->length, &n))
        return n;
    raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
    return -1;
}

static int range_truth(Thread *t, Value self)
{
    return !v_same(RANGE(self)->length, v_from_small(0));
}

/* ---- comparison: by the items they stand for ---- */

static int range_equal(Thread *t, const Range *a, const Range *b)
{
    int equal = values_equal(t, a->length, b->length);
    if (equal <= 0 || v_same(a->length, v_from_small(0)))
        return equal;
    equal = values_equal(t, a->start, b->start);
    if (equal <= 0 || v_same(a->length, v_from_small(1)))
        return equal;
    return values_equal(t, a->step, b->step);
}

static Value range_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(a, KIND_range) || !v_is_kind(b, KIND_range))
        return V_NOTIMPLEMENTED;
    int equal = v_same(a, b) ? 1 : range_equal(t, RANGE(a), RANGE(b));
    return equal < 0 ? V_ERROR : v_bool(equal == (op == CMP_EQ));
}

static int range_hash(Thread *t, Value self, int64_t *hash)
{
    const Range *r = RANGE(self);
    bool empty = v_same(r->length, v_from_small(0)), one = v_same(r->length, v_from_small(1));
    Value parts =
        tuple_pack(t, 3, r->length, empty ? V_NONE : r->start, empty || one ? V_NONE : r->step);
    int status = v_is_error(parts) ? -1 : tuple_hash(t, parts, hash);
    drop(t, parts);
    return status;
}

/* ---- items ---- */

/* start + i * step. */
static Value range_item(Thread *t, const Range *r, Value i)
{
    if (v_is_small(i) && v_both_small(r->start, r->step)) {
        int64_t n;
        if (!__builtin_mul_overflow(v_small(i), v_small(r->step), &n) &&
            !__builtin_add_overflow(n, v_small(r->start), &n))
            return int_new(t, n);
    }
    return big_op(t, OP_ADD, dup(r->start), big_op(t, OP_MUL, dup(i), dup(r->step)));
}

static Value range_slice(Thread *t, const Range *r, Value slice)
{
    Value parts[3];
    if (slice_big_indices(t, slice, r->length, parts))
        return V_ERROR;
    Value start = range_item(t, r, parts[0]);
    Value stop = v_is_error(start) ? V_ERROR : range_item(t, r, parts[1]);
    Value step = v_is_error(stop) ? V_ERROR : binary_op(t, OP_MUL, r->step, parts[2]);
    values_drop(t, parts, 3);
    return range_make(t, start, stop, step);
}

static Value range_getitem(Thread *t, Value self, Value key)
{
    const Range *r = RANGE(self);
    if (v_is_kind(key, KIND_slice))
        return range_slice(t, r, key);
    if (!v_is_int(key) && !v_type(t, key)->s.index)
        return raise_format(t, EXC_TypeError, "range indices must be integers or slices, not %T",
                            key);
    Value i = value_index(t, key);
    if (v_is_error(i))
        return i;
    int negative = big_less(t, i, v_from_small(0));
    if (negative > 0)
        i = big_op(t, OP_ADD, i, dup(r->length));
    int inside = v_is_error(i) || negative < 0
                     ? -1
                     : !big_less(t, i, v_from_small(0)) && big_less(t, i, r->length);
    Value item = V_ERROR;
    if (inside > 0)
        item = range_item(t, r, i);
    else if (inside == 0)
        raise_format(t, EXC_IndexError, "range object index out of range");
    drop(t, i);
    return item;
}

/* Is the int v one of the items? */
static int range_has_int(Thread *t, const Range *r, Value v)
{
    int back = big_less(t, r->step, v_from_small(0));
    int inside = back < 0 ? -1
                 : back   ? !big_less(t, r->start, v) && big_less(t, r->stop, v)
                          : !big_less(t, v, r->start) && big_less(t, v, r->stop);
    if (inside <= 0)
        return inside;
    Value rest = big_op(t, OP_MOD, binary_op(t, OP_SUB, v, r->start), dup(r->step));
    if (v_is_error(rest))
        return -1;
    inside = v_same(rest, v_from_small(0));
    drop(t, rest);
    return inside;
}

static bool is_plain_int(Value v)
{
    return v_kind(v) == KIND_int || v_is_bool(v);
}

/* Walks the items comparing each with v: the position of the first equal one, or the number of
   equal ones. -1: error; for positions -2: none. */
static int64_t range_walk(Thread *t, Value self, Value v, bool count_all)
{
    Value it = iter_get(t, self);
    int64_t found = 0;
    if (v_is_error(it))
        return -1;
    for (int64_t i = 0;; i++) {
        Value item = iter_next(t, it);
        if (v_same(item, V_STOP)) {
            found = count_all ? found : -2;
            break;
        }
        int equal = v_is_error(item) ? -1 : values_equal(t, item, v);
        drop(t, item);
        if (equal < 0 || (equal && !count_all)) {
            found = equal < 0 ? -1 : i;
            break;
        }
        found += equal;
    }
    drop(t, it);
    return found;
}

static int range_contains(Thread *t, Value self, Value v)
{
    if (is_plain_int(v))
        return range_has_int(t, RANGE(self), v);
    int64_t at = range_walk(t, self, v, false);
    return at == -1 ? -1 : at >= 0;
}

NATIVE(range_index, "index(self, object, /)",
       "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the "
       "value is not present.")
{
    const Range *r = RANGE(a[0]);
    if (is_plain_int(a[1])) {
        int has = range_has_int(t, r, a[1]);
        if (has > 0)
            return big_op(t, OP_FLOORDIV, binary_op(t, OP_SUB, a[1], r->start), dup(r->step));
        return has < 0 ? V_ERROR : raise_format(t, EXC_ValueError, "%R is not in range", a[1]);
    }
    int64_t at = range_walk(t, a[0], a[1], false);
    if (at == -2)
        return raise_format(t, EXC_ValueError, "sequence.index(x): x not in sequence");
    return at < 0 ? V_ERROR : v_from_small(at);
}

NATIVE(range_count, "count(self, object, /)",
       "rangeobject.count(value) -> integer -- return number of occurrences of value")
{
    int64_t count =
        is_plain_int(a[1]) ? range_has_int(t, RANGE(a[0]), a[1]) : range_walk(t, a[0], a[1], true);
    return count < 0 ? V_ERROR : v_from_small(count);
}

static Value range_iter(Thread *t, Value self)
{
    const Range *r = RANGE(self);
    return range_iterator_new(t, r->start, r->step, r->length);
}

NATIVE(range_reversed, "__reversed__(self, /)", "Return a reverse iterator.")
{
    const Range *r = RANGE(a[0]);
    Value last = big_op(t, OP_SUB, dup(r->length), v_from_small(1));
    Value start = v_is_error(last) ? V_ERROR : range_item(t, r, last);
    Value step = v_is_error(start) ? V_ERROR : negate_op(t, r->step);
    Value it = v_is_error(step) ? V_ERROR : range_iterator_new(t, start, step, r->length);
    drop(t, last);
    drop(t, start);
    drop(t, step);
    return it;
}

NATIVE(range_reduce, "__reduce__(self, /)", "Helper for pickle.")
{
    const Range *r = RANGE(a[0]);
    return reduce_pair(t, v_from(t->vm->types[KIND_range]),
                       tuple_pack(t, 3, r->start, r->stop, r->step), V_EMPTY);
}

static const NativeDef *const range_methods[] = {&range_reversed_def, &range_reduce_def,
                                                 &range_count_def, &range_index_def, NULL};
static const MemberDef range_members[] = {
    {"start", offsetof(Range, start), MEMBER_READONLY, NULL},
    {"stop", offsetof(Range, stop), MEMBER_READONLY, NULL},
    {"step", offsetof(Range, step), MEMBER_READONLY, NULL},
    {NULL, 0, 0, NULL},
};

int range_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "range",
        .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
               "Return an object that produces a sequence of integers from start (inclusive)\n"
               "to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n"
               "start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n"
               "These are exactly the valid indices for a list of 4 elements.\n"
               "When step is given, it specifies the increment (or decrement).",
        .size = sizeof(Range),
        .flags = TF_IMMUTABLE | TF_SEQUENCE,
        .kind = KIND_range,
        .layout = KIND_range,
        .slots = {.new_ = range_type_new,
                  .repr = range_repr,
                  .hash = range_hash,
                  .compare = range_compare,
                  .iter = range_iter,
                  .truth = range_truth,
                  .length = range_length,
                  .getitem = range_getitem,
                  .contains = range_contains},
        .dealloc = range_dealloc,
        .visit = range_visit,
        .methods = range_methods,
        .members = range_members,
    };
    return type_from_spec(t, &spec) ? range_iterators_setup(t) : -1;
}
