/* SPDX-License-Identifier: MIT */
/* Shapes and the attributes of instances; the rules stand in shape.h. */
#include "vm/core/shape.h"
#include "vm/core/type.h"

enum { KEYS_SCAN = 8 }; /* up to so many names are scanned, beyond that hashed */

/* ---- the list of names, shared along a chain of shapes ---- */

static void keys_drop(Thread *t, ShapeKeys *k)
{
    if (!k || --k->refs)
        return;
    for (uint32_t i = 0; i < k->len; i++)
        obj_drop(t, k->names[i]);
    mem_free(t, k->names, k->cap * sizeof(Str *));
    if (k->index)
        mem_free(t, k->index, (k->mask + 1) * sizeof(uint16_t));
    mem_free(t, k, sizeof *k);
}

static uint32_t keys_hash(const Str *name)
{
    uintptr_t p = (uintptr_t)name >> 4; /* interned: the address is the identity */
    return (uint32_t)(p ^ (p >> 9));
}

static int keys_rehash(Thread *t, ShapeKeys *k)
{
    uint32_t size = 32;
    while (size < k->cap * 2)
        size *= 2;
    uint16_t *index = mem_alloc_zero(t, size * sizeof(uint16_t));
    if (!index)
        return -1;
    if (k->index)
        mem_free(t, k->index, (k->mask + 1) * sizeof(uint16_t));
    k->index = index;
    k->mask = size - 1;
    for (uint32_t i = 0; i < k->len; i++) {
        uint32_t h = keys_hash(k->names[i]) & k->mask;
        while (index[h])
            h = (h + 1) & k->mask;
        index[h] = (uint16_t)(i + 1);
    }
    return 0;
}

static int keys_push(Thread *t, ShapeKeys *k, Str *name)
{
    if (k->len == k->cap) {
        uint32_t cap = k->cap ? k->cap * 2 : 4;
        Str **names = mem_resize(t, k->names, k->cap * sizeof(Str *), cap * sizeof(Str *));
        if (!names)
            return -1;
        k->names = names;
        k->cap = cap;
        if (cap > KEYS_SCAN && keys_rehash(t, k) < 0)
            return -1;
    }
    k->names[k->len++] = obj_dup(name);
    if (k->index) {
        uint32_t h = keys_hash(name) & k->mask;
        while (k->index[h])
            h = (h + 1) & k->mask;
        k->index[h] = (uint16_t)k->len;
    }
    return 0;
}

/* The names of `shape` and one more: appended in place if nobody has gone another way before. */
static ShapeKeys *keys_extend(Thread *t, Shape *shape, Str *name)
{
    ShapeKeys *k = shape->keys;
    if (k && k->len == shape->count) {
        if (keys_push(t, k, name) < 0)
            return NULL;
        k->refs++;
        return k;
    }
    k = mem_alloc_zero(t, sizeof *k);
    if (!k)
        return NULL;
    k->refs = 1;
    for (uint32_t i = 0; i <= shape->count; i++) {
        if (keys_push(t, k, i < shape->count ? shape->keys->names[i] : name) < 0) {
            keys_drop(t, k);
            return NULL;
        }
    }
    return k;
}

int shape_find(const Shape *shape, const Str *name)
{
    const ShapeKeys *k = shape->keys;
    if (!k)
        return -1;
    if (!k->index) {
        for (int i = 0; i < shape->count; i++)
            if (k->names[i] == name)
                return i;
        return -1;
    }
    for (uint32_t h = keys_hash(name) & k->mask; k->index[h]; h = (h + 1) & k->mask)
        if (k->names[k->index[h] - 1] == name)
            return k->index[h] <= shape->count ? k->index[h] - 1 : -1;
    return -1;
}

/* ---- the tree ---- */

static Shape *root_new(Thread *t, Type *type)
{
    Shape *root = mem_alloc_zero(t, sizeof *root);
    if (!root)
        return NULL;
    root->root = root;
    root->type = type;
    root->inline_slots = type->inline_slots;
    root->tree_size = 1;
    root->next_root = type->root_shape;
    type->root_shape = root;
    return root;
}

Shape *shape_root(Thread *t, Type *type)
{
    return type->root_shape ? type->root_shape : root_new(t, type);
}

/* An instance has needed overflow slots: the next ones get more room inside. */
static void type_learn(Thread *t, Type *type, unsigned wanted)
{
    if (wanted > INLINE_MAX)
        wanted = INLINE_MAX;
    unsigned now = type->inline_slots;
    if (!now || now >= wanted)
        return; /* a class without inline slots (variable-sized, native) keeps it so */
    type->inline_slots = (uint16_t)wanted;
    if (!root_new(t, type)) {
        type->inline_slots = (uint16_t)now;
        exc_clear(t); /* merely an improvement */
    }
    type_reshaped(type);
}

static Shape *shape_child(const Shape *shape, const Str *name)
{
    for (Shape *c = shape->children; c; c = c->sibling)
        if (c->keys->names[c->count - 1] == name)
            return c;
    return NULL;
}

Shape *shape_add(Thread *t, Shape *shape, Str *name)
{
    Shape *child = shape_child(shape, name);
    if (child)
        return child;
    if (shape->count >= SHAPE_MAX || shape->root->tree_size >= SHAPE_TREE_MAX)
        return NULL;
    /* A name of the class is about to be shadowed: caches that rely on the version must notice. */
    if (!v_is_empty(type_lookup(t, shape->type, name)) && !shape_type_has(shape->type, name))
        type_modified(t, shape->type);
    child = mem_alloc_zero(t, sizeof *child);
    ShapeKeys *keys = child ? keys_extend(t, shape, name) : NULL;
    if (!keys) {
        mem_free(t, child, sizeof *child);
        exc_clear(t); /* dict mode will report a real shortage of memory */
        return NULL;
    }
    child->parent = shape;
    child->root = shape->root;
    child->keys = keys;
    child->count = (uint16_t)(shape->count + 1);
    child->inline_slots = shape->inline_slots;
    child->type = shape->type;
    child->sibling = shape->children;
    shape->children = child;
    shape->root->tree_size++;
    return child;
}

static bool tree_has(const Shape *shape, const Str *name)
{
    if (shape->count && shape->keys->names[shape->count - 1] == name)
        return true;
    for (const Shape *c = shape->children; c; c = c->sibling)
        if (tree_has(c, name)) /* depth is at most SHAPE_MAX */
            return true;
    return false;
}

bool shape_type_has(const Type *type, const Str *name)
{
    for (const Shape *root = type->root_shape; root; root = root->next_root)
        if (tree_has(root, name))
            return true;
    return false;
}

static void tree_free(Thread *t, Shape *shape)
{
    for (Shape *c = shape->children, *next; c; c = next) {
        next = c->sibling;
        tree_free(t, c);
    }
    keys_drop(t, shape->keys);
    mem_free(t, shape, sizeof *shape);
}

void shape_free_tree(Thread *t, Type *type)
{
    Shape *root = type->root_shape;
    type->root_shape = NULL;
    for (Shape *next; root; root = next) {
        next = root->next_root;
        tree_free(t, root);
    }
}

/* ---- overflow slots: capacity follows from the count, so it is not stored ---- */

static unsigned overflow_cap(const Shape *shape)
{
    unsigned n = shape->count > shape->inline_slots ? shape->count - shape->inline_slots : 0;
    unsigned cap = n ? 4 : 0;
    while (cap < n)
        cap *= 2;
    return cap;
}

/* ---- attributes ---- */

Value attrs_get(Object *o, Str *name)
{
    Attrs *a = object_attrs(o);
    if (LIKELY(a->shape != NULL)) {
        int i = shape_find(a->shape, name);
        return i < 0 ? V_EMPTY : *shape_slot(o, a->shape, (unsigned)i);
    }
    return a->dict ? dict_get_str(a->dict, name) : V_EMPTY;
}

int attrs_append(Thread *t, Object *o, Shape *child, Value v)
{
    Attrs *a = object_attrs(o);
    unsigned old_cap = overflow_cap(a->shape), cap = overflow_cap(child);
    if (cap > old_cap) {
        Value *slots = mem_resize(t, a->slots, old_cap * sizeof(Value), cap * sizeof(Value));
        if (!slots)
            return -1;
        memset(slots + old_cap, 0, (cap - old_cap) * sizeof(Value));
        a->slots = slots;
        type_learn(t, o->type, child->count);
    }
    a->shape = child;
    *shape_slot(o, child, child->count - 1) = dup(v);
    /* An instance of a subclass of int, say: its native constructor knows nothing of the collector.
     */
    if (UNLIKELY(!(o->flags & OF_TRACKED)))
        gc_track(t, o);
    return 0;
}

int attrs_set(Thread *t, Object *o, Str *name, Value v)
{
    Attrs *a = object_attrs(o);
    if (!a->shape && !a->dict && !(a->shape = shape_root(t, o->type)))
        return -1;
    if (LIKELY(a->shape != NULL)) {
        int i = shape_find(a->shape, name);
        if (i >= 0) {
            v_set(t, shape_slot(o, a->shape, (unsigned)i), dup(v));
            return 0;
        }
        Shape *child = shape_add(t, a->shape, name);
        if (child)
            return attrs_append(t, o, child, v);
        if (!attrs_dict(t, o))
            return -1;
    }
    return dict_set_str(t, a->dict, name, v);
}

/* Moves the values from the slots into a new dict, which the instance keeps from now on. */
Dict *attrs_dict(Thread *t, Object *o)
{
    Attrs *a = object_attrs(o);
    if (!a->shape && a->dict)
        return a->dict;
    Dict *d = dict_alloc(t);
    if (!d)
        return NULL;
    Shape *shape = a->shape;
    for (unsigned i = 0; shape && i < shape->count; i++) {
        if (dict_set_str(t, d, shape->keys->names[i], *shape_slot(o, shape, i)) < 0) {
            obj_drop(t, d);
            return NULL;
        }
    }
    for (unsigned i = 0; shape && i < shape->count; i++)
        v_clear(t, shape_slot(o, shape, i)); /* the dict holds them: nothing is finalised here */
    if (shape)
        mem_free(t, a->slots, overflow_cap(shape) * sizeof(Value));
    a->shape = NULL;
    a->dict = d;
    return d;
}

/* The shape with all names but the i-th, in their order; NULL: there is none, use dict mode. */
static Shape *shape_without(Thread *t, Shape *shape, unsigned i)
{
    Shape *less = shape;
    while (less->count > i)
        less = less->parent;
    for (unsigned k = i + 1; less && k < shape->count; k++)
        less = shape_add(t, less, shape->keys->names[k]);
    return less;
}

/* The instance gets the shape without slot i. 1, or -1: MemoryError. */
static int attrs_remove(Thread *t, Object *o, unsigned i, Shape *less)
{
    Attrs *a = object_attrs(o);
    const Shape *shape = a->shape;
    unsigned old_cap = overflow_cap(shape), cap = overflow_cap(less);
    Value *slots = cap && cap < old_cap ? mem_alloc(t, cap * sizeof(Value)) : a->slots;
    if (cap && !slots)
        return -1;
    Value gone = *shape_slot(o, shape, i);
    for (; i < less->count; i++)
        *shape_slot(o, shape, i) = *shape_slot(o, shape, i + 1);
    *shape_slot(o, shape, i) = V_EMPTY;
    if (cap < old_cap) {
        if (cap)
            memcpy(slots, a->slots, cap * sizeof(Value));
        mem_free(t, a->slots, old_cap * sizeof(Value));
        a->slots = cap ? slots : NULL;
    }
    a->shape = less;
    drop(t, gone);
    return 1;
}

int attrs_delete(Thread *t, Object *o, Str *name)
{
    Attrs *a = object_attrs(o);
    if (!a->shape && !a->dict)
        return 0;
    if (a->shape) {
        int i = shape_find(a->shape, name);
        if (i < 0)
            return 0;
        Shape *less = shape_without(t, a->shape, (unsigned)i);
        if (less)
            return attrs_remove(t, o, (unsigned)i, less);
    }
    Dict *d = attrs_dict(t, o);
    return d ? dict_delete(t, d, v_from(name)) : -1;
}

int attrs_set_dict(Thread *t, Object *o, Dict *dict)
{
    Dict *old = attrs_dict(t, o);
    if (!old)
        return -1;
    object_attrs(o)->dict = obj_dup(dict);
    obj_drop(t, old);
    return 0;
}

void attrs_free(Thread *t, Object *o)
{
    Attrs *a = object_attrs(o);
    Shape *shape = a->shape;
    if (!shape) {
        Dict *d = a->dict;
        a->dict = NULL;
        obj_drop(t, d);
        return;
    }
    Value *overflow = a->slots;
    a->shape = NULL; /* whoever looks now sees no attributes */
    a->slots = NULL;
    Value *inside = (Value *)((char *)o + o->type->size);
    for (unsigned i = 0; i < shape->count; i++)
        v_clear(t, i < shape->inline_slots ? inside + i : overflow + (i - shape->inline_slots));
    mem_free(t, overflow, overflow_cap(shape) * sizeof(Value));
}

void attrs_visit(Object *o, VisitFn fn, void *arg)
{
    Attrs *a = object_attrs(o);
    if (a->shape) {
        for (unsigned i = 0; i < a->shape->count; i++)
            fn(*shape_slot(o, a->shape, i), arg);
    } else if (a->dict) {
        fn(v_from(a->dict), arg);
    }
}
