/* SPDX-License-Identifier: MIT */
/* Between str and UTF-8. Lone surrogates travel as WTF-8: three bytes each. */
#include "vm/core/str_internal.h"

/* Length of the ASCII run that bytes begin with; eight at a time. */
static size_t ascii_run(const char *bytes, size_t len)
{
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        if (word & 0x8080808080808080)
            break;
    }
    while (i < len && !((uint8_t)bytes[i] & 0x80))
        i++;
    return i;
}

/* One code point of valid WTF-8; *p moves behind it. A cut sequence at the end gives U+FFFD. */
static inline uint32_t utf8_next(const uint8_t **p, const uint8_t *end)
{
    const uint8_t *q = *p;
    uint32_t c = *q;
    size_t n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (UNLIKELY((size_t)(end - q) < n)) {
        *p = end;
        return 0xfffd;
    }
    *p = q + n;
    switch (n) {
    case 1:
        return c;
    case 2:
        return (c & 0x1f) << 6 | (q[1] & 0x3f);
    case 3:
        return (c & 0x0f) << 12 | (uint32_t)(q[1] & 0x3f) << 6 | (q[2] & 0x3f);
    }
    return (c & 0x07) << 18 | (uint32_t)(q[1] & 0x3f) << 12 | (uint32_t)(q[2] & 0x3f) << 6 |
           (q[3] & 0x3f);
}

Value str_from_utf8(Thread *t, const char *bytes, size_t len)
{
    size_t run = ascii_run(bytes, len);
    if (run == len && len != 1) {
        Str *s = str_alloc(t, len, 0x7f);
        if (!s)
            return V_ERROR;
        if (len)
            memcpy(str_data(s), bytes, len);
        return v_from(s);
    }
    const uint8_t *end = (const uint8_t *)bytes + len, *p = (const uint8_t *)bytes + run;
    size_t count = run;
    uint32_t bits = run ? 0x7f : 0, cp = 0;
    while (p < end) {
        bits |= cp = utf8_next(&p, end);
        count++;
    }
    if (count == 1)
        return str_from_char(t, run ? (uint8_t)bytes[0] : cp);
    Str *s = str_alloc(t, count, bits);
    if (!s)
        return V_ERROR;
    units_copy(str_data(s), s->unit, bytes, 1, run);
    p = (const uint8_t *)bytes + run;
    for (size_t i = run; i < count; i++) {
        cp = utf8_next(&p, end);
        units_copy(str_unit_at(s, i), s->unit, &cp, 4, 1);
    }
    return v_from(s);
}

static size_t utf8_size(uint32_t cp)
{
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

static char *utf8_put(char *p, uint32_t cp)
{
    if (cp < 0x80) {
        *p++ = (char)cp;
    } else if (cp < 0x800) {
        *p++ = (char)(0xc0 | cp >> 6);
        *p++ = (char)(0x80 | (cp & 0x3f));
    } else if (cp < 0x10000) {
        *p++ = (char)(0xe0 | cp >> 12);
        *p++ = (char)(0x80 | (cp >> 6 & 0x3f));
        *p++ = (char)(0x80 | (cp & 0x3f));
    } else {
        *p++ = (char)(0xf0 | cp >> 18);
        *p++ = (char)(0x80 | (cp >> 12 & 0x3f));
        *p++ = (char)(0x80 | (cp >> 6 & 0x3f));
        *p++ = (char)(0x80 | (cp & 0x3f));
    }
    return p;
}

static bool is_surrogate(uint32_t cp)
{
    return (cp & 0xfffff800) == 0xd800;
}

/* Fills the cache of a string that is not ASCII. */
static int str_cache_utf8(Thread *t, Str *s)
{
    size_t size = 0;
    bool surrogates = false;
    if (s->len > (size_t)PTRDIFF_MAX / 4 - 1) {
        raise_memory(t);
        return -1;
    }
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        size += utf8_size(cp);
        surrogates |= is_surrogate(cp);
    }
    char *text = mem_alloc(t, size + 1), *p = text;
    if (!text)
        return -1;
    for (size_t i = 0; i < s->len; i++)
        p = utf8_put(p, str_at(s, i));
    *p = 0;
    s->utf8 = text;
    s->utf8_len = size;
    if (surrogates)
        s->head.flags |= STR_SURROGATES;
    return 0;
}

const char *str_wtf8(Thread *t, Str *s, size_t *len)
{
    if (str_is_ascii(s)) {
        if (len)
            *len = s->len;
        return str_data(s);
    }
    if (!s->utf8 && str_cache_utf8(t, s))
        return NULL;
    if (len)
        *len = s->utf8_len;
    return s->utf8;
}

/* UnicodeEncodeError over the first run of surrogates. */
static void raise_surrogates(Thread *t, Str *s)
{
    size_t start = 0, end;
    while (start < s->len && !is_surrogate(str_at(s, start)))
        start++;
    for (end = start; end < s->len && is_surrogate(str_at(s, end)); end++)
        continue;
    Value args[5] = {str_from_cstr(t, "utf-8"), v_from(s), v_from_small((int64_t)start),
                     v_from_small((int64_t)end), V_EMPTY};
    if (v_is_error(args[0]))
        return;
    args[4] = str_from_cstr(t, "surrogates not allowed");
    if (!v_is_error(args[4])) {
        Value exc = exception_new(t, t->vm->exc[EXC_UnicodeEncodeError], args, 5);
        if (!v_is_error(exc)) {
            raise_object(t, exc);
            drop(t, exc);
        }
        drop(t, args[4]);
    }
    drop(t, args[0]);
}

const char *str_utf8(Thread *t, Str *s, size_t *len)
{
    const char *text = str_wtf8(t, s, len);
    if (text && (s->head.flags & STR_SURROGATES)) {
        raise_surrogates(t, s);
        return NULL;
    }
    return text;
}
