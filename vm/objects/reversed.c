/* SPDX-License-Identifier: MIT */
/* reversed: for sequences that have no __reversed__ of their own. */
#include "vm/objects/helpers.h"

typedef struct Reversed {
    Object head;
    Value seq; /* EMPTY when exhausted */
    int64_t index;
} Reversed;

static Value reversed_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "reversed", nargs, 1, 1, args_own_keywords(t, cls, KIND_reversed, kwnames)))
        return V_ERROR;
    Type *type = v_type(t, args[0]);
    Value own = type_lookup(t, type, N(t, __reversed__));
    if (!v_is_empty(own) && !v_is_none(own))
        return call_special(t, args[0], N(t, __reversed__), NULL, 0);
    if (v_is_none(own) || !type->s.getitem || type->layout == KIND_dict || (type->flags & TF_TYPE))
        return raise_format(t, EXC_TypeError, "'%T' object is not reversible", args[0]);
    int64_t len = value_length(t, args[0]);
    Reversed *r = len < 0 ? NULL : object_new(t, cls, 0);
    if (!r)
        return V_ERROR;
    r->seq = dup(args[0]);
    r->index = len - 1;
    gc_track(t, r);
    return v_from(r);
}

static Value reversed_next(Thread *t, Value self)
{
    Reversed *r = V_AS(Reversed, self);
    if (r->index >= 0 && !v_is_empty(r->seq)) {
        Value item = item_get(t, r->seq, v_from_small(r->index));
        if (!v_is_error(item)) {
            r->index--;
            return item;
        }
        if (!exc_is(t, EXC_IndexError) && !exc_is(t, EXC_StopIteration))
            return V_ERROR;
        exc_clear(t);
    }
    r->index = -1;
    v_clear(t, &r->seq);
    return V_STOP;
}

static void reversed_dealloc(Thread *t, Object *o)
{
    drop(t, ((Reversed *)o)->seq);
}
static void reversed_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Reversed *)o)->seq, arg);
}

NATIVE(reversed_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    const Reversed *r = V_AS(Reversed, a[0]);
    if (v_is_empty(r->seq))
        return v_from_small(0);
    int64_t len = value_length(t, r->seq);
    if (len < 0)
        return V_ERROR;
    return v_from_small(len < r->index + 1 ? 0 : r->index + 1);
}

NATIVE(reversed_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const Reversed *r = V_AS(Reversed, a[0]);
    Value type = v_from(v_type(t, a[0]));
    if (!v_is_empty(r->seq))
        return reduce_pair(t, type, tuple_pack(t, 1, r->seq), v_from_small(r->index));
    Value nothing = tuple_new(t, NULL, 0);
    Value result =
        v_is_error(nothing) ? V_ERROR : reduce_pair(t, type, tuple_pack(t, 1, nothing), V_EMPTY);
    drop(t, nothing);
    return result;
}

NATIVE(reversed_setstate, "__setstate__(self, object, /)", "Set state information for unpickling.")
{
    Reversed *r = V_AS(Reversed, a[0]);
    int64_t index;
    if (state_to_index(t, a[1], &index))
        return V_ERROR;
    if (v_is_empty(r->seq))
        return V_NONE;
    int64_t len = value_length(t, r->seq);
    if (len < 0)
        return V_ERROR;
    r->index = index < -1 ? -1 : index > len - 1 ? len - 1 : index;
    return V_NONE;
}

int reversed_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&reversed_length_hint_def, &reversed_reduce_def,
                                               &reversed_setstate_def, NULL};
    static const TypeSpec spec = {
        .name = "reversed",
        .doc = "Return a reverse iterator over the values of the given sequence.",
        .size = sizeof(Reversed),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE,
        .kind = KIND_reversed,
        .layout = KIND_reversed,
        .slots = {.new_ = reversed_make, .iter = self_iter, .next = reversed_next},
        .dealloc = reversed_dealloc,
        .visit = reversed_visit,
        .methods = methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
