/* SPDX-License-Identifier: MIT */
/* _collections: defaultdict, the counting of items, and the fields of named tuples. deque and
   OrderedDict have files of their own. */
#include "stdlib/_collections.h"
#include "vm/core/containers_internal.h"
#include "vm/objects/iterators.h"

/* ---- defaultdict ---- */

typedef struct DefaultDict {
    Dict dict;
    Value factory; /* EMPTY: none */
} DefaultDict;
#define F(v) V_AS(DefaultDict, v)

static int defaultdict_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs && !v_is_none(args[0]) && !v_type(t, args[0])->s.call) {
        raise_format(t, EXC_TypeError, "first argument must be callable or None");
        return -1;
    }
    api_set(t, &F(self)->factory, nargs && !v_is_none(args[0]) ? args[0] : V_EMPTY);
    return t->vm->types[KIND_dict]->s.init(t, self, args + (nargs > 0), nargs - (nargs > 0),
                                           kwnames);
}

API(missing, "__missing__(self, key, /)",
    "What the factory makes, put in under the key; KeyError without a factory.")
{
    Value factory = F(a[0])->factory;
    if (v_is_empty(factory) || v_is_none(factory))
        return raise_key(t, a[1]);
    Value v = K(t, call0(t, factory));
    return v_is_error(v) || item_set(t, a[0], a[1], v) < 0 ? V_ERROR : v;
}

static Value factory_or_none(Value self)
{
    return v_is_empty(F(self)->factory) ? V_NONE : F(self)->factory;
}

static Value defaultdict_copy(Thread *t, Value self)
{
    Value args[] = {factory_or_none(self), self};
    return K(t, call(t, v_from(v_type(t, self)), args, 2));
}

API(copy, "copy(self, /)", "A copy with the same factory.")
{
    return defaultdict_copy(t, a[0]);
}
API(copy_alias, "__copy__(self, /)", "A copy with the same factory.")
{
    return defaultdict_copy(t, a[0]);
}

/* (class, (factory,) or (), None, None, iterator of items) */
API(reduce, "__reduce__(self, /)", "For copying.")
{
    Value factory = F(a[0])->factory, items = K(t, call_method0(t, a[0], N(t, items)));
    Value it = v_is_error(items) ? V_ERROR : K(t, iter_get(t, items));
    bool none = v_is_empty(factory) || v_is_none(factory);
    Value args = v_is_error(it) ? V_ERROR : K(t, tuple_new(t, &factory, !none));
    return v_is_error(args)
               ? V_ERROR
               : K(t, tuple_pack(t, 5, v_from(v_type(t, a[0])), args, V_NONE, V_NONE, it));
}

API_UNARY(defaultdict_repr)
{
    Value items = K(t, t->vm->types[KIND_dict]->s.repr(t, self));
    if (v_is_error(items))
        return V_ERROR;
    Value factory = factory_or_none(self), text = V_ERROR;
    int entered = repr_enter(t, factory); /* a factory may be a method of the dict itself */
    if (entered == 0) {
        text = K(t, value_repr(t, factory));
        repr_leave(t, factory);
    } else if (entered > 0) {
        text = K(t, str_format(t, "..."));
    }
    return v_is_error(text)
               ? V_ERROR
               : K(t, str_format(t, "%N(%V, %V)", v_type(t, self)->name_str, text, items));
}

static const FieldTable default_fields = {{offsetof(DefaultDict, factory), 0}, NULL, NULL, NULL};

/* a | b: a defaultdict with the factory of the one that is. */
API_BINARY(defaultdict_or)
{
    if (!v_has_layout(self, KIND_dict) || !v_has_layout(other, KIND_dict))
        return V_NOTIMPLEMENTED;
    bool left = api_is(self, &default_fields);
    Value model = left ? self : other, args[] = {factory_or_none(model), self};
    Value made = K(t, call(t, v_from(v_type(t, model)), args, 2));
    return v_is_error(made) || dict_update(t, V_AS(Dict, made), other) < 0 ? V_ERROR : made;
}

static int defaultdict_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&missing_def, &copy_def,          &copy_alias_def,
                                               &reduce_def,  &class_getitem_def, NULL};
    static const MemberDef members[] = {{"default_factory", offsetof(DefaultDict, factory),
                                         MEMBER_NONE, "Called for the value of a missing key."},
                                        {NULL, 0, 0, NULL}};
    TypeSpec spec = {
        .name = "collections.defaultdict",
        .doc = "A dict that makes the values of missing keys.",
        .size = sizeof(DefaultDict),
        .flags = TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_MAPPING,
        .layout = KIND_dict,
        .base = t->vm->types[KIND_dict],
        .slots = {.init = defaultdict_init,
                  .repr = defaultdict_repr,
                  .binary = {[OP_OR] = defaultdict_or}},
        .methods = methods,
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &default_fields));
}

/* ---- _count_elements: the loop of Counter.update ---- */

/* One more of the item. */
static int count_in_dict(Thread *t, Dict *d, Value item)
{
    int64_t hash;
    bool added;
    if (hash_quick(t, item, &hash) < 0)
        return -1;
    int64_t e = dict_insert(t, d, item, hash, v_from_small(1), &added);
    if (e < 0 || added)
        return e < 0 ? -1 : 0;
    Value *place = &d->entries[e].value;
    if (LIKELY(v_is_small(*place) && v_small(*place) < SMALL_MAX)) {
        *place = v_from_small(v_small(*place) + 1);
        return 0;
    }
    Value old = dup(*place), sum = binary_op(t, OP_ADD, old, v_from_small(1));
    int status = v_is_error(sum) ? -1 : dict_set_hash(t, d, item, hash, sum);
    drop(t, old);
    drop(t, sum);
    return status;
}

/* A mapping that is not a plain dict counts through its own methods. */
static int count_in_mapping(Thread *t, Value mapping, Value get, Value item)
{
    Value args[] = {item, v_from_small(0)}, old = call(t, get, args, 2);
    Value sum = v_is_error(old) ? V_ERROR : binary_op(t, OP_ADD, old, v_from_small(1));
    int status = v_is_error(sum) ? -1 : item_set(t, mapping, item, sum);
    drop(t, old);
    drop(t, sum);
    return status;
}

/* Are get and __setitem__ those of dict? */
static bool counts_as_dict(Thread *t, Value mapping)
{
    Type *type = v_type(t, mapping), *dict = t->vm->types[KIND_dict];
    return v_has_layout(mapping, KIND_dict) &&
           v_same(type_lookup(t, type, N(t, get)), type_lookup(t, dict, N(t, get))) &&
           v_same(type_lookup(t, type, N(t, __setitem__)), type_lookup(t, dict, N(t, __setitem__)));
}

API(count_elements, "_count_elements(mapping, iterable, /)",
    "Adds one to the value of each item of the iterable.")
{
    bool plain = counts_as_dict(t, a[0]);
    Value it = K(t, iter_get(t, a[1])), get = plain ? V_NONE : K(t, attr_get(t, a[0], N(t, get)));
    if (v_is_error(it) || v_is_error(get))
        return V_ERROR;
    for (;;) {
        Value item = iter_step(t, it);
        if (v_same(item, V_STOP))
            return V_NONE;
        if (v_is_error(item))
            return V_ERROR;
        int status =
            plain ? count_in_dict(t, V_AS(Dict, a[0]), item) : count_in_mapping(t, a[0], get, item);
        drop(t, item);
        if (status < 0 || safepoint(t) < 0)
            return V_ERROR;
    }
}

/* ---- _tuplegetter: an attribute that reads one position ---- */

typedef struct TupleGetter {
    Object head;
    Value index, doc;
} TupleGetter;

API(tuplegetter_new, "_tuplegetter(cls, index, doc, /)", "")
{
    int64_t index;
    if (value_to_ssize(t, a[1], &index, EXC_OverflowError) < 0)
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &V_AS(TupleGetter, made)->index, v_from_small(index));
    api_set(t, &V_AS(TupleGetter, made)->doc, a[2]);
    return made;
}

static Value tuplegetter_read(Thread *t, Value self, Value object)
{
    if (v_is_empty(object) || v_is_none(object))
        return self;
    int64_t i = v_small(V_AS(TupleGetter, self)->index);
    if (!v_has_layout(object, KIND_tuple))
        return raise_format(
            t, EXC_TypeError,
            "descriptor for index '%zd' for tuple subclasses doesn't apply to '%T' object", i,
            object);
    const Tuple *tuple = V_AS(Tuple, object);
    return i >= 0 && (size_t)i < tuple->len
               ? tuple->items[i]
               : raise_format(t, EXC_IndexError, "tuple index out of range");
}

static Value tuplegetter_get(Thread *t, Value self, Value object, Value owner)
{
    return api_scope_return(t, api_scope_begin(t), tuplegetter_read(t, self, object));
}

static int tuplegetter_set(Thread *t, Value self, Value object, Value v)
{
    raise_format(t, EXC_AttributeError,
                 v_is_empty(v) ? "can't delete attribute" : "can't set attribute");
    return -1;
}

API(tuplegetter_reduce, "__reduce__(self, /)", "For copying.")
{
    TupleGetter *g = V_AS(TupleGetter, a[0]);
    Value args = K(t, tuple_pack(t, 2, g->index, g->doc));
    return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, v_from(v_type(t, a[0])), args));
}

API_UNARY(tuplegetter_repr)
{
    TupleGetter *g = V_AS(TupleGetter, self);
    return K(t, str_format(t, "_tuplegetter(%R, %R)", g->index, g->doc));
}

static int tuplegetter_add(Thread *t, Value module)
{
    static const FieldTable fields = {
        {offsetof(TupleGetter, index), offsetof(TupleGetter, doc), 0}, NULL, NULL, NULL};
    static const NativeDef *const methods[] = {&tuplegetter_reduce_def, NULL};
    static const MemberDef members[] = {{"__doc__", offsetof(TupleGetter, doc), 0, NULL},
                                        {NULL, 0, 0, NULL}};
    static const TypeSpec spec = {
        .name = "collections._tuplegetter",
        .size = sizeof(TupleGetter),
        .flags = TF_IMMUTABLE | TF_DATA_DESCR,
        .new_def = &tuplegetter_new_def,
        .slots = {.descr_get = tuplegetter_get,
                  .descr_set = tuplegetter_set,
                  .repr = tuplegetter_repr},
        .methods = methods,
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}

static int collections_exec(Thread *t, Value module)
{
    return deque_add(t, module) < 0 || defaultdict_add(t, module) < 0 ||
                   tuplegetter_add(t, module) < 0
               ? -1
               : ordered_dict_add(t, module);
}

Value collections_module(Thread *t)
{
    static const NativeDef *const functions[] = {&count_elements_def, NULL};
    static const ModuleSpec spec = {"_collections", "Containers.", functions, collections_exec};
    return api_module(t, &spec);
}
