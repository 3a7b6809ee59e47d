/* SPDX-License-Identifier: MIT */
/* FileIO: a descriptor as a raw stream. */
#include "stdlib/_io.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <stdlib.h>

#define FILEIO(v) V_AS(FileIO, v)
enum { TRANSFER_MOST = 0x7ffff000 };

static const FieldTable fileio_fields = {.offsets = {offsetof(FileIO, name)}};

/* ---- transfer ---- */

static int64_t transfer_failed(Thread *t)
{
    if (!v_is_empty(t->exc))
        return -1;
    if (errno == EAGAIN)
        return IO_WOULD_BLOCK;
    raise_errno(t, errno);
    return -1;
}

int64_t fileio_read(Thread *t, FileIO *f, void *data, size_t n)
{
    ssize_t got;
    do {
        WITHOUT_GIL(t, got = read(f->fd, data, n > TRANSFER_MOST ? TRANSFER_MOST : n));
    } while (got < 0 && errno == EINTR && safepoint_run(t) == 0);
    return got < 0 ? transfer_failed(t) : got;
}

int64_t fileio_write(Thread *t, FileIO *f, const void *data, size_t n)
{
    ssize_t put;
    io_write_begins(t, f->fd);
    do {
        WITHOUT_GIL(t, put = write(f->fd, data, n > TRANSFER_MOST ? TRANSFER_MOST : n));
    } while (put < 0 && errno == EINTR && safepoint_run(t) == 0);
    int err = errno;
    io_write_ends(t, f->fd, data, put);
    errno = err;
    return put < 0 ? transfer_failed(t) : put;
}

static int check_open(Thread *t, FileIO *f)
{
    if (f->fd >= 0)
        return 0;
    raise_format(t, EXC_ValueError, "I/O operation on closed file");
    return -1;
}

static int check_mode(Thread *t, FileIO *f, bool allowed, const char *what)
{
    if (check_open(t, f) < 0)
        return -1;
    if (!allowed)
        raise_format(t, EXC_UnsupportedOperation, "File not open for %s", what);
    return allowed ? 0 : -1;
}

/* ---- opening ---- */

static Value mode_error(Thread *t)
{
    return raise_format(
        t, EXC_ValueError,
        "Must have exactly one of create/read/write/append mode and at most one plus");
}

/* Sets the flags of f; returns those of open(2), or -1. */
static int mode_parse(Thread *t, FileIO *f, const char *mode)
{
    int kinds = 0, plus = 0, flags = 0;
    for (const char *c = mode; *c; c++) {
        kinds += strchr("xrwa", *c) != NULL;
        plus += *c == '+';
        switch (*c) {
        case 'x':
            f->created = f->writable = true;
            flags |= O_EXCL | O_CREAT;
            break;
        case 'r':
            f->readable = true;
            break;
        case 'w':
            f->writable = true;
            flags |= O_CREAT | O_TRUNC;
            break;
        case 'a':
            f->writable = f->appending = true;
            flags |= O_APPEND | O_CREAT;
            break;
        case '+':
            f->readable = f->writable = true;
            break;
        case 'b':
            break;
        default:
            raise_format(t, EXC_ValueError, "invalid mode: %.200s", mode);
            return -1;
        }
        if (kinds > 1 || plus > 1) {
            mode_error(t);
            return -1;
        }
    }
    if (!kinds) {
        mode_error(t);
        return -1;
    }
    return flags |
           (f->readable && f->writable ? O_RDWR
            : f->readable              ? O_RDONLY
                                       : O_WRONLY) |
           O_CLOEXEC;
}

/* opener(name, flags): a descriptor, or -1. */
static int open_by(Thread *t, Value opener, Value name, int flags)
{
    Value fd = K(t, call2(t, opener, name, v_from_small(flags)));
    int64_t n;
    if (v_is_error(fd))
        return -1;
    if (!v_is_int(fd)) {
        raise_format(t, EXC_TypeError, "expected integer from opener");
        return -1;
    }
    if (value_to_int64(t, fd, &n) < 0)
        return -1;
    if (n < 0)
        raise_format(t, EXC_ValueError, "opener returned %ld", (long)n);
    return n < 0 ? -1 : (int)n;
}

static int open_named(Thread *t, Value name, int flags)
{
    Value path = K(t, import_attr(t, "posix", "fspath"));
    path = v_is_error(path) ? V_ERROR : K(t, call1(t, path, name));
    if (v_is_error(path))
        return -1;
    size_t len = v_is_str(path) ? 0 : V_AS(Bytes, path)->len;
    char *text =
        v_is_str(path) ? str_to_os(t, V_AS(Str, path)) : strndup(V_AS(Bytes, path)->data, len);
    if (!text) {
        if (exc_is(t, EXC_ValueError) && !exc_is(t, EXC_UnicodeError))
            raise_format(t, EXC_ValueError, "embedded null byte");
        return -1;
    }
    if (!v_is_str(path) && strlen(text) != len) {
        free(text);
        raise_format(t, EXC_ValueError, "embedded null byte");
        return -1;
    }
    int fd;
    do {
        WITHOUT_GIL(t, fd = open(text, flags, 0666));
    } while (fd < 0 && errno == EINTR && safepoint_run(t) == 0);
    free(text);
    if (fd < 0 && v_is_empty(t->exc))
        raise_errno_path(t, errno, name);
    return fd;
}

/* A directory is refused; the block size is noted. */
static int file_examine(Thread *t, FileIO *f, Value name)
{
    struct stat st;
    int status;
    WITHOUT_GIL(t, status = fstat(f->fd, &st));
    if (status < 0) {
        raise_errno(t, errno);
        return -1;
    }
    if (S_ISDIR(st.st_mode)) {
        raise_errno_path(t, EISDIR, name);
        return -1;
    }
    f->block_size = st.st_blksize > 1 ? (uint32_t)st.st_blksize : IO_BUFFER_SIZE;
    return 0;
}

static int file_open_number(Thread *t, FileIO *f, Value file)
{
    int64_t fd;
    if (value_to_int64(t, file, &fd) < 0)
        return -1;
    if (fd > INT32_MAX || fd < INT32_MIN) {
        raise_format(
            t, EXC_TypeError,
            "expected str, bytes or os.PathLike object, not int"); /* CPython tries it as a name */
        return -1;
    }
    if (fd < 0) {
        raise_format(t, EXC_ValueError, "negative file descriptor");
        return -1;
    }
    if (v_is_bool(file) &&
        warn_format(t, EXC_RuntimeWarning, 1, "bool is used as a file descriptor") < 0)
        return -1;
    f->fd = (int)fd;
    return 0;
}

static void file_shut(Thread *t, FileIO *f)
{
    if (f->fd >= 0 && f->closefd) {
        loops_forget_fd(t, f->fd);
        close(f->fd);
    }
    f->fd = -1;
}

static int file_init(Thread *t, Value self, Value file, const char *mode, bool closefd,
                     Value opener)
{
    FileIO *f = FILEIO(self);
    file_shut(t, f);
    f->created = f->readable = f->writable = f->appending = false;
    f->seekable = -1;
    int flags = mode_parse(t, f, mode);
    if (flags < 0)
        return -1;
    bool number = v_is_int(file);
    if (!number && !closefd) {
        raise_format(t, EXC_ValueError, "Cannot use closefd=False with file name");
        return -1;
    }
    if (number) {
        if (file_open_number(t, f, file) < 0)
            return -1;
    } else {
        bool by = !v_is_empty(opener) && !v_is_none(opener);
        f->fd = by ? open_by(t, opener, file, flags) : open_named(t, file, flags);
        if (f->fd < 0) {
            f->fd = -1;
            return -1;
        }
    }
    f->closefd = closefd && !number; /* a descriptor given to us stays open if what follows fails */
    if (file_examine(t, f, file) < 0) {
        file_shut(t, f);
        return -1;
    }
    f->closefd = closefd;
    api_set(t, &f->name, file);
    if (f->appending && lseek(f->fd, 0, SEEK_END) < 0 && errno != ESPIPE) {
        raise_errno(t, errno);
        return -1;
    }
    return 0;
}

NATIVE_VAR(fileio_construct, "FileIO(file, mode='r', closefd=True, opener=None)", NULL)
{
    FileIO *f = object_new(t, V_AS(Type, a[0]), 0);
    if (!f)
        return V_ERROR;
    f->fd = -1;
    f->closefd = true;
    f->seekable = -1;
    gc_track(t, f);
    return v_from(f);
}

API(fileio_init, "__init__(self, file, mode='r', closefd=True, opener=None)", NULL)
{
    int closefd = v_is_empty(a[3]) ? 1 : truth(t, a[3]);
    const char *mode = "r";
    if (!v_is_empty(a[2])) {
        if (!v_is_str(a[2]))
            return raise_format(t, EXC_TypeError, "FileIO() argument 'mode' must be str, not %T",
                                a[2]);
        mode = str_utf8(t, V_AS(Str, a[2]), &(size_t){0});
    }
    if (closefd < 0 || !mode)
        return V_ERROR;
    return file_init(t, a[0], a[1], mode, closefd, a[4]) < 0 ? V_ERROR : V_NONE;
}

Value fileio_new(Thread *t, Value file, const char *mode, bool closefd, Value opener)
{
    Value self = api_instance(t, IO(t)->fileio);
    if (v_is_error(self))
        return V_ERROR;
    FILEIO(self)->fd = -1;
    FILEIO(self)->closefd = true;
    return file_init(t, self, file, mode, closefd, opener) < 0 ? V_ERROR : self;
}

/* ---- methods ---- */

API(file_readinto, "readinto(self, buffer, /)", "Same as RawIOBase.readinto().")
{
    FileIO *f = FILEIO(a[0]);
    BufferView view;
    if (check_mode(t, f, f->readable, "reading") < 0 ||
        buffer_get_writable(t, a[1], &view, "readinto") < 0)
        return V_ERROR;
    int64_t n = fileio_read(t, f, view.data, view.len);
    buffer_release(t, &view);
    return n == IO_WOULD_BLOCK ? V_NONE : n < 0 ? V_ERROR : v_from_small(n);
}

static Value read_all(Thread *t, FileIO *f)
{
    struct stat st;
    off_t at = lseek(f->fd, 0, SEEK_CUR);
    size_t guess = fstat(f->fd, &st) == 0 && at >= 0 && st.st_size > at
                       ? (size_t)(st.st_size - at) + 1
                       : IO_BUFFER_SIZE;
    ByteBuf all;
    bytebuf_init(&all, t);
    for (;;) {
        char *space = bytebuf_space(&all, guess);
        int64_t n = space ? fileio_read(t, f, space, guess) : -1;
        if (n < 0 && (n == -1 || all.len == guess)) {
            bytebuf_free(&all);
            return n == -1 ? V_ERROR : V_NONE;
        }
        all.len -= guess - (n > 0 ? (size_t)n : 0);
        if (n <= 0)
            return K(t, bytebuf_finish(&all));
        guess = all.len < 65536 ? IO_BUFFER_SIZE : all.len / 2;
    }
}

API(file_readall, "readall(self, /)", "Read all data from the file, returned as bytes.")
{
    FileIO *f = FILEIO(a[0]);
    return check_mode(t, f, f->readable, "reading") < 0 ? V_ERROR : read_all(t, f);
}

API(file_read, "read(self, size=-1, /)", "Read at most size bytes, returned as bytes.")
{
    FileIO *f = FILEIO(a[0]);
    int64_t n;
    if (check_mode(t, f, f->readable, "reading") < 0 || io_size_parse(t, a[1], &n) < 0)
        return V_ERROR;
    if (n < 0)
        return read_all(t, f);
    Bytes *b = bytes_alloc(t, (size_t)n);
    if (!b)
        return V_ERROR;
    Value result = K(t, v_from(b));
    int64_t got = fileio_read(t, f, b->data, (size_t)n);
    return got == IO_WOULD_BLOCK ? V_NONE
           : got < 0             ? V_ERROR
           : got == n            ? result
                                 : K(t, bytes_new(t, b->data, (size_t)got));
}

API(file_write, "write(self, b, /)", "Write buffer b to file, return number of bytes written.")
{
    FileIO *f = FILEIO(a[0]);
    BufferView view;
    if (check_mode(t, f, f->writable, "writing") < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int64_t n = fileio_write(t, f, view.data, view.len);
    buffer_release(t, &view);
    return n == IO_WOULD_BLOCK ? V_NONE : n < 0 ? V_ERROR : v_from_small(n);
}

static Value do_seek(Thread *t, FileIO *f, int64_t offset, int whence)
{
    off_t at;
    WITHOUT_GIL(t, at = lseek(f->fd, offset, whence));
    if (f->seekable < 0)
        f->seekable = at >= 0;
    return at < 0 ? raise_errno(t, errno) : K(t, int_new(t, at));
}

API(file_seek, "seek(self, pos, whence=0, /)",
    "Move to new file position and return the file position.")
{
    int64_t pos, whence = 0;
    if (check_open(t, FILEIO(a[0])) < 0 || value_to_int64(t, a[1], &pos) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &whence) < 0))
        return V_ERROR;
    return do_seek(t, FILEIO(a[0]), pos, (int)whence);
}
API(file_tell, "tell(self, /)", "Current file position.")
{
    return check_open(t, FILEIO(a[0])) < 0 ? V_ERROR : do_seek(t, FILEIO(a[0]), 0, SEEK_CUR);
}

API(file_truncate, "truncate(self, size=None, /)",
    "Truncate the file to at most size bytes and return the truncated size.")
{
    FileIO *f = FILEIO(a[0]);
    int64_t size;
    int status;
    if (check_mode(t, f, f->writable, "writing") < 0)
        return V_ERROR;
    Value where = v_is_empty(a[1]) || v_is_none(a[1]) ? do_seek(t, f, 0, SEEK_CUR) : a[1];
    if (v_is_error(where) || value_to_int64(t, where, &size) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = ftruncate(f->fd, size));
    return status < 0 ? raise_errno(t, errno) : where;
}

API(file_dealloc_warn, "_dealloc_warn(self, source, /)", NULL)
{
    FileIO *f = FILEIO(a[0]);
    if (f->fd >= 0 && f->closefd &&
        warn_format(t, EXC_ResourceWarning, 1, "unclosed file %R", a[1]) < 0)
        exc_unraisable(t, "Exception ignored in", a[1]);
    return V_NONE;
}

/* Does this object's class come from a script? Then its flush() may be the script's own. */
static bool is_subclass_instance(Thread *t, Value self)
{
    return v_type(t, self) != IO(t)->fileio;
}

API(file_close, "close(self, /)", "Close the file.")
{
    FileIO *f = FILEIO(a[0]);
    Value failed = V_NONE;
    if (is_subclass_instance(t, a[0]) && !f->base.closed &&
        v_is_error(io_call(t, a[0], "flush", NULL, 0)))
        failed = V_ERROR;
    f->base.closed = true;
    Value exc = exc_take(t);
    if (f->base.finalizing && f->fd >= 0 && f->closefd &&
        warn_format(t, EXC_ResourceWarning, 1, "unclosed file %R", a[0]) < 0)
        exc_unraisable(t, "Exception ignored in", a[0]);
    int fd = f->fd, status = 0;
    f->fd = -1;
    if (fd >= 0 && f->closefd) {
        loops_forget_fd(t, fd);
        WITHOUT_GIL(t, status = close(fd));
    }
    if (!v_is_empty(exc))
        exc_restore(t, exc);
    return v_is_error(failed)             ? V_ERROR
           : status < 0 && errno != EINTR ? raise_errno(t, errno)
                                          : V_NONE;
}

API(file_fileno, "fileno(self, /)", "Return the underlying file descriptor (an integer).")
{
    return check_open(t, FILEIO(a[0])) < 0 ? V_ERROR : v_from_small(FILEIO(a[0])->fd);
}
API(file_isatty, "isatty(self, /)", "True if the file is connected to a TTY device.")
{
    return check_open(t, FILEIO(a[0])) < 0 ? V_ERROR : v_bool(isatty(FILEIO(a[0])->fd));
}
API(file_readable, "readable(self, /)", "True if file was opened in a read mode.")
{
    return check_open(t, FILEIO(a[0])) < 0 ? V_ERROR : v_bool(FILEIO(a[0])->readable);
}
API(file_writable, "writable(self, /)", "True if file was opened in a write mode.")
{
    return check_open(t, FILEIO(a[0])) < 0 ? V_ERROR : v_bool(FILEIO(a[0])->writable);
}
API(file_seekable, "seekable(self, /)", "True if file supports random-access.")
{
    FileIO *f = FILEIO(a[0]);
    if (check_open(t, f) < 0)
        return V_ERROR;
    if (f->seekable < 0)
        f->seekable = lseek(f->fd, 0, SEEK_CUR) >= 0;
    return v_bool(f->seekable);
}

static const char *mode_text(const FileIO *f)
{
    if (f->created)
        return f->readable ? "xb+" : "xb";
    if (f->appending)
        return f->readable ? "ab+" : "ab";
    return f->readable ? f->writable ? "rb+" : "rb" : "wb";
}

static Value file_mode(Thread *t, Value self)
{
    return str_from_cstr(t, mode_text(FILEIO(self)));
}
static Value file_closed(Thread *t, Value self)
{
    return v_bool(FILEIO(self)->fd < 0);
}
static Value file_closefd(Thread *t, Value self)
{
    return v_bool(FILEIO(self)->closefd);
}
static Value file_block_size(Thread *t, Value self)
{
    return v_from_small(FILEIO(self)->block_size);
}

static Value file_repr(Thread *t, Value self)
{
    FileIO *f = FILEIO(self);
    if (f->fd < 0)
        return str_format(t, "<%T [closed]>", self);
    const char *closefd = f->closefd ? "True" : "False";
    if (v_is_empty(f->name))
        return str_format(t, "<%T fd=%d mode='%s' closefd=%s>", self, f->fd, mode_text(f), closefd);
    int inside = repr_enter(t, self);
    if (inside)
        return inside < 0
                   ? V_ERROR
                   : raise_format(t, EXC_RuntimeError, "reentrant call inside %T.__repr__", self);
    Value r =
        str_format(t, "<%T name=%R mode='%s' closefd=%s>", self, f->name, mode_text(f), closefd);
    repr_leave(t, self);
    return r;
}

static const NativeDef *const fileio_methods[] = {
    &file_read_def,     &file_readall_def,      &file_readinto_def,
    &file_write_def,    &file_seek_def,         &file_tell_def,
    &file_truncate_def, &file_close_def,        &file_seekable_def,
    &file_readable_def, &file_writable_def,     &file_fileno_def,
    &file_isatty_def,   &file_dealloc_warn_def, NULL,
};
static const GetSetDef fileio_getset[] = {
    {"closed", file_closed, NULL, "True if the file is closed"},
    {"closefd", file_closefd, NULL, NULL},
    {"mode", file_mode, NULL, "String giving the file mode"},
    {"_blksize", file_block_size, NULL, NULL},
    {NULL, NULL, NULL, NULL}};
static const MemberDef fileio_members[] = {{"name", offsetof(FileIO, name), 0, NULL},
                                           {NULL, 0, 0, NULL}};

Type *io_file_type(Thread *t, IoState *io)
{
    const TypeSpec spec = {
        .name = "_io.FileIO",
        .doc = "Open a file.",
        .size = sizeof(FileIO),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->rawbase,
        .new_def = &fileio_construct_def,
        .init_def = &fileio_init_def,
        .slots = {.repr = file_repr},
        .methods = fileio_methods,
        .getset = fileio_getset,
        .members = fileio_members,
    };
    return io->fileio = api_type(t, &spec, &fileio_fields);
}
