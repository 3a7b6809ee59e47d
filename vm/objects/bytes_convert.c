/* SPDX-License-Identifier: MIT */
/* Methods of bytes and bytearray that translate: hex, fromhex, translate, maketrans, decode;
 * iteration. */
#include "vm/objects/bytes_internal.h"
#include "vm/objects/codec.h"
#include "vm/objects/iterators.h"
#include "vm/objects/memoryview.h"

/* ---- hex ---- */

/* The separator: a character of ASCII, -1: error. */
static int hex_separator(Thread *t, Value sep)
{
    size_t n;
    int c = 0;
    if (v_is_str(sep)) {
        n = V_AS(Str, sep)->len;
        c = n == 1 && str_at(V_AS(Str, sep), 0) < 128 ? (int)str_at(V_AS(Str, sep), 0) : -1;
    } else if (v_has_layout(sep, KIND_bytes)) {
        n = piece_of(sep).n;
        c = n == 1 && !(*piece_of(sep).p & 0x80) ? *piece_of(sep).p : -1;
    } else {
        if (value_length(t, sep) >= 0) /* its length is what CPython asks first */
            raise_format(t, EXC_TypeError, "sep must be str or bytes.");
        return -1;
    }
    if (c < 0)
        raise_format(t, EXC_ValueError, n == 1 ? "sep must be ASCII." : "sep must be length 1.");
    return c;
}

Value bytes_hex(Thread *t, const void *data, size_t len, Value sep, Value group)
{
    const uint8_t *p = data;
    int64_t every = 1;
    int c = 0;
    if (!v_is_empty(group) && value_to_int64(t, group, &every) < 0)
        return V_ERROR;
    if (!v_is_empty(sep) && (c = hex_separator(t, sep)) < 0)
        return V_ERROR;
    if (v_is_empty(sep) || len == 0)
        every = 0;
    size_t step = every < 0 ? (size_t)-every : (size_t)every;
    if (step >= len)
        step = 0;
    size_t gaps = step ? (len - 1) / step : 0;
    if (len > (size_t)PTRDIFF_MAX / 4)
        return raise_memory(t);
    Str *s = str_alloc(t, len * 2 + gaps, 0x7f);
    if (!s)
        return V_ERROR;
    char *to = str_data(s);
    for (size_t i = 0; i < len; i++) {
        /* Groups are counted from the right, or with a negative size from the left. */
        if (step && i && (every > 0 ? len - i : i) % step == 0)
            *to++ = (char)c;
        *to++ = "0123456789abcdef"[p[i] >> 4];
        *to++ = "0123456789abcdef"[p[i] & 15];
    }
    return v_from(s);
}

NATIVE(hex, "hex(self, /, sep='', bytes_per_sep=1)",
       "Two hexadecimal digits for each byte, with separators between groups.")
{
    Piece p = piece_of(a[0]);
    return bytes_hex(t, p.p, p.n, a[1], a[2]);
}

static int hex_digit(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

/* Pairs of digits with white space between them. -1, or the index of the offender. */
static int64_t hex_parse(const Str *s, ByteBuf *b)
{
    for (size_t i = 0;;) {
        while (i < s->len &&
               (str_at(s, i) == ' ' || (str_at(s, i) >= '\t' && str_at(s, i) <= '\r')))
            i++;
        if (i == s->len)
            return -1;
        int high = hex_digit(str_at(s, i));
        if (high < 0)
            return (int64_t)i;
        int low = ++i < s->len ? hex_digit(str_at(s, i)) : -1;
        if (low < 0)
            return (int64_t)i;
        i++;
        bytebuf_char(b, high << 4 | low);
    }
}

NATIVE_CLASS(fromhex, "fromhex(cls, string, /)", "Bytes from pairs of hexadecimal digits.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "fromhex() argument must be str, not %s",
                            v_is_none(a[1]) ? "None" : v_type_name(t, a[1]));
    ByteBuf b;
    bytebuf_init(&b, t);
    int64_t bad = hex_parse(V_AS(Str, a[1]), &b);
    if (bad >= 0) {
        bytebuf_free(&b);
        return raise_format(t, EXC_ValueError,
                            "non-hexadecimal number found in fromhex() arg at position %zd", bad);
    }
    Value made = bytebuf_finish(&b);
    if (v_is_error(made) || v_same(a[0], v_from(t->vm->types[KIND_bytes])))
        return made;
    Value converted = call1(t, a[0], made);
    drop(t, made);
    return converted;
}

/* ---- translate ---- */

NATIVE_STATIC(maketrans, "maketrans(frm, to, /)",
              "A table for translate(): each byte of frm becomes the one of to.")
{
    BufferView from, to;
    if (buffer_get(t, a[0], &from) < 0)
        return V_ERROR;
    Bytes *table = NULL;
    if (buffer_get(t, a[1], &to) == 0) {
        if (from.len != to.len)
            raise_format(t, EXC_ValueError, "maketrans arguments must have same length");
        else
            table = bytes_alloc(t, 256);
        for (int i = 0; table && i < 256; i++)
            table->data[i] = (char)i;
        for (size_t i = 0; table && i < from.len; i++)
            table->data[(uint8_t)from.data[i]] = to.data[i];
        buffer_release(t, &to);
    }
    buffer_release(t, &from);
    return table ? v_from(table) : V_ERROR;
}

static Value translated(Thread *t, Value self, const char *table, const BufferView *gone)
{
    bool skip[256] = {false};
    for (size_t i = 0; i < gone->len; i++)
        skip[(uint8_t)gone->data[i]] = true;
    Piece p = piece_of(self);
    char *to = mem_alloc(t, p.n);
    size_t n = 0;
    if (!to)
        return V_ERROR;
    for (size_t i = 0; i < p.n; i++)
        if (!skip[(uint8_t)p.p[i]])
            to[n++] = table ? table[(uint8_t)p.p[i]] : p.p[i];
    bool same = n == p.n && memcmp(to, p.p, n) == 0;
    Value made = same ? piece_same(t, self) : piece_new(t, piece_kind(self), to, n);
    mem_free(t, to, p.n);
    return made;
}

NATIVE(translate, "translate(self, table, /, delete=b'')",
       "A copy without the bytes of delete, the rest mapped through a table of 256 bytes, or None.")
{
    BufferView table = {.data = NULL}, gone = {.data = NULL};
    if (!v_is_none(a[1]) && buffer_get(t, a[1], &table) < 0)
        return V_ERROR;
    Value made = V_ERROR;
    if (table.data && table.len != 256)
        raise_format(t, EXC_ValueError, "translation table must be 256 characters long");
    else if (v_is_empty(a[2]) || buffer_get(t, a[2], &gone) == 0)
        made = translated(t, a[0], table.data, &gone);
    buffer_release(t, &gone);
    buffer_release(t, &table);
    return made;
}

/* ---- the buffer protocol, as scripts see it ---- */

NATIVE(buffer, "__buffer__(self, flags, /)", "A memoryview of the object.")
{
    return memoryview_new(t, a[0]);
}

/* ---- decode ---- */

NATIVE(decode, "decode(self, /, encoding='utf-8', errors='strict')",
       "The text that the bytes stand for in an encoding.")
{
    return codec_decode_values(t, a[0], a[1], a[2], "decode");
}

const NativeDef *const bytes_convert_methods[] = {
    &hex_def, &fromhex_def, &maketrans_def, &translate_def, &decode_def, &buffer_def, NULL,
};

/* ---- iteration ---- */

Value piece_iter(Thread *t, Value self)
{
    return index_iterator_new(
        t, piece_kind(self) == KIND_bytes ? KIND_bytes_iterator : KIND_bytearray_iterator, self, 0);
}

static Value piece_iterator_next(Thread *t, Value self)
{
    IndexIterator *it = V_AS(IndexIterator, self);
    if (v_is_empty(it->seq))
        return V_STOP;
    Piece p = piece_of(it->seq);
    if ((size_t)it->index < p.n)
        return v_from_small((uint8_t)p.p[it->index++]);
    v_clear(t, &it->seq);
    return V_STOP;
}

NATIVE(iterator_length_hint, "__length_hint__(self, /)",
       "How many items are left, as far as is known.")
{
    const IndexIterator *it = V_AS(IndexIterator, a[0]);
    int64_t left = v_is_empty(it->seq) ? 0 : (int64_t)piece_of(it->seq).n - it->index;
    return v_from_small(left < 0 ? 0 : left);
}

NATIVE(iterator_reduce, "__reduce__(self, /)", "For copying: (iter, (sequence,), index).")
{
    const IndexIterator *it = V_AS(IndexIterator, a[0]);
    if (!v_is_empty(it->seq))
        return reduce_with(t, "iter", it->seq, v_from_small(it->index));
    Value nothing = tuple_new(t, NULL, 0);
    Value made = reduce_with(t, "iter", nothing, V_EMPTY);
    drop(t, nothing);
    return made;
}

NATIVE(iterator_setstate, "__setstate__(self, state, /)", "For copying: sets the index.")
{
    IndexIterator *it = V_AS(IndexIterator, a[0]);
    int64_t index;
    if (state_to_index(t, a[1], &index))
        return V_ERROR;
    if (!v_is_empty(it->seq)) {
        int64_t len = (int64_t)piece_of(it->seq).n;
        it->index = index < 0 ? 0 : index > len ? len : index;
    }
    return V_NONE;
}

static void iterator_dealloc(Thread *t, Object *o)
{
    drop(t, ((IndexIterator *)o)->seq);
}
static void iterator_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((IndexIterator *)o)->seq, arg);
}

int bytes_iterators_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&iterator_length_hint_def, &iterator_reduce_def,
                                               &iterator_setstate_def, NULL};
    static const Kind kinds[] = {KIND_bytes_iterator, KIND_bytearray_iterator};
    for (int i = 0; i < 2; i++) {
        TypeSpec spec = {
            .name = i ? "bytearray_iterator" : "bytes_iterator",
            .size = sizeof(IndexIterator),
            .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
            .kind = kinds[i],
            .layout = kinds[i],
            .slots = {.iter = self_iter, .next = piece_iterator_next},
            .dealloc = iterator_dealloc,
            .visit = iterator_visit,
            .methods = methods,
        };
        if (!type_from_spec(t, &spec))
            return -1;
    }
    return 0;
}
