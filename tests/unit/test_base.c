/* SPDX-License-Identifier: MIT */
#include "lexer/base.h"
#include "tests/unit/unit.h"

#include <string.h>

TEST(arena_gives_aligned_zeroed_memory)
{
    Arena a;
    arena_init(&a);
    for (size_t size = 0; size < 3000; size += 7) {
        char *p = arena_alloc(&a, size);
        CHECK(p && (uintptr_t)p % ARENA_ALIGN == 0);
        for (size_t i = 0; i < size; i++)
            CHECK(p[i] == 0);
        memset(p, 0xAA, size);
    }
    CHECK(a.bytes > 0 && !a.failed);
    arena_free(&a);
    CHECK(a.bytes == 0);
}

TEST(arena_takes_large_objects)
{
    Arena a;
    arena_init(&a);
    char *p = arena_alloc(&a, 5 << 20);
    CHECK(p != NULL);
    p[(5 << 20) - 1] = 1;
    arena_free(&a);
}

TEST(arena_releases_to_a_mark)
{
    Arena a;
    arena_init(&a);
    for (int round = 0; round < 3; round++) {
        ArenaMark start = arena_mark(&a);
        memset(arena_alloc(&a, 100), 0xAA, 100);
        ArenaMark mark = arena_mark(&a);
        size_t bytes = 0;
        for (int i = 0; i < 4; i++) {
            for (size_t size = 1; size < 100000; size = size * 2 + 7) {
                char *p = arena_alloc(&a, size);
                CHECK(p && p[0] == 0 && p[size / 2] == 0 && p[size - 1] == 0);
                memset(p, 0xAA, size);
            }
            arena_release(&a, mark);
            CHECK(i < 2 || a.bytes == bytes); /* the second time the chunks are there */
            bytes = a.bytes;
        }
        CHECK(arena_mark(&a).next == mark.next);
        arena_release(&a, start);
    }
    arena_free(&a);
    CHECK(a.bytes == 0);
}

TEST(arena_refuses_impossible_sizes)
{
    Arena a;
    arena_init(&a);
    CHECK(arena_alloc(&a, SIZE_MAX) == NULL && a.failed);
    CHECK(arena_copy(&a, "x", SIZE_MAX) == NULL);
    arena_free(&a);
}

TEST(arena_prints)
{
    Arena a;
    arena_init(&a);
    CHECK_TEXT(arena_printf(&a, "%d and %s", 7, "seven"), "7 and seven");
    CHECK_TEXT(arena_copy(&a, "abcdef", 3), "abc");
    arena_free(&a);
}

TEST(alloc_checks_overflow)
{
    CHECK(base_alloc(NULL, SIZE_MAX / 2, 3) == NULL);
    base_free(NULL);
}

TEST(buffer_grows_and_stays_terminated)
{
    Buffer b;
    buffer_init(&b);
    for (int i = 0; i < 1000; i++)
        buffer_printf(&b, "%03d", i);
    buffer_puts(&b, "end");
    buffer_putc(&b, '!');
    CHECK(b.len == 3004 && !b.failed);
    CHECK_TEXT(b.data + 2997, "999end!");
    buffer_append(&b, "", SIZE_MAX / 2);
    CHECK(b.failed && b.len == 3004);
    buffer_free(&b);
}

TEST(utf8_round_trip)
{
    char text[4];
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 97) {
        int n = utf8_encode(cp, text);
        const char *p = text;
        CHECK(utf8_decode(&p, text + n) == cp && p == text + n);
        p = text;
        CHECK(n == 1 || utf8_decode(&p, text + n - 1) == UINT32_MAX);
    }
}

TEST(utf8_rejects_malformed)
{
    static const char *const bad[] = {
        "\x80",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xC3(",
        "\xE2\x82(",
        "\xF0\x9F\x98(",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *p = bad[i];
        CHECK(utf8_decode(&p, p + strlen(p)) == UINT32_MAX && p == bad[i]);
    }
}

TEST(utf8_counts_code_points)
{
    CHECK(utf8_length("", 0) == 0);
    CHECK(utf8_length("жук", 6) == 3);
    CHECK(utf8_length("a\xF0\x9F\x98\x80z", 6) == 3);
}
