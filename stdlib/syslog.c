/* SPDX-License-Identifier: MIT */
/* syslog: messages to the log of the system. */
#include <stdlib.h>
#include <syslog.h>
#include "stdlib/posix.h"

/* The log of the system belongs to the process, and it keeps the pointer to the name: hence the
   one static of this file. */
static char *ident_now;

static Value default_ident(Thread *t)
{
    Value argv = K(t, import_attr(t, "sys", "argv"));
    if (v_is_error(argv))
        return V_ERROR;
    if (!v_has_layout(argv, KIND_list) || !V_AS(List, argv)->len)
        return V_NONE;
    Value script = api_hold(t, V_AS(List, argv)->items[0]);
    if (!v_is_str(script))
        return V_NONE;
    Value basename = K(t, import_attr(t, "posixpath", "basename"));
    return v_is_error(basename) ? V_ERROR : K(t, call1(t, basename, script));
}

static Value log_open(Thread *t, Value ident, int option, int facility)
{
    if (v_is_empty(ident) || v_is_none(ident))
        ident = default_ident(t);
    if (v_is_error(ident))
        return V_ERROR;
    char *text = NULL;
    if (v_is_str(ident)) {
        text = posix_text(t, ident);
        if (!text)
            return V_ERROR;
    }
    openlog(text, option, facility);
    free(ident_now);
    ident_now = text;
    return V_NONE;
}

API(syslog_openlog, "openlog(ident=None, logoption=0, facility=LOG_USER)",
    "Set logging options of subsequent syslog() calls.")
{
    int option = 0, facility = LOG_USER;
    if (!v_is_empty(a[0]) && !v_is_none(a[0]) && !v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "openlog() argument 'ident' must be str, not %T",
                            a[0]);
    if ((!v_is_empty(a[1]) && posix_int(t, a[1], &option) < 0) ||
        (!v_is_empty(a[2]) && posix_int(t, a[2], &facility) < 0))
        return V_ERROR;
    return log_open(t, a[0], option, facility);
}

API(syslog_syslog, "syslog(*args)",
    "syslog([priority=LOG_INFO,] message)\nSend the string message to the system logger.")
{
    const Tuple *args = V_AS(Tuple, a[0]);
    int priority = LOG_INFO;
    if (args->len < 1 || args->len > 2)
        return raise_format(t, EXC_TypeError, "syslog.syslog requires 1 to 2 arguments");
    if (args->len == 2 && posix_int(t, args->items[0], &priority) < 0)
        return V_ERROR;
    Value message = args->items[args->len - 1];
    if (!v_is_str(message))
        return raise_format(t, EXC_TypeError, "syslog() argument %d must be str, not %T",
                            (int)args->len, message);
    char *text = posix_text(t, message);
    if (!text)
        return V_ERROR;
    Value opened = ident_now ? V_NONE : log_open(t, V_EMPTY, 0, LOG_USER);
    if (!v_is_error(opened))
        WITHOUT_GIL(t, syslog(priority, "%s", text));
    free(text);
    return opened;
}

API(syslog_closelog, "closelog()", "Reset the syslog module values and call closelog().")
{
    closelog();
    free(ident_now);
    ident_now = NULL;
    return V_NONE;
}

API(syslog_setlogmask, "setlogmask(maskpri, /)",
    "Set the priority mask to maskpri and return the previous mask value.")
{
    int mask;
    return posix_int(t, a[0], &mask) < 0 ? V_ERROR : v_from_small(setlogmask(mask));
}

API(syslog_log_mask, "LOG_MASK(pri, /)", "Calculates the mask for the individual priority pri.")
{
    int priority;
    if (posix_int(t, a[0], &priority) < 0)
        return V_ERROR;
    return v_from_small(priority >= 0 && priority < 31 ? LOG_MASK(priority) : 0);
}

API(syslog_log_upto, "LOG_UPTO(pri, /)",
    "Calculates the mask for all priorities up to and including pri.")
{
    int priority;
    if (posix_int(t, a[0], &priority) < 0)
        return V_ERROR;
    return v_from_small(priority >= 0 && priority < 30 ? LOG_UPTO(priority) : 0);
}

static int syslog_exec(Thread *t, Value module)
{
    static const ApiInt names[] = {
#define NAME(n) {#n, (int64_t)(n)},
#include "stdlib/syslog_names.def"
#undef NAME
    };
    return api_module_add_ints(t, module, names, sizeof names / sizeof *names);
}

Value syslog_module(Thread *t)
{
    static const NativeDef *const functions[] = {&syslog_openlog_def,
                                                 &syslog_syslog_def,
                                                 &syslog_closelog_def,
                                                 &syslog_setlogmask_def,
                                                 &syslog_log_mask_def,
                                                 &syslog_log_upto_def,
                                                 NULL};
    static const ModuleSpec spec = {"syslog", "Messages to the log of the system.", functions,
                                    syslog_exec};
    return api_module(t, &spec);
}
