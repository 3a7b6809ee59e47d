/* SPDX-License-Identifier: MIT */
/* bytearray: storage, the constructor, slots. What it shares with bytes is in bytes_*.c, the
   methods that change it in bytearray_methods.c. */
#include "vm/objects/bytearray.h"
#include "vm/core/type.h"

/* ---- storage ---- */

static int check_exports(Thread *t, const ByteArray *b)
{
    if (b->exports == 0)
        return 0;
    raise_format(t, EXC_BufferError, "Existing exports of data: object cannot be re-sized");
    return -1;
}

static char *array_end(const ByteArray *b)
{
    return b->block + b->cap;
}

/* Room for len bytes and the NUL behind them, at data. */
static int array_reserve(Thread *t, ByteArray *b, size_t len)
{
    if (b->block && (size_t)(array_end(b) - b->data) > len)
        return 0;
    if (len >= (size_t)PTRDIFF_MAX) {
        raise_memory(t);
        return -1;
    }
    size_t gap = (size_t)(b->data - b->block);
    if (gap && b->cap > len && gap >= b->len / 2) { /* room enough in front */
        memmove(b->block, b->data, b->len);
        b->data = b->block;
        return 0;
    }
    size_t cap = len < 8 ? len + 1 : len + (len >> 3) + 7;
    char *block = mem_alloc(t, cap);
    if (!block)
        return -1;
    if (b->len)
        memcpy(block, b->data, b->len);
    mem_free(t, b->block, b->cap);
    b->block = b->data = block;
    b->cap = cap;
    return 0;
}

int bytearray_resize(Thread *t, ByteArray *b, size_t len)
{
    if (len == b->len && b->block)
        return 0;
    if (check_exports(t, b) < 0 || array_reserve(t, b, len) < 0)
        return -1;
    b->len = len;
    b->data[len] = 0;
    if (b->cap > 64 && len < b->cap / 4) { /* most of the block is unused: give it back */
        char *block = mem_alloc(t, len + 1);
        if (!block)
            return -1;
        memcpy(block, b->data, len + 1);
        mem_free(t, b->block, b->cap);
        b->block = b->data = block;
        b->cap = len + 1;
    }
    return 0;
}

int bytearray_splice(Thread *t, ByteArray *b, size_t start, size_t end, const void *data, size_t n)
{
    size_t gone = end - start, old = b->len;
    if (n > (size_t)PTRDIFF_MAX - old) {
        raise_memory(t);
        return -1;
    }
    if (n < gone && start == 0) { /* bytes go at the front: the rest stays where it is */
        if (check_exports(t, b) < 0)
            return -1;
        b->data += gone - n;
        b->len -= gone - n;
        if (bytearray_resize(t, b, b->len) < 0)
            return -1;
    } else if (n < gone) {
        if (check_exports(t, b) < 0)
            return -1;
        memmove(b->data + start + n, b->data + end, old - end);
        if (bytearray_resize(t, b, old - (gone - n)) < 0)
            return -1;
    } else if (n > gone) {
        if (bytearray_resize(t, b, old + (n - gone)) < 0)
            return -1;
        memmove(b->data + start + n, b->data + end, old - end);
    }
    if (n)
        memcpy(b->data + start, data, n);
    return 0;
}

Value bytearray_new(Thread *t, const void *data, size_t len)
{
    ByteArray *b = object_new(t, t->vm->types[KIND_bytearray], 0);
    if (!b)
        return V_ERROR;
    if (bytearray_resize(t, b, len) < 0) {
        obj_drop(t, b);
        return V_ERROR;
    }
    if (data && len)
        memcpy(b->data, data, len);
    return v_from(b);
}

/* ---- bytearray() ---- */

static int array_fill(Thread *t, ByteArray *b, const char *data, size_t len)
{
    return bytearray_splice(t, b, 0, b->len, data, len);
}

static int array_iterate(Thread *t, ByteArray *b, Value source)
{
    Type *type = v_type(t, source);
    if (!type->s.iter && !type->s.getitem) {
        raise_format(t, EXC_TypeError, "cannot convert '%T' object to bytearray", source);
        return -1;
    }
    ByteBuf buf;
    bytebuf_init(&buf, t);
    int status = bytebuf_iterate(&buf, source, "byte must be in range(0, 256)");
    if (status == 0)
        status = array_fill(t, b, buf.data, buf.len);
    bytebuf_free(&buf);
    return status;
}

NATIVE(bytearray_init, "bytearray(self, source=b'', encoding='utf-8', errors='strict')", "")
{
    ByteArray *b = V_AS(ByteArray, a[0]);
    static const char *const names[] = {"encoding", "errors"};
    for (int i = 0; i < 2; i++)
        if (!v_is_empty(a[2 + i]) && !v_is_str(a[2 + i]))
            return raise_format(t, EXC_TypeError, "bytearray() argument '%s' must be str, not %s",
                                names[i], v_is_none(a[2 + i]) ? "None" : v_type_name(t, a[2 + i]));
    BytesArgs args = {a[1], a[2], a[3]};
    Value made;
    int64_t zeros;
    if (bytearray_resize(t, b, 0) < 0 || bytes_source(t, &args, &made, &zeros) < 0)
        return V_ERROR;
    if (!v_is_empty(made)) {
        Piece p = piece_of(made);
        int status = array_fill(t, b, p.p, p.n);
        drop(t, made);
        return status < 0 ? V_ERROR : V_NONE;
    }
    if (zeros < 0)
        return array_iterate(t, b, args.source) < 0 ? V_ERROR : V_NONE;
    if (bytearray_resize(t, b, (size_t)zeros) < 0)
        return V_ERROR;
    memset(b->data, 0, (size_t)zeros);
    return V_NONE;
}

/* ---- slots ---- */

static Value bytearray_repr(Thread *t, Value self)
{
    Piece p = piece_of(self);
    Value bytes = bytes_repr_of(t, p.p, p.n, true);
    if (v_is_error(bytes))
        return bytes;
    Value text = str_format(t, "%N(%V)", v_type(t, self)->name_str, bytes);
    drop(t, bytes);
    return text;
}

static Value bytearray_compare(Thread *t, Value a, Value b, int op)
{
    BufferView x, y;
    if (!buffer_check(t, a) || !buffer_check(t, b))
        return V_NOTIMPLEMENTED;
    if (buffer_get(t, a, &x) < 0)
        return V_ERROR;
    Value result = V_ERROR;
    if (buffer_get(t, b, &y) == 0) {
        int order = memcmp(x.data, y.data, x.len < y.len ? x.len : y.len);
        result = v_bool(order_holds(order ? order : (x.len > y.len) - (x.len < y.len), op));
        buffer_release(t, &y);
    }
    buffer_release(t, &x);
    return result;
}

static int set_index(Thread *t, Value self, Value key, Value value)
{
    int64_t i;
    ByteArray *b = V_AS(ByteArray, self);
    if (sequence_index(t, key, (int64_t)b->len, "bytearray", "bytearray index out of range", &i))
        return -1;
    if (v_is_empty(value))
        return bytearray_splice(t, b, (size_t)i, (size_t)i + 1, NULL, 0);
    int byte = byte_value(t, value, "byte must be in range(0, 256)");
    if (byte < 0)
        return -1;
    if ((size_t)i >= b->len) { /* __index__ of the value shortened it */
        raise_format(t, EXC_IndexError, "bytearray index out of range");
        return -1;
    }
    b->data[i] = (char)byte;
    return 0;
}

/* del b[start::step] for steps other than 1. */
static int delete_stepped(Thread *t, ByteArray *b, int64_t start, int64_t step, int64_t n)
{
    if (n == 0)
        return 0;
    if (check_exports(t, b) < 0)
        return -1;
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    size_t to = (size_t)start, taken = 0;
    for (size_t i = to; i < b->len; i++) {
        if (taken < (size_t)n && i == (size_t)start + taken * (size_t)step)
            taken++;
        else
            b->data[to++] = b->data[i];
    }
    return bytearray_resize(t, b, to);
}

static int assign_slice(Thread *t, ByteArray *b, Value key, const char *data, size_t len,
                        bool deleting)
{
    int64_t start, stop, step;
    if (slice_unpack(t, key, &start, &stop, &step))
        return -1;
    int64_t n = slice_adjust((int64_t)b->len, &start, &stop, step);
    if (step == 1)
        return bytearray_splice(t, b, (size_t)start, (size_t)(start + n), data, len);
    if (deleting || len == 0)
        return delete_stepped(t, b, start, step, n);
    if (len != (size_t)n) {
        raise_format(t, EXC_ValueError,
                     "attempt to assign bytes of size %zd to extended slice of size %zd",
                     (int64_t)len, n);
        return -1;
    }
    for (int64_t i = 0; i < n; i++)
        b->data[start + i * step] = data[i];
    return 0;
}

static int bytearray_setitem(Thread *t, Value self, Value key, Value value)
{
    ByteArray *b = V_AS(ByteArray, self);
    if (!v_is_kind(key, KIND_slice))
        return set_index(t, self, key, value);
    if (v_is_empty(value))
        return assign_slice(t, b, key, NULL, 0, true);
    /* The new contents are copied first, as they may be the array's own memory or come from an
     * iterator. */
    Value source;
    if (v_is_int(value) || v_is_str(value)) {
        raise_format(t, EXC_TypeError,
                     "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        return -1;
    }
    if (buffer_check(t, value))
        source = buffer_to_bytes(t, value);
    else
        source = call1(t, v_from(t->vm->types[KIND_bytearray]), value);
    if (v_is_error(source))
        return -1;
    Piece p = piece_of(source);
    int status = assign_slice(t, b, key, p.p, p.n, false);
    drop(t, source);
    return status;
}

static Value bytearray_iconcat(Thread *t, Value self, Value other)
{
    ByteArray *b = V_AS(ByteArray, self);
    if (!buffer_check(t, other))
        return raise_format(t, EXC_TypeError, "can't concat %T to %T", other, self);
    BufferView view;
    if (buffer_get(t, other, &view) < 0)
        return V_ERROR;
    int status = bytearray_splice(t, b, b->len, b->len, view.data,
                                  view.len); /* the array itself: BufferError */
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : dup(self);
}

static Value bytearray_irepeat(Thread *t, Value self, Value count)
{
    ByteArray *b = V_AS(ByteArray, self);
    size_t len = b->len, total;
    int64_t times;
    if (repeat_count(t, count, &times))
        return V_ERROR;
    if (__builtin_mul_overflow(len, (size_t)times, &total) || total > (size_t)PTRDIFF_MAX)
        return raise_memory(t);
    if (bytearray_resize(t, b, total) < 0)
        return V_ERROR;
    for (size_t done = len; len && done < total; done += len)
        memcpy(b->data + done, b->data, len);
    return dup(self);
}

static void bytearray_dealloc(Thread *t, Object *o)
{
    ByteArray *b = (ByteArray *)o;
    mem_free(t, b->block, b->cap);
}

static int bytearray_buffer_get(Thread *t, Value self, BufferView *view)
{
    ByteArray *b = V_AS(ByteArray, self);
    view->data = b->data;
    view->len = b->len;
    b->exports++;
    return 0;
}

static void bytearray_buffer_release(Thread *t, Object *o)
{
    ((ByteArray *)o)->exports--;
}

static Value bytearray_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    ByteArray *b = object_new(t, cls, 0);
    if (b && bytearray_resize(t, b, 0) < 0) {
        obj_drop(t, b);
        b = NULL;
    }
    return b ? v_from(b) : V_ERROR;
}

int bytearray_setup(Thread *t)
{
    static const BufferProcs procs = {bytearray_buffer_get, bytearray_buffer_release};
    static const TypeSpec spec = {
        .name = "bytearray",
        .doc = "bytearray(iterable_of_ints), bytearray(string, encoding[, errors]), "
               "bytearray(bytes_like), bytearray(count), "
               "bytearray()\n\nA mutable array of bytes.",
        .size = sizeof(ByteArray),
        .flags = TF_BASE | TF_IMMUTABLE | TF_MATCH_SELF,
        .kind = KIND_bytearray,
        .layout = KIND_bytearray,
        .init_def = &bytearray_init_def,
        .slots = {.new_ = bytearray_make,
                  .repr = bytearray_repr,
                  .str = bytearray_repr,
                  .hash = hash_unhashable,
                  .compare = bytearray_compare,
                  .iter = piece_iter,
                  .length = piece_length,
                  .getitem = piece_getitem,
                  .setitem = bytearray_setitem,
                  .contains = piece_contains,
                  .concat = piece_concat,
                  .repeat = piece_repeat,
                  .iconcat = bytearray_iconcat,
                  .irepeat = bytearray_irepeat},
        .dealloc = bytearray_dealloc,
        .methods = bytearray_methods,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    type->buffer = &procs;
    return bytes_methods_add(t, type);
}
