/* SPDX-License-Identifier: MIT */
/* The match statement: mapping and class patterns (PEP 634). */
#include "vm/core/interp.h"

Value match_keys(Thread *t, Value subject, Value keys)
{
    Tuple *wanted = V_AS(Tuple, keys);
    Value get = attr_get(t, subject, N(t, get));
    if (v_is_error(get))
        return get;
    /* A value that no mapping can hold tells absence. */
    Value missing = list_new(t, NULL, 0);
    Value seen = dict_new(t);
    Tuple *values = tuple_alloc(t, wanted->len);
    Value result = V_ERROR;
    if (v_is_error(missing) || v_is_error(seen) || !values)
        goto done;
    for (size_t i = 0; i < wanted->len; i++) {
        Value again = dict_get(t, V_AS(Dict, seen), wanted->items[i]);
        if (v_is_error(again))
            goto done;
        if (!v_is_empty(again)) {
            raise_format(t, EXC_ValueError, "mapping pattern checks duplicate key (%R)",
                         wanted->items[i]);
            goto done;
        }
        if (dict_set(t, V_AS(Dict, seen), wanted->items[i], V_NONE) < 0)
            goto done;
        Value v = call2(t, get, wanted->items[i], missing);
        if (v_is_error(v))
            goto done;
        if (v_same(v, missing)) {
            drop(t, v);
            result = V_NONE;
            goto done;
        }
        values->items[i] = v;
    }
    gc_track(t, values);
    result = v_from(values);
    values = NULL;
done:
    obj_drop(t, values);
    drop(t, seen);
    drop(t, missing);
    drop(t, get);
    return result;
}

Value match_rest(Thread *t, Value subject, Value keys)
{
    Value map = dict_new(t);
    if (v_is_error(map))
        return map;
    int err = dict_update(t, V_AS(Dict, map), subject);
    Tuple *used = V_AS(Tuple, keys);
    for (size_t i = 0; err >= 0 && i < used->len; i++)
        err = dict_delete(t, V_AS(Dict, map), used->items[i]);
    if (err < 0) {
        drop(t, map);
        return V_ERROR;
    }
    return map;
}

/* An attribute for a sub-pattern, which must not have been named before: owned, EMPTY: no match. */
static Value match_attr(Thread *t, Value subject, Value cls, Value name, Dict *seen)
{
    Value again = dict_get(t, seen, name);
    if (v_is_error(again))
        return again;
    if (!v_is_empty(again))
        return raise_format(t, EXC_TypeError, "%s() got multiple sub-patterns for attribute %R",
                            v_is_type(cls) ? V_AS(Type, cls)->name : "?", name);
    if (dict_set(t, seen, name, V_NONE) < 0)
        return V_ERROR;
    return attr_get_or_empty(t, subject, V_AS(Str, name));
}

/* Positional sub-patterns by __match_args__ into items: how many were found, or -1 error, -2 no
 * match. */
static int64_t match_positional(Thread *t, Value subject, Value cls, unsigned npos, Value *items,
                                Dict *seen)
{
    const char *name = V_AS(Type, cls)->name;
    bool self_match = false;
    Value args = attr_get_or_empty(t, cls, N(t, __match_args__));
    if (v_is_error(args))
        return -1;
    size_t allowed = 0;
    if (v_is_empty(args)) {
        self_match = (V_AS(Type, cls)->flags & TF_MATCH_SELF) != 0;
        allowed = self_match;
    } else if (v_is_kind(args, KIND_tuple)) {
        allowed = V_AS(Tuple, args)->len;
    } else {
        raise_format(t, EXC_TypeError, "%s.__match_args__ must be a tuple (got %T)", name, args);
        drop(t, args);
        return -1;
    }
    int64_t result = npos;
    if (allowed < npos) {
        raise_format(t, EXC_TypeError, "%s() accepts %zu positional sub-pattern%s (%u given)", name,
                     allowed, allowed == 1 ? "" : "s", npos);
        result = -1;
    } else if (self_match) {
        items[0] = dup(subject);
    } else {
        for (unsigned i = 0; i < npos && result >= 0; i++) {
            Value key = V_AS(Tuple, args)->items[i];
            if (!v_is_str(key)) {
                raise_format(t, EXC_TypeError, "__match_args__ elements must be strings (got %T)",
                             key);
                result = -1;
                break;
            }
            Value v = match_attr(t, subject, cls, key, seen);
            if (v_is_error(v))
                result = -1;
            else if (v_is_empty(v))
                result = -2;
            else
                items[i] = v;
        }
    }
    drop(t, args);
    return result;
}

Value match_class(Thread *t, Value subject, Value cls, unsigned npos, Value names)
{
    if (!v_is_type(cls))
        return raise_format(t, EXC_TypeError, "called match pattern must be a class");
    int is = is_instance(t, subject, cls);
    if (is <= 0)
        return is < 0 ? V_ERROR : V_NONE;
    Tuple *keywords = V_AS(Tuple, names);
    Value seen = dict_new(t);
    Tuple *items = v_is_error(seen) ? NULL : tuple_alloc(t, npos + keywords->len);
    Value result = V_ERROR;
    if (!items)
        goto done;
    if (npos) {
        int64_t found = match_positional(t, subject, cls, npos, items->items, V_AS(Dict, seen));
        if (found < 0) {
            result = found == -1 ? V_ERROR : V_NONE;
            goto done;
        }
    }
    for (size_t i = 0; i < keywords->len; i++) {
        Value v = match_attr(t, subject, cls, keywords->items[i], V_AS(Dict, seen));
        if (v_is_error(v) || v_is_empty(v)) {
            result = v_is_error(v) ? V_ERROR : V_NONE;
            goto done;
        }
        items->items[npos + i] = v;
    }
    gc_track(t, items);
    result = v_from(items);
    items = NULL;
done:
    obj_drop(t, items);
    drop(t, seen);
    return result;
}
