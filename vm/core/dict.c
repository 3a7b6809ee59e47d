/* SPDX-License-Identifier: MIT */
/*
 * dict: entries in order of insertion, and an open-addressed index of them by hash. Sizes follow
 * CPython (a power of two, two thirds usable, the next size for three times the live keys), as an
 * iterator's position and "keys changed during iteration" depend on when entries move.
 */
#include "vm/core/containers_internal.h"
#include "vm/core/iter_each.h"
#include "vm/core/str_internal.h"

#define DICT_MIN 8 /* slots of the smallest index; up to here entries are simply scanned */

/* ---- the index ---- */

/* Slots hold the entry's number; the two largest numbers of the width mean free and deleted. */
static inline unsigned index_width(uint64_t mask)
{
    return mask < 0x100 ? 1 : mask < 0x10000 ? 2 : 4;
}
#define SLOT_FREE    UINT32_MAX
#define SLOT_DELETED (UINT32_MAX - 1)

static ALWAYS_INLINE uint32_t slot_get(const void *index, unsigned width, uint64_t slot)
{
    if (width == 1) {
        uint8_t v = ((const uint8_t *)index)[slot];
        return v >= 0xfe ? 0xffffff00u | v : v;
    }
    if (width == 2) {
        uint16_t v = ((const uint16_t *)index)[slot];
        return v >= 0xfffe ? 0xffff0000u | v : v;
    }
    return ((const uint32_t *)index)[slot];
}
static inline uint32_t index_get(const Dict *d, uint64_t slot)
{
    return slot_get(d->index, index_width(d->index_mask), slot);
}

static inline void index_put(Dict *d, uint64_t slot, uint32_t entry)
{
    if (d->index_mask < 0x100)
        ((uint8_t *)d->index)[slot] = (uint8_t)entry;
    else if (d->index_mask < 0x10000)
        ((uint16_t *)d->index)[slot] = (uint16_t)entry;
    else
        ((uint32_t *)d->index)[slot] = entry;
}

/* The sequence of slots that a hash visits. */
typedef struct Probe {
    uint64_t slot, perturb, mask;
} Probe;

static inline Probe probe_start(const Dict *d, int64_t hash)
{
    return (Probe){(uint64_t)hash & d->index_mask, (uint64_t)hash, d->index_mask};
}
static inline void probe_next(Probe *p)
{
    p->perturb >>= 5;
    p->slot = (p->slot * 5 + p->perturb + 1) & p->mask;
}

static void index_add(Dict *d, int64_t hash, uint32_t entry)
{
    if (!d->index)
        return;
    Probe p = probe_start(d, hash);
    while (index_get(d, p.slot) < SLOT_DELETED)
        probe_next(&p);
    index_put(d, p.slot, entry);
}

static void index_remove(Dict *d, int64_t hash, uint32_t entry)
{
    if (!d->index)
        return;
    Probe p = probe_start(d, hash);
    while (index_get(d, p.slot) != entry)
        probe_next(&p);
    index_put(d, p.slot, SLOT_DELETED);
}

/* ---- allocation ---- */

static void dict_changed(Thread *t, Dict *d)
{
    d->keys_version = t->vm->dict_version += 2; /* the odd ones belong to dict_take_out() */
}

Dict *dict_alloc(Thread *t)
{
    Dict *d = object_new(t, t->vm->types[KIND_dict], 0);
    if (!d)
        return NULL;
    dict_changed(t, d);
    gc_track(t, d);
    return d;
}

Value dict_new(Thread *t)
{
    Dict *d = dict_alloc(t);
    return d ? v_from(d) : V_ERROR;
}

static void arrays_free(Thread *t, DictEntry *entries, size_t cap, void *index, uint64_t mask)
{
    mem_free(t, entries, cap * sizeof(DictEntry));
    if (index)
        mem_free(t, index, (mask + 1) * index_width(mask));
}

/* Moves the live entries to new arrays with an index of `size` slots, behind a gap. */
static int dict_rebuild(Thread *t, Dict *d, uint64_t size, size_t gap)
{
    Dict old = *d;
    if (size > (uint64_t)1 << 32) {
        raise_memory(t);
        return -1;
    }
    size_t cap = (size_t)(size * 2 / 3);
    DictEntry *entries = mem_alloc_array(t, cap, sizeof(DictEntry));
    void *index = NULL;
    if (!entries)
        return -1;
    if (size > DICT_MIN) {
        index = mem_alloc(t, size * index_width(size - 1));
        if (!index) {
            mem_free(t, entries, cap * sizeof(DictEntry));
            return -1;
        }
        memset(index, 0xff, size * index_width(size - 1));
    }
    d->entries = entries;
    d->cap = cap;
    d->index = index;
    d->index_mask = size - 1;
    d->used = d->first = gap;
    memset(entries, 0, gap * sizeof(DictEntry));
    for (size_t i = old.first; i < old.used; i++)
        if (!v_is_empty(old.entries[i].key)) {
            index_add(d, old.entries[i].hash, (uint32_t)d->used);
            entries[d->used++] = old.entries[i];
        }
    dict_changed(t, d);
    arrays_free(t, old.entries, old.cap, old.index, old.index_mask);
    return 0;
}

static int dict_resize(Thread *t, Dict *d, uint64_t size)
{
    return dict_rebuild(t, d, size, 0);
}

static uint64_t size_for(uint64_t minimum)
{
    uint64_t size = DICT_MIN;
    while (size < minimum)
        size *= 2;
    return size;
}

int dict_reserve(Thread *t, Dict *d, size_t n)
{
    if (n <= d->cap - d->used)
        return 0;
    if (n > UINT32_MAX) {
        raise_memory(t);
        return -1;
    }
    return dict_resize(t, d, size_for(((d->len + n) * 3 + 1) / 2));
}

/* ---- lookup ---- */

enum { KEY_DIFFERS = 0, KEY_EQUAL = 1, KEY_ERROR = -1, KEY_RESTART = 2 };

/* Scripts may run and change the dict. */
static int entry_compare_slow(Thread *t, Dict *d, size_t e, Value key)
{
    Value found = d->entries[e].key;
    uint64_t version = d->keys_version;
    dup(found);
    int equal = compare_truth(t, CMP_EQ, found, key);
    drop(t, found);
    if (equal < 0)
        return KEY_ERROR;
    return d->keys_version != version ? KEY_RESTART : equal;
}

/* Compares entry e, whose hash equals the key's. */
static inline int entry_compare(Thread *t, Dict *d, size_t e, Value key)
{
    Value found = d->entries[e].key;
    if (v_same(found, key))
        return KEY_EQUAL;
    if (v_is_kind(found, KIND_str) && v_is_kind(key, KIND_str))
        return str_equal(V_AS(Str, found), V_AS(Str, key));
    if (v_both_small(found, key))
        return KEY_DIFFERS;
    int order;
    if (v_is_kind(found, KIND_tuple) && v_is_kind(key, KIND_tuple) &&
        tuple_order_plain(V_AS(Tuple, found), V_AS(Tuple, key), &order))
        return order == 0 ? KEY_EQUAL : KEY_DIFFERS;
    return entry_compare_slow(t, d, e, key);
}

static inline int64_t dict_find_once(Thread *t, Dict *d, Value key, int64_t hash, int *outcome)
{
    *outcome = KEY_DIFFERS;
    if (!d->index) {
        for (size_t e = 0; e < d->used; e++)
            if (d->entries[e].hash == hash && !v_is_empty(d->entries[e].key)) {
                *outcome = entry_compare(t, d, e, key);
                if (*outcome != KEY_DIFFERS)
                    return (int64_t)e;
            }
        return -1;
    }
    for (Probe p = probe_start(d, hash);; probe_next(&p)) {
        uint32_t e = index_get(d, p.slot);
        if (e == SLOT_FREE)
            return -1;
        if (e != SLOT_DELETED && d->entries[e].hash == hash) {
            *outcome = entry_compare(t, d, e, key);
            if (*outcome != KEY_DIFFERS)
                return e;
        }
    }
}

enum { FIND_ODD = -3 }; /* a key of another kind has the same hash: only == can tell */

/* Is the key of an entry with the same hash, but not the same object, equal? Texts and small ints
   among their like; or FIND_ODD. */
static ALWAYS_INLINE int plain_equal(Value found, Value key, bool text)
{
    if (!text)
        return v_is_small(found) ? 0 : FIND_ODD;
    return v_is_kind(found, KIND_str) ? str_same(V_AS(Str, found), V_AS(Str, key)) : FIND_ODD;
}
static ALWAYS_INLINE int64_t plain_find_in(const Dict *d, Value key, int64_t hash, bool text,
                                           unsigned width)
{
    const DictEntry *entries = d->entries;
    for (Probe p = probe_start(d, hash);; probe_next(&p)) {
        uint32_t e = slot_get(d->index, width, p.slot);
        if (e == SLOT_FREE)
            return -1;
        if (e == SLOT_DELETED)
            continue;
        if (v_same(entries[e].key, key))
            return e;
        if (entries[e].hash == hash) {
            int equal = plain_equal(entries[e].key, key, text);
            if (equal)
                return LIKELY(equal > 0) ? (int64_t)e : FIND_ODD;
        }
    }
}
static ALWAYS_INLINE int64_t plain_find(const Dict *d, Value key, int64_t hash, bool text)
{
    if (d->index)
        return d->index_mask < 0x100     ? plain_find_in(d, key, hash, text, 1)
               : d->index_mask < 0x10000 ? plain_find_in(d, key, hash, text, 2)
                                         : plain_find_in(d, key, hash, text, 4);
    const DictEntry *entry = d->entries;
    for (size_t e = 0; e < d->used; e++, entry++) {
        if (v_same(entry->key, key))
            return (int64_t)e;
        if (entry->hash == hash) {
            int equal = plain_equal(entry->key, key, text);
            if (equal)
                return LIKELY(equal > 0) ? (int64_t)e : FIND_ODD;
        }
    }
    return -1;
}

int64_t dict_find(Thread *t, Dict *d, Value key, int64_t hash)
{
    int outcome;
    int64_t e = v_is_small(key)            ? plain_find(d, key, hash, false)
                : v_is_kind(key, KIND_str) ? plain_find(d, key, hash, true)
                                           : FIND_ODD;
    if (LIKELY(e != FIND_ODD))
        return e;
    do
        e = dict_find_once(t, d, key, hash, &outcome);
    while (outcome == KEY_RESTART);
    return outcome == KEY_ERROR ? -2 : e;
}

static inline bool entry_is_str(const DictEntry *e, const Str *key)
{
    if (e->key.bits == v_from(key).bits)
        return true;
    return e->hash == key->hash && v_is_str(e->key) && str_equal(V_AS(Str, e->key), key);
}

int64_t dict_find_str(Dict *d, Str *key)
{
    int64_t hash = LIKELY(key->head.flags & OF_HASH) ? key->hash : str_hash(NULL, key);
    int64_t plain = plain_find(d, v_from(key), hash, true);
    if (LIKELY(plain != FIND_ODD))
        return plain;
    if (!d->index) {
        for (size_t e = 0; e < d->used; e++)
            if (entry_is_str(&d->entries[e], key))
                return (int64_t)e;
        return -1;
    }
    for (Probe p = probe_start(d, hash);; probe_next(&p)) {
        uint32_t e = index_get(d, p.slot);
        if (e == SLOT_FREE)
            return -1;
        if (e != SLOT_DELETED && entry_is_str(&d->entries[e], key))
            return e;
    }
}

BORROWED Value dict_get_str(Dict *d, Str *key)
{
    int64_t e = dict_find_str(d, key);
    return e < 0 ? V_EMPTY : d->entries[e].value;
}

BORROWED Value dict_get_hash(Thread *t, Dict *d, Value key, int64_t hash)
{
    int64_t e = dict_find(t, d, key, hash);
    return e >= 0 ? d->entries[e].value : e == -1 ? V_EMPTY : V_ERROR;
}

BORROWED Value dict_get(Thread *t, Dict *d, Value key)
{
    int64_t hash;
    if (hash_quick(t, key, &hash))
        return V_ERROR;
    return dict_get_hash(t, d, key, hash);
}

/* ---- insertion ---- */

/* The key is known to be absent. Dups both. */
static int64_t dict_add(Thread *t, Dict *d, Value key, int64_t hash, Value value)
{
    if (d->used == d->cap && dict_resize(t, d, size_for(d->cap ? d->len * 3 : 0)))
        return -1;
    size_t e = d->used++;
    if (d->first > e)
        d->first = e;
    d->entries[e] = (DictEntry){dup(key), dup(value), hash};
    d->len++;
    index_add(d, hash, (uint32_t)e);
    dict_changed(t, d);
    return (int64_t)e;
}

int64_t dict_insert(Thread *t, Dict *d, Value key, int64_t hash, Value value, bool *added)
{
    int64_t e = dict_find(t, d, key, hash);
    *added = e == -1;
    if (e == -2)
        return -1;
    return e >= 0 ? e : dict_add(t, d, key, hash, value);
}

int dict_set_hash(Thread *t, Dict *d, Value key, int64_t hash, Value value)
{
    bool added;
    int64_t e = dict_insert(t, d, key, hash, value, &added);
    if (e < 0)
        return -1;
    if (!added)
        v_set(t, &d->entries[e].value, dup(value));
    return 0;
}

int dict_set(Thread *t, Dict *d, Value key, Value value)
{
    int64_t hash;
    return hash_quick(t, key, &hash) ? -1 : dict_set_hash(t, d, key, hash, value);
}

int dict_set_str(Thread *t, Dict *d, Str *key, Value value)
{
    int64_t e = dict_find_str(d, key);
    if (e < 0)
        return dict_add(t, d, v_from(key), key->hash, value) < 0 ? -1 : 0;
    v_set(t, &d->entries[e].value, dup(value));
    return 0;
}

/* Takes a pair whose key is a text or small int. False, with nothing done: it is not, or a key with
   the same hash is not its like. */
static bool dict_take_plain(Thread *t, Dict *d, Value *pair)
{
    bool text = v_is_kind(pair[0], KIND_str);
    int64_t hash;
    if (!(text || v_is_small(pair[0])) || hash_quick(t, pair[0], &hash))
        return false;
    int64_t e = plain_find(d, pair[0], hash, text);
    if (UNLIKELY(e == FIND_ODD))
        return false;
    if (LIKELY(e < 0)) {
        e = (int64_t)d->used++;
        d->len++;
        d->entries[e] = (DictEntry){pair[0], pair[1], hash};
        index_add(d, hash, (uint32_t)e);
    } else {
        v_set(t, &d->entries[e].value, pair[1]);
        drop(t, pair[0]);
    }
    pair[0] = pair[1] = V_EMPTY;
    return true;
}

Value dict_from_names(Thread *t, const Value *names, TAKES Value *values, size_t n)
{
    Dict *d = dict_alloc(t);
    if (!d || dict_reserve(t, d, n) < 0) {
        if (d)
            obj_drop(t, d);
        return V_ERROR;
    }
    for (size_t e = 0; e < n; e++) {
        int64_t hash = str_hash(t, V_AS(Str, names[e]));
        d->entries[e] = (DictEntry){dup(names[e]), values[e], hash};
        index_add(d, hash, (uint32_t)e);
        values[e] = V_EMPTY;
    }
    d->used = d->len = n;
    return v_from(d);
}

Value dict_from_row(Thread *t, TAKES Value *row, size_t n)
{
    Dict *d = dict_alloc(t);
    int status = d ? dict_reserve(t, d, n) : -1;
    for (size_t i = 0; status == 0 && i < n; i++)
        if (!dict_take_plain(t, d, row + 2 * i)) {
            status = dict_set(t, d, row[2 * i], row[2 * i + 1]);
            values_drop(t, row + 2 * i, 2);
            row[2 * i] = row[2 * i + 1] = V_EMPTY;
        }
    if (status == 0)
        return v_from(d);
    if (d)
        obj_drop(t, d);
    return V_ERROR;
}

int dict_set_cstr(Thread *t, Dict *d, const char *key, Value value)
{
    Value name = str_intern_utf8(t, key, strlen(key));
    if (v_is_error(name))
        return -1;
    int status = dict_set_str(t, d, V_AS(Str, name), value);
    drop(t, name);
    return status;
}

/* New arrays with a gap in front; where entry i has come to lie, or -1. */
static int64_t dict_rebuild_around(Thread *t, Dict *d, size_t i, size_t gap)
{
    size_t before = gap;
    for (size_t k = d->first; k < i; k++)
        before += !v_is_empty(d->entries[k].key);
    return dict_rebuild(t, d, size_for(((d->len + gap) * 3 + 1) / 2 + 2), gap) ? -1
                                                                               : (int64_t)before;
}

/* Entry i becomes the last one, or the first. */
int dict_move_to_end(Thread *t, Dict *d, size_t i, bool last)
{
    if (last ? i + 1 == d->used : i == d->first)
        return 0;
    if (last ? d->used == d->cap : d->first == 0) {
        int64_t moved = dict_rebuild_around(t, d, i, last ? 0 : d->len / 4 + 4);
        if (moved < 0)
            return -1;
        i = (size_t)moved;
    }
    DictEntry moved = d->entries[i];
    size_t to = last ? d->used : d->first - 1;
    index_remove(d, moved.hash, (uint32_t)i);
    d->entries[i] = (DictEntry){V_EMPTY, V_EMPTY, 0};
    if (i == d->first)
        d->first = i + 1;
    d->entries[to] = moved;
    *(last ? &d->used : &d->first) = last ? to + 1 : to;
    index_add(d, moved.hash, (uint32_t)to);
    dict_changed(t, d);
    return 0;
}

/* ---- deletion ---- */

void dict_take_entry(Thread *t, Dict *d, size_t i, Value *key, Value *value)
{
    DictEntry *e = &d->entries[i];
    index_remove(d, e->hash, (uint32_t)i);
    *key = e->key;
    *value = e->value;
    e->key = e->value = V_EMPTY;
    e->hash = 0;
    d->len--;
    if (i == d->first)
        d->first = i + 1;
    dict_changed(t, d);
}

int dict_delete_hash(Thread *t, Dict *d, Value key, int64_t hash)
{
    Value old_key, old_value;
    int64_t e = dict_find(t, d, key, hash);
    if (e < 0)
        return e == -1 ? 0 : -1;
    dict_take_entry(t, d, (size_t)e, &old_key, &old_value);
    drop(t, old_key);
    drop(t, old_value);
    return 1;
}

int dict_delete(Thread *t, Dict *d, Value key)
{
    int64_t hash;
    return hash_quick(t, key, &hash) ? -1 : dict_delete_hash(t, d, key, hash);
}

bool dict_take_out(Thread *t, Dict *d, Str *key)
{
    int64_t e = dict_find_str(d, key);
    if (e < 0)
        return false;
    Value old_key, old_value;
    uint64_t version = d->keys_version;
    dict_take_entry(t, d, (size_t)e, &old_key, &old_value);
    if ((size_t)e + 1 == d->used && !(version & 1))
        d->keys_version = version | 1;
    drop(t, old_key);
    drop(t, old_value);
    return true;
}

bool dict_put_back(Dict *d, uint64_t version, size_t e, Str *key, Value value)
{
    if (d->keys_version != (version | 1) || version & 1 || e + 1 != d->used ||
        !v_is_empty(d->entries[e].key))
        return false;
    d->entries[e] = (DictEntry){dup(v_from(key)), dup(value), str_hash(NULL, key)};
    d->len++;
    if (d->first > e)
        d->first = e;
    index_add(d, d->entries[e].hash, (uint32_t)e);
    d->keys_version = version;
    return true;
}

Value dict_pop(Thread *t, Dict *d, Value key)
{
    int64_t hash, e;
    Value old_key, old_value;
    if (hash_quick(t, key, &hash))
        return V_ERROR;
    e = dict_find(t, d, key, hash);
    if (e < 0)
        return e == -1 ? V_EMPTY : V_ERROR;
    dict_take_entry(t, d, (size_t)e, &old_key, &old_value);
    drop(t, old_key);
    return old_value;
}

/* Drops what the arrays hold and the arrays; the dict no longer knows them. */
static void arrays_drop(Thread *t, const Dict *old)
{
    for (size_t i = 0; i < old->used; i++) {
        drop(t, old->entries[i].key);
        drop(t, old->entries[i].value);
    }
    arrays_free(t, old->entries, old->cap, old->index, old->index_mask);
}

/* Forgets everything without a new version: for the end of the dict's life. */
static Dict dict_detach(Dict *d)
{
    Dict old = *d;
    d->entries = NULL;
    d->index = NULL;
    d->len = d->used = d->cap = d->first = 0;
    d->index_mask = 0;
    return old;
}

void dict_clear(Thread *t, Dict *d)
{
    Dict old = dict_detach(d);
    dict_changed(t, d);
    arrays_drop(t, &old);
}

void dict_dealloc(Thread *t, Object *o)
{
    Dict old = dict_detach((Dict *)o);
    arrays_drop(t, &old);
}

void dict_gc_clear(Thread *t, Object *o)
{
    dict_clear(t, (Dict *)o);
}

void dict_visit(Object *o, VisitFn fn, void *arg)
{
    Dict *d = (Dict *)o;
    for (size_t i = 0; i < d->used; i++)
        if (!v_is_empty(d->entries[i].key)) {
            fn(d->entries[i].key, arg);
            fn(d->entries[i].value, arg);
        }
}

/* ---- whole dicts ---- */

bool dict_next(const Dict *d, size_t *i, Value *key, Value *value)
{
    if (*i < d->first)
        *i = d->first;
    while (*i < d->used) {
        const DictEntry *e = &d->entries[(*i)++];
        if (!v_is_empty(e->key)) {
            *key = e->key;
            *value = e->value;
            return true;
        }
    }
    return false;
}

/* Gives a dict that has no arrays copies of another's. */
static int dict_clone(Thread *t, Dict *d, const Dict *from)
{
    size_t slots = (from->index_mask + 1) * index_width(from->index_mask);
    DictEntry *entries = mem_alloc_array(t, from->cap, sizeof(DictEntry));
    void *index = entries && from->index ? mem_alloc(t, slots) : NULL;
    if (!entries || (from->index && !index)) {
        mem_free(t, entries, from->cap * sizeof(DictEntry));
        return -1;
    }
    for (size_t i = 0; i < from->used; i++) {
        const DictEntry *e = &from->entries[i];
        entries[i] = (DictEntry){dup(e->key), dup(e->value), e->hash};
    }
    if (index)
        memcpy(index, from->index, slots);
    d->entries = entries;
    d->cap = from->cap;
    d->len = d->used = from->used;
    d->index = index;
    d->index_mask = from->index_mask;
    dict_changed(t, d);
    return 0;
}

/* Fills an empty dict with all entries of another: no comparison is needed. */
static int dict_fill(Thread *t, Dict *d, const Dict *from)
{
    if (!d->entries && from->len == from->used && from->len > from->cap / 2)
        return dict_clone(t, d, from);
    if (dict_reserve(t, d, from->len))
        return -1;
    for (size_t i = 0; i < from->used; i++) {
        const DictEntry *e = &from->entries[i];
        if (!v_is_empty(e->key) && dict_add(t, d, e->key, e->hash, e->value) < 0)
            return -1;
    }
    return 0;
}

Value dict_copy(Thread *t, Dict *from)
{
    Dict *d = dict_alloc(t);
    if (!d)
        return V_ERROR;
    if (dict_fill(t, d, from) == 0)
        return v_from(d);
    obj_drop(t, d);
    return V_ERROR;
}

static int dict_merge_one(Thread *t, Dict *d, const DictEntry *from, bool override)
{
    DictEntry e = {dup(from->key), dup(from->value), from->hash};
    bool added;
    int64_t at = dict_insert(t, d, e.key, e.hash, e.value, &added);
    if (at >= 0 && !added && override)
        v_set(t, &d->entries[at].value, dup(e.value));
    drop(t, e.key);
    drop(t, e.value);
    return at < 0 ? -1 : 0;
}

static int dict_merge_dict(Thread *t, Dict *d, Dict *from, bool override)
{
    if (from == d || from->len == 0)
        return 0;
    if (d->len == 0)
        return dict_fill(t, d, from);
    uint64_t version = from->keys_version;
    for (size_t i = 0; i < from->used; i++) {
        if (v_is_empty(from->entries[i].key))
            continue;
        if (dict_merge_one(t, d, &from->entries[i], override))
            return -1;
        if (from->keys_version != version) {
            raise_format(t, EXC_RuntimeError, "dict mutated during update");
            return -1;
        }
    }
    return 0;
}

static int dict_merge_key(Thread *t, Dict *d, Value other, Value key, bool override)
{
    if (!override) {
        Value present = dict_get(t, d, key);
        if (!v_is_empty(present))
            return v_is_error(present) ? -1 : 0;
    }
    Value v = item_get(t, other, key);
    int status = v_is_error(v) ? -1 : dict_set(t, d, key, v);
    drop(t, v);
    return status;
}

/* Any object with keys() and []. */
static int dict_merge_mapping(Thread *t, Dict *d, Value other, bool override)
{
    Value keys = call_method0(t, other, N(t, keys));
    if (v_is_error(keys))
        return -1;
    Value it = iter_get(t, keys);
    drop(t, keys);
    if (v_is_error(it))
        return -1;
    int status = 0;
    while (status == 0) {
        Value key = iter_next(t, it);
        if (v_same(key, V_STOP))
            break;
        status = v_is_error(key) ? -1 : dict_merge_key(t, d, other, key, override);
        drop(t, key);
    }
    drop(t, it);
    return status;
}

int dict_merge(Thread *t, Dict *d, Value other, bool override)
{
    if (v_has_layout(other, KIND_dict) &&
        v_type(t, other)->s.iter == t->vm->types[KIND_dict]->s.iter)
        return dict_merge_dict(t, d, V_AS(Dict, other), override);
    return dict_merge_mapping(t, d, other, override);
}

/* One element of dict([(key, value), ...]). */
static int dict_merge_pair(Thread *t, Dict *d, Value pair, int64_t i)
{
    size_t n;
    if (LIKELY(v_is_kind(pair, KIND_tuple) && V_AS(Tuple, pair)->len == 2))
        return dict_set(t, d, V_AS(Tuple, pair)->items[0], V_AS(Tuple, pair)->items[1]);
    Value fast = v_is_kind(pair, KIND_list) || v_is_kind(pair, KIND_tuple) ? dup(pair)
                                                                           : iter_to_list(t, pair);
    if (v_is_error(fast)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError,
                         "cannot convert dictionary update sequence element #%zd to a sequence", i);
        }
        return -1;
    }
    const Value *items = seq_items(fast, &n);
    int status = -1;
    if (n != 2) {
        raise_format(t, EXC_ValueError,
                     "dictionary update sequence element #%zd has length %zd; 2 is required", i,
                     (int64_t)n);
    } else {
        Value key = dup(items[0]), value = dup(items[1]);
        status = dict_set(t, d, key, value);
        drop(t, key);
        drop(t, value);
    }
    drop(t, fast);
    return status;
}

typedef struct PairsMerge {
    Dict *dict;
    int64_t done;
} PairsMerge;

static int pair_each(Thread *t, void *arg, TAKES Value pair)
{
    PairsMerge *m = arg;
    int status = dict_merge_pair(t, m->dict, pair, m->done++);
    drop(t, pair);
    return status;
}

int dict_merge_pairs(Thread *t, Dict *d, Value pairs)
{
    PairsMerge m = {d, 0};
    Value it = iter_get(t, pairs);
    if (v_is_error(it))
        return -1;
    int status = iter_each(t, it, pair_each, &m);
    drop(t, it);
    return status;
}

int dict_update(Thread *t, Dict *d, Value other)
{
    if (v_is_kind(other, KIND_dict))
        return dict_merge(t, d, other, true);
    int has = attr_has(t, other, N(t, keys));
    if (has < 0)
        return -1;
    return has ? dict_merge(t, d, other, true) : dict_merge_pairs(t, d, other);
}
