/* SPDX-License-Identifier: MIT */
/*
 * The allocator: size classes of 16 bytes up to ALLOC_SMALL, larger blocks from malloc, from
 * LARGE_LEAST on from the system. Counts the
 * bytes of the VM and refuses beyond the limit, which is how -X memory=SIZE and the tests make
 * MemoryError. Not thread-safe: call it with the GIL held. Blocks are 16-aligned.
 */
#ifndef RONDO_ALLOC_H
#define RONDO_ALLOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "vm/core/alloc_large.h"

#define ALLOC_SMALL 512
/* In the debug and stress builds freed blocks are filled with this, so that a stale reference
 * shows. */
#define MEM_FREED_BYTE 0xDB
#define MEM_FREED_WORD 0xDBDBDBDBDBDBDBDBu

typedef struct Alloc {
    void *free[ALLOC_SMALL / 16 + 1]; /* a list of free blocks for each size class */
    char *bump, *bump_end;            /* unused rest of the newest page */
    struct Region *regions;           /* all that the pages lie in, to give back at the end */
    char *region_left, *region_end;   /* unused pages of the newest region */
    char *heap_met;                   /* up to there the pages of the C library's heap were asked for */
    LargeBlocks large;
    size_t used, limit;               /* bytes; limit 0: none */
    size_t preloaded; /* bytes of modules that the image holds: no limit counts them */
    size_t watch;                     /* up to so many bytes in use nothing needs a closer look */
    uint64_t fail_at, count;          /* the fail_at-th allocation fails (testing); 0: never */
    void *reserve;   /* given back to the system when memory runs out, so that the handler of the
                        MemoryError has room */
    struct AllocTrace *trace; /* tracemalloc is on: alloc_trace.h */
    size_t short_at; /* `used` when that happened */
} Alloc;

/* Sets the mark up to which the short way may go. */
void alloc_set_watch(Alloc *a);
/* No more than that many bytes from now on (0: no limit), a reserve for handlers included. */
void alloc_set_limit(Alloc *a, size_t bytes);
void alloc_fail_at(Alloc *a, uint64_t allocation); /* 0: never */

struct Thread;
/* NULL with MemoryError pending. Contents undefined. size 0 gives a valid pointer. */
void *mem_alloc(struct Thread *t, size_t size) __attribute__((warn_unused_result));
void *mem_alloc_zero(struct Thread *t, size_t size) __attribute__((warn_unused_result));
/* The old size must be given; NULL keeps the old block valid. */
void *mem_resize(struct Thread *t, void *block, size_t old_size, size_t size)
    __attribute__((warn_unused_result));
void mem_free(struct Thread *t, void *block, size_t size); /* block may be NULL */
/* count * size with overflow checked: MemoryError. */
void *mem_alloc_array(struct Thread *t, size_t count, size_t size)
    __attribute__((warn_unused_result));
/* Account for memory that a library allocates (GMP scratch, zlib): 0, or -1 with MemoryError. */
int mem_charge(struct Thread *t, size_t size) __attribute__((warn_unused_result));
void mem_discharge(struct Thread *t, size_t size);

#endif
