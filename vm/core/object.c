/* SPDX-License-Identifier: MIT */
/* Birth and death of objects. */
#include "vm/core/alloc_small.h"
#include "vm/core/containers_internal.h"
#include "vm/core/str_internal.h"
#include "vm/core/vm.h"

const uint64_t flonum_bias = (uint64_t)1 << 60; /* value.h */

#define SIZE_CLASS_LARGE 63
#define FREE_NESTING     50 /* deeper than this, objects wait in a queue: CPython's trashcan depth */

static inline size_t object_prefix(const Type *type)
{
    return (type->flags & TF_ATTRS ? sizeof(Attrs) : 0) +
           (type->flags & TF_GC ? sizeof(GcHead) : 0);
}

/* Zeroes a small block; n is a multiple of 16, mostly 32 to 96: a call would cost more. */
static inline void zero_small(char *block, size_t n)
{
    typedef long long Pair __attribute__((vector_size(16)));
    Pair *p = (Pair *)(void *)block;
    for (; n >= 64; n -= 64, p += 4)
        p[0] = p[1] = p[2] = p[3] = (Pair){0, 0};
    if (n & 32) {
        p[0] = p[1] = (Pair){0, 0};
        p += 2;
    }
    if (n & 16)
        *p = (Pair){0, 0};
}

void type_plan(Type *type)
{
    type->born.prefix = (uint32_t)object_prefix(type);
    type->born.bytes =
        type->born.prefix + type->size + (uint32_t)type->inline_slots * (uint32_t)sizeof(Value);
}

/* Makes the header; `block` begins with the prefix, and all that must be zero is. */
static ALWAYS_INLINE Object *object_dress(char *block, Type *type, size_t size)
{
    Object *o = (Object *)(block + type->born.prefix);
    object_head(o, type, type->kind, size);
    if (type->flags & (TF_HEAP | TF_ATTRS)) {
        if (type->flags & TF_HEAP)
            type->head.refcnt++;
        if (type->flags & TF_ATTRS)
            object_attrs(o)->shape = type->root_shape;
    }
    return o;
}

/* A large block keeps its size in 16 bytes in front; a small one has its class in the
   flags. The first `cleared` bytes are set to zero. */
static void *object_new_large(Thread *t, Type *type, size_t extra, bool fill)
{
    size_t size = type->born.bytes + extra;
    char *block = extra > SIZE_MAX / 2 ? NULL : mem_alloc(t, size + 16);
    if (extra > SIZE_MAX / 2)
        raise_memory(t);
    if (!block)
        return NULL;
    *(size_t *)block = size + 16;
    memset(block + 16, 0, fill ? size : type->born.bytes);
    return object_dress(block + 16, type, SIZE_CLASS_LARGE * 16);
}

/* The long way: the first object of a type, large ones, those for which no block lies ready. */
static __attribute__((noinline)) void *object_new_slow(Thread *t, Type *type, size_t extra,
                                                       bool fill)
{
    if (!type->born.bytes)
        type_plan(type);
    size_t own = type->born.bytes, size = own + extra;
    if (extra > ALLOC_SMALL || size > ALLOC_SMALL)
        return object_new_large(t, type, extra, fill);
    size = (size + 15) & ~(size_t)15;
    char *block = mem_alloc(t, size);
    if (!block)
        return NULL;
    zero_small(block, fill ? size : (own + 15) & ~(size_t)15);
    return object_dress(block, type, size);
}

static ALWAYS_INLINE void *object_make(Thread *t, Type *type, size_t extra, bool fill)
{
    size_t own = type->born.bytes, size = (own + extra + 15) & ~(size_t)15;
    if (UNLIKELY(extra > ALLOC_SMALL || size > ALLOC_SMALL || !own))
        return object_new_slow(t, type, extra, fill);
    char *block = alloc_small(&t->vm->alloc, size);
    if (UNLIKELY(!block))
        return object_new_slow(t, type, extra, fill);
    zero_small(block, fill ? size : (own + 15) & ~(size_t)15);
    return object_dress(block, type, size);
}

void *object_new(Thread *t, Type *type, size_t extra)
{
    return object_make(t, type, extra, true);
}

void *object_new_raw(Thread *t, Type *type, size_t extra)
{
    return object_make(t, type, extra, false);
}

static ALWAYS_INLINE void object_release(Thread *t, Object *o, size_t prefix)
{
    char *block = (char *)o - prefix;
    uint32_t class = o->flags >> OF_SIZE_SHIFT;
    if (UNLIKELY(class == SIZE_CLASS_LARGE)) {
        block -= 16;
        mem_free(t, block, *(size_t *)block);
    } else if (PLAIN_MALLOC) {
        mem_free(t, block, class * 16);
    } else {
        free_small(&t->vm->alloc, block, class * 16);
    }
}

void object_release_memory(Thread *t, Object *o, size_t prefix)
{
    object_release(t, o, prefix);
}

/* Bytes that a block of this size is charged with. */
size_t object_block_size(size_t size)
{
    return size > ALLOC_SMALL ? ((size + 15) & ~(size_t)15) + 16 : (size + 15) & ~(size_t)15;
}

/* Runs __del__ once. False: it made the object live again. */
static bool object_finalize(Thread *t, Object *o)
{
    if (o->flags & OF_FINALIZED)
        return true;
    o->flags |= OF_FINALIZED;
    o->refcnt++;
    object_call_del(t, o);
    return --o->refcnt == 0;
}

/* The fields that object_free sees to for classes made by scripts: members of __slots__,
 * attributes. */
void object_clear_members(Thread *t, Object *o)
{
    Type *type = o->type;
    if (type->nslots) {
        Value *members = (Value *)((char *)o + type->slots_at);
        for (uint32_t i = 0; i < type->nslots; i++)
            v_clear(t, &members[i]);
    }
    if (type->flags & TF_ATTRS)
        attrs_free(t, o);
}

/* The fields and the memory of an object that holds others. */
static ALWAYS_INLINE void object_destroy(Thread *t, Object *o, Type *type)
{
    if (o->flags & OF_TRACKED)
        gc_untrack(t, o);
    if (UNLIKELY(type->flags & (TF_HEAP | TF_ATTRS))) {
        if (type->flags & TF_HEAP) /* only classes made by scripts have members in __slots__ */
            object_clear_members(t, o);
        else
            attrs_free(t, o);
    }
    size_t prefix = type->born.prefix;
    if (type->dealloc)
        type->dealloc(t, o);
    object_release(t, o, prefix);
    if (type->flags & TF_HEAP)
        obj_drop(t, type);
}

static void object_queue(Thread *t, Object *o)
{
    GcHead *g = object_gc(o);
    if (o->flags & OF_TRACKED)
        gc_untrack(t, o);
    g->next = (GcHead *)t->free_queue;
    t->free_queue = o;
}

/* What only complicated objects need: numbers, strings and the like are done in one go. */
enum { TF_COMPLICATED = TF_GC | TF_HEAP | TF_ATTRS | TF_DEL };

static __attribute__((noinline)) void object_free_other(Thread *t, Object *o)
{
    Type *type = o->type;
    if (!(type->flags & TF_COMPLICATED) && LIKELY(!(o->flags & OF_WEAKREFS))) {
        if (type->dealloc)
            type->dealloc(t, o);
        object_release(t, o, 0);
        return;
    }
    if (o->kind == KIND_tuple && !(o->flags & (OF_TRACKED | OF_WEAKREFS))) {
        /* A tuple of numbers, texts and the like, the commonest of all: nothing can nest. */
        tuple_dealloc(t, o);
        object_release(t, o, sizeof(GcHead));
        return;
    }
    if (UNLIKELY(type->flags & TF_DEL) && !object_finalize(t, o))
        return;
    if (UNLIKELY(o->flags & OF_WEAKREFS)) {
        o->refcnt++; /* callbacks may look around, but not find this object */
        weakrefs_clear(t, o);
        o->refcnt--;
    }
    if (UNLIKELY(t->free_depth >= FREE_NESTING) && (type->flags & TF_GC)) {
        object_queue(t, o);
        return;
    }
    t->free_depth++;
    object_destroy(t, o, type);
    if (LIKELY(--t->free_depth > 0 || !t->free_queue))
        return;
    while (t->free_queue) {
        Object *next = t->free_queue;
        t->free_queue = (Object *)object_gc(next)->next;
        t->free_depth++;
        object_destroy(t, next, next->type);
        t->free_depth--;
    }
}

void object_free(Thread *t, Object *o)
{
    if (o->kind == KIND_int || (o->kind == KIND_str && str_is_bare((Str *)o)))
        object_release(t, o, 0);
    else
        object_free_other(t, o);
}
