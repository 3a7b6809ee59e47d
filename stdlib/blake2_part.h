/* SPDX-License-Identifier: MIT */
/*
 * BLAKE2 (RFC 7693), included once for each word size with
 *   B2(name)   the prefix of the names made here      WORD     the word's type
 *   ROUNDS     of the compression                     R1 .. R4 rotations of the mixing
 * No include guard: it is a template.
 */

typedef struct B2(State) {
    WORD h[8], counter[2];
    uint8_t block[16 * sizeof(WORD)];
    uint32_t have; /* bytes in the block */
    bool last_node;
} B2(State);

static WORD B2(rotate)(WORD x, uint32_t n)
{
    return x >> n | x << (8 * sizeof x - n);
}

static void B2(mix)(WORD *v, int a, int b, int c, int d, WORD x, WORD y)
{
    v[a] += v[b] + x;
    v[d] = B2(rotate)(v[d] ^ v[a], R1);
    v[c] += v[d];
    v[b] = B2(rotate)(v[b] ^ v[c], R2);
    v[a] += v[b] + y;
    v[d] = B2(rotate)(v[d] ^ v[a], R3);
    v[c] += v[d];
    v[b] = B2(rotate)(v[b] ^ v[c], R4);
}

static WORD B2(word)(const uint8_t *bytes)
{
    WORD w = 0;
    for (size_t i = sizeof w; i-- > 0;)
        w = w << 8 | bytes[i];
    return w;
}

static void B2(compress)(B2(State) * s, const uint8_t *block, bool last)
{
    WORD v[16], m[16];
    for (size_t i = 0; i < 16; i++)
        m[i] = B2(word)(block + i * sizeof(WORD));
    for (size_t i = 0; i < 8; i++) {
        v[i] = s->h[i];
        v[i + 8] = B2(iv)[i];
    }
    v[12] ^= s->counter[0];
    v[13] ^= s->counter[1];
    if (last)
        v[14] = ~v[14];
    if (last && s->last_node)
        v[15] = ~v[15];
    for (int round = 0; round < ROUNDS; round++) {
        const uint8_t *o = blake2_order[round % 10];
        for (int i = 0; i < 4; i++) /* columns */
            B2(mix)(v, i, i + 4, i + 8, i + 12, m[o[2 * i]], m[o[2 * i + 1]]);
        for (int i = 0; i < 4; i++) /* diagonals */
            B2(mix)
            (v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[o[8 + 2 * i]],
             m[o[9 + 2 * i]]);
    }
    for (size_t i = 0; i < 8; i++)
        s->h[i] ^= v[i] ^ v[i + 8];
}

/* param: the parameter block, as long as the state. */
static void B2(start)(B2(State) * s, const uint8_t *param)
{
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < 8; i++)
        s->h[i] = B2(iv)[i] ^ B2(word)(param + i * sizeof(WORD));
}

static void B2(count)(B2(State) * s, uint32_t n)
{
    s->counter[0] += n;
    s->counter[1] += s->counter[0] < n;
}

/* The last block is kept back: only the end knows that it is the last. */
static void B2(update)(B2(State) * s, const uint8_t *data, size_t len)
{
    while (len > 0) {
        if (s->have == sizeof s->block) {
            B2(count)(s, s->have);
            B2(compress)(s, s->block, false);
            s->have = 0;
        }
        size_t n = sizeof s->block - s->have;
        n = n < len ? n : len;
        memcpy(s->block + s->have, data, n);
        s->have += (uint32_t)n;
        data += n;
        len -= n;
    }
}

/* Writes 8 words; the state is used up. */
static void B2(finish)(B2(State) * s, uint8_t *out)
{
    B2(count)(s, s->have);
    memset(s->block + s->have, 0, sizeof s->block - s->have);
    B2(compress)(s, s->block, true);
    for (size_t i = 0; i < 8 * sizeof(WORD); i++)
        out[i] = (uint8_t)(s->h[i / sizeof(WORD)] >> (8 * (i % sizeof(WORD))));
}
