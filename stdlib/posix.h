/* SPDX-License-Identifier: MIT */
/* What the files of the module posix share: paths as arguments, and errors. */
#ifndef RONDO_STDLIB_POSIX_H
#define RONDO_STDLIB_POSIX_H

#include "vm/api_sys.h"
#include "vm/core/descriptor.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

enum { PATH_FD = 1, PATH_NONE = 2 }; /* what else may be given */

/* An argument that names a file: text, or a descriptor. path_free() after use. */
typedef struct Path {
    Value given; /* BORROWED, as the script wrote it: for errors */
    char *text;  /* malloc; NULL when a descriptor was given */
    int fd;      /* or -1 */
    bool bytes;  /* results are bytes too */
} Path;

/* function: for messages. 0, or -1 with CPython's TypeError or ValueError. */
MUST_USE int path_parse(Thread *t, Value v, const char *function, const char *argument,
                        uint32_t allowed, Path *out);
void path_free(Path *p);
/* os.fspath(): str or bytes, a temporary. */
MUST_USE Value path_fspath(Thread *t, Value v);
/* A name that the system gave, as the kind of text that the script gave: a temporary. */
MUST_USE Value path_result(Thread *t, const Path *p, const char *name);
/* dir_fd=: AT_FDCWD when absent. */
MUST_USE int dir_fd_parse(Thread *t, Value v, int *fd);
MUST_USE int posix_int(Thread *t, Value v, int *out);
/* A count of bytes. */
MUST_USE int posix_size(Thread *t, Value v, int64_t *out);
/* An int for process numbers, whose complaints are worded otherwise. */
MUST_USE int posix_pid(Thread *t, Value v, int *out);
/* A "uid" or "gid"; -1 stands for no change. */
MUST_USE int posix_id(Thread *t, Value v, const char *what, uint32_t *out);
/* A str or bytes as C text that the caller frees, of what has no name in the call; NULL with an
 * exception. */
MUST_USE char *posix_text(Thread *t, Value v);
/* true unless given and false; -1 on error. */
MUST_USE int flag_parse(Thread *t, Value v, bool fallback);
/* OSError of `err` for one path; frees the path. */
Value path_error(Thread *t, int err, Path *p);
/* "None" or the error of errno; frees the path. */
MUST_USE Value path_done(Thread *t, int status, Path *p);
/* Runs the system call without the GIL until it is not interrupted; `result` is -1 when a handler
   raised or on an error (then errno is set and no exception is pending). */
#define POSIX_RETRY(t, result, expr)     \
    do {                                 \
        WITHOUT_GIL(t, result = (expr)); \
    } while ((result) < 0 && errno == EINTR && safepoint_run(t) == 0)
/* The exception of errno, unless a signal handler's is pending already. */
Value posix_error(Thread *t);

/* Calls the functions that os.register_at_fork() has put under `key`; newest first when `reverse`.
 */
void posix_fork_hooks(Thread *t, const char *key, bool reverse);
/* The child has one thread: this one. The others are forgotten, and the lock that they may have
   been about to take is made anew. */
void posix_after_fork(Thread *t);
/* DeprecationWarning when a process with several threads has forked: None, or ERROR. */
MUST_USE Value posix_warn_of_threads(Thread *t);
/* Forks by make(arg), a fork(2) or its like, with all that goes with it. 0, or -1 with an exception. */
MUST_USE int posix_fork_by(Thread *t, pid_t (*make)(void *arg), void *arg, pid_t *pid);
/* The items of a list or tuple as C strings; NULL with an exception that names the function. */
MUST_USE char **posix_strings(Thread *t, Value seq, const char *function);
/* "NAME=value" for each item of a mapping; NULL with an exception. */
MUST_USE char **posix_environment(Thread *t, Value mapping);
void posix_strings_free(char **strings);
extern const NativeDef *const posix_spawn_functions[];
MUST_USE int posix_spawn_add(Thread *t, Value module); /* waitid_result, constants */
extern const NativeDef *const posix_file_functions[];
extern const NativeDef *const posix_path_functions[];
extern const NativeDef *const posix_process_functions[];
extern const NativeDef *const posix_info_functions[];
extern const NativeDef *const posix_config_functions[];
extern const NativeDef *const posix_terminal_functions[];
extern const NativeDef *const posix_sched_functions[];
extern const NativeDef *const posix_attribute_functions[];
extern const NativeDef *const posix_timer_functions[];
extern const NativeDef *const posix_transfer_functions[];
MUST_USE int posix_path_add(Thread *t, Value module); /* stat_result, statvfs_result */
MUST_USE int posix_scandir_add(Thread *t, Value module);
MUST_USE int posix_process_add(Thread *t, Value module);
MUST_USE int posix_info_add(Thread *t, Value module);
MUST_USE int posix_config_add(Thread *t, Value module); /* tables of names */
MUST_USE int posix_sched_add(Thread *t, Value module);  /* sched_param */
struct iovec;
enum { IOV_LIMIT = 64 }; /* buffers of one readv or writev at the most */
/* The buffers of a sequence, to be released by the caller: their number, or -1. */
MUST_USE int posix_views(Thread *t, Value seq, bool writable, const char *function,
                         BufferView *views, struct iovec *iov);
/* Text that names something in a call: strdup'ed, without NUL; NULL with an exception. */
MUST_USE char *posix_name(Thread *t, Value v, const char *function, const char *argument);
struct stat;
/* An os.stat_result: a temporary. */
MUST_USE Value stat_result_new(Thread *t, const struct stat *st);

#endif
