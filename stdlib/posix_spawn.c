/* SPDX-License-Identifier: MIT */
/* posix: posix_spawn, the long forms of wait, descriptors of processes, sets of ids. */
#include "stdlib/posix.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include "vm/objects/helpers.h"
#include "vm/objects/structseq.h"

/* ---- waiting ---- */

static Value seconds_of(Thread *t, struct timeval tv)
{
    return float_new(t, (double)tv.tv_sec + (double)tv.tv_usec * 1e-6);
}

static Value rusage_new(Thread *t, const struct rusage *r)
{
    Value type = K(t, import_attr(t, "posix", "_rusage"));
    if (v_is_error(type))
        return V_ERROR;
    const long counts[] = {r->ru_maxrss, r->ru_ixrss,    r->ru_idrss,   r->ru_isrss,   r->ru_minflt,
                           r->ru_majflt, r->ru_nswap,    r->ru_inblock, r->ru_oublock, r->ru_msgsnd,
                           r->ru_msgrcv, r->ru_nsignals, r->ru_nvcsw,   r->ru_nivcsw};
    Value values[16] = {seconds_of(t, r->ru_utime), seconds_of(t, r->ru_stime)};
    for (int i = 0; i < 14; i++)
        values[2 + i] = int_new(t, counts[i]);
    return K(t, structseq_new(t, V_AS(Type, type), values, 16));
}

static Value wait_usage(Thread *t, int pid, Value options_arg)
{
    int options, status = 0, got;
    struct rusage usage = {0};
    if (posix_int(t, options_arg, &options) < 0)
        return V_ERROR;
    POSIX_RETRY(t, got, wait4(pid, &status, options, &usage));
    if (got < 0)
        return posix_error(t);
    Value r = rusage_new(t, &usage);
    return v_is_error(r) ? V_ERROR
                         : K(t, tuple_pack(t, 3, v_from_small(got), v_from_small(status), r));
}

API(posix_wait3, "wait3(options)",
    "Wait for completion of a child process.\n\nReturns a tuple of information about the child "
    "process:\n  (pid, status, rusage)")
{
    return wait_usage(t, -1, a[0]);
}
API(posix_wait4, "wait4(pid, options)",
    "Wait for completion of a specific child process.\n\nReturns a tuple of information about the "
    "child process:\n  (pid, status, rusage)")
{
    int pid;
    return posix_pid(t, a[0], &pid) < 0 ? V_ERROR : wait_usage(t, pid, a[1]);
}

API(posix_waitid, "waitid(idtype, id, options, /)",
    "Returns the result of waiting for a process or processes.")
{
    int kind, id, options, got;
    siginfo_t info = {0};
    if (posix_int(t, a[0], &kind) < 0 || posix_pid(t, a[1], &id) < 0 ||
        posix_int(t, a[2], &options) < 0)
        return V_ERROR;
    POSIX_RETRY(t, got, waitid((idtype_t)kind, (id_t)id, &info, options));
    if (got < 0)
        return posix_error(t);
    if (info.si_pid == 0)
        return V_NONE;
    Value type = K(t, import_attr(t, "posix", "waitid_result"));
    Value values[] = {v_from_small(info.si_pid), v_from_small(info.si_uid),
                      v_from_small(info.si_signo), v_from_small(info.si_status),
                      v_from_small(info.si_code)};
    return v_is_error(type) ? V_ERROR : K(t, structseq_new(t, V_AS(Type, type), values, 5));
}

API(posix_pidfd_open, "pidfd_open(pid, flags=0)",
    "Return a file descriptor referring to the process *pid*.\n\nThe descriptor can be used to "
    "perform process management without races and\nsignals.")
{
    int pid, flags = 0;
    if (posix_pid(t, a[0], &pid) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &flags) < 0))
        return V_ERROR;
    int fd = (int)syscall(SYS_pidfd_open, pid, flags);
    return fd < 0 ? posix_error(t) : v_from_small(fd);
}

/* ---- ids ---- */

static int ids_parse(Thread *t, Value *a, int n, const char *what, uint32_t *out)
{
    for (int i = 0; i < n; i++)
        if (posix_id(t, a[i], what, &out[i]) < 0)
            return -1;
    return 0;
}
#define IDS_CALL(name, sig, what, count, expr)       \
    API(posix_##name, sig, NULL)                     \
    {                                                \
        uint32_t n[3];                               \
        if (ids_parse(t, a, count, what, n) < 0)     \
            return V_ERROR;                          \
        return (expr) < 0 ? posix_error(t) : V_NONE; \
    }
IDS_CALL(setreuid, "setreuid(ruid, euid, /)", "uid", 2, setreuid(n[0], n[1]))
IDS_CALL(setregid, "setregid(rgid, egid, /)", "gid", 2, setregid(n[0], n[1]))
IDS_CALL(setresuid, "setresuid(ruid, euid, suid, /)", "uid", 3, setresuid(n[0], n[1], n[2]))
IDS_CALL(setresgid, "setresgid(rgid, egid, sgid, /)", "gid", 3, setresgid(n[0], n[1], n[2]))
IDS_CALL(seteuid, "seteuid(euid, /)", "uid", 1, seteuid(n[0]))
IDS_CALL(setegid, "setegid(egid, /)", "gid", 1, setegid(n[0]))

API(posix_setgroups, "setgroups(groups, /)", "Set the groups of the current process to list.")
{
    Value list = K(t, seq_fast(t, a[0], "setgroups argument must be a sequence"));
    size_t n;
    if (v_is_error(list))
        return V_ERROR;
    const Value *items = seq_items(list, &n);
    gid_t groups[1024];
    if (n > 1024)
        return raise_format(t, EXC_ValueError, "too many groups");
    for (size_t i = 0; i < n; i++) {
        if (!v_is_int(items[i]))
            return raise_format(t, EXC_TypeError, "groups must be integers");
        if (posix_id(t, items[i], "gid", &groups[i]) < 0)
            return V_ERROR;
    }
    return setgroups(n, groups) < 0 ? posix_error(t) : V_NONE;
}

/* ---- posix_spawn ---- */

enum { FILE_OPEN, FILE_CLOSE, FILE_DUP2, FILE_CLOSEFROM, FILE_KINDS };

static int bad_action(Thread *t, const char *text)
{
    raise_format(t, EXC_TypeError, "%s", text);
    return -1;
}

static int file_open_add(Thread *t, Tuple *a, posix_spawn_file_actions_t *actions)
{
    int fd, flags, mode;
    if (a->len != 5)
        return bad_action(t, "A open file_action tuple must have 5 elements");
    if (posix_int(t, a->items[1], &fd) < 0 || posix_int(t, a->items[3], &flags) < 0 ||
        posix_int(t, a->items[4], &mode) < 0)
        return -1;
    char *path = posix_text(t, a->items[2]);
    if (!path)
        return -1;
    int err = posix_spawn_file_actions_addopen(actions, fd, path, flags, (mode_t)mode);
    free(path);
    if (err)
        raise_errno(t, err);
    return err ? -1 : 0;
}

static int file_action_add(Thread *t, Value v, posix_spawn_file_actions_t *actions)
{
    Tuple *a = V_AS(Tuple, v);
    int kind, fd, to = 0;
    if (!v_has_layout(v, KIND_tuple) || a->len == 0)
        return bad_action(t, "Each file_actions element must be a non-empty tuple");
    if (posix_int(t, a->items[0], &kind) < 0)
        return -1;
    if (kind == FILE_OPEN)
        return file_open_add(t, a, actions);
    if (kind < 0 || kind >= FILE_KINDS)
        return bad_action(t, "Unknown file_actions identifier");
    static const char *const counts[] = {
        [FILE_CLOSE] = "A close file_action tuple must have 2 elements",
        [FILE_DUP2] = "A dup2 file_action tuple must have 3 elements",
        [FILE_CLOSEFROM] = "A closefrom file_action tuple must have 2 elements"};
    if (a->len != (kind == FILE_DUP2 ? 3 : 2))
        return bad_action(t, counts[kind]);
    if (posix_int(t, a->items[1], &fd) < 0 ||
        (kind == FILE_DUP2 && posix_int(t, a->items[2], &to) < 0))
        return -1;
    int err = kind == FILE_CLOSE  ? posix_spawn_file_actions_addclose(actions, fd)
              : kind == FILE_DUP2 ? posix_spawn_file_actions_adddup2(actions, fd, to)
                                  : posix_spawn_file_actions_addclosefrom_np(actions, fd);
    if (err)
        raise_errno(t, err);
    return err ? -1 : 0;
}

static int file_actions_parse(Thread *t, Value v, posix_spawn_file_actions_t *actions)
{
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    Value list = K(t, seq_fast(t, v, "file_actions must be a sequence or None"));
    size_t n;
    if (v_is_error(list))
        return -1;
    const Value *items = seq_items(list, &n);
    for (size_t i = 0; i < n; i++)
        if (file_action_add(t, items[i], actions) < 0)
            return -1;
    return 0;
}

static int signals_parse(Thread *t, Value v, sigset_t *set)
{
    Value list = K(t, iter_to_list(t, v));
    sigemptyset(set);
    if (v_is_error(list))
        return -1;
    for (size_t i = 0; i < V_AS(List, list)->len; i++) {
        int number;
        if (posix_int(t, V_AS(List, list)->items[i], &number) < 0)
            return -1;
        if (number < 1 || number > 64) {
            raise_format(t, EXC_ValueError, "signal number %d out of range [1; 64]", number);
            return -1;
        }
        sigaddset(set, number);
    }
    return 0;
}

/* a: setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler */
static int spawn_attributes(Thread *t, Value *a, posix_spawnattr_t *attr)
{
    short flags = 0;
    int group, reset = flag_parse(t, a[1], false), session = flag_parse(t, a[2], false);
    sigset_t set;
    if (reset < 0 || session < 0)
        return -1;
    if (!v_is_empty(a[0])) {
        if (posix_pid(t, a[0], &group) < 0)
            return -1;
        posix_spawnattr_setpgroup(attr, group);
        flags |= POSIX_SPAWN_SETPGROUP;
    }
    flags |= (reset ? POSIX_SPAWN_RESETIDS : 0) | (session ? POSIX_SPAWN_SETSID : 0);
    if (!v_is_empty(a[3])) {
        if (signals_parse(t, a[3], &set) < 0)
            return -1;
        posix_spawnattr_setsigmask(attr, &set);
        flags |= POSIX_SPAWN_SETSIGMASK;
    }
    if (!v_is_empty(a[4])) {
        if (signals_parse(t, a[4], &set) < 0)
            return -1;
        posix_spawnattr_setsigdefault(attr, &set);
        flags |= POSIX_SPAWN_SETSIGDEF;
    }
    if (!v_is_empty(a[5]) && !v_is_none(a[5])) {
        raise_format(t, EXC_NotImplementedError,
                     "posix_spawn(scheduler=...) is not available in Rondo");
        return -1;
    }
    posix_spawnattr_setflags(attr, flags);
    return 0;
}

typedef int (*SpawnFn)(pid_t *, const char *, const posix_spawn_file_actions_t *,
                       const posix_spawnattr_t *, char *const[], char *const[]);

static Value spawn(Thread *t, Value *a, const char *name, SpawnFn fn)
{
    Path p;
    if (path_parse(t, a[0], name, "path", 0, &p) < 0)
        return V_ERROR;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attr);
    char **argv = posix_strings(t, a[1], name);
    char **env = argv && !v_is_none(a[2]) ? posix_environment(t, a[2]) : NULL;
    pid_t pid = 0;
    int err = -1;
    if (argv && (env || v_is_none(a[2])) && file_actions_parse(t, a[3], &actions) == 0 &&
        spawn_attributes(t, a + 4, &attr) == 0)
        err = fn(&pid, p.text, &actions, &attr, argv, env ? env : environ);
    posix_strings_free(argv);
    posix_strings_free(env);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    if (err > 0)
        return path_error(t, err, &p);
    path_free(&p);
    return err < 0 ? V_ERROR : v_from_small(pid);
}

#define SPAWN_PARAMETERS                                                                      \
    "(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, " \
    "setsigmask=(), setsigdef=(), scheduler=None)"
API(posix_posix_spawn, "posix_spawn" SPAWN_PARAMETERS,
    "Execute the program specified by path in a new process.")
{
    return spawn(t, a, "posix_spawn", posix_spawn);
}
API(posix_posix_spawnp, "posix_spawnp" SPAWN_PARAMETERS,
    "Execute the program specified by path in a new process.")
{
    return spawn(t, a, "posix_spawnp", posix_spawnp);
}

const NativeDef *const posix_spawn_functions[] = {
    &posix_wait3_def,        &posix_wait4_def,
    &posix_waitid_def,       &posix_pidfd_open_def,
    &posix_setreuid_def,     &posix_setregid_def,
    &posix_setresuid_def,    &posix_setresgid_def,
    &posix_seteuid_def,      &posix_setegid_def,
    &posix_setgroups_def,    &posix_posix_spawn_def,
    &posix_posix_spawnp_def, NULL,
};

int posix_spawn_add(Thread *t, Value module)
{
    static const char *const waitid_fields[] = {"si_pid",    "si_uid",  "si_signo",
                                                "si_status", "si_code", NULL};
    static const char *const rusage_fields[] = {
        "ru_utime",  "ru_stime",    "ru_maxrss", "ru_ixrss",   "ru_idrss",   "ru_isrss",
        "ru_minflt", "ru_majflt",   "ru_nswap",  "ru_inblock", "ru_oublock", "ru_msgsnd",
        "ru_msgrcv", "ru_nsignals", "ru_nvcsw",  "ru_nivcsw",  NULL};
    static const struct {
        const char *name;
        int value;
    } constants[] = {
        {"CLD_EXITED", CLD_EXITED},      {"CLD_KILLED", CLD_KILLED},
        {"CLD_DUMPED", CLD_DUMPED},      {"CLD_TRAPPED", CLD_TRAPPED},
        {"CLD_STOPPED", CLD_STOPPED},    {"CLD_CONTINUED", CLD_CONTINUED},
        {"POSIX_SPAWN_OPEN", FILE_OPEN}, {"POSIX_SPAWN_CLOSE", FILE_CLOSE},
        {"POSIX_SPAWN_DUP2", FILE_DUP2}, {"POSIX_SPAWN_CLOSEFROM", FILE_CLOSEFROM},
        {"PIDFD_NONBLOCK", O_NONBLOCK},  {"P_PIDFD", 3},
    };
    Type *waited = structseq_type(t, "posix.waitid_result", NULL, waitid_fields);
    Type *usage = waited ? structseq_type(t, "resource.struct_rusage", NULL, rusage_fields) : NULL;
    if (!usage || api_module_add(t, module, "waitid_result", v_from(waited)) < 0 ||
        api_module_add(t, module, "_rusage", v_from(usage)) < 0)
        return -1;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (api_module_add_int(t, module, constants[i].name, constants[i].value) < 0)
            return -1;
    return 0;
}
