/* SPDX-License-Identifier: MIT */
#include "vm/core/alloc_large.h"
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

static size_t whole_pages(size_t size)
{
    return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

void pages_populate(const char *from, const char *to)
{
    uintptr_t start = (uintptr_t)from & ~(uintptr_t)(PAGE - 1);
    uintptr_t end = (uintptr_t)to & ~(uintptr_t)(PAGE - 1);
    if (start < end)
        madvise((void *)start, end - start, MADV_POPULATE_WRITE);
}

static char *pages_map(size_t bytes)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE;
    char *start = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

/* The pages of `old` bytes at `start` become `bytes`, here or elsewhere: their tables move. Those
   that were mapped in several pieces (it is then refused) are copied. NULL: no memory. */
static char *pages_resize(char *start, size_t old, size_t bytes)
{
    char *moved = mremap(start, old, bytes, MREMAP_MAYMOVE);
    if (moved != MAP_FAILED) {
        pages_populate(moved + old, moved + bytes);
        return moved;
    }
    moved = pages_map(bytes);
    if (moved) {
        memcpy(moved, start, old);
        munmap(start, old);
    }
    return moved;
}

/* ---- the blocks that are kept ---- */

static void kept_remove(LargeBlocks *l, unsigned at)
{
    l->kept_bytes -= l->kept[at].bytes;
    l->count--;
    memmove(l->kept + at, l->kept + at + 1, (l->count - at) * sizeof *l->kept);
}

/* The oldest go until there is room for so many bytes more. */
static void kept_make_room(LargeBlocks *l, size_t bytes)
{
    while (l->count && (l->count == LARGE_KEPT || l->kept_bytes + bytes > LARGE_KEPT_BYTES)) {
        munmap(l->kept[0].start, l->kept[0].bytes);
        kept_remove(l, 0);
    }
}

/* With its neighbours among those that are kept it becomes one again. */
static struct LargeFree kept_join(LargeBlocks *l, struct LargeFree block)
{
    for (unsigned i = l->count; i-- > 0;) {
        struct LargeFree other = l->kept[i];
        if (other.start + other.bytes != block.start && block.start + block.bytes != other.start)
            continue;
        block.start = other.start < block.start ? other.start : block.start;
        block.bytes += other.bytes;
        kept_remove(l, i);
    }
    return block;
}

/* Pages that no block uses any more: kept, or given back when they are very many. What is left of a
   block that was cut is kept too: it will grow into it again, or be joined to it. */
static void pages_put(LargeBlocks *l, char *start, size_t bytes)
{
    if (!bytes)
        return;
    struct LargeFree block = kept_join(l, (struct LargeFree){start, bytes});
    if (block.bytes > LARGE_KEPT_BYTES) {
        munmap(block.start, block.bytes);
        return;
    }
    kept_make_room(l, block.bytes);
    l->kept[l->count++] = block;
    l->kept_bytes += block.bytes;
}

/* Kept pages that begin there and are enough, for the block that ends there. */
static bool pages_extend(LargeBlocks *l, char *end, size_t bytes)
{
    for (unsigned i = 0; i < l->count; i++) {
        struct LargeFree behind = l->kept[i];
        if (behind.start != end || behind.bytes < bytes)
            continue;
        kept_remove(l, i);
        pages_put(l, end + bytes, behind.bytes - bytes);
        return true;
    }
    return false;
}

/* Of those that are large enough the smallest, else the largest; 0 when there is none. */
static unsigned kept_best(const LargeBlocks *l, size_t bytes)
{
    unsigned best = 0;
    for (unsigned i = 1; i < l->count; i++) {
        size_t has = l->kept[i].bytes, most = l->kept[best].bytes;
        if (most < bytes ? has > most : has >= bytes && has < most)
            best = i;
    }
    return best;
}

/* `bytes` made of the kept block at `at`, the first *dirty of them have been in use. NULL: no
 * memory. */
static char *pages_take(LargeBlocks *l, unsigned at, size_t bytes, size_t *dirty)
{
    struct LargeFree found = l->kept[at];
    kept_remove(l, at);
    if (found.bytes >= bytes) {
        pages_put(l, found.start + bytes, found.bytes - bytes);
        *dirty = bytes;
        return found.start;
    }
    char *start = pages_resize(found.start, found.bytes, bytes);
    if (!start)
        pages_put(l, found.start, found.bytes);
    *dirty = found.bytes;
    return start;
}

/* ---- blocks ---- */

void *large_alloc(LargeBlocks *l, size_t size, bool zero)
{
    size_t bytes = whole_pages(size), dirty = 0;
    char *block = l->count ? pages_take(l, kept_best(l, bytes), bytes, &dirty) : pages_map(bytes);
    if (!block && l->count) {
        dirty = 0;
        large_release(l);
        block = pages_map(bytes);
    }
    if (block && zero)
        memset(block, 0, dirty);
    return block;
}

void *large_resize(LargeBlocks *l, void *block, size_t old_size, size_t size)
{
    size_t old = whole_pages(old_size), bytes = whole_pages(size), dirty;
    if (bytes <= old) {
        pages_put(l, (char *)block + bytes, old - bytes);
        return block;
    }
    if (pages_extend(l, (char *)block + old, bytes - old))
        return block;
    unsigned best = kept_best(l, 2 * bytes);
    if (l->count && l->kept[best].bytes >= 2 * bytes) { /* room to grow on */
        char *roomy = pages_take(l, best, bytes, &dirty);
        memcpy(roomy, block, old);
        pages_put(l, block, old);
        return roomy;
    }
    char *moved = pages_resize(block, old, bytes);
    if (!moved && l->count) {
        large_release(l);
        moved = pages_resize(block, old, bytes);
    }
    return moved;
}

void large_free(LargeBlocks *l, void *block, size_t size)
{
    pages_put(l, block, whole_pages(size));
}

void large_release(LargeBlocks *l)
{
    for (unsigned i = 0; i < l->count; i++)
        munmap(l->kept[i].start, l->kept[i].bytes);
    l->count = 0;
    l->kept_bytes = 0;
}
