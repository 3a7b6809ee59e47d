/* SPDX-License-Identifier: MIT */
/*
 * Small blocks come from 64 KiB pages cut into size classes of 16 bytes, each with a list of free
 * blocks; larger ones from malloc. In a sanitizer build every block is malloc's, so that the
 * sanitizer sees each use after free.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include "lexer/base.h"
#include "vm/core/alloc_small.h"
#include "vm/core/alloc_trace.h"
#include "vm/core/image.h"

#define PAGE_SIZE (64 * 1024)
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

/* ---- blocks ---- */

void alloc_trim_seldom(size_t block_bytes)
{
    void *volatile block = malloc(block_bytes); /* volatile: else the compiler drops the pair */
    free(block);
}

/* All of it will be used: asked for in one go, its pages cost a tenth of what it takes to meet each
   of them missing while other processors are busy with their own. The C library writes a word
   behind it; and behind the first one lies what a start needs of larger blocks. */
static char *page_new(bool first)
{
    if (!first)
        alloc_trim_seldom(3 * PAGE_SIZE);
    char *page = image_malloc(PAGE_SIZE);
    uintptr_t from = ((uintptr_t)page + 4095) & ~(uintptr_t)4095, to = from + PAGE_SIZE;
    if (first && to < (uintptr_t)sbrk(0))
        to = (uintptr_t)sbrk(0) & ~(uintptr_t)4095;
    if (page)
        madvise((void *)from, to - from, MADV_POPULATE_WRITE);
    return page;
}

/* The next block of the newest page; some more of its size lie ready from then on. */
static void *alloc_from_page(Alloc *a, size_t size)
{
    enum { BATCH_BYTES = 2048, BATCH_MOST = 16 };
    if ((size_t)(a->bump_end - a->bump) < size) {
        char *page = page_new(!a->bump);
        if (!page)
            return NULL;
        *(void **)page = a->pages;
        a->pages = page;
        a->bump = page + 16;
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

static void *alloc_block(Alloc *a, size_t size)
{
    if (PLAIN_MALLOC || size > ALLOC_SMALL) {
        if (UNLIKELY(!a->reserve))
            reserve_refill(a);
        return image_malloc(size);
    }
    void **head = &a->free[size / 16];
    void *block = *head;
    if (UNLIKELY(!block))
        return alloc_from_page(a, size);
    *head = *(void **)block;
    return block;
}

void *mem_alloc(Thread *t, size_t size)
{
    Alloc *a = &t->vm->alloc;
    if (UNLIKELY(size > MOST))
        return alloc_fail(t);
    size = block_size(size);
    void *block = alloc_small(a, size);
    if (LIKELY(block))
        return block;
    if (LIKELY(alloc_admit(a, size))) {
        block = alloc_block(a, size);
        if (UNLIKELY(!block))
            a->used -= size;
        else if (UNLIKELY(a->trace != NULL))
            alloc_trace_add(t, block, size);
    }
    return LIKELY(block) ? block : alloc_fail(t);
}

void *mem_alloc_zero(Thread *t, size_t size)
{
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
    image_free(block);
}

void *mem_resize(Thread *t, void *block, size_t old_size, size_t size)
{
    if (!block)
        return mem_alloc(t, size);
    size_t old = block_size(old_size), now = block_size(size);
    if (old == now && size <= MOST)
        return block;
    if (!PLAIN_MALLOC && old > ALLOC_SMALL && now > ALLOC_SMALL && size <= MOST) {
        Alloc *a = &t->vm->alloc;
        if (now > old && !alloc_admit(a, now - old))
            return alloc_fail(t);
        uintptr_t before = (uintptr_t)block;
        void *moved = image_realloc(block, old, now);
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
    while (a->pages) {
        void *next = *(void **)a->pages;
        image_free(a->pages);
        a->pages = next;
    }
}
