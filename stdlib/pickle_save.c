/* SPDX-License-Identifier: MIT */
/* _pickle: containers, and what kind of thing an object is. */
#include "stdlib/pickle_internal.h"
#include "vm/objects/set.h"

static int save(Thread *t, Pickler *p, Value v)
{
    return pickle_save(t, p, v, true);
}

/* ---- tuples ---- */

/* The tuple was written while its items were: it contains itself. */
static int tuple_again(Pickler *p, size_t n, bool marked, int64_t index)
{
    if (marked && p->bin) {
        if (pickle_op(p, OP_POP_MARK) < 0)
            return -1;
    } else {
        for (size_t i = 0; i < n + marked; i++)
            if (pickle_op(p, OP_POP) < 0)
                return -1;
    }
    return pickle_memo_get(p, (size_t)index);
}

static int save_tuple(Thread *t, Pickler *p, Value v)
{
    static const int ops[] = {OP_EMPTY_TUPLE, OP_TUPLE1, OP_TUPLE2, OP_TUPLE3};
    Tuple *tuple = V_AS(Tuple, v);
    if (tuple->len == 0)
        return p->bin ? pickle_op(p, OP_EMPTY_TUPLE) : pickle_write(p, "(t", 2);
    bool marked = tuple->len > 3 || p->protocol < 2;
    if (marked && pickle_op(p, OP_MARK) < 0)
        return -1;
    for (size_t i = 0; i < tuple->len; i++)
        if (save(t, p, tuple->items[i]) < 0)
            return -1;
    int64_t index = pickle_memo_find(p, v);
    if (index >= 0)
        return tuple_again(p, tuple->len, marked, index);
    return pickle_op(p, marked ? OP_TUPLE : ops[tuple->len]) < 0 ? -1 : pickle_memo_put(t, p, v);
}

/* ---- lists ---- */

/* How the items of a list and those of a dict are written: one, and the opcodes behind one and
   behind several. */
typedef struct BatchKind {
    int (*save_one)(Thread *t, Pickler *p, Value item);
    int one, many;
} BatchKind;

/* One round of an iterator: the items up to BATCH of them; *more: it may have others. */
static int save_batch(Thread *t, Pickler *p, Value iterator, const BatchKind *kind, bool *more)
{
    ApiScope scope = api_scope_begin(t);
    Value first = K(t, iter_next(t, iterator));
    *more = false;
    if (v_is_error(first) || v_same(first, V_STOP))
        return v_is_error(first) ? -1 : 0;
    Value next = K(t, iter_next(t, iterator));
    if (v_is_error(next))
        return -1;
    if (v_same(next, V_STOP))
        return kind->save_one(t, p, first) < 0 ? -1 : pickle_op(p, kind->one);
    if (pickle_op(p, OP_MARK) < 0 || kind->save_one(t, p, first) < 0)
        return -1;
    for (int n = 1;; n++) {
        if (kind->save_one(t, p, next) < 0)
            return -1;
        if (n + 1 == BATCH)
            break;
        api_scope_end(t, scope);
        next = K(t, iter_next(t, iterator));
        if (v_is_error(next))
            return -1;
        if (v_same(next, V_STOP))
            return pickle_op(p, kind->many);
    }
    *more = true;
    return pickle_op(p, kind->many);
}

static int save_batches(Thread *t, Pickler *p, Value iterator, const BatchKind *kind)
{
    ApiScope scope = api_scope_begin(t);
    for (bool more = true; more && API_ROUND(t, scope);) {
        if (p->protocol == 0) {
            Value v = K(t, iter_next(t, iterator));
            if (v_same(v, V_STOP))
                return 0;
            if (v_is_error(v) || kind->save_one(t, p, v) < 0 || pickle_op(p, kind->one) < 0)
                return -1;
        } else if (save_batch(t, p, iterator, kind, &more) < 0) {
            return -1;
        }
    }
    return 0;
}

static int save_item(Thread *t, Pickler *p, Value item)
{
    return save(t, p, item);
}

int pickle_batch_list(Thread *t, Pickler *p, Value iterator)
{
    static const BatchKind kind = {save_item, OP_APPEND, OP_APPENDS};
    return save_batches(t, p, iterator, &kind);
}

/* Item i, which a method of the script may take out of the list meanwhile. */
static int save_held(Thread *t, Pickler *p, const List *l, size_t i)
{
    ApiScope scope = api_scope_begin(t);
    if (save(t, p, api_hold(t, l->items[i])) < 0)
        return -1;
    api_scope_end(t, scope);
    return 0;
}

static int save_list(Thread *t, Pickler *p, Value v)
{
    List *l = V_AS(List, v);
    if ((p->bin ? pickle_op(p, OP_EMPTY_LIST) : pickle_write(p, "(l", 2)) < 0 ||
        pickle_memo_put(t, p, v) < 0)
        return -1;
    if (p->protocol == 0) {
        Value it = K(t, iter_get(t, v));
        return v_is_error(it) ? -1 : pickle_batch_list(t, p, it);
    }
    if (l->len == 1)
        return save_held(t, p, l, 0) < 0 ? -1 : pickle_op(p, OP_APPEND);
    for (size_t i = 0; i < l->len;) {
        if (pickle_op(p, OP_MARK) < 0)
            return -1;
        for (size_t n = 0; n < BATCH && i < l->len; n++)
            if (save_held(t, p, l, i++) < 0)
                return -1;
        if (pickle_op(p, OP_APPENDS) < 0)
            return -1;
    }
    return 0;
}

/* ---- dicts ---- */

static int save_pair(Thread *t, Pickler *p, Value pair)
{
    if (!v_has_layout(pair, KIND_tuple) || V_AS(Tuple, pair)->len != 2) {
        raise_format(t, EXC_TypeError, "dict items iterator must return 2-tuples");
        return -1;
    }
    Tuple *two = V_AS(Tuple, pair);
    return save(t, p, two->items[0]) < 0 ? -1 : save(t, p, two->items[1]);
}

int pickle_batch_dict(Thread *t, Pickler *p, Value iterator)
{
    static const BatchKind kind = {save_pair, OP_SETITEM, OP_SETITEMS};
    return save_batches(t, p, iterator, &kind);
}

static int changed(Thread *t, const char *what)
{
    raise_format(t, EXC_RuntimeError, "%s changed size during iteration", what);
    return -1;
}

/* The items of a plain dict; a full last batch is followed by an empty one, as CPython's. */
static int dict_items(Thread *t, Pickler *p, Dict *d)
{
    size_t i = 0, len = d->len, n;
    Value key, value;
    if (len == 1) {
        if (!dict_next(d, &i, &key, &value))
            return 0;
        return save(t, p, api_hold(t, key)) < 0 || save(t, p, api_hold(t, value)) < 0
                   ? -1
                   : pickle_op(p, OP_SETITEM);
    }
    do {
        if (pickle_op(p, OP_MARK) < 0)
            return -1;
        for (n = 0; n < BATCH && dict_next(d, &i, &key, &value); n++) {
            ApiScope scope = api_scope_begin(t);
            key = api_hold(t, key);
            value = api_hold(t, value);
            if (save(t, p, key) < 0 || save(t, p, value) < 0)
                return -1;
            api_scope_end(t, scope);
            if (d->len != len)
                return changed(t, "dictionary");
        }
        if (pickle_op(p, OP_SETITEMS) < 0)
            return -1;
    } while (n == BATCH);
    return 0;
}

static int save_dict(Thread *t, Pickler *p, Value v)
{
    Dict *d = V_AS(Dict, v);
    if ((p->bin ? pickle_op(p, OP_EMPTY_DICT) : pickle_write(p, "(d", 2)) < 0 ||
        pickle_memo_put(t, p, v) < 0)
        return -1;
    if (!d->len)
        return 0;
    if (p->protocol > 0)
        return dict_items(t, p, d);
    Value items = K(t, call_method0(t, v, N(t, items)));
    Value it = v_is_error(items) ? V_ERROR : K(t, iter_get(t, items));
    return v_is_error(it) ? -1 : pickle_batch_dict(t, p, it);
}

/* ---- sets ---- */

static int set_as_call(Thread *t, Pickler *p, Value v, Kind kind)
{
    Value list = K(t, iter_to_list(t, v));
    Value args = v_is_error(list) ? V_ERROR : K(t, tuple_pack(t, 1, list));
    return v_is_error(args) ? -1 : pickle_call(t, p, v_from(t->vm->types[kind]), args, v);
}

static int save_set(Thread *t, Pickler *p, Value v)
{
    if (p->protocol < 4)
        return set_as_call(t, p, v, KIND_set);
    Set *s = V_AS(Set, v);
    if (pickle_op(p, OP_EMPTY_SET) < 0 || pickle_memo_put(t, p, v) < 0)
        return -1;
    size_t len = s->len, i = 0, n;
    Value key;
    int64_t hash;
    if (!len)
        return 0;
    do {
        if (pickle_op(p, OP_MARK) < 0)
            return -1;
        for (n = 0; n < BATCH && set_next(s, &i, &key, &hash); n++) {
            if (save(t, p, api_hold(t, key)) < 0)
                return -1;
            if (s->len != len)
                return changed(t, "set");
        }
        if (pickle_op(p, OP_ADDITEMS) < 0)
            return -1;
    } while (n == BATCH);
    return 0;
}

static int save_frozenset(Thread *t, Pickler *p, Value v)
{
    if (p->protocol < 4)
        return set_as_call(t, p, v, KIND_frozenset);
    Value key;
    int64_t hash;
    if (pickle_op(p, OP_MARK) < 0)
        return -1;
    for (size_t i = 0; set_next(V_AS(Set, v), &i, &key, &hash);)
        if (save(t, p, key) < 0)
            return -1;
    int64_t index = pickle_memo_find(p, v);
    if (index >= 0)
        return tuple_again(p, 0, true, index);
    return pickle_op(p, OP_FROZENSET) < 0 ? -1 : pickle_memo_put(t, p, v);
}

/* ---- everything else: classes, functions, and what tells how to be made again ---- */

static int save_class(Thread *t, Pickler *p, Value v)
{
    static const struct {
        Kind kind;
        uint64_t bits;
    } singles[] = {{KIND_none, 2 << 3}, {KIND_ellipsis, 6 << 3}, {KIND_notimplemented, 3 << 3}};
    for (int i = 0; i < 3; i++)
        if (v_same(v, v_from(t->vm->types[singles[i].kind]))) {
            Value args = K(t, tuple_pack(t, 1, (Value){singles[i].bits}));
            return v_is_error(args) ? -1
                                    : pickle_call(t, p, v_from(t->vm->types[KIND_type]), args, v);
        }
    return pickle_global(t, p, v, V_EMPTY);
}

/* The function that a table has for this class: EMPTY when it has none. */
static Value table_find(Thread *t, Pickler *p, Value v)
{
    Value type = v_from(v_type(t, v));
    if (v_is_empty(p->dispatch_table)) {
        Value table = K(t, import_attr(t, "copyreg", "dispatch_table"));
        if (v_is_error(table) || !v_is_kind(table, KIND_dict))
            return table;
        return dict_get(t, V_AS(Dict, table), type);
    }
    Value f = K(t, item_get(t, p->dispatch_table, type));
    if (v_is_error(f) && exc_is(t, EXC_KeyError)) {
        exc_clear(t);
        return V_EMPTY;
    }
    return f;
}

/* What __reduce_ex__ or __reduce__ gives. */
static Value ask_object(Thread *t, Pickler *p, Value v)
{
    Value f = pickle_attr(t, v, "__reduce_ex__");
    if (v_is_error(f))
        return V_ERROR;
    if (!v_is_empty(f))
        return K(t, call1(t, f, v_from_small(p->protocol)));
    f = pickle_attr(t, v, "__reduce__");
    if (v_is_empty(f)) {
        pickle_error(t, "can't pickle '%T' object: %R", v, v);
        return V_ERROR;
    }
    return v_is_error(f) ? V_ERROR : K(t, call0(t, f));
}

static int save_reduced(Thread *t, Pickler *p, Value reduced, Value v)
{
    if (v_is_error(reduced))
        return -1;
    if (v_is_str(reduced))
        return pickle_global(t, p, v, reduced);
    if (!v_has_layout(reduced, KIND_tuple))
        return pickle_error(t, "__reduce__ must return a string or tuple");
    return pickle_reduce(t, p, reduced, v);
}

static int save_other(Thread *t, Pickler *p, Value v)
{
    if (!v_is_empty(p->reducer_override)) {
        Value r = K(t, call1(t, p->reducer_override, v));
        if (v_is_error(r) || !v_same(r, V_NOTIMPLEMENTED))
            return save_reduced(t, p, r, v);
    }
    if (v_is_type(v) && v_type(t, v) == t->vm->types[KIND_type])
        return save_class(t, p, v);
    if (v_is_kind(v, KIND_function))
        return pickle_global(t, p, v, V_EMPTY);
    Value f = table_find(t, p, v);
    if (v_is_error(f))
        return -1;
    if (!v_is_empty(f))
        return save_reduced(t, p, K(t, call1(t, f, v)), v);
    if (v_is_type(v))
        return pickle_global(t, p, v, V_EMPTY);
    return save_reduced(t, p, ask_object(t, p, v), v);
}

/* ---- persistent ids ---- */

static int save_persistent(Thread *t, Pickler *p, Value id)
{
    if (p->bin)
        return pickle_save(t, p, id, false) < 0 ? -1 : pickle_op(p, OP_BINPERSID);
    Value text = K(t, value_str(t, id));
    size_t len;
    if (v_is_error(text))
        return -1;
    if (!(V_AS(Str, text)->head.flags & STR_ASCII))
        return pickle_error(t, "persistent IDs in protocol 0 must be ASCII strings");
    const char *ascii = str_utf8(t, V_AS(Str, text), &len);
    return pickle_op(p, OP_PERSID) < 0 || pickle_write(p, ascii, len) < 0 ? -1 : pickle_op(p, '\n');
}

/* ---- any object ---- */

static int save_compound(Thread *t, Pickler *p, Value v)
{
    switch (v_kind(v)) {
    case KIND_dict:
        return save_dict(t, p, v);
    case KIND_set:
        return save_set(t, p, v);
    case KIND_frozenset:
        return save_frozenset(t, p, v);
    case KIND_list:
        return save_list(t, p, v);
    case KIND_tuple:
        return save_tuple(t, p, v);
    case KIND_bytearray:
        return pickle_bytearray(t, p, v);
    default:
        return api_is(v, &pickle_buffer_fields) ? pickle_buffer(t, p, v) : save_other(t, p, v);
    }
}

static int save_any(Thread *t, Pickler *p, Value v)
{
    int64_t index;
    switch (v_kind(v)) {
    case KIND_none:
        return pickle_op(p, OP_NONE);
    case KIND_bool:
        if (p->protocol >= 2)
            return pickle_op(p, v_same(v, V_TRUE) ? OP_NEWTRUE : OP_NEWFALSE);
        return pickle_write(p, v_same(v, V_TRUE) ? "I01\n" : "I00\n", 4);
    case KIND_int:
        return pickle_int(t, p, v);
    case KIND_float:
        return pickle_float(t, p, v);
    default:
        break;
    }
    if ((index = pickle_memo_find(p, v)) >= 0)
        return pickle_memo_get(p, (size_t)index);
    if (v_is_kind(v, KIND_str))
        return pickle_str(t, p, v);
    if (v_is_kind(v, KIND_bytes))
        return pickle_bytes(t, p, v);
    return c_stack_check(t, " while pickling an object") < 0 ? -1 : save_compound(t, p, v);
}

int pickle_save(Thread *t, Pickler *p, Value v, bool persistent)
{
    ApiScope scope = api_scope_begin(t);
    if (pickle_frame_boundary(t, p) < 0)
        return -1;
    if (persistent && !v_is_empty(p->pers_id)) {
        Value id = K(t, call1(t, p->pers_id, v));
        if (v_is_error(id))
            return -1;
        if (!v_is_none(id))
            return save_persistent(t, p, id);
    }
    int status = save_any(t, p, api_hold(t, v));
    if (status == 0)
        api_scope_end(t, scope);
    return status;
}
