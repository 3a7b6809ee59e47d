/* SPDX-License-Identifier: MIT */
/* What the files that implement str share; everybody else uses vm/core/str.h. */
#ifndef RONDO_STR_INTERNAL_H
#define RONDO_STR_INTERNAL_H

#include "vm/core/exceptions.h"

/* Bytes per code point of a string whose code points, or'ed together, give `max`. The three limits
   are powers of two, so that the union of the bits says as much as the maximum. */
static inline uint32_t str_unit_for(uint32_t max)
{
    return max < 0x100 ? 1 : max < 0x10000 ? 2 : 4;
}
static inline bool str_is_ascii(const Str *s)
{
    return s->head.flags & STR_ASCII;
}
/* Nothing but its block belongs to it: it is ASCII, so has no UTF-8 beside it. */
static inline bool str_is_bare(const Str *s)
{
    enum { OTHERWISE = STR_INTERNED | STR_DETACHED | OF_WEAKREFS };
    return (s->head.flags & (STR_ASCII | OTHERWISE)) == STR_ASCII;
}
/* Are n bytes the same? memcmp, but most texts are short, and a call costs more than those. */
static inline bool bytes_same(const void *x, const void *y, size_t n)
{
    const char *a = x, *b = y;
    uint64_t v, w;
    if (n >= 8) {
        for (size_t i = 0; i + 8 < n; i += 8) {
            memcpy(&v, a + i, 8);
            memcpy(&w, b + i, 8);
            if (v != w)
                return false;
        }
        memcpy(&v, a + n - 8, 8);
        memcpy(&w, b + n - 8, 8);
        return v == w;
    }
    if (n >= 4) {
        uint32_t p, q, r, s;
        memcpy(&p, a, 4);
        memcpy(&q, b, 4);
        memcpy(&r, a + n - 4, 4);
        memcpy(&s, b + n - 4, 4);
        return p == q && r == s;
    }
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i])
            return false;
    return true;
}
/* memcpy in line for what is mostly a few bytes; where the copy ends. */
static ALWAYS_INLINE char *bytes_put(char *to, const void *from, size_t n)
{
    const char *p = from;
    if (n > 16) {
        memcpy(to, p, n);
    } else if (n >= 8) {
        memcpy(to, p, 8);
        memcpy(to + n - 8, p + n - 8, 8);
    } else if (n >= 4) {
        memcpy(to, p, 4);
        memcpy(to + n - 4, p + n - 4, 4);
    } else if (n) {
        to[0] = p[0];
        to[n >> 1] = p[n >> 1];
        to[n - 1] = p[n - 1];
    }
    return to + n;
}
/* str_equal in line. */
static inline bool str_same(const Str *a, const Str *b)
{
    return a == b || (a->len == b->len && a->unit == b->unit &&
                      bytes_same(str_data(a), str_data(b), a->len * a->unit));
}
/* Text that is exactly a str, not a subclass: its methods cannot have been overridden. */
static inline bool v_is_exact_str(Value v)
{
    return v_is_kind(v, KIND_str);
}
/* The code points of [start, end) or'ed together: tells the width of a part. */
uint32_t str_range_bits(const Str *s, size_t start, size_t end);
/* Copies n code points from units of one width to units of another. */
void units_copy(void *to, uint32_t to_unit, const void *from, uint32_t from_unit, size_t n);
/* Copies [start, start+n) of s into the data of `to` from its index `at` on. */
void str_copy_into(Str *to, size_t at, const Str *s, size_t start, size_t n);
/* Code points of n units, or'ed together. */
uint32_t units_bits(const void *data, uint32_t unit, size_t n);
/* A string of the class cls (str or below) with the text of s. */
MUST_USE Value str_of_class(Thread *t, Type *cls, Str *s);
static inline void *str_unit_at(const Str *s, size_t i)
{
    return (char *)str_data(s) + i * s->unit;
}
/* The empty string. BORROWED. */
Str *str_empty(Thread *t);

void str_dealloc(Thread *t, Object *o);
void intern_forget(Thread *t, Str *s);
void intern_release(Thread *t);

/* Last occurrence of needle inside [start, end), or -1. */
int64_t str_find_last(const Str *s, const Str *needle, size_t start, size_t end);
/* Number of occurrences that do not overlap, up to `limit`. */
size_t str_count_str(const Str *s, const Str *needle, size_t start, size_t end, size_t limit);
/* The same for bytes. */
int64_t bytes_find(const void *text, size_t n, const void *needle, size_t m);
int64_t bytes_find_last(const void *text, size_t n, const void *needle, size_t m);

#endif
