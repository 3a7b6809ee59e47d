/* SPDX-License-Identifier: MIT */
/* bytes: allocation, the constructor, slots. The methods, shared with bytearray, are in bytes_*.c.
 */
#include "vm/objects/bytes_internal.h"
#include "vm/objects/codec.h"
#include "vm/objects/iterators.h"

/* ---- making ---- */

static Bytes *bytes_alloc_class(Thread *t, Type *cls, size_t len)
{
    if (len > (size_t)PTRDIFF_MAX - sizeof(Bytes) - 1) {
        raise_memory(t);
        return NULL;
    }
    Bytes *b = object_new_raw(t, cls, len + 1);
    if (b) {
        b->len = len;
        b->data[len] = 0;
    }
    return b;
}

Bytes *bytes_alloc(Thread *t, size_t len)
{
    return bytes_alloc_class(t, t->vm->types[KIND_bytes], len);
}

Value bytes_new(Thread *t, const void *data, size_t len)
{
    if (len == 0 && !v_is_empty(t->vm->empty_bytes))
        return dup(t->vm->empty_bytes);
    Bytes *b = bytes_alloc(t, len);
    if (!b)
        return V_ERROR;
    if (len)
        memcpy(b->data, data, len);
    return v_from(b);
}

/* ---- ByteBuf ---- */

void bytebuf_init(ByteBuf *b, Thread *t)
{
    *b = (ByteBuf){.t = t};
}

char *bytebuf_space(ByteBuf *b, size_t len)
{
    if (b->failed)
        return NULL;
    if (len > b->cap - b->len) {
        size_t cap = b->cap + b->cap / 2 > b->len + len ? b->cap + b->cap / 2 : b->len + len;
        char *data = len > (size_t)PTRDIFF_MAX / 2 - b->len
                         ? NULL
                         : mem_resize(b->t, b->data, b->cap, cap < 64 ? 64 : cap);
        if (!data) {
            if (v_is_empty(b->t->exc))
                raise_memory(b->t);
            b->failed = true;
            return NULL;
        }
        b->data = data;
        b->cap = cap < 64 ? 64 : cap;
    }
    b->len += len;
    return b->data + b->len - len;
}

void bytebuf_push(ByteBuf *b, const void *data, size_t len)
{
    char *place = bytebuf_space(b, len);
    if (place && len)
        memcpy(place, data, len);
}

void bytebuf_char(ByteBuf *b, int c)
{
    if (LIKELY(b->len < b->cap && !b->failed)) {
        b->data[b->len++] = (char)c;
        return;
    }
    char byte = (char)c;
    bytebuf_push(b, &byte, 1);
}

void bytebuf_free(ByteBuf *b)
{
    mem_free(b->t, b->data, b->cap);
    b->data = NULL;
    b->len = b->cap = 0;
}

Value bytebuf_finish(ByteBuf *b)
{
    Value made = b->failed ? V_ERROR : bytes_new(b->t, b->data, b->len);
    bytebuf_free(b);
    return made;
}

/* ---- where the bytes of bytes() and bytearray() come from ---- */

int byte_value(Thread *t, Value v, const char *message)
{
    int64_t n;
    if (LIKELY(v_is_small(v) && (uint64_t)v_small(v) < 256))
        return (int)v_small(v);
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer", v);
        return -1;
    }
    Value index = value_index(t, v);
    if (v_is_error(index))
        return -1;
    bool fits = int_fits64(index, &n) && n >= 0 && n < 256;
    drop(t, index);
    if (fits)
        return (int)n;
    raise_format(t, EXC_ValueError, "%s", message);
    return -1;
}

/* The items of a list or tuple, if all are bytes; else nothing and false. */
static bool bytebuf_row(ByteBuf *b, Value iterable)
{
    const Value *items;
    size_t n;
    if (!row_items(iterable, &items, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!v_is_small(items[i]) || (uint64_t)v_small(items[i]) > 255)
            return false;
    char *to = bytebuf_space(b, n);
    for (size_t i = 0; to && i < n; i++)
        to[i] = (char)v_small(items[i]);
    return true;
}

int bytebuf_iterate(ByteBuf *b, Value iterable, const char *range_message)
{
    Thread *t = b->t;
    if (bytebuf_row(b, iterable))
        return b->failed ? -1 : 0;
    Value it = iter_get(t, iterable);
    if (v_is_error(it))
        return -1;
    int status = 0;
    while (status == 0) {
        Value v = iter_step(t, it);
        if (v_same(v, V_STOP))
            break;
        int byte = v_is_error(v) ? -1 : byte_value(t, v, range_message);
        if (!v_is_error(v))
            drop(t, v);
        status = byte < 0 ? -1 : 0;
        if (status == 0)
            bytebuf_char(b, byte);
        if (b->failed || safepoint(t) < 0)
            status = -1;
    }
    drop(t, it);
    return status;
}

/* bytes(text, encoding, errors); only text may have these. */
static int bytes_encoded(Thread *t, const BytesArgs *args, Value *made)
{
    if (v_is_empty(args->source) || !v_is_str(args->source)) {
        raise_format(t, EXC_TypeError, "%s without a string argument",
                     v_is_empty(args->encoding) ? "errors" : "encoding");
        return -1;
    }
    if (v_is_empty(args->encoding)) {
        raise_format(t, EXC_TypeError, "string argument without an encoding");
        return -1;
    }
    *made = codec_encode_values(t, args->source, args->encoding, args->errors);
    return v_is_error(*made) ? -1 : 0;
}

/* A source with __index__ is a count. 1: it is; 0: it is not, or its __index__ raised TypeError. */
static int bytes_count(Thread *t, Value source, int64_t *zeros)
{
    if (!v_is_int(source) && !v_type(t, source)->s.index)
        return 0;
    if (value_to_ssize(t, source, zeros, EXC_OverflowError) < 0) {
        if (!exc_is(t, EXC_TypeError))
            return -1;
        exc_clear(t);
        return 0;
    }
    if (*zeros >= 0)
        return 1;
    raise_format(t, EXC_ValueError, "negative count");
    return -1;
}

int bytes_source(Thread *t, const BytesArgs *args, Value *made, int64_t *zeros)
{
    *made = V_EMPTY;
    *zeros = 0;
    if (!v_is_empty(args->encoding) || !v_is_empty(args->errors))
        return bytes_encoded(t, args, made);
    if (v_is_empty(args->source))
        return 0;
    if (v_is_str(args->source)) {
        raise_format(t, EXC_TypeError, "string argument without an encoding");
        return -1;
    }
    int counted = bytes_count(t, args->source, zeros);
    if (counted)
        return counted < 0 ? -1 : 0;
    *zeros = -1;
    if (!buffer_check(t, args->source))
        return 0;
    *made = buffer_to_bytes(t, args->source);
    return v_is_error(*made) ? -1 : 0;
}

/* ---- bytes() ---- */

/* The result of source.__bytes__(), or EMPTY. */
static Value bytes_by_method(Thread *t, Value source)
{
    Value made = call_special(t, source, N(t, __bytes__), NULL, 0);
    if (v_is_empty(made) || v_is_error(made) || v_has_layout(made, KIND_bytes))
        return made;
    raise_format(t, EXC_TypeError, "__bytes__ returned non-bytes (type %T)", made);
    drop(t, made);
    return V_ERROR;
}

static Value bytes_iterated(Thread *t, Value source)
{
    Type *type = v_type(t, source);
    if (!type->s.iter && !type->s.getitem)
        return raise_format(t, EXC_TypeError, "cannot convert '%T' object to bytes", source);
    ByteBuf b;
    bytebuf_init(&b, t);
    int64_t hint = value_length_hint(t, source, 64);
    if (hint < 0)
        return V_ERROR;
    bytebuf_space(&b, (size_t)hint); /* room only */
    b.len = 0;
    if (!b.failed && bytebuf_iterate(&b, source, "bytes must be in range(0, 256)") == 0)
        return bytebuf_finish(&b);
    bytebuf_free(&b);
    return V_ERROR;
}

static Value bytes_from(Thread *t, const BytesArgs *args)
{
    bool plain =
        v_is_empty(args->encoding) && v_is_empty(args->errors) && !v_is_empty(args->source);
    if (plain && v_is_kind(args->source, KIND_bytes))
        return dup(args->source);
    Value made =
        plain && !v_is_kind(args->source, KIND_str) ? bytes_by_method(t, args->source) : V_EMPTY;
    if (!v_is_empty(made))
        return made;
    int64_t zeros;
    if (bytes_source(t, args, &made, &zeros) < 0)
        return V_ERROR;
    if (!v_is_empty(made))
        return made;
    if (zeros < 0)
        return bytes_iterated(t, args->source);
    if (zeros == 0)
        return bytes_new(t, NULL, 0);
    Bytes *b = bytes_alloc(t, (size_t)zeros);
    if (!b)
        return V_ERROR;
    memset(b->data, 0, (size_t)zeros);
    return v_from(b);
}

NATIVE(bytes_make, "bytes(cls, source=b'', encoding='utf-8', errors='strict')", "")
{
    Type *cls = V_AS(Type, a[0]);
    static const char *const names[] = {"encoding", "errors"};
    for (int i = 0; i < 2; i++)
        if (!v_is_empty(a[2 + i]) && !v_is_str(a[2 + i]))
            return raise_format(t, EXC_TypeError, "bytes() argument '%s' must be str, not %s",
                                names[i], v_is_none(a[2 + i]) ? "None" : v_type_name(t, a[2 + i]));
    BytesArgs args = {a[1], a[2], a[3]};
    Value made = bytes_from(t, &args);
    if (cls == t->vm->types[KIND_bytes] || v_is_error(made))
        return made;
    Piece p = piece_of(made);
    Bytes *b = bytes_alloc_class(t, cls, p.n);
    if (b)
        memcpy(b->data, p.p, p.n);
    drop(t, made);
    if (b && cls->flags & TF_GC)
        gc_track(t, b);
    return b ? v_from(b) : V_ERROR;
}

/* ---- slots ---- */

Value bytes_repr_of(Thread *t, const void *data, size_t len, bool array)
{
    const uint8_t *p = data;
    char quote = len && memchr(p, '\'', len) && !memchr(p, '"', len) ? '"' : '\'';
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_char(&b, 'b');
    strbuf_char(&b, (uint8_t)quote);
    for (size_t i = 0; i < len; i++) {
        char hex[5];
        uint8_t c = p[i];
        if (c == quote || c == '\\' || (array && c == '\'')) {
            strbuf_char(&b, '\\');
            strbuf_char(&b, c);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            strbuf_ascii(&b, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        } else if (c < ' ' || c >= 0x7f) {
            memcpy(hex, "\\x", 2);
            hex[2] = "0123456789abcdef"[c >> 4];
            hex[3] = "0123456789abcdef"[c & 15];
            hex[4] = 0;
            strbuf_ascii(&b, hex);
        } else {
            strbuf_char(&b, c);
        }
    }
    strbuf_char(&b, (uint8_t)quote);
    return strbuf_finish(&b);
}

static Value bytes_repr(Thread *t, Value self)
{
    return bytes_repr_of(t, V_AS(Bytes, self)->data, V_AS(Bytes, self)->len, false);
}

static int bytes_hash(Thread *t, Value self, int64_t *hash)
{
    Bytes *b = V_AS(Bytes, self);
    if (!(b->head.flags & OF_HASH)) {
        b->hash = hash_bytes(b->data, b->len);
        b->head.flags |= OF_HASH;
    }
    *hash = b->hash;
    return 0;
}

static Value bytes_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_has_layout(a, KIND_bytes) || !v_has_layout(b, KIND_bytes))
        return V_NOTIMPLEMENTED;
    Piece x = piece_of(a), y = piece_of(b);
    if (x.n != y.n && (op == CMP_EQ || op == CMP_NE))
        return v_bool(op == CMP_NE);
    int order = memcmp(x.p, y.p, x.n < y.n ? x.n : y.n);
    return v_bool(order_holds(order ? order : (x.n > y.n) - (x.n < y.n), op));
}

int64_t piece_length(Thread *t, Value self)
{
    return (int64_t)piece_of(self).n;
}

Value piece_getitem(Thread *t, Value self, Value key)
{
    Piece p = piece_of(self);
    bool fixed = piece_kind(self) == KIND_bytes;
    int64_t start, stop, step;
    if (!v_is_kind(key, KIND_slice)) {
        if (sequence_index(t, key, (int64_t)p.n, fixed ? "byte" : "bytearray",
                           fixed ? "index out of range" : "bytearray index out of range", &start))
            return V_ERROR;
        return v_from_small((uint8_t)piece_of(self).p[start]);
    }
    if (slice_unpack(t, key, &start, &stop, &step))
        return V_ERROR;
    p = piece_of(self);
    int64_t n = slice_adjust((int64_t)p.n, &start, &stop, step);
    if (n == (int64_t)p.n && step == 1)
        return piece_same(t, self);
    if (step == 1)
        return piece_new(t, piece_kind(self), p.p + start, (size_t)n);
    Value made;
    char *to = piece_alloc(t, piece_kind(self), (size_t)n, &made);
    for (int64_t i = 0; to && i < n; i++)
        to[i] = p.p[start + i * step];
    return made;
}

int piece_contains(Thread *t, Value self, Value item)
{
    if (v_is_int(item) || v_type(t, item)->s.index) {
        int64_t n;
        bool fits = value_to_ssize(t, item, &n, EXC_OverflowError) == 0;
        if (fits || exc_is(t, EXC_OverflowError)) {
            if (!fits || n < 0 || n > 255) {
                raise_format(t, EXC_ValueError, "byte must be in range(0, 256)");
                return -1;
            }
            Piece p = piece_of(self);
            return p.n && memchr(p.p, (int)n, p.n);
        }
        if (!exc_is(t, EXC_TypeError))
            return -1;
        exc_clear(t); /* perhaps it is bytes-like all the same */
    }
    BufferView view;
    if (buffer_get(t, item, &view) < 0)
        return -1;
    Piece p = piece_of(self);
    int found = bytes_find(p.p, p.n, view.data, view.len) >= 0;
    buffer_release(t, &view);
    return found;
}

Value piece_concat(Thread *t, Value a, Value b)
{
    if (!buffer_check(t, b) || !buffer_check(t, a))
        return raise_format(t, EXC_TypeError, "can't concat %T to %T", b, a);
    BufferView view;
    if (buffer_get(t, b, &view) < 0)
        return V_ERROR;
    Piece p = piece_of(a);
    Value made = V_ERROR;
    if (view.len > (size_t)PTRDIFF_MAX - p.n)
        raise_memory(t);
    else if (view.len == 0 && v_is_kind(a, KIND_bytes))
        made = dup(a);
    else if (p.n == 0 && v_is_kind(a, KIND_bytes) && v_is_kind(b, KIND_bytes))
        made = dup(b);
    else {
        char *to = piece_alloc(t, piece_kind(a), p.n + view.len, &made);
        if (to && p.n)
            memcpy(to, p.p, p.n);
        if (to && view.len)
            memcpy(to + p.n, view.data, view.len);
    }
    buffer_release(t, &view);
    return made;
}

Value piece_repeat(Thread *t, Value self, Value count)
{
    int64_t times;
    if (repeat_count(t, count, &times))
        return V_ERROR;
    Piece p = piece_of(self);
    size_t total;
    if (__builtin_mul_overflow(p.n, (size_t)times, &total) || total > (size_t)PTRDIFF_MAX)
        return piece_kind(self) == KIND_bytes
                   ? raise_format(t, EXC_OverflowError, "repeated bytes are too long")
                   : raise_memory(t);
    if (total == p.n && v_is_kind(self, KIND_bytes))
        return dup(self);
    Value made;
    char *to = piece_alloc(t, piece_kind(self), total, &made);
    for (size_t done = 0; to && done < total; done += p.n)
        memcpy(to + done, p.p, p.n);
    return made;
}

/* ---- methods that only bytes has ---- */

NATIVE(bytes_getnewargs, "__getnewargs__(self, /)", NULL)
{
    Piece p = piece_of(a[0]);
    Value plain = bytes_new(t, p.p, p.n);
    return v_is_error(plain) ? plain : tuple_take(t, &plain, 1);
}

NATIVE(bytes_bytes, "__bytes__(self, /)", "The object itself, as an exact bytes.")
{
    Piece p = piece_of(a[0]);
    return v_is_kind(a[0], KIND_bytes) ? dup(a[0]) : bytes_new(t, p.p, p.n);
}

static const NativeDef *const bytes_methods[] = {&bytes_getnewargs_def, &bytes_bytes_def, NULL};

/* ---- the type ---- */

int bytes_methods_add(Thread *t, Type *type)
{
    static const NativeDef *const *const tables[] = {
#define X(file) bytes_##file##_methods,
        BYTES_METHOD_FILES(X)
#undef X
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (type_add_methods(t, type, tables[i]) < 0)
            return -1;
    return 0;
}

static int bytes_buffer_get(Thread *t, Value self, BufferView *view)
{
    view->data = V_AS(Bytes, self)->data;
    view->len = V_AS(Bytes, self)->len;
    view->readonly = true;
    return 0;
}

int bytes_setup(Thread *t)
{
    static const BufferProcs procs = {bytes_buffer_get, NULL};
    static const TypeSpec spec = {
        .name = "bytes",
        .doc = "bytes(iterable_of_ints), bytes(string, encoding[, errors]), bytes(bytes_like), "
               "bytes(count), bytes()\n\n"
               "An immutable array of bytes.",
        .size = sizeof(Bytes),
        .flags = TF_BASE | TF_IMMUTABLE | TF_MATCH_SELF,
        .kind = KIND_bytes,
        .layout = KIND_bytes,
        .new_def = &bytes_make_def,
        .slots = {.repr = bytes_repr,
                  .str = bytes_repr,
                  .hash = bytes_hash,
                  .compare = bytes_compare,
                  .iter = piece_iter,
                  .length = piece_length,
                  .getitem = piece_getitem,
                  .contains = piece_contains,
                  .concat = piece_concat,
                  .repeat = piece_repeat},
        .methods = bytes_methods,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    type->buffer = &procs;
    vm_root(t->vm, &t->vm->empty_bytes);
    t->vm->empty_bytes = bytes_new(t, NULL, 0);
    return v_is_error(t->vm->empty_bytes) ? -1 : bytes_methods_add(t, type);
}
