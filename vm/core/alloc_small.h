/* SPDX-License-Identifier: MIT */
/* The short way of the allocator, for the files that allocate most: a block from its class's list.
 */
#ifndef RONDO_ALLOC_SMALL_H
#define RONDO_ALLOC_SMALL_H

#include "vm/core/exceptions.h"

#if defined(__SANITIZE_ADDRESS__) || defined(RONDO_PLAIN_MALLOC)
#define PLAIN_MALLOC 1
#else
#define PLAIN_MALLOC 0
#endif

/* A free block of `size`, a multiple of 16; NULL: take the long way, mem_alloc. */
static ALWAYS_INLINE void *alloc_small(Alloc *a, size_t size)
{
    if (PLAIN_MALLOC || size > ALLOC_SMALL)
        return NULL;
    void **head = &a->free[size / 16], *block = *head;
    size_t used = a->used + size;
    if (UNLIKELY(!block || used > a->watch))
        return NULL;
    *head = *(void **)block;
    a->used = used;
    return block;
}

/* Gives a small block back; `size` as when it was allocated. */
static ALWAYS_INLINE void free_small(Alloc *a, void *block, size_t size)
{
    a->used -= size;
#ifdef RONDO_DEBUG
    memset(block, MEM_FREED_BYTE, size);
#endif
    *(void **)block = a->free[size / 16];
    a->free[size / 16] = block;
}

/* The header of a new object, whose small block has `size` bytes with what precedes the header. */
static ALWAYS_INLINE void object_head(Object *o, Type *type, Kind kind, size_t size)
{
    o->refcnt = 1;
    o->kind = (uint16_t)kind;
    o->flags = (uint16_t)(size / 16 << OF_SIZE_SHIFT);
    o->type = type;
}

#endif
