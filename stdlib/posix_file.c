/* SPDX-License-Identifier: MIT */
/* posix: functions on descriptors. */
#include "stdlib/posix.h"
#include "stdlib/select_internal.h"
#include "stdlib/_io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>

enum { IO_MOST = 0x7ffff000 }; /* what Linux transfers in one call at the most */

API(posix_open, "open(path, flags, mode=0o777, *, dir_fd=None)",
    "Open a file for low level IO.  Returns a file descriptor (integer).")
{
    Path p;
    int flags, mode = 0777, dir, fd;
    if (path_parse(t, a[0], "open", "path", 0, &p) < 0)
        return V_ERROR;
    if (posix_int(t, a[1], &flags) < 0 || (!v_is_empty(a[2]) && posix_int(t, a[2], &mode) < 0) ||
        dir_fd_parse(t, a[3], &dir) < 0) {
        path_free(&p);
        return V_ERROR;
    }
    POSIX_RETRY(t, fd, openat(dir, p.text, flags | O_CLOEXEC, mode));
    if (fd < 0)
        return path_error(t, errno, &p);
    path_free(&p);
    return v_from_small(fd);
}

API(posix_close, "close(fd)", "Close a file descriptor.")
{
    int fd, status;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    loops_forget_fd(t, fd);
    WITHOUT_GIL(t, status = close(fd));
    return status < 0 && errno != EINTR ? posix_error(t) : V_NONE;
}

API(posix_closerange, "closerange(fd_low, fd_high, /)",
    "Closes all file descriptors in [fd_low, fd_high), ignoring errors.")
{
    int low, high;
    if (posix_int(t, a[0], &low) < 0 || posix_int(t, a[1], &high) < 0)
        return V_ERROR;
    for (int fd = low < 0 ? 0 : low; fd < high; fd++) {
        loops_forget_fd(t, fd);
        close(fd);
    }
    return V_NONE;
}

/* read(2) or, with an offset, pread(2) into a new bytes object. */
static Value read_some(Thread *t, int fd, int64_t length, const int64_t *offset)
{
    if (length < 0) {
        errno = EINVAL;
        return posix_error(t);
    }
    size_t want = length > IO_MOST ? IO_MOST : (size_t)length;
    Bytes *b = bytes_alloc(t, want);
    if (!b)
        return V_ERROR;
    Value result = K(t, v_from(b));
    ssize_t n;
    if (v_is_error(result))
        return V_ERROR;
    if (offset)
        POSIX_RETRY(t, n, pread(fd, b->data, want, *offset));
    else
        POSIX_RETRY(t, n, read(fd, b->data, want));
    if (n < 0)
        return posix_error(t);
    return (size_t)n == want ? result : K(t, bytes_new(t, b->data, (size_t)n));
}

API(posix_read, "read(fd, length, /)", "Read from a file descriptor.  Returns a bytes object.")
{
    int fd;
    int64_t length;
    if (posix_int(t, a[0], &fd) < 0 || posix_size(t, a[1], &length) < 0)
        return V_ERROR;
    return read_some(t, fd, length, NULL);
}

API(posix_pread, "pread(fd, length, offset, /)",
    "Read a number of bytes from a file descriptor starting at a particular offset.")
{
    int fd;
    int64_t length, offset;
    if (posix_int(t, a[0], &fd) < 0 || value_to_int64(t, a[1], &length) < 0 ||
        value_to_int64(t, a[2], &offset) < 0)
        return V_ERROR;
    return read_some(t, fd, length, &offset);
}

API(posix_write, "write(fd, data, /)", "Write a bytes object to a file descriptor.")
{
    int fd;
    BufferView view;
    ssize_t n;
    if (posix_int(t, a[0], &fd) < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    io_write_begins(t, fd);
    POSIX_RETRY(t, n, write(fd, view.data, view.len > IO_MOST ? IO_MOST : view.len));
    int err = errno;
    io_write_ends(t, fd, view.data, n);
    errno = err;
    buffer_release(t, &view);
    return n < 0 ? posix_error(t) : v_from_small(n);
}

API(posix_pwrite, "pwrite(fd, buffer, offset, /)",
    "Write bytes to a file descriptor starting at a particular offset.")
{
    int fd;
    int64_t offset;
    BufferView view;
    ssize_t n;
    if (posix_int(t, a[0], &fd) < 0 || value_to_int64(t, a[2], &offset) < 0 ||
        buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    POSIX_RETRY(t, n, pwrite(fd, view.data, view.len > IO_MOST ? IO_MOST : view.len, offset));
    buffer_release(t, &view);
    return n < 0 ? posix_error(t) : v_from_small(n);
}

API(posix_lseek, "lseek(fd, position, whence, /)",
    "Set the position of a file descriptor.  Return the new position.")
{
    int fd, whence;
    int64_t position;
    if (posix_int(t, a[0], &fd) < 0 || value_to_int64(t, a[1], &position) < 0 ||
        posix_int(t, a[2], &whence) < 0)
        return V_ERROR;
    off_t at = lseek(fd, position, whence);
    return at < 0 ? posix_error(t) : K(t, int_new(t, at));
}

API(posix_dup, "dup(fd, /)", "Return a duplicate of a file descriptor.")
{
    int fd;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? posix_error(t) : v_from_small(copy);
}

API(posix_dup2, "dup2(fd, fd2, inheritable=True)", "Duplicate file descriptor.")
{
    int fd, fd2;
    int inheritable = flag_parse(t, a[2], true);
    if (inheritable < 0 || posix_int(t, a[0], &fd) < 0 || posix_int(t, a[1], &fd2) < 0)
        return V_ERROR;
    int copy;
    if (fd != fd2)
        loops_forget_fd(t, fd2);
    POSIX_RETRY(t, copy,
                fd == fd2 ? fcntl(fd, F_GETFD) < 0 ? -1 : fd2
                          : dup3(fd, fd2, inheritable ? 0 : O_CLOEXEC));
    return copy < 0 ? posix_error(t) : v_from_small(copy);
}

static Value make_pipe(Thread *t, int flags)
{
    int fds[2];
    if (pipe2(fds, flags) < 0)
        return posix_error(t);
    return K(t, tuple_pack(t, 2, v_from_small(fds[0]), v_from_small(fds[1])));
}

API(posix_pipe, "pipe()",
    "Create a pipe.\n\nReturns a tuple of two file descriptors:\n  (read_fd, write_fd)")
{
    return make_pipe(t, O_CLOEXEC);
}

API(posix_pipe2, "pipe2(flags, /)", "Create a pipe with flags set atomically.")
{
    int flags;
    return posix_int(t, a[0], &flags) < 0 ? V_ERROR : make_pipe(t, flags);
}

API(posix_isatty, "isatty(fd, /)", "Return True if the fd is connected to a terminal.")
{
    int fd;
    return posix_int(t, a[0], &fd) < 0 ? V_ERROR : v_bool(isatty(fd));
}

API(posix_ttyname, "ttyname(fd, /)", "Return the name of the terminal device connected to 'fd'.")
{
    int fd;
    char name[256];
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    int err = ttyname_r(fd, name, sizeof name);
    if (err) {
        errno = err;
        return posix_error(t);
    }
    return K(t, str_from_os(t, name));
}

/* A call of one descriptor, or of what has one, that gives nothing. */
static Value fd_call(Thread *t, Value v, int (*call_it)(int fd))
{
    int fd = descriptor_of(t, v), status;
    if (fd < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, call_it(fd));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(posix_fsync, "fsync(fd)", "Force write of fd to disk.")
{
    return fd_call(t, a[0], fsync);
}
API(posix_fdatasync, "fdatasync(fd)",
    "Force write of fd to disk without forcing update of metadata.")
{
    return fd_call(t, a[0], fdatasync);
}
API(posix_fchdir, "fchdir(fd)", "Change to the directory of the given file descriptor.")
{
    return fd_call(t, a[0], fchdir);
}

API(posix_ftruncate, "ftruncate(fd, length, /)",
    "Truncate a file, specified by file descriptor, to a specific length.")
{
    int fd, status;
    int64_t length;
    if (posix_int(t, a[0], &fd) < 0 || value_to_int64(t, a[1], &length) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, ftruncate(fd, length));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(posix_fstat, "fstat(fd)", "Perform a stat system call on the given file descriptor.")
{
    int fd, status;
    struct stat st;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, fstat(fd, &st));
    return status < 0 ? posix_error(t) : stat_result_new(t, &st);
}

API(posix_fchmod, "fchmod(fd, mode)",
    "Change the access permissions of the file given by file descriptor fd.")
{
    int fd, mode, status;
    if (posix_int(t, a[0], &fd) < 0 || posix_int(t, a[1], &mode) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, fchmod(fd, (mode_t)mode));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(posix_fchown, "fchown(fd, uid, gid)",
    "Change the owner and group id of the file specified by file descriptor.")
{
    int fd, status;
    uint32_t uid, gid;
    if (posix_int(t, a[0], &fd) < 0 || posix_id(t, a[1], "uid", &uid) < 0 ||
        posix_id(t, a[2], "gid", &gid) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, fchown(fd, uid, gid));
    return status < 0 ? posix_error(t) : V_NONE;
}

/* Reads or changes one bit of fcntl(get): 0/1, or -1. set < 0: read only. */
static int fd_flag(int fd, int get, int put, int bit, int set)
{
    int flags = fcntl(fd, get);
    if (flags < 0 || set < 0)
        return flags < 0 ? -1 : (flags & bit) != 0;
    return fcntl(fd, put, set ? flags | bit : flags & ~bit);
}

static Value fd_flag_value(Thread *t, Value *a, int get, int put, int bit, bool negated,
                           bool write_it)
{
    int fd, set = -1;
    if (posix_int(t, a[0], &fd) < 0 || (write_it && (set = truth(t, a[1])) < 0))
        return V_ERROR;
    int status = fd_flag(fd, get, put, bit, write_it ? (negated ? !set : set) : -1);
    if (status < 0)
        return posix_error(t);
    return write_it ? V_NONE : v_bool(negated ? !status : status);
}

API(posix_get_blocking, "get_blocking(fd, /)", "Get the blocking mode of the file descriptor.")
{
    return fd_flag_value(t, a, F_GETFL, F_SETFL, O_NONBLOCK, true, false);
}
API(posix_set_blocking, "set_blocking(fd, blocking, /)",
    "Set the blocking mode of the specified file descriptor.")
{
    return fd_flag_value(t, a, F_GETFL, F_SETFL, O_NONBLOCK, true, true);
}
API(posix_get_inheritable, "get_inheritable(fd, /)",
    "Get the close-on-exe flag of the specified file descriptor.")
{
    return fd_flag_value(t, a, F_GETFD, F_SETFD, FD_CLOEXEC, true, false);
}
API(posix_set_inheritable, "set_inheritable(fd, inheritable, /)",
    "Set the inheritable flag of the specified file descriptor.")
{
    int inheritable;
    if (posix_int(t, a[1], &inheritable) < 0)
        return V_ERROR;
    return fd_flag_value(t, a, F_GETFD, F_SETFD, FD_CLOEXEC, true, true);
}

API(posix_sendfile, "sendfile(out_fd, in_fd, offset, count)",
    "Copy count bytes from file descriptor in_fd to file descriptor out_fd.")
{
    int out, in;
    int64_t offset = 0, count;
    if (posix_int(t, a[0], &out) < 0 || posix_int(t, a[1], &in) < 0 ||
        (!v_is_none(a[2]) && value_to_int64(t, a[2], &offset) < 0) ||
        value_to_int64(t, a[3], &count) < 0)
        return V_ERROR;
    off_t at = offset;
    ssize_t n;
    POSIX_RETRY(t, n, sendfile(out, in, v_is_none(a[2]) ? NULL : &at, (size_t)count));
    return n < 0 ? posix_error(t) : v_from_small(n);
}

int posix_views(Thread *t, Value seq, bool writable, const char *function, BufferView *views,
                struct iovec *iov)
{
    char complaint[64];
    snprintf(complaint, sizeof complaint, "%s() arg 2 must be a sequence", function);
    Value items = K(t, seq_fast(t, seq, complaint));
    if (v_is_error(items))
        return -1;
    size_t n;
    const Value *item = seq_items(items, &n);
    if (n > IOV_LIMIT)
        n = IOV_LIMIT; /* the system, too, may transfer less than it was asked for */
    for (size_t i = 0; i < n; i++) {
        int status = buffer_get(t, item[i], &views[i]);
        if (status == 0 && writable && views[i].readonly) {
            buffer_release(t, &views[i]);
            raise_format(t, EXC_BufferError, "Object is not writable.");
            status = -1;
        }
        if (status < 0) {
            while (i-- > 0)
                buffer_release(t, &views[i]);
            return -1;
        }
        iov[i] = (struct iovec){views[i].data, views[i].len};
    }
    return (int)n;
}

static Value transfer_vector(Thread *t, Value *a, bool writable)
{
    int fd;
    BufferView views[IOV_LIMIT];
    struct iovec iov[IOV_LIMIT];
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    int count = posix_views(t, a[1], writable, writable ? "readv" : "writev", views, iov);
    if (count < 0)
        return V_ERROR;
    ssize_t n;
    POSIX_RETRY(t, n, writable ? readv(fd, iov, count) : writev(fd, iov, count));
    int err = errno;
    for (int i = 0; i < count; i++)
        buffer_release(t, &views[i]);
    errno = err;
    return n < 0 ? posix_error(t) : v_from_small(n);
}

API(posix_readv, "readv(fd, buffers, /)",
    "Read from a file descriptor fd into an iterable of buffers.")
{
    return transfer_vector(t, a, true);
}
API(posix_writev, "writev(fd, buffers, /)",
    "Iterate over buffers, and write the contents of each to a file descriptor.")
{
    return transfer_vector(t, a, false);
}

API(posix_eventfd, "eventfd(initval, flags=EFD_CLOEXEC)",
    "Creates and returns an event notification file descriptor.")
{
    int value, flags = EFD_CLOEXEC;
    if (!v_is_int(a[0]))
        return raise_format(t, EXC_TypeError, "an integer is required");
    if (posix_int(t, a[0], &value) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &flags) < 0))
        return V_ERROR;
    int fd = eventfd((unsigned)value, flags);
    return fd < 0 ? posix_error(t) : v_from_small(fd);
}

API(posix_device_encoding, "device_encoding(fd)",
    "Return a string describing the encoding of a terminal's file descriptor.")
{
    int fd;
    if (posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    return isatty(fd) ? K(t, str_from_cstr(t, "UTF-8")) : V_NONE;
}

const NativeDef *const posix_file_functions[] = {
    &posix_open_def,
    &posix_close_def,
    &posix_closerange_def,
    &posix_read_def,
    &posix_pread_def,
    &posix_write_def,
    &posix_pwrite_def,
    &posix_lseek_def,
    &posix_dup_def,
    &posix_dup2_def,
    &posix_pipe_def,
    &posix_pipe2_def,
    &posix_isatty_def,
    &posix_ttyname_def,
    &posix_fsync_def,
    &posix_fdatasync_def,
    &posix_fchdir_def,
    &posix_ftruncate_def,
    &posix_fstat_def,
    &posix_fchmod_def,
    &posix_fchown_def,
    &posix_get_blocking_def,
    &posix_set_blocking_def,
    &posix_get_inheritable_def,
    &posix_set_inheritable_def,
    &posix_sendfile_def,
    &posix_readv_def,
    &posix_writev_def,
    &posix_eventfd_def,
    &posix_device_encoding_def,
    NULL,
};
