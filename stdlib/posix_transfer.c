/* SPDX-License-Identifier: MIT */
/* posix: what moves bytes between descriptors, reserves room, locks, and whose process this is. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/uio.h>

/* ---- several buffers at a place ---- */

/* a: fd, buffers, offset, flags */
static Value transfer_at(Thread *t, Value *a, bool writable)
{
    int fd, flags = 0;
    int64_t offset;
    BufferView views[IOV_LIMIT];
    struct iovec iov[IOV_LIMIT];
    if (posix_int(t, a[0], &fd) < 0 || value_to_int64(t, a[2], &offset) < 0 ||
        (!v_is_empty(a[3]) && posix_int(t, a[3], &flags) < 0))
        return V_ERROR;
    int count = posix_views(t, a[1], writable, writable ? "preadv2" : "pwritev", views, iov);
    if (count < 0)
        return V_ERROR;
    ssize_t n;
    POSIX_RETRY(t, n,
                writable ? preadv2(fd, iov, count, offset, flags)
                         : pwritev2(fd, iov, count, offset, flags));
    int err = errno;
    for (int i = 0; i < count; i++)
        buffer_release(t, &views[i]);
    errno = err;
    return n < 0 ? posix_error(t) : v_from_small(n);
}

API(posix_preadv, "preadv(fd, buffers, offset, flags=0, /)",
    "Reads from a file descriptor into a number of mutable bytes-like objects.")
{
    return transfer_at(t, a, true);
}
API(posix_pwritev, "pwritev(fd, buffers, offset, flags=0, /)",
    "Writes the contents of bytes-like objects to a file descriptor at a given offset.")
{
    return transfer_at(t, a, false);
}

/* ---- from one descriptor to another ---- */

typedef struct Flow {
    int from, to;
    int64_t count;
    loff_t places[2];
    bool placed[2];
} Flow;

static int place_parse(Thread *t, Value v, Flow *flow, int which)
{
    int64_t at = 0;
    flow->placed[which] = !v_is_empty(v) && !v_is_none(v);
    if (flow->placed[which] && value_to_int64(t, v, &at) < 0)
        return -1;
    flow->places[which] = at;
    return 0;
}

/* a: source, target, count, offset of the source, offset of the target */
static int flow_parse(Thread *t, Value *a, Flow *flow)
{
    if (posix_int(t, a[0], &flow->from) < 0 || posix_int(t, a[1], &flow->to) < 0 ||
        posix_size(t, a[2], &flow->count) < 0)
        return -1;
    if (flow->count < 0) {
        raise_format(t, EXC_ValueError, "negative value for 'count' not allowed");
        return -1;
    }
    return place_parse(t, a[3], flow, 0) < 0 ? -1 : place_parse(t, a[4], flow, 1);
}

static loff_t *place_of(Flow *flow, int which)
{
    return flow->placed[which] ? &flow->places[which] : NULL;
}

API(posix_copy_file_range, "copy_file_range(src, dst, count, offset_src=None, offset_dst=None)",
    "Copy count bytes from one file descriptor to another.\n\nAn offset that is None stands for "
    "the descriptor's own position, which moves on.")
{
    Flow flow;
    ssize_t n;
    if (flow_parse(t, a, &flow) < 0)
        return V_ERROR;
    POSIX_RETRY(t, n,
                copy_file_range(flow.from, place_of(&flow, 0), flow.to, place_of(&flow, 1),
                                (size_t)flow.count, 0));
    return n < 0 ? posix_error(t) : K(t, int_new(t, n));
}

API(posix_splice, "splice(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
    "Transfer count bytes from one pipe to a descriptor or vice versa.\n\nOne of the two must be a "
    "pipe; its offset must be None.")
{
    Flow flow;
    ssize_t n;
    int flags = 0;
    if (flow_parse(t, a, &flow) < 0 || (!v_is_empty(a[5]) && posix_int(t, a[5], &flags) < 0))
        return V_ERROR;
    POSIX_RETRY(t, n,
                splice(flow.from, place_of(&flow, 0), flow.to, place_of(&flow, 1),
                       (size_t)flow.count, (unsigned)flags));
    return n < 0 ? posix_error(t) : K(t, int_new(t, n));
}

/* ---- parts of a file ---- */

static int range_parse(Thread *t, Value *a, int *fd, int64_t range[2])
{
    return posix_int(t, a[0], fd) < 0 || value_to_int64(t, a[1], &range[0]) < 0
               ? -1
               : value_to_int64(t, a[2], &range[1]);
}

API(posix_posix_fallocate, "posix_fallocate(fd, offset, length, /)",
    "Ensure a file has allocated at least a particular number of bytes on disk.")
{
    int fd, err;
    int64_t range[2];
    if (range_parse(t, a, &fd, range) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, err = posix_fallocate(fd, range[0], range[1]));
    return err ? raise_errno(t, err) : V_NONE;
}

API(posix_posix_fadvise, "posix_fadvise(fd, offset, length, advice, /)",
    "Announce an intention to access data in a specific pattern.")
{
    int fd, advice, err;
    int64_t range[2];
    if (range_parse(t, a, &fd, range) < 0 || posix_int(t, a[3], &advice) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, err = posix_fadvise(fd, range[0], range[1], advice));
    return err ? raise_errno(t, err) : V_NONE;
}

API(posix_lockf, "lockf(fd, command, length, /)",
    "Apply, test or remove a POSIX lock on an open file descriptor.\n\n  fd\n    An open file "
    "descriptor.\n  command\n    One of F_LOCK, F_TLOCK, F_ULOCK or F_TEST.\n  length\n    The "
    "number of bytes to lock, starting at the current position.")
{
    int fd, command, status;
    int64_t length;
    if (posix_int(t, a[0], &fd) < 0 || posix_int(t, a[1], &command) < 0 ||
        value_to_int64(t, a[2], &length) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = lockf(fd, command, length));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(posix_sync, "sync()", "Force write of everything to disk.")
{
    WITHOUT_GIL(t, sync());
    return V_NONE;
}

API(posix_memfd_create, "memfd_create(name, flags=MFD_CLOEXEC)",
    "Create an anonymous file in memory; its descriptor.")
{
    int flags = MFD_CLOEXEC;
    char *name = posix_text(t, a[0]);
    if (!name)
        return V_ERROR;
    bool right = v_is_empty(a[1]) || posix_int(t, a[1], &flags) == 0;
    int fd = right ? memfd_create(name, (unsigned)flags) : -1, err = errno;
    free(name);
    errno = err;
    return !right ? V_ERROR : fd < 0 ? posix_error(t) : v_from_small(fd);
}

API(posix_getrandom, "getrandom(size, flags=0)", "Obtain a series of random bytes.")
{
    int flags = 0;
    int64_t size;
    if (posix_size(t, a[0], &size) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &flags) < 0))
        return V_ERROR;
    if (size < 0)
        return raise_errno(t, EINVAL);
    Bytes *b = bytes_alloc(t, (size_t)size);
    Value data = b ? K(t, v_from(b)) : V_ERROR;
    ssize_t n;
    if (!b)
        return V_ERROR;
    POSIX_RETRY(t, n, getrandom(b->data, (size_t)size, (unsigned)flags));
    return n < 0 ? posix_error(t) : n == size ? data : K(t, bytes_new(t, b->data, (size_t)n));
}

/* ---- users and groups ---- */

static Value three_numbers(Thread *t, int status, uint32_t real, uint32_t effective, uint32_t saved)
{
    return status < 0 ? posix_error(t)
                      : K(t, tuple_pack(t, 3, v_from_small(real), v_from_small(effective),
                                        v_from_small(saved)));
}

API(posix_getresuid, "getresuid()",
    "Return a tuple of the current process's real, effective, and saved user ids.")
{
    uid_t ids[3];
    int status = getresuid(&ids[0], &ids[1], &ids[2]);
    return three_numbers(t, status, ids[0], ids[1], ids[2]);
}

API(posix_getresgid, "getresgid()",
    "Return a tuple of the current process's real, effective, and saved group ids.")
{
    gid_t ids[3];
    int status = getresgid(&ids[0], &ids[1], &ids[2]);
    return three_numbers(t, status, ids[0], ids[1], ids[2]);
}

API(posix_initgroups, "initgroups(username, gid, /)",
    "Initialize the group access list.\n\nCall the system initgroups() to initialize the group "
    "access list with all of\nthe groups of which the specified username is a member, plus the "
    "specified\ngroup id.")
{
    uint32_t group;
    char *user = posix_text(t, a[0]);
    if (!user)
        return V_ERROR;
    bool right = posix_id(t, a[1], "gid", &group) == 0;
    int status = right ? initgroups(user, group) : -1, err = errno;
    free(user);
    return !right ? V_ERROR : status < 0 ? raise_errno(t, err) : V_NONE;
}

API(posix_getgrouplist, "getgrouplist(user, group, /)",
    "Returns a list of groups to which a user belongs.\n\n  user\n    username to lookup\n  "
    "group\n    base group id of the user")
{
    gid_t groups[1024];
    int count = 1024;
    uint32_t group;
    char *user = posix_text(t, a[0]);
    if (!user)
        return V_ERROR;
    bool right = posix_id(t, a[1], "gid", &group) == 0;
    if (right)
        count = getgrouplist(user, group, groups, &count) < 0 ? -1 : count;
    free(user);
    if (!right)
        return V_ERROR;
    Value list = count < 0 ? posix_error(t) : K(t, list_new(t, NULL, 0));
    for (int i = 0; i < count && !v_is_error(list); i++)
        if (list_append(t, V_AS(List, list), v_from_small(groups[i])) < 0)
            return V_ERROR;
    return list;
}

const NativeDef *const posix_transfer_functions[] = {
    &posix_preadv_def,
    &posix_pwritev_def,
    &posix_copy_file_range_def,
    &posix_splice_def,
    &posix_posix_fallocate_def,
    &posix_posix_fadvise_def,
    &posix_lockf_def,
    &posix_sync_def,
    &posix_memfd_create_def,
    &posix_getrandom_def,
    &posix_getresuid_def,
    &posix_getresgid_def,
    &posix_initgroups_def,
    &posix_getgrouplist_def,
    NULL,
};
