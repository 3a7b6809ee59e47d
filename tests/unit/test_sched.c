/* SPDX-License-Identifier: MIT */
/* The scheduler from C: the order of ready tasks under each Choice, and running in steps. */
#include <stdio.h>
#include <string.h>
#include "parser/bytecode/code.h"
#include "tests/unit/vm.h"
#include "vm/core/vm.h"
#include "vm/sched/sched.h"

/* Five tasks that tell their names at each of two steps. `order` is what they told. */
static const char program[] = "import asyncio\n"
                              "order = ''\n"
                              "async def job(name):\n"
                              "    global order\n"
                              "    order += name\n"
                              "    await asyncio.sleep(0)\n"
                              "    order += name.upper()\n"
                              "async def main():\n"
                              "    await asyncio.gather(*[job(c) for c in 'abcde'])\n"
                              "asyncio.run(main())\n";

/* Runs the program with the choice (freed) and gives what `order` is, into out. */
static void run_order(const VmOptions *options, Choice *choice, char *out, size_t size)
{
    VM *vm = vm_new(options);
    Thread *t = vm->main;
    Value globals = dict_new(t);
    vm->choice = choice;
    Value r =
        vm_run_source(t, "test", program, sizeof program - 1, COMPILE_EXEC, 0, globals, V_EMPTY);
    if (v_is_error(r))
        exc_clear(t);
    else
        drop(t, r);
    Value name = str_from_cstr(t, "order");
    Value order = dict_get(t, V_AS(Dict, globals), name);
    snprintf(out, size, "%s", v_is_str(order) ? str_utf8(t, V_AS(Str, order), NULL) : "(none)");
    drop(t, name);
    drop(t, globals);
    vm->choice = NULL;
    vm_free(vm);
    choice_free(choice);
}

static void check_order(Choice *choice, const char *want)
{
    static const VmOptions options;
    char got[64];
    run_order(&options, choice, got, sizeof got);
    CHECK_TEXT(got, want);
}

TEST(choice_fifo)
{
    check_order(NULL, "abcdeABCDE");
    check_order(choice_fifo_new(), "abcdeABCDE");
}

TEST(choice_scripted)
{
    /* Each turn chooses among what is left of it; the last one of a turn is not a choice. */
    static const uint32_t picks[] = {4, 3, 2, 1, 0, 2};
    check_order(choice_scripted_new(picks, 6), "edcbaEBDCA");
    check_order(choice_scripted_new(NULL, 0), "abcdeABCDE");
    static const uint32_t large[] = {7}; /* counted round */
    check_order(choice_scripted_new(large, 1), "cabdeCABDE");
}

TEST(choice_seeded)
{
    static const VmOptions options;
    char first[64], again[64];
    int different = 0;
    for (uint64_t seed = 0; seed < 8; seed++) {
        run_order(&options, choice_seeded_new(seed), first, sizeof first);
        run_order(&options, choice_seeded_new(seed), again, sizeof again);
        CHECK_TEXT(first, again);
        unsigned seen = 0;
        for (const char *p = first; *p; p++)
            seen |= *p >= 'a' && *p <= 'e'   ? 1u << (*p - 'a')
                    : *p >= 'A' && *p <= 'E' ? 32u << (*p - 'A')
                                             : 1024u;
        CHECK(seen == 1023 && strlen(first) == 10);
        different += strcmp(first, "abcdeABCDE") != 0;
    }
    CHECK(different > 4);
}

TEST(run_in_steps)
{
    static const uint32_t budgets[] = {1, 2, 7, 100, 100000};
    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        const VmOptions options = {.step = budgets[i]};
        char got[64];
        run_order(&options, NULL, got, sizeof got);
        CHECK_TEXT(got, "abcdeABCDE");
    }
}
