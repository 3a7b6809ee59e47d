/* SPDX-License-Identifier: MIT */
/* posix: processes: fork, exec, wait, kill. */
#include "stdlib/posix.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* ---- fork ---- */

/* CPython's asyncio registers this by itself; here it need not import posix for that. */
static void asyncio_on_fork(Thread *t)
{
    if (v_is_empty(import_loaded(t, "asyncio.events")))
        return;
    Value hook = K(t, import_attr(t, "asyncio.events", "on_fork"));
    if (v_is_error(hook) || v_is_error(K(t, call0(t, hook))))
        exc_unraisable(t, "Exception ignored in", hook);
}

void posix_fork_hooks(Thread *t, const char *key, bool reverse)
{
    if (!strcmp(key, "after_in_child"))
        asyncio_on_fork(t);
    Value hooks = K(t, import_attr(t, "posix", "_fork_hooks"));
    Value name = K(t, str_from_cstr(t, key));
    Value list =
        v_is_error(hooks) || v_is_error(name) ? V_ERROR : dict_get(t, V_AS(Dict, hooks), name);
    if (v_is_error(list)) {
        exc_clear(t);
        return;
    }
    size_t n = v_is_empty(list) ? 0 : V_AS(List, list)->len;
    for (size_t i = 0; i < n; i++) {
        Value hook = V_AS(List, list)->items[reverse ? n - 1 - i : i];
        if (v_is_error(K(t, call0(t, hook))))
            exc_unraisable(t, "Exception ignored in", hook);
    }
}

API(posix_register_at_fork,
    "register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)",
    "Register callables to be called when forking a new process.")
{
    static const char *const keys[] = {"before", "after_in_child", "after_in_parent"};
    Value hooks = K(t, import_attr(t, "posix", "_fork_hooks"));
    if (v_is_error(hooks))
        return V_ERROR;
    if (v_is_empty(a[0]) && v_is_empty(a[1]) && v_is_empty(a[2]))
        return raise_format(t, EXC_TypeError, "At least one argument is required.");
    for (int i = 0; i < 3; i++) {
        if (v_is_empty(a[i]))
            continue;
        if (!v_type(t, a[i])->s.call)
            return raise_format(t, EXC_TypeError, "'%s' must be callable, not %T", keys[i], a[i]);
        Value key = K(t, str_from_cstr(t, keys[i]));
        Value list = v_is_error(key) ? V_ERROR : dict_get(t, V_AS(Dict, hooks), key);
        if (v_is_empty(list) && !v_is_error(list = K(t, list_new(t, NULL, 0))) &&
            dict_set(t, V_AS(Dict, hooks), key, list) < 0)
            return V_ERROR;
        if (v_is_error(list) || list_append(t, V_AS(List, list), a[i]) < 0)
            return V_ERROR;
    }
    return V_NONE;
}

void posix_after_fork(Thread *t)
{
    VM *vm = t->vm;
    Gil *gil = &vm->gil;
    pthread_mutex_init(&gil->mutex, NULL);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&gil->cond, &attr);
    pthread_cond_init(&gil->switched, &attr);
    pthread_condattr_destroy(&attr);
    atomic_store(&gil->waiting, 0);
    gil->locked = true;
    gil->holder = t;
    vm_unbreak(vm, BREAK_GIL);
    vm->thread_count = 0;
    loops_after_fork(t);
    if (vm->threads == t && !t->next)
        return;
    t->next = NULL;
    vm->threads = t;
    vm->main = t;
    t->is_main = true;
}

Value posix_warn_of_threads(Thread *t)
{
    if (!t->vm->thread_count)
        return V_NONE;
    return warn_format(t, EXC_DeprecationWarning, 1,
                       "This process (pid=%d) is multi-threaded, use of fork() may lead to "
                       "deadlocks in the child.",
                       (int)getpid()) < 0
               ? V_ERROR
               : V_NONE;
}

int posix_fork_by(Thread *t, pid_t (*make)(void *arg), void *arg, pid_t *pid)
{
    posix_fork_hooks(t, "before", true);
    gil_wakes_do(t);
    *pid = make(arg);
    int err = errno;
    if (*pid == 0)
        posix_after_fork(t);
    posix_fork_hooks(t, *pid == 0 ? "after_in_child" : "after_in_parent", false);
    if (*pid > 0 && v_is_error(posix_warn_of_threads(t)))
        return -1;
    if (*pid < 0)
        raise_errno(t, err);
    return *pid < 0 ? -1 : 0;
}

static pid_t plain_fork(void *arg)
{
    return fork();
}

API(posix_fork, "fork()",
    "Fork a child process.\n\nReturn 0 to child process and PID of child to parent process.")
{
    pid_t pid;
    return posix_fork_by(t, plain_fork, NULL, &pid) < 0 ? V_ERROR : v_from_small(pid);
}

NATIVE(posix_exit, "_exit(status)",
       "Exit to the system with specified status, without normal exit processing.")
{
    int status;
    if (posix_int(t, a[0], &status) < 0)
        return V_ERROR;
    gil_wakes_do(t);
    _exit(status);
}

NATIVE(posix_abort, "abort()", "Abort the interpreter immediately.")
{
    gil_wakes_do(t);
    abort();
}

/* ---- exec ---- */

void posix_strings_free(char **strings)
{
    for (char **s = strings; s && *s; s++)
        free(*s);
    free(strings);
}

char **posix_strings(Thread *t, Value seq, const char *function)
{
    bool spawn = !strncmp(function, "posix_spawn", 11);
    if (!v_has_layout(seq, KIND_list) && !v_has_layout(seq, KIND_tuple)) {
        raise_format(t, EXC_TypeError,
                     spawn ? "%s: argv must be a tuple or list"
                           : "%s() arg 2 must be a tuple or list",
                     function);
        return NULL;
    }
    size_t n;
    const Value *items = seq_items(seq, &n);
    if (n == 0) {
        raise_format(t, EXC_ValueError,
                     spawn ? "%s: argv must not be empty" : "%s() arg 2 must not be empty",
                     function);
        return NULL;
    }
    char **strings = calloc(n + 1, sizeof *strings);
    if (!strings) {
        raise_memory(t);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        strings[i] = posix_text(t, items[i]);
        if (!strings[i]) {
            posix_strings_free(strings);
            return NULL;
        }
    }
    if (!strings[0][0]) {
        raise_format(t, EXC_ValueError,
                     strcmp(function, "execve") ? "%s() arg 2 first element cannot be empty"
                                                : "%s: argv first element cannot be empty",
                     function);
        posix_strings_free(strings);
        return NULL;
    }
    return strings;
}

char **posix_environment(Thread *t, Value mapping)
{
    if (v_is_empty(type_lookup(t, v_type(t, mapping), N(t, keys)))) {
        raise_format(t, EXC_TypeError, "execve: environment must be a mapping object");
        return NULL;
    }
    Value d = K(t, call1(t, v_from(t->vm->types[KIND_dict]), mapping));
    if (v_is_error(d))
        return NULL;
    char **strings = calloc(V_AS(Dict, d)->len + 1, sizeof *strings);
    if (!strings) {
        raise_memory(t);
        return NULL;
    }
    Value key, value;
    size_t n = 0;
    for (size_t i = 0; dict_next(V_AS(Dict, d), &i, &key, &value);) {
        char *k = posix_text(t, key), *v = k ? posix_text(t, value) : NULL;
        bool bad = !v;
        if (!bad && asprintf(&strings[n], "%s=%s", k, v) < 0) {
            strings[n] = NULL;
            raise_memory(t);
            bad = true;
        }
        free(k);
        free(v);
        if (bad) {
            posix_strings_free(strings);
            return NULL;
        }
        n++;
    }
    return strings;
}

static Value do_exec(Thread *t, Value path, Value argv, Value env, const char *function)
{
    Path p;
    if (path_parse(t, path, function, "path", 0, &p) < 0)
        return V_ERROR;
    char **args = posix_strings(t, argv, function);
    char **vars = args && !v_is_empty(env) ? posix_environment(t, env) : NULL;
    if (!args || (!v_is_empty(env) && !vars)) {
        posix_strings_free(args);
        path_free(&p);
        return V_ERROR;
    }
    gil_wakes_do(t);
    if (vars)
        execve(p.text, args, vars);
    else
        execv(p.text, args);
    int err = errno;
    posix_strings_free(args);
    posix_strings_free(vars);
    if (!v_is_empty(env))
        return path_error(t, err, &p);
    path_free(&p);
    return raise_errno(t, err); /* without the name, as CPython's */
}

API(posix_execv, "execv(path, argv, /)",
    "Execute an executable path with arguments, replacing current process.")
{
    return do_exec(t, a[0], a[1], V_EMPTY, "execv");
}
API(posix_execve, "execve(path, argv, env)",
    "Execute an executable path with arguments and environment, replacing current process.")
{
    return do_exec(t, a[0], a[1], a[2], "execve");
}

API(posix_system, "system(command)", "Execute the command in a subshell.")
{
    char *command = posix_text(t, a[0]);
    int status;
    if (!command)
        return V_ERROR;
    WITHOUT_GIL(t, status = system(command));
    free(command);
    return v_from_small(status);
}

/* ---- waiting ---- */

static Value do_wait(Thread *t, int pid, int options)
{
    int status = 0, got;
    POSIX_RETRY(t, got, waitpid(pid, &status, options));
    return got < 0 ? posix_error(t)
                   : K(t, tuple_pack(t, 2, v_from_small(got), v_from_small(status)));
}

API(posix_waitpid, "waitpid(pid, options, /)",
    "Wait for completion of a given child process.\n\nReturns a tuple of information regarding the "
    "child process:\n    (pid, status)")
{
    int pid, options;
    return posix_pid(t, a[0], &pid) < 0 || posix_int(t, a[1], &options) < 0
               ? V_ERROR
               : do_wait(t, pid, options);
}
API(posix_wait, "wait()", "Wait for completion of a child process.")
{
    return do_wait(t, -1, 0);
}

#define STATUS_BOOL(name)                                                        \
    API(posix_##name, #name "(status)", NULL)                                    \
    {                                                                            \
        int status;                                                              \
        return posix_int(t, a[0], &status) < 0 ? V_ERROR : v_bool(name(status)); \
    }
#define STATUS_INT(name)                                                               \
    API(posix_##name, #name "(status)", NULL)                                          \
    {                                                                                  \
        int status;                                                                    \
        return posix_int(t, a[0], &status) < 0 ? V_ERROR : v_from_small(name(status)); \
    }
STATUS_BOOL(WIFEXITED)
STATUS_BOOL(WIFSIGNALED)
STATUS_BOOL(WIFSTOPPED)
STATUS_BOOL(WIFCONTINUED)
STATUS_BOOL(WCOREDUMP)
STATUS_INT(WEXITSTATUS)
STATUS_INT(WTERMSIG)
STATUS_INT(WSTOPSIG)

API(posix_waitstatus, "waitstatus_to_exitcode(status)", "Convert a wait status to an exit code.")
{
    int status;
    if (posix_int(t, a[0], &status) < 0)
        return V_ERROR;
    if (WIFEXITED(status))
        return v_from_small(WEXITSTATUS(status));
    if (WIFSIGNALED(status))
        return v_from_small(-WTERMSIG(status));
    if (WIFSTOPPED(status))
        return raise_format(t, EXC_ValueError, "process stopped by delivery of signal %d",
                            WSTOPSIG(status));
    return raise_format(t, EXC_ValueError, "invalid wait status: %d", status);
}

/* ---- signals, groups, priorities: small calls with int arguments ---- */

static int ints_parse(Thread *t, Value *a, int n, int *out)
{
    for (int i = 0; i < n; i++)
        if (posix_pid(t, a[i], &out[i]) < 0)
            return -1;
    return 0;
}
#define INT_CALL(name, sig, count, expr)             \
    API(posix_##name, sig, NULL)                     \
    {                                                \
        int n[3];                                    \
        if (ints_parse(t, a, count, n) < 0)          \
            return V_ERROR;                          \
        return (expr) < 0 ? posix_error(t) : V_NONE; \
    }
#define INT_RESULT(name, sig, count, expr)                                    \
    API(posix_##name, sig, NULL)                                              \
    {                                                                         \
        int n[3];                                                             \
        if (ints_parse(t, a, count, n) < 0)                                   \
            return V_ERROR;                                                   \
        errno = 0;                                                            \
        int result = (expr);                                                  \
        return result == -1 && errno ? posix_error(t) : v_from_small(result); \
    }
#define ID_CALL(name, what)                            \
    API(posix_##name, #name "(" what ", /)", NULL)     \
    {                                                  \
        uint32_t id;                                   \
        if (posix_id(t, a[0], what, &id) < 0)          \
            return V_ERROR;                            \
        return name(id) < 0 ? posix_error(t) : V_NONE; \
    }
INT_CALL(killpg, "killpg(pgid, signal, /)", 2, killpg(n[0], n[1]))
INT_CALL(setpgid, "setpgid(pid, pgrp, /)", 2, setpgid(n[0], n[1]))
INT_CALL(setpgrp, "setpgrp()", 0, setpgid(0, 0))
INT_CALL(setsid, "setsid()", 0, setsid())
ID_CALL(setuid, "uid")
ID_CALL(setgid, "gid")
INT_CALL(setpriority, "setpriority(which, who, priority)", 3,
         setpriority((__priority_which_t)n[0], (id_t)n[1], n[2]))
INT_RESULT(getpgid, "getpgid(pid)", 1, getpgid(n[0]))
INT_RESULT(getsid, "getsid(pid, /)", 1, getsid(n[0]))
API(posix_nice, "nice(increment, /)", NULL)
{
    int increment;
    if (posix_int(t, a[0], &increment) < 0)
        return V_ERROR;
    errno = 0;
    int result = nice(increment);
    return result == -1 && errno ? posix_error(t) : v_from_small(result);
}
INT_RESULT(getpriority, "getpriority(which, who)", 2,
           getpriority((__priority_which_t)n[0], (id_t)n[1]))
INT_RESULT(tcgetpgrp, "tcgetpgrp(fd, /)", 1, tcgetpgrp(n[0]))

/* A signal to ourselves is seen before the next line runs. */
API(posix_kill, "kill(pid, signal, /)", "Kill a process with a signal.")
{
    int n[2];
    if (ints_parse(t, a, 2, n) < 0)
        return V_ERROR;
    gil_wakes_do(t);
    if (kill(n[0], n[1]) < 0)
        return posix_error(t);
    return safepoint(t) < 0 ? V_ERROR : V_NONE;
}

const NativeDef *const posix_process_functions[] = {
    &posix_register_at_fork_def,
    &posix_fork_def,
    &posix_exit_def,
    &posix_abort_def,
    &posix_execv_def,
    &posix_execve_def,
    &posix_system_def,
    &posix_waitpid_def,
    &posix_wait_def,
    &posix_WIFEXITED_def,
    &posix_WIFSIGNALED_def,
    &posix_WIFSTOPPED_def,
    &posix_WIFCONTINUED_def,
    &posix_WCOREDUMP_def,
    &posix_WEXITSTATUS_def,
    &posix_WTERMSIG_def,
    &posix_WSTOPSIG_def,
    &posix_waitstatus_def,
    &posix_kill_def,
    &posix_killpg_def,
    &posix_setpgid_def,
    &posix_setpgrp_def,
    &posix_setsid_def,
    &posix_setuid_def,
    &posix_setgid_def,
    &posix_setpriority_def,
    &posix_getpgid_def,
    &posix_getsid_def,
    &posix_nice_def,
    &posix_getpriority_def,
    &posix_tcgetpgrp_def,
    NULL,
};

int posix_process_add(Thread *t, Value module)
{
    return api_module_add(t, module, "_fork_hooks", K(t, dict_new(t)));
}
