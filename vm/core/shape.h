/* SPDX-License-Identifier: MIT */
/*
 * Shapes: hidden classes for the attributes of instances, and what inline caches may rely on.
 *
 * Each class with TF_ATTRS has a tree of shapes. A shape is a list of names in the order of their
 * first assignment; attribute i of an instance lies in its slot i. The first `inline_slots` slots
 * are inside the object at offset type->size, the others in the block attrs->slots. A class learns
 * how many inline slots its instances want and then starts a new tree (a new generation), so a
 * shape always knows how its instances are laid out, and a shape belongs to exactly one class.
 *
 * An instance leaves its shape for a real dict ("dict mode": attrs->shape NULL, attrs->dict set)
 * when somebody asks for __dict__, deletes an attribute that is not its newest, or has more than
 * SHAPE_MAX attributes. It never comes back. {NULL, NULL} is an instance of a class whose tree is
 * not made yet: no attributes.
 *
 * object_new() sets attrs->shape = type->root_shape, whose inline_slots equal type->inline_slots.
 * The type may learn before the object dies; its shape still knows how it is laid out, and in dict
 * mode the inline slots are EMPTY for good.
 *
 * What caches rely on: type->version is unique over all types and time, so an equal version means
 * the same type, unchanged, bases included. When an instance gets an attribute whose name the class
 * also defines, the version changes; so "version equal and not in dict mode" means that a name
 * which attr_cache_find() called ATTR_CLASS is not shadowed by the instance: no shape test is
 * needed.
 */
#ifndef RONDO_SHAPE_H
#define RONDO_SHAPE_H

#include "vm/core/containers.h"

enum { SHAPE_MAX = 64, INLINE_MAX = 16, SHAPE_TREE_MAX = 512 };

typedef struct ShapeKeys {
    uint32_t refs, len, cap;
    uint32_t mask;   /* of index; 0: scan */
    uint16_t *index; /* open hash of name -> position + 1 */
    Str **names;     /* owned, interned */
} ShapeKeys;

struct Shape {
    Shape *parent; /* one attribute less; NULL: root */
    Shape *root;
    Shape *sibling, *children;
    ShapeKeys *keys; /* shared along a chain: the first `count` names are ours */
    uint16_t count;
    uint16_t inline_slots;
    uint32_t tree_size; /* of a root: shapes in the tree */
    Type *type;         /* BORROWED: the class owns the tree */
    Shape *next_root;   /* of a root: the older generation */
};

/* Place of slot i of an object that has `shape`. */
static inline Value *shape_slot(Object *o, const Shape *shape, unsigned i)
{
    return i < shape->inline_slots ? (Value *)((char *)o + o->type->size) + i
                                   : object_attrs(o)->slots + (i - shape->inline_slots);
}

/* The tree's root for new instances of the type, made on demand; NULL: MemoryError. */
MUST_USE Shape *shape_root(Thread *t, Type *type);
/* Slot number of an interned name, or -1. */
int shape_find(const Shape *shape, const Str *name);
/* The shape with one name more; NULL without an exception: there is none, use dict mode. */
Shape *shape_add(Thread *t, Shape *shape, Str *name);
/* Does any shape of the type have this name? */
bool shape_type_has(const Type *type, const Str *name);
void shape_free_tree(Thread *t, Type *type);

/* ---- attributes of an instance with TF_ATTRS, without descriptors and hooks; names interned ----
 */
BORROWED Value attrs_get(Object *o, Str *name); /* or EMPTY */
MUST_USE int attrs_set(Thread *t, Object *o, Str *name, Value v);
MUST_USE int attrs_delete(Thread *t, Object *o, Str *name);    /* 1, 0 absent, -1 */
MUST_USE Dict *attrs_dict(Thread *t, Object *o);               /* BORROWED; enters dict mode */
MUST_USE int attrs_set_dict(Thread *t, Object *o, Dict *dict); /* o.__dict__ = dict */
/* A slow-path store to slot shape->count: moves the instance from `shape` to its child. */
MUST_USE int attrs_append(Thread *t, Object *o, Shape *child, Value v);

/* ---- inline caches ---- */
typedef enum AttrCacheKind {
    ATTR_NONE,  /* do not cache; use attr_get / attr_set / attr_get_method */
    ATTR_SHAPE, /* instance attribute: version equal and attrs->shape == shape: *shape_slot(o,
                   shape, index). `at` is what attr_cache_place() wants: no test for inline or
                   overflow by you */
    ATTR_SLOT,  /* __slots__ member: version equal: *(Value *)((char *)o + at); EMPTY: slow path */
    ATTR_CLASS, /* value found on the class, no descriptor: version equal, instance not in dict mode
                   (`attrs` says whether that must be tested): the result is dup(value) */
    ATTR_METHOD, /* value is a function (TF_METHOD_DESCR) of the class: same tests; bind it to o, or
                    for LOAD_METHOD use it with self = o */
    ATTR_PROPERTY, /* value is the fget function of an exact property: version equal, no other test
                    */
    ATTR_GETSET,   /* value is a getset_descriptor that fits, of the class or, if o is a type, of
                      its metaclass: version of v_type(o) equal, no other test */
    ATTR_CLASSMETHOD, /* value is the function of an exact classmethod, self is v_type(o), or o if
                         that is a type: its version equal, an instance not in dict mode */
    ATTR_TYPE,        /* o is itself a type: ((Type *)o)->version equal: the result is dup(value) */
    ATTR_MODULE, /* o is exactly a module: module dict's keys_version equal: entries[index].value */
    ATTR_ADD, /* store only: version equal and attrs->shape == shape->parent: attrs_append() or, if
                 index < shape->inline_slots, write the slot and set attrs->shape = shape */
} AttrCacheKind;

typedef struct AttrCache {
    AttrCacheKind kind;
    bool attrs;       /* test that the instance is not in dict mode */
    uint64_t version; /* of v_type(o) (ATTR_TYPE: of o; ATTR_MODULE: keys_version) */
    Shape *shape;
    uint32_t index; /* slot or dict entry */
    int32_t at;     /* ATTR_SLOT: byte offset from the header; ATTR_SHAPE: see below */
    Value value;    /* BORROWED, valid as long as the version is */
} AttrCache;

/* at >= 0: byte offset from the header of an inline slot; at < 0: overflow slot ~at. */
static inline Value *attr_cache_place(Object *o, int32_t at)
{
    return at >= 0 ? (Value *)((char *)o + at) : object_attrs(o)->slots + ~at;
}
/* How may obj.name be read (or, store: written) by a cache? Looks, runs nothing, cannot fail.
   ATTR_SHAPE and ATTR_ADD need: v_is_object(obj). ATTR_CLASS, ATTR_METHOD work for immediates too.
   For two cells: cell1 the shape, cell2.lo the version's low half, cell2.hi `at`; or cell1 the
   version, cell2 the value. */
void attr_cache_find(Thread *t, Value obj, Str *name, bool store, AttrCache *out);

/* The table behind the inline caches, for instructions that meet several classes. Most scripts fill
   in a few entries only: it grows once, from FEW to MOST. */
enum { ATTR_MEMO_FEW_BITS = 5, ATTR_MEMO_MOST_BITS = 9 };
typedef struct AttrMemoEntry {
    uintptr_t
        key; /* the name, owned so that its address does not come back as another; | 1: store */
    const void *where; /* the shape, or the type of instances without attributes */
    AttrCache found;   /* found.version is the type's in any case */
} __attribute__((aligned(16))) AttrMemoEntry;
typedef struct AttrMemo {
    uint32_t shift; /* 64 less the bits of an index */
    uint32_t fills;
    AttrMemoEntry entry[];
} AttrMemo;

static ALWAYS_INLINE AttrMemoEntry *attr_memo_entry(AttrMemo *memo, const void *where,
                                                    uintptr_t key)
{
    uint64_t mixed = (key + (uintptr_t)where * 3) * 0x9E3779B97F4A7C15u;
    return &memo->entry[mixed >> memo->shift];
}
static ALWAYS_INLINE AttrMemoEntry *attr_memo_neighbour(AttrMemo *memo, const AttrMemoEntry *e)
{
    return &memo->entry[(e - memo->entry) ^ 1];
}
static ALWAYS_INLINE const void *attr_memo_where(const Object *o)
{
    return o->type->flags & TF_ATTRS ? (const void *)object_attrs(o)->shape : o->type;
}
const AttrCache *attr_memo_fill(Thread *t, Value obj, Str *name, bool store);
/* What attr_cache_find says of obj.name, from the table, which is asked again and again. NULL:
   types, modules, instances in dict mode. */
static ALWAYS_INLINE const AttrCache *attr_memo(Thread *t, Value obj, Str *name, bool store)
{
    AttrMemo *memo = t->vm->attr_memo;
    if (!v_is_object(obj) || UNLIKELY(!memo))
        return attr_memo_fill(t, obj, name, store);
    const void *where = attr_memo_where(v_object(obj));
    uintptr_t key = (uintptr_t)name | store;
    const AttrMemoEntry *e = attr_memo_entry(memo, where, key);
    if (LIKELY(e->key == key && e->where == where &&
               e->found.version == v_object(obj)->type->version))
        return &e->found;
    /* fill() has moved what was here before to the neighbour. */
    e = attr_memo_neighbour(memo, e);
    if (LIKELY(e->key == key && e->where == where &&
               e->found.version == v_object(obj)->type->version))
        return &e->found;
    return attr_memo_fill(t, obj, name, store);
}
void attr_memo_release(Thread *t);
void attr_memo_visit(VM *vm, VisitFn fn, void *arg); /* the names that the table owns (recount) */
/* An instance that has never had an attribute may have neither shape nor dict. */
static inline bool object_in_dict_mode(const Object *o)
{
    return object_attrs(o)->shape == NULL && object_attrs(o)->dict != NULL;
}

#endif
