/* SPDX-License-Identifier: MIT */
/* enumerate: pairs of a counter and the items of an iterator. */
#include "vm/objects/helpers.h"
#include "vm/objects/iterators.h"

typedef struct Enumerate {
    Object head;
    Value it, count; /* count: an int of any size */
} Enumerate;

/* Binds (iterable, start=0), by position or name. */
static int enumerate_bind(Thread *t, const Value *args, uint32_t nargs, Value kwnames, Value out[2])
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    uint32_t given = nargs + (names ? (uint32_t)names->len : 0);
    if (given > 2) {
        raise_format(t, EXC_TypeError, "enumerate() takes at most 2 arguments (%u given)", given);
        return -1;
    }
    for (uint32_t i = 0; i < nargs; i++)
        out[i] = args[i];
    for (size_t i = 0; names && i < names->len; i++) {
        const Str *name = V_AS(Str, names->items[i]);
        int at = str_equal_cstr(name, "iterable") ? 0 : str_equal_cstr(name, "start") ? 1 : -1;
        if (at < 0 || !v_is_empty(out[at])) {
            raise_format(t, EXC_TypeError, "'%N' is an invalid keyword argument for enumerate()",
                         name);
            return -1;
        }
        out[at] = args[nargs + i];
    }
    if (v_is_empty(out[0])) {
        raise_format(t, EXC_TypeError, "enumerate() missing required argument 'iterable'");
        return -1;
    }
    return 0;
}

static Value enumerate_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Value bound[2] = {V_EMPTY, V_EMPTY};
    if (enumerate_bind(t, args, nargs, kwnames, bound))
        return V_ERROR;
    Value count = v_is_empty(bound[1]) ? v_from_small(0) : value_index(t, bound[1]);
    Value it = v_is_error(count) ? V_ERROR : iter_get(t, bound[0]);
    Enumerate *e = v_is_error(it) ? NULL : object_new(t, cls, 0);
    if (!e) {
        drop(t, count);
        drop(t, it);
        return V_ERROR;
    }
    e->it = it;
    e->count = count;
    gc_track(t, e);
    return v_from(e);
}

int enumerate_next_pair(Thread *t, Value self, Value row[2])
{
    Enumerate *e = V_AS(Enumerate, self);
    Value item = iter_step(t, e->it);
    if (v_same(item, V_STOP) || v_is_error(item))
        return v_is_error(item) ? -1 : 0;
    Value count = e->count;
    Value after = v_is_small(count) && v_small(count) < SMALL_MAX
                      ? v_from_small(v_small(count) + 1)
                      : binary_op(t, OP_ADD, count, v_from_small(1));
    if (v_is_error(after)) {
        drop(t, item);
        return -1;
    }
    e->count = after;
    row[0] = count;
    row[1] = item;
    return 1;
}

static Value enumerate_next(Thread *t, Value self)
{
    Value pair[2];
    int got = enumerate_next_pair(t, self, pair);
    return got > 0 ? tuple_take(t, pair, 2) : got < 0 ? V_ERROR : V_STOP;
}

static void enumerate_dealloc(Thread *t, Object *o)
{
    Enumerate *e = (Enumerate *)o;
    drop(t, e->it);
    drop(t, e->count);
}

static void enumerate_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Enumerate *)o)->it, arg);
    fn(((Enumerate *)o)->count, arg);
}

NATIVE(enumerate_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const Enumerate *e = V_AS(Enumerate, a[0]);
    return reduce_pair(t, v_from(v_type(t, a[0])), tuple_pack(t, 2, e->it, e->count), V_EMPTY);
}

int enumerate_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&enumerate_reduce_def, &class_getitem_def, NULL};
    static const TypeSpec spec = {
        .name = "enumerate",
        .doc = "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\n"
               "The enumerate object yields pairs containing a count (from start, which\n"
               "defaults to zero) and a value yielded by the iterable argument.\n\n"
               "enumerate is useful for obtaining an indexed list:\n"
               "    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
        .size = sizeof(Enumerate),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE,
        .kind = KIND_enumerate,
        .layout = KIND_enumerate,
        .slots = {.new_ = enumerate_make, .iter = self_iter, .next = enumerate_next},
        .dealloc = enumerate_dealloc,
        .visit = enumerate_visit,
        .methods = methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
