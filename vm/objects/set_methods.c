/* SPDX-License-Identifier: MIT */
/* The methods of set and frozenset. */
#include "vm/objects/set_internal.h"

#define SELF SET_SELF(a[0])

static Value none_or_error(int status)
{
    return status < 0 ? V_ERROR : V_NONE;
}

static Value bool_or_error(int answer)
{
    return answer < 0 ? V_ERROR : v_bool(answer);
}

/* ---- one key ---- */

NATIVE(set_add, "add(self, object, /)",
       "Add an element to a set.\n\nThis has no effect if the element is already present.")
{
    return none_or_error(set_add(t, SELF, a[1]));
}

NATIVE(set_discard, "discard(self, object, /)",
       "Remove an element from a set if it is a member.\n\n"
       "Unlike set.remove(), the discard() method does not raise\n"
       "an exception when an element is missing from the set.")
{
    return none_or_error(set_discard(t, SELF, a[1]));
}

NATIVE(set_remove, "remove(self, object, /)",
       "Remove an element from a set; it must be a member.\n\nIf the element is not a member, "
       "raise a KeyError.")
{
    int gone = set_discard(t, SELF, a[1]);
    return gone == 0 ? raise_key(t, a[1]) : none_or_error(gone);
}

NATIVE(set_pop, "pop(self, /)",
       "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.")
{
    Value key = set_pop(t, SELF);
    if (!v_is_empty(key))
        return key;
    Value message = str_from_cstr(t, "pop from an empty set");
    if (!v_is_error(message)) {
        raise_key(t, message);
        drop(t, message);
    }
    return V_ERROR;
}

NATIVE(set_clear, "clear(self, /)", "Remove all elements from this set.")
{
    set_clear(t, SELF);
    return V_NONE;
}

NATIVE(set_copy, "copy(self, /)", "Return a shallow copy of a set.")
{
    return v_is_kind(a[0], KIND_frozenset) ? dup(a[0]) : set_copy(t, a[0]);
}

NATIVE(set_contains, "__contains__(self, object, /)", "x.__contains__(y) <==> y in x.")
{
    return bool_or_error(set_contains(t, SELF, a[1]));
}

/* ---- algebra with any number of iterables; *others is a[1] ---- */

static const Value *others_of(const Value *a, size_t *n)
{
    return seq_items(a[1], n);
}

NATIVE(set_union, "union(self, /, *others)",
       "Return a new set with elements from the set and all others.")
{
    size_t count;
    const Value *others = others_of(a, &count);
    Value result = set_copy(t, a[0]);
    for (size_t i = 0; i < count && !v_is_error(result); i++)
        if (!v_same(others[i], a[0]) && set_update(t, SET_SELF(result), others[i])) {
            drop(t, result);
            result = V_ERROR;
        }
    return result;
}

NATIVE(set_update, "update(self, /, *others)", "Update the set, adding elements from all others.")
{
    size_t count;
    const Value *others = others_of(a, &count);
    for (size_t i = 0; i < count; i++)
        if (set_update(t, SELF, others[i]))
            return V_ERROR;
    return V_NONE;
}

static Value intersect_all(Thread *t, const Value *a)
{
    size_t count;
    const Value *others = others_of(a, &count);
    Value result = count ? dup(a[0]) : set_copy(t, a[0]);
    for (size_t i = 0; i < count && !v_is_error(result); i++) {
        Value smaller = set_intersection(t, result, others[i]);
        drop(t, result);
        result = smaller;
    }
    return result;
}

NATIVE(set_intersection, "intersection(self, /, *others)",
       "Return a new set with elements common to the set and all others.")
{
    return intersect_all(t, a);
}

NATIVE(set_intersection_update, "intersection_update(self, /, *others)",
       "Update the set, keeping only elements found in it and all others.")
{
    Value common = intersect_all(t, a);
    if (v_is_error(common))
        return common;
    set_swap(SELF, SET_SELF(common));
    drop(t, common);
    return V_NONE;
}

NATIVE(set_difference, "difference(self, /, *others)",
       "Return a new set with elements in the set that are not in the others.")
{
    size_t count;
    const Value *others = others_of(a, &count);
    Value result = count ? set_difference(t, a[0], others[0]) : set_copy(t, a[0]);
    for (size_t i = 1; i < count && !v_is_error(result); i++)
        if (set_difference_update(t, SET_SELF(result), others[i])) {
            drop(t, result);
            result = V_ERROR;
        }
    return result;
}

NATIVE(set_difference_update, "difference_update(self, /, *others)",
       "Update the set, removing elements found in others.")
{
    size_t count;
    const Value *others = others_of(a, &count);
    for (size_t i = 0; i < count; i++)
        if (set_difference_update(t, SELF, others[i]))
            return V_ERROR;
    return V_NONE;
}

NATIVE(set_symmetric_difference, "symmetric_difference(self, other, /)",
       "Return a new set with elements in either the set or other but not both.")
{
    return set_symmetric_difference(t, a[0], a[1]);
}

NATIVE(set_symmetric_difference_update, "symmetric_difference_update(self, other, /)",
       "Update the set, keeping only elements found in either set, but not in both.")
{
    return none_or_error(set_symmetric_difference_update(t, SELF, a[1]));
}

/* ---- questions ---- */

NATIVE(set_isdisjoint, "isdisjoint(self, other, /)",
       "Return True if two sets have a null intersection.")
{
    return bool_or_error(set_is_disjoint(t, SELF, a[1]));
}

NATIVE(set_issubset, "issubset(self, other, /)", "Report whether another set contains this set.")
{
    return bool_or_error(set_is_subset(t, SELF, a[1]));
}

NATIVE(set_issuperset, "issuperset(self, other, /)",
       "Report whether this set contains another set.")
{
    return bool_or_error(set_is_superset(t, SELF, a[1]));
}

NATIVE(set_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    Value keys = iter_to_list(t, a[0]);
    if (v_is_error(keys))
        return keys;
    Value state = call_method0(t, a[0], N(t, __getstate__)), result = V_ERROR;
    if (!v_is_error(state)) {
        Value args = tuple_pack(t, 1, keys);
        result = reduce_pair(t, v_from(v_type(t, a[0])), args, state);
        drop(t, state);
    }
    drop(t, keys);
    return result;
}

NATIVE(set_sizeof, "__sizeof__(self, /)", "S.__sizeof__() -> size of S in memory, in bytes.")
{
    return v_from_small(
        (int64_t)(sizeof(Set) + (SELF->mask >= SET_MIN ? (SELF->mask + 1) * sizeof(SetEntry) : 0)));
}

#define COMMON_METHODS                                                                \
    &set_contains_def, &set_copy_def, &set_difference_def, &set_intersection_def,     \
        &set_isdisjoint_def, &set_issubset_def, &set_issuperset_def, &set_reduce_def, \
        &set_sizeof_def, &set_symmetric_difference_def, &set_union_def, &class_getitem_def

const NativeDef *const set_methods[] = {
    COMMON_METHODS,
    &set_add_def,
    &set_clear_def,
    &set_discard_def,
    &set_difference_update_def,
    &set_intersection_update_def,
    &set_pop_def,
    &set_remove_def,
    &set_symmetric_difference_update_def,
    &set_update_def,
    NULL,
};
const NativeDef *const frozenset_methods[] = {COMMON_METHODS, NULL};
