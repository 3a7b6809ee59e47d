/* SPDX-License-Identifier: MIT */
/* Large blocks: what they hold survives whatever happens around them. */
#include <stdint.h>
#include <string.h>
#include "tests/unit/unit.h"
#include "vm/core/alloc_large.h"

enum { BLOCKS = 12, STEPS = 4000 };

typedef struct Block {
    uint64_t *words;
    size_t size, tag;
} Block;

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void block_mark(Block *b, size_t from)
{
    for (size_t i = from; i < b->size / 8; i += 64)
        b->words[i] = b->tag + i;
}

static bool block_holds(const Block *b, size_t size)
{
    for (size_t i = 0; i < size / 8; i += 64)
        if (b->words[i] != b->tag + i)
            return false;
    return true;
}

static bool kept_is_sound(const LargeBlocks *l)
{
    size_t bytes = 0;
    for (unsigned i = 0; i < l->count; i++) {
        bytes += l->kept[i].bytes;
        for (unsigned k = 0; k < l->count; k++)
            if (l->kept[i].start + l->kept[i].bytes == l->kept[k].start)
                return false;
    }
    return l->count <= LARGE_KEPT && bytes == l->kept_bytes && bytes <= LARGE_KEPT_BYTES;
}

TEST(large_blocks_keep_their_contents)
{
    LargeBlocks large = {0};
    Block blocks[BLOCKS] = {0};
    uint64_t seed = 1;
    for (size_t step = 1; step <= STEPS; step++) {
        Block *b = &blocks[next_random(&seed) % BLOCKS];
        size_t size =
            (LARGE_LEAST + next_random(&seed) % (step % 50 ? 600000 : 9000000)) & ~(size_t)511;
        if (!b->words) {
            *b = (Block){large_alloc(&large, size, false), size, step << 32};
            CHECK(b->words != NULL);
            block_mark(b, 0);
        } else if (next_random(&seed) % 3) {
            size_t old = b->size, common = old < size ? old : size;
            b->words = large_resize(&large, b->words, old, size);
            b->size = size;
            CHECK(b->words != NULL && block_holds(b, common));
            block_mark(b, common / 8);
        } else {
            CHECK(block_holds(b, b->size));
            large_free(&large, b->words, b->size);
            b->words = NULL;
        }
        CHECK(kept_is_sound(&large));
    }
    for (size_t i = 0; i < BLOCKS; i++)
        if (blocks[i].words)
            large_free(&large, blocks[i].words, blocks[i].size);
    large_release(&large);
    CHECK(large.count == 0 && large.kept_bytes == 0);
}

TEST(large_blocks_are_zeroed_when_asked)
{
    LargeBlocks large = {0};
    size_t size = LARGE_LEAST + 5000, twice = 2 * size;
    char *first = large_alloc(&large, size, false);
    memset(first, 0x5A, size);
    large_free(&large, first, size);
    char *again = large_alloc(&large, twice, true); /* the pages of the first one and fresh ones */
    size_t other = 0;
    for (size_t i = 0; i < twice; i++)
        other += again[i] != 0;
    CHECK(other == 0);
    large_free(&large, again, twice);
    large_release(&large);
}

TEST(large_blocks_grow_into_what_was_freed)
{
    LargeBlocks large = {0};
    char *long_one = large_alloc(&large, 16 * LARGE_LEAST, false);
    char *block = large_alloc(&large, LARGE_LEAST, false);
    memset(block, 7, LARGE_LEAST);
    large_free(&large, long_one, 16 * LARGE_LEAST);
    block = large_resize(&large, block, LARGE_LEAST, 2 * LARGE_LEAST);
    CHECK(block[0] == 7 && block[LARGE_LEAST - 1] == 7 && large.kept_bytes == 15 * LARGE_LEAST);
    block = large_resize(&large, block, 2 * LARGE_LEAST, 10 * LARGE_LEAST);
    CHECK(block[0] == 7 && large.kept_bytes == 7 * LARGE_LEAST);
    large_free(&large, block, 10 * LARGE_LEAST);
    large_release(&large);
    CHECK(large_alloc(&large, SIZE_MAX / 2, false) == NULL);
}
