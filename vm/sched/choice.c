/* SPDX-License-Identifier: MIT */
/* Which of the items that are ready runs next: in turn, by the numbers of a generator, or by a
 * list. */
#include <stdlib.h>
#include "vm/sched/sched.h"

typedef struct SeededChoice {
    Choice choice;
    uint64_t state;
} SeededChoice;

typedef struct ScriptedChoice {
    Choice choice;
    uint32_t next, n;
    uint32_t picks[];
} ScriptedChoice;

static uint32_t pick_first(Choice *c, Loop *loop, uint32_t n)
{
    return 0;
}

Choice *choice_fifo_new(void)
{
    Choice *c = malloc(sizeof *c);
    if (c)
        c->pick = pick_first;
    return c;
}

/* SplitMix64 (Steele, Lea, Flood 2014): every seed is a good one. */
static uint32_t pick_seeded(Choice *c, Loop *loop, uint32_t n)
{
    SeededChoice *s = (SeededChoice *)c;
    uint64_t z = s->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ (z >> 31)) % n);
}

Choice *choice_seeded_new(uint64_t seed)
{
    SeededChoice *s = malloc(sizeof *s);
    if (!s)
        return NULL;
    *s = (SeededChoice){{pick_seeded}, seed};
    return &s->choice;
}

static uint32_t pick_scripted(Choice *c, Loop *loop, uint32_t n)
{
    ScriptedChoice *s = (ScriptedChoice *)c;
    return s->next < s->n ? s->picks[s->next++] : 0;
}

Choice *choice_scripted_new(const uint32_t *picks, uint32_t n)
{
    ScriptedChoice *s = malloc(sizeof *s + n * sizeof *picks);
    if (!s)
        return NULL;
    *s = (ScriptedChoice){.choice = {pick_scripted}, .n = n};
    if (n)
        memcpy(s->picks, picks, n * sizeof *picks);
    return &s->choice;
}

void choice_free(Choice *c)
{
    free(c);
}
