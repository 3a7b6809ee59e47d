/* SPDX-License-Identifier: MIT */
/* Searching in text. A needle wider than the text cannot occur in it, which leaves six pairs of
 * widths. */
#include "vm/core/str_internal.h"

enum { FEW = 48 }; /* units of a text that is searched in line */

#define TEXT       uint8_t
#define NEEDLE     uint8_t
#define FIND(name) find11_##name
#include "vm/core/str_find_part.h"
#define TEXT       uint16_t
#define NEEDLE     uint8_t
#define FIND(name) find21_##name
#include "vm/core/str_find_part.h"
#define TEXT       uint16_t
#define NEEDLE     uint16_t
#define FIND(name) find22_##name
#include "vm/core/str_find_part.h"
#define TEXT       uint32_t
#define NEEDLE     uint8_t
#define FIND(name) find41_##name
#include "vm/core/str_find_part.h"
#define TEXT       uint32_t
#define NEEDLE     uint16_t
#define FIND(name) find42_##name
#include "vm/core/str_find_part.h"
#define TEXT       uint32_t
#define NEEDLE     uint32_t
#define FIND(name) find44_##name
#include "vm/core/str_find_part.h"

#define BY_WIDTH(which)                   \
    switch (s->unit * 8 + needle->unit) { \
    case 1 * 8 + 1:                       \
        at = find11_##which(y, n, x, m);  \
        break;                            \
    case 2 * 8 + 1:                       \
        at = find21_##which(y, n, x, m);  \
        break;                            \
    case 2 * 8 + 2:                       \
        at = find22_##which(y, n, x, m);  \
        break;                            \
    case 4 * 8 + 1:                       \
        at = find41_##which(y, n, x, m);  \
        break;                            \
    case 4 * 8 + 2:                       \
        at = find42_##which(y, n, x, m);  \
        break;                            \
    case 4 * 8 + 4:                       \
        at = find44_##which(y, n, x, m);  \
        break;                            \
    }

int64_t str_find_str(const Str *s, const Str *needle, size_t start, size_t end)
{
    int64_t at = -1;
    size_t m = needle->len, n = end - start;
    if (start > end || end > s->len || m > n)
        return -1;
    if (m == 0)
        return (int64_t)start;
    const void *y = str_unit_at(s, start), *x = str_data(needle);
    BY_WIDTH(first)
    return at < 0 ? -1 : at + (int64_t)start;
}

int64_t str_find_last(const Str *s, const Str *needle, size_t start, size_t end)
{
    int64_t at = -1;
    size_t m = needle->len, n = end - start;
    if (start > end || end > s->len || m > n)
        return -1;
    if (m == 0)
        return (int64_t)end;
    const void *y = str_unit_at(s, start), *x = str_data(needle);
    BY_WIDTH(last)
    return at < 0 ? -1 : at + (int64_t)start;
}

/* How many of n bytes are c: a word of them at a time. */
static size_t bytes_count(const uint8_t *p, size_t n, uint8_t c)
{
    const uint64_t ones = ~(uint64_t)0 / 255, low = ones * 127;
    size_t count = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, 8);
        word ^= ones * c;
        /* The high bit of each byte that is 0 now. */
        count += (size_t)__builtin_popcountll(~(((word & low) + low) | word | low));
    }
    for (; i < n; i++)
        count += p[i] == c;
    return count;
}

size_t str_count_str(const Str *s, const Str *needle, size_t start, size_t end, size_t limit)
{
    size_t count = 0;
    if (start > end)
        return 0;
    if (needle->len == 0)
        return end - start + 1 < limit ? end - start + 1 : limit;
    if (needle->len == 1 && s->unit == 1 && needle->unit == 1 && end <= s->len) {
        size_t all = bytes_count(str_unit_at(s, start), end - start, (uint8_t)str_at(needle, 0));
        return all < limit ? all : limit;
    }
    while (count < limit) {
        int64_t at = str_find_str(s, needle, start, end);
        if (at < 0)
            break;
        count++;
        start = (size_t)at + needle->len;
    }
    return count;
}

int64_t bytes_find(const void *text, size_t n, const void *needle, size_t m)
{
    return m == 0 ? 0 : find11_first(text, n, needle, m);
}

int64_t bytes_find_last(const void *text, size_t n, const void *needle, size_t m)
{
    return m == 0 ? (int64_t)n : find11_last(text, n, needle, m);
}
