/* SPDX-License-Identifier: MIT */
/* What polymorphic inline caches learn; see vm/core/poly.h. */
#include "vm/core/poly.h"

PolyCache *poly_new(Thread *t, Code *code)
{
    PolyCache *c = mem_alloc_zero(t, sizeof *c);
    if (!c) {
        exc_clear(t);
        return NULL;
    }
    for (unsigned i = 0; i < POLY_WAYS; i++)
        c->entry[i].version = UINT64_MAX;
    c->next = code->polys;
    return code->polys = c;
}

void poly_free_all(Thread *t, Code *code)
{
    while (code->polys) {
        PolyCache *c = code->polys;
        code->polys = c->next;
        mem_free(t, c, sizeof *c);
    }
}

/* Where the next lesson goes: the place of an older one of the same shape (its class has changed),
   else the oldest; NULL: enough has been learnt. */
static PolyEntry *poly_place(PolyCache *c, const Shape *shape)
{
    if (c->lessons >= POLY_LESSONS)
        return NULL;
    unsigned at = c->lessons++ % POLY_WAYS;
    for (unsigned i = 0; shape && i < POLY_WAYS; i++)
        if (c->entry[i].shape == shape)
            at = i;
    return &c->entry[at];
}

void poly_learn_attr(Thread *t, PolyCache *c, Value obj, Str *name, bool store)
{
    const AttrCache *known = attr_memo(t, obj, name, store);
    if (!known || (known->kind != ATTR_SHAPE && known->kind != ATTR_ADD) || known->at < 0)
        return;
    const Shape *shape = known->kind == ATTR_ADD ? known->shape->parent : known->shape;
    PolyEntry *e = poly_place(c, shape);
    if (e)
        *e = (PolyEntry){.version = known->version,
                         .shape = shape,
                         .then = known->shape,
                         .at = (uint64_t)known->at};
}

void poly_learn_method(Thread *t, PolyCache *c, Value obj, Str *name)
{
    const AttrCache *known = attr_memo(t, obj, name, false);
    if (!known || known->kind != ATTR_METHOD)
        return;
    PolyEntry *e = poly_place(c, NULL);
    if (e)
        *e = (PolyEntry){.version = known->version, .method = known->value};
}
