/* SPDX-License-Identifier: MIT */
/* The type dict: slots. The table is in vm/core/dict.c, the methods in dict_methods.c. */
#include "vm/objects/dict.h"
#include "vm/objects/helpers.h"

static Value dict_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Dict *d = object_new(t, cls, 0);
    if (!d)
        return V_ERROR;
    d->keys_version = t->vm->dict_version += 2;
    gc_track(t, d);
    return v_from(d);
}

static int dict_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Dict *d = V_AS(Dict, self);
    if (args_check(t, "dict", nargs, 0, 1, V_EMPTY) || (nargs && dict_update(t, d, args[0])))
        return -1;
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len; i++)
        if (dict_set(t, d, names->items[i], args[nargs + i]))
            return -1;
    return 0;
}

static int dict_repr_items(Thread *t, StrBuf *b, Dict *d)
{
    Value key, value;
    bool first = true;
    for (size_t i = 0; dict_next(d, &i, &key, &value); first = false) {
        dup(key);
        dup(value);
        if (!first)
            strbuf_ascii(b, ", ");
        int status = strbuf_repr(b, key);
        strbuf_ascii(b, ": ");
        if (status == 0)
            status = strbuf_repr(b, value);
        drop(t, key);
        drop(t, value);
        if (status)
            return -1;
    }
    return 0;
}

static Value dict_repr(Thread *t, Value self)
{
    StrBuf b;
    if (V_AS(Dict, self)->len == 0)
        return str_from_cstr(t, "{}");
    int entered =
        c_stack_check(t, " while getting the repr of an object") ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : str_from_cstr(t, "{...}");
    strbuf_init(&b, t);
    strbuf_char(&b, '{');
    int status = dict_repr_items(t, &b, V_AS(Dict, self));
    strbuf_char(&b, '}');
    repr_leave(t, self);
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

int dict_equal(Thread *t, Dict *a, Dict *b)
{
    Value key, value;
    if (a->len != b->len)
        return 0;
    for (size_t i = 0; dict_next(a, &i, &key, &value);) {
        int64_t hash = a->entries[i - 1].hash;
        dup(key);
        dup(value);
        Value other = dict_get_hash(t, b, key, hash);
        int equal = v_is_error(other) ? -1 : 0;
        if (!v_is_empty(other) && !v_is_error(other)) {
            dup(other);
            equal = values_equal(t, value, other);
            drop(t, other);
        }
        drop(t, key);
        drop(t, value);
        if (equal != 1)
            return equal;
    }
    return 1;
}

static Value dict_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_has_layout(a, KIND_dict) ||
        !v_has_layout(b, KIND_dict))
        return V_NOTIMPLEMENTED;
    if (c_stack_check(t, " in comparison"))
        return V_ERROR;
    int equal = dict_equal(t, V_AS(Dict, a), V_AS(Dict, b));
    return equal < 0 ? V_ERROR : v_bool(equal == (op == CMP_EQ));
}

static Value dict_iter(Thread *t, Value self)
{
    return dict_iterator_new(t, KIND_dict_iterator, V_AS(Dict, self));
}

static int64_t dict_length(Thread *t, Value self)
{
    return (int64_t)V_AS(Dict, self)->len;
}

Value dict_subscript(Thread *t, Value self, Value key)
{
    Value v = dict_get(t, V_AS(Dict, self), key);
    if (!v_is_empty(v))
        return dup(v);
    if (!v_is_kind(self, KIND_dict)) {
        Value found = call_special(t, self, N(t, __missing__), &key, 1);
        if (!v_is_empty(found))
            return found;
    }
    return raise_key(t, key);
}

static int dict_setitem(Thread *t, Value self, Value key, Value value)
{
    if (!v_is_empty(value))
        return dict_set(t, V_AS(Dict, self), key, value);
    int gone = dict_delete(t, V_AS(Dict, self), key);
    if (gone == 0)
        raise_key(t, key);
    return gone == 1 ? 0 : -1;
}

static int dict_contains(Thread *t, Value self, Value key)
{
    Value v = dict_get(t, V_AS(Dict, self), key);
    return v_is_error(v) ? -1 : !v_is_empty(v);
}

/* ---- | and |= ---- */

static Value dict_or(Thread *t, Value a, Value b)
{
    if (!v_has_layout(a, KIND_dict) || !v_has_layout(b, KIND_dict))
        return V_NOTIMPLEMENTED;
    Value both = dict_copy(t, V_AS(Dict, a));
    if (!v_is_error(both) && dict_update(t, V_AS(Dict, both), b)) {
        drop(t, both);
        return V_ERROR;
    }
    return both;
}

static Value dict_ior(Thread *t, Value self, Value other)
{
    return dict_update(t, V_AS(Dict, self), other) ? V_ERROR : dup(self);
}

int dict_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "dict",
        .doc = "dict() -> new empty dictionary\n"
               "dict(mapping) -> new dictionary initialized from a mapping object's\n    (key, "
               "value) pairs\n"
               "dict(iterable) -> new dictionary initialized as if via:\n"
               "    d = {}\n    for k, v in iterable:\n        d[k] = v\n"
               "dict(**kwargs) -> new dictionary initialized with the name=value pairs\n"
               "    in the keyword argument list.  For example:  dict(one=1, two=2)",
        .size = sizeof(Dict),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE | TF_MAPPING | TF_MATCH_SELF,
        .kind = KIND_dict,
        .layout = KIND_dict,
        .slots = {.new_ = dict_make,
                  .init = dict_init,
                  .repr = dict_repr,
                  .hash = hash_unhashable,
                  .compare = dict_compare,
                  .iter = dict_iter,
                  .length = dict_length,
                  .getitem = dict_subscript,
                  .setitem = dict_setitem,
                  .contains = dict_contains,
                  .binary = {[OP_OR] = dict_or},
                  .inplace = {[OP_OR] = dict_ior}},
        .dealloc = dict_dealloc,
        .visit = dict_visit,
        .clear = dict_gc_clear,
        .methods = dict_methods,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
