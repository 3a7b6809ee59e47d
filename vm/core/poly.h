/* SPDX-License-Identifier: MIT */
/*
 * Polymorphic inline caches: what an attribute instruction that meets several classes remembers
 * (Hölzle, Chambers, Ungar, ECOOP'91). An instruction whose special form failed, and which has
 * asked the table behind the caches for a while, gets one; it lives as long as its code.
 */
#ifndef RONDO_POLY_H
#define RONDO_POLY_H

#include "vm/core/frame.h"
#include "vm/core/shape.h"

enum { POLY_WAYS = 4, POLY_LESSONS = 64 };

typedef struct PolyEntry {
    uint64_t version;   /* of the type; UINT64_MAX: free */
    const Shape *shape; /* of the instance (not of a method) */
    union {
        Value method; /* BORROWED, valid as long as the version is */
        Shape *then;  /* store: the instance's shape afterwards */
    };
    uint64_t at; /* byte offset of the slot from the header */
} PolyEntry;

struct PolyCache {
    PolyCache *next; /* of the same code */
    uint32_t lessons;
    PolyEntry entry[POLY_WAYS];
};

/* The entry for an attribute of obj, or NULL. The flag first: only then are there Attrs. */
static ALWAYS_INLINE const PolyEntry *poly_attr(const PolyCache *c, Value obj)
{
    if (!v_is_object(obj) || !(v_object(obj)->type->flags & TF_ATTRS))
        return NULL;
    const Shape *shape = object_attrs(v_object(obj))->shape;
    for (unsigned i = 0; i < POLY_WAYS; i++)
        if (c->entry[i].shape == shape)
            return LIKELY(c->entry[i].version == v_object(obj)->type->version) ? &c->entry[i]
                                                                               : NULL;
    return NULL;
}

/* The entry for a method of obj, or NULL. An instance in dict mode may hide the name. */
static ALWAYS_INLINE const PolyEntry *poly_method(const PolyCache *c, Value obj)
{
    if (!v_is_object(obj))
        return NULL;
    const Type *type = v_object(obj)->type;
    for (unsigned i = 0; i < POLY_WAYS; i++)
        if (c->entry[i].version == type->version)
            return type->flags & TF_ATTRS && object_in_dict_mode(v_object(obj)) ? NULL
                                                                                : &c->entry[i];
    return NULL;
}

static ALWAYS_INLINE Value *poly_slot(Value obj, const PolyEntry *e)
{
    return (Value *)((char *)v_object(obj) + e->at);
}

/* An empty cache for an instruction of code, which owns it; NULL: there is no memory, which raises
   nothing. */
PolyCache *poly_new(Thread *t, Code *code);
void poly_free_all(Thread *t, Code *code);
/* After a miss: remembers what the table says of obj.name, if it is of a kind that fits and the
   cache has not learnt too often (then more classes come than it has room for). */
void poly_learn_attr(Thread *t, PolyCache *c, Value obj, Str *name, bool store);
void poly_learn_method(Thread *t, PolyCache *c, Value obj, Str *name);

#endif
