/* SPDX-License-Identifier: MIT */
/* fcntl: fcntl(2), ioctl(2), flock(2), and locks on parts of a file. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "stdlib/select_internal.h"

enum { ARGUMENT_MOST = 1024 };

/* The bytes of a bytes-like object, or of a str, for the system to read and write: at most
   ARGUMENT_MOST, with a NUL behind. 1; 0 when v is neither; -1 with an exception. */
static int argument_bytes(Thread *t, Value v, const char *function, char *out, size_t *len)
{
    BufferView view = {0};
    const char *data;
    if (v_is_str(v)) {
        data = str_utf8(t, V_AS(Str, v), len);
        if (!data)
            return -1;
    } else if (buffer_check(t, v)) {
        if (buffer_get(t, v, &view) < 0)
            return -1;
        data = view.data;
        *len = view.len;
    } else {
        return 0;
    }
    int status = 1;
    if (*len > ARGUMENT_MOST) {
        raise_format(t, EXC_ValueError, "%s string arg too long", function);
        status = -1;
    } else if (*len) {
        memcpy(out, data, *len);
    }
    out[*len <= ARGUMENT_MOST ? *len : 0] = '\0';
    if (data == view.data && view.data)
        buffer_release(t, &view);
    return status;
}

static int argument_long(Thread *t, Value v, int64_t *out)
{
    *out = 0;
    return v_is_empty(v) ? 0 : value_to_int64(t, v, out);
}

API(fcntl_fcntl, "fcntl(fd, cmd, arg=0, /)",
    "Perform the operation `cmd` on file descriptor fd.\n\nThe argument is an int, or bytes for a "
    "structure: then what the system\nhas made of them is returned.")
{
    int fd = descriptor_of(t, a[0]), cmd, result;
    char bytes[ARGUMENT_MOST + 1];
    size_t len = 0;
    int64_t number = 0;
    if (fd < 0 || posix_int(t, a[1], &cmd) < 0)
        return V_ERROR;
    int given = v_is_empty(a[2]) ? 0 : argument_bytes(t, a[2], "fcntl", bytes, &len);
    if (given < 0 || (!given && argument_long(t, a[2], &number) < 0))
        return V_ERROR;
    if (given)
        POSIX_RETRY(t, result, fcntl(fd, cmd, bytes));
    else
        POSIX_RETRY(t, result, fcntl(fd, cmd, (long)number));
    if (result < 0)
        return posix_error(t);
    return given ? K(t, bytes_new(t, bytes, len)) : v_from_small(result);
}

/* ioctl() on memory that the script sees change. */
static Value ioctl_in_place(Thread *t, int fd, unsigned long code, BufferView *view)
{
    int result;
    WITHOUT_GIL(t, result = ioctl(fd, code, view->data));
    int err = errno;
    buffer_release(t, view);
    errno = err;
    return result < 0 ? posix_error(t) : v_from_small(result);
}

API(fcntl_ioctl, "ioctl(fd, request, arg=0, mutate_flag=True, /)",
    "Perform the operation request on file descriptor fd.\n\nThe argument is an int or bytes-like; "
    "memory that can be written is\nchanged in place unless mutate_flag is false.")
{
    int fd = descriptor_of(t, a[0]), result;
    int64_t request, number = 0;
    char bytes[ARGUMENT_MOST + 1];
    size_t len = 0;
    if (fd < 0 || value_to_int64(t, a[1], &request) < 0)
        return V_ERROR;
    int mutate = flag_parse(t, a[3], true);
    if (mutate < 0)
        return V_ERROR;
    if (!v_is_empty(a[2]) && mutate && !v_is_str(a[2]) && buffer_check(t, a[2])) {
        BufferView view;
        if (buffer_get(t, a[2], &view) < 0)
            return V_ERROR;
        if (!view.readonly)
            return ioctl_in_place(t, fd, (unsigned long)request, &view);
        buffer_release(t, &view);
    }
    int given = v_is_empty(a[2]) ? 0 : argument_bytes(t, a[2], "ioctl", bytes, &len);
    if (given < 0 || (!given && argument_long(t, a[2], &number) < 0))
        return V_ERROR;
    if (number > INT_MAX || number < INT_MIN)
        return raise_format(t, EXC_OverflowError, "signed integer is %s",
                            number > 0 ? "greater than maximum" : "less than minimum");
    if (given)
        WITHOUT_GIL(t, result = ioctl(fd, (unsigned long)request, bytes));
    else
        WITHOUT_GIL(t, result = ioctl(fd, (unsigned long)request, (int)number));
    if (result < 0)
        return posix_error(t);
    return given ? K(t, bytes_new(t, bytes, len)) : v_from_small(result);
}

API(fcntl_flock, "flock(fd, operation, /)",
    "Perform the lock operation `operation` on file descriptor `fd`.")
{
    int fd = descriptor_of(t, a[0]), operation, result;
    if (fd < 0 || posix_int(t, a[1], &operation) < 0)
        return V_ERROR;
    POSIX_RETRY(t, result, flock(fd, operation));
    return result < 0 ? posix_error(t) : V_NONE;
}

API(fcntl_lockf, "lockf(fd, cmd, len=0, start=0, whence=0, /)",
    "A wrapper around the fcntl() locking calls.\n\n`cmd` is LOCK_UN, LOCK_SH or LOCK_EX, the last "
    "two with LOCK_NB to raise\nOSError instead of waiting. `len` bytes (0: to the end) from "
    "`start` are\nlocked, counted as `whence` says (as of lseek).")
{
    int fd = descriptor_of(t, a[0]), cmd, result, whence = 0;
    int64_t len, start;
    if (fd < 0 || posix_int(t, a[1], &cmd) < 0 || argument_long(t, a[2], &len) < 0 ||
        argument_long(t, a[3], &start) < 0 ||
        (!v_is_empty(a[4]) && posix_int(t, a[4], &whence) < 0))
        return V_ERROR;
    struct flock lock = {.l_len = len, .l_start = start, .l_whence = (short)whence};
    if (cmd == LOCK_UN)
        lock.l_type = F_UNLCK;
    else if (cmd & LOCK_SH)
        lock.l_type = F_RDLCK;
    else if (cmd & LOCK_EX)
        lock.l_type = F_WRLCK;
    else
        return raise_format(t, EXC_ValueError, "unrecognized lockf argument");
    POSIX_RETRY(t, result, fcntl(fd, cmd & LOCK_NB ? F_SETLK : F_SETLKW, &lock));
    return result < 0 ? posix_error(t) : V_NONE;
}

static int fcntl_exec(Thread *t, Value module)
{
    static const ApiInt names[] = {
#define NAME(n) {#n, (int64_t)(n)},
#include "stdlib/fcntl_names.def"
#undef NAME
        {"F_OWNER_TID", F_OWNER_TID},
        {"F_OWNER_PID", F_OWNER_PID},
        {"F_OWNER_PGRP", F_OWNER_PGRP},
        {"F_EXLCK", 4},
        {"F_SHLCK", 8}, /* no lock has these any more */
    };
    return api_module_add_ints(t, module, names, sizeof names / sizeof *names);
}

Value fcntl_module(Thread *t)
{
    static const NativeDef *const functions[] = {&fcntl_fcntl_def, &fcntl_ioctl_def,
                                                 &fcntl_flock_def, &fcntl_lockf_def, NULL};
    static const ModuleSpec spec = {
        "fcntl", "This module performs file control and I/O control on file descriptors.",
        functions, fcntl_exec};
    return api_module(t, &spec);
}
