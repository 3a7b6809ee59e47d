/* SPDX-License-Identifier: MIT */
/* split, rsplit, splitlines, join. */
#include "vm/core/unicode.h"
#include "vm/objects/list.h"
#include "vm/objects/str_methods.h"

static int push_slice(Thread *t, List *l, Str *s, size_t from, size_t to)
{
    Value part = from == 0 && to == s->len ? str_unchanged(t, s) : str_slice(t, s, from, to);
    return v_is_error(part) ? -1 : list_append_take(t, l, part);
}

/* The same of a text of one byte a character: parts of one character and appending are done in line. */
static inline int push_ascii(Thread *t, List *l, Str *s, size_t from, size_t to)
{
    Str *one = to - from == 1 ? t->vm->char_str[((const uint8_t *)str_data(s))[from]] : NULL;
    if (!one || l->len == l->cap)
        return push_slice(t, l, s, from, to);
    l->items[l->len++] = v_from(obj_dup(one));
    return 0;
}

/* ---- at white space ---- */

/* Where the next byte lies that may be white space: a word of bytes at a time. */
static size_t bytes_candidate(const uint8_t *p, size_t i, size_t len)
{
    const uint64_t ones = ~(uint64_t)0 / 255, high = ones * 128;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, 8);
        /* The lowest bit set marks the first byte below 33 or above 127; a borrow may mark more. */
        uint64_t found = (((word - ones * 33) & ~word) | word) & high;
        if (found)
            return i + (size_t)__builtin_ctzll(found) / 8;
    }
    return i;
}

/* Where the white space, or what is not (`space` false), ends that goes on at i. */
static size_t run_end(const Str *s, size_t i, bool space)
{
    while (i < s->len && unicode_is_space(str_at(s, i)) == space)
        i++;
    return i;
}

/* White space among ASCII: tab to carriage return, the four separators, blank. */
static inline bool ascii_is_space(uint8_t c)
{
    return c <= ' ' && ((uint64_t)0x1f0003e00 >> c & 1);
}

/* Where a word that goes on at i ends: short ones byte by byte. */
static inline size_t ascii_word_end(const uint8_t *p, size_t i, size_t len)
{
    for (size_t most = i + 8 < len ? i + 8 : len; i < most; i++)
        if (ascii_is_space(p[i]))
            return i;
    while ((i = bytes_candidate(p, i, len)) < len && !ascii_is_space(p[i]))
        i++;
    return i;
}

static int split_ascii(Thread *t, List *l, Str *s, size_t limit)
{
    const uint8_t *p = str_data(s);
    for (size_t i = 0, len = s->len;;) {
        while (i < len && ascii_is_space(p[i]))
            i++;
        if (i == len)
            return 0;
        size_t from = i;
        if (limit-- == 0)
            return push_slice(t, l, s, from, len);
        i = ascii_word_end(p, i, len);
        if (push_ascii(t, l, s, from, i))
            return -1;
    }
}

static int split_spaces(Thread *t, List *l, Str *s, size_t limit)
{
    if (str_is_ascii(s))
        return split_ascii(t, l, s, limit);
    size_t i = 0;
    for (;;) {
        i = run_end(s, i, true);
        if (i == s->len)
            return 0;
        size_t from = i;
        if (limit-- == 0)
            return push_slice(t, l, s, from, s->len);
        i = run_end(s, i, false);
        if (push_slice(t, l, s, from, i))
            return -1;
    }
}

/* From the back; the caller reverses the list. */
static int rsplit_spaces(Thread *t, List *l, Str *s, size_t limit)
{
    size_t i = s->len;
    for (;;) {
        while (i > 0 && unicode_is_space(str_at(s, i - 1)))
            i--;
        if (i == 0)
            return 0;
        size_t to = i;
        if (limit-- == 0)
            return push_slice(t, l, s, 0, to);
        while (i > 0 && !unicode_is_space(str_at(s, i - 1)))
            i--;
        if (push_slice(t, l, s, i, to))
            return -1;
    }
}

/* ---- at a separator ---- */

/* Where byte c lies from i on, or len: what is split has short parts, a call would cost more. */
static size_t find_byte(const uint8_t *p, size_t i, size_t len, uint8_t c)
{
    const uint64_t ones = ~(uint64_t)0 / 255, high = ones * 128;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, 8);
        word ^= ones * c;
        uint64_t found = (word - ones) & ~word & high; /* its lowest bit is right: no borrow yet */
        if (found)
            return i + (size_t)__builtin_ctzll(found) / 8;
    }
    while (i < len && p[i] != c)
        i++;
    return i;
}

/* At a separator of one byte. */
static int split_at_byte(Thread *t, List *l, Str *s, uint8_t sep, size_t limit)
{
    size_t from = 0;
    while (limit-- > 0) {
        size_t at = find_byte(str_data(s), from, s->len, sep);
        if (at == s->len)
            break;
        if (push_ascii(t, l, s, from, at))
            return -1;
        from = at + 1;
    }
    return push_ascii(t, l, s, from, s->len);
}

static int split_at(Thread *t, List *l, Str *s, const Str *sep, size_t limit)
{
    if (s->unit == 1 && sep->unit == 1 && sep->len == 1)
        return split_at_byte(t, l, s, (uint8_t)str_at(sep, 0), limit);
    size_t from = 0;
    while (limit-- > 0) {
        int64_t at = str_find_str(s, sep, from, s->len);
        if (at < 0)
            break;
        if (push_slice(t, l, s, from, (size_t)at))
            return -1;
        from = (size_t)at + sep->len;
    }
    return push_slice(t, l, s, from, s->len);
}

static int rsplit_at(Thread *t, List *l, Str *s, const Str *sep, size_t limit)
{
    size_t to = s->len;
    while (limit-- > 0) {
        int64_t at = str_find_last(s, sep, 0, to);
        if (at < 0)
            break;
        if (push_slice(t, l, s, (size_t)at + sep->len, to))
            return -1;
        to = (size_t)at;
    }
    return push_slice(t, l, s, 0, to);
}

/* A text of so many characters is likely to have several parts: room for some at once. */
enum { SPLIT_MANY = 8, SPLIT_ROOM = 12 };

static Value str_split_any(Thread *t, const Value *a, bool from_right)
{
    Str *s = STR(a[0]);
    Value sep = v_is_empty(a[1]) ? V_NONE : a[1];
    int64_t limit = -1;
    if (!v_is_empty(a[2]) && arg_to_ssize(t, a[2], &limit))
        return V_ERROR;
    if (!v_is_none(sep) && !v_is_str(sep))
        return raise_format(t, EXC_TypeError, "must be str or None, not %T", sep);
    if (v_is_str(sep) && STR(sep)->len == 0)
        return raise_format(t, EXC_ValueError, "empty separator");
    List *l = list_alloc(t, 0);
    if (!l)
        return V_ERROR;
    if (s->len >= SPLIT_MANY && limit < 0 && list_reserve(t, l, SPLIT_ROOM) < 0) {
        obj_drop(t, l);
        return V_ERROR;
    }
    size_t max = limit < 0 ? SIZE_MAX : (size_t)limit;
    int status;
    if (from_right) {
        status = v_is_none(sep) ? rsplit_spaces(t, l, s, max) : rsplit_at(t, l, s, STR(sep), max);
        list_reverse(l);
    } else {
        status = v_is_none(sep) ? split_spaces(t, l, s, max) : split_at(t, l, s, STR(sep), max);
    }
    if (status == 0)
        return v_from(l);
    obj_drop(t, l);
    return V_ERROR;
}

#define SPLIT_DOC                                                                           \
    "Return a list of the substrings in the string, using sep as the separator string.\n\n" \
    "  sep\n    The separator used to split the string.\n\n"                                \
    "    When set to None (the default value), will split on any whitespace\n"              \
    "    character (including \\n \\r \\t \\f and spaces) and will discard\n"               \
    "    empty strings from the result.\n"                                                  \
    "  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\n"

NATIVE(str_split, "split(self, /, sep=None, maxsplit=-1)",
       SPLIT_DOC "Splitting starts at the front of the string and works to the end.\n\n"
                 "Note, str.split() is mainly useful for data that has been intentionally\n"
                 "delimited.  With natural text that includes punctuation, consider using\n"
                 "the regular expression module.")
{
    return str_split_any(t, a, false);
}

NATIVE(str_rsplit, "rsplit(self, /, sep=None, maxsplit=-1)",
       SPLIT_DOC "Splitting starts at the end of the string and works to the front.")
{
    return str_split_any(t, a, true);
}

/* Where the line that goes on at i ends. */
static size_t line_end(const Str *s, size_t i)
{
    if (str_is_ascii(s)) {
        const uint8_t *p = str_data(s);
        while (i < s->len && (p[i] > 0x1e || !unicode_is_line_break(p[i])))
            i++;
    } else {
        while (i < s->len && !unicode_is_line_break(str_at(s, i)))
            i++;
    }
    return i;
}

NATIVE(str_splitlines, "splitlines(self, /, keepends=False)",
       "Return a list of the lines in the string, breaking at line boundaries.\n\n"
       "Line breaks are not included in the resulting list unless keepends is given and\ntrue.")
{
    Str *s = STR(a[0]);
    int keep = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    List *l = keep < 0 ? NULL : list_alloc(t, 0);
    if (!l)
        return V_ERROR;
    for (size_t i = 0; i < s->len;) {
        size_t from = i;
        i = line_end(s, i);
        size_t end = i;
        if (i < s->len)
            i += str_at(s, i) == '\r' && i + 1 < s->len && str_at(s, i + 1) == '\n' ? 2 : 1;
        if (push_slice(t, l, s, from, keep ? i : end)) {
            obj_drop(t, l);
            return V_ERROR;
        }
    }
    return v_from(l);
}

NATIVE(str_join, "join(self, iterable, /)",
       "Concatenate any number of strings.\n\n"
       "The string whose method is called is inserted in between each given string.\n"
       "The result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> "
       "'ab.pq.rs'")
{
    Value list = seq_fast(t, a[1], "can only join an iterable"), result = V_EMPTY;
    size_t count;
    if (v_is_error(list))
        return list;
    const Value *items = seq_items(list, &count);
    for (size_t i = 0; i < count && v_is_empty(result); i++)
        if (!v_is_str(items[i]))
            result =
                raise_format(t, EXC_TypeError, "sequence item %zd: expected str instance, %T found",
                             (int64_t)i, items[i]);
    if (v_is_empty(result))
        result = str_join(t, STR(a[0]), items, count);
    drop(t, list);
    return result;
}

const NativeDef *const str_split_methods[] = {&str_split_def, &str_rsplit_def, &str_join_def,
                                              &str_splitlines_def, NULL};
