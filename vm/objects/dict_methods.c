/* SPDX-License-Identifier: MIT */
/* The methods of dict. */
#include "vm/objects/dict.h"
#include "vm/objects/helpers.h"
#include "vm/objects/set_internal.h"

#define SELF V_AS(Dict, a[0])

NATIVE(dict_get, "get(self, key, default=None, /)",
       "Return the value for key if key is in the dictionary, else default.")
{
    Value v = dict_get(t, SELF, a[1]);
    if (v_is_empty(v))
        return v_is_empty(a[2]) ? V_NONE : dup(a[2]);
    return dup(v);
}

NATIVE(dict_setdefault, "setdefault(self, key, default=None, /)",
       "Insert key with a value of default if key is not in the dictionary.\n\n"
       "Return the value for key if key is in the dictionary, else default.")
{
    int64_t hash;
    bool added;
    if (hash_quick(t, a[1], &hash))
        return V_ERROR;
    int64_t e = dict_insert(t, SELF, a[1], hash, v_is_empty(a[2]) ? V_NONE : a[2], &added);
    return e < 0 ? V_ERROR : dup(SELF->entries[e].value);
}

NATIVE(dict_pop, "pop(self, key, default=<unrepresentable>, /)",
       "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
       "If the key is not found, return the default if given; otherwise,\nraise a KeyError.")
{
    if (SELF->len == 0)
        return v_is_empty(a[2]) ? raise_key(t, a[1]) : dup(a[2]);
    Value v = dict_pop(t, SELF, a[1]);
    if (!v_is_empty(v))
        return v;
    return v_is_empty(a[2]) ? raise_key(t, a[1]) : dup(a[2]);
}

NATIVE(
    dict_popitem, "popitem(self, /)",
    "Remove and return a (key, value) pair as a 2-tuple.\n\n"
    "Pairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.")
{
    Dict *d = SELF;
    if (d->len == 0) {
        Value message = str_from_cstr(t, "popitem(): dictionary is empty");
        if (!v_is_error(message))
            raise_key(t, message);
        drop(t, message);
        return V_ERROR;
    }
    Tuple *pair = tuple_alloc(t, 2);
    if (!pair)
        return V_ERROR;
    size_t i = d->used - 1;
    while (v_is_empty(d->entries[i].key))
        i--;
    dict_take_entry(t, d, i, &pair->items[0], &pair->items[1]);
    d->used = i;
    tuple_track(t, pair);
    return v_from(pair);
}

NATIVE(dict_clear, "clear(self, /)", "Remove all items from the dict.")
{
    dict_clear(t, SELF);
    return V_NONE;
}

NATIVE(dict_copy, "copy(self, /)", "Return a shallow copy of the dict.")
{
    return dict_copy(t, SELF);
}

NATIVE_VAR(dict_update, "update(self, other=(), /, **kwds)",
           "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\n"
           "If E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\n"
           "If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n"
           "In either case, this is followed by: for k in F:  D[k] = F[k]")
{
    if (args_check(t, "update", nargs - 1, 0, 1, V_EMPTY))
        return V_ERROR;
    if (nargs == 2 && dict_update(t, SELF, a[1]))
        return V_ERROR;
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len; i++)
        if (dict_set(t, SELF, names->items[i], a[nargs + i]))
            return V_ERROR;
    return V_NONE;
}

/* A key whose hash is known, of another dict or a set. */
static int fill_each(Thread *t, void *arg, Value key, int64_t hash)
{
    const Value *pair = arg; /* the dict and the value */
    return dict_set_hash(t, V_AS(Dict, pair[0]), key, hash, pair[1]);
}

/* fromkeys() into the dict that the class has just made. */
static int fill_with(Thread *t, Value d, Value iterable, Value value)
{
    if (v_is_kind(d, KIND_dict) &&
        (v_is_kind(iterable, KIND_dict) || v_is_kind(iterable, KIND_set) ||
         v_is_kind(iterable, KIND_frozenset)))
        return set_each(t, iterable, fill_each, (Value[]){d, value});
    Value it = iter_get(t, iterable);
    int status = v_is_error(it) ? -1 : 0;
    while (status == 0) {
        Value key = iter_next(t, it);
        if (v_same(key, V_STOP))
            break;
        if (v_is_error(key))
            status = -1;
        else
            status = v_is_kind(d, KIND_dict) ? dict_set(t, V_AS(Dict, d), key, value)
                                             : item_set(t, d, key, value);
        drop(t, key);
    }
    if (!v_is_error(it))
        drop(t, it);
    return status;
}

NATIVE_CLASS(dict_fromkeys, "fromkeys(type, iterable, value=None, /)",
             "Create a new dictionary with keys from iterable and values set to value.")
{
    Value d = call0(t, a[0]);
    if (v_is_error(d))
        return d;
    if (fill_with(t, d, a[1], v_is_empty(a[2]) ? V_NONE : a[2]) == 0)
        return d;
    drop(t, d);
    return V_ERROR;
}

NATIVE(dict_keys, "keys(self, /)", "Return a set-like object providing a view on the dict's keys.")
{
    return dict_view_new(t, KIND_dict_keys, SELF);
}

NATIVE(dict_values, "values(self, /)", "Return an object providing a view on the dict's values.")
{
    return dict_view_new(t, KIND_dict_values, SELF);
}

NATIVE(dict_items, "items(self, /)",
       "Return a set-like object providing a view on the dict's items.")
{
    return dict_view_new(t, KIND_dict_items, SELF);
}

NATIVE(dict_reversed, "__reversed__(self, /)", "Return a reverse iterator over the dict keys.")
{
    return dict_iterator_new(t, KIND_dict_reversekeyiterator, SELF);
}

NATIVE(dict_contains, "__contains__(self, key, /)",
       "True if the dictionary has the specified key, else False.")
{
    Value v = dict_get(t, SELF, a[1]);
    return v_is_error(v) ? V_ERROR : v_bool(!v_is_empty(v));
}

NATIVE(dict_getitem, "__getitem__(self, key, /)", "Return self[key].")
{
    return dict_subscript(t, a[0], a[1]);
}

NATIVE(dict_sizeof, "__sizeof__(self, /)", "Return the size of the dict in memory.")
{
    return v_from_small((int64_t)(sizeof(Dict) + SELF->cap * sizeof(DictEntry)));
}

const NativeDef *const dict_methods[] = {
    &dict_contains_def,
    &dict_getitem_def,
    &dict_sizeof_def,
    &dict_get_def,
    &dict_setdefault_def,
    &dict_pop_def,
    &dict_popitem_def,
    &dict_keys_def,
    &dict_items_def,
    &dict_values_def,
    &dict_update_def,
    &dict_fromkeys_def,
    &dict_clear_def,
    &dict_copy_def,
    &dict_reversed_def,
    &class_getitem_def,
    NULL,
};
