/* SPDX-License-Identifier: MIT */
/* Iterators over a dict: keys, values, items, each in both directions. */
#include "vm/objects/dict.h"
#include "vm/objects/helpers.h"

static bool is_reverse(Kind kind)
{
    return kind == KIND_dict_reversekeyiterator || kind == KIND_dict_reversevalueiterator ||
           kind == KIND_dict_reverseitemiterator;
}

Value dict_iterator_new(Thread *t, Kind kind, Dict *d)
{
    DictIterator *it = object_new(t, t->vm->types[kind], 0);
    if (!it)
        return V_ERROR;
    it->dict = dup(v_from(d));
    it->len = it->left = (int64_t)d->len;
    it->at = is_reverse(kind) ? (int64_t)d->used - 1 : (int64_t)d->first;
    gc_track(t, it);
    return v_from(it);
}

static void dict_iterator_dealloc(Thread *t, Object *o)
{
    drop(t, ((DictIterator *)o)->dict);
}
static void dict_iterator_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((DictIterator *)o)->dict, arg);
}
static void dict_iterator_clear(Thread *t, Object *o)
{
    v_clear(t, &((DictIterator *)o)->dict);
}

/* The next live entry, or NULL at the end (*status 0) or after an error (*status -1). */
static ALWAYS_INLINE const DictEntry *dict_iterator_entry(Thread *t, DictIterator *it, bool reverse, int *status)
{
    *status = 0;
    if (v_is_empty(it->dict))
        return NULL;
    const Dict *d = V_AS(Dict, it->dict);
    if (it->len != (int64_t)d->len) {
        raise_format(t, EXC_RuntimeError, "dictionary changed size during iteration");
        it->len = -1; /* the error repeats itself, whatever becomes of the dict */
        *status = -1;
        return NULL;
    }
    int64_t i = it->at, used = (int64_t)d->used;
    if (reverse) {
        i = i < used ? i : used - 1;
        while (i >= 0 && v_is_empty(d->entries[i].key))
            i--;
    } else {
        while (i < used && v_is_empty(d->entries[i].key))
            i++;
    }
    if (i < 0 || i >= used) {
        v_clear(t, &it->dict);
        return NULL;
    }
    if (it->left == 0 && !reverse) {
        raise_format(t, EXC_RuntimeError, "dictionary keys changed during iteration");
        v_clear(t, &it->dict);
        *status = -1;
        return NULL;
    }
    it->at = reverse ? i - 1 : i + 1;
    it->left--;
    return &d->entries[i];
}

static Value dict_iterator_next(Thread *t, Value self)
{
    DictIterator *it = V_AS(DictIterator, self);
    int status;
    Kind kind = it->head.kind;
    const DictEntry *e = dict_iterator_entry(t, it, is_reverse(kind), &status);
    if (!e)
        return status ? V_ERROR : V_STOP;
    if (kind == KIND_dict_iterator || kind == KIND_dict_reversekeyiterator)
        return dup(e->key);
    if (kind == KIND_dict_valueiterator || kind == KIND_dict_reversevalueiterator)
        return dup(e->value);
    return tuple_pair(t, e->key, e->value);
}

int dict_items_next_pair(Thread *t, Value items, Value row[2])
{
    int status;
    DictIterator *it = V_AS(DictIterator, items);
    const DictEntry *e = dict_iterator_entry(t, it, is_reverse(it->head.kind), &status);
    if (!e)
        return status;
    row[0] = dup(e->key);
    row[1] = dup(e->value);
    return 1;
}

NATIVE(dict_iterator_length_hint, "__length_hint__(self, /)",
       "Private method returning an estimate of len(list(it)).")
{
    const DictIterator *it = V_AS(DictIterator, a[0]);
    bool live = !v_is_empty(it->dict) && it->len == (int64_t)V_AS(Dict, it->dict)->len;
    return v_from_small(live ? it->left : 0);
}

NATIVE(dict_iterator_reduce, "__reduce__(self, /)", "Return state information for pickling.")
{
    const DictIterator *it = V_AS(DictIterator, a[0]);
    /* What is left is listed by a copy, so that this iterator stays where it is. */
    DictIterator *copy = object_new(t, it->head.type, 0);
    if (!copy)
        return V_ERROR;
    copy->dict = dup(it->dict);
    copy->len = it->len;
    copy->at = it->at;
    copy->left = it->left;
    gc_track(t, copy);
    Value rest = iter_to_list(t, v_from(copy));
    obj_drop(t, copy);
    Value result = v_is_error(rest) ? V_ERROR : reduce_with(t, "iter", rest, V_EMPTY);
    if (!v_is_error(rest))
        drop(t, rest);
    return result;
}

static const NativeDef *const dict_iterator_methods[] = {&dict_iterator_length_hint_def,
                                                         &dict_iterator_reduce_def, NULL};

int dict_iterators_setup(Thread *t)
{
    static const struct {
        const char *name;
        Kind kind;
    } rows[] = {
        {"dict_keyiterator", KIND_dict_iterator},
        {"dict_valueiterator", KIND_dict_valueiterator},
        {"dict_itemiterator", KIND_dict_itemiterator},
        {"dict_reversekeyiterator", KIND_dict_reversekeyiterator},
        {"dict_reversevalueiterator", KIND_dict_reversevalueiterator},
        {"dict_reverseitemiterator", KIND_dict_reverseitemiterator},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TypeSpec spec = {
            .name = rows[i].name,
            .size = sizeof(DictIterator),
            .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
            .kind = rows[i].kind,
            .layout = rows[i].kind,
            .slots = {.iter = self_iter, .next = dict_iterator_next},
            .dealloc = dict_iterator_dealloc,
            .visit = dict_iterator_visit,
            .clear = dict_iterator_clear,
            .methods = dict_iterator_methods,
        };
        if (!type_from_spec(t, &spec))
            return -1;
    }
    return 0;
}
