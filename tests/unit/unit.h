/* SPDX-License-Identifier: MIT */
/*
 * A unit test is one TEST(name) { CHECK(...); } in any file of this folder: it registers itself.
 * CHECK goes on after a failure, so that one run shows all of them.
 */
#ifndef RONDO_UNIT_H
#define RONDO_UNIT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct UnitTest {
    const char *name;
    void (*run)(void);
    struct UnitTest *next;
} UnitTest;

void unit_register(UnitTest *test);
void unit_check(bool ok, const char *file, int line, const char *what);
/* Texts are compared and shown; NULL is a text like any other. */
void unit_check_text(const char *got, const char *want, const char *file, int line);

#define TEST(id)                                                 \
    static void unit_run_##id(void);                             \
    static UnitTest unit_test_##id = {#id, unit_run_##id, NULL}; \
    __attribute__((constructor)) static void unit_add_##id(void) \
    {                                                            \
        unit_register(&unit_test_##id);                          \
    }                                                            \
    static void unit_run_##id(void)
#define CHECK(expr)           unit_check((expr), __FILE__, __LINE__, #expr)
#define CHECK_TEXT(got, want) unit_check_text((got), (want), __FILE__, __LINE__)

#endif
