/* SPDX-License-Identifier: MIT */
/*
 * The module _random: the Mersenne Twister MT19937 of Matsumoto and Nishimura ("Mersenne Twister: a
 * 623-dimensionally equidistributed uniform pseudorandom number generator", 1998; seeding as in
 * their revision of 2002). The same seed gives the same numbers as CPython.
 */
#include <errno.h>
#include <sys/random.h>
#include "vm/api.h"
#include "vm/objects/int.h"

#define WORDS  624
#define MIDDLE 397

typedef struct Random {
    Object head;
    uint32_t state[WORDS];
    uint32_t index; /* of the next word; WORDS: make new ones */
} Random;

/* ---- the generator ---- */

static uint32_t mixed(uint32_t upper, uint32_t lower)
{
    uint32_t y = (upper & 0x80000000u) | (lower & 0x7fffffffu);
    return y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
}

static void twist(Random *r)
{
    for (int i = 0; i < WORDS; i++)
        r->state[i] =
            r->state[(i + MIDDLE) % WORDS] ^ mixed(r->state[i], r->state[(i + 1) % WORDS]);
    r->index = 0;
}

static uint32_t next_word(Random *r)
{
    if (r->index >= WORDS)
        twist(r);
    uint32_t y = r->state[r->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static void seed_word(Random *r, uint32_t s)
{
    r->state[0] = s;
    for (uint32_t i = 1; i < WORDS; i++)
        r->state[i] = 1812433253u * (r->state[i - 1] ^ r->state[i - 1] >> 30) + i;
    r->index = WORDS;
}

/* The word at i depends on the one before it, which wraps round as a copy. */
static uint32_t step(Random *r, uint32_t i, uint32_t factor)
{
    return r->state[i] ^ (r->state[i - 1] ^ r->state[i - 1] >> 30) * factor;
}

static uint32_t advance(Random *r, uint32_t i)
{
    if (++i < WORDS)
        return i;
    r->state[0] = r->state[WORDS - 1];
    return 1;
}

static void seed_array(Random *r, const uint32_t *key, size_t len)
{
    uint32_t i = 1;
    size_t j = 0;
    seed_word(r, 19650218u);
    for (size_t k = len > WORDS ? len : WORDS; k; k--) {
        r->state[i] = step(r, i, 1664525u) + key[j] + (uint32_t)j;
        i = advance(r, i);
        j = j + 1 < len ? j + 1 : 0;
    }
    for (size_t k = WORDS - 1; k; k--) {
        r->state[i] = step(r, i, 1566083941u) - i;
        i = advance(r, i);
    }
    r->state[0] = 0x80000000u;
}

/* ---- seeding ---- */

static int seed_from_system(Thread *t, Random *r)
{
    uint32_t key[WORDS];
    size_t have = 0;
    while (have < sizeof key) {
        ssize_t n = getrandom((char *)key + have, sizeof key - have, 0);
        if (n < 0 && errno != EINTR) {
            raise_errno(t, errno);
            return -1;
        }
        have += n > 0 ? (size_t)n : 0;
    }
    seed_array(r, key, WORDS);
    return 0;
}

/* By the absolute value, in words of 32 bits, the lowest first; zero is one word. */
static void seed_from_int(Random *r, Value n, uint32_t *key)
{
    IntView v;
    int_view(n, &v);
    size_t len = (int_bit_length(&v) + 31) / 32;
    key[0] = 0;
    for (size_t i = 0; i < len; i++)
        key[i] = (uint32_t)(v.d[i / 2] >> (i % 2 * 32));
    seed_array(r, key, len ? len : 1);
}

static int seed_from(Thread *t, Random *r, Value arg)
{
    if (v_is_empty(arg) || v_is_none(arg))
        return seed_from_system(t, r);
    Value n;
    int64_t hash;
    if (v_is_int(arg))
        n = dup(arg);
    else
        n = value_hash(t, arg, &hash) < 0 ? V_ERROR : int_from_uint64(t, (uint64_t)hash);
    if (v_is_error(n))
        return -1;
    IntView v;
    int_view(n, &v);
    size_t size = ((size_t)v.n * 2 + 1) * sizeof(uint32_t);
    uint32_t *key = mem_alloc(t, size);
    if (key) {
        seed_from_int(r, n, key);
        mem_free(t, key, size);
    }
    drop(t, n);
    return key ? 0 : -1;
}

/* ---- the type ---- */

NATIVE_VAR(random_init, "__init__(self, seed=None, /)", NULL)
{
    if (nargs > 2)
        return raise_format(t, EXC_TypeError, "Random() requires 0 or 1 argument");
    return seed_from(t, V_AS(Random, a[0]), nargs == 2 ? a[1] : V_EMPTY) < 0 ? V_ERROR : V_NONE;
}

NATIVE_VAR(random_new, "Random(seed=None, /)", NULL)
{
    Random *r = object_new(t, V_AS(Type, a[0]), 0);
    if (!r)
        return V_ERROR;
    gc_track(t, r);
    return v_from(r);
}

NATIVE(random_seed, "seed(self, n=None, /)",
       "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination of "
       "the\ncurrent time and the process identifier.")
{
    return seed_from(t, V_AS(Random, a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

NATIVE(random_random, "random(self, /)", "random() -> x in the interval [0, 1).")
{
    Random *r = V_AS(Random, a[0]);
    uint32_t high = next_word(r) >> 5, low = next_word(r) >> 6;
    return float_new(t, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

NATIVE(random_getrandbits, "getrandbits(self, k, /)",
       "getrandbits(k) -> x.  Generates an int with k random bits.")
{
    Random *r = V_AS(Random, a[0]);
    int64_t k;
    if (value_to_int64(t, a[1], &k) < 0)
        return V_ERROR;
    if (k < 0)
        return raise_format(t, EXC_ValueError, "number of bits must be non-negative");
    if (k <= 32)
        return v_from_small(k == 0 ? 0 : next_word(r) >> (32 - k));
    Int *n = int_alloc(t, ((uint64_t)k + 63) / 64);
    if (!n)
        return V_ERROR;
    int64_t words = (k - 1) / 32 + 1;
    for (int64_t i = 0; i < words; i++, k -= 32) {
        uint64_t word = next_word(r);
        if (k < 32)
            word >>= 32 - k;
        n->limbs[i / 2] |= word << (i % 2 * 32);
    }
    return int_finish(t, n, (words + 1) / 2, false);
}

NATIVE(random_getstate, "getstate(self, /)", "getstate() -> tuple containing the current state.")
{
    Random *r = V_AS(Random, a[0]);
    Value items[WORDS + 1];
    for (int i = 0; i < WORDS; i++)
        items[i] = v_from_small(r->state[i]);
    items[WORDS] = v_from_small(r->index);
    return tuple_new(t, items, WORDS + 1);
}

NATIVE(random_setstate, "setstate(self, state, /)",
       "setstate(state) -> None.  Restores generator state.")
{
    Random *r = V_AS(Random, a[0]);
    uint32_t state[WORDS];
    int64_t index;
    if (!v_has_layout(a[1], KIND_tuple))
        return raise_format(t, EXC_TypeError, "state vector must be a tuple");
    Tuple *tuple = V_AS(Tuple, a[1]);
    if (tuple->len != WORDS + 1)
        return raise_format(t, EXC_ValueError, "state vector is the wrong size");
    for (int i = 0; i < WORDS; i++) {
        if (!v_is_int(tuple->items[i]))
            return raise_format(t, EXC_TypeError, "an integer is required");
        if (int_sign(tuple->items[i]) < 0)
            return raise_format(t, EXC_OverflowError,
                                "can't convert negative value to unsigned int");
        state[i] = (uint32_t)int_low64(tuple->items[i]);
    }
    if (value_to_int64(t, tuple->items[WORDS], &index) < 0)
        return V_ERROR;
    if (index < 0 || index > WORDS)
        return raise_format(t, EXC_ValueError, "invalid state");
    memcpy(r->state, state, sizeof state);
    r->index = (uint32_t)index;
    return V_NONE;
}

static int random_exec(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&random_seed_def,        &random_random_def,
                                               &random_getrandbits_def, &random_getstate_def,
                                               &random_setstate_def,    NULL};
    static const FieldTable fields = {.offsets = {0}};
    static const TypeSpec spec = {
        .name = "_random.Random",
        .doc = "Random() -> create a random number generator with its own internal state.",
        .size = sizeof(Random),
        .flags = TF_BASE,
        .new_def = &random_new_def,
        .init_def = &random_init_def,
        .methods = methods,
    };
    Type *type = api_type(t, &spec, &fields);
    return type ? api_module_add_type(t, module, type) : -1;
}

Value random_c_module(Thread *t);
Value random_c_module(Thread *t)
{
    static const ModuleSpec spec = {
        "_random", "Module implements the Mersenne Twister random number generator.", NULL,
        random_exec};
    return api_module(t, &spec);
}
