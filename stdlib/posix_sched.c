/* SPDX-License-Identifier: MIT */
/* posix: which processor runs a process, how often, and in which namespaces. */
#include "stdlib/posix.h"
#include <errno.h>
#include <sched.h>
#include "vm/objects/structseq.h"

API(posix_sched_yield, "sched_yield()", "Voluntarily relinquish the CPU.")
{
    WITHOUT_GIL(t, sched_yield());
    return V_NONE;
}

API(posix_sched_getaffinity, "sched_getaffinity(pid, /)",
    "Return the affinity of the process identified by pid.")
{
    int pid;
    cpu_set_t set;
    if (posix_int(t, a[0], &pid) < 0)
        return V_ERROR;
    if (sched_getaffinity(pid, sizeof set, &set) < 0)
        return posix_error(t);
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; i < CPU_SETSIZE && !v_is_error(list); i++)
        if (CPU_ISSET(i, &set) && list_append(t, V_AS(List, list), v_from_small(i)) < 0)
            return V_ERROR;
    return v_is_error(list) ? V_ERROR : K(t, call1(t, v_from(t->vm->types[KIND_set]), list));
}

/* The next item of `iterator` as the number of a processor. 1, 0 at the end, -1. */
static int next_processor(Thread *t, Value iterator, int *number)
{
    Value item = iter_next(t, iterator);
    if (v_same(item, V_STOP))
        return 0;
    if (v_is_error(item = K(t, item)))
        return -1;
    if (!v_is_int(item)) {
        raise_format(t, EXC_TypeError,
                     "expected an iterator of ints, but iterator yielded <class '%T'>", item);
        return -1;
    }
    if (posix_int(t, item, number) < 0)
        return -1;
    if (*number < 0)
        raise_format(t, EXC_ValueError, "negative CPU number");
    return *number < 0 ? -1 : 1;
}

API(posix_sched_setaffinity, "sched_setaffinity(pid, mask, /)",
    "Set the CPU affinity of the process identified by pid to mask.")
{
    int pid, number, more;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (posix_pid(t, a[0], &pid) < 0)
        return V_ERROR;
    Value iterator = K(t, iter_get(t, a[1]));
    if (v_is_error(iterator))
        return V_ERROR;
    while ((more = next_processor(t, iterator, &number)) > 0)
        if (number < CPU_SETSIZE)
            CPU_SET(number, &set);
    if (more < 0)
        return V_ERROR;
    return sched_setaffinity(pid, sizeof set, &set) < 0 ? posix_error(t) : V_NONE;
}

/* ---- policies ---- */

static Value policy_limit(Thread *t, Value v, int (*limit)(int policy))
{
    int policy;
    if (posix_int(t, v, &policy) < 0)
        return V_ERROR;
    int priority = limit(policy);
    return priority < 0 ? posix_error(t) : v_from_small(priority);
}

API(posix_sched_get_priority_max, "sched_get_priority_max(policy)",
    "Get the maximum scheduling priority for policy.")
{
    return policy_limit(t, a[0], sched_get_priority_max);
}

API(posix_sched_get_priority_min, "sched_get_priority_min(policy)",
    "Get the minimum scheduling priority for policy.")
{
    return policy_limit(t, a[0], sched_get_priority_min);
}

API(posix_sched_getscheduler, "sched_getscheduler(pid, /)",
    "Get the scheduling policy for the process identified by pid.\n\nPassing 0 for pid returns the "
    "scheduling policy for the calling process.")
{
    int pid;
    if (posix_pid(t, a[0], &pid) < 0)
        return V_ERROR;
    int policy = sched_getscheduler(pid);
    return policy < 0 ? posix_error(t) : v_from_small(policy);
}

API(posix_sched_rr_get_interval, "sched_rr_get_interval(pid, /)",
    "Return the round-robin quantum for the process identified by pid, in seconds.\n\nValue "
    "returned is a float.")
{
    int pid;
    struct timespec quantum;
    if (posix_pid(t, a[0], &pid) < 0)
        return V_ERROR;
    if (sched_rr_get_interval(pid, &quantum) < 0)
        return posix_error(t);
    return K(t, float_new(t, (double)quantum.tv_sec + 1e-9 * (double)quantum.tv_nsec));
}

static Type *param_type(Thread *t)
{
    Value type = K(t, import_attr(t, "posix", "sched_param"));
    return v_is_error(type) ? NULL : V_AS(Type, type);
}

API(posix_sched_getparam, "sched_getparam(pid, /)",
    "Returns scheduling parameters for the process identified by pid.\n\nIf pid is 0, returns "
    "parameters for the calling process.\nReturn value is an instance of sched_param.")
{
    int pid;
    struct sched_param param;
    if (posix_pid(t, a[0], &pid) < 0)
        return V_ERROR;
    if (sched_getparam(pid, &param) < 0)
        return posix_error(t);
    Type *type = param_type(t);
    Value priority = v_from_small(param.sched_priority);
    return type ? K(t, structseq_new(t, type, &priority, 1)) : V_ERROR;
}

static int param_parse(Thread *t, Value v, struct sched_param *param)
{
    Type *type = param_type(t);
    if (!type)
        return -1;
    if (v_type(t, v) != type) {
        raise_format(t, EXC_TypeError, "must have a sched_param object");
        return -1;
    }
    return posix_int(t, V_AS(Tuple, v)->items[0], &param->sched_priority);
}

API(posix_sched_setparam, "sched_setparam(pid, param, /)",
    "Set scheduling parameters for the process identified by pid.\n\nIf pid is 0, sets parameters "
    "for the calling process.\nparam should be an instance of sched_param.")
{
    int pid;
    struct sched_param param;
    if (posix_pid(t, a[0], &pid) < 0 || param_parse(t, a[1], &param) < 0)
        return V_ERROR;
    return sched_setparam(pid, &param) < 0 ? posix_error(t) : V_NONE;
}

API(posix_sched_setscheduler, "sched_setscheduler(pid, policy, param, /)",
    "Set the scheduling policy for the process identified by pid.\n\nIf pid is 0, the calling "
    "process is changed.\nparam is an instance of sched_param.")
{
    int pid, policy;
    struct sched_param param;
    if (posix_pid(t, a[0], &pid) < 0 || posix_int(t, a[1], &policy) < 0 ||
        param_parse(t, a[2], &param) < 0)
        return V_ERROR;
    return sched_setscheduler(pid, policy, &param) < 0 ? posix_error(t) : V_NONE;
}

/* ---- namespaces ---- */

API(posix_unshare, "unshare(flags)",
    "Disassociate parts of a process (or thread) execution context.\n\n  flags\n    Namespaces to "
    "be unshared.")
{
    int flags, status;
    if (posix_int(t, a[0], &flags) < 0)
        return V_ERROR;
    WITHOUT_GIL(t, status = unshare(flags));
    return status < 0 ? posix_error(t) : V_NONE;
}

API(posix_setns, "setns(fd, nstype=0)",
    "Move the calling thread into different namespaces.\n\n  fd\n    A file descriptor to a "
    "namespace.\n  nstype\n    Type of namespace.")
{
    int fd, kind = 0, status;
    if (posix_int(t, a[0], &fd) < 0 || (!v_is_empty(a[1]) && posix_int(t, a[1], &kind) < 0))
        return V_ERROR;
    WITHOUT_GIL(t, status = setns(fd, kind));
    return status < 0 ? posix_error(t) : V_NONE;
}

const NativeDef *const posix_sched_functions[] = {
    &posix_sched_yield_def,
    &posix_sched_getaffinity_def,
    &posix_sched_setaffinity_def,
    &posix_sched_get_priority_max_def,
    &posix_sched_get_priority_min_def,
    &posix_sched_getscheduler_def,
    &posix_sched_rr_get_interval_def,
    &posix_sched_getparam_def,
    &posix_sched_setparam_def,
    &posix_sched_setscheduler_def,
    &posix_unshare_def,
    &posix_setns_def,
    NULL,
};

/* sched_param(sched_priority): unlike other records it takes its field, not a sequence. */
static Value param_construct(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    size_t named = v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len;
    if (nargs + named > 1)
        return raise_format(t, EXC_TypeError, "sched_param() takes at most 1 argument (%zu given)",
                            nargs + named);
    bool right = nargs || (named && str_equal_cstr(V_AS(Str, V_AS(Tuple, kwnames)->items[0]),
                                                   "sched_priority"));
    if (!right)
        return raise_format(t, EXC_TypeError,
                            "sched_param() missing required argument 'sched_priority' (pos 1)");
    ApiScope scope = api_scope_begin(t);
    Value fields = K(t, tuple_pack(t, 1, args[0]));
    return api_scope_return(t, scope,
                            v_is_error(fields) ? V_ERROR : K(t, structseq_from(t, cls, fields)));
}

int posix_sched_add(Thread *t, Value module)
{
    static const char *const fields[] = {"sched_priority", NULL};
    Type *type = structseq_type(t, "posix.sched_param",
                                "Currently has only one field: sched_priority\n\n  "
                                "sched_priority\n    A scheduling parameter.",
                                fields);
    if (!type)
        return -1;
    type->s.new_ = param_construct;
    return api_module_add(t, module, "sched_param", v_from(type));
}
