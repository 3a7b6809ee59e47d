/* SPDX-License-Identifier: MIT */
/*
 * tracemalloc: where the blocks in use were allocated. Off, it costs nothing: the short way of the
 * allocator is barred by its watch mark while tracing is on, and small blocks that are freed are
 * found on their lists when somebody asks.
 */
#ifndef RONDO_ALLOC_TRACE_H
#define RONDO_ALLOC_TRACE_H

#include "vm/core/protocol.h"

typedef struct TraceLine {
    Value filename; /* owned */
    int line;
} TraceLine;

typedef struct BlockTrace {
    void *block; /* NULL: free place; BLOCK_GONE: one that was taken out */
    size_t size;
    uint32_t depth, count; /* frames that there were, and that are kept */
    TraceLine *lines;      /* innermost first; malloc'd */
} BlockTrace;
#define BLOCK_GONE ((void *)1)

typedef struct AllocTrace {
    BlockTrace *rows;
    size_t capacity, filled; /* filled: also those that were taken out */
    uint32_t limit;          /* frames kept of each block */
    bool paused;             /* somebody looks at the table */
    size_t base, peak;       /* bytes in use when it began; the most since */
} AllocTrace;

/* Starts with up to `limit` frames a block; -1: MemoryError. */
MUST_USE int alloc_trace_start(Thread *t, uint32_t limit);
void alloc_trace_stop(Thread *t);
/* Forgets all blocks. */
void alloc_trace_clear(Thread *t);
/* For the allocator: a block was handed out, or given back. */
void alloc_trace_add(Thread *t, void *block, size_t size);
void alloc_trace_remove(Thread *t, void *block);
/* Takes out what lies on the lists of free blocks; returns the bytes of those that are left. */
size_t alloc_trace_settle(Thread *t);
/* The row of the block that holds the address, or NULL. */
BlockTrace *alloc_trace_find(Thread *t, const void *address);

#endif
