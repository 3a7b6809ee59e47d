/* SPDX-License-Identifier: MIT */
/* str: allocation, constructors, slices, concatenation, comparison. */
#include "vm/core/alloc_small.h"
#include "vm/core/containers_internal.h"
#include "vm/core/str_internal.h"
#include "vm/core/vm.h"

/* ---- widths ---- */

uint32_t units_bits(const void *data, uint32_t unit, size_t n)
{
    uint32_t bits = 0;
    if (unit == 1) {
        const uint8_t *p = data;
        for (size_t i = 0; i < n; i++)
            bits |= p[i];
    } else if (unit == 2) {
        const uint16_t *p = data;
        for (size_t i = 0; i < n; i++)
            bits |= p[i];
    } else {
        const uint32_t *p = data;
        for (size_t i = 0; i < n; i++)
            bits |= p[i];
    }
    return bits;
}

uint32_t str_range_bits(const Str *s, size_t start, size_t end)
{
    if (str_is_ascii(s))
        return start < end ? 0x7f : 0;
    return units_bits(str_unit_at(s, start), s->unit, end - start);
}

#define COPY_UNITS(TO, FROM)           \
    do {                               \
        TO *restrict d = to;           \
        const FROM *restrict f = from; \
        for (size_t i = 0; i < n; i++) \
            d[i] = (TO)f[i];           \
    } while (0)

void units_copy(void *to, uint32_t to_unit, const void *from, uint32_t from_unit, size_t n)
{
    if (to_unit == from_unit) {
        if (n)
            memcpy(to, from, n * to_unit);
        return;
    }
    switch (to_unit * 8 + from_unit) {
    case 1 * 8 + 2:
        COPY_UNITS(uint8_t, uint16_t);
        break;
    case 1 * 8 + 4:
        COPY_UNITS(uint8_t, uint32_t);
        break;
    case 2 * 8 + 1:
        COPY_UNITS(uint16_t, uint8_t);
        break;
    case 2 * 8 + 4:
        COPY_UNITS(uint16_t, uint32_t);
        break;
    case 4 * 8 + 1:
        COPY_UNITS(uint32_t, uint8_t);
        break;
    case 4 * 8 + 2:
        COPY_UNITS(uint32_t, uint16_t);
        break;
    }
}

void str_copy_into(Str *to, size_t at, const Str *s, size_t start, size_t n)
{
    units_copy(str_unit_at(to, at), to->unit, str_unit_at(s, start), s->unit, n);
}

/* ---- allocation ---- */

/* A short string of the builtin class, from the allocator's list; NULL: take the long way. */
static ALWAYS_INLINE Str *str_alloc_short(Thread *t, size_t len, uint32_t unit, uint16_t flags)
{
    if (UNLIKELY(len > ALLOC_SMALL / 4 - sizeof(Str)))
        return NULL;
    size_t size = (sizeof(Str) + (len + 1) * unit + 15) & ~(size_t)15;
    Str *s = alloc_small(&t->vm->alloc, size);
    if (UNLIKELY(!s))
        return NULL;
    object_head(&s->head, t->vm->types[KIND_str], KIND_str, size);
    s->head.flags |= flags;
    s->len = len;
    s->utf8 = NULL;
    s->unit = unit;
    s->spare = 0;
    memset((char *)(s + 1) + len * unit, 0, unit);
    return s;
}

/* A string of class cls; the text is not filled in, the terminating zero is. */
static Str *str_alloc_class(Thread *t, Type *cls, size_t len, uint32_t max)
{
    uint32_t unit = str_unit_for(max);
    if (len > (size_t)PTRDIFF_MAX / unit - 64) {
        raise_memory(t);
        return NULL;
    }
    Str *s = object_new_raw(t, cls, (len + 1) * unit);
    if (!s)
        return NULL;
    s->len = len;
    s->unit = unit;
    if (max < 0x80)
        s->head.flags |= STR_ASCII;
    memset(str_unit_at(s, len), 0, unit);
    return s;
}

Str *str_empty(Thread *t)
{
    if (UNLIKELY(!t->vm->empty_str)) {
        Str *s = str_alloc_class(t, t->vm->types[KIND_str], 0, 0);
        if (s)
            str_hash(t, s);
        t->vm->empty_str = s;
    }
    return t->vm->empty_str;
}

Str *str_alloc(Thread *t, size_t len, uint32_t max)
{
    if (len == 0) {
        Str *s = str_empty(t);
        return s ? obj_dup(s) : NULL;
    }
    Str *s = max < 0x100     ? str_alloc_short(t, len, 1, max < 0x80 ? STR_ASCII : 0)
             : max < 0x10000 ? str_alloc_short(t, len, 2, 0)
                             : NULL;
    return LIKELY(s != NULL) ? s : str_alloc_class(t, t->vm->types[KIND_str], len, max);
}

/* Size of a detached block in bytes. */
static size_t str_block_size(const Str *s)
{
    return (s->len + s->spare + 1) * s->unit;
}

static void str_drop_utf8(Thread *t, Str *s)
{
    if (s->utf8)
        mem_free(t, s->utf8, s->utf8_len + 1);
    s->utf8 = NULL;
    s->head.flags &= (uint16_t)~STR_SURROGATES;
}

void str_dealloc(Thread *t, Object *o)
{
    Str *s = (Str *)o;
    if (s->head.flags & STR_INTERNED)
        intern_forget(t, s);
    str_drop_utf8(t, s);
    if (s->head.flags & STR_DETACHED)
        mem_free(t, str_data(s), str_block_size(s));
}

/* The core makes strings, tuples and dicts before their types are set up; they are freed properly
   from the beginning. */
int str_setup(Thread *t)
{
    Type *const *types = t->vm->types;
    types[KIND_str]->dealloc = str_dealloc;
    types[KIND_tuple]->dealloc = tuple_dealloc;
    types[KIND_tuple]->visit = tuple_visit;
    types[KIND_dict]->dealloc = dict_dealloc;
    types[KIND_dict]->visit = dict_visit;
    types[KIND_dict]->clear = dict_gc_clear;
    return str_empty(t) ? 0 : -1;
}

void str_teardown(Thread *t)
{
    VM *vm = t->vm;
    for (int i = 0; i < 256; i++) {
        Str *s = vm->char_str[i];
        vm->char_str[i] = NULL;
        obj_drop(t, s);
    }
    Str *empty = vm->empty_str;
    Tuple *tuple = vm->empty_tuple;
    vm->empty_str = NULL;
    vm->empty_tuple = NULL;
    obj_drop(t, empty);
    obj_drop(t, tuple);
    intern_release(t);
}

/* ---- constructors ---- */

Value str_from_char(Thread *t, uint32_t cp)
{
    if (cp < 256 && t->vm->char_str[cp])
        return v_from(obj_dup(t->vm->char_str[cp]));
    Str *s = str_alloc(t, 1, cp);
    if (!s)
        return V_ERROR;
    units_copy(str_data(s), s->unit, &cp, 4, 1);
    if (cp < 256) {
        str_hash(t, s);
        t->vm->char_str[cp] = obj_dup(s);
    }
    return v_from(s);
}

/* n units of one width as a string; bits: their union. */
static Value str_from_units(Thread *t, const void *data, uint32_t unit, size_t n, uint32_t bits)
{
    if (n == 1) {
        uint32_t cp;
        units_copy(&cp, 4, data, unit, 1);
        return str_from_char(t, cp);
    }
    Str *s = str_alloc(t, n, bits);
    if (!s)
        return V_ERROR;
    units_copy(str_data(s), s->unit, data, unit, n);
    return v_from(s);
}

Value str_from_latin1(Thread *t, const void *bytes, size_t len)
{
    return str_from_units(t, bytes, 1, len, units_bits(bytes, 1, len));
}

Value str_from_ucs4(Thread *t, const uint32_t *cps, size_t len)
{
    return str_from_units(t, cps, 4, len, units_bits(cps, 4, len));
}

Value str_from_cstr(Thread *t, const char *text)
{
    return str_from_utf8(t, text, strlen(text));
}

Value str_of_class(Thread *t, Type *cls, Str *s)
{
    Str *copy = str_alloc_class(t, cls, s->len, str_range_bits(s, 0, s->len));
    if (!copy)
        return V_ERROR;
    str_copy_into(copy, 0, s, 0, s->len);
    if (cls->flags & TF_GC)
        gc_track(t, copy);
    return v_from(copy);
}

Value str_slice(Thread *t, Str *s, size_t start, size_t end)
{
    if (start == 0 && end == s->len && s->head.kind == KIND_str)
        return dup(v_from(s));
    if (start >= end)
        start = end = 0;
    if (LIKELY(str_is_ascii(s))) {
        const char *from = (const char *)str_data(s) + start;
        if (end - start == 1)
            return str_from_char(t, (uint8_t)*from);
        Str *part = str_alloc(t, end - start, 0x7f);
        if (!part)
            return V_ERROR;
        bytes_put((char *)(part + 1), from, end - start);
        return v_from(part);
    }
    uint32_t bits = str_range_bits(s, start, end);
    return str_from_units(t, str_unit_at(s, start), s->unit, end - start, bits);
}

/* ---- concatenation ---- */

/* Smallest code point class that holds the whole of s. */
static uint32_t str_class(const Str *s)
{
    return str_is_ascii(s) ? 0x7f : s->unit == 1 ? 0xff : s->unit == 2 ? 0xffff : 0x10ffff;
}

Value str_concat(Thread *t, Str *a, Str *b)
{
    if (b->len == 0 && a->head.kind == KIND_str)
        return dup(v_from(a));
    if (a->len == 0 && b->head.kind == KIND_str)
        return dup(v_from(b));
    if (a->len > (size_t)PTRDIFF_MAX - b->len)
        return raise_format(t, EXC_OverflowError, "strings are too large to concat");
    Str *s = str_alloc(t, a->len + b->len, str_class(a) | str_class(b));
    if (!s)
        return V_ERROR;
    if (s->unit == 1) {
        bytes_put(bytes_put(str_data(s), str_data(a), a->len), str_data(b), b->len);
        return v_from(s);
    }
    str_copy_into(s, 0, a, 0, a->len);
    str_copy_into(s, a->len, b, 0, b->len);
    return v_from(s);
}

/* Text that is appended to in a loop gets a block of its own with room to spare, so that the object
   can stay where it is while the block grows. Shorter results are simply copied. */
#define STR_DETACH_BYTES 256

/* A detached copy of a + b with room for as much again. */
static Value str_concat_detached(Thread *t, Str *a, Str *b)
{
    uint32_t max = str_class(a) | str_class(b), unit = str_unit_for(max);
    size_t len = a->len + b->len, spare = len < UINT32_MAX / 2 ? len : 0;
    Str *s = object_new(t, t->vm->types[KIND_str], sizeof(void *));
    if (!s)
        return V_ERROR;
    char *block = mem_alloc_array(t, len + spare + 1, unit);
    if (!block) {
        s->unit = 1;
        obj_drop(t, s);
        return V_ERROR;
    }
    memcpy(s + 1, &block, sizeof block);
    s->head.flags |= STR_DETACHED | (max < 0x80 ? STR_ASCII : 0);
    s->unit = unit;
    s->len = len;
    s->spare = (uint32_t)spare;
    str_copy_into(s, 0, a, 0, a->len);
    str_copy_into(s, a->len, b, 0, b->len);
    memset(block + len * unit, 0, unit);
    return v_from(s);
}

/* Makes room for `more` units behind the text of a detached string. */
static int str_grow_detached(Thread *t, Str *s, size_t more)
{
    size_t old = str_block_size(s), len = s->len + more;
    size_t spare = len / 2 < UINT32_MAX - more ? len / 2 : 0;
    if (len > (size_t)PTRDIFF_MAX / 8) {
        raise_memory(t);
        return -1;
    }
    char *block = mem_resize(t, str_data(s), old, (len + spare + 1) * s->unit);
    if (!block)
        return -1;
    memcpy(s + 1, &block, sizeof block);
    s->spare = (uint32_t)(spare + more);
    return 0;
}

/* a is detached, unshared, and as wide as the result. */
static int str_append_in_place(Thread *t, Str *a, Str *b)
{
    size_t n = b->len;
    if (a->spare < n && (n > UINT32_MAX / 2 || str_grow_detached(t, a, n)))
        return -1;
    str_drop_utf8(t, a);
    a->head.flags &= (uint16_t)~OF_HASH;
    if (!str_is_ascii(b))
        a->head.flags &= (uint16_t)~STR_ASCII;
    str_copy_into(a, a->len, b, 0, n);
    a->len += n;
    a->spare -= (uint32_t)n;
    memset(str_unit_at(a, a->len), 0, a->unit);
    return 0;
}

/* a + b, a being unshared: EMPTY when a itself has grown, a new string otherwise. */
static Value str_extend(Thread *t, Str *a, Str *b)
{
    bool own = a->head.kind == KIND_str && !(a->head.flags & STR_INTERNED);
    if (own && b->len && a->len < (size_t)PTRDIFF_MAX / 32 && b->len < UINT32_MAX / 2) {
        if ((a->head.flags & STR_DETACHED) && a->unit >= b->unit)
            return str_append_in_place(t, a, b) == 0 ? V_EMPTY : V_ERROR;
        if ((a->len + b->len) * a->unit >= STR_DETACH_BYTES && a->len >= b->len)
            return str_concat_detached(t, a, b);
    }
    return str_concat(t, a, b);
}

Value str_append(Thread *t, TAKES Value va, Value vb)
{
    Str *a = V_AS(Str, va), *b = V_AS(Str, vb);
    Value v = a->head.refcnt == 1 ? str_extend(t, a, b) : str_concat(t, a, b);
    if (v_is_empty(v))
        return va;
    drop(t, va);
    return v;
}

Value str_append_named(Thread *t, TAKES Value va, Value vb)
{
    Str *a = V_AS(Str, va);
    a->head.refcnt--;
    Value v = str_extend(t, a, V_AS(Str, vb));
    a->head.refcnt++;
    if (v_is_empty(v))
        return va;
    drop(t, va);
    return v;
}

/* The joined text of strings that are all of one byte a character. */
static void join_bytes(char *p, const Str *sep, const Value *items, size_t n)
{
    const char *between = str_data(sep);
    for (size_t i = 0; i < n; i++) {
        const Str *s = V_AS(Str, items[i]);
        if (i && sep->len)
            p = bytes_put(p, between, sep->len);
        p = bytes_put(p, str_data(s), s->len);
    }
}

/* A few short ASCII texts one behind the other; EMPTY: they are not. */
static Value str_join_short(Thread *t, const Value *items, size_t n)
{
    uint32_t flags = STR_ASCII;
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        const Str *s = V_AS(Str, items[i]);
        flags &= s->head.flags;
        len += s->len; /* it cannot overflow: there is so much memory */
    }
    Str *result = flags && len ? str_alloc(t, len, 0x7f) : NULL;
    if (UNLIKELY(!result))
        return flags && len ? V_ERROR : V_EMPTY;
    char *p = str_data(result);
    for (size_t i = 0; i < n; i++)
        p = bytes_put(p, str_data(V_AS(Str, items[i])), V_AS(Str, items[i])->len);
    return v_from(result);
}

Value str_join(Thread *t, Str *sep, const Value *items, size_t n)
{
    if (n == 1 && v_is_exact_str(items[0]))
        return dup(items[0]);
    if (sep->len == 0 && n <= 16) {
        Value v = str_join_short(t, items, n);
        if (LIKELY(!v_is_empty(v)))
            return v;
    }
    size_t len = 0;
    uint32_t max = 0;
    for (size_t i = 0; i < n; i++) {
        const Str *s = V_AS(Str, items[i]);
        size_t add = s->len + (i ? sep->len : 0);
        max |= str_class(s);
        if (add < s->len || add > (size_t)PTRDIFF_MAX - len)
            return raise_format(t, EXC_OverflowError,
                                "join() result is too long for a Python string");
        len += add;
    }
    if (n > 1 && sep->len)
        max |= str_class(sep);
    Str *result = str_alloc(t, len, max);
    if (!result)
        return V_ERROR;
    if (result->unit == 1 && len) {
        join_bytes(str_data(result), sep, items, n);
        return v_from(result);
    }
    for (size_t i = 0, at = 0; i < n && len; i++) {
        const Str *s = V_AS(Str, items[i]);
        if (i && sep->len) {
            str_copy_into(result, at, sep, 0, sep->len);
            at += sep->len;
        }
        str_copy_into(result, at, s, 0, s->len);
        at += s->len;
    }
    return v_from(result);
}

/* ---- comparison and hash ---- */

int64_t str_hash(Thread *t, Str *s)
{
    if (!(s->head.flags & OF_HASH)) {
        s->hash = hash_bytes(str_data(s), s->len * s->unit);
        s->head.flags |= OF_HASH;
    }
    return s->hash;
}

bool str_equal(const Str *a, const Str *b)
{
    return str_same(a, b);
}

/* The first four bytes and the last four of n, at least one, or fewer where there are not so many,
   as a number that orders as the bytes do if n is at most 8. */
static inline uint64_t bytes_key(const unsigned char *p, size_t n)
{
    uint32_t first, last;
    if (n < 4)
        return (uint64_t)p[0] << 16 | (uint64_t)p[n >> 1] << 8 | p[n - 1];
    memcpy(&first, p, 4);
    memcpy(&last, p + n - 4, 4);
    return (uint64_t)__builtin_bswap32(first) << 32 | __builtin_bswap32(last);
}

/* memcmp, but most texts differ in their first bytes, and a call costs more than those. */
static inline int bytes_order(const unsigned char *a, const unsigned char *b, size_t n)
{
    if (n == 0)
        return 0;
    uint64_t x = bytes_key(a, n < 8 ? n : 8), y = bytes_key(b, n < 8 ? n : 8);
    if (x != y || n <= 8)
        return (x > y) - (x < y);
    return memcmp(a + 8, b + 8, n - 8);
}

int str_order(const Str *a, const Str *b)
{
    size_t n = a->len < b->len ? a->len : b->len;
    if (a->unit == 1 && b->unit == 1) {
        int order = bytes_order(str_data(a), str_data(b), n);
        if (order)
            return order;
    } else {
        for (size_t i = 0; i < n; i++) {
            uint32_t x = str_at(a, i), y = str_at(b, i);
            if (x != y)
                return x < y ? -1 : 1;
        }
    }
    return a->len < b->len ? -1 : a->len > b->len;
}

bool str_equal_cstr(const Str *s, const char *ascii)
{
    size_t n = strlen(ascii);
    return s->unit == 1 && s->len == n && memcmp(str_data(s), ascii, n) == 0;
}
