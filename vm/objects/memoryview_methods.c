/* SPDX-License-Identifier: MIT */
/* Methods and attributes of memoryview. */
#include "vm/objects/memoryview.h"
#include "vm/objects/bytes_internal.h"

#define SELF V_AS(MemoryView, a[0])

/* ---- contents ---- */

typedef struct Copy {
    char *to;
    size_t size;
} Copy;

static int copy_item(void *arg, char *item)
{
    Copy *c = arg;
    memcpy(c->to, item, c->size);
    c->to += c->size;
    return 0;
}

Value memoryview_to_bytes(Thread *t, Value self)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (memory_check(t, m) < 0)
        return V_ERROR;
    Bytes *made = bytes_alloc(t, memory_nbytes(m));
    if (!made)
        return V_ERROR;
    Copy c = {made->data, m->itemsize};
    memory_each(m, copy_item, &c);
    return v_from(made);
}

NATIVE(tobytes, "tobytes(self, /, order='C')", "A copy of the contents as bytes.")
{
    bool fortran = false;
    if (!v_is_empty(a[1]) && !v_is_none(a[1])) {
        if (!v_is_str(a[1]))
            return raise_format(t, EXC_TypeError,
                                "tobytes() argument 'order' must be str or None, not %T", a[1]);
        fortran = str_equal_cstr(V_AS(Str, a[1]), "F");
        if (!fortran && !str_equal_cstr(V_AS(Str, a[1]), "C") &&
            !str_equal_cstr(V_AS(Str, a[1]), "A"))
            return raise_format(t, EXC_ValueError, "order must be 'C', 'F' or 'A'");
    }
    if (fortran && SELF->ndim > 1)
        return raise_format(t, EXC_NotImplementedError,
                            "memoryview: order 'F' is not supported for several dimensions");
    return memoryview_to_bytes(t, a[0]);
}

/* The items as nested lists; at most MEMORY_DIMS_MAX deep. */
static Value list_in(Thread *t, MemoryView *m, int dim, const char *p)
{
    if (dim == m->ndim)
        return memory_item_get(t, p, m->format);
    Value list = list_new(t, NULL, 0);
    for (int64_t i = 0; !v_is_error(list) && i < memory_shape(m)[dim]; i++) {
        Value item = list_in(t, m, dim + 1, p + i * memory_strides(m)[dim]);
        if (v_is_error(item) || list_append_take(t, V_AS(List, list), item) < 0) {
            drop(t, list);
            return V_ERROR;
        }
    }
    return list;
}

NATIVE(tolist, "tolist(self, /)", "The items as a list.")
{
    return memory_check(t, SELF) < 0 ? V_ERROR : list_in(t, SELF, 0, SELF->data);
}

NATIVE(hex, "hex(self, /, sep='', bytes_per_sep=1)",
       "Two hexadecimal digits for each byte, with separators between groups.")
{
    Value bytes = memoryview_to_bytes(t, a[0]);
    if (v_is_error(bytes))
        return bytes;
    Value text = bytes_hex(t, V_AS(Bytes, bytes)->data, V_AS(Bytes, bytes)->len, a[1], a[2]);
    drop(t, bytes);
    return text;
}

/* ---- release ---- */

static Value release(Thread *t, MemoryView *m)
{
    if (m->exports)
        return raise_format(t, EXC_BufferError, "memoryview has %u exported buffer%s", m->exports,
                            m->exports == 1 ? "" : "s");
    buffer_release(t, &m->base);
    return V_NONE;
}

NATIVE(release, "release(self, /)", "Lets go of the object; the view cannot be used any more.")
{
    return release(t, SELF);
}

NATIVE(enter, "__enter__(self, /)", "The view itself.")
{
    return memory_check(t, SELF) < 0 ? V_ERROR : dup(a[0]);
}

NATIVE(leave, "__exit__(self, /, *exc_info)", "Releases the view.")
{
    return release(t, SELF);
}

NATIVE(toreadonly, "toreadonly(self, /)",
       "A view on the same memory that cannot be written through.")
{
    Value again = memoryview_new(t, a[0]);
    if (!v_is_error(again))
        V_AS(MemoryView, again)->readonly = true;
    return again;
}

/* ---- cast ---- */

static bool is_contiguous(MemoryView *m, bool fortran)
{
    int64_t expected = (int64_t)m->itemsize;
    for (int k = 0; k < m->ndim; k++) {
        int i = fortran ? k : m->ndim - 1 - k;
        if (memory_shape(m)[i] > 1 && memory_strides(m)[i] != expected)
            return memory_nbytes(m) == 0;
        expected *= memory_shape(m)[i];
    }
    return true;
}

/* The shape argument: lengths into out; their number, or -1. */
static int cast_shape(Thread *t, Value shape, int64_t *out)
{
    if (!v_has_layout(shape, KIND_list) && !v_has_layout(shape, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "shape must be a list or a tuple");
        return -1;
    }
    size_t n;
    const Value *items = seq_items(shape, &n);
    if (n > MEMORY_DIMS_MAX) {
        raise_format(t, EXC_ValueError, "memoryview: number of dimensions must not exceed 64");
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        if (!v_is_int(items[i])) {
            raise_format(t, EXC_TypeError, "memoryview.cast(): elements of shape must be integers");
            return -1;
        }
        if (value_to_int64(t, items[i], &out[i]) < 0)
            return -1;
        if (out[i] <= 0) {
            raise_format(t, EXC_ValueError,
                         "memoryview.cast(): elements of shape must be integers > 0");
            return -1;
        }
    }
    return (int)n;
}

static int cast_check(Thread *t, MemoryView *m, const char *format, size_t itemsize)
{
    size_t size;
    const char *from = memory_format_find(m->format, strlen(m->format), &size);
    bool to_bytes = itemsize == 1 && strchr("Bbc", *format),
         from_bytes = from && strchr("Bbc", *from);
    if (!from) {
        raise_format(
            t, EXC_ValueError,
            "memoryview: source format must be a native single character format prefixed with an "
            "optional '@'");
        return -1;
    }
    if (!to_bytes && !from_bytes) {
        raise_format(t, EXC_TypeError, "memoryview: cannot cast between two non-byte formats");
        return -1;
    }
    if (memory_nbytes(m) % itemsize) {
        raise_format(t, EXC_TypeError, "memoryview: length is not a multiple of itemsize");
        return -1;
    }
    return 0;
}

static Value cast_to(Thread *t, MemoryView *m, const char *format, size_t itemsize,
                     const int64_t *shape, int ndim)
{
    int64_t items = (int64_t)(memory_nbytes(m) / itemsize), total = 1;
    for (int i = 0; i < ndim; i++)
        if (__builtin_mul_overflow(total, shape[i], &total))
            return raise_format(t, EXC_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
    if (ndim >= 0 && total != items)
        return raise_format(t, EXC_TypeError,
                            "memoryview: product(shape) * itemsize != buffer size");
    if (m->ndim != 1 && ndim > 1)
        return raise_format(t, EXC_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    MemoryView *made = memory_alloc(t, m, ndim < 0 ? 1 : ndim);
    if (!made)
        return V_ERROR;
    made->format = format;
    made->itemsize = itemsize;
    int64_t stride = (int64_t)itemsize;
    for (int i = made->ndim; i-- > 0;) {
        memory_shape(made)[i] = ndim < 0 ? items : shape[i];
        memory_strides(made)[i] = stride;
        stride *= memory_shape(made)[i];
    }
    return v_from(made);
}

NATIVE(cast, "cast(self, /, format, shape=None)",
       "The same memory, seen in another format or shape.")
{
    MemoryView *m = SELF;
    int64_t shape[MEMORY_DIMS_MAX];
    if (memory_check(t, m) < 0)
        return V_ERROR;
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "cast() argument 'format' must be str, not %T", a[1]);
    if (!is_contiguous(m, false))
        return raise_format(t, EXC_TypeError,
                            "memoryview: casts are restricted to C-contiguous views");
    int ndim = v_is_empty(a[2]) || v_is_none(a[2]) ? -1 : cast_shape(t, a[2], shape);
    if (ndim < 0 && !v_is_empty(a[2]) && !v_is_none(a[2]))
        return V_ERROR;
    size_t len, itemsize;
    const char *text = str_wtf8(t, V_AS(Str, a[1]), &len);
    if (!text)
        return V_ERROR;
    const char *format = memory_format_find(text, len, &itemsize);
    if (!format)
        return raise_format(
            t, EXC_ValueError,
            "memoryview: destination format must be a native single character format "
            "prefixed with an optional '@'");
    return cast_check(t, m, format, itemsize) < 0 ? V_ERROR
                                                  : cast_to(t, m, format, itemsize, shape, ndim);
}

NATIVE(buffer, "__buffer__(self, flags, /)", "Another view of the same memory.")
{
    return memoryview_new(t, a[0]);
}

NATIVE_CLASS(from_flags, "_from_flags(cls, /, object, flags)",
             "A view; the flags are not looked at.")
{
    return memoryview_new(t, a[1]);
}

const NativeDef *const memoryview_methods[] = {
    &tobytes_def,    &tolist_def, &hex_def,        &release_def, &enter_def, &leave_def,
    &toreadonly_def, &cast_def,   &from_flags_def, &buffer_def,  NULL,
};

/* ---- attributes ---- */

#define GETTER(name) static Value get_##name(Thread *t, Value self)
#define CHECK(m)                \
    if (memory_check(t, m) < 0) \
        return V_ERROR;
#define M V_AS(MemoryView, self)

static Value dims_tuple(Thread *t, const int64_t *dims, int n)
{
    Tuple *made = tuple_alloc(t, (size_t)n);
    if (!made)
        return V_ERROR;
    for (int i = 0; i < n; i++)
        made->items[i] = v_from_small(dims[i]);
    return v_from(made);
}

GETTER(obj)
{
    CHECK(M)
    return dup(M->base.owner);
}
GETTER(nbytes)
{
    CHECK(M)
    return v_from_small((int64_t)memory_nbytes(M));
}
GETTER(itemsize)
{
    CHECK(M)
    return v_from_small((int64_t)M->itemsize);
}
GETTER(format)
{
    CHECK(M)
    return str_from_cstr(t, M->format);
}
GETTER(ndim)
{
    CHECK(M)
    return v_from_small(M->ndim);
}
GETTER(shape)
{
    CHECK(M)
    return dims_tuple(t, memory_shape(M), M->ndim);
}
GETTER(strides)
{
    CHECK(M)
    return dims_tuple(t, memory_strides(M), M->ndim);
}
GETTER(suboffsets)
{
    CHECK(M)
    return tuple_new(t, NULL, 0);
}
GETTER(readonly)
{
    CHECK(M)
    return v_bool(M->readonly);
}
GETTER(c_contiguous)
{
    CHECK(M)
    return v_bool(is_contiguous(M, false));
}
GETTER(f_contiguous)
{
    CHECK(M)
    return v_bool(is_contiguous(M, true));
}
GETTER(contiguous)
{
    CHECK(M)
    return v_bool(is_contiguous(M, false) || is_contiguous(M, true));
}

#define ROW(name, doc)               \
    {                                \
#name, get_##name, NULL, doc \
    }
const GetSetDef memoryview_getset[] = {
    ROW(obj, "The object whose memory it is."),
    ROW(nbytes, "Bytes that the items take."),
    ROW(itemsize, "Bytes of one item."),
    ROW(format, "Format of an item, as in the module struct."),
    ROW(ndim, "How many dimensions there are."),
    ROW(shape, "Length of each dimension."),
    ROW(strides, "Bytes from one item to the next in each dimension."),
    ROW(suboffsets, "Always empty."),
    ROW(readonly, "Can the memory not be written?"),
    ROW(c_contiguous, "Do the items follow each other, the last dimension fastest?"),
    ROW(f_contiguous, "Do the items follow each other, the first dimension fastest?"),
    ROW(contiguous, "Do the items follow each other in one of the two ways?"),
    {NULL, NULL, NULL, NULL},
};
