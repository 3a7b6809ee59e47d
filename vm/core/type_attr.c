/* SPDX-License-Identifier: MIT */
/* Attributes of types: look-up on a class, assignment, the computed attributes and methods of
 * `type`. */
#include "vm/core/image.h"
#include "vm/core/type.h"

/* ---- get and set ---- */

Value descr_bind(Thread *t, Value descr, Value obj, Type *type)
{
    TernaryFn get = v_type(t, descr)->s.descr_get;
    return get ? get(t, descr, obj, v_from(type)) : dup(descr);
}

Value type_getattr(Thread *t, Value self, Value name_value)
{
    Type *type = T(self), *meta = type->head.type;
    Str *name = V_AS(Str, name_value);
    Value on_meta = type_lookup(t, meta, name);
    if (!v_is_empty(on_meta) && v_type(t, on_meta)->flags & TF_DATA_DESCR &&
        v_type(t, on_meta)->s.descr_get)
        return descr_bind(t, on_meta, self, meta);
    Value own = type_lookup(t, type, name);
    Value found = !v_is_empty(own) ? own : on_meta;
    if (v_is_empty(found))
        return raise_attribute(
            t, str_format(t, "type object '%s' has no attribute '%N'", type->name, name), self,
            name);
    dup(found); /* __get__ may change the class */
    Value r =
        !v_is_empty(own) ? descr_bind(t, own, V_EMPTY, type) : descr_bind(t, on_meta, self, meta);
    drop(t, found);
    return r;
}

static Value immutable(Thread *t, const char *verb, Str *name, Type *type)
{
    return raise_format(t, EXC_TypeError, "cannot %s '%N' attribute of immutable type '%s'", verb,
                        name, type->name);
}

/* After a store into the dict of a class. */
static int attribute_changed(Thread *t, Type *type, Str *name)
{
    type_modified(t, type);
    return type_slots_changed(t, type, name);
}

static int dict_store(Thread *t, Type *type, Str *name, Value value)
{
    if (!v_is_empty(value))
        return dict_set_str(t, type->dict, name, value);
    int r = dict_delete(t, type->dict, v_from(name));
    if (r == 0)
        raise_attribute(t,
                        str_format(t, "type object '%s' has no attribute '%N'", type->name, name),
                        v_from(type), name);
    return r > 0 ? 0 : -1;
}

int type_setattr(Thread *t, Value self, Value name_value, Value value)
{
    Type *type = T(self), *meta = type->head.type;
    Str *name = V_AS(Str, name_value);
    if (type->flags & TF_IMMUTABLE) {
        immutable(t, "set", name, type);
        return -1;
    }
    Value on_meta = type_lookup(t, meta, name);
    if (!v_is_empty(on_meta) && v_type(t, on_meta)->s.descr_set)
        return v_type(t, on_meta)->s.descr_set(t, on_meta, self, value);
    Value old = dup(dict_get_str(type->dict, name)); /* dies when the class is consistent again */
    int r = dict_store(t, type, name, value);
    if (!r)
        r = attribute_changed(t, type, name);
    drop(t, old);
    return r;
}

/* ---- names ---- */

Value type_module(Thread *t, Type *type)
{
    if (type->flags & TF_HEAP) {
        Value m = type->dict ? dict_get_str(type->dict, N(t, __module__)) : V_EMPTY;
        return dup(m);
    }
    const char *dot = strrchr(type->name, '.');
    if (dot)
        return str_intern_utf8(t, type->name, (size_t)(dot - type->name));
    /* A native type that stands for a class of the library written in the language says where from.
     */
    Value m = type->dict ? dict_get_str(type->dict, N(t, __module__)) : V_EMPTY;
    return dup(v_is_str(m) ? m : v_from(N(t, builtins)));
}

Value type_fullname(Thread *t, Type *type)
{
    Value module = type_module(t, type);
    if (v_is_error(module))
        return V_ERROR;
    Str *name = type->qualname ? type->qualname : type->name_str;
    Value r;
    if (!v_is_str(module) || str_equal_cstr(V_AS(Str, module), "builtins"))
        r = dup(v_from(name));
    else
        r = str_format(t, "%V.%N", module, name);
    drop(t, module);
    return r;
}

/* ---- computed attributes ---- */

static int check_special(Thread *t, Type *type, Value value, const char *name)
{
    const char *verb = v_is_empty(value) ? "delete" : "set";
    if (!(type->flags & TF_IMMUTABLE) && !v_is_empty(value))
        return 0;
    raise_format(t, EXC_TypeError, "cannot %s '%s' attribute of immutable type '%s'", verb, name,
                 type->name);
    return -1;
}

static Value get_name(Thread *t, Value self)
{
    return dup(v_from(T(self)->name_str));
}

static int set_name(Thread *t, Value self, Value value)
{
    Type *type = T(self);
    if (check_special(t, type, value, "__name__") < 0)
        return -1;
    if (!v_is_str(value)) {
        raise_format(t, EXC_TypeError, "can only assign string to %s.__name__, not '%T'",
                     type->name, value);
        return -1;
    }
    Str *name = name_intern(t, value);
    size_t len = 0;
    const char *text = name ? str_utf8(t, name, &len) : NULL;
    if (!text) {
        obj_drop(t, name);
        return -1;
    }
    if (strlen(text) != len) {
        obj_drop(t, name);
        raise_format(t, EXC_ValueError, "type name must not contain null characters");
        return -1;
    }
    Str *old = type->name_str;
    type->name_str = name;
    type->name = text;
    obj_drop(t, old);
    return 0;
}

static Value get_qualname(Thread *t, Value self)
{
    return dup(v_from(T(self)->qualname));
}

static int set_qualname(Thread *t, Value self, Value value)
{
    Type *type = T(self);
    if (check_special(t, type, value, "__qualname__") < 0)
        return -1;
    if (!v_is_str(value)) {
        raise_format(t, EXC_TypeError, "can only assign string to %s.__qualname__, not '%T'",
                     type->name, value);
        return -1;
    }
    Str *old = type->qualname;
    type->qualname = V_AS(Str, dup(value));
    obj_drop(t, old);
    return 0;
}

static Value get_module(Thread *t, Value self)
{
    Value m = type_module(t, T(self));
    return v_is_empty(m) ? raise_value(t, EXC_AttributeError, v_from(N(t, __module__))) : m;
}

static int set_in_dict(Thread *t, Value self, Value value, Str *name, const char *text)
{
    Type *type = T(self);
    if (check_special(t, type, value, text) < 0 || dict_set_str(t, type->dict, name, value) < 0)
        return -1;
    type_modified(t, type);
    return 0;
}

static int set_module(Thread *t, Value self, Value value)
{
    return set_in_dict(t, self, value, N(t, __module__), "__module__");
}

static Value get_doc(Thread *t, Value self)
{
    Type *type = T(self);
    if (!(type->flags & TF_HEAP))
        return dup(type->doc);
    Value doc = dict_get_str(type->dict, N(t, __doc__));
    return v_is_empty(doc) ? V_NONE : descr_bind(t, doc, V_EMPTY, type);
}

static int set_doc(Thread *t, Value self, Value value)
{
    return set_in_dict(t, self, value, N(t, __doc__), "__doc__");
}

static Value get_dict(Thread *t, Value self)
{
    return T(self)->dict ? mappingproxy_new(t, v_from(T(self)->dict)) : V_NONE;
}

static Value get_bases(Thread *t, Value self)
{
    return dup(v_from(T(self)->bases));
}

static int set_bases(Thread *t, Value self, Value value)
{
    return check_special(t, T(self), value, "__bases__") < 0 ? -1
                                                             : class_set_bases(t, T(self), value);
}

static Value get_mro(Thread *t, Value self)
{
    return T(self)->mro ? dup(v_from(T(self)->mro)) : V_NONE;
}

static Value get_base(Thread *t, Value self)
{
    return T(self)->base ? dup(v_from(T(self)->base)) : V_NONE;
}

static Value get_basicsize(Thread *t, Value self)
{
    return v_from_small(T(self)->size);
}

static Value get_zero(Thread *t, Value self)
{
    return v_from_small(0);
}

static Value get_dictoffset(Thread *t, Value self)
{
    return v_from_small(T(self)->flags & TF_ATTRS || T(self)->dict_place ? -1 : 0);
}

static Value get_weakrefoffset(Thread *t, Value self)
{
    return v_from_small(T(self)->flags & TF_WEAKREF ? -32 : 0);
}

/* CPython's bits that scripts and inspect look at: heap, base, abstract, immutable, and the
 * families. */
static Value get_flags(Thread *t, Value self)
{
    static const struct {
        uint32_t ours;
        int bit;
    } bits[] = {{TF_SEQUENCE, 5},   {TF_MAPPING, 6}, {TF_IMMUTABLE, 8},     {TF_HEAP, 9},
                {TF_BASE, 10},      {TF_GC, 14},     {TF_METHOD_DESCR, 17}, {TF_ABSTRACT, 20},
                {TF_EXCEPTION, 30}, {TF_TYPE, 31}};
    const Type *type = T(self);
    int64_t flags = 1 << 12; /* ready */
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (type->flags & bits[i].ours)
            flags |= (int64_t)1 << bits[i].bit;
    static const struct {
        Kind layout;
        int bit;
    } family[] = {{KIND_int, 24},   {KIND_list, 25}, {KIND_tuple, 26},
                  {KIND_bytes, 27}, {KIND_str, 28},  {KIND_dict, 29}};
    for (size_t i = 0; i < sizeof family / sizeof *family; i++)
        if (type->layout == family[i].layout)
            flags |= (int64_t)1 << family[i].bit;
    return v_from_small(flags);
}

static Value get_abstract(Thread *t, Value self)
{
    Value v = self.bits == v_from(t->vm->types[KIND_type]).bits
                  ? V_EMPTY
                  : dict_get_str(T(self)->dict, N(t, __abstractmethods__));
    return v_is_empty(v) ? raise_value(t, EXC_AttributeError, v_from(N(t, __abstractmethods__)))
                         : dup(v);
}

static int set_abstract(Thread *t, Value self, Value value)
{
    Type *type = T(self);
    int abstract = v_is_empty(value) ? 0 : truth(t, value);
    if (abstract < 0)
        return -1;
    if (v_is_empty(value)) {
        int r = dict_delete(t, type->dict, v_from(N(t, __abstractmethods__)));
        if (r == 0)
            raise_value(t, EXC_AttributeError, v_from(N(t, __abstractmethods__)));
        if (r <= 0)
            return -1;
    } else if (dict_set_str(t, type->dict, N(t, __abstractmethods__), value) < 0) {
        return -1;
    }
    type->flags = abstract ? type->flags | TF_ABSTRACT : type->flags & ~(uint32_t)TF_ABSTRACT;
    type_modified(t, type);
    return 0;
}

static Value get_annotations(Thread *t, Value self)
{
    Type *type = T(self);
    if (!(type->flags & TF_HEAP))
        return raise_attribute(
            t, str_format(t, "type object '%s' has no attribute '__annotations__'", type->name),
            self, N(t, __annotations__));
    Value a = dict_get_str(type->dict, N(t, __annotations__));
    if (!v_is_empty(a))
        return descr_bind(t, a, V_EMPTY, type);
    Value made = dict_new(t);
    if (v_is_error(made) || dict_set_str(t, type->dict, N(t, __annotations__), made) < 0) {
        drop(t, made);
        return V_ERROR;
    }
    type_modified(t, type);
    return made;
}

static int set_annotations(Thread *t, Value self, Value value)
{
    Type *type = T(self);
    if (!v_is_empty(value) || type->flags & TF_IMMUTABLE)
        return set_in_dict(t, self, value, N(t, __annotations__), "__annotations__");
    int r = dict_delete(t, type->dict, v_from(N(t, __annotations__)));
    if (r == 0)
        raise_value(t, EXC_AttributeError, v_from(N(t, __annotations__)));
    type_modified(t, type);
    return r > 0 ? 0 : -1;
}

static Value get_type_params(Thread *t, Value self)
{
    Value p = dict_get_str(T(self)->dict, N(t, __type_params__));
    return v_is_empty(p) ? tuple_new(t, NULL, 0) : dup(p);
}

static int set_type_params(Thread *t, Value self, Value value)
{
    return set_in_dict(t, self, value, N(t, __type_params__), "__type_params__");
}

/* What inspect.signature() says of classes that CPython's library has in the language, and of tasks
   and futures; classes in C have a signature there only by chance. */
static Value get_text_signature(Thread *t, Value self)
{
    const NativeDef *def = T(self)->init_def;
    if (!def || !(def->flags & NF_LIBRARY || strncmp(T(self)->name, "_asyncio.", 9) == 0))
        return V_NONE;
    const char *params = strchr(def->signature, '(') + 1;
    size_t receiver = strcspn(params, ",)");
    return str_format(t, "(%s", params + receiver + strspn(params + receiver, ", "));
}

const GetSetDef type_getset[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__mro__", get_mro, NULL, NULL},
    {"__base__", get_base, NULL, NULL},
    {"__basicsize__", get_basicsize, NULL, NULL},
    {"__itemsize__", get_zero, NULL, NULL},
    {"__dictoffset__", get_dictoffset, NULL, NULL},
    {"__weakrefoffset__", get_weakrefoffset, NULL, NULL},
    {"__flags__", get_flags, NULL, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__type_params__", get_type_params, set_type_params, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- methods ---- */

NATIVE(type_mro, "mro(self, /)", "The method resolution order as a list.")
{
    Value tuple = mro_compute(t, T(a[0]));
    Value r = v_is_error(tuple) ? V_ERROR : iter_to_list(t, tuple);
    drop(t, tuple);
    return r;
}

static int collect_subclass(Thread *t, Type *sub, void *list)
{
    return preload_hides(t->vm, sub) ? 0 : list_append(t, list, v_from(sub));
}

NATIVE(type_subclasses, "__subclasses__(self, /)",
       "The direct subclasses that are alive, in order of birth.")
{
    Value list = list_new(t, NULL, 0);
    if (v_is_error(list) ||
        type_each_subclass(t, T(a[0]), collect_subclass, V_AS(List, list)) < 0) {
        drop(t, list);
        return V_ERROR;
    }
    return list;
}

static Value type_prepare_native(Thread *t, const Value *args, uint32_t nargs, Value kwnames)
{
    return dict_new(t);
}

int class_instancecheck(Thread *t, Value obj, Value cls);
int class_subclasscheck(Thread *t, Value sub, Value cls);

NATIVE(type_instancecheck, "__instancecheck__(self, instance, /)",
       "Is the object an instance, by inheritance?")
{
    int r = class_instancecheck(t, a[1], a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(type_subclasscheck, "__subclasscheck__(self, subclass, /)",
       "Is the class a subclass, by inheritance?")
{
    int r = class_subclasscheck(t, a[1], a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(type_sizeof, "__sizeof__(self, /)", "Bytes of the class object.")
{
    return v_from_small((int64_t)sizeof(Type));
}

/* Names of the class and its bases. */
NATIVE(type_dir, "__dir__(self, /)", "The names that the class and its bases define.")
{
    Value names = dict_new(t);
    Tuple *mro = T(a[0])->mro;
    for (size_t i = 0; mro && i < mro->len && !v_is_error(names); i++) {
        Dict *d = T(mro->items[i])->dict;
        if (d && dict_update(t, V_AS(Dict, names), v_from(d)) < 0) {
            drop(t, names);
            names = V_ERROR;
        }
    }
    Value r = v_is_error(names) ? V_ERROR : iter_to_list(t, names);
    drop(t, names);
    return r;
}

static const NativeDef type_prepare_class_def = {"__prepare__(name, bases, /, **kwds)",
                                                 "The namespace for a class body: an empty dict.",
                                                 NULL, type_prepare_native, NF_CLASS};
const NativeDef *const type_methods[] = {
    &type_mro_def,           &type_subclasses_def, &type_prepare_class_def, &type_instancecheck_def,
    &type_subclasscheck_def, &type_sizeof_def,     &type_dir_def,           NULL,
};

/* ---- calling a class ---- */

static Value call_type_itself(Thread *t, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs == 1) {
        if (!v_is_empty(kwnames))
            return raise_format(t, EXC_TypeError, "type() takes no keyword arguments");
        return dup(v_from(v_type(t, args[0])));
    }
    if (nargs != 3)
        return raise_format(t, EXC_TypeError, "type() takes 1 or 3 arguments");
    return class_new(t, t->vm->types[KIND_type], args, nargs, kwnames);
}

Value type_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Type *type = T(self);
    if (type == t->vm->types[KIND_type])
        return call_type_itself(t, args, nargs, kwnames);
    if (!type->s.new_)
        return raise_format(t, EXC_TypeError, "cannot create '%s' instances", type->name);
    Value obj = type->s.new_(t, type, args, nargs, kwnames);
    if (v_is_error(obj))
        return obj;
    const Type *object = t->vm->types[KIND_object], *made = v_type(t, obj);
    if (made != type && !type_is_subtype(made, type))
        return obj;
    InitFn init = made->s.init;
    if (init == object->s.init && type->s.new_ != object->s.new_ && !(type->flags & TF_HEAP))
        return obj; /* a builtin type that makes its instances complete: object.__init__ has no say
                     */
    if (init && init(t, obj, args, nargs, kwnames) < 0) {
        drop(t, obj);
        return V_ERROR;
    }
    return obj;
}
