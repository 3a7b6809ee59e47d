/* SPDX-License-Identifier: MIT */
/* The class object: what every object can do unless its class says otherwise. */
#include "vm/core/type.h"
#include "vm/objects/weakref.h"

/* ---- birth ---- */

static int object_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames);

static Value join_names(Thread *t, Value names, size_t *count)
{
    Value list = iter_to_list(t, names);
    Value r = v_is_error(list) ? V_ERROR : call_method0(t, list, N(t, sort));
    drop(t, r);
    StrBuf b;
    strbuf_init(&b, t);
    *count = v_is_error(r) ? 0 : V_AS(List, list)->len;
    for (size_t i = 0; i < *count; i++) {
        strbuf_ascii(&b, i ? ", '" : "'");
        if (strbuf_value(&b, V_AS(List, list)->items[i]) < 0)
            break;
        strbuf_ascii(&b, "'");
    }
    drop(t, list);
    if (!v_is_error(r) && v_is_empty(t->exc))
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static Value raise_abstract(Thread *t, Type *cls)
{
    Value names = dict_get_str(cls->dict, N(t, __abstractmethods__));
    if (v_is_empty(names))
        return raise_value(t, EXC_AttributeError, v_from(N(t, __abstractmethods__)));
    size_t count;
    Value joined = join_names(t, names, &count);
    if (v_is_error(joined))
        return V_ERROR;
    raise_format(
        t, EXC_TypeError,
        "Can't instantiate abstract class %s without an implementation for abstract method%s %V",
        cls->name, count > 1 ? "s" : "", joined);
    drop(t, joined);
    return V_ERROR;
}

Value type_generic_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (cls->flags & TF_ABSTRACT)
        return raise_abstract(t, cls);
    Object *o = object_new(t, cls, 0);
    if (!o)
        return V_ERROR;
    if (cls->flags & TF_GC)
        gc_track(t, o);
    return v_from(o);
}

static Value object_slot_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (UNLIKELY(nargs || !v_is_empty(kwnames))) {
        if (cls->s.new_ != object_slot_new)
            return raise_format(
                t, EXC_TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        if (cls->s.init == object_init)
            return raise_format(t, EXC_TypeError, "%s() takes no arguments", cls->name);
    }
    return type_generic_new(t, cls, NULL, 0, V_EMPTY);
}

static int object_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (LIKELY(!nargs && v_is_empty(kwnames)))
        return 0;
    Type *type = v_type(t, self);
    const char *who = type->s.init != object_init       ? "object"
                      : type->s.new_ == object_slot_new ? type->name
                                                        : NULL;
    if (!who)
        return 0;
    raise_format(t, EXC_TypeError,
                 "%s.__init__() takes exactly one argument (the instance to initialize)", who);
    return -1;
}

/* ---- text, comparison ---- */

static void *identity(Value v)
{
    return v_is_object(v) ? (void *)v_object(v) : (void *)(uintptr_t)v.bits;
}

static Value object_repr(Thread *t, Value self)
{
    Value name = type_fullname(t, v_type(t, self));
    Value r = v_is_error(name) ? V_ERROR : str_format(t, "<%V object at %p>", name, identity(self));
    drop(t, name);
    return r;
}

static Value object_str(Thread *t, Value self)
{
    UnaryFn repr = v_type(t, self)->s.repr;
    return repr ? repr(t, self) : object_repr(t, self);
}

static Value object_compare(Thread *t, Value a, Value b, int op)
{
    if (op == CMP_EQ)
        return v_same(a, b) ? V_TRUE : V_NOTIMPLEMENTED;
    if (op != CMP_NE)
        return V_NOTIMPLEMENTED;
    /* != is the opposite of what the class says about ==. */
    CompareFn eq = v_type(t, a)->s.compare;
    Value r = eq ? eq(t, a, b, CMP_EQ) : V_NOTIMPLEMENTED;
    if (v_is_error(r) || v_same(r, V_NOTIMPLEMENTED))
        return r;
    int yes = truth(t, r);
    drop(t, r);
    return yes < 0 ? V_ERROR : v_bool(!yes);
}

/* ---- __class__ ---- */

static Value get_class(Thread *t, Value self)
{
    return dup(v_from(v_type(t, self)));
}

/* Instances of a and b look the same in memory: same ancestor, and the same __slots__ on top of it.
 */
static bool compatible(const Type *a, const Type *b)
{
    if (a->size != b->size || a->dealloc != b->dealloc || a->nslots != b->nslots ||
        ((a->flags ^ b->flags) & (TF_ATTRS | TF_GC)))
        return false;
    Type *x = class_solid((Type *)(uintptr_t)a), *y = class_solid((Type *)(uintptr_t)b);
    if (x == y)
        return true;
    if (!x->nslots || x->nslots != y->nslots || x->base != y->base)
        return false;
    Value key, value;
    for (size_t i = 0; dict_next(x->dict, &i, &key, &value);) {
        if (!v_is_kind(value, KIND_member_descriptor))
            continue;
        Value other = dict_get_str(y->dict, V_AS(Str, key));
        if (!v_is_kind(other, KIND_member_descriptor) ||
            V_AS(MemberDescr, other)->offset != V_AS(MemberDescr, value)->offset)
            return false;
    }
    return true;
}

static int set_class(Thread *t, Value self, Value value)
{
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "can't delete __class__ attribute");
        return -1;
    }
    if (!v_is_type(value)) {
        raise_format(t, EXC_TypeError, "__class__ must be set to a class, not '%T' object", value);
        return -1;
    }
    Type *old = v_type(t, self), *type = T(value);
    Type *module = t->vm->types[KIND_module];
    bool modules = type_is_subtype(old, module) && type_is_subtype(type, module);
    if (!v_is_object(self) || (!modules && (!(old->flags & TF_HEAP) || !(type->flags & TF_HEAP)))) {
        raise_format(
            t, EXC_TypeError,
            "__class__ assignment only supported for mutable types or ModuleType subclasses");
        return -1;
    }
    if (!compatible(old, type) || v_is_type(self)) {
        raise_format(t, EXC_TypeError, "__class__ assignment: '%s' object layout differs from '%s'",
                     type->name, old->name);
        return -1;
    }
    Object *o = v_object(self);
    if (type->flags & TF_ATTRS && !attrs_dict(t, o)) /* a shape belongs to one class */
        return -1;
    type_plan(type);
    o->type = obj_dup(type);
    o->kind = type->kind;
    if (!(type->flags & TF_HEAP))
        type->head.refcnt--; /* instances of native types do not own their type */
    if (old->flags & TF_HEAP)
        obj_drop(t, old);
    return 0;
}

/* ---- what classes that bring a __dict__ or weak references have in their own dict ---- */

static Value instance_get_dict(Thread *t, Value self)
{
    return instance_dict(t, self);
}

static int instance_set_dict(Thread *t, Value self, Value value)
{
    Type *type = v_type(t, self);
    if (!(type->flags & TF_ATTRS)) { /* classes and modules: their dict is their own */
        raise_format(t, EXC_AttributeError,
                     type->flags & TF_TYPE
                         ? "attribute '__dict__' of 'type' objects is not writable"
                         : "readonly attribute");
        return -1;
    }
    if (v_is_empty(value) && type->flags & TF_EXCEPTION) {
        raise_format(t, EXC_TypeError, "cannot delete __dict__");
        return -1;
    }
    if (v_is_empty(value)) {
        Value d = dict_new(t);
        int r = v_is_error(d) ? -1 : attrs_set_dict(t, v_object(self), V_AS(Dict, d));
        drop(t, d);
        return r;
    }
    if (!v_has_layout(value, KIND_dict)) {
        raise_format(t, EXC_TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
        return -1;
    }
    return attrs_set_dict(t, v_object(self), V_AS(Dict, value));
}

/* The oldest weak reference to the instance, or None. */
static Value instance_get_weakref(Thread *t, Value self)
{
    Value list = weakref_list(t, self);
    if (v_is_error(list))
        return V_ERROR;
    Value r = V_AS(List, list)->len ? dup(V_AS(List, list)->items[0]) : V_NONE;
    drop(t, list);
    return r;
}

const GetSetDef class_dict_getset = {"__dict__", instance_get_dict, instance_set_dict, NULL};
const GetSetDef class_weakref_getset = {"__weakref__", instance_get_weakref, NULL, NULL};

/* ---- pickling and copying ---- */

/* {name: value} of the __slots__ members that are set, or NULL with or without an exception. */
static Value slots_state(Thread *t, Value self)
{
    Type *type = v_type(t, self);
    if (!type->nslots)
        return V_EMPTY;
    Value d = dict_new(t);
    for (size_t i = 0; !v_is_error(d) && i < type->mro->len; i++) {
        Type *c = T(type->mro->items[i]);
        Value key, descr;
        for (size_t j = 0; c->flags & TF_HEAP && dict_next(c->dict, &j, &key, &descr);) {
            if (!v_is_kind(descr, KIND_member_descriptor))
                continue;
            Value v = *(Value *)((char *)v_object(self) + V_AS(MemberDescr, descr)->offset);
            if (!v_is_empty(v) && dict_set(t, V_AS(Dict, d), key, v) < 0) {
                drop(t, d);
                return V_ERROR;
            }
        }
    }
    if (!v_is_error(d) && !V_AS(Dict, d)->len) {
        drop(t, d);
        return V_EMPTY;
    }
    return d;
}

NATIVE(object_getstate, "__getstate__(self, /)", "What copying and pickling save.")
{
    Value state = V_NONE;
    bool has = v_is_object(a[0]) && v_object(a[0])->type->flags & TF_ATTRS;
    if (has) {
        Attrs *attrs = object_attrs(v_object(a[0]));
        if (attrs->shape ? attrs->shape->count : attrs->dict && attrs->dict->len)
            state = instance_dict(t, a[0]);
    }
    Value slots = v_is_error(state) ? V_ERROR : slots_state(t, a[0]);
    if (v_is_empty(slots))
        return state;
    Value r = v_is_error(slots) ? V_ERROR : tuple_pack(t, 2, state, slots);
    drop(t, state);
    drop(t, slots);
    return r;
}

/* Arguments for __new__: a tuple, and a dict or EMPTY in *kwargs. */
/* Is it what __getnewargs_ex__ must return, a tuple and a dict? */
static int new_arguments_check(Thread *t, Value r)
{
    const Tuple *pair = V_AS(Tuple, r);
    if (!v_has_layout(r, KIND_tuple))
        raise_format(t, EXC_TypeError, "__getnewargs_ex__ should return a tuple, not '%T'", r);
    else if (pair->len != 2)
        raise_format(t, EXC_ValueError,
                     "__getnewargs_ex__ should return a tuple of length 2, not %zu", pair->len);
    else if (!v_has_layout(pair->items[0], KIND_tuple))
        raise_format(
            t, EXC_TypeError,
            "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'",
            pair->items[0]);
    else if (!v_has_layout(pair->items[1], KIND_dict))
        raise_format(
            t, EXC_TypeError,
            "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'",
            pair->items[1]);
    else
        return 0;
    return -1;
}

static Value new_arguments(Thread *t, Value self, Value *kwargs)
{
    *kwargs = V_EMPTY;
    Value r = call_special(t, self, N(t, __getnewargs_ex__), NULL, 0);
    if (v_is_error(r))
        return V_ERROR;
    if (!v_is_empty(r)) {
        Value args = V_ERROR;
        if (new_arguments_check(t, r) == 0) {
            args = dup(V_AS(Tuple, r)->items[0]);
            *kwargs = dup(V_AS(Tuple, r)->items[1]);
        }
        drop(t, r);
        return args;
    }
    r = call_special(t, self, N(t, __getnewargs__), NULL, 0);
    if (v_is_empty(r))
        return tuple_new(t, NULL, 0);
    if (!v_is_error(r) && !v_has_layout(r, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "__getnewargs__ should return a tuple, not '%T'", r);
        drop(t, r);
        return V_ERROR;
    }
    return r;
}

static Value class_and_args(Thread *t, Value self, Value args, Value kwargs, bool *ex)
{
    Value cls = v_from(v_type(t, self));
    *ex = !v_is_empty(kwargs) && v_has_layout(kwargs, KIND_dict) && V_AS(Dict, kwargs)->len;
    if (*ex)
        return tuple_pack(t, 3, cls, args, kwargs);
    Tuple *from = V_AS(Tuple, args);
    Tuple *r = tuple_alloc(t, from->len + 1);
    if (!r)
        return V_ERROR;
    r->items[0] = dup(cls);
    for (size_t i = 0; i < from->len; i++)
        r->items[i + 1] = dup(from->items[i]);
    gc_track(t, r);
    return v_from(r);
}

static Value items_iterator(Thread *t, Value self)
{
    Value items = call_method0(t, self, N(t, items));
    Value it = v_is_error(items) ? V_ERROR : iter_get(t, items);
    drop(t, items);
    return it;
}

/* An object whose C struct holds more than attributes can say, and that names no arguments for
   __new__, cannot be made again. */
static int reduce_check(Thread *t, Value self)
{
    Type *type = v_type(t, self), *solid = type;
    while (solid->flags & TF_HEAP)
        solid = solid->base;
    if (solid->size <= sizeof(Object) || v_has_layout(self, KIND_list) ||
        v_has_layout(self, KIND_dict))
        return 0;
    Value own = type_lookup(t, type, N(t, __getstate__));
    if (!v_same(own, type_lookup(t, t->vm->types[KIND_object], N(t, __getstate__))))
        return 0;
    bool sized = v_is_kind(self, KIND_memoryview) || v_is_kind(self, KIND_code);
    bool io = !strncmp(solid->name, "_io.", 4);
    raise_format(t, EXC_TypeError,
                 sized ? "cannot pickle %s objects"
                 : io  ? "cannot pickle '%s' instances"
                       : "cannot pickle '%s' object",
                 io ? type_short_name(type) : type->name);
    return -1;
}

static Value reduce_new(Thread *t, Value self)
{
    Value part[5] = {V_ERROR, V_ERROR, V_ERROR, V_NONE, V_NONE}, kwargs, r = V_ERROR;
    Type *type = v_type(t, self);
    if (!type->s.new_ || v_is_kind(self, KIND_code))
        return reduce_check(t, self) < 0
                   ? V_ERROR
                   : raise_format(t, EXC_TypeError, "cannot pickle '%s' object", type->name);
    Value args = new_arguments(t, self, &kwargs);
    bool ex = false;
    if (!v_is_error(args) && v_is_empty(kwargs) && !V_AS(Tuple, args)->len &&
        reduce_check(t, self) < 0)
        v_set(t, &args, V_ERROR);
    if (!v_is_error(args))
        part[1] = class_and_args(t, self, args, kwargs, &ex);
    if (!v_is_error(part[1]))
        part[0] = import_attr(t, "copyreg", ex ? "__newobj_ex__" : "__newobj__");
    if (!v_is_error(part[0]))
        part[2] = call_method0(t, self, N(t, __getstate__));
    if (!v_is_error(part[2])) {
        if (v_has_layout(self, KIND_list))
            part[3] = iter_get(t, self);
        if (v_has_layout(self, KIND_dict) && !v_is_error(part[3]))
            part[4] = items_iterator(t, self);
        if (!v_is_error(part[3]) && !v_is_error(part[4]))
            r = tuple_new(t, part, 5);
    }
    for (int i = 0; i < 5; i++)
        drop(t, part[i]);
    drop(t, args);
    drop(t, kwargs);
    return r;
}

static Value reduce_old(Thread *t, Value self, int64_t protocol)
{
    if (protocol >= 2)
        return reduce_new(t, self);
    Value f = import_attr(t, "copyreg", "_reduce_ex");
    Value r = v_is_error(f) ? V_ERROR : call2(t, f, self, v_from_small(protocol));
    drop(t, f);
    return r;
}

NATIVE(object_reduce, "__reduce__(self, /)", "How to make a copy, for pickling by protocol 0.")
{
    return reduce_old(t, a[0], 0);
}

NATIVE(object_reduce_ex, "__reduce_ex__(self, protocol, /)",
       "How to make a copy, for copying and pickling.")
{
    int64_t protocol;
    if (value_to_int64(t, a[1], &protocol) < 0)
        return V_ERROR;
    /* A class with a __reduce__ of its own is asked that. */
    Value own = type_lookup(t, v_type(t, a[0]), N(t, __reduce__));
    if (!v_same(own, type_lookup(t, t->vm->types[KIND_object], N(t, __reduce__))))
        return call_method0(t, a[0], N(t, __reduce__));
    return reduce_old(t, a[0], protocol);
}

/* ---- the rest ---- */

NATIVE_CLASS(object_subclasshook, "__subclasshook__(cls, other, /)",
             "Asked by ABCMeta.__subclasscheck__.")
{
    return V_NOTIMPLEMENTED;
}

NATIVE_CLASS(object_init_subclass, "__init_subclass__(cls, /)",
             "Called when the class is subclassed.")
{
    return V_NONE;
}

NATIVE(object_format, "__format__(self, format_spec, /)",
       "str(self); a format specification must be empty.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "__format__() argument must be str, not %T", a[1]);
    if (V_AS(Str, a[1])->len)
        return raise_format(t, EXC_TypeError, "unsupported format string passed to %T.__format__",
                            a[0]);
    return value_str(t, a[0]);
}

NATIVE(object_sizeof, "__sizeof__(self, /)", "Bytes of the object in memory.")
{
    return v_from_small(v_type(t, a[0])->size);
}

NATIVE(object_dir, "__dir__(self, /)", "The names of the attributes.")
{
    Value d = attr_get_or_empty(t, a[0], N(t, __dict__));
    if (v_is_error(d))
        return V_ERROR;
    Value names = v_has_layout(d, KIND_dict) ? dict_copy(t, V_AS(Dict, d)) : dict_new(t);
    drop(t, d);
    Value cls = v_is_error(names) ? V_ERROR : attr_get_or_empty(t, a[0], N(t, __class__));
    Tuple *mro = v_is_type(cls) ? T(cls)->mro : NULL;
    int r = v_is_error(cls) ? -1 : 0;
    for (size_t i = 0; mro && i < mro->len && r == 0; i++)
        if (T(mro->items[i])->dict)
            r = dict_update(t, V_AS(Dict, names), v_from(T(mro->items[i])->dict));
    drop(t, cls);
    Value list = r < 0 ? V_ERROR : iter_to_list(t, names);
    drop(t, names);
    return list;
}

int object_type_setup(Thread *t)
{
    static const GetSetDef getset[] = {{"__class__", get_class, set_class, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const NativeDef *const methods[] = {
        &object_reduce_ex_def,    &object_reduce_def,        &object_getstate_def,
        &object_subclasshook_def, &object_init_subclass_def, &object_format_def,
        &object_sizeof_def,       &object_dir_def,           NULL,
    };
    const TypeSpec spec = {
        .name = "object",
        .doc = "The base of all classes; its instances have no attributes.",
        .size = sizeof(Object),
        .flags = TF_BASE,
        .kind = KIND_object,
        .layout = KIND_object,
        .slots = {.repr = object_repr,
                  .str = object_str,
                  .hash = hash_address,
                  .getattr = attr_get_generic,
                  .setattr = attr_set_generic,
                  .compare = object_compare,
                  .new_ = object_slot_new,
                  .init = object_init},
        .methods = methods,
        .getset = getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
