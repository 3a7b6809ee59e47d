/* SPDX-License-Identifier: MIT */
/* mappingproxy: a mapping that can be looked at but not changed. */
#include "vm/core/type.h"

static Value inner(Value self)
{
    return V_AS(MappingProxy, self)->mapping;
}

Value mappingproxy_new(Thread *t, Value mapping)
{
    MappingProxy *p = object_new(t, t->vm->types[KIND_mappingproxy], 0);
    if (!p)
        return V_ERROR;
    p->mapping = dup(mapping);
    gc_track(t, p);
    return v_from(p);
}

NATIVE(mappingproxy_make, "mappingproxy(cls, mapping)", "A read-only view of a mapping.")
{
    Kind layout = (Kind)v_type(t, a[1])->layout;
    if (!v_type(t, a[1])->s.getitem || layout == KIND_list || layout == KIND_tuple)
        return raise_format(t, EXC_TypeError, "mappingproxy() argument must be a mapping, not %T",
                            a[1]);
    return mappingproxy_new(t, a[1]);
}

static Value proxy_getitem(Thread *t, Value self, Value key)
{
    return item_get(t, inner(self), key);
}

static int proxy_contains(Thread *t, Value self, Value key)
{
    return item_contains(t, inner(self), key);
}

static int64_t proxy_length(Thread *t, Value self)
{
    return value_length(t, inner(self));
}

static Value proxy_iter(Thread *t, Value self)
{
    return iter_get(t, inner(self));
}

static Value proxy_repr(Thread *t, Value self)
{
    return str_format(t, "mappingproxy(%R)", inner(self));
}

static Value proxy_str(Thread *t, Value self)
{
    return value_str(t, inner(self));
}

static int proxy_hash(Thread *t, Value self, int64_t *hash)
{
    return value_hash(t, inner(self), hash);
}

static Value proxy_compare(Thread *t, Value a, Value b, int op)
{
    return compare_op(t, op, inner(a), v_is_kind(b, KIND_mappingproxy) ? inner(b) : b);
}

static Value proxy_or(Thread *t, Value a, Value b)
{
    return binary_op(t, OP_OR, v_is_kind(a, KIND_mappingproxy) ? inner(a) : a,
                     v_is_kind(b, KIND_mappingproxy) ? inner(b) : b);
}

static Value proxy_ior(Thread *t, Value a, Value b)
{
    return raise_format(t, EXC_TypeError, "'|=' is not supported by %T; use '|' instead", a);
}

NATIVE(mappingproxy_get, "get(self, key, default=None, /)", "The value at the key, or the default.")
{
    Value args[] = {a[1], v_is_empty(a[2]) ? V_NONE : a[2]};
    return call_method(t, inner(a[0]), N(t, get), args, 2);
}

NATIVE(mappingproxy_keys, "keys(self, /)", "A view of the keys.")
{
    return call_method0(t, inner(a[0]), N(t, keys));
}

NATIVE(mappingproxy_values, "values(self, /)", "A view of the values.")
{
    return call_method0(t, inner(a[0]), N(t, values));
}

NATIVE(mappingproxy_items, "items(self, /)", "A view of the pairs.")
{
    return call_method0(t, inner(a[0]), N(t, items));
}

NATIVE(mappingproxy_copy, "copy(self, /)", "A copy of the mapping behind the proxy.")
{
    return call_method0(t, inner(a[0]), N(t, copy));
}

NATIVE(mappingproxy_reversed, "__reversed__(self, /)", "The keys backwards.")
{
    return call_method0(t, inner(a[0]), N(t, __reversed__));
}

NATIVE_CLASS(mappingproxy_class_getitem, "__class_getitem__(cls, item, /)", "A generic alias.")
{
    return generic_alias_new(t, a[0], a[1]);
}

static void proxy_clear(Thread *t, Object *o)
{
    v_clear(t, &((MappingProxy *)o)->mapping);
}

static void proxy_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((MappingProxy *)o)->mapping, arg);
}

int mappingproxy_setup(Thread *t)
{
    static const NativeDef *const methods[] = {
        &mappingproxy_get_def,           &mappingproxy_keys_def,
        &mappingproxy_values_def,        &mappingproxy_items_def,
        &mappingproxy_copy_def,          &mappingproxy_reversed_def,
        &mappingproxy_class_getitem_def, NULL,
    };
    TypeSpec spec = {
        .name = "mappingproxy",
        .size = sizeof(MappingProxy),
        .flags = TF_GC | TF_MAPPING,
        .kind = KIND_mappingproxy,
        .layout = KIND_mappingproxy,
        .new_def = &mappingproxy_make_def,
        .slots = {.repr = proxy_repr,
                  .str = proxy_str,
                  .hash = proxy_hash,
                  .compare = proxy_compare,
                  .iter = proxy_iter,
                  .length = proxy_length,
                  .getitem = proxy_getitem,
                  .contains = proxy_contains},
        .dealloc = proxy_clear,
        .visit = proxy_visit,
        .clear = proxy_clear,
        .methods = methods,
    };
    spec.slots.binary[OP_OR] = proxy_or;
    spec.slots.inplace[OP_OR] = proxy_ior;
    return type_from_spec(t, &spec) ? 0 : -1;
}
