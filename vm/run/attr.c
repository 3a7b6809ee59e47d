/* SPDX-License-Identifier: MIT */
/* Attribute access: object.__getattribute__ and __setattr__, and what inline caches may keep of it.
 */
#include "vm/core/frame.h"
#include "vm/core/type.h"

/* ---- errors ---- */

Value raise_attribute(Thread *t, TAKES Value message, Value obj, Str *name)
{
    if (v_is_error(message))
        return V_ERROR;
    Value exc = exception_new(t, t->vm->exc[EXC_AttributeError], &message, 1);
    drop(t, message);
    if (v_is_error(exc))
        return V_ERROR;
    Exception *e = V_AS(Exception, exc);
    v_set(t, &e->field[0], dup(v_from(name)));
    v_set(t, &e->field[1], dup(obj));
    raise_object(t, exc);
    drop(t, exc);
    return V_ERROR;
}

Value raise_no_attribute(Thread *t, Value obj, Str *name)
{
    return raise_attribute(t, str_format(t, "'%T' object has no attribute '%N'", obj, name), obj,
                           name);
}

/* ---- reading ---- */

static bool has_attrs(Value obj)
{
    return v_is_object(obj) && v_object(obj)->type->flags & TF_ATTRS;
}

/* Without TF_ATTRS: a module's dict, or one on demand. BORROWED, or NULL. */
static Dict *dict_apart(Thread *t, Value obj)
{
    if (!v_is_object(obj))
        return NULL;
    Type *type = v_object(obj)->type;
    if (LIKELY(!type->dict_place))
        return v_has_layout(obj, KIND_module) ? V_AS(Module, obj)->dict : NULL;
    Dict **place = type->dict_place(t, v_object(obj), false);
    return place ? *place : NULL;
}

/* The same, made if need be, to hold an attribute. shadows: the class has one of that name, so that
   caches must not rely on the class alone. BORROWED, or NULL: MemoryError. */
static Dict *dict_apart_make(Thread *t, Value obj, bool shadows)
{
    Type *type = v_object(obj)->type;
    Dict **place = type->dict_place(t, v_object(obj), true);
    if (place && !*place) {
        Value d = dict_new(t);
        *place = v_is_error(d) ? NULL : V_AS(Dict, d);
    }
    if (shadows && !(type->flags & TF_SHADOWED)) {
        type->flags |= TF_SHADOWED;
        type_modified(t, type);
    }
    return place ? *place : NULL;
}

/* EMPTY: no such attribute, no exception. */
Value attr_find_generic(Thread *t, Value obj, Str *name)
{
    Type *type = v_type(t, obj);
    Value descr = type_lookup(t, type, name);
    TernaryFn get = v_is_empty(descr) ? NULL : v_type(t, descr)->s.descr_get;
    if (get && v_type(t, descr)->flags & TF_DATA_DESCR) {
        dup(descr);
        Value r = get(t, descr, obj, v_from(type));
        drop(t, descr);
        return r;
    }
    if (has_attrs(obj)) {
        Value v = attrs_get(v_object(obj), name);
        if (!v_is_empty(v))
            return dup(v);
    } else {
        Dict *d = dict_apart(t, obj);
        Value v = UNLIKELY(d != NULL) ? dict_get_str(d, name) : V_EMPTY;
        if (!v_is_empty(v))
            return dup(v);
    }
    if (!get)
        return dup(descr); /* EMPTY stays EMPTY */
    dup(descr);
    Value r = get(t, descr, obj, v_from(type));
    drop(t, descr);
    return r;
}

Value attr_get_generic(Thread *t, Value obj, Value name)
{
    Value v = attr_find_generic(t, obj, V_AS(Str, name));
    return v_is_empty(v) ? raise_no_attribute(t, obj, V_AS(Str, name)) : v;
}

/* An AttributeError raised by code of the script learns what was looked for, as the suggestions
 * want to know. */
static Value note_attribute(Thread *t, Value obj, Str *name)
{
    if (exc_is(t, EXC_AttributeError)) {
        Exception *e = V_AS(Exception, t->exc);
        if (v_is_empty(e->field[0]) && v_is_empty(e->field[1])) {
            v_set(t, &e->field[0], dup(v_from(name)));
            v_set(t, &e->field[1], dup(obj));
        }
    }
    return V_ERROR;
}

/* With `name` interned; most are. */
static Value get_interned(Thread *t, Value obj, Str *name)
{
    BinaryFn get = v_type(t, obj)->s.getattr;
    Value v = get ? get(t, obj, v_from(name)) : attr_get_generic(t, obj, v_from(name));
    return LIKELY(!v_is_error(v)) ? v : note_attribute(t, obj, name);
}

Value attr_get(Thread *t, Value obj, Str *name)
{
    if (LIKELY(name->head.flags & STR_INTERNED))
        return get_interned(t, obj, name);
    Str *s = name_intern(t, v_from(name));
    Value r = s ? get_interned(t, obj, s) : V_ERROR;
    obj_drop(t, s);
    return r;
}

Value attr_get_or_empty(Thread *t, Value obj, Str *name)
{
    BinaryFn get = v_type(t, obj)->s.getattr;
    if ((!get || get == attr_get_generic) && name->head.flags & STR_INTERNED) {
        Value v = attr_find_generic(t, obj, name); /* spares making the exception */
        if (!v_is_error(v))
            return v;
    } else {
        Value v = attr_get(t, obj, name);
        if (!v_is_error(v))
            return v;
    }
    if (!exc_is(t, EXC_AttributeError))
        return V_ERROR;
    exc_clear(t);
    return V_EMPTY;
}

int attr_has(Thread *t, Value obj, Str *name)
{
    Value v = attr_get_or_empty(t, obj, name);
    if (v_is_error(v))
        return -1;
    drop(t, v);
    return !v_is_empty(v);
}

Value attr_get_method(Thread *t, Value obj, Str *name, Value *self)
{
    *self = V_EMPTY;
    Type *type = v_type(t, obj);
    if (UNLIKELY(!(name->head.flags & STR_INTERNED)) ||
        (type->s.getattr && type->s.getattr != attr_get_generic))
        return attr_get(t, obj, name);
    Value descr = type_lookup(t, type, name);
    if (v_is_empty(descr) || !(v_type(t, descr)->flags & TF_METHOD_DESCR))
        return get_interned(t, obj, name);
    if (has_attrs(obj)) {
        Value v = attrs_get(v_object(obj), name);
        if (!v_is_empty(v))
            return dup(v);
    } else if (UNLIKELY(type->flags & TF_SHADOWED)) {
        Dict *d = dict_apart(t, obj);
        Value v = d ? dict_get_str(d, name) : V_EMPTY;
        if (!v_is_empty(v))
            return dup(v);
    }
    *self = dup(obj);
    return dup(descr);
}

Value attr_get_special(Thread *t, Value obj, Str *name)
{
    Type *type = v_type(t, obj);
    Value descr = type_lookup(t, type, name);
    if (v_is_empty(descr))
        return V_EMPTY;
    dup(descr);
    Value r = descr_bind(t, descr, obj, type);
    drop(t, descr);
    return r;
}

Value descr_call(Thread *t, Value descr, Value self, const Value *args, uint32_t nargs,
                 Value kwnames)
{
    if (!(v_type(t, descr)->flags & TF_METHOD_DESCR)) {
        Value bound = descr_bind(t, descr, self, v_type(t, self));
        Value r = v_is_error(bound) ? V_ERROR : call_kw(t, bound, args, nargs, kwnames);
        drop(t, bound);
        return r;
    }
    size_t n = nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value stack[8], *row = stack;
    if (n + 1 > 8 && !(row = mem_alloc_array(t, n + 1, sizeof(Value))))
        return V_ERROR;
    row[0] = self;
    if (n)
        memcpy(row + 1, args, n * sizeof(Value));
    Value r = call_kw(t, descr, row, nargs + 1, kwnames);
    if (row != stack)
        mem_free(t, row, (n + 1) * sizeof(Value));
    return r;
}

/* ---- writing ---- */

/* Nothing to write to: why not? */
static int refuse(Thread *t, Value obj, Str *name, Value descr)
{
    Value text;
    if (!v_is_empty(descr))
        text = str_format(t, "'%T' object attribute '%N' is read-only", obj, name);
    else
        text = str_format(
            t, "'%T' object has no attribute '%N' and no __dict__ for setting new attributes", obj,
            name);
    raise_attribute(t, text, obj, name);
    return -1;
}

/* The object has no Attrs. */
static int set_apart(Thread *t, Value obj, Str *name, Value descr, Value value)
{
    if (!v_is_object(obj) || !v_object(obj)->type->dict_place)
        return refuse(t, obj, name, descr);
    Dict *d = v_is_empty(value) ? dict_apart(t, obj) : dict_apart_make(t, obj, !v_is_empty(descr));
    if (!v_is_empty(value))
        return d ? dict_set_str(t, d, name, value) : -1;
    int r = d ? dict_delete(t, d, v_from(name)) : 0;
    if (r == 0)
        raise_no_attribute(t, obj, name);
    return r > 0 ? 0 : -1;
}

int attr_set_generic(Thread *t, Value obj, Value name_value, Value value)
{
    Str *name = V_AS(Str, name_value);
    Value descr = type_lookup(t, v_type(t, obj), name);
    AssignFn set = v_is_empty(descr) ? NULL : v_type(t, descr)->s.descr_set;
    if (set) {
        dup(descr);
        int r = set(t, descr, obj, value);
        drop(t, descr);
        return r;
    }
    if (!has_attrs(obj))
        return set_apart(t, obj, name, descr, value);
    if (!v_is_empty(value))
        return attrs_set(t, v_object(obj), name, value);
    int r = attrs_delete(t, v_object(obj), name);
    if (r == 0)
        raise_no_attribute(t, obj, name);
    return r > 0 ? 0 : -1;
}

static int assign(Thread *t, Value obj, Str *name, Value value)
{
    Str *s = name_intern(t, v_from(name));
    if (!s)
        return -1;
    AssignFn set = v_type(t, obj)->s.setattr;
    int r = set ? set(t, obj, v_from(s), value) : attr_set_generic(t, obj, v_from(s), value);
    obj_drop(t, s);
    return r;
}

int attr_set(Thread *t, Value obj, Str *name, Value value)
{
    return assign(t, obj, name, value);
}

int attr_delete(Thread *t, Value obj, Str *name)
{
    return assign(t, obj, name, V_EMPTY);
}

Value instance_dict(Thread *t, Value obj)
{
    if (v_is_kind(obj, KIND_module) || (v_is_object(obj) && v_has_layout(obj, KIND_module)))
        return dup(v_from(V_AS(Module, obj)->dict));
    if (!has_attrs(obj))
        return raise_no_attribute(t, obj, N(t, __dict__));
    Dict *d = attrs_dict(t, v_object(obj));
    return d ? dup(v_from(d)) : V_ERROR;
}

/* ---- inline caches ---- */

static void found_shape(Value obj, Shape *shape, int index, AttrCache *out)
{
    out->kind = ATTR_SHAPE;
    out->shape = shape;
    out->index = (uint32_t)index;
    out->at = index < shape->inline_slots
                  ? (int32_t)(v_object(obj)->type->size + (uint32_t)index * sizeof(Value))
                  : ~(index - shape->inline_slots);
}

/* A staticmethod or classmethod that wraps a function of the language is what it wraps. */
static bool find_wrapped(Value descr, AttrCacheKind attribute, AttrCache *out)
{
    bool is_class = v_is_kind(descr, KIND_classmethod);
    if ((!is_class && !v_is_kind(descr, KIND_staticmethod)) ||
        !v_is_kind(V_AS(Wrapped, descr)->func, KIND_function))
        return false;
    out->kind = is_class ? ATTR_CLASSMETHOD : attribute;
    out->value = V_AS(Wrapped, descr)->func;
    return true;
}

/* Is it an attribute computed in C that instances of the type have? (A class may hold one that was
   made for another.) */
static void find_getset(Type *type, Value descr, AttrCache *out)
{
    if (!v_is_kind(descr, KIND_getset_descriptor))
        return;
    const GetSetDescr *g = V_AS(GetSetDescr, descr);
    if (!g->def->get || !type_is_subtype(type, g->d.owner))
        return;
    out->kind = ATTR_GETSET;
    out->value = descr;
}

static void find_on_type(Thread *t, Type *type, Str *name, AttrCache *out)
{
    if (!(type->head.type->flags & TF_IMMUTABLE) || !type->version)
        return; /* a metaclass made by a script may change without the class noticing */
    Value on_meta = type_lookup(t, type->head.type, name);
    if (!v_is_empty(on_meta) && v_type(t, on_meta)->flags & TF_DATA_DESCR) {
        out->version = type->head.type->version;
        find_getset(type->head.type, on_meta, out);
        return;
    }
    Value v = type_lookup(t, type, name);
    if (v_is_empty(v))
        return;
    if (find_wrapped(v, ATTR_TYPE, out)) {
        out->version = type->version;
        return;
    }
    TernaryFn get = v_type(t, v)->s.descr_get;
    /* Functions and methods come back as themselves from the class; other descriptors compute. */
    Kind kind = v_kind(v);
    if (get && kind != KIND_function && kind != KIND_method_descriptor &&
        kind != KIND_wrapper_descriptor)
        return;
    out->kind = ATTR_TYPE;
    out->version = type->version;
    out->value = v;
}

static void find_in_module(Thread *t, Value obj, Str *name, AttrCache *out)
{
    Dict *d = V_AS(Module, obj)->dict;
    int64_t i = d ? dict_find_str(d, name) : -1;
    if (i < 0 || i > INT32_MAX || import_is_pending(t, obj, name, V_NONE))
        return;
    out->kind = ATTR_MODULE;
    out->version = d->keys_version;
    out->index = (uint32_t)i;
}

/* A data descriptor found on the class: slots, plain properties and attributes that are computed in
   C are understood. */
static void find_data(Type *type, Value descr, bool store, AttrCache *out)
{
    if (v_is_kind(descr, KIND_member_descriptor)) {
        MemberDescr *m = V_AS(MemberDescr, descr);
        bool plain = store ? m->flags == 0 : !(m->flags & (MEMBER_NONE | MEMBER_FRAME));
        if (plain) {
            out->kind = ATTR_SLOT;
            out->at = (int32_t)m->offset;
        }
    } else if (v_is_kind(descr, KIND_property) && !store) {
        Property *p = V_AS(Property, descr);
        if (v_is_kind(p->get, KIND_function)) {
            out->kind = ATTR_PROPERTY;
            out->value = p->get;
        }
    } else if (!store) {
        find_getset(type, descr, out);
    }
}

static void find_store(Thread *t, Value obj, Str *name, AttrCache *out)
{
    Attrs *a = object_attrs(v_object(obj));
    if (!a->shape)
        return;
    int i = shape_find(a->shape, name);
    if (i >= 0) {
        found_shape(obj, a->shape, i, out);
        return;
    }
    /* The look-up above came before: adding a shape may give the class a new version. */
    Shape *child = shape_add(t, a->shape, name);
    if (child) {
        found_shape(obj, child, child->count - 1, out);
        out->kind = ATTR_ADD;
        out->version = v_object(obj)->type->version;
    }
}

/* The shape of an instance with Attrs; NULL: it is in dict mode. Instances of a native type that
   were made before anything asked for its tree get theirs here. */
static const Shape *shape_for_cache(Thread *t, Object *o)
{
    Attrs *a = object_attrs(o);
    if (!a->shape && !a->dict && !(a->shape = shape_root(t, o->type)))
        exc_clear(t); /* without a tree there is no cache */
    return a->shape;
}

static void find_load(Thread *t, Value obj, Str *name, Value descr, AttrCache *out)
{
    Type *type = v_type(t, obj);
    if (has_attrs(obj)) {
        Attrs *a = object_attrs(v_object(obj));
        if (!shape_for_cache(t, v_object(obj)))
            return;
        int i = shape_find(a->shape, name);
        if (i >= 0) {
            found_shape(obj, a->shape, i, out);
            return;
        }
        if (v_is_empty(descr) || shape_type_has(type, name))
            return; /* some instances shadow it */
        out->attrs = true;
    }
    if (v_is_empty(descr) || type->flags & TF_SHADOWED || find_wrapped(descr, ATTR_CLASS, out))
        return;
    Type *dt = v_type(t, descr);
    if (dt->flags & TF_METHOD_DESCR)
        out->kind = ATTR_METHOD;
    else if (!dt->s.descr_get)
        out->kind = ATTR_CLASS;
    out->value = descr;
}

void attr_cache_find(Thread *t, Value obj, Str *name, bool store, AttrCache *out)
{
    *out = (AttrCache){.kind = ATTR_NONE};
    Type *type = v_type(t, obj);
    if (!(name->head.flags & STR_INTERNED) || !type->version)
        return;
    if (v_is_type(obj)) {
        if (!store && type->s.getattr == type_getattr)
            find_on_type(t, T(obj), name, out);
        return;
    }
    if (v_is_kind(obj, KIND_module)) {
        if (!store && v_is_empty(type_lookup(t, type, name)))
            find_in_module(t, obj, name, out);
        return;
    }
    if (store ? type->s.setattr && type->s.setattr != attr_set_generic
              : type->s.getattr && type->s.getattr != attr_get_generic)
        return;
    out->version = type->version;
    Value descr = type_lookup(t, type, name);
    if (!v_is_empty(descr) && v_type(t, descr)->flags & TF_DATA_DESCR)
        find_data(type, descr, store, out);
    else if (!store)
        find_load(t, obj, name, descr, out);
    else if (has_attrs(obj))
        find_store(t, obj, name, out);
}

/* ---- the table behind the inline caches ---- */

/* The name that the entry owns, or NULL. */
static Str *attr_memo_name(const AttrMemoEntry *e)
{
    return (Str *)(e->key & ~(uintptr_t)1);
}

static size_t attr_memo_size(const AttrMemo *memo)
{
    return memo ? (size_t)1 << (64 - memo->shift) : 0;
}

static size_t attr_memo_bytes(const AttrMemo *memo)
{
    return memo ? sizeof *memo + attr_memo_size(memo) * sizeof *memo->entry : 0;
}

/* The table, with room for one more. NULL: no memory, which is no error. */
static AttrMemo *attr_memo_room(Thread *t)
{
    AttrMemo *memo = t->vm->attr_memo;
    bool few = memo && memo->shift == 64 - ATTR_MEMO_FEW_BITS;
    if (LIKELY(memo && (!few || memo->fills++ < 2 << ATTR_MEMO_FEW_BITS)))
        return memo;
    int bits = memo ? ATTR_MEMO_MOST_BITS : ATTR_MEMO_FEW_BITS;
    attr_memo_release(t);
    memo = mem_alloc_zero(t, sizeof *memo + ((size_t)1 << bits) * sizeof *memo->entry);
    if (memo)
        memo->shift = 64 - (uint32_t)bits;
    else
        exc_clear(t);
    return t->vm->attr_memo = memo;
}

const AttrCache *attr_memo_fill(Thread *t, Value obj, Str *name, bool store)
{
    if (!v_is_object(obj) || v_object(obj)->type->flags & TF_TYPE ||
        v_object(obj)->kind == KIND_module)
        return NULL;
    Type *type = v_object(obj)->type;
    const void *where = has_attrs(obj) ? (const void *)shape_for_cache(t, v_object(obj)) : type;
    if (!where || !type->version)
        return NULL;
    AttrMemo *memo = attr_memo_room(t);
    if (!memo)
        return NULL;
    AttrCache found;
    attr_cache_find(t, obj, name, store, &found);
    found.version = type->version;
    uintptr_t key = (uintptr_t)name | store;
    AttrMemoEntry *e = attr_memo_entry(memo, where, key);
    AttrMemoEntry *neighbour = attr_memo_neighbour(memo, e);
    Str *old = attr_memo_name(neighbour);
    *neighbour = *e;
    *e = (AttrMemoEntry){.key = key, .where = where, .found = found};
    obj_dup(name);
    obj_drop(t, old); /* a str: runs nothing */
    return &e->found;
}

void attr_memo_release(Thread *t)
{
    AttrMemo *memo = t->vm->attr_memo;
    t->vm->attr_memo = NULL;
    for (size_t i = 0; i < attr_memo_size(memo); i++)
        obj_drop(t, attr_memo_name(&memo->entry[i]));
    mem_free(t, memo, attr_memo_bytes(memo));
}

void attr_memo_visit(VM *vm, VisitFn fn, void *arg)
{
    AttrMemo *memo = vm->attr_memo;
    for (size_t i = 0; i < attr_memo_size(memo); i++)
        if (memo->entry[i].key)
            fn(v_from(attr_memo_name(&memo->entry[i])), arg);
}
