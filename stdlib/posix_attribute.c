/* SPDX-License-Identifier: MIT */
/* posix: extended attributes of files. */
#include "stdlib/posix.h"
#include <errno.h>
#include <linux/limits.h>
#include <stdlib.h>
#include <sys/xattr.h>

/* What one call works on: a file, by its path (perhaps the link itself) or descriptor. */
typedef struct Target {
    Path path;
    char *name; /* of the attribute; NULL for listxattr */
    bool follows;
} Target;

static void target_free(Target *target)
{
    path_free(&target->path);
    free(target->name);
}

static int target_parse(Thread *t, const char *function, Value path, Value name, Value follow,
                        Target *out)
{
    uint32_t kinds = PATH_FD | (v_is_empty(name) ? PATH_NONE : 0);
    int follows = flag_parse(t, follow, true);
    *out = (Target){.follows = follows > 0};
    if (follows < 0 || path_parse(t, path, function, "path", kinds, &out->path) < 0)
        return -1;
    if (!out->path.text && !follows) {
        raise_format(t, EXC_ValueError, "%s: cannot use fd and follow_symlinks together", function);
        return -1;
    }
    if (!v_is_empty(name) && !(out->name = posix_name(t, name, function, "attribute"))) {
        path_free(&out->path);
        return -1;
    }
    return 0;
}

static Value target_error(Thread *t, Target *target)
{
    free(target->name);
    return path_error(t, errno, &target->path);
}

static ssize_t target_get(const Target *target, void *data, size_t size)
{
    const char *path = target->path.text;
    return !path             ? fgetxattr(target->path.fd, target->name, data, size)
           : target->follows ? getxattr(path, target->name, data, size)
                             : lgetxattr(path, target->name, data, size);
}

static ssize_t target_list(const Target *target, char *data, size_t size)
{
    const char *path = target->path.text;
    return !path             ? flistxattr(target->path.fd, data, size)
           : target->follows ? listxattr(path, data, size)
                             : llistxattr(path, data, size);
}

API(posix_getxattr, "getxattr(path, attribute, *, follow_symlinks=True)",
    "Return the value of extended attribute attribute on path.")
{
    Target target;
    ssize_t size, got;
    if (target_parse(t, "getxattr", a[0], a[1], a[2], &target) < 0)
        return V_ERROR;
    for (;;) { /* the attribute may grow between the two questions */
        if ((size = target_get(&target, NULL, 0)) < 0)
            return target_error(t, &target);
        Bytes *b = bytes_alloc(t, (size_t)size);
        Value data = b ? K(t, v_from(b)) : V_ERROR;
        got = b ? target_get(&target, b->data, (size_t)size) : 0;
        if (got < 0 && errno == ERANGE)
            continue;
        if (got < 0)
            return target_error(t, &target);
        if (b && got < size)
            data = K(t, bytes_new(t, b->data, (size_t)got));
        target_free(&target);
        return data;
    }
}

API(posix_setxattr, "setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)",
    "Set extended attribute attribute on path to value.")
{
    Target target;
    BufferView view;
    int flags = 0, status;
    if ((!v_is_empty(a[3]) && posix_int(t, a[3], &flags) < 0) || buffer_get(t, a[2], &view) < 0)
        return V_ERROR;
    if (target_parse(t, "setxattr", a[0], a[1], a[4], &target) < 0) {
        buffer_release(t, &view);
        return V_ERROR;
    }
    const char *path = target.path.text;
    status = !path            ? fsetxattr(target.path.fd, target.name, view.data, view.len, flags)
             : target.follows ? setxattr(path, target.name, view.data, view.len, flags)
                              : lsetxattr(path, target.name, view.data, view.len, flags);
    int err = errno;
    buffer_release(t, &view);
    errno = err;
    if (status < 0)
        return target_error(t, &target);
    target_free(&target);
    return V_NONE;
}

API(posix_removexattr, "removexattr(path, attribute, *, follow_symlinks=True)",
    "Remove extended attribute attribute on path.")
{
    Target target;
    if (target_parse(t, "removexattr", a[0], a[1], a[2], &target) < 0)
        return V_ERROR;
    const char *path = target.path.text;
    int status = !path            ? fremovexattr(target.path.fd, target.name)
                 : target.follows ? removexattr(path, target.name)
                                  : lremovexattr(path, target.name);
    if (status < 0)
        return target_error(t, &target);
    target_free(&target);
    return V_NONE;
}

/* The names in a block of texts that end with NUL. */
static Value names_of(Thread *t, const char *block, size_t size)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (size_t at = 0; at < size && !v_is_error(list); at += strlen(block + at) + 1) {
        Value name = K(t, str_from_os(t, block + at));
        if (v_is_error(name) || list_append(t, V_AS(List, list), name) < 0)
            return V_ERROR;
    }
    return list;
}

API(posix_listxattr, "listxattr(path=None, *, follow_symlinks=True)",
    "Return a list of extended attributes on path.\n\npath may be either None, a string, a "
    "path-like object, or an open file descriptor.\nif path is None, listxattr will examine the "
    "current directory.")
{
    Target target;
    if (target_parse(t, "listxattr", a[0], V_EMPTY, a[1], &target) < 0)
        return V_ERROR;
    char block[XATTR_LIST_MAX]; /* Linux gives no more */
    ssize_t got = target_list(&target, block, sizeof block);
    if (got < 0)
        return target_error(t, &target);
    target_free(&target);
    return names_of(t, block, (size_t)got);
}

const NativeDef *const posix_attribute_functions[] = {
    &posix_getxattr_def, &posix_setxattr_def, &posix_removexattr_def, &posix_listxattr_def, NULL,
};
