/* SPDX-License-Identifier: MIT */
/* memoryview: making one, slots. Its methods are in memoryview_methods.c. */
#include "vm/objects/memoryview.h"
#include "vm/objects/bytes_internal.h"
#include "vm/objects/iterators.h"

/* ---- making ---- */

MemoryView *memory_alloc(Thread *t, const MemoryView *from, int ndim)
{
    MemoryView *m =
        object_new(t, t->vm->types[KIND_memoryview], 2 * (size_t)ndim * sizeof(int64_t));
    if (!m)
        return NULL;
    m->ndim = ndim;
    m->format = "B";
    m->itemsize = 1;
    if (from) {
        if (buffer_get(t, from->base.owner, &m->base) < 0) {
            obj_drop(t, m);
            return NULL;
        }
        m->data = from->data;
        m->format = from->format;
        m->itemsize = from->itemsize;
        m->readonly = from->readonly;
    }
    gc_track(t, m);
    return m;
}

/* The same view again: what memoryview(view) makes. */
static Value memory_again(Thread *t, MemoryView *from)
{
    if (memory_check(t, from) < 0)
        return V_ERROR;
    MemoryView *m = memory_alloc(t, from, from->ndim);
    if (!m)
        return V_ERROR;
    memcpy(m->dims, from->dims, 2 * (size_t)from->ndim * sizeof(int64_t));
    return v_from(m);
}

Value memoryview_new(Thread *t, Value exporter)
{
    if (v_is_kind(exporter, KIND_memoryview))
        return memory_again(t, V_AS(MemoryView, exporter));
    if (!buffer_check(t, exporter))
        return raise_format(t, EXC_TypeError,
                            "memoryview: a bytes-like object is required, not '%T'", exporter);
    MemoryView *m = memory_alloc(t, NULL, 1);
    if (!m)
        return V_ERROR;
    if (buffer_get(t, exporter, &m->base) < 0) {
        obj_drop(t, m);
        return V_ERROR;
    }
    m->data = m->base.data;
    m->format = m->base.format;
    m->itemsize = m->base.itemsize;
    m->readonly = m->base.readonly;
    memory_shape(m)[0] = (int64_t)(m->base.len / m->itemsize);
    memory_strides(m)[0] = (int64_t)m->itemsize;
    return v_from(m);
}

int memory_check(Thread *t, const MemoryView *m)
{
    if (!v_is_empty(m->base.owner))
        return 0;
    raise_format(t, EXC_ValueError, "operation forbidden on released memoryview object");
    return -1;
}

size_t memory_nbytes(MemoryView *m)
{
    size_t n = m->itemsize;
    for (int i = 0; i < m->ndim; i++)
        n *= (size_t)memory_shape(m)[i];
    return n;
}

static int each_in(MemoryView *m, int dim, char *p, int (*fn)(void *arg, char *item), void *arg)
{
    if (dim == m->ndim)
        return fn(arg, p);
    for (int64_t i = 0; i < memory_shape(m)[dim]; i++) {
        int status = each_in(m, dim + 1, p + i * memory_strides(m)[dim], fn, arg);
        if (status)
            return status;
    }
    return 0;
}

int memory_each(MemoryView *m, int (*fn)(void *arg, char *item), void *arg)
{
    return each_in(m, 0, m->data, fn, arg); /* at most MEMORY_DIMS_MAX deep */
}

NATIVE(memoryview_make, "memoryview(cls, object)", "")
{
    return memoryview_new(t, a[1]);
}

/* ---- the items ---- */

/* The address of item i of the first dimension. */
static char *item_at(MemoryView *m, int64_t i)
{
    return m->data + i * memory_strides(m)[0];
}

static int index_check(Thread *t, int64_t i, int64_t len, int dim, int64_t *out)
{
    *out = i < 0 ? i + len : i;
    if (*out >= 0 && *out < len)
        return 0;
    raise_format(t, EXC_IndexError, "index out of bounds on dimension %d", dim + 1);
    return -1;
}

/* The address of m[i, j, ...]; NULL: error. */
static char *tuple_item(Thread *t, MemoryView *m, const Tuple *indices)
{
    if (m->ndim == 0) {
        raise_format(t, EXC_TypeError, "invalid indexing of 0-dim memory");
        return NULL;
    }
    if (indices->len < (size_t)m->ndim) {
        raise_format(t, EXC_NotImplementedError, "sub-views are not implemented");
        return NULL;
    }
    if (indices->len > (size_t)m->ndim) {
        raise_format(t, EXC_TypeError, "cannot index %d-dimension view with %zd-element tuple",
                     m->ndim, (int64_t)indices->len);
        return NULL;
    }
    char *p = m->data;
    for (int d = 0; d < m->ndim; d++) {
        int64_t i;
        if (value_to_ssize(t, indices->items[d], &i, EXC_IndexError) < 0 ||
            index_check(t, i, memory_shape(m)[d], d, &i) < 0)
            return NULL;
        p += i * memory_strides(m)[d];
    }
    return p;
}

static bool is_index(Thread *t, Value v)
{
    return v_is_int(v) || v_type(t, v)->s.index;
}

static bool is_index_tuple(Thread *t, Value key)
{
    const Tuple *tuple = v_has_layout(key, KIND_tuple) ? V_AS(Tuple, key) : NULL;
    for (size_t i = 0; tuple && i < tuple->len; i++)
        if (!is_index(t, tuple->items[i]))
            return false;
    return tuple;
}

/* The address that an index (not a slice) means; `many`: of what it speaks when that is no item.
 * NULL: error. */
static char *memory_item(Thread *t, MemoryView *m, Value key, const char *many)
{
    int64_t i;
    if (is_index_tuple(t, key))
        return tuple_item(t, m, V_AS(Tuple, key));
    if (!is_index(t, key)) {
        raise_format(t, EXC_TypeError, "memoryview: invalid slice key");
        return NULL;
    }
    if (m->ndim == 0) {
        raise_format(t, EXC_TypeError, "invalid indexing of 0-dim memory");
        return NULL;
    }
    if (m->ndim > 1) {
        raise_format(t, EXC_NotImplementedError, "%ssub-views are not implemented", many);
        return NULL;
    }
    if (value_to_ssize(t, key, &i, EXC_IndexError) < 0 ||
        index_check(t, i, memory_shape(m)[0], 0, &i) < 0)
        return NULL;
    return item_at(m, i);
}

static Value memory_slice(Thread *t, MemoryView *m, Value key)
{
    int64_t start, stop, step;
    if (m->ndim == 0)
        return raise_format(t, EXC_TypeError, "invalid indexing of 0-dim memory");
    MemoryView *part = memory_alloc(t, m, m->ndim);
    if (!part)
        return V_ERROR;
    memcpy(part->dims, m->dims, 2 * (size_t)m->ndim * sizeof(int64_t));
    /* The part holds the memory already: __index__ may release the view. */
    if (slice_unpack(t, key, &start, &stop, &step)) {
        obj_drop(t, part);
        return V_ERROR;
    }
    int64_t n = slice_adjust(memory_shape(part)[0], &start, &stop, step);
    if (n)
        part->data = item_at(part, start);
    memory_shape(part)[0] = n;
    memory_strides(part)[0] *= step;
    return v_from(part);
}

/* What the only item of a view without dimensions is asked for by: m[()] or m[...]. */
static bool is_whole(Value key)
{
    return v_same(key, V_ELLIPSIS) || (v_is_kind(key, KIND_tuple) && V_AS(Tuple, key)->len == 0);
}

static Value memory_getitem(Thread *t, Value self, Value key)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (memory_check(t, m) < 0)
        return V_ERROR;
    if (v_is_kind(key, KIND_slice))
        return memory_slice(t, m, key);
    if (m->ndim == 0 && is_whole(key))
        return v_same(key, V_ELLIPSIS) ? dup(self) : memory_item_get(t, m->data, m->format);
    char *p = memory_item(t, m, key, "multi-dimensional ");
    /* __index__ may have released the view */
    return !p || memory_check(t, m) < 0 ? V_ERROR : memory_item_get(t, p, m->format);
}

/* m[a:b] = bytes-like of the same format and length. */
static int memory_set_slice(Thread *t, MemoryView *m, Value key, Value value)
{
    if (m->ndim != 1) {
        raise_format(t, EXC_NotImplementedError,
                     "memoryview slice assignments are currently restricted to ndim = 1");
        return -1;
    }
    Value from = memoryview_new(t, value);
    if (v_is_error(from)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'", value);
        }
        return -1;
    }
    Value part = memory_slice(t, m, key);
    int status = v_is_error(part) || memory_check(t, m) < 0 ? -1 : 0;
    if (status == 0) {
        MemoryView *to = V_AS(MemoryView, part), *source = V_AS(MemoryView, from);
        int64_t n = memory_shape(to)[0];
        if (source->ndim != 1 || memory_shape(source)[0] != n ||
            strcmp(source->format, to->format) != 0) {
            raise_format(t, EXC_ValueError,
                         "memoryview assignment: lvalue and rvalue have different structures");
            status = -1;
        }
        char *copy =
            status ? NULL : mem_alloc_array(t, (size_t)n, to->itemsize); /* the two may overlap */
        if (!copy)
            status = -1;
        for (int64_t i = 0; status == 0 && i < n; i++)
            memcpy(copy + (size_t)i * to->itemsize, item_at(source, i), to->itemsize);
        for (int64_t i = 0; status == 0 && i < n; i++)
            memcpy(item_at(to, i), copy + (size_t)i * to->itemsize, to->itemsize);
        if (copy)
            mem_free(t, copy, (size_t)n * to->itemsize);
    }
    if (!v_is_error(part))
        drop(t, part);
    drop(t, from);
    return status;
}

static int memory_setitem(Thread *t, Value self, Value key, Value value)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (memory_check(t, m) < 0)
        return -1;
    if (m->readonly) {
        raise_format(t, EXC_TypeError, "cannot modify read-only memory");
        return -1;
    }
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "cannot delete memory");
        return -1;
    }
    if (v_is_kind(key, KIND_slice))
        return memory_set_slice(t, m, key, value);
    char *p = m->ndim == 0 && is_whole(key) ? m->data : memory_item(t, m, key, "");
    if (!p)
        return -1;
    char item[16]; /* the value's methods may release the view: it is looked at again afterwards */
    if (memory_item_set(t, item, m->format, value) < 0 || memory_check(t, m) < 0)
        return -1;
    memcpy(p, item, m->itemsize);
    return 0;
}

static int64_t memory_length(Thread *t, Value self)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (memory_check(t, m) < 0)
        return -1;
    if (m->ndim == 0) {
        raise_format(t, EXC_TypeError, "0-dim memory has no length");
        return -1;
    }
    return memory_shape(m)[0];
}

/* ---- comparison and hash ---- */

/* Compares item i of both, dimension by dimension. 1 equal, 0, -1. */
static int equal_in(Thread *t, MemoryView *a, MemoryView *b, int dim, char *p, char *q)
{
    if (dim == a->ndim) {
        Value x = memory_item_get(t, p, a->format),
              y = v_is_error(x) ? V_ERROR : memory_item_get(t, q, b->format);
        int equal = v_is_error(y) ? -1 : compare_truth(t, CMP_EQ, x, y);
        drop(t, x);
        drop(t, y);
        return equal;
    }
    for (int64_t i = 0; i < memory_shape(a)[dim]; i++) {
        int equal = equal_in(t, a, b, dim + 1, p + i * memory_strides(a)[dim],
                             q + i * memory_strides(b)[dim]);
        if (equal <= 0)
            return equal;
    }
    return 1;
}

static bool is_flat_bytes(MemoryView *m)
{
    return m->ndim == 1 && memory_strides(m)[0] == 1 && *m->format == 'B';
}

static int memory_equal(Thread *t, MemoryView *a, MemoryView *b)
{
    if (a->ndim != b->ndim)
        return 0;
    for (int i = 0; i < a->ndim; i++)
        if (memory_shape(a)[i] != memory_shape(b)[i])
            return 0;
    if (is_flat_bytes(a) && is_flat_bytes(b))
        return memcmp(a->data, b->data, memory_nbytes(a)) == 0;
    size_t size;
    if (!memory_format_find(a->format, strlen(a->format), &size) ||
        !memory_format_find(b->format, strlen(b->format), &size))
        return 0;
    return equal_in(t, a, b, 0, a->data, b->data);
}

static Value memory_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(a, KIND_memoryview))
        return V_NOTIMPLEMENTED;
    MemoryView *x = V_AS(MemoryView, a);
    if (v_is_empty(x->base.owner) ||
        (v_is_kind(b, KIND_memoryview) && v_is_empty(V_AS(MemoryView, b)->base.owner)))
        return v_bool(v_same(a, b) == (op == CMP_EQ));
    if (!buffer_check(t, b))
        return V_NOTIMPLEMENTED;
    Value other = memoryview_new(t, b);
    if (v_is_error(other))
        return V_ERROR;
    int equal = memory_equal(t, x, V_AS(MemoryView, other));
    drop(t, other);
    return equal < 0 ? V_ERROR : v_bool(equal == (op == CMP_EQ));
}

static int memory_hash(Thread *t, Value self, int64_t *hash)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (!(m->head.flags & OF_HASH)) {
        if (memory_check(t, m) < 0)
            return -1;
        if (!m->readonly) {
            raise_format(t, EXC_ValueError, "cannot hash writable memoryview object");
            return -1;
        }
        if (!strchr("Bbc", *m->format) || m->itemsize != 1) {
            raise_format(t, EXC_ValueError,
                         "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
            return -1;
        }
        int64_t exporter;
        if (value_hash(t, m->base.owner, &exporter) < 0)
            return -1;
        Value bytes = memoryview_to_bytes(t, self);
        if (v_is_error(bytes))
            return -1;
        m->hash = hash_bytes(V_AS(Bytes, bytes)->data, V_AS(Bytes, bytes)->len);
        m->head.flags |= OF_HASH;
        drop(t, bytes);
    }
    *hash = m->hash;
    return 0;
}

static Value memory_repr(Thread *t, Value self)
{
    bool released = v_is_empty(V_AS(MemoryView, self)->base.owner);
    return str_format(t, released ? "<released memory at %p>" : "<memory at %p>",
                      (void *)v_object(self));
}

/* ---- iteration ---- */

static Value memory_iter(Thread *t, Value self)
{
    MemoryView *m = V_AS(MemoryView, self);
    size_t size;
    if (memory_check(t, m) < 0)
        return V_ERROR;
    if (m->ndim == 0)
        return raise_format(t, EXC_TypeError, "invalid indexing of 0-dim memory");
    if (m->ndim != 1)
        return raise_format(t, EXC_NotImplementedError,
                            "multi-dimensional sub-views are not implemented");
    if (!memory_format_find(m->format, strlen(m->format), &size))
        return raise_format(t, EXC_NotImplementedError, "memoryview: format %s not supported",
                            m->format);
    return index_iterator_new(t, KIND_memory_iterator, self, 0);
}

static Value memory_iterator_next(Thread *t, Value self)
{
    IndexIterator *it = V_AS(IndexIterator, self);
    if (v_is_empty(it->seq))
        return V_STOP;
    MemoryView *m = V_AS(MemoryView, it->seq);
    if (memory_check(t, m) < 0)
        return V_ERROR;
    if (it->index < memory_shape(m)[0])
        return memory_item_get(t, item_at(m, it->index++), m->format);
    v_clear(t, &it->seq);
    return V_STOP;
}

static void iterator_dealloc(Thread *t, Object *o)
{
    drop(t, ((IndexIterator *)o)->seq);
}
static void iterator_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((IndexIterator *)o)->seq, arg);
}

static int memory_iterator_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "memory_iterator",
        .size = sizeof(IndexIterator),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .kind = KIND_memory_iterator,
        .layout = KIND_memory_iterator,
        .slots = {.iter = self_iter, .next = memory_iterator_next},
        .dealloc = iterator_dealloc,
        .visit = iterator_visit,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}

/* ---- the type ---- */

static void memory_dealloc(Thread *t, Object *o)
{
    buffer_release(t, &((MemoryView *)o)->base);
}

static void memory_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((MemoryView *)o)->base.owner, arg);
}

/* What C code gets must have no gaps. */
static int memory_buffer_get(Thread *t, Value self, BufferView *view)
{
    MemoryView *m = V_AS(MemoryView, self);
    if (memory_check(t, m) < 0)
        return -1;
    int64_t expected = (int64_t)m->itemsize;
    for (int i = m->ndim; i-- > 0; expected *= memory_shape(m)[i])
        if (memory_shape(m)[i] > 1 && memory_strides(m)[i] != expected) {
            raise_format(t, EXC_BufferError, "memoryview: underlying buffer is not C-contiguous");
            return -1;
        }
    view->data = m->data;
    view->len = memory_nbytes(m);
    view->format = m->format;
    view->itemsize = m->itemsize;
    view->readonly = m->readonly;
    m->exports++;
    return 0;
}

static void memory_buffer_release(Thread *t, Object *o)
{
    ((MemoryView *)o)->exports--;
}

int memoryview_setup(Thread *t)
{
    static const BufferProcs procs = {memory_buffer_get, memory_buffer_release};
    static const TypeSpec spec = {
        .name = "memoryview",
        .doc = "A window on the memory of another object.",
        .size = sizeof(MemoryView),
        .flags = TF_GC | TF_IMMUTABLE | TF_SEQUENCE | TF_WEAKREF,
        .kind = KIND_memoryview,
        .layout = KIND_memoryview,
        .new_def = &memoryview_make_def,
        .slots = {.repr = memory_repr,
                  .hash = memory_hash,
                  .compare = memory_compare,
                  .iter = memory_iter,
                  .length = memory_length,
                  .getitem = memory_getitem,
                  .setitem = memory_setitem},
        .dealloc = memory_dealloc,
        .visit = memory_visit,
        .methods = memoryview_methods,
        .getset = memoryview_getset,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return -1;
    type->buffer = &procs;
    return memory_iterator_setup(t);
}
