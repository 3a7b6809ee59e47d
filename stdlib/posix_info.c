/* SPDX-License-Identifier: MIT */
/* posix: the environment, the machine and the identity of the process. */
#include "stdlib/posix.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include "vm/objects/structseq.h"

extern char **environ;

/* ---- environment ---- */

API(posix_putenv, "putenv(name, value, /)", "Change or add an environment variable.")
{
    char *name = posix_text(t, a[0]), *value = name ? posix_text(t, a[1]) : NULL;
    if (!value) {
        free(name);
        return V_ERROR;
    }
    bool legal = *name && !strchr(name, '=');
    int status = legal ? setenv(name, value, 1) : 0;
    free(name);
    free(value);
    return !legal       ? raise_format(t, EXC_ValueError, "illegal environment variable name")
           : status < 0 ? posix_error(t)
                        : V_NONE;
}

API(posix_unsetenv, "unsetenv(name, /)", "Delete an environment variable.")
{
    char *name = posix_text(t, a[0]);
    if (!name)
        return V_ERROR;
    int status = unsetenv(name);
    free(name);
    return status < 0 ? posix_error(t) : V_NONE;
}

/* {b'PATH': b'/usr/bin'} */
static Value environ_dict(Thread *t)
{
    Value d = K(t, dict_new(t));
    for (char **e = environ; e && *e && !v_is_error(d); e++) {
        const char *equals = strchr(*e, '=');
        if (!equals)
            continue;
        Value key = K(t, bytes_new(t, *e, (size_t)(equals - *e))),
              value = K(t, bytes_new(t, equals + 1, strlen(equals + 1)));
        if (v_is_error(key) || v_is_error(value))
            return V_ERROR;
        int known = item_contains(t, d, key);
        if (known < 0 || (!known && dict_set(t, V_AS(Dict, d), key, value) < 0))
            return V_ERROR;
    }
    return d;
}

/* ---- numbers of this process: a name, a call without arguments ---- */

#define ID_FUNCTION(name, text)               \
    NATIVE(posix_##name, #name "()", text)    \
    {                                         \
        return v_from_small((int64_t)name()); \
    }
ID_FUNCTION(getpid, "Return the current process id.")
ID_FUNCTION(getppid, "Return the parent's process id.")
ID_FUNCTION(getuid, "Return the current process's user id.")
ID_FUNCTION(geteuid, "Return the current process's effective user id.")
ID_FUNCTION(getgid, "Return the current process's group id.")
ID_FUNCTION(getegid, "Return the current process's effective group id.")
ID_FUNCTION(getpgrp, "Return the current process group id.")

API(posix_getlogin, "getlogin()", "Return the actual login name.")
{
    char name[256];
    int err = getlogin_r(name, sizeof name);
    if (!err)
        return K(t, str_from_os(t, name));
    errno = err;
    return posix_error(t);
}

API(posix_getgroups, "getgroups()", "Return list of supplemental group IDs for the process.")
{
    gid_t groups[1024];
    int n = getgroups(1024, groups);
    Value list = n < 0 ? posix_error(t) : K(t, list_new(t, NULL, 0));
    for (int i = 0; i < n && !v_is_error(list); i++)
        if (list_append(t, V_AS(List, list), v_from_small(groups[i])) < 0)
            return V_ERROR;
    return list;
}

/* ---- the machine ---- */

static Value record_new(Thread *t, const char *type_name, TAKES Value *values, size_t n)
{
    Value type = K(t, import_attr(t, "posix", type_name));
    if (!v_is_error(type))
        return K(t, structseq_new(t, V_AS(Type, type), values, n));
    for (size_t i = 0; i < n; i++)
        if (!v_is_error(values[i]))
            drop(t, values[i]);
    return V_ERROR;
}

API(posix_uname, "uname()", "Return an object identifying the current operating system.")
{
    struct utsname u;
    if (uname(&u) < 0)
        return posix_error(t);
    Value values[] = {str_from_os(t, u.sysname), str_from_os(t, u.nodename),
                      str_from_os(t, u.release), str_from_os(t, u.version),
                      str_from_os(t, u.machine)};
    return record_new(t, "uname_result", values, 5);
}

API(posix_times, "times()", "Return a collection containing process timing information.")
{
    struct tms tms;
    clock_t now = times(&tms);
    double unit = (double)sysconf(_SC_CLK_TCK);
    if (now == (clock_t)-1)
        return posix_error(t);
    Value values[] = {
        float_new(t, (double)tms.tms_utime / unit), float_new(t, (double)tms.tms_stime / unit),
        float_new(t, (double)tms.tms_cutime / unit), float_new(t, (double)tms.tms_cstime / unit),
        float_new(t, (double)now / unit)};
    return record_new(t, "times_result", values, 5);
}

API(posix_get_terminal_size, "get_terminal_size(fd=1, /)",
    "Return the size of the terminal window as (columns, lines).")
{
    int fd = 1;
    struct winsize w;
    if (!v_is_empty(a[0]) && posix_int(t, a[0], &fd) < 0)
        return V_ERROR;
    if (ioctl(fd, TIOCGWINSZ, &w) < 0)
        return posix_error(t);
    Value values[] = {v_from_small(w.ws_col), v_from_small(w.ws_row)};
    return record_new(t, "terminal_size", values, 2);
}

API(posix_getloadavg, "getloadavg()", "Return average recent system load information.")
{
    double load[3];
    if (getloadavg(load, 3) != 3)
        return raise_format(t, EXC_OSError, "Load averages are unobtainable");
    return K(t, tuple_pack(t, 3, K(t, float_new(t, load[0])), K(t, float_new(t, load[1])),
                           K(t, float_new(t, load[2]))));
}

API(posix_cpu_count, "cpu_count()", "Return the number of logical CPUs in the system.")
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? V_NONE : v_from_small(n);
}

API(posix_urandom, "urandom(size, /)",
    "Return a bytes object containing random bytes suitable for cryptographic use.")
{
    int64_t size;
    if (value_to_int64(t, a[0], &size) < 0)
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "negative argument not allowed");
    Bytes *b = bytes_alloc(t, (size_t)size);
    if (!b)
        return V_ERROR;
    Value result = K(t, v_from(b));
    for (size_t done = 0; done < (size_t)size;) {
        ssize_t n;
        size_t part = (size_t)size - done > 256 ? 256 : (size_t)size - done;
        POSIX_RETRY(t, n, getrandom(b->data + done, part, 0));
        if (n < 0)
            return posix_error(t);
        done += (size_t)n;
    }
    return result;
}

API(posix_strerror, "strerror(code, /)", "Translate an error code to a message string.")
{
    int code;
    return posix_int(t, a[0], &code) < 0 ? V_ERROR : K(t, str_from_cstr(t, strerror(code)));
}

API(posix_ctermid, "ctermid()", "Return the name of the controlling terminal for this process.")
{
    return K(t, str_from_cstr(t, "/dev/tty"));
}

const NativeDef *const posix_info_functions[] = {
    &posix_putenv_def,  &posix_unsetenv_def,          &posix_getpid_def,     &posix_getppid_def,
    &posix_getuid_def,  &posix_geteuid_def,           &posix_getgid_def,     &posix_getegid_def,
    &posix_getpgrp_def, &posix_getlogin_def,          &posix_getgroups_def,  &posix_uname_def,
    &posix_times_def,   &posix_get_terminal_size_def, &posix_getloadavg_def, &posix_cpu_count_def,
    &posix_urandom_def, &posix_strerror_def,          &posix_ctermid_def,    NULL,
};

int posix_info_add(Thread *t, Value module)
{
    static const char *const uname_fields[] = {"sysname", "nodename", "release",
                                               "version", "machine",  NULL};
    static const char *const times_fields[] = {
        "user", "system", "children_user", "children_system", "elapsed", NULL};
    static const char *const size_fields[] = {"columns", "lines", NULL};
    static const struct {
        const char *name, *const *fields;
    } records[] = {{"posix.uname_result", uname_fields},
                   {"posix.times_result", times_fields},
                   {"os.terminal_size", size_fields}};
    for (int i = 0; i < 3; i++)
        if (api_module_add_type(t, module,
                                structseq_type(t, records[i].name, NULL, records[i].fields)) < 0)
            return -1;
    return api_module_add(t, module, "environ", environ_dict(t));
}
