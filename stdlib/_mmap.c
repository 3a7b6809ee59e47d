/* SPDX-License-Identifier: MIT */
/* _mmap: files and pages as memory. The class of the module mmap, in the language, is derived from
   Map, whose bytes other modules see by the buffer protocol. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

typedef struct Map {
    Object head;
    char *data; /* NULL: closed, or not opened yet */
    size_t len;
    int fd; /* of its own, or -1 */
    bool readonly;
    uint32_t exports; /* views that keep the memory where it is */
} Map;

static void map_close(Map *m)
{
    if (m->data)
        munmap(m->data, m->len);
    if (m->data && m->fd >= 0)
        (close)(m->fd);
    m->data = NULL;
    m->fd = -1;
}

static void map_free(Thread *t, Object *o)
{
    map_close((Map *)o);
}

static const FieldTable map_fields = {.free_extra = map_free};

static Map *map_check(Thread *t, Value v)
{
    Map *m = V_AS(Map, v);
    if (m->data)
        return m;
    raise_format(t, EXC_ValueError, "mmap closed or invalid");
    return NULL;
}

API(map_open, "_open(self, fd, length, flags, prot, offset, readonly, /)",
    "Map the pages; the descriptor is duplicated.")
{
    Map *m = V_AS(Map, a[0]);
    int fd, flags, prot;
    int64_t length, offset;
    if (posix_int(t, a[1], &fd) < 0 || value_to_int64(t, a[2], &length) < 0 ||
        posix_int(t, a[3], &flags) < 0 || posix_int(t, a[4], &prot) < 0 ||
        value_to_int64(t, a[5], &offset) < 0)
        return V_ERROR;
    int readonly = flag_parse(t, a[6], false);
    if (readonly < 0)
        return V_ERROR;
    if (m->data)
        return raise_format(t, EXC_ValueError, "mmap is open already");
    int own = -1;
    if (fd >= 0 && (own = fcntl(fd, F_DUPFD_CLOEXEC, 0)) < 0)
        return posix_error(t);
    void *data;
    WITHOUT_GIL(t, data = mmap(NULL, (size_t)length, prot, flags, fd, offset));
    if (data == MAP_FAILED) {
        posix_error(t);
        if (own >= 0)
            (close)(own);
        return V_ERROR;
    }
    m->data = data;
    m->len = (size_t)length;
    m->fd = own;
    m->readonly = readonly;
    return V_NONE;
}

API(map_shut, "_shut(self, /)", "Unmap the pages.")
{
    Map *m = V_AS(Map, a[0]);
    if (m->exports)
        return raise_format(t, EXC_BufferError, "cannot close exported pointers exist");
    map_close(m);
    return V_NONE;
}

API(map_closed, "_closed(self, /)", "Is nothing mapped?")
{
    return v_bool(!V_AS(Map, a[0])->data);
}

API(map_length, "_length(self, /)", "The number of bytes.")
{
    Map *m = map_check(t, a[0]);
    return m ? v_from_small((int64_t)m->len) : V_ERROR;
}

/* [start, end) within the map: false when it is not. */
static bool map_range(Thread *t, const Map *m, Value start, Value end, int64_t *from, int64_t *to)
{
    if (value_to_int64(t, start, from) < 0 || value_to_int64(t, end, to) < 0)
        return false;
    if (*from >= 0 && *from <= *to && *to <= (int64_t)m->len)
        return true;
    raise_format(t, EXC_ValueError, "data out of range");
    return false;
}

API(map_get, "_get(self, start, end, /)", "Bytes of the map.")
{
    Map *m = map_check(t, a[0]);
    int64_t from, to;
    if (!m || !map_range(t, m, a[1], a[2], &from, &to))
        return V_ERROR;
    return K(t, bytes_new(t, m->data + from, (size_t)(to - from)));
}

API(map_put, "_put(self, start, data, /)", "Write bytes to the map.")
{
    Map *m = map_check(t, a[0]);
    int64_t from;
    if (!m || value_to_int64(t, a[1], &from) < 0)
        return V_ERROR;
    if (m->readonly)
        return raise_format(t, EXC_TypeError, "mmap can't modify a readonly memory map.");
    BufferView view;
    if (buffer_get(t, a[2], &view) < 0)
        return V_ERROR;
    bool fits = from >= 0 && from <= (int64_t)m->len && view.len <= m->len - (size_t)from;
    if (fits)
        memmove(m->data + from, view.data, view.len);
    buffer_release(t, &view);
    return fits ? V_NONE : raise_format(t, EXC_ValueError, "data out of range");
}

API(map_resize, "_resize(self, length, file_length, /)",
    "Change the number of bytes, of the file too unless file_length is negative.")
{
    Map *m = map_check(t, a[0]);
    int64_t length, file_length;
    if (!m || value_to_int64(t, a[1], &length) < 0 || value_to_int64(t, a[2], &file_length) < 0)
        return V_ERROR;
    if (m->exports)
        return raise_format(t, EXC_BufferError, "mmap can't resize with extant buffers exported.");
    if (m->fd >= 0 && ftruncate(m->fd, file_length) < 0)
        return posix_error(t);
    void *data = mremap(m->data, m->len, (size_t)length, MREMAP_MAYMOVE);
    if (data == MAP_FAILED)
        return posix_error(t);
    m->data = data;
    m->len = (size_t)length;
    return V_NONE;
}

API(map_file_size, "_file_size(self, /)", "The size of the file behind the map.")
{
    Map *m = map_check(t, a[0]);
    struct stat st;
    if (!m)
        return V_ERROR;
    return fstat(m->fd, &st) < 0 ? posix_error(t) : v_from_small(st.st_size);
}

API(map_sync, "_sync(self, start, size, /)", "Write changed pages to the file.")
{
    Map *m = map_check(t, a[0]);
    int64_t start, size;
    int status;
    if (!m || value_to_int64(t, a[1], &start) < 0 || value_to_int64(t, a[2], &size) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = msync(m->data + start, (size_t)size, MS_SYNC));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(map_advise, "_advise(self, option, start, size, /)", "madvise(2)")
{
    Map *m = map_check(t, a[0]);
    int64_t start, size;
    int option;
    if (!m || posix_int(t, a[1], &option) < 0 || value_to_int64(t, a[2], &start) < 0 ||
        value_to_int64(t, a[3], &size) < 0)
        return V_ERROR;
    return madvise(m->data + start, (size_t)size, option) < 0 ? posix_error(t) : V_NONE;
}

static int map_buffer_get(Thread *t, Value self, BufferView *view)
{
    Map *m = map_check(t, self);
    if (!m)
        return -1;
    view->data = m->data;
    view->len = m->len;
    view->itemsize = 1;
    view->format = "B";
    view->readonly = m->readonly;
    m->exports++;
    return 0;
}

static void map_buffer_release(Thread *t, Object *self)
{
    ((Map *)self)->exports--;
}

API_CLASS(map_new, "__new__(cls, *args, **kwargs)", "A map that is not open yet.")
{
    Value v = api_instance(t, V_AS(Type, a[0]));
    if (!v_is_error(v))
        V_AS(Map, v)->fd = -1;
    return v;
}

static int mmap_exec(Thread *t, Value module)
{
    static const BufferProcs procs = {map_buffer_get, map_buffer_release};
    static const NativeDef *const methods[] = {
        &map_open_def, &map_shut_def,   &map_closed_def,    &map_length_def, &map_get_def,
        &map_put_def,  &map_resize_def, &map_file_size_def, &map_sync_def,   &map_advise_def,
        NULL};
    static const TypeSpec spec = {.name = "_mmap.Map",
                                  .doc = "Mapped memory.",
                                  .size = sizeof(Map),
                                  .flags = TF_BASE | TF_WEAKREF,
                                  .new_def = &map_new_def,
                                  .methods = methods};
    static const ApiInt names[] = {
#define NAME(n) {#n, (int64_t)(n)},
#include "stdlib/mmap_names.def"
#undef NAME
    };
    if (api_module_add_ints(t, module, names, sizeof names / sizeof *names) < 0)
        return -1;
    Type *type = api_type(t, &spec, &map_fields);
    if (!type)
        return -1;
    type->buffer = &procs;
    return api_module_add_type(t, module, type);
}

Value mmap_native_module(Thread *t)
{
    static const ModuleSpec spec = {"_mmap", "Files and pages as memory.", NULL, mmap_exec};
    return api_module(t, &spec);
}
