/* SPDX-License-Identifier: MIT */
/* Methods of bytes and bytearray that look for something: find, count, startswith, replace,
 * strip... */
#include "vm/objects/bytes_internal.h"

/* What is searched for: bytes-like, or an int that stands for one byte. */
typedef struct Needle {
    BufferView view;
    const char *p;
    size_t n;
    char byte;
} Needle;

static int needle_get(Thread *t, Value v, Needle *needle)
{
    *needle = (Needle){.p = NULL};
    if (buffer_check(t, v)) {
        if (buffer_get(t, v, &needle->view) < 0)
            return -1;
        needle->p = needle->view.data;
        needle->n = needle->view.len;
        return 0;
    }
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "argument should be integer or bytes-like object, not '%T'",
                     v);
        return -1;
    }
    int byte = byte_value(t, v, "byte must be in range(0, 256)");
    if (byte < 0)
        return -1;
    needle->byte = (char)byte;
    needle->p = &needle->byte;
    needle->n = 1;
    return 0;
}

/* The part of the receiver between the optional bounds a[2] and a[3]. 0, -1. */
static int range_get(Thread *t, Value *a, int64_t *from, int64_t *to)
{
    if (slice_bounds(t, a[2], a[3], (int64_t)piece_of(a[0]).n, from, to))
        return -1;
    int64_t len = (int64_t)piece_of(a[0]).n; /* an __index__ may have changed it */
    *to = *to > len ? len : *to;
    return 0;
}

/* Where a[1] is in a[0]: an index, -1: nowhere, -2: error. */
static int64_t search(Thread *t, Value *a, bool last)
{
    int64_t from, to, at = -1;
    Needle needle;
    if (range_get(t, a, &from, &to) || needle_get(t, a[1], &needle))
        return -2;
    if (from <= to) {
        const char *text = piece_of(a[0]).p + from;
        size_t n = (size_t)(to - from);
        at = last ? bytes_find_last(text, n, needle.p, needle.n)
                  : bytes_find(text, n, needle.p, needle.n);
    }
    buffer_release(t, &needle.view);
    return at < 0 ? -1 : at + from;
}

static Value search_index(Thread *t, Value *a, bool last)
{
    int64_t at = search(t, a, last);
    return at >= 0    ? v_from_small(at)
           : at == -2 ? V_ERROR
                      : raise_format(t, EXC_ValueError, "subsection not found");
}

NATIVE(find, "find(self, sub, start=None, end=None, /)", "Lowest index at which sub begins, or -1.")
{
    int64_t at = search(t, a, false);
    return at == -2 ? V_ERROR : v_from_small(at);
}

NATIVE(rfind, "rfind(self, sub, start=None, end=None, /)",
       "Highest index at which sub begins, or -1.")
{
    int64_t at = search(t, a, true);
    return at == -2 ? V_ERROR : v_from_small(at);
}

NATIVE(index, "index(self, sub, start=None, end=None, /)",
       "As find(), but ValueError when there is none.")
{
    return search_index(t, a, false);
}

NATIVE(rindex, "rindex(self, sub, start=None, end=None, /)",
       "As rfind(), but ValueError when there is none.")
{
    return search_index(t, a, true);
}

/* Occurrences that do not overlap, up to a limit. */
static size_t count_in(const char *p, size_t n, const char *sub, size_t m, size_t limit)
{
    if (m == 0)
        return n + 1 < limit ? n + 1 : limit;
    size_t count = 0;
    while (count < limit) {
        int64_t at = bytes_find(p, n, sub, m);
        if (at < 0)
            break;
        count++;
        p += (size_t)at + m;
        n -= (size_t)at + m;
    }
    return count;
}

NATIVE(count, "count(self, sub, start=None, end=None, /)",
       "How often sub occurs, without overlaps.")
{
    int64_t from, to;
    Needle needle;
    if (range_get(t, a, &from, &to) || needle_get(t, a[1], &needle))
        return V_ERROR;
    size_t count = from > to ? 0
                             : count_in(piece_of(a[0]).p + from, (size_t)(to - from), needle.p,
                                        needle.n, SIZE_MAX);
    buffer_release(t, &needle.view);
    return v_from_small((int64_t)count);
}

/* ---- startswith, endswith ---- */

static int tail_matches(Thread *t, Value *a, Value affix, int64_t from, int64_t to, bool end)
{
    BufferView view;
    if (buffer_get(t, affix, &view) < 0)
        return -1;
    int64_t n = (int64_t)view.len;
    bool match = from <= to && to - from >= n &&
                 memcmp(piece_of(a[0]).p + (end ? to - n : from), view.data, view.len) == 0;
    buffer_release(t, &view);
    return match;
}

static Value affix_test(Thread *t, Value *a, const char *name, bool end)
{
    int64_t from, to;
    if (range_get(t, a, &from, &to))
        return V_ERROR;
    if (!v_has_layout(a[1], KIND_tuple)) {
        if (!buffer_check(t, a[1]))
            return raise_format(t, EXC_TypeError,
                                "%s first arg must be bytes or a tuple of bytes, not %T", name,
                                a[1]);
        int match = tail_matches(t, a, a[1], from, to, end);
        return match < 0 ? V_ERROR : v_bool(match);
    }
    const Tuple *all = V_AS(Tuple, a[1]);
    for (size_t i = 0; i < all->len; i++) {
        int match = tail_matches(t, a, all->items[i], from, to, end);
        if (match)
            return match < 0 ? V_ERROR : V_TRUE;
    }
    return V_FALSE;
}

NATIVE(startswith, "startswith(self, prefix, start=None, end=None, /)",
       "Does it begin with prefix, or one of a tuple of them?")
{
    return affix_test(t, a, "startswith", false);
}

NATIVE(endswith, "endswith(self, suffix, start=None, end=None, /)",
       "Does it end with suffix, or one of a tuple of them?")
{
    return affix_test(t, a, "endswith", true);
}

static Value affix_removed(Thread *t, Value *a, bool end)
{
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Piece p = piece_of(a[0]);
    bool match = view.len && view.len <= p.n &&
                 memcmp(end ? p.p + p.n - view.len : p.p, view.data, view.len) == 0;
    Value made = match ? piece_new(t, piece_kind(a[0]), end ? p.p : p.p + view.len, p.n - view.len)
                       : piece_same(t, a[0]);
    buffer_release(t, &view);
    return made;
}

NATIVE(removeprefix, "removeprefix(self, prefix, /)", "A copy without the prefix, if it has it.")
{
    return affix_removed(t, a, false);
}

NATIVE(removesuffix, "removesuffix(self, suffix, /)", "A copy without the suffix, if it has it.")
{
    return affix_removed(t, a, true);
}

/* ---- replace ---- */

/* Size of the result of `times` replacements. -1: OverflowError. */
static int replaced_size(Thread *t, size_t n, size_t times, size_t from, size_t to, size_t *size)
{
    size_t grown;
    if (to <= from) {
        *size = n - times * (from - to);
        return 0;
    }
    if (!__builtin_mul_overflow(times, to - from, &grown) && grown <= (size_t)PTRDIFF_MAX - n) {
        *size = n + grown;
        return 0;
    }
    raise_format(t, EXC_OverflowError, "replace bytes is too long");
    return -1;
}

static Value replaced(Thread *t, Value self, const BufferView *old, const BufferView *new,
                      size_t limit)
{
    Piece p = piece_of(self);
    size_t times = old->len > p.n ? 0 : count_in(p.p, p.n, old->data, old->len, limit), size;
    if (times == 0)
        return piece_same(t, self);
    if (replaced_size(t, p.n, times, old->len, new->len, &size) < 0)
        return V_ERROR;
    Value made;
    char *to = piece_alloc(t, piece_kind(self), size, &made);
    if (!to)
        return V_ERROR;
    for (size_t i = 0; i < times; i++) {
        /* An empty `old` stands before every byte and at the end. */
        size_t gap = old->len ? (size_t)bytes_find(p.p, p.n, old->data, old->len) : i > 0;
        memcpy(to, p.p, gap);
        memcpy(to + gap, new->data, new->len);
        to += gap + new->len;
        p.p += gap + old->len;
        p.n -= gap + old->len;
    }
    memcpy(to, p.p, p.n);
    return made;
}

NATIVE(replace, "replace(self, old, new, count=-1, /)",
       "A copy with old replaced by new, at most count times.")
{
    BufferView old, new;
    int64_t limit = -1;
    if (buffer_get(t, a[1], &old) < 0)
        return V_ERROR;
    Value made = V_ERROR;
    if (buffer_get(t, a[2], &new) == 0) {
        if (v_is_empty(a[3]) || value_to_ssize(t, a[3], &limit, EXC_OverflowError) == 0)
            made = replaced(t, a[0], &old, &new, limit < 0 ? SIZE_MAX : (size_t)limit);
        buffer_release(t, &new);
    }
    buffer_release(t, &old);
    return made;
}

/* ---- strip ---- */

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static Value stripped(Thread *t, Value *a, int sides)
{
    BufferView view = {.data = (char *)(uintptr_t) " \t\n\r\f\v", .len = 6};
    if (!v_is_empty(a[1]) && !v_is_none(a[1]) && buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Piece p = piece_of(a[0]);
    size_t from = 0, to = p.n;
    if (view.len) {
        while ((sides & STRIP_LEFT) && from < to && memchr(view.data, p.p[from], view.len))
            from++;
        while ((sides & STRIP_RIGHT) && from < to && memchr(view.data, p.p[to - 1], view.len))
            to--;
    }
    Value made = from == 0 && to == p.n ? piece_same(t, a[0])
                                        : piece_new(t, piece_kind(a[0]), p.p + from, to - from);
    buffer_release(t, &view);
    return made;
}

NATIVE(strip, "strip(self, bytes=None, /)",
       "A copy without the given bytes (white space) at both ends.")
{
    return stripped(t, a, STRIP_LEFT | STRIP_RIGHT);
}

NATIVE(lstrip, "lstrip(self, bytes=None, /)", "As strip(), at the front only.")
{
    return stripped(t, a, STRIP_LEFT);
}

NATIVE(rstrip, "rstrip(self, bytes=None, /)", "As strip(), at the end only.")
{
    return stripped(t, a, STRIP_RIGHT);
}

const NativeDef *const bytes_search_methods[] = {
    &find_def,         &rfind_def,
    &index_def,        &rindex_def,
    &count_def,        &startswith_def,
    &endswith_def,     &removeprefix_def,
    &removesuffix_def, &replace_def,
    &strip_def,        &lstrip_def,
    &rstrip_def,       NULL,
};
