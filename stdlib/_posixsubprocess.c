/* SPDX-License-Identifier: MIT */
/*
 * _posixsubprocess: fork and exec for subprocess.Popen. Between the two the child calls only what
 * is safe after a fork with threads about (no malloc, no locks), unless there is a preexec_fn. What
 * goes wrong there is written to a pipe: "ExceptionName:errno in hex:text".
 */
#include "stdlib/posix.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>

typedef struct Spawn {
    char **argv, **programs, **env; /* env NULL: the parent's */
    char *cwd;                      /* or NULL */
    int *kept;                      /* descriptors that stay open, ascending */
    size_t kept_count;
    bool close_fds, restore_signals, session;
    int p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write;
    int group_to_set; /* pgid, or -1 */
    gid_t gid, *groups;
    int64_t group_count; /* -1: leave them */
    uid_t uid;
    int umask;
    bool has_gid, has_uid;
    Value preexec; /* or NONE */
} Spawn;

/* ---- in the child ---- */

static void error_write(int fd, const char *text)
{
    size_t len = strlen(text);
    while (len) {
        ssize_t n = write(fd, text, len);
        if (n < 0 && errno != EINTR)
            return;
        if (n > 0) {
            text += n;
            len -= (size_t)n;
        }
    }
}

/* "OSError:2:noexec": what the parent raises. */
static _Noreturn void child_fail(const Spawn *s, int err, const char *what)
{
    char hex[12], *p = hex + sizeof hex - 1;
    *p = 0;
    do {
        *--p = "0123456789ABCDEF"[err & 15];
        err >>= 4;
    } while (err);
    error_write(s->errpipe_write, "OSError:");
    error_write(s->errpipe_write, p);
    error_write(s->errpipe_write, ":");
    error_write(s->errpipe_write, what);
    _exit(255);
}

static void must(const Spawn *s, int status)
{
    if (status < 0)
        child_fail(s, errno, "noexec");
}

static void inheritable(const Spawn *s, int fd)
{
    int flags = fcntl(fd, F_GETFD);
    must(s, flags);
    must(s, fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC));
}

/* Puts a pipe's end where a standard stream belongs. */
static void stream_place(const Spawn *s, int from, int to)
{
    if (from == to)
        inheritable(s, to);
    else if (from >= 0)
        must(s, dup3(from, to, 0));
}

static void streams_place(Spawn *s)
{
    int unused[] = {s->p2cwrite, s->c2pread, s->errread, s->errpipe_read};
    for (int i = 0; i < 4; i++)
        if (unused[i] >= 0)
            close(unused[i]);
    /* An end that sits on the number of another stream is moved out of the way first. */
    if (s->c2pwrite == 0)
        must(s, s->c2pwrite = fcntl(0, F_DUPFD_CLOEXEC, 3));
    while (s->errwrite == 0 || s->errwrite == 1)
        must(s, s->errwrite = fcntl(s->errwrite, F_DUPFD_CLOEXEC, 3));
    stream_place(s, s->p2cread, 0);
    stream_place(s, s->c2pwrite, 1);
    stream_place(s, s->errwrite, 2);
}

static bool is_kept(const Spawn *s, int fd)
{
    for (size_t i = 0; i < s->kept_count; i++)
        if (s->kept[i] == fd)
            return true;
    return false;
}

/* Closes all from 3 on but those kept. */
static void descriptors_close(const Spawn *s)
{
    unsigned from = 3;
    for (size_t i = 0; i <= s->kept_count; i++) {
        unsigned to = i < s->kept_count ? (unsigned)s->kept[i] : ~0u;
        if (to < from)
            continue;
        if (to > from || i == s->kept_count) {
            unsigned last = i == s->kept_count ? to : to - 1;
            if (syscall(SYS_close_range, from, last, 0) < 0)
                for (unsigned fd = from; fd <= last && fd < 65536; fd++)
                    if (!is_kept(s, (int)fd))
                        close((int)fd);
        }
        from = to + 1;
    }
}

static void identity_set(const Spawn *s)
{
    if (s->group_count >= 0)
        must(s, setgroups((size_t)s->group_count, s->groups));
    if (s->has_gid)
        must(s, setregid(s->gid, s->gid));
    if (s->has_uid)
        must(s, setreuid(s->uid, s->uid));
}

static void child_prepare(Spawn *s)
{
    for (size_t i = 0; i < s->kept_count; i++)
        if (s->kept[i] != s->errpipe_write)
            inheritable(s, s->kept[i]);
    streams_place(s);
    if (s->cwd && chdir(s->cwd) < 0)
        child_fail(s, errno, "noexec:chdir");
    if (s->umask >= 0)
        umask((mode_t)s->umask);
    if (s->restore_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
    if (s->session)
        must(s, setsid());
    if (s->group_to_set >= 0)
        must(s, setpgid(0, s->group_to_set));
    identity_set(s);
}

static _Noreturn void child_exec(Thread *t, Spawn *s)
{
    child_prepare(s);
    if (!v_is_none(s->preexec)) {
        posix_after_fork(t);
        posix_fork_hooks(t, "after_in_child", false);
        if (v_is_error(K(t, call0(t, s->preexec)))) {
            error_write(s->errpipe_write, "SubprocessError:0:Exception occurred in preexec_fn.");
            _exit(255);
        }
    }
    if (s->close_fds)
        descriptors_close(s);
    int err = 0;
    for (char **program = s->programs; *program; program++) {
        execve(*program, s->argv, s->env ? s->env : environ);
        if (err == 0 && errno != ENOENT && errno != ENOTDIR)
            err = errno;
    }
    child_fail(s, err ? err : errno, "");
}

/* ---- in the parent ---- */

static int kept_parse(Thread *t, Value v, Spawn *s)
{
    if (!v_has_layout(v, KIND_tuple)) {
        raise_format(t, EXC_TypeError, "fork_exec() argument 4 must be tuple, not %T", v);
        return -1;
    }
    Tuple *fds = V_AS(Tuple, v);
    s->kept = calloc(fds->len + 1, sizeof(int));
    if (!s->kept) {
        raise_memory(t);
        return -1;
    }
    for (size_t i = 0; i < fds->len; i++) {
        if (posix_int(t, fds->items[i], &s->kept[i]) < 0)
            return -1;
        if (s->kept[i] < 0 || (i && s->kept[i] <= s->kept[i - 1])) {
            raise_format(t, EXC_ValueError, "bad value(s) in fds_to_keep");
            return -1;
        }
    }
    s->kept_count = fds->len;
    return 0;
}

static int groups_parse(Thread *t, Value v, Spawn *s)
{
    s->group_count = -1;
    if (v_is_none(v))
        return 0;
    Value list = K(t, iter_to_list(t, v));
    if (v_is_error(list))
        return -1;
    size_t n = V_AS(List, list)->len;
    s->groups = calloc(n + 1, sizeof(gid_t));
    if (!s->groups) {
        raise_memory(t);
        return -1;
    }
    for (size_t i = 0; i < n; i++)
        if (posix_id(t, V_AS(List, list)->items[i], "gid", &s->groups[i]) < 0)
            return -1;
    s->group_count = (int64_t)n;
    return 0;
}

/* "NAME=value" as bytes objects, or None. */
static char **texts_parse(Thread *t, Value v, const char *what)
{
    Value list = K(t, seq_fast(t, v, what));
    size_t n;
    if (v_is_error(list))
        return NULL;
    const Value *items = seq_items(list, &n);
    char **texts = calloc(n + 1, sizeof *texts);
    if (!texts) {
        raise_memory(t);
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        if (!(texts[i] = posix_text(t, items[i]))) {
            posix_strings_free(texts);
            return NULL;
        }
    return texts;
}

static int numbers_parse(Thread *t, Value *a, Spawn *s)
{
    int *const fds[] = {&s->p2cread, &s->p2cwrite, &s->c2pread,      &s->c2pwrite,
                        &s->errread, &s->errwrite, &s->errpipe_read, &s->errpipe_write};
    for (int i = 0; i < 8; i++)
        if (posix_int(t, a[6 + i], fds[i]) < 0)
            return -1;
    int close_fds = truth(t, a[2]), restore = truth(t, a[14]), session = truth(t, a[15]);
    if (close_fds < 0 || restore < 0 || session < 0 || posix_int(t, a[16], &s->group_to_set) < 0 ||
        posix_int(t, a[20], &s->umask) < 0)
        return -1;
    s->close_fds = close_fds;
    s->restore_signals = restore;
    s->session = session;
    s->has_gid = !v_is_none(a[17]);
    s->has_uid = !v_is_none(a[19]);
    return (s->has_gid && posix_id(t, a[17], "gid", &s->gid) < 0) ||
                   (s->has_uid && posix_id(t, a[19], "uid", &s->uid) < 0)
               ? -1
               : 0;
}

static int spawn_parse(Thread *t, Value *a, Spawn *s)
{
    s->preexec = a[21];
    if (numbers_parse(t, a, s) < 0 || kept_parse(t, a[3], s) < 0 || groups_parse(t, a[18], s) < 0)
        return -1;
    if (s->close_fds && s->errpipe_write < 3) {
        raise_format(t, EXC_ValueError, "errpipe_write must be >= 3");
        return -1;
    }
    if (!(s->argv = texts_parse(t, a[0], "argv must be a tuple")) ||
        !(s->programs = texts_parse(t, a[1], "executable_list must be a sequence")))
        return -1;
    if (!v_is_none(a[5]) && !(s->env = texts_parse(t, a[5], "env must be a sequence")))
        return -1;
    return v_is_none(a[4]) || (s->cwd = posix_text(t, a[4])) ? 0 : -1;
}

static void spawn_free(Spawn *s)
{
    posix_strings_free(s->argv);
    posix_strings_free(s->programs);
    posix_strings_free(s->env);
    free(s->cwd);
    free(s->kept);
    free(s->groups);
}

/* No signal handler of the parent may run in the child before exec. */
static Value spawn_fork(Thread *t, Spawn *s)
{
    bool hooks = !v_is_none(s->preexec);
    sigset_t all, old;
    if (hooks)
        posix_fork_hooks(t, "before", true);
    gil_wakes_do(t);
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    pid_t pid = fork();
    int err = errno;
    if (pid == 0) {
        pthread_sigmask(SIG_SETMASK, &old, NULL);
        child_exec(t, s);
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (hooks)
        posix_fork_hooks(t, "after_in_parent", false);
    if (pid < 0)
        return raise_errno(t, err);
    if (hooks && v_is_error(posix_warn_of_threads(t)))
        return V_ERROR;
    return v_from_small(pid);
}

API(fork_exec,
    "fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, "
    "c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, "
    "pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)",
    "Spawn a fresh new child process.")
{
    Spawn s = {0};
    Value r = spawn_parse(t, a, &s) < 0 ? V_ERROR : spawn_fork(t, &s);
    spawn_free(&s);
    return r;
}

Value posixsubprocess_module(Thread *t)
{
    static const NativeDef *const functions[] = {&fork_exec_def, NULL};
    static const ModuleSpec spec = {"_posixsubprocess", "A POSIX helper for the subprocess module.",
                                    functions, NULL};
    return api_module(t, &spec);
}
