/* SPDX-License-Identifier: MIT */
/*
 * The wrapper that functools.lru_cache makes. The cache is a dict from keys to entries; the entries
 * are also linked by age, the oldest first. The dict owns them, the links do not.
 */
#include "stdlib/_functools.h"
#include "vm/core/descriptor.h"

typedef struct Entry {
    Object head;
    Value key, result;
    int64_t hash;
    struct Entry *older, *newer;
} Entry;

typedef struct Cache {
    Object head;
    Value func, entries, info_type; /* entries: dict */
    Value entry_type;               /* makes entries; also stands before the keywords in keys */
    Entry *oldest, *newest;
    int64_t maxsize; /* -1: no limit; 0: nothing is kept */
    int64_t hits, misses;
    bool typed;
} Cache;
#define C(v) V_AS(Cache, v)

API(cache_new, "_lru_cache_wrapper(cls, user_function, maxsize, typed, cache_info_type)", "")
{
    int64_t maxsize = -1;
    int typed = truth(t, a[3]);
    if (!v_type(t, a[1])->s.call)
        return raise_format(t, EXC_TypeError, "the first argument must be callable");
    if (!v_is_none(a[2])) {
        if (!v_is_int(a[2]) && !v_type(t, a[2])->s.index)
            return raise_format(t, EXC_TypeError, "maxsize should be integer or None");
        if (value_to_ssize(t, a[2], &maxsize, EXC_OverflowError) < 0)
            return V_ERROR;
        maxsize = maxsize < 0 ? 0 : maxsize;
    }
    Value entries = K(t, dict_new(t)),
          entry_type = K(t, import_attr(t, "_functools", "_lru_list_elem"));
    Value made = typed < 0 || v_is_error(entries) || v_is_error(entry_type)
                     ? V_ERROR
                     : api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    Cache *c = C(made);
    api_set(t, &c->func, a[1]);
    api_set(t, &c->entries, entries);
    api_set(t, &c->info_type, a[4]);
    api_set(t, &c->entry_type, entry_type);
    c->maxsize = maxsize;
    c->typed = typed;
    return made;
}

/* ---- keys ---- */

/* A single str or int is its own key; anything else a tuple of the arguments, behind a mark the
   keywords and their values, and if the cache is typed the classes of all of them. */
static Value make_key(Thread *t, Cache *c, const Value *args, uint32_t nargs, Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    size_t keywords = names ? names->len : 0;
    if (nargs == 1 && !keywords && !c->typed &&
        (v_is_small(args[0]) || v_is_kind(args[0], KIND_str)))
        return args[0];
    if (!keywords && !c->typed)
        return K(t, tuple_new(t, args, nargs));
    Value list = K(t, list_new(t, args, nargs));
    int status = v_is_error(list) ? -1 : 0;
    List *l = V_AS(List, list);
    if (status == 0 && keywords)
        status = list_append(t, l, c->entry_type);
    for (size_t i = 0; i < keywords && status == 0; i++)
        status = list_append(t, l, names->items[i]) < 0 ? -1 : list_append(t, l, args[nargs + i]);
    for (size_t i = 0; c->typed && i < nargs + keywords && status == 0; i++)
        status = list_append(t, l, v_from(v_type(t, args[i])));
    return status < 0 ? V_ERROR : K(t, list_to_tuple(t, l));
}

/* ---- the list by age ---- */

static void entry_unlink(Cache *c, Entry *e)
{
    *(e->older ? &e->older->newer : &c->oldest) = e->newer;
    *(e->newer ? &e->newer->older : &c->newest) = e->older;
    e->older = e->newer = NULL;
}

static void entry_link(Cache *c, Entry *e)
{
    e->older = c->newest;
    *(c->newest ? &c->newest->newer : &c->oldest) = e;
    c->newest = e;
}

/* ---- calls ---- */

static int entry_add(Thread *t, Cache *c, Value key, int64_t hash, Value result)
{
    Value made = api_instance(t, V_AS(Type, c->entry_type));
    if (v_is_error(made))
        return -1;
    Entry *e = V_AS(Entry, made);
    api_set(t, &e->key, key);
    api_set(t, &e->result, result);
    e->hash = hash;
    if (dict_set_hash(t, V_AS(Dict, c->entries), key, hash, made) < 0)
        return -1;
    entry_link(c, e);
    return 0;
}

/* Makes room by forgetting the oldest. */
static int entry_evict(Thread *t, Cache *c)
{
    Entry *e = c->oldest;
    if (!e)
        return 0;
    Value oldest = api_hold(t, v_from(e));
    entry_unlink(c, e);
    return v_is_error(oldest) || dict_delete_hash(t, V_AS(Dict, c->entries), e->key, e->hash) < 0
               ? -1
               : 0;
}

static Value cache_call_kept(Thread *t, Cache *c, const Value *args, uint32_t nargs, Value kwnames)
{
    int64_t hash;
    Value key = make_key(t, c, args, nargs, kwnames);
    if (v_is_error(key) || value_hash(t, key, &hash) < 0)
        return V_ERROR;
    Value found = api_hold(t, dict_get_hash(t, V_AS(Dict, c->entries), key, hash));
    if (v_is_error(found))
        return V_ERROR;
    if (!v_is_empty(found)) {
        Entry *e = V_AS(Entry, found);
        c->hits++;
        if (c->maxsize > 0 && c->newest != e && (e->older || e->newer)) {
            entry_unlink(c, e);
            entry_link(c, e);
        }
        return e->result;
    }
    c->misses++;
    Value result = K(t, call_kw(t, c->func, args, nargs, kwnames));
    if (v_is_error(result))
        return V_ERROR;
    found = dict_get_hash(t, V_AS(Dict, c->entries), key, hash);
    if (!v_is_empty(found)) /* the call itself has put it there */
        return v_is_error(found) ? V_ERROR : result;
    if (c->maxsize > 0 && V_AS(Dict, c->entries)->len >= (size_t)c->maxsize &&
        entry_evict(t, c) < 0)
        return V_ERROR;
    return entry_add(t, c, key, hash, result) < 0 ? V_ERROR : result;
}

static Value cache_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Cache *c = C(self);
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    if (c->maxsize == 0) {
        c->misses++;
        return call_kw(t, c->func, args, nargs, kwnames);
    }
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, cache_call_kept(t, c, args, nargs, kwnames));
}

/* ---- methods ---- */

API(cache_info, "cache_info(self, /)", "Hits, misses, limit and size of the cache.")
{
    Cache *c = C(a[0]);
    Value limit = c->maxsize < 0 ? V_NONE : v_from_small(c->maxsize);
    Value numbers[] = {v_from_small(c->hits), v_from_small(c->misses), limit,
                       v_from_small((int64_t)V_AS(Dict, c->entries)->len)};
    return K(t, call(t, c->info_type, numbers, 4));
}

API(cache_clear, "cache_clear(self, /)", "Forgets everything.")
{
    Cache *c = C(a[0]);
    c->hits = c->misses = 0;
    for (Entry *e = c->oldest, *next; e; e = next) {
        next = e->newer;
        e->older = e->newer = NULL;
    }
    c->oldest = c->newest = NULL;
    dict_clear(t, V_AS(Dict, c->entries));
    return V_NONE;
}

API(cache_copy, "__copy__(self, /)", "The wrapper itself.")
{
    return a[0];
}

API(cache_deepcopy, "__deepcopy__(self, memo, /)", "The wrapper itself.")
{
    return a[0];
}

API(cache_reduce, "__reduce__(self, /)", "For pickling: the name.")
{
    return K(t, attr_get(t, a[0], N(t, __qualname__)));
}

static Value cache_get(Thread *t, Value self, Value object, Value owner)
{
    if (!v_is_empty(object) && !v_is_none(object))
        return method_new(t, self, object);
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, self);
}

int lru_cache_add(Thread *t, Value module)
{
    static const FieldTable entry_fields = {
        {offsetof(Entry, key), offsetof(Entry, result), 0}, NULL, NULL, NULL};
    static const FieldTable cache_fields = {{offsetof(Cache, func), offsetof(Cache, entries),
                                             offsetof(Cache, info_type),
                                             offsetof(Cache, entry_type), 0},
                                            NULL,
                                            NULL,
                                            NULL};
    static const NativeDef *const methods[] = {&cache_info_def,   &cache_clear_def,
                                               &cache_copy_def,   &cache_deepcopy_def,
                                               &cache_reduce_def, NULL};
    static const TypeSpec entry = {
        .name = "functools._lru_list_elem", .size = sizeof(Entry), .flags = TF_NO_NEW};
    static const TypeSpec cache = {
        .name = "functools._lru_cache_wrapper",
        .doc = "A function that remembers results of earlier calls.",
        .size = sizeof(Cache),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF | TF_METHOD_DESCR,
        .new_def = &cache_new_def,
        .slots = {.call = cache_call, .descr_get = cache_get},
        .methods = methods,
    };
    return api_module_add_type(t, module, api_type(t, &entry, &entry_fields)) < 0
               ? -1
               : api_module_add_type(t, module, api_type(t, &cache, &cache_fields));
}
