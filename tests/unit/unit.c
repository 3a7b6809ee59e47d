/* SPDX-License-Identifier: MIT */
/* Runs every registered test, or those whose name contains the first argument. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

/* The harness's own state: registration happens before main. */
static UnitTest *tests;
static bool failing;

void unit_register(UnitTest *test)
{
    test->next = tests;
    tests = test;
}

void unit_check(bool ok, const char *file, int line, const char *what)
{
    if (ok)
        return;
    failing = true;
    printf("%s:%d: %s\n", file, line, what);
}

void unit_check_text(const char *got, const char *want, const char *file, int line)
{
    if (got == want || (got && want && strcmp(got, want) == 0))
        return;
    failing = true;
    printf("%s:%d: got \"%s\", want \"%s\"\n", file, line, got ? got : "(null)",
           want ? want : "(null)");
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    for (UnitTest *t = tests; t; t = t->next) {
        if (argc > 1 && !strstr(t->name, argv[1]))
            continue;
        failing = false;
        t->run();
        if (failing)
            printf("FAILED %s\n", t->name);
        failed += failing;
        passed += !failing;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
