/* SPDX-License-Identifier: MIT */
/*
 * Small blocks come from 64 KiB pages cut into size classes of 16 bytes, each with a list of free
 * blocks; larger ones from malloc, whose heap is asked for ahead of its use; large ones are mapped
 * (alloc_large.h). In a sanitizer build every block is malloc's, so that the sanitizer sees each
 * use after free.
 */
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "lexer/base.h"
#include "vm/core/alloc_small.h"
#include "vm/core/alloc_trace.h"
#include "vm/core/image.h"

#define PAGE_SIZE (64 * 1024)
#define REGION    (16 * PAGE_SIZE)
#define RESERVE   (4 * PAGE_SIZE)
#define MOST      (SIZE_MAX >> 17) /* no request is larger: what processors can address, 47 bits */

static size_t block_size(size_t size)
{
    return size ? (size + 15) & ~(size_t)15 : 16;
}

void alloc_set_watch(Alloc *a)
{
    a->watch = a->fail_at || a->trace ? 0 : a->limit ? a->limit : SIZE_MAX;
}

void alloc_fail_at(Alloc *a, uint64_t allocation)
{
    a->fail_at = allocation;
    alloc_set_watch(a);
}

/* Counts the bytes in; false when the limit or a planned failure forbids them. */
static bool alloc_admit(Alloc *a, size_t size)
{
    if (UNLIKELY(a->fail_at && ++a->count == a->fail_at))
        return false;
    if (UNLIKELY(a->limit && (size > a->limit || a->used > a->limit - size)))
        return false;
    a->used += size;
    return true;
}

/* ---- the reserve ---- */

/* Puts a reserve by, once there is clearly more room than when the last one was used up. */
static void reserve_refill(Alloc *a)
{
    if (a->short_at && (a->short_at < 4 * RESERVE || a->used > a->short_at - 4 * RESERVE))
        return;
    if (a->limit && a->limit < 8 * RESERVE)
        return;
    void *reserve = mmap(NULL, RESERVE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    a->reserve = reserve == MAP_FAILED ? NULL : reserve;
    if (a->reserve && a->limit)
        a->limit -= RESERVE;
    alloc_set_watch(a);
}

static void reserve_free(Alloc *a)
{
    if (a->reserve)
        munmap(a->reserve, RESERVE);
    a->reserve = NULL;
}

static void reserve_open(Alloc *a)
{
    a->short_at = a->used;
    if (!a->reserve)
        return;
    reserve_free(a);
    if (a->limit)
        a->limit += RESERVE;
    alloc_set_watch(a);
}

void alloc_set_limit(Alloc *a, size_t bytes)
{
    if (!bytes && !a->limit && a->reserve)
        return;
    reserve_free(a);
    a->short_at = 0;
    a->limit = bytes ? bytes + a->preloaded : 0;
    alloc_set_watch(a);
    reserve_refill(a);
}

/* MemoryError, with the reserve open to those who handle it. NULL. */
static void *alloc_fail(Thread *t)
{
    reserve_open(&t->vm->alloc);
    raise_memory(t);
    return NULL;
}

/* ---- the heap of the C library ---- */

/* It keeps an end of 4 MiB that falls free and maps none of its blocks apart: what comes and goes
   there would meet missing pages each time. */
static void heap_settle(void)
{
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

/* A block of the heap (NULL: none) ends there: the pages up to a little further on are asked for in
   one go. Not those of another thread's heap, whose addresses are higher. */
static inline void heap_populate(Alloc *a, char *block, size_t size)
{
    char *end = block + size, *top;
    if (!block || LIKELY(end <= a->heap_met) || image_grows() || end > (top = sbrk(0)))
        return;
    char *to = top - end < PAGE_SIZE ? top : end + PAGE_SIZE;
    if (a->heap_met)
        pages_populate(a->heap_met, to);
    a->heap_met = to;
}

/* As malloc, for blocks that are neither small nor large. */
static void *heap_alloc(Alloc *a, size_t size)
{
    char *block = image_malloc(size);
    heap_populate(a, block, size);
    return block;
}

static void heap_free(Alloc *a, void *block, size_t size)
{
    image_free(block);
    if (size >= PAGE_SIZE && a->heap_met > (char *)sbrk(0))
        a->heap_met = sbrk(0);
}

/* ---- pages of small blocks ---- */

/* The head of what is given back at the end. */
typedef struct Region {
    struct Region *next;
    size_t bytes; /* 0: a page from the heap */
} Region;

static void region_add(Alloc *a, Region *region, size_t bytes)
{
    *region = (Region){a->regions, bytes};
    a->regions = region;
}

/* Behind it lies what a start needs of larger blocks: that is asked for too. */
static char *page_of_heap(Alloc *a)
{
    char *page = image_malloc(PAGE_SIZE);
    if (!page)
        return NULL;
    if (!image_grows()) {
        a->heap_met = sbrk(0);
        pages_populate(page, a->heap_met);
    }
    region_add(a, (Region *)page, 0);
    return page;
}

/* All of a page will be used: it is asked for in one go. A region only keeps addresses ready. */
static char *page_new(Alloc *a)
{
    if (!a->heap_met || image_grows())
        return page_of_heap(a);
    if (a->region_left == a->region_end) {
        if (!a->region_end)
            heap_settle();
        int flags = MAP_PRIVATE | MAP_ANONYMOUS;
        char *region = mmap(NULL, REGION, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (region == MAP_FAILED)
            return NULL;
        region_add(a, (Region *)region, REGION);
        a->region_left = region;
        a->region_end = region + REGION;
    }
    char *page = a->region_left;
    a->region_left += PAGE_SIZE;
    pages_populate(page, a->region_left);
    return page;
}

/* ---- blocks ---- */

/* The next block of the newest page; some more of its size lie ready from then on. */
static void *alloc_from_page(Alloc *a, size_t size)
{
    enum { BATCH_BYTES = 2048, BATCH_MOST = 16 };
    if ((size_t)(a->bump_end - a->bump) < size) {
        char *page = page_new(a);
        if (!page)
            return NULL;
        a->bump = page + sizeof(Region);
        a->bump_end = page + PAGE_SIZE;
        if (UNLIKELY(!a->reserve))
            reserve_refill(a);
    }
    char *block = a->bump, *end = block;
    size_t batch = BATCH_BYTES / size;
    for (size_t n = batch < BATCH_MOST ? batch : BATCH_MOST; n > 1; n--) {
        if ((size_t)(a->bump_end - end) < 2 * size)
            break;
        end += size;
    }
    a->bump = end + size;
    for (void **head = &a->free[size / 16]; end > block; end -= size) {
        *(void **)end = *head;
        *head = end;
    }
    return block;
}

/* Is a block of this size, there or yet to be made (NULL), mapped? */
static bool is_large(size_t size, const void *block)
{
    return !PLAIN_MALLOC && size >= LARGE_LEAST && (block ? !image_holds(block) : !image_grows());
}

static void *alloc_block(Alloc *a, size_t size, bool zero)
{
    if (PLAIN_MALLOC || size > ALLOC_SMALL) {
        if (UNLIKELY(!a->reserve))
            reserve_refill(a);
        if (is_large(size, NULL))
            return large_alloc(&a->large, size, zero);
        void *block = heap_alloc(a, size);
        return block && zero ? memset(block, 0, size) : block;
    }
    void **head = &a->free[size / 16];
    void *block = *head;
    if (UNLIKELY(!block))
        return alloc_from_page(a, size);
    *head = *(void **)block;
    return block;
}

/* The long way of mem_alloc; `size` is a multiple of 16. */
static void *alloc_counted(Thread *t, size_t size, bool zero)
{
    Alloc *a = &t->vm->alloc;
    if (UNLIKELY(!alloc_admit(a, size)))
        return alloc_fail(t);
    void *block = alloc_block(a, size, zero);
    if (UNLIKELY(!block)) {
        a->used -= size;
        return alloc_fail(t);
    }
    if (UNLIKELY(a->trace != NULL))
        alloc_trace_add(t, block, size);
    return block;
}

void *mem_alloc(Thread *t, size_t size)
{
    if (UNLIKELY(size > MOST))
        return alloc_fail(t);
    size = block_size(size);
    void *block = alloc_small(&t->vm->alloc, size);
    return LIKELY(block) ? block : alloc_counted(t, size, false);
}

void *mem_alloc_zero(Thread *t, size_t size)
{
    if (size > ALLOC_SMALL && size <= MOST)
        return alloc_counted(t, block_size(size), true);
    void *block = mem_alloc(t, size);
    if (block)
        memset(block, 0, size);
    return block;
}

void *mem_alloc_array(Thread *t, size_t count, size_t size)
{
    size_t bytes;
    if (UNLIKELY(__builtin_mul_overflow(count, size, &bytes)))
        return alloc_fail(t);
    return mem_alloc(t, bytes);
}

void mem_free(Thread *t, void *block, size_t size)
{
    if (!block)
        return;
    Alloc *a = &t->vm->alloc;
    size = block_size(size);
    if (!PLAIN_MALLOC && LIKELY(size <= ALLOC_SMALL)) {
        free_small(a, block, size);
        return;
    }
    a->used -= size;
    if (UNLIKELY(a->trace != NULL))
        alloc_trace_remove(t, block);
#ifdef RONDO_DEBUG
    memset(block, MEM_FREED_BYTE, size);
#endif
    if (is_large(size, block))
        large_free(&a->large, block, size);
    else
        heap_free(a, block, size);
}

/* Neither size is small; both are large if one is. The image does not hold the block. */
static void *resize_block(Alloc *a, void *block, size_t old, size_t now)
{
    if (is_large(old, block))
        return large_resize(&a->large, block, old, now);
    char *moved = realloc(block, now);
    heap_populate(a, moved, now);
    return moved;
}

void *mem_resize(Thread *t, void *block, size_t old_size, size_t size)
{
    if (!block)
        return mem_alloc(t, size);
    size_t old = block_size(old_size), now = block_size(size);
    if (old == now && size <= MOST)
        return block;
    bool alike = (old >= LARGE_LEAST) == (now >= LARGE_LEAST) && !image_holds(block);
    if (!PLAIN_MALLOC && old > ALLOC_SMALL && now > ALLOC_SMALL && alike && size <= MOST) {
        Alloc *a = &t->vm->alloc;
        if (now > old && !alloc_admit(a, now - old))
            return alloc_fail(t);
        uintptr_t before = (uintptr_t)block;
        void *moved = resize_block(a, block, old, now);
        if (!moved) {
            a->used -= now > old ? now - old : 0;
            return alloc_fail(t);
        }
        a->used -= now > old ? 0 : old - now;
        if (UNLIKELY(a->trace != NULL)) {
            alloc_trace_remove(t, (void *)before);
            alloc_trace_add(t, moved, now);
        }
        return moved;
    }
    void *moved = mem_alloc(t, size);
    if (!moved)
        return NULL;
    memcpy(moved, block, old_size < size ? old_size : size);
    mem_free(t, block, old_size);
    return moved;
}

int mem_charge(Thread *t, size_t size)
{
    if (alloc_admit(&t->vm->alloc, size))
        return 0;
    alloc_fail(t);
    return -1;
}

void mem_discharge(Thread *t, size_t size)
{
    t->vm->alloc.used -= size;
}

/* What is allocated from here on lies side by side in memory of its own. */
void alloc_seal(Alloc *a)
{
    reserve_free(a);
    memset(a->free, 0, sizeof a->free);
    a->bump = a->bump_end = NULL;
}

/* Gives all pages back; called by vm_free when no block is in use any more. */
void alloc_release(Alloc *a)
{
    reserve_free(a);
    large_release(&a->large);
    while (a->regions) {
        Region *region = a->regions;
        a->regions = region->next;
        if (region->bytes)
            munmap(region, region->bytes);
        else
            image_free(region);
    }
}
