/* SPDX-License-Identifier: MIT */
/*
 * Weak references and proxies. The VM keeps one table from an object's address to the list of its
 * weak references; the object's OF_WEAKREFS flag says that it has an entry, so objects without weak
 * references pay nothing.
 */
#include <stdlib.h>
#include "vm/core/image.h"
#include "vm/core/vm.h"
#include "vm/objects/weakref.h"

/* ---- the table: open addressing by the object's address ---- */

typedef struct WeakEntry {
    Object *object; /* NULL: free; TOMBSTONE: deleted */
    WeakRef *first;
} WeakEntry;

struct WeakTable {
    WeakEntry *entries;
    size_t mask, used, live;
};
#define TOMBSTONE ((Object *)8)

static size_t weak_slot(const struct WeakTable *w, const Object *o)
{
    return ((uintptr_t)o >> 4) * 0x9E3779B97F4A7C15u >> 20 & w->mask;
}

static WeakEntry *weak_find(const struct WeakTable *w, const Object *o)
{
    if (!w->entries)
        return NULL;
    for (size_t i = weak_slot(w, o); w->entries[i].object; i = (i + 1) & w->mask)
        if (w->entries[i].object == o)
            return &w->entries[i];
    return NULL;
}

static int weak_grow(Thread *t, struct WeakTable *w)
{
    size_t size = w->entries && w->live * 4 < w->mask ? w->mask + 1
                  : w->entries                        ? (w->mask + 1) * 2
                                                      : 64;
    WeakEntry *fresh = mem_alloc_zero(t, size * sizeof *fresh);
    if (!fresh)
        return -1;
    struct WeakTable old = *w;
    w->entries = fresh;
    w->mask = size - 1;
    w->used = w->live = 0;
    for (size_t i = 0; old.entries && i <= old.mask; i++) {
        Object *o = old.entries[i].object;
        if (!o || o == TOMBSTONE)
            continue;
        size_t j = weak_slot(w, o);
        while (fresh[j].object)
            j = (j + 1) & w->mask;
        fresh[j] = old.entries[i];
        w->used++;
        w->live++;
    }
    mem_free(t, old.entries, old.entries ? (old.mask + 1) * sizeof *old.entries : 0);
    return 0;
}

static WeakEntry *weak_add(Thread *t, Object *o)
{
    struct WeakTable *w = t->vm->weakrefs;
    if ((!w->entries || w->used * 4 >= (w->mask + 1) * 3) && weak_grow(t, w) < 0)
        return NULL;
    size_t i = weak_slot(w, o);
    while (w->entries[i].object && w->entries[i].object != TOMBSTONE)
        i = (i + 1) & w->mask;
    w->used += !w->entries[i].object;
    w->live++;
    w->entries[i] = (WeakEntry){o, NULL};
    o->flags |= OF_WEAKREFS;
    return &w->entries[i];
}

static void weak_remove(Thread *t, WeakEntry *e)
{
    e->object->flags &= (uint16_t)~OF_WEAKREFS;
    e->object = TOMBSTONE;
    t->vm->weakrefs->live--;
}

static void weak_unlink(Thread *t, WeakRef *r)
{
    if (!r->target)
        return;
    WeakEntry *e = weak_find(t->vm->weakrefs, r->target);
    WeakRef **p = &e->first;
    while (*p != r)
        p = &(*p)->next;
    *p = r->next;
    if (!e->first)
        weak_remove(t, e);
    r->target = NULL;
    r->next = NULL;
}

/* The object is about to die: all its references are cleared first, then the callbacks run, the
   newest reference's first, as in CPython. */
void weakrefs_clear(Thread *t, Object *o)
{
    WeakEntry *e = weak_find(t->vm->weakrefs, o);
    if (!e)
        return;
    WeakRef *with_callback = NULL, **tail = &with_callback;
    for (WeakRef *r = e->first, *next; r; r = next) {
        next = r->next;
        r->target = NULL;
        r->next = NULL;
        /* One that is dying itself (its attributes held the object) is not called any more. */
        if (!v_is_empty(r->callback) && r->head.refcnt > 0) {
            obj_dup(r);
            *tail = r;
            tail = &r->next;
        }
    }
    weak_remove(t, e);
    Value pending = exc_take(t);
    for (WeakRef *r = with_callback, *next; r; r = next) {
        next = r->next;
        r->next = NULL;
        Value callback = r->callback;
        r->callback = V_EMPTY;
        Value result = call1(t, callback, v_from(r));
        if (v_is_error(result))
            exc_unraisable(t, "Exception ignored in", callback);
        else
            drop(t, result);
        drop(t, callback);
        obj_drop(t, r);
    }
    if (!v_is_empty(pending))
        exc_restore(t, pending);
}

/* ---- making references ---- */

static bool is_proxy(Value v)
{
    return v_is_kind(v, KIND_weakproxy) || v_is_kind(v, KIND_weakcallableproxy);
}

/* A reference of exactly this type without callback is shared. */
static WeakRef *weak_shared(WeakEntry *e, Type *type)
{
    for (WeakRef *r = e ? e->first : NULL; r; r = r->next)
        if (r->head.type == type && v_is_empty(r->callback) && r->head.refcnt > 0)
            return r;
    return NULL;
}

static Value weak_make(Thread *t, Type *type, Value target, Value callback, bool share)
{
    if (!v_is_object(target) || !(v_type(t, target)->flags & TF_WEAKREF))
        return raise_format(t, EXC_TypeError, "cannot create weak reference to '%T' object",
                            target);
    Object *o = v_object(target);
    WeakEntry *e = o->flags & OF_WEAKREFS ? weak_find(t->vm->weakrefs, o) : NULL;
    bool no_callback = v_is_empty(callback) || v_is_none(callback);
    WeakRef *shared = share && no_callback ? weak_shared(e, type) : NULL;
    if (shared)
        return dup(v_from(shared));
    WeakRef *r = object_new(t, type, 0);
    if (!r)
        return V_ERROR;
    gc_track(t, r);
    if (!e && !(e = weak_add(t, o))) {
        obj_drop(t, r);
        return V_ERROR;
    }
    r->target = o;
    r->callback = no_callback ? V_EMPTY : dup(callback);
    r->next = e->first;
    e->first = r;
    return v_from(r);
}

Value weakref_new(Thread *t, Value target, Value callback_or_empty)
{
    return weak_make(t, t->vm->types[KIND_weakref], target, callback_or_empty, true);
}

Value weakref_get(Value ref)
{
    Object *target = V_AS(WeakRef, ref)->target;
    return target ? v_from(obj_dup(target)) : V_EMPTY;
}

bool weakref_calls_back(const Object *o)
{
    switch (o->type->layout) {
    case KIND_weakref:
    case KIND_weakproxy:
    case KIND_weakcallableproxy:
        return v_is_object(((const WeakRef *)o)->callback);
    default:
        return false;
    }
}

static void weakref_dealloc(Thread *t, Object *o)
{
    WeakRef *r = (WeakRef *)o;
    weak_unlink(t, r);
    v_clear(t, &r->callback);
}

static void weakref_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((WeakRef *)o)->callback, arg);
}

static Value weakref_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs || !v_is_empty(kwnames))
        return raise_format(t, EXC_TypeError, "weakref expected 0 arguments, got %u", nargs);
    Value target = weakref_get(self);
    return v_is_empty(target) ? V_NONE : target;
}

static Value weakref_repr(Thread *t, Value self)
{
    Object *o = V_AS(WeakRef, self)->target;
    if (!o)
        return str_format(t, "<weakref at %p; dead>", (void *)v_object(self));
    return str_format(t, "<weakref at %p; to '%s' at %p>", (void *)v_object(self), o->type->name,
                      (void *)o);
}

static int weakref_hash(Thread *t, Value self, int64_t *hash)
{
    WeakRef *r = V_AS(WeakRef, self);
    if (!r->hash_known) {
        Value target = weakref_get(self);
        if (v_is_empty(target)) {
            raise_format(t, EXC_TypeError, "weak object has gone away");
            return -1;
        }
        int status = value_hash(t, target, &r->hash);
        drop(t, target);
        if (status < 0)
            return -1;
        r->hash_known = true;
    }
    *hash = r->hash;
    return 0;
}

static Value weakref_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_has_layout(a, KIND_weakref) ||
        !v_has_layout(b, KIND_weakref))
        return V_NOTIMPLEMENTED;
    Value x = weakref_get(a), y = weakref_get(b), result;
    if (v_is_empty(x) || v_is_empty(y))
        result = v_bool(v_same(a, b) == (op == CMP_EQ));
    else
        result = compare_op(t, op, x, y);
    drop(t, x);
    drop(t, y);
    return result;
}

NATIVE(weakref_new_ref, "__new__(cls, object, callback=None, /)", NULL)
{
    Type *cls = V_AS(Type, a[0]);
    return weak_make(t, cls, a[1], a[2], cls == t->vm->types[KIND_weakref]);
}

NATIVE_VAR(weakref_init, "__init__(self, object, callback=None, /)", NULL)
{
    return V_NONE;
}

static Value weakref_get_callback(Thread *t, Value self)
{
    Value c = V_AS(WeakRef, self)->callback;
    return v_is_empty(c) ? V_NONE : dup(c);
}

static const GetSetDef weakref_getset[] = {
    {"__callback__", weakref_get_callback, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

NATIVE_CLASS(weakref_class_getitem, "__class_getitem__(cls, object, /)", "See PEP 585")
{
    Value args[] = {a[0], a[1]};
    return call(t, v_from(t->vm->types[KIND_generic_alias]), args, 2);
}

static const NativeDef *const weakref_methods[] = {&weakref_class_getitem_def, NULL};

/* ---- proxies: every operation goes to the referent ---- */

/* The live referent (owned) of a proxy, or the value itself; ERROR when it is dead. */
static Value proxy_target(Thread *t, Value v)
{
    if (!is_proxy(v))
        return dup(v);
    Value target = weakref_get(v);
    return v_is_empty(target)
               ? raise_format(t, EXC_ReferenceError, "weakly-referenced object no longer exists")
               : target;
}

static Value as_int(Thread *t, Value x)
{
    return call1(t, v_from(t->vm->types[KIND_int]), x);
}

static Value as_float(Thread *t, Value x)
{
    return call1(t, v_from(t->vm->types[KIND_float]), x);
}

#define PROXY_UNARY(name, function)                  \
    static Value proxy_##name(Thread *t, Value self) \
    {                                                \
        Value x = proxy_target(t, self);             \
        if (v_is_error(x))                           \
            return V_ERROR;                          \
        Value r = function(t, x);                    \
        drop(t, x);                                  \
        return r;                                    \
    }
PROXY_UNARY(str, value_str)
PROXY_UNARY(neg, negate_op)
PROXY_UNARY(pos, positive_op)
PROXY_UNARY(abs, abs_op)
PROXY_UNARY(invert, invert_op)
PROXY_UNARY(iter, iter_get)
PROXY_UNARY(next, iter_next)
PROXY_UNARY(index, value_index)
PROXY_UNARY(int, as_int)
PROXY_UNARY(float, as_float)

#define PROXY_BINARY(name, function, id)                           \
    static Value proxy_##name##_##id(Thread *t, Value a, Value b)  \
    {                                                              \
        Value x = proxy_target(t, a), y = V_ERROR, r = V_ERROR;    \
        if (!v_is_error(x) && !v_is_error(y = proxy_target(t, b))) \
            r = function(t, OP_##id, x, y);                        \
        if (!v_is_error(x))                                        \
            drop(t, x);                                            \
        if (!v_is_error(y))                                        \
            drop(t, y);                                            \
        return r;                                                  \
    }
#define BINARY(id, sym, name, rname, iname) \
    PROXY_BINARY(binary, binary_op, id) PROXY_BINARY(inplace, inplace_op, id)
#include "vm/core/slots.def"
#undef BINARY

static Value proxy_repr(Thread *t, Value self)
{
    Object *o = V_AS(WeakRef, self)->target;
    if (!o)
        return str_format(t, "<weakproxy at %p; dead>", (void *)v_object(self));
    return str_format(t, "<weakproxy at %p; to '%s' at %p>", (void *)v_object(self), o->type->name,
                      (void *)o);
}

static Value proxy_getattr(Thread *t, Value self, Value name)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return V_ERROR;
    Value r = attr_get(t, x, V_AS(Str, name));
    drop(t, x);
    return r;
}

static int proxy_setattr(Thread *t, Value self, Value name, Value value)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return -1;
    int r = v_is_empty(value) ? attr_delete(t, x, V_AS(Str, name))
                              : attr_set(t, x, V_AS(Str, name), value);
    drop(t, x);
    return r;
}

static Value proxy_compare(Thread *t, Value a, Value b, int op)
{
    Value x = proxy_target(t, a), y = v_is_error(x) ? V_ERROR : proxy_target(t, b);
    Value r = v_is_error(y) ? V_ERROR : compare_op(t, op, x, y);
    if (!v_is_error(x))
        drop(t, x);
    if (!v_is_error(y))
        drop(t, y);
    return r;
}

static int proxy_hash(Thread *t, Value self, int64_t *hash)
{
    raise_format(t, EXC_TypeError, "unhashable type: '%T'", self);
    return -1;
}

static int proxy_truth(Thread *t, Value self)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return -1;
    int r = truth(t, x);
    drop(t, x);
    return r;
}

static int64_t proxy_length(Thread *t, Value self)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return -1;
    int64_t n = value_length(t, x);
    drop(t, x);
    return n;
}

static Value proxy_getitem(Thread *t, Value self, Value key)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return V_ERROR;
    Value r = item_get(t, x, key);
    drop(t, x);
    return r;
}

static int proxy_setitem(Thread *t, Value self, Value key, Value value)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return -1;
    int r = v_is_empty(value) ? item_delete(t, x, key) : item_set(t, x, key, value);
    drop(t, x);
    return r;
}

static int proxy_contains(Thread *t, Value self, Value item)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return -1;
    int r = item_contains(t, x, item);
    drop(t, x);
    return r;
}

static Value proxy_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Value x = proxy_target(t, self);
    if (v_is_error(x))
        return V_ERROR;
    Value r = call_kw(t, x, args, nargs, kwnames);
    drop(t, x);
    return r;
}

/* bytes() and reversed() ask nothing else of an object that has these methods; proxies that can be
   called have none. */
static Value proxy_method(Thread *t, Value self, Str *name)
{
    Value x = proxy_target(t, self);
    Value r = v_is_error(x) ? x : call_method(t, x, name, NULL, 0);
    if (!v_is_error(x))
        drop(t, x);
    return r;
}
NATIVE(proxy_bytes, "__bytes__(self, /)", NULL)
{
    return proxy_method(t, a[0], N(t, __bytes__));
}
NATIVE(proxy_reversed, "__reversed__(self, /)", NULL)
{
    return proxy_method(t, a[0], N(t, __reversed__));
}
static const NativeDef *const proxy_methods[] = {&proxy_bytes_def, &proxy_reversed_def, NULL};

Value weakproxy_new(Thread *t, Value target, Value callback_or_empty)
{
    Kind kind = v_type(t, target)->s.call ? KIND_weakcallableproxy : KIND_weakproxy;
    return weak_make(t, t->vm->types[kind], target, callback_or_empty, true);
}

int64_t weakref_count(Thread *t, Value target)
{
    int64_t n = 0;
    if (v_is_object(target) && (v_object(target)->flags & OF_WEAKREFS))
        for (WeakRef *r = weak_find(t->vm->weakrefs, v_object(target))->first; r; r = r->next)
            n++;
    return n;
}

Value weakref_list(Thread *t, Value target)
{
    Value list = list_new(t, NULL, 0);
    if (v_is_error(list) || !v_is_object(target) || !(v_object(target)->flags & OF_WEAKREFS))
        return list;
    for (WeakRef *r = weak_find(t->vm->weakrefs, v_object(target))->first; r; r = r->next)
        if (list_append(t, V_AS(List, list), v_from(r)) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    return list;
}

/* ---- set-up ---- */

static void weak_table_free(VM *vm)
{
    struct WeakTable *w = vm->weakrefs;
    mem_free(vm->main, w->entries, w->entries ? (w->mask + 1) * sizeof *w->entries : 0);
    image_free(w);
    vm->weakrefs = NULL;
}

static int proxy_setup(Thread *t, const char *name, Kind kind, CallFn call_slot,
                       const NativeDef *const *methods)
{
    TypeSpec spec = {
        .name = name,
        .size = sizeof(WeakRef),
        .flags = TF_GC | TF_NO_NEW,
        .kind = kind,
        .layout = kind,
        .slots = {.repr = proxy_repr,
                  .str = proxy_str,
                  .getattr = proxy_getattr,
                  .setattr = proxy_setattr,
                  .compare = proxy_compare,
                  .hash = proxy_hash,
                  .truth = proxy_truth,
                  .length = proxy_length,
                  .getitem = proxy_getitem,
                  .setitem = proxy_setitem,
                  .contains = proxy_contains,
                  .iter = proxy_iter,
                  .next = proxy_next,
                  .neg = proxy_neg,
                  .pos = proxy_pos,
                  .abs = proxy_abs,
                  .invert = proxy_invert,
                  .index = proxy_index,
                  .to_int = proxy_int,
                  .to_float = proxy_float,
                  .call = call_slot},
        .dealloc = weakref_dealloc,
        .visit = weakref_visit,
        .methods = methods,
    };
#define BINARY(id, sym, bname, rname, iname)        \
    spec.slots.binary[OP_##id] = proxy_binary_##id; \
    spec.slots.inplace[OP_##id] = proxy_inplace_##id;
#include "vm/core/slots.def"
#undef BINARY
    return type_from_spec(t, &spec) ? 0 : -1;
}

int weakref_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "weakref.ReferenceType",
        .size = sizeof(WeakRef),
        .flags = TF_GC | TF_BASE,
        .kind = KIND_weakref,
        .layout = KIND_weakref,
        .new_def = &weakref_new_ref_def,
        .init_def = &weakref_init_def,
        .slots = {.repr = weakref_repr,
                  .hash = weakref_hash,
                  .compare = weakref_compare,
                  .call = weakref_call},
        .dealloc = weakref_dealloc,
        .visit = weakref_visit,
        .methods = weakref_methods,
        .getset = weakref_getset,
    };
    t->vm->weakrefs = image_calloc(1, sizeof *t->vm->weakrefs);
    if (!t->vm->weakrefs)
        return -1;
    vm_at_free(t->vm, weak_table_free);
    if (!type_from_spec(t, &spec))
        return -1;
    return proxy_setup(t, "weakref.ProxyType", KIND_weakproxy, NULL, proxy_methods) < 0
               ? -1
               : proxy_setup(t, "weakref.CallableProxyType", KIND_weakcallableproxy, proxy_call,
                             NULL);
}
