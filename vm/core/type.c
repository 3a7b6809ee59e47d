/* SPDX-License-Identifier: MIT */
/* Types: native ones from a TypeSpec, look-up through the MRO with its cache, versions, life and
 * death. */
#include <stdlib.h>
#include "vm/core/image.h"
#include "vm/core/type.h"

/* ---- look-up ---- */

enum { TYPE_CACHE_FIRST = 512, TYPE_CACHE_MOST = 4096 };
typedef struct TypeCacheEntry {
    uint64_t version;
    Str *name;   /* owned, so that no other name gets its address */
    Value value; /* BORROWED from the dict of a class in the MRO, or EMPTY */
} TypeCacheEntry;
struct TypeCache { /* not the script's memory: calloc's, and not counted */
    size_t size, evicted;
    TypeCacheEntry entry[];
};

static struct TypeCache *type_cache_new(size_t size)
{
    struct TypeCache *cache = image_calloc(1, sizeof *cache + size * sizeof *cache->entry);
    if (cache)
        cache->size = size;
    return cache;
}

static void type_cache_free(Thread *t, struct TypeCache *cache)
{
    for (size_t i = 0; cache && i < cache->size; i++)
        obj_drop(t, cache->entry[i].name); /* a str: runs nothing */
    image_free(cache);
}

/* A cache whose entries push each other out is replaced by an empty one of twice the size. */
static void type_cache_grow(Thread *t)
{
    struct TypeCache *old = t->vm->type_cache;
    old->evicted = 0;
    struct TypeCache *bigger = old->size < TYPE_CACHE_MOST ? type_cache_new(2 * old->size) : NULL;
    if (!bigger)
        return;
    t->vm->type_cache = bigger;
    type_cache_free(t, old);
}

static BORROWED Value type_lookup_slow(Type *type, Str *name)
{
    if (!type->mro)
        return type->dict ? dict_get_str(type->dict, name) : V_EMPTY;
    for (size_t i = 0; i < type->mro->len; i++) {
        Type *c = T(type->mro->items[i]);
        Value v = c->dict ? dict_get_str(c->dict, name) : V_EMPTY;
        if (!v_is_empty(v))
            return v;
    }
    return V_EMPTY;
}

/* An interned name that dies may come back at the same address with another text, so a name is
   cached only when its owner is known to outlive the version: names in a class dict do, so misses
   are cached for the names of names.def and of code objects alike by holding the name. */
Value type_lookup(Thread *t, Type *type, Str *name)
{
    struct TypeCache *cache = t->vm->type_cache;
    if (UNLIKELY(!cache || !type->version))
        return type_lookup_slow(type, name);
    size_t h = (size_t)(((uintptr_t)name >> 4) ^ (type->version * 97)) & (cache->size - 1);
    TypeCacheEntry *e = &cache->entry[h];
    if (LIKELY(e->version == type->version && e->name == name))
        return e->value;
    Value v = type_lookup_slow(type, name);
    Str *old = e->name;
    e->version = type->version;
    e->name = obj_dup(name);
    e->value = v;
    obj_drop(t, old); /* a str: runs nothing */
    if (old && ++cache->evicted > cache->size)
        type_cache_grow(t);
    return v;
}

void type_cache_visit(VM *vm, VisitFn fn, void *arg)
{
    for (size_t i = 0; vm->type_cache && i < vm->type_cache->size; i++)
        if (vm->type_cache->entry[i].name)
            fn(v_from(vm->type_cache->entry[i].name), arg);
}

static void type_cache_clear(Thread *t)
{
    struct TypeCache *cache = t->vm->type_cache;
    t->vm->type_cache = NULL;
    type_cache_free(t, cache);
}

void type_cache_restart(Thread *t)
{
    type_cache_clear(t);
    t->vm->type_cache = type_cache_new(TYPE_CACHE_FIRST);
}

bool type_is_subtype(const Type *a, const Type *b)
{
    if (a == b)
        return true;
    if (a->mro) {
        for (size_t i = 0; i < a->mro->len; i++)
            if (T(a->mro->items[i]) == b)
                return true;
        return false;
    }
    for (; a; a = a->base)
        if (a == b)
            return true;
    return false;
}

/* ---- subclasses and versions ---- */

/* The registry maps the address of a subclass to the same number: a class removes itself from its
   bases when it dies, and it owns its bases, so no entry outlives what it names. */
int type_link(Thread *t, Type *type)
{
    for (size_t i = 0; i < type->bases->len; i++) {
        Type *base = T(type->bases->items[i]);
        if (v_is_empty(base->subclasses)) {
            Value d = dict_new(t);
            if (v_is_error(d))
                return -1;
            base->subclasses = d;
        }
        Value address = v_from_small((int64_t)(uintptr_t)type);
        if (dict_set(t, V_AS(Dict, base->subclasses), address, address) < 0)
            return -1;
    }
    return 0;
}

void type_unlink(Thread *t, Type *type)
{
    for (size_t i = 0; type->bases && i < type->bases->len; i++) {
        Type *base = T(type->bases->items[i]);
        Value address = v_from_small((int64_t)(uintptr_t)type);
        if (!v_is_empty(base->subclasses) &&
            dict_delete(t, V_AS(Dict, base->subclasses), address) < 0)
            exc_clear(t); /* small ints hash and compare without errors */
    }
}

int type_each_subclass(Thread *t, Type *type, int (*fn)(Thread *t, Type *sub, void *arg), void *arg)
{
    if (v_is_empty(type->subclasses))
        return 0;
    Value key, value;
    for (size_t i = 0; dict_next(V_AS(Dict, type->subclasses), &i, &key, &value);) {
        Type *sub = (Type *)(uintptr_t)v_small(key);
        if (!sub->head.refcnt)
            continue; /* about to die */
        obj_dup(sub);
        int r = fn(t, sub, arg);
        obj_drop(t, sub);
        if (r)
            return r;
    }
    return 0;
}

static int modified_sub(Thread *t, Type *sub, void *arg)
{
    (void)arg;
    type_modified(t, sub);
    return 0;
}

void type_modified(Thread *t, Type *type)
{
    type->version = ++t->vm->type_version;
    if (type_each_subclass(t, type, modified_sub, NULL) < 0)
        exc_clear(t);
}

/* ---- constructors declared by signature ---- */

enum { ARGS_ON_STACK = 12 };

/* Complaints of what CPython has in its library name the class. */
static Value invoke(Thread *t, const Type *owner, const NativeDef *def, Signature **sig,
                    const Value *args, uint32_t nargs, Value kwnames)
{
    if (def->var)
        return def->var(t, args, nargs, kwnames);
    if (!*sig && !(*sig = signature_parse(t, def->signature)))
        return V_ERROR;
    const char *name = def->flags & NF_LIBRARY ? type_short_name(owner) : NULL;
    return signature_call(t, *sig, def, name, V_EMPTY, args, nargs, kwnames);
}

static Value invoke_with(Thread *t, const Type *owner, const NativeDef *def, Signature **sig,
                         Value first, const Value *args, uint32_t nargs, Value kwnames)
{
    size_t n = (size_t)nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value stack[ARGS_ON_STACK], *row = stack;
    if (n + 1 > ARGS_ON_STACK && !(row = mem_alloc_array(t, n + 1, sizeof(Value))))
        return V_ERROR;
    row[0] = first;
    if (n)
        memcpy(row + 1, args, n * sizeof(Value));
    Value r = invoke(t, owner, def, sig, row, nargs + 1, kwnames);
    if (row != stack)
        mem_free(t, row, (n + 1) * sizeof(Value));
    return r;
}

/* The first class of the MRO that declares such a constructor: there is one, as its slot was
 * inherited. */
static Type *defining(Type *type, size_t field)
{
    for (size_t i = 0; type->mro && i < type->mro->len; i++)
        if (*(void **)((char *)T(type->mro->items[i]) + field))
            return T(type->mro->items[i]);
    return type;
}

/* -1: error */
static int def_takes_keywords(Thread *t, const NativeDef *def, Signature **sig)
{
    if (def->var)
        return 1; /* it sees for itself */
    if (!*sig && !(*sig = signature_parse(t, def->signature)))
        return -1;
    return signature_takes_keywords(*sig);
}

Value type_new_by_def(Thread *t, Type *owner, Type *cls, const Value *args, uint32_t nargs,
                      Value kwnames)
{
    owner = defining(owner, offsetof(Type, new_def));
    if (cls->s.init != owner->s.init && !v_is_empty(kwnames)) {
        int takes = def_takes_keywords(t, owner->new_def, &owner->new_sig);
        if (takes < 0)
            return V_ERROR;
        if (!takes)
            kwnames = V_EMPTY; /* they are meant for the __init__ of a subclass */
    }
    return invoke_with(t, owner, owner->new_def, &owner->new_sig, v_from(cls), args, nargs,
                       kwnames);
}

int type_init_by_def(Thread *t, Type *owner, Value self, const Value *args, uint32_t nargs,
                     Value kwnames)
{
    owner = defining(owner, offsetof(Type, init_def));
    Value r = invoke_with(t, owner, owner->init_def, &owner->init_sig, self, args, nargs, kwnames);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

static Value new_from_def(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    return type_new_by_def(t, cls, cls, args, nargs, kwnames);
}

static int init_from_def(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    return type_init_by_def(t, v_type(t, self), self, args, nargs, kwnames);
}

/* ---- native types ---- */

static int add_owned(Thread *t, Dict *d, const char *name, TAKES Value v)
{
    if (v_is_error(v))
        return -1;
    int r = dict_set_cstr(t, d, name, v);
    drop(t, v);
    return r;
}

/* The name in front of the parenthesis of a signature. */
static Value def_name(Thread *t, const NativeDef *def)
{
    return str_intern_utf8(t, def->signature, strcspn(def->signature, "("));
}

/* A descriptor under its own name, which is interned already. */
static int add_descriptor(Thread *t, Type *type, TAKES Value descr)
{
    if (v_is_error(descr))
        return -1;
    int r = dict_set_str(t, type->dict, ((Descriptor *)v_object(descr))->name, descr);
    drop(t, descr);
    return r;
}

/* A static method is no descriptor of ours: its name is that in front of the parenthesis. */
static int add_method(Thread *t, Type *type, const NativeDef *def)
{
    Value method = descriptor_method_new(t, type, def);
    if (!(def->flags & NF_STATIC))
        return add_descriptor(t, type, method);
    Value name = v_is_error(method) ? V_ERROR : def_name(t, def);
    int r = v_is_error(name) ? -1 : dict_set_str(t, type->dict, V_AS(Str, name), method);
    drop(t, method);
    drop(t, name);
    return r;
}

static int type_add_methods(Thread *t, Type *type, const TypeSpec *spec)
{
    for (const NativeDef *const *m = spec->methods; m && *m; m++)
        if (add_method(t, type, *m) < 0)
            return -1;
    for (const GetSetDef *g = spec->getset; g && g->name; g++)
        if (add_descriptor(t, type, descriptor_getset_new(t, type, g)) < 0)
            return -1;
    for (const MemberDef *m = spec->members; m && m->name; m++) {
        Value name = str_intern_utf8(t, m->name, strlen(m->name));
        if (v_is_error(name))
            return -1;
        int r = add_descriptor(
            t, type, descriptor_member_new(t, type, V_AS(Str, name), m->offset, m->flags, m->doc));
        drop(t, name);
        if (r < 0)
            return -1;
    }
    return 0;
}

static int type_set_names(Thread *t, Type *type, const TypeSpec *spec)
{
    const char *dot = strrchr(spec->name, '.');
    const char *last = dot ? dot + 1 : spec->name;
    Value name = str_intern_utf8(t, last, strlen(last));
    if (v_is_error(name))
        return -1;
    type->name = spec->name;
    type->name_str = V_AS(Str, name);
    type->qualname = obj_dup(type->name_str);
    type->doc = spec->doc ? str_from_cstr(t, spec->doc) : V_NONE;
    return v_is_error(type->doc) ? -1 : 0;
}

enum {
    TF_INHERITED = TF_GC | TF_ATTRS | TF_EXCEPTION | TF_TYPE | TF_WEAKREF | TF_SEQUENCE |
                   TF_MAPPING | TF_DEL | TF_MATCH_SELF,
};

static int type_set_base(Thread *t, Type *type, const TypeSpec *spec)
{
    Type *object = t->vm->types[KIND_object];
    Type *base = spec->base ? spec->base : type == object ? NULL : object;
    type->flags |= spec->flags | TF_IMMUTABLE;
    type->size = spec->size ? spec->size : sizeof(Object);
    type->kind = (uint16_t)spec->kind;
    type->layout = (uint16_t)(spec->layout ? spec->layout : spec->kind ? spec->kind : KIND_object);
    if (base) {
        if (!spec->layout && !spec->kind)
            type->layout = base->layout;
        if (type->size < base->size)
            type->size = base->size;
        type->flags |= base->flags & TF_INHERITED;
        type->base = obj_dup(base);
    }
    type_reshaped(type);
    type->bases = base ? tuple_alloc(t, 1) : tuple_alloc(t, 0);
    if (!type->bases)
        return -1;
    if (base)
        type->bases->items[0] = dup(v_from(base));
    gc_track(t, type->bases);
    return 0;
}

static void type_set_lifecycle(Type *type, const TypeSpec *spec)
{
    const Type *base = type->base;
    type->dealloc = spec->dealloc ? spec->dealloc : base ? base->dealloc : NULL;
    type->visit = spec->visit ? spec->visit : base ? base->visit : NULL;
    type->clear = spec->clear ? spec->clear : base ? base->clear : NULL;
    type->dict_place = spec->dict_place ? spec->dict_place : base ? base->dict_place : NULL;
    type->new_def = spec->new_def;
    type->init_def = spec->init_def;
    type->s = spec->slots;
    if (spec->new_def && !spec->slots.new_) /* else that one falls back on the declaration */
        type->s.new_ = new_from_def;
    if (spec->init_def)
        type->s.init = init_from_def;
    if (type->s.descr_set)
        type->flags |= TF_DATA_DESCR;
    if (type->s.finalize)
        type->flags |= TF_DEL;
    if (type->s.compare && !type->s.hash)
        type->s.hash = hash_unhashable;
}

static int type_fill(Thread *t, Type *type, const TypeSpec *spec)
{
    type->dict = dict_alloc(t);
    if (!type->dict || type_set_names(t, type, spec) < 0 || type_set_base(t, type, spec) < 0)
        return -1;
    type_set_lifecycle(type, spec);
    Slots own = type->s;
    if (type->base)
        type_slots_inherit(type, type->base);
    if (type->s.new_ == type_generic_new) /* `X.__new__(X)` makes one without its __init__ */
        own.new_ = type_generic_new;
    if (mro_update(t, type) < 0 || type_slots_expose(t, type, &own) < 0 ||
        type_add_methods(t, type, spec) < 0)
        return -1;
    /* Functions and properties have a __doc__ of their own among the getsets. */
    bool has_doc = dict_find_str(type->dict, N(t, __doc__)) >= 0;
    if ((!has_doc && dict_set_str(t, type->dict, N(t, __doc__), type->doc) < 0) ||
        type_link(t, type) < 0)
        return -1;
    bool shows_dict = !(spec->flags & TF_ATTRS) || dict_find_str(type->dict, N(t, __dict__)) >= 0;
    if (!shows_dict && add_owned(t, type->dict, "__dict__",
                                 descriptor_getset_new(t, type, &class_dict_getset)) < 0)
        return -1;
    type->version = ++t->vm->type_version;
    gc_track(t, type);
    return 0;
}

static void type_clear(Thread *t, Object *o);

Type *type_from_spec(Thread *t, const TypeSpec *spec)
{
    Type *type = spec->kind ? t->vm->types[spec->kind] : object_new(t, t->vm->types[KIND_type], 0);
    if (!type)
        return NULL;
    if (type_fill(t, type, spec) < 0) {
        if (!spec->kind) {
            type_clear(t, &type->head); /* its methods refer to it */
            obj_drop(t, type);
        }
        return NULL;
    }
    return type;
}

/* ---- life and death ---- */

static void type_visit(Object *o, VisitFn fn, void *arg)
{
    Type *type = (Type *)o;
    Object *const owned[] = {(Object *)type->name_str, (Object *)type->qualname,
                             (Object *)type->base,     (Object *)type->bases,
                             (Object *)type->mro,      (Object *)type->dict};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (owned[i])
            fn(v_from(owned[i]), arg);
    fn(type->doc, arg);
    fn(type->subclasses, arg);
}

static void type_clear(Thread *t, Object *o)
{
    Type *type = (Type *)o;
    type->version = 0; /* caches do not believe in it any more */
    Dict *dict = type->dict;
    Tuple *mro = type->mro;
    type->mro = NULL;
    if (dict)
        dict_clear(t, dict);
    obj_drop(t, mro);
    if (type->flags & TF_HEAP)
        return;
    /* A native type at the end of the VM; object is the last of them. */
    if (type == t->vm->types[KIND_object]) {
        type_cache_clear(t);
        attr_memo_release(t);
    }
    type_unlink(t, type);
    type->dict = NULL;
    obj_drop(t, dict);
    v_clear(t, &type->doc);
    v_clear(t, &type->subclasses);
    Tuple *bases = type->bases;
    Type *base = type->base;
    type->bases = NULL;
    type->base = NULL;
    obj_drop(t, bases);
    obj_drop(t, base);
    obj_drop(t, type->qualname);
    type->qualname = NULL;
    obj_drop(t, type->name_str);
    type->name_str = NULL;
    signature_release(t, type->new_sig);
    signature_release(t, type->init_sig);
    type->new_sig = type->init_sig = NULL;
}

static void type_dealloc(Thread *t, Object *o)
{
    Type *type = (Type *)o;
    type_unlink(t, type);
    obj_drop(t, type->dict);
    obj_drop(t, type->mro);
    obj_drop(t, type->bases);
    obj_drop(t, type->base);
    v_clear(t, &type->doc);
    v_clear(t, &type->subclasses);
    shape_free_tree(t, type);
    signature_release(t, type->new_sig);
    signature_release(t, type->init_sig);
    obj_drop(t, type->qualname);
    obj_drop(t, type->name_str);
}

/* ---- __del__ ---- */

void object_call_del(Thread *t, Object *o)
{
    Type *type = o->type;
    if (!type->s.finalize)
        return;
    Value saved = t->exc;
    t->exc = V_EMPTY;
    Value r = type->s.finalize(t, v_from(o));
    if (v_is_error(r)) {
        Value del = type_lookup(t, type, N(t, __del__));
        exc_unraisable(t, NULL, v_is_empty(del) ? v_from(o) : del);
    } else {
        drop(t, r);
    }
    drop(t, t->exc);
    t->exc = saved;
}

/* ---- names ---- */

Str *name_intern(Thread *t, Value name)
{
    Str *s = V_AS(Str, name);
    if (s->head.flags & STR_INTERNED)
        return obj_dup(s);
    Value v;
    if (v_is_kind(name, KIND_str)) {
        v = str_intern(t, dup(name));
    } else { /* an instance of a subclass: its text alone */
        size_t len;
        const char *text = str_wtf8(t, s, &len);
        v = text ? str_intern_utf8(t, text, len) : V_ERROR;
    }
    return v_is_error(v) ? NULL : V_AS(Str, v);
}

/* ---- the type called type ---- */

static Value type_slot_repr(Thread *t, Value self)
{
    Value name = type_fullname(t, T(self));
    Value r = v_is_error(name) ? V_ERROR : str_format(t, "<class '%V'>", name);
    drop(t, name);
    return r;
}

NATIVE_VAR(type_new, "type(object_or_name, bases=(), ns={}, /, **kwds)",
           "The class of an object, or a new class.")
{
    /* Reached through type.__new__ only: type.__call__ with one argument answers by itself. */
    return class_new(t, T(a[0]), a + 1, nargs - 1, kwnames);
}

NATIVE_VAR(type_init, "__init__(self, *args, **kwds)", "Checks the number of arguments.")
{
    if (!v_is_empty(kwnames) && nargs - 1 == 1)
        return raise_format(t, EXC_TypeError, "type.__init__() takes no keyword arguments");
    if (nargs - 1 != 1 && nargs - 1 != 3)
        return raise_format(t, EXC_TypeError, "type.__init__() takes 1 or 3 arguments");
    return V_NONE;
}

static Value type_slot_or(Thread *t, Value a, Value b)
{
    return union_or(t, a, b);
}

static int type_late_new(Thread *t, Kind kind)
{
    Slots own = {.new_ = t->vm->types[kind]->s.new_};
    return type_slots_expose(t, t->vm->types[kind], &own);
}

/* Sizes of the types that methods are made of must be known before the first method is. */
static void descriptor_sizes(Thread *t)
{
    static const struct {
        Kind kind;
        uint32_t size;
    } early[] = {
        {KIND_method_descriptor, sizeof(MethodDescr)},
        {KIND_classmethod_descriptor, sizeof(MethodDescr)},
        {KIND_wrapper_descriptor, sizeof(WrapperDescr)},
        {KIND_getset_descriptor, sizeof(GetSetDescr)},
        {KIND_member_descriptor, sizeof(MemberDescr)},
        {KIND_staticmethod, sizeof(Wrapped)},
    };
    for (size_t i = 0; i < sizeof early / sizeof *early; i++) {
        t->vm->types[early[i].kind]->size = early[i].size;
        t->vm->types[early[i].kind]->flags |= TF_GC;
        type_reshaped(t->vm->types[early[i].kind]);
    }
    t->vm->types[KIND_staticmethod]->flags |= TF_ATTRS;
}

int type_setup(Thread *t)
{
    t->vm->type_cache = type_cache_new(TYPE_CACHE_FIRST);
    if (!t->vm->type_cache) {
        raise_memory(t);
        return -1;
    }
    descriptor_sizes(t);
    if (object_type_setup(t) < 0)
        return -1;
    TypeSpec spec = {
        .name = "type",
        .doc =
            "type(object) is the class of an object; type(name, bases, namespace) makes a class.",
        .size = sizeof(Type),
        .flags = TF_GC | TF_BASE | TF_TYPE | TF_WEAKREF,
        .kind = KIND_type,
        .layout = KIND_type,
        .new_def = &type_new_def,
        .init_def = &type_init_def,
        .slots = {.repr = type_slot_repr,
                  .call = type_call,
                  .getattr = type_getattr,
                  .setattr = type_setattr},
        .dealloc = type_dealloc,
        .visit = type_visit,
        .clear = type_clear,
        .methods = type_methods,
        .getset = type_getset,
    };
    spec.slots.binary[OP_OR] = type_slot_or;
    return type_from_spec(t, &spec) ? 0 : -1;
}

/* object.__new__ and type.__new__ are functions, whose type is made after object and type. */
int type_late_setup(Thread *t)
{
    if (type_late_new(t, KIND_object) < 0)
        return -1;
    return type_late_new(t, KIND_type);
}
