/* SPDX-License-Identifier: MIT */
/* Numbers of 1, 2, 4 or 8 bytes in the machine's order, which is little-endian: a copy of a fixed
   size each, which needs no call. */
#ifndef RONDO_WORDS_H
#define RONDO_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The low bytes of the word. */
static inline void word_store(char *p, size_t size, uint64_t bits)
{
    switch (size) {
    case 1:
        memcpy(p, &bits, 1);
        break;
    case 2:
        memcpy(p, &bits, 2);
        break;
    case 4:
        memcpy(p, &bits, 4);
        break;
    default:
        memcpy(p, &bits, 8);
    }
}

/* Its other bytes are 0. */
static inline uint64_t word_load(const char *p, size_t size)
{
    uint64_t bits = 0;
    switch (size) {
    case 1:
        memcpy(&bits, p, 1);
        break;
    case 2:
        memcpy(&bits, p, 2);
        break;
    case 4:
        memcpy(&bits, p, 4);
        break;
    default:
        memcpy(&bits, p, 8);
    }
    return bits;
}

#endif
