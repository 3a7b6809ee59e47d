/* SPDX-License-Identifier: MIT */
/*
 * Large blocks: whole pages, mapped for the block, all of them asked for at once, as a page that is
 * met missing costs ten times as much. They grow by moving page tables, not bytes. The blocks that
 * were freed last are kept for the next ones. Not thread-safe: call it with the GIL held.
 */
#ifndef RONDO_ALLOC_LARGE_H
#define RONDO_ALLOC_LARGE_H

#include <stdbool.h>
#include <stddef.h>

enum { LARGE_LEAST = 128 * 1024, LARGE_KEPT = 16, LARGE_KEPT_BYTES = 32 << 20 };

typedef struct LargeBlocks {
    struct LargeFree {
        char *start;
        size_t bytes;
    } kept[LARGE_KEPT]; /* freed blocks, the oldest first; no two are neighbours */
    unsigned count;
    size_t kept_bytes; /* of all of them */
} LargeBlocks;

/* A block of at least LARGE_LEAST bytes, page-aligned, zeroed if `zero`. NULL: no memory. */
void *large_alloc(LargeBlocks *l, size_t size, bool zero) __attribute__((warn_unused_result));
/* Both sizes are at least LARGE_LEAST. NULL: no memory, the block is as before. */
void *large_resize(LargeBlocks *l, void *block, size_t old_size, size_t size)
    __attribute__((warn_unused_result));
/* `size` as when it was allocated or last resized. */
void large_free(LargeBlocks *l, void *block, size_t size);
/* Gives the kept blocks back to the system. */
void large_release(LargeBlocks *l);
/* Asks for the pages that lie between the two addresses (rounded down), without a word if the
   system cannot (Linux before 5.14): they come when they are met, then. */
void pages_populate(const char *from, const char *to);

#endif
