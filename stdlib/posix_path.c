/* SPDX-License-Identifier: MIT */
/* posix: functions on names of files, and what stat gives. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include "vm/objects/structseq.h"

/* ---- stat_result ---- */

/*
 * A tuple of ten ints, the last three being times in whole seconds. The attributes st_atime and so
 * on are floats: they, and what has no place in the tuple, lie behind its items, out of sight of
 * len(). All of these are immediate values, so nobody needs to visit or drop them.
 */
enum { STAT_ITEMS = 10, STAT_HIDDEN = 9 };
static const char *const stat_fields[] = {"st_mode",  "st_ino",   "st_dev",  "st_nlink",
                                          "st_uid",   "st_gid",   "st_size", "st_atime",
                                          "st_mtime", "st_ctime", NULL};
static const char *const stat_hidden[STAT_HIDDEN] = {"st_atime",    "st_mtime",    "st_ctime",
                                                     "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
                                                     "st_blksize",  "st_blocks",   "st_rdev"};

/* Takes n items, which become the tuple, and what is hidden behind it. */
static Value stat_make(Thread *t, Type *type, TAKES Value *items, Value *hidden)
{
    Tuple *tuple = NULL;
    bool failed = false;
    for (int i = 0; i < STAT_ITEMS; i++)
        failed |= v_is_error(items[i]);
    if (!failed)
        tuple = object_new(t, type, (STAT_ITEMS + STAT_HIDDEN) * sizeof(Value));
    if (!tuple) {
        for (int i = 0; i < STAT_ITEMS; i++)
            if (!v_is_error(items[i]))
                drop(t, items[i]);
        return V_ERROR;
    }
    memcpy(tuple->items, items, STAT_ITEMS * sizeof *items);
    for (int i = 0; i < STAT_HIDDEN; i++) {
        bool immediate = !v_is_object(hidden[i]) && !v_is_error(hidden[i]);
        tuple->items[STAT_ITEMS + i] = immediate ? hidden[i] : v_from_small(0);
        if (v_is_object(hidden[i]))
            drop(t, hidden[i]);
    }
    tuple->len = STAT_ITEMS;
    gc_track(t, tuple);
    return v_from(tuple);
}

/* The type is found through the module, so that no global needs to hold it. */
static Type *stat_type(Thread *t, const char *name)
{
    Value type = K(t, import_attr(t, "posix", name));
    return v_is_error(type) ? NULL : V_AS(Type, type);
}

static Value time_value(Thread *t, const struct timespec *ts)
{
    return float_new(t, (double)ts->tv_sec + 1e-9 * (double)ts->tv_nsec);
}

static Value time_ns(Thread *t, const struct timespec *ts)
{
    return int_new(t, (int64_t)ts->tv_sec * 1000000000 + ts->tv_nsec);
}

Value stat_result_new(Thread *t, const struct stat *st)
{
    Type *type = stat_type(t, "stat_result");
    if (!type)
        return V_ERROR;
    Value items[STAT_ITEMS] = {v_from_small(st->st_mode),      int_from_uint64(t, st->st_ino),
                               int_from_uint64(t, st->st_dev), int_from_uint64(t, st->st_nlink),
                               v_from_small(st->st_uid),       v_from_small(st->st_gid),
                               int_new(t, st->st_size),        int_new(t, st->st_atim.tv_sec),
                               int_new(t, st->st_mtim.tv_sec), int_new(t, st->st_ctim.tv_sec)};
    Value hidden[STAT_HIDDEN] = {
        time_value(t, &st->st_atim),  time_value(t, &st->st_mtim), time_value(t, &st->st_ctim),
        time_ns(t, &st->st_atim),     time_ns(t, &st->st_mtim),    time_ns(t, &st->st_ctim),
        v_from_small(st->st_blksize), v_from_small(st->st_blocks), int_from_uint64(t, st->st_rdev)};
    return K(t, stat_make(t, type, items, hidden));
}

/* os.stat_result(sequence): the times without fractions. */
static Value stat_construct(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs < 1 || nargs > 2)
        return raise_format(t, EXC_TypeError, "%s() missing required argument 'sequence' (pos 1)",
                            cls->name);
    Value seq = iter_to_tuple(t, args[0]);
    if (v_is_error(seq))
        return V_ERROR;
    Tuple *given = V_AS(Tuple, seq);
    Value result = V_ERROR;
    if (given->len < STAT_ITEMS) {
        raise_format(t, EXC_TypeError,
                     "os.stat_result() takes an at least %d-sequence (%zu-sequence given)",
                     STAT_ITEMS, given->len);
    } else if (given->len > STAT_ITEMS + STAT_HIDDEN) {
        raise_format(t, EXC_TypeError,
                     "os.stat_result() takes an at most %d-sequence (%zu-sequence given)",
                     STAT_ITEMS + STAT_HIDDEN, given->len);
    } else {
        Value items[STAT_ITEMS], hidden[STAT_HIDDEN];
        for (int i = 0; i < STAT_ITEMS; i++)
            items[i] = dup(given->items[i]);
        for (size_t i = 0; i < STAT_HIDDEN; i++)
            hidden[i] = dup(STAT_ITEMS + i < given->len ? given->items[STAT_ITEMS + i]
                            : i < 3                     ? given->items[7 + i]
                                                        : V_NONE);
        result = stat_make(t, cls, items, hidden);
    }
    drop(t, seq);
    return result;
}

static const char *const statvfs_fields[] = {"f_bsize",  "f_frsize",  "f_blocks", "f_bfree",
                                             "f_bavail", "f_files",   "f_ffree",  "f_favail",
                                             "f_flag",   "f_namemax", NULL};

int posix_path_add(Thread *t, Value module)
{
    Type *type = structseq_type(t, "os.stat_result",
                                "stat_result: Result from stat, fstat, or lstat.", stat_fields);
    if (!type)
        return -1;
    type->s.new_ = stat_construct;
    for (int i = 0; i < STAT_HIDDEN; i++) {
        Value name = K(t, str_intern_utf8(t, stat_hidden[i], strlen(stat_hidden[i])));
        uint32_t offset =
            (uint32_t)(offsetof(Tuple, items) + (size_t)(STAT_ITEMS + i) * sizeof(Value));
        Value member = v_is_error(name)
                           ? V_ERROR
                           : K(t, descriptor_member_new(t, type, V_AS(Str, name), offset,
                                                        MEMBER_READONLY, NULL));
        if (v_is_error(member) || dict_set_str(t, type->dict, V_AS(Str, name), member) < 0)
            return -1;
    }
    if (dict_set_cstr(t, type->dict, "n_fields", v_from_small(19)) < 0 ||
        dict_set_cstr(t, type->dict, "n_unnamed_fields", v_from_small(3)) < 0)
        return -1;
    Type *statvfs_type = structseq_type(t, "os.statvfs_result", NULL, statvfs_fields);
    return api_module_add_type(t, module, type) < 0 ? -1
                                                    : api_module_add_type(t, module, statvfs_type);
}

/* ---- stat, access, statvfs ---- */

static Value do_stat(Thread *t, const char *function, Value path, Value dir_fd, Value follow)
{
    Path p;
    struct stat st;
    int dir, follows = flag_parse(t, follow, true), status;
    if (follows < 0 || dir_fd_parse(t, dir_fd, &dir) < 0 ||
        path_parse(t, path, function, "path", PATH_FD, &p) < 0)
        return V_ERROR;
    if (!p.text && (dir != AT_FDCWD || !follows))
        return raise_format(t, EXC_ValueError,
                            dir != AT_FDCWD ? "%s: can't specify dir_fd without matching path"
                                            : "%s: cannot use fd and follow_symlinks together",
                            function);
    POSIX_RETRY(t, status,
                p.text ? fstatat(dir, p.text, &st, follows ? 0 : AT_SYMLINK_NOFOLLOW)
                       : fstat(p.fd, &st));
    if (status < 0)
        return path_error(t, errno, &p);
    path_free(&p);
    return stat_result_new(t, &st);
}

API(posix_stat, "stat(path, *, dir_fd=None, follow_symlinks=True)",
    "Perform a stat system call on the given path.")
{
    return do_stat(t, "stat", a[0], a[1], a[2]);
}
API(posix_lstat, "lstat(path, *, dir_fd=None)",
    "Perform a stat system call on the given path, without following symbolic links.")
{
    return v_is_int(a[0])
               ? raise_format(t, EXC_TypeError,
                              "lstat: path should be string, bytes or os.PathLike, not %T", a[0])
               : do_stat(t, "lstat", a[0], a[1], V_FALSE);
}

API(posix_access, "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
    "Use the real uid/gid to test for access to a path.")
{
    Path p;
    int mode, dir, effective = flag_parse(t, a[3], false), follows = flag_parse(t, a[4], true),
                   status;
    if (effective < 0 || follows < 0 || posix_int(t, a[1], &mode) < 0 ||
        dir_fd_parse(t, a[2], &dir) < 0 || path_parse(t, a[0], "access", "path", 0, &p) < 0)
        return V_ERROR;
    WITHOUT_GIL(
        t, status = faccessat(dir, p.text, mode,
                              (effective ? AT_EACCESS : 0) | (follows ? 0 : AT_SYMLINK_NOFOLLOW)));
    path_free(&p);
    return v_bool(status == 0);
}

static Value statvfs_value(Thread *t, const struct statvfs *s)
{
    Type *type = stat_type(t, "statvfs_result");
    if (!type)
        return V_ERROR;
    uint64_t raw[] = {s->f_bsize, s->f_frsize, s->f_blocks, s->f_bfree, s->f_bavail,
                      s->f_files, s->f_ffree,  s->f_favail, s->f_flag,  s->f_namemax};
    Value values[10];
    for (int i = 0; i < 10; i++)
        values[i] = int_from_uint64(t, raw[i]);
    return K(t, structseq_new(t, type, values, 10));
}

static Value do_statvfs(Thread *t, Value path, const char *function)
{
    Path p;
    struct statvfs s;
    int status;
    if (path_parse(t, path, function, "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, p.text ? statvfs(p.text, &s) : fstatvfs(p.fd, &s));
    if (status < 0)
        return path_error(t, errno, &p);
    path_free(&p);
    return statvfs_value(t, &s);
}

API(posix_statvfs, "statvfs(path)", "Perform a statvfs system call on the given path.")
{
    return do_statvfs(t, a[0], "statvfs");
}
API(posix_fstatvfs, "fstatvfs(fd, /)", "Perform an fstatvfs system call on the given fd.")
{
    return do_statvfs(t, a[0], "fstatvfs");
}

/* ---- one path, nothing to give back ---- */

API(posix_mkdir, "mkdir(path, mode=0o777, *, dir_fd=None)", "Create a directory.")
{
    Path p;
    int mode = 0777, dir, status;
    if ((!v_is_empty(a[1]) && posix_int(t, a[1], &mode) < 0) || dir_fd_parse(t, a[2], &dir) < 0 ||
        path_parse(t, a[0], "mkdir", "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, mkdirat(dir, p.text, (mode_t)mode));
    return path_done(t, status, &p);
}

API(posix_mkfifo, "mkfifo(path, mode=0o666, *, dir_fd=None)",
    "Create a \"fifo\" (a POSIX named pipe).")
{
    Path p;
    int mode = 0666, dir, status;
    if ((!v_is_empty(a[1]) && posix_int(t, a[1], &mode) < 0) || dir_fd_parse(t, a[2], &dir) < 0 ||
        path_parse(t, a[0], "mkfifo", "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, mkfifoat(dir, p.text, (mode_t)mode));
    return path_done(t, status, &p);
}

static Value do_unlink(Thread *t, Value *a, const char *function, int flags)
{
    Path p;
    int dir, status;
    if (dir_fd_parse(t, a[1], &dir) < 0 || path_parse(t, a[0], function, "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, unlinkat(dir, p.text, flags));
    return path_done(t, status, &p);
}

API(posix_unlink, "unlink(path, *, dir_fd=None)", "Remove a file (same as remove()).")
{
    return do_unlink(t, a, "unlink", 0);
}
API(posix_remove, "remove(path, *, dir_fd=None)", "Remove a file (same as unlink()).")
{
    return do_unlink(t, a, "remove", 0);
}
API(posix_rmdir, "rmdir(path, *, dir_fd=None)", "Remove a directory.")
{
    return do_unlink(t, a, "rmdir", AT_REMOVEDIR);
}

API(posix_chdir, "chdir(path)", "Change the current working directory to the specified path.")
{
    Path p;
    int status;
    if (path_parse(t, a[0], "chdir", "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, p.text ? chdir(p.text) : fchdir(p.fd));
    return path_done(t, status, &p);
}

API(posix_chmod, "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
    "Change the access permissions of a file.")
{
    Path p;
    int mode, dir, follows = flag_parse(t, a[3], true), status;
    if (follows < 0 || posix_int(t, a[1], &mode) < 0 || dir_fd_parse(t, a[2], &dir) < 0 ||
        path_parse(t, a[0], "chmod", "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status,
                p.text ? fchmodat(dir, p.text, (mode_t)mode, follows ? 0 : AT_SYMLINK_NOFOLLOW)
                       : fchmod(p.fd, (mode_t)mode));
    if (status < 0 && !follows && errno == EOPNOTSUPP && v_is_empty(t->exc)) {
        path_free(&p);
        return raise_format(
            t, EXC_NotImplementedError,
            dir == AT_FDCWD
                ? "chmod: follow_symlinks unavailable on this platform"
                : "chmod: cannot use dir_fd and follow_symlinks together on this platform");
    }
    return path_done(t, status, &p);
}

static Value do_chown(Thread *t, Value *a, const char *function, Value dir_fd, int follows)
{
    Path p;
    int64_t uid, gid;
    int dir, status;
    if (follows < 0 || value_to_int64(t, a[1], &uid) < 0 || value_to_int64(t, a[2], &gid) < 0 ||
        dir_fd_parse(t, dir_fd, &dir) < 0 || path_parse(t, a[0], function, "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(
        t, status,
        p.text ? fchownat(dir, p.text, (uid_t)uid, (gid_t)gid, follows ? 0 : AT_SYMLINK_NOFOLLOW)
               : fchown(p.fd, (uid_t)uid, (gid_t)gid));
    return path_done(t, status, &p);
}

API(posix_chown, "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
    "Change the owner and group id of path to the numeric uid and gid.")
{
    return do_chown(t, a, "chown", a[3], flag_parse(t, a[4], true));
}
API(posix_lchown, "lchown(path, uid, gid)",
    "Change the owner and group id of path, without following symbolic links.")
{
    return do_chown(t, a, "lchown", V_EMPTY, 0);
}

API(posix_truncate, "truncate(path, length)",
    "Truncate a file, specified by path, to a specific length.")
{
    Path p;
    int64_t length;
    int status;
    if (value_to_int64(t, a[1], &length) < 0 ||
        path_parse(t, a[0], "truncate", "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, p.text ? truncate(p.text, length) : ftruncate(p.fd, length));
    return path_done(t, status, &p);
}

/* ---- two paths ---- */

/* OSError with filename and filename2; frees both. */
static Value paths_done(Thread *t, int status, Path *from, Path *to)
{
    int err = errno;
    Value given = from->given, given2 = to->given;
    path_free(from);
    path_free(to);
    if (status >= 0)
        return V_NONE;
    if (!v_is_empty(t->exc))
        return V_ERROR;
    Value text = K(t, str_from_cstr(t, strerror(err)));
    if (v_is_error(text))
        return V_ERROR;
    Value args[] = {v_from_small(err), text, given, V_NONE, given2};
    Value exc = K(t, exception_new(t, t->vm->exc[EXC_OSError], args, 5));
    return v_is_error(exc) ? V_ERROR : raise_object(t, exc);
}

static int paths_parse(Thread *t, Value *a, const char *function, Path *from, Path *to)
{
    if (path_parse(t, a[0], function, "src", 0, from) < 0)
        return -1;
    if (path_parse(t, a[1], function, "dst", 0, to) < 0) {
        path_free(from);
        return -1;
    }
    return 0;
}

static Value do_rename(Thread *t, Value *a, const char *function)
{
    Path from, to;
    int dir, dir2, status;
    if (dir_fd_parse(t, a[2], &dir) < 0 || dir_fd_parse(t, a[3], &dir2) < 0 ||
        paths_parse(t, a, function, &from, &to) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, renameat(dir, from.text, dir2, to.text));
    return paths_done(t, status, &from, &to);
}

API(posix_rename, "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    "Rename a file or directory.")
{
    return do_rename(t, a, "rename");
}
API(posix_replace, "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    "Rename a file or directory, overwriting the destination.")
{
    return do_rename(t, a, "replace");
}

API(posix_link, "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
    "Create a hard link to a file.")
{
    Path from, to;
    int dir, dir2, follows = flag_parse(t, a[4], true), status;
    if (follows < 0 || dir_fd_parse(t, a[2], &dir) < 0 || dir_fd_parse(t, a[3], &dir2) < 0 ||
        paths_parse(t, a, "link", &from, &to) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, linkat(dir, from.text, dir2, to.text, follows ? AT_SYMLINK_FOLLOW : 0));
    return paths_done(t, status, &from, &to);
}

API(posix_symlink, "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
    "Create a symbolic link pointing to src named dst.")
{
    Path from, to;
    int dir, status;
    if (dir_fd_parse(t, a[3], &dir) < 0 || paths_parse(t, a, "symlink", &from, &to) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, symlinkat(from.text, dir, to.text));
    return paths_done(t, status, &from, &to);
}

API(posix_readlink, "readlink(path, *, dir_fd=None)",
    "Return a string representing the path to which the symbolic link points.")
{
    Path p;
    char target[4097];
    int dir;
    ssize_t n;
    if (dir_fd_parse(t, a[1], &dir) < 0 || path_parse(t, a[0], "readlink", "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, n, readlinkat(dir, p.text, target, sizeof target - 1));
    if (n < 0)
        return path_error(t, errno, &p);
    target[n] = '\0';
    path_free(&p);
    return path_result(t, &p, target);
}

/* ---- times ---- */

static int timespec_from_seconds(Thread *t, Value v, struct timespec *ts)
{
    double d;
    int64_t n;
    if (v_is_float(v)) {
        d = float_value(v);
        if (!(d > -9e18 && d < 9e18)) {
            raise_format(t, EXC_OverflowError, "timestamp out of range for platform time_t");
            return -1;
        }
        double whole = floor(d);
        *ts = (struct timespec){(time_t)whole, (long)((d - whole) * 1e9)};
        return 0;
    }
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    *ts = (struct timespec){n, 0};
    return 0;
}

static int timespec_from_ns(Thread *t, Value v, struct timespec *ts)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    int64_t rest = n % 1000000000;
    *ts = (struct timespec){n / 1000000000 - (rest < 0), rest < 0 ? rest + 1000000000 : rest};
    return 0;
}

static int utime_parse(Thread *t, Value times, Value ns, struct timespec ts[2])
{
    bool has_times = !v_is_empty(times) && !v_is_none(times), has_ns = !v_is_empty(ns);
    ts[0].tv_nsec = ts[1].tv_nsec = UTIME_NOW;
    if (has_times && has_ns) {
        raise_format(t, EXC_ValueError,
                     "utime: you may specify either 'times' or 'ns' but not both");
        return -1;
    }
    Value pair = has_times ? times : ns;
    if (!has_times && !has_ns)
        return 0;
    if (!v_has_layout(pair, KIND_tuple) || V_AS(Tuple, pair)->len != 2) {
        raise_format(t, EXC_TypeError,
                     has_times ? "utime: 'times' must be either a tuple of two ints or None"
                               : "utime: 'ns' must be a tuple of two ints");
        return -1;
    }
    int (*convert)(Thread *, Value, struct timespec *) =
        has_times ? timespec_from_seconds : timespec_from_ns;
    return convert(t, V_AS(Tuple, pair)->items[0], &ts[0]) < 0
               ? -1
               : convert(t, V_AS(Tuple, pair)->items[1], &ts[1]);
}

API(posix_utime, "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
    "Set the access and modified time of path.")
{
    Path p;
    struct timespec ts[2];
    int dir, follows = flag_parse(t, a[4], true), status;
    if (follows < 0 || utime_parse(t, a[1], a[2], ts) < 0 || dir_fd_parse(t, a[3], &dir) < 0 ||
        path_parse(t, a[0], "utime", "path", PATH_FD, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status,
                p.text ? utimensat(dir, p.text, ts, follows ? 0 : AT_SYMLINK_NOFOLLOW)
                       : futimens(p.fd, ts));
    return path_done(t, status, &p);
}

/* ---- where we are ---- */

static Value do_getcwd(Thread *t, bool bytes)
{
    char path[4096];
    if (!getcwd(path, sizeof path))
        return posix_error(t);
    return path_result(t, &(Path){.bytes = bytes}, path);
}

API(posix_getcwd, "getcwd()", "Return a unicode string representing the current working directory.")
{
    return do_getcwd(t, false);
}
API(posix_getcwdb, "getcwdb()", "Return a bytes string representing the current working directory.")
{
    return do_getcwd(t, true);
}

API(posix_umask, "umask(mask, /)", "Set the current numeric umask and return the previous umask.")
{
    int mask;
    return posix_int(t, a[0], &mask) < 0 ? V_ERROR : v_from_small(umask((mode_t)mask));
}

API(posix_major, "major(device, /)", "Extracts a device major number from a raw device number.")
{
    int64_t device;
    return value_to_int64(t, a[0], &device) < 0 ? V_ERROR : v_from_small(major((dev_t)device));
}
API(posix_minor, "minor(device, /)", "Extracts a device minor number from a raw device number.")
{
    int64_t device;
    return value_to_int64(t, a[0], &device) < 0 ? V_ERROR : v_from_small(minor((dev_t)device));
}

API(posix_makedev, "makedev(major, minor, /)",
    "Composes a raw device number from the major and minor device numbers.")
{
    int64_t parts[2];
    if (value_to_int64(t, a[0], &parts[0]) < 0 || value_to_int64(t, a[1], &parts[1]) < 0)
        return V_ERROR;
    uint64_t device = makedev((unsigned)parts[0], (unsigned)parts[1]);
    return K(t, int_from_uint64(t, device));
}

API(posix_mknod, "mknod(path, mode=0o600, device=0, *, dir_fd=None)",
    "Create a node in the file system.\n\nThe mode holds the permissions and the kind of the node: "
    "S_IFREG, S_IFCHR,\nS_IFBLK or S_IFIFO; device tells which device for the middle two.")
{
    Path p;
    int mode = 0600, dir, status;
    int64_t device = 0;
    if ((!v_is_empty(a[1]) && posix_int(t, a[1], &mode) < 0) ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &device) < 0) ||
        dir_fd_parse(t, a[3], &dir) < 0 || path_parse(t, a[0], "mknod", "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, mknodat(dir, p.text, (mode_t)mode, (dev_t)device));
    if (status < 0) /* CPython's error names no file here */
        p.given = V_EMPTY;
    return path_done(t, status, &p);
}

API(posix_chroot, "chroot(path)", "Change root directory to path.")
{
    Path p;
    int status;
    if (path_parse(t, a[0], "chroot", "path", 0, &p) < 0)
        return V_ERROR;
    POSIX_RETRY(t, status, chroot(p.text));
    return path_done(t, status, &p);
}

const NativeDef *const posix_path_functions[] = {
    &posix_stat_def,    &posix_lstat_def,    &posix_access_def,
    &posix_statvfs_def, &posix_fstatvfs_def, &posix_mkdir_def,
    &posix_mkfifo_def,  &posix_unlink_def,   &posix_remove_def,
    &posix_rmdir_def,   &posix_chdir_def,    &posix_chmod_def,
    &posix_chown_def,   &posix_lchown_def,   &posix_truncate_def,
    &posix_rename_def,  &posix_replace_def,  &posix_link_def,
    &posix_symlink_def, &posix_readlink_def, &posix_utime_def,
    &posix_getcwd_def,  &posix_getcwdb_def,  &posix_umask_def,
    &posix_major_def,   &posix_minor_def,    &posix_makedev_def,
    &posix_mknod_def,   &posix_chroot_def,   NULL,
};
