/* SPDX-License-Identifier: MIT */
/*
 * str: immutable code points in 1, 2 or 4 bytes each (PEP 393), lone surrogates allowed. The data
 * stands behind the struct with a terminating zero unit. Every string is in its narrowest form.
 */
#ifndef RONDO_STR_H
#define RONDO_STR_H

#include <stdarg.h>
#include "vm/core/thread.h"

struct Str {
    Object head;  /* OF_OWN1: ASCII only; OF_OWN2: interned */
    int64_t hash; /* valid when head.flags & OF_HASH */
    size_t len;   /* code points */
    char *utf8;   /* cached UTF-8, or NULL; always NULL for ASCII, whose data is UTF-8 already */
    size_t utf8_len;
    uint32_t unit;  /* bytes per code point: 1, 2, 4 */
    uint32_t spare; /* free units behind the text (s += t in place) */
    /* the data follows; OF_OWN3: it is in a block of its own instead, at *(char **)(s + 1) */
};
enum {
    STR_ASCII = OF_OWN1,
    STR_INTERNED = OF_OWN2,
    STR_DETACHED = OF_OWN3,
    STR_SURROGATES = OF_OWN4, /* the cached UTF-8 has lone surrogates in it (WTF-8) */
};

static inline void *str_data(const Str *s)
{
    void *inline_data = (void *)(uintptr_t)(s + 1);
    return UNLIKELY(s->head.flags & STR_DETACHED) ? *(void **)inline_data : inline_data;
}
static inline uint32_t str_at(const Str *s, size_t i)
{
    const void *d = str_data(s);
    return s->unit == 1   ? ((const uint8_t *)d)[i]
           : s->unit == 2 ? ((const uint16_t *)d)[i]
                          : ((const uint32_t *)d)[i];
}

/* Constructors: owned, ERROR on MemoryError. */
MUST_USE Value str_from_utf8(Thread *t, const char *bytes, size_t len); /* must be valid WTF-8 */
MUST_USE Value str_from_cstr(Thread *t, const char *text);
MUST_USE Value str_from_latin1(Thread *t, const void *bytes, size_t len);
MUST_USE Value str_from_ucs4(Thread *t, const uint32_t *cps, size_t len);
MUST_USE Value str_from_char(Thread *t, uint32_t cp);
/* printf plus: %V str() of a Value, %R repr() of a Value, %T class name of a Value, %N Str* ; and
   %s %d %ld %zd %zu %c %x %p %% with widths and precisions. */
MUST_USE Value str_format(Thread *t, const char *format, ...);
MUST_USE Value str_vformat(Thread *t, const char *format, va_list args);
/* An uninitialised string whose widest code point will be `max`; fill str_data(), keep it narrow.
 */
MUST_USE Str *str_alloc(Thread *t, size_t len, uint32_t max);
MUST_USE Value str_slice(Thread *t, Str *s, size_t start, size_t end); /* [start, end) */
MUST_USE Value str_concat(Thread *t, Str *a, Str *b);
/* a += b: TAKES a; in place when the caller holds the only reference. */
MUST_USE Value str_append(Thread *t, TAKES Value a, Value b);
/* The same when the only other reference to a is that of the name to which the result goes at once.
 */
MUST_USE Value str_append_named(Thread *t, TAKES Value a, Value b);
MUST_USE Value str_join(Thread *t, Str *sep, const Value *items, size_t n); /* items all str */
/* Interned: one object per text; equal interned strings are identical. TAKES s. */
MUST_USE Value str_intern(Thread *t, TAKES Value s);
MUST_USE Value str_intern_utf8(Thread *t, const char *bytes, size_t len);
/* How many strings are interned now. */
size_t str_intern_count(Thread *t);

/* UTF-8, NUL-terminated, owned by the string; NULL with UnicodeEncodeError for lone surrogates. */
MUST_USE const char *str_utf8(Thread *t, Str *s, size_t *len);
/* As above, but surrogates are written as WTF-8: never fails but by memory. */
MUST_USE const char *str_wtf8(Thread *t, Str *s, size_t *len);
int64_t str_hash(Thread *t, Str *s);
bool str_equal(const Str *a, const Str *b);
int str_order(const Str *a, const Str *b); /* <0, 0, >0 by code points */
bool str_equal_cstr(const Str *s, const char *ascii);
int64_t str_find_str(const Str *s, const Str *needle, size_t start, size_t end); /* or -1 */
/* repr with quotes and escapes, as CPython's. */
MUST_USE Value str_repr(Thread *t, Str *s);
int64_t hash_bytes(const void *data, size_t len); /* SipHash-1-3, zero key; never -1 */

/* ---- StrBuf: builds a string piece by piece, widening as needed ---- */
enum { STRBUF_OWN = 96 };
typedef struct StrBuf {
    Thread *t;
    void *data;
    size_t len, cap;
    uint32_t unit, max;
    bool failed;          /* MemoryError is pending; later pushes do nothing */
    char own[STRBUF_OWN]; /* where short texts grow: `data` points here first, so a StrBuf must not
                             move */
} StrBuf;
void strbuf_init(StrBuf *b, Thread *t);
void strbuf_char(StrBuf *b, uint32_t cp);
void strbuf_fill(StrBuf *b, uint32_t cp, size_t count);
void strbuf_ascii(StrBuf *b, const char *text);
void strbuf_utf8(StrBuf *b, const char *text, size_t len);
void strbuf_str(StrBuf *b, const Str *s);
void strbuf_part(StrBuf *b, const Str *s, size_t start, size_t end);
/* Appends str(v) / repr(v): 0 or -1 with an exception. */
MUST_USE int strbuf_value(StrBuf *b, Value v);
MUST_USE int strbuf_repr(StrBuf *b, Value v);
MUST_USE Value strbuf_text(const StrBuf *b); /* what is in it so far; ERROR if it failed */
MUST_USE Value strbuf_finish(StrBuf *b);     /* the same, and frees the buffer */
/* Empties it, for pushes by this thread; its memory is kept. */
void strbuf_clear(StrBuf *b, Thread *t);
void strbuf_free(StrBuf *b);

#endif
