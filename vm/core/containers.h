/* SPDX-License-Identifier: MIT */
/* tuple and dict, without which the core cannot live; list's struct too, as calls and unpacking use
 * it. */
#ifndef RONDO_CONTAINERS_H
#define RONDO_CONTAINERS_H

#include "vm/core/str.h"

struct Tuple {
    Object head;
    int64_t hash; /* unused by plain tuples; keeps items 16-aligned */
    size_t len;
    Value items[];
};
MUST_USE Value tuple_new(Thread *t, const Value *items, size_t n); /* dups the items */
/* The order of two tuples (-1, 0, 1) as far as ints, floats and strs decide it, which compare
   without running anything. False: they do not. */
bool tuple_order_plain(const Tuple *a, const Tuple *b, int *order);
MUST_USE Value tuple_pair(Thread *t, Value a, Value b);
MUST_USE Value tuple_take(Thread *t, TAKES Value *items,
                          size_t n);              /* moves the items, even on error */
MUST_USE Tuple *tuple_alloc(Thread *t, size_t n); /* items EMPTY, untracked: fill, then gc_track */
MUST_USE Value tuple_pack(Thread *t, size_t n, ...); /* of borrowed Values */

struct List {
    Object head;
    Value *items;
    size_t len, cap;
};
MUST_USE Value list_new(Thread *t, const Value *items, size_t n); /* dups */
MUST_USE int list_append(Thread *t, List *l, Value v);            /* dups */
MUST_USE int list_append_take(Thread *t, List *l, TAKES Value v);
MUST_USE int list_extend(Thread *t, List *l, Value iterable);
MUST_USE Value list_to_tuple(Thread *t, List *l);

/* ---- dict: insertion-ordered entries plus an index table ---- */
typedef struct DictEntry {
    Value key; /* EMPTY: deleted */
    Value value;
    int64_t hash;
} DictEntry;

struct Dict {
    Object head;
    size_t len;            /* live entries */
    size_t used;           /* entries in use, deleted ones included */
    size_t cap;            /* entries allocated */
    size_t first;          /* entries before it are deleted */
    uint64_t keys_version; /* changes when a key is added or removed or entries move; never 0 */
    DictEntry *entries;
    void *index; /* int8/16/32/64 slots by size; NULL when small enough to scan (<= 8) */
    uint64_t index_mask;
};
MUST_USE Value dict_new(Thread *t);
MUST_USE Dict *dict_alloc(Thread *t);
/* BORROWED value, EMPTY when absent, ERROR on a failing __hash__/__eq__ (may run scripts). */
MUST_USE BORROWED Value dict_get(Thread *t, Dict *d, Value key);
MUST_USE BORROWED Value dict_get_hash(Thread *t, Dict *d, Value key, int64_t hash);
/* Interned string key: cannot fail, runs nothing. */
BORROWED Value dict_get_str(Dict *d, Str *key);
/* Index into entries of an interned key, or -1 (inline caches: valid while keys_version stays). */
int64_t dict_find_str(Dict *d, Str *key);
MUST_USE int dict_set(Thread *t, Dict *d, Value key, Value value); /* dups both */
MUST_USE int dict_set_hash(Thread *t, Dict *d, Value key, int64_t hash, Value value);
MUST_USE int dict_set_str(Thread *t, Dict *d, Str *key, Value value);
MUST_USE int dict_set_cstr(Thread *t, Dict *d, const char *key, Value value);
/* 1 deleted, 0 absent, -1 error. */
MUST_USE int dict_delete(Thread *t, Dict *d, Value key);
MUST_USE int dict_delete_hash(Thread *t, Dict *d, Value key, int64_t hash);
/*
 * Removes an interned key; false: it is not there. If it was the last one, dict_put_back(), given the
 * version and the index that the key had, puts it back as if it had never been away, and what was
 * remembered by the two versions holds again: `except E as e` takes e out each time.
 */
bool dict_take_out(Thread *t, Dict *d, Str *key);
bool dict_put_back(Dict *d, uint64_t version, size_t e, Str *key, Value value);
/* Removes and returns (owned); EMPTY when absent. */
MUST_USE Value dict_pop(Thread *t, Dict *d, Value key);
void dict_clear(Thread *t, Dict *d);
MUST_USE Value dict_copy(Thread *t, Dict *d);
/* Any mapping or iterable of pairs, as dict.update. */
MUST_USE int dict_update(Thread *t, Dict *d, Value other);
/* for (size_t i = 0; dict_next(d, &i, &key, &value);)  BORROWED; the dict must not change. */
bool dict_next(const Dict *d, size_t *i, Value *key, Value *value);

#endif
