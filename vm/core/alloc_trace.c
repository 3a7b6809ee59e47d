/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include "vm/core/alloc_trace.h"
#include "vm/core/alloc_small.h"
#include "vm/core/frame.h"

enum { FIRST_CAPACITY = 1 << 12, PREFIX_MOST = 96 };

static size_t place_of(const AllocTrace *tr, const void *block)
{
    return ((uintptr_t)block >> 4) * 0x9E3779B97F4A7C15u >> 20 & (tr->capacity - 1);
}

/* The row of the block, or the free place where it belongs. */
static BlockTrace *row_of(AllocTrace *tr, const void *block)
{
    size_t i = place_of(tr, block);
    while (tr->rows[i].block && tr->rows[i].block != block)
        i = (i + 1) & (tr->capacity - 1);
    return &tr->rows[i];
}

/* Twice the room, without what was taken out; false: the system has no memory. */
static bool table_grow(AllocTrace *tr)
{
    BlockTrace *old = tr->rows;
    size_t n = tr->capacity;
    BlockTrace *rows = calloc(n * 2, sizeof *rows);
    if (!rows)
        return false;
    tr->rows = rows;
    tr->capacity = n * 2;
    tr->filled = 0;
    for (size_t i = 0; i < n; i++) {
        if (!old[i].block || old[i].block == BLOCK_GONE)
            continue;
        *row_of(tr, old[i].block) = old[i];
        tr->filled++;
    }
    free(old);
    return true;
}

static void lines_free(Thread *t, BlockTrace *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        drop(t, row->lines[i].filename);
    free(row->lines);
    row->lines = NULL;
    row->count = 0;
}

/* Where the thread is now. */
static void lines_take(Thread *t, const AllocTrace *tr, BlockTrace *row)
{
    row->depth = row->count = 0;
    row->lines = malloc(tr->limit * sizeof *row->lines);
    for (Frame *f = t->frame; f; f = f->prev) {
        if (!frame_is_code(f))
            continue;
        row->depth++;
        if (row->lines && row->count < tr->limit)
            row->lines[row->count++] = (TraceLine){dup(f->code->filename), frame_line(f)};
    }
}

void alloc_trace_add(Thread *t, void *block, size_t size)
{
    AllocTrace *tr = t->vm->alloc.trace;
    if (t->vm->alloc.used > tr->base && t->vm->alloc.used - tr->base > tr->peak)
        tr->peak = t->vm->alloc.used - tr->base;
    if (tr->paused || (tr->filled * 2 > tr->capacity && !table_grow(tr)))
        return;
    BlockTrace *row = row_of(tr, block);
    if (row->block)
        lines_free(t, row);
    else
        tr->filled++;
    row->block = block;
    row->size = size;
    lines_take(t, tr, row);
}

void alloc_trace_remove(Thread *t, void *block)
{
    AllocTrace *tr = t->vm->alloc.trace;
    BlockTrace *row = row_of(tr, block);
    if (!row->block)
        return;
    row->block = BLOCK_GONE;
    lines_free(t, row);
}

size_t alloc_trace_settle(Thread *t)
{
    Alloc *a = &t->vm->alloc;
    AllocTrace *tr = a->trace;
    for (size_t class = 1; class <= ALLOC_SMALL / 16; class ++)
        for (void *block = a->free[class]; block; block = *(void **)block)
            alloc_trace_remove(t, block);
    size_t bytes = 0;
    for (size_t i = 0; i < tr->capacity; i++)
        if (tr->rows[i].block && tr->rows[i].block != BLOCK_GONE)
            bytes += tr->rows[i].size;
    return bytes;
}

BlockTrace *alloc_trace_find(Thread *t, const void *address)
{
    AllocTrace *tr = t->vm->alloc.trace;
    for (size_t back = 0; back <= PREFIX_MOST; back += 16) { /* objects have a head before them */
        BlockTrace *row = row_of(tr, (const char *)address - back);
        if (row->block && row->size > back)
            return row;
    }
    return NULL;
}

void alloc_trace_clear(Thread *t)
{
    Alloc *a = &t->vm->alloc;
    AllocTrace *tr = a->trace;
    for (size_t i = 0; i < tr->capacity; i++)
        if (tr->rows[i].block && tr->rows[i].block != BLOCK_GONE) {
            tr->rows[i].block = BLOCK_GONE;
            lines_free(t, &tr->rows[i]);
        }
    memset(tr->rows, 0, tr->capacity * sizeof *tr->rows);
    tr->filled = 0;
    tr->base = a->used;
    tr->peak = 0;
}

int alloc_trace_start(Thread *t, uint32_t limit)
{
    Alloc *a = &t->vm->alloc;
    if (a->trace)
        return 0;
    AllocTrace *tr = calloc(1, sizeof *tr);
    if (tr)
        tr->rows = calloc(FIRST_CAPACITY, sizeof *tr->rows);
    if (!tr || !tr->rows) {
        free(tr);
        raise_memory(t);
        return -1;
    }
    tr->capacity = FIRST_CAPACITY;
    tr->limit = limit;
    tr->base = a->used;
    a->trace = tr;
    alloc_set_watch(a);
    return 0;
}

void alloc_trace_stop(Thread *t)
{
    Alloc *a = &t->vm->alloc;
    AllocTrace *tr = a->trace;
    if (!tr)
        return;
    alloc_trace_clear(t);
    a->trace = NULL;
    alloc_set_watch(a);
    free(tr->rows);
    free(tr);
}
