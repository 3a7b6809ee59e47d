/* SPDX-License-Identifier: MIT */
/* slice objects, and the arithmetic of indices that all sequences share. */
#include "vm/objects/bytes.h"
#include "vm/objects/slice.h"
#include "vm/objects/helpers.h"

Value slice_new(Thread *t, Value start, Value stop, Value step)
{
    Slice *s = object_new(t, t->vm->types[KIND_slice], 0);
    if (!s)
        return V_ERROR;
    s->start = v_is_empty(start) ? V_NONE : dup(start);
    s->stop = v_is_empty(stop) ? V_NONE : dup(stop);
    s->step = v_is_empty(step) ? V_NONE : dup(step);
    gc_track(t, s);
    return v_from(s);
}

/* ---- bounds as int64 ---- */

/* A bound of a slice, clamped; None leaves *out alone. */
static int slice_bound(Thread *t, Value v, int64_t *out)
{
    if (v_is_none(v))
        return 0;
    if (v_is_small(v)) {
        *out = v_small(v);
        return 0;
    }
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError,
                     "slice indices must be integers or None or have an __index__ method");
        return -1;
    }
    return value_to_ssize(t, v, out, EXC_COUNT);
}

int slice_unpack(Thread *t, Value slice, int64_t *start, int64_t *stop, int64_t *step)
{
    const Slice *s = V_AS(Slice, slice);
    *step = 1;
    if (slice_bound(t, s->step, step))
        return -1;
    if (*step == 0) {
        raise_format(t, EXC_ValueError, "slice step cannot be zero");
        return -1;
    }
    if (*step < -INT64_MAX)
        *step = -INT64_MAX;
    *start = *step < 0 ? INT64_MAX : 0;
    *stop = *step < 0 ? INT64_MIN : INT64_MAX;
    return slice_bound(t, s->start, start) || slice_bound(t, s->stop, stop) ? -1 : 0;
}

static void clip(int64_t *i, int64_t len, int64_t step)
{
    if (*i < 0) {
        *i += len;
        if (*i < 0)
            *i = step < 0 ? -1 : 0;
    } else if (*i >= len) {
        *i = step < 0 ? len - 1 : len;
    }
}

int64_t slice_adjust(int64_t len, int64_t *start, int64_t *stop, int64_t step)
{
    clip(start, len, step);
    clip(stop, len, step);
    if (step < 0)
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

int64_t slice_indices(Thread *t, Value slice, int64_t len, int64_t *start, int64_t *step)
{
    int64_t stop;
    if (slice_unpack(t, slice, start, &stop, step))
        return -1;
    return slice_adjust(len, start, &stop, *step);
}

Value sequence_part(Thread *t, Value seq, Value start, Value stop)
{
    if (!(v_is_small(start) || v_is_none(start)) || !(v_is_small(stop) || v_is_none(stop)))
        return V_EMPTY;
    int64_t from = v_is_none(start) ? 0 : v_small(start);
    int64_t to = v_is_none(stop) ? INT64_MAX : v_small(stop);
    if (v_is_kind(seq, KIND_list)) {
        const List *l = V_AS(List, seq);
        int64_t n = slice_adjust((int64_t)l->len, &from, &to, 1);
        return list_new(t, n ? l->items + from : NULL, (size_t)n);
    }
    if (v_is_kind(seq, KIND_str)) {
        Str *s = V_AS(Str, seq);
        int64_t n = slice_adjust((int64_t)s->len, &from, &to, 1);
        return n && n == (int64_t)s->len ? dup(seq)
                                         : str_slice(t, s, (size_t)from, (size_t)(from + n));
    }
    if (v_is_kind(seq, KIND_tuple)) {
        Tuple *tuple = V_AS(Tuple, seq);
        int64_t n = slice_adjust((int64_t)tuple->len, &from, &to, 1);
        return tuple_slice(t, tuple, (size_t)from, (size_t)(from + n));
    }
    if (v_is_kind(seq, KIND_bytes)) {
        size_t len;
        const char *data = bytes_view(seq, &len);
        int64_t n = slice_adjust((int64_t)len, &from, &to, 1);
        return n && n == (int64_t)len ? dup(seq) : bytes_new(t, data + from, (size_t)n);
    }
    return V_EMPTY;
}

int sequence_index(Thread *t, Value key, int64_t len, const char *kind, const char *range_message,
                   int64_t *index)
{
    if (v_is_small(key)) {
        *index = v_small(key);
    } else if (!v_is_int(key) && !v_type(t, key)->s.index) {
        raise_format(t, EXC_TypeError, "%s indices must be integers or slices, not %T", kind, key);
        return -1;
    } else if (value_to_ssize(t, key, index, EXC_IndexError)) {
        return -1;
    }
    if (*index < 0)
        *index += len;
    if (*index >= 0 && *index < len)
        return 0;
    raise_format(t, EXC_IndexError, "%s", range_message);
    return -1;
}

int slice_bounds(Thread *t, Value start, Value end, int64_t len, int64_t *from, int64_t *to)
{
    *from = 0;
    *to = len;
    if ((!v_is_empty(start) && slice_bound(t, start, from)) ||
        (!v_is_empty(end) && slice_bound(t, end, to)))
        return -1;
    if (*to > len)
        *to = len;
    else if (*to < 0 && (*to += len) < 0)
        *to = 0;
    if (*from < 0 && (*from += len) < 0)
        *from = 0;
    return 0;
}

int index_bounds(Thread *t, Value start, Value end, int64_t len, int64_t *from, int64_t *to)
{
    const Value bounds[2] = {start, end};
    for (int i = 0; i < 2; i++)
        if (!v_is_empty(bounds[i]) && !v_is_int(bounds[i]) && !v_type(t, bounds[i])->s.index) {
            raise_format(t, EXC_TypeError,
                         "slice indices must be integers or have an __index__ method");
            return -1;
        }
    return slice_bounds(t, start, end, len, from, to);
}

int repeat_count(Thread *t, Value count, int64_t *n)
{
    if (value_to_ssize(t, count, n, EXC_OverflowError))
        return -1;
    if (*n < 0)
        *n = 0;
    return 0;
}

/* ---- the type ---- */

static Value slice_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "slice", nargs, 1, 3, kwnames))
        return V_ERROR;
    if (nargs == 1)
        return slice_new(t, V_NONE, args[0], V_NONE);
    return slice_new(t, args[0], args[1], nargs == 3 ? args[2] : V_NONE);
}

static Value slice_as_tuple(Thread *t, Value self)
{
    const Slice *s = V_AS(Slice, self);
    return tuple_pack(t, 3, s->start, s->stop, s->step);
}

static Value slice_repr(Thread *t, Value self)
{
    const Slice *s = V_AS(Slice, self);
    return str_format(t, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static Value slice_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_is_kind(b, KIND_slice))
        return V_NOTIMPLEMENTED;
    if (v_same(a, b))
        return v_bool(op == CMP_EQ || op == CMP_LE || op == CMP_GE);
    Value x = slice_as_tuple(t, a);
    Value y = v_is_error(x) ? V_ERROR : slice_as_tuple(t, b);
    Value result = v_is_error(y) ? V_ERROR : sequence_compare(t, x, y, op);
    drop(t, x);
    drop(t, y);
    return result;
}

/* As the hash of a tuple of the three, but without its length (CPython 3.12). */
static int slice_hash(Thread *t, Value self, int64_t *hash)
{
    const Slice *s = V_AS(Slice, self);
    const Value parts[3] = {s->start, s->stop, s->step};
    uint64_t acc = 2870177450012600261u;
    for (int i = 0; i < 3; i++) {
        int64_t lane;
        if (hash_quick(t, parts[i], &lane))
            return -1;
        acc += (uint64_t)lane * 14029467366897019727u;
        acc = (acc << 31 | acc >> 33) * 11400714785074694791u;
    }
    *hash = acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
    return 0;
}

static void slice_visit(Object *o, VisitFn fn, void *arg)
{
    Slice *s = (Slice *)o;
    fn(s->start, arg);
    fn(s->stop, arg);
    fn(s->step, arg);
}

static void slice_dealloc(Thread *t, Object *o)
{
    Slice *s = (Slice *)o;
    drop(t, s->step);
    drop(t, s->start);
    drop(t, s->stop);
}

/* ---- slice.indices(): ints of any size ---- */

static Value slice_big_index(Thread *t, Value v)
{
    if (v_is_int(v) || v_type(t, v)->s.index)
        return value_index(t, v);
    return raise_format(t, EXC_TypeError,
                        "slice indices must be integers or None or have an __index__ method");
}

static int big_less(Thread *t, Value a, Value b)
{
    return compare_truth(t, CMP_LT, a, b);
}

/* One bound clipped to lower..upper; owned. */
static Value slice_big_clip(Thread *t, Value bound, Value len, Value lower, Value upper)
{
    Value v = slice_big_index(t, bound);
    if (v_is_error(v))
        return v;
    int negative = big_less(t, v, v_from_small(0));
    if (negative > 0) {
        Value moved = binary_op(t, OP_ADD, v, len);
        drop(t, v);
        if (v_is_error(moved))
            return moved;
        v = moved;
    }
    int outside = negative < 0 ? -1 : negative ? big_less(t, v, lower) : big_less(t, upper, v);
    if (outside) {
        drop(t, v);
        return outside < 0 ? V_ERROR : dup(negative ? lower : upper);
    }
    return v;
}

int slice_big_indices(Thread *t, Value slice, Value len, Value out[3])
{
    const Slice *s = V_AS(Slice, slice);
    Value step = v_is_none(s->step) ? v_from_small(1) : slice_big_index(t, s->step);
    Value lower = V_ERROR, upper = V_ERROR;
    out[0] = out[1] = V_ERROR;
    out[2] = step;
    if (v_is_error(step))
        return -1;
    int back = big_less(t, step, v_from_small(0)), status = -1;
    if (back == 0 && v_same(step, v_from_small(0))) {
        raise_format(t, EXC_ValueError, "slice step cannot be zero");
    } else if (back >= 0) {
        lower = v_from_small(back ? -1 : 0);
        upper = back ? binary_op(t, OP_SUB, len, v_from_small(1)) : dup(len);
        if (!v_is_error(upper))
            out[0] = v_is_none(s->start) ? dup(back ? upper : lower)
                                         : slice_big_clip(t, s->start, len, lower, upper);
        if (!v_is_error(out[0]))
            out[1] = v_is_none(s->stop) ? dup(back ? lower : upper)
                                        : slice_big_clip(t, s->stop, len, lower, upper);
        status = v_is_error(out[1]) ? -1 : 0;
        drop(t, upper);
    }
    if (status) {
        drop(t, out[0]);
        drop(t, step);
    }
    return status;
}

NATIVE(slice_indices, "indices(self, object, /)",
       "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate "
       "the start and stop\n"
       "indices, and the stride length of the extended slice described by\nS.")
{
    Value parts[3], len = value_index(t, a[1]);
    if (v_is_error(len))
        return V_ERROR;
    int negative = big_less(t, len, v_from_small(0));
    if (negative > 0)
        raise_format(t, EXC_ValueError, "length should not be negative");
    int status = negative ? -1 : slice_big_indices(t, a[0], len, parts);
    drop(t, len);
    return status ? V_ERROR : tuple_take(t, parts, 3);
}

NATIVE(slice_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    return reduce_pair(t, v_from(t->vm->types[KIND_slice]), slice_as_tuple(t, a[0]), V_EMPTY);
}

static const NativeDef *const slice_methods[] = {&slice_indices_def, &slice_reduce_def, NULL};
static const MemberDef slice_members[] = {
    {"start", offsetof(Slice, start), MEMBER_READONLY, NULL},
    {"stop", offsetof(Slice, stop), MEMBER_READONLY, NULL},
    {"step", offsetof(Slice, step), MEMBER_READONLY, NULL},
    {NULL, 0, 0, NULL},
};

int slice_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "slice",
        .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.",
        .size = sizeof(Slice),
        .flags = TF_GC | TF_IMMUTABLE,
        .kind = KIND_slice,
        .layout = KIND_slice,
        .slots = {.new_ = slice_make,
                  .repr = slice_repr,
                  .hash = slice_hash,
                  .compare = slice_compare},
        .dealloc = slice_dealloc,
        .visit = slice_visit,
        .methods = slice_methods,
        .members = slice_members,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
