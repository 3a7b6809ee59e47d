/* SPDX-License-Identifier: MIT */
/* BytesIO. Its contents are exported by getbuffer() through a bytearray that both share. */
#include "stdlib/_io.h"
#include "vm/objects/memoryview.h"

typedef struct BytesIO {
    IoBase base;
    Value array; /* bytearray with the contents */
    size_t pos;
} BytesIO;
#define BYTESIO(v) V_AS(BytesIO, v)
static const FieldTable bytesio_fields = {.offsets = {offsetof(BytesIO, array)}};

static ByteArray *contents(Value self)
{
    return V_AS(ByteArray, BYTESIO(self)->array);
}

static int check_open(Thread *t, Value self)
{
    if (!BYTESIO(self)->base.closed && !v_is_empty(BYTESIO(self)->array))
        return 0;
    raise_format(t, EXC_ValueError, "I/O operation on closed file.");
    return -1;
}

NATIVE_VAR(bytesio_construct, "BytesIO(initial_bytes=b'')", NULL)
{
    BytesIO *b = object_new(t, V_AS(Type, a[0]), 0);
    if (!b)
        return V_ERROR;
    gc_track(t, b);
    b->array = bytearray_new(t, "", 0);
    if (!v_is_error(b->array))
        return v_from(b);
    b->array = V_EMPTY;
    obj_drop(t, b);
    return V_ERROR;
}

/* Writes at pos, filling a gap behind the end with zeros. */
static int put(Thread *t, Value self, const char *data, size_t n)
{
    ByteArray *array = contents(self);
    BytesIO *b = BYTESIO(self);
    size_t end;
    if (__builtin_add_overflow(b->pos, n, &end)) {
        raise_memory(t);
        return -1;
    }
    size_t old = array->len;
    if (end > old) {
        if (bytearray_resize(t, array, end) < 0)
            return -1;
        if (b->pos > old)
            memset(array->data + old, 0, b->pos - old);
    }
    memcpy(array->data + b->pos, data, n);
    b->pos = end;
    return 0;
}

API(bytesio_init, "__init__(self, initial_bytes=b'')", NULL)
{
    BytesIO *b = BYTESIO(a[0]);
    b->base.closed = false;
    b->pos = 0;
    if (bytearray_resize(t, contents(a[0]), 0) < 0)
        return V_ERROR;
    if (v_is_empty(a[1]) || v_is_none(a[1]))
        return V_NONE;
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = put(t, a[0], view.data, view.len);
    buffer_release(t, &view);
    b->pos = 0;
    return status < 0 ? V_ERROR : V_NONE;
}

static Value take(Thread *t, Value self, size_t n)
{
    BytesIO *b = BYTESIO(self);
    ByteArray *array = contents(self);
    size_t left = array->len > b->pos ? array->len - b->pos : 0;
    n = n < left ? n : left;
    Value r = K(t, bytes_new(t, array->data + (left ? b->pos : 0), n));
    b->pos += n;
    return r;
}

static Value bytesio_do_read(Thread *t, Value *a)
{
    int64_t n;
    if (check_open(t, a[0]) < 0 || io_size_parse(t, a[1], &n) < 0)
        return V_ERROR;
    return take(t, a[0], n < 0 ? SIZE_MAX : (size_t)n);
}
API(bytesio_read, "read(self, size=-1, /)", "Read at most size bytes, returned as a bytes object.")
{
    return bytesio_do_read(t, a);
}
API(bytesio_read1, "read1(self, size=-1, /)",
    "Read at most size bytes, returned as a bytes object.")
{
    return bytesio_do_read(t, a);
}

static Value take_line(Thread *t, Value self, int64_t limit)
{
    ByteArray *array = contents(self);
    size_t pos = BYTESIO(self)->pos, left = array->len > pos ? array->len - pos : 0;
    const char *newline = left ? memchr(array->data + pos, '\n', left) : NULL;
    size_t n = newline ? (size_t)(newline - array->data) - pos + 1 : left;
    return take(t, self, limit >= 0 && (size_t)limit < n ? (size_t)limit : n);
}

API(bytesio_readline, "readline(self, size=-1, /)", "Next line from the file, as a bytes object.")
{
    int64_t limit;
    return check_open(t, a[0]) < 0 || io_size_parse(t, a[1], &limit) < 0
               ? V_ERROR
               : take_line(t, a[0], limit);
}

API_UNARY(bytesio_next)
{
    if (check_open(t, self) < 0)
        return V_ERROR;
    Value line = take_line(t, self, -1);
    return v_is_error(line) || V_AS(Bytes, line)->len ? line : V_STOP;
}

API(bytesio_readinto, "readinto(self, buffer, /)", "Read bytes into buffer.")
{
    BufferView view;
    if (check_open(t, a[0]) < 0 || buffer_get_writable(t, a[1], &view, "readinto") < 0)
        return V_ERROR;
    BytesIO *b = BYTESIO(a[0]);
    ByteArray *array = contents(a[0]);
    size_t left = array->len > b->pos ? array->len - b->pos : 0,
           n = view.len < left ? view.len : left;
    if (n)
        memmove(view.data, array->data + b->pos, n);
    b->pos += n;
    buffer_release(t, &view);
    return v_from_small((int64_t)n);
}

API(bytesio_write, "write(self, b, /)", "Write bytes to file.  Return the number of bytes written.")
{
    BufferView view;
    if (check_open(t, a[0]) < 0)
        return V_ERROR;
    if (contents(a[0])->exports)
        return raise_format(t, EXC_BufferError,
                            "Existing exports of data: object cannot be re-sized");
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = view.len ? put(t, a[0], view.data, view.len) : 0;
    int64_t n = (int64_t)view.len;
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : v_from_small(n);
}

API(bytesio_seek, "seek(self, pos, whence=0, /)", "Change stream position.")
{
    int64_t pos, whence = 0;
    if (check_open(t, a[0]) < 0 || value_to_int64(t, a[1], &pos) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &whence) < 0))
        return V_ERROR;
    if (whence == 0 && pos < 0)
        return raise_format(t, EXC_ValueError, "negative seek value %ld", (long)pos);
    if (whence < 0 || whence > 2)
        return raise_format(t, EXC_ValueError, "invalid whence (%ld, should be 0, 1 or 2)",
                            (long)whence);
    int64_t from = whence == 1   ? (int64_t)BYTESIO(a[0])->pos
                   : whence == 2 ? (int64_t)contents(a[0])->len
                                 : 0;
    if (pos > INT64_MAX / 2 - from)
        return raise_format(t, EXC_OverflowError, "new position too large");
    pos = pos + from < 0 ? 0 : pos + from;
    BYTESIO(a[0])->pos = (size_t)pos;
    return v_from_small(pos);
}

API(bytesio_tell, "tell(self, /)", "Current file position, an integer.")
{
    return check_open(t, a[0]) < 0 ? V_ERROR : v_from_small((int64_t)BYTESIO(a[0])->pos);
}

API(bytesio_truncate, "truncate(self, size=None, /)", "Truncate the file to at most size bytes.")
{
    int64_t size = (int64_t)BYTESIO(a[0])->pos;
    if (check_open(t, a[0]) < 0 ||
        (!v_is_empty(a[1]) && !v_is_none(a[1]) && value_to_int64(t, a[1], &size) < 0))
        return V_ERROR;
    if (contents(a[0])->exports)
        return raise_format(t, EXC_BufferError,
                            "Existing exports of data: object cannot be re-sized");
    if (size < 0)
        return raise_format(t, EXC_ValueError, "negative size value %ld", (long)size);
    if ((size_t)size < contents(a[0])->len && bytearray_resize(t, contents(a[0]), (size_t)size) < 0)
        return V_ERROR;
    return v_from_small(size);
}

API(bytesio_getvalue, "getvalue(self, /)", "Retrieve the entire contents of the BytesIO object.")
{
    return check_open(t, a[0]) < 0 ? V_ERROR
                                   : K(t, bytes_new(t, contents(a[0])->data, contents(a[0])->len));
}

API(bytesio_getbuffer, "getbuffer(self, /)",
    "Get a read-write view over the contents of the BytesIO object.")
{
    return check_open(t, a[0]) < 0 ? V_ERROR : K(t, memoryview_new(t, BYTESIO(a[0])->array));
}

API(bytesio_close, "close(self, /)", "Disable all I/O operations.")
{
    if (!v_is_empty(BYTESIO(a[0])->array) && contents(a[0])->exports)
        return raise_format(t, EXC_BufferError,
                            "Existing exports of data: object cannot be re-sized");
    BYTESIO(a[0])->base.closed = true;
    return V_NONE;
}

static Value yes_if_open(Thread *t, Value self, Value answer)
{
    return check_open(t, self) < 0 ? V_ERROR : answer;
}
API(bytesio_readable, "readable(self, /)", "Returns True if the IO object can be read.")
{
    return yes_if_open(t, a[0], V_TRUE);
}
API(bytesio_writable, "writable(self, /)", "Returns True if the IO object can be written.")
{
    return yes_if_open(t, a[0], V_TRUE);
}
API(bytesio_seekable, "seekable(self, /)", "Returns True if the IO object can be seeked.")
{
    return yes_if_open(t, a[0], V_TRUE);
}
API(bytesio_isatty, "isatty(self, /)", "Always returns False.")
{
    return yes_if_open(t, a[0], V_FALSE);
}
API(bytesio_flush, "flush(self, /)", "Does nothing.")
{
    return yes_if_open(t, a[0], V_NONE);
}

static Value bytesio_closed(Thread *t, Value self)
{
    return v_bool(BYTESIO(self)->base.closed);
}

int io_memory_types(Thread *t, IoState *io)
{
    static const NativeDef *const methods[] = {
        &bytesio_read_def,
        &bytesio_read1_def,
        &bytesio_readline_def,
        &bytesio_readinto_def,
        &bytesio_write_def,
        &bytesio_seek_def,
        &bytesio_tell_def,
        &bytesio_truncate_def,
        &bytesio_getvalue_def,
        &bytesio_getbuffer_def,
        &bytesio_close_def,
        &bytesio_readable_def,
        &bytesio_writable_def,
        &bytesio_seekable_def,
        &bytesio_isatty_def,
        &bytesio_flush_def,
        NULL,
    };
    static const GetSetDef getset[] = {{"closed", bytesio_closed, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = "_io.BytesIO",
        .doc = "Buffered I/O implementation using an in-memory bytes buffer.",
        .size = sizeof(BytesIO),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->bufferedbase,
        .new_def = &bytesio_construct_def,
        .init_def = &bytesio_init_def,
        .slots = {.iter = io_self, .next = bytesio_next},
        .methods = methods,
        .getset = getset,
    };
    return (io->bytesio = api_type(t, &spec, &bytesio_fields)) ? 0 : -1;
}
