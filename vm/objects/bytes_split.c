/* SPDX-License-Identifier: MIT */
/* Methods of bytes and bytearray that take apart and put together: split, partition, splitlines,
 * join. */
#include "vm/objects/bytes_internal.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Appends self[from:to]. 0, -1. */
static int add_part(Thread *t, Value list, Value self, size_t from, size_t to)
{
    Value part = piece_new(t, piece_kind(self), piece_of(self).p + from, to - from);
    return v_is_error(part) ? -1 : list_append_take(t, V_AS(List, list), part);
}

/* ---- split, rsplit: parts are found from the left or from the right; then the list is reversed
 * ---- */

static int split_space(Thread *t, Value list, Value self, size_t limit, bool right)
{
    Piece p = piece_of(self);
    size_t from = 0, to = p.n;
    for (size_t made = 0;; made++) {
        if (right)
            while (to > from && is_space(p.p[to - 1]))
                to--;
        else
            while (from < to && is_space(p.p[from]))
                from++;
        if (from == to)
            return 0;
        size_t start = from, end = to;
        if (made == limit) /* the rest, with the white space at its far end */
            return add_part(t, list, self, start, end);
        if (right) {
            while (to > from && !is_space(p.p[to - 1]))
                to--;
            start = to;
        } else {
            while (from < to && !is_space(p.p[from]))
                from++;
            end = from;
        }
        if (add_part(t, list, self, start, end) < 0)
            return -1;
    }
}

/* As bytes_find(); parts between single bytes are short as a rule. */
static ALWAYS_INLINE int64_t find_separator(const char *p, size_t n, const BufferView *sep)
{
    if (sep->len != 1)
        return bytes_find(p, n, sep->data, sep->len);
    size_t near = n < 16 ? n : 16;
    for (size_t i = 0; i < near; i++)
        if (p[i] == sep->data[0])
            return (int64_t)i;
    const char *found = n > near ? memchr(p + near, sep->data[0], n - near) : NULL;
    return found ? found - p : -1;
}

static int split_by(Thread *t, Value list, Value self, const BufferView *sep, size_t limit,
                    bool right)
{
    Piece p = piece_of(self);
    size_t from = 0, to = p.n;
    for (size_t made = 0; made < limit; made++) {
        int64_t at = right ? bytes_find_last(p.p, to, sep->data, sep->len)
                           : find_separator(p.p + from, to - from, sep);
        if (at < 0)
            break;
        size_t place = (size_t)at + (right ? 0 : from);
        if (add_part(t, list, self, right ? place + sep->len : from, right ? to : place) < 0)
            return -1;
        if (right)
            to = place;
        else
            from = place + sep->len;
    }
    return add_part(t, list, self, from, to);
}

static void list_turn(List *l)
{
    for (size_t i = 0, j = l->len; i + 1 < j--; i++) {
        Value v = l->items[i];
        l->items[i] = l->items[j];
        l->items[j] = v;
    }
}

static Value split(Thread *t, Value *a, bool right)
{
    int64_t limit = -1;
    BufferView sep = {.data = NULL};
    if (!v_is_empty(a[2]) && value_to_ssize(t, a[2], &limit, EXC_OverflowError) < 0)
        return V_ERROR;
    size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
    bool space = v_is_empty(a[1]) || v_is_none(a[1]);
    if (v_is_kind(a[1], KIND_bytes))
        sep = (BufferView){.data = V_AS(Bytes, a[1])->data, .len = V_AS(Bytes, a[1])->len};
    else if (!space && buffer_get(t, a[1], &sep) < 0)
        return V_ERROR;
    Value list = !space && sep.len == 0 ? raise_format(t, EXC_ValueError, "empty separator")
                                        : list_new(t, NULL, 0);
    int status = v_is_error(list) ? -1
                 : space          ? split_space(t, list, a[0], most, right)
                                  : split_by(t, list, a[0], &sep, most, right);
    buffer_release(t, &sep);
    if (status < 0) {
        drop(t, list);
        return V_ERROR;
    }
    if (right)
        list_turn(V_AS(List, list));
    return list;
}

NATIVE(split, "split(self, /, sep=None, maxsplit=-1)",
       "The parts between separators (white space), as a list.")
{
    return split(t, a, false);
}

NATIVE(rsplit, "rsplit(self, /, sep=None, maxsplit=-1)",
       "As split(), but counting maxsplit from the end.")
{
    return split(t, a, true);
}

/* ---- partition ---- */

static Value partition(Thread *t, Value *a, bool right)
{
    BufferView sep;
    if (buffer_get(t, a[1], &sep) < 0)
        return V_ERROR;
    Kind kind = piece_kind(a[0]);
    Piece p = piece_of(a[0]);
    Value parts[3] = {V_ERROR, V_ERROR, V_ERROR};
    int64_t at = sep.len == 0 ? -1
                 : right      ? bytes_find_last(p.p, p.n, sep.data, sep.len)
                              : bytes_find(p.p, p.n, sep.data, sep.len);
    if (sep.len == 0) {
        raise_format(t, EXC_ValueError, "empty separator");
    } else if (at >= 0) {
        size_t end = (size_t)at + sep.len;
        parts[0] = piece_new(t, kind, p.p, (size_t)at);
        parts[1] = kind == KIND_bytes ? dup(a[1]) : piece_new(t, kind, sep.data, sep.len);
        parts[2] = piece_new(t, kind, p.p + end, p.n - end);
    } else {
        parts[right ? 2 : 0] = piece_same(t, a[0]);
        parts[1] = piece_new(t, kind, NULL, 0);
        parts[right ? 0 : 2] = piece_new(t, kind, NULL, 0);
    }
    buffer_release(t, &sep);
    bool bad = v_is_error(parts[0]) || v_is_error(parts[1]) || v_is_error(parts[2]);
    if (!bad)
        return tuple_take(t, parts, 3);
    for (int i = 0; i < 3; i++)
        drop(t, parts[i]);
    return V_ERROR;
}

NATIVE(partition, "partition(self, sep, /)",
       "(before, sep, after) at the first sep, or (self, b'', b'').")
{
    return partition(t, a, false);
}

NATIVE(rpartition, "rpartition(self, sep, /)",
       "(before, sep, after) at the last sep, or (b'', b'', self).")
{
    return partition(t, a, true);
}

NATIVE(splitlines, "splitlines(self, /, keepends=False)",
       "The lines: parts that end with \\n, \\r or \\r\\n.")
{
    int keep = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    Value list = keep < 0 ? V_ERROR : list_new(t, NULL, 0);
    if (v_is_error(list))
        return V_ERROR;
    Piece p = piece_of(a[0]);
    for (size_t from = 0; from < p.n;) {
        size_t end = from;
        while (end < p.n && p.p[end] != '\n' && p.p[end] != '\r')
            end++;
        size_t next = end == p.n                                                  ? end
                      : p.p[end] == '\r' && end + 1 < p.n && p.p[end + 1] == '\n' ? end + 2
                                                                                  : end + 1;
        if (add_part(t, list, a[0], from, keep ? next : end) < 0) {
            drop(t, list);
            return V_ERROR;
        }
        from = next;
    }
    return list;
}

/* ---- join ---- */

/* Appends one item with the separator before it. */
static int join_one(Thread *t, ByteBuf *b, Value self, Value item, size_t i)
{
    BufferView view;
    if (!buffer_check(t, item)) {
        raise_format(t, EXC_TypeError, "sequence item %zd: expected a bytes-like object, %T found",
                     (int64_t)i, item);
        return -1;
    }
    if (i)
        bytebuf_push(b, piece_of(self).p, piece_of(self).n);
    if (buffer_get(t, item, &view) < 0)
        return -1;
    bytebuf_push(b, view.data, view.len);
    buffer_release(t, &view);
    return b->failed ? -1 : 0;
}

/* All items, if they are bytes objects, in one go: nothing runs that could change them. */
static bool join_bytes(ByteBuf *b, Piece sep, const Value *items, size_t n)
{
    if (sep.n > UINT32_MAX || n > UINT32_MAX / 4)
        return false; /* the product below might overflow */
    size_t len = n ? (n - 1) * sep.n : 0;
    for (size_t i = 0; i < n; i++) {
        if (!v_is_kind(items[i], KIND_bytes) || len > PTRDIFF_MAX / 2)
            return false;
        len += V_AS(Bytes, items[i])->len;
    }
    char *to = bytebuf_space(b, len);
    for (size_t i = 0; to && i < n; i++) {
        const Bytes *item = V_AS(Bytes, items[i]);
        if (i)
            to = mempcpy(to, sep.p, sep.n);
        to = mempcpy(to, item->data, item->len);
    }
    return true;
}

NATIVE(join, "join(self, iterable_of_bytes, /)", "The items, with the bytes between them.")
{
    Value all = seq_fast(t, a[1], "can only join an iterable");
    if (v_is_error(all))
        return V_ERROR;
    ByteBuf b;
    bytebuf_init(&b, t);
    size_t n = 0;
    const Value *items = seq_items(all, &n);
    bool joined = join_bytes(&b, piece_of(a[0]), items, n);
    int status = b.failed ? -1 : 0;
    for (size_t i = 0; status == 0 && !joined; i++) {
        items = seq_items(all, &n);
        if (i >= n)
            break;
        status = join_one(t, &b, a[0], items[i], i);
    }
    Value made = V_ERROR;
    if (status == 0 && n == 1 && piece_kind(a[0]) == KIND_bytes &&
        v_is_kind(seq_items(all, &n)[0], KIND_bytes))
        made = dup(seq_items(all, &n)[0]);
    else if (status == 0)
        made = piece_new(t, piece_kind(a[0]), b.data, b.len);
    bytebuf_free(&b);
    drop(t, all);
    return made;
}

const NativeDef *const bytes_split_methods[] = {
    &split_def, &rsplit_def, &partition_def, &rpartition_def, &splitlines_def, &join_def, NULL,
};
