/* SPDX-License-Identifier: MIT */
/* resource: what processes have used, and how much they may. */
#include "stdlib/posix.h"
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>
#include "vm/objects/float.h"
#include "vm/objects/structseq.h"

static Value seconds(Thread *t, struct timeval tv)
{
    return float_new(t, (double)tv.tv_sec + (double)tv.tv_usec * 1e-6);
}

API(resource_getrusage, "getrusage(who, /)",
    "Return the resources used by this process, its children or this thread.")
{
    int who;
    struct rusage u;
    if (posix_int(t, a[0], &who) < 0)
        return V_ERROR;
    if (getrusage(who, &u) < 0)
        return errno == EINVAL ? raise_format(t, EXC_ValueError, "invalid who parameter")
                               : posix_error(t);
    Value type = K(t, import_attr(t, "resource", "struct_rusage"));
    if (v_is_error(type))
        return V_ERROR;
    const long numbers[] = {u.ru_maxrss, u.ru_ixrss,    u.ru_idrss,   u.ru_isrss,   u.ru_minflt,
                            u.ru_majflt, u.ru_nswap,    u.ru_inblock, u.ru_oublock, u.ru_msgsnd,
                            u.ru_msgrcv, u.ru_nsignals, u.ru_nvcsw,   u.ru_nivcsw};
    enum { TIMES = 2, NUMBERS = sizeof numbers / sizeof *numbers };
    Value values[TIMES + NUMBERS] = {seconds(t, u.ru_utime), seconds(t, u.ru_stime)};
    for (int i = 0; i < NUMBERS; i++)
        values[TIMES + i] = v_from_small(numbers[i]);
    return K(t, structseq_new(t, V_AS(Type, type), values, TIMES + NUMBERS));
}

static Value limit_value(rlim_t limit)
{
    return v_from_small(limit == RLIM_INFINITY ? -1 : (int64_t)limit);
}

static Value limits_pair(Thread *t, const struct rlimit *limits)
{
    return K(t, tuple_pack(t, 2, limit_value(limits->rlim_cur), limit_value(limits->rlim_max)));
}

static int resource_number(Thread *t, Value v, int *out)
{
    if (posix_int(t, v, out) < 0)
        return -1;
    if (*out >= 0 && *out < (int)RLIM_NLIMITS)
        return 0;
    raise_format(t, EXC_ValueError, "invalid resource specified");
    return -1;
}

static int limits_parse(Thread *t, Value v, struct rlimit *out)
{
    Value pair = K(t, iter_to_tuple(t, v));
    if (v_is_error(pair))
        return -1;
    const Tuple *limits = V_AS(Tuple, pair);
    int64_t soft, hard;
    if (limits->len != 2) {
        raise_format(t, EXC_ValueError, "expected a tuple of 2 integers");
        return -1;
    }
    if (value_to_int64(t, limits->items[0], &soft) < 0 ||
        value_to_int64(t, limits->items[1], &hard) < 0)
        return -1;
    *out = (struct rlimit){(rlim_t)soft, (rlim_t)hard};
    return 0;
}

static Value limits_error(Thread *t)
{
    if (errno == EINVAL)
        return raise_format(t, EXC_ValueError, "current limit exceeds maximum limit");
    if (errno == EPERM)
        return raise_format(t, EXC_ValueError, "not allowed to raise maximum limit");
    return posix_error(t);
}

API(resource_getrlimit, "getrlimit(resource, /)", "Return the soft and the hard limit.")
{
    int number;
    struct rlimit limits;
    if (resource_number(t, a[0], &number) < 0)
        return V_ERROR;
    return getrlimit(number, &limits) < 0 ? posix_error(t) : limits_pair(t, &limits);
}

API(resource_setrlimit, "setrlimit(resource, limits, /)", "Set the soft and the hard limit.")
{
    int number;
    struct rlimit limits;
    if (resource_number(t, a[0], &number) < 0 || limits_parse(t, a[1], &limits) < 0)
        return V_ERROR;
    return setrlimit(number, &limits) < 0 ? limits_error(t) : V_NONE;
}

API(resource_prlimit, "prlimit(pid, resource, limits=None, /)",
    "Return the limits of a process, and set them if new ones are given.")
{
    int pid, number, status;
    struct rlimit before, after;
    bool set = !v_is_empty(a[2]) && !v_is_none(a[2]);
    if (posix_int(t, a[0], &pid) < 0 || resource_number(t, a[1], &number) < 0 ||
        (set && limits_parse(t, a[2], &after) < 0))
        return V_ERROR;
    status = prlimit(pid, (enum __rlimit_resource)number, set ? &after : NULL, &before);
    if (status < 0)
        return errno == EINVAL ? limits_error(t) : posix_error(t);
    return limits_pair(t, &before);
}

API(resource_getpagesize, "getpagesize()", "Return the number of bytes of a page.")
{
    return v_from_small(sysconf(_SC_PAGESIZE));
}

static int resource_exec(Thread *t, Value module)
{
    static const char *const fields[] = {
        "ru_utime",  "ru_stime",    "ru_maxrss", "ru_ixrss",   "ru_idrss",   "ru_isrss",
        "ru_minflt", "ru_majflt",   "ru_nswap",  "ru_inblock", "ru_oublock", "ru_msgsnd",
        "ru_msgrcv", "ru_nsignals", "ru_nvcsw",  "ru_nivcsw",  NULL};
    static const ApiInt names[] = {
#define NAME(n) {#n, (int64_t)(n)},
#include "stdlib/resource_names.def"
#undef NAME
        {"RLIM_INFINITY", -1},
    };
    if (api_module_add_ints(t, module, names, sizeof names / sizeof *names) < 0)
        return -1;
    Type *type = structseq_type(t, "resource.struct_rusage",
                                "struct_rusage: Result from getrusage.", fields);
    return !type || api_module_add_type(t, module, type) < 0 ||
                   api_module_add(t, module, "error", v_from(t->vm->exc[EXC_OSError])) < 0
               ? -1
               : 0;
}

Value resource_module(Thread *t)
{
    static const NativeDef *const functions[] = {&resource_getrusage_def,   &resource_getrlimit_def,
                                                 &resource_setrlimit_def,   &resource_prlimit_def,
                                                 &resource_getpagesize_def, NULL};
    static const ModuleSpec spec = {"resource", "What processes use, and their limits.", functions,
                                    resource_exec};
    return api_module(t, &spec);
}
