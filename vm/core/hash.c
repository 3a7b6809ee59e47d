/* SPDX-License-Identifier: MIT */
/*
 * SipHash with one compression and three finalisation rounds and a zero key: the hash CPython gives
 * to text and bytes under PYTHONHASHSEED=0. Source: Aumasson and Bernstein, "SipHash: a fast
 * short-input PRF".
 */
#include "vm/core/str.h"

#define ROTATE(x, n) ((x) << (n) | (x) >> (64 - (n)))

typedef struct SipState {
    uint64_t a, b, c, d;
} SipState;

static inline void sip_round(SipState *s)
{
    s->a += s->b;
    s->c += s->d;
    s->b = ROTATE(s->b, 13) ^ s->a;
    s->d = ROTATE(s->d, 16) ^ s->c;
    s->a = ROTATE(s->a, 32);
    s->c += s->b;
    s->a += s->d;
    s->b = ROTATE(s->b, 17) ^ s->c;
    s->d = ROTATE(s->d, 21) ^ s->a;
    s->c = ROTATE(s->c, 32);
}

/* Up to seven bytes as a little-endian number. */
static inline uint64_t last_bytes(const uint8_t *p, size_t n)
{
    uint64_t v = 0;
    if (n & 4) {
        uint32_t four;
        memcpy(&four, p, 4);
        v = four;
        p += 4;
    }
    size_t at = (n & 4) * 8;
    if (n & 2) {
        v |= (uint64_t)(p[0] | p[1] << 8) << at;
        p += 2;
        at += 16;
    }
    return n & 1 ? v | (uint64_t)*p << at : v;
}

int64_t hash_bytes(const void *data, size_t len)
{
    if (len == 0)
        return 0;
    SipState s = {0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261, 0x7465646279746573};
    const uint8_t *p = data, *whole = p + (len & ~(size_t)7);
    for (; p < whole; p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        s.d ^= word;
        sip_round(&s);
        s.a ^= word;
    }
    uint64_t last = last_bytes(p, len & 7) | (uint64_t)len << 56;
    s.d ^= last;
    sip_round(&s);
    s.a ^= last;
    s.c ^= 0xff;
    sip_round(&s);
    sip_round(&s);
    sip_round(&s);
    int64_t hash = (int64_t)(s.a ^ s.b ^ s.c ^ s.d);
    return hash == -1 ? -2 : hash;
}
