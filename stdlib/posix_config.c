/* SPDX-License-Identifier: MIT */
/* posix: what sysconf(3), confstr(3) and pathconf(3) tell, and the tables of their names. */
#include "stdlib/posix.h"
#include "stdlib/select_internal.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct ConfigName {
    const char *name;
    int number;
} ConfigName;

#define SC_NAME(name) {"SC_" #name, _SC_##name},
#define CS_NAME(name)
#define PC_NAME(name)
static const ConfigName sysconf_table[] = {
#include "stdlib/posix_config.def"
    {NULL, 0}};
#undef SC_NAME
#undef CS_NAME
#define SC_NAME(name)
#define CS_NAME(name) {"CS_" #name, _CS_##name},
static const ConfigName confstr_table[] = {
#include "stdlib/posix_config.def"
    {NULL, 0}};
#undef CS_NAME
#undef PC_NAME
#define CS_NAME(name)
#define PC_NAME(name) {"PC_" #name, _PC_##name},
static const ConfigName pathconf_table[] = {
#include "stdlib/posix_config.def"
    {NULL, 0}};

/* The number that a name or a number given by the script stands for. 0 or -1. */
static int config_number(Thread *t, Value v, const ConfigName *table, int *number)
{
    if (v_is_int(v))
        return posix_int(t, v, number);
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "configuration names must be strings or integers");
        return -1;
    }
    for (; table->name; table++)
        if (str_equal_cstr(V_AS(Str, v), table->name)) {
            *number = table->number;
            return 0;
        }
    raise_format(t, EXC_ValueError, "unrecognized configuration name");
    return -1;
}

API(posix_sysconf, "sysconf(name, /)", "Return an integer-valued system configuration variable.")
{
    int number;
    if (config_number(t, a[0], sysconf_table, &number) < 0)
        return V_ERROR;
    errno = 0;
    long value = sysconf(number);
    return value == -1 && errno ? posix_error(t) : K(t, int_new(t, value));
}

API(posix_confstr, "confstr(name, /)", "Return a string-valued system configuration variable.")
{
    int number;
    if (config_number(t, a[0], confstr_table, &number) < 0)
        return V_ERROR;
    errno = 0;
    size_t size = confstr(number, NULL, 0);
    if (!size)
        return errno ? posix_error(t) : V_NONE;
    char *text = malloc(size);
    if (!text)
        return raise_memory(t);
    confstr(number, text, size);
    Value result = K(t, str_from_os(t, text));
    free(text);
    return result;
}

API(posix_fpathconf, "fpathconf(fd, name, /)",
    "Return the configuration limit name for the file descriptor fd.\n\nIf there is no limit, "
    "return -1.")
{
    int fd = descriptor_of(t, a[0]), number;
    if (fd < 0 || config_number(t, a[1], pathconf_table, &number) < 0)
        return V_ERROR;
    errno = 0;
    long value = fpathconf(fd, number);
    return value == -1 && errno ? posix_error(t) : K(t, int_new(t, value));
}

API(posix_pathconf, "pathconf(path, name)",
    "Return the configuration limit name for the file or directory path.\n\nIf there is no limit, "
    "return -1.")
{
    Path p;
    int number;
    if (config_number(t, a[1], pathconf_table, &number) < 0 ||
        path_parse(t, a[0], "pathconf", "path", PATH_FD, &p) < 0)
        return V_ERROR;
    errno = 0;
    long value = p.text ? pathconf(p.text, number) : fpathconf(p.fd, number);
    if (value == -1 && errno)
        return path_error(t, errno, &p);
    path_free(&p);
    return K(t, int_new(t, value));
}

const NativeDef *const posix_config_functions[] = {
    &posix_sysconf_def, &posix_confstr_def, &posix_fpathconf_def, &posix_pathconf_def, NULL,
};

static int add_table(Thread *t, Value module, const char *name, const ConfigName *table)
{
    Value names = K(t, dict_new(t));
    for (; table->name && !v_is_error(names); table++)
        if (dict_set_cstr(t, V_AS(Dict, names), table->name, v_from_small(table->number)) < 0)
            return -1;
    return api_module_add(t, module, name, names);
}

int posix_config_add(Thread *t, Value module)
{
    return add_table(t, module, "sysconf_names", sysconf_table) < 0 ||
                   add_table(t, module, "confstr_names", confstr_table) < 0
               ? -1
               : add_table(t, module, "pathconf_names", pathconf_table);
}
