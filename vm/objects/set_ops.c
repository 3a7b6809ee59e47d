/* SPDX-License-Identifier: MIT */
/* Union, intersection, difference: which operand is walked and which is asked follows CPython,
   since it decides the order of the result. */
#include "vm/core/containers_internal.h"
#include "vm/objects/iterators.h"
#include "vm/objects/set_internal.h"

/* ---- walking any iterable with hashes ---- */

static ALWAYS_INLINE int each_of_set(Thread *t, Set *s, SetEachFn fn, void *arg)
{
    Value key;
    int64_t hash;
    int status = 0;
    for (size_t i = 0; status == 0 && set_next(s, &i, &key, &hash);) {
        dup(key);
        status = fn(t, arg, key, hash);
        drop(t, key);
    }
    return status;
}

static int each_of_dict(Thread *t, Dict *d, SetEachFn fn, void *arg)
{
    Value key, value;
    int status = 0;
    for (size_t i = 0; status == 0 && dict_next(d, &i, &key, &value);) {
        int64_t hash = d->entries[i - 1].hash;
        dup(key);
        status = fn(t, arg, key, hash);
        drop(t, key);
    }
    return status;
}

typedef struct KeyEach {
    SetEachFn fn;
    void *arg;
} KeyEach;

static int key_each(Thread *t, void *arg, TAKES Value key)
{
    const KeyEach *each = arg;
    int64_t hash;
    int status = hash_quick(t, key, &hash) ? -1 : each->fn(t, each->arg, key, hash);
    drop(t, key);
    return status;
}

int set_each(Thread *t, Value iterable, SetEachFn fn, void *arg)
{
    if (v_is_any_set(iterable))
        return each_of_set(t, SET_SELF(iterable), fn, arg);
    if (v_is_kind(iterable, KIND_dict))
        return each_of_dict(t, V_AS(Dict, iterable), fn, arg);
    Value it = iter_get(t, iterable);
    if (v_is_error(it))
        return -1;
    int status = iter_step_each(t, it, key_each, &(KeyEach){fn, arg});
    drop(t, it);
    return status;
}

static int add_each(Thread *t, void *set, Value key, int64_t hash)
{
    return set_add_hash(t, set, key, hash);
}

static int discard_each(Thread *t, void *set, Value key, int64_t hash)
{
    return set_discard_hash(t, set, key, hash) < 0 ? -1 : 0;
}

/* ---- making ---- */

static ALWAYS_INLINE int item_each(Thread *t, void *set, TAKES Value key)
{
    int64_t hash;
    if (LIKELY(hash_quick(t, key, &hash) == 0))
        return set_put(t, set, key, hash);
    drop(t, key);
    return -1;
}

/* Adds the items of a list, which may change meanwhile, or of a tuple. */
static int add_row(Thread *t, Set *s, Value row)
{
    const Value *items;
    size_t n;
    for (size_t i = 0; row_items(row, &items, &n) && i < n; i++)
        if (item_each(t, s, dup(items[i])))
            return -1;
    return 0;
}

/* Of those below 256 only the first of each kind says anything. */
static int add_characters(Thread *t, Set *s, const Str *text)
{
    bool seen[256] = {false};
    for (size_t i = 0; i < text->len; i++) {
        uint32_t cp = str_at(text, i);
        if (cp < 256 && seen[cp])
            continue;
        if (cp < 256)
            seen[cp] = true;
        Value c = str_from_char(t, cp);
        if (v_is_error(c) || item_each(t, s, c))
            return -1;
    }
    return 0;
}

int set_update(Thread *t, Set *s, Value iterable)
{
    if (v_is_any_set(iterable))
        return set_merge(t, s, SET_SELF(iterable));
    if (v_is_kind(iterable, KIND_list) || v_is_kind(iterable, KIND_tuple))
        return add_row(t, s, iterable);
    if (v_is_kind(iterable, KIND_str))
        return add_characters(t, s, V_AS(Str, iterable));
    if (v_is_kind(iterable, KIND_dict)) {
        if (set_make_room(t, s, V_AS(Dict, iterable)->len))
            return -1;
        return each_of_dict(t, V_AS(Dict, iterable), add_each, s);
    }
    Value it = iter_get(t, iterable);
    int status = v_is_error(it) ? -1 : iter_step_each(t, it, item_each, s);
    drop(t, it);
    return status;
}

Value set_copy_as(Thread *t, Type *cls, Value iterable)
{
    Set *s = set_alloc(t, cls);
    if (!s)
        return V_ERROR;
    if (v_is_empty(iterable) || set_update(t, s, iterable) == 0)
        return v_from(s);
    obj_drop(t, s);
    return V_ERROR;
}

/* set or frozenset, whichever v is one of. */
static Type *base_type(Thread *t, Value v)
{
    return t->vm->types[v_has_layout(v, KIND_set) ? KIND_set : KIND_frozenset];
}

Value set_copy(Thread *t, Value self)
{
    return set_copy_as(t, base_type(t, self), self);
}

Value set_from_iterable(Thread *t, Kind kind, Value iterable)
{
    if (kind == KIND_frozenset && v_is_kind(iterable, KIND_frozenset))
        return dup(iterable);
    return set_copy_as(t, t->vm->types[kind], iterable);
}

static Value set_of_items(Thread *t, Kind kind, const Value *items, size_t n)
{
    Set *s = set_alloc(t, t->vm->types[kind]);
    for (size_t i = 0; s && i < n; i++)
        if (set_add(t, s, items[i])) {
            obj_drop(t, s);
            s = NULL;
        }
    return s ? v_from(s) : V_ERROR;
}

Value set_from_items(Thread *t, const Value *items, size_t n)
{
    return set_of_items(t, KIND_set, items, n);
}

Value frozenset_from_items(Thread *t, const Value *items, size_t n)
{
    return set_of_items(t, KIND_frozenset, items, n);
}

Value frozenset_constant(Thread *t, const Value *items, size_t n)
{
    Value first = frozenset_from_items(t, items, n);
    Value list = v_is_error(first) ? V_ERROR : iter_to_list(t, first);
    Value second = v_is_error(list)
                       ? V_ERROR
                       : frozenset_from_items(t, V_AS(List, list)->items, V_AS(List, list)->len);
    drop(t, first);
    drop(t, list);
    return second;
}

/* ---- intersection ---- */

typedef struct Sieve {
    Set *asked, *result;
    bool keep; /* whether keys that are found, or those that are not, go to the result */
} Sieve;

static int sieve_each(Thread *t, void *arg, Value key, int64_t hash)
{
    Sieve *sieve = arg;
    int found = set_contains_hash(t, sieve->asked, key, hash);
    if (found < 0)
        return -1;
    return (bool)found == sieve->keep ? set_add_hash(t, sieve->result, key, hash) : 0;
}

Value set_intersection(Thread *t, Value self, Value other)
{
    if (v_same(self, other))
        return set_copy(t, self);
    Value result = set_copy_as(t, base_type(t, self), V_EMPTY);
    if (v_is_error(result))
        return result;
    if (v_is_any_set(other) && SET_SELF(other)->len > SET_SELF(self)->len) {
        Value swapped = self;
        self = other;
        other = swapped;
    }
    Sieve sieve = {SET_SELF(self), SET_SELF(result), true};
    if (set_each(t, other, sieve_each, &sieve) == 0)
        return result;
    drop(t, result);
    return V_ERROR;
}

/* ---- difference ---- */

int set_difference_update(Thread *t, Set *s, Value other)
{
    Value common = V_EMPTY;
    if (v_same(v_from(s), other)) {
        set_clear(t, s);
        return 0;
    }
    if (v_is_any_set(other) && SET_SELF(other)->len >> 3 > s->len) {
        /* The other set is much larger: only what both have is worth walking. */
        common = set_intersection(t, v_from(s), other);
        if (v_is_error(common))
            return -1;
        other = common;
    }
    int status = set_each(t, other, discard_each, s);
    drop(t, common);
    return status ? -1 : set_trim(t, s);
}

typedef struct DictSieve {
    Dict *asked;
    Set *result;
} DictSieve;

static int dict_sieve_each(Thread *t, void *arg, Value key, int64_t hash)
{
    DictSieve *sieve = arg;
    int64_t found = dict_find(t, sieve->asked, key, hash);
    if (found == -2)
        return -1;
    return found < 0 ? set_add_hash(t, sieve->result, key, hash) : 0;
}

Value set_difference(Thread *t, Value self, Value other)
{
    Set *s = SET_SELF(self);
    bool dict = v_is_kind(other, KIND_dict);
    size_t others = dict ? V_AS(Dict, other)->len : v_is_any_set(other) ? SET_SELF(other)->len : 0;
    bool copy = (!dict && !v_is_any_set(other)) || s->len >> 2 > others;
    Value result = copy ? set_copy(t, self) : set_copy_as(t, base_type(t, self), V_EMPTY);
    if (v_is_error(result))
        return result;
    int status;
    if (copy) {
        status = set_difference_update(t, SET_SELF(result), other);
    } else if (dict) {
        DictSieve sieve = {V_AS(Dict, other), SET_SELF(result)};
        status = each_of_set(t, s, dict_sieve_each, &sieve);
    } else {
        Sieve sieve = {SET_SELF(other), SET_SELF(result), false};
        status = each_of_set(t, s, sieve_each, &sieve);
    }
    if (status == 0)
        return result;
    drop(t, result);
    return V_ERROR;
}

static int toggle_each(Thread *t, void *set, Value key, int64_t hash)
{
    int gone = set_discard_hash(t, set, key, hash);
    return gone ? (gone < 0 ? -1 : 0) : set_add_hash(t, set, key, hash);
}

int set_symmetric_difference_update(Thread *t, Set *s, Value other)
{
    if (v_same(v_from(s), other)) {
        set_clear(t, s);
        return 0;
    }
    if (v_is_any_set(other) || v_is_kind(other, KIND_dict))
        return set_each(t, other, toggle_each, s);
    /* A key that comes twice must count once. */
    Value unique = set_from_iterable(t, KIND_set, other);
    if (v_is_error(unique))
        return -1;
    int status = set_each(t, unique, toggle_each, s);
    drop(t, unique);
    return status;
}

Value set_symmetric_difference(Thread *t, Value self, Value other)
{
    Value result = set_copy_as(t, base_type(t, self), other);
    if (v_is_error(result) || set_symmetric_difference_update(t, SET_SELF(result), self) == 0)
        return result;
    drop(t, result);
    return V_ERROR;
}

/* ---- questions ---- */

enum { STOPPED = 1 };

static int stop_if_absent(Thread *t, void *set, Value key, int64_t hash)
{
    int found = set_contains_hash(t, set, key, hash);
    return found < 0 ? -1 : found ? 0 : STOPPED;
}

static int stop_if_present(Thread *t, void *set, Value key, int64_t hash)
{
    int found = set_contains_hash(t, set, key, hash);
    return found < 0 ? -1 : found ? STOPPED : 0;
}

/* 1 when the walk was not stopped, 0 when it was, -1 on error. */
static int unstopped(int status)
{
    return status < 0 ? -1 : status == 0;
}

int set_is_subset(Thread *t, Set *s, Value other)
{
    if (!v_is_any_set(other)) {
        Value unique = set_from_iterable(t, KIND_set, other);
        int answer = v_is_error(unique) ? -1 : set_is_subset(t, s, unique);
        drop(t, unique);
        return answer;
    }
    if (s->len > SET_SELF(other)->len)
        return 0;
    return unstopped(each_of_set(t, s, stop_if_absent, SET_SELF(other)));
}

int set_is_superset(Thread *t, Set *s, Value other)
{
    if (v_is_any_set(other))
        return set_is_subset(t, SET_SELF(other), v_from(s));
    return unstopped(set_each(t, other, stop_if_absent, s));
}

int set_is_disjoint(Thread *t, Set *s, Value other)
{
    if (v_same(v_from(s), other))
        return s->len == 0;
    if (v_is_any_set(other) && SET_SELF(other)->len > s->len)
        return unstopped(each_of_set(t, s, stop_if_present, SET_SELF(other)));
    return unstopped(set_each(t, other, stop_if_present, s));
}
