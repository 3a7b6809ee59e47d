/* SPDX-License-Identifier: MIT */
/*
 * The table of set and frozenset. Order of iteration is the order of slots, so growth and probing
 * follow CPython exactly (Objects/setobject.c): up to ten neighbouring slots are looked at before
 * the hash is perturbed, the last deleted slot on the way is used again, a table is rebuilt when
 * three fifths are full, for four times the live keys (twice above 50,000).
 */
#include "vm/objects/set_internal.h"

#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5
#define HASH_DELETED  (-1)

Set *set_alloc(Thread *t, Type *cls)
{
    Set *s = object_new(t, cls, 0);
    if (!s)
        return NULL;
    s->mask = SET_MIN - 1;
    s->table = s->small;
    gc_track(t, s);
    return s;
}

Value set_new(Thread *t)
{
    Set *s = set_alloc(t, t->vm->types[KIND_set]);
    return s ? v_from(s) : V_ERROR;
}

/* ---- lookup ---- */

enum { KEY_DIFFERS, KEY_EQUAL, KEY_RESTART, KEY_ERROR = -1 };

/* Scripts may run and change the set: then the lookup starts again. */
static ALWAYS_INLINE int entry_compare(Thread *t, Set *s, const SetEntry *e, Value key)
{
    Value found = e->key;
    if (v_same(found, key))
        return KEY_EQUAL;
    if (v_is_kind(found, KIND_str) && v_is_kind(key, KIND_str))
        return str_equal(V_AS(Str, found), V_AS(Str, key));
    if (v_both_small(found, key))
        return KEY_DIFFERS;
    uint64_t version = s->version;
    dup(found);
    int equal = compare_truth(t, CMP_EQ, found, key);
    drop(t, found);
    if (equal < 0)
        return KEY_ERROR;
    return s->version != version ? KEY_RESTART : equal;
}

/* One lookup, until a comparison decides (*outcome) or an unused slot ends it. The live entry, or
   the one where the key would go: the last deleted slot on the way, else the unused one. */
static ALWAYS_INLINE SetEntry *set_lookup_once(Thread *t, Set *s, Value key, int64_t hash, int *outcome)
{
    SetEntry *deleted = NULL;
    uint64_t perturb = (uint64_t)hash;
    *outcome = KEY_DIFFERS;
    for (size_t i = (size_t)hash & s->mask;;) {
        SetEntry *e = &s->table[i];
        for (int probes = i + LINEAR_PROBES <= s->mask ? LINEAR_PROBES : 0; probes >= 0;
             probes--, e++) {
            if (entry_unused(e))
                return deleted ? deleted : e;
            if (!entry_live(e)) {
                deleted = e;
                continue;
            }
            if (e->hash != hash)
                continue;
            *outcome = entry_compare(t, s, e, key);
            if (*outcome != KEY_DIFFERS)
                return e;
        }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & s->mask;
    }
}

SetEntry *set_search(Thread *t, Set *s, Value key, int64_t hash)
{
    int outcome;
    SetEntry *e;
    do
        e = set_lookup_once(t, s, key, hash, &outcome);
    while (outcome == KEY_RESTART);
    return outcome == KEY_ERROR ? NULL : e;
}

/* Puts a key that is not there into a table without deleted slots. */
static ALWAYS_INLINE void insert_clean(SetEntry *table, size_t mask, Value key, int64_t hash)
{
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)hash & mask;
    if (LIKELY(v_is_empty(table[i].key))) {
        table[i] = (SetEntry){key, hash};
        return;
    }
    for (;;) {
        SetEntry *e = &table[i];
        for (int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0; probes >= 0; probes--, e++)
            if (v_is_empty(e->key)) {
                *e = (SetEntry){key, hash};
                return;
            }
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* ---- size ---- */

int set_resize(Thread *t, Set *s, size_t minimum)
{
    size_t size = SET_MIN;
    while (size <= minimum)
        size <<= 1;
    SetEntry small_copy[SET_MIN], *old = s->table, *table = s->small;
    size_t old_mask = s->mask;
    bool was_small = old == s->small;
    if (size > SET_MIN) {
        if (size > SIZE_MAX / 2 / sizeof(SetEntry)) {
            raise_memory(t);
            return -1;
        }
        table = mem_alloc_zero(t, size * sizeof(SetEntry));
        if (!table)
            return -1;
    } else {
        if (was_small && s->fill == s->len)
            return 0;
        if (was_small) {
            memcpy(small_copy, s->small, sizeof small_copy);
            old = small_copy;
        }
        memset(s->small, 0, sizeof s->small);
    }
    const SetEntry *e = old;
    for (size_t left = s->len; left; e++)
        if (entry_live(e)) {
            insert_clean(table, size - 1, e->key, e->hash);
            left--;
        }
    s->table = table;
    s->mask = size - 1;
    s->fill = s->len;
    s->version++;
    if (!was_small)
        mem_free(t, old, (old_mask + 1) * sizeof(SetEntry));
    return 0;
}

static size_t grown(const Set *s)
{
    return s->len > 50000 ? s->len * 2 : s->len * 4;
}

int set_make_room(Thread *t, Set *s, size_t more)
{
    return (s->fill + more) * 5 >= s->mask * 3 ? set_resize(t, s, (s->len + more) * 2) : 0;
}

int set_trim(Thread *t, Set *s)
{
    return s->fill - s->len <= s->mask / 4 ? 0 : set_resize(t, s, grown(s));
}

/* ---- adding, asking, removing ---- */

int set_put(Thread *t, Set *s, TAKES Value key, int64_t hash)
{
    SetEntry *e = set_lookup(t, s, key, hash);
    if (UNLIKELY(!e) || entry_live(e)) {
        drop(t, key);
        return e ? 0 : -1;
    }
    bool reused = !entry_unused(e);
    *e = (SetEntry){key, hash};
    s->len++;
    s->version++;
    if (reused)
        return 0;
    s->fill++;
    return s->fill * 5 < s->mask * 3 ? 0 : set_resize(t, s, grown(s));
}

/* Empties the slot; the key is the caller's. */
static Value set_vacate(Set *s, SetEntry *e)
{
    Value key = e->key;
    *e = (SetEntry){V_EMPTY, HASH_DELETED};
    s->len--;
    s->version++;
    return key;
}

int set_discard_hash(Thread *t, Set *s, Value key, int64_t hash)
{
    SetEntry *e = set_lookup(t, s, key, hash);
    if (!e)
        return -1;
    if (!entry_live(e))
        return 0;
    drop(t, set_vacate(s, e));
    return 1;
}

int set_add(Thread *t, Set *s, Value key)
{
    int64_t hash;
    return hash_quick(t, key, &hash) ? -1 : set_add_hash(t, s, key, hash);
}

/* Hash of a key to look for. A set, which has no hash, stands for the frozenset of its keys: then
 *owned holds that and *key is it. */
static int hash_to_find(Thread *t, Value *key, int64_t *hash, Value *owned)
{
    *owned = V_EMPTY;
    if (hash_quick(t, *key, hash) == 0)
        return 0;
    if (!v_has_layout(*key, KIND_set) || !exc_is(t, EXC_TypeError))
        return -1;
    exc_clear(t);
    Value frozen = set_from_iterable(t, KIND_frozenset, *key);
    if (v_is_error(frozen))
        return -1;
    *owned = *key = frozen;
    if (value_hash(t, frozen, hash) == 0)
        return 0;
    v_clear(t, owned);
    return -1;
}

int set_contains(Thread *t, Set *s, Value key)
{
    int64_t hash;
    Value owned;
    if (hash_to_find(t, &key, &hash, &owned))
        return -1;
    int found = set_contains_hash(t, s, key, hash);
    drop(t, owned);
    return found;
}

int set_discard(Thread *t, Set *s, Value key)
{
    int64_t hash;
    Value owned;
    if (hash_to_find(t, &key, &hash, &owned))
        return -1;
    int found = set_discard_hash(t, s, key, hash);
    drop(t, owned);
    return found;
}

Value set_pop(Thread *t, Set *s)
{
    if (s->len == 0)
        return V_EMPTY;
    size_t i = s->finger & s->mask;
    while (!entry_live(&s->table[i]))
        i = (i + 1) & s->mask;
    s->finger = i + 1;
    return set_vacate(s, &s->table[i]);
}

/* ---- whole tables ---- */

static int merge_by_adding(Thread *t, Set *s, Set *other)
{
    Value key;
    int64_t hash;
    for (size_t i = 0; set_next(other, &i, &key, &hash);)
        if (set_put(t, s, dup(key), hash))
            return -1;
    return 0;
}

int set_merge(Thread *t, Set *s, Set *other)
{
    if (s == other || other->len == 0)
        return 0;
    if (set_make_room(t, s, other->len))
        return -1;
    if (s->fill != 0)
        return merge_by_adding(t, s, other);
    bool same = s->mask == other->mask && other->fill == other->len;
    const SetEntry *e = other->table;
    SetEntry *table = s->table;
    for (size_t left = other->len, mask = s->mask; left; e++) {
        if (!entry_live(e))
            continue;
        left--;
        dup(e->key);
        if (same)
            table[e - other->table] = *e;
        else
            insert_clean(table, mask, e->key, e->hash);
    }
    s->fill = s->len = other->len;
    s->version++;
    return 0;
}

/* Drops the `live` keys of a table in order. */
static void entries_drop(Thread *t, const SetEntry *table, size_t live)
{
    for (; live; table++)
        if (entry_live(table)) {
            live--;
            drop(t, table->key);
        }
}

void set_clear(Thread *t, Set *s)
{
    SetEntry *old = s->table, small[SET_MIN];
    size_t size = s->mask + 1, live = s->len;
    if (old == s->small)
        memcpy(small, old, sizeof small);
    memset(s->small, 0, sizeof s->small);
    s->table = s->small;
    s->mask = SET_MIN - 1;
    s->fill = s->len = 0;
    s->version++;
    if (old == s->small) {
        entries_drop(t, small, live);
        return;
    }
    entries_drop(t, old, live);
    mem_free(t, old, size * sizeof(SetEntry));
}

/* Gives `to` the table of `from`, which is a copy of the set whose small table was at `small`. */
static void set_take_table(Set *to, const Set *from, const SetEntry *small)
{
    to->fill = from->fill;
    to->len = from->len;
    to->mask = from->mask;
    memcpy(to->small, from->small, sizeof to->small);
    to->table = from->table == small ? to->small : from->table;
    to->head.flags &= (uint16_t)~OF_HASH;
    to->version++;
}

void set_swap(Set *a, Set *b)
{
    Set old_a = *a, old_b = *b;
    set_take_table(a, &old_b, b->small);
    set_take_table(b, &old_a, a->small);
}

void set_dealloc(Thread *t, Object *o)
{
    Set *s = (Set *)o;
    entries_drop(t, s->table, s->len);
    if (s->table != s->small)
        mem_free(t, s->table, (s->mask + 1) * sizeof(SetEntry));
}

void set_visit(Object *o, VisitFn fn, void *arg)
{
    Value key;
    int64_t hash;
    for (size_t i = 0; set_next((Set *)o, &i, &key, &hash);)
        fn(key, arg);
}

void set_gc_clear(Thread *t, Object *o)
{
    set_clear(t, (Set *)o);
}
